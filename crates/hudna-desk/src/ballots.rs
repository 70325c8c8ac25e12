//! Ballots of a consultation: by which people who are no users of the mission vote in a browser. They are not record.
//!
//! A ballot is a code of twenty digits, printed once; what is kept is its SHA-256. Nobody writes down who was given which. Votes lie by that digest
//! until the consultation is closed; the file that is then counted and sealed numbers the ballots by a draw, and the votes here are destroyed.
//! What is protected so and what is not is in `docs/decisions/0034-ballots.md`.
//!
//! Knows no page and no cookie; what a count comes to is [`crate::desk::consult`]'s.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use hudna_core::dialogue::opinion::votes::Value;
use sha2::{Digest as _, Sha256};

use crate::accounts::digest;
use crate::seal::random;
use crate::store::ballots::{Chest, Lying, Urn};
use crate::store::{ballots, folder};
use crate::trouble::Trouble;

/// Digits of a code; the last one follows from the others.
pub const DIGITS: usize = 20;
/// The most ballots that are made at once.
pub const MOST: usize = 2_000;

/// The digest of a code: by which a ballot is known here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ballot(String);

/// A code as it was typed: groups, either kind of digits, what stands between them.
///
/// # Errors
/// `ballot-mistyped`: too few or too many digits, or they do not agree with the last.
pub fn read_code(typed: &str) -> Result<Ballot, Trouble> {
    let digits: Vec<u8> = typed.chars().filter_map(digit).collect();
    let others = typed.chars().any(|c| digit(c).is_none() && c.is_alphanumeric());
    if others || digits.len() != DIGITS || check(&digits[..DIGITS - 1]) != digits[DIGITS - 1] {
        let count = digits.len().to_string();
        return Err(Trouble::new("record", "ballot-mistyped").with("count", count));
    }
    Ok(Ballot::of(&digits))
}

impl Ballot {
    fn of(digits: &[u8]) -> Self {
        let written: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        Self(digest(&format!("hudna ballot 1 {written}")))
    }
}

fn digit(c: char) -> Option<u8> {
    let zero = ['0', '٠', '۰'].into_iter().find(|zero| {
        let from = u32::from(*zero);
        (from..from + 10).contains(&u32::from(c))
    })?;
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// The digit that follows from those before it (Luhn, ISO/IEC 7812-1 annex B): one digit that was mistyped is always found, two that
/// changed places nearly always.
fn check(digits: &[u8]) -> u8 {
    let doubled = |(n, digit): (usize, &u8)| {
        let twice = if n % 2 == 0 { digit * 2 } else { *digit };
        u32::from(twice / 10 + twice % 10)
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

/// A new code of [`DIGITS`] digits, in groups of four.
///
/// # Errors
/// `no-randomness`.
pub fn new_code() -> Result<String, Trouble> {
    let mut digits = Vec::with_capacity(DIGITS);
    while digits.len() < DIGITS - 1 {
        // a byte of 250 or more would make small digits likelier
        let drawn: [u8; 32] = random()?;
        digits.extend(drawn.iter().filter(|byte| **byte < 250).map(|byte| byte % 10));
        digits.truncate(DIGITS - 1);
    }
    digits.push(check(&digits));
    let groups = digits.chunks(4).map(|group| group.iter().map(|d| char::from(b'0' + d)).collect::<String>());
    Ok(groups.collect::<Vec<_>>().join(" "))
}

/// Statements in the order in which a ballot is asked them: drawn by the ballot, so that each stands first for as many as any other, whatever others said, and
/// the same ballot finds its place again.
pub fn in_order<'s>(ballot: &Ballot, statements: impl Iterator<Item = &'s Arc<str>>) -> Vec<&'s Arc<str>> {
    let mut all: Vec<(_, &Arc<str>)> =
        statements.map(|id| (Sha256::digest(format!("{} {id}", ballot.0)), id)).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, id)| id).collect()
}

/// The word of a vote in a form.
pub const fn word(value: Value) -> &'static str {
    match value {
        Value::Agree => "agree",
        Value::Disagree => "disagree",
        Value::Pass => "pass",
    }
}

/// The vote that a word of a form says.
pub fn value_of(word: &str) -> Option<Value> {
    VALUES.into_iter().find(|value| self::word(*value) == word)
}

/// The votes, in the order in which they are offered.
pub const VALUES: [Value; 3] = [Value::Agree, Value::Disagree, Value::Pass];

const fn number(value: Value) -> i64 {
    match value {
        Value::Agree => 1,
        Value::Pass => 0,
        Value::Disagree => -1,
    }
}

/// The ballots of a mission.
#[derive(Debug)]
pub struct Ballots(Mutex<Box<dyn Chest>>);

impl Ballots {
    /// Of the mission at `path`.
    ///
    /// # Errors
    /// The database cannot be reached or made.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let settings = folder::settings(path)?;
        Ok(Self(Mutex::new(ballots::open(path, &settings)?)))
    }

    fn chest(&self) -> MutexGuard<'_, Box<dyn Chest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes ballots for the consultation of an entry; their codes are told once and kept nowhere.
    ///
    /// # Errors
    /// `ballots-number` for none or more than [`MOST`]; `ballots-closed`; `no-randomness`; the database fails.
    pub fn make(&self, consultation: &str, number: usize) -> Result<Vec<String>, Trouble> {
        if number == 0 || number > MOST {
            return Err(Trouble::new("record", "ballots-number").with("most", MOST.to_string()));
        }
        let codes = (0..number).map(|_| new_code()).collect::<Result<Vec<_>, _>>()?;
        let digests = codes.iter().map(|code| read_code(code).map(|ballot| ballot.0));
        let digests = digests.collect::<Result<Vec<_>, _>>()?;
        if self.chest().add(consultation, &digests)? {
            return Ok(codes);
        }
        Err(Trouble::new("record", "ballots-closed"))
    }

    /// What there is of a consultation; `None`: it has no ballots.
    ///
    /// # Errors
    /// The database fails.
    pub fn urn(&self, consultation: &str) -> Result<Option<Urn>, Trouble> {
        Ok(self.chest().urn(consultation)?)
    }

    /// Whether any consultation takes votes.
    ///
    /// # Errors
    /// The database fails.
    pub fn any_open(&self) -> Result<bool, Trouble> {
        Ok(self.chest().any_open()?)
    }

    /// The entry of the consultation that a ballot is for.
    ///
    /// # Errors
    /// `ballot-unknown`; `ballot-closed`; the database fails.
    pub fn consultation(&self, ballot: &Ballot) -> Result<String, Trouble> {
        match self.chest().of(&ballot.0)? {
            None => Err(Trouble::new("record", "ballot-unknown")),
            Some((_, true)) => Err(Trouble::new("record", "ballot-closed")),
            Some((consultation, false)) => Ok(consultation),
        }
    }

    /// What a ballot said so far, by statement.
    ///
    /// # Errors
    /// The database fails.
    pub fn said(&self, ballot: &Ballot) -> Result<Vec<(String, Value)>, Trouble> {
        let said = self.chest().said(&ballot.0)?;
        Ok(said.into_iter().filter_map(|(id, side)| Some((id, Value::of(side)?))).collect())
    }

    /// Keeps what a ballot says of a statement, in the place of what it said before; on disk when this returns.
    ///
    /// # Errors
    /// `ballot-closed`; the database fails.
    pub fn cast(&self, ballot: &Ballot, statement: &str, value: Value) -> Result<(), Trouble> {
        if self.chest().cast(&ballot.0, statement, number(value))? {
            return Ok(());
        }
        Err(Trouble::new("record", "ballot-closed"))
    }

    /// Closes a consultation and gives its votes as the file that is counted and sealed: `participant,statement,vote`. Participants are
    /// numbers in the order of a draw: whoever opens the file cannot tell which ballot a number was.
    ///
    /// # Errors
    /// `no-randomness`; the database fails.
    pub fn close(&self, consultation: &str) -> Result<Vec<u8>, Trouble> {
        let drawn: [u8; 32] = random()?;
        let mut chest = self.chest();
        chest.close(consultation, true)?;
        Ok(file(&chest.votes(consultation)?, &drawn).into_bytes())
    }

    /// Takes votes again.
    ///
    /// # Errors
    /// The database fails.
    pub fn reopen(&self, consultation: &str) -> Result<(), Trouble> {
        Ok(self.chest().close(consultation, false)?)
    }

    /// Destroys the votes of a consultation and takes no more.
    ///
    /// # Errors
    /// The database fails.
    pub fn forget(&self, consultation: &str) -> Result<(), Trouble> {
        Ok(self.chest().forget(consultation)?)
    }
}

fn file(votes: &[Lying], drawn: &[u8; 32]) -> String {
    let place = |ballot: &str| Sha256::new_with_prefix(drawn).chain_update(ballot).finalize();
    let mut people: Vec<_> = votes.iter().map(|(ballot, ..)| (place(ballot), ballot)).collect();
    people.sort_unstable();
    people.dedup();
    let of_each = |ballot: &String| votes.partition_point(|(other, ..)| other < ballot);
    let mut text = String::from("participant,statement,vote\n");
    for (number, (_, ballot)) in people.iter().enumerate() {
        let own = votes[of_each(ballot)..].iter().take_while(|(other, ..)| other == *ballot);
        for (_, statement, side) in own {
            // writing to a string does not fail
            let _ = writeln!(text, "{},{},{side}", number + 1, quoted(statement));
        }
    }
    text
}

/// A cell of CSV.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

/// What is printed beside a code so that two sheets can be told apart: the first signs of the digest of all codes on it.
pub fn sheet_mark(codes: &[String]) -> String {
    let all = Sha256::digest(codes.join("\n"));
    HEXLOWER.encode(&all)[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_is_that_of_luhn() {
        // the example of ISO/IEC 7812-1: 7992739871 takes 3
        let digits: Vec<u8> = "7992739871".bytes().map(|b| b - b'0').collect();
        assert_eq!(check(&digits), 3);
    }

    #[test]
    fn a_code_is_read_in_either_kind_of_digits_and_with_anything_between_them() {
        let code = new_code().unwrap();
        let ballot = read_code(&code).unwrap();
        let arabic: String = code
            .chars()
            .map(|c| digit(c).map_or(c, |d| char::from_u32(0x660 + u32::from(d)).unwrap()))
            .collect();
        let plain: String = code.chars().filter(char::is_ascii_digit).collect();
        for typed in [&arabic, &plain, &code.replace(' ', "-"), &format!("  {code}\u{200f} ")] {
            assert_eq!(read_code(typed).unwrap(), ballot, "{typed}");
        }
        assert!(!ballot.0.contains(&plain), "the code itself is kept nowhere");
    }

    #[test]
    fn each_digit_that_is_mistyped_is_found_before_anything_is_looked_up() {
        let code: Vec<char> = new_code().unwrap().chars().collect();
        for at in (0..code.len()).filter(|at| code[*at].is_ascii_digit()) {
            for other in '0'..='9' {
                let mut typed = code.clone();
                typed[at] = other;
                let read = read_code(&typed.iter().collect::<String>());
                assert_eq!(read.is_ok(), other == code[at], "{at} {other}");
            }
        }
        for wrong in ["", "1234", "0000 0000 0000 0000 0000 0", "O000 0000 0000 0000 0000"] {
            assert_eq!(read_code(wrong).unwrap_err().code, "ballot-mistyped", "{wrong:?}");
        }
    }

    #[test]
    fn no_two_codes_are_alike_and_digits_are_drawn_evenly() {
        let codes: Vec<String> = (0..1_000).map(|_| new_code().unwrap()).collect();
        let mut known = codes.clone();
        known.sort();
        known.dedup();
        assert_eq!(known.len(), 1_000);
        for digit in '0'..='9' {
            // of 20,000 digits 2,000 each; six standard deviations
            let count = codes.iter().flat_map(|code| code.chars()).filter(|c| *c == digit).count();
            assert!((1_745..2_255).contains(&count), "{digit}: {count}");
        }
    }

    #[test]
    fn the_order_of_statements_differs_by_ballot_and_is_the_same_each_time() {
        let ids: Vec<Arc<str>> = (1..=12).map(|n| n.to_string().into()).collect();
        let ballots: Vec<Ballot> = (0..200).map(|_| read_code(&new_code().unwrap()).unwrap()).collect();
        let orders: Vec<Vec<&Arc<str>>> = ballots.iter().map(|one| in_order(one, ids.iter())).collect();
        for (ballot, order) in ballots.iter().zip(&orders) {
            assert_eq!(in_order(ballot, ids.iter().rev()), *order, "whatever order they come in");
            assert_eq!(order.len(), 12);
        }
        let mut firsts: Vec<&str> = orders.iter().map(|order| &**order[0]).collect();
        firsts.sort_unstable();
        firsts.dedup();
        assert_eq!(firsts.len(), 12, "each statement stands first for somebody");
    }

    #[test]
    fn the_file_of_votes_numbers_ballots_by_a_draw_and_holds_no_digest_of_one() {
        let votes: Vec<Lying> = (0..20)
            .flat_map(|n| (1..=2).map(move |s| (format!("{n:064x}"), s.to_string(), i64::from(n % 3) - 1)))
            .collect();
        let (one, other) = (file(&votes, &[1; 32]), file(&votes, &[2; 32]));
        assert_eq!(one.lines().count(), 41);
        assert_ne!(one, other, "another draw numbers otherwise");
        let sides = |text: &str| {
            let mut all: Vec<&str> =
                text.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.1)).collect();
            all.sort_unstable();
            all.join(" ")
        };
        assert_eq!(sides(&one), sides(&other));
        assert!(!one.contains("0000"), "{one}");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
