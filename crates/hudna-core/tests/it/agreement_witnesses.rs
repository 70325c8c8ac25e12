//! What is found by search over cells holds in the engine too: a witness, read as a scenario and assessed,
//! comes out as it says.

use std::sync::Arc;

use hudna_core::agreement::check::{CHECKS, Example, File, sample};
use hudna_core::agreement::{Agreement, SourceText};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::scenario;

/// The sample with these words replaced, and what is said of it.
fn with(changes: &[(&str, &str)]) -> (Agreement, Vec<Diagnostic>) {
    let mut shelf = sample();
    let text = shelf.0.get_mut(File::Text.name()).expect("the text is on the shelf");
    for (from, to) in changes {
        assert!(text.contains(from), "the sample no longer holds {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let (agreement, said) = shelf.read();
    (agreement.unwrap_or_else(|| panic!("it loads: {said:#?}")), said)
}

/// The codes said of the sample with these words replaced.
fn codes(changes: &[(&str, &str)]) -> Vec<&'static str> {
    with(changes).1.iter().map(|d| d.code).collect()
}

/// The scenario that a diagnostic shows.
fn shown(diagnostic: &Diagnostic) -> &str {
    diagnostic.arguments.iter().find(|(name, _)| *name == "scenario").map_or("", |(_, text)| text)
}

/// How the scenario differs from what it says, unexpected findings included.
fn differs(agreement: &Agreement, text: &str) -> Vec<String> {
    let source = SourceText { name: "witness.md".to_owned(), text: text.to_owned() };
    let agreement = Arc::new(agreement.clone());
    let (scenarios, said) = scenario::read(&source, &mut |_| Ok(Arc::clone(&agreement)));
    assert!(said.is_empty() && scenarios.len() == 1, "{said:#?}\n{text}");
    let differences = scenarios.iter().flat_map(|s| s.differences(&s.assess()));
    differences.map(|d| format!("{d:?}\n{text}")).collect()
}

/// Witnesses of a changed sample that do not come out in the engine, and how many there are.
fn broken(changes: &[(&str, &str)]) -> (Vec<String>, usize) {
    let (agreement, said) = with(changes);
    let witnesses: Vec<&str> = said.iter().map(shown).filter(|s| !s.is_empty()).collect();
    (witnesses.iter().flat_map(|w| differs(&agreement, w)).collect(), witnesses.len())
}

#[test]
fn every_witness_of_the_worked_examples_comes_out_in_the_engine() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for check in CHECKS {
        let Example::Change(File::Text, from, to) = check.example else { continue };
        if !["articles-disagree", "sole-roads-disagree", "duty-prohibited"].contains(&check.code) {
            continue;
        }
        let (broken, many) = broken(&[(from, to)]);
        wrong.extend(broken);
        tried += many;
    }
    assert!(tried >= 3, "{tried}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FREE: &str = "```toml norm\nid   = \"a6.1\"";

/// A free-standing permission put into the sample.
fn free_standing(when: &str, needs: &str) -> String {
    format!(
        "```toml norm\nid    = \"a6.9\"\nkind  = \"permission\"\nwhen  = \"{when}\"\nneeds = [{needs}]\n```\n\n{FREE}"
    )
}

#[test]
fn witnesses_of_every_sort_of_question_come_out() {
    for (when, needs) in [
        ("act = 'shelling'", ""),
        ("act = 'shelling' AND daily(at, '22:00', '04:00')", ""),
        ("act = 'shelling' AND at >= DATE('2026-04-05') AND at < DATE('2026-04-06')", ""),
        ("act = 'shelling' AND calibre_mm > 82 AND calibre_mm < 120", ""),
        ("act = 'shelling' AND within_distance(place, line('contact'), '2 km')", ""),
        ("act = 'shelling' AND S_DISJOINT(origin, zone('buffer'))", ""),
        ("act = 'shelling' AND party = 'second'", ""),
        ("act = 'shelling' AND actor = 'hill-brigade'", ""),
        ("act = 'shelling' AND affiliated(actor, 'second')", ""),
        ("act = 'shelling' AND target = 'river-guard'", ""),
        (
            "act = 'shelling' AND in_reply_to(act = 'clash' AND S_INTERSECTS(place, zone('buffer')), '2 h')",
            "",
        ),
        ("act = 'shelling' AND NOT in_reply_to(act = 'clash', '2 h')", ""),
        ("act = 'flight'", "{ id = \"leave\", when = \"authorised('leave')\" }"),
        ("act = 'flight'", "{ id = \"told\", when = \"notified('flight_notice')\" }"),
        ("act = 'flight'", "{ id = \"call\", when = \"contacted('jccc')\" }"),
        ("act = 'flight' AND NOT notified('flight_notice')", ""),
        ("act = 'speech' AND reading('hot_pursuit')", ""),
        ("act = 'movement' AND purpose NOT IN ('medevac','aid')", ""),
    ] {
        let (broken, many) = broken(&[(FREE, &free_standing(when, needs))]);
        assert!(many > 0, "{when} {needs}: no contradiction was found");
        assert!(broken.is_empty(), "{when} {needs}: {}", broken.join("\n"));
    }
}

#[test]
fn what_cannot_meet_does_not_contradict() {
    for when in [
        "act = 'training'",
        "act = 'shelling' AND S_DISJOINT(place, zone('buffer')) AND target_kind = 'military'",
        "act = 'shelling' AND at < DATE('2026-02-01')",
        "act = 'speech' AND act = 'flight'",
        "act = 'incitement' AND bound('first') AND at < d_day()",
    ] {
        let text = free_standing(when, "");
        let found = codes(&[(
            FREE,
            &text.replace("act = 'training'", "act = 'training' AND S_DISJOINT(place, zone('buffer'))"),
        )]);
        assert!(!found.contains(&"articles-disagree"), "{when}: {found:?}");
    }
}

#[test]
fn a_permission_that_lists_what_it_is_over_does_not_contradict_it() {
    let over =
        free_standing("act = 'shelling'", "").replace("kind  =", "over  = [\"a4.1\", \"a4.3\"]\nkind  =");
    let found = codes(&[(FREE, &over)]);
    assert!(!found.contains(&"articles-disagree"), "{found:?}");
    // but it meets the sole road
    assert!(found.contains(&"sole-roads-disagree"), "{found:?}");
    let linked = over.replace("\"a4.3\"]", "\"a4.3\", \"a4.1.reply\"]");
    let found = codes(&[(FREE, &linked)]);
    assert!(!found.contains(&"sole-roads-disagree"), "{found:?}");
}

#[test]
fn conditions_that_exclude_themselves_are_found_and_others_are_not() {
    let condition = "when = \"act = 'obstruction'\"";
    for (when, never) in [
        ("act = 'shelling' AND act = 'rocket'", true),
        ("act = 'fire' AND act = 'shelling'", false),
        ("calibre_mm > 100 AND calibre_mm < 100", true),
        ("calibre_mm >= 100 AND calibre_mm <= 100", false),
        ("act = 'flight' AND at >= DATE('2026-04-01') AND at < DATE('2026-03-01')", true),
        ("act = 'flight' AND daily(at, '08:00', '10:00') AND daily(at, '12:00', '14:00')", true),
        ("act = 'flight' AND daily(at, '08:00', '10:00') AND daily(at, '09:00', '14:00')", false),
        (
            "act = 'flight' AND S_INTERSECTS(place, zone('buffer')) AND S_DISJOINT(place, zone('buffer'))",
            true,
        ),
        (
            "act = 'flight' AND S_INTERSECTS(origin, zone('buffer')) AND S_DISJOINT(place, zone('buffer'))",
            false,
        ),
        ("act = 'flight' AND notified('flight_notice') AND NOT notified('flight_notice')", true),
        ("act = 'flight' AND in_reply_to(act = 'clash') AND NOT in_reply_to(act = 'fire')", false),
        ("in_reply_to(act = 'clash' AND act = 'fire')", true),
        ("party = 'first' AND act = 'flight' AND actor = 'cave-group'", true),
        ("party = 'second' AND act = 'flight' AND actor = 'hill-brigade'", false),
        ("act = 'flight' AND at >= d_day(200)", true),
    ] {
        let found = codes(&[(condition, &format!("when = \"{when}\""))]);
        assert_eq!(found.contains(&"norm-never-applies"), never, "{when}: {found:?}");
    }
}
