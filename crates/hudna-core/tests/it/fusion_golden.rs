//! Speed must not change what comes out: the whole of a fusion, told in one number for each of several sets.
//!
//! A number here changes only with a rule of fusion, and then `CHANGELOG.md` says *Findings change*. Whoever
//! makes fusing faster leaves these as they are.

use hudna_core::incident::{Fusion, Options, fuse};
use hudna_core::report::{Report, SourceKind};

use crate::fusion_set::{Dice, Recipe, make};

/// FNV-1a over incidents, deeds and possible pairs; points to six decimals.
fn told(fusion: &Fusion) -> u64 {
    let mut all = serde_json::to_string(&fusion.incidents).unwrap_or_default();
    for possible in &fusion.possible {
        all.push_str(&format!("|{} {} {:.6}", possible.a, possible.b, possible.total));
    }
    all.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn set(happenings: usize, towns: usize, days: i64, seed: u64) -> Vec<Report> {
    make(&Recipe { happenings, towns, days, crowded: 0.45, seed }).reports
}

/// Rows of one maker, wide ones and rows without a place or time among them.
fn odd(seed: u64) -> Vec<Report> {
    let mut reports = set(900, 6, 200, seed);
    let mut dice = Dice(seed);
    for (i, report) in reports.iter_mut().enumerate() {
        match dice.below(12) {
            0 => report.deeds[0].set(hudna_core::value::Attribute::Place, Vec::new()),
            1 => report.deeds[0].set(hudna_core::value::Attribute::At, Vec::new()),
            2 => report.aggregate = true,
            3 => report.source.kind = Some(SourceKind::Dataset),
            4 => report.echo_of = vec![format!("{}-{}", dice.below(6), i).into()],
            _ => {}
        }
    }
    reports
}

#[test]
fn making_it_faster_changes_nothing() {
    let options = Options::default();
    let sets = [
        ("twelve towns", set(600, 12, 60, 1)),
        ("one crowded town", set(400, 1, 10, 4)),
        ("many towns", set(3_000, 80, 365, 5)),
        ("odd rows", odd(6)),
    ];
    let found: Vec<(&str, u64)> = sets.iter().map(|(n, s)| (*n, told(&fuse(s, &options)))).collect();
    assert_eq!(found, GOLDEN);
}

const GOLDEN: [(&str, u64); 4] = [
    ("twelve towns", 0xb384_1e49_533c_f41c),
    ("one crowded town", 0x4645_905b_f5ee_7b73),
    ("many towns", 0xe53e_2133_d76f_261f),
    ("odd rows", 0x5080_2406_3a6a_317b),
];
