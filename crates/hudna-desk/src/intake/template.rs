//! Hudna's own template, read and written; and any spreadsheet read through a mapping into its columns.

use std::borrow::Cow;

use hudna_core::report::Report;
use rustc_hash::FxHashMap;

use super::fault::Fault;
use super::field::{FIELDS, Field};
use super::letters::{clean, fold};
use super::mapping::Mapping;
use super::names::Names;
use super::row::{Cells, Setting, read_row};
use super::rows::{Plan, Rejected, read_rows};
use super::table::Table;
use super::{Note, Options, SetAside};

mod write;

pub use write::{Choice, choices, template_csv, template_xlsx};

/// Which columns of a table hold which of ours.
pub(crate) struct Columns<'m> {
    places: [Vec<usize>; FIELDS],
    mapping: Option<&'m Mapping>,
}

impl<'m> Columns<'m> {
    /// The template's columns, if `header` has at least three of them and one that tells of a happening.
    pub(crate) fn recognise(header: &[String], forced: bool) -> Option<Self> {
        let mut places = [const { Vec::new() }; FIELDS];
        for (at, written) in header.iter().enumerate() {
            if let Some(field) = Field::parse(written)
                && places[field.index()].is_empty()
            {
                places[field.index()].push(at);
            }
        }
        let has = |f: Field| !places[f.index()].is_empty();
        let known = Field::ALL.iter().filter(|f| has(**f)).count();
        let telling = has(Field::Act) || has(Field::Text) && (has(Field::At) || has(Field::Source));
        let enough = if forced { known > 0 } else { known >= 3 && telling };
        enough.then_some(Self { places, mapping: None })
    }

    /// The columns that `mapping` names.
    ///
    /// # Errors
    /// The columns that `header` does not have.
    pub(crate) fn mapped(header: &[String], mapping: &'m Mapping) -> Result<Self, Vec<String>> {
        let folded: FxHashMap<String, usize> =
            header.iter().enumerate().rev().map(|(at, h)| (fold(h), at)).collect();
        let mut places = [const { Vec::new() }; FIELDS];
        let mut missing = Vec::new();
        for (field, theirs) in mapping.columns() {
            for column in theirs {
                let exact = header.iter().position(|h| h == column);
                match exact.or_else(|| folded.get(&fold(column)).copied()) {
                    Some(at) => places[field.index()].push(at),
                    None => missing.push(column.clone()),
                }
            }
        }
        if missing.is_empty() { Ok(Self { places, mapping: Some(mapping) }) } else { Err(missing) }
    }

    /// Whether a mapping named the columns.
    pub(crate) const fn is_mapped(&self) -> bool {
        self.mapping.is_some()
    }

    /// The column of the source's own id.
    pub(crate) fn own_id(&self) -> Option<usize> {
        self.first(Field::ReportId)
    }

    fn first(&self, field: Field) -> Option<usize> {
        self.places[field.index()].first().copied()
    }

    /// The columns passed over, and those that come twice.
    pub(crate) fn notes(&self, header: &[String]) -> Vec<Note> {
        let used = |at: usize| self.places.iter().any(|p| p.contains(&at));
        let left: Vec<&str> = header
            .iter()
            .enumerate()
            .filter(|(at, h)| !used(*at) && !h.is_empty())
            .map(|(_, h)| h.as_str())
            .collect();
        if left.is_empty() {
            return Vec::new();
        }
        vec![Note { code: "columns-passed-over", arguments: vec![("columns", left.join(", "))] }]
    }

    /// One row in our columns: their cells joined, through the table of values, or the constant.
    fn cells<'c>(&self, row: &'c [Cow<'c, str>]) -> Result<Cells<'c>, (Field, Fault)>
    where
        'm: 'c,
    {
        let mut cells = Cells::empty();
        for field in Field::ALL {
            let at = |i: &usize| row.get(*i).map_or("", AsRef::as_ref);
            let cell: Option<Cow<'c, str>> = match self.places[field.index()].as_slice() {
                [] => None,
                [one] => Some(Cow::Borrowed(at(one))),
                several => {
                    let parts: Vec<&str> = several.iter().map(at).filter(|c| !c.trim().is_empty()).collect();
                    Some(Cow::Owned(parts.join(" ")))
                }
            };
            let cell = match self.mapping {
                Some(mapping) => mapped_cell(mapping, *field, cell)?,
                None => cell,
            };
            if let Some(cell) = cell {
                cells.set(*field, cell);
            }
        }
        Ok(cells)
    }
}

fn mapped_cell<'c, 'm: 'c>(
    mapping: &'m Mapping,
    field: Field,
    cell: Option<Cow<'c, str>>,
) -> Result<Option<Cow<'c, str>>, (Field, Fault)> {
    if let Some(written) = &cell
        && !written.trim().is_empty()
        && let Some(ours) = mapping.value(field, &clean(written))
    {
        if fold(ours) == "set aside" {
            return Err((
                field,
                Fault::new("act-not-of-vocabulary").with("act", clean(written).into_owned()),
            ));
        }
        return Ok(Some(Cow::Borrowed(ours)));
    }
    let blank = cell.as_ref().is_none_or(|c| c.trim().is_empty());
    Ok(match mapping.constant(field) {
        Some(constant) if blank => Some(Cow::Borrowed(constant)),
        _ => cell,
    })
}

/// Reads every row of a table in the template's columns.
pub(crate) fn read(
    table: &Table<'_>,
    plan: &Plan<'_>,
    columns: &Columns<'_>,
    options: &Options<'_>,
) -> (Vec<Report>, Vec<SetAside>) {
    let order = columns.mapping.map_or(options.dates, Mapping::dates);
    let setting = Setting { file: plan.file, zone: options.zone, order };
    read_rows(table, plan, |line, row: &[Cow<'_, str>], names: &mut Names| {
        let reject = |(field, fault): (Option<Field>, Fault), value: Option<String>| Rejected {
            column: field.and_then(|f| columns.first(f)),
            value,
            own_id: None,
            fault,
        };
        let cells = columns.cells(row).map_err(|(field, fault)| reject((Some(field), fault), None))?;
        read_row(&cells, line, None, &setting, names).map_err(|(field, mut fault)| {
            let value = field.map(|f| cells.raw(f).to_owned());
            if fault.code == "code-unknown"
                && columns.mapping.is_some_and(|m| field.is_some_and(|f| m.has_values(f)))
            {
                fault.code = "value-not-mapped";
            }
            reject((field, fault), value)
        })
    })
}
