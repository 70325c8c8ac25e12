//! What the desk knows, in the shapes of the protocol.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use hudna_core::agreement::SourceText;
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_desk::draft::{Defined, Offer, Sort, Target};
use hudna_desk::words::{Lang, Words, without_isolates};
use serde_json::{Value, json};

use super::open::Open;
use super::position::Lines;
use super::uri::uri_of;

/// Diagnostics by the address of the file that they are about.
pub(crate) fn diagnostics(
    open: &Open,
    uri: &str,
    sources: &[SourceText],
    lang: Lang,
) -> BTreeMap<String, Vec<Value>> {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    out.entry(uri.to_owned()).or_default();
    for diagnostic in &open.said {
        let file = diagnostic.location.as_ref().map(|l| l.file.as_str()).filter(|f| !open.is(f));
        let elsewhere = file.and_then(|f| sources.iter().find(|s| s.name == f));
        match elsewhere {
            None => {
                let said = one(diagnostic, &open.text, &open.lines, lang);
                out.entry(uri.to_owned()).or_default().push(said);
            }
            Some(source) => {
                let said = one(diagnostic, &source.text, &Lines::of(&source.text), lang);
                let list = out.entry(uri_of(Path::new(&source.name))).or_default();
                // Two versions may name one drawing: what is wrong in it is said once.
                if !list.contains(&said) {
                    list.push(said);
                }
            }
        }
    }
    out
}

fn one(diagnostic: &Diagnostic, text: &str, lines: &Lines, lang: Lang) -> Value {
    json!({
        "range": lines.range(text, &span(diagnostic, text)),
        "severity": match diagnostic.severity { Severity::Error => 1, Severity::Warning => 2 },
        "code": diagnostic.code,
        "source": "hudna",
        "message": message(diagnostic, lang),
    })
}

/// What is underlined: where nothing is, the rest of the line or its head.
pub(crate) fn span(diagnostic: &Diagnostic, text: &str) -> Range<usize> {
    let (start, end) = diagnostic.location.as_ref().map_or((0, 0), |l| (l.start, l.end));
    let start = start.min(text.len());
    let end = end.clamp(start, text.len());
    if end > start {
        return start..end;
    }
    let rest = text.get(start..).and_then(|t| t.lines().next()).unwrap_or_default();
    if rest.is_empty() { start.saturating_sub(1)..start } else { start..start + rest.len() }
}

fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let words = Words::of(lang);
    let key = format!("d-{}", diagnostic.code);
    let parts = ["", ".expected", ".do"].map(|part| format!("{key}{part}"));
    let said: Vec<String> =
        parts.iter().filter(|k| words.has(k)).map(|k| words.message(k, &diagnostic.arguments)).collect();
    without_isolates(&said.join("\n"))
}

/// What stands at a place, with what the codes of diagnostics there mean.
pub(crate) fn hover(open: &Open, at: usize, lang: Lang) -> Value {
    let draft = open.draft();
    let found = draft.as_ref().and_then(|d| d.hover(at, lang));
    let about: Vec<&Diagnostic> = open
        .said
        .iter()
        .filter(|d| d.location.as_ref().is_some_and(|l| open.is(&l.file)))
        .filter(|d| {
            let span = span(d, &open.text);
            span.start <= at && at <= span.end
        })
        .collect();
    let mut parts: Vec<String> = found.iter().map(|h| h.markdown.clone()).collect();
    let mut codes: Vec<&str> = Vec::new();
    for diagnostic in &about {
        if codes.contains(&diagnostic.code) {
            continue;
        }
        codes.push(diagnostic.code);
        let others = Lang::BOTH.iter().copied().filter(|l| *l != lang);
        for lang in std::iter::once(lang).chain(others) {
            parts.push(code_said(diagnostic, lang));
        }
    }
    if parts.is_empty() {
        return Value::Null;
    }
    let range = found.map(|h| h.span).or_else(|| about.first().map(|d| span(d, &open.text)));
    json!({
        "contents": { "kind": "markdown", "value": parts.join("\n\n---\n\n") },
        "range": range.map(|r| open.lines.range(&open.text, &r)),
    })
}

/// A diagnostic in full, and what is said of its code in general where there is more.
fn code_said(diagnostic: &Diagnostic, lang: Lang) -> String {
    let said = message(diagnostic, lang).replace('\n', "\n\n");
    let mut out = format!("`{}`: {said}", diagnostic.code);
    let why = format!("d-{}.why", diagnostic.code);
    if Words::of(lang).has(&why) {
        out += &format!("\n\n{}", without_isolates(&Words::of(lang).get(&why)));
    }
    out
}

/// What may be typed at a place.
pub(crate) fn completion(open: &Open, at: usize, lang: Lang, snippets: bool) -> Value {
    let Some(draft) = open.draft() else { return json!([]) };
    let (range, offers) = draft.complete(at, lang);
    let range = open.lines.range(&open.text, &range);
    let items: Vec<Value> = offers
        .into_iter()
        .enumerate()
        .map(|(i, offer)| {
            let kind = match offer.offer {
                Offer::Key => 10,
                Offer::Value => 12,
                Offer::Attribute => 5,
                Offer::Code => 20,
                Offer::Function => 3,
                Offer::Connective => 14,
                Offer::Name => 18,
                Offer::Quantity => 11,
            };
            let snippet = offer.snippet.filter(|_| snippets);
            json!({
                "label": offer.label,
                "kind": kind,
                "detail": offer.detail,
                "sortText": format!("{i:04}"),
                "filterText": offer.label,
                "insertTextFormat": if snippet.is_some() { 2 } else { 1 },
                "textEdit": { "range": range, "newText": snippet.unwrap_or(offer.insert) },
            })
        })
        .collect();
    json!({ "isIncomplete": false, "items": items })
}

/// Where what stands at a place is defined.
pub(crate) fn definition(open: &Open, uri: &str, at: usize) -> Value {
    let Some(draft) = open.draft() else { return Value::Null };
    let beside = |name: &str| open.path.parent().unwrap_or(Path::new("")).join(name);
    let places: Vec<Value> = draft
        .definition(at)
        .into_iter()
        .filter_map(|target| match target {
            Target::Here(span, _) => {
                Some(json!({ "uri": uri, "range": open.lines.range(&open.text, &span) }))
            }
            Target::Drawing(span) => {
                let source = open.drawing.as_ref()?;
                let lines = Lines::of(&source.text);
                let uri = uri_of(Path::new(&source.name));
                Some(json!({ "uri": uri, "range": lines.range(&source.text, &span) }))
            }
            Target::File(name) => {
                let head = json!({ "line": 0, "character": 0 });
                Some(json!({ "uri": uri_of(&beside(&name)), "range": { "start": head, "end": head } }))
            }
        })
        .collect();
    json!(places)
}

/// Every place at which the name at a place is used.
pub(crate) fn references(open: &Open, uri: &str, at: usize) -> Value {
    let Some(draft) = open.draft() else { return Value::Null };
    let places = draft.references(at);
    json!(
        places
            .iter()
            .map(|span| json!({ "uri": uri, "range": open.lines.range(&open.text, span) }))
            .collect::<Vec<_>>()
    )
}

/// Articles with the norms in them.
pub(crate) fn outline(open: &Open, lang: Lang) -> Value {
    let Some(draft) = open.draft() else { return json!([]) };
    let range = |span: &Range<usize>| open.lines.range(&open.text, span);
    let mut out: Vec<Value> = Vec::new();
    for found in draft.outline() {
        if found.id.is_empty() {
            continue;
        }
        let entry = json!({
            "name": found.id,
            "detail": detail(found, lang),
            "kind": if found.sort == Sort::Article { 3 } else { 12 },
            "range": range(&found.whole),
            "selectionRange": range(&found.span),
            "children": [],
        });
        let inside = |a: &Value| {
            a["range"]["start"]["line"].as_u64() <= entry["range"]["start"]["line"].as_u64()
                && entry["range"]["end"]["line"].as_u64() <= a["range"]["end"]["line"].as_u64()
        };
        match out.iter_mut().find(|a| a["kind"] == 3 && found.sort == Sort::Norm && inside(a)) {
            Some(article) => {
                if let Some(children) = article["children"].as_array_mut() {
                    children.push(entry);
                }
            }
            None => out.push(entry),
        }
    }
    json!(out)
}

fn detail(found: &Defined, lang: Lang) -> String {
    let (own, other) = lang.first(&found.ar, &found.en);
    if own.is_empty() { other.clone() } else { own.clone() }
}

/// What may be put in place of what is wrong: the nearest name, where the checker knows one.
pub(crate) fn mends(open: &Open, uri: &str, range: Range<usize>, lang: Lang) -> Value {
    let mut out: Vec<Value> = Vec::new();
    for diagnostic in open.said.iter().filter(|d| d.location.as_ref().is_some_and(|l| open.is(&l.file))) {
        let span = span(diagnostic, &open.text);
        if span.end < range.start || range.end < span.start {
            continue;
        }
        let argument =
            |name: &str| diagnostic.arguments.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        let Some(nearest) = argument("nearest").filter(|n| !n.is_empty() && !n.contains('…')) else {
            continue;
        };
        let written = open.text.get(span.clone()).unwrap_or_default();
        let quoted = written.starts_with('\'') && !nearest.starts_with('\'');
        let new = if quoted { format!("'{nearest}'") } else { nearest.to_owned() };
        if new == written || written.contains('\n') {
            continue;
        }
        let title = Words::of(lang).with("lsp-write-instead", &[("new", new.as_str().into())]);
        let edit = json!({ "range": open.lines.range(&open.text, &span), "newText": new });
        out.push(json!({
            "title": without_isolates(&title),
            "kind": "quickfix",
            "diagnostics": [one(diagnostic, &open.text, &open.lines, lang)],
            "edit": { "changes": { uri: [edit] } },
        }));
    }
    json!(out)
}
