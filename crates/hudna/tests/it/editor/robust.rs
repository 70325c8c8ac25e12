//! What a server must live through.

use serde_json::{Value, json};

use super::client::Client;
use super::{codes, marsa};
use crate::run::word;

fn error(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or(0)
}

#[test]
fn it_begins_and_ends_as_the_protocol_has_it() {
    let mut client = Client::fresh(&[]);
    let early = client.answer("textDocument/hover", json!({}));
    assert_eq!(error(&early), -32002, "{early}");
    client.ask("initialize", json!({ "capabilities": {} }));
    let twice = client.answer("initialize", json!({}));
    assert_eq!(error(&twice), -32600, "{twice}");
    assert_eq!(client.leave(true), Some(0));
    // An editor that dies leaves no server behind, and the status says that it was not polite.
    assert_eq!(Client::started(&[], json!({})).leave(false), Some(1));
}

#[test]
fn after_shutdown_nothing_is_answered() {
    let mut client = Client::started(&[], json!({}));
    client.ask("shutdown", Value::Null);
    assert_eq!(error(&client.answer("textDocument/hover", json!({}))), -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.leave(false), Some(0));
}

#[test]
fn broken_messages_get_an_error_and_the_next_is_answered() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&[], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    client.diagnostics(&uri);
    client.send(b"Content-Length: 8\r\n\r\n{\"id\": 1");
    assert_eq!(error(&client.wait(|m| m["id"].is_null() && m.get("error").is_some())), -32700);
    client.send(b"nonsense that is no header\r\n\r\n");
    assert_eq!(error(&client.wait(|m| m["id"].is_null() && m.get("error").is_some())), -32700);
    client.say(&json!({ "jsonrpc": "2.0", "id": 7 }));
    assert_eq!(error(&client.wait(|m| m["id"] == 7)), -32600);
    client.say(&json!([1, 2]));
    client.say(&json!("words"));
    client.say(&json!({ "jsonrpc": "2.0", "id": 8, "result": null }));
    assert_eq!(error(&client.answer("no/such/method", json!({}))), -32601);
    assert_eq!(error(&client.answer("textDocument/hover", json!({}))), -32602);
    assert_eq!(
        error(&client.answer("textDocument/hover", json!({ "textDocument": { "uri": uri } }))),
        -32602
    );
    for change in [json!(null), json!([null]), json!([{ "range": 5, "text": [] }]), json!("x")] {
        client.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri }, "contentChanges": change }),
        );
    }
    client.tell("textDocument/didOpen", json!({ "textDocument": { "uri": "untitled:Untitled-1" } }));
    client.tell("textDocument/didOpen", json!({ "textDocument": 3 }));
    client.tell("$/setTrace", json!({ "value": "off" }));
    let hover = client.at("textDocument/hover", &uri, &draft, "\"a4.1\"", 2);
    assert!(hover["contents"]["value"].as_str().is_some_and(|s| s.contains("a4.1")), "{hover}");
}

#[test]
fn a_request_that_was_taken_back_is_not_worked_on() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&[], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    client.diagnostics(&uri);
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 90, "character": 8 } });
    // Sent as one piece, so that the taking back is heard before the request is begun.
    let mut bytes = Vec::new();
    for message in [
        json!({ "jsonrpc": "2.0", "id": "x", "method": "textDocument/hover", "params": params }),
        json!({ "jsonrpc": "2.0", "id": "y", "method": "textDocument/hover", "params": params }),
        json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "y" } }),
        json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "never-asked" } }),
    ] {
        let body = message.to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    }
    client.send(&bytes);
    assert!(client.wait(|m| m["id"] == "x").get("result").is_some());
    let second = client.wait(|m| m["id"] == "y");
    assert!(error(&second) == -32800 || second.get("result").is_some(), "{second}");
}

#[test]
fn places_outside_the_text_and_texts_of_any_kind_are_answered() {
    let mut client = Client::started(&[], json!({}));
    let folder = tempfile::TempDir::new().expect("a folder");
    for (i, text) in [
        "",
        "+++",
        "+++\nagreement",
        "+++\nagreement = \"t\"\n+++\n```toml norm\n",
        "+++\nagreement = \"\u{202e}\u{0}\u{fffd}𝄞\"\r+++\r\n```toml norm\nid = \"\"\"\n[[[[{{{{",
        "# A page that is no agreement\n",
    ]
    .iter()
    .enumerate()
    {
        let uri = client.open(&folder.path().join(format!("هدنة {i}.md").replace(' ', "%20")), text);
        for (line, character) in [(0, 0), (0, 999), (3, 4), (4_294_967_295_u32, 4_294_967_295_u32)] {
            for method in ["hover", "completion", "definition", "references"] {
                client.ask(
                    &format!("textDocument/{method}"),
                    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } }),
                );
            }
        }
        client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    }
    assert_eq!(client.leave(true), Some(0));
}

#[test]
fn a_text_that_is_too_long_is_said_so_and_costs_no_more() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&[], json!({}));
    let long = format!("{draft}\n{}", "كلام طويل جدًا ".repeat(200_000));
    let uri = client.open(&folder.path().join("marsa.md"), &long);
    let said = client.diagnostics(&uri);
    assert_eq!(codes(&said), ["file-too-large"], "{}", word(&said, "uri"));
    let hover = client.at("textDocument/hover", &uri, &draft, "\"a4.1\"", 2);
    assert!(hover.is_null() || hover["contents"].is_object(), "{hover}");
    client.change(&uri, 2, json!([{ "text": draft }]));
    assert!(!codes(&client.diagnostics(&uri)).contains(&"file-too-large"));
}

#[test]
fn a_writer_who_types_fast_is_told_of_the_last_state() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&[], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    client.diagnostics(&uri);
    let end = json!({ "line": 100_000, "character": 0 });
    for version in 2..60 {
        client.change(&uri, version, json!([{ "range": { "start": end, "end": end }, "text": "x" }]));
    }
    let last = client.wait(|m| m["params"]["uri"] == uri.as_str() && m["params"]["version"] == 59);
    assert!(last["params"]["diagnostics"].is_array());
}
