//! How long it takes to say how every commitment stands: 10,000 promises and conditions with mixed dependencies, asked whole and after
//! one change; and what the page asks besides: who is held up, by what, who could move.
//!
//! Invented: four sides and two bodies, themes of about 40, a third before another, a tenth together, a tenth on conditions, deadlines
//! fixed and counted, a third claimed, a quarter verified, a fiftieth read differently by two sides. Drawn by a written generator:
//! every run is the same. `HUDNA_NODES` sets another size.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the clock and its environment; the crate itself does not"
)]
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks to the one who runs it, and stops where it cannot"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use hudna_core::commitment::{Board, Commitments, Frame, Need, Order, State};
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::time::{Instant, Span};
use jiff::tz::TimeZone;

/// 1 March 2026 in Tripoli.
const D_DAY: i64 = 1_772_316_000_000_000;
const SIDES: [&str; 6] = ["first", "second", "third", "fourth", "commission", "donors"];

/// A written generator (SplitMix64): the same numbers on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn day(n: usize) -> Instant {
    Instant(D_DAY).plus(Span::days(i64::try_from(n).unwrap()))
}

struct Record {
    all: Commitments,
    seq: u64,
}

impl Record {
    fn take(&mut self, act: Act, at: Instant) {
        let mut id = [0_u8; 10];
        id[..8].copy_from_slice(&self.seq.to_be_bytes());
        let body = Body {
            act,
            actor: UserId::of([1; 10]),
            at,
            id: EntryId::of(id),
            mission: MissionId::of([3; 10]),
            parts: Vec::new(),
            v: VERSION,
        };
        self.all.take(&body, at, self.seq);
        self.seq += 1;
    }
}

fn id(n: usize) -> Arc<str> {
    format!("p{n}").into()
}

/// Promises and conditions, each waiting for some made within the 200 before it, and what was said of them.
fn drawn(size: usize) -> Record {
    let mut draw = Draw(7);
    let mut record = Record { all: Commitments::default(), seq: 0 };
    for n in 0..size {
        let by: Arc<str> = SIDES[draw.below(6)].into();
        let what =
            Both { ar: Some("تعهد افتراضي".into()), en: Some("an invented commitment".into()) };
        if draw.one_in(20) {
            let declarers = vec!["commission".into()];
            record.take(Act::ConditionPut { by, declarers, id: id(n), not_before: None, what }, day(0));
            continue;
        }
        let mut needs = Vec::new();
        let mut need = |how: Order, draw: &mut Draw, read_by: Option<&str>| {
            if n > 0 {
                let on = id(n - 1 - draw.below(n.min(200)));
                needs.push(Need { how, on, read_by: read_by.map(Arc::from) });
            }
        };
        for _ in 0..draw.below(3) {
            need(Order::Before, &mut draw, None);
        }
        if draw.one_in(10) {
            need(Order::Concurrent, &mut draw, None);
        }
        if draw.one_in(10) {
            need(Order::Conditional, &mut draw, None);
        }
        if draw.one_in(50) {
            need(Order::Before, &mut draw, Some("first"));
            need(Order::Free, &mut draw, Some("second"));
        }
        let after = id(n.saturating_sub(1 + draw.below(50)));
        let due_rule = match draw.below(3) {
            0 => Some(format!("D+{}", draw.below(120)).into()),
            1 => Some(format!("72 h after verified({after})").into()),
            _ => None,
        };
        let due = due_rule.is_none().then(|| day(draw.below(120)));
        let to = vec![SIDES[draw.below(4)].into()];
        let theme = Some(format!("theme-{}", draw.below(40)).into());
        let made = Act::PromiseMade {
            by,
            due,
            due_rule,
            id: id(n),
            needs,
            not_before: None,
            on: Vec::new(),
            theme,
            to,
            until: None,
            valid_for: Some("30 d".into()),
            verifier: Some("joint_force".into()),
            what,
        };
        record.take(made, day(0));
    }
    for n in 0..size {
        let Some(by) = record.all.promise(&id(n)).map(|promise| promise.by.clone()) else {
            if draw.one_in(2) {
                let holds = !draw.one_in(4);
                record.take(Act::ConditionDeclared { by: "commission".into(), holds, id: id(n) }, day(20));
            }
            continue;
        };
        if draw.one_in(3) {
            record.take(Act::PromiseClaimed { by, id: id(n), scale: None }, day(draw.below(50)));
        }
        if draw.one_in(4) {
            let scale = u8::try_from(draw.below(4)).unwrap();
            record.take(Act::PromiseVerified { id: id(n), scale, valid_until: None }, day(draw.below(60)));
        }
    }
    record
}

/// The median of some runs.
fn median(runs: usize, mut what: impl FnMut() -> Duration) -> Duration {
    let mut took: Vec<Duration> = (0..runs).map(|_| what()).collect();
    took.sort_unstable();
    took[runs / 2]
}

fn timed<T>(what: impl FnOnce() -> T) -> Duration {
    let began = Clock::now();
    black_box(what());
    began.elapsed()
}

fn main() {
    let size = std::env::var("HUDNA_NODES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let runs = std::env::var("HUDNA_RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(21);
    let frame = Frame::bare(TimeZone::get("Africa/Tripoli").unwrap(), Instant(D_DAY));
    let mut record = drawn(size);
    let as_of = day(40);
    let board = record.all.evaluate(&frame, as_of);
    let links: usize = (0..size).map(|at| board.needs(at).len()).sum();
    println!("{size} commitments and conditions, {links} orders, by {} readings", readings(&board));
    for state in State::ALL {
        let n = board.rows.iter().filter(|row| row.state == *state).count();
        if n > 0 {
            println!("  {:<10} {n}", state.name());
        }
    }
    let whole = median(runs, || timed(|| record.all.evaluate(&frame, as_of)));
    println!("asked whole                 {whole:>10.2?}");
    let mut n = 0;
    let change = median(runs, || {
        n += 37;
        let at = id(n % size);
        timed(|| {
            record.take(Act::PromiseVerified { id: at, scale: 3, valid_until: None }, day(39));
            record.all.evaluate(&frame, as_of)
        })
    });
    println!("asked again after a change  {change:>10.2?}");
    let held = median(runs, || timed(|| board.held_up()));
    println!("how many wait for each      {held:>10.2?}");
    let ends =
        median(runs, || timed(|| (0..size).map(|at| board.blockers(&record.all, at).len()).sum::<usize>()));
    println!("who could move, for all     {ends:>10.2?}");
}

fn readings(board: &Board) -> usize {
    board.rows.iter().map(|row| row.views.len()).max().unwrap_or(1)
}
