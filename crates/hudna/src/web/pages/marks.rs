//! Shapes with their words, and what is made of them: the five families of the design, each meaning one thing.

use hudna_desk::document::marks;
use hudna_desk::document::screen::{Piece, ReasonLine, Table};
use maud::{Markup, html};

/// Shapes that only maps use.
const OF_MAPS: [&str; 4] = ["zone", "course-1", "course-2", "line"];

/// The shapes that pages use, once a page.
pub(super) fn symbols() -> Markup {
    marks::symbols(&OF_MAPS)
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
                    (piece(&line.truth)) " " (line.says)
                    @if !line.why.is_empty() { span.why { (pieces(&line.why)) } }
                    @if let Some(first) = beneath.first() { (branch(beneath, first.depth)) }
                }
            }
        }
    }
}
