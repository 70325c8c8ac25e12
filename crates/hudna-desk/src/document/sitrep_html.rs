//! The situation report as one self-contained page: no script, no outside request, every text escaped.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::blocks::{Block, FindingBlock, Piece, RedlineRow, Run, Section, Sitrep};
use super::marks;

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
                style { (PreEscaped(STYLE)) @if sitrep.aside { "@page{size:" (sitrep.sheet.to_uppercase()) " landscape}main{max-inline-size:none}" } }
            }
            body {
                (marks::symbols(&[]))
                @if sitrep.sections.iter().any(|section| section.id == "promises-matrix") { (marks::kroc_symbols()) }
                @if let Some(mark) = &sitrep.watermark { div.watermark aria-hidden="true" { (mark) } }
                main {
                    header {
                        p.row { span.class { (sitrep.class) } span { (sitrep.notice) } }
                        h1 { (sitrep.title) }
                        p { (sitrep.agreement) }
                        @for line in &sitrep.lines { p.small { (line) } }
                        p.status { (pieces(&sitrep.status)) }
                    }
                    @for (at, s) in sitrep.sections.iter().enumerate() { (section(s, sitrep.sections[..at].iter().all(|before| before.id != s.id))) }
                    footer { p { (sitrep.footer) } p { (sitrep.notice) } }
                }
            }
        }
    };
    page.into_string().into_bytes()
}

/// One section; of several of one kind the first alone carries its name as an address, for an address is one place.
fn section(section: &Section, is_first: bool) -> Markup {
    html! {
        section id=[is_first.then_some(section.id)] {
            h2 { (section.title) }
            @for b in &section.blocks { (block(b)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Text { pieces: p } => html! { p { (pieces(p)) } },
        Block::Small { pieces: p } => html! { p.small { (pieces(p)) } },
        Block::Table(t) => html! { div.scroll.cards { (marks::table(t, class, None)) } },
        Block::Map { svg, alt, .. } => {
            html! { figure.map role="img" aria-label=(alt) { (PreEscaped(svg)) } }
        }
        Block::Picture { svg, alt, .. } => {
            html! { figure.picture.scroll role="img" aria-label=(alt) { (PreEscaped(svg)) } }
        }
        Block::Key { items } => html! { div.key { @for i in items { span { (piece(i)) } } } },
        Block::List { items } => html! { ul { @for i in items { li { p { (pieces(i)) } } } } },
        Block::Finding(f) => finding(f),
        Block::Redline { rows } => html! { @for row in rows { (redline(row)) } },
    }
}

/// A paragraph in both languages side by side, each in its own direction; on a phone one under the other.
fn redline(row: &RedlineRow) -> Markup {
    html! {
        div.redline {
            span.n { (row.number) }
            p lang="ar" dir="rtl" { (runs(&row.ar, "rtl")) }
            p lang="en" dir="ltr" { (runs(&row.en, "ltr")) }
        }
    }
}

fn runs(all: &[Run], dir: &str) -> Markup {
    html! {
        @for run in all {
            @match run.s {
                // a direction of its own sets a stretch in isolation
                "out" => del dir=(dir) { (run.t) },
                "in" => ins dir=(dir) { (run.t) },
                _ => (run.t),
            }
        }
    }
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
    marks::pieces(list, class)
}

fn piece(piece: &Piece) -> Markup {
    marks::piece(piece, class)
}

/// What the report's own style calls a shape with its word.
fn class(shape: &str) -> String {
    format!("mark {shape}")
}
