//! Every route of the table with every role, over HTTP: what is let through is what the table says.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use hudna_core::ledger::act::{Act, Scope, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::roles;
use hudna_desk::accounts::CameIn;
use hudna_desk::desk::{Request, Stage, Watch};
use hudna_desk::powers::Need;
use hudna_desk::record::{Actor, Founding, Mission, Snapshot, new_key};
use hudna_desk::seal::random;
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::table::{For, ROUTES};
use super::{Door, House, accept, routes};
use crate::cli::clock;

struct Silent;

impl Watch for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn done(&self, _: usize) {}
}

fn marsa() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marsa")
}

/// A mission with a few reports, and somebody for each role, and one with none.
pub(super) fn mission(folder: &TempDir) -> (Mission, Vec<(&'static str, Actor)>) {
    let path = folder.path().join("mission");
    let founding = Founding {
        agreement: marsa().join("marsa.md"),
        database: None,
        recipients: Vec::new(),
        roles: ["duty_officer", "verifier", "secretary"].map(str::to_owned).to_vec(),
        talks: false,
        timestamps: None,
    };
    let mut mission = Mission::found(&path, &founding, clock::now()).expect("it is founded");
    let founder = mission.actor(None).expect("the founder's key is here");
    let request = Request { reports: vec![marsa().join("reports/parties.csv")], ..Request::default() };
    mission.take_in(&request, &founder, &clock::now, &Silent).expect("reports come in");
    let roles = roles::ROLES.iter().map(|(role, _)| *role).chain([""]);
    let people = roles.map(|role| (role, somebody(&mut mission, &founder, role))).collect();
    (mission, people)
}

fn somebody(mission: &mut Mission, founder: &Actor, role: &str) -> Actor {
    let (key, user) = (new_key().expect("random bytes"), UserId::of(random().expect("random bytes")));
    let party = (role == "party_delegate").then(|| "first".into());
    let added = Act::UserAdded { key: PublicKey::from(&key.verifying_key()), party, user: user.clone() };
    mission.act(founder, Filed::plain(added), clock::now()).expect("a user is added");
    if !role.is_empty() {
        let given = Act::RoleGiven { role: role.into(), scope: Scope::Mission, user: user.clone() };
        mission.act(founder, Filed::plain(given), clock::now()).expect("a role is given");
    }
    Actor { mission: mission.ledger.mission().clone(), user, key }
}

/// A house over such a mission, and its record as pages are made of it.
pub(super) struct Opened {
    pub(super) house: Arc<House>,
    pub(super) people: Vec<(&'static str, Actor)>,
    pub(super) snapshot: Arc<Snapshot>,
    _folder: TempDir,
    _thread: JoinHandle<Mission>,
}

pub(super) fn opened() -> Opened {
    let folder = TempDir::new().expect("a folder");
    let (mission, people) = mission(&folder);
    let (house, thread) = House::over(mission, Door::default()).expect("a house");
    let snapshot = {
        let mut reader = house.reader.lock().expect("nobody holds it");
        reader.follow(clock::now()).expect("it follows");
        reader.snapshot().expect("it is weighed")
    };
    Opened { house, people, snapshot, _folder: folder, _thread: thread }
}

/// Serves on a thread of its own while `what` is done.
pub(super) fn while_served(house: &Arc<House>, what: impl FnOnce(SocketAddr)) {
    let (told, address) = std::sync::mpsc::channel();
    let (end, ended) = oneshot::channel::<()>();
    let house = Arc::clone(house);
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            told.send(listener.local_addr().expect("an address")).expect("somebody hears");
            let limits = house.limits;
            accept::serve((listener, None), routes(house), limits, async { drop(ended.await) }).await;
        });
    });
    what(address.recv().expect("it listens"));
    end.send(()).expect("it runs");
    thread.join().expect("it ended");
}

/// Status, head and body of one answer.
fn ask(at: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> (u16, String, String) {
    let csrf = body.strip_prefix("csrf=").unwrap_or_default();
    let headers = format!("Origin: http://{at}\r\nX-Hudna-Form: {csrf}\r\nCookie: hudna={cookie}\r\n");
    ask_with(at, method, path, &headers, body)
}

/// The same with headers of one's own.
pub(super) fn ask_with(
    at: SocketAddr,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> (u16, String, String) {
    let mut stream = TcpStream::connect(at).expect("it listens");
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let text = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head.to_ascii_lowercase(), body.to_owned())
}

/// The cookie of a new session of somebody, and its token.
pub(super) fn cookie(house: &House, who: &Actor) -> (String, String) {
    let came =
        CameIn { login: "somebody".into(), user: who.user.clone(), key: who.key.clone(), has_code: false };
    let cookie =
        house.sessions.begin(came, who.clone(), [127, 0, 0, 1].into(), clock::now()).expect("a session");
    let csrf = house.sessions.of(&cookie, clock::now()).expect("it stands").csrf.clone();
    (cookie, csrf)
}

/// What the table promises to a role: whether it is let through.
fn promised(whom: For, role: Option<&str>) -> bool {
    let verbs = role.map_or(&[][..], roles::verbs);
    match whom {
        For::Anybody | For::Page(Need::Public) => true,
        For::Users(_) => false,
        For::Form(Need::Public) => true,
        For::Page(Need::SignedIn) | For::Form(Need::SignedIn) => role.is_some(),
        For::Page(Need::See) | For::Form(Need::See) => role.is_some_and(roles::is_role),
        For::Page(Need::Sealed) | For::Form(Need::Sealed) => verbs.contains(&Verb::Verify),
        For::Page(Need::Reads) | For::Form(Need::Reads) => {
            role.is_some_and(|role| ["auditor", "chair", "operator"].contains(&role))
        }
        For::Page(Need::Do(verb)) | For::Form(Need::Do(verb)) => verbs.contains(&verb),
    }
}

#[test]
fn every_route_answers_every_role_as_the_table_says() {
    let Opened { house, people, snapshot, .. } = opened();
    let entry = snapshot.filed.first().expect("a report").entry.0.to_string();
    let incident = snapshot.incident_id(0).expect("an incident").0.clone();
    let address = |path: &str| {
        let path = path
            .replace("{token}", "nothing")
            .replace("{code}", "not-here")
            .replace("{id}", &incident)
            .replace("{*rest}", "0/000.p/1");
        let path = path.replace("{entry}", &entry);
        // what it proves is asked for before who asks
        if path == "/v1/proofs/inclusion" { format!("{path}?entry={entry}") } else { path }
    };
    while_served(&house, |at| {
        let nobody = [(None, None)];
        let visitors = people.iter().map(|(role, actor)| (Some(*role), Some(actor))).chain(nobody);
        for (role, actor) in visitors {
            for route in ROUTES {
                let (cookie, csrf) = actor.map_or_else(Default::default, |actor| cookie(&house, actor));
                let path = address(route.path);
                let body = if route.method == "POST" { format!("csrf={csrf}") } else { String::new() };
                let (status, head, said) = ask(at, route.method, &path, &cookie, &body);
                let at_the_door = status == 303
                    && head.contains("location: /sign-in\r\n")
                    && (path != "/sign-out" || role.is_none());
                let refused = said.contains("page-not-allowed") || said.contains("form-not-ours");
                let unsigned = said.contains("request-unsigned")
                    || said.contains("session-ended")
                    || said.contains("request-malformed") && status == 401;
                let turned_away = refused || unsigned || (at_the_door && path != "/");
                let let_through = !turned_away;
                let what = format!("{} {path} for {role:?}: {status} {said}", route.method);
                assert_eq!(let_through, promised(route.whom, role), "{what}");
                assert_ne!(status, 500, "{what}");
                assert!(let_through || matches!(status, 303 | 401 | 403), "{what}");
                if let For::Page(need) | For::Form(need) = route.whom {
                    assert!(head.contains("content-security-policy: default-src 'none'"), "{what}: {head}");
                    let private = need != Need::Public;
                    assert!(!private || head.contains("cache-control: no-store"), "{what}: {head}");
                }
            }
        }
    });
}

#[test]
fn no_page_but_a_verifiers_tells_a_source_a_word_or_an_exact_place() {
    let Opened { house, people, snapshot, .. } = opened();
    let mut secrets: Vec<String> = Vec::new();
    for report in snapshot.exact.reports.iter() {
        secrets.extend([report.text.to_string(), report.source.name.to_string()]);
        secrets.extend(report.origin.own_id.iter().map(|id| format!(">{id}<")));
        secrets.extend(report.places.iter().map(|place| place.written.to_string()));
    }
    secrets.retain(|secret| secret.chars().count() > 3);
    // names that the agreement itself gives to parties, sectors and its own articles are no secrets
    let agreement = format!("{:?}", snapshot.agreement);
    secrets.retain(|secret| !agreement.contains(secret.as_str()));
    secrets.sort();
    secrets.dedup();
    assert!(secrets.len() > 20, "there is something to hide: {secrets:?}");
    let mut pages: Vec<String> = [
        "/today?days=all",
        "/reports",
        "/incidents",
        "/findings",
        "/agreement",
        "/record",
        "/public",
        "/notices",
        "/verification",
        "/table",
        "/table/meetings",
        "/table/draft",
        "/force",
        "/reports.csv",
        "/incidents.csv",
        "/findings.csv",
        "/verification.csv",
        "/verification/tasks.csv",
        "/notices.csv",
        "/claims.csv?from=2026-01-01&to=2026-12-31",
        "/documents.csv",
        "/promises.csv",
        "/force/patrols.csv",
        "/force/bodies.csv",
        "/table.csv",
        "/record.csv",
        "/access.csv",
        "/documents",
        "/claims?from=2026-01-01&to=2026-12-31",
        "/incidents.geojson",
        "/incidents?filter=reports%20%3E%3D%202",
        "/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=commission",
    ]
    .map(str::to_owned)
    .to_vec();
    pages.extend(snapshot.filed.iter().take(8).map(|filed| format!("/reports/{}", filed.entry.0)));
    pages.extend(snapshot.coarse.incidents.iter().map(|incident| format!("/incidents/{}", incident.id.0)));
    for incident in snapshot.coarse.incidents.iter().take(4) {
        for (kind, whom) in [("flash", "public"), ("violation", "commission")] {
            pages.push(format!(
                "/documents/preview?kind={kind}&incident={}&for={whom}&recommended=x",
                incident.id.0
            ));
        }
    }
    for finding in snapshot.coarse.assessment.findings.iter().take(60) {
        let name = hudna_core::ledger::act::FindingRef::of(finding);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("norm", &name.norm).append_pair("subject", &name.subject);
        pages.push(format!("/finding?{}", query.append_pair("version", &name.version.to_string()).finish()));
    }
    while_served(&house, |at| {
        let mut told_to_verifiers = 0;
        for role in ["monitor", "party_delegate", "commissioner", "auditor", "verifier"] {
            let (_, actor) = people.iter().find(|(known, _)| *known == role).expect("somebody has it");
            let (cookie, _) = cookie(&house, actor);
            for page in &pages {
                for lang in ["ar", "en"] {
                    let path = format!("{page}{}lang={lang}", if page.contains('?') { "&" } else { "?" });
                    let (status, _, said) = ask(at, "GET", &path, &cookie, "");
                    assert_eq!(status, 200, "{path}: {said}");
                    assert!(
                        said.len() < 60_000
                            || page == "/agreement"
                            || page.starts_with("/documents/preview")
                            || page.ends_with(".geojson")
                            || page.starts_with("/claims")
                            || page.contains(".csv"),
                        "{path} weighs {}",
                        said.len()
                    );
                    let told: Vec<_> =
                        secrets.iter().filter(|secret| said.contains(secret.as_str())).collect();
                    if role == "verifier" {
                        told_to_verifiers += told.len();
                    } else {
                        assert!(told.is_empty(), "{path} tells {role} {told:?}");
                    }
                }
            }
        }
        assert!(told_to_verifiers > 20, "verifiers see what is sealed: {told_to_verifiers}");
    });
}
