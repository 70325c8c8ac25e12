//! Warnings that the authors of a text know and accept, with their reason.
//!
//! `accepted = [{ code = "…", norm = "…", why = "…" }]` in a register block. Only warnings can be accepted:
//! what contradicts itself is decided in the text. One that no warning answers to is said, so that none
//! outlives its reason.

use std::ops::Range;

use super::{CHECKS, Draft, Example};
use crate::agreement::read::fields::{Fields, Notes};
use crate::diagnostic::{Diagnostic, Severity};

/// The codes that are said of acceptances themselves.
pub(super) const EXAMPLES: &[(&str, Example)] = &[(
    "acceptance-idle",
    Example::text(
        "excluded = [",
        "accepted = [{ code = \"deadline-missing\", norm = \"a5.1\", why = \"see the annex\" }]\nexcluded = [",
    ),
)];

/// One acceptance.
#[derive(Clone, Debug)]
pub(super) struct Accepted {
    code: String,
    /// The norm that the warning must be about; `None`: any.
    norm: Option<String>,
    span: Range<usize>,
}

/// The acceptances of a register block.
pub(super) fn of(block: &Fields<'_>, notes: &mut Notes) -> Vec<Accepted> {
    let mut out = Vec::new();
    for fields in block.tables("accepted", notes) {
        let norm = fields.text("norm", notes).map(|t| t.text.to_owned());
        if let Some(code) = fields.text("code", notes) {
            out.push(Accepted { code: code.text.to_owned(), norm, span: code.span });
        }
    }
    out
}

/// Checks an acceptance when the text is read: the code must be one that a check says, the reason be there.
pub(crate) fn read(block: &Fields<'_>, notes: &mut Notes) {
    for fields in block.tables("accepted", notes) {
        fields.only(&["code", "norm", "why"], notes);
        fields.needed("why", notes);
        let Some(code) = fields.needed("code", notes) else { continue };
        if !CHECKS.iter().any(|c| c.code == code.text) {
            notes.unknown(
                "code-not-acceptable",
                code.span,
                ("code", code.text),
                CHECKS.iter().map(|c| c.code),
            );
        }
    }
}

/// What remains to be said after what was accepted.
pub(super) fn settle(draft: &Draft<'_>, mut said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if draft.accepted.is_empty() {
        return said;
    }
    let mut answered = vec![false; draft.accepted.len()];
    said.retain(|d| {
        let about = |norm: &str| d.arguments.iter().any(|(name, value)| *name == "norm" && value == norm);
        let fits = |a: &Accepted| a.code == d.code && a.norm.as_deref().is_none_or(about);
        let found = draft.accepted.iter().position(|a| d.severity == Severity::Warning && fits(a));
        if let Some(i) = found {
            answered[i] = true;
        }
        found.is_none()
    });
    let mut notes = Notes::of(&draft.agreement.source.name);
    for (accepted, _) in draft.accepted.iter().zip(&answered).filter(|(_, answered)| !**answered) {
        notes.warning("acceptance-idle", accepted.span.clone(), &[("code", &accepted.code)]);
    }
    said.extend(notes.into_list());
    said.sort_by_key(|d| d.location.as_ref().map_or((0, 0), |l| (l.start, l.end)));
    said
}
