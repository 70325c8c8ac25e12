//! Long lists a page at a time.

use hudna_desk::words::Words;
use maud::{Markup, html};

use crate::web::visit::Visit;

/// Rows of a page.
pub(super) const ROWS: usize = 40;

/// The page that the visitor asked for, from 0, of `all` rows.
pub(super) fn asked(visit: &Visit, all: usize) -> usize {
    let page: usize = visit.query.get("page").parse().unwrap_or(1);
    page.saturating_sub(1).min(all.saturating_sub(1) / ROWS)
}

/// The rows of page `page`.
pub(super) fn rows<T>(list: &[T], page: usize) -> &[T] {
    let from = (page * ROWS).min(list.len());
    &list[from..(from + ROWS).min(list.len())]
}

/// Where the reader is in a list and how to go on, with what else was asked kept.
pub(super) fn pager(visit: &Visit, words: &Words, page: usize, all: usize) -> Markup {
    let last = all.saturating_sub(1) / ROWS;
    let link = |to: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let kept = form_urlencoded::parse(visit.uri.query().unwrap_or_default().as_bytes());
        query.extend_pairs(kept.filter(|(name, _)| name != "page" && name != "lang" && name != "release"));
        query.append_pair("page", &(to + 1).to_string());
        format!("{}?{}", visit.uri.path(), query.finish())
    };
    let said = words.with(
        "page-of-pages",
        &[
            ("from", (page * ROWS + 1).to_string().into()),
            ("to", ((page + 1) * ROWS).min(all).to_string().into()),
            ("all", all.to_string().into()),
        ],
    );
    html! {
        @if all > 0 {
            nav.row.s.pager aria-label=(words.get("page-pages")) {
                span { (said) }
                @if page > 0 { a.btn.quiet rel="prev" href=(link(page - 1)) { (words.get("page-previous")) } }
                @if page < last { a.btn.quiet rel="next" href=(link(page + 1)) { (words.get("page-next")) } }
            }
        }
    }
}
