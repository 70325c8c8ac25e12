//! One thread writes; whoever has something to write hands it over and is answered when it is on disk.
//!
//! What waits while a commit runs goes into the next one together: many small acts cost one turn of the disk. Each sender has a
//! line of their own in which order is that of arrival; a commit takes from all lines in turn, so that whoever sends much waits
//! behind nobody but themselves. What waits has bounds: beyond them a submission is refused at once (`host-busy`), with nothing of it
//! kept.
//!
//! Should writing panic, what was under way is answered as not known, and the record is read again from the database before
//! anything else is done.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use hudna_core::ledger::standing::Refusal;
use hudna_core::time::Instant;

use super::ledger::{Receipt, Refused, Submission};
use super::mission::{Mission, is_slow};
use crate::store::backend::StoreError;
use crate::trouble::Trouble;

/// The most submissions of one commit.
const MOST: usize = 1_024;
/// The most bytes of parts of one commit, unless one alone has more.
const MOST_BYTES: usize = 32 << 20;
/// The most submissions of one turn that are committed apart from the others.
const MOST_APART: usize = 8;
/// The most submissions that wait in one line: twice what one request may bring.
const MOST_OF_ONE: usize = 2_000;
/// The most that wait in all lines.
const MOST_WAITING: usize = 16_000;
/// The most bytes that wait, unless one alone has more.
const MOST_WAITING_BYTES: usize = 256 << 20;

/// Whom to answer.
type Answer = Box<dyn FnOnce(Result<Receipt, Refused>) + Send>;
/// What is done between two commits.
type Task = Box<dyn FnOnce(&mut Mission) + Send>;

enum Ask {
    Submit { submission: Submission, answer: Answer, bytes: usize, apart: bool },
    Run(Task),
}

impl Ask {
    const fn bytes(&self) -> usize {
        match self {
            Self::Submit { bytes, .. } => *bytes,
            Self::Run(_) => 0,
        }
    }
}

/// What is done next.
enum Work {
    Commit(Vec<Submission>, Vec<Answer>),
    Run(Task),
}

/// All that waits.
#[derive(Default)]
struct Waiting {
    lines: BTreeMap<Arc<str>, VecDeque<Ask>>,
    /// Senders whose lines are not empty, whoever is next first.
    turn: VecDeque<Arc<str>>,
    count: usize,
    bytes: usize,
    /// Nobody will come any more.
    ended: bool,
}

impl Waiting {
    /// Takes `ask` into the line of `who`, or gives it back where there is no room.
    fn add(&mut self, who: &str, ask: Ask) -> Option<Ask> {
        let of_one = self.lines.get(who).map_or(0, VecDeque::len);
        let heavy = self.count > 0 && self.bytes + ask.bytes() > MOST_WAITING_BYTES;
        if self.ended || of_one >= MOST_OF_ONE || self.count >= MOST_WAITING || heavy {
            return Some(ask);
        }
        let who: Arc<str> = who.into();
        self.count += 1;
        self.bytes += ask.bytes();
        if of_one == 0 {
            self.turn.push_back(who.clone());
        }
        self.lines.entry(who).or_default().push_back(ask);
        None
    }

    /// Whoever is next, and what they ask; with `alone`, only what needs no turn of its own.
    fn next(&mut self, alone: bool) -> Option<Ask> {
        let who = self.turn.pop_front()?;
        let line = self.lines.get_mut(&who)?;
        if alone && matches!(line.front(), Some(Ask::Run(_))) {
            self.turn.push_front(who);
            return None;
        }
        let ask = line.pop_front();
        if line.is_empty() {
            self.lines.remove(&who);
        } else {
            self.turn.push_back(who);
        }
        self.count -= usize::from(ask.is_some());
        self.bytes -= ask.as_ref().map_or(0, Ask::bytes);
        ask
    }

    /// The next commit, or something to do between two.
    fn work(&mut self) -> Option<Work> {
        let (mut submissions, mut answers) = (Vec::new(), Vec::new());
        let (mut bytes_in, mut apart_in) = (0, 0);
        while submissions.len() < MOST && bytes_in < MOST_BYTES && apart_in < MOST_APART {
            match self.next(!submissions.is_empty()) {
                None => break,
                Some(Ask::Run(what)) => return Some(Work::Run(what)),
                Some(Ask::Submit { submission, answer, bytes, apart }) => {
                    bytes_in += bytes;
                    apart_in += usize::from(apart);
                    submissions.push(submission);
                    answers.push(answer);
                }
            }
        }
        (!submissions.is_empty()).then_some(Work::Commit(submissions, answers))
    }
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    more: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, who: &str, ask: Ask) -> Option<Ask> {
        let back = self.lock().add(who, ask);
        self.more.notify_one();
        back
    }

    /// Waits for something to do; `None` where nothing comes any more.
    fn work(&self) -> Option<Work> {
        let mut waiting = self.lock();
        loop {
            if let Some(work) = waiting.work() {
                return Some(work);
            }
            if waiting.ended {
                return None;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self) {
        self.lock().ended = true;
        self.more.notify_one();
    }
}

/// Gone when the last [`Writer`] is.
struct Door(Arc<Queue>);

impl Drop for Door {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Hands acts to the thread that writes.
#[derive(Clone)]
pub struct Writer {
    door: Arc<Door>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    /// Starts the thread. It ends when the last [`Writer`] is gone, and gives the mission back.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(mission: Mission, clock: fn() -> Instant) -> Result<(Self, JoinHandle<Mission>), Trouble> {
        let queue = Arc::new(Queue::default());
        let door = Arc::new(Door(Arc::clone(&queue)));
        let thread = Builder::new()
            .name("record".to_owned())
            .spawn(move || write(mission, &queue, clock))
            .map_err(|why| StoreError::new("database-failed", why))?;
        Ok((Self { door }, thread))
    }

    /// Hands over a submission that `who` sends; `answer` is called when it is on disk, or refused.
    pub fn submit(
        &self,
        who: &str,
        submission: Submission,
        answer: impl FnOnce(Result<Receipt, Refused>) + Send + 'static,
    ) {
        let bytes = submission.body.len() + submission.parts.iter().map(|p| p.content.len()).sum::<usize>();
        let apart = is_slow(&submission);
        let ask = Ask::Submit { submission, answer: Box::new(answer), bytes, apart };
        if let Some(Ask::Submit { answer, .. }) = self.door.0.add(who, ask) {
            answer(Err(Refusal::new("host-busy").into()));
        }
    }

    /// Has something done with the mission between two commits, in the turn of `who`. Says whether it will be.
    pub fn run(&self, who: &str, what: impl FnOnce(&mut Mission) + Send + 'static) -> bool {
        self.door.0.add(who, Ask::Run(Box::new(what))).is_none()
    }
}

fn write(mut mission: Mission, queue: &Queue, clock: fn() -> Instant) -> Mission {
    while let Some(work) = queue.work() {
        // what a panic leaves half-done in memory is thrown away by `recover`; on disk nothing is ever half-done
        match work {
            Work::Run(what) => {
                if catch_unwind(AssertUnwindSafe(|| what(&mut mission))).is_err() {
                    mission.recover();
                }
            }
            Work::Commit(submissions, answers) => {
                match catch_unwind(AssertUnwindSafe(|| mission.submit(submissions, clock()))) {
                    Ok(done) => answers.into_iter().zip(done).for_each(|(answer, done)| answer(done)),
                    Err(_) => {
                        mission.recover();
                        let unknown = Refused::Store(StoreError::new("our-fault", "panic"));
                        answers.into_iter().for_each(|answer| answer(Err(unknown.clone())));
                    }
                }
            }
        }
    }
    mission
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(apart: bool, bytes: usize) -> Ask {
        let submission = Submission { body: Vec::new(), sig: [0; 64], parts: Vec::new(), wrapped: None };
        Ask::Submit { submission, answer: Box::new(|_| ()), bytes, apart }
    }

    fn size(work: Option<Work>) -> usize {
        match work {
            Some(Work::Commit(submissions, _)) => submissions.len(),
            _ => 0,
        }
    }

    #[test]
    fn whoever_sends_much_waits_behind_nobody_but_themselves() {
        let mut waiting = Waiting::default();
        for _ in 0..1_000 {
            assert!(waiting.add("many", asked(true, 1)).is_none());
        }
        for who in ["one", "two", "three"] {
            assert!(waiting.add(who, asked(false, 1)).is_none());
        }
        let Some(Work::Commit(first, _)) = waiting.work() else { panic!("something waits") };
        assert_eq!(first.len(), MOST_APART + 3, "the other three are in the first commit");
        assert_eq!((waiting.count, waiting.lines.len()), (1_000 - MOST_APART, 1));
    }

    #[test]
    fn a_line_that_is_full_refuses_and_leaves_room_for_others() {
        let mut waiting = Waiting::default();
        for _ in 0..MOST_OF_ONE {
            assert!(waiting.add("many", asked(false, 1)).is_none());
        }
        assert!(waiting.add("many", asked(false, 1)).is_some());
        assert!(waiting.add("one", asked(false, 1)).is_none());
        for n in 0.. {
            if waiting.add(&format!("user {n}"), asked(false, 1)).is_some() {
                break;
            }
        }
        assert_eq!(waiting.count, MOST_WAITING);
        assert_eq!(size(waiting.work()), MOST);
        assert!(waiting.add("one", asked(false, 1)).is_none(), "there is room again");
    }

    #[test]
    fn bytes_that_wait_have_a_bound_and_all_is_let_go_in_the_end() {
        let mut waiting = Waiting::default();
        assert!(
            waiting.add("large", asked(false, MOST_WAITING_BYTES + 1)).is_none(),
            "alone it may be larger"
        );
        assert!(waiting.add("small", asked(false, 1)).is_some());
        assert_eq!(size(waiting.work()), 1);
        assert!(waiting.add("small", asked(false, 1)).is_none());
        assert!(waiting.add("small", Ask::Run(Box::new(|_| ()))).is_none());
        assert!(waiting.add("other", asked(false, 1)).is_none());
        assert_eq!(size(waiting.work()), 2, "what is to be done between commits waits for this one");
        assert!(matches!(waiting.work(), Some(Work::Run(_))));
        assert!(waiting.work().is_none());
        assert_eq!((waiting.count, waiting.bytes, waiting.turn.len()), (0, 0, 0));
    }
}
