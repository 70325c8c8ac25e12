//! Who is signed in: sessions with the keys that acts are signed with, in memory alone.
//!
//! A session is known by a cookie of 32 random bytes, of which the SHA-256 is kept. It ends after half an hour without a
//! request, after twelve hours in any case, when its owner ends it, and when the program ends: its key is gone from memory
//! with it (the key clears itself), and no act can be signed for its owner here any more.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};
use hudna_desk::accounts::{CameIn, digest, token};
use hudna_desk::record::Actor;
use hudna_desk::trouble::Trouble;

use super::sending::Sending;

/// How long a session may be idle.
pub(super) const IDLE: Span = Span::minutes(30);
/// How long a session may last.
pub(super) const LONGEST: Span = Span::hours(12);
/// The most sessions of one user; the oldest makes room.
const MOST: usize = 12;

/// One session.
#[derive(Debug)]
pub(super) struct Session {
    /// What its owner names it by to end it: the first signs of its digest.
    pub(super) name: String,
    /// Who acts here.
    pub(super) actor: Actor,
    /// Their login name.
    pub(super) login: String,
    /// What each of its forms must carry.
    pub(super) csrf: String,
    /// When it began.
    pub(super) began: Instant,
    /// From where.
    pub(super) from: IpAddr,
    /// Whether a one-time code was asked.
    pub(super) has_code: bool,
    /// The form that it sent, for as long as it is answered.
    pub(super) sending: Option<Sending>,
    last: AtomicI64,
}

impl Session {
    /// The same, for a form that it sent.
    pub(super) fn with_form(&self, sending: Option<Sending>) -> Self {
        Self {
            name: self.name.clone(),
            actor: self.actor.clone(),
            login: self.login.clone(),
            csrf: self.csrf.clone(),
            began: self.began,
            from: self.from,
            has_code: self.has_code,
            sending,
            last: AtomicI64::new(self.last.load(Ordering::Relaxed)),
        }
    }
    /// When it was last used.
    pub(super) fn last(&self) -> Instant {
        Instant(self.last.load(Ordering::Relaxed))
    }
    fn stands(&self, now: Instant) -> bool {
        self.last().plus(IDLE) > now && self.began.plus(LONGEST) > now
    }
}

/// All sessions.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Arc<Session>>>);

impl Sessions {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Session>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a session for whoever `came` in, and gives its cookie.
    ///
    /// # Errors
    /// `no-randomness`.
    pub(super) fn begin(
        &self,
        came: CameIn,
        actor: Actor,
        from: IpAddr,
        now: Instant,
    ) -> Result<String, Trouble> {
        let cookie = token()?;
        let key = digest(&cookie);
        let session = Session {
            name: key.chars().take(12).collect(),
            actor,
            login: came.login,
            csrf: token()?,
            began: now,
            from,
            has_code: came.has_code,
            sending: None,
            last: AtomicI64::new(now.0),
        };
        let mut all = self.lock();
        all.retain(|_, session| session.stands(now));
        let user = session.actor.user.clone();
        let mut own: Vec<(Instant, String)> =
            all.iter().filter(|(_, s)| s.actor.user == user).map(|(k, s)| (s.began, k.clone())).collect();
        own.sort_unstable();
        for (_, oldest) in own.iter().take((own.len() + 1).saturating_sub(MOST)) {
            all.remove(oldest);
        }
        all.insert(key, Arc::new(session));
        Ok(cookie)
    }

    /// The session of a cookie, used now; `None` where it stands no more.
    pub(super) fn of(&self, cookie: &str, now: Instant) -> Option<Arc<Session>> {
        let key = digest(cookie);
        let mut all = self.lock();
        let session = Arc::clone(all.get(&key)?);
        if !session.stands(now) {
            all.remove(&key);
            return None;
        }
        session.last.store(now.0, Ordering::Relaxed);
        Some(session)
    }

    /// The sessions of a user, the latest first.
    pub(super) fn all_of(&self, user: &UserId, now: Instant) -> Vec<Arc<Session>> {
        let mut all = self.lock();
        all.retain(|_, session| session.stands(now));
        let mut own: Vec<Arc<Session>> = all.values().filter(|s| s.actor.user == *user).cloned().collect();
        own.sort_by_key(|session| std::cmp::Reverse(session.began));
        own
    }

    /// Ends the session that `user` names so, or all but `kept` where none is named. Says how many ended.
    pub(super) fn end(&self, user: &UserId, name: Option<&str>, kept: Option<&str>) -> usize {
        let mut all = self.lock();
        let before = all.len();
        all.retain(|_, session| {
            let named = name.is_none_or(|name| session.name == name);
            session.actor.user != *user || !named || kept.is_some_and(|kept| session.name == kept)
        });
        before - all.len()
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use hudna_core::ledger::id::MissionId;

    use super::*;

    const NOON: Instant = Instant(1_775_044_800_000_000);

    fn begin(sessions: &Sessions, user: &UserId, at: Instant) -> String {
        let key = SigningKey::from_bytes(&[9; 32]);
        let came = CameIn { login: "amal".into(), user: user.clone(), key: key.clone(), has_code: false };
        let actor = Actor { mission: MissionId::of([1; 10]), user: user.clone(), key };
        sessions.begin(came, actor, "192.0.2.7".parse().unwrap(), at).unwrap()
    }

    #[test]
    fn a_session_ends_when_it_idles_when_it_is_old_and_when_its_owner_says_so() {
        let (sessions, amal, zayd) = (Sessions::default(), UserId::of([1; 10]), UserId::of([2; 10]));
        let cookie = begin(&sessions, &amal, NOON);
        assert!(sessions.of(&cookie, NOON.plus(Span::minutes(29))).is_some());
        assert!(sessions.of(&cookie, NOON.plus(Span::minutes(58))).is_some(), "each request keeps it");
        assert!(sessions.of(&cookie, NOON.plus(Span::minutes(89))).is_none());
        assert!(sessions.of("another", NOON).is_none());

        let cookie = begin(&sessions, &amal, NOON);
        let mut at = NOON;
        while at < NOON.plus(Span::hours(12)) {
            assert!(sessions.of(&cookie, at).is_some());
            at = at.plus(Span::minutes(20));
        }
        assert!(sessions.of(&cookie, at).is_none(), "twelve hours are the most");

        let (mine, theirs) = (begin(&sessions, &amal, NOON), begin(&sessions, &zayd, NOON));
        let name = sessions.of(&theirs, NOON).unwrap().name.clone();
        assert_eq!(sessions.end(&amal, Some(&name), None), 0, "nobody ends another's");
        assert_eq!(sessions.end(&amal, None, None), 1);
        assert!(sessions.of(&mine, NOON).is_none() && sessions.of(&theirs, NOON).is_some());
    }

    #[test]
    fn the_oldest_of_too_many_makes_room() {
        let (sessions, amal) = (Sessions::default(), UserId::of([1; 10]));
        let at = |n: usize| NOON.plus(Span::seconds(i64::try_from(n).unwrap()));
        let cookies: Vec<String> = (0..=MOST).map(|n| begin(&sessions, &amal, at(n))).collect();
        assert!(sessions.of(&cookies[0], at(MOST)).is_none() && sessions.of(&cookies[1], at(MOST)).is_some());
        assert_eq!(sessions.all_of(&amal, at(MOST)).len(), MOST);
    }
}
