//! Challenges that passkeys are asked to sign: each is good once, for a quarter of an hour, and lies in memory.
//!
//! Anybody who opens the sign-in page is given one. Where there are too many, those of the network that holds the most go first: whoever
//! asks for thousands takes none of another's.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hudna_core::time::{Instant, Span};
use hudna_desk::accounts::patience::Trying;
use hudna_desk::accounts::token;
use hudna_desk::trouble::Trouble;

/// How long one is good.
const GOOD: Span = Span::minutes(15);
/// The most that are kept.
const MOST: usize = 10_000;

#[derive(Debug)]
struct Given {
    at: Instant,
    network: Trying,
}

/// All that were given and not taken.
#[derive(Debug, Default)]
pub(super) struct Challenges(Mutex<HashMap<String, Given>>);

impl Challenges {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Given>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new one for whoever asks from this address.
    ///
    /// # Errors
    /// `no-randomness`.
    pub(super) fn give(&self, from: IpAddr, now: Instant) -> Result<String, Trouble> {
        let challenge = token()?;
        let mut all = self.lock();
        if all.len() >= MOST {
            make_room(&mut all, now);
        }
        all.insert(challenge.clone(), Given { at: now, network: Trying::from("", from) });
        Ok(challenge)
    }

    /// Takes one: whether it was given and is good. None is taken twice.
    pub(super) fn take(&self, challenge: &str, now: Instant) -> bool {
        self.lock().remove(challenge).is_some_and(|given| given.at.plus(GOOD) > now)
    }
}

fn make_room(all: &mut HashMap<String, Given>, now: Instant) {
    all.retain(|_, given| given.at.plus(GOOD) > now);
    if all.len() < MOST {
        return;
    }
    let mut by_network: HashMap<&Trying, Vec<(Instant, &String)>> = HashMap::new();
    for (challenge, given) in all.iter() {
        by_network.entry(&given.network).or_default().push((given.at, challenge));
    }
    let Some(mut largest) = by_network.into_values().max_by_key(Vec::len) else { return };
    largest.sort_unstable();
    let old: Vec<String> =
        largest.iter().take(largest.len().div_ceil(2)).map(|(_, challenge)| (*challenge).clone()).collect();
    old.iter().for_each(|challenge| drop(all.remove(challenge)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant(1_775_044_800_000_000);

    #[test]
    fn a_challenge_is_good_once_and_not_for_long() {
        let all = Challenges::default();
        let from = "192.0.2.7".parse().unwrap();
        let one = all.give(from, NOON).unwrap();
        assert!(all.take(&one, NOON.plus(Span::minutes(14))) && !all.take(&one, NOON));
        let late = all.give(from, NOON).unwrap();
        assert!(!all.take(&late, NOON.plus(Span::minutes(16))) && !all.take("guessed", NOON));
    }

    #[test]
    fn whoever_asks_for_thousands_takes_none_of_another() {
        let all = Challenges::default();
        let own = all.give("192.0.2.7".parse().unwrap(), NOON).unwrap();
        for _ in 0..MOST * 2 {
            all.give("198.51.100.9".parse().unwrap(), NOON.plus(Span::seconds(1))).unwrap();
        }
        assert!(all.lock().len() <= MOST);
        assert!(all.take(&own, NOON.plus(Span::minutes(1))));
    }
}
