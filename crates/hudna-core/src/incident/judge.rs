//! What two reports are to each other among all others: decided by people, certain, or by their score.
//!
//! Whoever holds records in a canonical order ([`Held`]) judges pairs here, so that a list fused at once and
//! incidents kept over a mission come to the same.

use std::cmp::Ordering;

use super::record::{DAY, Record};
use super::score::{self, CERTAIN, DOUBT, PairScore, Part, Scored, Verdict, Why};

/// How two records stand to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// Points.
    pub total: f64,
    /// What they are to each other.
    pub verdict: Verdict,
    /// What decided.
    pub why: Why,
}

/// Records by their places, in a canonical order that places need not follow.
pub(super) trait Held: Sync {
    /// The records.
    fn records(&self) -> &[Record];
    /// The canonical order: by content, then origin, then arrival.
    fn order(&self, i: u32, j: u32) -> Ordering;
    /// What people decided of the two: one happening or two.
    fn decided(&self, i: u32, j: u32) -> Option<bool>;
    /// The score from which two reports are the same.
    fn threshold(&self) -> f64;

    /// Whether `i` stands before `j` in the canonical order.
    fn earlier(&self, i: u32, j: u32) -> bool {
        self.order(i, j) == Ordering::Less
    }

    /// Judges two records.
    fn judge(&self, i: u32, j: u32) -> Judged {
        match self.decided(i, j) {
            Some(false) => {
                return Judged { total: -CERTAIN, verdict: Verdict::Different, why: Why::Decided };
            }
            Some(true) => return Judged { total: CERTAIN, verdict: Verdict::Same, why: Why::Decided },
            None => {}
        }
        let (i, j) = if self.earlier(i, j) { (i, j) } else { (j, i) };
        let (a, b) = (&self.records()[i as usize], &self.records()[j as usize]);
        let (total, why) = score::weigh(a, b, |_, _, _| {});
        let over = total - self.threshold();
        if why == Why::Aggregate && !one_sum(a, b) {
            let verdict = if over >= PART_FLOOR { Verdict::PartOf } else { Verdict::Different };
            return Judged { total, verdict, why };
        }
        let verdict = if over >= 0.0 {
            Verdict::Same
        } else if over >= -DOUBT && why != Why::NothingToCompare {
            Verdict::Unsure
        } else {
            Verdict::Different
        };
        Judged { total, verdict, why }
    }

    /// Compares two records, every part shown, as they are judged.
    fn explained(&self, i: u32, j: u32) -> PairScore {
        let sums_up = [i, j].map(|at| self.records()[at as usize].aggregate);
        let (first, second) = if self.earlier(i, j) { (i, j) } else { (j, i) };
        let (a, b) = (&self.records()[first as usize], &self.records()[second as usize]);
        let mut parts = Vec::new();
        let _ = score::weigh(a, b, |part: Part, value, points| {
            parts.push(Scored { part, weight: part.weight(), value, points });
        });
        let judged = self.judge(i, j);
        let left_out = Part::ALL.into_iter().filter(|p| parts.iter().all(|s| s.part != *p)).collect();
        PairScore {
            parts,
            left_out,
            total: judged.total,
            threshold: self.threshold(),
            verdict: judged.verdict,
            why: judged.why,
            sums_up,
        }
    }

    /// Points for joining: a sum is never joined with one of its parts.
    fn pull(&self, i: u32, j: u32) -> f64 {
        let judged = self.judge(i, j);
        match judged.verdict {
            Verdict::PartOf => -CERTAIN,
            Verdict::Different if judged.why == Why::Aggregate => -CERTAIN,
            _ => judged.total - self.threshold(),
        }
    }
}

/// From here a happening counts as part of a sum of happenings.
const PART_FLOOR: f64 = -2.0;

/// Whether the two may be one account for all that one of them sums up: both sum up the same days, or the
/// wide dates hold but one happening, with as many killed as the other tells of.
fn one_sum(a: &Record, b: &Record) -> bool {
    let Some(((alo, ahi), (blo, bhi))) = a.time.zip(b.time) else { return false };
    let shared = ahi.min(bhi).saturating_sub(alo.max(blo)) as f64;
    let whole = ahi.max(bhi).saturating_sub(alo.min(blo));
    if a.aggregate && b.aggregate && shared >= 0.5 * whole as f64 {
        return true;
    }
    let as_many = a.counts[0].zip(b.counts[0]).is_some_and(|(m, n)| {
        let (few, many) = (m.best.min(n.best), m.best.max(n.best));
        few >= 1.0 && (few == many || (few >= 5.0 && 1.0 + many <= 1.4 * (1.0 + few)))
    });
    as_many && !a.told_sum && !b.told_sum && whole <= 8 * DAY
}
