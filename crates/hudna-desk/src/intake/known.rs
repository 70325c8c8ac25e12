//! Which reader a table's header calls for.

use std::sync::Arc;

use super::field::Field;
use super::letters::{changes, cut, fold};
use super::table::{MAX_COLUMNS, Table};
use super::{Format, Intake, Note, Options, Unreadable, acled, mapping, rows, template, ucdp};

/// How many records may stand before the header: titles, a logo's row, a note.
const PREAMBLE: usize = 10;

/// A reader with its columns found.
pub(crate) enum Reader<'m> {
    /// The template's columns, by header or through a mapping.
    Keyed(Box<template::Columns<'m>>),
    /// UCDP's columns.
    Ucdp(Box<ucdp::Columns>),
    /// ACLED's columns.
    Acled(Box<acled::Columns>),
}

impl Reader<'_> {
    const fn format(&self) -> Format {
        match self {
            Self::Keyed(columns) if columns.is_mapped() => Format::Mapped,
            Self::Keyed(_) => Format::Template,
            Self::Ucdp(_) => Format::UcdpGed,
            Self::Acled(_) => Format::Acled,
        }
    }
}

/// The reader that `header` calls for, or that `options` force.
fn recognise<'m>(header: &[String], options: &Options<'m>) -> Option<Reader<'m>> {
    let allows = |format| options.force.is_none_or(|f| f == format);
    let forced = options.force.is_some();
    if allows(Format::Mapped)
        && let Some(mapping) = options.mapping
        && let Ok(columns) = template::Columns::mapped(header, mapping)
    {
        return Some(Reader::Keyed(Box::new(columns)));
    }
    if allows(Format::UcdpGed)
        && let Some(columns) = ucdp::Columns::recognise(header)
    {
        return Some(Reader::Ucdp(Box::new(columns)));
    }
    if allows(Format::Acled)
        && let Some(columns) = acled::Columns::recognise(header)
    {
        return Some(Reader::Acled(Box::new(columns)));
    }
    if allows(Format::Template)
        && let Some(columns) = template::Columns::recognise(header, forced)
    {
        return Some(Reader::Keyed(Box::new(columns)));
    }
    None
}

/// Reads the tables of one file: the one of a text, or every sheet of reports of a workbook.
pub(crate) fn read_tables(
    name: &str,
    tables: Vec<Table<'_>>,
    encoding: &'static str,
    options: &Options<'_>,
) -> Result<Intake, Unreadable> {
    let mut found = Vec::new();
    let mut notes = Vec::new();
    for table in &tables {
        match header_of(table, options)? {
            Some((at, header, reader)) => found.push((table, at, header, reader)),
            None => notes.extend(
                table
                    .sheet
                    .as_ref()
                    .map(|sheet| Note { code: "sheet-not-read", arguments: vec![("sheet", sheet.clone())] }),
            ),
        }
    }
    let Some((.., first)) = found.first() else { return Err(refusal(&tables, options)) };
    let format = first.format();
    let several = found.len() > 1;
    let (mut reports, mut set_aside) = (Vec::new(), Vec::new());
    for (table, at, header, reader) in &found {
        let file: Arc<str> = match &table.sheet {
            Some(sheet) if several => Arc::from(format!("{name}#{sheet}")),
            _ => Arc::from(name),
        };
        if *at > 0 {
            notes.push(Note { code: "lines-before-header", arguments: vec![("count", at.to_string())] });
        }
        let plan = rows::Plan {
            file: &file,
            header,
            header_at: *at,
            own_id: own_id(reader),
            strict: is_strict(reader),
        };
        let (mut taken, mut aside) = match reader {
            Reader::Keyed(columns) => {
                notes.extend(columns.notes(header));
                template::read(table, &plan, columns, options)
            }
            Reader::Ucdp(columns) => {
                let (taken, aside, note) = ucdp::read(table, &plan, columns, options);
                notes.extend(note);
                (taken, aside)
            }
            Reader::Acled(columns) => acled::read(table, &plan, columns, options),
        };
        reports.append(&mut taken);
        set_aside.append(&mut aside);
    }
    Ok(rows::finish(format, encoding, reports, set_aside, notes))
}

fn own_id(reader: &Reader<'_>) -> Option<usize> {
    match reader {
        Reader::Keyed(columns) => columns.own_id(),
        Reader::Ucdp(columns) => columns.own_id(),
        Reader::Acled(columns) => columns.own_id(),
    }
}

const fn is_strict(reader: &Reader<'_>) -> bool {
    matches!(reader, Reader::Ucdp(_) | Reader::Acled(_))
}

type Header<'m> = (usize, Vec<String>, Reader<'m>);

/// The first record that some reader knows as its header.
fn header_of<'m>(table: &Table<'_>, options: &Options<'m>) -> Result<Option<Header<'m>>, Unreadable> {
    for at in 0..table.len().min(PREAMBLE) {
        if table.fault(at).is_some() {
            continue;
        }
        let header = header_cells(table, at);
        if header.len() > MAX_COLUMNS {
            return Err(Unreadable::new("columns-too-many").with("limit", MAX_COLUMNS.to_string()));
        }
        if let Some(reader) = recognise(&header, options) {
            return Ok(Some((at, header, reader)));
        }
    }
    Ok(None)
}

/// The cells of a header, without marks and trailing blanks.
pub(crate) fn header_cells(table: &Table<'_>, at: usize) -> Vec<String> {
    let mut header: Vec<String> =
        table.row(at).iter().map(|c| cut(&super::letters::clean(c), 200).to_owned()).collect();
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    header
}

/// Why none of `tables` could be read, with the headers found and the nearest that Hudna knows.
fn refusal(tables: &[Table<'_>], options: &Options<'_>) -> Unreadable {
    let Some(table) = tables.iter().find(|t| t.len() > 0) else { return Unreadable::new("file-empty") };
    let header = header_cells(table, 0);
    if let Some(mapping) = options.mapping.filter(|_| options.force.is_none_or(|f| f == Format::Mapped))
        && let Err(missing) = template::Columns::mapped(&header, mapping)
    {
        return Unreadable::new("mapping-columns-missing")
            .with("columns", missing.join(", "))
            .with("headers", shown(&header));
    }
    if options.force == Some(Format::Mapped) {
        return Unreadable::new("mapping-missing");
    }
    if let Some(format) = options.force {
        return Unreadable::new("format-not-as-forced")
            .with("format", format.name())
            .with("headers", shown(&header));
    }
    let seems = if super::registers::looks_like_register(&header) {
        "register"
    } else if mapping::looks_like_prose(&header) {
        "prose"
    } else {
        "spreadsheet"
    };
    let mut refusal = Unreadable::format(seems);
    refusal.arguments[1].1 = shown(&header);
    refusal.arguments[2].1 = nearest(&header);
    refusal
}

/// The first headers, or `none`.
fn shown(header: &[String]) -> String {
    let shown: Vec<&str> = header.iter().filter(|h| !h.is_empty()).take(12).map(|h| cut(h, 60)).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

/// The known columns nearest to headers that match nothing: `Sorce → source`.
fn nearest(header: &[String]) -> String {
    let near = |written: &String| {
        let folded = fold(written);
        let names = Field::ALL.iter().flat_map(|f| [(*f, f.key()), (*f, f.arabic())]);
        names
            .map(|(field, name)| (changes(&folded, &fold(name), 2), field, name))
            .filter(|(n, ..)| *n <= 2 && folded.chars().count() > 3)
            .min_by_key(|(n, ..)| *n)
            .map(|(_, _, name)| format!("{} → {name}", cut(written, 60)))
    };
    let found: Vec<String> = header.iter().take(40).filter_map(near).take(6).collect();
    if found.is_empty() { "none".to_owned() } else { found.join(", ") }
}
