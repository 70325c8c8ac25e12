//! Every act of a person that the record keeps: one enum, one file.
//!
//! An act says in the clear what all who hold the record may know; the rest stands in the entry's parts
//! ([`super::part`]). A new kind of act is a new variant at the end of its group, with golden bytes under
//! `tests/golden/ledger/`; a variant that was ever shipped is never changed: old records verify for ever.
//!
//! | part | class | of which acts |
//! |---|---|---|
//! | `source` | source | who told and where it was read; a user's, member's or candidate's name |
//! | `about` | source | of a row: ids of the reports that it speaks of |
//! | `place` | place | where exactly |
//! | `text` | narrative | words of a report, reply, reason, note, minutes |
//! | `document` | open, or attachment | a document released: sealed where it is not for everybody at once |
//! | `basis` | open, or narrative | what it was made of, sealed likewise |
//! | `file`, `working`, `timestamp` | attachment | the file as it came, without what its maker's device wrote into it, its RFC 3161 timestamp |
//! | any other | open | files of an agreement, drawings, published documents |

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::{EntryId, PartyId, PublicKey, UserId};
use super::part::{Class, Digest};
use crate::finding::{Finding, Outcome};
use crate::incident::IncidentId;
use crate::register;
use crate::report::Account;
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

/// A text in both languages, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<Arc<str>>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Arc<str>>,
}

/// What of a report is said in the clear; source, exact places and words are parts of the entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportClaims {
    /// Whether it sums up several happenings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub aggregate: bool,
    /// The deeds, without attributes that are places.
    pub deeds: Vec<Account>,
    /// When we were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<Instant>,
}

/// The incident that an act is about, as the actor saw it: one that has changed since is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Its id.
    pub incident: IncidentId,
    /// Its version then.
    pub version: u32,
}

/// One finding: what it is about, under which norm of which version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRef {
    /// The norm's id.
    pub norm: Arc<str>,
    /// What it is about, as findings.json names it: `INC-…/1`, `party:a`, ….
    pub subject: Arc<str>,
    /// Version of the agreement.
    pub version: i64,
}

impl FindingRef {
    /// How acts name `finding`.
    pub fn of(finding: &Finding) -> Self {
        let subject = &finding.subject;
        let named = match subject.deed {
            Some(deed) => format!("{}/{deed}", subject.id),
            None => format!("{}:{}", subject.kind, subject.id),
        };
        Self { norm: finding.norm.clone(), subject: named.into(), version: finding.version }
    }
    /// The incident's id and the number of its deed, where it is about a deed.
    pub fn deed(&self) -> Option<(&str, usize)> {
        let (id, deed) = self.subject.rsplit_once('/')?;
        Some((id, deed.parse().ok()?))
    }
}

/// How far something reaches: the whole mission, a sector, a party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of the mission.
    Mission,
    /// One sector.
    Sector(Arc<str>),
    /// What one party has to do with.
    Party(PartyId),
}

/// Whom a source allows to read its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The parties of the agreement.
    Parties,
    /// Everybody.
    Public,
}

/// Where a party stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Accepts.
    Accepts,
    /// Accepts with a reservation.
    AcceptsWithReservation,
    /// Rejects.
    Rejects,
    /// Present and silent.
    Silent,
    /// Absent.
    Absent,
}

macro_rules! acts {
    ($($verb:ident: { $($(#[doc = $doc:literal])+ $variant:ident = $name:literal { $($(#[doc = $fdoc:literal])* $(#[serde($($attr:tt)*)])* $field:ident: $type:ty,)* })+ })+) => {
        /// What was done. The name in `kind` is `<thing>.<verb>`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", deny_unknown_fields)]
        #[expect(missing_docs, reason = "fields whose name and type say all stand without a line of their own")]
        pub enum Act {
            $($($(#[doc = $doc])+ #[serde(rename = $name)] $variant { $($(#[doc = $fdoc])* $(#[serde($($attr)*)])* $field: $type,)* },)+)+
        }

        impl Act {
            /// The names of every kind, in the order of this file.
            pub const KINDS: &'static [&'static str] = &[$($($name,)+)+];
            /// What each kind says, in the order of this file.
            pub const SHAPES: &'static [Shape] = &[$($(Shape {
                kind: $name,
                about: concat!($($doc,)+),
                verb: Verb::$verb,
                keys: &[$(Key {
                    name: stringify!($field),
                    about: concat!($($fdoc,)*),
                    optional: !matches!(&[$(stringify!($($attr)*)),*] as &[&str], []),
                    of: stringify!($type),
                },)*],
            },)+)+];
            /// The name of its kind.
            pub const fn kind(&self) -> &'static str {
                match self { $($(Self::$variant { .. } => $name,)+)+ }
            }
            /// The power that it takes: permission, entry and audit line are the same verb.
            pub const fn verb(&self) -> Verb {
                match self { $($(Self::$variant { .. } => Verb::$verb,)+)+ }
            }
        }
    };
}

impl Act {
    /// The kinds from which it follows who may do what: an excerpt of the record holds all of them.
    pub const STANDING: &'static [&'static str] = &[
        "mission.founded",
        "user.added",
        "user.revoked",
        "user.key_changed",
        "role.given",
        "role.taken",
        "epoch.opened",
        "witness.admitted",
        "witness.dismissed",
        "recusal.declared",
    ];
    /// Whether it follows from this act who may do what.
    pub fn is_standing(&self) -> bool {
        Self::STANDING.contains(&self.kind())
    }
}

/// What a kind of act says.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind's name.
    pub kind: &'static str,
    /// What it is, as it stands in this file.
    pub about: &'static str,
    /// The power that it takes.
    pub verb: Verb,
    /// Its keys beside `kind`, in the order of this file.
    pub keys: &'static [Key],
}

/// A key of an act.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is, as it stands in this file; empty where name and form say all.
    pub about: &'static str,
    /// Whether it may be missing.
    pub optional: bool,
    /// Its type here.
    of: &'static str,
}

impl Key {
    /// Whether its value is the id of an earlier entry.
    pub fn speaks_of_entry(&self) -> bool {
        self.of.contains("EntryId")
    }
}

/// A power. A role is a set of verbs over a part of the mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Say what one saw, was told, or means to do.
    Inform,
    /// Take in what others reported, and keep registers.
    Collect,
    /// Say which reports tell of one happening, where it was, who stands under whom.
    Classify,
    /// Go and see, and say what was found.
    Verify,
    /// Accept or return what was found.
    Assess,
    /// Answer a finding, object, declare oneself out.
    Reply,
    /// Decide, by the agreement's own rule; dissent from what was decided.
    Rule,
    /// Release a document; take out what may not stay.
    Publish,
    /// Cosign the heads of the record.
    Witness,
    /// Speak and vote for a party at the table, promise, nominate.
    Negotiate,
    /// Keep the mission: people, keys, what is in force.
    Administer,
}

impl Verb {
    /// Every verb, in order.
    pub const ALL: &'static [Self] = &[
        Self::Inform,
        Self::Collect,
        Self::Classify,
        Self::Verify,
        Self::Assess,
        Self::Reply,
        Self::Rule,
        Self::Publish,
        Self::Witness,
        Self::Negotiate,
        Self::Administer,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inform => "inform",
            Self::Collect => "collect",
            Self::Classify => "classify",
            Self::Verify => "verify",
            Self::Assess => "assess",
            Self::Reply => "reply",
            Self::Rule => "rule",
            Self::Publish => "publish",
            Self::Witness => "witness",
            Self::Negotiate => "negotiate",
            Self::Administer => "administer",
        }
    }
}

acts! {
    Administer: {
        /// The mission begins: the first entry, signed by the user that it names.
        MissionFounded = "mission.founded" {
            /// The founder's public key.
            key: PublicKey,
            /// C2SP verifier key of the log that signs heads.
            log: Arc<str>,
            title: Both,
            /// Time zone of its days, IANA.
            zone_time: Arc<str>,
        }
        /// Somebody may act. The name is part `source`.
        UserAdded = "user.added" {
            /// Ed25519 public key.
            key: PublicKey,
            /// The party that the user acts for.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            party: Option<PartyId>,
            user: UserId,
        }
        /// Somebody may act no longer: entries by that user are refused from here on.
        UserRevoked = "user.revoked" { user: UserId, }
        /// A user signs with another key from here on.
        KeyChanged = "user.key_changed" { key: PublicKey, user: UserId, }
        /// A role over a part of the mission.
        RoleGiven = "role.given" { role: Arc<str>, scope: Scope, user: UserId, }
        /// A role no longer.
        RoleTaken = "role.taken" { role: Arc<str>, scope: Scope, user: UserId, }
        /// From here on parts of this class are sealed under a new key, wrapped for these `age` recipients.
        EpochOpened = "epoch.opened" {
            class: Class,
            epoch: u32,
            recipients: Vec<Arc<str>>,
            /// SHA-256 of the wrapped key's file.
            wrapped: Digest,
        }
        /// A party's own witness: its C2SP verifier key.
        WitnessAdmitted = "witness.admitted" {
            key: Arc<str>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            party: Option<PartyId>,
        }
        /// A witness whose cosignatures count no longer.
        WitnessDismissed = "witness.dismissed" { key: Arc<str>, }
        /// A gazetteer that names are looked up in from here on: open part `gazetteer`.
        GazetteerAdopted = "gazetteer.adopted" { name: Arc<str>, }
        /// A line, zone or district in a version: open part `drawing`, GeoJSON.
        AreaDrawn = "area.drawn" {
            area: Arc<str>,
            /// The party whose course of a disputed line it is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            course_of: Option<PartyId>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            valid_from: Option<Instant>,
        }
    }
    Collect: {
        /// A file was read: what it held became the entries that name this one, the rest was set aside. Part `file`.
        FileTakenIn = "file.taken_in" {
            accepted: u64,
            bytes: u64,
            format: Arc<str>,
            /// Lines read; every one was accepted or set aside.
            read: u64,
            set_aside: u64,
        }
    }
    Inform: {
        /// A report, as one source made it. Parts `source`, `place`, `text`.
        ReportFiled = "report.filed" {
            /// The file that it was read from.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            from: Option<EntryId>,
            report: ReportClaims,
        }
        /// The same source tells it otherwise now: the earlier report stands in the record and counts no more.
        ReportAmended = "report.amended" { of: EntryId, report: ReportClaims, }
    }
    Collect: {
        /// A translation of a report's words: part `text`.
        TranslationAdded = "translation.added" { language: Arc<str>, of: EntryId, }
        /// The source allows its words to be read.
        ConsentGiven = "consent.given" { audience: Audience, of: EntryId, }
        /// The source allows it no longer.
        ConsentWithdrawn = "consent.withdrawn" { audience: Audience, of: EntryId, }
        /// A file that belongs to an entry: parts `file`, `working`, `timestamp`.
        AttachmentAdded = "attachment.added" { bytes: u64, media_type: Arc<str>, to: EntryId, }
    }
    Inform: {
        /// A party announces a movement or flight. Part `place`.
        NoticeGiven = "notice.given" { entry: register::Entry, }
        /// Somebody called the mechanism before acting. Part `place`.
        ContactMade = "contact.made" { entry: register::Entry, }
    }
    Collect: {
        /// Leave given or refused by the mechanism. Part `place`.
        AuthorisationAnswered = "authorisation.answered" { entry: register::Entry, }
        /// Where a unit was declared or seen to be. Part `place`.
        UnitPositioned = "unit.positioned" { position: register::Position, }
        /// How much of a sector was watched.
        CoverageRecorded = "coverage.recorded" { coverage: register::Coverage, }
        /// A register is complete over a time: absence there means *no*.
        RegisterCompleted = "register.completed" { complete: register::Complete, }
        /// What one document says of a candidate.
        CandidateDescribed = "candidate.described" { candidate: register::Candidate, }
        /// A member of a body.
        MemberSeated = "member.seated" { member: register::Member, }
        /// A register entry counts no more: it was wrong, or another takes its place.
        EntryWithdrawn = "entry.withdrawn" { of: EntryId, }
    }
    Classify: {
        /// Who belongs to whom, from when: sourced, and open to dispute.
        AffiliationStated = "affiliation.stated" { affiliation: register::Affiliation, }
        /// One act answers another (return fire).
        AnswerLinked = "answer.linked" { answer: register::Answer, }
        /// Where a report's place is, by somebody who knows: part `place`.
        PlaceConfirmed = "place.confirmed" { attribute: Attribute, of: EntryId, }
        /// These two reports tell of one happening: binds, whatever is amended, until undone.
        ReportsJoined = "reports.joined" {
            a: EntryId,
            b: EntryId,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seen: Vec<Seen>,
        }
        /// These two reports tell of two happenings: binds until undone; stronger than *joined*.
        ReportsKeptApart = "reports.kept_apart" {
            a: EntryId,
            b: EntryId,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seen: Vec<Seen>,
        }
        /// A decision to join or keep apart counts no more.
        DecisionUndone = "decision.undone" {
            of: EntryId,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seen: Vec<Seen>,
        }
    }
    Verify: {
        /// Somebody is asked to find something out.
        TaskGiven = "task.given" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            about: Option<FindingRef>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            by: Option<Instant>,
            /// The team or user asked.
            to: Arc<str>,
            /// Codes of the facts asked for.
            wanted: Vec<Arc<str>>,
        }
        /// A task is done, or given back.
        TaskClosed = "task.closed" { done: bool, of: EntryId, }
        /// A visit of monitors. Part `place`.
        VisitRecorded = "visit.recorded" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            task: Option<EntryId>,
            visit: register::Visit,
        }
        /// Weapons of one kind at one site. Part `place`.
        HoldingRecorded = "holding.recorded" { holding: register::Holding, }
        /// What a verifier found of a duty or promise.
        VerificationRecorded = "verification.recorded" { verification: register::Verification, }
    }
    Assess: {
        /// A person accepts what the machine found: the finding is *assessed* from here on.
        AssessmentAccepted = "assessment.accepted" {
            finding: FindingRef,
            outcome: Outcome,
            seen: Seen,
        }
        /// A reviewer does not accept it: part `text` says why.
        AssessmentReturned = "assessment.returned" { finding: FindingRef, seen: Seen, }
    }
    Reply: {
        /// A party answers a finding: part `text`.
        ReplyGiven = "reply.given" { finding: FindingRef, party: PartyId, }
        /// A party disputes an affiliation.
        AffiliationDisputed = "affiliation.disputed" { by: PartyId, of: EntryId, }
        /// Somebody declares that they may not act in a case.
        RecusalDeclared = "recusal.declared" { case: Arc<str>, user: UserId, }
    }
    Rule: {
        /// The commission rules on a finding. Part `text`: its reasons.
        RulingMade = "ruling.made" {
            /// The norm by which it was decided.
            by_rule: Arc<str>,
            finding: FindingRef,
            outcome: Outcome,
            /// Users who stand by it.
            by: Vec<UserId>,
        }
        /// The commission settles whose reading of a term, or whose course of a disputed line, holds from a date on.
        ReadingRuled = "reading.ruled" {
            by: Vec<UserId>,
            from: Instant,
            reading: Arc<str>,
            term: Arc<str>,
        }
        /// Somebody does not stand by a ruling: part `text`.
        DissentRecorded = "dissent.recorded" {
            by: UserId,
            of: EntryId,
            /// A reservation, where the ruling itself is accepted.
            reservation: bool,
        }
    }
    Negotiate: {
        /// A text is put to the parties. Open parts: its files, `agreement.md` first.
        AgreementProposed = "agreement.proposed" { version: i64, }
    }
    Rule: {
        /// A proposed text is in force from here on.
        AgreementAdopted = "agreement.adopted" { from: Instant, of: EntryId, }
        /// The agreement, or an article or norm of it, is suspended.
        AgreementSuspended = "agreement.suspended" {
            over: TimeRange,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            part: Option<Arc<str>>,
        }
        /// The agreement runs longer.
        AgreementExtended = "agreement.extended" { until: Instant, }
    }
    Negotiate: {
        /// A party joins the agreement.
        PartyAdhered = "party.adhered" { from: Instant, party: PartyId, }
        /// A meeting. Parts `place`, `text` (minutes).
        MeetingHeld = "meeting.held" {
            at: TimeRange,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            agenda: Vec<Arc<str>>,
            /// Delegation to the capacities in which its members came.
            attended: BTreeMap<Arc<str>, Vec<Arc<str>>>,
            convener: Arc<str>,
        }
        /// A member votes.
        VoteCast = "vote.cast" { ballot: register::Ballot, }
        /// Where a party stands on an issue. Part `text`: the statement it rests on.
        PositionStated = "position.stated" {
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            conditions: Vec<Both>,
            issue: Arc<str>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            meeting: Option<EntryId>,
            party: PartyId,
            stance: Stance,
        }
        /// A promise. Part `text`: its words.
        PromiseMade = "promise.made" {
            by: Arc<str>,
            /// Until when, where it is a date.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            due: Option<Instant>,
            id: Arc<str>,
            /// Promises that it waits for.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            on: Vec<Arc<str>>,
            to: Vec<Arc<str>>,
            what: Both,
        }
        /// Whoever owes it says that it is done.
        PromiseClaimed = "promise.claimed" { by: Arc<str>, id: Arc<str>, }
    }
    Verify: {
        /// Somebody else found how far a promise is kept: Kroc scale, 0 not begun to 3 in full.
        PromiseVerified = "promise.verified" {
            id: Arc<str>,
            scale: u8,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            valid_until: Option<Instant>,
        }
    }
    Negotiate: {
        /// A party puts a candidate forward.
        NominationMade = "nomination.made" { body: Arc<str>, candidate: Arc<str>, party: PartyId, }
        /// A party objects to a candidate: part `text`.
        ObjectionMade = "objection.made" { of: EntryId, party: PartyId, }
    }
    Publish: {
        /// A document was released. Parts `document`, and `basis`: what it was made of; open where it is public at once.
        PublicationMade = "publication.made" {
            audience: Audience,
            /// SHA-256 of its bytes.
            document: Digest,
            document_kind: Arc<str>,
            /// Not to be handed to anybody before.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            from: Option<Instant>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            number: Option<Arc<str>>,
            /// The release that this one corrects.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            restates: Option<EntryId>,
        }
        /// These parts and their salts were destroyed: proof and place remain.
        RedactionMade = "redaction.made" { because: Arc<str>, parts: Vec<Digest>, }
    }
}
