//! Appends to the record: what may stand is sealed, made durable, and only then answered.
//!
//! A batch is one commit. Signatures, digests and sealing are worked out for all of its submissions at once; then each is
//! admitted in order against who may act at that point. What is refused changes nothing. After a commit that failed the
//! ledger is read again from the database before anything else is done, so that what is in memory never speaks of entries
//! that are not on disk.

use std::fmt;
use std::ops::Range;

use ed25519_dalek::SigningKey;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::id::{EntryId, MissionId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::{Class, Part};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::time::Instant;
use rayon::prelude::*;

use super::admission::Admission;
use super::damage;
use super::prepared::{Prepared, is_of, prepare};
use super::read::{Take, WorkOut, whole};
use super::shown;
use crate::seal::epoch::Keyring;
use crate::store::backend::{Backend, Batch, Start, StoreError};
use crate::trouble::Trouble;

pub use super::read::Read;

/// An act on its way in: what its actor signed, and what its parts hold.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Canonical bytes of the body.
    pub body: Vec<u8>,
    /// The actor's signature over them.
    pub sig: [u8; 64],
    /// The parts, in the order in which the body names them.
    pub parts: Vec<Part>,
    /// For `epoch.opened`: the `age` file whose digest it names.
    pub wrapped: Option<Vec<u8>>,
}

/// A submission with what is asked of it at the door beside what the record asks.
pub(super) struct Asked {
    pub(super) submission: Submission,
    /// What else is against it, asked before of what the record comes to.
    pub(super) why: Option<Refusal>,
    /// Whether its words must be such as can be shown.
    pub(super) shown: bool,
}

/// That an entry is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its id.
    pub entry: EntryId,
    /// Its number.
    pub seq: u64,
    /// When it was sealed.
    pub recorded_at: Instant,
    /// Whether the same entry stood there already.
    pub again: bool,
}

/// Why a submission does not stand in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It may not, or cannot now: nothing of it was kept.
    Not(Refusal),
    /// The database failed: whether it stands is not known until it is sent again.
    Store(StoreError),
}

impl Refused {
    /// For a record that cannot be written to now: nothing was tried.
    pub(super) fn untried(why: Trouble) -> Self {
        Self::Not(Refusal { code: why.code, arguments: why.arguments })
    }
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Not(why) => why.code,
            Self::Store(why) => why.code,
        }
    }
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Self {
        Self::Not(why)
    }
}

impl From<Refusal> for Trouble {
    fn from(why: Refusal) -> Self {
        Self { family: "record", code: why.code, arguments: why.arguments }
    }
}

impl From<Refused> for Trouble {
    fn from(why: Refused) -> Self {
        match why {
            Refused::Not(why) => why.into(),
            // whoever tells it must not say that nothing was written
            Refused::Store(why) => Self::from(why).with("stands", "unknown"),
        }
    }
}

/// The record of one mission, open for appending.
pub struct Ledger {
    pub(super) backend: Box<dyn Backend>,
    mission: MissionId,
    log: SigningKey,
    identity: String,
    pub(super) tree: Tree,
    pub(super) standing: Standing,
    keyring: Keyring,
    pub(super) note: String,
    /// A commit failed, or may have: read again before anything else.
    doubtful: bool,
    /// Something was destroyed of which the database may keep an old copy.
    unscrubbed: bool,
    /// How many entries there were when something was last destroyed, as far as was followed; when it was opened, before that.
    destroyed_at: u64,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ledger({} {})", self.mission, self.tree.len())
    }
}

impl Ledger {
    /// Opens the record in `backend`. `identity` is the host's, `log` the key that signs heads.
    ///
    /// # Errors
    /// `record-damaged` and `history-changed` where what is stored does not come to the head that was signed: both heads
    /// are named, as far as they can be read; nothing is changed. `log-key-other`, `host-key-other` where the keys are of another mission.
    pub fn open(
        backend: Box<dyn Backend>,
        mission: MissionId,
        log: SigningKey,
        identity: String,
    ) -> Result<Self, Trouble> {
        let mut ledger = Self {
            backend,
            mission,
            log,
            identity,
            tree: Tree::new(),
            standing: Standing::default(),
            keyring: Keyring::default(),
            note: String::new(),
            doubtful: false,
            unscrubbed: false,
            destroyed_at: 0,
        };
        ledger.start()?;
        Ok(ledger)
    }

    fn start(&mut self) -> Result<(), Trouble> {
        // until all of it is read
        self.doubtful = true;
        self.begin().map_err(|why| damage::with_heads(&mut *self.backend, why))
    }

    fn begin(&mut self) -> Result<(), Trouble> {
        let start = self.backend.start()?;
        let tree = Tree::from_leaves(start.hashes.clone());
        if start.size > 0 {
            self.comes_to_head(&start, &tree)?;
        }
        self.continues_held(&tree)?;
        let mut standing = Standing::default();
        for stored in &start.standing {
            standing.apply(&whole(stored, &tree)?);
        }
        if start.size > 0 {
            let mut last = None;
            self.backend.entries(start.size - 1..start.size, &mut |stored| {
                last = Some(whole(&stored, &tree)?.recorded_at);
                Ok(())
            })?;
            standing.last = standing.last.max(last);
        }
        let keyring = shown::keys(&start, &tree, &self.identity)?;
        (self.tree, self.standing, self.keyring, self.note) = (tree, standing, keyring, start.head);
        self.doubtful = false;
        self.destroyed_at = self.tree.len();
        Ok(())
    }

    /// Follows a record that another connection appends to.
    ///
    /// # Errors
    /// As [`Self::open`]; what was followed before stays as it was.
    pub fn follow(&mut self) -> Result<(), Trouble> {
        let (note, size) = self.backend.head()?;
        if note == self.note {
            return Ok(());
        }
        let signed = SignedHead::parse(&note).map_err(|_| StoreError::damaged("head"))?;
        let by_log = self.log_key().is_some_and(|log| signed.verified_by(&log));
        if size < self.tree.len() || signed.head.size != size || !by_log {
            return self.start();
        }
        let (from, mut tree, mut standing) =
            (self.tree.len(), std::mem::take(&mut self.tree), self.standing.clone());
        let (mut keys, mut destroyed) = (false, self.destroyed_at);
        let read = self.backend.entries(from..size, &mut |stored| {
            tree.push(leaf_hash(&stored.leaf));
            let entry = whole(&stored, &tree)?;
            keys |= matches!(entry.body.act, Act::EpochOpened { .. });
            if matches!(entry.body.act, Act::RedactionMade { .. }) {
                destroyed = tree.len();
            }
            standing.apply(&entry);
            Ok(())
        });
        let grown = read.is_ok() && tree.root() == signed.head.root && !keys;
        if !grown {
            tree.truncate(from);
        }
        self.tree = tree;
        match read {
            Err(why) => Err(why.into()),
            // new keys, or another history: a start sees to both
            Ok(()) if !grown => self.start(),
            Ok(()) => {
                (self.standing, self.note, self.destroyed_at) = (standing, note, destroyed);
                Ok(())
            }
        }
    }

    /// Whether the hashes stored come to the head that was signed.
    fn comes_to_head(&self, start: &Start, tree: &Tree) -> Result<(), Trouble> {
        let damaged = |what: &str| Trouble::from(StoreError::damaged(what));
        let signed = SignedHead::parse(&start.head).map_err(|_| damaged("head"))?;
        if signed.head.origin != self.mission.0 {
            return Err(Trouble::new("record", "mission-other")
                .with("ours", &*self.mission.0)
                .with("theirs", &*signed.head.origin));
        }
        if !self.log_key().is_some_and(|log| signed.verified_by(&log)) {
            // signed by the key that the record names, the head is sound and the key at hand another's
            let named = shown::log_of(start, tree).is_some_and(|log| signed.verified_by(&log));
            return Err(if named {
                Trouble::new("record", "log-key-other").with("path", "keys/log.key")
            } else {
                damaged("head signature")
            });
        }
        if signed.head.size != tree.len() || signed.head.root != tree.root() {
            let here = Head { origin: signed.head.origin.clone(), size: tree.len(), root: tree.root() };
            return Err(changed(&signed.head, &here));
        }
        Ok(())
    }

    /// Whether the record still continues the head that was held: a database put back to before what was answered, or to another
    /// history, is not taken for the record.
    fn continues_held(&self, tree: &Tree) -> Result<(), Trouble> {
        let Ok(held) = SignedHead::parse(&self.note) else { return Ok(()) };
        if tree.root_at(held.head.size) == Some(held.head.root) {
            return Ok(());
        }
        let here = Head { origin: held.head.origin.clone(), size: tree.len(), root: tree.root() };
        Err(changed(&held.head, &here))
    }

    /// Makes ready for a commit: after one that failed, or a connection that was lost, the record is read again.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn wake(&mut self) -> Result<(), Trouble> {
        if self.doubtful || self.backend.is_lost() { self.start() } else { Ok(()) }
    }

    /// What is in memory is no longer trusted: it is read again from the database before anything else is done.
    pub(super) fn doubt(&mut self) {
        self.doubtful = true;
    }

    /// Appends `batch`, after which the record comes to `tree`.
    ///
    /// Where the connection is lost on the way, nobody heard whether the database committed. It is read over a new connection, under
    /// the lock, when the lost transaction is over: what stands is answered as done; what does not is appended once more.
    fn append(&mut self, batch: &Batch, tree: &Tree) -> Result<(), StoreError> {
        let Err(why) = self.backend.append(batch) else { return Ok(()) };
        if why.code != "database-unreachable" || !self.backend.is_lost() {
            return Err(why);
        }
        let start = self.backend.start()?;
        let there = Tree::from_leaves(start.hashes);
        if there.root_at(tree.len()) == Some(tree.root()) {
            // another may have written behind it before we were back
            self.doubtful = there.len() > tree.len();
            return Ok(());
        }
        if there.len() == batch.first && tree.root_at(batch.first) == Some(there.root()) {
            return self.backend.append(batch);
        }
        Err(StoreError::new("record-moved", there.len()))
    }

    /// Appends what may stand of `submissions`, in one commit, and answers each in its order. `now` is the host's clock.
    pub fn submit(&mut self, submissions: Vec<Submission>, now: Instant) -> Vec<Result<Receipt, Refused>> {
        let asked = |submission| Asked { submission, why: None, shown: false };
        self.submit_asked(submissions.into_iter().map(asked).collect(), now)
    }

    /// The same with what else is against each.
    pub(super) fn submit_asked(
        &mut self,
        mut submissions: Vec<Asked>,
        now: Instant,
    ) -> Vec<Result<Receipt, Refused>> {
        // what comes after a new epoch is sealed under it, and so in a commit of its own
        let opens = |asked: &Asked| is_of(&asked.submission.body, &["epoch.opened"]);
        if let Some(at) = submissions.iter().position(opens)
            && at + 1 < submissions.len()
        {
            let later = submissions.split_off(at + 1);
            let mut answers = self.commit(submissions, now, false);
            answers.extend(self.submit_asked(later, now));
            return answers;
        }
        self.commit(submissions, now, false)
    }

    /// Appends all of `submissions` in one commit, or none of them: answers each, those that might have stood too where another
    /// was refused. None may begin an epoch.
    pub(super) fn submit_whole(
        &mut self,
        submissions: Vec<Asked>,
        now: Instant,
    ) -> Vec<Result<Receipt, Refused>> {
        self.commit(submissions, now, true)
    }

    fn commit(
        &mut self,
        submissions: Vec<Asked>,
        now: Instant,
        whole: bool,
    ) -> Vec<Result<Receipt, Refused>> {
        if let Err(why) = self.wake() {
            return submissions.iter().map(|_| Err(Refused::untried(why.clone()))).collect();
        }
        let redacts = |asked: &Asked| is_of(&asked.submission.body, &["redaction.made"]);
        if self.unscrubbed && submissions.iter().any(redacts) {
            match self.backend.scrub() {
                Ok(()) => self.unscrubbed = false,
                // said to be done it must be done
                Err(why) => return submissions.iter().map(|_| Err(Refused::Store(why.clone()))).collect(),
            }
        }
        let (standing, keyring, identity) = (&self.standing, &self.keyring, self.identity.as_str());
        let prepared: Vec<Result<Prepared, Refusal>> =
            submissions.into_par_iter().map(|s| prepare(s, standing, keyring, identity)).collect();
        let mut admission = match Admission::new(self, &prepared, now) {
            Ok(admission) => admission,
            Err(why) => return prepared.iter().map(|_| Err(Refused::Store(why.clone()))).collect(),
        };
        let mut answers: Vec<Result<Receipt, Refused>> = prepared
            .into_iter()
            .map(|one| one.map_err(Refused::Not).and_then(|p| admission.admit(p)))
            .collect();
        let Admission { mut batch, standing, mut tree, .. } = admission;
        if batch.entries.is_empty() || (whole && answers.iter().any(Result::is_err)) {
            tree.truncate(batch.first);
            self.tree = tree;
            return answers;
        }
        let head = Head { origin: self.mission.0.clone(), size: tree.len(), root: tree.root() };
        match head.signed(&self.log) {
            Ok(signed) => batch.head = signed.to_string(),
            Err(why) => {
                tree.truncate(batch.first);
                self.tree = tree;
                return answers.iter().map(|_| Err(Refused::Not(Refusal::new(why.code())))).collect();
            }
        }
        match self.append(&batch, &tree) {
            Ok(()) => {
                for key in &batch.wrapped {
                    // it was tried before it was admitted
                    drop(self.keyring.unwrap(&self.identity, key.class, key.epoch, &key.wrapped));
                }
                (self.tree, self.standing, self.note) = (tree, standing, batch.head);
                if !batch.redacted.is_empty()
                    && let Err(why) = self.backend.scrub()
                {
                    self.unscrubbed = true;
                    fail(&mut answers, batch.first, &why);
                }
            }
            Err(why) => {
                tree.truncate(batch.first);
                self.tree = tree;
                self.doubtful = true;
                fail(&mut answers, batch.first, &why);
            }
        }
        answers
    }

    /// The mission.
    pub const fn mission(&self) -> &MissionId {
        &self.mission
    }
    /// How many entries stand.
    pub fn size(&self) -> u64 {
        self.tree.len()
    }
    /// How many entries there were when something was last destroyed: whatever was made of fewer may hold it still.
    pub const fn destroyed_at(&self) -> u64 {
        self.destroyed_at
    }
    /// Who may do what.
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }
    /// The tree of all entries.
    pub const fn tree(&self) -> &Tree {
        &self.tree
    }
    /// The signed head, with the cosignatures that are held.
    pub fn head(&self) -> &str {
        &self.note
    }
    /// The keys by which the host opens what is sealed.
    pub const fn keyring(&self) -> &Keyring {
        &self.keyring
    }
    /// The database, for what is derived.
    pub fn backend(&mut self) -> &mut dyn Backend {
        &mut *self.backend
    }

    pub(super) fn log_key(&self) -> Option<VerifierKey> {
        VerifierKey::new(&self.mission.0, KeyKind::Log, self.log.verifying_key()).ok()
    }

    /// A secret that only the holder of the log's key has.
    pub(super) fn secret(&self) -> [u8; 32] {
        use sha2::Digest as _;
        sha2::Sha256::new_with_prefix(b"hudna host secret 1\0")
            .chain_update(self.log.to_bytes())
            .finalize()
            .into()
    }

    /// Hands over each entry of `range` with its parts opened as far as the host can, in order. Each leaf is held against
    /// the tree, each part against its digest.
    ///
    /// # Errors
    /// `record-damaged`, naming what, and both heads; the database's; what `each` returns.
    pub fn read(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(Read) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        self.read_but(range, None, (&|_| (), &mut |read, ()| each(read)))
    }

    /// The same without attachments, which may be large and tell nothing of what the record comes to: they are neither read nor
    /// held against their digests.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_told(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(Read) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        self.read_but(range, Some(Class::Attachment), (&|_| (), &mut |read, ()| each(read)))
    }

    /// The same, each entry with what `alone` works out of it side by side with others.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(super) fn read_worked_out<T: Send>(
        &mut self,
        range: Range<u64>,
        alone: WorkOut<'_, T>,
        each: Take<'_, T>,
    ) -> Result<(), Trouble> {
        self.read_but(range, Some(Class::Attachment), (alone, each))
    }

    fn read_but<T: Send>(
        &mut self,
        range: Range<u64>,
        but: Option<Class>,
        how: (WorkOut<'_, T>, Take<'_, T>),
    ) -> Result<(), Trouble> {
        shown::each(&mut *self.backend, (&self.tree, &self.keyring), (range, but), how)
            .map_err(|why| damage::with_heads(&mut *self.backend, why))
    }
}

/// What was to be answered as done is not known to be.
fn fail(answers: &mut [Result<Receipt, Refused>], first: u64, why: &StoreError) {
    for answer in answers {
        // one that was sent twice in this very batch stands no more than its first
        if answer.as_ref().is_ok_and(|receipt| receipt.seq >= first) {
            *answer = Err(Refused::Store(why.clone()));
        }
    }
}

/// That a record comes to `here`, which does not continue `held`.
fn changed(held: &Head, here: &Head) -> Trouble {
    Trouble::new("record", "history-changed")
        .with("held_size", held.size.to_string())
        .with("held_root", short(held))
        .with("size", here.size.to_string())
        .with("root", short(here))
}

/// The first and last signs of a root, as people compare them.
pub fn short(head: &Head) -> String {
    let hex = data_encoding::HEXLOWER.encode(&head.root);
    format!("{}…{}", &hex[..4], &hex[hex.len() - 2..])
}
