//! Names that repeat thousands of times in a file, kept once.

use std::sync::Arc;

use rustc_hash::FxHashSet;

/// A store of names for one stretch of a file; stretches read in parallel have a store each.
#[derive(Default)]
pub(crate) struct Names(FxHashSet<Arc<str>>);

impl Names {
    /// The one copy of `name`.
    pub(crate) fn keep(&mut self, name: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(name) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = Arc::from(name);
        self.0.insert(Arc::clone(&kept));
        kept
    }
}
