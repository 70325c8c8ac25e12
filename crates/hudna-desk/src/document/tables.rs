//! The tables of the situation report.
//!
//! A count stands beside its coverage; a zero that nobody watched is hatched and says so.

use hudna_core::finding::Outcome;
use hudna_core::ledger::replay::Stage;
use hudna_core::register::{Holding, Visit};
use hudna_core::statistics::{ByOutcome, Claimed, Counts, SectorCount, Statistics, Tally, Watched};
use hudna_core::value::{Attribute, Number};

use super::blocks::{Block, Cell, Piece, Table, latin, soft, words};
use super::sitrep::{ROWS, findings_by_subject, grouped_count};
use super::voice::Voice;
use crate::words::grouped;

/// Rows of a register shown; the rest are in the register itself.
const REGISTER_ROWS: usize = 40;

const OUTCOMES: [Outcome; 4] =
    [Outcome::Breach, Outcome::Undetermined, Outcome::Permitted, Outcome::NotCovered];

/// A sector's name.
pub(super) fn sector_name(voice: &Voice<'_>, id: &str) -> String {
    let found = voice.agreement().backdrop.iter().find(|b| &*b.kind == "sector" && &*b.id == id);
    found.map_or_else(|| voice.foreign(id), |b| voice.lang.of(&b.name).to_owned())
}

/// A range: with a dash in English, in words in Arabic, where a dash between figures turns round.
fn span(voice: &Voice<'_>, low: f64, high: f64) -> String {
    if low >= high {
        grouped(low)
    } else if voice.lang.is_rtl() {
        voice.say("range-from-to", &[("from", &grouped(low)), ("to", &grouped(high))])
    } else {
        format!("{}\u{2013}{}", grouped(low), grouped(high))
    }
}

/// The name of a site that a register holds by its id; as written where the map does not know it.
fn site_name(voice: &Voice<'_>, id: &str) -> String {
    let named = voice.agreement().backdrop.iter().find(|b| &*b.id == id);
    let name = named.map(|b| voice.lang.of(&b.name)).filter(|n| !n.is_empty());
    name.map_or_else(|| voice.foreign(id), str::to_owned)
}

/// Incidents by sector.
pub(super) fn sectors(voice: &Voice<'_>, counts: &Counts) -> Table {
    let stage = |s: &'static str, key: &str| Cell {
        pieces: vec![Piece::Mark { s, t: voice.get(key) }],
        num: true,
        blind: false,
    };
    let mut head = vec![Cell::of(voice.get("column-sector")), stage("alleged", "column-alleged")];
    for outcome in OUTCOMES {
        head.push(stage("provisional", &format!("outcome-{}", outcome.name())));
    }
    let total = &counts.total;
    let any = |of: fn(&Tally) -> &ByOutcome| of(&total.now).all() + of(&total.before).all() > 0;
    let told = [any(|t| &t.assessed), any(|t| &t.ruled)];
    head.push(stage("assessed", if told[0] { "column-assessed-some" } else { "column-assessed" }));
    head.push(stage("ruled", if told[1] { "column-ruled-some" } else { "column-ruled" }));
    head.push(Cell { pieces: vec![words(voice.get("column-explosions"))], num: true, blind: false });
    head.push(Cell::of(voice.get("column-coverage")));
    let row = |r: &SectorCount, name: String, coverage: String, blind: bool| {
        let before = |n: String| counts.before_known.then_some(n);
        let mut cells = vec![Cell::of(name)];
        let mut count = |now: u64, then: u64| {
            cells.push(Cell::count(grouped_count(now), before(grouped_count(then))).blind(blind && now == 0));
        };
        count(r.now.alleged, r.before.alleged);
        for outcome in OUTCOMES {
            count(r.now.provisional.of(outcome), r.before.provisional.of(outcome));
        }
        let staged = [(&r.now.assessed, &r.before.assessed), (&r.now.ruled, &r.before.ruled)];
        for ((now, then), told) in staged.into_iter().zip(told) {
            cells.push(if told {
                voice.count_in_stage(now, before(grouped_count(then.all())))
            } else {
                Cell { pieces: vec![words("—")], num: true, blind: false }
            });
        }
        let explosions = |t: &Tally| span(voice, t.explosions.low, t.explosions.high);
        cells.push(
            Cell::count(explosions(&r.now), before(explosions(&r.before)))
                .blind(blind && r.now.explosions.incidents == 0),
        );
        cells.push(Cell::of(coverage));
        cells
    };
    let rows = counts.sectors.iter().map(|r| {
        let name = r.sector.as_deref().map_or_else(|| voice.get("sector-none"), |id| sector_name(voice, id));
        let said = match (&r.sector, &r.watched) {
            (None, _) => "—".to_owned(),
            (_, Some(w)) => coverage(voice, w),
            (_, None) => voice.get("coverage-unknown"),
        };
        row(r, name, said, r.sector.is_some() && !r.watched.as_ref().is_some_and(Watched::is_watched))
    });
    let named = counts.sectors.iter().filter(|r| r.sector.is_some()).count();
    let watched =
        counts.sectors.iter().filter(|r| r.watched.as_ref().is_some_and(Watched::is_watched)).count();
    let known =
        voice.say("coverage-of-sectors", &[("watched", &watched.to_string()), ("all", &named.to_string())]);
    let all = if named == 0 { voice.get("coverage-unknown") } else { known };
    // Outcomes told in words need room; what coverage says may run over lines.
    // English says an outcome in one long word, Arabic a range in several short ones.
    let widths = if told == [false; 2] && voice.lang.is_rtl() {
        vec![19, 11, 9, 12, 12, 12, 13, 13, 15, 32]
    } else if told == [false; 2] {
        vec![17, 11, 12, 19, 14, 12, 13, 13, 15, 22]
    } else if voice.lang.is_rtl() {
        let [assessed, ruled] = told.map(|told| if told { 19 } else { 13 });
        vec![16, 11, 9, 12, 12, 13, assessed, ruled, 15, 60 - assessed - ruled]
    } else {
        let [assessed, ruled] = told.map(|told| if told { 20 } else { 13 });
        vec![15, 11, 12, 19, 14, 12, assessed, ruled, 13, 52 - assessed - ruled]
    };
    Table { head, rows: rows.collect(), foot: row(&counts.total, voice.get("row-total"), all, false), widths }
}

fn coverage(voice: &Voice<'_>, watched: &Watched) -> String {
    let mut parts = Vec::new();
    if let (Some(done), Some(planned)) = (watched.patrol_hours, watched.planned_hours) {
        let share = if planned > 0.0 { (done / planned * 100.0).round() } else { 0.0 };
        parts.push(voice.say(
            "coverage-patrols",
            &[("share", &grouped(share)), ("done", &grouped(done)), ("planned", &grouped(planned))],
        ));
    } else if let Some(done) = watched.patrol_hours {
        parts.push(voice.say("coverage-hours", &[("done", &grouped(done))]));
    }
    if let (Some(up), Some(all)) = (watched.cameras_up, watched.cameras)
        && all > 0.0
    {
        parts.push(voice.say("coverage-cameras", &[("up", &grouped(up)), ("all", &grouped(all))]));
    }
    for (key, count) in [("coverage-posts", watched.posts), ("coverage-denied", watched.denied)] {
        // counts of acts in the record: small and whole
        if let Some(count) = count.filter(|n| (0.0..1e6).contains(n)) {
            parts.push(voice.words.with(key, &[("count", count.into())]));
        }
    }
    let mut notes: Vec<String> = Vec::new();
    for note in watched.notes.iter().filter(|n| !n.is_empty()) {
        let said = voice.foreign(note);
        if !notes.contains(&said) && notes.len() < 2 {
            notes.push(said);
        }
    }
    // a note may tell in the register's own words, and language, of what was just counted: it is quoted, so that nobody counts it again
    let quoted = notes.into_iter().map(|note| voice.say("coverage-note", &[("note", &note)]));
    parts.extend(quoted);
    parts.join(&format!("{} ", voice.get("semicolon")))
}

/// Weapons at declared sites.
pub(super) fn weapons(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    if statistics.holdings.is_empty() {
        return vec![Block::Text { pieces: vec![words(voice.get("weapons-none"))] }];
    }
    let state = |h: &Holding, wanted: &[&str]| h.state.as_deref().is_some_and(|s| wanted.contains(&s));
    let missing = statistics.holdings.iter().filter(|h| state(h, &["missing", "again_missing"])).count();
    let closed = statistics.holdings.iter().filter(|h| state(h, &["not_accessible", "not_verified"])).count();
    let lead = voice.words.with(
        "weapons-lead",
        &[
            ("count", statistics.holdings.len().into()),
            ("missing", missing.to_string().into()),
            ("closed", closed.to_string().into()),
        ],
    );
    let rows = statistics.holdings.iter().take(REGISTER_ROWS).map(|h| {
        let weapon: Vec<String> = h.weapon.iter().map(|w| voice.value(w)).collect();
        let mut kind =
            if weapon.is_empty() { voice.get("certainty-unknown") } else { voice.words.either(&weapon) };
        if let Some(calibre) = h.calibre_mm {
            kind = voice.say("weapon-calibre", &[("weapon", &kind), ("calibre", &voice.number(calibre))]);
        }
        let state_key = h.state.as_deref().map(|s| format!("holding-{s}"));
        let said = match state_key {
            Some(key) if voice.words.has(&key) => voice.get(&key),
            Some(_) => voice.foreign(h.state.as_deref().unwrap_or_default()),
            None => voice.get("certainty-unknown"),
        };
        vec![
            Cell::of(site_name(voice, &h.site)),
            Cell::of(h.party.as_deref().map_or_else(|| voice.get("certainty-unknown"), |p| voice.actor(p))),
            Cell::of(kind),
            Cell::count(
                h.count.map_or_else(|| voice.get("certainty-unknown"), |n| span(voice, n.low, n.high)),
                None,
            ),
            Cell::of(said),
            Cell::of(h.at.map_or_else(String::new, |t| voice.words.range(t, &voice.agreement().zone_time))),
        ]
    });
    let mut blocks = vec![
        Block::Text { pieces: vec![words(lead)] },
        Block::Table(Table {
            head: ["site", "party", "weapon", "count", "state", "when"]
                .iter()
                .map(|c| Cell { num: *c == "count", ..Cell::of(voice.get(&format!("column-{c}"))) })
                .collect(),
            rows: rows.collect(),
            foot: Vec::new(),
            widths: vec![8, 6, 8, 3, 8, 9],
        }),
    ];
    more(voice, statistics.holdings.len(), &mut blocks);
    blocks
}

fn more(voice: &Voice<'_>, all: usize, blocks: &mut Vec<Block>) {
    if all > REGISTER_ROWS {
        blocks.push(Block::Small { pieces: vec![words(voice.words.count("and-more", all - REGISTER_ROWS))] });
    }
}

/// Incidents in zones.
pub(super) fn zones(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    if statistics.zones.is_empty() {
        return vec![Block::Text { pieces: vec![words(voice.get("zones-none"))] }];
    }
    let rows = statistics.zones.iter().map(|z| {
        let geometry = voice.agreement().geometry(&z.zone).next();
        let name = geometry.map_or("", |g| voice.lang.of(&g.name));
        let mut pieces = vec![words(if name.is_empty() { z.zone.to_string() } else { name.to_owned() })];
        if z.disputed {
            pieces.push(soft(voice.get("zone-disputed")));
        }
        vec![
            Cell::pieces(pieces),
            Cell::count(grouped_count(z.inside), None),
            Cell::count(grouped_count(z.perhaps), None),
        ]
    });
    vec![
        Block::Text { pieces: vec![words(voice.get("zones-lead"))] },
        Block::Table(Table {
            head: vec![
                Cell::of(voice.get("column-zone")),
                Cell { num: true, ..Cell::of(voice.get("column-inside")) },
                Cell { num: true, ..Cell::of(voice.get("column-perhaps")) },
            ],
            rows: rows.collect(),
            foot: Vec::new(),
            widths: vec![10, 4, 4],
        }),
    ]
}

/// Harm to people, as claimed.
pub(super) fn harm(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let h = &statistics.harm;
    let all = [h.killed_civilian, h.killed_other, h.injured_civilian, h.injured_other];
    if all.iter().all(|c| c.incidents == 0) {
        return vec![Block::Text { pieces: vec![words(voice.get("harm-none"))] }];
    }
    let row = |key: &str, civilian: &Claimed, other: &Claimed| {
        vec![
            Cell::of(voice.get(key)),
            Cell::count(span(voice, civilian.low, civilian.high), None),
            Cell::count(span(voice, other.low, other.high), None),
            Cell::count(grouped_count(civilian.incidents + other.incidents), None),
            Cell::count(grouped_count(civilian.contested + other.contested), None),
        ]
    };
    let head = ["harm", "civilian", "other", "claims", "contested"];
    vec![
        Block::Text { pieces: vec![words(voice.get("harm-lead"))] },
        Block::Table(Table {
            head: head
                .iter()
                .map(|c| Cell { num: *c != "harm", ..Cell::of(voice.get(&format!("column-{c}"))) })
                .collect(),
            rows: vec![
                row("harm-killed", &h.killed_civilian, &h.killed_other),
                row("harm-injured", &h.injured_civilian, &h.injured_other),
            ],
            foot: Vec::new(),
            widths: vec![5, 5, 5, 5, 5],
        }),
    ]
}

/// Freedom of movement of monitors.
pub(super) fn movement(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let m = &statistics.movement;
    if m.visits == 0 {
        return vec![Block::Text { pieces: vec![words(voice.get("movement-none"))] }];
    }
    let lead = voice.words.with(
        "movement-lead",
        &[
            ("count", usize::try_from(m.visits).unwrap_or(usize::MAX).into()),
            ("hindered", m.hindered.len().to_string().into()),
            ("minutes", voice.words.count("count-minutes", rounded(m.minutes)).into()),
        ],
    );
    let mut blocks = vec![Block::Text { pieces: vec![words(lead)] }];
    if m.hindered.is_empty() {
        return blocks;
    }
    let rows = m.hindered.iter().take(REGISTER_ROWS).map(|v: &&Visit| {
        let access = v.access.as_deref().map(|a| format!("access-{a}")).unwrap_or_default();
        vec![
            Cell::of(site_name(voice, &v.site)),
            Cell::of(v.party.as_deref().map_or_else(String::new, |p| voice.actor(p))),
            Cell::of(v.at.map_or_else(String::new, |t| voice.words.range(t, &voice.agreement().zone_time))),
            Cell::of(voice.get(&access)),
            Cell::count(
                v.delay_min
                    .map_or_else(|| voice.get("certainty-unknown"), |n: Number| span(voice, n.low, n.high)),
                None,
            ),
            Cell::of(v.reason.as_deref().map_or_else(|| voice.get("reason-none"), |r| voice.foreign(r))),
        ]
    });
    let head = ["site", "party", "when", "access", "minutes", "reason"];
    blocks.push(Block::Table(Table {
        head: head
            .iter()
            .map(|c| Cell { num: *c == "minutes", ..Cell::of(voice.get(&format!("column-{c}"))) })
            .collect(),
        rows: rows.collect(),
        foot: Vec::new(),
        widths: vec![8, 6, 9, 6, 4, 9],
    }));
    more(voice, m.hindered.len(), &mut blocks);
    blocks
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "minutes are clamped to what fits before the cast"
)]
fn rounded(minutes: f64) -> usize {
    minutes.round().clamp(0.0, 4e9) as usize
}

/// The table of incidents.
pub(super) fn annex(voice: &Voice<'_>, statistics: &Statistics<'_>) -> Vec<Block> {
    let by_subject = findings_by_subject(voice);
    let outcomes = voice.view.outcomes();
    let all = statistics.in_period.len();
    // Where not all fit, those with something open or found come first; the order stays that of time.
    let mut chosen: Vec<usize> = statistics.in_period.clone();
    if all > ROWS {
        let provisional = |i: &usize| voice.view.stages.reached(&voice.view.incidents[*i].id.0).is_none();
        chosen.sort_by_key(|i| (provisional(i), outcomes[*i]));
        chosen.truncate(ROWS);
        chosen.sort_by_key(|i| statistics.in_period.iter().position(|p| p == i));
    }
    let rows = chosen.iter().map(|i| {
        let incident = &voice.view.incidents[*i];
        let id = incident.id.0.as_str();
        let spoken = voice.view.stages.of_incident(id).next().is_some();
        let mut articles: Vec<Piece> = Vec::new();
        for finding in by_subject.get(incident.id.0.as_str()).into_iter().flatten() {
            if !articles.is_empty() {
                articles.push(Piece::Break);
            }
            if spoken {
                articles.push(voice.stage(voice.said_of(finding).map_or(Stage::Provisional, |s| s.stage)));
            }
            articles.push(voice.standing_of(finding));
            articles.push(words(format!("{}.", voice.norm(&finding.norm))));
            articles
                .push(words(voice.say("finding-against", &[("parties", &voice.against(&finding.against))])));
            articles.extend(voice.remarks_on(finding));
            articles.push(soft(voice.why(finding)));
        }
        for line in voice.beside(id) {
            if !articles.is_empty() {
                articles.push(Piece::Break);
            }
            articles.extend(line);
        }
        if articles.is_empty() {
            articles.push(voice.outcome(outcomes[*i]));
        }
        let accounts = voice.words.count("count-accounts", incident.independent as usize);
        let mut numbered = vec![latin(id)];
        if !voice.view.stages.is_empty() {
            numbered.extend([Piece::Break, voice.stage_of(voice.view.stages.reached(id))]);
        }
        vec![
            Cell::pieces(numbered),
            Cell::pieces(vec![
                words(voice.when(incident)),
                voice.certainty(voice.incident_certainty(incident, Attribute::At)),
            ]),
            Cell::pieces(vec![
                words(voice.place(incident)),
                voice.certainty(voice.incident_certainty(incident, Attribute::Place)),
            ]),
            Cell::pieces(vec![words(voice.what(incident)), Piece::Break, soft(accounts)]),
            Cell::pieces(articles),
            Cell::pieces(voice.reports(&incident.reports, 6)),
        ]
    });
    let head = ["id", "when", "where", "said", "articles", "reports"];
    let mut blocks = vec![
        Block::Text { pieces: vec![words(voice.words.count("annex-lead", all))] },
        Block::Table(Table {
            head: head.iter().map(|c| Cell::of(voice.get(&format!("column-{c}")))).collect(),
            rows: rows.collect(),
            foot: Vec::new(),
            widths: vec![17, 16, 18, 15, 42, 12],
        }),
    ];
    if all > ROWS {
        blocks.push(Block::Small { pieces: vec![words(voice.words.count("annex-more", all - ROWS))] });
    }
    blocks
}
