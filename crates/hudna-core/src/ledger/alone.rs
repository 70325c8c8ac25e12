//! What an entry comes to without any other entry: its report or row put together from its parts.
//!
//! [`super::replay`] folds these in the order of the record; they are worked out side by side.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::act::Act;
use super::canonical::CanonicalError;
use super::entry::Entry;
use super::filed::read_report;
use super::row;
use crate::report::Report;
use crate::value::Value;

/// What an entry comes to without any other: worked out for many entries side by side.
#[derive(Debug)]
pub enum Alone {
    /// A report put together.
    Report(Box<Report>),
    /// A row of a register put together; `None` where it says nothing with what is closed.
    Row(Option<Box<Act>>),
    /// Nothing that its parts would bear on.
    Nothing,
}

impl Alone {
    /// Works it out. `open` gives a part's content by name; `None` where it is closed or destroyed.
    ///
    /// # Errors
    /// A part opened is not what a part of that name holds.
    pub fn of<'a>(entry: &Entry, open: impl Fn(&str) -> Option<&'a [u8]>) -> Result<Self, CanonicalError> {
        let id = &entry.body.id;
        Ok(match &entry.body.act {
            Act::ReportFiled { report, .. } | Act::ReportAmended { report, .. } => {
                Self::Report(Box::new(read_report(id, report, open)?))
            }
            act if row::is_row(act) => {
                Self::Row(row::joined(act, id, &entry.body.parts, open)?.map(Box::new))
            }
            _ => Self::Nothing,
        })
    }
}

/// Names that many reports and rows say, kept once.
#[derive(Debug, Default)]
pub(super) struct Said(FxHashSet<Arc<str>>);

impl Said {
    fn once(&mut self, word: &mut Arc<str>) {
        match self.0.get(&**word) {
            Some(known) => *word = known.clone(),
            None => drop(self.0.insert(word.clone())),
        }
    }
    fn values(&mut self, values: &mut Vec<Value>) {
        values.shrink_to_fit();
        for value in values {
            if let Value::Actor(name) = value {
                self.once(name);
            }
        }
    }
    /// Keeps what a report says in as little room as it takes, names that others say too once.
    pub(super) fn share(&mut self, report: &mut Report) {
        self.once(&mut report.origin.file);
        self.once(&mut report.source.name);
        for deed in &mut report.deeds {
            deed.claims.iter_mut().for_each(|(_, values)| self.values(values));
            deed.claims.shrink_to_fit();
        }
        report.deeds.shrink_to_fit();
    }
    /// The same of a row.
    pub(super) fn share_row(&mut self, row: &mut Act) {
        let (Act::NoticeGiven { entry } | Act::AuthorisationAnswered { entry } | Act::ContactMade { entry }) =
            row
        else {
            return;
        };
        self.once(&mut entry.origin.file);
        entry.act.shrink_to_fit();
        entry.purpose.shrink_to_fit();
        entry.party.iter_mut().chain(&mut entry.unit).for_each(|word| self.once(word));
    }
}
