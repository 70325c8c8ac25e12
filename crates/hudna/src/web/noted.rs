//! Which reads of sealed material stand in the record already, of this day: whoever looks at the same thing again need not ask the record, which others may be following.
//!
//! Holds nothing that does not stand in the record. What is not known here is asked of it.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use hudna_core::ledger::id::UserId;
use hudna_core::time::Instant;
use hudna_desk::record::remembered::Thing;

/// The most reads that are remembered.
const MOST: usize = 100_000;

/// Reads of one day.
#[derive(Debug, Default)]
pub(super) struct Noted(Mutex<Day>);

#[derive(Debug, Default)]
struct Day {
    /// When it began.
    begun: Option<Instant>,
    known: HashSet<(UserId, String)>,
}

/// What tells one thing from another.
fn key(thing: &Thing) -> String {
    let of = thing.of.as_ref().map_or("", |entry| &entry.0);
    [&thing.what, of, thing.about.as_deref().unwrap_or_default()].join("\n")
}

impl Noted {
    /// Whether it is known that a user read a thing on the day that began then.
    pub(super) fn has(&self, begun: Instant, user: &UserId, thing: &Thing) -> bool {
        let day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        day.begun == Some(begun) && day.known.contains(&(user.clone(), key(thing)))
    }

    /// It stands in the record.
    pub(super) fn keep(&self, begun: Instant, user: &UserId, thing: &Thing) {
        let mut day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if day.begun != Some(begun) || day.known.len() >= MOST {
            *day = Day { begun: Some(begun), known: HashSet::new() };
        }
        day.known.insert((user.clone(), key(thing)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_known_of_its_reader_its_thing_and_its_day_alone() {
        let noted = Noted::default();
        let [ada, omar] = [1, 2].map(|n| UserId::of([n; 10]));
        let thing = |about: &str| Thing::about("incident", Some(about));
        let (monday, tuesday) = (Instant(0), Instant(86_400_000_000));
        noted.keep(monday, &ada, &thing("INC-1"));
        assert!(noted.has(monday, &ada, &thing("INC-1")));
        assert!(!noted.has(monday, &omar, &thing("INC-1")) && !noted.has(monday, &ada, &thing("INC-2")));
        assert!(!noted.has(tuesday, &ada, &thing("INC-1")), "it is asked and written anew each day");
        noted.keep(tuesday, &ada, &thing("INC-2"));
        assert!(!noted.has(tuesday, &ada, &thing("INC-1")) && !noted.has(monday, &ada, &thing("INC-1")));
    }
}
