//! What waits for what as a picture: nothing covers anything, what comes first stands where reading begins, and what is drawn is said.

use std::path::Path;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame, Need, Order};
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::register::Registers;
use hudna_core::time::{Instant, Span};
use hudna_desk::desk;
use hudna_desk::document::commitments::{Bounds, Picture, Pledges, Told, draw};
use hudna_desk::words::Lang;

const ROOM: Bounds = Bounds { nodes: 40, steps: 4 };

fn marsa() -> Agreement {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marsa/marsa.md");
    desk::read_agreement(&path).expect("the file is there").agreement.expect("it loads")
}

/// Promises by number, each with what it needs: how, and the number of the other.
fn promised(all: &[&[(Order, usize)]]) -> Commitments {
    let mut made = Commitments::default();
    for (n, needs) in all.iter().enumerate() {
        let needs =
            needs.iter().map(|(how, on)| Need { how: *how, on: format!("p{on}").into(), read_by: None });
        let text = |lang: &str| -> Option<Arc<str>> {
            Some(format!("{lang} {n} an invented commitment, told at some length").into())
        };
        let act = Act::PromiseMade {
            by: if n % 2 == 0 { "first" } else { "second" }.into(),
            due: None,
            due_rule: None,
            id: format!("p{n}").into(),
            needs: needs.collect(),
            not_before: None,
            on: Vec::new(),
            theme: None,
            to: Vec::new(),
            until: None,
            valid_for: None,
            verifier: None,
            what: Both { ar: text("تعهد افتراضي"), en: text("promise") },
        };
        let at = Instant(1_772_316_000_000_000);
        let mut id = [0_u8; 10];
        id[0] = u8::try_from(n).expect("few");
        let (actor, mission) = (UserId::of([1; 10]), MissionId::of([3; 10]));
        let body = Body { act, actor, at, id: EntryId::of(id), mission, parts: Vec::new(), v: VERSION };
        made.take(&body, at, n as u64);
    }
    made
}

fn drawn(all: &Commitments, lang: Lang, around: Option<usize>, room: Bounds) -> Option<Picture> {
    let agreement = marsa();
    let frame = Frame::of(&agreement, &Registers::default());
    let board = all.evaluate(&frame, agreement.d_day.plus(Span::days(20)));
    let pledges = Pledges { agreement: &agreement, all, frame: &frame, board: &board };
    draw(&Told::of(&pledges, lang), around, room, None)
}

/// The boxes of a picture: x, y, width, height, in the order in which they are drawn.
fn boxes(picture: &Picture) -> Vec<[f64; 4]> {
    let number = |rect: &str, name: &str| -> f64 {
        let value = rect.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name}: {rect}"))
    };
    let rects = picture.svg.split("<rect").skip(1).map(|rest| rest.split("/>").next().unwrap_or_default());
    let all = rects.map(|rect| ["x", "y", "width", "height"].map(|name| number(rect, name)));
    // the key has small ones
    all.filter(|[.., height]| *height > 50.0).collect()
}

fn apart(all: &[[f64; 4]]) {
    for (n, a) in all.iter().enumerate() {
        for b in &all[n + 1..] {
            let beside = a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0];
            let under = a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1];
            assert!(beside || under, "{a:?} covers {b:?}");
        }
    }
}

const BEFORE: Order = Order::Before;

#[test]
fn what_waits_stands_further_on_and_in_arabic_further_to_the_left() {
    let all = promised(&[
        &[],
        &[(BEFORE, 0)],
        &[(BEFORE, 1), (BEFORE, 0)],
        &[(Order::Conditional, 1)],
        &[(Order::Concurrent, 3)],
    ]);
    let x = |lang: Lang| -> Vec<f64> {
        let picture = drawn(&all, lang, None, ROOM).expect("something waits");
        let boxes = boxes(&picture);
        assert_eq!(boxes.len(), 5);
        apart(&boxes);
        assert!(boxes.iter().all(|b| b[0] >= 0.0
            && b[1] >= 0.0
            && b[0] + b[2] <= picture.width
            && b[1] + b[3] <= picture.height));
        boxes.iter().map(|one| one[0]).collect()
    };
    let (english, arabic) = (x(Lang::En), x(Lang::Ar));
    assert!(english[0] < english[1] && english[1] < english[2] && english[1] < english[3], "{english:?}");
    assert!(english[3].total_cmp(&english[4]).is_eq(), "what goes together stands in one layer: {english:?}");
    assert!(arabic[0] > arabic[1] && arabic[1] > arabic[2] && arabic[1] > arabic[3], "{arabic:?}");
}

#[test]
fn parts_that_do_not_hang_together_stand_under_each_other_with_no_hole_between() {
    let all = promised(&[
        &[],
        &[(BEFORE, 0)],
        &[(BEFORE, 0)],
        &[(BEFORE, 0)],
        &[],
        &[(BEFORE, 4)],
        &[],
        &[(Order::Concurrent, 6)],
    ]);
    let picture = drawn(&all, Lang::En, None, ROOM).expect("something waits");
    let boxes = boxes(&picture);
    apart(&boxes);
    let mut tops: Vec<(f64, f64)> = boxes.iter().map(|[_, y, _, height]| (*y, y + height)).collect();
    tops.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lowest = 0.0_f64;
    for (top, end) in tops {
        assert!(top - lowest < 60.0, "a hole before {top}: {boxes:?}");
        lowest = lowest.max(end);
    }
}

#[test]
fn a_record_too_large_for_a_picture_is_drawn_around_one_and_says_how_much_is_left_out() {
    let needs: Vec<Vec<(Order, usize)>> =
        (0..60).map(|n| if n == 0 { Vec::new() } else { vec![(BEFORE, n / 2)] }).collect();
    let needs: Vec<&[(Order, usize)]> = needs.iter().map(Vec::as_slice).collect();
    let mut needs = needs;
    needs[1] = &[(BEFORE, 0)];
    let all = promised(&needs);
    // within four steps of the first there are sixteen
    let small = Bounds { nodes: 12, steps: 4 };
    let picture = drawn(&all, Lang::En, None, small).expect("something waits");
    assert_eq!(boxes(&picture).len(), 12);
    assert_eq!(
        (picture.left_out, picture.around),
        (48, Some(0)),
        "the one on which most hangs is in the middle"
    );
    let near = drawn(&all, Lang::En, Some(40), small).expect("it waits");
    assert_eq!(near.around, Some(40));
    assert!(
        near.said.iter().any(|line| line.contains("40 an invented"))
            && near.said.iter().any(|line| line.contains("20 an invented"))
    );
    apart(&boxes(&near));
    assert!(drawn(&promised(&[&[], &[]]), Lang::En, None, ROOM).is_none(), "nothing waits for anything");
    assert!(
        drawn(&promised(&[&[], &[(BEFORE, 0)], &[]]), Lang::En, Some(2), ROOM).is_none(),
        "it has no neighbours"
    );
}

#[test]
fn a_circle_that_nobody_refused_is_drawn_and_does_not_go_round() {
    let all = promised(&[&[(BEFORE, 1)], &[(BEFORE, 2)], &[(BEFORE, 0)], &[(BEFORE, 0)]]);
    for lang in [Lang::Ar, Lang::En] {
        let picture = drawn(&all, lang, None, ROOM).expect("they wait for each other");
        assert_eq!(boxes(&picture).len(), 4);
        apart(&boxes(&picture));
    }
}

#[test]
fn every_commitment_in_the_picture_is_said_in_the_list_and_words_cannot_break_the_drawing() {
    let all = promised(&[&[], &[(BEFORE, 0)], &[(Order::Conditional, 0)]]);
    for lang in [Lang::Ar, Lang::En] {
        let picture = drawn(&all, lang, None, ROOM).expect("something waits");
        assert_eq!(picture.said.len(), 3);
        assert!(
            picture.said.iter().all(|line| !line.contains("promises-") && !line.contains("promise-")),
            "{:?}",
            picture.said
        );
        assert!(picture.svg.contains("aria-hidden=\"true\"") && !picture.svg.contains("<script"));
    }
    let picture = drawn(&all, Lang::En, None, ROOM).expect("something waits");
    assert!(picture.said[1].contains("Waits for:"), "{:?}", picture.said);
    assert!(picture.said[0].contains("Could move: First Party."), "{:?}", picture.said);
}
