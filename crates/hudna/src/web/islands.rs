//! Islands: scripts of our own on pages that say the same without them. A map is moved and gone closer to; a bundle is verified where the
//! reader sits.
//!
//! Each is one file, built from `ui/` and held by the program, at an address that changes with it. A page that holds one says so in its
//! policy, and no other page may run script. Nothing of the mission is in them; what they show stands in the page that they are on.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sha2::{Digest as _, Sha256};

const MAP: &str = include_str!("../../ui/dist/map.js");
const VERIFY: &str = include_str!("../../ui/dist/verify.js");
/// What a verifier needs to know, as people read it: the tables of the format stand in it.
const FORMAT: &str = include_str!("../../../../docs/record-format.md");

/// What a page with an island may do besides what every page may: run our own script, ask our own host.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// An island.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Island {
    /// Moves a map.
    Map,
    /// Verifies bundles and documents.
    Verify,
}

struct Addresses {
    map: String,
    verify: String,
    format: String,
}

static AT: LazyLock<Addresses> = LazyLock::new(|| {
    let of = |path: &str, text: &str| {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(text));
        format!("{path}?v={}", &digest[..12])
    };
    Addresses {
        map: of("/islands/map.js", MAP),
        verify: of("/islands/verify.js", VERIFY),
        format: of("/islands/record-format.md", FORMAT),
    }
});

/// The element that loads an island; a page that holds it goes out through [`allowed`].
pub(super) fn script(island: Island) -> Markup {
    let at = match island {
        Island::Map => &AT.map,
        Island::Verify => &AT.verify,
    };
    html! { script type="module" src=(at) {} }
}

/// Where the format is.
pub(super) fn format_address() -> &'static str {
    &AT.format
}

/// A page that holds an island: its policy lets it run.
pub(super) fn allowed(mut page: Response) -> Response {
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    page
}

fn kept(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, text).into_response()
}

/// The island that moves maps.
pub(super) async fn map() -> Response {
    kept("text/javascript; charset=utf-8", MAP)
}

/// The island that verifies.
pub(super) async fn verify() -> Response {
    kept("text/javascript; charset=utf-8", VERIFY)
}

/// The format of the record.
pub(super) async fn format() -> Response {
    kept("text/markdown; charset=utf-8", FORMAT)
}
