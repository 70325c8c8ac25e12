//! What people did to reports after they were filed: amended, placed, graded, joined, kept apart, translated; and which entries rows of
//! registers came by.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::from_canonical;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::report::Grade;
use hudna_core::time::Instant;

use super::read::Read;
use super::snapshot::Snapshot;

/// An act about reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The entry.
    pub entry: EntryId,
    /// When it was sealed.
    pub at: Instant,
    /// The kind of the act.
    pub kind: &'static str,
    /// The reports, by their entries.
    pub reports: Vec<EntryId>,
}

/// A decision on two reports that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entry.
    pub entry: EntryId,
    /// One report.
    pub a: EntryId,
    /// The other.
    pub b: EntryId,
    /// Whether they are one happening; two else.
    pub together: bool,
}

/// A translation of a report's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The entry.
    pub entry: EntryId,
    /// When it was sealed.
    pub at: Instant,
    /// Into which language, as its maker names it.
    pub language: Arc<str>,
    /// The words, where they stand and the host opens them.
    pub text: Option<String>,
}

/// A visit that stands, beside its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The entry.
    pub entry: EntryId,
    /// Who recorded it.
    pub by: UserId,
    /// The task that it was made for.
    pub task: Option<EntryId>,
}

/// A grade that somebody gave a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// The entry.
    pub entry: EntryId,
    /// Who gave it.
    pub by: UserId,
    /// When it was sealed.
    pub at: Instant,
    /// The grade, where it stands and the host opens it.
    pub grade: Option<Grade>,
    /// Why, likewise.
    pub text: Option<String>,
}

/// All that was done to reports.
#[derive(Clone, Debug, Default)]
pub struct Handled {
    /// In the order of the record.
    pub done: Vec<Done>,
    /// Decisions that stand, in the order of the record.
    pub decisions: Vec<Decision>,
    /// Notices that stand: their entries, and when they were sealed, in the order of the register.
    pub notices: Vec<(EntryId, Instant)>,
    /// Links between actors that stand, by their entries, in the order of the register.
    pub links: Vec<EntryId>,
    /// Visits that stand, in the order of the register.
    pub visits: Vec<Visited>,
    /// Translations by report.
    pub translations: BTreeMap<EntryId, Vec<Translation>>,
    /// Grades by report, in the order of the record. They stand beside what is weighed and never reach it.
    pub grades: BTreeMap<EntryId, Vec<Graded>>,
}

impl Snapshot {
    /// How the report at a position is graded now: as its file said, with what was said of each axis last.
    pub fn grade_of(&self, at: usize) -> Grade {
        let told = self.report_at(at, true).map(|report| Grade::from(&report.source)).unwrap_or_default();
        let given = self.filed.get(at).and_then(|filed| self.handled.grades.get(&filed.entry));
        given.into_iter().flatten().filter_map(|one| one.grade).fold(told, Grade::then)
    }
}

impl Handled {
    /// Takes in the next entry.
    pub(super) fn take(&mut self, read: &Read) {
        let body = &read.entry.body;
        let at = read.entry.recorded_at;
        let reports = match &body.act {
            Act::ReportAmended { of, .. }
            | Act::PlaceConfirmed { of, .. }
            | Act::ConsentGiven { of, .. }
            | Act::ConsentWithdrawn { of, .. }
            | Act::AttachmentAdded { to: of, .. } => vec![of.clone()],
            Act::TranslationAdded { language, of } => {
                let text = read.open("text").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let entry = body.id.clone();
                let one = Translation { entry, at, language: language.clone(), text };
                self.translations.entry(of.clone()).or_default().push(one);
                vec![of.clone()]
            }
            Act::ReportGraded { of } => {
                let grade = read.open("grade").and_then(|bytes| from_canonical::<Grade>(bytes).ok());
                let text = read.open("text").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let (entry, by) = (body.id.clone(), body.actor.clone());
                let one = Graded { entry, by, at, grade: grade.filter(Grade::is_sound), text };
                self.grades.entry(of.clone()).or_default().push(one);
                vec![of.clone()]
            }
            Act::ReportsJoined { a, b, .. } | Act::ReportsKeptApart { a, b, .. } => {
                let together = matches!(body.act, Act::ReportsJoined { .. });
                let decision = Decision { entry: body.id.clone(), a: a.clone(), b: b.clone(), together };
                self.decisions.push(decision);
                vec![a.clone(), b.clone()]
            }
            Act::NoticeGiven { .. } => {
                self.notices.push((body.id.clone(), at));
                return;
            }
            Act::AffiliationStated { .. } => {
                self.links.push(body.id.clone());
                return;
            }
            Act::VisitRecorded { task, .. } => {
                let (entry, by) = (body.id.clone(), body.actor.clone());
                self.visits.push(Visited { entry, by, task: task.clone() });
                return;
            }
            Act::EntryWithdrawn { of } => {
                self.notices.retain(|(notice, _)| notice != of);
                self.links.retain(|link| link != of);
                self.visits.retain(|visit| visit.entry != *of);
                return;
            }
            Act::DecisionUndone { of, .. } => {
                let Some(at) = self.decisions.iter().position(|one| one.entry == *of) else { return };
                let undone = self.decisions.remove(at);
                vec![undone.a, undone.b]
            }
            _ => return,
        };
        self.done.push(Done { entry: body.id.clone(), at, kind: body.act.kind(), reports });
    }
}
