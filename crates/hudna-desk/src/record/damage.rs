//! What a damaged record is told as: beside what is damaged, the head that was signed and the head that the entries come to, so
//! that whoever holds another head can tell which of them holds.

use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::tree::{Tree, leaf_hash};

use super::ledger::short;
use crate::store::backend::Backend;
use crate::trouble::Trouble;

/// Entries that are looked at in one turn.
const AT_ONCE: u64 = 4_096;

/// Adds both heads to a damage that does not name them yet. Entries are counted up to where they stand; of a head that cannot be read
/// nothing is said.
pub(super) fn with_heads(backend: &mut dyn Backend, why: Trouble) -> Trouble {
    let named = why.arguments.iter().any(|(name, _)| *name == "held_size");
    if why.code != "record-damaged" || named {
        return why;
    }
    let Ok(signed) =
        backend.head().map_err(drop).and_then(|(note, _)| SignedHead::parse(&note).map_err(drop))
    else {
        return why;
    };
    let mut tree = Tree::new();
    loop {
        let from = tree.len();
        let read = backend.entries(from..from + AT_ONCE, &mut |stored| {
            tree.push(leaf_hash(&stored.leaf));
            Ok(())
        });
        // where they end one is missing
        if read.is_err() {
            break;
        }
    }
    let here = Head { origin: signed.head.origin.clone(), size: tree.len(), root: tree.root() };
    why.with("heads", "named")
        .with("held_size", signed.head.size.to_string())
        .with("held_root", short(&signed.head))
        .with("size", here.size.to_string())
        .with("root", short(&here))
}
