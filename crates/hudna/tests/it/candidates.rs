//! What is sealed of candidates stays so: over random nominations, as every role, on pages, to machines, in exports, on the terminal and
//! in the log. All people are invented.

use std::process::Stdio;

use serde_json::{Value, json};

use super::house::{House, Served, ask, said, somebody};
use super::visitor::{Browser, accepted, invite};

/// Numbers that look drawn and are the same at every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
    fn is(&mut self) -> bool {
        self.next(2) == 0
    }
    /// A word that stands nowhere else, in either script.
    fn word(&mut self) -> String {
        let letters: Vec<char> = if self.is() {
            "بتثجحخدذرزسشصضطظعغ".chars().collect()
        } else {
            "bdfghjklmnpqrstvwxz".chars().collect()
        };
        let count = letters.len() as u64;
        (0..12).map(|_| letters[usize::try_from(self.next(count)).expect("small")]).collect()
    }
}

/// What was said of candidates under seal.
#[derive(Default)]
struct Secrets {
    /// Names: told to nobody.
    names: Vec<String>,
    /// Which documents speak of them: told to whoever may see what is sealed.
    documents: Vec<String>,
    /// Objections, answers, reasons: told to the parties, those who rule, and whoever may see what is sealed.
    words: Vec<String>,
    /// Entries of the nominations.
    entries: Vec<String>,
}

impl Secrets {
    fn of_words(&mut self, word: String) -> Value {
        self.words.push(word.clone());
        json!({ "text": { "class": "narrative", "text": word } })
    }
}

fn done(house: &House, act: &Value) -> String {
    let answer = said(&["act", &house.dir(), &house.file("act.json", &act.to_string())]);
    answer.split_whitespace().find(|word| word.starts_with("E-")).expect("an entry").to_owned()
}

/// A mission in which a few candidates were put forward, objected to, answered for, ruled on and appealed for, as it is drawn.
fn drawn(draw: &mut Draw) -> (House, Secrets) {
    let house = House::marsa();
    let entries = said(&["entries", &house.dir(), "--json"]);
    let first: Value = serde_json::from_str(entries.lines().next().expect("an entry")).expect("JSON");
    let founder = first["actor"].as_str().expect("a user").to_owned();
    for role in ["chair", "secretary"] {
        done(
            &house,
            &json!({ "act": { "kind": "role.given", "role": role, "scope": "mission", "user": founder } }),
        );
    }
    let until = 4_000_000_000_000_000_i64;
    done(&house, &json!({ "act": { "kind": "agreement.extended", "until": until } }));
    let formed = |body: &str, hours: u32| {
        json!({ "act": { "kind": "body.formed", "body": body, "name": { "en": body }, "panel": [founder], "quorum": 1,
            "objection_hours": hours, "reply_hours": hours, "appeal_hours": 48 } })
    };
    done(&house, &formed("joint_force", 0));
    done(&house, &formed("staff", 48));
    let mut secrets = Secrets::default();
    for n in 0..4 {
        let (at_once, party) = (n == 0 || draw.is(), if draw.is() { "first" } else { "second" });
        let other = if party == "first" { "second" } else { "first" };
        let (body, candidate) = (if at_once { "joint_force" } else { "staff" }, format!("K-{n}"));
        let name = draw.word();
        secrets.names.push(name.clone());
        let made = json!({ "kind": "nomination.made", "body": body, "candidate": candidate, "party": party, "keep_until": until });
        let nomination =
            done(&house, &json!({ "act": made, "parts": { "source": { "class": "source", "text": name } } }));
        secrets.entries.push(nomination.clone());
        let document = draw.word();
        secrets.documents.push(document.clone());
        let years = draw.next(20);
        let said = json!({ "at": null, "body": body, "id": candidate, "nominated_by": [{ "actor": party }], "rank": [], "served_as": [],
            "served_in": [], "years_service": { "low": years, "best": years, "high": years } });
        let origin = json!({ "origin": { "file": document, "line": 1, "own_id": null } });
        done(
            &house,
            &json!({ "act": { "kind": "candidate.described", "candidate": said },
            "parts": { "source": { "class": "source", "json": origin } } }),
        );
        if at_once {
            let ruled = json!({ "kind": "nomination.ruled", "accepted": draw.is(), "by": [founder], "candidate": candidate, "of": nomination });
            let ruling = done(&house, &json!({ "act": ruled, "parts": secrets.of_words(draw.word()) }));
            if draw.is() {
                let appeal = json!({ "kind": "nomination.appealed", "of": ruling, "party": party });
                done(&house, &json!({ "act": appeal, "parts": secrets.of_words(draw.word()) }));
            }
        } else {
            let objects = json!({ "kind": "objection.made", "of": nomination, "party": other });
            let objection = done(&house, &json!({ "act": objects, "parts": secrets.of_words(draw.word()) }));
            if draw.is() {
                let answers = json!({ "kind": "objection.answered", "of": objection, "party": party });
                done(&house, &json!({ "act": answers, "parts": secrets.of_words(draw.word()) }));
            }
        }
    }
    (house, secrets)
}

/// Roles with what they may read: documents, words.
const ROLES: [(&str, &[&str], [bool; 2]); 13] = [
    ("monitor", &[], [false, false]),
    ("team_leader", &[], [true, true]),
    ("duty_officer", &[], [false, false]),
    ("verifier", &[], [true, true]),
    ("party_delegate", &["--party", "first"], [false, true]),
    ("assessor", &[], [false, false]),
    ("commissioner", &[], [false, true]),
    ("chair", &[], [false, true]),
    ("secretary", &[], [false, false]),
    ("analyst", &[], [false, false]),
    ("interpreter", &[], [false, false]),
    ("auditor", &[], [false, false]),
    ("operator", &[], [false, false]),
];

/// The pages on which a candidate may be spoken of, and what they link to.
fn pages(browser: &mut Browser<'_>, secrets: &Secrets) -> Vec<String> {
    let fixed = [
        "/today?days=all",
        "/force",
        "/record",
        "/findings",
        "/verification",
        "/notices",
        "/agreement",
        "/documents",
        "/public",
        "/reports",
        "/incidents",
        "/table",
        "/promises",
        "/access",
        "/settings",
        "/findings.csv",
        "/incidents.csv",
        "/incidents.geojson",
        "/force/nominate",
        "/force/documents",
        "/force/seats",
        "/force/teams",
        "/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=commission",
        "/v1/openapi.json",
        "/checkpoint",
    ];
    let mut all: Vec<String> = fixed.map(str::to_owned).to_vec();
    for entry in &secrets.entries {
        let path = format!("/force/nominations/{entry}");
        all.extend([format!("{path}/explanation"), path.clone()]);
        all.extend(
            ["rule", "object", "appeal", "documents"].map(|step| format!("/force/{step}?nomination={entry}")),
        );
        all.extend(browser.get(&path).links("/force/answer"));
    }
    let about = |link: &String| link.contains("candidate") || link.contains("a12");
    all.extend(browser.get("/findings").links("/finding?").into_iter().filter(about));
    all
}

fn told<'s>(text: &str, secrets: &'s [String]) -> Vec<&'s String> {
    secrets.iter().filter(|secret| text.contains(secret.as_str())).collect()
}

#[test]
fn no_name_document_or_word_of_a_candidate_leaves_to_whoever_may_not_see_it() {
    for seed in [7, 20_261_130] {
        let mut draw = Draw(seed);
        let (house, secrets) = drawn(&mut draw);
        let dir = house.dir();
        let invited = ROLES.map(|(role, more, _)| invite(&house, &role.replace('_', "-"), role, more));
        let machine = somebody(&house, "machine.key", "auditor");
        let verifier = somebody(&house, "verifier.key", "verifier");
        let log = std::fs::File::create(house.path("log")).expect("a file");
        let served = Served::with_log(&dir, Stdio::from(log));
        let mut words_read = 0;
        for ((role, _, [documents, words]), path) in ROLES.iter().zip(&invited) {
            let mut browser = accepted(&served, path, "en");
            for (n, page) in pages(&mut browser, &secrets).into_iter().enumerate() {
                // each page is read in one language by one role and in the other by the next
                let lang = if (n + role.len()) % 2 == 0 { "en" } else { "ar" };
                let path = format!("{page}{}lang={lang}", if page.contains('?') { "&" } else { "?" });
                let answer = browser.get(&path);
                let text = format!("{}{}", answer.head, answer.body);
                assert_eq!(told(&text, &secrets.names), Vec::<&String>::new(), "{path} tells {role} a name");
                let documents_told = told(&text, &secrets.documents);
                assert!(*documents || documents_told.is_empty(), "{path} tells {role} which document");
                let read = told(&text, &secrets.words).len();
                assert!(*words || read == 0, "{path} tells {role} words");
                words_read += read;
            }
        }
        assert!(words_read > 0, "whoever may read them does");
        for who in [&machine, &verifier] {
            for path in ["/v1/entries", "/v1/state", "/v1/incidents", "/v1/findings"] {
                let (status, body) = ask(&served, who, "GET", path, &Value::Null);
                assert_eq!(status, 200, "{path}: {body}");
                let text = body.to_string();
                for kept in [&secrets.names, &secrets.documents, &secrets.words] {
                    assert_eq!(told(&text, kept), Vec::<&String>::new(), "{path}");
                }
            }
        }
        drop(served);
        let bundles = ["whole", "first"].map(|name| house.name(name));
        said(&["bundle", &dir, "--out", &bundles[0]]);
        said(&["bundle", &dir, "--out", &bundles[1], "--for", "first"]);
        let members = bundles.iter().flat_map(|file| {
            let bytes = std::fs::read(file).expect("a bundle");
            hudna_desk::bundle::unpack(&bytes).expect("a bundle")
        });
        let mut texts: Vec<String> =
            members.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
        assert!(texts.iter().any(|text| text.contains("K-0")), "what is said in the clear is there");
        texts.push(std::fs::read_to_string(house.path("log")).expect("the log"));
        for arguments in [
            vec!["force", &dir, "--json"],
            vec!["force", &dir],
            vec!["force", &dir, "--speak", "ar"],
            vec!["entries", &dir, "--json"],
        ] {
            texts.push(said(&arguments));
        }
        for text in &texts {
            for kept in [&secrets.names, &secrets.documents, &secrets.words] {
                assert_eq!(told(text, kept), Vec::<&String>::new());
            }
        }
        // the person is told the panel's reasons, and nobody's name
        for entry in &secrets.entries {
            let page = said(&["force", &dir, "--explain", entry, "--speak", "ar"]);
            assert_eq!(told(&page, &secrets.names), Vec::<&String>::new());
        }
    }
}
