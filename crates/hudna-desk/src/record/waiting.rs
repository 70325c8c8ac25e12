//! What waits longest of all that nobody said or asked anything of: found once for each size of the record, so that no page ranks a million findings.
//!
//! Such a finding waits since the last report behind it was recorded. All of one kind have one limit, so that the longest waiting are the first
//! whatever the time is. Findings that people spoke of, or gave a task about, are few and ranked when somebody looks.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use hudna_core::finding::Outcome;
use hudna_core::register::Entry;
use hudna_core::time::Instant;

use super::snapshot::Snapshot;

/// How many of each kind are told.
pub const LONGEST: usize = 32;

/// Findings of one outcome that nobody said or asked anything of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untouched {
    /// How many.
    pub count: usize,
    /// Places of the longest waiting, these first; of those that wait equally long the earlier place. At most [`LONGEST`].
    pub longest: Vec<usize>,
}

/// What waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Breaches: for an assessor.
    pub breaches: Untouched,
    /// Undetermined: for whoever finds out what is missing.
    pub undetermined: Untouched,
    /// Places of findings that people spoke of, or gave a task about that is open.
    pub touched: Vec<usize>,
}

/// The longest waiting of those that were offered.
#[derive(Default)]
struct Longest {
    count: usize,
    /// The last of them on top.
    kept: BinaryHeap<(Instant, usize)>,
}

impl Longest {
    fn offer(&mut self, since: Instant, at: usize) {
        self.count += 1;
        if self.kept.len() < LONGEST || self.kept.peek().is_some_and(|last| (since, at) < *last) {
            self.kept.push((since, at));
        }
        if self.kept.len() > LONGEST {
            self.kept.pop();
        }
    }
    fn untouched(self) -> Untouched {
        let longest = self.kept.into_sorted_vec().into_iter().map(|(_, at)| at).collect();
        Untouched { count: self.count, longest }
    }
}

/// Whether an answer of the mechanism is one to a notice: about the same party, unit, act and time, to the same place and for the same purpose.
/// A register kept elsewhere may name neither of these two: then it answers for all.
pub fn answers(answer: &Entry, notice: &Entry) -> bool {
    (&answer.party, &answer.unit, &answer.act, answer.window)
        == (&notice.party, &notice.unit, &notice.act, notice.window)
        && (answer.place.is_none() || answer.place == notice.place)
        && (answer.purpose.is_empty() || answer.purpose == notice.purpose)
}

impl Snapshot {
    /// Notices to which the mechanism gave no answer, by their places in the register of notices, in its order: found once for each size of the
    /// record. Whether there is still time for leave is for whoever knows what time it is.
    pub fn unanswered(&self) -> &[u32] {
        self.unanswered.get_or_init(|| {
            let registers = &self.exact.registers;
            let key = |one: &Entry| {
                (one.party.clone(), one.unit.clone(), one.window.map(|window| (window.lo.0, window.hi.0)))
            };
            let mut given: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
            for one in registers.authorisations.iter().filter(|one| one.answer.is_some()) {
                given.entry(key(one)).or_default().push(one);
            }
            let is_open = |notice: &Entry| {
                given.get(&key(notice)).is_none_or(|all| !all.iter().any(|one| answers(one, notice)))
            };
            let open = (0..).zip(&registers.notices).filter(|(_, notice)| is_open(notice));
            open.map(|(at, _)| at).collect()
        })
    }

    /// What waits, as this reader sees it. Of a million findings it takes about a tenth of a second, once for all who see the same.
    pub fn waiting(&self) -> &Waiting {
        self.standings.waiting.get_or_init(|| self.ranked())
    }

    fn ranked(&self) -> Waiting {
        let open = self.tasks.iter().filter(|task| task.closed.is_none());
        let asked = open.filter_map(|task| self.finding(task.about.as_ref()?));
        let touched: BTreeSet<usize> = self.standings.all_said().chain(asked).collect();
        let (mut breaches, mut undetermined) = (Longest::default(), Longest::default());
        // findings about one incident stand together
        let mut last = (None, self.as_of);
        for at in 0..self.findings() {
            let Some(listed) = self.listed(at) else { continue };
            let kind = match listed.outcome {
                Outcome::Breach => &mut breaches,
                Outcome::Undetermined => &mut undetermined,
                Outcome::Permitted | Outcome::NotCovered => continue,
            };
            if touched.contains(&at) {
                continue;
            }
            if last.0 != listed.incident {
                let told = listed.incident.and_then(|incident| self.told_at(incident));
                last = (listed.incident, told.unwrap_or(self.as_of));
            }
            kind.offer(last.1, at);
        }
        Waiting {
            breaches: breaches.untouched(),
            undetermined: undetermined.untouched(),
            touched: touched.into_iter().collect(),
        }
    }
}
