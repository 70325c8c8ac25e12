//! Every route there is, and who may ask for it. The router is made of this table: what does not stand here is not there.
//!
//! To add a page: a file under `pages/`, a row here. A test walks the rows with every role over HTTP.

use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use axum::{Extension, Router};
use hudna_core::ledger::act::Verb;
use hudna_desk::powers::Need;

use super::auth::Needed;
use super::guard::{guard, guard_form};
use super::{House, acts, form, islands, openapi, pages, proofs, state};

/// For whom a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// A page, for whoever has what it needs.
    Page(Need),
    /// What the offline form asks for by itself, answered in data, for whoever has what it needs.
    Form(Need),
    /// Machines of users who have what it needs: each request is signed.
    Users(Need),
    /// Machines of anybody.
    Anybody,
}

/// One route.
pub(super) struct Route {
    /// Its method.
    pub(super) method: &'static str,
    /// Its path, as the router takes it.
    pub(super) path: &'static str,
    /// For whom it is.
    pub(super) whom: For,
    /// What answers.
    to: fn(MethodFilter) -> MethodRouter<Arc<House>>,
}

const fn row(
    method: &'static str,
    path: &'static str,
    whom: For,
    to: fn(MethodFilter) -> MethodRouter<Arc<House>>,
) -> Route {
    Route { method, path, whom, to }
}

const PUBLIC: For = For::Page(Need::Public);
const SIGNED_IN: For = For::Page(Need::SignedIn);
const SEE: For = For::Page(Need::See);
const MACHINES: For = For::Users(Need::See);

const fn doing(verb: Verb) -> For {
    For::Page(Need::Do(verb))
}

/// Every route.
pub(super) static ROUTES: &[Route] = &[
    row("GET", "/", PUBLIC, |how| on(how, pages::door::first)),
    row("GET", "/style.css", PUBLIC, |how| on(how, pages::style)),
    row("GET", "/sign-in", PUBLIC, |how| on(how, pages::door::page)),
    row("POST", "/sign-in", PUBLIC, |how| on(how, pages::door::sign_in)),
    row("POST", "/sign-out", SIGNED_IN, |how| on(how, pages::door::sign_out)),
    row("GET", "/invitation/{token}", PUBLIC, |how| on(how, pages::invitation::page)),
    row("POST", "/invitation/{token}", PUBLIC, |how| on(how, pages::invitation::accept)),
    row("GET", "/access", SIGNED_IN, |how| on(how, pages::access::page)),
    row("POST", "/access/end", SIGNED_IN, |how| on(how, pages::access::end)),
    row("POST", "/access/password", SIGNED_IN, |how| on(how, pages::access::password)),
    row("POST", "/access/code", SIGNED_IN, |how| on(how, pages::access::code)),
    row("GET", "/passkey.js", PUBLIC, |how| on(how, pages::passkeys::script)),
    row("POST", "/access/passkey", SIGNED_IN, |how| on(how, pages::passkeys::add)),
    row("POST", "/access/passkey/remove", SIGNED_IN, |how| on(how, pages::passkeys::remove)),
    row("POST", "/access/refuse-recovery", SIGNED_IN, |how| on(how, pages::recovery::refuse_own)),
    row("GET", "/today", SEE, |how| on(how, pages::today::page)),
    row("GET", "/reports", SEE, |how| on(how, pages::reports::list)),
    row("GET", "/reports/new", doing(Verb::Inform), |how| on(how, pages::report_form::page)),
    row("POST", "/reports/new", doing(Verb::Inform), |how| on(how, pages::report_form::file)),
    row("GET", "/reports/{entry}", SEE, |how| on(how, pages::reports::one)),
    row("GET", "/reports/{entry}/amend", doing(Verb::Inform), |how| on(how, pages::amend::page)),
    row("POST", "/reports/{entry}/amend", doing(Verb::Inform), |how| on(how, pages::amend::amend)),
    row("POST", "/reports/{entry}/place", doing(Verb::Classify), |how| on(how, pages::triage::place)),
    row("POST", "/reports/{entry}/grade", doing(Verb::Classify), |how| on(how, pages::grade::give)),
    row("POST", "/reports/{entry}/translation", doing(Verb::Collect), |how| {
        on(how, pages::triage::translation)
    }),
    row("GET", "/set-aside", doing(Verb::Collect), |how| on(how, pages::triage::set_aside)),
    row("GET", "/intake", doing(Verb::Collect), |how| on(how, pages::intake::page)),
    row("POST", "/intake", doing(Verb::Collect), |how| on(how, pages::intake::bring)),
    row("GET", "/decisions/new", doing(Verb::Classify), |how| on(how, pages::decisions::page)),
    row("POST", "/decisions", doing(Verb::Classify), |how| on(how, pages::decisions::decide)),
    row("GET", "/reports.csv", SEE, |how| on(how, pages::reports::sheet)),
    row("GET", "/reports.xlsx", SEE, |how| on(how, pages::reports::sheet)),
    row("GET", "/incidents.xlsx", SEE, |how| on(how, pages::incidents::sheet)),
    row("GET", "/findings.xlsx", SEE, |how| on(how, pages::findings::sheet)),
    // every list leaves as a file, to whoever has its page
    row("GET", "/claims.csv", SEE, |how| on(how, pages::claims::sheet)),
    row("GET", "/claims.xlsx", SEE, |how| on(how, pages::claims::sheet)),
    row("GET", "/notices.csv", SEE, |how| on(how, pages::notices::sheet)),
    row("GET", "/notices.xlsx", SEE, |how| on(how, pages::notices::sheet)),
    row("GET", "/verification.csv", SEE, |how| on(how, pages::verification::sheet)),
    row("GET", "/verification.xlsx", SEE, |how| on(how, pages::verification::sheet)),
    row("GET", "/verification/tasks.csv", SEE, |how| on(how, pages::verification::tasks)),
    row("GET", "/verification/tasks.xlsx", SEE, |how| on(how, pages::verification::tasks)),
    row("GET", "/set-aside.csv", doing(Verb::Collect), |how| on(how, pages::triage::set_aside_sheet)),
    row("GET", "/set-aside.xlsx", doing(Verb::Collect), |how| on(how, pages::triage::set_aside_sheet)),
    row("GET", "/reads.csv", For::Page(Need::Reads), |how| on(how, pages::reads::sheet)),
    row("GET", "/reads.xlsx", For::Page(Need::Reads), |how| on(how, pages::reads::sheet)),
    row("GET", "/record.csv", SEE, |how| on(how, pages::record::sheet)),
    row("GET", "/record.xlsx", SEE, |how| on(how, pages::record::sheet)),
    row("GET", "/documents.csv", SEE, |how| on(how, pages::documents_list::sheet)),
    row("GET", "/documents.xlsx", SEE, |how| on(how, pages::documents_list::sheet)),
    row("GET", "/promises.csv", SEE, |how| on(how, pages::promises::sheet)),
    row("GET", "/promises.xlsx", SEE, |how| on(how, pages::promises::sheet)),
    row("GET", "/force/bodies.csv", SEE, |how| on(how, pages::force_sheets::bodies)),
    row("GET", "/force/bodies.xlsx", SEE, |how| on(how, pages::force_sheets::bodies)),
    row("GET", "/force/nominations.csv", SEE, |how| on(how, pages::force_sheets::nominations)),
    row("GET", "/force/nominations.xlsx", SEE, |how| on(how, pages::force_sheets::nominations)),
    row("GET", "/force/patrols.csv", SEE, |how| on(how, pages::force_sheets::patrols)),
    row("GET", "/force/patrols.xlsx", SEE, |how| on(how, pages::force_sheets::patrols)),
    row("GET", "/force/watch.csv", SEE, |how| on(how, pages::force_sheets::watch)),
    row("GET", "/force/watch.xlsx", SEE, |how| on(how, pages::force_sheets::watch)),
    row("GET", "/table.csv", SEE, |how| on(how, pages::talks::sheet)),
    row("GET", "/table.xlsx", SEE, |how| on(how, pages::talks::sheet)),
    row("GET", "/settings/people.csv", doing(Verb::Administer), |how| on(how, pages::settings::people_sheet)),
    row("GET", "/settings/people.xlsx", doing(Verb::Administer), |how| {
        on(how, pages::settings::people_sheet)
    }),
    row("GET", "/access.csv", SIGNED_IN, |how| on(how, pages::access_history::sheet)),
    row("GET", "/access.xlsx", SIGNED_IN, |how| on(how, pages::access_history::sheet)),
    row("GET", "/log.csv", doing(Verb::Collect), |how| on(how, pages::call_log::sheet)),
    row("GET", "/log.xlsx", doing(Verb::Collect), |how| on(how, pages::call_log::sheet)),
    row("GET", "/incidents/sectors", SEE, |how| on(how, pages::incidents::sectors)),
    row("GET", "/incidents.geojson", SEE, |how| on(how, pages::incidents::geojson)),
    row("GET", "/log", doing(Verb::Collect), |how| on(how, pages::call_log::page)),
    row("POST", "/log", doing(Verb::Collect), |how| on(how, pages::call_log::log)),
    row("GET", "/incidents.csv", SEE, |how| on(how, pages::incidents::sheet)),
    row("GET", "/findings.csv", SEE, |how| on(how, pages::findings::sheet)),
    row("GET", "/incidents", SEE, |how| on(how, pages::incidents::list)),
    row("GET", "/incidents/{id}", SEE, |how| on(how, pages::incident::page)),
    row("GET", "/verification", SEE, |how| on(how, pages::verification::page)),
    row("GET", "/verification/visit", doing(Verb::Verify), |how| on(how, pages::visits::visit)),
    row("POST", "/verification/visit", doing(Verb::Verify), |how| on(how, pages::visits::visit)),
    row("POST", "/verification/give", doing(Verb::Verify), |how| on(how, pages::verification::give)),
    row("POST", "/verification/close", doing(Verb::Verify), |how| on(how, pages::verification::close)),
    row("GET", "/findings", SEE, |how| on(how, pages::findings::list)),
    row("GET", "/finding", SEE, |how| on(how, pages::finding::page)),
    row("POST", "/finding/accept", doing(Verb::Assess), |how| on(how, pages::finding::accept)),
    row("POST", "/finding/return", doing(Verb::Assess), |how| on(how, pages::finding::give_back)),
    row("POST", "/finding/review", doing(Verb::Assess), |how| on(how, pages::review::make)),
    row("POST", "/finding/rule", doing(Verb::Rule), |how| on(how, pages::ruling::rule)),
    row("POST", "/finding/dissent", doing(Verb::Rule), |how| on(how, pages::ruling::dissent)),
    row("POST", "/finding/recuse", doing(Verb::Reply), |how| on(how, pages::ruling::recuse)),
    row("POST", "/finding/reply", doing(Verb::Reply), |how| on(how, pages::finding::reply)),
    row("GET", "/notices", SEE, |how| on(how, pages::notices::page)),
    row("GET", "/claims", SEE, |how| on(how, pages::claims::page)),
    row("POST", "/notices/answer", doing(Verb::Collect), |how| on(how, pages::notices::answer)),
    row("POST", "/notices", doing(Verb::Inform), |how| on(how, pages::notices::give)),
    row("GET", "/force", SEE, |how| on(how, pages::force::page)),
    row("GET", "/force/paper", SEE, |how| on(how, pages::force_paper::paper)),
    row("POST", "/force/expire", doing(Verb::Publish), |how| on(how, pages::force::expire)),
    row("GET", "/force/bodies", doing(Verb::Rule), |how| on(how, pages::force_bodies::body)),
    row("POST", "/force/bodies", doing(Verb::Rule), |how| on(how, pages::force_bodies::body)),
    row("GET", "/force/teams", doing(Verb::Collect), |how| on(how, pages::force_bodies::team)),
    row("POST", "/force/teams", doing(Verb::Collect), |how| on(how, pages::force_bodies::team)),
    row("GET", "/force/seats", doing(Verb::Collect), |how| on(how, pages::force_bodies::seat)),
    row("POST", "/force/seats", doing(Verb::Collect), |how| on(how, pages::force_bodies::seat)),
    row("GET", "/force/documents", doing(Verb::Collect), |how| on(how, pages::force_bodies::document)),
    row("POST", "/force/documents", doing(Verb::Collect), |how| on(how, pages::force_bodies::document)),
    row("GET", "/force/posts", doing(Verb::Collect), |how| on(how, pages::force_watch::post)),
    row("POST", "/force/posts", doing(Verb::Collect), |how| on(how, pages::force_watch::post)),
    row("GET", "/force/posts/close", doing(Verb::Collect), |how| on(how, pages::force_watch::close)),
    row("POST", "/force/posts/close", doing(Verb::Collect), |how| on(how, pages::force_watch::close)),
    row("GET", "/force/cameras", doing(Verb::Collect), |how| on(how, pages::force_watch::camera)),
    row("POST", "/force/cameras", doing(Verb::Collect), |how| on(how, pages::force_watch::camera)),
    row("GET", "/force/plan", doing(Verb::Verify), |how| on(how, pages::force_patrols::plan)),
    row("POST", "/force/plan", doing(Verb::Verify), |how| on(how, pages::force_patrols::plan)),
    row("GET", "/force/report", doing(Verb::Verify), |how| on(how, pages::force_patrols::report)),
    row("POST", "/force/report", doing(Verb::Verify), |how| on(how, pages::force_patrols::report)),
    row("GET", "/force/clear", doing(Verb::Reply), |how| on(how, pages::force_patrols::clear)),
    row("POST", "/force/clear", doing(Verb::Reply), |how| on(how, pages::force_patrols::clear)),
    row("GET", "/force/nominate", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::nominate)),
    row("POST", "/force/nominate", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::nominate)),
    row("GET", "/force/nominations/{entry}", SEE, |how| on(how, pages::nomination::page)),
    row("GET", "/force/nominations/{entry}/explanation", SEE, |how| on(how, pages::nomination::explanation)),
    row("GET", "/force/object", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::object)),
    row("POST", "/force/object", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::object)),
    row("GET", "/force/answer", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::answer)),
    row("POST", "/force/answer", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::answer)),
    row("GET", "/force/appeal", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::appeal)),
    row("POST", "/force/appeal", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::appeal)),
    row("GET", "/force/rule", doing(Verb::Rule), |how| on(how, pages::nomination_steps::rule)),
    row("POST", "/force/rule", doing(Verb::Rule), |how| on(how, pages::nomination_steps::rule)),
    row("POST", "/force/withdraw", doing(Verb::Negotiate), |how| on(how, pages::nomination_steps::withdraw)),
    row("POST", "/force/recuse", doing(Verb::Rule), |how| on(how, pages::nomination_steps::recuse)),
    row("GET", "/force/complaints/{entry}", SEE, |how| on(how, pages::complaint::page)),
    row("GET", "/force/complain", doing(Verb::Reply), |how| on(how, pages::complaint::make)),
    row("POST", "/force/complain", doing(Verb::Reply), |how| on(how, pages::complaint::make)),
    row("GET", "/force/complaints/answer", doing(Verb::Inform), |how| on(how, pages::complaint::answer)),
    row("POST", "/force/complaints/answer", doing(Verb::Inform), |how| on(how, pages::complaint::answer)),
    row("GET", "/force/complaints/rule", doing(Verb::Rule), |how| on(how, pages::complaint::rule)),
    row("POST", "/force/complaints/rule", doing(Verb::Rule), |how| on(how, pages::complaint::rule)),
    row("POST", "/force/complaints/recuse", doing(Verb::Rule), |how| on(how, pages::complaint::recuse)),
    row("GET", "/minutes", doing(Verb::Negotiate), |how| on(how, pages::minutes::page)),
    row("POST", "/minutes", doing(Verb::Negotiate), |how| on(how, pages::minutes::read)),
    row("POST", "/minutes/sign", doing(Verb::Negotiate), |how| on(how, pages::minutes::sign)),
    row("GET", "/documents", SEE, |how| on(how, pages::documents::page)),
    row("GET", "/documents/preview", SEE, |how| on(how, pages::documents::preview)),
    row("POST", "/documents/release", doing(Verb::Publish), |how| on(how, pages::documents::release)),
    row("GET", "/documents/{entry}", SEE, |how| on(how, pages::documents::one)),
    row("GET", "/promises", SEE, |how| on(how, pages::promises::page)),
    row("GET", "/promise", SEE, |how| on(how, pages::promise::page)),
    row("POST", "/promise/claim", doing(Verb::Negotiate), |how| on(how, pages::promise::claim)),
    row("POST", "/promise/verify", doing(Verb::Verify), |how| on(how, pages::promise::verify)),
    row("POST", "/promise/extend", doing(Verb::Negotiate), |how| on(how, pages::promise::extend)),
    row("POST", "/promise/release", doing(Verb::Negotiate), |how| on(how, pages::promise::release)),
    row("POST", "/promise/withdraw", doing(Verb::Negotiate), |how| on(how, pages::promise::withdraw)),
    row("POST", "/promise/read", doing(Verb::Negotiate), |how| on(how, pages::promise::read)),
    row("POST", "/promise/declare", doing(Verb::Negotiate), |how| on(how, pages::promise::declare)),
    row("POST", "/promise/rule", doing(Verb::Rule), |how| on(how, pages::promise::rule)),
    row("POST", "/promise/link", doing(Verb::Negotiate), |how| on(how, pages::promise::link)),
    row("GET", "/promises/new", doing(Verb::Negotiate), |how| on(how, pages::promise_new::page)),
    row("POST", "/promises/make", doing(Verb::Negotiate), |how| on(how, pages::promise_new::make)),
    row("POST", "/promises/put", doing(Verb::Negotiate), |how| on(how, pages::promise_new::put)),
    row("GET", "/settings", doing(Verb::Administer), |how| on(how, pages::settings::page)),
    row("POST", "/settings/invite", doing(Verb::Administer), |how| on(how, pages::settings_people::invite)),
    row("GET", "/settings/people/{entry}", doing(Verb::Administer), |how| {
        on(how, pages::settings_people::page)
    }),
    row("POST", "/settings/role", doing(Verb::Administer), |how| on(how, pages::settings_people::give)),
    row("POST", "/settings/role/end", doing(Verb::Administer), |how| on(how, pages::settings_people::take)),
    row("POST", "/settings/end", doing(Verb::Administer), |how| on(how, pages::settings_people::end)),
    row("GET", "/recovery", doing(Verb::Administer), |how| on(how, pages::recovery::page)),
    row("POST", "/recovery/ask", doing(Verb::Administer), |how| on(how, pages::recovery::ask)),
    row("POST", "/recovery/approve", doing(Verb::Administer), |how| on(how, pages::recovery::approve)),
    row("POST", "/recovery/refuse", doing(Verb::Administer), |how| on(how, pages::recovery::refuse)),
    row("GET", "/consultations", SEE, |how| on(how, pages::consultations::list)),
    row("GET", "/consultations/{entry}", SEE, |how| on(how, pages::consultations::one)),
    row("POST", "/consultations/{entry}/ballots", doing(Verb::Publish), |how| on(how, pages::ballots::make)),
    row("POST", "/consultations/{entry}/count", doing(Verb::Collect), |how| on(how, pages::ballots::count)),
    row("POST", "/consultations/{entry}/end", doing(Verb::Collect), |how| on(how, pages::ballots::end)),
    row("GET", "/vote", PUBLIC, |how| on(how, pages::vote::page)),
    row("POST", "/vote", PUBLIC, |how| on(how, pages::vote::sent)),
    row("POST", "/vote/leave", PUBLIC, |how| on(how, pages::vote::leave)),
    row("GET", "/agreement/try", For::Page(Need::Sealed), |how| on(how, pages::try_draft::page)),
    row("POST", "/agreement/try", For::Page(Need::Sealed), |how| on(how, pages::try_draft::attempt)),
    row("GET", "/agreement/reading", doing(Verb::Rule), |how| on(how, pages::readings::page)),
    row("POST", "/agreement/reading/rule", doing(Verb::Rule), |how| on(how, pages::readings::rule)),
    row("POST", "/agreement/dispute", doing(Verb::Reply), |how| on(how, pages::readings::dispute)),
    row("GET", "/agreement", SEE, |how| on(how, pages::agreement::page)),
    row("GET", "/table", SEE, |how| on(how, pages::talks::page)),
    row("POST", "/table/issues", doing(Verb::Negotiate), |how| on(how, pages::talks::open)),
    row("POST", "/table/issues/close", doing(Verb::Negotiate), |how| on(how, pages::talks_links::close)),
    row("POST", "/table/conditions", doing(Verb::Negotiate), |how| on(how, pages::talks_links::link)),
    row("GET", "/table/issues/{id}", SEE, |how| on(how, pages::talks_issue::page)),
    row("POST", "/table/positions", doing(Verb::Negotiate), |how| on(how, pages::talks_issue::state)),
    row("GET", "/table/draft", SEE, |how| on(how, pages::talks_draft::page)),
    row("GET", "/table/draft/next", doing(Verb::Negotiate), |how| on(how, pages::talks_put::page)),
    row("POST", "/table/draft/put", doing(Verb::Negotiate), |how| on(how, pages::talks_put::put)),
    row("POST", "/table/draft/propose", doing(Verb::Negotiate), |how| on(how, pages::talks_propose::propose)),
    row("POST", "/table/draft/in-force", doing(Verb::Rule), |how| on(how, pages::talks_propose::in_force)),
    row("POST", "/table/draft/amend", doing(Verb::Negotiate), |how| on(how, pages::talks_draft::amend)),
    row("POST", "/table/draft/answer", doing(Verb::Negotiate), |how| on(how, pages::talks_draft::answer)),
    row("POST", "/table/draft/adopt", doing(Verb::Negotiate), |how| on(how, pages::talks_draft::adopt)),
    row("POST", "/table/draft/remark", doing(Verb::Negotiate), |how| on(how, pages::talks_draft::say)),
    row("GET", "/table/votes", SEE, |how| on(how, pages::talks_votes::page)),
    row("POST", "/table/votes/put", doing(Verb::Negotiate), |how| on(how, pages::talks_votes::put)),
    row("POST", "/table/votes/cast", doing(Verb::Negotiate), |how| on(how, pages::talks_votes::cast)),
    row("POST", "/table/votes/recuse", doing(Verb::Negotiate), |how| on(how, pages::talks_votes::recuse)),
    row("POST", "/table/votes/withdraw", doing(Verb::Collect), |how| on(how, pages::talks_votes::withdraw)),
    row("POST", "/table/votes/adopt", doing(Verb::Negotiate), |how| on(how, pages::talks_votes::adopt)),
    row("GET", "/table/meetings", SEE, |how| on(how, pages::talks_meetings::page)),
    row("POST", "/table/meetings", doing(Verb::Negotiate), |how| on(how, pages::talks_held::hold)),
    row("POST", "/table/speakers", doing(Verb::Negotiate), |how| on(how, pages::talks_held::name)),
    row("GET", "/record", SEE, |how| on(how, pages::record::page)),
    row("GET", "/reads", For::Page(Need::Reads), |how| on(how, pages::reads::page)),
    row("GET", "/form", PUBLIC, |how| on(how, form::page)),
    row("GET", "/form/form.js", PUBLIC, |how| on(how, form::script)),
    row("GET", "/form/worker.js", PUBLIC, |how| on(how, form::worker)),
    row("GET", "/form/words.json", PUBLIC, |how| on(how, form::said)),
    row("GET", "/form/manifest.webmanifest", PUBLIC, |how| on(how, form::manifest)),
    row("GET", "/form/icon.svg", PUBLIC, |how| on(how, form::drawn_icon)),
    row("GET", "/form/icon.png", PUBLIC, |how| on(how, form::icon)),
    row("GET", "/form/session", For::Form(Need::SignedIn), |how| on(how, form::sent::session)),
    row("GET", "/form/vocabulary", For::Form(Need::Do(Verb::Inform)), |how| on(how, form::vocabulary::data)),
    row("POST", "/form/reports", For::Form(Need::Do(Verb::Inform)), |how| on(how, form::sent::report)),
    row("POST", "/form/photographs", For::Form(Need::Do(Verb::Inform)), |how| {
        on(how, form::sent::photograph)
    }),
    row("GET", "/islands/map.js", PUBLIC, |how| on(how, islands::map)),
    row("GET", "/islands/verify.js", PUBLIC, |how| on(how, islands::verify)),
    row("GET", "/islands/record-format.md", PUBLIC, |how| on(how, islands::format)),
    row("GET", "/public", PUBLIC, |how| on(how, pages::public::page)),
    row("GET", "/public/documents/{entry}", PUBLIC, |how| on(how, pages::public::document)),
    row("GET", "/problems/{code}", PUBLIC, |how| on(how, pages::problem::page)),
    row("GET", "/checkpoint", For::Anybody, |how| on(how, proofs::checkpoint)),
    row("GET", "/tile/{*rest}", For::Anybody, |how| on(how, proofs::tile)),
    row("GET", "/v1/proofs/consistency", For::Anybody, |how| on(how, proofs::consistency)),
    row("POST", "/v1/cosignatures", For::Anybody, proofs::cosigning),
    row("GET", "/v1/proofs/inclusion", MACHINES, |how| on(how, proofs::inclusion)),
    row("GET", "/v1/entries", MACHINES, |how| on(how, proofs::entries)),
    row("POST", "/v1/acts", For::Users(Need::SignedIn), |how| on(how, acts::acts)),
    row("GET", "/v1/state", MACHINES, |how| on(how, state::state)),
    row("GET", "/v1/incidents", MACHINES, |how| on(how, state::incidents)),
    row("GET", "/v1/incidents/{id}", MACHINES, |how| on(how, state::incident)),
    row("GET", "/v1/findings", MACHINES, |how| on(how, state::findings)),
    row("GET", "/v1/openapi.json", For::Anybody, |how| on(how, openapi::served)),
];

/// The router of the table.
pub(super) fn router(house: &Arc<House>) -> Router<Arc<House>> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let answers = (route.to)(if route.method == "POST" { MethodFilter::POST } else { MethodFilter::GET });
        let answers = match route.whom {
            For::Page(need) => answers.layer(from_fn_with_state((Arc::clone(house), need), guard)),
            For::Form(need) => answers.layer(from_fn_with_state((Arc::clone(house), need), guard_form)),
            For::Users(need) => answers.layer(Extension(Needed(need))),
            For::Anybody => answers,
        };
        router.route(route.path, answers)
    })
}
