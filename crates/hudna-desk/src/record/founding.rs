//! How a mission begins: its folder, its keys, its database and the first acts of its record, all of it or nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use hudna_core::agreement::Agreement;
use hudna_core::diagnostic::Severity;
use hudna_core::ledger::act::{Act, Both, Scope};
use hudna_core::ledger::filed::{Contents, Filed};
use hudna_core::ledger::id::{MissionId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;

use super::at_table;
use super::ledger::Ledger;
use super::mission::{HOST, LOG_KEY, Mission, all, opened};
use super::{Actor, new_key};
use crate::desk::{self, AgreementFiles};
use crate::powers;
use crate::seal::{epoch, random};
use crate::store::folder::{self, Clocks, Folder, RECORD, Settings};
use crate::trouble::Trouble;

/// The layout of a mission's folder.
const FORMAT: u32 = 1;
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
    /// The text is under negotiation: it is put as the first version of a draft, and nothing is in force.
    pub talks: bool,
    /// The address of an RFC 3161 timestamp authority.
    pub timestamps: Option<String>,
}

impl Mission {
    /// Founds a mission in `path`: all of it appears, or nothing.
    ///
    /// # Errors
    /// `folder-taken`, `role-unknown`, `recipient-malformed`, an agreement with errors (`agreement-faulty`), of a text under negotiation
    /// what is wrong with its brackets, a database that cannot be made; as [`Settings::check`].
    pub fn found(path: &Path, founding: &Founding, now: Instant) -> Result<Self, Trouble> {
        let read = desk::read_agreement(&founding.agreement)?;
        let errors = read.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        let agreement = read.agreement.ok_or_else(|| {
            Trouble::new("record", "agreement-faulty")
                .with("path", founding.agreement.display().to_string())
                .with("count", errors.to_string())
        })?;
        let files = desk::agreement_files(&founding.agreement)?;
        if founding.talks {
            at_table::is_draft(&agreement.id, (*agreement.source).clone(), &agreement)?;
        }
        folder::is_free(path)?;
        let id = MissionId::of(random()?);
        let settings = Settings {
            clocks: Clocks::default(),
            format: FORMAT,
            mission: id.clone(),
            database: founding.database.clone().unwrap_or_else(|| RECORD.to_owned()),
            timestamps: founding.timestamps.clone(),
            documents_in: None,
        };
        settings.check()?;
        let made = folder::Making::beside(path)?;
        let here = Folder::create(&made.path(), settings.clone())?;
        let log = new_key()?;
        folder::write_key(&here.key_path(LOG_KEY), &log)?;
        let (identity, recipient) = epoch::new_identity();
        here.put_secret(HOST, &identity)?;
        here.put_powers(powers::SHIPPED)?;
        let user = UserId::of(random()?);
        let key = new_key()?;
        folder::write_key(&here.key_path(&format!("{user}.key")), &key)?;
        let actor = Actor { mission: id.clone(), user: user.clone(), key };

        let database = here.create_database()?;
        let ledger = Ledger::open(database, id, log.clone(), identity);
        let begun = ledger
            .and_then(|ledger| begin(ledger, &actor, (&agreement, files), founding, (&log, recipient), now));
        // locked until it has appeared: nobody takes it for one that was cut short
        let appeared = begun.and_then(|()| Ok(made.appear(path)?));
        drop(here);
        appeared.map_err(|why| {
            // where the folder appeared all the same the mission stands
            if folder::is_free(path).is_ok() { folder::discard_database(&settings, why) } else { why }
        })?;
        Self::open(path)
    }
}

/// The acts with which a record begins.
fn begin(
    mut ledger: Ledger,
    actor: &Actor,
    (agreement, files): (&Agreement, AgreementFiles),
    founding: &Founding,
    (log, recipient): (&SigningKey, String),
    now: Instant,
) -> Result<(), Trouble> {
    let vkey = VerifierKey::new(&actor.mission.0, KeyKind::Log, log.verifying_key())
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
        let given =
            Act::RoleGiven { role: role.as_str().into(), scope: Scope::Mission, user: actor.user.clone() };
        begin.push(actor.submission(Filed::plain(given), now)?);
    }
    let mut recipients = vec![recipient];
    recipients.extend(founding.recipients.iter().cloned());
    for class in Class::SEALED {
        begin.push(opened(actor, *class, 1, &recipients, now)?);
    }
    all(ledger.submit(begin, now))?;
    let parts: Contents =
        files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes)).collect();
    let act = match founding.talks {
        true => Act::DraftPut { draft: agreement.id.clone(), version: 1 },
        false => Act::AgreementProposed { version: agreement.version },
    };
    let proposed = Filed { act, parts };
    all(ledger.submit(vec![actor.submission(proposed, now)?], now))?;
    Ok(())
}
