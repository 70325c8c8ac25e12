//! # Notification
//!
//! What it checks: an act that must be announced beforehand. `acts` says which; `match` names the entry of
//! the register's matches that says how a notice fits an act and how long before it must have been sent.
//! `urgent` excepts acts that cannot wait, and `tell_after` says how soon after them notice is due.
//!
//! ```toml
//! id         = "a7.2"
//! kind       = "notification"
//! acts       = "act = 'flight'"
//! match      = "flight_notice"
//! urgent     = "purpose = 'medevac'"
//! tell_after = "6 h"
//! ```
//!
//! It stands for four norms: the prohibition `a7.2`; the permission `a7.2.notified`, which needs
//! `notified('flight_notice')`; the permission `a7.2.urgent`; and the obligation `a7.2.after`, one for each
//! urgent act, which asks for a notice no later than `tell_after` after it.
//!
//! **Breaches**: a supply flight of which the complete register of notices knows nothing. **Does not**: the
//! same flight announced two days before; a flight with wounded of which the commission was told after two
//! hours.
//!
//! Evidence: the register of notices, its completeness, and the hour of the act: a flight "on 12 May"
//! announced on 10 May at 06:00 leaves the lead undetermined.

use std::sync::Arc;

use super::prohibition::never;
use super::{Burden, Exception, Kind, Need, Norm, Rule, Subject};
use crate::agreement::Match;
use crate::agreement::read::dates::duration;
use crate::agreement::read::fields::{Fields, words};
use crate::agreement::read::norms::Clause;
use crate::condition::{Asks, Atom, AtomKind, Expr, Moment};
use crate::time::Span;

/// The ends of the ids that it stands for besides its own.
pub(crate) fn suffixes(fields: &Fields<'_>) -> Vec<&'static str> {
    let mut out = vec![".notified"];
    if fields.get("urgent").is_some() {
        out.push(".urgent");
    }
    if fields.get("tell_after").is_some() {
        out.push(".after");
    }
    out
}

/// Reads the norm as the norms that it stands for.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["acts", "match", "urgent", "tell_after"]);
    let acts = clause.needed_condition("acts");
    let matching = matching(clause);
    let urgent = clause.condition("urgent");
    let tell_after = duration(clause.fields, "tell_after", clause.notes);
    if let (Some(span), None) = (clause.fields.key("tell_after"), clause.fields.get("urgent")) {
        clause.notes.error("tell-after-without-urgent", span, &[]);
    }
    let (index, notified) = matching?;
    let acts = acts?;
    let frame = clause.frame;
    let over = vec![Arc::clone(&frame.id)];
    let notice = Need { id: Arc::from("notice"), when: notified, burden: Burden::Open };
    let given =
        Exception { over: over.clone(), when: Expr::Constant(true), needs: vec![notice], only: false };
    let mut norms = vec![
        frame.rule("", Kind::Notification, never(acts.clone())),
        frame.exception(".notified", Kind::Permission, given),
    ];
    let Some(urgent) = urgent else { return Some(norms) };
    let spared = Exception { over, when: urgent.clone(), needs: Vec::new(), only: false };
    norms.push(frame.exception(".urgent", Kind::Permission, spared));
    if let Some(tell_after) = tell_after {
        let told = told_after(clause, index, tell_after)?;
        let due = Some(Moment::AfterAt(tell_after));
        let rule = Rule { due, ..Rule::on(Subject::Duty, Expr::And(vec![acts, urgent]), told) };
        norms.push(clause.frame.rule(".after", Kind::Obligation, rule));
    }
    Some(norms)
}

/// The match that the norm names, and the question whether an entry fits it.
fn matching(clause: &mut Clause<'_, '_>) -> Option<(usize, Expr)> {
    let text = clause.fields.needed("match", clause.notes)?;
    let Some(index) = clause.known.matches.get(text.text).copied() else {
        if clause.known.whole {
            let known = clause.known.matches.keys().map(|m| &**m);
            clause.notes.unknown("match-unknown", text.span, ("match", text.text), known);
        }
        clause.notes.follow();
        return None;
    };
    let kind = AtomKind::Register(Asks::Notified, index);
    Some((usize::from(index), Expr::Atom(Atom { kind, words: words(&text.span) })))
}

/// Asks for the same notice, sent no later than `tell_after` after the act: a lead below zero.
fn told_after(clause: &mut Clause<'_, '_>, index: usize, tell_after: Span) -> Option<Expr> {
    let before = clause.matches.get(index)?.clone();
    let id = format!("{}.after", clause.frame.id).into();
    let next = u16::try_from(clause.matches.len()).ok()?;
    clause.matches.push(Match { id, lead: Some(Span(-tell_after.0)), ..before });
    let kind = AtomKind::Register(Asks::Notified, next);
    let span = clause.fields.get("tell_after")?.span;
    Some(Expr::Atom(Atom { kind, words: words(&span) }))
}
