//! What a dishonest host takes in, what no actor signed, and odd things that one did sign: see `tampered_record`.

use hudna_core::finding::Outcome;
use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::bundle::OwnedMember;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{self, Leaf};
use hudna_core::ledger::id::{EntryId, PublicKey, UserId};
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::time::Instant;
use hudna_core::value::Attribute;
use serde_json::Value;

use super::invented_record::*;
use super::tampered_record::{Cases, resealed, unsealed};

/// A dishonest host takes in what an honest one refuses: host and verifier give the same code.
pub(crate) fn dishonest(cases: &mut Cases, r: &Record) {
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
        abstained: Vec::new(),
        against: Vec::new(),
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
pub(crate) fn unsigned(cases: &mut Cases, r: &Record) {
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
pub(crate) fn oddly_signed(cases: &mut Cases, r: &Record) {
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
                cases.whatever(name, members);
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
