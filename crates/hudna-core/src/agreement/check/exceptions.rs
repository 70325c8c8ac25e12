//! Exceptions that a text of this kind usually has, and roads that bar each other.

use super::{Draft, bytes, of_exception, supposing};
use crate::agreement::norm::{Exception, Norm, Subject};
use crate::agreement::read::fields::Notes;
use crate::condition::{AtomKind, Expr, Truth};
use crate::value::Attribute;
use crate::vocabulary::Code;

/// One exception that is usually there.
struct Usual {
    /// The code of the warning.
    code: &'static str,
    /// Acts that call for it.
    acts: &'static [&'static str],
    /// What is known of the deed besides.
    supposed: (Attribute, &'static str),
    /// Codes of purpose or justification by which a text provides for it.
    provides: &'static [&'static str],
    /// Whether a question about the act answered provides for it.
    by_reply: bool,
}

const USUAL: &[Usual] = &[
    Usual {
        code: "self-defence-missing",
        acts: &["small_arms", "shelling", "clash"],
        supposed: (Attribute::TargetKind, "military"),
        provides: &["self_defence", "return_fire", "hot_pursuit"],
        by_reply: true,
    },
    Usual {
        code: "medevac-missing",
        acts: &["troop_movement", "manned"],
        supposed: (Attribute::Purpose, "medevac"),
        provides: &["medevac"],
        by_reply: false,
    },
];

/// Prohibitions that reach an act of self-defence or a medical evacuation without a word on it.
pub(super) fn missing(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in &draft.agreement.norms {
        let forbids =
            norm.rule.as_ref().is_some_and(|r| r.subject == Subject::Deed && r.must == Expr::Constant(false));
        if !forbids {
            continue;
        }
        for usual in USUAL {
            if usual.acts.iter().any(|act| reaches(norm, act, usual.supposed))
                && !draft.over(norm).any(|e| provides(e, usual))
            {
                notes.warning(usual.code, bytes(norm.words), &[("norm", &norm.id)]);
            }
        }
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
            AtomKind::Reading(_) => true,
            _ => false,
        };
    });
    found
}

/// Two sole roads over one norm, neither of which lists the other: where both apply they clash.
pub(super) fn sole_roads(draft: &Draft<'_>, notes: &mut Notes) {
    let sole: Vec<(&Norm, &Exception)> = draft
        .agreement
        .norms
        .iter()
        .filter_map(|n| n.exception.as_ref().filter(|e| e.only).map(|e| (n, e)))
        .collect();
    for (i, (a, first)) in sole.iter().enumerate() {
        for (b, second) in &sole[i + 1..] {
            let shared = first.over.iter().find(|id| second.over.contains(id));
            let linked = first.over.contains(&b.id) || second.over.contains(&a.id);
            if let (Some(norm), false) = (shared, linked) {
                let arguments = [("first", &*a.id), ("second", &*b.id), ("norm", &**norm)];
                notes.warning("sole-roads-disagree", bytes(b.words), &arguments);
            }
        }
    }
}
