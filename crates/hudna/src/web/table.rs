//! Every route there is, and who may ask for it. The router is made of this table: what does not stand here is not there.
//!
//! To add a page: a file under `pages/`, a row here. A test walks the rows with every role over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use hudna_core::ledger::act::Verb;
use hudna_desk::powers::Need;

use super::visit::guard;
use super::{House, acts, pages, proofs, state};

/// For whom a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// A page, for whoever has what it needs.
    Page(Need),
    /// Machines of users: each request is signed.
    Users,
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
    row("GET", "/today", SEE, |how| on(how, pages::today::page)),
    row("GET", "/reports", SEE, |how| on(how, pages::reports::list)),
    row("GET", "/reports/new", doing(Verb::Inform), |how| on(how, pages::report_form::page)),
    row("POST", "/reports/new", doing(Verb::Inform), |how| on(how, pages::report_form::file)),
    row("GET", "/reports/{entry}", SEE, |how| on(how, pages::reports::one)),
    row("GET", "/reports.csv", SEE, |how| on(how, pages::reports::sheet)),
    row("GET", "/incidents.csv", SEE, |how| on(how, pages::incidents::sheet)),
    row("GET", "/findings.csv", SEE, |how| on(how, pages::findings::sheet)),
    row("GET", "/incidents", SEE, |how| on(how, pages::incidents::list)),
    row("GET", "/incidents/{id}", SEE, |how| on(how, pages::incident::page)),
    row("GET", "/verification", SEE, |how| on(how, pages::verification::page)),
    row("POST", "/verification/give", doing(Verb::Verify), |how| on(how, pages::verification::give)),
    row("POST", "/verification/close", doing(Verb::Verify), |how| on(how, pages::verification::close)),
    row("GET", "/findings", SEE, |how| on(how, pages::findings::list)),
    row("GET", "/finding", SEE, |how| on(how, pages::finding::page)),
    row("POST", "/finding/accept", doing(Verb::Assess), |how| on(how, pages::finding::accept)),
    row("POST", "/finding/return", doing(Verb::Assess), |how| on(how, pages::finding::give_back)),
    row("POST", "/finding/reply", doing(Verb::Reply), |how| on(how, pages::finding::reply)),
    row("GET", "/notices", SEE, |how| on(how, pages::notices::page)),
    row("POST", "/notices", doing(Verb::Inform), |how| on(how, pages::notices::give)),
    row("GET", "/promises", SEE, |how| on(how, pages::promises::page)),
    row("GET", "/promise", SEE, |how| on(how, pages::promise::page)),
    row("POST", "/promise/claim", doing(Verb::Negotiate), |how| on(how, pages::promise::claim)),
    row("POST", "/promise/verify", doing(Verb::Verify), |how| on(how, pages::promise::verify)),
    row("POST", "/promise/extend", doing(Verb::Negotiate), |how| on(how, pages::promise::extend)),
    row("POST", "/promise/release", doing(Verb::Negotiate), |how| on(how, pages::promise::release)),
    row("POST", "/promise/withdraw", doing(Verb::Negotiate), |how| on(how, pages::promise::withdraw)),
    row("POST", "/promise/read", doing(Verb::Negotiate), |how| on(how, pages::promise::read)),
    row("POST", "/promise/declare", doing(Verb::Negotiate), |how| on(how, pages::promise::declare)),
    row("GET", "/settings", doing(Verb::Administer), |how| on(how, pages::settings::page)),
    row("POST", "/settings/invite", doing(Verb::Administer), |how| on(how, pages::settings::invite)),
    row("GET", "/agreement", SEE, |how| on(how, pages::agreement::page)),
    row("GET", "/record", SEE, |how| on(how, pages::record::page)),
    row("GET", "/public", PUBLIC, |how| on(how, pages::public::page)),
    row("GET", "/public/documents/{entry}", PUBLIC, |how| on(how, pages::public::document)),
    row("GET", "/checkpoint", For::Anybody, |how| on(how, proofs::checkpoint)),
    row("GET", "/tile/{*rest}", For::Anybody, |how| on(how, proofs::tile)),
    row("GET", "/v1/proofs/consistency", For::Anybody, |how| on(how, proofs::consistency)),
    row("POST", "/v1/cosignatures", For::Anybody, proofs::cosigning),
    row("GET", "/v1/proofs/inclusion", For::Users, |how| on(how, proofs::inclusion)),
    row("GET", "/v1/entries", For::Users, |how| on(how, proofs::entries)),
    row("POST", "/v1/acts", For::Users, |how| on(how, acts::acts)),
    row("GET", "/v1/state", For::Users, |how| on(how, state::state)),
    row("GET", "/v1/incidents", For::Users, |how| on(how, state::incidents)),
    row("GET", "/v1/incidents/{id}", For::Users, |how| on(how, state::incident)),
    row("GET", "/v1/findings", For::Users, |how| on(how, state::findings)),
];

/// The router of the table.
pub(super) fn router(house: &Arc<House>) -> Router<Arc<House>> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let answers = (route.to)(if route.method == "POST" { MethodFilter::POST } else { MethodFilter::GET });
        let answers = match route.whom {
            For::Page(need) => answers.layer(from_fn_with_state((Arc::clone(house), need), guard)),
            For::Users | For::Anybody => answers,
        };
        router.route(route.path, answers)
    })
}
