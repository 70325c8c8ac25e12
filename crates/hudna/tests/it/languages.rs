//! A mission that adds a language by one file.

use super::house::{House, Served, refused, said};
use super::visitor::{accepted, invite};

/// An invented piece of a French file.
const FRENCH: &str = "\
page-language = Français
language-direction = ltr
language-stands-in = en
page-today = Aujourd’hui
page-incidents = Incidents possibles
count-reports = { $count ->
    [one] un rapport
   *[other] { $count } rapports
}
code-act-shelling = bombardement
";

fn with_language(house: &House, code: &str, text: &str) {
    std::fs::create_dir_all(house.path("mission/languages")).expect("a folder");
    house.file(&format!("mission/languages/{code}.ftl"), text);
}

#[test]
fn a_mission_is_read_in_a_language_of_one_file_and_what_it_lacks_is_said_in_the_one_that_stands_in() {
    let house = House::marsa();
    with_language(&house, "fr", FRENCH);
    let mona = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &mona, "fr-FR,fr;q=0.9,en;q=0.5");
    let page = mona.get("/today");
    assert!(page.body.contains("<html lang=\"fr\" dir=\"ltr\""), "{}", page.head);
    assert!(page.body.contains("Aujourd’hui") && page.body.contains("Findings"), "{}", page.body);
    let form = mona.get("/reports/new");
    assert!(form.body.contains("bombardement") && form.body.contains("rocket"), "{}", form.body);
    let arabic = mona.get("/today?lang=ar");
    assert!(arabic.body.contains("dir=\"rtl\"") && arabic.body.contains("Français"), "{}", arabic.body);
}

#[test]
fn documents_are_made_in_an_added_language() {
    let house = House::marsa();
    with_language(&house, "fr", FRENCH);
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let out = house.name("out");
    said(&["document", &house.dir(), "--out", &out, "--lang", "fr", "--formats", "html"]);
    let sitrep = std::fs::read_to_string(house.path("out/sitrep.fr.html")).expect("a document");
    assert!(sitrep.contains("lang=\"fr\"") && sitrep.contains("rapports"), "{sitrep}");
    assert_eq!(refused(&["document", &house.dir(), "--out", &out, "--lang", "de"]).0, 2);
}

#[test]
fn a_language_file_that_cannot_be_read_stops_the_house_and_nothing_else() {
    let house = House::marsa();
    with_language(&house, "fr", &format!("{FRENCH}page-reports = {{ $count ->\n"));
    let serve = ["serve", &house.dir(), "--listen", "127.0.0.1:0"];
    assert_eq!(refused(&serve), (1, "language-malformed".to_owned()));
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    with_language(&house, "fr", "page-language = Français\n");
    assert_eq!(refused(&serve), (1, "language-incomplete".to_owned()));
}

#[test]
fn a_translator_is_told_what_a_file_lacks() {
    let house = House::marsa();
    let template = said(&["language", "template"]);
    assert!(
        template.contains("page-today = Today") && template.contains("code-act-shelling = "),
        "{template}"
    );
    with_language(&house, "xx", &template.replace("page-language = English", "page-language = Xx"));
    let whole = said(&["language", "check", &house.name("mission/languages/xx.ftl")]);
    assert_eq!(whole.lines().count(), 1, "{whole}");
    with_language(&house, "fr", FRENCH);
    let part = said(&["language", "check", &house.name("mission/languages/fr.ftl")]);
    assert!(part.contains("7 of ") && part.contains("  page: ") && part.contains("codes: "), "{part}");
    with_language(&house, "fr", &format!("{FRENCH}kilometres = {{ $metres }}\n"));
    let name = house.name("mission/languages/fr.ftl");
    assert_eq!(refused(&["language", "check", &name]).0, 1, "a value that nothing fills");
}
