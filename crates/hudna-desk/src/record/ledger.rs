//! Appends to the record: what may stand is sealed, made durable, and only then answered.
//!
//! A batch is one commit. Signatures, digests and sealing are worked out for all of its submissions at once; then each is
//! admitted in order against who may act at that point. What is refused changes nothing. After a commit that failed the
//! ledger is read again from the database before anything else is done, so that what is in memory never speaks of entries
//! that are not on disk.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use ed25519_dalek::SigningKey;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::entry::{self, Body, Entry, Leaf};
use hudna_core::ledger::filed::is_class_of;
use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::id::{EntryId, MissionId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, Line, VerifierKey};
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::replay::tried;
use hudna_core::ledger::standing::{ROWS, Refusal, Standing, Stands, referred};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::time::Instant;
use rayon::prelude::*;

use super::aside;
use super::derive::SET_ASIDE;
use crate::seal::epoch::Keyring;
use crate::seal::{self, SealError};
use crate::store::backend::{Backend, Batch, EntryRow, PartRow, Start, StoreError, StoredEntry, WrappedKey};
use crate::trouble::Trouble;

/// The most bytes that one part may have.
pub const MOST_PART: usize = 64 << 20;
/// The most parts of one entry.
pub const MOST_PARTS: usize = 64;

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
    /// It may not: nothing of it was kept.
    Not(Refusal),
    /// The database failed: whether it stands is not known until it is sent again.
    Store(StoreError),
}

impl Refused {
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
            Refused::Store(why) => why.into(),
        }
    }
}

/// The record of one mission, open for appending.
pub struct Ledger {
    backend: Box<dyn Backend>,
    mission: MissionId,
    log: SigningKey,
    identity: String,
    tree: Tree,
    standing: Standing,
    keyring: Keyring,
    note: String,
    /// A commit failed, or may have: read again before anything else.
    doubtful: bool,
    /// Something was destroyed of which the database may keep an old copy.
    unscrubbed: bool,
}

/// Whether canonical bytes hold `words`: in canonical form nothing else can stand for them.
pub(super) fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|w| w == words)
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ledger({} {})", self.mission, self.tree.len())
    }
}

/// A submission with all that can be said of it alone.
struct Prepared {
    body: Body,
    bytes: Vec<u8>,
    sig: [u8; 64],
    /// The key under which the signature was found good, if it was.
    good_under: Option<PublicKey>,
    sealed: Vec<(Digest, Class, u32, Vec<u8>)>,
    wrapped: Option<Vec<u8>>,
}

impl Ledger {
    /// Opens the record in `backend`. `identity` is the host's, `log` the key that signs heads.
    ///
    /// # Errors
    /// `record-damaged` and `history-changed` where what is stored does not come to the head that was signed: both heads
    /// are named, nothing is changed.
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
        };
        ledger.start()?;
        Ok(ledger)
    }

    fn start(&mut self) -> Result<(), Trouble> {
        let start = self.backend.start()?;
        let tree = Tree::from_leaves(start.hashes.clone());
        if start.size > 0 {
            self.comes_to_head(&start, &tree)?;
        }
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
        let mut named = BTreeMap::new();
        for stored in &start.standing {
            if let Act::EpochOpened { class, epoch, wrapped, .. } = &whole(stored, &tree)?.body.act {
                named.insert((*class, *epoch), *wrapped);
            }
        }
        let mut keyring = Keyring::default();
        for key in &start.wrapped {
            // a key that the record does not name would seal what comes for whoever put it there
            if named.get(&(key.class, key.epoch)) != Some(&Digest::of(&key.wrapped)) {
                let what = format!("key {} {}", key.class.name(), key.epoch);
                return Err(StoreError::damaged(what).into());
            }
            keyring.unwrap(&self.identity, key.class, key.epoch, &key.wrapped).map_err(|why| {
                Trouble::new("record", why.code())
                    .with("detail", format!("{} {}", key.class.name(), key.epoch))
            })?;
        }
        (self.tree, self.standing, self.keyring, self.note) = (tree, standing, keyring, start.head);
        self.doubtful = false;
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
        let log = VerifierKey::new(&self.mission.0, KeyKind::Log, self.log.verifying_key());
        let by_log = log.is_ok_and(|log| signed.verified_by(&log));
        if size < self.tree.len() || signed.head.size != size || !by_log {
            return self.start();
        }
        let (from, mut tree, mut standing) =
            (self.tree.len(), std::mem::take(&mut self.tree), self.standing.clone());
        let mut keys = false;
        let read = self.backend.entries(from..size, &mut |stored| {
            tree.push(leaf_hash(&stored.leaf));
            let entry = whole(&stored, &tree)?;
            keys |= matches!(entry.body.act, Act::EpochOpened { .. });
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
                (self.standing, self.note) = (standing, note);
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
        let log = VerifierKey::new(&self.mission.0, KeyKind::Log, self.log.verifying_key());
        if !log.is_ok_and(|log| signed.verified_by(&log)) {
            return Err(damaged("head signature"));
        }
        if signed.head.size != tree.len() || signed.head.root != tree.root() {
            let here = Head { origin: signed.head.origin.clone(), size: tree.len(), root: tree.root() };
            return Err(Trouble::new("record", "history-changed")
                .with("held_size", signed.head.size.to_string())
                .with("held_root", short(&signed.head))
                .with("size", here.size.to_string())
                .with("root", short(&here)));
        }
        Ok(())
    }

    /// Appends what may stand of `submissions`, in one commit, and answers each in its order. `now` is the host's clock.
    pub fn submit(
        &mut self,
        mut submissions: Vec<Submission>,
        now: Instant,
    ) -> Vec<Result<Receipt, Refused>> {
        // what comes after a new epoch is sealed under it, and so in a commit of its own
        let opens = |s: &Submission| holds(&s.body, b"\"kind\":\"epoch.opened\"");
        if let Some(at) = submissions.iter().position(opens)
            && at + 1 < submissions.len()
        {
            let later = submissions.split_off(at + 1);
            let mut answers = self.commit(submissions, now);
            answers.extend(self.submit(later, now));
            return answers;
        }
        self.commit(submissions, now)
    }

    fn commit(&mut self, submissions: Vec<Submission>, now: Instant) -> Vec<Result<Receipt, Refused>> {
        let redacts = |s: &Submission| holds(&s.body, b"\"kind\":\"redaction.made\"");
        if self.unscrubbed && submissions.iter().any(redacts) {
            match self.backend.scrub() {
                Ok(()) => self.unscrubbed = false,
                // said to be done it must be done
                Err(why) => return submissions.iter().map(|_| Err(Refused::Store(why.clone()))).collect(),
            }
        }
        if self.doubtful
            && let Err(why) = self.start()
        {
            let why = StoreError::new(why.code, "start");
            return submissions.iter().map(|_| Err(Refused::Store(why.clone()))).collect();
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
        if batch.entries.is_empty() {
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
        match self.backend.append(&batch) {
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

    /// A secret that only the holder of the log's key has.
    pub(super) fn secret(&self) -> [u8; 32] {
        use sha2::Digest as _;
        sha2::Sha256::new_with_prefix(b"hudna host secret 1\0")
            .chain_update(self.log.to_bytes())
            .finalize()
            .into()
    }

    /// Takes a witness's cosignature of the head that stands: a note with its line.
    ///
    /// # Errors
    /// `cosignature-wrong`, `witness-unknown`, `head-moved` where the head has grown meanwhile.
    pub fn cosign(&mut self, note: &str) -> Result<(), Trouble> {
        if self.doubtful {
            self.start()?;
        }
        let wrong = || Trouble::new("record", "cosignature-wrong");
        let theirs = SignedHead::parse(note).map_err(|_| wrong())?;
        let mut ours = SignedHead::parse(&self.note).map_err(|_| wrong())?;
        if theirs.text != ours.text {
            return Err(Trouble::new("record", "head-moved").with("size", ours.head.size.to_string()));
        }
        let mut taken = false;
        for key in self.standing.witnesses.keys() {
            let Ok(key) = key.parse::<VerifierKey>() else { continue };
            let is_its = |line: &&Line| line.id == key.id() && line.name == key.name;
            let Some(line) = theirs.lines.iter().find(is_its) else { continue };
            if theirs.cosigned_by(&key).is_none() {
                return Err(wrong());
            }
            taken = true;
            // an older word does not take the place of a newer one
            if theirs.cosigned_by(&key) > ours.cosigned_by(&key) {
                ours.add(line.clone()).map_err(|_| wrong())?;
            }
        }
        if !taken {
            return Err(Trouble::new("record", "witness-unknown"));
        }
        let note = ours.to_string();
        if note != self.note {
            self.backend.put_head(&note, self.tree.len())?;
            self.note = note;
        }
        Ok(())
    }

    /// Hands over each entry of `range` with its parts opened as far as the host can, in order. Each leaf is held against
    /// the tree, each part against its digest.
    ///
    /// # Errors
    /// `record-damaged`, naming what; the database's; what `each` returns.
    pub fn read(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(Read) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        const AT_ONCE: u64 = 4_096;
        let mut from = range.start;
        while from < range.end {
            let to = range.end.min(from + AT_ONCE);
            let mut stored = Vec::new();
            self.backend.entries(from..to, &mut |one| {
                stored.push(one);
                Ok(())
            })?;
            let mut parts: BTreeMap<u64, Vec<PartRow>> = BTreeMap::new();
            for part in self.backend.parts(from..to)? {
                parts.entry(part.seq).or_default().push(part);
            }
            let all: Vec<(StoredEntry, Vec<PartRow>)> = stored
                .into_iter()
                .map(|s| {
                    let p = parts.remove(&s.seq).unwrap_or_default();
                    (s, p)
                })
                .collect();
            let (tree, keyring) = (&self.tree, &self.keyring);
            let read: Vec<Result<Read, Trouble>> =
                all.into_par_iter().map(|(stored, parts)| opened(stored, &parts, tree, keyring)).collect();
            for one in read {
                each(one?)?;
            }
            from = to;
        }
        Ok(())
    }
}

/// Works out all that can be said of a submission by itself: its form, its signature, its parts sealed.
fn prepare(
    submission: Submission,
    standing: &Standing,
    keyring: &Keyring,
    identity: &str,
) -> Result<Prepared, Refusal> {
    let Submission { body: bytes, sig, parts, wrapped } = submission;
    let body = Body::read(&bytes).map_err(|why| Refusal::new(why.code()).with("detail", why))?;
    let key = standing.key_of(&body);
    let good_under =
        key.filter(|key| key.verifying().is_some_and(|key| entry::is_signed(&bytes, &key, &sig)));
    if parts.len() != body.parts.len() || parts.len() > MOST_PARTS {
        return Err(Refusal::new("part-missing").with("entry", &body.id));
    }
    let mut sealed = Vec::with_capacity(parts.len());
    for (reference, part) in body.parts.iter().zip(&parts) {
        if part.content.len() > MOST_PART {
            return Err(Refusal::new("part-too-large")
                .with("part", &reference.name)
                .with("size", part.content.len())
                .with("most", MOST_PART));
        }
        if part.digest() != reference.digest {
            return Err(Refusal::new("part-differs").with("part", &reference.name));
        }
        let epoch = standing.epochs.get(&reference.class).map_or(0, |e| e.epoch);
        let key = keyring.get(reference.class, epoch);
        let bytes = seal::seal(part, reference.digest, reference.class, key).map_err(|why| match why {
            SealError::Closed => Refusal::new("epoch-missing").with("class", reference.class.name()),
            why => Refusal::new(why.code()),
        })?;
        let epoch = if reference.class == Class::Open { 0 } else { epoch };
        sealed.push((reference.digest, reference.class, epoch, bytes));
    }
    understood(&body, &parts)?;
    if let Act::EpochOpened { class, epoch, wrapped: digest, .. } = &body.act {
        let file = wrapped.as_deref().unwrap_or_default();
        let opens = Keyring::default().unwrap(identity, *class, *epoch, file);
        if Digest::of(file) != *digest || opens != Ok(true) {
            return Err(Refusal::new("epoch-not-for-host").with("class", class.name()).with("epoch", epoch));
        }
    }
    Ok(Prepared { body, bytes, sig, good_under, sealed, wrapped })
}

/// Tries what following the record will try: a part that is not what its name promises would stop everybody who follows.
fn understood(body: &Body, parts: &[Part]) -> Result<(), Refusal> {
    let open = |name: &str| {
        let at = body.parts.iter().position(|p| &*p.name == name)?;
        parts.get(at).map(|part| part.content.as_slice())
    };
    for part in &body.parts {
        if !is_class_of(&body.act, &part.name, part.class) {
            return Err(Refusal::new("part-of-other-class")
                .with("part", &part.name)
                .with("class", part.class.name()));
        }
    }
    let wrong = |why: &str| Refusal::new("part-not-understood").with("entry", &body.id).with("detail", why);
    if let Some(lines) = open(SET_ASIDE)
        && aside::read(lines).is_none()
    {
        return Err(wrong(SET_ASIDE));
    }
    tried(body, open).map_err(|why| wrong(why.code()))
}

/// An entry as read, with its parts.
#[derive(Debug)]
pub struct Read {
    /// Its number.
    pub seq: u64,
    /// Its leaf.
    pub leaf: Vec<u8>,
    /// The entry.
    pub entry: Entry,
    /// Its parts, in its order: `None` where destroyed, or sealed for others.
    pub parts: Vec<Option<Part>>,
}

impl Read {
    /// What the part of that name holds.
    pub fn open(&self, name: &str) -> Option<&[u8]> {
        let at = self.entry.body.parts.iter().position(|p| &*p.name == name)?;
        self.parts.get(at)?.as_ref().map(|part| part.content.as_slice())
    }
}

fn whole(stored: &StoredEntry, tree: &Tree) -> Result<Entry, StoreError> {
    let damaged = || StoreError::damaged(format!("entry {}", stored.seq));
    if tree.leaf(stored.seq) != Some(leaf_hash(&stored.leaf)) {
        return Err(damaged());
    }
    Leaf::split(&stored.leaf).and_then(|leaf| leaf.read()).map_err(|_| damaged())
}

fn opened(stored: StoredEntry, rows: &[PartRow], tree: &Tree, keyring: &Keyring) -> Result<Read, Trouble> {
    let entry = whole(&stored, tree)?;
    let damaged = |name: &str| StoreError::damaged(format!("entry {}, part {name}", stored.seq));
    let mut parts = Vec::with_capacity(entry.body.parts.len());
    for reference in &entry.body.parts {
        let row =
            rows.iter().find(|row| row.digest == reference.digest).ok_or_else(|| damaged(&reference.name))?;
        if row.sealed.is_empty() {
            parts.push(None);
            continue;
        }
        let key = keyring.get(row.class, row.epoch);
        match seal::open(&row.sealed, reference.digest, reference.class, key) {
            Ok(part) => parts.push(Some(part)),
            Err(SealError::Closed) => parts.push(None),
            Err(_) => return Err(damaged(&reference.name).into()),
        }
    }
    Ok(Read { seq: stored.seq, leaf: stored.leaf, entry, parts })
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

/// The first and last signs of a root, as people compare them.
pub fn short(head: &Head) -> String {
    let hex = data_encoding::HEXLOWER.encode(&head.root);
    format!("{}…{}", &hex[..4], &hex[hex.len() - 2..])
}

/// A batch while its submissions are admitted one after another.
struct Admission {
    now: Instant,
    standing: Standing,
    tree: Tree,
    batch: Batch,
    /// Entries that the batch speaks of or repeats: number and kind.
    known: BTreeMap<EntryId, (u64, String)>,
    /// Bodies, and moments, of entries that stand and are sent again.
    stand: BTreeMap<EntryId, (Vec<u8>, Instant)>,
    /// Parts that some entry has, of those that the batch redacts.
    parts: Vec<(Digest, Class)>,
    /// Who filed the reports and rows that the batch amends, withdraws or files.
    actors: BTreeMap<EntryId, UserId>,
}

impl Admission {
    fn new(
        ledger: &mut Ledger,
        prepared: &[Result<Prepared, Refusal>],
        now: Instant,
    ) -> Result<Self, StoreError> {
        let bodies = || prepared.iter().flatten().map(|p| &p.body);
        let mut ids: Vec<EntryId> = bodies().map(|b| b.id.clone()).collect();
        ids.extend(bodies().flat_map(|b| referred(&b.act)).cloned());
        ids.sort_unstable();
        ids.dedup();
        let mut known = BTreeMap::new();
        for (id, seq, kind) in ledger.backend.find(&ids)? {
            known.insert(id, (seq, kind));
        }
        let mut stand = BTreeMap::new();
        for body in bodies() {
            let Some((seq, _)) = known.get(&body.id) else { continue };
            let tree = &ledger.tree;
            ledger.backend.entries(*seq..seq + 1, &mut |stored| {
                whole(&stored, tree)?;
                if let Ok(leaf) = Leaf::split(&stored.leaf) {
                    stand.insert(body.id.clone(), (leaf.body.to_vec(), leaf.recorded_at));
                }
                Ok(())
            })?;
        }
        let redacted: Vec<Digest> = bodies()
            .filter_map(|b| match &b.act {
                Act::RedactionMade { parts, .. } => Some(parts),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        let parts = if redacted.is_empty() { Vec::new() } else { ledger.backend.known_parts(&redacted)? };
        let mut actors = BTreeMap::new();
        for body in bodies() {
            let (Act::ReportAmended { of, .. } | Act::EntryWithdrawn { of }) = &body.act else { continue };
            let Some((seq, _)) = known.get(of) else { continue };
            let tree = &ledger.tree;
            ledger.backend.entries(*seq..seq + 1, &mut |stored| {
                actors.insert(of.clone(), whole(&stored, tree)?.body.actor);
                Ok(())
            })?;
        }
        let batch = Batch { first: ledger.tree.len(), ..Batch::default() };
        let tree = std::mem::take(&mut ledger.tree);
        Ok(Self { actors, now, standing: ledger.standing.clone(), tree, batch, known, stand, parts })
    }

    /// Whether those in whose name an act is done are who they are said to be, and may.
    fn is_own(&self, body: &Body) -> Result<(), Refusal> {
        let (by, finding) = match &body.act {
            Act::DissentRecorded { by, .. } if *by != body.actor => {
                return Err(Refusal::new("not-yours").with("user", &body.actor));
            }
            Act::RulingMade { by, finding, .. } => (by, Some(finding)),
            Act::ReadingRuled { by, .. } => (by, None),
            _ => return Ok(()),
        };
        for user in by {
            if !self.standing.may(user, Verb::Rule) {
                return Err(Refusal::new("not-allowed").with("user", user).with("verb", Verb::Rule.name()));
            }
            if let Some(finding) = finding {
                self.standing.is_in(user, finding)?;
            }
        }
        Ok(())
    }

    fn admit(&mut self, one: Prepared) -> Result<Receipt, Refused> {
        let Prepared { body, bytes, sig, good_under, sealed, wrapped } = one;
        if let Some((stands, recorded_at)) = self.stand.get(&body.id) {
            let seq = self.known.get(&body.id).map_or(0, |(seq, _)| *seq);
            return if *stands == bytes {
                Ok(Receipt { entry: body.id, seq, recorded_at: *recorded_at, again: true })
            } else {
                Err(Refusal::new("entry-id-taken").with("entry", &body.id).into())
            };
        }
        if good_under.is_some() && self.standing.key_of(&body) == good_under {
            self.standing.admit_signed(&body, self.now)?;
        } else {
            self.standing.admit(&body, &bytes, &sig, self.now)?;
        }
        self.is_own(&body)?;
        self.standing.placed(&body, |id| match self.known.get(id) {
            Some((_, kind)) => Stands::Before { kind, actor: self.actors.get(id) },
            None => Stands::No,
        })?;
        if let Act::ReportAmended { of, .. } = &body.act {
            let own = self.actors.get(of) == Some(&body.actor);
            if !own && !self.standing.may(&body.actor, Verb::Collect) {
                return Err(Refusal::new("not-yours").with("user", &body.actor).into());
            }
        }
        if let Act::RedactionMade { parts, .. } = &body.act {
            for digest in parts {
                match self.parts.iter().find(|(known, _)| known == digest) {
                    None => return Err(Refusal::new("part-unknown").with("part", digest).into()),
                    // what is open lies with everybody already, and texts must stay readable
                    Some((_, Class::Open)) => {
                        return Err(Refusal::new("part-open").with("part", digest).into());
                    }
                    Some(_) => {}
                }
            }
        }
        let recorded_at = self.standing.last.map_or(self.now, |last| last.max(self.now));
        let leaf = entry::leaf(&bytes, recorded_at, &sig)
            .map_err(|why| Refusal::new(why.code()).with("most", entry::MOST_LEAF))?;
        // from here on it stands: what comes with it goes into the batch
        if let Act::RedactionMade { parts, .. } = &body.act {
            self.batch.redacted.extend(parts);
        }
        if let (Act::EpochOpened { class, epoch, .. }, Some(wrapped)) = (&body.act, wrapped) {
            self.batch.wrapped.push(WrappedKey { class: *class, epoch: *epoch, wrapped });
        }
        let seq = self.tree.len();
        let hash = leaf_hash(&leaf);
        self.tree.push(hash);
        self.known.insert(body.id.clone(), (seq, body.act.kind().to_owned()));
        if matches!(body.act, Act::ReportFiled { .. }) || ROWS.contains(&body.act.kind()) {
            self.actors.insert(body.id.clone(), body.actor.clone());
        }
        self.stand.insert(body.id.clone(), (bytes, recorded_at));
        self.batch.parts.extend(sealed.into_iter().map(|(digest, class, epoch, sealed)| PartRow {
            digest,
            seq,
            class,
            epoch,
            sealed,
        }));
        let (kind, standing, entry) = (body.act.kind(), body.act.is_standing(), body.id.clone());
        self.batch.entries.push(EntryRow { id: body.id.clone(), kind, standing, leaf, hash });
        self.standing.apply(&Entry { body, recorded_at, sig });
        Ok(Receipt { entry, seq, recorded_at, again: false })
    }
}
