//! `hudna entries DIR`: what stands in a record, entry by entry, with the ids and digests that acts name.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::entry::Entry;
use hudna_core::time::Instant;
use hudna_desk::record::{Reader, entries, reading};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use serde_json::{Value, json};

use super::record::{self, fail, written};
use super::speak::{Speaker, one_line, shown};
use super::{Ended, Failure, clock};

/// Entries of one page, unless others are asked for.
const PAGE: u64 = 50;
/// The most signs of what an act says in a list for people.
const LONGEST: usize = 300;

pub(super) fn command(words: &'static Words) -> Command {
    let number = |name: &'static str, help: &str| {
        Arg::new(name).long(name).value_name("N").value_parser(value_parser!(u64)).help(words.get(help))
    };
    Command::new("entries")
        .about(words.get("cli-entries"))
        .after_help(words.get("cli-entries-after"))
        .arg(record::folder(words))
        .arg(number("since", "cli-entries-since"))
        .arg(number("most", "cli-entries-most"))
        .arg(
            Arg::new("incidents")
                .long("incidents")
                .action(ArgAction::SetTrue)
                .help(words.get("cli-entries-incidents")),
        )
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-entries-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let number = |name: &str| matches.get_one::<u64>(name).copied();
    let (since, most) = (number("since"), number("most").unwrap_or(PAGE).max(1));
    let as_json = matches.get_flag("json");
    let (to, size) = if matches.get_flag("incidents") {
        incidents(matches, speaker, since.unwrap_or(0), most, as_json)?
    } else {
        let mut ended = Ok(());
        let mut each = |seq, entry: &Entry| {
            if ended.is_ok() {
                let said = if as_json { line(seq, entry) } else { told(seq, entry) };
                ended = speaker.answer(&said);
            }
            Ok(())
        };
        let path = record::path(matches)?;
        let listed = entries(path, since, most, &mut each).map_err(|why| fail(speaker, &why))?;
        ended?;
        listed
    };
    if to < size {
        let values = [("next", to.to_string().into()), ("size", size.to_string().into())];
        speaker.aside(&speaker.words.with("cli-entries-more", &values));
    }
    Ok(())
}

fn incidents(
    matches: &ArgMatches,
    speaker: &Speaker,
    from: u64,
    most: u64,
    as_json: bool,
) -> Result<(u64, u64), Failure> {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let read = |path: &Path| -> Result<(usize, Vec<Value>), Trouble> {
        let mut reader = Reader::new(reading(path)?);
        reader.follow(clock::now())?;
        reader.incidents(number(from), number(most))
    };
    let (all, some) = read(record::path(matches)?).map_err(|why| fail(speaker, &why))?;
    let to = from.saturating_add(some.len() as u64);
    for incident in some {
        let said =
            if as_json { format!("{}\n", escaped(&incident.to_string())) } else { of_incident(&incident) };
        speaker.answer(&said)?;
    }
    Ok((to, all as u64))
}

/// An incident on one line: its id and version, as acts name what was seen, and the entries of its reports.
fn of_incident(incident: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let reports = incident["reports"].as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
    let line = format!("{} {} {}", text(&incident["id"]), incident["version"], reports.join(" "));
    format!("{}\n", shown(&one_line(&line)))
}

/// An entry as a line of JSON.
fn line(seq: u64, entry: &Entry) -> String {
    let body = &entry.body;
    let said = json!({
        "act": body.act,
        "actor": body.actor,
        "at": moment(body.at),
        "entry": body.id,
        "parts": body.parts,
        "recorded_at": moment(entry.recorded_at),
        "seq": seq,
    });
    format!("{}\n", escaped(&said.to_string()))
}

/// JSON in which nothing steers a terminal either: the characters that JSON leaves as they are stand as escapes.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// A moment as entries have it, and as people read it.
fn moment(at: Instant) -> Value {
    json!({ "microseconds": at, "utc": written(at) })
}

/// An entry for people: number, when it was sealed, what was done, by whom, its id; what it says; its parts.
fn told(seq: u64, entry: &Entry) -> String {
    let body = &entry.body;
    let mut act = serde_json::to_value(&body.act).unwrap_or_default();
    if let Some(keys) = act.as_object_mut() {
        keys.remove("kind");
    }
    let mut says = act.to_string();
    if says.chars().count() > LONGEST {
        says = says.chars().take(LONGEST).chain(['…']).collect();
    }
    let head = format!("{seq} {} {} {} {}", written(entry.recorded_at), body.act.kind(), body.actor, body.id);
    let mut lines = vec![head, format!("    {says}")];
    lines.extend(
        body.parts.iter().map(|part| format!("    {} {} {}", part.name, part.class.name(), part.digest)),
    );
    lines.iter().map(|line| format!("{}\n", shown(&one_line(line)))).collect()
}
