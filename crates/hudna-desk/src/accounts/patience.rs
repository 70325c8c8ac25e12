//! How long whoever guesses must wait: a delay that grows, and shuts nobody else out.
//!
//! Wrong tries are counted for a login name *as tried from one network*; a browser that signed in to that account before
//! has a count of its own. Whoever guesses from elsewhere makes nobody wait but those who try the same name from the same
//! network with a browser that was never signed in. A name that nobody has is counted like any other. The counts lie in
//! memory alone.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hudna_core::time::{Instant, Span};

/// Tries before anybody waits.
const FREE: u32 = 5;
/// The first delay, seconds; each further wrong try doubles it.
const FIRST: i64 = 5;
/// The longest delay, seconds.
const LONGEST: i64 = 15 * 60;
/// A count that nothing was added to for this long is forgotten.
const FORGOTTEN: Span = Span::hours(24);
/// The most counts kept.
const MOST: usize = 100_000;

/// Whose tries are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trying {
    /// A login name from a network.
    From(String, [u8; 8]),
    /// A browser that signed in to the account before, by the digest of its cookie.
    Known(String),
}

impl Trying {
    /// `login` from the network of `address`: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address.
    pub fn from(login: &str, address: IpAddr) -> Self {
        let mut network = [0; 8];
        match address.to_canonical() {
            IpAddr::V4(v4) => network[..3].copy_from_slice(&v4.octets()[..3]),
            IpAddr::V6(v6) => network.copy_from_slice(&v6.octets()[..8]),
        }
        Self::From(login.to_owned(), network)
    }
}

#[derive(Clone, Copy, Debug)]
struct Count {
    wrong: u32,
    last: Instant,
}

impl Count {
    /// Until when the next try waits.
    fn until(self) -> Instant {
        let Some(beyond) = self.wrong.checked_sub(FREE) else { return Instant(i64::MIN) };
        let seconds = FIRST.saturating_mul(1 << beyond.min(10)).min(LONGEST);
        self.last.plus(Span::seconds(seconds))
    }
}

/// All counts.
#[derive(Debug, Default)]
pub struct Patience(Mutex<HashMap<Trying, Count>>);

impl Patience {
    fn lock(&self) -> MutexGuard<'_, HashMap<Trying, Count>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a try before it is made, so that tries at once are counted too. Where it must wait it is not made, and how
    /// many seconds are left is returned.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn begin(&self, who: &Trying, now: Instant) -> Result<(), u64> {
        let mut counts = self.lock();
        if counts.len() >= MOST {
            let oldest = now.minus(Span::seconds(LONGEST));
            counts.retain(|_, count| count.last > oldest);
        }
        let old = counts.get(who).copied().filter(|count| count.last.plus(FORGOTTEN) > now);
        let count = old.unwrap_or(Count { wrong: 0, last: now });
        let left = count.until().0.saturating_sub(now.0);
        if left > 0 {
            return Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000_000));
        }
        counts.insert(who.clone(), Count { wrong: count.wrong.saturating_add(1), last: now });
        Ok(())
    }

    /// The try was right: nothing is held against it.
    pub fn right(&self, who: &Trying) {
        self.lock().remove(who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant(1_775_044_800_000_000);

    fn tries(patience: &Patience, who: &Trying, mut at: Instant, n: u32) -> Instant {
        for _ in 0..n {
            while let Err(wait) = patience.begin(who, at) {
                at = at.plus(Span::seconds(i64::try_from(wait).unwrap()));
            }
        }
        at
    }

    #[test]
    fn five_tries_are_free_and_the_delay_grows_to_a_quarter_of_an_hour() {
        let patience = Patience::default();
        let who = Trying::from("amal", "192.0.2.7".parse().unwrap());
        assert_eq!(tries(&patience, &who, NOON, 5), NOON, "nobody waits for the first five");
        assert_eq!(patience.begin(&who, NOON), Err(5));
        let later = tries(&patience, &who, NOON, 20);
        let wait = patience.begin(&who, later).unwrap_err();
        assert_eq!(wait, 900, "never more than a quarter of an hour");
        patience.right(&who);
        assert_eq!(patience.begin(&who, later), Ok(()));
    }

    #[test]
    fn whoever_guesses_from_one_network_shuts_out_no_other_and_no_browser_that_is_known() {
        let patience = Patience::default();
        let attacker = Trying::from("amal", "198.51.100.9".parse().unwrap());
        let at = tries(&patience, &attacker, NOON, 40);
        assert!(patience.begin(&attacker, at).is_err());
        assert!(
            patience.begin(&Trying::from("amal", "198.51.100.200".parse().unwrap()), at).is_err(),
            "one network"
        );
        assert_eq!(patience.begin(&Trying::from("amal", "192.0.2.7".parse().unwrap()), at), Ok(()));
        assert_eq!(patience.begin(&Trying::Known("device".into()), at), Ok(()));
        assert_eq!(patience.begin(&Trying::from("nobody", "198.51.100.9".parse().unwrap()), at), Ok(()));
    }

    #[test]
    fn addresses_of_either_kind_are_one_network_by_their_first_part() {
        let from = |address: &str| Trying::from("a", address.parse().unwrap());
        assert_eq!(from("2001:db8:1:2::1"), from("2001:db8:1:2:ffff::9"));
        assert_ne!(from("2001:db8:1:2::1"), from("2001:db8:1:3::1"));
        assert_eq!(from("::ffff:192.0.2.7"), from("192.0.2.99"));
    }
}
