//! Consultation of many: statements that people agree with, disagree with or pass over, and what follows from it.
//!
//! The method is Polis's: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling Deliberation by Mapping
//! High Dimensional Opinion Spaces", Recerca 26(2), 2021; read against the code that Polis runs (`math/src/polismath` of
//! compdemocracy/polis, 2024) and held against what Polis itself found of two real conversations
//! (`tests/it/opinion_real.rs`). Where ours differs, `docs/consultation.md` says so and why: nothing here depends on the
//! order in which people came, and nothing is drawn at random.
//!
//! [`votes`] keeps the last vote of each pair; [`plane`] sets people on a plane by their votes; [`group`] finds who lies
//! together; [`said`] tells what each group stands for and what carries across all; [`told`] is what may leave: sizes,
//! statements and shares, never who holds an opinion, never a group too small to hide anybody; [`party`] counts delegations.
//!
//! Never here: names of people, words of statements, the language of a reader. Whoever may not be grouped (too few) is
//! refused in [`Refused`], not grouped badly.

pub mod group;
pub mod party;
pub mod plane;
pub mod said;
pub mod told;
pub mod votes;

use serde::Serialize;

use group::{Group, Starts};
use plane::Plane;
use said::{Across, Agreed, Counts, Said};
use votes::Matrix;

/// The fewest people in the conversation of whom groups are worked out: two groups of seven. Below it groups would be
/// persons, and the people are a delegation rather than a public.
pub const LEAST_PEOPLE: usize = 14;
/// The fewest votes that put a person into the conversation, where there are that many statements. Polis's.
pub const LEAST_VOTES: usize = 7;
/// Where fewer than this many people voted often enough, those who voted most come in besides. Polis's.
const FILLED_TO: usize = 15;

/// What a consultation is worked out by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Statements that a moderator took out: they set nobody apart and nothing is said of them.
    pub moderated_out: Vec<u32>,
    /// People who are in the conversation though they voted seldom: Polis keeps whoever once came in.
    pub kept_in: Vec<u32>,
    /// Where the search for groups begins.
    pub starts: Starts,
    /// How many groups there are, where that is not to be found: 2 to 5.
    pub groups: Option<usize>,
}

/// Why no groups were worked out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Fewer people than [`LEAST_PEOPLE`] are in the conversation.
    #[error("{here} people are in the conversation, {least} are needed")]
    TooFew {
        /// How many there are.
        here: usize,
        /// How many it takes.
        least: usize,
    },
    /// All who voted lie on one point: there is nothing to tell groups apart by.
    #[error("all votes are alike")]
    AllAlike,
    /// A vote is of nobody, or on no statement.
    #[error("vote {at} is of participant {participant} on statement {statement}")]
    VoteOutside {
        /// Its place in the list, from 0.
        at: usize,
        /// Whose it says it is.
        participant: u32,
        /// What it says it is on.
        statement: u32,
    },
    /// More people or statements than are worked out: [`votes::MOST_PARTICIPANTS`], [`votes::MOST_STATEMENTS`].
    #[error("{participants} participants and {statements} statements are too many")]
    TooMany {
        /// How many people.
        participants: usize,
        /// How many statements.
        statements: usize,
    },
}

impl Refused {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "too-few",
            Self::AllAlike => "all-alike",
            Self::VoteOutside { .. } => "vote-outside",
            Self::TooMany { .. } => "too-many",
        }
    }
}

/// How far a number of groups sets people apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Tried {
    /// How many groups.
    pub groups: usize,
    /// The mean silhouette over the base clusters, -1 to 1 (P. Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20, 1987).
    pub silhouette: f64,
}

/// What came of a consultation. Who is in which group stays inside: see [`told`] for what may leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Where the votes set people.
    pub plane: Plane,
    /// The groups, the largest first.
    pub groups: Vec<Group>,
    /// The numbers of groups that were tried.
    pub tried: Vec<Tried>,
    /// How many people are in the conversation.
    pub in_conversation: usize,
    /// How many base clusters they were gathered into.
    pub base_clusters: usize,
    /// How each group voted, and all people together.
    pub counts: Counts,
    /// What each group stands for, in the order of `groups`.
    pub stands_for: Vec<Vec<Said>>,
    /// What all people agree with, the strongest first.
    pub agreed: Vec<Agreed>,
    /// What all people disagree with, the strongest first.
    pub rejected: Vec<Agreed>,
    /// How far each statement carries across the groups, the furthest first.
    pub across: Vec<Across>,
    /// Of each participant, the number of the group; `u8::MAX` for nobody's.
    group_of: Vec<u8>,
}

impl Opinion {
    /// Works out what `matrix` comes to. Depends on its arguments alone: neither on the order of votes nor of people.
    pub fn of(matrix: &Matrix, rules: &Rules) -> Result<Self, Refused> {
        let people = in_conversation(matrix, &rules.kept_in);
        if people.len() < LEAST_PEOPLE {
            return Err(Refused::TooFew { here: people.len(), least: LEAST_PEOPLE });
        }
        let is_out = matrix.marked(&rules.moderated_out);
        let plane = Plane::of(matrix, &is_out);
        let found = group::find(&plane.positions, &people, rules).ok_or(Refused::AllAlike)?;
        let mut group_of = vec![u8::MAX; matrix.participants()];
        for (number, group) in found.groups.iter().enumerate() {
            for member in &group.members {
                group_of[*member as usize] = number as u8;
            }
        }
        let counts = Counts::of(matrix, &group_of, found.groups.len());
        let (agreed, rejected) = counts.consensus(&is_out);
        Ok(Self {
            stands_for: counts.stands_for(&is_out),
            across: counts.across(&is_out),
            in_conversation: people.len(),
            base_clusters: found.base,
            tried: found.tried,
            groups: found.groups,
            plane,
            counts,
            agreed,
            rejected,
            group_of,
        })
    }
    /// The number of the group that a participant is in: for that person's own eyes.
    pub fn group_of(&self, participant: u32) -> Option<usize> {
        self.group_of.get(participant as usize).filter(|g| **g != u8::MAX).map(|g| usize::from(*g))
    }
    /// The silhouette of the groups that were taken.
    pub fn silhouette(&self) -> f64 {
        let taken = self.tried.iter().find(|t| t.groups == self.groups.len());
        taken.map_or(0.0, |t| t.silhouette)
    }
}

/// Who is in the conversation: seven votes or all there are; where that gives fewer than fifteen, those who voted most
/// besides. Polis takes just fifteen; of equals we take all, so that nobody's place in a list decides.
fn in_conversation(matrix: &Matrix, kept_in: &[u32]) -> Vec<u32> {
    let least = LEAST_VOTES.min(matrix.statements()).max(1);
    let votes = matrix.votes_of_each();
    let mut is_in = matrix.marked_people(kept_in);
    for (is_in, votes) in is_in.iter_mut().zip(&votes) {
        *is_in |= *votes as usize >= least;
    }
    let here = is_in.iter().filter(|is_in| **is_in).count();
    if here < FILLED_TO {
        let outside = votes.iter().zip(&is_in).filter(|(votes, is_in)| !**is_in && **votes > 0);
        let mut most: Vec<u32> = outside.map(|(votes, _)| *votes).collect();
        most.sort_unstable_by(|a, b| b.cmp(a));
        if let Some(fewest) = most.get((FILLED_TO - here).min(most.len()).wrapping_sub(1)) {
            for (is_in, votes) in is_in.iter_mut().zip(&votes) {
                *is_in |= votes >= fewest;
            }
        }
    }
    (0..is_in.len() as u32).filter(|p| is_in[*p as usize]).collect()
}
