//! Shapes with their words, and what is made of them: the five families of the design, each meaning one thing.

use hudna_desk::document::screen::{Cell, Piece, ReasonLine, Table};
use hudna_desk::document::shapes::SHAPES;
use maud::{Markup, PreEscaped, html};

/// Shapes that only maps use.
const OF_MAPS: [&str; 4] = ["zone", "course-1", "course-2", "line"];

/// The shapes that pages use, once a page.
pub(super) fn symbols() -> Markup {
    let used = SHAPES.iter().filter(|(name, ..)| !OF_MAPS.contains(name));
    html! {
        svg.hide aria-hidden="true" width="0" height="0" {
            @for (name, width, body) in used {
                symbol id=(name) viewBox=(format!("0 0 {width} 16")) { (PreEscaped(*body)) }
            }
        }
    }
}

/// Pieces in a row.
pub(super) fn pieces(list: &[Piece]) -> Markup {
    html! {
        @for (at, one) in list.iter().enumerate() {
            @if at > 0 && !one.text().starts_with(['.', ',', '،', ':', '؛', ';']) { " " }
            (piece(one))
        }
    }
}

/// A piece: words as words, shapes as shapes with their word.
pub(super) fn piece(piece: &Piece) -> Markup {
    match piece {
        Piece::Words { t } => html! { (t) },
        Piece::Strong { t } => html! { b { (t) } },
        Piece::Soft { t } => html! { span.soft { (t) } },
        Piece::Latin { t } => html! { bdi.n { (t) } },
        Piece::Break => html! { br; },
        Piece::Record { t, lang, dir } => html! { p.text lang=(lang) dir=(dir) { (t) } },
        Piece::Mark { s, t } => html! { span class=(family(s)) { (shape(s)) (t) } },
    }
}

/// The shape alone.
pub(super) fn shape(name: &str) -> Markup {
    let wide = SHAPES.iter().any(|(known, width, _)| *known == name && *width == 24);
    html! { svg.m.w[wide] aria-hidden="true" { use href=(format!("#{name}")); } }
}

/// How the word beside a shape is set.
fn family(shape: &str) -> &'static str {
    match shape {
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
    }
}

/// A table whose rows become cards on a phone.
pub(super) fn table(table: &Table) -> Markup {
    let label = |cell: &Cell| cell.pieces.iter().map(Piece::text).collect::<Vec<_>>().join(" ");
    let labels: Vec<String> = table.head.iter().map(label).collect();
    html! {
        table.t.fold.counts {
            thead { tr { @for cell in &table.head { th.num[cell.num] scope="col" { (pieces(&cell.pieces)) } } } }
            tbody { @for cells in &table.rows { (row(cells, &labels)) } }
            @if !table.foot.is_empty() { tfoot { (row(&table.foot, &labels)) } }
        }
    }
}

fn row(cells: &[Cell], labels: &[String]) -> Markup {
    html! {
        tr {
            @for (at, cell) in cells.iter().enumerate() {
                @if at == 0 {
                    th scope="row" { (pieces(&cell.pieces)) }
                } @else {
                    td.num[cell.num].blind[cell.blind].full[!cell.num] data-l=[labels.get(at)] { (pieces(&cell.pieces)) }
                }
            }
        }
    }
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
