//! How long the mathematics of a consultation takes: from votes in memory to groups, what each stands for and what carries.
//!
//! `drawn`: 10,000 people, 1,000 statements, 5 % of the votes, drawn as the peers' generator draws them: three groups with a
//! leaning of their own on each statement. `HUDNA_VOTES` names a file in the layout of Polis's `votes.csv` instead or
//! besides, such as the one that the peer's bench writes: both then work on the very same votes. Real conversations from
//! `../shared/data/polis` where they are here. Reading files is not timed; keeping the last vote of each pair is.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads files and the machine's load; the crate itself does not"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks to the one who runs it")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hudna_core::dialogue::opinion::votes::{Matrix, Value, Vote};
use hudna_core::dialogue::opinion::{Opinion, Rules};

/// A conversation in memory.
struct Held {
    name: String,
    people: usize,
    statements: usize,
    votes: Vec<Vote>,
}

impl Held {
    fn work(&self) -> Option<Opinion> {
        let matrix = Matrix::of(self.people, self.statements, &self.votes).ok()?;
        Opinion::of(&matrix, &Rules::default()).ok()
    }
}

fn main() {
    let runs = std::env::var("HUDNA_RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(15);
    if rayon::ThreadPoolBuilder::new().num_threads(2).build_global().is_err() {
        eprintln!("the thread pool was made before: its threads may be more than two");
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("machine: {cores} cores; load {}", load());
    let mut all = vec![drawn(10_000, 1000, 5)];
    if let Ok(path) = std::env::var("HUDNA_VOTES") {
        all.extend(read(Path::new(&path)));
    }
    let shared = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|up| up.join("shared/data/polis/brexit-consensus/votes.csv"))
        .find(|path: &PathBuf| path.is_file());
    match shared {
        Some(path) => all.extend(read(&path)),
        None => eprintln!("skipped: brexit-consensus: ../shared is not here"),
    }
    for held in &all {
        time(held, runs);
    }
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()
}

/// Seconds of processor time that all threads of this process took so far.
fn processor_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = threads
        .filter_map(|t| std::fs::read_to_string(t.path().join("schedstat")).ok())
        .filter_map(|s| s.split(' ').next().and_then(|n| n.parse::<f64>().ok()));
    nanoseconds.sum::<f64>() / 1e9
}

fn time(held: &Held, runs: usize) {
    let Some(found) = held.work() else {
        eprintln!("{}: too few people for groups", held.name);
        return;
    };
    let sizes: Vec<usize> = found.groups.iter().map(|g| g.size()).collect();
    let (mut wall, mut processor, mut keeping) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let (started, before) = (Instant::now(), processor_seconds());
        black_box(held.work());
        wall.push(1e3 * started.elapsed().as_secs_f64());
        processor.push(1e3 * (processor_seconds() - before));
        let started = Instant::now();
        black_box(Matrix::of(held.people, held.statements, &held.votes).is_ok());
        keeping.push(1e3 * started.elapsed().as_secs_f64());
    }
    let median = |list: &mut Vec<f64>| {
        list.sort_by(f64::total_cmp);
        list.get(list.len() / 2).copied().unwrap_or(f64::NAN)
    };
    println!(
        "{}: {} × {}, {} votes: wall {:.2} ms (least {:.2}), processor {:.2} ms, of it keeping the last votes {:.2} ms; groups {sizes:?}, silhouettes {:?}; load {}",
        held.name,
        held.people,
        held.statements,
        held.votes.len(),
        median(&mut wall),
        wall[0],
        median(&mut processor),
        median(&mut keeping),
        found.tried.iter().map(|t| (t.groups, (t.silhouette * 1e3).round() / 1e3)).collect::<Vec<_>>(),
        load(),
    );
}

/// Three groups with a leaning of their own on each statement; 15 of 100 votes are passes.
fn drawn(people: u32, statements: u32, of_hundred: u64) -> Held {
    let mut draw = Draw(11);
    let lean: Vec<Vec<u64>> =
        (0..3).map(|_| (0..statements).map(|_| 100 + draw.below(801)).collect()).collect();
    let mut votes = Vec::new();
    for participant in 0..people {
        let group = &lean[draw.below(3) as usize];
        for statement in 0..statements {
            if draw.below(100) < of_hundred {
                let value = if draw.below(100) < 15 {
                    Value::Pass
                } else if draw.below(1000) < group[statement as usize] {
                    Value::Agree
                } else {
                    Value::Disagree
                };
                votes.push(Vote { at: votes.len() as i64, participant, statement, value });
            }
        }
    }
    let name = format!("drawn-{people}x{statements}x0.{of_hundred:02}");
    Held { name, people: people as usize, statements: statements as usize, votes }
}

/// Numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// A file in the layout of Polis's `votes.csv`.
fn read(path: &Path) -> Option<Held> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut votes = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |i: usize| cells.get(i).and_then(|c| c.parse::<i64>().ok());
        let value = Value::of(number(4)?)?;
        votes.push(Vote {
            at: number(0)?,
            participant: number(3)? as u32,
            statement: number(2)? as u32,
            value,
        });
    }
    let people = votes.iter().map(|v| v.participant).max()? as usize + 1;
    let statements = votes.iter().map(|v| v.statement).max()? as usize + 1;
    let name = path.parent()?.file_name()?.to_string_lossy().into_owned();
    Some(Held { name, people, statements, votes })
}
