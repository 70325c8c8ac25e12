//! Maps, trends and digits of pages as readers of each role get them; what an island may do, and what no map tells.

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::house::{House, Served, said};
use super::visitor::{Answer, Browser, accepted, invite};

const REPORTS: [&str; 4] = [
    "examples/marsa/reports/patrols.ar.csv",
    "examples/marsa/reports/hospitals.ar.csv",
    "examples/marsa/reports/parties.csv",
    "examples/marsa/reports/hotline.geojson",
];

const ROLES: [(&str, &str, &[&str]); 5] = [
    ("amal", "monitor", &[]),
    ("wafa", "verifier", &[]),
    ("zayd", "assessor", &[]),
    ("huda", "auditor", &[]),
    ("karim", "party_delegate", &["--party", "first"]),
];

/// The drawings of a page that are maps.
fn maps(answer: &Answer) -> Vec<&str> {
    let maps = answer.body.split("<svg class=\"map\"").skip(1);
    maps.map(|rest| rest.split("</svg>").next().expect("its end")).collect()
}

/// Everything in a drawing that has a place: paths and points, without the words between.
fn drawn(map: &str) -> Vec<&str> {
    map.split('<').filter(|tag| ["path", "circle", "rect"].iter().any(|name| tag.starts_with(name))).collect()
}

#[test]
fn no_map_of_a_list_tells_anybody_more_than_the_agreement_draws_and_counts_by_sector() {
    let (empty, full) = (House::marsa(), House::marsa());
    said(&[&["intake", &full.dir()], &REPORTS[..]].concat());
    let invited = |house: &House| ROLES.map(|(login, role, more)| invite(house, login, role, more));
    let (of_empty, of_full) = (invited(&empty), invited(&full));
    let (empty, full) = (Served::of(&empty.dir()), Served::of(&full.dir()));
    for ((path_empty, path_full), (_, role, _)) in of_empty.iter().zip(&of_full).zip(ROLES) {
        let mut without = accepted(&empty, path_empty, "en");
        let mut with = accepted(&full, path_full, "en");
        for page in ["/today?days=all", "/incidents", "/agreement"] {
            let (before, after) = (without.get(page), with.get(page));
            assert_eq!((before.status, after.status), (200, 200), "{role} {page}");
            let (before, after) = (maps(&before), maps(&after));
            assert_eq!((before.len(), after.len()), (1, 1), "{role} {page}");
            // whatever has a place is the agreement's, whether anything was reported or not; but for what nobody watched
            let plain = |map: &str| drawn(map).join("<").replace("sector dead", "sector");
            assert_eq!(plain(before[0]), plain(after[0]), "{role} {page}");
            assert!(!after[0].contains("<circle"), "no event is drawn: {role} {page}");
        }
    }
}

#[test]
fn each_sector_on_the_map_leads_to_as_many_incidents_as_it_says() {
    let house = House::marsa();
    said(&[&["intake", &house.dir()], &REPORTS[..]].concat());
    let path = invite(&house, "huda", "auditor", &[]);
    let served = Served::of(&house.dir());
    let mut huda = accepted(&served, &path, "en");
    for filter in ["", "?act=shelling", "?from=2026-03-05&to=2026-03-20"] {
        let list = huda.get(&format!("/incidents{filter}"));
        let map = maps(&list)[0].to_owned();
        let sectors: Vec<&str> = map.split("<a href=\"").skip(1).collect();
        assert_eq!(sectors.len(), 5, "five sectors are drawn");
        for sector in sectors {
            let link = sector.split('"').next().expect("its end").replace("&amp;", "&");
            let alleged: usize = between(sector, "Alleged: ", ";").parse().expect("a count");
            let there = huda.get(&link);
            let shown = between(&there.body, "<p class=\"lede\">", "</p>").to_owned();
            assert!(is_of(&shown, alleged), "{link}: {alleged} on the map, {shown}");
            assert!(filter.is_empty() || link.contains(&filter[1..5]), "the filter is kept: {link}");
        }
    }
}

/// Whether a list says that it shows so many.
fn is_of(lede: &str, count: usize) -> bool {
    let said = match count {
        0 => "no possible incidents".to_owned(),
        1 => "one possible incident".to_owned(),
        n => format!("{n} possible incidents"),
    };
    lede.to_lowercase().starts_with(&said)
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split(from).nth(1).and_then(|rest| rest.split(to).next()).expect("it stands there")
}

#[test]
fn a_sector_on_today_leads_to_exactly_what_today_counts() {
    let house = House::marsa();
    said(&[&["intake", &house.dir()], &REPORTS[..]].concat());
    let path = invite(&house, "huda", "auditor", &[]);
    let served = Served::of(&house.dir());
    let mut huda = accepted(&served, &path, "en");
    for period in ["days=all", "day=2026-03-27", "day=2026-04-05"] {
        let today = huda.get(&format!("/today?{period}"));
        for sector in maps(&today)[0].split("<a href=\"").skip(1) {
            let link = sector.split('"').next().expect("its end").replace("&amp;", "&");
            let alleged: usize = between(sector, "Alleged: ", ";").parse().expect("a count");
            let there = huda.get(&link);
            let shown = between(&there.body, "<p class=\"lede\">", "</p>").to_owned();
            assert!(is_of(&shown, alleged), "{period} {link}: {alleged}, {shown}");
        }
    }
}

#[test]
fn the_trend_counts_every_dated_incident_once_in_each_of_its_stages() {
    let house = House::marsa();
    said(&[&["intake", &house.dir()], &REPORTS[..]].concat());
    let path = invite(&house, "huda", "auditor", &[]);
    let served = Served::of(&house.dir());
    let mut huda = accepted(&served, &path, "en");
    let today = huda.get("/today?days=all");
    let all: usize = between(&today.body, "<tfoot>", "</tfoot>")
        .split("data-l=\"Alleged\">")
        .nth(1)
        .map(|cell| between(cell, "<bdi class=\"n\">", "</bdi>").parse().expect("a count"))
        .expect("the total");
    let table = today.body.split("<details class=\"mt\">").nth(1).expect("the table of the trend");
    let rows = between(table, "<tbody>", "</tbody>").split("<tr>").skip(1);
    let counts = rows.map(|row| {
        let cells = row.split("<bdi class=\"n\">").skip(1);
        let cells: Vec<usize> =
            cells.map(|cell| cell.split('<').next().expect("a count").parse().expect("a count")).collect();
        assert_eq!(cells.len(), 4, "{row}");
        assert_eq!(cells[0], cells[1] + cells[2] + cells[3], "each stands in one stage: {row}");
        cells[0]
    });
    let undated = today.body.split("of unknown time").next().expect("a page");
    let undated = if today.body.contains("of unknown time") {
        undated
            .rsplit('>')
            .next()
            .and_then(|said| said.split(' ').next())
            .and_then(|n| n.parse().ok())
            .unwrap_or(0)
    } else {
        0
    };
    assert_eq!(counts.sum::<usize>() + undated, all);
}

#[test]
fn a_reader_chooses_the_digits_of_numbers_and_never_of_ids() {
    let house = House::marsa();
    said(&["intake", &house.dir(), REPORTS[0]]);
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let plain = amal.get("/incidents");
    assert!(
        plain.body.contains("١٢٣") && plain.body.contains("digits=arab"),
        "the way to the others is shown"
    );
    assert!(!plain.body.contains("٢٠٢٦") && plain.body.contains("2026"));
    amal.get("/today?digits=arab");
    let chosen = amal.get("/incidents");
    assert!(chosen.body.contains("٢٠٢٦"), "{}", chosen.body);
    let first = &chosen.links("/incidents/INC-")[0];
    let id = first.rsplit('/').next().expect("an id");
    assert!(chosen.body.contains(&format!(">{id}<")), "an id stays: {id}");
    assert!(chosen.body.contains("digits=latn"));
    // English has one kind of digits
    let english = amal.get("/incidents?lang=en");
    assert!(!english.body.contains('٢') && !english.body.contains("digits="));
    assert!(amal.get("/incidents?lang=ar&digits=latn").body.contains("2026"));
}

#[test]
fn script_runs_on_pages_with_an_island_alone_and_asks_no_other_host() {
    let house = House::marsa();
    let path = invite(&house, "wafa", "verifier", &[]);
    let served = Served::of(&house.dir());
    let mut wafa = accepted(&served, &path, "en");
    let policy = |answer: &Answer| answer.header("content-security-policy").expect("a policy").to_owned();
    for page in ["/today", "/incidents", "/agreement", "/record", "/public"] {
        let answer = wafa.get(page);
        assert!(policy(&answer).contains("script-src 'self';"), "{page}");
        for script in answer.body.split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/islands/"), "{page}: nothing inline");
        }
    }
    for page in ["/reports", "/findings", "/access", "/force", "/documents"] {
        let answer = wafa.get(page);
        assert!(!policy(&answer).contains("script-src"), "{page}");
        assert!(!answer.body.contains("<script"), "{page}");
    }
    let mut anybody = Browser::at(&served, "en");
    let public = anybody.get("/public");
    let script = public.body.split("/islands/verify.js").nth(1).expect("an island");
    let address = format!("/islands/verify.js{}", script.split('"').next().expect("its end"));
    let island = anybody.get(&address);
    assert!(island.header("cache-control").is_some_and(|kept| kept.contains("immutable")));
    assert!(
        island.body.len() < 60_000 && !island.body.replace("http://www.w3.org/2000/svg", "").contains("http"),
        "it asks nobody"
    );
}

#[test]
fn what_never_changes_goes_out_compressed_and_a_page_with_a_form_does_not() {
    let house = House::marsa();
    let served = Served::of(&house.dir());
    let mut anybody = Browser::at(&served, "en");
    let style = anybody.get("/style.css");
    assert!(style.header("content-encoding").is_none() && style.header("vary") == Some("Accept-Encoding"));
    for _ in 0..2 {
        let mut raw = Vec::new();
        let mut answer = anybody.begun("GET", "/style.css", "Accept-Encoding: gzip, br\r\n", b"");
        answer.read_to_end(&mut raw).expect("it answers");
        let end = raw.windows(4).position(|four| four == b"\r\n\r\n").expect("a head and a body");
        let head = String::from_utf8_lossy(&raw[..end]).to_ascii_lowercase();
        assert!(head.contains("content-encoding: gzip"), "{head}");
        let packed = &raw[end + 4..];
        let mut text = String::new();
        GzDecoder::new(packed).read_to_string(&mut text).expect("gzip");
        assert!(text == style.body && packed.len() * 3 < text.len(), "{} of {}", packed.len(), text.len());
    }
    let page = anybody.asked("GET", "/sign-in", "Accept: text/html\r\nAccept-Encoding: gzip\r\n", b"");
    assert!(
        page.status == 200 && page.header("content-encoding").is_none(),
        "its token would show in its length"
    );
}
