//! What a refusal means: where the `type` of a problem leads.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_desk::words::Words;
use maud::html;

use super::{Page, laid};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Families of words in which a refusal of this door may be said.
const FAMILIES: [&str; 5] = ["record", "disk", "intake", "gazetteer", "cli"];

/// The page.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(code): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let words = visit.words();
    let key = FAMILIES.iter().map(|family| format!("{family}-{code}")).find(|key| words.has(key));
    let key = key.ok_or_else(Fault::not_here)?;
    let next = format!("{key}.do");
    let (said, todo) = (blanks(words, &key), words.has(&next).then(|| blanks(words, &next)));
    let filled = [Some(&said), todo.as_ref()].into_iter().flatten().any(|text| text.contains('‹'));
    let main = html! {
        div.head { h1 { (words.get("page-problem")) } }
        section.box {
            dl.kv {
                dt { (words.get("problem-code")) } dd { code { (code) } }
                dt { (words.get("problem-says")) } dd { (said) }
                @if let Some(todo) = todo { dt { (words.get("problem-do")) } dd { (todo) } }
            }
            @if filled { p.s.soft.mt { (words.get("problem-filled")) } }
        }
    };
    let page = Page { title: words.get("page-problem"), here: "", as_of: None, main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// The words with the names of what will be filled in between ‹ and ›.
fn blanks(words: &Words, key: &str) -> String {
    let said = words.get(key);
    let mut pieces = said.split("{$");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |said, piece| match piece.split_once('}') {
        Some((name, rest)) => format!("{said}\u{2066}‹{name}›\u{2069}{rest}"),
        None => format!("{said}{piece}"),
    })
}
