//! Laws of fusion over generated records.

use std::collections::{BTreeMap, BTreeSet};

use hudna_core::incident::{Fusion, Key, Options, fuse};
use hudna_core::place::Point;
use hudna_core::report::{Report, SourceKind};
use hudna_core::value::Attribute;
use proptest::prelude::*;

use crate::fusion_set::{Dice, Made, Recipe, make};

/// A shape of the result that does not speak of the order of arrival.
fn shape(reports: &[Report], fusion: &Fusion) -> BTreeMap<String, BTreeSet<(String, u32)>> {
    let row = |r: &u32| (Key::of(&reports[*r as usize]).0, reports[*r as usize].origin.line);
    fusion.incidents.iter().map(|i| (i.id.0.clone(), i.reports.iter().map(row).collect())).collect()
}

fn set(seed: u64, happenings: usize) -> Vec<Report> {
    make(&Recipe { happenings, towns: 3, days: 6, crowded: 0.5, seed }).reports
}

fn shuffle(reports: &[Report], seed: u64) -> Vec<Report> {
    let mut dice = Dice(seed);
    let mut turned = reports.to_vec();
    for i in (1..turned.len()).rev() {
        turned.swap(i, dice.below(i + 1));
    }
    turned
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_never_matters(seed in 0_u64..1_000_000, order in 0_u64..1_000_000) {
        let (reports, options) = (set(seed, 40), Options::default());
        let turned = shuffle(&reports, order);
        let (a, b) = (fuse(&reports, &options), fuse(&turned, &options));
        prop_assert_eq!(shape(&reports, &a), shape(&turned, &b));
        for (x, y) in a.incidents.iter().zip(&b.incidents) {
            prop_assert_eq!((x.independent, &x.part_of), (y.independent, &y.part_of));
            prop_assert_eq!(x.deeds.len(), y.deeds.len());
            for (m, n) in x.deeds.iter().zip(&y.deeds) {
                let values = |d: &hudna_core::incident::Deed| d.facts.iter()
                    .map(|(a, f)| (*a, f.alternatives.iter().map(|v| v.value.clone()).collect::<Vec<_>>()))
                    .collect::<Vec<_>>();
                prop_assert_eq!(values(m), values(n));
            }
        }
    }

    #[test]
    fn fusing_twice_agrees(seed in 0_u64..1_000_000) {
        let (reports, options) = (set(seed, 40), Options::default());
        prop_assert_eq!(fuse(&reports, &options), fuse(&reports, &options));
    }

    #[test]
    fn every_report_stands_in_exactly_one_incident(seed in 0_u64..1_000_000) {
        let reports = set(seed, 60);
        let fusion = fuse(&reports, &Options::default());
        let mut seen: Vec<u32> = fusion.incidents.iter().flat_map(|i| i.reports.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..reports.len() as u32).collect::<Vec<_>>());
        let ids: BTreeSet<_> = fusion.incidents.iter().map(|i| i.id.clone()).collect();
        prop_assert_eq!(ids.len(), fusion.incidents.len());
        prop_assert!(fusion.incidents.iter().all(|i| !i.deeds.is_empty() && i.independent >= 1));
    }

    #[test]
    fn a_report_far_away_changes_nothing(seed in 0_u64..1_000_000, day in 1_i64..6) {
        let (mut reports, options) = (set(seed, 40), Options::default());
        let before = shape(&reports, &fuse(&reports, &options));
        let far = Made::by("Far Wire", SourceKind::Media, "FAR")
            .day(day).place(Point { lon: 20.0, lat: -35.0 }, 500.0).line(99_999)
            .code(Attribute::Act, "shelling")
            .text("Mortar shells hit the market, seven people killed").0;
        let key = Key::of(&far).0;
        reports.insert(usize::try_from(seed % 7).unwrap_or(0), far);
        let mut after = shape(&reports, &fuse(&reports, &options));
        after.retain(|_, rows| !rows.iter().any(|(k, _)| *k == key));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn decisions_bind_whatever_else_is_reported(seed in 0_u64..1_000_000, pick in 0_usize..1_000) {
        let reports = set(seed, 30);
        let (i, j) = (pick % reports.len(), (pick / 31 + 1 + pick) % reports.len());
        prop_assume!(i != j);
        let pair = (Key::of(&reports[i]), Key::of(&reports[j]));
        let one = |f: &Fusion| f.incidents.iter().any(|n| n.reports.contains(&(i as u32)) && n.reports.contains(&(j as u32)));
        let joined = fuse(&reports, &Options { together: vec![pair.clone()], ..Options::default() });
        prop_assert!(one(&joined));
        let parted = fuse(&reports, &Options { apart: vec![pair], ..Options::default() });
        prop_assert!(!one(&parted));
    }
}
