//! Bad input: each refusal has its code, and changes nothing.

use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, FindingRef, ReportClaims, Seen};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::time::Instant;
use hudna_desk::record::{Actor, Mission, Submission, new_key, opened};
use hudna_desk::seal::epoch;

use super::house::{House, clock, reports, somebody, take_in};

fn report() -> Filed {
    let report = ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: None };
    Filed::plain(Act::ReportFiled { from: None, report }).with(
        "text",
        Class::Narrative,
        b"heard two".to_vec(),
    )
}

/// The code with which `submission` is refused, the record unchanged.
fn code(mission: &mut Mission, submission: Submission) -> &'static str {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let answer = mission.submit(vec![submission], clock()).remove(0);
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    answer.map_err(|why| why.code()).expect_err("it is refused")
}

fn act(mission: &mut Mission, actor: &Actor, filed: Filed) -> &'static str {
    let submission = actor.submission(filed, clock()).expect("it is signed");
    code(mission, submission)
}

#[test]
fn who_may_not_is_told_so_and_nothing_is_kept() {
    for house in House::each("who_may_not_is_told_so") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let monitor = somebody(mission, &["monitor"], None);
        let delegate = somebody(mission, &["party_delegate"], Some("first"));
        let done = mission.act(&monitor, report(), clock()).expect("a monitor may report");

        let wrong = Actor { key: new_key().expect("random"), ..monitor.clone() };
        assert_eq!(act(mission, &wrong, report()), "signature-wrong");
        let nobody = Actor { user: hudna_core::ledger::id::UserId::of([9; 10]), ..monitor.clone() };
        assert_eq!(act(mission, &nobody, report()), "user-unknown");
        let ruling = Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: "a14.1".into(),
            finding: FindingRef { norm: "a4.1".into(), subject: "INC-AAAAAAAA/1".into(), version: 2 },
            outcome: Outcome::Breach,
            by: vec![monitor.user.clone()],
        };
        assert_eq!(act(mission, &monitor, Filed::plain(ruling)), "not-allowed");
        let reply = Act::ReplyGiven {
            finding: FindingRef { norm: "a4.1".into(), subject: "INC-AAAAAAAA/1".into(), version: 2 },
            party: "second".into(),
        };
        assert_eq!(act(mission, &delegate, Filed::plain(reply)), "party-not-yours");
        let gone = Filed::plain(Act::UserRevoked { user: founder.user.clone() });
        assert_eq!(act(mission, &founder, gone), "last-operator");

        mission
            .act(&founder, Filed::plain(Act::UserRevoked { user: monitor.user.clone() }), clock())
            .expect("the operator may");
        assert_eq!(act(mission, &monitor, report()), "user-revoked");
        // what stood before stands
        assert_eq!(mission.ledger.backend().find(&[done.entry]).expect("it is asked").len(), 1);
    }
}

#[test]
fn what_is_malformed_is_told_so_and_nothing_is_kept() {
    for house in House::each("what_is_malformed_is_told_so") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let sent = |at: Instant, filed: Filed| founder.submission(filed, at).expect("it is signed");

        let mut other = sent(clock(), report());
        other.parts[0].content.push(b'!');
        assert_eq!(code(mission, other), "part-differs");
        let mut other = sent(clock(), report());
        other.parts.clear();
        assert_eq!(code(mission, other), "part-missing");
        let future = Instant(clock().0 + 3_600_000_000);
        assert_eq!(code(mission, sent(future, report())), "entry-from-future");
        let mut spaced = sent(clock(), report());
        spaced.body.push(b' ');
        assert_eq!(code(mission, spaced), "not-canonical");
        let elsewhere = Actor { mission: "hudna.mission/AAAAAAAAAAAAAAAA".into(), ..founder.clone() };
        assert_eq!(act(mission, &elsewhere, report()), "mission-other");
        let unknown = Act::ConsentGiven { audience: Audience::Parties, of: EntryId::of([3; 10]) };
        assert_eq!(act(mission, &founder, Filed::plain(unknown)), "entry-unknown");
        let done = mission.act(&founder, report(), clock()).expect("it stands");
        let amended = Act::DecisionUndone { of: done.entry.clone(), seen: Vec::new() };
        assert_eq!(act(mission, &founder, Filed::plain(amended)), "entry-of-other-kind");
        let twice = founder.submission_as(done.entry.clone(), report(), clock()).expect("it is signed");
        assert_eq!(code(mission, twice), "entry-id-taken");
        let unknown = Act::RedactionMade { because: "none".into(), parts: vec![Digest([7; 32])] };
        assert_eq!(act(mission, &founder, Filed::plain(unknown)), "part-unknown");
        let file = || {
            Filed::plain(Act::FileTakenIn {
                accepted: 0,
                bytes: 0,
                format: "reports".into(),
                read: 0,
                set_aside: 0,
            })
        };
        let large = file().with("file", Class::Attachment, vec![0; (64 << 20) + 1]);
        assert_eq!(act(mission, &founder, large), "part-too-large");
        // what cannot be read would stop everybody who follows the record
        for part in ["set_aside", "mended"] {
            let strange = file().with(part, Class::Narrative, b"no lines".to_vec());
            assert_eq!(act(mission, &founder, strange), "part-not-understood", "{part}");
        }
        let of_nothing = file().with("mended", Class::Narrative, br#"[["E-AAAAAAAAAAAAAAAA",7]]"#.to_vec());
        mission.act(&founder, of_nothing, clock()).expect("it mends nothing");
        assert_eq!(mission.derived().expect("the record is read all the same").taken_in.to_mend(), 0);
    }
}

#[test]
fn an_entry_sent_again_is_one_entry() {
    for house in House::each("an_entry_sent_again_is_one_entry") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let sent = founder.submission(report(), clock()).expect("it is signed");
        let first = mission.submit(vec![sent.clone()], clock()).remove(0).expect("it stands");
        let second = mission.submit(vec![sent.clone(), sent], clock());
        for again in second {
            let again = again.expect("it is recognised");
            assert_eq!((&again.entry, again.seq, again.again), (&first.entry, first.seq, true));
        }
    }
}

#[test]
fn a_key_that_the_host_cannot_open_is_no_epoch() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let (_, stranger) = epoch::new_identity();
    let foreign =
        opened(&founder, Class::Place, 2, std::slice::from_ref(&stranger), clock()).expect("it is wrapped");
    assert_eq!(code(mission, foreign), "epoch-not-for-host");
    let host = mission.ledger.standing().epochs[&Class::Place].recipients[0].to_string();
    let skipping =
        opened(&founder, Class::Place, 3, std::slice::from_ref(&host), clock()).expect("it is wrapped");
    assert_eq!(code(mission, skipping), "epoch-out-of-order");
    let next = opened(&founder, Class::Place, 2, &[host, stranger], clock()).expect("it is wrapped");
    mission.submit(vec![next], clock()).remove(0).expect("the next epoch opens");
    take_in(mission, &reports("patrols.ar.csv"));
    assert!(mission.derived().expect("what is sealed under both epochs opens").replay.reports.len() > 40);
}

#[test]
fn an_act_about_an_incident_that_changed_is_refused_with_what_changed() {
    for house in House::each("an_act_about_an_incident_that_changed") {
        let mission = &mut house.marsa();
        let assessor = somebody(mission, &["assessor"], None);
        take_in(mission, &reports("patrols.ar.csv"));
        let (incident, version) = mission.versions().expect("incidents").into_iter().next().expect("one");
        let accepted = |incident: &IncidentId, version| {
            Filed::plain(Act::AssessmentAccepted {
                finding: FindingRef {
                    norm: "a4.1".into(),
                    subject: format!("{}/1", incident.0).into(),
                    version: 2,
                },
                outcome: Outcome::Breach,
                seen: Seen { incident: incident.clone(), version },
            })
        };
        let stale =
            mission.act(&assessor, accepted(&incident, version ^ 1), clock()).expect_err("it changed");
        assert_eq!(stale.code, "incident-changed");
        assert!(stale.arguments.iter().any(|(name, _)| *name == "changed"));
        mission.act(&assessor, accepted(&incident, version), clock()).expect("as it was seen");
    }
}
