//! People of the mission: somebody new, and what one person may: roles given and ended, an end to all of them. For operators.
//!
//! Names of people are sealed and stand on no page; a user is known by login here where they have an account, and by id.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PartyId, PublicKey, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::User;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::{Snapshot, new_key};
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Field, Wrong, choice, summary};
use super::settings;
use super::slip::done;
use super::{Page, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Where a person's page is.
pub(super) fn address(user: &UserId) -> String {
    format!("/settings/people/{user}")
}

/// How somebody comes to sign: with an account here, by an invitation that waits for them, or with a key on their own machine.
pub(super) fn signs(words: &Words, account: Option<&str>, invited: Option<&str>) -> Markup {
    html! {
        @if account.is_some() { (words.get("settings-account-here")) }
        @else if invited.is_some() { span.soft { (words.get("settings-account-invited")) } }
        @else { span.soft { (words.get("settings-own-machine")) } }
    }
}

/// How far a role reaches, in words.
pub(super) fn reach(screen: &Screen<'_>, words: &Words, scope: &Scope) -> String {
    match scope {
        Scope::Mission => words.get("scope-mission"),
        Scope::Sector(sector) => screen.sector(sector),
        Scope::Party(party) => screen.actor(&party.0),
    }
}

/// A scope as a form names it.
fn written(scope: &Scope) -> String {
    match scope {
        Scope::Mission => "mission".to_owned(),
        Scope::Sector(sector) => format!("sector:{sector}"),
        Scope::Party(party) => format!("party:{party}"),
    }
}

/// Every scope that a role may have here: the mission, each sector, each party.
fn scopes(screen: &Screen<'_>, snapshot: &Snapshot, visit: &Visit) -> Vec<(Scope, String)> {
    let agreement = &snapshot.agreement;
    let sectors = agreement.backdrop.iter().filter(|one| &*one.kind == "sector");
    let sectors = sectors.map(|one| Scope::Sector(one.id.clone()));
    let parties = agreement.parties.iter().map(|party| Scope::Party(PartyId(party.id.clone())));
    let all = std::iter::once(Scope::Mission).chain(sectors).chain(parties);
    all.map(|scope| {
        let said = reach(screen, visit.words(), &scope);
        (scope, said)
    })
    .collect()
}

/// The fields by which a role and its reach are chosen.
fn role_fields(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let words = visit.words();
    // what was done is not typed again
    let typed = |name: &str| if wrong.is_empty() { "" } else { visit.form.get(name) };
    let roles: Vec<(String, String)> = roles::ROLES
        .iter()
        .map(|(role, _)| ((*role).to_owned(), words.get(&format!("role-{role}"))))
        .collect();
    let scopes: Vec<(String, String)> =
        scopes(screen, snapshot, visit).into_iter().map(|(scope, said)| (written(&scope), said)).collect();
    html! {
        (choice(words, ("role", "field-role"), &roles, typed("role"), wrong))
        (choice(words, ("scope", "field-scope"), &scopes, typed("scope"), wrong))
    }
}

/// The form by which somebody new is invited.
pub(super) fn invite_form(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let words = visit.words();
    // what was done is not typed again, least of all a name
    let typed = |name: &str| if wrong.is_empty() { "" } else { visit.form.get(name) };
    let parties =
        snapshot.agreement.parties.iter().map(|party| (party.id.to_string(), screen.actor(&party.id)));
    let parties: Vec<_> =
        std::iter::once((String::new(), words.get("settings-no-party"))).chain(parties).collect();
    let field = |name, key| {
        Field { name, kind: "text", key, typed: typed(name), autocomplete: "off", required: name == "login" }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/settings/invite" {
            h2 { (words.get("settings-invite")) }
            (token(visit))
            (field("login", "field-invite-login"))
            (role_fields(visit, screen, snapshot, wrong))
            (choice(words, ("party", "field-acts-for"), &parties, typed("party"), wrong))
            (field("name", "field-invite-name"))
            p { button.btn.main { (words.get("settings-invite-do")) } }
        }
    }
}

/// The role and the reach that a form names, or what is wrong with them.
fn told(visit: &Visit, snapshot: &Snapshot, wrong: &mut Wrong) -> Option<(Arc<str>, Scope)> {
    let words = visit.words();
    let role = visit.form.get("role");
    if !roles::is_role(role) {
        wrong.add("role", words.get("slip-choose"));
    }
    let view = snapshot.saying(false);
    let offered = scopes(&Screen::of(&view, visit.lang), snapshot, visit);
    // a form without one means the whole mission
    let asked = Some(visit.form.get("scope")).filter(|scope| !scope.is_empty()).unwrap_or("mission");
    let scope = offered.into_iter().map(|(scope, _)| scope).find(|scope| written(scope) == asked);
    if scope.is_none() {
        wrong.add("scope", words.get("slip-choose"));
    }
    wrong.is_empty().then(|| Some((role.into(), scope?))).flatten()
}

/// Adds somebody with a key of their own, and shows the address by which they come to it: once.
pub(in crate::web) async fn invite(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    // each sending draws a key of its own: what stands from another is no answer to it
    let session = Arc::new(visit.session()?.with_form(None));
    let (now, snapshot) = (clock::now(), house.snapshot().await?);
    let form = &visit.form;
    let typed = form.get("login").to_owned();
    let mut wrong = Wrong::default();
    let login = match house.at_the_door(move |accounts| accounts.is_free(&typed, now)).await {
        Ok(login) => login,
        Err(why) if why.status().is_server_error() => return Err(why),
        Err(why) => {
            wrong.add("login", why.clone().said_in(visit.lang).said().0);
            return settings::shown(&house, &visit, why.status(), &wrong, None).await;
        }
    };
    let party = (!form.get("party").is_empty()).then(|| PartyId::from(form.get("party")));
    if party.as_ref().is_some_and(|party| !snapshot.agreement.parties.iter().any(|one| one.id == party.0)) {
        wrong.add("party", visit.words().get("slip-choose"));
    }
    let told = told(&visit, &snapshot, &mut wrong);
    if form.get("role") == "party_delegate" {
        // a delegate of no party finds no form, and one party's must not reply for another
        match (&party, &told) {
            (None, _) => wrong.add("party", visit.words().get("field-party-missing")),
            (Some(own), Some((_, Scope::Party(of)))) if own != of => {
                wrong.add("scope", visit.words().get("settings-scope-of-another"));
            }
            _ => {}
        }
    }
    let Some((role, scope)) = told.filter(|_| wrong.is_empty()) else {
        return settings::shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong, None).await;
    };
    let (key, user) = (new_key()?, UserId::of(random().map_err(Trouble::from)?));
    let public = PublicKey::from(&key.verifying_key());
    let added = Act::UserAdded { key: public, party: party.clone(), user: user.clone() };
    let name = form.get("name").as_bytes().to_vec();
    let scope = match (party, scope) {
        // who speaks for a party does so about what concerns it
        (Some(party), Scope::Mission) if &*role == "party_delegate" => Scope::Party(party),
        (_, scope) => scope,
    };
    let given = Act::RoleGiven { role, scope, user: user.clone() };
    let acts = vec![Filed::plain(added).with("name", Class::Source, name), Filed::plain(given)];
    // nobody is left in the record without the role that they were invited to
    house.act_all(&session, acts).await?;
    let called = login.clone();
    let token = house.at_the_door(move |accounts| accounts.invite(&called, &user, &key, now)).await?;
    let scheme = if visit.secure { "https" } else { "http" };
    let address = format!("{scheme}://{}/invitation/{token}", visit.host);
    let invited = Some((login, address));
    settings::shown(&house, &visit, StatusCode::CREATED, &Wrong::default(), invited).await
}

/// One person: roles, each to be ended; a role more; an end to all.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(user): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    shown(&house, &visit, &UserId::from(user.as_str()), StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    id: &UserId,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let Some(user) = snapshot.standing.users.get(id) else { return Err(Fault::not_here()) };
    let now = clock::now();
    let (logins, invited) =
        house.at_the_door(move |door| Ok((door.logins()?, door.invited_logins(now)?))).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let called = Called { visit, standing: &snapshot.standing, logins: &logins };
    let invited = invited.iter().find(|(known, _)| known == id).map(|(_, login)| login.as_str());
    let name = called.name(id).or(invited).map_or_else(|| called.part(id), str::to_owned);
    let title = words.with("settings-person", &[("user", name.into())]);
    let main = html! {
        p.s { a href="/settings" { (words.get("page-settings")) } }
        div.head { h1 { (title) } p.soft.s { bdi.n { (id.0) } (words.get("comma")) " " (signs(words, called.name(id), invited)) } }
        (summary(words, wrong))
        @if user.revoked { p.note { (words.get("settings-revoked-means")) } }
        div.cols {
            div.stack { (roles_of(visit, &screen, id, user)) }
            @if !user.revoked {
                div.stack {
                    form.box.stack method="post" action="/settings/role" {
                        h2 { (words.get("settings-role-more")) }
                        (token(visit))
                        input type="hidden" name="user" value=(id.0);
                        (role_fields(visit, &screen, &snapshot, wrong))
                        p { button.btn.main { (words.get("settings-role-give")) } }
                    }
                    form.box.stack method="post" action="/settings/end" {
                        h2 { (words.get("settings-end")) }
                        p.s { (words.get("settings-end-means")) }
                        (token(visit))
                        input type="hidden" name="user" value=(id.0);
                        div.field.bad[wrong.of("sure").is_some()] {
                            div.picks { label { input type="checkbox" name="sure" value="yes" aria-describedby="sure-beside"; (words.get("field-sure")) } }
                            (super::field::beside(words, "field-sure", "sure", wrong.of("sure")))
                        }
                        p { button.btn.grave { (words.get("settings-end-do")) } }
                    }
                }
            }
        }
    };
    let page = Page { title, here: "/settings", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn roles_of(visit: &Visit, screen: &Screen<'_>, id: &UserId, user: &User) -> Markup {
    let words = visit.words();
    html! {
        section.box {
            h2 { (words.get("column-roles")) }
            @if let Some(party) = &user.party { p.s { (words.get("column-party")) (words.get("colon")) " " (screen.actor(&party.0)) } }
            @if user.roles.is_empty() { p.empty { (words.get("settings-no-role")) } }
            ul.wait {
                @for (role, scope) in &user.roles {
                    li.row {
                        span { b { (words.get(&format!("role-{role}"))) } (words.get("comma")) " " (reach(screen, words, scope)) }
                        @if !user.revoked {
                            form method="post" action="/settings/role/end" {
                                (token(visit))
                                input type="hidden" name="user" value=(id.0);
                                input type="hidden" name="role" value=(role);
                                input type="hidden" name="scope" value=(written(scope));
                                button.btn.quiet { (words.get("settings-role-end")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

async fn act(house: &Arc<House>, visit: &Visit, user: &UserId, act: Act) -> Result<Response, Fault> {
    let about = [("role-unknown", "role"), ("last-operator", "")];
    match done(house, visit, vec![Filed::plain(act)], &about).await? {
        Ok(_) => Ok(to(&address(user))),
        Err((status, wrong)) => shown(house, visit, user, status, &wrong).await,
    }
}

/// Gives a role.
pub(in crate::web) async fn give(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (snapshot, user) = (house.snapshot().await?, UserId::from(visit.form.get("user")));
    let mut wrong = Wrong::default();
    match told(&visit, &snapshot, &mut wrong) {
        Some(same) if snapshot.standing.users.get(&user).is_some_and(|known| known.roles.contains(&same)) => {
            wrong.add("role", visit.words().get("settings-role-held"));
            shown(&house, &visit, &user, StatusCode::CONFLICT, &wrong).await
        }
        Some((role, scope)) => {
            let given = Act::RoleGiven { role, scope, user: user.clone() };
            act(&house, &visit, &user, given).await
        }
        None => shown(&house, &visit, &user, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    }
}

/// Ends a role.
pub(in crate::web) async fn take(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (snapshot, user) = (house.snapshot().await?, UserId::from(visit.form.get("user")));
    let held = snapshot.standing.users.get(&user).map(|known| &known.roles);
    let is_it = |(role, scope): &&(Arc<str>, Scope)| {
        **role == *visit.form.get("role") && written(scope) == visit.form.get("scope")
    };
    let found = held.and_then(|roles| roles.iter().find(is_it)).cloned();
    let (role, scope) = found.ok_or_else(|| {
        Trouble::new("record", "role-not-held")
            .with("role", visit.form.get("role"))
            .with("user", user.to_string())
    })?;
    act(&house, &visit, &user, Act::RoleTaken { role, scope, user: user.clone() }).await
}

/// Ends all that somebody may: nothing that they sign stands from then on, and where they are signed in they are no longer.
pub(in crate::web) async fn end(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let user = UserId::from(visit.form.get("user"));
    if visit.form.get("sure") != "yes" {
        let mut wrong = Wrong::default();
        wrong.add("sure", visit.words().get("settings-end-unsure"));
        return shown(&house, &visit, &user, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let answer = act(&house, &visit, &user, Act::UserRevoked { user: user.clone() }).await?;
    if answer.status() == StatusCode::SEE_OTHER {
        house.sessions.end(&user, None, None);
    }
    Ok(answer)
}
