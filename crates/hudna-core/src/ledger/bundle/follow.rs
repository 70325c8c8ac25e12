//! Checks 5 to 8: entry by entry, whether each was allowed to stand where it stands.
//!
//! Reading and signatures are shared out over all cores; who may act is folded in order. The first refusal in the order of
//! entries is the one that is named, as if one had gone through them singly.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::act::Act;
use super::super::entry::{Entry, EntryError, is_signed};
use super::super::id::{EntryId, MissionId, PublicKey, UserId};
use super::super::part::Digest;
use super::super::standing::{ROWS, Refusal, Standing, Stands};
use super::Refused;
use super::form::{Form, Numbered};
use super::outline::{Known, Read};

/// So many leaves are read at a time: bounds the memory that values take.
const AT_ONCE: usize = 16_384;

/// What the entries came to.
#[derive(Default)]
pub(super) struct Followed {
    pub(super) standing: Standing,
    pub(super) kinds: BTreeMap<&'static str, u64>,
    /// Digests that entries name.
    pub(super) named: FxHashSet<Digest>,
    /// Digests whose parts were destroyed.
    pub(super) redacted: FxHashSet<Digest>,
    /// Entries taken in, with their kinds; of rows, who signed them.
    ids: FxHashMap<EntryId, (&'static str, Option<UserId>)>,
    /// Ids anywhere in an excerpt; `None` for a bundle of all.
    anywhere: Option<FxHashSet<EntryId>>,
    keys: FxHashMap<PublicKey, Option<VerifyingKey>>,
}

pub(super) fn follow(form: &Form<'_>) -> Result<Followed, Refused> {
    let mut followed = Followed::default();
    let is_excerpt = form.proofs.is_some();
    // an excerpt is taken at once: what an entry speaks of may stand anywhere in it
    let at_once = if is_excerpt { form.leaves.len().max(1) } else { AT_ONCE };
    for leaves in form.leaves.chunks(at_once) {
        followed.take(leaves, &form.about.mission, is_excerpt)?;
    }
    Ok(followed)
}

/// A signature that is still to be checked.
struct Claim<'a> {
    number: u64,
    key: VerifyingKey,
    body: &'a [u8],
    sig: [u8; 64],
}

impl Followed {
    fn take(
        &mut self,
        leaves: &[Numbered<'_>],
        mission: &MissionId,
        is_excerpt: bool,
    ) -> Result<(), Refused> {
        let mut reads: Vec<Result<Read<'_>, EntryError>> =
            leaves.par_iter().map(|(_, leaf)| Read::leaf(leaf)).collect();
        if is_excerpt {
            let readable = reads.iter().map_while(|read| read.as_ref().ok());
            self.anywhere = Some(readable.map(|read| read.id().clone()).collect());
        }
        let mut claims = Vec::with_capacity(reads.len());
        let mut stop = Ok(());
        for ((number, _), read) in leaves.iter().zip(reads.drain(..)) {
            stop = match read {
                Ok(read) => self.one(read, *number, mission, &mut claims),
                Err(why) => Err(unread(&why)),
            }
            .map_err(|refusal| Refused::of(refusal, *number));
            if stop.is_err() {
                break;
            }
        }
        // an entry that no one signed comes before whatever would follow from it
        match claims.par_iter().find_first(|claim| !is_signed(claim.body, &claim.key, &claim.sig)) {
            Some(claim) => Err(Refused::new("signature-wrong").at(claim.number)),
            None => stop,
        }
    }

    /// Asks everything of one entry but whether its signature holds, which becomes a claim, and takes it in.
    fn one<'a>(
        &mut self,
        read: Read<'a>,
        number: u64,
        mission: &MissionId,
        claims: &mut Vec<Claim<'a>>,
    ) -> Result<(), Refusal> {
        if read.mission() != mission {
            return Err(Refusal::new("bundle-other-mission")
                .with("ours", mission)
                .with("theirs", read.mission()));
        }
        let founder = match read.body().map(|body| &body.act) {
            Some(Act::MissionFounded { key, .. }) => Some(self.standing.founder(key)?),
            _ => None,
        };
        let key = match founder {
            Some(key) => key,
            None => self.standing.signer(mission, read.actor())?.key,
        };
        let key = self.key(key)?;
        claims.push(Claim { number, key, body: read.leaf.body, sig: read.leaf.sig });
        let body = match read.known {
            Known::Whole(body) => body,
            Known::Outline(outline, shape, why) => {
                self.standing.carries(&outline.actor, shape.verb)?;
                return Err(unread(&why));
            }
        };
        self.standing.allows(&body)?;
        self.standing.is_timely(&body, read.leaf.recorded_at)?;
        self.standing.placed(&body, |id| match (self.ids.get(id), &self.anywhere) {
            (Some((kind, actor)), _) => Stands::Before { kind, actor: actor.as_ref() },
            (None, Some(anywhere)) if !anywhere.contains(id) => Stands::Unknown,
            (None, _) => Stands::No,
        })?;
        self.note(Entry { body, recorded_at: read.leaf.recorded_at, sig: read.leaf.sig });
        Ok(())
    }

    fn key(&mut self, key: PublicKey) -> Result<VerifyingKey, Refusal> {
        // making a key ready costs as much as a signature: users are few
        let ready = *self.keys.entry(key).or_insert_with(|| key.verifying());
        ready.ok_or_else(|| Refusal::new("key-not-a-key").with("key", key))
    }

    fn note(&mut self, entry: Entry) {
        let kind = entry.body.act.kind();
        *self.kinds.entry(kind).or_default() += 1;
        self.named.extend(entry.body.parts.iter().map(|part| part.digest));
        if let Act::RedactionMade { parts, .. } = &entry.body.act {
            self.redacted.extend(parts);
        }
        self.standing.apply(&entry);
        let actor = ROWS.contains(&kind).then_some(entry.body.actor);
        self.ids.insert(entry.body.id, (kind, actor));
    }
}

fn unread(why: &EntryError) -> Refusal {
    Refusal::new("entry-not-understood").with("detail", why.code())
}
