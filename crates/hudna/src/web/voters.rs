//! Who votes just now with a ballot, and how many wrong codes came from where: in memory alone, and forgotten soon.
//!
//! A browser that typed a right code holds a cookie of 32 random bytes, of which the SHA-256 is kept here with the ballot; it ends after two hours without a
//! vote, when its holder leaves, and when the program ends. Neither code nor address is kept with it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hudna_core::time::{Instant, Span};
use hudna_desk::accounts::patience::Trying;
use hudna_desk::accounts::{digest, token};
use hudna_desk::ballots::Ballot;
use hudna_desk::trouble::Trouble;

/// How long a browser may be idle.
const IDLE: Span = Span::hours(2);
/// The most browsers that vote at once; the one that was idle longest makes room.
const MOST: usize = 50_000;

/// A ballot in a browser.
#[derive(Clone, Debug)]
pub(super) struct Voting {
    /// The ballot.
    pub(super) ballot: Ballot,
    /// The entry of its consultation.
    pub(super) consultation: Arc<str>,
    last: Instant,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Voters(Mutex<HashMap<String, Voting>>);

impl Voters {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Voting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins, and gives the cookie.
    ///
    /// # Errors
    /// `no-randomness`.
    pub(super) fn begin(&self, ballot: Ballot, consultation: &str, now: Instant) -> Result<String, Trouble> {
        let cookie = token()?;
        let mut all = self.lock();
        if all.len() >= MOST {
            all.retain(|_, one| one.last.plus(IDLE) > now);
            let idle = all.iter().min_by_key(|(_, one)| one.last).map(|(key, _)| key.clone());
            if let Some(key) = idle.filter(|_| all.len() >= MOST) {
                all.remove(&key);
            }
        }
        all.insert(digest(&cookie), Voting { ballot, consultation: consultation.into(), last: now });
        Ok(cookie)
    }

    /// The ballot of a cookie, used now; `None` where it stands no more.
    pub(super) fn of(&self, cookie: &str, now: Instant) -> Option<Voting> {
        let key = digest(cookie);
        let mut all = self.lock();
        let one = all.get_mut(&key)?;
        if one.last.plus(IDLE) <= now {
            all.remove(&key);
            return None;
        }
        one.last = now;
        Some(one.clone())
    }

    /// Ends it.
    pub(super) fn end(&self, cookie: &str) {
        self.lock().remove(&digest(cookie));
    }
}

/// Within which wrong codes are counted together.
const WITHIN: Span = Span::minutes(10);
/// The wrong codes that one network may send within that. Many people may stand behind one address, and a code cannot be guessed: this spares the
/// database, it is not what keeps ballots safe.
const WRONG: u32 = 60;
/// The most networks that are counted.
const NETWORKS: usize = 100_000;

/// Wrong codes by the network that they came from. Codes that cannot be any are not looked up and do not count.
#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<HashMap<Trying, (Instant, u32)>>);

impl Guesses {
    fn lock(&self) -> MutexGuard<'_, HashMap<Trying, (Instant, u32)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a code from there is looked up.
    ///
    /// # Errors
    /// After how many seconds it is, where too many were wrong.
    pub(super) fn may(&self, from: IpAddr, now: Instant) -> Result<(), u64> {
        let all = self.lock();
        let Some((since, wrong)) = all.get(&Trying::from("", from)) else { return Ok(()) };
        let left = since.plus(WITHIN).0.saturating_sub(now.0);
        if left <= 0 || *wrong < WRONG {
            return Ok(());
        }
        Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000_000))
    }

    /// Counts a wrong one.
    pub(super) fn wrong(&self, from: IpAddr, now: Instant) {
        let mut all = self.lock();
        if all.len() >= NETWORKS {
            all.retain(|_, (since, _)| since.plus(WITHIN) > now);
        }
        let (since, wrong) = all.entry(Trying::from("", from)).or_insert((now, 0));
        if since.plus(WITHIN) <= now {
            (*since, *wrong) = (now, 0);
        }
        *wrong = wrong.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use hudna_desk::ballots::{new_code, read_code};

    use super::*;

    const NOON: Instant = Instant(1_775_044_800_000_000);

    #[test]
    fn a_browser_votes_with_its_ballot_until_it_leaves_or_is_idle_for_two_hours() {
        let voters = Voters::default();
        let ballot = read_code(&new_code().unwrap()).unwrap();
        let cookie = voters.begin(ballot.clone(), "E-1", NOON).unwrap();
        let found = voters.of(&cookie, NOON.plus(Span::minutes(119))).unwrap();
        assert_eq!((found.ballot, &*found.consultation), (ballot.clone(), "E-1"));
        assert!(voters.of(&cookie, NOON.plus(Span::minutes(238))).is_some(), "each request keeps it");
        assert!(voters.of(&cookie, NOON.plus(Span::minutes(358))).is_none());
        let cookie = voters.begin(ballot, "E-1", NOON).unwrap();
        voters.end(&cookie);
        assert!(voters.of(&cookie, NOON).is_none());
    }

    #[test]
    fn whoever_sends_sixty_wrong_codes_waits_for_the_ten_minutes_to_end_and_other_networks_do_not() {
        let guesses = Guesses::default();
        let (here, there) = ("192.0.2.7".parse().unwrap(), "198.51.100.7".parse().unwrap());
        for _ in 0..WRONG {
            assert_eq!(guesses.may(here, NOON), Ok(()));
            guesses.wrong(here, NOON);
        }
        assert_eq!(guesses.may(here, NOON.plus(Span::minutes(9))), Err(60));
        assert_eq!(guesses.may(there, NOON), Ok(()));
        assert_eq!(guesses.may(here, NOON.plus(WITHIN)), Ok(()));
        guesses.wrong(here, NOON.plus(WITHIN));
        assert_eq!(guesses.may(here, NOON.plus(WITHIN)), Ok(()), "the count began anew");
    }
}
