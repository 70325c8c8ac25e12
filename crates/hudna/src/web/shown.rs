//! Which snapshot of the record a page is made of.
//!
//! A snapshot of a small record is made before one has looked up; one of a million incidents takes seconds. While the record grows,
//! whoever asks gets the last whole one, with its own *as of* on the page, as soon as making one takes longer than [`PATIENCE`]; the next
//! is being made meanwhile, one at a time. Three things are never shown from behind: what a person did themselves (their next page waits
//! for the snapshot that holds their entry), what was destroyed (nothing older than a redaction is shown after it), and a text that has
//! come into force. Who waits for one of them longer than [`LONGEST_WAIT`] gets a page that says so and comes again by itself. So a page is behind the record by no more than making two snapshots takes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant as Clock};

use hudna_core::ledger::id::UserId;
use hudna_core::time::Instant;
use hudna_desk::powers::Placing;
use hudna_desk::record::{Asked, Snapshot};
use hudna_desk::trouble::Trouble;
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};
use tokio::time::timeout;

use super::House;
use super::fault::Fault;
use super::visit::Visit;
use crate::cli::clock;

/// Where making a snapshot takes no longer, everybody waits for the newest.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long somebody waits for the snapshot that holds what they did, before a page says that it stands and is on its way.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The last whole snapshot.
#[derive(Clone, Debug)]
struct Last {
    snapshot: Arc<Snapshot>,
    /// How long it took to make.
    took: Duration,
    /// When another text comes into force.
    until: Option<Instant>,
}

impl Last {
    fn of(snapshot: Arc<Snapshot>, took: Duration, now: Instant) -> Self {
        let until = snapshot.texts.iter().filter_map(|text| text.from).filter(|from| *from > now).min();
        Self { snapshot, took, until }
    }
    /// Whether the text that it is weighed by is in force still.
    fn is_in_force(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// The snapshots of a house.
#[derive(Debug, Default)]
pub(super) struct Shown {
    last: RwLock<Option<Last>>,
    /// One is made at a time.
    turn: Arc<Turn<()>>,
    /// How many entries the record is known to have.
    grown: AtomicU64,
    /// How many it had when something was last destroyed.
    destroyed: AtomicU64,
    /// How many it had after the last act of each person in this house, and of any.
    own: Mutex<HashMap<UserId, u64>>,
    any: AtomicU64,
}

impl Shown {
    /// The record has so many entries, and had so many when something was last destroyed.
    pub(super) fn grown(&self, size: u64, destroyed: u64) {
        self.grown.fetch_max(size, Ordering::AcqRel);
        self.destroyed.fetch_max(destroyed, Ordering::AcqRel);
    }

    /// A person's act stands as the last of so many entries.
    pub(super) fn acted(&self, who: &UserId, size: u64) {
        self.grown.fetch_max(size, Ordering::AcqRel);
        self.any.fetch_max(size, Ordering::AcqRel);
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let last = own.entry(who.clone()).or_default();
        *last = size.max(*last);
    }

    fn own(&self, who: &UserId) -> u64 {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).get(who).copied().unwrap_or(0)
    }

    fn last(&self) -> Option<Last> {
        self.last.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, last: Last) {
        let mut kept = self.last.write().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|kept| kept.snapshot.size <= last.snapshot.size) {
            *kept = Some(last);
        }
    }
}

/// The same with places told so nearly. The first who is told places so has it made, off the threads that serve; whoever comes meanwhile waits for it.
pub(super) async fn placed(
    house: &House,
    snapshot: Arc<Snapshot>,
    placing: Arc<Placing>,
    user: Option<&UserId>,
) -> Result<Arc<Snapshot>, Fault> {
    if snapshot.is_placed(&placing) {
        return Ok(snapshot.placed(&placing));
    }
    let place = house.counting.place_of(user).await?;
    let made = tokio::task::spawn_blocking(move || {
        let _place = place;
        snapshot.placed(&placing)
    });
    made.await.map_err(|_| Fault::ours())
}

impl House {
    /// The record as pages are made of it, shared; nothing is held while a page is made. Holds whatever any person did in this house.
    pub(super) async fn snapshot(self: &Arc<Self>) -> Result<Arc<Snapshot>, Fault> {
        let least = self.shown.any.load(Ordering::Acquire);
        self.snapshot_of(least).await
    }

    /// The last whole one, for whoever asks of it nothing but the agreement: what was done meanwhile need not be in it, so that filing a report waits
    /// for no other. A text that came into force, and what was destroyed, are never missed.
    pub(super) async fn text(self: &Arc<Self>) -> Result<Arc<Snapshot>, Fault> {
        self.snapshot_of(0).await
    }

    /// The same as the visitor may see it: places as nearly as they are told to the visitor, and to whoever assesses not what others assessed
    /// before they gave their own. Holds what the visitor did.
    pub(super) async fn seen_by(self: &Arc<Self>, visit: &Visit) -> Result<Arc<Snapshot>, Fault> {
        let seen = self.seen_unblinded(visit).await?;
        Ok(visit.user().map_or_else(|| Arc::clone(&seen), |user| seen.seen_by(user)))
    }

    /// The same with the assessments of others that are kept from whoever has not given their own: for whoever reviews one.
    pub(super) async fn seen_unblinded(self: &Arc<Self>, visit: &Visit) -> Result<Arc<Snapshot>, Fault> {
        let own = visit.session.as_ref().map_or(0, |session| self.shown.own(&session.actor.user));
        self.seen_since(visit, own).await
    }

    /// The same, which holds whatever any person did in this house: what is released is made of all of it.
    pub(super) async fn seen_whole_by(self: &Arc<Self>, visit: &Visit) -> Result<Arc<Snapshot>, Fault> {
        let seen = self.seen_since(visit, self.shown.any.load(Ordering::Acquire)).await?;
        Ok(visit.user().map_or_else(|| Arc::clone(&seen), |user| seen.seen_by(user)))
    }

    async fn seen_since(self: &Arc<Self>, visit: &Visit, least: u64) -> Result<Arc<Snapshot>, Fault> {
        let Some(session) = &visit.session else { return self.snapshot().await };
        let user = session.actor.user.clone();
        let coming = self.snapshot_of(least);
        // a form waits as long as it takes: whoever sent it is to learn what became of it. And of the first snapshot there is no telling how
        // long it takes, nor anything else that could be shown
        let is_page = visit.form.each().next().is_none() && self.shown.last().is_some();
        let snapshot = if is_page {
            let late = |_| Fault::from(Trouble::new("record", "page-coming"));
            timeout(LONGEST_WAIT, coming).await.map_err(late)??
        } else {
            coming.await?
        };
        let placing = visit.granted.placing(&snapshot.sector_ids());
        placed(self, snapshot, placing, Some(&user)).await
    }

    /// Whether the record has grown since a snapshot was made.
    pub(super) fn is_behind(&self, snapshot: &Snapshot) -> bool {
        snapshot.size < self.shown.grown.load(Ordering::Acquire)
    }

    /// The last whole snapshot, or a newer one: of at least `least` entries.
    async fn snapshot_of(self: &Arc<Self>, least: u64) -> Result<Arc<Snapshot>, Fault> {
        let (grown, destroyed) =
            (self.shown.grown.load(Ordering::Acquire), self.shown.destroyed.load(Ordering::Acquire));
        let least = least.max(destroyed);
        let fits = |last: &Last, least: u64| last.snapshot.size >= least && last.is_in_force(clock::now());
        let wanted = match self.shown.last() {
            Some(last) if grown > 0 && fits(&last, grown) => return Ok(last.snapshot),
            Some(last) if last.took > PATIENCE => {
                if fits(&last, least) {
                    if let Ok(turn) = Arc::clone(&self.shown.turn).try_lock_owned() {
                        drop(self.begin(turn));
                    }
                    return Ok(last.snapshot);
                }
                least
            }
            _ => grown.max(least),
        };
        loop {
            let turn = Arc::clone(&self.shown.turn).lock_owned().await;
            if let Some(last) = self.shown.last().filter(|last| grown > 0 && fits(last, wanted)) {
                return Ok(last.snapshot);
            }
            let made = self.begin(turn).await.map_err(|_| Fault::ours())??;
            if made.size >= wanted {
                return Ok(made);
            }
        }
    }

    /// Makes the next snapshot, off the threads that serve. It is made to its end whether or not whoever asked waits for it.
    fn begin(
        self: &Arc<Self>,
        turn: OwnedMutexGuard<()>,
    ) -> tokio::task::JoinHandle<Result<Arc<Snapshot>, Fault>> {
        let house = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            house.make().map_err(Fault::from)
        })
    }

    fn make(&self) -> Result<Arc<Snapshot>, Trouble> {
        let (now, began) = (clock::now(), Clock::now());
        let lock = || self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = {
            let mut reader = lock();
            reader.follow(now)?;
            reader.gathered()?
        };
        // the reader is free for others while everything is weighed
        let (made, took) = match asked {
            // nothing was weighed: how long that takes is as it was
            Asked::Made(kept) => (kept, self.shown.last().map_or(Duration::ZERO, |last| last.took)),
            Asked::Anew(gathered) => {
                let made = Arc::new(gathered.weighed()?);
                lock().keep(&made);
                (made, began.elapsed())
            }
        };
        self.shown.grown(made.size, 0);
        self.shown.put(Last::of(Arc::clone(&made), took, now));
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use hudna_core::ledger::filed;

    use super::super::walk::{Opened, ask_with, cookie, opened, while_served};
    use super::*;

    fn slow(snapshot: &Arc<Snapshot>) -> Last {
        Last { snapshot: Arc::clone(snapshot), took: Duration::from_secs(60), until: None }
    }

    #[test]
    fn a_page_may_be_behind_but_not_for_whoever_acted_nor_after_a_redaction() {
        let here = opened();
        let Opened { house, people, snapshot, .. } = &here;
        let user = |role: &str| {
            let (_, actor) = people.iter().find(|(known, _)| *known == role).expect("somebody has it");
            actor.clone()
        };
        let (acts, waits) = (user("monitor"), user("auditor"));
        let size = snapshot.size;
        house.shown.grown(size, 0);
        house.shown.put(slow(snapshot));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let same = house.snapshot_of(house.shown.own(&waits.user)).await.expect("a snapshot");
            assert_eq!(same.size, size);
            let report = snapshot.report_at(0, true).expect("a report");
            let filed = filed::report_filed(&report, None).expect("it is written");
            let submission = acts.submission(filed, clock::now()).expect("it is signed");
            let (tell, hear) = tokio::sync::oneshot::channel();
            house.writer.submit("walk", submission, move |answer| drop(tell.send(answer)));
            let receipt = hear.await.expect("it is answered").expect("it stands");
            house.shown.acted(&acts.user, receipt.seq + 1);
            // nobody makes the next while this is asked
            let turn = Arc::clone(&house.shown.turn).lock_owned().await;
            let behind = house.snapshot_of(house.shown.own(&waits.user)).await.expect("a snapshot");
            assert_eq!(behind.size, size, "others see the last whole one meanwhile");
            assert!(house.is_behind(&behind));
            drop(turn);
            let own = house.snapshot_of(house.shown.own(&acts.user)).await.expect("a snapshot");
            assert_eq!(own.size, receipt.seq + 1, "whoever acted sees it");
            // the old one again: something was destroyed since
            *house.shown.last.write().expect("nobody holds it") = Some(slow(snapshot));
            house.shown.grown(receipt.seq + 1, receipt.seq + 1);
            let after = house.snapshot_of(house.shown.own(&waits.user)).await.expect("a snapshot");
            assert_eq!(after.size, receipt.seq + 1, "nothing from before is shown");
        });
    }

    #[test]
    fn whoever_reads_what_is_sealed_or_files_a_report_waits_for_no_new_snapshot() {
        let Opened { house, people, snapshot, .. } = &opened();
        let of = |role: &str| {
            let (_, actor) = people.iter().find(|(known, _)| *known == role).expect("somebody has it");
            (cookie(house, actor).0, actor.user.clone())
        };
        let ((verifies, verifier), (files, _)) = (of("verifier"), of("monitor"));
        let incident = &snapshot.incident_id(0).expect("an incident").0;
        let get = |at, path: &str, cookie: &str| {
            ask_with(at, "GET", path, &format!("Cookie: hudna={cookie}\r\nAccept: text/html\r\n"), "")
        };
        while_served(house, |at| {
            assert_eq!(get(at, "/incidents", &verifies).0, 200);
            *house.shown.last.write().expect("nobody holds it") = Some(slow(snapshot));
            let turn = Arc::clone(&house.shown.turn).try_lock_owned().expect("nobody makes one");
            assert_eq!(get(at, &format!("/incidents/{incident}"), &verifies).0, 200);
            assert!(house.shown.grown.load(Ordering::Acquire) > snapshot.size, "it stands in the record");
            assert_eq!(house.shown.own(&verifier), 0);
            assert_eq!(get(at, "/incidents", &verifies).0, 200, "while none is made");
            // somebody else acts: the form of a report asks for the agreement alone
            house.shown.acted(&verifier, snapshot.size + 1);
            assert_eq!(get(at, "/reports/new", &files).0, 200, "while none is made");
            drop(turn);
        });
    }

    #[test]
    fn a_snapshot_ends_where_another_text_comes_into_force() {
        let here = opened();
        let mut last = slow(&here.snapshot);
        let now = clock::now();
        assert!(last.is_in_force(now));
        last.until = Some(now);
        assert!(!last.is_in_force(now));
    }
}
