//! Outcomes over all that may be: what the planes and the slow way say, against trying every case.

use hudna_core::agreement::{Bilingual, Reading, Term};
use hudna_core::columns::norms::{Conditions, Known, NormColumns};
use hudna_core::columns::outcome::{NormFormula, Possible};
use hudna_core::condition::{AtomKind, Compare, Expr, Lies, NumberExpr, Truth};
use hudna_core::finding::Outcome;
use hudna_core::incident::Incident;
use hudna_core::place::Region;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;

use super::Draw;
use super::deeds::{atom, code, incident, square, zone};

fn possible(incidents: &[Incident], known: Known<'_>, when: &Expr, excepted: &Expr) -> Vec<Possible> {
    let columns = NormColumns::build(incidents);
    let mut conditions = Conditions::new(&columns, known);
    let norm = NormFormula {
        covered: conditions.expr(when),
        in_order: conditions.expr(excepted),
        clash: conditions.formulas.constant(false),
    };
    let outcomes = conditions.outcomes(&[norm], &|_, _| Truth::Unknown);
    (0..columns.rows()).map(|row| outcomes.get(0, row)).collect()
}

fn inside(id: &str) -> Expr {
    atom(AtomKind::Zone(Attribute::Place, Lies::Inside, id.into()))
}

fn number(compare: Compare, n: f64) -> Expr {
    atom(AtomKind::Number(NumberExpr::Attribute(Attribute::CalibreMm), compare, NumberExpr::Constant(n)))
}

#[test]
fn a_disc_across_two_zones_that_meet_is_surely_in_one_of_them() {
    let geometries = [
        zone("north", None, TimeRange::ALL, square(13.0, 32.0, 14.0, 33.0)),
        zone("south", None, TimeRange::ALL, square(13.0, 31.0, 14.0, 32.0)),
    ];
    let known = Known { geometries: &geometries, ..Known::default() };
    let at = |lat| incident(vec![(Attribute::Place, vec![Value::Place(Region::disc(13.5, lat, 3_000.0))])]);
    let either = Expr::Or(vec![inside("north"), inside("south")]);
    let found = possible(&[at(32.01), at(30.99)], known, &either, &Expr::Constant(false));
    assert_eq!(
        found.iter().map(|p| p.outcome()).collect::<Vec<_>>(),
        [Outcome::Breach, Outcome::Undetermined]
    );
}

#[test]
fn what_holds_within_a_zone_holds_within_a_zone_inside_it() {
    let geometries = [
        zone("outer", None, TimeRange::ALL, square(13.0, 32.0, 14.0, 33.0)),
        zone("inner", None, TimeRange::ALL, square(13.4, 32.4, 13.6, 32.6)),
    ];
    let known = Known { geometries: &geometries, ..Known::default() };
    let incidents =
        [incident(vec![(Attribute::Place, vec![Value::Place(Region::disc(13.5, 32.5, 90_000.0))])])];
    let found = possible(&incidents, known, &inside("inner"), &inside("outer"));
    assert_eq!(found[0].0, Possible::PERMITTED | Possible::NOT_COVERED);
}

#[test]
fn either_way_of_a_threshold_is_surely_so() {
    let incidents = [incident(vec![]), incident(vec![(Attribute::CalibreMm, vec![Value::Nothing])])];
    let either = Expr::Or(vec![number(Compare::Less, 100.0), number(Compare::GreaterOrEqual, 100.0)]);
    let with_number = [incident(vec![(
        Attribute::CalibreMm,
        vec![Value::Number(Number { low: 60.0, best: 82.0, high: 122.0 })],
    )])];
    let found = possible(&with_number, Known::default(), &either, &Expr::Constant(false));
    assert_eq!(found[0].outcome(), Outcome::Breach);
    // Unknown altogether may also be *none*, which is no number of them: zero.
    let found = possible(&incidents, Known::default(), &either, &Expr::Constant(false));
    assert_eq!(found[0].outcome(), Outcome::Breach);
    assert_eq!(found[1].outcome(), Outcome::Breach);
}

#[test]
fn a_term_is_one_unknown_and_its_readings_are_weighed_case_by_case() {
    let reading = |by: &str, when| Reading { by: by.into(), when };
    let either = Expr::Or(vec![number(Compare::Less, 100.0), number(Compare::GreaterOrEqual, 100.0)]);
    let terms = [
        Term {
            id: "armed".into(),
            name: Bilingual::default(),
            readings: vec![reading("first", either.clone()), reading("second", either)],
            rulings: vec![(Instant(0), "first".into(), "C-1".into())],
        },
        Term {
            id: "heavy".into(),
            name: Bilingual::default(),
            readings: vec![
                reading("first", number(Compare::GreaterOrEqual, 60.0)),
                reading("second", number(Compare::GreaterOrEqual, 100.0)),
            ],
            rulings: Vec::new(),
        },
    ];
    let known = Known { terms: &terms, ..Known::default() };
    let row = |low: f64, high: f64| {
        let at = TimeRange::exact(Instant(5));
        incident(vec![
            (Attribute::At, vec![Value::Time(at)]),
            (Attribute::CalibreMm, vec![Value::Number(Number { low, best: low, high })]),
        ])
    };
    let never = Expr::Constant(false);
    let found = possible(&[row(82.0, 122.0)], known, &atom(AtomKind::Reading(0)), &never);
    assert_eq!(found[0].outcome(), Outcome::Breach);
    let heavy = atom(AtomKind::Reading(1));
    let light = Expr::Not(Box::new(heavy.clone()));
    let found = possible(&[row(82.0, 82.0)], known, &Expr::Or(vec![heavy, light]), &never);
    assert_eq!(found[0].outcome(), Outcome::Breach);
}

#[test]
fn one_disputed_line_in_the_rule_and_in_its_exception_is_one_unknown() {
    let geometries = [
        zone("d", Some("first"), TimeRange::ALL, square(13.0, 32.0, 13.6, 33.0)),
        zone("d", Some("second"), TimeRange::ALL, square(13.0, 32.0, 13.4, 33.0)),
    ];
    let known = Known { geometries: &geometries, ..Known::default() };
    let incidents = [incident(vec![(Attribute::Place, vec![Value::Place(Region::disc(13.5, 32.5, 0.0))])])];
    let found = possible(&incidents, known, &inside("d"), &inside("d"));
    assert_eq!(found[0].0, Possible::PERMITTED | Possible::NOT_COVERED);
    let found = possible(&incidents, known, &inside("d"), &Expr::Not(Box::new(inside("d"))));
    assert_eq!(found[0].0, Possible::BREACH | Possible::NOT_COVERED);
}

/// A random condition over act, actor and calibre.
fn drawn(draw: &mut Draw, depth: usize) -> Expr {
    const ACTS: [&str; 5] = ["fire", "shelling", "rocket", "looting", "hostile"];
    match draw.below(if depth == 0 { 3 } else { 6 }) {
        0 => {
            let codes =
                (0..1 + draw.below(2)).filter_map(|_| Code::parse(Attribute::Act, ACTS[draw.below(5)]));
            atom(AtomKind::Codes(Attribute::Act, codes.collect()))
        }
        1 => atom(AtomKind::Actors(Attribute::Actor, vec![["a", "b", "c"][draw.below(3)].into()])),
        2 => {
            let compare =
                [Compare::Less, Compare::GreaterOrEqual, Compare::Equal, Compare::NotEqual][draw.below(4)];
            number(compare, [60.0, 82.0, 100.0][draw.below(3)])
        }
        3 => Expr::Not(Box::new(drawn(draw, depth - 1))),
        n => {
            let parts = (0..2 + draw.below(2)).map(|_| drawn(draw, depth - 1)).collect();
            if n == 4 { Expr::And(parts) } else { Expr::Or(parts) }
        }
    }
}

fn drawn_incident(draw: &mut Draw) -> Incident {
    let mut facts = Vec::new();
    let acts = ["fire", "shelling", "looting", "hostile", "rocket"];
    if draw.next() < 0.9 {
        facts.push((Attribute::Act, vec![code(Attribute::Act, acts[draw.below(5)])]));
    }
    if draw.next() < 0.8 {
        let values = (0..1 + draw.below(2)).map(|_| Value::Actor(["a", "b", "c", "d"][draw.below(4)].into()));
        facts.push((Attribute::Actor, values.collect()));
    }
    let low = [50.0, 60.0, 82.0][draw.below(3)];
    let high = low + [0.0, 0.0, 30.0, 60.0][draw.below(4)];
    facts.push((Attribute::CalibreMm, vec![Value::Number(Number { low, best: low, high })]));
    incident(facts)
}

/// Every way that a deed may be: an act's leaf, an actor, a calibre on or beside each threshold.
fn every_case(incident: &Incident) -> Vec<(Code, String, f64)> {
    let deed = &incident.deeds[0];
    let values = |a| deed.fact(a).map(|f| f.alternatives.iter().map(|x| x.value.clone()).collect::<Vec<_>>());
    let acts: Vec<Code> = match values(Attribute::Act) {
        Some(list) => list
            .iter()
            .filter_map(|v| match v {
                Value::Code(c) => Some(*c),
                _ => None,
            })
            .flat_map(|c| c.leaves().collect::<Vec<_>>())
            .collect(),
        None => ["shelling", "rocket", "looting", "sniping", "abduction", "movement"]
            .iter()
            .filter_map(|n| Code::parse(Attribute::Act, n))
            .collect(),
    };
    let actors: Vec<String> = match values(Attribute::Actor) {
        Some(list) => list
            .iter()
            .map(|v| match v {
                Value::Actor(n) => n.to_string(),
                _ => String::new(),
            })
            .collect(),
        None => ["a", "b", "c", "z"].map(str::to_owned).to_vec(),
    };
    let Some([Value::Number(n)]) =
        values(Attribute::CalibreMm).as_deref().map(<[Value]>::to_vec).as_deref().map(|s| [s[0].clone()])
    else {
        return Vec::new();
    };
    let around = [n.low, n.high, 60.0, 82.0, 100.0, 59.0, 61.0, 81.0, 83.0, 99.0, 101.0];
    let calibres: Vec<f64> = around.into_iter().filter(|x| (n.low..=n.high).contains(x)).collect();
    let mut all = Vec::new();
    for act in &acts {
        for actor in &actors {
            all.extend(calibres.iter().map(|mm| (*act, actor.clone(), *mm)));
        }
    }
    all
}

fn holds(e: &Expr, case: &(Code, String, f64)) -> bool {
    match e {
        Expr::Constant(b) => *b,
        Expr::And(list) => list.iter().all(|e| holds(e, case)),
        Expr::Or(list) => list.iter().any(|e| holds(e, case)),
        Expr::Not(e) => !holds(e, case),
        Expr::Atom(a) => match &a.kind {
            AtomKind::Codes(_, codes) => codes.iter().any(|c| c.covers(case.0)),
            AtomKind::Actors(_, ids) => ids.iter().any(|id| **id == *case.1),
            AtomKind::Number(_, compare, NumberExpr::Constant(n)) => match compare {
                Compare::Less => case.2 < *n,
                Compare::GreaterOrEqual => case.2 >= *n,
                Compare::Equal => case.2 == *n,
                _ => case.2 != *n,
            },
            other => panic!("not drawn: {other:?}"),
        },
    }
}

#[test]
fn what_remains_possible_is_what_some_case_gives() {
    let mut draw = Draw::new(31);
    let incidents: Vec<Incident> = (0..150).map(|_| drawn_incident(&mut draw)).collect();
    for _ in 0..120 {
        let (when, excepted) = (drawn(&mut draw, 3), drawn(&mut draw, 2));
        let found = possible(&incidents, Known::default(), &when, &excepted);
        for (incident, found) in incidents.iter().zip(found) {
            let expected = every_case(incident).iter().fold(0, |bits, case| {
                bits | match (holds(&when, case), holds(&excepted, case)) {
                    (false, _) => Possible::NOT_COVERED,
                    (true, true) => Possible::PERMITTED,
                    (true, false) => Possible::BREACH,
                }
            });
            assert_eq!(
                found.0 & !Possible::BOUND,
                expected,
                "{when:?} / {excepted:?} / {:?}",
                incident.deeds[0]
            );
        }
    }
}

#[test]
fn a_register_is_asked_only_where_the_norm_still_turns_on_it() {
    let row = |act: &str| incident(vec![(Attribute::Act, vec![code(Attribute::Act, act)])]);
    let incidents = [row("flight"), row("shelling"), incident(vec![]), row("manned")];
    let columns = NormColumns::build(&incidents);
    let when =
        atom(AtomKind::Codes(Attribute::Act, Code::parse(Attribute::Act, "flight").into_iter().collect()));
    let notified = atom(AtomKind::Verified("a7.2".into()));
    let mut conditions = Conditions::new(&columns, Known::default());
    let norm = NormFormula {
        covered: conditions.expr(&when),
        in_order: conditions.expr(&notified),
        clash: conditions.formulas.constant(false),
    };
    let asked = std::sync::Mutex::new(Vec::new());
    let outcomes = conditions.outcomes(&[norm], &|_, row| {
        asked.lock().expect("one at a time").push(row);
        [Truth::True, Truth::True, Truth::Unknown, Truth::False][row]
    });
    let found: Vec<Outcome> = (0..4).map(|row| outcomes.get(0, row).outcome()).collect();
    assert_eq!(found, [Outcome::Permitted, Outcome::NotCovered, Outcome::Undetermined, Outcome::Breach]);
    let mut asked = asked.into_inner().expect("done");
    asked.sort_unstable();
    assert_eq!(asked, [0, 2, 3]);
    assert_eq!(outcomes.count(0), [1, 1, 1, 1]);
}

#[test]
fn two_permissions_that_disagree_leave_it_undetermined() {
    let act = |name: &str| {
        atom(AtomKind::Codes(Attribute::Act, Code::parse(Attribute::Act, name).into_iter().collect()))
    };
    let incidents = [incident(vec![(Attribute::Act, vec![code(Attribute::Act, "flight")])])];
    let columns = NormColumns::build(&incidents);
    let (flight, step) = (act("flight"), act("step"));
    let mut conditions = Conditions::new(&columns, Known::default());
    let norm = NormFormula {
        covered: conditions.expr(&flight),
        in_order: conditions.expr(&step),
        clash: conditions.expr(&flight),
    };
    let outcomes = conditions.outcomes(&[norm], &|_, _| Truth::Unknown);
    assert_eq!(outcomes.get(0, 0).0, Possible::PERMITTED | Possible::CLASH);
    assert_eq!(outcomes.get(0, 0).outcome(), Outcome::Undetermined);
}
