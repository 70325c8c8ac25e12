//! The report on the joint force: bodies and their quotas, how far nominations have come, what watches where, what patrols came to,
//! complaints.
//!
//! It names nobody: no candidate, member or monitor, neither by name nor by id. Nothing of a patrol that has not ended is told but that
//! it is planned. Parties keep the agreement's order.

use std::collections::BTreeMap;

use hudna_core::finding::Finding;
use hudna_core::force::nomination::Stage;
use hudna_core::force::{ComplaintStage, Patrol};
use hudna_core::ledger::act::Way;

use super::Told;
use crate::document::blocks::{Block, Cell, Piece, Section, Table, soft, strong, words};
use crate::document::make::{Distribution, Form};
use crate::document::paper::{Around, laid};
use crate::document::screen::plain;
use crate::document::{Document, RenderError};
use crate::words::grouped;

/// How far a nomination has come, as the report counts it.
const STEPS: [(&str, &[Stage]); 5] = [
    ("force-paper-open", &[Stage::BodyNotFormed, Stage::Objections, Stage::Answers, Stage::Panel]),
    ("force-paper-appeal", &[Stage::Ruled, Stage::Appeal]),
    ("force-paper-accepted", &[Stage::Accepted, Stage::Seated, Stage::Left]),
    ("force-paper-refused", &[Stage::Refused]),
    ("force-paper-withdrawn", &[Stage::Withdrawn]),
];

impl Told<'_> {
    /// The report as page or PDF: `joint-force.<lang>.pdf`.
    ///
    /// # Errors
    /// Faults of ours, never of the data.
    pub fn report(
        &self,
        form: Form,
        distribution: Distribution,
        (number, watermark): (&str, Option<&str>),
    ) -> Result<Document, RenderError> {
        let mut view = self.snapshot.saying(false);
        view.number = number;
        let around =
            Around { title: "force-paper-title", footer: "force-paper-footer", distribution, watermark };
        laid(&view, (self.words.lang(), form), &around, ("joint-force", self.sections()))
    }

    fn sections(&self) -> Vec<Section> {
        let all = [
            ("force-summary", self.summary()),
            ("force-bodies", self.on_bodies()),
            ("force-nominations", self.on_nominations()),
            ("force-watch", self.on_watch()),
            ("force-patrols", self.on_patrols()),
            ("force-complaints", self.on_complaints()),
        ];
        let section = |(id, blocks): (&'static str, Vec<Block>)| Section {
            id,
            title: self.words.get(&format!("section-{id}")),
            annex: false,
            blocks,
        };
        all.into_iter().map(section).collect()
    }

    fn text(&self, said: impl Into<String>) -> Block {
        Block::Text { pieces: vec![words(said)] }
    }

    fn head(&self, columns: &[&str]) -> Vec<Cell> {
        columns.iter().map(|column| Cell::of(self.words.get(column))).collect()
    }

    /// The same where all but the first hold figures.
    fn counted(&self, columns: &[&str]) -> Vec<Cell> {
        let mut head = self.head(columns);
        head.iter_mut().skip(1).for_each(|cell| cell.num = true);
        head
    }

    fn summary(&self) -> Vec<Block> {
        let bodies = self.bodies();
        let seats: usize = bodies.iter().map(|body| self.seated(body)).sum();
        let force = &self.snapshot.force;
        let over = force.patrols.iter().filter(|patrol| patrol.report.is_some()).count();
        let broken = bodies.iter().filter(|body| !self.broken(body).is_empty()).count();
        let open = force.nominations.iter().filter(|one| self.step(self.standing(one).stage) == 0).count();
        let mut said = vec![
            self.words.count("force-paper-bodies", bodies.len()),
            self.words.count("force-paper-seats", seats),
            self.words.count("force-paper-nominations", open),
            self.words.count("force-paper-patrols", over),
        ];
        if broken > 0 {
            said.push(self.words.count("force-paper-broken", broken));
        }
        vec![self.text(said.join(" "))]
    }

    fn on_bodies(&self) -> Vec<Block> {
        let bodies = self.bodies();
        if bodies.is_empty() {
            return vec![self.text(self.words.get("force-none"))];
        }
        bodies.iter().flat_map(|body| self.on_body(body)).collect()
    }

    fn on_body(&self, body: &str) -> Vec<Block> {
        let members = self.words.count("force-member-count", self.seated(body));
        let joined = format!("{members}{} {}", self.words.get("semicolon"), self.joined_by(body));
        let mut pieces = vec![strong(self.body(body)), Piece::Break, words(joined)];
        if let Some(seats) = self.made_up(body) {
            pieces.extend([Piece::Break, soft(seats)]);
        }
        let mut blocks = vec![Block::Text { pieces }];
        let quotas = self.quotas(body);
        if quotas.is_empty() {
            blocks.push(Block::Small { pieces: vec![words(self.words.get("force-no-quota"))] });
            return blocks;
        }
        // why it stands so would name those who sit there: pages say it, to those who may see them
        let row = |finding: &&Finding| {
            let norm = self.screen.version(finding.version).norm(&finding.norm);
            let asks = norm.map(|norm| plain(&self.snapshot.agreement, norm, self.words.lang()).paragraph());
            vec![
                Cell::of(self.screen.norm(&finding.norm)),
                Cell::of(asks.unwrap_or_default()),
                Cell::pieces(vec![self.screen.standing_of(finding)]),
            ]
        };
        let columns = ["force-paper-column-quota", "force-paper-column-asks", "force-paper-column-stands"];
        let head = self.head(&columns);
        let rows = quotas.iter().map(row).collect();
        blocks.push(Block::Table(Table { head, rows, foot: Vec::new(), widths: vec![3, 7, 3] }));
        let moments = self.broken(body).into_iter().map(|change| {
            let moment = self.screen.moment(change.at);
            vec![words(self.words.with("force-paper-broken-at", &[("moment", moment.into())]))]
        });
        let items: Vec<_> = moments.collect();
        if !items.is_empty() {
            blocks.push(Block::List { items });
        }
        blocks
    }

    fn step(&self, stage: Stage) -> usize {
        STEPS.iter().position(|(_, stages)| stages.contains(&stage)).unwrap_or(0)
    }

    fn on_nominations(&self) -> Vec<Block> {
        let all = &self.snapshot.force.nominations;
        if all.is_empty() {
            return vec![self.text(self.words.get("force-no-nominations"))];
        }
        let mut by_body: BTreeMap<&str, ([usize; STEPS.len()], usize)> = BTreeMap::new();
        for one in all {
            let (standing, (steps, late)) = (self.standing(one), by_body.entry(&one.body).or_default());
            steps[self.step(standing.stage)] += 1;
            *late += usize::from(standing.overdue);
        }
        let mut columns = vec!["force-paper-column-body"];
        columns.extend(STEPS.iter().map(|(key, _)| *key));
        columns.push("force-paper-overdue");
        let rows = by_body.into_iter().map(|(body, (steps, late))| {
            let mut row = vec![Cell::of(self.body(body))];
            row.extend(steps.into_iter().chain([late]).map(|count| Cell::count(count.to_string(), None)));
            row
        });
        let table = Table {
            head: self.counted(&columns),
            rows: rows.collect(),
            foot: Vec::new(),
            widths: vec![4, 2, 2, 2, 2, 2, 2],
        };
        let nobody = Block::Small { pieces: vec![words(self.words.get("force-paper-nobody-named"))] };
        vec![Block::Table(table), nobody]
    }

    fn on_watch(&self) -> Vec<Block> {
        let hours = self.hours();
        let mut sectors: BTreeMap<String, Vec<String>> = self.watch().into_iter().collect();
        for (sector, hours) in hours {
            let said = self.words.with("force-paper-hours", &[("hours", grouped(hours).into())]);
            sectors.entry(sector).or_default().push(said);
        }
        if sectors.is_empty() {
            return vec![self.text(self.words.get("force-watch-none"))];
        }
        let semicolon = format!("{} ", self.words.get("semicolon"));
        let rows =
            sectors.into_iter().map(|(sector, said)| vec![Cell::of(sector), Cell::of(said.join(&semicolon))]);
        let head = self.head(&["force-paper-column-sector", "force-paper-column-watch"]);
        vec![
            self.text(self.words.get("force-hours")),
            Block::Table(Table { head, rows: rows.collect(), foot: Vec::new(), widths: vec![3, 8] }),
        ]
    }

    /// Hours that patrols reported, by sector in words.
    fn hours(&self) -> BTreeMap<String, f64> {
        let mut all = BTreeMap::new();
        let reports = self.snapshot.force.patrols.iter().filter_map(|patrol| patrol.report.as_ref());
        for leg in reports.flat_map(|report| &report.legs) {
            *all.entry(self.screen.sector(&leg.sector)).or_insert(0.0) += leg.hours;
        }
        all
    }

    fn on_patrols(&self) -> Vec<Block> {
        let all = &self.snapshot.force.patrols;
        if all.is_empty() {
            return vec![self.text(self.words.get("force-patrols-none"))];
        }
        let of = |way: Way| {
            let here: Vec<&Patrol> = all.iter().filter(|patrol| patrol.way == way).collect();
            let reports =
                || here.iter().filter_map(|patrol| patrol.report.as_ref().map(|report| (patrol, report)));
            let unreported = here.iter().filter(|p| p.report.is_none());
            let waited = unreported.clone().filter(|patrol| patrol.is_over(self.now)).count();
            [
                unreported.count() - waited,
                waited,
                reports().count(),
                reports().filter(|(_, report)| report.late_by().is_some()).count(),
                reports().filter(|(_, report)| !report.denied.is_empty()).count(),
                reports().filter(|(patrol, report)| !report.cleared && !patrol.asked.is_empty()).count(),
            ]
        };
        let rows = [Way::Road, Way::Flight].into_iter().filter_map(|way| {
            let counts = of(way);
            let mut row = vec![Cell::of(self.words.get(&format!("force-way-{}", way.name())))];
            row.extend(counts.iter().map(|count| Cell::count(count.to_string(), None)));
            counts.iter().any(|count| *count > 0).then_some(row)
        });
        let head = self.counted(&[
            "force-paper-column-way",
            "force-paper-planned",
            "force-paper-awaited",
            "force-paper-reported",
            "force-paper-late",
            "force-paper-denied",
            "force-paper-uncleared",
        ]);
        vec![Block::Table(Table {
            head,
            rows: rows.collect(),
            foot: Vec::new(),
            widths: vec![3, 2, 2, 2, 2, 2, 3],
        })]
    }

    fn on_complaints(&self) -> Vec<Block> {
        let all = &self.snapshot.force.complaints;
        if all.is_empty() {
            return vec![self.text(self.words.get("force-complaints-none"))];
        }
        let at = |stage: ComplaintStage| all.iter().filter(|one| one.stage() == stage).count();
        let upheld = all.iter().filter(|one| matches!(one.ruled, Some((_, true)))).count();
        let refused = all.iter().filter(|one| matches!(one.ruled, Some((_, false)))).count();
        let counts = [
            ("force-complaint-made", at(ComplaintStage::Made)),
            ("force-complaint-answered", at(ComplaintStage::Answered)),
            ("force-complaint-upheld", upheld),
            ("force-complaint-refused", refused),
        ];
        let item = |(key, count): (&str, usize)| {
            vec![words(format!("{}{} {count}", self.words.get(key), self.words.get("colon")))]
        };
        vec![Block::List { items: counts.into_iter().filter(|(_, count)| *count > 0).map(item).collect() }]
    }
}
