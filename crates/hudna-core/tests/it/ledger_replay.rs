//! What the entries come to: reports back as they were, and what people decided about them.
//!
//! Registers are in `ledger_registers`, any report taken apart in `ledger_apart`.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, Check, Checked, FindingRef, Seen};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{Body, Entry, VERSION};
use hudna_core::ledger::filed::{self, Drawn, Filed, WITHHELD};
use hudna_core::ledger::id::{EntryId, MissionId};
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::replay::{Change, Replay, Stage};
use hudna_core::place::{Area, Region};
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Kind, Value};

use crate::ledger_samples::{self as samples, user};

/// A record that is folded as it grows.
#[derive(Default)]
pub(crate) struct Room {
    pub(crate) replay: Replay,
    n: u64,
}

impl Room {
    pub(crate) fn put(&mut self, filed: Filed) -> (EntryId, Option<Change>) {
        self.put_with(filed, |_| true)
    }

    /// Seals an act of which only the parts that `opened` names can be opened.
    pub(crate) fn put_with(
        &mut self,
        filed: Filed,
        opened: impl Fn(&str) -> bool,
    ) -> (EntryId, Option<Change>) {
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

    pub(crate) fn act(&mut self, act: Act) -> (EntryId, Option<Change>) {
        self.put(Filed::plain(act))
    }

    fn file(&mut self, report: &Report) -> EntryId {
        self.put(filed::report_filed(report, None).unwrap()).0
    }

    fn report(&self, entry: &EntryId) -> &Report {
        &self.replay.report(entry).unwrap().1.report
    }
}

pub(crate) fn area() -> Region {
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

fn finding() -> FindingRef {
    FindingRef { norm: "4".into(), subject: "INC-A/1".into(), version: 1 }
}

fn rule(outcome: Outcome) -> Act {
    Act::RulingMade {
        abstained: Vec::new(),
        against: Vec::new(),
        by: Vec::new(),
        by_rule: "11".into(),
        finding: finding(),
        outcome,
    }
}

#[test]
fn a_finding_comes_on_by_people_and_a_ruling_is_not_undone_by_a_later_assessment() {
    let mut room = Room::default();
    let seen = || Seen { incident: IncidentId("INC-A".into()), version: 1 };
    let accept = |outcome| Act::AssessmentAccepted { finding: finding(), outcome, seen: seen() };
    let give_back = || Act::AssessmentReturned { finding: finding(), seen: seen() };
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
fn a_review_is_of_the_assessment_that_it_names_and_goes_with_it() {
    let mut room = Room::default();
    let seen = || Seen { incident: IncidentId("INC-A".into()), version: 1 };
    let accept = |outcome| Act::AssessmentAccepted { finding: finding(), outcome, seen: seen() };
    let review = |of: &EntryId, sound| {
        let checked = Checked::of(|_| Some(Check::Yes)).unwrap();
        Act::ReviewMade { checked, finding: finding(), of: of.clone(), seen: seen(), sound }
    };
    let now = |room: &Room| room.replay.stages[&finding()].review.as_ref().map(|review| review.sound);
    let (first, _) = room.act(accept(Outcome::Breach));
    assert_eq!(now(&room), None);
    room.act(review(&first, false));
    assert_eq!(now(&room), Some(false));
    assert_eq!(room.replay.stages[&finding()].stage, Stage::Assessed, "a review moves no stage");
    room.act(review(&first, true));
    assert_eq!(now(&room), Some(true), "a later one takes the place of an earlier");
    // assessed anew, it waits for a review anew; one of what stands no more counts for nothing
    let (second, _) = room.act(accept(Outcome::Permitted));
    assert_eq!(now(&room), None);
    room.act(review(&first, true));
    assert_eq!(now(&room), None);
    room.act(review(&second, true));
    room.act(rule(Outcome::Permitted));
    assert_eq!(now(&room), Some(true), "what it was ruled on stays to be seen");
    assert_eq!(room.replay.stages[&finding()].entries.len(), 7);
}

#[test]
fn a_dissent_stands_beside_its_ruling_until_another_ruling_takes_its_place() {
    let mut room = Room::default();
    let (first, _) = room.act(rule(Outcome::Breach));
    let dissent = |of: &EntryId| Act::DissentRecorded { by: user(13), of: of.clone(), reservation: false };
    let (entry, _) = room.act(dissent(&first));
    let staged = |room: &Room| room.replay.stages[&finding()].clone();
    assert!(staged(&room).reservations.is_empty(), "a dissent is no reservation");
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
