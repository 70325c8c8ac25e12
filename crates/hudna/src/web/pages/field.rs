//! Fields of forms: what is wrong stands between label and field, and what was typed stays.

use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::words::Words;
use maud::{Markup, html};

use crate::web::visit::Form;

/// What is wrong with fields, by their names, in words.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct Wrong(Vec<(&'static str, String)>);

impl Wrong {
    pub(super) fn add(&mut self, field: &'static str, message: String) {
        self.0.push((field, message));
    }
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub(super) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| message.as_str())
    }
    /// Each field with what is wrong with it.
    pub(in crate::web) fn each(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, message)| (*field, message.as_str()))
    }
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

/// A line of text to type.
pub(super) struct Field<'a> {
    /// Its name in the form.
    pub(super) name: &'static str,
    /// The type that browsers know: `text`, `password`, ….
    pub(super) kind: &'static str,
    /// The key of its label; `.hint` is its hint.
    pub(super) key: &'a str,
    /// What was typed.
    pub(super) typed: &'a str,
    /// What browsers may fill in.
    pub(super) autocomplete: &'static str,
    /// Whether the form cannot do without it.
    pub(super) required: bool,
}

impl Field<'_> {
    /// The field with its label, hint and what is wrong with it.
    pub(super) fn shown(&self, words: &Words, wrong: &Wrong) -> Markup {
        let (name, message) = (self.name, wrong.of(self.name));
        let numeric = (self.kind == "number").then_some("numeric");
        let kind = if self.kind == "number" { "text" } else { self.kind };
        html! {
            div.field.bad[message.is_some()] {
                label for=(name) { (words.get(self.key)) }
                (beside(words, self.key, name, message))
                input id=(name) name=(name) type=(kind) value=(self.typed) autocomplete=(self.autocomplete)
                    inputmode=[numeric] required[self.required] aria-invalid=[message.map(|_| "true")]
                    aria-describedby=(format!("{name}-beside")) dir=[(self.kind != "text").then_some("ltr")];
            }
        }
    }
}

/// A text to type: its name in the form and the key of its label.
pub(super) fn area(words: &Words, (name, key): (&'static str, &str), typed: &str, wrong: &Wrong) -> Markup {
    let message = wrong.of(name);
    html! {
        div.field.bad[message.is_some()] {
            label for=(name) { (words.get(key)) }
            (beside(words, key, name, message))
            textarea id=(name) name=(name) rows="3" dir="auto" aria-invalid=[message.map(|_| "true")]
                aria-describedby=(format!("{name}-beside")) { (typed) }
        }
    }
}

/// The hint of a field and what is wrong with it.
pub(super) fn beside(words: &Words, key: &str, name: &str, message: Option<&str>) -> Markup {
    let hint = format!("{key}.hint");
    html! {
        span id=(format!("{name}-beside")) {
            @if words.has(&hint) { span.hint { (words.get(&hint)) } }
            @if let Some(message) = message { " " span.msg { (message) } }
        }
    }
}

/// A choice of one: each with its value and label; the first is no choice.
pub(super) fn choice(
    words: &Words,
    (name, key): (&'static str, &str),
    options: &[(String, String)],
    typed: &str,
    wrong: &Wrong,
) -> Markup {
    let message = wrong.of(name);
    html! {
        div.field.bad[message.is_some()] {
            label for=(name) { (words.get(key)) }
            (beside(words, key, name, message))
            select id=(name) name=(name) aria-describedby=(format!("{name}-beside")) {
                @for (value, label) in options {
                    option value=(value) selected[value == typed] { (label) }
                }
            }
        }
    }
}

/// What was chosen under a name. `None` where nothing was, and where it is none of those offered: that is said beside the field, for a form
/// that was kept open while the agreement changed must lose nothing without a word.
pub(super) fn picked<'f>(
    (words, form): (&Words, &'f Form),
    name: &'static str,
    is_offered: impl Fn(&str) -> bool,
    wrong: &mut Wrong,
) -> Option<&'f str> {
    let typed = Some(form.get(name)).filter(|typed| !typed.is_empty())?;
    if !is_offered(typed) {
        wrong.add(name, words.with("field-not-offered", &[("typed", typed.into())]));
        return None;
    }
    Some(typed)
}

/// The codes of an attribute that were chosen under a name, in the same way.
pub(super) fn picked_codes(
    (words, form): (&Words, &Form),
    (name, attribute): (&'static str, Attribute),
    wrong: &mut Wrong,
) -> Vec<Value> {
    let codes: Vec<(&str, Option<Code>)> =
        form.all(name).map(|typed| (typed, Code::parse(attribute, typed))).collect();
    if let Some((typed, _)) = codes.iter().find(|(_, code)| code.is_none()) {
        wrong.add(name, words.with("field-not-offered", &[("typed", (*typed).into())]));
    }
    codes.into_iter().filter_map(|(_, code)| code).map(Value::Code).collect()
}

/// What is wrong with the form as a whole, said above it.
pub(super) fn summary(words: &Words, wrong: &Wrong) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div.note.e role="alert" {
                @match wrong.of("") {
                    Some(message) => p { b { (message) } }
                    None => p { b { (words.count("form-wrong", wrong.count())) } }
                }
            }
        }
    }
}

/// The digits that people type, of either script, as the digits that numbers are read from.
pub(super) fn latin_digits(text: &str) -> String {
    let digit = |c: char, zero: char| {
        char::from_digit(u32::from(c).wrapping_sub(u32::from(zero)), 10).filter(|_| c >= zero)
    };
    let plain = |c: char| match c {
        '٫' => '.',
        '،' => ',',
        c => digit(c, '٠').or_else(|| digit(c, '۰')).unwrap_or(c),
    };
    text.trim().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_script_are_read() {
        assert_eq!(latin_digits(" ١٢٫٥ "), "12.5");
        assert_eq!(latin_digits("۴۲"), "42");
        assert_eq!(latin_digits("17:10 "), "17:10");
    }
}
