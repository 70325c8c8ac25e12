//! An agreement while it is being written: every place of it, whole and broken.

use std::path::Path;
use std::time::{Duration, Instant};

use hudna_core::agreement::Agreement;
use hudna_desk::desk;
use hudna_desk::draft::{Draft, Drawn, Sort, drawn};
use hudna_desk::words::{Lang, Words};

fn marsa() -> (String, Agreement, Vec<Drawn>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marsa");
    let text = std::fs::read_to_string(folder.join("marsa.md")).expect("the text");
    let agreement = desk::read_agreement(&folder.join("marsa.md")).expect("it").agreement.expect("it loads");
    let drawing = std::fs::read_to_string(folder.join("marsa.geojson")).expect("the drawing");
    (text, agreement, drawn(&drawing))
}

#[test]
fn every_place_of_a_text_is_answered_whole_and_broken() {
    let (text, agreement, drawn) = marsa();
    let broken = [
        text.clone(),
        text.replace("```\n", "\n"),
        text.replace('"', ""),
        text.replace('\'', "\""),
        text.replace(']', "["),
        text.chars().filter(|c| *c != '=').collect(),
    ];
    for text in &broken {
        let draft = Draft::new(text, Some(&agreement), &drawn);
        for (at, _) in text.char_indices().step_by(29) {
            draft.hover(at, Lang::Ar);
            draft.definition(at);
            let (range, offers) = draft.complete(at, Lang::En);
            assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{at}");
            assert!(range.start <= at && at <= range.end, "{range:?} is not around {at}");
            assert!(offers.iter().all(|o| !o.label.is_empty()), "{at}");
        }
    }
}

#[test]
fn what_an_editor_asks_is_answered_before_the_writer_notices() {
    let (text, agreement, drawn) = marsa();
    // What keys take is found out once.
    let at = text.find("act = 'detention'").expect("the words") + 7;
    Draft::new(&text, Some(&agreement), &drawn).complete(at, Lang::En);
    let started = Instant::now();
    for _ in 0..10 {
        let draft = Draft::new(&text, Some(&agreement), &drawn);
        draft.complete(at, Lang::En);
        draft.hover(at, Lang::En);
        draft.definition(at);
    }
    let took = started.elapsed() / 10;
    assert!(took < Duration::from_millis(100), "{took:?}");
}

#[test]
fn a_drawing_says_where_each_of_its_features_stands() {
    let (_, _, drawn) = marsa();
    let zones = drawn.iter().filter(|d| d.sort == Sort::Zone && d.id == "demilitarised_port").count();
    assert_eq!(zones, 2, "before and after it was enlarged");
    assert!(drawn.iter().any(|d| d.sort == Sort::Line && d.id == "contact"));
    assert!(hudna_desk::draft::drawn("no JSON").is_empty());
    assert!(hudna_desk::draft::drawn("{\"features\": 5}").is_empty());
}

#[test]
fn keys_functions_and_kinds_have_words_in_both_languages() {
    use hudna_core::agreement::norm::Kind;
    use hudna_core::condition::names::FUNCTIONS;
    for lang in Lang::BOTH {
        let words = Words::of(*lang);
        for (name, _) in FUNCTIONS {
            assert!(words.has(&format!("function-{}", name.to_ascii_lowercase())), "{lang:?} {name}");
        }
        for kind in Kind::ALL {
            assert!(words.has(&format!("kind-{}", kind.name())), "{lang:?} {kind:?}");
        }
    }
    // Every key that may be typed in a norm of any kind is explained where it is offered.
    for kind in Kind::ALL {
        let text = format!("## A {{#a1}}\n```toml norm\nkind = \"{}\"\n\n```\n", kind.name());
        let at = text.find("\n\n").expect("the empty line") + 1;
        let (_, offers) = Draft::new(&text, None, &[]).complete(at, Lang::Ar);
        assert!(offers.len() > 4, "{kind:?}");
        let silent: Vec<&str> =
            offers.iter().filter(|o| o.detail.is_empty()).map(|o| o.label.as_str()).collect();
        assert!(silent.is_empty(), "{kind:?}: no words for {silent:?}");
    }
}
