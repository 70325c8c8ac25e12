//! What is the same for everybody goes out compressed: style, scripts, words of the form, the format of the record.
//!
//! Pages do not: beside what somebody typed they carry the token of a form, and the length of what was compressed would tell of it
//! (Gluck, Harris and Prado, *BREACH: Reviving the CRIME Attack*, 2013). They are small as they are.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{LazyLock, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::fault::Fault;

/// The most bytes of one thing that is compressed.
const MOST: usize = 8 << 20;

/// What was compressed, by its path: there are as many as routes that never change what they give.
static PACKED: LazyLock<Mutex<BTreeMap<String, Bytes>>> = LazyLock::new(Mutex::default);

/// Compresses what never changes, for whoever can read it so.
pub(super) async fn packed(request: Request, next: Next) -> Response {
    let takes = takes_gzip(request.headers());
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if response.status() != StatusCode::OK || !is_for_ever(response.headers()) {
        return response;
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if !takes {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let known = PACKED.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let bytes = match known {
        Some(bytes) => bytes,
        None => match small(body).await {
            Some(bytes) => {
                PACKED.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes.clone());
                bytes
            }
            None => return Fault::ours().into_response(),
        },
    };
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(head, Body::from(bytes))
}

async fn small(body: Body) -> Option<Bytes> {
    let whole = to_bytes(body, MOST).await.ok()?;
    let mut encoder = GzEncoder::new(Vec::with_capacity(whole.len() / 3), Compression::best());
    encoder.write_all(&whole).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// Whether an answer is text that may be kept for ever: it does not turn on who asks.
fn is_for_ever(headers: &HeaderMap) -> bool {
    let kept = headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/") || kind.starts_with("application/json"))
        && kept.is_some_and(|kept| kept.starts_with("public") && kept.contains("immutable"))
        && !headers.contains_key(header::CONTENT_ENCODING)
}

/// Whether a browser says that it reads gzip (RFC 9110, 12.5.3): named, or by `*`, and not with a weight of nothing.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let said = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let weight = |coding: &str| {
        let (name, rest) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = rest.trim().strip_prefix("q=").map_or(Ok(1.0), |weight| weight.trim().parse());
        (name.trim().to_ascii_lowercase(), weight.unwrap_or(0.0_f32))
    };
    let all: Vec<(String, f32)> = said.flat_map(|line| line.split(',')).map(weight).collect();
    let of = |wanted: &str| all.iter().find(|(name, _)| name == wanted).map(|(_, weight)| *weight > 0.0);
    of("gzip").or_else(|| of("*")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_taken_where_it_is_named_and_not_where_it_is_refused() {
        let takes = |said: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(said));
            takes_gzip(&headers)
        };
        assert!(takes("gzip, deflate, br") && takes("br;q=1.0, GZIP;q=0.5") && takes("*"));
        assert!(!takes("br") && !takes("gzip;q=0, *") && !takes("identity") && !takes("gzip;q=x"));
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
