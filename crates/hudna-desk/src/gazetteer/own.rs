//! Hudna's own gazetteer: CSV with `id, ar, en, alt, kind, lat, lon, radius_m, population`.
//!
//! Columns in any order, with English or Arabic headers; `lat`, `lon` and one name are needed. Other names are
//! separated by `|`. Commas, semicolons or tabs part the columns.

use std::sync::Arc;

use hudna_core::names::fold;

use super::read::{Read, SetAside, coordinates, number, population};
use super::{Place, radius_by_population};

/// Radii above this many metres are refused: no place of a gazetteer is that wide.
const WIDEST_M: f64 = 1_000_000.0;

/// Where which column stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    delimiter: u8,
    id: Option<usize>,
    ar: Option<usize>,
    en: Option<usize>,
    alternatives: Option<usize>,
    kind: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    radius_m: Option<usize>,
    population: Option<usize>,
    country: Option<usize>,
}

/// The sign that parts the columns of a header: the one that occurs most.
pub(super) fn delimiter_of(header: &str) -> u8 {
    let count = |d: char| header.matches(d).count();
    [',', ';', '\t'].into_iter().max_by_key(|d| (count(*d), *d == ',')).map_or(b',', |d| d as u8)
}

impl Columns {
    /// The columns that a header names, where they suffice.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let mut columns = Self { delimiter: delimiter_of(header), ..Self::default() };
        for (i, cell) in header.split(char::from(columns.delimiter)).enumerate() {
            let cell = fold(&cell.trim().trim_matches('"').replace('_', " "));
            let column = match cell.as_str() {
                "id" | "معرف" | "رقم" => &mut columns.id,
                "ar" | "عربي" | "عربيه" | "اسم عربي" | "اسم" => &mut columns.ar,
                "en" | "name" | "انجليزي" | "انجليزيه" | "اسم انجليزي" | "لاتيني" => {
                    &mut columns.en
                }
                "alt" | "alternatives" | "بدائل" | "بدايل" | "اسما اخري" => {
                    &mut columns.alternatives
                }
                "kind" | "نوع" => &mut columns.kind,
                "lat" | "latitude" | "خط عرض" | "خط العرض" => &mut columns.lat,
                "lon" | "lng" | "long" | "longitude" | "خط طول" | "خط الطول" => &mut columns.lon,
                "radius m" | "radius" | "نصف قطر م" | "نصف القطر م" => &mut columns.radius_m,
                "population" | "سكان" | "عدد سكان" => &mut columns.population,
                "country" | "دوله" | "بلد" => &mut columns.country,
                _ => continue,
            };
            column.get_or_insert(i);
        }
        let named = columns.ar.is_some() || columns.en.is_some();
        (named && columns.lat.is_some() && columns.lon.is_some()).then_some(columns)
    }
}

/// Reads the rows under a header whose columns are known.
pub(super) fn read(text: &str, columns: &Columns) -> Read {
    let mut read = Read::default();
    let mut rows =
        csv::ReaderBuilder::new().delimiter(columns.delimiter).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        let line = rows.position().line();
        match rows.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                match place(&record, columns, line) {
                    Ok(place) => read.places.push(place),
                    Err(aside) => read.set_aside.push(aside),
                }
            }
            Err(_) => read.set_aside.push(SetAside::new(line, "line-broken")),
        }
    }
    read
}

fn place(record: &csv::StringRecord, columns: &Columns, line: u64) -> Result<Place, SetAside> {
    let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or("").trim();
    let (ar, en) = (cell(columns.ar), cell(columns.en));
    let others: Vec<&str> =
        cell(columns.alternatives).split('|').map(str::trim).filter(|n| !n.is_empty()).collect();
    let Some(any) = [ar, en].into_iter().chain(others.iter().copied()).find(|n| !n.is_empty()) else {
        return Err(SetAside::new(line, "name-missing"));
    };
    let (lat, lon) = coordinates(line, cell(columns.lat), cell(columns.lon))?;
    let population = population(cell(columns.population));
    let radius_m = match cell(columns.radius_m) {
        "" | "?" => radius_by_population(population),
        written => number(written)
            .filter(|r| (0.0..=WIDEST_M).contains(r))
            .ok_or_else(|| SetAside::new(line, "radius-outside").with("value", written))?,
    };
    let id = match cell(columns.id) {
        "" => any,
        id => id,
    };
    Ok(Place {
        id: id.into(),
        ar: ar.into(),
        en: en.into(),
        alternatives: others.into_iter().map(Arc::from).collect(),
        kind: cell(columns.kind).into(),
        lon,
        lat,
        radius_m,
        population,
        country: Some(cell(columns.country)).filter(|c| !c.is_empty()).map(Arc::from),
    })
}
