//! A form that is sent twice, by a second press or over a poor line, is one act; the same page with other words is another. All people are
//! invented.

use serde_json::Value;

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

const REPORTS: &str = "examples/marsa/reports/patrols.ar.csv";

/// How often acts of a kind stand in the record.
fn count(house: &House, kind: &str) -> usize {
    let all = said(&["entries", &house.dir(), "--json", "--most", "5000"]);
    let kind_of = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["act"]["kind"].clone();
    all.lines().filter(|line| kind_of(line) == kind).count()
}

/// Sends the form `action` of `page` twice, and then with `other` in the place of what was typed under the same name. Gives where each
/// sending led.
fn sent(
    browser: &mut Browser<'_>,
    (page, action): (&str, &str),
    typed: &[(&str, &str)],
    other: (&str, &str),
) -> [String; 3] {
    let form = browser.get(page).form(action);
    let changed: Vec<(&str, &str)> =
        typed.iter().map(|one| if one.0 == other.0 { other } else { *one }).collect();
    [typed, typed, &changed].map(|typed| {
        let done = browser.fill(&form, action, typed);
        assert!(matches!(done.status, 201 | 303), "{action} with {typed:?}: {} {}", done.status, done.body);
        done.header("location").unwrap_or_default().to_owned()
    })
}

#[test]
fn a_call_a_visit_a_notice_and_a_report_sent_twice_are_one_each_and_with_other_words_another() {
    for house in House::each(
        "a_call_a_visit_a_notice_and_a_report_sent_twice_are_one_each_and_with_other_words_another",
    ) {
        let paths = [("dalia", "duty_officer"), ("lead", "team_leader"), ("mona", "monitor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
        let first = invite(&house, "first", "party_delegate", &["--party", "first"]);
        let served = Served::of(&house.dir());
        let [mut dalia, mut lead, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        let mut first = accepted(&served, &first, "en");

        let call = [
            ("line", "hotline"),
            ("text", "two explosions by the harbour, invented"),
            ("act", "shelling"),
            ("day", "2026-03-12"),
            ("party", "first"),
        ];
        let [one, again, other] = sent(&mut dalia, ("/log", "/log"), &call, ("text", "three, invented"));
        assert!(one == again && one != other, "{one} {again} {other}");
        assert!(dalia.get(&other).body.contains("three, invented"), "what was typed then is not lost");
        assert_eq!((count(&house, "report.filed"), count(&house, "contact.made")), (2, 2));

        let visit =
            [("site", "North gate"), ("day", "2026-04-03"), ("access", "denied"), ("text", "invented")];
        let path = "/verification/visit";
        sent(&mut lead, (path, path), &visit, ("site", "South gate"));
        assert_eq!((count(&house, "visit.recorded"), count(&house, "report.filed")), (2, 4));

        let notice = [("party", "first"), ("act", "troop_movement"), ("day", "2099-01-02")];
        sent(&mut first, ("/notices", "/notices"), &notice, ("day", "2099-01-03"));
        assert_eq!(count(&house, "notice.given"), 2);

        let report = [("act", "shelling"), ("day", "2026-03-12"), ("text", "an invented report")];
        let path = "/reports/new";
        let [one, again, other] = sent(&mut mona, (path, path), &report, ("text", "another invented report"));
        assert!(one == again && one != other, "{one} {again} {other}");
        assert!(mona.get(&other).body.contains("another invented report"));
        assert_eq!(count(&house, "report.filed"), 6);
        // the page loaded again is another sheet: the same words are then meant
        let form = mona.get(path).form(path);
        assert_eq!(mona.fill(&form, path, &report).status, 303);
        assert_eq!(count(&house, "report.filed"), 7);
        drop(served);
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
    }
}

#[test]
fn an_assessment_given_back_or_accepted_twice_from_one_form_is_one() {
    let house = House::marsa();
    said(&["intake", &house.dir(), REPORTS]);
    let path = invite(&house, "amal", "commissioner", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "en");
    let pages = amal.get("/findings").links("/finding?");
    let offers = |page: &&String| amal.get(page).body.contains("action=\"/finding/accept\"");
    let page = pages.iter().find(offers).expect("one about an incident").clone();
    for (action, typed, kind) in [
        ("/finding/return", vec![("reason", "the place is missing, invented")], "assessment.returned"),
        ("/finding/accept", vec![], "assessment.accepted"),
    ] {
        let form = amal.get(&page).form(action);
        let sent = [(); 2].map(|()| amal.fill(&form, action, &typed));
        assert!(sent.iter().all(|done| done.status == 303), "{action}: {}", sent[1].body);
        assert_eq!(count(&house, kind), 1, "{action}");
    }
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}
