//! What accepted conditions mean.

use hudna_core::condition::{AtomKind, Compare, Expr, Lies, Moment, NumberExpr};
use hudna_core::time::{Instant, Span};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::Code;

use super::{D_DAY, WRITTEN, read};

/// The one atom of a condition.
fn only(text: &str) -> AtomKind {
    match read(text) {
        Ok(Expr::Atom(atom)) => atom.kind,
        other => panic!("{text}: {other:?}"),
    }
}

fn codes(attribute: Attribute, names: &[&str]) -> AtomKind {
    AtomKind::Codes(attribute, names.iter().filter_map(|n| Code::parse(attribute, n)).collect())
}

const HOUR: i64 = 3_600_000_000;

#[test]
fn every_condition_of_the_description_is_accepted() {
    for text in WRITTEN {
        assert!(read(text).is_ok(), "{text}: {:?}", read(text));
    }
}

#[test]
fn codes_are_a_set_and_none_stands_apart() {
    let both = codes(Attribute::Act, &["shelling", "rocket"]);
    assert_eq!(only("act IN ('shelling','rocket')"), both);
    assert_eq!(only("الفعل IN ('shelling','rocket')"), both);
    assert_eq!(only("الفِعل IN ('قصف مدفعي','قصف_صاروخي')"), both);
    assert_eq!(only("'shelling' = act"), codes(Attribute::Act, &["shelling"]));
    assert_eq!(only("actor = 'none'"), AtomKind::Nothing(Attribute::Actor));
    assert_eq!(only("actor = 'لا شيء'"), AtomKind::Nothing(Attribute::Actor));
    let Ok(Expr::Or(parts)) = read("weapon IN ('mortar', 'none')") else { panic!("not two parts") };
    assert_eq!(parts.len(), 2);
}

#[test]
fn unequal_and_not_in_are_negations() {
    for text in ["act <> 'shelling'", "act NOT IN ('shelling')", "NOT act = 'shelling'"] {
        let Ok(Expr::Not(inner)) = read(text) else { panic!("{text}: {:?}", read(text)) };
        let Expr::Atom(atom) = *inner else { panic!("{text}") };
        assert_eq!(atom.kind, codes(Attribute::Act, &["shelling"]), "{text}");
    }
}

#[test]
fn keywords_and_functions_ignore_capitals() {
    assert!(read("act in ('fire') and not s_intersects(place, ZONE('buffer')) or true").is_ok());
    assert!(read("at >= date('2026-03-01') And Daily(at, '08:00', '14:00')").is_ok());
}

#[test]
fn the_number_may_stand_first() {
    let wanted = AtomKind::Number(
        NumberExpr::Attribute(Attribute::CalibreMm),
        Compare::GreaterOrEqual,
        NumberExpr::Constant(100.0),
    );
    assert_eq!(only("calibre_mm >= 100"), wanted);
    assert_eq!(only("100 <= calibre_mm"), wanted);
    assert_eq!(only("(calibre_mm) >= (10 * 10)"), wanted);
    assert_eq!(read("1 < 2"), Ok(Expr::Constant(true)));
}

#[test]
fn d_is_an_instant_and_d_plus_n_a_whole_local_day() {
    assert_eq!(
        only("at >= d_day()"),
        AtomKind::Time(Attribute::At, Compare::GreaterOrEqual, Moment::Fixed(D_DAY))
    );
    let start = Instant(D_DAY.0 - 60_000_000 + 14 * 24 * HOUR);
    let day = Moment::Day { start, end: Instant(start.0 + 24 * HOUR) };
    for text in
        ["at > d_day(14)", "at > DATE('2026-03-15')", "at > moment('2026-03-15')", "at > moment('D+14')"]
    {
        assert_eq!(only(text), AtomKind::Time(Attribute::At, Compare::Greater, day.clone()), "{text}");
    }
}

#[test]
fn moments_are_local_to_the_text() {
    let at = |text: &str| match only(text) {
        AtomKind::Time(_, _, moment) => moment,
        other => panic!("{other:?}"),
    };
    assert_eq!(at("at >= moment('2026-03-01 00:01')"), Moment::Fixed(D_DAY));
    assert_eq!(at("at >= moment('6 h after at')"), Moment::AfterAt(Span::hours(6)));
    assert_eq!(at("at >= moment('48 h after signed')"), Moment::Fixed(D_DAY));
    assert_eq!(
        at("at >= moment('72 h after verified(a4.2)')"),
        Moment::After {
            offset: Span::hours(72),
            event: hudna_core::condition::Event::Verified("a4.2".into())
        }
    );
}

#[test]
fn within_and_intersects_say_inside_disjoint_says_outside() {
    let zone = |lies| AtomKind::Zone(Attribute::Place, lies, "buffer".into());
    assert_eq!(only("S_INTERSECTS(place, zone('buffer'))"), zone(Lies::Inside));
    assert_eq!(only("S_INTERSECTS(zone('buffer'), place)"), zone(Lies::Inside));
    assert_eq!(only("S_WITHIN(place, zone('buffer'))"), zone(Lies::Inside));
    assert_eq!(only("S_DISJOINT(المكان, zone('buffer'))"), zone(Lies::Outside));
    let near = AtomKind::Near { attribute: Attribute::Origin, geometry: "contact".into(), metres: 25_000.0 };
    assert_eq!(only("within_distance(origin, line('contact'), '25 km')"), near);
}

#[test]
fn our_party_is_taken_out_of_a_count() {
    let text = "count_within(party <> this.party AND party IN signatories(), '3000 m', '1 h') = 0";
    let AtomKind::CountWithin { condition, metres, window, same_party, compare, number, .. } = only(text)
    else {
        panic!("no count")
    };
    let Expr::Atom(rest) = *condition else { panic!("{condition:?}") };
    assert_eq!(rest.kind, AtomKind::Signatory(Attribute::Party));
    assert_eq!((metres, window, same_party), (3000.0, Span::hours(1), Some(false)));
    assert_eq!((compare, number), (Compare::Equal, 0.0));

    let AtomKind::CountWithin { condition, same_party, compare, .. } =
        only("2 <= count_within(this.party = party, '2 km', '24 h')")
    else {
        panic!("no count")
    };
    assert_eq!(
        (*condition, same_party, compare),
        (Expr::Constant(true), Some(true), Compare::GreaterOrEqual)
    );
}

#[test]
fn parties_may_be_asked_both_ways() {
    let first = AtomKind::Parties(Attribute::Party, vec!["first".into()]);
    for text in
        ["party = 'first'", "party_of(actor) = 'first'", "'first' IN party_of(actor)", "الطرف = 'first'"]
    {
        assert_eq!(only(text), first, "{text}");
    }
    assert_eq!(only("party_of(target) IN signatories()"), AtomKind::Signatory(Attribute::TargetParty));
}

#[test]
fn atoms_know_where_they_stand() {
    let text = "الفعل = 'fire' AND NOT (weapon IN ('mortar') OR  calibre_mm >= 100)";
    let Ok(expr) = read(text) else { panic!("{:?}", read(text)) };
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    let words: Vec<&str> =
        atoms.iter().map(|a| &text[a.words.start as usize - 100..a.words.end as usize - 100]).collect();
    assert_eq!(words, ["الفعل = 'fire'", "weapon IN ('mortar')", "calibre_mm >= 100"]);
}

#[test]
fn eight_levels_are_enough_and_nine_too_many() {
    let nested = |n: usize| format!("{}act = 'fire'{}", "(".repeat(n), ")".repeat(n));
    assert!(read(&nested(8)).is_ok());
    assert!(read(&nested(9)).is_err());
    assert!(read(&format!("{} TRUE", "NOT ".repeat(8))).is_ok());
    assert!(read(&format!("{} TRUE", "NOT ".repeat(9))).is_err());
}
