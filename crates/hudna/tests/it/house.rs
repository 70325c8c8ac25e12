//! A mission of one's own for each test, founded by the real binary, and how it is spoken to.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hudna_core::time::Instant;
use hudna_desk::record::{Actor, Submission};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::run::{hudna, root};

/// A mission of one's own, founded by the binary.
pub(crate) struct House {
    folder: TempDir,
    /// The address of PostgreSQL; `None`: SQLite.
    pub(crate) database: Option<String>,
}

impl House {
    /// On each database that is here: SQLite always, PostgreSQL where `HUDNA_POSTGRES` names one.
    #[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
    pub(crate) fn each(test: &str) -> impl Iterator<Item = Self> {
        let postgres = std::env::var("HUDNA_POSTGRES").ok();
        if postgres.is_none() {
            eprintln!("skipped: {test} on PostgreSQL: no HUDNA_POSTGRES (`.ci/postgres` starts one)");
        }
        [None].into_iter().chain(postgres.map(Some)).map(Self::on)
    }
    /// On SQLite.
    pub(crate) fn marsa() -> Self {
        Self::on(None)
    }
    /// On `database`.
    pub(crate) fn on(database: Option<String>) -> Self {
        let house = Self { folder: TempDir::new().expect("a folder"), database };
        let dir = house.dir();
        let mut arguments = vec!["init", &dir, "--agreement", "examples/marsa/marsa.md"];
        arguments.extend(house.database.as_ref().map(|address| ["--database", address]).iter().flatten());
        said(&arguments);
        house
    }
    /// On SQLite, under a text of the test's own.
    pub(crate) fn of(name: &str, text: &str) -> Self {
        let house = Self { folder: TempDir::new().expect("a folder"), database: None };
        for beside in ["marsa.geojson", "gazetteer.csv", "marsa.v1.md"] {
            let from = root().join("examples/marsa").join(beside);
            std::fs::copy(from, house.path(beside)).expect("a file beside it");
        }
        let text = house.file(name, text);
        said(&["init", &house.dir(), "--agreement", &text]);
        house
    }
    /// On SQLite, at the table: an invented text of two parties without brackets, and nothing in force.
    pub(crate) fn talking() -> Self {
        let house = Self { folder: TempDir::new().expect("a folder"), database: None };
        let text = house.file("coast.md", COAST);
        said(&["init", &house.dir(), "--talks", &text]);
        house
    }
    pub(crate) fn dir(&self) -> String {
        self.path("mission").display().to_string()
    }
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    pub(crate) fn name(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }
    /// Writes a file and gives its name.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("a file");
        self.name(name)
    }
}

/// An invented text that two parties negotiate.
const COAST: &str = "+++\nagreement = \"coast\"\nversion = 1\ntitle_ar = \"تفاهم الساحل (افتراضي)\"\ntitle_en = \"Coast understanding (invented)\"\n\
    prevails = \"ar\"\nzone_time = \"Etc/GMT-2\"\nsigned = 2026-06-01\nd_day = 2026-06-02T00:01:00\n+++\n\n\
    ## المادة 1: الطرفان · Article 1: Parties {#a1}\n\n|§|العربية|English|\n|-|-|-|\n|1.1|اتفق الطرفان على هذا التفاهم.|The parties agree on this understanding.|\n\n\
    ```toml register\nparty = [\n  { id = \"first\", ar = \"الطرف الأول\", en = \"First Party\", bound_from = \"D\" },\n  \
    { id = \"second\", ar = \"الطرف الثاني\", en = \"Second Party\", bound_from = \"D\" },\n]\n```\n\n\
    ## المادة 2: الطريق · Article 2: The road {#a2}\n\n|§|العربية|English|\n|-|-|-|\n|2.1|يُحظر القصف على الطريق.|Shelling of the road is prohibited.|\n\n\
    ```toml norm\nid = \"a2.1\"\nkind = \"prohibition\"\nwhen = \"act = 'shelling'\"\n```\n";

/// What the binary says of `arguments`; it must succeed.
pub(crate) fn said(arguments: &[&str]) -> String {
    let out = hudna(arguments);
    let error = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{arguments:?} ended with {}: {error}", out.status);
    String::from_utf8(out.stdout).expect("text")
}

/// Status and code with which `arguments` are refused.
pub(crate) fn refused(arguments: &[&str]) -> (i32, String) {
    let out = hudna(arguments);
    let error = String::from_utf8_lossy(&out.stderr).into_owned();
    let code = error.split_once("error[").and_then(|(_, rest)| rest.split_once(']'));
    (out.status.code().unwrap_or(-1), code.map_or(error.clone(), |(code, _)| code.to_owned()))
}

/// A served mission, ended when this goes.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
}

impl Served {
    pub(crate) fn of(dir: &str) -> Self {
        Self::with_log(dir, Stdio::inherit())
    }
    /// The same, whose log goes elsewhere.
    pub(crate) fn with_log(dir: &str, log: Stdio) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hudna"))
            .args(["serve", dir, "--listen", "127.0.0.1:0"])
            .current_dir(root())
            .env("LC_ALL", "C")
            .env_remove("HUDNA_LANG")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("it starts");
        let address = listening(child.stdout.take().expect("its output"));
        Self { child, address }
    }

    /// One request, and the status and body of its answer.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String) {
        asked(&self.address, method, path, headers, body).expect("it answers")
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|ended| ended.is_none())
    }
}

/// Where a served mission says it listens.
pub(crate) fn listening(output: impl Read) -> String {
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    line.split("http://").nth(1).expect("an address").trim().to_owned()
}

/// One request, and the status and body of its answer where that came whole.
pub(crate) fn asked(
    address: &str,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: hudna\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n")?;
    let (head, body) = (String::from_utf8_lossy(&answer[..end]), &answer[end + 4..]);
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()
    });
    // cut short
    if length.is_some_and(|length| length != body.len()) {
        return None;
    }
    let body = String::from_utf8_lossy(body).into_owned();
    Some((head.split(' ').nth(1)?.parse().ok()?, body))
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A user of the mission with a key of one's own, added by the founder on the command line.
pub(crate) fn somebody(house: &House, name: &str, role: &str) -> Actor {
    let key = house.name(name);
    let line = said(&["key", "--out", &key]);
    let (user, public) = line.trim().split_once(' ').expect("a user and a key");
    let acts = json!([
        { "act": { "kind": "user.added", "user": user, "key": public },
          "parts": { "name": { "class": "source", "text": "an invented person" } } },
        { "act": { "kind": "role.given", "user": user, "role": role, "scope": "mission" } },
    ]);
    let file = house.file(&format!("{name}.json"), &acts.to_string());
    said(&["act", &house.dir(), &file]);
    let settings = hudna_desk::store::folder::settings(Path::new(&house.dir())).expect("a mission");
    Actor {
        mission: settings.mission,
        user: user.into(),
        key: hudna_desk::store::folder::read_key(Path::new(&key)).expect("a key"),
    }
}

pub(crate) fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    Instant(i64::try_from(since.as_micros()).expect("a moment"))
}

/// An act as a client sends it.
pub(crate) fn sent(submission: &Submission) -> Value {
    let base64 = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
    let parts: Vec<Value> = submission
        .parts
        .iter()
        .map(|part| json!({ "salt": base64(&part.salt), "content": base64(&part.content) }))
        .collect();
    let body = String::from_utf8(submission.body.clone()).expect("JSON");
    json!({ "body": body, "sig": base64(&submission.sig), "parts": parts })
}

pub(crate) fn ask(served: &Served, who: &Actor, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    let header = who.authorization(method, path, now(), &bytes);
    let headers = format!("Authorization: {header}\r\nAccept-Language: en\r\n");
    let (status, text) = served.ask(method, path, &headers, &bytes);
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}
