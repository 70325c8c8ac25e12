//! Deeds as columns, and the conditions of norms over them.
//!
//! Each attribute is a column; a fact's alternatives are one value set. What a column cannot know — other rows,
//! registers, replies, arithmetic — is *foreign*: the caller answers it, and is asked only about rows that
//! are still undecided without it. What hangs on the actor and the day (parties, links, what is in force) comes as a
//! table from a [`Dated`]: once per actor and interval between changes.

use std::sync::Arc;

use rayon::prelude::*;

use super::filling::{filled, filled_from};
use super::formula::{Formulas, NodeId, Root};
use super::ordered::{Range, number_key};
use super::symbols::{NOTHING, Symbol};
use super::zone::Shape;
use super::{Column, Set};
use crate::agreement::{self, Geometry, Term};
use crate::condition::{Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth};
use crate::incident::{Deed, Incident};
use crate::list::List;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Kind, Value};
use crate::vocabulary::Code;

/// What hangs on the actor and the day.
pub trait Dated: Sync {
    /// The moments at which any answer may change, ascending.
    fn changes(&self) -> Vec<Instant>;
    /// The answer from `at` until the next change, for one actor: `None` is *stated to be nobody*.
    ///
    /// Asked of [`AtomKind::Parties`], [`AtomKind::Signatory`], [`AtomKind::Affiliated`], and, whatever the actor,
    /// of [`AtomKind::InForce`] and [`AtomKind::Bound`]. A change on an uncertain date makes an interval of its own.
    fn answer(&self, kind: &AtomKind, actor: Option<&str>, at: Instant) -> Truth;
}

/// What conditions refer to besides the row.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// Zones and lines in versions and courses.
    pub geometries: &'a [Geometry],
    /// Terms with their readings.
    pub terms: &'a [Term],
    /// Parties and what is in force, by the day; without it such questions are foreign.
    pub dated: Option<&'a dyn Dated>,
}

/// The deeds of incidents as columns.
#[derive(Clone, Debug, Default)]
pub struct NormColumns {
    set: Set,
    deeds: Vec<(u32, u32)>,
    columns: Vec<Option<usize>>,
    /// Rows with a contested attribute, a bit each, where the columns were made of incidents.
    contested: Vec<u64>,
    /// Rows that state some place, a bit each, where the columns were made of incidents.
    placed: Vec<u64>,
    /// Attributes that any deed speaks to, a bit each, where the columns were made of incidents.
    spoken: u64,
    /// Rows with two or more contested attributes, a bit each: their alternatives hang together by account.
    pub(super) accounts: Vec<u64>,
}

/// Bits for 64 rows each, and which attributes any row speaks to.
#[derive(Clone, Debug, Default)]
struct Survey {
    /// Rows with a contested attribute.
    contested: Vec<u64>,
    /// Rows with two or more.
    accounts: Vec<u64>,
    /// Rows that state some place.
    placed: Vec<u64>,
    /// A bit for each attribute.
    present: u64,
}

impl Survey {
    fn of(rows: &[&Deed]) -> Self {
        let words: Vec<[u64; 4]> = rows
            .par_chunks(64)
            .with_min_len(64)
            .map(|rows| {
                let (mut contested, mut accounts, mut placed, mut present) = (0, 0, 0, 0);
                for (bit, deed) in rows.iter().enumerate() {
                    let mut times = 0_usize;
                    for (attribute, fact) in &deed.facts {
                        let several = fact.alternatives.len();
                        present |= u64::from(several > 0) << (*attribute as u8);
                        times += usize::from(several > 1);
                        placed |= u64::from(several > 0 && *attribute == Attribute::Place) << bit;
                    }
                    contested |= u64::from(times > 0) << bit;
                    accounts |= u64::from(times > 1) << bit;
                }
                [contested, accounts, placed, present]
            })
            .collect();
        Self {
            contested: words.iter().map(|w| w[0]).collect(),
            accounts: words.iter().map(|w| w[1]).collect(),
            placed: words.iter().map(|w| w[2]).collect(),
            present: words.iter().fold(0, |all, w| all | w[3]),
        }
    }
    const fn has(&self, attribute: Attribute) -> bool {
        self.present >> (attribute as u8) & 1 == 1
    }
}

/// Deeds row by row, and each one's incident and place in it, counted from 0.
type DeedRows<'i> = (Vec<&'i Deed>, Vec<(u32, u32)>);

impl NormColumns {
    /// The deeds of `incidents`, in order, a row each; every attribute that any of them speaks to.
    pub fn build(incidents: &[Incident]) -> Self {
        let (rows, deeds) = deed_rows(incidents.into());
        let survey = Survey::of(&rows);
        let asked: Vec<Attribute> = Attribute::ALL.iter().copied().filter(|a| survey.has(*a)).collect();
        Self::of(&rows, deeds, survey, &asked)
    }
    /// The same with the columns of these attributes alone; one that no row speaks to is unknown throughout.
    pub fn build_asked(incidents: List<'_, Incident>, asked: &[Attribute]) -> Self {
        let (rows, deeds) = deed_rows(incidents);
        let survey = Survey::of(&rows);
        Self::of(&rows, deeds, survey, asked)
    }
    fn of(rows: &[&Deed], deeds: Vec<(u32, u32)>, survey: Survey, asked: &[Attribute]) -> Self {
        let made = filled_from(rows, asked);
        let mut builder = NormColumnsBuilder::new(rows.len());
        for (attribute, column) in asked.iter().zip(made) {
            builder.add(*attribute, column);
        }
        let Survey { contested, accounts, placed, present: spoken } = survey;
        Self { deeds, contested, accounts, placed, spoken, ..builder.finish() }
    }
    /// The incident and its deed of each row.
    pub(crate) fn deeds(&self) -> &[(u32, u32)] {
        &self.deeds
    }
    /// Whether any deed says anything of an attribute.
    pub(crate) const fn any_says(&self, attribute: Attribute) -> bool {
        self.spoken >> (attribute as u8) & 1 == 1
    }
    /// Of which rows an attribute may be one of these codes; `None` where it has no column.
    pub(crate) fn may_be(&self, attribute: Attribute, codes: &[Code]) -> Option<super::Planes> {
        let column = self.column(attribute)?;
        let mut conditions = Conditions::new(self, Known::default());
        let any = codes.iter().flat_map(|code| leaves(*code)).collect();
        let node = conditions.formulas.symbols(column, any);
        Some(conditions.evaluate(node, &|_, _| Truth::Unknown))
    }
    /// Whether a row states some place, where the columns were made of incidents.
    pub(crate) fn is_placed(&self, row: usize) -> bool {
        self.placed.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
    /// Whether any row speaks to an attribute twice over: a bit for each row.
    pub(crate) fn contested(&self) -> &[u64] {
        &self.contested
    }
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.set.rows()
    }
    /// The columns.
    pub fn set(&self) -> &Set {
        &self.set
    }
    /// The incident and its deed (both counted from 0) that a row stands for.
    pub fn deed(&self, row: usize) -> Option<(usize, usize)> {
        self.deeds.get(row).map(|(i, d)| (*i as usize, *d as usize))
    }
    /// The column of an attribute, where any row has a value.
    pub fn column(&self, attribute: Attribute) -> Option<usize> {
        self.columns.get(attribute as usize).copied().flatten()
    }
}

/// Fills [`NormColumns`] attribute by attribute.
#[derive(Debug, Default)]
pub struct NormColumnsBuilder {
    rows: usize,
    made: Vec<Column>,
    at: Vec<Option<usize>>,
    contested: Vec<u64>,
    accounts: Vec<u64>,
}

impl NormColumnsBuilder {
    /// For columns of `rows` rows.
    pub fn new(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }
    /// Adds the column of `attribute`: for each row the possible values, none where unknown.
    pub fn column<'v>(&mut self, attribute: Attribute, rows: impl Iterator<Item = Vec<&'v Value>>) {
        let words = self.rows.div_ceil(64);
        self.contested.resize(words, 0);
        self.accounts.resize(words, 0);
        let (contested, accounts) = (&mut self.contested, &mut self.accounts);
        let rows = rows.take(self.rows).enumerate().inspect(|(row, values)| {
            if values.len() > 1 {
                let bit = 1 << (row % 64);
                accounts[row / 64] |= contested[row / 64] & bit;
                contested[row / 64] |= bit;
            }
        });
        let column = filled(attribute, rows.map(|(_, values)| values));
        self.add(attribute, column);
    }
    /// Adds a column made elsewhere; no row of it may be contested.
    pub fn add(&mut self, attribute: Attribute, column: Column) {
        self.at.resize(Attribute::ALL.len(), None);
        self.at[attribute as usize] = Some(self.made.len());
        self.made.push(column);
    }
    /// The columns.
    pub fn finish(mut self) -> NormColumns {
        self.accounts.resize(self.rows.div_ceil(64), 0);
        NormColumns {
            set: Set::new(self.rows, self.made),
            deeds: Vec::new(),
            columns: self.at,
            contested: self.contested,
            placed: Vec::new(),
            spoken: u64::MAX,
            accounts: self.accounts,
        }
    }
}

fn deed_rows(incidents: List<'_, Incident>) -> DeedRows<'_> {
    let mut rows = Vec::with_capacity(incidents.len());
    rows.extend(incidents.iter().flat_map(|i| &i.deeds));
    (rows, deeds_of(incidents))
}

/// The incident and its deed, counted from 0, of every deed in order.
pub(crate) fn deeds_of(incidents: List<'_, Incident>) -> Vec<(u32, u32)> {
    let mut deeds = Vec::with_capacity(incidents.len());
    for (incident, i) in incidents.iter().zip(0_u32..) {
        deeds.extend((0_u32..).zip(&incident.deeds).map(|(d, _)| (i, d)));
    }
    deeds
}

/// The words that a code may stand for: its leaves.
pub fn leaves(code: Code) -> Vec<Symbol> {
    code.leaves().map(|c| Symbol::from(c.0)).collect()
}

/// Typed conditions made into formulas over the columns.
pub struct Conditions<'a> {
    columns: &'a NormColumns,
    known: Known<'a>,
    /// The formulas made so far.
    pub formulas: Formulas,
    /// The questions that the caller must answer, by their numbers.
    pub foreign: Vec<&'a Atom>,
}

impl<'a> Conditions<'a> {
    /// Conditions over `columns`.
    pub fn new(columns: &'a NormColumns, known: Known<'a>) -> Self {
        Self { columns, known, formulas: Formulas::default(), foreign: Vec::new() }
    }
    /// The columns that these conditions speak of.
    pub fn columns(&self) -> &'a NormColumns {
        self.columns
    }

    /// A condition as a formula.
    pub fn expr(&mut self, expr: &'a Expr) -> NodeId {
        match expr {
            Expr::Constant(b) => self.formulas.constant(*b),
            Expr::And(list) => {
                let list: Vec<NodeId> = list.iter().map(|e| self.expr(e)).collect();
                self.formulas.all(list)
            }
            Expr::Or(list) => {
                let list: Vec<NodeId> = list.iter().map(|e| self.expr(e)).collect();
                self.formulas.any(list)
            }
            Expr::Not(inner) => {
                let inner = self.expr(inner);
                self.formulas.not(inner)
            }
            Expr::Atom(atom) => self.atom(atom),
        }
    }

    /// One question as a formula.
    pub(crate) fn atom(&mut self, atom: &'a Atom) -> NodeId {
        let made = match &atom.kind {
            AtomKind::Codes(attribute, codes) => {
                let any = codes.iter().flat_map(|c| leaves(*c)).collect();
                self.on(*attribute, |f, column| f.symbols(column, any))
            }
            AtomKind::Actors(attribute, ids) => self.actors(*attribute, ids),
            AtomKind::Nothing(attribute) => match attribute.kind() {
                Kind::Code | Kind::Actor => self.on(*attribute, |f, c| f.symbols(c, vec![NOTHING])),
                Kind::Number | Kind::Time => self.on(*attribute, |f, c| f.ranges(c, vec![Range::NOTHING])),
                Kind::Place | Kind::Derived => None,
            },
            AtomKind::Number(a, compare, b) => number_ranges(a, *compare, b)
                .and_then(|(attribute, ranges)| self.on(attribute, |f, column| f.ranges(column, ranges))),
            AtomKind::Time(attribute, compare, moment) => time_ranges(*compare, moment)
                .and_then(|ranges| self.on(*attribute, |f, column| f.ranges(column, ranges))),
            AtomKind::Zone(attribute, lies, id) => {
                self.drawn(*attribute, id, None).map(|inside| match lies {
                    Lies::Inside => inside,
                    Lies::Outside => self.formulas.not(inside),
                })
            }
            AtomKind::Near { attribute, geometry, metres } => self.drawn(*attribute, geometry, Some(*metres)),
            AtomKind::Parties(attribute, _)
            | AtomKind::Signatory(attribute)
            | AtomKind::Affiliated(attribute, _) => self.dated(&atom.kind, Some(*attribute)),
            AtomKind::InForce(_) | AtomKind::Bound(_) => self.dated(&atom.kind, None),
            AtomKind::Reading(term) => self.reading(*term),
            AtomKind::Daily(..)
            | AtomKind::OwnTarget(_)
            | AtomKind::InReplyTo(..)
            | AtomKind::Register(..)
            | AtomKind::Verified(_)
            | AtomKind::Store(_)
            | AtomKind::CountWithin { .. } => None,
        };
        made.unwrap_or_else(|| self.ask_caller(atom))
    }

    /// A question that the caller answers, even if columns could.
    pub(crate) fn ask_caller(&mut self, atom: &'a Atom) -> NodeId {
        let same = |known: &&Atom| known.kind == atom.kind;
        let number = self.foreign.iter().position(same).unwrap_or_else(|| {
            self.foreign.push(atom);
            self.foreign.len() - 1
        });
        self.formulas.foreign(number)
    }

    /// A question about an attribute: unknown for all where no row has a value.
    fn on(
        &mut self,
        attribute: Attribute,
        make: impl FnOnce(&mut Formulas, usize) -> NodeId,
    ) -> Option<NodeId> {
        Some(match self.columns.column(attribute) {
            Some(column) => make(&mut self.formulas, column),
            None => self.nobody_knows(),
        })
    }

    fn nobody_knows(&mut self) -> NodeId {
        let (no, yes) = (self.formulas.constant(false), self.formulas.constant(true));
        self.formulas.between(no, yes)
    }

    fn actors(&mut self, attribute: Attribute, ids: &[Arc<str>]) -> Option<NodeId> {
        let any = match self.columns.column(attribute).and_then(|c| self.columns.set.column(c)) {
            Some(Column::Symbols(c)) => ids.iter().filter_map(|id| c.symbol(id)).collect(),
            _ => Vec::new(),
        };
        self.on(attribute, |f, column| f.symbols(column, any))
    }

    /// `at` lies in one of these ranges of time.
    pub(crate) fn at_in(&mut self, ranges: Vec<Range>) -> NodeId {
        match self.columns.column(Attribute::At) {
            Some(column) => self.formulas.ranges(column, ranges),
            None => self.nobody_knows(),
        }
    }

    /// The answer that holds at `at`, of answers that each hold in their own time; none at any other time.
    fn by_time(&mut self, versions: &[(Vec<Range>, NodeId)]) -> NodeId {
        let mut merged: Vec<(Vec<Range>, NodeId)> = Vec::new();
        for (when, answer) in versions {
            match merged.iter_mut().find(|(_, known)| known == answer) {
                Some((known, _)) => known.extend_from_slice(when),
                None => merged.push((when.clone(), *answer)),
            }
        }
        let versions = merged;
        let whole = super::ordered::joined(versions.iter().flat_map(|(when, _)| when.clone()).collect());
        let ever = matches!(whole.as_slice(), [r] if r.lo <= LEAST && r.hi >= i64::MAX - 1);
        if let ([(_, only)], true) = (versions.as_slice(), ever) {
            return *only;
        }
        let times: Vec<NodeId> = versions.iter().map(|(when, _)| self.at_in(when.clone())).collect();
        let whole = if ever { self.formulas.constant(true) } else { self.at_in(whole) };
        let mut surely = vec![whole];
        let mut perhaps = Vec::new();
        for (time, (_, answer)) in times.iter().zip(&versions) {
            let elsewhen = self.formulas.not(*time);
            surely.push(self.formulas.any([elsewhen, *answer]));
            perhaps.push(self.formulas.all([*time, *answer]));
        }
        let (surely, perhaps) = (self.formulas.all(surely), self.formulas.any(perhaps));
        self.formulas.between(surely, perhaps)
    }

    /// A place in, or within `metres` of, what the agreement draws under `id`: by version, by course.
    fn drawn(&mut self, attribute: Attribute, id: &str, metres: Option<f64>) -> Option<NodeId> {
        let features: Vec<&'a Geometry> = self.known.geometries.iter().filter(|g| &*g.id == id).collect();
        if features.is_empty() {
            return None;
        }
        let Some(column) = self.columns.column(attribute) else { return Some(self.nobody_knows()) };
        let mut courses: Vec<Option<&Arc<str>>> = features.iter().map(|g| g.course_of.as_ref()).collect();
        courses.sort_unstable();
        courses.dedup();
        if courses.len() > 1 {
            courses.retain(Option::is_some);
        }
        let mut answers = Vec::new();
        for course in &courses {
            let holds = |g: &&&Geometry| g.course_of.is_none() || g.course_of.as_ref() == *course;
            let versions: Vec<(Vec<Range>, NodeId)> = features
                .iter()
                .filter(holds)
                .map(|g| {
                    let shape = match &g.shape {
                        agreement::Shape::Zone(zone) => Shape::Zone(Arc::clone(zone)),
                        agreement::Shape::Line(line) => Shape::Line(Arc::clone(line)),
                    };
                    let shape = self.formulas.shape(&shape);
                    let answer = match metres {
                        None => self.formulas.inside(column, shape),
                        Some(metres) => self.formulas.near(column, shape, metres),
                    };
                    (vec![Range::times(g.valid)], answer)
                })
                .collect();
            answers.push(self.by_time(&versions));
        }
        let dispute = features.iter().find_map(|g| g.dispute.as_ref());
        let number = self.known.geometries.iter().position(|g| g.dispute.as_ref() == dispute).unwrap_or(0);
        Some(self.formulas.agreed(Root::Dispute(u16::try_from(number).unwrap_or(u16::MAX)), answers))
    }

    /// What hangs on the actor and the day: a table of answers for each interval between changes.
    fn dated(&mut self, kind: &AtomKind, attribute: Option<Attribute>) -> Option<NodeId> {
        let dated = self.known.dated?;
        let actor = match attribute {
            Some(Attribute::Party) => Some(Attribute::Actor),
            Some(Attribute::TargetParty) => Some(Attribute::Target),
            other => other,
        };
        let names = match actor {
            None => Vec::new(),
            Some(actor) => match self.columns.column(actor).and_then(|c| self.columns.set.column(c)) {
                Some(Column::Symbols(c)) => c.names(),
                _ => return Some(self.nobody_knows()),
            },
        };
        let mut starts = vec![Instant(i64::MIN + 1)];
        starts.extend(dated.changes());
        starts.dedup();
        let mut versions: Vec<(Vec<Range>, NodeId)> = Vec::new();
        for (i, start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).map_or(i64::MAX, |next| next.0.saturating_sub(1));
            let answer = match actor {
                None => match dated.answer(kind, None, *start) {
                    Truth::Unknown => self.nobody_knows(),
                    truth => self.formulas.constant(truth == Truth::True),
                },
                Some(actor) => {
                    let table = names.iter().map(|n| dated.answer(kind, Some(n), *start)).collect();
                    let nobody = dated.answer(kind, None, *start);
                    self.on(actor, |f, column| f.answers(column, table, nobody))?
                }
            };
            versions.push((vec![Range::new(start.0, end)], answer));
        }
        Some(self.by_time(&versions))
    }

    fn reading(&mut self, term: u16) -> Option<NodeId> {
        let of: &'a Term = self.known.terms.get(usize::from(term))?;
        let readings: Vec<NodeId> = of.readings.iter().map(|r| self.expr(&r.when)).collect();
        self.reading_of(term, &readings)
    }

    /// A term as each party reads it; after a ruling, as the ruling reads it.
    pub(crate) fn reading_of(&mut self, term: u16, readings: &[NodeId]) -> Option<NodeId> {
        let of: &'a Term = self.known.terms.get(usize::from(term))?;
        let open = self.formulas.agreed(Root::Term(term), readings.to_vec());
        let mut rulings: Vec<(Instant, usize)> = of
            .rulings
            .iter()
            .filter_map(|(from, by, _)| Some((*from, of.readings.iter().position(|r| r.by == *by)?)))
            .collect();
        rulings.sort_unstable();
        let mut versions = Vec::new();
        let mut from = i64::MIN + 1;
        let mut answer = open;
        for (start, reading) in rulings {
            versions.push((vec![Range { lo: from, hi: start.0.saturating_sub(1) }], answer));
            (from, answer) = (start.0, *readings.get(reading)?);
        }
        if versions.is_empty() {
            return Some(open);
        }
        versions.push((vec![Range { lo: from, hi: i64::MAX }], answer));
        Some(self.by_time(&versions))
    }
}

const LEAST: i64 = i64::MIN + 1;

/// What a comparison with the closed range `whole` asks.
fn compared(compare: Compare, whole: Range) -> Vec<Range> {
    let below = |hi: i64| Range { lo: LEAST, hi };
    let above = |lo: i64| Range { lo, hi: i64::MAX };
    match compare {
        Compare::Less => vec![below(whole.lo.saturating_sub(1))],
        Compare::LessOrEqual => vec![below(whole.hi)],
        Compare::Equal => vec![whole],
        Compare::NotEqual => vec![below(whole.lo.saturating_sub(1)), above(whole.hi.saturating_add(1))],
        Compare::GreaterOrEqual => vec![above(whole.lo)],
        Compare::Greater => vec![above(whole.hi.saturating_add(1))],
    }
}

fn number_ranges(a: &NumberExpr, compare: Compare, b: &NumberExpr) -> Option<(Attribute, Vec<Range>)> {
    let flipped = match compare {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        same => same,
    };
    let (attribute, compare, n) = match (a, b) {
        (NumberExpr::Attribute(x), NumberExpr::Constant(n)) => (*x, compare, *n),
        (NumberExpr::Constant(n), NumberExpr::Attribute(x)) => (*x, flipped, *n),
        _ => return None,
    };
    let mut ranges = compared(compare, Range::exact(number_key(n)));
    // none of them is no number of them
    let zero = Range::numbers(0.0, 0.0);
    if ranges.iter().any(|r| r.lo <= zero.lo && zero.hi <= r.hi) {
        ranges.push(Range::NOTHING);
    }
    Some((attribute, ranges))
}

fn time_ranges(compare: Compare, moment: &Moment) -> Option<Vec<Range>> {
    match moment {
        Moment::Fixed(at) => Some(compared(compare, Range::exact(at.0))),
        Moment::Day { start, end } => {
            Some(compared(compare, Range::times(TimeRange { lo: *start, hi: *end })))
        }
        Moment::After { .. } | Moment::AfterAt(_) => None,
    }
}
