//! Settings: the mission as it was founded and as its file says, its languages, people and roles, and what coverage rests on: sectors,
//! teams, posts, cameras. For operators.
//!
//! What lies in `mission.toml` is shown and not changed here: it is whoever runs the host who writes it. The address of a database may
//! hold a password and stands on no page. Names of people are sealed; a user is called by the name with which they sign in, or are
//! invited to; the id that the record gives them stands after it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::Scope;
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::standing::User;
use hudna_core::time::Span;
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, summary};
use super::sheet::{self, Cell};
use super::{Page, force, laid, settings_people};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Names with which people sign in here, and with which others are invited to.
type Known<'a> = (&'a [(UserId, String)], &'a [(UserId, String)]);

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default(), None).await
}

pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
    invited: Option<(String, String)>,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let now = clock::now();
    let (logins, waiting) =
        house.at_the_door(move |door| Ok((door.logins()?, door.invited_logins(now)?))).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
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
                (people(visit, &screen, &snapshot, &(&logins, &waiting)))
                (ground(visit, &screen, &snapshot, &told))
            }
            div.stack {
                (settings_people::invite_form(visit, &screen, &snapshot, wrong))
                p.s { a href="/recovery" { (words.get("page-recovery")) } }
                (mission(house, words, &screen, &snapshot))
                (languages(house, words))
            }
        }
    };
    let page =
        Page { title: words.get("page-settings"), here: "/settings", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn people(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, known: &Known<'_>) -> Markup {
    let words = visit.words();
    html! {
        section.box {
            h2 { (words.get("settings-people")) " " small { (words.get("settings-people-means")) } }
            (sheet::ways(visit, "settings/people", &sheet::BOTH))
            table.t.fold {
                thead { tr {
                    th { (words.get("column-user")) } th { (words.get("column-roles")) } th { (words.get("column-party")) } th { (words.get("column-account")) }
                } }
                tbody { @for (id, user) in &snapshot.standing.users { (person(visit, screen, snapshot, (id, user), known)) } }
            }
        }
    }
}

/// The roles of a user, those with the same reach together.
fn roles_over(screen: &Screen<'_>, words: &Words, user: &User) -> Vec<String> {
    let mut scopes: Vec<&Scope> = Vec::new();
    for (_, scope) in &user.roles {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    let over = |scope: &&Scope| {
        let own = user.roles.iter().filter(|(_, own)| own == *scope);
        let roles: Vec<String> = own.map(|(role, _)| words.get(&format!("role-{role}"))).collect();
        let reach = settings_people::reach(screen, words, scope);
        words.with("settings-role-over", &[("role", words.list(&roles).into()), ("scope", reach.into())])
    };
    scopes.iter().map(over).collect()
}

/// The people, as CSV or a workbook.
pub(in crate::web) async fn people_sheet(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, now) = (house.snapshot().await?, clock::now());
    let (logins, invited) =
        house.at_the_door(move |door| Ok((door.logins()?, door.invited_logins(now)?))).await?;
    let view = snapshot.saying(false);
    let (screen, words) = (Screen::of(&view, visit.lang), visit.words());
    let called = Called { visit: &visit, standing: &snapshot.standing, logins: &logins };
    let row = |(id, user): (&UserId, &User)| {
        let waits = invited.iter().find(|(known, _)| known == id).map(|(_, login)| login.as_str());
        let account = match (called.name(id), waits) {
            (Some(_), _) => "settings-account-here",
            (None, Some(_)) => "settings-account-invited",
            (None, None) => "settings-own-machine",
        };
        vec![
            called.name(id).or(waits).map_or_else(|| called.part(id), str::to_owned).into(),
            (&*id.0).into(),
            roles_over(&screen, words, user).join(" ").into(),
            user.party.as_ref().map_or_else(Cell::unsaid, |party| screen.actor(&party.0).into()),
            words.get(if user.revoked { "settings-revoked" } else { account }).into(),
        ]
    };
    let rows = snapshot.standing.users.iter().map(row).collect();
    let head = ["column-user", "list-user-id", "column-roles", "column-party", "column-account"];
    sheet::held(&house, &visit, ("people", &head), rows).await
}

fn person(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (id, user): (&UserId, &User),
    (logins, invited): &Known<'_>,
) -> Markup {
    let words = visit.words();
    let roles = roles_over(screen, words, user);
    let called = Called { visit, standing: &snapshot.standing, logins };
    let invited = invited.iter().find(|(user, _)| user == id).map(|(_, login)| login.as_str());
    html! {
        tr {
            th scope="row" {
                a href=(settings_people::address(id)) {
                    @match called.name(id).or(invited) { Some(name) => bdi { (name) }, None => (called.part(id)) }
                }
                br; bdi.n.xs.soft { (id.0) }
                @if user.revoked { br; b.xs { (words.get("settings-revoked")) } }
            }
            td.full data-l=(words.get("column-roles")) { (if roles.is_empty() { words.get("settings-no-role") } else { words.list(&roles) }) }
            td.full data-l=(words.get("column-party")) { @if let Some(party) = &user.party { (screen.actor(&party.0)) } @else { "—" } }
            td.full data-l=(words.get("column-account")) { (settings_people::signs(words, called.name(id), invited)) }
        }
    }
}

/// What coverage rests on.
fn ground(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let words = visit.words();
    let sectors = snapshot.agreement.backdrop.iter().filter(|one| &*one.kind == "sector");
    let sectors: Vec<String> = sectors.map(|one| screen.sector(&one.id)).collect();
    html! {
        section.box {
            h2 { (words.get("settings-ground")) " " small { (words.get("settings-ground-means")) } }
            h3 { (words.get("settings-sectors")) }
            @if sectors.is_empty() { p.empty { (words.get("settings-no-sectors")) } } @else { p { (words.list(&sectors)) } }
            p.s { a href="/agreement" { (words.get("settings-sectors-from")) } }
            (force::listed(visit, snapshot, told))
            (force::steps(visit, "watch"))
        }
    }
}

/// A line of what the mission says of itself.
fn row(name: String, value: Markup) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

/// What the first entry and the file say.
fn mission(house: &House, words: &Words, screen: &Screen<'_>, snapshot: &Snapshot) -> Markup {
    let founded = &house.founded;
    let get = |key: &str| words.get(key);
    let title =
        |text: &Option<Arc<str>>| html! { @if let Some(text) = text { bdi { (text) } } @else { "—" } };
    let hours = [
        ("settings-clock-verify", house.clocks.verify),
        ("settings-clock-assess", house.clocks.assess),
        ("settings-clock-reply", house.clocks.reply),
        ("settings-clock-review", house.clocks.review),
        ("settings-clock-rule", house.clocks.rule),
    ];
    let limit = |hours: Option<u16>| {
        hours.map_or_else(
            || get("settings-no-limit"),
            |hours| words.count("settings-hours", usize::from(hours)),
        )
    };
    let as_text = |key: &str| {
        let within = snapshot.agreement.reply_within.filter(|_| key == "settings-clock-reply")?;
        let hours = usize::try_from(within.0 / Span::hours(1).0).ok()?;
        Some(words.with("settings-as-text", &[("limit", words.count("settings-hours", hours).into())]))
    };
    let database = if house.in_postgres { "PostgreSQL" } else { "SQLite" };
    let agreement = &snapshot.agreement;
    let version = words.with("finding-text-version", &[("version", agreement.version.to_string().into())]);
    html! {
        section.box {
            h2 { (get("settings-mission")) " " small { (get("settings-mission-means")) } }
            dl.kv {
                (row(get("settings-title-ar"), title(&founded.title.ar)))
                (row(get("settings-title-en"), title(&founded.title.en)))
                (row(get("settings-id"), html! { code.wrap { (founded.mission.0) } }))
                (row(get("settings-zone"), html! { bdi { (founded.zone_time) } }))
                (row(get("settings-text"), html! { (version) @if let Some(ends) = agreement.lapses() { (words.get("comma")) " " (words.with(if ends <= clock::now() { "settings-text-ended" } else { "settings-text-ends" }, &[("moment", screen.moment(ends).into())])) } }))
                (row(get("settings-log"), html! { code.wrap { (founded.log) } }))
            }
            h3 { (get("settings-file")) }
            p.s.soft { (get("settings-file-means")) }
            dl.kv {
                (row(get("settings-database"), html! { bdi { (database) } }))
                (row(get("settings-stamps"), html! { @if let Some(stamps) = &house.stamps { bdi { (stamps) } } @else { (get("settings-no-stamps")) } }))
                @for (key, hours) in hours { (row(get(key), html! { (hours.is_none().then(|| as_text(key)).flatten().unwrap_or_else(|| limit(hours))) })) }
            }
        }
    }
}

/// Languages that the program speaks, and in which documents are made.
fn languages(house: &House, words: &Words) -> Markup {
    let spoken: Vec<String> =
        Lang::all().into_iter().map(|lang| Words::of(lang).get("page-language")).collect();
    let usual = match house.documents_in {
        Some(lang) => Words::of(lang).get("page-language"),
        None => words.get("settings-documents-reader"),
    };
    html! {
        section.box {
            h2 { (words.get("settings-languages")) }
            dl.kv {
                (row(words.get("settings-spoken"), html! { (words.list(&spoken)) }))
                (row(words.get("settings-documents-in"), html! { (usual) }))
            }
            p.s { (words.get("settings-languages-means")) }
        }
    }
}
