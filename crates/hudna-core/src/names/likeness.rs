//! How alike two names are.

use super::skeleton::{A, I, Sounds, Vowels, sounds};
use super::{fold, is_arabic};

/// How alike two names of places, formations or people are: 1 for the same name, 0 for nothing in common.
///
/// Folds both; then the better of the whole names (edit distance, with a little more for a common beginning) and
/// of their words in any order, each word against its best partner by letters or, across scripts, by
/// [`skeleton`](super::skeleton). Names whose numbers differ (`Brigade 7`, `Brigade 17`) never come above 0.5.
/// Symmetric, and the same for the same two names always. From about 0.85 names are usually one; what lies
/// between 0.7 and there deserves a person's look.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (words_a, words_b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let whole = word_likeness(&words_a.concat(), &words_b.concat());
    // Sorted, so that the result does not depend on which name comes first.
    let by_words = words_likeness(&words_a, &words_b);
    let score = whole.max(by_words);
    if numbers(&words_a) == numbers(&words_b) { score } else { score.min(0.5) }
}

/// The numbers in a name, sorted: `7`, and `7th` as 7.
fn numbers(words: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = words.iter().filter_map(|w| number(w)).collect();
    found.sort_unstable();
    found
}

fn number(word: &str) -> Option<String> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = &word[digits.len()..];
    let ordinal = matches!(rest, "" | "st" | "nd" | "rd" | "th");
    (!digits.is_empty() && ordinal).then(|| digits.trim_start_matches('0').to_owned())
}

/// Words against words: pairs taken best first, weighed by their length, the unpaired counting against.
fn words_likeness(a: &[&str], b: &[&str]) -> f64 {
    const MOST: usize = 24;
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::with_capacity(a.len() * b.len());
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let score = word_likeness(x, y);
            if score >= 0.7 {
                pairs.push((score, i, j));
            }
        }
    }
    pairs.sort_by(|p, q| {
        q.0.total_cmp(&p.0).then(p.1.min(p.2).cmp(&q.1.min(q.2))).then((p.1 + p.2).cmp(&(q.1 + q.2)))
    });
    let weight = |w: &str| w.chars().count() as f64;
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let (mut shared, mut paired) = (0.0, 0.0);
    for (score, i, j) in pairs {
        if !used_a[i] && !used_b[j] {
            (used_a[i], used_b[j]) = (true, true);
            shared += score * (weight(a[i]) + weight(b[j]));
            paired += weight(a[i]) + weight(b[j]);
        }
    }
    if paired <= 0.0 {
        return 0.0;
    }
    let (quality, coverage) = (shared / paired, paired / a.iter().chain(b).map(|w| weight(w)).sum::<f64>());
    // A name that lies whole in a longer one ("Zawiya" in "Zawiya refinery road") is likelier than its share says.
    let whole_of_one = used_a.iter().all(|u| *u) || used_b.iter().all(|u| *u);
    let covered = if whole_of_one { 0.6 + 0.4 * coverage } else { coverage };
    (quality * covered).clamp(0.0, 0.99)
}

/// One word against another: letters within a script, the transliteration key across scripts.
fn word_likeness(a: &str, b: &str) -> f64 {
    if a == b || number(a).is_some_and(|n| number(b) == Some(n)) {
        return 1.0;
    }
    let by_letters = if is_arabic(a) == is_arabic(b) { by_letters(a, b) } else { 0.0 };
    by_letters.max(by_sound(a, b))
}

fn by_letters(a: &str, b: &str) -> f64 {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = x.len().max(y.len());
    if longest == 0 {
        return 0.0;
    }
    // Below six tenths the names are not alike anyway: the bound keeps the distance cheap.
    let bound = longest * 2 / 5;
    let Some(distance) = distance_of(&x, &y, bound) else { return 0.0 };
    let score = 1.0 - distance as f64 / longest as f64;
    let beginning = x.iter().zip(&y).take(4).take_while(|(p, q)| p == q).count();
    score + 0.05 * beginning as f64 * (1.0 - score)
}

/// By the transliteration key, less for vowels and letters that do not go together.
fn by_sound(a: &str, b: &str) -> f64 {
    let (x, y) = (sounds(a), sounds(b));
    let in_arabic = (is_arabic(a), is_arabic(b));
    let same_script = in_arabic.0 == in_arabic.1;
    let (shortest, longest) = (x.said.len().min(y.said.len()), x.said.len().max(y.said.len()));
    // A key of one sign says little, but for a glide beside it; within a script the letters have had their say.
    let glide = |s: &Sounds| s.said.first().is_some_and(|s| s.vowels.written.count_ones() > 1);
    let ceiling = match (shortest, same_script) {
        (0, _) => return 0.0,
        (1, true) => 0.5,
        (1, false) if longest == 1 && glide(&x) && glide(&y) => 0.89,
        (1, false) => 0.75,
        (2, true) => 0.7,
        (2, false) => 0.9,
        (_, true) => 0.88,
        (_, false) => 0.95,
    };
    if x.said.iter().map(|s| s.sign).eq(y.said.iter().map(|s| s.sign)) {
        return ceiling * (1.0 - amiss(&x, &y, in_arabic)).max(0.0);
    }
    let key = |sounds: &Sounds| -> Vec<char> { sounds.said.iter().map(|s| s.sign).collect() };
    let Some(distance) = distance_of(&key(&x), &key(&y), longest / 3) else { return 0.0 };
    ceiling * (1.0 - distance as f64 / longest as f64)
}

/// What two names of one key have that does not go together.
fn amiss(x: &Sounds, y: &Sounds, in_arabic: (bool, bool)) -> f64 {
    let lead = match in_arabic {
        (true, true) | (false, false) => 0.0,
        (true, false) | (false, true) => {
            0.08 * one(begins_with_a_vowel(x.lead) != begins_with_a_vowel(y.lead))
        }
    };
    let last = x.said.len().saturating_sub(1);
    let pairs = x.said.iter().zip(&y.said).enumerate();
    let within: f64 = pairs
        .map(|(i, (p, q))| {
            let letters = 0.12 * one(!p.letter.may_be(q.letter, in_arabic));
            let stands = if i == last { Stands::Last } else { Stands::Within };
            letters + vowels_amiss(p.vowels, q.vowels, in_arabic, stands)
        })
        .sum();
    lead + vowels_amiss(x.lead, y.lead, in_arabic, Stands::First) + within
}

/// Where vowels stand in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    First,
    Within,
    Last,
}

fn begins_with_a_vowel(lead: Vowels) -> bool {
    lead.any || lead.written != 0
}

fn vowels_amiss(p: Vowels, q: Vowels, in_arabic: (bool, bool), stands: Stands) -> f64 {
    match in_arabic {
        (true, false) => 0.13 * one(!agree(p, q, stands)),
        (false, true) => 0.13 * one(!agree(q, p, stands)),
        (true, true) => 0.06 * one(p != q),
        (false, false) => {
            let glides = (p.needed & !q.written) != 0 || (q.needed & !p.written) != 0;
            let ends = stands == Stands::Last && (p.written == 0) != (q.written == 0);
            let differ = p.written & q.written == 0 && p.written != q.written;
            if glides || ends { 0.13 } else { 0.04 * one(differ) }
        }
    }
}

/// Whether the vowels that Arabic wrote are in the Latin name, and those that it would have written in the Arabic.
fn agree(arabic: Vowels, latin: Vowels, stands: Stands) -> bool {
    let said = arabic.written & !latin.written == 0;
    // An alif or ayn at the start carries a short vowel; a diphthong is written after it.
    let any = arabic.any && stands != Stands::First;
    let needed = any || latin.needed & !arabic.written == 0;
    // A final e (*Sirte*) may be of the European name only.
    let european = latin.written == A | I && latin.needed == 0;
    let ended = stands != Stands::Last || latin.written == 0 || european || arabic.any || arabic.written != 0;
    said && needed && ended
}

fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make `b` of `a`;
/// `None` above `most`.
pub fn distance_within(a: &str, b: &str, most: usize) -> Option<usize> {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    distance_of(&x, &y, most)
}

fn distance_of(x: &[char], y: &[char], most: usize) -> Option<usize> {
    if x.len().abs_diff(y.len()) > most {
        return None;
    }
    let width = y.len() + 1;
    let (mut two, mut one, mut row): (Vec<usize>, Vec<usize>, Vec<usize>) =
        (vec![0; width], (0..width).collect(), vec![0; width]);
    for i in 1..=x.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..width {
            let change = one[j - 1] + usize::from(x[i - 1] != y[j - 1]);
            let mut cost = change.min(one[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] {
                cost = cost.min(two[j - 2] + 1);
            }
            row[j] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        std::mem::swap(&mut two, &mut one);
        std::mem::swap(&mut one, &mut row);
    }
    one.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_spellings_is_alike() {
        for (a, b) in [
            ("مصراتة", "Misrata"),
            ("بنغازي", "Benghazi"),
            ("قصر بن غشير", "Qasr bin Ghashir"),
            ("Qasr Ben Gashir", "Qasr bin Ghashir"),
            ("الزاوية", "Az Zawiyah"),
            ("الزاوية", "Zauia"),
            ("سرت", "Sirte"),
            ("أوباري", "Awbari"),
            ("ترهونة", "Tarhunah"),
            ("أجدابيا", "Agedabia"),
            ("بني وليد", "Bani Walid"),
            ("دير الزور", "Deir ez-Zor"),
            ("الشويرف", "Ash Shwayrif"),
            ("زوارة", "Zwara"),
            ("غريان", "Gharyan"),
            ("Misurata", "Misratah"),
            ("Zintan", "Az Zintan"),
            ("Tripoli", "Tripoly"),
            ("Harbourbrigade 7", "Harbour Brigade 7th"),
            ("اللواء 7", "لواء السابع 7"),
            ("كتيبة الساحل", "الساحل كتيبة"),
        ] {
            let score = likeness(a, b);
            assert!(score >= 0.84, "{a} and {b}: {score}");
        }
    }

    #[test]
    fn unlike_names_are_not_alike() {
        for (a, b) in [
            ("Tripoli", "Benghazi"),
            ("سرت", "درنة"),
            ("Brigade 7", "Brigade 17"),
            ("الكتيبة 101", "الكتيبة 104"),
            ("Sirte", "Sabha"),
            ("North Harbour", "South Harbour Guard"),
            ("باريس", "Brach"),
            ("سلطان", "Zliten"),
            ("العقيلة", "Augila"),
            ("الابيض", "Al Bayda"),
            ("قطة", "Ghat"),
            ("Hamouriyah", "Al Hamra"),
            ("Al Busayrah", "Bsharri"),
            ("زرات", "Sirte"),
            ("صنعاء", "As Sawani"),
            ("سرت", "زرت"),
        ] {
            let score = likeness(a, b);
            assert!(score < 0.84, "{a} and {b}: {score}");
        }
    }

    #[test]
    fn likeness_is_symmetric_bounded_and_whole_for_the_same() {
        let names = ["مصراتة", "Misrata", "Misurata town", "Brigade 7", "", "٧", "Qasr bin Ghashir", "غشير"];
        for a in names {
            for b in names {
                let (there, back) = (likeness(a, b), likeness(b, a));
                assert!((there - back).abs() < 1e-12, "{a} and {b}: {there} and {back}");
                assert!((0.0..=1.0).contains(&there));
            }
            assert!(a.is_empty() || (likeness(a, a) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_swap_of_neighbours_is_one_step_and_the_bound_holds() {
        assert_eq!(distance_within("sirte", "sitre", 2), Some(1));
        assert_eq!(distance_within("sirte", "derna", 2), None);
        assert_eq!(distance_within("", "", 0), Some(0));
        assert_eq!(distance_within("", "ab", 2), Some(2));
    }
}
