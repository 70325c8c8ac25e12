//! The hypothetical text over the published rows for Libya in 2014, held against counts made from the rows.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::run::{Run, list, shared, word};

fn counts(found: &Value) -> BTreeMap<(&str, &str), usize> {
    let mut out = BTreeMap::new();
    for finding in list(found, "findings") {
        *out.entry((word(finding, "norm"), word(finding, "outcome"))).or_default() += 1;
    }
    out
}

#[test]
fn a_hundred_and_three_rows_of_libya_come_to_the_counts_of_the_readme() {
    let test = "a_hundred_and_three_rows_of_libya_come_to_the_counts_of_the_readme";
    let Some(rows) = shared(test, "ucdp-ged/libya_2014.csv") else { return };
    let found = Run::of(&["examples/libya-2014/understanding.md", &rows]).findings();
    assert_eq!(found["reports"]["read"], 103);
    assert_eq!(found["reports"]["accepted"], 103);
    assert_eq!(list(&found, "incidents").len(), 103, "no two rows of UCDP are one happening");
    let expected = BTreeMap::from([
        (("a2.1", "breach"), 13),
        (("a2.1", "undetermined"), 68),
        (("a2.2", "undetermined"), 81),
        (("a2.3", "undetermined"), 101),
        (("a3.1", "breach"), 5),
        (("a3.1", "undetermined"), 14),
        (("a4.1", "breach"), 1),
        (("a5.1", "breach"), 3),
        (("a5.1", "undetermined"), 2),
        (("a6.1", "undetermined"), 2),
    ]);
    assert_eq!(counts(&found), expected);
    for finding in list(&found, "findings")
        .iter()
        .filter(|f| word(f, "norm") == "a2.1" && word(f, "outcome") == "breach")
    {
        assert_eq!(
            finding["against"],
            serde_json::json!([["first"], ["second"]]),
            "either side, in neither's count"
        );
    }
}

#[test]
fn a_span_of_months_is_no_year() {
    let Some(rows) = shared("a_span_of_months_is_no_year", "ucdp-ged/libya_2014.csv") else { return };
    let found = Run::of(&["examples/libya-2014/understanding.md", &rows]).findings();
    // 15 October to 29 November, date precision 5
    let incident =
        list(&found, "incidents").iter().find(|i| i["reports"][0]["id"] == "147934").expect("the row");
    assert_eq!(incident["deeds"][0]["at"]["values"][0]["value"]["lo"], "2014-10-15T00:00:00+02:00");
    assert_eq!(incident["deeds"][0]["at"]["values"][0]["value"]["hi"], "2014-11-30T00:00:00+02:00");
}
