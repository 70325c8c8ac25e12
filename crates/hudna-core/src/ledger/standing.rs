//! Who may act now: users, keys, roles, epochs and witnesses, folded from the entries; and whether the next
//! entry may stand.
//!
//! Small enough to be held whole however long the record is. What the entries say of the ground is folded elsewhere
//! ([`super::replay`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::act::{Act, Both, Scope, Verb};
use super::entry::{Body, Entry, is_signed};
use super::id::{EntryId, MissionId, PartyId, PublicKey, UserId};
use super::note::{KeyKind, VerifierKey};
use super::part::Class;
use super::roles;
use crate::time::Instant;
use crate::value::Kind;

/// How far an actor's clock may run ahead of the host's, microseconds.
pub const AHEAD: i64 = 5 * 60 * 1_000_000;

/// A user as of now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The key that the user signs with.
    pub key: PublicKey,
    /// The party that the user acts for.
    pub party: Option<PartyId>,
    /// Roles and how far they reach.
    pub roles: BTreeSet<(Arc<str>, Scope)>,
    /// Whether the user may act no longer.
    pub revoked: bool,
}

/// What the first entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// The mission.
    pub mission: MissionId,
    /// C2SP verifier key of its log.
    pub log: Arc<str>,
    /// Its title.
    pub title: Both,
    /// Its time zone.
    pub zone_time: Arc<str>,
}

/// A key epoch of one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epoch {
    /// Its number; each class counts its own.
    pub epoch: u32,
    /// For whom its key is wrapped.
    pub recipients: Vec<Arc<str>>,
}

/// Who may act, as of some entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// `None` before the first entry.
    pub founded: Option<Founded>,
    /// By id.
    pub users: BTreeMap<UserId, User>,
    /// The epoch in use of each class.
    pub epochs: BTreeMap<Class, Epoch>,
    /// Verifier keys of witnesses whose cosignatures count, with the party each stands for.
    pub witnesses: BTreeMap<Arc<str>, Option<PartyId>>,
    /// Cases that users declared themselves out of.
    pub recused: BTreeSet<(UserId, Arc<str>)>,
    /// When the last entry was sealed.
    pub last: Option<Instant>,
}

/// Why an entry may not stand: a stable code, with what it takes to say it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Refusal {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// Named values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without values.
    pub const fn new(code: &'static str) -> Self {
        Self { code, arguments: Vec::new() }
    }
    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
}

impl Standing {
    /// Whether a body with this signature may be sealed at `now`. `bytes` are its canonical bytes.
    ///
    /// # Errors
    /// `mission-other`, `mission-founded-twice`, `mission-not-founded`, `user-unknown`, `user-revoked`,
    /// `signature-wrong`, `not-allowed`, `recused`, `entry-from-future`, `entry-id-malformed`, and what the act
    /// itself forbids: `mission-id-malformed`, `user-id-malformed`, `user-known`, `role-unknown`, `key-not-a-key`,
    /// `verifier-key-malformed`, `witness-unknown`, `epoch-out-of-order`, `class-not-sealed`, `last-operator`,
    /// `not-yours`, `report-with-itself`, `attribute-no-place`, `party-not-yours`.
    pub fn admit(&self, body: &Body, bytes: &[u8], sig: &[u8; 64], now: Instant) -> Result<(), Refusal> {
        self.admit_when(body, now, |key| signed(body, bytes, sig, key))
    }

    /// [`Self::admit`] for a body whose signature by [`Self::key_of`] was found good already.
    ///
    /// # Errors
    /// As [`Self::admit`], but `signature-wrong`.
    pub fn admit_signed(&self, body: &Body, now: Instant) -> Result<(), Refusal> {
        self.admit_when(body, now, |_| Ok(()))
    }

    /// The key that `body` must be signed with now; `None` where its actor is not known.
    pub fn key_of(&self, body: &Body) -> Option<PublicKey> {
        match &body.act {
            Act::MissionFounded { key, .. } => Some(*key),
            _ => self.users.get(&body.actor).map(|user| user.key),
        }
    }

    fn admit_when(
        &self,
        body: &Body,
        now: Instant,
        is_signed_by: impl Fn(&PublicKey) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        if !body.id.is_well_formed() {
            return Err(Refusal::new("entry-id-malformed").with("entry", &body.id));
        }
        let now = self.last.map_or(now, |last| last.max(now));
        if body.at.0 > now.0.saturating_add(AHEAD) {
            return Err(Refusal::new("entry-from-future").with("entry", &body.id));
        }
        if let Act::MissionFounded { key, log, .. } = &body.act {
            if self.founded.is_some() {
                return Err(Refusal::new("mission-founded-twice"));
            }
            if !body.mission.is_well_formed() {
                return Err(Refusal::new("mission-id-malformed").with("mission", &body.mission));
            }
            if !body.actor.is_well_formed() {
                return Err(Refusal::new("user-id-malformed").with("user", &body.actor));
            }
            // heads of a log that no key can verify would bind nobody
            if !is_verifier_key(log, KeyKind::Log, Some(&body.mission.0)) {
                return Err(Refusal::new("verifier-key-malformed").with("key", log));
            }
            return is_signed_by(key);
        }
        let Some(founded) = &self.founded else { return Err(Refusal::new("mission-not-founded")) };
        if body.mission != founded.mission {
            return Err(Refusal::new("mission-other")
                .with("ours", &founded.mission)
                .with("theirs", &body.mission));
        }
        let Some(user) = self.users.get(&body.actor) else {
            return Err(Refusal::new("user-unknown").with("user", &body.actor));
        };
        if user.revoked {
            return Err(Refusal::new("user-revoked").with("user", &body.actor));
        }
        is_signed_by(&user.key)?;
        let verb = body.act.verb();
        if !user.roles.iter().any(|(role, _)| roles::verbs(role).contains(&verb)) {
            return Err(Refusal::new("not-allowed").with("user", &body.actor).with("verb", verb.name()));
        }
        if let Some(case) = case_of(&body.act)
            && self.recused.contains(&(body.actor.clone(), case.into()))
        {
            return Err(Refusal::new("recused").with("user", &body.actor).with("case", case));
        }
        self.fits(body, user)
    }

    /// What the act itself demands of the standing.
    fn fits(&self, body: &Body, actor: &User) -> Result<(), Refusal> {
        match &body.act {
            Act::UserAdded { user, .. } if !user.is_well_formed() => {
                Err(Refusal::new("user-id-malformed").with("user", user))
            }
            Act::UserAdded { user, .. } if self.users.contains_key(user) => {
                Err(Refusal::new("user-known").with("user", user))
            }
            Act::UserAdded { key, .. } => is_key(key),
            Act::KeyChanged { user, key } => self.known(user).and_then(|()| is_key(key)),
            Act::UserRevoked { user } => {
                self.known(user)?;
                self.keeps_an_operator(|id, _| id != user)
            }
            Act::RoleGiven { role, .. } if !roles::is_role(role) => {
                Err(Refusal::new("role-unknown").with("role", role))
            }
            Act::RoleGiven { user, .. } => self.known(user),
            Act::RoleTaken { user, role, scope } => {
                self.known(user)?;
                self.keeps_an_operator(|id, (held, over)| id != user || held != role || over != scope)
            }
            Act::EpochOpened { class, epoch, .. } => self.is_next_epoch(*class, *epoch),
            Act::WitnessAdmitted { key, .. } if !is_verifier_key(key, KeyKind::Witness, None) => {
                Err(Refusal::new("verifier-key-malformed").with("key", key))
            }
            Act::WitnessDismissed { key } if !self.witnesses.contains_key(key) => {
                Err(Refusal::new("witness-unknown").with("key", key))
            }
            Act::RecusalDeclared { user, .. } => {
                self.known(user)?;
                if *user == body.actor || self.may(&body.actor, Verb::Rule) {
                    Ok(())
                } else {
                    Err(Refusal::new("not-yours").with("user", user))
                }
            }
            Act::ReportsJoined { a, b, .. } | Act::ReportsKeptApart { a, b, .. } if a == b => {
                Err(Refusal::new("report-with-itself").with("entry", a))
            }
            Act::PlaceConfirmed { attribute, .. } if attribute.kind() != Kind::Place => {
                Err(Refusal::new("attribute-no-place").with("attribute", attribute.name()))
            }
            act => match party_spoken_for(act) {
                Some(party) if actor.party.as_ref().is_some_and(|own| own != party) => {
                    Err(Refusal::new("party-not-yours").with("party", party))
                }
                _ => Ok(()),
            },
        }
    }

    fn known(&self, user: &UserId) -> Result<(), Refusal> {
        if self.users.contains_key(user) {
            Ok(())
        } else {
            Err(Refusal::new("user-unknown").with("user", user))
        }
    }

    /// Refuses what would leave nobody to keep the mission: no key, role or user could ever be changed again.
    fn keeps_an_operator(&self, kept: impl Fn(&UserId, &(Arc<str>, Scope)) -> bool) -> Result<(), Refusal> {
        let administers = |role: &str| roles::verbs(role).contains(&Verb::Administer);
        let mut users = self.users.iter().filter(|(_, user)| !user.revoked);
        if users.any(|(id, user)| user.roles.iter().any(|role| administers(&role.0) && kept(id, role))) {
            Ok(())
        } else {
            Err(Refusal::new("last-operator"))
        }
    }

    fn is_next_epoch(&self, class: Class, epoch: u32) -> Result<(), Refusal> {
        if !Class::SEALED.contains(&class) {
            return Err(Refusal::new("class-not-sealed").with("class", class.name()));
        }
        let next = self.epochs.get(&class).map_or(Some(1), |open| open.epoch.checked_add(1));
        if next == Some(epoch) {
            return Ok(());
        }
        let expected = next.unwrap_or(u32::MAX);
        Err(Refusal::new("epoch-out-of-order").with("class", class.name()).with("expected", expected))
    }

    /// Takes in an entry that stands.
    pub fn apply(&mut self, entry: &Entry) {
        self.last = Some(self.last.map_or(entry.recorded_at, |last| last.max(entry.recorded_at)));
        let actor = &entry.body.actor;
        match &entry.body.act {
            Act::MissionFounded { key, log, title, zone_time } => {
                self.founded = Some(Founded {
                    mission: entry.body.mission.clone(),
                    log: log.clone(),
                    title: title.clone(),
                    zone_time: zone_time.clone(),
                });
                let roles = BTreeSet::from([(Arc::from("operator"), Scope::Mission)]);
                self.users.insert(actor.clone(), User { key: *key, party: None, roles, revoked: false });
            }
            Act::UserAdded { key, party, user } => {
                let new = User { key: *key, party: party.clone(), roles: BTreeSet::new(), revoked: false };
                self.users.insert(user.clone(), new);
            }
            Act::UserRevoked { user } => self.change(user, |u| u.revoked = true),
            Act::KeyChanged { key, user } => self.change(user, |u| u.key = *key),
            Act::RoleGiven { role, scope, user } => {
                self.change(user, |u| {
                    u.roles.insert((role.clone(), scope.clone()));
                });
            }
            Act::RoleTaken { role, scope, user } => {
                self.change(user, |u| {
                    u.roles.remove(&(role.clone(), scope.clone()));
                });
            }
            Act::EpochOpened { class, epoch, recipients, .. } => {
                self.epochs.insert(*class, Epoch { epoch: *epoch, recipients: recipients.clone() });
            }
            Act::WitnessAdmitted { key, party } => {
                self.witnesses.insert(key.clone(), party.clone());
            }
            Act::WitnessDismissed { key } => {
                self.witnesses.remove(key);
            }
            Act::RecusalDeclared { case, user } => {
                self.recused.insert((user.clone(), case.clone()));
            }
            _ => {}
        }
    }

    fn change(&mut self, user: &UserId, how: impl FnOnce(&mut User)) {
        if let Some(user) = self.users.get_mut(user) {
            how(user);
        }
    }

    /// Whether `user` holds `verb` over any part of the mission now.
    pub fn may(&self, user: &UserId, verb: Verb) -> bool {
        self.users
            .get(user)
            .is_some_and(|u| !u.revoked && u.roles.iter().any(|(role, _)| roles::verbs(role).contains(&verb)))
    }
}

fn is_key(key: &PublicKey) -> Result<(), Refusal> {
    // for a key of small order anybody could sign
    match key.verifying() {
        Some(key) if !key.is_weak() => Ok(()),
        _ => Err(Refusal::new("key-not-a-key")),
    }
}

fn is_verifier_key(text: &str, kind: KeyKind, name: Option<&str>) -> bool {
    let key = text.parse::<VerifierKey>();
    key.is_ok_and(|key| key.kind == kind && name.is_none_or(|name| *key.name == *name))
}

fn signed(body: &Body, bytes: &[u8], sig: &[u8; 64], key: &PublicKey) -> Result<(), Refusal> {
    match key.verifying() {
        None => Err(Refusal::new("key-not-a-key")),
        Some(key) if is_signed(bytes, &key, sig) => Ok(()),
        Some(_) => Err(Refusal::new("signature-wrong").with("entry", &body.id).with("user", &body.actor)),
    }
}

/// The case that an act decides in: from it one may be recused.
fn case_of(act: &Act) -> Option<&str> {
    match act {
        Act::AssessmentAccepted { finding, .. }
        | Act::AssessmentReturned { finding, .. }
        | Act::RulingMade { finding, .. } => {
            let subject = &*finding.subject;
            Some(subject.split_once('/').map_or(subject, |(incident, _)| incident))
        }
        _ => None,
    }
}

/// The party in whose name an act is done.
const fn party_spoken_for(act: &Act) -> Option<&PartyId> {
    match act {
        Act::ReplyGiven { party, .. }
        | Act::PositionStated { party, .. }
        | Act::NominationMade { party, .. }
        | Act::ObjectionMade { party, .. }
        | Act::AffiliationDisputed { by: party, .. } => Some(party),
        _ => None,
    }
}

/// The earlier entries that an act speaks of, each with the key that names it: they must stand in the record before
/// it, and fit ([`fits_kind`]).
pub fn referred_by_key(act: &Act) -> Vec<(&'static str, &EntryId)> {
    match act {
        Act::ReportFiled { from, .. } => from.iter().map(|from| ("from", from)).collect(),
        Act::ReportAmended { of, .. }
        | Act::TranslationAdded { of, .. }
        | Act::ConsentGiven { of, .. }
        | Act::ConsentWithdrawn { of, .. }
        | Act::EntryWithdrawn { of }
        | Act::AffiliationDisputed { of, .. }
        | Act::PlaceConfirmed { of, .. }
        | Act::DecisionUndone { of, .. }
        | Act::TaskClosed { of, .. }
        | Act::DissentRecorded { of, .. }
        | Act::AgreementAdopted { of, .. }
        | Act::ObjectionMade { of, .. } => vec![("of", of)],
        Act::AttachmentAdded { to, .. } => vec![("to", to)],
        Act::ReportsJoined { a, b, .. } | Act::ReportsKeptApart { a, b, .. } => vec![("a", a), ("b", b)],
        Act::VisitRecorded { task, .. } => task.iter().map(|task| ("task", task)).collect(),
        Act::PositionStated { meeting, .. } => meeting.iter().map(|meeting| ("meeting", meeting)).collect(),
        Act::PublicationMade { restates, .. } => {
            restates.iter().map(|restates| ("restates", restates)).collect()
        }
        _ => Vec::new(),
    }
}

/// The earlier entries that an act speaks of.
pub fn referred(act: &Act) -> Vec<&EntryId> {
    referred_by_key(act).into_iter().map(|(_, entry)| entry).collect()
}

/// Whether an entry of this `kind` is what `key` of `act` may name. The store, which knows the kinds of entries,
/// refuses others with `entry-of-other-kind`: the act would stand in the record and do nothing.
pub fn fits_kind(act: &Act, key: &str, kind: &str) -> bool {
    let fitting: &[&str] = match (act, key) {
        (Act::ReportFiled { .. }, "from") => &["file.taken_in"],
        // an amendment, a place or a decision binds the report itself, whatever amended it since
        (Act::ReportAmended { .. } | Act::PlaceConfirmed { .. }, "of")
        | (Act::ReportsJoined { .. } | Act::ReportsKeptApart { .. }, "a" | "b") => &["report.filed"],
        (Act::TranslationAdded { .. } | Act::ConsentGiven { .. } | Act::ConsentWithdrawn { .. }, "of") => {
            &["report.filed", "report.amended"]
        }
        (Act::AttachmentAdded { .. }, "to") => return true,
        (Act::EntryWithdrawn { .. }, "of") => ROWS,
        (Act::AffiliationDisputed { .. }, "of") => &["affiliation.stated"],
        (Act::DecisionUndone { .. }, "of") => &["reports.joined", "reports.kept_apart"],
        (Act::TaskClosed { .. }, "of") | (Act::VisitRecorded { .. }, "task") => &["task.given"],
        (Act::DissentRecorded { .. }, "of") => &["ruling.made", "reading.ruled"],
        (Act::AgreementAdopted { .. }, "of") => &["agreement.proposed"],
        (Act::PositionStated { .. }, "meeting") => &["meeting.held"],
        (Act::ObjectionMade { .. }, "of") => &["nomination.made", "candidate.described"],
        (Act::PublicationMade { .. }, "restates") => &["publication.made"],
        _ => &[],
    };
    fitting.contains(&kind)
}

/// The kinds of acts that are rows of a register, and so may be withdrawn.
pub const ROWS: &[&str] = &[
    "notice.given",
    "contact.made",
    "authorisation.answered",
    "unit.positioned",
    "coverage.recorded",
    "register.completed",
    "candidate.described",
    "member.seated",
    "affiliation.stated",
    "answer.linked",
    "visit.recorded",
    "holding.recorded",
    "verification.recorded",
    "vote.cast",
];
