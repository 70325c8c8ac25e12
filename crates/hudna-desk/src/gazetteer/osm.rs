//! OpenStreetMap: the JSON that Overpass answers with, nodes as they are, ways and relations by their centre.

use std::sync::Arc;

use hudna_core::names::is_arabic;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::read::{Read, SetAside, on_the_globe, population};
use super::{Place, radius_by_population};

/// Why the JSON is no such file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not JSON at this place.
    NotJson { line: usize, column: usize },
    /// It has no list of elements.
    NoElements,
}

#[derive(Deserialize)]
struct Answer {
    elements: Vec<Value>,
}

#[derive(Deserialize)]
struct Element {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    id: i64,
    lat: Option<f64>,
    lon: Option<f64>,
    center: Option<Centre>,
    #[serde(default)]
    tags: Map<String, Value>,
}

#[derive(Deserialize)]
struct Centre {
    lat: f64,
    lon: f64,
}

/// Reads Overpass JSON; unnamed elements are passed over, as they are the corners of ways.
pub(super) fn read(text: &str) -> Result<Read, Refusal> {
    let answer: Answer = serde_json::from_str(text).map_err(|e| {
        if e.is_data() {
            Refusal::NoElements
        } else {
            Refusal::NotJson { line: e.line(), column: e.column() }
        }
    })?;
    let mut read = Read::default();
    for (i, element) in answer.elements.into_iter().enumerate() {
        let number = i as u64 + 1;
        let Ok(element) = serde_json::from_value::<Element>(element) else {
            read.set_aside.push(SetAside::new(number, "element-broken"));
            continue;
        };
        match element.place(number) {
            Ok(Some(place)) => read.places.push(place),
            Ok(None) => {}
            Err(aside) => read.set_aside.push(aside),
        }
    }
    Ok(read)
}

impl Element {
    fn tag(&self, key: &str) -> &str {
        self.tags.get(key).and_then(Value::as_str).unwrap_or("").trim()
    }

    /// The names of the tags that hold names, in one order, each once.
    fn names(&self) -> Vec<&str> {
        const FIRST: &[&str] =
            &["name:ar", "name:en", "name", "int_name", "alt_name", "alt_name:ar", "alt_name:en"];
        let named = |key: &str| {
            let stem = key.split(':').next().unwrap_or(key);
            matches!(
                stem,
                "name"
                    | "alt_name"
                    | "old_name"
                    | "official_name"
                    | "short_name"
                    | "loc_name"
                    | "int_name"
                    | "nat_name"
            )
        };
        let first = FIRST.iter().map(|key| self.tag(key));
        let rest = self.tags.iter().filter(|(key, _)| named(key)).filter_map(|(_, value)| value.as_str());
        let mut names: Vec<&str> = Vec::new();
        for name in first.chain(rest).flat_map(|n| n.split(';')).map(str::trim) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn place(&self, number: u64) -> Result<Option<Place>, SetAside> {
        let names = self.names();
        if names.is_empty() {
            return Ok(None);
        }
        let at = self.lat.zip(self.lon).or_else(|| self.center.as_ref().map(|c| (c.lat, c.lon)));
        let Some((lat, lon)) = at else { return Err(SetAside::new(number, "coordinates-missing")) };
        let (lat, lon) = on_the_globe(number, lat, lon)?;
        let ar = names.iter().copied().find(|n| is_arabic(n)).unwrap_or("");
        let english = [self.tag("name:en"), self.tag("int_name")].into_iter().find(|n| !n.is_empty());
        let latin = |n: &str| n.chars().any(|c| c.is_ascii_alphabetic());
        let en = english.or_else(|| names.iter().copied().find(|n| latin(n))).unwrap_or("");
        let population = population(self.tag("population"));
        let kind = self.tag("place");
        Ok(Some(Place {
            id: format!("osm:{}/{}", if self.kind.is_empty() { "node" } else { &self.kind }, self.id).into(),
            ar: ar.into(),
            en: en.into(),
            alternatives: names.iter().filter(|n| **n != ar && **n != en).map(|n| Arc::from(*n)).collect(),
            kind: kind.into(),
            lon,
            lat,
            radius_m: radius(kind, population),
            population,
            country: None,
        }))
    }
}

/// By people where counted, but never less than by kind: city 6 km, town 3 km, suburb 2 km, village and
/// locality 1.5 km, neighbourhood, hamlet and the rest 1 km, a single dwelling 500 m.
fn radius(kind: &str, population: Option<u64>) -> f64 {
    let by_kind: f64 = match kind {
        "state" | "region" | "province" => 100_000.0,
        "county" | "district" | "municipality" => 30_000.0,
        "city" => 6_000.0,
        "town" | "island" => 3_000.0,
        "suburb" | "borough" => 2_000.0,
        "village" | "locality" => 1_500.0,
        "isolated_dwelling" | "farm" => 500.0,
        _ => 1_000.0,
    };
    population.map_or(by_kind, |p| radius_by_population(Some(p)).max(by_kind))
}
