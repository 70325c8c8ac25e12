//! Languages that a mission adds: one Fluent file each, `languages/<code>.ftl` in its folder.
//!
//! The file holds the same keys as ours, of all areas; where it has none, the words of the language that stands in are said. It says
//! three things about itself: `page-language`, its name as its readers write it; `language-direction`, `rtl` or `ltr`;
//! `language-stands-in`, `ar` or `en`: in which of these its readers see what is written in no other.
//!
//! Files are read once, when a mission is opened, and stay as they were read until the program ends.

use std::sync::{PoisonError, RwLock};

use fluent_bundle::FluentResource;

use super::{Lang, Words, bundle};
use crate::trouble::Trouble;

/// The most languages added.
pub const MOST_LANGUAGES: usize = 16;

/// One added language: its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Added(u8);

/// What its file holds.
struct Language {
    code: String,
    text: String,
    is_rtl: bool,
    stands_in: Lang,
    words: Words,
}

static ADDED: RwLock<Vec<&'static Language>> = RwLock::new(Vec::new());

impl Added {
    fn language(self) -> &'static Language {
        let known = ADDED.read().unwrap_or_else(PoisonError::into_inner);
        // nobody makes one of these but `add`, and nothing is ever taken out
        known[usize::from(self.0)]
    }
    pub(super) fn code(self) -> &'static str {
        &self.language().code
    }
    pub(super) fn is_rtl(self) -> bool {
        self.language().is_rtl
    }
    pub(super) fn stands_in(self) -> Lang {
        self.language().stands_in
    }
    pub(super) fn words(self) -> &'static Words {
        &self.language().words
    }
}

/// Those added so far.
pub(super) fn all() -> impl Iterator<Item = Added> {
    let known = ADDED.read().unwrap_or_else(PoisonError::into_inner).len();
    (0..known).filter_map(|at| u8::try_from(at).ok().map(Added))
}

/// Adds the language `code`, whose file says `text`. The same again changes nothing.
///
/// # Errors
/// `language-code` where that is not two or three small letters or is a language that the program holds, `language-malformed` with the
/// line, `language-incomplete` where the file does not say what it must of itself, `language-changed` where another text was added by
/// this code before, `language-many`.
pub fn add(code: &str, text: &str) -> Result<Lang, Trouble> {
    let trouble = |what: &'static str| Trouble::new("record", what).with("language", code.to_owned());
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    if !is_code || Lang::BOTH.iter().any(|lang| lang.code() == code) {
        return Err(trouble("language-code"));
    }
    let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, wrong)| {
        // where the entry begins that cannot be read: the fault itself may show only at its end
        let at = wrong.first().map_or(0, |one| one.slice.as_ref().map_or(one.pos.start, |entry| entry.start));
        let line = text.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
        let detail = wrong.first().map(ToString::to_string).unwrap_or_default();
        trouble("language-malformed").with("line", line.to_string()).with("detail", detail)
    })?;
    let mut known = ADDED.write().unwrap_or_else(PoisonError::into_inner);
    let place = |at: usize| u8::try_from(at).map(Added).map_err(|_| trouble("language-many"));
    if let Some(at) = known.iter().position(|one| one.code == code) {
        return if known[at].text == text {
            place(at).map(Lang::Added)
        } else {
            Err(trouble("language-changed"))
        };
    }
    if known.len() >= MOST_LANGUAGES {
        return Err(trouble("language-many").with("most", MOST_LANGUAGES.to_string()));
    }
    let lang = Lang::Added(place(known.len())?);
    let language = read(code, text, resource, lang)
        .map_err(|key| trouble("language-incomplete").with("key", key.to_owned()))?;
    // read as often as there are languages, and kept as long as the program runs
    known.push(Box::leak(Box::new(language)));
    Ok(lang)
}

/// What the file says; the key that it must hold and does not.
fn read(code: &str, text: &str, resource: FluentResource, lang: Lang) -> Result<Language, &'static str> {
    let mut about = bundle(code, false);
    about
        .add_resource_overriding(FluentResource::try_new(text.to_owned()).unwrap_or_else(|(whole, _)| whole));
    // not yet as itself: nobody knows the language before it is among the others
    let about = Words { lang: Lang::En, bundle: about, under: None };
    let said = |key: &'static str| about.written(key, &fluent_bundle::FluentArgs::new()).ok_or(key);
    said("page-language")?;
    let is_rtl = match said("language-direction")?.as_str() {
        "rtl" => true,
        "ltr" => false,
        _ => return Err("language-direction"),
    };
    let stands_in = match said("language-stands-in")?.as_str() {
        "ar" => Lang::Ar,
        "en" => Lang::En,
        _ => return Err("language-stands-in"),
    };
    let mut bundle = bundle(code, is_rtl);
    bundle.add_resource_overriding(resource);
    let words = Words { lang, bundle, under: Some(Words::of(stands_in)) };
    Ok(Language { code: code.to_owned(), text: text.to_owned(), is_rtl, stands_in, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = "page-language = Qaraqi\nlanguage-direction = ltr\nlanguage-stands-in = en\n";

    #[test]
    fn a_language_of_one_file_says_its_own_words_and_for_the_rest_those_that_stand_in() {
        let text = format!(
            "{ABOUT}page-today = Odi\ncount-reports = {{ $count ->\n    [one] odin\n   *[other] {{ $count }} odni\n}}\n"
        );
        let lang = add("qaa", &text).unwrap();
        let words = Words::of(lang);
        assert_eq!((words.get("page-today").as_str(), lang.code(), lang.dir()), ("Odi", "qaa", "ltr"));
        assert_eq!(words.count("count-reports", 1234), "1,234 odni");
        assert_eq!(words.get("page-incidents"), Words::of(Lang::En).get("page-incidents"));
        assert_eq!(words.get("no-such-key"), "no-such-key");
        assert_eq!(Lang::parse("qaa"), Some(lang));
        assert_eq!(lang.first("ar", "en"), ("en", "ar"));
        assert_eq!(add("qaa", &text).unwrap(), lang);
        assert_eq!(add("qaa", ABOUT).unwrap_err().code, "language-changed");
    }

    #[test]
    fn a_language_written_from_right_to_left_isolates_what_is_filled_in() {
        let text = "page-language = Qab\nlanguage-direction = rtl\nlanguage-stands-in = ar\nkilometres = { $number } ڤڤ\n";
        let lang = add("qab", text).unwrap();
        assert!(lang.is_rtl());
        assert_eq!(Words::of(lang).with("kilometres", &[("number", "3".into())]), "\u{2068}3\u{2069} ڤڤ");
        assert_eq!(lang.of_record(), Lang::Ar);
    }

    #[test]
    fn each_fault_of_a_language_file_has_its_code() {
        let code = |code: &str, text: &str| add(code, text).unwrap_err();
        assert_eq!(code("en", ABOUT).code, "language-code");
        assert_eq!(code("../x", ABOUT).code, "language-code");
        assert_eq!(
            code("qac", "page-language = Q\nlanguage-direction = up\nlanguage-stands-in = en\n").code,
            "language-incomplete"
        );
        assert_eq!(code("qac", "language-direction = ltr\n").code, "language-incomplete");
        let wrong = code("qac", &format!("{ABOUT}page-today = {{ $count ->\n"));
        assert_eq!(wrong.code, "language-malformed");
        assert!(wrong.arguments.contains(&("line", "4".to_owned())), "{:?}", wrong.arguments);
    }
}
