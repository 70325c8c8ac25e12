//! A language's file made into a lexicon: forms of verbs from their stems, lists of words, patterns.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::File;
use super::lexicon::{ARTICLE, CONJUNCTION, Gender, Lexicon, PREPOSITION, Sense, Verb};
use super::names::{Class, ConditionKind, List, Tense};
use super::pattern::Pattern;
use super::token::normal;

/// The languages there are.
const FILES: &[(&str, &str)] =
    &[("ar", include_str!("../../../minutes/ar.toml")), ("en", include_str!("../../../minutes/en.toml"))];
/// Of a form of a verb: several are its subject.
const SEVERAL: &str = "_many";

/// Why a language's file cannot be read.
type Unread = String;

impl Lexicon {
    /// Every language; one whose file cannot be read is left out, and a test says so.
    pub(super) fn all() -> &'static [Self] {
        static READ: OnceLock<Vec<Lexicon>> = OnceLock::new();
        READ.get_or_init(|| FILES.iter().filter_map(|(code, file)| Self::read(code, file).ok()).collect())
    }

    /// The language of a file.
    fn read(code: &'static str, file: &str) -> Result<Self, Unread> {
        let file: File = toml::from_str(file).map_err(|why| format!("{code}: {why}"))?;
        let mut lexicon = Self::of(code, &file);
        for (from, to) in &file.negated {
            lexicon.negated.insert(class(from)?, class(to)?);
        }
        lexicon.patterns = file.patterns.iter().map(|one| Pattern::parse(one)).collect::<Result<_, _>>()?;
        lexicon.take_prefixes(&file)?;
        lexicon.take_verbs(&file)?;
        lexicon.take_words(&file)?;
        Ok(lexicon)
    }

    /// A lexicon with what a file says of forms, without its words.
    fn of(code: &'static str, file: &File) -> Self {
        let list = |list: List| file.words.get(list.name()).cloned().unwrap_or_default();
        let folded = |words: Vec<String>| words.iter().map(|word| normal(word)).collect::<Vec<_>>();
        let possessives = folded(file.possessives.clone()).into_iter();
        Self {
            code,
            arabic: file.script == "arabic",
            verbs: Vec::new(),
            negated: BTreeMap::new(),
            patterns: Vec::new(),
            prefixes: Vec::new(),
            future_prefixes: folded(list(List::FuturePrefix)),
            future_written: list(List::FuturePrefix),
            aside_endings: folded(list(List::AsideEnding)),
            oblique_endings: folded(list(List::ObliqueEnding)),
            nominative_endings: folded(list(List::NominativeEnding)),
            given_prefixes: folded(list(List::GivenPrefix)),
            several_endings: folded(list(List::SeveralEnding)),
            name_prefixes: folded(list(List::NamePrefix)),
            reply_prefixes: folded(list(List::ReplyPrefix)),
            except_prefixes: folded(list(List::ExceptPrefix)),
            owning_endings: folded(list(List::OwningEnding)),
            owning_prefixes: folded(list(List::OwningPrefix)),
            same_titles: file.same_title.iter().map(|one| folded(one.clone())).collect(),
            passive_mark: file.passive_mark.clone(),
            people_form: match file.people_form.as_slice() {
                [from, to] => Some((normal(from), normal(to))),
                _ => None,
            },
            accusative: normal(&file.accusative),
            feminine: (
                normal(file.feminine_endings.first().map_or("", String::as_str)),
                normal(&file.feminine_joined),
            ),
            pair_shapes: pair_shapes(file),
            endings: endings(file),
            possessives: possessives.filter(|one| one.chars().nth(1).is_some() || one == "ه").collect(),
            noun_shapes: file.noun_shapes.iter().map(|shape| normal(shape).chars().collect()).collect(),
            phrases: BTreeMap::new(),
        }
    }

    fn take_prefixes(&mut self, file: &File) -> Result<(), Unread> {
        for (written, parts) in &file.prefixes {
            let mut joined = 0;
            for part in parts {
                joined |= match part.as_str() {
                    "conjunction" => CONJUNCTION,
                    "preposition" => PREPOSITION,
                    "article" => ARTICLE,
                    other => return Err(format!("prefixes: {other}")),
                };
            }
            self.prefixes.push((normal(written), joined));
        }
        Ok(())
    }

    fn take_verbs(&mut self, file: &File) -> Result<(), Unread> {
        for (named, paradigms) in &file.verbs {
            let of = if named == "by_object" { None } else { Some(class(named)?) };
            for (name, verbs) in paradigms {
                let forms = file.paradigms.get(name).ok_or_else(|| format!("paradigms: {name}"))?;
                for stems in verbs {
                    self.take_verb(file, of, forms, stems)?;
                }
            }
        }
        Ok(())
    }

    /// Takes in a verb with all its forms.
    fn take_verb(
        &mut self,
        file: &File,
        class: Option<Class>,
        forms: &BTreeMap<String, Vec<String>>,
        stems: &[String],
    ) -> Result<(), Unread> {
        let is = |all: &[String]| stems.first().is_some_and(|first| all.contains(first));
        let needs = stems.first().and_then(|first| file.needs.get(first));
        let needs = needs.into_iter().flatten().map(|word| normal(word).into()).collect();
        let number = u16::try_from(self.verbs.len()).map_err(|why| why.to_string())?;
        let of_person = is(&file.of_person);
        let written = if is(&file.as_written) { stems.to_vec() } else { Vec::new() };
        self.verbs.push(Verb { class, needs, of_person, needs_person: is(&file.needs_person), written });
        let takes = of_person || is(&file.with_object);
        let suffixes = if takes { file.object_suffixes.as_slice() } else { &[] };
        let with_object = self.with_object(number, takes)?;
        // what is given as it stands, «رجت», does not show whose form it is
        let inflected = forms.get(Tense::Past.name()).is_some_and(|templates| templates.len() > 1);
        for (tense, templates) in forms {
            let (of, several) =
                tense.strip_suffix(SEVERAL).map_or((tense.as_str(), false), |one| (one, true));
            let tense = Tense::parse(of).ok_or_else(|| format!("paradigms: {tense}"))?;
            for template in templates {
                let Some(form) = filled(template, stems) else { continue };
                self.phrase(&form, Sense::Verb(number, tense));
                if inflected && file.feminine_forms.contains(template) {
                    self.phrase(&form, Sense::In(List::Feminine));
                } else if inflected && file.masculine_forms.contains(template) {
                    self.phrase(&form, Sense::In(List::Masculine));
                }
                if several {
                    self.phrase(&form, Sense::In(List::Several));
                }
                let finite = !several && matches!(tense, Tense::Past | Tense::Present | Tense::First);
                for suffix in suffixes.iter().filter(|_| finite) {
                    self.phrase(&format!("{form}{suffix}"), Sense::Verb(with_object, tense));
                }
            }
        }
        Ok(())
    }

    /// The number of the same verb where its object is joined to it: who stands behind it is its subject.
    fn with_object(&mut self, number: u16, wanted: bool) -> Result<u16, Unread> {
        let Some(verb) = self.verbs.get(usize::from(number)).filter(|_| wanted).cloned() else {
            return Ok(number);
        };
        // «واعتبرته فرصة»: where no person is its object, what it needs is joined to it
        let needs = if verb.of_person { verb.needs } else { std::collections::BTreeSet::new() };
        self.verbs.push(Verb { of_person: false, needs_person: false, needs, ..verb });
        u16::try_from(self.verbs.len() - 1).map_err(|why| why.to_string())
    }

    fn take_words(&mut self, file: &File) -> Result<(), Unread> {
        for (name, words) in &file.words {
            let list = List::parse(name).ok_or_else(|| format!("words: {name}"))?;
            // beginnings and endings of words are no words
            if !FORMS.contains(&list) {
                self.phrases_of(words, &file.possessives, Sense::In(list));
            }
            if list == List::Role {
                self.possessed(words, file);
            }
        }
        for (name, words) in &file.objects {
            self.phrases_of(words, &file.possessives, Sense::Object(class(name)?));
        }
        for (name, words) in &file.openers {
            self.phrases_of(words, &[], Sense::Opener(class(name)?));
        }
        for (name, words) in &file.impersonal {
            self.phrases_of(words, &[], Sense::Impersonal(class(name)?));
        }
        for (name, markers) in &file.conditions {
            let kind = ConditionKind::parse(name).ok_or_else(|| format!("conditions: {name}"))?;
            self.phrases_of(&markers.always, &[], Sense::Condition(kind, false));
            self.phrases_of(&markers.beside_duty, &[], Sense::Condition(kind, true));
        }
        self.phrases_of(&file.collectives.all, &file.possessives, Sense::Collective(true));
        self.phrases_of(&file.collectives.some, &file.possessives, Sense::Collective(false));
        Ok(())
    }

    /// A capacity stands also with whose it is joined to it: زميلتها, شيخهم.
    fn possessed(&mut self, words: &[String], file: &File) {
        for word in words.iter().filter(|word| !word.contains([' ', '*'])) {
            let bare = without_feminine(file, word);
            let feminine = bare.len() < word.len();
            let stem = if feminine { format!("{bare}{}", file.feminine_joined) } else { word.clone() };
            // «تاجرات», «منسقو»: several who hold it
            let forms = if feminine { &file.several_women } else { &file.several_men };
            for shape in forms {
                self.phrase(&shape.replace("{0}", bare), Sense::In(List::People));
            }
            // «المنسقان»: the two who hold it
            for shape in &file.pair_forms {
                self.phrase(&shape.replace("{0}", &stem), Sense::In(List::Pair));
            }
            for joined in &file.role_possessives {
                self.phrase(&format!("{stem}{joined}"), Sense::In(List::Role));
                self.phrase(&format!("{stem}{joined}"), Sense::In(List::Possessed));
            }
        }
    }

    /// A word that ends in `*` stands also with each possessive joined to it.
    fn phrases_of(&mut self, words: &[String], possessives: &[String], sense: Sense) {
        for word in words {
            let bare = word.trim_end_matches('*');
            self.phrase(bare, sense);
            if bare.len() < word.len() {
                possessives.iter().for_each(|joined| self.phrase(&format!("{bare}{joined}"), sense));
            }
        }
    }

    fn phrase(&mut self, written: &str, sense: Sense) {
        let mut words = written.split_whitespace().map(|word| normal(word).into_boxed_str());
        if let Some(first) = words.next() {
            let all = self.phrases.entry(first).or_default();
            let rest: Vec<Box<str>> = words.collect();
            if !all.contains(&(rest.clone(), sense)) {
                all.push((rest, sense));
            }
        }
    }
}

/// Lists of beginnings and endings of words.
const FORMS: [List; 11] = [
    List::OwningPrefix,
    List::OwningEnding,
    List::FuturePrefix,
    List::AsideEnding,
    List::GivenPrefix,
    List::SeveralEnding,
    List::NominativeEnding,
    List::NamePrefix,
    List::ReplyPrefix,
    List::ObliqueEnding,
    List::ExceptPrefix,
];

/// A word without the ending that shows a woman's form, where it has that.
fn without_feminine<'w>(file: &File, word: &'w str) -> &'w str {
    let ending = file.feminine_endings.first().filter(|ending| !ending.is_empty());
    ending.and_then(|ending| word.strip_suffix(ending.as_str())).unwrap_or(word)
}

/// What stands before and behind the stem of a word for two: `ال` and `ان` of `الشيخان`.
fn pair_shapes(file: &File) -> Vec<(String, String)> {
    let parted = file.pair_forms.iter().filter_map(|shape| shape.split_once("{0}"));
    parted.map(|(before, behind)| (normal(before), normal(behind))).collect()
}

/// The endings that show a gender.
fn endings(file: &File) -> Vec<(String, Gender)> {
    let of = |endings: &[String], gender| {
        endings.iter().map(|ending| (normal(ending), gender)).collect::<Vec<_>>()
    };
    let feminine = of(&file.feminine_endings, Gender::Feminine);
    feminine.into_iter().chain(of(&file.masculine_endings, Gender::Masculine)).collect()
}

fn class(name: &str) -> Result<Class, Unread> {
    Class::parse(name).ok_or_else(|| format!("class: {name}"))
}

/// A template with its stems: `{0}`, `{1}`. Nothing where a stem that it names is missing or empty.
fn filled(template: &str, stems: &[String]) -> Option<String> {
    let mut out = template.to_owned();
    for (number, stem) in stems.iter().enumerate() {
        let place = format!("{{{number}}}");
        if stem.is_empty() && out.contains(&place) {
            return None;
        }
        out = out.replace(&place, stem);
    }
    (!out.contains('{')).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{FILES, Lexicon};

    #[test]
    fn every_language_can_be_read() {
        for (code, file) in FILES {
            assert!(Lexicon::read(code, file).is_ok(), "{:?}", Lexicon::read(code, file).err());
        }
    }
}
