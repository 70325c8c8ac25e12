//! A mission: its folder, its record, and what the record comes to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hudna_core::diagnostic::Severity;
use hudna_core::ledger::act::{Act, Both, Scope};
use hudna_core::ledger::filed::{Contents, Filed};
use hudna_core::ledger::id::{MissionId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::time::Instant;

use super::{Actor, new_key};
use super::derive::Derived;
use super::ledger::{Ledger, Receipt, Refused, Submission};
use crate::desk::{self, Done, Request, TakenIn, Watch};
use crate::seal::{epoch, random};
use crate::store::folder::{self, Folder, RECORD, Settings};
use crate::trouble::Trouble;

/// The layout of a mission's folder.
const FORMAT: u32 = 1;
/// The key that signs heads.
pub(super) const LOG_KEY: &str = "log.key";
/// The host's `age` identity.
const HOST: &str = "host.age";

/// What a new mission begins with.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The agreement's file.
    pub agreement: PathBuf,
    /// `record.sqlite`, or the address of a PostgreSQL database; `None`: SQLite.
    pub database: Option<String>,
    /// `age` recipients for whom the keys of sealed classes are wrapped, beside the host.
    pub recipients: Vec<String>,
    /// Roles that the founder holds beside `operator`.
    pub roles: Vec<String>,
    /// The address of an RFC 3161 timestamp authority.
    pub timestamps: Option<String>,
}

/// A mission, open for writing.
#[derive(Debug)]
pub struct Mission {
    /// Its folder.
    pub folder: Folder,
    /// Its record.
    pub ledger: Ledger,
    derived: Derived,
}

impl Mission {
    /// Founds a mission in `path`: all of it appears, or nothing.
    ///
    /// # Errors
    /// `folder-taken`, `role-unknown`, `recipient-malformed`, an agreement with errors (`agreement-faulty`), a database that
    /// cannot be made.
    pub fn found(path: &Path, founding: &Founding, now: Instant) -> Result<Self, Trouble> {
        let read = desk::read_agreement(&founding.agreement)?;
        let errors = read.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        let agreement = read.agreement.ok_or_else(|| {
            Trouble::new("record", "agreement-faulty")
                .with("path", founding.agreement.display().to_string())
                .with("count", errors.to_string())
        })?;
        let files = desk::agreement_files(&founding.agreement)?;
        folder::is_free(path)?;
        let id = MissionId::of(random()?);
        let settings = Settings {
            format: FORMAT,
            mission: id.clone(),
            database: founding.database.clone().unwrap_or_else(|| RECORD.to_owned()),
            timestamps: founding.timestamps.clone(),
        };
        let made = folder::Making::beside(path)?;
        let here = Folder::create(&made.path(), settings)?;
        let log = new_key()?;
        folder::write_key(&here.key_path(LOG_KEY), &log)?;
        let (identity, recipient) = epoch::new_identity();
        here.put_secret(HOST, &identity)?;
        let user = UserId::of(random()?);
        let key = new_key()?;
        folder::write_key(&here.key_path(&format!("{user}.key")), &key)?;
        let actor = Actor { mission: id.clone(), user: user.clone(), key };

        let mut ledger = Ledger::open(here.create_database()?, id.clone(), log.clone(), identity)?;
        let vkey = VerifierKey::new(&id.0, KeyKind::Log, log.verifying_key())
            .map_err(|why| Trouble::new("record", why.code()))?;
        let title = |text: &Arc<str>| (!text.is_empty()).then(|| text.clone());
        let founded = Act::MissionFounded {
            key: PublicKey::from(&actor.key.verifying_key()),
            log: vkey.to_string().into(),
            title: Both { ar: title(&agreement.title.ar), en: title(&agreement.title.en) },
            zone_time: agreement.zone_name.clone(),
        };
        let mut begin = vec![actor.submission(Filed::plain(founded), now)?];
        for role in &founding.roles {
            let given = Act::RoleGiven { role: role.as_str().into(), scope: Scope::Mission, user: user.clone() };
            begin.push(actor.submission(Filed::plain(given), now)?);
        }
        let mut recipients = vec![recipient];
        recipients.extend(founding.recipients.iter().cloned());
        for class in Class::SEALED {
            begin.push(opened(&actor, *class, 1, &recipients, now)?);
        }
        all(ledger.submit(begin, now))?;
        let parts: Contents = files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes)).collect();
        let proposed = Filed { act: Act::AgreementProposed { version: agreement.version }, parts };
        all(ledger.submit(vec![actor.submission(proposed, now)?], now))?;
        drop((ledger, here));
        made.appear(path)?;
        Self::open(path)
    }

    /// Opens a mission for writing.
    ///
    /// # Errors
    /// `mission-not-here`, `mission-in-use`, `key-missing`, and as [`Ledger::open`].
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let folder = Folder::open(path)?;
        let log = folder.signing_key(LOG_KEY)?;
        let identity = folder.secret(HOST)?;
        let ledger = Ledger::open(folder.database()?, folder.settings.mission.clone(), log, identity)?;
        Ok(Self { folder, ledger, derived: Derived::default() })
    }

    /// Who signs here: by the key in `file`, else the one user whose key lies in the folder.
    ///
    /// # Errors
    /// `key-missing`, `key-unreadable`, `user-unknown` where no user of the record has that key, `users-several`.
    pub fn actor(&self, file: Option<&Path>) -> Result<Actor, Trouble> {
        let mission = self.ledger.mission().clone();
        let users = &self.ledger.standing().users;
        if let Some(file) = file {
            let key = folder::read_key(file)?;
            let public = PublicKey::from(&key.verifying_key());
            let user = users.iter().find(|(_, user)| user.key == public).map(|(id, _)| id.clone());
            let user =
                user.ok_or_else(|| Trouble::new("record", "user-unknown").with("user", public.to_string()))?;
            return Ok(Actor { mission, user, key });
        }
        match self.folder.users().as_slice() {
            [user] => {
                let key = self.folder.signing_key(&format!("{user}.key"))?;
                Ok(Actor { mission, user: user.clone(), key })
            }
            [] => Err(Trouble::new("record", "key-missing")
                .with("path", self.folder.key_path("U-….key").display().to_string())),
            several => Err(Trouble::new("record", "users-several").with("count", several.len().to_string())),
        }
    }

    /// A secret of the host that never leaves it: from the key that signs heads.
    pub(super) fn secret(&self) -> [u8; 32] {
        self.ledger.secret()
    }

    /// What the record comes to now.
    ///
    /// # Errors
    /// As [`Derived::follow`].
    pub fn derived(&mut self) -> Result<&Derived, Trouble> {
        self.derived.follow(&mut self.ledger)?;
        Ok(&self.derived)
    }

    /// Appends what may stand of `submissions`, in one commit.
    pub fn submit(&mut self, submissions: Vec<Submission>, now: Instant) -> Vec<Result<Receipt, Refused>> {
        self.ledger.submit(submissions, now)
    }

    /// The record beside this writer, for reading alone.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn reading(&self) -> Result<Ledger, Trouble> {
        let (log, identity) = (self.folder.signing_key(LOG_KEY)?, self.folder.secret(HOST)?);
        Ledger::open(self.folder.reading()?, self.ledger.mission().clone(), log, identity)
    }

    /// Does one act.
    ///
    /// # Errors
    /// Why it may not stand, or was not kept.
    pub fn act(&mut self, actor: &Actor, filed: Filed, now: Instant) -> Result<Receipt, Trouble> {
        let submission = actor.submission(filed, now)?;
        Ok(all(self.ledger.submit(vec![submission], now))?.remove(0))
    }

    /// The main job over the record as it stands: documents.
    ///
    /// # Errors
    /// As [`Self::derived`]; a text that cannot be read; documents that cannot be made.
    pub fn assess(&mut self, request: &Request, watch: &dyn Watch) -> Result<Done, Trouble> {
        let derived = self.derived()?;
        let agreement = derived.agreement()?;
        let replay = &derived.replay;
        let registers = replay.registers().map_err(|why| Trouble::new("record", why.code()))?;
        let (read, set_aside) = replay.lines;
        let taken = TakenIn {
            reports: replay.reports.iter().map(|standing| standing.report.clone()).collect(),
            registers,
            set_aside: derived.set_aside.clone(),
            read: usize::try_from(read).unwrap_or(usize::MAX),
            reports_set_aside: usize::try_from(set_aside).unwrap_or(usize::MAX),
            notes: Vec::new(),
        };
        desk::assess_taken(&agreement, taken, None, request, watch)
    }
}

/// Every answer, or the first refusal.
pub(super) fn all(answers: Vec<Result<Receipt, Refused>>) -> Result<Vec<Receipt>, Trouble> {
    answers.into_iter().map(|answer| answer.map_err(Trouble::from)).collect()
}

/// The act by which a class is sealed under a new key from here on.
///
/// # Errors
/// `recipient-malformed`, `no-randomness`.
pub fn opened(
    actor: &Actor,
    class: Class,
    number: u32,
    recipients: &[String],
    now: Instant,
) -> Result<Submission, Trouble> {
    let (_, wrapped) = epoch::begin(class, number, recipients)
        .map_err(|why| Trouble::new("record", why.code()).with("detail", why.to_string()))?;
    let act = Act::EpochOpened {
        class,
        epoch: number,
        recipients: recipients.iter().map(|r| r.as_str().into()).collect(),
        wrapped: Digest::of(&wrapped),
    };
    let mut submission = actor.submission(Filed::plain(act), now)?;
    submission.wrapped = Some(wrapped);
    Ok(submission)
}
