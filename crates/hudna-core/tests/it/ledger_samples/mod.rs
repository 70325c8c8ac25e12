//! One invented entry for every kind of act with every key filled, and one with none that may be missing.
//!
//! Written out in full, not made by a loop: a change of any variant must show here.

mod force;
mod ground;
mod papers;
mod table;

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use hudna_core::agreement::LinkKind;
use hudna_core::commitment::{Need, Order};
use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{
    Act, Audience, Both, Check, Checked, FindingRef, Leg, ReportClaims, Scope, Seen, Stance, Way,
};
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

/// A technical review that finds an assessment sound.
pub(crate) fn review(finding: FindingRef, seen: Seen) -> Act {
    let checked = Checked::of(|_| Some(Check::Yes)).unwrap();
    Act::ReviewMade { checked, finding, of: entry(8), seen, sound: true }
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
    let first = [
        ground::mission(),
        ground::taken_in(),
        ground::registers(),
        ground::classified(),
        ground::assessed(),
        ground::ruled(),
    ];
    let rest =
        [table::table(), table::negotiated(), force::joining(), force::watching(), papers::published()];
    first.into_iter().chain(rest).flatten().collect()
}
