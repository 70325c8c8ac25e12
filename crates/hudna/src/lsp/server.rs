//! Runs: hears messages, answers requests, and says what is wrong once the writer pauses.
//!
//! One thread reads, one works. Texts are checked when nothing was heard for a moment, so that fast typing is
//! never waited for; a request that was cancelled while it waited is not worked on. A panic while a request is
//! answered is our fault and costs that one answer.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use hudna_desk::words::Lang;
use serde_json::{Value, json};

use super::answers;
use super::open::Open;
use super::uri::path_of;
use super::wire::{self, Came};

/// How long nothing must be heard before texts are checked.
const PAUSE: Duration = Duration::from_millis(120);
/// Texts held open at once; more than anybody writes.
const MOST_OPEN: usize = 200;

/// Codes of the protocol.
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;
const NOT_INITIALIZED: i64 = -32002;
const REQUEST_CANCELLED: i64 = -32800;

/// How the conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// As the protocol has it: shut down, then exit.
    Well,
    /// The other side went away without a word.
    BrokenOff,
}

/// Why a request is not answered.
struct Refused(i64, &'static str);

/// Serves an editor over standard input and output until it leaves. `lang` is the reader's language unless
/// `fixed` is false and the editor names its own.
pub(crate) fn serve(lang: Lang, fixed: bool) -> Ended {
    let (send, heard) = channel();
    std::thread::spawn(move || {
        let mut input = io::BufReader::new(io::stdin());
        loop {
            let came = wire::read(&mut input);
            let end = came == Came::End;
            if send.send(came).is_err() || end {
                return;
            }
        }
    });
    let mut server = Server::new(lang, fixed, io::stdout());
    server.run(&heard)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    Running,
    ShutDown,
}

struct Server<W> {
    out: W,
    lang: Lang,
    fixed: bool,
    state: State,
    snippets: bool,
    open: BTreeMap<String, Open>,
    /// Messages heard and not yet worked on.
    waiting: VecDeque<Value>,
    /// Requests taken back while they waited.
    cancelled: BTreeSet<String>,
}

impl<W: Write> Server<W> {
    fn new(lang: Lang, fixed: bool, out: W) -> Self {
        Self {
            out,
            lang,
            fixed,
            state: State::Fresh,
            snippets: false,
            open: BTreeMap::new(),
            waiting: VecDeque::new(),
            cancelled: BTreeSet::new(),
        }
    }

    fn run(&mut self, heard: &Receiver<Came>) -> Ended {
        loop {
            let changed = self.open.values().any(|o| o.changed);
            let came = if !self.waiting.is_empty() {
                heard.try_recv().ok()
            } else if changed {
                match heard.recv_timeout(PAUSE) {
                    Ok(came) => Some(came),
                    Err(RecvTimeoutError::Timeout) => {
                        self.check_one();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => Some(Came::End),
                }
            } else {
                Some(heard.recv().unwrap_or(Came::End))
            };
            let mut ended = came.is_some_and(|came| self.take(came));
            // All that was said meanwhile, so that what was taken back is not worked on.
            while let Ok(came) = heard.try_recv() {
                ended |= self.take(came);
            }
            let Some(message) = self.waiting.pop_front() else {
                if ended {
                    return Ended::BrokenOff;
                }
                continue;
            };
            if let Some(how) = self.message(&message) {
                return how;
            }
            if ended {
                while let Some(message) = self.waiting.pop_front() {
                    if let Some(how) = self.message(&message) {
                        return how;
                    }
                }
                return Ended::BrokenOff;
            }
        }
    }

    /// Keeps what came for later; true at the end.
    fn take(&mut self, came: Came) -> bool {
        match came {
            Came::End => return true,
            Came::Broken(why) => self.refuse(&Value::Null, &Refused(PARSE_ERROR, why)),
            Came::Message(message) => {
                if message["method"] == "$/cancelRequest" {
                    self.cancelled.insert(message["params"]["id"].to_string());
                } else {
                    self.waiting.push_back(message);
                }
            }
        }
        false
    }

    fn message(&mut self, message: &Value) -> Option<Ended> {
        let Some(method) = message["method"].as_str() else {
            // An answer to us, which we never ask for, or nothing at all.
            if message.get("result").is_none() && message.get("error").is_none() {
                self.refuse(&message["id"], &Refused(INVALID_REQUEST, "request-without-method"));
            }
            return None;
        };
        let id = message.get("id").filter(|id| id.is_string() || id.is_number());
        match (id, method) {
            (_, "exit") => {
                return Some(if self.state == State::ShutDown { Ended::Well } else { Ended::BrokenOff });
            }
            (Some(id), _) => self.request(id, method, &message["params"]),
            (None, _) => self.notification(method, &message["params"]),
        }
        None
    }

    fn request(&mut self, id: &Value, method: &str, params: &Value) {
        if self.cancelled.remove(&id.to_string()) {
            self.refuse(id, &Refused(REQUEST_CANCELLED, "cancelled"));
            return;
        }
        let answered = catch_unwind(AssertUnwindSafe(|| self.answer(method, params)))
            .unwrap_or(Err(Refused(INTERNAL_ERROR, "our-fault")));
        match answered {
            Ok(result) => self.say(&json!({ "jsonrpc": "2.0", "id": id, "result": result })),
            Err(why) => self.refuse(id, &why),
        }
    }

    fn answer(&mut self, method: &str, params: &Value) -> Result<Value, Refused> {
        match (self.state, method) {
            (State::Fresh, "initialize") => return Ok(self.initialize(params)),
            (State::Fresh, _) => return Err(Refused(NOT_INITIALIZED, "not-initialized")),
            (State::Running, "initialize") => return Err(Refused(INVALID_REQUEST, "already-initialized")),
            (State::ShutDown, _) => return Err(Refused(INVALID_REQUEST, "shut-down")),
            (State::Running, "shutdown") => {
                self.state = State::ShutDown;
                return Ok(Value::Null);
            }
            (State::Running, _) => {}
        }
        let known = [
            "textDocument/hover",
            "textDocument/completion",
            "textDocument/definition",
            "textDocument/references",
            "textDocument/documentSymbol",
            "textDocument/codeAction",
        ];
        if !known.contains(&method) {
            return Err(Refused(METHOD_NOT_FOUND, "method-unknown"));
        }
        let uri = params["textDocument"]["uri"].as_str().ok_or(Refused(INVALID_PARAMS, "uri-missing"))?;
        let Some(open) = self.open.get(uri) else { return Ok(Value::Null) };
        let lang = self.lang;
        let at = || open.offset(&params["position"]).ok_or(Refused(INVALID_PARAMS, "position-missing"));
        Ok(match method {
            "textDocument/hover" => answers::hover(open, at()?, lang),
            "textDocument/completion" => answers::completion(open, at()?, lang, self.snippets),
            "textDocument/definition" => answers::definition(open, uri, at()?),
            "textDocument/references" => answers::references(open, uri, at()?),
            "textDocument/documentSymbol" => answers::outline(open, lang),
            _ => {
                let end = |key: &str| {
                    open.offset(&params["range"][key]).ok_or(Refused(INVALID_PARAMS, "range-missing"))
                };
                answers::mends(open, uri, end("start")?..end("end")?, lang)
            }
        })
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.state = State::Running;
        let item = &params["capabilities"]["textDocument"]["completion"]["completionItem"];
        self.snippets = item["snippetSupport"].as_bool().unwrap_or(false);
        let asked = params["initializationOptions"]["speak"].as_str().and_then(Lang::parse);
        let locale = params["locale"].as_str().and_then(|l| Lang::parse(l.split(['-', '_']).next()?));
        if let Some(lang) = asked.or(locale.filter(|_| !self.fixed)) {
            self.lang = lang;
        }
        json!({
            "capabilities": {
                "positionEncoding": "utf-16",
                "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
                "hoverProvider": true,
                "completionProvider": { "triggerCharacters": ["'", "\"", "(", "=", " "] },
                "definitionProvider": true,
                "referencesProvider": true,
                "documentSymbolProvider": true,
                "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            },
            "serverInfo": { "name": "hudna", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn notification(&mut self, method: &str, params: &Value) {
        if self.state != State::Running {
            return;
        }
        let document = &params["textDocument"];
        let Some(uri) = document["uri"].as_str() else {
            if method == "workspace/didChangeWatchedFiles" {
                self.check_all_again();
            }
            return;
        };
        match method {
            "textDocument/didOpen" => {
                let Some(text) = document["text"].as_str() else { return };
                if self.open.len() >= MOST_OPEN {
                    return;
                }
                // A text that has no file yet stands in no folder: nothing lies beside it.
                let path = path_of(uri).unwrap_or_else(|| "draft.md".into());
                let language = document["languageId"].as_str().unwrap_or_default();
                let open = Open::new(path, text.to_owned(), document["version"].as_i64(), language);
                self.open.insert(uri.to_owned(), open);
            }
            "textDocument/didChange" => {
                if let Some(open) = self.open.get_mut(uri) {
                    let changes = params["contentChanges"].as_array().map_or(&[][..], Vec::as_slice);
                    open.change(changes, document["version"].as_i64());
                }
            }
            // What was saved may stand beside another text: a geometry file, a version before.
            "textDocument/didSave" => self.check_all_again(),
            "textDocument/didClose" => {
                if let Some(open) = self.open.remove(uri) {
                    for uri in open.told {
                        self.publish(&uri, None, &[]);
                    }
                }
            }
            _ => {}
        }
    }

    fn check_all_again(&mut self) {
        self.open.values_mut().for_each(|o| o.changed = true);
    }

    /// Checks one text that changed, and says what is wrong in it and in the files beside it.
    fn check_one(&mut self) {
        let Some((uri, open)) = self.open.iter_mut().find(|(_, o)| o.changed) else { return };
        let (uri, lang, version) = (uri.clone(), self.lang, open.version);
        let checked = catch_unwind(AssertUnwindSafe(|| {
            let sources = open.check();
            answers::diagnostics(open, &uri, &sources, lang)
        }));
        open.changed = false;
        let Ok(said) = checked else { return };
        let now: BTreeSet<String> = said.keys().cloned().collect();
        let before = std::mem::replace(&mut open.told, now);
        for gone in before.iter().filter(|b| !said.contains_key(*b)) {
            self.publish(gone, None, &[]);
        }
        for (file, list) in &said {
            self.publish(file, version.filter(|_| *file == uri), list);
        }
    }

    fn publish(&mut self, uri: &str, version: Option<i64>, list: &[Value]) {
        let mut params = json!({ "uri": uri, "diagnostics": list });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.say(&json!({
            "jsonrpc": "2.0",
            "method": "textDocument/publishDiagnostics",
            "params": params,
        }));
    }

    fn refuse(&mut self, id: &Value, Refused(code, why): &Refused) {
        let error = json!({ "code": code, "message": why });
        self.say(&json!({ "jsonrpc": "2.0", "id": id, "error": error }));
    }

    fn say(&mut self, message: &Value) {
        // An editor that went away hears nothing; the end of its messages ends us.
        drop(wire::write(&mut self.out, message));
    }
}
