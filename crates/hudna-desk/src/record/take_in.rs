//! Files into the record: each with the lines that were not taken in, each report and register row an entry.
//!
//! All files are read before anything is appended. An entry's id follows from what it holds and from a secret of the
//! host, so that a file taken in twice, or again after it was cut short, adds only what is not there yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::incident::Key;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::{CanonicalError, from_canonical, to_canonical};
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;
use sha2::{Digest as _, Sha256};

use super::derive::Derived;
use super::mission::{Mission, all};
use super::prepared::MOST_PART;
use super::taken::{AsideLine, MENDED, SET_ASIDE, is_same, mended};
use super::{Actor, Ledger, Reader, aside};
use crate::desk::{self, AgreementFiles, Files, Request, Stage, TakenIn, Watch};
use crate::intake::SetAside;
use crate::trouble::Trouble;

/// Entries of one commit.
const AT_ONCE: usize = 1_000;

/// What became of one file.
#[derive(Debug, Default)]
pub struct TakenFile {
    /// As named.
    pub file: String,
    /// Entries appended for it.
    pub added: usize,
    /// Entries of it that stood in the record already.
    pub again: usize,
    /// What was read of it.
    pub taken: TakenIn,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Reports,
    Registers,
}

/// What files are read by, as the record stands.
#[derive(Debug)]
pub struct IntakeGround {
    agreement: Agreement,
    text: AgreementFiles,
    adopted: Arc<[(Arc<str>, Vec<u8>)]>,
    secret: [u8; 32],
}

/// A file that was read: its rows as entries of the record, which none of them is yet.
#[derive(Debug)]
pub struct ReadFile {
    /// As named.
    pub file: String,
    /// What was read of it.
    pub taken: TakenIn,
    sort: Sort,
    bytes: Vec<u8>,
    own: EntryId,
    rows: Vec<(EntryId, Filed)>,
}

impl IntakeGround {
    /// Over what a record comes to, by the secret of its host.
    fn of(derived: &Derived, secret: [u8; 32], now: Instant) -> Result<Self, Trouble> {
        Ok(Self {
            agreement: derived.agreement_at(now)?,
            text: derived.text_at(now)?.clone(),
            adopted: derived.gazetteers.clone().into(),
            secret,
        })
    }

    /// Reads all files of a request. Nothing is appended.
    ///
    /// # Errors
    /// A file that cannot be read at all, or that is larger than one part of an entry may be (`part-too-large`).
    pub fn read(
        &self,
        request: &Request,
        files: &dyn Files,
        watch: &dyn Watch,
    ) -> Result<Vec<ReadFile>, Trouble> {
        watch.begin(Stage::Intake, request.reports.len() + request.registers.len());
        let named = request.reports.iter().map(|file| (file, Sort::Reports));
        let named = named.chain(request.registers.iter().map(|file| (file, Sort::Registers)));
        let mut read = Vec::new();
        for (file, sort) in named {
            read.push(self.read_one(file, sort, (request, files))?);
            watch.done(1);
        }
        Ok(read)
    }

    fn read_one(
        &self,
        file: &Path,
        sort: Sort,
        (request, files): (&Request, &dyn Files),
    ) -> Result<ReadFile, Trouble> {
        let mut one = Request {
            reports: Vec::new(),
            registers: Vec::new(),
            adopted: Arc::clone(&self.adopted),
            ..request.clone()
        };
        match sort {
            Sort::Reports => one.reports.push(file.to_owned()),
            Sort::Registers => one.registers.push(file.to_owned()),
        }
        let own = |name: &str| {
            let found = self.text.iter().find(|(known, _)| **known == *name);
            found
                .map(|(_, bytes)| bytes.clone())
                .ok_or_else(|| Trouble::new("disk", "file-not-found").with("path", name))
        };
        let taken = desk::take_in_beside(&self.agreement, &own, (&one, files), &Silent)?;
        let (named, bytes) = (file.display().to_string(), files.bytes(file)?);
        if bytes.len() > MOST_PART {
            return Err(Trouble::new("record", "part-too-large")
                .with("part", named)
                .with("size", bytes.len().to_string())
                .with("most", MOST_PART.to_string()));
        }
        // rows with the same content are counted on within their file alone: in another they are the same rows
        let mut ids = Ids { secret: self.secret, met: BTreeMap::new() };
        let own = ids.id(b"file", &bytes);
        let rows = rows(&mut ids, sort, &own, &taken)?;
        Ok(ReadFile { file: named, taken, sort, bytes, own, rows })
    }
}

impl ReadFile {
    /// The entry that the file itself is.
    pub const fn own(&self) -> &EntryId {
        &self.own
    }

    /// The entries of its rows.
    pub fn rows(&self) -> impl Iterator<Item = &EntryId> {
        self.rows.iter().map(|(id, _)| id)
    }

    /// The acts of its entries.
    pub fn acts(&self) -> impl Iterator<Item = &Act> {
        self.rows.iter().map(|(_, filed)| &filed.act)
    }

    /// Its entries, itself first, and what was read of it. `known` of its rows stand in the record already; `before` are the lines set aside
    /// so far.
    pub fn entries(self, known: usize, before: &[AsideLine]) -> (Vec<(EntryId, Filed)>, TakenIn) {
        let whole = file_act(&self, known, before);
        (std::iter::once((self.own, whole)).chain(self.rows).collect(), self.taken)
    }
}

impl Reader {
    /// What files are read by, as the record stands.
    ///
    /// # Errors
    /// As [`Derived::agreement_at`].
    pub fn intake_ground(&self) -> Result<IntakeGround, Trouble> {
        IntakeGround::of(self.derived(), self.ledger.secret(), self.asked_at())
    }
}

impl Mission {
    /// Takes report and register files into the record. `clock` says when each commit is sealed.
    ///
    /// # Errors
    /// A file that cannot be read at all: then nothing of any was appended. A commit that failed: what was answered before
    /// stands, and taking the files in again adds the rest.
    pub fn take_in(
        &mut self,
        request: &Request,
        actor: &Actor,
        clock: &dyn Fn() -> Instant,
        watch: &dyn Watch,
    ) -> Result<Vec<TakenFile>, Trouble> {
        let (now, secret) = (clock(), self.secret());
        let read = IntakeGround::of(self.derived()?, secret, now)?.read(request, &desk::OnDisk, watch)?;
        let mut done = Vec::new();
        for file in read {
            let named = file.file.clone();
            let known = standing_among(&mut self.ledger, file.rows())?.len();
            let (entries, taken) = file.entries(known, &self.derived()?.taken_in.lines);
            let (added, again) = self.append(actor, entries, clock)?;
            done.push(TakenFile { file: named, added, again, taken });
        }
        Ok(done)
    }

    /// Appends what is not there yet, a thousand entries to a commit; how many were added, how many stood there.
    ///
    /// # Errors
    /// Why one may not stand, or was not kept: what was appended before stands.
    pub fn append(
        &mut self,
        actor: &Actor,
        entries: Vec<(EntryId, Filed)>,
        clock: &dyn Fn() -> Instant,
    ) -> Result<(usize, usize), Trouble> {
        let (mut added, mut again) = (0, 0);
        let mut entries = entries.into_iter().peekable();
        while entries.peek().is_some() {
            let some: Vec<(EntryId, Filed)> = entries.by_ref().take(AT_ONCE).collect();
            let stand = standing_among(&mut self.ledger, some.iter().map(|(id, _)| id))?;
            let now = clock();
            let new = some.into_iter().filter(|(id, _)| !stand.contains(id));
            let submissions =
                new.map(|(id, filed)| actor.submission_as(id, filed, now)).collect::<Result<Vec<_>, _>>()?;
            again += stand.len();
            added += all(self.ledger.submit(submissions, now))?.len();
        }
        Ok((added, again))
    }
}

/// Which of these entries stand in the record.
///
/// # Errors
/// The database fails.
pub fn standing_among<'i>(
    ledger: &mut Ledger,
    ids: impl Iterator<Item = &'i EntryId>,
) -> Result<BTreeSet<EntryId>, Trouble> {
    let ids: Vec<EntryId> = ids.cloned().collect();
    let mut stand = BTreeSet::new();
    for some in ids.chunks(AT_ONCE) {
        stand.extend(ledger.backend().find(some)?.into_iter().map(|(id, ..)| id));
    }
    Ok(stand)
}

/// The act that a file was taken in. Of its rows `known` stand in the record already, and some of its lines may have been set
/// aside before: these were counted then, when an earlier state of the file was read.
fn file_act(file: &ReadFile, known: usize, before: &[AsideLine]) -> Filed {
    let (taken, rows) = (&file.taken, file.rows.len());
    let fresh: Vec<SetAside> = taken
        .set_aside
        .iter()
        .filter(|line| !before.iter().any(|b| is_same(&b.line, line)))
        .cloned()
        .collect();
    let counted_before = taken.set_aside.len() - fresh.len();
    let (read, set_aside) = match file.sort {
        Sort::Reports => (
            taken.read.saturating_sub(known + counted_before) as u64,
            taken.reports_set_aside.saturating_sub(counted_before) as u64,
        ),
        // lines of registers are counted apart from reports, as documents count them
        Sort::Registers => (0, 0),
    };
    let act = Act::FileTakenIn {
        accepted: rows.saturating_sub(known) as u64,
        bytes: file.bytes.len() as u64,
        format: match file.sort {
            Sort::Reports => "reports".into(),
            Sort::Registers => "registers".into(),
        },
        read,
        set_aside,
    };
    Filed::plain(act)
        .with("file", Class::Attachment, file.bytes.clone())
        .with(SET_ASIDE, Class::Narrative, aside::write(&fresh))
        .with(MENDED, Class::Narrative, aside::write_mended(&mended(&file.file, taken, known > 0, before)))
}

/// The acts of the rows of one file, which stands as entry `own`.
fn rows(ids: &mut Ids, sort: Sort, own: &EntryId, taken: &TakenIn) -> Result<Vec<(EntryId, Filed)>, Trouble> {
    let unwritable = |why: CanonicalError| Trouble::new("record", why.code());
    let rows = match sort {
        Sort::Registers => filed::registers(&taken.registers).map_err(unwritable)?,
        Sort::Reports => Vec::new(),
    };
    let mut entries = Vec::with_capacity(taken.reports.len() + rows.len());
    for report in &taken.reports {
        let id = ids.id(b"report", Key::of(report).0.as_bytes());
        entries.push((id, filed::report_filed(report, Some(own.clone())).map_err(unwritable)?));
    }
    for row in rows {
        let mut whole = to_canonical(&row.act).map_err(unwritable)?;
        for (name, _, content) in &row.parts {
            match &**name {
                "source" => whole.extend(without_line(content).map_err(unwritable)?),
                _ => whole.extend_from_slice(content),
            }
        }
        entries.push((ids.id(b"row", &whole), row));
    }
    Ok(entries)
}

/// A row's part `source` without where it stands in its file: that is no part of what it says.
fn without_line(source: &[u8]) -> Result<Vec<u8>, CanonicalError> {
    let mut value: serde_json::Value = from_canonical(source)?;
    if let Some(origin) = value.get_mut("origin").and_then(serde_json::Value::as_object_mut) {
        origin.retain(|key, _| key == "own_id");
    }
    to_canonical(&value)
}

/// Ids that follow from contents. Without the secret nobody can try contents against them.
struct Ids {
    secret: [u8; 32],
    met: BTreeMap<[u8; 32], u32>,
}

impl Ids {
    /// The id of a thing; rows with the same content are counted on.
    fn id(&mut self, kind: &[u8], content: &[u8]) -> EntryId {
        let keyed = |nth: u32| -> [u8; 32] {
            let mut hasher = Sha256::new();
            hasher.update(b"hudna intake 1\0");
            hasher.update(self.secret);
            hasher.update(kind);
            hasher.update([0]);
            hasher.update(nth.to_be_bytes());
            hasher.update(content);
            hasher.finalize().into()
        };
        let first = keyed(0);
        let nth = self.met.get(&first).copied().unwrap_or(0);
        let digest = if nth == 0 { first } else { keyed(nth) };
        self.met.insert(first, nth + 1);
        let mut short = [0; 10];
        short.copy_from_slice(&digest[..10]);
        EntryId::of(short)
    }
}

struct Silent;

impl Watch for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn done(&self, _: usize) {}
}
