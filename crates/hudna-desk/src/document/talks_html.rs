//! The stand of the talks as a page to print or to hand on: what a mediator puts on the wall, in one language, without script or outside
//! request. The same words as everywhere ([`super::talks`]); no statement and no minutes.

use hudna_core::dialogue::adoption::ArticleStand;
use hudna_core::dialogue::stand::Stand;
use hudna_core::time::Instant;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Document;
use super::screen::Piece;
use super::shapes::SHAPES;
use super::talks::Talks;
use crate::words::even;

const STYLE: &str = "body{font:11pt/1.5 \"Noto Sans\",\"Noto Sans Arabic\",system-ui,sans-serif;margin:14mm;color:#000}\
html:lang(ar) body{font-size:12pt;line-height:1.7}h1{font-size:1.5em;margin:0}h2{font-size:1.15em;margin:1.2em 0 .3em}\
table{border-collapse:collapse;width:100%;font-size:.88em}th,td{border:1px solid #888;padding:4px 6px;text-align:start;vertical-align:top}\
th{font-weight:600}thead th{background:#eee}.m{inline-size:1.6em;block-size:1em;vertical-align:-.13em;margin-inline-end:.3em}\
.soft{color:#333;font-size:.88em}.lede{font-size:1.1em}tr{break-inside:avoid}.n{direction:ltr;unicode-bidi:isolate}\
.class{border:1.5px solid #000;padding:0 6px;font-weight:600}@page{size:A4 landscape;margin:8mm}";

/// Makes the page: `talks.ar.html`, `talks.en.html`.
pub fn render(talks: &Talks<'_>, as_of: Instant) -> Document {
    let (words, lang) = (talks.words(), talks.lang);
    let stands = talks.stands();
    let title = words.get("talks-document");
    let body = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p.soft { (lang.of(&talks.agreement.title)) (words.get("comma")) " " (talks.moment(as_of)) " " span.class { (words.get("page-class")) } }
                p.lede { @if stands.is_empty() { (words.get("talks-none")) } @else { (talks.lead(&stands)) } @if let Some(moved) = talks.moved(&stands) { " " (moved) } }
                @if let Some(last) = talks.table.meetings_in_time().last() { p { (talks.meeting(last)) (words.get("comma")) " " (talks.attended(last)) } }
                @if !stands.is_empty() { (matrix(talks, &stands)) p.soft { (words.get("talks-silence-means")) } }
                (drafts(talks))
            }
        }
    };
    let name = format!("talks.{}.html", lang.code());
    Document { name, bytes: even(&body.into_string()).into_owned().into_bytes() }
}

fn mark(piece: &Piece) -> Markup {
    html! {
        @match piece {
            Piece::Mark { s, t } => {
                @if let Some((_, width, body)) = SHAPES.iter().find(|(name, ..)| name == s) {
                    svg.m aria-hidden="true" viewBox=(format!("0 0 {width} 16")) fill="currentColor" { (PreEscaped(*body)) }
                }
                (t)
            }
            other => (other.text()),
        }
    }
}

fn matrix(talks: &Talks<'_>, stands: &[Stand<'_>]) -> Markup {
    let words = talks.words();
    let parties = talks.parties();
    html! {
        table {
            thead { tr { th scope="col" { (words.get("talks-issue")) } @for party in &parties { th scope="col" { (talks.party(&party.0)) } } th scope="col" { (words.get("talks-where")) } } }
            tbody {
                @for stand in stands {
                    @let (reached, whom) = talks.reached(stand);
                    tr {
                        th scope="row" { (talks.title(&stand.issue.id)) }
                        @for party in &parties {
                            td {
                                @if let Some(holds) = stand.parties.iter().find(|holds| holds.party == *party) {
                                    (mark(&talks.stance(holds.now.map(|position| position.stance))))
                                    @for one in holds.now.into_iter().flat_map(|position| &position.conditions) {
                                        br; span dir="auto" { (words.with("quoted", &[("words", talks.both(&one.words).into())])) }
                                        @if let Some(linked) = talks.linked(one) { br; span.soft { (linked) } }
                                    }
                                    @if let Some(was) = talks.was(holds) { br; span.soft { b { (words.get("talks-changed")) } " " (was) } }
                                }
                            }
                        }
                        td { b { (reached) } @if let Some(whom) = whom { br; span.soft { (whom) } } }
                    }
                }
            }
        }
    }
}

/// How far the articles of each draft have come.
fn drafts(talks: &Talks<'_>) -> Markup {
    let words = talks.words();
    let stand = |stand: &ArticleStand<'_>| match stand {
        ArticleStand::Open => words.get("draft-open"),
        ArticleStand::Clean => words.get("draft-clean"),
        ArticleStand::Adopted(_) => words.get("draft-adopted"),
    };
    html! {
        @for (id, all) in &talks.table.drafts {
            @if let Some((version, text)) = all.last().and_then(|last| Some((last, last.text.as_deref()?))) {
                h2 { (words.get("draft-page")) " " bdi.n { (id) } }
                p.soft { (words.with("draft-version", &[("number", version.number.to_string().into()), ("when", talks.moment(version.at).into())])) }
                table {
                    thead { tr { th scope="col" { (words.get("draft-article")) } th scope="col" { (words.get("talks-where")) } } }
                    tbody {
                        @for article in &text.articles {
                            tr { th scope="row" { (talks.lang.of(&article.title)) } td { (stand(&talks.table.article_stand(id, text, article))) } }
                        }
                    }
                }
            }
        }
    }
}
