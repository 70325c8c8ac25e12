//! People and roles: who may act, and an invitation for somebody new. For operators.
//!
//! Names of people are sealed and stand on no page; a user is known by login here where they have an account, and by id.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PartyId, PublicKey, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::roles;
use hudna_core::ledger::standing::User;
use hudna_core::time::TimeRange;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::{Snapshot, new_key};
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};

use super::field::{Field, Wrong, choice, summary};
use super::{Page, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default(), None).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
    invited: Option<(String, String)>,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let view = snapshot.view(false, TimeRange::ALL);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let main = html! {
        div.head { h1 { (words.get("page-settings")) } }
        p.lede { (words.with("settings-lead", &[("count", snapshot.standing.users.len().into())])) }
        (summary(words, wrong))
        @if let Some((login, address)) = invited {
            div.note role="status" {
                p { b { (words.with("settings-invited", &[("login", login.into())])) } }
                p { code.wrap { (address) } }
                p.s { (words.get("settings-invited-means")) }
            }
        }
        div.cols {
            div.stack {
                section.box {
                    h2 { (words.get("settings-people")) " " small { (words.get("settings-people-means")) } }
                    table.t.fold {
                        thead { tr {
                            th { (words.get("column-user")) } th { (words.get("column-roles")) } th { (words.get("column-party")) } th { (words.get("column-account")) }
                        } }
                        tbody { @for (id, user) in &snapshot.standing.users { (person(visit, &screen, id, user, &logins)) } }
                    }
                }
            }
            div.stack { (form(visit, &screen, &snapshot, wrong)) }
        }
    };
    let page =
        Page { title: words.get("page-settings"), here: "/settings", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn person(
    visit: &Visit,
    screen: &Screen<'_>,
    id: &UserId,
    user: &User,
    logins: &[(UserId, String)],
) -> Markup {
    let words = visit.words();
    let reach = |scope: &Scope| match scope {
        Scope::Mission => String::new(),
        Scope::Sector(sector) => format!(" ({})", screen.sector(sector)),
        Scope::Party(party) => format!(" ({})", screen.actor(&party.0)),
    };
    let roles: Vec<String> = user
        .roles
        .iter()
        .map(|(role, scope)| format!("{}{}", words.get(&format!("role-{role}")), reach(scope)))
        .collect();
    let login = logins.iter().find(|(user, _)| user == id).map(|(_, login)| login.as_str());
    html! {
        tr {
            th scope="row" { bdi.n { (id.0) } @if user.revoked { " " span.soft { (words.get("settings-revoked")) } } }
            td.full data-l=(words.get("column-roles")) { (if roles.is_empty() { words.get("settings-no-role") } else { words.list(&roles) }) }
            td.full data-l=(words.get("column-party")) { @if let Some(party) = &user.party { (screen.actor(&party.0)) } @else { "—" } }
            td.full data-l=(words.get("column-account")) { @if let Some(login) = login { bdi { (login) } } @else { span.soft { (words.get("settings-own-machine")) } } }
        }
    }
}

fn form(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let words = visit.words();
    // what was done is not typed again, least of all a name
    let typed = |name: &str| if wrong.is_empty() { "" } else { visit.form.get(name) };
    let roles: Vec<(String, String)> = roles::ROLES
        .iter()
        .map(|(role, _)| ((*role).to_owned(), words.get(&format!("role-{role}"))))
        .collect();
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
            (choice(words, ("role", "field-role"), &roles, typed("role"), wrong))
            (choice(words, ("party", "field-acts-for"), &parties, typed("party"), wrong))
            (field("name", "field-invite-name"))
            p { button.btn.main { (words.get("settings-invite-do")) } }
        }
    }
}

/// Adds somebody with a key of their own, and shows the address by which they come to it: once.
pub(in crate::web) async fn invite(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let now = clock::now();
    let form = &visit.form;
    let typed = form.get("login").to_owned();
    let login = match house.at_the_door(move |accounts| accounts.is_free(&typed, now)).await {
        Ok(login) => login,
        Err(why) if why.status().is_server_error() => return Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            wrong.add("login", why.clone().said_in(visit.lang).said().0);
            return shown(&house, &visit, why.status(), &wrong, None).await;
        }
    };
    let role = form.get("role");
    if !roles::is_role(role) {
        return Err(Trouble::new("record", "request-malformed").into());
    }
    let party = (!form.get("party").is_empty()).then(|| PartyId::from(form.get("party")));
    let (key, user) = (new_key()?, UserId::of(random().map_err(Trouble::from)?));
    let public = PublicKey::from(&key.verifying_key());
    let added = Act::UserAdded { key: public, party: party.clone(), user: user.clone() };
    let name = form.get("name").as_bytes().to_vec();
    let scope = match party {
        Some(party) if role == "party_delegate" => Scope::Party(party),
        _ => Scope::Mission,
    };
    let given = Act::RoleGiven { role: role.into(), scope, user: user.clone() };
    let acts = vec![Filed::plain(added).with("name", Class::Source, name), Filed::plain(given)];
    // nobody is left in the record without the role that they were invited to
    house.act_all(&session, acts).await?;
    let called = login.clone();
    let token = house.at_the_door(move |accounts| accounts.invite(&called, &user, &key, now)).await?;
    let scheme = if visit.secure { "https" } else { "http" };
    let address = format!("{scheme}://{}/invitation/{token}", visit.host);
    shown(&house, &visit, StatusCode::CREATED, &Wrong::default(), Some((login, address))).await
}
