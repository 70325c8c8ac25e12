//! Recusal goes on for what a case becomes.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, FindingRef, Seen};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_desk::record::{Actor, Mission, reference};

use super::house::{House, clock, material, somebody, take_in};

/// With what an assessment and a ruling by `who` are answered; nothing was kept of either where it is refused.
fn tried(mission: &mut Mission, who: &Actor, finding: &Finding) -> [String; 2] {
    let incident = IncidentId(finding.subject.id.clone());
    let seen = Seen { version: mission.versions().expect("incidents")[&incident], incident };
    let finding: FindingRef = reference(finding);
    let assessed = Act::AssessmentReturned { finding: finding.clone(), seen };
    let by = vec![who.user.clone()];
    let ruled = Act::RulingMade {
        abstained: Vec::new(),
        against: Vec::new(),
        by_rule: "a14.1".into(),
        finding,
        outcome: Outcome::Breach,
        by,
    };
    [assessed, ruled].map(|act| {
        let size = mission.ledger.size();
        match mission.act(who, Filed::plain(act), clock()) {
            Ok(_) => "stands".to_owned(),
            Err(why) => {
                assert_eq!(mission.ledger.size(), size);
                why.code.to_owned()
            }
        }
    })
}

fn out(mission: &mut Mission, who: &Actor, case: &str) {
    let act = Act::RecusalDeclared { case: case.into(), user: who.user.clone() };
    mission.act(who, Filed::plain(act), clock()).expect("it stands");
}

/// A finding about the incident that holds this report now.
fn about(mission: &mut Mission, report: &EntryId) -> Finding {
    let groups = mission.groups().expect("incidents");
    let (id, _) = groups.into_iter().find(|(_, reports)| reports.contains(report)).expect("its incident");
    let findings = mission.weigh().expect("it is weighed").assessment.findings;
    let found = findings.iter().find(|f| f.subject.id == id.0).cloned();
    found.unwrap_or_else(|| {
        let mut other = findings.iter().find(|f| f.subject.deed.is_some()).cloned().expect("a finding");
        (other.subject.id, other.subject.deed) = (id.0, Some(1));
        other
    })
}

fn decided(mission: &mut Mission, who: &Actor, act: Act) {
    mission.act(who, Filed::plain(act), clock()).expect("it stands");
}

#[test]
fn who_is_out_of_a_case_is_out_of_what_it_is_merged_into() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let verifier = somebody(mission, &["verifier"], None);
    let (chair, other) = (somebody(mission, &["chair"], None), somebody(mission, &["chair"], None));
    take_in(mission, &material());
    let groups = mission.groups().expect("incidents");
    let ((first, a), (later, b)) = (groups[0].clone(), groups[5].clone());
    // out of both ends in turn: whichever id lives on, it is the same case
    out(mission, &chair, &first.0);
    let elsewhere = about(mission, &b[0]);
    assert_eq!(tried(mission, &chair, &elsewhere), ["stands", "stands"]);
    let joined = Act::ReportsJoined { a: a[0].clone(), b: b[0].clone(), seen: Vec::new() };
    decided(mission, &verifier, joined);
    let heir = about(mission, &a[0]);
    assert!([&first.0, &later.0].contains(&&heir.subject.id));
    assert_eq!(tried(mission, &chair, &heir), ["recused", "recused"]);
    assert_eq!(tried(mission, &other, &heir), ["stands", "stands"]);
    out(mission, &other, &later.0);
    assert_eq!(tried(mission, &other, &heir), ["recused", "recused"]);
}

#[test]
fn who_is_out_of_a_case_is_out_of_its_parts_when_it_is_split() {
    let house = House::sqlite();
    let mut marsa = house.marsa();
    let mission = &mut marsa;
    let verifier = somebody(mission, &["verifier"], None);
    let (chair, deed) = (somebody(mission, &["chair"], None), somebody(mission, &["chair"], None));
    take_in(mission, &material());
    let groups = mission.groups().expect("incidents");
    let (id, reports) = groups.iter().find(|(_, reports)| reports.len() == 2).expect("two reports").clone();
    out(mission, &chair, &id.0);
    out(mission, &deed, &format!("{}/1", id.0));
    let apart = Act::ReportsKeptApart { a: reports[0].clone(), b: reports[1].clone(), seen: Vec::new() };
    decided(mission, &verifier, apart);
    let parts = [about(mission, &reports[0]), about(mission, &reports[1])];
    assert_ne!(parts[0].subject.id, parts[1].subject.id);
    for part in &parts {
        for who in [&chair, &deed] {
            assert_eq!(tried(mission, who, part), ["recused", "recused"], "{}", part.subject.id);
        }
    }
    // the record opened again says the same
    let path = mission.folder.path.clone();
    drop(marsa);
    let again = &mut Mission::open(&path).expect("it opens");
    for part in &parts {
        assert_eq!(tried(again, &chair, part), ["recused", "recused"], "{}", part.subject.id);
    }
}
