//! The entries of a record as a list: what each says in the clear, and the digests of its parts. Asks for no key.

use std::path::Path;

use hudna_core::ledger::entry::Entry;

use super::shown::Shown;
use crate::trouble::Trouble;

/// Hands over the entries of the record at `path` from number `from` on, at most `most`, in order; without `from` the last ones. Gives the number
/// behind the last one handed over, and how many there are.
///
/// # Errors
/// `mission-not-here`, `record-damaged`; what the database says; what `each` returns.
pub fn entries(
    path: &Path,
    from: Option<u64>,
    most: u64,
    each: &mut dyn FnMut(u64, &Entry) -> Result<(), Trouble>,
) -> Result<(u64, u64), Trouble> {
    let mut shown = Shown::open(path, None)?;
    let size = shown.tree.len();
    let from = from.unwrap_or_else(|| size.saturating_sub(most)).min(size);
    let to = size.min(from.saturating_add(most));
    shown.list(from..to, each)?;
    Ok((to, size))
}
