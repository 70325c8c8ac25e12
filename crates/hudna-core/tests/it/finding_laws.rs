//! Laws of findings: over the scenarios, and over small generated worlds that can be tried out in full.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};
use hudna_core::diagnostic::Severity;
use hudna_core::finding::{Assessment, By, Finding, Material, Outcome, assess, assess_row_by_row};
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::place::Region;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Alternative, Attribute, Fact, Number, Value};
use hudna_core::vocabulary::Code;
use proptest::prelude::*;

use crate::norms::{all, name};

/// What the text leaves open about itself: each `None` is open.
#[derive(Clone, Copy, Debug, Default)]
struct Text {
    /// Whether the disputed link of guard 3 exists.
    link: Option<bool>,
    /// Whose course the line takes, and whose reading the term has.
    course: Option<&'static str>,
    reading: Option<&'static str>,
    /// On which day of March brigade 7 changed sides: the old link holds through the day before.
    changed: Option<u32>,
}

/// The conditions of a prohibition, of the permission over it and of what that one needs.
#[derive(Clone, Debug)]
struct Norms {
    when: String,
    applies: String,
    needs: String,
    only: bool,
}

struct Given(String);

impl Beside for Given {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Ok(SourceText { name: name.to_owned(), text: self.0.clone() })
    }
}

fn agreement(norms: &Norms, open: Text) -> Agreement {
    let folder = crate::scenario::folder().join("agreements");
    let coast = std::fs::read_to_string(folder.join("coast.md")).expect("an agreement");
    let drawn = std::fs::read_to_string(folder.join("coast.geojson")).expect("its geometry");
    let mut drawn: serde_json::Value = serde_json::from_str(&drawn).expect("GeoJSON");
    let features = drawn["features"].as_array_mut().expect("features");
    if let Some(course) = open.course {
        features.retain(|f| f["properties"]["course_of"].as_str().is_none_or(|of| of == course));
        features.iter_mut().for_each(|f| {
            let properties = f["properties"].as_object_mut().expect("properties");
            properties.remove("course_of");
            properties.remove("dispute");
        });
    }
    let (head, _) = coast.split_once("## المادة 4").expect("article 4");
    let head = head.replace("supersedes   = \"coast.v1.md\"", "accounts = \"mixed\"");
    let head = head.lines().filter(|l| !l.starts_with("excluded")).collect::<Vec<_>>().join("\n");
    let head = match open.link {
        None => head,
        Some(true) => head.replace(", disputed_by = [\"second\"]", ""),
        Some(false) => head
            .replace("to = \"second\", by = \"R-90\", disputed_by", "to = \"militia-9\", by = \"R-90\", x")
            .replace(", x = [\"second\"]", ""),
    };
    let head = match open.changed {
        None => head,
        Some(day) => head
            .replace("until = [2026-03-05, 2026-03-09]", &format!("until = 2026-03-{:02}", day - 1))
            .replace("from = [2026-03-05, 2026-03-09]", &format!("from = 2026-03-{day:02}")),
    };
    let posts = "\n\n```toml register\nformation = [\n  { id = \"post-1\", ar = \"1\", en = \"Post 1\" },\n  \
                 { id = \"post-2\", ar = \"2\", en = \"Post 2\" },\n  { id = \"post-3\", ar = \"3\", en = \"Post 3\" },\n]\n\
                 link = [\n  { of = \"post-1\", is = \"belongs_to\", to = \"first\", by = \"annex 1\" },\n  \
                 { of = \"post-2\", is = \"belongs_to\", to = \"second\", by = \"annex 1\" },\n  \
                 { of = \"post-3\", is = \"belongs_to\", to = \"guard-3\", by = \"annex 1\" },\n]\n```\n";
    let mut text = head + posts + "\n\n```toml register\n[[term]]\nid = \"t\"\nreadings = [\n";
    for (by, when) in [("first", "calibre_mm >= 100"), ("second", "act = 'fire'")] {
        let when = match open.reading {
            Some("first") => "calibre_mm >= 100",
            Some(_) => "act = 'fire'",
            None => when,
        };
        writeln!(text, "  {{ by = \"{by}\", when = \"{when}\" }},").expect("text");
    }
    write!(
        text,
        "]\n```\n\n## المادة 4 · Article 4 {{#a4}}\n\n|§|العربية|English|\n|-|-|-|\n|4.1|لا.|No.|\n\n\
         ```toml norm\nid = \"a4.1\"\nkind = \"prohibition\"\nwhen = \"{}\"\n```\n\n\
         ```toml norm\nid = \"a4.2\"\nkind = \"permission\"\nover = [\"a4.1\"]\nonly = {}\nwhen = \"{}\"\n\
         needs = [{{ id = \"it\", when = \"{}\" }}]\n```\n",
        norms.when, norms.only, norms.applies, norms.needs
    )
    .expect("text");
    let source = SourceText { name: "world.md".into(), text };
    let (agreement, said) = read(source, &Given(drawn.to_string()));
    let errors: Vec<_> = said.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    agreement.expect("an agreement without errors")
}

/// What is known of an attribute, and every value that it may then have, as far as any condition tells.
#[derive(Clone, Debug)]
struct Known {
    attribute: Attribute,
    claimed: Vec<Value>,
    may_be: Vec<Value>,
}

fn code(name: &str) -> Value {
    Value::Code(Code::parse(Attribute::Act, name).expect("a code"))
}

fn actor(name: &str) -> Value {
    Value::Actor(Arc::from(name))
}

fn number(low: f64, high: f64) -> Value {
    Value::Number(Number { low, best: low, high })
}

fn disc(lat: f64, lon: f64, metres: f64) -> Value {
    Value::Place(Region::disc(lon, lat, metres))
}

fn known(attribute: Attribute, choices: Vec<(Vec<Value>, Vec<Value>)>) -> impl Strategy<Value = Known> {
    prop::sample::select(choices).prop_map(move |(claimed, may_be)| Known { attribute, claimed, may_be })
}

fn certain(value: Value) -> (Vec<Value>, Vec<Value>) {
    (vec![value.clone()], vec![value])
}

fn contested(a: Value, b: Value) -> (Vec<Value>, Vec<Value>) {
    (vec![a.clone(), b.clone()], vec![a, b])
}

fn facts() -> impl Strategy<Value = Vec<Known>> {
    let codes = |names: &[&str]| names.iter().map(|n| code(n)).collect::<Vec<_>>();
    let act = known(
        Attribute::Act,
        vec![
            certain(code("shelling")),
            certain(code("looting")),
            (codes(&["fire"]), codes(&["shelling", "sniping", "rocket"])),
            contested(code("sniping"), code("looting")),
            (vec![], codes(&["shelling", "sniping", "rocket", "looting", "disavowal"])),
        ],
    );
    let between: Vec<Value> = [82.0, 90.0, 95.0, 100.0, 105.0, 110.0, 122.0].map(|n| number(n, n)).into();
    let calibre = known(
        Attribute::CalibreMm,
        vec![
            certain(number(82.0, 82.0)),
            certain(number(122.0, 122.0)),
            contested(number(82.0, 82.0), number(122.0, 122.0)),
            (vec![number(82.0, 122.0)], between.clone()),
            (
                vec![number(100.0, 100.0), number(60.0, 99.0)],
                [60.0, 90.0, 95.0, 99.0, 100.0].map(|n| number(n, n)).into(),
            ),
            (
                vec![number(100.0, 100.0), number(60.0, 120.0)],
                [60.0, 90.0, 95.0, 100.0, 105.0, 110.0, 120.0].map(|n| number(n, n)).into(),
            ),
            certain(Value::Nothing),
            contested(Value::Nothing, number(122.0, 122.0)),
            (vec![], [vec![Value::Nothing, number(0.5, 0.5)], between].concat()),
        ],
    );
    let actors = |names: &[&str]| names.iter().map(|n| actor(n)).collect::<Vec<_>>();
    let who = known(
        Attribute::Actor,
        vec![
            certain(actor("brigade-1")),
            certain(actor("brigade-2")),
            certain(actor("guard-3")),
            contested(actor("brigade-1"), actor("militia-9")),
            contested(actor("guard-3"), actor("brigade-2")),
            certain(actor("brigade-7")),
            certain(actor("brigade-7")),
            contested(actor("brigade-7"), actor("brigade-2")),
            // nobody knows whose they are: the first's, the second's or nobody's
            (actors(&["the valley men"]), actors(&["first", "second", "militia-9"])),
            (vec![], actors(&["first", "second", "militia-9", "guard-3"])),
        ],
    );
    let place = known(
        Attribute::Place,
        vec![
            certain(disc(31.07, -37.75, 0.0)),
            certain(disc(31.75, -37.8, 500.0)),
            (vec![disc(31.05, -37.75, 1000.0)], vec![disc(31.055, -37.75, 0.0), disc(31.045, -37.75, 0.0)]),
            (vec![disc(31.1, -37.75, 500.0)], vec![disc(31.098, -37.75, 0.0), disc(31.102, -37.75, 0.0)]),
            contested(disc(31.07, -37.75, 0.0), disc(31.75, -37.8, 0.0)),
        ],
    );
    let moments = |list: &[(i64, i64)]| list.iter().map(|(d, h)| exactly(*d, *h)).collect::<Vec<_>>();
    let through = |from: i64, to: i64| Value::Time(TimeRange::new(march(from, 0), march(to, 0)));
    let when = known(
        Attribute::At,
        vec![
            certain(exactly(25, 10)),
            certain(exactly(25, 10)),
            certain(exactly(5, 10)),
            certain(exactly(7, 13)),
            certain(exactly(9, 10)),
            (
                vec![through(3, 13)],
                moments(&[
                    (3, 20),
                    (4, 10),
                    (5, 5),
                    (5, 10),
                    (5, 13),
                    (6, 10),
                    (6, 20),
                    (7, 10),
                    (7, 22),
                    (9, 10),
                    (11, 10),
                    (11, 13),
                ]),
            ),
            (vec![through(6, 8)], moments(&[(6, 10), (6, 20), (7, 10), (7, 22)])),
            contested(exactly(4, 10), exactly(11, 13)),
        ],
    );
    let aimed_at = known(
        Attribute::Target,
        vec![
            certain(actor("post-1")),
            certain(actor("post-2")),
            // belongs to guard 3, whose link is disputed
            certain(actor("post-3")),
            contested(actor("post-1"), actor("post-3")),
            certain(Value::Nothing),
            (vec![], actors(&["first", "second", "militia-9"])),
        ],
    );
    (act, calibre, who, place, when, aimed_at).prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

/// An hour of a day of March 2026, UTC; two hours later on the clocks of the text.
fn march(day: i64, hour: i64) -> Instant {
    AT.plus(Span::days(day - 25)).plus(Span::hours(hour - 10))
}

fn exactly(day: i64, hour: i64) -> Value {
    Value::Time(TimeRange::exact(march(day, hour)))
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "act = 'fire'",
        "act IN ('shelling','looting')",
        "act = 'sniping'",
        "calibre_mm >= 100",
        "calibre_mm < 100",
        "calibre_mm BETWEEN 90 AND 110",
        "calibre_mm <> 100",
        "calibre_mm < 1",
        "calibre_mm = 'none'",
        "calibre_mm + 10 >= 110",
        "at >= DATE('2026-03-07')",
        "at < moment('2026-03-05 14:00')",
        "daily(at, '08:00', '14:00')",
        "party = 'first'",
        "party = 'second'",
        "actor = 'guard-3'",
        "target_party <> party",
        "party = target_party",
        "S_INTERSECTS(place, zone('north'))",
        "S_INTERSECTS(place, zone('south'))",
        "within_distance(place, line('contact'), '25 km')",
        "reading('t')",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|l| format!("({})", l.join(" AND "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|l| format!("({})", l.join(" OR "))),
            inner.prop_map(|e| format!("(NOT {e})")),
        ]
    })
}

fn norms() -> impl Strategy<Value = Norms> {
    (condition(), condition(), condition(), any::<bool>()).prop_map(|(when, applies, needs, only)| Norms {
        when,
        applies,
        needs,
        only,
    })
}

/// 2026-03-25 10:00 UTC.
const AT: Instant = Instant(1_774_432_800_000_000);

fn incident(n: usize, facts: Vec<(Attribute, Vec<Value>)>) -> Incident {
    let fact = |values: Vec<Value>| Fact {
        alternatives: values.into_iter().map(|value| Alternative { value, reports: vec![0] }).collect(),
    };
    let mut facts: Vec<(Attribute, Fact)> =
        facts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(a, v)| (a, fact(v))).collect();
    facts.sort_by_key(|(a, _)| *a);
    Incident {
        id: IncidentId(format!("incident {n}")),
        reports: vec![0],
        deeds: vec![Deed { facts, reports: vec![0] }],
        independent: 1,
        part_of: Vec::new(),
    }
}

fn happened(n: usize, facts: &[Known]) -> Incident {
    incident(n, facts.iter().map(|k| (k.attribute, k.claimed.clone())).collect())
}

const NO_REPORTS: &[Report] = &[];

fn assessed(agreement: &Agreement, incidents: &[Incident]) -> Assessment {
    let registers = Registers::default();
    let as_of = AT.plus(Span::days(30));
    let material =
        Material { reports: NO_REPORTS.into(), incidents: incidents.into(), registers: &registers, as_of };
    let swept = assess(agreement, material, &|_| {});
    let by_rows = assess_row_by_row(agreement, material);
    assert!(swept == by_rows, "columns and rows differ: {:?} {:?}", said(&swept), said(&by_rows));
    swept
}

fn finding<'a>(assessment: &'a Assessment, incident: &Incident) -> Option<&'a Finding> {
    assessment.findings.iter().find(|f| f.subject.id == incident.id.0 && &*f.norm == "a4.1")
}

fn possible(finding: Option<&Finding>) -> Vec<Outcome> {
    finding.map_or_else(|| vec![Outcome::NotCovered], |f| f.possible.clone())
}

/// Every way in which the world may be, by which answer each unknown has, with the outcome there.
fn tried_out(norms: &Norms, facts: &[Known]) -> Vec<(BTreeMap<String, usize>, Outcome)> {
    let mut worlds: Vec<Vec<usize>> = vec![Vec::new()];
    for fact in facts {
        worlds = worlds
            .into_iter()
            .flat_map(|w| (0..fact.may_be.len()).map(move |i| [w.clone(), vec![i]].concat()))
            .collect();
    }
    let incidents: Vec<Incident> = worlds
        .iter()
        .enumerate()
        .map(|(n, world)| {
            incident(
                n,
                world.iter().zip(facts).map(|(i, k)| (k.attribute, vec![k.may_be[*i].clone()])).collect(),
            )
        })
        .collect();
    let mut out = Vec::new();
    // only who may be brigade 7 turns on the day on which it changed sides
    let days: &[u32] = if facts[2].may_be.contains(&actor("brigade-7")) { &[5, 7, 9, 10] } else { &[7] };
    for (variant, day) in (0..8_usize).flat_map(|v| days.iter().map(move |d| (v, *d))) {
        let party = |bit: usize| Some(if variant >> bit & 1 == 0 { "first" } else { "second" });
        let text =
            Text { link: Some(variant & 1 == 0), course: party(1), reading: party(2), changed: Some(day) };
        let agreement = agreement(norms, text);
        let assessment = assessed(&agreement, &incidents);
        let decided: BTreeMap<&str, Outcome> =
            assessment.findings.iter().map(|f| (f.subject.id.as_str(), f.outcome)).collect();
        for (incident, world) in incidents.iter().zip(&worlds) {
            let outcome = decided.get(incident.id.0.as_str()).copied().unwrap_or(Outcome::NotCovered);
            let mut key: BTreeMap<String, usize> =
                facts.iter().zip(world).map(|(k, i)| (k.attribute.name().to_owned(), *i)).collect();
            key.insert("link the valley men".into(), key["actor"]);
            // of an unknown author it is asked whose he is: guard 3 linked and guard 3 not linked are two answers
            if facts[2].claimed.is_empty() && key["actor"] == 3 {
                key.insert("actor".into(), 3 + (variant & 1));
            }
            key.insert("link guard-3".into(), variant & 1);
            let Value::Time(at) = &facts[4].may_be[key["at"]] else { panic!("a time") };
            // the change comes with the day that begins at 22:00 UTC
            let moved = at.lo >= march(i64::from(day) - 1, 22);
            key.insert("link brigade-7".into(), usize::from(moved));
            key.insert("course bend".into(), variant >> 1 & 1);
            key.insert("term t".into(), variant >> 2 & 1);
            out.push((key, outcome));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_is_possible_is_what_full_enumeration_finds(norms in norms(), facts in facts()) {
        let open = agreement(&norms, Text::default());
        let incidents = [happened(0, &facts)];
        let assessment = assessed(&open, &incidents);
        let found = finding(&assessment, &incidents[0]);
        let worlds = tried_out(&norms, &facts);
        let mut truly: Vec<Outcome> = worlds.iter().map(|(_, outcome)| *outcome).collect();
        truly.sort();
        truly.dedup();
        let possible = possible(found);
        prop_assert!(truly.iter().all(|o| possible.contains(o)), "unsound: {:?} of {:?}", possible, truly);
        if found.is_none_or(|f| !f.by.contains(&By::Bound)) {
            prop_assert_eq!(&possible, &truly);
        }
        for set in found.into_iter().flat_map(|f| &f.missing).filter(|set| set.settles) {
            let mut by_answer: BTreeMap<Vec<usize>, Outcome> = BTreeMap::new();
            for (key, outcome) in &worlds {
                let answer = set.facts.iter().map(|f| key[f.fact.as_str()]).collect();
                let first = *by_answer.entry(answer).or_insert(*outcome);
                prop_assert_eq!(first, *outcome, "{:?} does not settle", set);
            }
        }
    }

    #[test]
    fn learning_never_reverses(norms in norms(), facts in facts(), which in 0_usize..6, to in 0_usize..8, unknown_time in any::<bool>()) {
        let open = agreement(&norms, Text::default());
        let mut facts = facts;
        if unknown_time {
            facts[4].claimed = vec![];
            facts[4].may_be = vec![exactly(-40, 10), exactly(4, 10), exactly(7, 10), exactly(25, 10)];
        }
        let before = happened(0, &facts);
        let fact = &mut facts[which];
        if fact.claimed != [actor("the valley men")] {
            fact.claimed = vec![fact.may_be[to % fact.may_be.len()].clone()];
        }
        let incidents = [before, happened(1, &facts)];
        let assessment = assessed(&open, &incidents);
        let (before, after) = (finding(&assessment, &incidents[0]), finding(&assessment, &incidents[1]));
        let (was, is) = (possible(before), possible(after));
        prop_assert!(is.iter().all(|o| was.contains(o)), "{:?} became {:?}: {:#?}", was, is, after);
        if before.is_none_or(|f| f.outcome != Outcome::Undetermined) {
            prop_assert_eq!(was, is);
        }
    }
}

#[test]
fn columns_and_rows_agree_on_every_scenario() {
    for scenario in all() {
        let by_rows = assess_row_by_row(&scenario.agreement, scenario.material());
        assert_eq!(scenario.assess(), by_rows, "{}", name(&scenario));
        assert_eq!(scenario.assess(), scenario.assess(), "{}", name(&scenario));
    }
}

/// What a finding says, without the positions of reports.
fn said(assessment: &Assessment) -> Vec<String> {
    let mut out: Vec<String> = assessment
        .findings
        .iter()
        .map(|f| {
            let Finding { subject, norm, version, outcome, possible, against, by, clash, missing, .. } = f;
            format!("{subject:?} {norm} {version} {outcome:?} {possible:?} {against:?} {by:?} {clash:?} {missing:?}")
        })
        .collect();
    out.sort();
    out
}

#[test]
fn the_order_of_reports_and_incidents_does_not_matter() {
    for mut scenario in all() {
        let before = said(&scenario.assess());
        scenario.incidents.reverse();
        scenario.reports.reverse();
        let last = u32::try_from(scenario.reports.len()).expect("few").saturating_sub(1);
        let turn = |list: &mut Vec<u32>| {
            list.iter_mut().for_each(|r| *r = last - *r);
            list.sort_unstable();
        };
        for incident in &mut scenario.incidents {
            turn(&mut incident.reports);
            for deed in &mut incident.deeds {
                turn(&mut deed.reports);
                deed.facts
                    .iter_mut()
                    .flat_map(|(_, f)| &mut f.alternatives)
                    .for_each(|a| turn(&mut a.reports));
            }
        }
        assert_eq!(before, said(&scenario.assess()), "{}", name(&scenario));
    }
}

#[test]
fn an_incident_far_away_changes_nothing() {
    for mut scenario in all() {
        let before = said(&scenario.assess());
        let at = Value::Time(TimeRange::exact(scenario.as_of.minus(Span::days(1))));
        let mut far = incident(
            9_999,
            vec![
                (Attribute::Act, vec![code("jamming")]),
                (Attribute::At, vec![at]),
                (Attribute::Place, vec![disc(-60.0, 100.0, 0.0)]),
                (Attribute::Actor, vec![actor("somebody else")]),
            ],
        );
        far.reports.clear();
        far.deeds[0].reports.clear();
        scenario.incidents.insert(0, far);
        assert_eq!(before, said(&scenario.assess()), "{}", name(&scenario));
    }
}
