//! Incidents kept over a mission: the law that they are those of fusing from scratch, and what ids promise.

use hudna_core::incident::live::Live;
use hudna_core::incident::{IncidentId, Options};
use hudna_core::ledger::id::EntryId;
use hudna_core::report::Report;
use hudna_core::value::Attribute;

use crate::fusion_set::{Recipe, make};

fn entry(n: u64) -> EntryId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&n.to_be_bytes());
    EntryId::of(random)
}

fn set(seed: u64, happenings: usize) -> Vec<Report> {
    make(&Recipe { happenings, towns: 3, days: 6, crowded: 0.5, seed }).reports
}

fn filed(reports: &[Report]) -> Live {
    let mut live = Live::new(Options::default());
    for (seq, report) in (0..).zip(reports) {
        assert_eq!(live.file(seq, entry(seq), report.clone()), Ok(()));
    }
    live
}

fn id_of(live: &Live, seq: u64) -> IncidentId {
    live.of(seq).cloned().unwrap_or(IncidentId(String::new()))
}

#[test]
fn a_merge_keeps_the_id_older_in_the_record_and_the_other_leads_to_it() {
    let reports = set(5, 20);
    let mut live = filed(&reports);
    live.settle();
    let far = (1..reports.len() as u64).find(|seq| live.of(*seq) != live.of(0)).unwrap_or(1);
    let (old, young) = (id_of(&live, 0), id_of(&live, far));
    assert_eq!(live.decide(entry(900), far, 0, true), Ok(()));
    let changes = live.settle();
    assert_eq!((id_of(&live, far), changes.gone), (old.clone(), vec![young.clone()]));
    assert_eq!(live.heirs(&young), vec![old.clone()]);
    assert!(live.incident(&young).is_none());
    assert!(live.bearing(&old).contains(&entry(900)));
    assert_eq!(live.undo(&entry(900)), Ok(()));
    let changes = live.settle();
    assert_eq!((id_of(&live, far), changes.founded), (young.clone(), vec![young.clone()]));
    assert_eq!(live.heirs(&young), vec![young]);
}

#[test]
fn an_id_stays_when_its_report_is_amended_and_the_version_does_not() {
    let reports = set(6, 20);
    let mut live = filed(&reports);
    live.settle();
    let (id, version) = (id_of(&live, 0), live.version(&id_of(&live, 0)));
    let mut told = reports[0].clone();
    told.deeds[0].set(Attribute::Killed, Vec::new());
    assert_eq!(live.amend(0, entry(901), told), Ok(()));
    live.settle();
    assert_eq!(id_of(&live, 0), id);
    assert_ne!(live.version(&id), version);
    assert!(live.bearing(&id).contains(&entry(901)));
}
