//! Forms that bring files (RFC 7578), read part by part by axum's `Multipart`: bounded, names without folders.
//!
//! Parsing is the library's. What is ours are the bounds that it does not set (how many parts), that words must be UTF-8 as they came,
//! and that no folder of somebody's machine comes in with a name.

use axum::body::Body;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest as _};
use axum::http::{HeaderValue, Request, StatusCode, header};

use super::visit::Sent;

/// The most bytes of such a form.
const MOST: usize = 8 << 20;
/// The most parts of one.
const MOST_PARTS: usize = 64;

/// Fields of a form by name, and its files.
type Brought = (Vec<(String, String)>, Vec<Sent>);

/// Whether a content type is that of a form that brings files.
pub(super) fn is_such(kind: &HeaderValue) -> bool {
    let named = kind.to_str().ok().and_then(|kind| kind.split(';').next());
    named.is_some_and(|named| named.trim().eq_ignore_ascii_case("multipart/form-data"))
}

/// The fields and files of a form.
///
/// # Errors
/// `request-too-large` beyond eight mebibytes; `request-malformed` where it is cut off, has too many parts, a part without a name, or
/// words that are no UTF-8.
pub(super) async fn read(kind: &HeaderValue, body: Body) -> Result<Brought, &'static str> {
    let mut request = Request::new(body);
    request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| "request-malformed")?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    for _ in 0..=MOST_PARTS {
        let Some(part) = form.next_field().await.map_err(|why| code(&why))? else {
            return Ok((fields, files));
        };
        let name = part.name().ok_or("request-malformed")?.to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|why| code(&why))?;
        match file {
            // a browser sends a file without a name where none was chosen
            Some(file) if file.is_empty() => {}
            Some(file) => {
                let field = name;
                let name = file.rsplit(['/', '\\']).next().unwrap_or(&file).replace("%22", "\"");
                files.push(Sent { field, name, bytes: bytes.into() });
            }
            None => {
                let said = String::from_utf8(bytes.into()).map_err(|_| "request-malformed")?;
                fields.push((name, said));
            }
        }
    }
    Err("request-malformed")
}

fn code(why: &MultipartError) -> &'static str {
    if why.status() == StatusCode::PAYLOAD_TOO_LARGE { "request-too-large" } else { "request-malformed" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: HeaderValue = HeaderValue::from_static("multipart/form-data; boundary=----x");
    const CSRF: &str = "------x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n";

    fn read_as(kind: &HeaderValue, bytes: impl Into<Vec<u8>>) -> Result<Brought, &'static str> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(read(kind, Body::from(bytes.into())))
    }
    fn read_of(bytes: impl Into<Vec<u8>>) -> Result<Brought, &'static str> {
        read_as(&KIND, bytes)
    }

    #[test]
    fn fields_and_files_are_read_and_what_is_malformed_is_not() {
        assert!(is_such(&KIND));
        assert!(!is_such(&HeaderValue::from_static("application/x-www-form-urlencoded")));
        let form = format!(
            "{CSRF}------x\r\nContent-Disposition: form-data; name=\"draft\"; filename=\"C:\\texts\\a.md\"\r\n\
             Content-Type: text/markdown\r\n\r\n# one\r\n\r\ntwo\r\n\
             ------x\r\nContent-Disposition: form-data; name=\"draft\"; filename=\"\"\r\n\r\n\r\n------x--\r\n"
        );
        let (fields, files) = read_of(form.clone()).unwrap();
        assert_eq!(fields, [("csrf".to_owned(), "secret".to_owned())]);
        assert_eq!(
            files,
            [Sent { field: "draft".into(), name: "a.md".into(), bytes: b"# one\r\n\r\ntwo".to_vec() }]
        );
        for cut in [1, 10, 40, form.len() - 8] {
            assert_eq!(read_of(&form.as_bytes()[..cut]), Err("request-malformed"), "cut at {cut}");
        }
        let nothing_named = "------x\r\nContent-Disposition: form-data\r\n\r\nb\r\n------x--\r\n";
        assert_eq!(read_of(nothing_named), Err("request-malformed"));
        let no_words =
            [CSRF.replace("secret", "").trim_end().as_bytes(), b"\r\n\r\n\xFF\r\n------x--\r\n"].concat();
        assert_eq!(read_of(no_words), Err("request-malformed"));
        let unbounded = HeaderValue::from_static("multipart/form-data");
        assert_eq!(read_as(&unbounded, form), Err("request-malformed"));
    }

    #[test]
    fn a_form_with_too_many_parts_or_bytes_is_refused() {
        let many = CSRF.repeat(MOST_PARTS + 2);
        assert_eq!(read_of(format!("{many}------x--\r\n")), Err("request-malformed"));
        assert!(read_of(format!("{}------x--\r\n", CSRF.repeat(MOST_PARTS))).is_ok());
        let large = CSRF.replace("secret", &"a".repeat(MOST));
        assert_eq!(read_of(format!("{large}------x--\r\n")), Err("request-too-large"));
    }
}
