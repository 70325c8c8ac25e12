//! Exceptions that a text of this kind usually has: what self-defence and medical evacuation share.
//!
//! Never a check of its own: `self_defence_missing` and `medevac_missing` ask with it.

use super::{Draft, of_exception, supposing};
use crate::agreement::Agreement;
use crate::agreement::norm::{Exception, Norm, Subject};
use crate::agreement::read::fields::Notes;
use crate::condition::{AtomKind, Expr, Truth};
use crate::value::Attribute;
use crate::vocabulary::Code;

/// One exception that is usually there.
pub(super) struct Usual {
    /// The code of the warning.
    pub(super) code: &'static str,
    /// Acts that call for it.
    pub(super) acts: &'static [&'static str],
    /// What is known of the deed besides.
    pub(super) supposed: (Attribute, &'static str),
    /// Codes of purpose or justification by which a text provides for it.
    pub(super) provides: &'static [&'static str],
    /// Whether a question about the act answered provides for it.
    pub(super) by_reply: bool,
}

/// Says which prohibitions reach such an act without a word on it. Where the text has the exception for the
/// same act elsewhere, its absence is taken as meant.
pub(super) fn ask(usual: &Usual, draft: &Draft<'_>, notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    let forbids = |norm: &&Norm| {
        let rule = norm.rule.as_ref();
        rule.is_some_and(|r| r.subject == Subject::Deed && r.must == Expr::Constant(false))
    };
    let provided = |norm: &Norm| {
        let open = |e: &Exception| !usual.by_reply || !closed_to_fire(e, draft.agreement);
        draft.over(norm).any(|e| provides(e, usual) && open(e))
    };
    let open = |act: &&&str| {
        let reached = |n: &&Norm| reaches(n, act, usual.supposed);
        !norms.iter().filter(forbids).filter(reached).any(provided)
    };
    let acts: Vec<&&str> = usual.acts.iter().filter(open).collect();
    let lacks = |n: &&Norm| acts.iter().any(|act| reaches(n, act, usual.supposed));
    let lacking: Vec<&str> = norms.iter().filter(forbids).filter(lacks).map(|n| &*n.id).collect();
    if let Some(first) = lacking.first() {
        notes.warning(usual.code, draft.norm(first), &[("norm", &lacking.join(", "))]);
    }
}

/// Whether the norm may cover this act, supposing what is known of the deed besides.
fn reaches(norm: &Norm, act: &str, (attribute, value): (Attribute, &str)) -> bool {
    let (Some(act), Some(value)) = (Code::parse(Attribute::Act, act), Code::parse(attribute, value)) else {
        return false;
    };
    let answer = |kind: &AtomKind| match kind {
        AtomKind::Codes(Attribute::Act, codes) => Truth::from(codes.iter().any(|c| c.covers(act))),
        AtomKind::Codes(of, codes) if *of == attribute => Truth::from(codes.iter().any(|c| c.covers(value))),
        _ => Truth::Unknown,
    };
    norm.rule.as_ref().is_some_and(|r| supposing(&r.when, &answer) != Truth::False)
}

/// Whether the exception speaks to it; a term may, since the parties read it.
fn provides(exception: &Exception, usual: &Usual) -> bool {
    let mut found = false;
    of_exception(exception, &mut |atom| {
        found |= match &atom.kind {
            AtomKind::Codes(Attribute::Purpose | Attribute::Invoked, codes) => {
                codes.iter().any(|c| usual.provides.contains(&c.name()))
            }
            AtomKind::InReplyTo(..) => usual.by_reply,
            AtomKind::Reading(_) => usual.by_reply,
            _ => false,
        };
    });
    found
}

/// Whether the exception surely lets no reply to mere fire pass, whoever reads it: a text that returns fire only
/// against an offensive leaves who is shelled without an answer.
fn closed_to_fire(exception: &Exception, agreement: &Agreement) -> bool {
    let conditions = || std::iter::once(&exception.when).chain(exception.needs.iter().map(|n| &n.when));
    let closed = |act: &str| {
        let act = Code::parse(Attribute::Act, act);
        let this = |kind: &AtomKind| match kind {
            AtomKind::InReplyTo(answered, ..) => {
                supposing(answered, &|k: &AtomKind| of_answered(k, act, agreement))
            }
            _ => Truth::Unknown,
        };
        conditions().any(|c| supposing(c, &this) == Truth::False)
    };
    ["shelling", "small_arms"].iter().all(|act| closed(act))
}

/// A question about the deed answered, of which the act alone is known; a term by whichever reading.
fn of_answered(kind: &AtomKind, act: Option<Code>, agreement: &Agreement) -> Truth {
    let by_act = |kind: &AtomKind| match (kind, act) {
        (AtomKind::Codes(Attribute::Act, codes), Some(act)) => {
            Truth::from(codes.iter().any(|c| c.covers(act)))
        }
        _ => Truth::Unknown,
    };
    let AtomKind::Reading(term) = kind else { return by_act(kind) };
    let Some(term) = agreement.terms.get(usize::from(*term)) else { return Truth::Unknown };
    term.readings.iter().fold(Truth::False, |any, r| any.or(supposing(&r.when, &by_act)))
}
