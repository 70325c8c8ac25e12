//! What each group stands for, and what carries across all: counts, and the tests that Polis makes of them.
//!
//! Shares are never 0 or 1: one vote of each kind is added, so that few votes say little (`(agree + 1) ÷ (votes + 2)`).
//! Tests are one-sided at 90 % (z > 1.2816). All as in Polis's `repness.clj` and `stats.clj`.

use serde::Serialize;

use super::votes::Matrix;

/// Beyond this a test says more than chance: one-sided, 90 %. Polis's.
pub const SIGNIFICANT: f64 = 1.2816;
/// The most statements that a list names. Polis's.
pub const MOST_NAMED: usize = 5;

/// How votes on one statement fell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Who agreed.
    pub agree: u32,
    /// Who disagreed.
    pub disagree: u32,
    /// Who passed.
    pub pass: u32,
}

impl Tally {
    /// All who voted.
    pub const fn votes(self) -> u32 {
        self.agree + self.disagree + self.pass
    }
    /// How many took this side.
    pub const fn of(self, side: Side) -> u32 {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }
    /// The share that took this side, with one vote of each kind added.
    pub fn share(self, side: Side) -> f64 {
        share(self.of(side), self.votes())
    }
    /// Both tallies together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            pass: self.pass + other.pass,
        }
    }
    /// What is left of it without `other`, which is a part of it.
    #[must_use]
    pub(super) const fn less(self, other: Self) -> Self {
        Self {
            agree: self.agree - other.agree,
            disagree: self.disagree - other.disagree,
            pass: self.pass - other.pass,
        }
    }
}

/// Which way a statement speaks for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// They agree with it.
    Agree,
    /// They disagree with it.
    Disagree,
}

fn share(side: u32, votes: u32) -> f64 {
    f64::from(side + 1) / f64::from(votes + 2)
}

/// Whether more than half take a side: z of one proportion against a half.
pub fn one_share(side: u32, votes: u32) -> f64 {
    let (side, votes) = (f64::from(side + 1), f64::from(votes + 1));
    2.0 * votes.sqrt() * (side / votes - 0.5)
}

/// Whether more of one group take a side than of the others: z of two proportions.
pub fn two_shares(side: u32, side_rest: u32, votes: u32, votes_rest: u32) -> f64 {
    let [side, side_rest, votes, votes_rest] = [side, side_rest, votes, votes_rest].map(|n| f64::from(n + 1));
    let both = (side + side_rest) / (votes + votes_rest);
    if both == 1.0 {
        return 0.0;
    }
    (side / votes - side_rest / votes_rest) / (both * (1.0 - both) * (1.0 / votes + 1.0 / votes_rest)).sqrt()
}

/// A statement that tells a group from the others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Said {
    /// Which.
    pub statement: u32,
    /// Which way.
    pub side: Side,
    /// How many of the group took that side.
    pub took: u32,
    /// How many of the group voted on it.
    pub votes: u32,
    /// The share, one vote of each kind added.
    pub share: f64,
    /// z of that share against a half.
    pub share_z: f64,
    /// How many times the share of all other groups it is.
    pub more: f64,
    /// z of the two shares.
    pub more_z: f64,
    /// What the group agrees with most, put first even if others set it apart more.
    pub best_agree: bool,
}

impl Said {
    fn weight(&self) -> f64 {
        self.more * self.more_z * self.share * self.share_z
    }
}

/// A statement on which all people together lean one way.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Agreed {
    /// Which.
    pub statement: u32,
    /// How many took that side.
    pub took: u32,
    /// How many voted on it.
    pub votes: u32,
    /// The share, one vote of each kind added.
    pub share: f64,
    /// z of that share against a half.
    pub share_z: f64,
}

/// How far a statement carries across the groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Across {
    /// Which.
    pub statement: u32,
    /// The product over the groups of the share that agrees: Polis's group-aware consensus.
    pub agree: f64,
    /// The same of the share that disagrees. Ours: what every group rejects carries too.
    pub disagree: f64,
    /// The side that more than half of every group take, by those shares; nothing where the groups part.
    pub side: Option<Side>,
}

/// How each group voted on each statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Group by group, statement by statement.
    pub groups: Vec<Vec<Tally>>,
    /// All people, whether in a group or not.
    pub all: Vec<Tally>,
}

/// One group's numbers on one statement, beside those of the rest.
struct Beside {
    own: Tally,
    agree: f64,
    disagree: f64,
    more_agree: f64,
    more_disagree: f64,
    more_agree_z: f64,
    more_disagree_z: f64,
    agree_z: f64,
    disagree_z: f64,
}

impl Beside {
    fn of(own: Tally, rest: Tally) -> Self {
        let (votes, others) = (own.votes(), rest.votes());
        let (agree, disagree) = (own.share(Side::Agree), own.share(Side::Disagree));
        Self {
            own,
            agree,
            disagree,
            more_agree: agree / share(rest.agree, others),
            more_disagree: disagree / share(rest.disagree, others),
            more_agree_z: two_shares(own.agree, rest.agree, votes, others),
            more_disagree_z: two_shares(own.disagree, rest.disagree, votes, others),
            agree_z: one_share(own.agree, votes),
            disagree_z: one_share(own.disagree, votes),
        }
    }
    fn passes(&self) -> bool {
        let both = |a: f64, b: f64| a > SIGNIFICANT && b > SIGNIFICANT;
        both(self.more_agree_z, self.agree_z) || both(self.more_disagree_z, self.disagree_z)
    }
    fn said(&self, statement: u32) -> Said {
        let is_agree = self.more_agree_z > self.more_disagree_z;
        let side = if is_agree { Side::Agree } else { Side::Disagree };
        let (share, share_z, more, more_z) = if is_agree {
            (self.agree, self.agree_z, self.more_agree, self.more_agree_z)
        } else {
            (self.disagree, self.disagree_z, self.more_disagree, self.more_disagree_z)
        };
        let (took, votes) = (self.own.of(side), self.own.votes());
        Said { statement, side, took, votes, share, share_z, more, more_z, best_agree: false }
    }
    /// Whether the group agrees with this more than with the best so far; one that sets it apart outweighs one that does not.
    fn is_better_agree(&self, best: Option<&Self>) -> bool {
        let liked = |b: &Self| b.agree * b.agree_z;
        let apart = |b: &Self| b.more_agree * b.more_agree_z * b.agree * b.agree_z;
        if self.own.agree == 0 && self.own.disagree == 0 {
            return false;
        }
        match best {
            Some(best) if best.more_agree > 1.0 => apart(self) > apart(best),
            Some(best) => liked(self) > liked(best),
            None => self.agree_z > SIGNIFICANT || (self.more_agree > 1.0 && self.agree > 0.5),
        }
    }
}

impl Counts {
    /// Counts `matrix` by group: `u8::MAX` is nobody's.
    pub(super) fn of(matrix: &Matrix, group_of: &[u8], groups: usize) -> Self {
        // one more for those in no group
        let mut codes = vec![vec![0_u32; 4 * matrix.statements()]; groups + 1];
        for row in 0..matrix.participants() {
            let group = usize::from(group_of[matrix.who(row) as usize]).min(groups);
            let tally = &mut codes[group];
            matrix.row(row).iter().for_each(|cell| tally[*cell as usize] += 1);
        }
        let mut each: Vec<Vec<Tally>> = codes
            .iter()
            .map(|codes| {
                let cells = codes.as_chunks::<4>().0.iter();
                cells
                    .map(|[disagree, pass, agree, _]| Tally {
                        agree: *agree,
                        disagree: *disagree,
                        pass: *pass,
                    })
                    .collect()
            })
            .collect();
        let mut all = each.pop().unwrap_or_default();
        for group in &each {
            all.iter_mut().zip(group).for_each(|(all, own)| *all = all.with(*own));
        }
        Self { groups: each, all }
    }

    /// All groups together on each statement.
    fn grouped(&self) -> Vec<Tally> {
        let mut out = vec![Tally::default(); self.all.len()];
        for group in &self.groups {
            out.iter_mut().zip(group).for_each(|(out, own)| *out = out.with(*own));
        }
        out
    }

    /// What each group stands for: at most five statements, agreements first. What is said of a group is what both sets it
    /// apart from the others and is said by more than half of it; where nothing is, what sets it apart most.
    pub(super) fn stands_for(&self, is_out: &[bool]) -> Vec<Vec<Said>> {
        let grouped = self.grouped();
        self.groups.iter().map(|group| stands_for(group, &grouped, is_out)).collect()
    }

    /// What all people agree with, and what all disagree with.
    pub(super) fn consensus(&self, is_out: &[bool]) -> (Vec<Agreed>, Vec<Agreed>) {
        let side = |side: Side| {
            let mut out: Vec<Agreed> = (0..)
                .zip(&self.all)
                .filter(|(s, _)| !is_out[*s as usize])
                .map(|(statement, t)| {
                    let (took, votes) = (t.of(side), t.votes());
                    Agreed { statement, took, votes, share: t.share(side), share_z: one_share(took, votes) }
                })
                .filter(|a| a.share > 0.5 && a.share_z > SIGNIFICANT)
                .collect();
            out.sort_by(|a, b| (b.share * b.share_z).total_cmp(&(a.share * a.share_z)));
            out.truncate(MOST_NAMED);
            out
        };
        (side(Side::Agree), side(Side::Disagree))
    }

    /// How far each statement carries, the furthest first.
    pub(super) fn across(&self, is_out: &[bool]) -> Vec<Across> {
        let mut out: Vec<Across> = (0..self.all.len() as u32)
            .filter(|s| !is_out[*s as usize])
            .map(|statement| {
                let shares = |side: Side| self.groups.iter().map(move |g| g[statement as usize].share(side));
                let carries = |side: &Side| shares(*side).all(|share| share > 0.5);
                Across {
                    statement,
                    agree: shares(Side::Agree).product(),
                    disagree: shares(Side::Disagree).product(),
                    side: [Side::Agree, Side::Disagree].into_iter().find(carries),
                }
            })
            .collect();
        let furthest = |a: &Across| a.agree.max(a.disagree);
        out.sort_by(|a, b| furthest(b).total_cmp(&furthest(a)));
        out
    }
}

fn stands_for(group: &[Tally], grouped: &[Tally], is_out: &[bool]) -> Vec<Said> {
    let mut sufficient: Vec<Said> = Vec::new();
    let (mut best, mut best_agree): (Option<Said>, Option<(u32, Beside)>) = (None, None);
    for (statement, (own, all)) in (0..).zip(group.iter().zip(grouped)) {
        if is_out[statement as usize] {
            continue;
        }
        let beside = Beside::of(*own, all.less(*own));
        if beside.passes() {
            sufficient.push(beside.said(statement));
        }
        let apart = beside.more_agree_z.max(beside.more_disagree_z);
        if sufficient.is_empty() && best.is_none_or(|b| apart > b.more_z) {
            best = Some(beside.said(statement));
        }
        if beside.is_better_agree(best_agree.as_ref().map(|(_, b)| b)) {
            best_agree = Some((statement, beside));
        }
    }
    let first = best_agree.map(|(statement, b)| Said { best_agree: true, ..b.said(statement) });
    if sufficient.is_empty() {
        return first.or(best).into_iter().collect();
    }
    sufficient.retain(|s| first.is_none_or(|f| f.statement != s.statement));
    sufficient.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let mut out: Vec<Said> = first.into_iter().chain(sufficient).take(MOST_NAMED).collect();
    out.sort_by_key(|s| s.side);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_tested_with_one_vote_added() {
        // 8 of 10 with one added: 9 of 11, z = 2 √11 (9/11 - 1/2)
        assert!((one_share(8, 10) - 2.110_579_412_044_148).abs() < 1e-12);
    }

    #[test]
    fn two_shares_that_are_equal_have_no_test_value() {
        assert_eq!(two_shares(4, 4, 9, 9), 0.0);
        assert_eq!(two_shares(5, 7, 5, 7), 0.0);
    }

    #[test]
    fn two_shares_are_tested_with_a_pooled_share() {
        // 9 of 10 against 1 of 10 after adding one: (9/10 - 1/10) ÷ √(½ · ½ · 2/10)
        assert!((two_shares(8, 0, 9, 9) - 0.8 / 0.05_f64.sqrt()).abs() < 1e-12);
    }
}
