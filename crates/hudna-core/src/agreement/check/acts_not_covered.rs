//! Acts of the vocabulary that no norm can cover, whole branches by their branch. An act that a condition
//! names was thought of, even where it is named to be left out.

use super::{Check, Draft, Example, supposing};
use crate::agreement::norm::Rule;
use crate::agreement::read::fields::Notes;
use crate::condition::{AtomKind, Truth};
use crate::value::Attribute;
use crate::vocabulary::{Code, codes_of};

pub(super) const CHECK: Check = Check {
    code: "acts-not-covered",
    example: Example::text("when = \"act = 'speech'\"", "when = \"act = 'incitement'\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let rules: Vec<&Rule> = draft
        .agreement
        .norms
        .iter()
        .filter_map(|n| n.rule.as_ref())
        .filter(|r| r.subject.is_deed())
        .collect();
    let mut named: Vec<Code> = Vec::new();
    draft.every_atom(|atom| {
        if let AtomKind::Codes(Attribute::Act, codes) = &atom.kind {
            named.extend(codes.iter().filter(|c| c.subtree().len() == 1));
        }
    });
    let open = |code: Code| {
        code.leaves().all(|leaf| !named.contains(&leaf) && !rules.iter().any(|r| may_cover(r, leaf)))
    };
    let mut acts: Vec<&str> = Vec::new();
    let mut past = 0;
    for code in codes_of(Attribute::Act) {
        if code.0 >= past && open(code) {
            past = code.subtree().end;
            acts.push(code.name());
        }
    }
    if !acts.is_empty() {
        notes.warning(CHECK.code, draft.front("agreement"), &[("acts", &acts.join(", "))]);
    }
}

/// Whether the rule may cover the act, whatever else is so.
pub(super) fn may_cover(rule: &Rule, act: Code) -> bool {
    let answer = |kind: &AtomKind| match kind {
        AtomKind::Codes(Attribute::Act, codes) => Truth::from(codes.iter().any(|c| c.covers(act))),
        _ => Truth::Unknown,
    };
    supposing(&rule.when, &answer) != Truth::False
}
