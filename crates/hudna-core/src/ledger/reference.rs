//! The tables of `docs/record-format.md`, written from the source: what stands there is what the program does.

use std::fmt::Write as _;

use super::act::{Act, Key};
use super::roles::ROLES;

/// Every kind of act: a Markdown table of kind, verb, keys and the keys that name earlier entries.
pub fn acts() -> String {
    let mut table = String::from("| kind | verb | keys | speaks of |\n|-|-|-|-|\n");
    for shape in Act::SHAPES {
        let standing = if Act::STANDING.contains(&shape.kind) { " *standing*" } else { "" };
        let keys = listed(shape.keys.iter());
        let speaks = listed(shape.keys.iter().filter(|key| key.speaks_of_entry()));
        let verb = shape.verb.name();
        // writing to a string cannot fail
        let _ = writeln!(table, "| `{}`{standing} | {verb} | {keys} | {speaks} |", shape.kind);
    }
    table
}

/// Keys in the order of their names, as canonical JSON has them; `?` after those that may be missing.
fn listed<'a>(keys: impl Iterator<Item = &'a Key>) -> String {
    let mut keys: Vec<&Key> = keys.collect();
    keys.sort_by_key(|key| key.name);
    let written = |key: &&Key| format!("`{}`{}", key.name, if key.optional { "?" } else { "" });
    keys.iter().map(written).collect::<Vec<_>>().join(", ")
}

/// Every role: a Markdown table of its name and verbs.
pub fn roles() -> String {
    let mut table = String::from("| role | verbs |\n|-|-|\n");
    for (role, verbs) in ROLES {
        let verbs: Vec<&str> = verbs.iter().map(|verb| verb.name()).collect();
        let verbs = if verbs.is_empty() { "none: reads".to_owned() } else { verbs.join(", ") };
        let _ = writeln!(table, "| `{role}` | {verbs} |");
    }
    table
}
