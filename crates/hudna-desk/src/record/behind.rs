//! Where words that a redaction destroys lie besides: in the file from which a report was taken in.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};

use super::mission::Mission;
use crate::trouble::Trouble;

/// A file in which words of a report lie that is redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBehind {
    /// The report's entry.
    pub report: EntryId,
    /// The number of the entry that holds the file.
    pub seq: u64,
    /// That entry.
    pub file: EntryId,
    /// Its parts that still lie there: names and digests.
    pub parts: Vec<(String, Digest)>,
}

impl Mission {
    /// The files behind the reports whose words `redacted` names, as far as they are not destroyed already or named there themselves.
    ///
    /// # Errors
    /// The database fails, or an entry is damaged.
    pub fn files_behind(&mut self, redacted: &[Digest]) -> Result<Vec<FileBehind>, Trouble> {
        let known = self.ledger.backend().known_parts(redacted)?;
        let mut reports: Vec<u64> = known.into_iter().map(|(_, seq, _)| seq).collect();
        reports.sort_unstable();
        reports.dedup();
        let mut behind: Vec<FileBehind> = Vec::new();
        for seq in reports {
            let mut found = None;
            self.ledger.read_told(seq..seq + 1, &mut |read| {
                if let Act::ReportFiled { from: Some(from), .. } = &read.entry.body.act {
                    found = Some((read.entry.body.id.clone(), from.clone()));
                }
                Ok(())
            })?;
            let Some((report, file)) = found else { continue };
            // one file is told of once, however many of its reports are named
            if !behind.iter().any(|known| known.file == file) {
                behind.extend(self.file_behind(report, file, redacted)?);
            }
        }
        Ok(behind)
    }

    fn file_behind(
        &mut self,
        report: EntryId,
        file: EntryId,
        redacted: &[Digest],
    ) -> Result<Option<FileBehind>, Trouble> {
        let found = self.ledger.backend().find(std::slice::from_ref(&file))?;
        let Some((_, seq, _)) = found.first().cloned() else { return Ok(None) };
        let mut parts = Vec::new();
        self.ledger.read_told(seq..seq + 1, &mut |read| {
            let sealed = read.entry.body.parts.iter().filter(|part| part.class != Class::Open);
            parts.extend(sealed.map(|part| (part.name.to_string(), part.digest)));
            Ok(())
        })?;
        let gone = &self.derived()?.replay.redacted;
        parts.retain(|(_, digest)| !gone.contains(digest) && !redacted.contains(digest));
        Ok((!parts.is_empty()).then_some(FileBehind { report, seq, file, parts }))
    }
}
