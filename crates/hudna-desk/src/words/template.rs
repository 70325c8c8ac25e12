//! What a translator works on: every word of ours in one file, and what a translation lacks beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::{Code, codes_of};

use super::{Lang, Words, areas};

impl Words {
    /// The label of a code of the vocabulary.
    pub fn code(&self, code: Code) -> String {
        match self.lang {
            Lang::Ar => code.row().ar.to_owned(),
            Lang::En => code.row().en.to_owned(),
            Lang::Added(_) => self.pattern(&key(code)).map_or_else(
                || self.under.map_or_else(|| code.name().to_owned(), |under| under.code(code)),
                |_| self.get(&key(code)),
            ),
        }
    }
}

/// The key of a code's label in a language's file.
fn key(code: Code) -> String {
    format!("code-{}-{}", code.row().attribute.name(), code.name().replace('_', "-"))
}

/// Every word of a language of ours, as one file to translate: its areas with their comments, then the labels of the vocabulary.
pub fn template(lang: Lang) -> String {
    let lang = lang.of_record();
    let mut out = String::new();
    for (area, text) in areas(lang.code()) {
        let _ = writeln!(out, "## {area}\n\n{}\n", text.trim_end());
    }
    out += "## codes\n\n";
    for attribute in Attribute::ALL {
        for code in codes_of(*attribute) {
            let _ = writeln!(out, "{} = {}", key(code), Words::of(lang).code(code));
        }
    }
    out
}

/// What a language's file has beside ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// How many words there are to say.
    pub asked: usize,
    /// Keys that it does not say, by area.
    pub missing: BTreeMap<String, Vec<String>>,
    /// Keys that nothing asks for.
    pub unknown: Vec<String>,
    /// Keys that fill in a value which is not given there, with its name.
    pub unfilled: Vec<(String, String)>,
    /// Keys that leave a value out which ours say, with its name.
    pub left_out: Vec<(String, String)>,
}

/// Compares a language's file with ours.
pub fn compared(text: &str) -> Compared {
    let theirs = values(&parsed(text));
    let mut all = Compared::default();
    let mut known = BTreeSet::new();
    for (area, text) in template_areas() {
        for (key, values) in values(&parsed(&text)) {
            all.asked += 1;
            match theirs.get(&key) {
                None => all.missing.entry(area.clone()).or_default().push(key.clone()),
                Some(said) => {
                    let name = |value: &String| (key.clone(), value.clone());
                    all.unfilled.extend(said.difference(&values).map(name));
                    all.left_out.extend(values.difference(said).map(name));
                }
            }
            known.insert(key);
        }
    }
    all.unknown = theirs.into_keys().filter(|key| !known.contains(key)).collect();
    all
}

/// Our areas, the labels of the vocabulary last.
fn template_areas() -> Vec<(String, String)> {
    let own = areas("en").iter().map(|(area, text)| ((*area).to_owned(), (*text).to_owned()));
    let codes = Attribute::ALL.iter().flat_map(|attribute| codes_of(*attribute));
    let codes = codes.map(|code| format!("{} = x\n", key(code))).collect();
    own.chain([("codes".to_owned(), codes)]).collect()
}

fn parsed(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_owned()).unwrap_or_else(|(whole, _)| whole)
}

/// Every key and attribute, with the values that its words fill in.
fn values(resource: &FluentResource) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let mut add = |key: String, pattern: &Pattern<&str>| {
            let mut names = BTreeSet::new();
            of_pattern(pattern, &mut names);
            all.insert(key, names);
        };
        if let Some(pattern) = &message.value {
            add(message.id.name.to_owned(), pattern);
        }
        for attribute in &message.attributes {
            add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
        }
    }
    all
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, names),
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            variants.iter().for_each(|variant| of_pattern(&variant.value, names));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    let mut given = |arguments: &CallArguments<&str>| {
        arguments.positional.iter().for_each(|one| of_inline(one, names));
        arguments.named.iter().for_each(|one| of_inline(&one.value, names));
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => given(arguments),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => given(arguments),
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_says_every_word_and_lacks_none() {
        for lang in Lang::BOTH {
            let text = template(*lang);
            assert!(FluentResource::try_new(text.clone()).is_ok());
            let compared = compared(&text);
            assert!(compared.missing.is_empty(), "{:?}", compared.missing);
            assert!(compared.unknown.is_empty(), "{:?}", compared.unknown);
            assert!(compared.unfilled.is_empty(), "{:?}", compared.unfilled);
            assert!(compared.asked > 2_000, "{}", compared.asked);
        }
    }

    #[test]
    fn what_a_translation_lacks_or_fills_in_wrongly_is_named() {
        let text = "page-today = Odi\nno-such = x\nkilometres = { $metres } km\n";
        let compared = compared(text);
        assert_eq!(compared.unknown, ["no-such"]);
        assert_eq!(compared.unfilled, [("kilometres".to_owned(), "metres".to_owned())]);
        assert_eq!(compared.left_out, [("kilometres".to_owned(), "number".to_owned())]);
        assert!(!compared.missing["page"].contains(&"page-today".to_owned()));
        assert!(compared.missing["page"].contains(&"page-reports".to_owned()));
    }
}
