//! The places that come with Hudna: `data/places.tsv.gz`, from GeoNames (CC BY 4.0).
//!
//! Unpacked once, when first needed. Columns: latitude, longitude, GeoNames id, country, population, name,
//! Arabic names, other Latin names; names of one column are separated by `|`. How it was made: `data/README.md`.

use std::io::Read;
use std::sync::{Arc, OnceLock};

use super::{Place, radius_by_population};
use crate::gazetteer::geonames::best_arabic;

static PACKED: &[u8] = include_bytes!("../../data/places.tsv.gz");
static TEXT: OnceLock<String> = OnceLock::new();

/// The unpacked table.
fn text() -> &'static str {
    TEXT.get_or_init(|| {
        let mut text = String::with_capacity(PACKED.len() * 5 / 2);
        // The file is part of the program and a test reads it whole: it cannot fail where that test passed.
        if flate2::read::GzDecoder::new(PACKED).read_to_string(&mut text).is_err() {
            text.clear();
        }
        text
    })
}

/// One line of the table, parsed as far as its coordinates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    line: &'static str,
    /// Degrees north.
    pub(super) lat: f64,
    /// Degrees east.
    pub(super) lon: f64,
}

/// All rows, in the order of the file.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    text().lines().filter_map(|line| {
        let (lat, rest) = line.split_once('\t')?;
        let (lon, _) = rest.split_once('\t')?;
        Some(Row { line, lat: lat.parse().ok()?, lon: lon.parse().ok()? })
    })
}

impl Row {
    fn column(&self, n: usize) -> &'static str {
        self.line.split('\t').nth(n).unwrap_or("")
    }

    /// Its names: the main one first.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        let mut columns = self.line.split('\t').skip(5);
        let main = columns.next().unwrap_or("");
        let others = columns.next().unwrap_or("").split('|').chain(columns.next().unwrap_or("").split('|'));
        std::iter::once(main).chain(others).filter(|n| !n.is_empty())
    }

    /// The place in full.
    pub(super) fn place(&self) -> Place {
        let population = self.column(4).parse().ok().filter(|n| *n > 0);
        let en = self.column(5);
        let arabic: Vec<&str> = self.column(6).split('|').filter(|n| !n.is_empty()).collect();
        let ar = best_arabic(&arabic, en).unwrap_or("");
        let alternatives = self.names().filter(|n| *n != ar && *n != en).map(Arc::from).collect();
        Place {
            id: format!("geonames:{}", self.column(2)).into(),
            ar: ar.into(),
            en: en.into(),
            alternatives,
            kind: "P".into(),
            lon: self.lon,
            lat: self.lat,
            radius_m: radius_by_population(population),
            population,
            country: Some(self.column(3)).filter(|c| !c.is_empty()).map(Arc::from),
        }
    }
}
