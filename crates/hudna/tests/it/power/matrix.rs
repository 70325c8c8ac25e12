//! The matrix: all that can go wrong with a program that keeps something in a folder, tried on any such program.
//!
//! Each function returns what was found wrong, one line each, and nothing where all held. Points are sampled with a fixed seed; with
//! `HUDNA_LONG=1` all of them are tried.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Chance, EIO, ENOSPC, Fault, Kill, Loss, Model, Outcome, Powered, Tree, scratch};

/// A program and how to tell what it kept.
pub(crate) struct Subject<'s> {
    /// Puts into the folder what stands there before the work.
    pub(crate) begin: &'s dyn Fn(&Path),
    /// The work in the folder. Done again, it adds what is missing and ends well.
    pub(crate) work: &'s dyn Fn(&Path) -> Command,
    /// How much the program promised, by what it said.
    pub(crate) promised: &'s dyn Fn(&str) -> usize,
    /// How much is kept in the folder, as the program itself finds it when it starts there; or why that is no state it may be in.
    pub(crate) kept: &'s dyn Fn(&Path) -> Result<usize, String>,
}

/// What is wrong.
pub(crate) type Troubles = Vec<String>;

/// Some of the numbers from `first` to `last`, ends included; all of them with `HUDNA_LONG=1`.
pub(crate) fn some(first: u64, last: u64, at_most: u64) -> Vec<u64> {
    let all = last.saturating_sub(first) + 1;
    if all <= at_most || long() {
        return (first..=last).collect();
    }
    let mut chance = Chance::new(last ^ at_most);
    // One from each of as many stretches, and the ends.
    let within = (1..at_most - 1).map(|n| {
        let (from, until) = (all * n / at_most, all * (n + 1) / at_most);
        first + from + chance.below((until - from).max(1))
    });
    let mut some: Vec<u64> = [first].into_iter().chain(within).chain([last]).collect();
    some.dedup();
    some
}

/// Whether there is time for everything.
pub(crate) fn long() -> bool {
    std::env::var_os("HUDNA_LONG").is_some_and(|v| v == "1")
}

impl Subject<'_> {
    /// A folder in which the work may begin.
    fn folder(&self) -> TempDir {
        let folder = scratch();
        (self.begin)(folder.path());
        folder
    }

    fn run(&self, folder: &Path, wish: impl FnOnce(Powered) -> Powered) -> Outcome {
        wish(Powered::new(folder)).run(&mut (self.work)(folder))
    }

    /// The work undisturbed; it must end well.
    pub(crate) fn undisturbed(&self) -> Outcome {
        let folder = self.folder();
        let outcome = self.run(folder.path(), |p| p);
        assert!(outcome.status.success(), "{}", outcome.stderr);
        outcome
    }

    /// Fewer kept than `promised` in `folder`, or a state that may not be.
    fn less(&self, folder: &Path, promised: usize) -> Option<String> {
        match (self.kept)(folder) {
            Err(why) => Some(why),
            Ok(kept) if kept < promised => Some(format!("{promised} promised, {kept} kept")),
            Ok(_) => None,
        }
    }

    /// The power fails at a sample of moments of `outcome`; each kind of loss is tried at each.
    pub(crate) fn cuts(&self, outcome: &Outcome, at_most: u64) -> Troubles {
        let mut troubles = Troubles::new();
        let all = [Loss::Nothing, Loss::Everything, Loss::Some(1), Loss::Some(2)];
        // What ext4 keeps beyond the strict model may be in the way, but is rarely what is missed.
        for (model, losses) in [(Model::Strict, &all[..]), (Model::Ext4, &all[1..if long() { 4 } else { 2 }])]
        {
            let disk = outcome.disk(model);
            let mut before: Option<(Tree, usize)> = None;
            for cut in some(0, outcome.operations.len() as u64, at_most) {
                let cut = usize::try_from(cut).expect("few enough");
                let promised = (self.promised)(&outcome.said(cut));
                for loss in losses.iter().copied() {
                    let state = (disk.tree(cut, loss), promised);
                    if before.as_ref() == Some(&state) {
                        continue;
                    }
                    let folder = scratch();
                    disk.at(cut, loss, folder.path());
                    let less = self.less(folder.path(), promised);
                    let after = cut
                        .checked_sub(1)
                        .map_or("the start".into(), |n| format!("{:?}", outcome.operations[n]));
                    troubles.extend(
                        less.map(|why| format!("{model:?} {loss:?} cut {cut}: {why}; after {after:.200}")),
                    );
                    before = Some(state);
                }
            }
        }
        troubles
    }

    /// A sample of operations fails, in each way.
    pub(crate) fn faults(&self, changes: u64, at_most: u64) -> Troubles {
        let faults = [
            Fault::Before(EIO),
            Fault::After(EIO),
            Fault::Before(ENOSPC),
            Fault::Short,
            Fault::Full,
            Fault::ReadOnly,
        ];
        let points = some(1, changes, at_most);
        let pairs = points.iter().flat_map(|n| faults.iter().map(move |fault| (*n, *fault)));
        pairs
            .flat_map(|(n, fault)| self.disturbed(&format!("{fault:?} at {n}"), |p| p.fault(n, fault)))
            .collect()
    }

    /// The process is killed at a sample of operations, by itself; and `times` from outside, at random moments.
    pub(crate) fn kills(&self, changes: u64, at_most: u64, times: u64) -> Troubles {
        let points =
            some(1, changes, at_most).into_iter().flat_map(|n| [(n, Kill::Before), (n, Kill::After)]);
        let mut troubles: Troubles = points
            .flat_map(|(n, side)| self.disturbed(&format!("killed {side:?} {n}"), |p| p.kill(n, side)))
            .collect();
        let started = Instant::now();
        self.undisturbed();
        let whole = u64::try_from(started.elapsed().as_micros()).expect("short enough");
        let mut chance = Chance::new(times);
        for _ in 0..times {
            let folder = self.folder();
            let mut running = Powered::new(folder.path()).start(&mut (self.work)(folder.path()));
            let moment = Duration::from_micros(chance.below(whole));
            std::thread::sleep(moment);
            // It may have ended by itself.
            drop(running.child.kill());
            let outcome = running.finish();
            troubles.extend(self.afterwards(&format!("killed after {moment:?}"), folder.path(), &outcome));
        }
        troubles
    }

    /// The clock jumps by `seconds` at a sample of operations: nothing of the above is otherwise for it.
    pub(crate) fn clock(&self, changes: u64, seconds: i64, at_most: u64) -> Troubles {
        let points = some(0, changes, at_most).into_iter();
        points
            .flat_map(|n| self.disturbed(&format!("clock {seconds} at {n}"), |p| p.clock(seconds, n)))
            .collect()
    }

    /// Two do the work in one folder at once: each ends well or is refused, and what either promised is kept.
    pub(crate) fn two_at_once(&self, times: u64) -> Troubles {
        let once = || {
            let folder = self.folder();
            let both = [0, 1].map(|_| Powered::new(folder.path()).start(&mut (self.work)(folder.path())));
            let both = both.map(super::Running::finish);
            let promised = both.iter().map(|o| (self.promised)(&o.stdout)).max().unwrap_or(0);
            let ended =
                both.iter().any(|o| o.status.success()).then_some(()).ok_or("neither ended well".to_owned());
            let crashed =
                both.iter().find(|o| o.status.code().is_none()).map(|o| format!("killed: {}", o.stderr));
            ended
                .err()
                .or(crashed)
                .or(self.less(folder.path(), promised))
                .map(|why| format!("two at once: {why}"))
        };
        (0..times).filter_map(|_| once()).collect()
    }

    /// Files that the finished work left lose a byte at their end, or a sector has each bit turned over. What is kept is found
    /// whole, or it is refused in words of which one is in `refusals`; nothing is answered wrong.
    pub(crate) fn damage(&self, times: u64, refusals: &[&str]) -> Troubles {
        let outcome = self.undisturbed();
        let whole = (self.promised)(&outcome.stdout);
        let disk = outcome.disk(Model::Strict);
        let end = outcome.operations.len();
        let files: Vec<(String, usize)> = disk
            .tree(end, Loss::Nothing)
            .into_iter()
            .filter_map(|(name, content)| content.map(|c| (name, c.len())))
            .filter(|(name, size)| *size > 0 && !name.ends_with("-shm"))
            .collect();
        let mut chance = Chance::new(times);
        let mut troubles = Troubles::new();
        for (name, size) in files {
            let shorter = (format!("{name} one byte shorter"), None);
            let flips = (0..times).map(|_| {
                let at = usize::try_from(chance.below(size as u64)).expect("within the file") / 512 * 512;
                (format!("{name} turned over at {at}"), Some(at))
            });
            for (what, flip) in [shorter].into_iter().chain(flips.collect::<Vec<_>>()) {
                let folder = scratch();
                disk.at(end, Loss::Nothing, folder.path());
                let path = folder.path().join(&name);
                let mut bytes = std::fs::read(&path).expect("it was written");
                match flip {
                    None => bytes.truncate(size - 1),
                    Some(at) => bytes[at..size.min(at + 512)].iter_mut().for_each(|b| *b = !*b),
                }
                std::fs::write(&path, bytes).expect("it is written");
                match self.less(folder.path(), whole) {
                    Some(why) if !refusals.iter().any(|r| why.contains(r)) => {
                        troubles.push(format!("{what}: {why}"))
                    }
                    _ => {}
                }
            }
        }
        troubles
    }

    fn disturbed(&self, what: &str, wish: impl FnOnce(Powered) -> Powered) -> Troubles {
        let folder = self.folder();
        let outcome = self.run(folder.path(), wish);
        self.afterwards(what, folder.path(), &outcome)
    }

    /// After a disturbed run: what was promised is in the folder, and on the disk if the power fails now; and the work, done again,
    /// ends well and keeps everything.
    fn afterwards(&self, what: &str, folder: &Path, outcome: &Outcome) -> Troubles {
        let end = outcome.operations.len();
        let promised = (self.promised)(&outcome.stdout).max((self.promised)(&outcome.said(end)));
        let on_disk = scratch();
        outcome.disk(Model::Strict).at(end, Loss::Everything, on_disk.path());
        let mut found = Vec::new();
        found.extend(self.less(on_disk.path(), promised).map(|why| format!("on the disk: {why}")));
        found.extend(self.less(folder, promised).map(|why| format!("in the folder: {why}")));
        let again = (self.work)(folder).output().expect("the program starts");
        let all = (self.promised)(&String::from_utf8_lossy(&again.stdout)).max(promised);
        if !again.status.success() {
            found.push(format!("again: {}", String::from_utf8_lossy(&again.stderr).trim()));
        }
        found.extend(self.less(folder, all).map(|why| format!("again: {why}")));
        found.into_iter().map(|why| format!("{what}: {why}; it said {:?}", outcome.stderr.trim())).collect()
    }
}
