//! Warnings that the authors of a text know and accept, with their reason.
//!
//! `accepted = [{ code = "…", norm = "…", paragraph = "…", why = "…" }]` in a register block. Only warnings can be
//! accepted: what contradicts itself is decided in the text. A warning about several norms or paragraphs is said
//! until all of them are accepted. An acceptance that no warning answers to is said, so that none outlives its
//! reason.

use std::ops::Range;

use super::{CHECKS, Draft, Example};
use crate::agreement::read::fields::{Fields, Notes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::names::fold;

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
    /// The number of the paragraph that the warning, or its norm, must be about; `None`: any.
    paragraph: Option<String>,
    span: Range<usize>,
}

/// The acceptances of a register block.
pub(super) fn of(block: &Fields<'_>, notes: &mut Notes) -> Vec<Accepted> {
    let mut out = Vec::new();
    for fields in block.tables("accepted", notes) {
        let norm = fields.text("norm", notes).map(|t| t.text.to_owned());
        let paragraph = fields.text("paragraph", notes).map(|t| fold(t.text));
        if let Some(code) = fields.text("code", notes) {
            out.push(Accepted { code: code.text.to_owned(), norm, paragraph, span: code.span });
        }
    }
    out
}

/// Checks an acceptance when the text is read: the code must be one that a check says, the reason be there.
pub(crate) fn read(block: &Fields<'_>, notes: &mut Notes) {
    for fields in block.tables("accepted", notes) {
        fields.only(&["code", "norm", "paragraph", "why"], notes);
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
        if d.severity != Severity::Warning {
            return true;
        }
        let mut left = false;
        for thing in things(draft, d) {
            let fits = |a: &Accepted| a.code == d.code && thing.fits(a);
            let found = draft.accepted.iter().position(fits);
            left |= found.is_none();
            if let Some(i) = found {
                answered[i] = true;
            }
        }
        left
    });
    let mut notes = Notes::of(&draft.agreement.source.name);
    for (accepted, _) in draft.accepted.iter().zip(&answered).filter(|(_, answered)| !**answered) {
        notes.warning("acceptance-idle", accepted.span.clone(), &[("code", &accepted.code)]);
    }
    said.extend(notes.into_list());
    said.sort_by_key(|d| d.location.as_ref().map_or((0, 0), |l| (l.start, l.end)));
    said
}

/// One thing that a warning is about.
#[derive(Default)]
struct Thing<'d> {
    norms: Vec<&'d str>,
    paragraph: Option<&'d str>,
}

impl Thing<'_> {
    fn fits(&self, accepted: &Accepted) -> bool {
        let norm = accepted.norm.as_deref().is_none_or(|n| self.norms.contains(&n));
        let number = self.paragraph.map(fold);
        norm && accepted.paragraph.as_ref().is_none_or(|p| number.as_ref() == Some(p))
    }
}

/// The paragraphs that a warning names, else the norms, each with the paragraph that it stands under.
fn things<'d>(draft: &'d Draft<'_>, warning: &'d Diagnostic) -> Vec<Thing<'d>> {
    let of = |names: &[&str]| -> Vec<&'d str> {
        let mine = warning.arguments.iter().filter(|(name, _)| names.contains(name));
        mine.flat_map(|(_, value)| value.split(", ")).collect()
    };
    let (norms, paragraphs) = (of(&["norm", "duty"]), of(&["paragraph"]));
    if !paragraphs.is_empty() {
        return paragraphs.into_iter().map(|p| Thing { norms: norms.clone(), paragraph: Some(p) }).collect();
    }
    if norms.is_empty() {
        return vec![Thing::default()];
    }
    norms.into_iter().map(|n| Thing { norms: vec![n], paragraph: draft.paragraph_of(n) }).collect()
}
