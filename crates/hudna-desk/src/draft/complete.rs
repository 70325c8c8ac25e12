//! What may be typed at a place.

use std::ops::Range;

use hudna_core::condition::names::FUNCTIONS;
use hudna_core::value::{Attribute, Kind as Values};
use hudna_core::vocabulary::codes_of;

use super::asked::{self, Wanted};
use super::expected::{self, Expected, Takes};
use super::scan::{Block, Holds, Text, Typing};
use super::{Draft, Sort};
use crate::words::{Lang, Words, without_isolates};

/// What sort of thing is offered, for the mark that an editor puts beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Offer {
    Key,
    Value,
    Attribute,
    Code,
    Function,
    Connective,
    Name,
    Quantity,
}

/// One thing that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and looked for in what was typed.
    pub label: String,
    /// What it is, in a few words.
    pub detail: String,
    /// What sort of thing it is.
    pub offer: Offer,
    /// The text put in.
    pub insert: String,
    /// The same with `$1` where the cursor goes on, for editors that know snippets.
    pub snippet: Option<String>,
}

impl Completion {
    fn new(offer: Offer, label: impl Into<String>, detail: impl Into<String>) -> Self {
        let label = label.into();
        let detail = without_isolates(&detail.into());
        Self { insert: label.clone(), label, detail, offer, snippet: None }
    }
    fn inserting(self, insert: impl Into<String>) -> Self {
        Self { insert: insert.into(), ..self }
    }
    fn snippet(self, snippet: impl Into<String>) -> Self {
        Self { snippet: Some(snippet.into()), ..self }
    }
}

impl Draft<'_> {
    /// What may be typed at `at`, and the stretch of text that it replaces; details in `lang`.
    pub fn complete(&self, at: usize, lang: Lang) -> (Range<usize>, Vec<Completion>) {
        if let Some(range) = self.fence_at(at) {
            let offer = |word: &str, key: &str| Completion::new(Offer::Key, word, Words::of(lang).get(key));
            return (range, vec![offer("norm", "block-norm"), offer("register", "block-register")]);
        }
        let Some(block) = self.block(at).filter(|b| b.inner.start <= at && at <= b.inner.end) else {
            return (at..at, Vec::new());
        };
        match block.typing(self.text, at) {
            Typing::Nothing => (at..at, Vec::new()),
            Typing::Key { path, word, table } => (word, self.keys(block, &path, table, at, lang)),
            Typing::Value { key, path, word, .. } => {
                let offers = self.values(block, &path, &key, lang);
                // Flags and numbers stand without quotes.
                let bare = self.expected(block, &path, &key).takes == Takes::Flag;
                let quoted = |c: Completion| {
                    let insert = format!("\"{}\"", c.insert);
                    Completion { snippet: None, ..c.inserting(insert) }
                };
                (word, if bare { offers } else { offers.into_iter().map(quoted).collect() })
            }
            Typing::Text(text) => self.in_quotes(block, &text, at, lang),
        }
    }

    /// The second word of an opening line: ```` ```toml nor ````.
    fn fence_at(&self, at: usize) -> Option<Range<usize>> {
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
        let line = self.text.get(start..at)?;
        let info = line.trim_start_matches(['`', '~']);
        if line.len() - info.len() < 3 {
            return None;
        }
        let begun = info.strip_prefix("toml ")?;
        (!begun.contains(' ')).then(|| at - begun.len()..at)
    }

    fn keys(&self, block: &Block, path: &[String], table: usize, at: usize, lang: Lang) -> Vec<Completion> {
        let words = Words::of(lang);
        let there = |key: &str| {
            block
                .keys
                .iter()
                .any(|k| k.table == table && k.name == key && !(k.span.start <= at && at <= k.span.end))
        };
        let place = self.place(block, path);
        let mut out = Vec::new();
        for key in expected::keys(&place) {
            if there(&key) {
                continue;
            }
            let help = format!("draft-key-{key}");
            let detail = if words.has(&help) { words.get(&help) } else { String::new() };
            let expected = expected::value(&place, &key);
            let (before, after) = around(&expected);
            out.push(
                Completion::new(Offer::Key, &*key, detail)
                    .inserting(format!("{key} = {before}{after}"))
                    .snippet(format!("{key} = {}$1{}", escaped(before), escaped(after))),
            );
        }
        out
    }

    fn in_quotes(
        &self,
        block: &Block,
        text: &Text,
        at: usize,
        lang: Lang,
    ) -> (Range<usize>, Vec<Completion>) {
        let expected = self.expected(block, &text.path, &text.key);
        if expected.takes != Takes::Condition {
            return (text.span.clone(), self.values(block, &text.path, &text.key, lang));
        }
        let condition = self.text.get(text.span.clone()).unwrap_or_default();
        let asked = asked::asked(condition, at - text.span.start);
        let base = text.span.start;
        let range = base + asked.span.start..base + asked.span.end;
        (range, self.in_condition_offers(&asked.wanted, asked.quoted, lang))
    }

    fn values(&self, block: &Block, path: &[String], key: &str, lang: Lang) -> Vec<Completion> {
        let words = Words::of(lang);
        let said = |prefix: &str, word: &str| {
            let key = format!("{prefix}-{word}");
            if words.has(&key) { words.get(&key) } else { String::new() }
        };
        let Expected { takes, .. } = self.expected(block, path, key);
        match takes {
            Takes::Choices(list) if block.holds == Holds::Norm && key == "kind" && path.is_empty() => {
                list.iter().map(|k| Completion::new(Offer::Value, &**k, said("kind", k))).collect()
            }
            Takes::Choices(list) => {
                let detail =
                    |w: &String| [said("link", w), said("register", w), said("draft-burden", w)].concat();
                list.iter().map(|w| Completion::new(Offer::Value, &**w, detail(w))).collect()
            }
            Takes::Party(also) => {
                let mut out = self.named(&[Sort::Party], lang);
                out.extend(also.iter().map(|w| Completion::new(Offer::Value, &**w, said("who", w))));
                out
            }
            Takes::Actor => self.named(&[Sort::Party, Sort::Formation], lang),
            Takes::Norm => self.norms(lang),
            Takes::Match => self.named(&[Sort::Match], lang),
            Takes::Geometry => self.named(&[Sort::Zone, Sort::Line], lang),
            Takes::Condition => self.in_condition_offers(&Wanted::Anything, false, lang),
            Takes::Moment => {
                quantities(&["D", "D+14", "2026-03-01", "2026-03-01 06:00", "72 h after signed"])
            }
            Takes::Length => quantities(&["500 m", "5 km", "25 km"]),
            Takes::Duration => quantities(&["30 min", "6 h", "48 h", "30 d"]),
            Takes::Flag => ["true", "false"].map(|w| Completion::new(Offer::Value, w, "")).to_vec(),
            Takes::Free if key == "severity" => self.gravities(lang),
            Takes::Number | Takes::File | Takes::Tables | Takes::Free => Vec::new(),
        }
    }

    /// Words for gravity: the text's own, else those that texts use.
    fn gravities(&self, lang: Lang) -> Vec<Completion> {
        let own = self.agreement.map_or(&[][..], |a| a.severities.as_slice());
        if !own.is_empty() {
            return own.iter().map(|s| Completion::new(Offer::Value, &*s.id, lang.of(&s.name))).collect();
        }
        let words = Words::of(lang);
        let usual = ["grave", "serious", "minor"];
        usual.map(|w| Completion::new(Offer::Value, w, words.get(&format!("severity-{w}")))).to_vec()
    }

    fn in_condition_offers(&self, wanted: &Wanted, quoted: bool, lang: Lang) -> Vec<Completion> {
        // A value that is not yet in quotes is put in with them.
        let quotes = |list: Vec<Completion>| -> Vec<Completion> {
            if quoted {
                return list;
            }
            let quote = |c: Completion| {
                let insert = format!("'{}'", c.insert);
                c.inserting(insert)
            };
            list.into_iter().map(quote).collect()
        };
        match wanted {
            Wanted::Code(attribute) => quotes(codes(*attribute, lang)),
            Wanted::Actor => quotes(self.named(&[Sort::Formation, Sort::Party], lang)),
            Wanted::Party => {
                let mut out = quotes(self.named(&[Sort::Party], lang));
                if !quoted {
                    out.push(function("signatories", lang));
                }
                out
            }
            Wanted::Zone => quotes(self.named(&[Sort::Zone], lang)),
            Wanted::Line => quotes(self.named(&[Sort::Line], lang)),
            Wanted::Term => quotes(self.named(&[Sort::Term], lang)),
            Wanted::Match => quotes(self.named(&[Sort::Match], lang)),
            Wanted::Norm => quotes(self.norms(lang)),
            Wanted::Length => quotes(quantities(&["500 m", "2 km", "5 km", "15 km"])),
            Wanted::Duration => quotes(quantities(&["30 min", "6 h", "24 h", "48 h"])),
            Wanted::Hour => quotes(quantities(&["06:00", "08:00", "14:00", "18:00"])),
            Wanted::Moment if quoted => quantities(&["2026-03-01", "2026-03-01 06:00", "D+14"]),
            Wanted::Moment => ["d_day", "moment", "DATE"].map(|f| function(f, lang)).to_vec(),
            Wanted::Place => attributes(lang, |v| v == Values::Place),
            Wanted::Time => attributes(lang, |v| v == Values::Time),
            Wanted::Shape => ["zone", "line"].map(|f| function(f, lang)).to_vec(),
            Wanted::Anything if quoted => Vec::new(),
            Wanted::Anything => {
                let mut out = attributes(lang, |_| true);
                out.extend(FUNCTIONS.iter().map(|(name, _)| function(name, lang)));
                let words = ["AND", "OR", "NOT", "IN", "BETWEEN", "TRUE", "FALSE"];
                out.extend(words.map(|w| Completion::new(Offer::Connective, w, "")));
                out
            }
        }
    }

    /// Everything defined of these sorts, each id once.
    fn named(&self, sorts: &[Sort], lang: Lang) -> Vec<Completion> {
        let mut out: Vec<Completion> = Vec::new();
        for found in self.defined.iter().chain(self.drawn).filter(|d| sorts.contains(&d.sort)) {
            if out.iter().any(|c| c.label == found.id) {
                continue;
            }
            let (own, other) = lang.first(&found.ar, &found.en);
            let both = if own.is_empty() || other.is_empty() { "" } else { " · " };
            out.push(Completion::new(Offer::Name, &*found.id, format!("{own}{both}{other}")));
        }
        out
    }

    /// The norms, those that another stands for included.
    fn norms(&self, lang: Lang) -> Vec<Completion> {
        let mut out = self.named(&[Sort::Norm], lang);
        let Some(agreement) = self.agreement else { return out };
        for norm in &agreement.norms {
            let title = crate::document::plain::title(agreement, &norm.id, lang);
            match out.iter_mut().find(|c| c.label == *norm.id) {
                Some(known) => known.detail = without_isolates(&title),
                None => out.push(Completion::new(Offer::Name, &*norm.id, title)),
            }
        }
        out
    }
}

/// What stands before and after the value of a key.
const fn around(expected: &Expected) -> (&'static str, &'static str) {
    match (&expected.takes, expected.list) {
        (Takes::Flag | Takes::Number, _) => ("", ""),
        (Takes::Tables, _) => ("[{ ", " }]"),
        (_, true) => ("[\"", "\"]"),
        (_, false) => ("\"", "\""),
    }
}

/// Signs that would have a meaning in a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

fn quantities(list: &[&str]) -> Vec<Completion> {
    list.iter().map(|w| Completion::new(Offer::Quantity, *w, "")).collect()
}

/// The codes of an attribute by their names and, for who writes Arabic, by their Arabic labels.
fn codes(attribute: Attribute, lang: Lang) -> Vec<Completion> {
    let mut out = Vec::new();
    for code in codes_of(attribute) {
        let row = code.row();
        let indent = "› ".repeat(usize::from(row.depth));
        let (first, second) = lang.first(row.ar, row.en);
        out.push(Completion::new(Offer::Code, row.code, format!("{indent}{first} · {second}")));
    }
    for code in codes_of(attribute) {
        let row = code.row();
        out.push(Completion::new(Offer::Code, row.ar, row.code));
    }
    out
}

/// Attributes by both of their names.
fn attributes(lang: Lang, fit: impl Fn(Values) -> bool) -> Vec<Completion> {
    let words = Words::of(lang);
    let mut out = Vec::new();
    for attribute in Attribute::ALL.iter().filter(|a| fit(a.kind())) {
        let says = words.get(&format!("attribute-{}", attribute.name()));
        for (label, other) in [(attribute.name(), attribute.arabic()), (attribute.arabic(), attribute.name())]
        {
            out.push(Completion::new(Offer::Attribute, label, format!("{says} ({other})")));
        }
    }
    out
}

fn function(name: &str, lang: Lang) -> Completion {
    let usage = FUNCTIONS.iter().find(|(known, _)| *known == name).map_or(name, |(_, usage)| usage);
    let help = format!("function-{}", name.to_ascii_lowercase());
    let detail = Words::of(lang).get(&help);
    let usage = usage.strip_prefix("party IN ").unwrap_or(usage);
    let plain = usage.replace('…', "");
    let snippet = if usage.contains('…') {
        escaped(usage).replacen('…', "$1", 1).replace('…', "")
    } else {
        escaped(&plain)
    };
    Completion::new(Offer::Function, name, detail).inserting(plain).snippet(snippet)
}
