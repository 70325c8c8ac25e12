//! A mission: its folder, its record, and what the record comes to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use hudna_core::dialogue::table::text_of;
use hudna_core::incident::live::Live;
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::{Act, FindingRef, Seen};
use hudna_core::ledger::entry::{Body, Leaf};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PublicKey, UserId};
use hudna_core::ledger::part::{Class, Digest, PartRef};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::time::Instant;

use super::Actor;
use super::at_table;
use super::derive::Derived;
use super::effect::{self, There};
use super::ledger::{Asked, Ledger, Receipt, Refused, Submission};
use super::prepared::is_of;
use super::rows::{self, Rows, Weighed};
use super::submitted;
use crate::desk::{self, Done, Kept, Request, TakenIn, Watch};
use crate::document::{Format, table_paper};
use crate::seal::{RowKey, epoch};
use crate::store::backend::StoreError;
use crate::store::folder::{self, Folder};
use crate::trouble::Trouble;

/// The key that signs heads.
pub(super) const LOG_KEY: &str = "log.key";
/// The host's `age` identity.
pub(super) const HOST: &str = "host.age";

/// A mission, open for writing.
#[derive(Debug)]
pub struct Mission {
    /// Its folder.
    pub folder: Folder,
    /// Its record.
    pub ledger: Ledger,
    pub(super) derived: Derived,
    rows: RowKey,
}

impl Mission {
    /// Opens a mission for writing.
    ///
    /// # Errors
    /// `mission-not-here`, `mission-in-use`, `host-key-missing`, and as [`Ledger::open`].
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let folder = Folder::open(path)?;
        let (log, identity) = (folder::host_key(path, LOG_KEY)?, folder::host_secret(path, HOST)?);
        let rows = RowKey::of(&identity);
        let ledger = Ledger::open(folder.database()?, folder.settings.mission.clone(), log, identity)
            .map_err(|why| named(path, why))?;
        Ok(Self { folder, ledger, derived: Derived::default(), rows })
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

    /// Appends what may stand of `submissions`: in one commit, but that an act which names an incident as its actor saw it
    /// is held against the incident as it stands then.
    pub fn submit(&mut self, submissions: Vec<Submission>, now: Instant) -> Vec<Result<Receipt, Refused>> {
        let (mut answers, mut plain) = (Vec::with_capacity(submissions.len()), Vec::new());
        for submission in submissions {
            let body = turns(&submission);
            if body.is_none() && !effect::is_asked(&submission.body) {
                plain.push(Asked { submission, why: None, shown: true });
                continue;
            }
            // what came before it is there when it is asked whether it does anything
            answers.extend(self.ledger.submit_asked(std::mem::take(&mut plain), now));
            let may = body.map_or(Ok(()), |body| self.may_turn(&body, &submission, now));
            match may.and_then(|()| self.objection(&submission, None, now)) {
                Ok(why) => {
                    let asked = Asked { submission, why, shown: true };
                    answers.extend(self.ledger.submit_asked(vec![asked], now));
                }
                Err(why) => answers.push(Err(why)),
            }
        }
        answers.extend(self.ledger.submit_asked(plain, now));
        answers
    }

    /// Nothing that is in memory is trusted any more: it is all read again from the database before anything else is done.
    pub(super) fn recover(&mut self) {
        self.ledger.doubt();
        self.derived = Derived::default();
    }

    /// What is against an act that would do nothing. `there` is what those before it in its list
    /// leave there; else the record is asked.
    pub(super) fn objection(
        &mut self,
        submission: &Submission,
        there: Option<&There>,
        now: Instant,
    ) -> Result<Option<Refusal>, Refused> {
        if !effect::is_asked(&submission.body) {
            return Ok(None);
        }
        // what cannot be read is refused later
        let Ok(body) = Body::read(&submission.body) else { return Ok(None) };
        self.ledger.wake().map_err(Refused::untried)?;
        self.derived().map_err(Refused::untried)?;
        let there = there.cloned().unwrap_or_else(|| self.derived.there.clone());
        let part = |name: &str| submitted::content(&body, submission, name);
        let beside = effect::Beside {
            gazetteer: part("gazetteer"),
            count: super::consulted::Sent {
                votes: part("file"),
                result: part("result"),
                delegates: part("working"),
            },
            plan: part("plan"),
            text: text_of(&body, part),
            powers: self.ledger.standing(),
        };
        effect::objection(&mut self.derived, &there, &body, beside, now).map_err(Refused::untried)
    }

    /// Whether an act that turns on what the record comes to may stand: incidents are as they were seen and as the finding
    /// names them; a text to be adopted can be read; a drawing too.
    pub(super) fn may_turn(
        &mut self,
        body: &Body,
        submission: &Submission,
        now: Instant,
    ) -> Result<(), Refused> {
        self.ledger.wake().map_err(Refused::untried)?;
        // one that stands already is answered as such: what it did is no reason against it
        if !self
            .ledger
            .backend()
            .find(std::slice::from_ref(&body.id))
            .map_err(|why| Refused::untried(why.into()))?
            .is_empty()
        {
            return Ok(());
        }
        // nothing was sent yet
        let failed = Refused::untried;
        self.derived().map_err(failed)?;
        let seen = match &body.act {
            Act::AssessmentAccepted { seen, finding, .. }
            | Act::AssessmentReturned { seen, finding }
            | Act::ReviewMade { seen, finding, .. } => {
                let case = finding.subject.split('/').next().unwrap_or_default();
                if case.starts_with("INC-") && case != seen.incident.0 {
                    return Err(Refusal::new("seen-of-another").with("incident", &seen.incident.0).into());
                }
                self.is_in_case(&body.actor, finding, now)?;
                self.is_anothers(body, finding, &seen.incident, now)?;
                std::slice::from_ref(seen)
            }
            Act::RulingMade { by, against, abstained, finding, .. } => {
                by.iter()
                    .chain(against)
                    .chain(abstained)
                    .chain([&body.actor])
                    .try_for_each(|user| self.is_in_case(user, finding, now))?;
                return self.is_ruled(body, now);
            }
            Act::ReportsJoined { seen, .. }
            | Act::ReportsKeptApart { seen, .. }
            | Act::DecisionUndone { seen, .. } => seen,
            Act::AgreementAdopted { of, .. } => {
                let read = self.derived.proposed(of).map(desk::read_held);
                return match read.and_then(|read| read.agreement) {
                    Some(text) => at_table::is_checked(&text, None).map_err(Into::into),
                    None => Err(Refusal::new("agreement-unreadable").with("detail", of).into()),
                };
            }
            Act::AgreementProposed { version } => return submitted::text(body, submission, *version),
            Act::AreaDrawn { area, course_of, .. } => {
                let agreement = self.derived.agreement_at(now).map_err(failed)?;
                return submitted::drawing(&agreement, (area, course_of.as_ref()), body, submission);
            }
            _ => return Ok(()),
        };
        let agreement = self.derived.agreement_at(now).map_err(failed)?;
        let live = self.derived.incidents(&agreement).map_err(failed)?;
        for Seen { incident, version } in seen {
            if live.version(incident).is_none() && live.heirs(incident).is_empty() {
                return Err(Refusal::new("incident-unknown").with("incident", &incident.0).into());
            }
            if live.version(incident) != Some(*version) {
                return Err(Refused::Not(changed(live, incident)));
            }
        }
        Ok(())
    }

    /// Whether `user` is in the case of `finding`, under whatever id it stood when recusal was declared.
    fn is_in_case(&mut self, user: &UserId, finding: &FindingRef, now: Instant) -> Result<(), Refused> {
        let failed = Refused::untried;
        if self.derived.replay.texts.is_empty() {
            return Ok(());
        }
        let agreement = self.derived.agreement_at(now).map_err(failed)?;
        match self.derived.recused_by_heir(&agreement, user, finding).map_err(failed)? {
            Some(case) => Err(Refusal::new("recused").with("user", user).with("case", case).into()),
            None => Ok(()),
        }
    }

    /// The incidents with their versions now.
    ///
    /// # Errors
    /// As [`Self::derived`].
    pub fn versions(&mut self) -> Result<BTreeMap<IncidentId, u32>, Trouble> {
        self.derived()?;
        let agreement = self.derived.agreement()?;
        self.derived.versions(&agreement)
    }

    /// The incidents with the entries of their reports, in the order of time.
    ///
    /// # Errors
    /// As [`Self::derived`].
    pub fn groups(&mut self) -> Result<Vec<(IncidentId, Vec<EntryId>)>, Trouble> {
        let live = self.live()?;
        let entries =
            |i: &Incident| i.reports.iter().filter_map(|r| Some(live.entry(*r)?.1.clone())).collect();
        Ok(live.incidents().map(|i| (i.id.clone(), entries(i))).collect())
    }

    /// Where the id of an incident leads now.
    ///
    /// # Errors
    /// As [`Self::derived`].
    pub fn heirs(&mut self, id: &IncidentId) -> Result<Vec<IncidentId>, Trouble> {
        Ok(self.live()?.heirs(id))
    }

    fn live(&mut self) -> Result<&Live, Trouble> {
        self.derived()?;
        let agreement = self.derived.agreement()?;
        self.derived.incidents(&agreement)
    }

    /// All that the record comes to, weighed.
    ///
    /// # Errors
    /// As [`Self::derived`] and [`Derived::weigh`].
    pub fn weigh(&mut self) -> Result<Weighed, Trouble> {
        self.derived()?;
        self.derived.weigh()
    }

    /// What an entry says of its part `name`, where it has one.
    ///
    /// # Errors
    /// The database fails, or the entry is damaged.
    pub fn part(&mut self, entry: &EntryId, name: &str) -> Result<Option<PartRef>, Trouble> {
        let mut found = None;
        if let Some((_, seq, _)) = self.ledger.backend().find(std::slice::from_ref(entry))?.first() {
            let seq = *seq;
            self.ledger.read(seq..seq + 1, &mut |read| {
                found = read.entry.body.part(name).cloned();
                Ok(())
            })?;
        }
        Ok(found)
    }

    /// The sealed bytes of a part as they lie in the database; none once destroyed.
    ///
    /// # Errors
    /// The database fails.
    pub fn sealed(&mut self, digest: &Digest) -> Result<Vec<u8>, Trouble> {
        let size = self.ledger.size();
        let parts = self.ledger.backend().parts(0..size, None)?;
        Ok(parts.into_iter().find(|part| part.digest == *digest).map_or(Vec::new(), |part| part.sealed))
    }

    /// Keeps the rows, and says whether they are what a rebuild comes to.
    ///
    /// # Errors
    /// As [`Self::keep`] and [`Self::rebuild`].
    pub fn rows_kept_equal(&mut self) -> Result<bool, Trouble> {
        self.keep()?;
        Ok(self.rebuild(true)?.differing.is_empty())
    }

    /// The record beside this writer, for reading alone.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn reading(&self) -> Result<Ledger, Trouble> {
        reading(&self.folder.path)
    }

    /// Does one act.
    ///
    /// # Errors
    /// Why it may not stand, or was not kept.
    pub fn act(&mut self, actor: &Actor, filed: Filed, now: Instant) -> Result<Receipt, Trouble> {
        let submission = actor.submission(filed, now)?;
        Ok(all(self.submit(vec![submission], now))?.remove(0))
    }

    /// Seals a class under a new key from here on, wrapped for the host and for `recipients`; `None`: for whom it was wrapped
    /// before.
    ///
    /// # Errors
    /// `recipient-malformed`; why the act may not stand, or was not kept.
    pub fn open_epoch(
        &mut self,
        actor: &Actor,
        class: Class,
        recipients: Option<&[String]>,
        now: Instant,
    ) -> Result<Receipt, Trouble> {
        let before = self.ledger.standing().epochs.get(&class);
        let number = before.map_or(0, |epoch| epoch.epoch).saturating_add(1);
        let host = folder::host_secret(&self.folder.path, HOST)?;
        let mut all_of_them =
            vec![epoch::recipient_of(&host).map_err(|why| Trouble::new("record", why.code()))?];
        match (recipients, before) {
            (Some(recipients), _) => all_of_them.extend(recipients.iter().cloned()),
            (None, Some(before)) => all_of_them.extend(before.recipients.iter().map(ToString::to_string)),
            (None, None) => {}
        }
        let mut known = BTreeSet::new();
        all_of_them.retain(|recipient| known.insert(recipient.clone()));
        let submission = opened(actor, class, number, &all_of_them, now)?;
        Ok(all(self.submit(vec![submission], now))?.remove(0))
    }

    /// The main job over the record as it stands: documents, by the text in force at `now`. What was worked out on the way is kept
    /// as rows, which follow from the entries alone.
    ///
    /// # Errors
    /// As [`Self::derived`]; a text that cannot be read; documents that cannot be made.
    pub fn assess(&mut self, request: &Request, now: Instant, watch: &dyn Watch) -> Result<Done, Trouble> {
        self.keep()?;
        let derived = &mut self.derived;
        let agreement = derived.agreement_at(now)?;
        let registers = derived.replay.registers();
        let incidents = derived.named(&agreement.with_links(&registers.links))?;
        let versions = derived.versions(&agreement)?;
        let replay = &derived.replay;
        let (read, set_aside) = replay.lines;
        let taken = TakenIn {
            reports: replay.reports.iter().map(|standing| (*standing.report).clone()).collect(),
            registers,
            set_aside: derived.taken_in.lines.iter().map(|one| one.line.clone()).collect(),
            read: usize::try_from(read).unwrap_or(usize::MAX),
            reports_set_aside: usize::try_from(set_aside).unwrap_or(usize::MAX),
            notes: Vec::new(),
        };
        let kept = Kept { incidents, said: replay.stages.clone(), versions };
        let mut done = desk::assess_taken(&agreement, taken, Some(kept), request, watch)?;
        if request.kinds.contains(&Format::Talks) {
            let as_of = self.derived.as_of.unwrap_or(now);
            let papers = table_paper::stand(self.derived.table(), &agreement, &request.languages, as_of);
            done.documents.extend(
                papers.map_err(|why| Trouble::new("document", "not-made").with("detail", why.to_string()))?,
            );
        }
        Ok(done)
    }

    /// Keeps what the record comes to now as rows.
    ///
    /// # Errors
    /// As [`Self::derived`]; the database's.
    pub fn keep(&mut self) -> Result<(), Trouble> {
        self.derived()?;
        let (size, before) = rows::stored(&mut self.ledger, &self.rows)?;
        if size == self.ledger.size() {
            return Ok(());
        }
        let after = self.derived.rows()?;
        let change = rows::change(&before, &after, self.ledger.size(), &self.rows)?;
        Ok(self.ledger.backend().derive(&change)?)
    }

    /// Works everything out again from the entries alone and holds it against the rows kept: which differ. Without `check`
    /// the rows are then put in the place of those kept.
    ///
    /// # Errors
    /// The database fails, or an entry or part is damaged.
    pub fn rebuild(&mut self, check: bool) -> Result<Rebuilt, Trouble> {
        let (size, before) = match rows::stored(&mut self.ledger, &self.rows) {
            Ok(stored) => stored,
            Err(why) if !check && why.code == "record-damaged" => (0, Rows::new()),
            Err(why) => return Err(why),
        };
        let all = self.ledger.size();
        let upto = if check { size } else { all };
        let (mut derived, mut standing) = (Derived::default(), Standing::default());
        derived.follow_from(&mut self.ledger, 0..upto, &mut |entry| standing.apply(entry))?;
        let after = derived.into_rows()?;
        let mut differing = if size == upto { rows::differing(&before, &after) } else { Vec::new() };
        drop(before);
        // who may do what was read at the start from entries that are marked for it: all entries must come to the same
        self.ledger.read_told(upto..all, &mut |read| {
            standing.apply(&read.entry);
            Ok(())
        })?;
        if standing != *self.ledger.standing() {
            differing.push("standing".to_owned());
        }
        if !check {
            let mut change = rows::change(&Rows::new(), &after, upto, &self.rows)?;
            change.afresh = true;
            self.ledger.backend().derive(&change)?;
        }
        Ok(Rebuilt { size: upto, rows: after.len(), differing })
    }
}

/// The record of the mission at `path`, for reading alone, whoever writes meanwhile.
///
/// # Errors
/// `mission-not-here`, `host-key-missing`, and as [`Ledger::open`].
pub fn reading(path: &Path) -> Result<Ledger, Trouble> {
    let settings = folder::settings(path)?;
    let (log, identity) = (folder::host_key(path, LOG_KEY)?, folder::host_secret(path, HOST)?);
    Ledger::open(folder::reading(path, &settings)?, settings.mission, log, identity)
        .map_err(|why| named(path, why))
}

/// A trouble with a key of the host, with where the key lies under `path`.
pub(super) fn named(path: &Path, mut why: Trouble) -> Trouble {
    if matches!(why.code, "log-key-other" | "host-key-other") {
        for (name, value) in &mut why.arguments {
            if *name == "path" {
                *value = path.join(&*value).display().to_string();
            }
        }
    }
    why
}

/// The verifier key of the log of the mission at `path`, as its first entry says; whoever writes meanwhile.
///
/// # Errors
/// `mission-not-here`; what the database says.
pub fn log_key(path: &Path) -> Result<Arc<str>, Trouble> {
    let settings = folder::settings(path)?;
    let mut key = None;
    folder::reading(path, &settings)?.entries(0..1, &mut |stored| {
        if let Ok(Act::MissionFounded { log, .. }) =
            Leaf::split(&stored.leaf).and_then(|leaf| leaf.read()).map(|entry| entry.body.act)
        {
            key = Some(log);
        }
        Ok(())
    })?;
    key.ok_or_else(|| StoreError::damaged("entry 0").into())
}

/// What a rebuild came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries worked through.
    pub size: u64,
    /// Rows that they come to.
    pub rows: usize,
    /// Rows kept that were others.
    pub differing: Vec<String>,
}

/// Whether an act is committed apart from those beside it: it turns on what the record comes to, or begins an epoch.
pub(super) fn stands_apart(submission: &Submission) -> bool {
    is_of(&submission.body, TURN) || is_of(&submission.body, &["epoch.opened"])
}

/// Whether an act is committed by itself: it stands apart, or it is asked of the record whether it does anything.
pub(super) fn is_slow(submission: &Submission) -> bool {
    stands_apart(submission) || effect::is_asked(&submission.body)
}

/// Acts that turn on what the record comes to.
const TURN: &[&str] = &[
    "reports.joined",
    "reports.kept_apart",
    "decision.undone",
    "assessment.accepted",
    "assessment.returned",
    "review.made",
    "agreement.adopted",
    "agreement.proposed",
    "area.drawn",
    "ruling.made",
    "article.adopted",
];

/// The body of a submission that turns on what the record comes to. What cannot be read is refused later.
pub(super) fn turns(submission: &Submission) -> Option<Body> {
    if is_of(&submission.body, TURN) { Body::read(&submission.body).ok() } else { None }
}

/// That an incident is not as it was seen: where its id leads now, and the last entries that bear on it.
fn changed(live: &Live, id: &IncidentId) -> Refusal {
    let heirs = live.heirs(id);
    let said = |heir: &IncidentId| {
        let mut bearing = live.bearing(heir);
        let most = bearing.len().saturating_sub(8);
        let bearing: Vec<String> = bearing.split_off(most).iter().map(ToString::to_string).collect();
        let version = live.version(heir).unwrap_or(0);
        format!("{} ({version}): {}", heir.0, bearing.join(", "))
    };
    let changed: Vec<String> = heirs.iter().map(said).collect();
    Refusal::new("incident-changed").with("incident", &id.0).with("changed", changed.join("; "))
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
