//! How long the columns take: the peers' million incidents and forty rules, and the three-valued million.
//!
//! The peers' inputs are made by the scripts beside the specification; `HUDNA_PEERS` names the folder that holds
//! `incidents.csv`, `norms/` and `norms20/`. Without it those benches are skipped aloud.
//! Counts are held against the files that `HUDNA_COUNTS` and, for `norms20`, `HUDNA_COUNTS20` name, before anything
//! is timed.

#![expect(
    clippy::disallowed_methods,
    reason = "tests and benches read files and clocks; the crate itself does not"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks to the one who runs it")]

mod peers;
mod three_valued;

use std::hint::black_box;

fn main() {
    print_machine();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build_global();
    if pool.is_err() {
        eprintln!("the thread pool was made before: its threads may be more than two");
    }
    divan::main();
    print_peak();
}

/// Cores, processor and load: a figure without them says nothing.
fn print_machine() {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|l| l.strip_prefix("model name")).unwrap_or(": unknown");
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("machine: {cores} cores,{} ; load {}", model.trim_start_matches([' ', '\t', ':']), load.trim());
}

/// Seconds of processor time that all threads of this process took so far: what a busy machine does not blur.
fn processor_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = threads
        .filter_map(|t| std::fs::read_to_string(t.path().join("schedstat")).ok())
        .filter_map(|s| s.split(' ').next().and_then(|n| n.parse::<f64>().ok()));
    nanoseconds.sum::<f64>() / 1e9
}

/// Runs `work` a few times and prints the least and the median of the wall and of the processor's time.
fn print_times(what: &str, runs: usize, mut work: impl FnMut()) {
    let (mut wall, mut processor) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let (started, before) = (std::time::Instant::now(), processor_seconds());
        work();
        wall.push(1e3 * started.elapsed().as_secs_f64());
        processor.push(1e3 * (processor_seconds() - before));
    }
    wall.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "  {what}: wall {:.1} ms (median {:.1}), processor {:.1} ms over both threads (median {:.1}); load {}",
        wall[0],
        wall[runs / 2],
        processor[0],
        processor[runs / 2],
        load.split(' ').next().unwrap_or_default(),
    );
}

fn print_peak() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|l| l.starts_with("VmHWM")) {
        println!("peak memory: {}", peak.trim_start_matches("VmHWM:").trim());
    }
}

/// Forty rules from their text to 120 counts: reading the rules and making the zones ready is timed.
#[divan::bench(args = ["norms", "norms20"], sample_count = 30)]
fn peers(bencher: divan::Bencher<'_, '_>, norms: &str) {
    let Some(input) = peers::input(norms) else {
        eprintln!("skipped: peers {norms}: HUDNA_PEERS does not name the folder of the generated inputs");
        return;
    };
    print_times(norms, 15, || drop(black_box(input.count())));
    bencher.bench_local(|| black_box(input.count()));
}

/// The same, but the rows that each rule is true of are kept, not only counted.
#[divan::bench(sample_count = 15)]
fn peers_keeping_rows(bencher: divan::Bencher<'_, '_>) {
    let Some(input) = peers::input("norms") else {
        eprintln!(
            "skipped: peers_keeping_rows: HUDNA_PEERS does not name the folder of the generated inputs"
        );
        return;
    };
    print_times("rows kept", 15, || drop(black_box(input.select())));
    bencher.bench_local(|| black_box(input.select()));
}

/// The bound: one pass that reads every byte of the columns, on both threads.
#[divan::bench(sample_count = 30)]
fn one_pass_over_the_columns(bencher: divan::Bencher<'_, '_>) {
    use rayon::prelude::*;
    let Some(input) = peers::input("norms") else {
        eprintln!("skipped: one_pass_over_the_columns: HUDNA_PEERS is not set");
        return;
    };
    let words = vec![1_u64; input.table.set.bytes() / 8];
    println!("\n  columns: {} MiB", input.table.set.bytes() >> 20);
    bencher.bench_local(|| {
        black_box(
            words.par_chunks(1 << 16).map(|c| c.iter().fold(0_u64, |a, w| a.wrapping_add(*w))).sum::<u64>(),
        )
    });
}

/// A million rows with discs, ranges and contested actors, forty norms, an outcome for each pair.
#[divan::bench(sample_count = 10)]
fn outcomes_of_forty_norms(bencher: divan::Bencher<'_, '_>) {
    let columns = three_valued::columns(three_valued::ROWS);
    let (geometries, norms) = (three_valued::geometries(), three_valued::norms());
    let found = three_valued::outcomes(&columns, &geometries, &norms);
    let sum = (0..norms.len()).map(|n| found.count(n)).fold([0; 4], |a, b| [0, 1, 2, 3].map(|i| a[i] + b[i]));
    let effort = found.effort;
    let share = |n: u64, of: u64| {
        100.0 * f64::from(u32::try_from(n).unwrap_or(u32::MAX)) / f64::from(u32::try_from(of).unwrap_or(1))
    };
    println!("  breach, undetermined, permitted, not covered: {sum:?}");
    println!(
        "  undecided by the planes {:.3} % of the pairs; the slow way {:.3} % of the pairs ({} of them distinct), {:.2} % of the rows",
        share(effort.undecided, effort.pairs),
        share(effort.slow, effort.pairs),
        effort.distinct,
        share(effort.slow_rows, three_valued::ROWS as u64),
    );
    print_times("outcomes", 9, || drop(black_box(three_valued::outcomes(&columns, &geometries, &norms))));
    bencher.bench_local(|| black_box(three_valued::outcomes(&columns, &geometries, &norms)));
}
