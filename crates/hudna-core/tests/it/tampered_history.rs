//! Another history told, parts, heads and excerpts that do not belong to it: see `tampered_record`.

use std::collections::BTreeMap;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry;
use hudna_core::ledger::head::{Head, cosign};
use hudna_core::ledger::part::{Digest, Part};
use hudna_core::time::Instant;

use super::invented_record::*;
use super::tampered_record::{Cases, FORM};

pub(crate) fn histories(cases: &mut Cases, r: &Record) {
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

pub(crate) fn parts(cases: &mut Cases, r: &Record) {
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

pub(crate) fn heads(cases: &mut Cases, r: &Record) {
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

pub(crate) fn excerpts(cases: &mut Cases, r: &Record) {
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
