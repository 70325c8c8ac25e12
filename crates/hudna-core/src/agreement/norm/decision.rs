//! # Decision
//!
//! What it checks: whether a decision was validly taken. `quorum` says who must have been present, `must` how the
//! votes must stand, both by `count(…)`. With `silence` the procedure is tacit: a member who kept silent counts
//! *for* once that time has run since the matter was put, and is unknown before. `body` names whose decisions are
//! meant; without it the norm speaks to all. With `secret = true` votes are sealed: who voted is told, how is not.
//!
//! ```toml
//! id      = "a11.2"
//! kind    = "decision"
//! quorum  = "count(present) >= 5"
//! must    = "count(vote = 'against') = 0"
//! silence = "72 h"
//! ```
//!
//! **Breaches** (*not met*: not validly taken): five present, one against. **Does not**: five present, four for and
//! one silent, on the fourth day. On the second day the same vote is *undetermined*: the silent one may still object.
//!
//! Evidence: the register of votes, a row for each member and decision. A vote that the minutes do not show is
//! unknown, and stays so; one that they show as `silent` is silence. Where the register was declared complete for the
//! day on which the matter was put, a vote not shown is silence too.

use std::sync::Arc;

use super::{Burden, Kind, Need, Norm, Rule, Subject};
use crate::agreement::read::dates::duration;
use crate::agreement::read::norms::Clause;
use crate::condition::Expr;

/// Reads the norm: a rule on votes, quorum and majority each a need of its own.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["body", "quorum", "must", "secret", "silence", "when"]);
    let body = clause.fields.text("body", clause.notes).map(|t| t.arc());
    let has_quorum = clause.fields.get("quorum").is_some();
    let quorum = clause.condition("quorum");
    let must = clause.needed_condition("must");
    let silence = duration(clause.fields, "silence", clause.notes);
    let secret = clause.fields.flag("secret", clause.notes);
    let when = clause.condition_or_always("when")?;
    let need = |id: &str, when: Expr| Need { id: Arc::from(id), when, burden: Burden::Open };
    let mut needs = Vec::new();
    if has_quorum {
        needs.push(need("quorum", quorum?));
    }
    needs.push(need("votes", must?));
    let rule = Rule { needs, body, silence, secret, ..Rule::on(Subject::Vote, when, Expr::Constant(true)) };
    Some(vec![clause.frame.rule("", Kind::Decision, rule)])
}
