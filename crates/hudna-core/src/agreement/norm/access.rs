//! # Access
//!
//! What it checks: whether monitors were let in, and in time. Its rows are visits: entries of the register of
//! visits, and deeds of which a report says how monitors were received, or that access was denied to them. Of a denial to
//! nobody knows whom that stays open. `where` says which visits it is about
//! (all, where absent); `delay` how long they may be kept waiting (not asked, where absent).
//!
//! ```toml
//! id    = "a10.1"
//! kind  = "access"
//! where = "S_INTERSECTS(place, zone('buffer'))"
//! delay = "2 h"
//! ```
//!
//! **Breaches**: a team turned back at the gate; a team let in after three hours. **Does not**: a team let in
//! at once, or after an hour and a half.
//!
//! Evidence: the register of visits with its hours. An entry that says *granted* and no minutes was let in at once;
//! one that says *delayed* and no minutes leaves it open whether that was in time. A denial is a deed as well,
//! `access_denied`, which the text may prohibit by itself.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::read::dates::duration;
use crate::agreement::read::fields::words;
use crate::agreement::read::norms::Clause;
use crate::condition::{Atom, AtomKind, Compare, Expr, NumberExpr};
use crate::value::Attribute;
use crate::vocabulary::Code;

/// Reads the norm: a rule on visits.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["where", "delay"]);
    let delay = duration(clause.fields, "delay", clause.notes);
    let when = clause.condition_or_always("where")?;
    let whole = clause.fields.get("kind").map_or_else(|| clause.fields.span.clone(), |item| item.span);
    let entered = ["granted", "delayed"].iter().filter_map(|name| Code::parse(Attribute::Access, name));
    let asked = Atom { kind: AtomKind::Codes(Attribute::Access, entered.collect()), words: words(&whole) };
    let mut must = vec![Expr::Atom(asked)];
    if let (Some(delay), Some(item)) = (delay, clause.fields.get("delay")) {
        #[expect(clippy::cast_precision_loss, reason = "a delay is far below 2^52 microseconds")]
        let minutes = delay.0 as f64 / 60e6;
        let (waited, most) = (NumberExpr::Attribute(Attribute::DelayMin), NumberExpr::Constant(minutes));
        let kind = AtomKind::Number(waited, Compare::LessOrEqual, most);
        must.push(Expr::Atom(Atom { kind, words: words(&item.span) }));
    }
    let must = Expr::And(must);
    let monitors = Code::parse(Attribute::TargetKind, "monitor").into_iter().collect();
    // apart from what is asked of the visit, so that reasons tell one from the other
    let id = clause.fields.get("id").map_or(whole, |item| item.span);
    let monitors =
        Expr::Atom(Atom { kind: AtomKind::Codes(Attribute::TargetKind, monitors), words: words(&id) });
    let when = if when == Expr::Constant(true) { monitors } else { Expr::And(vec![monitors, when]) };
    let rule = Rule::on(Subject::Visit, when, must);
    Some(vec![clause.frame.rule("", Kind::Access, rule)])
}
