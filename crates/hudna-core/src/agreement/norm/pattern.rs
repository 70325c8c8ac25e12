//! # Pattern
//!
//! What it checks: acts that are worse together than one by one. `acts` says which; `n` of them by the same party
//! within `distance` and `window` make this breach, besides what each is by itself, and with a gravity of its own.
//!
//! ```toml
//! id       = "a4.5"
//! kind     = "pattern"
//! acts     = "act = 'sniping'"
//! n        = 3
//! distance = "2 km"
//! window   = "24 h"
//! severity = "grave"
//! ```
//!
//! It stands for a prohibition of the act before which at least `n - 1` others of the same party lie near enough
//! in time and place, done while the norm was in force and bound whoever did them. Acts that hang together make one finding: on the act that came last when the breach was
//! complete, naming the others.
//!
//! **Breaches**: three shots by snipers of the first party in one street in one day. **Does not**: two shots there
//! and one ten kilometres away; two by the first party and one by the second.
//!
//! Evidence: what each act was, where, when, and whose the actor was. An act of unknown author may be the third:
//! *undetermined*. Three acts of one day whose hours nobody knows are within one day in whatever order.

use super::prohibition::never;
use super::{Kind, Norm};
use crate::agreement::read::dates::{duration, length};
use crate::agreement::read::fields::words;
use crate::agreement::read::norms::Clause;
use crate::condition::{Atom, AtomKind, Compare, Counted, Expr};

/// Fewer than two acts make no pattern; more than this are no agreement's number.
const NUMBERS: std::ops::RangeInclusive<i64> = 2..=1_000;

/// Reads the norm: a prohibition of the act that completes the number.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["acts", "n", "distance", "window"]);
    for key in ["n", "distance", "window"] {
        clause.must_have(key);
    }
    let n = clause.fields.integer("n", clause.notes);
    if let (Some(n), Some(item)) = (n, clause.fields.get("n"))
        && !NUMBERS.contains(&n)
    {
        clause.notes.error("pattern-number", item.span, &[("n", &n.to_string())]);
        return None;
    }
    let metres = length(clause.fields, "distance", clause.notes);
    let window = duration(clause.fields, "window", clause.notes);
    let acts = clause.needed_condition("acts")?;
    let (n, metres, window) = (n?, metres?, window?);
    if let Some(span) = counts_others(&acts) {
        clause.notes.error("pattern-of-patterns", span, &[]);
        return None;
    }
    let kind = AtomKind::CountWithin {
        condition: Box::new(acts.clone()),
        metres,
        window,
        same_party: Some(true),
        compare: Compare::GreaterOrEqual,
        number: f64::from(i32::try_from(n - 1).ok()?),
        counted: Counted::Before,
    };
    let span = clause.fields.get("n")?.span;
    let enough = Expr::Atom(Atom { kind, words: words(&span) });
    let rule = never(Expr::And(vec![acts, enough]));
    Some(vec![clause.frame.rule("", Kind::Pattern, rule)])
}

/// Where the acts are themselves told by what others did: counts over counts are refused.
fn counts_others(acts: &Expr) -> Option<std::ops::Range<usize>> {
    let mut atoms = Vec::new();
    acts.atoms(&mut atoms);
    let counting = atoms.iter().find(|a| matches!(a.kind, AtomKind::CountWithin { .. }))?;
    Some(counting.words.start as usize..counting.words.end as usize)
}
