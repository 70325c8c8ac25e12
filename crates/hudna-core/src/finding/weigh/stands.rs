//! Which deeds are positions: those that place their actor, and where.

use rayon::prelude::*;

use super::super::subjects;
use super::super::weigher::Weigher;
use super::BLOCK;
use crate::agreement::norm::Subject;
use crate::columns::norms::NormColumns;
use crate::condition::Truth;
use crate::value::Attribute;

/// Whether some norm of a text asks for positions.
pub(super) fn has_positions(weigher: &Weigher<'_>) -> bool {
    let rules = weigher.agreement.norms.iter().filter_map(|n| n.rule.as_ref());
    rules.into_iter().any(|r| matches!(r.subject, Subject::Position(_)))
}

/// Whether a deed places its actor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    No,
    /// Where it happened.
    Here,
    /// Where it was fired from.
    AtOrigin,
}

/// The same of each deed.
pub(super) fn standing(
    weigher: &Weigher<'_>,
    deeds: &[(u32, u32)],
    columns: Option<&NormColumns>,
) -> Vec<Stands> {
    let acts = columns.and_then(|c| Some((c, c.may_be(Attribute::Act, &subjects::placing())?)));
    let origins = &weigher.subjects.origins;
    let of_deed = |(row, (incident, deed)): (usize, &(u32, u32))| {
        let key = (*incident as usize, *deed as usize);
        if !origins.is_empty() && origins.contains_key(&key) {
            return Stands::AtOrigin;
        }
        let here = match &acts {
            // nothing said of the act leaves it open
            Some((columns, acts)) => columns.is_placed(row) && acts.truth(row) != Truth::False,
            None => weigher.deed(key).is_some_and(subjects::may_place),
        };
        if here { Stands::Here } else { Stands::No }
    };
    deeds.par_iter().enumerate().with_min_len(BLOCK).map(of_deed).collect()
}
