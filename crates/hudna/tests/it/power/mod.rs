//! Runs a program so that the power may fail: every change under one folder is written down, can be made to fail, and can be
//! cut short, and the disk of any moment made again as a machine without power may leave it.
//!
//! ```text
//! let outcome = Powered::new(folder).fault(7, Fault::After(EIO)).run(&mut command);
//! for cut in outcome.cuts() {
//!     outcome.disk(Model::Strict).at(cut, Loss::Everything, &elsewhere);
//!     // what outcome.said(cut) promised must be in `elsewhere`
//! }
//! ```
//!
//! Knows nothing of what the program keeps or how. `docs/durability.md` says what is tried and what is not; `shim.c` is what
//! runs inside the program.

mod disk;
mod log;
pub(crate) mod matrix;
mod state;
mod toys;

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

pub(crate) use self::disk::{Base, Chance, Disk, Loss, Model, Tree};
pub(crate) use self::log::{Operation, What};

pub(crate) const EIO: i32 = 5;
pub(crate) const ENOSPC: i32 = 28;
pub(crate) const EROFS: i32 = 30;

/// What goes wrong at an operation, or from it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not done, and fails with this error.
    Before(i32),
    /// It is done, and said to have failed with this error.
    After(i32),
    /// It writes half, where it writes.
    Short,
    /// From it on, there is no space.
    Full,
    /// From it on, nothing may be changed.
    ReadOnly,
}

/// On which side of an operation the process is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kill {
    Before,
    After,
}

/// A folder under which a program is to run.
pub(crate) struct Powered {
    root: PathBuf,
    wishes: Vec<(&'static str, String)>,
}

impl Powered {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.canonicalize().expect("the folder is there"), wishes: Vec::new() }
    }

    pub(crate) fn fault(self, operation: u64, fault: Fault) -> Self {
        let how = match fault {
            Fault::Before(error) => format!("before:{error}"),
            Fault::After(error) => format!("after:{error}"),
            Fault::Short => "short".to_owned(),
            Fault::Full => "full".to_owned(),
            Fault::ReadOnly => "readonly".to_owned(),
        };
        self.wish("HUDNA_POWER_FAULT", format!("{operation}:{how}"))
    }

    pub(crate) fn kill(self, operation: u64, side: Kill) -> Self {
        let side = if side == Kill::Before { "before" } else { "after" };
        self.wish("HUDNA_POWER_KILL", format!("{operation}:{side}"))
    }

    /// The clock goes wrong by `seconds` from this operation on (0: from the start).
    pub(crate) fn clock(self, seconds: i64, from: u64) -> Self {
        self.wish("HUDNA_POWER_CLOCK", format!("{seconds}@{from}"))
    }

    fn wish(mut self, name: &'static str, value: String) -> Self {
        self.wishes.push((name, value));
        self
    }

    /// Starts `command`; what it says is caught, what it hears is nothing unless the command says otherwise.
    pub(crate) fn start(self, command: &mut Command) -> Running {
        let notes = TempDir::new().expect("a folder for the log");
        let base = Base::read(&self.root);
        let child = command
            .env("LD_PRELOAD", shim().expect("asked before whether the shim works here"))
            .env("HUDNA_POWER_ROOT", &self.root)
            .env("HUDNA_POWER_LOG", notes.path().join("log"))
            .envs(self.wishes)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        Running { root: self.root, notes, base, child }
    }

    /// Runs `command` to its end. All that changed under the folder was seen, or the test ends here.
    pub(crate) fn run(self, command: &mut Command) -> Outcome {
        let outcome = self.start(command).finish();
        let unseen = outcome.unseen();
        assert!(unseen.is_empty(), "changed behind the shim's back: {unseen:?}; {}", outcome.stderr);
        outcome
    }
}

/// A program on its way.
pub(crate) struct Running {
    root: PathBuf,
    notes: TempDir,
    base: Base,
    pub(crate) child: Child,
}

impl Running {
    /// What it did until now.
    pub(crate) fn so_far(&self) -> Vec<Operation> {
        log::read_log(&self.notes.path().join("log"), &self.root)
    }

    /// Waits for its end.
    pub(crate) fn finish(self) -> Outcome {
        let out = self.child.wait_with_output().expect("it ends");
        Outcome {
            status: out.status,
            stdout: String::from_utf8_lossy(&out.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&out.stderr).into_owned(),
            operations: log::read_log(&self.notes.path().join("log"), &self.root),
            base: self.base,
            found: Base::read(&self.root).tree(),
        }
    }
}

/// What a program did and said.
pub(crate) struct Outcome {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) operations: Vec<Operation>,
    base: Base,
    /// The folder as it stood at the end.
    found: Tree,
}

impl Outcome {
    pub(crate) fn disk(&self, model: Model) -> Disk<'_> {
        Disk::new(&self.base, &self.operations, model)
    }

    /// How many operations a fault can be put at.
    pub(crate) fn changes(&self) -> u64 {
        self.operations.iter().map(|o| o.number).max().unwrap_or(0)
    }

    /// What stood on standard output when the power failed.
    pub(crate) fn said(&self, cut: usize) -> String {
        let said = self.operations[..cut].iter().filter_map(|o| match &o.what {
            What::Said { on: 1, data } => Some(String::from_utf8_lossy(data)),
            _ => None,
        });
        said.collect()
    }

    /// Files that are not as the log has them: changed through mapped memory, or by a process without the shim. What SQLite
    /// shares among processes (`-shm`) is left out: it need not survive. A process killed from outside may have done its last
    /// operation without writing it down.
    pub(crate) fn unseen(&self) -> Vec<String> {
        let seen = self.disk(Model::Strict).tree(self.operations.len(), Loss::Nothing);
        let names = seen.keys().chain(self.found.keys().filter(|n| !seen.contains_key(*n)));
        names.filter(|n| !n.ends_with("-shm") && seen.get(*n) != self.found.get(*n)).cloned().collect()
    }
}

/// The shim, built once; or why it cannot be had here.
pub(crate) fn shim() -> Result<&'static Path, &'static str> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BUILT.get_or_init(build).as_deref().map_err(String::as_str)
}

fn build() -> Result<PathBuf, String> {
    if !cfg!(all(
        target_os = "linux",
        target_env = "gnu",
        any(target_arch = "x86_64", target_arch = "aarch64")
    )) {
        return Err("the shim is for glibc Linux on x86_64 and aarch64".to_owned());
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/power/shim.c");
    let text = std::fs::read_to_string(&source).map_err(|why| why.to_string())?;
    let there = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let library =
        there.join(format!("power-{:x}.so", BuildHasherDefault::<DefaultHasher>::default().hash_one(text)));
    // Another process may be building the same.
    let own = there.join(format!("power-{}.so", std::process::id()));
    if !library.exists() {
        compile(&source, &own)?;
        std::fs::rename(own, &library).map_err(|why| why.to_string())?;
    }
    let folder = TempDir::new().map_err(|why| why.to_string())?;
    let tried = Command::new("true")
        .env("LD_PRELOAD", &library)
        .env("HUDNA_POWER_ROOT", folder.path())
        .env("HUDNA_POWER_LOG", folder.path().join("log"))
        .output()
        .map_err(|why| why.to_string())?;
    match tried.status.success() {
        true => Ok(library),
        false => Err(String::from_utf8_lossy(&tried.stderr).trim().to_owned()),
    }
}

fn compile(source: &Path, library: &Path) -> Result<(), String> {
    let flags = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o"];
    let out = Command::new("cc").args(flags).arg(library).arg(source).output();
    let out = out.map_err(|why| format!("no C compiler: {why}"))?;
    assert!(out.status.success(), "shim.c: {}", String::from_utf8_lossy(&out.stderr));
    Ok(())
}

/// A folder for many short-lived ones, in memory where there is such a place.
pub(crate) fn scratch() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a folder")
}

/// Whether `test` can be tried here; where not it says so aloud.
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
pub(crate) fn can_be_tried(test: &str) -> bool {
    let why = shim().err();
    if let Some(why) = why {
        eprintln!("skipped: {test}: {why}");
    }
    why.is_none()
}
