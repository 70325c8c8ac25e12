//! Acts as people write them: JSON, with what is not said in the clear beside it.
//!
//! ```json
//! {"act": {"kind": "reply.given", "finding": {"norm": "a4.1", "subject": "INC-ABCDEFGH/1", "version": 3}, "party": "first"},
//!  "parts": {"text": {"class": "narrative", "text": "We were not there."}}}
//! ```
//!
//! One object, a list of them, or one a line. A part holds `text`, `base64`, or any JSON as `json`, which is written in its
//! canonical form.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use serde::Deserialize;
use serde_json::Value;

use crate::trouble::Trouble;

/// An act of each kind that is done by hand, one a line, with every key that it may have.
pub const EXAMPLES: &str = include_str!("examples.jsonl");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    act: Act,
    #[serde(default)]
    parts: BTreeMap<String, Content>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    class: Class,
    text: Option<String>,
    base64: Option<String>,
    json: Option<Value>,
}

/// The acts that `text` holds.
///
/// # Errors
/// `act-unreadable`, with what is wrong and where; `act-missing` where there is none.
pub fn read(text: &str) -> Result<Vec<Filed>, Trouble> {
    let unreadable = |why: String| Trouble::new("record", "act-unreadable").with("detail", why);
    let values: Vec<Value> = match serde_json::from_str(text) {
        Ok(Value::Array(list)) => list,
        Ok(one) => vec![one],
        Err(_) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .map_err(|why| unreadable(why.to_string()))?,
    };
    if values.is_empty() {
        return Err(Trouble::new("record", "act-missing"));
    }
    values
        .into_iter()
        .map(|value| {
            let written: Written =
                serde_json::from_value(value).map_err(|why| unreadable(why.to_string()))?;
            let mut filed = Filed::plain(written.act);
            for (name, content) in written.parts {
                let class = content.class;
                let bytes = bytes(content).map_err(|why| unreadable(format!("{name}: {why}")))?;
                filed.parts.push((name.into(), class, bytes));
            }
            Ok(filed)
        })
        .collect()
}

fn bytes(content: Content) -> Result<Vec<u8>, String> {
    match (content.text, content.base64, content.json) {
        (Some(text), None, None) => Ok(text.into_bytes()),
        (None, Some(base64), None) => BASE64.decode(base64.as_bytes()).map_err(|why| why.to_string()),
        (None, None, Some(json)) => to_canonical(&json).map_err(|why| why.to_string()),
        _ => Err("text | base64 | json".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hudna_core::ledger::filed::{check_clear, is_class_of};
    use hudna_core::ledger::row::is_row;

    use super::*;

    #[test]
    fn there_is_an_example_of_every_act_with_all_its_keys_and_parts_of_the_right_class() {
        let by_program = ["mission.founded", "epoch.opened"];
        let mut known = BTreeSet::new();
        for line in EXAMPLES.lines() {
            let filed = read(line).unwrap_or_else(|why| panic!("{line}: {why:?}")).remove(0);
            let kind = filed.act.kind();
            assert_eq!(check_clear(&filed.act), Ok(()), "{kind}");
            for (name, class, _) in &filed.parts {
                assert!(is_class_of(&filed.act, name, *class), "{kind}: {name}");
            }
            let written: Value = serde_json::from_str(line).unwrap();
            let keys: BTreeSet<&str> = written["act"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .filter(|k| *k != "kind")
                .collect();
            let shape = Act::SHAPES.iter().find(|shape| shape.kind == kind).unwrap();
            assert_eq!(keys, shape.keys.iter().map(|key| key.name).collect(), "{kind}");
            assert!(!is_row(&filed.act) || !filed.parts.is_empty(), "{kind}: a row says who says so");
            assert!(known.insert(kind), "{kind} stands twice");
        }
        let all: BTreeSet<&str> = Act::KINDS.iter().copied().filter(|k| !by_program.contains(k)).collect();
        assert_eq!(known, all);
    }

    #[test]
    fn an_act_is_read_with_its_parts_and_an_unknown_key_is_refused() {
        let one = r#"{"act":{"kind":"user.revoked","user":"U-AAAAAAAAAAAAAAAA"},
            "parts":{"text":{"class":"narrative","text":"left the mission"}}}"#;
        let acts = read(one).unwrap();
        assert_eq!(acts[0].act.kind(), "user.revoked");
        assert_eq!(acts[0].parts[0].2, b"left the mission");
        assert_eq!(read(&format!("[{one},{one}]")).unwrap().len(), 2);
        for wrong in ["{", "{}", r#"{"act":{"kind":"user.revoked","user":"U","more":1}}"#] {
            assert_eq!(read(wrong).unwrap_err().code, "act-unreadable");
        }
        for nothing in ["", "[]", " \n"] {
            assert_eq!(read(nothing).unwrap_err().code, "act-missing");
        }
    }
}
