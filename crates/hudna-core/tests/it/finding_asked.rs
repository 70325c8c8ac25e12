//! What a finding asks for and what it measured, as readers are told of it.

use hudna_core::agreement::{SourceText, read};
use hudna_core::finding::{Distance, Finding, Reason};
use hudna_core::scenario::Scenario;

use crate::scenario::{Folder, folder, scenarios};

/// Shelling with a calibre that nobody knows, under a prohibition of `calibre`: the answers asked for.
fn answers_of(calibre: &str) -> Vec<String> {
    let coast = std::fs::read_to_string(folder().join("agreements/coast.md")).expect("a text");
    let (head, _) = coast.split_once("## المادة 4").expect("article 4");
    let head = head.replace("supersedes   = \"coast.v1.md\"\n", "");
    let text = format!(
        "{head}\n## المادة 4 · Article 4 {{#a4}}\n\n```toml norm\nid = \"a4.1\"\nkind = \"prohibition\"\n\
         when = \"act = 'shelling' AND {calibre}\"\n```\n"
    );
    let source = SourceText { name: "world.md".into(), text };
    let (agreement, said) = read(source, &Folder(folder().join("agreements")));
    let agreement = std::sync::Arc::new(agreement.unwrap_or_else(|| panic!("{said:#?}")));
    let facts = "# أ · A\nagreement: world.md\nas of: 2026-04-02 18:00\n## Facts\n- act: shelling\n- at: 2026-03-20 06:00\n\
                 - actor: brigade-1\n## Expect\n- a4.1: undetermined {breach, not covered}\n## Why\nX\n";
    let source = SourceText { name: "facts.md".into(), text: facts.into() };
    let (list, said) = hudna_core::scenario::read(&source, &mut |_| Ok(agreement.clone()));
    assert!(said.is_empty(), "{said:#?}");
    let finding = found(&list[0], "a4.1");
    let [only] = finding.missing.as_slice() else { panic!("{:?}", finding.missing) };
    assert_eq!((only.settles, only.facts.len(), &*only.facts[0].fact), (true, 1, "calibre_mm"));
    only.facts[0].answers.clone()
}

fn found(scenario: &Scenario, norm: &str) -> Finding {
    let assessment = scenario.assess();
    assessment.findings.into_iter().find(|f| &*f.norm == norm).expect("a finding")
}

#[test]
fn answers_about_a_number_do_not_overlap() {
    assert_eq!(answers_of("calibre_mm >= 120"), ["..<120", "120.."]);
    assert_eq!(answers_of("calibre_mm < 120"), ["..<120", "120.."]);
    assert_eq!(answers_of("120 <= calibre_mm"), ["..<120", "120.."]);
    assert_eq!(answers_of("calibre_mm > 120"), ["..120", ">120.."]);
    assert_eq!(answers_of("NOT calibre_mm <= 120"), ["..120", ">120.."]);
}

#[test]
fn a_number_that_is_asked_for_by_itself_is_an_answer_of_its_own() {
    assert_eq!(answers_of("calibre_mm = 120"), ["..<120", "120..120", ">120.."]);
    assert_eq!(answers_of("calibre_mm BETWEEN 100 AND 120"), ["..<100", "100..120", ">120.."]);
}

fn distances(reason: &Reason, out: &mut Vec<Distance>) {
    out.extend(reason.distance);
    reason.parts.iter().for_each(|part| distances(part, out));
}

#[test]
fn a_separation_says_how_far_apart_the_units_stood_and_what_was_asked() {
    let text = std::fs::read_to_string(folder().join("separation.md")).expect("a text");
    let (list, _) = scenarios("separation.md", &text);
    // two posts 2,000 m apart, known to 200 and to 500 m; then 2,600 m
    for (scenario, metres) in list.iter().zip([2_000_u32, 2_600]) {
        let finding = found(scenario, "a6.1");
        let mut measured = Vec::new();
        distances(&finding.because, &mut measured);
        let [Distance { least_m, most_m, asked_m }] = measured[..] else { panic!("{measured:?}") };
        assert_eq!(asked_m, 3_000);
        assert!(least_m.abs_diff(metres - 700) < 20 && most_m.abs_diff(metres + 700) < 20, "{measured:?}");
    }
}
