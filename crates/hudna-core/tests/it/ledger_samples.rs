//! One invented entry for every kind of act with every key filled, and one with none that may be missing.
//!
//! Written out in full, not made by a loop: a change of any variant must show here.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use hudna_core::agreement::LinkKind;
use hudna_core::commitment::{Need, Order};
use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, Both, FindingRef, Leg, ReportClaims, Scope, Seen, Stance, Way};
use hudna_core::ledger::id::{EntryId, PartyId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::{Class, Digest, Part, PartRef};
use hudna_core::ledger::row;
use hudna_core::register::{self, RegisterKind, Verified};
use hudna_core::report::{Account, Origin};
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;

/// An act, the parts that its entry names, and the file that holds its bytes.
pub(crate) struct Sample {
    pub act: Act,
    pub parts: Vec<PartRef>,
    /// `.min` where no optional key is given.
    pub ending: &'static str,
}

pub(crate) fn signing(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

pub(crate) fn public(seed: u8) -> PublicKey {
    PublicKey::from(&signing(seed).verifying_key())
}

pub(crate) fn entry(n: u8) -> EntryId {
    EntryId::of([n; 10])
}

pub(crate) fn user(n: u8) -> UserId {
    UserId::of([n; 10])
}

pub(crate) fn verifier_key(name: &str, kind: KeyKind, seed: u8) -> Arc<str> {
    VerifierKey::new(name, kind, signing(seed).verifying_key()).unwrap().to_string().into()
}

/// 2026-03-01T06:00:00Z and so many hours.
pub(crate) fn at(hours: i64) -> Instant {
    Instant(1_772_344_800_000_000).plus(Span::hours(hours))
}

pub(crate) fn over(from: i64, to: i64) -> TimeRange {
    TimeRange::new(at(from), at(to))
}

pub(crate) fn code(attribute: Attribute, name: &str) -> Value {
    Value::Code(Code::parse(attribute, name).unwrap())
}

fn actor(name: &str) -> Value {
    Value::Actor(name.into())
}

fn origin() -> Origin {
    Origin { file: "registers/march.csv".into(), line: 17, own_id: Some("N-0042".into()) }
}

fn bare() -> Origin {
    Origin { file: "registers/march.csv".into(), line: 2, own_id: None }
}

fn both(ar: &str, en: &str) -> Both {
    Both { ar: Some(ar.into()), en: Some(en.into()) }
}

fn party(name: &str) -> PartyId {
    PartyId::from(name)
}

fn finding() -> FindingRef {
    FindingRef { norm: "4.2".into(), subject: "INC-MFRGGZDF/1".into(), version: 2 }
}

fn seen() -> Seen {
    Seen { incident: IncidentId("INC-MFRGGZDF".into()), version: 3_203_334_199 }
}

/// Parts of these names and classes, over invented content.
fn parts(named: &[(&str, Class)]) -> Vec<PartRef> {
    let part = |(name, class): &(&str, Class)| {
        Part { salt: [5; 32], content: format!("invented {name}").into_bytes() }.reference(name, *class)
    };
    named.iter().map(part).collect()
}

/// A report of two sides that fire: every kind of value.
fn claims() -> ReportClaims {
    let mut first = Account::default();
    first.set(Attribute::Act, vec![code(Attribute::Act, "shelling"), code(Attribute::Act, "rocket")]);
    first.set(Attribute::At, vec![Value::Time(over(0, 2))]);
    first.set(Attribute::Means, vec![code(Attribute::Means, "heard")]);
    first.set(Attribute::Actor, vec![actor("brigade_12"), actor("لواء الساحل")]);
    first.set(Attribute::CalibreMm, vec![Value::Number(Number::exact(122.0))]);
    first.set(Attribute::Rounds, vec![Value::Number(Number { low: 3.0, best: 4.5, high: 6.0 })]);
    first.set(Attribute::Killed, vec![Value::Nothing]);
    let mut second = Account::default();
    second.set(Attribute::Act, vec![code(Attribute::Act, "fire")]);
    second.set(Attribute::At, vec![Value::Time(TimeRange { lo: Instant(i64::MIN), hi: at(5) })]);
    ReportClaims { aggregate: true, deeds: vec![first, second], reported_at: Some(at(3)) }
}

fn bare_claims() -> ReportClaims {
    ReportClaims { aggregate: false, deeds: vec![Account::default()], reported_at: None }
}

fn notice() -> register::Entry {
    register::Entry {
        origin: origin(),
        party: Some("north".into()),
        unit: Some("brigade_12".into()),
        act: vec![code(Attribute::Act, "resupply")],
        purpose: vec![code(Attribute::Purpose, "logistics"), code(Attribute::Purpose, "medevac")],
        sent_at: Some(TimeRange::exact(at(-48))),
        window: Some(over(0, 6)),
        place: None,
        answer: Some("granted".into()),
    }
}

fn bare_notice() -> register::Entry {
    register::Entry {
        origin: bare(),
        party: None,
        unit: None,
        act: Vec::new(),
        purpose: Vec::new(),
        sent_at: None,
        window: None,
        place: None,
        answer: None,
    }
}

const REPORT: &[(&str, Class)] =
    &[("source", Class::Source), ("place", Class::Place), ("text", Class::Narrative)];
const PLACE: &[(&str, Class)] = &[("place", Class::Place)];
const TEXT: &[(&str, Class)] = &[("text", Class::Narrative)];

fn full(act: Act) -> Sample {
    Sample { act, parts: Vec::new(), ending: "" }
}

fn with(named: &[(&str, Class)], act: Act) -> Sample {
    Sample { act, parts: parts(named), ending: "" }
}

fn min(act: Act) -> Sample {
    Sample { act, parts: Vec::new(), ending: ".min" }
}

/// As it was shipped before its kind had all the keys that it has now.
fn before(named: &[(&str, Class)], act: Act) -> Sample {
    Sample { act, parts: parts(named), ending: ".before" }
}

/// Every sample, in the order of the kinds; rows of registers with what is sealed of them in parts.
pub(crate) fn all() -> Vec<Sample> {
    let apart = |mut sample: Sample| {
        if row::is_row(&sample.act) {
            let filed = row::apart(sample.act).unwrap();
            let sealed = filed
                .parts
                .into_iter()
                .map(|(name, class, content)| Part { salt: [5; 32], content }.reference(&name, class));
            sample.parts.extend(sealed);
            sample.act = filed.act;
        }
        sample
    };
    whole().into_iter().map(apart).collect()
}

/// The same with rows in one piece, as no record holds them.
pub(crate) fn whole() -> Vec<Sample> {
    let first = [mission(), taken_in(), registers(), classified(), assessed(), ruled()];
    let rest = [table(), negotiated(), joining(), watching(), published()];
    first.into_iter().chain(rest).flatten().collect()
}

fn mission() -> Vec<Sample> {
    let log = verifier_key("hudna.mission/AMBQGAYDAMBQGAYD", KeyKind::Log, 9);
    vec![
        full(Act::MissionFounded {
            key: public(7),
            log: log.clone(),
            title: both("بعثة مراقبة الساحل", "Coast observation mission"),
            zone_time: "Africa/Tripoli".into(),
        }),
        min(Act::MissionFounded { key: public(7), log, title: Both::default(), zone_time: "UTC".into() }),
        with(
            &[("source", Class::Source)],
            Act::UserAdded { key: public(8), party: Some(party("north")), user: user(8) },
        ),
        min(Act::UserAdded { key: public(8), party: None, user: user(8) }),
        full(Act::UserRevoked { user: user(8) }),
        full(Act::KeyChanged { key: public(10), user: user(8) }),
        full(Act::RoleGiven {
            role: "verifier".into(),
            scope: Scope::Sector("wadi-east".into()),
            user: user(8),
        }),
        min(Act::RoleGiven { role: "assessor".into(), scope: Scope::Mission, user: user(8) }),
        full(Act::RoleTaken {
            role: "party_delegate".into(),
            scope: Scope::Party(party("north")),
            user: user(8),
        }),
        full(Act::EpochOpened {
            class: Class::Source,
            epoch: 3,
            recipients: vec!["age1qqqqinvented".into(), "age1zzzzinvented".into()],
            wrapped: Digest([0xab; 32]),
        }),
        full(Act::WitnessAdmitted {
            key: verifier_key("witness.north", KeyKind::Witness, 11),
            party: Some(party("north")),
        }),
        min(Act::WitnessAdmitted {
            key: verifier_key("witness.university", KeyKind::Witness, 12),
            party: None,
        }),
        full(Act::WitnessDismissed { key: verifier_key("witness.north", KeyKind::Witness, 11) }),
        with(&[("gazetteer", Class::Open)], Act::GazetteerAdopted { name: "coast-2026".into() }),
        with(
            &[("drawing", Class::Open)],
            Act::AreaDrawn {
                area: "line-east".into(),
                course_of: Some(party("south")),
                valid_from: Some(at(24)),
            },
        ),
        min(Act::AreaDrawn { area: "buffer".into(), course_of: None, valid_from: None }),
        full(Act::RecoveryApproved { user: user(8) }),
    ]
}

fn taken_in() -> Vec<Sample> {
    vec![
        with(
            &[("file", Class::Attachment)],
            Act::FileTakenIn {
                accepted: 315,
                bytes: 9_007_199_254_740_991,
                format: "csv".into(),
                read: 317,
                set_aside: 2,
            },
        ),
        with(REPORT, Act::ReportFiled { from: Some(entry(1)), report: claims() }),
        min(Act::ReportFiled { from: None, report: bare_claims() }),
        with(REPORT, Act::ReportAmended { of: entry(2), report: claims() }),
        min(Act::ReportAmended { of: entry(2), report: bare_claims() }),
        with(TEXT, Act::TranslationAdded { language: "ar".into(), of: entry(2) }),
        full(Act::ConsentGiven { audience: Audience::Parties, of: entry(2) }),
        full(Act::ConsentWithdrawn { audience: Audience::Public, of: entry(2) }),
        with(
            &[("file", Class::Attachment), ("working", Class::Attachment), ("timestamp", Class::Attachment)],
            Act::AttachmentAdded { bytes: 482_113, media_type: "image/jpeg".into(), to: entry(2) },
        ),
    ]
}

fn registers() -> Vec<Sample> {
    vec![
        with(PLACE, Act::NoticeGiven { entry: notice() }),
        min(Act::NoticeGiven { entry: bare_notice() }),
        with(
            PLACE,
            Act::ContactMade { entry: register::Entry { answer: Some("answered".into()), ..notice() } },
        ),
        min(Act::ContactMade { entry: bare_notice() }),
        with(
            PLACE,
            Act::AuthorisationAnswered {
                entry: register::Entry { answer: Some("refused".into()), ..notice() },
            },
        ),
        min(Act::AuthorisationAnswered { entry: bare_notice() }),
        with(
            PLACE,
            Act::UnitPositioned {
                position: register::Position {
                    origin: origin(),
                    party: Some("south".into()),
                    unit: Some("battalion_7".into()),
                    from: Some(TimeRange::exact(at(0))),
                    until: Some(over(100, 124)),
                    place: None,
                    declared: Some(true),
                },
            },
        ),
        full(Act::CoverageRecorded {
            coverage: register::Coverage {
                origin: origin(),
                sector: "wadi-east".into(),
                over: over(0, 24),
                patrol_hours: Some(6.5),
                planned_hours: Some(8.0),
                cameras_up: Some(3.0),
                cameras: Some(4.0),
                posts: None,
                denied: None,
                note: Some("access denied once".into()),
            },
        }),
        Sample {
            ending: ".watched",
            ..full(Act::CoverageRecorded {
                coverage: register::Coverage {
                    origin: origin(),
                    sector: "wadi-east".into(),
                    over: over(0, 24),
                    patrol_hours: Some(6.5),
                    planned_hours: Some(8.0),
                    cameras_up: Some(3.0),
                    cameras: Some(4.0),
                    posts: Some(2.0),
                    denied: Some(1.0),
                    note: Some("access denied once".into()),
                },
            })
        },
        full(Act::RegisterCompleted {
            complete: register::Complete {
                register: RegisterKind::Notices,
                over: over(-720, 0),
                by: Some("secretariat".into()),
            },
        }),
        full(Act::CandidateDescribed {
            candidate: register::Candidate {
                origin: origin(),
                id: "C-7".into(),
                body: Some("joint_force".into()),
                at: Some(TimeRange::exact(at(1))),
                nominated_by: vec![actor("north")],
                years_service: Some(Number { low: 12.0, best: 14.0, high: 14.25 }),
                rank: vec![code(Attribute::Rank, "colonel")],
                served_in: vec![actor("brigade_12"), Value::Nothing],
                served_as: vec![code(Attribute::ServedAs, "staff")],
            },
        }),
        full(Act::MemberSeated {
            member: register::Member {
                origin: origin(),
                id: "M-3".into(),
                body: "commission".into(),
                party: vec![actor("south")],
                role: vec![code(Attribute::Role, "deputy")],
                rank: vec![code(Attribute::Rank, "brigadier")],
                from: Some(TimeRange::exact(at(0))),
                until: Some(TimeRange { lo: at(5000), hi: Instant(i64::MAX) }),
            },
        }),
        full(Act::EntryWithdrawn { of: entry(3) }),
    ]
}

fn classified() -> Vec<Sample> {
    let (a, b) = (entry(2), entry(4));
    vec![
        full(Act::AffiliationStated {
            affiliation: register::Affiliation {
                origin: origin(),
                of: "battalion_7".into(),
                is: LinkKind::UnderCommandOf,
                to: "brigade_12".into(),
                from: Some(over(-240, -216)),
                until: Some(over(240, 264)),
                by: Some("north".into()),
                disputed_by: vec!["south".into()],
                change: Some("handover-march".into()),
            },
        }),
        full(Act::AffiliationDisputed { by: party("south"), of: entry(5) }),
        full(Act::AnswerLinked {
            answer: register::Answer { origin: origin(), act: "R-12".into(), answers: "R-11".into() },
        }),
        with(PLACE, Act::PlaceConfirmed { attribute: Attribute::ObserverPlace, of: entry(2) }),
        full(Act::ReportsJoined { a: a.clone(), b: b.clone(), seen: vec![seen(), seen()] }),
        min(Act::ReportsJoined { a: a.clone(), b: b.clone(), seen: Vec::new() }),
        full(Act::ReportsKeptApart { a: a.clone(), b: b.clone(), seen: vec![seen()] }),
        min(Act::ReportsKeptApart { a, b, seen: Vec::new() }),
        full(Act::DecisionUndone { of: entry(6), seen: vec![seen()] }),
        min(Act::DecisionUndone { of: entry(6), seen: Vec::new() }),
    ]
}

fn assessed() -> Vec<Sample> {
    let visit = register::Visit {
        origin: origin(),
        site: "depot-3".into(),
        party: Some("north".into()),
        team: Some("team-b".into()),
        at: Some(over(4, 5)),
        place: None,
        access: Some("delayed".into()),
        delay_min: Some(Number::exact(35.0)),
        reason: Some("فحص أمني".into()),
    };
    vec![
        full(Act::TaskGiven {
            about: Some(finding()),
            by: Some(at(72)),
            to: "team-b".into(),
            wanted: vec!["calibre_mm".into(), "origin".into()],
        }),
        min(Act::TaskGiven { about: None, by: None, to: "team-b".into(), wanted: Vec::new() }),
        full(Act::TaskClosed { done: true, of: entry(7) }),
        with(PLACE, Act::VisitRecorded { task: Some(entry(7)), visit: visit.clone() }),
        min(Act::VisitRecorded { task: None, visit }),
        with(
            PLACE,
            Act::HoldingRecorded {
                holding: register::Holding {
                    origin: origin(),
                    id: "H-9".into(),
                    site: "depot-3".into(),
                    party: Some("north".into()),
                    unit: Some("brigade_12".into()),
                    weapon: vec![code(Attribute::Weapon, "uav"), code(Attribute::Weapon, "mortar")],
                    calibre_mm: Some(Number::exact(81.5)),
                    count: Some(Number { low: 2.0, best: 2.0, high: 3.0 }),
                    at: Some(over(4, 5)),
                    place: None,
                    state: Some("again_missing".into()),
                    declared: Some(false),
                },
            },
        ),
        full(Act::VerificationRecorded {
            verification: register::Verification {
                origin: origin(),
                norm: "7.1".into(),
                party: Some("south".into()),
                incident: Some("R-12".into()),
                state: Verified::NotDone,
                at: over(8, 9),
                by: Some("team-b".into()),
                valid_until: Some(at(800)),
            },
        }),
        full(Act::SealedRead { about: Some("R-12".into()), of: Some(entry(1)), what: "report".into() }),
        min(Act::SealedRead { about: None, of: None, what: "map".into() }),
        full(Act::AssessmentAccepted { finding: finding(), outcome: Outcome::NotCovered, seen: seen() }),
        with(TEXT, Act::AssessmentReturned { finding: finding(), seen: seen() }),
        with(TEXT, Act::ReplyGiven { finding: finding(), party: party("north") }),
        full(Act::RecusalDeclared { case: "INC-MFRGGZDF".into(), user: user(8) }),
    ]
}

fn ruled() -> Vec<Sample> {
    vec![
        with(
            TEXT,
            Act::RulingMade {
                by_rule: "11.3".into(),
                finding: finding(),
                outcome: Outcome::Breach,
                by: vec![user(8), user(13)],
            },
        ),
        full(Act::ReadingRuled {
            by: vec![user(13)],
            from: at(0),
            reading: "a mortar of 60 mm and more".into(),
            term: "heavy weapon".into(),
        }),
        with(TEXT, Act::DissentRecorded { by: user(13), of: entry(8), reservation: true }),
        with(
            &[("agreement.md", Class::Open), ("zones.geojson", Class::Open)],
            Act::AgreementProposed { version: 2 },
        ),
        full(Act::AgreementAdopted { from: at(24), of: entry(9) }),
        full(Act::AgreementSuspended { over: over(48, 96), part: Some("a4.1".into()) }),
        min(Act::AgreementSuspended { over: TimeRange::ALL, part: None }),
        full(Act::AgreementExtended { until: at(9000) }),
    ]
}

fn table() -> Vec<Sample> {
    vec![
        full(Act::PartyAdhered { from: at(30), party: party("island") }),
        with(
            &[("place", Class::Place), ("text", Class::Narrative)],
            Act::MeetingHeld {
                at: over(10, 14),
                agenda: vec!["prisoners".into(), "الطريق الساحلي".into()],
                attended: [
                    ("north".into(), vec!["chair".into(), "adviser".into()]),
                    ("south".into(), vec!["deputy".into()]),
                    ("المراقبون".into(), Vec::new()),
                ]
                .into(),
                convener: "secretariat".into(),
                number: Some(7),
                place: Some(both("الميناء", "the port")),
            },
        ),
        // as it was shipped before meetings had a number
        before(
            &[("place", Class::Place), ("text", Class::Narrative)],
            Act::MeetingHeld {
                at: over(10, 14),
                agenda: vec!["prisoners".into(), "الطريق الساحلي".into()],
                attended: [
                    ("north".into(), vec!["chair".into(), "adviser".into()]),
                    ("south".into(), vec!["deputy".into()]),
                    ("المراقبون".into(), Vec::new()),
                ]
                .into(),
                convener: "secretariat".into(),
                number: None,
                place: None,
            },
        ),
        min(Act::MeetingHeld {
            at: over(10, 14),
            agenda: Vec::new(),
            attended: [].into(),
            convener: "secretariat".into(),
            number: None,
            place: None,
        }),
        full(Act::VoteCast {
            ballot: register::Ballot {
                origin: origin(),
                decision: "D-4".into(),
                body: Some("commission".into()),
                at: Some(over(10, 11)),
                member: "M-3".into(),
                party: vec![actor("south")],
                role: vec![code(Attribute::Role, "deputy")],
                present: vec![code(Attribute::Present, "present")],
                vote: vec![code(Attribute::Vote, "abstained"), Value::Nothing],
            },
        }),
        with(
            TEXT,
            Act::PositionStated {
                at: Some(at(11)),
                condition_ids: vec!["after-exchange".into(), "with-escort".into()],
                conditions: vec![both("بعد التبادل", "after the exchange"), Both::default()],
                issue: "coast-road".into(),
                meeting: Some(entry(10)),
                party: party("south"),
                stance: Stance::AcceptsWithReservation,
                statement: Some(entry(13)),
            },
        ),
        // as it was shipped before conditions had ids
        before(
            TEXT,
            Act::PositionStated {
                at: None,
                condition_ids: Vec::new(),
                conditions: vec![both("بعد التبادل", "after the exchange"), Both::default()],
                issue: "coast-road".into(),
                meeting: Some(entry(10)),
                party: party("south"),
                stance: Stance::AcceptsWithReservation,
                statement: None,
            },
        ),
        min(Act::PositionStated {
            at: None,
            condition_ids: Vec::new(),
            conditions: Vec::new(),
            issue: "coast-road".into(),
            meeting: None,
            party: party("south"),
            stance: Stance::Silent,
            statement: None,
        }),
        with(
            TEXT,
            Act::PromiseMade {
                by: "north".into(),
                due: Some(at(700)),
                due_rule: Some("72 h after verified(P-1)".into()),
                id: "P-2".into(),
                needs: vec![
                    Need { how: Order::Concurrent, on: "P-1".into(), read_by: Some("south".into()) },
                    Need { how: Order::Conditional, on: "C-1".into(), read_by: None },
                ],
                not_before: Some("D+2".into()),
                on: vec!["P-1".into()],
                theme: Some("access".into()),
                to: vec!["south".into(), "commission".into()],
                until: Some("declared(C-1)".into()),
                valid_for: Some("30 d".into()),
                verifier: Some("joint_team".into()),
                what: both("فتح الطريق", "to open the road"),
            },
        ),
        // as it was first shipped
        Sample {
            ending: ".before",
            ..with(
                TEXT,
                Act::PromiseMade {
                    by: "north".into(),
                    due: Some(at(700)),
                    due_rule: None,
                    id: "P-2".into(),
                    needs: Vec::new(),
                    not_before: None,
                    on: vec!["P-1".into()],
                    theme: None,
                    to: vec!["south".into(), "commission".into()],
                    until: None,
                    valid_for: None,
                    verifier: None,
                    what: both("فتح الطريق", "to open the road"),
                },
            )
        },
        min(bare_promise()),
        full(Act::PromiseClaimed { by: "north".into(), id: "P-2".into(), scale: Some(2) }),
        min(Act::PromiseClaimed { by: "north".into(), id: "P-2".into(), scale: None }),
        full(Act::PromiseExtended { by: "south".into(), due: at(900), id: "P-2".into() }),
        full(Act::PromiseReleased { by: "south".into(), id: "P-2".into() }),
        with(TEXT, Act::PromiseWithdrawn { by: "north".into(), id: "P-2".into() }),
        full(Act::ConditionPut {
            by: "donors".into(),
            declarers: vec!["commission".into(), "south".into()],
            id: "C-1".into(),
            not_before: Some(at(100)),
            what: both("قيام حكومة توافق", "a government of consensus exists"),
        }),
        min(Act::ConditionPut {
            by: "donors".into(),
            declarers: vec!["commission".into()],
            id: "C-1".into(),
            not_before: None,
            what: Both::default(),
        }),
        with(TEXT, Act::ConditionDeclared { by: "commission".into(), holds: true, id: "C-1".into() }),
        with(
            TEXT,
            Act::SequenceRead { by: "south".into(), how: Order::Before, id: "P-2".into(), on: "P-1".into() },
        ),
        with(
            TEXT,
            Act::SequenceRuled {
                by: vec![user(3), user(4)],
                how: Order::Free,
                id: "P-2".into(),
                on: "P-1".into(),
            },
        ),
        full(Act::PromiseVerified { id: "P-2".into(), scale: 3, valid_until: Some(at(1000)) }),
        min(Act::PromiseVerified { id: "P-2".into(), scale: 0, valid_until: None }),
        with(
            &[("source", Class::Source)],
            Act::NominationMade {
                body: "joint_force".into(),
                candidate: "C-7".into(),
                keep_until: Some(at(9000)),
                party: party("north"),
            },
        ),
        min(Act::NominationMade {
            body: "joint_force".into(),
            candidate: "C-7".into(),
            keep_until: None,
            party: party("north"),
        }),
        with(TEXT, Act::ObjectionMade { of: entry(11), party: party("south") }),
    ]
}

fn negotiated() -> Vec<Sample> {
    vec![
        with(
            &[("name", Class::Source)],
            Act::DelegationNamed {
                capacity: "head of delegation".into(),
                from: at(0),
                party: party("south"),
                speaker: "S-1".into(),
                until: Some(at(900)),
                user: Some(user(8)),
            },
        ),
        min(Act::DelegationNamed {
            capacity: "head of delegation".into(),
            from: at(0),
            party: party("south"),
            speaker: "S-1".into(),
            until: None,
            user: None,
        }),
        full(Act::IssueOpened {
            issue: "coast-road".into(),
            parties: vec![party("north"), party("south")],
            title: both("الطريق الساحلي", "the coast road"),
        }),
        min(Act::IssueOpened { issue: "coast-road".into(), parties: Vec::new(), title: Both::default() }),
        full(Act::IssueClosed { article: Some("a4".into()), issue: "coast-road".into() }),
        min(Act::IssueClosed { article: None, issue: "coast-road".into() }),
        full(Act::ConditionLinked { condition: "after-exchange".into(), promise: "P-2".into() }),
        with(
            &[("agreement.md", Class::Open), ("zones.geojson", Class::Open)],
            Act::DraftPut { draft: "road".into(), version: 2 },
        ),
        full(Act::AmendmentProposed {
            article: "a4".into(),
            of: entry(14),
            paragraph: "4.2".into(),
            party: party("south"),
            wording: both("يُفتح الطريق نهارًا.", "The road is open by day."),
        }),
        with(TEXT, Act::AmendmentAnswered { of: entry(15), party: party("north"), stance: Stance::Accepts }),
        full(Act::ArticleAdopted { article: "a4".into(), by_rule: "a16.4".into(), of: entry(14) }),
        full(Act::ReservationEntered {
            article: Some("a4".into()),
            of: entry(14),
            party: party("south"),
            words: both("لا يشمل ذلك الجسر", "the bridge is not meant"),
        }),
        min(Act::ReservationEntered {
            article: None,
            of: entry(14),
            party: party("south"),
            words: Both::default(),
        }),
        full(Act::StatementInterpretive {
            article: Some("a4".into()),
            of: entry(9),
            party: party("north"),
            words: both("نهارًا أي من الشروق إلى الغروب", "by day is from sunrise to sunset"),
        }),
        min(Act::StatementInterpretive {
            article: None,
            of: entry(9),
            party: party("north"),
            words: Both::default(),
        }),
        full(Act::VotePut {
            article: Some("a4".into()),
            by_rule: "a16.4".into(),
            meeting: Some(entry(16)),
            of: entry(14),
            voters: vec!["north".into(), "south".into()],
        }),
        min(Act::VotePut {
            article: None,
            by_rule: "consensus".into(),
            meeting: None,
            of: entry(14),
            voters: vec!["north".into()],
        }),
    ]
}

fn joining() -> Vec<Sample> {
    vec![
        full(Act::NominationWithdrawn { of: entry(11), party: party("north") }),
        with(TEXT, Act::ObjectionAnswered { of: entry(12), party: party("north") }),
        with(TEXT, Act::NominationAppealed { of: entry(13), party: party("north") }),
        with(
            TEXT,
            Act::NominationRuled {
                accepted: false,
                against: vec![user(9)],
                by: vec![user(8), user(7)],
                candidate: "C-7".into(),
                of: entry(11),
            },
        ),
        min(Act::NominationRuled {
            accepted: true,
            against: Vec::new(),
            by: vec![user(8)],
            candidate: "C-7".into(),
            of: entry(14),
        }),
        full(Act::BodyFormed {
            appeal_hours: Some(72),
            appeal_panel: vec![user(9)],
            body: "joint_force".into(),
            name: both("القوة المشتركة", "Joint Force"),
            objection_hours: Some(120),
            panel: vec![user(8), user(7)],
            quorum: 2,
            reply_hours: Some(48),
            ruling_hours: Some(168),
        }),
        min(Act::BodyFormed {
            appeal_hours: None,
            appeal_panel: Vec::new(),
            body: "joint_force".into(),
            name: Both::default(),
            objection_hours: None,
            panel: Vec::new(),
            quorum: 1,
            reply_hours: None,
            ruling_hours: None,
        }),
    ]
}

fn watching() -> Vec<Sample> {
    let leg = |sector: &str, hours| Leg { hours, sector: sector.into() };
    vec![
        full(Act::TeamFormed {
            body: "joint_force".into(),
            members: vec!["C-7".into(), "C-8".into()],
            team: "team-2".into(),
        }),
        with(PLACE, Act::PostOpened { from: at(0), post: "post-4".into(), sector: "wadi-east".into() }),
        full(Act::PostClosed { of: entry(15), until: at(400) }),
        with(
            PLACE,
            Act::CameraReported { at: at(2), camera: "cam-1".into(), sector: "wadi-east".into(), up: false },
        ),
        with(
            &[("plan", Class::Place)],
            Act::PatrolPlanned {
                asked: vec![party("north"), party("south")],
                patrol: "patrol-31".into(),
                team: "team-2".into(),
                way: Way::Road,
            },
        ),
        min(Act::PatrolPlanned {
            asked: Vec::new(),
            patrol: "patrol-32".into(),
            team: "team-2".into(),
            way: Way::Flight,
        }),
        with(
            TEXT,
            Act::PatrolReported {
                cleared: true,
                denied: vec!["harbour".into()],
                legs: vec![leg("wadi-east", 2.5), leg("harbour", 0.0)],
                of: entry(16),
                over: over(6, 10),
            },
        ),
        min(Act::PatrolReported {
            cleared: false,
            denied: Vec::new(),
            legs: vec![leg("wadi-east", 4.0)],
            of: entry(16),
            over: over(6, 10),
        }),
        with(TEXT, Act::ClearanceAnswered { granted: true, of: entry(16), party: party("north") }),
        with(
            TEXT,
            Act::ComplaintMade { about: user(8), body: Some("joint_force".into()), party: party("south") },
        ),
        // as it was shipped before a complaint could name the body whose panel rules on it
        before(TEXT, Act::ComplaintMade { about: user(8), body: None, party: party("south") }),
        min(Act::ComplaintMade { about: user(8), body: None, party: party("south") }),
        with(TEXT, Act::ComplaintAnswered { of: entry(17) }),
        with(
            TEXT,
            Act::ComplaintRuled { against: vec![user(9)], by: vec![user(7)], of: entry(17), upheld: true },
        ),
        min(Act::ComplaintRuled { against: Vec::new(), by: vec![user(7)], of: entry(17), upheld: false }),
    ]
}

/// A promise of which nothing is said that need not be.
fn bare_promise() -> Act {
    Act::PromiseMade {
        by: "north".into(),
        due: None,
        due_rule: None,
        id: "P-2".into(),
        needs: Vec::new(),
        not_before: None,
        on: Vec::new(),
        theme: None,
        to: Vec::new(),
        until: None,
        valid_for: None,
        verifier: None,
        what: Both::default(),
    }
}

fn published() -> Vec<Sample> {
    vec![
        with(
            &[("basis", Class::Narrative), ("document", Class::Attachment)],
            Act::PublicationMade {
                audience: Audience::Parties,
                document: Digest([0xcd; 32]),
                document_kind: "violation".into(),
                from: Some(at(30)),
                number: Some("2026/03".into()),
                restates: Some(entry(12)),
            },
        ),
        // as it was before a release could say from when on
        Sample {
            ending: ".at-once",
            ..with(
                &[("document", Class::Open)],
                Act::PublicationMade {
                    audience: Audience::Public,
                    document: Digest([0xcd; 32]),
                    document_kind: "sitrep".into(),
                    from: None,
                    number: Some("2026/03".into()),
                    restates: Some(entry(12)),
                },
            )
        },
        min(Act::PublicationMade {
            audience: Audience::Parties,
            document: Digest([0xcd; 32]),
            document_kind: "sitrep".into(),
            from: None,
            number: None,
            restates: None,
        }),
        full(Act::RedactionMade {
            because: "a source is in danger".into(),
            parts: vec![Digest([0xef; 32]), Digest([0x01; 32])],
        }),
        full(Act::ConsultationOpened {
            id: "coast".into(), title: both("ساحل مرسى", "The coast of Marsa")
        }),
        full(Act::StatementPut {
            consultation: entry(13),
            id: "3".into(),
            text: both("لا سلاح ثقيل داخل المدينة", "No heavy weapons inside the town"),
        }),
        with(
            &[("file", Class::Attachment), ("result", Class::Open)],
            Act::ConsultationCounted { consultation: entry(13), people: 64, statements: 12, votes: 652 },
        ),
    ]
}
