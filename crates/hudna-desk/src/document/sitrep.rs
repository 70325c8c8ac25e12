//! The situation report: what is said, in which order, in one language.
//!
//! The order is the field's: incidents by area with explosions apart and against the period before,
//! weapons, zones, civilian harm, freedom of movement, map; then what is open and what the report cannot
//! see; then the annexes. Each section opens with a sentence. Alleged, provisional, assessed and ruled
//! stand side by side and are never added up. Parties keep the agreement's order; nobody is ranked.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics::{Counts, Statistics, Watched};
use rustc_hash::FxHashMap;

use super::blocks::{Block, Cell, FindingBlock, Piece, Section, Sitrep, Table, latin, soft, words};
use super::view::View;
use super::voice::{Voice, is_criterion};
use super::{map, staged, tables};
use crate::words::{Lang, clock, grouped, isolated, offset};

/// Findings told in full; the rest are in `findings.json`.
const IN_FULL: usize = 150;
/// Rows of the table of incidents; the rest are in `violations.xlsx`.
pub(super) const ROWS: usize = 200;
/// Open questions listed.
const QUESTIONS: usize = 25;
/// Hours that a daily report spans at most.
const DAILY_HOURS: i64 = 36;
/// Days that a weekly report spans at most.
const WEEKLY_DAYS: i64 = 8;

/// Puts the report together.
pub(super) fn compose(view: &View<'_>, statistics: &Statistics<'_>, lang: Lang) -> Sitrep {
    let voice = Voice::of(view, lang);
    let zone = &view.agreement.zone_time;
    let period = voice.say("sitrep-period", &[("period", &voice.words.range(view.period, zone))]);
    let before = voice.say("sitrep-before", &[("period", &voice.words.range(view.before, zone))]);
    let sections = vec![
        section(&voice, "summary", summary(&voice, &statistics.counts)),
        section(&voice, "incidents", incidents(&voice, statistics)),
        section(&voice, "weapons", tables::weapons(&voice, statistics)),
        section(&voice, "zones", tables::zones(&voice, statistics)),
        section(&voice, "harm", tables::harm(&voice, statistics)),
        section(&voice, "movement", tables::movement(&voice, statistics)),
        section(&voice, "map", map_section(&voice, statistics)),
        section(&voice, "open", open(&voice, statistics)),
        section(&voice, "limits", limits(&voice, statistics)),
        annex(section(&voice, "annex-incidents", tables::annex(&voice, statistics))),
        section(&voice, "annex-shapes", shapes(&voice)),
        section(&voice, "annex-findings", findings(&voice, statistics)),
        section(&voice, "annex-norms", norms(&voice, statistics)),
    ];
    let lines = vec![as_of(&voice), format!("{period} {before}")];
    headed(&voice, title(&voice), lines, sections)
}

/// The title, by how long the period is.
fn title(voice: &Voice<'_>) -> String {
    let view = voice.view;
    let hours = view.period.hi.0.saturating_sub(view.period.lo.0) / 3_600_000_000;
    let kind = match hours {
        h if h <= DAILY_HOURS => "sitrep-daily",
        h if h <= WEEKLY_DAYS * 24 => "sitrep-weekly",
        _ => "sitrep-long",
    };
    voice.say(kind, &[("number", &number(voice))])
}

/// The report's number inside a sentence.
pub(super) fn number(voice: &Voice<'_>) -> String {
    let number = voice.view.number;
    if voice.lang.is_rtl() { isolated(number) } else { number.to_owned() }
}

/// Up to when the report speaks, and by whose clock.
pub(super) fn as_of(voice: &Voice<'_>) -> String {
    let (view, zone) = (voice.view, &voice.view.agreement.zone_time);
    let local = view.as_of.local(zone);
    let hours_from_utc = offset(view.as_of, zone);
    // A zone that is only an offset has a name whose sign runs the other way: it would mislead.
    let zone_name = match &*view.agreement.zone_name {
        name if name.starts_with("Etc/") || name == "UTC" => hours_from_utc,
        name => format!("{name}, {hours_from_utc}"),
    };
    voice.say(
        "sitrep-as-of",
        &[("time", &clock(local)), ("date", &voice.words.date(local.date())), ("zone", &zone_name)],
    )
}

/// What every report on incidents says of itself, around its sections.
pub(super) fn headed(voice: &Voice<'_>, title: String, lines: Vec<String>, sections: Vec<Section>) -> Sitrep {
    let (view, lang) = (voice.view, voice.lang);
    let utc = view.as_of.local(&jiff::tz::TimeZone::UTC);
    Sitrep {
        watermark: None,
        sheet: "a4",
        aside: false,
        lang: lang.code(),
        dir: lang.dir(),
        title,
        lines,
        class: voice.get("sitrep-class"),
        notice: lang.of(&view.agreement.notice).to_owned(),
        status: voice.status(),
        agreement: voice.say(
            "sitrep-agreement",
            &[
                ("title", lang.of(&view.agreement.title)),
                ("version", &view.agreement.version.to_string()),
                ("prevails", &voice.get(&format!("prevails-{}", view.agreement.prevails))),
            ],
        ),
        footer: voice.get("sitrep-footer"),
        page_of: [voice.get("page"), voice.get("page-of")],
        date: [
            i32::from(utc.year()),
            i32::from(utc.month()),
            i32::from(utc.day()),
            i32::from(utc.hour()),
            i32::from(utc.minute()),
            i32::from(utc.second()),
        ],
        sections,
    }
}

pub(super) fn section(voice: &Voice<'_>, id: &'static str, blocks: Vec<Block>) -> Section {
    Section { id, title: voice.get(&format!("section-{id}")), annex: false, blocks }
}

pub(super) fn annex(section: Section) -> Section {
    Section { annex: true, ..section }
}

pub(super) fn summary(voice: &Voice<'_>, counts: &Counts) -> Vec<Block> {
    let now = &counts.total.now;
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let lead = if now.alleged == 0 {
        voice.get("summary-none")
    } else {
        voice.sentence(&voice.say(
            "summary-lead",
            &[
                ("reports", &voice.words.count("count-reports", counts.reports)),
                ("incidents", &voice.words.count("count-incidents-of", count(now.alleged))),
            ],
        ))
    };
    let mut pieces = vec![words(lead)];
    if now.alleged > 0 {
        pieces.push(Piece::Mark { s: "provisional", t: voice.get("summary-provisional") });
        for outcome in staged::TOLD {
            pieces.push(voice.outcome(outcome));
            let comma = if outcome == Outcome::Undetermined { ".".to_owned() } else { voice.get("comma") };
            let count = grouped_count(now.provisional.of(outcome));
            pieces.push(words(voice.say("summary-in", &[("count", &count)]) + &comma));
        }
    }
    pieces.extend(voice.summary_of_stages(counts));
    let unwatched: Vec<String> = counts
        .sectors
        .iter()
        .filter(|r| !r.watched.as_ref().is_some_and(Watched::is_watched))
        .filter_map(|r| r.sector.as_deref())
        .map(|id| tables::sector_name(voice, id))
        .collect();
    let named = counts.sectors.iter().filter(|r| r.sector.is_some()).count();
    if named == 0 || unwatched.len() == named {
        pieces.push(words(voice.get("summary-no-coverage")));
    } else if !unwatched.is_empty() {
        let list = voice.words.list(&unwatched);
        pieces.push(words(voice.say("summary-unwatched", &[("sectors", &list)])));
    }
    vec![Block::Text { pieces }]
}

fn incidents(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let mut notes = vec![words(voice.get("incidents-note"))];
    if !voice.view.stages.is_empty() {
        notes.push(words(voice.get("incidents-stages")));
    }
    if !statistics.counts.before_known {
        notes.push(words(voice.get("incidents-no-before")));
    }
    if statistics.undated > 0 {
        let n = usize::try_from(statistics.undated).unwrap_or(usize::MAX);
        notes.push(words(voice.words.count("incidents-undated", n)));
    }
    vec![Block::Table(tables::sectors(voice, &statistics.counts)), Block::Small { pieces: notes }]
}

fn map_section(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let Some(drawn) = map::draw(voice, &statistics.in_period) else {
        return vec![Block::Text { pieces: vec![words(voice.get("map-none"))] }];
    };
    let mark = |s, key: &str| Piece::Mark { s, t: voice.get(key) };
    let mut items = vec![
        mark("known", "certainty-known"),
        mark("imprecise", "key-imprecise"),
        mark("contested", "certainty-contested"),
    ];
    if drawn.zones {
        items.push(mark("zone", "key-zone"));
    }
    if drawn.lines {
        items.push(mark("line", "key-line"));
    }
    for (shape, party) in ["course-1", "course-2"].into_iter().zip(&drawn.courses) {
        items.push(Piece::Mark { s: shape, t: voice.say("key-course", &[("party", party)]) });
    }
    let mut blocks = vec![
        Block::Text { pieces: vec![words(voice.get("map-lead"))] },
        Block::Map { svg: drawn.svg, ratio: drawn.ratio, alt: voice.get("map-alt") },
        Block::Key { items },
    ];
    if drawn.left_out > 0 {
        let more = voice.words.count("map-more", drawn.left_out);
        blocks.push(Block::Small { pieces: vec![words(more)] });
    }
    blocks
}

/// The open questions, each once, with the findings that turn on it.
fn open(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let open: Vec<&Finding> = shown(voice, statistics)
        .into_iter()
        .map(|(f, _)| f)
        .filter(|f| voice.view.stages.standing(f) == Outcome::Undetermined)
        .collect();
    let settling = open.iter().filter(|f| f.missing.iter().any(|m| m.settles)).count();
    let lead = voice.words.with(
        "open-lead",
        &[("count", open.len().into()), ("settling", voice.words.count("count-findings", settling).into())],
    );
    let mut blocks = vec![Block::Text { pieces: vec![words(lead)] }];
    // The same question often keeps several articles open: it is asked once.
    let mut asked: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    for finding in open.iter().filter(|f| !f.missing.is_empty()) {
        let same = |(first, _): &&mut (&Finding, Vec<&Finding>)| {
            first.subject.id == finding.subject.id && first.missing == finding.missing
        };
        match asked.iter_mut().rev().take(40).find(same) {
            Some((_, list)) => list.push(finding),
            None => asked.push((finding, vec![finding])),
        }
    }
    let (mut rows, mut answered) = (Vec::new(), 0);
    for (finding, norms) in asked.iter().take(QUESTIONS) {
        answered += norms.len();
        let mut asks: Vec<Piece> = Vec::new();
        for (i, set) in finding.missing.iter().take(2).enumerate() {
            if i > 0 {
                asks.push(Piece::Break);
                asks.push(soft(voice.get("missing-or")));
            }
            asks.extend(voice.missing(set));
        }
        let mut heading = if finding.subject.kind == "incident" {
            vec![latin(finding.subject.id.clone())]
        } else {
            vec![words(voice.subject(finding))]
        };
        for norm in norms {
            heading.push(Piece::Break);
            heading.push(words(voice.norm(&norm.norm)));
        }
        rows.push(vec![Cell::pieces(heading), Cell::pieces(asks)]);
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            head: vec![Cell::of(voice.get("column-open")), Cell::of(voice.get("column-settles"))],
            rows,
            foot: Vec::new(),
            widths: vec![3, 10],
        }));
        if open.len() > answered {
            blocks.push(Block::Small {
                pieces: vec![words(voice.words.count("open-more", open.len() - answered))],
            });
        }
    }
    blocks
}

fn limits(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let lines = voice.view.lines;
    let mut items = vec![vec![words(voice.words.with(
        "limits-lines",
        &[
            ("read", grouped_count(lines.read).into()),
            ("accepted", grouped_count(lines.accepted).into()),
            ("count", count(lines.set_aside).into()),
        ],
    ))]];
    if statistics.unplaced > 0 {
        items.push(vec![words(voice.words.count("limits-unplaced", count(statistics.unplaced)))]);
    }
    if statistics.undated > 0 {
        items.push(vec![words(voice.words.count("limits-undated", count(statistics.undated)))]);
    }
    let incidents = voice.view.incidents;
    let contested = statistics
        .in_period
        .iter()
        .filter(|i| hudna_core::statistics::places(&incidents[**i]).len() > 1)
        .count();
    if contested > 0 {
        items.push(vec![words(voice.words.count("limits-contested", contested))]);
    }
    items.extend(voice.elsewhere());
    items.push(vec![words(voice.get("limits-silence"))]);
    items.push(vec![words(voice.get("limits-machine"))]);
    vec![Block::List { items }]
}

pub(super) fn shapes(voice: &Voice<'_>) -> Vec<Block> {
    let mark = |s: &'static str, key: &str| Piece::Mark { s, t: voice.get(key) };
    let unknown = if voice.lang.is_rtl() { "unknown-rtl" } else { "unknown" };
    let family = |name: &str, items: Vec<Piece>| vec![Cell::of(voice.get(name)), Cell::pieces(items)];
    let rows = vec![
        family(
            "family-outcome",
            Outcome::ALL
                .iter()
                .flat_map(|o| {
                    let means = voice.get(&format!("means-{}", o.name()));
                    [voice.outcome(*o), words(means), Piece::Break]
                })
                .collect(),
        ),
        family(
            "family-truth",
            vec![mark("true", "truth-true"), mark("false", "truth-false"), mark(unknown, "truth-unknown")],
        ),
        family(
            "family-certainty",
            vec![
                mark("known", "certainty-known"),
                mark("imprecise", "key-imprecise"),
                mark("contested", "certainty-contested"),
                mark("unplaced", "key-unplaced"),
            ],
        ),
        family(
            "family-stage",
            vec![
                mark("alleged", "stage-alleged"),
                mark("provisional", "stage-provisional"),
                mark("assessed", "stage-assessed"),
                mark("ruled", "stage-ruled"),
            ],
        ),
        family("family-coverage", vec![mark("hatch", "means-hatch")]),
    ];
    vec![Block::Table(Table {
        head: vec![Cell::of(voice.get("column-family")), Cell::of(voice.get("column-shapes"))],
        rows,
        foot: Vec::new(),
        widths: vec![2, 9],
    })]
}

/// The findings about incidents of the period and about parties, in order of the period.
fn shown<'v>(voice: &Voice<'v>, statistics: &Statistics<'_>) -> Vec<(&'v Finding, Option<&'v Incident>)> {
    let by_subject = findings_by_subject(voice);
    let mut list = Vec::new();
    for i in &statistics.in_period {
        let incident = &voice.view.incidents[*i];
        for finding in by_subject.get(incident.id.0.as_str()).into_iter().flatten() {
            list.push((*finding, Some(incident)));
        }
    }
    list.extend(
        voice.view.assessment.findings.iter().filter(|f| f.subject.kind != "incident").map(|f| (f, None)),
    );
    list
}

/// Findings grouped by the id of what they are about.
pub(super) fn findings_by_subject<'v>(voice: &Voice<'v>) -> FxHashMap<&'v str, Vec<&'v Finding>> {
    let mut map: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in &voice.view.assessment.findings {
        map.entry(finding.subject.id.as_str()).or_default().push(finding);
    }
    map
}

fn findings(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let mut list: Vec<_> = shown(voice, statistics)
        .into_iter()
        .filter(|(f, _)| {
            let stands = [f.outcome, voice.view.stages.standing(f)];
            stands.iter().any(|o| matches!(o, Outcome::Breach | Outcome::Undetermined))
        })
        .collect();
    let all = list.len();
    list.truncate(IN_FULL);
    let mut blocks = vec![Block::Text { pieces: vec![words(voice.words.count("findings-lead", all))] }];
    blocks.extend(list.iter().map(|(f, i)| Block::Finding(in_full(voice, f, *i))));
    if all > IN_FULL {
        blocks.push(Block::Small { pieces: vec![words(voice.words.count("findings-more", all - IN_FULL))] });
    }
    blocks
}

/// The norms that the findings of the period touch, in plain words, in the order of the text.
fn norms(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let mut touched: Vec<(i64, &str)> =
        shown(voice, statistics).iter().map(|(f, _)| (f.version, &*f.norm)).collect();
    touched.sort_unstable();
    touched.dedup();
    let mut rows = Vec::new();
    let mut versions: Vec<i64> = touched.iter().map(|(version, _)| *version).collect();
    versions.dedup();
    for version in versions.iter().rev() {
        let agreement = voice.version(*version);
        let view = View::of_agreement(agreement);
        let voice = Voice::of(&view, voice.lang);
        for norm in agreement.norms.iter().filter(|n| touched.binary_search(&(*version, &*n.id)).is_ok()) {
            let plain = voice.plain(norm);
            let mut heading = vec![words(plain.title.clone()), Piece::Break, soft(plain.kind.clone())];
            if versions.len() > 1 {
                let version = voice.say("norm-version", &[("version", &version.to_string())]);
                heading.extend([Piece::Break, soft(version)]);
            }
            rows.push(vec![Cell::pieces(heading), Cell::of(plain.paragraph())]);
        }
    }
    if rows.is_empty() {
        return vec![Block::Text { pieces: vec![words(voice.get("norms-none"))] }];
    }
    let head = vec![Cell::of(voice.get("column-plain-norm")), Cell::of(voice.get("column-plain"))];
    let table = Table { head, rows, foot: Vec::new(), widths: vec![3, 10] };
    vec![Block::Text { pieces: vec![words(voice.get("norms-lead"))] }, Block::Table(table)]
}

pub(super) fn in_full(voice: &Voice<'_>, finding: &Finding, incident: Option<&Incident>) -> FindingBlock {
    let mut subject = match incident {
        Some(incident) => vec![
            latin(incident.id.0.clone()),
            words(format!(
                "{}{} {}{} {}",
                voice.what(incident),
                voice.get("comma"),
                voice.place(incident),
                voice.get("comma"),
                voice.when(incident)
            )),
        ],
        None => vec![words(voice.subject(finding))],
    };
    if let (Some(deed), Some(true)) = (finding.subject.deed, incident.map(|i| i.deeds.len() > 1)) {
        subject.push(soft(voice.say("deed-number", &[("number", &deed.to_string())])));
    }
    if let Some(incident) = incident {
        subject.push(soft(voice.get("why-reports")));
        subject.extend(voice.reports(&incident.reports, 8));
    }
    let against = voice.say("finding-against", &[("parties", &voice.against(&finding.against))]);
    let stage = voice.said_of(finding).map_or(Stage::Provisional, |staged| staged.stage);
    let mut outcome = if stage == Stage::Provisional {
        vec![voice.outcome_of(finding), soft(format!("({}).", voice.get("stage-provisional")))]
    } else {
        vec![voice.stage(stage), voice.standing_of(finding)]
    };
    outcome.extend(voice.remarks_on(finding));
    outcome.push(words(against));
    // what people settled is open no more
    let open = voice.view.stages.standing(finding) == Outcome::Undetermined;
    if open && finding.outcome == Outcome::Undetermined && finding.possible.len() > 1 {
        let possible: Vec<String> =
            finding.possible.iter().map(|o| voice.outcome_word(finding, *o)).collect();
        let either = voice.words.either(&possible);
        outcome.push(words(voice.say("finding-possible", &[("outcomes", &either)])));
        if !finding.possible.contains(&Outcome::Breach) && !is_criterion(finding) {
            outcome.push(words(voice.get("finding-no-breach")));
        }
    }
    if let Some(severity) = &finding.severity {
        outcome.push(words(voice.say("finding-severity", &[("severity", &voice.severity(severity))])));
    }
    let article = voice
        .norm_words(finding)
        .map_or_else(Vec::new, |(t, lang)| vec![Piece::Record { t, lang: lang.code(), dir: lang.dir() }]);
    FindingBlock {
        question: voice.question(finding),
        subject,
        outcome,
        article,
        lines: voice.reason_lines(finding, incident),
        missing: finding.missing.iter().filter(|_| open).map(|m| voice.missing(m)).collect(),
        missing_title: voice.get("missing-title"),
    }
}

/// A whole number as text.
#[expect(clippy::cast_precision_loss, reason = "counts of lines are far below 2^52")]
pub(super) fn grouped_count(n: u64) -> String {
    grouped(n as f64)
}
