//! Powers as an operator changes them: the examples of `docs/powers.md`, tried in a mission of one's own.

use std::process::{Command, Stdio};

use super::house::{House, Served};
use super::run::root;
use super::visitor::{accepted, invite};

/// The blocks of changes and answers in the guide, in their order.
fn blocks() -> Vec<(&'static str, String)> {
    let guide = std::fs::read_to_string(root().join("docs/powers.md")).expect("the guide");
    let fenced = guide.split("```").skip(1).step_by(2);
    let known = |block: &str| {
        let (kind, body) = block.split_once('\n')?;
        let kind = ["diff", "text"].into_iter().find(|known| *known == kind)?;
        Some((kind, body.to_owned()))
    };
    fenced.filter_map(known).collect()
}

/// The answers in Arabic.
fn arabic() -> impl Iterator<Item = String> {
    blocks()
        .into_iter()
        .filter(|(kind, block)| *kind == "text" && block.contains("السياسات"))
        .map(|(_, block)| block)
}

/// A change of the guide, by its number among the changes.
fn change(number: usize) -> String {
    let mut changes = blocks().into_iter().filter(|(kind, _)| *kind == "diff").map(|(_, block)| block);
    changes.nth(number).expect("the guide has it")
}

/// The file after a change as the guide writes it: lines taken out, lines put in.
fn changed(text: &str, change: &str) -> String {
    let lines = |sign: char| -> String {
        change.lines().filter_map(|line| line.strip_prefix(sign)).map(|line| format!("{line}\n")).collect()
    };
    let (out, put) = (lines('-'), lines('+'));
    assert_eq!(text.matches(&out).count(), 1, "the guide names lines that stand in the file: {out}");
    text.replace(&out, &put)
}

/// What `hudna powers` says of a mission, whether it is satisfied or not.
fn told(dir: &str, lang: &str) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(["powers", dir, "--speak", lang])
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let text = [done.stdout, done.stderr].concat();
    let text = String::from_utf8(text).expect("text");
    (
        done.status.success(),
        text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'], ""),
    )
}

#[test]
fn every_example_of_the_guide_to_powers_does_what_it_says() {
    let house = House::marsa();
    let file = house.path("mission").join("powers.cedar");
    let (fine, said) = told(&house.dir(), "en");
    assert!(fine && said.contains("Nothing differs from what ships."), "{said}");
    let mut text = std::fs::read_to_string(&file).expect("it lies there since the mission was founded");
    let (mut changes, mut answers) = (0, 0);
    for (kind, block) in blocks() {
        if kind == "diff" {
            text = changed(&text, &block);
            std::fs::write(&file, &text).expect("it is written");
            changes += 1;
        }
        let asked = match kind {
            "text" if !block.contains("السياسات") => vec![("en", block)],
            // in Arabic the first change is answered
            "diff" if changes == 1 => arabic().map(|block| ("ar", block)).collect(),
            _ => Vec::new(),
        };
        for (lang, answer) in asked {
            let (fine, said) = told(&house.dir(), lang);
            assert_eq!(fine, !answer.starts_with("error"), "{said}");
            for line in answer.lines() {
                assert!(said.contains(line), "{line} is not in: {said}");
            }
            answers += 1;
        }
    }
    assert_eq!((changes, answers), (5, 5), "every example was tried");
    let served = Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(["serve", &house.dir(), "--listen", "127.0.0.1:0"])
        .current_dir(root())
        .env("LC_ALL", "C")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&served.stderr);
    assert!(
        !served.status.success() && said.contains("error[powers-refused]"),
        "no house opens on such a file: {said}"
    );
}

#[test]
fn a_verb_that_a_policy_takes_away_is_neither_offered_nor_taken() {
    let house = House::marsa();
    let file = house.path("mission").join("powers.cedar");
    let paths =
        [("salma", "secretary"), ("chadi", "chair")].map(|(login, role)| invite(&house, login, role, &[]));
    let text = std::fs::read_to_string(&file).expect("policies");
    std::fs::write(&file, changed(&text, &change(0))).expect("it is written");
    let served = Served::of(&house.dir());
    let [mut salma, mut chadi] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let asked = "/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=public";
    for (who, may) in [(&mut salma, false), (&mut chadi, true)] {
        assert_eq!(who.get("/documents").status, 200);
        assert_eq!(who.get(asked).status, 200, "what is shown stays");
        let csrf = who.get("/access").hidden("csrf");
        let answer = who.post("/documents/release", &[("csrf", &csrf)]);
        assert_eq!(answer.status != 403, may, "{}", answer.body);
        assert!(may || answer.body.contains("page-not-allowed"), "{}", answer.body);
    }
}

#[test]
fn a_source_that_is_kept_to_its_handler_is_named_to_no_verifier_and_on_no_other_way() {
    let house = House::marsa();
    super::house::said(&["intake", &house.dir(), "examples/marsa/reports/parties.csv"]);
    let file = house.path("mission").join("powers.cedar");
    let path = invite(&house, "wafa", "verifier", &[]);
    let text = std::fs::read_to_string(&file).expect("policies");
    std::fs::write(&file, changed(&text, &change(1))).expect("it is written");
    let served = Served::of(&house.dir());
    let mut wafa = accepted(&served, &path, "en");
    let report = wafa.get("/reports").links("/reports/E-").first().expect("a report").clone();
    let shown = wafa.get(&report).body;
    assert!(shown.contains("withheld") && shown.contains("<blockquote"), "the words and no source: {shown}");
}
