//! A mission of one's own for each test, on each backend that is here.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;
use hudna_desk::desk::{Request, Stage, Watch};
use hudna_desk::record::{Actor, Founding, Mission, new_key};
use hudna_desk::seal::random;
use tempfile::TempDir;

/// 1 April 2026, 08:00 UTC.
pub(crate) const MORNING: i64 = 1_775_030_400_000_000;

static CLOCK: AtomicI64 = AtomicI64::new(MORNING);

/// A clock that moves a second at each look.
pub(crate) fn clock() -> Instant {
    Instant(CLOCK.fetch_add(1_000_000, Ordering::SeqCst))
}

pub(crate) struct Silent;

impl Watch for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn done(&self, _: usize) {}
}

/// A folder with a mission in it.
pub(crate) struct House {
    folder: TempDir,
    /// The address of PostgreSQL; `None`: SQLite.
    pub(crate) database: Option<String>,
}

impl House {
    /// The databases that are here: SQLite always, PostgreSQL where `HUDNA_POSTGRES` names one.
    pub(crate) fn each(test: &str) -> Vec<Self> {
        let postgres = std::env::var("HUDNA_POSTGRES").ok();
        if postgres.is_none() {
            skipped(&format!(
                "{test} on PostgreSQL: no HUDNA_POSTGRES (`.ci/postgres cargo xtask test` starts one)"
            ));
        }
        [None].into_iter().chain(postgres.map(Some)).map(Self::on).collect()
    }

    /// On SQLite alone.
    pub(crate) fn sqlite() -> Self {
        Self::on(None)
    }

    /// On PostgreSQL alone, where it is here.
    pub(crate) fn postgres(test: &str) -> Option<Self> {
        Self::each(test).into_iter().find(|house| !house.is_sqlite())
    }

    /// The same with the database at another address.
    pub(crate) fn at(self, address: &str) -> Self {
        Self { database: Some(address.to_owned()), ..self }
    }

    fn on(database: Option<String>) -> Self {
        Self { folder: TempDir::new().expect("a folder"), database }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.database.is_none()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("mission")
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Founds the Marsa mission.
    pub(crate) fn marsa(&self) -> Mission {
        self.founded(Vec::new())
    }

    pub(crate) fn founded(&self, recipients: Vec<String>) -> Mission {
        let founding = Founding {
            agreement: marsa().join("marsa.md"),
            database: self.database.clone(),
            recipients,
            roles: ["duty_officer", "verifier", "secretary"].map(str::to_owned).to_vec(),
            talks: false,
            timestamps: None,
        };
        Mission::found(&self.path(), &founding, clock()).expect("a mission is founded")
    }
}

#[expect(clippy::print_stderr, reason = "a skip is said aloud")]
pub(crate) fn skipped(what: &str) {
    eprintln!("skipped: {what}");
}

pub(crate) fn marsa() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marsa")
}

/// Every report and register of the Marsa example.
pub(crate) fn material() -> Request {
    let files = |folder: &str, endings: &[&str]| {
        let inside = std::fs::read_dir(marsa().join(folder)).expect("the example is here");
        let mut files: Vec<PathBuf> = inside
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|e| endings.iter().any(|x| e == *x)))
            .collect();
        files.sort();
        files
    };
    Request {
        reports: files("reports", &["csv", "geojson"]),
        registers: files("registers", &["csv"]),
        mapping: Some(marsa().join("reports/logbook.mapping.toml")),
        as_of: Some("2026-04-10T00:00".parse().expect("a time")),
        ..Request::default()
    }
}

/// One file of reports.
pub(crate) fn reports(name: &str) -> Request {
    Request { reports: vec![marsa().join("reports").join(name)], ..Request::default() }
}

/// Takes `request` in, as the founder.
pub(crate) fn take_in(mission: &mut Mission, request: &Request) -> (usize, usize) {
    let founder = mission.actor(None).expect("the founder's key is here");
    let taken = mission.take_in(request, &founder, &clock, &Silent).expect("the files are taken in");
    (taken.iter().map(|t| t.added).sum(), taken.iter().map(|t| t.again).sum())
}

/// Somebody new with `roles`, acting for `party`.
pub(crate) fn somebody(mission: &mut Mission, roles: &[&str], party: Option<&str>) -> Actor {
    let founder = mission.actor(None).expect("the founder's key is here");
    let key = new_key().expect("random bytes");
    let user = UserId::of(random().expect("random bytes"));
    let added = Act::UserAdded {
        key: PublicKey::from(&key.verifying_key()),
        party: party.map(Into::into),
        user: user.clone(),
    };
    let named = Filed::plain(added).with("name", Class::Source, b"an invented person".to_vec());
    mission.act(&founder, named, clock()).expect("a user is added");
    for role in roles {
        let given = Act::RoleGiven { role: (*role).into(), scope: Scope::Mission, user: user.clone() };
        mission.act(&founder, Filed::plain(given), clock()).expect("a role is given");
    }
    Actor { mission: mission.ledger.mission().clone(), user, key }
}
