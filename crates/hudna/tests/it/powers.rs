//! Powers as an operator changes them: the examples of `docs/powers.md`, tried in a mission of one's own.

use std::process::{Command, Stdio};

use super::house::{House, Served};
use super::run::root;
use super::visitor::{accepted, invite};

/// The blocks of one kind in the guide, in their order.
fn blocks(kind: &str) -> Vec<String> {
    let guide = std::fs::read_to_string(root().join("docs/powers.md")).expect("the guide");
    let begin = format!("```{kind}\n");
    let parts = guide.split(&begin).skip(1).filter_map(|rest| rest.split("```").next());
    parts.map(str::to_owned).collect()
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
    let (changes, answers) = (blocks("diff"), blocks("text"));
    assert_eq!(
        (changes.len(), answers.len()),
        (3, 4),
        "the guide has three changes, the first answered in both languages"
    );
    let mut text = std::fs::read_to_string(&file).expect("it lies there since the mission was founded");
    for (at, change) in changes.iter().enumerate() {
        text = changed(&text, change);
        std::fs::write(&file, &text).expect("it is written");
        let asked = if at == 0 { [("en", 0), ("ar", 3)].as_slice() } else { &[("en", at)] };
        for (lang, answer) in asked {
            let (fine, said) = told(&house.dir(), lang);
            assert_eq!(fine, at < 2, "{said}");
            for line in answers[*answer].lines() {
                assert!(said.contains(line), "{line} is not in: {said}");
            }
        }
    }
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
    std::fs::write(&file, changed(&text, &blocks("diff")[0])).expect("it is written");
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
    std::fs::write(&file, changed(&text, &blocks("diff")[1])).expect("it is written");
    let served = Served::of(&house.dir());
    let mut wafa = accepted(&served, &path, "en");
    let report = wafa.get("/reports").links("/reports/E-").first().expect("a report").clone();
    let shown = wafa.get(&report).body;
    assert!(shown.contains("withheld") && shown.contains("<blockquote"), "the words and no source: {shown}");
}
