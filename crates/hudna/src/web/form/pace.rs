//! How much one person may send from the offline form: enough for weeks without network, not enough to fill the record.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};

/// The span within which sendings are counted together.
const WITHIN: Span = Span::hours(1);
/// The most reports and photographs of one person within [`WITHIN`]; those that are sent again count too.
const MOST: u32 = 600;

/// Who sent how much since when; in memory alone.
#[derive(Debug, Default)]
pub(in crate::web) struct Pace(Mutex<HashMap<UserId, (Instant, u32)>>);

impl Pace {
    /// Counts one sending of `user` at `now`.
    ///
    /// # Errors
    /// After how many seconds the next is taken, where there were too many.
    pub(super) fn count(&self, user: &UserId, now: Instant) -> Result<(), u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (since, _)| since.plus(WITHIN) > now);
        let (since, sent) = all.entry(user.clone()).or_insert((now, 0));
        if *sent >= MOST {
            let left = since.plus(WITHIN).0 - now.0;
            return Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000_000));
        }
        *sent += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_too_much_waits_for_the_hour_to_end_and_nobody_else_does() {
        let (pace, now) = (Pace::default(), Instant(1_775_044_800_000_000));
        let (one, other) = (UserId::of([1; 10]), UserId::of([2; 10]));
        for _ in 0..MOST {
            assert_eq!(pace.count(&one, now), Ok(()));
        }
        assert_eq!(pace.count(&one, now.plus(Span::minutes(50))), Err(600));
        assert_eq!(pace.count(&other, now), Ok(()));
        assert_eq!(pace.count(&one, now.plus(WITHIN)), Ok(()));
    }
}
