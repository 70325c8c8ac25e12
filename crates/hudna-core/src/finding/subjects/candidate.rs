//! Candidates: one row for each id, what its documents say kept apart.

use rustc_hash::FxHashMap;

use crate::agreement::norm::Rule;
use crate::finding::row::Entered;
use crate::finding::weigher::Weigher;
use crate::register::Candidate;
use crate::time::Instant;
use crate::value::{Attribute, Value};

/// The candidates that a norm is about.
pub(super) fn rows(weigher: &Weigher<'_>, rule: &Rule) -> Vec<Entered> {
    let (mut rows, mut known): (Vec<Entered>, FxHashMap<&str, usize>) = (Vec::new(), FxHashMap::default());
    // whatever the order of files and rows, the same findings; ids stand in the order of their letters
    let mut entries: Vec<&Candidate> = weigher.material.registers.candidates.iter().collect();
    entries.sort_by(|a, b| (&a.id, &a.origin).cmp(&(&b.id, &b.origin)));
    for candidate in entries {
        // meant for another body
        if rule.body.is_some() && candidate.body.is_some() && rule.body != candidate.body {
            continue;
        }
        let row = *known.entry(&candidate.id).or_insert_with(|| {
            // whoever nominated answers for the nomination
            let answers_by = Some(Attribute::NominatedBy);
            rows.push(Entered { id: candidate.id.to_string(), answers_by, ..Entered::default() });
            rows.len() - 1
        });
        says(&mut rows[row], candidate);
    }
    rows
}

/// Adds what one document says.
fn says(row: &mut Entered, candidate: &Candidate) {
    let entry = row.entry(&candidate.origin);
    let at: Vec<Value> = candidate.at.map(Value::Time).into_iter().collect();
    let years: Vec<Value> = candidate.years_service.map(Value::Number).into_iter().collect();
    let claims: [(Attribute, &[Value]); 6] = [
        (Attribute::At, &at),
        (Attribute::YearsService, &years),
        (Attribute::Rank, &candidate.rank),
        (Attribute::ServedIn, &candidate.served_in),
        (Attribute::ServedAs, &candidate.served_as),
        (Attribute::NominatedBy, &candidate.nominated_by),
    ];
    for (attribute, values) in claims {
        row.claim(attribute, values, entry);
    }
    // the time for objection runs from the last document that puts the nomination
    let latest = candidate.at.map(|at| Instant(at.hi.0 - 1));
    row.served = row.served.max(latest);
}
