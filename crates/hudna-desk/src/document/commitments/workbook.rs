//! Commitments as a workbook: a sheet per language, Arabic right to left, HXL tags in the second row. No cell is a formula.

use hudna_core::commitment::Site;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::rows::{COLUMNS, Cell, heading, rows};
use super::{Pledges, Told};
use crate::document::RenderError;
use crate::words::{Lang, Words, without_isolates};

/// Signs that a cell of a workbook may hold.
const LONGEST: usize = 32_000;
/// Rows that a sheet may hold below its two heads.
const MOST: usize = 1_048_574;
/// Columns of the sheet of stores.
const STORES: [&str; 7] = ["site", "by", "kind", "declared", "last", "compared", "visit"];

/// The workbook's bytes; without `stores` it has no sheets of them.
pub(super) fn render(
    pledges: &Pledges<'_>,
    stores: Option<&[Site]>,
    langs: &[Lang],
) -> Result<Vec<u8>, RenderError> {
    let mut book = Workbook::new();
    let utc = pledges.board.as_of.local(&jiff::tz::TimeZone::UTC);
    let made = ExcelDateTime::from_ymd(
        u16::try_from(utc.year()).unwrap_or(2000).clamp(1900, 9999),
        u8::try_from(utc.month()).unwrap_or(1),
        u8::try_from(utc.day()).unwrap_or(1),
    )?;
    book.set_properties(&DocProperties::new().set_title("Hudna").set_creation_datetime(&made));
    for lang in langs {
        commitments(book.add_worksheet(), pledges, *lang)?;
    }
    for lang in langs.iter().filter(|_| stores.is_some_and(|stores| !stores.is_empty())) {
        sites(book.add_worksheet(), &Told::of(pledges, *lang), stores.unwrap_or_default())?;
    }
    Ok(book.save_to_buffer()?)
}

fn body(lang: Lang) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    format.set_reading_direction(if lang.is_rtl() { 2 } else { 1 })
}

fn named(sheet: &mut Worksheet, lang: Lang, key: &str) -> Result<(), RenderError> {
    sheet.set_name(Words::of(lang).get(key))?;
    sheet.set_right_to_left(lang.is_rtl());
    Ok(())
}

fn commitments(sheet: &mut Worksheet, pledges: &Pledges<'_>, lang: Lang) -> Result<(), RenderError> {
    let told = Told::of(pledges, lang);
    named(sheet, lang, "promise-sheet")?;
    let head = body(lang).set_bold().set_border_bottom(FormatBorder::Thin);
    let tag = Format::new().set_font_color("4A5863").set_reading_direction(1);
    let cell = body(lang);
    for (column, (name, hxl, width)) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, heading(&told, name), &head)?;
        sheet.write_string_with_format(1, column, hxl, &tag)?;
        sheet.set_column_width(column, width)?;
    }
    let mut last = 1;
    for (row, cells) in (2_u32..).zip(rows(pledges, lang).into_iter().take(MOST)) {
        last = row;
        for (column, one) in (0_u16..).zip(cells) {
            match one {
                Cell::Text(text) => text_at(sheet, (row, column), &text, &cell)?,
                Cell::Number(n) => drop(sheet.write_number_with_format(row, column, n, &cell)?),
                Cell::Nothing => {}
            }
        }
    }
    sheet.autofilter(1, 0, last, u16::try_from(COLUMNS.len()).unwrap_or(1) - 1)?;
    sheet.set_freeze_panes(2, 1)?;
    Ok(())
}

fn text_at(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), RenderError> {
    let mut text = without_isolates(text);
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain(['…']).collect();
    }
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

fn sites(sheet: &mut Worksheet, told: &Told<'_>, stores: &[Site]) -> Result<(), RenderError> {
    named(sheet, told.lang, "store-sheet")?;
    let head = body(told.lang).set_bold().set_border_bottom(FormatBorder::Thin);
    let cell = body(told.lang);
    for (column, name) in (0_u16..).zip(STORES) {
        sheet.write_string_with_format(0, column, told.get(&format!("store-column-{name}")), &head)?;
        sheet.set_column_width(column, 24.0)?;
    }
    let stocks = stores.iter().flat_map(|site| site.stocks.iter().map(move |stock| (site, stock)));
    for (row, (site, stock)) in (1_u32..).zip(stocks.take(MOST)) {
        let cells = [
            site.site.to_string(),
            told.holder(site),
            told.kind_of(stock),
            told.number(stock.declared),
            told.last_look(stock),
            told.compared(stock.compared),
            told.visited(site),
        ];
        for (column, text) in (0_u16..).zip(cells) {
            text_at(sheet, (row, column), &text, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}
