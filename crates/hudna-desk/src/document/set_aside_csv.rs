//! Each line not taken in, with its reason in both languages.
//!
//! UTF-8 with a byte order mark, so that Excel reads the Arabic; a cell that a spreadsheet would take for a
//! formula is guarded by an apostrophe.

use super::RenderError;
use super::view::View;
use crate::intake::SetAside;
use crate::words::{FluentValue, Lang, Words, without_isolates};

const HEADER: [&str; 9] =
    ["file", "line", "report_id", "column", "value", "code", "reason_ar", "reason_en", "raw"];

/// The file's bytes.
pub(super) fn render(view: &View<'_>) -> Result<Vec<u8>, RenderError> {
    rows(view.set_aside)
}

/// The same of any lines.
pub(super) fn rows(set_aside: &[SetAside]) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::from(*b"\xEF\xBB\xBF");
    {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut out);
        csv.write_record(HEADER)?;
        for row in set_aside {
            csv.write_record([
                guarded(&row.file),
                row.line.to_string(),
                guarded(row.own_id.as_deref().unwrap_or_default()),
                guarded(row.column.as_deref().unwrap_or_default()),
                guarded(&row.value),
                row.code.to_owned(),
                guarded(&reason(row, Lang::Ar)),
                guarded(&reason(row, Lang::En)),
                guarded(&row.raw),
            ])?;
        }
        csv.flush().map_err(csv::Error::from)?;
    }
    Ok(out)
}

/// The reason in words; the code itself where nobody has written any.
fn reason(row: &SetAside, lang: Lang) -> String {
    let words = Words::of(lang);
    let key = format!("intake-{}", row.code);
    if !words.has(&key) {
        return row.code.to_owned();
    }
    let mut values: Vec<(&str, FluentValue<'_>)> = vec![
        ("file", (*row.file).into()),
        ("line", row.line.into()),
        ("value", row.value.as_str().into()),
        ("column", row.column.as_deref().unwrap_or_default().into()),
    ];
    for (name, value) in &row.arguments {
        values.retain(|(known, _)| known != name);
        values.push((name, value.as_str().into()));
    }
    without_isolates(&words.with(&key, &values))
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
