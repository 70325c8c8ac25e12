//! What is refused: with which code, and at which words.

use super::{OF_PEOPLE, pointed, read};

/// Condition, code, the words pointed at.
pub(super) const REFUSED: &[(&str, &str, &str)] = &[
    // Guards.
    ("", "condition-empty", ""),
    ("   ", "condition-empty", "   "),
    ("(act = 'fire'", "parenthesis-unbalanced", "("),
    ("act = 'fire')", "parenthesis-unbalanced", ")"),
    ("((((((((( TRUE", "condition-too-deep", "("),
    ("NOT NOT NOT NOT NOT NOT NOT NOT NOT TRUE", "condition-too-deep", "NOT"),
    ("act = 'a\\b'", "backslash", "\\"),
    ("act = \\u0041", "backslash", "\\"),
    // Habits of the pen.
    ("calibre_mm >= ١٠٠", "digits-arabic", "١٠٠"),
    ("calibre_mm >= ١٢٫٥", "digits-arabic", "١٢٫٥"),
    ("act IN ('fire'، 'harm')", "comma-arabic", "،"),
    ("calibre_mm >= 100 mm", "unit-in-condition", "100 mm"),
    ("calibre_mm >= 100mm", "unit-in-condition", "100mm"),
    ("range_km >= 25 كم", "unit-in-condition", "25 كم"),
    ("act = ‘fire’", "quote-typographic", "‘"),
    ("act = «fire»", "quote-typographic", "«"),
    ("ac\u{200d}t = 'fire'", "invisible-character", "\u{200d}"),
    ("act = 'fire", "quote-unclosed", "'fire"),
    ("act != 'fire'", "operator-unknown", "!="),
    ("act == 'fire'", "operator-unknown", "=="),
    ("calibre_mm => 3", "operator-unknown", "=>"),
    ("calibre_mm ≥ 3", "operator-unknown", "≥"),
    ("act = 'fire' && TRUE", "operator-unknown", "&&"),
    ("rounds % 2 = 0", "operator-unknown", "%"),
    ("act = 'fire' ; TRUE", "character-unknown", ";"),
    // Grammar.
    ("act =", "condition-unfinished", ""),
    ("act = 'fire' AND", "condition-unfinished", ""),
    ("act = 'fire' weapon = 'mortar'", "condition-syntax", "weapon"),
    ("AND TRUE", "condition-syntax", "AND"),
    ("NOT -rounds > 3", "condition-syntax", "-"),
    ("rounds BETWEEN 3, 5", "condition-syntax", ","),
    ("act IN ()", "list-empty", "("),
    ("act IN 'fire'", "list-missing", "'fire'"),
    ("3 < rounds < 5", "comparison-chained", "3 < rounds <"),
    ("rounds = 3 = TRUE", "comparison-chained", "rounds = 3 ="),
    ("rounds = NULL", "null-value", "NULL"),
    // Times.
    ("at >= 2026-03-01", "date-as-number", "2026-03-01"),
    ("at >= 2026-03-01T00:01:00", "date-as-number", "2026-03-01T00:01:00"),
    ("at >= '2026-03-01'", "date-as-text", "'2026-03-01'"),
    ("at >= D+14", "d-day-as-name", "D+14"),
    ("at >= d_day() + 14", "d-day-as-name", "d_day() + 14"),
    ("at >= D", "d-day-as-name", "D"),
    ("at >= TIMESTAMP('2026-03-01T00:01:00Z')", "timestamp-has-no-zone", "TIMESTAMP('2026-03-01T00:01:00Z')"),
    ("at >= DATE('2026-02-30')", "date-not-in-calendar", "DATE('2026-02-30')"),
    ("at >= DATE('20155-01-01')", "date-not-in-calendar", "DATE('20155-01-01')"),
    ("at >= DATE(2026)", "arguments-wrong", "DATE(2026)"),
    ("at >= moment('soon')", "date-unreadable", "'soon'"),
    ("at >= moment('2026-03-01T00:01Z')", "date-with-offset", "'2026-03-01T00:01Z'"),
    ("at >= moment('72 after at')", "unit-missing", "'72 after at'"),
    ("at >= moment('72 h after claimed')", "event-unknown", "'72 h after claimed'"),
    ("at >= moment('72 h after verified(a9.9)')", "norm-unknown", "'72 h after verified(a9.9)'"),
    ("at >= 3", "type-mismatch", "3"),
    ("at >= d_day(1.5)", "type-mismatch", "1.5"),
    ("daily(at, '8', '14:00')", "hour-unreadable", "'8'"),
    ("daily(at, '08:00', '08:00')", "hours-equal", "daily(at, '08:00', '08:00')"),
    ("daily(act, '08:00', '14:00')", "type-mismatch", "act"),
    (
        "at BETWEEN DATE('2026-03-01') AND DATE('2026-03-02')",
        "time-in-range",
        "at BETWEEN DATE('2026-03-01') AND DATE('2026-03-02')",
    ),
    ("at >= 2026-03-01 06:00", "hour-unquoted", "06:00"),
    ("calibre_mm >= 1. AND TRUE", "character-unknown", "."),
    ("at IN (DATE('2026-03-01'))", "time-in-range", "at IN (DATE('2026-03-01'))"),
    // Names.
    ("act = \"shelling\"", "text-unquoted", "\"shelling\""),
    ("act = shelling", "text-unquoted", "shelling"),
    ("act = 'sheling'", "code-unknown", "'sheling'"),
    ("act = 'mortar'", "code-unknown", "'mortar'"),
    ("weapn = 'mortar'", "property-unknown", "weapn"),
    ("السلح = 'mortar'", "property-unknown", "السلح"),
    ("rounds > 3 -- note", "property-unknown", "note"),
    ("party = 'frist'", "party-unknown", "'frist'"),
    ("party = 'none'", "party-unknown", "'none'"),
    ("actor = 'brigade-8'", "actor-unknown", "'brigade-8'"),
    ("affiliated(actor, 'brigade_7')", "actor-unknown", "'brigade_7'"),
    ("S_INTERSECTS(place, zone('bufer'))", "zone-unknown", "'bufer'"),
    ("S_INTERSECTS(place, zone(buffer))", "text-unquoted", "buffer"),
    ("S_INTERSECTS(place, zone('contact'))", "zone-is-a-line", "zone('contact')"),
    ("within_distance(place, line('buffer'), '3 km')", "line-is-a-zone", "line('buffer')"),
    ("within_distance(place, line('cntact'), '3 km')", "line-unknown", "'cntact'"),
    ("S_WITHIN(place, line('contact'))", "line-has-no-inside", "line('contact')"),
    ("in_force('a4')", "norm-unknown", "'a4'"),
    ("verified('a8.2')", "norm-unknown", "'a8.2'"),
    ("bound('third')", "party-unknown", "'third'"),
    ("reading('pursuit')", "term-unknown", "'pursuit'"),
    ("notified('flight')", "match-unknown", "'flight'"),
    // Functions.
    ("casei(act) = 'fire'", "function-refused", "casei(act)"),
    ("ACCENTI(act) = 'fire'", "function-refused", "ACCENTI(act)"),
    ("T_BEFORE(at, DATE('2026-03-01'))", "function-refused", "T_BEFORE(at, DATE('2026-03-01'))"),
    ("A_CONTAINS(act, ('fire'))", "function-refused", "A_CONTAINS(act, ('fire'))"),
    ("S_TOUCHES(place, zone('buffer'))", "function-refused", "S_TOUCHES(place, zone('buffer'))"),
    ("act LIKE 'shell%'", "function-refused", "act LIKE 'shell%'"),
    ("weapon IS NULL", "null-test", "weapon IS NULL"),
    ("weapon IS NOT NULL", "null-test", "weapon IS NOT NULL"),
    (
        "S_INTERSECTS(place, POLYGON((0 0, 1 0, 1 1, 0 0)))",
        "geometry-literal",
        "POLYGON((0 0, 1 0, 1 1, 0 0))",
    ),
    ("S_INTERSECTS(place, POLYGON((0 0, 1 0)))", "geometry-malformed", "POLYGON((0 0, 1 0))"),
    ("within_distnce(place, zone('buffer'), '3 km')", "function-unknown", "within_distnce"),
    ("precipitation(place)", "function-unknown", "precipitation"),
    ("zone('buffer')", "type-mismatch", "zone('buffer')"),
    ("bound()", "arguments-wrong", "bound()"),
    ("daily(at, '08:00')", "arguments-wrong", "daily(at, '08:00')"),
    ("d_day(1, 2) < at", "arguments-wrong", "d_day(1, 2)"),
    ("party_of(ordered_by) = 'first'", "type-mismatch", "ordered_by"),
    // Quantities.
    ("within_distance(place, zone('buffer'), '25')", "unit-missing", "'25'"),
    ("within_distance(place, zone('buffer'), 25)", "unit-missing", "25"),
    ("within_distance(place, zone('buffer'), '25 h')", "unit-unknown", "'25 h'"),
    ("within_distance(place, zone('buffer'), 'far')", "quantity-unreadable", "'far'"),
    ("in_reply_to(act = 'fire', '30')", "unit-missing", "'30'"),
    ("in_reply_to(act = 'fire', '30 km')", "unit-unknown", "'30 km'"),
    // Types.
    ("calibre_mm >= '100'", "type-mismatch", "'100'"),
    ("act >= 'fire'", "order-without-meaning", "act >= 'fire'"),
    ("act = 3", "type-mismatch", "3"),
    ("act", "type-mismatch", "act"),
    ("3", "type-mismatch", "3"),
    ("act + 1 > 3", "type-mismatch", "act"),
    ("rounds / 0 > 3", "division-by-zero", "rounds / 0"),
    ("1 / 0 > 3", "division-by-zero", "1 / 0"),
    ("place = zone('buffer')", "place-compared", "place = zone('buffer')"),
    ("actor = target", "comparison-of-attributes", "actor = target"),
    ("party = signatories()", "list-needs-in", "party = signatories()"),
    ("place IN ('buffer')", "place-compared", "place IN ('buffer')"),
    ("bound('first') = TRUE", "truth-compared", "bound('first')"),
    ("TRUE = bound('first')", "truth-compared", "TRUE"),
    ("rounds BETWEEN 9 AND 5", "between-reversed", "rounds BETWEEN 9 AND 5"),
    (
        "count_within(act = 'fire', '2 km', '24 h')",
        "type-mismatch",
        "count_within(act = 'fire', '2 km', '24 h')",
    ),
    ("count_within(act = 'fire', '2 km', '24 h') >= rounds", "type-mismatch", "rounds"),
    // Other rows.
    ("party = this.party", "this-misplaced", "this.party"),
    ("count_within(party = this.party OR TRUE, '2 km', '1 h') > 1", "this-misplaced", "this.party"),
    ("count_within(actor = this.actor, '2 km', '1 h') > 1", "this-unsupported", "this.actor"),
    (
        "count_within(party = this.party AND party <> this.party, '2 km', '1 h') > 1",
        "this-contradicts",
        "party <> this.party",
    ),
    ("in_reply_to(in_reply_to(act = 'fire'))", "function-nested", "in_reply_to(act = 'fire')"),
];

#[test]
fn each_refusal_names_its_trouble_at_its_words() {
    let mut wrong = Vec::new();
    for (text, code, words) in REFUSED {
        match read(text) {
            Ok(expr) => wrong.push(format!("{text}: accepted as {expr:?}")),
            Err(list) => match list.as_slice() {
                [d] if d.code == *code && pointed(text, d) == Some(words) => {}
                _ => {
                    let found: Vec<_> = list.iter().map(|d| (d.code, pointed(text, d))).collect();
                    wrong.push(format!("{text}: {found:?}, not {code} at {words:?}"));
                }
            },
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn slips_are_met_with_the_name_that_was_meant() {
    for (text, meant) in [
        ("act = \"shelling\"", "'shelling'"),
        ("act = 'sheling'", "shelling"),
        ("weapn = 'mortar'", "weapon"),
        ("السلح = 'mortar'", "السلاح"),
        ("party = 'frist'", "first"),
        ("actor = 'brigade-8'", "brigade-7"),
        ("S_INTERSECTS(place, zone('bufer'))", "buffer"),
        ("within_distnce(place, zone('buffer'), '3 km')", "within_distance(place, zone('…'), '25 km')"),
        ("act = 'fire' AND signatories", "party IN signatories()"),
        ("act != 'fire'", "<>"),
        ("verified('a8.2')", "a8.1"),
    ] {
        let nearest: Vec<String> = read(text)
            .err()
            .unwrap_or_default()
            .into_iter()
            .flat_map(|d| d.arguments)
            .filter(|(name, _)| *name == "nearest")
            .map(|(_, value)| value)
            .collect();
        assert_eq!(nearest, [meant], "{text}");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_text() {
    let text = "act = 'sheling' AND weapn = 'mortar' AND S_INTERSECTS(plce, zone('bufer'))";
    let codes: Vec<&str> = read(text).err().unwrap_or_default().iter().map(|d| d.code).collect();
    assert_eq!(codes, ["code-unknown", "property-unknown", "property-unknown", "zone-unknown"]);
}

#[test]
fn conditions_on_candidates_members_and_votes_are_read() {
    for text in OF_PEOPLE {
        assert!(read(text).is_ok(), "{text}: {:?}", read(text));
    }
    for (text, code) in [
        ("count(party = 'first')", "type-mismatch"),
        ("count(count(present) > 1) > 1", "function-nested"),
        ("present > 1", "type-mismatch"),
        ("rank", "type-mismatch"),
        ("vote = 'perhaps'", "code-unknown"),
    ] {
        let codes: Vec<&str> = read(text).err().unwrap_or_default().iter().map(|d| d.code).collect();
        assert_eq!(codes, [code], "{text}");
    }
}

#[test]
fn a_condition_of_more_than_two_thousand_bytes_is_refused() {
    let long = format!("act = 'fire'{}", " OR act = 'fire'".repeat(200));
    let codes: Vec<&str> = read(&long).err().unwrap_or_default().iter().map(|d| d.code).collect();
    assert_eq!(codes, ["condition-too-long"]);
}
