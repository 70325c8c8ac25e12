//! Incidents kept over a mission: the law that they are those of fusing from scratch, and what ids promise.

use std::collections::{BTreeMap, BTreeSet};

use hudna_core::incident::live::{Live, Refused};
use hudna_core::incident::{Batch, IncidentId, Key, Options};
use hudna_core::ledger::id::EntryId;
use hudna_core::report::{Report, SourceKind};
use hudna_core::time::{Span, TimeRange};
use hudna_core::value::{Attribute, Value};
use proptest::prelude::*;

use crate::fusion_set::{Dice, Recipe, make};

fn entry(n: u64) -> EntryId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&n.to_be_bytes());
    EntryId::of(random)
}

fn set(seed: u64, happenings: usize) -> Vec<Report> {
    make(&Recipe { happenings, towns: 3, days: 6, crowded: 0.5, seed }).reports
}

/// Reports of several months, odd ones among them: without place or time, wide, summing up, echoes, answers, rows of
/// data sets, rows read twice, two deeds.
fn odd(seed: u64, happenings: usize, days: i64) -> Vec<Report> {
    let mut reports = make(&Recipe { happenings, towns: 3, days, crowded: 0.6, seed }).reports;
    let mut dice = Dice(seed ^ 0x5eed);
    let ids: Vec<_> = reports.iter().map(|r| r.origin.own_id.clone()).collect();
    let mut again = Vec::new();
    for (i, report) in reports.iter_mut().enumerate() {
        let other = ids[dice.below(ids.len())].clone();
        match dice.below(16) {
            0 => report.deeds[0].set(Attribute::Place, Vec::new()),
            1 => report.deeds[0].set(Attribute::At, Vec::new()),
            2 => report.aggregate = true,
            3 => report.source.kind = Some(SourceKind::Dataset),
            4 => report.echo_of = other.into_iter().collect(),
            5 => report.answers = other,
            6 => report.outlets = vec!["Marsa Wire".into()],
            7 => widen(report, 2 + dice.below(9) as i64),
            8 => report.deeds.push(report.deeds[0].clone()),
            9 => again.push(Report {
                origin: hudna_core::report::Origin { line: 5_000 + i as u32, ..report.origin.clone() },
                ..report.clone()
            }),
            10 => report.source.name = "".into(),
            _ => {}
        }
    }
    reports.extend(again);
    reports
}

fn widen(report: &mut Report, days: i64) {
    let at = report.deeds[0].single(Attribute::At).cloned();
    if let Some(Value::Time(range)) = at {
        let wide = TimeRange::new(range.lo, range.hi.plus(Span::days(days)));
        report.deeds[0].set(Attribute::At, vec![Value::Time(wide)]);
    }
}

fn turned(reports: &[Report], seed: u64) -> Vec<Report> {
    let (mut dice, mut turned) = (Dice(seed), reports.to_vec());
    for i in (1..turned.len()).rev() {
        turned.swap(i, dice.below(i + 1));
    }
    turned
}

/// A mission as it went: what was told to `live`, and the same for whoever starts from scratch.
struct Mission {
    live: Live,
    standing: Vec<Report>,
    decisions: BTreeMap<u64, (u32, u32, bool)>,
    entries: u64,
}

impl Mission {
    fn new() -> Self {
        let live = Live::new(Options::default());
        Self { live, standing: Vec::new(), decisions: BTreeMap::new(), entries: 0 }
    }

    /// The n-th report is number 10 n of the record.
    fn seq(place: u32) -> u64 {
        10 * u64::from(place)
    }

    fn file(&mut self, report: Report) {
        let place = self.standing.len() as u32;
        assert_eq!(self.live.file(Self::seq(place), entry(u64::from(place)), report.clone()), Ok(()));
        self.standing.push(report);
    }

    fn next(&mut self) -> u64 {
        self.entries += 1;
        1_000_000 + self.entries
    }

    fn amend(&mut self, place: usize, report: Report) {
        let by = entry(self.next());
        assert_eq!(self.live.amend(Self::seq(place as u32), by, report.clone()), Ok(()));
        self.standing[place] = report;
    }

    fn decide(&mut self, a: usize, b: usize, together: bool) {
        let (a, b, id) = (a as u32, b as u32, self.next());
        assert_eq!(self.live.decide(entry(id), Self::seq(a), Self::seq(b), together), Ok(()));
        self.decisions.insert(id, (a, b, together));
    }

    fn undo(&mut self, nth: usize) {
        if let Some(id) = self.decisions.keys().nth(nth % self.decisions.len().max(1)).copied() {
            self.decisions.remove(&id);
            assert_eq!(self.live.undo(&entry(id)), Ok(()));
        }
    }

    /// The same mission, told at once and settled once.
    fn at_once(&self) -> Live {
        let mut live = Live::new(Options::default());
        for (place, report) in (0..).zip(&self.standing) {
            assert_eq!(live.file(Self::seq(place), entry(u64::from(place)), report.clone()), Ok(()));
        }
        for (id, (a, b, together)) in &self.decisions {
            assert_eq!(live.decide(entry(*id), Self::seq(*a), Self::seq(*b), *together), Ok(()));
        }
        live.settle();
        live
    }

    /// Settles and holds all against fusing from scratch and against the same told at once.
    fn check(&mut self) {
        self.live.settle();
        let pick = |want: bool| -> Vec<(u32, u32)> {
            let of = self.decisions.values().filter(|(.., together)| *together == want);
            of.map(|(a, b, _)| (*a, *b)).collect()
        };
        let options = Options::default();
        let fusion = Batch::new(&self.standing, &options).decided(&pick(true), &pick(false)).fuse();
        let id = |place: u32| self.live.of(Self::seq(place)).unwrap_or(IncidentId(String::new()));
        let renamed: BTreeMap<IncidentId, IncidentId> =
            fusion.incidents.iter().map(|i| (i.id.clone(), id(i.reports[0]))).collect();
        let mut scratch = fusion.incidents;
        for incident in &mut scratch {
            incident.id = renamed[&incident.id].clone();
            incident.part_of.iter_mut().for_each(|id| *id = renamed[id].clone());
            incident.part_of.sort_unstable();
        }
        let began = |i: &hudna_core::incident::Incident| {
            let values = i.reports.iter().flat_map(|r| &self.standing[*r as usize].deeds);
            let times = values.flat_map(|d| d.values(Attribute::At));
            times
                .filter_map(|v| if let Value::Time(t) = v { Some(t.lo.0) } else { None })
                .min()
                .unwrap_or(i64::MAX)
        };
        scratch.sort_by(|a, b| began(a).cmp(&began(b)).then_with(|| a.id.cmp(&b.id)));
        let kept: Vec<_> = self.live.incidents().cloned().collect();
        assert_eq!(kept, scratch, "incidents, their facts and their order");
        assert_eq!(self.live.possible(), fusion.possible, "possible pairs");
        let keys = |a: &Report, b: &Report| {
            let (a, b) = (Key::of(a).0, Key::of(b).0);
            if a < b { (a, b) } else { (b, a) }
        };
        let standing = |seq: u64| &self.standing[(seq / 10) as usize];
        let refused: BTreeSet<_> =
            self.live.contradicted().iter().map(|c| keys(standing(c.a), standing(c.b))).collect();
        let scratch: BTreeSet<_> = fusion
            .contradicted
            .into_iter()
            .map(|(a, b)| if a < b { (a.0, b.0) } else { (b.0, a.0) })
            .collect();
        assert_eq!(refused, scratch, "decisions that were not followed");
        let at_once = self.at_once();
        assert!(self.live.incidents().eq(at_once.incidents()), "told at once");
        assert_eq!(
            (self.live.possible(), self.live.contradicted()),
            (at_once.possible(), at_once.contradicted())
        );
    }
}

/// Lives through what `steps` say: what to do, and two numbers to choose by.
fn live_through(reports: Vec<Report>, steps: &[(u8, usize, usize)]) -> Mission {
    let mut mission = Mission::new();
    let mut coming = reports.clone().into_iter();
    for (what, x, y) in steps {
        let many = mission.standing.len();
        match what {
            0..=4 => coming.by_ref().take(1 + x % 4).for_each(|report| mission.file(report)),
            5 if many > 0 => {
                let told = reports[y % reports.len()].clone();
                let old = &mission.standing[x % many];
                let told = if y % 3 == 0 { told } else { amended(old, *y) };
                mission.amend(x % many, told);
            }
            6 | 7 if many > 1 => mission.decide(x % many, y % many, y % 5 < 3),
            8 => mission.undo(*x),
            9 => drop(mission.live.settle()),
            _ => {}
        }
    }
    coming.for_each(|report| mission.file(report));
    mission
}

/// A report told otherwise.
fn amended(report: &Report, how: usize) -> Report {
    let mut told = report.clone();
    match how % 7 {
        1 => told.deeds[0].set(Attribute::Killed, Vec::new()),
        2 => told.text = format!("{} again, they said", told.text).into(),
        3 => told.deeds[0].set(Attribute::Place, Vec::new()),
        4 => widen(&mut told, 1),
        5 => told.aggregate = !told.aggregate,
        6 => told.origin.own_id = None,
        _ => told.echo_of = Vec::new(),
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn incidents_as_they_come_are_those_of_fusing_from_scratch(
        seed in 0_u64..1_000_000,
        order in 0_u64..1_000_000,
        days in prop::sample::select(vec![6_i64, 40, 150]),
        steps in prop::collection::vec((0_u8..10, 0_usize..10_000, 0_usize..10_000), 0..40),
    ) {
        let reports = turned(&odd(seed, 30, days), order);
        live_through(reports, &steps).check();
    }

    #[test]
    fn the_order_of_filing_changes_ids_but_never_groups(seed in 0_u64..1_000_000, order in 0_u64..1_000_000) {
        let groups = |reports: Vec<Report>| {
            let mission = live_through(reports, &[(0, 3, 0), (9, 0, 0), (1, 3, 0), (9, 0, 0)]);
            let mut live = mission.at_once();
            live.settle();
            let key = |r: &u32| {
                let report = &mission.standing[*r as usize];
                (Key::of(report).0, report.origin.line)
            };
            live.incidents().map(|i| i.reports.iter().map(key).collect::<BTreeSet<_>>()).collect::<BTreeSet<_>>()
        };
        let reports = odd(seed, 30, 20);
        prop_assert_eq!(groups(reports.clone()), groups(turned(&reports, order)));
    }
}

#[test]
fn a_word_that_grows_common_leads_nowhere_whatever_came_first() {
    let recipe = Recipe { happenings: 160, towns: 60, days: 8, crowded: 0.3, seed: 7 };
    let mut reports = make(&recipe).reports;
    let mut dice = Dice(7);
    for report in &mut reports {
        if dice.chance(0.5) {
            // In each town a rare word, in all of them together one of more than sixty.
            report.text = ["Convoy of the Zintara ferry", "Zintara ferry"][dice.below(2)].into();
        }
    }
    let steps: Vec<(u8, usize, usize)> =
        (0..240).map(|_| ([0, 0, 9, 5, 9][dice.below(5)], dice.below(9_999), dice.below(9_999))).collect();
    for upto in [80, 160, 240] {
        live_through(turned(&reports, 3), &steps[..upto]).check();
    }
}

fn filed(reports: &[Report]) -> Live {
    let mut live = Live::new(Options::default());
    for (seq, report) in (0..).zip(reports) {
        assert_eq!(live.file(seq, entry(seq), report.clone()), Ok(()));
    }
    live.settle();
    live
}

fn id_of(live: &Live, seq: u64) -> IncidentId {
    live.of(seq).unwrap_or(IncidentId(String::new()))
}

#[test]
fn a_merge_keeps_the_id_older_in_the_record_and_the_other_leads_to_it() {
    let reports = set(5, 20);
    let mut live = filed(&reports);
    let far = (1..reports.len() as u64).find(|seq| live.of(*seq) != live.of(0)).unwrap_or(1);
    let (old, young) = (id_of(&live, 0), id_of(&live, far));
    assert_eq!(live.decide(entry(900), far, 0, true), Ok(()));
    let changes = live.settle();
    assert_eq!((id_of(&live, far), changes.gone), (old.clone(), vec![young.clone()]));
    assert_eq!(live.heirs(&young), vec![old.clone()]);
    assert!(live.incident(&young).is_none());
    assert!(live.bearing(&old).contains(&entry(900)));
    assert_eq!(live.undo(&entry(900)), Ok(()));
    let changes = live.settle();
    assert_eq!((id_of(&live, far), changes.founded), (young.clone(), vec![young.clone()]));
    assert_eq!(live.heirs(&young), vec![young]);
}

#[test]
fn an_id_stays_when_its_report_is_amended_and_the_version_does_not() {
    let reports = set(6, 20);
    let mut live = filed(&reports);
    let (id, version) = (id_of(&live, 0), live.version(&id_of(&live, 0)));
    let mut told = reports[0].clone();
    told.deeds[0].set(Attribute::Killed, Vec::new());
    assert_eq!(live.amend(0, entry(901), told), Ok(()));
    live.settle();
    assert_eq!(id_of(&live, 0), id);
    assert_ne!(live.version(&id), version);
    assert!(live.bearing(&id).contains(&entry(901)));
}

#[test]
fn a_decision_binds_a_report_whatever_it_is_amended_to() {
    let reports = set(8, 20);
    let mut live = filed(&reports);
    let far = (1..reports.len() as u64).find(|seq| live.of(*seq) != live.of(0)).unwrap_or(1);
    assert_eq!(live.decide(entry(900), 0, far, true), Ok(()));
    live.settle();
    assert_eq!(live.amend(far, entry(901), reports[2].clone()), Ok(()));
    live.settle();
    assert_eq!(live.of(0), live.of(far));
}

#[test]
fn what_does_not_fit_the_record_is_refused_and_changes_nothing() {
    let mut live = filed(&set(9, 5));
    let last = (0..).take_while(|seq| live.of(*seq).is_some()).last().unwrap_or(0);
    let report = set(9, 5)[0].clone();
    assert_eq!(live.file(0, entry(7), report.clone()), Err(Refused::OutOfOrder { seq: 0, last }));
    assert_eq!(live.amend(999, entry(7), report), Err(Refused::ReportMissing { seq: 999 }));
    assert_eq!(live.decide(entry(8), 0, 999, true), Err(Refused::ReportMissing { seq: 999 }));
    assert_eq!(live.undo(&entry(8)), Err(Refused::DecisionMissing { decision: entry(8) }));
    assert_eq!(live.decide(entry(8), 0, 1, false), Ok(()));
    assert_eq!(live.decide(entry(8), 0, 1, true), Err(Refused::DecisionTwice { decision: entry(8) }));
    live.settle();
    assert_eq!(live.settle(), hudna_core::incident::live::Changes::default());
}
