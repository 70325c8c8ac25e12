//! The invented record tampered with in every way that we could think of, and what a verifier must say of each.
//!
//! Shared with the desk's tests, which hold the verifier in Python to the same cases. What a dishonest host takes in and
//! what nobody signed so is in `tampered_signed`; other histories, parts, heads and excerpts in `tampered_history`.

use std::collections::BTreeMap;

use hudna_core::ledger::bundle::OwnedMember;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use serde_json::{Map, Value};

use super::invented_record::*;
use super::{tampered_history, tampered_signed};

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

pub(crate) struct Cases(Vec<Case>);

impl Cases {
    pub(crate) fn whatever(&mut self, name: String, members: Vec<OwnedMember>) {
        self.0.push(Case { name, members, held: None, expected: Expected::Whatever });
    }
    pub(crate) fn fine(&mut self, name: &str, members: Vec<OwnedMember>, held: Option<&SignedHead>) {
        let held = held.map(ToString::to_string);
        self.0.push(Case { name: name.into(), members, held, expected: Expected::Verified });
    }
    pub(crate) fn refused(
        &mut self,
        name: impl Into<String>,
        members: Vec<OwnedMember>,
        codes: &'static [&'static str],
    ) {
        self.0.push(Case { name: name.into(), members, held: None, expected: Expected::Refused(codes) });
    }
    pub(crate) fn held(
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
    tampered_signed::dishonest(&mut cases, &r);
    for (name, members, codes) in super::tampered_rows::refused(&r) {
        cases.refused(name, members, codes);
    }
    for (name, members) in super::tampered_rows::fine(&r) {
        cases.fine(&name, members, None);
    }
    tampered_signed::unsigned(&mut cases, &r);
    tampered_signed::oddly_signed(&mut cases, &r);
    tampered_history::histories(&mut cases, &r);
    tampered_history::parts(&mut cases, &r);
    tampered_history::heads(&mut cases, &r);
    tampered_history::excerpts(&mut cases, &r);
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

pub(crate) const FORM: &[&str] = &["bundle-not-understood"];

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
pub(crate) fn resealed(leaves: &[Vec<u8>]) -> Vec<OwnedMember> {
    let root = Tree::from_leaves(leaves.iter().map(|leaf| leaf_hash(leaf)).collect()).root();
    let head = Head { origin: mission().0, size: leaves.len() as u64, root };
    let r = Record::empty().with_leaves(leaves);
    r.all_with(&head.signed(&key(LOG)).unwrap(), &BTreeMap::new())
}

/// The same leaves under the honest head.
pub(crate) fn unsealed(r: &Record, leaves: &[Vec<u8>]) -> Vec<OwnedMember> {
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
