//! Turns for what takes long to make: a few at once in the whole house, fewer for one person, and an end to waiting.
//!
//! Whoever asks waits without a thread; who waited too long, or comes when too many wait, is told to come again (`page-busy`). A [`Place`] goes into the
//! work itself, not into the request: whoever goes away, or reloads, leaves the work behind, and it must count until it ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use hudna_core::ledger::id::UserId;
use hudna_desk::trouble::Trouble;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::fault::Fault;
use super::visit::Visit;

/// How much of one kind is made at once, and how many may wait for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Made at once, of all.
    pub(super) at_once: usize,
    /// Made at once, of one person.
    pub(super) of_one: usize,
    /// Waiting, of all.
    pub(super) waiting: usize,
    /// Waiting, of one person.
    pub(super) waiting_of_one: usize,
    /// How long anybody waits.
    pub(super) patience: Duration,
}

/// Documents, and drafts tried: each takes a core.
pub(super) const MAKING: Bounds =
    Bounds { at_once: 2, of_one: 1, waiting: 64, waiting_of_one: 4, patience: Duration::from_secs(20) };
/// Files that are taken in: one after another, so that each is held against those before.
pub(super) const TAKING: Bounds =
    Bounds { at_once: 1, of_one: 1, waiting: 8, waiting_of_one: 2, patience: Duration::from_secs(20) };
/// Lists that leave: whoever takes one slowly keeps a thread.
pub(super) const LEAVING: Bounds =
    Bounds { at_once: 8, of_one: 3, waiting: 64, waiting_of_one: 6, patience: Duration::from_secs(20) };
/// What is counted or looked for over the whole record: short, and mostly for several who ask the same.
pub(super) const COUNTING: Bounds =
    Bounds { at_once: 2, of_one: 2, waiting: 1_024, waiting_of_one: 256, patience: Duration::from_secs(20) };
/// What a decision would change: everything is weighed twice, and nobody else follows the record meanwhile.
pub(super) const TRYING: Bounds =
    Bounds { at_once: 1, of_one: 1, waiting: 32, waiting_of_one: 2, patience: Duration::from_secs(20) };

/// The turns of one kind.
#[derive(Debug)]
pub(super) struct Turns {
    bounds: Bounds,
    places: Arc<Semaphore>,
    line: Arc<Semaphore>,
    people: Mutex<HashMap<UserId, Weak<Person>>>,
}

/// The places of one person.
#[derive(Debug)]
struct Person {
    places: Arc<Semaphore>,
    line: Arc<Semaphore>,
}

/// A place taken, until the work ends.
#[derive(Debug)]
pub(super) struct Place {
    _house: OwnedSemaphorePermit,
    _own: Option<OwnedSemaphorePermit>,
    /// What one person has is known as long as any of it stands.
    _person: Option<Arc<Person>>,
}

fn busy() -> Fault {
    Trouble::new("record", "page-busy").into()
}

impl Turns {
    /// So many.
    pub(super) fn of(bounds: Bounds) -> Self {
        Self {
            bounds,
            places: Arc::new(Semaphore::new(bounds.at_once)),
            line: Arc::new(Semaphore::new(bounds.waiting)),
            people: Mutex::default(),
        }
    }

    fn person(&self, user: &UserId) -> Arc<Person> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = people.get(user).and_then(Weak::upgrade) {
            return known;
        }
        people.retain(|_, person| person.strong_count() > 0);
        let person = Arc::new(Person {
            places: Arc::new(Semaphore::new(self.bounds.of_one)),
            line: Arc::new(Semaphore::new(self.bounds.waiting_of_one)),
        });
        people.insert(user.clone(), Arc::downgrade(&person));
        person
    }

    /// A place for the visitor.
    ///
    /// # Errors
    /// As [`Self::place_of`].
    pub(super) async fn place(&self, visit: &Visit) -> Result<Place, Fault> {
        self.place_of(visit.user()).await
    }

    /// A place for a person, or for somebody whom nobody knows, when one is free.
    ///
    /// # Errors
    /// `page-busy` where too many wait, of all or of this person, or none was free in time.
    pub(super) async fn place_of(&self, user: Option<&UserId>) -> Result<Place, Fault> {
        let person = user.map(|user| self.person(user));
        let stands = |line: &Arc<Semaphore>| Arc::clone(line).try_acquire_owned().map_err(|_| busy());
        let _own_line = person.as_ref().map(|person| stands(&person.line)).transpose()?;
        let _line = stands(&self.line)?;
        let both = async {
            let own = match &person {
                Some(person) => Some(Arc::clone(&person.places).acquire_owned().await),
                None => None,
            };
            (own.transpose(), Arc::clone(&self.places).acquire_owned().await)
        };
        let (own, house) = timeout(self.bounds.patience, both).await.map_err(|_| busy())?;
        let closed = |_| Fault::ours();
        Ok(Place { _own: own.map_err(closed)?, _house: house.map_err(closed)?, _person: person })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::super::walk::{Opened, ask_with, cookie, opened, while_served};
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
    }

    const FEW: Bounds =
        Bounds { at_once: 2, of_one: 1, waiting: 3, waiting_of_one: 2, patience: Duration::from_millis(40) };

    #[test]
    fn one_person_takes_no_more_than_their_own_places_and_others_are_served_beside() {
        runtime().block_on(async {
            let turns = Turns::of(FEW);
            let [ada, omar] = [1, 2].map(|n| UserId::of([n; 10]));
            let first = turns.place_of(Some(&ada)).await.expect("it is free");
            let second = turns.place_of(Some(&ada)).await.expect_err("one has one");
            assert_eq!(second.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(second.trouble().code, "page-busy");
            let other = turns.place_of(Some(&omar)).await.expect("another has theirs");
            turns.place_of(None).await.expect_err("both places are taken");
            drop(first);
            let again = turns.place_of(Some(&ada)).await.expect("what ended makes room");
            drop((other, again));
            assert_eq!(turns.places.available_permits(), FEW.at_once);
        });
    }

    #[test]
    fn who_comes_when_too_many_wait_is_told_at_once_and_who_goes_away_waits_no_more() {
        runtime().block_on(async {
            let turns = Turns::of(Bounds { patience: Duration::from_secs(3_600), ..FEW });
            let ada = UserId::of([1; 10]);
            let held = [turns.place_of(None).await, turns.place_of(None).await].map(|one| one.expect("free"));
            let mut waiting: Vec<_> = (0..2).map(|_| Box::pin(turns.place_of(Some(&ada)))).collect();
            for one in &mut waiting {
                assert!(timeout(Duration::from_millis(5), one).await.is_err(), "it waits");
            }
            // her third at once, though the house has room for one more to wait
            turns.place_of(Some(&ada)).await.expect_err("two of one wait");
            drop(waiting.pop());
            let mut fourth = Box::pin(turns.place_of(Some(&ada)));
            assert!(timeout(Duration::from_millis(5), &mut fourth).await.is_err(), "it may wait again");
            drop(held);
            assert!(waiting.remove(0).await.is_ok(), "who waited is served");
        });
    }

    #[test]
    fn whoever_waits_with_too_many_windows_is_told_so_on_a_page_in_their_language_and_nobody_else_is() {
        let Opened { house, people, .. } = &opened();
        let [busy, other] = ["verifier", "analyst"].map(|role| {
            let (_, actor) = people.iter().find(|(known, _)| *known == role).expect("somebody has it");
            actor
        });
        let paper = |at, who, lang: &str| {
            let headers = format!("Cookie: hudna={}\r\nAccept: text/html\r\n", cookie(house, who).0);
            ask_with(at, "GET", &format!("/force/paper?lang={lang}"), &headers, "")
        };
        while_served(house, |at| {
            runtime().block_on(async {
                let held = house.making.place_of(Some(&busy.user)).await.expect("it is free");
                let mut windows: Vec<_> = (0..MAKING.waiting_of_one)
                    .map(|_| Box::pin(house.making.place_of(Some(&busy.user))))
                    .collect();
                for one in &mut windows {
                    assert!(timeout(Duration::from_millis(5), one).await.is_err(), "it waits");
                }
                for (lang, word) in [("en", "Too many ask"), ("ar", "يُطلب في وقت واحد")] {
                    let (status, head, page) = paper(at, busy, lang);
                    assert_eq!(status, 503, "{page}");
                    assert!(
                        head.contains("retry-after: ") && head.contains("content-type: text/html"),
                        "{head}"
                    );
                    assert!(page.contains(word) && page.contains("page-busy"), "{page}");
                }
                assert_eq!(paper(at, other, "en").0, 200, "another is served");
                drop((windows, held));
                assert_eq!(paper(at, busy, "en").0, 200, "and so is whoever waited, afterwards");
            });
        });
    }

    #[test]
    fn many_who_look_at_the_same_day_at_once_are_all_answered_and_it_is_counted_once() {
        let Opened { house, people, .. } = &opened();
        let cookies: Vec<String> =
            people.iter().filter(|(role, _)| !role.is_empty()).map(|(_, who)| cookie(house, who).0).collect();
        while_served(house, |at| {
            let asked: Vec<u16> = std::thread::scope(|scope| {
                let one = |n: usize| {
                    let headers = format!("Cookie: hudna={}\r\n", cookies[n % cookies.len()]);
                    scope.spawn(move || ask_with(at, "GET", "/today?day=2026-03-14&lang=en", &headers, "").0)
                };
                let all: Vec<_> = (0..60).map(one).collect();
                all.into_iter().map(|one| one.join().expect("it is answered")).collect()
            });
            assert_eq!(asked, vec![200; 60]);
        });
        assert_eq!(house.counting.places.available_permits(), COUNTING.at_once, "every place is given back");
    }
}
