//! The verb of a consultation: files of statements and votes to what may be shown of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use hudna_core::agreement::Bilingual;
use hudna_core::dialogue::opinion::party::{self, Position};
use hudna_core::dialogue::opinion::told::Told;
use hudna_core::dialogue::opinion::votes::Matrix;
use hudna_core::dialogue::opinion::{Opinion, Refused, Rules};

use super::{Files as _, OnDisk, unreadable};
use crate::intake::{
    Ballots, SetAside, Statement, in_order, not_listed, read_delegates, read_statements, read_votes,
};
use crate::trouble::Trouble;

/// What was asked of people, and what may be shown of what they said.
#[derive(Clone, Debug)]
pub struct Consultation {
    /// The statements; results name them by their place here.
    pub statements: Vec<Statement>,
    /// What came of it.
    pub answer: Answer,
}

/// What came of a consultation.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Of many: groups, and what carries across them.
    Groups(Told),
    /// Of delegations: what each party says.
    Parties {
        /// The parties, in order.
        parties: Vec<Arc<str>>,
        /// Statements, those that every party takes one side on first.
        positions: Vec<Position>,
        /// Delegates who voted, party by party.
        delegates: Vec<usize>,
        /// People who voted and speak for no party that was named: not counted.
        strangers: usize,
    },
}

/// A consultation with how its files were read.
#[derive(Clone, Debug)]
pub struct Consulted {
    /// What came of it.
    pub consultation: Consultation,
    /// Votes read.
    pub read: usize,
    /// Votes taken in.
    pub accepted: usize,
    /// Lines and votes not taken in, of all files.
    pub set_aside: Vec<SetAside>,
}

/// Works out the votes in the file at `votes` on the statements at `statements`: by groups, or by party where `delegates`
/// names a file that says who speaks for whom.
///
/// # Errors
/// A file cannot be read; too few people took part to be put into groups (`consult-too-few`), or all voted alike.
pub fn consult(votes: &Path, statements: &Path, delegates: Option<&Path>) -> Result<Consulted, Trouble> {
    let bytes = |path: &Path| Ok::<_, Trouble>((path.display().to_string(), OnDisk.bytes(path)?));
    let (name, held) = bytes(statements)?;
    let stated = read_statements(&name, &held).map_err(|why| unreadable(why, &name))?;
    let (name, held) = bytes(votes)?;
    let mut ballots = read_votes(&name, &held, &stated.list).map_err(|why| unreadable(why, &name))?;
    let accepted = ballots.votes.len();
    let mut set_aside = stated.set_aside;
    set_aside.append(&mut ballots.set_aside);
    let party_of = match delegates {
        Some(path) => {
            let (name, held) = bytes(path)?;
            let mut read = read_delegates(&name, &held).map_err(|why| unreadable(why, &name))?;
            set_aside.append(&mut read.set_aside);
            Some(read.party_of)
        }
        None => None,
    };
    let answer = answered(&ballots, &stated.list, party_of.as_ref())?;
    let consultation = Consultation { statements: stated.list, answer };
    Ok(Consulted { consultation, read: ballots.read, accepted, set_aside })
}

/// Works out again what sealed votes come to on the statements that were put: what is filed as their result must be this. Ids that
/// the votes name and that were not put were taken out by a moderator; `delegates` is the file of who speaks for whom.
///
/// # Errors
/// As [`consult`].
pub fn recount(put: Vec<Statement>, votes: &[u8], delegates: Option<&[u8]>) -> Result<Consultation, Trouble> {
    const NAME: &str = "file";
    let read = |list: &[Statement]| read_votes(NAME, votes, list).map_err(|why| unreadable(why, NAME));
    let mut statements = put;
    let first = read(&statements)?;
    statements.extend(not_listed(&first.set_aside).into_iter().map(|id| Statement {
        id,
        words: Bilingual::default(),
        is_out: true,
    }));
    in_order(&mut statements);
    let ballots = read(&statements)?;
    let party_of = match delegates {
        Some(bytes) => {
            Some(read_delegates(NAME, bytes).map_err(|why| unreadable(why, "delegates"))?.party_of)
        }
        None => None,
    };
    let answer = answered(&ballots, &statements, party_of.as_ref())?;
    Ok(Consultation { statements, answer })
}

/// What votes come to: by party where it is known who speaks for whom, else by groups.
fn answered(
    ballots: &Ballots,
    statements: &[Statement],
    party_of: Option<&BTreeMap<Arc<str>, Arc<str>>>,
) -> Result<Answer, Trouble> {
    let matrix = Matrix::of(ballots.participants.len(), statements.len(), &ballots.votes).map_err(refused)?;
    let out: Vec<u32> = (0..).zip(statements).filter(|(_, s)| s.is_out).map(|(i, _)| i).collect();
    Ok(match party_of {
        Some(party_of) => by_party(&matrix, &ballots.participants, party_of, &out),
        None => {
            let rules = Rules { moderated_out: out, ..Rules::default() };
            let opinion = Opinion::of(&matrix, &rules).map_err(refused)?;
            Answer::Groups(Told::of(&matrix, &opinion))
        }
    })
}

fn by_party(
    matrix: &Matrix,
    participants: &[Arc<str>],
    party_of: &BTreeMap<Arc<str>, Arc<str>>,
    out: &[u32],
) -> Answer {
    let mut parties: Vec<Arc<str>> = party_of.values().cloned().collect();
    parties.sort();
    parties.dedup();
    let place = |party: &Arc<str>| parties.binary_search(party).ok().map(|i| i as u32);
    let of: Vec<Option<u32>> = participants.iter().map(|p| party_of.get(p).and_then(place)).collect();
    let mut delegates = vec![0; parties.len()];
    of.iter().flatten().for_each(|p| delegates[*p as usize] += 1);
    let strangers = of.iter().filter(|p| p.is_none()).count();
    let positions = party::count(matrix, &of, parties.len(), out);
    Answer::Parties { parties, positions, delegates, strangers }
}

/// The core's refusal as the desk says it.
fn refused(why: Refused) -> Trouble {
    let trouble = Trouble::new("consult", why.code());
    match why {
        Refused::TooFew { here, least } => {
            trouble.with("here", here.to_string()).with("least", least.to_string())
        }
        Refused::AllAlike => trouble,
        Refused::VoteOutside { at, .. } => trouble.with("at", at.to_string()),
        Refused::TooMany { participants, statements } => {
            trouble.with("participants", participants.to_string()).with("statements", statements.to_string())
        }
    }
}
