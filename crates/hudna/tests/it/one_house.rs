//! What no page of the house shows its reader in either language: a rule by the id of its norm instead of its article, a person's id where a name or
//! a part belongs, an id that a line may break, and on an English page Arabic words that are ours.

use std::collections::BTreeMap;

use super::arabic_pages::{mission, outside_marks, texts, walk};
use super::house::Served;
use super::visitor::accepted;

/// Whether a word is a norm's id, such as `a16.4`.
fn is_norm(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    word.strip_prefix('a').and_then(|rest| rest.split_once('.')).is_some_and(|(article, paragraph)| {
        digits(article) && digits(paragraph.split('.').next().unwrap_or_default())
    })
}

/// The words of a text, with the signs that belong to ids.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .map(|word| word.trim_end_matches('.'))
}

/// Whether a word is the id of a user, an entry or an incident.
fn is_id(word: &str) -> bool {
    let rest = ["U-", "E-", "INC-"].iter().find_map(|begin| word.strip_prefix(begin));
    rest.is_some_and(|rest| {
        rest.len() >= 8 && rest.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    })
}

/// The elements of a page that are so called, each as far as its end.
fn elements<'p>(page: &'p str, begin: &'p str, end: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// What is wrong on a page.
fn faults(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (text, apart) in texts(page) {
        for word in words(&text) {
            if is_norm(word) && !apart {
                all.push(format!("a rule by its id: {word} in {text}"));
            }
            if is_id(word) && !apart {
                all.push(format!("an id that may break: {word} in {text}"));
            }
        }
    }
    for option in elements(page, "<option", "</option>") {
        let told = option.split_once('>').map_or("", |(_, told)| told);
        if words(told).any(is_norm) {
            all.push(format!("a rule by its id in a choice: {told}"));
        }
        if told.starts_with("U-") {
            all.push(format!("a person by id in a choice: {told}"));
        }
    }
    for (begin, end) in [("<h1", "</h1>"), ("<th scope=\"row\"", "</th>"), ("<label", "</label>")] {
        for element in elements(page, begin, end) {
            let told: String = texts(&format!("<x {element}")).into_iter().map(|(text, _)| text).collect();
            if told.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with("U-") {
                all.push(format!("a person by id: {told}"));
            }
        }
    }
    all
}

/// Walks the house as everybody of the mission and gathers what is wrong, each fault once.
fn gathered(lang: &'static str, more: fn(&str) -> Vec<String>) -> BTreeMap<String, String> {
    let (house, people) = mission();
    let served = Served::of(&house.dir());
    let mut wrong = BTreeMap::new();
    for (who, path) in &people {
        let mut browser = accepted(&served, path, lang);
        let read = walk(&mut browser, |address, page| {
            // what a refusal means is told with the names of acts and commands, for programs too
            if address.starts_with("/problems/") {
                return;
            }
            // papers are laid out by themselves; nothing in them is a line of a page
            let is_paper = address.contains("/paper") || address.contains("/preview");
            let own = faults(&page.body)
                .into_iter()
                .filter(|fault| !is_paper || !fault.starts_with("an id that may break"));
            for fault in own.chain(more(&page.body)) {
                wrong.entry(fault).or_insert_with(|| format!("{who} {address}"));
            }
        });
        assert!(read > 25, "{who} read {read} pages");
    }
    wrong
}

#[test]
fn no_arabic_page_shows_a_rule_or_a_person_by_an_id_alone() {
    let wrong = gathered("ar", |_| Vec::new());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_english_page_shows_a_rule_or_a_person_by_an_id_alone_or_says_in_arabic_what_is_ours_to_say() {
    let arabic = |page: &str| {
        let own = texts(page).into_iter().filter(|(text, apart)| {
            !apart && outside_marks(text).chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c))
        });
        own.map(|(text, _)| format!("Arabic on an English page: {text}")).collect()
    };
    let wrong = gathered("en", arabic);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_reader_of_pages_tells_ids_from_words() {
    assert!(
        is_norm("a16.4")
            && is_norm("a8.1.notified")
            && !is_norm("a16")
            && !is_norm("4.1")
            && !is_norm("area.4")
    );
    assert!(is_id("U-5WYK22AGPGJ7EPKJ") && is_id("INC-F6ZUEWXM") && !is_id("E-mail") && !is_id("R-22"));
    let page = "<h1>Roles of <bdi>amal</bdi></h1><p>by a16.4 <bdi>INC-F6ZUEWXM</bdi></p><option value=\"a16.4\">Article 16</option>";
    assert_eq!(faults(page), ["a rule by its id: a16.4 in by a16.4 "]);
    assert_eq!(faults("<label><span>U-5WYK22AGPGJ7EPKJ</span></label>").len(), 2);
}
