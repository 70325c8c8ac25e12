//! Norms in plain words: what a reader must be told, in both languages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hudna_core::agreement::norm::Kind;
use hudna_core::agreement::read::{Beside, BesideError, read};
use hudna_core::agreement::{Agreement, SourceText};
use hudna_desk::desk::{self, ReadAgreement};
use hudna_desk::document::plain::{self, PlainNorm};
use hudna_desk::words::{Lang, Words, without_isolates};

fn example(name: &str) -> Agreement {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    desk::read_agreement(&path).expect("the file is there").agreement.expect("it loads")
}

fn said(agreement: &Agreement, id: &str, lang: Lang) -> PlainNorm {
    let norm = agreement.norm(id).unwrap_or_else(|| panic!("no norm {id}"));
    plain::norm(agreement, norm, lang)
}

fn first(agreement: &Agreement, id: &str, lang: Lang) -> String {
    without_isolates(said(agreement, id, lang).says.first().expect("a sentence"))
}

struct Nothing;

impl Beside for Nothing {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Err(BesideError::Missing(name.to_owned()))
    }
}

/// An agreement with one prohibition whose condition is `when`.
fn prohibiting(when: &str) -> Agreement {
    let text = format!(
        "+++\nagreement = \"t\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01\n+++\n\n## المادة 1 · Article 1 {{#a1}}\n\n\
         ```toml register\nparty = [{{ id = \"first\", ar = \"الطرف الأول\", en = \"First Party\" }}]\n```\n\n\
         ```toml norm\nid = \"a1.1\"\nkind = \"prohibition\"\nwhen = \"{when}\"\n```\n"
    );
    let (agreement, said) = read(SourceText { name: "t.md".into(), text }, &Nothing);
    agreement.unwrap_or_else(|| panic!("{when}: {said:?}"))
}

fn covers(when: &str, lang: Lang) -> String {
    first(&prohibiting(when), "a1.1", lang)
}

#[test]
fn a_prohibition_names_acts_places_and_whom_it_binds() {
    let marsa = example("marsa/marsa.md");
    assert_eq!(
        first(&marsa, "a4.1", Lang::En),
        "Prohibited to the parties to the agreement: shelling or rocket fire, where the place or the place it came \
         from lies inside the buffer zone."
    );
    assert_eq!(
        first(&marsa, "a4.1", Lang::Ar),
        "يُحظر على أطراف الاتفاق: قصف مدفعي أو قصف صاروخي، إذا كان المكان أو المنطلق داخل المنطقة العازلة."
    );
    let grave = said(&marsa, "a4.1", Lang::En);
    assert!(grave.says.contains(&"A breach is grave.".to_owned()), "{grave:?}");
    assert!(grave.says.contains(&"Exceptions: article 9, paragraph 1.".to_owned()), "{grave:?}");
    assert_eq!(grave.in_force, "In force from 1 March 2026, 00:01 to the end of 28 August 2026.");
    assert!(first(&marsa, "a4.4", Lang::Ar).contains("يُحظر على أيٍّ كان: عمل عدائي، ما عدا ذخيرة غير منفجرة"));
}

#[test]
fn whom_an_act_was_aimed_at_and_whose_act_was_answered_are_told_by_side() {
    let said = covers("act = 'shelling' AND target_party <> party", Lang::En);
    assert!(said.contains("it is aimed at another party than the author’s"), "{said}");
    let said = covers("act = 'shelling' AND NOT target_party = party", Lang::Ar);
    assert!(said.contains("لم يكن المستهدف من طرف الفاعل نفسه"), "{said}");
    let reply = "act = 'shelling' AND in_reply_to(act = 'hostile' AND party <> this.party)";
    let said = covers(reply, Lang::En);
    assert!(said.contains("(by another party)"), "{said}");
    let said = covers(reply, Lang::Ar);
    assert!(said.contains("(من طرف آخر)"), "{said}");
}

#[test]
fn a_day_counted_from_entry_into_force_says_its_count() {
    let marsa = example("marsa/marsa.md");
    let heavy = first(&marsa, "a6.1", Lang::En);
    for words in [
        "the calibre is 100 mm or more",
        "after 15 March 2026 (D+14)",
        "at 15 km or less from the contact line",
    ] {
        assert!(heavy.contains(words), "{heavy}");
    }
    let heavy = first(&marsa, "a6.1", Lang::Ar);
    for words in ["لم يقلّ العيار عن 100 ملم", "بعد 15 مارس 2026 (ي+14)", "لا تزيد على 15 كم من خط التماس"]
    {
        assert!(heavy.contains(words), "{heavy}");
    }
}

#[test]
fn a_permission_says_what_must_be_shown_and_that_it_is_the_sole_road() {
    let marsa = example("marsa/marsa.md");
    let reply = said(&marsa, "a9.1", Lang::En).paragraph();
    for words in [
        "the order came from the leadership",
        "the call failed",
        "it was sent before the act",
        "an exception to article 4, paragraph 1 and article 4, paragraph 3",
        "It is the sole road",
    ] {
        assert!(reply.contains(words), "{reply}");
    }
    let reply = without_isolates(&said(&marsa, "a9.1", Lang::Ar).paragraph());
    for words in ["صدر الأمر عن «القيادة»", "أخفق الاتصال", "في غضون 30 دقيقة", "وهو السبيل الوحيد"]
    {
        assert!(reply.contains(words), "{reply}");
    }
}

#[test]
fn a_notice_and_a_duty_say_their_time() {
    let marsa = example("marsa/marsa.md");
    let flight = said(&marsa, "a8.1", Lang::En).paragraph();
    for words in [
        "at least 48 hours before the act",
        "the purpose is medical evacuation",
        "within 6 hours after the act",
    ] {
        assert!(flight.contains(words), "{flight}");
    }
    let duty = without_isolates(&said(&marsa, "a6.2", Lang::Ar).paragraph());
    for words in ["والموعد الأقصى 21 مارس 2026 (ي+20)", "الفريق المشترك", "مدة 30 يومًا"]
    {
        assert!(duty.contains(words), "{duty}");
    }
}

#[test]
fn a_holding_says_where_weapons_may_be_and_how_they_are_stored() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hudna-core/tests/norms/agreements/belt.md");
    let belt = desk::read_agreement(&path).expect("the file is there").agreement.expect("it loads");
    for (lang, away, stored) in [
        (Lang::En, "25 km", "Each such weapon must also be kept so: the weapon is in its store"),
        (Lang::Ar, "25 كم", "ويجب أيضًا أن يُحفظ كل سلاح منها على هذا النحو"),
    ] {
        let whole = without_isolates(&said(&belt, "a5.1", lang).paragraph());
        assert!(whole.contains(away) && whole.contains(stored), "{whole}");
        let store = without_isolates(&said(&belt, "a5.1.store", lang).paragraph());
        assert!(!store.contains(stored), "the rule on stores says it once: {store}");
    }
}

#[test]
fn a_denial_is_carried_down_to_single_questions() {
    let said = covers("act = 'fire' AND NOT (killed > 3 OR NOT party = 'first')", Lang::En);
    assert!(
        said.contains("the number killed is 3 or less and the First Party answers for whoever did it"),
        "{said}"
    );
    let said = covers("act = 'fire' AND NOT (killed > 3 AND injured > 3)", Lang::En);
    assert!(
        said.contains("either the number killed is 3 or less or the number injured is 3 or less"),
        "{said}"
    );
    let said = covers("act = 'fire' AND NOT daily(at, '08:00', '14:00')", Lang::Ar);
    assert!(said.contains("لم يكن ذلك بين الساعة 08:00 والساعة 14:00"), "{said}");
    let said = covers("act = 'fire' AND 100 <= calibre_mm", Lang::En);
    assert!(said.contains("the calibre is 100 mm or more"), "{said}");
}

#[test]
fn alternatives_with_acts_of_their_own_keep_their_own_conditions() {
    let said = covers("act = 'jamming' OR (act = 'harassment' AND target_kind = 'monitor')", Lang::En);
    assert!(said.ends_with("jamming; or harassment, where it is aimed at monitors."), "{said}");
}

/// The Markdown files of a folder, in the order of their names.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

#[test]
fn every_norm_of_the_examples_and_scenarios_has_words_for_all_of_it_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = markdown(&root.join("../hudna-core/tests/norms/agreements"));
    for example in ["marsa", "libya-2014", "syria-2016"] {
        files.extend(markdown(&root.join("../../examples").join(example)));
    }
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for file in &files {
        let Ok(ReadAgreement { agreement: Some(agreement), .. }) = desk::read_agreement(file) else {
            continue;
        };
        for norm in &agreement.norms {
            kinds.insert(norm.kind.name());
            for lang in Lang::BOTH {
                let plain = plain::norm(&agreement, norm, *lang);
                let all = format!("{} {} {} {}", plain.title, plain.kind, plain.paragraph(), plain.in_force);
                for key in ["plain-", "clause-", "match-", "unit-", "measure-", "span-", "atom-", "{", "$"] {
                    assert!(!all.contains(key), "{} {}: {all}", file.display(), norm.id);
                }
                let ends = |s: &String| without_isolates(s).trim_end().ends_with('.');
                assert!(plain.says.iter().all(ends), "{} {}: {plain:?}", file.display(), norm.id);
            }
        }
    }
    let all: BTreeSet<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
    assert_eq!(kinds, all, "every kind stands in some example or scenario");
}

#[test]
fn every_kind_of_norm_has_a_name_in_both_languages() {
    for lang in Lang::BOTH {
        for kind in Kind::ALL {
            assert!(Words::of(*lang).has(&format!("plain-kind-{}", kind.name())), "{lang:?} {kind:?}");
        }
    }
}
