//! Consultations of a mission: opened, what was put to people, what came of the counts; and the acts by which they are.
//!
//! Whoever takes part is no user of the mission. The votes lie sealed in the count's part `file`; its open part `result` is what
//! may be shown of them ([`crate::document::consultation`]). Who may open the file works it out again and must get the same.

use std::sync::Arc;

use hudna_core::agreement::Bilingual;
use hudna_core::dialogue::opinion::LEAST_PEOPLE;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::standing::Refusal;
use hudna_core::time::Instant;
use serde_json::Value;

use super::prepared::MOST_PART;
use super::read::Read;
use crate::desk::consult::{Answer, Consultation, Consulted, recount};
use crate::document::consultation;
use crate::intake::Statement;
use crate::trouble::Trouble;

/// How near two numbers lie that were worked out on different machines.
const CLOSE: f64 = 1e-9;

/// A consultation, as the record has it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The entry that opened it.
    pub entry: EntryId,
    /// Its own id.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Both,
    /// When it was opened.
    pub at: Instant,
    /// The statements put to people, in order.
    pub statements: Vec<(Arc<str>, Both)>,
    /// The counts, in order.
    pub counts: Vec<Counted>,
}

/// One count.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Its entry.
    pub entry: EntryId,
    /// When it was sealed.
    pub at: Instant,
    /// How many voted.
    pub people: u64,
    /// How many votes count.
    pub votes: u64,
    /// What may be shown; `None` where the entry holds nothing that this program understands.
    pub result: Option<Arc<Consultation>>,
}

/// Takes in what an entry says of consultations.
pub(super) fn take(all: &mut Vec<Opened>, read: &Read) {
    let at = read.entry.recorded_at;
    let entry = &read.entry.body.id;
    match &read.entry.body.act {
        Act::ConsultationOpened { id, title } => all.push(Opened {
            entry: entry.clone(),
            id: id.clone(),
            title: title.clone(),
            at,
            statements: Vec::new(),
            counts: Vec::new(),
        }),
        Act::StatementPut { consultation, id, text } => {
            for one in all.iter_mut().filter(|one| one.entry == *consultation) {
                one.statements.push((id.clone(), text.clone()));
            }
        }
        Act::ConsultationCounted { consultation: of, people, votes, .. } => {
            let result = read.open("result").and_then(consultation::read).map(Arc::new);
            let count = Counted { entry: entry.clone(), at, people: *people, votes: *votes, result };
            for one in all.iter_mut().filter(|one| one.entry == *of) {
                one.counts.push(count.clone());
            }
        }
        _ => {}
    }
}

fn both(statement: &Statement) -> Both {
    let said = |words: &Arc<str>| (!words.is_empty()).then(|| words.clone());
    Both { ar: said(&statement.words.ar), en: said(&statement.words.en) }
}

/// The acts that put `statements` to people, those taken out left out.
pub fn putting(consultation: &EntryId, statements: &[Statement]) -> Vec<Filed> {
    let put = statements.iter().filter(|s| !s.is_out).map(|s| Act::StatementPut {
        consultation: consultation.clone(),
        id: s.id.clone(),
        text: both(s),
    });
    put.map(Filed::plain).collect()
}

/// A statement as it was put.
fn put((id, text): (&Arc<str>, &Both)) -> Statement {
    let said = |words: &Option<Arc<str>>| words.clone().unwrap_or_default();
    let words = Bilingual { ar: said(&text.ar), en: said(&text.en) };
    Statement { id: id.clone(), words, is_out: false }
}

/// What is sent with a count.
pub(super) struct Sent<'a> {
    /// The part `file`: the votes.
    pub(super) votes: Option<&'a [u8]>,
    /// The part `result`.
    pub(super) result: Option<&'a [u8]>,
    /// The part `working`: who speaks for which party.
    pub(super) delegates: Option<&'a [u8]>,
}

/// What is against a count: it is worked out again from the votes that are sent with it, and must come to what is filed.
pub(super) fn against<'p>(
    statements: impl Iterator<Item = (&'p Arc<str>, &'p Both)>,
    act: &Act,
    sent: &Sent<'_>,
) -> Option<Refusal> {
    let (Some(votes), Some(result)) = (sent.votes, sent.result) else {
        return Some(Refusal::new("count-without-votes"));
    };
    let unreadable = |what: &str| Refusal::new("count-unreadable").with("detail", what);
    let Ok(said) = serde_json::from_slice::<Value>(result) else { return Some(unreadable("result")) };
    let by_party = said["counted"] == "by_party";
    if by_party && sent.delegates.is_none() {
        return Some(Refusal::new("count-without-delegates"));
    }
    let delegates = sent.delegates.filter(|_| by_party);
    let again = match recount(statements.map(put).collect(), votes, delegates) {
        Ok(again) => again,
        Err(why) => return Some(unreadable(why.code)),
    };
    let other = differs(&consultation::data(&again), &said, "");
    let other = other.or_else(|| (figures(&again) != figures_of(act)).then(|| "act".to_owned()));
    other.map(|at| Refusal::new("count-differs").with("at", at))
}

/// Where two results differ, if they do. Numbers that are no counts may differ in their last digits: another machine may have worked
/// them out.
fn differs(a: &Value, b: &Value, at: &str) -> Option<String> {
    let same = match (a, b) {
        (Value::Object(own), Value::Object(other)) => {
            if let Some(key) = other.keys().find(|key| !own.contains_key(*key)) {
                return Some(format!("{at}/{key}"));
            }
            let each = |(key, value): (&String, &Value)| {
                differs(value, other.get(key).unwrap_or(&Value::Null), &format!("{at}/{key}"))
            };
            return own.iter().find_map(each);
        }
        (Value::Array(own), Value::Array(other)) if own.len() == other.len() => {
            let each = |(n, (a, b)): (usize, (&Value, &Value))| differs(a, b, &format!("{at}/{n}"));
            return own.iter().zip(other).enumerate().find_map(each);
        }
        (Value::Number(own), Value::Number(other)) if own.is_f64() || other.is_f64() => {
            own.as_f64().zip(other.as_f64()).is_some_and(|(a, b)| (a - b).abs() <= CLOSE)
        }
        _ => a == b,
    };
    (!same).then(|| if at.is_empty() { "/".to_owned() } else { at.to_owned() })
}

/// People, statements and votes of a count.
fn figures(counted: &Consultation) -> (u64, u64, u64) {
    let (people, votes, statements) = match &counted.answer {
        Answer::Groups(told) => (told.voters, told.votes, told.statements.len()),
        Answer::Parties { positions, delegates, .. } => {
            let tallies = positions.iter().flat_map(|p| &p.parties);
            (delegates.iter().sum(), tallies.map(|(t, _)| t.votes() as usize).sum(), positions.len())
        }
    };
    (people as u64, statements as u64, votes as u64)
}

/// The same, as an act says them.
const fn figures_of(act: &Act) -> (u64, u64, u64) {
    match act {
        Act::ConsultationCounted { people, statements, votes, .. } => (*people, *statements, *votes),
        _ => (0, 0, 0),
    }
}

/// The act that closes a consultation of which people voted on a page: `votes` is the file of their votes, which is worked out here.
///
/// # Errors
/// As [`counting`]; what the votes come to is refused: `consult-too-few`, `consult-all-alike`.
pub fn closing(opened: &Opened, votes: Vec<u8>) -> Result<Filed, Trouble> {
    let statements = opened.statements.iter().map(|(id, text)| put((id, text))).collect();
    let cast = votes.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1);
    // how many took part is told to nobody while the urn is open again
    let few = || Trouble::new("consult", "ballots-few").with("least", LEAST_PEOPLE.to_string());
    if cast == 0 {
        return Err(few());
    }
    let counted = recount(statements, &votes, None);
    let consultation = counted.map_err(|why| if why.code == "too-few" { few() } else { why })?;
    let counted = Consulted { consultation, read: cast, accepted: cast, set_aside: Vec::new() };
    counting(opened, &counted, votes, None)
}

/// The act that files a count: `votes` are the bytes of the file that was counted, `delegates` those of the one that says who speaks
/// for whom; both are sealed.
///
/// # Errors
/// `consult-statement-not-put`: a statement of the file was not put to people, or in other words; `consult-votes-of-others`: votes on
/// statements that stand on no list; `part-too-large`.
pub fn counting(
    opened: &Opened,
    counted: &Consulted,
    votes: Vec<u8>,
    delegates: Option<Vec<u8>>,
) -> Result<Filed, Trouble> {
    let of = |s: &Statement| opened.statements.iter().any(|(id, text)| *id == s.id && *text == both(s));
    if let Some(other) = counted.consultation.statements.iter().find(|s| !s.is_out && !of(s)) {
        return Err(Trouble::new("consult", "statement-not-put").with("statement", &*other.id));
    }
    if votes.len() > MOST_PART {
        return Err(Trouble::new("record", "part-too-large")
            .with("part", "file")
            .with("size", votes.len().to_string())
            .with("most", MOST_PART.to_string()));
    }
    let (people, statements, counts) = figures(&counted.consultation);
    let act =
        Act::ConsultationCounted { consultation: opened.entry.clone(), people, statements, votes: counts };
    let result = consultation::bytes(&counted.consultation)
        .map_err(|why| Trouble::new("document", "not-made").with("detail", why.to_string()))?;
    let sent = Sent { votes: Some(&votes), result: Some(&result), delegates: delegates.as_deref() };
    // the host works it out again and would refuse it: what it would say is said before anything is signed
    if against(opened.statements.iter().map(|(id, text)| (id, text)), &act, &sent).is_some() {
        return Err(Trouble::new("consult", "votes-of-others"));
    }
    let filed = Filed::plain(act).with("file", Class::Attachment, votes).with("result", Class::Open, result);
    Ok(match delegates {
        Some(bytes) => filed.with("working", Class::Attachment, bytes),
        None => filed,
    })
}
