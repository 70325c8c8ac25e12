//! The record: verifying a bundle of it, growing its tree.
//!
//! `cargo bench -p hudna-core --bench record`. Figures stand in `benches/README.md`.

#![expect(clippy::disallowed_methods, reason = "benches read clocks; the crate itself does not")]
#![expect(clippy::print_stdout, reason = "a figure without the machine says nothing")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::{Bencher, counter::ItemsCount};
use ed25519_dalek::SigningKey;
use hudna_core::ledger::act::{Act, Both, ReportClaims, Scope};
use hudna_core::ledger::bundle::{Contents, Member, OwnedMember, all, verify};
use hudna_core::ledger::entry::{self, Body, VERSION};
use hudna_core::ledger::head::Head;
use hudna_core::ledger::id::{EntryId, MissionId, PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_core::ledger::part::{Class, Digest, PartRef};
use hudna_core::ledger::tree::{Hash, Tree, leaf_hash};
use hudna_core::report::Account;
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Number, Value};
use rayon::prelude::*;

/// Entries of the record.
const ENTRIES: usize = 100_000;
/// Users who sign them.
const USERS: u8 = 20;
const FOUNDED: i64 = 1_790_000_000_000_000;

fn main() {
    let threads = rayon::current_num_threads();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{} {}, {threads} threads, load {}", std::env::consts::OS, std::env::consts::ARCH, load.trim());
    let bytes: usize = RECORD.members.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{ENTRIES} entries, {bytes} bytes in a bundle, signed by {USERS} users");
    divan::main();
}

struct Record {
    members: Vec<OwnedMember>,
    hashes: Vec<Hash>,
}

static RECORD: LazyLock<Record> = LazyLock::new(made);

fn mission() -> MissionId {
    MissionId::of([7; 10])
}

fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

/// A number of one's own in ten bytes.
fn spread(n: usize) -> [u8; 10] {
    let mut id = [0; 10];
    id[2..].copy_from_slice(&(n as u64).to_be_bytes());
    id
}

fn act(n: usize) -> (u8, Act) {
    let users = usize::from(USERS);
    let log = VerifierKey::new(&mission().0, KeyKind::Log, key(200).verifying_key()).expect("a name");
    match n {
        0 => {
            let title = Both { ar: None, en: Some("Invented".into()) };
            let key = PublicKey::from(&key(0).verifying_key());
            (0, Act::MissionFounded { key, log: log.to_string().into(), title, zone_time: "UTC".into() })
        }
        n if n <= users => {
            let key = PublicKey::from(&key(n as u8).verifying_key());
            (0, Act::UserAdded { key, party: None, user: UserId::of([n as u8; 10]) })
        }
        n if n <= 2 * users => {
            let user = UserId::of([(n - users) as u8; 10]);
            (0, Act::RoleGiven { role: "monitor".into(), scope: Scope::Mission, user })
        }
        n => {
            let mut deed = Account::default();
            deed.set(Attribute::Rounds, vec![Value::Number(Number::exact((n % 40) as f64))]);
            let report = ReportClaims {
                aggregate: false,
                deeds: vec![deed],
                reported_at: Some(Instant(FOUNDED + n as i64 * 1_000_000)),
            };
            ((n % users) as u8 + 1, Act::ReportFiled { from: None, report })
        }
    }
}

fn leaf(n: usize) -> Vec<u8> {
    let (actor, act) = act(n);
    let part = |name: &str, class| PartRef {
        name: name.into(),
        class,
        digest: Digest::of(format!("{name} {n}").as_bytes()),
    };
    let parts = match act {
        Act::ReportFiled { .. } => {
            vec![part("source", Class::Source), part("place", Class::Place), part("text", Class::Narrative)]
        }
        _ => Vec::new(),
    };
    let at = Instant(FOUNDED + n as i64 * 1_000_000);
    let body = Body {
        act,
        actor: UserId::of([actor; 10]),
        at,
        id: EntryId::of(spread(n)),
        mission: mission(),
        parts,
        v: VERSION,
    };
    let bytes = body.canonical().expect("canonical");
    entry::leaf(&bytes, at, &body.signed(&key(actor)).expect("signed")).expect("small enough")
}

fn made() -> Record {
    let leaves: Vec<Vec<u8>> = (0..ENTRIES).into_par_iter().map(leaf).collect();
    let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let root = Tree::from_leaves(hashes.clone()).root();
    let head = Head { origin: mission().0, size: ENTRIES as u64, root };
    let head = head.signed(&key(200)).expect("signed");
    let contents = Contents { head: &head, opened: &BTreeMap::new(), made_for: None };
    Record { members: all(&contents, &leaves).expect("a bundle"), hashes }
}

/// A bundle of all: every signature, who might do what, the root.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn verify_a_bundle(bencher: Bencher<'_, '_>) {
    let members: Vec<Member<'_>> = RECORD.members.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    bencher.counter(ItemsCount::new(ENTRIES)).bench_local(|| {
        let verified = verify(&members, None).expect("it holds");
        assert_eq!(verified.entries(), ENTRIES as u64);
    });
}

/// A tree of the same leaves, one after another, with its root at the end.
#[divan::bench]
fn append_to_the_tree(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(ENTRIES)).bench_local(|| {
        let mut tree = Tree::new();
        RECORD.hashes.iter().for_each(|hash| tree.push(*hash));
        tree.root()
    });
}

/// One leaf more, and the root after it: what sealing an entry costs here.
#[divan::bench]
fn append_one_and_take_the_root(bencher: Bencher<'_, '_>) {
    let tree = Tree::from_leaves(RECORD.hashes.clone());
    let roomy = || {
        // a copy has no room to grow: the first leaf pushed would pay for all
        let mut tree = tree.clone();
        tree.push([6; 32]);
        tree
    };
    bencher.with_inputs(roomy).bench_local_refs(|tree| {
        tree.push([7; 32]);
        tree.root()
    });
}

/// The proof of one leaf among them.
#[divan::bench]
fn prove_one_leaf(bencher: Bencher<'_, '_>) {
    let tree = Tree::from_leaves(RECORD.hashes.clone());
    bencher.bench_local(|| tree.inclusion(divan::black_box(31_337), ENTRIES as u64));
}
