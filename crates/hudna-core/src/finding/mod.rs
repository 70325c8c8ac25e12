//! What the agreement says about what happened.
//!
//! A finding joins one subject to one norm, with the reports it rests on. Nothing else in Hudna decides.
//!
//! Never reads a clock, a file or an earlier finding: either party can repeat our result.
//! New kinds of norm go in `agreement/norm/`, not here.

mod assess;
mod atom;
mod case;
mod cells;
mod cluster;
mod compare;
mod decide;
mod entries;
mod explain;
mod formula;
mod members;
mod memory;
mod missing;
mod near;
mod parties;
mod plain;
mod reason;
mod registers;
mod roots;
mod row;
mod sift;
mod steady;
mod subjects;
mod weigh;
mod weigher;

pub use assess::{assess, assess_anew, assess_row_by_row};
pub use explain::explain;
pub use weigh::{Found, Prepared, Weighed};
pub use weigher::{Material, actor_names};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::agreement::norm::Burden;
use crate::condition::{Truth, Words};
use crate::value::Attribute;

/// What a norm says of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Covered and not in order, in every case.
    Breach,
    /// The cases differ, or articles do.
    Undetermined,
    /// Covered and in order, in every case (met, for duties).
    Permitted,
    /// Not covered in any case.
    NotCovered,
}

impl Outcome {
    /// In the order in which an incident's summary takes the first present.
    pub const ALL: &'static [Self] = &[Self::Breach, Self::Undetermined, Self::Permitted, Self::NotCovered];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Undetermined => "undetermined",
            Self::Permitted => "permitted",
            Self::NotCovered => "not_covered",
        }
    }
}

/// What the finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SubjectRef {
    /// `incident`, `party`, or of a register `holding`, `visit`, `position`, `candidate`, `body`, `vote`.
    pub kind: &'static str,
    /// The incident's or party's id; else that in its register.
    pub id: String,
    /// 1-based deed of the incident; `None` for other kinds.
    pub deed: Option<u32>,
}

/// Against whom a finding speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Against {
    /// The possible sets of answering parties; an empty set is an outsider.
    Parties(Vec<Vec<Arc<str>>>),
    /// Nobody knows.
    Unknown(UnknownWord),
}

/// The word `unknown` in data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "one word")]
pub enum UnknownWord {
    Unknown,
}

/// What settled a finding, where it was not the facts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Whole accounts only; mixed ones nobody reported.
    Accounts,
    /// A burden of proof.
    Burden,
    /// An unknown target is presumed protected.
    Presumption,
    /// Too many cases to try: unknown for that reason alone.
    Bound,
    /// Members who kept silent count *for*: the time for it has run.
    Silence,
    /// Before entry into force.
    BeforeEntry,
    /// The parties read a term differently on this row.
    TermDisputed,
    /// Two articles disagree.
    ArticlesDisagree,
}

impl By {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Burden => "burden",
            Self::Presumption => "presumption",
            Self::Bound => "bound",
            Self::Silence => "silence",
            Self::BeforeEntry => "before-entry",
            Self::TermDisputed => "term-disputed",
            Self::ArticlesDisagree => "articles-disagree",
        }
    }
}

/// A node of the reason tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// What is asked: see [`Asked`].
    pub asked: Asked,
    /// What it comes to over all that may be.
    pub truth: Truth,
    /// Who must show a precondition, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burden: Option<Burden>,
    /// Words of the agreement's file that ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// The condition as written, for an atom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Arc<str>>,
    /// Attributes that it looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Of units kept apart: how far away the nearest opposing one stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<Distance>,
    /// Indexes of reports that it rests on.
    pub reports: Vec<u32>,
    /// Origins of register entries that it rests on, `file:line`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// What it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reason>,
}

/// A distance as measured, beside the one that the text asks; in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Distance {
    /// The least that it may be.
    pub least_m: u32,
    /// The most that it may be.
    pub most_m: u32,
    /// What the text asks.
    pub asked_m: u32,
}

impl Distance {
    /// In whole metres, rounded away from each other so that the truth stays between them.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded by half the earth's circumference"
    )]
    pub(crate) fn of(least: f64, most: f64, asked: f64) -> Self {
        let metres = |m: f64| m.clamp(0.0, 40_100_000.0) as u32;
        Self { least_m: metres(least.floor()), most_m: metres(most.ceil()), asked_m: metres(asked.round()) }
    }
}

/// What a node of the reason tree asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Was the norm in force then?
    InForce,
    /// Was the author bound then?
    Bound,
    /// Is neither side an excluded group?
    NotExcluded,
    /// Does the condition of the norm hold?
    When,
    /// Is what must hold so?
    Must,
    /// Is it due?
    Due,
    /// Was it done in time? Asked where a verifier found it undone after its time.
    InTime,
    /// Does this exception apply and clear?
    Exception(Arc<str>),
    /// Is this precondition met?
    Need(Arc<str>),
    /// All of the parts.
    All,
    /// Any of the parts.
    Any,
    /// Not the part.
    Not,
    /// One question of the text.
    Atom,
}

/// One unknown that a finding turns on, with the route by which it is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct MissingFact {
    /// Its key: an attribute's name, `link <actor>`, `course <dispute>`, `term <id>`, `register <match>`,
    /// `member <id>`, `members`.
    pub fact: String,
    /// The attribute, where it is one.
    pub attribute: Option<Attribute>,
    /// Who is asked.
    pub route: Route,
    /// The distinguishable answers, in the words of data.
    pub answers: Vec<String>,
}

/// Who is asked for a missing fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A patrol goes and looks.
    Patrol,
    /// The party replies.
    Party,
    /// The registry looks it up.
    Registry,
    /// The commission decides: a term, a line.
    Commission,
}

/// A smallest set of facts that would settle, or may settle, a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingSet {
    /// Whether every answer settles it; else some answer does.
    pub settles: bool,
    /// The facts, all needed together.
    pub facts: Vec<MissingFact>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub subject: SubjectRef,
    /// Where several acts or positions together make the finding: each of them, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<SubjectRef>,
    /// The norm's id.
    pub norm: Arc<str>,
    /// Version of the agreement whose norm this is.
    pub version: i64,
    /// The outcome over all that may be.
    pub outcome: Outcome,
    /// The outcomes that remain possible, in the order of [`Outcome::ALL`]; one where decided.
    pub possible: Vec<Outcome>,
    /// The outcome were the author bound.
    pub if_bound: Outcome,
    /// The possible sets of answering parties.
    pub against: Against,
    /// What settled it besides the facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<By>,
    /// Permissions that disagree, both named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<Arc<str>>,
    /// Ids of the ambiguities that the drafters know of and that it turns on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ambiguities: Vec<Arc<str>>,
    /// The text's own word for its gravity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Arc<str>>,
    /// Why.
    pub because: Reason,
    /// The smallest sets of facts that would settle it, at most three.
    pub missing: Vec<MissingSet>,
}

/// All that an assessment gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Assessment {
    /// Findings other than *not covered*, by incident, deed and norm; then those of parties, candidates, bodies, votes.
    pub findings: Vec<Finding>,
    /// Pairs not covered.
    pub not_covered: u64,
    /// The summary outcome of each incident, in the order of the incidents.
    pub by_incident: Vec<(crate::incident::IncidentId, Outcome)>,
    /// Of the pairs not covered, how many are of each incident, in the same order; the rest are of parties.
    #[serde(skip)]
    pub not_covered_by_incident: Vec<u64>,
}
