//! What a drafter is told about a text that loads.

use crate::agreement_loads::{Shelf, load, valley};
use crate::agreement_words::fits;
use hudna_core::agreement::check;

/// Code and underlined words of every warning about the valley with `from` replaced by `to` in `file`.
fn warnings(edits: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut shelf: Shelf = valley();
    for (file, from, to) in edits {
        let text = shelf.0.get_mut(*file).expect("the file is on the shelf");
        assert!(text.contains(from), "the fixture no longer holds {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let (agreement, said) = load(&shelf, "valley.md");
    let agreement = agreement.unwrap_or_else(|| panic!("it loads: {said:#?}"));
    check(&agreement)
        .iter()
        .map(|d| {
            fits(d);
            let place = d.location.as_ref().expect("a place");
            (d.code.to_owned(), shelf.0[&place.file][place.start..place.end].to_owned())
        })
        .collect()
}

/// `edit` brings a warning with `code` at `words` that the sound text does not have.
fn warns(from: &str, to: &str, code: &str, words: &str) {
    warns_in("valley.md", from, to, code, words);
}

fn warns_in(file: &str, from: &str, to: &str, code: &str, words: &str) {
    let wanted = (code.to_owned(), words.to_owned());
    assert!(!warnings(&[]).contains(&wanted), "{code} is there without the edit");
    let found = warnings(&[(file, from, to)]);
    assert!(found.contains(&wanted), "{from:?} → {to:?}: expected {code} at {words:?}, found {found:#?}");
}

#[test]
fn the_sound_text_has_only_what_its_author_left_open() {
    let codes: Vec<String> = warnings(&[]).into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        vec![
            "acts-not-covered",
            "dispute-path-missing",
            "formation-unlinked",
            "monitor-access-missing",
            "medevac-missing"
        ]
    );
}

#[test]
fn numbers_that_differ_between_the_languages_are_shown() {
    warns("by D+20.", "by D+30.", "numbers-differ", "20");
    warns("after 06:00.|", "after 07:00.|", "numbers-differ", "الساعة 06:00");
    let same = warnings(&[("valley.md", "قبل 48 ساعة", "قبل ٤٨ ساعة")]);
    assert!(!same.iter().any(|(code, _)| code == "numbers-differ"), "digits of either script are one number");
}

#[test]
fn a_paragraph_in_one_language_is_shown() {
    warns(
        "|No shelling inside the buffer after 06:00.|",
        "||",
        "paragraph-one-language",
        "لا قصف داخل المنطقة العازلة بعد الساعة 06:00.",
    );
}

#[test]
fn an_article_that_demands_without_a_norm_is_shown() {
    let to = "## المادة 6 · Article 6 {#a6}\n\n|§|العربية|English|\n|-|-|-|\n|6.1|يُحظر التحريض.|Incitement is prohibited.|\n\n## المادة 5: السحب";
    warns("## المادة 5: السحب", to, "article-without-norm", "## المادة 6 · Article 6 {#a6}");
    let quiet = to.replace("Incitement is prohibited", "Definitions").replace("يُحظر التحريض", "تعاريف");
    let found = warnings(&[("valley.md", "## المادة 5: السحب", &quiet)]);
    assert!(!found.iter().any(|(code, _)| code == "article-without-norm"), "nothing is demanded there");
}

#[test]
fn names_that_nobody_uses_are_shown() {
    warns(
        "when = \"reading('hot_pursuit')\"",
        "when = \"purpose = 'medevac'\"",
        "term-unused",
        "hot_pursuit",
    );
    warns("contacted('jccc')", "notified('flight_notice')", "match-unused", "jccc");
    warns("line('contact')", "zone('buffer')", "geometry-unused", "\"valley.geojson\"");
    warns(
        "{ id = \"river-guard\"",
        "{ id = \"sea-guard\"",
        "formation-undeclared",
        "{ of = \"river-guard\", is = \"mobilised_by\", to = \"second\", by = \"R-90\", disputed_by = [\"second\"] }",
    );
    warns(", en = \"River Guard\"", "", "name-one-language", "river-guard");
    warns("title_en     = \"The Valley Understanding (invented)\"\n", "", "title-missing", "\"valley\"");
    warns("prevails     = \"ar\"\n", "", "prevails-missing", "\"valley\"");
}

#[test]
fn a_name_that_two_formations_share_is_shown() {
    warns(
        "en = \"River Guard\" }",
        "en = \"River Guard\", alt = [\"لواء التلّ\"] }",
        "name-shared",
        "river-guard",
    );
}

#[test]
fn duties_without_a_day_or_a_verifier_are_shown() {
    warns("due       = \"D+20\"\n", "", "deadline-missing", "a5.1");
    warns("verifier  = \"joint_team\"\n", "", "verifier-missing", "a5.1");
}

#[test]
fn a_register_that_can_never_say_no_is_shown() {
    warns(
        "complete = [\n  { register = \"notices\", from = \"D\", by = \"commission\" },\n  { register = \"contacts\", from = \"D\", by = \"commission\" },\n]\n",
        "",
        "register-never-complete",
        "contacted('jccc')",
    );
}

#[test]
fn a_burden_without_a_time_to_reply_is_shown() {
    warns("reply_within = \"5 d\"\n", "", "burden-without-reply-time", "a4.1.reply");
}

#[test]
fn prohibitions_without_the_usual_exceptions_are_shown() {
    warns("over  = [\"a4.1\"]", "over  = [\"a5.2\"]", "self-defence-missing", "a4.1");
    warns("urgent     = \"purpose = 'medevac'\"\ntell_after = \"6 h\"\n", "", "medevac-missing", "a4.2");
}

#[test]
fn two_sole_roads_over_one_norm_are_shown() {
    warns("over = [\"a5.2\"]", "over = [\"a5.2\", \"a4.1\"]\nonly = true", "sole-roads-disagree", "a5.3");
}

#[test]
fn a_prohibition_that_names_no_act_is_shown() {
    warns("act = 'movement' AND within", "within", "act-missing", "a5.2");
}

#[test]
fn norms_and_zones_outside_the_time_in_force_are_shown() {
    warns("by   = \"D+14\"", "by   = \"D+200\"", "norm-never-in-force", "a5.2");
    warns_in(
        "valley.geojson",
        "\"2026-04-01\"",
        "\"2026-04-03\"",
        "geometry-not-throughout",
        "\"valley.geojson\"",
    );
}
