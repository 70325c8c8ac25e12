//! A list as a workbook: a head and rows of words, right to left where its language runs so. No cell is a formula.

use rust_xlsxwriter::{Format, FormatBorder, Workbook};

use super::RenderError;
use crate::words::{Lang, without_isolates};

/// Signs that a cell of a workbook may hold.
const LONGEST: usize = 32_000;
/// Rows that a sheet may hold below its head.
const MOST: usize = 1_048_575;

/// The workbook's bytes; rows beyond what a sheet holds are left out.
///
/// # Errors
/// The workbook cannot be put together.
pub fn list(name: &str, lang: Lang, head: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, RenderError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_right_to_left(lang.is_rtl()).set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    for (row, cells) in (0_u32..).zip(std::iter::once(head).chain(rows.iter().take(MOST).map(Vec::as_slice)))
    {
        for (column, cell) in (0_u16..).zip(cells) {
            let text: String = without_isolates(cell).chars().take(LONGEST).collect();
            if row == 0 {
                sheet.write_string_with_format(row, column, text, &bold)?;
            } else {
                sheet.write_string(row, column, text)?;
            }
        }
    }
    for column in (0_u16..).take(head.len()) {
        sheet.set_column_width(column, 24)?;
    }
    Ok(book.save_to_buffer()?)
}
