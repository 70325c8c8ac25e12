//! The report form that a monitor opens once and then uses without network.
//!
//! The page, its script and its words hold nothing of the mission: anybody may fetch them, and a browser keeps them under a version
//! that is the digest of all of them (`ui/src/worker.ts`). What it then asks for by itself: `vocabulary` for the mission's own
//! words, and `sent` for what a device sends. The script is built from `ui/` and lies built beside it (`ui/dist/`), so that
//! building Hudna needs no other tool than Rust's. To add a word that the script says: its key in [`words`].

mod outline;
pub(super) mod pace;
pub(super) mod sent;
pub(super) mod vocabulary;
mod words;

use std::sync::LazyLock;

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use hudna_desk::words::{Lang, Words};
use maud::{DOCTYPE, html};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::pages::style_address;
use super::visit::Visit;

const SCRIPT: &str = include_str!("../../../ui/dist/form.js");
const WORKER: &str = include_str!("../../../ui/dist/worker.js");
const DRAWN_ICON: &str = include_str!("../../../ui/dist/icon.svg");
const ICON: &[u8] = include_bytes!("../../../ui/dist/icon.png");
/// The icon's own width, in pixels.
const ICON_WIDTH: &str = "512x512";

/// What the page of the form and its worker may do: run our own script, ask our own host, and, as no other page may, show pictures
/// that were just chosen.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                      worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where the form's files are, and their version.
struct Files {
    script: String,
    words: String,
    worker: String,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let of = |bytes: &[u8]| data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)).split_off(52);
    let script = format!("/form/form.js?v={}", of(SCRIPT.as_bytes()));
    let words = format!("/form/words.json?v={}", of(words::TABLE.as_bytes()));
    // the page itself, then all that it asks for: what the worker keeps
    let kept =
        ["/form", &script, &words, style_address(), "/form/manifest.webmanifest", "/form/icon.svg"].join(" ");
    let pages: Vec<String> = Lang::BOTH.iter().map(|lang| page_of(*lang, &script, &words)).collect();
    let version = of([&kept, DRAWN_ICON, WORKER, &pages.concat()].concat().as_bytes());
    let worker = WORKER.replace("HUDNA_VERSION", &version).replace("HUDNA_FILES", &kept);
    Files { script, words, worker }
});

/// The page. What it shows is put there by its script; without script it leads to the page that needs none.
pub(super) async fn page(visit: Visit) -> Response {
    let mut response = Html(page_of(visit.lang, &FILES.script, &FILES.words)).into_response();
    allow(&mut response);
    response
}

fn page_of(lang: Lang, script: &str, table: &str) -> String {
    let words = Words::of(lang);
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) data-words=(table) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (words.get("report-new")) " — " (words.get("page-name")) }
                link rel="stylesheet" href=(style_address());
                link rel="manifest" href="/form/manifest.webmanifest" crossorigin="use-credentials";
                link rel="icon" href="/form/icon.svg" type="image/svg+xml";
                link rel="apple-touch-icon" href="/form/icon.png";
                script type="module" src=(script) {}
            }
            body {
                a.skip href="#main" { (words.get("page-to-content")) }
                header.top id="top" { a.logo href="/" { (words.get("page-name")) } }
                div id="state" role="status" aria-live="polite" {}
                main.phone id="main" {
                    noscript {
                        @for lang in Lang::BOTH {
                            p lang=(lang.code()) dir=(lang.dir()) {
                                (Words::of(*lang).get("form-no-script")) " "
                                a href="/reports/new" { (Words::of(*lang).get("report-new")) }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// What may be done with what the page and its worker are.
fn allow(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    let of_this_device = HeaderValue::from_static("geolocation=(self), camera=(self), microphone=()");
    headers.insert(HeaderName::from_static("permissions-policy"), of_this_device);
}

/// A file whose address changes with it.
fn kept(kind: &'static str, bytes: &'static [u8]) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, bytes).into_response()
}

/// The script.
pub(super) async fn script() -> Response {
    kept("text/javascript; charset=utf-8", SCRIPT.as_bytes())
}

/// The words of the script, in both languages.
pub(super) async fn said() -> Response {
    kept("application/json", words::TABLE.as_bytes())
}

/// The worker that keeps the form's files on the device.
pub(super) async fn worker() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static("/form")),
    ];
    let mut response = (headers, FILES.worker.as_str()).into_response();
    allow(&mut response);
    response
}

/// What makes of the page something that can be installed.
pub(super) async fn manifest(visit: Visit) -> Response {
    let words = visit.words();
    let manifest = json!({
        "id": "/form",
        "name": words.get("form-app"),
        "short_name": words.get("page-name"),
        "lang": visit.lang.code(),
        "dir": visit.lang.dir(),
        "start_url": "/form",
        "scope": "/form",
        "display": "standalone",
        "background_color": "#eef1f3",
        "theme_color": "#eef1f3",
        "icons": [
            { "src": "/form/icon.svg", "type": "image/svg+xml", "sizes": "any" },
            { "src": "/form/icon.png", "type": "image/png", "sizes": ICON_WIDTH, "purpose": "any" },
        ],
    });
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"))];
    (kind, manifest.to_string()).into_response()
}

/// The icon, drawn.
pub(super) async fn drawn_icon() -> Response {
    kept("image/svg+xml", DRAWN_ICON.as_bytes())
}

/// The icon, in points.
pub(super) async fn icon() -> Response {
    kept("image/png", ICON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_every_file_that_the_page_asks_for_under_a_version_of_them_all() {
        assert!(!FILES.worker.contains("HUDNA_"), "nothing is left to be filled in");
        for file in ["/form ", &FILES.script, &FILES.words, style_address(), "/form/icon.svg"] {
            assert!(FILES.worker.contains(file), "{file}");
        }
        let page = page_of(Lang::Ar, &FILES.script, &FILES.words);
        let asked = page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1));
        for address in asked.filter_map(|rest| rest.split('"').next()) {
            let is_another_page = ["#main", "/", "/reports/new"].contains(&address);
            let only_when_installed = address == "/form/icon.png";
            let is_kept = FILES.worker.contains(address);
            assert!(is_another_page || only_when_installed || is_kept, "{address}");
        }
    }

    #[test]
    fn the_icon_is_as_wide_as_the_manifest_says() {
        // PNG: width and height stand at byte 16, four bytes each
        let side = |at: usize| u32::from_be_bytes(ICON[at..at + 4].try_into().unwrap());
        assert_eq!(format!("{}x{}", side(16), side(20)), ICON_WIDTH);
    }
}
