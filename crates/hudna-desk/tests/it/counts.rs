//! What the counts of a situation report promise.

use hudna_core::finding::Outcome;
use hudna_core::place::Region;
use hudna_core::register::Registers;
use hudna_core::time::{Span, TimeRange};
use hudna_core::value::{Alternative, Attribute, Value};

use crate::invented::{World, world};

fn set(world: &mut World, incident: usize, attribute: Attribute, values: Vec<Value>) {
    let facts = &mut world.incidents[incident].deeds[0].facts;
    let fact = &mut facts.iter_mut().find(|(a, _)| *a == attribute).expect("the attribute").1;
    fact.alternatives = values.into_iter().map(|value| Alternative { value, reports: vec![0] }).collect();
}

#[test]
fn every_incident_of_the_period_is_counted_once_and_by_its_outcome() {
    let world = world(5);
    let view = world.view();
    let counts = view.statistics();
    assert_eq!(counts.counts.total.now.alleged, 20);
    for outcome in Outcome::ALL {
        assert_eq!(counts.counts.total.now.provisional.of(*outcome), 5, "{outcome:?}");
        let by_sector: u64 = counts.counts.sectors.iter().map(|s| s.now.provisional.of(*outcome)).sum();
        assert_eq!(by_sector, 5, "sectors add up to the total for {outcome:?}");
    }
    assert_eq!((counts.undated, counts.unplaced), (5, 5));
}

#[test]
fn the_alternatives_of_a_contested_number_are_never_added_up() {
    // One report claims one to three killed, the other none: between none and three, in one incident.
    let world = world(1);
    let view = world.view();
    let harm = view.statistics().harm;
    assert_eq!((harm.killed_other.low, harm.killed_other.high), (0.0, 3.0));
    assert_eq!((harm.killed_other.incidents, harm.killed_other.contested), (1, 1));
    assert_eq!((harm.injured_civilian.low, harm.injured_civilian.high), (4.0, 4.0));
}

#[test]
fn a_sector_without_an_entry_of_coverage_is_not_taken_for_watched() {
    let mut world = world(1);
    let view = world.view();
    let watched: Vec<bool> = view.statistics().counts.sectors.iter().map(|s| s.watched.is_some()).collect();
    assert_eq!(watched, [false, true, true, false], "three sectors by id or name, then the row without one");
    world.registers = Registers::default();
    assert!(world.view().statistics().counts.sectors.iter().all(|s| s.watched.is_none()));
}

#[test]
fn an_incident_that_reports_place_in_two_sectors_is_counted_in_neither() {
    let mut world = world(1);
    let both = [Region::disc(-38.6, 31.3, 0.0), Region::disc(-38.0, 31.3, 0.0)];
    set(&mut world, 1, Attribute::Place, both.into_iter().map(Value::Place).collect());
    let view = world.view();
    let counts = view.statistics();
    let none = counts.counts.sectors.last().expect("a last row");
    assert_eq!((none.sector.as_deref(), none.now.provisional.breach), (None, 1));
}

#[test]
fn the_period_before_is_counted_apart() {
    let mut world = world(1);
    let earlier = world.period.lo.minus(Span::hours(5));
    set(&mut world, 1, Attribute::At, vec![Value::Time(TimeRange::exact(earlier))]);
    let view = world.view();
    let counts = view.statistics();
    assert!(counts.counts.before_known);
    assert_eq!(
        (counts.counts.total.now.provisional.breach, counts.counts.total.before.provisional.breach),
        (0, 1)
    );
}

#[test]
fn a_place_that_reaches_over_a_zones_border_is_perhaps_inside() {
    let mut world = world(1);
    set(&mut world, 1, Attribute::Place, vec![Value::Place(Region::disc(-38.0, 31.17, 20_000.0))]);
    let view = world.view();
    let buffer = &view.statistics().zones[0];
    assert_eq!((&*buffer.zone, buffer.inside, buffer.perhaps), ("buffer", 1, 1));
}
