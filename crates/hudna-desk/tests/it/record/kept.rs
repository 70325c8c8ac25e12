//! What the record keeps of people's decisions, what redaction leaves, and what damage is told as.

use std::collections::BTreeSet;

use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Seen};
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::Stage;
use hudna_desk::record::{Mission, Writer, reference};
use hudna_desk::words::{Lang, Words};

use super::house::{House, clock, material, reports, somebody, take_in};

/// The entries of reports by incident.
fn groups(mission: &mut Mission) -> BTreeSet<(IncidentId, Vec<EntryId>)> {
    mission.groups().expect("incidents").into_iter().collect()
}

#[test]
fn two_reports_kept_apart_stay_apart_whatever_is_amended_until_it_is_undone() {
    for house in House::each("two_reports_kept_apart_stay_apart") {
        let mission = &mut house.marsa();
        let verifier = somebody(mission, &["verifier", "duty_officer"], None);
        take_in(mission, &material());
        let before = groups(mission);
        let (id, members) =
            before.iter().find(|(_, m)| m.len() > 1).cloned().expect("reports of one happening");
        let (a, b) = (members[0].clone(), members[1].clone());
        let version = mission.versions().expect("incidents")[&id];
        let seen = vec![Seen { incident: id.clone(), version }];
        let apart = Act::ReportsKeptApart { a: a.clone(), b: b.clone(), seen };
        let decided = mission.act(&verifier, Filed::plain(apart), clock()).expect("it stands");
        let parted = |mission: &mut Mission| {
            let all = groups(mission);
            let of = |entry: &EntryId| all.iter().find(|(_, m)| m.contains(entry)).map(|(id, _)| id.clone());
            (of(&a).expect("it stands somewhere"), of(&b).expect("it stands somewhere"))
        };
        let (of_a, of_b) = parted(mission);
        assert_ne!(of_a, of_b);
        assert_eq!(of_a, id, "the part with the founding report keeps the id");

        let told = mission.derived().expect("read").replay.report(&b).expect("a report").1.report.clone();
        let (claims, parts) = filed::report(&told).expect("it is written");
        let amended = Filed { act: Act::ReportAmended { of: b.clone(), report: claims }, parts };
        mission.act(&verifier, amended, clock()).expect("it stands");
        let (of_a, of_b) = parted(mission);
        assert_ne!(of_a, of_b, "an amendment does not undo a decision");

        let undone = Act::DecisionUndone { of: decided.entry, seen: Vec::new() };
        mission.act(&verifier, Filed::plain(undone), clock()).expect("it stands");
        assert_eq!(groups(mission), before, "as it was");
        assert_eq!(mission.rows_kept_equal(), Ok(true));
    }
}

#[test]
fn reports_joined_by_people_are_one_and_the_id_merged_away_leads_to_its_heir() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let verifier = somebody(mission, &["verifier"], None);
    take_in(mission, &reports("patrols.ar.csv"));
    let all: Vec<_> = mission.groups().expect("incidents");
    let (first, later) = (&all[0], &all[5]);
    let joined = Act::ReportsJoined { a: first.1[0].clone(), b: later.1[0].clone(), seen: Vec::new() };
    mission.act(&verifier, Filed::plain(joined), clock()).expect("it stands");
    let heirs = (mission.heirs(&first.0).expect("incidents"), mission.heirs(&later.0).expect("incidents"));
    assert_eq!(heirs.0, heirs.1);
    assert_eq!(heirs.0.len(), 1);
}

#[test]
fn a_finding_that_a_person_accepts_is_assessed_and_one_ruled_stays_ruled() {
    for house in House::each("a_finding_that_a_person_accepts_is_assessed") {
        let mission = &mut house.marsa();
        let assessor = somebody(mission, &["assessor"], None);
        let commissioner = somebody(mission, &["commissioner"], None);
        take_in(mission, &material());
        let weighed = mission.weigh().expect("it is weighed");
        let breach = weighed
            .assessment
            .findings
            .iter()
            .find(|f| f.outcome == Outcome::Breach && f.subject.deed.is_some())
            .expect("a breach");
        let finding = reference(breach);
        let incident = IncidentId(breach.subject.id.clone());
        let seen = Seen { version: mission.versions().expect("incidents")[&incident], incident };
        let accepted = Act::AssessmentAccepted {
            finding: finding.clone(),
            outcome: Outcome::Breach,
            seen: seen.clone(),
        };
        mission.act(&assessor, Filed::plain(accepted.clone()), clock()).expect("it stands");
        let stage = |mission: &mut Mission| mission.derived().expect("read").replay.stages[&finding].stage;
        assert_eq!(stage(mission), Stage::Assessed);
        let ruled = Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: "a14.1".into(),
            finding: finding.clone(),
            outcome: Outcome::Breach,
            by: vec![commissioner.user.clone()],
        };
        mission.act(&commissioner, Filed::plain(ruled), clock()).expect("it stands");
        mission.act(&assessor, Filed::plain(accepted), clock()).expect("it stands in the record");
        assert_eq!(stage(mission), Stage::Ruled, "and does not take a ruling back");
    }
}

#[test]
fn what_is_redacted_is_gone_from_every_file_and_the_record_still_opens() {
    for house in House::each("what_is_redacted_is_gone") {
        let mut mission = house.marsa();
        let secretary = mission.actor(None).expect("the founder");
        take_in(&mut mission, &reports("hotline.geojson"));
        let entry = mission.derived().expect("read").replay.reports[0].entry.clone();
        let part = mission.part(&entry, "text").expect("it is read").expect("it has words");
        let sealed = mission.sealed(&part.digest).expect("it is read");
        mission.keep().expect("rows are kept");
        let act = Act::RedactionMade { because: "protection of a source".into(), parts: vec![part.digest] };
        mission.act(&secretary, Filed::plain(act), clock()).expect("it stands");
        assert_eq!(&*mission.derived().expect("read").replay.reports[0].report.text, "");
        assert!(mission.sealed(&part.digest).expect("it is read").is_empty());
        if house.is_sqlite() {
            for file in std::fs::read_dir(house.path()).expect("the folder") {
                let path = file.expect("a file").path();
                if path.is_file() {
                    let bytes = std::fs::read(&path).expect("it is read");
                    let found = bytes.windows(48).any(|w| w == &sealed[..48]);
                    assert!(!found, "{}", path.display());
                }
            }
        }
        assert_eq!(mission.rows_kept_equal(), Ok(true));
        let head = mission.ledger.head().to_owned();
        drop(mission);
        assert_eq!(Mission::open(&house.path()).expect("it opens").ledger.head(), head);
    }
}

#[test]
fn an_entry_changed_by_hand_is_told_at_the_start_or_when_it_is_read() {
    let house = House::sqlite();
    let mut mission = house.marsa();
    take_in(&mut mission, &reports("patrols.ar.csv"));
    drop(mission);
    let file = house.path().join("record.sqlite");
    let by_hand = |statement: &str| {
        let connection = rusqlite::Connection::open(&file).expect("it opens");
        assert_eq!(connection.execute(statement, []).expect("it is done"), 1);
    };
    by_hand(
        "UPDATE entry SET leaf = CAST(replace(leaf, 'report.filed', 'report.filex') AS BLOB) WHERE seq = 20",
    );
    let mut mission = Mission::open(&house.path()).expect("the head holds: it opens");
    let why = mission.derived().expect_err("entry 20 is not what the tree says");
    assert_eq!(why.code, "record-damaged");
    assert!(why.arguments.iter().any(|(_, v)| v.contains("entry 20")), "{:?}", why.arguments);
    let said = |name: &str| why.arguments.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
    assert_eq!(said("held_size"), said("size"), "all entries are there");
    assert_ne!(said("held_root"), said("root"), "and come to another head");
    for lang in [Lang::Ar, Lang::En] {
        let told = Words::of(lang).message(&why.key(), &why.arguments);
        for name in ["detail", "held_size", "held_root", "root"] {
            assert!(said(name).is_some_and(|value| told.contains(&value)), "{name}: {told}");
        }
        let without = [("detail", "entry 20".to_owned())];
        assert!(!Words::of(lang).message(&why.key(), &without).contains('$'), "a damage without heads");
    }
    drop(mission);
    by_hand("DELETE FROM entry WHERE seq = 30");
    let mut mission = Mission::open(&house.path()).expect("the head holds: it opens");
    let why = mission.derived().expect_err("entry 30 is not there");
    let said = |name: &str| why.arguments.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
    assert_eq!((why.code, said("size").as_deref()), ("record-damaged", Some("30")), "so far they stand");
    drop(mission);
    by_hand("UPDATE hashes SET hashes = zeroblob(length(hashes)) WHERE tile = 0");
    let why = Mission::open(&house.path()).expect_err("the hashes do not come to the head");
    assert_eq!(why.code, "history-changed");
    for name in ["held_size", "held_root", "size", "root"] {
        assert!(why.arguments.iter().any(|(n, _)| *n == name), "{name}");
    }
}

#[test]
fn acts_of_many_at_once_are_answered_when_they_stand() {
    for house in House::each("acts_of_many_at_once_are_answered") {
        let mut mission = house.marsa();
        let monitors: Vec<_> = (0..8).map(|_| somebody(&mut mission, &["monitor"], None)).collect();
        let before = mission.ledger.size();
        let (writer, thread) = Writer::start(mission, clock).expect("it starts");
        let (tell, hear) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            for monitor in &monitors {
                let (writer, tell) = (writer.clone(), tell.clone());
                scope.spawn(move || {
                    for n in 0..40 {
                        let report = hudna_core::ledger::act::ReportClaims {
                            aggregate: false,
                            deeds: Vec::new(),
                            reported_at: Some(clock()),
                        };
                        let words = format!("heard {n}").into_bytes();
                        let filed = Filed::plain(Act::ReportFiled { from: None, report }).with(
                            "text",
                            Class::Narrative,
                            words,
                        );
                        let sent = monitor.submission(filed, clock()).expect("it is signed");
                        let tell = tell.clone();
                        writer.submit(&monitor.user.0, sent, move |answer| {
                            tell.send(answer).expect("somebody hears")
                        });
                    }
                });
            }
        });
        drop(tell);
        let seqs: BTreeSet<u64> = hear.iter().map(|answer| answer.expect("it stands").seq).collect();
        assert_eq!(seqs.len(), 320);
        drop(writer);
        let mission = thread.join().expect("the thread ends well");
        assert_eq!(mission.ledger.size(), before + 320);
        assert_eq!(seqs.last(), Some(&(before + 319)));
    }
}

#[test]
fn a_panic_while_writing_is_answered_and_the_record_goes_on() {
    for house in House::each("a_panic_while_writing_is_answered") {
        let mut mission = house.marsa();
        let monitor = somebody(&mut mission, &["monitor"], None);
        let before = mission.ledger.size();
        let (writer, thread) = Writer::start(mission, clock).expect("it starts");
        let send = |words: &str| {
            let report = hudna_core::ledger::act::ReportClaims {
                aggregate: false,
                deeds: Vec::new(),
                reported_at: Some(clock()),
            };
            let filed = Filed::plain(Act::ReportFiled { from: None, report });
            let filed = filed.with("text", Class::Narrative, words.as_bytes().to_vec());
            let (tell, hear) = std::sync::mpsc::channel();
            let sent = monitor.submission(filed, clock()).expect("it is signed");
            writer.submit(&monitor.user.0, sent, move |answer| tell.send(answer).expect("somebody hears"));
            hear.recv().expect("it is answered")
        };
        assert_eq!(send("before").expect("it stands").seq, before);
        assert!(writer.run("", |_| panic!("asked for")));
        assert_eq!(send("after").expect("it stands").seq, before + 1);
        drop(writer);
        let mut mission = thread.join().expect("the thread ends well");
        assert_eq!(mission.ledger.size(), before + 2);
        assert_eq!(mission.rows_kept_equal(), Ok(true));
    }
}
