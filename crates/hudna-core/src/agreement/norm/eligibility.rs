//! # Eligibility
//!
//! What it checks: who may join a body, as the text defines it. `needs` lists the conditions, all of which a
//! candidate must meet; each is shown as met, not met or unknown. A need's `burden` says what it counts as,
//! unproven, once the time for objection (`reply_within`, from the day of the nomination) has run: `open` stays
//! unknown, `party` (the nominator must show it) is not met, `accuser` (whoever objects must show it) is met. `body`
//! names the body that the candidates are meant for; without it the norm speaks to all. `when` narrows it further.
//!
//! ```toml
//! id    = "a9.3"
//! kind  = "eligibility"
//! body  = "joint_force"
//! needs = [
//!   { id = "experience", when = "years_service >= 10" },
//!   { id = "past", when = "NOT reading('disqualifying_service')", burden = "accuser" },
//! ]
//! ```
//!
//! **Breaches** (*not met*): eight years of service. **Does not**: fifteen years in the army, against whose service
//! nobody showed anything before the time for objection had run (*met*, by burden).
//!
//! Evidence: the register of candidates, an entry for each document, by the candidate's id and never by name. What
//! no document says is asked of the nominator. It binds every candidate, whoever nominated; `who` narrows it to
//! the nominations of some parties.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::norm::permission::needs;
use crate::agreement::read::norms::Clause;
use crate::condition::Expr;

/// Reads the norm: a rule on candidates who must meet all needs.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["needs", "when", "body"]);
    if clause.fields.get("needs").is_none() {
        clause.notes.error("key-missing", clause.fields.span.clone(), &[("key", "needs")]);
    }
    let needs = needs(clause);
    let body = clause.fields.text("body", clause.notes).map(|t| t.arc());
    let when = clause.condition_or_always("when")?;
    let rule = Rule { needs: needs?, body, ..Rule::on(Subject::Candidate, when, Expr::Constant(true)) };
    Some(vec![clause.frame.rule("", Kind::Eligibility, rule)])
}
