//! A written understanding as data: its text, parties, zones, terms and norms.
//!
//! `read` makes an [`Agreement`] of Markdown and GeoJSON or says why not; `check` finds what a drafter
//! would want to know. A block that is not understood: the agreement does not load.

use std::sync::Arc;

use geo::{LineString, MultiPolygon};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::condition::{Expr, Words};
use crate::register::RegisterKind;
use crate::time::{Instant, Span, TimeRange};
use crate::value::Attribute;

mod affiliation;
pub mod check;
pub mod norm;
pub mod read;

pub use check::check;
pub use read::{Beside, BesideError, read};

/// One version of an understanding, with the version before it where there was one.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its id, such as `marsa`.
    pub id: Arc<str>,
    /// Version number.
    pub version: i64,
    /// Titles and the notice printed on every document, Arabic then English.
    pub title: Bilingual,
    /// "Invented", "hypothetical": printed on every document.
    pub notice: Bilingual,
    /// The language whose text prevails.
    pub prevails: Arc<str>,
    /// Every hour in the text is local to this zone.
    pub zone_time: TimeZone,
    /// Its IANA name.
    pub zone_name: Arc<str>,
    /// When it was signed.
    pub signed: Option<Instant>,
    /// The instant of entry into force.
    pub d_day: Instant,
    /// The instant from which it is no longer in force.
    pub ends: Option<Instant>,
    /// How long a party has to reply to a finding.
    pub reply_within: Option<Span>,
    /// Kinds of link by which a party answers for an actor.
    pub answers_for: Vec<LinkKind>,
    /// Whether values of different accounts may be mixed.
    pub mixed_accounts: bool,
    /// The text, article by article.
    pub articles: Vec<Article>,
    /// Parties, in the order of the text.
    pub parties: Vec<Party>,
    /// Formations and other actors with their names.
    pub formations: Vec<Formation>,
    /// Groups that are neither bound nor protected.
    pub excluded: Vec<Arc<str>>,
    /// Dated affiliation.
    pub links: Vec<Link>,
    /// Terms with a reading per party.
    pub terms: Vec<Term>,
    /// How entries of registers are matched to deeds.
    pub matches: Vec<Match>,
    /// Registers declared complete by the text.
    pub complete: Vec<(RegisterKind, TimeRange, Arc<str>)>,
    /// Zones and lines, in versions and courses.
    pub geometries: Vec<Geometry>,
    /// Land, roads, sectors, towns and sites for maps and tables; they decide nothing.
    pub backdrop: Vec<Backdrop>,
    /// The norms, in the order of the text.
    pub norms: Vec<norm::Norm>,
    /// The version before, for acts before this one's D-day.
    pub supersedes: Option<Arc<Agreement>>,
    /// File named by `gazetteer` in the front matter.
    pub gazetteer: Option<Arc<str>>,
    /// The file it was read from and its text, for citing words.
    pub source: Arc<SourceText>,
}

/// A file's name and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// As the reader named it.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

/// The same words in Arabic and English; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, clippy::allow_attributes, reason = "the names say it")]
pub struct Bilingual {
    pub ar: Arc<str>,
    pub en: Arc<str>,
}

/// An article and its paragraphs.
#[derive(Clone, Debug)]
pub struct Article {
    /// `a4`.
    pub id: Arc<str>,
    /// Its heading.
    pub title: Bilingual,
    /// Rows of its table: paragraph number, Arabic, English.
    pub paragraphs: Vec<(Arc<str>, Bilingual)>,
    /// Where the heading stands.
    pub words: Words,
}

/// A party to the agreement.
#[derive(Clone, Debug)]
pub struct Party {
    /// `first`.
    pub id: Arc<str>,
    /// Its name.
    pub name: Bilingual,
    /// From when it is bound.
    pub bound_from: Instant,
    /// Until when, if it withdrew.
    pub bound_until: Option<Instant>,
}

/// A formation, with the names that reports may use for it.
#[derive(Clone, Debug)]
pub struct Formation {
    /// `brigade-7`.
    pub id: Arc<str>,
    /// Its name.
    pub name: Bilingual,
    /// Other names, as written.
    pub alternatives: Vec<Arc<str>>,
}

/// How an actor belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, clippy::allow_attributes, reason = "the names are those of the text")]
pub enum LinkKind {
    BelongsTo,
    IntegratedInto,
    UnderCommandOf,
    MobilisedBy,
    EscortedBy,
}

impl LinkKind {
    /// As written in the text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BelongsTo => "belongs_to",
            Self::IntegratedInto => "integrated_into",
            Self::UnderCommandOf => "under_command_of",
            Self::MobilisedBy => "mobilised_by",
            Self::EscortedBy => "escorted_by",
        }
    }
    /// All kinds.
    pub const ALL: &'static [Self] =
        &[Self::BelongsTo, Self::IntegratedInto, Self::UnderCommandOf, Self::MobilisedBy, Self::EscortedBy];
}

/// A dated link between actors.
#[derive(Clone, Debug)]
pub struct Link {
    /// The actor that is linked.
    pub of: Arc<str>,
    /// How.
    pub kind: LinkKind,
    /// To whom: a party or another formation.
    pub to: Arc<str>,
    /// The start: `[earliest, latest]` instants; `None` is from ever.
    pub from: Option<TimeRange>,
    /// The end (exclusive): `[earliest, latest]` instants; `None` is for ever.
    pub until: Option<TimeRange>,
    /// The source of this statement.
    pub by: Arc<str>,
    /// Parties that dispute it; a disputed link may or may not exist.
    pub disputed_by: Vec<Arc<str>>,
    /// Links that share a change move together on one unknown date.
    pub change: Option<Arc<str>>,
    /// Index of the link in the text, its identity among unknowns.
    pub words: Words,
}

/// A term with a reading per party.
#[derive(Clone, Debug)]
pub struct Term {
    /// `hot_pursuit`.
    pub id: Arc<str>,
    /// Who reads it how.
    pub readings: Vec<Reading>,
    /// Interpretive rulings: from when, whose reading, reference.
    pub rulings: Vec<(Instant, Arc<str>, Arc<str>)>,
}

/// One party's reading of a term.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Whose.
    pub by: Arc<str>,
    /// What it takes the term to mean.
    pub when: Expr,
}

/// Whom an entry of a register must be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The unit or one of its parents.
    Unit,
    /// The party that answers for it.
    Party,
}

/// How entries of notices, authorisations and contacts are matched to a deed.
#[derive(Clone, Debug)]
pub struct Match {
    /// `flight_notice`.
    pub id: Arc<str>,
    /// Whom the entry must be about.
    pub who: Whom,
    /// How far from the stated route or place, metres; `None`: anywhere.
    pub metres: Option<f64>,
    /// Slack around the stated times.
    pub window: Option<Span>,
    /// How long before the act it must have been sent.
    pub lead: Option<Span>,
    /// The answer that it must have got.
    pub answer: Option<Arc<str>>,
}

/// One version and course of a zone or line.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// The id that conditions use; several features may share it.
    pub id: Arc<str>,
    /// Its names.
    pub name: Bilingual,
    /// When this version holds.
    pub valid: TimeRange,
    /// Whose course this is, where disputed.
    pub course_of: Option<Arc<str>>,
    /// The dispute: all features of one dispute take the same party's course together.
    pub dispute: Option<Arc<str>>,
    /// The shape.
    pub shape: Shape,
}

/// A zone's area or a line's course.
#[derive(Clone, Debug)]
#[allow(missing_docs, clippy::allow_attributes, reason = "the names say it")]
pub enum Shape {
    Zone(Arc<MultiPolygon<f64>>),
    Line(Arc<Vec<LineString<f64>>>),
}

/// What a map and a table by area need; decides nothing.
#[derive(Clone, Debug)]
pub struct Backdrop {
    /// Its id.
    pub id: Arc<str>,
    /// `sector`, `land`, `road`, `town`, `site` (named in registers by its id, not drawn).
    pub kind: Arc<str>,
    /// Its names.
    pub name: Bilingual,
    /// Its shape.
    pub shape: geo::Geometry<f64>,
}

impl Agreement {
    /// The version in force at `at`: this one from its D-day, else the one before it, else none.
    pub fn version_at(&self, at: Instant) -> Option<&Self> {
        if at >= self.d_day {
            Some(self)
        } else {
            self.supersedes.as_deref().and_then(|older| older.version_at(at))
        }
    }
    /// The norm with this id.
    pub fn norm(&self, id: &str) -> Option<&norm::Norm> {
        self.norms.iter().find(|n| &*n.id == id)
    }
    /// The features of a zone or line: its versions and courses.
    pub fn geometry<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Geometry> + 'a {
        self.geometries.iter().filter(move |g| &*g.id == id)
    }
    /// The article whose id begins the norm's id.
    pub fn article_of(&self, norm: &str) -> Option<&Article> {
        self.articles.iter().filter(|a| norm.starts_with(&*a.id)).max_by_key(|a| a.id.len())
    }
    /// The attributes that places of conditions may stand on.
    pub const PLACES: &'static [Attribute] = &[Attribute::Place, Attribute::Origin, Attribute::ObserverPlace];
}
