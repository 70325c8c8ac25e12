//! Two records that differ in nothing but where exactly, within what a reader is told, things were: the reader gets the same bytes, on
//! every page, list, filter, count, map, file and answer to machines.
//!
//! Both are one mission, copied, in which somebody then says of every report where it was: here a little to the north, there a little further,
//! in the same square. Monitors are told no place there, analysts squares of 5 km, secretaries of 1 km, the others sectors. What is found may
//! turn on the exact place, and is told to all: the test asks that it is the same in both, and then for the bytes.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use data_encoding::BASE64;
use ed25519_dalek::Signer as _;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::{Drawn, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::roles;
use hudna_core::place::{Point, Region};
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Value};
use hudna_desk::cells::{Cell, Square, Width};
use hudna_desk::powers::{Need, SHIPPED};
use hudna_desk::record::{Actor, Mission, Reader, Snapshot, request_message};
use tempfile::TempDir;

use super::table::{For, ROUTES};
use super::walk::{ask_with, cookie, mission, while_served};
use super::{Door, House};
use crate::cli::clock;

/// How far to the north things were in the one, and in the other, in metres.
const NEAR: f64 = 3.0;
const FAR: f64 = 40.0;

/// A place some metres to the north.
fn moved(region: &Region, metres: f64) -> Option<Region> {
    let Region::Disc { centre, radius_m } = region else { return None };
    let centre = Point { lat: centre.lat + metres / 111_195.0, ..*centre };
    Some(Region::Disc { centre, radius_m: *radius_m })
}

/// Policies by which some roles are told places otherwise.
fn policies() -> String {
    let of_role = |text: &str, role: &str, otherwise: &str| {
        let begin = format!("@role(\"{role}\")");
        let (before, own) = text.split_once(&begin).expect("the role has a template");
        format!("{before}{begin}{}", own.replacen("Action::\"sector\", ", otherwise, 1))
    };
    let text = of_role(SHIPPED, "monitor", "");
    let text = of_role(&text, "analyst", "Action::\"cell_5km\", ");
    of_role(&text, "secretary", "Action::\"cell_1km\", ")
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for one in fs::read_dir(from).expect("a folder").flatten() {
        let (path, there) = (one.path(), to.join(one.file_name()));
        if path.is_dir() {
            copied(&path, &there);
        } else {
            fs::copy(&path, &there).expect("a copy");
        }
    }
}

/// One of the two.
struct Twin {
    house: Arc<House>,
    snapshot: Arc<Snapshot>,
    _thread: JoinHandle<Mission>,
}

impl Twin {
    /// The mission at `path`, with each report told by `verifier` to have been where `places` says.
    fn of(path: &Path, verifier: &Actor, places: &[(EntryId, Region)], now: Instant) -> Self {
        let mut mission = Mission::open(path).expect("it is a mission");
        let confirmed = places.iter().zip(0_u8..).map(|((of, region), number)| {
            let bytes = to_canonical(&Drawn::from(region)).expect("it is written");
            let act = Act::PlaceConfirmed { attribute: Attribute::Place, of: of.clone() };
            let filed = Filed::plain(act).with("place", Class::Place, bytes);
            verifier.submission_as(EntryId::of([number; 10]), filed, now).expect("it is signed")
        });
        for answer in mission.submit(confirmed.collect(), now) {
            answer.expect("it stands");
        }
        let (house, thread) = House::over(mission, Door::default()).expect("a house");
        let snapshot = {
            let mut reader = house.reader.lock().expect("nobody holds it");
            reader.follow(now).expect("it follows");
            reader.snapshot().expect("it is weighed")
        };
        Self { house, snapshot, _thread: thread }
    }

    /// What is found, and told to all.
    fn found(&self) -> Vec<(String, String)> {
        let found = &self.snapshot.coarse.assessment.findings;
        found
            .iter()
            .map(|one| (format!("{:?}", one.subject), format!("{} {:?}", one.norm, one.outcome)))
            .collect()
    }
}

/// Where each report was told to be.
fn told(reader: &mut Reader, now: Instant) -> Vec<(EntryId, Region)> {
    reader.follow(now).expect("it follows");
    let snapshot = reader.snapshot().expect("it is weighed");
    let places = snapshot.filed.iter().zip(snapshot.exact.reports.iter()).filter_map(|(filed, report)| {
        let mut values = report.deeds.first()?.values(Attribute::Place).iter();
        let region = values.find_map(|value| match value {
            Value::Place(region @ Region::Disc { .. }) => Some(region.clone()),
            _ => None,
        });
        Some((filed.entry.clone(), region?))
    });
    places.collect()
}

/// Addresses of pages that tell of reports and incidents, each filter and order that could turn on a place.
fn addresses(snapshot: &Snapshot) -> Vec<String> {
    let mut all: Vec<String> = [
        "/today?days=all",
        "/reports",
        "/reports.csv",
        "/incidents",
        "/incidents.csv",
        "/incidents.geojson",
        "/findings",
        "/findings.csv",
        "/verification",
        "/notices",
        "/claims?from=2026-01-01&to=2026-12-31",
        "/documents",
        "/promises",
        "/force",
        "/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=commission",
        "/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=public",
        "/form/vocabulary",
    ]
    .map(str::to_owned)
    .to_vec();
    for drawn in &snapshot.agreement.geometries {
        for asked in ["S_INTERSECTS(place, zone('ID'))", "NOT S_INTERSECTS(place, zone('ID'))"] {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let query = query.append_pair("filter", &asked.replace("ID", &drawn.id)).finish();
            all.extend(
                ["/incidents", "/incidents.csv", "/incidents.geojson"].map(|page| format!("{page}?{query}")),
            );
        }
    }
    let near = |region: &Region| {
        let at = region.centre();
        let mut query = form_urlencoded::Serializer::new(String::new());
        let asked = format!("S_DWITHIN(place, POINT({} {}), 20, meters)", at.lon, at.lat);
        format!("/incidents?{}", query.append_pair("filter", &asked).finish())
    };
    let told = snapshot.exact.reports.iter().filter_map(|report| {
        report.deeds.first()?.values(Attribute::Place).iter().find_map(|value| match value {
            Value::Place(region) => Some(near(region)),
            _ => None,
        })
    });
    all.extend(told.take(6));
    // the squares in which places lie, as narrow and as wide as anybody is told them
    for report in snapshot.exact.reports.iter().take(8) {
        for value in report.deeds.iter().flat_map(|deed| deed.values(Attribute::Place)) {
            let Value::Place(region) = value else { continue };
            let cell = Cell::holding(region.centre(), Width::Narrow);
            for square in [1, 5].map(|side| Square::of(cell, side).written()) {
                all.extend(
                    ["/incidents", "/incidents/sectors"].map(|page| format!("{page}?square={square}")),
                );
            }
        }
    }
    for (at, filed) in snapshot.filed.iter().enumerate() {
        all.push(format!("/reports/{}", filed.entry.0));
        if let Some(other) = snapshot.filed.get(at + 1) {
            all.push(format!("/decisions/new?do=joined&a={}&b={}", filed.entry.0, other.entry.0));
        }
    }
    for incident in snapshot.coarse.incidents.iter() {
        all.push(format!("/incidents/{}", incident.id.0));
        for (kind, whom) in [("flash", "public"), ("violation", "commission")] {
            all.push(format!(
                "/documents/preview?kind={kind}&incident={}&for={whom}&recommended=x",
                incident.id.0
            ));
        }
    }
    for finding in snapshot.coarse.assessment.findings.iter() {
        let name = hudna_core::ledger::act::FindingRef::of(finding);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("norm", &name.norm).append_pair("subject", &name.subject);
        all.push(format!("/finding?{}", query.append_pair("version", &name.version.to_string()).finish()));
    }
    // and every page that stands in the table
    let shown = ROUTES.iter().filter(|route| route.method == "GET" && matches!(route.whom, For::Page(_)));
    let plain = shown.filter(|route| !route.path.contains('{')).map(|route| route.path.to_owned());
    // what a session is, and hashes of salted digests, differ in any two houses and tell nothing of places
    // and a form for a report has a new id each time it is shown
    let own = [
        "/access",
        "/access.csv",
        "/record",
        "/record.csv",
        "/sign-in",
        "/",
        "/reads",
        "/reads.csv",
        "/reports/new",
        "/log",
    ];
    // a workbook says when it was made; its rows are those of the CSV
    all.extend(plain.filter(|path| !own.contains(&path.as_str()) && !path.ends_with(".xlsx")));
    all.sort();
    all.dedup();
    all
}

/// The same answer without what every session has of its own, and without the moment at which a list was asked for, which stands in its links.
fn bare(answer: (u16, String, String), csrf: &str) -> (u16, String) {
    let (status, _, said) = answer;
    let said = undrawn(&said.replace(csrf, ""));
    let mut links = said.split("begun=");
    let mut kept = links.next().unwrap_or_default().to_owned();
    for rest in links {
        kept.push_str(rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    }
    (status, kept)
}

/// The same without what its forms carry that is drawn each time it is shown.
fn undrawn(said: &str) -> String {
    let begin = format!("name=\"{}\" value=\"", super::sending::FIELD);
    let mut parts = said.split(&begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, rest| kept + rest.split_once('"').map_or(rest, |(_, rest)| rest))
}

/// What a user's machine is answered.
fn signed(at: SocketAddr, who: &Actor, path: &str) -> (u16, String) {
    let now = clock::now().0;
    let message = request_message(&who.mission, "GET", path, now, b"");
    let sig = BASE64.encode(&who.key.sign(&message).to_bytes());
    let header = format!("Authorization: Hudna {} {now} {sig}\r\nAccept-Language: en\r\n", who.user);
    let (status, _, said) = ask_with(at, "GET", path, &header, "");
    (status, said)
}

#[test]
fn two_records_that_differ_in_the_exact_place_alone_are_the_same_to_whoever_may_not_see_it() {
    let folder = TempDir::new().expect("a folder");
    let (first, people) = mission(&folder);
    let path = first.folder.path.clone();
    fs::write(path.join("powers.cedar"), policies()).expect("policies of its own");
    let now = clock::now();
    let told = told(&mut Reader::new(first.reading().expect("it is read")), now);
    drop(first);
    assert!(told.len() > 5, "there are exact places: {}", told.len());
    let who = |wanted: &str| people.iter().find(|(role, _)| *role == wanted).map(|(_, actor)| actor);
    let verifier = who("verifier").expect("somebody verifies");
    let [one, other] = [NEAR, FAR].map(|metres| {
        let there = folder.path().join(format!("twin-{metres}"));
        copied(&path, &there);
        let square = |metres: f64, region: &Region| {
            Some(Cell::holding(moved(region, metres)?.centre(), Width::Narrow))
        };
        let same = told.iter().filter(|(_, region)| square(NEAR, region) == square(FAR, region));
        let places = same.filter_map(|(entry, region)| Some((entry.clone(), moved(region, metres)?)));
        Twin::of(&there, verifier, &places.collect::<Vec<_>>(), now)
    });
    assert_eq!(one.found(), other.found(), "what is found is the same");
    assert_eq!(one.snapshot.sectors, other.snapshot.sectors, "and so are sectors");
    let pages = addresses(&one.snapshot);
    while_served(&one.house, |here| {
        while_served(&other.house, |there| {
            for (role, actor) in &people {
                let sees = roles::verbs(role).contains(&Verb::Verify);
                let mut differ = 0;
                let (own, csrf) = cookie(&one.house, actor);
                let (theirs, their_csrf) = cookie(&other.house, actor);
                for page in &pages {
                    let page = format!("{page}{}lang=en", if page.contains('?') { "&" } else { "?" });
                    let get = |at, cookie: &str, csrf: &str| {
                        bare(ask_with(at, "GET", &page, &format!("Cookie: hudna={cookie}\r\n"), ""), csrf)
                    };
                    let both = || (get(here, &own, &csrf), get(there, &theirs, &their_csrf));
                    // a minute may end between the two: what tells of places differs again
                    let (a, b) = (0..2).map(|_| both()).find(|(a, b)| a == b).unwrap_or_else(both);
                    differ += usize::from(a != b);
                    assert!(sees || a == b, "{page} tells {role} where: {}", first_difference(&a.1, &b.1));
                }
                for path in ["/v1/incidents?most=500", "/v1/findings"] {
                    let (a, b) = (signed(here, actor, path), signed(there, actor, path));
                    assert_eq!(a, b, "{path} tells {role} where");
                }
                assert!(!sees || differ > 5, "{role} sees where things were: {differ}");
                let list =
                    ask_with(here, "GET", "/incidents.csv?lang=en", &format!("Cookie: hudna={own}\r\n"), "")
                        .2;
                let told =
                    [("monitor", "withheld"), ("analyst", "square of 5 km"), ("secretary", "square of 1 km")];
                let own = told.iter().find(|(told_to, _)| told_to == role);
                assert!(own.is_none_or(|(_, what)| list.contains(what)), "{own:?}: {list}");
                let otherwise = told.iter().any(|(_, what)| list.contains(what));
                assert_eq!(otherwise, own.is_some(), "{role} is told sectors alone: {list}");
            }
        });
    });
}

/// Where two answers begin to differ.
fn first_difference(a: &str, b: &str) -> String {
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(160)..text.len().min(at + 160)])
            .into_owned()
    };
    format!("{}\n---\n{}", around(a), around(b))
}

#[test]
fn whoever_has_no_role_is_told_nothing_by_machine_either() {
    let folder = TempDir::new().expect("a folder");
    let (mission, people) = mission(&folder);
    let (house, _thread) = House::over(mission, Door::default()).expect("a house");
    while_served(&house, |at| {
        for (role, actor) in &people {
            for route in ROUTES {
                let For::Users(need) = route.whom else { continue };
                if route.method != "GET" || route.path.contains('{') || route.path.contains("inclusion") {
                    continue;
                }
                let (status, said) = signed(at, actor, route.path);
                let may = need == Need::SignedIn || roles::is_role(role);
                assert_eq!(status == 200, may, "{} for {role:?}: {status} {said}", route.path);
                assert!(may || (status == 403 && said.contains("page-not-allowed")), "{said}");
            }
        }
    });
}
