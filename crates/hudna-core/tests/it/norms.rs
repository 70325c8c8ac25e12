//! Every scenario of `tests/norms` comes out as a lawyer wrote it down.

use std::collections::BTreeSet;
use std::sync::Arc;

use hudna_core::agreement::norm::Kind;
use hudna_core::agreement::{SourceText, read};
use hudna_core::finding::Outcome;
use hudna_core::scenario::{self, Scenario};
use hudna_core::value::{Attribute, Value};

use crate::agreement_words::fits;
use crate::scenario::{Folder, folder, scenarios};

/// Every scenario of the folder; a file that cannot be read fails.
pub(crate) fn all() -> Vec<Scenario> {
    let mut files: Vec<_> = std::fs::read_dir(folder())
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        assert!(name.ends_with(".md"), "{name} is no scenario: put agreements and geometry in agreements/");
        let text = std::fs::read_to_string(&path).expect("a text");
        let (list, said) = scenarios(&name, &text);
        assert!(said.is_empty() && !list.is_empty(), "{name}: {said:#?}");
        for scenario in &list {
            let title = &scenario.title;
            assert!(
                !title.ar.is_empty() && !title.en.is_empty(),
                "{name}: a title lacks a language: {title:?}"
            );
        }
        out.extend(list);
    }
    out
}

/// Where a scenario stands.
pub(crate) fn name(scenario: &Scenario) -> String {
    format!("{}: {}", scenario.location.file, scenario.title.en)
}

#[test]
fn every_scenario_comes_out_as_expected() {
    let differences = |s: &Scenario| {
        let list = s.differences(&s.assess());
        list.into_iter().map(|d| format!("{}\n    {d:?}", name(s))).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = all().iter().flat_map(differences).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_norm_and_every_outcome_has_a_scenario() {
    let (mut kinds, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
    for scenario in all() {
        for expected in &scenario.expected {
            outcomes.insert(expected.outcome);
            if let Some(norm) = scenario.agreement.norm(&expected.norm) {
                kinds.insert(norm.kind.name());
                // permissions show in the findings of the norms that they are over
                let over = scenario
                    .agreement
                    .norms
                    .iter()
                    .filter(|p| p.exception.as_ref().is_some_and(|e| e.over.contains(&norm.id)));
                kinds.extend(over.map(|p| p.kind.name()));
            }
        }
    }
    let without: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).filter(|k| !kinds.contains(k)).collect();
    assert!(without.is_empty(), "no scenario in tests/norms for: {}", without.join(", "));
    assert_eq!(outcomes.len(), Outcome::ALL.len());
}

/// What is said of a scenario in which `written` was replaced, and the words underlined.
fn said(written: &str, instead: &str) -> Vec<(&'static str, String)> {
    let sound = "# أ · A\nagreement: coast.md\nas of: 2026-04-02 18:00\n## Facts · الوقائع\n- act: shelling (R1)\n\
                 - place: 31.05, -37.95 ± 500 m\n## Reports\n- R1: told 2026-04-01\n## Notices\n- party first; sent \
                 2026-03-01\n## Verifications\n- norm a4.1; state done\n## Complete\n- notices from 2026-03-01 until \
                 2026-04-01\n## Expect · المتوقع\n- a4.1: breach; against [[first]]\n## Why · التعليل\nX\n";
    assert!(sound.contains(written), "{written}");
    let text = sound.replace(written, instead);
    let (_, said) = scenarios("broken", &text);
    said.iter().for_each(fits);
    let words = |d: &hudna_core::diagnostic::Diagnostic| {
        d.location.as_ref().map_or("", |l| &text[l.start..l.end]).to_owned()
    };
    said.iter().map(|d| (d.code, words(d))).collect()
}

#[test]
fn a_scenario_that_is_not_understood_is_refused_with_its_words_underlined() {
    assert!(said("X", "Y").is_empty());
    for (written, instead, code, words) in [
        ("# أ · A\n", "", "scenario-none", ""),
        ("agreement: coast.md\n", "", "scenario-agreement-missing", "أ · A"),
        ("agreement:", "agrement:", "scenario-line-unknown", "agrement: coast.md"),
        ("coast.md", "no-such.md", "scenario-agreement-unreadable", "no-such.md"),
        ("as of: 2026-04-02 18:00\n", "", "scenario-as-of-missing", "أ · A"),
        ("as of: 2026-04-02 18:00", "as of: soon", "scenario-time-unreadable", "soon"),
        ("## Facts", "## Fakts", "scenario-heading-unknown", "Fakts"),
        ("- act: shelling", "act: shelling", "scenario-not-a-list", "act: shelling (R1)"),
        ("- act: shelling", "- act: shellling", "scenario-code-unknown", "shellling"),
        ("- act: shelling (R1)", "- act:", "scenario-value-missing", "act:"),
        ("- act:", "- akt:", "scenario-attribute-unknown", "akt"),
        ("- act: shelling", "- party: first", "scenario-attribute-derived", "first"),
        ("- act:", "- act: fire\n- act:", "scenario-attribute-twice", "act"),
        ("(R1)", "(R1", "scenario-bracket-unclosed", "shelling (R1"),
        ("± 500 m", "± 500", "scenario-place-unreadable", "31.05, -37.95 ± 500"),
        ("- place: 31.05, -37.95 ± 500 m", "- rounds: many", "scenario-number-unreadable", "many"),
        ("(R1)", "(Taban Deng)", "scenario-report-in-words", "Taban Deng"),
        ("- R1: told", "- R9: told", "scenario-report-unknown", "R9"),
        ("told 2026", "heard 2026", "scenario-clause-unknown", "heard 2026-04-01"),
        ("party first", "party frst", "party-unknown", "frst"),
        ("sent", "snt", "scenario-clause-unknown", "snt"),
        ("norm a4.1", "norm a4.99", "scenario-norm-unknown", "a4.99"),
        ("state done", "state undone", "value-unknown", "undone"),
        ("notices from", "notes from", "value-unknown", "notes"),
        (" until 2026-04-01\n## E", "\n## E", "scenario-complete-unreadable", "notices from 2026-03-01"),
        (
            "## Complete\n- notices from 2026-03-01 until",
            "## Answers\n- R1",
            "scenario-answer-unreadable",
            "R1 2026-04-01",
        ),
        ("## Facts", "## Another deed", "scenario-deed-misplaced", "Another deed · الوقائع"),
        ("a4.1: breach", "a4.1 breach", "scenario-outcome-missing", "a4.1 breach; against [[first]]"),
        ("a4.1: breach", "a4.99: breach", "scenario-norm-unknown", "a4.99"),
        ("breach", "brech", "scenario-outcome-unknown", "brech"),
        ("breach", "undetermined", "scenario-undetermined-bare", "undetermined"),
        (
            "a4.1: b",
            "a4.1 (incident 2): b",
            "scenario-deed-unknown",
            "a4.1 (incident 2): breach; against [[first]]",
        ),
        ("a4.1: b", "a4.1 (third): b", "scenario-subject-unknown", "a4.1 (third): breach; against [[first]]"),
        ("[[first]]", "[[frst]]", "party-unknown", "frst"),
        ("against", "agains", "scenario-clause-unknown", "agains [[first]]"),
        ("against [[first]]", "by nobody", "value-unknown", "nobody"),
        (
            "## Expect · المتوقع\n- a4.1: breach; against [[first]]\n",
            "",
            "scenario-expectation-missing",
            "أ · A",
        ),
        ("## Why · التعليل\nX\n", "", "scenario-why-missing", "أ · A"),
    ] {
        let found = said(written, instead);
        assert!(found.contains(&(code, words.to_owned())), "{instead}: {found:?}");
    }
}

#[test]
fn brackets_in_an_actors_own_name_are_no_report() {
    let coast = std::fs::read_to_string(folder().join("agreements/freeze.md")).expect("freeze.md");
    let named = coast.replacen("en = \"Brigade 1\"", "en = \"Brigade 1\", alt = [\"B-1 (RM)\"]", 1);
    assert_ne!(coast, named, "the fixture names the brigade");
    let source = SourceText { name: "freeze.md".to_owned(), text: named };
    let (agreement, faults) = read(source, &Folder(folder().join("agreements")));
    let agreement = Arc::new(agreement.unwrap_or_else(|| panic!("{faults:#?}")));
    let actor = |written: &str| {
        let text = format!(
            "# One\nagreement: freeze.md\nas of: 2026-04-02\n## Facts\n- act: fire (R2)\n- actor: {written}\n## Expect\n- a1.2: not covered\n## Why\nX\n"
        );
        let file = SourceText { name: "one".to_owned(), text };
        let (list, said) = scenario::read(&file, &mut |_| Ok(Arc::clone(&agreement)));
        assert!(said.is_empty(), "{said:#?}");
        let facts = &list[0].incidents[0].deeds[0].facts;
        let (_, fact) = facts.iter().find(|(a, _)| *a == Attribute::Actor).expect("an actor");
        (fact.alternatives[0].value.clone(), list[0].reports.len())
    };
    assert_eq!(actor("B-1 (RM)"), (Value::Actor("B-1 (RM)".into()), 1));
    assert_eq!(actor("\"B-1 (IO)\" (R1)"), (Value::Actor("B-1 (IO)".into()), 2));
    assert_eq!(actor("B-1 (RM) (R1)"), (Value::Actor("B-1 (RM)".into()), 2));
}

#[test]
fn a_scenario_may_be_arabic_throughout() {
    let english = "# A convoy\nagreement: freeze.md\nas of: 2026-04-02 18:00\n## Facts\n- act: troop_movement (R1)\n\
                   - at: 2026-03-11 06:00 .. 08:00\n- place: 31.05, -37.95 ± 2 km\n- actor: brigade-1 (R1) or brigade-2 (R2)\n\
                   - purpose: logistics\n- killed: 0\n## Reports\n- R1: told 2026-03-11 09:00\n## Authorisations\n\
                   - unit brigade-1; act troop_movement; sent 2026-03-10; window 2026-03-11 05:00 .. 09:00; answer granted\n\
                   ## Complete\n- authorisations from 2026-03-01 until 2026-04-01\n## Expect\n- a1.2 (incident 1, deed 1): \
                   undetermined {breach, permitted}; if bound undetermined; may settle nothing\n## Why\nX\n";
    let arabic = "# قافلة\nالاتفاق: freeze.md\nحتى: ٢٠٢٦-٠٤-٠٢ ١٨:٠٠\n## الوقائع\n- الفعل: تحرك قوات (R1)\n\
                  - الوقت: ٢٠٢٦-٠٣-١١ ٠٦:٠٠ .. ٠٨:٠٠\n- المكان: ٣١٫٠٥، -٣٧٫٩٥ ± ٢ كم\n- الفاعل: brigade-1 (R1) أو brigade-2 (R2)\n\
                  - الغرض: إمداد وتموين\n- القتلى: ٠\n## البلاغات\n- R1: أُبلغ 2026-03-11 09:00\n## الأذون\n\
                  - الوحدة brigade-1؛ الفعل تحرك قوات؛ أُرسل 2026-03-10؛ المدة 2026-03-11 05:00 .. 09:00؛ الجواب مُنح\n\
                  ## السجلات المكتملة\n- الأذون من 2026-03-01 حتى 2026-04-01\n## المتوقع\n- a1.2 (الواقعة 1، الفعل 1): \
                  غير محسوم {خرق، مسموح به}؛ لو كان ملزمًا غير محسوم؛ قد يحسم لا شيء\n## التعليل\nس\n";
    let facts = |text: &str| {
        let (list, said) = scenarios("one", text);
        assert!(said.is_empty(), "{said:#?}");
        let one = list.first().expect("a scenario");
        let e = &one.expected[0];
        let expected = (e.outcome, &e.possible, e.if_bound, &e.missing, &e.subject, e.deed);
        format!("{:?}", (one.as_of, &one.reports, &one.incidents, &one.registers, expected))
    };
    assert_eq!(facts(english), facts(arabic));
}

#[test]
fn what_holds_for_a_whole_file_is_said_once() {
    let text = "agreement: coast.md\nas of: 2026-04-02 18:00\n\n# One\n## Facts\n- act: fire\n## Expect\n\
                - a4.2: not covered\n## Why\nX\n\n# Two\nas of: 2026-04-03\n## Facts\n- none\n## Expect\n\
                - a4.2 (first): not covered\n## Why\nX\n";
    let (list, said) = scenarios("file", text);
    assert!(said.is_empty(), "{said:#?}");
    assert_eq!(list.len(), 2);
    assert!(list[0].as_of < list[1].as_of);
}
