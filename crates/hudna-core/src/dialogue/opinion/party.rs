//! Delegations are few: what each party says of each statement is counted, and nobody is put into a group by a calculation.
//!
//! A delegate speaks for a party, so who says what is no secret here and small numbers are shown. A statement carries where
//! every party that has delegates takes one side with more delegates than the other; a party that is split or silent on it
//! is said to be so.

use serde::Serialize;

use super::said::{Side, Tally};
use super::votes::Matrix;

/// What a party's delegates come to on a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// More agree than disagree.
    Agrees,
    /// More disagree than agree.
    Disagrees,
    /// As many agree as disagree.
    Split,
    /// Nobody took a side: all passed.
    Passed,
    /// Nobody voted.
    Silent,
}

impl Stand {
    /// What such votes come to.
    pub const fn of(tally: Tally) -> Self {
        match (tally.agree, tally.disagree) {
            (0, 0) if tally.pass == 0 => Self::Silent,
            (0, 0) => Self::Passed,
            (a, d) if a > d => Self::Agrees,
            (a, d) if a < d => Self::Disagrees,
            _ => Self::Split,
        }
    }
}

/// One statement, party by party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Which statement.
    pub statement: u32,
    /// Of each party, in the order given, how its delegates voted and what that comes to.
    pub parties: Vec<(Tally, Stand)>,
    /// The side that every party takes.
    pub carries: Option<Side>,
}

/// Counts `matrix` by party: `party_of` gives each participant's party, a number below `parties`, or nothing for somebody of
/// no party, who is not counted. Statements that carry come first, otherwise in their own order.
pub fn count(matrix: &Matrix, party_of: &[Option<u32>], parties: usize, out: &[u32]) -> Vec<Position> {
    let mut tallies = vec![vec![Tally::default(); parties]; matrix.statements()];
    for row in 0..matrix.participants() {
        let who = matrix.who(row) as usize;
        let Some(party) = party_of.get(who).copied().flatten().filter(|p| (*p as usize) < parties) else {
            continue;
        };
        for cell in matrix.row(row) {
            let tally = &mut tallies[(cell >> 2) as usize][party as usize];
            match cell & 3 {
                0 => tally.disagree += 1,
                1 => tally.pass += 1,
                _ => tally.agree += 1,
            }
        }
    }
    let is_out = matrix.marked(out);
    let mut found: Vec<Position> = (0..)
        .zip(tallies)
        .filter(|(statement, _)| !is_out[*statement as usize])
        .map(|(statement, tallies)| {
            let parties: Vec<(Tally, Stand)> = tallies.into_iter().map(|t| (t, Stand::of(t))).collect();
            let all = |stand: Stand| !parties.is_empty() && parties.iter().all(|(_, s)| *s == stand);
            let carries = if all(Stand::Agrees) {
                Some(Side::Agree)
            } else {
                all(Stand::Disagrees).then_some(Side::Disagree)
            };
            Position { statement, parties, carries }
        })
        .collect();
    found.sort_by_key(|p| p.carries.is_none());
    found
}
