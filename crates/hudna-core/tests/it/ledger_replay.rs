//! What the entries come to: reports and registers back as they were, and what people decided about them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, FindingRef, ReportClaims, Seen};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{Body, Entry, VERSION};
use hudna_core::ledger::filed::{self, Drawn, Filed, WITHHELD};
use hudna_core::ledger::id::{EntryId, MissionId};
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::replay::{Change, Replay, Stage};
use hudna_core::place::{Area, Region};
use hudna_core::register::Registers;
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Kind, Number, Value};
use hudna_core::vocabulary::{Code, codes_of};
use proptest::prelude::*;

use crate::ledger_samples::{self as samples, user};

/// A record that is folded as it grows.
#[derive(Default)]
struct Room {
    replay: Replay,
    n: u64,
}

impl Room {
    fn put(&mut self, filed: Filed) -> (EntryId, Option<Change>) {
        self.put_with(filed, |_| true)
    }

    /// Seals an act of which only the parts that `opened` names can be opened.
    fn put_with(&mut self, filed: Filed, opened: impl Fn(&str) -> bool) -> (EntryId, Option<Change>) {
        self.n += 1;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.n.to_be_bytes());
        let id = EntryId::of(random);
        let refer = |(name, class, content): &(Cow<'static, str>, Class, Vec<u8>)| {
            Part { salt: [1; 32], content: content.clone() }.reference(name, *class)
        };
        let body = Body {
            act: filed.act,
            actor: user(7),
            at: Instant(0),
            id: id.clone(),
            mission: MissionId::of([3; 10]),
            parts: filed.parts.iter().map(refer).collect(),
            v: VERSION,
        };
        let entry = Entry { body, recorded_at: Instant(0), sig: [0; 64] };
        let open = |name: &str| {
            let part = filed.parts.iter().find(|(held, ..)| *held == name && opened(name));
            part.map(|(.., content)| &content[..])
        };
        let change = self.replay.apply(&entry, open).unwrap();
        (id, change)
    }

    fn act(&mut self, act: Act) -> (EntryId, Option<Change>) {
        self.put(Filed::plain(act))
    }

    fn file(&mut self, report: &Report) -> EntryId {
        self.put(filed::report_filed(report, None).unwrap()).0
    }

    fn report(&self, entry: &EntryId) -> &Report {
        &self.replay.report(entry).unwrap().1.report
    }
}

fn area() -> Region {
    let square = |x: f64, side: f64| {
        vec![(x, 1.0), (x + side, 1.0), (x + side, 1.0 + side), (x, 1.0 + side), (x, 1.0)]
    };
    let hole = vec![(10.2, 1.2), (10.2, 1.4), (10.4, 1.4), (10.2, 1.2)];
    let shape = vec![vec![square(10.0, 1.0), hole], vec![square(20.1, 0.1)]];
    Region::Area(Arc::new(Area::of_rings("LY-TB".into(), shape).unwrap()))
}

/// Two sides fire at one another; every field is filled.
fn clash() -> Report {
    let mut first = Account::default();
    first.set(Attribute::Act, vec![samples::code(Attribute::Act, "shelling")]);
    first.set(Attribute::At, vec![Value::Time(samples::over(0, 1))]);
    first.set(Attribute::Place, vec![Value::Place(Region::disc(13.1, 32.9, 250.0)), Value::Place(area())]);
    first.set(Attribute::Origin, vec![Value::Nothing]);
    let mut second = Account::default();
    second.set(Attribute::ObserverPlace, vec![Value::Place(Region::disc(13.0, 32.8, 0.0))]);
    Report {
        origin: Origin { file: "patrols.csv".into(), line: 12, own_id: Some("R-12".into()) },
        source: Source {
            name: "دورية الساحل".into(),
            kind: Some(SourceKind::Patrol),
            reliability: Some('B'),
            credibility: Some(2),
        },
        reported_at: Some(samples::at(2)),
        deeds: vec![first, second, Account::default()],
        echo_of: vec!["R-11".into()],
        answers: Some("R-10".into()),
        text: "سُمع قصف قرب الوادي".into(),
        places: vec![PlaceName {
            attribute: Attribute::Place,
            written: "الوادي".into(),
            candidates: vec!["g1".into(), "g2".into()],
        }],
        outlets: vec!["radio".into()],
        aggregate: true,
    }
}

fn simple(text: &str) -> Report {
    Report { text: text.into(), ..clash() }
}

#[test]
fn what_identifies_a_source_or_a_place_is_not_said_in_the_clear() {
    let filed = filed::report_filed(&clash(), None).unwrap();
    let clear = String::from_utf8(to_canonical(&filed.act).unwrap()).unwrap();
    for secret in
        ["patrols.csv", "R-12", "دورية", "R-11", "R-10", "radio", "الوادي", "13.1", "LY-TB", "سُمع", "g1"]
    {
        assert!(!clear.contains(secret), "{secret} in {clear}");
    }
    let names: Vec<_> = filed.parts.iter().map(|(name, class, _)| (&**name, *class)).collect();
    let wanted = [("source", Class::Source), ("place", Class::Place), ("text", Class::Narrative)];
    assert_eq!(names, wanted);
}

#[test]
fn of_a_report_with_parts_withheld_what_they_held_is_unknown() {
    let report = clash();
    let mut room = Room::default();
    let filed = || filed::report_filed(&report, None).unwrap();
    let (id, change) = room.put_with(filed(), |_| false);
    assert_eq!(change, Some(Change::Filed(id.clone())));
    let held = room.report(&id).clone();
    assert!(held.source.name.starts_with(WITHHELD) && held.source.name.contains(&*id.0));
    assert_eq!((&*held.text, held.places.len(), held.outlets.len()), ("", 0, 0));
    assert_eq!((held.origin.own_id.clone(), held.echo_of.len(), held.answers.clone()), (None, 0, None));
    assert_eq!(held.deeds.len(), 3);
    assert!(held.deeds.iter().all(|deed| deed.claims.iter().all(|(a, _)| a.kind() != Kind::Place)));
    assert_eq!(held.deeds[0].values(Attribute::Act), report.deeds[0].values(Attribute::Act));
    // two withheld sources are two
    let (other, _) = room.put_with(filed(), |_| false);
    assert_ne!(room.report(&other).source.name, held.source.name);
    let (places, _) = room.put_with(filed(), |name| name == "place");
    assert_eq!(room.report(&places).deeds, report.deeds);
}

#[test]
fn a_part_that_holds_something_else_is_refused() {
    let claims = filed::report(&clash()).unwrap().0;
    let id = samples::entry(1);
    for (name, content) in
        [("source", &b"{}"[..]), ("source", b"x"), ("place", b"[]"), ("place", b"{ }"), ("text", b"\xff")]
    {
        let open = |asked: &str| (asked == name).then_some(content);
        assert!(filed::read_report(&id, &claims, open).is_err(), "{name}");
    }
}

#[test]
fn an_amended_report_keeps_its_place_and_tells_it_otherwise() {
    let mut room = Room::default();
    let (first, second) = (room.file(&simple("one")), room.file(&simple("two")));
    let amend = |report: &Report, of: &EntryId| {
        let (claims, parts) = filed::report(report).unwrap();
        Filed { act: Act::ReportAmended { of: of.clone(), report: claims }, parts }
    };
    let (amending, change) = room.put(amend(&simple("otherwise"), &first));
    assert_eq!(change, Some(Change::Amended(first.clone())));
    assert_eq!(&*room.report(&first).text, "otherwise");
    assert_eq!(&*room.report(&second).text, "two");
    assert_eq!(room.replay.reports.len(), 2);
    let (at, standing) = room.replay.report(&first).unwrap();
    assert_eq!((at, standing.seq, &standing.entry), (0, 0, &first));
    assert!(room.replay.report(&amending).is_none());
    // of no report: nothing changes
    assert_eq!(room.put(amend(&simple("x"), &samples::entry(99))).1, None);
    assert_eq!(room.replay.size, 4);
}

#[test]
fn a_confirmed_place_stands_in_every_deed_until_told_otherwise() {
    let mut room = Room::default();
    let id = room.file(&clash());
    let confirm = |attribute, region: Option<&Region>| {
        let drawn = region.map_or(Drawn::Nothing, Drawn::from);
        let act = Act::PlaceConfirmed { attribute, of: id.clone() };
        Filed::plain(act).with("place", Class::Place, to_canonical(&drawn).unwrap())
    };
    let place = Region::disc(13.25, 32.75, 10.0);
    let change = room.put(confirm(Attribute::Place, Some(&place))).1;
    assert_eq!(change, Some(Change::Amended(id.clone())));
    for deed in &room.report(&id).deeds {
        assert_eq!(deed.values(Attribute::Place), [Value::Place(place.clone())]);
    }
    room.put(confirm(Attribute::Place, None));
    assert_eq!(room.report(&id).deeds[0].values(Attribute::Place), [Value::Nothing]);
    let before = room.report(&id).clone();
    // closed to this reader, or no place: nothing is known of it
    assert_eq!(room.put_with(confirm(Attribute::Place, Some(&place)), |_| false).1, None);
    assert_eq!(room.put(confirm(Attribute::Killed, Some(&place))).1, None);
    assert_eq!(*room.report(&id), before);
}

#[test]
fn decisions_stand_until_undone() {
    let mut room = Room::default();
    let ids: Vec<EntryId> = (0..3).map(|i| room.file(&simple(&i.to_string()))).collect();
    let (a, b, c) = (ids[0].clone(), ids[1].clone(), ids[2].clone());
    let seen = Vec::new;
    let (joined, change) = room.act(Act::ReportsJoined { a: a.clone(), b: b.clone(), seen: seen() });
    assert_eq!(change, Some(Change::Joined(a.clone(), b.clone())));
    let (apart, change) = room.act(Act::ReportsKeptApart { a: a.clone(), b: c.clone(), seen: seen() });
    assert_eq!(change, Some(Change::Apart(a.clone(), c.clone())));
    assert_eq!(room.replay.decisions(), [vec![(a.clone(), b.clone())], vec![(a.clone(), c.clone())]]);

    let undone = |of: &EntryId| Act::DecisionUndone { of: of.clone(), seen: seen() };
    assert_eq!(room.act(undone(&apart)).1, Some(Change::Undone(a.clone(), c.clone(), false)));
    assert_eq!(room.act(undone(&apart)).1, None);
    // decided twice, undone once: it stands
    let (again, _) = room.act(Act::ReportsJoined { a: b.clone(), b: a.clone(), seen: seen() });
    assert_eq!(room.act(undone(&joined)).1, None);
    assert_eq!(room.replay.decisions(), [vec![(b.clone(), a.clone())], vec![]]);
    assert_eq!(room.act(undone(&again)).1, Some(Change::Undone(b, a, true)));
    assert_eq!(room.replay.decisions(), [vec![], vec![]]);
}

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

fn finding() -> FindingRef {
    FindingRef { norm: "4".into(), subject: "INC-A/1".into(), version: 1 }
}

#[test]
fn a_finding_comes_on_by_people_and_a_ruling_is_not_undone_by_a_later_assessment() {
    let mut room = Room::default();
    let seen = || Seen { incident: IncidentId("INC-A".into()), version: 1 };
    let accept = |outcome| Act::AssessmentAccepted { finding: finding(), outcome, seen: seen() };
    let give_back = || Act::AssessmentReturned { finding: finding(), seen: seen() };
    let rule =
        |outcome| Act::RulingMade { by: Vec::new(), by_rule: "11".into(), finding: finding(), outcome };
    let now = |room: &Room| {
        let staged = &room.replay.stages[&finding()];
        (staged.stage, staged.outcome, staged.entries.len())
    };
    room.act(Act::ReplyGiven { finding: finding(), party: "north".into() });
    assert_eq!(now(&room), (Stage::Provisional, None, 1));
    room.act(accept(Outcome::Breach));
    assert_eq!(now(&room), (Stage::Assessed, Some(Outcome::Breach), 2));
    room.act(give_back());
    assert_eq!(now(&room), (Stage::Provisional, None, 3));
    room.act(accept(Outcome::Undetermined));
    room.act(rule(Outcome::Permitted));
    assert_eq!(now(&room), (Stage::Ruled, Some(Outcome::Permitted), 5));
    for act in [accept(Outcome::Breach), give_back()] {
        room.act(act);
        let (stage, outcome, _) = now(&room);
        assert_eq!((stage, outcome), (Stage::Ruled, Some(Outcome::Permitted)));
    }
    // only another ruling
    room.act(rule(Outcome::NotCovered));
    assert_eq!(now(&room), (Stage::Ruled, Some(Outcome::NotCovered), 8));
    assert_eq!(room.replay.stages.len(), 1);
}

#[test]
fn a_dissent_stands_beside_its_ruling_until_another_ruling_takes_its_place() {
    let mut room = Room::default();
    let rule =
        |outcome| Act::RulingMade { by: Vec::new(), by_rule: "11".into(), finding: finding(), outcome };
    let (first, _) = room.act(rule(Outcome::Breach));
    let dissent = |of: &EntryId| Act::DissentRecorded { by: user(13), of: of.clone(), reservation: false };
    let (entry, _) = room.act(dissent(&first));
    let staged = |room: &Room| room.replay.stages[&finding()].clone();
    assert_eq!((staged(&room).by, staged(&room).dissents), (Some(first.clone()), vec![entry]));
    let (second, _) = room.act(rule(Outcome::Permitted));
    assert_eq!((staged(&room).by, staged(&room).dissents), (Some(second), Vec::new()));
    room.act(dissent(&first));
    assert!(staged(&room).dissents.is_empty(), "a dissent from a ruling that stands no more");
}

#[test]
fn a_finding_given_back_is_returned_until_somebody_accepts_it() {
    let mut room = Room::default();
    let seen = || Seen { incident: IncidentId("INC-A".into()), version: 1 };
    let returned = |room: &Room| room.replay.stages[&finding()].returned;
    room.act(Act::AssessmentReturned { finding: finding(), seen: seen() });
    let (reply, _) = room.act(Act::ReplyGiven { finding: finding(), party: "north".into() });
    assert!(returned(&room));
    assert_eq!(room.replay.stages[&finding()].replies, [reply]);
    room.act(Act::AssessmentAccepted { finding: finding(), outcome: Outcome::Breach, seen: seen() });
    assert!(!returned(&room));
}

#[test]
fn the_text_in_force_is_the_adopted_one_or_else_the_one_last_proposed() {
    let mut room = Room::default();
    assert!(room.replay.text().is_none());
    let propose = |version| {
        Filed::plain(Act::AgreementProposed { version })
            .with("agreement.md", Class::Open, b"# text".to_vec())
            .with("zones.geojson", Class::Open, b"{}".to_vec())
    };
    let (first, _) = room.put(propose(1));
    assert_eq!(room.replay.text().unwrap().from, None);
    room.act(Act::AgreementAdopted { from: Instant(5), of: first.clone() });
    let (second, _) = room.put(propose(2));
    let text = room.replay.text().unwrap();
    assert_eq!((&text.entry, text.version, text.from), (&first, 1, Some(Instant(5))));
    let names: Vec<&str> = text.files.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["agreement.md", "zones.geojson"]);
    room.act(Act::AgreementAdopted { from: Instant(9), of: second.clone() });
    assert_eq!(room.replay.text().unwrap().entry, second);
}

#[test]
fn consents_lines_and_redactions_are_kept() {
    let mut room = Room::default();
    let id = room.file(&clash());
    room.act(Act::ConsentGiven { audience: Audience::Parties, of: id.clone() });
    room.act(Act::ConsentGiven { audience: Audience::Public, of: id.clone() });
    room.act(Act::ConsentWithdrawn { audience: Audience::Parties, of: id.clone() });
    let of = room.replay.consents[&id].iter().copied().collect::<Vec<_>>();
    assert_eq!(of, [Audience::Public]);
    let file =
        |read, set_aside| Act::FileTakenIn { accepted: 0, bytes: 0, format: "csv".into(), read, set_aside };
    room.act(file(317, 2));
    room.act(file(3, 1));
    assert_eq!(room.replay.lines, (320, 3));
    // a number that somebody signed breaks nothing
    room.act(file(u64::MAX, u64::MAX));
    assert_eq!(room.replay.lines, (u64::MAX, u64::MAX));
    room.act(Act::RedactionMade { because: "danger".into(), parts: vec![Digest([1; 32])] });
    assert!(room.replay.redacted.contains(&Digest([1; 32])));
}

#[test]
fn a_report_filed_after_its_parts_were_destroyed_is_what_stays_in_the_clear() {
    let mut room = Room::default();
    let filed = filed::report_filed(&clash(), None).unwrap();
    let digests =
        filed.parts.iter().map(|(.., content)| Part { salt: [1; 32], content: content.clone() }.digest());
    let redaction = Act::RedactionMade { because: "danger".into(), parts: digests.collect() };
    // folded anew, as after a redaction: nothing of it opens any more
    let (id, _) = room.put_with(filed, |_| false);
    room.act(redaction);
    assert_eq!(room.replay.redacted.len(), 3);
    assert!(room.report(&id).source.name.starts_with(WITHHELD));
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![-180.0..180.0_f64, -1e9..1e9_f64, any::<i32>().prop_map(f64::from)]
}

fn region() -> impl Strategy<Value = Region> {
    let lon = || -180.0..=180.0_f64;
    let lat = || -90.0..=90.0_f64;
    let ring = || prop::collection::vec((lon(), lat()), 3..6);
    let polygon = (ring(), prop::collection::vec(ring(), 0..3)).prop_map(|(outer, holes)| {
        geo::Polygon::new(outer.into(), holes.into_iter().map(geo::LineString::from).collect())
    });
    prop_oneof![
        (lon(), lat(), 0.0..1e6_f64).prop_map(|(lon, lat, radius)| Region::disc(lon, lat, radius)),
        (".{0,8}", prop::collection::vec(polygon, 1..3))
            .prop_map(|(id, shapes)| Region::Area(Arc::new(Area { id, shape: geo::MultiPolygon(shapes) }))),
    ]
}

fn value(attribute: Attribute) -> BoxedStrategy<Value> {
    let codes: Vec<Code> = codes_of(attribute).collect();
    let known = match attribute.kind() {
        Kind::Code => prop::sample::select(codes).prop_map(Value::Code).boxed(),
        Kind::Time => any::<(i64, i64)>()
            .prop_filter("a time begins before it ends", |(lo, hi)| lo != hi)
            .prop_map(|(a, b)| Value::Time(TimeRange { lo: Instant(a.min(b)), hi: Instant(a.max(b)) }))
            .boxed(),
        Kind::Place => region().prop_map(Value::Place).boxed(),
        Kind::Number => (float(), float(), float())
            .prop_map(|(a, b, c)| {
                let mut ends = [a, b, c];
                ends.sort_by(f64::total_cmp);
                Value::Number(Number { low: ends[0], best: ends[1], high: ends[2] })
            })
            .boxed(),
        Kind::Actor | Kind::Derived => ".{0,10}".prop_map(|name| Value::Actor(name.into())).boxed(),
    };
    prop_oneof![5 => known, 1 => Just(Value::Nothing)].boxed()
}

fn account() -> impl Strategy<Value = Account> {
    let attribute = prop::sample::select(Attribute::ALL);
    let claim = attribute.prop_flat_map(|a| (Just(a), prop::collection::vec(value(a), 1..3)));
    prop::collection::vec(claim, 0..6).prop_map(|claims| {
        let mut account = Account::default();
        claims.into_iter().for_each(|(attribute, values)| account.set(attribute, values));
        account
    })
}

fn text() -> impl Strategy<Value = Arc<str>> {
    "\\PC{0,12}".prop_map(Arc::from)
}

fn texts() -> impl Strategy<Value = Vec<Arc<str>>> {
    prop::collection::vec(text(), 0..3)
}

fn report() -> impl Strategy<Value = Report> {
    let source = (
        text(),
        prop::option::of(Just(SourceKind::Hotline)),
        prop::option::of(any::<char>()),
        any::<Option<u8>>(),
    );
    let origin = (text(), any::<u32>(), prop::option::of(text()));
    let place = (prop::sample::select(Attribute::ALL), text(), texts());
    let rest = (texts(), prop::option::of(text()), text(), prop::collection::vec(place, 0..3), texts());
    (source, origin, any::<Option<i64>>(), prop::collection::vec(account(), 0..4), rest, any::<bool>())
        .prop_map(
            |(
                (name, kind, reliability, credibility),
                (file, line, own_id),
                reported_at,
                deeds,
                rest,
                aggregate,
            )| {
                let (echo_of, answers, text, places, outlets) = rest;
                let place = |(attribute, written, candidates)| PlaceName { attribute, written, candidates };
                Report {
                    origin: Origin { file, line, own_id },
                    source: Source { name, kind, reliability, credibility },
                    reported_at: reported_at.map(Instant),
                    deeds,
                    echo_of,
                    answers,
                    text,
                    places: places.into_iter().map(place).collect(),
                    outlets,
                    aggregate,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_report_taken_apart_and_put_together_is_the_same(report in report()) {
        let (claims, parts) = filed::report(&report).unwrap();
        let claims: ReportClaims =
            hudna_core::ledger::canonical::from_canonical(&to_canonical(&claims).unwrap()).unwrap();
        let parts: BTreeMap<String, Vec<u8>> =
            parts.into_iter().map(|(name, _, content)| (name.into_owned(), content)).collect();
        let open = |name: &str| parts.get(name).map(|content| &content[..]);
        let back = filed::read_report(&samples::entry(1), &claims, open).unwrap();
        prop_assert_eq!(&back, &report);
        // with a part withheld the rest stays as it was
        for closed in ["source", "place", "text"] {
            let less = filed::read_report(&samples::entry(1), &claims, |name| open(name).filter(|_| name != closed)).unwrap();
            prop_assert_eq!(less.deeds.len(), report.deeds.len());
            if closed != "place" { prop_assert_eq!(&less.deeds, &report.deeds); }
            if closed != "text" { prop_assert_eq!(&less.text, &report.text); }
            if closed != "source" { prop_assert_eq!(&less.source, &report.source); }
        }
    }

    #[test]
    fn any_place_survives_being_written_with_its_border(place in region()) {
        let bytes = to_canonical(&Drawn::from(&place)).unwrap();
        let drawn: Drawn = hudna_core::ledger::canonical::from_canonical(&bytes).unwrap();
        prop_assert_eq!(drawn.region(), Some(place));
    }
}

#[test]
fn a_confirmed_place_outlives_an_amendment_that_speaks_of_the_same_place() {
    let spot = |n: f64| Region::disc(13.0 + n, 32.0, 5.0);
    let confirmed = |room: &mut Room, of: &EntryId, region: &Region| {
        let place = to_canonical(&Drawn::from(region)).unwrap();
        let act = Act::PlaceConfirmed { attribute: Attribute::Place, of: of.clone() };
        room.put(Filed::plain(act).with("place", Class::Place, place)).0
    };
    let amended = |room: &mut Room, of: &EntryId, report: &Report| {
        let (claims, parts) = filed::report(report).unwrap();
        room.put(Filed { act: Act::ReportAmended { of: of.clone(), report: claims }, parts });
    };
    let place = |room: &Room, of: &EntryId| room.report(of).deeds[0].single(Attribute::Place).cloned();
    let is = |n: f64| Some(Value::Place(spot(n)));

    // by its name
    let mut room = Room::default();
    let named = room.file(&clash());
    confirmed(&mut room, &named, &spot(1.0));
    assert_eq!(place(&room, &named), is(1.0));
    let mut same = Report { text: "amended".into(), ..clash() };
    amended(&mut room, &named, &same);
    assert_eq!((place(&room, &named), &*room.report(&named).text), (is(1.0), "amended"));
    // confirmed again, and amended again
    confirmed(&mut room, &named, &spot(2.0));
    amended(&mut room, &named, &same);
    assert_eq!(place(&room, &named), is(2.0));
    // of another place nobody confirmed anything, until it speaks of the first again
    same.places[0].written = "التل".into();
    amended(&mut room, &named, &same);
    assert_eq!(room.report(&named).deeds[0].values(Attribute::Place).len(), 2, "as the report says");
    same.places[0].written = "الوادي".into();
    amended(&mut room, &named, &same);
    assert_eq!(place(&room, &named), is(2.0));

    // without a name, by the place that was claimed
    let mut bare = Report { places: Vec::new(), ..clash() };
    let pointed = room.file(&bare);
    confirmed(&mut room, &pointed, &spot(3.0));
    confirmed(&mut room, &pointed, &spot(4.0));
    amended(&mut room, &pointed, &Report { text: "amended".into(), ..bare.clone() });
    assert_eq!(place(&room, &pointed), is(4.0));
    bare.deeds[0].set(Attribute::Place, vec![Value::Place(spot(9.0))]);
    amended(&mut room, &pointed, &bare);
    assert_eq!(place(&room, &pointed), is(9.0));
}
