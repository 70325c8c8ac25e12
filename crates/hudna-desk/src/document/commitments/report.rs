//! The report of commitments: what a mediator reads first, then who promised what by theme, by when, what blocks what and who could
//! unblock it, what the sides read differently, the stores, and each commitment in full. Page and PDF lay out the same blocks.
//!
//! A claim and a verification stand apart everywhere; what nobody looked at is open; parties keep the agreement's order.

use std::collections::{BTreeMap, BTreeSet};

use hudna_core::commitment::{Kept, Promise, Row, Scale, Site, State};
use hudna_core::time::{Instant, Span};

use super::graph::Bounds;
use super::{Pledges, Told, picture};
use crate::document::blocks::{Block, Cell, Piece, Section, Sitrep, Table, latin, soft, strong, words};
use crate::document::sitrep::{as_of, headed, number};
use crate::document::view::View;
use crate::document::voice::Voice;
use crate::words::Lang;

/// Deadlines that run out within so many days are told as pressing.
const SOON: Span = Span::days(14);
/// Rows of a table; the rest are in the workbook.
const ROWS: usize = 200;
/// Commitments told in full; the rest are in the workbook.
const IN_FULL: usize = 150;
/// Promises named in a cell of the matrix.
const IN_CELL: usize = 6;
/// Debtors beside each other in one matrix.
const ACROSS: usize = 4;
/// What the picture may hold on a sheet of A4.
const ON_PAPER: Bounds = Bounds { nodes: 18, steps: 2 };

/// Puts the report together. Without `stores` it does not tell of them.
pub(super) fn compose(pledges: &Pledges<'_>, stores: Option<&[Site]>, title: &str, lang: Lang) -> Sitrep {
    let view = View { as_of: pledges.board.as_of, number: title, ..View::of_agreement(pledges.agreement) };
    let voice = Voice::of(&view, lang);
    let told = Told::of(pledges, lang);
    let mut report = Report { told, pledges, stores };
    let sections = report.sections();
    let day = told.say("promises-day", &[("day", &told.d_day(pledges.board.as_of))]);
    let name = told.say("promises-report", &[("number", &number(&voice))]);
    let mut made = headed(&voice, name, vec![as_of(&voice), day], sections);
    made.status = vec![words(told.get("promises-report-status"))];
    made.footer = told.get("promises-report-footer");
    made
}

struct Report<'a> {
    told: Told<'a>,
    pledges: &'a Pledges<'a>,
    stores: Option<&'a [Site]>,
}

/// A promise that is there: its place, itself, how it stands.
type One<'a> = (usize, &'a Promise, &'a Row);

impl<'a> Report<'a> {
    fn sections(&mut self) -> Vec<Section> {
        let mut all = vec![
            ("promises-summary", self.summary()),
            ("promises-alerts", self.alerts()),
            ("promises-matrix", self.matrix()),
            ("promises-timeline", self.timeline()),
            ("promises-graph", self.graph()),
            ("promises-blocked", self.blocked()),
            ("promises-disputed", self.disputed()),
            ("promises-conditions", self.conditions()),
        ];
        if let Some(stores) = self.stores {
            all.push(("promises-stores", self.sites(stores)));
        }
        all.push(("promises-in-full", self.in_full()));
        let section = |(id, blocks): (&'static str, Vec<Block>)| Section {
            id,
            title: self.told.get(&format!("section-{id}")),
            annex: id == "promises-in-full",
            blocks,
        };
        all.into_iter().filter(|(_, blocks)| !blocks.is_empty()).map(section).collect()
    }

    fn promises(&self) -> Vec<One<'a>> {
        let all = self.pledges.all.kept().iter().zip(&self.pledges.board.rows).enumerate();
        let there = all.filter(|(_, (_, row))| row.state != State::NotYet);
        there.filter_map(|(at, (kept, row))| Some((at, kept.promise()?, row))).collect()
    }

    fn text(&self, key: &str) -> Block {
        Block::Text { pieces: vec![words(self.told.get(key))] }
    }

    fn head(&self, columns: &[&str]) -> Vec<Cell> {
        columns.iter().map(|column| Cell::of(self.told.get(column))).collect()
    }

    fn summary(&self) -> Vec<Block> {
        vec![Block::Text { pieces: vec![words(self.told.sentence().join(" "))] }]
    }

    fn alerts(&self) -> Vec<Block> {
        let alerts = self.told.alerts(SOON);
        if alerts.is_empty() {
            return vec![self.text("promises-no-alert")];
        }
        let row = |alert: &super::Alert| {
            vec![
                Cell::of(self.told.named(alert.at)),
                Cell::of(alert.says.clone()),
                Cell::of(alert.who.clone().unwrap_or_default()),
            ]
        };
        let rows = alerts.iter().take(ROWS).map(row).collect();
        let head = self.head(&["promise-column-what", "promises-column-presses", "promise-column-movers"]);
        self.table(head, rows, vec![5, 5, 5], alerts.len())
    }

    fn table(&self, head: Vec<Cell>, rows: Vec<Vec<Cell>>, widths: Vec<u8>, all: usize) -> Vec<Block> {
        let left = all - rows.len();
        let mut blocks = vec![Block::Table(Table { head, rows, foot: Vec::new(), widths })];
        if left > 0 {
            let more = self.told.words().count("promises-rest-in-workbook", left);
            blocks.push(Block::Small { pieces: vec![words(more)] });
        }
        blocks
    }

    /// Who promised what by theme: so many debtors beside each other, the rest in a table below.
    fn matrix(&self) -> Vec<Block> {
        let all = self.promises();
        let by: BTreeSet<&str> = all.iter().map(|(_, promise, _)| &*promise.by).collect();
        let of_text = self.pledges.agreement.parties.iter().map(|party| &*party.id);
        let mut debtors: Vec<&str> = of_text.filter(|party| by.contains(party)).collect();
        let others: Vec<&str> = by.iter().copied().filter(|by| !debtors.contains(by)).collect();
        debtors.extend(others);
        let mut themes: BTreeMap<&str, Vec<One<'a>>> = BTreeMap::new();
        for one in all {
            themes.entry(one.1.theme.as_deref().unwrap_or("other")).or_default().push(one);
        }
        let mut blocks = vec![self.text("promises-matrix-lead")];
        for across in debtors.chunks(ACROSS) {
            let mut head = vec![Cell::of(self.told.get("promise-column-theme"))];
            head.extend(across.iter().map(|by| Cell::of(self.told.party(by))));
            let rows = themes.iter().map(|(theme, list)| {
                let mut row = vec![Cell::of(self.told.theme(theme))];
                row.extend(across.iter().map(|by| self.cell(list.iter().filter(|one| *one.1.by == **by))));
                row
            });
            let widths = std::iter::once(2).chain(across.iter().map(|_| 4)).collect();
            blocks.push(Block::Table(Table { head, rows: rows.collect(), foot: Vec::new(), widths }));
        }
        let scale = |name: &'static str, key: &str| Piece::Mark { s: name, t: self.told.get(key) };
        let items = vec![
            scale(kroc(Scale::FULL, self.told.lang, false), "promises-key-verified"),
            scale(kroc(Scale::FULL, self.told.lang, true), "promises-key-claimed"),
            scale(kroc(Scale::of(0), self.told.lang, false), "promises-key-open"),
        ];
        blocks.push(Block::Key { items });
        blocks
    }

    fn cell<'s>(&self, list: impl Iterator<Item = &'s One<'a>>) -> Cell
    where
        'a: 's,
    {
        let list: Vec<&One<'a>> = list.collect();
        let mut pieces = Vec::new();
        for (at, promise, row) in list.iter().take(IN_CELL) {
            if !pieces.is_empty() {
                pieces.push(Piece::Break);
            }
            pieces.extend(self.level(promise, row));
            pieces.push(strong(self.told.state(row.state)));
            pieces.push(Piece::Break);
            pieces.push(words(self.told.what(*at)));
        }
        if list.len() > IN_CELL {
            pieces.push(Piece::Break);
            pieces.push(soft(self.told.words().count("promises-more", list.len() - IN_CELL)));
        }
        if pieces.is_empty() {
            pieces.push(soft(self.told.get("promises-no-commitment")));
        }
        Cell::pieces(pieces)
    }

    /// How far a promise is: as verified, and as claimed where that is more and nobody looked since.
    fn level(&self, promise: &Promise, row: &Row) -> Vec<Piece> {
        let ran_out = row.valid_until.filter(|until| *until <= self.told.as_of());
        let last = row.found.and_then(|at| promise.found.get(at));
        let found = last.filter(|_| ran_out.is_none());
        let claim = row.claim.and_then(|at| promise.claims.get(at));
        let mark = |scale: Scale, claimed: bool| {
            let key = if claimed { "promises-level-claimed" } else { "promises-level-verified" };
            let word = self.told.say(key, &[("scale", &self.told.scale(scale))]);
            Piece::Mark { s: kroc(scale, self.told.lang, claimed), t: word }
        };
        let mut all: Vec<Piece> = found.map(|found| mark(found.scale, false)).into_iter().collect();
        all.extend(claim.map(|claim| mark(claim.scale, true)));
        if let Some((last, until)) = last.zip(ran_out) {
            let values = [("scale", self.told.scale(last.scale)), ("until", self.told.by_when(until))];
            all.push(soft(self.told.say_owned("promises-level-was", &values)));
        }
        if all.is_empty() {
            let open = self.told.get("promises-level-open");
            all.push(Piece::Mark { s: kroc(Scale::of(0), self.told.lang, false), t: open });
        }
        all.push(Piece::Break);
        all
    }

    fn timeline(&self) -> Vec<Block> {
        let mut all = self.promises();
        let due = |row: &Row| row.due().map_or(Instant(i64::MAX), |due| due.by);
        all.sort_by_key(|(at, _, row)| (due(row), *at));
        let row = |(at, promise, row): &One<'a>| {
            vec![
                self.when(promise, row),
                Cell::of(self.told.what(*at)),
                Cell::of(self.told.party(&promise.by)),
                Cell::of(self.told.state(row.state)),
            ]
        };
        let rows: Vec<Vec<Cell>> = all.iter().take(ROWS).map(row).collect();
        let columns =
            ["promise-column-due", "promise-column-what", "promise-column-by", "promise-column-state"];
        self.table(self.head(&columns), rows, vec![4, 7, 3, 3], all.len())
    }

    fn when(&self, promise: &Promise, row: &Row) -> Cell {
        let told = &self.told;
        Cell::pieces(match (row.due(), &promise.due_rule) {
            (Some(due), _) => vec![
                words(told.d_day(Instant(due.by.0.saturating_sub(1)))),
                Piece::Break,
                words(told.by_when(due.by)),
            ],
            (None, Some(rule)) => {
                vec![words(told.say("promise-due-runs-from", &[("rule", &told.rule(rule))]))]
            }
            (None, None) => vec![soft(told.get("promises-no-deadline"))],
        })
    }

    fn graph(&self) -> Vec<Block> {
        let Some(picture) = picture::draw(&self.told, None, ON_PAPER, None) else {
            return vec![self.text("promises-nothing-waits")];
        };
        let mut blocks = vec![self.text("promises-graph-means")];
        if let Some(around) = picture.around {
            let named = self.told.named(around);
            let values = [("what", named.into()), ("count", picture.left_out.into())];
            let near = self.told.words().with("promises-graph-near", &values);
            blocks.push(Block::Small { pieces: vec![words(near)] });
        }
        let (wide, high) = (picture.width.max(1.0), picture.height);
        let alt = self.told.get("promises-graph-alt");
        blocks.push(Block::Picture {
            svg: picture.svg,
            ratio: high / wide,
            width: wide,
            alt,
            file: String::new(),
        });
        let one = |line: &String| vec![words(line.clone())];
        blocks.push(Block::List { items: picture.said.iter().map(one).collect() });
        blocks
    }

    /// What holds others up, and who could move, the most first.
    fn blocked(&self) -> Vec<Block> {
        let held = self.pledges.board.held_up();
        let waits = |at: usize| {
            let row = &self.pledges.board.rows[at];
            row.state != State::Contested && row.view().is_some_and(|view| !view.waits.is_empty())
        };
        let mut ends: Vec<usize> = (0..held.len()).filter(|at| held[*at] > 0 && !waits(*at)).collect();
        if ends.is_empty() {
            return Vec::new();
        }
        ends.sort_by_key(|at| (std::cmp::Reverse(held[*at]), *at));
        let row = |at: &usize| {
            let kept = &self.pledges.all.kept()[*at];
            let waiting = self.pledges.board.held_up_by(*at);
            let names: Vec<String> =
                waiting.iter().take(IN_CELL).map(|other| self.told.named(*other)).collect();
            let mut pieces = vec![words(self.told.words().list(&names))];
            if waiting.len() > names.len() {
                pieces.push(soft(self.told.words().count("promises-more", waiting.len() - names.len())));
            }
            vec![
                Cell::of(self.told.named(*at)),
                Cell::of(self.told.state(self.pledges.board.rows[*at].state)),
                Cell::pieces(pieces),
                Cell::of(self.told.who_moves(kept, *at)),
            ]
        };
        let rows: Vec<Vec<Cell>> = ends.iter().take(ROWS).map(row).collect();
        let columns = [
            "promises-column-blocks",
            "promise-column-state",
            "promises-column-blocked",
            "promise-column-movers",
        ];
        self.table(self.head(&columns), rows, vec![5, 3, 5, 4], ends.len())
    }

    /// Orders that are read differently: how each reading has it, and since when.
    fn disputed(&self) -> Vec<Block> {
        let disputed: Vec<One<'a>> =
            self.promises().into_iter().filter(|(.., row)| row.state == State::Contested).collect();
        if disputed.is_empty() {
            return Vec::new();
        }
        let row = |(at, promise, row): &One<'a>| {
            let mut pieces = Vec::new();
            for line in self.told.contested(*at, row) {
                if !pieces.is_empty() {
                    pieces.push(Piece::Break);
                }
                pieces.push(words(line));
            }
            vec![Cell::of(self.told.what(*at)), Cell::of(self.told.party(&promise.by)), Cell::pieces(pieces)]
        };
        let rows: Vec<Vec<Cell>> = disputed.iter().take(ROWS).map(row).collect();
        let head = self.head(&["promise-column-what", "promise-column-by", "promises-column-readings"]);
        let mut blocks = vec![self.text("promises-disputed-lead")];
        blocks.extend(self.table(head, rows, vec![4, 2, 8], disputed.len()));
        blocks
    }

    fn conditions(&self) -> Vec<Block> {
        let rows = &self.pledges.board.rows;
        let all: Vec<usize> = (0..rows.len())
            .filter(|at| rows[*at].state != State::NotYet)
            .filter(|at| matches!(self.pledges.all.kept()[*at], Kept::Condition(_)))
            .collect();
        if all.is_empty() {
            return Vec::new();
        }
        let lines: Vec<_> = all.iter().take(ROWS).filter_map(|at| self.told.line(*at)).collect();
        let row = |line: super::Line| {
            vec![Cell::of(line.what), Cell::of(line.by), Cell::of(line.state), Cell::of(line.says.join(" "))]
        };
        let rows: Vec<Vec<Cell>> = lines.into_iter().map(row).collect();
        let columns = [
            "promises-column-condition",
            "promises-column-put-by",
            "promise-column-state",
            "promise-column-says",
        ];
        self.table(self.head(&columns), rows, vec![5, 3, 3, 5], all.len())
    }

    fn sites(&self, stores: &[Site]) -> Vec<Block> {
        let all: Vec<_> =
            stores.iter().flat_map(|site| site.stocks.iter().map(move |stock| (site, stock))).collect();
        if all.is_empty() {
            return vec![self.text("promise-store-none")];
        }
        let told = &self.told;
        let row = |(site, stock): &(&Site, &hudna_core::commitment::Stock)| {
            vec![
                Cell::pieces(vec![latin(site.site.to_string()), Piece::Break, soft(told.holder(site))]),
                Cell::of(told.kind_of(stock)),
                Cell::of(told.number(stock.declared)),
                Cell::of(told.last_look(stock)),
                Cell::pieces(vec![strong(told.compared(stock.compared))]),
                Cell::of(told.visited(site)),
            ]
        };
        let rows: Vec<Vec<Cell>> = all.iter().take(ROWS).map(row).collect();
        let columns =
            ["site", "kind", "declared", "last", "compared", "visit"].map(|c| format!("store-column-{c}"));
        let head = columns.iter().map(|key| Cell::of(told.get(key))).collect();
        let mut blocks = vec![self.text("store-lead")];
        blocks.extend(self.table(head, rows, vec![4, 3, 2, 5, 3, 5], all.len()));
        blocks
    }

    fn in_full(&self) -> Vec<Block> {
        let order = self.told.pressing_first();
        let lines = order.iter().take(IN_FULL).filter_map(|at| self.told.line(*at));
        let row = |line: super::Line| {
            let mut pieces = vec![strong(line.what), Piece::Break, soft(line.by)];
            if !line.to.is_empty() {
                pieces.push(soft(self.told.say("promises-owed-to", &[("to", &line.to)])));
            }
            pieces.extend([Piece::Break, latin(line.id)]);
            let mut says = vec![strong(line.state)];
            for one in line.says {
                says.extend([Piece::Break, words(one)]);
            }
            vec![Cell::pieces(pieces), Cell::pieces(says)]
        };
        let rows: Vec<Vec<Cell>> = lines.map(row).collect();
        let head = self.head(&["promise-column-what", "promise-column-says"]);
        self.table(head, rows, vec![4, 7], order.len())
    }
}

/// The name of the shape of a step: solid as verified, hatched as claimed, from where reading begins.
fn kroc(scale: Scale, lang: Lang, claimed: bool) -> &'static str {
    match (scale.step(), claimed, lang.is_rtl()) {
        (0, ..) => "kroc-0",
        (1, false, false) => "kroc-1",
        (1, false, true) => "kroc-1-rtl",
        (2, false, false) => "kroc-2",
        (2, false, true) => "kroc-2-rtl",
        (_, false, _) => "kroc-3",
        (1, true, false) => "kroc-claimed-1",
        (1, true, true) => "kroc-claimed-1-rtl",
        (2, true, false) => "kroc-claimed-2",
        (2, true, true) => "kroc-claimed-2-rtl",
        (_, true, _) => "kroc-claimed-3",
    }
}
