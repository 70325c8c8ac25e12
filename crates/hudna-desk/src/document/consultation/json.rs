//! The consultation as data, `consultation.json`: what may leave, under stable names.

use hudna_core::dialogue::opinion::party::Position;
use hudna_core::dialogue::opinion::said::{Said, Tally};
use hudna_core::dialogue::opinion::told::Told;
use serde_json::{Map, Value, json};

use super::super::RenderError;
use super::side_key;
use crate::desk::consult::{Answer, Consultation};
use crate::intake::Statement;

/// The file's bytes.
pub(super) fn render(consultation: &Consultation) -> Result<Vec<u8>, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(&data(consultation))?;
    bytes.push(b'\n');
    Ok(bytes)
}

pub(super) fn data(consultation: &Consultation) -> Value {
    let statements = &consultation.statements;
    match &consultation.answer {
        Answer::Groups(told) => groups(statements, told),
        Answer::Parties { parties, positions, delegates, strangers } => json!({
            "kind": "consultation", "counted": "by_party",
            "parties": parties.iter().zip(delegates).map(|(p, n)| json!({ "party": p, "delegates": n })).collect::<Vec<_>>(),
            "strangers": strangers,
            "statements": positions.iter().map(|p| position(statements, p)).collect::<Vec<_>>(),
        }),
    }
}

fn groups(statements: &[Statement], told: &Told) -> Value {
    let stands = |said: &Said| {
        json!({
            "statement": statements[said.statement as usize].id, "side": said.side,
            "took": said.took, "votes": said.votes, "agreed_with_most": said.best_agree,
        })
    };
    json!({
        "kind": "consultation", "counted": "by_group",
        "people": { "voted": told.voters, "in_conversation": told.in_conversation, "not_described": told.undescribed },
        "votes": { "counted": told.votes, "passes": told.passes, "contradictory": told.contradictory },
        "silhouette": told.silhouette,
        "tried": told.tried,
        "groups": told.groups.iter().enumerate().map(|(i, g)| json!({
            "group": letter(i), "people": g.size, "stands_for": g.stands_for.iter().map(stands).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "statements": told.statements.iter().map(|s| {
            let mut row = named(&statements[s.statement as usize]);
            row.insert("carries".into(), json!(s.carries));
            row.insert("weight".into(), json!(s.weight));
            row.insert("all".into(), tally(&s.all));
            row.insert("groups".into(), s.groups.iter().map(|t| t.as_ref().map_or(Value::Null, tally)).collect());
            Value::Object(row)
        }).collect::<Vec<_>>(),
    })
}

fn letter(number: usize) -> String {
    char::from(b'A' + number.min(25) as u8).to_string()
}

fn named(statement: &Statement) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("id".into(), json!(statement.id));
    for (lang, words) in [("ar", &statement.words.ar), ("en", &statement.words.en)] {
        if !words.is_empty() {
            row.insert(lang.into(), json!(words));
        }
    }
    row
}

fn tally(tally: &Tally) -> Value {
    json!({ "agree": tally.agree, "disagree": tally.disagree, "pass": tally.pass })
}

fn position(statements: &[Statement], position: &Position) -> Value {
    let mut row = named(&statements[position.statement as usize]);
    row.insert("carries".into(), json!(position.carries.map(side_key)));
    let parties = position.parties.iter().map(|(t, stand)| {
        let mut said = tally(t);
        said["stand"] = json!(stand);
        said
    });
    row.insert("parties".into(), parties.collect());
    Value::Object(row)
}
