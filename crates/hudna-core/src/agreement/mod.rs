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
pub mod decided;
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
    pub signed: Option<TimeRange>,
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
    /// Words of the text for the gravity of a breach, gravest first; empty where it lists none.
    pub severities: Vec<Severity>,
    /// Ambiguities that the drafters know of.
    pub ambiguities: Vec<Ambiguity>,
    /// When the text, or a part of it, was suspended.
    pub suspensions: Vec<Standing>,
    /// When it, or a part of it, stayed in force beyond its end.
    pub extensions: Vec<Standing>,
    /// Rulings on disputed lines: they settle whose course holds from a day on.
    pub course_rulings: Vec<CourseRuling>,
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
#[expect(missing_docs, reason = "the names say it")]
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
    /// From when it is bound: from the start of a day whose hour is not stated.
    pub bound_from: Instant,
    /// When it adhered: a whole day where the hour is not stated. Deadlines run from it.
    pub adhered: TimeRange,
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
#[expect(missing_docs, reason = "the names are those of the text")]
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
    /// How a reader is told of it; empty where the text gives no name.
    pub name: Bilingual,
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

/// A word of the text for the gravity of a breach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severity {
    /// `grave`, as norms write it.
    pub id: Arc<str>,
    /// The word in both languages.
    pub name: Bilingual,
}

/// An ambiguity that the drafters know of and leave standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// `end_of_pursuit`.
    pub id: Arc<str>,
    /// What it is about.
    pub about: About,
    /// What is ambiguous, in both languages.
    pub words: Bilingual,
    /// Who reads it how.
    pub readings: Vec<(Vec<Arc<str>>, Bilingual)>,
}

/// What an ambiguity is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A term with a reading per party.
    Term(Arc<str>),
    /// A dispute over lines or zones.
    Dispute(Arc<str>),
    /// A norm, a paragraph or an article: what the norm's id begins with.
    Part(Arc<str>),
}

/// A time in which the text or a part of it was suspended, or stayed in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// From when until when.
    pub over: TimeRange,
    /// The article or norm; `None`: the whole text.
    pub part: Option<Arc<str>>,
    /// Who decided it.
    pub by: Arc<str>,
}

impl Standing {
    /// Whether it speaks of this norm.
    pub fn is_of(&self, norm: &str) -> bool {
        self.part.as_deref().is_none_or(|part| is_part(norm, part))
    }
}

/// Whether a norm stands in an article or paragraph, or is that norm.
pub fn is_part(norm: &str, part: &str) -> bool {
    norm.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A ruling on a disputed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseRuling {
    /// The dispute.
    pub dispute: Arc<str>,
    /// From when.
    pub from: Instant,
    /// Whose course holds.
    pub settles: Arc<str>,
    /// Where it was given.
    pub reference: Arc<str>,
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
#[expect(missing_docs, reason = "the names say it")]
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
    /// The instant from which neither it nor any part of it is in force; `None` where it has no end.
    pub fn lapses(&self) -> Option<Instant> {
        let extended = self.extensions.iter().map(|e| e.over.hi).max();
        self.ends.map(|ends| extended.map_or(ends, |to| ends.max(to)))
    }
    /// The times in which a norm is in force, in order, within `version`: from its beginning to its end, longer where
    /// extended, less what was suspended.
    pub fn in_force(&self, norm: &norm::Norm, version: TimeRange) -> Vec<TimeRange> {
        let own = version.hi.min(self.ends.unwrap_or(Instant(i64::MAX)));
        let from = norm.from.map_or(version.lo, |from| from.max(version.lo));
        let mut edges = vec![(from, norm.until.map_or(own, |until| until.min(own)))];
        let extended = self.extensions.iter().filter(|e| e.is_of(&norm.id));
        edges.extend(extended.map(|e| (e.over.lo.max(from), e.over.hi.min(version.hi))));
        edges.retain(|(lo, hi)| lo < hi);
        edges.sort_unstable();
        let mut pieces: Vec<TimeRange> = Vec::new();
        for (lo, hi) in edges {
            match pieces.last_mut() {
                Some(last) if lo <= last.hi => last.hi = last.hi.max(hi),
                _ => pieces.push(TimeRange { lo, hi }),
            }
        }
        for suspended in self.suspensions.iter().filter(|s| s.is_of(&norm.id)) {
            let without = |piece: TimeRange| {
                let before = TimeRange { lo: piece.lo, hi: piece.hi.min(suspended.over.lo) };
                let after = TimeRange { lo: piece.lo.max(suspended.over.hi), hi: piece.hi };
                [before, after].into_iter().filter(|p| p.lo < p.hi)
            };
            pieces = pieces.into_iter().flat_map(without).collect();
        }
        pieces
    }
    /// The parties whose course of a disputed line may hold over `at`; `None` where nothing was ruled by then.
    pub fn ruled_courses(&self, dispute: &str, at: TimeRange) -> Option<Vec<&Arc<str>>> {
        let mut rulings: Vec<&CourseRuling> =
            self.course_rulings.iter().filter(|r| &*r.dispute == dispute && at.hi > r.from).collect();
        rulings.sort_by_key(|r| r.from);
        let last = rulings.iter().rposition(|r| at.lo >= r.from)?;
        Some(rulings[last..].iter().map(|r| &r.settles).collect())
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
