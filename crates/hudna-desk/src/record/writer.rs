//! One thread writes; whoever has something to write hands it over and is answered when it is on disk.
//!
//! What waits while a commit runs goes into the next one together: many small acts cost one turn of the disk. Order is that
//! of arrival.

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use hudna_core::time::Instant;

use super::ledger::{Receipt, Refused, Submission};
use super::mission::Mission;
use crate::store::backend::StoreError;
use crate::trouble::Trouble;

/// The most submissions of one commit.
const MOST: usize = 1_024;
/// The most bytes of parts of one commit, unless one alone has more.
const MOST_BYTES: usize = 32 << 20;

/// Whom to answer.
type Answer = Box<dyn FnOnce(Result<Receipt, Refused>) + Send>;

enum Ask {
    Submit(Submission, Answer),
    Run(Box<dyn FnOnce(&mut Mission) + Send>),
}

/// Hands acts to the thread that writes.
#[derive(Clone)]
pub struct Writer {
    to: Sender<Ask>,
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
        let (to, from) = channel();
        let thread = Builder::new()
            .name("record".to_owned())
            .spawn(move || write(mission, &from, clock))
            .map_err(|why| StoreError::new("database-failed", why))?;
        Ok((Self { to }, thread))
    }

    /// Hands over a submission; `answer` is called when it is on disk, or refused.
    pub fn submit(
        &self,
        submission: Submission,
        answer: impl FnOnce(Result<Receipt, Refused>) + Send + 'static,
    ) {
        if let Err(lost) = self.to.send(Ask::Submit(submission, Box::new(answer)))
            && let Ask::Submit(_, answer) = lost.0
        {
            answer(Err(Refused::Store(StoreError::new("database-failed", "ended"))));
        }
    }

    /// Has something done with the mission between two commits.
    pub fn run(&self, what: impl FnOnce(&mut Mission) + Send + 'static) {
        // where the thread has ended there is nobody to do it, and whoever waits sees the channel closed
        drop(self.to.send(Ask::Run(Box::new(what))));
    }
}

fn write(mut mission: Mission, from: &Receiver<Ask>, clock: fn() -> Instant) -> Mission {
    let mut kept: Option<Ask> = None;
    loop {
        let first = match kept.take() {
            Some(ask) => ask,
            None => match from.recv() {
                Ok(ask) => ask,
                Err(_) => return mission,
            },
        };
        let (mut submissions, mut answers, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut next = Some(first);
        while let Some(ask) = next.take() {
            match ask {
                Ask::Run(what) if submissions.is_empty() => {
                    what(&mut mission);
                    break;
                }
                Ask::Run(what) => {
                    kept = Some(Ask::Run(what));
                    break;
                }
                Ask::Submit(submission, answer) => {
                    bytes += submission.parts.iter().map(|p| p.content.len()).sum::<usize>();
                    submissions.push(submission);
                    answers.push(answer);
                }
            }
            if submissions.len() < MOST && bytes < MOST_BYTES {
                next = from.try_recv().ok();
            }
        }
        if submissions.is_empty() {
            continue;
        }
        for (answer, done) in answers.into_iter().zip(mission.submit(submissions, clock())) {
            answer(done);
        }
    }
}
