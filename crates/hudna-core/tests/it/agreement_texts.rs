//! What a drafter is told about paragraphs as missions write them: where the words are vague the code is said, and
//! where they are sound nothing is.

use hudna_core::agreement::check::{Called, check_among};
use hudna_core::agreement::{Bilingual, SourceText, read};
use hudna_core::diagnostic::Diagnostic;

use crate::agreement_loads::Shelf;
use crate::agreement_words::fits;

/// A text with these rows and blocks in its fourth article.
struct Draft<'a> {
    front: &'a str,
    register: &'a str,
    rows: &'a [(&'a str, &'a str, &'a str)],
    blocks: &'a str,
}

impl Default for Draft<'_> {
    fn default() -> Self {
        Self { front: "signed = 2026-02-27\n", register: "", rows: &[], blocks: "" }
    }
}

const PARTIES: &str = "party = [{ id = \"first\", ar = \"الطرف الأول\", en = \"First Party\" }, { id = \"second\", ar = \"الطرف الثاني\", en = \"Second Party\" }]\n";

impl Draft<'_> {
    fn text(&self) -> String {
        let rows: String = self.rows.iter().map(|(n, ar, en)| format!("|{n}|{ar}|{en}|\n")).collect();
        format!(
            "+++\nagreement = \"page\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01T00:01:00\nends = \"D+180\"\n{}+++\n\n```toml register\n{PARTIES}{}```\n\n## المادة 4 · Article 4 {{#a4}}\n\n|§|العربية|English|\n|-|-|-|\n{rows}\n{}",
            self.front, self.register, self.blocks
        )
    }
    fn said(&self) -> Vec<Diagnostic> {
        self.said_among(&[])
    }
    fn said_among(&self, gazetteer: &[Called]) -> Vec<Diagnostic> {
        let source = SourceText { name: "page.md".to_owned(), text: self.text() };
        let (agreement, wrong) = read(source, &Shelf::default());
        let agreement = agreement.unwrap_or_else(|| panic!("it loads: {wrong:#?}\n{}", self.text()));
        let said = check_among(&agreement, gazetteer);
        said.iter().for_each(fits);
        said
    }
    /// The paragraphs, norms or other things of which this code is said.
    fn about(&self, code: &str) -> Vec<String> {
        about(&self.said(), code)
    }
}

fn about(said: &[Diagnostic], code: &str) -> Vec<String> {
    let names = ["paragraph", "norm", "what", "formation"];
    let of = |d: &Diagnostic| {
        let value = names.iter().find_map(|n| d.arguments.iter().find(|(name, _)| name == n));
        value.map_or_else(String::new, |(_, v)| v.clone())
    };
    said.iter().filter(|d| d.code == code).map(of).collect()
}

const BAN: &str = "```toml norm\nid = \"a4.1\"\nkind = \"prohibition\"\nwhen = \"act = 'shelling'\"\n```\n";
const DUTY: &str = "```toml norm\nid = \"a4.1\"\nkind = \"obligation\"\nmust = \"verified('a4.1')\"\ndue = \"D+5\"\nverifier = \"team\"\n```\n";

/// Codes that say how one paragraph is worded.
const OF_WORDS: &[&str] = &[
    "numbers-differ",
    "units-differ",
    "dates-differ",
    "threshold-without-unit",
    "term-undefined",
    "term-one-reading",
    "paragraph-without-norm",
    "duty-barred",
];

#[test]
fn one_number_with_two_units_is_shown() {
    for (ar, en) in [
        ("على مسافة 25 مترًا من الخط.", "at 25 km from the line."),
        ("خلال ٤٨ يومًا.", "within 48 hours."),
        ("على خمسة كيلومترات.", "at five miles."),
        ("خلال ساعتين.", "within two days."),
    ] {
        assert_eq!(
            Draft { rows: &[("4.1", ar, en)], ..Draft::default() }.about("units-differ"),
            ["4.1"],
            "{en}"
        );
    }
    for (ar, en) in [
        ("على مسافة ۲۵ كم خلال 25 يومًا.", "at 25 km, within 25 days."),
        ("خلال يومين أو 48 ساعة.", "within 48 hours or two days."),
        ("عياره 100 ملم.", "of 100 millimetres."),
        ("25 مراقبًا على 3 كم.", "25 monitors at 3 km."),
    ] {
        assert!(
            Draft { rows: &[("4.1", ar, en)], ..Draft::default() }.about("units-differ").is_empty(),
            "{en}"
        );
    }
}

#[test]
fn numbers_fractions_and_hours_are_compared_however_they_are_written() {
    for (ar, en) in [
        ("في اليوم الثالث.", "on the fourth day."),
        ("بأغلبية ثلثي الأعضاء.", "by half of the members."),
        ("حتى الساعة الثامنة مساءً.", "until 21:00."),
        ("الساعة ٠٨:٠٠.", "at 8 pm."),
    ] {
        let said = Draft { rows: &[("4.1", ar, en)], ..Draft::default() }.about("numbers-differ");
        assert_eq!(said, ["4.1"], "{en}");
    }
    for (ar, en) in [
        ("في اليوم الرابع عشر.", "on the fourteenth day."),
        ("بأغلبية ثلثي الأعضاء.", "by two thirds of the members."),
        ("حتى الساعة الثامنة مساءً.", "until 20:00."),
        ("الساعة ٢٠:٠٠ حتى منتصف الليل.", "from 8 p.m. to midnight."),
        ("يوم 10 رمضان 1447 الموافق 27 فبراير 2026.", "on 27 February 2026."),
        ("۳۰ يومًا.", "thirty days."),
    ] {
        let said = Draft { rows: &[("4.1", ar, en)], ..Draft::default() }.said();
        let wrong: Vec<_> = ["numbers-differ", "dates-differ"].iter().flat_map(|c| about(&said, c)).collect();
        assert!(wrong.is_empty(), "{en}: {said:#?}");
    }
}

#[test]
fn a_paragraph_that_demands_and_has_no_norm_is_shown_beside_those_that_have() {
    let rows = [
        ("4.1", "يُحظر القصف.", "Shelling is prohibited."),
        (
            "4.2",
            "يُفرج الطرفان عن المحتجزين خلال 14 يومًا.",
            "Both parties release all persons held within 14 days.",
        ),
        (
            "4.3",
            "تُنشأ لجنة مشتركة وتجتمع كل أسبوع.",
            "A joint committee shall be established and shall meet every week.",
        ),
        (
            "4.4",
            "الأطراف هي الطرف الأول والطرف الثاني.",
            "The parties are the First Party and the Second Party.",
        ),
        ("4.5", "يكف كل جانب عن التحريض.", "Each side will cease incitement."),
    ];
    let draft = Draft { rows: &rows, blocks: BAN, ..Draft::default() };
    assert_eq!(draft.about("paragraph-without-norm"), ["4.2", "4.5"]);
    let whole = BAN.replace("a4.1", "a4");
    let draft = Draft { rows: &rows, blocks: &whole, ..Draft::default() };
    assert!(draft.about("paragraph-without-norm").is_empty(), "a norm of the whole article stands for each");
    let named = BAN.replace("a4.1", "a4.shelling");
    let draft = Draft { rows: &rows, blocks: &named, ..Draft::default() };
    assert!(
        draft.about("paragraph-without-norm").is_empty(),
        "norms that go by names tell nothing of numbers"
    );
}

#[test]
fn an_article_without_any_norm_is_shown_once() {
    let rows = [
        ("4.1", "يتعهد الطرفان بفتح الطرق.", "The parties agree to open the roads."),
        ("4.2", "يمتنعان عن زرع الألغام.", "They shall refrain from laying mines."),
    ];
    assert_eq!(Draft { rows: &rows, ..Draft::default() }.about("article-without-norm"), ["4.1"]);
    let quiet = [
        ("4.1", "يسري هذا الاتفاق يوم 1 مارس 2026.", "This agreement shall enter into force on 1 March 2026."),
        ("4.2", "تتألف اللجنة من خمسة أعضاء.", "The commission shall consist of five members."),
        ("4.3", "يؤكد الطرفان رغبتهما في السلام.", "The parties reaffirm their wish for peace."),
    ];
    assert!(Draft { rows: &quiet, ..Draft::default() }.about("article-without-norm").is_empty());
}

#[test]
fn words_on_which_parties_differ_are_shown_until_the_text_settles_them() {
    let rows = [("4.1", "لا قصف في التجمعات وحولها.", "No shelling in and around settlements.")];
    assert_eq!(Draft { rows: &rows, blocks: BAN, ..Draft::default() }.about("term-undefined"), ["4.1"]);
    let measured = [("4.1", "لا قصف على 5 كم حولها.", "No shelling in and around settlements, up to 5 km.")];
    assert!(Draft { rows: &measured, blocks: BAN, ..Draft::default() }.about("term-undefined").is_empty());
    let defined = [
        ("4.1", "لا أعمال تخريبية.", "No sabotage."),
        ("4.2", "يُقصد بالتخريب تدمير المرافق.", "Sabotage means the wrecking of utilities."),
    ];
    assert!(Draft { rows: &defined, blocks: BAN, ..Draft::default() }.about("term-undefined").is_empty());
    let told = [("4.1", "تحدّث الطرفان بحسن نية.", "They spoke in good faith.")];
    assert!(
        Draft { rows: &told, ..Draft::default() }.about("term-undefined").is_empty(),
        "it carries no weight"
    );
}

#[test]
fn a_term_whose_readings_differ_is_shown_unless_the_text_or_a_ruling_settles_it() {
    let rows = [("4.1", "يُحظر إطلاق النار.", "Firing is prohibited.")];
    let blocks = "```toml norm\nid = \"a4.1\"\nkind = \"prohibition\"\nwhen = \"reading('firing')\"\n```\n";
    let one = "{ by = \"first\", when = \"act = 'fire'\" }";
    let two = "{ by = \"second\", when = \"act = 'fire' AND NOT act = 'training_fire'\" }";
    let term = |readings: &str, more: &str| {
        format!(
            "[[term]]\nid = \"firing\"\nar = \"إطلاق النار\"\nen = \"firing\"\nreadings = [{readings}]\n{more}"
        )
    };
    let both = term(&format!("{one}, {two}"), "");
    let draft = Draft { register: &both, rows: &rows, blocks, ..Draft::default() };
    assert_eq!(draft.about("term-undefined"), ["4.1"]);
    assert!(draft.about("term-one-reading").is_empty());
    let single = term(one, "");
    let draft = Draft { register: &single, rows: &rows, blocks, ..Draft::default() };
    assert_eq!(draft.about("term-one-reading"), ["4.1"]);
    let ruled = term(
        &format!("{one}, {two}"),
        "rulings = [{ from = 2026-03-02, settles = \"first\", reference = \"C-1\" }]\n",
    );
    let draft = Draft { register: &ruled, rows: &rows, blocks, ..Draft::default() };
    assert!(draft.about("term-undefined").is_empty());
}

#[test]
fn a_word_that_only_the_norm_reads_is_the_encoders() {
    let rows = [("4.1", "تُحظر الأسلحة الثقيلة.", "Heavy weapons are prohibited.")];
    let blocks = "```toml norm\nid = \"a4.1\"\nkind = \"prohibition\"\nwhen = \"act = 'deployment' AND calibre_mm >= 100\"\n```\n";
    let draft = Draft { rows: &rows, blocks, ..Draft::default() };
    assert_eq!(draft.about("term-one-reading"), ["4.1"]);
    assert!(draft.about("term-undefined").is_empty());
}

#[test]
fn a_duty_to_leave_under_a_freeze_without_exception_is_shown() {
    let rows = [
        ("4.1", "ينسحب الطرفان من المدارس.", "The parties withdraw from the schools."),
        ("4.2", "تُجمَّد القوات في مواقعها.", "All forces freeze in their positions."),
    ];
    let freeze = "```toml norm\nid = \"a4.2\"\nkind = \"prohibition\"\nwhen = \"act = 'movement'\"\n```\n";
    let blocks = format!("{DUTY}\n{freeze}");
    let draft = Draft { rows: &rows, blocks: &blocks, ..Draft::default() };
    assert_eq!(draft.about("duty-barred"), ["4.1"]);
    for permission in
        ["when = \"act = 'withdrawal'\"\n", "needs = [{ id = \"leave\", when = \"authorised('leave')\" }]\n"]
    {
        let blocks = format!(
            "{blocks}\n```toml norm\nid = \"a4.2.leave\"\nkind = \"permission\"\nover = [\"a4.2\"]\n{permission}```\n"
        );
        let register = "match = [{ id = \"leave\", answer = \"granted\" }]\n";
        let draft = Draft { register, rows: &rows, blocks: &blocks, ..Draft::default() };
        assert!(draft.about("duty-barred").is_empty(), "{permission}");
    }
    let wounded = format!(
        "{blocks}\n```toml norm\nid = \"a4.2.wounded\"\nkind = \"permission\"\nover = [\"a4.2\"]\nwhen = \"purpose = 'medevac'\"\n```\n"
    );
    let draft = Draft { rows: &rows, blocks: &wounded, ..Draft::default() };
    assert_eq!(draft.about("duty-barred"), ["4.1"], "the wounded may leave, the forces may not");
}

#[test]
fn days_before_signature_or_before_the_text_are_shown() {
    let rows = [("4.1", "يُحظر القصف.", "Shelling is prohibited.")];
    let late = Draft { front: "signed = 2026-03-02\n", rows: &rows, blocks: BAN, ..Draft::default() };
    assert_eq!(late.about("force-before-signature"), ["d_day"]);
    let early = BAN.replace("when", "from = \"D-5\"\nwhen");
    let draft = Draft { rows: &rows, blocks: &early, ..Draft::default() };
    assert_eq!(draft.about("from-without-effect"), ["a4.1"]);
    let same = BAN.replace("when", "from = 2026-03-01\nwhen");
    let draft = Draft { rows: &rows, blocks: &same, ..Draft::default() };
    assert!(draft.about("from-without-effect").is_empty(), "the day of entry into force is no earlier day");
}

#[test]
fn formations_that_no_link_ties_to_a_party_are_shown() {
    let formation = "formation = [{ id = \"hill\", ar = \"التل\", en = \"Hill\" }, { id = \"river\", ar = \"النهر\", en = \"River\" }]\n";
    let link = "link = [{ of = \"river\", is = \"belongs_to\", to = \"hill\", by = \"annex\" }]\n";
    let register = format!("{formation}{link}");
    assert_eq!(
        Draft { register: &register, ..Draft::default() }.about("formation-unlinked"),
        ["hill, river"]
    );
    let tied = format!(
        "{formation}{}",
        link.replace("]\n", ", { of = \"hill\", is = \"belongs_to\", to = \"first\", by = \"annex\" }]\n")
    );
    assert!(Draft { register: &tied, ..Draft::default() }.about("formation-unlinked").is_empty());
    let complete =
        format!("{register}complete = [{{ register = \"links\", from = \"D\", by = \"annex\" }}]\n");
    assert!(Draft { register: &complete, ..Draft::default() }.about("formation-unlinked").is_empty());
}

#[test]
fn a_warning_is_accepted_for_a_paragraph_and_said_of_the_others() {
    let rows = [
        ("4.1", "يُحظر القصف.", "Shelling is prohibited."),
        ("4.2", "يُفرج الطرفان عن المحتجزين.", "Both parties release all persons held."),
        ("4.3", "يكف كل جانب عن التحريض.", "Each side will cease incitement."),
    ];
    let accepted = |paragraph: &str| {
        format!(
            "accepted = [{{ code = \"paragraph-without-norm\", paragraph = \"{paragraph}\", why = \"annex\" }}]\n"
        )
    };
    let register = accepted("4.2");
    let draft = Draft { register: &register, rows: &rows, blocks: BAN, ..Draft::default() };
    assert_eq!(draft.about("paragraph-without-norm"), ["4.3"]);
    let idle = accepted("4.1");
    let draft = Draft { register: &idle, rows: &rows, blocks: BAN, ..Draft::default() };
    assert_eq!(draft.about("paragraph-without-norm"), ["4.2", "4.3"]);
    assert_eq!(draft.about("acceptance-idle").len(), 1);
    let of_norm = "accepted = [{ code = \"deadline-missing\", paragraph = \"4.1\", why = \"annex\" }]\n";
    let undated = DUTY.replace("due = \"D+5\"\n", "");
    let draft = Draft { register: of_norm, rows: &rows[..1], blocks: &undated, ..Draft::default() };
    assert!(draft.about("deadline-missing").is_empty(), "a norm stands under its paragraph");
}

#[test]
fn a_warning_about_several_is_said_until_all_are_accepted() {
    let rows = [
        ("4.1", "لا قصف في التجمعات وحولها.", "No shelling in and around settlements."),
        ("4.2", "لا تحصين في التجمعات وحولها.", "No digging in and around settlements."),
    ];
    let accepted = |list: &[&str]| {
        let one = |p: &&str| format!("{{ code = \"term-undefined\", paragraph = \"{p}\", why = \"known\" }}");
        format!("accepted = [{}]\n", list.iter().map(one).collect::<Vec<_>>().join(", "))
    };
    for (list, left) in [(&["4.1"][..], 1), (&["4.1", "4.2"], 0)] {
        let register = accepted(list);
        let draft = Draft { register: &register, rows: &rows, blocks: BAN, ..Draft::default() };
        assert_eq!(draft.about("term-undefined").len(), left, "{list:?}");
        assert!(draft.about("acceptance-idle").is_empty());
    }
}

#[test]
fn places_of_the_gazetteer_are_compared_by_any_of_their_names() {
    let called = |ar: &str, en: &str, others: &[&str]| Called {
        name: Bilingual { ar: ar.into(), en: en.into() },
        others: others.iter().map(|o| (*o).into()).collect(),
    };
    let gazetteer = [called("مصراتة", "Misrata", &["Misurata"]), called("سرت", "Sirte", &[])];
    let said = |ar: &str, en: &str| {
        let draft = Draft { rows: &[("4.1", ar, en)], ..Draft::default() };
        about(&draft.said_among(&gazetteer), "places-differ")
    };
    assert_eq!(said("يُفتح طريق مصراتة.", "The road to Sirte is opened."), ["4.1"]);
    assert_eq!(said("يُفتح طريق مصراتة.", "The road is opened."), ["4.1"]);
    assert!(said("يُفتح طريق مصراتة.", "The road to Misurata is opened.").is_empty());
}

#[test]
fn a_burden_that_settles_at_once_or_never_is_shown() {
    let blocks = format!(
        "{BAN}\n```toml norm\nid = \"a4.1.reply\"\nkind = \"permission\"\nover = [\"a4.1\"]\nneeds = [{{ id = \"order\", when = \"ordered_by = 'leadership'\", burden = \"party\" }}]\n```\n"
    );
    let rows = [("4.1", "يُحظر القصف.", "Shelling is prohibited.")];
    for (front, said) in [("", 1), ("reply_within = \"0 h\"\n", 1), ("reply_within = \"5 d\"\n", 0)] {
        let draft = Draft { front, rows: &rows, blocks: &blocks, ..Draft::default() };
        assert_eq!(draft.about("burden-without-reply-time").len(), said, "{front:?}");
    }
}

/// Paragraphs in the style of missions, each with what is said of its words.
const VAGUE: &[(&str, &str, &[&str])] = &[
    (
        "تنسحب القوات فورًا من خط المواجهة.",
        "Forces must withdraw immediately from the front line.",
        &["term-undefined"],
    ),
    (
        "يلتزم الطرفان بسحب الأسلحة من عيار يزيد على 82.",
        "The parties shall withdraw weapons heavier than 82.",
        &["threshold-without-unit"],
    ),
    (
        "يسمح الطرفان بوصول المساعدات دون عوائق.",
        "Both parties shall allow unhindered access for aid.",
        &["term-undefined"],
    ),
    (
        "يتخذ كل طرف التدابير اللازمة لمنع الخروق.",
        "Each party shall take all necessary measures to prevent violations.",
        &["term-undefined"],
    ),
    (
        "تُخطر اللجنة مسبقًا بكل تحرك.",
        "The parties shall notify the commission in advance of any movement.",
        &["term-undefined"],
    ),
    ("تُسلَّم القوائم خلال 7 أيام.", "Each party hands over its lists within 10 days.", &["numbers-differ"]),
    (
        "لا وجود عسكري على بُعد 3 كم.",
        "No military presence within 3 miles.",
        &["term-undefined", "units-differ"],
    ),
];

/// The same, well worded.
const SOUND: &[(&str, &str)] = &[
    (
        "يُسلّم كل طرف قائمة المحتجزين لديه قبل الساعة 18:00 يوم 5 مارس 2026.",
        "Each party hands over the list of persons it holds before 6 pm on 5 March 2026.",
    ),
    ("يُحظر على الطرفين قصف المدن.", "Neither party shall shell the towns."),
    (
        "يُفتح المعبر يوميًا من الثامنة صباحًا حتى الثانية ظهرًا.",
        "The crossing is open daily from 08:00 to 14:00.",
    ),
    (
        "تُسحب المدافع من عيار 100 ملم فأكثر إلى 15 كم عن الخط.",
        "Guns of 100 mm or more are withdrawn to 15 km from the line.",
    ),
    (
        "يُخطر كل طرف اللجنة بكل رحلة قبل 48 ساعة من موعدها.",
        "Each party notifies the commission of every flight 48 hours in advance.",
    ),
    ("يحضر الاجتماع ثلثا الأعضاء على الأقل.", "At least two thirds of the members attend the meeting."),
    ("يُخلي الطرفان المدارس الثلاث بحلول ي+14.", "The parties vacate the three schools by D+14."),
];

#[test]
fn vague_paragraphs_are_told_and_sound_ones_are_left_alone() {
    for (ar, en, codes) in VAGUE {
        let said = Draft { rows: &[("4.1", ar, en)], ..Draft::default() }.said();
        let found: Vec<&str> = said.iter().map(|d| d.code).filter(|c| OF_WORDS.contains(c)).collect();
        assert_eq!(found.as_slice(), *codes, "{en}");
    }
    for (ar, en) in SOUND {
        let said = Draft { rows: &[("4.1", ar, en)], blocks: DUTY, ..Draft::default() }.said();
        let found: Vec<&str> = said.iter().map(|d| d.code).filter(|c| OF_WORDS.contains(c)).collect();
        assert!(found.is_empty(), "{en}: {said:#?}");
    }
}
