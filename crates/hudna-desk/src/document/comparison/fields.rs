//! The parts of a text as fields: exactly, for comparing, and in words, for showing.

use hudna_core::agreement::{
    Agreement, Article, Backdrop, Bilingual, Formation, Geometry, Link, Match, Party, Shape, Term, Whom,
};
use hudna_core::geo::ChamberlainDuquetteArea as _;
use hudna_core::place::Point;
use hudna_core::register::RegisterKind;
use hudna_core::time::{Instant, TimeRange};

use super::super::view::View;
use super::super::voice::Voice;
use super::{FieldChange, How, TextChange, norms};
use crate::words::{Lang, grouped};

/// One field of a part.
pub(super) struct Field {
    key: String,
    /// The key of its name among the words.
    name: &'static str,
    exact: String,
    said: String,
}

impl Field {
    pub(super) fn new(key: &'static str, exact: impl ToString, said: String) -> Self {
        Self { key: key.to_owned(), name: key, exact: exact.to_string(), said }
    }
    pub(super) fn named(key: String, name: &'static str, exact: String, said: String) -> Self {
        Self { key, name, exact, said }
    }
    /// One that is said with others and has no words of its own.
    pub(super) fn hidden(key: &'static str, exact: String) -> Self {
        Self { key: key.to_owned(), name: key, said: exact.clone(), exact }
    }
    pub(super) fn flag(voice: &Voice<'_>, key: &'static str, value: bool) -> Self {
        Self::new(key, value, voice.get(if value { "answer-yes" } else { "answer-no" }))
    }
    fn text(key: &'static str, words: &str) -> Self {
        Self::new(key, words, words.to_owned())
    }
}

/// One part of a text.
pub(super) struct Part {
    /// What kind of part.
    pub(super) part: &'static str,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
    /// All of it in words.
    pub(super) whole: String,
}

/// What differs between two texts.
pub(super) fn changes(before: &Agreement, after: &Agreement, lang: Lang) -> Vec<TextChange> {
    let (first, second) = (View::of_agreement(before), View::of_agreement(after));
    let (first, second) = (Voice::of(&first, lang), Voice::of(&second, lang));
    let (old, new) = (parts(&first), parts(&second));
    let mut out = Vec::new();
    let same = |a: &Part, b: &Part| a.part == b.part && a.id == b.id;
    for part in &new {
        match old.iter().find(|o| same(o, part)) {
            None => out.push(one_sided(part, How::Added)),
            Some(was) => {
                let fields = fields_changed(&second, was, part);
                if !fields.is_empty() {
                    out.push(TextChange {
                        part: part.part,
                        id: part.id.clone(),
                        name: part.name.clone(),
                        how: How::Changed,
                        whole: String::new(),
                        fields,
                    });
                }
            }
        }
    }
    out.extend(old.iter().filter(|o| !new.iter().any(|n| same(o, n))).map(|o| one_sided(o, How::Removed)));
    let order = |change: &TextChange| PARTS.iter().position(|p| *p == change.part);
    out.sort_by_key(order);
    out
}

/// The order in which parts are told.
const PARTS: &[&str] = &[
    "front",
    "norm",
    "zone",
    "line",
    "party",
    "formation",
    "excluded",
    "link",
    "term",
    "severity",
    "suspended",
    "extended",
    "ruling",
    "ambiguity",
    "match",
    "complete",
    "article",
    "paragraph",
    "backdrop",
];

fn one_sided(part: &Part, how: How) -> TextChange {
    TextChange {
        part: part.part,
        id: part.id.clone(),
        name: part.name.clone(),
        how,
        whole: part.whole.clone(),
        fields: Vec::new(),
    }
}

fn fields_changed(voice: &Voice<'_>, was: &Part, is: &Part) -> Vec<FieldChange> {
    let mut keys: Vec<&Field> = is.fields.iter().collect();
    keys.extend(was.fields.iter().filter(|f| !is.fields.iter().any(|g| g.key == f.key)));
    let found = |part: &Part, key: &str| -> (Option<String>, String) {
        let field = part.fields.iter().find(|f| f.key == key);
        field.map_or((None, String::new()), |f| (Some(f.exact.clone()), f.said.clone()))
    };
    let mut out = Vec::new();
    for field in keys {
        let ((a, before), (b, after)) = (found(was, &field.key), found(is, &field.key));
        if a != b {
            let name = voice.get(&format!("field-{}", field.name));
            out.push(FieldChange { field: field.key.clone(), name, before, after });
        }
    }
    out
}

/// Every part of a text.
pub(super) fn parts(voice: &Voice<'_>) -> Vec<Part> {
    // Taken apart so that a new part of a text cannot be forgotten here; what stands here as `_` is the front
    // matter's, compared there, or is a file of its own.
    let Agreement {
        id: _,
        version: _,
        title: _,
        notice: _,
        prevails: _,
        zone_time: _,
        zone_name: _,
        signed: _,
        d_day: _,
        ends: _,
        reply_within: _,
        answers_for: _,
        mixed_accounts: _,
        articles: all_articles,
        parties,
        formations,
        excluded: groups,
        links,
        terms,
        matches,
        complete: declared,
        geometries,
        backdrop: drawn,
        norms,
        // in `after`
        severities: _,
        ambiguities: _,
        suspensions: _,
        extensions: _,
        course_rulings: _,
        supersedes: _,
        gazetteer: _,
        source: _,
    } = voice.agreement();
    let mut out = vec![front(voice)];
    out.extend(norms.iter().map(|norm| Part {
        part: "norm",
        id: norm.id.to_string(),
        name: voice.norm(&norm.id),
        fields: norms::fields(voice, norm),
        whole: voice.plain(norm).paragraph(),
    }));
    numbered(geometries.iter().map(|g| geometry(voice, g)), &mut out);
    out.extend(parties.iter().map(|p| party(voice, p)));
    out.extend(formations.iter().map(|f| formation(voice, f)));
    out.extend(groups.iter().map(|id| excluded(voice, id)));
    numbered(links.iter().map(|l| link(voice, l)), &mut out);
    out.extend(terms.iter().map(|t| term(voice, t)));
    // Matches that a norm made for itself are told with it.
    let own = |m: &&Match| voice.agreement().norm(&m.id).is_none();
    out.extend(matches.iter().filter(own).map(|m| matching(voice, m)));
    numbered(declared.iter().map(|c| complete(voice, c)), &mut out);
    numbered(super::after::parts(voice).into_iter(), &mut out);
    for article in all_articles {
        articles(voice, article, &mut out);
    }
    numbered(drawn.iter().map(|b| backdrop(voice, b)), &mut out);
    out
}

/// Parts of one id in the order of the text: the second of them is `id (2)`.
fn numbered(parts: impl Iterator<Item = Part>, out: &mut Vec<Part>) {
    let begin = out.len();
    for mut part in parts {
        let earlier = out.iter().skip(begin).filter(|p| p.part == part.part);
        let same = earlier.filter(|p| p.id == part.id || p.id.starts_with(&format!("{} (", part.id))).count();
        if same > 0 {
            part.id = format!("{} ({})", part.id, same + 1);
        }
        out.push(part);
    }
}

fn both(words: &Bilingual) -> String {
    format!("{}\n{}", words.ar, words.en)
}

/// Both languages are compared, and both are shown: it may be the other one that differs.
fn name_field(key: &'static str, words: &Bilingual) -> Field {
    Field::new(key, both(words), joined(words))
}

fn joined(words: &Bilingual) -> String {
    match (words.ar.is_empty(), words.en.is_empty()) {
        (true, _) => words.en.to_string(),
        (_, true) => words.ar.to_string(),
        _ => format!("{} · {}", words.ar, words.en),
    }
}

fn excluded(voice: &Voice<'_>, id: &str) -> Part {
    let name = voice.actor(id);
    Part { part: "excluded", id: id.to_owned(), name: name.clone(), fields: Vec::new(), whole: name }
}

fn front(voice: &Voice<'_>) -> Part {
    let a = voice.agreement();
    let moment = |key, at: Option<Instant>| at.map(|at| Field::new(key, at.0, voice.day_or_hour(at)));
    let kinds: Vec<&str> = a.answers_for.iter().map(|k| k.name()).collect();
    let links: Vec<String> = kinds.iter().map(|k| voice.get(&format!("link-{k}"))).collect();
    let mut fields = vec![
        Field::text("agreement", &a.id),
        Field::new("version", a.version, a.version.to_string()),
        name_field("title", &a.title),
        name_field("notice", &a.notice),
        Field::new("prevails", &a.prevails, voice.get(&format!("prevails-{}", a.prevails))),
        Field::text("zone_time", &a.zone_name),
        Field::new("answers_for", kinds.join(","), voice.words.list(&links)),
        Field::flag(voice, "accounts", a.mixed_accounts),
    ];
    fields.extend(a.signed.map(|on| Field::new("signed", range_key(on), voice.day_or_hour(on.lo))));
    fields.extend(moment("d_day", Some(a.d_day)));
    fields.extend(a.ends.map(|at| Field::new("ends", at.0, voice.end(at))));
    fields.extend(a.reply_within.map(|s| Field::new("reply_within", s.0, voice.lasting(s))));
    Part { part: "front", id: String::new(), name: voice.get("part-front"), fields, whole: String::new() }
}

/// A day and its first moment are two things: what runs from them ends at different hours.
fn range_key(at: TimeRange) -> String {
    format!("{}..{}", at.lo.0, at.hi.0)
}

fn party(voice: &Voice<'_>, party: &Party) -> Part {
    let mut fields = vec![
        name_field("name", &party.name),
        Field::new("bound_from", range_key(party.adhered), voice.day_or_hour(party.bound_from)),
    ];
    fields.extend(party.bound_until.map(|at| Field::new("bound_until", at.0, voice.end(at))));
    let name = voice.actor(&party.id);
    let from = voice.day_or_hour(party.bound_from);
    let whole = voice.say("whole-party", &[("party", &name), ("from", &from)]);
    Part { part: "party", id: party.id.to_string(), name, fields, whole }
}

fn formation(voice: &Voice<'_>, formation: &Formation) -> Part {
    let also: Vec<String> = formation.alternatives.iter().map(|a| voice.foreign(a)).collect();
    let fields = vec![
        name_field("name", &formation.name),
        Field::new("alt", format!("{:?}", formation.alternatives), voice.words.list(&also)),
    ];
    let name = voice.actor(&formation.id);
    Part { part: "formation", id: formation.id.to_string(), name: name.clone(), fields, whole: name }
}

fn between(voice: &Voice<'_>, range: Option<TimeRange>, end: bool) -> String {
    let Some(range) = range else { return String::new() };
    let at = |at: Instant| if end { voice.end(at) } else { voice.day_or_hour(at) };
    if range.hi.0.saturating_sub(range.lo.0) <= 1 {
        return at(range.lo);
    }
    voice.say("range-from-to", &[("from", &at(range.lo)), ("to", &at(Instant(range.hi.0.saturating_sub(1))))])
}

fn link(voice: &Voice<'_>, link: &Link) -> Part {
    let Link { of, kind, to, from, until, by, disputed_by, change, words: _ } = link;
    let name = voice.say(
        "whole-link",
        &[
            ("of", &voice.role(of)),
            ("link", &voice.get(&format!("link-{}", kind.name()))),
            ("to", &voice.role(to)),
        ],
    );
    let disputing: Vec<String> = disputed_by.iter().map(|p| voice.actor(p)).collect();
    let mut fields = vec![Field::text("by", by)];
    fields.extend(from.map(|r| Field::new("from", format!("{r:?}"), between(voice, *from, false))));
    fields.extend(until.map(|r| Field::new("until", format!("{r:?}"), between(voice, *until, true))));
    if !disputed_by.is_empty() {
        fields.push(Field::new("disputed_by", format!("{disputed_by:?}"), voice.words.list(&disputing)));
    }
    fields.extend(change.as_ref().map(|c| Field::text("change", c)));
    let id = format!("{of} {} {to}", kind.name());
    Part { part: "link", id, name: name.clone(), fields, whole: name }
}

fn term(voice: &Voice<'_>, term: &Term) -> Part {
    let mut fields = Vec::new();
    let mut said = Vec::new();
    for reading in &term.readings {
        let clause = voice.clause(&reading.when);
        said.push(voice.say("whole-reading", &[("party", &voice.actor(&reading.by)), ("clause", &clause)]));
        let exactly = norms::exact(voice.agreement(), &reading.when);
        fields.push(Field::named(format!("readings {}", reading.by), "readings", exactly, clause));
    }
    for (from, whose, reference) in &term.rulings {
        let words = voice.say(
            "whole-ruling",
            &[
                ("from", &voice.day_or_hour(*from)),
                ("party", &voice.actor(whose)),
                ("reference", &voice.foreign(reference)),
            ],
        );
        let exactly = format!("{} {whose} {reference}", from.0);
        fields.push(Field::named(format!("rulings {reference}"), "rulings", exactly, words.clone()));
        said.push(words);
    }
    let name = voice.term(&term.id);
    Part { part: "term", id: term.id.to_string(), name, fields, whole: voice.in_series(&said) }
}

fn matching(voice: &Voice<'_>, matching: &Match) -> Part {
    let Match { id, who, metres, window, lead, answer } = matching;
    let whose = voice.get(if *who == Whom::Unit { "match-unit" } else { "match-party" });
    let mut fields = vec![Field::new("who", format!("{who:?}"), whose)];
    fields.extend(metres.map(|m| Field::new("where", m, voice.metres(m))));
    fields.extend(window.map(|s| Field::new("window", s.0, voice.lasting(s))));
    fields.extend(lead.map(|s| Field::new("lead", s.0, voice.lasting(s))));
    fields.extend(answer.as_ref().map(|a| Field::new("answer", a, voice.get(&format!("match-answer-{a}")))));
    let name = voice.id(id);
    Part { part: "match", id: id.to_string(), name, fields, whole: voice.fits(matching) }
}

fn complete(
    voice: &Voice<'_>,
    (register, time, by): &(RegisterKind, TimeRange, std::sync::Arc<str>),
) -> Part {
    let name = voice.get(&format!("register-{}", register.name()));
    let mut fields = vec![Field::text("by", by)];
    if time.lo.0 != i64::MIN {
        fields.push(Field::new("from", time.lo.0, voice.day_or_hour(time.lo)));
    }
    if time.hi.0 != i64::MAX {
        fields.push(Field::new("until", time.hi.0, voice.end(time.hi)));
    }
    Part { part: "complete", id: register.name().to_owned(), name: name.clone(), fields, whole: name }
}

fn articles(voice: &Voice<'_>, article: &Article, out: &mut Vec<Part>) {
    let lang = voice.lang;
    let title = lang.of(&article.title).to_owned();
    let fields = vec![name_field("title", &article.title)];
    out.push(Part { part: "article", id: article.id.to_string(), name: title.clone(), fields, whole: title });
    for (number, words) in &article.paragraphs {
        let fields = vec![Field::text("text_ar", &words.ar), Field::text("text_en", &words.en)];
        let name = voice.say("part-paragraph-named", &[("number", number)]);
        let whole = lang.of(words).to_owned();
        out.push(Part { part: "paragraph", id: format!("{} {number}", article.id), name, fields, whole });
    }
}

fn geometry(voice: &Voice<'_>, geometry: &Geometry) -> Part {
    let Geometry { id, name, valid, course_of, dispute, shape } = geometry;
    let (part, size) = match shape {
        Shape::Zone(area) => {
            let km2 = area.chamberlain_duquette_unsigned_area() / 1e6;
            ("zone", voice.say("square-kilometres", &[("number", &grouped((km2 * 10.0).round() / 10.0))]))
        }
        Shape::Line(lines) => ("line", voice.metres(length_m(lines).round())),
    };
    let mut fields = vec![name_field("name", name)];
    if valid.lo.0 != i64::MIN {
        fields.push(Field::new("valid_from", valid.lo.0, voice.day_or_hour(valid.lo)));
    }
    if valid.hi.0 != i64::MAX {
        fields.push(Field::new("valid_to", valid.hi.0, voice.end(valid.hi)));
    }
    fields.extend(dispute.as_ref().map(|d| Field::text("dispute", d)));
    fields.push(Field::new("shape", format!("{shape:?}"), lies(voice, shape, &size)));
    let drawn = voice.the(voice.lang.of(name));
    let (key, said) = match course_of {
        Some(party) => {
            let values = [("zone", drawn), ("party", voice.actor(party))];
            let said = voice.say("zone-as-drawn", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
            (format!("{id} {party}"), said)
        }
        None => (id.to_string(), drawn),
    };
    Part { part, id: key, name: said.clone(), fields, whole: said }
}

/// How large it is and between which corners it lies: what was moved as it was is seen by these.
fn lies(voice: &Voice<'_>, shape: &Shape, size: &str) -> String {
    let points: Vec<hudna_core::geo::Coord<f64>> = match shape {
        Shape::Zone(area) => area.iter().flat_map(|p| p.exterior().coords().copied()).collect(),
        Shape::Line(lines) => lines.iter().flat_map(|l| l.coords().copied()).collect(),
    };
    let corner = |pick: fn(f64, f64) -> f64, start: f64| {
        let lon = points.iter().fold(start, |at, c| pick(at, c.x));
        let lat = points.iter().fold(start, |at, c| pick(at, c.y));
        voice.foreign(&format!("{lat:.4}, {lon:.4}"))
    };
    let (low, high) = (corner(f64::min, f64::INFINITY), corner(f64::max, f64::NEG_INFINITY));
    voice.say("diff-shape", &[("size", size), ("low", &low), ("high", &high)])
}

fn length_m(lines: &[hudna_core::geo::LineString<f64>]) -> f64 {
    let point = |c: hudna_core::geo::Coord<f64>| Point { lon: c.x, lat: c.y };
    lines.iter().flat_map(|l| l.lines()).map(|l| point(l.start).metres_to(point(l.end))).sum()
}

fn backdrop(voice: &Voice<'_>, backdrop: &Backdrop) -> Part {
    let name = voice.lang.of(&backdrop.name).to_owned();
    let fields = vec![
        Field::text("kind", &backdrop.kind),
        name_field("name", &backdrop.name),
        Field::hidden("shape", format!("{:?}", backdrop.shape)),
    ];
    Part { part: "backdrop", id: backdrop.id.to_string(), name: name.clone(), fields, whole: name }
}

#[cfg(test)]
mod tests {
    use crate::words::{Lang, Words};

    #[test]
    fn every_field_and_part_has_a_name_in_both_languages() {
        let sources =
            [include_str!("fields.rs"), include_str!("norms.rs"), include_str!("after.rs")].concat();
        let mut fields: Vec<&str> = Vec::new();
        for opening in
            ["Field::new(\"", "Field::text(\"", "Field::flag(voice, \"", "name_field(\"", "moment(\""]
        {
            fields.extend(sources.split(opening).skip(1).filter_map(|rest| rest.split('"').next()));
        }
        assert!(fields.len() > 40, "{}", fields.len());
        for lang in Lang::BOTH {
            let words = Words::of(*lang);
            for field in fields.iter().filter(|f| f.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
                assert!(words.has(&format!("field-{field}")), "{lang:?} {field}");
            }
            for part in super::PARTS {
                assert!(words.has(&format!("parts-{part}")), "{lang:?} {part}");
            }
        }
    }
}
