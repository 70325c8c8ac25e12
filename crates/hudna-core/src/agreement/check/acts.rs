//! Acts of the vocabulary that no norm speaks of, and prohibitions that name none.

use super::{Draft, supposing};
use crate::agreement::norm::{Kind, Rule};
use crate::agreement::read::fields::Notes;
use crate::condition::{AtomKind, Truth};
use crate::value::Attribute;
use crate::vocabulary::{Code, codes_of};

/// Acts that no norm can cover, whole branches by their branch.
pub(super) fn not_covered(draft: &Draft<'_>, notes: &mut Notes) {
    let rules: Vec<&Rule> =
        draft.agreement.norms.iter().filter_map(|n| n.rule.as_ref()).filter(|r| on_deeds(r)).collect();
    let open = |code: Code| code.leaves().all(|leaf| !rules.iter().any(|r| may_cover(r, leaf)));
    let mut acts: Vec<&str> = Vec::new();
    let mut past = 0;
    for code in codes_of(Attribute::Act) {
        if code.0 >= past && open(code) {
            past = code.subtree().end;
            acts.push(code.name());
        }
    }
    if !acts.is_empty() {
        notes.warning("acts-not-covered", draft.front("agreement"), &[("acts", &acts.join(", "))]);
    }
}

/// Prohibitions that would cover any act.
pub(super) fn without_act(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Prohibition) {
        let Some(rule) = &norm.rule else { continue };
        let any = codes_of(Attribute::Act).all(|code| may_cover(rule, code));
        if any {
            notes.warning("act-missing", draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}

fn on_deeds(rule: &Rule) -> bool {
    rule.subject.is_deed()
}

/// Whether the rule may cover the act, whatever else is so.
fn may_cover(rule: &Rule, act: Code) -> bool {
    let answer = |kind: &AtomKind| match kind {
        AtomKind::Codes(Attribute::Act, codes) => Truth::from(codes.iter().any(|c| c.covers(act))),
        _ => Truth::Unknown,
    };
    supposing(&rule.when, &answer) != Truth::False
}
