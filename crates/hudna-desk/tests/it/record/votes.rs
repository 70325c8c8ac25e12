//! Votes in a mission: what was put, who has the vote, silence and its clock, secret votes; and the first agreement, by the rule that its own draft
//! names or by consensus. All of it is invented.

use std::sync::Arc;

use hudna_core::dialogue::adoption::{ADOPTION, Deciding, Vote};
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::register::Member;
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::Value;
use hudna_desk::assembled::assemble;
use hudna_desk::document::talks::Talks;
use hudna_desk::document::votes::{VoteTold, told};
use hudna_desk::record::{Actor, Founding, Mission};
use hudna_desk::words::Lang;

use super::house::{House, MORNING, clock, somebody};
use super::table::{DRAFT, adopt, done, named, put, refused, vote};

pub(super) const HOUR: i64 = 3_600_000_000;
/// Open words settled, so that every article may be put.
pub(super) fn settled() -> String {
    DRAFT
        .replace(" [الطرف الأول: نهارًا][الطرف الثاني: ليلًا]", " نهارًا")
        .replace(" [First: by day][Second: by night]", " by day")
}

pub(super) fn put_vote(of: &EntryId, article: Option<&str>, rule: &str, voters: &[&str]) -> Act {
    Act::VotePut {
        article: article.map(Into::into),
        by_rule: rule.into(),
        meeting: None,
        of: of.clone(),
        voters: voters.iter().map(|voter| (*voter).into()).collect(),
    }
}

/// The same as a delegate casts it: present, with a choice.
fn cast(decision: &str, party: &str, how: &str) -> Act {
    vote(decision, party, Some("present"), Some(how), MORNING)
}

/// The same, where the rule is one of a draft's own adoption.
fn adopting(mut act: Act) -> Act {
    if let Act::VoteCast { ballot } = &mut act {
        ballot.body = Some(ADOPTION.into());
    }
    act
}

/// How the first thing put stands, in English, so long after it was put.
pub(super) fn stands(mission: &mut Mission, of: &EntryId, after: Span) -> (Vote, VoteTold) {
    let derived = mission.derived().expect("it is read");
    let put = derived.table().puts[0].clone();
    let at = put.at.plus(after);
    let deciding = derived.deciding(of, at).expect("it is read").expect("a text decides");
    let registers = derived.replay.registers();
    let come = deciding.weigh(derived.table(), &registers, (&put.decision, &put.by_rule), at);
    let agreement = derived.agreement_at(at).expect("a text");
    let talks = Talks::of(derived.table(), &agreement, Lang::En);
    (come, told(&talks, &deciding, &registers, &put, at))
}

#[test]
fn a_vote_that_was_put_waits_for_whoever_has_not_voted_and_is_taken_when_all_are_there() {
    for house in House::each("a_vote_that_was_put_waits_for_whoever_has_not_voted") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let [first, second] =
            ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        done(mission, &first, cast("next/1/a1", "first", "for"));
        let (come, told) = stands(mission, &of, Span::hours(1));
        assert!(matches!(come, Vote::Undetermined { .. }), "{come:?}");
        assert!(told.open && !told.taken);
        let said: Vec<_> = told.voters.iter().map(|voter| (&*voter.id, &*voter.said)).collect();
        assert_eq!(said, [("first", "for"), ("second", "has not voted")]);
        assert!(told.why.expect("a reason").contains("Second Party"));
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(why.code, "adoption-undetermined");
        done(mission, &second, cast("next/1/a1", "second", "abstained"));
        let (come, told) = stands(mission, &of, Span::hours(1));
        assert_eq!(come, Vote::Taken { by_silence: false });
        assert!(told.taken && !told.open);
        done(mission, &secretary, adopt(&of, "a1"));
        let late = refused(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        assert_eq!(late.code, "article-adopted-already");
    }
}

#[test]
fn silence_runs_from_when_a_matter_was_put_at_a_meeting_and_an_objection_breaks_it() {
    for house in House::each("silence_runs_from_when_a_matter_was_put") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let of = done(mission, &secretary, put(1, DRAFT));
        let held = Act::MeetingHeld {
            at: TimeRange { lo: Instant(MORNING - 3 * HOUR), hi: Instant(MORNING) },
            agenda: Vec::new(),
            attended: ["first", "second"].map(|party| (party.into(), Vec::new())).into(),
            convener: "commission".into(),
            number: None,
            place: None,
        };
        let held = done(mission, &secretary, held);
        let Act::VotePut { article, by_rule, of: version, voters, .. } =
            put_vote(&of, Some("a1"), "a16.4", &["first", "second"])
        else {
            return;
        };
        let at_meeting = Act::VotePut { article, by_rule, meeting: Some(held), of: version, voters };
        done(mission, &secretary, at_meeting);
        let (before, told) = stands(mission, &of, Span::hours(71));
        assert!(matches!(before, Vote::Undetermined { .. }), "they may still object: {before:?}");
        assert!(told.clock.expect("a clock").contains("An objection before then"));
        let (after, told) = stands(mission, &of, Span::hours(72));
        assert_eq!(after, Vote::Taken { by_silence: true });
        assert_eq!(told.voters[1].said, "kept silent");
        done(mission, &second, cast("next/1/a1", "second", "against"));
        let (broken, _) = stands(mission, &of, Span::hours(72));
        assert_eq!(broken, Vote::TooFew, "one against");
    }
}

#[test]
fn who_was_there_is_not_known_of_silence_that_was_put_at_no_meeting() {
    for house in House::each("who_was_there_is_not_known_of_silence") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let (come, _) = stands(mission, &of, Span::hours(100));
        assert!(matches!(come, Vote::Undetermined { .. }), "the rule asks for both to be present: {come:?}");
    }
}

#[test]
fn what_is_put_is_clean_put_once_by_a_rule_that_there_is_and_to_all_who_have_the_vote() {
    for house in House::each("what_is_put_is_clean_put_once") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        let both = ["first", "second"];
        let why = refused(mission, &secretary, put_vote(&of, Some("a2"), "a16.4", &both));
        assert_eq!(why.code, "article-open");
        assert!(named(&why, "sides").contains("First"));
        assert_eq!(refused(mission, &secretary, put_vote(&of, None, "a16.4", &both)).code, "article-open");
        let why = refused(mission, &secretary, put_vote(&of, Some("a1"), "consensus", &both));
        assert_eq!(
            (why.code, named(&why, "rule")),
            ("rule-unknown", "consensus"),
            "the text names its own rule"
        );
        assert!(named(&why, "known").contains("a16.4"));
        let why = refused(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "island"]));
        let sides = ["missing", "strange"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("voters-other", ["second", "island"]));
        let entry = done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &both));
        let why = refused(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &both));
        assert_eq!((why.code, named(&why, "entry")), ("vote-put-already", &*entry.0));
        let other = Act::ArticleAdopted { article: "a1".into(), by_rule: "a11.1".into(), of: of.clone() };
        let why = refused(mission, &secretary, other);
        let sides = ["put", "rule"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("rule-other", ["a16.4", "a11.1"]));
    }
}

#[test]
fn who_has_no_vote_who_voted_and_who_comes_too_late_is_refused_with_both_sides_named() {
    for house in House::each("who_has_no_vote_who_voted_and_who_comes_too_late") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let why = refused(mission, &secretary, cast("next/1/a1", "island", "for"));
        let sides = ["member", "voters"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("voter-unknown", ["island", "first, second"]));
        let entry = done(mission, &first, cast("next/1/a1", "first", "for"));
        let why = refused(mission, &first, cast("next/1/a1", "first", "against"));
        let sides = ["entry", "stated", "new"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("vote-cast-already", [&*entry.0, "for", "against"]));
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let late = cast("next/1/a1", "second", "against");
        let now = Instant(clock().0 + 73 * HOUR);
        let why = mission.act(&second, Filed::plain(late.clone()), now).expect_err("the time has run");
        assert_eq!((why.code, named(&why, "party")), ("vote-late", "second"));
        assert!(named(&why, "until").starts_with("2026-04-0"), "{why:?}");
        let written = mission.act(&secretary, Filed::plain(late), now);
        written.expect("whoever writes minutes may write down later what was said in time");
    }
}

#[test]
fn the_seated_members_of_a_body_have_the_vote_and_no_others() {
    for house in House::each("the_seated_members_of_a_body_have_the_vote") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let seat = |id: &str, party: &str, until: Option<i64>| Act::MemberSeated {
            member: Member {
                origin: Origin::default(),
                id: id.into(),
                body: "table".into(),
                party: vec![Value::Actor(party.into())],
                role: Vec::new(),
                rank: Vec::new(),
                from: None,
                until: until.map(|until| TimeRange::exact(Instant(until))),
            },
        };
        done(mission, &secretary, seat("m-1", "first", None));
        done(mission, &secretary, seat("m-2", "second", None));
        done(mission, &secretary, seat("m-3", "second", Some(MORNING - 100 * HOUR)));
        let of = done(mission, &secretary, put(1, DRAFT));
        let why = refused(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let sides = ["missing", "strange"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("voters-other", ["m-1, m-2", "first, second"]));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["m-1", "m-2"]));
    }
}

/// A text whose table votes in secret, by a majority of those present.
pub(super) fn secretly(house: &House) -> Mission {
    let marsa = super::house::marsa();
    let text = std::fs::read_to_string(marsa.join("marsa.md")).expect("the example is here");
    for name in ["marsa.v1.md", "marsa.geojson", "gazetteer.csv"] {
        std::fs::copy(marsa.join(name), house.beside(name)).expect(name);
    }
    let text = text.replace("silence = \"72 h\"\n", "secret  = true\n");
    std::fs::write(house.beside("secret.md"), text).expect("a file");
    let founding = Founding {
        agreement: house.beside("secret.md"),
        database: house.database.clone(),
        recipients: Vec::new(),
        roles: ["duty_officer", "verifier", "secretary"].map(str::to_owned).to_vec(),
        talks: false,
        timestamps: None,
    };
    Mission::found(&house.path(), &founding, clock()).expect("a mission is founded")
}

#[test]
fn a_secret_vote_is_sealed_counts_and_is_told_by_nobody() {
    for house in House::each("a_secret_vote_is_sealed_counts") {
        let mission = &mut secretly(&house);
        let secretary = somebody(mission, &["secretary"], None);
        let [first, second] =
            ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let bare = |party| vote("next/1/a1", party, Some("present"), None, MORNING);
        let sealed = |party, how: &str| {
            Filed::plain(bare(party)).with("vote", Class::Narrative, how.as_bytes().to_vec())
        };
        assert_eq!(refused(mission, &first, cast("next/1/a1", "first", "for")).code, "vote-in-the-clear");
        done(mission, &first, sealed("first", "for"));
        let why = refused(mission, &first, sealed("first", "against"));
        assert_eq!(
            (why.code, named(&why, "stated"), named(&why, "new")),
            ("vote-cast-already", "secret", "secret")
        );
        let (_, told) = stands(mission, &of, Span::hours(1));
        assert_eq!(told.voters[0].said, "has voted");
        assert!(told.open && !told.taken && told.tally.is_none(), "how it goes is not told while it is open");
        done(mission, &second, sealed("second", "against"));
        let (come, told) = stands(mission, &of, Span::hours(1));
        assert_eq!((come, told.voters[1].said.as_str()), (Vote::TooFew, "has voted"));
        assert_eq!(told.tally.as_deref(), Some("For: 1. Against: 1. Abstained: 0."));
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!((why.code, named(&why, "against")), ("votes-not-enough", "1"), "how many, not who");
        // no register shows how they voted
        let derived = mission.derived().expect("it is read");
        assert!(derived.replay.registers().votes.iter().all(|ballot| ballot.vote.is_empty()));
    }
}

/// An invented first text: two parties, and no text in force that could say how it is adopted.
fn first_text(rule: &str) -> String {
    let register = "\n```toml register\nparty = [\n  { id = \"first\", ar = \"الطرف الأول\", en = \"First Party\", bound_from = \"D\" },\n  \
        { id = \"second\", ar = \"الطرف الثاني\", en = \"Second Party\", bound_from = \"D\" },\n]\n```\n";
    format!("{}{register}{rule}", DRAFT.replace("\"marsa\"\nversion = 3", "\"coast\"\nversion = 1"))
}

/// A mission that begins at the table: nothing is in force.
fn talking(house: &House, text: &str) -> (Mission, [Actor; 4]) {
    std::fs::write(house.beside("coast.md"), text).expect("a file");
    let founding = Founding {
        agreement: house.beside("coast.md"),
        database: house.database.clone(),
        recipients: Vec::new(),
        roles: vec!["secretary".into()],
        talks: true,
        timestamps: None,
    };
    let mut mission = Mission::found(&house.path(), &founding, clock()).expect("a mission is founded");
    let secretary = mission.actor(None).expect("the founder's key");
    let chair = somebody(&mut mission, &["chair"], None);
    let [first, second] =
        ["first", "second"].map(|party| somebody(&mut mission, &["party_delegate"], Some(party)));
    (mission, [secretary, chair, first, second])
}

#[test]
fn talks_come_to_a_first_agreement_by_consensus_where_nothing_was_in_force() {
    for house in House::each("talks_come_to_a_first_agreement_by_consensus") {
        let (mut mission, [secretary, chair, first, second]) = talking(&house, &first_text(""));
        let mission = &mut mission;
        let derived = mission.derived().expect("it is read");
        let agreement = derived.agreement_at(clock()).expect("the parties and their names are known");
        assert_eq!((agreement.parties.len(), agreement.norms.len()), (2, 0), "nothing is in force");
        assert_eq!(mission.weigh().expect("it is weighed").assessment.findings.len(), 0);
        // they settle what they differed on
        let text = first_text("")
            .replace(" [الطرف الأول: نهارًا][الطرف الثاني: ليلًا]", " نهارًا")
            .replace(" [First: by day][Second: by night]", " by day");
        let act = Act::DraftPut { draft: "coast".into(), version: 2 };
        let filed = Filed::plain(act).with("coast.md", Class::Open, text.clone().into_bytes());
        let of = done(mission, &secretary, filed);
        let both = ["first", "second"];
        let whole = |rule| put_vote(&of, None, rule, &both);
        let why = refused(mission, &secretary, whole("a16.4"));
        assert_eq!((why.code, named(&why, "known")), ("rule-unknown", "consensus"));
        done(mission, &secretary, whole("consensus"));
        done(mission, &first, cast("coast/2", "first", "for"));
        let adopt = |article: &str| Act::ArticleAdopted {
            article: article.into(),
            by_rule: "consensus".into(),
            of: of.clone(),
        };
        let why = refused(mission, &secretary, adopt("a1"));
        assert_eq!((why.code, named(&why, "missing")), ("adoption-undetermined", "member second"));
        let (silent, _) = stands(mission, &of, Span::days(400));
        assert!(matches!(silent, Vote::Undetermined { .. }), "silence is not consent, however long");
        done(mission, &second, cast("coast/2", "second", "for"));
        done(mission, &secretary, adopt("a1"));
        done(mission, &secretary, adopt("a2"));
        let derived = mission.derived().expect("it is read");
        let made =
            assemble(derived.table(), "coast", derived.proposed(&of).expect("its files")).expect("a draft");
        assert!(made.is_whole(), "{:?} {:?}", made.lacking, made.read.diagnostics);
        assert_eq!(made.files[0].1, text.as_bytes());
        let parts = made.files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes));
        let proposed = Filed { act: Act::AgreementProposed { version: 1 }, parts: parts.collect() };
        let proposed = done(mission, &secretary, proposed);
        done(mission, &chair, Act::AgreementAdopted { from: Instant(MORNING), of: proposed });
        let now = clock();
        let agreement = mission.derived().expect("it is read").agreement_at(now).expect("a text");
        assert_eq!(
            (&*agreement.id, agreement.norms.len()),
            ("coast", 1),
            "assessment uses it from its day on"
        );
    }
}

#[test]
fn one_who_does_not_say_yes_holds_up_a_first_agreement_by_consensus() {
    for house in House::each("one_who_does_not_say_yes_holds_up_a_first_agreement") {
        let (mut mission, [secretary, _, first, second]) = talking(&house, &first_text(""));
        let mission = &mut mission;
        let of =
            mission.derived().expect("it is read").table().latest("coast").expect("a draft").entry.clone();
        done(mission, &secretary, put_vote(&of, Some("a1"), "consensus", &["first", "second"]));
        done(mission, &first, cast("coast/1/a1", "first", "for"));
        done(mission, &second, cast("coast/1/a1", "second", "abstained"));
        assert_eq!(stands(mission, &of, Span::hours(1)).0, Vote::TooFew, "each party signs or does not");
        let adopt = Act::ArticleAdopted { article: "a1".into(), by_rule: "consensus".into(), of };
        assert_eq!(refused(mission, &secretary, adopt).code, "votes-not-enough");
    }
}

#[test]
fn a_first_draft_may_name_the_rule_by_which_it_is_adopted() {
    let rule = "\n```toml norm\nid = \"a2.1\"\nkind = \"decision\"\nbody = \"adoption\"\n\
        must = \"count(vote = 'for') >= 1 AND count(vote = 'against') = 0\"\n```\n";
    for house in House::each("a_first_draft_may_name_the_rule") {
        let (mut mission, [secretary, _, first, _]) = talking(&house, &first_text(rule));
        let mission = &mut mission;
        let derived = mission.derived().expect("it is read");
        let of = derived.table().latest("coast").expect("a draft").entry.clone();
        let deciding: Deciding = derived.deciding(&of, clock()).expect("it is read").expect("a text");
        assert!(deciding.first);
        assert_eq!(deciding.rules(), ["a2.1".into()]);
        done(mission, &secretary, put_vote(&of, Some("a1"), "a2.1", &["first", "second"]));
        done(mission, &first, adopting(cast("coast/1/a1", "first", "for")));
        let (come, _) = stands(mission, &of, Span::hours(1));
        assert!(matches!(come, Vote::Undetermined { .. }), "the other may still be against: {come:?}");
        done(
            mission,
            &secretary,
            adopting(vote("coast/1/a1", "second", Some("absent"), Some("abstained"), MORNING)),
        );
        assert_eq!(stands(mission, &of, Span::hours(1)).0, Vote::Taken { by_silence: false });
        done(mission, &secretary, Act::ArticleAdopted { article: "a1".into(), by_rule: "a2.1".into(), of });
    }
}

#[test]
fn a_text_under_negotiation_whose_brackets_are_wrong_founds_nothing() {
    let house = House::sqlite();
    let nested = first_text("").replace("[First: by day]", "[First: by [full] day]");
    std::fs::write(house.beside("coast.md"), nested).expect("a file");
    let founding = Founding {
        agreement: house.beside("coast.md"),
        database: None,
        recipients: Vec::new(),
        roles: vec!["secretary".into()],
        talks: true,
        timestamps: None,
    };
    let why = Mission::found(&house.path(), &founding, clock()).expect_err("it is refused");
    assert_eq!(why.code, "bracket-nested");
    assert!(!house.path().exists());
}

#[test]
fn a_whole_text_is_put_once_and_covers_its_articles() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let secretary = somebody(mission, &["secretary"], None);
    let of = done(mission, &secretary, put(1, &settled()));
    done(mission, &secretary, put_vote(&of, None, "a16.4", &["first", "second"]));
    let why = refused(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
    let sides = ["decision", "put"].map(|name| named(&why, name));
    assert_eq!((why.code, sides), ("vote-put-already", ["next/1/a1", "next/1"]));
    for party in ["first", "second"] {
        done(mission, &secretary, cast("next/1", party, "for"));
    }
    // all articles are adopted in one commit, or none is
    let all = |articles: [&str; 2]| articles.map(|article| Filed::plain(adopt(&of, article))).to_vec();
    for (articles, code) in [(["a1", "a9"], "article-unknown"), (["a1", "a1"], "article-adopted-already")] {
        let (n, why) =
            mission.act_all(&secretary, all(articles), clock()).expect_err("the second may not stand");
        assert_eq!((n, why.code), (2, code));
        let table = Arc::clone(mission.derived().expect("it is read").table());
        assert!(table.adopted.is_empty(), "{code}");
    }
    mission.act_all(&secretary, all(["a1", "a2"]), clock()).expect("both stand");
    assert_eq!(mission.derived().expect("it is read").table().adopted.len(), 2);
}
