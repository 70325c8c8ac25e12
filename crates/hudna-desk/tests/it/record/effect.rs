//! Acts that would stand in the record and do nothing are refused at the door, by name; those that do something stand.

use hudna_core::agreement::Bilingual;
use hudna_core::finding::Outcome;
use hudna_core::ledger::act::{Act, Audience, Both, FindingRef, Scope};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::Attribute;
use hudna_desk::desk::consult::recount;
use hudna_desk::document::consultation as told;
use hudna_desk::intake::Statement;
use hudna_desk::record::{Actor, Mission};

use super::house::{House, clock, reports, somebody, take_in};

/// The code with which an act is refused, the record unchanged.
fn refused(mission: &mut Mission, actor: &Actor, act: Filed) -> &'static str {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let why = mission.act(actor, act, clock()).expect_err("it is refused");
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    why.code
}

fn done(mission: &mut Mission, actor: &Actor, act: Act) -> EntryId {
    mission.act(actor, Filed::plain(act), clock()).expect("it stands").entry
}

fn promised(id: &str, by: &str, on: &[&str]) -> Act {
    Act::PromiseMade {
        by: by.into(),
        due: None,
        due_rule: None,
        id: id.into(),
        needs: Vec::new(),
        not_before: None,
        on: on.iter().map(|id| (*id).into()).collect(),
        theme: None,
        to: Vec::new(),
        until: None,
        valid_for: None,
        verifier: None,
        what: Both { ar: None, en: Some("to leave".into()) },
    }
}

#[test]
fn promises_are_made_once_and_claimed_and_verified_only_where_they_were_made() {
    for house in House::each("promises_are_made_once") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let verifier = somebody(mission, &["verifier"], None);
        let claimed = |by: &str| Act::PromiseClaimed { by: by.into(), id: "p1".into(), scale: None };
        let verified = || Act::PromiseVerified { id: "p1".into(), scale: 3, valid_until: None };
        assert_eq!(refused(mission, &first, Filed::plain(claimed("first"))), "promise-unknown");
        assert_eq!(refused(mission, &verifier, Filed::plain(verified())), "promise-unknown");
        let waits = || promised("p2", "second", &["p1"]);
        assert_eq!(refused(mission, &second, Filed::plain(waits())), "promise-unknown");
        done(mission, &first, promised("p1", "first", &[]));
        assert_eq!(refused(mission, &second, Filed::plain(promised("p1", "second", &[]))), "promise-known");
        assert_eq!(refused(mission, &second, Filed::plain(claimed("second"))), "promise-of-another");
        done(mission, &second, waits());
        done(mission, &first, claimed("first"));
        done(mission, &verifier, verified());
        // of a list those before are there already
        let list = vec![
            Filed::plain(promised("p3", "first", &[])),
            Filed::plain(Act::PromiseClaimed { by: "first".into(), id: "p3".into(), scale: None }),
        ];
        mission.act_all(&first, list, clock()).expect("they stand");
        let twice =
            vec![Filed::plain(promised("p4", "first", &[])), Filed::plain(promised("p4", "first", &[]))];
        let (n, why) = mission.act_all(&first, twice, clock()).expect_err("one name, two promises");
        assert_eq!((n, why.code), (2, "promise-known"));
    }
}

#[test]
fn what_was_ended_is_not_ended_again() {
    for house in House::each("what_was_ended_is_not_ended_again") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        take_in(mission, &reports("patrols.ar.csv"));
        let groups = mission.groups().expect("incidents");
        let (a, b) = (groups[0].1[0].clone(), groups[5].1[0].clone());
        let decided = done(mission, &founder, Act::ReportsJoined { a: a.clone(), b, seen: Vec::new() });
        let undone = || Act::DecisionUndone { of: decided.clone(), seen: Vec::new() };
        done(mission, &founder, undone());
        assert_eq!(refused(mission, &founder, Filed::plain(undone())), "decision-undone-already");
        let given = Act::TaskGiven { about: None, by: None, to: "team".into(), wanted: Vec::new() };
        let task = done(mission, &founder, given);
        let closed = || Act::TaskClosed { done: true, of: task.clone() };
        done(mission, &founder, closed());
        assert_eq!(refused(mission, &founder, Filed::plain(closed())), "task-closed-already");
        let consent = |given: bool| match given {
            true => Act::ConsentGiven { audience: Audience::Parties, of: a.clone() },
            false => Act::ConsentWithdrawn { audience: Audience::Parties, of: a.clone() },
        };
        assert_eq!(refused(mission, &founder, Filed::plain(consent(false))), "consent-not-given");
        done(mission, &founder, consent(true));
        done(mission, &founder, consent(false));
        assert_eq!(refused(mission, &founder, Filed::plain(consent(false))), "consent-not-given");
        let none = Act::RedactionMade { because: "none".into(), parts: Vec::new() };
        assert_eq!(refused(mission, &founder, Filed::plain(none)), "redaction-empty");
        let part = mission.part(&a, "text").expect("it is read").expect("words").digest;
        let redacted = || Act::RedactionMade { because: "a source".into(), parts: vec![part] };
        done(mission, &founder, redacted());
        assert_eq!(refused(mission, &founder, Filed::plain(redacted())), "part-redacted-already");
        let nowhere = Act::PlaceConfirmed { attribute: Attribute::Place, of: a.clone() };
        assert_eq!(refused(mission, &founder, Filed::plain(nowhere)), "place-missing");
    }
}

#[test]
fn powers_taken_away_are_given_no_more() {
    for house in House::each("powers_taken_away_are_given_no_more") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let gone = somebody(mission, &["monitor"], None);
        done(mission, &founder, Act::UserRevoked { user: gone.user.clone() });
        let given = Act::RoleGiven { role: "monitor".into(), scope: Scope::Mission, user: gone.user.clone() };
        assert_eq!(refused(mission, &founder, Filed::plain(given)), "user-revoked");
        let again = Act::UserRevoked { user: gone.user.clone() };
        assert_eq!(refused(mission, &founder, Filed::plain(again)), "user-revoked");
    }
}

#[test]
fn findings_are_named_by_norms_of_the_text_and_by_what_there_is() {
    for house in House::each("findings_are_named_by_norms_of_the_text") {
        let mission = &mut house.marsa();
        let chair = somebody(mission, &["chair"], None);
        take_in(mission, &reports("patrols.ar.csv"));
        let incident = mission.groups().expect("incidents")[0].0.clone();
        let ruled = |norm: &str, subject: &str, version: i64| {
            Filed::plain(Act::RulingMade {
                abstained: Vec::new(),
                against: Vec::new(),
                by_rule: "a16.1".into(),
                finding: FindingRef { norm: norm.into(), subject: subject.into(), version },
                outcome: Outcome::Breach,
                by: vec![chair.user.clone()],
            })
        };
        let deed = format!("{}/1", incident.0);
        for (norm, subject, version, code) in [
            ("a99.1", &*deed, 2, "norm-unknown"),
            ("a4.1", &*deed, 7, "norm-unknown"),
            ("a4.1", "INC-AAAAAAAA/1", 2, "incident-unknown"),
            ("a4.1", &*format!("{}/0", incident.0), 2, "subject-malformed"),
            ("a4.1", &*format!("{}/one", incident.0), 2, "subject-malformed"),
            ("a4.1", "the shelling of Tuesday", 2, "subject-malformed"),
            ("a4.1", "party:", 2, "subject-malformed"),
        ] {
            assert_eq!(refused(mission, &chair, ruled(norm, subject, version)), code, "{norm} {subject}");
        }
        for subject in [&*deed, "party:first"] {
            mission.act(&chair, ruled("a4.1", subject, 2), clock()).expect("it stands");
        }
        let out = |case: &str| Act::RecusalDeclared { case: case.into(), user: chair.user.clone() };
        assert_eq!(refused(mission, &chair, Filed::plain(out("INC-AAAAAAAA"))), "incident-unknown");
        assert_eq!(refused(mission, &chair, Filed::plain(out("everything"))), "subject-malformed");
        done(mission, &chair, out(&incident.0));
    }
}

#[test]
fn decisions_about_the_text_name_what_stands_in_it() {
    for house in House::each("decisions_about_the_text_name_what_stands_in_it") {
        let mission = &mut house.marsa();
        let chair = somebody(mission, &["chair"], None);
        let over = TimeRange { lo: Instant(1_775_000_000_000_000), hi: Instant(1_775_100_000_000_000) };
        let suspended = |part: Option<&str>| Act::AgreementSuspended { over, part: part.map(Into::into) };
        assert_eq!(refused(mission, &chair, Filed::plain(suspended(Some("a99")))), "article-unknown");
        assert_eq!(refused(mission, &chair, Filed::plain(suspended(Some("4")))), "article-unknown");
        for part in [None, Some("a5"), Some("a4.1")] {
            done(mission, &chair, suspended(part));
        }
        let until = |at: i64| Act::AgreementExtended { until: Instant(at) };
        assert_eq!(refused(mission, &chair, Filed::plain(until(1_775_000_000_000_000))), "extension-empty");
        done(mission, &chair, until(1_800_000_000_000_000));
        assert_eq!(refused(mission, &chair, Filed::plain(until(1_800_000_000_000_000))), "extension-empty");
        let ruled = |term: &str, reading: &str| Act::ReadingRuled {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: None,
            by: vec![chair.user.clone()],
            from: Instant(1_775_000_000_000_000),
            reading: reading.into(),
            term: term.into(),
        };
        assert_eq!(refused(mission, &chair, Filed::plain(ruled("hot_water", "first"))), "term-unknown");
        assert_eq!(refused(mission, &chair, Filed::plain(ruled("hot_pursuit", "third"))), "reading-unknown");
        done(mission, &chair, ruled("hot_pursuit", "first"));
    }
}

#[test]
fn words_that_cannot_be_shown_are_refused_and_lines_end_in_the_part_text_alone() {
    for house in House::each("words_that_cannot_be_shown_are_refused") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let task = |to: &str, text: &str| {
            let given = Act::TaskGiven { about: None, by: None, to: to.into(), wanted: Vec::new() };
            Filed::plain(given).with("text", Class::Narrative, text.as_bytes().to_vec())
        };
        for wrong in ["a\0b", "a\nb", "a\u{202E}b", "a\u{85}b", "a\u{7f}b", "\u{1b}[31m"] {
            assert_eq!(refused(mission, &founder, task(wrong, "")), "control-character", "{wrong:?}");
        }
        for wrong in ["a\0b", "a\u{202D}b", "\u{1b}[31m"] {
            assert_eq!(refused(mission, &founder, task("team", wrong)), "control-character", "{wrong:?}");
        }
        let both = vec![task("team", ""), task("te\0am", "")];
        let (n, why) = mission.act_all(&founder, both, clock()).expect_err("one cannot be shown");
        assert_eq!((n, why.code), (2, "control-character"));
        for sound in ["فريق \u{2068}4\u{2069} \"ب\" \\", "team\u{200F}"] {
            mission.act(&founder, task(sound, "one\n\ttwo\r\n"), clock()).expect("it stands");
        }
    }
}

#[test]
fn a_consultation_is_opened_once_its_statements_stand_before_the_count_and_a_count_brings_its_votes() {
    for house in House::each("a_consultation_is_opened_once") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let delegate = somebody(mission, &["party_delegate"], Some("first"));
        let title = || Both { ar: None, en: Some("The coast of Marsa (invented)".into()) };
        let opened = || Act::ConsultationOpened { id: "coast".into(), title: title() };
        assert_eq!(refused(mission, &delegate, Filed::plain(opened())), "not-allowed");
        let consultation = done(mission, &secretary, opened());
        assert_eq!(refused(mission, &secretary, Filed::plain(opened())), "consultation-known");
        let put = |id: &str| Act::StatementPut {
            consultation: consultation.clone(),
            id: id.into(),
            text: Both { ar: None, en: Some("No heavy weapons inside the town".into()) },
        };
        let statement = done(mission, &secretary, put("1"));
        assert_eq!(refused(mission, &secretary, Filed::plain(put("1"))), "statement-known");
        let counted = |consultation: &EntryId| Act::ConsultationCounted {
            consultation: consultation.clone(),
            people: 2,
            statements: 1,
            votes: 2,
        };
        assert_eq!(refused(mission, &secretary, Filed::plain(counted(&consultation))), "count-without-votes");
        let votes = b"participant,statement,vote\na,1,1\nb,1,1\n".to_vec();
        let delegates = b"participant,party\na,first\nb,second\n".to_vec();
        let words = Bilingual { ar: "".into(), en: "No heavy weapons inside the town".into() };
        let list = vec![Statement { id: "1".into(), words, is_out: false }];
        let again = recount(list, &votes, Some(&delegates)).expect("it is counted");
        let result = String::from_utf8(told::bytes(&again).expect("its bytes")).expect("text");
        let sent = |act: Act, result: &str| {
            Filed::plain(act).with("file", Class::Attachment, votes.clone()).with(
                "result",
                Class::Open,
                result.as_bytes().to_vec(),
            )
        };
        let whole = |of: &EntryId, result: &str| {
            sent(counted(of), result).with("working", Class::Attachment, delegates.clone())
        };
        assert_eq!(refused(mission, &secretary, whole(&statement, &result)), "entry-of-other-kind");
        let bare = sent(counted(&consultation), &result);
        assert_eq!(refused(mission, &secretary, bare), "count-without-delegates");
        let other = result.replace("\"agree\": 1", "\"agree\": 2");
        assert_ne!(other, result);
        assert_eq!(refused(mission, &secretary, whole(&consultation, &other)), "count-differs");
        assert_eq!(refused(mission, &secretary, whole(&consultation, "{}")), "count-unreadable");
        let more = Act::ConsultationCounted {
            consultation: consultation.clone(),
            people: 3,
            statements: 1,
            votes: 2,
        };
        let more = sent(more, &result).with("working", Class::Attachment, delegates.clone());
        assert_eq!(refused(mission, &secretary, more), "count-differs");
        mission.act(&secretary, whole(&consultation, &result), clock()).expect("it stands");
        assert_eq!(refused(mission, &secretary, Filed::plain(put("2"))), "consultation-counted");
    }
}
