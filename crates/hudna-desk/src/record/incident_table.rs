//! The incidents of a snapshot as rows that filters speak of: CQL2 as map clients send it ([`hudna_core::columns::filter`]).
//!
//! Made of the coarse sight: the place of an incident is its whole sector, or what the reader is told of it, so that no filter tells where in it. An incident of which
//! a thing is contested has all values that are claimed; a filter takes it where it holds for every one of them, and counts it as
//! *may be* where it holds for some.
//!
//! | column | holds |
//! |---|---|
//! | `id` | the incident's id |
//! | `act`, `weapon`, `means` | codes of the vocabulary, the one told and not those above it |
//! | `actor`, `target` | who did it, and to whom, by the agreement's ids where it knows them |
//! | `sector` | the sector's id; unknown where it lies in none, or in one of several |
//! | `against` | the parties that findings may speak against |
//! | `stage`, `outcome` | how far it has come and how it stands, by the names in data |
//! | `at` | when it was, a range where that is not known |
//! | `killed`, `injured`, `explosions` | numbers, ranges where claims differ |
//! | `reports`, `independent` | how many reports, and how many independent accounts |
//! | `place` | the sector's area, or the cell that the reader is told |

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::Shape as Drawn;
use hudna_core::columns::filter::{Kind, Schema, Table, compile};
use hudna_core::columns::{
    Column, OrderedBuilder, PlacesBuilder, Range, Set, Shape, SymbolsBuilder, number_key,
};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::incident::Incident;
use hudna_core::place::Region;
use hudna_core::value::{Attribute, Value};

use super::snapshot::Snapshot;

/// The columns, in their order.
pub const COLUMNS: [(&str, Kind); 17] = [
    ("id", Kind::Text),
    ("act", Kind::Text),
    ("weapon", Kind::Text),
    ("means", Kind::Text),
    ("actor", Kind::Text),
    ("target", Kind::Text),
    ("sector", Kind::Text),
    ("against", Kind::Text),
    ("stage", Kind::Text),
    ("outcome", Kind::Text),
    ("at", Kind::Time),
    ("killed", Kind::Number),
    ("injured", Kind::Number),
    ("explosions", Kind::Number),
    ("reports", Kind::Number),
    ("independent", Kind::Number),
    ("place", Kind::Place),
];

/// What a filter came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Positions of the incidents that it holds of for certain, ascending.
    pub surely: Vec<u32>,
    /// Of how many more it may hold.
    pub perhaps: u64,
}

impl Snapshot {
    /// The incidents that a filter takes.
    ///
    /// # Errors
    /// What is wrong with the filter, and where in it: the codes `filter-…` and those of conditions.
    pub fn filtered(&self, filter: &str) -> Result<Taken, Diagnostic> {
        let schema = self.schema();
        let rule = [compile(filter, &schema)?];
        let asked = rule[0].columns();
        let columns = (0..COLUMNS.len())
            .map(|at| if asked.contains(&at) { self.column(at) } else { self.nothing() })
            .collect();
        let table = Table { schema, set: Set::shared(self.incidents(), columns) };
        let counted = table.count(&rule).first().copied().unwrap_or_default();
        let surely = table.select(&rule).into_iter().next().unwrap_or_default();
        Ok(Taken { surely, perhaps: counted[2] })
    }

    fn schema(&self) -> Schema {
        let columns = COLUMNS.iter().map(|(name, kind)| (Arc::from(*name), *kind)).collect();
        let mut shapes: BTreeMap<Arc<str>, Shape> = BTreeMap::new();
        let all = &self.agreement.geometries;
        for drawn in all.iter().filter(|one| all.iter().filter(|other| other.id == one.id).count() == 1) {
            let shape = match &drawn.shape {
                Drawn::Zone(zone) => Shape::Zone(Arc::clone(zone)),
                Drawn::Line(line) => Shape::Line(Arc::clone(line)),
            };
            shapes.insert(drawn.id.clone(), shape);
        }
        Schema { columns, shapes }
    }

    /// A column of which no row knows anything: nothing asks of it.
    fn nothing(&self) -> Arc<Column> {
        let made = || {
            let mut symbols = SymbolsBuilder::default();
            (0..self.incidents()).for_each(|_| symbols.push_unknown());
            Arc::new(Column::Symbols(symbols.finish()))
        };
        Arc::clone(self.columns.nothing.get_or_init(made))
    }

    /// A column, made when it is first asked of. What tells how incidents stand is of one reader, the rest is everybody's.
    fn column(&self, at: usize) -> Arc<Column> {
        let (name, kind) = COLUMNS[at];
        let kept = match name {
            "stage" => &self.standings.table[0],
            "outcome" => &self.standings.table[1],
            _ => &self.columns.table[at],
        };
        Arc::clone(kept.get_or_init(|| Arc::new(self.filled(name, kind))))
    }

    fn filled(&self, name: &str, kind: Kind) -> Column {
        let rows = (0..self.incidents()).filter_map(|at| Some((at, self.incident_at(at, true)?)));
        match kind {
            Kind::Text => {
                let mut symbols = SymbolsBuilder::default();
                for (at, incident) in rows {
                    let words = self.words(name, at, &incident);
                    let set = words.iter().map(|word| vec![symbols.symbol(word)]).collect();
                    symbols.push_set(set);
                }
                Column::Symbols(symbols.finish())
            }
            Kind::Number | Kind::Time => {
                let mut ordered = OrderedBuilder::default();
                rows.for_each(|(_, incident)| ordered.push_set(ranges(name, &incident)));
                Column::Ordered(ordered.finish())
            }
            Kind::Place => {
                let mut places = PlacesBuilder::default();
                rows.for_each(|(_, incident)| places.push_set(self.regions(&incident)));
                Column::Places(places.finish())
            }
        }
    }

    /// The parties that findings about an incident may speak against.
    fn against(&self, incident: usize) -> Vec<Arc<str>> {
        let mut known = Vec::new();
        for listed in self.findings_on(incident).filter_map(|at| self.listed(at)) {
            for party in self.parties_of(listed.against) {
                if !known.contains(&party) {
                    known.push(party);
                }
            }
        }
        known
    }

    /// What a column of words holds of an incident; nothing where it is unknown. Of what is exact it reads nothing but codes and
    /// actors, which the coarse sight tells too.
    fn words(&self, column: &str, at: usize, incident: &Incident) -> Vec<Arc<str>> {
        let one = |word: &str| vec![Arc::from(word)];
        match column {
            "id" => one(&incident.id.0),
            "sector" => self.told_in[at].iter().cloned().collect(),
            "against" => self.against(at),
            "stage" => one(self.stage(at).name()),
            "outcome" => one(self.stands(at).name()),
            name => attribute(name).map_or_else(Vec::new, |one| told(incident, one)),
        }
    }

    /// The sectors that are claimed of an incident.
    fn regions(&self, incident: &Incident) -> Vec<Region> {
        let region = |value: &Value| match value {
            // what lies in no sector has no area that could be told
            Value::Place(region @ Region::Area(area)) if !area.shape.0.is_empty() => Some(region.clone()),
            _ => None,
        };
        let facts = incident.deeds.iter().filter_map(|deed| deed.fact(Attribute::Place));
        let places: Vec<Value> = facts
            .flat_map(|fact| self.coarse_fact(fact).alternatives)
            .map(|alternative| alternative.value)
            .collect();
        let known: Vec<Region> = places.iter().filter_map(region).collect();
        // one alternative that is unknown leaves all of it unknown
        if known.len() == places.len() { known } else { Vec::new() }
    }
}

fn attribute(name: &str) -> Option<Attribute> {
    Attribute::ALL.iter().copied().find(|one| one.name() == name)
}

fn values(incident: &Incident, attribute: Attribute) -> impl Iterator<Item = &Value> {
    let facts = incident.deeds.iter().filter_map(move |deed| deed.fact(attribute));
    facts.flat_map(|fact| fact.alternatives.iter().map(|one| &one.value))
}

/// Codes and names that are claimed of an attribute.
fn told(incident: &Incident, attribute: Attribute) -> Vec<Arc<str>> {
    let word = |value: &Value| match value {
        Value::Code(code) => Some(Arc::from(code.name())),
        Value::Actor(name) => Some(name.clone()),
        _ => None,
    };
    let mut all: Vec<Arc<str>> = values(incident, attribute).filter_map(word).collect();
    all.sort();
    all.dedup();
    all
}

/// Ranges that are claimed of a column of numbers or times.
fn ranges(column: &str, incident: &Incident) -> Vec<Range> {
    let exact = |n: usize| vec![Range::exact(number_key(u32::try_from(n).map_or(f64::MAX, f64::from)))];
    let asked = match column {
        "reports" => return exact(incident.reports.len()),
        "independent" => return exact(incident.independent as usize),
        name => attribute(name),
    };
    let range = |value: &Value| match value {
        Value::Number(number) => Some(Range::numbers(number.low, number.high)),
        Value::Time(time) => Some(Range::times(*time)),
        _ => None,
    };
    asked.map_or_else(Vec::new, |one| values(incident, one).filter_map(range).collect())
}
