//! Shapes with their words, and what is made of them: the five families of the design, each meaning one thing.

use hudna_desk::document::marks;
use hudna_desk::document::screen::{Piece, ReasonLine, Table};
use maud::{Markup, PreEscaped, html};

/// Fills that tell apart in grey and in print: hatched, dotted, and the wide hatch of what nobody watched.
const PATTERNS: &str = r#"<pattern id="hs" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v4" stroke="currentColor" stroke-width="1.6"/></pattern><pattern id="hd" width="3" height="3" patternUnits="userSpaceOnUse"><path d="M.6 .6h1.3v1.3H.6z" fill="currentColor" stroke="none"/></pattern><pattern id="hx" class="hx" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke-width="1.4"/></pattern>"#;

/// The shapes and fills that pages use, once a page.
pub(super) fn symbols() -> Markup {
    html! {
        (marks::symbols(&[]))
        svg.hide aria-hidden="true" width="0" height="0" { defs { (PreEscaped(PATTERNS)) } }
    }
}

/// Pieces in a row.
pub(super) fn pieces(list: &[Piece]) -> Markup {
    marks::pieces(list, family)
}

/// A piece: words as words, shapes as shapes with their word.
pub(super) fn piece(piece: &Piece) -> Markup {
    marks::piece(piece, family)
}

/// The shape alone.
pub(super) fn shape(name: &str) -> Markup {
    marks::shape(name)
}

/// How the word beside a shape is set.
fn family(shape: &str) -> String {
    let class = match shape {
        "breach" => "o b",
        "permitted" => "o p",
        "not_covered" => "o c",
        "undetermined" => "o u",
        "true" => "tv",
        "false" => "tv f",
        "unknown" | "unknown-rtl" => "tv x",
        "accepts"
        | "accepts_with_reservation"
        | "accepts_with_reservation-rtl"
        | "rejects"
        | "silent"
        | "absent" => "pos",
        "alleged" | "provisional" | "assessed" | "ruled" => "stage",
        _ => "cert",
    };
    class.to_owned()
}

/// A table whose rows become cards on a phone.
pub(super) fn table(table: &Table) -> Markup {
    marks::table(table, family, Some("t fold counts"))
}

/// Lines of a reason tree, each deeper one within the one above it.
pub(super) fn tree(lines: &[ReasonLine]) -> Markup {
    let depth = lines.first().map_or(0, |line| line.depth);
    html! { div.tree { (branch(lines, depth)) } }
}

fn branch(lines: &[ReasonLine], depth: u8) -> Markup {
    let mut at = 0;
    let mut items: Vec<(&ReasonLine, &[ReasonLine])> = Vec::new();
    while let Some(line) = lines.get(at) {
        let rest = &lines[at + 1..];
        let beneath = rest.iter().take_while(|inner| inner.depth > depth).count();
        items.push((line, &rest[..beneath]));
        at += 1 + beneath;
    }
    html! {
        ul {
            @for (line, beneath) in items {
                li.need[line.open && beneath.is_empty()] {
                    (piece(&line.truth)) " " span { (line.says) }
                    @if !line.why.is_empty() { span.why { (pieces(&line.why)) } }
                    @if let Some(first) = beneath.first() { (branch(beneath, first.depth)) }
                }
            }
        }
    }
}
