//! Lists, filters, counts and findings on demand come to what is worked out the plain way over everything. All reports are drawn;
//! nobody said any of it.

use std::sync::Arc;

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, FindingRef, Seen};
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::Stage;
use hudna_core::place::{Point, Region};
use hudna_core::report::{Account, Origin, Report, Source, SourceKind};
use hudna_core::statistics;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::cells::{Cell, Square, Width};
use hudna_desk::document::View;
use hudna_desk::powers::{Level, Placing};
use hudna_desk::record::listing::{Filter, InSector, Standing, Within};
use hudna_desk::record::squares::MOST_SQUARES;
use hudna_desk::record::what_if::{MadeOf, Tried};
use hudna_desk::record::{Actor, LONGEST, Mission, Reader, Snapshot, reading, reference};

use super::house::{House, MORNING, clock, somebody};

/// A small generator: the same numbers at every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % n
    }
    fn one<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len() as u64) as usize]
    }
}

const ACTS: [&str; 6] = ["shelling", "sniping", "abduction", "movement", "flight", "attack"];

fn code(attribute: Attribute, name: &str) -> Option<Value> {
    Code::parse(attribute, name).map(Value::Code)
}

/// What somebody saw: within Marsa or outside of it, at a known time or none, now and then the same as before.
fn report(draw: &mut Draw, n: u64) -> Report {
    let same = draw.below(3) == 0;
    let (spot, hour) = if same { (draw.below(4), draw.below(40)) } else { (draw.below(60), draw.below(900)) };
    let at = Instant(MORNING).plus(Span::hours(i64::try_from(hour).expect("small"))).minus(Span::days(50));
    let (lon, lat) = (-38.9 + (spot % 10) as f64 * 0.17, 30.88 + (spot / 10) as f64 * 0.13);
    let mut deed = Account::default();
    if let Some(act) = code(Attribute::Act, draw.one::<&str>(&ACTS)) {
        deed.set(Attribute::Act, vec![act]);
    }
    if draw.below(8) > 0 {
        let lasted = Span::hours(i64::try_from(1 + draw.below(30)).expect("small"));
        deed.set(Attribute::At, vec![Value::Time(TimeRange::new(at, at.plus(lasted)))]);
    }
    if draw.below(10) > 0 {
        let radius = [0.0, 300.0, 4_000.0][draw.below(3) as usize];
        deed.set(Attribute::Place, vec![Value::Place(Region::disc(lon, lat, radius))]);
    }
    if draw.below(3) > 0 {
        let who = ["first", "second", "brigade-1", "brigade-2", "nobody knows"];
        deed.set(Attribute::Actor, vec![Value::Actor((*draw.one(&who)).into())]);
    }
    if draw.below(3) == 0 {
        let n = draw.below(6) as f64;
        deed.set(Attribute::Killed, vec![Value::Number(Number { low: n, best: n, high: n + 1.0 })]);
    }
    Report {
        origin: Origin {
            file: "drawn.csv".into(),
            line: n as u32 + 2,
            own_id: Some(format!("D-{n}").into()),
        },
        source: Source {
            name: format!("a drawn source {}", draw.below(5)).into(),
            kind: Some(SourceKind::Patrol),
            reliability: None,
            credibility: None,
        },
        reported_at: Some(at.plus(Span::hours(3))),
        deeds: vec![deed],
        echo_of: Vec::new(),
        answers: None,
        text: format!("shells near the {} of the market", draw.one(&["gate", "well", "bridge"])).into(),
        places: Vec::new(),
        outlets: Vec::new(),
        aggregate: false,
    }
}

fn file(mission: &mut Mission, who: &Actor, draw: &mut Draw, count: u64) -> Vec<EntryId> {
    let from = mission.ledger.size();
    let filed =
        (0..count).map(|n| filed::report_filed(&report(draw, from + n), None).expect("it is written"));
    let filed: Vec<Filed> = filed.collect();
    filed.into_iter().map(|one| mission.act(who, one, clock()).expect("it stands").entry).collect()
}

fn reader(house: &House) -> Reader {
    Reader::new(reading(&house.path()).expect("it is read"))
}

fn look(reader: &mut Reader) -> Arc<Snapshot> {
    reader.follow(Instant(MORNING)).expect("it follows");
    reader.snapshot().expect("it is weighed")
}

fn seen(snapshot: &Snapshot, id: &str) -> Seen {
    Seen { incident: IncidentId(id.to_owned()), version: snapshot.version(id).expect("it lives") }
}

/// People accept, give back and rule some findings, join and part some reports.
fn people_act(mission: &mut Mission, snapshot: &Snapshot, who: [&Actor; 3], draw: &mut Draw) {
    let [assessor, commissioner, analyst] = who;
    let about: Vec<FindingRef> = snapshot
        .coarse
        .assessment
        .findings
        .iter()
        .filter(|f| f.subject.deed.is_some())
        .map(reference)
        .collect();
    for _ in 0..6 {
        let finding = draw.one(&about).clone();
        let (id, _) = finding.deed().expect("about a deed");
        let outcome = *draw.one(&Outcome::ALL[..3]);
        let act = match draw.below(3) {
            0 => Filed::plain(Act::AssessmentAccepted { seen: seen(snapshot, id), outcome, finding }),
            1 => Filed::plain(Act::AssessmentReturned { seen: seen(snapshot, id), finding }).with(
                "text",
                Class::Narrative,
                b"who saw it?".to_vec(),
            ),
            _ => {
                let by = vec![commissioner.user.clone()];
                let ruled = Act::RulingMade {
                    abstained: Vec::new(),
                    against: Vec::new(),
                    by_rule: "a14.1".into(),
                    finding,
                    outcome,
                    by,
                };
                let ruled =
                    Filed::plain(ruled).with("text", Class::Narrative, b"as the minutes have it".to_vec());
                // a ruling that the rules do not allow is no part of this
                drop(mission.act(commissioner, ruled, clock()));
                continue;
            }
        };
        mission.act(assessor, act, clock()).expect("it stands");
    }
    let [a, b] = [0, 1].map(|_| draw.below(snapshot.filed.len() as u64) as usize);
    if a != b {
        let [one, other] = [a, b].map(|at| snapshot.filed[at].entry.clone());
        let mut of: Vec<&str> = [a, b]
            .iter()
            .map(|at| {
                snapshot.incident_id(snapshot.place_of_report(*at).expect("in one")).expect("it").0.as_str()
            })
            .collect();
        of.sort_unstable();
        of.dedup();
        let seen = of.into_iter().map(|id| seen(snapshot, id)).collect();
        let act = if draw.below(2) == 0 {
            Act::ReportsJoined { a: one, b: other, seen }
        } else {
            Act::ReportsKeptApart { a: one, b: other, seen }
        };
        // joining what others keep apart is refused; that is no part of this
        drop(mission.act(analyst, Filed::plain(act), clock()));
    }
}

/// A mission in which reports came in two lots and people acted between; its reader followed all the way.
fn drawn(house: &House, seed: u64) -> (Mission, Reader, Draw, [Actor; 3]) {
    let draw = &mut Draw(seed);
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let people = [&["assessor"][..], &["commissioner"], &["analyst"]];
    let people = people.map(|roles| somebody(&mut mission, roles, None));
    let mut reader = reader(house);
    file(&mut mission, &founder, draw, 40);
    for _ in 0..2 {
        let snapshot = look(&mut reader);
        people_act(&mut mission, &snapshot, people.each_ref(), draw);
        file(&mut mission, &founder, draw, 12);
    }
    (mission, reader, Draw(draw.0), people)
}

fn filter(draw: &mut Draw, snapshot: &Snapshot) -> Filter {
    let day =
        |draw: &mut Draw| Instant(MORNING).minus(Span::days(i64::try_from(draw.below(60)).expect("small")));
    let sectors: Vec<Arc<str>> = snapshot.sectors.iter().flatten().cloned().collect();
    let written = [
        "reports >= 2",
        "killed > 1",
        "sector IS NULL OR act = 'shelling'",
        "outcome = 'breach' AND NOT stage = 'ruled'",
        "against = 'first'",
        "at > DATE('2026-03-01')",
        "actor LIKE 'brigade%'",
    ];
    let mut chance = |n: u64| draw.below(n) == 0;
    let ask = [chance(3), chance(3), chance(4), chance(4), chance(3), chance(4), chance(4)];
    Filter {
        act: ask[0].then(|| Code::parse(Attribute::Act, draw.one::<&str>(&ACTS))).flatten(),
        within: match (ask[1], ask[6]) {
            (true, _) if !sectors.is_empty() => Some(Within::Sector(draw.one(&sectors).clone())),
            (false, true) => Some(Within::Elsewhere),
            _ => None,
        },
        stage: ask[2].then(|| *draw.one(&[Stage::Provisional, Stage::Assessed, Stage::Ruled])),
        outcome: ask[3].then(|| *draw.one(Outcome::ALL)),
        time: if ask[4] {
            let (a, b) = (day(draw), day(draw));
            TimeRange { lo: a.min(b), hi: a.max(b).plus(Span::days(1)) }
        } else {
            TimeRange::ALL
        },
        begun: (draw.below(4) == 0).then(|| {
            let from = day(draw);
            TimeRange { lo: from, hi: from.plus(Span::days(9)) }
        }),
        written: ask[5].then(|| (*draw.one(&written)).into()),
        square: None,
    }
}

/// Whether a filter takes an incident, asked of the whole coarse sight.
fn takes(snapshot: &Snapshot, filter: &Filter, at: usize) -> bool {
    let incident = &snapshot.coarse.incidents[at];
    let reached = snapshot.stages.reached(&incident.id.0);
    let found = statistics::outcomes(&snapshot.coarse.incidents, &snapshot.coarse.assessment)[at];
    let written = |text: &Arc<str>| {
        let taken = snapshot.filtered(text).expect("it reads");
        taken.surely.contains(&u32::try_from(at).expect("small"))
    };
    filter
        .act
        .is_none_or(|act| statistics::codes(incident, Attribute::Act).iter().any(|code| act.covers(*code)))
        && filter.within.as_ref().is_none_or(|within| match within {
            Within::Sector(id) => snapshot.sectors[at].as_ref() == Some(id),
            Within::Elsewhere => snapshot.sectors[at].is_none(),
        })
        && filter.stage.is_none_or(|stage| reached.map_or(Stage::Provisional, |r| r.stage) == stage)
        && filter.outcome.is_none_or(|outcome| reached.map_or(found, |r| r.outcome) == outcome)
        && (filter.time == TimeRange::ALL || statistics::may_fall_in(incident, filter.time))
        && filter.begun.is_none_or(|period| {
            let start = statistics::when(incident).map(|time| time.lo);
            start.is_none_or(|start| period.lo <= start && start < period.hi)
        })
        && filter.written.as_ref().is_none_or(written)
}

fn counted(snapshot: &Snapshot, taken: &[usize]) -> Vec<InSector> {
    let sectors = snapshot.agreement.backdrop.iter().filter(|one| &*one.kind == "sector");
    let mut rows: Vec<InSector> = sectors
        .map(|one| Some(one.id.clone()))
        .chain([None])
        .map(|sector| InSector { sector, counts: Standing::default() })
        .collect();
    let found = statistics::outcomes(&snapshot.coarse.incidents, &snapshot.coarse.assessment);
    for at in taken {
        let row = rows.iter_mut().find(|row| row.sector == snapshot.sectors[*at]).expect("its row");
        row.counts.alleged += 1;
        match snapshot.stages.reached(&snapshot.coarse.incidents[*at].id.0) {
            Some(reached) if reached.stage == Stage::Ruled => row.counts.ruled.add(reached.outcome),
            Some(reached) => row.counts.assessed.add(reached.outcome),
            None => row.counts.provisional.add(found[*at]),
        }
    }
    rows.retain(|row| row.sector.is_some() || row.counts.alleged > 0);
    rows
}

#[test]
fn filters_and_counts_by_sector_come_to_what_a_walk_over_everything_gives() {
    let (mut some, mut staged) = (0, 0);
    for seed in 0..2 {
        let house = House::sqlite();
        let (_mission, mut reader, mut draw, people) = drawn(&house, seed);
        let all = look(&mut reader);
        for snapshot in [Arc::clone(&all), all.seen_by(&people[0].user)] {
            for _ in 0..40 {
                let filter = filter(&mut draw, &snapshot);
                let plain: Vec<usize> =
                    (0..snapshot.incidents()).filter(|at| takes(&snapshot, &filter, *at)).collect();
                let selection = snapshot.selected(&filter).expect("it reads");
                assert!(selection.iter().eq(plain.iter().copied()), "{seed} {filter:?}");
                assert_eq!(selection.len(), plain.len());
                assert!(snapshot.remembered(&filter).is_some_and(|known| Arc::ptr_eq(&known, &selection)));
                let (skip, most) = (draw.below(9) as usize, draw.below(30) as usize);
                let back: Vec<usize> = plain.iter().rev().skip(skip).take(most).copied().collect();
                assert_eq!(selection.latest(skip, most), back);
                assert_eq!(snapshot.by_sector(&selection), counted(&snapshot, &plain), "{seed} {filter:?}");
                some += usize::from(!plain.is_empty() && plain.len() < snapshot.incidents());
            }
            staged += snapshot.stages.all_reached().count();
            let all = snapshot.findings_counted().map(|(.., by)| by.all()).sum::<u64>();
            assert_eq!(all, snapshot.findings() as u64, "each finding is counted once");
        }
    }
    assert!(some > 30 && staged > 2, "the worlds say too little: {some} {staged}");
}

#[test]
fn what_is_made_for_one_row_is_what_stands_in_the_whole() {
    for seed in 10..11 {
        let house = House::sqlite();
        let (_mission, mut reader, _, _) = drawn(&house, seed);
        let snapshot = look(&mut reader);
        for exact in [true, false] {
            let sight = snapshot.sight(exact);
            let incidents: Vec<_> =
                (0..snapshot.incidents()).map(|at| snapshot.incident_at(at, exact).expect("it")).collect();
            assert!(incidents.iter().map(|one| &**one).eq(sight.incidents.iter()));
            let reports: Vec<_> =
                (0..snapshot.filed.len()).map(|at| snapshot.report_at(at, exact).expect("it")).collect();
            assert!(reports.iter().map(|one| &**one).eq(sight.reports.iter()));
            let findings: Vec<_> =
                (0..snapshot.findings()).map(|at| snapshot.finding_at(at, exact).expect("it")).collect();
            assert!(findings.iter().map(|one| &**one).eq(sight.assessment.findings.iter()));
        }
        let findings: &[Finding] = &snapshot.coarse.assessment.findings;
        assert!(findings.len() > 20);
        for (at, finding) in findings.iter().enumerate() {
            let listed = snapshot.listed(at).expect("it is listed");
            assert_eq!(
                (listed.norm, listed.version, listed.outcome, listed.against),
                (&finding.norm, finding.version, finding.outcome, &finding.against)
            );
            let name = reference(finding);
            let first = findings.iter().position(|other| reference(other) == name);
            assert_eq!((snapshot.finding(&name), snapshot.finding_name(at)), (first, Some(name)));
            let staged = snapshot.stages.finding(finding);
            assert_eq!(snapshot.finding_stands(at), snapshot.stages.standing(finding));
            assert_eq!(snapshot.finding_stage(at), staged.map_or(Stage::Provisional, |staged| staged.stage));
        }
        for (at, incident) in snapshot.exact.incidents.iter().enumerate() {
            assert_eq!(snapshot.incident(&incident.id.0), Some(at));
            let about = |f: &&Finding| f.subject.deed.is_some() && f.subject.id == incident.id.0;
            let plain: Vec<usize> =
                findings.iter().filter(about).filter_map(|f| snapshot.finding(&reference(f))).collect();
            assert_eq!(snapshot.findings_of(&incident.id), plain);
            for report in &incident.reports {
                assert_eq!(snapshot.place_of_report(*report as usize), Some(at));
            }
            let pairs: Vec<_> = snapshot
                .possible
                .iter()
                .filter(|pair| incident.reports.contains(&pair.a) || incident.reports.contains(&pair.b))
                .copied()
                .collect();
            assert_eq!(snapshot.possible_of(&incident.reports), pairs);
        }
        for (at, filed) in snapshot.filed.iter().enumerate() {
            assert_eq!(snapshot.report(&filed.entry.0), Some(at));
        }
        assert_eq!((snapshot.incident("INC-AAAAAAAA"), snapshot.report("E-NOT-HERE")), (None, None));
    }
}

#[test]
fn the_counts_of_a_period_are_those_of_all_incidents() {
    let house = House::sqlite();
    let (_mission, mut reader, mut draw, _) = drawn(&house, 20);
    let snapshot = look(&mut reader);
    for _ in 0..30 {
        let from = Instant(MORNING).minus(Span::days(i64::try_from(draw.below(70)).expect("small")));
        let period = TimeRange {
            lo: from,
            hi: from.plus(Span::days(i64::try_from(1 + draw.below(20)).expect("small"))),
        };
        let whole = statistics::count(
            &snapshot.agreement,
            &snapshot.exact.incidents,
            &snapshot.exact.assessment,
            &snapshot.stages,
            &snapshot.coarse.registers,
            period,
            View::before(period),
        );
        assert_eq!(snapshot.statistics(period, false), whole);
        let exact = snapshot.statistics(period, true);
        assert_eq!(
            (&exact.counts, &exact.in_period),
            (&whole.counts, &whole.in_period),
            "for all the same counts"
        );
        let days = Span::days(3);
        let periods: Vec<TimeRange> = (0..7)
            .map(|n| TimeRange { lo: from.plus(Span(days.0 * n)), hi: from.plus(Span(days.0 * (n + 1))) })
            .collect();
        let counted = snapshot.counted(period, &periods);
        assert_eq!(counted.counts, whole.counts);
        let (stages, registers) = (&snapshot.stages, &snapshot.coarse.registers);
        let incidents = snapshot.exact_incidents();
        let trend =
            statistics::trend(&snapshot.agreement, incidents, &snapshot.told_in, stages, registers, &periods);
        assert_eq!((&counted.trend, counted.undated), (&trend.0, trend.1));
        assert!(Arc::ptr_eq(&counted, &snapshot.counted(period, &periods)), "it is counted once");
    }
    let all = TimeRange { lo: Instant(MORNING).minus(Span::days(900)), hi: Instant(MORNING) };
    assert_eq!(snapshot.statistics(all, false).counts.total.now.alleged, snapshot.incidents() as u64);
}

#[test]
fn many_who_ask_for_the_same_counts_at_once_get_one_counting() {
    let house = House::sqlite();
    let (_mission, mut reader, _, _) = drawn(&house, 21);
    let snapshot = look(&mut reader);
    let period = TimeRange { lo: Instant(MORNING).minus(Span::days(60)), hi: Instant(MORNING) };
    assert!(snapshot.counted_before(period, &[period]).is_none());
    let all: Vec<_> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..16).map(|_| scope.spawn(|| snapshot.counted(period, &[period]))).collect();
        asked.into_iter().map(|one| one.join().expect("it is counted")).collect()
    });
    let known = snapshot.counted_before(period, &[period]).expect("it is remembered");
    assert!(all.iter().all(|one| Arc::ptr_eq(one, &known)));
    // what is remembered has a bound, and what was asked last is kept
    for n in 0..100 {
        snapshot.counted(TimeRange { lo: Instant(period.lo.0 + n), ..period }, &[]);
    }
    assert!(snapshot.counted_before(period, &[period]).is_none());
    assert!(snapshot.counted_before(TimeRange { lo: Instant(period.lo.0 + 99), ..period }, &[]).is_some());
}

/// The one cell by which a reader is told an incident, read off what the reader is shown.
fn told_cell(snapshot: &Snapshot, at: usize) -> Option<Cell> {
    let incident = snapshot.incident_at(at, false).expect("it stands");
    let facts = incident.deeds.iter().filter_map(|deed| deed.fact(Attribute::Place));
    let cells: Vec<Option<Cell>> = facts
        .flat_map(|fact| &fact.alternatives)
        .map(|one| {
            let Value::Place(Region::Area(area)) = &one.value else { return None };
            let (kilometres, middle) = Cell::named(&area.id)?;
            let width = Width::ALL.into_iter().find(|width| width.kilometres() == kilometres)?;
            Some(Cell::holding(middle, width))
        })
        .collect();
    let first = cells.first().copied().flatten()?;
    cells.iter().all(|cell| *cell == Some(first)).then_some(first)
}

#[test]
fn squares_count_what_the_reader_is_told_by_cells_and_are_never_finer() {
    let house = House::sqlite();
    let (_mission, mut reader, _, _) = drawn(&house, 27);
    let exact = look(&mut reader);
    for level in [Level::Nothing, Level::Sector, Level::Wide, Level::Narrow] {
        let snapshot = exact.placed(&Placing::of(level, []));
        let cells: Vec<Option<Cell>> = (0..snapshot.incidents()).map(|at| told_cell(&snapshot, at)).collect();
        let filter = Filter { outcome: Some(Outcome::Breach), ..Filter::default() };
        for filter in [Filter::default(), filter] {
            let selection = snapshot.selected(&filter).expect("it reads");
            let by_square = snapshot.by_square(&selection);
            let told: Vec<(usize, Cell)> = selection.iter().filter_map(|at| Some((at, cells[at]?))).collect();
            assert_eq!(by_square.others.alleged, (selection.len() - told.len()) as u64);
            assert_eq!(told.is_empty(), level <= Level::Sector, "{level:?}");
            assert!(by_square.squares.len() <= MOST_SQUARES);
            let mut counted = 0;
            for (square, counts) in &by_square.squares {
                let here = |cell: Cell| Square::of(cell, square.kilometres()) == *square;
                let within: Vec<usize> =
                    told.iter().filter(|(_, cell)| here(*cell)).map(|(at, _)| *at).collect();
                assert_eq!(counts.alleged, within.len() as u64);
                let breaches = within.iter().filter(|at| snapshot.stands(**at) == Outcome::Breach).count();
                let all = [counts.provisional, counts.assessed, counts.ruled];
                assert_eq!(all.iter().map(|one| one.breach).sum::<u64>(), breaches as u64);
                let widest = if level == Level::Wide { 5 } else { 1 };
                assert!(square.kilometres() >= widest, "{level:?} {square:?}");
                let inside = Filter { square: Some(*square), ..filter.clone() };
                let inside = snapshot.selected(&inside).expect("it reads");
                assert!(inside.iter().eq(within.iter().copied()), "{square:?}");
                counted += within.len();
            }
            assert_eq!(counted, told.len(), "each lies in one square");
        }
        let narrow = Square::of(Cell::holding(Point { lon: -38.4, lat: 31.1 }, Width::Narrow), 1);
        let asked = Filter { square: Some(narrow), ..Filter::default() };
        let taken = snapshot.selected(&asked).expect("it reads");
        assert!(level == Level::Narrow || taken.is_empty(), "{level:?} tells no square of 1 km");
    }
}

#[test]
fn what_waits_longest_is_what_ranking_everything_finds() {
    for seed in 22..26 {
        let house = House::sqlite();
        let (_mission, mut reader, _, _) = drawn(&house, seed);
        let snapshot = look(&mut reader);
        let waiting = snapshot.waiting();
        let touched = |at: usize| {
            let about = |name: &FindingRef| snapshot.finding(name) == Some(at);
            snapshot.is_spoken_of(at)
                || snapshot
                    .tasks
                    .iter()
                    .any(|task| task.closed.is_none() && task.about.as_ref().is_some_and(about))
        };
        for (outcome, told) in
            [(Outcome::Breach, &waiting.breaches), (Outcome::Undetermined, &waiting.undetermined)]
        {
            let mut all: Vec<(Instant, usize)> = (0..snapshot.findings())
                .filter_map(|at| Some((at, snapshot.listed(at).filter(|one| one.outcome == outcome)?)))
                .filter(|(at, _)| !touched(*at))
                .map(|(at, one)| {
                    let told = one.incident.and_then(|incident| snapshot.told_at(incident));
                    (told.unwrap_or(snapshot.as_of), at)
                })
                .collect();
            all.sort_unstable();
            assert_eq!(told.count, all.len());
            let longest: Vec<usize> = all.into_iter().map(|(_, at)| at).take(LONGEST).collect();
            assert_eq!(told.longest, longest);
        }
        assert!(waiting.touched.iter().all(|at| touched(*at)));
        assert_eq!(waiting.touched.len(), (0..snapshot.findings()).filter(|at| touched(*at)).count());
    }
}

#[test]
fn a_record_followed_step_by_step_comes_to_what_it_does_read_at_once() {
    for seed in 30..32 {
        let house = House::sqlite();
        let (_mission, mut slow, _, _) = drawn(&house, seed);
        let (followed, fresh) = (look(&mut slow), look(&mut reader(&house)));
        assert!(followed.exact.incidents.iter().eq(fresh.exact.incidents.iter()));
        assert!(followed.coarse.incidents.iter().eq(fresh.coarse.incidents.iter()));
        assert_eq!(&*followed.exact.assessment, &*fresh.exact.assessment);
        for incident in fresh.exact.incidents.iter() {
            assert_eq!(followed.version(&incident.id.0), fresh.version(&incident.id.0), "{}", incident.id.0);
        }
        assert_eq!(followed.sectors, fresh.sectors);
    }
}

fn made(snapshot: &Snapshot) -> Vec<MadeOf> {
    let entry = |at: &u32| snapshot.filed[*at as usize].entry.clone();
    let of = |at: usize| MadeOf {
        id: snapshot.incident_id(at).expect("it").clone(),
        reports: snapshot.reports_of(at).iter().map(entry).collect(),
    };
    (0..snapshot.incidents()).map(of).collect()
}

#[test]
fn a_decision_tried_comes_to_what_it_does_when_made_and_leaves_nothing_behind() {
    let (mut stood, mut changed) = (0, 0);
    for seed in 40..46 {
        let house = House::sqlite();
        let (mut mission, mut reader, mut draw, people) = drawn(&house, seed);
        let before = look(&mut reader);
        let pair = match before.possible.first() {
            Some(pair) => [pair.a as usize, pair.b as usize],
            None => [0, 1].map(|_| draw.below(before.filed.len() as u64) as usize),
        };
        let [a, b] = pair.map(|at| before.filed[at].entry.clone());
        let joins = draw.below(2) == 0;
        let tried =
            if joins { Tried::Joined(a.clone(), b.clone()) } else { Tried::Apart(a.clone(), b.clone()) };
        let what = reader.what_if(&tried).expect("it is tried");
        let again = look(&mut reader);
        assert!(Arc::ptr_eq(&before, &again), "nothing was filed");
        let anew = look(&mut self::reader(&house));
        assert_eq!(made(&again), made(&anew));
        let seen = what.seen.clone();
        let act =
            if joins { Act::ReportsJoined { a, b, seen } } else { Act::ReportsKeptApart { a, b, seen } };
        if mission.act(&people[2], Filed::plain(act), clock()).is_err() {
            continue;
        }
        stood += 1;
        let after = look(&mut reader);
        let (was, is) = (made(&before), made(&after));
        assert!(what.before.iter().all(|one| was.contains(one)), "{seed}");
        assert!(what.after.iter().all(|one| is.contains(one)), "{seed}");
        let untouched: Vec<&MadeOf> = was.iter().filter(|one| !what.before.contains(one)).collect();
        assert!(untouched.iter().all(|one| is.contains(one)), "{seed}: what it did not tell of is another");
        changed += usize::from(what.before != what.after);
        let outcome =
            |snapshot: &Snapshot, name: &FindingRef| Some(snapshot.listed(snapshot.finding(name)?)?.outcome);
        for (name, is, would_be) in &what.findings {
            assert_eq!((outcome(&before, name), outcome(&after, name)), (*is, *would_be), "{name:?}");
        }
    }
    assert!(stood > 2 && changed > 0, "nothing was decided: {stood} {changed}");
}
