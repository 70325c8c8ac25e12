//! Whatever our parser accepts, the `cql2` crate accepts too and reads the same.

use hudna_core::condition::Compare;
use hudna_core::condition::parse::{Limits, Node, Tree, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::laws::PIECES;
use super::{OF_PEOPLE, WRITTEN};

/// A tree as CQL2 JSON, in the canonical form of `cql2`.
fn as_json(tree: &Tree) -> Value {
    let op = |name: &str, args: Vec<Value>| json!({ "op": name, "args": args });
    let all = |list: &[Tree]| list.iter().map(as_json).collect::<Vec<_>>();
    let negated_if = |negated: bool, v: Value| if negated { op("not", vec![v]) } else { v };
    match &tree.node {
        Node::Bool(b) => json!(b),
        Node::Number(n) => json!(n),
        Node::Text(s) => json!(s),
        Node::Property(name) => json!({ "property": name }),
        Node::Call(name, args) => op(&operator(name), all(args)),
        Node::Not(inner) => op("not", vec![as_json(inner)]),
        Node::And(list) => op("and", all(list)),
        Node::Or(list) => op("or", all(list)),
        Node::Compare(compare, a, b) => op(sign(*compare), vec![as_json(a), as_json(b)]),
        Node::In { value, list, negated } => {
            negated_if(*negated, op("in", vec![as_json(value), Value::Array(all(list))]))
        }
        Node::Between { value, low, high, negated } => {
            negated_if(*negated, op("between", vec![as_json(value), as_json(low), as_json(high)]))
        }
        Node::Like { value, pattern, negated } => {
            negated_if(*negated, op("like", vec![as_json(value), as_json(pattern)]))
        }
        Node::IsNull { value, negated } => negated_if(*negated, op("isNull", vec![as_json(value)])),
        Node::Arithmetic(c, a, b) => op(&c.to_string(), vec![as_json(a), as_json(b)]),
        Node::Date(s) => json!({ "date": s }),
        Node::Timestamp(s) => json!({ "timestamp": s }),
        Node::List(list) => Value::Array(all(list)),
        Node::Geometry(_) => json!("geometry"),
    }
}

/// Operators of the standard have one spelling; other functions keep theirs.
fn operator(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("s_") { lower } else { name.to_owned() }
}

const fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "<",
        Compare::LessOrEqual => "<=",
        Compare::Equal => "=",
        Compare::NotEqual => "<>",
        Compare::GreaterOrEqual => ">=",
        Compare::Greater => ">",
    }
}

/// Reads with both; whether ours accepted.
fn same(text: &str) -> bool {
    let Ok(ours) = parse(text, 0, Limits::NORM) else { return false };
    let theirs = cql2::parse_text(text);
    assert!(theirs.is_ok(), "only ours accepts {text:?}: {ours:?}");
    let theirs = theirs.ok().and_then(|e| serde_json::to_value(e).ok());
    assert_eq!(Some(as_json(&ours)), theirs, "{text:?}");
    true
}

#[test]
fn every_condition_of_the_description_reads_the_same() {
    for text in WRITTEN.iter().chain(OF_PEOPLE) {
        assert!(same(text), "{text}");
    }
}

#[test]
fn precedence_and_signs_read_the_same() {
    for text in [
        "a = 1 OR b = 2 AND NOT c = 3",
        "NOT a = 1 AND b = 2",
        "NOT (a = 1 OR b = 2) AND c = 3",
        "(a = 1 AND b = 2) AND c = 3",
        "a + b * c - d / e > 1",
        "a - b - c = 1",
        "a / b / c = 1",
        "-a * b < -2",
        "a - -1 = +2",
        "a -1 > 2-1",
        "--a > - 3",
        "a + 1 BETWEEN 2 AND b * 2 AND c = 1",
        "NOT a NOT BETWEEN -1 AND 2",
        "a NOT IN (1, 2) OR b IS NOT NULL",
        "a IN (f(1))",
        "a IN f(1)",
        "a IN ((1))",
        "a NOT LIKE 'x%' AND b IS NULL",
        "\"a b\" = 'it''s'",
        "TIMESTAMP('2026-03-01T00:01:00Z') < at",
        "f((1, 2), g())",
        "not_a = 1 AND inside(b) AND order_by = 'x' AND isnt > 2",
        "a.b:c = 1e3",
    ] {
        assert!(same(text), "{text}: {:?}", parse(text, 0, Limits::NORM));
    }
}

#[test]
fn shapes_that_ours_reads_theirs_reads_too() {
    for text in [
        "S_INTERSECTS(place, POINT(1 2))",
        "S_INTERSECTS(place, POLYGON ((0 0, 1 0, 1 1, 0 0)))",
        "S_INTERSECTS(place, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5))))",
        "S_INTERSECTS(place, LINESTRING(-1.5 2, 3 4.25))",
        "S_INTERSECTS(place, MULTIPOINT((1 2), (3 4)))",
    ] {
        assert!(parse(text, 0, Limits::NORM).is_ok(), "{text}");
        assert!(cql2::parse_text(text).is_ok(), "{text}");
    }
}

fn operand() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "a",
            "rounds",
            "\"q x\"",
            "الفعل",
            "this.party",
            "1",
            "2.5",
            "-3",
            "+4",
            "1e2"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec!["'fire'", "'it''s'", "DATE('2026-03-01')", "d_day()", "f(a, 'b')"])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner.clone())
                .prop_map(|(a, s, b)| format!("{a} {s} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.prop_map(|a| format!("-{a}")),
        ]
    })
}

fn predicate() -> impl Strategy<Value = String> {
    let (a, b, c) = (operand(), operand(), operand());
    let negation = prop::sample::select(vec!["", "NOT "]);
    prop_oneof![
        (a, prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]), b)
            .prop_map(|(a, s, b)| format!("{a} {s} {b}")),
        (operand(), negation.clone(), operand(), c)
            .prop_map(|(a, n, b, c)| format!("{a} {n}BETWEEN {b} AND {c}")),
        (operand(), negation.clone(), prop::collection::vec(operand(), 1..4))
            .prop_map(|(a, n, list)| format!("{a} {n}IN ({})", list.join(", "))),
        (operand(), negation).prop_map(|(a, n)| format!("{a} IS {n}NULL")),
        Just("TRUE".to_owned()),
        Just("bound('first')".to_owned()),
        Just("S_INTERSECTS(place, zone('Z1'))".to_owned()),
    ]
}

fn whole() -> impl Strategy<Value = String> {
    predicate().prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["AND", "or"]), inner.clone())
                .prop_map(|(a, s, b)| format!("{a} {s} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("not {a}")),
            inner.prop_map(|a| format!("in_reply_to({a}, '30 min')")),
        ]
    })
}

/// Few heaps of pieces are conditions, so many are tried.
const CASES: u32 = 20_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn generated_conditions_read_the_same(text in whole()) {
        // `not -a` is all that both refuse of what is generated.
        prop_assert!(same(&text) || cql2::parse_text(&text).is_err(), "only theirs accepts {}", text);
    }

    #[test]
    fn heaps_of_pieces_that_ours_accepts_read_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..9),
    ) {
        same(&pieces.join(" "));
    }

    #[test]
    fn tight_heaps_of_pieces_that_ours_accepts_read_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..7),
    ) {
        same(&pieces.concat());
    }
}
