//! Affiliations that were filed after the text, beside those that the text states.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Agreement, Link};
use crate::condition::Words;
use crate::finding::actor_names;
use crate::names;
use crate::register::Affiliation;

/// Words of a link that stands in a register and not in the text.
const IN_A_REGISTER: Words = Words { start: u32::MAX, end: u32::MAX };

impl Agreement {
    /// This agreement, all its versions, with the links of the register `links` beside its own. An actor that the
    /// text knows by some name is that actor, however a row spells it; another is known from here on.
    pub fn with_links(&self, filed: &[Affiliation]) -> Cow<'_, Self> {
        if filed.is_empty() {
            return Cow::Borrowed(self);
        }
        let known = actor_names(self);
        let links: Vec<Link> = filed.iter().map(|row| link(row, &known)).collect();
        Cow::Owned(self.joined(&links))
    }

    fn joined(&self, links: &[Link]) -> Self {
        let mut all = self.clone();
        all.links.extend_from_slice(links);
        all.supersedes = self.supersedes.as_ref().map(|older| Arc::new(older.joined(links)));
        all
    }
}

fn link(row: &Affiliation, known: &FxHashMap<String, Arc<str>>) -> Link {
    let named = |name: &Arc<str>| {
        known.get(&**name).or_else(|| known.get(&names::fold(name))).cloned().unwrap_or_else(|| name.clone())
    };
    let filed_as = || Arc::from(format!("{}:{}", row.origin.file, row.origin.line));
    Link {
        of: named(&row.of),
        kind: row.is,
        to: named(&row.to),
        from: row.from,
        until: row.until,
        by: row.by.clone().unwrap_or_else(filed_as),
        disputed_by: row.disputed_by.iter().map(named).collect(),
        change: row.change.clone(),
        words: IN_A_REGISTER,
    }
}
