//! What stands at a place, explained in both languages.

use std::ops::Range;

use hudna_core::agreement::Shape;
use hudna_core::condition::names::{FUNCTIONS, attribute, code};
use hudna_core::value::{Attribute, Kind as Values};
use hudna_core::vocabulary::codes_of;

use super::expected::{self, Place, Takes};
use super::{Draft, Sort, Standing};
use crate::document::plain;
use crate::words::{Lang, Words, without_isolates};

/// Codes listed of one attribute.
const LISTED: usize = 60;
/// Links of one actor that are told.
const LINKS: usize = 12;

/// An explanation and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Range<usize>,
    /// Markdown, the reader's language first.
    pub markdown: String,
}

impl Draft<'_> {
    /// What stands at `at`, explained: in `lang` first, then in the other languages. Where nothing stands, the
    /// norm whose block it is.
    pub fn hover(&self, at: usize, lang: Lang) -> Option<Hover> {
        let found = self.standing(at).and_then(|(span, standing)| {
            let markdown = in_all(lang, |lang| self.explained(&standing, lang))?;
            Some(Hover { span, markdown })
        });
        found.or_else(|| self.norm_around(at, lang))
    }

    /// The norm whose block `at` lies in.
    fn norm_around(&self, at: usize, lang: Lang) -> Option<Hover> {
        let block = self.block(at)?;
        let id = self.defined.iter().find(|d| d.sort == Sort::Norm && d.whole == block.whole)?;
        let markdown = in_all(lang, |lang| self.norm_said(&id.id, lang))?;
        Some(Hover { span: block.whole.start..block.whole.end.min(self.text.len()), markdown })
    }

    fn explained(&self, standing: &Standing, lang: Lang) -> Option<String> {
        match standing {
            Standing::Name(sorts, id) => sorts.iter().find_map(|sort| self.named_said(*sort, id, lang)),
            Standing::Code(attribute, written) => code_said(*attribute, written, lang),
            Standing::Word(word) => word_said(word, lang),
            Standing::Key(place, key) => key_said(place, key, lang),
            Standing::Kind(kind) => {
                let help = format!("kind-{kind}");
                Words::of(lang).has(&help).then(|| format!("`{kind}`: {}", Words::of(lang).get(&help)))
            }
            Standing::File(name) => {
                Some(Words::of(lang).with("hover-file", &[("name", name.as_str().into())]))
            }
            Standing::Other => None,
        }
    }

    fn named_said(&self, sort: Sort, id: &str, lang: Lang) -> Option<String> {
        match sort {
            Sort::Article => self.article_said(id, lang),
            Sort::Norm => self.norm_said(id, lang),
            Sort::Zone | Sort::Line => self.geometry_said(sort, id, lang),
            Sort::Party | Sort::Formation => self.actor_said(sort, id, lang),
            Sort::Term => self.term_said(id, lang),
            Sort::Match => self.match_said(id, lang),
        }
    }

    fn norm_said(&self, id: &str, lang: Lang) -> Option<String> {
        let Some((agreement, norm)) = self.agreement.and_then(|a| Some((a, a.norm(id)?))) else {
            let known = self.defined.iter().any(|d| d.sort == Sort::Norm && d.id == id);
            return known.then(|| Words::of(lang).with("hover-norm-not-loaded", &[("norm", id.into())]));
        };
        let plain = plain::norm(agreement, norm, lang);
        let mut out = format!("**{}** · {} · {}\n", plain.id, plain.title, plain.kind);
        for sentence in plain.says.iter().chain([&plain.in_force]) {
            out += &format!("\n{sentence}\n");
        }
        if let Some(text) = &plain.text {
            out += &format!("\n> {}\n", text.replace('\n', " "));
        }
        Some(out)
    }

    fn article_said(&self, id: &str, lang: Lang) -> Option<String> {
        let agreement = self.agreement?;
        let article = agreement.articles.iter().find(|a| *a.id == *id)?;
        let norms: Vec<&str> = agreement
            .norms
            .iter()
            .filter(|n| agreement.article_of(&n.id).is_some_and(|a| a.id == article.id))
            .map(|n| &*n.id)
            .collect();
        let mut out = format!("**{}**\n", lang.of(&article.title));
        if !norms.is_empty() {
            let list = norms.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
            out += &format!("\n{}\n", Words::of(lang).with("hover-article-norms", &[("norms", list.into())]));
        }
        Some(out)
    }

    fn geometry_said(&self, sort: Sort, id: &str, lang: Lang) -> Option<String> {
        let words = Words::of(lang);
        let sort_word = |line: bool| words.get(if line { "hover-line" } else { "hover-zone" });
        if let Some(agreement) = self.agreement.filter(|a| a.geometry(id).next().is_some()) {
            // either is named where a name may stand for both: what it is, its shape says
            let line = agreement.geometry(id).any(|g| matches!(g.shape, Shape::Line(_)));
            let sort_word = sort_word(line);
            let mut out = format!("`{id}` · {sort_word}\n");
            for feature in agreement.geometry(id) {
                out += &format!("\n- {}", lang.of(&feature.name));
                let from = (feature.valid.lo.0 != i64::MIN)
                    .then(|| plain::moment(agreement, feature.valid.lo, lang))
                    .map(|at| words.with("hover-from", &[("moment", at.into())]));
                let until = (feature.valid.hi.0 != i64::MAX)
                    .then(|| plain::until(agreement, feature.valid.hi, lang))
                    .map(|at| words.with("hover-until", &[("moment", at.into())]));
                let course = feature.course_of.as_deref().map(|p| {
                    words.with("hover-course", &[("party", plain::actor(agreement, p, lang).into())])
                });
                for part in [from, until, course].into_iter().flatten() {
                    out += &format!("{} {part}", words.get("comma"));
                }
            }
            return Some(out + "\n");
        }
        let drawn = self.drawn.iter().find(|d| d.sort == sort && d.id == id)?;
        let (name, _) = lang.first(&drawn.ar, &drawn.en);
        let sort_word = sort_word(sort == Sort::Line);
        Some(format!("`{id}` · {sort_word}\n\n{name}\n"))
    }

    fn actor_said(&self, sort: Sort, id: &str, lang: Lang) -> Option<String> {
        let words = Words::of(lang);
        let Some(agreement) = self.agreement else {
            let found = self.defined.iter().find(|d| d.sort == sort && d.id == id)?;
            return Some(format!("`{id}` · {}\n", lang.first(&found.ar, &found.en).0));
        };
        if sort == Sort::Party {
            let party = agreement.parties.iter().find(|p| *p.id == *id)?;
            let from = plain::moment(agreement, party.bound_from, lang);
            let said = words.with("hover-party", &[("from", from.into())]);
            return Some(format!("**{}** · `{id}`\n\n{said}\n", lang.of(&party.name)));
        }
        let formation = agreement.formations.iter().find(|f| *f.id == *id)?;
        let name = plain::actor(agreement, id, lang);
        let mut out = format!("**{name}** · `{id}`\n");
        if agreement.excluded.iter().any(|e| **e == *id) {
            out += &format!("\n{}\n", words.get("hover-excluded"));
        }
        if !formation.alternatives.is_empty() {
            let list: Vec<String> = formation.alternatives.iter().map(ToString::to_string).collect();
            out += &format!("\n{}\n", words.with("hover-also", &[("names", words.list(&list).into())]));
        }
        for link in agreement.links.iter().filter(|l| *l.of == *id).take(LINKS) {
            out += &format!("\n- {}", plain::link(agreement, link, lang));
        }
        Some(out + "\n")
    }

    fn term_said(&self, id: &str, lang: Lang) -> Option<String> {
        let agreement = self.agreement?;
        let term = agreement.terms.iter().find(|t| *t.id == *id)?;
        let words = Words::of(lang);
        let mut out = format!("**{}** · `{id}`\n", plain::term(agreement, id, lang));
        for reading in &term.readings {
            let party = plain::actor(agreement, &reading.by, lang);
            let clause = plain::condition(agreement, &reading.when, lang);
            let values = [("party", party.into()), ("clause", clause.into())];
            out += &format!("\n- {}", words.with("whole-reading", &values));
        }
        for (from, whose, reference) in &term.rulings {
            let values = [
                ("from", plain::moment(agreement, *from, lang).into()),
                ("party", plain::actor(agreement, whose, lang).into()),
                ("reference", (&**reference).into()),
            ];
            out += &format!("\n- {}", words.with("whole-ruling", &values));
        }
        Some(out + "\n")
    }

    fn match_said(&self, id: &str, lang: Lang) -> Option<String> {
        let agreement = self.agreement?;
        let index = agreement.matches.iter().position(|m| *m.id == *id)?;
        let fits = plain::matching(agreement, index, lang);
        let said = Words::of(lang).with("hover-match", &[("match", fits.into())]);
        Some(format!("`{id}`\n\n{said}\n"))
    }
}

fn code_said(of: Attribute, written: &str, lang: Lang) -> Option<String> {
    let code = code(of, written)?;
    let words = Words::of(lang);
    let row = code.row();
    let label = |c: hudna_core::vocabulary::Code| words.code(c);
    let attribute = words.get(&format!("attribute-{}", of.name()));
    let mut out = format!("**{}** · `{}` · {attribute}\n", label(code), row.code);
    if let Some(parent) = code.parent() {
        let values = [("parent", label(parent).into()), ("code", parent.name().into())];
        out += &format!("\n{}\n", words.with("hover-code-under", &values));
    }
    let under: Vec<String> =
        code.leaves().filter(|c| *c != code).map(|c| format!("{} (`{}`)", label(c), c.name())).collect();
    if !under.is_empty() {
        out += &format!("\n{}\n", words.with("hover-code-over", &[("codes", words.list(&under).into())]));
    }
    Some(out)
}

fn word_said(word: &str, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    if let Some(attribute) = attribute(word) {
        return Some(attribute_said(attribute, lang));
    }
    if let Some((name, usage)) = FUNCTIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)) {
        let says = words.get(&format!("function-{}", name.to_ascii_lowercase()));
        return Some(format!("`{usage}`\n\n{says}\n"));
    }
    if word == "this.party" {
        return Some(words.get("hover-this-party"));
    }
    None
}

fn attribute_said(attribute: Attribute, lang: Lang) -> String {
    let words = Words::of(lang);
    let kind = match attribute.kind() {
        Values::Code => "code",
        Values::Time => "time",
        Values::Place => "place",
        Values::Actor => "actor",
        Values::Number => "number",
        Values::Derived => "derived",
    };
    let name = words.get(&format!("attribute-{}", attribute.name()));
    let mut out = format!("**{name}** · `{}` · `{}`\n", attribute.name(), attribute.arabic());
    out += &format!("\n{}\n", words.get(&format!("hover-kind-{kind}")));
    for code in codes_of(attribute).take(LISTED) {
        let row = code.row();
        let indent = "  ".repeat(usize::from(row.depth));
        let label = words.code(code);
        out += &format!("\n{indent}- `{}` {label}", row.code);
    }
    out + "\n"
}

fn key_said(place: &Place, key: &str, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let help = format!("draft-key-{key}");
    if !words.has(&help) || !expected::keys(place).iter().any(|k| k == key) {
        return None;
    }
    let mut out = format!("`{key}`: {}\n", words.get(&help));
    let takes = match expected::value(place, key).takes {
        Takes::Choices(list) => {
            let list: Vec<String> = list.iter().map(|w| format!("`{w}`")).collect();
            Some(words.with("takes-choices", &[("choices", words.either(&list).into())]))
        }
        Takes::Condition => Some(words.get("takes-condition")),
        Takes::Moment => Some(words.get("takes-moment")),
        Takes::Length => Some(words.get("takes-length")),
        Takes::Duration => Some(words.get("takes-duration")),
        _ => None,
    };
    if let Some(takes) = takes {
        out += &format!("\n{takes}\n");
    }
    Some(out)
}

/// The same in every language, the reader's first; nothing where no language has it.
fn in_all(first: Lang, say: impl Fn(Lang) -> Option<String>) -> Option<String> {
    let others = Lang::BOTH.iter().copied().filter(|l| *l != first);
    let said: Vec<String> = std::iter::once(first).chain(others).filter_map(say).collect();
    (!said.is_empty()).then(|| without_isolates(&said.join("\n\n---\n\n")))
}
