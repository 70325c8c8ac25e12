//! Registers come back from the entries as they were, as far as they are open.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::place::Region;
use hudna_core::register::Registers;

use crate::ledger_replay::{Room, area};
use crate::ledger_samples as samples;

/// One row or two of every register, each with a place where it may have one.
fn every_register() -> Registers {
    let mut all = Registers::default();
    let discs = |n: usize| if n.is_multiple_of(2) { Region::disc(13.1, 32.9, 50.0) } else { area() };
    macro_rules! put {
        ($rows:expr, $row:expr, $place:expr) => {{
            let mut row = $row;
            row.place = Some($place);
            $rows.push(row.clone());
            row.place = None;
            $rows.push(row);
        }};
    }
    for (n, sample) in samples::whole().into_iter().enumerate() {
        match sample.act {
            Act::NoticeGiven { entry } => put!(all.notices, entry, discs(n)),
            Act::ContactMade { entry } => put!(all.contacts, entry, discs(n)),
            Act::AuthorisationAnswered { entry } => put!(all.authorisations, entry, discs(n)),
            Act::UnitPositioned { position } => put!(all.positions, position, discs(n)),
            Act::VisitRecorded { visit, .. } => put!(all.visits, visit, discs(n)),
            Act::HoldingRecorded { holding } => put!(all.holdings, holding, discs(n)),
            Act::VerificationRecorded { verification } => all.verifications.push(verification),
            Act::CoverageRecorded { coverage } => all.coverage.push(coverage),
            Act::RegisterCompleted { complete } => all.complete.push(complete),
            Act::AnswerLinked { answer } => all.answers.push(answer),
            Act::AffiliationStated { affiliation } => all.links.push(affiliation),
            Act::CandidateDescribed { candidate } => all.candidates.push(candidate),
            Act::MemberSeated { member } => all.members.push(member),
            Act::VoteCast { ballot } => all.votes.push(ballot),
            _ => {}
        }
    }
    all
}

#[test]
fn registers_come_back_as_they_were_and_what_is_sealed_of_them_is_unknown_where_it_is_closed() {
    let registers = every_register();
    let acts = filed::registers(&registers).unwrap();
    let mut room = Room::default();
    let mut closed = Room::default();
    for filed in acts {
        let clear = String::from_utf8(to_canonical(&filed.act).unwrap()).unwrap();
        let sealed =
            ["13.1", "LY-TB", "march.csv", "N-0042", "R-11", "R-12", "فحص", "access denied", "secretariat"];
        for word in sealed.into_iter().chain(["origin", "\"by\"", "reason", "note", "incident"]) {
            assert!(!clear.contains(word), "{word} in {clear}");
        }
        assert_eq!(filed::check_clear(&filed.act), Ok(()));
        closed.put_with(filed.clone(), |_| false);
        room.put(filed);
    }
    assert_eq!(room.replay.registers(), registers);
    let closed = closed.replay.registers();
    assert_eq!(closed.notices.len(), registers.notices.len());
    assert!(closed.notices.iter().all(|row| row.place.is_none()));
    assert!(closed.positions.iter().all(|row| row.place.is_none()));
    assert!(closed.visits.iter().all(|row| row.reason.is_none()));
    assert!(closed.coverage.iter().all(|row| row.note.is_none()));
    assert!(closed.links.iter().all(|row| row.by.is_none()));
    assert!(closed.complete.iter().all(|row| row.by.is_none()));
    // of which incident, or of which reports, nobody can say: not of all
    assert_eq!((closed.verifications.len(), closed.answers.len()), (0, 0));
    let unnamed = closed.votes.iter().map(|row| &row.origin);
    assert!(unnamed.clone().all(|origin| origin.file.starts_with("E-") && origin.own_id.is_none()));
    let told = |rows: &[hudna_core::register::Ballot]| {
        rows.iter().map(|row| (row.member.clone(), row.vote.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&closed.votes), told(&registers.votes));
}

#[test]
fn a_row_that_says_in_the_clear_what_must_be_sealed_is_refused() {
    let mut met = std::collections::BTreeSet::new();
    for sample in samples::whole() {
        if hudna_core::ledger::row::is_row(&sample.act) {
            met.extend(filed::check_clear(&sample.act).err());
        }
    }
    assert_eq!(met.into_iter().collect::<Vec<_>>(), ["source-in-the-clear"]);
    let bare = |act: Act| {
        let filed = hudna_core::ledger::row::apart(act).unwrap();
        assert_eq!(filed::check_clear(&filed.act), Ok(()));
        filed.act
    };
    let mut visit = every_register().visits.remove(0);
    let Act::VisitRecorded { visit: bared, .. } =
        bare(Act::VisitRecorded { task: None, visit: visit.clone() })
    else {
        unreachable!()
    };
    visit = hudna_core::register::Visit { reason: visit.reason, ..bared };
    let said = Act::VisitRecorded { task: None, visit };
    assert_eq!(filed::check_clear(&said), Err("words-in-the-clear"));
}

#[test]
fn a_verification_of_all_stays_one_and_one_of_an_incident_never_becomes_it() {
    let verifications = every_register().verifications;
    let mut registers = Registers { verifications, ..Registers::default() };
    let mut of_all = registers.verifications[0].clone();
    of_all.incident = None;
    registers.verifications.push(of_all);
    let (mut room, mut closed) = (Room::default(), Room::default());
    for filed in filed::registers(&registers).unwrap() {
        closed.put_with(filed.clone(), |name| name != "about");
        room.put(filed);
    }
    assert_eq!(room.replay.registers(), registers);
    assert_eq!(closed.replay.registers().verifications, registers.verifications[1..]);
}

#[test]
fn a_withdrawn_row_is_gone_and_the_others_keep_their_order() {
    let mut registers = every_register();
    let mut room = Room::default();
    let ids: Vec<EntryId> =
        filed::registers(&registers).unwrap().into_iter().map(|filed| room.put(filed).0).collect();
    room.act(Act::EntryWithdrawn { of: ids[1].clone() });
    room.act(Act::EntryWithdrawn { of: samples::entry(99) });
    registers.notices.remove(1);
    assert_eq!(room.replay.registers(), registers);
}

#[test]
fn a_party_that_disputes_a_link_is_named_in_it_once() {
    let mut registers = every_register();
    let mut room = Room::default();
    let whole = Act::AffiliationStated { affiliation: registers.links[0].clone() };
    let (id, _) = room.put(hudna_core::ledger::row::apart(whole).unwrap());
    for party in ["island", "south", "island"] {
        room.act(Act::AffiliationDisputed { by: party.into(), of: id.clone() });
    }
    // the source named south itself
    registers.links[0].disputed_by = vec!["south".into(), "island".into()];
    assert_eq!(room.replay.registers().links, registers.links);
}
