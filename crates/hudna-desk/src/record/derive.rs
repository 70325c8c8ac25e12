//! What the record comes to: reports and registers as they stand, the text in force, incidents, findings.
//!
//! Worked out from the entries in their order and from nothing else. It follows the ledger entry by entry; what it has
//! worked out can be thrown away and comes out the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::replay::Replay;

use super::aside;
use super::ledger::{Ledger, Read};
use crate::desk::{self, AgreementFiles};
use crate::intake::SetAside;
use crate::trouble::Trouble;

/// What the record comes to, up to some entry.
#[derive(Debug, Default)]
pub struct Derived {
    /// Reports, registers, texts, decisions, stages.
    pub replay: Replay,
    /// Files of the texts proposed, by the entry that proposed them.
    texts: BTreeMap<EntryId, AgreementFiles>,
    /// Gazetteers adopted, in order.
    pub gazetteers: Vec<(Arc<str>, Vec<u8>)>,
    /// Lines of files that were not taken in.
    pub set_aside: Vec<SetAside>,
}

impl Derived {
    /// Follows the ledger to its end.
    ///
    /// # Errors
    /// The database fails, or what it holds is damaged.
    pub fn follow(&mut self, ledger: &mut Ledger) -> Result<(), Trouble> {
        let range = self.replay.size..ledger.size();
        ledger.read(range, &mut |read| self.take(&read))
    }

    fn take(&mut self, read: &Read) -> Result<(), Trouble> {
        let body = &read.entry.body;
        match &body.act {
            Act::AgreementProposed { .. } => {
                let files = body
                    .parts
                    .iter()
                    .filter_map(|p| Some((p.name.clone(), read.open(&p.name)?.to_vec())))
                    .collect();
                self.texts.insert(body.id.clone(), files);
            }
            Act::GazetteerAdopted { name } => {
                self.gazetteers.extend(read.open("gazetteer").map(|bytes| (name.clone(), bytes.to_vec())));
            }
            Act::FileTakenIn { .. } => {
                if let Some(bytes) = read.open(SET_ASIDE) {
                    let lines = aside::read(bytes).ok_or_else(|| damaged(read, SET_ASIDE))?;
                    self.set_aside.extend(lines);
                }
            }
            _ => {}
        }
        let _change = self.replay.apply(&read.entry, |name| read.open(name)).map_err(|why| damaged(read, why))?;
        Ok(())
    }

    /// The files of the text that is weighed by: the one in force, else the one last proposed.
    ///
    /// # Errors
    /// `agreement-missing`.
    pub fn text(&self) -> Result<&AgreementFiles, Trouble> {
        let text = self.replay.text().and_then(|text| self.texts.get(&text.entry));
        text.ok_or_else(|| Trouble::new("record", "agreement-missing"))
    }

    /// The text that is weighed by, with what was decided about it since.
    ///
    /// # Errors
    /// `agreement-missing`; `agreement-unreadable` where this program reads it no longer.
    pub fn agreement(&self) -> Result<Agreement, Trouble> {
        let read = desk::read_held(self.text()?);
        let first = read.diagnostics.first().map_or("", |d| d.code);
        let unreadable = || Trouble::new("record", "agreement-unreadable").with("detail", first);
        Ok(self.replay.as_decided(&read.agreement.ok_or_else(unreadable)?))
    }
}

/// The part of `file.taken_in` that holds the lines not taken in.
pub const SET_ASIDE: &str = "set_aside";

fn damaged(read: &Read, why: impl std::fmt::Display) -> Trouble {
    Trouble::new("record", "record-damaged").with("detail", format!("entry {}: {why}", read.seq))
}
