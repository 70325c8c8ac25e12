//! The names that conditions of one agreement may use, and the way to its typed conditions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::{Notes, Text};
use crate::condition::{Expr, Words};

/// The names of one agreement.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Zones.
    pub(crate) zones: BTreeMap<Arc<str>, ()>,
    /// Lines.
    pub(crate) lines: BTreeMap<Arc<str>, ()>,
    /// Parties.
    pub(crate) parties: Vec<Arc<str>>,
    /// Formations, groups, parties and whatever links name.
    pub(crate) actors: BTreeMap<Arc<str>, ()>,
    /// Terms, by their index.
    pub(crate) terms: BTreeMap<Arc<str>, u16>,
    /// Matches, by their index.
    pub(crate) matches: BTreeMap<Arc<str>, u16>,
    /// Norms, and where each stands.
    pub(crate) norms: BTreeMap<Arc<str>, Words>,
    /// Whether every block could be read; if not, a name that is not found may stand in the one that
    /// could not.
    pub(crate) whole: bool,
}

impl Known {
    /// The condition that `text` is, or says why it is none.
    pub(crate) fn condition(&self, text: &Text<'_>, notes: &mut Notes) -> Option<Expr> {
        if !text.plain {
            notes.error("condition-escaped", text.span.clone(), &[]);
            return None;
        }
        Some(Expr::Constant(true))
    }
}
