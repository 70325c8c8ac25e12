//! A proposal as JSON: `docs/minutes.md` describes it.

use serde_json::{Value, json};

use super::{Proposal, Span, Speaker, Statement};

/// How the things of a list are named.
type Naming = fn(usize) -> String;

/// How a person names the meeting.
pub const MEETING: &str = "m";

/// How a person names the statement at this place in the list: `s1`.
pub fn statement_name(place: usize) -> String {
    format!("s{}", place + 1)
}

/// How a person names the promise at this place in the list: `p1`.
pub fn promise_name(place: usize) -> String {
    format!("p{}", place + 1)
}

/// Where a speaker is named in full.
pub fn named(proposal: &Proposal, speaker: Speaker) -> Option<Span> {
    match speaker {
        Speaker::Participant(n) => proposal.participants.get(n).map(|one| one.name),
        Speaker::Body(n) => proposal.bodies.get(n).map(|one| one.span),
        Speaker::Group(n) => proposal.groups.get(n).map(|one| one.span),
    }
}

/// Where those are named in full who make a statement, the first first.
pub fn all_named(proposal: &Proposal, statement: &Statement) -> Vec<Span> {
    statement.speaker.iter().chain(&statement.also).filter_map(|who| named(proposal, *who)).collect()
}

/// `proposal` as JSON: every span with its words, every statement and promise with the name by which a person confirms it.
pub fn json(text: &str, proposal: &Proposal) -> Value {
    let mut value = json!(proposal);
    worded(text, &mut value);
    let lists: [(&str, Naming); 2] = [("statements", statement_name), ("promises", promise_name)];
    for (list, name) in lists {
        for (place, one) in value[list].as_array_mut().into_iter().flatten().enumerate() {
            one["id"] = name(place).into();
        }
    }
    let agreed = proposal.statements.iter().enumerate().filter(|(_, one)| one.unanimous);
    value["unanimous"] = agreed.map(|(place, _)| Value::from(statement_name(place))).collect();
    value
}

/// Adds its words to every span.
fn worded(text: &str, value: &mut Value) {
    match value {
        Value::Object(keys) => {
            let at =
                |name: &str| keys.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            let words = at("start").zip(at("end")).and_then(|(start, end)| text.get(start..end));
            if let Some(words) = words {
                keys.insert("text".into(), words.into());
            }
            keys.values_mut().for_each(|inner| worded(text, inner));
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| worded(text, inner)),
        _ => {}
    }
}
