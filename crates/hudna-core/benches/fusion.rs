//! How long fusing takes, and how it grows: `cargo bench -p hudna-core --bench fusion`.
//!
//! The reports are invented (`tests/it/fusion_set.rs`): 400 towns over a year for the growth, and one data
//! set of 16,566 rows over four years, dense in a few towns, for the case that most rows stay apart.

#[path = "../tests/it/fusion_set.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod fusion_set;

use divan::Bencher;
use fusion_set::{Recipe, make};
use hudna_core::incident::{Options, fuse};
use hudna_core::report::{Report, SourceKind};

#[expect(clippy::print_stdout, reason = "a benchmark prints what it ran on")]
fn main() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("machine: {cores} cores, {} {}", std::env::consts::ARCH, std::env::consts::OS);
    divan::main();
}

/// So many reports of several sources over a year.
fn a_year(reports: usize) -> Vec<Report> {
    let recipe = Recipe { happenings: reports * 6 / 10, towns: 400, days: 365, crowded: 0.3, seed: 7 };
    let mut made = make(&recipe).reports;
    made.truncate(reports);
    assert_eq!(made.len(), reports, "the recipe makes enough");
    made
}

/// One data set over four years: rows of one maker, in few towns.
fn one_data_set(reports: usize) -> Vec<Report> {
    let recipe = Recipe { happenings: reports, towns: 40, days: 1_460, crowded: 0.5, seed: 11 };
    let mut made = make(&recipe).reports;
    made.truncate(reports);
    for (i, report) in made.iter_mut().enumerate() {
        report.source.name = "Event Set North".into();
        report.source.kind = Some(SourceKind::Dataset);
        report.origin.own_id = Some(i.to_string().into());
    }
    made
}

#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 3, sample_size = 1)]
fn reports_of_a_year(bencher: Bencher<'_, '_>, reports: usize) {
    let (made, options) = (a_year(reports), Options::default());
    bencher.bench(|| fuse(&made, &options).incidents.len());
}

#[divan::bench(args = [16_566], sample_count = 5, sample_size = 1)]
fn rows_of_one_data_set(bencher: Bencher<'_, '_>, reports: usize) {
    let (made, options) = (one_data_set(reports), Options::default());
    bencher.bench(|| fuse(&made, &options).incidents.len());
}

/// As many reports a day in as many towns, over more days.
fn of_one_density(reports: usize) -> Vec<Report> {
    let days = 365 * i64::try_from(reports).unwrap_or(0) / 100_000;
    let recipe = Recipe { happenings: reports * 6 / 10, towns: 400, days, crowded: 0.3, seed: 7 };
    let mut made = make(&recipe).reports;
    made.truncate(reports);
    assert_eq!(made.len(), reports, "the recipe makes enough");
    made
}

#[divan::bench(args = [25_000, 50_000, 100_000, 200_000], sample_count = 3, sample_size = 1)]
fn reports_of_one_density(bencher: Bencher<'_, '_>, reports: usize) {
    let (made, options) = (of_one_density(reports), Options::default());
    bencher.bench(|| fuse(&made, &options).incidents.len());
}
