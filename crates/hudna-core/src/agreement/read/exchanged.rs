//! Features whose latitude and longitude seem to be exchanged, though both are within their bounds.
//!
//! A feature far from where the agreement's places lie, that would lie among them with its two numbers
//! exchanged, is refused. Where the places lie is told by the gazetteer, or, without one, by most of the
//! features. Near the diagonal, where both numbers are alike, nothing can be told, and nothing is said.

use std::ops::Range;

use geo::Coord;

use super::fields::Notes;
use crate::agreement::SourceText;

/// Degrees from the middle of all places beyond which a feature is suspect.
const FAR: f64 = 5.0;

/// Rows of a gazetteer that are looked at.
const MOST_ROWS: usize = 2_000;

/// A feature by the middle of its box.
#[derive(Debug)]
pub(crate) struct Lying {
    /// Its id.
    pub(crate) id: String,
    /// Where its id stands.
    pub(crate) span: Range<usize>,
    /// Its middle.
    pub(crate) middle: Coord<f64>,
}

/// Says which features lie elsewhere only because their numbers are exchanged.
pub(crate) fn exchanged(features: &[Lying], places: Option<Coord<f64>>, notes: &mut Notes) {
    let own = || (features.len() >= 3).then(|| middle(features.iter().map(|f| f.middle)))?;
    let Some(hub) = places.or_else(own) else { return };
    let apart = |a: Coord<f64>| (a.x - hub.x).abs().max((a.y - hub.y).abs());
    for feature in features {
        let (as_drawn, turned) =
            (apart(feature.middle), apart(Coord { x: feature.middle.y, y: feature.middle.x }));
        if as_drawn > FAR && turned < as_drawn / 3.0 {
            let (lon, lat) = (format!("{:.4}", feature.middle.x), format!("{:.4}", feature.middle.y));
            let arguments = [("id", &*feature.id), ("lon", &*lon), ("lat", &*lat)];
            notes.error("coordinates-swapped", feature.span.clone(), &arguments);
        }
    }
}

/// The middle one of all longitudes and of all latitudes.
fn middle(places: impl Iterator<Item = Coord<f64>>) -> Option<Coord<f64>> {
    let (mut xs, mut ys): (Vec<f64>, Vec<f64>) = places.map(|p| (p.x, p.y)).unzip();
    xs.sort_by(f64::total_cmp);
    ys.sort_by(f64::total_cmp);
    Some(Coord { x: *xs.get(xs.len() / 2)?, y: *ys.get(ys.len() / 2)? })
}

/// Where the places of a gazetteer lie. Rows that a plain look cannot read are passed over: reading the
/// gazetteer, and saying what is wrong with it, is not done here.
pub(crate) fn places(gazetteer: &SourceText) -> Option<Coord<f64>> {
    let mut lines = gazetteer.text.lines();
    let head: Vec<&str> = lines.next()?.trim_start_matches('\u{feff}').split(',').map(str::trim).collect();
    let column = |name: &str| head.iter().position(|h| h.eq_ignore_ascii_case(name));
    let (lat, lon) = (column("lat")?, column("lon")?);
    let rows = lines.take(MOST_ROWS).filter(|line| !line.contains('"')).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let degrees = |i: usize| cells.get(i)?.parse::<f64>().ok().filter(|n| n.abs() <= 180.0);
        Some(Coord { x: degrees(lon)?, y: degrees(lat)? })
    });
    middle(rows)
}
