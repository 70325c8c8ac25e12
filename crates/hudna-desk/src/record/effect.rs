//! Whether a new act would do anything: one that names what is not there is refused at the door.
//!
//! Who wrote such an act surely erred: it would stand in the record for good and do nothing. Asked by the host alone, of new acts alone:
//! what stands in a record was taken in, and verifies for ever (`docs/record-format.md` §8, *Host and verifier*). That an act is allowed, and that
//! the entries it speaks of are there, is asked elsewhere and told first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::agreement::{Agreement, SourceText, is_part};
use hudna_core::commitment::Commitments;
use hudna_core::dialogue::table::Table;
use hudna_core::force::Force;
use hudna_core::force::against::{self, Asked};
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, Audience, Both, FindingRef};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::time::Instant;

use super::at_table;
use super::consulted;
use super::derive::Derived;
use super::prepared::is_of;
use super::ruled;
use crate::desk;
use crate::gazetteer::Gazetteer;
use crate::trouble::Trouble;

/// What acts before this one left there to speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct There {
    /// What was promised; shared until something is added to it.
    pub(super) commitments: Arc<Commitments>,
    /// Decisions undone, rows withdrawn, tasks closed.
    ended: BTreeSet<EntryId>,
    /// Leave given by sources.
    consents: BTreeSet<(EntryId, Audience)>,
    /// Tasks in work.
    working: BTreeMap<EntryId, Work>,
    /// Parts destroyed.
    redacted: BTreeSet<hudna_core::ledger::part::Digest>,
    /// What was said and put at the table; shared, and copied only where somebody still holds it when the next act comes.
    pub(super) table: Arc<Table>,
    /// The joint force after the acts of a list; `None`: as the record has it.
    force: Option<Force>,
    /// Consultations opened, by their own ids.
    consultations: BTreeSet<Arc<str>>,
    /// Statements put, each with the consultation's entry and its words.
    statements: BTreeMap<(EntryId, Arc<str>), Both>,
    /// Consultations counted.
    counted: BTreeSet<EntryId>,
}

/// A task that somebody has in work.
#[derive(Clone, Debug)]
struct Work {
    /// What it is about.
    about: Option<FindingRef>,
    /// What is asked.
    wanted: Vec<Arc<str>>,
    /// The team or user asked.
    to: Arc<str>,
    /// Who gave it.
    by: UserId,
}

impl There {
    /// Whether such a promise was made.
    pub(super) fn is_promised(&self, id: &str) -> bool {
        self.commitments.promise(id).is_some()
    }

    /// That somebody has this in work already: until they are done or give it back, nobody else is sent to ask the same.
    fn in_work(&self, about: &FindingRef, wanted: &[Arc<str>]) -> Option<Refusal> {
        let same = |work: &&Work| {
            work.about.as_ref() == Some(about) && work.wanted.iter().any(|fact| wanted.contains(fact))
        };
        let work = self.working.values().find(same)?;
        Some(Refusal::new("task-in-work").with("norm", &about.norm).with("to", &work.to))
    }

    /// That a task was given to another user: only they close it, or whoever gave it. One that is given to a team is its members'.
    fn of_another(&self, task: &EntryId, actor: &UserId) -> Option<Refusal> {
        let work = self.working.get(task)?;
        let asked = UserId(work.to.clone());
        (asked.is_well_formed() && asked != *actor && work.by != *actor)
            .then(|| Refusal::new("task-of-another").with("entry", task).with("to", &work.to))
    }

    /// The joint force after the acts before this one.
    pub(super) fn force_now<'f>(&'f self, derived: &'f Derived) -> &'f Force {
        self.force.as_ref().unwrap_or(&derived.replay.force)
    }

    /// Takes in what an act of a list does to the joint force, which was as in `before` at its beginning.
    pub(super) fn take_force(&mut self, before: &Force, body: &Body, plan: Option<&[u8]>, now: Instant) {
        if against::KINDS.contains(&body.act.kind()) {
            self.force.get_or_insert_with(|| before.clone()).apply(body, now, plan);
        }
    }

    /// Takes in what an act did, sealed at a moment under a number. `open` gives a part's content by name.
    pub(super) fn take<'a>(
        &mut self,
        body: &Body,
        (recorded_at, seq): (Instant, u64),
        open: impl Fn(&str) -> Option<&'a [u8]>,
    ) {
        // who acts for whom tells whose word a meeting, a vote or a position is
        let speaks = matches!(body.act, Act::UserAdded { party: Some(_), .. });
        if speaks || at_table::KINDS.contains(&body.act.kind()) {
            Arc::make_mut(&mut self.table).take(body, recorded_at, open);
        }
        match &body.act {
            act if is_of_promises(act) => Arc::make_mut(&mut self.commitments).take(body, recorded_at, seq),
            Act::TaskGiven { about, to, wanted, .. } => {
                let (about, by) = (about.clone(), body.actor.clone());
                let work = Work { about, wanted: wanted.clone(), to: to.clone(), by };
                self.working.insert(body.id.clone(), work);
            }
            Act::DecisionUndone { of, .. } | Act::EntryWithdrawn { of } | Act::TaskClosed { of, .. } => {
                self.working.remove(of);
                self.ended.insert(of.clone());
            }
            Act::ConsentGiven { audience, of } => {
                self.consents.insert((of.clone(), *audience));
            }
            Act::ConsentWithdrawn { audience, of } => {
                self.consents.remove(&(of.clone(), *audience));
            }
            Act::RedactionMade { parts, .. } => self.redacted.extend(parts),
            Act::ConsultationOpened { id, .. } => {
                self.consultations.insert(id.clone());
            }
            Act::StatementPut { consultation, id, text } => {
                self.statements.insert((consultation.clone(), id.clone()), text.clone());
            }
            Act::ConsultationCounted { consultation, .. } => {
                self.counted.insert(consultation.clone());
            }
            _ => {}
        }
    }
}

/// Whether an act says something of promises.
fn is_of_promises(act: &Act) -> bool {
    // linking a condition of a position to a promise is the table's
    !matches!(act, Act::ConditionLinked { .. })
        && ["promise.", "condition.", "sequence."].iter().any(|thing| act.kind().starts_with(thing))
}

/// Kinds of acts of which it is asked whether they would do anything, besides those of the joint force and of the table.
const ASKED: &[&str] = &[
    "gazetteer.adopted",
    "consent.withdrawn",
    "place.confirmed",
    "report.graded",
    "entry.withdrawn",
    "affiliation.disputed",
    "decision.undone",
    "task.given",
    "task.closed",
    "visit.recorded",
    "assessment.accepted",
    "assessment.returned",
    "review.made",
    "reply.given",
    "recusal.declared",
    "ruling.made",
    "reading.ruled",
    "agreement.suspended",
    "agreement.extended",
    "promise.made",
    "promise.claimed",
    "promise.extended",
    "promise.released",
    "promise.withdrawn",
    "promise.verified",
    "condition.put",
    "condition.declared",
    "sequence.read",
    "sequence.ruled",
    "objection.made",
    "redaction.made",
    "consultation.opened",
    "statement.put",
    "consultation.counted",
];

fn asked() -> impl Iterator<Item = &'static [&'static str]> {
    [ASKED, against::KINDS, at_table::KINDS].into_iter()
}

/// Whether that is asked of this kind.
pub(super) fn asks(kind: &str) -> bool {
    asked().any(|kinds| kinds.contains(&kind))
}

/// Whether canonical bytes are those of an act of which that is asked.
pub(super) fn is_asked(body: &[u8]) -> bool {
    asked().any(|kinds| is_of(body, kinds))
}

/// What is sent beside an act, and who may do what.
pub(super) struct Beside<'a> {
    /// What the part `gazetteer` holds.
    pub(super) gazetteer: Option<&'a [u8]>,
    /// What is sent with a count of votes.
    pub(super) count: consulted::Sent<'a>,
    /// What the part `plan` holds.
    pub(super) plan: Option<&'a [u8]>,
    /// The text that comes with a draft.
    pub(super) text: Option<SourceText>,
    /// Who may act.
    pub(super) powers: &'a Standing,
}

/// What is against an act that would do nothing, or that the rules of the table or the joint force refuse; `None`: nothing is. `there` is
/// what those before it left.
///
/// # Errors
/// The record cannot be read.
pub(super) fn objection(
    derived: &mut Derived,
    there: &There,
    body: &Body,
    beside: Beside<'_>,
    now: Instant,
) -> Result<Option<Refusal>, Trouble> {
    if is_of_promises(&body.act) {
        let frame = derived.frame_at(now)?;
        let party = beside.powers.users.get(&body.actor).and_then(|user| user.party.as_ref());
        let silent = || silent(body, &["promise.withdrawn", "sequence.ruled"]);
        let met = there.commitments.objection(body, frame.as_ref(), party, now).or_else(silent);
        return match met {
            None => ruled::in_others_names(derived, there, body, beside.powers, now),
            met => Ok(met),
        };
    }
    if let Some(why) = by_itself(derived, there, body, &beside) {
        return Ok(Some(why));
    }
    if at_table::KINDS.contains(&body.act.kind()) {
        return at_table::objection(derived, there, body, (beside.text, beside.powers), now);
    }
    if against::KINDS.contains(&body.act.kind()) {
        return of_force(derived, there, body, &beside, now);
    }
    if !turns_on_text(&body.act) || derived.replay.texts.is_empty() {
        return Ok(None);
    }
    let text = derived.agreement_at(now)?;
    let why = match &body.act {
        Act::TaskGiven { about: Some(finding), .. }
        | Act::AssessmentAccepted { finding, .. }
        | Act::AssessmentReturned { finding, .. }
        | Act::ReviewMade { finding, .. }
        | Act::ReplyGiven { finding, .. }
        | Act::RulingMade { finding, .. } => {
            if !knows(derived, &text, finding) {
                return Ok(Some(
                    Refusal::new("norm-unknown").with("norm", &finding.norm).with("version", finding.version),
                ));
            }
            subject(derived, &text, &finding.subject)?
        }
        Act::RecusalDeclared { case, .. } => subject(derived, &text, case)?,
        act => of_text(&text, act).or_else(|| ruled::of_reading(&text, body, beside.powers, now)),
    };
    Ok(why)
}

/// What the joint force's stages, limits and panels have against an act.
fn of_force(
    derived: &Derived,
    there: &There,
    body: &Body,
    beside: &Beside<'_>,
    now: Instant,
) -> Result<Option<Refusal>, Trouble> {
    let text = if derived.replay.texts.is_empty() { None } else { Some(derived.agreement_at(now)?) };
    let drawn = text.iter().flat_map(|text| &text.backdrop).filter(|one| &*one.kind == "sector");
    let sectors: Vec<Arc<str>> = drawn.map(|one| one.id.clone()).collect();
    let parties: Vec<Arc<str>> =
        text.iter().flat_map(|text| &text.parties).map(|party| party.id.clone()).collect();
    let asked = Asked {
        powers: beside.powers,
        sectors: &sectors,
        parties: &parties,
        reply_within: text.as_ref().and_then(|text| text.reply_within),
        now,
        plan: beside.plan,
    };
    let met = there.force_now(derived).objection(body, &asked);
    match met.or_else(|| silent(body, REASONED)) {
        None => ruled::in_others_names(derived, there, body, beside.powers, now),
        met => Ok(met),
    }
}

/// Acts of the joint force that are nothing without their reasons.
const REASONED: &[&str] = &[
    "objection.made",
    "objection.answered",
    "nomination.ruled",
    "nomination.appealed",
    "complaint.made",
    "complaint.ruled",
];

/// That an act of these kinds comes without its reasons: whoever it is about must be able to answer them.
fn silent(body: &Body, kinds: &[&str]) -> Option<Refusal> {
    kinds.contains(&body.act.kind()).then(|| without_reasons(body)).flatten()
}

const fn turns_on_text(act: &Act) -> bool {
    matches!(
        act,
        Act::TaskGiven { about: Some(_), .. }
            | Act::AssessmentAccepted { .. }
            | Act::AssessmentReturned { .. }
            | Act::ReviewMade { .. }
            | Act::ReplyGiven { .. }
            | Act::RulingMade { .. }
            | Act::RecusalDeclared { .. }
            | Act::ReadingRuled { .. }
            | Act::AgreementSuspended { .. }
            | Act::AgreementExtended { .. }
    )
}

/// What can be said without the text.
fn by_itself(derived: &Derived, there: &There, body: &Body, beside: &Beside<'_>) -> Option<Refusal> {
    let ended = |code, of: &EntryId| there.ended.contains(of).then(|| Refusal::new(code).with("entry", of));
    match &body.act {
        Act::GazetteerAdopted { name } => adopted(name, beside.gazetteer),
        Act::ConsentWithdrawn { audience, of } => (!there.consents.contains(&(of.clone(), *audience)))
            .then(|| Refusal::new("consent-not-given").with("entry", of)),
        Act::PlaceConfirmed { of, .. } => {
            if body.part("place").is_none() {
                return Some(Refusal::new("place-missing"));
            }
            let (_, standing) = derived.replay.report(of)?;
            standing.report.deeds.is_empty().then(|| Refusal::new("report-no-deed").with("entry", of))
        }
        Act::ReportGraded { .. } => {
            let grade = body.part("grade").is_none().then(|| Refusal::new("grade-missing"));
            grade.or_else(|| without_reasons(body))
        }
        Act::ReviewMade { .. } => without_reasons(body),
        Act::EntryWithdrawn { of } | Act::AffiliationDisputed { of, .. } | Act::ObjectionMade { of, .. } => {
            ended("entry-withdrawn-already", of)
        }
        Act::DecisionUndone { of, .. } => ended("decision-undone-already", of),
        Act::TaskGiven { about: Some(about), wanted, .. } => there.in_work(about, wanted),
        Act::TaskClosed { of, .. } => {
            ended("task-closed-already", of).or_else(|| there.of_another(of, &body.actor))
        }
        Act::VisitRecorded { task: Some(of), .. } => there.of_another(of, &body.actor),
        // whose silence counts is not put out of a vote by another
        Act::RecusalDeclared { case, user } if case.starts_with("vote:") && *user != body.actor => {
            let by = &body.actor;
            Some(Refusal::new("recusal-of-another").with("user", user).with("case", case).with("by", by))
        }
        Act::RedactionMade { parts, .. } if parts.is_empty() => Some(Refusal::new("redaction-empty")),
        Act::RedactionMade { parts, .. } => {
            let all = parts.iter().all(|part| there.redacted.contains(part));
            let first = parts.first().filter(|_| all)?;
            Some(Refusal::new("part-redacted-already").with("part", first))
        }
        _ => of_consultation(there, body, beside),
    }
}

/// That an act comes without the part that says why.
fn without_reasons(body: &Body) -> Option<Refusal> {
    let reasons = || Refusal::new("reasons-missing").with("kind", body.act.kind());
    body.part("text").is_none().then(reasons)
}

/// What is against an act of a consultation: an id that stands already, a statement after the count, a count that its votes do not
/// come to.
fn of_consultation(there: &There, body: &Body, beside: &Beside<'_>) -> Option<Refusal> {
    match &body.act {
        Act::ConsultationOpened { id, .. } if there.consultations.contains(id) => {
            Some(Refusal::new("consultation-known").with("consultation", id))
        }
        Act::StatementPut { consultation, .. } if there.counted.contains(consultation) => {
            Some(Refusal::new("consultation-counted").with("entry", consultation))
        }
        Act::StatementPut { consultation, id, .. }
            if there.statements.contains_key(&(consultation.clone(), id.clone())) =>
        {
            Some(Refusal::new("statement-known").with("statement", id))
        }
        Act::ConsultationCounted { consultation, .. } => {
            let own = there.statements.iter().filter(|((of, _), _)| of == consultation);
            consulted::against(own.map(|((_, id), text)| (id, text)), &body.act, &beside.count)
        }
        _ => None,
    }
}

fn adopted(name: &str, gazetteer: Option<&[u8]>) -> Option<Refusal> {
    let unreadable =
        |detail: &str| Some(Refusal::new("gazetteer-unreadable").with("name", name).with("detail", detail));
    let Some(bytes) = gazetteer else { return unreadable("gazetteer") };
    Gazetteer::empty().add(name, bytes).err().and_then(|why| unreadable(why.code))
}

/// Whether the norm stands in that version of the text.
fn knows(derived: &Derived, text: &Agreement, finding: &FindingRef) -> bool {
    let mut known = Some(text);
    while let Some(one) = known {
        if one.version == finding.version {
            return one.norm(&finding.norm).is_some();
        }
        known = one.supersedes.as_deref();
    }
    let other = derived.replay.texts.iter().filter(|other| other.version == finding.version);
    let mut held = other.filter_map(|other| desk::read_held(derived.proposed(&other.entry)?).agreement);
    held.any(|text| text.norm(&finding.norm).is_some())
}

/// What is against what a finding is about: an incident that never was, or no name of anything.
fn subject(derived: &mut Derived, text: &Agreement, subject: &str) -> Result<Option<Refusal>, Trouble> {
    const KINDS: &[&str] =
        &["party", "holding", "visit", "position", "candidate", "body", "vote", "complaint"];
    let malformed = || Some(Refusal::new("subject-malformed").with("subject", subject));
    if !subject.starts_with("INC-") {
        let known = subject.split_once(':').is_some_and(|(kind, id)| KINDS.contains(&kind) && !id.is_empty());
        return Ok(if known { None } else { malformed() });
    }
    let (incident, deed) = match subject.split_once('/') {
        Some((incident, deed)) => (incident, Some(deed)),
        None => (subject, None),
    };
    // as it is written: `01` would be another name
    let is_deed = |deed: &str| deed.parse::<u32>().is_ok_and(|n| n > 0 && n.to_string() == deed);
    if deed.is_some_and(|deed| !is_deed(deed)) {
        return Ok(malformed());
    }
    let live = derived.incidents(text)?;
    let known = !live.heirs(&IncidentId(incident.to_owned())).is_empty();
    Ok((!known).then(|| Refusal::new("incident-unknown").with("incident", incident)))
}

/// What is against a decision about the text: that it says nothing of the kind.
fn of_text(text: &Agreement, act: &Act) -> Option<Refusal> {
    match act {
        Act::AgreementSuspended { part: Some(part), .. } => {
            let known = text.articles.iter().any(|article| article.id == *part)
                || text.norms.iter().any(|norm| is_part(&norm.id, part));
            (!known).then(|| Refusal::new("article-unknown").with("part", part))
        }
        Act::AgreementExtended { until } => {
            let longer = text.extensions.iter().filter(|one| one.part.is_none()).map(|one| one.over.hi);
            let ends = text.ends.map(|ends| longer.fold(ends, Instant::max));
            ends.is_none_or(|ends| *until <= ends).then(|| Refusal::new("extension-empty"))
        }
        Act::ReadingRuled { term, reading, .. } => ruled(text, term, reading),
        _ => None,
    }
}

fn ruled(text: &Agreement, about: &Arc<str>, whose: &Arc<str>) -> Option<Refusal> {
    let term = text.terms.iter().find(|term| term.id == *about);
    let mut disputed =
        text.geometries.iter().filter(|drawn| drawn.dispute.as_ref() == Some(about)).peekable();
    let held = match term {
        Some(term) => term.readings.iter().any(|reading| reading.by == *whose),
        None if disputed.peek().is_none() => return Some(Refusal::new("term-unknown").with("term", about)),
        None => disputed.any(|drawn| drawn.course_of.as_ref() == Some(whose)),
    };
    (!held).then(|| Refusal::new("reading-unknown").with("term", about).with("reading", whose))
}
