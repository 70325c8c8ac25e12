//! Duties that arise from deeds and ask for what a prohibition forbids, whatever way is taken.

use super::pairs::{clears, covered, say, who_cannot_meet};
use super::search::{Answer, Clash, Mode, Variable, all, any, binding, not, window};
use super::{Check, Draft, Example};
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::agreement::read::conditions::each_atom;
use crate::agreement::read::fields::Notes;
use crate::condition::{AtomKind, Expr, NumberExpr};
use crate::value::Attribute;

pub(super) const CHECK: Check = Check {
    code: "duty-prohibited",
    example: Example::text(
        "```toml norm\nid   = \"a6.1\"",
        "```toml norm\nid   = \"a6.2\"\nkind = \"prohibition\"\nwhen = \"act = 'resupply' AND daily(at, '06:00', '18:00')\"\n```\n\n```toml norm\nid   = \"a6.3\"\nkind = \"obligation\"\non   = \"incident\"\nwhen = \"act = 'resupply'\"\nmust = \"daily(at, '08:00', '14:00')\"\ndue  = \"6 h after at\"\n```\n\n```toml norm\nid   = \"a6.1\"",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    let duties = norms.iter().filter_map(|n| n.rule.as_ref().map(|r| (n, r)));
    for (duty, owed) in duties.filter(|(_, r)| r.subject == Subject::Duty) {
        let chosen = chosen(&owed.must);
        if chosen.is_empty() {
            continue;
        }
        for norm in norms.iter().filter(|n| n.rule.as_ref().is_some_and(forbids)) {
            if !who_cannot_meet(norm, duty) {
                pair(draft, duty, norm, &chosen, notes);
            }
        }
    }
}

/// Looks for a deed on which the duty can only be done by what the norm forbids.
fn pair(draft: &Draft<'_>, duty: &Norm, norm: &Norm, chosen: &[Attribute], notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    let mut search = draft.search.borrow_mut();
    let Some(rule) = draft.agreement.norm(&duty.id).and_then(|n| n.rule.as_ref()) else { return };
    let Some(forbidden) = covered(&search, norm) else { return };
    let cleared: Vec<_> = norms
        .iter()
        .filter(|p| p.exception.as_ref().is_some_and(|e| e.over.contains(&norm.id)))
        .filter_map(|p| clears(&search, p))
        .collect();
    let breach = all(vec![forbidden, not(any(cleared))]);
    let (when, must) = (search.expr(&rule.when), search.expr(&rule.must));
    let in_force = window(draft.agreement, duty);
    let given = all(vec![in_force, binding(draft.agreement, duty), when]);
    let found = search.find(&all(vec![given.clone(), must.clone(), breach.clone()]), Mode::Sure);
    let world = match found {
        Answer::Yes(world) => world,
        Answer::Unfinished => return draft.unfinished(&norm.id, &duty.id),
        Answer::No => return,
    };
    // what the duty leaves to choose is chosen anew, the rest stays as in this case
    let fixed = world.only(|v| !matches!(v, Variable::Attribute(_, a) if chosen.contains(&a)));
    let lawful = all(vec![given.clone(), must, not(breach.clone())]);
    let otherwise = all(vec![given, not(breach)]);
    if !search.find_from(&lawful, Mode::Lenient, fixed.clone()).is_no() {
        return;
    }
    if !matches!(search.find_from(&otherwise, Mode::Sure, fixed), Answer::Yes(_)) {
        return;
    }
    let clash = Clash { between: [&norm.id, &duty.id], expect: vec![format!("{}: breach", norm.id)] };
    let arguments = [("norm", &*norm.id), ("duty", &*duty.id)];
    say(&search, &world, &clash, (CHECK.code, draft.norm(&duty.id), &arguments), notes);
}

fn forbids(rule: &Rule) -> bool {
    rule.subject == Subject::Deed && rule.must == Expr::Constant(false)
}

/// The attributes of the deed that doing the duty is about.
fn chosen(must: &Expr) -> Vec<Attribute> {
    let mut out = Vec::new();
    each_atom(must, &mut |atom| match &atom.kind {
        AtomKind::Codes(a, _) | AtomKind::Actors(a, _) | AtomKind::Nothing(a) => out.push(*a),
        AtomKind::Zone(a, ..) | AtomKind::Near { attribute: a, .. } => out.push(*a),
        AtomKind::Time(a, ..) | AtomKind::Daily(a, ..) => out.push(*a),
        AtomKind::Number(NumberExpr::Attribute(a), ..) => out.push(*a),
        _ => {}
    });
    out
}
