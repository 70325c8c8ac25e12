//! The technical review of an assessment: by somebody else, of what stands, and once for all: who reviews does not assess.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Check, Checked, Scope, Seen};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_desk::record::reviewed::thing;
use hudna_desk::record::{Actor, Mission, reference};

use super::house::{House, clock, reports, somebody, take_in};

struct Case {
    finding: Finding,
    seen: Seen,
}

impl Case {
    fn of(mission: &mut Mission) -> Self {
        let findings = mission.weigh().expect("it is weighed").assessment.findings;
        let is_breach = |f: &&Finding| f.subject.deed.is_some() && f.outcome == Outcome::Breach;
        let finding = findings.iter().find(is_breach).cloned().expect("a breach");
        let incident = IncidentId(finding.subject.id.clone());
        let version = mission.versions().expect("incidents")[&incident];
        Self { finding, seen: Seen { incident, version } }
    }
    fn accept(&self) -> Filed {
        let (finding, seen) = (reference(&self.finding), self.seen.clone());
        Filed::plain(Act::AssessmentAccepted { finding, outcome: Outcome::Breach, seen })
    }
    fn review(&self, of: &EntryId, sound: bool) -> Filed {
        let checked = Checked::of(|_| Some(Check::Yes)).expect("answers");
        let (finding, seen) = (reference(&self.finding), self.seen.clone());
        Filed::plain(Act::ReviewMade { checked, finding, of: of.clone(), seen, sound })
    }
    fn reasoned(&self, of: &EntryId, sound: bool) -> Filed {
        self.review(of, sound).with("text", Class::Narrative, b"an invented reason".to_vec())
    }
}

fn refused(mission: &mut Mission, actor: &Actor, act: Filed) -> &'static str {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let why = mission.act(actor, act, clock()).expect_err("it is refused");
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    why.code
}

fn done(mission: &mut Mission, actor: &Actor, act: Filed) -> EntryId {
    mission.act(actor, act, clock()).expect("it stands").entry
}

#[test]
fn a_review_is_made_by_somebody_who_neither_assessed_nor_told_of_it_nor_is_out_of_the_case() {
    for house in House::each("a_review_is_made_by_somebody_else") {
        let mission = &mut house.marsa();
        take_in(mission, &reports("patrols.ar.csv"));
        let founder = mission.actor(None).expect("the founder");
        let [assessor, reviewer, out] = [(); 3].map(|()| somebody(mission, &["assessor"], None));
        let analyst = somebody(mission, &["analyst"], None);
        let scope = Scope::Mission;
        let role = Act::RoleGiven { role: "assessor".into(), scope, user: founder.user.clone() };
        done(mission, &founder, Filed::plain(role));
        let case = Case::of(mission);
        let accepted = done(mission, &assessor, case.accept());
        assert_eq!(refused(mission, &assessor, case.reasoned(&accepted, true)), "review-of-own");
        assert_eq!(refused(mission, &founder, case.reasoned(&accepted, true)), "review-of-own-report");
        assert_eq!(refused(mission, &analyst, case.reasoned(&accepted, true)), "not-allowed");
        assert_eq!(refused(mission, &reviewer, case.review(&accepted, true)), "reasons-missing");
        let chair = somebody(mission, &["chair"], None);
        let recused =
            Act::RecusalDeclared { case: case.seen.incident.0.as_str().into(), user: out.user.clone() };
        done(mission, &chair, Filed::plain(recused));
        assert_eq!(refused(mission, &out, case.reasoned(&accepted, true)), "recused");
        done(mission, &reviewer, case.reasoned(&accepted, true));
    }
}

#[test]
fn a_review_of_what_no_longer_stands_is_refused() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    take_in(mission, &reports("patrols.ar.csv"));
    let [first, second, reviewer] = [(); 3].map(|()| somebody(mission, &["assessor"], None));
    let case = Case::of(mission);
    let accepted = done(mission, &first, case.accept());
    let again = done(mission, &second, case.accept());
    assert_eq!(refused(mission, &reviewer, case.reasoned(&accepted, true)), "review-not-of-this");
    let other =
        Case { seen: Seen { version: case.seen.version ^ 1, ..case.seen.clone() }, ..Case::of(mission) };
    assert_eq!(refused(mission, &reviewer, other.reasoned(&again, true)), "incident-changed");
    done(mission, &reviewer, case.reasoned(&again, false));
    let finding = reference(&case.finding);
    let returned = Act::AssessmentReturned { finding, seen: case.seen.clone() };
    let returned = Filed::plain(returned).with("text", Class::Narrative, b"why".to_vec());
    done(mission, &second, returned);
    assert_eq!(refused(mission, &reviewer, case.reasoned(&again, true)), "review-not-of-this");
}

#[test]
fn who_reviewed_a_finding_or_looked_at_its_assessment_to_review_it_does_not_assess_it() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    take_in(mission, &reports("patrols.ar.csv"));
    let [assessor, reviewer, reader, other] = [(); 4].map(|()| somebody(mission, &["assessor"], None));
    let case = Case::of(mission);
    let accepted = done(mission, &assessor, case.accept());
    done(mission, &reviewer, case.reasoned(&accepted, true));
    assert_eq!(refused(mission, &reviewer, case.accept()), "assessment-after-review");
    let read = thing(&reference(&case.finding)).read();
    done(mission, &reader, Filed::plain(read));
    assert_eq!(refused(mission, &reader, case.accept()), "assessment-after-review");
    done(mission, &other, case.accept());
}
