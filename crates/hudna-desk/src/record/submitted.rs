//! What is sent beside an act, held against what the act says of it: texts and drawings; and that words can be shown.

use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::diagnostic::Severity;
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::PartyId;
use hudna_core::ledger::part::Part;
use hudna_core::ledger::standing::Refusal;

use super::ledger::{Refused, Submission};
use crate::desk;

/// What the part of that name holds, as sent.
pub(super) fn content<'s>(body: &Body, submission: &'s Submission, name: &str) -> Option<&'s [u8]> {
    let at = body.parts.iter().position(|part| &*part.name == name)?;
    submission.parts.get(at).map(|part| part.content.as_slice())
}

/// What is against words that cannot be shown as they are written: control characters, and marks that override the order of letters. In the
/// part `text` lines may end and words be set apart.
pub(super) fn unshown(body: &Body, bytes: &[u8], parts: &[Part]) -> Option<Refusal> {
    let overrides = |c: char| matches!(c, '\u{202A}'..='\u{202E}');
    let refused =
        |c: char| Refusal::new("control-character").with("character", format!("U+{:04X}", u32::from(c)));
    // canonical JSON writes most control characters as escapes and the rest beyond ASCII
    let plain = |b: &u8| *b != b'\\' && (b' '..0x7F).contains(b);
    if !bytes.iter().all(plain)
        && let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes)
        && let Some(c) = found(&value, &|c| c.is_control() || overrides(c))
    {
        return Some(refused(c));
    }
    let at = body.parts.iter().position(|part| &*part.name == "text")?;
    let text = std::str::from_utf8(&parts.get(at)?.content).ok()?;
    let wrong = |c: &char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || overrides(*c);
    text.chars().find(wrong).map(refused)
}

/// The first character of any text in `value` that is `wrong`.
fn found(value: &serde_json::Value, wrong: &dyn Fn(char) -> bool) -> Option<char> {
    use serde_json::Value;
    match value {
        Value::String(text) => text.chars().find(|c| wrong(*c)),
        Value::Array(list) => list.iter().find_map(|one| found(one, wrong)),
        Value::Object(keys) => keys.values().find_map(|one| found(one, wrong)),
        _ => None,
    }
}

/// Whether a text that is proposed can be read, and is of the version that the act says.
///
/// # Errors
/// `proposal-unreadable`, `version-other`.
pub(super) fn text(body: &Body, submission: &Submission, version: i64) -> Result<(), Refused> {
    let parts = body.parts.iter().zip(&submission.parts);
    let files: desk::AgreementFiles =
        parts.map(|(part, sent)| (part.name.clone(), sent.content.clone())).collect();
    let read = desk::read_held(&files);
    let Some(agreement) = read.agreement else {
        let fault = read.diagnostics.iter().find(|d| d.severity == Severity::Error);
        let detail = fault.map_or("", |d| d.code);
        return Err(Refusal::new("proposal-unreadable").with("detail", detail).into());
    };
    if agreement.version == version {
        return Ok(());
    }
    Err(Refusal::new("version-other").with("said", version).with("text", agreement.version).into())
}

/// Whether a drawing can be read and holds the area that the act names, and nothing else.
///
/// # Errors
/// `drawing-faulty`, `drawing-other`.
pub(super) fn drawing(
    agreement: &Agreement,
    (area, course_of): (&Arc<str>, Option<&PartyId>),
    body: &Body,
    submission: &Submission,
) -> Result<(), Refused> {
    let faulty = |detail: &str| Refused::from(Refusal::new("drawing-faulty").with("detail", detail));
    let drawing = content(body, submission, "drawing").and_then(|bytes| std::str::from_utf8(bytes).ok());
    let drawing = drawing.ok_or_else(|| faulty("drawing"))?;
    let drawn = agreement.drawn(drawing).map_err(|all| faulty(all.first().map_or("", |d| d.code)))?;
    if drawn.is_empty() {
        return Err(faulty("empty"));
    }
    let course = course_of.map(ToString::to_string);
    let is_it =
        |g: &&hudna_core::agreement::Geometry| g.id == *area && g.course_of.as_deref() == course.as_deref();
    match drawn.iter().find(|g| !is_it(g)) {
        None => Ok(()),
        Some(other) => {
            let course = other.course_of.as_ref().map_or_else(String::new, |party| format!(" ({party})"));
            let found = format!("{}{course}", other.id);
            Err(Refusal::new("drawing-other").with("area", area).with("drawn", found).into())
        }
    }
}
