//! How long fusing takes, and how it grows: `cargo bench -p hudna-core --bench fusion`.
//!
//! The reports are invented (`tests/it/fusion_set.rs`): 400 towns over a year for the growth, and one data
//! set of 16,566 rows over four years, dense in a few towns, for the case that most rows stay apart. Incidents kept
//! over a mission are timed beside it: what one report more costs, a hundred, and all at once.

#[path = "../tests/it/fusion_set.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod fusion_set;

use divan::Bencher;
use fusion_set::{Recipe, make};
use hudna_core::incident::{Live, Options, fuse};
use hudna_core::ledger::id::EntryId;
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

/// A mission with these reports filed as the numbers from `from` on.
fn file(live: &mut Live, from: u64, reports: &[Report]) {
    for (seq, report) in (from..).zip(reports) {
        let mut random = [0; 10];
        random[2..].copy_from_slice(&seq.to_be_bytes());
        assert_eq!(live.file(seq, EntryId::of(random), report.clone()), Ok(()));
    }
}

/// Files so many reports more into a mission of 100,000, drawn from all of the year, and settles.
#[divan::bench(args = [1, 100], sample_count = 80, sample_size = 1, max_time = 60)]
fn more_reports_into_a_settled_mission(bencher: Bencher<'_, '_>, more: usize) {
    let mut reports = a_year(110_000);
    // Any tenth of them, not those of the last days of the recipe.
    let mut left: Vec<Report> = Vec::new();
    let mut at = 0;
    reports.retain(|report| {
        at += 1;
        let kept = at % 11 != 0;
        if !kept {
            left.push(report.clone());
        }
        kept
    });
    let mut live = Live::new(Options::default());
    file(&mut live, 0, &reports);
    live.settle();
    let mut from = reports.len() as u64;
    let mut coming = left.chunks(more).cycle();
    bencher.bench_local(|| {
        if let Some(reports) = coming.next() {
            file(&mut live, from, reports);
            from += reports.len() as u64;
        }
        live.settle()
    });
}

#[divan::bench(args = [25_000, 50_000, 100_000, 300_000], sample_count = 3, sample_size = 1)]
fn a_mission_settled_at_once(bencher: Bencher<'_, '_>, reports: usize) {
    let made = a_year(reports);
    bencher.bench_local(|| {
        let mut live = Live::new(Options::default());
        file(&mut live, 0, &made);
        live.settle().founded.len()
    });
}
