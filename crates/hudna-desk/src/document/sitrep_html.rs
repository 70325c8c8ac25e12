//! The situation report as one self-contained page: no script, no outside request, every text escaped.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::blocks::{Block, Cell, FindingBlock, Piece, Section, Sitrep, Table};
use super::shapes::SHAPES;

const STYLE: &str = include_str!("sitrep.css");

/// The page's bytes.
pub(super) fn render(sitrep: &Sitrep) -> Vec<u8> {
    let page = html! {
        (DOCTYPE)
        html lang=(sitrep.lang) dir=(sitrep.dir) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (sitrep.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (symbols())
                @if let Some(mark) = &sitrep.watermark { div.watermark aria-hidden="true" { (mark) } }
                main {
                    header {
                        p.row { span.class { (sitrep.class) } span { (sitrep.notice) } }
                        h1 { (sitrep.title) }
                        p { (sitrep.agreement) }
                        @for line in &sitrep.lines { p.small { (line) } }
                        p.status { (pieces(&sitrep.status)) }
                    }
                    @for s in &sitrep.sections { (section(s)) }
                    footer { p { (sitrep.footer) } p { (sitrep.notice) } }
                }
            }
        }
    };
    page.into_string().into_bytes()
}

fn symbols() -> Markup {
    html! {
        svg aria-hidden="true" width="0" height="0" style="position:absolute" {
            @for (name, width, body) in SHAPES {
                symbol id=(name) viewBox=(format!("0 0 {width} 16")) { (PreEscaped(body)) }
            }
        }
    }
}

fn section(section: &Section) -> Markup {
    html! {
        section id=(section.id) {
            h2 { (section.title) }
            @for b in &section.blocks { (block(b)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Text { pieces: p } => html! { p { (pieces(p)) } },
        Block::Small { pieces: p } => html! { p.small { (pieces(p)) } },
        Block::Table(t) => table(t),
        Block::Map { svg, alt, .. } => {
            html! { figure.map role="img" aria-label=(alt) { (PreEscaped(svg)) } }
        }
        Block::Key { items } => html! { div.key { @for i in items { span { (piece(i)) } } } },
        Block::List { items } => html! { ul { @for i in items { li { p { (pieces(i)) } } } } },
        Block::Finding(f) => finding(f),
    }
}

fn table(table: &Table) -> Markup {
    let labels: Vec<String> = table.head.iter().map(text).collect();
    html! {
        div.scroll.cards {
            table {
                thead { tr { @for c in &table.head { th.num[c.num] scope="col" { (pieces(&c.pieces)) } } } }
                tbody { @for r in &table.rows { (row(r, &labels)) } }
                @if !table.foot.is_empty() { tfoot { (row(&table.foot, &labels)) } }
            }
        }
    }
}

fn row(row: &[Cell], labels: &[String]) -> Markup {
    html! {
        tr {
            @for (i, c) in row.iter().enumerate() {
                @if i == 0 {
                    th scope="row" { (pieces(&c.pieces)) }
                } @else {
                    td.num[c.num].blind[c.blind] data-l=[labels.get(i)] { (pieces(&c.pieces)) }
                }
            }
        }
    }
}

fn text(cell: &Cell) -> String {
    cell.pieces.iter().map(Piece::text).collect::<Vec<_>>().join(" ")
}

fn finding(finding: &FindingBlock) -> Markup {
    html! {
        article.finding {
            h3 { (finding.question) }
            p { (pieces(&finding.outcome)) }
            p.small { (pieces(&finding.subject)) }
            (pieces(&finding.article))
            ul.why {
                @for l in &finding.lines {
                    li class=(format!("d{}{}", l.depth.min(4), if l.open { " open" } else { "" })) {
                        div {
                            (piece(&l.truth)) " " (l.says)
                            @if !l.why.is_empty() { span.because { (pieces(&l.why)) } }
                        }
                    }
                }
            }
            @if !finding.missing.is_empty() {
                div.settle {
                    b { (finding.missing_title) }
                    ul { @for m in &finding.missing { li { (pieces(m)) } } }
                }
            }
        }
    }
}

fn pieces(list: &[Piece]) -> Markup {
    html! {
        @for (i, p) in list.iter().enumerate() {
            @if i > 0 && !starts_tight(p) { " " }
            (piece(p))
        }
    }
}

/// A full stop or comma of its own follows without a space.
fn starts_tight(piece: &Piece) -> bool {
    piece.text().starts_with(['.', ',', '،', ':', '؛', ';'])
}

fn piece(piece: &Piece) -> Markup {
    match piece {
        Piece::Words { t } => html! { (t) },
        Piece::Strong { t } => html! { b { (t) } },
        Piece::Soft { t } => html! { span.soft { (t) } },
        Piece::Latin { t } => html! { bdi.n { (t) } },
        Piece::Break => html! { br; },
        Piece::Mark { s, t } => {
            let width = SHAPES.iter().find(|(n, _, _)| n == s).map_or(16, |(_, w, _)| *w);
            html! {
                span class=(format!("mark {s}")) {
                    svg.m viewBox=(format!("0 0 {width} 16")) aria-hidden="true" { use href=(format!("#{s}")) {} }
                    (t)
                }
            }
        }
        Piece::Record { t, lang, dir } => html! { span.record lang=(lang) dir=(dir) { (t) } },
    }
}
