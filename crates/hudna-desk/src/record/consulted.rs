//! Consultations of a mission: opened, what was put to people, what came of the counts; and the acts by which they are.
//!
//! Whoever takes part is no user of the mission. The votes lie sealed in the count's part `file`; its open part `result` is what
//! may be shown of them ([`crate::document::consultation`]). Who may open the file works it out again and must get the same.

use std::sync::Arc;

use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;

use super::ledger::MOST_PART;
use super::read::Read;
use crate::desk::consult::{Answer, Consultation, Consulted};
use crate::document::consultation;
use crate::intake::Statement;
use crate::trouble::Trouble;

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

/// The act that files a count: `votes` are the bytes of the file that was counted, and are sealed.
///
/// # Errors
/// `consult-statement-not-put`: a statement of the file was not put to people, or in other words; `part-too-large`.
pub fn counting(opened: &Opened, counted: &Consulted, votes: Vec<u8>) -> Result<Filed, Trouble> {
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
    let (people, counts, statements) = match &counted.consultation.answer {
        Answer::Groups(told) => (told.voters, told.votes, told.statements.len()),
        Answer::Parties { positions, delegates, .. } => {
            let tallies = positions.iter().flat_map(|p| &p.parties);
            (delegates.iter().sum(), tallies.map(|(t, _)| t.votes() as usize).sum(), positions.len())
        }
    };
    let act = Act::ConsultationCounted {
        consultation: opened.entry.clone(),
        people: people as u64,
        statements: statements as u64,
        votes: counts as u64,
    };
    let result = consultation::bytes(&counted.consultation)
        .map_err(|why| Trouble::new("document", "not-made").with("detail", why.to_string()))?;
    Ok(Filed::plain(act).with("file", Class::Attachment, votes).with("result", Class::Open, result))
}
