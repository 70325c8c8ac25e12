//! What lies in a mission's folder: which mission it is, where its database is, the host's keys, the lock.
//!
//! | file | holds |
//! |---|---|
//! | `mission.toml` | the mission's id and its database |
//! | `record.sqlite` | the record, unless `database` names PostgreSQL |
//! | `keys/log.key` | the key that signs heads: 32 bytes, base 64 |
//! | `keys/host.age` | the host's `age` identity: it opens what is sealed, for deriving |
//! | `keys/U-….key` | signing keys of users of this machine, such as the founder |
//! | `powers.cedar` | who may do what: policies that the operator changes; where there are none, those of the program hold |
//! | `record.lock` | held by whoever writes |
//! | `acts.sent` | ids of acts of the terminal whose answer was not heard, while there are any |
//!
//! The folder `keys` is readable by its owner alone. Who copies the rest holds nothing that opens a sealed part.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use ed25519_dalek::SigningKey;
use hudna_core::ledger::id::{MissionId, UserId};
use serde::{Deserialize, Serialize};

use super::backend::{Backend, StoreError};
use super::files::{DiskError, make_folders, read_bytes, read_text};
use super::postgres::Postgres;
use super::sqlite::Sqlite;
use crate::trouble::Trouble;

/// Where SQLite keeps the record within the folder.
pub const RECORD: &str = "record.sqlite";
const MISSION: &str = "mission.toml";
const KEYS: &str = "keys";
const LOCK: &str = "record.lock";
/// How the names of folders begin in which a mission is made.
const BEGUN: &str = ".hudna-";
/// Where in it.
const MADE: &str = "mission";
const SENT: &str = "acts.sent";
/// The file of the mission's policies.
pub const POWERS: &str = "powers.cedar";

/// What `mission.toml` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Layout of the folder.
    pub format: u32,
    /// The mission's id.
    pub mission: MissionId,
    /// `record.sqlite`, or the address of a PostgreSQL database.
    pub database: String,
    /// Address of an RFC 3161 timestamp authority; none: attachments carry no timestamp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamps: Option<String>,
    /// Code of the language in which documents are made where nobody asks for another: `ar`, `en`, or one that the mission adds; none:
    /// the reader's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents_in: Option<String>,
    /// How long each stage of a finding may take.
    #[serde(default, skip_serializing_if = "Clocks::are_none")]
    pub clocks: Clocks,
}

/// How long each stage of a finding may take, in whole hours, as the mission set it; a stage without is only measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clocks {
    /// From the last report, or from a task given, until what is lacking is found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify: Option<u16>,
    /// From the last report until somebody assesses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assess: Option<u16>,
    /// From the assessment until the party replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<u16>,
    /// From the reply, or the assessment where nobody has to reply, until somebody reviews it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<u16>,
    /// From the review until the commission rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<u16>,
}

impl Clocks {
    /// Whether the mission set none.
    fn are_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Settings {
    /// Whether what they name can be used: a database that is known, the address of an authority as HTTP has it.
    ///
    /// # Errors
    /// `database-unsupported`, `timestamps-malformed`.
    pub fn check(&self) -> Result<(), Trouble> {
        self.check_database()?;
        match &self.timestamps {
            Some(address) if !is_web_address(address) => {
                Err(Trouble::new("record", "timestamps-malformed").with("address", address))
            }
            _ => Ok(()),
        }
    }

    /// Whether the database that they name can be used. An authority that cannot be asked keeps no record from being read or
    /// added to.
    ///
    /// # Errors
    /// `database-unsupported`.
    fn check_database(&self) -> Result<(), Trouble> {
        // a password in an address is told nobody
        let scheme = self.database.split_once("://").map(|(scheme, _)| scheme);
        match scheme.filter(|_| !self.is_postgres()) {
            Some(scheme) => Err(Trouble::new("record", "database-unsupported").with("scheme", scheme)),
            None => Ok(()),
        }
    }

    /// Whether the record lies in PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.database.starts_with("postgres://") || self.database.starts_with("postgresql://")
    }
}

/// Whether `text` is the address of something that is asked over HTTP.
fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let (authority, _) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '[' | ']' | ':');
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}' | '|');
    !host.is_empty()
        && host.chars().all(sound)
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
        && rest.chars().all(plain)
}

/// A mission's folder, locked for writing.
#[derive(Debug)]
pub struct Folder {
    /// Its path.
    pub path: PathBuf,
    /// What it says of itself.
    pub settings: Settings,
    /// Held as long as this value lives.
    _lock: File,
}

impl Folder {
    /// Makes the folder of a new mission. It must be empty, or not be there.
    ///
    /// # Errors
    /// `folder-taken`, `folder-unwritable`, and as [`Settings::check`].
    pub fn create(path: &Path, settings: Settings) -> Result<Self, Trouble> {
        settings.check()?;
        is_free(path)?;
        let keys = path.join(KEYS);
        fs::create_dir_all(&keys).map_err(|why| DiskError::writing(path, &why))?;
        private(&keys);
        let lock = lock(path)?;
        let text = toml::to_string(&settings).map_err(|why| {
            Trouble::new("record", "settings-unreadable")
                .with("path", path.join(MISSION).display().to_string())
                .with("detail", why.to_string())
        })?;
        // an address may hold a password
        write_secret(&path.join(MISSION), &text)?;
        Ok(Self { path: path.to_path_buf(), settings, _lock: lock })
    }

    /// Opens the folder of a mission, for one writer at a time.
    ///
    /// # Errors
    /// `mission-not-here`, `settings-unreadable`, `mission-in-use`, `folder-unwritable`.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let settings = settings(path)?;
        let lock = lock(path)?;
        Ok(Self { path: path.to_path_buf(), settings, _lock: lock })
    }

    /// The mission's database, made anew.
    ///
    /// # Errors
    /// As the backend's.
    pub fn create_database(&self) -> Result<Box<dyn Backend>, StoreError> {
        Ok(if self.settings.is_postgres() {
            Box::new(Postgres::create(&self.settings.database, &self.settings.mission)?)
        } else {
            let made = Sqlite::create(&self.path.join(&self.settings.database))?;
            sync_folder(&self.path).map_err(|why| StoreError::new("database-failed", why))?;
            Box::new(made)
        })
    }

    /// The mission's database.
    ///
    /// # Errors
    /// As the backend's.
    pub fn database(&self) -> Result<Box<dyn Backend>, StoreError> {
        Ok(if self.settings.is_postgres() {
            Box::new(Postgres::open(&self.settings.database, &self.settings.mission)?)
        } else {
            Box::new(Sqlite::open(&self.path.join(&self.settings.database))?)
        })
    }

    /// Where a key of that name lies.
    pub fn key_path(&self, name: &str) -> PathBuf {
        self.path.join(KEYS).join(name)
    }

    /// Takes the host's keys over from another mission's folder, or from a folder of keys.
    ///
    /// # Errors
    /// `host-key-missing` where there are none; `folder-unwritable`.
    pub fn copy_keys(&self, from: &Path) -> Result<(), Trouble> {
        let from = keys_in(from);
        let missing = || Trouble::new("record", "host-key-missing").with("path", from.display().to_string());
        let mut any = false;
        for entry in fs::read_dir(&from).map_err(|_| missing())?.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && (name.ends_with(".key") || name.ends_with(".age")) {
                let text = read_text(&entry.path())?.text;
                write_secret(&self.path.join(KEYS).join(name), text.trim())?;
                any = true;
            }
        }
        if !any {
            return Err(missing());
        }
        Ok(sync_folder(&self.path.join(KEYS))?)
    }

    /// Keeps a secret of the host under `name`, readable by the owner alone.
    ///
    /// # Errors
    /// `folder-unwritable`.
    pub fn put_secret(&self, name: &str, text: &str) -> Result<(), DiskError> {
        write_secret(&self.path.join(KEYS).join(name), text)
    }

    /// Writes the mission's policies, where it has none yet.
    ///
    /// # Errors
    /// `file-taken` where it has some; `folder-unwritable`.
    pub fn put_powers(&self, text: &str) -> Result<(), DiskError> {
        write_secret(&self.path.join(POWERS), text.trim_end())
    }

    /// Where acts are noted of which it was not heard whether they stand.
    pub fn sent_path(&self) -> PathBuf {
        self.path.join(SENT)
    }

    /// What is noted there; `None`: nothing.
    ///
    /// # Errors
    /// `file-unreadable`, `file-not-text`.
    pub fn sent(&self) -> Result<Option<String>, DiskError> {
        match read_text(&self.sent_path()) {
            Ok(text) => Ok(Some(text.text)),
            Err(why) if why.code == "file-not-found" => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Notes `text` there, durably, in the place of what was noted; `None`: nothing is open any more.
    ///
    /// # Errors
    /// `folder-unwritable`.
    pub fn keep_sent(&self, text: Option<&String>) -> Result<(), DiskError> {
        use std::io::Write as _;
        let path = self.sent_path();
        let failed = |why: &std::io::Error| DiskError::writing(&path, why);
        let Some(text) = text else {
            return match fs::remove_file(&path) {
                Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(failed(&why)),
                _ => Ok(()),
            };
        };
        let mut file = tempfile::NamedTempFile::new_in(&self.path).map_err(|why| failed(&why))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(|why| failed(&why))?;
        file.persist(&path).map_err(|why| failed(&why.error))?;
        sync_folder(&self.path)
    }

    /// The signing key kept as `name`.
    ///
    /// # Errors
    /// `key-missing`, `key-unreadable`.
    pub fn signing_key(&self, name: &str) -> Result<SigningKey, Trouble> {
        read_key(&self.path.join(KEYS).join(name))
    }

    /// Keys here that others of this machine can read: whoever has them signs in others' names, or opens what is sealed.
    pub fn bared_keys(&self) -> Vec<PathBuf> {
        bared(&self.path.join(KEYS))
    }

    /// The users whose signing keys lie here.
    pub fn users(&self) -> Vec<UserId> {
        let inside = fs::read_dir(self.path.join(KEYS)).into_iter().flatten();
        let mut users: Vec<UserId> = inside
            .filter_map(|e| e.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".key").map(UserId::from))
            .filter(UserId::is_well_formed)
            .collect();
        users.sort();
        users
    }
}

/// The folder of keys that `from` names: that of a mission's folder, else itself.
pub fn keys_in(from: &Path) -> PathBuf {
    if from.join(KEYS).is_dir() { from.join(KEYS) } else { from.to_path_buf() }
}

/// Whether a mission may be made at `path`: nothing is there, or an empty folder.
///
/// # Errors
/// `folder-taken`.
pub fn is_free(path: &Path) -> Result<(), Trouble> {
    let empty = path.is_dir() && fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if path.exists() && !empty {
        return Err(Trouble::new("record", "folder-taken").with("path", path.display().to_string()));
    }
    Ok(())
}

/// Takes away what foundings beside `path` left that were cut short: their folders, and the schemas that these name. Nobody was told that
/// such a mission stands. One that is being made just now is locked, and left alone.
///
/// What cannot be taken away is told: `database-left-behind`, `folder-left-behind`.
pub fn sweep(path: &Path) -> Vec<Trouble> {
    let inside = fs::read_dir(parent(path)).into_iter().flatten().flatten();
    let begun = inside.filter(|entry| entry.file_name().to_string_lossy().starts_with(BEGUN));
    begun.filter_map(|entry| swept(&entry.path()).err()).collect()
}

fn swept(begun: &Path) -> Result<(), Trouble> {
    let made = begun.join(MADE);
    // without settings there is no database yet; who makes the folder may be about to write them
    if !made.join(MISSION).exists() {
        return Ok(());
    }
    let Ok(folder) = Folder::open(&made) else { return Ok(()) };
    if folder.settings.is_postgres()
        && let Err(why) = Postgres::discard(&folder.settings.database, &folder.settings.mission)
    {
        return Err(left_behind(&folder.settings, "founding-cut-short", &why));
    }
    let failed = |_| Trouble::new("record", "folder-left-behind").with("path", begun.display().to_string());
    fs::remove_dir_all(begun).map_err(failed)
}

/// A folder while it is made: beside its place, gone again unless it appears.
#[derive(Debug)]
pub struct Making(tempfile::TempDir);

impl Making {
    /// Beside `path`.
    ///
    /// # Errors
    /// `folder-unwritable`.
    pub fn beside(path: &Path) -> Result<Self, DiskError> {
        let parent = parent(path);
        make_folders(parent).map_err(|why| DiskError::writing(path, &why))?;
        let made = tempfile::Builder::new().prefix(BEGUN).tempdir_in(parent);
        made.map(Self).map_err(|why| DiskError::writing(path, &why))
    }
    /// Where it is made.
    pub fn path(&self) -> PathBuf {
        self.0.path().join(MADE)
    }
    /// Puts it in its place, durably.
    ///
    /// # Errors
    /// `folder-unwritable`, with nothing there.
    pub fn appear(self, path: &Path) -> Result<(), DiskError> {
        let failed = |why: &std::io::Error| DiskError::writing(path, why);
        sync_folder(&self.path())?;
        // an empty folder may stand there: a rename puts it aside
        fs::rename(self.path(), path).map_err(|why| failed(&why))?;
        sync_folder(parent(path))
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a key of the mission at `path` lies.
pub fn key_path(path: &Path, name: &str) -> PathBuf {
    path.join(KEYS).join(name)
}

/// A secret of the host of the mission at `path`.
///
/// # Errors
/// `host-key-missing`.
pub fn host_secret(path: &Path, name: &str) -> Result<String, Trouble> {
    read_secret(&key_path(path, name)).map_err(of_host)
}

/// A signing key of the host of the mission at `path`.
///
/// # Errors
/// `host-key-missing`, `key-unreadable`.
pub fn host_key(path: &Path, name: &str) -> Result<SigningKey, Trouble> {
    read_key(&key_path(path, name)).map_err(of_host)
}

/// The host's own keys are put back, not named.
fn of_host(why: Trouble) -> Trouble {
    if why.code == "key-missing" { Trouble { code: "host-key-missing", ..why } } else { why }
}

/// A secret kept as text in a file of its own.
///
/// # Errors
/// `key-missing`.
pub fn read_secret(file: &Path) -> Result<String, Trouble> {
    let text = read_text(file)
        .map_err(|_| Trouble::new("record", "key-missing").with("path", file.display().to_string()))?;
    Ok(text.text.trim().to_owned())
}

/// The database of the mission at `path`, for reading alone, whoever writes.
///
/// # Errors
/// As the backend's.
pub fn reading(path: &Path, settings: &Settings) -> Result<Box<dyn Backend>, StoreError> {
    Ok(if settings.is_postgres() {
        Box::new(Postgres::open_reading(&settings.database, &settings.mission)?)
    } else {
        Box::new(Sqlite::open_reading(&path.join(&settings.database))?)
    })
}

/// Takes away the database that was made for a mission that did not appear, because of `why`. What lay in the folder is gone with
/// the folder.
///
/// Returns `why`, or `database-left-behind` with the schema's name where it cannot be taken away.
pub fn discard_database(settings: &Settings, why: Trouble) -> Trouble {
    if !settings.is_postgres() {
        return why;
    }
    match Postgres::discard(&settings.database, &settings.mission) {
        Ok(()) => why,
        Err(left) => left_behind(settings, why.code, &left),
    }
}

fn left_behind(settings: &Settings, because: &str, left: &StoreError) -> Trouble {
    let schema = super::link::schema(&settings.mission).unwrap_or_default();
    Trouble::new("record", "database-left-behind")
        .with("schema", schema)
        .with("because", because)
        .with("detail", left.to_string())
}

/// What the folder at `path` says of itself.
///
/// # Errors
/// `mission-not-here`, `settings-unreadable`, and as [`Settings::check`].
pub fn settings(path: &Path) -> Result<Settings, Trouble> {
    let file = path.join(MISSION);
    let text = read_text(&file)
        .map_err(|_| Trouble::new("record", "mission-not-here").with("detail", path.display().to_string()))?;
    let settings: Settings = toml::from_str(&text.text).map_err(|why| {
        Trouble::new("record", "settings-unreadable")
            .with("path", file.display().to_string())
            .with("detail", why.message())
    })?;
    settings.check_database()?;
    Ok(settings)
}

/// The text of the policies of the mission at `path`; `None` where it has none of its own.
///
/// # Errors
/// `file-unreadable`, `file-not-text`.
pub fn powers(path: &Path) -> Result<Option<String>, DiskError> {
    match read_text(&path.join(POWERS)) {
        Ok(text) => Ok(Some(text.text)),
        Err(why) if why.code == "file-not-found" => Ok(None),
        Err(why) => Err(why),
    }
}

/// A file of a key: 32 bytes in base 64.
///
/// # Errors
/// `folder-unwritable`.
pub fn write_key(path: &Path, key: &SigningKey) -> Result<(), DiskError> {
    write_secret(path, &BASE64.encode(&key.to_bytes()))
}

/// Reads a signing key.
///
/// # Errors
/// `key-missing`, `key-unreadable`.
pub fn read_key(path: &Path) -> Result<SigningKey, Trouble> {
    let trouble = |code| Trouble::new("record", code).with("path", path.display().to_string());
    let bytes = read_bytes(path, 4_096).map_err(|_| trouble("key-missing"))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| trouble("key-unreadable"))?;
    let bytes = BASE64.decode(text.trim().as_bytes()).map_err(|_| trouble("key-unreadable"))?;
    let seed: [u8; 32] = bytes.try_into().map_err(|_| trouble("key-unreadable"))?;
    Ok(SigningKey::from_bytes(&seed))
}

/// Writes a new file that its owner alone may read.
///
/// # Errors
/// `folder-unwritable`; `file-taken` where something stands there.
pub fn write_secret(path: &Path, text: &str) -> Result<(), DiskError> {
    use std::io::Write as _;
    let mut file =
        tempfile::NamedTempFile::new_in(parent(path)).map_err(|why| DiskError::writing(path, &why))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.as_file().sync_all())
        .map_err(|why| DiskError::writing(path, &why))?;
    // a temporary file is its owner's alone, and stays so
    file.persist_noclobber(path).map_err(|why| DiskError::new_file(path, &why.error))?;
    // a key whose name the power took away is a key lost
    sync_folder(parent(path))
}

fn lock(path: &Path) -> Result<File, Trouble> {
    let file = path.join(LOCK);
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&file)
        .map_err(|why| DiskError::writing(path, &why))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            Err(Trouble::new("record", "mission-in-use").with("detail", path.display().to_string()))
        }
        Err(TryLockError::Error(why)) => Err(DiskError::writing(path, &why).into()),
    }
}

/// A name is durable when its folder is.
///
/// # Errors
/// `folder-unwritable`.
pub fn sync_folder(path: &Path) -> Result<(), DiskError> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(|why| DiskError::writing(path, &why))
}

/// Files of keys in `folder` that others can read.
#[cfg(unix)]
fn bared(folder: &Path) -> Vec<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).map_or(0, |about| about.permissions().mode());
    // who may not enter the folder reads nothing in it
    let entered = mode(folder);
    let open = |file: &Path| {
        let mode = mode(file);
        (mode & 0o040 != 0 && entered & 0o010 != 0) || (mode & 0o004 != 0 && entered & 0o001 != 0)
    };
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut bared: Vec<PathBuf> = inside.filter(|file| file.is_file() && open(file)).collect();
    bared.sort();
    bared
}

#[cfg(not(unix))]
fn bared(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}

fn private(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        drop(fs::set_permissions(folder, fs::Permissions::from_mode(0o700)));
    }
}
