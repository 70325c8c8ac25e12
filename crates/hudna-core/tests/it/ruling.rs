//! When the commission has ruled, as a lawyer would tell it: by the rule that the text gives it, and by no other. All invented.

use hudna_core::agreement::{Agreement, SourceText, read};
use hudna_core::dialogue::adoption::Vote;
use hudna_core::dialogue::ruling::{Voices, rules, weigh};
use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};

use crate::agreement_loads::Shelf;
use crate::ledger_samples::{at, user};

/// A text in which the table, the commission and anybody else decide by rules of their own.
fn text(commission: &str) -> Agreement {
    let text = format!(
        "+++\nagreement = \"ruled\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-02-01\n+++\n\
         ```toml register\nparty = [{{ id = \"first\" }}, {{ id = \"second\" }}]\n```\n\
         ## مادة · Article {{#a5}}\n\
         ```toml norm\nid = \"a5.1\"\nkind = \"decision\"\nbody = \"table\"\nmust = \"count(vote = 'against') = 0\"\n```\n\
         ```toml norm\nid = \"a5.2\"\nkind = \"decision\"\n{commission}\n```\n"
    );
    let (read, said) = read(SourceText { name: "ruled.md".to_owned(), text }, &Shelf::default());
    read.unwrap_or_else(|| panic!("{said:#?}"))
}

/// What the votes come to of members 1 to 3, so many hours after the finding came before them.
fn come_to(text: &Agreement, by: &[u8], against: &[u8], abstained: &[u8], hours: i64) -> Vote {
    let users = |numbers: &[u8]| -> Vec<UserId> { numbers.iter().map(|n| user(*n)).collect() };
    let (members, by, against, abstained) = (users(&[1, 2, 3]), users(by), users(against), users(abstained));
    let voices = Voices { members: &members, by: &by, against: &against, abstained: &abstained };
    let put: Instant = at(0);
    weigh(text, "a5.2", &voices, (put, put.plus(Span::hours(hours))))
}

const TAKEN: Vote = Vote::Taken { by_silence: false };

#[test]
fn the_commission_rules_by_its_own_rules_and_not_by_those_of_the_table() {
    let known = |text: &Agreement| rules(text).map(|norm| norm.id.to_string()).collect::<Vec<_>>();
    let must = "must = \"count(vote = 'for') >= 2\"";
    assert_eq!(known(&text(must)), ["a5.2"], "a rule that names no body speaks to all");
    assert_eq!(known(&text(&format!("body = \"commission\"\n{must}"))), ["a5.2"]);
    assert!(known(&text(&format!("body = \"technical\"\n{must}"))).is_empty());
}

#[test]
fn a_ruling_needs_the_quorum_and_the_votes_that_the_rule_asks() {
    let text = text(
        "body = \"commission\"\nquorum = \"count(present) >= 2\"\nmust = \"count(vote = 'against') = 0\"",
    );
    assert_eq!(come_to(&text, &[1, 2], &[], &[], 0), TAKEN);
    assert_eq!(come_to(&text, &[1], &[], &[2], 0), TAKEN, "who abstains is there");
    assert_eq!(come_to(&text, &[1], &[], &[], 0), Vote::NoQuorum);
    assert_eq!(come_to(&text, &[1, 2], &[3], &[], 0), Vote::TooFew);
}

#[test]
fn where_two_must_stand_by_it_one_is_too_few_whoever_is_there() {
    let text = text("body = \"commission\"\nmust = \"count(vote = 'for') >= 2\"");
    assert_eq!(come_to(&text, &[1], &[], &[2, 3], 0), Vote::TooFew);
    assert_eq!(come_to(&text, &[1, 3], &[2], &[], 0), TAKEN);
}

#[test]
fn whoever_was_not_there_counts_for_it_only_when_the_time_of_silence_has_run() {
    let text = text("body = \"commission\"\nmust = \"count(vote = 'for') >= 3\"\nsilence = \"72 h\"");
    assert!(matches!(come_to(&text, &[1, 2], &[], &[], 24), Vote::Undetermined { .. }));
    assert_eq!(come_to(&text, &[1, 2], &[], &[], 73), Vote::Taken { by_silence: true });
    assert_eq!(come_to(&text, &[1, 2], &[3], &[], 73), Vote::TooFew);
}
