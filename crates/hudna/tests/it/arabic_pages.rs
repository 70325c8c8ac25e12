//! What a reader of pages must never meet: a key instead of words, a value that was not filled in, and on an Arabic page Latin letters
//! that turn the sentence round because nothing sets them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::house::{Served, said};
use super::marsa_force;
use super::run::root;
use super::visitor::{Answer, Browser, accepted, invite};

/// Latin words that an Arabic page may say in the middle of a sentence: kinds of files as programs name them, the language of filters, the
/// digest that anybody can work out, whose way of counting it is, a command to type, the ending of a file.
const KNOWN: [&str; 13] = [
    "CSV",
    "XLSX",
    "GeoJSON",
    "PDF",
    "JSON",
    "CQL2",
    "SHA",
    "Polis",
    "hudna",
    "act",
    "sha256sum",
    "FILE",
    "md",
];

/// Elements that nothing can be inside of.
const EMPTY: [&str; 10] = ["meta", "link", "input", "br", "img", "hr", "wbr", "path", "rect", "use"];
/// Elements that set apart what they hold, or show it as it was written; an option is a line of its own.
const APART: [&str; 9] = ["bdi", "code", "pre", "textarea", "script", "style", "title", "svg", "option"];

/// The texts of a page, each with whether something sets it apart from the Arabic around it.
pub(crate) fn texts(page: &str) -> Vec<(String, bool)> {
    let (mut open, mut told) = (Vec::<(String, bool)>::new(), Vec::new());
    for part in page.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        if let Some(name) = name.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|(known, _)| known == name) {
                open.truncate(at);
            }
        } else if !name.is_empty() && !EMPTY.contains(&name.as_str()) && !tag.ends_with('/') {
            let class = tag.split("class=\"").nth(1).and_then(|c| c.split('"').next()).unwrap_or_default();
            // the text of the agreement and of drafts is the parties', not ours
            let is_apart = APART.contains(&name.as_str())
                || tag.contains("lang=\"en\"")
                || tag.contains("lang=\"ar\"") && name != "html"
                || tag.contains("dir=\"ltr\"")
                || tag.contains("dir=\"auto\"")
                || class.split(' ').any(|one| matches!(one, "n" | "text" | "code"));
            open.push((name, is_apart));
        }
        let text = text.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<");
        if !text.trim().is_empty() {
            told.push((text, open.iter().any(|(_, apart)| *apart)));
        }
    }
    told
}

/// A text without what isolation marks hold together.
pub(crate) fn outside_marks(text: &str) -> String {
    let mut depth = 0_u32;
    let held = |c: &char| {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(held).collect()
}

fn latin(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Every key of the words.
fn keys() -> BTreeSet<String> {
    let folder = root().join("crates/hudna-desk/words/en");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts = files.map(|file| std::fs::read_to_string(file).expect("text"));
    let of = |text: String| {
        text.lines().filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned())).collect::<Vec<_>>()
    };
    texts.flat_map(of).filter(|key| key.contains('-') && !key.starts_with(' ')).collect()
}

/// The kind of page that an address leads to: one of each is read.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let part = |part: &str| {
        let is_id = ["INC-", "E-", "R-"].iter().any(|begin| part.starts_with(begin));
        if is_id { "{id}".to_owned() } else { part.to_owned() }
    };
    let names = address.split_once('?').map_or("", |(_, query)| query);
    let names: Vec<&str> = names.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", path.split('/').map(part).collect::<Vec<_>>().join("/"), names.join("&"))
}

const FIRST: [&str; 12] = [
    "/",
    "/today?days=all",
    "/findings?outcome=undetermined",
    "/claims?from=2026-03-01&to=2026-04-30",
    "/set-aside",
    "/log",
    "/agreement/try",
    "/minutes",
    "/consultations",
    "/form",
    "/public",
    "/problems/not-allowed",
];

/// Reads a page of each kind that links lead to, and more from those.
pub(crate) fn walk(browser: &mut Browser<'_>, mut read: impl FnMut(&str, &Answer)) -> usize {
    let mut waiting: Vec<String> = FIRST.map(str::to_owned).to_vec();
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        let is_file = [".csv", ".xlsx", ".geojson", ".css", ".webmanifest", ".svg", ".js"];
        let path = address.split('?').next().unwrap_or_default();
        if address.contains("lang=") || is_file.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        if !seen.insert(kind(&address)) {
            continue;
        }
        let answer = browser.get(&address);
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            read(&address, &answer);
            waiting
                .extend(answer.links("/").iter().map(|l| l.split('#').next().unwrap_or_default().to_owned()));
        }
    }
    seen.len()
}

/// Marsa whole: reports, registers, the talks, commitments and the joint force.
pub(crate) fn mission() -> (super::house::House, Vec<(&'static str, String)>) {
    let house = marsa_force::done();
    let dir = house.dir();
    let named = |folder: &str, endings: &[&str]| {
        let folder = root().join("examples/marsa").join(folder);
        let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let is_one = |p: &std::path::PathBuf| p.extension().is_some_and(|e| endings.iter().any(|x| e == *x));
        let mut names: Vec<String> = paths.filter(is_one).map(|p| p.display().to_string()).collect();
        names.sort();
        names
    };
    let aside = "id,act,at,place\nX-1,shelling,2026-02-31 09:00,nowhere\n";
    let mut arguments = vec!["intake".to_owned(), dir.clone(), house.file("aside.csv", aside)];
    arguments.extend(named("reports", &["csv", "geojson"]));
    arguments.extend(["--mapping".into(), "examples/marsa/reports/logbook.mapping.toml".into()]);
    arguments.push("--registers".into());
    arguments.extend(named("registers", &["csv"]));
    said(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    for acts in ["examples/marsa/table/acts.jsonl", "examples/marsa/commitments.json"] {
        said(&["act", &dir, acts]);
    }
    said(&["table", &dir, "--draft", "marsa-3", "--put", "examples/marsa/marsa.v3.draft.md"]);
    let every = ["verifier", "assessor", "commissioner", "duty_officer", "operator", "chair", "secretary"];
    let roles: Vec<&str> = every[1..].iter().flat_map(|role| ["--role", role]).collect();
    let people = vec![
        ("every role", invite(&house, "everybody", every[0], &roles)),
        ("delegate", invite(&house, "delegate", "party_delegate", &["--party", "second"])),
        ("monitor", invite(&house, "amal", "monitor", &[])),
    ];
    (house, people)
}

#[test]
fn no_page_shows_a_key_for_words_and_no_latin_word_turns_an_arabic_page_round() {
    let (house, people) = mission();
    let served = Served::of(&house.dir());
    let keys = keys();
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    for (who, path) in &people {
        let mut browser = accepted(&served, path, "ar");
        let read = walk(&mut browser, |address, page| {
            for (text, apart) in texts(&page.body) {
                for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
                {
                    if keys.contains(word.trim_end_matches('.')) {
                        faults
                            .entry(format!("key {word}"))
                            .or_insert_with(|| format!("{who} {address}: {text}"));
                    }
                }
                if text.contains("{ $") || text.contains("{$") {
                    faults.entry(format!("unfilled {text}")).or_insert_with(|| format!("{who} {address}"));
                }
                // what a refusal means is told with the names of acts and commands, for programs too
                let bare = if apart || address.starts_with("/problems/") {
                    String::new()
                } else {
                    outside_marks(&text)
                };
                for word in latin(&bare).filter(|word| !KNOWN.contains(word)) {
                    faults
                        .entry(format!("bare {word}"))
                        .or_insert_with(|| format!("{who} {address}: {text}"));
                }
            }
        });
        assert!(read > 25, "{who} read {read} pages");
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_reader_of_pages_finds_what_it_is_to_find() {
    let page = r#"<html><p class="x">نص <bdi>INC-7</bdi> وكلمة word <br>ثم <span class="n">R-1</span></p><p lang="en">all</p></html>"#;
    let bare: Vec<String> = texts(page).into_iter().filter(|(_, apart)| !apart).map(|(t, _)| t).collect();
    assert_eq!(bare.iter().flat_map(|t| latin(t)).collect::<Vec<_>>(), ["word"]);
    assert_eq!(outside_marks("أنت \u{2068}amal\u{2069}: here"), "أنت : here");
    assert_eq!(kind("/finding?norm=a4.1&subject=INC-7"), "/finding?norm&subject");
    assert_eq!(kind("/incidents/INC-7"), "/incidents/{id}?");
}
