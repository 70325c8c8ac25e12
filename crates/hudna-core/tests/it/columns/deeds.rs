//! Conditions of norms over deeds: facts, versions and courses of zones, readings, parties by day.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use geo::{MultiPolygon, polygon};
use hudna_core::agreement::{Bilingual, Geometry, Reading, Shape, Term};
use hudna_core::columns::norms::{Conditions, Dated, Known, NormColumns};
use hudna_core::condition::{Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth, Words};
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::place::Region;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Alternative, Attribute, Fact, Number, Value};
use hudna_core::vocabulary::Code;

use Truth::{False, True, Unknown};

pub(crate) fn incident(facts: Vec<(Attribute, Vec<Value>)>) -> Incident {
    let fact = |values: Vec<Value>| Fact {
        alternatives: (0..).zip(values).map(|(i, value)| Alternative { value, reports: vec![i] }).collect(),
    };
    let mut facts: Vec<(Attribute, Fact)> = facts.into_iter().map(|(a, v)| (a, fact(v))).collect();
    facts.sort_by_key(|(a, _)| *a);
    Incident {
        id: IncidentId("INC-00000001".into()),
        reports: vec![0],
        deeds: vec![Deed { facts, reports: vec![0] }],
        independent: 1,
        part_of: Vec::new(),
    }
}

pub(crate) fn atom(kind: AtomKind) -> Expr {
    Expr::Atom(Atom { kind, words: Words::default() })
}

pub(crate) fn code(attribute: Attribute, name: &str) -> Value {
    Value::Code(Code::parse(attribute, name).expect(name))
}

fn act(names: &[&str]) -> Expr {
    atom(AtomKind::Codes(
        Attribute::Act,
        names.iter().filter_map(|n| Code::parse(Attribute::Act, n)).collect(),
    ))
}

fn day(n: i64) -> Instant {
    Instant(n * 86_400_000_000)
}

fn on(n: i64) -> Value {
    Value::Time(TimeRange::new(day(n), day(n + 1)))
}

fn actor(name: &str) -> Value {
    Value::Actor(name.into())
}

fn at(lon: f64, lat: f64, radius_m: f64) -> Value {
    Value::Place(Region::disc(lon, lat, radius_m))
}

pub(crate) fn square(west: f64, south: f64, east: f64, north: f64) -> Arc<MultiPolygon<f64>> {
    Arc::new(MultiPolygon(vec![polygon![
        (x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)
    ]]))
}

pub(crate) fn zone(
    id: &str,
    course: Option<&str>,
    valid: TimeRange,
    shape: Arc<MultiPolygon<f64>>,
) -> Geometry {
    Geometry {
        id: id.into(),
        name: Bilingual::default(),
        valid,
        course_of: course.map(Arc::from),
        dispute: course.map(|_| Arc::from("border")),
        shape: Shape::Zone(shape),
    }
}

fn truths(incidents: &[Incident], known: Known<'_>, expr: &Expr) -> Vec<Truth> {
    let columns = NormColumns::build(incidents);
    let mut conditions = Conditions::new(&columns, known);
    let node = conditions.expr(expr);
    let planes = conditions.evaluate(node, &|_, _| Unknown);
    (0..columns.rows()).map(|row| planes.truth(row)).collect()
}

#[test]
fn a_report_of_a_branch_holds_for_the_branch_and_is_unknown_for_a_leaf() {
    let incidents = [
        incident(vec![(Attribute::Act, vec![code(Attribute::Act, "shelling")])]),
        incident(vec![(Attribute::Act, vec![code(Attribute::Act, "fire")])]),
        incident(vec![(
            Attribute::Act,
            vec![code(Attribute::Act, "fire"), code(Attribute::Act, "shelling")],
        )]),
        incident(vec![(
            Attribute::Act,
            vec![code(Attribute::Act, "looting"), code(Attribute::Act, "shelling")],
        )]),
        incident(vec![(Attribute::Killed, vec![Value::Nothing])]),
    ];
    // A branch beside one of its own leaves was made the leaf when the fact was gathered; columns read what they are given.
    let of = |names: &[&str]| truths(&incidents, Known::default(), &act(names));
    assert_eq!(of(&["shelling"]), [True, Unknown, Unknown, Unknown, Unknown]);
    assert_eq!(of(&["fire"]), [True, True, True, Unknown, Unknown]);
    assert_eq!(of(&["fire", "looting"]), [True, True, True, True, Unknown]);
    assert_eq!(of(&["flight"]), [False, False, False, False, Unknown]);
}

#[test]
fn numbers_compare_by_both_ends_and_none_is_zero() {
    let range = |low, high| Value::Number(Number { low, best: low, high });
    let incidents = [
        incident(vec![(Attribute::Killed, vec![range(2.0, 5.0)])]),
        incident(vec![(Attribute::Killed, vec![range(2.0, 2.0), range(7.0, 9.0)])]),
        incident(vec![(Attribute::Killed, vec![Value::Nothing])]),
        incident(vec![]),
    ];
    let of = |compare, n| {
        let e = atom(AtomKind::Number(
            NumberExpr::Attribute(Attribute::Killed),
            compare,
            NumberExpr::Constant(n),
        ));
        truths(&incidents, Known::default(), &e)
    };
    assert_eq!(of(Compare::GreaterOrEqual, 2.0), [True, True, False, Unknown]);
    assert_eq!(of(Compare::Greater, 2.0), [Unknown, Unknown, False, Unknown]);
    assert_eq!(of(Compare::Less, 2.0), [False, False, True, Unknown]);
    assert_eq!(of(Compare::NotEqual, 6.0), [True, True, True, Unknown]);
    let none = atom(AtomKind::Nothing(Attribute::Killed));
    assert_eq!(truths(&incidents, Known::default(), &none), [False, False, True, Unknown]);
}

#[test]
fn a_whole_day_is_before_at_and_after_as_the_text_says() {
    let incidents =
        [incident(vec![(Attribute::At, vec![on(9)])]), incident(vec![(Attribute::At, vec![on(10)])])];
    let of = |compare| {
        let whole = Moment::Day { start: day(10), end: day(11) };
        truths(&incidents, Known::default(), &atom(AtomKind::Time(Attribute::At, compare, whole)))
    };
    assert_eq!(of(Compare::GreaterOrEqual), [False, True]);
    assert_eq!(of(Compare::Greater), [False, False]);
    assert_eq!(of(Compare::Less), [True, False]);
    assert_eq!(of(Compare::LessOrEqual), [True, True]);
}

#[test]
fn a_zone_is_the_one_of_its_day_and_of_every_course() {
    let geometries = [
        zone("z", None, TimeRange::new(day(0), day(10)), square(13.0, 32.0, 14.0, 33.0)),
        zone("z", None, TimeRange::new(day(10), day(20)), square(14.0, 32.0, 15.0, 33.0)),
        zone("d", Some("first"), TimeRange::ALL, square(13.0, 32.0, 13.6, 33.0)),
        zone("d", Some("second"), TimeRange::ALL, square(13.0, 32.0, 13.4, 33.0)),
    ];
    let known = Known { geometries: &geometries, ..Known::default() };
    let both = Value::Time(TimeRange::new(day(9), day(12)));
    let row = |when: Value, lon: f64| {
        incident(vec![(Attribute::At, vec![when]), (Attribute::Place, vec![at(lon, 32.5, 0.0)])])
    };
    let incidents =
        [row(on(5), 13.2), row(on(15), 13.2), row(both.clone(), 13.2), row(both, 16.0), row(on(30), 13.2)];
    let inside = |id: &str| atom(AtomKind::Zone(Attribute::Place, Lies::Inside, id.into()));
    assert_eq!(truths(&incidents, known, &inside("z")), [True, False, Unknown, False, False]);
    let outside = atom(AtomKind::Zone(Attribute::Place, Lies::Outside, "z".into()));
    assert_eq!(truths(&incidents, known, &outside), [False, True, Unknown, True, True]);
    let disputed = [row(on(5), 13.2), row(on(5), 13.5), row(on(5), 13.8)];
    assert_eq!(truths(&disputed, known, &inside("d")), [True, Unknown, False]);
}

#[test]
fn a_term_is_unknown_only_where_the_readings_differ_and_a_ruling_settles_it() {
    let terms = [Term {
        id: "heavy".into(),
        name: Bilingual::default(),
        readings: vec![
            Reading { by: "first".into(), when: act(&["shelling", "rocket"]) },
            Reading { by: "second".into(), when: act(&["shelling"]) },
        ],
        rulings: vec![(day(100), "second".into(), "C-4".into())],
    }];
    let known = Known { terms: &terms, ..Known::default() };
    let row = |when: i64, what: &str| {
        incident(vec![(Attribute::At, vec![on(when)]), (Attribute::Act, vec![code(Attribute::Act, what)])])
    };
    let incidents =
        [row(5, "shelling"), row(5, "rocket"), row(5, "looting"), row(200, "rocket"), row(200, "shelling")];
    assert_eq!(truths(&incidents, known, &atom(AtomKind::Reading(0))), [True, Unknown, False, False, True]);
}

/// `brigade-7` is the first party's until day 10, whose end is known to three days, and the second's after.
struct Links;

impl Dated for Links {
    fn changes(&self) -> Vec<Instant> {
        vec![day(10), day(13)]
    }
    fn answer(&self, kind: &AtomKind, actor: Option<&str>, at: Instant) -> Truth {
        let AtomKind::Parties(_, list) = kind else { return Unknown };
        let whose = |party: &str| Truth::from(list.iter().any(|p| &**p == party));
        match actor {
            Some("brigade-7") if at < day(10) => whose("first"),
            Some("brigade-7") if at < day(13) => {
                if whose("first") == whose("second") {
                    whose("first")
                } else {
                    Unknown
                }
            }
            Some("brigade-7") => whose("second"),
            Some("guard-3") => whose("second"),
            _ => False,
        }
    }
}

#[test]
fn a_party_answers_for_its_affiliates_while_they_are() {
    let known = Known { dated: Some(&Links), ..Known::default() };
    let row =
        |when: Value, who: Vec<Value>| incident(vec![(Attribute::At, vec![when]), (Attribute::Actor, who)]);
    let wide = Value::Time(TimeRange::new(day(5), day(20)));
    let incidents = [
        row(on(5), vec![actor("brigade-7")]),
        row(on(11), vec![actor("brigade-7")]),
        row(on(15), vec![actor("brigade-7")]),
        row(wide.clone(), vec![actor("brigade-7")]),
        row(wide, vec![actor("guard-3")]),
        row(on(15), vec![actor("brigade-7"), actor("guard-3")]),
        row(on(5), vec![actor("brigade-7"), actor("guard-3")]),
        row(on(5), vec![Value::Nothing]),
        row(on(5), vec![]),
    ];
    let party = |list: &[&str]| {
        let list = list.iter().map(|p| Arc::from(*p)).collect();
        truths(&incidents, known, &atom(AtomKind::Parties(Attribute::Party, list)))
    };
    assert_eq!(party(&["first"]), [True, Unknown, False, Unknown, False, False, Unknown, False, Unknown]);
    assert_eq!(party(&["second"]), [False, Unknown, True, Unknown, True, True, Unknown, False, Unknown]);
    assert_eq!(party(&["first", "second"]), [True, True, True, True, True, True, True, False, Unknown]);
}

#[test]
fn the_caller_is_asked_only_about_rows_that_are_still_open() {
    let incidents: Vec<Incident> = (0..200)
        .map(|i| {
            incident(vec![(
                Attribute::Act,
                vec![code(Attribute::Act, if i % 10 == 0 { "rocket" } else { "looting" })],
            )])
        })
        .collect();
    let columns = NormColumns::build(&incidents);
    let verified = atom(AtomKind::Verified("a1".into()));
    let expr = Expr::And(vec![act(&["rocket"]), verified]);
    let mut conditions = Conditions::new(&columns, Known::default());
    let node = conditions.expr(&expr);
    let asked = Mutex::new(BTreeSet::new());
    let planes = conditions.evaluate(node, &|_, row| {
        asked.lock().expect("one at a time").insert(row);
        Truth::from(row < 100)
    });
    let expected: BTreeSet<usize> = (0..200).step_by(10).collect();
    assert_eq!(asked.into_inner().expect("done"), expected);
    assert_eq!(planes.count(), [10, 190, 0]);
    assert_eq!(planes.rows_left().count(), 10);
}
