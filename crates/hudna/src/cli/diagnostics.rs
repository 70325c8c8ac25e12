//! Diagnostics of an agreement as a person reads them, and as JSON.

use hudna_core::agreement::SourceText;
use hudna_core::diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use super::speak::{Speaker, harmless};

/// Where in a text: 1-based line and column in characters, and the line itself with the offending range in it.
struct Spot<'a> {
    line: usize,
    column: usize,
    text: &'a str,
    before: usize,
    width: usize,
}

fn spot<'a>(source: &'a SourceText, start: usize, end: usize) -> Option<Spot<'a>> {
    let text = &source.text;
    let start = floor(text, start.min(text.len()));
    let end = floor(text, end.clamp(start, text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let shown = &text[line_start..line_end];
    Some(Spot {
        line: text[..start].matches('\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        text: shown.trim_end_matches('\r'),
        before: columns(&text[line_start..start]),
        width: columns(&text[start..end.min(line_end)]).max(1),
    })
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Terminal columns: combining marks of Arabic take none.
fn columns(text: &str) -> usize {
    text.chars().filter(|c| !matches!(*c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200B}'..='\u{200F}' | '\u{2066}'..='\u{2069}')).count()
}

fn source<'a>(sources: &'a [SourceText], file: &str) -> Option<&'a SourceText> {
    sources.iter().find(|s| s.name == file)
}

/// Says diagnostics in the style of the house: code, place, the words underlined, expected, what to do.
pub(super) fn say(speaker: &Speaker, diagnostics: &[Diagnostic], sources: &[SourceText]) {
    for diagnostic in diagnostics {
        speaker.aside(&render(speaker, diagnostic, sources));
    }
}

/// What is said of a diagnostic: its message, or with a suffix `.expected`, `.do`, `.title`; none where its code has none.
pub(super) fn words_of(speaker: &Speaker, diagnostic: &Diagnostic, suffix: &str) -> Option<String> {
    let key = format!("d-{}{suffix}", diagnostic.code);
    speaker.words.has(&key).then(|| speaker.words.message(&key, &harmless(&diagnostic.arguments)))
}

/// Where a diagnostic stands: `file:line:column`, or the file alone where its text is not at hand.
pub(super) fn place(diagnostic: &Diagnostic, sources: &[SourceText]) -> Option<String> {
    let location = diagnostic.location.as_ref()?;
    let spot = source(sources, &location.file).and_then(|s| spot(s, location.start, location.end));
    Some(spot.map_or_else(
        || location.file.to_string(),
        |spot| format!("{}:{}:{}", location.file, spot.line, spot.column),
    ))
}

/// One diagnostic as a person reads it.
pub(super) fn render(speaker: &Speaker, diagnostic: &Diagnostic, sources: &[SourceText]) -> String {
    let words = |suffix: &str| words_of(speaker, diagnostic, suffix);
    let kind = match diagnostic.severity {
        Severity::Error => speaker.words.get("cli-error"),
        Severity::Warning => speaker.words.get("cli-warning"),
    };
    let mut out = format!("{kind}[{}]: {}", diagnostic.code, words("").unwrap_or_default());
    let expected = words(".expected").unwrap_or_default();
    match diagnostic.location.as_ref() {
        Some(location) => {
            match source(sources, &location.file).and_then(|s| spot(s, location.start, location.end)) {
                Some(spot) => {
                    out += &format!("\n  --> {}:{}:{}", location.file, spot.line, spot.column);
                    out += &format!("\n   | {}", clipped(&spot));
                    let (before, width) = clipped_range(&spot);
                    out += &format!("\n   | {}{} {expected}", " ".repeat(before), "^".repeat(width));
                }
                None => out += &format!("\n  --> {}\n   {expected}", location.file),
            }
        }
        None if !expected.is_empty() => out += &format!("\n   {expected}"),
        None => {}
    }
    if let Some(next) = words(".do") {
        out += &format!("\n{next}");
    }
    // an incident on which it comes out, as a scenario that can be run
    if let Some((_, scenario)) = diagnostic.arguments.iter().find(|(name, _)| *name == SCENARIO) {
        for line in scenario.lines() {
            out += &format!("\n   : {line}");
        }
    }
    out + "\n"
}

/// The argument that holds a scenario file.
const SCENARIO: &str = "scenario";

/// The longest line shown; a table row may be far longer.
const LONGEST: usize = 110;

fn window(spot: &Spot<'_>) -> usize {
    if spot.before + spot.width <= LONGEST { 0 } else { spot.before.saturating_sub(20) }
}

fn clipped(spot: &Spot<'_>) -> String {
    spot.text.chars().skip(window(spot)).take(LONGEST).map(|c| if c == '\t' { ' ' } else { c }).collect()
}

fn clipped_range(spot: &Spot<'_>) -> (usize, usize) {
    let before = spot.before - window(spot).min(spot.before);
    (before, spot.width.min(LONGEST.saturating_sub(before)).max(1))
}

/// Diagnostics for machines: a list of objects, with words in the reader's language beside the codes.
pub(super) fn as_json(speaker: &Speaker, diagnostics: &[Diagnostic], sources: &[SourceText]) -> Value {
    let list = diagnostics.iter().map(|d| {
        let key = format!("d-{}", d.code);
        let arguments: serde_json::Map<String, Value> =
            d.arguments.iter().map(|(k, v)| ((*k).to_string(), Value::String(v.clone()))).collect();
        let place = d.location.as_ref().map(|l| {
            let at = source(sources, &l.file).and_then(|s| spot(s, l.start, l.end));
            json!({
                "file": l.file, "start": l.start, "end": l.end,
                "line": at.as_ref().map(|s| s.line), "column": at.as_ref().map(|s| s.column),
            })
        });
        let said = |suffix: &str| {
            let key = format!("{key}{suffix}");
            speaker.words.has(&key).then(|| speaker.words.message(&key, &d.arguments))
        };
        json!({
            "code": d.code, "severity": d.severity, "message": said(""), "expected": said(".expected"),
            "do": said(".do"), "location": place, "arguments": arguments,
        })
    });
    Value::Array(list.collect())
}
