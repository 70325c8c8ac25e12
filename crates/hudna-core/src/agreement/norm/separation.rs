//! # Separation
//!
//! What it checks: whether opposing units keep their distance. Its rows are positions: where a report places a unit, and
//! where the register of positions declares it. No other party's unit may stand within `distance` of it at the same
//! time, or within `window` of it.
//!
//! ```toml
//! id       = "a6"
//! kind     = "separation"
//! distance = "3000 m"
//! window   = "1 h"
//! against  = "mover"
//! ```
//!
//! `against` says who answers: `"both"` (where absent), or `"mover"`, the one that moved; where nobody saw which did,
//! either may have. Units that stand too close make one finding, naming each.
//!
//! **Breaches**: two opposing posts 2,000 m apart, known to 200 and 500 m. **Does not**: two posts of one party; two
//! opposing posts 5 km apart. 2,600 m apart and known as badly: *undetermined*, both posts would have to be fixed.
//!
//! Evidence: where each unit was and when. Ground action, movement, deployment, fortification and mine-laying place a
//! unit where they happened; fire places it at its origin, where one is stated. A declared position stands until the
//! unit's next entry; one from before the norm was in force is looked at from then on. What nobody saw or declared is not counted.

use super::{Answering, Kind, Norm, Rule, Subject};
use crate::agreement::read::dates::{duration, length};
use crate::agreement::read::fields::words;
use crate::agreement::read::front::choice;
use crate::agreement::read::norms::Clause;
use crate::condition::{Atom, AtomKind, Compare, Counted, Expr};
use crate::value::Attribute;
use crate::vocabulary::Code;

/// Acts that place a unit where they happened.
pub(crate) const PLACING: &[&str] = &["ground", "movement", "fortification", "deployment", "mine_laying"];

/// Reads the norm: a rule on positions.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["when", "distance", "window", "against"]);
    for key in ["distance", "window"] {
        clause.must_have(key);
    }
    let metres = length(clause.fields, "distance", clause.notes);
    let window = duration(clause.fields, "window", clause.notes);
    let answering = match choice(clause.fields, "against", &["both", "mover"], clause.notes) {
        Some("mover") => Answering::Mover,
        _ => Answering::Both,
    };
    let when = clause.condition_or_always("when")?;
    let (metres, window) = (metres?, window?);
    let span = words(&clause.fields.get("distance")?.span);
    // what is asked of the distance stands apart from what the kind itself says, so that reasons tell one from the other
    let whole = clause.fields.get("kind").map_or_else(|| clause.fields.span.clone(), |item| item.span);
    let whole = words(&whole);
    let codes = PLACING.iter().filter_map(|name| Code::parse(Attribute::Act, name)).collect();
    let stood = Expr::Atom(Atom { kind: AtomKind::Codes(Attribute::Act, codes), words: whole });
    let opposing = Expr::Atom(Atom { kind: AtomKind::Signatory(Attribute::Party), words: whole });
    let kind = AtomKind::CountWithin {
        condition: Box::new(Expr::And(vec![stood.clone(), opposing])),
        metres,
        window,
        same_party: Some(false),
        compare: Compare::Equal,
        number: 0.0,
        counted: Counted::Positions,
    };
    let must = Expr::Atom(Atom { kind, words: span });
    let when = if when == Expr::Constant(true) { stood } else { Expr::And(vec![stood, when]) };
    let rule = Rule::on(Subject::Position(answering), when, must);
    Some(vec![clause.frame.rule("", Kind::Separation, rule)])
}
