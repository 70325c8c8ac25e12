//! Commitments by page and as a document: made, contested, released; each field wrong in turn says so beside it and keeps what was typed.

use serde_json::json;

use super::house::{House, Served, said, somebody};
use super::visitor::{Answer, Browser, accepted, invite};

/// The mission of the example with its invented commitments.
pub(crate) fn promised(house: &House) {
    somebody(house, "secretary.key", "secretary");
    let dir = house.dir();
    said(&["act", &dir, "examples/marsa/commitments.json", "--as", &house.name("secretary.key")]);
}

/// What stands beside a field, and what stands in it.
fn beside(page: &Answer, name: &str) -> (String, String) {
    let mark = format!("id=\"{name}-beside\"");
    let at = page.body.find(&mark).unwrap_or_else(|| panic!("no field {name}: {}", page.body));
    let message = page.body[at..].split("</span></span>").next().unwrap_or_default().to_owned();
    let field = page
        .body
        .find(&format!(" name=\"{name}\""))
        .map(|at| &page.body[at..at + 2000.min(page.body.len() - at)]);
    (message, field.unwrap_or_default().to_owned())
}

/// Fills a form as `typed` says, each of `wrong` in turn, and sees the message beside its field and what was typed kept.
fn each_wrong(
    browser: &mut Browser<'_>,
    (page, action): (&str, &str),
    right: &[(&str, &str)],
    wrong: &[(&str, &str, &str)],
) {
    for (field, typed, message) in wrong {
        let form = browser.get(page).form(action);
        let mut all: Vec<(&str, &str)> = right.iter().copied().filter(|(name, _)| name != field).collect();
        all.push((field, typed));
        let answer = browser.fill(&form, action, &all);
        assert!(
            matches!(answer.status, 403 | 409 | 422),
            "{field} {typed}: {} {}",
            answer.status,
            answer.body
        );
        let (beside, of_field) = beside(&answer, field);
        assert!(beside.contains("class=\"msg\"") && beside.contains(message), "{field} {typed}: {beside}");
        if !typed.is_empty() {
            assert!(of_field.contains(typed), "{field}: {typed} is kept: {of_field}");
        }
        for (name, value) in right.iter().filter(|(name, value)| name != field && value.len() > 2) {
            assert!(answer.body.contains(value), "{name}: {value} is kept when {field} is wrong");
        }
    }
}

#[test]
fn commitments_go_out_as_a_report_in_both_languages_and_their_rows_are_held_against_the_entries() {
    for house in House::each("commitments_go_out_as_a_report") {
        promised(&house);
        let out = house.name("report");
        let told = said(&["document", &house.dir(), "--kind", "commitments", "--out", &out, "--speak", "en"]);
        assert!(told.contains("10 commitments."), "{told}");
        for lang in ["ar", "en"] {
            let page = std::fs::read_to_string(house.path("report").join(format!("commitments.{lang}.html")))
                .expect("a page");
            let rtl = if lang == "ar" { "dir=\"rtl\"" } else { "dir=\"ltr\"" };
            assert!(page.contains(rtl) && page.contains("<svg xmlns"), "{lang}: a page with its picture");
            assert!(
                !page.contains("promise-") && !page.contains(">promises-") && !page.contains("store-column"),
                "{lang}: {page}"
            );
            let pdf =
                std::fs::read(house.path("report").join(format!("commitments.{lang}.pdf"))).expect("a PDF");
            assert!(pdf.starts_with(b"%PDF-"));
            let table = std::fs::read_to_string(house.path("report").join(format!("commitments.{lang}.csv")))
                .expect("a table");
            assert_eq!(table.lines().count(), 12, "{table}");
        }
        let english =
            std::fs::read_to_string(house.path("report").join("commitments.en.html")).expect("a page");
        for section in [
            "What presses",
            "By when",
            "What waits for what",
            "What blocks what, and who could unblock it",
            "Orders read differently",
            "Conditions",
            "Declared stores",
            "Each in full",
        ] {
            assert!(english.contains(section), "{section}");
        }
        assert!(english.contains("As Second Party reads it: waiting."), "{english}");
        let book = std::fs::read(house.path("report").join("commitments.xlsx")).expect("a workbook");
        assert!(book.starts_with(b"PK"));
        let checked = said(&["rebuild", &house.dir(), "--check"]);
        assert!(!checked.is_empty());
        said(&["document", &house.dir(), "--out", &house.name("sitrep"), "--formats", "json"]);
        said(&["rebuild", &house.dir(), "--check"]);
    }
}

#[test]
fn a_report_of_commitments_is_released_as_others_are_and_tells_nobody_outside_what_lies_where() {
    let house = House::marsa();
    promised(&house);
    let registers = ["examples/marsa/registers/holdings.csv", "examples/marsa/registers/visits.csv"];
    said(&["intake", &house.dir(), "--registers", registers[0], "--registers", registers[1]]);
    let people = [("sami", "secretary"), ("mona", "monitor"), ("vera", "verifier")];
    let paths = people.map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sami, mut mona, mut vera] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let looked = sami.get("/documents?kind=commitments&for=public&in=en&number=3/2026");
    let previews = looked.links("/documents/preview?");
    assert_eq!(previews.len(), 4, "page, PDF, workbook, CSV: {}", looked.body);
    let draft = sami.get(&previews[0]);
    assert!(
        draft.body.contains("Report on commitments, no. 3/2026")
            && draft.body.contains("Draft, not released"),
        "{}",
        draft.body
    );
    assert!(
        !draft.body.contains("karm-depot") && draft.body.contains("sealed and left out here"),
        "{}",
        draft.body
    );
    let table = sami.get(&previews[3]);
    assert!(table.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")), "{}", table.head);
    let done = sami.fill(&looked.form("/documents/release"), "/documents/release", &[]);
    assert_eq!(done.header("location"), Some("/documents"), "{}", done.body);
    assert!(!mona.get("/documents").body.contains("The record has changed since"));
    let mut anybody = Browser::at(&served, "en");
    let public = anybody.get("/public");
    assert!(public.body.contains("Report on commitments"), "{}", public.body);
    assert!(anybody.get(&public.links("/public/documents/")[0]).body.starts_with("%PDF-"));
    // stores are told to whoever may see what is sealed, and to nobody else
    let page = mona.get("/promises");
    assert!(
        !page.body.contains("karm-depot") && page.body.contains("whoever may see sealed registers"),
        "{}",
        page.body
    );
    let sealed = vera.get("/promises").body;
    for told in ["karm-depot", "gun, 122 mm", "missing again: 1", "differs from what is declared"] {
        assert!(sealed.contains(told), "{told}: {sealed}");
    }
    drop(served);
    let file = house.file(
        "done.json",
        &json!({ "act": { "kind": "promise.verified", "id": "names-first", "scale": 3 } }).to_string(),
    );
    somebody(&house, "verifier.key", "verifier");
    said(&["act", &house.dir(), &file, "--as", &house.name("verifier.key")]);
    let served = Served::of(&house.dir());
    let mut again = Browser::at(&served, "en");
    again.post("/sign-in", &[("login", "sami"), ("password", super::visitor::PASSWORD)]);
    let list = again.get("/documents").body;
    assert!(list.contains("names-first") && list.contains("claimed, not verified"), "{list}");
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

#[test]
fn each_field_of_a_new_commitment_says_beside_it_what_is_wrong_and_keeps_what_was_typed() {
    let house = House::marsa();
    promised(&house);
    let path = invite(&house, "sami", "secretary", &[]);
    let served = Served::of(&house.dir());
    let mut sami = accepted(&served, &path, "en");
    let right = [
        ("id", "open-port"),
        ("by", "first"),
        ("what-en", "to open the invented port"),
        ("due-rule", "D+400"),
        ("until", "D+500"),
        ("valid-for", "20 d"),
        ("need-1", "consensus"),
        ("need-1-how", "conditional"),
    ];
    let wrong = [
        ("id", "", "Give it an id"),
        ("id", "open port", "no space"),
        ("id", "coast-road", "coast-road"),
        ("by", "", "Choose in whose name"),
        ("due", "2026-31-02", "no day of the calendar"),
        ("due-rule", "soon", "no moment"),
        ("due-rule", "72 h after verified(nothing)", "nothing"),
        ("not-before", "later", "no moment"),
        ("until", "some day", "no moment"),
        ("until", "D+300", ""),
        ("valid-for", "a while", "no length of time"),
        ("need-1", "nobody-knows", "no commitment and no condition"),
        ("need-1-how", "", "Choose the order"),
    ];
    each_wrong(&mut sami, ("/promises/new", "/promises/make"), &right, &wrong);
    let form = sami.get("/promises/new").form("/promises/make");
    let nothing_said: Vec<(&str, &str)> =
        right.iter().copied().filter(|(name, _)| *name != "what-en").collect();
    let answer = sami.fill(&form, "/promises/make", &nothing_said);
    assert!(beside(&answer, "what-ar").0.contains("in one language at least"), "{}", answer.body);
    // what a deadline collides with is said beside the deadline
    let mut early = right.to_vec();
    early.push(("not-before", "D+450"));
    let answer = sami.fill(&form, "/promises/make", &early);
    assert!(beside(&answer, "due-rule").0.contains("class=\"msg\""), "{}", answer.body);
    let done = sami.fill(&form, "/promises/make", &right);
    assert_eq!(done.header("location"), Some("/promise?id=open-port"), "{}", done.body);
    let made = sami.get("/promise?id=open-port");
    assert!(
        made.body.contains("to open the invented port") && made.body.contains("waiting"),
        "{}",
        made.body
    );

    let right = [
        ("condition-id", "calm"),
        ("condition-by", "donors"),
        ("declarers", "commission"),
        ("condition-en", "an invented calm holds"),
    ];
    let wrong = [
        ("condition-id", "", "Give it an id"),
        ("condition-id", "consensus", "consensus"),
        ("condition-by", "", "Choose in whose name"),
        ("declarers", "", "Somebody must be able"),
        ("condition-from", "yesterday", "no day of the calendar"),
    ];
    each_wrong(&mut sami, ("/promises/new", "/promises/put"), &right, &wrong);
    let form = sami.get("/promises/new").form("/promises/put");
    assert_eq!(sami.fill(&form, "/promises/put", &right).status, 303);
}

#[test]
fn what_is_done_to_a_commitment_by_page_says_beside_each_field_what_is_wrong() {
    let house = House::marsa();
    promised(&house);
    let sami = invite(&house, "sami", "secretary", &[]);
    let vera = invite(&house, "vera", "verifier", &[]);
    let rana = invite(&house, "rana", "commissioner", &[]);
    let dina = invite(&house, "dina", "party_delegate", &["--party", "second"]);
    let mona = invite(&house, "mona", "monitor", &[]);
    let omar = invite(&house, "omar", "commissioner", &[]);
    let served = Served::of(&house.dir());
    let [mut sami, mut vera, mut rana, mut dina, mut mona, _] =
        [&sami, &vera, &rana, &dina, &mona, &omar].map(|path| accepted(&served, path, "en"));
    let page = "/promise?id=coast-road";

    each_wrong(
        &mut sami,
        (page, "/promise/claim"),
        &[],
        &[("reached", "", "Choose how far it is kept"), ("reached", "7", "Choose how far")],
    );
    let form = sami.get(page).form("/promise/claim");
    assert_eq!(sami.fill(&form, "/promise/claim", &[("reached", "2")]).status, 303);

    let right = [("scale", "2")];
    each_wrong(
        &mut vera,
        (page, "/promise/verify"),
        &right,
        &[("scale", "", "Choose how far"), ("through", "2026-02-31", "no day of the calendar")],
    );
    let form = vera.get(page).form("/promise/verify");
    assert_eq!(vera.fill(&form, "/promise/verify", &[("scale", "2"), ("through", "2027-02-01")]).status, 303);

    let guns = "/promise?id=guns-first";
    each_wrong(
        &mut dina,
        (guns, "/promise/extend"),
        &[],
        &[
            ("day", "", "Choose the day"),
            ("day", "tomorrow", "no day of the calendar"),
            ("day", "2026-03-02", "2026-03-15"),
        ],
    );
    let form = dina.get(guns).form("/promise/extend");
    assert_eq!(dina.fill(&form, "/promise/extend", &[("day", "2027-01-01")]).status, 303);

    // nobody is released in the name of a party to whom nothing is owed, and a condition is linked only where one is named
    let csrf = dina.get(guns).hidden("csrf");
    let other = [("csrf", &*csrf), ("id", "guns-first"), ("release-by", "nobody")];
    assert!((400..500).contains(&dina.post("/promise/release", &other).status));
    let unlinked = sami.get(page).form("/promise/withdraw");
    let answer = sami.fill(&unlinked, "/promise/link", &[("condition", "")]);
    assert!(answer.status == 422 && beside(&answer, "condition").0.contains("Choose the condition"));

    let right = [("on", "guns-first"), ("how", "conditional")];
    let wrong = [("on", "", "Say which other"), ("how", "", "Choose the order")];
    each_wrong(&mut dina, (page, "/promise/read"), &right, &wrong);
    // a circle is refused, naming both sides, beside what would make it
    let form = dina.get(guns).form("/promise/read");
    let circle = dina.fill(&form, "/promise/read", &[("on", "coast-road"), ("how", "before")]);
    let said_beside = beside(&circle, "how").0;
    assert!(
        circle.status == 422 && said_beside.contains("coast-road") && said_beside.contains("guns-first"),
        "{}",
        circle.body
    );
    let form = dina.get(page).form("/promise/read");
    let long = "x".repeat(4_001);
    let answer =
        dina.fill(&form, "/promise/read", &[("on", "guns-first"), ("how", "free"), ("reading", &long)]);
    assert!(beside(&answer, "reading").0.contains("longer than is taken") && answer.body.contains(&long));

    let disputed = "/promise?id=lists-second";
    let shown = rana.get(disputed).body;
    assert!(
        shown.contains("As Second Party reads it") && shown.contains("The order has been in dispute for"),
        "{shown}"
    );
    let members = rana.get(disputed).body;
    let members = members.split("name=\"stands\" value=\"").skip(1);
    let (own, others): (Vec<&str>, Vec<&str>) =
        members.partition(|rest| rest[18..].starts_with("\" checked"));
    let [own, other] = [own[0], others[0]].map(|rest| rest[..18].to_owned());
    let wrong = [
        ("ruled-on", "", "Say which other"),
        ("ruled-how", "", "Choose the order"),
        ("stands", "", "Somebody must stand by"),
        ("stands", other.as_str(), "not among those who took part"),
        ("grounds", "", "Say why"),
    ];
    let right = [
        ("ruled-on", "lists-first"),
        ("ruled-how", "concurrent"),
        ("stands", own.as_str()),
        ("grounds", "invented grounds"),
    ];
    each_wrong(&mut rana, (disputed, "/promise/rule"), &right, &wrong);
    let form = rana.get(disputed).form("/promise/rule");
    assert_eq!(rana.fill(&form, "/promise/rule", &right).status, 303);
    assert!(!rana.get(disputed).body.contains("in dispute"));
    // both sides read that there was a ruling, how it is, on which grounds, and what it settled; a monitor reads no words
    for (browser, reads) in [(&mut dina, true), (&mut mona, false)] {
        let page = browser.get(disputed).body;
        assert!(page.contains("The commission ruled on") && page.contains("at the same time"), "{page}");
        assert!(page.contains("Second Party read its order on"), "{page}");
        assert_eq!(page.contains("invented grounds"), reads, "{page}");
    }
    // a form that was opened before it overturns nothing unseen
    let stale = rana.fill(&form, "/promise/rule", &right);
    assert!(stale.status == 409 && stale.body.contains("has ruled on this order since"), "{}", stale.body);
    let form = rana.get(disputed).form("/promise/rule");
    let again = [right[0], ("ruled-how", "before"), right[2], right[3]];
    assert_eq!(rana.fill(&form, "/promise/rule", &again).status, 303);
    assert!(dina.get(disputed).body.contains("That takes the place of the ruling of"));

    let condition = "/promise?id=consensus";
    each_wrong(&mut sami, (condition, "/promise/declare"), &[], &[("holds", "", "Choose whether it holds")]);
    let form = sami.get(condition).form("/promise/declare");
    assert_eq!(sami.fill(&form, "/promise/declare", &[("holds", "yes")]).status, 303);
    let form = sami.get("/promise?id=port-guard").form("/promise/withdraw");
    assert_eq!(sami.fill(&form, "/promise/withdraw", &[("why", "invented")]).status, 303);
    let page = dina.get("/promise?id=port-guard").body;
    assert!(
        page.contains("Withdrawn by First Party on") && page.contains("<blockquote dir=\"auto\">invented"),
        "{page}"
    );
    let arabic = sami.get("/promises?lang=ar").body;
    assert!(
        arabic.contains("ما الذي ينتظر ماذا")
            && !arabic.contains(">promise")
            && !arabic.contains("promises-"),
        "{arabic}"
    );
}
