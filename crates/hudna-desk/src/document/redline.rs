//! What changed between two versions of words, word by word: what was taken out, what was put in.
//!
//! A word is a run of letters, digits and the marks that belong to them; every other sign stands for itself. Taking what was kept and taken out gives
//! the old words to the sign, what was kept and put in the new ones. Both scripts are cut the same way; on a page each stretch is set in
//! isolation, so that a number taken out and one put in never read as one.

use maud::{Markup, html};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::words::{Lang, even};

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// In both versions.
    Kept(String),
    /// In the old one alone.
    TakenOut(String),
    /// In the new one alone.
    PutIn(String),
}

/// What changed from `old` to `new`.
pub fn redline(old: &str, new: &str) -> Vec<Stretch> {
    let (before, after) = (tokens(old), tokens(new));
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
        let (tag, was, is) = op.as_tag_tuple();
        let (was, is) = (before[was].concat(), after[is].concat());
        match tag {
            DiffTag::Equal => push(&mut out, Stretch::Kept(was)),
            DiffTag::Delete => push(&mut out, Stretch::TakenOut(was)),
            DiffTag::Insert => push(&mut out, Stretch::PutIn(is)),
            DiffTag::Replace => {
                push(&mut out, Stretch::TakenOut(was));
                push(&mut out, Stretch::PutIn(is));
            }
        }
    }
    gathered(out)
}

/// Changes with nothing but spaces between them are one: read word by word, «the army is» and «the end of» would be told in splinters.
fn gathered(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out = Vec::with_capacity(stretches.len());
    let (mut was, mut is, mut between) = (String::new(), String::new(), String::new());
    for stretch in stretches {
        match stretch {
            Stretch::Kept(words) if words.trim().is_empty() && !(was.is_empty() && is.is_empty()) => {
                between.push_str(&words);
            }
            Stretch::Kept(words) => {
                told(&mut out, (&mut was, &mut is), &mut between);
                push(&mut out, Stretch::Kept(words));
            }
            Stretch::TakenOut(words) => {
                joined(&mut was, &mut is, &mut between);
                was.push_str(&words);
            }
            Stretch::PutIn(words) => {
                joined(&mut was, &mut is, &mut between);
                is.push_str(&words);
            }
        }
    }
    told(&mut out, (&mut was, &mut is), &mut between);
    out
}

/// The spaces between two changes stand in the old words and in the new.
fn joined(was: &mut String, is: &mut String, between: &mut String) {
    was.push_str(between);
    is.push_str(between);
    between.clear();
}

/// What was gathered, and the spaces after it, which were kept.
fn told(out: &mut Vec<Stretch>, (was, is): (&mut String, &mut String), between: &mut String) {
    let changes = [Stretch::TakenOut(std::mem::take(was)), Stretch::PutIn(std::mem::take(is))];
    let kept = Stretch::Kept(std::mem::take(between));
    for stretch in changes.into_iter().chain([kept]) {
        let (Stretch::Kept(words) | Stretch::TakenOut(words) | Stretch::PutIn(words)) = &stretch;
        if !words.is_empty() {
            push(out, stretch);
        }
    }
}

/// Stretches of one kind that meet are one.
fn push(out: &mut Vec<Stretch>, next: Stretch) {
    match (out.last_mut(), &next) {
        (Some(Stretch::Kept(last)), Stretch::Kept(more))
        | (Some(Stretch::TakenOut(last)), Stretch::TakenOut(more))
        | (Some(Stretch::PutIn(last)), Stretch::PutIn(more)) => last.push_str(more),
        _ => out.push(next),
    }
}

/// The words and signs of a text, in order, nothing left out.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut begun = 0;
    let mut last = None;
    for (at, sign) in text.char_indices() {
        let kind = kind(sign);
        if at > begun && (last != Some(kind) || kind == Sort::Sign) {
            out.push(&text[begun..at]);
            begun = at;
        }
        last = Some(kind);
    }
    if begun < text.len() {
        out.push(&text[begun..]);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Space,
    Sign,
}

/// Short vowels, the shadda and the tatweel belong to the word that they stand in.
fn kind(sign: char) -> Sort {
    match sign {
        '\u{0610}'..='\u{061A}'
        | '\u{0640}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{0300}'..='\u{036F}' => Sort::Word,
        sign if sign.is_alphanumeric() => Sort::Word,
        sign if sign.is_whitespace() => Sort::Space,
        _ => Sort::Sign,
    }
}

/// Whether anything changed.
pub fn differs(stretches: &[Stretch]) -> bool {
    stretches.iter().any(|stretch| !matches!(stretch, Stretch::Kept(_)))
}

/// Words of a text as a page shows them: what stands between two backticks is an id, and set as one.
pub fn marked(text: &str) -> Markup {
    let mut pieces = text.split('`');
    let first = pieces.next().unwrap_or_default();
    let rest: Vec<&str> = pieces.collect();
    html! {
        (even(first))
        @for pair in rest.chunks(2) {
            @match pair {
                [id, after] => { code.n { (id) } (even(after)) }
                // one alone marks nothing
                [alone, ..] => { "`" (even(alone)) }
                [] => {}
            }
        }
    }
}

/// A redline on a page, in the direction of its language.
pub fn as_html(stretches: &[Stretch], lang: Lang) -> Markup {
    html! {
        @for stretch in stretches {
            @match stretch {
                Stretch::Kept(words) => (marked(words)),
                // a direction of its own sets a stretch in isolation
                Stretch::TakenOut(words) => del dir=(lang.dir()) { (even(words)) },
                Stretch::PutIn(words) => ins dir=(lang.dir()) { (even(words)) },
            }
        }
    }
}

/// A redline in signs, for a terminal: `[-taken out-]{+put in+}`.
pub fn as_text(stretches: &[Stretch]) -> String {
    stretches
        .iter()
        .map(|stretch| match stretch {
            Stretch::Kept(words) => words.clone(),
            Stretch::TakenOut(words) => format!("[-{words}-]"),
            Stretch::PutIn(words) => format!("{{+{words}+}}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn old(stretches: &[Stretch]) -> String {
        let own = stretches.iter().filter_map(|stretch| match stretch {
            Stretch::Kept(words) | Stretch::TakenOut(words) => Some(words.as_str()),
            Stretch::PutIn(_) => None,
        });
        own.collect()
    }

    fn new(stretches: &[Stretch]) -> String {
        let own = stretches.iter().filter_map(|stretch| match stretch {
            Stretch::Kept(words) | Stretch::PutIn(words) => Some(words.as_str()),
            Stretch::TakenOut(_) => None,
        });
        own.collect()
    }

    #[test]
    fn a_word_that_changed_is_told_whole_in_both_scripts() {
        let text = |old, new| as_text(&redline(old, new));
        assert_eq!(text("open by day", "open by night"), "open by [-day-]{+night+}");
        assert_eq!(text("خلال 3 أيام", "خلال 5 أيام"), "خلال [-3-]{+5+} أيام");
        assert_eq!(
            text("until an army is formed.", "until the year ends."),
            "until [-an army is formed-]{+the year ends+}."
        );
        // a vowel is part of its word
        assert_eq!(text("مقيم", "مقيِّم"), "[-مقيم-]{+مقيِّم+}");
        assert_eq!(text("a [First: b]", "a b"), "a [-[First: -]b[-]-]");
        assert!(!differs(&redline("same", "same")) && redline("", "").is_empty());
    }

    #[test]
    fn on_a_page_each_stretch_stands_in_isolation_and_nothing_in_it_is_markup() {
        let html = as_html(&redline("خلال 3 أيام", "خلال <5> أيام"), Lang::Ar).into_string();
        assert!(html.contains("<del dir=\"rtl\">3</del>"), "{html}");
        assert!(html.contains("<ins dir=\"rtl\">&lt;5&gt;</ins>"), "{html}");
    }

    #[test]
    fn an_id_between_backticks_is_set_as_one_and_a_lone_backtick_stays() {
        let html = |text| marked(text).into_string();
        assert_eq!(html("لواء (`coast-brigade`)."), "لواء (<code class=\"n\">coast-brigade</code>).");
        assert_eq!(html("a `b` c `d"), "a <code class=\"n\">b</code> c `d");
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("الطريق".to_owned()),
            Just("نهارًا".to_owned()),
            Just("road".to_owned()),
            Just("[First: ".to_owned()),
            Just("]".to_owned()),
            Just(" ".to_owned()),
            Just("12".to_owned()),
            Just("، ".to_owned()),
        ];
        proptest::collection::vec(word, 0..12).prop_map(|all| all.concat())
    }

    proptest! {
        #[test]
        fn what_is_kept_and_taken_out_is_the_old_and_what_is_kept_and_put_in_the_new(was in words(), is in words()) {
            let stretches = redline(&was, &is);
            prop_assert_eq!(old(&stretches), was);
            prop_assert_eq!(new(&stretches), is);
        }

        #[test]
        fn whatever_is_compared_nothing_is_lost(was in any::<String>(), is in any::<String>()) {
            let stretches = redline(&was, &is);
            prop_assert_eq!(old(&stretches), was);
            prop_assert_eq!(new(&stretches), is);
        }
    }
}
