//! People who are no users of the mission vote on a page: with a printed code, one statement at a time, until it is closed and counted. All people
//! and statements are invented.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::wrong_in_turn;
use super::house::{House, Served, refused, said, somebody};
use super::run::{list, text};
use super::slips::{beside, form_of};
use super::visitor::{Answer, Browser, accepted, invite};

const STATEMENTS: &str = "examples/consultation/statements.csv";

/// A mission of Marsa with the consultation `coast`, open.
fn asked(house: &House) {
    somebody(house, "secretary.key", "secretary");
    let (dir, key) = (house.dir(), house.name("secretary.key"));
    let open = ["--title-ar", "ساحل مرسى (افتراضي)", "--title-en", "The coast of Marsa (invented)"];
    let record = ["--statements", STATEMENTS, "--record", &dir, "--consultation", "coast", "--as", &key];
    said(&[&["consult", "--open"], &open[..], &record[..]].concat());
}

/// The codes of ballots made at the terminal.
fn codes(house: &House, number: &str) -> Vec<String> {
    let out = house.name("cards");
    said(&["consult", "ballots", &house.dir(), "--consultation", "coast", "--number", number, "--out", &out]);
    let sheet = std::fs::read_to_string(house.path("cards/ballots.csv")).expect("a file");
    let cards = std::fs::read_to_string(house.path("cards/ballots.html")).expect("cards");
    let codes: Vec<String> =
        sheet.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0.to_owned())).collect();
    assert!(codes.iter().all(|code| cards.contains(code.as_str())), "each card has its code");
    let again =
        ["consult", "ballots", &house.dir(), "--consultation", "coast", "--number", "1", "--out", &out];
    assert_eq!(
        refused(&again),
        (1, "file-taken".to_owned()),
        "codes that were not printed are not overwritten"
    );
    assert!(cards.contains("ساحل مرسى (افتراضي)") && cards.contains("The coast of Marsa (invented)"));
    codes
}

/// The address of the page of the consultation.
fn page_of(browser: &mut Browser<'_>) -> String {
    let list = browser.get("/consultations");
    list.links("/consultations/").first().expect("a consultation").clone()
}

fn entered<'s>(served: &'s Served, lang: &'static str, code: &str) -> Browser<'s> {
    let mut browser = Browser::at(served, lang);
    let done = browser.post("/vote", &[("code", code)]);
    assert_eq!((done.status, done.header("location")), (303, Some("/vote")), "{}", done.body);
    browser
}

/// What is told beside a field of the page on which people vote.
fn told(answer: &Answer, field: &str) -> String {
    let form = form_of(&answer.body, "/vote");
    let told = beside(form, field);
    assert!(told.contains("class=\"msg\""), "nothing beside {field}: {form}");
    told.to_owned()
}

/// The votes of the first people of the invented example: the last of each on each statement.
fn example(people: usize) -> Vec<BTreeMap<String, &'static str>> {
    let mut all: BTreeMap<String, BTreeMap<String, &'static str>> = BTreeMap::new();
    for line in text("examples/consultation/votes.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let side = match cells[3] {
            "1" => "agree",
            "0" => "pass",
            _ => "disagree",
        };
        all.entry(cells[1].to_owned()).or_default().insert(cells[2].to_owned(), side);
    }
    all.into_values().take(people).collect()
}

fn file_of(house: &House, votes: &[BTreeMap<String, &'static str>]) -> String {
    let mut lines = String::from("participant,statement,vote\n");
    for (person, own) in votes.iter().enumerate() {
        own.iter().for_each(|(id, side)| lines.push_str(&format!("p{person},{id},{side}\n")));
    }
    house.file("votes.csv", &lines)
}

#[test]
fn thirty_people_vote_on_a_page_and_the_count_is_that_of_their_votes_in_a_file() {
    let house = House::marsa();
    asked(&house);
    let paths =
        [("salma", "secretary"), ("amal", "monitor")].map(|(login, role)| invite(&house, login, role, &[]));
    let codes = codes(&house, "40");
    let votes = example(30);
    let served = Served::of(&house.dir());
    let [mut salma, mut amal] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = page_of(&mut salma);
    for (own, code) in votes.iter().zip(&codes) {
        let mut person = entered(&served, "ar", code);
        // somebody thinks again before the end: the last holds
        let first = own.iter().next().expect("a vote");
        let other = if *first.1 == "agree" { "disagree" } else { "agree" };
        assert_eq!(person.post("/vote", &[("statement", first.0), ("vote", other)]).status, 303);
        for (id, side) in own {
            let done = person.post("/vote", &[("statement", id), ("vote", side)]);
            assert_eq!((done.status, done.header("location")), (303, Some("/vote")), "{}", done.body);
        }
    }
    let open = amal.get(&page);
    assert!(open.body.contains("40 ballots were made"), "{}", open.body);
    assert!(
        !open.body.contains("What carries") && !open.body.contains("30 people"),
        "no count is shown: {}",
        open.body
    );
    let form = salma.get(&page).form(&format!("{page}/count"));
    let done = salma.fill(&form, &format!("{page}/count"), &[]);
    assert_eq!((done.status, done.header("location")), (303, Some(&*page)), "{}", done.body);

    let file = file_of(&house, &votes);
    let counted: Value =
        serde_json::from_str(&said(&["consult", &file, "--statements", STATEMENTS, "--json"])).expect("JSON");
    let out = house.name("wall");
    said(&["consult", &file, "--statements", STATEMENTS, "--out", &out]);
    let wall = std::fs::read_to_string(house.path("wall/consultation.en.html")).expect("the page");
    let shown = amal.get(&page).body;
    // all that the page of the file says of its statements stands on the page of the mission, sign by sign
    let body = wall.split("</header>").nth(1).and_then(|rest| rest.split("<footer>").next()).expect("a body");
    let begins = body.find("<h2>").expect("a heading");
    assert!(shown.contains(&body[begins..]), "{shown}\n--\n{body}");
    assert_eq!(counted["people"]["voted"], 30);
    assert!(shown.contains("30 people cast"), "{shown}");
    assert!(list(&counted, "statements").len() == 12);

    // whoever comes late is told, and nothing of theirs is kept
    let late = Browser::at(&served, "en").post("/vote", &[("code", &codes[39])]);
    assert_eq!(late.status, 409);
    assert!(told(&late, "code").contains("closed"), "{}", late.body);
    let again = salma.fill(&form, &format!("{page}/count"), &[]);
    assert_eq!(again.status, 409, "it is counted once: {}", again.body);
    assert!(shown.contains("no votes are taken any more"), "{shown}");
    drop(served);
    let dir = house.dir();
    let more = house.name("more");
    let late = ["consult", "ballots", &dir, "--consultation", "coast", "--number", "1", "--out", &more];
    assert_eq!(refused(&late), (1, "ballots-counted".to_owned()));
    said(&["rebuild", &dir, "--check"]);
}

#[test]
fn a_person_is_asked_one_statement_at_a_time_in_an_order_of_their_own_and_may_change_what_they_said() {
    let house = House::marsa();
    asked(&house);
    let codes = codes(&house, "12");
    let served = Served::of(&house.dir());
    let mut firsts = Vec::new();
    for code in &codes {
        let mut person = entered(&served, "en", code);
        let page = person.get("/vote");
        assert!(page.body.contains("12 statements are left of 12"), "{}", page.body);
        assert!(!page.body.contains("<script"));
        assert_eq!(page.body.matches("name=\"statement\"").count(), 1, "one at a time");
        assert_eq!(entered(&served, "en", code).get("/vote").hidden("statement"), page.hidden("statement"));
        firsts.push(page.hidden("statement"));
    }
    firsts.sort_unstable();
    firsts.dedup();
    assert!(firsts.len() > 3, "twelve ballots do not begin alike: {firsts:?}");

    let mut person = entered(&served, "ar", &codes[0]);
    for left in (0..12).rev() {
        let page = person.get("/vote");
        let id = page.hidden("statement");
        assert_eq!(person.post("/vote", &[("statement", &id), ("vote", "pass")]).status, 303, "{left}");
    }
    let done = person.get("/vote").body;
    assert!(done.contains("أجبت عن العبارات كلها") && !done.contains("name=\"vote\""), "{done}");
    assert!(done.contains("dir=\"rtl\"") && done.matches("أتجاوز").count() >= 12, "{done}");
    let change = person.get("/vote?statement=3");
    assert_eq!(change.hidden("statement"), "3");
    assert!(change.body.contains("قلت من قبل: أتجاوز") || change.body.contains("أتجاوز"), "{}", change.body);
    assert_eq!(person.post("/vote", &[("statement", "3"), ("vote", "agree")]).status, 303);
    // the same code on another device finds what was said
    let mut elsewhere = entered(&served, "en", &codes[0]);
    assert!(elsewhere.get("/vote?statement=3").body.contains("You said before: I agree"));
    assert_eq!(elsewhere.post("/vote/leave", &[]).header("location"), Some("/vote?left=yes"));
    let left = elsewhere.get("/vote?left=yes").body;
    assert!(left.contains("You have left") && !left.contains("name=\"vote\""), "{left}");
    // what was acknowledged outlives the program
    drop(served);
    let served = Served::of(&house.dir());
    let mut again = entered(&served, "en", &codes[0]);
    assert!(again.get("/vote?statement=3").body.contains("You said before: I agree"));
}

#[test]
fn a_wrong_code_a_wrong_statement_and_a_wrong_vote_are_told_beside_their_field_in_both_languages() {
    let house = House::marsa();
    asked(&house);
    let codes = codes(&house, "1");
    let served = Served::of(&house.dir());
    // nineteen digits and the one that follows from them: a code that could be, of nobody
    let stranger = "0000 0000 0000 0000 0000";
    let one_off: String = codes[0]
        .char_indices()
        .map(|(n, c)| if n == 0 { if c == '9' { '0' } else { char::from(c as u8 + 1) } } else { c })
        .collect();
    for (lang, words) in [
        (
            "en",
            [
                "not a code as it was printed",
                "No ballot has this code",
                "no statement",
                "is no vote",
                "Nobody votes on this device",
            ],
        ),
        (
            "ar",
            [
                "ليس هذا رمزًا كما طُبع",
                "لا بطاقة تصويت بهذا الرمز",
                "ليس في الاستشارة عبارة",
                "صوتًا",
                "لم يعد أحد يصوّت على هذا الجهاز",
            ],
        ),
    ] {
        let mut browser = Browser::at(&served, lang);
        for wrong in ["", "12", "letters", &one_off] {
            let answer = browser.post("/vote", &[("code", wrong)]);
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(told(&answer, "code").contains(words[0]), "{wrong}: {}", answer.body);
            assert!(
                wrong.is_empty() || answer.body.contains(&format!("value=\"{wrong}\"")),
                "it stays: {wrong}"
            );
        }
        let answer = browser.post("/vote", &[("code", stranger)]);
        assert_eq!(answer.status, 403);
        assert!(told(&answer, "code").contains(words[1]), "{}", answer.body);
        let answer = browser.post("/vote", &[("statement", "1"), ("vote", "agree")]);
        assert_eq!(answer.status, 403, "nobody voted here");
        assert!(told(&answer, "code").contains(words[4]), "{}", answer.body);
        let mut person = entered(&served, lang, &codes[0]);
        for (statement, vote, word) in [
            ("99", "agree", words[2]),
            ("", "agree", words[2]),
            ("3", "perhaps", words[3]),
            ("3", "", words[3]),
        ] {
            let answer = person.post("/vote", &[("statement", statement), ("vote", vote)]);
            assert_eq!(answer.status, 422);
            let form = form_of(&answer.body, "/vote");
            assert!(form.contains("id=\"vote-beside\"") && form.contains(word), "{word}: {form}");
            assert!(answer.body.contains("12"), "and nothing of it is kept: {}", answer.body);
        }
    }
    // a form of another page is not taken
    let foreign =
        Browser::at(&served, "en").send("POST", "/vote", "http://elsewhere.example", &[("code", &codes[0])]);
    assert_eq!(foreign.status, 403);
}

#[test]
fn whoever_guesses_codes_waits_and_a_slip_of_the_finger_is_no_guess() {
    let house = House::marsa();
    asked(&house);
    let codes = codes(&house, "1");
    let served = Served::of(&house.dir());
    let mut browser = Browser::at(&served, "en");
    for _ in 0..70 {
        assert_eq!(browser.post("/vote", &[("code", "0000 0000 0000 0000 0001")]).status, 422);
    }
    for _ in 0..60 {
        assert_eq!(browser.post("/vote", &[("code", "0000 0000 0000 0000 0000")]).status, 403);
    }
    let waits = browser.post("/vote", &[("code", &codes[0])]);
    assert_eq!(waits.status, 429);
    assert!(told(&waits, "code").contains("Wait"), "{}", waits.body);
}

#[test]
fn few_people_are_not_counted_and_go_on_voting_and_an_end_without_a_count_destroys_their_votes() {
    let house = House::marsa();
    asked(&house);
    let path = invite(&house, "salma", "secretary", &[]);
    let codes = codes(&house, "14");
    let served = Served::of(&house.dir());
    let mut salma = accepted(&served, &path, "en");
    let page = page_of(&mut salma);
    let (count, end, make) = (format!("{page}/count"), format!("{page}/end"), format!("{page}/ballots"));
    let form = salma.get(&page).form(&count);
    let none = salma.fill(&form, &count, &[]);
    assert!(none.status == 422 && none.body.contains("Fewer than 14 people took part"), "{}", none.body);
    for (own, code) in example(13).iter().zip(&codes) {
        let mut person = entered(&served, "en", code);
        for (id, side) in own {
            assert_eq!(person.post("/vote", &[("statement", id), ("vote", side)]).status, 303);
        }
    }
    let few = salma.fill(&form, &count, &[]);
    assert!(
        few.status == 422
            && few.body.contains("Fewer than 14 people took part")
            && !few.body.contains("13 people"),
        "{}",
        few.body
    );
    assert!(few.body.contains("Votes are being taken"), "{}", few.body);
    let mut last = entered(&served, "en", &codes[13]);
    assert_eq!(last.post("/vote", &[("statement", "1"), ("vote", "agree")]).status, 303, "it goes on");
    wrong_in_turn(
        &mut salma,
        (&page, &make),
        &vec![],
        &[
            ("number", "number", "0"),
            ("number", "number", "2001"),
            ("number", "number", "many"),
            ("number", "number", ""),
        ],
    );
    let form = salma.get(&page).form(&make);
    let sheet = salma.fill(&form, &make, &[("number", "٣")]);
    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.body.matches("class=\"cut\"").count(), 3, "{}", sheet.body);
    assert_eq!(sheet.header("cache-control"), Some("no-store"));
    wrong_in_turn(&mut salma, (&page, &end), &vec![], &[("sure", "sure", "")]);
    let form = salma.get(&page).form(&end);
    assert_eq!(salma.fill(&form, &end, &[("sure", "yes")]).status, 303);
    assert_eq!(last.post("/vote", &[("statement", "1"), ("vote", "pass")]).status, 409);
    let over = salma.get(&page).body;
    assert!(over.contains("no votes are taken any more") && !over.contains("Close and count"), "{over}");
    let form = vec![("csrf".to_owned(), salma.get("/today").hidden("csrf"))];
    assert_eq!(salma.fill(&form, &count, &[]).status, 409, "what was destroyed is not counted");
    assert_eq!(
        last.post("/vote", &[("statement", "1"), ("vote", "pass")]).status,
        403,
        "and nobody votes again"
    );
}
