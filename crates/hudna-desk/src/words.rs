//! The words of both languages, and how dates, times and counts are written in them.
//!
//! Fluent files under `words/<language>/<area>.ftl` hold every word a person reads; the build gathers
//! them. Placeables stand in isolation marks in Arabic, so that a Latin id or a number never turns a
//! sentence round; the marks are off in English. Never here: which words a finding deserves (see
//! `document`) or how a page looks.
//!
//! To add a language to a mission: one file (`lang`). To add one to the program: a folder beside `ar` and `en` with the same keys, and a
//! variant of [`Lang`].

mod added;
mod lang;
mod template;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::Pattern;
use hudna_core::time::{Instant, TimeRange};
use jiff::civil;
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

pub use added::{MOST_LANGUAGES, add};
pub use fluent_bundle::FluentValue;
pub use lang::Lang;
pub use template::{Compared, compared, template};

static FOLDERS: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// All words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// The words that stand where this language has none: of a language added by a file.
    under: Option<&'static Self>,
}

impl Words {
    /// The words of `lang`; read once.
    pub fn of(lang: Lang) -> &'static Self {
        static READ: [OnceLock<Words>; 2] = [const { OnceLock::new() }; 2];
        match lang {
            Lang::Ar => READ[0].get_or_init(|| Self::read(lang)),
            Lang::En => READ[1].get_or_init(|| Self::read(lang)),
            Lang::Added(added) => added.words(),
        }
    }

    fn read(lang: Lang) -> Self {
        let mut bundle = bundle(lang.code(), lang.is_rtl());
        for (_, text) in areas(lang.code()) {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(whole_entries, _)| whole_entries);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle, under: None }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }
    /// Whether there are words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.written(key, &FluentArgs::new()).is_some()
    }
    /// The words for `key`, or for its attribute where it is written `key.attribute`. A key without words
    /// comes back as itself, so that its absence is seen.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }
    /// The keys of the messages of an area (a file of `words/`), in its order.
    pub fn keys(&self, area: &str) -> impl Iterator<Item = &'static str> {
        let text = areas(self.lang.of_record().code())
            .iter()
            .find(|(name, _)| *name == area)
            .map_or("", |(_, text)| *text);
        let named = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
        named.filter_map(|line| Some(line.split_once('=')?.0.trim()))
    }
    /// The words for `key` with values filled in. A number chooses its plural by itself.
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, self.countable(value));
        }
        self.written(key, &arguments).unwrap_or_else(|| key.to_owned())
    }
    /// The plural rules below us forget that Arabic counts by the last two digits: 116 is said like 16. So a
    /// number of three digits and more chooses its plural by these two, and carries along how it is written.
    fn countable<'v>(&self, value: &FluentValue<'v>) -> FluentValue<'v> {
        match value {
            FluentValue::Number(n) if self.lang == Lang::Ar && n.value >= 100.0 && n.value.fract() == 0.0 => {
                let mut number = n.clone();
                number.options.currency = Some(grouped(n.value));
                number.value = n.value % 100.0;
                if number.value < 3.0 {
                    number.value = 100.0;
                }
                FluentValue::Number(number)
            }
            FluentValue::String(text) => FluentValue::String(Cow::Owned(even(text).into_owned())),
            other => other.clone(),
        }
    }

    /// The words for `key` with the named values of a diagnostic, trouble or set-aside line, as text. The one that is named `count` chooses
    /// its plural; any other may be a year, a line or an id, and is written as it stands.
    pub fn message(&self, key: &str, arguments: &[(&'static str, String)]) -> String {
        let value = |name: &str, value: &'_ str| -> FluentValue<'_> {
            let count = (name == "count").then(|| value.parse::<u32>().ok()).flatten();
            count.map_or_else(|| FluentValue::from(value.to_owned()), FluentValue::from)
        };
        let values: Vec<(&str, FluentValue<'_>)> =
            arguments.iter().map(|(name, text)| (*name, value(name, text))).collect();
        self.with(key, &values)
    }
    /// The words for `key` and one count: «3 بلاغات», "3 reports".
    pub fn count(&self, key: &str, count: usize) -> String {
        self.with(key, &[("count", count.into())])
    }

    fn written(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let Some(pattern) = self.pattern(key) else { return self.under?.written(key, arguments) };
        let mut unfilled = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut unfilled).into_owned();
        Some(if self.lang.is_rtl() { rooted(text) } else { text })
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        match key.split_once('.') {
            None => self.bundle.get_message(key)?.value(),
            Some((message, attribute)) => {
                Some(self.bundle.get_message(message)?.get_attribute(attribute)?.value())
            }
        }
    }

    /// `12 أكتوبر 2026`.
    pub fn date(&self, day: civil::Date) -> String {
        format!("{} {} {}", day.day(), self.month(day), day.year())
    }
    /// The month in words, as Libya and Egypt write it in Arabic.
    pub fn month(&self, day: civil::Date) -> String {
        self.get(&format!("month-{}", day.month()))
    }
    /// `12 أكتوبر 2026، 06:10`: a local moment.
    pub fn moment(&self, at: Instant, zone: &TimeZone) -> String {
        let local = at.local(zone);
        format!("{}{} {}", self.date(local.date()), self.get("comma"), clock(local))
    }
    /// A range of local time in words: a day, `من 05:40 إلى 06:10`, or days; the unknown says so.
    pub fn range(&self, range: TimeRange, zone: &TimeZone) -> String {
        if range == TimeRange::ALL {
            return self.get("time-unknown");
        }
        let (lo, hi) = (range.lo.local(zone), range.hi.local(zone));
        if range.is_exact() {
            return self.moment(range.lo, zone);
        }
        let midnight = |t: civil::DateTime| t.time() == civil::Time::midnight();
        let last = Instant(range.hi.0.saturating_sub(1)).local(zone);
        if midnight(lo) && midnight(hi) {
            if lo.date() == last.date() {
                return self.date(lo.date());
            }
            return self.between("range-from-to", self.date(lo.date()), self.date(last.date()));
        }
        if lo.date() == last.date() {
            let end = if midnight(hi) { "24:00".to_owned() } else { clock(hi) };
            if end == clock(lo) {
                return self.moment(range.lo, zone);
            }
            let hours = self.between("range-from-to", clock(lo), end);
            return format!("{}{} {hours}", self.date(lo.date()), self.get("comma"));
        }
        self.between("range-from-to", self.moment(range.lo, zone), self.moment(range.hi, zone))
    }

    fn between(&self, key: &str, from: String, to: String) -> String {
        self.with(key, &[("from", from.into()), ("to", to.into())])
    }

    /// Items joined as a sentence does: `أ وب وج`, `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        self.joined(items, "list-and")
    }
    /// Items as alternatives: `أ أو ب`, `a or b`.
    pub fn either(&self, items: &[String]) -> String {
        self.joined(items, "list-or")
    }

    fn joined(&self, items: &[String], key: &str) -> String {
        let Some((last, rest)) = items.split_last() else { return String::new() };
        if rest.is_empty() {
            return last.clone();
        }
        let next = self.get(&format!("{key}-next"));
        self.with(key, &[("first", rest.join(&next).into()), ("last", last.as_str().into())])
    }
}

fn areas(code: &str) -> &'static [(&'static str, &'static str)] {
    FOLDERS.iter().find(|(folder, _)| *folder == code).map_or(&[], |(_, areas)| areas)
}

/// A bundle without words, that writes numbers as we do.
fn bundle(code: &str, is_rtl: bool) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(is_rtl);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(n) => Some(n.options.currency.clone().unwrap_or_else(|| grouped(n.value))),
        _ => None,
    }));
    bundle
}

/// The time of day, 24 hours: `06:10`.
pub fn clock(at: civil::DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The offset from UTC that holds at a moment: `UTC+2`.
pub fn offset(at: Instant, zone: &TimeZone) -> String {
    let stamp = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let seconds = zone.to_offset(stamp).seconds();
    let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    match (seconds / 3600, seconds / 60 % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A number as people read it: whole where it is whole, thousands apart, at most two decimals.
pub fn grouped(number: f64) -> String {
    if !number.is_finite() {
        return "?".to_owned();
    }
    let rounded = (number.abs() * 100.0).round() / 100.0;
    let text = format!("{rounded}");
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(w, d)| (w, Some(d)));
    let mut out = String::new();
    if number < 0.0 && rounded > 0.0 {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() > 3 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A stretch of text in isolation marks: an id, a code or a name of the other script.
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", even(text))
}

/// A stretch of text that turns nothing around it: without control characters, marks that override the order of letters, and ends of
/// isolation that nothing began; what it left open is ended.
pub fn even(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_gone =
        |c: char| matches!(c, '\u{202A}'..='\u{202E}') || (c.is_control() && !matches!(c, '\n' | '\t'));
    if !text.chars().any(|c| turns(c) || is_gone(c)) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut open) = (String::with_capacity(text.len()), 0_u32);
    for c in text.chars().filter(|c| !is_gone(*c)) {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => continue,
            '\u{2069}' => open -= 1,
            _ => {}
        }
        out.push(c);
    }
    out.extend((0..open).map(|_| '\u{2069}'));
    Cow::Owned(out)
}

/// A text of which every letter stands in isolation has no direction of its own and would be set left to
/// right inside another: a mark at its head gives it that of its language.
fn rooted(text: String) -> String {
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => return text,
            _ => {}
        }
    }
    if text.contains('\u{2068}') { format!("\u{200F}{text}") } else { text }
}

/// The same text without isolation and direction marks, for places that cannot show them.
pub fn without_isolates(text: &str) -> String {
    even(text).chars().filter(|c| !matches!(c, '\u{200F}' | '\u{2066}'..='\u{2069}')).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn a_coded_message_chooses_its_plural_by_its_count() {
        let digits = |lang, count: &str| {
            Words::of(lang).message("record-ballot-mistyped", &[("count", count.to_owned())])
        };
        for (lang, count, said) in [
            (Lang::Ar, "8", "أرقام"),
            (Lang::Ar, "1", "رقم واحد"),
            (Lang::En, "1", "one digit was"),
            (Lang::En, "2", "digits were"),
        ] {
            let told = digits(lang, count);
            assert!(told.contains(said), "{told}");
        }
    }

    #[test]
    fn what_is_filled_in_turns_nothing_around_it() {
        for (text, harmless) in [
            ("a\u{202E}b\u{2069}c\0d", "abcd"),
            ("\u{2067}open", "\u{2067}open\u{2069}"),
            ("\u{2068}own\u{2069} isolate", "\u{2068}own\u{2069} isolate"),
            ("two\nlines", "two\nlines"),
            ("مرسى", "مرسى"),
        ] {
            assert_eq!(even(text), harmless);
            assert_eq!(isolated(text), format!("\u{2068}{harmless}\u{2069}"));
        }
        for lang in [Lang::Ar, Lang::En] {
            let said =
                Words::of(lang).with("record-entry-unknown", &[("entry", "E\u{2069}\u{202E}\0".into())]);
            assert!(!said.contains(['\u{202E}', '\0']), "{said}");
            let count = |marks: &[char]| said.chars().filter(|c| marks.contains(c)).count();
            assert_eq!(count(&['\u{2066}', '\u{2067}', '\u{2068}']), count(&['\u{2069}']), "{said}");
        }
    }

    /// Message and attribute names of a Fluent file with the variables each one uses.
    fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut key) = (String::new(), String::new());
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            if let Some((name, _)) = line.split_once('=')
                && line.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                message = name.trim().to_owned();
                key.clone_from(&message);
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
            } else if let Some((name, _)) =
                line.trim_start().strip_prefix('.').and_then(|l| l.split_once('='))
                && name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            {
                key = format!("{message}.{}", name.trim());
                found.insert(key.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                    .collect();
                if let Some(variables) = found.get_mut(&key) {
                    variables.insert(name);
                }
            }
        }
        found
    }

    fn all(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut all = BTreeMap::new();
        for (area, text) in areas(lang.code()) {
            for (key, variables) in keys(text) {
                assert!(all.insert(key.clone(), variables).is_none(), "{key} of {area} stands in two areas");
            }
        }
        all
    }

    #[test]
    fn both_languages_hold_the_same_keys_and_variables() {
        let english = all(Lang::En);
        for lang in Lang::BOTH {
            let here = all(*lang);
            let missing: Vec<_> = english.keys().filter(|k| !here.contains_key(*k)).collect();
            let extra: Vec<_> = here.keys().filter(|k| !english.contains_key(*k)).collect();
            assert!(missing.is_empty() && extra.is_empty(), "{lang:?} lacks {missing:?}, adds {extra:?}");
            for (key, variables) in &here {
                let count_only = |v: &BTreeSet<String>| {
                    v.iter().filter(|n| *n != "count").cloned().collect::<BTreeSet<_>>()
                };
                assert_eq!(count_only(variables), count_only(&english[key]), "{key} in {lang:?}");
            }
        }
    }

    #[test]
    fn every_file_of_words_is_understood_whole() {
        for lang in Lang::BOTH {
            for (area, text) in areas(lang.code()) {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{lang:?}/{area}: {errors:?}");
                }
            }
        }
    }

    #[test]
    fn arabic_counts_take_the_right_form() {
        let words = Words::of(Lang::Ar);
        let say = |n: usize| without_isolates(&words.count("count-reports", n));
        assert_eq!(say(1), "بلاغ واحد");
        assert_eq!(say(2), "بلاغان");
        assert_eq!(say(5), "5 بلاغات");
        assert_eq!(say(23), "23 بلاغًا");
        assert_eq!(say(100), "100 بلاغ");
        assert_eq!(say(16566), "16,566 بلاغًا");
    }

    #[test]
    fn ranges_of_time_are_said_in_words() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let at = |text: &str| {
            let civil: civil::DateTime = text.parse().expect("a civil time");
            hudna_core::time::instants_of(civil, &zone).lo
        };
        let ar = |a: &str, b: &str| {
            without_isolates(&Words::of(Lang::Ar).range(TimeRange::new(at(a), at(b)), &zone))
        };
        assert_eq!(ar("2026-10-12T05:40", "2026-10-12T06:10"), "12 أكتوبر 2026، من 05:40 إلى 06:10");
        assert_eq!(ar("2026-10-12T00:00", "2026-10-13T00:00"), "12 أكتوبر 2026");
        assert_eq!(ar("2026-10-12T00:00", "2026-10-15T00:00"), "من 12 أكتوبر 2026 إلى 14 أكتوبر 2026");
        let en = Words::of(Lang::En).range(TimeRange::exact(at("2026-10-12T05:40")), &zone);
        assert_eq!(en, "12 October 2026, 05:40");
    }

    #[test]
    fn a_message_of_values_alone_keeps_the_direction_of_its_language() {
        let say = |lang| {
            let values = [("distance", "3 كم".into()), ("wind", "شرق".into()), ("town", "مرسى".into())];
            Words::of(lang).with("place-from-town", &values)
        };
        assert!(say(Lang::Ar).starts_with('\u{200F}'));
        assert!(!say(Lang::En).contains('\u{200F}'));
        assert_eq!(without_isolates(&say(Lang::Ar)), "3 كم شرق مرسى");
    }

    #[test]
    fn lists_are_said_as_each_language_says_them() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(Words::of(Lang::En).list(&items), "a, b and c");
        assert_eq!(Words::of(Lang::En).either(&items), "a, b or c");
        let items = ["مرسى", "الجرف", "الملّاحة"].map(str::to_owned);
        assert_eq!(without_isolates(&Words::of(Lang::Ar).list(&items)), "مرسى والجرف والملّاحة");
        assert_eq!(without_isolates(&Words::of(Lang::Ar).either(&items)), "مرسى أو الجرف أو الملّاحة");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(16566.0), "16,566");
        assert_eq!(grouped(800.0), "800");
        assert_eq!(grouped(12.345), "12.35");
        assert_eq!(grouped(-1200.0), "-1,200");
    }
}
