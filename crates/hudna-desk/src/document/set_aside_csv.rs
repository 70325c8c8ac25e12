//! Each line not taken in, with its reason in both languages.
//!
//! UTF-8 with a byte order mark, so that Excel reads the Arabic; a cell that a spreadsheet would take for a
//! formula is guarded by an apostrophe.

use hudna_core::value::Attribute;
use hudna_core::vocabulary::Code;

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
    let mut values: Vec<(&str, FluentValue<'_>)> =
        vec![("file", (*row.file).into()), ("line", row.line.into())];
    let said = self::values(row, words);
    for (name, value) in &said {
        values.retain(|(known, _)| known != name);
        values.push((name, value.as_str().into()));
    }
    without_isolates(&words.with(&key, &values))
}

/// The values of a line's words as a reader of `words` knows them: attributes and codes of the vocabulary by their labels, which a file
/// may hold as well.
pub fn values(row: &SetAside, words: &Words) -> Vec<(&'static str, String)> {
    let attribute = row.arguments.iter().find(|(name, _)| *name == "attribute");
    let attribute = attribute.and_then(|(_, said)| Attribute::ALL.iter().find(|one| one.name() == said));
    let label = |name: &str, value: &str| match name {
        "attribute" => attribute.map(|one| words.get(&format!("attribute-{}", one.name()))),
        "nearest" => attribute.and_then(|one| Code::parse(*one, value)).map(|code| words.code(code)),
        _ => None,
    };
    let said = row
        .arguments
        .iter()
        .map(|(name, value)| (*name, label(name, value).unwrap_or_else(|| value.clone())));
    let cell = [("value", row.value.clone()), ("column", row.column.clone().unwrap_or_default())];
    said.chain(cell).collect()
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_code_of_a_cell_is_told_by_its_label_in_the_language_of_the_reader() {
        let said = |name: &'static str, value: &str| (name, value.to_owned());
        let line = SetAside {
            file: "invented.csv".into(),
            line: 2,
            own_id: None,
            column: Some("act".into()),
            value: "shellling".into(),
            code: "code-unknown",
            arguments: vec![said("attribute", "act"), said("nearest", "shelling")],
            raw: String::new(),
        };
        let (ar, en) = (reason(&line, Lang::Ar), reason(&line, Lang::En));
        assert!(ar.contains("قصف") && !ar.contains("والأقرب shelling"), "{ar}");
        assert!(en.ends_with("the nearest is shelling") && en.contains("\"shellling\""), "{en}");
        let none = SetAside { arguments: vec![said("attribute", "act"), said("nearest", "none")], ..line };
        assert!(!reason(&none, Lang::Ar).contains("الأقرب"), "{}", reason(&none, Lang::Ar));
    }
}
