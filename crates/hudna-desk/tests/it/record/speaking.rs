//! Who speaks for whom at the table: what one party writes down binds no other. Parties, issues and texts are invented.

use hudna_core::commitment::{Need, Order};
use hudna_core::dialogue::adoption::Vote;
use hudna_core::ledger::act::{Act, Both, Stance};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::Class;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_desk::assembled::next_version;
use hudna_desk::record::Mission;

use super::house::{House, MORNING, clock, somebody};
use super::table::{DRAFT, adopt, done, named, put, refused, vote};
use super::votes::{HOUR, put_vote, secretly, settled, stands};

fn both(ar: &str, en: &str) -> Both {
    Both { ar: Some(ar.into()), en: Some(en.into()) }
}

/// A meeting of these delegations that ended at a moment.
fn meeting(came: &[&str], convener: &str, ended: i64) -> Act {
    Act::MeetingHeld {
        at: TimeRange { lo: Instant(ended - 2 * HOUR), hi: Instant(ended) },
        agenda: Vec::new(),
        attended: came.iter().map(|name| ((*name).into(), Vec::new())).collect(),
        convener: convener.into(),
        number: None,
        place: None,
    }
}

fn stated(party: &str, stance: Stance, at: Option<i64>, meeting: Option<&EntryId>) -> Act {
    Act::PositionStated {
        at: at.map(Instant),
        condition_ids: Vec::new(),
        conditions: Vec::new(),
        issue: "police".into(),
        meeting: meeting.cloned(),
        party: party.into(),
        stance,
        statement: None,
    }
}

#[test]
fn a_party_records_a_meeting_for_its_own_delegation_alone_and_nobody_one_that_is_not_over() {
    for house in House::each("a_party_records_a_meeting_for_its_own_delegation_alone") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        for (came, convener) in [
            (&["first", "second"][..], "commission"),
            (&["first", "الطرف الثاني"], "commission"),
            (&["first", "second party"], "commission"),
            (&["first"], "second"),
        ] {
            let why = refused(mission, &first, meeting(came, convener, MORNING));
            let other = came.get(1).copied().unwrap_or(convener);
            let sides = ["party", "others"].map(|name| named(&why, name));
            assert_eq!((why.code, sides), ("meeting-of-others", ["first", other]));
        }
        done(mission, &first, meeting(&["first", "observers"], "commission", MORNING));
        done(mission, &secretary, meeting(&["first", "second"], "second", MORNING));
        let next_year = clock().0 + 365 * 24 * HOUR;
        for actor in [&secretary, &first] {
            let why = refused(mission, actor, meeting(&["first"], "commission", next_year));
            assert_eq!(why.code, "meeting-ahead");
            assert!(named(&why, "at") > named(&why, "now"), "both moments are named: {why:?}");
        }
    }
}

#[test]
fn silence_is_put_by_no_party() {
    for house in House::each("silence_is_put_by_no_party") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of = done(mission, &secretary, put(1, DRAFT));
        let ask = || put_vote(&of, Some("a1"), "a16.4", &["first", "second"]);
        let why = refused(mission, &first, ask());
        let sides = ["party", "rule"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("silence-put-by-party", ["first", "a16.4"]));
        done(mission, &secretary, ask());
    }
}

#[test]
fn presence_counts_for_a_quorum_only_where_no_other_party_wrote_it_down() {
    for house in House::each("presence_counts_for_a_quorum_only") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of = done(mission, &secretary, put(1, DRAFT));
        let held = done(mission, &first, meeting(&["first"], "commission", MORNING));
        let Act::VotePut { article, by_rule, of, voters, .. } =
            put_vote(&of, Some("a1"), "a16.4", &["first", "second"])
        else {
            return;
        };
        done(
            mission,
            &secretary,
            Act::VotePut { article, by_rule, meeting: Some(held), of: of.clone(), voters },
        );
        let (come, _) = stands(mission, &of, Span::hours(73));
        assert!(
            matches!(come, Vote::Undetermined { .. }),
            "what the first wrote down says nothing of whether the second was there: {come:?}"
        );
    }
}

#[test]
fn a_party_s_own_vote_takes_the_place_of_what_was_written_down_for_it_until_it_counts() {
    for house in House::each("a_party_s_own_vote_takes_the_place") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let cast = |party, how| vote("next/1/a1", party, Some("present"), Some(how), MORNING);
        done(mission, &secretary, cast("first", "for"));
        done(mission, &secretary, cast("second", "against"));
        assert_eq!(stands(mission, &of, Span::hours(1)).0, Vote::TooFew);
        let own = done(mission, &second, cast("second", "for"));
        assert_eq!(stands(mission, &of, Span::hours(1)).0, Vote::Taken { by_silence: false });
        let derived = mission.derived().expect("it is read");
        let of_second: Vec<_> =
            derived.table().casts.iter().filter(|cast| &*cast.ballot.member == "second").collect();
        assert_eq!(of_second.iter().map(|cast| &cast.entry).collect::<Vec<_>>(), [&own]);
        let rows = derived.replay.registers().votes;
        assert_eq!(rows.iter().filter(|row| &*row.member == "second").count(), 1, "one row of each member");
        assert_eq!(refused(mission, &second, cast("second", "against")).code, "vote-cast-already");
        assert_eq!(refused(mission, &secretary, cast("second", "against")).code, "vote-cast-already");
    }
}

#[test]
fn a_position_is_stated_at_a_meeting_that_had_begun_by_a_party_that_was_there() {
    for house in House::each("a_position_is_stated_at_a_meeting_that_had_begun") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let held = done(mission, &secretary, meeting(&["first"], "commission", MORNING));
        let early = stated("first", Stance::Accepts, Some(MORNING - 48 * HOUR), Some(&held));
        let why = refused(mission, &secretary, early);
        assert_eq!((why.code, named(&why, "party")), ("position-not-of-meeting", "first"));
        assert!(named(&why, "at") < named(&why, "meeting"), "both days are named: {why:?}");
        let away = stated("second", Stance::Accepts, None, Some(&held));
        let why = refused(mission, &secretary, away);
        let sides = ["party", "present"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("position-not-present", ["second", "first"]));
        done(mission, &secretary, stated("second", Stance::Absent, None, Some(&held)));
        done(mission, &secretary, stated("first", Stance::Accepts, None, Some(&held)));
        // minutes that call a delegation otherwise do not tell who was away
        let other = done(mission, &secretary, meeting(&["observers"], "commission", MORNING));
        done(mission, &secretary, stated("second", Stance::Accepts, Some(MORNING), Some(&other)));
    }
}

#[test]
fn an_issue_keeps_its_title_asks_all_where_a_party_puts_it_and_becomes_an_article_that_there_is() {
    for house in House::each("an_issue_keeps_its_title") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let open = |issue: &str, parties: &[&str], title: &str| Act::IssueOpened {
            issue: issue.into(),
            parties: parties.iter().map(|party| (*party).into()).collect(),
            title: both("الصيد", title),
        };
        let why = refused(mission, &first, open("fishing", &["first"], "Fishing"));
        let sides = ["party", "asked"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("issue-asks-few", ["first", "first"]));
        done(mission, &secretary, open("fishing", &["first"], "Fishing"));
        let became = |article: Option<&str>| Act::IssueClosed {
            article: article.map(Into::into),
            issue: "fishing".into(),
        };
        let why = refused(mission, &first, became(Some("a99")));
        assert_eq!((why.code, named(&why, "part")), ("article-unknown", "a99"));
        done(mission, &first, became(Some("a4")));
        let why = refused(mission, &first, open("fishing", &["first"], "Fishing at night"));
        let sides = ["title", "new"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("issue-title-other", ["الصيد / Fishing", "الصيد / Fishing at night"]));
        done(mission, &first, open("fishing", &["first"], "Fishing"));
    }
}

#[test]
fn nobody_says_what_would_meet_another_s_condition_or_how_another_reads_an_order() {
    for house in House::each("nobody_says_what_would_meet_another_s_condition") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let reserved = Act::PositionStated {
            at: Some(Instant(MORNING)),
            condition_ids: vec!["army".into()],
            conditions: vec![both("جيش", "an army")],
            issue: "police".into(),
            meeting: None,
            party: "second".into(),
            stance: Stance::AcceptsWithReservation,
            statement: None,
        };
        let reserved = done(mission, &second, reserved);
        let promise = |id: &str, needs: Vec<Need>| Act::PromiseMade {
            by: "first".into(),
            due: None,
            due_rule: None,
            id: id.into(),
            needs,
            not_before: None,
            on: Vec::new(),
            theme: None,
            to: vec!["second".into()],
            until: None,
            valid_for: None,
            verifier: None,
            what: both("تشكيل جيش", "to form an army"),
        };
        done(mission, &first, promise("p1", Vec::new()));
        let link = || Act::ConditionLinked { condition: "army".into(), promise: "p1".into() };
        let why = refused(mission, &first, link());
        let sides = ["party", "whose", "entry"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("condition-of-another", ["first", "second", &*reserved.0]));
        done(mission, &second, link());
        let read_by = |by: &str| vec![Need { how: Order::Before, on: "p1".into(), read_by: Some(by.into()) }];
        let why = refused(mission, &first, promise("p2", read_by("second")));
        let sides = ["party", "by", "promise"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("reading-not-yours", ["first", "second", "p1"]));
        done(mission, &first, promise("p2", read_by("first")));
    }
}

#[test]
fn a_delegate_votes_for_no_member_of_another_party_whatever_the_ballot_says() {
    for house in House::each("a_delegate_votes_for_no_member_of_another_party") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let disguised = |decision: &str| {
            let mut act = vote(decision, "second", Some("present"), Some("for"), MORNING);
            if let Act::VoteCast { ballot } = &mut act {
                ballot.member = "first".into();
            }
            act
        };
        // of what was put, and of what minutes might bring
        for decision in ["next/1/a1", "next/1/a9"] {
            let why = refused(mission, &second, disguised(decision));
            let sides = ["member", "party", "own"].map(|name| named(&why, name));
            assert_eq!((why.code, sides), ("ballot-other", ["first", "second", "first"]));
        }
        let why = refused(mission, &secretary, disguised("next/1/a1"));
        assert_eq!(why.code, "ballot-other", "nor does who writes minutes");
        let next_month = vote("next/1/a1", "second", Some("present"), Some("for"), clock().0 + 720 * HOUR);
        assert_eq!(refused(mission, &second, next_month).code, "vote-ahead");
        done(mission, &second, vote("next/1/a1", "second", Some("present"), Some("for"), MORNING));
    }
}

#[test]
fn what_a_party_voted_nobody_takes_back_and_what_was_written_down_begins_the_silence_anew() {
    for house in House::each("what_a_party_voted_nobody_takes_back") {
        let mission = &mut house.marsa();
        let keeper = mission.actor(None).expect("the founder's key");
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let cast = |party| vote("next/1/a1", party, Some("present"), Some("against"), MORNING);
        let own = done(mission, &first, cast("first"));
        let why = refused(mission, &keeper, Act::EntryWithdrawn { of: own });
        let sides = ["party", "member", "decision"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("vote-of-party", ["first", "first", "next/1/a1"]));
        let written = done(mission, &secretary, cast("second"));
        done(mission, &keeper, Act::EntryWithdrawn { of: written.clone() });
        let (_, told) = stands(mission, &of, Span::hours(1));
        assert!(
            told.notes.iter().any(|note| note.contains("Second Party (against) was taken back")),
            "{told:?}"
        );
        let table = std::sync::Arc::clone(mission.derived().expect("it is read").table());
        let taken = table.taken_back_of("next/1/a1").next().expect("it is kept");
        assert_eq!((&taken.cast.entry, &taken.by), (&written, &keeper.user));
        assert_eq!(told.until, Some(taken.at.plus(Span::hours(72))), "the time runs anew");
    }
}

#[test]
fn one_declares_oneself_out_of_a_vote_and_nobody_else_does() {
    for house in House::each("one_declares_oneself_out_of_a_vote") {
        let mission = &mut house.marsa();
        let chair = somebody(mission, &["chair"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let out = |case: &str| Act::RecusalDeclared { case: case.into(), user: first.user.clone() };
        let why = refused(mission, &chair, out("vote:next"));
        let sides = ["by", "user", "case"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("recusal-of-another", [&*chair.user.0, &*first.user.0, "vote:next"]));
        done(mission, &first, out("vote:next"));
    }
}

#[test]
fn an_open_secret_vote_is_not_told_by_trying_to_adopt() {
    for house in House::each("an_open_secret_vote_is_not_told") {
        let mission = &mut secretly(&house);
        let secretary = somebody(mission, &["secretary"], None);
        let [first, second] =
            ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
        let of = done(mission, &secretary, put(1, &settled()));
        let sealed = |article: &str, party: &str, how: &str| {
            let bare = vote(&format!("next/1/{article}"), party, Some("present"), None, MORNING);
            Filed::plain(bare).with("vote", Class::Narrative, how.as_bytes().to_vec())
        };
        for (article, how) in [("a1", "for"), ("a2", "against")] {
            done(mission, &secretary, put_vote(&of, Some(article), "a16.4", &["first", "second"]));
            done(mission, &first, sealed(article, "first", how));
            let why = refused(mission, &secretary, adopt(&of, article));
            assert_eq!((why.code, named(&why, "waits")), ("vote-open", "second"));
            assert_eq!(why.arguments.len(), 3, "the vote, the rule, whom it waits for: {why:?}");
            done(mission, &second, sealed(article, "second", "for"));
        }
        done(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(refused(mission, &secretary, adopt(&of, "a2")).code, "votes-not-enough");
    }
}

#[test]
fn a_version_leaves_the_bracket_of_another_party_that_did_not_give_it_up() {
    for house in House::each("a_version_leaves_the_bracket_of_another_party") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let [first, second] =
            ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
        let of = done(mission, &secretary, put(1, DRAFT));
        let why = refused(mission, &first, put(2, &settled()));
        let sides = ["paragraph", "whose", "party"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("bracket-dropped", ["2.1", "second", "first"]));
        let amended = Act::AmendmentProposed {
            article: "a2".into(),
            of,
            paragraph: "2.1".into(),
            party: "first".into(),
            wording: both("يُفتح الطريق نهارًا.", "The road is open by day."),
        };
        let amendment = done(mission, &first, amended);
        assert_eq!(refused(mission, &first, put(2, &settled())).code, "bracket-dropped");
        let accepts =
            Act::AmendmentAnswered { of: amendment, party: "second".into(), stance: Stance::Accepts };
        done(mission, &second, accepts);
        done(mission, &first, put(2, &settled()));
    }
}

#[test]
fn an_amendment_is_in_both_languages_of_its_paragraph_in_its_article_and_once() {
    for house in House::each("an_amendment_is_in_both_languages") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of = done(mission, &secretary, put(1, DRAFT));
        let amend =
            |article: &str, paragraph: &str, ar: Option<&str>, en: Option<&str>| Act::AmendmentProposed {
                article: article.into(),
                of: of.clone(),
                paragraph: paragraph.into(),
                party: "first".into(),
                wording: Both { ar: ar.map(Into::into), en: en.map(Into::into) },
            };
        for paragraph in ["1.1", "1.9"] {
            let alone = refused(mission, &first, amend("a1", paragraph, None, Some("The police sleep.")));
            assert_eq!((alone.code, named(&alone, "paragraph")), ("amendment-one-language", paragraph));
        }
        let words = (Some("تنام الشرطة."), Some("The police sleep."));
        let why = refused(mission, &first, amend("a1", "2.9", words.0, words.1));
        let sides = ["paragraph", "article", "other"].map(|name| named(&why, name));
        assert_eq!((why.code, sides), ("paragraph-of-another", ["2.9", "a1", "a2"]));
        let entry = done(mission, &first, amend("a1", "1.9", words.0, words.1));
        let why = refused(mission, &first, amend("a1", "1.9", words.0, words.1));
        assert_eq!((why.code, named(&why, "entry")), ("amendment-twice", &*entry.0));
        // set beside the text once, whatever version it is made from
        let named_so = |_: &PartyId| ["الطرف الأول".to_owned(), "First".to_owned()];
        let parties = ["first", "second"].map(PartyId::from);
        let next = |mission: &mut Mission| {
            let table = std::sync::Arc::clone(mission.derived().expect("it is read").table());
            next_version(&table, "next", &parties, &named_so).expect("a text").0
        };
        let text = next(mission);
        assert_eq!(text.matches("[First: The police sleep.]").count(), 1, "{text}");
        done(mission, &secretary, put(2, &text));
        assert_eq!(next(mission), text, "it stands there already");
    }
}

#[test]
fn a_vote_on_a_version_that_was_replaced_says_so_and_has_no_clock() {
    for house in House::each("a_vote_on_a_version_that_was_replaced") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        done(mission, &secretary, put_vote(&of, Some("a1"), "a16.4", &["first", "second"]));
        let (_, told) = stands(mission, &of, Span::hours(1));
        assert!(told.open && told.clock.is_some() && told.notes.is_empty(), "{told:?}");
        done(mission, &secretary, put(2, &DRAFT.replace("The police keep order.", "The police keep watch.")));
        let (_, told) = stands(mission, &of, Span::hours(1));
        assert!(!told.open && told.clock.is_none(), "{told:?}");
        assert!(told.notes[0].contains("Version 2") && told.notes[0].contains("adopts nothing"), "{told:?}");
    }
}
