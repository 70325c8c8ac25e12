//! Files taken in by page while the mission is served, and lines set aside that are mended by it. All reports are invented.

use super::house::{House, Served};
use super::run::root;
use super::visitor::{Browser, accepted, invite};

const PATROLS: &str = "examples/marsa/reports/patrols.ar.csv";
const MEDIA: &str = "examples/marsa/reports/media.en.csv";

/// A file of a form: its field, its name, what it holds.
type File<'a> = (&'a str, &'a str, &'a str);

/// Sends files with what the form carries.
fn brings(browser: &mut Browser<'_>, what: &str, files: &[File<'_>]) -> super::visitor::Answer {
    let carried = browser.get("/intake").form("/intake");
    let mut fields: Vec<(&str, &str)> = carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.retain(|(name, _)| *name != "as" && *name != "do");
    fields.extend(what.split('&').filter_map(|pair| pair.split_once('=')));
    browser.brings("/intake", &fields, files)
}

/// How many reports are listed.
fn listed(browser: &mut Browser<'_>) -> usize {
    let mut links = browser.get("/reports").links("/reports/E-");
    links.sort();
    links.dedup();
    links.len()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).expect("a file of the example")
}

/// The first lines of a file, the last with a day that is none.
fn broken(file: &str) -> (String, String) {
    let whole = text(file);
    let mut lines: Vec<String> = whole.lines().take(4).map(str::to_owned).collect();
    let good = lines.join("\n");
    lines[3] = lines[3].replacen("2026-", "31/02/", 1);
    (lines.join("\n"), good)
}

#[test]
fn a_duty_officer_looks_a_file_through_takes_it_in_and_mends_what_was_set_aside() {
    for house in House::each("a_duty_officer_looks_a_file_through_takes_it_in_and_mends_what_was_set_aside") {
        let paths = [("dalia", "duty_officer"), ("mona", "monitor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
        let served = Served::of(&house.dir());
        let [mut dalia, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        assert_eq!(mona.get("/intake").status, 403, "who does not collect takes nothing in");
        let (bad, good) = broken(PATROLS);

        let looked = brings(&mut dalia, "do=look", &[("reports", "patrols.csv", &bad)]);
        assert_eq!(looked.status, 200, "{}", looked.body);
        assert!(
            looked.body.contains("3 lines of reports: 2 would be taken in, 1 set aside")
                && looked.body.contains("Nothing was kept")
                && looked.body.contains("is not a date that can be read"),
            "{}",
            looked.body
        );
        assert!(dalia.get("/reports").body.contains("No reports"), "and nothing was");

        let taken = brings(&mut dalia, "do=take", &[("reports", "patrols.csv", &bad)]);
        assert_eq!(taken.status, 303, "{}", taken.body);
        let page = dalia.get(taken.header("location").expect("a place"));
        assert!(
            page.body.contains("3 new lines of the file were read: 2 taken in, 1 set aside"),
            "{}",
            page.body
        );
        assert_eq!(listed(&mut dalia), 2, "whoever took them in sees them at once");
        let waits = dalia.get("/today?days=all").body;
        assert!(waits.contains("/set-aside"), "one line waits: {waits}");
        let again = brings(&mut dalia, "do=take", &[("reports", "patrols.csv", &bad)]);
        assert_eq!((again.status, listed(&mut dalia)), (303, 2), "a file sent twice is one");

        let mended = brings(&mut dalia, "do=take", &[("reports", "patrols.csv", &good)]);
        let page = dalia.get(mended.header("location").expect("a place"));
        assert!(
            page.body.contains("1 new lines of the file were read: 1 taken in, 0 set aside"),
            "{}",
            page.body
        );
        assert_eq!(listed(&mut dalia), 3);
        let list = dalia.get("/set-aside").body;
        assert!(
            list.contains("No line was set aside") && list.contains("One line was mended since"),
            "{list}"
        );
        assert!(!dalia.get("/today?days=all").body.contains("/set-aside"), "nothing waits to be mended");
    }
}

#[test]
fn a_file_of_another_week_under_the_same_name_mends_nothing_though_its_numbers_begin_anew() {
    let house = House::marsa();
    let path = invite(&house, "dalia", "duty_officer", &[]);
    let served = Served::of(&house.dir());
    let mut dalia = accepted(&served, &path, "en");
    let (bad, _) = broken(PATROLS);
    let whole = text(PATROLS);
    let head = whole.lines().next().expect("a head");
    let later: Vec<String> = std::iter::once(head.to_owned())
        .chain(whole.lines().skip(5).take(2).enumerate().map(|(at, row)| {
            let rest = row.split_once(',').expect("cells").1;
            format!("P-00{},{rest}", at + 2)
        }))
        .collect();
    for file in [&bad, &later.join("\n")] {
        assert_eq!(brings(&mut dalia, "do=take", &[("reports", "week.csv", file)]).status, 303);
    }
    assert_eq!(listed(&mut dalia), 4, "both files came in");
    let list = dalia.get("/set-aside").body;
    assert!(list.contains("week.csv:4") && !list.contains("mended since"), "{list}");
}

#[test]
fn a_file_that_holds_the_mended_line_alone_mends_it_and_so_does_a_register() {
    let house = House::marsa();
    let path = invite(&house, "sara", "team_leader", &[]);
    let served = Served::of(&house.dir());
    let mut sara = accepted(&served, &path, "en");
    let (bad, good) = broken(PATROLS);
    let alone: Vec<&str> =
        good.lines().enumerate().filter(|(at, _)| [0, 3].contains(at)).map(|(_, l)| l).collect();
    for file in [&bad, &alone.join("\n")] {
        assert_eq!(brings(&mut sara, "do=take", &[("reports", "patrols.csv", file)]).status, 303);
    }
    assert!(sara.get("/set-aside").body.contains("One line was mended since"));
    let register = text("examples/marsa/registers/coverage.csv");
    let mut lines: Vec<&str> = register.lines().take(3).collect();
    let wrong = lines[2].replacen("2026-", "31/02/", 1);
    lines[2] = &wrong;
    let good: Vec<&str> = register.lines().take(3).collect();
    let states = [lines.join("\n"), good.join("\n")];
    assert_eq!(brings(&mut sara, "do=take", &[("registers", "coverage.csv", &states[0])]).status, 303);
    assert!(sara.get("/set-aside").body.contains("coverage.csv"));
    assert_eq!(brings(&mut sara, "do=take", &[("registers", "coverage.csv", &states[1])]).status, 303);
    let list = sara.get("/set-aside").body;
    assert!(list.contains("No line was set aside") && list.contains("2 lines were mended since"), "{list}");
}

#[test]
fn what_is_wrong_with_files_is_told_beside_the_field_and_nothing_is_taken_in() {
    let house = House::marsa();
    let path = invite(&house, "dalia", "duty_officer", &[]);
    let served = Served::of(&house.dir());
    let mut dalia = accepted(&served, &path, "ar");
    let good = text(MEDIA);
    let wrong: [(&str, &[File<'_>], &str); 6] = [
        ("do=take", &[], "reports"),
        ("do=take", &[("reports", "empty.csv", "")], "reports"),
        ("do=take", &[("reports", "a.csv", "\u{1}\0binary")], "reports"),
        ("do=take", &[("reports", "a.csv", &good), ("reports", "a.csv", &good)], "reports"),
        ("do=take&as=runes", &[("reports", "a.csv", &good)], "as"),
        ("do=take", &[("reports", "a.csv", &good), ("mapping", "m.toml", "= nothing")], "mapping"),
    ];
    for (what, files, field) in wrong {
        let answer = brings(&mut dalia, what, files);
        assert_eq!(answer.status, 422, "{what} {field}: {}", answer.body);
        let form = super::slips::form_of(&answer.body, "/intake");
        assert!(super::slips::beside(form, field).contains("class=\"msg\""), "{what} {field}: {form}");
    }
    assert!(dalia.get("/intake").body.contains("لم يُدخل ملف بعد"));
}

#[test]
fn a_mapped_sheet_and_a_register_come_in_by_page() {
    let house = House::marsa();
    let path = invite(&house, "sara", "team_leader", &[]);
    let served = Served::of(&house.dir());
    let mut sara = accepted(&served, &path, "en");
    let book = text("examples/marsa/reports/logbook.csv");
    let mapping = text("examples/marsa/reports/logbook.mapping.toml");
    let coverage = text("examples/marsa/registers/coverage.csv");
    let files = [
        ("reports", "logbook.csv", &*book),
        ("mapping", "logbook.mapping.toml", &*mapping),
        ("registers", "coverage.csv", &*coverage),
    ];
    let taken = brings(&mut sara, "do=take", &files);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = sara.get(taken.header("location").expect("a place")).body;
    assert!(
        page.contains("new rows of the file&#39;s registers")
            || page.contains("new rows of the file's registers"),
        "{page}"
    );
    assert!(listed(&mut sara) > 3);
}
