//! What a first reading proposes, as data: every value with the bytes and lines it rests on.

use serde::Serialize;

use super::names::{Class, ConditionKind};

/// Words of the account: bytes from–to, lines from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Line of the first byte.
    pub line: u32,
    /// Line of the last.
    pub end_line: u32,
}

impl Span {
    /// The words in `text`; empty where `text` is another than was read.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Somebody or something that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// A participant: place in the list, from 0.
    Participant(usize),
    /// A body, or a station of a log.
    Body(usize),
    /// A collective, or a capacity whose holder is not named.
    Group(usize),
}

/// How it is known who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Named beside the verb.
    Named,
    /// Named before the colon of the line.
    Label,
    /// Named before the list that the line belongs to.
    List,
    /// A pronoun: whoever spoke or was named last.
    Pronoun,
    /// Not said: whoever spoke last.
    Carried,
    /// Nobody is named.
    Nobody,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// The name, without titles.
    pub name: Span,
    /// The capacity.
    pub capacity: Option<Span>,
    /// The body of the capacity: place in the list of bodies.
    pub body: Option<usize>,
    /// Whether the account says that this person was not there.
    pub absent: bool,
}

/// A body or a collective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Where it is named.
    pub span: Span,
    /// Of a collective: whether it is all who were there.
    pub all: bool,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// How it stands to what is said.
    pub kind: ConditionKind,
    /// The words by which it was known.
    pub marker: Span,
    /// Marker and condition.
    pub span: Span,
    /// Who sets it, where that is said.
    pub by: Option<Span>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Who; nobody where the account names nobody.
    pub speaker: Option<Speaker>,
    /// Who else makes it with that speaker.
    pub also: Vec<Speaker>,
    /// How that is known.
    pub how: How,
    /// Where the speaker is named for it.
    pub named: Option<Span>,
    /// What is done by saying it.
    pub class: Class,
    /// The verb; nothing where a log has none.
    pub verb: Option<Span>,
    /// All of its words.
    pub span: Span,
    /// Whether all are said to be of one mind.
    pub unanimous: bool,
    /// The statement that reports it: place in the list.
    pub within: Option<usize>,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Whether a person should look twice: speaker carried on, or found by an unsure pattern.
    pub unsure: bool,
}

/// A promise, conditional or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// The statement it is made in: place in the list.
    pub statement: usize,
    /// What is promised.
    pub what: Span,
    /// Whether the words undertake something; otherwise only a condition is tied to what is said.
    pub undertaken: bool,
}

/// Why a sentence made no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A heading, a label, a list of people.
    Heading,
    /// No verb of saying is known in it.
    NoVerb,
    /// It holds a condition or something to come, and nobody says it.
    Unattributed,
}

/// A sentence of which nothing was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Where.
    pub span: Span,
    /// Why.
    pub why: Why,
}

/// What a first reading proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Code of the language of most sentences.
    pub language: String,
    /// The day of the meeting, as written.
    pub day: Option<Span>,
    /// Its place, as written.
    pub place: Option<Span>,
    /// People.
    pub participants: Vec<Participant>,
    /// Bodies and stations.
    pub bodies: Vec<Named>,
    /// Collectives, and capacities whose holder is not named.
    pub groups: Vec<Named>,
    /// Statements, in order.
    pub statements: Vec<Statement>,
    /// Promises.
    pub promises: Vec<Promise>,
    /// What is left.
    pub left: Vec<Left>,
}
