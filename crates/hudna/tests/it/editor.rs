//! `hudna agreement lsp` as editors meet it: a scripted client over standard input and output, and Neovim.

mod client;
mod neovim;
mod robust;

use serde_json::{Value, json};
use tempfile::TempDir;

use self::client::{Client, place, range_of};
use crate::run::{list, root, text, word};

/// A folder with the Marsa example, its text changed by these pairs.
fn marsa(pairs: &[(&str, &str)]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    for name in ["marsa.geojson", "gazetteer.csv", "marsa.v1.md"] {
        std::fs::copy(root().join("examples/marsa").join(name), folder.path().join(name)).expect(name);
    }
    let mut marsa = text("examples/marsa/marsa.md");
    for (from, to) in pairs {
        assert!(marsa.contains(from), "{from}");
        marsa = marsa.replace(from, to);
    }
    std::fs::write(folder.path().join("marsa.md"), text("examples/marsa/marsa.md")).expect("the file");
    (folder, marsa)
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    list(diagnostics, "diagnostics").iter().map(|d| word(d, "code")).collect()
}

#[test]
fn what_is_wrong_in_unsaved_text_is_underlined_where_the_editor_counts_it() {
    let (folder, draft) = marsa(&[(
        "when = \"act = 'detention'\"",
        "when = \"الفِعْل = 'احتجاز' AND S_INTERSECTS(المكان, zone('bufer'))\"",
    )]);
    let mut client = Client::started(&["--speak", "en"], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    let said = client.diagnostics(&uri);
    let wrong: Vec<&Value> =
        list(&said, "diagnostics").iter().filter(|d| word(d, "code") == "zone-unknown").collect();
    let [wrong] = wrong.as_slice() else { panic!("{said}") };
    assert_eq!(wrong["severity"], 1);
    assert!(word(wrong, "message").contains("did you mean buffer?"), "{wrong}");
    // Counted by hand: UTF-16 units of the line before the word, tashkeel included.
    let (line, column) = place(&draft, "'bufer'");
    assert_eq!(wrong["range"]["start"], json!({ "line": line, "character": column }));
    assert_eq!(wrong["range"]["end"], json!({ "line": line, "character": column + 7 }));
}

#[test]
fn a_mend_is_offered_and_a_change_of_one_word_clears_what_was_said() {
    let (folder, draft) = marsa(&[(
        "when = \"act = 'detention'\"",
        "when = \"الفعل = 'احتجاز' AND S_INTERSECTS(المكان, zone('bufer'))\"",
    )]);
    let mut client = Client::started(&["--speak", "en"], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    let said = client.diagnostics(&uri);
    let wrong =
        list(&said, "diagnostics").iter().find(|d| word(d, "code") == "zone-unknown").expect("it").clone();
    let mends = client.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": wrong["range"], "context": { "diagnostics": [wrong] } }),
    );
    let edit = mends[0]["edit"]["changes"][uri.as_str()][0].clone();
    assert_eq!(word(&edit, "newText"), "'buffer'", "{mends}");
    client.change(&uri, 2, json!([{ "range": edit["range"], "text": edit["newText"] }]));
    let said = client.diagnostics(&uri);
    assert!(!codes(&said).contains(&"zone-unknown"), "{said}");
    assert_eq!(said["version"], 2, "{said}");
}

#[test]
fn a_hover_says_the_norm_in_plain_words_of_both_languages() {
    let (folder, draft) = marsa(&[]);
    for (speak, first, second) in [("en", "Prohibited to", "يُحظر على"), ("ar", "يُحظر على", "Prohibited to")]
    {
        let mut client = Client::started(&["--speak", speak], json!({}));
        let uri = client.open(&folder.path().join("marsa.md"), &draft);
        client.diagnostics(&uri);
        let hover = client.at("textDocument/hover", &uri, &draft, "\"a4.1\"", 2);
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        let (a, b) = (said.find(first), said.find(second));
        assert!(a.is_some() && b.is_some() && a < b, "{said}");
        assert!(!said.contains('\u{2068}'), "{said}");
    }
}

#[test]
fn a_hover_explains_what_stands_at_the_place() {
    let (folder, draft) = marsa(&[(
        "severity = \"grave\"\n```\n\n```toml norm\nid       = \"a4.2\"",
        "severty = \"grave\"\n```\n\n```toml norm\nid       = \"a4.2\"",
    )]);
    let (_, sound) = marsa(&[]);
    let mut client = Client::started(&["--speak", "en"], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &sound);
    client.diagnostics(&uri);
    for (mark, inside, says) in [
        ("zone('buffer')", 8, "المنطقة العازلة"),
        ("'shelling'", 3, "قصف مدفعي"),
        ("calibre_mm", 3, "العيار_مم"),
        ("S_INTERSECTS", 3, "The place lies inside the zone"),
        ("kind     = \"prohibition\"", 14, "an act that the text forbids"),
        ("severity =", 2, "gravity of a breach"),
        ("reading('hot_pursuit')", 12, "as the First Party reads it"),
        ("contacted('jccc')", 12, "the call failed"),
        ("of = \"sarw-brigade\"", 8, "Sarw Brigade"),
        ("{#a9}", 3, "Its norms: `a9.1`"),
        ("id = \"first\", ar", 8, "Bound from 1 March 2026, 00:01"),
    ] {
        let hover = client.at("textDocument/hover", &uri, &sound, mark, inside);
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(said.contains(says), "{mark}: {said}");
    }
    // The code of a diagnostic is explained in both languages where it is underlined.
    client.change(&uri, 2, json!([{ "text": draft }]));
    assert!(codes(&client.diagnostics(&uri)).contains(&"key-unknown"));
    let hover = client.at("textDocument/hover", &uri, &draft, "severty", 2);
    let said = hover["contents"]["value"].as_str().unwrap_or_default();
    assert!(said.contains("`key-unknown`") && said.contains("has no meaning here"), "{said}");
    assert!(said.matches("key-unknown").count() >= 2, "in both languages: {said}");
}

#[test]
fn completion_offers_what_may_stand_there_even_in_a_broken_block() {
    let (folder, sound) = marsa(&[]);
    let mut client = Client::started(&["--speak", "en"], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &sound);
    client.diagnostics(&uri);
    let mut version = 1;
    let mut offered = |client: &mut Client, from: &str, to: &str| -> Vec<String> {
        version += 1;
        assert!(sound.contains(from), "{from}");
        let marked = sound.replacen(from, to, 1);
        let draft = marked.replacen('¦', "", 1);
        client.change(&uri, version, json!([{ "text": draft }]));
        let (line, character) = place(&marked, "¦");
        let said = client.ask(
            "textDocument/completion",
            json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } }),
        );
        list(&said, "items").iter().map(|i| word(i, "label").to_owned()).collect()
    };
    let detention = "act = 'detention'";
    for (from, to, has, has_not) in [
        (detention, "act = '¦'", "قصف صاروخي", "mortar"),
        (detention, "weapon = '¦", "mortar", "rocket"),
        (detention, "¦", "الفعل", "shelling"),
        (detention, "party = ¦", "first", "coast-brigade"),
        (detention, "actor = '¦'", "coast-brigade", "buffer"),
        ("line('contact')", "line('¦')", "contact", "buffer"),
        ("zone('buffer')", "zone('¦')", "demilitarised_port", "contact"),
        ("reading('hot_pursuit')", "reading('¦')", "hot_pursuit", "jccc"),
        ("contacted('jccc')", "contacted('¦')", "mechanism", "a4.1"),
        ("over  = [\"a4.1\", \"a4.3\"]", "over  = [\"¦\"]", "a8.1.notified", "a4"),
        (
            "kind = \"prohibition\"\nwho  = \"anyone\"\nwhen = \"act = 'detention'\"",
            "kind = \"¦",
            "notification",
            "when",
        ),
        (
            "kind = \"prohibition\"\nwho  = \"anyone\"\nwhen = \"act = 'detention'\"",
            "kind = \"permission\"\n¦",
            "needs",
            "acts",
        ),
        ("is = \"integrated_into\"", "is = \"¦\"", "mobilised_by", "first"),
        ("{ id = \"order\", when", "{ ¦ id = \"order\", when", "burden", "over"),
        ("who  = \"anyone\"", "who  = \"¦\"", "parties", "coast-brigade"),
    ] {
        let labels = offered(&mut client, from, to);
        assert!(labels.iter().any(|l| l == has), "{to}: {labels:?} lacks {has}");
        assert!(!labels.iter().any(|l| l == has_not), "{to}: {labels:?} has {has_not}");
    }
}

#[test]
fn definitions_lead_to_entries_norms_and_the_drawing() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&[], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    client.diagnostics(&uri);
    let drawing = text("examples/marsa/marsa.geojson");
    for (mark, inside, file, says) in [
        ("zone('buffer')", 8, "marsa.geojson", "buffer"),
        ("zone('demilitarised_port')", 8, "marsa.geojson", "demilitarised_port"),
        ("over  = [\"a4.1\", \"a4.3\"]", 12, "marsa.md", "a4.1"),
        ("reading('hot_pursuit')", 12, "marsa.md", "hot_pursuit"),
        ("contacted('jccc')", 12, "marsa.md", "jccc"),
        ("party = 'first'", 10, "marsa.md", "first"),
        ("of = \"sarw-brigade\"", 8, "marsa.md", "sarw-brigade"),
    ] {
        let found = client.at("textDocument/definition", &uri, &draft, mark, inside);
        let places = found.as_array().expect("a list");
        let place = places.first().unwrap_or_else(|| panic!("{mark}"));
        assert!(word(place, "uri").ends_with(file), "{mark}: {found}");
        let source = if file == "marsa.md" { &draft } else { &drawing };
        assert_eq!(range_of(source, &place["range"]), says, "{mark}");
    }
    // The port is drawn twice: before and after it was enlarged.
    let port = client.at("textDocument/definition", &uri, &draft, "zone('demilitarised_port')", 8);
    assert_eq!(port.as_array().map_or(0, Vec::len), 2, "{port}");
    let older = client.at("textDocument/definition", &uri, &draft, "supersedes   = \"marsa.v1.md\"", 18);
    assert!(word(&older[0], "uri").ends_with("marsa.v1.md"), "{older}");
    let used = client.at("textDocument/references", &uri, &draft, "zone('buffer')", 8);
    assert_eq!(used.as_array().map_or(0, Vec::len), draft.matches("zone('buffer')").count(), "{used}");
}

#[test]
fn what_is_wrong_in_a_file_beside_is_said_there_and_cleared_once_it_is_mended() {
    let (folder, draft) = marsa(&[]);
    let drawing = folder.path().join("marsa.geojson");
    let sound = std::fs::read_to_string(&drawing).expect("the drawing");
    std::fs::write(
        &drawing,
        sound.replacen("\"kind\": \"zone\"", "\"kind\": \"zon\"", 1).replacen(
            "\"kind\":\"zone\"",
            "\"kind\":\"zon\"",
            1,
        ),
    )
    .expect("the drawing");
    let mut client = Client::started(&[], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    let beside = uri.replace("marsa.md", "marsa.geojson");
    let said = client.diagnostics(&beside);
    assert_eq!(codes(&said), ["geometry-unknown-kind"], "{said}");
    std::fs::write(&drawing, &sound).expect("the drawing");
    client.tell("textDocument/didSave", json!({ "textDocument": { "uri": beside } }));
    let said = client.diagnostics(&beside);
    assert!(codes(&said).is_empty(), "{said}");
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    // What was said of the text itself is taken back when it is closed.
    client.wait(|m| m["params"]["uri"] == uri.as_str() && m["params"]["diagnostics"] == json!([]));
}

#[test]
fn the_outline_holds_articles_with_their_norms() {
    let (folder, draft) = marsa(&[]);
    let mut client = Client::started(&["--speak", "ar"], json!({}));
    let uri = client.open(&folder.path().join("marsa.md"), &draft);
    let outline = client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let fourth =
        outline.as_array().expect("a list").iter().find(|a| word(a, "name") == "a4").expect("article 4");
    assert!(word(fourth, "detail").contains("وقف الأعمال العدائية"), "{fourth}");
    let norms: Vec<&str> = list(fourth, "children").iter().map(|n| word(n, "name")).collect();
    assert_eq!(norms, ["a4.1", "a4.2", "a4.3", "a4.4"]);
}

#[test]
fn messages_are_in_the_language_asked_for_by_the_command_or_the_editor() {
    let (folder, draft) = marsa(&[("zone('buffer')", "zone('bufer')")]);
    for (arguments, options, arabic) in [
        (&["--speak", "ar"][..], json!({ "locale": "en-GB" }), true),
        (&[][..], json!({ "locale": "ar-LY" }), true),
        (&[][..], json!({ "locale": "fr" }), false),
        (&["--speak", "en"][..], json!({ "initializationOptions": { "speak": "ar" } }), true),
    ] {
        let mut client = Client::started(arguments, options.clone());
        let uri = client.open(&folder.path().join("marsa.md"), &draft);
        let said = client.diagnostics(&uri);
        let wrong =
            list(&said, "diagnostics").iter().find(|d| word(d, "code") == "zone-unknown").expect("it");
        assert_eq!(word(wrong, "message").contains("لا توجد منطقة"), arabic, "{options}: {wrong}");
    }
}
