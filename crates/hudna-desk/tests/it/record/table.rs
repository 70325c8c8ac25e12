//! The table in a mission: what stands, and what is refused with both sides named. Parties, issues and texts are invented.

use hudna_core::ledger::act::{Act, Both, Stance};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::Class;
use hudna_core::register::Ballot;
use hudna_core::report::Origin;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::assembled::{assemble, next_version};
use hudna_desk::record::{Actor, Mission};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};

use super::house::{House, MORNING, clock, somebody};

const DAY: i64 = 24 * 3_600 * 1_000_000;

/// Why an act is refused, the record unchanged; said in both languages.
#[track_caller]
pub(super) fn refused(mission: &mut Mission, actor: &Actor, act: impl Into<Sent>) -> Trouble {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let why = mission.act(actor, act.into().0, clock()).expect_err("it is refused");
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    for lang in Lang::BOTH {
        assert!(Words::of(*lang).has(&why.key()), "{} in {lang:?}", why.code);
    }
    why
}

pub(super) struct Sent(Filed);

impl From<Act> for Sent {
    fn from(act: Act) -> Self {
        Self(Filed::plain(act))
    }
}

impl From<Filed> for Sent {
    fn from(filed: Filed) -> Self {
        Self(filed)
    }
}

/// The value of a name in what a refusal says.
pub(super) fn named<'t>(why: &'t Trouble, name: &str) -> &'t str {
    why.arguments.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

pub(super) fn done(mission: &mut Mission, actor: &Actor, act: impl Into<Sent>) -> EntryId {
    mission.act(actor, act.into().0, clock()).expect("it stands").entry
}

fn both(ar: &str, en: &str) -> Both {
    Both { ar: Some(ar.into()), en: Some(en.into()) }
}

fn position(party: &str, stance: Stance, at: Instant, conditions: &[&str]) -> Act {
    Act::PositionStated {
        at: Some(at),
        condition_ids: conditions.iter().map(|id| (*id).into()).collect(),
        conditions: conditions.iter().map(|id| both("شرط", id)).collect(),
        issue: "police".into(),
        meeting: None,
        party: party.into(),
        stance,
        statement: None,
    }
}

pub(super) const DRAFT: &str = "+++\nagreement = \"marsa\"\nversion = 3\ntitle_ar = \"مسودة\"\ntitle_en = \"Draft\"\n\
    prevails = \"ar\"\nzone_time = \"Etc/GMT-2\"\nsigned = 2026-06-01\nd_day = 2026-06-02T00:01:00\n+++\n\n\
    ## المادة 1: الشرطة · Article 1: Police {#a1}\n\n|§|العربية|English|\n|-|-|-|\n\
    |1.1|تحفظ الشرطة الأمن.|The police keep order.|\n\n```toml norm\nid = \"a1.1\"\nkind = \"prohibition\"\n\
    when = \"act = 'shelling'\"\n```\n\n\
    ## المادة 2: الطريق · Article 2: The road {#a2}\n\n|§|العربية|English|\n|-|-|-|\n\
    |2.1|يُفتح الطريق [الطرف الأول: نهارًا][الطرف الثاني: ليلًا].|The road is open [First: by day][Second: by night].|\n";

pub(super) fn put(version: u32, text: &str) -> Filed {
    let act = Act::DraftPut { draft: "next".into(), version };
    Filed::plain(act).with("agreement.md", Class::Open, text.as_bytes().to_vec())
}

pub(super) fn vote(decision: &str, party: &str, present: Option<&str>, vote: Option<&str>, at: i64) -> Act {
    let code = |attribute, word: Option<&str>| {
        word.and_then(|word| Code::parse(attribute, word)).map(Value::Code).into_iter().collect::<Vec<_>>()
    };
    Act::VoteCast {
        ballot: Ballot {
            origin: Origin::default(),
            decision: decision.into(),
            body: Some("table".into()),
            at: Some(TimeRange::exact(Instant(at))),
            member: party.into(),
            party: vec![Value::Actor(party.into())],
            role: Vec::new(),
            present: code(Attribute::Present, present),
            vote: match vote {
                Some("silent") => vec![Value::Nothing],
                word => code(Attribute::Vote, word),
            },
        },
    }
}

pub(super) fn adopt(of: &EntryId, article: &str) -> Act {
    Act::ArticleAdopted { article: article.into(), by_rule: "a16.4".into(), of: of.clone() }
}

#[test]
fn a_party_does_not_stand_in_two_places_at_one_time() {
    for house in House::each("a_party_does_not_stand_in_two_places") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let noon = Instant(MORNING - DAY);
        let stated = done(mission, &first, position("first", Stance::Accepts, noon, &[]));
        let why = refused(mission, &first, position("first", Stance::Rejects, noon, &[]));
        assert_eq!(why.code, "position-twice");
        let sides = ["stated", "new", "entry", "party"].map(|name| named(&why, name));
        assert_eq!(sides, ["accepts", "rejects", &stated.0, "first"], "both sides are named");
        done(mission, &first, position("first", Stance::Rejects, Instant(noon.0 + 1), &[]));
        let talks = mission.derived().expect("it is read").table().clone();
        assert_eq!(
            talks.position_at("police", &"first".into(), Instant(MORNING)).map(|p| p.stance),
            Some(Stance::Rejects)
        );
    }
}

#[test]
fn a_position_is_of_a_party_that_is_asked_and_of_a_time_that_has_come() {
    for house in House::each("a_position_is_of_a_party_that_is_asked") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let noon = Instant(MORNING - DAY);
        let why = refused(mission, &secretary, position("third", Stance::Rejects, noon, &[]));
        assert_eq!(why.code, "position-not-asked");
        assert_eq!([named(&why, "party"), named(&why, "asked")], ["third", "first, second"]);
        // an issue may be put to some of the parties alone
        let asked = Act::IssueOpened {
            issue: "police".into(),
            parties: vec!["first".into()],
            title: both("الشرطة", "the police"),
        };
        done(mission, &secretary, asked);
        let why = refused(mission, &secretary, position("second", Stance::Rejects, noon, &[]));
        assert_eq!((why.code, named(&why, "asked")), ("position-not-asked", "first"));
        // what is said to be of next year would be the last word until then
        let next_year = Instant(clock().0 + 365 * DAY);
        let why = refused(mission, &secretary, position("first", Stance::Rejects, next_year, &[]));
        assert_eq!(why.code, "position-ahead");
        assert!(named(&why, "at") > named(&why, "now"), "both moments are named: {why:?}");
        done(mission, &secretary, position("first", Stance::Rejects, noon, &[]));
    }
}

#[test]
fn conditions_have_names_of_their_own_and_are_linked_to_promises_that_were_made() {
    for house in House::each("conditions_have_names_of_their_own") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let second = somebody(mission, &["party_delegate"], Some("second"));
        let at = |n: i64| Instant(MORNING - DAY + n);
        let reserved = |party, n, ids: &[&str]| position(party, Stance::AcceptsWithReservation, at(n), ids);
        let bare = position("first", Stance::Accepts, at(0), &["army"]);
        assert_eq!(refused(mission, &first, bare).code, "conditions-without-reservation");
        done(mission, &first, reserved("first", 0, &["army"]));
        let why = refused(mission, &second, reserved("second", 0, &["army"]));
        assert_eq!((why.code, named(&why, "party")), ("condition-taken", "first"));
        let link = |condition: &str, promise: &str| Act::ConditionLinked {
            condition: condition.into(),
            promise: promise.into(),
        };
        assert_eq!(refused(mission, &first, link("navy", "p1")).code, "condition-not-attached");
        assert_eq!(refused(mission, &first, link("army", "p1")).code, "promise-unknown");
        let promise = Act::PromiseMade {
            by: "second".into(),
            due: None,
            due_rule: None,
            id: "p1".into(),
            needs: Vec::new(),
            not_before: None,
            on: Vec::new(),
            theme: None,
            to: vec!["first".into()],
            until: None,
            valid_for: None,
            verifier: None,
            what: both("تشكيل جيش", "to form an army"),
        };
        done(mission, &second, promise);
        done(mission, &first, link("army", "p1"));
        assert_eq!(refused(mission, &first, link("army", "p1")).code, "condition-linked-already");
        let Act::PositionStated { conditions, .. } = reserved("first", 5, &["army", "navy"]) else { return };
        let uncounted = Act::PositionStated {
            at: Some(at(5)),
            condition_ids: vec!["army".into()],
            conditions,
            issue: "police".into(),
            meeting: None,
            party: "first".into(),
            stance: Stance::AcceptsWithReservation,
            statement: None,
        };
        assert_eq!(refused(mission, &first, uncounted).code, "conditions-uncounted");
    }
}

#[test]
fn an_issue_is_opened_once_and_takes_no_position_when_it_is_closed() {
    for house in House::each("an_issue_is_opened_once") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let open = || Act::IssueOpened {
            issue: "police".into(),
            parties: Vec::new(),
            title: both("الشرطة", "the police"),
        };
        let close = |issue: &str| Act::IssueClosed { article: None, issue: issue.into() };
        assert_eq!(refused(mission, &first, close("police")).code, "issue-unknown");
        done(mission, &first, open());
        assert_eq!(refused(mission, &first, open()).code, "issue-known");
        done(mission, &first, close("police"));
        assert_eq!(refused(mission, &first, close("police")).code, "issue-closed");
        let late = position("first", Stance::Accepts, Instant(MORNING), &[]);
        assert_eq!(refused(mission, &first, late).code, "issue-closed");
        done(mission, &first, open());
    }
}

#[test]
fn a_draft_counts_its_versions_and_names_the_bracket_that_is_wrong() {
    for house in House::each("a_draft_counts_its_versions") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        assert_eq!(refused(mission, &secretary, put(2, DRAFT)).code, "draft-version-other");
        let empty = Filed::plain(Act::DraftPut { draft: "next".into(), version: 1 });
        assert_eq!(refused(mission, &secretary, empty).code, "draft-text-missing");
        let nested = DRAFT.replace("[First: by day]", "[First: by [full] day]");
        let why = refused(mission, &secretary, put(1, &nested));
        assert_eq!((why.code, named(&why, "paragraph")), ("bracket-nested", "2.1"));
        let line = 1 + nested.lines().position(|line| line.contains("[full]")).expect("it is there");
        assert_eq!(named(&why, "line"), line.to_string());
        let strange = DRAFT.replace("[First: by day]", "[Island: by day]");
        let why = refused(mission, &secretary, put(1, &strange));
        assert_eq!((why.code, named(&why, "side")), ("bracket-side-unknown", "Island"));
        done(mission, &secretary, put(1, DRAFT));
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let of =
            mission.derived().expect("it is read").table().latest("next").expect("a version").entry.clone();
        let amend = |of: &EntryId, ar: &str, en: &str| Act::AmendmentProposed {
            article: "a1".into(),
            of: of.clone(),
            paragraph: "1.1".into(),
            party: "first".into(),
            wording: both(ar, en),
        };
        let same = amend(&of, "تحفظ الشرطة الأمن.", "The police keep order.");
        assert_eq!(refused(mission, &first, same).code, "amendment-empty");
        let bracketed = amend(&of, "تحفظ", "[First: The police] keep order.");
        assert_eq!(refused(mission, &first, bracketed).code, "amendment-in-brackets");
        done(mission, &first, amend(&of, "تحفظ الشرطة وحدها الأمن.", "The police alone keep order."));
        done(mission, &secretary, put(2, DRAFT));
        let late = amend(&of, "تحفظ", "The police only.");
        assert_eq!(refused(mission, &first, late).code, "draft-superseded");
        let table = mission.derived().expect("it is read").table().clone();
        assert_eq!(table.open_amendments("next").count(), 1, "it is in no text yet");
    }
}

#[test]
fn an_article_is_adopted_only_clean_with_a_quorum_and_by_the_rule() {
    for house in House::each("an_article_is_adopted_only_clean") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        let why = refused(mission, &secretary, adopt(&of, "a2"));
        assert_eq!(why.code, "article-open");
        for side in ["First", "Second", "الطرف الأول", "الطرف الثاني"] {
            assert!(named(&why, "sides").contains(side), "{why:?}");
        }
        assert_eq!(refused(mission, &secretary, adopt(&of, "a9")).code, "article-unknown");
        assert_eq!(refused(mission, &secretary, adopt(&of, "a1")).code, "decision-not-put");
        let unknown = Act::ArticleAdopted { article: "a1".into(), by_rule: "a4.1".into(), of: of.clone() };
        assert_eq!(refused(mission, &secretary, unknown).code, "decision-rule-unknown");
        let cast = |party, present, how| vote("next/1/a1", party, present, how, MORNING - 4 * DAY);
        done(mission, &secretary, cast("first", Some("present"), Some("for")));
        let absent = done(mission, &secretary, cast("second", Some("absent"), None));
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(why.code, "quorum-not-met");
        let sides = ["asked", "present", "away", "rule"].map(|name| named(&why, name));
        assert_eq!(sides, ["count(present) >= 2", "first", "second", "a16.4"]);
        done(mission, &secretary, Act::EntryWithdrawn { of: absent });
        let against = done(mission, &secretary, cast("second", Some("present"), Some("against")));
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!((why.code, named(&why, "against")), ("votes-not-enough", "second"));
        done(mission, &secretary, Act::EntryWithdrawn { of: against });
        done(mission, &secretary, cast("second", Some("present"), Some("for")));
        done(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(refused(mission, &secretary, adopt(&of, "a1")).code, "article-adopted-already");
    }
}

#[test]
fn silence_adopts_nothing_before_its_time_has_run_and_an_undetermined_vote_never() {
    for house in House::each("silence_adopts_nothing_before_its_time") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        let cast = |party, present, how, at| vote("next/1/a1", party, present, how, at);
        done(mission, &secretary, cast("first", Some("present"), Some("for"), MORNING - 4 * DAY));
        let early = cast("second", Some("present"), Some("silent"), MORNING - DAY);
        let early = done(mission, &secretary, early);
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(
            why.code, "adoption-undetermined",
            "by one account it was put yesterday: he may still object"
        );
        assert!(named(&why, "missing").contains("second"), "{why:?}");
        done(mission, &secretary, Act::EntryWithdrawn { of: early });
        let unknown = done(mission, &secretary, cast("second", None, Some("for"), MORNING - 4 * DAY));
        assert_eq!(refused(mission, &secretary, adopt(&of, "a1")).code, "adoption-undetermined");
        done(mission, &secretary, Act::EntryWithdrawn { of: unknown });
        done(mission, &secretary, cast("second", Some("present"), Some("silent"), MORNING - 4 * DAY));
        let why = mission.act(&secretary, Filed::plain(adopt(&of, "a1")), clock());
        why.expect("the silence of three days is consent by this rule");
    }
}

#[test]
fn an_article_whose_norms_do_not_pass_the_check_is_not_adopted() {
    for house in House::each("an_article_whose_norms_do_not_pass") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let text = DRAFT.replace("act = 'shelling'", "act = 'shouting'");
        let of = done(mission, &secretary, put(1, &text));
        for party in ["first", "second"] {
            let cast = vote("next/1/a1", party, Some("present"), Some("for"), MORNING - DAY);
            done(mission, &secretary, cast);
        }
        let why = refused(mission, &secretary, adopt(&of, "a1"));
        assert_eq!(why.code, "norms-fail-check");
        assert!(!named(&why, "detail").is_empty(), "{why:?}");
    }
}

#[test]
fn whoever_is_recused_from_a_vote_casts_none() {
    for house in House::each("whoever_is_recused_from_a_vote") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let out = |case: &str| Act::RecusalDeclared { case: case.into(), user: first.user.clone() };
        done(mission, &first, out("vote:next/1"));
        let cast = |decision: &str| vote(decision, "first", Some("present"), Some("for"), MORNING);
        let why = refused(mission, &first, cast("next/1/a1"));
        assert_eq!(why.code, "vote-recused");
        let sides = ["user", "case", "member", "decision"].map(|name| named(&why, name));
        assert_eq!(sides, [&*first.user.0, "vote:next/1", "first", "next/1/a1"]);
        done(mission, &first, cast("next/11/a1"));
    }
}

#[test]
fn a_list_sees_what_its_own_acts_put_on_the_table() {
    for house in House::each("a_list_sees_what_its_own_acts_put") {
        let mission = &mut house.marsa();
        let first = somebody(mission, &["party_delegate"], Some("first"));
        let at = Instant(MORNING - DAY);
        let twice =
            [Stance::Accepts, Stance::Rejects].map(|stance| Filed::plain(position("first", stance, at, &[])));
        let (n, why) = mission.act_all(&first, twice.to_vec(), clock()).expect_err("one place at one time");
        assert_eq!((n, why.code), (2, "position-twice"));
    }
}

#[test]
fn what_was_adopted_article_by_article_becomes_the_agreement_that_assessment_uses() {
    for house in House::each("what_was_adopted_article_by_article") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let chair = somebody(mission, &["chair"], None);
        let first = put(1, DRAFT);
        let of = done(mission, &secretary, first);
        let derived = mission.derived().expect("it is read");
        let made =
            assemble(derived.table(), "next", derived.proposed(&of).expect("its files")).expect("a draft");
        assert!(!made.is_whole());
        let lacking: Vec<_> = made.lacking.iter().map(|one| (&*one.article, one.stand)).collect();
        assert_eq!(lacking, [("a1", "clean"), ("a2", "open")]);
        // the parties settle what they differed on
        let settled = DRAFT
            .replace(" [الطرف الأول: نهارًا][الطرف الثاني: ليلًا]", " نهارًا")
            .replace(" [First: by day][Second: by night]", " by day");
        let of = done(mission, &secretary, put(2, &settled));
        for article in ["a1", "a2"] {
            for party in ["first", "second"] {
                let decision = format!("next/2/{article}");
                done(
                    mission,
                    &secretary,
                    vote(&decision, party, Some("present"), Some("for"), MORNING - DAY),
                );
            }
            done(mission, &secretary, adopt(&of, article));
        }
        let derived = mission.derived().expect("it is read");
        let made =
            assemble(derived.table(), "next", derived.proposed(&of).expect("its files")).expect("a draft");
        assert!(made.is_whole(), "{:?} {:?}", made.lacking, made.read.diagnostics);
        assert_eq!(made.files[0].1, settled.as_bytes(), "the agreement is the text that was negotiated");
        let parts = made.files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes));
        let proposed = Filed { act: Act::AgreementProposed { version: 3 }, parts: parts.collect() };
        let proposed = done(mission, &secretary, proposed);
        done(mission, &chair, Act::AgreementAdopted { from: Instant(MORNING), of: proposed });
        let now = clock();
        let agreement = mission.derived().expect("it is read").agreement_at(now).expect("a text");
        assert_eq!((agreement.version, agreement.norms.len()), (3, 1));
    }
}

#[test]
fn a_version_that_changes_an_adopted_article_reopens_it() {
    for house in House::each("a_version_that_changes_an_adopted_article") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        for party in ["first", "second"] {
            done(mission, &secretary, vote("next/1/a1", party, Some("present"), Some("for"), MORNING - DAY));
        }
        done(mission, &secretary, adopt(&of, "a1"));
        let stand = |mission: &mut Mission| {
            let table = mission.derived().expect("it is read").table().clone();
            let text = table.latest("next").and_then(|last| last.text.clone()).expect("a text");
            table.article_stand("next", &text, text.article("a1").expect("it is there")).name()
        };
        assert_eq!(stand(mission), "adopted");
        done(mission, &secretary, put(2, &DRAFT.replace("The road is open", "The roads are open")));
        assert_eq!(stand(mission), "adopted", "another article changed");
        done(mission, &secretary, put(3, &DRAFT.replace("keep order", "keep the order")));
        assert_eq!(stand(mission), "clean");
    }
}

#[test]
fn the_next_version_takes_what_all_accept_and_sets_the_rest_in_brackets() {
    for house in House::each("the_next_version_takes_what_all_accept") {
        let mission = &mut house.marsa();
        let secretary = somebody(mission, &["secretary"], None);
        let of = done(mission, &secretary, put(1, DRAFT));
        let amend = |paragraph: &str, party: &str, ar: &str, en: &str| Act::AmendmentProposed {
            article: "a1".into(),
            of: of.clone(),
            paragraph: paragraph.into(),
            party: party.into(),
            wording: both(ar, en),
        };
        let all = done(
            mission,
            &secretary,
            amend("1.1", "first", "تحفظ الشرطة وحدها الأمن.", "The police alone keep order."),
        );
        done(mission, &secretary, amend("1.2", "second", "ولا تحمل سلاحًا ثقيلًا.", "They bear no heavy weapon."));
        let answered = Act::AmendmentAnswered { of: all, party: "second".into(), stance: Stance::Accepts };
        done(mission, &secretary, answered);
        let table = mission.derived().expect("it is read").table().clone();
        let parties = ["first", "second"].map(|party| party.into());
        let named = |party: &PartyId| match &*party.0 {
            "first" => ["الطرف الأول".to_owned(), "First".to_owned()],
            _ => ["الطرف الثاني".to_owned(), "Second".to_owned()],
        };
        let (text, left) = next_version(&table, "next", &parties, &named).expect("a draft");
        assert!(left.is_empty());
        assert!(text.contains("|1.1|تحفظ الشرطة وحدها الأمن.|The police alone keep order.|"), "{text}");
        assert!(text.contains("[Second: They bear no heavy weapon.]"), "{text}");
        done(mission, &secretary, put(2, &text));
        let table = mission.derived().expect("it is read").table().clone();
        let open: Vec<_> = table.open_amendments("next").map(|one| one.paragraph.to_string()).collect();
        assert_eq!(open, ["1.2"], "what stands in the text is open no longer");
    }
}
