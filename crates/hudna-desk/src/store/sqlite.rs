//! The record in one SQLite file.
//!
//! Write-ahead log with `synchronous = FULL`: a commit returns after the log is on disk. `secure_delete` and
//! [`Backend::scrub`] keep nothing of what was destroyed. One writer at a time: the folder's lock is held beside.

use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, Row, Transaction, params};

use super::backend::{
    Backend, Batch, DerivedChange, DerivedRow, PartRow, Start, StoreError, StoredEntry, TILE, WrappedKey,
};

/// `hudn`: says whose file it is.
const APPLICATION: i64 = 0x6875_646e;
/// The layout of the tables.
const LAYOUT: i64 = 1;

const TABLES: &str = "
CREATE TABLE entry (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    standing INTEGER NOT NULL, leaf BLOB NOT NULL);
CREATE INDEX entry_standing ON entry (seq) WHERE standing = 1;
CREATE TABLE hashes (tile INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE part (digest BLOB NOT NULL, seq INTEGER NOT NULL, place INTEGER NOT NULL, class TEXT NOT NULL,
    epoch INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE UNIQUE INDEX part_seq ON part (seq, place);
CREATE INDEX part_digest ON part (digest);
CREATE TABLE wrapped (class TEXT NOT NULL, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL,
    PRIMARY KEY (class, epoch)) WITHOUT ROWID;
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, note TEXT NOT NULL,
    derived INTEGER NOT NULL);
CREATE TABLE derived (kind TEXT NOT NULL, key TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (kind, key)) WITHOUT ROWID;
INSERT INTO head VALUES (1, 0, '', 0);
";

impl From<rusqlite::Error> for StoreError {
    fn from(why: rusqlite::Error) -> Self {
        use rusqlite::Error;
        if let Error::InvalidColumnType(..)
        | Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::QueryReturnedNoRows = &why
        {
            return Self::damaged(why);
        }
        let code = match why.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => "database-full",
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                "database-read-only"
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "mission-in-use",
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "record-damaged",
            _ => "database-failed",
        };
        Self::new(code, why)
    }
}

/// A mission's SQLite file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Makes a new file with empty tables.
    ///
    /// # Errors
    /// The file is there already, or cannot be made.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.pragma_update(None, "application_id", APPLICATION)?;
        settle(&connection)?;
        let writing = connection.transaction()?;
        writing.execute_batch(TABLES)?;
        writing.pragma_update(None, "user_version", LAYOUT)?;
        writing.commit()?;
        Ok(Self { connection })
    }

    /// Opens a file that [`Self::create`] made.
    ///
    /// # Errors
    /// `mission-not-here`, `database-foreign` where the file is another program's or a later layout's, or it cannot be
    /// opened for writing.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = known(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settle(&connection)?;
        let mut opened = Self { connection };
        // a process that ended between destroying and scrubbing left an old copy; a reader may be in the way: later then
        drop(opened.scrub());
        Ok(opened)
    }

    /// Opens it beside a writer, for reading alone.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_reading(path: &Path) -> Result<Self, StoreError> {
        let connection = known(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        Ok(Self { connection })
    }
}

fn known(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::new("mission-not-here", path.display()));
    }
    let connection = Connection::open_with_flags(path, flags)?;
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if number("application_id")? != APPLICATION || number("user_version")? != LAYOUT {
        return Err(StoreError::new("database-foreign", path.display()));
    }
    Ok(connection)
}

fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::new("database-read-only", mode));
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    Ok(())
}

fn signed(n: u64) -> Result<i64, StoreError> {
    i64::try_from(n).map_err(|_| StoreError::damaged("number"))
}

fn natural(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    let n: i64 = row.get(at)?;
    u64::try_from(n).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(at, n))
}

fn class(name: &str) -> Result<Class, StoreError> {
    Class::named(name).ok_or_else(|| StoreError::damaged(format!("class {name}")))
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    Ok(StoredEntry { seq: natural(row, 0)?, leaf: row.get(1)? })
}

impl Backend for Sqlite {
    fn start(&mut self) -> Result<Start, StoreError> {
        let reading = self.connection.transaction()?;
        let (size, head) =
            reading.query_row("SELECT size, note FROM head", [], |r| Ok((natural(r, 0)?, r.get(1)?)))?;
        let mut start = Start { head, size, ..Start::default() };
        let counted: u64 =
            reading.query_row("SELECT coalesce(max(seq) + 1, 0) FROM entry", [], |r| natural(r, 0))?;
        if counted != size {
            return Err(StoreError::damaged(format!("head {size}, entries {counted}")));
        }
        {
            let mut tiles = reading.prepare("SELECT hashes FROM hashes ORDER BY tile")?;
            let mut rows = tiles.query([])?;
            while let Some(row) = rows.next()? {
                let bytes = row.get_ref(0)?.as_blob().map_err(|_| StoreError::damaged("hashes"))?;
                start.hashes.extend(bytes.as_chunks::<32>().0);
            }
            let mut standing =
                reading.prepare("SELECT seq, leaf FROM entry WHERE standing = 1 ORDER BY seq")?;
            start.standing = standing.query_map([], stored)?.collect::<Result<_, _>>()?;
            let mut wrapped =
                reading.prepare("SELECT class, epoch, wrapped FROM wrapped ORDER BY class, epoch")?;
            let mut rows = wrapped.query([])?;
            while let Some(row) = rows.next()? {
                let class = class(&row.get::<_, String>(0)?)?;
                start.wrapped.push(WrappedKey { class, epoch: row.get(1)?, wrapped: row.get(2)? });
            }
        }
        if start.hashes.len() as u64 != size {
            return Err(StoreError::damaged(format!("head {size}, hashes {}", start.hashes.len())));
        }
        Ok(start)
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        // a write-ahead log asks whoever reads to write beside the file
        let mode: String =
            self.connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
        if mode == "delete" { Ok(()) } else { Err(StoreError::new("database-failed", mode)) }
    }

    fn head(&mut self) -> Result<(String, u64), StoreError> {
        let mut one = self.connection.prepare_cached("SELECT note, size FROM head")?;
        Ok(one.query_row([], |r| Ok((r.get(0)?, natural(r, 1)?)))?)
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let writing = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let size = batch.first + batch.entries.len() as u64;
        let moved = writing
            .prepare_cached("UPDATE head SET size = ?1, note = ?2 WHERE size = ?3")?
            .execute(params![signed(size)?, batch.head, signed(batch.first)?])?;
        if moved != 1 {
            return Err(StoreError::new("record-moved", batch.first));
        }
        {
            let mut entry = writing.prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for (row, seq) in batch.entries.iter().zip(batch.first..) {
                entry.execute(params![signed(seq)?, &*row.id.0, row.kind, row.standing, row.leaf])?;
            }
            let mut part = writing.prepare_cached("INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (place, row) in batch.parts.iter().enumerate() {
                let place = signed(place as u64)?;
                part.execute(params![
                    row.digest.0,
                    signed(row.seq)?,
                    place,
                    row.class.name(),
                    row.epoch,
                    row.sealed
                ])?;
            }
            for digest in &batch.redacted {
                writing.execute("UPDATE part SET sealed = x'' WHERE digest = ?1", [digest.0])?;
            }
            if !batch.redacted.is_empty() {
                // derived rows may tell what was destroyed
                writing.execute_batch("DELETE FROM derived; UPDATE head SET derived = 0")?;
            }
            for key in &batch.wrapped {
                writing.execute(
                    "INSERT INTO wrapped VALUES (?1, ?2, ?3)",
                    params![key.class.name(), key.epoch, key.wrapped],
                )?;
            }
        }
        hashes(&writing, batch)?;
        writing.commit()?;
        Ok(())
    }

    fn put_head(&mut self, note: &str, size: u64) -> Result<(), StoreError> {
        let put = self
            .connection
            .execute("UPDATE head SET note = ?1 WHERE size = ?2", params![note, signed(size)?])?;
        if put == 1 { Ok(()) } else { Err(StoreError::new("record-moved", size)) }
    }

    fn find(&mut self, ids: &[EntryId]) -> Result<Vec<(EntryId, u64, String)>, StoreError> {
        let mut by_id = self.connection.prepare_cached("SELECT seq, kind FROM entry WHERE id = ?1")?;
        let mut found = Vec::new();
        for id in ids {
            let row = by_id.query_row([&*id.0], |r| Ok((natural(r, 0)?, r.get(1)?))).optional()?;
            found.extend(row.map(|(seq, kind)| (id.clone(), seq, kind)));
        }
        Ok(found)
    }

    fn entries(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(StoredEntry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut by_seq = self
            .connection
            .prepare_cached("SELECT seq, leaf FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq")?;
        let mut rows = by_seq.query([signed(range.start)?, signed(range.end)?])?;
        let mut expected = range.start;
        while let Some(row) = rows.next()? {
            let entry = stored(row)?;
            if entry.seq != expected {
                return Err(StoreError::damaged(format!("entry {expected}")));
            }
            expected += 1;
            each(entry)?;
        }
        if expected < range.end {
            return Err(StoreError::damaged(format!("entry {expected}")));
        }
        Ok(())
    }

    fn parts(&mut self, range: Range<u64>, but: Option<Class>) -> Result<Vec<PartRow>, StoreError> {
        let mut by_seq = self.connection.prepare_cached(
            "SELECT digest, seq, class, epoch, sealed FROM part WHERE seq >= ?1 AND seq < ?2 AND class <> ?3
             ORDER BY seq, place",
        )?;
        let but = but.map_or("", Class::name);
        let mut rows = by_seq.query(rusqlite::params![signed(range.start)?, signed(range.end)?, but])?;
        let mut parts = Vec::new();
        while let Some(row) = rows.next()? {
            let digest: [u8; 32] = row.get(0)?;
            let class = class(row.get_ref(2)?.as_str().map_err(|_| StoreError::damaged("class"))?)?;
            parts.push(PartRow {
                digest: Digest(digest),
                seq: natural(row, 1)?,
                class,
                epoch: row.get(3)?,
                sealed: row.get(4)?,
            });
        }
        Ok(parts)
    }

    fn known_parts(&mut self, digests: &[Digest]) -> Result<Vec<(Digest, u64, Class)>, StoreError> {
        let mut by_digest =
            self.connection.prepare_cached("SELECT seq, class FROM part WHERE digest = ?1")?;
        let mut known = Vec::new();
        for digest in digests {
            let found: Option<(u64, String)> =
                by_digest.query_row([digest.0], |r| Ok((natural(r, 0)?, r.get(1)?))).optional()?;
            if let Some((seq, name)) = found {
                known.push((*digest, seq, class(&name)?));
            }
        }
        Ok(known)
    }

    fn derived(
        &mut self,
        each: &mut dyn FnMut(DerivedRow) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let reading = self.connection.transaction()?;
        let size = reading.query_row("SELECT derived FROM head", [], |r| natural(r, 0))?;
        let mut all = reading.prepare("SELECT kind, key, sealed FROM derived ORDER BY kind, key")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            each(DerivedRow { kind: row.get(0)?, key: row.get(1)?, sealed: row.get(2)? })?;
        }
        Ok(size)
    }

    fn derive(&mut self, change: &DerivedChange) -> Result<(), StoreError> {
        let writing = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if change.afresh {
            writing.execute("DELETE FROM derived", [])?;
        }
        {
            let mut gone = writing.prepare_cached("DELETE FROM derived WHERE kind = ?1 AND key = ?2")?;
            for (kind, key) in &change.gone {
                gone.execute([kind, key])?;
            }
            let mut put = writing.prepare_cached("INSERT OR REPLACE INTO derived VALUES (?1, ?2, ?3)")?;
            for row in &change.put {
                put.execute(params![row.kind, row.key, row.sealed])?;
            }
        }
        writing.execute("UPDATE head SET derived = ?1", [signed(change.size)?])?;
        writing.commit()?;
        Ok(())
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // what was overwritten still stands in the write-ahead log until that is taken over and cut
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::new("mission-in-use", "write-ahead log")) }
    }
}

/// Writes the tiles of leaf hashes that the batch fills or grows.
fn hashes(writing: &Transaction<'_>, batch: &Batch) -> Result<(), StoreError> {
    let mut put = writing.prepare_cached(
        "INSERT INTO hashes VALUES (?1, ?2) ON CONFLICT (tile) DO UPDATE SET hashes = CAST(hashes || excluded.hashes AS BLOB)",
    )?;
    let mut rows = batch.entries.as_slice();
    let mut at = batch.first;
    while !rows.is_empty() {
        let room = usize::try_from(TILE - at % TILE).unwrap_or(usize::MAX).min(rows.len());
        let (now, later) = rows.split_at(room);
        let bytes: Vec<u8> = now.iter().flat_map(|row| row.hash).collect();
        put.execute(params![signed(at / TILE)?, bytes])?;
        at += room as u64;
        rows = later;
    }
    Ok(())
}
