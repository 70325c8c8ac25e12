//! # Prohibition
//!
//! What it checks: an act that the text forbids. It covers a deed when its `when` holds; nothing puts the
//! deed in order but a permission that lists this norm in `over`.
//!
//! ```toml
//! id       = "a4.1"
//! kind     = "prohibition"
//! when     = "act IN ('shelling','rocket') AND S_INTERSECTS(place, zone('buffer'))"
//! severity = "grave"
//! ```
//!
//! **Breaches**: a mortar round that fell inside the buffer, seen by two posts, fired by a formation of the
//! first party. **Does not**: the same round two kilometres outside it (*not covered*).
//!
//! Evidence: what was done, where it fell, when, and whose the formation was on that day. A place known to
//! 500 m that straddles the border leaves it *undetermined*, and says that the place would settle it.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::read::norms::Clause;
use crate::condition::Expr;

/// Reads the norm: a rule on deeds whose `must` never holds.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["when"]);
    let when = clause.needed_condition("when")?;
    Some(vec![clause.frame.rule("", Kind::Prohibition, never(when))])
}

/// A rule that forbids what `when` says.
pub(crate) fn never(when: Expr) -> Rule {
    Rule::on(Subject::Deed, when, Expr::Constant(false))
}
