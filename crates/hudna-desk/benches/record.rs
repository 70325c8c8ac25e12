//! How fast a mission keeps what people do: acknowledged reports, many clients at once, opening, rebuilding.
//!
//! `cargo bench -p hudna-desk --bench record` runs each once and prints the machine. `HUDNA_ENTRIES` says how many entries
//! the large record has (1,000,000 by default); `HUDNA_POSTGRES` runs everything on PostgreSQL too. Reports are drawn by a small
//! generator: 400 towns over a year, words in two languages, sealed for five recipients beside the host; three in ten
//! entries of the large record are reports, the others notices.
//!
//! `HUDNA_MAKE` names a folder: then nothing is timed, and a mission with that many reports over the sectors of Marsa is made there, for
//! `benches/load.sh` to serve.

#![expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant as Clock, SystemTime, UNIX_EPOCH};

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::place::Region;
use hudna_core::register::Entry;
use hudna_core::report::{Account, Origin, Report, Source, SourceKind};
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::record::{Actor, Founding, Mission, Submission, Writer};
use hudna_desk::seal::epoch;
use rayon::prelude::*;
use tempfile::TempDir;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const START: i64 = 1_772_323_200_000_000;

fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// A small generator: the same numbers at every run.
fn mix(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn killed(n: u64) -> Number {
    let n = n as f64;
    Number { low: n, best: n, high: n }
}

fn report(n: u64) -> Report {
    let r = mix(n);
    let (town, minute) = (r % 400, mix(r) % (365 * 24 * 60));
    let at = Instant(START).plus(Span::minutes(i64::try_from(minute).unwrap_or(0)));
    let (lon, lat) = (13.0 + (town % 20) as f64 * 0.35, 29.0 + (town / 20) as f64 * 0.15);
    let code = |a, name| Value::Code(Code::parse(a, name).expect("a code of the vocabulary"));
    let mut deed = Account::default();
    deed.set(
        Attribute::Act,
        vec![code(Attribute::Act, ["shelling", "sniping", "abduction"][(r >> 9) as usize % 3])],
    );
    deed.set(Attribute::At, vec![Value::Time(TimeRange::new(at, at.plus(Span::hours(1))))]);
    deed.set(Attribute::Place, vec![Value::Place(Region::disc(lon, lat, 1_500.0))]);
    deed.set(Attribute::Actor, vec![Value::Actor(format!("unit-{}", r % 40).into())]);
    deed.set(Attribute::Killed, vec![Value::Number(killed((r >> 17) % 5))]);
    let words = if n.is_multiple_of(2) {
        "سُمع قصف قرب السوق القديم وأصيب"
    } else {
        "shells were heard near the old market and hit"
    };
    Report {
        origin: Origin { file: "patrols.csv".into(), line: 1, own_id: Some(format!("R-{n}").into()) },
        source: Source {
            name: format!("patrol {}", r % 60).into(),
            kind: Some(SourceKind::Patrol),
            reliability: None,
            credibility: None,
        },
        reported_at: Some(at.plus(Span::hours(3))),
        deeds: vec![deed],
        echo_of: Vec::new(),
        answers: None,
        text: format!(
            "{words} {} {}",
            mix(r + 1) % 900,
            ["gate", "well", "bridge", "school"][(r >> 25) as usize % 4]
        )
        .into(),
        places: Vec::new(),
        outlets: Vec::new(),
        aggregate: false,
    }
}

/// The same over the sectors of Marsa, of acts that its text speaks of, within its time; far enough from one another that few are taken
/// for one happening.
fn over_marsa(n: u64) -> Report {
    let r = mix(n ^ 0x4d61_7273_6100);
    let (spot, minute) = (r % 6_400, mix(r) % (170 * 24 * 60));
    let at = Instant(START).plus(Span::minutes(i64::try_from(minute).unwrap_or(0)));
    let (lon, lat) = (-38.85 + (spot % 80) as f64 * 0.02, 30.88 + (spot / 80) as f64 * 0.0085);
    let code = |a, name| Value::Code(Code::parse(a, name).expect("a code of the vocabulary"));
    let act =
        ["shelling", "sniping", "troop_movement", "drone", "small_arms", "abduction"][(r >> 20) as usize % 6];
    let actor = ["first", "second", "sarw-brigade", "nobody knows"][(r >> 30) as usize % 4];
    let mut report = report(n);
    let deed = &mut report.deeds[0];
    deed.set(Attribute::Act, vec![code(Attribute::Act, act)]);
    deed.set(Attribute::At, vec![Value::Time(TimeRange::new(at, at.plus(Span::minutes(20))))]);
    deed.set(Attribute::Place, vec![Value::Place(Region::disc(lon, lat, 300.0))]);
    deed.set(Attribute::Actor, vec![Value::Actor(actor.into())]);
    report.reported_at = Some(at.plus(Span::hours(3)));
    report
}

/// Makes a mission of `reports` reports and nothing else.
fn make(path: &Path, reports: u64) {
    let mut mission = found(path, None);
    let actor = mission.actor(None).expect("the founder");
    let started = Clock::now();
    for from in (0..reports).step_by(2_000) {
        let acts = (from..(from + 2_000).min(reports))
            .map(|n| filed::report_filed(&over_marsa(n), None).expect("a report is written"));
        for answer in mission.submit(signed(&actor, acts.collect()), now()) {
            answer.expect("it stands");
        }
    }
    said("reports filed, signing included", reports, started.elapsed());
}

fn notice(n: u64) -> Filed {
    let sent = Instant(START).plus(Span::minutes(i64::try_from(mix(n) % 500_000).unwrap_or(0)));
    let entry = Entry {
        origin: Origin { file: "notices.csv".into(), line: 1, own_id: Some(format!("N-{n}").into()) },
        party: Some("first".into()),
        unit: Some(format!("unit-{}", n % 40).into()),
        act: vec![Value::Code(Code::parse(Attribute::Act, "flight").expect("a code of the vocabulary"))],
        purpose: Vec::new(),
        sent_at: Some(TimeRange::new(sent, sent.plus(Span::seconds(1)))),
        window: Some(TimeRange::new(sent.plus(Span::hours(48)), sent.plus(Span::hours(54)))),
        place: None,
        answer: None,
    };
    hudna_core::ledger::row::apart(Act::NoticeGiven { entry }).expect("a notice is written")
}

fn filed(n: u64) -> Filed {
    filed::report_filed(&report(n), None).expect("a report is written")
}

fn found(path: &Path, database: Option<&str>) -> Mission {
    let founding = Founding {
        agreement: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marsa/marsa.md"),
        database: database.map(str::to_owned),
        recipients: (0..5).map(|_| epoch::new_identity().1).collect(),
        roles: ["duty_officer", "verifier", "secretary"].map(str::to_owned).to_vec(),
        talks: false,
        timestamps: None,
    };
    Mission::found(path, &founding, now()).expect("a mission is founded")
}

fn signed(actor: &Actor, acts: Vec<Filed>) -> Vec<Submission> {
    let at = now();
    acts.into_par_iter().map(|act| actor.submission(act, at).expect("it is signed")).collect()
}

fn said(what: &str, count: u64, took: Duration) {
    let per = count as f64 / took.as_secs_f64();
    println!("{what:<58} {:>9.2} s {per:>12.0} a second", took.as_secs_f64());
}

/// Reports in batches of a hundred, each batch one commit, signed beforehand as their senders would.
fn batches(mission: &mut Mission) {
    const BATCHES: u64 = 200;
    let actor = mission.actor(None).expect("the founder");
    let ready: Vec<Vec<Submission>> =
        (0..BATCHES).map(|b| signed(&actor, (b * 100..(b + 1) * 100).map(filed).collect())).collect();
    let started = Clock::now();
    for batch in ready {
        for answer in mission.submit(batch, now()) {
            answer.expect("it stands");
        }
    }
    said("reports acknowledged in batches of 100", BATCHES * 100, started.elapsed());
}

/// Single reports from 64 clients, each waiting for its answer before the next.
fn clients(mission: Mission) -> Mission {
    const EACH: u64 = 100;
    let actor = mission.actor(None).expect("the founder");
    let ready: Vec<Vec<Submission>> = (0..64_u64)
        .map(|c| signed(&actor, (0..EACH).map(|n| filed(1_000_000 + c * EACH + n)).collect()))
        .collect();
    let (writer, thread) = Writer::start(mission, now).expect("it starts");
    let started = Clock::now();
    std::thread::scope(|scope| {
        for mine in ready {
            let writer = writer.clone();
            scope.spawn(move || {
                for one in mine {
                    let (tell, hear) = channel();
                    writer.submit("bench", one, move |answer| tell.send(answer).expect("somebody hears"));
                    hear.recv().expect("it is answered").expect("it stands");
                }
            });
        }
    });
    said("single reports acknowledged to 64 clients", 64 * EACH, started.elapsed());
    drop(writer);
    thread.join().expect("it ends well")
}

fn large(mission: &mut Mission, entries: u64) {
    let actor = mission.actor(None).expect("the founder");
    let started = Clock::now();
    let mut n = 0;
    while mission.ledger.size() < entries {
        let some = (entries - mission.ledger.size()).min(2_000);
        let acts =
            (n..n + some).map(|n| if n % 10 < 3 { filed(10_000_000 + n) } else { notice(n) }).collect();
        n += some;
        for answer in mission.submit(signed(&actor, acts), now()) {
            answer.expect("it stands");
        }
    }
    said("the large record made, signing included", n, started.elapsed());
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<f64>().ok())
        .map_or_else(String::new, |kb| format!("{:.2} GiB at most in memory", kb / 1_048_576.0))
}

fn all(database: Option<&str>, entries: u64) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mission");
    println!("\n{}", if database.is_some() { "PostgreSQL" } else { "SQLite" });
    let mut mission = found(&path, database);
    batches(&mut mission);
    let mut mission = clients(mission);
    large(&mut mission, entries);
    drop(mission);
    let started = Clock::now();
    let mut mission = Mission::open(&path).expect("it opens");
    said("the large record opened", mission.ledger.size(), started.elapsed());
    let started = Clock::now();
    let rebuilt = mission.rebuild(false).expect("it is rebuilt");
    said("the large record rebuilt", rebuilt.size, started.elapsed());
    println!("{} derived rows; {}", rebuilt.rows, peak());
}

fn main() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{cores} cores, load {}", load.trim());
    let entries = std::env::var("HUDNA_ENTRIES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    if let Some(folder) = std::env::var_os("HUDNA_MAKE") {
        make(Path::new(&folder), entries);
        return;
    }
    all(None, entries);
    match std::env::var("HUDNA_POSTGRES") {
        Ok(address) => all(Some(&address), entries),
        Err(_) => {
            println!("skipped: PostgreSQL: no HUDNA_POSTGRES (`.ci/postgres cargo bench …` starts one)")
        }
    }
}
