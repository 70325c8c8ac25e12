//! What the record comes to: reports and registers as they stand, the text in force, incidents.
//!
//! Worked out from the entries in their order and from nothing else. It follows the ledger entry by entry; what it has
//! worked out can be thrown away and comes out the same. After a redaction it begins anew, so that nothing destroyed is
//! remembered. Findings and rows are in [`super::rows`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame, Site, stores};
use hudna_core::dialogue::table::Table;
use hudna_core::incident::live::Live;
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::{Act, FindingRef};
use hudna_core::ledger::alone::Alone;
use hudna_core::ledger::entry::Entry;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::replay::{Replay, Text};
use hudna_core::ledger::stages::Versions;
use hudna_core::report::Report;
use hudna_core::time::{Instant, whole_day};
use jiff::tz::TimeZone;

use super::basis::Basis;
use super::coarse;
use super::consulted::{self, Opened};
use super::effect::There;
use super::handled::Handled;
use super::ledger::Ledger;
use super::lineup::{Lined, Lineup};
use super::read::Read;
use super::remembered::{Released, SealedRead, Spoken, Task, Thing};
use super::taken::FilesTaken;
use crate::desk::{self, AgreementFiles};
use crate::trouble::Trouble;

/// What the record comes to, up to some entry.
#[derive(Debug, Default)]
pub struct Derived {
    /// Reports, registers, texts, decisions, stages.
    pub replay: Replay,
    /// When the last entry was sealed that says more than that somebody read.
    pub as_of: Option<Instant>,
    /// How many entries up to that one: while it stays, all stays that is worked out.
    pub(super) grown: u64,
    /// Who read what is sealed, in order.
    pub reads: Vec<SealedRead>,
    /// The numbers of each user's entries, and when these were sealed, in order.
    pub done_by: BTreeMap<UserId, Vec<(u64, Instant)>>,
    /// Files of the texts proposed and of the drafts put, by their entries.
    texts: BTreeMap<EntryId, AgreementFiles>,
    /// Gazetteers adopted, in order; of one name the last.
    pub gazetteers: Vec<(Arc<str>, Vec<u8>)>,
    /// What acts left there for later ones to speak of.
    pub(super) there: There,
    /// Files taken in, and the lines that were set aside of them.
    pub taken_in: FilesTaken,
    /// Who filed each report and when it was sealed, in the order of [`Replay::reports`].
    pub filed: Vec<(UserId, Instant)>,
    /// What people said of findings, nominations, patrols, monitors and promises, by entry.
    pub spoken: BTreeMap<EntryId, Spoken>,
    /// Documents released, in order.
    pub released: Vec<Released>,
    /// Tasks of verification, in the order in which they were given.
    pub tasks: Vec<Task>,
    /// Consultations, in the order in which they were opened.
    pub consultations: Vec<Opened>,
    /// What people did to reports.
    pub handled: Handled,
    /// All that bears on fusion, in order.
    pub(super) steps: Vec<Step>,
    fused: Option<Fused>,
}

/// The incidents, and how far they have followed.
#[derive(Debug)]
struct Fused {
    live: Live,
    /// Names of actors that they were fused by.
    folding: BTreeMap<String, String>,
    /// Steps taken.
    steps: usize,
    /// Who declared recusal, and from what.
    recused: Vec<Recused>,
    /// The incidents as lists and weighing ask for them.
    lineup: Lineup,
}

/// A recusal, with what its case was when it was declared: it goes on for whatever these reports come to.
#[derive(Debug)]
struct Recused {
    user: UserId,
    case: Arc<str>,
    reports: BTreeSet<EntryId>,
}

/// Something that bears on fusion.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A report was filed as this number.
    Filed(u64, EntryId),
    /// The report filed by the first entry reads otherwise, by the second.
    Amended(EntryId, EntryId),
    /// People decided.
    Decided(EntryId, EntryId, EntryId, bool),
    /// A decision counts no more.
    Undone(EntryId),
    /// A user is out of a case.
    Recused(UserId, Arc<str>),
}

impl Derived {
    /// Follows the ledger to its end.
    ///
    /// # Errors
    /// The database fails, or what it holds is damaged.
    pub fn follow(&mut self, ledger: &mut Ledger) -> Result<(), Trouble> {
        self.follow_to(ledger, ledger.size())
    }

    /// Follows the ledger up to entry `size`.
    ///
    /// # Errors
    /// As [`Self::follow`].
    pub fn follow_to(&mut self, ledger: &mut Ledger, size: u64) -> Result<(), Trouble> {
        let redacted = self.replay.redacted.len();
        let from = self.replay.size;
        self.follow_from(ledger, from..size, &mut |_| ())?;
        if from > 0 && self.replay.redacted.len() > redacted {
            *self = Self::default();
            self.follow_from(ledger, 0..size, &mut |_| ())?;
        }
        Ok(())
    }

    /// Takes in the entries of `range`, the first of which must be the next; `seen` is shown each of them.
    ///
    /// # Errors
    /// As [`Self::follow`].
    pub(super) fn follow_from(
        &mut self,
        ledger: &mut Ledger,
        range: Range<u64>,
        seen: &mut dyn FnMut(&Entry),
    ) -> Result<(), Trouble> {
        let alone = |read: &Read| Alone::of(&read.entry, |name| read.open(name));
        ledger.read_worked_out(range, &alone, &mut |read, alone| {
            seen(&read.entry);
            self.take(&read, alone.map_err(|why| damaged(&read, why.code()))?)
        })
    }

    fn take(&mut self, read: &Read, alone: Alone) -> Result<(), Trouble> {
        let body = &read.entry.body;
        let id = &body.id;
        self.done_by.entry(body.actor.clone()).or_default().push((read.seq, read.entry.recorded_at));
        match &body.act {
            Act::AgreementProposed { .. } | Act::DraftPut { .. } => {
                let files = body
                    .parts
                    .iter()
                    .filter_map(|p| Some((p.name.clone(), read.open(&p.name)?.to_vec())))
                    .collect();
                self.texts.insert(id.clone(), files);
            }
            Act::GazetteerAdopted { name } => {
                if let Some(bytes) = read.open("gazetteer") {
                    self.gazetteers.retain(|(known, _)| known != name);
                    self.gazetteers.push((name.clone(), bytes.to_vec()));
                }
            }
            Act::FileTakenIn { .. } => self.taken_in.take(read).map_err(|part| damaged(read, part))?,
            Act::ReportFiled { .. } => {
                self.steps.push(Step::Filed(read.seq, id.clone()));
                self.filed.push((body.actor.clone(), read.entry.recorded_at));
            }
            Act::ReportAmended { of, .. } | Act::PlaceConfirmed { of, .. } => {
                self.steps.push(Step::Amended(of.clone(), id.clone()));
            }
            Act::ReportsJoined { a, b, .. } => {
                self.steps.push(Step::Decided(id.clone(), a.clone(), b.clone(), true));
            }
            Act::ReportsKeptApart { a, b, .. } => {
                self.steps.push(Step::Decided(id.clone(), a.clone(), b.clone(), false));
            }
            Act::DecisionUndone { of, .. } => self.steps.push(Step::Undone(of.clone())),
            Act::RecusalDeclared { case, user } => {
                self.steps.push(Step::Recused(user.clone(), case.clone()));
            }
            Act::TaskGiven { about, by, to, .. } => self.tasks.push(Task {
                entry: id.clone(),
                at: read.entry.recorded_at,
                about: about.clone(),
                by: *by,
                to: to.clone(),
                given_by: read.entry.body.actor.clone(),
                closed: None,
            }),
            Act::TaskClosed { done, of } => {
                for task in self.tasks.iter_mut().filter(|task| task.entry == *of) {
                    task.closed = Some(*done);
                }
            }
            Act::PublicationMade { audience, document, document_kind, from, number, restates } => {
                self.released.push(Released {
                    from: *from,
                    basis: read.open("basis").and_then(Basis::read),
                    entry: id.clone(),
                    seq: read.seq,
                    at: read.entry.recorded_at,
                    audience: *audience,
                    document: *document,
                    kind: document_kind.clone(),
                    number: number.clone(),
                    restates: restates.clone(),
                    // attachments are not read to work out what the record comes to
                    is_here: body.part("document").is_some(),
                });
            }
            Act::AssessmentAccepted { .. }
            | Act::AssessmentReturned { .. }
            | Act::ReviewMade { .. }
            | Act::ReadingRuled { .. }
            | Act::ReplyGiven { .. }
            | Act::RulingMade { .. }
            | Act::DissentRecorded { .. }
            | Act::ObjectionMade { .. }
            | Act::ObjectionAnswered { .. }
            | Act::NominationRuled { .. }
            | Act::NominationAppealed { .. }
            | Act::ClearanceAnswered { .. }
            | Act::PatrolReported { .. }
            | Act::ComplaintMade { .. }
            | Act::ComplaintAnswered { .. }
            | Act::ComplaintRuled { .. }
            | Act::PromiseWithdrawn { .. }
            | Act::ConditionDeclared { .. }
            | Act::SequenceRead { .. }
            | Act::SequenceRuled { .. } => drop(self.spoken.insert(id.clone(), spoken(read))),
            _ => {}
        }
        if let Act::SealedRead { about, of, what } = &body.act {
            self.reads.push(SealedRead {
                seq: read.seq,
                by: body.actor.clone(),
                at: read.entry.recorded_at,
                thing: Thing { what: what.clone(), of: of.clone(), about: about.clone() },
            });
        } else {
            self.as_of = Some(read.entry.recorded_at);
            self.grown = read.seq + 1;
        }
        consulted::take(&mut self.consultations, read);
        self.there.take(body, (read.entry.recorded_at, read.seq), |name| read.open(name));
        self.handled.take(read);
        let folded = self.replay.fold(&read.entry, alone, |name| read.open(name));
        folded.map_err(|why| damaged(read, why.code()))?;
        Ok(())
    }

    /// The files of the text that is weighed by at a moment: the latest adopted one that is in force by then, or by the last entry
    /// where that is later; before any was adopted the first that was proposed, so that nobody's later proposal takes its place; before
    /// any was proposed the draft put last that can be read.
    ///
    /// # Errors
    /// `agreement-missing`.
    pub fn text_at(&self, at: Instant) -> Result<&AgreementFiles, Trouble> {
        let texts = &self.replay.texts;
        let now = self.as_of.map_or(at, |last| last.max(at));
        let by_now = |text: &&Text| text.from.is_some_and(|from| from <= now);
        let in_force = texts.iter().filter(by_now).max_by_key(|text| text.version);
        let text = in_force.or(texts.first()).and_then(|text| self.texts.get(&text.entry));
        text.or_else(|| self.negotiated()).ok_or_else(|| Trouble::new("record", "agreement-missing"))
    }

    /// While no text was ever proposed: the files of the draft put last that can be read as an agreement.
    fn negotiated(&self) -> Option<&AgreementFiles> {
        if !self.replay.texts.is_empty() {
            return None;
        }
        let mut versions: Vec<_> = self.table().drafts.values().flatten().collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.at));
        let mut files = versions.into_iter().filter_map(|version| self.texts.get(&version.entry));
        files.find(|files| desk::read_held(files).agreement.is_some())
    }

    /// What was said and put at the table.
    pub fn table(&self) -> &Arc<Table> {
        &self.there.table
    }

    /// The files of the text that an entry proposed, or of the draft that it put.
    pub fn proposed(&self, entry: &EntryId) -> Option<&AgreementFiles> {
        self.texts.get(entry)
    }

    /// The text that is weighed by as of the last entry: what follows from the entries alone.
    ///
    /// # Errors
    /// As [`Self::agreement_at`].
    pub fn agreement(&self) -> Result<Agreement, Trouble> {
        self.agreement_at(self.as_of.unwrap_or(Instant(i64::MIN)))
    }

    /// The text that is weighed by at a moment, with what was decided about it. Of a draft, while no text was ever proposed, its parties, names
    /// and zones count and none of its norms: nothing is in force.
    ///
    /// # Errors
    /// `agreement-missing`; `agreement-unreadable` where this program reads it no longer.
    pub fn agreement_at(&self, at: Instant) -> Result<Agreement, Trouble> {
        let read = desk::read_held(self.text_at(at)?);
        let first = read.diagnostics.first().map_or("", |d| d.code);
        let unreadable = || Trouble::new("record", "agreement-unreadable").with("detail", first);
        let mut agreement = read.agreement.ok_or_else(unreadable)?;
        if self.replay.texts.is_empty() {
            (agreement.norms, agreement.supersedes) = (Vec::new(), None);
        }
        Ok(self.replay.as_decided(&agreement))
    }

    /// Whether `user` read this on the day of a moment, by the mission's calendar.
    pub fn was_read(&self, user: &UserId, thing: &Thing, now: Instant, zone: &TimeZone) -> bool {
        let today = whole_day(now.local(zone).date(), zone).lo;
        let since = self.reads.iter().rev().take_while(|read| read.at >= today);
        since.into_iter().any(|read| read.by == *user && read.thing == *thing)
    }

    /// How pages name what was read: a report by its number, else what it is about.
    pub fn named_thing(&self, thing: &Thing) -> String {
        let report = thing.of.as_ref().and_then(|entry| self.replay.report(entry));
        match (report, &thing.of) {
            (Some((_, standing)), _) => coarse::name(standing.seq).to_string(),
            (None, Some(entry)) => entry.0.to_string(),
            (None, None) => thing.about.as_deref().unwrap_or_default().to_owned(),
        }
    }

    /// What was promised, and said of it since.
    pub fn commitments(&self) -> &Commitments {
        &self.there.commitments
    }

    /// What moments in promises are counted by at a moment; `None` before any text was proposed.
    ///
    /// # Errors
    /// As [`Self::agreement_at`].
    pub fn frame_at(&self, at: Instant) -> Result<Option<Frame>, Trouble> {
        if self.replay.texts.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.frame_of(&self.agreement_at(at)?)))
    }

    /// What moments in promises are counted by, by this text.
    pub fn frame_of(&self, agreement: &Agreement) -> Frame {
        Frame::of(agreement, &self.replay.registers())
    }

    /// Declared stores as they stand at a moment, by this text.
    pub fn stores(&self, agreement: &Agreement, as_of: Instant) -> Vec<Site> {
        stores(agreement, &self.replay.registers(), as_of)
    }

    /// The incidents as they stand, worked out as far as something changed. Names of actors are those of `agreement`.
    ///
    /// # Errors
    /// `record-damaged` where the entries do not hang together.
    pub fn incidents(&mut self, agreement: &Agreement) -> Result<&Live, Trouble> {
        let options = desk::fusion_options(&agreement.with_links(&self.replay.links()));
        let fused = match self.fused.take() {
            Some(fused) if fused.folding == options.folding => fused,
            _ => Fused {
                folding: options.folding.clone(),
                live: Live::new(options),
                steps: 0,
                recused: Vec::new(),
                lineup: Lineup::default(),
            },
        };
        let fused = self.fused.insert(fused);
        let first = fused.steps == 0;
        for step in &self.steps[fused.steps..] {
            if let Step::Recused(user, case) = step {
                fused.live.settle();
                let reports = reports_of(&fused.live, incident_of(case));
                fused.recused.push(Recused { user: user.clone(), case: case.clone(), reports });
                continue;
            }
            take_step(&mut fused.live, &self.replay, step)?;
        }
        if fused.steps < self.steps.len() || first {
            fused.live.settle();
        }
        fused.steps = self.steps.len();
        Ok(&fused.live)
    }

    /// The case, if any, by which `user` is out of what `finding` is about: one under another id, of reports that were in the
    /// incident when recusal was declared. Cases under the finding's own id are asked of who may act
    /// ([`hudna_core::ledger::standing::Standing::is_in`]).
    ///
    /// # Errors
    /// As [`Self::incidents`].
    pub fn recused_by_heir(
        &mut self,
        agreement: &Agreement,
        user: &UserId,
        finding: &FindingRef,
    ) -> Result<Option<Arc<str>>, Trouble> {
        let own = incident_of(&finding.subject);
        let reports = reports_of(self.incidents(agreement)?, own);
        let recused = self.fused.iter().flat_map(|fused| &fused.recused);
        let mut others = recused.filter(|r| r.user == *user && incident_of(&r.case) != own);
        Ok(others.find(|r| !r.reports.is_disjoint(&reports)).map(|r| r.case.clone()))
    }

    /// Who is out of which incident by a recusal that was declared of another, of which reports are in it now.
    pub(super) fn recused_now(&self) -> BTreeSet<(UserId, IncidentId)> {
        let mut out = BTreeSet::new();
        if let Some(fused) = &self.fused {
            for one in &fused.recused {
                let seqs = one.reports.iter().filter_map(|entry| Some(self.replay.report(entry)?.1.seq));
                let incidents = seqs.filter_map(|seq| fused.live.of(seq));
                let others = incidents.filter(|incident| incident.0 != incident_of(&one.case));
                out.extend(others.map(|incident| (one.user.clone(), incident)));
            }
        }
        out
    }

    /// The version of each incident now.
    ///
    /// # Errors
    /// As [`Self::incidents`].
    pub fn versions(&mut self, agreement: &Agreement) -> Result<Versions, Trouble> {
        let live = self.incidents(agreement)?;
        Ok(live.incidents().filter_map(|i| Some((i.id.clone(), live.version(&i.id)?))).collect())
    }

    /// The incidents, and all else that the entries say, for what is followed no further: what fusion held beside them is let go.
    pub(super) fn into_parts(mut self) -> (Vec<Incident>, Replay) {
        let incidents = self.fused.take().map_or_else(Vec::new, |fused| fused.live.into_incidents());
        (incidents, self.replay)
    }

    /// The incidents with their actors named as the agreement names them, for whoever wants them for themselves.
    ///
    /// # Errors
    /// As [`Self::incidents`].
    pub fn named(&mut self, agreement: &Agreement) -> Result<Vec<Incident>, Trouble> {
        let mut incidents: Vec<Incident> = self.incidents(agreement)?.incidents().cloned().collect();
        desk::name_actors(agreement, &mut incidents);
        Ok(incidents)
    }

    /// The incidents with their actors named as the agreement names them, ready to be weighed; shared.
    ///
    /// # Errors
    /// As [`Self::incidents`].
    pub(super) fn lined(&mut self, agreement: &Agreement) -> Result<Lined, Trouble> {
        self.incidents(agreement)?;
        let missing = || Trouble::new("record", "our-fault");
        let fused = self.fused.as_mut().ok_or_else(missing)?;
        fused.lineup.follow(&fused.live, agreement);
        Ok(fused.lineup.lined())
    }

    /// The reports as they stand, shared.
    pub(super) fn reports(&self) -> Vec<Arc<Report>> {
        self.replay.reports.iter().map(|standing| Arc::clone(&standing.report)).collect()
    }

    /// What comes of trying something on the incidents and taking it back: nothing of what stands is another afterwards, because
    /// incidents do not depend on the order in which things came. Should it fail on the way, they are fused anew when next asked for.
    pub(super) fn trying<T>(
        &mut self,
        agreement: &Agreement,
        tried: impl FnOnce(&mut Live, &Replay, &mut Lineup) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.incidents(agreement)?;
        let missing = || Trouble::new("record", "our-fault");
        let mut fused = self.fused.take().ok_or_else(missing)?;
        let come = tried(&mut fused.live, &self.replay, &mut fused.lineup)?;
        self.fused = Some(fused);
        Ok(come)
    }
}

fn spoken(read: &Read) -> Spoken {
    let body = &read.entry.body;
    let party = match &body.act {
        Act::ReplyGiven { party, .. }
        | Act::ObjectionMade { party, .. }
        | Act::ObjectionAnswered { party, .. }
        | Act::NominationAppealed { party, .. }
        | Act::ClearanceAnswered { party, .. }
        | Act::ComplaintMade { party, .. } => Some(party.clone()),
        Act::PromiseWithdrawn { by, .. }
        | Act::ConditionDeclared { by, .. }
        | Act::SequenceRead { by, .. } => Some(PartyId(by.clone())),
        _ => None,
    };
    let text = read.open("text").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Spoken { act: body.act.clone(), by: body.actor.clone(), party, at: read.entry.recorded_at, text }
}

/// The incident that a case or subject names.
fn incident_of(case: &str) -> &str {
    case.split_once('/').map_or(case, |(incident, _)| incident)
}

/// The entries of the reports in an incident, or in its heirs.
pub(super) fn reports_of(live: &Live, id: &str) -> BTreeSet<EntryId> {
    let heirs = live.heirs(&IncidentId(id.to_owned()));
    let reports = heirs.iter().filter_map(|heir| live.incident(heir)).flat_map(|incident| &incident.reports);
    reports.filter_map(|report| Some(live.entry(*report)?.1.clone())).collect()
}

/// Tells `live` one step.
pub(super) fn take_step(live: &mut Live, replay: &Replay, step: &Step) -> Result<(), Trouble> {
    let broken = |why: String| Trouble::new("record", "record-damaged").with("detail", why);
    let standing = |entry: &EntryId| {
        replay.report(entry).map(|(_, s)| s).ok_or_else(|| broken(format!("report {entry}")))
    };
    match step {
        Step::Filed(seq, entry) => live.file(*seq, entry.clone(), standing(entry)?.report.clone()),
        Step::Amended(of, by) => {
            let of = standing(of)?;
            live.amend(of.seq, by.clone(), of.report.clone())
        }
        Step::Decided(id, a, b, together) => {
            live.decide(id.clone(), standing(a)?.seq, standing(b)?.seq, *together)
        }
        // undone twice is undone
        Step::Undone(of) => {
            drop(live.undo(of));
            return Ok(());
        }
        Step::Recused(..) => return Ok(()),
    }
    .map_err(|why| broken(why.to_string()))
}

fn damaged(read: &Read, why: impl std::fmt::Display) -> Trouble {
    Trouble::new("record", "record-damaged").with("detail", format!("entry {}: {why}", read.seq))
}
