//! The project's own chores: `cargo xtask demo | test | lint | ci | generate`.
//!
//! Lives apart so that the programs we ship carry none of it. Standard library only: it must compile in a
//! second on a fresh machine. To add a chore: a function and a line in [`CHORES`].

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

type Outcome = Result<(), String>;

/// A chore's name, what it does, and how.
struct Chore {
    name: &'static str,
    about: &'static str,
    run: fn() -> Outcome,
}

const CHORES: &[Chore] = &[
    Chore { name: "demo", about: "shows the main job: the Marsa example from files to documents", run: demo },
    Chore { name: "test", about: "runs every test", run: test },
    Chore { name: "lint", about: "format, clippy, core's borders, generated files and scripts", run: lint },
    Chore { name: "supply", about: "licences, bans and sources of dependencies", run: supply },
    Chore { name: "generate", about: "writes the files that are made from the source", run: generate },
    Chore { name: "bench", about: "runs the benchmarks; see benches/README.md", run: bench },
    Chore { name: "ci", about: "all that the gate asks: lint, test, supply", run: ci },
];

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let Some(chore) = CHORES.iter().find(|c| c.name == asked) else {
        say("usage: cargo xtask CHORE");
        for chore in CHORES {
            say(&format!("  {:<9} {}", chore.name, chore.about));
        }
        return ExitCode::from(2);
    };
    match (chore.run)() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say(&format!("xtask {}: {why}", chore.name));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a chore speaks to whoever runs it")]
fn say(line: &str) {
    eprintln!("{line}");
}

/// The repository's root: this package's parent.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

fn run(program: &str, arguments: &[&str], extra: &[(&str, String)]) -> Outcome {
    say(&format!("$ {program} {}", arguments.join(" ")));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    for (name, value) in extra {
        command.env(name, value);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program} {}` ended with {status}", arguments.join(" "))),
        Err(why) => Err(format!("`{program}` did not start: {why}")),
    }
}

fn cargo(arguments: &[&str]) -> Outcome {
    run(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments, &one_build())
}

/// Builds go through clippy as the compiler of our own crates, so that linting and testing share one build.
fn one_build() -> Vec<(&'static str, String)> {
    if Command::new("clippy-driver").arg("--version").output().is_ok_and(|o| o.status.success()) {
        vec![
            ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver".into()),
            ("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__".into()),
        ]
    } else {
        Vec::new()
    }
}

fn has(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok_and(|o| o.status.success())
}

fn demo() -> Outcome {
    let out = root().join("out/marsa");
    let marsa = root().join("examples/marsa");
    build()?;
    let mut arguments = vec!["assess".to_string(), path(&marsa.join("marsa.md"))];
    arguments.extend(files(&marsa.join("reports"), &["csv", "geojson", "xlsx"])?);
    arguments.push("--registers".into());
    arguments.extend(files(&marsa.join("registers"), &["csv", "xlsx"])?);
    let mapping = marsa.join("reports/logbook.mapping.toml");
    arguments.extend(["--mapping".into(), path(&mapping), "--out".into(), path(&out)]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    run(&hudna(), &arguments, &[])?;
    say("");
    say(&format!("The documents lie in {}", out.display()));
    for name in ["sitrep.ar.pdf", "sitrep.en.pdf", "sitrep.ar.html", "findings.json"] {
        say(&format!("  {}", out.join(name).display()));
    }
    house(&marsa, &out.with_file_name("mission"))
}

/// Somebody for each part that people play in the house, with the party where there is one.
const PEOPLE: [(&str, &str, &[&str]); 6] = [
    ("monitor", "monitor", &[]),
    ("verifier", "verifier", &[]),
    ("assessor", "assessor", &[]),
    ("commissioner", "commissioner", &[]),
    ("delegate", "party_delegate", &["--party", "first"]),
    ("auditor", "auditor", &[]),
];

/// The same reports as a mission that can be served, with an invitation for each part; made once.
fn house(marsa: &Path, mission: &Path) -> Outcome {
    let dir = path(mission);
    say("");
    if mission.exists() {
        say(&format!("The mission of an earlier demo lies in {dir}; take the folder away to make it anew."));
    } else {
        let mut arguments =
            vec!["init".to_string(), dir.clone(), "--agreement".into(), path(&marsa.join("marsa.md"))];
        // the founder of the demo writes down what all of them did with the joint force
        for role in ["duty_officer", "verifier", "secretary", "chair"] {
            arguments.extend(["--role".into(), role.into()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        run(&hudna(), &arguments, &[])?;
        let mut arguments = vec!["intake".to_string(), dir.clone()];
        arguments.extend(files(&marsa.join("reports"), &["csv", "geojson", "xlsx"])?);
        arguments.extend([
            "--mapping".into(),
            path(&marsa.join("reports/logbook.mapping.toml")),
            "--registers".into(),
        ]);
        arguments.extend(files(&marsa.join("registers"), &["csv", "xlsx"])?);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        run(&hudna(), &arguments, &[])?;
        talks(marsa, mission)?;
        run(&hudna(), &["act", &dir, &path(&marsa.join("commitments.json"))], &[])?;
        run(&hudna(), &["promises", &dir], &[])?;
        let report = path(&mission.with_file_name("commitments"));
        run(&hudna(), &["document", &dir, "--kind", "commitments", "--out", &report], &[])?;
        for (login, role, more) in PEOPLE {
            let mut arguments = vec!["invite", &dir, "--login", login, "--role", role];
            arguments.extend(more);
            run(&hudna(), &arguments, &[])?;
        }
        force(marsa, mission)?;
    }
    say("");
    say("The commission's house: serve it, and open one of the addresses above in a browser.");
    say(&format!("  {} serve {dir}", hudna()));
    Ok(())
}

/// The talks: meetings, issues, positions, a text in brackets, and votes on two of its articles.
fn talks(marsa: &Path, mission: &Path) -> Outcome {
    let dir = path(mission);
    run(&hudna(), &["act", &dir, &path(&marsa.join("table/acts.jsonl"))], &[])?;
    let draft = path(&marsa.join("marsa.v3.draft.md"));
    let put = said(&["table", &dir, "--draft", "marsa-3", "--put", &draft])?;
    let known = vec![("draft".to_owned(), entry_in(&put)?)];
    labelled(&marsa.join("table/votes.acts"), mission, known)?;
    run(&hudna(), &["table", &dir], &[])
}

/// The joint force: the acts of `force.acts`.
fn force(marsa: &Path, mission: &Path) -> Outcome {
    let dir = path(mission);
    labelled(&marsa.join("force.acts"), mission, users(&dir)?)?;
    run(&hudna(), &["force", &dir], &[])
}

/// Does the acts of a file, a line each: a label, a space, the act as `hudna act` takes it. `{{label}}` stands for the entry of an
/// earlier line or for what is `known`, as `{{founder}}` and names of roles for users; `"@-3h"` for a moment before or after now (`+` at
/// its end: just after it).
fn labelled(file: &Path, mission: &Path, mut known: Vec<(String, String)>) -> Outcome {
    let dir = path(mission);
    let text = std::fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.map_err(|why| why.to_string())?.as_micros();
    let one = mission.with_file_name("act.json");
    for line in text.lines() {
        let (label, act) = line.split_once(' ').ok_or_else(|| format!("no act: {line}"))?;
        let mut act = moments(act, i64::try_from(now).map_err(|why| why.to_string())?)?;
        for (name, id) in &known {
            act = act.replace(&format!("{{{{{name}}}}}"), id);
        }
        std::fs::write(&one, act).map_err(|why| why.to_string())?;
        let done = said(&["act", &dir, &path(&one)])?;
        known.push((label.to_owned(), entry_in(&done)?));
    }
    std::fs::remove_file(&one).map_err(|why| why.to_string())
}

/// The entry that the program says it sealed.
fn entry_in(said: &str) -> Result<String, String> {
    let entry = said.split_whitespace().find(|word| word.starts_with("E-"));
    let entry = entry.ok_or_else(|| format!("no entry in: {said}"))?;
    Ok(entry.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned())
}

/// What the program prints.
fn said(arguments: &[&str]) -> Result<String, String> {
    let out =
        Command::new(hudna()).args(arguments).current_dir(root()).output().map_err(|why| why.to_string())?;
    if !out.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&out.stderr)));
    }
    String::from_utf8(out.stdout).map_err(|why| why.to_string())
}

/// The founder, and of each role the last who was given it.
fn users(dir: &str) -> Result<Vec<(String, String)>, String> {
    let entries = said(&["entries", dir, "--json", "--most", "1000000"])?;
    let after = |line: &str, key: &str| {
        let (_, rest) = line.split_once(&format!("\"{key}\":\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let mut known = Vec::new();
    for line in entries.lines() {
        if line.contains("\"mission.founded\"") {
            known.extend(after(line, "actor").map(|user| ("founder".to_owned(), user)));
        } else if line.contains("\"role.given\"") {
            known.extend(after(line, "role").zip(after(line, "user")));
        }
    }
    known.reverse();
    Ok(known)
}

/// An act with its moments as numbers, from `now` in microseconds.
fn moments(act: &str, now: i64) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = act;
    while let Some((before, after)) = rest.split_once("\"@") {
        let (moment, more) = after.split_once('"').ok_or("a moment without an end")?;
        let (number, just_after) = moment.strip_suffix('+').map_or((moment, 0), |number| (number, 1));
        let hours = match number.strip_suffix('d') {
            Some(days) => days.parse::<i64>().map(|days| days * 24),
            None => number.trim_end_matches('h').parse::<i64>(),
        };
        let hours = hours.map_err(|why| format!("{moment}: {why}"))?;
        out += &format!("{before}{}", now + hours * 3_600_000_000 + just_after);
        rest = more;
    }
    Ok(out + rest)
}

fn path(p: &Path) -> String {
    p.display().to_string()
}

/// The files of a folder with one of these endings, in the order of their names.
fn files(folder: &Path, endings: &[&str]) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut out: Vec<String> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| endings.iter().any(|x| e == *x)))
        .map(|p| path(&p))
        .collect();
    out.sort();
    Ok(out)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn test() -> Outcome {
    if has("cargo-nextest", "--version") {
        nextest()?;
    } else {
        cargo(&[
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
            "--",
            "--show-output",
        ])?;
    }
    cargo(&["test", "--doc", "--workspace"])
}

/// Runs the tests and passes on what they say, but for the output of tests that passed: of that only what was
/// skipped, so that a skip is said aloud and by name.
fn nextest() -> Outcome {
    let arguments = ["nextest", "run", "--workspace", "--no-fail-fast", "--success-output", "final"];
    say(&format!("$ cargo {}", arguments.join(" ")));
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    command.args(arguments).current_dir(root()).stderr(std::process::Stdio::piped());
    for (name, value) in one_build() {
        command.env(name, value);
    }
    let mut child = command.spawn().map_err(|why| format!("`cargo nextest` did not start: {why}"))?;
    let mut of_a_pass = false;
    for line in
        child.stderr.take().into_iter().flat_map(|out| BufReader::new(out).lines().map_while(Result::ok))
    {
        let begins = line.trim_start();
        let is_status = line.contains(" [") && line.starts_with("        ") || begins.starts_with("Summary");
        if is_status || begins.starts_with("────") {
            of_a_pass = begins.starts_with("PASS");
            say(&line);
        } else if begins.starts_with("skipped:") || !of_a_pass {
            say(&line);
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the tests ended with {status}")),
        Err(why) => Err(why.to_string()),
    }
}

fn lint() -> Outcome {
    cargo(&["fmt", "--all", "--check"])?;
    build()?;
    borders()?;
    generated()
}

/// Core's direct dependencies equal the written list: a new one is a decision, not an accident.
fn borders() -> Outcome {
    let written = std::fs::read_to_string(root().join("crates/hudna-core/dependencies.txt"))
        .map_err(|why| format!("crates/hudna-core/dependencies.txt: {why}"))?;
    let written: Vec<&str> =
        written.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let tree = Command::new("cargo")
        .args(["tree", "--package", "hudna-core", "--depth", "1", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}"])
        .current_dir(root())
        .output()
        .map_err(|why| why.to_string())?;
    let text = String::from_utf8_lossy(&tree.stdout);
    let mut found: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(' ').next()).collect();
    found.sort_unstable();
    if found == written {
        Ok(())
    } else {
        Err(format!("core's dependencies are {found:?}, the written list is {written:?}"))
    }
}

/// Builds everything once, tests included: built apart, the program would get its dependencies with other
/// features, and the typesetter would be compiled twice.
fn build() -> Outcome {
    cargo(&["build", "--workspace", "--all-targets"])
}

fn hudna() -> String {
    path(&target().join("debug/hudna"))
}

fn generate() -> Outcome {
    islands(&ui().join("dist"))?;
    build()?;
    run(&hudna(), &["reference", "--write", "docs/reference"], &[])
}

fn generated() -> Outcome {
    run(&hudna(), &["reference", "--check", "docs/reference"], &[])?;
    if !has("npm", "--version") {
        say("skipped: islands: npm is not here (Debian: nodejs, npm)");
        return Ok(());
    }
    let (kept, made) = (ui().join("dist"), target().join("islands"));
    islands(&made)?;
    let (kept, made) = (contents(&kept)?, contents(&made)?);
    let names = |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    if names(&kept) != names(&made) {
        return Err(format!("ui/dist holds {:?}, ui/src makes {:?}", names(&kept), names(&made)));
    }
    match kept.iter().zip(&made).find(|(kept, made)| kept != made) {
        Some(((name, _), _)) => Err(format!("ui/dist/{name} is not what ui/src makes: cargo xtask generate")),
        None => Ok(()),
    }
}

/// The folder of what runs in a browser.
fn ui() -> PathBuf {
    root().join("crates/hudna/ui")
}

/// Makes the scripts that the program holds, from the packages of the lock file alone.
fn islands(to: &Path) -> Outcome {
    let folder = path(&ui());
    // scripts of packages are not run: none that we take needs one
    run("npm", &["--prefix", &folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], &[])?;
    run("npm", &["--prefix", &folder, "run", "build"], &[("HUDNA_UI_OUT", path(to))])
}

/// The files of a folder with what they hold, by name.
fn contents(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let trouble = |why: std::io::Error| format!("{}: {why}", folder.display());
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let bytes = std::fs::read(entry.path()).map_err(trouble)?;
        all.push((entry.file_name().to_string_lossy().into_owned(), bytes));
    }
    all.sort();
    Ok(all)
}

fn supply() -> Outcome {
    if has("cargo-deny", "--version") {
        run("cargo", &["deny", "check", "licenses", "bans", "sources"], &[])
    } else {
        say("skipped: supply: cargo-deny is not here (cargo install --locked cargo-deny)");
        Ok(())
    }
}

fn bench() -> Outcome {
    run("cargo", &["bench", "--workspace"], &[])
}

fn ci() -> Outcome {
    lint()?;
    test()?;
    supply()
}
