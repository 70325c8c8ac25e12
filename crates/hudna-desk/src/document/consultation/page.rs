//! The page for a wall: self-contained, no script, every text escaped; a share is a bar and its numbers.

use hudna_core::dialogue::opinion::party::{Position, Stand};
use hudna_core::dialogue::opinion::said::{Side, Tally};
use hudna_core::dialogue::opinion::told::{HARDLY_APART, LEAST_DESCRIBED, Told, ToldSaid, ToldStatement};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{group_name, percent, said, side_key};
use crate::desk::consult::{Answer, Consultation};
use crate::intake::Statement;
use crate::words::{Lang, Words, without_isolates};

const STYLE: &str = concat!(include_str!("../sitrep.css"), include_str!("consultation.css"));

/// What a page is made with.
struct Voice<'a> {
    words: &'static Words,
    lang: Lang,
    statements: &'a [Statement],
}

impl Voice<'_> {
    fn get(&self, key: &str) -> String {
        without_isolates(&self.words.get(key))
    }
    fn count(&self, key: &str, values: &[(&str, usize)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, n)| (*name, (*n).into())).collect();
        without_isolates(&self.words.with(key, &values))
    }
    fn statement(&self, statement: u32) -> &str {
        said(&self.statements[statement as usize], self.lang)
    }
    fn group(&self, number: usize) -> String {
        group_name(self.words, number)
    }
    /// «وافق 12 من 14» and the share.
    fn took(&self, side: Side, took: u32, votes: u32) -> String {
        let key = format!("consult-took-{}", side_key(side));
        self.count(
            &key,
            &[("took", took as usize), ("votes", votes as usize), ("percent", percent(took, votes) as usize)],
        )
    }
}

/// The page's bytes.
pub(super) fn render(consultation: &Consultation, lang: Lang) -> Vec<u8> {
    let voice = Voice { words: Words::of(lang), lang, statements: &consultation.statements };
    let title = voice.get("consult-title");
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header { h1 { (title) } }
                    (body(consultation, &voice))
                    footer { p { (voice.get("consult-footer")) } }
                }
            }
        }
    };
    page.into_string().into_bytes()
}

fn body(consultation: &Consultation, voice: &Voice<'_>) -> Markup {
    match &consultation.answer {
        Answer::Groups(told) => groups(told, voice),
        Answer::Parties { parties, positions, delegates, strangers } => html! {
            p.big { (voice.count("consult-delegates", &[("count", delegates.iter().sum()), ("parties", parties.len())])) }
            @if *strangers > 0 { p.small { (voice.count("consult-strangers", &[("count", *strangers)])) } }
            h2 { (voice.get("consult-parties-carry")) }
            @let carry: Vec<&Position> = positions.iter().filter(|p| p.carries.is_some()).collect();
            @if carry.is_empty() { p { (voice.get("consult-parties-carry-none")) } }
            @for p in carry {
                article.carry {
                    bdi.say { (voice.statement(p.statement)) }
                    @if let Some(side) = p.carries { b { (voice.get(&format!("consult-every-party-{}", side_key(side)))) } }
                }
            }
            h2 { (voice.get("consult-parties-each")) }
            div.scroll.cards { table {
                thead { tr { th scope="col" { (voice.get("consult-statement")) } @for p in parties { th scope="col" { bdi { (p) } } } } }
                tbody { @for p in positions { tr {
                    th scope="row" { bdi { (voice.statement(p.statement)) } }
                    @for ((t, stand), party) in p.parties.iter().zip(parties) { td data-l=(party) { (stood(voice, t, *stand)) } }
                } } }
            } }
            p.small { (voice.get("consult-by-party-why")) }
        },
    }
}

fn stood(voice: &Voice<'_>, tally: &Tally, stand: Stand) -> Markup {
    let word = voice.get(match stand {
        Stand::Agrees => "consult-stand-agrees",
        Stand::Disagrees => "consult-stand-disagrees",
        Stand::Split => "consult-stand-split",
        Stand::Passed => "consult-stand-passed",
        Stand::Silent => "consult-stand-silent",
    });
    html! {
        (word)
        @if stand != Stand::Silent {
            span.small { " (" (numbers(voice, tally)) ")" }
        }
    }
}

fn numbers(voice: &Voice<'_>, tally: &Tally) -> String {
    voice.count(
        "consult-numbers",
        &[
            ("agree", tally.agree as usize),
            ("disagree", tally.disagree as usize),
            ("pass", tally.pass as usize),
        ],
    )
}

fn groups(told: &Told, voice: &Voice<'_>) -> Markup {
    let carry: Vec<&ToldStatement> = told.statements.iter().filter(|s| s.carries.is_some()).collect();
    html! {
        p.big { (took_part(told, voice)) }
        p.small { (voice.count("consult-passes", &[("count", told.passes), ("votes", told.votes)])) }
        h2 { (voice.get("consult-carry")) }
        @if carry.is_empty() { p { (voice.get("consult-carry-none")) } }
        @for s in &carry {
            article.carry {
                bdi.say { (voice.statement(s.statement)) }
                @if let Some(side) = s.carries { p { b { (voice.get(&format!("consult-every-{}", side_key(side)))) } } }
                (bars(voice, s))
            }
        }
        h2 { (voice.get("consult-groups")) }
        @if told.silhouette <= HARDLY_APART { p.status { (voice.get("consult-hardly-apart")) } }
        @for (number, g) in told.groups.iter().enumerate() {
            section {
                h3 { (voice.group(number)) ": " (voice.count("consult-people", &[("count", g.size)])) }
                @for s in &g.stands_for { (stand(voice, s)) }
                @if g.stands_for.is_empty() { p { (voice.get("consult-stands-for-none")) } }
            }
        }
        @if told.undescribed > 0 {
            p.small { (voice.count("consult-undescribed", &[("count", told.undescribed), ("least", LEAST_DESCRIBED)])) }
        }
        h2 { (voice.get("consult-all")) }
        (table(told, voice))
        h2 { (voice.get("consult-how")) }
        p { (voice.get("consult-how-groups")) }
        p { (voice.get("consult-how-carry")) }
        p { (voice.get("consult-how-hidden")) }
        @if told.contradictory > 0 { p { (voice.count("consult-contradictory", &[("count", told.contradictory)])) } }
    }
}

fn took_part(told: &Told, voice: &Voice<'_>) -> String {
    voice.count(
        "consult-took-part",
        &[("count", told.voters), ("votes", told.votes), ("statements", told.statements.len())],
    )
}

fn stand(voice: &Voice<'_>, s: &ToldSaid) -> Markup {
    html! {
        div.stand {
            bdi.say { (voice.statement(s.statement)) }
            p { (voice.took(s.side, s.took, s.votes)) }
        }
    }
}

/// A bar for each group: agreement filled, disagreement grey with an edge, the rest passed.
fn bars(voice: &Voice<'_>, s: &ToldStatement) -> Markup {
    html! {
        div.bars {
            @for (number, t) in s.groups.iter().enumerate() {
                @if let Some(t) = t {
                    span { (voice.group(number)) }
                    svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                        @let yes = percent(t.agree, t.votes());
                        @let no = percent(t.disagree, t.votes()).min(100 - yes);
                        rect.yes x="0" y="0" width=(yes) height="10" {}
                        rect.no x=(100 - no) y="0" width=(no) height="10" {}
                        rect.frame x="0" y="0" width="100" height="10" {}
                    }
                    span { (numbers(voice, t)) }
                }
            }
        }
    }
}

fn table(told: &Told, voice: &Voice<'_>) -> Markup {
    html! {
        p.small { (voice.get("consult-numbers-key")) }
        div.scroll.cards { table {
            thead { tr {
                th scope="col" { (voice.get("consult-statement")) }
                @for number in 0..told.groups.len() { th scope="col" { (voice.group(number)) } }
                th scope="col" { (voice.get("consult-together")) }
            } }
            tbody { @for s in &told.statements { tr {
                th scope="row" { bdi { (voice.statement(s.statement)) } }
                @for (number, t) in s.groups.iter().enumerate() {
                    td data-l=(voice.group(number)) { @match t { Some(t) => (numbers(voice, t)), None => (voice.get("consult-too-few-voted")) } }
                }
                td data-l=(voice.get("consult-together")) { (numbers(voice, &s.all)) }
            } } }
        } }
    }
}

/// What a page of ours shows of it: the same, without the frame of a document.
pub(super) fn inside(consultation: &Consultation, lang: Lang) -> Markup {
    let voice = Voice { words: Words::of(lang), lang, statements: &consultation.statements };
    html! { div.consultation { (body(consultation, &voice)) } }
}

/// Lines for a terminal.
pub(super) fn tell(consultation: &Consultation, lang: Lang) -> String {
    let voice = Voice { words: Words::of(lang), lang, statements: &consultation.statements };
    let mut out = Vec::new();
    match &consultation.answer {
        Answer::Groups(told) => {
            out.push(took_part(told, &voice));
            out.push(String::new());
            out.push(voice.get("consult-carry"));
            let carry = told.statements.iter().filter_map(|s| Some((s, s.carries?)));
            for (s, side) in carry.clone() {
                let (took, votes) = (s.all.of(side), s.all.votes());
                out.push(format!("  {}  {}", voice.took(side, took, votes), voice.statement(s.statement)));
            }
            if carry.count() == 0 {
                out.push(format!("  {}", voice.get("consult-carry-none")));
            }
            for (number, group) in told.groups.iter().enumerate() {
                out.push(String::new());
                let people = voice.count("consult-people", &[("count", group.size)]);
                out.push(format!("{}: {people}", voice.group(number)));
                for s in &group.stands_for {
                    let took = voice.took(s.side, s.took, s.votes);
                    out.push(format!("  {took}  {}", voice.statement(s.statement)));
                }
            }
            if told.silhouette <= HARDLY_APART {
                out.extend([String::new(), voice.get("consult-hardly-apart")]);
            }
        }
        Answer::Parties { parties, positions, .. } => {
            for p in positions {
                let stands: Vec<String> = p
                    .parties
                    .iter()
                    .zip(parties)
                    .map(|((t, _), party)| format!("{party}: {}", numbers(&voice, t)))
                    .collect();
                out.push(voice.statement(p.statement).to_owned());
                out.push(format!("  {}", stands.join("; ")));
            }
        }
    }
    out.push(String::new());
    out.join("\n")
}
