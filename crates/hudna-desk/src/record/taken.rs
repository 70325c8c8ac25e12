//! The files that were taken in, the lines that were set aside of them, and which of these later files mended.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::report::Report;
use hudna_core::time::Instant;

use super::aside;
use super::read::Read;
use crate::desk::TakenIn;
use crate::intake::SetAside;

/// The part of `file.taken_in` that holds the lines not taken in.
pub(super) const SET_ASIDE: &str = "set_aside";
/// The part that says which lines of earlier files this one mends: entry and number of each, without its words.
pub(super) const MENDED: &str = "mended";

/// A file as it was taken in.
#[derive(Clone, Debug)]
pub struct FileTaken {
    /// Its entry.
    pub entry: EntryId,
    /// Who took it in.
    pub by: UserId,
    /// When that was sealed.
    pub at: Instant,
    /// `reports`, `registers`.
    pub format: Arc<str>,
    /// Lines read that no earlier file held.
    pub read: u64,
    /// Rows of it that became entries.
    pub accepted: u64,
    /// Lines set aside that were not before.
    pub set_aside: u64,
}

/// A line that was set aside.
#[derive(Clone, Debug)]
pub struct AsideLine {
    /// The entry of its file.
    pub file: EntryId,
    /// Who took the file in.
    pub by: UserId,
    /// The line, with what is wrong with it.
    pub line: SetAside,
    /// Whether a later file mended it.
    pub mended: bool,
}

/// All files that were taken in.
#[derive(Clone, Debug, Default)]
pub struct FilesTaken {
    /// The files, in order.
    pub files: Vec<FileTaken>,
    /// The lines that were set aside, in order: those of one file stand together.
    pub lines: Vec<AsideLine>,
}

impl FilesTaken {
    /// Takes in the next entry where it is a file; the name of the part that is damaged, where one is.
    pub(super) fn take(&mut self, entry: &Read) -> Result<(), &'static str> {
        let body = &entry.entry.body;
        let Act::FileTakenIn { accepted, format, read, set_aside, .. } = &body.act else { return Ok(()) };
        if let Some(bytes) = entry.open(MENDED) {
            for (file, nth) in aside::read_mended(bytes).ok_or(MENDED)? {
                if let Some(line) = self.lines.iter_mut().filter(|line| line.file == file).nth(nth) {
                    line.mended = true;
                }
            }
        }
        let by = body.actor.clone();
        self.files.push(FileTaken {
            entry: body.id.clone(),
            by: by.clone(),
            at: entry.entry.recorded_at,
            format: format.clone(),
            read: *read,
            accepted: *accepted,
            set_aside: *set_aside,
        });
        if let Some(bytes) = entry.open(SET_ASIDE) {
            let lines = aside::read(bytes).ok_or(SET_ASIDE)?;
            let kept = |line| AsideLine { file: body.id.clone(), by: by.clone(), line, mended: false };
            self.lines.extend(lines.into_iter().map(kept));
        }
        Ok(())
    }

    /// Lines that no later file mended.
    pub fn to_mend(&self) -> usize {
        self.lines.iter().filter(|one| !one.mended).count()
    }
}

/// Whether two lines are one, wherever it stands.
pub(super) fn is_same(a: &SetAside, b: &SetAside) -> bool {
    SetAside { file: b.file.clone(), line: b.line, ..a.clone() } == *b
}

/// The lines set aside before that the file called `name` mends, by the entry of their own file and their number among its lines: those of which it
/// holds the report, under the same id and in the same words; and, where it is a later state of a file of that name (`follows`), those which it no
/// longer holds as they stood. Sources begin their numbers anew: a file of another week that bears the same name, ids and no row of the earlier
/// one mends nothing.
pub(super) fn mended(
    name: &str,
    taken: &TakenIn,
    follows: bool,
    before: &[AsideLine],
) -> Vec<(EntryId, usize)> {
    let own = plain(name);
    let mut met: BTreeMap<&EntryId, usize> = BTreeMap::new();
    let still: BTreeSet<&str> = taken.set_aside.iter().map(|line| &*line.raw).collect();
    let mut mended = Vec::new();
    for one in before {
        let nth = met.entry(&one.file).or_default();
        let here = *nth;
        *nth += 1;
        let of_file = plain(&one.line.file)
            .strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
        if one.mended || !of_file || still.contains(&*one.line.raw) {
            continue;
        }
        if follows || taken.reports.iter().any(|report| tells(report, &one.line)) {
            mended.push((one.file.clone(), here));
        }
    }
    mended
}

/// The name of a file without its folders.
fn plain(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The fewest characters of words by which a report is known again.
const WORDS: usize = 12;

/// Whether a report is what a line that could not be read was to tell: its id and its words stand in it.
fn tells(report: &Report, line: &SetAside) -> bool {
    let bare = |text: &str| text.replace('"', "");
    line.own_id.is_some()
        && report.origin.own_id == line.own_id
        && report.text.chars().count() >= WORDS
        && bare(&line.raw).contains(&bare(&report.text))
}
