//! What one source says it observed or was told. Never edited: amended by a new one.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::time::Instant;
use crate::value::{Attribute, Value};

/// Where a report was read: enough to find the very line again.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The file, as named on the command line.
    pub file: Arc<str>,
    /// Line of the file (CSV), row of the sheet, or 1-based feature number (GeoJSON).
    pub line: u32,
    /// The source's own id, where it has one.
    pub own_id: Option<Arc<str>>,
}

impl Origin {
    /// Whether nothing is said of where it was read.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }
}

/// What kind of source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; labels are in the words files")]
pub enum SourceKind {
    Patrol,
    Liaison,
    Hospital,
    Media,
    Party,
    Hotline,
    Civilian,
    Camera,
    Dataset,
    Other,
}

/// Who speaks, and how they were graded (Admiralty scale, two independent axes). Grades never decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The source as named.
    pub name: Arc<str>,
    /// Its kind, if stated.
    pub kind: Option<SourceKind>,
    /// Reliability of the source, `A`–`F`; `F` cannot be judged.
    pub reliability: Option<char>,
    /// Credibility of the information, 1–6; 6 cannot be judged.
    pub credibility: Option<u8>,
}

/// How a report is graded on the Admiralty scale, two independent axes: the source of this report, and what it says. Grades never decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Reliability of the source, `A`–`F`; `F` cannot be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<char>,
    /// Credibility of the information, 1–6; 6 cannot be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<u8>,
}

impl Grade {
    /// The marks of reliability, the best first.
    pub const RELIABILITY: [char; 6] = ['A', 'B', 'C', 'D', 'E', 'F'];
    /// The marks of credibility, the best first.
    pub const CREDIBILITY: [u8; 6] = [1, 2, 3, 4, 5, 6];

    /// Whether it says something, and nothing that is no mark of its axis.
    pub fn is_sound(&self) -> bool {
        self.reliability.is_none_or(|mark| Self::RELIABILITY.contains(&mark))
            && self.credibility.is_none_or(|mark| Self::CREDIBILITY.contains(&mark))
            && *self != Self::default()
    }

    /// What stands after a later grade: an axis that it leaves out stays as it was.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self {
            reliability: later.reliability.or(self.reliability),
            credibility: later.credibility.or(self.credibility),
        }
    }
}

impl From<&Source> for Grade {
    fn from(source: &Source) -> Self {
        Self { reliability: source.reliability, credibility: source.credibility }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reliability.iter().try_for_each(|mark| write!(f, "{mark}"))?;
        self.credibility.iter().try_for_each(|mark| write!(f, "{mark}"))
    }
}

/// What one report says of one deed: each attribute with its possible values; silent ones are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Sorted by attribute; several values mean "this or that".
    pub claims: Vec<(Attribute, Vec<Value>)>,
}

impl Account {
    /// The values claimed for `attribute`; empty where the account is silent.
    pub fn values(&self, attribute: Attribute) -> &[Value] {
        self.claims.binary_search_by_key(&attribute, |(a, _)| *a).map_or(&[], |i| self.claims[i].1.as_slice())
    }
    /// Sets the values of `attribute`; an empty list makes the account silent on it.
    pub fn set(&mut self, attribute: Attribute, values: Vec<Value>) {
        match (self.claims.binary_search_by_key(&attribute, |(a, _)| *a), values.is_empty()) {
            (Ok(i), true) => drop(self.claims.remove(i)),
            (Ok(i), false) => self.claims[i].1 = values,
            (Err(_), true) => {}
            (Err(i), false) => self.claims.insert(i, (attribute, values)),
        }
    }
    /// The one value, where exactly one is claimed.
    pub fn single(&self, attribute: Attribute) -> Option<&Value> {
        match self.values(attribute) {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// A name of a place as the source wrote it, beside the region it was taken to mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceName {
    /// Which attribute it names.
    pub attribute: Attribute,
    /// As written.
    pub written: Arc<str>,
    /// Gazetteer ids that fit; more than one is contested.
    pub candidates: Vec<Arc<str>>,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Where it was read.
    pub origin: Origin,
    /// Who speaks.
    pub source: Source,
    /// When we were told, if stated.
    pub reported_at: Option<Instant>,
    /// What was done: one deed, or one for each side where both act.
    pub deeds: Vec<Account>,
    /// Own ids of the reports that this one only repeats.
    pub echo_of: Vec<Arc<str>>,
    /// Own id of the report of the act that this one answers (return fire).
    pub answers: Option<Arc<str>>,
    /// The narrative, untouched, in the reporter's language.
    pub text: Arc<str>,
    /// Place names as written.
    pub places: Vec<PlaceName>,
    /// Names of the independent outlets behind this row, where the source lists them.
    pub outlets: Vec<Arc<str>>,
    /// Whether the source says that this row sums up several happenings: *part of* is not *same*.
    pub aggregate: bool,
}

impl Report {
    /// The same without its deeds and its words: who told it when, its ids and what it answers. Weighing looks at no more of a
    /// report, for what it says stands in the incident.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            origin: self.origin.clone(),
            source: self.source.clone(),
            reported_at: self.reported_at,
            deeds: Vec::new(),
            echo_of: self.echo_of.clone(),
            answers: self.answers.clone(),
            text: Arc::from(""),
            places: Vec::new(),
            outlets: Vec::new(),
            aggregate: self.aggregate,
        }
    }
}
