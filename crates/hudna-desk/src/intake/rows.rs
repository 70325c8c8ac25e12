//! Every row of a table goes through one reader and comes out as a report or as a line set aside.
//!
//! Rows are read in parallel stretches; the order of the file is kept.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use hudna_core::report::Report;
use rayon::prelude::*;

use super::fault::Fault;
use super::letters::cut;
use super::names::Names;
use super::number::{check_bounds, parse_decimal};
use super::table::Table;
use super::{Format, Intake, Note, SetAside};

/// The most of a line that is handed back.
const MAX_RAW: usize = 64 * 1024;
/// Rows per stretch.
const STRETCH: usize = 512;

/// Why a row was not taken in, before its line is known.
#[derive(Debug)]
pub(crate) struct Rejected {
    /// The column's place in the row.
    pub(crate) column: Option<usize>,
    /// The value, where it is not a cell of that column.
    pub(crate) value: Option<String>,
    /// The source's own id.
    pub(crate) own_id: Option<String>,
    /// Why.
    pub(crate) fault: Fault,
}

impl Rejected {
    /// The cell of `column` is at fault.
    pub(crate) const fn cell(column: Option<usize>, fault: Fault) -> Self {
        Self { column, value: None, own_id: None, fault }
    }
}

/// Latitude and longitude in degrees, of two cells with the places of their columns; `None` where both are blank.
///
/// # Errors
/// A cell that is no decimal, or not on the globe.
pub(crate) fn point(
    (lat, lat_at): (&str, Option<usize>),
    (lon, lon_at): (&str, Option<usize>),
) -> Result<Option<(f64, f64)>, Rejected> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let read = |text, at, code| parse_decimal(text).ok_or_else(|| Rejected::cell(at, Fault::new(code)));
    let (lat, lon) = (read(lat, lat_at, "latitude-unreadable")?, read(lon, lon_at, "longitude-unreadable")?);
    check_bounds(lat, lon).map_err(|fault| {
        let at = if fault.code.starts_with("longitude") { lon_at } else { lat_at };
        Rejected::cell(at, fault)
    })?;
    Ok(Some((lat, lon)))
}

/// How the rows of a table are to be read.
pub(crate) struct Plan<'a> {
    /// The file, as reports name it.
    pub(crate) file: &'a Arc<str>,
    /// The header's cells.
    pub(crate) header: &'a [String],
    /// Which record the header is; rows follow it.
    pub(crate) header_at: usize,
    /// The column of the source's own id.
    pub(crate) own_id: Option<usize>,
    /// Whether a row shorter than the header is at fault: machines do not leave cells out.
    pub(crate) strict: bool,
}

/// Reads every row after the header with `read`; blank rows and rows of HXL tags are passed over.
pub(crate) fn read_rows<T: Send>(
    table: &Table<'_>,
    plan: &Plan<'_>,
    read: impl Fn(u32, &[Cow<'_, str>], &mut Names) -> Result<T, Rejected> + Sync,
) -> (Vec<T>, Vec<SetAside>) {
    let first = plan.header_at + 1;
    let stretches: Vec<Range<usize>> =
        (first..table.len()).step_by(STRETCH).map(|at| at..(at + STRETCH).min(table.len())).collect();
    let parts: Vec<(Vec<T>, Vec<SetAside>)> =
        stretches.into_par_iter().map(|rows| read_stretch(table, plan, rows, &read)).collect();
    let mut taken = Vec::with_capacity(parts.iter().map(|(t, _)| t.len()).sum());
    let mut set_aside = Vec::new();
    for (mut reports, mut aside) in parts {
        taken.append(&mut reports);
        set_aside.append(&mut aside);
    }
    (taken, set_aside)
}

fn read_stretch<T>(
    table: &Table<'_>,
    plan: &Plan<'_>,
    rows: Range<usize>,
    read: &(impl Fn(u32, &[Cow<'_, str>], &mut Names) -> Result<T, Rejected> + Sync),
) -> (Vec<T>, Vec<SetAside>) {
    let mut names = Names::default();
    let (mut taken, mut aside) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut cells = Vec::with_capacity(plan.header.len());
    for row in rows {
        table.cells(row, &mut cells);
        let outcome = match table.fault(row) {
            Some(code) => Err(Rejected::cell(None, Fault::new(code))),
            None if is_passed_over(&cells) => continue,
            None => width(plan, &cells).and_then(|()| read(table.line(row), &cells, &mut names)),
        };
        match outcome {
            Ok(report) => taken.push(report),
            Err(rejected) => aside.push(set_aside(table, plan, row, &cells, rejected)),
        }
    }
    (taken, aside)
}

/// A blank row, or one of HXL tags beneath the header.
fn is_passed_over(cells: &[Cow<'_, str>]) -> bool {
    let mut said = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
    match said.next() {
        None => true,
        Some(first) => is_hxl(first) && said.all(is_hxl),
    }
}

fn is_hxl(cell: &str) -> bool {
    cell.strip_prefix('#').and_then(|c| c.chars().next()).is_some_and(|c| c.is_ascii_alphabetic())
}

/// Cells beyond the header mean that a comma stood unquoted: every later cell may be in the wrong column.
fn width(plan: &Plan<'_>, cells: &[Cow<'_, str>]) -> Result<(), Rejected> {
    let (width, expected) = (cells.len(), plan.header.len());
    let fault = |code| {
        let fault = Fault::new(code).with("expected", expected.to_string()).with("found", width.to_string());
        Err(Rejected::cell(None, fault))
    };
    if width > expected && cells[expected..].iter().any(|c| !c.trim().is_empty()) {
        return fault("cells-too-many");
    }
    if plan.strict && width < expected {
        return fault("cells-too-few");
    }
    Ok(())
}

fn set_aside(
    table: &Table<'_>,
    plan: &Plan<'_>,
    row: usize,
    cells: &[Cow<'_, str>],
    rejected: Rejected,
) -> SetAside {
    let cell = |at: usize| cells.get(at).map_or("", AsRef::as_ref);
    let own_id = rejected
        .own_id
        .or_else(|| plan.own_id.map(|at| cell(at).trim().to_owned()))
        .filter(|id| !id.is_empty());
    SetAside {
        file: Arc::clone(plan.file),
        line: table.line(row),
        own_id: own_id.map(|id| Arc::from(cut(&id, 512))),
        column: rejected.column.and_then(|at| plan.header.get(at)).cloned(),
        value: cut(&rejected.value.unwrap_or_else(|| rejected.column.map_or("", cell).to_owned()), 4096)
            .to_owned(),
        code: rejected.fault.code,
        arguments: rejected.fault.arguments,
        raw: cut(&table.raw(row), MAX_RAW).to_owned(),
    }
}

/// Puts an intake together, and says what the file seems to be where every line failed for one reason.
pub(crate) fn finish(
    format: Format,
    encoding: &'static str,
    reports: Vec<Report>,
    set_aside: Vec<SetAside>,
    mut notes: Vec<Note>,
) -> Intake {
    if let Some(first) = set_aside.first()
        && reports.is_empty()
        && set_aside.iter().all(|s| s.code == first.code)
    {
        notes.push(Note {
            code: "all-set-aside",
            arguments: vec![
                ("count", set_aside.len().to_string()),
                ("reason", first.code.to_owned()),
                ("column", first.column.clone().unwrap_or_default()),
                ("seems", seems(first).to_owned()),
            ],
        });
    }
    Intake { format, encoding, read: reports.len() + set_aside.len(), reports, set_aside, notes }
}

/// What a file seems to be whose every line failed as `line` did.
fn seems(line: &SetAside) -> &'static str {
    match line.code {
        "coordinates-swapped" => "swapped",
        "date-month-first" => "month-first",
        "date-out-of-bounds" if line.arguments.iter().any(|(_, y)| matches!(y.parse(), Ok(1300..=1500))) => {
            "hijri-unmarked"
        }
        "date-unreadable"
        | "date-out-of-bounds"
        | "date-not-iso"
        | "year-two-digits"
        | "day-not-in-calendar" => "other-dates",
        "latitude-unreadable"
        | "longitude-unreadable"
        | "latitude-out-of-range"
        | "longitude-out-of-range" => "other-coordinates",
        "code-unknown" | "value-not-mapped" => "other-codes",
        "cells-too-many" | "cells-too-few" => "other-delimiter",
        "quote-not-closed" => "broken-quotes",
        "act-not-of-vocabulary" => "other-acts",
        _ => "other",
    }
}
