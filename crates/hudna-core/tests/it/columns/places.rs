//! Discs, districts and lines, against the exact functions.

use std::sync::Arc;

use geo::{LineString, MultiPolygon, Polygon};
use hudna_core::columns::filter::{Kind, Schema, Table, compile};
use hudna_core::columns::{Column, PlacesBuilder, Set, Shape};
use hudna_core::condition::Truth;
use hudna_core::place::distance::{lies_inside, lies_near_line, lies_near_zone};
use hudna_core::place::{Area, Region, signed_distance_m};

use super::{Draw, wiggly};

fn shapes() -> (MultiPolygon<f64>, Vec<LineString<f64>>) {
    let mut draw = Draw::new(5);
    let zone =
        Polygon::new(wiggly(&mut draw, 13.0, 32.0, 0.4, 60), vec![wiggly(&mut draw, 13.0, 32.0, 0.1, 15)]);
    // A box with sides of a hundred kilometres: long edges bend most.
    let long = Polygon::new(
        LineString::from(vec![(14.2, 31.0), (15.4, 31.1), (15.3, 32.9), (14.1, 32.8), (14.2, 31.0)]),
        Vec::new(),
    );
    let line = LineString::from(vec![(12.0, 31.0), (13.2, 31.9), (13.3, 33.0), (15.0, 33.2)]);
    (MultiPolygon(vec![zone, long]), vec![line])
}

fn regions(n: usize) -> Vec<Vec<Region>> {
    let mut draw = Draw::new(17);
    let district = Arc::new(Area {
        id: "d".into(),
        shape: MultiPolygon(vec![Polygon::new(wiggly(&mut draw, 13.0, 32.4, 0.1, 12), Vec::new())]),
    });
    (0..n)
        .map(|i| {
            let mut disc = || {
                let r = [0.0, 100.0, 750.5, 5_000.0, 25_000.0, 80_000.0][draw.below(6)];
                Region::disc(12.0 + 3.6 * draw.next(), 30.8 + 2.6 * draw.next(), r)
            };
            match i % 20 {
                7 => Vec::new(),
                9 => vec![disc(), disc()],
                11 => vec![Region::Area(Arc::clone(&district))],
                13 => vec![Region::Area(Arc::clone(&district)), disc()],
                _ => vec![disc()],
            }
        })
        .collect()
}

fn over(set: &[Region], ask: impl Fn(&Region) -> Truth) -> Truth {
    let truths: Vec<Truth> = set.iter().map(ask).collect();
    match truths.first() {
        Some(first) if truths.iter().all(|t| t == first) => *first,
        _ => Truth::Unknown,
    }
}

#[test]
fn discs_districts_and_lines_are_weighed_as_the_exact_functions_weigh_them() {
    let rows = regions(12_000);
    let (zone, line) = shapes();
    let mut places = PlacesBuilder::default();
    rows.iter().for_each(|set| places.push_set(set.clone()));
    let table = Table {
        schema: Schema {
            columns: vec![(Arc::from("place"), Kind::Place)],
            shapes: [
                (Arc::from("z"), Shape::Zone(Arc::new(zone.clone()))),
                (Arc::from("l"), Shape::Line(Arc::new(line.clone()))),
            ]
            .into(),
        },
        set: Set::new(rows.len(), vec![Column::Places(places.finish())]),
    };
    let truths = |text: &str| table.truths(&compile(text, &table.schema).expect(text));
    let inside = truths("S_INTERSECTS(place, zone('z'))");
    let near = truths("within_distance(place, zone('z'), '4 km')");
    let line_near = truths("within_distance(place, line('l'), '25 km')");
    for (i, set) in rows.iter().enumerate() {
        assert_eq!(inside[i], over(set, |r| lies_inside(r, &zone)), "inside, row {i}: {set:?}");
        assert_eq!(near[i], over(set, |r| lies_near_zone(r, &zone, 4_000.0)), "near, row {i}: {set:?}");
        assert_eq!(line_near[i], over(set, |r| lies_near_line(r, &line, 25_000.0)), "line, row {i}: {set:?}");
    }
    for t in [Truth::True, Truth::False, Truth::Unknown] {
        assert!(inside.contains(&t) && near.contains(&t) && line_near.contains(&t));
    }
}

#[test]
fn a_disc_whose_rim_touches_the_border_is_decided_by_the_exact_distance() {
    let (zone, _) = shapes();
    let mut draw = Draw::new(23);
    let mut places = PlacesBuilder::default();
    let mut rows = Vec::new();
    for _ in 0..300 {
        let (lon, lat) = (12.3 + 1.4 * draw.next(), 31.3 + 1.4 * draw.next());
        let d = signed_distance_m(hudna_core::place::Point { lon, lat }, &zone).abs();
        for r in [d, d.next_up(), d.next_down(), d + 0.2, (d - 0.2).max(0.0)] {
            rows.push(Region::disc(lon, lat, r));
            places.push(Region::disc(lon, lat, r));
        }
    }
    let table = Table {
        schema: Schema {
            columns: vec![(Arc::from("place"), Kind::Place)],
            shapes: [(Arc::from("z"), Shape::Zone(Arc::new(zone.clone())))].into(),
        },
        set: Set::new(rows.len(), vec![Column::Places(places.finish())]),
    };
    let rule = compile("S_INTERSECTS(place, zone('z'))", &table.schema).expect("compiles");
    for (i, (truth, region)) in table.truths(&rule).into_iter().zip(&rows).enumerate() {
        assert_eq!(truth, lies_inside(region, &zone), "row {i}: {region:?}");
    }
}

#[test]
fn an_empty_zone_and_a_line_without_length_hold_nothing() {
    let mut places = PlacesBuilder::default();
    for i in 0..200 {
        places.push(Region::disc(13.0 + 0.01 * f64::from(i), 32.0, f64::from(i % 3) * 400.0));
    }
    places.push(Region::disc(f64::NAN, f64::NAN, 0.0));
    places.push(Region::disc(13.0, 89.9, 500.0));
    let dot = Polygon::new(LineString::from(vec![(13.0, 32.0), (13.0, 32.0), (13.0, 32.0)]), Vec::new());
    let table = Table {
        schema: Schema {
            columns: vec![(Arc::from("place"), Kind::Place)],
            shapes: [
                (Arc::from("empty"), Shape::Zone(Arc::new(MultiPolygon(Vec::new())))),
                (Arc::from("dot"), Shape::Zone(Arc::new(MultiPolygon(vec![dot])))),
                (Arc::from("point"), Shape::Line(Arc::new(vec![LineString::from(vec![(13.0, 32.0)])]))),
            ]
            .into(),
        },
        set: Set::new(202, vec![Column::Places(places.finish())]),
    };
    let count = |text: &str| table.count(&[compile(text, &table.schema).expect(text)])[0];
    assert_eq!(count("S_INTERSECTS(place, zone('empty'))"), [0, 202, 0]);
    assert_eq!(count("within_distance(place, zone('empty'), '5 km')"), [0, 202, 0]);
    assert_eq!(count("within_distance(place, line('point'), '5 km')"), [0, 202, 0]);
    assert_eq!(count("S_INTERSECTS(place, zone('dot'))")[0], 1);
}
