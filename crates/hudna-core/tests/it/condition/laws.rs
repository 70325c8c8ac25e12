//! Whatever is typed: an answer, within bounds.

use hudna_core::condition::parse::{Limits, Node, parse};
use proptest::prelude::*;

use super::{OFFSET, pointed, read};

/// Pieces that conditions are made of, and some that they are not.
pub(super) const PIECES: &[&str] = &[
    "act",
    "at",
    "place",
    "party",
    "rounds",
    "calibre_mm",
    "this.party",
    "الفعل",
    "\"x\"",
    "x",
    "D",
    "(",
    ")",
    "(",
    ")",
    ",",
    "=",
    "<>",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "AND",
    "OR",
    "NOT",
    "IN",
    "BETWEEN",
    "LIKE",
    "IS",
    "NULL",
    "TRUE",
    "FALSE",
    "1",
    "2.5",
    "1e3",
    "-3",
    "+4",
    "'fire'",
    "'a''b'",
    "zone('buffer')",
    "d_day()",
    "f(x)",
    "signatories()",
    "DATE('2026-03-01')",
    "count_within(",
    "in_reply_to(",
    "S_INTERSECTS(",
    "'2 km'",
    "'1 h'",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_text_gets_an_answer_that_points_into_it(text in "\\PC{0,60}") {
        answered(&text);
    }

    #[test]
    fn any_heap_of_pieces_gets_an_answer_that_points_into_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
        tight in any::<bool>(),
    ) {
        answered(&pieces.join(if tight { "" } else { " " }));
    }
}

fn answered(text: &str) {
    match read(text) {
        Ok(expr) => {
            let mut atoms = Vec::new();
            expr.atoms(&mut atoms);
            for atom in atoms {
                let at = |n: u32| usize::try_from(n - OFFSET).unwrap_or(usize::MAX);
                assert!(text.get(at(atom.words.start)..at(atom.words.end)).is_some_and(|w| !w.is_empty()));
            }
        }
        Err(list) => {
            assert!(!list.is_empty(), "refused without a reason: {text}");
            for diagnostic in &list {
                assert!(pointed(text, diagnostic).is_some(), "{text}: {diagnostic:?}");
            }
        }
    }
}

#[test]
fn deep_nesting_is_refused_before_it_costs_anything() {
    for deep in [
        "(".repeat(2_000),
        "NOT ".repeat(500),
        "NOT(".repeat(500),
        "f(".repeat(1_000),
        "x IN (".repeat(300),
        format!("{}1{}", "(".repeat(900), ")".repeat(900)),
    ] {
        let codes: Vec<&str> = read(&deep).err().unwrap_or_default().iter().map(|d| d.code).collect();
        assert_eq!(codes, ["condition-too-deep"]);
    }
}

#[test]
fn twenty_thousand_nots_are_refused_and_twenty_thousand_signs_do_not_overflow() {
    let fault = |text: &str| parse(text, 0, Limits::FILTER).err().map(|f| f.code);
    assert_eq!(fault(&format!("{}TRUE", "NOT ".repeat(20_000))), Some("condition-too-deep"));
    assert_eq!(fault(&format!("1{}", " + 1".repeat(20_000))), Some("condition-too-deep"));
    assert_eq!(fault(&format!("{}x > 1", "-".repeat(20_000))), Some("condition-too-deep"));
    assert_eq!(fault(&format!("x = 1{}", " AND x = 1".repeat(20_000))), None);
    assert!(read(&"NOT ".repeat(20_000)).is_err());
}

#[test]
fn an_even_number_of_minus_signs_is_none() {
    let number = |text: &str| parse(text, 0, Limits::NORM).ok().map(|t| t.node);
    assert_eq!(number("- -3"), Some(Node::Number(3.0)));
    assert_eq!(number("---3"), Some(Node::Number(-3.0)));
}
