//! Cosignatures of witnesses, taken in and kept beside the signed head.

use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::note::{Line, VerifierKey};

use super::ledger::Ledger;
use crate::trouble::Trouble;

impl Ledger {
    /// Takes a witness's cosignature of the head that stands: a note with its line. The lines of others that are held already may
    /// stand beside it, and count for nobody else.
    ///
    /// # Errors
    /// `cosignature-wrong`, `witness-unknown`, `head-moved` where the head has grown meanwhile.
    pub fn cosign(&mut self, note: &str) -> Result<(), Trouble> {
        self.wake()?;
        let wrong = || Trouble::new("record", "cosignature-wrong");
        let theirs = SignedHead::parse(note).map_err(|_| wrong())?;
        let mut ours = SignedHead::parse(&self.note).map_err(|_| wrong())?;
        if theirs.text != ours.text {
            return Err(Trouble::new("record", "head-moved").with("size", ours.head.size.to_string()));
        }
        // the lines of others, sent along with one by nobody who was admitted, are no cosignature of theirs
        let log = self.log_key();
        let is_log =
            |line: &Line| log.as_ref().is_some_and(|log| line.id == log.id() && line.name == log.name);
        let is_new = |line: &Line| !is_log(line) && !ours.lines.contains(line);
        let news = theirs.lines.iter().any(is_new);
        let (mut taken, held) = (false, ours.lines.clone());
        for key in self.standing.witnesses.keys() {
            let Ok(key) = key.parse::<VerifierKey>() else { continue };
            let is_its = |line: &&Line| line.id == key.id() && line.name == key.name;
            let Some(line) = theirs.lines.iter().find(is_its) else { continue };
            if theirs.cosigned_by(&key).is_none() {
                return Err(wrong());
            }
            // the same once more is a witness whose answer was lost
            taken |= !news || !held.contains(line);
            // an older word does not take the place of a newer one
            if theirs.cosigned_by(&key) > ours.cosigned_by(&key) {
                ours.add(line.clone()).map_err(|_| wrong())?;
            }
        }
        if !taken {
            return Err(Trouble::new("record", "witness-unknown"));
        }
        let note = ours.to_string();
        if note != self.note {
            self.backend.put_head(&note, self.tree.len())?;
            self.note = note;
        }
        Ok(())
    }
}
