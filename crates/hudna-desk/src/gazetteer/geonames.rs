//! GeoNames: dumps of 19 tab-separated columns (`allCountries.txt`, `LY.txt`) and CSV with a header.

use std::sync::Arc;

use hudna_core::names::is_arabic;

use super::own::delimiter_of;
use super::read::{Read, SetAside, coordinates, population};
use super::{Place, radius_by_population};

/// How many columns a dump has.
const DUMP_COLUMNS: usize = 19;

/// Whether the first line is one of a dump: nineteen columns, the first a number.
pub(super) fn is_dump(first: &str) -> bool {
    let mut columns = first.split('\t');
    columns.next().is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
        && columns.count() + 1 == DUMP_COLUMNS
}

/// Reads a dump.
pub(super) fn read_dump(text: &str) -> Read {
    let mut read = Read::default();
    for (i, line) in text.lines().enumerate() {
        let number = i as u64 + 1;
        if line.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, name, ascii, others, lat, lon, class, code, country, rest @ ..] = columns.as_slice() else {
            read.set_aside.push(SetAside::new(number, "line-broken"));
            continue;
        };
        let row = Row {
            id,
            name,
            others: others.split(',').chain([*ascii]).collect(),
            lat,
            lon,
            population: rest.get(5).copied().unwrap_or(""),
            country,
            class,
            code,
        };
        match row.place(number) {
            Ok(place) => read.places.push(place),
            Err(aside) => read.set_aside.push(aside),
        }
    }
    read
}

/// Where which column of a CSV stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    delimiter: u8,
    names: Vec<String>,
}

impl Columns {
    /// The columns of a header that speaks of GeoNames.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let delimiter = delimiter_of(header);
        let names: Vec<String> =
            header.split(char::from(delimiter)).map(|c| c.trim().trim_matches('"').to_lowercase()).collect();
        let has = |n: &str| names.iter().any(|c| c == n);
        let known = has("geonameid") && has("name") && has("latitude") && has("longitude");
        known.then_some(Self { delimiter, names })
    }
}

/// Reads a CSV whose header is known.
pub(super) fn read_csv(text: &str, columns: Columns) -> Read {
    let mut read = Read::default();
    let mut rows =
        csv::ReaderBuilder::new().delimiter(columns.delimiter).flexible(true).from_reader(text.as_bytes());
    let at = |names: &[&str]| columns.names.iter().position(|c| names.contains(&c.as_str()));
    let (id, name, lat, lon) = (at(&["geonameid"]), at(&["name"]), at(&["latitude"]), at(&["longitude"]));
    let (people, country) =
        (at(&["population"]), at(&["country", "countrycode", "country_code", "country code"]));
    let (class, code) = (at(&["feature_class", "feature class"]), at(&["feature_code", "feature code"]));
    let others: Vec<usize> = columns
        .names
        .iter()
        .enumerate()
        .filter(|(_, c)| c.contains("alternate") || c.contains("arabic"))
        .map(|(i, _)| i)
        .collect();
    let mut record = csv::StringRecord::new();
    loop {
        let line = rows.position().line();
        match rows.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or("").trim();
                let row = Row {
                    id: cell(id),
                    name: cell(name),
                    others: others.iter().flat_map(|c| cell(Some(*c)).split(['|', ','])).collect(),
                    lat: cell(lat),
                    lon: cell(lon),
                    population: cell(people),
                    country: cell(country),
                    class: cell(class),
                    code: cell(code),
                };
                match row.place(line) {
                    Ok(place) => read.places.push(place),
                    Err(aside) => read.set_aside.push(aside),
                }
            }
            Err(_) => read.set_aside.push(SetAside::new(line, "line-broken")),
        }
    }
    read
}

/// What either layout says of one place.
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    others: Vec<&'a str>,
    lat: &'a str,
    lon: &'a str,
    population: &'a str,
    country: &'a str,
    class: &'a str,
    code: &'a str,
}

impl Row<'_> {
    fn place(&self, line: u64) -> Result<Place, SetAside> {
        let name = self.name.trim();
        if name.is_empty() || self.id.is_empty() {
            return Err(SetAside::new(line, "name-missing"));
        }
        let (lat, lon) = coordinates(line, self.lat, self.lon)?;
        let mut others: Vec<&str> = Vec::with_capacity(self.others.len());
        // Codes of airports and stations, and links, are no names.
        let code = |n: &str| n.len() <= 4 && n.bytes().all(|b| b.is_ascii_uppercase());
        let named = |n: &&str| !n.is_empty() && *n != name && !code(n) && !n.contains("://");
        for other in self.others.iter().map(|n| n.trim()).filter(named) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        let arabic: Vec<&str> = others.iter().copied().filter(|n| is_arabic(n)).collect();
        let (ar, en) = if is_arabic(name) {
            (name, others.iter().copied().find(|n| n.is_ascii()).unwrap_or(""))
        } else {
            (best_arabic(&arabic, name).unwrap_or(""), name)
        };
        let population = population(self.population);
        Ok(Place {
            id: format!("geonames:{}", self.id).into(),
            ar: ar.into(),
            en: en.into(),
            alternatives: others.iter().filter(|n| **n != ar && **n != en).map(|n| Arc::from(*n)).collect(),
            kind: [self.class, self.code]
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(".")
                .into(),
            lon,
            lat,
            radius_m: radius(self.class, self.code, population),
            population,
            country: Some(self.country).filter(|c| !c.is_empty()).map(Arc::from),
        })
    }
}

/// By kind where it is no populated place: states 100 km, districts 30 km, lakes, hills, parks and roads 5 km,
/// buildings 1 km.
fn radius(class: &str, code: &str, population: Option<u64>) -> f64 {
    match (class, code) {
        ("A", "ADM1" | "ADM1H" | "PCLI" | "PCL" | "PCLD") => 100_000.0,
        ("A", _) => 30_000.0,
        ("H" | "L" | "R" | "T" | "U" | "V", _) => 5_000.0,
        ("S", _) => 1_000.0,
        _ => radius_by_population(population),
    }
}

/// Of several Arabic-script spellings the one that reads most like Arabic: letters that Persian, Kurdish and Urdu
/// renderings lack, ya with its dots, the article where the Latin name has one; then the shortest.
pub(super) fn best_arabic<'a>(spellings: &[&'a str], latin: &str) -> Option<&'a str> {
    let beginning = latin.get(..3).unwrap_or("").to_lowercase();
    let article = beginning.starts_with('a') && matches!(beginning.as_bytes().get(2), Some(b' ' | b'-'));
    spellings.iter().copied().max_by_key(|name| {
        let own = name.chars().filter(|c| "طصضظعقحثذةأإآ".contains(*c)).count();
        let foreign = name.chars().filter(|c| !matches!(c, 'ء'..='غ' | 'ف'..='ي' | ' ')).count();
        let length = name.chars().count().max(1);
        let dotless = usize::from(name.ends_with('ى'));
        let fits = usize::from(article == name.starts_with("ال"));
        (
            std::cmp::Reverse(foreign),
            fits,
            own * 100 / length,
            std::cmp::Reverse(dotless),
            std::cmp::Reverse(length),
            std::cmp::Reverse(*name),
        )
    })
}
