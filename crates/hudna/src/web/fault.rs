//! How a refusal is answered: the status of its kind, its stable code, and words in the reader's language.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use serde_json::{Value, json};

use super::guard::{reader_language, refused};
use super::{House, pages};

/// A refusal on its way out.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    status: StatusCode,
    trouble: Trouble,
    lang: Lang,
}

impl Fault {
    pub(super) fn ours() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            trouble: Trouble::new("record", "our-fault"),
            lang: Lang::Ar,
        }
    }
    pub(super) fn not_here() -> Self {
        Self { status: StatusCode::NOT_FOUND, trouble: Trouble::new("record", "not-here"), lang: Lang::Ar }
    }
    /// In the language that the request asks for.
    pub(super) const fn said_in(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }
    pub(super) const fn status(&self) -> StatusCode {
        self.status
    }
    /// What it is about.
    pub(super) const fn trouble(&self) -> &Trouble {
        &self.trouble
    }
    /// The same with those values said otherwise for which `told` has words, by their names.
    pub(super) fn retold(mut self, told: impl Fn(&str, &str) -> Option<String>) -> Self {
        for (name, value) in &mut self.trouble.arguments {
            if let Some(said) = told(name, value) {
                *value = said;
            }
        }
        self
    }
    /// What is wrong, and what to do.
    pub(super) fn said(&self) -> (String, Option<String>) {
        let (words, trouble) = (Words::of(self.lang), &self.trouble);
        let next = format!("{}.do", trouble.key());
        let todo = words.has(&next).then(|| words.message(&next, &trouble.arguments));
        (words.message(&trouble.key(), &trouble.arguments), todo)
    }
    /// As a problem of RFC 9457: `title` tells the kind, `detail` this case; `code`, `next`, `values` and `lang` are ours.
    pub(super) fn problem(&self) -> Value {
        let words = Words::of(self.lang);
        let (detail, next) = self.said();
        let mut said = json!({
            "type": format!("/problems/{}", self.trouble.code),
            "title": words.get(&format!("problem-{}", self.status.as_u16())),
            "status": self.status.as_u16(),
            "detail": detail,
            "code": self.trouble.code,
            "lang": self.lang.code(),
        });
        if let Some(next) = next {
            said["next"] = next.into();
        }
        let arguments =
            self.trouble.arguments.iter().map(|(n, v)| ((*n).to_owned(), Value::from(v.as_str())));
        said["values"] = Value::Object(arguments.collect());
        said
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Self { status: status(trouble.code), trouble, lang: Lang::Ar }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = answered(self.status, self.problem());
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        let waits = self.trouble.arguments.iter().find(|(name, _)| *name == "seconds");
        if let Some(seconds) = waits.filter(|_| self.status == StatusCode::TOO_MANY_REQUESTS)
            && let Ok(seconds) = HeaderValue::from_str(&seconds.1)
        {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// An answer of `status`; one that may be otherwise soon says when to come again.
pub(super) fn answered(status: StatusCode, body: Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(SECONDS));
    }
    response
}

/// The media type of a refusal to a machine (RFC 9457, section 3).
pub(super) const PROBLEM: &str = "application/problem+json";

/// After how many seconds to come again.
pub(super) const SECONDS: &str = "2";

/// The kind of a code: malformed 400, not you 401 or 403, not here 404, changed meanwhile 409, too large 413, our database
/// or too much at once 503, else not acceptable 422.
fn status(code: &str) -> StatusCode {
    match code {
        "request-unsigned" | "request-stale" | "request-signature-wrong" | "session-ended" => {
            StatusCode::UNAUTHORIZED
        }
        "user-unknown"
        | "user-revoked"
        | "signature-wrong"
        | "not-allowed"
        | "recused"
        | "page-not-allowed"
        | "ballot-unknown"
        | "ballot-ended"
        | "out-of-reach"
        | "form-not-ours"
        | "reply-without-party"
        | "sign-in-wrong"
        | "passkey-refused"
        | "passkey-late"
        | "recovery-own"
        | "recovery-same-officer"
        | "party-not-yours"
        | "not-yours"
        | "grade-of-own-report"
        | "review-of-own"
        | "review-of-own-report"
        | "assessment-after-review"
        | "witness-unknown"
        | "conflict-of-interest"
        | "judge-of-oneself"
        | "not-on-panel"
        | "own-recusal"
        | "cosignature-wrong" => StatusCode::FORBIDDEN,
        "sign-in-wait" | "form-too-many" | "ballot-wait" => StatusCode::TOO_MANY_REQUESTS,
        "not-here" | "incident-unknown" | "invitation-unknown" | "recovery-unknown" | "account-unknown"
        | "finding-unknown" | "nomination-unknown" => StatusCode::NOT_FOUND,
        "entry-id-taken"
        | "form-report-missing"
        | "form-id-other"
        | "photograph-other"
        | "record-moved"
        | "head-moved"
        | "incident-changed"
        | "review-not-of-this"
        | "epoch-out-of-order"
        | "mission-founded-twice"
        | "user-known"
        | "key-taken"
        | "login-taken"
        | "recovery-asked"
        | "passkey-known"
        | "ballot-closed"
        | "ballots-closed"
        | "ballots-counted"
        | "last-operator" => StatusCode::CONFLICT,
        "part-too-large" | "request-too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "photograph-kind" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "request-slow" => StatusCode::REQUEST_TIMEOUT,
        "not-understood"
        | "not-canonical"
        | "number-beyond-exact"
        | "version-unknown"
        | "part-twice"
        | "entry-id-malformed"
        | "part-missing"
        | "request-malformed" => StatusCode::BAD_REQUEST,
        "database-failed"
        | "database-full"
        | "database-read-only"
        | "database-unreachable"
        | "database-not-encrypted"
        | "mission-in-use"
        | "host-busy"
        | "page-busy"
        | "page-coming" => StatusCode::SERVICE_UNAVAILABLE,
        "record-damaged" | "history-changed" | "account-damaged" | "our-fault" => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Sees that every refusal has a code and speaks the language that the request asks for, also those that no handler of ours made.
pub(super) async fn coded(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let page = asked.parts.is_some();
    let lang =
        if page { reader_language(request.headers(), request.uri()) } else { language(request.headers()) };
    let response = next.run(request).await;
    if let Some(fault) = response.extensions().get::<Fault>() {
        let fault = fault.clone().said_in(lang);
        let (mut parts, _) = response.into_parts();
        // what the guard said of headers stays said
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::RETRY_AFTER] {
            parts.headers.remove(name);
        }
        let mut said = asked.told(&house, fault).await;
        said.headers_mut().extend(parts.headers);
        return said;
    }
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_ours = kind
        .is_some_and(|kind| kind == "application/json" || kind == PROBLEM || kind.starts_with("text/html"));
    if is_ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "not-here",
        StatusCode::METHOD_NOT_ALLOWED => "method-wrong",
        StatusCode::REQUEST_TIMEOUT => "request-slow",
        StatusCode::PAYLOAD_TOO_LARGE => "request-too-large",
        _ if status.is_client_error() => "request-malformed",
        _ => "our-fault",
    };
    let allowed = response.headers().get(header::ALLOW).cloned();
    let fault = Fault { status, trouble: Trouble::new("record", code), lang };
    let mut response = asked.told(&house, fault).await;
    if let Some(allowed) = allowed {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// How a refusal is told to whoever asked.
struct Asked {
    /// What was asked, of whoever reads pages.
    parts: Option<Parts>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let parts = || {
            let mut asked = axum::http::Request::new(());
            *asked.method_mut() = request.method().clone();
            *asked.uri_mut() = request.uri().clone();
            *asked.headers_mut() = request.headers().clone();
            *asked.extensions_mut() = request.extensions().clone();
            asked.into_parts().0
        };
        Self { parts: wants_page(request).then(parts) }
    }
    /// As a page of the house, or in data.
    async fn told(&self, house: &Arc<House>, fault: Fault) -> Response {
        match &self.parts {
            None => fault.into_response(),
            Some(parts) => {
                let visit = refused(house, parts, fault.lang, fault.status.is_server_error()).await;
                pages::refused::page(house, &visit, &parts.method, &fault)
            }
        }
    }
}

/// Whether whoever asks reads pages: a browser, at an address that is not for machines.
fn wants_page(request: &Request) -> bool {
    let path = request.uri().path();
    let machines = path == "/checkpoint" || path.starts_with("/v1/") || path.starts_with("/tile/");
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    !machines && accepts.is_some_and(|accept| accept.contains("text/html"))
}

/// The language that a request asks for; Arabic where it names none that we have.
pub(super) fn language(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    asked
        .split(',')
        .filter_map(|one| Lang::parse(one.trim().split(['-', ';', '_']).next()?))
        .next()
        .unwrap_or(Lang::Ar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_problem_with_its_type_title_and_status() {
        let fault = Fault::from(Trouble::new("record", "host-busy")).said_in(Lang::En);
        let problem = fault.problem();
        assert_eq!(problem["type"], "/problems/host-busy");
        assert_eq!((problem["status"].as_u64(), problem["code"].as_str()), (Some(503), Some("host-busy")));
        assert!(problem["title"].is_string() && problem["detail"].is_string());
        let kind = fault.into_response().headers()[header::CONTENT_TYPE].clone();
        assert_eq!(kind, "application/problem+json");
    }

    #[test]
    fn what_may_be_otherwise_soon_says_when_to_come_again() {
        let answer = |code| Fault::from(Trouble::new("record", code)).into_response();
        for code in ["host-busy", "page-busy", "page-coming", "database-unreachable", "mission-in-use"] {
            let busy = answer(code);
            assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE, "{code}");
            assert!(busy.headers().contains_key(header::RETRY_AFTER), "{code}");
        }
        assert!(!answer("user-unknown").headers().contains_key(header::RETRY_AFTER));
        for lang in [Lang::Ar, Lang::En] {
            let fault = Fault::from(Trouble::new("record", "host-busy")).said_in(lang);
            assert!(fault.problem()["next"].is_string(), "in both languages");
        }
    }
}
