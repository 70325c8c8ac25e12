//! Bundles: the record, or some entries of it with proofs, as members of a ZIP that anybody can verify.
//!
//! `docs/record-format.md` §7 says what a bundle is and what a verifier checks, in which order; this is that list. What
//! it asks of an entry it asks of [`Standing`], as the host did before it sealed the entry: the two cannot
//! disagree. `verifiers/python` is a second verifier, written from the document alone, and tests hold the two together.
//! ZIP itself is the desk's: here members are names and bytes, in order.

mod follow;
mod form;
mod outline;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::act::Act;
use super::entry::{Leaf, is_signed};
use super::head::SignedHead;
use super::id::{MissionId, PartyId};
use super::note::{KeyKind, VerifierKey};
use super::part::{Digest, Part};
use super::standing::{Refusal, Standing};
use super::tree::{Hash, Tree, leaf_hash, verify_consistency, verify_inclusion};
use form::Form;
use outline::Read;

pub use write::{Contents, NotWritten, OwnedMember, all, chosen, some};

/// The format, as `hudna.json` names it.
pub const FORMAT: &str = "hudna bundle 1";
/// What a bundle is: size of the record, format, mission.
pub const ABOUT: &str = "hudna.json";
/// The head.
pub const CHECKPOINT: &str = "checkpoint";
/// The entries of an excerpt with their proofs.
pub const EXCERPT: &str = "excerpt.jsonl";
/// That the record continues an older head.
pub const CONSISTENCY: &str = "consistency.json";
/// The parts opened.
pub const OPENED: &str = "opened.jsonl";
/// The most bytes that a bundle's file may have, and its members together.
pub const MOST_BUNDLE: u64 = 1 << 30;
/// The most bytes that `hudna.json` and `consistency.json` may have.
pub const MOST_SMALL: usize = 65_536;

/// A member: its name and its content.
pub type Member<'a> = (&'a str, &'a [u8]);

/// A witness's cosignature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The witness's name.
    pub witness: Arc<str>,
    /// The party that it stands for.
    pub party: Option<PartyId>,
    /// When it cosigned last, in seconds since 1970.
    pub at: u64,
}

/// What a bundle was found to show.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The mission.
    pub mission: MissionId,
    /// Entries in the record.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// How many entries of each kind the bundle holds.
    pub kinds: BTreeMap<&'static str, u64>,
    /// The parts opened, by digest.
    pub opened: BTreeMap<Digest, Part>,
    /// Admitted witnesses who cosigned the head.
    pub cosigned: Vec<Cosigned>,
    /// Of an excerpt, the numbers of its entries.
    pub excerpt: Option<Vec<u64>>,
    /// The size of the older head that the record was shown to extend.
    pub held: Option<u64>,
    /// For whom it says it was made; nothing vouches for that.
    pub made_for: Option<Arc<str>>,
    /// Who may act, as of the last entry in the bundle.
    pub standing: Standing,
}

impl Verified {
    /// How many entries the bundle holds.
    pub fn entries(&self) -> u64 {
        self.kinds.values().sum()
    }
}

/// Why a bundle is refused: a code of §7, with what it takes to say it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Refused {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// The number of the entry that does not stand.
    pub entry: Option<u64>,
    /// Named values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl Refused {
    /// A refusal without values.
    pub const fn new(code: &'static str) -> Self {
        Self { code, entry: None, arguments: Vec::new() }
    }
    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
    const fn at(mut self, entry: u64) -> Self {
        self.entry = Some(entry);
        self
    }
    fn of(refusal: Refusal, entry: u64) -> Self {
        Self { code: refusal.code, entry: Some(entry), arguments: refusal.arguments }
    }
}

/// Checks a bundle's members, in the order in which the file holds them; `held` is an older head that the reader kept.
///
/// # Errors
/// The first refusal in the order of `docs/record-format.md` §7.
pub fn verify(members: &[Member<'_>], held: Option<&SignedHead>) -> Result<Verified, Refused> {
    let form = Form::read(members)?;
    let head = &form.head.head;
    if head.origin != form.about.mission.0 || head.size != form.about.size {
        return Err(Refused::new("bundle-other-mission")
            .with("ours", &form.about.mission)
            .with("theirs", &head.origin));
    }
    let log = founding(&form)?;
    let tree = against_root(&form)?;
    let followed = follow::follow(&form)?;
    let opened = opened(&form, &followed)?;
    let cosigned = cosignatures(&form.head, &followed.standing)?;
    let held = held.map(|held| extends(&form, tree.as_ref(), held, &log)).transpose()?;
    let excerpt = tree.is_none().then(|| form.leaves.iter().map(|(number, _)| *number).collect());
    Ok(Verified {
        mission: form.about.mission.clone(),
        size: head.size,
        root: head.root,
        kinds: followed.kinds,
        opened,
        cosigned,
        excerpt,
        held,
        made_for: form.about.made_for.clone(),
        standing: followed.standing,
    })
}

/// Check 3; the key of the log.
fn founding(form: &Form<'_>) -> Result<VerifierKey, Refused> {
    let Some((0, leaf)) = form.leaves.first() else { return Err(Refused::new("mission-not-founded")) };
    let refused = |code| Refused::new(code).at(0);
    let read = Read::leaf(leaf).map_err(|why| refused("entry-not-understood").with("detail", why.code()))?;
    let Leaf { body: bytes, sig, .. } = read.leaf;
    let Some(body) = read.body() else { return Err(refused("mission-not-founded")) };
    let Act::MissionFounded { key, log, .. } = &body.act else { return Err(refused("mission-not-founded")) };
    if body.mission != form.about.mission {
        return Err(refused("bundle-other-mission")
            .with("ours", &form.about.mission)
            .with("theirs", &body.mission));
    }
    let verifying = key.verifying().ok_or_else(|| refused("key-not-a-key").with("key", key))?;
    if !is_signed(bytes, &verifying, &sig) {
        return Err(refused("signature-wrong").with("entry", &body.id).with("user", &body.actor));
    }
    let log = match log.parse::<VerifierKey>() {
        Ok(log) if log.kind == KeyKind::Log && log.name == body.mission.0 => log,
        _ => return Err(refused("verifier-key-malformed").with("key", log)),
    };
    if form.head.verified_by(&log) { Ok(log) } else { Err(Refused::new("head-signature-wrong")) }
}

/// Check 4; of a bundle of all, the tree.
fn against_root(form: &Form<'_>) -> Result<Option<Tree>, Refused> {
    let head = &form.head.head;
    let hashes: Vec<Hash> = form.leaves.par_iter().map(|(_, leaf)| leaf_hash(leaf)).collect();
    let Some(proofs) = &form.proofs else {
        let tree = Tree::from_leaves(hashes);
        return if tree.root() == head.root { Ok(Some(tree)) } else { Err(Refused::new("root-differs")) };
    };
    let wrong = form.leaves.par_iter().zip(&hashes).zip(proofs).find_first(|(((number, _), hash), proof)| {
        !verify_inclusion(hash, *number, head.size, proof, &head.root)
    });
    match wrong {
        Some((((number, _), _), _)) => Err(Refused::new("inclusion-wrong").at(*number)),
        None => Ok(None),
    }
}

/// Checks 9 and 10.
fn opened(form: &Form<'_>, followed: &follow::Followed) -> Result<BTreeMap<Digest, Part>, Refused> {
    let differs =
        |(digest, part): &&(Digest, Part)| !followed.named.contains(digest) || part.digest() != *digest;
    if let Some((digest, _)) = form.opened.par_iter().find_first(differs) {
        return Err(Refused::new("opened-differs").with("digest", digest));
    }
    if let Some((digest, _)) = form.opened.iter().find(|(digest, _)| followed.redacted.contains(digest)) {
        return Err(Refused::new("opened-redacted").with("digest", digest));
    }
    Ok(form.opened.iter().cloned().collect())
}

/// Check 11.
fn cosignatures(head: &SignedHead, standing: &Standing) -> Result<Vec<Cosigned>, Refused> {
    let mut cosigned = Vec::new();
    for (key, party) in &standing.witnesses {
        // admitted only if it is a key
        let Ok(witness) = key.parse::<VerifierKey>() else { continue };
        if witness.own(&head.lines).next().is_none() {
            continue;
        }
        let Some(at) = head.cosigned_by(&witness) else {
            return Err(Refused::new("cosignature-wrong").with("witness", &witness.name));
        };
        cosigned.push(Cosigned { witness: witness.name, party: party.clone(), at });
    }
    Ok(cosigned)
}

/// Check 12; the size held.
fn extends(
    form: &Form<'_>,
    tree: Option<&Tree>,
    held: &SignedHead,
    log: &VerifierKey,
) -> Result<u64, Refused> {
    let (old, new) = (&held.head, &form.head.head);
    if old.origin != new.origin {
        return Err(Refused::new("bundle-other-mission")
            .with("ours", &old.origin)
            .with("theirs", &new.origin));
    }
    if !held.verified_by(log) {
        return Err(Refused::new("held-signature-wrong"));
    }
    let root = |hash: &Hash| Digest(*hash);
    let refused = |code| {
        Refused::new(code)
            .with("held_size", old.size)
            .with("held_root", root(&old.root))
            .with("size", new.size)
            .with("root", root(&new.root))
    };
    let holds = match (tree, &form.consistency) {
        _ if old.size >= new.size => old.size == new.size && old.root == new.root,
        (Some(tree), _) => tree.root_at(old.size) == Some(old.root),
        (None, Some((from, proof))) if *from == old.size => {
            verify_consistency(*from, &old.root, new.size, &new.root, proof)
        }
        (None, _) => return Err(refused("history-not-shown")),
    };
    if holds { Ok(old.size) } else { Err(refused("history-changed")) }
}
