//! Files of a consultation of many: statements, votes on them, and of delegates the party that each speaks for.
//!
//! Votes come a line a vote or a line a person; in Polis's own exports (`votes.csv`, `participants-votes.csv`,
//! `comments.csv`) or under plain headers of either language. Every vote read is taken in or set aside, by a code.
//!
//! Never here: what the votes come to (the core), names of people: a voter is an id, and is forgotten once counted.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::agreement::Bilingual;
use hudna_core::dialogue::opinion::votes::{Value, Vote};

use super::letters::{ascii_digits, clean, cut, fold, narrative};
use super::table::Table;
use super::{Content, SetAside, Unreadable, open};

/// The code of a vote on a statement that is not on the list.
const NOT_KNOWN: &str = "statement-not-known";
/// The most of a line that is handed back.
const MAX_RAW: usize = 64 * 1024;

/// A statement that was put to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id in the file.
    pub id: Arc<str>,
    /// Its words in either language.
    pub words: Bilingual,
    /// Whether a moderator took it out.
    pub is_out: bool,
}

/// The statements of one file, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statements {
    /// One for each id, in the order of ids, numbers by their worth.
    pub list: Vec<Statement>,
    /// Lines not taken in.
    pub set_aside: Vec<SetAside>,
}

/// The votes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballots {
    /// Ids of those who voted, in order; a vote's participant is a place in it.
    pub participants: Vec<Arc<str>>,
    /// Votes taken in; a vote's statement is a place in the list of statements.
    pub votes: Vec<Vote>,
    /// Votes read: always `votes.len() + set_aside.len()`.
    pub read: usize,
    /// Votes not taken in, in the order of the file.
    pub set_aside: Vec<SetAside>,
}

/// Who speaks for which party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegates {
    /// The party of each delegate, by the id that votes name.
    pub party_of: BTreeMap<Arc<str>, Arc<str>>,
    /// Lines not taken in.
    pub set_aside: Vec<SetAside>,
}

const STATEMENT: &[&str] =
    &["comment-id", "tid", "statement", "statement-id", "id", "العبارة", "رقم العبارة"];
const WORDS: &[&str] = &["comment-body", "txt", "text", "body", "النص"];
const ARABIC: &[&str] = &["ar", "arabic", "text_ar", "العربية", "النص العربي"];
const ENGLISH: &[&str] = &["en", "english", "text_en", "الإنجليزية", "النص الإنجليزي"];
const MODERATED: &[&str] = &["moderated", "mod", "الإشراف"];
const VOTER: &[&str] = &[
    "voter-id",
    "pid",
    "participant",
    "participant-id",
    "voter",
    "delegate",
    "المشارك",
    "رقم المشارك",
    "المندوب",
];
const VOTE: &[&str] = &["vote", "الصوت", "التصويت"];
const MOMENT: &[&str] = &["timestamp", "modified", "created", "at", "الوقت"];
const PARTY: &[&str] = &["party", "الطرف"];
/// Columns of Polis's table a line a person that are no statement.
const ABOUT_PERSON: &[&str] = &["group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "xid"];

/// A header and what to call the file.
struct Sheet<'t> {
    name: Arc<str>,
    table: Table<'t>,
    header: Vec<String>,
}

impl<'t> Sheet<'t> {
    fn of(name: &str, table: Table<'t>) -> Result<Self, Unreadable> {
        if table.len() < 2 {
            return Err(Unreadable::new("table-without-rows"));
        }
        let header = table.row(0).iter().map(|h| clean(h).into_owned()).collect();
        Ok(Self { name: name.into(), table, header })
    }
    fn column(&self, names: &[&str]) -> Option<usize> {
        let folded: Vec<String> = names.iter().map(|n| fold(n)).collect();
        self.header.iter().position(|h| folded.contains(&fold(h)))
    }
    /// The column of one of `names`, which the file cannot do without.
    fn needed(&self, what: &'static str, names: &[&str]) -> Result<usize, Unreadable> {
        self.column(names).ok_or_else(|| {
            let headers = self.header.join(", ");
            Unreadable::new("consult-column-missing").with("what", what).with("headers", cut(&headers, 400))
        })
    }
    fn aside(&self, row: usize, column: Option<usize>, value: &str, code: &'static str) -> SetAside {
        SetAside {
            file: Arc::clone(&self.name),
            line: self.table.line(row),
            own_id: None,
            column: column.and_then(|c| self.header.get(c)).cloned(),
            value: cut(value, 200).to_owned(),
            code,
            arguments: Vec::new(),
            raw: cut(&self.table.raw(row), MAX_RAW).to_owned(),
        }
    }
}

fn sheet<T>(
    name: &str,
    bytes: &[u8],
    read: impl FnOnce(&Sheet<'_>) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    open(bytes, |content| {
        let table = match content {
            Content::Sheets(sheets) => {
                sheets.into_iter().next().ok_or_else(|| Unreadable::new("table-without-rows"))?
            }
            Content::Text { text, lossy, .. } => Table::of_text(text, lossy)?,
        };
        read(&Sheet::of(name, table)?)
    })
}

fn cell<'c>(cells: &'c [Cow<'_, str>], column: Option<usize>) -> Cow<'c, str> {
    column.and_then(|c| cells.get(c)).map_or(Cow::Borrowed(""), |cell| clean(cell))
}

/// Ids in order: numbers by their worth, before words.
fn by_id(a: &str, b: &str) -> std::cmp::Ordering {
    let number = |id: &str| id.parse::<u64>().map_or((1, 0), |n| (0, n));
    number(a).cmp(&number(b)).then_with(|| a.cmp(b))
}

/// Ids of statements that votes were on and that are on no list, by the votes that were set aside for it: in a column of ids, or heads of
/// columns.
pub(crate) fn not_listed(set_aside: &[SetAside]) -> BTreeSet<Arc<str>> {
    let ids: Vec<String> = STATEMENT.iter().map(|name| fold(name)).collect();
    let unknown = set_aside.iter().filter(|line| line.code == NOT_KNOWN);
    let id = unknown.map(|line| match &line.column {
        Some(head) if !ids.contains(&fold(head)) => ascii_digits(head).into(),
        _ => ascii_digits(&line.value).into(),
    });
    id.collect()
}

/// Puts statements in the order of ids, numbers by their worth: what they come to must not hang on where they stood.
pub(crate) fn in_order(list: &mut [Statement]) {
    list.sort_by(|a, b| by_id(&a.id, &b.id));
}

/// Reads the statements that were put to people.
///
/// # Errors
/// No line can be told from another, or no column holds ids and words.
pub fn read_statements(name: &str, bytes: &[u8]) -> Result<Statements, Unreadable> {
    sheet(name, bytes, |sheet| {
        let id = sheet.needed("statement", STATEMENT)?;
        let (plain, ar, en) = (sheet.column(WORDS), sheet.column(ARABIC), sheet.column(ENGLISH));
        if plain.or(ar).or(en).is_none() {
            sheet.needed("words", WORDS)?;
        }
        let moderated = sheet.column(MODERATED);
        let (mut list, mut seen, mut set_aside) = (Vec::new(), BTreeSet::new(), Vec::new());
        let mut cells = Vec::new();
        for row in 1..sheet.table.len() {
            if let Some(fault) = sheet.table.fault(row) {
                set_aside.push(sheet.aside(row, None, "", fault));
                continue;
            }
            sheet.table.cells(row, &mut cells);
            let own: Arc<str> = ascii_digits(&cell(&cells, Some(id))).into();
            if own.is_empty() {
                set_aside.push(sheet.aside(row, Some(id), "", "statement-without-id"));
                continue;
            }
            if !seen.insert(Arc::clone(&own)) {
                set_aside.push(sheet.aside(row, Some(id), &own, "statement-twice"));
                continue;
            }
            let words = words_of(&cells, plain, ar, en);
            if words.ar.is_empty() && words.en.is_empty() {
                set_aside.push(sheet.aside(row, plain.or(ar).or(en), "", "statement-without-words"));
                continue;
            }
            let is_out = ascii_digits(&cell(&cells, moderated)) == "-1";
            list.push(Statement { id: own, words, is_out });
        }
        in_order(&mut list);
        Ok(Statements { list, set_aside })
    })
}

/// Words of which no column says the language are Arabic where they hold an Arabic letter.
fn words_of(cells: &[Cow<'_, str>], plain: Option<usize>, ar: Option<usize>, en: Option<usize>) -> Bilingual {
    let said = |column: Option<usize>| column.and_then(|c| cells.get(c)).map_or("".into(), |c| narrative(c));
    let (mut ar, mut en, plain) = (said(ar), said(en), said(plain));
    if !plain.is_empty() {
        let is_arabic = plain.chars().any(|c| matches!(c, '\u{0600}'..='\u{06ff}'));
        let own = if is_arabic { &mut ar } else { &mut en };
        if own.is_empty() {
            *own = plain;
        }
    }
    Bilingual { ar: ar.as_ref().into(), en: en.as_ref().into() }
}

/// A vote as written: a number of Polis's exports or a word.
fn vote_of(cell: &str) -> Option<Value> {
    if let Ok(number) = ascii_digits(cell).parse::<i64>() {
        return Value::of(number);
    }
    match fold(cell).as_str() {
        "agree" | "yes" => Some(Value::Agree),
        "disagree" | "no" => Some(Value::Disagree),
        "pass" | "unsure" => Some(Value::Pass),
        folded if [fold("أوافق"), fold("موافق"), fold("نعم")].iter().any(|w| w == folded) => {
            Some(Value::Agree)
        }
        folded if [fold("لا أوافق"), fold("غير موافق"), fold("لا")].iter().any(|w| w == folded) => {
            Some(Value::Disagree)
        }
        folded if [fold("أتجاوز"), fold("تجاوز"), fold("بلا رأي")].iter().any(|w| w == folded) => {
            Some(Value::Pass)
        }
        _ => None,
    }
}

/// A vote whose voter is still named.
struct Named {
    voter: Arc<str>,
    vote: Vote,
}

/// Reads votes on `statements`.
///
/// # Errors
/// No line can be told from another, or the columns are those of no layout that is read.
pub fn read_votes(name: &str, bytes: &[u8], statements: &[Statement]) -> Result<Ballots, Unreadable> {
    sheet(name, bytes, |sheet| {
        let number_of: BTreeMap<&str, u32> = statements.iter().map(|s| &*s.id).zip(0..).collect();
        let voter = sheet.needed("voter", VOTER)?;
        let (named, read, set_aside) = match sheet.column(VOTE) {
            Some(vote) => each_vote(sheet, voter, vote, &number_of)?,
            None => each_person(sheet, voter, &number_of)?,
        };
        let mut participants: Vec<Arc<str>> =
            named.iter().map(|n| Arc::clone(&n.voter)).collect::<BTreeSet<_>>().into_iter().collect();
        participants.sort_by(|a, b| by_id(a, b));
        let place: BTreeMap<Arc<str>, u32> = participants.iter().cloned().zip(0..).collect();
        let votes = named.into_iter().map(|n| Vote { participant: place[&n.voter], ..n.vote }).collect();
        Ok(Ballots { participants, votes, read, set_aside })
    })
}

type Read = (Vec<Named>, usize, Vec<SetAside>);

/// A line a vote.
fn each_vote(
    sheet: &Sheet<'_>,
    voter: usize,
    vote: usize,
    number_of: &BTreeMap<&str, u32>,
) -> Result<Read, Unreadable> {
    let statement = sheet.needed("statement", STATEMENT)?;
    let moment = sheet.column(MOMENT);
    let (mut named, mut set_aside, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for row in 1..sheet.table.len() {
        let mut refuse = |column: Option<usize>, value: &str, code| {
            set_aside.push(sheet.aside(row, column, value, code));
        };
        if let Some(fault) = sheet.table.fault(row) {
            refuse(None, "", fault);
            continue;
        }
        sheet.table.cells(row, &mut cells);
        let who = cell(&cells, Some(voter));
        let what = cell(&cells, Some(statement));
        let (said, when) = (cell(&cells, Some(vote)), cell(&cells, moment));
        if who.is_empty() {
            refuse(Some(voter), "", "voter-missing");
            continue;
        }
        let Some(on) = number_of.get(&*ascii_digits(&what)) else {
            refuse(Some(statement), &what, NOT_KNOWN);
            continue;
        };
        let Some(value) = vote_of(&said) else {
            refuse(Some(vote), &said, "vote-not-known");
            continue;
        };
        let at = if when.is_empty() { Some(0) } else { ascii_digits(&when).parse::<i64>().ok() };
        let Some(at) = at else {
            refuse(moment, &when, "vote-moment-not-known");
            continue;
        };
        let voter = ascii_digits(&who).into();
        named.push(Named { voter, vote: Vote { at, participant: 0, statement: *on, value } });
    }
    Ok((named, sheet.table.len() - 1, set_aside))
}

/// A line a person, a column a statement; an empty cell is no vote.
fn each_person(sheet: &Sheet<'_>, voter: usize, number_of: &BTreeMap<&str, u32>) -> Result<Read, Unreadable> {
    let about: Vec<String> = ABOUT_PERSON.iter().map(|n| fold(n)).collect();
    let columns: Vec<(usize, Option<u32>)> = sheet
        .header
        .iter()
        .enumerate()
        .filter(|(i, h)| *i != voter && !about.contains(&fold(h)))
        .map(|(i, h)| (i, number_of.get(&*ascii_digits(h)).copied()))
        .collect();
    if columns.iter().all(|(_, known)| known.is_none()) {
        sheet.needed("vote", VOTE)?;
    }
    let (mut named, mut set_aside, mut cells, mut read) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for row in 1..sheet.table.len() {
        let mut refuse = |column: Option<usize>, value: &str, code| {
            set_aside.push(sheet.aside(row, column, value, code));
        };
        if let Some(fault) = sheet.table.fault(row) {
            refuse(None, "", fault);
            read += 1;
            continue;
        }
        sheet.table.cells(row, &mut cells);
        let who = cell(&cells, Some(voter));
        for (column, on) in &columns {
            let said = cell(&cells, Some(*column));
            if said.is_empty() {
                continue;
            }
            read += 1;
            match (who.is_empty(), on, vote_of(&said)) {
                (true, _, _) => refuse(Some(voter), "", "voter-missing"),
                (_, None, _) => refuse(Some(*column), &said, NOT_KNOWN),
                (_, _, None) => refuse(Some(*column), &said, "vote-not-known"),
                (false, Some(statement), Some(value)) => named.push(Named {
                    voter: ascii_digits(&who).into(),
                    vote: Vote { at: 0, participant: 0, statement: *statement, value },
                }),
            }
        }
    }
    Ok((named, read, set_aside))
}

/// Reads which party each delegate speaks for.
///
/// # Errors
/// No line can be told from another, or a column is missing.
pub fn read_delegates(name: &str, bytes: &[u8]) -> Result<Delegates, Unreadable> {
    sheet(name, bytes, |sheet| {
        let (voter, party) = (sheet.needed("voter", VOTER)?, sheet.needed("party", PARTY)?);
        let (mut party_of, mut set_aside, mut cells) = (BTreeMap::new(), Vec::new(), Vec::new());
        for row in 1..sheet.table.len() {
            sheet.table.cells(row, &mut cells);
            let (who, whose) = (cell(&cells, Some(voter)), cell(&cells, Some(party)));
            let code = match sheet.table.fault(row) {
                Some(fault) => fault,
                None if who.is_empty() => "voter-missing",
                None if whose.is_empty() => "party-missing",
                None => {
                    let (who, whose): (Arc<str>, Arc<str>) = (ascii_digits(&who).into(), (*whose).into());
                    match party_of.insert(Arc::clone(&who), Arc::clone(&whose)) {
                        Some(before) if before != whose => {
                            // one mouth for two parties speaks for neither until somebody says which
                            party_of.remove(&who);
                            "delegate-of-two"
                        }
                        _ => continue,
                    }
                }
            };
            set_aside.push(sheet.aside(row, Some(voter), &who, code));
        }
        Ok(Delegates { party_of, set_aside })
    })
}
