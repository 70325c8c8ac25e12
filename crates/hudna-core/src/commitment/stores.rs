//! Declared stores of weapons: by site and kind, what is there and when it was last seen.
//!
//! From the registers of holdings and of visits, for the norms of kind *holding*. A store is *stale* where the norm asks that
//! inspectors were let in within some time and the last entry granted lies longer back; what nobody could look at is *not
//! accessible*, which is neither present nor missing. The last look is held against what was declared ([`Compared`]): that the two differ
//! says nothing of why. Findings on the same registers are made elsewhere ([`crate::finding`]) and only named here.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::agreement::Agreement;
use crate::agreement::norm::{Kind, Norm};
use crate::condition::{AtomKind, Expr, Store};
use crate::register::{Holding, Registers, Visit};
use crate::report::Origin;
use crate::time::{Instant, Span};
use crate::value::Value;

/// How weapons of one kind at one site were last found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreState {
    /// They were there.
    Present,
    /// They were not there.
    Missing,
    /// They were not there again.
    AgainMissing,
    /// Nobody could look.
    NotAccessible,
    /// They could not be verified as withdrawn.
    NotVerified,
    /// Nobody has looked.
    Unknown,
}

impl StoreState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Present,
        Self::Missing,
        Self::AgainMissing,
        Self::NotAccessible,
        Self::NotVerified,
        Self::Unknown,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Missing => "missing",
            Self::AgainMissing => "again_missing",
            Self::NotAccessible => "not_accessible",
            Self::NotVerified => "not_verified",
            Self::Unknown => "unknown",
        }
    }
    fn of(word: Option<&str>) -> Self {
        Self::ALL.iter().copied().find(|state| Some(state.name()) == word).unwrap_or(Self::Unknown)
    }
}

/// What the last look came to, held against what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// As many were found as are declared.
    Agrees,
    /// Some were missing, another number was found, or what was found is not declared.
    Differs,
    /// What is there now is open: not accessible, not counted, not verified, or last seen too long ago.
    Undetermined,
    /// Nobody looked.
    NotInspected,
}

impl Compared {
    /// Every answer, what presses first.
    pub const ALL: &'static [Self] = &[Self::Differs, Self::Undetermined, Self::NotInspected, Self::Agrees];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Undetermined => "undetermined",
            Self::NotInspected => "not_inspected",
        }
    }
}

/// How many, least and most.
pub type Between = (f64, f64);

/// Weapons of one kind and calibre at a site. Rows of one local day are one look: later looks tell what is there, and never add to
/// what earlier ones counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stock {
    /// The kind: values of the weapon as the register has them; none where it does not say.
    pub weapon: Vec<Value>,
    /// Its calibre in millimetres.
    pub calibre_mm: Option<Between>,
    /// How many are declared: the most that was declared at one look, so that a lower count later is seen.
    pub declared: Option<Between>,
    /// How many the last look found, by how: `None` where that was not counted.
    pub last: BTreeMap<StoreState, Option<Between>>,
    /// When that was.
    pub last_seen: Option<Instant>,
    /// The last look held against what is declared.
    pub compared: Compared,
    /// The rows behind it, as findings name them.
    pub rows: Vec<Arc<str>>,
}

impl Stock {
    /// How many were present at the last look, where anybody counted.
    pub fn present(&self) -> Option<Between> {
        self.last.get(&StoreState::Present).copied().flatten()
    }
    /// Whether a finding about a holding, by the id of its subject, is about a row of this.
    pub fn is_about(&self, subject: &str) -> bool {
        let mut rows = self.rows.iter().filter_map(|row| subject.strip_prefix(&**row));
        rows.any(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// A site where weapons are held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Its name.
    pub site: Arc<str>,
    /// The party that holds it, where all rows that name one name the same.
    pub party: Option<Arc<str>>,
    /// Whether it was declared: unknown where no row says.
    pub declared: Option<bool>,
    /// The last visit, and whether inspectors were let in, where the register says.
    pub last_visit: Option<(Instant, Option<Arc<str>>)>,
    /// The last visit at which inspectors could enter, at once or after a delay.
    pub last_entered: Option<Instant>,
    /// Whether the last entry granted lies longer back than the text allows; `None` where the text asks for none.
    pub stale: Option<bool>,
    /// By kind of weapon.
    pub stocks: Vec<Stock>,
}

/// Sites of the register of holdings as they stand at `as_of`, in the order of their names.
pub fn stores(agreement: &Agreement, registers: &Registers, as_of: Instant) -> Vec<Site> {
    let within = inspected_within(agreement);
    let by_now = |at: Option<crate::time::TimeRange>| at.is_none_or(|at| at.lo <= as_of);
    let mut sites: BTreeMap<&Arc<str>, Vec<&Holding>> = BTreeMap::new();
    for holding in registers.holdings.iter().filter(|holding| by_now(holding.at)) {
        sites.entry(&holding.site).or_default().push(holding);
    }
    let all = sites.into_iter();
    all.map(|(site, holdings)| {
        let visits: Vec<&Visit> =
            registers.visits.iter().filter(|visit| visit.site == *site && by_now(visit.at)).collect();
        of_site(site, &holdings, &visits, (within, &agreement.zone_time, as_of))
    })
    .collect()
}

fn of_site(
    site: &Arc<str>,
    holdings: &[&Holding],
    visits: &[&Visit],
    (within, zone, as_of): (Option<Span>, &TimeZone, Instant),
) -> Site {
    let when = |visit: &&&Visit| visit.at.map(|at| at.lo);
    let last = visits.iter().max_by_key(when);
    let entered = visits.iter().filter(|visit| let_in(visit)).filter_map(|v| when(&v)).max();
    let stale = within.map(|within| entered.is_none_or(|at| at.plus(within) < as_of));
    let closed = last.filter(|visit| !let_in(visit)).and_then(when_of);
    let mut parties: Vec<&Arc<str>> = holdings.iter().filter_map(|holding| holding.party.as_ref()).collect();
    parties.sort_unstable();
    parties.dedup();
    let said: Vec<bool> = holdings.iter().filter_map(|holding| holding.declared).collect();
    Site {
        site: site.clone(),
        party: if let [one] = parties.as_slice() { Some((*one).clone()) } else { None },
        declared: if said.is_empty() { None } else { Some(said.iter().all(|one| *one)) },
        last_visit: last.and_then(|visit| Some((visit.at?.lo, visit.access.clone()))),
        last_entered: entered,
        stale,
        stocks: stocks(holdings, zone, Open { stale: stale == Some(true), closed }),
    }
}

/// Whether inspectors could enter, at once or after a delay.
fn let_in(visit: &Visit) -> bool {
    matches!(visit.access.as_deref(), Some("granted" | "delayed"))
}

fn when_of(visit: &&Visit) -> Option<Instant> {
    visit.at.map(|at| at.lo)
}

/// Whether one may still go by what a site's last look found.
#[derive(Clone, Copy)]
struct Open {
    stale: bool,
    /// When inspectors were last turned away, if that was the last visit.
    closed: Option<Instant>,
}

/// The holdings of a site by kind of weapon and calibre.
fn stocks(holdings: &[&Holding], zone: &TimeZone, open: Open) -> Vec<Stock> {
    type Kind = (Vec<Value>, Option<Between>);
    let mut kinds: Vec<(Kind, Vec<&Holding>)> = Vec::new();
    for holding in holdings {
        let kind = (holding.weapon.clone(), holding.calibre_mm.map(|mm| (mm.low, mm.high)));
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, list)) => list.push(holding),
            None => kinds.push((kind, vec![holding])),
        }
    }
    let all = kinds.into_iter();
    let mut all: Vec<Stock> = all.map(|(kind, list)| stock(kind, &list, zone, open)).collect();
    all.sort_by_cached_key(|stock| format!("{:?} {:?}", stock.weapon, stock.calibre_mm));
    all
}

fn stock(
    (weapon, calibre_mm): (Vec<Value>, Option<Between>),
    list: &[&Holding],
    zone: &TimeZone,
    open: Open,
) -> Stock {
    // what is stated without a time comes before all that was seen
    let mut looks: BTreeMap<Option<jiff::civil::Date>, Vec<&Holding>> = BTreeMap::new();
    for holding in list {
        looks.entry(holding.at.map(|at| at.lo.local(zone).date())).or_default().push(holding);
    }
    let of_look = |rows: &Vec<&Holding>| counted(rows.iter().filter(|row| row.declared == Some(true)));
    let declared = looks.values().filter_map(of_look).max_by(|a, b| a.1.total_cmp(&b.1));
    let rows = looks.values().next_back().map(Vec::as_slice).unwrap_or_default();
    let mut by_state: BTreeMap<StoreState, Vec<&Holding>> = BTreeMap::new();
    for row in rows {
        by_state.entry(StoreState::of(row.state.as_deref())).or_default().push(row);
    }
    let last: BTreeMap<StoreState, Option<Between>> =
        by_state.iter().map(|(state, rows)| (*state, counted(rows.iter()))).collect();
    let last_seen = rows.iter().filter_map(|row| row.at).map(|at| at.lo).max();
    let undeclared = rows.iter().any(|row| row.declared == Some(false));
    Stock {
        weapon,
        calibre_mm,
        declared,
        compared: compared(declared, &last, undeclared, (open, last_seen)),
        last,
        last_seen,
        rows: list.iter().map(|row| subject(&row.origin, &row.id)).collect(),
    }
}

/// As findings name a row of the register.
fn subject(origin: &Origin, id: &Arc<str>) -> Arc<str> {
    match &origin.own_id {
        Some(own) => own.clone(),
        None if origin.is_unsaid() => id.clone(),
        None => format!("{}:{}", origin.file, origin.line).into(),
    }
}

fn compared(
    declared: Option<Between>,
    last: &BTreeMap<StoreState, Option<Between>>,
    undeclared: bool,
    (open, seen): (Open, Option<Instant>),
) -> Compared {
    let any = |state: StoreState| last.get(&state).is_some_and(|n| n.is_none_or(|(_, most)| most > 0.0));
    let present = last.get(&StoreState::Present).copied().flatten();
    if last.keys().all(|state| *state == StoreState::Unknown) {
        return Compared::NotInspected;
    }
    if any(StoreState::Missing) || any(StoreState::AgainMissing) || (undeclared && any(StoreState::Present)) {
        return Compared::Differs;
    }
    let turned_away = open.closed.is_some_and(|closed| seen.is_none_or(|seen| seen < closed));
    let unseen = [StoreState::NotAccessible, StoreState::NotVerified, StoreState::Unknown];
    if open.stale || turned_away || unseen.into_iter().any(any) {
        return Compared::Undetermined;
    }
    match (declared, present) {
        (Some(declared), Some(present)) if present.1 < declared.0 || declared.1 < present.0 => {
            Compared::Differs
        }
        (Some(declared), Some(present))
            if declared == present && declared.0.total_cmp(&declared.1).is_eq() =>
        {
            Compared::Agrees
        }
        _ => Compared::Undetermined,
    }
}

/// How many some rows count together, least and most; `None` where one does not count.
fn counted<'a>(rows: impl Iterator<Item = &'a &'a Holding>) -> Option<Between> {
    let mut all = None;
    for row in rows {
        let count = row.count?;
        let (low, high) = all.unwrap_or((0.0, 0.0));
        all = Some((low + count.low, high + count.high));
    }
    all
}

/// The least time within which the text's norms on holdings ask that inspectors were let in.
fn inspected_within(agreement: &Agreement) -> Option<Span> {
    let of_holding = agreement.norms.iter().filter(|norm| norm.kind == Kind::Holding);
    of_holding.filter_map(asked).min()
}

fn asked(norm: &Norm) -> Option<Span> {
    fn within(expr: &Expr) -> Option<Span> {
        match expr {
            Expr::Atom(atom) => match atom.kind {
                AtomKind::Store(Store::Inspected(within)) => within,
                _ => None,
            },
            Expr::And(all) | Expr::Or(all) => all.iter().filter_map(within).min(),
            Expr::Not(inner) => within(inner),
            Expr::Constant(_) => None,
        }
    }
    norm.rule.as_ref().and_then(|rule| within(&rule.must))
}
