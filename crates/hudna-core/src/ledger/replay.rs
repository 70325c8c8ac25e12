//! What the entries say of the ground: reports, registers, decisions, texts in force, stages of findings.
//!
//! Folded entry by entry in the order of the record; the same entries with the same parts opened give the same
//! values. Incidents and findings are derived from these, elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::act::{Act, Audience, FindingRef, Seen};
use super::alone::{Alone, Said};
use super::canonical::{CanonicalError, from_canonical};
use super::entry::{Body, Entry};
use super::filed::{Drawn, read_report};
use super::id::{EntryId, PartyId, UserId};
use super::part::Digest;
use super::row;
use crate::agreement::Agreement;
use crate::agreement::decided::Decided;
use crate::finding::Outcome;
use crate::force::{Force, Plan};
use crate::register::{Affiliation, Registers};
use crate::report::{Grade, Report};
use crate::time::Instant;
use crate::value::{Attribute, Kind, Value};

/// A report and the entry that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The entry.
    pub entry: EntryId,
    /// Its number in the record.
    pub seq: u64,
    /// As it stands now: amended, its places confirmed.
    pub report: Arc<Report>,
}

/// A text put to the parties, and since when it is in force.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Text {
    /// The entry that proposed it.
    pub entry: EntryId,
    /// Its version.
    pub version: i64,
    /// Names and digests of its files, `agreement.md` first.
    pub files: Vec<(Arc<str>, Digest)>,
    /// From when it is in force; `None`: only proposed.
    pub from: Option<Instant>,
}

/// How far a finding has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// What the machine finds.
    Provisional,
    /// A person accepted it.
    Assessed,
    /// The commission ruled.
    Ruled,
}

impl Stage {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Assessed => "assessed",
            Self::Ruled => "ruled",
        }
    }
}

/// What people said of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Staged {
    /// How far it has come.
    pub stage: Stage,
    /// The outcome that was accepted or ruled.
    pub outcome: Option<Outcome>,
    /// The entries behind it, in order: acceptances, returns, reviews, replies, rulings.
    pub entries: Vec<EntryId>,
    /// The entry by which it stands as it does: an acceptance or a ruling.
    pub by: Option<EntryId>,
    /// Whether a reviewer gave it back and nobody accepted it or ruled since.
    pub returned: bool,
    /// Replies of parties.
    pub replies: Vec<EntryId>,
    /// Dissents from the ruling by which it stands, and reservations to it.
    pub dissents: Vec<EntryId>,
    /// Of these, the reservations.
    pub reservations: Vec<EntryId>,
    /// Of an assessment: the incident as it was then.
    pub seen: Option<Seen>,
    /// An assessment that speaks of an earlier version of its incident, of which the program now finds otherwise.
    pub lapsed: Option<Lapsed>,
    /// The last technical review of the assessment by which it stands, or stood when it was ruled on.
    pub review: Option<Reviewed>,
}

/// What a technical review came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reviewed {
    /// The review.
    pub by: EntryId,
    /// Whether it found the assessment sound; else it gave it back.
    pub sound: bool,
}

/// An assessment that no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lapsed {
    /// The acceptance.
    pub by: EntryId,
    /// The outcome that was accepted.
    pub outcome: Outcome,
}

/// A place that somebody who knows confirmed, and what the report then said of it.
#[derive(Debug)]
struct Confirmed {
    place: Value,
    told: ToldPlace,
    /// Whether the report as it stands says the same of it.
    stands: bool,
}

/// What a report says of a place: its names as written, else the places themselves, deed by deed.
#[derive(Debug, PartialEq)]
enum ToldPlace {
    Names(Vec<Arc<str>>),
    Places(Vec<Vec<Value>>),
}

impl ToldPlace {
    fn of(report: &Report, attribute: Attribute) -> Self {
        let of = report.places.iter().filter(|name| name.attribute == attribute);
        let names: Vec<Arc<str>> = of.map(|name| name.written.clone()).collect();
        if names.is_empty() {
            Self::Places(report.deeds.iter().map(|deed| deed.values(attribute).to_vec()).collect())
        } else {
            Self::Names(names)
        }
    }
}

/// Puts a confirmed place where the report speaks of it.
fn put_place(report: &mut Report, attribute: Attribute, value: &Value) {
    for deed in &mut report.deeds {
        deed.set(attribute, vec![value.clone()]);
    }
}

/// What changed for fusion, in the order in which it happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A report came.
    Filed(EntryId),
    /// A report that stood tells it otherwise now.
    Amended(EntryId),
    /// Two reports are one happening.
    Joined(EntryId, EntryId),
    /// Two reports are two happenings.
    Apart(EntryId, EntryId),
    /// A decision counts no more.
    Undone(EntryId, EntryId, bool),
}

/// The values that the entries come to.
#[derive(Debug, Default)]
pub struct Replay {
    /// Reports in the order of filing.
    pub reports: Vec<Standing>,
    at: rustc_hash::FxHashMap<EntryId, usize>,
    /// Rows of registers, put together.
    rows: BTreeMap<EntryId, Act>,
    /// Places confirmed, by report and attribute.
    confirmed: BTreeMap<EntryId, BTreeMap<Attribute, Confirmed>>,
    decisions: BTreeMap<EntryId, (EntryId, EntryId, bool)>,
    disputes: BTreeMap<EntryId, BTreeSet<PartyId>>,
    /// Register entries in the order of the record.
    order: Vec<EntryId>,
    /// Those of them that link actors.
    stated: Vec<EntryId>,
    /// Texts of the agreement.
    pub texts: Vec<Text>,
    /// Findings that people spoke of.
    pub stages: BTreeMap<FindingRef, Staged>,
    /// What was decided about the texts, in order.
    pub decided: Vec<Decided>,
    /// Who may read a report's words by its source's leave.
    pub consents: BTreeMap<EntryId, BTreeSet<Audience>>,
    /// Parts destroyed. What was folded before with such a part open keeps it until folded anew: after a redaction
    /// the record is.
    pub redacted: BTreeSet<Digest>,
    /// Lines of files: read, set aside.
    pub lines: (u64, u64),
    /// The joint force: who joins it, where it goes, what that comes to as coverage.
    pub force: Force,
    /// For which party somebody acts.
    acts_for: BTreeMap<UserId, PartyId>,
    /// Votes that somebody who acts for no party wrote down for one: by decision and member.
    written_votes: BTreeMap<(Arc<str>, Arc<str>), Vec<EntryId>>,
    /// Entries folded.
    pub size: u64,
    /// Names that reports and rows say, kept once.
    words: Said,
}

impl Replay {
    /// Takes in the next entry. `open` gives a part's content by name; `None` where it is closed or destroyed.
    /// What changed for fusion is returned.
    ///
    /// # Errors
    /// A part opened is not what a part of that name holds.
    pub fn apply<'a>(
        &mut self,
        entry: &Entry,
        open: impl Fn(&str) -> Option<&'a [u8]>,
    ) -> Result<Option<Change>, CanonicalError> {
        let alone = Alone::of(entry, &open)?;
        self.fold(entry, alone, open)
    }

    /// As [`Self::apply`], with what was worked out of the entry alone.
    ///
    /// # Errors
    /// As there.
    pub fn fold<'a>(
        &mut self,
        entry: &Entry,
        alone: Alone,
        open: impl Fn(&str) -> Option<&'a [u8]>,
    ) -> Result<Option<Change>, CanonicalError> {
        let seq = self.size;
        self.size += 1;
        let id = &entry.body.id;
        self.force.apply(&entry.body, entry.recorded_at, open("plan"));
        self.hear_vote(&entry.body);
        match (&entry.body.act, alone) {
            (Act::ReportFiled { .. }, Alone::Report(report)) => {
                let mut report = *report;
                self.words.share(&mut report);
                self.at.insert(id.clone(), self.reports.len());
                self.reports.push(Standing { entry: id.clone(), seq, report: Arc::new(report) });
                return Ok(Some(Change::Filed(id.clone())));
            }
            (Act::ReportAmended { of, .. }, Alone::Report(report)) => {
                let mut report = *report;
                // a confirmation outlives an amendment that speaks of the same place
                for (attribute, confirmed) in self.confirmed.get_mut(of).into_iter().flatten() {
                    confirmed.stands = ToldPlace::of(&report, *attribute) == confirmed.told;
                    if confirmed.stands {
                        put_place(&mut report, *attribute, &confirmed.place);
                    }
                }
                return Ok(self.amend(of, |standing| *standing = report));
            }
            (Act::PlaceConfirmed { of, attribute }, _) => return self.confirm(of, *attribute, open("place")),
            (Act::ReportsJoined { a, b, .. }, _) => return Ok(Some(self.decide(id, a, b, true))),
            (Act::ReportsKeptApart { a, b, .. }, _) => return Ok(Some(self.decide(id, a, b, false))),
            (Act::DecisionUndone { of, .. }, _) => return Ok(self.undo(of)),
            (Act::EntryWithdrawn { of }, _) => {
                self.rows.remove(of);
            }
            (Act::AffiliationDisputed { by, of }, _) => {
                self.disputes.entry(of.clone()).or_default().insert(by.clone());
            }
            (Act::FileTakenIn { read, set_aside, .. }, _) => {
                // the numbers are whatever an actor signed
                self.lines = (self.lines.0.saturating_add(*read), self.lines.1.saturating_add(*set_aside));
            }
            (Act::ConsentGiven { audience, of }, _) => {
                self.consents.entry(of.clone()).or_default().insert(*audience);
            }
            (Act::ConsentWithdrawn { audience, of }, _) => {
                self.consents.entry(of.clone()).or_default().remove(audience);
            }
            (Act::RedactionMade { parts, .. }, _) => self.redacted.extend(parts),
            (Act::AreaDrawn { valid_from, .. }, _) => {
                let drawing = open("drawing").and_then(|bytes| std::str::from_utf8(bytes).ok());
                self.decided.extend(
                    drawing.map(|drawing| Decided::Drawn { from: *valid_from, drawing: drawing.into() }),
                );
            }
            (_, Alone::Row(row)) => {
                if let Some(mut row) = row {
                    self.words.share_row(&mut row);
                    if matches!(*row, Act::AffiliationStated { .. }) {
                        self.stated.push(id.clone());
                    }
                    self.rows.insert(id.clone(), *row);
                    self.order.push(id.clone());
                }
            }
            _ => self.stage(entry),
        }
        Ok(None)
    }

    /// A party's own vote takes the place of what somebody who acts for no party wrote down for it.
    fn hear_vote(&mut self, body: &Body) {
        match &body.act {
            Act::UserAdded { user, party: Some(party), .. } => {
                self.acts_for.insert(user.clone(), party.clone());
            }
            Act::VoteCast { ballot } => {
                let named = (ballot.decision.clone(), ballot.member.clone());
                match self.acts_for.get(&body.actor) {
                    None => self.written_votes.entry(named).or_default().push(body.id.clone()),
                    Some(own) if *ballot.party == [Value::Actor(own.0.clone())] => {
                        for written in self.written_votes.remove(&named).into_iter().flatten() {
                            self.rows.remove(&written);
                        }
                    }
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }

    fn amend(&mut self, of: &EntryId, how: impl FnOnce(&mut Report)) -> Option<Change> {
        let standing = self.reports.get_mut(*self.at.get(of)?)?;
        how(Arc::make_mut(&mut standing.report));
        Some(Change::Amended(of.clone()))
    }

    fn confirm(
        &mut self,
        of: &EntryId,
        attribute: Attribute,
        place: Option<&[u8]>,
    ) -> Result<Option<Change>, CanonicalError> {
        // no place may come to stand where a number or a code is asked for
        let place = place.filter(|_| attribute.kind() == Kind::Place);
        let Some(drawn) = place.map(from_canonical::<Drawn>).transpose()? else { return Ok(None) };
        let value = drawn.region().map_or(Value::Nothing, Value::Place);
        let Some((_, standing)) = self.report(of) else { return Ok(None) };
        let said = ToldPlace::of(&standing.report, attribute);
        let all = self.confirmed.entry(of.clone()).or_default();
        // under a confirmation that stands lies what the report itself said
        let told = match all.remove(&attribute) {
            Some(earlier) if earlier.stands => earlier.told,
            _ => said,
        };
        all.insert(attribute, Confirmed { place: value.clone(), told, stands: true });
        Ok(self.amend(of, |report| put_place(report, attribute, &value)))
    }

    fn decide(&mut self, id: &EntryId, a: &EntryId, b: &EntryId, together: bool) -> Change {
        self.decisions.insert(id.clone(), (a.clone(), b.clone(), together));
        if together { Change::Joined(a.clone(), b.clone()) } else { Change::Apart(a.clone(), b.clone()) }
    }

    /// Takes a decision away. Nothing changes for fusion where the same was decided twice and still stands once.
    fn undo(&mut self, of: &EntryId) -> Option<Change> {
        let (a, b, together) = self.decisions.remove(of)?;
        let same = |(c, d, also): &(EntryId, EntryId, bool)| {
            *also == together && ((*c == a && *d == b) || (*c == b && *d == a))
        };
        if self.decisions.values().any(same) { None } else { Some(Change::Undone(a, b, together)) }
    }

    /// Acts that move a finding or a text on.
    fn stage(&mut self, entry: &Entry) {
        let id = &entry.body.id;
        let mut moved =
            |finding: &FindingRef, stage: Option<Stage>, outcome: Option<Outcome>, seen: Option<&Seen>| {
                let staged = self.stages.entry(finding.clone()).or_insert_with(|| Staged {
                    stage: Stage::Provisional,
                    outcome: None,
                    entries: Vec::new(),
                    by: None,
                    returned: false,
                    replies: Vec::new(),
                    dissents: Vec::new(),
                    reservations: Vec::new(),
                    seen: None,
                    lapsed: None,
                    review: None,
                });
                staged.entries.push(id.clone());
                if let Some(stage) = stage {
                    // a ruling is not taken back by a later assessment
                    let kept = staged.stage == Stage::Ruled && stage < Stage::Ruled;
                    if !kept {
                        (staged.stage, staged.outcome) = (stage, outcome);
                        staged.by = outcome.map(|_| id.clone());
                        staged.returned = outcome.is_none();
                        staged.seen = seen.cloned();
                        if stage < Stage::Ruled {
                            staged.review = None;
                        }
                        staged.dissents.clear();
                        staged.reservations.clear();
                    }
                } else {
                    staged.replies.push(id.clone());
                }
            };
        match &entry.body.act {
            Act::AssessmentAccepted { finding, outcome, seen } => {
                moved(finding, Some(Stage::Assessed), Some(*outcome), Some(seen));
            }
            Act::AssessmentReturned { finding, .. } => moved(finding, Some(Stage::Provisional), None, None),
            Act::RulingMade { finding, outcome, .. } => {
                moved(finding, Some(Stage::Ruled), Some(*outcome), None);
            }
            Act::ReplyGiven { finding, .. } => moved(finding, None, None, None),
            Act::ReviewMade { finding, of, sound, .. } => {
                if let Some(staged) = self.stages.get_mut(finding) {
                    staged.entries.push(id.clone());
                    if staged.by.as_ref() == Some(of) {
                        staged.review = Some(Reviewed { by: id.clone(), sound: *sound });
                    }
                }
            }
            Act::DissentRecorded { of, reservation, .. } => {
                let ruled = self.stages.values_mut().find(|staged| staged.by.as_ref() == Some(of));
                if let Some(staged) = ruled {
                    staged.dissents.push(id.clone());
                    if *reservation {
                        staged.reservations.push(id.clone());
                    }
                }
            }
            Act::AgreementProposed { version } => self.texts.push(Text {
                entry: id.clone(),
                version: *version,
                files: entry.body.parts.iter().map(|p| (p.name.clone(), p.digest)).collect(),
                from: None,
            }),
            Act::AgreementSuspended { over, part } => {
                let by = id.0.clone();
                self.decided.push(Decided::Suspended { over: *over, part: part.clone(), by });
            }
            Act::AgreementExtended { until } => {
                self.decided.push(Decided::Extended { until: *until, by: id.0.clone() });
            }
            Act::PartyAdhered { from, party } => {
                self.decided.push(Decided::Adhered { from: *from, party: party.0.clone() });
            }
            Act::ReadingRuled { from, reading, term, .. } => self.decided.push(Decided::Ruled {
                from: *from,
                about: term.clone(),
                whose: reading.clone(),
                reference: id.0.clone(),
            }),
            Act::AgreementAdopted { from, of } => {
                if let Some(text) = self.texts.iter_mut().find(|text| text.entry == *of) {
                    text.from = Some(*from);
                }
            }
            _ => {}
        }
    }

    /// The text with what was decided about it.
    pub fn as_decided(&self, text: &Agreement) -> Agreement {
        text.as_decided(&self.decided)
    }

    /// Decisions that stand, as pairs: joined, then kept apart.
    pub fn decisions(&self) -> [Vec<(EntryId, EntryId)>; 2] {
        let pick = |want: bool| {
            self.decisions
                .values()
                .filter(|(.., together)| *together == want)
                .map(|(a, b, _)| (a.clone(), b.clone()))
                .collect()
        };
        [pick(true), pick(false)]
    }

    /// The text in force or, where none was adopted, the one last proposed.
    pub fn text(&self) -> Option<&Text> {
        self.texts
            .iter()
            .filter(|text| text.from.is_some())
            .max_by_key(|text| text.version)
            .or(self.texts.last())
    }

    /// The report of an entry, and its place in [`Self::reports`].
    pub fn report(&self, entry: &EntryId) -> Option<(usize, &Standing)> {
        let at = *self.at.get(entry)?;
        Some((at, self.reports.get(at)?))
    }

    /// The registers as they stand; the register of coverage with what patrols, posts and cameras come to.
    pub fn registers(&self) -> Registers {
        let mut all = Registers::default();
        for (id, act) in self.order.iter().filter_map(|id| Some((id, self.rows.get(id)?))) {
            row::put(&mut all, self.disputed(id, act.clone()));
        }
        self.watch(&mut all);
        all
    }

    fn watch(&self, all: &mut Registers) {
        let derived = self.force.coverage(&all.coverage);
        if !derived.is_empty() {
            all.coverage.extend(derived);
            // of states the last counts: rows stand in the order of time
            all.coverage.sort_by_key(|row| row.over.lo);
        }
    }

    /// The same, of what is followed no further: no row is held twice.
    pub fn into_registers(mut self) -> Registers {
        let (mut all, order) = (Registers::default(), std::mem::take(&mut self.order));
        self.reports = Vec::new();
        for id in order {
            if let Some(act) = self.rows.remove(&id) {
                row::put(&mut all, self.disputed(&id, act));
            }
        }
        self.watch(&mut all);
        all
    }

    /// The links of actors as they stand: a register by itself, for it is asked for often.
    pub fn links(&self) -> Vec<Affiliation> {
        let mut all = Registers::default();
        for (id, act) in self.stated.iter().filter_map(|id| Some((id, self.rows.get(id)?))) {
            row::put(&mut all, self.disputed(id, act.clone()));
        }
        all.links
    }

    /// A row with who disputes it.
    fn disputed(&self, id: &EntryId, mut act: Act) -> Act {
        if let Act::AffiliationStated { affiliation: stated } = &mut act {
            for party in self.disputes.get(id).into_iter().flatten() {
                if !stated.disputed_by.contains(&party.0) {
                    stated.disputed_by.push(party.0.clone());
                }
            }
        }
        act
    }
}

/// Whether the parts of an entry to be are what their names promise: what [`Replay`] will ask of them. `open` gives a
/// part's content by name.
///
/// # Errors
/// The first that is not.
pub fn tried<'a>(body: &Body, open: impl Fn(&str) -> Option<&'a [u8]>) -> Result<(), CanonicalError> {
    match &body.act {
        Act::ReportFiled { report, .. } | Act::ReportAmended { report, .. } => {
            read_report(&body.id, report, open).map(drop)
        }
        act if row::is_row(act) => match row::joined(act, &body.id, &body.parts, open)? {
            Some(_) => Ok(()),
            None => Err(CanonicalError::NotUnderstood("about".to_owned())),
        },
        Act::ReportGraded { .. } => match open("grade").map(from_canonical::<Grade>).transpose()? {
            Some(grade) if !grade.is_sound() => Err(CanonicalError::NotUnderstood("grade".to_owned())),
            _ => Ok(()),
        },
        Act::PatrolPlanned { .. } => match open("plan") {
            Some(plan) => from_canonical::<Plan>(plan).map(drop),
            None => Err(CanonicalError::NotUnderstood("plan".to_owned())),
        },
        _ => match open("place") {
            Some(place) => match from_canonical::<Drawn>(place)?.is_sound() {
                true => Ok(()),
                false => Err(CanonicalError::NotUnderstood("place".to_owned())),
            },
            None => Ok(()),
        },
    }
}
