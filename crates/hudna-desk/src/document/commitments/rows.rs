//! Commitments as a table of words and numbers: what CSV and the workbook hold, column by column.

use hudna_core::commitment::{Deadline, Kept, Promise, Row, Scale, State};
use hudna_core::condition::Truth;

use super::told::Line;
use super::{Pledges, Told};
use crate::document::set_aside_csv::guarded;
use crate::words::{Lang, without_isolates};

/// The end of the key of each column's name, its HXL tag, its width in a sheet.
pub(super) const COLUMNS: [(&str, &str, f64); 14] = [
    ("id", "#meta+id", 18.0),
    ("what", "#description+commitment", 44.0),
    ("by", "#org+debtor", 20.0),
    ("to", "#org+creditor", 24.0),
    ("theme", "#subsector", 16.0),
    ("state", "#status", 20.0),
    ("verified", "#indicator+kroc+verified", 12.0),
    ("claimed", "#indicator+kroc+claimed", 12.0),
    ("due", "#date+due", 18.0),
    ("late", "#status+late", 12.0),
    ("waits", "#description+waits", 44.0),
    ("movers", "#org+mover", 36.0),
    ("held-up", "#indicator+held_up+num", 12.0),
    ("says", "#description+remarks", 60.0),
];

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(u32),
    Nothing,
}

impl Cell {
    fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
    fn scale(scale: Option<Scale>) -> Self {
        scale.map_or(Self::Nothing, |scale| Self::Number(u32::from(scale.step())))
    }
}

/// The rows: every promise and condition that is there, what presses first.
pub(super) fn rows(pledges: &Pledges<'_>, lang: Lang) -> Vec<[Cell; 14]> {
    let told = Told::of(pledges, lang);
    let held = pledges.board.held_up();
    told.lines().into_iter().map(|line| row(&told, pledges, line, &held)).collect()
}

fn row(told: &Told<'_>, pledges: &Pledges<'_>, line: Line, held: &[usize]) -> [Cell; 14] {
    let promise = pledges.all.kept().get(line.at).and_then(Kept::promise);
    let row = pledges.board.rows.get(line.at);
    // what has run out is no longer known
    let known = |row: &&Row| row.valid_until.is_none_or(|until| until > pledges.board.as_of);
    let found = row.filter(known).and_then(|row| row.found);
    let verified = promise.zip(found).and_then(|(promise, at)| promise.found.get(at)).map(|one| one.scale);
    let claim = promise.zip(row.and_then(|row| row.claim));
    let claimed = claim.and_then(|(promise, at)| promise.claims.get(at)).map(|one| one.scale);
    let theme = promise.and_then(|promise| promise.theme.as_deref()).map(|theme| told.theme(theme));
    let due = row.and_then(|row| row.due()).map(|due| pledges.frame.written(due.by));
    let late = promise.zip(row).map(|(promise, row)| told.get(late(promise, row)));
    let view = row.and_then(|row| row.view());
    let waits: Vec<String> =
        view.into_iter().flat_map(|view| &view.waits).map(|wait| told.wait(wait)).collect();
    let count = held.get(line.at).and_then(|n| u32::try_from(*n).ok());
    [
        Cell::of(line.id),
        Cell::of(line.what),
        Cell::of(line.by),
        Cell::of(line.to),
        Cell::of(theme.unwrap_or_default()),
        Cell::of(line.state),
        Cell::scale(verified),
        Cell::scale(claimed),
        Cell::of(due.unwrap_or_default()),
        Cell::of(late.unwrap_or_default()),
        Cell::of(waits.join(" ")),
        Cell::of(told.who_could_move(line.at).unwrap_or_default()),
        count.map_or(Cell::Nothing, Cell::Number),
        Cell::of(line.says.join(" ")),
    ]
}

/// The key of how late a promise is. What is claimed or withdrawn is no longer late, and was: who ends being late so is not told as one who kept
/// the deadline.
fn late(promise: &Promise, row: &Row) -> &'static str {
    let first = promise.claims.iter().find(|claim| claim.scale == Scale::FULL);
    let done = matches!(row.state, State::Claimed | State::Verified);
    let after = |due: Deadline| done && first.is_some_and(|claim| due.by < claim.stamp.at);
    match row.late {
        _ if row.late_then.is_some() => "promise-late-withdrawn",
        Truth::False if row.deadline.is_some_and(after) => "promise-late-claimed",
        Truth::True => "promise-late-yes",
        Truth::False => "promise-late-no",
        Truth::Unknown => "promise-late-open",
    }
}

/// The name of a column.
pub(super) fn heading(told: &Told<'_>, column: &str) -> String {
    told.get(&format!("promise-column-{column}"))
}

/// A table of the promises and conditions that are there, in the reader's language; the first line names the columns.
///
/// # Errors
/// What the writer of CSV says.
pub fn csv(pledges: &Pledges<'_>, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let told = Told::of(pledges, lang);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS.map(|(column, ..)| heading(&told, column)))?;
    for row in rows(pledges, lang) {
        out.write_record(row.map(|cell| match cell {
            Cell::Text(text) => without_isolates(&guarded(&text)),
            Cell::Number(n) => n.to_string(),
            Cell::Nothing => String::new(),
        }))?;
    }
    out.into_inner().map_err(|why| csv::Error::from(why.into_error()))
}
