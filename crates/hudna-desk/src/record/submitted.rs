//! What is sent beside an act, held against what the act says of it: texts and drawings.

use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::diagnostic::Severity;
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::PartyId;
use hudna_core::ledger::standing::Refusal;

use super::ledger::{Refused, Submission};
use crate::desk;

/// What the part of that name holds, as sent.
fn content<'s>(body: &Body, submission: &'s Submission, name: &str) -> Option<&'s [u8]> {
    let at = body.parts.iter().position(|part| &*part.name == name)?;
    submission.parts.get(at).map(|part| part.content.as_slice())
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
