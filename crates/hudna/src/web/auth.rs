//! Who asks: each request is signed with the user's own key, so that the host keeps no secret of anybody.
//!
//! `Authorization: Hudna USER AT SIGNATURE`: AT in microseconds since 1970, within two minutes of the host's clock;
//! SIGNATURE the user's Ed25519 in base 64 over what [`hudna_desk::record::request_message`] says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use data_encoding::BASE64;
use hudna_core::ledger::id::UserId;
use hudna_desk::powers::Need;
use hudna_desk::record::request_message;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Lang;

use tokio::sync::OwnedSemaphorePermit;

use super::fault::{Fault, language};
use super::{House, MOST_REQUEST};
use crate::cli::clock;

/// How far a request's clock may be from ours, microseconds.
const APART: i64 = 120 * 1_000_000;

/// What the route that was asked for needs of whoever asks: written beside it in the table of routes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needed(pub(super) Need);

/// A request by a user of the mission, its body read.
#[derive(Debug)]
pub(super) struct Asked {
    /// Who asks.
    pub(super) user: UserId,
    /// The reader's language.
    pub(super) lang: Lang,
    /// The body.
    pub(super) body: Bytes,
    /// The room that it takes, until it is dealt with.
    pub(super) _room: OwnedSemaphorePermit,
    /// The place among the user's requests that it takes.
    pub(super) _turn: Turn,
}

/// Users with requests under way, and how many: whoever asks much at once does not fill the host for the others.
#[derive(Debug, Default)]
pub(super) struct Asking(Mutex<BTreeMap<UserId, usize>>);

impl Asking {
    /// A place for one more request of `user`, where they have fewer than `most`.
    pub(super) fn turn(self: &Arc<Self>, user: &UserId, most: usize) -> Option<Turn> {
        let mut asking = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = asking.entry(user.clone()).or_default();
        if *under_way >= most {
            return None;
        }
        *under_way += 1;
        Some(Turn { of: Arc::clone(self), user: user.clone() })
    }
}

/// A request under way.
#[derive(Debug)]
pub(super) struct Turn {
    of: Arc<Asking>,
    user: UserId,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut asking = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(under_way) = asking.get_mut(&self.user) {
            *under_way -= 1;
            if *under_way == 0 {
                asking.remove(&self.user);
            }
        }
    }
}

impl FromRequest<Arc<House>> for Asked {
    type Rejection = Fault;

    async fn from_request(request: Request, house: &Arc<House>) -> Result<Self, Fault> {
        let lang = language(request.headers());
        Self::checked(request, house, lang).await.map_err(|fault| fault.said_in(lang))
    }
}

impl Asked {
    async fn checked(request: Request, house: &Arc<House>, lang: Lang) -> Result<Self, Fault> {
        let trouble = |code| Fault::from(Trouble::new("record", code));
        let header = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let words: Vec<&str> = header.unwrap_or_default().split(' ').collect();
        let ["Hudna", user, at, sig] = words.as_slice() else { return Err(trouble("request-unsigned")) };
        let user = UserId::from(*user);
        let at: i64 = at.parse().map_err(|_| trouble("request-unsigned"))?;
        let sig: [u8; 64] = BASE64
            .decode(sig.as_bytes())
            .ok()
            .and_then(|sig| sig.try_into().ok())
            .ok_or_else(|| trouble("request-unsigned"))?;
        if at.abs_diff(clock::now().0) > APART.unsigned_abs() {
            return Err(trouble("request-stale"));
        }
        // whoever is not known has nothing read
        let asked = user.clone();
        house
            .read(move |ledger| match ledger.standing().users.get(&asked) {
                Some(known) if !known.revoked => Ok(()),
                Some(_) => Err(Trouble::new("record", "user-revoked").with("user", asked.to_string())),
                None => Err(Trouble::new("record", "user-unknown").with("user", asked.to_string())),
            })
            .await?;
        let needed = request.extensions().get::<Needed>().map_or(Need::SignedIn, |needed| needed.0);
        let method = request.method().as_str().to_owned();
        let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
        let (body, room) = body(request, house, MOST_REQUEST).await?;
        let digest = body.clone();
        let (who, powers) = (user.clone(), Arc::clone(house));
        house
            .read(move |ledger| {
                let unknown = || Trouble::new("record", "user-unknown").with("user", who.to_string());
                let known = ledger.standing().users.get(&who).ok_or_else(unknown)?;
                if known.revoked {
                    return Err(Trouble::new("record", "user-revoked").with("user", who.to_string()));
                }
                let message = request_message(ledger.mission(), &method, &path, at, &digest);
                let good = known
                    .key
                    .verifying()
                    .is_some_and(|key| hudna_desk::record::is_signed_request(&key, &message, &sig));
                if !good {
                    return Err(Trouble::new("record", "request-signature-wrong"));
                }
                // what pages do not show to somebody is not told to their machines either
                let may = powers.powers.of(ledger.standing(), &who).is_some_and(|held| held.may(needed));
                if may { Ok(()) } else { Err(Trouble::new("record", "page-not-allowed")) }
            })
            .await?;
        // only now: nobody fills the places of another
        let turn = house.asking.turn(&user, house.limits.of_one).ok_or_else(|| trouble("host-busy"))?;
        Ok(Self { user, lang, body, _room: room, _turn: turn })
    }
}

/// Reads a body of at most `most` bytes, where there is room for it and it comes in time.
///
/// # Errors
/// `request-too-large`, `host-busy`, `request-slow`.
pub(super) async fn body(
    request: Request,
    house: &House,
    most: usize,
) -> Result<(Bytes, OwnedSemaphorePermit), Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok());
    // one that does not say how long it is may be as long as any
    let chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let length = match said.and_then(|text| text.parse::<usize>().ok()) {
        Some(length) => length,
        None if chunked => most,
        None => 0,
    };
    if length > most {
        return Err(trouble("request-too-large"));
    }
    let kib = u32::try_from(length.div_ceil(1_024)).unwrap_or(u32::MAX);
    let room = Arc::clone(&house.room).try_acquire_many_owned(kib).map_err(|_| trouble("host-busy"))?;
    let reading = tokio::time::timeout(house.limits.body, Bytes::from_request(request, &()));
    let body = reading.await.map_err(|_| trouble("request-slow"))?;
    let body = body.map_err(|_| trouble("request-too-large"))?;
    if body.len() > most { Err(trouble("request-too-large")) } else { Ok((body, room)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_much_at_once_takes_no_place_of_another() {
        let asking: Arc<Asking> = Arc::default();
        let (one, other) = (UserId::from("U-ONE"), UserId::from("U-OTHER"));
        let held: Vec<Turn> = (0..3).filter_map(|_| asking.turn(&one, 3)).collect();
        assert_eq!(held.len(), 3);
        assert!(asking.turn(&one, 3).is_none());
        assert!(asking.turn(&other, 3).is_some());
        drop(held);
        assert!(asking.turn(&one, 3).is_some());
        assert!(asking.0.lock().unwrap().is_empty(), "nobody asks any more");
    }
}
