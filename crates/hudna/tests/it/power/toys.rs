//! The layer tried by itself, over small programs that keep what they promise and others that do not.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::matrix::{Subject, Troubles};
use super::*;

/// Python with SQLite; where it is not here the test says so aloud and is skipped.
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn python(test: &str) -> Option<PathBuf> {
    if !can_be_tried(test) {
        return None;
    }
    // What is called python3 may be a script that looks for it: we want the program itself under the shim.
    let out =
        Command::new("python3").args(["-c", "import sqlite3, sys; print(sys.executable, end='')"]).output();
    let found =
        out.ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).into_owned());
    if found.is_none() {
        eprintln!("skipped: {test}: python3 with sqlite3 is not here");
    }
    found.map(PathBuf::from)
}

fn toy(python: &Path, name: &str) -> Command {
    let mut command = Command::new(python);
    // Nothing is cached beside the program (-B), nothing of the user's own is loaded (-I, -S).
    command
        .args(["-B", "-I", "-S"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/power").join(name));
    command
}

/// Runs a toy on a folder of its own.
fn run(python: &Path, name: &str, arguments: &[&str], wish: impl Fn(Powered) -> Powered) -> Outcome {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("root");
    std::fs::create_dir(&root).expect("a folder");
    let mut command = toy(python, name);
    let (first, rest) = arguments.split_at(usize::from(name == "rows.py"));
    command.args(first).arg(root.canonicalize().expect("it is there")).args(rest);
    wish(Powered::new(&root)).run(&mut command)
}

fn well(outcome: Outcome) -> Outcome {
    assert!(outcome.status.success(), "{}", outcome.stderr);
    outcome
}

/// How many lines had been promised.
fn promised(outcome: &Outcome, cut: usize) -> usize {
    outcome.said(cut).lines().count()
}

fn seeds(n: u64) -> impl Iterator<Item = Loss> {
    (0..n).map(Loss::Some)
}

/// The first cut and loss after which `lines.py` kept less than it promised, or half of something.
fn lines_lost(outcome: &Outcome, model: Model, losses: &[Loss]) -> Option<String> {
    let disk = outcome.disk(model);
    for cut in disk.cuts() {
        for loss in losses {
            let tree = disk.tree(cut, *loss);
            let text = |name: &str| {
                tree.get(name).cloned().flatten().map(|b| String::from_utf8_lossy(&b).into_owned())
            };
            let apart: String = (0..5).map_while(|n| text(&n.to_string())).collect();
            let found = text("lines").unwrap_or(apart);
            let line = |n: usize| format!("line {n} {}\n", "x".repeat(700));
            let kept = (0..5).take_while(|n| found.split_inclusive('\n').nth(*n) == Some(&line(*n))).count();
            if kept < promised(outcome, cut) {
                return Some(format!(
                    "cut {cut}, {loss:?}: {} promised, {kept} kept",
                    promised(outcome, cut)
                ));
            }
            if found.len() != (0..kept).map(|n| line(n).len()).sum::<usize>() {
                return Some(format!("cut {cut}, {loss:?}: half-written after {kept}"));
            }
        }
    }
    None
}

fn all_losses() -> Vec<Loss> {
    [Loss::Nothing, Loss::Everything].into_iter().chain(seeds(20)).collect()
}

#[test]
fn a_program_that_syncs_file_and_folder_keeps_what_it_promised() {
    let Some(python) = python("a_program_that_syncs_file_and_folder_keeps_what_it_promised") else { return };
    let outcome = well(run(&python, "lines.py", &["replace"], |p| p));
    assert_eq!(promised(&outcome, outcome.operations.len()), 5);
    for model in [Model::Strict, Model::Ext4] {
        assert_eq!(lines_lost(&outcome, model, &all_losses()), None, "{model:?}");
    }
}

#[test]
fn a_forgotten_sync_of_the_file_is_caught() {
    let Some(python) = python("a_forgotten_sync_of_the_file_is_caught") else { return };
    let outcome = well(run(&python, "lines.py", &["replace", "file"], |p| p));
    assert_eq!(lines_lost(&outcome, Model::Strict, &[Loss::Nothing]), None, "a killed process loses nothing");
    assert!(lines_lost(&outcome, Model::Strict, &[Loss::Everything]).is_some());
    assert!(lines_lost(&outcome, Model::Ext4, &[Loss::Everything]).is_some());
    assert!(lines_lost(&outcome, Model::Strict, &seeds(5).collect::<Vec<_>>()).is_some());
}

#[test]
fn a_forgotten_sync_of_the_folder_is_caught() {
    let Some(python) = python("a_forgotten_sync_of_the_folder_is_caught") else { return };
    let outcome = well(run(&python, "lines.py", &["replace", "folder"], |p| p));
    assert_eq!(lines_lost(&outcome, Model::Strict, &[Loss::Nothing]), None);
    assert!(lines_lost(&outcome, Model::Strict, &[Loss::Everything]).is_some());
    assert!(
        lines_lost(&outcome, Model::Ext4, &[Loss::Everything]).is_some(),
        "renamed after the file's sync"
    );
}

#[test]
fn a_new_file_synced_without_its_folder_is_there_on_ext4_alone() {
    let Some(python) = python("a_new_file_synced_without_its_folder_is_there_on_ext4_alone") else { return };
    let outcome = well(run(&python, "lines.py", &["apart", "folder"], |p| p));
    assert!(lines_lost(&outcome, Model::Strict, &[Loss::Everything]).is_some());
    let lost = lines_lost(&outcome, Model::Ext4, &[Loss::Everything]);
    // A name may be there before its content: the file is empty until it is synced.
    assert!(lost.is_none_or(|l| l.contains("half-written")));
}

#[test]
fn a_line_written_on_in_place_may_be_torn() {
    let Some(python) = python("a_line_written_on_in_place_may_be_torn") else { return };
    let outcome = well(run(&python, "lines.py", &["append"], |p| p));
    assert_eq!(lines_lost(&outcome, Model::Strict, &[Loss::Nothing, Loss::Everything]), None);
    let lost = lines_lost(&outcome, Model::Strict, &seeds(20).collect::<Vec<_>>());
    assert!(lost.is_some_and(|l| l.contains("half-written")));
}

#[test]
fn a_sync_that_failed_is_not_made_good_by_another() {
    let Some(python) = python("a_sync_that_failed_is_not_made_good_by_another") else { return };
    let whole = well(run(&python, "lines.py", &["append"], |p| p));
    let synced = whole.operations.iter().find(|o| o.what == What::Sync).expect("it syncs").number;
    let outcome =
        well(run(&python, "lines.py", &["append", "retry"], |p| p.fault(synced, Fault::Before(EIO))));
    assert!(lines_lost(&outcome, Model::Strict, &[Loss::Everything]).is_some());
    // Not done, and said to be done, would be another disk; done, and said to have failed, loses nothing.
    let outcome =
        well(run(&python, "lines.py", &["append", "retry"], |p| p.fault(synced, Fault::After(EIO))));
    assert_eq!(lines_lost(&outcome, Model::Strict, &[Loss::Everything]), None);
}

/// What is wrong with the rows after any cut and loss, by `rows.py`.
fn rows_lost(python: &Path, outcome: &Outcome, model: Model, losses: &[Loss]) -> Vec<String> {
    let disk = outcome.disk(model);
    let folder = scratch();
    let mut wanted = String::new();
    let mut seen: HashSet<(Tree, usize)> = HashSet::new();
    for cut in disk.cuts() {
        for loss in losses {
            if !seen.insert((disk.tree(cut, *loss), promised(outcome, cut))) {
                continue;
            }
            let at = folder.path().join(format!("{cut},{loss:?}"));
            disk.at(cut, *loss, &at);
            wanted += &format!("{} {}\n", at.display(), promised(outcome, cut));
        }
    }
    let mut child = toy(python, "rows.py")
        .arg("check")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python starts");
    child.stdin.take().expect("it hears").write_all(wanted.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn sqlite_that_syncs_each_transaction_keeps_every_row() {
    let Some(python) = python("sqlite_that_syncs_each_transaction_keeps_every_row") else { return };
    let outcome = well(run(&python, "rows.py", &["write", "full"], |p| p));
    assert_eq!(promised(&outcome, outcome.operations.len()), 12);
    let losses: Vec<Loss> = [Loss::Nothing, Loss::Everything].into_iter().chain(seeds(3)).collect();
    for model in [Model::Strict, Model::Ext4] {
        let none: Vec<String> = Vec::new();
        assert_eq!(rows_lost(&python, &outcome, model, &losses), none, "{model:?}");
    }
}

#[test]
fn sqlite_that_syncs_late_or_never_is_caught() {
    let Some(python) = python("sqlite_that_syncs_late_or_never_is_caught") else { return };
    for (synchronous, word) in [("normal", "promised"), ("off", "promised"), ("off", "broken")] {
        let outcome = well(run(&python, "rows.py", &["write", synchronous], |p| p));
        let nothing = rows_lost(&python, &outcome, Model::Strict, &[Loss::Nothing]);
        assert!(nothing.is_empty(), "a killed process loses nothing: {nothing:?}");
        let losses: Vec<Loss> = [Loss::Everything].into_iter().chain(seeds(3)).collect();
        let lost = rows_lost(&python, &outcome, Model::Strict, &losses);
        assert!(lost.iter().any(|l| l.contains(word)), "{synchronous}: {word}: {lost:?}");
    }
}

#[test]
fn every_fault_is_met_where_it_was_put() {
    let Some(python) = python("every_fault_is_met_where_it_was_put") else { return };
    let whole = well(run(&python, "lines.py", &["replace"], |p| p));
    assert_eq!(whole.changes(), 25, "five lines: make, write, sync, rename, sync");
    for n in 1..=whole.changes() {
        for fault in [Fault::Before(EIO), Fault::After(ENOSPC)] {
            let outcome = run(&python, "lines.py", &["replace"], |p| p.fault(n, fault));
            let (error, done) = if fault == Fault::Before(EIO) { (EIO, false) } else { (ENOSPC, true) };
            assert_eq!(outcome.stderr.trim(), error.to_string(), "{n} {fault:?}");
            assert_eq!(outcome.changes(), n, "the program ends at once");
            let met: Vec<_> = outcome.operations.iter().filter(|o| o.injected).collect();
            assert_eq!(met.len(), 1);
            assert_eq!((met[0].number, met[0].error, met[0].done), (n, error, done));
            assert_eq!(promised(&outcome, outcome.operations.len()) as u64, (n - 1) / 5);
            assert_eq!(lines_lost(&outcome, Model::Strict, &all_losses()), None, "{n} {fault:?}");
        }
    }
}

#[test]
fn every_kill_is_met_where_it_was_put() {
    let Some(python) = python("every_kill_is_met_where_it_was_put") else { return };
    for n in 1..=25 {
        for side in [Kill::Before, Kill::After] {
            let outcome = run(&python, "lines.py", &["replace"], |p| p.kill(n, side));
            assert_eq!(outcome.status.code(), None, "killed");
            assert_eq!(outcome.changes(), if side == Kill::Before { n - 1 } else { n });
            assert_eq!(outcome.stdout, outcome.said(outcome.operations.len()));
            assert_eq!(outcome.stdout.lines().count() as u64, (n - 1) / 5);
        }
    }
}

#[test]
fn a_full_disk_a_folder_that_may_only_be_read_and_a_short_write() {
    let Some(python) = python("a_full_disk_a_folder_that_may_only_be_read_and_a_short_write") else { return };
    // A sync and a rename need no space: from the eighth operation on, the second line is kept yet.
    for (from, full, read_only) in [(1, 0, 0), (7, 1, 1), (8, 2, 1)] {
        for (fault, error, lines) in [(Fault::Full, ENOSPC, full), (Fault::ReadOnly, EROFS, read_only)] {
            let outcome = run(&python, "lines.py", &["replace"], |p| p.fault(from, fault));
            assert_eq!(outcome.stderr.trim(), error.to_string());
            assert_eq!(outcome.stdout.lines().count(), lines, "{fault:?} from {from} on");
        }
    }
    let outcome = well(run(&python, "lines.py", &["replace"], |p| p.fault(7, Fault::Short)));
    assert_eq!(outcome.changes(), 26, "the rest is written by another write");
    let sizes = outcome.operations.iter().filter_map(|o| match &o.what {
        What::Write { data, .. } if (7..9).contains(&o.number) => Some(data.len()),
        _ => None,
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [708, 708]);
}

#[test]
fn the_clock_goes_wrong_when_it_is_told_to() {
    let Some(python) = python("the_clock_goes_wrong_when_it_is_told_to") else { return };
    assert_eq!(well(run(&python, "odd.py", &["clock"], |p| p.clock(-86_400, 2))).stdout, "-86400\n");
    assert_eq!(
        well(run(&python, "odd.py", &["clock"], |p| p.clock(-86_400, 0))).stdout,
        "0\n",
        "wrong from the start"
    );
    assert_eq!(well(run(&python, "odd.py", &["clock"], |p| p)).stdout, "0\n");
}

#[test]
fn changes_are_seen_from_wherever_they_come() {
    let Some(python) = python("changes_are_seen_from_wherever_they_come") else { return };
    for which in ["kernel", "stdio", "child", "names", "threads"] {
        // That nothing was missed is for `Powered::run` to say.
        let outcome = well(run(&python, "odd.py", &[which], |p| p));
        let kept = outcome.disk(Model::Strict).tree(outcome.operations.len(), Loss::Nothing);
        assert!(!kept.is_empty(), "{which}");
        let processes: HashSet<u32> = outcome.operations.iter().map(|o| o.process).collect();
        assert_eq!(processes.len() > 1, which == "child");
    }
}

#[test]
fn a_write_that_goes_through_is_on_the_disk() {
    let Some(python) = python("a_write_that_goes_through_is_on_the_disk") else { return };
    let outcome = well(run(&python, "odd.py", &["through"], |p| p));
    let kept = |name: &str| {
        outcome.disk(Model::Ext4).tree(outcome.operations.len(), Loss::Everything).remove(name).flatten()
    };
    assert_eq!(kept("file").as_deref(), Some(&b"at once"[..]));
    assert_eq!(kept("later").as_deref(), Some(&b"....at once"[..]), "what was written before goes with it");
}

#[test]
fn what_is_said_on_a_socket_stands_among_the_writes() {
    let Some(python) = python("what_is_said_on_a_socket_stands_among_the_writes") else { return };
    let outcome = well(run(&python, "odd.py", &["socket"], |p| p));
    let words = outcome.operations.iter().map(|o| match &o.what {
        What::Said { on, data } if *on > 2 => String::from_utf8_lossy(data).into_owned(),
        What::Write { .. } => "write".to_owned(),
        _ => "other".to_owned(),
    });
    assert_eq!(words.collect::<Vec<_>>(), ["other", "sent", "write", "message", "write", "written"]);
}

#[test]
fn what_is_missed_is_noticed() {
    let Some(python) = python("what_is_missed_is_noticed") else { return };
    let folder = TempDir::new().expect("a folder");
    let outcome = Powered::new(folder.path())
        .start(toy(&python, "odd.py").arg(folder.path().canonicalize().expect("it is there")).arg("mapped"))
        .finish();
    assert_eq!(well(outcome).unseen(), ["file"], "a store to mapped memory is no call");
}

#[test]
fn a_log_cut_off_is_read_as_far_as_it_goes() {
    let Some(python) = python("a_log_cut_off_is_read_as_far_as_it_goes") else { return };
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().canonicalize().expect("it is there");
    let mut running = Powered::new(&root).start(toy(&python, "lines.py").arg(&root).arg("replace"));
    assert!(running.child.wait().expect("it ends").success());
    let log = running.notes.path().join("log");
    let whole = running.so_far().len();
    let bytes = std::fs::read(&log).expect("the log");
    std::fs::write(&log, &bytes[..bytes.len() - 1]).expect("written");
    assert_eq!(running.so_far().len(), whole - 1);
}

/// `rows.py` under the matrix.
fn with_rows<T>(python: &Path, synchronous: &str, matter: impl FnOnce(&Subject<'_>) -> T) -> T {
    let work = |folder: &Path| {
        let mut command = toy(python, "rows.py");
        command.arg("write").arg(folder).arg(synchronous);
        command
    };
    let kept = |folder: &Path| {
        let out = toy(python, "rows.py").arg("count").arg(folder).output().expect("python starts");
        let said = String::from_utf8_lossy(&out.stdout).trim().to_owned();
        said.parse().map_err(|_| said + &String::from_utf8_lossy(&out.stderr))
    };
    let promised =
        |said: &str| said.lines().filter_map(|n| n.parse::<usize>().ok()).max().map_or(0, |n| n + 1);
    matter(&Subject { begin: &|_| {}, work: &work, promised: &promised, kept: &kept })
}

#[test]
fn the_matrix_finds_nothing_where_all_is_kept() {
    let Some(python) = python("the_matrix_finds_nothing_where_all_is_kept") else { return };
    with_rows(&python, "full", |subject| {
        let outcome = subject.undisturbed();
        let changes = outcome.changes();
        let found = [
            subject.cuts(&outcome, 8),
            subject.faults(changes, 4),
            subject.kills(changes, 3, 4),
            subject.clock(changes, -86_400, 2),
            subject.two_at_once(1),
            subject.damage(1, &["broken", "changed"]),
        ];
        assert_eq!(found.concat(), Troubles::new());
    });
}

#[test]
fn the_matrix_finds_what_is_not_kept() {
    let Some(python) = python("the_matrix_finds_what_is_not_kept") else { return };
    with_rows(&python, "off", |subject| {
        let outcome = subject.undisturbed();
        assert!(!subject.cuts(&outcome, 8).is_empty());
        assert!(!subject.faults(outcome.changes(), 3).is_empty());
        assert!(!subject.damage(1, &[]).is_empty(), "where no refusal will do");
    });
}

#[test]
fn a_sample_has_both_ends_and_rises() {
    let some = matrix::some(1, 1000, 10);
    assert!((8..=10).contains(&some.len()) || matrix::long());
    assert_eq!((some.first(), some.last()), (Some(&1), Some(&1000)));
    assert!(some.is_sorted());
    assert_eq!(matrix::some(1, 3, 10), [1, 2, 3]);
    assert_eq!(matrix::some(1, 0, 10), [0_u64; 0]);
}
