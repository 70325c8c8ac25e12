//! What a machine can hold of the Arabic: forms of counted nouns, words that say something else than they are meant to, and signs that
//! would stand on the wrong side.

use std::path::Path;

/// Every Arabic file of words by name, with its text.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("words/ar");
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, String)> = paths
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

/// Lines that readers see, with file and number.
fn lines(files: &[(String, String)]) -> impl Iterator<Item = (String, &str)> {
    files.iter().flat_map(|(name, text)| {
        let told = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        told.map(move |(at, line)| (format!("{name}:{}", at + 1), line))
    })
}

/// The key of a variant: `few` of `    [few] …`, `other` of `   *[other] …`.
fn variant(line: &str) -> Option<&str> {
    line.trim_start().trim_start_matches('*').strip_prefix('[')?.split_once(']').map(|(key, _)| key)
}

/// Nought is said like a hundred, «0 بلاغ», so a form of its own is free. One and two take no digit, three to ten the plural, eleven to
/// ninety-nine the singular in the accusative, a hundred and over the singular: each of these must be written.
#[test]
fn every_counted_noun_has_the_forms_that_arabic_counts_by() {
    let files = files();
    let (mut forms, mut began): (Vec<&str>, String) = (Vec::new(), String::new());
    let mut wrong = Vec::new();
    for (at, line) in lines(&files) {
        if line.contains("->") {
            (forms, began) = (Vec::new(), at);
        } else if let Some(key) = variant(line) {
            forms.push(key);
            let counts = forms.iter().any(|form| matches!(*form, "one" | "two" | "few" | "many"));
            // «one party, several»: not a count
            let is_either = forms == ["one", "many"];
            if line.trim_start().starts_with('*') && counts && !is_either {
                let lacking = ["one", "two", "few", "many", "other"].iter().filter(|f| !forms.contains(f));
                wrong.extend(lacking.map(|form| format!("{began} lacks [{form}]")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words that missions and the parties would read otherwise than we mean them, each with what is written instead: GLOSSARY.
const REFUSED: [(&str, &str); 14] = [
    ("مزاعم", "ادعاءات: the other says that they are false"),
    ("ميليشيا", "تشكيل مسلح"),
    ("مليشيا", "تشكيل مسلح"),
    ("ذريعة", "مبرر: the other says that it is false"),
    ("مختلق", "افتراضي: the other says forged"),
    ("الإنكليزي", "الإنجليزي"),
    ("الخروق ", "الخروقات"),
    ("سطور", "أسطر"),
    ("مفوضية", "لجنة"),
    ("فك الاشتباك", "فض الاشتباك"),
    ("على قراءة", "وفق قراءة"),
    ("وُضع جانبًا", "نُحّي"),
    ("تجده الآلة", "يجده البرنامج: آلية is the mechanism"),
    ("مختلف فيه", "محل خلاف: unvowelled it reads «different»"),
];

#[test]
fn no_word_that_reads_otherwise_than_it_is_meant_stands_in_the_arabic() {
    let files = files();
    for (at, line) in lines(&files) {
        for (word, instead) in REFUSED {
            assert!(!line.contains(word), "{at}: «{word}»; write {instead}\n{line}");
        }
    }
}

/// A bare «الشهود» reads as eyewitnesses; the vowels of مقيِّم keep it from being a resident.
#[test]
fn who_signs_the_record_is_no_eyewitness_and_who_assesses_no_resident() {
    let files = files();
    for (at, line) in lines(&files) {
        let said = line.split_once(" = ").map_or(line, |(_, said)| said).trim();
        assert_ne!(said, "الشهود", "{at}: write «شهود السجل»");
        for word in said.split(|c: char| !c.is_alphabetic() && !('\u{64B}'..='\u{652}').contains(&c)) {
            let bare = word.trim_start_matches("ال").trim_start_matches('ل');
            assert!(
                !matches!(bare, "مقيم" | "مقيمون" | "مقيمين"),
                "{at}: «{word}» without its vowels\n{line}"
            );
        }
    }
}

/// Between Arabic letters a sign such as the dashes of an option or the point of a file's ending takes their direction and is set behind the
/// word that it begins, unless a mark (U+200E) holds it there.
#[test]
fn options_and_endings_of_files_begin_with_their_signs() {
    let files = files();
    for (at, line) in lines(&files) {
        for (place, _) in line.match_indices("--").chain(line.match_indices(".md")) {
            let before = line[..place].trim_end_matches(['`', ' ', '«', '(']);
            let last = before.chars().next_back().unwrap_or('\u{200E}');
            let follows_arabic = ('\u{600}'..='\u{6FF}').contains(&last) || matches!(last, ':' | '»' | ',');
            assert!(!follows_arabic, "{at}: U+200E is missing before {}\n{line}", &line[place..].trim_end());
        }
    }
}

/// «لـ» before a name that begins with «الـ» is written «للـ»: a name that is filled in cannot be joined to a letter before it. A number can.
#[test]
fn no_letter_is_joined_to_a_name_that_is_filled_in() {
    let files = files();
    for (at, line) in lines(&files) {
        for joined in ["لـ{ $", "بـ{ $", "كـ{ $"] {
            let rest = line.split(joined).skip(1);
            for name in rest.filter_map(|rest| rest.split(' ').next()) {
                assert_eq!(name, "count", "{at}: «{joined}{name}» would read «لـالطرف»\n{line}");
            }
        }
    }
}
