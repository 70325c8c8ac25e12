//! A form that is sent twice is one: the ids of the acts that come of it follow from what was sent.
//!
//! Each page draws random signs, which its forms carry. They, who sends the form, where to, and all that it says give the ids of the
//! acts that come of it, one after another. The same form sent once more, by a second press, over a poor line or by a page that is loaded
//! again, gives the same ids: what stands under them is told as done, and nothing is written. A form of the same page that says anything
//! else gives others: nothing that somebody typed is taken for what they typed before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hudna_core::ledger::id::{EntryId, UserId};
use hudna_desk::record::Receipt;
use sha2::{Digest as _, Sha256};

use super::House;
use super::fault::Fault;
use super::visit::{Form, Sent};

/// The field by which forms carry what their page drew.
pub(super) const FIELD: &str = "sending";

/// A form on its way into the record.
#[derive(Debug)]
pub(super) struct Sending {
    /// SHA-256 of what was sent, by whom and where to.
    digest: [u8; 32],
    /// How many ids were taken.
    taken: AtomicU32,
}

impl Sending {
    /// Of a form that `user` sent to `path`; `None` where it carries nothing that a page drew: its acts have ids of their own.
    pub(super) fn of(user: &UserId, path: &str, form: &Form, files: &[Sent]) -> Option<Self> {
        if form.get(FIELD).is_empty() {
            return None;
        }
        let mut digest = Sha256::new();
        // each with its length, so that no two forms are read as one
        let mut add = |bytes: &[u8]| {
            digest.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(bytes);
        };
        add(b"hudna form");
        add(user.0.as_bytes());
        add(path.as_bytes());
        // the token is the session's: whoever signs in again may send the same form
        for (name, value) in form.each().filter(|(name, _)| *name != "csrf") {
            add(name.as_bytes());
            add(value.as_bytes());
        }
        for file in files {
            add(file.name.as_bytes());
            add(&file.bytes);
        }
        Some(Self { digest: digest.finalize().into(), taken: AtomicU32::new(0) })
    }

    /// The id of the next act that comes of it.
    pub(super) fn next(&self) -> EntryId {
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        let digest = Sha256::new().chain_update(self.digest).chain_update(number.to_be_bytes()).finalize();
        let mut id = [0; 10];
        id.copy_from_slice(&digest[..10]);
        EntryId::of(id)
    }
}

impl House {
    /// The receipts of entries by `user` that stand under these ids; `None` where one does not.
    pub(super) async fn standing(
        self: &Arc<Self>,
        user: &UserId,
        ids: Vec<EntryId>,
    ) -> Result<Option<Vec<Receipt>>, Fault> {
        let user = user.clone();
        self.read(move |ledger| {
            let found = ledger.backend().find(&ids)?;
            let mut receipts = Vec::with_capacity(ids.len());
            for id in &ids {
                let Some((_, seq, _)) = found.iter().find(|(known, _, _)| known == id) else {
                    return Ok(None);
                };
                let seq = *seq;
                ledger.read_told(seq..seq + 1, &mut |read| {
                    if read.entry.body.actor == user {
                        let recorded_at = read.entry.recorded_at;
                        receipts.push(Receipt { entry: id.clone(), seq, recorded_at, again: true });
                    }
                    Ok(())
                })?;
            }
            Ok(Some(receipts).filter(|receipts| receipts.len() == ids.len()))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(user: u8, path: &str, said: &[(&str, &str)]) -> Option<[EntryId; 2]> {
        let said = said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let sending = Sending::of(&UserId::of([user; 10]), path, &Form::of(said), &[])?;
        Some([sending.next(), sending.next()])
    }

    #[test]
    fn a_form_gives_the_same_ids_when_it_is_sent_again_and_others_when_it_says_anything_else() {
        let form = [("csrf", "a"), (FIELD, "drawn"), ("text", "words")];
        let first = ids(1, "/log", &form).unwrap();
        assert_ne!(first[0], first[1], "each act has its own");
        assert!(first.iter().all(EntryId::is_well_formed));
        let signed_in_again = [("csrf", "b"), (FIELD, "drawn"), ("text", "words")];
        assert_eq!(ids(1, "/log", &signed_in_again), Some(first.clone()));
        let others = [
            ids(2, "/log", &form),
            ids(1, "/verification/visit", &form),
            ids(1, "/log", &[(FIELD, "drawn"), ("text", "other words")]),
            ids(1, "/log", &[(FIELD, "drawn"), ("text", "words"), ("more", "")]),
            ids(1, "/log", &[(FIELD, "other"), ("text", "words")]),
        ];
        for other in others {
            assert!(other.is_some_and(|other| other.iter().all(|id| !first.contains(id))));
        }
        assert_eq!(ids(1, "/log", &[("text", "words")]), None, "a form that carries nothing drawn");
    }
}
