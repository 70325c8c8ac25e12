//! The consonants of a name, the same or nearly so in Arabic and in its Latin transliterations.
//!
//! Vowels, ayn and hamza go; letters that one sound is written with share a sign: K for `ق غ خ ج ك`, `q g gh
//! kh k j`; S for `س ش ص ز`, `s sh z`; D for `د ذ ض ظ`, `d dh`; T for `ت ث ط`, `t th`; B for `ب`, `b p`; W and Y
//! only at the start of a word. Coarse on purpose: it finds candidates, likeness and the reader judge them.

use super::{fold, is_arabic_letter};

/// The transliteration key of a name: `بنغازي`, `Benghazi` and `Bengasi` give `BNKS`.
///
/// Empty where the name has no consonant. Letters of other scripts are kept as they are.
pub fn skeleton(name: &str) -> String {
    skeleton_of_folded(&fold(name))
}

/// As [`skeleton`], of a name that is already folded.
pub fn skeleton_of_folded(folded: &str) -> String {
    sounds(folded).said.iter().map(|s| s.sign).collect()
}

/// What is heard of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sounds {
    /// Vowels before the first consonant.
    pub(super) lead: Vowels,
    /// The consonants, each with what follows it.
    pub(super) said: Vec<Sound>,
}

/// Vowels between two consonants, as bits of [`A`], [`I`] and [`U`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Vowels {
    /// Those written.
    pub(super) written: u8,
    /// In Latin letters: glides and long vowels that Arabic would have written too.
    pub(super) needed: u8,
    /// In Arabic: a hamza, ayn or final ya, which may stand for any vowel.
    pub(super) any: bool,
}

/// A consonant with the vowels written after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    /// The sign of its class in the key.
    pub(super) sign: char,
    /// Which letter of the class.
    pub(super) letter: Letter,
    /// Vowels that follow.
    pub(super) vowels: Vowels,
}

/// An open vowel: `ا`, `a`, `e`.
pub(super) const A: u8 = 1;
/// A front vowel: `ي`, `i`, `e`, `y`.
pub(super) const I: u8 = 2;
/// A rounded vowel: `و`, `o`, `u`, `w`.
pub(super) const U: u8 = 4;

/// What tells the letters of one class apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// No more is told.
    Plain,
    /// `ك`, `k`.
    Kaf,
    /// `c`: a k, or in Turkish a j.
    Cee,
    /// `ق`, `q`.
    Qaf,
    /// `g`, `گ`.
    Gaf,
    /// `غ`, `gh`.
    Ghayn,
    /// `خ`, `kh`.
    Kha,
    /// `ج`, `j`, `dj`.
    Jim,
    /// `س`, `ص`, `s`.
    Sin,
    /// `ز`, `z`.
    Zay,
    /// `ش`, `sh`, `ch`.
    Shin,
    /// `b`.
    Bee,
    /// `p`.
    Pee,
}

impl Letter {
    /// Whether one may be written for the other, each in Arabic or not: stricter where the writer had both letters.
    pub(super) fn may_be(self, other: Self, in_arabic: (bool, bool)) -> bool {
        use Letter::{Bee, Cee, Gaf, Ghayn, Jim, Kaf, Kha, Pee, Plain, Qaf, Shin, Sin, Zay};
        let either = |a: Self, b: Self| (self, other) == (a, b) || (self, other) == (b, a);
        self == other
            || self == Plain
            || other == Plain
            || either(Kaf, Cee)
            || either(Kaf, Qaf)
            || either(Cee, Qaf)
            || either(Cee, Jim)
            || either(Kaf, Kha)
            || either(Kaf, Gaf)
            || either(Qaf, Gaf)
            || either(Qaf, Ghayn)
            || either(Gaf, Ghayn)
            || either(Gaf, Jim)
            || match in_arabic {
                // Italian and German write s for zay and s(c) for shin; nobody z or sh for sin.
                (true, false) => matches!((self, other), (Zay | Shin, Sin)),
                (false, true) => matches!((self, other), (Sin, Zay | Shin)),
                (false, false) => either(Sin, Zay),
                (true, true) => false,
            }
            || (either(Bee, Pee) && in_arabic.0 != in_arabic.1)
    }
}

/// What is heard of a folded name.
pub(super) fn sounds(folded: &str) -> Sounds {
    let mut sounds = Sounds { said: Vec::with_capacity(folded.len()), ..Sounds::default() };
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if word.chars().any(is_arabic_letter) {
            arabic(word, &mut sounds);
        } else {
            latin(word, &mut sounds);
        }
    }
    sounds
}

impl Sounds {
    /// The vowels after what was said last.
    fn vowels(&mut self) -> &mut Vowels {
        self.said.last_mut().map_or(&mut self.lead, |s| &mut s.vowels)
    }
    fn say(&mut self, sign: char, letter: Letter) {
        self.said.push(Sound { sign, letter, vowels: Vowels::default() });
    }
}

fn arabic(word: &str, sounds: &mut Sounds) {
    use Letter::{Bee, Gaf, Ghayn, Jim, Kaf, Kha, Pee, Plain, Qaf, Shin, Sin, Zay};
    let last = word.chars().count().saturating_sub(1);
    for (i, c) in word.chars().enumerate() {
        let (sign, letter) = match c {
            'و' if i == 0 => ('W', Plain),
            'ي' if i == 0 => ('Y', Plain),
            // At the start it carries any vowel; a ya at the end may have been an alif maqsura.
            'ا' | 'ع' if i == 0 => {
                sounds.vowels().any = true;
                continue;
            }
            'ي' if i == last => {
                sounds.vowels().any = true;
                continue;
            }
            'ع' => {
                sounds.vowels().any = true;
                continue;
            }
            'ا' | 'و' | 'ي' => {
                sounds.vowels().written |= match c {
                    'ا' => A,
                    'و' => U,
                    _ => I,
                };
                continue;
            }
            // Ta marbuta, folded to ha.
            'ه' if i == last => {
                sounds.vowels().written |= A;
                continue;
            }
            'ح' if i == last => continue,
            'ح' | 'ه' => ('H', Plain),
            'ب' => ('B', Bee),
            'پ' => ('B', Pee),
            'ت' | 'ث' | 'ط' => ('T', Plain),
            'د' | 'ذ' | 'ض' | 'ظ' => ('D', Plain),
            'ج' | 'چ' => ('K', Jim),
            'خ' => ('K', Kha),
            'غ' => ('K', Ghayn),
            'ق' | 'ڨ' => ('K', Qaf),
            'ك' => ('K', Kaf),
            'گ' => ('K', Gaf),
            'س' | 'ص' => ('S', Sin),
            'ز' | 'ژ' => ('S', Zay),
            'ش' => ('S', Shin),
            'ف' | 'ڤ' | 'ڥ' => ('F', Plain),
            'ل' => ('L', Plain),
            'م' => ('M', Plain),
            'ن' => ('N', Plain),
            'ر' => ('R', Plain),
            other => (other, Plain),
        };
        sounds.say(sign, letter);
    }
}

fn latin(word: &str, sounds: &mut Sounds) {
    let word = without_joined_article(word);
    let letters: Vec<char> = word.chars().collect();
    let mut i = 0;
    // Whether the letter just before was a consonant: doubled ones count once.
    let mut doubled = false;
    while i < letters.len() {
        let (said, taken) = latin_sound(&letters, i);
        match said {
            Said::Vowel(written) => {
                let needed = needed(&letters, i);
                let vowels = sounds.vowels();
                vowels.written |= written;
                vowels.needed |= needed;
                doubled = false;
            }
            Said::Nothing => {}
            Said::Consonant(sign, letter) => {
                if !(doubled && sounds.said.last().is_some_and(|s| s.sign == sign)) {
                    sounds.say(sign, letter);
                }
                doubled = true;
            }
            Said::Ks => {
                sounds.say('K', Letter::Kaf);
                sounds.say('S', Letter::Sin);
                doubled = true;
            }
        }
        i += taken;
    }
}

/// A glide (`y`, `w`, or `i`, `u` beside another vowel) and a doubled `aa` are letters in Arabic, never mere marks.
fn needed(letters: &[char], i: usize) -> u8 {
    let at = |k: Option<usize>| k.and_then(|k| letters.get(k)).copied().unwrap_or(' ');
    let (before, here, after) = (at(i.checked_sub(1)), at(Some(i)), at(Some(i + 1)));
    let beside = |vowels: &str| vowels.contains(before) || vowels.contains(after);
    match here {
        'y' | 'i' if beside("aeou") => I,
        'w' => U,
        'u' if beside("aei") => U,
        'a' if after == 'a' => A,
        _ => 0,
    }
}

enum Said {
    Vowel(u8),
    Nothing,
    Consonant(char, Letter),
    Ks,
}

/// What the letters at `i` say, and how many of them.
fn latin_sound(letters: &[char], i: usize) -> (Said, usize) {
    use Letter::{Bee, Cee, Gaf, Ghayn, Jim, Kaf, Kha, Pee, Plain, Qaf, Shin, Sin, Zay};
    let at = |k: usize| letters.get(i + k).copied().unwrap_or(' ');
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let two = match (at(0), at(1)) {
        ('k', 'h') => Some(('K', Kha)),
        ('g', 'h') => Some(('K', Ghayn)),
        ('d', 'j') => Some(('K', Jim)),
        ('s' | 'c', 'h') => Some(('S', Shin)),
        ('t', 'h') => Some(('T', Plain)),
        ('d', 'h') => Some(('D', Plain)),
        ('p', 'h') => Some(('F', Plain)),
        _ => None,
    };
    if let Some((sign, letter)) = two {
        return (Said::Consonant(sign, letter), 2);
    }
    if i == 0 {
        match (at(0), at(1), at(2)) {
            ('w', _, _) => return (Said::Consonant('W', Plain), 1),
            ('o', 'u', v) if is_vowel(v) => return (Said::Consonant('W', Plain), 2),
            ('u', v, _) if is_vowel(v) => return (Said::Consonant('W', Plain), 1),
            ('y', _, _) => return (Said::Consonant('Y', Plain), 1),
            ('i', v, _) if is_vowel(v) => return (Said::Consonant('Y', Plain), 1),
            _ => {}
        }
    }
    let said = match at(0) {
        'a' => Said::Vowel(A),
        'e' => Said::Vowel(A | I),
        'i' | 'y' => Said::Vowel(I),
        'o' | 'u' | 'w' => Said::Vowel(U),
        'b' => Said::Consonant('B', Bee),
        'p' => Said::Consonant('B', Pee),
        't' => Said::Consonant('T', Plain),
        'd' => Said::Consonant('D', Plain),
        'c' if matches!(at(1), 'e' | 'i' | 'y') => Said::Consonant('S', Sin),
        'c' => Said::Consonant('K', Cee),
        'k' => Said::Consonant('K', Kaf),
        'q' => Said::Consonant('K', Qaf),
        'g' => Said::Consonant('K', Gaf),
        'j' => Said::Consonant('K', Jim),
        's' => Said::Consonant('S', Sin),
        'z' => Said::Consonant('S', Zay),
        'x' => Said::Ks,
        'h' if i + 1 == letters.len() => Said::Nothing,
        'h' => Said::Consonant('H', Plain),
        'f' | 'v' => Said::Consonant('F', Plain),
        'l' => Said::Consonant('L', Plain),
        'm' => Said::Consonant('M', Plain),
        'n' => Said::Consonant('N', Plain),
        'r' => Said::Consonant('R', Plain),
        other => Said::Consonant(other, Plain),
    };
    (said, 1)
}

/// `albirkat` without the article that was written into the word, where four letters or more remain.
fn without_joined_article(word: &str) -> &str {
    word.strip_prefix("al")
        .or_else(|| word.strip_prefix("el"))
        .filter(|rest| {
            rest.chars().count() >= 4 && rest.starts_with(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
        })
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_transliterations_share_a_key() {
        for names in [
            &["بنغازي", "Benghazi", "Bengasi", "Bingazi", "Banghāzī"][..],
            &["مصراتة", "Misrata", "Misratah", "Misurata", "Mişrātah"],
            &["قصر بن غشير", "Qasr bin Ghashir", "Gasr Ben Gashir", "Qaşr Bin Ghashīr"],
            &["طرابلس", "Tarabulus", "Trablus", "Ţarābulus"],
            &["أجدابيا", "Ajdabiya", "Agedabia", "Ijdabiya"],
            &["ترهونة", "Tarhuna", "Tarhunah"],
            &["زليتن", "Zliten", "Zlitan", "Izliten"],
            &["الخمس", "Al Khums", "Alkhums", "Al-Kums"],
            &["أوباري", "Ubari", "Awbari"],
            &["ودان", "Waddan", "Ouaddan", "Uaddan"],
            &["يفرن", "Yafran", "Yefren"],
            &["ككلة", "Kikla", "Kiklah"],
            &["أبو قرين", "Abu Grein", "Abugrein", "Bu Qurayn", "بوقرين"],
            &["الزاوية", "Az Zawiyah", "Zawia", "Zauia"],
            &["درنة", "Derna", "Darnah"],
            &["سوسة", "Susa", "Sousse", "Susah"],
            &["حلب", "Halab"],
            &["دير الزور", "Deir ez-Zor", "Dayr az Zawr"],
        ] {
            for other in &names[1..] {
                assert_eq!(skeleton(names[0]), skeleton(other), "{} and {other}", names[0]);
            }
        }
    }

    #[test]
    fn unlike_names_do_not_share_a_key() {
        for (a, b) in [("سرت", "Sabratha"), ("غريان", "Zuwara"), ("درنة", "Tobruk"), ("سبها", "Sirte")]
        {
            assert_ne!(skeleton(a), skeleton(b), "{a} and {b}");
        }
    }

    #[test]
    fn a_name_of_vowels_has_an_empty_key() {
        assert_eq!(skeleton("Ea"), "");
        assert_eq!(skeleton(""), "");
    }
}
