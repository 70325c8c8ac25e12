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

#[test]
fn the_name_of_a_body_goes_on_with_and_and_with_what_it_is_for() {
    let text = "أوضح رئيس مجلس الحكماء والشورى الحاج ” زيفان الكرماد ” أن الطريق مفتوح .";
    says(text, "أوضح", "زيفان الكرماد");
    let text = "أشادت رئيسة بعثة السلام للدعم في زرقان “زينفو كوسار” بالبلدية. وقالت رئيسة البعثة إنها عائدة.";
    says(text, "وقالت", "زينفو كوسار");
    let text = "وصلت الممثلة الخاصة للأمين العام ” زينفو كوسار ” . وقالت ” كوسار ” إنها باقية .";
    says(text, "وقالت", "زينفو كوسار");
}

#[test]
fn a_name_may_look_like_a_verb_to_come_or_end_in_an_occupation() {
    says(
        "وصلت نائبة رئيس البعثة، سيلفان كوسار، إلى البلدة. وقالت كوسار إنها باقية.",
        "وقالت",
        "سيلفان كوسار",
    );
    says("قال الدكتور عصام الجندي وكيل المديرية إن الدواء وصل.", "قال", "عصام الجندي");
    says("طالب الناشط زيفان الحداد بفتح المعبر.", "طالب", "زيفان الحداد");
}

#[test]
fn whoever_speaks_may_be_told_by_whence_they_are() {
    let text = "أما الناشطة من الضفة الغربية لينا كوسار فأشارت إلى أن الماء مقطوع.";
    says(text, "فأشارت", "لينا كوسار");
}

#[test]
fn behind_a_comma_and_and_whoever_stands_before_is_no_subject() {
    let text = "أثنى العميد زيفان الكرماد على الدور الذي يضطلع به أعيان المدينة، وأوضح أن الطريق مفتوح.";
    says(text, "وأوضح", "زيفان الكرماد");
}

#[test]
fn a_participle_goes_on_with_whoever_acted_right_before() {
    let text = "أعلن العميد زيفان الكرماد قبوله، بينما قدم الشيخ سلفان كيزو الاعتذار، طالبا السماح.";
    says(text, "طالبا", "سلفان كيزو");
}

#[test]
fn if_stands_before_a_verb_and_that_before_a_noun() {
    let kinds = |text: &str| {
        let proposal = minutes::propose(text, None).unwrap_or_else(|why| panic!("{why:?}"));
        let tied = proposal.statements.iter().flat_map(|one| &one.conditions);
        tied.map(|one| one.kind.name()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("أضاف العميد زيفان الكرماد أن القوة جاهزة للحراسة إن رغبت البعثة."), ["if"]);
    assert_eq!(kinds("أضاف العميد زيفان الكرماد إن القوة جاهزة للحراسة."), Vec::<&str>::new());
}

#[test]
fn whoever_is_heard_answers_and_a_log_may_tell_the_time_by_four_digits() {
    let text = "السائل: المقدم زيفان الكرماد\nالمستمع إليه: الرقيب سلفان كيزو\n\
        س: أين كنت؟\nج: أنفي ذلك نفيا قاطعا.";
    says(text, "أنفي", "سلفان كيزو");
    let text = "2112 Harbour Gate: A boat is near.\n2114 Control: Say again.\n2115 Harbour Gate: A boat.\n\
        2140 Control requested a tow.\n2150 Harbour Gate confirmed that it is gone.";
    says(text, "confirmed", "Harbour Gate");
}

#[test]
fn what_nobody_objected_to_all_agreed_on() {
    let proposal = minutes::propose("توافق الحاضرون على الخريطة، ولم يعترض أحد على الموعد.", None);
    let proposal = proposal.unwrap_or_else(|why| panic!("{why:?}"));
    assert!(proposal.statements.iter().all(|one| one.unanimous), "{:?}", proposal.statements);
    let two = "قالت المديرة لينا كوسار والمديرة هبة الكرماد إن الدواء نفد. وأجمعت المديرتان على طلب العون.";
    let proposal = minutes::propose(two, None).unwrap_or_else(|why| panic!("{why:?}"));
    assert!(!proposal.statements.iter().any(|one| one.unanimous), "two of those who were there are not all");
}

#[test]
fn in_english_the_last_word_says_what_a_body_is_and_an_apposition_is_closed() {
    let text = "The Lake Alliance met the Government of Meroland. The Alliance welcomed the release.";
    says(text, "welcomed", "Lake Alliance");
    let text = "The Assistant Director, Mr. Jorin Haskel, met General Abdel Sirri. In his meeting with General Sirri, \
        the Assistant Director welcomed the release.";
    says(text, "welcomed", "Jorin Haskel");
    says(
        "Elder Simaya Lotuko of Upper Deir told the officer that the ridge was quiet.",
        "told",
        "Simaya Lotuko",
    );
}
