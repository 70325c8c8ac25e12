//! Who says it, by how the sentence is built: each from what Arabic grammar says of it, with names that no list has.

use std::time::{Duration, Instant};

use hudna_desk::minutes::{self, MOST_BYTES, shown};

/// Who makes the statement whose verb is this, in `text`.
fn speaker(text: &str, verb: &str) -> String {
    let proposal = minutes::propose(text, None).unwrap_or_else(|why| panic!("{why:?}"));
    let said = proposal.statements.iter().find(|one| one.verb.is_some_and(|at| at.of(text).contains(verb)));
    let who = said.and_then(|one| one.speaker).and_then(|who| shown::named(&proposal, who));
    who.map_or_else(|| "nobody".into(), |span| span.of(text).into())
}

#[track_caller]
fn says(text: &str, verb: &str, who: &str) {
    assert_eq!(speaker(text, verb), who, "{verb}: {text}");
}

#[test]
fn behind_a_capacity_that_an_article_ends_a_word_without_one_begins_a_name() {
    says("أكد مختار البلدة جرديس الحبكان لأهل القرية أن الطريق مفتوح.", "أكد", "جرديس الحبكان");
    says("قال قائممقام القضاء، سلفان كيزو، إن النقاط سترفع.", "قال", "سلفان كيزو");
    says("أعلنت ممثلة الجبهة في بورتوفا هيوزت غبران أن الوفد عائد.", "أعلنت", "هيوزت غبران");
}

#[test]
fn a_noun_behind_a_capacity_is_what_is_said_and_no_name() {
    says("أكد رئيس اللجنة ضرورة فتح الطريق.", "أكد", "رئيس اللجنة");
    says("رفض رئيس اللجنة استقبال الوفد.", "رفض", "رئيس اللجنة");
    says("شكر رئيس اللجنة فريق المراقبين على جهوده.", "شكر", "رئيس اللجنة");
}

#[test]
fn a_title_may_have_an_arm_or_a_former_post_behind_it() {
    says("طمأن اللواء شرطة حقوقي إدريف مهلان المواطنين إلى أن الوقود متوفر.", "طمأن", "إدريف مهلان");
    says("حذر النائب السابق زيفان الكرماد من عودة القتال.", "حذر", "زيفان الكرماد");
}

#[test]
fn the_form_of_a_verb_agrees_with_whoever_says_it() {
    let text = "قالت منسقة الشبكة زينفو كوسار إن القائمة جاهزة. ورحب العميد فاضل زريقان بذلك. \
        وأضافت أن القائمة سلمت، مؤكدة أن النساء حاضرات.";
    says(text, "وأضافت", "زينفو كوسار");
    says(text, "مؤكدة", "زينفو كوسار");
    says("تحدث العميد فاضل زريقان. وأيدت الحاضرات هذا الطرح.", "وأيدت", "الحاضرات");
}

#[test]
fn a_pronoun_before_a_verb_is_its_subject_and_what_follows_its_object() {
    let text = "أعربت بعثة المساعي الحميدة عن قلقها، غير أنها وعدت بنقل مطالب الأهالي إلى الحكومة.";
    says(text, "وعدت", "بعثة المساعي الحميدة");
}

#[test]
fn whoever_is_called_upon_does_not_speak() {
    let text = "قال العميد فاضل زريقان إن الطريق مفتوح. ودعا الأهالي إلى العودة. كما ناشد السكان الهدوء.";
    says(text, "ودعا", "فاضل زريقان");
    says(text, "ناشد", "فاضل زريقان");
    let text = "قال العميد فاضل زريقان إن الطريق مفتوح. وحمّل ممثلو التجار السلطات مسؤولية الخسائر.";
    says(text, "وحمّل", "ممثلو التجار");
    let text = "قال العميد فاضل زريقان إن الطريق مفتوح. واتهم قيادي في أحد الفصيلين الطرف الآخر بالخرق.";
    says(text, "واتهم", "قيادي في أحد الفصيلين");
}

#[test]
fn of_several_capacities_in_a_row_one_person_speaks() {
    says("قال الممثل الخاص ورئيس البعثة، أوزكار ليندفال، إن الهدنة صامدة.", "قال", "أوزكار ليندفال");
    says("شدد مستشار الرئيس رئيس اللجنة الفنية الدكتور زاهف العوران على الحوار.", "شدد", "زاهف العوران");
}

#[test]
fn whoever_delivered_the_address_says_what_stands_in_it() {
    let text = "وفي كلمة ألقاها رئيس المجلس سالف الكبران أمام الحضور دعا الجميع إلى الهدوء.";
    says(text, "دعا", "سالف الكبران");
    says("ألقى رئيس المجلس سالف الكبران كلمة دعا فيها العائلتين إلى الصلح.", "دعا", "سالف الكبران");
}

#[test]
fn whoever_is_quoted_by_another_speaks() {
    let text = "ونقلت الوكالة المحلية عن حاكم الإقليم إدرام ولد صمبان قوله إن الاتفاق ثمرة صبر.";
    says(text, "نقلت", "إدرام ولد صمبان");
    let text = "قال مصدر أمني إن الطريق مغلق. وأوضح المصدر نفسه أن فتحه قريب.";
    says(text, "وأوضح", "مصدر أمني");
}

#[test]
fn what_was_agreed_by_nobody_may_have_words_between_its_two() {
    let text = "حضر العميد فاضل زريقان. وتم مساء اليوم الاتفاق على سحب السلاح.";
    says(text, "وتم", "nobody");
}

#[test]
fn a_relative_a_child_and_some_of_many_speak_too() {
    says("والد أحد الموقوفين قال إنه سيسحب شكواه.", "قال", "والد أحد الموقوفين");
    says("قالت أم زيفان إن ابنها غائب.", "قالت", "أم زيفان");
    says("شكا عدد من النازحين من سوء المعاملة.", "شكا", "عدد من النازحين");
}

#[test]
fn a_line_that_could_have_gone_on_ends_where_it_was_ended() {
    let text = "رئيس المجلس الحاج بشار الطهران أكد أن الاتفاق يشمل إطلاق سراح الموقوفين الثلاثة اليوم\n\
        المجلس يشكر كل من ساهم في حقن الدماء\n\
        وهذا سطر أطول من غيره بكثير ليظهر أن النص لم يكسر عند عرض معين بل كتب كل سطر منه كما هو في المنشور\n\
        وهذا آخر سطر\n";
    says(text, "يشكر", "المجلس");
}

#[test]
fn what_is_too_long_is_refused_at_once_and_the_longest_that_is_read_ends_in_seconds() {
    let begun = Instant::now();
    assert!(minutes::propose(&"قال ".repeat(5 << 20 >> 2), None).is_err());
    assert!(begun.elapsed() < Duration::from_secs(1));
    let hostile = [
        "وقال السيد سلمف بنمغ رئيس لجنة الطرف الأول إن، ",
        "«قال ",
        "رئيس ",
        "عدد من الحاضرين و",
        "حيث أبو: قال\n",
        "The Chair, Mr. X of the committee said that ",
        "(",
    ];
    for piece in hostile {
        let text = piece.repeat(MOST_BYTES / piece.len());
        let begun = Instant::now();
        assert!(minutes::propose(&text, None).is_ok());
        assert!(begun.elapsed() < Duration::from_secs(40), "{piece}: {:?}", begun.elapsed());
    }
}

#[test]
fn one_of_several_with_a_title_and_a_name_behind_is_that_one() {
    let text = "وتدخل أحد وجهاء البلدة الحاج ” زيفان الكرماد ” مقترحا وقف القنص.";
    says(text, "مقترحا", "زيفان الكرماد");
}

#[test]
fn whoever_holds_a_capacity_is_known_by_fewer_of_its_words() {
    let text = "الحضور:\n- الرائد/ زيفان الكرماد – مندوب قوات السهل\n- الرائد/ سلفان كيزو – مندوب قوات الهضبة\n\n\
        لم يمانع مندوب السهل. واعترض مندوب الهضبة على ذلك.";
    says(text, "لم يمانع", "زيفان الكرماد");
    says(text, "واعترض", "سلفان كيزو");
}

#[test]
fn two_are_those_who_bear_the_title_that_stands_for_them() {
    let text = "قال الشيخ زيفان الكرماد إن الصلح خير. وأيده الشيخ سلفان كيزو. ورحبت النائبة زينفو كوسار بذلك. \
        ثم أعلن الشيخان موافقتهما.";
    says(text, "أعلن", "زيفان الكرماد");
}

#[test]
fn an_exception_behind_a_negation_is_a_condition() {
    let proposal = minutes::propose("وقال العميد زيفان الكرماد إن قواته لن تنسحب إلا بأمر مكتوب.", None);
    let proposal = proposal.unwrap_or_else(|why| panic!("{why:?}"));
    let kinds: Vec<_> =
        proposal.statements.iter().flat_map(|one| &one.conditions).map(|one| one.kind.name()).collect();
    assert_eq!(kinds, ["unless"]);
}

#[test]
fn a_call_sign_is_known_without_a_colon_and_a_bracket_names_who_stands_there() {
    let text = "0615Z CP WILLOW reports two pickups on the road.\n0621Z CP WILLOW: Eleven persons, all armed.\n\
        0634Z Western LNO (Lt Nadia Kaplan) demanded that the vehicles be stopped.";
    says(text, "reports", "CP WILLOW");
    says(text, "demanded", "Nadia Kaplan");
}

#[test]
fn a_name_stands_behind_a_capacity_of_several_words_and_without_whose_something_is() {
    says("Minister of Home Affairs Jorin Haskel said the road is open.", "said", "Jorin Haskel");
    let text = "They met in Samir Haddou's bakery. \"No peace, no bread,\" Haddou, 61, recalled.";
    says(text, "recalled", "Samir Haddou");
}
