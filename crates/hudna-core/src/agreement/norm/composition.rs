//! # Composition
//!
//! What it checks: who sits in a body: numbers, quotas, parity. `body` names it, `must` says what must hold of its
//! members, by `count(…)`.
//!
//! ```toml
//! id   = "a9.2"
//! kind = "composition"
//! body = "joint_force"
//! must = "count(party = 'first') = count(party = 'second') AND count() BETWEEN 5 AND 9"
//! ```
//!
//! **Breaches** (*not met*): four members of the first party and two of the second. **Does not**: three of each.
//! Where the party of one of six is not known, the two counts are two or three to four: *undetermined*, and the
//! finding names that member.
//!
//! Evidence: the register of members, by id, with the day on which each joined and left. A body is weighed as it
//! stands at the moment of the assessment. Of a body that the register does not mention nothing is known, unless the
//! register was declared complete.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::read::norms::Clause;

/// Reads the norm: a rule on a body.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["body", "must", "when"]);
    let body = clause.fields.id("body", clause.notes).map(|t| t.arc());
    let must = clause.needed_condition("must");
    let when = clause.condition_or_always("when")?;
    let rule = Rule { body: Some(body?), ..Rule::on(Subject::Body, when, must?) };
    Some(vec![clause.frame.rule("", Kind::Composition, rule)])
}
