//! What `hudna` acknowledged is on disk: the real binary founds a mission, takes in files and signs acts while the power fails.
//!
//! The matrix and what stands beneath it are in `power/`; `docs/durability.md` says what is tried. How much is kept is asked of the
//! program itself: it starts on the folder and takes in one more file, for which it reads the whole record.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::power::matrix::{Subject, Troubles, long, some};
use crate::power::{Base, EIO, Fault, Kill, Powered, can_be_tried, scratch};
use crate::run::root;

/// What a start may answer to a file that was damaged.
const REFUSALS: &[&str] = &[
    "[record-damaged]",
    "[history-changed]",
    "[mission-not-here]",
    "[mission-other]",
    "[settings-unreadable]",
    "[database-foreign]",
    "[database-failed]",
    "[host-key-missing]",
    "[host-key-other]",
    "[key-missing]",
    "[key-unreadable]",
    "[log-key-other]",
    "[user-unknown]",
    "[identity-malformed]",
    "[epoch-damaged]",
    "[part-damaged]",
];

/// Files of reports, each an intake of its own; the last is kept back to ask with.
const FILES: &[&str] = &["patrols.ar.csv", "liaison.en.csv", "hospitals.ar.csv"];
const ASKED_WITH: &str = "media.en.csv";

fn hudna(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hudna"));
    command.args(arguments).current_dir(root()).env_remove("HUDNA_LANG").env("LC_ALL", "C");
    command
}

fn reports(name: &str) -> String {
    format!("examples/marsa/reports/{name}")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

fn done(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A mission as it was founded, with one file taken in.
fn founded() -> &'static Path {
    static FOUNDED: OnceLock<TempDir> = OnceLock::new();
    FOUNDED
        .get_or_init(|| {
            let folder = TempDir::new().expect("a folder");
            let mission = folder.path().join("mission").display().to_string();
            done(&mut hudna(&["init", &mission, "--agreement", "examples/marsa/marsa.md"]));
            done(hudna(&["intake", &mission, "--json"]).arg(reports(FILES[0])));
            folder
        })
        .path()
}

/// Puts [`founded`] into `folder`.
fn begin(folder: &Path) {
    copy(&founded().join("mission"), &folder.join("mission"));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder is listed").flatten() {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).expect("a file is copied")),
        }
    }
}

/// The size of the record before `hudna intake` took in the file to ask with.
fn kept(folder: &Path) -> Result<usize, String> {
    let mission = folder.join("mission");
    if !mission.exists() {
        return Ok(0);
    }
    let output = hudna(&["intake", &mission.display().to_string(), "--json"])
        .arg(reports(ASKED_WITH))
        .output()
        .expect("the program starts");
    if !output.status.success() {
        return Err(said(&output));
    }
    let said: Value = serde_json::from_slice(&output.stdout).map_err(|why| why.to_string())?;
    Ok(number(&said["entries"]["size"]) - number(&said["entries"]["added"]))
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

/// The size of the record as `hudna intake --json` last said it.
fn taken_in(said: &str) -> usize {
    said.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|v| number(&v["entries"]["size"]))
        .max()
        .unwrap_or(0)
}

/// The size of the record after the last act that `hudna act` said.
fn acted(said: &str) -> usize {
    let receipts = said.lines().filter(|line| line.contains(" E-"));
    receipts.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok()).max().map_or(0, |seq| seq + 1)
}

/// `hudna intake` of several files.
fn with_intake(matter: impl FnOnce(&Subject<'_>)) {
    let work = |folder: &Path| {
        let mut command = hudna(&["intake", &folder.join("mission").display().to_string(), "--json"]);
        command.args(FILES.iter().map(|name| reports(name)));
        command
    };
    let before = kept_undisturbed();
    let promised = |said: &str| taken_in(said).max(before);
    matter(&Subject { begin: &begin, work: &work, promised: &promised, kept: &kept });
}

/// `hudna act` with a dozen acts, each answered by itself.
fn with_acts(matter: impl FnOnce(&Subject<'_>)) {
    let acts = scratch();
    let file = acts.path().join("acts.jsonl");
    let act = |n: usize| {
        format!("{{\"act\":{{\"kind\":\"task.given\",\"to\":\"team {n}\",\"wanted\":[\"place\"]}}}}\n")
    };
    std::fs::write(&file, (1..=12).map(act).collect::<String>()).expect("a file");
    let work = |folder: &Path| {
        let mut command = hudna(&["act", &folder.join("mission").display().to_string()]);
        command.arg(&file);
        command
    };
    let before = kept_undisturbed();
    let promised = |said: &str| acted(said).max(before);
    matter(&Subject { begin: &begin, work: &work, promised: &promised, kept: &kept });
}

/// How many entries stand before the work: they were acknowledged too.
fn kept_undisturbed() -> usize {
    static BEFORE: OnceLock<usize> = OnceLock::new();
    *BEFORE.get_or_init(|| {
        let folder = scratch();
        begin(folder.path());
        kept(folder.path()).expect("a mission that nothing befell")
    })
}

/// `hudna init`. Where the mission is there already there is nothing to do.
fn with_founding(matter: impl FnOnce(&Subject<'_>)) {
    let work = |folder: &Path| {
        let script = "[ -e \"$1\" ] || exec \"$0\" init \"$1\" --agreement examples/marsa/marsa.md";
        let mut command = Command::new("sh");
        // the folder above is not there either, and must be on the disk too
        command.args(["-c", script, env!("CARGO_BIN_EXE_hudna")]).arg(folder.join("made/mission"));
        command.current_dir(root()).env_remove("HUDNA_LANG").env("LC_ALL", "C");
        command
    };
    let promised = |said: &str| usize::from(said.contains("root"));
    let kept = |folder: &Path| kept(&folder.join("made"));
    matter(&Subject { begin: &|_| {}, work: &work, promised: &promised, kept: &kept });
}

/// How many entries the head line that a command said names.
fn entries(said: &str) -> usize {
    let named = said.lines().rev().find_map(|line| line.split_once("Entries in the record: "));
    named.and_then(|(_, rest)| rest.split('.').next()?.parse().ok()).unwrap_or(0)
}

/// `hudna backup`. How much it kept is told by restoring it.
fn with_backup(matter: impl FnOnce(&Subject<'_>)) {
    let work = |folder: &Path| {
        let script = "[ -e \"$2\" ] || exec \"$0\" backup \"$1\" --out \"$2\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_hudna")]);
        command.arg(folder.join("mission")).arg(folder.join("kept/copy"));
        command.current_dir(root()).env_remove("HUDNA_LANG").env("LC_ALL", "C");
        command
    };
    let kept = |folder: &Path| {
        let copy = folder.join("kept/copy");
        if !copy.exists() {
            return Ok(0);
        }
        let back = scratch();
        let mut restore = hudna(&["restore"]);
        restore.arg(copy).arg(back.path().join("back")).arg("--keys").arg(folder.join("mission"));
        let output = restore.output().expect("the program starts");
        if !output.status.success() {
            return Err(said(&output));
        }
        Ok(entries(&String::from_utf8_lossy(&output.stdout)))
    };
    matter(&Subject { begin: &begin, work: &work, promised: &entries, kept: &kept });
}

fn nothing(troubles: &Troubles) {
    assert!(troubles.is_empty(), "{} troubles:\n{}", troubles.len(), troubles.join("\n"));
}

#[test]
fn a_mission_founded_is_there_whole_or_not_at_all() {
    if !can_be_tried("a_mission_founded_is_there_whole_or_not_at_all") {
        return;
    }
    with_founding(|subject| {
        let outcome = subject.undisturbed();
        nothing(&subject.cuts(&outcome, 12));
        nothing(&subject.faults(outcome.changes(), 4));
        nothing(&subject.kills(outcome.changes(), 3, 3));
    });
}

#[test]
fn a_backup_said_to_be_there_comes_back_whole() {
    if !can_be_tried("a_backup_said_to_be_there_comes_back_whole") {
        return;
    }
    with_backup(|subject| {
        let outcome = subject.undisturbed();
        assert!((subject.promised)(&outcome.stdout) > 40, "{}", outcome.stdout);
        nothing(&subject.cuts(&outcome, 12));
        nothing(&subject.faults(outcome.changes(), 3));
    });
}

#[test]
fn files_taken_in_survive_every_cut() {
    if !can_be_tried("files_taken_in_survive_every_cut") {
        return;
    }
    with_intake(|subject| nothing(&subject.cuts(&subject.undisturbed(), 16)));
}

#[test]
fn files_taken_in_survive_every_fault() {
    if !can_be_tried("files_taken_in_survive_every_fault") {
        return;
    }
    with_intake(|subject| nothing(&subject.faults(subject.undisturbed().changes(), 6)));
}

#[test]
fn acts_answered_survive_cuts_and_a_clock_that_jumps_back() {
    if !can_be_tried("acts_answered_survive_cuts_and_a_clock_that_jumps_back") {
        return;
    }
    with_acts(|subject| {
        let outcome = subject.undisturbed();
        nothing(&subject.cuts(&outcome, 16));
        nothing(&subject.clock(outcome.changes(), -86_400, 4));
    });
}

#[test]
fn acts_answered_survive_kills_and_another_that_writes() {
    if !can_be_tried("acts_answered_survive_kills_and_another_that_writes") {
        return;
    }
    with_acts(|subject| {
        nothing(&subject.kills(subject.undisturbed().changes(), 4, if long() { 100 } else { 12 }));
        nothing(&subject.two_at_once(3));
    });
}

#[test]
fn acts_whose_answer_was_lost_are_done_once_when_they_are_sent_again() {
    if !can_be_tried("acts_whose_answer_was_lost_are_done_once") {
        return;
    }
    let acts = scratch();
    let file = acts.path().join("act.json");
    std::fs::write(&file, r#"{"act":{"kind":"task.given","to":"team","wanted":["place"]}}"#).expect("a file");
    let work = |folder: &Path| {
        let mut command = hudna(&["act", &folder.join("mission").display().to_string()]);
        command.arg(&file);
        command
    };
    let before = kept_undisturbed();
    let whole = scratch();
    begin(whole.path());
    let outcome = Powered::new(whole.path()).run(&mut work(whole.path()));
    assert!(outcome.status.success(), "{}", outcome.stderr);
    for operation in some(1, outcome.changes() + 1, if long() { 200 } else { 10 }) {
        for killed in [true, false] {
            let folder = scratch();
            begin(folder.path());
            let powered = Powered::new(folder.path());
            let powered = match killed {
                true => powered.kill(operation, Kill::After),
                false => powered.fault(operation, Fault::After(EIO)),
            };
            let first = powered.start(&mut work(folder.path())).finish();
            if first.stdout.contains(" E-") {
                continue;
            }
            let error = &first.stderr;
            let open = error.contains("is not known");
            assert!(!open || !error.contains("Nothing was written."), "operation {operation}: {error}");
            let again = work(folder.path()).output().expect("the program starts");
            assert!(again.status.success(), "operation {operation}: {}", said(&again));
            assert_eq!(
                kept(folder.path()),
                Ok(before + 1),
                "operation {operation}, killed {killed}: {error}"
            );
        }
    }
}

/// Lets everybody, or nobody, write to a folder and what is in it.
fn permit(path: &Path, write: bool) {
    let folder = path.is_dir();
    let mode = match (folder, write) {
        (true, true) => 0o755,
        (true, false) => 0o555,
        (false, true) => 0o644,
        (false, false) => 0o444,
    };
    std::fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        permit(&entry.path(), write);
    }
}

/// The program as somebody who may write only where everybody may: root may write anywhere. What it needs is put into `tools`.
fn as_another(tools: &Path) -> Command {
    let root_user = std::fs::metadata(tools).expect("a folder").uid() == 0;
    let program = tools.join("hudna");
    // written by a process of its own: one started meanwhile by another test would keep it open, and it could not be run
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_hudna")).arg(&program).status();
    assert!(copied.expect("cp").success());
    std::fs::set_permissions(tools, Permissions::from_mode(0o777)).expect("it is ours");
    std::fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("it is ours");
    let mut command = Command::new(if root_user { Path::new("setpriv") } else { &program });
    if root_user {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
    }
    command.current_dir(tools).env_remove("HUDNA_LANG").env("LC_ALL", "C");
    command
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn a_backup_that_may_only_be_read_is_verified_and_restored() {
    let folder = TempDir::new().expect("a folder");
    begin(folder.path());
    let kept = folder.path().join("kept");
    let mission = folder.path().join("mission").display().to_string();
    done(hudna(&["backup", &mission, "--keys", "--out"]).arg(&kept));
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("it is ours");
    let tools = TempDir::new().expect("a folder");
    permit(&kept, false);
    let verified = as_another(tools.path()).arg("verify").arg(&kept).output();
    let back = tools.path().join("back");
    let restored = as_another(tools.path()).arg("restore").arg(&kept).arg(&back).output();
    permit(&kept, true);
    let (Ok(verified), Ok(restored)) = (verified, restored) else {
        eprintln!("skipped: a_backup_that_may_only_be_read_is_verified_and_restored: setpriv is not here");
        return;
    };
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(restored.status.success(), "{}", said(&restored));
    done(hudna(&["intake", &back.display().to_string()]).arg(reports(ASKED_WITH)));
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn a_folder_that_may_only_be_read_is_refused_and_left_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    begin(folder.path());
    let before = Base::read(folder.path()).tree();
    let tools = TempDir::new().expect("a folder");
    let file = tools.path().join("reports.csv");
    std::fs::copy(root().join(reports(ASKED_WITH)), &file).expect("a copy");
    permit(folder.path(), false);
    let mut command = as_another(tools.path());
    command.arg("intake").arg(folder.path().join("mission")).arg(&file);
    let output = command.output();
    permit(folder.path(), true);
    let Ok(output) = output else {
        eprintln!(
            "skipped: a_folder_that_may_only_be_read_is_refused_and_left_as_it_was: setpriv is not here"
        );
        return;
    };
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("[folder-unwritable]"), "{}", said(&output));
    assert!(Base::read(folder.path()).tree() == before, "a file was changed");
}

#[test]
fn a_damaged_file_is_named_or_does_no_harm() {
    if !can_be_tried("a_damaged_file_is_named_or_does_no_harm") {
        return;
    }
    with_acts(|subject| nothing(&subject.damage(if long() { 60 } else { 4 }, REFUSALS)));
}
