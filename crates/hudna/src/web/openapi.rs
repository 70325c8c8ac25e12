//! What machines may ask, as an OpenAPI 3.1 document.
//!
//! A row of [`ROUTES`] for machines without an [`Operation`] here fails a test, and an operation without a row too. What acts
//! say is made from [`Act::SHAPES`], so that a new kind of act needs no line here. The document is served and lies under
//! `docs/reference/`.

use axum::Json;
use hudna_core::ledger::act::{Act, Shape};
use hudna_desk::words::{Lang, Words};
use serde_json::{Map, Value, json};

#[cfg(test)]
use super::table::ROUTES;

/// One operation of machines.
struct Operation {
    method: &'static str,
    path: &'static str,
    /// Its name, and the key of its words after `api-`.
    id: &'static str,
    /// Whether it must be signed by a user.
    signed: bool,
    /// Names of its parameters: see [`parameter`].
    asks: &'static [&'static str],
    /// What is sent: media type and schema.
    sends: Option<(&'static str, &'static str)>,
    /// What is answered: status, media type, schema.
    answers: (u16, &'static str, &'static str),
    /// Statuses of refusals, beside those that every signed request and every request may meet.
    refuses: &'static [u16],
}

const JSON: &str = "application/json";
const NOTE: &str = "text/plain; charset=utf-8";

const fn get(
    path: &'static str,
    id: &'static str,
    asks: &'static [&'static str],
    answer: &'static str,
) -> Operation {
    let answers = (200, JSON, answer);
    Operation { method: "GET", path, id, signed: true, asks, sends: None, answers, refuses: &[404] }
}

static OPERATIONS: &[Operation] = &[
    Operation {
        signed: false,
        answers: (200, NOTE, "Note"),
        ..get("/checkpoint", "checkpoint", &[], "Note")
    },
    Operation {
        signed: false,
        answers: (200, "application/octet-stream", "Tile"),
        ..get("/tile/{rest}", "tile", &["rest"], "Tile")
    },
    Operation {
        signed: false,
        ..get("/v1/proofs/consistency", "consistency", &["older", "newer"], "Consistency")
    },
    Operation {
        method: "POST",
        path: "/v1/cosignatures",
        id: "cosignature",
        signed: false,
        asks: &[],
        sends: Some((NOTE, "Note")),
        answers: (204, "", ""),
        refuses: &[403, 409, 413, 422],
    },
    get("/v1/proofs/inclusion", "inclusion", &["entry", "size"], "Inclusion"),
    get("/v1/entries", "entries", &["from", "most"], "Entries"),
    Operation {
        method: "POST",
        path: "/v1/acts",
        id: "acts",
        signed: true,
        asks: &[],
        sends: Some((JSON, "Acts")),
        answers: (200, JSON, "Answers"),
        refuses: &[],
    },
    get("/v1/state", "state", &[], "State"),
    get("/v1/incidents", "incidents", &["from", "most"], "Incidents"),
    get("/v1/incidents/{id}", "incident", &["id"], "Incident"),
    get("/v1/findings", "findings", &[], "Findings"),
    Operation { signed: false, ..get("/v1/openapi.json", "openapi", &[], "Any") },
];

/// `/v1/openapi.json`.
pub(super) async fn served() -> Json<Value> {
    Json(document())
}

/// What is said in both languages, English first: the document is for those who write programs.
fn both(key: &str) -> String {
    let said = |lang| Words::of(lang).get(&format!("api-{key}"));
    format!("{}\n\n{}", said(Lang::En), said(Lang::Ar))
}

/// The document.
pub(crate) fn document() -> Value {
    let mut paths = Map::new();
    for operation in OPERATIONS {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.to_ascii_lowercase()] = told(operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hudna",
            "version": env!("CARGO_PKG_VERSION"),
            "description": both("about"),
            "license": { "name": env!("CARGO_PKG_LICENSE") },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "signed": { "type": "apiKey", "in": "header", "name": "Authorization", "description": both("signature") },
            },
        },
    })
}

fn told(operation: &Operation) -> Value {
    let (status, kind, schema) = operation.answers;
    let mut answered = json!({ "description": both(if kind.is_empty() { "taken" } else { "answered" }) });
    if !kind.is_empty() {
        answered["content"] = content(kind, schema);
    }
    let mut responses = json!({ status.to_string(): answered });
    let always = [400, 408, 500, 503];
    let signed: &[u16] = if operation.signed { &[401, 403, 409, 413, 422] } else { &[] };
    for refused in operation.refuses.iter().chain(&always).chain(signed) {
        // of several acts each is answered by itself, under the status of the first refusal
        let (kind, schema) = match (operation.id, refused) {
            ("acts", 400 | 403 | 409 | 413 | 422 | 500 | 503) => (JSON, "Answers"),
            _ => ("application/problem+json", "Problem"),
        };
        let mut said = content("application/problem+json", "Problem");
        if kind == JSON {
            said[kind] = json!({ "schema": { "$ref": format!("#/components/schemas/{schema}") } });
        }
        responses[refused.to_string()] = json!({ "description": both("problem"), "content": said });
    }
    let mut asks: Vec<Value> = operation.asks.iter().map(|name| parameter(name)).collect();
    asks.push(json!({
        "name": "Accept-Language", "in": "header", "description": both("language"), "schema": { "enum": ["ar", "en"] },
    }));
    let mut told = json!({
        "operationId": operation.id, "summary": both(operation.id), "parameters": asks, "responses": responses,
    });
    if let Some((kind, schema)) = operation.sends {
        told["requestBody"] = json!({ "required": true, "content": content(kind, schema) });
    }
    if operation.signed {
        told["security"] = json!([{ "signed": [] }]);
    }
    told
}

fn content(kind: &str, schema: &str) -> Value {
    json!({ kind: { "schema": { "$ref": format!("#/components/schemas/{schema}") } } })
}

/// A number that the record counts by: JSON's are exact up to here.
fn count() -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64 })
}

fn entry_id() -> Value {
    json!({ "type": "string", "pattern": "^E-[A-Z2-7]{16}$" })
}

fn parameter(name: &str) -> Value {
    let (named, place, needed, words, schema) = match name {
        "rest" => {
            ("rest", "path", true, "tile-path", json!({ "type": "string", "pattern": "^[0-9]+/[0-9]{3}$" }))
        }
        "id" => {
            ("id", "path", true, "incident-id", json!({ "type": "string", "pattern": "^INC-[A-Z2-7]+$" }))
        }
        "older" => ("from", "query", true, "older", count()),
        "newer" => ("to", "query", true, "newer", count()),
        "entry" => ("entry", "query", true, "entry", entry_id()),
        "size" => ("size", "query", false, "size", count()),
        "from" => ("from", "query", false, "from", count()),
        _ => ("most", "query", false, "most", count()),
    };
    json!({ "name": named, "in": place, "required": needed, "description": both(words), "schema": schema })
}

/// An object of these keys, all of which are there.
fn object(keys: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|(name, of)| ((*name).to_owned(), of.clone())).collect();
    let required: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// An object with one of `some` beside its other keys: a leaf, or where it is kept from whoever asks its hash.
fn either(keys: &[(&str, Value)], some: &[(&str, Value)]) -> Value {
    let mut of = object(keys);
    for (name, value) in some {
        of["properties"][*name] = value.clone();
    }
    of["oneOf"] = some.iter().map(|(name, _)| json!({ "required": [name] })).collect();
    of
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let base64 = || json!({ "type": "string", "contentEncoding": "base64" });
    let array = |of: Value| json!({ "type": "array", "items": of });
    let any = || json!({ "type": "object" });
    let proof = || array(base64());
    let part = object(&[("salt", base64()), ("content", base64())]);
    let body = json!({
        "type": "string", "contentMediaType": JSON, "contentSchema": { "$ref": "#/components/schemas/Body" },
    });
    let mut sent = object(&[("body", body), ("sig", base64())]);
    sent["properties"]["parts"] = array(part);
    sent["properties"]["wrapped"] = base64();
    sent["additionalProperties"] = false.into();
    let mut acts = object(&[("acts", json!({ "type": "array", "maxItems": 1_000, "items": sent }))]);
    acts["additionalProperties"] = false.into();
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    let stands = object(&[("entry", entry_id()), ("seq", count()), ("again", json!({ "type": "boolean" }))]);
    let answer = json!({ "anyOf": [stands, object(&[("problem", problem)])] });
    json!({
        "Any": any(),
        "Note": text(),
        "Tile": { "type": "string", "contentEncoding": "binary" },
        "Consistency": object(&[("from", count()), ("to", count()), ("proof", proof())]),
        "Inclusion": either(&[
            ("index", count()), ("size", count()), ("proof", proof()), ("checkpoint", text()),
        ], &[("leaf", base64()), ("hash", base64())]),
        "Entries": object(&[
            ("entries", array(either(&[("index", count())], &[("leaf", base64()), ("hash", base64())]))), ("size", count()), ("checkpoint", text()),
        ]),
        "Acts": acts,
        "Answers": object(&[("answers", array(answer)), ("checkpoint", json!({ "type": ["string", "null"] }))]),
        "Body": object(&[
            ("act", json!({ "$ref": "#/components/schemas/Act" })), ("actor", text()), ("at", json!({ "type": "integer" })),
            ("id", entry_id()), ("mission", text()), ("v", json!({ "const": 1 })),
        ]),
        "Act": { "oneOf": Act::SHAPES.iter().map(act).collect::<Vec<_>>() },
        "State": object(&[
            ("you", any()), ("mission", text()), ("size", count()), ("checkpoint", text()), ("reports", count()),
            ("lines", any()), ("witnesses", json!({})), ("texts", array(any())),
        ]),
        "Incidents": object(&[("incidents", array(any())), ("all", count()), ("size", count())]),
        "Incident": object(&[("asked", text()), ("heirs", array(text())), ("incidents", array(any()))]),
        "Findings": object(&[("findings", array(any())), ("not_covered", json!({}))]),
        "Problem": object(&[
            ("type", json!({ "type": "string", "format": "uri-reference" })), ("title", text()), ("status", count()),
            ("detail", text()), ("code", text()), ("lang", json!({ "enum": ["ar", "en"] })), ("values", any()),
        ]),
    })
}

/// A kind of act: its keys, and which may be missing.
fn act(shape: &Shape) -> Value {
    let mut properties = json!({ "kind": { "const": shape.kind } });
    let mut required = vec!["kind"];
    for key in shape.keys {
        let mut of = if key.speaks_of_entry() { entry_id() } else { json!({}) };
        if !key.about.is_empty() {
            of["description"] = key.about.trim().into();
        }
        properties[key.name] = of;
        if !key.optional {
            required.push(key.name);
        }
    }
    json!({
        "type": "object", "title": shape.kind, "description": shape.about.trim(), "x-verb": shape.verb.name(),
        "properties": properties, "required": required, "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::table::For;
    use super::*;

    #[test]
    fn every_route_for_machines_is_an_operation_and_every_operation_a_route() {
        let routes: BTreeSet<(String, String, bool)> = ROUTES
            .iter()
            .filter(|route| matches!(route.whom, For::Users(_) | For::Anybody))
            .map(|route| {
                (route.method.into(), route.path.replace("{*", "{"), matches!(route.whom, For::Users(_)))
            })
            .collect();
        let operations =
            OPERATIONS.iter().map(|o| (o.method.to_owned(), o.path.to_owned(), o.signed)).collect();
        assert_eq!(routes, operations);
    }

    #[test]
    fn everything_that_the_document_points_at_is_in_it_and_every_word_is_there() {
        let document = document();
        let text = document.to_string();
        let there = document["components"]["schemas"].as_object().expect("schemas");
        for pointer in text.split("#/components/schemas/").skip(1) {
            let name = pointer.split('"').next().unwrap_or_default();
            assert!(there.contains_key(name), "{name}");
        }
        assert!(!text.contains("\"api-"), "a key without words");
        assert_eq!(there["Act"]["oneOf"].as_array().map(Vec::len), Some(Act::KINDS.len()));
    }
}
