//! Register rows to acts and back: what is said in the clear, what goes into which part.
//!
//! | part | class | holds |
//! |---|---|---|
//! | `source` | source | where the row was read (file, line, own id), who says so |
//! | `about` | source | ids of reports that it speaks of, as their sources gave them |
//! | `place` | place | where exactly |
//! | `text` | narrative | its words: a reason, a note |
//!
//! Nothing of a row is lost between the two. With a part closed or destroyed what it held is unknown; a row that speaks of
//! reports nobody can name any more says nothing, lest it be taken for one about all. A new register goes into [`hidden`].

use std::mem::take;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::canonical::{CanonicalError, from_canonical, to_canonical};
use super::filed::{Drawn, Filed};
use super::id::EntryId;
use super::part::{Class, PartRef};
use crate::place::Region;
use crate::register::{RegisterKind, Registers};
use crate::report::Origin;
use crate::value::{Attribute, Kind, Value};

/// What of a row is not said in the clear.
#[derive(Default)]
struct Hidden<'a> {
    origin: Option<&'a mut Origin>,
    by: Option<&'a mut Option<Arc<str>>>,
    about: About<'a>,
    place: Option<&'a mut Option<Region>>,
    words: Option<&'a mut Option<Arc<str>>>,
}

/// The reports that a row speaks of.
#[derive(Default)]
enum About<'a> {
    #[default]
    None,
    /// One, where it is about one.
    One(&'a mut Option<Arc<str>>),
    /// The two that it joins.
    Two(&'a mut Arc<str>, &'a mut Arc<str>),
}

/// Who told, and where it was read.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
}

/// The register whose row `act` is; `None` for other acts.
pub const fn register_of(act: &Act) -> Option<RegisterKind> {
    Some(match act {
        Act::NoticeGiven { .. } => RegisterKind::Notices,
        Act::AuthorisationAnswered { .. } => RegisterKind::Authorisations,
        Act::ContactMade { .. } => RegisterKind::Contacts,
        Act::VisitRecorded { .. } => RegisterKind::Visits,
        Act::VerificationRecorded { .. } => RegisterKind::Verifications,
        Act::HoldingRecorded { .. } => RegisterKind::Holdings,
        Act::UnitPositioned { .. } => RegisterKind::Positions,
        Act::CoverageRecorded { .. } => RegisterKind::Coverage,
        Act::AnswerLinked { .. } => RegisterKind::Answers,
        Act::AffiliationStated { .. } => RegisterKind::Links,
        Act::CandidateDescribed { .. } => RegisterKind::Candidates,
        Act::MemberSeated { .. } => RegisterKind::Members,
        Act::VoteCast { .. } => RegisterKind::Votes,
        _ => return None,
    })
}

/// Whether `act` is a row of a register, or declares one complete.
pub const fn is_row(act: &Act) -> bool {
    register_of(act).is_some() || matches!(act, Act::RegisterCompleted { .. })
}

fn hidden(act: &mut Act) -> Option<Hidden<'_>> {
    let of = |origin| Hidden { origin: Some(origin), ..Hidden::default() };
    Some(match act {
        Act::NoticeGiven { entry } | Act::ContactMade { entry } | Act::AuthorisationAnswered { entry } => {
            Hidden { place: Some(&mut entry.place), ..of(&mut entry.origin) }
        }
        Act::UnitPositioned { position: row } => {
            Hidden { place: Some(&mut row.place), ..of(&mut row.origin) }
        }
        Act::HoldingRecorded { holding: row } => {
            Hidden { place: Some(&mut row.place), ..of(&mut row.origin) }
        }
        Act::VisitRecorded { visit: row, .. } => {
            Hidden { place: Some(&mut row.place), words: Some(&mut row.reason), ..of(&mut row.origin) }
        }
        Act::VerificationRecorded { verification: row } => {
            Hidden { by: Some(&mut row.by), about: About::One(&mut row.incident), ..of(&mut row.origin) }
        }
        Act::CoverageRecorded { coverage: row } => {
            Hidden { words: Some(&mut row.note), ..of(&mut row.origin) }
        }
        Act::RegisterCompleted { complete: row } => Hidden { by: Some(&mut row.by), ..Hidden::default() },
        Act::AnswerLinked { answer: row } => {
            Hidden { about: About::Two(&mut row.act, &mut row.answers), ..of(&mut row.origin) }
        }
        Act::AffiliationStated { affiliation: row } => {
            Hidden { by: Some(&mut row.by), ..of(&mut row.origin) }
        }
        Act::CandidateDescribed { candidate: row } => of(&mut row.origin),
        Act::MemberSeated { member: row } => of(&mut row.origin),
        Act::VoteCast { ballot: row } => of(&mut row.origin),
        _ => return None,
    })
}

impl About<'_> {
    fn taken(self) -> Vec<Arc<str>> {
        match self {
            Self::None => Vec::new(),
            Self::One(of) => of.take().into_iter().collect(),
            Self::Two(a, b) if a.is_empty() && b.is_empty() => Vec::new(),
            Self::Two(a, b) => vec![take(a), take(b)],
        }
    }
    /// Whether the row speaks of these now; `None`: as many as it cannot speak of.
    fn put(self, reports: &[Arc<str>]) -> Option<()> {
        match (self, reports) {
            (Self::One(of), [report]) => *of = Some(report.clone()),
            (Self::Two(a, b), [first, second]) => (*a, *b) = (first.clone(), second.clone()),
            _ => return None,
        }
        Some(())
    }
}

/// Takes a row apart; any other act is left as it is.
///
/// # Errors
/// A number in it that the record cannot write.
pub fn apart(mut act: Act) -> Result<Filed, CanonicalError> {
    let (mut told, mut about, mut place, mut words) = (Told::default(), Vec::new(), None, None);
    if let Some(hidden) = hidden(&mut act) {
        told.origin = hidden.origin.map(take).filter(|origin| !origin.is_unsaid());
        told.by = hidden.by.and_then(Option::take);
        about = hidden.about.taken();
        place = hidden.place.and_then(Option::take);
        words = hidden.words.and_then(Option::take);
    }
    let mut filed = Filed::plain(act);
    if told != Told::default() {
        filed = filed.with("source", Class::Source, to_canonical(&told)?);
    }
    if !about.is_empty() {
        filed = filed.with("about", Class::Source, to_canonical(&about)?);
    }
    if let Some(region) = place {
        filed = filed.with("place", Class::Place, to_canonical(&Drawn::from(&region))?);
    }
    Ok(filed.with("text", Class::Narrative, words.map_or_else(Vec::new, |words| words.as_bytes().to_vec())))
}

/// Puts a row together. `open` gives a part's content by name; `None` where it is closed or destroyed. `None` for an act that
/// is no row, and for a row that says nothing with what is closed.
///
/// # Errors
/// A part's content is not what a part of that name holds.
pub fn joined<'a>(
    act: &Act,
    entry: &EntryId,
    parts: &[PartRef],
    open: impl Fn(&str) -> Option<&'a [u8]>,
) -> Result<Option<Act>, CanonicalError> {
    let wrong = |name: &str| CanonicalError::NotUnderstood(name.to_owned());
    let mut act = act.clone();
    let Some(hidden) = hidden(&mut act) else { return Ok(None) };
    let told: Told = open("source").map(from_canonical).transpose()?.unwrap_or_default();
    match (hidden.origin, told.origin) {
        (Some(origin), Some(read)) => *origin = read,
        // each row its own, so that two of them are never taken for one
        (Some(origin), None) => *origin = Origin { file: entry.0.clone(), line: 0, own_id: None },
        (None, Some(_)) => return Err(wrong("source")),
        (None, None) => {}
    }
    match (hidden.by, told.by) {
        (Some(by), told) => *by = told,
        (None, Some(_)) => return Err(wrong("source")),
        (None, None) => {}
    }
    match open("about").map(from_canonical::<Vec<Arc<str>>>).transpose()? {
        Some(reports) => hidden.about.put(&reports).ok_or_else(|| wrong("about"))?,
        None if matches!(hidden.about, About::Two(..)) || parts.iter().any(|p| &*p.name == "about") => {
            return Ok(None);
        }
        None => {}
    }
    if let Some(drawn) = open("place").map(from_canonical::<Drawn>).transpose()? {
        if !drawn.is_sound() {
            return Err(wrong("place"));
        }
        if let Some(place) = hidden.place {
            *place = drawn.region();
        }
    }
    if let (Some(words), Some(text)) = (hidden.words, open("text")) {
        *words = Some(std::str::from_utf8(text).map_err(|_| wrong("text"))?.into());
    }
    Ok(Some(act))
}

/// Refuses a row that says in the clear what must not be.
///
/// # Errors
/// The code: `place-in-the-clear`, `source-in-the-clear`, `words-in-the-clear`.
pub(super) fn check_clear(act: &Act) -> Result<(), &'static str> {
    if !is_row(act) {
        return Ok(());
    }
    let mut row = act.clone();
    let Some(hidden) = hidden(&mut row) else { return Ok(()) };
    if hidden.place.is_some_and(|place| place.is_some()) {
        return Err("place-in-the-clear");
    }
    let told = hidden.origin.is_some_and(|o| !o.is_unsaid()) || hidden.by.is_some_and(|by| by.is_some());
    if told || !hidden.about.taken().is_empty() {
        return Err("source-in-the-clear");
    }
    if hidden.words.is_some_and(|words| words.is_some()) { Err("words-in-the-clear") } else { Ok(()) }
}

/// Whether an attribute may have this value.
pub(super) fn fits(attribute: Attribute, value: &Value) -> bool {
    match (value, attribute.kind()) {
        (Value::Nothing, _)
        | (Value::Number(_), Kind::Number)
        | (Value::Time(_), Kind::Time)
        | (Value::Place(_), Kind::Place)
        | (Value::Actor(_), Kind::Actor | Kind::Derived) => true,
        (Value::Code(code), Kind::Code) => code.row().attribute == attribute,
        _ => false,
    }
}

/// Whether the values of a row are such as its keys may have.
pub(super) fn is_sound(act: &Act) -> bool {
    let all = |attribute, values: &[Value]| values.iter().all(|value| fits(attribute, value));
    match act {
        Act::NoticeGiven { entry } | Act::ContactMade { entry } | Act::AuthorisationAnswered { entry } => {
            all(Attribute::Act, &entry.act) && all(Attribute::Purpose, &entry.purpose)
        }
        Act::HoldingRecorded { holding } => all(Attribute::Weapon, &holding.weapon),
        Act::CoverageRecorded { coverage } => {
            let c = coverage;
            let all = [c.patrol_hours, c.planned_hours, c.cameras_up, c.cameras, c.posts, c.denied];
            all.iter().flatten().all(|n| *n >= 0.0)
        }
        Act::CandidateDescribed { candidate: c } => {
            all(Attribute::NominatedBy, &c.nominated_by)
                && all(Attribute::Rank, &c.rank)
                && all(Attribute::ServedIn, &c.served_in)
                && all(Attribute::ServedAs, &c.served_as)
        }
        Act::MemberSeated { member } => {
            all(Attribute::Party, &member.party)
                && all(Attribute::Role, &member.role)
                && all(Attribute::Rank, &member.rank)
        }
        Act::VoteCast { ballot } => {
            all(Attribute::Party, &ballot.party)
                && all(Attribute::Role, &ballot.role)
                && all(Attribute::Present, &ballot.present)
                && all(Attribute::Vote, &ballot.vote)
        }
        Act::PromiseVerified { scale, .. } | Act::PromiseClaimed { scale: Some(scale), .. } => *scale <= 3,
        _ => true,
    }
}

/// The acts by which the rows of `registers` enter the record, in the order of the registers.
///
/// # Errors
/// A number in a row that the record cannot write.
pub fn registers(registers: &Registers) -> Result<Vec<Filed>, CanonicalError> {
    fn rows<T: Clone>(acts: &mut Vec<Act>, rows: &[T], make: impl Fn(T) -> Act) {
        acts.extend(rows.iter().cloned().map(make));
    }
    let (mut acts, all) = (Vec::new(), registers);
    rows(&mut acts, &all.notices, |entry| Act::NoticeGiven { entry });
    rows(&mut acts, &all.authorisations, |entry| Act::AuthorisationAnswered { entry });
    rows(&mut acts, &all.contacts, |entry| Act::ContactMade { entry });
    rows(&mut acts, &all.visits, |visit| Act::VisitRecorded { task: None, visit });
    rows(&mut acts, &all.holdings, |holding| Act::HoldingRecorded { holding });
    rows(&mut acts, &all.positions, |position| Act::UnitPositioned { position });
    rows(&mut acts, &all.verifications, |verification| Act::VerificationRecorded { verification });
    rows(&mut acts, &all.coverage, |coverage| Act::CoverageRecorded { coverage });
    rows(&mut acts, &all.complete, |complete| Act::RegisterCompleted { complete });
    rows(&mut acts, &all.answers, |answer| Act::AnswerLinked { answer });
    rows(&mut acts, &all.links, |affiliation| Act::AffiliationStated { affiliation });
    rows(&mut acts, &all.candidates, |candidate| Act::CandidateDescribed { candidate });
    rows(&mut acts, &all.members, |member| Act::MemberSeated { member });
    rows(&mut acts, &all.votes, |ballot| Act::VoteCast { ballot });
    acts.into_iter().map(apart).collect()
}

/// Puts a row that [`joined`] made into its register.
pub(super) fn put(all: &mut Registers, act: Act) {
    match act {
        Act::NoticeGiven { entry } => all.notices.push(entry),
        Act::AuthorisationAnswered { entry } => all.authorisations.push(entry),
        Act::ContactMade { entry } => all.contacts.push(entry),
        Act::VisitRecorded { visit, .. } => all.visits.push(visit),
        Act::HoldingRecorded { holding } => all.holdings.push(holding),
        Act::UnitPositioned { position } => all.positions.push(position),
        Act::VerificationRecorded { verification } => all.verifications.push(verification),
        Act::CoverageRecorded { coverage } => all.coverage.push(coverage),
        Act::RegisterCompleted { complete } => all.complete.push(complete),
        Act::AnswerLinked { answer } => all.answers.push(answer),
        Act::AffiliationStated { affiliation } => all.links.push(affiliation),
        Act::CandidateDescribed { candidate } => all.candidates.push(candidate),
        Act::MemberSeated { member } => all.members.push(member),
        Act::VoteCast { ballot } => all.votes.push(ballot),
        _ => {}
    }
}
