//! Recovery of accounts: an officer asks, another approves, a new key takes the place of the old. For operators.
//!
//! The record holds both approvals and the new key, in entries that the officers signed; the account is the host's.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::time::Instant;
use hudna_desk::accounts::recovery::Recovery;
use hudna_desk::record::new_key;
use hudna_desk::words::Words;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::field::{Wrong, choice, summary};
use super::{Page, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default(), None).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
    made: Option<(String, String)>,
) -> Result<Response, Fault> {
    let (waiting, logins) =
        house.at_the_door(|accounts| Ok((accounts.recoveries(clock::now())?, accounts.logins()?))).await?;
    // whose powers were ended has nothing to recover
    let here: BTreeSet<UserId> = house
        .read(|ledger| {
            let users = ledger.standing().users.iter().filter(|(_, known)| !known.revoked);
            Ok(users.map(|(user, _)| user.clone()).collect())
        })
        .await?;
    let own = visit.session()?.actor.user.clone();
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let others: Vec<(String, String)> = logins
        .iter()
        .filter(|(user, _)| {
            *user != own && here.contains(user) && !waiting.iter().any(|(known, _)| known == user)
        })
        .map(|(user, login)| (user.0.to_string(), login.clone()))
        .collect();
    let main = html! {
        p.s { a href="/settings" { (words.get("page-settings")) } }
        div.head { h1 { (words.get("page-recovery")) } }
        p.lede { (words.get("recovery-lead")) }
        (summary(words, wrong))
        @if let Some((login, address)) = made {
            div.note role="status" {
                p { b { (words.with("recovery-made", &[("login", login.into())])) } }
                p { code.wrap { (address) } }
                p.s { (words.get("settings-invited-means")) }
            }
        }
        div.cols {
            section.box {
                h2 { (words.get("recovery-waiting")) }
                @if waiting.is_empty() { p.empty { (words.get("recovery-none")) } }
                ul.wait { @for (user, one) in &waiting { (line(visit, &zone, &logins, (user, one), &own)) } }
            }
            form.box.stack method="post" action="/recovery/ask" {
                h2 { (words.get("recovery-ask")) }
                (token(visit))
                @if others.is_empty() && wrong.is_empty() { p.empty { (words.get("recovery-nobody")) } }
                @else {
                    (choice(words, ("user", "field-recovered"), &others, visit.form.get("user"), wrong))
                    p.xs.soft { (words.get("recovery-ask-means")) }
                    p { button.btn.main { (words.get("recovery-ask-do")) } }
                }
            }
        }
    };
    let page = Page { title: words.get("page-recovery"), here: "/settings", as_of: Some(clock::now()), main };
    Ok(laid(house, visit, status, &page))
}

/// How officers know each other here: by login, else by id.
fn called(logins: &[(UserId, String)], user: &UserId) -> String {
    let login = logins.iter().find(|(known, _)| known == user).map(|(_, login)| login.clone());
    login.unwrap_or_else(|| user.0.to_string())
}

/// When it was asked for, by whom, and until when another may approve.
pub(super) fn told(words: &Words, zone: &TimeZone, by: String, one: &Recovery) -> String {
    let moment = |at: Instant| words.moment(at, zone);
    let values = [
        ("by", by.into()),
        ("moment", moment(Instant(one.at)).into()),
        ("until", moment(one.until()).into()),
    ];
    words.with("recovery-asked-by", &values)
}

fn line(
    visit: &Visit,
    zone: &TimeZone,
    logins: &[(UserId, String)],
    (user, one): (&UserId, &Recovery),
    own: &UserId,
) -> Markup {
    let words = visit.words();
    html! {
        li {
            b { bdi { (one.login) } } " " bdi.n.soft { (user.0) }
            div.s.soft { (told(words, zone, called(logins, &one.by), one)) }
            form.row method="post" action="/recovery/approve" {
                (token(visit))
                input type="hidden" name="user" value=(user.0);
                @if one.by == *own { span.s { (words.get("recovery-another")) } }
                @else if user == own { span.s { (words.get("recovery-yours")) } }
                @else { button.btn { (words.get("recovery-approve")) } }
                button.btn.quiet formaction="/recovery/refuse" { (words.get("recovery-refuse")) }
            }
        }
    }
}

/// The page again, with why it was refused.
async fn again(house: &Arc<House>, visit: &Visit, why: Fault) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why);
    }
    let mut wrong = Wrong::default();
    let status = why.status();
    // of a person who is not among those offered it is said beside the choice
    let field = if why.trouble().code == "account-unknown" { "user" } else { "" };
    wrong.add(field, why.said_in(visit.lang).said().0);
    shown(house, visit, status, &wrong, None).await
}

/// The first officer stands by it.
pub(in crate::web) async fn ask(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    // each asking is approved anew
    let session = Arc::new(visit.session()?.with_form(None));
    let user = UserId::from(visit.form.get("user"));
    let (of, by) = (user.clone(), session.actor.user.clone());
    if let Err(why) = house.at_the_door(move |accounts| accounts.ask_recovery(&of, &by, clock::now())).await {
        return again(&house, &visit, why).await;
    }
    let approved = Act::RecoveryApproved { user: user.clone() };
    if let Err(why) = house.act(&session, None, Filed::plain(approved)).await {
        // what is not in the record was not asked for
        drop(house.at_the_door(move |accounts| accounts.refuse_recovery(&user)).await);
        return again(&house, &visit, why).await;
    }
    Ok(to("/recovery"))
}

/// The second officer stands by it: the record learns the new key, the account ends, and an invitation is made.
pub(in crate::web) async fn approve(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    // each sending draws a key of its own: what stands from another is no answer to it
    let session = Arc::new(visit.session()?.with_form(None));
    let user = UserId::from(visit.form.get("user"));
    let (of, by) = (user.clone(), session.actor.user.clone());
    let taken = house.at_the_door(move |accounts| accounts.take_recovery(&of, &by, clock::now())).await;
    let waiting = match taken {
        Ok(waiting) => waiting,
        Err(why) => return again(&house, &visit, why).await,
    };
    let key = new_key()?;
    let public = PublicKey::from(&key.verifying_key());
    let acts =
        [Act::RecoveryApproved { user: user.clone() }, Act::KeyChanged { key: public, user: user.clone() }];
    if let Err(why) = house.act_all(&session, acts.into_iter().map(Filed::plain).collect()).await {
        let of = user.clone();
        drop(house.at_the_door(move |accounts| accounts.put_recovery_back(&of, &waiting)).await);
        return again(&house, &visit, why).await;
    }
    house.sessions.end(&user, None, None);
    let (login, by) = (waiting.login.clone(), session.actor.user.clone());
    let of = user.clone();
    let made =
        house.at_the_door(move |accounts| accounts.recover(&of, &waiting, &by, &key, clock::now())).await?;
    // one that began while the account stood ends with it
    house.sessions.end(&user, None, None);
    let scheme = if visit.secure { "https" } else { "http" };
    let address = format!("{scheme}://{}/invitation/{made}", visit.host);
    shown(&house, &visit, StatusCode::CREATED, &Wrong::default(), Some((login, address))).await
}

/// Nothing comes of it: an officer says so.
pub(in crate::web) async fn refuse(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let user = UserId::from(visit.form.get("user"));
    house.at_the_door(move |accounts| accounts.refuse_recovery(&user)).await?;
    Ok(to("/recovery"))
}

/// Nothing comes of it: whoever can still sign in lost nothing.
pub(in crate::web) async fn refuse_own(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let user = visit.session()?.actor.user.clone();
    house
        .at_the_door(move |accounts| {
            if accounts.refuse_recovery(&user)? {
                accounts.note(&user, "refused-recovery", clock::now())?;
            }
            Ok(())
        })
        .await?;
    Ok(to("/access"))
}

/// Of the visitor's own account, where a recovery waits: who asked, and how to refuse it.
pub(super) async fn own(house: &Arc<House>, visit: &Visit, zone: &TimeZone) -> Result<Markup, Fault> {
    let user = visit.session()?.actor.user.clone();
    let (waiting, logins) = house
        .at_the_door(move |accounts| Ok((accounts.recovery_of(&user, clock::now())?, accounts.logins()?)))
        .await?;
    let words = visit.words();
    Ok(html! {
        @if let Some(one) = waiting {
            div.note.e role="alert" {
                p { b { (words.get("recovery-of-yours")) } }
                p { (told(words, zone, called(&logins, &one.by), &one)) }
                p.s { (words.get("recovery-of-yours-means")) }
                form method="post" action="/access/refuse-recovery" {
                    (token(visit))
                    button.btn.main { (words.get("recovery-refuse-own")) }
                }
            }
        }
    })
}
