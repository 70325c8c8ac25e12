//! Visits of monitors: entries of the register, and deeds of which a report says how monitors were received.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::row::Row;
use super::super::weigher::Weigher;
use super::ground::{EntryRow, Facts, Registered, RowKey, subject_refs};
use crate::incident::{Deed, Incident};
use crate::list::List;
use crate::register::Visit;
use crate::value::{Alternative, Attribute, Fact, Number, Value};
use crate::vocabulary::Code;

/// A row for each visit, in order of time. A denial is a deed as well: `access_denied`.
pub(super) fn rows<'a>(visits: &'a [Visit], known: &FxHashSet<&str>) -> Vec<EntryRow<'a>> {
    let mut sorted: Vec<&Visit> = visits.iter().collect();
    sorted.sort_by(|a, b| (a.at, &a.origin).cmp(&(b.at, &b.origin)));
    let subjects = subject_refs("visit", sorted.iter().map(|v| &v.origin));
    sorted
        .into_iter()
        .zip(subjects)
        .map(|(visit, subject)| EntryRow {
            subject,
            deed: deed(visit, known),
            entry: Registered::Visit(visit),
        })
        .collect()
}

fn deed(visit: &Visit, known: &FxHashSet<&str>) -> Deed {
    let access = visit.access.as_deref().and_then(|a| Code::parse(Attribute::Access, a));
    let mut facts = Facts::default();
    if visit.access.as_deref() == Some("denied") {
        facts.all(Attribute::Act, Code::parse(Attribute::Act, "access_denied").map(Value::Code));
    }
    facts.all(Attribute::TargetKind, monitor());
    facts.time(Attribute::At, visit.at);
    facts.place(visit.place.as_ref());
    facts.actor(None, visit.party.as_ref(), known);
    facts.all(Attribute::Access, access.map(Value::Code));
    // *granted*, and no minutes: let in at once. *Delayed*, and no minutes: nobody says for how long.
    let at_once = (visit.access.as_deref() == Some("granted")).then(|| Number::exact(0.0));
    facts.all(Attribute::DelayMin, visit.delay_min.or(at_once).map(Value::Number));
    facts.deed()
}

/// Who visits: monitors.
fn monitor() -> Option<Value> {
    Code::parse(Attribute::TargetKind, "monitor").map(Value::Code)
}

/// Deeds as visits, where their reports leave a word out that the rest says: a denial says how they were received. Where nobody says
/// who was, that stays open.
pub(super) fn denials(incidents: List<'_, Incident>) -> FxHashMap<RowKey, Deed> {
    let mut out = FxHashMap::default();
    for (i, incident) in incidents.iter().enumerate() {
        for (d, deed) in incident.deeds.iter().enumerate().filter(|(_, deed)| !says_access(deed)) {
            out.extend(denied(deed).map(|visit| ((i, d), visit)));
        }
    }
    out
}

fn says_access(deed: &Deed) -> bool {
    deed.fact(Attribute::Access).is_some_and(|f| !f.alternatives.is_empty())
}

fn denied(deed: &Deed) -> Option<Deed> {
    let act = Value::Code(Code::parse(Attribute::Act, "access_denied")?);
    let acts = &deed.fact(Attribute::Act)?.alternatives;
    if acts.is_empty() || acts.iter().any(|a| a.value != act) {
        return None;
    }
    let value = Value::Code(Code::parse(Attribute::Access, "denied")?);
    let visit = with(deed, Attribute::Access, vec![value]);
    let open = deed.fact(Attribute::TargetKind).is_none() && !deed.tells_of_monitors();
    // that access was denied is the act's own word, and says nothing of whom
    Some(if open { with(&visit, Attribute::TargetKind, Vec::new()) } else { visit })
}

fn with(deed: &Deed, attribute: Attribute, values: Vec<Value>) -> Deed {
    let alternative = |value| Alternative { value, reports: deed.reports.clone() };
    let alternatives = values.into_iter().map(alternative).collect();
    let mut visit = deed.clone();
    visit.facts.retain(|(a, _)| *a != attribute);
    let place = visit.facts.partition_point(|(a, _)| *a < attribute);
    visit.facts.insert(place, (attribute, Fact { alternatives }));
    visit
}

impl<'a> Weigher<'a> {
    /// A deed as a visit of monitors; `None` where nobody says how they were received.
    pub(in crate::finding) fn as_visit(&self, row: &Row<'a>) -> Option<Row<'a>> {
        match self.subjects.denials.get(&row.place_in_list) {
            Some(visit) => {
                Some(Row::of_deed(row.incident?, row.place_in_list, visit, self.agreement.mixed_accounts))
            }
            None => says_access(row.deed).then(|| row.clone()),
        }
    }
}
