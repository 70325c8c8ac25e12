//! Rows of registers and what is done in a party's name, as no honest host seals them, and what a verifier must say of each.

use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::bundle::OwnedMember;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::id::EntryId;
use hudna_core::register::{Ballot, Coverage, Entry};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::Value;
use serde_json::{Value as Json, json};

use super::invented_record::*;
use super::tampered_signed::sealed_raw;

type Refused = (String, Vec<OwnedMember>, &'static [&'static str]);

fn covered() -> Act {
    Act::CoverageRecorded {
        coverage: Coverage {
            origin: Origin::default(),
            sector: "east".into(),
            over: TimeRange { lo: Instant(FOUNDED), hi: Instant(FOUNDED + 1) },
            patrol_hours: Some(6.5),
            planned_hours: None,
            cameras_up: None,
            cameras: Some(4.0),
            posts: None,
            denied: None,
            note: None,
        },
    }
}

fn noticed(party: Option<&str>) -> Act {
    Act::NoticeGiven {
        entry: Entry {
            origin: Origin::default(),
            party: party.map(Into::into),
            unit: None,
            act: Vec::new(),
            purpose: Vec::new(),
            sent_at: None,
            window: None,
            place: None,
            answer: None,
        },
    }
}

fn voted(party: &[&str]) -> Act {
    Act::VoteCast {
        ballot: Ballot {
            origin: Origin::default(),
            decision: "D-1".into(),
            body: None,
            at: None,
            member: "M-1".into(),
            party: party.iter().map(|party| Value::Actor((*party).into())).collect(),
            role: Vec::new(),
            present: Vec::new(),
            vote: Vec::new(),
        },
    }
}

/// The record with a monitor who keeps registers and has entered a row.
fn kept(r: &Record) -> (Record, EntryId) {
    let mut own = r.clone();
    own.seal(FOUNDER, given("duty_officer", MONITOR), Vec::new());
    let row = own.seal(MONITOR, covered(), Vec::new());
    (own, row)
}

/// What an honest host seals.
pub(crate) fn fine(r: &Record) -> Vec<(String, Vec<OwnedMember>)> {
    let (own, row) = kept(r);
    let mut all = Vec::new();
    let mut sealed = |name: &str, actor: u8, act: Act| {
        let mut own = own.clone();
        own.seal(actor, act, Vec::new());
        all.push((name.to_owned(), own.all(&own.head())));
    };
    let withdrawn = || Act::EntryWithdrawn { of: row.clone() };
    sealed("a row withdrawn by whoever entered it", MONITOR, withdrawn());
    sealed("a row withdrawn by who keeps the mission", FOUNDER, withdrawn());
    sealed("a party's own vote", DELEGATE, voted(&["first"]));
    sealed("votes as the minutes have them", SECRETARY, voted(&["second"]));
    sealed("a notice that was heard", MONITOR, noticed(Some("second")));
    sealed("a notice by nobody said", MONITOR, noticed(None));
    sealed("a party's own notice", DELEGATE, noticed(Some("first")));
    // whose row it is cannot be seen where it is not in the excerpt
    let mut other = own.clone();
    let body = other.body(SECRETARY, withdrawn(), Vec::new());
    let signing = other.signing(SECRETARY);
    assert_eq!(other.force(body, &signing), Some("not-allowed"));
    let last = other.leaves.len() as u64 - 1;
    all.push(("a row withdrawn, without the row".into(), other.some(&other.head(), &[last], None)));
    all
}

/// What one seals who seals anything.
pub(crate) fn refused(r: &Record) -> Vec<Refused> {
    let (own, row) = kept(r);
    let mut all = Vec::new();
    let mut forced = |name: &str, actor: u8, act: Act, codes: &'static [&'static str]| {
        let mut own = own.clone();
        let body = own.body(actor, act, Vec::new());
        let signing = own.signing(actor);
        assert_eq!(own.force(body, &signing), Some(codes[0]), "{name}: what an honest host says");
        all.push((name.to_owned(), own.all(&own.head()), codes));
    };
    forced("a row withdrawn by another", SECRETARY, Act::EntryWithdrawn { of: row }, &["not-allowed"]);
    let reply = Act::ReplyGiven { finding: finding(CASE), party: "first".into() };
    forced("a party's reply by the chair", CHAIR, reply, &["party-not-yours"]);
    let claimed = Act::PromiseClaimed { by: "second".into(), id: "P-1".into(), scale: None };
    forced("a promise claimed for another party", DELEGATE, claimed, &["party-not-yours"]);
    for party in [&["second"][..], &[], &["first", "second"], &["first", "first"]] {
        forced(&format!("a vote of {party:?}"), DELEGATE, voted(party), &["party-not-yours"]);
    }
    for party in [Some("second"), None] {
        forced(&format!("a notice of {party:?}"), DELEGATE, noticed(party), &["party-not-yours"]);
    }
    let (role, scope) = ("secretary".into(), Scope::Party("first".into()));
    let taken = Act::RoleTaken { role, scope, user: user(SECRETARY) };
    forced("a role taken over another scope", FOUNDER, taken, &["role-not-held"]);
    all.extend(odd_values(&own));
    all
}

/// Rows that a person signed, with values that cannot be.
fn odd_values(own: &Record) -> Vec<Refused> {
    const ENTRY: &[&str] = &["entry-not-understood"];
    let body = own.clone().body(MONITOR, covered(), Vec::new());
    let text = String::from_utf8(body.canonical().unwrap()).unwrap();
    let over = format!("\"over\":{{\"hi\":{},\"lo\":{FOUNDED}}}", FOUNDED + 1);
    assert!(text.contains(&over), "{text}");
    let mut all = Vec::new();
    let mut put = |name: &str, from: &str, to: &str, codes: &'static [&'static str]| {
        let bytes = text.replace(from, to).into_bytes();
        assert_ne!(bytes, text.as_bytes(), "{name}");
        all.push((format!("a row with {name}"), sealed_raw(own, &bytes), codes));
    };
    let time = |hi: &str| format!("\"over\":{{\"hi\":{hi},\"lo\":{FOUNDED}}}");
    put("an empty time", &over, &time(&FOUNDED.to_string()), ENTRY);
    put("a time that ends before it begins", &over, &time("0"), ENTRY);
    put("a time that ends at the dawn of time", &over, &time("\"-9223372036854775808\""), ENTRY);
    put("half a time", &over, &format!("\"over\":{{\"lo\":{FOUNDED}}}"), ENTRY);
    put("a time that is a number", &over, "\"over\":7", ENTRY);
    put("cameras below none", "\"cameras\":4", "\"cameras\":-4", ENTRY);
    let origin = "\"origin\":{\"file\":\"a.csv\",\"line\":2,\"own_id\":null},\"over\":";
    put("where it was read", "\"over\":", origin, &["source-in-the-clear"]);
    put("a note", "\"over\":", "\"note\":\"denied\",\"over\":", &["words-in-the-clear"]);
    put("a key more", "\"over\":", "\"nonsense\":1,\"over\":", ENTRY);
    all
}

/// A short record whose monitor may do whatever is no administration.
fn all_roles() -> Record {
    let mut own = Record::empty();
    own.seal(FOUNDER, founded(), Vec::new());
    own.seal(FOUNDER, added(MONITOR, None), Vec::new());
    for role in ["operator", "secretary", "verifier", "team_leader", "chair"] {
        own.seal(FOUNDER, given(role, MONITOR), Vec::new());
    }
    own
}

/// Odd values at every place in every act that is not *standing*, each signed by one who may: what a verifier says of them is
/// another question, but two say the same.
pub(crate) fn odd_acts() -> Vec<(String, Vec<OwnedMember>)> {
    let own = all_roles();
    let sealed = |(name, act): (String, Json)| (name, sealed_raw(&own, &body_of(&own, act)));
    golden_acts().into_iter().flat_map(|(name, act)| oddly(&name, &act)).map(sealed).collect()
}

/// Canonical bytes of a body with this act, whatever it is.
fn body_of(own: &Record, act: Json) -> Vec<u8> {
    let frame = own.clone().body(MONITOR, covered(), Vec::new());
    let mut body: Json = serde_json::from_slice(&frame.canonical().unwrap()).unwrap();
    body["act"] = act;
    to_canonical(&body).unwrap()
}

/// The acts of the golden entries that are not *standing*, by file.
pub(crate) fn golden_acts() -> Vec<(String, Json)> {
    const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../hudna-core/tests/golden/ledger");
    let mut files: Vec<_> = std::fs::read_dir(GOLDEN).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort_unstable();
    let read = |file: std::path::PathBuf| {
        let mut leaf: Json = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let act = leaf["body"]["act"].take();
        (file.file_name().unwrap().to_string_lossy().into_owned(), act)
    };
    let standing = |act: &Json| Act::STANDING.contains(&act["kind"].as_str().unwrap());
    files.into_iter().map(read).filter(|(_, act)| !standing(act)).collect()
}

/// The value itself, and with each of its places changed or left out.
fn oddly(name: &str, value: &Json) -> Vec<(String, Json)> {
    let mut places = Vec::new();
    pointers(value, String::new(), &mut places);
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(4),
        json!(""),
        json!("nothing"),
        json!([]),
        json!({}),
        json!({"hi": 0, "lo": 1}),
        json!({"number": {"best": 1, "high": 0, "low": 2}}),
        json!({"disc": {"centre": {"lat": 1, "lon": 2}, "radius_m": 3}}),
    ];
    let mut all = vec![(format!("{name} as it is"), value.clone())];
    for place in &places {
        for (n, other) in odd.iter().enumerate() {
            let mut changed = value.clone();
            *changed.pointer_mut(place).unwrap() = other.clone();
            all.push((format!("{name} {place} {n}"), changed));
        }
        let (above, key) = place.rsplit_once('/').unwrap();
        let mut changed = value.clone();
        if let Some(object) = changed.pointer_mut(above).and_then(Json::as_object_mut) {
            object.remove(key);
            all.push((format!("{name} {place} left out"), changed));
        }
    }
    for key in ["origin", "place", "by", "note", "reason", "incident"] {
        for place in places.iter().filter(|place| !place[1..].contains('/')) {
            let mut changed = value.clone();
            if let Some(object) = changed.pointer_mut(place).and_then(Json::as_object_mut) {
                let said = match key {
                    "origin" => json!({"file": "a", "line": 1, "own_id": null}),
                    "place" => json!({"disc": {"centre": {"lat": 1, "lon": 2}, "radius_m": 3}}),
                    _ => json!("said"),
                };
                object.insert(key.into(), said);
                all.push((format!("{name} {place} with {key}"), changed));
            }
        }
    }
    all
}

/// Where values stand in `value`, from the inside out.
pub(crate) fn pointers(value: &Json, at: String, all: &mut Vec<String>) {
    match value {
        Json::Object(keys) => {
            for (key, inside) in keys {
                pointers(inside, format!("{at}/{key}"), all);
            }
        }
        Json::Array(list) => {
            for (n, inside) in list.iter().enumerate() {
                pointers(inside, format!("{at}/{n}"), all);
            }
        }
        _ => {}
    }
    if !at.is_empty() && at != "/kind" {
        all.push(at);
    }
}
