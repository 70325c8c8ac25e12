//! The record in PostgreSQL, for a mission with many users at once.
//!
//! One schema a mission. The database must not be told to acknowledge before its log is on disk: `fsync` and
//! `synchronous_commit` are looked at when it is opened. An advisory lock keeps a second writer out, from any machine. A
//! connection that was lost is made again ([`super::link`]).

use std::ops::Range;

use hudna_core::ledger::id::{EntryId, MissionId};
use hudna_core::ledger::part::{Class, Digest};
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::ToSql;
use postgres::{Client, Row, Transaction};

use super::backend::{
    Backend, Batch, DerivedChange, DerivedRow, PartRow, Start, StoreError, StoredEntry, TILE, WrappedKey,
};
use super::link::Link;

const TABLES: &str = "
CREATE TABLE entry (seq BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    standing BOOLEAN NOT NULL, leaf BYTEA NOT NULL);
CREATE INDEX entry_standing ON entry (seq) WHERE standing;
CREATE TABLE hashes (tile BIGINT PRIMARY KEY, hashes BYTEA NOT NULL);
CREATE TABLE part (digest BYTEA NOT NULL, seq BIGINT NOT NULL, place BIGINT NOT NULL, class TEXT NOT NULL,
    epoch BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX part_seq ON part (seq, place);
CREATE INDEX part_digest ON part (digest);
CREATE TABLE wrapped (class TEXT NOT NULL, epoch BIGINT NOT NULL, wrapped BYTEA NOT NULL,
    PRIMARY KEY (class, epoch));
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, note TEXT NOT NULL,
    derived BIGINT NOT NULL);
CREATE TABLE derived (kind TEXT NOT NULL, key TEXT NOT NULL, sealed BYTEA NOT NULL,
    PRIMARY KEY (kind, key));
CREATE TABLE layout (layout BIGINT NOT NULL);
INSERT INTO head VALUES (1, 0, '', 0);
INSERT INTO layout VALUES (1);
";

/// A mission's schema in a PostgreSQL database.
pub struct Postgres {
    link: Link,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Postgres")
    }
}

impl Postgres {
    /// Makes the schema of a new mission.
    ///
    /// # Errors
    /// The database cannot be reached, or the schema is there already (`database-taken`).
    pub fn create(address: &str, mission: &MissionId) -> Result<Self, StoreError> {
        let mut link = Link::to(address, mission, true)?;
        let statements = format!("CREATE SCHEMA {}; {TABLES}", link.schema);
        link.with(|client| {
            let mut writing = client.transaction()?;
            writing.batch_execute(&statements)?;
            Ok(writing.commit()?)
        })?;
        Ok(Self { link })
    }

    /// Opens the schema of a mission.
    ///
    /// # Errors
    /// The database cannot be reached, holds no such mission, or another program writes it now.
    pub fn open(address: &str, mission: &MissionId) -> Result<Self, StoreError> {
        Self::known(Link::to(address, mission, true)?, mission)
    }

    /// Opens it beside a writer, for reading alone.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_reading(address: &str, mission: &MissionId) -> Result<Self, StoreError> {
        Self::known(Link::to(address, mission, false)?, mission)
    }

    /// Takes the schema of a mission away, with all that is in it.
    ///
    /// # Errors
    /// The database cannot be reached, or another program writes it now.
    pub fn discard(address: &str, mission: &MissionId) -> Result<(), StoreError> {
        let mut link = Link::to(address, mission, true)?;
        let statement = format!("DROP SCHEMA IF EXISTS {} CASCADE", link.schema);
        link.with(|client| Ok(client.batch_execute(&statement)?))
    }

    fn known(mut link: Link, mission: &MissionId) -> Result<Self, StoreError> {
        let layout = link.with(|client| match client.query_opt("SELECT layout FROM layout", &[]) {
            Ok(Some(row)) => Ok(Some(row.try_get::<_, i64>(0)?)),
            Ok(None) => Ok(None),
            Err(why) if why.code() == Some(&postgres::error::SqlState::UNDEFINED_TABLE) => {
                Err(StoreError::new("mission-not-here", &mission.0))
            }
            Err(why) => Err(why.into()),
        })?;
        match layout {
            Some(1) => Ok(Self { link }),
            _ => Err(StoreError::new("database-foreign", &mission.0)),
        }
    }
}

fn signed(n: u64) -> Result<i64, StoreError> {
    i64::try_from(n).map_err(|_| StoreError::damaged("number"))
}

fn natural(row: &Row, at: usize) -> Result<u64, StoreError> {
    u64::try_from(row.try_get::<_, i64>(at)?).map_err(|_| StoreError::damaged("number"))
}

fn class(name: &str) -> Result<Class, StoreError> {
    Class::named(name).ok_or_else(|| StoreError::damaged(format!("class {name}")))
}

fn epoch(row: &Row, at: usize) -> Result<u32, StoreError> {
    u32::try_from(row.try_get::<_, i64>(at)?).map_err(|_| StoreError::damaged("epoch"))
}

fn stored(row: &Row) -> Result<StoredEntry, StoreError> {
    Ok(StoredEntry { seq: natural(row, 0)?, leaf: row.try_get(1)? })
}

impl Backend for Postgres {
    fn start(&mut self) -> Result<Start, StoreError> {
        if self.link.is_lost() {
            self.link.again()?;
        }
        self.link.read(start)
    }

    fn is_lost(&mut self) -> bool {
        self.link.is_lost()
    }

    fn head(&mut self) -> Result<(String, u64), StoreError> {
        self.link.read(|client| {
            let row = client.query_one("SELECT note, size FROM head", &[])?;
            Ok((row.try_get(0)?, natural(&row, 1)?))
        })
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.link.with(|client| append(client, batch))
    }

    fn put_head(&mut self, note: &str, size: u64) -> Result<(), StoreError> {
        let size = signed(size)?;
        let put = self.link.with(|client| {
            Ok(client.execute("UPDATE head SET note = $1 WHERE size = $2", &[&note, &size])?)
        })?;
        if put == 1 { Ok(()) } else { Err(StoreError::new("record-moved", size)) }
    }

    fn find(&mut self, ids: &[EntryId]) -> Result<Vec<(EntryId, u64, String)>, StoreError> {
        let asked: Vec<&str> = ids.iter().map(|id| &*id.0).collect();
        let rows = self.link.read(|client| {
            Ok(client.query("SELECT id, seq, kind FROM entry WHERE id = ANY($1)", &[&asked])?)
        })?;
        rows.iter()
            .map(|row| Ok((EntryId::from(row.try_get::<_, &str>(0)?), natural(row, 1)?, row.try_get(2)?)))
            .collect()
    }

    fn entries(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(StoredEntry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // where the connection is lost on the way it goes on from the entry after the last one handed over
        let mut expected = range.start;
        self.link.read(|client| {
            let bounds = [signed(expected)?, signed(range.end)?];
            let mut rows = client
                .query_raw("SELECT seq, leaf FROM entry WHERE seq >= $1 AND seq < $2 ORDER BY seq", bounds)?;
            while let Some(row) = rows.next()? {
                let entry = stored(&row)?;
                if entry.seq != expected {
                    return Err(StoreError::damaged(format!("entry {expected}")));
                }
                expected += 1;
                each(entry)?;
            }
            Ok(())
        })?;
        if expected < range.end {
            return Err(StoreError::damaged(format!("entry {expected}")));
        }
        Ok(())
    }

    fn parts(&mut self, range: Range<u64>, but: Option<Class>) -> Result<Vec<PartRow>, StoreError> {
        let bounds = [signed(range.start)?, signed(range.end)?];
        let but = but.map_or("", Class::name);
        let rows = self.link.read(|client| {
            Ok(client.query(
                "SELECT digest, seq, class, epoch, sealed FROM part WHERE seq >= $1 AND seq < $2 AND class <> $3
                 ORDER BY seq, place",
                &[&bounds[0], &bounds[1], &but],
            )?)
        })?;
        rows.iter()
            .map(|row| {
                let digest: &[u8] = row.try_get(0)?;
                let digest = digest.try_into().map_err(|_| StoreError::damaged("digest"))?;
                Ok(PartRow {
                    digest: Digest(digest),
                    seq: natural(row, 1)?,
                    class: class(row.try_get(2)?)?,
                    epoch: epoch(row, 3)?,
                    sealed: row.try_get(4)?,
                })
            })
            .collect()
    }

    fn known_parts(&mut self, digests: &[Digest]) -> Result<Vec<(Digest, u64, Class)>, StoreError> {
        let asked: Vec<&[u8]> = digests.iter().map(|d| d.0.as_slice()).collect();
        let rows = self.link.read(|client| {
            Ok(client.query("SELECT digest, seq, class FROM part WHERE digest = ANY($1)", &[&asked])?)
        })?;
        rows.iter()
            .map(|row| {
                let bytes: &[u8] = row.try_get(0)?;
                let digest = bytes.try_into().map(Digest).map_err(|_| StoreError::damaged("digest"))?;
                Ok((digest, natural(row, 1)?, class(row.try_get(2)?)?))
            })
            .collect()
    }

    fn derived(
        &mut self,
        each: &mut dyn FnMut(DerivedRow) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        self.link.with(|client| {
            let mut reading = client.transaction()?;
            let size = natural(&reading.query_one("SELECT derived FROM head", &[])?, 0)?;
            let none: [i64; 0] = [];
            // by bytes, as SQLite orders
            let mut rows = reading.query_raw(
                "SELECT kind, key, sealed FROM derived ORDER BY kind COLLATE \"C\", key COLLATE \"C\"",
                none,
            )?;
            while let Some(row) = rows.next()? {
                each(DerivedRow { kind: row.try_get(0)?, key: row.try_get(1)?, sealed: row.try_get(2)? })?;
            }
            Ok(size)
        })
    }

    fn derive(&mut self, change: &DerivedChange) -> Result<(), StoreError> {
        self.link.with(|client| derive(client, change))
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        // what was overwritten stays in the table's pages until they are written anew
        for statement in ["VACUUM FULL part", "VACUUM FULL derived", "CHECKPOINT"] {
            // one by one: together they would be a transaction, in which nothing is vacuumed
            self.link.with(|client| Ok(client.batch_execute(statement)?))?;
        }
        Ok(())
    }
}

fn start(client: &mut Client) -> Result<Start, StoreError> {
    let mut reading = client
        .build_transaction()
        .isolation_level(postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()?;
    let row = reading.query_one("SELECT size, note FROM head", &[])?;
    let size = natural(&row, 0)?;
    let mut start = Start { head: row.try_get(1)?, size, ..Start::default() };
    let row = reading.query_one("SELECT coalesce(max(seq) + 1, 0) FROM entry", &[])?;
    let counted = natural(&row, 0)?;
    if counted != size {
        return Err(StoreError::damaged(format!("head {size}, entries {counted}")));
    }
    for row in reading.query("SELECT hashes FROM hashes ORDER BY tile", &[])? {
        start.hashes.extend(row.try_get::<_, &[u8]>(0)?.as_chunks::<32>().0);
    }
    if start.hashes.len() as u64 != size {
        return Err(StoreError::damaged(format!("head {size}, hashes {}", start.hashes.len())));
    }
    for row in reading.query("SELECT seq, leaf FROM entry WHERE standing ORDER BY seq", &[])? {
        start.standing.push(stored(&row)?);
    }
    for row in reading.query("SELECT class, epoch, wrapped FROM wrapped ORDER BY class, epoch", &[])? {
        let class = class(row.try_get(0)?)?;
        start.wrapped.push(WrappedKey { class, epoch: epoch(&row, 1)?, wrapped: row.try_get(2)? });
    }
    Ok(start)
}

fn append(client: &mut Client, batch: &Batch) -> Result<(), StoreError> {
    let mut writing = client.transaction()?;
    let size = batch.first + batch.entries.len() as u64;
    let moved = writing.execute(
        "UPDATE head SET size = $1, note = $2 WHERE size = $3",
        &[&signed(size)?, &batch.head, &signed(batch.first)?],
    )?;
    if moved != 1 {
        return Err(StoreError::new("record-moved", batch.first));
    }
    entries(&mut writing, batch)?;
    parts(&mut writing, batch)?;
    for digest in &batch.redacted {
        writing.execute("UPDATE part SET sealed = ''::bytea WHERE digest = $1", &[&digest.0.as_slice()])?;
    }
    if !batch.redacted.is_empty() {
        // derived rows may tell what was destroyed
        writing.batch_execute("DELETE FROM derived; UPDATE head SET derived = 0")?;
    }
    for key in &batch.wrapped {
        writing.execute(
            "INSERT INTO wrapped VALUES ($1, $2, $3)",
            &[&key.class.name(), &i64::from(key.epoch), &key.wrapped],
        )?;
    }
    hashes(&mut writing, batch)?;
    writing.commit()?;
    Ok(())
}

fn derive(client: &mut Client, change: &DerivedChange) -> Result<(), StoreError> {
    let mut writing = client.transaction()?;
    if change.afresh {
        writing.execute("DELETE FROM derived", &[])?;
    }
    let gone = writing.prepare("DELETE FROM derived WHERE kind = $1 AND key = $2")?;
    for (kind, key) in &change.gone {
        writing.execute(&gone, &[kind, key])?;
    }
    for rows in change.put.chunks(1_000) {
        let kinds: Vec<&str> = rows.iter().map(|r| r.kind.as_str()).collect();
        let keys: Vec<&str> = rows.iter().map(|r| r.key.as_str()).collect();
        let sealed: Vec<&[u8]> = rows.iter().map(|r| r.sealed.as_slice()).collect();
        writing.execute(
            "INSERT INTO derived SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[])
             ON CONFLICT (kind, key) DO UPDATE SET sealed = excluded.sealed",
            &[&kinds, &keys, &sealed],
        )?;
    }
    writing.execute("UPDATE head SET derived = $1", &[&signed(change.size)?])?;
    writing.commit()?;
    Ok(())
}

/// One statement for all rows: a round trip each would cost more than the rows.
fn entries(writing: &mut Transaction<'_>, batch: &Batch) -> Result<(), StoreError> {
    let numbers: Vec<i64> =
        (batch.first..).take(batch.entries.len()).map(signed).collect::<Result<_, _>>()?;
    let ids: Vec<&str> = batch.entries.iter().map(|r| &*r.id.0).collect();
    let kinds: Vec<&str> = batch.entries.iter().map(|r| r.kind).collect();
    let standing: Vec<bool> = batch.entries.iter().map(|r| r.standing).collect();
    let leaves: Vec<&[u8]> = batch.entries.iter().map(|r| r.leaf.as_slice()).collect();
    let values: [&(dyn ToSql + Sync); 5] = [&numbers, &ids, &kinds, &standing, &leaves];
    writing.execute(
        "INSERT INTO entry SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[], $5::bytea[])",
        &values,
    )?;
    Ok(())
}

fn parts(writing: &mut Transaction<'_>, batch: &Batch) -> Result<(), StoreError> {
    let digests: Vec<&[u8]> = batch.parts.iter().map(|r| r.digest.0.as_slice()).collect();
    let numbers: Vec<i64> = batch.parts.iter().map(|r| signed(r.seq)).collect::<Result<_, _>>()?;
    let places: Vec<i64> = (0..).take(batch.parts.len()).map(signed).collect::<Result<_, _>>()?;
    let classes: Vec<&str> = batch.parts.iter().map(|r| r.class.name()).collect();
    let epochs: Vec<i64> = batch.parts.iter().map(|r| i64::from(r.epoch)).collect();
    let sealed: Vec<&[u8]> = batch.parts.iter().map(|r| r.sealed.as_slice()).collect();
    let values: [&(dyn ToSql + Sync); 6] = [&digests, &numbers, &places, &classes, &epochs, &sealed];
    writing.execute(
        "INSERT INTO part SELECT * FROM
         unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bytea[])",
        &values,
    )?;
    Ok(())
}

/// Writes the tiles of leaf hashes that the batch fills or grows.
fn hashes(writing: &mut Transaction<'_>, batch: &Batch) -> Result<(), StoreError> {
    let mut rows = batch.entries.as_slice();
    let mut at = batch.first;
    while !rows.is_empty() {
        let room = usize::try_from(TILE - at % TILE).unwrap_or(usize::MAX).min(rows.len());
        let (now, later) = rows.split_at(room);
        let bytes: Vec<u8> = now.iter().flat_map(|row| row.hash).collect();
        writing.execute(
            "INSERT INTO hashes VALUES ($1, $2)
             ON CONFLICT (tile) DO UPDATE SET hashes = hashes.hashes || excluded.hashes",
            &[&signed(at / TILE)?, &bytes],
        )?;
        at += room as u64;
        rows = later;
    }
    Ok(())
}
