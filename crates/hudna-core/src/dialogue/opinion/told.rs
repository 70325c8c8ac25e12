//! What of a consultation may leave: sizes, statements and shares.
//!
//! A person's opinion must not be read off a table. So a group smaller than [`LEAST_DESCRIBED`] is not described, only
//! counted together with all who are in none; on a statement on which fewer than that of a group voted, the group's votes
//! are left out; and totals are the sums of what is shown, so that no subtraction gives back what was left out. Where all of
//! a group vote alike its votes tell those of each member: whoever may know who is in a group must not be shown this table.
//! Membership is therefore told to nobody but to the person.

use serde::Serialize;

use super::Opinion;
use super::said::{Said, Side, Tally};
use super::votes::Matrix;

/// The fewest people of whom anything is told together.
pub const LEAST_DESCRIBED: usize = 5;

/// What a group stands for, as it may be shown: how it compares with others is left out, since those may not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ToldSaid {
    /// Which statement.
    pub statement: u32,
    /// Which way.
    pub side: Side,
    /// How many of the group took that side.
    pub took: u32,
    /// How many of the group voted on it.
    pub votes: u32,
    /// Whether it is what the group agrees with most.
    pub best_agree: bool,
}

impl ToldSaid {
    const fn of(said: &Said) -> Self {
        let Said { statement, side, took, votes, best_agree, .. } = *said;
        Self { statement, side, took, votes, best_agree }
    }
}

/// A group, as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldGroup {
    /// How many people.
    pub size: usize,
    /// What it stands for, agreements first.
    pub stands_for: Vec<ToldSaid>,
}

/// One statement, as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToldStatement {
    /// Which.
    pub statement: u32,
    /// How each described group voted; nothing where too few of it did.
    pub groups: Vec<Option<Tally>>,
    /// The sum of what is shown: of those groups, and of the people in none where they are enough.
    pub all: Tally,
    /// The side that every described group takes.
    pub carries: Option<Side>,
    /// The product of the groups' shares for that side, or for agreement.
    pub weight: f64,
}

/// What may leave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Who voted at all.
    pub voters: usize,
    /// Who voted often enough to be set on the plane.
    pub in_conversation: usize,
    /// The votes that count.
    pub votes: usize,
    /// The passes among them.
    pub passes: usize,
    /// Pairs on which one person said two things at one moment.
    pub contradictory: usize,
    /// The described groups, the largest first.
    pub groups: Vec<ToldGroup>,
    /// How many people are in no described group, those who voted too seldom included.
    pub undescribed: usize,
    /// How far apart the groups lie, -1 to 1.
    pub silhouette: f64,
    /// The numbers of groups that were tried.
    pub tried: Vec<super::Tried>,
    /// Statements, those that carry first, then by how far they go.
    pub statements: Vec<ToldStatement>,
}

/// What groups that lie this far apart at most are called: "no substantial structure" (L. Kaufman, P. Rousseeuw, *Finding
/// Groups in Data*, 1990, table 4).
pub const HARDLY_APART: f64 = 0.25;

impl Told {
    /// What of `opinion` may leave.
    pub fn of(matrix: &Matrix, opinion: &Opinion) -> Self {
        let voters = matrix.votes_of_each().iter().filter(|n| **n > 0).count();
        let is_shown = |g: &usize| opinion.groups[*g].size() >= LEAST_DESCRIBED;
        let shown: Vec<usize> = (0..opinion.groups.len()).filter(is_shown).collect();
        let described: usize = shown.iter().map(|g| opinion.groups[*g].size()).sum();
        let enough = |votes: u32| votes as usize >= LEAST_DESCRIBED;
        let groups = shown
            .iter()
            .map(|g| ToldGroup {
                size: opinion.groups[*g].size(),
                stands_for: opinion.stands_for[*g]
                    .iter()
                    .filter(|s| enough(s.votes))
                    .map(ToldSaid::of)
                    .collect(),
            })
            .collect();
        let mut statements: Vec<ToldStatement> =
            opinion.across.iter().map(|a| told_statement(opinion, &shown, a.statement)).collect();
        statements.sort_by(|a, b| {
            b.carries.is_some().cmp(&a.carries.is_some()).then(b.weight.total_cmp(&a.weight))
        });
        let passes = opinion.counts.all.iter().map(|t| t.pass as usize).sum();
        Self {
            voters,
            in_conversation: opinion.in_conversation,
            votes: matrix.votes(),
            passes,
            contradictory: matrix.contradictory(),
            groups,
            undescribed: voters - described,
            silhouette: opinion.silhouette(),
            tried: opinion.tried.clone(),
            statements,
        }
    }
}

fn told_statement(opinion: &Opinion, shown: &[usize], statement: u32) -> ToldStatement {
    let at = statement as usize;
    let enough = |t: &Tally| t.votes() as usize >= LEAST_DESCRIBED;
    let groups: Vec<Option<Tally>> =
        shown.iter().map(|g| Some(opinion.counts.groups[*g][at]).filter(enough)).collect();
    let within = shown.iter().fold(Tally::default(), |sum, g| sum.with(opinion.counts.groups[*g][at]));
    let outside = Some(opinion.counts.all[at].less(within)).filter(enough);
    let all = groups.iter().flatten().chain(&outside).fold(Tally::default(), |sum, t| sum.with(*t));
    let shares = |side: Side| groups.iter().flatten().map(move |t| t.share(side));
    let is_whole = groups.iter().all(Option::is_some) && !groups.is_empty();
    let carries =
        [Side::Agree, Side::Disagree].into_iter().find(|s| is_whole && shares(*s).all(|share| share > 0.5));
    let weight = if is_whole { shares(carries.unwrap_or(Side::Agree)).product() } else { 0.0 };
    ToldStatement { statement, groups, all, carries, weight }
}
