//! Who may do what: every refusal happens, and changes nothing.

use hudna_core::finding::Outcome;
use hudna_core::ledger::act::{Act, Both, FindingRef, ReportClaims, Scope, Seen};
use hudna_core::ledger::entry::{Body, Entry, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, PublicKey, UserId};
use hudna_core::ledger::note::KeyKind;
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::ledger::standing::{AHEAD, ROWS, Standing, fits_kind, referred_by_key};
use hudna_core::place::Region;
use hudna_core::report::Account;
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Value};

use crate::ledger_samples::{self as samples, entry, public, signing, user, verifier_key};

const NOW: Instant = Instant(1_772_344_800_000_000);
/// The founder's number: users and their keys are named by one.
const FOUNDER: u8 = 7;

fn mission() -> MissionId {
    MissionId::of([3; 10])
}

fn founding() -> Act {
    Act::MissionFounded {
        key: public(FOUNDER),
        log: verifier_key(&mission().0, KeyKind::Log, 9),
        title: Both::default(),
        zone_time: "UTC".into(),
    }
}

fn body(actor: u8, act: Act) -> Body {
    Body { act, actor: user(actor), at: NOW, id: entry(1), mission: mission(), parts: Vec::new(), v: VERSION }
}

/// The code with which `standing` refuses `body` signed with the key `seed`; empty where it does not.
fn answer(standing: &Standing, body: &Body, seed: u8) -> &'static str {
    let before = standing.clone();
    let (bytes, sig) = (body.canonical().unwrap(), body.signed(&signing(seed)).unwrap());
    let answer = standing.admit(body, &bytes, &sig, NOW);
    assert_eq!(*standing, before);
    answer.map_or_else(|why| why.code, |()| "")
}

fn refused(standing: &Standing, actor: u8, act: Act) -> &'static str {
    answer(standing, &body(actor, act), actor)
}

fn seal(standing: &mut Standing, actor: u8, act: Act) {
    let body = body(actor, act);
    assert_eq!(answer(standing, &body, actor), "", "{:?}", body.act);
    let sig = body.signed(&signing(actor)).unwrap();
    standing.apply(&Entry { body, recorded_at: NOW, sig });
}

fn added(n: u8, party: Option<&str>) -> Act {
    Act::UserAdded { key: public(n), party: party.map(Into::into), user: user(n) }
}

fn given(n: u8, role: &str) -> Act {
    Act::RoleGiven { role: role.into(), scope: Scope::Mission, user: user(n) }
}

fn taken(n: u8, role: &str) -> Act {
    Act::RoleTaken { role: role.into(), scope: Scope::Mission, user: user(n) }
}

fn founded() -> Standing {
    let mut standing = Standing::default();
    seal(&mut standing, FOUNDER, founding());
    standing
}

/// A mission with a user of this number in that role.
fn with(n: u8, role: &str, party: Option<&str>) -> Standing {
    let mut standing = founded();
    seal(&mut standing, FOUNDER, added(n, party));
    seal(&mut standing, FOUNDER, given(n, role));
    standing
}

fn finding(subject: &str) -> FindingRef {
    FindingRef { norm: "4".into(), subject: subject.into(), version: 1 }
}

#[test]
fn a_mission_begins_once_with_keys_that_verify() {
    let none = Standing::default();
    let founded = founded();
    assert_eq!(refused(&none, FOUNDER, added(8, None)), "mission-not-founded");
    assert_eq!(refused(&founded, FOUNDER, founding()), "mission-founded-twice");
    assert_eq!(answer(&none, &body(FOUNDER, founding()), 8), "signature-wrong");
    let wrong = |change: &dyn Fn(&mut Body)| {
        let mut body = body(FOUNDER, founding());
        change(&mut body);
        answer(&none, &body, FOUNDER)
    };
    assert_eq!(wrong(&|b| b.mission = "hudna.mission/short".into()), "mission-id-malformed");
    assert_eq!(wrong(&|b| b.mission = MissionId::of([4; 10])), "verifier-key-malformed");
    assert_eq!(wrong(&|b| b.actor = "somebody".into()), "user-id-malformed");
    let log = |log: &str| {
        let Act::MissionFounded { key, title, zone_time, .. } = founding() else { unreachable!() };
        refused(&none, FOUNDER, Act::MissionFounded { key, log: log.into(), title, zone_time })
    };
    assert_eq!(log("a log"), "verifier-key-malformed");
    assert_eq!(log(&verifier_key(&mission().0, KeyKind::Witness, 9)), "verifier-key-malformed");
    let Act::MissionFounded { log, title, zone_time, .. } = founding() else { unreachable!() };
    let no_key = Act::MissionFounded { key: no_point(), log, title, zone_time };
    assert_eq!(refused(&none, FOUNDER, no_key), "key-not-a-key");
    assert_eq!(founded.users[&user(FOUNDER)].roles.len(), 1);
}

/// Bytes that are no point of the curve.
fn no_point() -> PublicKey {
    (0..=255).map(|n| PublicKey([n; 32])).find(|key| key.verifying().is_none()).unwrap()
}

/// A key for which anybody can sign.
fn weak() -> PublicKey {
    let mut identity = [0; 32];
    identity[0] = 1;
    PublicKey(identity)
}

#[test]
fn who_is_not_known_revoked_or_signs_with_another_key_is_refused() {
    let mut standing = with(8, "monitor", None);
    let act = || Act::ReportFiled {
        from: None,
        report: ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: None },
    };
    assert_eq!(refused(&standing, 8, act()), "");
    assert_eq!(refused(&standing, 9, act()), "user-unknown");
    assert_eq!(answer(&standing, &body(8, act()), FOUNDER), "signature-wrong");
    // signed, then altered
    let signed = body(8, act());
    let sig = signed.signed(&signing(8)).unwrap();
    let altered = Body { at: Instant(NOW.0 - 1), ..signed };
    let refusal = standing.admit(&altered, &altered.canonical().unwrap(), &sig, NOW).unwrap_err();
    assert_eq!((refusal.code, refusal.arguments.len()), ("signature-wrong", 2));

    let other = Body { mission: MissionId::of([4; 10]), ..body(8, act()) };
    assert_eq!(answer(&standing, &other, 8), "mission-other");
    let malformed = Body { id: EntryId::from("E-short"), ..body(8, act()) };
    assert_eq!(answer(&standing, &malformed, 8), "entry-id-malformed");

    seal(&mut standing, FOUNDER, Act::KeyChanged { key: public(18), user: user(8) });
    assert_eq!(answer(&standing, &body(8, act()), 8), "signature-wrong");
    assert_eq!(answer(&standing, &body(8, act()), 18), "");
    seal(&mut standing, FOUNDER, Act::UserRevoked { user: user(8) });
    assert_eq!(answer(&standing, &body(8, act()), 18), "user-revoked");
}

#[test]
fn a_clock_may_run_five_minutes_ahead_and_any_time_behind() {
    let mut standing = with(8, "operator", None);
    let at = |at: i64| Body { at: Instant(at), ..body(8, added(20, None)) };
    assert_eq!(answer(&standing, &at(NOW.0 + AHEAD), 8), "");
    assert_eq!(answer(&standing, &at(NOW.0 + AHEAD + 1), 8), "entry-from-future");
    assert_eq!(answer(&standing, &at(i64::MIN), 8), "");
    assert_eq!(answer(&standing, &at(i64::MAX), 8), "entry-from-future");
    let late = at(i64::MAX);
    let refusal = standing.admit_signed(&late, NOW).unwrap_err();
    assert_eq!(refusal.arguments, [("entry", late.id.to_string())], "it says which entry");
    // what was sealed holds the host's clock: it does not go back
    standing.last = Some(Instant(NOW.0 + 10));
    assert_eq!(answer(&standing, &at(NOW.0 + 10 + AHEAD), 8), "");
}

#[test]
fn every_kind_takes_a_role_that_carries_its_verb() {
    let standing = with(8, "auditor", None);
    for sample in samples::all() {
        // whoever holds any role may say that they read
        if !matches!(sample.act.kind(), "mission.founded" | "sealed.read") {
            assert_eq!(refused(&standing, 8, sample.act.clone()), "not-allowed", "{}", sample.act.kind());
        }
    }
    let mut standing = with(8, "analyst", None);
    let joined = || Act::ReportsJoined { a: entry(2), b: entry(3), seen: Vec::new() };
    seal(&mut standing, 8, joined());
    // the same role over something else is another role
    let elsewhere =
        Act::RoleTaken { role: "analyst".into(), scope: Scope::Sector("east".into()), user: user(8) };
    assert_eq!(refused(&standing, FOUNDER, elsewhere), "role-not-held");
    seal(&mut standing, 8, joined());
    seal(&mut standing, FOUNDER, taken(8, "analyst"));
    assert_eq!(refused(&standing, 8, joined()), "not-allowed");
}

#[test]
fn who_may_say_what_they_saw_may_show_it_and_who_may_neither_say_nor_collect_may_not() {
    let shown = || Act::AttachmentAdded { bytes: 3, media_type: "image/jpeg".into(), to: entry(2) };
    for (role, said) in
        [("monitor", ""), ("interpreter", ""), ("analyst", "not-allowed"), ("chair", "not-allowed")]
    {
        assert_eq!(refused(&with(8, role, None), 8, shown()), said, "{role}");
    }
}

#[test]
fn users_and_roles_that_are_none_are_refused() {
    let standing = with(8, "monitor", None);
    let no = |act| refused(&standing, FOUNDER, act);
    assert_eq!(no(added(8, None)), "user-known");
    assert_eq!(
        no(Act::UserAdded { key: public(9), party: None, user: "Maryam".into() }),
        "user-id-malformed"
    );
    for key in [no_point(), weak()] {
        assert_eq!(no(Act::UserAdded { key, party: None, user: user(9) }), "key-not-a-key");
        assert_eq!(no(Act::KeyChanged { key, user: user(8) }), "key-not-a-key");
    }
    assert_eq!(no(Act::KeyChanged { key: public(9), user: user(9) }), "user-unknown");
    // one key for two would leave open who signs; one's own again is no other's
    let other = Act::UserAdded { key: public(8), party: None, user: user(9) };
    assert_eq!(no(other), "key-taken");
    assert_eq!(no(Act::KeyChanged { key: public(FOUNDER), user: user(8) }), "key-taken");
    assert_eq!(no(Act::KeyChanged { key: public(8), user: user(8) }), "");
    assert_eq!(no(Act::UserRevoked { user: user(9) }), "user-unknown");
    assert_eq!(no(given(8, "king")), "role-unknown");
    assert_eq!(no(given(9, "monitor")), "user-unknown");
    assert_eq!(no(taken(9, "monitor")), "user-unknown");
}

#[test]
fn the_last_operator_stays() {
    let mut standing = founded();
    assert_eq!(refused(&standing, FOUNDER, Act::UserRevoked { user: user(FOUNDER) }), "last-operator");
    assert_eq!(refused(&standing, FOUNDER, taken(FOUNDER, "operator")), "last-operator");
    // a role that was never given cannot be taken
    assert_eq!(refused(&standing, FOUNDER, taken(FOUNDER, "chair")), "role-not-held");
    seal(&mut standing, FOUNDER, added(8, None));
    seal(&mut standing, FOUNDER, given(8, "monitor"));
    assert_eq!(refused(&standing, FOUNDER, taken(FOUNDER, "operator")), "last-operator");
    seal(&mut standing, FOUNDER, given(8, "operator"));
    seal(&mut standing, 8, Act::UserRevoked { user: user(FOUNDER) });
    assert_eq!(refused(&standing, 8, Act::UserRevoked { user: user(8) }), "last-operator");
    assert_eq!(refused(&standing, 8, taken(8, "operator")), "last-operator");
    // twice the role over different parts: one of them may go
    let elsewhere = Scope::Sector("east".into());
    seal(&mut standing, 8, Act::RoleGiven { role: "operator".into(), scope: elsewhere, user: user(8) });
    seal(&mut standing, 8, taken(8, "operator"));
}

#[test]
fn epochs_count_up_by_one_for_each_sealed_class() {
    let mut standing = founded();
    let open = |class, epoch| Act::EpochOpened {
        class,
        epoch,
        recipients: vec!["age1".into()],
        wrapped: Digest([1; 32]),
    };
    assert_eq!(refused(&standing, FOUNDER, open(Class::Open, 1)), "class-not-sealed");
    for wrong in [0, 2, u32::MAX] {
        assert_eq!(refused(&standing, FOUNDER, open(Class::Source, wrong)), "epoch-out-of-order");
    }
    seal(&mut standing, FOUNDER, open(Class::Source, 1));
    assert_eq!(refused(&standing, FOUNDER, open(Class::Source, 1)), "epoch-out-of-order");
    seal(&mut standing, FOUNDER, open(Class::Place, 1));
    seal(&mut standing, FOUNDER, open(Class::Source, 2));
    assert_eq!(standing.epochs[&Class::Source].epoch, 2);
    if let Some(epoch) = standing.epochs.get_mut(&Class::Source) {
        epoch.epoch = u32::MAX;
    }
    assert_eq!(refused(&standing, FOUNDER, open(Class::Source, 0)), "epoch-out-of-order");
}

#[test]
fn a_witness_is_a_key_that_can_cosign() {
    let mut standing = founded();
    let key = verifier_key("witness.north", KeyKind::Witness, 11);
    let admitted = |key: &str| Act::WitnessAdmitted { key: key.into(), party: Some("north".into()) };
    for wrong in ["", "witness", &verifier_key("witness.north", KeyKind::Log, 11)] {
        assert_eq!(refused(&standing, FOUNDER, admitted(wrong)), "verifier-key-malformed");
    }
    assert_eq!(refused(&standing, FOUNDER, Act::WitnessDismissed { key: key.clone() }), "witness-unknown");
    seal(&mut standing, FOUNDER, admitted(&key));
    assert_eq!(standing.witnesses[&key], Some("north".into()));
    seal(&mut standing, FOUNDER, Act::WitnessDismissed { key });
    assert!(standing.witnesses.is_empty());
}

#[test]
fn who_is_recused_decides_nothing_in_that_case() {
    let mut standing = with(8, "chair", None);
    let seen = || Seen { incident: hudna_core::incident::IncidentId("INC-A".into()), version: 1 };
    let acts = |subject: &str| {
        [
            Act::AssessmentAccepted { finding: finding(subject), outcome: Outcome::Breach, seen: seen() },
            Act::AssessmentReturned { finding: finding(subject), seen: seen() },
            samples::review(finding(subject), seen()),
            Act::RulingMade {
                abstained: Vec::new(),
                against: Vec::new(),
                by: vec![user(8)],
                by_rule: "11".into(),
                finding: finding(subject),
                outcome: Outcome::Breach,
            },
        ]
    };
    seal(&mut standing, 8, Act::RecusalDeclared { case: "INC-A".into(), user: user(8) });
    for subject in ["INC-A", "INC-A/1"] {
        for act in acts(subject) {
            assert_eq!(refused(&standing, 8, act), "recused");
        }
    }
    for act in acts("INC-B/1").into_iter().chain(acts("INC-AB/1")) {
        assert_eq!(refused(&standing, 8, act), "");
    }
    // answering is not deciding
    seal(&mut standing, FOUNDER, given(8, "secretary"));
    assert_eq!(
        refused(&standing, 8, Act::ReplyGiven { finding: finding("INC-A"), party: "north".into() }),
        ""
    );
}

#[test]
fn who_is_out_of_one_deed_decides_on_the_others() {
    let mut standing = with(8, "chair", None);
    seal(&mut standing, 8, Act::RecusalDeclared { case: "INC-A/1".into(), user: user(8) });
    let ruled = |subject: &str| {
        let by_rule = "11".into();
        let act = Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by: vec![user(8)],
            by_rule,
            finding: finding(subject),
            outcome: Outcome::Breach,
        };
        refused(&standing, 8, act)
    };
    assert_eq!(ruled("INC-A/1"), "recused");
    assert_eq!([ruled("INC-A/2"), ruled("INC-A/11"), ruled("INC-AA/1")], [""; 3]);
}

#[test]
fn who_is_out_of_a_candidates_case_does_not_rule_on_the_nomination() {
    let mut standing = with(8, "chair", None);
    seal(&mut standing, 8, Act::RecusalDeclared { case: "candidate:C-7".into(), user: user(8) });
    let ruled = |candidate: &str| Act::NominationRuled {
        accepted: true,
        against: Vec::new(),
        by: vec![user(8)],
        candidate: candidate.into(),
        of: entry(2),
    };
    assert_eq!(refused(&standing, 8, ruled("C-7")), "recused");
    assert_eq!(refused(&standing, 8, ruled("C-77")), "");
}

#[test]
fn one_declares_oneself_out_and_only_who_rules_declares_another() {
    let mut standing = with(8, "party_delegate", Some("north"));
    seal(&mut standing, FOUNDER, added(12, None));
    seal(&mut standing, FOUNDER, given(12, "commissioner"));
    let out = |n| Act::RecusalDeclared { case: "INC-A".into(), user: user(n) };
    assert_eq!(refused(&standing, 8, out(8)), "");
    assert_eq!(refused(&standing, 8, out(12)), "not-yours");
    assert_eq!(refused(&standing, 8, out(99)), "user-unknown");
    assert_eq!(refused(&standing, 12, out(8)), "");
}

#[test]
fn a_partys_user_speaks_for_no_other_party() {
    let mut standing = with(8, "party_delegate", Some("north"));
    seal(&mut standing, FOUNDER, given(8, "analyst"));
    seal(&mut standing, FOUNDER, added(12, None));
    for role in ["secretary", "commissioner", "analyst"] {
        seal(&mut standing, FOUNDER, given(12, role));
    }
    let acts = |party: &str| {
        [
            Act::ReplyGiven { finding: finding("INC-A"), party: party.into() },
            Act::PositionStated {
                at: None,
                condition_ids: Vec::new(),
                conditions: Vec::new(),
                issue: "road".into(),
                meeting: None,
                party: party.into(),
                stance: hudna_core::ledger::act::Stance::Rejects,
                statement: None,
            },
            Act::DelegationNamed {
                capacity: "head of delegation".into(),
                from: NOW,
                party: party.into(),
                speaker: "S-1".into(),
                until: None,
                user: None,
            },
            Act::AmendmentProposed {
                article: "a4".into(),
                of: entry(2),
                paragraph: "4.1".into(),
                party: party.into(),
                wording: Both::default(),
            },
            Act::AmendmentAnswered {
                of: entry(2),
                party: party.into(),
                stance: hudna_core::ledger::act::Stance::Accepts,
            },
            Act::ReservationEntered {
                article: None,
                of: entry(2),
                party: party.into(),
                words: Both::default(),
            },
            Act::StatementInterpretive {
                article: None,
                of: entry(2),
                party: party.into(),
                words: Both::default(),
            },
            Act::NominationMade {
                body: "b".into(),
                candidate: "c".into(),
                keep_until: None,
                party: party.into(),
            },
            Act::NominationWithdrawn { of: entry(2), party: party.into() },
            Act::NominationAppealed { of: entry(2), party: party.into() },
            Act::ClearanceAnswered { granted: true, of: entry(2), party: party.into() },
            Act::ComplaintMade { about: user(8), body: None, party: party.into() },
            Act::ObjectionMade { of: entry(2), party: party.into() },
            Act::AffiliationDisputed { by: party.into(), of: entry(2) },
        ]
    };
    for act in acts("south") {
        assert_eq!(refused(&standing, 8, act.clone()), "party-not-yours");
        // the secretariat writes down for any party
        assert_eq!(refused(&standing, 12, act), "");
    }
    for act in acts("north") {
        assert_eq!(refused(&standing, 8, act), "");
    }
}

#[test]
fn decisions_and_places_that_mean_nothing_are_refused() {
    let standing = with(8, "analyst", None);
    let seen = Vec::new;
    let joined = Act::ReportsJoined { a: entry(2), b: entry(2), seen: seen() };
    assert_eq!(refused(&standing, 8, joined), "report-with-itself");
    let apart = Act::ReportsKeptApart { a: entry(2), b: entry(2), seen: seen() };
    assert_eq!(refused(&standing, 8, apart), "report-with-itself");
    let place = |attribute| refused(&standing, 8, Act::PlaceConfirmed { attribute, of: entry(2) });
    assert_eq!(place(Attribute::Killed), "attribute-no-place");
    assert_eq!([place(Attribute::Place), place(Attribute::Origin), place(Attribute::ObserverPlace)], [""; 3]);
}

#[test]
fn no_place_is_said_in_the_clear_and_claims_stand_in_order() {
    let mut standing = with(8, "monitor", None);
    for role in ["verifier", "duty_officer"] {
        seal(&mut standing, FOUNDER, given(8, role));
    }
    let here = || Some(Region::disc(13.1, 32.9, 50.0));
    for sample in samples::all() {
        let mut act = sample.act;
        match &mut act {
            Act::NoticeGiven { entry }
            | Act::ContactMade { entry }
            | Act::AuthorisationAnswered { entry } => {
                entry.place = here();
            }
            Act::UnitPositioned { position } => position.place = here(),
            Act::VisitRecorded { visit, .. } => visit.place = here(),
            Act::HoldingRecorded { holding } => holding.place = here(),
            Act::ReportFiled { report, .. } | Act::ReportAmended { report, .. } => {
                report.deeds[0].set(Attribute::Place, vec![Value::Nothing]);
            }
            _ => continue,
        }
        assert_eq!(refused(&standing, 8, act.clone()), "place-in-the-clear", "{}", act.kind());
    }
    let filed = |claims: Vec<(Attribute, Vec<Value>)>| {
        let report = ReportClaims { aggregate: false, deeds: vec![Account { claims }], reported_at: None };
        refused(&standing, 8, Act::ReportFiled { from: None, report })
    };
    let one = || vec![Value::Nothing];
    assert_eq!(filed(vec![(Attribute::Act, one()), (Attribute::Killed, one())]), "");
    assert_eq!(filed(vec![(Attribute::Killed, one()), (Attribute::Act, one())]), "claims-out-of-order");
    assert_eq!(filed(vec![(Attribute::Act, one()), (Attribute::Act, one())]), "claims-out-of-order");
    assert_eq!(filed(vec![(Attribute::Act, Vec::new())]), "claims-out-of-order");
    let place = here().map(Value::Place).into_iter().collect();
    assert_eq!(filed(vec![(Attribute::Killed, place)]), "place-in-the-clear");
}

#[test]
fn whoever_holds_any_role_may_say_that_they_read_and_nobody_else() {
    let read = || Act::SealedRead { about: None, of: None, what: "map".into() };
    for role in ["auditor", "analyst", "verifier"] {
        let mut standing = with(8, role, None);
        seal(&mut standing, 8, read());
        seal(
            &mut standing,
            FOUNDER,
            Act::RoleTaken { role: role.into(), scope: Scope::Mission, user: user(8) },
        );
        assert_eq!(refused(&standing, 8, read()), "not-allowed");
    }
}

#[test]
fn a_recovery_is_approved_by_who_administers_and_of_a_user_that_there_is() {
    let mut standing = with(8, "monitor", None);
    seal(&mut standing, FOUNDER, Act::RecoveryApproved { user: user(8) });
    assert_eq!(refused(&standing, 8, Act::RecoveryApproved { user: user(8) }), "not-allowed");
    assert_eq!(refused(&standing, FOUNDER, Act::RecoveryApproved { user: user(9) }), "user-unknown");
}

#[test]
fn an_act_speaks_only_of_entries_of_a_kind_that_fits() {
    let some = |kinds: &[&str]| kinds.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>();
    for sample in samples::all() {
        let act = &sample.act;
        for (key, _) in referred_by_key(act) {
            let fit: Vec<String> = Act::KINDS
                .iter()
                .filter(|kind| fits_kind(act, key, kind))
                .map(|kind| (*kind).to_owned())
                .collect();
            let wanted = match (act.kind(), key) {
                ("report.filed", "from") => some(&["file.taken_in"]),
                ("report.amended" | "place.confirmed" | "report.graded", "of")
                | ("reports.joined" | "reports.kept_apart", "a" | "b") => some(&["report.filed"]),
                ("translation.added" | "consent.given" | "consent.withdrawn" | "sealed.read", "of") => {
                    some(&["report.filed", "report.amended"])
                }
                ("attachment.added", "to") => some(Act::KINDS),
                ("entry.withdrawn", "of") => {
                    Act::KINDS.iter().filter(|k| ROWS.contains(k)).map(|k| (*k).to_owned()).collect()
                }
                ("affiliation.disputed", "of") => some(&["affiliation.stated"]),
                ("decision.undone", "of") => some(&["reports.joined", "reports.kept_apart"]),
                ("task.closed", "of") | ("visit.recorded", "task") => some(&["task.given"]),
                ("review.made", "of") => some(&["assessment.accepted"]),
                ("dissent.recorded", "of") => some(&["ruling.made", "reading.ruled"]),
                ("agreement.adopted", "of") => some(&["agreement.proposed"]),
                ("position.stated" | "vote.put", "meeting") => some(&["meeting.held"]),
                ("position.stated", "statement") => {
                    some(&["file.taken_in", "attachment.added", "meeting.held", "statement.interpretive"])
                }
                ("amendment.proposed" | "article.adopted" | "vote.put", "of") => some(&["draft.put"]),
                ("amendment.answered", "of") => some(&["amendment.proposed"]),
                ("reservation.entered" | "statement.interpretive", "of") => {
                    some(&["agreement.proposed", "draft.put"])
                }
                ("objection.made", "of") => some(&["candidate.described", "nomination.made"]),
                ("nomination.withdrawn", "of") => some(&["nomination.made"]),
                ("objection.answered", "of") => some(&["objection.made"]),
                ("nomination.appealed", "of") => some(&["nomination.ruled"]),
                ("nomination.ruled", "of") => some(&["nomination.made", "nomination.appealed"]),
                ("post.closed", "of") => some(&["post.opened"]),
                ("patrol.reported" | "clearance.answered", "of") => some(&["patrol.planned"]),
                ("complaint.answered" | "complaint.ruled", "of") => some(&["complaint.made"]),
                ("publication.made", "restates") => some(&["publication.made"]),
                ("statement.put" | "consultation.counted", "consultation") => some(&["consultation.opened"]),
                other => panic!("{other:?} speaks of an entry of which kind?"),
            };
            assert_eq!(fit, wanted, "{} {key}", act.kind());
            assert!(!fits_kind(act, "other", "report.filed"));
        }
    }
    // every register's rows may be withdrawn, and nothing else
    let rows = |act: &Act| {
        hudna_core::ledger::filed::register_of(act).is_some() || matches!(act, Act::RegisterCompleted { .. })
    };
    for sample in samples::all() {
        assert_eq!(ROWS.contains(&sample.act.kind()), rows(&sample.act), "{}", sample.act.kind());
    }
}

#[test]
fn standing_acts_are_those_that_change_who_may_do_what() {
    let mut standing = with(8, "monitor", Some("north"));
    // so that the samples that take away find something
    seal(
        &mut standing,
        FOUNDER,
        Act::RoleGiven { role: "party_delegate".into(), scope: Scope::Party("north".into()), user: user(8) },
    );
    let key = verifier_key("witness.north", KeyKind::Witness, 11);
    for sample in samples::all() {
        let act = &sample.act;
        let mut after = standing.clone();
        if act.kind() == "witness.dismissed" {
            seal(&mut after, FOUNDER, Act::WitnessAdmitted { key: key.clone(), party: None });
        }
        let before = after.clone();
        let body = body(FOUNDER, act.clone());
        after.apply(&Entry { body, recorded_at: NOW, sig: [0; 64] });
        let changed = after != before;
        let begins_again = matches!(act, Act::MissionFounded { .. });
        assert!(act.is_standing() || !changed, "{} changes the standing", act.kind());
        assert!(changed || begins_again || !act.is_standing() || added_again(act), "{}", act.kind());
    }
}

/// The samples add a user whom the mission has, with another party at most.
fn added_again(act: &Act) -> bool {
    matches!(act, Act::UserAdded { .. })
}

#[test]
fn who_may_act_is_read_back_from_data() {
    let mut standing = with(8, "monitor", Some("north"));
    let key = verifier_key("witness.north", KeyKind::Witness, 11);
    seal(&mut standing, FOUNDER, Act::WitnessAdmitted { key, party: Some("north".into()) });
    seal(
        &mut standing,
        FOUNDER,
        Act::EpochOpened { class: Class::Place, epoch: 1, recipients: Vec::new(), wrapped: Digest([1; 32]) },
    );
    standing.recused.insert((user(8), "INC-A".into()));
    let text = serde_json::to_string(&standing).unwrap();
    assert_eq!(serde_json::from_str::<Standing>(&text).unwrap(), standing);
    let unknown: UserId = user(90);
    assert!(standing.may(&user(8), hudna_core::ledger::act::Verb::Inform));
    assert!(!standing.may(&unknown, hudna_core::ledger::act::Verb::Inform));
}
