//! How a refusal is answered: the status of its kind, its stable code, and words in the reader's language.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use serde_json::{Value, json};

/// A refusal on its way out.
#[derive(Debug)]
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
    /// As data.
    pub(super) fn data(&self) -> Value {
        let words = Words::of(self.lang);
        let trouble = &self.trouble;
        let next = format!("{}.do", trouble.key());
        let mut said = json!({
            "code": trouble.code,
            "message": words.message(&trouble.key(), &trouble.arguments),
            "lang": self.lang.code(),
        });
        if words.has(&next) {
            said["next"] = words.message(&next, &trouble.arguments).into();
        }
        let arguments = trouble.arguments.iter().map(|(n, v)| ((*n).to_owned(), Value::from(v.as_str())));
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
        (self.status, Json(json!({ "error": self.data() }))).into_response()
    }
}

/// The kind of a code: malformed 400, not you 401 or 403, not here 404, changed meanwhile 409, too large 413, our database
/// 503, else not acceptable 422.
fn status(code: &str) -> StatusCode {
    match code {
        "request-unsigned" | "request-stale" | "request-signature-wrong" => StatusCode::UNAUTHORIZED,
        "user-unknown" | "user-revoked" | "signature-wrong" | "not-allowed" | "recused"
        | "party-not-yours" | "not-yours" | "witness-unknown" | "cosignature-wrong" => StatusCode::FORBIDDEN,
        "not-here" => StatusCode::NOT_FOUND,
        "entry-id-taken"
        | "record-moved"
        | "head-moved"
        | "incident-changed"
        | "epoch-out-of-order"
        | "mission-founded-twice"
        | "user-known"
        | "last-operator" => StatusCode::CONFLICT,
        "part-too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "not-understood"
        | "not-canonical"
        | "number-beyond-exact"
        | "version-unknown"
        | "part-twice"
        | "entry-id-malformed"
        | "part-missing"
        | "request-malformed" => StatusCode::BAD_REQUEST,
        "database-failed" | "database-full" | "database-read-only" | "database-unreachable" => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        "record-damaged" | "our-fault" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
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
