//! What parties themselves report of one period, side by side: what both report, what one alone does, and where they contradict
//! each other.
//!
//! A report counts as a party's where its source is a party, by the name that the agreement knows, or where who filed it acts for
//! one. Two claims contradict where no value of the one can be true together with any value of the other; silence contradicts
//! nothing. Places are held against each other as the reader is told them: two in one sector contradict each other for nobody who is told
//! sectors. Nothing here says who is right.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::finding;
use hudna_core::place::Region;
use hudna_core::report::{Report, SourceKind};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Value};

use rustc_hash::FxHashMap;

use super::snapshot::Snapshot;

/// Attributes on which claims are held against each other.
const COMPARED: [Attribute; 9] = [
    Attribute::Act,
    Attribute::At,
    Attribute::Place,
    Attribute::Actor,
    Attribute::Target,
    Attribute::Weapon,
    Attribute::Explosions,
    Attribute::Killed,
    Attribute::Injured,
];

/// How the parties' reports of one incident stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Several parties report it and nothing that they say excludes the other.
    Both,
    /// One party alone reports it.
    OneAlone,
    /// Several report it, and contradict each other.
    Contradicted,
}

/// What parties report of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The position of the incident.
    pub incident: usize,
    /// The parties, each with the positions of its reports.
    pub parties: BTreeMap<Arc<str>, Vec<u32>>,
    /// How they stand to each other.
    pub standing: Standing,
    /// On what they contradict each other.
    pub on: Vec<Attribute>,
}

impl Snapshot {
    /// The incidents of a period that parties report, in the order of time; `exact` for whoever may see where they were.
    pub fn rivals(&self, period: TimeRange, exact: bool) -> Vec<Rival> {
        let names = finding::actor_names(&self.agreement);
        let party_of = |at: u32| self.party_that_says(at as usize, &names);
        let mut all = Vec::new();
        for incident in self.begun_in(period) {
            if !self.columns.is_dated(incident) {
                continue;
            }
            let mut parties: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
            for report in self.reports_of(incident) {
                if let Some(party) = party_of(*report) {
                    parties.entry(party).or_default().push(*report);
                }
            }
            if parties.is_empty() {
                continue;
            }
            let on = self.contradicted(&parties, &names, exact);
            let standing = match (parties.len(), on.is_empty()) {
                (1, _) => Standing::OneAlone,
                (_, true) => Standing::Both,
                (_, false) => Standing::Contradicted,
            };
            all.push(Rival { incident, parties, standing, on });
        }
        all.sort_by_key(|rival| self.columns.begun(rival.incident));
        all
    }

    /// The party that a report is of.
    fn party_that_says(&self, at: usize, names: &FxHashMap<String, Arc<str>>) -> Option<Arc<str>> {
        let report = self.report_at(at, true)?;
        let is_party = |id: &Arc<str>| self.agreement.parties.iter().any(|party| party.id == *id);
        if report.source.kind == Some(SourceKind::Party) {
            let named = called(&report.source.name, names);
            return named.filter(|id| is_party(id)).or_else(|| self.party_behind(at));
        }
        self.party_behind(at)
    }

    fn contradicted(
        &self,
        parties: &BTreeMap<Arc<str>, Vec<u32>>,
        names: &FxHashMap<String, Arc<str>>,
        exact: bool,
    ) -> Vec<Attribute> {
        let said = |reports: &[u32], attribute: Attribute| -> Vec<Value> {
            let reports = reports.iter().filter_map(|at| self.report_at(*at as usize, exact));
            reports.flat_map(|report| values(&report, attribute).cloned().collect::<Vec<_>>()).collect()
        };
        let all: Vec<&Vec<u32>> = parties.values().collect();
        let contradicts = |attribute: &Attribute| {
            all.iter().enumerate().any(|(n, one)| {
                let own = said(one, *attribute);
                all[n + 1..].iter().any(|other| {
                    let other = said(other, *attribute);
                    let meet = own.iter().any(|a| other.iter().any(|b| agree(a, b, names)));
                    !own.is_empty() && !other.is_empty() && !meet
                })
            })
        };
        COMPARED.into_iter().filter(contradicts).collect()
    }
}

fn values(report: &Report, attribute: Attribute) -> impl Iterator<Item = &Value> {
    report.deeds.iter().flat_map(move |deed| deed.values(attribute))
}

/// The id of an actor by a name that the agreement knows.
fn called(name: &str, names: &FxHashMap<String, Arc<str>>) -> Option<Arc<str>> {
    names.get(name).or_else(|| names.get(&hudna_core::names::fold(name))).cloned()
}

/// Whether a place is told by no border: in no sector, or withheld.
fn is_untold(region: &Region) -> bool {
    matches!(region, Region::Area(area) if area.shape.0.is_empty())
}

/// Whether two values can be true together.
fn agree(a: &Value, b: &Value, names: &FxHashMap<String, Arc<str>>) -> bool {
    match (a, b) {
        (Value::Code(a), Value::Code(b)) => a.covers(*b) || b.covers(*a),
        (Value::Time(a), Value::Time(b)) => a.overlaps(b),
        (Value::Number(a), Value::Number(b)) => a.low <= b.high && b.low <= a.high,
        // where nothing is told it may be anywhere
        (Value::Place(a), Value::Place(b)) if is_untold(a) || is_untold(b) => true,
        (Value::Place(a), Value::Place(b)) => a.centre().metres_to(b.centre()) <= a.radius_m() + b.radius_m(),
        (Value::Actor(a), Value::Actor(b)) => {
            a == b || called(a, names).is_some_and(|id| called(b, names) == Some(id))
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use hudna_core::time::{Instant, Span};
    use hudna_core::value::Number;
    use hudna_core::vocabulary::Code;

    use super::*;

    fn agree_(a: &Value, b: &Value) -> bool {
        let names = FxHashMap::from_iter([("the first".to_owned(), Arc::from("first"))]);
        agree(a, b, &names)
    }

    #[test]
    fn values_agree_where_both_can_be_true() {
        let number = |low, high| Value::Number(Number { low, best: low, high });
        assert!(
            agree_(&number(2.0, 4.0), &number(4.0, 9.0)) && !agree_(&number(2.0, 3.0), &number(4.0, 9.0))
        );
        let noon = Instant(1_775_044_800_000_000);
        let hours = |from, to| {
            Value::Time(TimeRange { lo: noon.plus(Span::hours(from)), hi: noon.plus(Span::hours(to)) })
        };
        assert!(agree_(&hours(0, 2), &hours(1, 3)) && !agree_(&hours(0, 1), &hours(2, 3)));
        let code = |name| Value::Code(Code::parse(Attribute::Act, name).unwrap());
        assert!(
            agree_(&code("shelling"), &code("shelling")) && !agree_(&code("shelling"), &code("abduction"))
        );
        assert!(!agree_(&Value::Actor("first".into()), &Value::Actor("second".into())));
        assert!(agree_(&Value::Actor("the first".into()), &Value::Actor("the first".into())));
    }
}
