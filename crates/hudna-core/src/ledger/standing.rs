//! Who may act now: users, keys, roles, epochs and witnesses, folded from the entries; and whether the next
//! entry may stand.
//!
//! Small enough to be held whole however long the record is. What the entries say of the ground is folded elsewhere
//! ([`super::replay`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::act::{Act, Both, FindingRef, Scope, Verb};
use super::entry::{Body, Entry, is_signed};
use super::filed::check_clear;
use super::id::{EntryId, MissionId, PartyId, PublicKey, UserId};
use super::note::{KeyKind, VerifierKey};
use super::part::Class;
use super::roles;
pub use super::spoken::{ROWS, fits_kind, referred, referred_by_key};
use crate::time::Instant;
use crate::value::{Kind, Value};

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
    /// Made of the same questions that a verifier asks of what was sealed, in the same order (`docs/record-format.md`
    /// §7, 6 to 8): [`Self::signer`], the signature, [`Self::allows`], [`Self::is_timely`]. Whether the ids in it stand
    /// in the record is asked by [`Self::placed`].
    ///
    /// # Errors
    /// `mission-other`, `mission-founded-twice`, `mission-not-founded`, `user-unknown`, `user-revoked`,
    /// `signature-wrong`, `entry-id-malformed`, `mission-id-malformed`, `user-id-malformed`, and the codes of [`Self::allows`] and
    /// [`Self::is_timely`].
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
        let key = match &body.act {
            Act::MissionFounded { key, .. } => {
                if !body.mission.is_well_formed() {
                    return Err(Refusal::new("mission-id-malformed").with("mission", &body.mission));
                }
                if !body.actor.is_well_formed() {
                    return Err(Refusal::new("user-id-malformed").with("user", &body.actor));
                }
                self.founder(key)?
            }
            _ => self.signer(&body.mission, &body.actor)?.key,
        };
        is_signed_by(&key)?;
        self.allows(body)?;
        self.is_timely(body, self.last.map_or(now, |last| last.max(now)))
    }

    /// The key of whoever founds the mission, if nobody has.
    ///
    /// # Errors
    /// `mission-founded-twice`, `key-not-a-key`.
    pub fn founder(&self, key: &PublicKey) -> Result<PublicKey, Refusal> {
        if self.founded.is_some() {
            return Err(Refusal::new("mission-founded-twice"));
        }
        is_key(key).map(|()| *key)
    }

    /// The user whose key an entry by `actor` must be signed with now.
    ///
    /// # Errors
    /// `mission-not-founded`, `mission-other`, `user-unknown`, `user-revoked`.
    pub fn signer(&self, mission: &MissionId, actor: &UserId) -> Result<&User, Refusal> {
        let Some(founded) = &self.founded else { return Err(Refusal::new("mission-not-founded")) };
        if *mission != founded.mission {
            return Err(Refusal::new("mission-other").with("ours", &founded.mission).with("theirs", mission));
        }
        let Some(user) = self.users.get(actor) else {
            return Err(Refusal::new("user-unknown").with("user", actor));
        };
        if user.revoked {
            return Err(Refusal::new("user-revoked").with("user", actor));
        }
        Ok(user)
    }

    /// Whether the actor holds a role with this verb now.
    ///
    /// # Errors
    /// `not-allowed`.
    pub fn carries(&self, actor: &UserId, verb: Verb) -> Result<(), Refusal> {
        if self.may(actor, verb) {
            return Ok(());
        }
        Err(Refusal::new("not-allowed").with("user", actor).with("verb", verb.name()))
    }

    /// Whether its actor may do this act now, whoever signed it.
    ///
    /// # Errors
    /// `not-allowed`, `recused`, and what the act itself forbids: `user-id-malformed`, `user-known`, `user-unknown`,
    /// `role-unknown`, `key-not-a-key`, `key-taken`, `verifier-key-malformed`, `witness-unknown`, `epoch-out-of-order`,
    /// `class-not-sealed`, `role-not-held`, `last-operator`, `not-yours`, `report-with-itself`, `attribute-no-place`,
    /// `party-not-yours`, and those of [`check_clear`].
    pub fn allows(&self, body: &Body) -> Result<(), Refusal> {
        if let Act::MissionFounded { log, .. } = &body.act {
            // heads of a log that no key can verify would bind nobody
            return if is_verifier_key(log, KeyKind::Log, Some(&body.mission.0)) {
                Ok(())
            } else {
                Err(Refusal::new("verifier-key-malformed").with("key", log))
            };
        }
        // whoever may say what they saw may show it
        let shows = matches!(body.act, Act::AttachmentAdded { .. });
        // what somebody is shown is the house's to say; whoever it is, that they read it may stand
        let reads = matches!(body.act, Act::SealedRead { .. });
        if !(shows && self.may(&body.actor, Verb::Inform) || reads && self.holds_a_role(&body.actor)) {
            self.carries(&body.actor, body.act.verb())?;
        }
        if let Some(finding) = decides(&body.act) {
            self.is_in(&body.actor, finding)?;
        }
        if let Act::NominationRuled { candidate, .. } = &body.act {
            self.is_in_case(&body.actor, &case_of(candidate))?;
        }
        match self.users.get(&body.actor) {
            Some(actor) => self.fits(body, actor),
            None => Err(Refusal::new("user-unknown").with("user", &body.actor)),
        }
    }

    /// Whether `user` is not out of the case of `finding`: its incident, or this deed of it.
    ///
    /// # Errors
    /// `recused`.
    pub fn is_in(&self, user: &UserId, finding: &FindingRef) -> Result<(), Refusal> {
        self.is_in_case(user, &finding.subject)
    }

    /// Whether `user` is not out of this case: an incident, a deed of it, a candidate.
    ///
    /// # Errors
    /// `recused`.
    pub fn is_in_case(&self, user: &UserId, subject: &str) -> Result<(), Refusal> {
        let incident = subject.split_once('/').map_or(subject, |(incident, _)| incident);
        match [incident, subject].iter().find(|case| self.recused.contains(&(user.clone(), (**case).into())))
        {
            Some(case) => Err(Refusal::new("recused").with("user", user).with("case", case)),
            None => Ok(()),
        }
    }

    /// Whether an entry made at the time that its body says may be sealed at `recorded_at`.
    ///
    /// # Errors
    /// `order-wrong`, `entry-from-future`.
    pub fn is_timely(&self, body: &Body, recorded_at: Instant) -> Result<(), Refusal> {
        if self.last.is_some_and(|last| recorded_at < last) {
            return Err(Refusal::new("order-wrong").with("entry", &body.id));
        }
        if body.at.0 > recorded_at.0.saturating_add(AHEAD) {
            return Err(Refusal::new("entry-from-future").with("entry", &body.id));
        }
        Ok(())
    }

    /// What the act itself demands of the standing.
    fn fits(&self, body: &Body, actor: &User) -> Result<(), Refusal> {
        check_clear(&body.act)
            .map_err(|code| Refusal::new(code).with("entry", &body.id).with("detail", body.act.kind()))?;
        match &body.act {
            Act::UserAdded { user, .. } if !user.is_well_formed() => {
                Err(Refusal::new("user-id-malformed").with("user", user))
            }
            Act::UserAdded { user, .. } if self.users.contains_key(user) => {
                Err(Refusal::new("user-known").with("user", user))
            }
            Act::UserAdded { user, key, .. } => is_key(key).and_then(|()| self.has_no_other(key, user)),
            Act::KeyChanged { user, key } => {
                self.known(user)?;
                is_key(key)?;
                self.has_no_other(key, user)
            }
            Act::UserRevoked { user } => {
                self.known(user)?;
                self.keeps_an_operator(|id, _| id != user)
            }
            Act::RoleGiven { role, .. } if !roles::is_role(role) => {
                Err(Refusal::new("role-unknown").with("role", role))
            }
            Act::RoleGiven { user, .. } | Act::RecoveryApproved { user } => self.known(user),
            Act::RoleTaken { user, role, scope } => {
                self.known(user)?;
                let held = (role.clone(), scope.clone());
                if !self.users.get(user).is_some_and(|user| user.roles.contains(&held)) {
                    return Err(Refusal::new("role-not-held").with("role", role).with("user", user));
                }
                self.keeps_an_operator(|id, one| id != user || *one != held)
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
            act => self.speaks_for(act, &body.actor, actor),
        }
    }

    /// Who acts for a party speaks for no other; who acts for none writes down what parties said only with `collect`, and
    /// what they announced.
    fn speaks_for(&self, act: &Act, id: &UserId, actor: &User) -> Result<(), Refusal> {
        let Some(Spoken { party, announced }) = spoken(act) else { return Ok(()) };
        let own = match &actor.party {
            Some(own) => party == Some(&*own.0),
            None => announced || self.may(id, Verb::Collect),
        };
        if own { Ok(()) } else { Err(Refusal::new("party-not-yours").with("party", party.unwrap_or("—"))) }
    }

    fn known(&self, user: &UserId) -> Result<(), Refusal> {
        if self.users.contains_key(user) {
            Ok(())
        } else {
            Err(Refusal::new("user-unknown").with("user", user))
        }
    }

    /// Whether nobody but `user` signs, or signed to the last, with `key`: one key for two would leave open who signs.
    fn has_no_other(&self, key: &PublicKey, user: &UserId) -> Result<(), Refusal> {
        match self.users.iter().find(|(id, other)| *id != user && other.key == *key) {
            Some((other, _)) => Err(Refusal::new("key-taken").with("user", other)),
            None => Ok(()),
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

    /// Whether `user` holds a role that there is, over any part of the mission now.
    pub fn holds_a_role(&self, user: &UserId) -> bool {
        let held = self.users.get(user).filter(|user| !user.revoked);
        held.is_some_and(|user| user.roles.iter().any(|(role, _)| roles::is_role(role)))
    }

    /// Whether `user` holds `verb` over any part of the mission now.
    pub fn may(&self, user: &UserId, verb: Verb) -> bool {
        self.users
            .get(user)
            .is_some_and(|u| !u.revoked && u.roles.iter().any(|(role, _)| roles::verbs(role).contains(&verb)))
    }
}

fn is_key(key: &PublicKey) -> Result<(), Refusal> {
    key.verifying().map(drop).ok_or_else(|| Refusal::new("key-not-a-key").with("key", key))
}

fn is_verifier_key(text: &str, kind: KeyKind, name: Option<&str>) -> bool {
    let key = text.parse::<VerifierKey>();
    key.is_ok_and(|key| key.kind == kind && name.is_none_or(|name| *key.name == *name))
}

fn signed(body: &Body, bytes: &[u8], sig: &[u8; 64], key: &PublicKey) -> Result<(), Refusal> {
    match key.verifying() {
        None => Err(Refusal::new("key-not-a-key").with("key", key)),
        Some(key) if is_signed(bytes, &key, sig) => Ok(()),
        Some(_) => Err(Refusal::new("signature-wrong").with("entry", &body.id).with("user", &body.actor)),
    }
}

/// The case that a nomination of `candidate` is.
pub fn case_of(candidate: &str) -> String {
    format!("candidate:{candidate}")
}

/// The finding that an act decides on: from its case one may be recused.
const fn decides(act: &Act) -> Option<&FindingRef> {
    match act {
        Act::AssessmentAccepted { finding, .. }
        | Act::AssessmentReturned { finding, .. }
        | Act::ReviewMade { finding, .. }
        | Act::RulingMade { finding, .. } => Some(finding),
        _ => None,
    }
}

/// In whose name an act is done.
struct Spoken<'a> {
    /// The party; `None` where it names none, or not one alone.
    party: Option<&'a str>,
    /// Whether it is a party's announcement, which whoever hears it may write down.
    announced: bool,
}

fn spoken(act: &Act) -> Option<Spoken<'_>> {
    let said = |party| Spoken { party, announced: false };
    Some(match act {
        Act::ReplyGiven { party, .. }
        | Act::PositionStated { party, .. }
        | Act::DelegationNamed { party, .. }
        | Act::AmendmentProposed { party, .. }
        | Act::AmendmentAnswered { party, .. }
        | Act::ReservationEntered { party, .. }
        | Act::StatementInterpretive { party, .. }
        | Act::PartyAdhered { party, .. }
        | Act::NominationMade { party, .. }
        | Act::ObjectionMade { party, .. }
        | Act::NominationWithdrawn { party, .. }
        | Act::ObjectionAnswered { party, .. }
        | Act::NominationAppealed { party, .. }
        | Act::ClearanceAnswered { party, .. }
        | Act::ComplaintMade { party, .. }
        | Act::AffiliationDisputed { by: party, .. } => said(Some(&*party.0)),
        Act::PromiseMade { by, .. }
        | Act::PromiseClaimed { by, .. }
        | Act::PromiseExtended { by, .. }
        | Act::PromiseReleased { by, .. }
        | Act::PromiseWithdrawn { by, .. }
        | Act::ConditionPut { by, .. }
        | Act::ConditionDeclared { by, .. }
        | Act::SequenceRead { by, .. } => said(Some(&**by)),
        Act::VoteCast { ballot } => match ballot.party.as_slice() {
            [Value::Actor(party)] => said(Some(&**party)),
            _ => said(None),
        },
        Act::NoticeGiven { entry } | Act::ContactMade { entry } => {
            Spoken { party: entry.party.as_deref(), announced: true }
        }
        _ => return None,
    })
}

/// Where an id stands, as seen from an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands<'a> {
    /// Before it.
    Before {
        /// The kind of that entry.
        kind: &'a str,
        /// Who signed it; asked only of rows ([`ROWS`]).
        actor: Option<&'a UserId>,
    },
    /// Not before it.
    No,
    /// It cannot be known: it is not in the excerpt at hand.
    Unknown,
}

impl Standing {
    /// Whether an entry's own id is new, and the ids that it speaks of stand before it and fit. A row is withdrawn by whoever
    /// entered it, or by who keeps the mission.
    ///
    /// # Errors
    /// `entry-twice`, `entry-unknown`, `entry-of-other-kind`, `not-allowed`.
    pub fn placed<'a>(&self, body: &Body, stands: impl Fn(&EntryId) -> Stands<'a>) -> Result<(), Refusal> {
        if matches!(stands(&body.id), Stands::Before { .. }) {
            return Err(Refusal::new("entry-twice").with("entry", &body.id));
        }
        for (key, id) in referred_by_key(&body.act) {
            match stands(id) {
                Stands::No => return Err(Refusal::new("entry-unknown").with("entry", id)),
                Stands::Before { kind, .. } if !fits_kind(&body.act, key, kind) => {
                    return Err(Refusal::new("entry-of-other-kind").with("entry", id).with("kind", kind));
                }
                Stands::Before { actor, .. } => {
                    if matches!(body.act, Act::EntryWithdrawn { .. }) && actor != Some(&body.actor) {
                        self.carries(&body.actor, Verb::Administer)?;
                    }
                }
                Stands::Unknown => {}
            }
        }
        Ok(())
    }
}
