//! Columns while they are being filled, with the values that facts give.
//!
//! Nothing here knows of conditions. A value of the wrong kind for its attribute adds nothing: the row is unknown there.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::norms::leaves;
use super::ordered::Range;
use super::symbols::{NOTHING, Symbol};
use super::{Column, OrderedBuilder, PlacesBuilder, SymbolsBuilder};
use crate::incident::Deed;
use crate::place::{Point, Region};
use crate::value::{Attribute, Kind, Value};
use crate::vocabulary::Code;

/// A column that is being filled.
enum Filling {
    /// With the cell of each code met so far.
    Symbols(SymbolsBuilder, FxHashMap<Code, super::codes::Code>),
    Ordered(OrderedBuilder),
    Places(PlacesBuilder),
}

impl Filling {
    fn of(attribute: Attribute) -> Self {
        match attribute.kind() {
            Kind::Code | Kind::Actor | Kind::Derived => {
                Self::Symbols(SymbolsBuilder::default(), FxHashMap::default())
            }
            Kind::Number | Kind::Time => Self::Ordered(OrderedBuilder::default()),
            Kind::Place => Self::Places(PlacesBuilder::default()),
        }
    }

    /// Adds a row by its possible values, none where unknown.
    fn push<'v>(&mut self, mut values: impl ExactSizeIterator<Item = &'v Value>) {
        let (several, first) = (values.len(), values.next());
        match (self, several, first) {
            (Self::Symbols(symbols, _), 1, Some(Value::Actor(name))) => symbols.push(name),
            (Self::Symbols(symbols, known), 1, Some(Value::Code(code))) => {
                if let Some(cell) = known.get(code) {
                    symbols.push_cell(*cell);
                } else {
                    symbols.push_set(vec![leaves(*code)]);
                    known.extend(symbols.last_cell().map(|cell| (*code, cell)));
                }
            }
            (Self::Symbols(symbols, _), ..) => {
                let set = first.into_iter().chain(values).filter_map(|v| words_of(v, symbols)).collect();
                symbols.push_set(set);
            }
            (Self::Ordered(ordered), 1, Some(value)) => match range_of(value) {
                Some(range) => ordered.push(range),
                None => ordered.push_unknown(),
            },
            (Self::Ordered(ordered), ..) => {
                ordered.push_set(first.into_iter().chain(values).filter_map(range_of).collect());
            }
            (Self::Places(places), 1, Some(value)) => match region_of(value) {
                Some(region) => places.push(region),
                None => places.push_unknown(),
            },
            (Self::Places(places), ..) => {
                places.push_set(first.into_iter().chain(values).filter_map(region_of).collect());
            }
        }
    }

    fn finish(self) -> Column {
        match self {
            Self::Symbols(symbols, _) => Column::Symbols(symbols.finish()),
            Self::Ordered(ordered) => Column::Ordered(ordered.finish()),
            Self::Places(places) => Column::Places(places.finish()),
        }
    }
}

/// The values of a column, row by row; none where unknown.
pub(super) fn filled<'v>(attribute: Attribute, rows: impl Iterator<Item = Vec<&'v Value>>) -> Column {
    let mut filling = Filling::of(attribute);
    rows.for_each(|row| filling.push(row.into_iter()));
    filling.finish()
}

/// Rows whose facts are read together, column after column, while they are at hand.
const AT_HAND: usize = 128;

/// The columns of some attributes. Each thread fills some of them, a few rows of each in turn.
pub(super) fn filled_from(rows: &[&Deed], asked: &[Attribute]) -> Vec<Column> {
    let threads = rayon::current_num_threads().clamp(1, asked.len().max(1));
    let mut lots: Vec<Vec<(usize, Filling)>> = (0..threads).map(|_| Vec::new()).collect();
    for (n, attribute) in asked.iter().enumerate() {
        lots[n % threads].push((n, Filling::of(*attribute)));
    }
    lots.par_iter_mut().for_each(|lot| {
        for few in rows.chunks(AT_HAND) {
            for (n, filling) in lot.iter_mut() {
                for deed in few {
                    let alternatives = deed.claimed(asked[*n]);
                    filling.push(alternatives.iter().map(|a| &a.value));
                }
            }
        }
    });
    let mut fillings: Vec<(usize, Filling)> = lots.into_iter().flatten().collect();
    fillings.sort_unstable_by_key(|(n, _)| *n);
    fillings.into_par_iter().map(|(_, filling)| filling.finish()).collect()
}

fn words_of(value: &Value, symbols: &mut SymbolsBuilder) -> Option<Vec<Symbol>> {
    match value {
        Value::Nothing => Some(vec![NOTHING]),
        Value::Code(code) => Some(leaves(*code)),
        Value::Actor(name) => Some(vec![symbols.symbol(name)]),
        _ => None,
    }
}

fn range_of(value: &Value) -> Option<Range> {
    match value {
        Value::Nothing => Some(Range::NOTHING),
        Value::Number(n) => Some(Range::numbers(n.low, n.high)),
        Value::Time(t) => Some(Range::times(*t)),
        _ => None,
    }
}

fn region_of(value: &Value) -> Option<Region> {
    match value {
        // No shape holds it.
        Value::Nothing => {
            Some(Region::Disc { centre: Point { lon: f64::NAN, lat: f64::NAN }, radius_m: 0.0 })
        }
        Value::Place(region) => Some(region.clone()),
        _ => None,
    }
}
