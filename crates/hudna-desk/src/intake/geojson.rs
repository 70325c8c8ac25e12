//! GeoJSON: a feature collection whose properties are the template's columns.
//!
//! A point is a disc, a polygon an area, a null geometry leaves the place to the properties. The line of a
//! report is the number of its feature.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::place::{Area, Region};
use serde_json::{Map, Value};

use super::bytes::MAX_JSON;
use super::fault::Fault;
use super::field::Field;
use super::letters::{cut, narrative};
use super::names::Names;
use super::number::{check_bounds, parse_length_m, written_radius_m};
use super::row::{Cells, Setting, read_row};
use super::rows::finish;
use super::{Format, Intake, Note, Options, SetAside, Unreadable};

/// The most corners of one area.
const MAX_CORNERS: usize = 200_000;

/// Whether `text` is to be read as GeoJSON.
pub(crate) fn recognise(text: &str, force: Option<Format>) -> bool {
    let braced = text.trim_start().starts_with('{');
    match force {
        Some(Format::GeoJson) => true,
        Some(_) => false,
        None => braced && text.contains("\"Feature"),
    }
}

/// Reads every feature.
pub(crate) fn read(
    name: &str,
    text: &str,
    encoding: &'static str,
    options: &Options<'_>,
) -> Result<Intake, Unreadable> {
    if text.len() > MAX_JSON {
        let too_large = Unreadable::new("file-too-large").with("bytes", text.len().to_string());
        return Err(too_large.with("limit", MAX_JSON.to_string()));
    }
    let tree: Value = serde_json::from_str(text).map_err(|e| {
        Unreadable::new("json-broken").with("line", e.line().to_string()).with("at", e.column().to_string())
    })?;
    let features = match features_of(tree) {
        Some(features) => features,
        None => return Err(Unreadable::new("geojson-without-features")),
    };
    let file: Arc<str> = Arc::from(name);
    let setting = Setting { file: &file, zone: options.zone, order: options.dates };
    let mut names = Names::default();
    let (mut reports, mut set_aside) = (Vec::new(), Vec::new());
    let mut passed: Vec<String> = Vec::new();
    for (feature, line) in features.iter().zip(1..) {
        match read_feature(feature, line, &setting, &mut names, &mut passed) {
            Ok(report) => reports.push(report),
            Err((field, fault)) => set_aside.push(aside(feature, line, &file, field, fault)),
        }
    }
    let notes = if passed.is_empty() {
        Vec::new()
    } else {
        vec![Note { code: "columns-passed-over", arguments: vec![("columns", passed.join(", "))] }]
    };
    Ok(finish(Format::GeoJson, encoding, reports, set_aside, notes))
}

fn features_of(tree: Value) -> Option<Vec<Value>> {
    let Value::Object(mut tree) = tree else { return None };
    match tree.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => match tree.remove("features") {
            Some(Value::Array(features)) => Some(features),
            _ => None,
        },
        Some("Feature") => Some(vec![Value::Object(tree)]),
        _ => None,
    }
}

type Failed = (Option<String>, Fault);

fn read_feature(
    feature: &Value,
    line: u32,
    setting: &Setting<'_>,
    names: &mut Names,
    passed: &mut Vec<String>,
) -> Result<hudna_core::report::Report, Failed> {
    let nothing = Map::new();
    let properties = match feature.get("properties") {
        Some(Value::Object(properties)) => properties,
        Some(Value::Null) | None => &nothing,
        Some(_) => return Err((Some("properties".to_owned()), Fault::new("properties-unreadable"))),
    };
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        return Err((Some("type".to_owned()), Fault::new("feature-unreadable")));
    }
    let mut cells = Cells::empty();
    let mut headers: Vec<(Field, &str)> = Vec::new();
    for (key, value) in properties {
        match Field::parse(key) {
            Some(field) if headers.iter().all(|(f, _)| *f != field) => {
                let cell =
                    cell_of(value).ok_or_else(|| (Some(key.clone()), Fault::new("property-unreadable")))?;
                headers.push((field, key));
                cells.set(field, cell);
            }
            _ if passed.len() < 40 && !passed.iter().any(|p| p == key) => {
                passed.push(cut(key, 200).to_owned())
            }
            _ => {}
        }
    }
    if cells.raw(Field::ReportId).is_empty()
        && let Some(id) = feature.get("id").and_then(cell_of)
    {
        cells.set(Field::ReportId, id);
    }
    let drawn = drawn(feature.get("geometry"), &cells, line)?;
    read_row(&cells, line, drawn, setting, names).map_err(|(field, fault)| {
        let column =
            field.map(|f| headers.iter().find(|(h, _)| *h == f).map_or(f.key(), |(_, key)| key).to_owned());
        (column, fault)
    })
}

/// A property as a cell: texts and numbers; a list of them is alternatives.
fn cell_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => Some(Cow::Borrowed("")),
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(n) => Some(Cow::Owned(n.to_string())),
        Value::Bool(b) => Some(Cow::Owned(b.to_string())),
        Value::Array(several) => {
            let cells: Option<Vec<_>> =
                several.iter().take(64).map(|v| if v.is_array() { None } else { cell_of(v) }).collect();
            cells.map(|cells| Cow::Owned(cells.join(" | ")))
        }
        Value::Object(_) => None,
    }
}

/// The region that a geometry draws; `None` for a null geometry.
fn drawn(geometry: Option<&Value>, cells: &Cells<'_>, line: u32) -> Result<Option<Region>, Failed> {
    let fault = |fault: Fault| (Some("geometry".to_owned()), fault);
    let Some(geometry) = geometry.filter(|g| !g.is_null()) else { return Ok(None) };
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("");
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    match kind {
        "Point" => point(coordinates, cells).map(Some).map_err(fault),
        "MultiPoint" => match coordinates.as_array().map(Vec::as_slice) {
            Some([one]) => point(one, cells).map(Some).map_err(fault),
            _ => Err(fault(Fault::new("geometry-unsuited").with("kind", kind))),
        },
        "Polygon" => area(std::slice::from_ref(coordinates), cells, line).map(Some).map_err(fault),
        "MultiPolygon" => {
            let polygons = coordinates.as_array().ok_or_else(|| fault(Fault::new("geometry-broken")))?;
            area(polygons, cells, line).map(Some).map_err(fault)
        }
        _ => Err(fault(Fault::new("geometry-unsuited").with("kind", cut(kind, 60)))),
    }
}

/// Longitude and latitude of a position, and the digits it was written with.
fn position(position: &Value) -> Result<(f64, f64, usize), Fault> {
    let broken = || Fault::new("geometry-broken");
    let numbers = position.as_array().ok_or_else(broken)?;
    let read = |i: usize| numbers.get(i).and_then(Value::as_f64).filter(|n| n.is_finite()).ok_or_else(broken);
    let (lon, lat) = (read(0)?, read(1)?);
    check_bounds(lat, lon)?;
    let digits = |n: &Value| n.to_string().split_once('.').map_or(0, |(_, d)| d.len());
    Ok((lon, lat, numbers.iter().take(2).map(digits).max().unwrap_or(0)))
}

fn point(coordinates: &Value, cells: &Cells<'_>) -> Result<Region, Fault> {
    let (lon, lat, digits) = position(coordinates)?;
    let radius = cells.raw(Field::RadiusM).trim();
    let radius_m = if radius.is_empty() {
        written_radius_m(digits)
    } else {
        parse_length_m(radius).ok_or_else(|| Fault::new("radius-unreadable"))?
    };
    Ok(Region::disc(lon, lat, radius_m))
}

fn area(polygons: &[Value], cells: &Cells<'_>, line: u32) -> Result<Region, Fault> {
    let broken = || Fault::new("geometry-broken");
    let mut corners = 0;
    let mut shapes = Vec::with_capacity(polygons.len());
    for polygon in polygons {
        let mut rings = Vec::new();
        for ring in polygon.as_array().ok_or_else(broken)? {
            let ring = ring.as_array().ok_or_else(broken)?;
            corners += ring.len();
            if corners > MAX_CORNERS {
                return Err(Fault::new("geometry-too-large").with("limit", MAX_CORNERS.to_string()));
            }
            let ring: Vec<(f64, f64)> =
                ring.iter().map(|p| position(p).map(|(lon, lat, _)| (lon, lat))).collect::<Result<_, _>>()?;
            rings.push(ring);
        }
        shapes.push(rings);
    }
    let id = match cells.raw(Field::ReportId).trim() {
        "" => format!("feature {line}"),
        id => cut(id, 200).to_owned(),
    };
    Area::of_rings(id, shapes).map(|area| Region::Area(Arc::new(area))).map_err(Fault::new)
}

fn aside(feature: &Value, line: u32, file: &Arc<str>, column: Option<String>, fault: Fault) -> SetAside {
    let properties = feature.get("properties");
    let at = |key: &str| properties.and_then(|p| p.get(key));
    let value = column
        .as_deref()
        .and_then(|c| at(c).or_else(|| feature.get(c)))
        .map(ToString::to_string)
        .unwrap_or_default();
    let own = properties
        .and_then(Value::as_object)
        .and_then(|p| p.iter().find(|(k, _)| Field::parse(k) == Some(Field::ReportId)));
    let own = own.map(|(_, v)| v).or_else(|| feature.get("id")).and_then(cell_of);
    SetAside {
        file: Arc::clone(file),
        line,
        own_id: own
            .map(|id| narrative(&id).into_owned())
            .filter(|id| !id.is_empty())
            .map(|id| Arc::from(cut(&id, 512))),
        column,
        value: cut(value.trim_matches('"'), 4096).to_owned(),
        code: fault.code,
        arguments: fault.arguments,
        raw: cut(&feature.to_string(), 64 * 1024).to_owned(),
    }
}
