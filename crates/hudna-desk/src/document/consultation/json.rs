//! The consultation as data, `consultation.json`: what may leave, under stable names; and back.
//!
//! What a record holds as the result of a count was written by somebody: it is read as strictly as any file, and what does
//! not hang together is no result.

use hudna_core::agreement::Bilingual;
use hudna_core::dialogue::opinion::Tried;
use hudna_core::dialogue::opinion::party::{Position, Stand};
use hudna_core::dialogue::opinion::said::{Side, Tally};
use hudna_core::dialogue::opinion::told::{Told, ToldGroup, ToldSaid, ToldStatement};
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
    let stands = |said: &ToldSaid| {
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

/// The consultation that `bytes` hold.
pub(super) fn read(bytes: &[u8]) -> Option<Consultation> {
    let data: Value = serde_json::from_slice(bytes).ok()?;
    if data["kind"] != "consultation" {
        return None;
    }
    let rows = data["statements"].as_array()?;
    let statements: Option<Vec<Statement>> = rows.iter().map(statement_of).collect();
    let statements = statements?;
    let answer = match data["counted"].as_str()? {
        "by_group" => Answer::Groups(groups_of(&data, rows, &statements)?),
        "by_party" => parties_of(&data, rows)?,
        _ => return None,
    };
    Some(Consultation { statements, answer })
}

fn statement_of(row: &Value) -> Option<Statement> {
    let words = |lang: &str| row[lang].as_str().unwrap_or_default().into();
    Some(Statement {
        id: row["id"].as_str()?.into(),
        words: Bilingual { ar: words("ar"), en: words("en") },
        is_out: false,
    })
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|n| usize::try_from(n).ok())
}

fn tally_of(value: &Value) -> Option<Tally> {
    let read = |key: &str| value[key].as_u64().and_then(|n| u32::try_from(n).ok());
    Some(Tally { agree: read("agree")?, disagree: read("disagree")?, pass: read("pass")? })
}

fn side_of(value: &Value) -> Option<Side> {
    match value.as_str()? {
        "agree" => Some(Side::Agree),
        "disagree" => Some(Side::Disagree),
        _ => None,
    }
}

fn groups_of(data: &Value, rows: &[Value], statements: &[Statement]) -> Option<Told> {
    let place = |id: &Value| {
        let id = id.as_str()?;
        statements.iter().position(|s| *s.id == *id).and_then(|at| u32::try_from(at).ok())
    };
    let said = |value: &Value| {
        let read = |key: &str| value[key].as_u64().and_then(|n| u32::try_from(n).ok());
        Some(ToldSaid {
            statement: place(&value["statement"])?,
            side: side_of(&value["side"])?,
            took: read("took")?,
            votes: read("votes")?,
            best_agree: value["agreed_with_most"].as_bool()?,
        })
    };
    let group = |value: &Value| {
        let stands_for: Option<Vec<ToldSaid>> = value["stands_for"].as_array()?.iter().map(said).collect();
        Some(ToldGroup { size: number(&value["people"])?, stands_for: stands_for? })
    };
    let groups: Option<Vec<ToldGroup>> = data["groups"].as_array()?.iter().map(group).collect();
    let groups = groups?;
    let row = |(at, row): (u32, &Value)| {
        let tally = |value: &Value| if value.is_null() { Some(None) } else { tally_of(value).map(Some) };
        let each: Option<Vec<Option<Tally>>> = row["groups"].as_array()?.iter().map(tally).collect();
        let each = each.filter(|each| each.len() == groups.len())?;
        Some(ToldStatement {
            statement: at,
            groups: each,
            all: tally_of(&row["all"])?,
            carries: side_of(&row["carries"]),
            weight: row["weight"].as_f64()?,
        })
    };
    let told: Option<Vec<ToldStatement>> = (0..).zip(rows).map(row).collect();
    let tried = data["tried"]
        .as_array()?
        .iter()
        .map(|t| Some(Tried { groups: number(&t["groups"])?, silhouette: t["silhouette"].as_f64()? }));
    let tried: Option<Vec<Tried>> = tried.collect();
    let (people, votes) = (&data["people"], &data["votes"]);
    Some(Told {
        voters: number(&people["voted"])?,
        in_conversation: number(&people["in_conversation"])?,
        votes: number(&votes["counted"])?,
        passes: number(&votes["passes"])?,
        contradictory: number(&votes["contradictory"])?,
        groups,
        undescribed: number(&people["not_described"])?,
        silhouette: data["silhouette"].as_f64()?,
        tried: tried?,
        statements: told?,
    })
}

fn parties_of(data: &Value, rows: &[Value]) -> Option<Answer> {
    let (mut parties, mut delegates) = (Vec::new(), Vec::new());
    for party in data["parties"].as_array()? {
        parties.push(party["party"].as_str()?.into());
        delegates.push(number(&party["delegates"])?);
    }
    let row = |(at, row): (u32, &Value)| {
        let said = row["parties"].as_array()?.iter().map(|p| tally_of(p).map(|t| (t, Stand::of(t))));
        let said: Option<Vec<(Tally, Stand)>> = said.collect();
        let said = said.filter(|said| said.len() == parties.len())?;
        Some(Position { statement: at, parties: said, carries: side_of(&row["carries"]) })
    };
    let positions: Option<Vec<Position>> = (0..).zip(rows).map(row).collect();
    let (positions, strangers) = (positions?, number(&data["strangers"])?);
    Some(Answer::Parties { parties, positions, delegates, strangers })
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
