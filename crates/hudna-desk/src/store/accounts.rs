//! Where accounts lie: beside the record, never in it.
//!
//! A file `accounts.sqlite` in the mission's folder, or a table in the mission's schema. Rows of bytes under a kind and a
//! key; what they mean is [`crate::accounts`]'s to know. Whoever deletes them all loses no act: people are invited anew.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use postgres::types::ToSql;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::backend::StoreError;
use super::folder::Settings;
use super::link::Link;

/// The file that holds accounts where the record lies in SQLite.
pub const ACCOUNTS: &str = "accounts.sqlite";

const SQLITE: &str = "
CREATE TABLE IF NOT EXISTS kept (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (n INTEGER PRIMARY KEY, who TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS seen_who ON seen (who, n);
";
const POSTGRES: &str = "
CREATE TABLE IF NOT EXISTS kept (kind TEXT NOT NULL, key TEXT NOT NULL, value BYTEA NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS seen (n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who TEXT NOT NULL, at BIGINT NOT NULL,
    what TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS seen_who ON seen (who, n);
";

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An account, by its login name.
    Account,
    /// An invitation, by the digest of its token.
    Invitation,
    /// A browser that signed in before, by the digest of its cookie.
    Device,
    /// A recovery that waits for a second officer, by the user.
    Recovery,
    /// The login name of whoever's passkey it is, by the id of its credential.
    Passkey,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Invitation => "invitation",
            Self::Device => "device",
            Self::Recovery => "recovery",
            Self::Passkey => "passkey",
        }
    }
}

/// Something that somebody read or did at the door, and when, microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: i64,
    /// What: a word of ours and what it was about.
    pub what: String,
}

/// What a database must do for accounts.
pub trait Shelf: Send + fmt::Debug {
    /// The row, where there is one.
    ///
    /// # Errors
    /// The database fails.
    fn get(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Puts a row in the place of whatever stood there.
    ///
    /// # Errors
    /// The database fails.
    fn put(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<(), StoreError>;
    /// Puts a row where none stands; says whether it did.
    ///
    /// # Errors
    /// The database fails.
    fn put_new(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<bool, StoreError>;
    /// Takes a row away and hands it over: of two who ask at once, one gets it.
    ///
    /// # Errors
    /// The database fails.
    fn take(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// All rows of a kind, by key.
    ///
    /// # Errors
    /// The database fails.
    fn all(&mut self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError>;
    /// Notes what somebody read or did.
    ///
    /// # Errors
    /// The database fails.
    fn note(&mut self, who: &str, seen: &Seen) -> Result<(), StoreError>;
    /// The last `most` of what was noted of somebody, newest first.
    ///
    /// # Errors
    /// The database fails.
    fn noted(&mut self, who: &str, most: u32) -> Result<Vec<Seen>, StoreError>;
}

/// The accounts of the mission at `path`.
///
/// # Errors
/// The database cannot be reached or made.
pub fn open(path: &Path, settings: &Settings) -> Result<Box<dyn Shelf>, StoreError> {
    if settings.is_postgres() {
        let mut link = Link::beside(&settings.database, &settings.mission)?;
        link.with(|client| Ok(client.batch_execute(POSTGRES)?))?;
        return Ok(Box::new(InPostgres { link }));
    }
    let connection = Connection::open(path.join(ACCOUNTS))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.execute_batch(SQLITE)?;
    private(&path.join(ACCOUNTS));
    Ok(Box::new(InSqlite { connection }))
}

/// Its owner's alone: wrapped keys are tried against passwords by whoever can read them.
pub(super) fn private(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        drop(std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)));
    }
}

#[derive(Debug)]
struct InSqlite {
    connection: Connection,
}

impl Shelf for InSqlite {
    fn get(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.connection.query_row(
            "SELECT value FROM kept WHERE kind = ?1 AND key = ?2",
            params![kind.name(), key],
            |row| row.get(0),
        );
        Ok(found.optional()?)
    }

    fn put(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<(), StoreError> {
        let text = "INSERT INTO kept VALUES (?1, ?2, ?3) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value";
        self.connection.execute(text, params![kind.name(), key, value])?;
        Ok(())
    }

    fn put_new(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<bool, StoreError> {
        let text = "INSERT INTO kept VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        Ok(self.connection.execute(text, params![kind.name(), key, value])? == 1)
    }

    fn take(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let taken = self.connection.query_row(
            "DELETE FROM kept WHERE kind = ?1 AND key = ?2 RETURNING value",
            params![kind.name(), key],
            |row| row.get(0),
        );
        Ok(taken.optional()?)
    }

    fn all(&mut self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let mut asking =
            self.connection.prepare("SELECT key, value FROM kept WHERE kind = ?1 ORDER BY key")?;
        let rows = asking.query_map([kind.name()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn note(&mut self, who: &str, seen: &Seen) -> Result<(), StoreError> {
        let text = "INSERT INTO seen (who, at, what) VALUES (?1, ?2, ?3)";
        self.connection.execute(text, params![who, seen.at, seen.what])?;
        Ok(())
    }

    fn noted(&mut self, who: &str, most: u32) -> Result<Vec<Seen>, StoreError> {
        let text = "SELECT at, what FROM seen WHERE who = ?1 ORDER BY n DESC LIMIT ?2";
        let mut asking = self.connection.prepare(text)?;
        let rows =
            asking.query_map(params![who, most], |row| Ok(Seen { at: row.get(0)?, what: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
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

impl InPostgres {
    fn execute(&mut self, text: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, StoreError> {
        self.link.with(|client| Ok(client.execute(text, values)?))
    }
}

impl Shelf for InPostgres {
    fn get(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT value FROM kept WHERE kind = $1 AND key = $2";
            let row = client.query_opt(text, &[&kind.name(), &key])?;
            Ok(row.map(|row| row.try_get(0)).transpose()?)
        })
    }

    fn put(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<(), StoreError> {
        let text = "INSERT INTO kept VALUES ($1, $2, $3) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value";
        self.execute(text, &[&kind.name(), &key, &value]).map(drop)
    }

    fn put_new(&mut self, kind: Kind, key: &str, value: &[u8]) -> Result<bool, StoreError> {
        let text = "INSERT INTO kept VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        Ok(self.execute(text, &[&kind.name(), &key, &value])? == 1)
    }

    fn take(&mut self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.link.with(|client| {
            let text = "DELETE FROM kept WHERE kind = $1 AND key = $2 RETURNING value";
            let row = client.query_opt(text, &[&kind.name(), &key])?;
            Ok(row.map(|row| row.try_get(0)).transpose()?)
        })
    }

    fn all(&mut self, kind: Kind) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT key, value FROM kept WHERE kind = $1 ORDER BY key COLLATE \"C\"";
            let rows = client.query(text, &[&kind.name()])?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
        })
    }

    fn note(&mut self, who: &str, seen: &Seen) -> Result<(), StoreError> {
        let text = "INSERT INTO seen (who, at, what) VALUES ($1, $2, $3)";
        self.execute(text, &[&who, &seen.at, &seen.what]).map(drop)
    }

    fn noted(&mut self, who: &str, most: u32) -> Result<Vec<Seen>, StoreError> {
        self.link.read(|client| {
            let text = "SELECT at, what FROM seen WHERE who = $1 ORDER BY n DESC LIMIT $2";
            let rows = client.query(text, &[&who, &i64::from(most)])?;
            rows.iter().map(|row| Ok(Seen { at: row.try_get(0)?, what: row.try_get(1)? })).collect()
        })
    }
}
