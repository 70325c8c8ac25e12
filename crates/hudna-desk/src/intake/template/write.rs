//! The empty template: what to write in which column, with the choices of the vocabulary.

use hudna_core::value::{Attribute, Kind};
use hudna_core::vocabulary::codes_of;
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::intake::field::Field;
use crate::intake::labels::source_kinds;
use crate::intake::registers::register_headers;

/// One choice of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The column.
    pub column: &'static str,
    /// The code.
    pub code: &'static str,
    /// 0 for a branch at the top, deeper for what lies beneath.
    pub depth: u8,
    /// The Arabic label.
    pub ar: &'static str,
    /// The English label.
    pub en: &'static str,
}

/// Rows of the template that drop-downs reach.
const ROWS: u32 = 5_000;

/// Every choice of every column that has a fixed list, in the template's order.
pub fn choices() -> Vec<Choice> {
    let mut out = Vec::new();
    for field in Field::ALL {
        match field.attribute() {
            Some(attribute) if attribute.kind() == Kind::Code => {
                out.extend(codes_of(attribute).map(|code| {
                    let row = code.row();
                    Choice { column: field.key(), code: row.code, depth: row.depth, ar: row.ar, en: row.en }
                }))
            }
            _ if *field == Field::SourceKind => {
                out.extend(source_kinds().map(|(code, ar)| Choice {
                    column: field.key(),
                    code,
                    depth: 0,
                    ar,
                    en: code,
                }));
            }
            _ => {}
        }
    }
    out
}

/// An empty template as CSV with a byte order mark, so that spreadsheets show Arabic; headers in Arabic where
/// `lang` is `ar`.
pub fn template_csv(lang: &str) -> String {
    let header: Vec<&str> =
        Field::ALL.iter().map(|f| if lang == "ar" { f.arabic() } else { f.key() }).collect();
    format!("\u{feff}{}\r\n", header.join(","))
}

/// An empty template as a workbook: a sheet of reports right to left in Arabic, one in English, the choices,
/// and a sheet per register.
///
/// # Errors
/// Only where the workbook's own limits are passed, which the fixed list of columns does not.
pub fn template_xlsx() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color("E6EEF0")
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    let spans = choice_spans();
    for (name, arabic) in [("البلاغات", true), ("Reports", false)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?.set_right_to_left(arabic).set_freeze_panes(1, 0)?;
        for (column, field) in (0_u16..).zip(Field::ALL) {
            let header = if arabic { field.arabic() } else { field.key() };
            sheet.write_string_with_format(0, column, header, &bold)?;
            // Text cells keep dates, ids and leading zeros as they are typed.
            sheet.set_column_format(column, &text)?.set_column_width(column, width(*field))?;
            if let Some((_, first, last)) = spans.iter().find(|(key, ..)| *key == field.key()) {
                drop_down(sheet, column, *first, *last, arabic)?;
            }
        }
    }
    choices_sheet(&mut book, &bold)?;
    for (english, arabic, headers) in register_headers() {
        let sheet = book.add_worksheet();
        sheet.set_name(arabic)?.set_right_to_left(true).set_freeze_panes(1, 0)?;
        for (column, (en, ar)) in (0_u16..).zip(&headers) {
            sheet.write_string_with_format(0, column, *ar, &bold)?;
            sheet.set_column_format(column, &text)?.set_column_width(column, 18)?;
            sheet.insert_note(0, column, &rust_xlsxwriter::Note::new(format!("{english}: {en}")))?;
        }
    }
    book.save_to_buffer()
}

fn width(field: Field) -> f64 {
    match field {
        Field::Text => 60.0,
        Field::At | Field::Until | Field::Place | Field::ReportedAt | Field::Source => 24.0,
        _ => 16.0,
    }
}

/// For each column with choices: its key and the first and last row of the sheet of choices.
fn choice_spans() -> Vec<(&'static str, u32, u32)> {
    let mut spans: Vec<(&'static str, u32, u32)> = Vec::new();
    for (row, choice) in (1_u32..).zip(choices()) {
        match spans.last_mut() {
            Some((key, _, last)) if *key == choice.column => *last = row,
            _ => spans.push((choice.column, row, row)),
        }
    }
    spans
}

/// A list to choose from; other entries stay allowed, since `a or b` is a value.
fn drop_down(
    sheet: &mut Worksheet,
    column: u16,
    first: u32,
    last: u32,
    arabic: bool,
) -> Result<(), XlsxError> {
    let letter = if arabic { 'C' } else { 'B' };
    let source = format!("='الخيارات · Choices'!${letter}${}:${letter}${}", first + 1, last + 1);
    let validation = DataValidation::new().allow_list_formula(Formula::new(source)).show_error_message(false);
    sheet.add_data_validation(1, column, ROWS, column, &validation)?;
    Ok(())
}

fn choices_sheet(book: &mut Workbook, bold: &Format) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("الخيارات · Choices")?.set_freeze_panes(1, 0)?;
    for (column, header) in (0_u16..).zip(["column العمود", "code الرمز", "بالعربية", "English"])
    {
        sheet.write_string_with_format(0, column, header, bold)?.set_column_width(column, 28)?;
    }
    for (row, choice) in (1_u32..).zip(choices()) {
        let indent = Format::new().set_indent(choice.depth);
        let arabic =
            Attribute::ALL.iter().find(|a| a.name() == choice.column).map_or(choice.column, |a| a.arabic());
        sheet.write_string(row, 0, format!("{} {arabic}", choice.column))?;
        sheet.write_string_with_format(row, 1, choice.code, &indent)?;
        sheet.write_string_with_format(row, 2, choice.ar, &indent)?;
        sheet.write_string_with_format(row, 3, choice.en, &indent)?;
    }
    Ok(())
}
