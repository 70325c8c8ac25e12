//! Workbooks: typed cells, several sheets, and sheets that claim more than they hold.

use hudna_core::value::{Attribute, Number, Value};
use hudna_desk::intake::{Intake, Options, propose_mapping, read, read_registers};
use jiff::tz::TimeZone;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

fn take(book: Result<Vec<u8>, XlsxError>) -> Intake {
    let zone = TimeZone::UTC;
    let book = book.unwrap_or_else(|e| panic!("{e}"));
    let intake = read("log.xlsx", &book, &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(intake.read, intake.reports.len() + intake.set_aside.len());
    intake
}

fn header(sheet: &mut rust_xlsxwriter::Worksheet, header: &[&str]) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(header) {
        sheet.write_string(0, column, *name)?;
    }
    Ok(())
}

#[test]
fn typed_dates_and_numbers_are_read_as_typed() {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        header(sheet, &["report_id", "act", "at", "killed", "lat", "lon", "text"])?;
        let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        let day = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_number(1, 0, 7.0)?.write_string(1, 1, "shelling")?;
        sheet.write_datetime_with_format(
            1,
            2,
            ExcelDateTime::from_ymd(2026, 3, 11)?.and_hms(6, 30, 0)?,
            &date,
        )?;
        sheet.write_number(1, 3, 2.0)?.write_number(1, 4, -12.5)?.write_number(1, 5, -150.25)?;
        sheet.write_string(3, 1, "sniping")?;
        sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2026, 3, 12)?, &day)?;
        sheet.write_string(4, 1, "sniping")?.write_string(4, 2, "31/02/2026")?;
        book.save_to_buffer()
    };
    let intake = take(book());
    let zone = TimeZone::UTC;
    let times: Vec<_> = intake
        .reports
        .iter()
        .map(|r| match r.deeds[0].single(Attribute::At) {
            Some(Value::Time(t)) => (r.origin.line, t.lo.local(&zone).to_string(), t.is_exact()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        times,
        [(2, "2026-03-11T06:30:00".to_owned(), true), (4, "2026-03-12T00:00:00".to_owned(), false)]
    );
    assert_eq!(intake.reports[0].origin.own_id.as_deref(), Some("7"));
    assert_eq!(
        intake.reports[0].deeds[0].single(Attribute::Killed),
        Some(&Value::Number(Number::exact(2.0)))
    );
    assert_eq!(
        intake.set_aside.iter().map(|s| (s.line, s.code)).collect::<Vec<_>>(),
        [(5, "day-not-in-calendar")]
    );
}

#[test]
fn every_sheet_of_reports_is_read_and_the_others_are_named() {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        for (name, columns, row) in [
            ("Reports", ["report_id", "act", "at", "text"], ["R1", "fire", "2026-03-11", "x"]),
            ("البلاغات", ["رقم_البلاغ", "الفعل", "الوقت", "النص"], ["ب1", "قنص", "11 مارس 2026", "س"]),
            ("Budget", ["item", "cost", "", ""], ["fuel", "3", "", ""]),
            ("notices", ["id", "party", "sent_at", "from"], ["N1", "first", "2026-03-01", "2026-03-02"]),
        ] {
            let sheet = book.add_worksheet();
            sheet.set_name(name)?;
            header(sheet, &columns)?;
            for (column, cell) in (0_u16..).zip(row) {
                sheet.write_string(1, column, cell)?;
            }
        }
        book.save_to_buffer()
    };
    let intake = take(book());
    let files: Vec<&str> = intake.reports.iter().map(|r| r.origin.file.as_ref()).collect();
    assert_eq!(files, ["log.xlsx#Reports", "log.xlsx#البلاغات"]);
    let passed: Vec<&str> = intake
        .notes
        .iter()
        .filter(|n| n.code == "sheet-not-read")
        .map(|n| n.arguments[0].1.as_str())
        .collect();
    assert_eq!(passed, ["Budget", "notices"]);
    let zone = TimeZone::UTC;
    let registers = read_registers("log.xlsx", &book().unwrap_or_default(), &Options::new(&zone))
        .unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!((registers.accepted, registers.registers.notices.len()), (1, 1));
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let book = |row: u32, column: u16| -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        header(sheet, &["report_id", "act", "at", "text"])?;
        sheet.write_string(1, 1, "fire")?.write_string(1, 3, "x")?;
        sheet.write_string(row, column, "fire")?;
        book.save_to_buffer()
    };
    let intake = take(book(1_048_575, 1));
    assert_eq!(intake.reports.last().map(|r| r.origin.line), Some(1_048_576));
    let zone = TimeZone::UTC;
    let wide = book(1, 16_383).unwrap_or_default();
    assert_eq!(read("x.xlsx", &wide, &Options::new(&zone)).err().map(|u| u.code), Some("columns-too-many"));
}

#[test]
fn a_mapping_is_proposed_for_a_workbook() {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Log of the harbour office")?;
        for (column, cell) in (0_u16..).zip(["Ref", "التاريخ", "نوع الخرق", "القتلى"]) {
            sheet.write_string(2, column, cell)?;
        }
        for (column, cell) in (0_u16..).zip(["1", "11/03/2026", "قنص", "2"]) {
            sheet.write_string(3, column, cell)?;
        }
        book.save_to_buffer()
    };
    let proposed =
        propose_mapping("log.xlsx", &book().unwrap_or_default()).unwrap_or_else(|e| panic!("{e:?}"));
    for line in ["at = \"التاريخ\"", "act = \"نوع الخرق\"", "\"قنص\" = \"sniping\"", "killed = \"القتلى\""]
    {
        assert!(proposed.contains(line), "{line} is missing in\n{proposed}");
    }
}
