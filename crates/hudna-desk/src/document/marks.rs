//! Shapes with their words as markup, for pages and for the report that is a page: the five families of the design, each meaning one
//! thing. What a word beside a shape is called by a stylesheet is its owner's to say.

use maud::{Markup, PreEscaped, html};

use super::blocks::{Cell, Piece, Table};
use super::shapes::{KROC, SHAPES};

/// The class of the span that holds a shape and its word.
pub type Class = fn(&str) -> String;

/// The shapes but those named, once a page.
pub fn symbols(but: &[&str]) -> Markup {
    html! {
        svg.hide aria-hidden="true" width="0" height="0" {
            @for (name, width, body) in SHAPES.iter().filter(|(name, ..)| !but.contains(name)) {
                symbol id=(name) viewBox=(format!("0 0 {width} 16")) { (PreEscaped(*body)) }
            }
        }
    }
}

/// The shapes of the Kroc scale, for a report that tells of commitments.
pub fn kroc_symbols() -> Markup {
    html! {
        svg.hide aria-hidden="true" width="0" height="0" {
            @for (name, width, body) in KROC { symbol id=(name) viewBox=(format!("0 0 {width} 16")) { (PreEscaped(*body)) } }
        }
    }
}

/// Pieces in a row.
pub fn pieces(list: &[Piece], class: Class) -> Markup {
    html! {
        @for (at, one) in list.iter().enumerate() {
            // a full stop or comma of its own follows without a space
            @if at > 0 && !one.text().starts_with(['.', ',', '،', ':', '؛', ';']) { " " }
            (piece(one, class))
        }
    }
}

/// A piece: words as words, shapes as shapes with their word.
pub fn piece(piece: &Piece, class: Class) -> Markup {
    match piece {
        Piece::Words { t } => html! { (t) },
        Piece::Strong { t } => html! { b { (t) } },
        Piece::Soft { t } => html! { span.soft { (t) } },
        Piece::Latin { t } => html! { bdi.n { (t) } },
        Piece::Break => html! { br; },
        Piece::Record { t, lang, dir } => html! { span.text.record lang=(lang) dir=(dir) { (t) } },
        Piece::Mark { s, t } => html! { span class=(class(s)) { (shape(s)) (t) } },
    }
}

/// The shape alone.
pub fn shape(name: &str) -> Markup {
    let width =
        SHAPES.iter().chain(KROC).find(|(known, ..)| *known == name).map_or(16, |(_, width, _)| *width);
    html! {
        svg.m.w[width == 24] viewBox=(format!("0 0 {width} 16")) aria-hidden="true" { use href=(format!("#{name}")) {} }
    }
}

/// A table; each cell says its column, for where rows become cards.
pub fn table(table: &Table, class: Class, of_table: Option<&str>) -> Markup {
    let label = |cell: &Cell| cell.pieces.iter().map(Piece::text).collect::<Vec<_>>().join(" ");
    let labels: Vec<String> = table.head.iter().map(label).collect();
    html! {
        table class=[of_table] {
            thead { tr { @for cell in &table.head { th.num[cell.num] scope="col" { (pieces(&cell.pieces, class)) } } } }
            tbody { @for cells in &table.rows { (row(cells, &labels, class)) } }
            @if !table.foot.is_empty() { tfoot { (row(&table.foot, &labels, class)) } }
        }
    }
}

fn row(cells: &[Cell], labels: &[String], class: Class) -> Markup {
    html! {
        tr {
            @for (at, cell) in cells.iter().enumerate() {
                @if at == 0 {
                    th scope="row" { (pieces(&cell.pieces, class)) }
                } @else {
                    td.num[cell.num].blind[cell.blind].full[!cell.num] data-l=[labels.get(at)] { (pieces(&cell.pieces, class)) }
                }
            }
        }
    }
}
