//! Filters over a table, against the same filters read row by row.

use std::sync::Arc;

use geo::{Intersects as _, MultiPolygon, Point, Polygon};
use hudna_core::columns::filter::{Kind, Schema, Table, compile};
use hudna_core::columns::{Column, OrderedBuilder, PlacesBuilder, Range, Set, Shape, SymbolsBuilder};
use hudna_core::condition::parse::{Limits, Node, Tree, parse};
use hudna_core::condition::{Compare, Truth};

use super::{Draw, wiggly};

struct Row {
    act: &'static str,
    actor: Option<&'static str>,
    lon: f64,
    lat: f64,
    at: i64,
    calibre: Option<f64>,
    killed: Option<f64>,
}

const ACTS: [&str; 4] = ["shelling", "rocket", "mine", "looting"];
const ACTORS: [&str; 3] = ["first", "second", "third's own"];
const START: i64 = 1_735_689_600_000_000;

fn zone() -> MultiPolygon<f64> {
    let mut draw = Draw::new(3);
    let outer = wiggly(&mut draw, 13.0, 32.0, 0.5, 90);
    let hole = wiggly(&mut draw, 13.1, 32.1, 0.1, 20);
    let island = wiggly(&mut draw, 14.5, 32.5, 0.2, 40);
    MultiPolygon(vec![Polygon::new(outer, vec![hole]), Polygon::new(island, Vec::new())])
}

fn rows(n: usize) -> Vec<Row> {
    let mut draw = Draw::new(11);
    let corners: Vec<(f64, f64)> =
        zone().0.iter().flat_map(|p| p.exterior().coords().map(|c| (c.x, c.y))).collect();
    (0..n)
        .map(|i| {
            let (mut lon, mut lat) = (12.0 + 3.0 * draw.next(), 31.2 + 1.8 * draw.next());
            if i % 13 == 0 {
                (lon, lat) = corners[draw.below(corners.len())];
            } else if i % 17 == 0 {
                let k = draw.below(corners.len() - 1);
                (lon, lat) =
                    ((corners[k].0 + corners[k + 1].0) / 2.0, (corners[k].1 + corners[k + 1].1) / 2.0);
            }
            let known = |gone: f64, v: f64| (gone > 0.4).then_some(v);
            Row {
                act: ACTS[draw.below(4)],
                actor: (draw.next() > 0.1).then_some(ACTORS[draw.below(3)]),
                lon,
                lat,
                at: START + 1_000_000 * i64::try_from(draw.below(31_536_000)).unwrap_or(0),
                calibre: known(draw.next(), [7.62, 60.0, 82.0, 122.0][draw.below(4)]),
                killed: known(draw.next(), f64::from(u32::try_from(draw.below(6)).unwrap_or(0))),
            }
        })
        .collect()
}

fn table(rows: &[Row]) -> Table {
    let (mut act, mut actor, mut place) =
        (SymbolsBuilder::default(), SymbolsBuilder::default(), PlacesBuilder::default());
    let (mut at, mut calibre, mut killed) =
        (OrderedBuilder::default(), OrderedBuilder::default(), OrderedBuilder::default());
    let number = |to: &mut OrderedBuilder, n: Option<f64>| match n {
        Some(n) => to.push(Range::numbers(n, n)),
        None => to.push_unknown(),
    };
    for row in rows {
        act.push(row.act);
        match row.actor {
            Some(name) => actor.push(name),
            None => actor.push_unknown(),
        }
        place.push_point(row.lon, row.lat);
        at.push(Range::exact(row.at));
        number(&mut calibre, row.calibre);
        number(&mut killed, row.killed);
    }
    let columns = [
        ("act", Kind::Text),
        ("actor", Kind::Text),
        ("place", Kind::Place),
        ("observed_at", Kind::Time),
        ("calibre", Kind::Number),
        ("القتلى", Kind::Number),
    ];
    Table {
        schema: Schema {
            columns: columns.map(|(n, k)| (Arc::from(n), k)).to_vec(),
            shapes: [(Arc::from("Z1"), Shape::Zone(Arc::new(zone())))].into(),
        },
        set: Set::new(
            rows.len(),
            vec![
                Column::Symbols(act.finish()),
                Column::Symbols(actor.finish()),
                Column::Places(place.finish()),
                Column::Ordered(at.finish()),
                Column::Ordered(calibre.finish()),
                Column::Ordered(killed.finish()),
            ],
        ),
    }
}

/// A value as SQL has it.
enum Plain {
    Null,
    Number(f64),
    Text(String),
    Time(i64),
}

fn plain(tree: &Tree, row: &Row) -> Plain {
    let or_null = |n: Option<f64>| n.map_or(Plain::Null, Plain::Number);
    match &tree.node {
        Node::Number(n) => Plain::Number(*n),
        Node::Text(t) => Plain::Text(t.clone()),
        Node::Timestamp(t) => Plain::Time(t.parse::<jiff::Timestamp>().map_or(0, |t| t.as_microsecond())),
        Node::Property(name) => match name.as_str() {
            "act" => Plain::Text(row.act.to_owned()),
            "actor" => row.actor.map_or(Plain::Null, |a| Plain::Text(a.to_owned())),
            "observed_at" => Plain::Time(row.at),
            "calibre" => or_null(row.calibre),
            _ => or_null(row.killed),
        },
        _ => Plain::Null,
    }
}

fn compared(a: &Plain, compare: Compare, b: &Plain) -> Truth {
    let order = match (a, b) {
        (Plain::Number(a), Plain::Number(b)) => a.partial_cmp(b),
        (Plain::Text(a), Plain::Text(b)) => Some(a.cmp(b)),
        (Plain::Time(a), Plain::Time(b)) => Some(a.cmp(b)),
        _ => None,
    };
    order.map_or(Truth::Unknown, |o| {
        match compare {
            Compare::Less => o.is_lt(),
            Compare::LessOrEqual => o.is_le(),
            Compare::Equal => o.is_eq(),
            Compare::NotEqual => o.is_ne(),
            Compare::GreaterOrEqual => o.is_ge(),
            Compare::Greater => o.is_gt(),
        }
        .into()
    })
}

/// The filter over one row, by the book.
fn by_the_book(tree: &Tree, row: &Row, zone: &MultiPolygon<f64>) -> Truth {
    let turned = |negated: bool, t: Truth| if negated { t.negated() } else { t };
    match &tree.node {
        Node::Bool(b) => (*b).into(),
        Node::Not(a) => by_the_book(a, row, zone).negated(),
        Node::And(list) => list.iter().fold(Truth::True, |t, a| t.and(by_the_book(a, row, zone))),
        Node::Or(list) => list.iter().fold(Truth::False, |t, a| t.or(by_the_book(a, row, zone))),
        Node::Compare(c, a, b) => compared(&plain(a, row), *c, &plain(b, row)),
        Node::In { value, list, negated } => {
            let value = plain(value, row);
            let any =
                list.iter().fold(Truth::False, |t, m| t.or(compared(&value, Compare::Equal, &plain(m, row))));
            turned(*negated, any)
        }
        Node::Between { value, low, high, negated } => {
            let value = plain(value, row);
            let low = compared(&value, Compare::GreaterOrEqual, &plain(low, row));
            turned(*negated, low.and(compared(&value, Compare::LessOrEqual, &plain(high, row))))
        }
        Node::IsNull { value, negated } => turned(*negated, matches!(plain(value, row), Plain::Null).into()),
        Node::Call(..) => zone.intersects(&Point::new(row.lon, row.lat)).into(),
        other => panic!("not in these filters: {other:?}"),
    }
}

const FILTERS: &[&str] = &[
    "act = 'shelling'",
    "act IN ('shelling','rocket') AND S_INTERSECTS(place, zone('Z1'))",
    "NOT S_INTERSECTS(place, zone('Z1')) AND calibre >= 82.0",
    "actor <> 'first' OR القتلى > 2",
    "NOT (actor IN ('first','third''s own'))",
    "calibre BETWEEN 60.0 AND 100.0 AND NOT (القتلى = 0)",
    "calibre NOT BETWEEN 60.0 AND 100.0",
    "القتلى IS NULL AND act = 'mine'",
    "calibre IS NOT NULL AND (calibre < 60 OR calibre > 60)",
    "observed_at >= TIMESTAMP('2025-03-15T00:00:00Z') AND observed_at < TIMESTAMP('2025-09-01T12:00:00Z')",
    "observed_at = TIMESTAMP('2025-03-15T00:00:00Z') OR 5 < القتلى",
    "(S_INTERSECTS(place, zone('Z1')) AND act = 'mine') OR (observed_at < TIMESTAMP('2025-02-01T00:00:00Z') AND NOT (calibre = 82))",
    "NOT (NOT (act = 'never said')) OR FALSE",
];

#[test]
fn columns_and_rows_one_by_one_say_the_same() {
    let rows = rows(9_001);
    let (table, zone) = (table(&rows), zone());
    for text in FILTERS {
        let tree = parse(text, 0, Limits::FILTER).expect(text);
        let rule = compile(text, &table.schema).expect(text);
        let truths = table.truths(&rule);
        for (i, row) in rows.iter().enumerate() {
            assert_eq!(truths[i], by_the_book(&tree, row, &zone), "{text}, row {i}");
        }
        let n = |t: Truth| truths.iter().filter(|x| **x == t).count() as u64;
        assert_eq!(
            table.count(std::slice::from_ref(&rule)),
            [[n(Truth::True), n(Truth::False), n(Truth::Unknown)]]
        );
        let selected: Vec<u32> = (0..9_001).filter(|i| truths[*i as usize] == Truth::True).collect();
        assert_eq!(table.select(std::slice::from_ref(&rule)), [selected]);
    }
}

#[test]
fn filters_together_count_as_filters_alone() {
    let table = table(&rows(5_000));
    let rules: Vec<_> = FILTERS.iter().filter_map(|t| compile(t, &table.schema).ok()).collect();
    let alone: Vec<_> = rules.iter().flat_map(|r| table.count(std::slice::from_ref(r))).collect();
    assert_eq!(table.count(&rules), alone);
}

#[test]
fn a_pattern_a_polygon_and_a_distance_may_stand_in_a_filter() {
    let rows = rows(2_000);
    let table = table(&rows);
    let count = |text: &str| table.count(&[compile(text, &table.schema).expect(text)])[0][0];
    assert_eq!(count("act LIKE '%e%'"), rows.iter().filter(|r| r.act.contains('e')).count() as u64);
    assert_eq!(count("act LIKE '_ine'"), rows.iter().filter(|r| r.act == "mine").count() as u64);
    let boxed = "S_INTERSECTS(place, POLYGON((13 31.5, 14 31.5, 14 32.5, 13 32.5, 13 31.5)))";
    let within = |r: &&Row| (13.0..=14.0).contains(&r.lon) && (31.5..=32.5).contains(&r.lat);
    assert_eq!(count(boxed), rows.iter().filter(within).count() as u64);
    assert!(count("within_distance(place, zone('Z1'), '2 km')") > count("S_INTERSECTS(place, zone('Z1'))"));
}

#[test]
fn an_empty_table_counts_nothing() {
    let table = table(&[]);
    let rule = compile("act = 'mine' OR NOT (calibre > 3)", &table.schema).expect("compiles");
    assert_eq!(table.count(&[rule]), [[0, 0, 0]]);
}

#[test]
fn what_a_filter_does_not_know_is_refused_by_name() {
    let schema = table(&[]).schema;
    for (text, code) in [
        ("place = 3", "filter-kind"),
        ("weapon = 'mortar'", "filter-column-unknown"),
        ("act > 'b'", "filter-text-order"),
        ("act = 3", "filter-kind"),
        ("calibre", "filter-not-condition"),
        ("calibre = القتلى", "filter-value"),
        ("S_INTERSECTS(place, zone('nowhere'))", "filter-zone-unknown"),
        ("S_TOUCHES(place, zone('Z1'))", "filter-function"),
        ("observed_at > TIMESTAMP('soon')", "filter-time"),
        ("within_distance(place, zone('Z1'), '3 miles')", "filter-length"),
        ("observed_at BETWEEN 1 AND 2", "filter-kind"),
        ("act = ", "condition-unfinished"),
    ] {
        let refused = compile(text, &schema).expect_err(text);
        assert_eq!(refused.code, code, "{text}");
        assert!(refused.location.is_some(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_a_map_client_sends_is_answered_or_refused(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "act", "calibre", "place", "observed_at", "=", "<>", "<", ">=", "IN", "(", ")", ",", "AND", "OR", "NOT",
            "BETWEEN", "IS", "NULL", "LIKE", "'mine'", "'%'", "5", "-1e300", "TRUE", "zone('Z1')", "S_INTERSECTS",
            "TIMESTAMP('2025-01-01T00:00:00Z')", "DATE('2025-01-01')", "POINT(1 2)", "within_distance", "'1 km'",
        ]), 1..14),
    ) {
        let table = table(&rows(70));
        if let Ok(rule) = compile(&words.join(" "), &table.schema) {
            proptest::prop_assert_eq!(table.count(&[rule])[0].iter().sum::<u64>(), 70);
        }
    }
}
