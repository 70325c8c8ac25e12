//! Where units were: entries of the register of positions, and deeds that place their actor.
//!
//! Ground action, movement, deployment, fortification and mine-laying place a unit where they happened; fire
//! places it at its origin, where one is stated. Nothing else says where a unit stood.

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::ground::{EntryRow, Facts, Registered, RowKey, subject_refs};
use crate::agreement::norm::separation::PLACING;
use crate::incident::{Deed, Incident};
use crate::list::List;
use crate::register::Position;
use crate::time::{Instant, TimeRange};
use crate::value::{Alternative, Attribute, Fact, Value};
use crate::vocabulary::{Code, TABLE};

/// For each code whether an act of it may place its actor where it happened.
static MAY_PLACE: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let placing = placing();
    let may = |code: Code| placing.iter().any(|p| p.covers(code) || code.covers(*p));
    (0..u16::try_from(TABLE.len()).unwrap_or(0)).map(|i| may(Code(i))).collect()
});

/// Acts that place their actor where they happened.
pub(in crate::finding) fn placing() -> Vec<Code> {
    PLACING.iter().filter_map(|name| Code::parse(Attribute::Act, name)).collect()
}

static FIRE: LazyLock<Option<Code>> = LazyLock::new(|| Code::parse(Attribute::Act, "fire"));

/// A row for each entry, in order of time. A declared position stands until the unit's next entry, or until the
/// record ends.
pub(super) fn rows<'a>(
    positions: &'a [Position],
    as_of: Instant,
    known: &FxHashSet<&str>,
) -> Vec<EntryRow<'a>> {
    let mut sorted: Vec<&Position> = positions.iter().collect();
    sorted.sort_by(|a, b| (a.from, &a.origin).cmp(&(b.from, &b.origin)));
    let mut next: FxHashMap<&Arc<str>, TimeRange> = FxHashMap::default();
    let mut until: Vec<Option<TimeRange>> = sorted
        .iter()
        .rev()
        .map(|p| {
            let stands = p.declared == Some(true) && p.from.is_some();
            let replaced = p.unit.as_ref().and_then(|u| next.get(u)).copied();
            if let (Some(unit), Some(from)) = (&p.unit, p.from) {
                next.insert(unit, from);
            }
            let end = || replaced.unwrap_or_else(|| TimeRange::exact(as_of));
            p.until.or_else(|| stands.then(end))
        })
        .collect();
    until.reverse();
    let subjects = subject_refs("position", sorted.iter().map(|p| &p.origin));
    sorted
        .into_iter()
        .zip(until)
        .zip(subjects)
        .map(|((position, until), subject)| {
            let mut facts = Facts::default();
            facts.all(Attribute::Act, Code::parse(Attribute::Act, "deployment").map(Value::Code));
            facts.time(Attribute::At, position.from);
            facts.time(Attribute::Until, until);
            facts.place(position.place.as_ref());
            facts.actor(position.unit.as_ref(), position.party.as_ref(), known);
            EntryRow { subject, deed: facts.deed(), entry: Registered::Position(position) }
        })
        .collect()
}

/// Deeds of fire as positions at their origin.
pub(super) fn origins(incidents: List<'_, Incident>) -> FxHashMap<RowKey, Deed> {
    let of_incident = |(i, incident): (usize, &Incident)| {
        let deeds = incident.deeds.iter().enumerate();
        deeds.filter_map(|(d, deed)| Some(((i, d), at_origin(deed)?))).collect::<Vec<_>>()
    };
    let found: Vec<(RowKey, Deed)> = (0..incidents.len())
        .into_par_iter()
        .map(|i| (i, incidents.at(i)))
        .flat_map_iter(of_incident)
        .collect();
    found.into_iter().collect()
}

fn at_origin(deed: &Deed) -> Option<Deed> {
    let fire = (*FIRE)?;
    let acts = &deed.fact(Attribute::Act)?.alternatives;
    let fired = |a: &Alternative| matches!(a.value, Value::Code(code) if fire.covers(code));
    if acts.is_empty() || !acts.iter().all(fired) {
        return None;
    }
    let origin = deed.fact(Attribute::Origin).filter(|f| !f.alternatives.is_empty())?;
    let stood = Value::Code(Code::parse(Attribute::Act, "deployment")?);
    let act = Fact { alternatives: vec![Alternative { value: stood, reports: deed.reports.clone() }] };
    let mut facts = vec![(Attribute::Act, act), (Attribute::Place, origin.clone())];
    let kept = [Attribute::At, Attribute::Until, Attribute::Actor];
    facts.extend(deed.facts.iter().filter(|(a, _)| kept.contains(a)).cloned());
    facts.sort_by_key(|(a, _)| *a);
    Some(Deed { facts, reports: deed.reports.clone() })
}

/// Whether a deed may place its actor where it happened; without a place it places nobody.
pub(in crate::finding) fn may_place(deed: &Deed) -> bool {
    let somewhere = deed.fact(Attribute::Place).is_some_and(|f| !f.alternatives.is_empty());
    let acts = deed.fact(Attribute::Act).map_or(&[][..], |f| &f.alternatives);
    let may = |a: &Alternative| match a.value {
        Value::Code(code) => MAY_PLACE.get(usize::from(code.0)).is_some_and(|may| *may),
        _ => false,
    };
    somewhere && (acts.is_empty() || acts.iter().any(may))
}
