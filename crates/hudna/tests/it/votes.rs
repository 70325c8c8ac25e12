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
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let mut huda = accepted(&served, &first, "ar");
    let mut amal = accepted(&served, &monitor, "en");
    assert!(nour.get("/table/votes").body.contains("Nothing was put to the vote yet."));
    // what stands in brackets is not offered
    let open = nour.get("/table/draft?draft=marsa-3&article=a12").body;
    assert!(!open.contains("/table/votes/put"), "{open}");
    let done = put(&mut nour, "a4");
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
