//! Acts of the terminal that were sent and whose answer was lost: sent again, they are recognised.
//!
//! The terminal signs anew each time it runs, so by the record alone an act that is sent again could not be told from the
//! same act done twice on purpose. Before a commit the ids of its acts are kept in the mission's folder (`acts.sent`), under a
//! digest of what the acts say that only the host can make; they are taken out when the answer was heard. What is found there when the
//! same acts come again stands as it is, or is done now under these ids: never twice.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;
use sha2::{Digest as _, Sha256};

use super::Actor;
use super::ledger::{Receipt, Refused};
use super::mission::Mission;
use crate::seal::random;
use crate::trouble::Trouble;

/// Ids of acts sent, by the digest of what they say.
type Sent = BTreeMap<String, Vec<EntryId>>;

/// Acts of which it was not heard yet what became of them.
#[derive(Debug)]
pub struct Unheard(String);

impl Mission {
    /// Does `acts` as [`Self::act_all`] does. Where the same acts were sent before and nobody heard whether they stand
    /// ([`Self::heard`]), those that stand are answered as such.
    ///
    /// # Errors
    /// With the number of the act, from 1: why one may not stand, or that it is not known whether they do ([`Refused::Store`]).
    pub fn act_once(
        &mut self,
        actor: &Actor,
        acts: Vec<Filed>,
        now: Instant,
    ) -> Result<(Vec<Receipt>, Unheard), (usize, Refused)> {
        let untried = |why: Trouble| (1, Refused::untried(why));
        self.ledger.wake().map_err(untried)?;
        let key = self.key_of(actor, &acts).map_err(untried)?;
        let mut sent = self.sent().map_err(untried)?;
        let ids = match sent.get(&key) {
            Some(ids) if ids.len() == acts.len() => ids.clone(),
            _ => ids(acts.len()).map_err(untried)?,
        };
        let there = self.standing_as(actor, &ids, &acts).map_err(untried)?;
        if there.len() == acts.len() {
            return Ok((there, Unheard(key)));
        }
        sent.insert(key.clone(), ids.clone());
        self.keep_sent(&sent).map_err(untried)?;
        match self.act_whole(actor, ids.into_iter().zip(acts).collect(), now) {
            Ok(receipts) => Ok((receipts, Unheard(key))),
            // it may stand: what was kept tells it when it comes again
            Err((n, Refused::Store(why))) => Err((n, Refused::Store(why))),
            Err((n, why)) => {
                // refused, nothing of it stands; that it is still noted harms nobody
                drop(self.heard(&Unheard(key)));
                Err((n, why))
            }
        }
    }

    /// That the answer to acts was heard: the same acts sent again are done again.
    ///
    /// # Errors
    /// `folder-unwritable`, `sent-unreadable`: then the same acts sent again are answered as standing already.
    pub fn heard(&self, acts: &Unheard) -> Result<(), Trouble> {
        let mut sent = self.sent()?;
        sent.remove(&acts.0);
        self.keep_sent(&sent)
    }

    fn sent(&self) -> Result<Sent, Trouble> {
        let Some(text) = self.folder.sent()? else { return Ok(Sent::new()) };
        serde_json::from_str(&text).map_err(|why| {
            Trouble::new("record", "sent-unreadable")
                .with("path", self.folder.sent_path().display().to_string())
                .with("detail", why.to_string())
        })
    }

    fn keep_sent(&self, sent: &Sent) -> Result<(), Trouble> {
        let text = serde_json::to_string(sent).unwrap_or_default();
        Ok(self.folder.keep_sent((!sent.is_empty()).then_some(&text))?)
    }

    /// A digest of who does what. A timestamp is another each time it is asked for, and no part of what is done.
    fn key_of(&self, actor: &Actor, acts: &[Filed]) -> Result<String, Trouble> {
        let mut hasher = Sha256::new_with_prefix(b"hudna sent 1\0");
        hasher.update(self.secret());
        let mut add = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        add(actor.user.0.as_bytes());
        for filed in acts {
            let act = to_canonical(&filed.act).map_err(|why| Trouble::new("record", why.code()))?;
            add(&act);
            for (name, class, content) in filed.parts.iter().filter(|(name, ..)| **name != *"timestamp") {
                add(name.as_bytes());
                add(class.name().as_bytes());
                add(content);
            }
        }
        Ok(BASE64.encode(&hasher.finalize()))
    }

    /// Receipts for those of `acts` that stand under these ids.
    fn standing_as(
        &mut self,
        actor: &Actor,
        ids: &[EntryId],
        acts: &[Filed],
    ) -> Result<Vec<Receipt>, Trouble> {
        let found = self.ledger.backend().find(ids)?;
        let mut receipts = Vec::new();
        for (id, filed) in ids.iter().zip(acts) {
            let Some((_, seq, _)) = found.iter().find(|(known, ..)| known == id) else { continue };
            self.ledger.read(*seq..*seq + 1, &mut |read| {
                let body = &read.entry.body;
                // another's entry under this id is refused where it is submitted
                if body.actor == actor.user && body.act == filed.act {
                    let recorded_at = read.entry.recorded_at;
                    receipts.push(Receipt { entry: id.clone(), seq: *seq, recorded_at, again: true });
                }
                Ok(())
            })?;
        }
        Ok(receipts)
    }
}

/// New ids for so many acts.
fn ids(count: usize) -> Result<Vec<EntryId>, Trouble> {
    (0..count).map(|_| Ok(EntryId::of(random()?))).collect()
}
