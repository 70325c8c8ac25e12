//! What holds of commitments whatever was promised: properties over generated records.

use std::sync::Arc;

use hudna_core::commitment::{Board, Commitments, Need, Order, Row, State};
use hudna_core::condition::Truth;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::entry::Body;
use hudna_core::time::{Instant, Span};
use proptest::prelude::*;

use crate::commitments::{body, frame};

/// 27 February 2026, noon, UTC.
const FROM: i64 = 1_772_193_600_000_000;
const PARTIES: [&str; 3] = ["first", "second", "third"];

fn day(n: u16) -> Instant {
    Instant(FROM).plus(Span::hours(i64::from(n) * 24))
}

fn id(n: usize) -> Arc<str> {
    format!("p{n}").into()
}

fn promised(n: usize, by: usize, due: Option<u16>, needs: Vec<Need>) -> Act {
    Act::PromiseMade {
        by: PARTIES[by % 3].into(),
        due: due.map(day),
        due_rule: None,
        id: id(n),
        needs,
        not_before: None,
        on: Vec::new(),
        theme: None,
        to: vec![PARTIES[(by + 1) % 3].into()],
        until: None,
        valid_for: Some("10 d".into()),
        verifier: None,
        what: Both::default(),
    }
}

/// What is said of a promise after it was made: which, on which day, what.
#[derive(Clone, Copy, Debug)]
enum Later {
    Claimed(u8),
    Found(u8),
    Extended(u16),
    Released,
    Withdrawn,
    Read(usize, Order),
}

fn later() -> impl Strategy<Value = Later> {
    prop_oneof![
        3 => (0_u8..4).prop_map(Later::Claimed),
        4 => (0_u8..4).prop_map(Later::Found),
        1 => (0_u16..90).prop_map(Later::Extended),
        1 => Just(Later::Released),
        1 => Just(Later::Withdrawn),
        1 => (0_usize..12, order()).prop_map(|(on, how)| Later::Read(on, how)),
    ]
}

fn order() -> impl Strategy<Value = Order> {
    prop::sample::select(Order::ALL)
}

/// Who promises, until which day, and what before it is needed in which order.
type Drawn = (usize, Option<u16>, Vec<(prop::sample::Index, Order)>);

/// Promises, each of which may need some of those before it.
fn made() -> impl Strategy<Value = Vec<Act>> {
    let one = (
        0_usize..3,
        prop::option::of(0_u16..60),
        prop::collection::vec((any::<prop::sample::Index>(), order()), 0..3),
    );
    prop::collection::vec(one, 1..12).prop_map(|list| {
        let one = |(n, (by, due, needs)): (usize, Drawn)| {
            let need = |(on, how): (prop::sample::Index, Order)| Need {
                how,
                on: id(on.index(n.max(1))),
                read_by: None,
            };
            let needs = if n == 0 { Vec::new() } else { needs.into_iter().map(need).collect() };
            promised(n, by, due, needs)
        };
        list.into_iter().enumerate().map(one).collect()
    })
}

fn said(promises: &[Act], about: usize, what: Later) -> Act {
    let about = about % promises.len();
    let Act::PromiseMade { by, to, .. } = &promises[about] else { unreachable!() };
    let (debtor, creditor, id) = (by.clone(), to[0].clone(), id(about));
    match what {
        Later::Claimed(scale) => Act::PromiseClaimed { by: debtor, id, scale: Some(scale) },
        Later::Found(scale) => Act::PromiseVerified { id, scale, valid_until: None },
        Later::Extended(until) => Act::PromiseExtended { by: creditor, due: day(until), id },
        Later::Released => Act::PromiseReleased { by: creditor, id },
        Later::Withdrawn => Act::PromiseWithdrawn { by: debtor, id },
        Later::Read(on, how) => Act::SequenceRead { by: creditor, how, id, on: format!("p{on}").into() },
    }
}

fn bodies(promises: &[Act], later: &[(usize, u16, Later)]) -> Vec<Body> {
    let made = promises.iter().map(|act| (act.clone(), day(0)));
    // no two things are said at one moment
    let after = later.iter().enumerate().map(|(n, (about, at, what))| {
        (said(promises, *about, *what), day(1 + at % 80).plus(Span::seconds(i64::try_from(n).unwrap_or(0))))
    });
    made.chain(after).zip(0_u8..).map(|((act, at), n)| body(act, at, n)).collect()
}

fn folded<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Commitments {
    let mut all = Commitments::default();
    for (n, body) in (0_u64..).zip(bodies) {
        all.take(body, body.at, n);
    }
    all
}

/// All of a board that does not lie in numbers of entries.
fn rows(board: &Board) -> Vec<(State, Truth, Truth, Option<Instant>)> {
    board.rows.iter().map(|row: &Row| (row.state, row.done, row.late, row.due().map(|due| due.by))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_was_said_later_may_be_heard_in_any_order(
        promises in made(),
        later in prop::collection::vec((0_usize..12, 0_u16..80, later()), 0..20),
        seed in any::<u64>(),
        at in 0_u16..100,
    ) {
        let bodies = bodies(&promises, &later);
        let mut shuffled: Vec<&Body> = bodies.iter().collect();
        let tail = &mut shuffled[promises.len()..];
        tail.sort_by_key(|body| (u64::from(body.id.0.as_bytes()[3]).wrapping_mul(seed | 1)).rotate_left(17));
        let one = folded(&bodies).evaluate(&frame(), day(at));
        let other = folded(shuffled).evaluate(&frame(), day(at));
        prop_assert_eq!(rows(&one), rows(&other));
    }

    #[test]
    fn what_was_said_after_the_moment_changes_nothing_and_asking_twice_agrees(
        promises in made(),
        later in prop::collection::vec((0_usize..12, 0_u16..80, later()), 0..20),
        at in 0_u16..100,
    ) {
        let all = bodies(&promises, &later);
        let known: Vec<&Body> = all.iter().filter(|body| body.at <= day(at)).collect();
        let whole = folded(&all);
        let board = whole.evaluate(&frame(), day(at));
        prop_assert_eq!(rows(&board), rows(&whole.evaluate(&frame(), day(at))));
        prop_assert_eq!(rows(&board), rows(&folded(known).evaluate(&frame(), day(at))));
    }

    #[test]
    fn a_promise_that_has_nothing_to_do_with_another_changes_none(
        promises in made(),
        later in prop::collection::vec((0_usize..12, 0_u16..80, later()), 0..20),
        at in 0_u16..100,
    ) {
        let mut all = bodies(&promises, &later);
        let before = folded(&all).evaluate(&frame(), day(at));
        all.push(body(promised(99, 2, Some(3), Vec::new()), day(0), 250));
        let after = folded(&all).evaluate(&frame(), day(at));
        prop_assert_eq!(&rows(&before)[..], &rows(&after)[..promises.len()]);
    }

    #[test]
    fn time_alone_never_makes_undone_what_was_verified_nor_late_what_ran_out(
        promises in made(),
        later in prop::collection::vec((0_usize..12, 0_u16..80, later()), 0..20),
        at in 0_u16..100,
        more in 1_u16..60,
    ) {
        let all = bodies(&promises, &later);
        let known: Vec<&Body> = all.iter().filter(|body| body.at <= day(at)).collect();
        let all = folded(known);
        let (now, then) = (all.evaluate(&frame(), day(at)), all.evaluate(&frame(), day(at + more)));
        for (now, then) in now.rows.iter().zip(&then.rows) {
            if now.done == Truth::True {
                prop_assert_ne!(then.done, Truth::False);
                prop_assert_ne!(then.late, Truth::True);
            }
            if then.state == State::Expired {
                prop_assert_eq!(then.done, Truth::Unknown);
                prop_assert_ne!(then.late, Truth::True);
            }
        }
    }

    #[test]
    fn nobody_is_late_while_what_is_waited_for_is_not_surely_there(
        promises in made(),
        later in prop::collection::vec((0_usize..12, 0_u16..80, later()), 0..20),
        at in 0_u16..100,
    ) {
        let all = folded(&bodies(&promises, &later));
        let board = all.evaluate(&frame(), day(at));
        for (n, row) in board.rows.iter().enumerate() {
            let Some(view) = row.view() else { continue };
            if view.open != Truth::True {
                prop_assert_ne!(view.late, Truth::True);
            }
            // whoever waits is told for what, and who could move
            if row.state == State::Waiting {
                prop_assert!(!view.waits.is_empty());
                prop_assert!(!board.blockers(&all, n).is_empty());
            }
        }
    }
}
