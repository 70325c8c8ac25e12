//! Sheets of an XLSX workbook as tables.
//!
//! Cells are streamed: a sheet that claims a million empty rows, or parts that unpack without end, cost no
//! memory. Typed dates become ISO text, so that one grammar reads them all.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::Unreadable;
use super::bytes::MAX_UNPACKED;
use super::table::{MAX_COLUMNS, Table};

/// The most cells of one workbook.
const MAX_CELLS: usize = 20_000_000;

/// Every sheet with at least one row, in order.
pub(crate) fn read_sheets(bytes: &[u8]) -> Result<Vec<Table<'static>>, Unreadable> {
    bound(bytes, MAX_UNPACKED)?;
    let broken = || Unreadable::new("workbook-broken");
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut tables = Vec::new();
    let mut left = MAX_CELLS;
    for name in book.sheet_names() {
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(|_| broken())? {
            let (row, column) = cell.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let text = text_of(cell.get_value());
            if text.is_empty() {
                continue;
            }
            left = left.checked_sub(1).ok_or_else(|| Unreadable::new("workbook-too-large"))?;
            if column >= MAX_COLUMNS {
                return Err(Unreadable::new("columns-too-many").with("limit", MAX_COLUMNS.to_string()));
            }
            let number = row.saturating_add(1);
            if rows.last().is_none_or(|(last, _)| *last != number) {
                rows.push((number, Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                cells[column] = text;
            }
        }
        if !rows.is_empty() {
            tables.push(Table::of_cells(name, rows));
        }
    }
    Ok(tables)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(at) => date_text(*at),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A date typed in a cell, to the second; a whole day where no hour was typed, an hour where no day was.
fn date_text(at: ExcelDateTime) -> String {
    let serial = at.as_f64();
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let (minute, second) =
        if milli >= 500 && second == 59 { (minute, 59) } else { (minute, second + u8::from(milli >= 500)) };
    if (0.0..1.0).contains(&serial) {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if serial.fract() == 0.0 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// What a zip without sheets seems to be.
pub(crate) fn zip_seems(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|w| w == name);
    if has(b"xl/workbook") {
        return None;
    }
    Some(if has(b"word/document.xml") {
        "word"
    } else if has(b"application/vnd.oasis.opendocument") {
        "opendocument"
    } else if has(b"ppt/presentation.xml") {
        "slides"
    } else {
        "archive"
    })
}

/// Unpacks every part into nothing, counting: a part's own statement of its size is not believed.
fn bound(bytes: &[u8], limit: usize) -> Result<(), Unreadable> {
    let broken = || Unreadable::new("workbook-broken");
    let u16_at = |i: usize| bytes.get(i..i + 2).map(|b| usize::from(u16::from_le_bytes([b[0], b[1]])));
    let u32_at = |i: usize| {
        bytes.get(i..i + 4).and_then(|b| usize::try_from(u32::from_le_bytes([b[0], b[1], b[2], b[3]])).ok())
    };
    let tail = bytes.len().saturating_sub(66_000);
    let end = bytes[tail..].windows(4).rposition(|w| w == b"PK\x05\x06").ok_or_else(broken)? + tail;
    let entries = u16_at(end + 10).ok_or_else(broken)?;
    let mut at = u32_at(end + 16).ok_or_else(broken)?;
    let mut left = limit;
    for _ in 0..entries {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(broken());
        }
        let head = |i: usize| u16_at(at + i).ok_or_else(broken);
        let (method, name, extra, comment) = (head(10)?, head(28)?, head(30)?, head(32)?);
        let local = u32_at(at + 42).ok_or_else(broken)?;
        let body =
            local + 30 + u16_at(local + 26).ok_or_else(broken)? + u16_at(local + 28).ok_or_else(broken)?;
        let data = bytes.get(body..).ok_or_else(broken)?;
        let size = if method == 8 {
            let limit = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
            let mut part = flate2::read::DeflateDecoder::new(data).take(limit);
            std::io::copy(&mut part.by_ref(), &mut std::io::sink()).map_err(|_| broken())?
        } else {
            u64::try_from(u32_at(at + 20).ok_or_else(broken)?).unwrap_or(u64::MAX)
        };
        left = usize::try_from(size)
            .ok()
            .and_then(|size| left.checked_sub(size))
            .ok_or_else(|| Unreadable::new("workbook-too-large"))?;
        at += 46 + name + extra + comment;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            let _ = zip.start_file(*name, zip::write::SimpleFileOptions::default());
            let _ = zip.write_all(part);
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    #[test]
    fn parts_are_counted_as_they_unpack() {
        let book =
            zipped(&[("xl/workbook.xml", &[b' '; 6_000]), ("xl/worksheets/sheet1.xml", &[b' '; 6_000])]);
        assert!(book.len() < 1_000);
        assert_eq!(bound(&book, 11_999).map_err(|u| u.code), Err("workbook-too-large"));
        assert_eq!(bound(&book, 12_000), Ok(()));
    }

    #[test]
    fn other_zips_say_what_they_are() {
        assert_eq!(zip_seems(&zipped(&[("word/document.xml", b"x")])), Some("word"));
        assert_eq!(zip_seems(&zipped(&[("notes.txt", b"x")])), Some("archive"));
    }
}
