//! Votes as people use them: put, cast, seen and adopted on pages, in both languages. All of it is invented.

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

/// A house at whose table a draft lies; its founder may write down what others say.
fn drafted(house: &House) -> String {
    let dir = house.dir();
    said(&["table", &dir, "--draft", "marsa-3", "--put", "examples/marsa/marsa.v3.draft.md"]);
    dir
}

/// The form of `action` that names this member.
fn vote(browser: &mut Browser<'_>, member: &str, vote: &str, why: &str) -> super::visitor::Answer {
    let page = browser.get("/table/votes");
    let csrf = page.hidden("csrf");
    let decision = page.hidden("decision");
    let form = [("csrf", &*csrf), ("decision", &*decision), ("member", member), ("vote", vote), ("why", why)];
    browser.post("/table/votes/cast", &form)
}

/// Puts an article to the vote from its page.
fn put(browser: &mut Browser<'_>, article: &str) -> super::visitor::Answer {
    let page = browser.get(&format!("/table/draft?draft=marsa-3&article={article}"));
    let form = page.form("/table/votes/put");
    browser.fill(&form, "/table/votes/put", &[("rule", "a16.4")])
}

#[test]
fn delegates_vote_on_a_page_each_for_their_own_party_and_the_article_is_adopted() {
    let house = House::marsa();
    let dir = drafted(&house);
    let people = [("nour", "party_delegate", "second"), ("huda", "party_delegate", "first")];
    let [second, first] = people.map(|(login, role, party)| invite(&house, login, role, &["--party", party]));
    let monitor = invite(&house, "amal", "monitor", &[]);
    let secretary = invite(&house, "salma", "secretary", &[]);
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let mut huda = accepted(&served, &first, "ar");
    let mut salma = accepted(&served, &secretary, "en");
    let mut amal = accepted(&served, &monitor, "en");
    assert!(nour.get("/table/votes").body.contains("Nothing was put to the vote yet."));
    // what stands in brackets is not offered
    let open = nour.get("/table/draft?draft=marsa-3&article=a12").body;
    assert!(!open.contains("/table/votes/put"), "{open}");
    // whose silence would count is not asked by one of those who gain by it
    let page = nour.get("/table/draft?draft=marsa-3&article=a4").body;
    assert!(
        !page.contains("/table/votes/put") && page.contains("is put by the secretariat, not by a party"),
        "{page}"
    );
    let done = put(&mut salma, "a4");
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.header("location").is_some_and(|to| to.starts_with("/table/votes#E-")));
    let page = nour.get("/table/votes").body;
    assert!(page.contains("One vote is open. One waits for you."), "{page}");
    assert!(page.contains("Vote for Second Party") && !page.contains("Vote for First Party"), "{page}");
    assert!(page.contains("Waits for: First Party and Second Party") && page.contains(">Object<"), "{page}");
    assert!(page.contains("An objection before then breaks the silence"), "{page}");
    let arabic = huda.get("/table/votes").body;
    assert!(
        arabic.contains("التصويت باسم \u{2068}الطرف الأول\u{2069}") && arabic.contains("غير محسوم"),
        "{arabic}"
    );
    // whoever has no power to vote sees, and is offered nothing
    let seen = amal.get("/table/votes").body;
    assert!(seen.contains("None waits for you") && !seen.contains("/table/votes/cast"), "{seen}");
    let nothing = vote(&mut nour, "second", "perhaps", "Our reasons stay.");
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("Choose how you vote.") && nothing.body.contains("Our reasons stay."));
    let done = vote(&mut nour, "second", "for", "It keeps the road open.");
    assert_eq!(done.status, 303, "{}", done.body);
    let page = nour.get("/table/votes").body;
    assert!(page.contains("<b>for</b>") && page.contains("It keeps the road open."), "{page}");
    assert!(amal.get("/table/votes").body.contains("<b>for</b>"), "an open vote is open");
    assert!(!amal.get("/table/votes").body.contains("It keeps the road open."), "reasons are the parties'");
    // a vote stands; the other party's is not one's own
    let csrf = nour.get("/table/votes").hidden("csrf");
    let again = [("csrf", &*csrf), ("decision", "marsa-3/1/a4"), ("member", "second"), ("vote", "against")];
    let twice = nour.post("/table/votes/cast", &again);
    assert_eq!(twice.status, 422);
    assert!(
        twice.body.contains("has voted on") && twice.body.contains("this vote says against"),
        "{}",
        twice.body
    );
    let other = [("csrf", &*csrf), ("decision", "marsa-3/1/a4"), ("member", "first"), ("vote", "for")];
    assert_eq!(nour.post("/table/votes/cast", &other).status, 403);
    let done = vote(&mut huda, "first", "abstained", "");
    assert_eq!(done.status, 303, "{}", done.body);
    let arabic = huda.get("/table/votes");
    assert!(arabic.body.contains("اعتُمد اعتمادًا صحيحًا") && arabic.body.contains("ممتنع"), "{}", arabic.body);
    let form = arabic.form("/table/votes/adopt");
    let done = huda.fill(&form, "/table/votes/adopt", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(nour.get("/table/draft?draft=marsa-3&article=a4").body.contains("Adopted"));
}

#[test]
fn the_terminal_tells_votes_in_both_languages_and_as_data() {
    let house = House::marsa();
    let dir = drafted(&house);
    assert!(!said(&["table", &dir]).contains("Votes"), "nothing was put to the vote");
    let people = [("nour", "party_delegate", "second")];
    let [second] = people.map(|(login, role, party)| invite(&house, login, role, &["--party", party]));
    let secretary = invite(&house, "salma", "secretary", &[]);
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let mut salma = accepted(&served, &secretary, "en");
    assert_eq!(put(&mut salma, "a4").status, 303);
    assert_eq!(vote(&mut nour, "second", "against", "It opens the road too early.").status, 303);
    drop(served);
    let english = said(&["table", &dir]);
    for wanted in [
        "Votes",
        "(draft marsa-3, version 1)",
        "→ Not taken",
        "Rule: Article 16, paragraph 4: “The negotiating table adopts",
        "First Party: has not voted",
        "Second Party: against",
    ] {
        assert!(english.contains(wanted), "{wanted}: {english}");
    }
    assert!(!english.contains("too early"), "reasons are the parties'");
    let arabic = super::run::hudna(&["--speak", "ar", "table", &dir]);
    let arabic = String::from_utf8_lossy(&arabic.stdout).into_owned();
    for wanted in ["التصويت", "لم يُعتمد", "الطرف الأول: لم يصوّت بعد", "الطرف الثاني: معارض"]
    {
        assert!(arabic.contains(wanted), "{wanted}: {arabic}");
    }
    let data: serde_json::Value = serde_json::from_str(&said(&["table", &dir, "--json"])).expect("JSON");
    let [one] = data["votes"].as_array().expect("votes").as_slice() else { panic!("one: {data}") };
    assert_eq!((&one["decision"], &one["by_rule"]), (&"marsa-3/1/a4".into(), &"a16.4".into()));
    assert_eq!((&one["stand"], &one["open"]), (&"not_taken".into(), &true.into()));
    let voters: Vec<(&str, &str)> = one["voters"]
        .as_array()
        .expect("voters")
        .iter()
        .map(|voter| (voter["member"].as_str().expect("an id"), voter["said"].as_str().expect("a word")))
        .collect();
    assert_eq!(voters, [("first", "none"), ("second", "against")]);
}

#[test]
fn a_vote_written_down_wrongly_is_taken_back_by_whoever_wrote_it_until_something_rests_on_it() {
    let house = House::marsa();
    let dir = drafted(&house);
    let secretary = invite(&house, "salma", "secretary", &[]);
    let delegate = invite(&house, "nour", "party_delegate", &["--party", "second"]);
    let served = Served::of(&dir);
    let mut salma = accepted(&served, &secretary, "en");
    let mut nour = accepted(&served, &delegate, "ar");
    assert_eq!(put(&mut salma, "a4").status, 303);
    assert_eq!(vote(&mut salma, "first", "against", "").status, 303);
    let arabic = nour.get("/table/votes").body;
    assert!(arabic.contains("كما دوّنته أمانة السر"), "whose word it is, is told: {arabic}");
    assert!(
        !nour.get("/table/votes").body.contains("/table/votes/withdraw"),
        "a vote is not a delegate's to take back"
    );
    let page = salma.get("/table/votes");
    let form = page.form("/table/votes/withdraw");
    assert!(page.body.contains("Take back the vote of First Party"), "{}", page.body);
    // the page takes back votes alone
    let other =
        [("csrf", &*page.hidden("csrf")), ("decision", "marsa-3/1/a4"), ("entry", "E-AAAAAAAAAAAAAAAA")];
    let other = salma.post("/table/votes/withdraw", &other);
    assert_eq!(other.status, 404, "{}", other.body);
    assert_eq!(salma.fill(&form, "/table/votes/withdraw", &[]).status, 303);
    assert!(!salma.get("/table/votes").body.contains("<b>against</b>"));
    assert_eq!(vote(&mut salma, "first", "for", "").status, 303);
    assert_eq!(vote(&mut salma, "second", "for", "").status, 303);
    let page = salma.get("/table/votes");
    let adopt = page.form("/table/votes/adopt");
    let late = page.form("/table/votes/withdraw");
    assert_eq!(salma.fill(&adopt, "/table/votes/adopt", &[]).status, 303);
    assert!(!salma.get("/table/votes").body.contains("/table/votes/withdraw"), "an article rests on it");
    let refused = salma.fill(&late, "/table/votes/withdraw", &[]);
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("was adopted by this vote of"), "{}", refused.body);
}

#[test]
fn a_party_s_own_vote_takes_the_place_of_what_the_secretariat_wrote_down_for_it() {
    let house = House::marsa();
    let dir = drafted(&house);
    let secretary = invite(&house, "salma", "secretary", &[]);
    let delegate = invite(&house, "nour", "party_delegate", &["--party", "second"]);
    let served = Served::of(&dir);
    let mut salma = accepted(&served, &secretary, "en");
    let mut nour = accepted(&served, &delegate, "en");
    assert_eq!(put(&mut salma, "a4").status, 303);
    assert_eq!(vote(&mut salma, "second", "against", "As it was heard.").status, 303);
    let page = nour.get("/table/votes").body;
    assert!(page.contains("as written down by the secretariat"), "{page}");
    assert!(page.contains("Your own takes its place.") && !page.contains("Vote for First Party"), "{page}");
    assert_eq!(vote(&mut nour, "second", "for", "").status, 303);
    let page = nour.get("/table/votes").body;
    assert!(page.contains("<b>for</b>") && !page.contains("<b>against</b>"), "{page}");
    assert!(!page.contains("as written down"), "it is the party's own word now: {page}");
    // and now it stands
    assert!(!page.contains("/table/votes/cast"), "nothing is offered any more: {page}");
    for browser in [&mut nour, &mut salma] {
        let csrf = browser.get("/table/votes").hidden("csrf");
        let again =
            [("csrf", &*csrf), ("decision", "marsa-3/1/a4"), ("member", "second"), ("vote", "against")];
        assert_eq!(browser.post("/table/votes/cast", &again).status, 422);
    }
}
