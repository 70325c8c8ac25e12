//! How long the columns take: the peers' million incidents and forty rules, and the three-valued million.
//!
//! The peers' inputs are made by the scripts beside the specification; `HUDNA_PEERS` names the folder that holds
//! `incidents.csv`, `norms/` and `norms20/`. Without it those benches are skipped aloud.
//! Counts are held against `HUDNA_COUNTS` (`expected_counts.csv`) before anything is timed.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks to the one who runs it")]

mod peers;

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
    bencher.bench_local(|| black_box(input.count()));
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
