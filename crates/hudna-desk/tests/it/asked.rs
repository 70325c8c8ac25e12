//! What readers are told of what is missing and of what was measured, in both languages.

use std::path::Path;

use hudna_desk::desk::{Agreements, try_scenarios};
use hudna_desk::document::tell;
use hudna_desk::words::Lang;

/// What is told of a scenario of `tests/norms` whose expectation is put wrong, so that its reasons are shown.
fn told(file: &str, title: &str, lang: Lang) -> String {
    let norms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hudna-core/tests/norms");
    let text = std::fs::read_to_string(norms.join(file)).expect("a file of scenarios");
    let scenario = text.split("\n# ").find(|one| one.contains(title)).expect("the scenario");
    let (facts, expected) = scenario.split_once("## Expect").expect("what is expected");
    let (expected, why) = expected.split_once("## Why").expect("why");
    let expected =
        expected.replacen(": undetermined", ": permitted", 1).replacen(": breach", ": permitted", 1);
    let wrong = format!("# {}## Expect{expected}## Why{why}", facts.trim_start_matches("# "));
    let folder = tempfile::TempDir::new().expect("a folder");
    for entry in std::fs::read_dir(norms.join("agreements")).expect("the agreements") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
    }
    let path = folder.path().join("wrong.md");
    std::fs::write(&path, wrong).expect("a file");
    let tried = try_scenarios(&path, &mut Agreements::default()).expect("a file that can be read");
    assert!(tried.diagnostics.is_empty(), "{:#?}", tried.diagnostics);
    tell(&tried.scenarios[0], lang, &|_| None)
}

fn says(file: &str, title: &str, english: &[&str], arabic: &[&str]) {
    for (lang, words) in [(Lang::En, english), (Lang::Ar, arabic)] {
        let told = told(file, title, lang);
        words.iter().for_each(|words| assert!(told.contains(words), "{words}:\n{told}"));
    }
}

#[test]
fn a_separation_tells_the_distance_measured_beside_the_one_asked() {
    let english = ["o opposing unit stood within 3 km and one hour (measured: from 1,295 m to 2,696 m)"];
    let arabic = ["وحدة مقابلة ضمن 3 كم", "(المسافة المقيسة: من 1,295 م إلى 2,696 م)"];
    says("separation.md", "Two posts 2,000 m apart", &english, &arabic);
}

#[test]
fn answers_about_a_calibre_do_not_overlap() {
    says("holding.md", "Calibre not known", &["less than 100; 100 or more"], &["أقل من 100", "100 أو أكثر"]);
}

#[test]
fn an_entry_without_an_answer_is_asked_for_by_its_line() {
    let english = ["What was answered to authorisations.csv:1?", "it was granted; another"];
    says("permission.md", "its answer left blank", &english, &["بمَ أُجيب عن القيد authorisations.csv:1؟"]);
    let english = ["What does authorisations.csv:1 leave blank?"];
    says("permission.md", "without a place and without an answer", &english, &["ما الذي تُرك فارغًا في القيد"]);
}

#[test]
fn the_hour_of_an_event_is_asked_for() {
    let english = ["At what hour was the text signed?", "27 February 2026"];
    says("hours.md", "Found undone when the time may have run", &english, &["في أي ساعة وُقّع النص؟"]);
    let english = ["At what hour did the Second Party adhere?"];
    says("hours.md", "Adhered on a day\nagreement", &english, &["في أي ساعة انضم الطرف الثاني؟"]);
    says(
        "hours.md",
        "Verified on a day\n",
        &["At what hour was article 8, paragraph 4 verified?"],
        &["في أي ساعة جرى التحقق من"],
    );
}
