//! Every act of a person that the record keeps: one enum, one file. What acts are said with is in `terms`, what a kind says as
//! data in `shape`.
//!
//! An act says in the clear what all who hold the record may know; the rest stands in the entry's parts
//! ([`super::part`]). A new kind of act is a new variant at the end of its group, with golden bytes under
//! `tests/golden/ledger/`; a variant that was ever shipped is never changed: old records verify for ever.
//!
//! | part | class | of which acts |
//! |---|---|---|
//! | `source` | source | who told and where it was read; a user's, member's or candidate's name |
//! | `about` | source | of a row: ids of the reports that it speaks of |
//! | `grade` | source | of a `report.graded`: the grade |
//! | `place` | place | where exactly |
//! | `plan` | place | where and when a patrol is to go |
//! | `text` | narrative | words of a report, reply, reason, note, minutes |
//! | `vote` | narrative | how somebody voted where the decision rule keeps votes secret |
//! | `document` | open, or attachment | a document released: sealed where it is not for everybody at once |
//! | `basis` | open, or narrative | what it was made of, sealed likewise |
//! | `file`, `working`, `timestamp` | attachment | the file as it came, without what its maker's device wrote into it, its RFC 3161 timestamp |
//! | any other | open | files of an agreement, drawings, published documents |

mod shape;
mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::{EntryId, PartyId, PublicKey, UserId};
use super::part::{Class, Digest};
use crate::commitment::{Need, Order};
use crate::finding::Outcome;
use crate::register;
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

pub use shape::{Key, Shape, Verb};
pub use terms::{Audience, Both, Check, Checked, FindingRef, Leg, ReportClaims, Scope, Seen, Stance, Way};

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
        /// Somebody stands by it that a user lost what opens their key. When two have, a new key may take its place
        /// (`user.key_changed`): the house asks for two.
        RecoveryApproved = "recovery.approved" { user: UserId, }
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
        /// How reliable a report's source is, and how credible what it says, by somebody who did not file it. Part `grade`: which; part `text`:
        /// why. What a later grade says takes the place of what an earlier one said. It decides nothing.
        ReportGraded = "report.graded" { of: EntryId, }
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
        /// Somebody reads what is sealed: written before it is shown, once for each person, thing and day.
        SealedRead = "sealed.read" {
            /// What it is about, where that is no entry: an incident, a finding, the number of a document.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            about: Option<Arc<str>>,
            /// The report that is read.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            of: Option<EntryId>,
            /// What is shown: `report`, `words`, `incident`, `finding`, `map`, `document`, `draft`, `stores`, `grades`.
            what: Arc<str>,
        }
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
        /// Somebody who neither assessed the finding nor told of it holds what was accepted against a fixed list, before it goes to the
        /// commission. Part `text`: why.
        ReviewMade = "review.made" {
            /// What was asked, and how it was answered.
            checked: Checked,
            finding: FindingRef,
            /// The acceptance that is reviewed.
            of: EntryId,
            seen: Seen,
            /// Whether it is sound; else it goes back to the assessors.
            sound: bool,
        }
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
            /// Users who were there and did not vote.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            abstained: Vec<UserId>,
            /// Users who voted against it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            against: Vec<UserId>,
        }
        /// The commission settles whose reading of a term, or whose course of a disputed line, holds from a date on.
        /// Part `text`: its reasons.
        ReadingRuled = "reading.ruled" {
            /// Users who stand by it.
            by: Vec<UserId>,
            from: Instant,
            reading: Arc<str>,
            term: Arc<str>,
            /// The norm by which it was decided.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            by_rule: Option<Arc<str>>,
            /// Users who were there and did not vote.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            abstained: Vec<UserId>,
            /// Users who voted against it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            against: Vec<UserId>,
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
            /// Its number among the meetings of this table.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            number: Option<u32>,
            /// Where, as the parties call it: a town, a house. Where exactly is part `place`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            place: Option<Both>,
        }
        /// A member votes. Part `text`: why; part `vote`, where the rule keeps votes secret: how.
        VoteCast = "vote.cast" { ballot: register::Ballot, }
        /// Where a party stands on an issue. Part `text`: the statement it rests on.
        PositionStated = "position.stated" {
            /// When it was stated, where that is not when this was written.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<Instant>,
            /// Ids of the conditions, in their order; a condition without one is `ENTRY/1`, `ENTRY/2`, ….
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            condition_ids: Vec<Arc<str>>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            conditions: Vec<Both>,
            issue: Arc<str>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            meeting: Option<EntryId>,
            party: PartyId,
            stance: Stance,
            /// The entry that holds the statement it rests on.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            statement: Option<EntryId>,
        }
        /// Who speaks for a party, in which capacity, from when. Part `name`.
        DelegationNamed = "delegation.named" {
            capacity: Arc<str>,
            from: Instant,
            party: PartyId,
            /// The id by which the record calls whoever speaks; the same id again changes what was said of it.
            speaker: Arc<str>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            until: Option<Instant>,
            /// The user of the mission who it is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            user: Option<UserId>,
        }
        /// A question is on the table.
        IssueOpened = "issue.opened" {
            issue: Arc<str>,
            /// Whose positions are asked; without it those of the parties of the agreement.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            parties: Vec<PartyId>,
            title: Both,
        }
        /// A question is off the table.
        IssueClosed = "issue.closed" {
            /// The article that it became.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            article: Option<Arc<str>>,
            issue: Arc<str>,
        }
        /// A condition of a position is what a promise is about: who keeps the promise meets the condition.
        ConditionLinked = "condition.linked" { condition: Arc<str>, promise: Arc<str>, }
        /// A version of a negotiating text, whole. Open parts: its files, the text first.
        DraftPut = "draft.put" { draft: Arc<str>, version: u32, }
        /// A party would have a paragraph read otherwise.
        AmendmentProposed = "amendment.proposed" {
            article: Arc<str>,
            /// The version of the draft.
            of: EntryId,
            /// Its number; a number that the article does not have adds a paragraph.
            paragraph: Arc<str>,
            party: PartyId,
            /// The whole paragraph as it would read.
            wording: Both,
        }
        /// What a party says to an amendment. Part `text`.
        AmendmentAnswered = "amendment.answered" { of: EntryId, party: PartyId, stance: Stance, }
        /// An article of a draft is agreed, by the votes on `DRAFT/VERSION/ARTICLE`.
        ArticleAdopted = "article.adopted" {
            article: Arc<str>,
            /// The norm of the text in force by which it was decided.
            by_rule: Arc<str>,
            /// The version of the draft.
            of: EntryId,
        }
        /// A party accepts a text but for this.
        ReservationEntered = "reservation.entered" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            article: Option<Arc<str>>,
            of: EntryId,
            party: PartyId,
            words: Both,
        }
        /// A party says how it reads a text that it accepts.
        StatementInterpretive = "statement.interpretive" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            article: Option<Arc<str>>,
            of: EntryId,
            party: PartyId,
            words: Both,
        }
        /// A promise. Part `text`: its words.
        PromiseMade = "promise.made" {
            by: Arc<str>,
            /// Until when, where it is a date.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            due: Option<Instant>,
            /// Until when, as the text counts: `D+14`, `72 h after verified(p2)`. Beside `due`: whichever comes first.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            due_rule: Option<Arc<str>>,
            id: Arc<str>,
            /// What it waits for, in which order; `read_by`: as that party reads it, where the sides differ.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            needs: Vec<Need>,
            /// Before when it cannot be kept, as the text counts.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            not_before: Option<Arc<str>>,
            /// Promises that it waits for: each comes before it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            on: Vec<Arc<str>>,
            /// What it is about, in a word of the mission's: `weapons`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            theme: Option<Arc<str>>,
            to: Vec<Arc<str>>,
            /// Of an arrangement until something else is there: when it ends, as the text counts: `verified(p2)`, `declared(c1)`, `D+60`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            until: Option<Arc<str>>,
            /// How long a verification holds, where it does not say itself: `30 d`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            valid_for: Option<Arc<str>>,
            /// Who is to verify it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            verifier: Option<Arc<str>>,
            what: Both,
        }
        /// Whoever owes it says that it is done.
        PromiseClaimed = "promise.claimed" {
            by: Arc<str>,
            id: Arc<str>,
            /// How far, on the Kroc scale; in full where it does not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            scale: Option<u8>,
        }
        /// One to whom it is owed gives a longer time; it holds when all to whom it is owed have.
        PromiseExtended = "promise.extended" {
            /// Who gives it.
            by: Arc<str>,
            due: Instant,
            id: Arc<str>,
        }
        /// One to whom it is owed asks for it no more.
        PromiseReleased = "promise.released" { by: Arc<str>, id: Arc<str>, }
        /// Whoever owes it stands by it no more. Part `text`: why.
        PromiseWithdrawn = "promise.withdrawn" { by: Arc<str>, id: Arc<str>, }
        /// A fact in words that promises may wait for, and who may say that it holds.
        ConditionPut = "condition.put" {
            by: Arc<str>,
            /// Who may say whether it holds.
            declarers: Vec<Arc<str>>,
            id: Arc<str>,
            /// Before when it cannot hold.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            not_before: Option<Instant>,
            what: Both,
        }
        /// Somebody who may say so says whether a condition holds. Part `text`: the statement.
        ConditionDeclared = "condition.declared" { by: Arc<str>, holds: bool, id: Arc<str>, }
        /// How a party reads the order of two promises: what `on` is to `id`. Part `text`: its reasons.
        SequenceRead = "sequence.read" { by: Arc<str>, how: Order, id: Arc<str>, on: Arc<str>, }
        /// An article of a draft, or all of it, is put to the vote: silence runs from here.
        VotePut = "vote.put" {
            /// The article; without it the whole version.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            article: Option<Arc<str>>,
            /// The decision rule by which it is to be taken: a norm's id, or `consensus`.
            by_rule: Arc<str>,
            /// The meeting at which it is put: who came to it is there for the vote.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            meeting: Option<EntryId>,
            /// The version of the draft.
            of: EntryId,
            /// Members of the body, or parties, who have the vote.
            voters: Vec<Arc<str>>,
        }
    }
    Rule: {
        /// The commission settles the order of two promises. Part `text`: its reasons.
        SequenceRuled = "sequence.ruled" {
            /// Users who stand by it.
            by: Vec<UserId>,
            how: Order,
            id: Arc<str>,
            on: Arc<str>,
        }
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
        NominationMade = "nomination.made" {
            body: Arc<str>,
            candidate: Arc<str>,
            /// Until when what is sealed of the candidate is kept: from then on it is named for redaction.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            keep_until: Option<Instant>,
            party: PartyId,
        }
        /// A party objects to a candidate: part `text`.
        ObjectionMade = "objection.made" { of: EntryId, party: PartyId, }
        /// Whoever nominated takes the nomination back.
        NominationWithdrawn = "nomination.withdrawn" { of: EntryId, party: PartyId, }
        /// Whoever nominated answers an objection: part `text`.
        ObjectionAnswered = "objection.answered" { of: EntryId, party: PartyId, }
        /// A party to the nomination appeals against the ruling on it: part `text`.
        NominationAppealed = "nomination.appealed" { of: EntryId, party: PartyId, }
    }
    Rule: {
        /// A panel rules on a nomination, or on the appeal against its ruling. Part `text`: its reasons.
        NominationRuled = "nomination.ruled" {
            /// Whether the candidate may take the seat.
            accepted: bool,
            /// Users who voted against that.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            against: Vec<UserId>,
            /// Users who stand by it.
            by: Vec<UserId>,
            /// The candidate: recusal from the case `candidate:…` keeps from ruling.
            candidate: Arc<str>,
            /// The nomination, or the appeal.
            of: EntryId,
        }
        /// A body and how it is joined: who rules on nominations to it, and how long each step may take. Said again, it
        /// holds for nominations from then on.
        BodyFormed = "body.formed" {
            /// Hours for an appeal, from the ruling; missing: `reply_within` of the text.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            appeal_hours: Option<u32>,
            /// Users who rule on appeals; none: those of the panel who did not rule before.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            appeal_panel: Vec<UserId>,
            body: Arc<str>,
            name: Both,
            /// Hours for objections, from the nomination; missing: `reply_within` of the text.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            objection_hours: Option<u32>,
            /// Users who rule on nominations.
            panel: Vec<UserId>,
            /// How many of them must vote.
            quorum: u32,
            /// Hours for the answer to an objection; missing: `reply_within` of the text.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reply_hours: Option<u32>,
            /// Hours for the ruling, from the end of objections and answers; missing: the text sets none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            ruling_hours: Option<u32>,
        }
    }
    Collect: {
        /// A team of members of a body; said again, these are its members from then on.
        TeamFormed = "team.formed" { body: Arc<str>, members: Vec<Arc<str>>, team: Arc<str>, }
        /// A post is manned. Part `place`.
        PostOpened = "post.opened" { from: Instant, post: Arc<str>, sector: Arc<str>, }
        /// A post is manned no longer.
        PostClosed = "post.closed" { of: EntryId, until: Instant, }
        /// Whether a camera works, from a moment on. Part `place`.
        CameraReported = "camera.reported" { at: Instant, camera: Arc<str>, sector: Arc<str>, up: bool, }
    }
    Verify: {
        /// A patrol is planned. Part `plan`: where and when, which nobody is told before it has ended but those who verify and
        /// the parties asked for clearance.
        PatrolPlanned = "patrol.planned" {
            /// Parties that are asked for clearance.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            asked: Vec<PartyId>,
            patrol: Arc<str>,
            team: Arc<str>,
            way: Way,
        }
        /// What a patrol did, after it ended: part `text`.
        PatrolReported = "patrol.reported" {
            /// Whether every party asked had given clearance.
            cleared: bool,
            /// Sectors in which it was turned back.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            denied: Vec<Arc<str>>,
            /// Where it went, and for how long.
            legs: Vec<Leg>,
            of: EntryId,
            over: TimeRange,
        }
    }
    Reply: {
        /// A party answers whether it gives clearance to a patrol: part `text`.
        ClearanceAnswered = "clearance.answered" { granted: bool, of: EntryId, party: PartyId, }
        /// A party complains about a monitor: part `text`.
        ComplaintMade = "complaint.made" {
            about: UserId,
            /// The body in which the monitor serves: its panel rules; missing: whoever carries *rule*.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            body: Option<Arc<str>>,
            party: PartyId,
        }
    }
    Inform: {
        /// The monitor answers a complaint: part `text`.
        ComplaintAnswered = "complaint.answered" { of: EntryId, }
    }
    Rule: {
        /// The commission rules on a complaint. Part `text`: its reasons.
        ComplaintRuled = "complaint.ruled" {
            /// Users who voted against that.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            against: Vec<UserId>,
            /// Users who stand by it.
            by: Vec<UserId>,
            of: EntryId,
            /// Whether the complaint is found right.
            upheld: bool,
        }
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
        /// Many people are asked: statements follow, on which each agrees, disagrees or passes.
        ConsultationOpened = "consultation.opened" { id: Arc<str>, title: Both, }
        /// A statement is put to the people asked.
        StatementPut = "statement.put" { consultation: EntryId, id: Arc<str>, text: Both, }
    }
    Collect: {
        /// The votes of a consultation were counted. Part `file`, sealed: the votes; open part `result`: what of them may be shown.
        /// Who voted is no user of the mission and is named nowhere.
        ConsultationCounted = "consultation.counted" {
            consultation: EntryId,
            /// How many people voted.
            people: u64,
            /// On how many statements.
            statements: u64,
            /// How many votes count, the last of each person on each statement.
            votes: u64,
        }
    }
}
