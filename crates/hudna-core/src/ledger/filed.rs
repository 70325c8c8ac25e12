//! Reports to acts and back: what is said in the clear, what goes into which part. Register rows are in [`super::row`].
//!
//! Nothing is lost between the two: a report taken apart and put together with all its parts is the
//! same report, under the same key. With a part redacted or closed to the reader what it held is unknown.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::act::{Act, ReportClaims};
use super::canonical::{CanonicalError, from_canonical, to_canonical};
use super::id::EntryId;
use super::part::Class;
use super::row;
pub use super::row::{register_of, registers};
use crate::dialogue::ballot::SEALED_VOTE;
use crate::place::{Area, Point, Region};
use crate::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use crate::value::{Attribute, Kind, Value};

/// Name, class and content of each part.
pub type Contents = Vec<(Cow<'static, str>, Class, Vec<u8>)>;

/// An act and what its parts hold, before salts and signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// What is said in the clear.
    pub act: Act,
    /// What is not said in the clear.
    pub parts: Contents,
}

impl Filed {
    /// An act without parts.
    pub const fn plain(act: Act) -> Self {
        Self { act, parts: Vec::new() }
    }
    /// With one part more; an empty content makes none.
    #[must_use]
    pub fn with(mut self, name: &'static str, class: Class, content: Vec<u8>) -> Self {
        if !content.is_empty() {
            self.parts.push((name.into(), class, content));
        }
        self
    }
}

/// Who told, and the ids by which a source could be known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    origin: Origin,
    source: Source,
    echo_of: Vec<Arc<str>>,
    answers: Option<Arc<str>>,
    outlets: Vec<Arc<str>>,
}

/// Where exactly: for each deed its places, and the names as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Where {
    deeds: Vec<Vec<(Attribute, Vec<Drawn>)>>,
    names: Vec<PlaceName>,
}

/// A place as the record writes it: an area with its border, which other data leave out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Drawn {
    /// Stated to be nowhere.
    Nothing,
    /// Within `radius_m` metres of a point.
    Disc {
        /// Degrees east.
        lon: f64,
        /// Degrees north.
        lat: f64,
        /// Metres.
        radius_m: f64,
    },
    /// Polygons, each an outer ring and its holes, as (longitude, latitude).
    Area {
        /// The area's id.
        id: String,
        /// Its border.
        rings: Vec<Vec<Vec<(f64, f64)>>>,
    },
}

impl From<&Region> for Drawn {
    fn from(region: &Region) -> Self {
        match region {
            Region::Disc { centre, radius_m } => {
                Self::Disc { lon: centre.lon, lat: centre.lat, radius_m: *radius_m }
            }
            Region::Area(area) => {
                let ring = |line: &geo::LineString<f64>| line.0.iter().map(|c| (c.x, c.y)).collect();
                let rings = area
                    .shape
                    .0
                    .iter()
                    .map(|p| std::iter::once(p.exterior()).chain(p.interiors()).map(ring).collect())
                    .collect();
                Self::Area { id: area.id.clone(), rings }
            }
        }
    }
}

impl Drawn {
    /// Whether it lies on the globe, with a size that is one.
    pub fn is_sound(&self) -> bool {
        let on_globe = |lon: f64, lat: f64| lon.abs() <= 180.0 && lat.abs() <= 90.0;
        match self {
            Self::Nothing => true,
            Self::Disc { lon, lat, radius_m } => {
                on_globe(*lon, *lat) && radius_m.is_finite() && *radius_m >= 0.0
            }
            Self::Area { rings, .. } => {
                let ring =
                    |ring: &Vec<(f64, f64)>| ring.len() >= 4 && ring.iter().all(|(x, y)| on_globe(*x, *y));
                !rings.is_empty()
                    && rings.iter().all(|polygon| !polygon.is_empty() && polygon.iter().all(ring))
            }
        }
    }

    /// The region drawn; `None` for nowhere.
    pub fn region(self) -> Option<Region> {
        match self {
            Self::Nothing => None,
            Self::Disc { lon, lat, radius_m } => Some(Region::Disc { centre: Point { lon, lat }, radius_m }),
            Self::Area { id, rings } => {
                let polygons = rings
                    .into_iter()
                    .filter(|rings| !rings.is_empty())
                    .map(|rings| {
                        let mut lines: Vec<geo::LineString<f64>> =
                            rings.into_iter().map(geo::LineString::from).collect();
                        let outer = lines.remove(0);
                        geo::Polygon::new(outer, lines)
                    })
                    .collect();
                Some(Region::Area(Arc::new(Area { id, shape: geo::MultiPolygon(polygons) })))
            }
        }
    }
}

fn is_place(attribute: Attribute) -> bool {
    attribute.kind() == Kind::Place
}

fn clear(account: &Account) -> Account {
    Account { claims: account.claims.iter().filter(|(a, _)| !is_place(*a)).cloned().collect() }
}

fn drawn(account: &Account) -> Vec<(Attribute, Vec<Drawn>)> {
    let value = |value: &Value| match value {
        Value::Place(region) => region.into(),
        _ => Drawn::Nothing,
    };
    account
        .claims
        .iter()
        .filter(|(a, _)| is_place(*a))
        .map(|(a, values)| (*a, values.iter().map(value).collect()))
        .collect()
}

/// Refuses an act that says in the clear where exactly something is, who told it or in which words, claims in another order
/// than accounts keep, or values that their attributes cannot have: what is once in the record can be taken out by nobody,
/// and claims out of order would not be found.
///
/// # Errors
/// The code: `place-in-the-clear`, `source-in-the-clear`, `words-in-the-clear`, `claims-out-of-order`,
/// `entry-not-understood`.
pub fn check_clear(act: &Act) -> Result<(), &'static str> {
    let sound = match act {
        Act::ReportFiled { report, .. } | Act::ReportAmended { report, .. } => {
            report.deeds.iter().try_for_each(check_account)?;
            let fits = |(attribute, values): &(Attribute, Vec<Value>)| {
                values.iter().all(|v| row::fits(*attribute, v))
            };
            report.deeds.iter().all(|deed| deed.claims.iter().all(fits))
        }
        act => {
            row::check_clear(act)?;
            row::is_sound(act)
        }
    };
    if sound { Ok(()) } else { Err("entry-not-understood") }
}

fn check_account(account: &Account) -> Result<(), &'static str> {
    let tells_place = |value: &Value| matches!(value, Value::Place(_));
    if account.claims.iter().any(|(a, values)| is_place(*a) || values.iter().any(tells_place)) {
        return Err("place-in-the-clear");
    }
    let rises = account.claims.is_sorted_by(|(a, _), (b, _)| a < b);
    if rises && account.claims.iter().all(|(_, values)| !values.is_empty()) {
        Ok(())
    } else {
        Err("claims-out-of-order")
    }
}

/// Whether a part of this name may be of this class in `act`: what is sealed is never sent in the open, and what all must
/// read never sealed.
pub fn is_class_of(act: &Act, name: &str, class: Class) -> bool {
    let open = match act {
        Act::AgreementProposed { .. } | Act::DraftPut { .. } => return class == Class::Open,
        Act::GazetteerAdopted { .. } => "gazetteer",
        Act::AreaDrawn { .. } => "drawing",
        Act::ConsultationCounted { .. } => "result",
        // for parties alone, or not before a moment, it is sealed: what is open lies in every bundle
        Act::PublicationMade { .. } if name == "document" => {
            return matches!(class, Class::Open | Class::Attachment);
        }
        Act::PublicationMade { .. } if name == "basis" => {
            return matches!(class, Class::Open | Class::Narrative);
        }
        Act::PublicationMade { .. } => "document",
        Act::VoteCast { .. } if name == SEALED_VOTE => return class == Class::Narrative,
        _ => "",
    };
    let fitting = match name {
        "source" | "name" | "about" | "grade" => Class::Source,
        "place" | "plan" => Class::Place,
        "text" | "set_aside" | "mended" => Class::Narrative,
        "file" | "working" | "timestamp" => Class::Attachment,
        _ if name == open && !open.is_empty() => Class::Open,
        _ => return false,
    };
    class == fitting
}

/// Takes a report apart.
///
/// # Errors
/// A number in it that the record cannot write.
pub fn report(report: &Report) -> Result<(ReportClaims, Contents), CanonicalError> {
    let claims = ReportClaims {
        aggregate: report.aggregate,
        deeds: report.deeds.iter().map(clear).collect(),
        reported_at: report.reported_at,
    };
    let told = Told {
        origin: report.origin.clone(),
        source: report.source.clone(),
        echo_of: report.echo_of.clone(),
        answers: report.answers.clone(),
        outlets: report.outlets.clone(),
    };
    let mut parts = vec![("source".into(), Class::Source, to_canonical(&told)?)];
    let places = Where { deeds: report.deeds.iter().map(drawn).collect(), names: report.places.clone() };
    if places.deeds.iter().any(|d| !d.is_empty()) || !places.names.is_empty() {
        parts.push(("place".into(), Class::Place, to_canonical(&places)?));
    }
    if !report.text.is_empty() {
        parts.push(("text".into(), Class::Narrative, report.text.as_bytes().to_vec()));
    }
    Ok((claims, parts))
}

/// The act by which `one` enters the record.
///
/// # Errors
/// As [`report`].
pub fn report_filed(one: &Report, from: Option<EntryId>) -> Result<Filed, CanonicalError> {
    let (claims, parts) = report(one)?;
    Ok(Filed { act: Act::ReportFiled { from, report: claims }, parts })
}

/// What a source is called whose name the reader may not see, or nobody may any more.
pub const WITHHELD: &str = "—";

/// Puts a report together. `open` gives a part's content by name; `None` where it is closed or destroyed.
///
/// # Errors
/// A part's content is not what a part of that name holds.
pub fn read_report<'a>(
    entry: &EntryId,
    claims: &ReportClaims,
    open: impl Fn(&str) -> Option<&'a [u8]>,
) -> Result<Report, CanonicalError> {
    let told = match open("source") {
        Some(bytes) => from_canonical(bytes)?,
        None => withheld(entry),
    };
    let Told { origin, source, echo_of, answers, outlets } = told;
    let places: Where = open("place").map(from_canonical).transpose()?.unwrap_or_default();
    let text = match open("text") {
        Some(bytes) => {
            std::str::from_utf8(bytes).map_err(|why| CanonicalError::NotUnderstood(why.to_string()))?
        }
        None => "",
    };
    let mut deeds = claims.deeds.clone();
    for (account, drawn) in deeds.iter_mut().zip(places.deeds) {
        for (attribute, values) in drawn {
            if !is_place(attribute) || !values.iter().all(Drawn::is_sound) {
                return Err(CanonicalError::NotUnderstood(attribute.name().to_owned()));
            }
            let value = |d: Drawn| d.region().map_or(Value::Nothing, Value::Place);
            account.set(attribute, values.into_iter().map(value).collect());
        }
    }
    Ok(Report {
        origin,
        source,
        reported_at: claims.reported_at,
        deeds,
        echo_of,
        answers,
        text: text.into(),
        places: places.names,
        outlets,
        aggregate: claims.aggregate,
    })
}

/// A source that stays unnamed: each entry's its own, so that two of them are never taken for one.
fn withheld(entry: &EntryId) -> Told {
    Told {
        origin: Origin { file: entry.0.clone(), line: 0, own_id: None },
        source: Source {
            name: format!("{WITHHELD} {entry}").into(),
            kind: None::<SourceKind>,
            reliability: None,
            credibility: None,
        },
        echo_of: Vec::new(),
        answers: None,
        outlets: Vec::new(),
    }
}
