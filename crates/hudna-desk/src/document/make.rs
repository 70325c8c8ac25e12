//! One document at a time, for whoever asks for it on a page: a situation report, a flash report, a report on a violation, or a paper of the table.
//!
//! Whoever asks gives the sight that it is made of. Made of a coarse sight ([`crate::record::snapshot`]) it leaves out what rests
//! on exact places and sealed rows, and says so.

use hudna_core::dialogue::table::Table;
use hudna_core::statistics::Statistics;
use hudna_core::time::Instant;

use super::table_paper::changes::Between;
use super::table_paper::{Made, Sheet, changes, wall};
use super::talks::Talks;
use super::view::View;
use super::voice::Voice;
use super::{Document, RenderError, one_incident, sitrep, sitrep_html, sitrep_pdf};
use crate::words::Lang;

/// Sections of a situation report that tell exact places or sealed rows.
const EXACT: [&str; 4] = ["weapons", "zones", "movement", "map"];

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A situation report on the view's period.
    Situation,
    /// A flash report on the incident at this position.
    Flash(usize),
    /// A report on the ceasefire violation that the incident at this position may be.
    Violation(usize),
    /// The stand of the talks.
    Talks,
    /// What changed between two versions of a draft.
    Redline,
}

/// What papers of the table are made of: the table, the sheet, and for a redline the draft with the versions asked for.
#[derive(Clone, Copy, Debug)]
pub struct AtTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// The sheet.
    pub sheet: Sheet,
    /// The draft.
    pub draft: &'a str,
    /// The older version; `None`: the one before the newer.
    pub from: Option<u32>,
    /// The newer version; `None`: the last.
    pub to: Option<u32>,
}

/// For whom it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Members of the joint commission.
    Commission,
    /// The parties.
    Parties,
    /// Everybody.
    Public,
}

impl Distribution {
    /// Every one, from the few to the many.
    pub const ALL: [Self; 3] = [Self::Commission, Self::Parties, Self::Public];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commission => "commission",
            Self::Parties => "parties",
            Self::Public => "public",
        }
    }
}

/// How it is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Html,
    /// A4.
    Pdf,
}

/// Words of people about a finding.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The kind of the act; `dissent.reservation` for one that goes along with the ruling.
    pub kind: &'static str,
    /// The party in whose name.
    pub party: Option<&'a str>,
    /// When it was sealed.
    pub at: Instant,
    /// The words.
    pub text: &'a str,
}

/// A document to be made.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// What.
    pub what: What,
    /// Its language.
    pub lang: Lang,
    /// How it is laid out.
    pub form: Form,
    /// For whom it is.
    pub distribution: Distribution,
    /// Whether the view tells exact places.
    pub exact: bool,
    /// The words of people that its readers may read, in order.
    pub said: &'a [Said<'a>],
    /// What people recommend.
    pub recommended: Option<&'a str>,
    /// What it says of the release that it corrects.
    pub corrects: Option<&'a str>,
    /// What stands across its pages.
    pub watermark: Option<&'a str>,
    /// What papers of the table are made of.
    pub at_table: AtTable<'a>,
}

/// Makes it. `None` where the view holds no incident at that position, or the table no such versions.
///
/// # Errors
/// The typesetter refuses.
pub fn make(
    view: &View<'_>,
    statistics: &Statistics<'_>,
    making: &Making<'_>,
) -> Result<Option<Document>, RenderError> {
    if matches!(making.what, What::Talks | What::Redline) {
        return of_table(view, making);
    }
    let voice = Voice::of(view, making.lang);
    let (kind, mut made) = match making.what {
        What::Situation => ("sitrep", sitrep::compose(view, statistics, making.lang)),
        What::Talks | What::Redline => return Ok(None),
        What::Flash(at) | What::Violation(at) => {
            let Some(incident) = view.incidents.get(at) else { return Ok(None) };
            if matches!(making.what, What::Flash(_)) {
                ("flash", one_incident::flash(&voice, incident))
            } else {
                ("violation", one_incident::violation(&voice, incident, making.said, making.recommended))
            }
        }
    };
    if !making.exact {
        made.sections.retain(|section| !EXACT.contains(&section.id));
        made.lines.push(voice.get("document-coarse"));
    }
    made.lines.extend(making.corrects.map(str::to_owned));
    made.class = voice.get(&format!("class-{}", making.distribution.name()));
    made.watermark = making.watermark.map(str::to_owned);
    let (ending, bytes) = match making.form {
        Form::Html => ("html", sitrep_html::render(&made)),
        Form::Pdf => ("pdf", sitrep_pdf::render(&made, kind)?),
    };
    Ok(Some(Document { name: format!("{kind}.{}.{ending}", made.lang), bytes }))
}

/// A paper of the table: it tells nothing exact, whoever makes it.
fn of_table(view: &View<'_>, making: &Making<'_>) -> Result<Option<Document>, RenderError> {
    let asked = making.at_table;
    let talks = Talks::of(asked.table, view.agreement, making.lang);
    let class = talks.words().get(&format!("class-{}", making.distribution.name()));
    let made = Made { as_of: view.as_of, sheet: asked.sheet, class: &class, watermark: making.watermark };
    if making.what == What::Talks {
        return wall::render(&talks, &made, making.form).map(Some);
    }
    let between = Between::of(&talks, asked.draft, asked.from, asked.to);
    between.map(|between| changes::render(&talks, &between, &made, making.form)).transpose()
}
