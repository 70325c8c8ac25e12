//! Declared stores of weapons: by site and kind, what is there and when it was last seen.
//!
//! From the registers of holdings and of visits, for the norms of kind *holding*. A store is *stale* where the norm asks that
//! inspectors were let in within some time and the last entry granted lies longer back; what nobody could look at is *not
//! accessible*, which is neither present nor missing. Findings on the same registers are made elsewhere ([`crate::finding`]); nothing
//! is decided here.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::agreement::Agreement;
use crate::agreement::norm::{Kind, Norm};
use crate::condition::{AtomKind, Expr, Store};
use crate::register::{Holding, Registers, Visit};
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

/// Weapons of one kind at a site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stock {
    /// The kind: values of the weapon as the register has them; none where it does not say.
    pub weapon: Vec<Value>,
    /// How many are declared: least and most, where any number is stated.
    pub declared: Option<(f64, f64)>,
    /// How many were found present at the last look at each: least and most.
    pub present: Option<(f64, f64)>,
    /// How many rows say each state now, one row for each holding of the register.
    pub states: BTreeMap<StoreState, usize>,
    /// When one of them was last seen or stated.
    pub last_seen: Option<Instant>,
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
    /// The last visit that was granted.
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
        of_site(site, &holdings, &visits, within, as_of)
    })
    .collect()
}

fn of_site(
    site: &Arc<str>,
    holdings: &[&Holding],
    visits: &[&Visit],
    within: Option<Span>,
    as_of: Instant,
) -> Site {
    let when = |visit: &&&Visit| visit.at.map(|at| at.lo);
    let last = visits.iter().max_by_key(when);
    let entered =
        visits.iter().filter(|visit| visit.access.as_deref() == Some("granted")).filter_map(|v| when(&v));
    let last_entered = entered.max();
    let stale = within.map(|within| last_entered.is_none_or(|at| at.plus(within) < as_of));
    let mut parties: Vec<&Arc<str>> = holdings.iter().filter_map(|holding| holding.party.as_ref()).collect();
    parties.sort_unstable();
    parties.dedup();
    let said: Vec<bool> = holdings.iter().filter_map(|holding| holding.declared).collect();
    Site {
        site: site.clone(),
        party: if let [one] = parties.as_slice() { Some((*one).clone()) } else { None },
        declared: if said.is_empty() { None } else { Some(said.iter().all(|one| *one)) },
        last_visit: last.and_then(|visit| Some((visit.at?.lo, visit.access.clone()))),
        last_entered,
        stale,
        stocks: stocks(holdings),
    }
}

/// The holdings of a site by kind of weapon; of rows with one id the latest counts.
fn stocks(holdings: &[&Holding]) -> Vec<Stock> {
    let mut latest: BTreeMap<&Arc<str>, &Holding> = BTreeMap::new();
    for holding in holdings {
        let at = |one: &Holding| one.at.map(|at| at.lo);
        match latest.get(&holding.id) {
            Some(known) if at(known) > at(holding) => {}
            _ => drop(latest.insert(&holding.id, holding)),
        }
    }
    let mut kinds: Vec<(Vec<Value>, Vec<&Holding>)> = Vec::new();
    for holding in latest.into_values() {
        match kinds.iter_mut().find(|(weapon, _)| *weapon == holding.weapon) {
            Some((_, list)) => list.push(holding),
            None => kinds.push((holding.weapon.clone(), vec![holding])),
        }
    }
    let mut all: Vec<Stock> = kinds.into_iter().map(|(weapon, list)| stock(weapon, &list)).collect();
    all.sort_by_cached_key(|stock| format!("{:?}", stock.weapon));
    all
}

fn stock(weapon: Vec<Value>, list: &[&Holding]) -> Stock {
    let mut states: BTreeMap<StoreState, usize> = BTreeMap::new();
    for holding in list {
        *states.entry(StoreState::of(holding.state.as_deref())).or_default() += 1;
    }
    let there = |holding: &&&Holding| StoreState::of(holding.state.as_deref()) == StoreState::Present;
    Stock {
        weapon,
        declared: counted(list.iter().filter(|holding| holding.declared == Some(true))),
        present: counted(list.iter().filter(there)),
        states,
        last_seen: list.iter().filter_map(|holding| holding.at).map(|at| at.lo).max(),
    }
}

/// How many some rows count together, least and most; `None` where no row counts.
fn counted<'a>(rows: impl Iterator<Item = &'a &'a Holding>) -> Option<(f64, f64)> {
    let counts = rows.filter_map(|holding| holding.count);
    counts.map(|count| (count.low, count.high)).reduce(|a, b| (a.0 + b.0, a.1 + b.1))
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
