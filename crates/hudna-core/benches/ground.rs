//! How long the norms about things on the ground take: patterns, separations and notices over many incidents.
//!
//! The rows are drawn by a small generator: a year, an area of four degrees by three, forty units of two parties; a
//! tenth of the acts are sniping, a fifth movements, a tenth flights. A hundred thousand notices, declared complete,
//! announce most of the flights.
//!
//! `weigh` gives outcomes and counts, a byte a pair; `findings` makes all of them with their reasons.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the processor's time; the crate itself does not"
)]
#![expect(clippy::print_stdout, reason = "a bench speaks to the one who runs it")]

use std::hint::black_box;
use std::sync::Arc;

use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};
use hudna_core::finding::{Material, Prepared, assess};
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::list::List;
use hudna_core::place::Region;
use hudna_core::register::{Complete, Entry, RegisterKind, Registers};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Alternative, Attribute, Fact, Value};
use hudna_core::vocabulary::Code;

const START: i64 = 1_772_323_200_000_000;
const NORMS: [(&str, &str); 3] = [
    (
        "pattern",
        "id = 'a4.5'\nkind = 'pattern'\nacts = \"act = 'sniping'\"\nn = 3\ndistance = '2 km'\nwindow = '24 h'\n",
    ),
    ("separation", "id = 'a6.1'\nkind = 'separation'\ndistance = '3000 m'\nwindow = '1 h'\n"),
    (
        "notification",
        "id = 'a7.2'\nkind = 'notification'\nacts = \"act = 'flight'\"\nmatch = 'flight_notice'\nurgent = \"purpose = 'medevac'\"\ntell_after = '6 h'\n",
    ),
];

fn main() {
    divan::main();
}

struct Nothing;

impl Beside for Nothing {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Err(BesideError::Missing(name.to_owned()))
    }
}

fn agreement(which: &[usize]) -> Agreement {
    let mut text = String::from(
        "+++\nagreement = \"ground\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01\n+++\n\n## م · A {#a1}\n\n```toml register\nparty = [{ id = \"first\" }, { id = \"second\" }]\nlink = [\n",
    );
    for unit in 0..40 {
        let party = if unit % 2 == 0 { "first" } else { "second" };
        text.push_str(&format!(
            "{{ of = \"unit-{unit}\", is = \"belongs_to\", to = \"{party}\", by = \"annex\" }},\n"
        ));
    }
    text.push_str("]\nmatch = [{ id = \"flight_notice\", who = \"unit\", where = \"5 km\", window = \"3 h\", lead = \"48 h\" }]\n```\n");
    for (_, norm) in which.iter().map(|i| NORMS[*i]) {
        let article = norm[6..].split(['.', '\'']).next().unwrap_or_default();
        text.push_str(&format!("\n## م · A {{#{article}}}\n\n```toml norm\n{norm}```\n"));
    }
    let (agreement, said) = read(SourceText { name: "ground.md".into(), text }, &Nothing);
    agreement.unwrap_or_else(|| panic!("{said:#?}"))
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

fn fact(value: Value, report: u32) -> Fact {
    Fact { alternatives: vec![Alternative { value, reports: vec![report] }] }
}

struct World {
    incidents: Vec<Incident>,
    registers: Registers,
}

fn world(rows: u32, notices: usize) -> World {
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let act = |name| Code::parse(Attribute::Act, name).unwrap_or(Code(0));
    let acts =
        [act("sniping"), act("drone"), act("troop_movement"), act("advance"), act("shelling"), act("clash")];
    let share = [0, 1, 2, 3, 4, 4, 4, 4, 4, 4];
    let mut world = World { incidents: Vec::new(), registers: Registers::default() };
    for n in 0..rows {
        let at = START + i64::try_from(draw.below(365 * 24 * 60)).unwrap_or(0) * 60_000_000;
        let time = match draw.below(10) {
            0 => TimeRange::new(Instant(at), Instant(at + Span::hours(24).0)),
            1 | 2 => TimeRange::new(Instant(at), Instant(at + Span::hours(2).0)),
            _ => TimeRange::exact(Instant(at)),
        };
        let (lon, lat) = (draw.below(40_000) as f64 * 1e-4 + 13.0, draw.below(30_000) as f64 * 1e-4 + 30.0);
        let radius = [0.0, 100.0, 500.0, 2_000.0, 500.0][draw.below(5) as usize];
        let unit: Arc<str> = format!("unit-{}", draw.below(40)).into();
        let code = acts[share[draw.below(10) as usize]];
        let region = Region::disc(lon, lat, radius);
        if code == acts[1] && world.registers.notices.len() < notices {
            world.registers.notices.push(Entry {
                origin: Origin { file: "notices.csv".into(), line: n, own_id: None },
                party: None,
                unit: Some(unit.clone()),
                act: vec![Value::Code(act("flight"))],
                purpose: Vec::new(),
                sent_at: Some(TimeRange::exact(Instant(at - Span::hours(40 + draw.below(20) as i64).0))),
                window: Some(TimeRange::new(Instant(at), Instant(at + Span::hours(2).0))),
                place: Some(region.clone()),
                answer: None,
            });
        }
        let mut facts = vec![
            (Attribute::Act, fact(Value::Code(code), n)),
            (Attribute::At, fact(Value::Time(time), n)),
            (Attribute::Place, fact(Value::Place(region), n)),
            (Attribute::Actor, fact(Value::Actor(unit), n)),
        ];
        facts.sort_by_key(|(a, _)| *a);
        world.incidents.push(Incident {
            id: IncidentId(format!("INC-{n:08}")),
            reports: vec![n],
            deeds: vec![Deed { facts, reports: vec![n] }],
            independent: 1,
            part_of: Vec::new(),
        });
    }
    let over = TimeRange::new(Instant(START), Instant(START + Span::days(400).0));
    world.registers.complete.push(Complete {
        register: RegisterKind::Notices,
        over,
        by: Some("commission".into()),
    });
    world
}

/// Seconds of processor time that all threads took so far: what a busy machine does not blur.
fn processor_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = threads
        .filter_map(|t| std::fs::read_to_string(t.path().join("schedstat")).ok())
        .filter_map(|s| s.split(' ').next().and_then(|n| n.parse::<f64>().ok()));
    nanoseconds.sum::<f64>() / 1e9
}

/// Runs `what` and says what it took of the processor, with what it counted.
fn timed<T>(what: impl FnOnce() -> (T, String)) -> T {
    let before = processor_seconds();
    let (made, said) = what();
    println!("{said}, {:.2} s of processor", processor_seconds() - before);
    made
}

/// The whole of weighing: columns filled, other rows and registers laid out, every outcome, counts.
fn weighed(bencher: divan::Bencher<'_, '_>, rows: u32, which: &[usize]) {
    let (agreement, world) = (agreement(which), world(rows, rows as usize / 10));
    let as_of = Instant(START + Span::days(400).0);
    let material = Material {
        reports: List::default(),
        incidents: (&world.incidents).into(),
        registers: &world.registers,
        as_of,
    };
    bencher.bench_local(|| {
        timed(|| {
            let prepared = Prepared::new(&agreement, material);
            let weighed = prepared.weigh();
            let (counts, incidents) = (weighed.counts(), weighed.by_incident());
            let findings = weighed.len();
            let mebibytes = weighed.bytes() >> 20;
            let said = format!("{findings} findings, counts {counts:?}, {mebibytes} MiB");
            (black_box((counts, incidents)), said)
        })
    });
}

/// All findings made with their reasons: what `assess` gives.
fn made(bencher: divan::Bencher<'_, '_>, rows: u32, which: &[usize]) {
    let (agreement, world) = (agreement(which), world(rows, rows as usize / 10));
    let as_of = Instant(START + Span::days(400).0);
    let material = Material {
        reports: List::default(),
        incidents: (&world.incidents).into(),
        registers: &world.registers,
        as_of,
    };
    bencher.bench_local(|| {
        timed(|| {
            let found = assess(&agreement, material, &|_| {});
            let said = format!("{} findings, {} not covered", found.findings.len(), found.not_covered);
            (black_box(found), said)
        })
    });
}

/// Counts and outcomes alone.
mod weigh {
    use super::weighed;

    #[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
    fn patterns(bencher: divan::Bencher<'_, '_>, rows: u32) {
        weighed(bencher, rows, &[0]);
    }

    #[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
    fn separations(bencher: divan::Bencher<'_, '_>, rows: u32) {
        weighed(bencher, rows, &[1]);
    }

    #[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
    fn notifications(bencher: divan::Bencher<'_, '_>, rows: u32) {
        weighed(bencher, rows, &[2]);
    }

    #[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
    fn together(bencher: divan::Bencher<'_, '_>, rows: u32) {
        weighed(bencher, rows, &[0, 1, 2]);
    }
}

/// Every finding with its reasons.
mod findings {
    use super::made;

    #[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
    fn together(bencher: divan::Bencher<'_, '_>, rows: u32) {
        made(bencher, rows, &[0, 1, 2]);
    }
}
