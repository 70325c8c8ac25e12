//! What a mistaken agreement gets: the code, and exactly the words that are wrong.

use crate::agreement_loads::{Shelf, load, valley};
use crate::agreement_words::fits;
use hudna_core::diagnostic::{Diagnostic, Severity};

/// The valley with `from` replaced by `to`, once, in `file`.
fn with(file: &str, from: &str, to: &str) -> Shelf {
    let mut shelf = valley();
    let text = shelf.0.get_mut(file).expect("the file is on the shelf");
    assert!(text.contains(from), "the fixture no longer holds {from:?}");
    *text = text.replacen(from, to, 1);
    shelf
}

/// Code, file and underlined words of every error.
fn errors(shelf: &Shelf) -> Vec<(String, String, String)> {
    let (agreement, said) = load(shelf, "valley.md");
    let errors: Vec<&Diagnostic> = said.iter().filter(|d| d.severity == Severity::Error).collect();
    assert_eq!(agreement.is_none(), !errors.is_empty(), "an error, and only an error, keeps it from loading");
    said.iter().for_each(fits);
    errors
        .iter()
        .map(|d| {
            let place = d.location.as_ref().expect("errors in a text have a place");
            let words = &shelf.0[&place.file][place.start..place.end];
            (d.code.to_owned(), place.file.clone(), words.to_owned())
        })
        .collect()
}

/// One mistake in the agreement, its code, its words.
fn mistake(from: &str, to: &str, code: &str, words: &str) {
    mistake_in("valley.md", from, to, code, words);
}

fn mistake_in(file: &str, from: &str, to: &str, code: &str, words: &str) {
    let found = errors(&with(file, from, to));
    let here = found.iter().any(|(c, f, w)| c == code && f == file && w == words);
    assert!(here, "{from:?} → {to:?}: expected {code} at {words:?}, found {found:#?}");
}

#[test]
fn mistakes_in_the_front_matter() {
    mistake("prevails", "prevail", "key-unknown", "prevail");
    mistake("prevails     = \"ar\"", "prevails = \"fr\"", "value-unknown", "fr");
    mistake("version      = 2", "version = \"two\"", "value-wrong-type", "\"two\"");
    mistake("version      = 2", "version = 0", "version-not-positive", "0");
    mistake("version      = 2", "version = 1", "versions-not-rising", "valley.v1.md");
    mistake("Africa/Tripoli", "Africa/Tripolis", "time-zone-unknown", "Africa/Tripolis");
    mistake("d_day        = 2026-03-01T00:01:00\n", "", "d-day-missing", "+++");
    mistake("2026-03-01T00:01:00", "\"20155-03-01\"", "date-not-in-calendar", "20155-03-01");
    mistake("2026-03-01T00:01:00", "\"2026-02-30\"", "date-not-in-calendar", "2026-02-30");
    mistake("2026-03-01T00:01:00", "2026-03-01T00:01:00Z", "date-with-offset", "2026-03-01T00:01:00Z");
    mistake("\"D+180\"", "\"in summer\"", "date-unreadable", "in summer");
    mistake("\"D+180\"", "\"D-3\"", "ends-before-d-day", "\"D-3\"");
    mistake("\"5 d\"", "\"5\"", "unit-missing", "5");
    mistake("\"5 d\"", "5", "unit-missing", "5");
    mistake("\"5 d\"", "\"5 moons\"", "unit-unknown", "5 moons");
    mistake("\"mobilised_by\"]", "\"mobilized_by\"]", "value-unknown", "mobilized_by");
    mistake("\"valley.geojson\"", "\"valey.geojson\"", "geometry-missing", "valey.geojson");
    mistake("\"valley.geojson\"", "\"../valley.geojson\"", "file-name-refused", "../valley.geojson");
    mistake("\"valley.geojson\"", "\"/etc/zones\"", "file-name-refused", "/etc/zones");
    mistake("\"valley.v1.md\"", "\"older.md\"", "superseded-missing", "older.md");
    mistake("\"valley.v1.md\"", "\"valley.md\"", "supersedes-cycle", "valley.md");
    mistake(
        "d_day        = 2026-03-01T00:01:00",
        "d_day = 2026-02-01",
        "superseded-not-before",
        "valley.v1.md",
    );
    mistake("version      = 2", "version = = 2", "toml-unreadable", "=");
}

#[test]
fn mistakes_in_the_outline() {
    mistake("+++\nagreement", "agreement", "front-matter-missing", "agreement    = \"valley\"");
    mistake("{#a5}", "{#a4}", "article-duplicate", "## المادة 5: السحب · Article 5: Withdrawal {#a4}");
    mistake("```toml norm", "``toml norm", "block-unknown", "``toml norm");
    mistake("```toml norm", "text\n\n    ```toml norm", "block-nested", "```toml norm");
    mistake(" {#a5}", "", "paragraphs-outside-article", "|§|العربية|English|");
    mistake(" {#a5}", "", "norm-outside-article", "a5.1");
    mistake("|§|العربية|English|", "|§|English|", "table-columns", "|§|English|");
    mistake("```toml norm", "```toml nrom", "block-unknown", "```toml nrom");
    mistake("```toml norm", "```toml", "block-unknown", "```toml");
    mistake("```toml register\nparty", "> ```toml register\nparty", "block-nested", "```toml register");
    mistake(
        "second\", reference = \"C-4\" }]\n```",
        "second\", reference = \"C-4\" }]",
        "block-unclosed",
        "```toml register",
    );
}

#[test]
fn what_html_or_another_block_hides_is_shown_and_keeps_the_text_from_loading() {
    for hides in ["<!-- a remark\n", "<pre>\n", "<?\n", "<div>words\n", "<table><tr\n", "``` text\n", "~~~\n"]
    {
        mistake("```toml norm", &format!("{hides}```toml norm"), "block-swallowed", "```toml norm");
    }
    mistake("```toml register", "<!--\n```toml register\n-->", "block-swallowed", "```toml register");
    mistake(
        "|4.1|",
        "\n<!--\n|4.1|",
        "block-swallowed",
        "|4.1|لا قصف داخل المنطقة العازلة بعد الساعة 06:00.|No shelling inside the buffer after 06:00.|",
    );
    mistake(
        "## المادة 5",
        "<!--\n## المادة 5",
        "block-swallowed",
        "## المادة 5: السحب · Article 5: Withdrawal {#a5}",
    );
    mistake("|§|العربية|English|", "Paragraphs:\n|§|العربية|", "table-columns", "|§|العربية|");
}

#[test]
fn lines_of_tags_alone_hide_nothing() {
    let sound = load(&valley(), "valley.md").0.expect("the valley");
    let marked = |text: &str| {
        let mut within = false;
        let mut out = String::new();
        for line in text.split_inclusive('\n') {
            if line.starts_with("```toml") || line.starts_with("|§|") || line.starts_with("## ") {
                within = line.starts_with("```");
                out.push_str("<div dir=\"rtl\">\n");
            }
            out.push_str(line);
            if within && line.trim_end() == "```" {
                within = false;
                out.push_str("</div>\n");
            }
        }
        out
    };
    let mut shelf = valley();
    let text = shelf.0.get_mut("valley.md").expect("the valley");
    *text = marked(text);
    let (agreement, said) = load(&shelf, "valley.md");
    let agreement = agreement.unwrap_or_else(|| panic!("it loads: {said:#?}"));
    let norms =
        |a: &hudna_core::agreement::Agreement| a.norms.iter().map(|n| n.id.to_string()).collect::<Vec<_>>();
    assert_eq!(norms(&agreement), norms(&sound));
    let rows = |a: &hudna_core::agreement::Agreement| {
        a.articles.iter().map(|a| a.paragraphs.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&agreement), rows(&sound));
}

#[test]
fn mistakes_in_registers() {
    mistake("party = [\n  {", "partys = [\n  {", "key-unknown", "partys");
    mistake("{ id = \"second\", ar", "{ id = \"first\", ar", "id-duplicate", "first");
    mistake("bound_from = 2026-03-10", "bound_from = \"soon\"", "date-unreadable", "soon");
    mistake("is = \"belongs_to\"", "is = \"belong_to\"", "value-unknown", "belong_to");
    mistake("to = \"first\"", "to = \"frist\"", "actor-unknown", "frist");
    mistake("to = \"first\"", "to = \"hill-brigade\"", "link-cycle", "hill-brigade");
    mistake(
        "[2026-03-05, 2026-03-09]",
        "[2026-03-09, 2026-03-05]",
        "dates-reversed",
        "[2026-03-09, 2026-03-05]",
    );
    mistake("[2026-03-05, 2026-03-09]", "[2026-03-05]", "value-wrong-type", "[2026-03-05]");
    mistake("disputed_by = [\"second\"]", "disputed_by = [\"secnd\"]", "party-unknown", "secnd");
    mistake("register = \"notices\"", "register = \"notice\"", "value-unknown", "notice");
    mistake("where = \"5 km\"", "where = \"5\"", "unit-missing", "5");
    mistake("answer = \"failed\"", "answer = \"none\"", "value-unknown", "none");
    mistake(
        "{ by = \"first\", when = \"",
        "{ by = \"first\", when = \"reading('hot_pursuit') OR ",
        "term-cycle",
        "hot_pursuit",
    );
    mistake("settles = \"second\"", "settles = \"third\"", "value-unknown", "third");
    mistake(
        "by = \"R-118\", ",
        "",
        "key-missing",
        "{ of = \"hill-brigade\", is = \"integrated_into\", to = \"second\", from = [2026-03-05, 2026-03-09], change = \"hill\" }",
    );
}

#[test]
fn mistakes_in_norms() {
    mistake("kind     = \"prohibition\"", "kind = \"prohibiton\"", "kind-unknown", "prohibiton");
    mistake("severity = \"grave\"", "gravity = \"grave\"", "key-unknown", "gravity");
    mistake("id   = \"a5.3\"", "id = \"a5.2\"", "id-duplicate", "a5.2");
    mistake("id   = \"a5.3\"", "id = \"a4.2.after\"", "id-duplicate", "a4.2.after");
    mistake("id   = \"a5.3\"", "id = \"a6.1\"", "norm-elsewhere", "a6.1");
    mistake("id   = \"a5.3\"", "id = \"a5/3\"", "id-malformed", "a5/3");
    mistake("over  = [\"a4.1\"]", "over = [\"a4.9\"]", "over-unknown", "a4.9");
    mistake("over  = [\"a4.1\"]", "over = [\"a4.1.reply\"]", "over-cycle", "a4.1.reply");
    mistake(
        "must      = \"verified('a5.1')\"",
        "must = \"act = 'withdrawal'\"",
        "duty-asks-deed",
        "act = 'withdrawal'",
    );
    mistake("over = [\"a5.2\"]", "over = \"a5.2\"", "value-wrong-type", "\"a5.2\"");
    mistake("burden = \"party\"", "burden = \"nobody\"", "value-unknown", "nobody");
    mistake(
        "match      = \"flight_notice\"",
        "match = \"flight_notices\"",
        "match-unknown",
        "flight_notices",
    );
    mistake("urgent     = \"purpose = 'medevac'\"\n", "", "tell-after-without-urgent", "tell_after");
    mistake("tell_after = \"6 h\"", "tell_after = 6", "unit-missing", "6");
    mistake(
        "due       = \"D+20\"",
        "due = \"2 h after verified(a9.9)\"",
        "norm-unknown",
        "2 h after verified(a9.9)",
    );
    mistake("due       = \"D+20\"", "due = \"2 h after sunset\"", "event-unknown", "2 h after sunset");
    mistake("who       = [\"first\", \"second\"]", "who = [\"first\", \"third\"]", "party-unknown", "third");
    mistake("must      = \"verified('a5.1')\"\n", "", "key-missing", "```toml norm");
    mistake("by   = \"D+14\"", "by = \"D+14\"\nfrom = \"D+2\"", "keys-exclude", "\"D+14\"");
    mistake(
        "when = \"reading('hot_pursuit')\"",
        "when = \"\"\"reading('hot_pursuit')\"\"\"",
        "condition-escaped",
        "reading('hot_pursuit')",
    );
}

#[test]
fn mistakes_in_norms_on_candidates_bodies_and_decisions() {
    let instead = |block: &str| format!("{block}```\n\n```toml norm\nid   = \"a5.3\"");
    let here = "id   = \"a5.3\"";
    let composition = |must: &str| {
        instead(&format!("id = \"a5.9\"\nkind = \"composition\"\nbody = \"force\"\nmust = \"{must}\"\n"))
    };
    mistake(here, &composition("party = 'first'"), "asks-other-rows", "party = 'first'");
    mistake(here, &composition("count(act = 'fire') > 1"), "asks-other-rows", "act = 'fire'");
    mistake(here, &composition("count(vote = 'for') > 1"), "asks-other-rows", "vote = 'for'");
    mistake("act = 'flight'", "rank = 'colonel'", "asks-other-rows", "rank = 'colonel'");
    mistake("act = 'flight'", "count() > 3", "asks-other-rows", "count() > 3");
    let eligibility = |needs: &str| instead(&format!("id = \"a5.9\"\nkind = \"eligibility\"\n{needs}\n"));
    mistake(here, &eligibility(""), "key-missing", "```toml norm");
    let place = "needs = [{ id = \"p\", when = \"S_INTERSECTS(place, zone('buffer'))\" }]";
    mistake(here, &eligibility(place), "asks-other-rows", "S_INTERSECTS(place, zone('buffer'))");
    let pursuit = "needs = [{ id = \"p\", when = \"reading('hot_pursuit')\" }]";
    mistake(here, &eligibility(pursuit), "asks-other-rows", "reading('hot_pursuit')");
    let decision = |rest: &str| instead(&format!("id = \"a5.9\"\nkind = \"decision\"\n{rest}\n"));
    mistake(here, &decision("quorum = \"count(present) >= 5\""), "key-missing", "```toml norm");
    mistake(here, &decision("must = \"count(present) >= 5\"\nsilence = \"72\""), "unit-missing", "72");
}

#[test]
fn mistakes_in_what_becomes_of_a_text() {
    let with_entry = |entry: &str| {
        format!("excluded = [{{ group = \"cave-group\" }}, {{ group = \"Sea Group\" }}]\n{entry}")
    };
    let here = "excluded = [{ group = \"cave-group\" }, { group = \"Sea Group\" }]";
    let wrong = |entry: &str, code: &str, words: &str| mistake(here, &with_entry(entry), code, words);
    wrong("suspended = [{ part = \"a77\", from = \"D+1\", by = \"C\" }]", "part-unknown", "a77");
    wrong("suspended = [{ until = \"D+1\", by = \"C\" }]", "key-missing", "{ until = \"D+1\", by = \"C\" }");
    wrong("suspended = [{ from = \"D+9\", until = \"D+3\", by = \"C\" }]", "dates-reversed", "\"D+3\"");
    wrong("severity = [{ id = \"minor\" }]", "severity-unknown", "grave");
    wrong(
        "ruling = [{ dispute = \"no-bend\", settles = \"first\", from = \"D+1\" }]",
        "dispute-unknown",
        "no-bend",
    );
    wrong("ambiguity = [{ id = \"x\", about = \"nothing\" }]", "ambiguity-about-unknown", "nothing");
    wrong(
        "ambiguity = [{ id = \"x\", about = \"4.1\", readings = [{ by = \"third\" }] }]",
        "party-unknown",
        "third",
    );
    mistake(
        "due       = \"D+20\"",
        "due = \"2 h after adhered(third)\"",
        "party-unknown",
        "2 h after adhered(third)",
    );
    mistake("due       = \"D+20\"", "due = \"2 h after claimed(a5.1)\"", "deadline-cycle", "\"a5.1\"");
    let mut shelf = with("valley.md", here, &with_entry("extended = [{ until = \"D+240\", by = \"C\" }]"));
    let text = shelf.0.get_mut("valley.md").expect("the valley");
    *text = text.replacen("ends         = \"D+180\"\n", "", 1);
    assert!(errors(&shelf).iter().any(|(code, ..)| code == "extended-without-end"));
}

#[test]
fn mistakes_in_conditions() {
    mistake("zone('buffer')", "zone('bufer')", "zone-unknown", "'bufer'");
    mistake("line('contact')", "line('buffer')", "line-is-a-zone", "line('buffer')");
    mistake("reading('hot_pursuit')", "reading('hot_pursiut')", "term-unknown", "'hot_pursiut'");
    mistake("contacted('jccc')", "contacted('jcc')", "match-unknown", "'jcc'");
    mistake("verified('a5.1')", "verified('a5.9')", "norm-unknown", "'a5.9'");
    mistake("act = 'flight'", "act = 'fligth'", "code-unknown", "'fligth'");
    mistake("act = 'flight'", "acts = 'flight'", "property-unknown", "acts");
    mistake("'500 m'", "'500'", "unit-missing", "'500'");
    mistake("purpose = 'medevac'", "purpose IS NULL", "null-test", "purpose IS NULL");
    let deep = format!("{}act = 'flight'{}", "(".repeat(30), ")".repeat(30));
    mistake("act = 'flight'", &deep, "condition-too-deep", "(");
    let long = format!("act = 'flight'{}", " OR act = 'flight'".repeat(200));
    mistake("act = 'flight'", &long, "condition-too-long", &long);
}

#[test]
fn a_condition_that_names_what_a_broken_block_defines_is_not_blamed() {
    let shelf = with("valley.md", "[[term]]", "[[term]");
    let codes: Vec<String> = errors(&shelf).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes, vec!["toml-unreadable"]);
}

#[test]
fn a_zone_that_a_broken_file_draws_is_not_missed() {
    let shelf = with("valley.geojson", "\"kind\": \"zone\"", "\"kind\": \"zoen\"");
    let codes: Vec<String> = errors(&shelf).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes, vec!["geometry-unknown-kind"]);
}

#[test]
fn mistakes_in_the_geometry_file() {
    let file = "valley.geojson";
    mistake_in(file, "\"kind\": \"zone\"", "\"kind\": \"zoen\"", "geometry-unknown-kind", "\"zoen\"");
    mistake_in(file, "\"id\": \"buffer\", ", "", "geometry-without-id", "{");
    mistake_in(file, "[-37.9, 31.0], [-38.0, 31.0]]]", "[-37.9, 31.0]]]", "ring-not-closed", "[-37.9, 31.0]");
    mistake_in(
        file,
        "[-38.0, 31.1], [-37.9, 31.1], [-37.9, 31.0]",
        "[-37.9, 31.1], [-38.0, 31.1], [-37.9, 31.0]",
        "zone-crosses-itself",
        "[-38.0, 31.1]",
    );
    mistake_in(file, "[-37.9, 31.1]", "[179.0, 31.1]", "zone-crosses-antimeridian", "[179.0, 31.1]");
    mistake_in(file, "[-37.9, 31.1]", "[31.1, -97.9]", "coordinates-swapped", "[31.1, -97.9]");
    mistake_in(
        file,
        "[-37.9, 31.1]",
        "[500000.0, 3400000.0]",
        "coordinates-out-of-range",
        "[500000.0, 3400000.0]",
    );
    mistake_in(file, "[-37.9, 31.1]", "[-37.9]", "coordinates-unreadable", "[");
    mistake_in(file, "\"course_of\": \"second\"", "\"course_of\": \"secnd\"", "party-unknown", "\"secnd\"");
    mistake_in(file, ", \"dispute\": \"bend\"", "", "course-without-dispute", "\"first\"");
    mistake_in(file, "\"2026-03-31\"", "\"2026-04-02\"", "versions-overlap", "\"buffer\"");
    mistake_in(file, "\"2026-03-31\"", "\"2026-02-31\"", "date-not-in-calendar", "\"2026-02-31\"");
    mistake_in(file, "\"kind\": \"line\"", "\"kind\": \"zone\"", "geometry-wrong-shape", "{");
    mistake_in(file, "[-37.9, 31.05]}}\n]}", "[-37.9, 31.05]}}\n", "json-unreadable", "");
    mistake_in(file, "\"FeatureCollection\"", "\"Topology\"", "geometry-not-a-collection", "{");
    let mut shelf = valley();
    shelf.0.insert(file.to_owned(), "{\"type\":\"FeatureCollection\",\"features\":[]}".to_owned());
    assert!(errors(&shelf).iter().any(|(code, f, _)| code == "geometry-empty" && f == file));
}

#[test]
fn a_mistake_in_the_version_before_is_shown_in_its_own_file() {
    mistake_in("valley.v1.md", "kind = \"prohibition\"", "kind = \"ban\"", "kind-unknown", "ban");
    let found = errors(&with("valley.v1.md", "kind = \"prohibition\"", "kind = \"ban\""));
    assert!(
        found.iter().any(|(c, f, w)| c == "superseded-unreadable" && f == "valley.md" && w == "valley.v1.md")
    );
}

#[test]
fn a_bad_zone_is_said_once_where_the_version_before_shares_the_drawing() {
    let mut shelf = with("valley.geojson", "\"kind\": \"zone\"", "\"kind\": \"zoen\"");
    let older = shelf.0.get_mut("valley.v1.md").expect("the version before");
    *older = older.replacen("version   = 1", "version   = 1\ngeometry  = \"valley.geojson\"", 1);
    let found = errors(&shelf);
    let bad =
        found.iter().filter(|(code, file, _)| code == "geometry-unknown-kind" && file == "valley.geojson");
    assert_eq!(bad.count(), 1, "{found:#?}");
}

#[test]
fn many_mistakes_are_said_in_one_run() {
    let mut shelf = with("valley.md", "\"5 d\"", "5");
    let text = shelf.0.get_mut("valley.md").expect("the agreement");
    *text = text.replacen("to = \"first\"", "to = \"frist\"", 1).replacen(
        "over = [\"a5.2\"]",
        "over = [\"a5.9\"]",
        1,
    );
    let codes: Vec<String> = errors(&shelf).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes, vec!["unit-missing", "actor-unknown", "over-unknown"]);
}

#[test]
fn what_is_no_agreement_says_so() {
    for (text, code) in [
        ("", "file-empty"),
        ("\u{feff} \n", "file-empty"),
        ("PK\u{3}\u{4}\0\0", "file-binary"),
        ("hello", "front-matter-missing"),
    ] {
        let mut shelf = valley();
        shelf.0.insert("valley.md".to_owned(), text.to_owned());
        assert_eq!(errors(&shelf).first().map(|(c, _, _)| c.as_str()), Some(code), "{text:?}");
    }
    let mut shelf = valley();
    shelf.0.insert("valley.md".to_owned(), "x".repeat(5 * 1024 * 1024));
    assert_eq!(errors(&shelf).first().map(|(c, _, _)| c.as_str()), Some("file-too-large"));
}

#[test]
fn a_feature_drawn_with_its_numbers_exchanged_is_found_among_the_others() {
    mistake_in(
        "valley.geojson",
        "[[-38.2, 31.0], [-37.7, 31.0], [-37.7, 31.2], [-38.2, 31.2], [-38.2, 31.0]]",
        "[[31.0, -38.2], [31.0, -37.7], [31.2, -37.7], [31.2, -38.2], [31.0, -38.2]]",
        "coordinates-swapped",
        "\"north\"",
    );
}

#[test]
fn a_file_drawn_with_all_numbers_exchanged_is_found_by_the_gazetteer() {
    let mut shelf = valley();
    let drawn = exchanged(&shelf.0["valley.geojson"]);
    shelf.0.insert("valley.geojson".to_owned(), drawn);
    assert!(errors(&shelf).is_empty(), "nothing tells, without places to compare with");
    shelf.0.insert(
        "gazetteer.csv".to_owned(),
        "id,ar,en,lat,lon\nmill,الطاحونة,Old Mill,31.05,-37.9\n".to_owned(),
    );
    let found = errors(&shelf);
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(found.iter().all(|(code, ..)| code == "coordinates-swapped"));
}

/// GeoJSON with every `[a, b]` as `[b, a]`.
fn exchanged(text: &str) -> String {
    let pieces = text.split('[').map(|piece| {
        let pair = piece.split_once(']').and_then(|(inner, rest)| Some((inner.split_once(", ")?, rest)));
        match pair {
            Some(((a, b), rest)) if a.parse::<f64>().is_ok() => format!("{b}, {a}]{rest}"),
            _ => piece.to_owned(),
        }
    });
    pieces.collect::<Vec<_>>().join("[")
}
