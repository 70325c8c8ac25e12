//! Which keys may stand in a table, and what each of them takes, as the reader of agreements itself says.
//!
//! A tiny agreement with a word that cannot be right in the place in question is read, and what the reader
//! says it expected is believed. So no second list of keys is kept here that could grow stale: a new kind of
//! norm is completed on the day it is read.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use hudna_core::agreement::SourceText;
use hudna_core::agreement::norm::Kind;
use hudna_core::agreement::read::{Beside, BesideError, read};
use hudna_core::diagnostic::Diagnostic;

use super::scan::Holds;

/// A word that is no key, no name and no value of anything.
const STRANGER: &str = "qqxqq";
/// Keys of tables within tables that are asked about.
const DEEPEST: usize = 3;
/// Places remembered at most: keys of drafts are the drafter's own words.
const MOST: usize = 4_000;

/// Where in an agreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    holds: u8,
    kind: String,
    path: Vec<String>,
}

impl Place {
    /// The table at `path` of a block; `kind` is that of the norm.
    pub(super) fn new(holds: Holds, kind: &str, path: &[String]) -> Self {
        // A kind that is not known has the keys that every norm may have.
        let known = Kind::ALL.iter().any(|k| k.name() == kind);
        let kind = if known { kind } else { Kind::Prohibition.name() };
        Self { holds: holds as u8, kind: kind.to_owned(), path: path.to_vec() }
    }
}

/// What a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// One of these words.
    Choices(Vec<String>),
    /// A condition.
    Condition,
    /// A day, an hour, or a time after an event.
    Moment,
    /// A length.
    Length,
    /// A length of time.
    Duration,
    /// A party, or one of these words.
    Party(Vec<String>),
    /// An actor.
    Actor,
    /// A norm.
    Norm,
    /// A match.
    Match,
    /// A zone or line.
    Geometry,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A file beside the agreement.
    File,
    /// Tables of its own.
    Tables,
    /// Words of the drafter's.
    Free,
}

/// What a key takes, and whether in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// What.
    pub(super) takes: Takes,
    /// Whether several stand in a list.
    pub(super) list: bool,
}

type Memory<T> = LazyLock<Mutex<BTreeMap<(Place, String), T>>>;
static KEYS: Memory<Vec<String>> = LazyLock::new(Mutex::default);
static VALUES: Memory<Expected> = LazyLock::new(Mutex::default);

fn remembered<T: Clone>(memory: &Memory<T>, place: &Place, key: &str, find: impl FnOnce() -> T) -> T {
    let at = (place.clone(), key.to_owned());
    if let Some(known) = memory.lock().ok().and_then(|m| m.get(&at).cloned()) {
        return known;
    }
    let found = find();
    if let Ok(mut memory) = memory.lock() {
        if memory.len() >= MOST {
            memory.clear();
        }
        memory.insert(at, found.clone());
    }
    found
}

/// The keys that may stand at `place`.
pub(super) fn keys(place: &Place) -> Vec<String> {
    remembered(&KEYS, place, "", || {
        let line = format!("{STRANGER} = 0");
        for text in drafts(place, &line) {
            let said = said(&text);
            let about = |d: &&Diagnostic| d.code == "key-unknown" && argument(d, "key") == STRANGER;
            if let Some(known) = said.iter().find(about) {
                return words(known);
            }
        }
        Vec::new()
    })
}

/// What `key` takes at `place`.
pub(super) fn value(place: &Place, key: &str) -> Expected {
    remembered(&VALUES, place, key, || {
        for (list, written) in [(false, format!("\"{STRANGER}\"")), (true, format!("[\"{STRANGER}\"]"))] {
            for text in drafts(place, &format!("{key} = {written}")) {
                if let Some(takes) = takes(&text, key) {
                    let refused = takes == Takes::Tables && !list;
                    if !refused {
                        return Expected { takes, list };
                    }
                }
            }
        }
        Expected { takes: Takes::Free, list: false }
    })
}

/// What is said of the stranger in `text`, as what the key takes.
fn takes(text: &str, key: &str) -> Option<Takes> {
    let said = said(text);
    let at = text.find(STRANGER)?;
    let about = |d: &&Diagnostic| {
        d.code != "key-unknown"
            && d.location
                .as_ref()
                .is_some_and(|l| l.start <= at + STRANGER.len() && l.end >= at && l.start + 2 >= at)
    };
    said.iter().filter(about).find_map(|d| {
        Some(match d.code {
            "value-unknown" if words(d).iter().all(|w| w == "p1") => Takes::Party(Vec::new()),
            "value-unknown" | "kind-unknown" | "kind-not-yet" => Takes::Choices(words(d)),
            "party-unknown" => Takes::Party(words(d).into_iter().filter(|w| w != "p1").collect()),
            "actor-unknown" => Takes::Actor,
            "norm-unknown" | "over-unknown" => Takes::Norm,
            "match-unknown" => Takes::Match,
            "zone-unknown" | "line-unknown" => Takes::Geometry,
            "property-unknown" | "type-mismatch" => Takes::Condition,
            "date-unreadable" => Takes::Moment,
            "unit-missing" | "quantity-unreadable" => match argument(d, "example") {
                example if example.ends_with('m') && !example.ends_with("min") => Takes::Length,
                _ => Takes::Duration,
            },
            "geometry-missing" | "superseded-missing" => Takes::File,
            "value-wrong-type" if argument(d, "key") == key => match argument(d, "expected") {
                "flag" => Takes::Flag,
                "number" => Takes::Number,
                "table" | "tables" => Takes::Tables,
                _ => return None,
            },
            _ => return None,
        })
    })
}

fn argument<'d>(diagnostic: &'d Diagnostic, name: &str) -> &'d str {
    diagnostic.arguments.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str())
}

fn words(diagnostic: &Diagnostic) -> Vec<String> {
    let known = argument(diagnostic, "known");
    known.split(", ").filter(|w| !w.is_empty() && !w.ends_with('…')).map(str::to_owned).collect()
}

struct Alone;

impl Beside for Alone {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Err(BesideError::Missing(name.to_owned()))
    }
}

fn said(text: &str) -> Vec<Diagnostic> {
    let source = SourceText { name: "draft".to_owned(), text: text.to_owned() };
    read(source, &Alone).1
}

/// Agreements in which `line` stands at `place`, one for each way in which its tables may be written.
fn drafts(place: &Place, line: &str) -> Vec<String> {
    if place.path.len() > DEEPEST
        || place.path.iter().any(|k| !k.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    {
        return Vec::new();
    }
    let mut pieces = vec![line.to_owned()];
    for (depth, key) in place.path.iter().rev().enumerate() {
        let inside = std::mem::take(&mut pieces);
        for piece in inside {
            let piece = filled(key, &piece);
            pieces.push(format!("{key} = [{{ {piece} }}]"));
            // Only the innermost table may stand without a list.
            if depth == 0 {
                pieces.push(format!("{key} = {{ {piece} }}"));
            }
        }
    }
    pieces.iter().map(|piece| draft(place, piece)).collect()
}

/// What an entry of each list cannot do without: the reader passes over what an entry that lacks it says.
const ENTRIES: &[(&str, &[(&str, &str)])] = &[
    ("link", &[("of", "x1"), ("is", "belongs_to"), ("to", "p1"), ("by", "x")]),
    ("complete", &[("register", "notices"), ("by", "x")]),
    ("readings", &[("by", "p1"), ("when", "TRUE")]),
    ("excluded", &[("group", "x1")]),
    ("needs", &[("id", "x1"), ("when", "TRUE")]),
];

/// The fields of an entry of the list `key`, of which `piece` is one.
fn filled(key: &str, piece: &str) -> String {
    let fields =
        ENTRIES.iter().find(|(list, _)| *list == key).map_or(&[("id", "x1")][..], |(_, fields)| fields);
    let own = piece.split(" =").next().unwrap_or_default();
    let others = fields.iter().filter(|(field, _)| *field != own);
    others.fold(piece.to_owned(), |all, (field, value)| format!("{all}, {field} = \"{value}\""))
}

fn draft(place: &Place, piece: &str) -> String {
    let key = piece.split(" =").next().unwrap_or_default();
    let unless = |name: &str, line: &str| if key == name { String::new() } else { format!("{line}\n") };
    let (front, norm, register) = match place.holds {
        x if x == Holds::Front as u8 => (piece, String::new(), ""),
        x if x == Holds::Norm as u8 => {
            let id = unless("id", "id = \"a1.1\"");
            let kind = unless("kind", &format!("kind = \"{}\"", place.kind));
            ("", format!("```toml norm\n{id}{kind}{piece}\n```\n"), "")
        }
        _ => ("", String::new(), piece),
    };
    let front_key =
        |name: &str, line: &str| if front.starts_with(name) { String::new() } else { format!("{line}\n") };
    format!(
        "+++\n{}{}{}{front}\n+++\n\n## A {{#a1}}\n\n```toml register\n{}{register}\n```\n\n{norm}",
        front_key("agreement", "agreement = \"t\""),
        front_key("zone_time", "zone_time = \"UTC\""),
        front_key("d_day", "d_day = 2026-01-01"),
        if register.starts_with("party") { "" } else { "party = [{ id = \"p1\" }]\n" },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(holds: Holds, kind: &str, path: &[&str]) -> Place {
        let path: Vec<String> = path.iter().map(|p| (*p).to_owned()).collect();
        Place::new(holds, kind, &path)
    }

    #[test]
    fn keys_are_those_that_the_reader_knows() {
        let of = |kind| keys(&place(Holds::Norm, kind, &[]));
        assert!(of("prohibition").contains(&"when".to_owned()), "{:?}", of("prohibition"));
        assert!(of("notification").contains(&"tell_after".to_owned()));
        assert!(!of("prohibition").contains(&"over".to_owned()));
        assert!(keys(&place(Holds::Norm, "permission", &["needs"])).contains(&"burden".to_owned()));
        assert!(keys(&place(Holds::Register, "", &[])).contains(&"link".to_owned()));
        assert!(keys(&place(Holds::Register, "", &["link"])).contains(&"disputed_by".to_owned()));
        assert!(keys(&place(Holds::Register, "", &["term", "readings"])).contains(&"when".to_owned()));
        assert!(keys(&place(Holds::Front, "", &[])).contains(&"supersedes".to_owned()));
        for kind in Kind::ALL {
            assert!(of(kind.name()).contains(&"severity".to_owned()), "{kind:?}");
        }
    }

    #[test]
    fn what_a_key_takes_is_what_the_reader_expects() {
        let norm = |kind, key: &str| value(&place(Holds::Norm, kind, &[]), key);
        let one = |takes| Expected { takes, list: false };
        assert_eq!(norm("prohibition", "when"), one(Takes::Condition));
        assert!(
            matches!(norm("prohibition", "kind").takes, Takes::Choices(k) if k.contains(&"permission".to_owned()))
        );
        assert!(
            matches!(norm("prohibition", "who").takes, Takes::Party(w) if w.contains(&"anyone".to_owned()))
        );
        assert_eq!(norm("permission", "over"), Expected { takes: Takes::Norm, list: true });
        assert_eq!(norm("permission", "only"), one(Takes::Flag));
        assert_eq!(norm("notification", "match"), one(Takes::Match));
        assert_eq!(norm("notification", "tell_after"), one(Takes::Duration));
        assert_eq!(norm("obligation", "due"), one(Takes::Moment));
        assert_eq!(norm("prohibition", "severity"), one(Takes::Free));
        let register = |path: &[&str], key: &str| value(&place(Holds::Register, "", path), key);
        assert!(
            matches!(register(&["link"], "is").takes, Takes::Choices(k) if k.contains(&"belongs_to".to_owned()))
        );
        assert_eq!(register(&["match"], "where"), one(Takes::Length));
        assert_eq!(register(&["link"], "to"), one(Takes::Actor));
        assert_eq!(
            register(&["link"], "disputed_by"),
            Expected { takes: Takes::Party(Vec::new()), list: true }
        );
        assert_eq!(register(&["term", "readings"], "when"), one(Takes::Condition));
        assert_eq!(register(&["term", "readings"], "by"), one(Takes::Party(Vec::new())));
        assert_eq!(register(&["term", "rulings"], "settles"), one(Takes::Party(Vec::new())));
        assert_eq!(value(&place(Holds::Norm, "permission", &["needs"]), "when"), one(Takes::Condition));
        assert_eq!(register(&["match"], "window"), one(Takes::Duration));
        assert!(matches!(value(&place(Holds::Front, "", &[]), "prevails").takes, Takes::Choices(_)));
        assert_eq!(value(&place(Holds::Front, "", &[]), "geometry"), one(Takes::File));
    }
}
