//! The invented record tampered with in every way that we could think of, and what a verifier must say of each.
//!
//! Shared with the desk's tests, which hold the verifier in Python to the same cases.

use std::collections::BTreeMap;

use hudna_core::finding::Outcome;
use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::bundle::OwnedMember;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{self, Leaf};
use hudna_core::ledger::head::{Head, SignedHead, cosign};
use hudna_core::ledger::id::{EntryId, PublicKey, UserId};
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::time::Instant;
use hudna_core::value::Attribute;
use serde_json::{Map, Value};

use super::invented_record::*;

/// What a verifier must say.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    Verified,
    /// Either; two verifiers say the same.
    Whatever,
    /// Refused with one of these codes.
    Refused(&'static [&'static str]),
}

/// A bundle, perhaps tampered with.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) members: Vec<OwnedMember>,
    /// The note of an older head that the reader holds.
    pub(crate) held: Option<String>,
    pub(crate) expected: Expected,
}

struct Cases(Vec<Case>);

impl Cases {
    fn fine(&mut self, name: &str, members: Vec<OwnedMember>, held: Option<&SignedHead>) {
        let held = held.map(ToString::to_string);
        self.0.push(Case { name: name.into(), members, held, expected: Expected::Verified });
    }
    fn refused(
        &mut self,
        name: impl Into<String>,
        members: Vec<OwnedMember>,
        codes: &'static [&'static str],
    ) {
        self.0.push(Case { name: name.into(), members, held: None, expected: Expected::Refused(codes) });
    }
    fn held(
        &mut self,
        name: impl Into<String>,
        members: Vec<OwnedMember>,
        held: &SignedHead,
        codes: &'static [&'static str],
    ) {
        let (name, held) = (name.into(), Some(held.to_string()));
        self.0.push(Case { name, members, held, expected: Expected::Refused(codes) });
    }
}

/// Every case.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Cases(Vec::new());
    let r = record();
    honest(&mut cases, &r);
    members_changed(&mut cases, &r);
    fields_changed(&mut cases, &r);
    leaves_changed(&mut cases, &r);
    dishonest(&mut cases, &r);
    for (name, members, codes) in super::tampered_rows::refused(&r) {
        cases.refused(name, members, codes);
    }
    for (name, members) in super::tampered_rows::fine(&r) {
        cases.fine(&name, members, None);
    }
    unsigned(&mut cases, &r);
    oddly_signed(&mut cases, &r);
    histories(&mut cases, &r);
    parts(&mut cases, &r);
    heads(&mut cases, &r);
    excerpts(&mut cases, &r);
    cases.0
}

fn honest(cases: &mut Cases, r: &Record) {
    let size = r.leaves.len();
    let head = r.cosigned(&[WITNESS, DISMISSED, STRANGER]);
    cases.fine("all", r.all(&head), None);
    cases.fine("all, held at every tenth", r.all(&head), Some(&r.head_of(10, LOG)));
    cases.fine("all, held as it is", r.all(&head), Some(&r.head()));
    cases.fine("all, held at nothing", r.all(&head), Some(&r.head_of(0, LOG)));
    let last = size as u64 - 1;
    cases.fine("an excerpt", r.some(&head, &[20, last], None), None);
    cases.fine("an excerpt of the first", r.some(&head, &[0], None), None);
    for from in [1, 8, 13, size - 1] {
        let name = format!("an excerpt that continues {from}");
        cases.fine(&name, r.some(&head, &[20], Some(from as u64)), Some(&r.head_of(from, LOG)));
    }
    let one = r.cut(1);
    cases.fine("one entry", one.all_with(&one.head(), &BTreeMap::new()), None);
    let long = long();
    cases.fine("two entry bundles", long.all(&long.cosigned(&[WITNESS])), Some(&long.head_of(256, LOG)));
    let full = long.cut(256);
    cases.fine("one full entry bundle", full.all_with(&full.head(), &BTreeMap::new()), None);
    let mut text = r.all(&head);
    text[1].1.extend("— somebody.else AAAAAAE=\n".as_bytes());
    cases.fine("a line by nobody known", text, None);
}

const FORM: &[&str] = &["bundle-not-understood"];

fn members_changed(cases: &mut Cases, r: &Record) {
    let bundles = [("all", r.all(&r.head())), ("some", r.some(&r.head(), &[20], Some(13)))];
    for (which, members) in &bundles {
        for at in 0..members.len() {
            let name = members[at].0.clone();
            let mut dropped = members.clone();
            dropped.remove(at);
            // without its optional proof an excerpt is one still
            match &*name {
                "consistency.json" => cases.fine("some without consistency.json", dropped, None),
                _ => cases.refused(format!("{which} without {name}"), dropped, FORM),
            }
            let mut renamed = members.clone();
            renamed[at].0.push('x');
            cases.refused(format!("{which} with {name} renamed"), renamed, FORM);
            let mut emptied = members.clone();
            emptied[at].1.clear();
            let codes = match &*name {
                "excerpt.jsonl" => &["mission-not-founded"],
                _ => FORM,
            };
            match &*name {
                "opened.jsonl" => cases.fine(&format!("{which} with nothing opened"), emptied, None),
                _ => cases.refused(format!("{which} with {name} emptied"), emptied, codes),
            }
            let mut longer = members.clone();
            longer[at].1.push(b'\n');
            cases.refused(format!("{which} with {name} and a line feed"), longer, FORM);
            if at + 1 < members.len() {
                let mut swapped = members.clone();
                swapped.swap(at, at + 1);
                cases.refused(format!("{which} with {name} after the next"), swapped, FORM);
            }
        }
        for at in 0..=members.len() {
            let mut added = members.clone();
            added.insert(at, ("notes.txt".into(), b"hello".to_vec()));
            cases.refused(format!("{which} with a member more at {at}"), added, FORM);
        }
    }
    let mut relabelled = r.all(&r.head());
    relabelled[0].1 =
        String::from_utf8(relabelled[0].1.clone()).unwrap().replace("\"all\"", "\"some\"").into();
    cases.refused("all that calls itself some", relabelled, FORM);
    let mut huge = r.all(&r.head());
    let said = String::from_utf8(huge[0].1.clone()).unwrap();
    let size = format!("\"size\":{}", r.leaves.len());
    huge[0].1 = said.replace(&size, "\"size\":9007199254740991").into();
    cases.refused("a size beyond belief", huge, FORM);
}

/// Every scalar of a JSON value changed, every key and item taken away or given twice: canonical bytes, but for a key twice.
pub(crate) fn mutations(value: &Value) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut paths = Vec::new();
    walk(value, &mut Vec::new(), &mut paths);
    for path in paths {
        let name = path.join(".");
        let at = value.pointer(&pointer(&path)).unwrap();
        for (how, other) in others(at) {
            let mut changed = value.clone();
            *changed.pointer_mut(&pointer(&path)).unwrap() = other;
            found.push((format!("{name} {how}"), to_canonical(&changed).unwrap()));
        }
        let (last, above) = path.split_last().unwrap();
        let mut without = value.clone();
        let mut twice = value.clone();
        match (without.pointer_mut(&pointer(above)), twice.pointer_mut(&pointer(above))) {
            (Some(Value::Object(without_it)), Some(Value::Object(_))) => {
                let kept: Map<String, Value> = without_it
                    .iter()
                    .filter(|(k, _)| *k != last)
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                *without_it = kept;
                let text = String::from_utf8(to_canonical(value).unwrap()).unwrap();
                let pair = format!("\"{last}\":{}", String::from_utf8(to_canonical(at).unwrap()).unwrap());
                let given_twice = text.replacen(&pair, &format!("{pair},{pair}"), 1);
                found.push((format!("{name} twice"), given_twice.into_bytes()));
            }
            (Some(Value::Array(without_it)), Some(Value::Array(with_it))) => {
                let i: usize = last.parse().unwrap();
                without_it.remove(i);
                with_it.insert(i, at.clone());
                found.push((format!("{name} twice"), to_canonical(&twice).unwrap()));
            }
            _ => unreachable!("a path goes through lists and objects"),
        }
        found.push((format!("{name} gone"), to_canonical(&without).unwrap()));
    }
    found
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|step| format!("/{step}")).collect()
}

fn walk(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let mut inside = |step: String, value: &Value| {
        path.push(step);
        paths.push(path.clone());
        walk(value, path, paths);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| inside(key.clone(), value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, value)| inside(i.to_string(), value)),
        _ => {}
    }
}

fn others(value: &Value) -> Vec<(&'static str, Value)> {
    match value {
        Value::String(text) => {
            let mut last = text.clone();
            let flipped =
                last.pop().map_or("A".to_owned(), |c| format!("{last}{}", if c == 'A' { 'B' } else { 'A' }));
            let mut others = vec![
                ("longer", format!("{text}x").into()),
                ("flipped", flipped.into()),
                ("a number", 5.into()),
            ];
            if !text.is_empty() {
                others.push(("empty", "".into()));
            }
            others
        }
        Value::Number(n) => {
            let n = n.as_i64().unwrap();
            vec![("greater", (n + 1).into()), ("less", (n - 1).into()), ("text", n.to_string().into())]
        }
        Value::Bool(b) => vec![("turned", (!b).into()), ("text", "true".into())],
        Value::Null => vec![("a number", 0.into())],
        Value::Array(_) => vec![("an object", Value::Object(Map::new()))],
        Value::Object(_) => vec![("a list", Value::Array(Vec::new())), ("null", Value::Null)],
    }
}

fn fields_changed(cases: &mut Cases, r: &Record) {
    let bundles = [("all", r.all(&r.head())), ("some", r.some(&r.head(), &[20], Some(13)))];
    let held = r.head_of(13, LOG);
    for (which, members) in &bundles {
        for (at, (name, bytes)) in members.iter().enumerate() {
            if !name.starts_with("hudna") && !name.ends_with("l") && !name.starts_with("cons")
                || name.contains('/')
            {
                continue;
            }
            let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
            for (n, line) in lines.iter().enumerate() {
                let value: Value = serde_json::from_slice(line).unwrap();
                for (how, changed) in mutations(&value) {
                    let mut tampered = members.clone();
                    let rest = |lines: &[&[u8]]| lines.concat();
                    tampered[at].1 =
                        [rest(&lines[..n]), changed, b"\n".to_vec(), rest(&lines[n + 1..])].concat();
                    let label = format!("{which} {name}:{n} {how}");
                    field(cases, &label, name, &how, tampered, &held);
                }
            }
        }
    }
}

fn field(
    cases: &mut Cases,
    label: &str,
    name: &str,
    how: &str,
    tampered: Vec<OwnedMember>,
    held: &SignedHead,
) {
    match name {
        // for whom it was made is a note that nothing vouches for
        "hudna.json" if ["for longer", "for flipped", "for empty", "for gone"].contains(&how) => {
            cases.fine(label, tampered, None);
        }
        "hudna.json" => cases.refused(label, tampered, &["bundle-not-understood", "bundle-other-mission"]),
        "consistency.json" => {
            let codes = &["bundle-not-understood", "history-not-shown", "history-changed"];
            cases.held(label, tampered, held, codes);
        }
        "opened.jsonl" => cases.refused(label, tampered, &["bundle-not-understood", "opened-differs"]),
        _ => {
            const CODES: &[&str] = &[
                "bundle-not-understood",
                "inclusion-wrong",
                // the first entry is read before the proofs
                "mission-not-founded",
                "entry-not-understood",
                "signature-wrong",
                "key-not-a-key",
                "head-signature-wrong",
                "bundle-other-mission",
            ];
            cases.refused(label, tampered, CODES);
        }
    }
}

/// A bundle of these leaves under a head that the host signs, whatever they are.
fn resealed(leaves: &[Vec<u8>]) -> Vec<OwnedMember> {
    let root = Tree::from_leaves(leaves.iter().map(|leaf| leaf_hash(leaf)).collect()).root();
    let head = Head { origin: mission().0, size: leaves.len() as u64, root };
    let r = Record::empty().with_leaves(leaves);
    r.all_with(&head.signed(&key(LOG)).unwrap(), &BTreeMap::new())
}

/// The same leaves under the honest head.
fn unsealed(r: &Record, leaves: &[Vec<u8>]) -> Vec<OwnedMember> {
    let tampered = r.with_leaves(leaves);
    tampered.all_with(&r.head(), &BTreeMap::new())
}

/// What a dishonest host gets for every changed field of an entry. Nothing but `recorded_at` is its own to say.
const ENTRY: &[&str] = &[
    "entry-not-understood",
    "signature-wrong",
    "bundle-other-mission",
    "user-unknown",
    "mission-not-founded",
    "key-not-a-key",
    "order-wrong",
    "entry-from-future",
];

fn leaves_changed(cases: &mut Cases, r: &Record) {
    for (n, leaf) in r.leaves.iter().enumerate() {
        if r.kinds[..n].contains(&r.kinds[n]) {
            continue;
        }
        let value: Value = serde_json::from_slice(leaf).unwrap();
        for (how, changed) in mutations(&value) {
            let mut leaves = r.leaves.clone();
            leaves[n] = changed;
            let label = format!("entry {n} {how}");
            if n > 0 {
                cases.refused(format!("{label}, head as it was"), unsealed(r, &leaves), &["root-differs"]);
            }
            match &*how {
                // the host's own word, within the order: only heads that others hold bind it
                "recorded_at greater" | "recorded_at less" => {
                    cases.held(
                        format!("{label}, resealed, held"),
                        resealed(&leaves),
                        &r.head(),
                        &["history-changed"],
                    );
                    cases.fine(&format!("{label}, resealed"), resealed(&leaves), None);
                }
                _ => cases.refused(format!("{label}, resealed"), resealed(&leaves), ENTRY),
            }
        }
    }
}

/// A dishonest host takes in what an honest one refuses: host and verifier give the same code.
fn dishonest(cases: &mut Cases, r: &Record) {
    let mut base = r.clone();
    base.seal(FOUNDER, given("verifier", SECRETARY), Vec::new());
    let mut act = |name: &str, actor: u8, act: Act, code: &'static [&'static str]| {
        let mut r = base.clone();
        let body = r.body(actor, act, Vec::new());
        let signing = r.signing(actor);
        let honest = r.force(body, &signing);
        assert_eq!(honest, Some(code[0]), "{name}: what an honest host says");
        cases.refused(name, r.all(&r.head()), code);
    };
    let report = || Act::ReportFiled { from: None, report: claims() };
    act("an act after its role was taken", ANALYST, joined(r, filed(r)), &["not-allowed"]);
    act("an act of another role", MONITOR, given("chair", MONITOR), &["not-allowed"]);
    act("an act of one who left", LEFT, report(), &["user-revoked"]);
    act("an act of a stranger", 99, report(), &["user-unknown"]);
    act("a mission founded twice", FOUNDER, founded(), &["mission-founded-twice"]);
    act("a user added twice", FOUNDER, added(MONITOR, None), &["user-known"]);
    act("a revoked user added again", FOUNDER, added(LEFT, None), &["user-known"]);
    act("a role for a stranger", FOUNDER, given("monitor", 99), &["user-unknown"]);
    act("a role that is none", FOUNDER, given("king", MONITOR), &["role-unknown"]);
    act("a stranger revoked", FOUNDER, Act::UserRevoked { user: user(99) }, &["user-unknown"]);
    let malformed = Act::UserAdded { key: public(20), party: None, user: UserId::from("somebody") };
    act("a user whose id is none", FOUNDER, malformed, &["user-id-malformed"]);
    for (name, point) in weak_points() {
        let weak = Act::UserAdded { key: PublicKey(point), party: None, user: user(20) };
        act(&format!("a user with a key {name}"), FOUNDER, weak, &["key-not-a-key"]);
        let weak = Act::KeyChanged { key: PublicKey(point), user: user(MONITOR) };
        act(&format!("a key changed to one {name}"), FOUNDER, weak, &["key-not-a-key"]);
    }
    let taken = Act::UserAdded {
        key: PublicKey::from(&r.signing(ANALYST).verifying_key()),
        party: None,
        user: user(20),
    };
    act("a user with the key of another", FOUNDER, taken, &["key-taken"]);
    let taken =
        Act::KeyChanged { key: PublicKey::from(&r.signing(ANALYST).verifying_key()), user: user(MONITOR) };
    act("a key changed to that of another", FOUNDER, taken, &["key-taken"]);
    let wrapped = Digest::of(b"wrapped");
    let epoch = |class, epoch| Act::EpochOpened { class, epoch, recipients: Vec::new(), wrapped };
    act("an epoch again", FOUNDER, epoch(Class::Source, 1), &["epoch-out-of-order"]);
    act("an epoch left out", FOUNDER, epoch(Class::Source, 3), &["epoch-out-of-order"]);
    act("a first epoch that is no first", FOUNDER, epoch(Class::Place, 2), &["epoch-out-of-order"]);
    let admitted = |key: String| Act::WitnessAdmitted { key: key.into(), party: None };
    act(
        "a witness without a key",
        FOUNDER,
        admitted("witness.example/9".into()),
        &["verifier-key-malformed"],
    );
    act("a log as witness", FOUNDER, admitted(log_key(LOG)), &["verifier-key-malformed"]);
    let reply = Act::ReplyGiven { finding: finding(CASE), party: "second".into() };
    act("a reply for another party", DELEGATE, reply, &["party-not-yours"]);
    let ruling = Act::RulingMade {
        by_rule: "majority".into(),
        finding: finding(OTHER_CASE),
        outcome: Outcome::Breach,
        by: vec![user(CHAIR)],
    };
    act("a ruling by one recused", CHAIR, ruling, &["recused"]);
    let returned = Act::AssessmentReturned { finding: finding(OTHER_CASE), seen: seen(OTHER_CASE) };
    act("an assessment by one recused", CHAIR, returned, &["recused"]);
    let amended = |of: &EntryId| Act::ReportAmended { of: of.clone(), report: claims() };
    act("an amendment of nothing", MONITOR, amended(&EntryId::of([9; 10])), &["entry-unknown"]);
    act("an amendment of the founding", MONITOR, amended(&r.ids[0]), &["entry-of-other-kind"]);
    let dismissed = Act::WitnessDismissed { key: witness_key(STRANGER).into() };
    act("a witness dismissed who was none", FOUNDER, dismissed, &["witness-unknown"]);
    act("an epoch of what is open", FOUNDER, epoch(Class::Open, 1), &["class-not-sealed"]);
    act("the last operator revoked", FOUNDER, Act::UserRevoked { user: user(FOUNDER) }, &["last-operator"]);
    let taken = Act::RoleTaken { role: "operator".into(), scope: Scope::Mission, user: user(FOUNDER) };
    act("the last operator's role taken", FOUNDER, taken, &["last-operator"]);
    let recused = |n: u8| Act::RecusalDeclared { case: CASE.into(), user: user(n) };
    act("a recusal for somebody else", DELEGATE, recused(CHAIR), &["not-yours"]);
    act("a recusal of a stranger", CHAIR, recused(99), &["user-unknown"]);
    let [first, _] = filed(r);
    act("a report joined with itself", SECRETARY, joined(r, [first, first]), &["report-with-itself"]);
    act("a report joined with what is none", SECRETARY, joined(r, [first, 0]), &["entry-of-other-kind"]);
    let confirmed = Act::PlaceConfirmed { attribute: Attribute::Rounds, of: r.ids[first].clone() };
    act("a place where a number is asked for", SECRETARY, confirmed, &["attribute-no-place"]);
    later(cases, r);
}

/// The first two reports.
fn filed(r: &Record) -> [usize; 2] {
    let mut filed = (0..r.kinds.len()).filter(|n| r.kinds[*n] == "report.filed");
    [filed.next().unwrap(), filed.next().unwrap()]
}

fn joined(r: &Record, [a, b]: [usize; 2]) -> Act {
    Act::ReportsJoined { a: r.ids[a].clone(), b: r.ids[b].clone(), seen: Vec::new() }
}

/// Points that are no keys: of small order, of mixed order, in a second encoding, none at all.
fn weak_points() -> [(&'static str, [u8; 32]); 5] {
    let mut one = [0; 32];
    one[0] = 1;
    // the identity with its sign bit set; y = p + 1
    let (mut signed_zero, mut beyond) = (one, [0xff; 32]);
    signed_zero[31] = 0x80;
    beyond[0] = 0xee;
    beyond[31] = 0x7f;
    // a key and the point of order two added: y and x negated, so y' = p − y
    let mixed = negated(public(20).0);
    [
        ("of order one", one),
        ("of order one, written otherwise", signed_zero),
        ("beyond the field", beyond),
        ("of mixed order", mixed),
        ("off the curve", [2; 32]),
    ]
}

/// The encoding of the point plus (0, −1): both coordinates negated.
fn negated(point: [u8; 32]) -> [u8; 32] {
    let mut y = point;
    y[31] &= 0x7f;
    let mut p = [0xff_u8; 32];
    (p[0], p[31]) = (0xed, 0x7f);
    let mut borrow = 0;
    let mut out = [0; 32];
    for i in 0..32 {
        let digit = i32::from(p[i]) - i32::from(y[i]) - borrow;
        borrow = i32::from(digit < 0);
        out[i] = digit.rem_euclid(256) as u8;
    }
    out[31] |= !point[31] & 0x80;
    out
}

fn later(cases: &mut Cases, r: &Record) {
    let report = || Act::ReportFiled { from: None, report: claims() };
    let mut force =
        |name: &str, change: &dyn Fn(&mut Record, &mut entry::Body), code: &'static [&'static str]| {
            let mut r = r.clone();
            let mut body = r.body(MONITOR, report(), Vec::new());
            change(&mut r, &mut body);
            let signing = r.signing(MONITOR);
            assert_eq!(r.force(body, &signing), Some(code[0]), "{name}: what an honest host says");
            cases.refused(name, r.all(&r.head()), code);
        };
    force("from the future", &|r, body| body.at = Instant(r.now() + 300_000_001), &["entry-from-future"]);
    force("an id twice", &|r, body| body.id = r.ids[20].clone(), &["entry-twice"]);
    force(
        "an entry that speaks of itself",
        &|_, body| body.act = Act::ReportAmended { of: body.id.clone(), report: claims() },
        &["entry-unknown"],
    );
    let mut at_most = r.clone();
    let mut body = at_most.body(MONITOR, report(), Vec::new());
    body.at = Instant(at_most.now() + 300_000_000);
    let signing = at_most.signing(MONITOR);
    assert_eq!(at_most.force(body, &signing), None);
    cases.fine("five minutes ahead and no more", at_most.all(&at_most.head()), None);
}

/// What no actor signed, under a head that the host signs.
fn unsigned(cases: &mut Cases, r: &Record) {
    let size = r.leaves.len();
    for (name, signer) in [("by the host", LOG), ("by the founder", FOUNDER), ("by the key before", MONITOR)]
    {
        let mut forged = r.clone();
        let body = forged.body(MONITOR, Act::ReportFiled { from: None, report: claims() }, Vec::new());
        assert_eq!(forged.force(body, &key(signer)), Some("signature-wrong"));
        cases.refused(format!("a report signed {name}"), forged.all(&forged.head()), &["signature-wrong"]);
    }
    let mut replaced = r.leaves.clone();
    let own = Leaf::split(&r.leaves[20]).unwrap();
    let mut body = own.read().unwrap().body;
    body.at = Instant(body.at.0 - 1);
    let bytes = body.canonical().unwrap();
    for (name, sig) in
        [("the old signature", own.sig), ("the host's signature", body.signed(&key(LOG)).unwrap())]
    {
        replaced[20] = entry::leaf(&bytes, own.recorded_at, &sig).unwrap();
        cases.refused(format!("an entry replaced, {name}"), resealed(&replaced), &["signature-wrong"]);
    }
    replaced[20] = entry::leaf(own.body, own.recorded_at, &plus_order(own.sig)).unwrap();
    cases.refused("a signature with a greater S", resealed(&replaced), &["signature-wrong"]);
    for n in 1..size - 1 {
        let mut swapped = r.leaves.clone();
        swapped.swap(n, n + 1);
        cases.refused(format!("entries {n} and next swapped"), unsealed(r, &swapped), &["root-differs"]);
        const CODES: &[&str] = &[
            "order-wrong",
            "user-unknown",
            "entry-unknown",
            "not-allowed",
            "user-revoked",
            "signature-wrong",
        ];
        cases.refused(format!("entries {n} and next swapped, resealed"), resealed(&swapped), CODES);
        let mut dropped = r.leaves.clone();
        dropped.remove(n);
        cases.held(
            format!("entry {n} dropped, resealed, held"),
            resealed(&dropped),
            &r.head_of(size - 1, LOG),
            &[
                "history-changed",
                "user-unknown",
                "not-allowed",
                "entry-unknown",
                "signature-wrong",
                "witness-unknown",
            ],
        );
        let mut twice = r.leaves.clone();
        twice.insert(n, r.leaves[n].clone());
        const TWICE: &[&str] =
            &["entry-twice", "user-known", "epoch-out-of-order", "user-revoked", "witness-unknown"];
        cases.refused(format!("entry {n} twice, resealed"), resealed(&twice), TWICE);
    }
    cases.refused("without its founding", resealed(&r.leaves[1..]), &["mission-not-founded"]);
    cases.refused("of no entries", resealed(&[]), &["mission-not-founded"]);
    for (name, bytes) in
        [("empty", Vec::new()), ("no JSON", b"{\"body\":{".to_vec()), ("a null", b"null".to_vec())]
    {
        let mut broken = r.leaves.clone();
        broken[20] = bytes;
        cases.refused(format!("an entry that is {name}"), resealed(&broken), &["entry-not-understood"]);
    }
    unreadable(cases, r);
}

/// S plus the order of the group: the same signature to a reader that does not look.
fn plus_order(mut sig: [u8; 64]) -> [u8; 64] {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0_u16;
    for i in 0..32 {
        let digit = u16::from(sig[32 + i]) + u16::from(ORDER[i]) + carry;
        sig[32 + i] = digit as u8;
        carry = digit >> 8;
    }
    sig
}

/// Bodies that their actor signed and that are not in the form of one.
fn unreadable(cases: &mut Cases, r: &Record) {
    let mut own = r.clone();
    let part = own.part("text", Class::Narrative, "words");
    let body = own.body(MONITOR, Act::ReportFiled { from: None, report: claims() }, vec![part]);
    let text = String::from_utf8(body.canonical().unwrap()).unwrap();
    let deep = |n: usize| format!("\"report\":{}1{}", "[".repeat(n), "]".repeat(n));
    let whole = "\"report\":{\"deeds\":[],\"reported_at\":1790000000000000}";
    assert!(text.contains(whole), "{text}");
    let changes: Vec<(&str, String)> = vec![
        ("of a later format", text.replace("\"v\":1", "\"v\":2")),
        ("with a key more", text.replace("\"v\":1", "\"v\":1,\"w\":0")),
        ("of a kind unknown", text.replace("report.filed", "report.file")),
        ("with a key more in its act", text.replace("\"report\":", "\"reason\":0,\"report\":")),
        ("with a null", text.replace("\"kind\":", "\"from\":null,\"kind\":")),
        ("with a space", text.replace("\"v\":1", "\"v\": 1")),
        ("with a number written otherwise", text.replace("\"v\":1", "\"v\":1.0")),
        ("with an integer beyond exact", text.replace(whole, "\"report\":9007199254740992")),
        ("with a great integer", text.replace(whole, "\"report\":100000000000000000000")),
        ("with half a surrogate pair", text.replace(whole, "\"report\":\"\\ud800\"")),
        ("with an escape too many", text.replace(whole, "\"report\":\"\\u0041\"")),
        (
            "with a moment as text",
            text.replace(&format!("\"at\":{}", body.at.0), &format!("\"at\":\"{}\"", body.at.0)),
        ),
        ("with a moment that is none", text.replace(&format!("\"at\":{}", body.at.0), "\"at\":1.5")),
        ("with an actor that is none", text.replace(&body.actor.to_string(), "U-somebody")),
        ("nested too deep", text.replace(whole, &deep(99))),
        ("nested far too deep", text.replace(whole, &deep(5000))),
        ("not UTF-8", text.replace("reported_at", "reported_\u{1}")),
    ];
    for (name, text) in changes {
        let mut bytes = text.into_bytes();
        for byte in &mut bytes {
            if *byte == 1 {
                *byte = 0xff;
            }
        }
        cases.refused(format!("an entry {name}"), sealed_raw(&own, &bytes), &["entry-not-understood"]);
    }
}

/// What a founder might sign who means to part verifiers: odd values at every key of every *standing* act.
fn oddly_signed(cases: &mut Cases, r: &Record) {
    let odd = || {
        [
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e+21",
            "9007199254740991",
            "\"\"",
            "\"mission\"",
            "\"\u{fc}\"",
            "[]",
            "{}",
        ]
        .map(|text| serde_json::from_str::<Value>(text).unwrap())
        .into_iter()
        .chain([
            serde_json::json!({"mission": null}),
            serde_json::json!({"party": "first"}),
            serde_json::json!({"party": "first", "sector": "x"}),
            serde_json::json!({"ar": null}),
            serde_json::json!(user(50)),
            serde_json::json!(public(50)),
            serde_json::json!(["age1", 5]),
        ])
    };
    let wrapped = Digest::of(b"wrapped");
    let acts = [
        founded(),
        added(50, Some("first")),
        Act::UserRevoked { user: user(ANALYST) },
        Act::KeyChanged { key: public(61), user: user(MONITOR) },
        given("monitor", ANALYST),
        Act::RoleTaken { role: "monitor".into(), scope: Scope::Mission, user: user(MONITOR) },
        Act::EpochOpened { class: Class::Place, epoch: 1, recipients: vec!["age1".into()], wrapped },
        Act::WitnessAdmitted { key: witness_key(STRANGER).into(), party: None },
        Act::WitnessDismissed { key: witness_key(WITNESS).into() },
        Act::RecusalDeclared { case: CASE.into(), user: user(MONITOR) },
    ];
    for act in acts {
        let kind = act.kind();
        let mut own = r.clone();
        // whoever may: only the founder administers, only some may reply
        let actor = if kind == "recusal.declared" { CHAIR } else { FOUNDER };
        let body = own.body(actor, act, Vec::new());
        let value: Value = serde_json::from_slice(&body.canonical().unwrap()).unwrap();
        let keys: Vec<String> = value["act"].as_object().unwrap().keys().cloned().collect();
        for key in keys {
            for (n, other) in odd().enumerate() {
                let mut changed = value.clone();
                changed["act"][&key] = other;
                let members = signed_raw(&own, actor, &to_canonical(&changed).unwrap());
                let name = format!("{kind} with an odd {key}, {n}");
                cases.0.push(Case { name, members, held: None, expected: Expected::Whatever });
            }
        }
    }
}

/// A record with one more entry, the monitor's, of these bytes.
pub(crate) fn sealed_raw(r: &Record, body: &[u8]) -> Vec<OwnedMember> {
    signed_raw(r, MONITOR, body)
}

fn signed_raw(r: &Record, actor: u8, body: &[u8]) -> Vec<OwnedMember> {
    use ed25519_dalek::Signer as _;
    let sig = r.signing(actor).sign(&entry::message(body)).to_bytes();
    let mut leaves = r.leaves.clone();
    leaves.push(entry::leaf(body, Instant(r.now()), &sig).unwrap());
    resealed(&leaves)
}

fn histories(cases: &mut Cases, r: &Record) {
    let size = r.leaves.len();
    for short in [1, size / 2, size - 1] {
        let cut = r.cut(short);
        let members = cut.all_with(&cut.head(), &BTreeMap::new());
        cases.fine(&format!("cut to {short}"), members.clone(), None);
        cases.held(format!("cut to {short}, held"), members, &r.head(), &["history-changed"]);
        let mut members = r.all(&r.head());
        members[2] = cut.all_with(&cut.head(), &BTreeMap::new())[2].clone();
        cases.refused(format!("cut to {short} under the whole head"), members, FORM);
    }
    let fork = |more: usize| {
        let mut fork = r.cut(size - 1);
        for _ in 0..more {
            let body = fork.body(
                SECRETARY,
                Act::RedactionMade { because: "fork".into(), parts: Vec::new() },
                Vec::new(),
            );
            assert_eq!(fork.force(body, &key(SECRETARY)), None);
        }
        fork
    };
    for more in [1, 4] {
        let fork = fork(more);
        let head = fork.head();
        cases.fine(&format!("a fork by {more}"), fork.all(&head), Some(&r.head_of(size - 1, LOG)));
        cases.held(format!("a fork by {more}, held"), fork.all(&head), &r.head(), &["history-changed"]);
        if more > 1 {
            let members = fork.some(&head, &[3], Some(size as u64));
            cases.held(
                format!("an excerpt of a fork by {more}, held"),
                members,
                &r.head(),
                &["history-changed"],
            );
        } else {
            let members = fork.some(&head, &[3], None);
            cases.held(
                "an excerpt of a fork of the same size, held",
                members,
                &r.head(),
                &["history-changed"],
            );
        }
    }
    let all = r.all(&r.head());
    cases.held("held, by another key", all.clone(), &r.head_of(10, MONITOR), &["held-signature-wrong"]);
    let other = Head { origin: "hudna.mission/BBBBBBBBBBBBBBBB".into(), size: 10, root: [7; 32] };
    cases.held(
        "held, of another mission",
        all.clone(),
        &other.signed(&key(LOG)).unwrap(),
        &["bundle-other-mission"],
    );
    let newer = Head { origin: mission().0, size: size as u64 + 1, root: [7; 32] };
    cases.held("held, newer", all.clone(), &newer.signed(&key(LOG)).unwrap(), &["history-changed"]);
    let never = Head { origin: mission().0, size: 10, root: [7; 32] };
    cases.held("held, never so", all.clone(), &never.signed(&key(LOG)).unwrap(), &["history-changed"]);
    let nothing = Head { origin: mission().0, size: 0, root: [7; 32] };
    cases.held(
        "held, nothing under a wrong root",
        all,
        &nothing.signed(&key(LOG)).unwrap(),
        &["history-changed"],
    );
    let excerpt = r.some(&r.head(), &[20], None);
    cases.held("an excerpt without a proof, held", excerpt, &r.head_of(10, LOG), &["history-not-shown"]);
    let excerpt = r.some(&r.head(), &[20], Some(11));
    cases.held("an excerpt with another proof, held", excerpt, &r.head_of(10, LOG), &["history-not-shown"]);
}

fn parts(cases: &mut Cases, r: &Record) {
    let head = r.head();
    let change = |how: &dyn Fn(&mut BTreeMap<Digest, Part>)| {
        let mut opened = r.opened();
        how(&mut opened);
        r.all_with(&head, &opened)
    };
    let first = |opened: &BTreeMap<Digest, Part>| *opened.keys().next().unwrap();
    let salted = change(&|opened| opened.get_mut(&first(opened)).unwrap().salt[0] ^= 1);
    cases.refused("a part under another salt", salted, &["opened-differs"]);
    let longer = change(&|opened| opened.get_mut(&first(opened)).unwrap().content.push(0));
    cases.refused("a part with a byte more", longer, &["opened-differs"]);
    let moved = change(&|opened| {
        let digests: Vec<Digest> = opened.keys().take(2).copied().collect();
        let (a, b) = (opened[&digests[0]].clone(), opened[&digests[1]].clone());
        opened.insert(digests[0], b);
        opened.insert(digests[1], a);
    });
    cases.refused("two parts exchanged", moved, &["opened-differs"]);
    let stray = change(&|opened| {
        let part = Part { salt: [5; 32], content: b"never said".to_vec() };
        opened.insert(part.digest(), part);
    });
    cases.refused("a part that no entry names", stray, &["opened-differs"]);
    let mut redacted = r.clone();
    let digest = first(&r.opened());
    let act = Act::RedactionMade { because: "late".into(), parts: vec![digest] };
    redacted.seal(SECRETARY, act, Vec::new());
    cases.refused("a redacted part opened", redacted.all(&redacted.head()), &["opened-redacted"]);
    let mut opened = redacted.opened();
    opened.remove(&digest);
    cases.fine("a redacted part left out", redacted.all_with(&redacted.head(), &opened), None);
}

fn heads(cases: &mut Cases, r: &Record) {
    let size = r.leaves.len();
    cases.refused("a head by another key", r.all(&r.head_of(size, MONITOR)), &["head-signature-wrong"]);
    let mut two = r.head();
    two.lines.push(r.head_of(size - 1, LOG).lines[0].clone());
    cases.refused("a head with a second line that is not the host's", r.all(&two), &["head-signature-wrong"]);
    let mut wrong = r.cosigned(&[WITNESS]);
    let late = cosign(&r.head_of(3, LOG).text, 1_790_000_000, &witness_name(WITNESS), &key(WITNESS)).unwrap();
    wrong.lines[1] = late;
    cases.refused("a cosignature over another head", r.all(&wrong), &["cosignature-wrong"]);
    let mut moved = r.cosigned(&[WITNESS]);
    moved.lines[1].sig[7] ^= 1;
    cases.refused("a cosignature moved in time", r.all(&moved), &["cosignature-wrong"]);
    let mut cut = r.cosigned(&[WITNESS]);
    cut.lines[1].sig.truncate(7);
    cases.refused("a cosignature cut off", r.all(&cut), &["cosignature-wrong"]);
    let mut late = r.cosigned(&[WITNESS]);
    late.lines[1].sig[0] |= 0x80;
    cases.refused("a cosignature at no time", r.all(&late), &["cosignature-wrong"]);
    let mut dismissed = r.cosigned(&[DISMISSED]);
    dismissed.lines[1].sig[20] ^= 1;
    cases.fine("a wrong cosignature by one dismissed", r.all(&dismissed), None);
    let note = r.cosigned(&[WITNESS]).to_string();
    let lines: Vec<&str> = note.lines().collect();
    let text = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        change(&mut lines);
        let mut members = r.all(&r.head());
        members[1].1 = lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect();
        members
    };
    let form = |cases: &mut Cases, name: &str, members| cases.refused(name, members, FORM);
    form(cases, "a checkpoint with an extension", text(&|lines| lines.insert(3, "more".into())));
    form(cases, "a checkpoint without its gap", text(&|lines| drop(lines.remove(3))));
    form(cases, "a checkpoint without signatures", text(&|lines| lines.truncate(4)));
    form(cases, "a checkpoint with a root cut off", text(&|lines| lines[2].truncate(20)));
    form(cases, "a size with a nought before it", text(&|lines| lines[1].insert(0, '0')));
    form(cases, "a size with a plus", text(&|lines| lines[1].insert(0, '+')));
    form(cases, "a signature with a hyphen", text(&|lines| lines[4] = lines[4].replace('\u{2014}', "-")));
    form(cases, "a signature that is no base 64", text(&|lines| lines[4].push('!')));
    form(cases, "a checkpoint with a tab", text(&|lines| lines[0].push('\t')));
    form(cases, "a hundred and one signatures", text(&|lines| lines.extend(vec![lines[4].clone(); 99])));
    cases.fine("a hundred signatures", text(&|lines| lines.extend(vec![lines[5].clone(); 94])), None);
    let other = &["bundle-other-mission"];
    cases.refused("another size", text(&|lines| lines[1] = (size + 1).to_string()), other);
    cases.refused("another origin", text(&|lines| lines[0] = "hudna.mission/BBBBBBBBBBBBBBBB".into()), other);
    let root = text(&|lines| lines[2] = Digest([7; 32]).to_string());
    cases.refused("another root", root, &["head-signature-wrong"]);
    let lied = Head { origin: mission().0, size: size as u64, root: [7; 32] };
    cases.refused("another root, signed", r.all(&lied.signed(&key(LOG)).unwrap()), &["root-differs"]);
}

fn excerpts(cases: &mut Cases, r: &Record) {
    let head = r.head();
    let last = r.leaves.len() as u64 - 1;
    cases.refused("an excerpt without its founding", r.only(&head, 1..=last, None), &["mission-not-founded"]);
    let wanted = r.kinds.iter().rposition(|kind| *kind == "report.filed").unwrap() as u64;
    // the secretary's role: nothing that the excerpt holds rests on it
    let secretary =
        r.leaves.iter().position(|leaf| String::from_utf8_lossy(leaf).contains("secretary")).unwrap();
    for (n, kind) in r.kinds.iter().enumerate().skip(1) {
        let without = r.only(&head, (0..=wanted).filter(|m| *m != n as u64), None);
        let name = format!("an excerpt without entry {n}");
        match *kind {
            "user.added" | "role.given" | "user.key_changed" if n != secretary => {
                cases.refused(name, without, &["user-unknown", "not-allowed", "signature-wrong"]);
            }
            _ => cases.fine(&name, without, None),
        }
    }
    let amended = r.kinds.iter().position(|kind| *kind == "report.amended").unwrap() as u64;
    cases.fine("an excerpt without what an entry speaks of", r.some(&head, &[amended], None), None);
    // what it speaks of stands after it: known from the excerpt alone
    let mut ahead = r.clone();
    let body = ahead.body(MONITOR, Act::ReportFiled { from: None, report: claims() }, Vec::new());
    let early = ahead.body(MONITOR, Act::ReportAmended { of: body.id.clone(), report: claims() }, Vec::new());
    let signing = ahead.signing(MONITOR);
    assert_eq!(ahead.force(early, &signing), Some("entry-unknown"));
    let body = entry::Body { at: Instant(ahead.now()), ..body };
    assert_eq!(ahead.force(body, &signing), None);
    let size = ahead.leaves.len() as u64;
    let members = ahead.some(&ahead.head(), &[size - 2, size - 1], None);
    cases.refused("an excerpt of an amendment before its report", members, &["entry-unknown"]);
    let members = ahead.some(&ahead.head(), &[size - 2], None);
    cases.fine("an excerpt of that amendment alone", members, None);
}
