//! What columns settle is what weighing row by row settles, and a finding made on demand is the one that all make.

use std::fmt::Write as _;
use std::sync::Arc;

use hudna_core::agreement::{Agreement, SourceText, read};
use hudna_core::diagnostic::Severity;
use hudna_core::finding::{
    Assessment, Finding, Material, Outcome, Prepared, assess, assess_anew, assess_row_by_row,
};
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::list::List;
use hudna_core::place::Region;
use hudna_core::register::{
    Complete, Entry, Position, RegisterKind, Registers, Verification, Verified, Visit,
};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Alternative, Attribute, Fact, Number, Value};
use hudna_core::vocabulary::Code;

use crate::columns::Draw;
use crate::norms::{all, name};
use crate::scenario::Folder;

/// 2026-03-06 00:00 UTC.
const START: Instant = Instant(1_772_755_200_000_000);
const ACTORS: &[&str] = &[
    "brigade-1",
    "brigade-1",
    "brigade-2",
    "brigade-2",
    "Brigade 1",
    "joint-unit",
    "brigade-7",
    "guard-3",
    "militia-9",
    "cave-group",
    "the valley men",
    "first",
    "اللواء الثاني",
];
const ACTS: &[&str] = &[
    "sniping",
    "sniping",
    "sniping",
    "shelling",
    "drone",
    "drone",
    "flight",
    "troop_movement",
    "troop_movement",
    "movement",
    "deployment",
    "fire",
    "clash",
    "looting",
    "access_denied",
];

fn one_of<'t, T>(draw: &mut Draw, list: &'t [T]) -> &'t T {
    &list[draw.below(list.len())]
}

fn chance(draw: &mut Draw, in_ten: usize) -> bool {
    draw.below(10) < in_ten
}

/// A text with every kind of norm on the ground, and what makes rows hang together.
fn agreement(draw: &mut Draw) -> Agreement {
    let coast =
        std::fs::read_to_string(crate::scenario::folder().join("agreements/coast.md")).expect("a text");
    let (head, _) = coast.split_once("## المادة 4").expect("article 4");
    let mut text = head.replace("supersedes   = \"coast.v1.md\"\n", "reply_within = \"1 d\"\n");
    if chance(draw, 5) {
        text = text.replace("zone_time ", "accounts     = \"mixed\"\nzone_time ");
    }
    if chance(draw, 6) {
        let kept = text.lines().filter(|l| !l.starts_with("excluded"));
        text = kept.collect::<Vec<_>>().join("\n");
    }
    text.push_str("\n```toml register\n");
    if chance(draw, 3) {
        text.push_str(
            "suspended = [{ from = 2026-03-08, until = 2026-03-09, part = \"a4\", by = \"C-1\" }]\n",
        );
    }
    if chance(draw, 3) {
        text.push_str("ruling = [{ dispute = \"bend\", settles = \"second\", from = 2026-03-08, reference = \"C-7\" }]\n");
    }
    let who = one_of(draw, &["unit", "party"]);
    writeln!(
        text,
        "match = [\n  {{ id = \"notice\", who = \"{who}\", where = \"2 km\", window = \"3 h\", lead = \"24 h\" }},\n  \
         {{ id = \"call\", who = \"party\", window = \"6 h\", answer = \"failed\" }},\n]\n[[term]]\nid = \"t\"\nreadings = [\n  \
         {{ by = \"first\", when = \"party = 'first'\" }},\n  {{ by = \"second\", when = \"act = 'shelling'\" }},\n]\n```\n"
    )
    .expect("text");
    let mut norm = |article: &str, body: &str| {
        let plain = body.replace(';', "\n");
        write!(text, "\n## م · A {{#{article}}}\n\n```toml norm\nid = \"{article}.1\"\n{plain}\n```\n")
            .expect("text");
    };
    let number = 2 + draw.below(3);
    norm(
        "a4",
        &format!(
            "kind = \"pattern\";acts = \"act = 'sniping'\";n = {number};distance = \"2 km\";window = \"24 h\""
        ),
    );
    let against = one_of(draw, &["both", "mover"]);
    norm(
        "a6",
        &format!("kind = \"separation\";distance = \"3000 m\";window = \"3 h\";against = \"{against}\""),
    );
    norm(
        "a7",
        "kind = \"notification\";acts = \"act = 'flight'\";match = \"notice\";urgent = \"purpose = 'medevac'\";tell_after = \"6 h\"",
    );
    let conditions = [
        "act = 'fire' AND S_INTERSECTS(place, zone('buffer'))",
        "act = 'fire' AND party = 'first' AND calibre_mm >= 100",
        "act = 'fire' AND within_distance(place, line('contact'), '25 km')",
        "act = 'hostile' AND actor = 'brigade-1'",
        "act = 'hostile' AND NOT reading('t')",
        "act = 'step' AND at >= DATE('2026-03-08') AND affiliated(actor, 'first')",
        "act = 'fire' AND count_within(act = 'fire', '2 km', '6 h') >= 2",
        "act = 'fire' AND target_party = 'second' AND daily(at, '08:00', '14:00')",
        "act = 'fire' AND target_party <> party",
        "act = 'hostile' AND NOT (party = target_party OR calibre_mm < 100)",
    ];
    norm("a8", &format!("kind = \"prohibition\";when = \"{}\"", one_of(draw, &conditions)));
    let needs = [
        "contacted('call')",
        "purpose = 'medevac'",
        "in_reply_to(act = 'hostile' AND party <> this.party, '24 h')",
        "S_INTERSECTS(place, zone('north'))",
        "reading('t')",
        "calibre_mm < 100",
    ];
    let burden = one_of(draw, &["", "", ", burden = \"party\""]);
    let (only, need, applies) =
        (chance(draw, 4), one_of(draw, &needs), one_of(draw, &["act = 'fire'", "TRUE"]));
    norm(
        "a9",
        &format!(
            "kind = \"permission\";over = [\"a8.1\"];only = {only};when = \"{applies}\";needs = [{{ id = \"it\", when = \"{need}\"{burden} }}]"
        ),
    );
    if chance(draw, 5) {
        norm("a10", "kind = \"permission\";over = [\"a8.1\"];when = \"purpose IN ('logistics','medevac')\"");
    }
    norm(
        "a11",
        "kind = \"obligation\";on = \"incident\";when = \"act = 'looting'\";must = \"verified('a11.1')\";due = \"48 h after at\"",
    );
    norm("a12", "kind = \"prohibition\";when = \"act = 'shelling'\";who = [\"second\"];from = 2026-03-08");
    norm("a13", "kind = \"prohibition\";when = \"act = 'access_denied'\";who = \"anyone\"");
    norm("a14", "kind = \"prohibition\";when = \"act = 'access_denied' AND target_kind = 'monitor'\"");
    norm("a15", "kind = \"access\";delay = \"2 h\"");
    let source = SourceText { name: "world.md".into(), text };
    let (agreement, said) = read(source, &Folder(crate::scenario::folder().join("agreements")));
    let errors: Vec<_> = said.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    agreement.expect("an agreement without errors")
}

fn time(draw: &mut Draw) -> TimeRange {
    let at = START.plus(Span::minutes(i64::try_from(draw.below(5 * 24 * 60)).expect("few")));
    match draw.below(6) {
        0 => TimeRange::new(at, at.plus(Span::hours(24))),
        1 => TimeRange::new(at, at.plus(Span::hours(2))),
        _ => TimeRange::exact(at),
    }
}

fn region(draw: &mut Draw) -> Region {
    let radius = *one_of(draw, &[0.0, 0.0, 0.0, 300.0, 1_500.0, 20_000.0]);
    Region::disc(-37.75 + draw.next() * 0.06, 31.04 + draw.next() * 0.08, radius)
}

/// One value, seldom two, none or *stated to be none*.
fn said(draw: &mut Draw, mut value: impl FnMut(&mut Draw) -> Value) -> Vec<Value> {
    match draw.below(16) {
        0 => Vec::new(),
        1 => vec![Value::Nothing],
        2 => vec![value(draw), value(draw)],
        _ => vec![value(draw)],
    }
}

fn code(attribute: Attribute, name: impl AsRef<str>) -> Value {
    Value::Code(Code::parse(attribute, name.as_ref()).expect("a code"))
}

fn actor(draw: &mut Draw) -> Value {
    Value::Actor(Arc::from(*one_of(draw, ACTORS)))
}

fn deed(draw: &mut Draw, reports: &[u32]) -> Deed {
    let mut facts: Vec<(Attribute, Vec<Value>)> = vec![
        (Attribute::Act, said(draw, |d| code(Attribute::Act, one_of(d, ACTS)))),
        (Attribute::At, said(draw, |d| Value::Time(time(d)))),
        (Attribute::Place, said(draw, |d| Value::Place(region(d)))),
        (Attribute::Actor, said(draw, actor)),
    ];
    if chance(draw, 3) {
        facts.push((Attribute::Target, said(draw, actor)));
    }
    if chance(draw, 3) {
        facts.push((Attribute::Origin, said(draw, |d| Value::Place(region(d)))));
    }
    if chance(draw, 5) {
        let purposes = ["medevac", "logistics", "administration"];
        facts.push((Attribute::Purpose, said(draw, |d| code(Attribute::Purpose, one_of(d, &purposes)))));
    }
    if chance(draw, 5) {
        let calibre = |d: &mut Draw| {
            let low = *one_of(d, &[60.0, 82.0, 100.0, 122.0]);
            let high = if chance(d, 3) { low + 30.0 } else { low };
            Value::Number(Number { low, best: low, high })
        };
        facts.push((Attribute::CalibreMm, said(draw, calibre)));
    }
    if chance(draw, 3) {
        let access = ["denied", "granted", "delayed"];
        facts.push((Attribute::Access, said(draw, |d| code(Attribute::Access, one_of(d, &access)))));
    }
    if chance(draw, 3) {
        let kinds = ["monitor", "aid", "civilian"];
        facts.push((Attribute::TargetKind, said(draw, |d| code(Attribute::TargetKind, one_of(d, &kinds)))));
    }
    if chance(draw, 1) {
        facts.push((Attribute::Until, said(draw, |d| Value::Time(time(d)))));
    }
    let fact = |draw: &mut Draw, values: Vec<Value>| {
        let mut alternatives: Vec<Alternative> = Vec::new();
        for value in values {
            if alternatives.iter().all(|a| a.value != value) {
                let own = reports.iter().copied().filter(|_| chance(draw, 6));
                let mut own: Vec<u32> = own.collect();
                if own.is_empty() {
                    own.push(reports[0]);
                }
                alternatives.push(Alternative { value, reports: own });
            }
        }
        Fact { alternatives }
    };
    facts.sort_by_key(|(a, _)| *a);
    let facts = facts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(a, v)| (a, fact(draw, v))).collect();
    Deed { facts, reports: reports.to_vec() }
}

fn incidents(draw: &mut Draw, n: usize) -> Vec<Incident> {
    let one = |i: usize| {
        let first = u32::try_from(2 * i).expect("few");
        let reports = vec![first, first + 1];
        let deeds = (0..1 + draw.below(5) / 4).map(|_| deed(draw, &reports)).collect();
        Incident {
            id: IncidentId(format!("INC-{i:04}")),
            reports,
            deeds,
            independent: 1,
            part_of: Vec::new(),
        }
    };
    (0..n).map(one).collect()
}

fn origin(file: &str, line: usize) -> Origin {
    Origin { file: file.into(), line: u32::try_from(line).expect("few"), own_id: None }
}

fn entry(draw: &mut Draw, file: &str, line: usize) -> Entry {
    let window = time(draw);
    let name = |draw: &mut Draw, list: &[&str]| chance(draw, 8).then(|| Arc::from(*one_of(draw, list)));
    Entry {
        origin: origin(file, line),
        party: name(draw, &["first", "second"]),
        unit: name(draw, ACTORS),
        act: if chance(draw, 5) {
            vec![code(Attribute::Act, one_of(draw, &["flight", "drone"]))]
        } else {
            Vec::new()
        },
        purpose: Vec::new(),
        sent_at: chance(draw, 8).then(|| {
            let before = Span::hours(i64::try_from(20 + draw.below(10)).expect("few"));
            TimeRange::new(window.lo.minus(before), window.lo.minus(before).plus(Span::hours(1)))
        }),
        window: chance(draw, 8).then_some(window),
        place: chance(draw, 8).then(|| region(draw)),
        answer: chance(draw, 5).then(|| Arc::from(*one_of(draw, &["failed", "granted", "refused"]))),
    }
}

fn registers(draw: &mut Draw) -> Registers {
    let mut registers = Registers::default();
    for line in 0..60 {
        registers.notices.push(entry(draw, "notices.csv", line));
    }
    for line in 0..15 {
        registers.contacts.push(entry(draw, "contacts.csv", line));
        registers.positions.push(Position {
            origin: origin("positions.csv", line),
            party: None,
            unit: Some(Arc::from(*one_of(draw, ACTORS))),
            from: chance(draw, 9).then(|| time(draw)),
            until: None,
            place: chance(draw, 9).then(|| region(draw)),
            declared: chance(draw, 5).then_some(true),
        });
    }
    for line in 0..6 {
        registers.visits.push(Visit {
            origin: origin("visits.csv", line),
            site: "camp".into(),
            party: Some(Arc::from(*one_of(draw, &["first", "second"]))),
            team: None,
            at: Some(time(draw)),
            place: Some(region(draw)),
            access: Some(Arc::from(*one_of(draw, &["granted", "denied"]))),
            delay_min: None,
            reason: None,
        });
        registers.verifications.push(Verification {
            origin: origin("verifications.csv", line),
            norm: "a11.1".into(),
            party: None,
            incident: Some(format!("INC-{:04}", draw.below(60)).into()),
            state: *one_of(draw, &[Verified::Done, Verified::NotDone, Verified::Partial]),
            at: time(draw),
            by: None,
            valid_until: None,
        });
    }
    for register in [RegisterKind::Notices, RegisterKind::Contacts, RegisterKind::Links] {
        if chance(draw, 5) {
            let over = TimeRange::new(START.minus(Span::days(3)), START.plus(Span::days(3)));
            registers.complete.push(Complete { register, over, by: Some("commission".into()) });
        }
    }
    registers
}

/// A text and a record, drawn.
struct World {
    agreement: Agreement,
    incidents: Vec<Incident>,
    registers: Registers,
    as_of: Instant,
}

impl World {
    /// The world of a seed, with `n` incidents.
    fn drawn(seed: u64, n: usize) -> Self {
        let draw = &mut Draw::new(seed);
        let (agreement, incidents, registers) = (agreement(draw), incidents(draw, n), registers(draw));
        let as_of = START.plus(Span::hours(i64::try_from(60 + draw.below(120)).expect("few")));
        Self { agreement, incidents, registers, as_of }
    }

    fn material(&self) -> Material<'_> {
        let Self { incidents, registers, as_of, .. } = self;
        Material { reports: List::default(), incidents: incidents.into(), registers, as_of: *as_of }
    }
}

/// Holds everything that was weighed against what is found row by row.
fn hold(world: &str, agreement: &Agreement, material: Material<'_>) -> Assessment {
    let by_rows = assess_row_by_row(agreement, material);
    let prepared = Prepared::new(agreement, material);
    let weighed = prepared.weigh();
    let mut counts = [0; 4];
    by_rows.findings.iter().for_each(|f| counts[f.outcome as usize] += 1);
    counts[Outcome::NotCovered as usize] += by_rows.not_covered;
    let told = by_rows.findings.iter().map(|f| (&f.subject, &f.norm, f.outcome));
    for (found, (subject, norm, outcome)) in weighed.all_found().zip(told) {
        let about = found.incident.and_then(|i| material.incidents.get(i)).map(|i| &i.deeds);
        assert!(
            (&found.subject, &found.norm, found.outcome) == (subject, norm, outcome),
            "{world}: {found:?} is {subject:?} {norm} {outcome:?} row by row; {about:?}"
        );
    }
    assert_eq!(weighed.len(), by_rows.findings.len(), "{world}");
    assert_eq!(weighed.counts(), counts, "{world}");
    let outcomes: Vec<Outcome> = by_rows.by_incident.iter().map(|(_, o)| *o).collect();
    assert_eq!(weighed.by_incident(), outcomes, "{world}");
    assert_eq!(weighed.not_covered_by_incident(), by_rows.not_covered_by_incident, "{world}");
    let made: Vec<Finding> = weighed.findings(0..weighed.len());
    for (found, expected) in made.iter().zip(&by_rows.findings) {
        assert_eq!(found, expected, "{world}");
    }
    for (i, incident) in material.incidents.iter().enumerate() {
        let numbers = weighed.of_incident(i);
        let own: Vec<&Finding> = by_rows
            .findings
            .iter()
            .filter(|f| f.subject.kind == "incident" && f.subject.id == incident.id.0)
            .collect();
        let of_it: Vec<Finding> = weighed.findings(numbers.clone());
        assert_eq!(of_it.iter().collect::<Vec<_>>(), own, "{world}");
        if let Some(first) = weighed.found(numbers.start).filter(|_| !numbers.is_empty()) {
            assert_eq!((first.incident, &first.norm), (Some(i), &own[0].norm), "{world}");
        }
    }
    assert!(weighed.finding(weighed.len()).is_none(), "{world}");
    let whole = weighed.into_assessment(&|_| {});
    assert!(whole == by_rows, "{world}: made in one go, it differs");
    by_rows
}

#[test]
fn what_was_weighed_is_what_is_found_on_every_scenario() {
    for scenario in all() {
        hold(&name(&scenario), &scenario.agreement, scenario.material());
    }
}

#[test]
fn columns_settle_only_what_the_exact_way_settles_alike() {
    let mut seen = [0_usize; 4];
    for seed in 0..16 {
        let world = World::drawn(seed, 60);
        let (agreement, material) = (&world.agreement, world.material());
        let found = hold(&format!("world {seed}"), agreement, material);
        found.findings.iter().for_each(|f| seen[f.outcome as usize] += 1);
    }
    assert!(seen[..3].iter().all(|n| *n > 50), "the worlds say too little: {seen:?}");
}

#[test]
fn what_was_worked_out_in_one_case_serves_in_others_and_changes_no_finding() {
    let mut by_cases = 0;
    for seed in 0..6 {
        let world = World::drawn(seed, 4);
        let (agreement, material) = (&world.agreement, world.material());
        let (found, anew) = (assess(agreement, material, &|_| {}), assess_anew(agreement, material));
        for (found, anew) in found.findings.iter().zip(&anew.findings) {
            assert_eq!(found, anew, "world {seed}");
            by_cases += usize::from(!found.missing.is_empty());
        }
        assert!(found == anew, "world {seed}");
    }
    assert!(by_cases > 10, "the worlds say too little: {by_cases}");
}

#[test]
fn the_order_of_incidents_changes_no_finding() {
    let draw = &mut Draw::new(77);
    let (agreement, mut incidents, registers) = (agreement(draw), incidents(draw, 60), registers(draw));
    let as_of = START.plus(Span::days(5));
    let found = |incidents: &[Incident]| {
        let material =
            Material { reports: List::default(), incidents: incidents.into(), registers: &registers, as_of };
        let prepared = Prepared::new(&agreement, material);
        let mut found: Vec<_> =
            prepared.weigh().all_found().map(|f| (f.subject, f.norm, f.outcome)).collect();
        found.sort();
        found
    };
    let before = found(&incidents);
    incidents.reverse();
    assert_eq!(before, found(&incidents));
}
