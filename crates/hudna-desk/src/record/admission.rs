//! A batch on its way into the record: each submission is admitted in order against who may act at that point.
//!
//! Nothing here touches what stands; [`super::ledger`] appends what comes of it.

use std::collections::BTreeMap;

use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::entry::{self, Body, Entry, Leaf};
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::ledger::standing::{Refusal, Standing, Stands, referred};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::register::Ballot;
use hudna_core::time::Instant;

use super::ledger::{Ledger, Receipt, Refused};
use super::prepared::Prepared;
use super::read::whole;
use crate::store::backend::{Batch, EntryRow, PartRow, StoreError, WrappedKey};

/// A batch while its submissions are admitted one after another.
pub(super) struct Admission {
    now: Instant,
    pub(super) standing: Standing,
    pub(super) tree: Tree,
    pub(super) batch: Batch,
    /// Entries that the batch speaks of or repeats: number and kind.
    known: BTreeMap<EntryId, (u64, String)>,
    /// Bodies, and moments, of entries that stand and are sent again.
    stand: BTreeMap<EntryId, (Vec<u8>, Instant)>,
    /// Parts that some entry has, of those that the batch redacts.
    parts: Vec<(Digest, u64, Class)>,
    /// Who did what the batch amends, grades, withdraws or attaches to, and what it adds itself.
    actors: BTreeMap<EntryId, UserId>,
}

impl Admission {
    pub(super) fn new(
        ledger: &mut Ledger,
        prepared: &[Result<Prepared, Refusal>],
        now: Instant,
    ) -> Result<Self, StoreError> {
        let bodies = || prepared.iter().flatten().map(|p| &p.body);
        let mut ids: Vec<EntryId> = bodies().map(|b| b.id.clone()).collect();
        ids.extend(bodies().flat_map(|b| referred(&b.act)).cloned());
        ids.sort_unstable();
        ids.dedup();
        let mut known = BTreeMap::new();
        for (id, seq, kind) in ledger.backend.find(&ids)? {
            known.insert(id, (seq, kind));
        }
        let mut stand = BTreeMap::new();
        for body in bodies() {
            let Some((seq, _)) = known.get(&body.id) else { continue };
            let tree = &ledger.tree;
            ledger.backend.entries(*seq..seq + 1, &mut |stored| {
                whole(&stored, tree)?;
                if let Ok(leaf) = Leaf::split(&stored.leaf) {
                    stand.insert(body.id.clone(), (leaf.body.to_vec(), leaf.recorded_at));
                }
                Ok(())
            })?;
        }
        let redacted: Vec<Digest> = bodies()
            .filter_map(|b| match &b.act {
                Act::RedactionMade { parts, .. } => Some(parts),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        let parts = if redacted.is_empty() { Vec::new() } else { ledger.backend.known_parts(&redacted)? };
        let mut actors = BTreeMap::new();
        for body in bodies() {
            let (Act::ReportAmended { of, .. }
            | Act::EntryWithdrawn { of }
            | Act::ReportGraded { of }
            | Act::AttachmentAdded { to: of, .. }) = &body.act
            else {
                continue;
            };
            let Some((seq, _)) = known.get(of) else { continue };
            let tree = &ledger.tree;
            ledger.backend.entries(*seq..seq + 1, &mut |stored| {
                actors.insert(of.clone(), whole(&stored, tree)?.body.actor);
                Ok(())
            })?;
        }
        let batch = Batch { first: ledger.tree.len(), ..Batch::default() };
        let tree = std::mem::take(&mut ledger.tree);
        Ok(Self { actors, now, standing: ledger.standing.clone(), tree, batch, known, stand, parts })
    }

    /// Whether those in whose name an act is done are who they are said to be, and may.
    fn is_own(&self, body: &Body) -> Result<(), Refusal> {
        let (by, finding): (Vec<&UserId>, _) = match &body.act {
            // whose powers were taken away gets none any more
            Act::RoleGiven { user, .. } | Act::KeyChanged { user, .. } | Act::UserRevoked { user }
                if self.standing.users.get(user).is_some_and(|user| user.revoked) =>
            {
                return Err(Refusal::new("user-revoked").with("user", user));
            }
            Act::DissentRecorded { by, .. } if *by != body.actor => {
                return Err(Refusal::new("not-yours").with("user", &body.actor));
            }
            Act::VoteCast { ballot } => return self.votes(body, ballot),
            Act::RulingMade { by, against, abstained, finding, .. } => {
                (by.iter().chain(against).chain(abstained).collect(), Some(finding))
            }
            Act::ReadingRuled { by, against, abstained, .. } => {
                (by.iter().chain(against).chain(abstained).collect(), None)
            }
            Act::SequenceRuled { by, .. } => (by.iter().collect(), None),
            _ => return Ok(()),
        };
        for user in by {
            if !self.standing.may(user, Verb::Rule) {
                return Err(Refusal::new("not-allowed").with("user", user).with("verb", Verb::Rule.name()));
            }
            if let Some(finding) = finding {
                self.standing.is_in(user, finding)?;
            }
        }
        Ok(())
    }

    /// Whether neither who casts the vote nor the member who votes declared recusal from what is put to the vote: `vote:DECISION`, or a
    /// part of its name up to a `/`.
    fn votes(&self, body: &Body, ballot: &Ballot) -> Result<(), Refusal> {
        let is_it = |case: &str| {
            let of = case.strip_prefix("vote:").and_then(|of| ballot.decision.strip_prefix(of));
            of.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let own = |user: &UserId| *user == body.actor || *user.0 == *ballot.member;
        match self.standing.recused.iter().find(|(user, case)| own(user) && is_it(case)) {
            None => Ok(()),
            Some((user, case)) => Err(Refusal::new("vote-recused")
                .with("user", user)
                .with("case", case)
                .with("member", &ballot.member)
                .with("decision", &ballot.decision)),
        }
    }

    /// Admits one.
    pub(super) fn admit(&mut self, one: Prepared) -> Result<Receipt, Refused> {
        let Prepared { body, bytes, sig, good_under, sealed, wrapped, why } = one;
        if let Some((stands, recorded_at)) = self.stand.get(&body.id) {
            let seq = self.known.get(&body.id).map_or(0, |(seq, _)| *seq);
            return if *stands == bytes {
                Ok(Receipt { entry: body.id, seq, recorded_at: *recorded_at, again: true })
            } else {
                Err(Refusal::new("entry-id-taken").with("entry", &body.id).into())
            };
        }
        if good_under.is_some() && self.standing.key_of(&body) == good_under {
            self.standing.admit_signed(&body, self.now)?;
        } else {
            self.standing.admit(&body, &bytes, &sig, self.now)?;
        }
        self.is_own(&body)?;
        self.standing.placed(&body, |id| match self.known.get(id) {
            Some((_, kind)) => Stands::Before { kind, actor: self.actors.get(id) },
            None => Stands::No,
        })?;
        if let Act::ReportAmended { of, .. } = &body.act {
            let own = self.actors.get(of) == Some(&body.actor);
            if !own && !self.standing.may(&body.actor, Verb::Collect) {
                return Err(Refusal::new("not-yours").with("user", &body.actor).into());
            }
        }
        if let Act::ReportGraded { of } = &body.act
            && self.actors.get(of) == Some(&body.actor)
        {
            // nobody says how far they themselves are to be believed
            return Err(Refusal::new("grade-of-own-report").with("entry", of).into());
        }
        if let Act::AttachmentAdded { to, .. } = &body.act {
            // whoever only reports shows what they themselves told of
            let own = self.actors.get(to) == Some(&body.actor);
            let may = |verb| self.standing.may(&body.actor, verb);
            if !own && !may(Verb::Collect) && !may(Verb::Verify) {
                return Err(Refusal::new("not-yours").with("user", &body.actor).into());
            }
        }
        if let Act::RedactionMade { parts, .. } = &body.act {
            for digest in parts {
                match self.parts.iter().find(|(known, ..)| known == digest) {
                    None => return Err(Refusal::new("part-unknown").with("part", digest).into()),
                    // what is open lies with everybody already, and texts must stay readable
                    Some((.., Class::Open)) => {
                        return Err(Refusal::new("part-open").with("part", digest).into());
                    }
                    Some(_) => {}
                }
            }
        }
        if let Some(why) = why {
            return Err(why.into());
        }
        let recorded_at = self.standing.last.map_or(self.now, |last| last.max(self.now));
        let leaf = entry::leaf(&bytes, recorded_at, &sig)
            .map_err(|why| Refusal::new(why.code()).with("most", entry::MOST_LEAF))?;
        // from here on it stands: what comes with it goes into the batch
        if let Act::RedactionMade { parts, .. } = &body.act {
            self.batch.redacted.extend(parts);
        }
        if let (Act::EpochOpened { class, epoch, .. }, Some(wrapped)) = (&body.act, wrapped) {
            self.batch.wrapped.push(WrappedKey { class: *class, epoch: *epoch, wrapped });
        }
        let seq = self.tree.len();
        let hash = leaf_hash(&leaf);
        self.tree.push(hash);
        self.known.insert(body.id.clone(), (seq, body.act.kind().to_owned()));
        self.actors.insert(body.id.clone(), body.actor.clone());
        self.stand.insert(body.id.clone(), (bytes, recorded_at));
        self.batch.parts.extend(sealed.into_iter().map(|(digest, class, epoch, sealed)| PartRow {
            digest,
            seq,
            class,
            epoch,
            sealed,
        }));
        let (kind, standing, entry) = (body.act.kind(), body.act.is_standing(), body.id.clone());
        self.batch.entries.push(EntryRow { id: body.id.clone(), kind, standing, leaf, hash });
        self.standing.apply(&Entry { body, recorded_at, sig });
        Ok(Receipt { entry, seq, recorded_at, again: false })
    }
}
