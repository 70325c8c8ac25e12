//! Ids and versions of a mission's incidents (`docs/record-format.md` §10).
//!
//! Every report gives an id when it is filed, by the id of its entry; an incident bears the id of the earliest
//! of its reports in the record. So an id is found again by its report, wherever that stands now.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::super::IncidentId;
use super::super::identity::base32;
use crate::ledger::id::EntryId;

/// The id that each report gives, and the report that gives each id.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: Vec<[u8; 5]>,
    founders: FxHashMap<[u8; 5], u32>,
}

impl Names {
    /// The next report is filed, in `entry`.
    pub(super) fn file(&mut self, entry: &EntryId) {
        let mut nth = 0;
        let id = loop {
            let id = named(entry, nth);
            if !self.founders.contains_key(&id) {
                break id;
            }
            nth += 1;
        };
        self.founders.insert(id, self.ids.len() as u32);
        self.ids.push(id);
    }

    /// The id that the report at `place` gives.
    pub(super) fn id(&self, place: u32) -> IncidentId {
        IncidentId(format!("INC-{}", base32(&self.ids[place as usize])))
    }

    /// The place of the report that gives `id`.
    pub(super) fn founder(&self, id: &IncidentId) -> Option<u32> {
        let signs = id.0.strip_prefix("INC-")?;
        let bytes = data_encoding::BASE32_NOPAD.decode(signs.as_bytes()).ok()?;
        self.founders.get(&<[u8; 5]>::try_from(bytes).ok()?).copied()
    }
}

/// What the entry of a founding report comes to; `nth` where earlier reports' ids came to the same.
fn named(entry: &EntryId, nth: u32) -> [u8; 5] {
    let mut hasher = Sha256::new();
    hasher.update(b"hudna incident 2\0");
    hasher.update(entry.0.as_bytes());
    if nth > 0 {
        hasher.update(nth.to_be_bytes());
    }
    let digest: [u8; 32] = hasher.finalize().into();
    [digest[0], digest[1], digest[2], digest[3], digest[4]]
}

/// The version that the entries bearing on an incident come to; `bearing` sorted.
pub(super) fn version(bearing: &[EntryId]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(b"hudna version 1\0");
    for entry in bearing {
        hasher.update(entry.0.as_bytes());
        hasher.update(b"\n");
    }
    let digest: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_to_the_report_that_gave_it() {
        let mut names = Names::default();
        let entries = [EntryId::of([1; 10]), EntryId::of([2; 10]), EntryId::of([1; 10])];
        entries.iter().for_each(|entry| names.file(entry));
        let ids: Vec<IncidentId> = (0..3).map(|at| names.id(at)).collect();
        assert_eq!(
            ids.iter().map(|id| names.founder(id)).collect::<Vec<_>>(),
            vec![Some(0), Some(1), Some(2)]
        );
        assert_ne!(ids[0], ids[2], "two that come to the same are counted on");
        assert_eq!(names.founder(&IncidentId("INC-nothing".into())), None);
    }
}
