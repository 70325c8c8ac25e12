//! Every incident of the period with its findings as a workbook: a sheet per language, Arabic right to left.
//!
//! The first row says what a column is in the reader's language, the second carries its HXL tag. Text is
//! written as text, never as a formula, whatever sign it begins with.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::Incident;
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::Staged;
use hudna_core::statistics;
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Certainty, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::RenderError;
use super::sitrep::findings_by_subject;
use super::view::View;
use super::voice::Voice;
use crate::words::{Lang, without_isolates};

/// Signs that a cell of a workbook may hold.
const LONGEST: usize = 32_000;

/// Words key, HXL tag, width.
const COLUMNS: &[(&str, &str, f64)] = &[
    ("column-id", "#event+id", 14.0),
    ("column-said", "#event+type", 22.0),
    ("column-when", "#date+occurred", 28.0),
    ("column-certainty-when", "#date+certainty", 11.0),
    ("column-where", "#loc+name", 32.0),
    ("column-certainty-where", "#loc+certainty", 11.0),
    ("column-lat", "#geo+lat", 10.0),
    ("column-lon", "#geo+lon", 10.0),
    ("column-radius", "#geo+radius_m", 10.0),
    ("column-killed-low", "#affected+killed+min", 9.0),
    ("column-killed-high", "#affected+killed+max", 9.0),
    ("column-accounts", "#indicator+accounts+num", 10.0),
    ("column-reports", "#meta+source", 24.0),
    ("column-stage", "#status+stage", 13.0),
    ("column-outcome", "#status+outcome", 14.0),
    ("column-norm", "#event+article", 22.0),
    ("column-against", "#org+party", 20.0),
    ("column-severity", "#severity", 12.0),
    ("column-why", "#description", 60.0),
];

/// The columns that a record with acts on findings adds.
const STAGED: &[(&str, &str, f64)] = &[
    ("column-staged", "#status+outcome+staged", 16.0),
    ("column-remarks", "#meta+remarks", 40.0),
    ("column-entries", "#meta+entries", 30.0),
];

/// The workbook's bytes.
pub(super) fn render(view: &View<'_>, langs: &[Lang]) -> Result<Vec<u8>, RenderError> {
    let mut book = Workbook::new();
    let utc = view.as_of.local(&jiff::tz::TimeZone::UTC);
    let made = ExcelDateTime::from_ymd(
        u16::try_from(utc.year()).unwrap_or(2000).clamp(1900, 9999),
        u8::try_from(utc.month()).unwrap_or(1),
        u8::try_from(utc.day()).unwrap_or(1),
    )?;
    book.set_properties(&DocProperties::new().set_title("Hudna").set_creation_datetime(&made));
    let rows = in_order(view);
    let outcomes = view.outcomes();
    for lang in langs {
        let voice = Voice::of(view, *lang);
        let by_subject = findings_by_subject(&voice);
        let sheet = book.add_worksheet();
        sheet.set_name(voice.get("sheet-name"))?;
        sheet.set_right_to_left(lang.is_rtl());
        let mut page = Page { row: heading(&voice, sheet)?, sheet, cell: body(*lang) };
        for i in &rows {
            let incident = &view.incidents[*i];
            let findings = by_subject.get(incident.id.0.as_str()).map_or(&[][..], Vec::as_slice);
            if findings.is_empty() {
                page.incident(&voice, incident, None, outcomes[*i])?;
            }
            for finding in findings {
                page.incident(&voice, incident, Some(finding), finding.outcome)?;
            }
            for (name, staged) in view.stages.beside(&incident.id.0) {
                page.beside(&voice, incident, name, staged)?;
            }
        }
        for finding in view.assessment.findings.iter().filter(|f| f.subject.kind != "incident") {
            page.party(&voice, finding)?;
        }
        for (name, staged) in view.stages.elsewhere() {
            page.elsewhere(&voice, name, staged)?;
        }
        let last = page.row.saturating_sub(1).max(1);
        let width = u16::try_from(columns(view).count()).unwrap_or(1) - 1;
        sheet.autofilter(1, 0, last, width)?;
        sheet.set_freeze_panes(2, 1)?;
    }
    Ok(book.save_to_buffer()?)
}

fn columns(view: &View<'_>) -> impl Iterator<Item = &'static (&'static str, &'static str, f64)> {
    let staged = if view.stages.is_empty() { &[][..] } else { STAGED };
    COLUMNS.iter().chain(staged)
}

/// The incidents that may have happened in the period, by the time they begin, those of unknown time last.
fn in_order(view: &View<'_>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..view.incidents.len())
        .filter(|i| statistics::may_fall_in(&view.incidents[*i], view.period))
        .collect();
    rows.sort_by_key(|i| {
        let incident = &view.incidents[*i];
        (statistics::when(incident).map_or(Instant(i64::MAX), |time| time.lo), &incident.id)
    });
    rows
}

fn body(lang: Lang) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    format.set_reading_direction(if lang.is_rtl() { 2 } else { 1 })
}

fn heading(voice: &Voice<'_>, sheet: &mut Worksheet) -> Result<u32, RenderError> {
    let head = body(voice.lang).set_bold().set_border_bottom(FormatBorder::Thin);
    let tag = Format::new().set_font_color("4A5863").set_reading_direction(1);
    for (column, (key, hxl, width)) in (0_u16..).zip(columns(voice.view)) {
        sheet.write_string_with_format(0, column, voice.get(key), &head)?;
        sheet.write_string_with_format(1, column, *hxl, &tag)?;
        sheet.set_column_width(column, *width)?;
    }
    Ok(2)
}

struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    cell: Format,
}

impl Page<'_> {
    fn text(&mut self, column: u16, text: &str) -> Result<(), RenderError> {
        let mut text = without_isolates(text);
        if text.chars().count() > LONGEST {
            text = text.chars().take(LONGEST).chain(['…']).collect();
        }
        if !text.is_empty() {
            self.sheet.write_string_with_format(self.row, column, text, &self.cell)?;
        }
        Ok(())
    }
    fn number(&mut self, column: u16, number: f64) -> Result<(), RenderError> {
        if number.is_finite() {
            self.sheet.write_number_with_format(self.row, column, number, &self.cell)?;
        }
        Ok(())
    }

    fn incident(
        &mut self,
        voice: &Voice<'_>,
        incident: &Incident,
        finding: Option<&Finding>,
        outcome: Outcome,
    ) -> Result<(), RenderError> {
        self.facts(voice, incident)?;
        self.outcome(voice, outcome)?;
        if let Some(finding) = finding {
            self.finding(voice, finding)?;
        }
        self.row += 1;
        Ok(())
    }

    /// What people said of an incident where the program lists no finding.
    fn beside(
        &mut self,
        voice: &Voice<'_>,
        incident: &Incident,
        name: &FindingRef,
        staged: &Staged,
    ) -> Result<(), RenderError> {
        self.facts(voice, incident)?;
        self.outcome(voice, Outcome::NotCovered)?;
        self.text(15, &voice.norm(&name.norm))?;
        self.staged(voice, staged, Outcome::NotCovered, &voice.get("outcome-not_covered"))?;
        self.row += 1;
        Ok(())
    }

    /// What people said under a name that leads nowhere any more.
    fn elsewhere(
        &mut self,
        voice: &Voice<'_>,
        name: &FindingRef,
        staged: &Staged,
    ) -> Result<(), RenderError> {
        self.text(0, &name.subject)?;
        self.text(15, &voice.norm(&name.norm))?;
        self.text(18, &voice.get("staged-elsewhere"))?;
        // nothing is found under that name: nothing can differ
        self.staged(voice, staged, staged.outcome.unwrap_or(Outcome::NotCovered), "")?;
        self.row += 1;
        Ok(())
    }

    fn staged(
        &mut self,
        voice: &Voice<'_>,
        staged: &Staged,
        found: Outcome,
        word: &str,
    ) -> Result<(), RenderError> {
        self.text(13, voice.stage(staged.stage).text())?;
        if let Some(outcome) = staged.outcome {
            self.text(19, voice.outcome(outcome).text())?;
        }
        let remarks: Vec<String> =
            voice.remarks(staged, found, word).iter().map(|p| p.text().to_owned()).collect();
        self.text(20, &remarks.join(" "))?;
        let entries: Vec<&str> = staged.entries.iter().chain(&staged.dissents).map(|e| &*e.0).collect();
        self.text(21, &entries.join(" "))
    }

    fn facts(&mut self, voice: &Voice<'_>, incident: &Incident) -> Result<(), RenderError> {
        self.text(0, &incident.id.0)?;
        self.text(1, &voice.what(incident))?;
        self.text(2, &voice.when(incident))?;
        let certainty = |c: Certainty| voice.certainty(c).text().to_owned();
        self.text(3, &certainty(voice.incident_certainty(incident, Attribute::At)))?;
        self.text(4, &voice.place(incident))?;
        self.text(5, &certainty(voice.incident_certainty(incident, Attribute::Place)))?;
        if let [region] = statistics::places(incident).as_slice() {
            let centre = region.centre();
            self.number(6, centre.lat)?;
            self.number(7, centre.lon)?;
            self.number(8, region.radius_m().round())?;
        }
        let killed =
            incident.deeds.iter().filter_map(|d| d.fact(Attribute::Killed)).flat_map(|f| &f.alternatives);
        let range = killed
            .filter_map(|a| if let Value::Number(n) = a.value { Some((n.low, n.high)) } else { None })
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        if let Some((low, high)) = range {
            self.number(9, low)?;
            self.number(10, high)?;
        }
        self.number(11, f64::from(incident.independent))?;
        let reports: Vec<String> = incident.reports.iter().map(|r| voice.report(*r)).collect();
        self.text(12, &reports.join(" "))
    }

    fn party(&mut self, voice: &Voice<'_>, finding: &Finding) -> Result<(), RenderError> {
        self.text(0, &voice.subject(finding))?;
        self.text(13, &voice.get("stage-provisional"))?;
        self.text(14, &voice.outcome_word(finding, finding.outcome))?;
        self.finding(voice, finding)?;
        self.row += 1;
        Ok(())
    }

    fn outcome(&mut self, voice: &Voice<'_>, outcome: Outcome) -> Result<(), RenderError> {
        self.text(13, &voice.get("stage-provisional"))?;
        self.text(14, &voice.get(&format!("outcome-{}", outcome.name())))
    }

    fn finding(&mut self, voice: &Voice<'_>, finding: &Finding) -> Result<(), RenderError> {
        self.text(15, &voice.norm(&finding.norm))?;
        self.text(16, &voice.against(&finding.against))?;
        if let Some(severity) = &finding.severity {
            self.text(17, &voice.severity(severity))?;
        }
        self.text(18, &voice.why(finding))?;
        let Some(staged) = voice.said_of(finding) else { return Ok(()) };
        self.staged(voice, staged, finding.outcome, &voice.outcome_word(finding, finding.outcome))
    }
}
