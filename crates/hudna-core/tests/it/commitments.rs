//! Scenarios of commitments come out as a diplomat wrote them down (`tests/commitments/README.md`).

use std::path::PathBuf;
use std::sync::Arc;

use hudna_core::commitment::{
    Board, Commitments, Deadline, Frame, Kept, Mover, Need, Order, Row, Rule, State, Voice,
};
use hudna_core::condition::Truth;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, PartyId, UserId};
use hudna_core::time::{Instant, Span};
use jiff::tz::TimeZone;

/// 1 March 2026 in Tripoli.
const D_DAY: i64 = 1_772_316_000_000_000;

pub(crate) fn frame() -> Frame {
    Frame::bare(TimeZone::get("Africa/Tripoli").expect("a zone"), Instant(D_DAY))
}

/// A day is its noon here.
fn moment(frame: &Frame, day: &str, hour: Option<&str>) -> Instant {
    let written = format!("{day} {}", hour.unwrap_or("12:00"));
    match frame.rule(&written) {
        Some(Rule::Fixed { start, .. }) => start,
        other => panic!("{written}: {other:?}"),
    }
}

pub(crate) fn body(act: Act, at: Instant, n: u8) -> Body {
    Body {
        act,
        actor: UserId::of([1; 10]),
        at,
        id: EntryId::of([n; 10]),
        mission: MissionId::of([3; 10]),
        parts: Vec::new(),
        v: VERSION,
    }
}

fn is_hour(word: &str) -> bool {
    word.len() == 5 && word.as_bytes()[2] == b':'
}

/// A line split into its head and what stands behind `;` by key.
struct Line<'a> {
    at: Instant,
    words: Vec<&'a str>,
    keys: Vec<(&'a str, &'a str)>,
}

impl<'a> Line<'a> {
    fn of(frame: &Frame, text: &'a str) -> Self {
        let mut pieces = text.split("; ");
        let mut words: Vec<&str> = pieces.next().unwrap_or_default().split_whitespace().collect();
        let hour = words.get(1).copied().filter(|word| is_hour(word));
        let at = moment(frame, words[0], hour);
        words.drain(..if hour.is_some() { 2 } else { 1 });
        let keys = pieces.map(|piece| piece.split_once(": ").unwrap_or_else(|| panic!("{text}"))).collect();
        Self { at, words, keys }
    }
    fn key(&self, name: &str) -> Option<&'a str> {
        self.keys.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

fn text(value: Option<&str>) -> Option<Arc<str>> {
    value.map(Arc::from)
}

fn parties(written: &str) -> Vec<Arc<str>> {
    written.split([',', ' ']).filter(|one| !one.is_empty() && *one != "nobody").map(Arc::from).collect()
}

fn needs(written: &str) -> Vec<Need> {
    let one = |need: &str| {
        let words: Vec<&str> = need.split_whitespace().collect();
        let how = Order::named(words[0]).unwrap_or_else(|| panic!("{need}"));
        let read_by = words.get(2).map(|by| Arc::from(by.trim_matches(['(', ')'])));
        Need { how, on: words[1].into(), read_by }
    };
    written.split(", ").map(one).collect()
}

fn nothing() -> Both {
    Both { ar: Some("افتراضي".into()), en: Some("invented".into()) }
}

/// A promise; a day under `due` is its noon.
fn promised(frame: &Frame, line: &Line<'_>) -> Act {
    let due = line.key("due");
    let day = due.filter(|due| due.starts_with("20"));
    Act::PromiseMade {
        by: line.words[0].into(),
        due: day.map(|day| moment(frame, day, None)),
        due_rule: text(line.key("due_rule").or(due.filter(|due| !due.starts_with("20")))),
        id: line.words[2].into(),
        needs: line.key("needs").map(needs).unwrap_or_default(),
        not_before: text(line.key("not_before")),
        on: Vec::new(),
        theme: text(line.key("theme")),
        to: parties(&line.words[4..].join(" ")),
        until: text(line.key("until")),
        valid_for: text(line.key("valid_for")),
        verifier: text(line.key("verifier")),
        what: nothing(),
    }
}

/// The act of a line, and the party that its author acts for.
fn act(frame: &Frame, line: &Line<'_>) -> (Act, Option<PartyId>) {
    let mut words = line.words.clone();
    let mut of = None;
    if words.get(1) == Some(&"of") {
        of = Some(PartyId::from(words[2]));
        words.drain(1..3);
    }
    let (by, id) = (Arc::from(words[0]), Arc::from(words[2]));
    let day = |written: &str| moment(frame, written, None);
    let order = || Order::named(words[3]).unwrap_or_else(|| panic!("{words:?}"));
    let act = match words[1] {
        "promises" => promised(frame, line),
        "claims" => Act::PromiseClaimed { by, id, scale: words.get(3).map(|n| n.parse().expect("a step")) },
        "finds" => Act::PromiseVerified {
            id,
            scale: words[3].parse().expect("a step"),
            valid_until: line.key("valid").map(day),
        },
        "extends" => Act::PromiseExtended { by, due: day(words[3]), id },
        "releases" => Act::PromiseReleased { by, id },
        "withdraws" => Act::PromiseWithdrawn { by, id },
        "put" => Act::ConditionPut {
            by,
            declarers: parties(line.key("declared by").unwrap_or_default()),
            id,
            not_before: line.key("not_before").map(day),
            what: nothing(),
        },
        "declares" => Act::ConditionDeclared { by, holds: words[3] == "yes", id },
        "reads" => Act::SequenceRead { by, how: order(), id, on: words[4].into() },
        "rules" => {
            Act::SequenceRuled { by: vec![UserId::of([1; 10])], how: order(), id, on: words[4].into() }
        }
        other => panic!("{other}"),
    };
    (act, of)
}

/// What was said of a scenario, with what was to be refused tried on the way.
fn said(frame: &Frame, name: &str, lines: &[&str]) -> Commitments {
    let mut all = Commitments::default();
    for (n, written) in (0_u8..).zip(lines) {
        let (written, refused) = match written.split_once(" => ") {
            Some((written, refused)) => (written, Some(refused)),
            None => (*written, None),
        };
        let line = Line::of(frame, written);
        let (act, of) = act(frame, &line);
        let body = body(act, line.at, n);
        let why = all.objection(&body, Some(frame), of.as_ref(), line.at);
        match (refused, why) {
            (None, None) => all.take(&body, line.at, n.into()),
            (Some(wanted), Some(why)) => {
                let mut names = wanted.split_whitespace();
                assert_eq!(names.next(), Some(why.code), "{name}: {written}: {why:?}");
                let told: Vec<&str> = why.arguments.iter().map(|(_, value)| value.as_str()).collect();
                for named in names {
                    assert!(
                        told.iter().any(|value| value.contains(named)),
                        "{name}: {written}: {named} in {why:?}"
                    );
                }
            }
            (wanted, why) => panic!("{name}: {written}: expected {wanted:?}, found {why:?}"),
        }
    }
    all
}

fn truth(value: Truth) -> &'static str {
    match value {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

fn id(all: &Commitments, at: usize) -> String {
    all.kept()[at].id().to_string()
}

fn mover(mover: &Mover) -> String {
    match mover {
        Mover::Debtor(who) => format!("debtor {who}"),
        Mover::Verifier(Some(who)) => format!("verifier {who}"),
        Mover::Verifier(None) => "verifier".to_owned(),
        Mover::Declarers(who) => format!("declarers {}", who.join(" ")),
        Mover::Commission => "commission".to_owned(),
        Mover::Sides(who) => format!("sides {}", who.join(" ")),
    }
}

fn whose(voice: &Voice) -> String {
    match voice {
        Voice::Text => "text".to_owned(),
        Voice::Party(party) => party.to_string(),
    }
}

fn or_nobody(list: Vec<String>) -> String {
    if list.is_empty() { "nobody".to_owned() } else { list.join(", ") }
}

fn told(frame: &Frame, deadline: Option<Deadline>) -> String {
    deadline.map_or_else(|| "none".to_owned(), |deadline| frame.written(deadline.by))
}

/// What a row comes to under `key`, as scenarios write it.
fn found(frame: &Frame, all: &Commitments, board: &Board, at: usize, key: &str) -> String {
    let row: &Row = &board.rows[at];
    match key {
        "late" => truth(row.late).to_owned(),
        "done" => truth(row.done).to_owned(),
        "due" => told(frame, row.due()),
        "was" => told(frame, row.was_due),
        "until" => told(frame, row.until),
        "valid" => row.valid_until.map_or_else(|| "none".to_owned(), |until| frame.written(until)),
        "missing" => or_nobody(row.not_extended_by.iter().map(ToString::to_string).collect()),
        "late_then" => row.late_then.map_or_else(|| "none".to_owned(), |due| frame.written(due)),
        "owing" => if all.left_owing(board).any(|one| one == at) { "yes" } else { "no" }.to_owned(),
        "alike" => board.read_alike(all, at).map_or_else(
            || "none".to_owned(),
            |(read, written)| format!("{} {}", read.name(), written.name()),
        ),
        "ruled" => {
            let id = id(all, at);
            let ruled = all.rulings_of(&id).flat_map(|(_, list)| list);
            or_nobody(ruled.map(|ruled| ruled.how.name().to_owned()).collect())
        }
        "with" => or_nobody(board.together(at).into_iter().map(|other| id(all, other)).collect()),
        "late_by" => or_nobody(row.late_by().map(whose).collect()),
        "since" => {
            let deadline = row.views.iter().filter_map(|(_, view)| view.deadline).min_by_key(|due| due.by);
            let one = |contest: &hudna_core::commitment::Contest| {
                let late = deadline.is_some_and(|due| contest.began_after(due).0);
                let when = frame.written(contest.since.at);
                format!("{} {when} {}", contest.by, if late { "late" } else { "in time" })
            };
            or_nobody(board.contests(all, at).iter().map(one).collect())
        }
        "on" => {
            let waits = row.view().map(|view| view.waits.clone()).unwrap_or_default();
            let one = |wait: &hudna_core::commitment::Wait| {
                let on = wait.on.map_or_else(|| "?".to_owned(), |on| id(all, on as usize));
                format!("{on} {}", wait.because.name())
            };
            or_nobody(waits.iter().map(one).collect())
        }
        "movers" => or_nobody(board.blockers(all, at).iter().map(|one| mover(&one.mover)).collect()),
        "readings" => {
            let one = |(voice, view): &(Voice, hudna_core::commitment::View)| {
                format!("{} {}", whose(voice), view.state.name())
            };
            row.views.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        other => panic!("{other}"),
    }
}

fn lines<'a>(text: &'a str, heading: &str) -> Vec<&'a str> {
    let from = text.find(&format!("## {heading} ")).unwrap_or_else(|| panic!("{heading} is missing: {text}"));
    let section = text[from..].split("\n## ").next().unwrap_or_default();
    section.lines().filter_map(|line| line.strip_prefix("- ")).collect()
}

#[test]
fn every_scenario_of_commitments_comes_out_as_it_was_written_down() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/commitments");
    let frame = frame();
    let (mut states, mut wrong, mut tried) = (Vec::new(), Vec::new(), 0);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for path in files.iter().filter(|path| !path.ends_with("README.md")) {
        let text = std::fs::read_to_string(path).expect("a scenario");
        for scenario in text.split("\n# ").map(|part| part.trim_start_matches("# ")) {
            let name = scenario.lines().next().unwrap_or_default();
            assert!(name.contains(" · "), "{name} stands in one language");
            assert!(scenario.contains("## Why · التعليل\n"), "{name} does not say why");
            let all = said(&frame, name, &lines(scenario, "Said"));
            for expected in lines(scenario, "Expect") {
                let line = Line::of(&frame, expected);
                let board = all.evaluate(&frame, line.at);
                let at =
                    all.position(line.words[0].trim_end_matches(':')).unwrap_or_else(|| panic!("{expected}"));
                let state =
                    State::named(line.words[1]).unwrap_or_else(|| panic!("{expected}: no such state"));
                states.push(state);
                tried += 1;
                let row = &board.rows[at];
                if row.state != state {
                    wrong.push(format!("{name}: {expected}: {}", row.state.name()));
                }
                for (key, value) in &line.keys {
                    let found = found(&frame, &all, &board, at, key);
                    if found != *value {
                        wrong.push(format!("{name}: {expected}: {key} is {found}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} differ:\n{}", wrong.len(), wrong.join("\n"));
    let missing: Vec<&str> = State::ALL
        .iter()
        .filter(|state| !states.contains(state) && !matches!(state, State::NotYet | State::Undeclared))
        .map(|state| state.name())
        .collect();
    assert!(missing.is_empty(), "no scenario shows {missing:?}");
}

#[test]
fn what_is_not_there_yet_is_told_so_and_holds_nobody_up_for_lack_of_a_row() {
    let frame = frame();
    let day = |n: i64| Instant(D_DAY).plus(Span::days(n));
    let mut all = Commitments::default();
    let lines = ["2026-03-05 first promises p1 to second", "2026-03-06 donors put c1; declared by: donors"];
    for (n, written) in (0_u8..).zip(lines) {
        let line = Line::of(&frame, written);
        all.take(&body(act(&frame, &line).0, line.at, n), line.at, n.into());
    }
    let early = all.evaluate(&frame, day(0));
    assert!(early.rows.iter().all(|row| row.state == State::NotYet));
    let later = all.evaluate(&frame, day(9));
    assert_eq!((later.rows[0].state, later.rows[1].state), (State::Due, State::Undeclared));
    assert!(matches!(all.kept(), [Kept::Promise(_), Kept::Condition(_)]));
}
