//! Lines that were not taken in, as the record keeps them beside the file that they stood in.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use hudna_core::ledger::id::EntryId;
use serde::{Deserialize, Serialize};

use crate::intake::SetAside;

/// The most names of codes and values that are ever learnt from records; a program of ours says a few hundred.
const MOST_NAMES: usize = 4_096;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    file: Arc<str>,
    line: u32,
    own_id: Option<Arc<str>>,
    column: Option<String>,
    value: String,
    code: String,
    arguments: Vec<(String, String)>,
    raw: String,
}

/// The lines as bytes; none for no lines.
pub(super) fn write(lines: &[SetAside]) -> Vec<u8> {
    let kept: Vec<Kept> = lines
        .iter()
        .map(|line| Kept {
            file: line.file.clone(),
            line: line.line,
            own_id: line.own_id.clone(),
            column: line.column.clone(),
            value: line.value.clone(),
            code: line.code.to_owned(),
            arguments: line.arguments.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect(),
            raw: line.raw.clone(),
        })
        .collect();
    if kept.is_empty() { Vec::new() } else { serde_json::to_vec(&kept).unwrap_or_default() }
}

/// The lines that bytes hold; `None` where they are none that [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<SetAside>> {
    let kept: Vec<Kept> = serde_json::from_slice(bytes).ok()?;
    let lines = kept.into_iter().map(|line| SetAside {
        file: line.file,
        line: line.line,
        own_id: line.own_id,
        column: line.column,
        value: line.value,
        code: name(line.code),
        arguments: line.arguments.into_iter().map(|(n, v)| (name(n), v)).collect(),
        raw: line.raw,
    });
    Some(lines.collect())
}

/// Which lines a file mends, as bytes: the entry of the file that each stood in, and its place among the lines set aside of it from 0.
pub(super) fn write_mended(lines: &[(EntryId, usize)]) -> Vec<u8> {
    if lines.is_empty() { Vec::new() } else { serde_json::to_vec(lines).unwrap_or_default() }
}

/// The lines that such bytes name.
pub(super) fn read_mended(bytes: &[u8]) -> Option<Vec<(EntryId, usize)>> {
    serde_json::from_slice(bytes).ok()
}

/// The one copy of a name: words are found by it, and there are few.
fn name(text: String) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(one) = known.get(text.as_str()) {
        return one;
    }
    if known.len() >= MOST_NAMES || text.len() > 64 {
        return "unknown";
    }
    let one: &'static str = Box::leak(text.into_boxed_str());
    known.insert(one);
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_set_aside() {
        let line = SetAside {
            file: "reports.csv".into(),
            line: 48,
            own_id: Some("R-7".into()),
            column: Some("date".into()),
            value: "31/02/2026".into(),
            code: "date-not-in-calendar",
            arguments: vec![("value", "31/02/2026".into())],
            raw: "R-7;31/02/2026".into(),
        };
        assert_eq!(read(&write(std::slice::from_ref(&line))), Some(vec![line]));
        assert!(write(&[]).is_empty());
        assert_eq!(read(b"{}"), None);
    }
}
