//! # Obligation
//!
//! What it checks: a duty that must be done by a day. `must` says what must then hold, as a rule that someone
//! verified it; `due` by when; `verifier` who finds out; `valid_for` how long a verification holds. It binds
//! each party, or, with `on = "incident"`, arises anew from each deed that `when` describes.
//!
//! ```toml
//! id        = "a8.1"
//! kind      = "obligation"
//! must      = "verified('a8.1')"
//! due       = "D+20"
//! verifier  = "joint_team"
//! valid_for = "30 d"
//! ```
//!
//! **Breaches**: on D+21 the register of verifications holds *not done* for the first party. **Does not**: it
//! holds *done*, not older than 30 days. Nothing in the register: *undetermined*, whatever the day.
//!
//! Evidence: the register of verifications, by norm and party. Before its day a duty that is not done is *not
//! covered* yet.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::read::conditions::each_atom;
use crate::agreement::read::dates::duration;
use crate::agreement::read::front::choice;
use crate::agreement::read::norms::Clause;
use crate::condition::{AtomKind, Expr};
use crate::value::Attribute;

/// Reads the norm: a rule on each party, or on each deed that gives rise to the duty.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["when", "must", "due", "verifier", "valid_for", "on"]);
    let per_deed = choice(clause.fields, "on", &["party", "incident"], clause.notes) == Some("incident");
    let subject = if per_deed { Subject::Duty } else { Subject::Party };
    if per_deed && clause.fields.get("when").is_none() {
        clause.notes.error("key-missing", clause.fields.span.clone(), &[("key", "when")]);
    }
    let must = clause.needed_condition("must");
    let due = clause.moment("due");
    let verifier = clause.fields.text("verifier", clause.notes).map(|t| t.arc());
    let valid_for = duration(clause.fields, "valid_for", clause.notes);
    let when = clause.condition_or_always("when")?;
    let must = must?;
    if !per_deed {
        asks_no_deed(clause, &when);
        asks_no_deed(clause, &must);
    }
    let rule = Rule { due, verifier, valid_for, ..Rule::on(subject, when, must) };
    Some(vec![clause.frame.rule("", Kind::Obligation, rule)])
}

/// A duty of a party has no act, place or hour of its own to ask about.
fn asks_no_deed(clause: &mut Clause<'_, '_>, expr: &Expr) {
    let mut places = Vec::new();
    each_atom(expr, &mut |atom| {
        let of_party = matches!(
            atom.kind,
            AtomKind::Parties(Attribute::Party, _)
                | AtomKind::Signatory(Attribute::Party)
                | AtomKind::InForce(_)
                | AtomKind::Bound(_)
                | AtomKind::Verified(_)
        );
        if !of_party {
            places.push(atom.words);
        }
    });
    if let Some(words) = places.first() {
        clause.notes.error(
            "duty-asks-deed",
            words.start as usize..words.end as usize,
            &[("norm", &clause.frame.id)],
        );
    }
}
