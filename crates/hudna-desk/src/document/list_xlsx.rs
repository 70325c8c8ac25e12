//! A list as a workbook: a head and rows of cells, right to left where its language runs so. No cell is a formula.

use hudna_core::time::{Instant, TimeRange};
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Format, FormatBorder, Workbook};

use super::RenderError;
use crate::words::{Lang, without_isolates};

/// Signs that a cell of a workbook may hold.
const LONGEST: usize = 32_000;
/// Rows that a sheet may hold below its head.
const MOST: usize = 1_048_575;
/// Microseconds of a second.
const SECOND: i64 = 1_000_000;

/// A cell of a list that leaves as a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, an id, or a moment in ISO 8601.
    Text(String),
    /// A number to reckon with.
    Number(f64),
}

impl Cell {
    /// Nothing is said.
    pub const fn unsaid() -> Self {
        Self::Text(String::new())
    }

    /// A moment to the minute with the offset from UTC that holds then: `2026-11-30T23:18+02:00`; unsaid where there is none.
    pub fn at(at: Option<Instant>, zone: &TimeZone) -> Self {
        let Some(at) = at.filter(|at| at.0 != i64::MIN && at.0 != i64::MAX) else { return Self::unsaid() };
        let Ok(stamp) = jiff::Timestamp::from_microsecond(at.0) else { return Self::unsaid() };
        let offset = zone.to_offset(stamp);
        let (local, seconds) = (offset.to_datetime(stamp), offset.seconds());
        let sign = if seconds < 0 { '-' } else { '+' };
        let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
        let (day, hour, minute) = (local.date(), local.hour(), local.minute());
        Self::Text(format!("{day}T{hour:02}:{minute:02}{sign}{hours:02}:{minutes:02}"))
    }

    /// From when and until when; of a moment that is known both are the same.
    pub fn from_until(time: Option<TimeRange>, zone: &TimeZone) -> [Self; 2] {
        let ends = time.map(|time| (time.lo, until(time)));
        [Self::at(ends.map(|ends| ends.0), zone), Self::at(ends.map(|ends| ends.1), zone)]
    }
}

/// Until when a time is said to have lasted: what ends with a moment that is known ends with it, and not behind it.
pub(super) const fn until(time: TimeRange) -> Instant {
    let past = time.hi.0.rem_euclid(SECOND) == 1;
    if past { Instant(time.hi.0 - 1) } else { time.hi }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

/// The workbook's bytes; rows beyond what a sheet holds are left out. Numbers are numbers, all else is text.
///
/// # Errors
/// The workbook cannot be put together.
pub fn list(name: &str, lang: Lang, head: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, RenderError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_right_to_left(lang.is_rtl()).set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let kept = |text: &str| without_isolates(text).chars().take(LONGEST).collect::<String>();
    for (column, cell) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, column, kept(cell), &bold)?;
        sheet.set_column_width(column, 24)?;
    }
    for (row, cells) in (1_u32..).zip(rows.iter().take(MOST)) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, kept(text))?,
                Cell::Number(number) => sheet.write_number(row, column, *number)?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_tells_its_offset_and_a_time_that_is_known_ends_with_itself() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let at = Instant(1_796_073_480_000_000);
        let told = Cell::Text("2026-11-30T23:18+02:00".to_owned());
        assert_eq!(Cell::at(Some(at), &zone), told);
        assert_eq!(Cell::from_until(Some(TimeRange::exact(at)), &zone), [told.clone(), told]);
        assert_eq!(until(TimeRange::exact(at)), at);
        assert_eq!(Cell::from_until(Some(TimeRange::ALL), &zone), [Cell::unsaid(), Cell::unsaid()]);
        assert_eq!(Cell::from_until(None, &zone), [Cell::unsaid(), Cell::unsaid()]);
    }

    #[test]
    fn a_number_of_a_workbook_is_one_to_reckon_with() {
        use calamine::Reader as _;
        let rows = [vec![Cell::from("INC-A"), Cell::from(12_usize), Cell::from("12")]];
        let head = ["a", "b", "c"].map(str::to_owned);
        let bytes = list("rows", Lang::Ar, &head, &rows).expect("a workbook");
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("it is read");
        let sheet = book.worksheet_range("rows").expect("a sheet");
        let cells: Vec<_> = sheet.rows().nth(1).expect("a row").to_vec();
        let told = [
            calamine::Data::String("INC-A".into()),
            calamine::Data::Float(12.0),
            calamine::Data::String("12".into()),
        ];
        assert_eq!(cells, told);
    }
}
