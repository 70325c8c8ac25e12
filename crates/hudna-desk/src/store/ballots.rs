//! Where ballots and votes of open consultations lie: beside the record, never in it.
//!
//! A file `ballots.sqlite` in the mission's folder, or three tables in the mission's schema. What lies here is what may not be lost while people vote
//! and is nobody's to keep after the count: of a ballot the digest of its code, of a vote the ballot, the statement and the
//! side. No moment, no address, no order: rows lie by their keys.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::backend::StoreError;
use super::folder::Settings;
use super::link::Link;

/// The file that holds them where the record lies in SQLite.
pub const BALLOTS: &str = "ballots.sqlite";

const SQLITE: &str = "
CREATE TABLE IF NOT EXISTS urn (consultation TEXT PRIMARY KEY, closed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ballot (digest TEXT PRIMARY KEY, consultation TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ballot_of ON ballot (consultation);
CREATE TABLE IF NOT EXISTS vote (ballot TEXT NOT NULL, statement TEXT NOT NULL, side INTEGER NOT NULL,
    PRIMARY KEY (ballot, statement)) WITHOUT ROWID;
";
const POSTGRES: &str = "
CREATE TABLE IF NOT EXISTS urn (consultation TEXT PRIMARY KEY, closed BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS ballot (digest TEXT PRIMARY KEY, consultation TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS ballot_of ON ballot (consultation);
CREATE TABLE IF NOT EXISTS vote (ballot TEXT NOT NULL, statement TEXT NOT NULL, side BIGINT NOT NULL,
    PRIMARY KEY (ballot, statement));
";

/// Votes are taken.
const OPEN: i64 = 0;
/// Votes are taken no more.
const CLOSED: i64 = 1;
/// Votes were destroyed; it is never opened again.
const OVER: i64 = 2;

/// A consultation that has ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urn {
    /// How many ballots were made.
    pub ballots: u64,
    /// Whether votes are taken no more.
    pub is_closed: bool,
    /// Whether its votes were destroyed: it was counted, or ended without a count.
    pub is_over: bool,
}

/// A vote as it lies there: the digest of the ballot, the statement, the side (1, 0, -1).
pub type Lying = (String, String, i64);

/// What a database must do for ballots.
pub trait Chest: Send + fmt::Debug {
    /// Adds ballots to a consultation, by the digests of their codes: all or none. `false`: it is closed.
    ///
    /// # Errors
    /// The database fails.
    fn add(&mut self, consultation: &str, digests: &[String]) -> Result<bool, StoreError>;
    /// What there is of a consultation.
    ///
    /// # Errors
    /// The database fails.
    fn urn(&mut self, consultation: &str) -> Result<Option<Urn>, StoreError>;
    /// Whether any consultation takes votes.
    ///
    /// # Errors
    /// The database fails.
    fn any_open(&mut self) -> Result<bool, StoreError>;
    /// The consultation of a ballot, and whether it is closed.
    ///
    /// # Errors
    /// The database fails.
    fn of(&mut self, digest: &str) -> Result<Option<(String, bool)>, StoreError>;
    /// What a ballot said, by statement.
    ///
    /// # Errors
    /// The database fails.
    fn said(&mut self, digest: &str) -> Result<Vec<(String, i64)>, StoreError>;
    /// Keeps what a ballot says of a statement in the place of what it said before. `false`: there is no such ballot, or its consultation is closed.
    /// On disk when it is answered.
    ///
    /// # Errors
    /// The database fails.
    fn cast(&mut self, digest: &str, statement: &str, side: i64) -> Result<bool, StoreError>;
    /// Opens or closes a consultation: once it is closed no vote comes any more. One that is over stays so.
    ///
    /// # Errors
    /// The database fails.
    fn close(&mut self, consultation: &str, is_closed: bool) -> Result<(), StoreError>;
    /// All votes of a consultation.
    ///
    /// # Errors
    /// The database fails.
    fn votes(&mut self, consultation: &str) -> Result<Vec<Lying>, StoreError>;
    /// Destroys all votes of a consultation and closes it. Its ballots stay known, so that whoever comes late is told.
    ///
    /// # Errors
    /// The database fails.
    fn forget(&mut self, consultation: &str) -> Result<(), StoreError>;
}

/// The ballots of the mission at `path`.
///
/// # Errors
/// The database cannot be reached or made.
pub fn open(path: &Path, settings: &Settings) -> Result<Box<dyn Chest>, StoreError> {
    if settings.is_postgres() {
        let mut link = Link::beside(&settings.database, &settings.mission)?;
        link.with(|client| Ok(client.batch_execute(POSTGRES)?))?;
        return Ok(Box::new(InPostgres { link }));
    }
    let connection = Connection::open(path.join(BALLOTS))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.execute_batch(SQLITE)?;
    super::accounts::private(&path.join(BALLOTS));
    Ok(Box::new(InSqlite { connection }))
}

#[derive(Debug)]
struct InSqlite {
    connection: Connection,
}

impl Chest for InSqlite {
    fn add(&mut self, consultation: &str, digests: &[String]) -> Result<bool, StoreError> {
        let adding = self.connection.transaction()?;
        adding.execute("INSERT INTO urn VALUES (?1, 0) ON CONFLICT DO NOTHING", params![consultation])?;
        let text = "SELECT closed FROM urn WHERE consultation = ?1";
        let closed: i64 = adding.query_row(text, params![consultation], |row| row.get(0))?;
        if closed != OPEN {
            return Ok(false);
        }
        for digest in digests {
            adding.execute("INSERT INTO ballot VALUES (?1, ?2)", params![digest, consultation])?;
        }
        adding.commit()?;
        Ok(true)
    }

    fn urn(&mut self, consultation: &str) -> Result<Option<Urn>, StoreError> {
        let text = "SELECT closed, (SELECT count(*) FROM ballot WHERE consultation = ?1) FROM urn WHERE consultation = ?1";
        let found = self.connection.query_row(text, params![consultation], |row| {
            let (closed, ballots): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Urn {
                ballots: u64::try_from(ballots).unwrap_or(0),
                is_closed: closed != OPEN,
                is_over: closed == OVER,
            })
        });
        Ok(found.optional()?)
    }

    fn any_open(&mut self) -> Result<bool, StoreError> {
        let text = "SELECT EXISTS (SELECT 1 FROM urn WHERE closed = 0)";
        Ok(self.connection.query_row(text, [], |row| row.get(0))?)
    }

    fn of(&mut self, digest: &str) -> Result<Option<(String, bool)>, StoreError> {
        let text = "SELECT consultation, closed FROM ballot JOIN urn USING (consultation) WHERE digest = ?1";
        let found = self.connection.query_row(text, params![digest], |row| {
            let closed: i64 = row.get(1)?;
            Ok((row.get(0)?, closed != OPEN))
        });
        Ok(found.optional()?)
    }

    fn said(&mut self, digest: &str) -> Result<Vec<(String, i64)>, StoreError> {
        let text = "SELECT statement, side FROM vote WHERE ballot = ?1 ORDER BY statement";
        let mut asking = self.connection.prepare(text)?;
        let rows = asking.query_map(params![digest], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn cast(&mut self, digest: &str, statement: &str, side: i64) -> Result<bool, StoreError> {
        let text = "INSERT INTO vote SELECT digest, ?2, ?3 FROM ballot JOIN urn USING (consultation)
            WHERE digest = ?1 AND closed = 0 ON CONFLICT (ballot, statement) DO UPDATE SET side = excluded.side";
        Ok(self.connection.execute(text, params![digest, statement, side])? == 1)
    }

    fn close(&mut self, consultation: &str, is_closed: bool) -> Result<(), StoreError> {
        let text = "UPDATE urn SET closed = ?2 WHERE consultation = ?1 AND closed < 2";
        self.connection.execute(text, params![consultation, if is_closed { CLOSED } else { OPEN }])?;
        Ok(())
    }

    fn votes(&mut self, consultation: &str) -> Result<Vec<Lying>, StoreError> {
        let text = "SELECT ballot, statement, side FROM vote JOIN ballot ON digest = ballot
            WHERE consultation = ?1 ORDER BY ballot, statement";
        let mut asking = self.connection.prepare(text)?;
        let rows =
            asking.query_map(params![consultation], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn forget(&mut self, consultation: &str) -> Result<(), StoreError> {
        let forgetting = self.connection.transaction()?;
        let text = "DELETE FROM vote WHERE ballot IN (SELECT digest FROM ballot WHERE consultation = ?1)";
        forgetting.execute(text, params![consultation])?;
        forgetting.execute("UPDATE urn SET closed = 2 WHERE consultation = ?1", params![consultation])?;
        forgetting.commit()?;
        // what was deleted must not go on lying in the journal
        let clear = self.connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
        Ok(clear?)
    }
}

struct InPostgres {
    link: Link,
}

impl fmt::Debug for InPostgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InPostgres")
    }
}

impl Chest for InPostgres {
    fn add(&mut self, consultation: &str, digests: &[String]) -> Result<bool, StoreError> {
        self.link.with(|client| {
            let mut adding = client.transaction()?;
            adding.execute("INSERT INTO urn VALUES ($1, 0) ON CONFLICT DO NOTHING", &[&consultation])?;
            let text = "SELECT closed FROM urn WHERE consultation = $1 FOR SHARE";
            let closed: i64 = adding.query_one(text, &[&consultation])?.try_get(0)?;
            if closed != OPEN {
                return Ok(false);
            }
            let text = "INSERT INTO ballot SELECT unnest($2::text[]), $1";
            adding.execute(text, &[&consultation, &digests])?;
            adding.commit()?;
            Ok(true)
        })
    }

    fn urn(&mut self, consultation: &str) -> Result<Option<Urn>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT closed, (SELECT count(*) FROM ballot WHERE consultation = $1) FROM urn WHERE consultation = $1";
            let Some(row) = client.query_opt(text, &[&consultation])? else { return Ok(None) };
            let (closed, ballots): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
            Ok(Some(Urn { ballots: u64::try_from(ballots).unwrap_or(0), is_closed: closed != OPEN, is_over: closed == OVER }))
        })
    }

    fn any_open(&mut self) -> Result<bool, StoreError> {
        self.link.read(|client| {
            let row = client.query_one("SELECT EXISTS (SELECT 1 FROM urn WHERE closed = 0)", &[])?;
            Ok(row.try_get(0)?)
        })
    }

    fn of(&mut self, digest: &str) -> Result<Option<(String, bool)>, StoreError> {
        self.link.read(|client| {
            let text =
                "SELECT consultation, closed FROM ballot JOIN urn USING (consultation) WHERE digest = $1";
            let Some(row) = client.query_opt(text, &[&digest])? else { return Ok(None) };
            let closed: i64 = row.try_get(1)?;
            Ok(Some((row.try_get(0)?, closed != OPEN)))
        })
    }

    fn said(&mut self, digest: &str) -> Result<Vec<(String, i64)>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT statement, side FROM vote WHERE ballot = $1 ORDER BY statement COLLATE \"C\"";
            let rows = client.query(text, &[&digest])?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
        })
    }

    fn cast(&mut self, digest: &str, statement: &str, side: i64) -> Result<bool, StoreError> {
        self.link.read(|client| {
            // held against whoever closes: a vote that is answered lies there before the count reads
            let text = "INSERT INTO vote SELECT digest, $2::text, $3::bigint FROM ballot JOIN urn USING (consultation)
                WHERE digest = $1 AND closed = 0 FOR SHARE OF urn
                ON CONFLICT (ballot, statement) DO UPDATE SET side = excluded.side";
            Ok(client.execute(text, &[&digest, &statement, &side])? == 1)
        })
    }

    fn close(&mut self, consultation: &str, is_closed: bool) -> Result<(), StoreError> {
        self.link.read(|client| {
            let text = "UPDATE urn SET closed = $2 WHERE consultation = $1 AND closed < 2";
            let closed = if is_closed { CLOSED } else { OPEN };
            client.execute(text, &[&consultation, &closed])?;
            Ok(())
        })
    }

    fn votes(&mut self, consultation: &str) -> Result<Vec<Lying>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT ballot, statement, side FROM vote JOIN ballot ON digest = ballot
                WHERE consultation = $1 ORDER BY ballot COLLATE \"C\", statement COLLATE \"C\"";
            let rows = client.query(text, &[&consultation])?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
        })
    }

    fn forget(&mut self, consultation: &str) -> Result<(), StoreError> {
        self.link.read(|client| {
            let mut forgetting = client.transaction()?;
            let text = "DELETE FROM vote WHERE ballot IN (SELECT digest FROM ballot WHERE consultation = $1)";
            forgetting.execute(text, &[&consultation])?;
            forgetting.execute("UPDATE urn SET closed = 2 WHERE consultation = $1", &[&consultation])?;
            Ok(forgetting.commit()?)
        })
    }
}
