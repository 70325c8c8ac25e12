//! Columns with more distinct values than cells: buckets of ranges, words that do not fit.

use std::sync::Arc;

use hudna_core::columns::filter::{Kind, Schema, Table, compile};
use hudna_core::columns::{Column, OrderedBuilder, Range, Set, SymbolsBuilder};
use hudna_core::condition::Truth;

use super::Draw;

fn table(kind: Kind, rows: usize, column: Column) -> Table {
    Table {
        schema: Schema { columns: vec![(Arc::from("x"), kind)], ..Schema::default() },
        set: Set::new(rows, vec![column]),
    }
}

fn truths(table: &Table, text: &str) -> Vec<Truth> {
    table.truths(&compile(text, &table.schema).expect(text))
}

fn compared(ranges: &[(f64, f64)], holds: impl Fn(f64) -> bool, ends: &[f64]) -> Truth {
    let mut all = Vec::new();
    for (low, high) in ranges {
        all.extend(ends.iter().copied().filter(|e| low <= e && e <= high));
        all.extend([*low, *high]);
    }
    if all.is_empty() {
        return Truth::Unknown;
    }
    Truth::from_possible(all.iter().any(|x| holds(*x)), all.iter().any(|x| !holds(*x)))
}

#[test]
fn ranges_of_every_width_compare_by_both_ends() {
    let mut draw = Draw::new(41);
    let rows: Vec<Vec<(f64, f64)>> = (0..20_000)
        .map(|i| {
            let mut range = || {
                let low = 1e6 * (draw.next() - 0.5);
                (low, low + [0.0, 1.0, 500.0, 20_000.0, 2e6][draw.below(5)] * draw.next())
            };
            match i % 30 {
                3 => Vec::new(),
                5 => vec![range(), range()],
                _ => vec![range()],
            }
        })
        .collect();
    let mut builder = OrderedBuilder::default();
    for row in &rows {
        builder.push_set(row.iter().map(|(low, high)| Range::numbers(*low, *high)).collect());
    }
    let table = table(Kind::Number, rows.len(), Column::Ordered(builder.finish()));
    let beside = [-1_000.0_f64, 0.0, 250_000.0];
    let ends: Vec<f64> = beside.iter().flat_map(|e| [e.next_down(), *e, e.next_up()]).collect();
    type Holds = fn(f64) -> bool;
    let asked: [(&str, Holds); 6] = [
        ("x >= 0", |x| x >= 0.0),
        ("x < -1000", |x| x < -1_000.0),
        ("x BETWEEN -1000 AND 250000", |x| (-1_000.0..=250_000.0).contains(&x)),
        ("x IN (0, 250000)", |x| x == 0.0 || x == 250_000.0),
        ("x <> 0", |x| x != 0.0),
        ("NOT (x > 250000)", |x| x <= 250_000.0),
    ];
    for (text, holds) in asked {
        for (i, (truth, row)) in truths(&table, text).into_iter().zip(&rows).enumerate() {
            assert_eq!(truth, compared(row, holds, &ends), "{text}, row {i}: {row:?}");
        }
    }
}

#[test]
fn more_words_than_cells_are_still_told_apart() {
    let mut builder = SymbolsBuilder::default();
    for i in 0..80_000 {
        if i % 1_000 == 7 { builder.push_unknown() } else { builder.push(&format!("id-{i}")) }
    }
    let table = table(Kind::Text, 80_000, Column::Symbols(builder.finish()));
    for (text, row) in [("x = 'id-3'", 3), ("x = 'id-65535'", 65_535), ("x = 'id-79999'", 79_999)] {
        let found = truths(&table, text);
        assert_eq!(found[row], Truth::True, "{text}");
        assert_eq!(found.iter().filter(|t| **t == Truth::True).count(), 1, "{text}");
        assert_eq!(found.iter().filter(|t| **t == Truth::Unknown).count(), 80, "{text}");
    }
    assert_eq!(truths(&table, "x IS NULL").iter().filter(|t| **t == Truth::True).count(), 80);
}

#[test]
fn an_order_of_rows_changes_no_answer() {
    let mut draw = Draw::new(43);
    let values: Vec<f64> = (0..10_000).map(|_| (draw.next() * 1e5).floor()).collect();
    let column = |values: &[f64]| {
        let mut builder = OrderedBuilder::default();
        values.iter().for_each(|v| builder.push(Range::numbers(*v, *v)));
        table(Kind::Number, values.len(), Column::Ordered(builder.finish()))
    };
    let mut back = values.clone();
    back.reverse();
    let mut backwards = truths(&column(&back), "x < 40000 OR x = 70000");
    backwards.reverse();
    assert_eq!(truths(&column(&values), "x < 40000 OR x = 70000"), backwards);
}
