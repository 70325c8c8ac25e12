//! A client that speaks the protocol by hand.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The longest that anything may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    heard: Receiver<Value>,
    /// Heard while something else was waited for.
    kept: Vec<Value>,
    next: i64,
}

impl Client {
    /// The server, with nothing said yet.
    pub(super) fn fresh(arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hudna"))
            .args(arguments)
            .args(["agreement", "lsp"])
            .env_remove("HUDNA_LANG")
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let input = server.stdin.take();
        let mut output = BufReader::new(server.stdout.take().expect("standard output"));
        let (send, heard) = channel();
        std::thread::spawn(move || {
            loop {
                let mut header = String::new();
                if output.read_line(&mut header).unwrap_or(0) == 0 {
                    return;
                }
                let length: usize = header
                    .trim()
                    .strip_prefix("Content-Length: ")
                    .and_then(|n| n.parse().ok())
                    .expect("a header");
                let mut blank = String::new();
                output.read_line(&mut blank).expect("an empty line");
                let mut body = vec![0; length];
                output.read_exact(&mut body).expect("a body");
                let message = serde_json::from_slice(&body).expect("JSON");
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Self { server, input, heard, kept: Vec::new(), next: 100 }
    }

    /// The server after the first words were exchanged.
    pub(super) fn started(arguments: &[&str], options: Value) -> Self {
        let mut client = Self::fresh(arguments);
        let mut parameters = json!({ "capabilities": {}, "processId": null, "rootUri": null });
        for (key, value) in options.as_object().into_iter().flatten() {
            parameters[key] = value.clone();
        }
        let answer = client.ask("initialize", parameters);
        assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 2, "{answer}");
        client.tell("initialized", json!({}));
        client
    }

    /// Bytes as they are.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("standard input");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server listens");
    }

    pub(super) fn say(&mut self, message: &Value) {
        let body = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The whole answer to a request.
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.say(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|m| m["id"] == id)
    }

    /// The result of a request, which must have one.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("result").is_some(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The result of a request about the place `inside` letters into the first `mark` of `text`.
    pub(super) fn at(&mut self, method: &str, uri: &str, text: &str, mark: &str, inside: usize) -> Value {
        let begin = text.find(mark).unwrap_or_else(|| panic!("no {mark}"));
        let offset = text[begin..].char_indices().nth(inside).map_or(0, |(i, _)| i) + begin;
        let (line, character) = counted(text, offset);
        self.ask(
            method,
            json!({
                "textDocument": { "uri": uri }, "position": { "line": line, "character": character },
                "context": { "includeDeclaration": true },
            }),
        )
    }

    /// The next message for which `wanted` holds.
    pub(super) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.heard.recv_timeout(left).expect("the server answers in time");
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    pub(super) fn open(&mut self, path: &Path, text: &str) -> String {
        let uri = format!("file://{}", path.display());
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "markdown", "version": 1, "text": text } }),
        );
        uri
    }

    pub(super) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        // What was said of the state before is of no use any more.
        self.kept.retain(|m| m["params"]["uri"] != uri);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    /// What is next said to be wrong in a file.
    pub(super) fn diagnostics(&mut self, uri: &str) -> Value {
        let said =
            self.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri);
        said["params"].clone()
    }

    /// Takes leave as the protocol has it, or not; the status with which the server ends.
    pub(super) fn leave(mut self, politely: bool) -> Option<i32> {
        if politely {
            self.ask("shutdown", Value::Null);
            self.tell("exit", Value::Null);
        }
        drop(self.input.take());
        self.server.wait().expect("it ends").code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

/// Line and UTF-16 column of byte `offset`.
fn counted(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let head = before.rfind('\n').map_or(0, |i| i + 1);
    (line, before[head..].encode_utf16().count())
}

/// Line and UTF-16 column of the first `mark`.
pub(super) fn place(text: &str, mark: &str) -> (usize, usize) {
    counted(text, text.find(mark).unwrap_or_else(|| panic!("no {mark}")))
}

/// The words at a range on one line.
pub(super) fn range_of(text: &str, range: &Value) -> String {
    let number = |end: &str, key: &str| {
        usize::try_from(range[end][key].as_u64().expect("a number")).expect("a small number")
    };
    let line = text.lines().nth(number("start", "line")).expect("the line");
    let units: Vec<u16> = line.encode_utf16().collect();
    String::from_utf16_lossy(&units[number("start", "character")..number("end", "character")])
}
