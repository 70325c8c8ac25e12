//! The record as it is read: followed beside the writer, with what it comes to.

use std::fmt;

use super::derive::Derived;
use super::ledger::Ledger;
use crate::trouble::Trouble;

/// A record that is followed for reading.
pub struct Reader {
    /// The record.
    pub ledger: Ledger,
    derived: Derived,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({:?})", self.ledger)
    }
}

impl Reader {
    /// Over a record opened for reading.
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger, derived: Derived::default() }
    }

    /// Follows the record to where it stands now.
    ///
    /// # Errors
    /// As [`Ledger::follow`] and [`Derived::follow`].
    pub fn follow(&mut self) -> Result<(), Trouble> {
        self.ledger.follow()?;
        self.derived.follow(&mut self.ledger)
    }

    /// What it comes to.
    pub const fn derived(&self) -> &Derived {
        &self.derived
    }
}
