//! What a database must do for the record: append a batch durably, hand back what was appended.
//!
//! SQLite and PostgreSQL do the same under the same tests. Here are rows and bytes; what they mean is not known.

use std::ops::Range;

use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};

use crate::trouble::Trouble;

/// Leaf hashes that one row of `hashes` holds: a full hash tile of C2SP tlog-tiles.
pub const TILE: u64 = 256;

/// Why the database did not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {detail}")]
pub struct StoreError {
    /// `database-failed`, `database-full`, `database-read-only`, `database-unreachable`, `database-foreign`,
    /// `database-taken`, `database-not-durable`, `database-not-encrypted`, `record-damaged`, `record-moved`,
    /// `mission-in-use`, `mission-not-here`.
    pub code: &'static str,
    /// What the database says, or what is damaged.
    pub detail: String,
}

impl StoreError {
    /// With its detail.
    pub fn new(code: &'static str, detail: impl ToString) -> Self {
        Self { code, detail: detail.to_string() }
    }
    /// A row that is not what it must be.
    pub fn damaged(what: impl ToString) -> Self {
        Self::new("record-damaged", what)
    }
}

impl From<StoreError> for Trouble {
    fn from(why: StoreError) -> Self {
        Self::new("record", why.code).with("detail", why.detail)
    }
}

/// One entry to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its id.
    pub id: EntryId,
    /// The kind of its act.
    pub kind: &'static str,
    /// Whether it bears on who may do what: read again at every start.
    pub standing: bool,
    /// Its leaf.
    pub leaf: Vec<u8>,
    /// Its leaf's hash.
    pub hash: [u8; 32],
}

/// One sealed part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// Its digest.
    pub digest: Digest,
    /// The number of the entry that has it.
    pub seq: u64,
    /// Its class.
    pub class: Class,
    /// The epoch under whose key it lies; 0 for open parts.
    pub epoch: u32,
    /// As [`crate::seal::seal`] made it; empty once destroyed.
    pub sealed: Vec<u8>,
}

/// The key file of a class and epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedKey {
    /// The class.
    pub class: Class,
    /// The epoch.
    pub epoch: u32,
    /// The `age` file.
    pub wrapped: Vec<u8>,
}

/// What one commit appends: all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The number of the first entry: the size of the record before. Another size is `record-moved`.
    pub first: u64,
    /// The entries.
    pub entries: Vec<EntryRow>,
    /// Their parts.
    pub parts: Vec<PartRow>,
    /// Parts whose sealed bytes are destroyed; where there are any, all derived rows go with them.
    pub redacted: Vec<Digest>,
    /// Key files that come with it.
    pub wrapped: Vec<WrappedKey>,
    /// The signed head after it.
    pub head: String,
}

/// An entry as it was appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its number.
    pub seq: u64,
    /// Its leaf.
    pub leaf: Vec<u8>,
}

/// What a start needs: small, however long the record is.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The signed head, with the cosignatures kept; empty before the first commit.
    pub head: String,
    /// How many entries there are.
    pub size: u64,
    /// The hashes of all leaves, in order.
    pub hashes: Vec<[u8; 32]>,
    /// The entries that bear on who may do what.
    pub standing: Vec<StoredEntry>,
    /// All key files.
    pub wrapped: Vec<WrappedKey>,
}

/// A derived row: recomputed from the entries, it comes out the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedRow {
    /// `incident`, `finding`, ….
    pub kind: String,
    /// Its key within the kind.
    pub key: String,
    /// Sealed bytes.
    pub sealed: Vec<u8>,
}

/// A change of derived rows.
#[derive(Clone, Debug, Default)]
pub struct DerivedChange {
    /// All rows go first.
    pub afresh: bool,
    /// Rows written.
    pub put: Vec<DerivedRow>,
    /// Rows taken away: kind and key.
    pub gone: Vec<(String, String)>,
    /// The size of the record that the rows then speak for.
    pub size: u64,
}

/// The database of one mission, opened by one writer.
pub trait Backend: Send {
    /// What a start needs. A connection that was lost is made again first: no transaction from before is then under way.
    ///
    /// # Errors
    /// The database fails, or holds rows that are not what they must be.
    fn start(&mut self) -> Result<Start, StoreError>;

    /// Whether the connection to the database is lost. Nothing more is done over it until [`Self::start`].
    fn is_lost(&mut self) -> bool {
        false
    }

    /// Makes what was written stand by itself, so that it can be read where nothing may be written.
    ///
    /// # Errors
    /// The database fails.
    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// The signed head and the size, as they stand now.
    ///
    /// # Errors
    /// The database fails.
    fn head(&mut self) -> Result<(String, u64), StoreError>;

    /// Appends `batch`. When it returns, all of it is on disk.
    ///
    /// # Errors
    /// Nothing was appended, or the database cannot say: the caller starts again to see.
    fn append(&mut self, batch: &Batch) -> Result<(), StoreError>;

    /// Puts another note for the head of `size` in its place: the same text, more cosignatures.
    ///
    /// # Errors
    /// The database fails; `record-moved` where the head is of another size.
    fn put_head(&mut self, note: &str, size: u64) -> Result<(), StoreError>;

    /// The numbers of entries by id, with their kinds; ids that are not there are left out.
    ///
    /// # Errors
    /// The database fails.
    fn find(&mut self, ids: &[EntryId]) -> Result<Vec<(EntryId, u64, String)>, StoreError>;

    /// Hands each entry of `range` to `each`, in order.
    ///
    /// # Errors
    /// The database fails, an entry of the range is not there, or `each` refuses.
    fn entries(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(StoredEntry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// The parts of entries in `range`, by number, then as appended; but for those of one class.
    ///
    /// # Errors
    /// The database fails.
    fn parts(&mut self, range: Range<u64>, but: Option<Class>) -> Result<Vec<PartRow>, StoreError>;

    /// Which of `digests` some entry's part has, destroyed ones too, with the entry's number and their classes.
    ///
    /// # Errors
    /// The database fails.
    fn known_parts(&mut self, digests: &[Digest]) -> Result<Vec<(Digest, u64, Class)>, StoreError>;

    /// The size that the derived rows speak for, and each row, by kind and key, handed to `each`.
    ///
    /// # Errors
    /// The database fails, or `each` refuses.
    fn derived(
        &mut self,
        each: &mut dyn FnMut(DerivedRow) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError>;

    /// Changes derived rows, all or nothing.
    ///
    /// # Errors
    /// The database fails.
    fn derive(&mut self, change: &DerivedChange) -> Result<(), StoreError>;

    /// Takes what was destroyed out of every place where the database may keep an old copy of it.
    ///
    /// # Errors
    /// The database fails.
    fn scrub(&mut self) -> Result<(), StoreError>;
}
