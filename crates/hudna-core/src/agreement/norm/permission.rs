//! # Permission
//!
//! What it checks: whether an act that another norm forbids was excepted. It applies when its `when` holds
//! (always, where it has none) and clears the act when each of its `needs` is met. `over` lists the norms it
//! excepts from; `only = true` makes it the sole road.
//!
//! ```toml
//! id    = "a9.1"
//! kind  = "permission"
//! over  = ["a4.1"]
//! only  = true
//! when  = "in_reply_to(act = 'hostile', '30 min')"
//! needs = [
//!   { id = "order", when = "ordered_by = 'leadership'" },
//!   { id = "mechanism", when = "contacted('jccc')", burden = "party" },
//! ]
//! ```
//!
//! **Breaches** (the norm it is over): fire returned within ten minutes, on order, while nobody called the
//! mechanism and its register is complete. **Does not**: the same with a failed call on record.
//!
//! Evidence: for each need, what it asks for: an order, a call, a notice, leave given. `burden` says what an
//! unproven need counts as once the time to reply has run: `open` stays unknown, `party` is not met,
//! `accuser` is met.

use super::{Burden, Exception, Kind, Need, Norm};
use crate::agreement::read::front::choice;
use crate::agreement::read::norms::Clause;

/// Reads the norm: an exception.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["when", "over", "needs", "only"]);
    let over = clause.norms("over");
    let needs = needs(clause);
    let only = clause.fields.flag("only", clause.notes);
    let when = clause.condition_or_always("when")?;
    let exception = Exception { over, when, needs: needs?, only };
    Some(vec![clause.frame.exception("", Kind::Permission, exception)])
}

/// The preconditions; `None` if one of them cannot be read.
pub(crate) fn needs(clause: &mut Clause<'_, '_>) -> Option<Vec<Need>> {
    let mut needs: Vec<Need> = Vec::new();
    let mut sound = true;
    for fields in clause.fields.tables("needs", clause.notes) {
        fields.only(&["id", "when", "burden"], clause.notes);
        let burden = match choice(&fields, "burden", &["open", "party", "accuser"], clause.notes) {
            Some("party") => Burden::Party,
            Some("accuser") => Burden::Accuser,
            _ => Burden::Open,
        };
        let id = fields.id("id", clause.notes);
        let when = fields.needed("when", clause.notes).and_then(|t| clause.known.condition(&t, clause.notes));
        let (Some(id), Some(when)) = (id, when) else {
            sound = false;
            continue;
        };
        if needs.iter().any(|n| *n.id == *id.text) {
            clause.notes.error("id-duplicate", id.span.clone(), &[("id", id.text)]);
        }
        needs.push(Need { id: id.arc(), when, burden });
    }
    sound.then_some(needs)
}
