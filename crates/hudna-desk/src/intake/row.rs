//! One row in the template's columns becomes one report.
//!
//! Shared by the template, mapped spreadsheets and GeoJSON: they differ in where a cell comes from, not in
//! what it means. A cell that cannot be read sets its whole row aside: half a report would be a new claim.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::place::Region;
use hudna_core::report::{Account, Origin, PlaceName, Report, Source};
use hudna_core::value::{Attribute, Kind, Number, Value};
use hudna_core::vocabulary::Code;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::field::{FIELDS, Field};
use super::labels::{Said, alternatives, code, ids, said, source_kind};
use super::letters::{ascii_digits, clean, narrative};
use super::moment::{DateOrder, parse_instant, parse_range};
use super::names::Names;
use super::number::{parse_coordinates, parse_length_m, parse_number, parse_place};

/// The longest name of an actor, place or source, in bytes.
pub(crate) const MAX_NAME: usize = 512;
/// The longest cell, in bytes.
pub(crate) const MAX_CELL: usize = 256 * 1024;

/// The cells of a row by column; `None` where the file has no such column.
pub(crate) struct Cells<'a>([Option<Cow<'a, str>>; FIELDS]);

impl<'a> Cells<'a> {
    /// A row that says nothing.
    pub(crate) fn empty() -> Self {
        Self([const { None }; FIELDS])
    }
    /// Sets one cell.
    pub(crate) fn set(&mut self, field: Field, cell: Cow<'a, str>) {
        self.0[field.index()] = Some(cell);
    }
    /// A cell, cleaned; blank where the file has no such column.
    fn get(&self, field: Field) -> Cow<'_, str> {
        self.0[field.index()].as_deref().map_or(Cow::Borrowed(""), clean)
    }
    /// A cell as it stands.
    pub(crate) fn raw(&self, field: Field) -> &str {
        self.0[field.index()].as_deref().unwrap_or("")
    }
}

/// What every row of a file shares.
pub(crate) struct Setting<'a> {
    /// The file, as reports name it.
    pub(crate) file: &'a Arc<str>,
    /// The zone of times without one.
    pub(crate) zone: &'a TimeZone,
    /// How `11/03/2026` is read.
    pub(crate) order: DateOrder,
}

/// A fault and the column it lies in.
pub(crate) type FieldFault = (Option<Field>, Fault);

/// Reads one row. `drawn` is a place drawn on a map, which stands before any written one.
pub(crate) fn read_row(
    cells: &Cells<'_>,
    line: u32,
    drawn: Option<Region>,
    setting: &Setting<'_>,
    names: &mut Names,
) -> Result<Report, FieldFault> {
    for field in Field::ALL {
        if cells.raw(*field).len() > MAX_CELL {
            return Err((Some(*field), Fault::new("cell-too-long").with("limit", MAX_CELL.to_string())));
        }
    }
    let mut deed = Account::default();
    let mut places = Vec::new();
    read_places(cells, drawn, &mut deed, &mut places, names)?;
    for field in Field::ALL {
        let Some(attribute) = field.attribute() else { continue };
        let cell = cells.get(*field);
        let values = match attribute.kind() {
            Kind::Code => codes(attribute, &cell),
            Kind::Time => times(&cell, setting),
            Kind::Actor => actors(&cell, names),
            Kind::Number => numbers(attribute, &cell),
            Kind::Place | Kind::Derived => continue,
        };
        let values = values.map_err(|fault| (Some(*field), fault))?;
        if !values.is_empty() {
            deed.set(attribute, values);
        }
    }
    imply_act(&mut deed);
    until_after_at(&deed)?;
    let text = text_of(cells);
    if deed.claims.is_empty() && places.is_empty() && text.is_empty() {
        return Err((None, Fault::new("row-says-nothing")));
    }
    let own = |field| Some(cells.get(field)).filter(|id| said(id) == Said::Something);
    let told = cells.get(Field::ReportedAt);
    let reported_at = if said(&told) == Said::Something {
        Some(parse_instant(&told, setting.zone, setting.order).map_err(|f| (Some(Field::ReportedAt), f))?)
    } else {
        None
    };
    Ok(Report {
        origin: Origin {
            file: Arc::clone(setting.file),
            line,
            own_id: named(own(Field::ReportId), names).map_err(|f| (Some(Field::ReportId), f))?,
        },
        source: source(cells, setting, names)?,
        reported_at,
        deeds: vec![deed],
        echo_of: ids(&cells.get(Field::EchoOf))
            .into_iter()
            .filter(|id| said(id) == Said::Something)
            .map(Arc::from)
            .collect(),
        answers: answered(&cells.get(Field::Answers), names).map_err(|f| (Some(Field::Answers), f))?,
        text: Arc::from(text),
        places,
        outlets: Vec::new(),
        aggregate: false,
    })
}

fn named(cell: Option<Cow<'_, str>>, names: &mut Names) -> Result<Option<Arc<str>>, Fault> {
    cell.map(|name| name_of(&name, names)).transpose()
}

/// The report of the act that this one answers; `none`, by that word in any language, where it answers nothing.
fn answered(cell: &str, names: &mut Names) -> Result<Option<Arc<str>>, Fault> {
    match said(cell) {
        Said::Unknown => Ok(None),
        Said::Nothing => Ok(Some(names.keep("none"))),
        Said::Something => name_of(cell, names).map(Some),
    }
}

/// A name within bounds, its inner spaces single.
pub(crate) fn name_of(written: &str, names: &mut Names) -> Result<Arc<str>, Fault> {
    if written.len() > MAX_NAME {
        return Err(Fault::new("name-too-long").with("limit", MAX_NAME.to_string()));
    }
    if written.contains("  ") {
        return Ok(names.keep(&written.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    Ok(names.keep(written))
}

/// The source and its marks; without a name it is the file that speaks.
fn source(cells: &Cells<'_>, setting: &Setting<'_>, names: &mut Names) -> Result<Source, FieldFault> {
    let get = |field| Some(cells.get(field)).filter(|cell| said(cell) == Said::Something);
    let name = match get(Field::Source) {
        Some(name) => name_of(&name, names).map_err(|f| (Some(Field::Source), f))?,
        None => Arc::clone(setting.file),
    };
    let kind = get(Field::SourceKind)
        .map(|k| source_kind(&k))
        .transpose()
        .map_err(|f| (Some(Field::SourceKind), f))?;
    let reliability = match get(Field::Reliability).as_deref().map(|g| (g, g.to_ascii_uppercase())) {
        None => None,
        Some((_, grade)) if matches!(grade.as_bytes(), [b'A'..=b'F']) => grade.chars().next(),
        Some(_) => return Err((Some(Field::Reliability), Fault::new("reliability-unknown"))),
    };
    let credibility = match get(Field::Credibility).map(|g| ascii_digits(&g).parse::<u8>()) {
        None => None,
        Some(Ok(grade @ 1..=6)) => Some(grade),
        Some(_) => return Err((Some(Field::Credibility), Fault::new("credibility-unknown"))),
    };
    Ok(Source { name, kind, reliability, credibility })
}

/// The narrative, and beneath it the reason given for a denial, which has no attribute of its own.
fn text_of(cells: &Cells<'_>) -> String {
    let (text, reason) = (narrative(cells.raw(Field::Text)), narrative(cells.raw(Field::Reason)));
    match (text.is_empty(), reason.is_empty()) {
        (_, true) => text.into_owned(),
        (true, false) => reason.into_owned(),
        (false, false) => format!("{text}\n{reason}"),
    }
}

/// The alternatives of a cell, or none where one of them is unknown: it could then be anything.
fn known<'c>(cell: &'c str) -> Result<Vec<&'c str>, Fault> {
    if said(cell) == Said::Unknown {
        return Ok(Vec::new());
    }
    let all: Vec<&'c str> = alternatives(cell)?;
    Ok(if all.iter().any(|a| said(a) == Said::Unknown) { Vec::new() } else { all })
}

fn collect(cell: &str, mut read: impl FnMut(&str) -> Result<Value, Fault>) -> Result<Vec<Value>, Fault> {
    let mut values: Vec<Value> = Vec::new();
    for one in known(cell)? {
        let value = read(one)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Ok(values)
}

/// Codes by name or label.
pub(crate) fn codes(attribute: Attribute, cell: &str) -> Result<Vec<Value>, Fault> {
    collect(cell, |one| match said(one) {
        Said::Nothing => Ok(Value::Nothing),
        _ => code(attribute, one).map(Value::Code),
    })
}

fn times(cell: &str, setting: &Setting<'_>) -> Result<Vec<Value>, Fault> {
    collect(cell, |one| parse_range(one, setting.zone, setting.order).map(Value::Time))
}

pub(crate) fn actors(cell: &str, names: &mut Names) -> Result<Vec<Value>, Fault> {
    collect(cell, |one| match said(one) {
        Said::Nothing => Ok(Value::Nothing),
        _ => name_of(one, names).map(Value::Actor),
    })
}

/// *None killed* is the number nought; *no calibre* is nothing.
fn numbers(attribute: Attribute, cell: &str) -> Result<Vec<Value>, Fault> {
    let counts = !matches!(attribute, Attribute::CalibreMm | Attribute::RangeKm);
    collect(cell, |one| match said(one) {
        Said::Nothing if counts => Ok(Value::Number(Number::exact(0.0))),
        Said::Nothing => Ok(Value::Nothing),
        _ => parse_number(one).map(Value::Number),
    })
}

/// A denial of access is a deed of its own, also where the column of acts was left blank.
fn imply_act(deed: &mut Account) {
    let denied = Code::parse(Attribute::Access, "denied").map(Value::Code);
    if deed.values(Attribute::Act).is_empty()
        && denied.is_some_and(|d| deed.values(Attribute::Access) == [d])
        && let Some(act) = Code::parse(Attribute::Act, "access_denied")
    {
        deed.set(Attribute::Act, vec![Value::Code(act)]);
    }
}

fn until_after_at(deed: &Account) -> Result<(), FieldFault> {
    if let (Some(Value::Time(at)), Some(Value::Time(until))) =
        (deed.single(Attribute::At), deed.single(Attribute::Until))
        && until.hi <= at.lo
    {
        return Err((Some(Field::Until), Fault::new("until-before-at")));
    }
    Ok(())
}

fn read_places(
    cells: &Cells<'_>,
    drawn: Option<Region>,
    deed: &mut Account,
    places: &mut Vec<PlaceName>,
    names: &mut Names,
) -> Result<(), FieldFault> {
    let point = point_columns(cells)?;
    let given = drawn.or(point);
    for (field, attribute) in [
        (Field::Place, Attribute::Place),
        (Field::Origin, Attribute::Origin),
        (Field::ObserverPlace, Attribute::ObserverPlace),
    ] {
        let cell = cells.get(field);
        let mut regions: Vec<Value> = Vec::new();
        let mut written: Vec<&str> = Vec::new();
        let (mut named, all) = (false, known(&cell).map_err(|f| (Some(field), f))?);
        for one in &all {
            match parse_place(one) {
                Some(region) => {
                    regions.push(Value::Place(region.map_err(|f| (Some(field), f))?));
                }
                None if said(one) == Said::Nothing => regions.push(Value::Nothing),
                None => named = true,
            }
            written.push(one);
        }
        if named {
            for one in written {
                let written = name_of(one, names).map_err(|f| (Some(field), f))?;
                places.push(PlaceName { attribute, written, candidates: Vec::new() });
            }
            // With a name among them the coordinates alone would claim too much.
            regions.clear();
        }
        if field == Field::Place
            && let Some(region) = &given
        {
            regions = vec![Value::Place(region.clone())];
        }
        if !regions.is_empty() {
            deed.set(attribute, regions);
        }
    }
    Ok(())
}

/// The point of the columns `lat`, `lon` and `radius_m`.
fn point_columns(cells: &Cells<'_>) -> Result<Option<Region>, FieldFault> {
    let (lat, lon, radius) = (cells.get(Field::Lat), cells.get(Field::Lon), cells.get(Field::RadiusM));
    let radius_m = if said(&radius) == Said::Something {
        let unreadable = || (Some(Field::RadiusM), Fault::new("radius-unreadable"));
        Some(parse_length_m(&radius).ok_or_else(unreadable)?)
    } else {
        None
    };
    match (said(&lat) == Said::Something, said(&lon) == Said::Something) {
        (false, false) => Ok(None),
        (true, false) => Err((Some(Field::Lon), Fault::new("longitude-missing"))),
        (false, true) => Err((Some(Field::Lat), Fault::new("latitude-missing"))),
        (true, true) => parse_coordinates(&lat, &lon, radius_m).map(Some).map_err(|fault| {
            let field = if fault.code.starts_with("longitude") { Field::Lon } else { Field::Lat };
            (Some(field), fault)
        }),
    }
}
