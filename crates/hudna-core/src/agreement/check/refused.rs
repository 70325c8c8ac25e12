//! What the reader refuses: every code of an error in a text, its conditions or its geometry, with the change
//! to the sample that brings it about. The words of each stand in `diagnostic.ftl` and `condition.ftl`.
//!
//! To add a code: say it where the text is read, and give it its line here.

use super::Example;
use super::example::File::{Before, Geometry, Text};

use Example::{Change, Many, Whole};

/// The change of the condition `act = 'speech'` to another.
const fn condition(to: &'static str) -> Example {
    Change(Text, "act = 'speech'", to)
}

/// The change of the condition on speech, which stands in double quotes, to one in single quotes of TOML.
const fn quoted(to: &'static str) -> Example {
    Change(Text, "\"act = 'speech'\"", to)
}

/// The kind and condition of article 6 changed to these fields.
const fn a6(to: &'static str) -> Example {
    Change(Text, "kind = \"prohibition\"\nwhen = \"act = 'obstruction'\"", to)
}

/// An entry put before another register.
const fn register(entry: &'static str) -> Example {
    Many(Text, "excluded = [{ group = \"cave-group\" }]\n", entry, 1)
}

/// A text without an end that is extended.
const EXTENDED: &str = r#"+++
agreement = "delta"
zone_time = "Africa/Tripoli"
d_day     = 2026-03-01T00:01:00
+++

```toml register
extended = [{ until = "D+240", by = "C-9" }]
```
"#;

/// Codes and what brings them about.
pub(super) const EXAMPLES: &[(&str, Example)] = &[
    // The file.
    ("file-empty", Whole(Text, "")),
    ("file-binary", Whole(Text, "PK\u{3}\u{4}\0\0")),
    ("file-too-large", Many(Text, "## المادة 1", "x", 4_200_000)),
    ("file-unreadable", Change(Text, "\"delta.geojson\"", "\"unreadable.geojson\"")),
    ("file-name-refused", Change(Text, "\"delta.geojson\"", "\"../delta.geojson\"")),
    ("front-matter-missing", Change(Text, "+++\nagreement", "agreement")),
    ("front-matter-unclosed", Whole(Text, "+++\nagreement = \"delta\"\n")),
    ("toml-unreadable", Change(Text, "version      = 2", "version = = 2")),
    ("key-unknown", Change(Text, "severity = \"grave\"", "gravity = \"grave\"")),
    ("key-missing", Change(Text, "by = \"R-118\", ", "")),
    ("keys-exclude", Change(Text, "by   = \"D+14\"", "by   = \"D+14\"\nfrom = \"D+2\"")),
    ("value-wrong-type", Change(Text, "version      = 2", "version = \"two\"")),
    ("value-empty", Change(Text, "kind     = \"prohibition\"", "kind     = \"\"")),
    ("value-unknown", Change(Text, "burden = \"party\"", "burden = \"nobody\"")),
    ("id-malformed", Change(Text, "id   = \"a5.2.pursuit\"", "id   = \"a5.2/pursuit\"")),
    ("id-duplicate", Change(Text, "id   = \"a5.2.pursuit\"", "id   = \"a5.2\"")),
    (
        "code-not-acceptable",
        Change(
            Text,
            "excluded = [",
            "accepted = [{ code = \"zone-unknown\", why = \"none\" }]\nexcluded = [",
        ),
    ),
    // Front matter.
    ("d-day-missing", Change(Text, "d_day        = 2026-03-01T00:01:00\n", "")),
    ("version-not-positive", Change(Text, "version      = 2", "version      = 0")),
    ("versions-not-rising", Change(Text, "version      = 2", "version      = 1")),
    ("time-zone-unknown", Change(Text, "Africa/Tripoli", "Africa/Tripolis")),
    ("ends-before-d-day", Change(Text, "\"D+180\"", "\"D-3\"")),
    ("superseded-missing", Change(Text, "\"delta.v1.md\"", "\"older.md\"")),
    ("superseded-unreadable", Change(Before, "kind = \"prohibition\"", "kind = \"ban\"")),
    (
        "superseded-not-before",
        Change(Text, "d_day        = 2026-03-01T00:01:00", "d_day        = 2026-02-01T00:01:00"),
    ),
    ("supersedes-cycle", Change(Text, "\"delta.v1.md\"", "\"delta.md\"")),
    // The text.
    ("article-duplicate", Change(Text, "{#a5}", "{#a4}")),
    ("table-columns", Change(Text, "|§|العربية|English|", "|§|English|")),
    ("paragraphs-outside-article", Change(Text, " {#a2}", "")),
    ("block-unknown", Change(Text, "```toml norm", "```toml nrom")),
    ("block-nested", Change(Text, "```toml register\nparty", "> ```toml register\nparty")),
    (
        "block-swallowed",
        Change(
            Text,
            "```toml norm\nid       = \"a4.1\"",
            "<!-- see annex B\n\n```toml norm\nid       = \"a4.1\"",
        ),
    ),
    ("block-unclosed", Change(Text, "when = \"act = 'obstruction'\"\n```", "when = \"act = 'obstruction'\"")),
    // Dates and quantities.
    ("date-unreadable", Change(Text, "bound_from = 2026-03-10", "bound_from = \"soon\"")),
    ("date-not-in-calendar", Change(Text, "2026-03-01T00:01:00", "\"2026-02-30\"")),
    ("date-with-offset", Change(Text, "2026-03-01T00:01:00", "2026-03-01T00:01:00Z")),
    ("dates-reversed", Change(Text, "[2026-03-05, 2026-03-09]", "[2026-03-09, 2026-03-05]")),
    ("unit-missing", Change(Text, "'500 m'", "'500'")),
    ("unit-unknown", Change(Text, "\"5 d\"", "\"5 moons\"")),
    ("quantity-unreadable", Change(Text, "'500 m'", "'near'")),
    ("length-too-long", Change(Text, "'500 m'", "'50000 km'")),
    ("duration-too-long", Change(Text, "\"5 d\"", "\"50000 d\"")),
    ("event-unknown", Change(Text, "due       = \"D+20\"", "due       = \"2 h after sunset\"")),
    // Registers.
    ("party-unknown", Change(Text, "disputed_by = [\"second\"]", "disputed_by = [\"secnd\"]")),
    ("parties-too-many", Many(Text, "party = [\n", "  { id = \"p{n}\" },\n", 33)),
    ("actor-unknown", Change(Text, "to = \"first\"", "to = \"frist\"")),
    ("link-cycle", Change(Text, "to = \"first\"", "to = \"hill-brigade\"")),
    (
        "term-without-reading",
        Change(Text, "[[term]]", "[[term]]\nid = \"provocation\"\nreadings = []\n\n[[term]]"),
    ),
    (
        "term-cycle",
        Change(Text, "{ by = \"first\", when = \"", "{ by = \"first\", when = \"reading('hot_pursuit') OR "),
    ),
    ("registers-too-long", Many(Text, "formation = [\n", "  { id = \"f{n}\" },\n", 5_001)),
    // Norms.
    ("kind-unknown", Change(Text, "kind     = \"prohibition\"", "kind     = \"prohibiton\"")),
    ("norm-outside-article", Change(Text, " {#a6}", "")),
    ("norm-elsewhere", Change(Text, "id   = \"a5.4\"", "id   = \"a6.4\"")),
    (
        "norms-too-many",
        Many(
            Text,
            "is prohibited.|\n\n",
            "```toml norm\nid = \"a6.{n}0\"\nkind = \"prohibition\"\nwhen = \"act = 'fire'\"\n```\n\n",
            1_001,
        ),
    ),
    ("over-unknown", Change(Text, "over  = [\"a4.1\"]", "over  = [\"a4.9\"]")),
    ("over-cycle", Change(Text, "over  = [\"a4.1\"]", "over  = [\"a4.1.reply\"]")),
    ("deadline-cycle", Change(Text, "due       = \"D+20\"", "due       = \"2 h after verified(a5.1)\"")),
    ("tell-after-without-urgent", Change(Text, "urgent     = \"purpose = 'medevac'\"\n", "")),
    (
        "duty-asks-deed",
        Change(Text, "must      = \"verified('a5.1')\"", "must      = \"act = 'withdrawal'\""),
    ),
    ("condition-escaped", quoted("\"\"\"act = 'speech'\"\"\"")),
    // Rows that are no deeds, and what becomes of a text.
    ("asks-other-rows", condition("act = 'speech' AND rank = 'officer'")),
    (
        "pattern-number",
        a6(
            "kind = \"pattern\"\nacts = \"act = 'obstruction'\"\nn = 1\ndistance = \"2 km\"\nwindow = \"24 h\"",
        ),
    ),
    (
        "pattern-of-patterns",
        a6(
            "kind = \"pattern\"\nacts = \"count_within(act = 'fire', '2 km', '24 h') > 2\"\nn = 3\ndistance = \"2 km\"\nwindow = \"24 h\"",
        ),
    ),
    (
        "keep-out-twice",
        a6(
            "kind = \"holding\"\nweapons = \"calibre_mm >= 100\"\nkeep_out = { zone = \"buffer\", line = \"contact\", distance = \"15 km\" }",
        ),
    ),
    ("severity-unknown", register("severity = [{ id = \"minor\", ar = \"بسيط\", en = \"minor\" }]\n")),
    ("extended-without-end", Whole(Text, EXTENDED)),
    (
        "part-unknown",
        register("suspended = [{ part = \"a9\", from = 2026-04-10, until = 2026-04-12, by = \"C-2\" }]\n"),
    ),
    (
        "dispute-unknown",
        register(
            "ruling = [{ dispute = \"ford\", settles = \"second\", from = 2026-04-15, reference = \"C-7\" }]\n",
        ),
    ),
    (
        "ambiguity-about-unknown",
        register(
            "ambiguity = [{ id = \"pause\", about = \"lull\", ar = \"متى تنتهي\", en = \"when it ends\" }]\n",
        ),
    ),
    // Geometry.
    ("geometry-missing", Change(Text, "\"delta.geojson\"", "\"delta.json\"")),
    ("json-unreadable", Change(Geometry, "\"features\": [", "\"features\": [,")),
    ("json-too-deep", Many(Geometry, "\"features\": ", "[", 200)),
    ("geometry-not-a-collection", Change(Geometry, "\"FeatureCollection\"", "\"Topology\"")),
    ("geometry-empty", Whole(Geometry, "{\"type\": \"FeatureCollection\", \"features\": []}")),
    (
        "geometry-crs",
        Change(
            Geometry,
            "{\"type\"",
            "{\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:3857\"}}, \"type\"",
        ),
    ),
    ("geometry-without-id", Change(Geometry, "\"id\": \"buffer\", ", "")),
    ("geometry-unknown-kind", Change(Geometry, "\"kind\": \"zone\"", "\"kind\": \"zoen\"")),
    ("geometry-wrong-shape", Change(Geometry, "\"kind\": \"line\"", "\"kind\": \"zone\"")),
    ("geometry-type-unknown", Change(Geometry, "\"type\": \"Point\"", "\"type\": \"Circle\"")),
    ("geometry-two-kinds", Change(Geometry, "\"id\": \"contact\"", "\"id\": \"buffer\"")),
    ("coordinates-unreadable", Change(Geometry, "[-37.9, 31.1]", "[-37.9]")),
    ("coordinates-swapped", Change(Geometry, "[-37.9, 31.1]", "[31.1, -97.9]")),
    ("coordinates-out-of-range", Change(Geometry, "[-37.9, 31.1]", "[500000.0, 3400000.0]")),
    ("ring-not-closed", Change(Geometry, "[-38.0, 31.1], [-38.0, 31.0]]]", "[-38.0, 31.1]]]")),
    ("ring-too-short", Change(Geometry, "[-37.9, 31.0], [-37.9, 31.1], [-38.0, 31.1], ", "")),
    ("line-too-short", Change(Geometry, "[[-38.2, 31.05], [-37.7, 31.05]]", "[[-38.2, 31.05]]")),
    ("zone-crosses-itself", Change(Geometry, "[-37.9, 31.1], [-38.0, 31.1]", "[-38.0, 31.1], [-37.9, 31.1]")),
    ("zone-crosses-antimeridian", Change(Geometry, "[-37.9, 31.1]", "[179.0, 31.1]")),
    ("zone-too-intricate", Many(Geometry, "[[[-38.0, 31.0], ", "[-37.9{n}, 31.0], [-38.1, 31.0], ", 5_000)),
    ("course-without-dispute", Change(Geometry, ", \"dispute\": \"bend\"", "")),
    (
        "dispute-one-sided",
        Change(
            Geometry,
            "\"course_of\": \"second\", \"dispute\": \"bend\"",
            "\"course_of\": \"first\", \"dispute\": \"curve\"",
        ),
    ),
    (
        "course-missing",
        Change(
            Geometry,
            "\"en\": \"buffer zone\", \"valid_from\": \"2026-04-01\"",
            "\"en\": \"buffer zone\", \"valid_from\": \"2026-04-01\", \"course_of\": \"first\", \"dispute\": \"bend\"",
        ),
    ),
    ("versions-overlap", Change(Geometry, "\"2026-03-31\"", "\"2026-04-02\"")),
    // Conditions.
    ("arguments-wrong", condition("bound()")),
    ("between-reversed", condition("act = 'speech' AND rounds BETWEEN 9 AND 5")),
    ("character-unknown", condition("act = 'speech' AND rounds >= 3;")),
    ("code-unknown", condition("act = 'speach'")),
    ("comma-arabic", condition("act IN ('speech'، 'fire')")),
    ("comparison-chained", condition("3 < rounds < 5")),
    ("comparison-of-attributes", condition("actor = target")),
    ("condition-syntax", condition("act = 'speech' rounds")),
    ("condition-too-deep", condition("((((((((((((act = 'speech'))))))))))))")),
    ("condition-too-long", Many(Text, "\"act = 'speech'", " OR act = 'speech'", 200)),
    ("condition-unfinished", condition("act = 'speech' AND")),
    ("d-day-as-name", condition("act = 'speech' AND at >= D+14")),
    ("date-as-number", condition("act = 'speech' AND at >= 2026-03-01")),
    ("date-as-text", condition("act = 'speech' AND at >= '2026-03-01'")),
    ("digits-arabic", condition("act = 'speech' AND rounds > ١٠")),
    ("division-by-zero", condition("rounds / 0 > 3")),
    ("function-nested", condition("in_reply_to(in_reply_to(act = 'fire'))")),
    ("function-refused", condition("casei(act) = 'speech'")),
    ("function-unknown", condition("act = 'speech' AND notifed('leave')")),
    ("geometry-literal", condition("S_INTERSECTS(place, POLYGON((0 0, 1 0, 1 1, 0 0)))")),
    ("geometry-malformed", condition("S_INTERSECTS(place, POLYGON((0 0, 1 0)))")),
    ("hour-unquoted", condition("act = 'speech' AND at >= 2026-03-01 06:00")),
    ("hour-unreadable", condition("act = 'speech' AND daily(at, '8', '14:00')")),
    ("hours-equal", condition("act = 'speech' AND daily(at, '08:00', '08:00')")),
    ("line-has-no-inside", condition("S_WITHIN(place, line('contact'))")),
    ("line-is-a-zone", condition("within_distance(place, line('buffer'), '3 km')")),
    ("line-unknown", condition("within_distance(place, line('cntact'), '3 km')")),
    ("list-empty", condition("act IN ()")),
    ("list-missing", condition("act IN 'speech'")),
    ("list-needs-in", condition("party = signatories()")),
    ("match-unknown", condition("act = 'speech' AND notified('flight')")),
    ("norm-unknown", condition("act = 'speech' AND verified('a9.9')")),
    ("null-test", condition("weapon IS NULL")),
    ("null-value", condition("rounds = NULL")),
    ("order-without-meaning", condition("act >= 'speech'")),
    ("place-compared", condition("place = zone('buffer')")),
    ("property-unknown", condition("acts = 'speech'")),
    ("term-unknown", condition("reading('hot_pursiut')")),
    ("text-unquoted", condition("act = speech")),
    (
        "this-contradicts",
        condition("count_within(party = this.party AND party <> this.party, '2 km', '1 h') > 1"),
    ),
    ("this-misplaced", condition("party = this.party")),
    ("this-unsupported", condition("count_within(actor = this.actor, '2 km', '1 h') > 1")),
    ("time-in-range", condition("at BETWEEN DATE('2026-03-01') AND DATE('2026-03-02')")),
    ("timestamp-has-no-zone", condition("at >= TIMESTAMP('2026-03-01T00:01:00Z')")),
    ("truth-compared", condition("bound('first') = TRUE")),
    ("type-mismatch", condition("act = 'speech' AND calibre_mm >= '100'")),
    ("zone-is-a-line", condition("S_INTERSECTS(place, zone('contact'))")),
    ("backslash", quoted("'rounds > 3 \\ 2'")),
    ("invisible-character", quoted("\"ac\u{200d}t = 'speech'\"")),
    ("moment-ambiguous", condition("act = 'speech' AND at >= moment('2012-11-10 01:30')")),
    ("number-too-large", condition("rounds > 1e999")),
    ("operator-unknown", condition("act == 'speech'")),
    ("parenthesis-unbalanced", condition("(act = 'speech'")),
    ("quote-typographic", condition("act = ‘speech’")),
    ("quote-unclosed", condition("act = 'speech")),
    ("unit-in-condition", condition("calibre_mm >= 100 mm")),
    ("zone-unknown", condition("S_INTERSECTS(place, zone('bufer'))")),
];
