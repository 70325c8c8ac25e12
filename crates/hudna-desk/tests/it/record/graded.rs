//! Grades of reports: given by others than their filers, kept with their history, and deciding nothing.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::report::Grade;
use hudna_core::time::Instant;
use hudna_desk::record::{Actor, Mission, Reader};

use super::house::{House, MORNING, clock, reports, somebody, take_in};

fn graded(of: &EntryId, grade: &str) -> Filed {
    Filed::plain(Act::ReportGraded { of: of.clone() })
        .with("grade", Class::Source, grade.as_bytes().to_vec())
        .with("text", Class::Narrative, b"an invented reason".to_vec())
}

fn refused(mission: &mut Mission, actor: &Actor, act: Filed) -> &'static str {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let why = mission.act(actor, act, clock()).expect_err("it is refused");
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    why.code
}

#[test]
fn no_grade_changes_a_finding_an_incident_or_a_version() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    take_in(mission, &reports("patrols.ar.csv"));
    take_in(mission, &reports("parties.csv"));
    let verifier = somebody(mission, &["verifier"], None);
    let (groups, versions) = (mission.groups().expect("incidents"), mission.versions().expect("incidents"));
    let before = mission.weigh().expect("it is weighed");
    assert!(before.assessment.findings.len() > 5);
    let marks = ["A", "B", "C", "D", "E", "F"].into_iter().cycle().zip((1..=6).cycle().skip(2));
    for (report, (letter, digit)) in groups.iter().flat_map(|(_, reports)| reports).zip(marks) {
        let grade = format!("{{\"credibility\":{digit},\"reliability\":\"{letter}\"}}");
        // sealed at the moment of the last entry: as of when it is weighed stays the same
        mission.act(&verifier, graded(report, &grade), Instant(MORNING)).expect("it stands");
    }
    assert_eq!(mission.groups().expect("incidents"), groups);
    assert_eq!(mission.versions().expect("incidents"), versions);
    let after = mission.weigh().expect("it is weighed");
    assert_eq!(after.assessment.findings, before.assessment.findings);
    assert_eq!(after.incidents, before.incidents);
}

#[test]
fn a_later_grade_takes_the_place_of_an_earlier_one_axis_by_axis_and_both_stand_in_its_history() {
    for house in House::each("a_later_grade_takes_the_place_of_an_earlier_one") {
        let mission = &mut house.marsa();
        take_in(mission, &reports("patrols.ar.csv"));
        let verifier = somebody(mission, &["verifier"], None);
        let analyst = somebody(mission, &["analyst"], None);
        let report = mission.groups().expect("incidents")[0].1[0].clone();
        let first = graded(&report, r#"{"credibility":3,"reliability":"B"}"#);
        mission.act(&verifier, first, clock()).expect("it stands");
        let second = graded(&report, r#"{"credibility":1}"#);
        mission.act(&analyst, second, clock()).expect("it stands");
        let mut reader = Reader::new(mission.reading().expect("it is read"));
        reader.follow(clock()).expect("it is followed");
        let snapshot = reader.snapshot().expect("it is gathered");
        let at = snapshot.report(&report.0).expect("its place");
        let now = snapshot.grade_of(at);
        assert_eq!(now, Grade { reliability: Some('B'), credibility: Some(1) });
        assert_eq!(now.to_string(), "B1");
        let all: Vec<_> = snapshot.handled.grades[&report].iter().map(|one| (&one.by, one.grade)).collect();
        let said = |reliability, credibility| Some(Grade { reliability, credibility });
        assert_eq!(all, [(&verifier.user, said(Some('B'), Some(3))), (&analyst.user, said(None, Some(1)))]);
    }
}

#[test]
fn a_grade_is_one_of_the_scale_with_reasons_and_never_of_ones_own_report() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    take_in(mission, &reports("patrols.ar.csv"));
    let founder = mission.actor(None).expect("the founder");
    let verifier = somebody(mission, &["verifier"], None);
    let monitor = somebody(mission, &["monitor"], None);
    let report = mission.groups().expect("incidents")[0].1[0].clone();
    let sound = r#"{"reliability":"B"}"#;
    for wrong in [r#"{"reliability":"G"}"#, r#"{"credibility":7}"#, r#"{"credibility":0}"#, "{}", "B2"] {
        assert_eq!(refused(mission, &verifier, graded(&report, wrong)), "part-not-understood", "{wrong}");
    }
    let plain = || Filed::plain(Act::ReportGraded { of: report.clone() });
    assert_eq!(refused(mission, &verifier, plain()), "grade-missing");
    let mute = plain().with("grade", Class::Source, sound.as_bytes().to_vec());
    assert_eq!(refused(mission, &verifier, mute), "reasons-missing");
    let open = plain().with("grade", Class::Open, sound.as_bytes().to_vec());
    assert_eq!(refused(mission, &verifier, open), "part-of-other-class");
    assert_eq!(refused(mission, &monitor, graded(&report, sound)), "not-allowed");
    assert_eq!(refused(mission, &founder, graded(&report, sound)), "grade-of-own-report");
    let other = mission.act(&verifier, graded(&report, sound), clock()).expect("it stands").entry;
    assert_eq!(refused(mission, &verifier, graded(&other, sound)), "entry-of-other-kind");
}
