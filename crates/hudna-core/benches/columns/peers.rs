//! The peers' inputs: a million incidents as columns, forty rules as text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use geo::{LineString, MultiPolygon, Polygon};
use hudna_core::columns::filter::{FilterRule, Kind, Schema, Table, compile};
use hudna_core::columns::{Column, OrderedBuilder, PlacesBuilder, Range, Set, Shape, SymbolsBuilder};
use serde_json::Value;

/// A table and the rules that are asked of it.
pub(crate) struct Input {
    pub(crate) table: Table,
    rules: Vec<(String, String)>,
}

impl Input {
    fn compiled(&self) -> Vec<FilterRule> {
        self.rules.iter().filter_map(|(_, text)| compile(text, &self.table.schema).ok()).collect()
    }
    /// From text to counts.
    pub(crate) fn count(&self) -> Vec<[u64; 3]> {
        self.table.count(&self.compiled())
    }
    /// From text to the rows that each rule is true of.
    pub(crate) fn select(&self) -> Vec<Vec<u32>> {
        self.table.select(&self.compiled())
    }
}

/// Reads the inputs and holds the counts against the expected ones.
pub(crate) fn input(norms: &str) -> Option<Input> {
    let folder = PathBuf::from(std::env::var_os("HUDNA_PEERS")?);
    let started = std::time::Instant::now();
    let set = columns(&folder.join("incidents.csv"))?;
    let norms_folder = folder.join(norms);
    let schema = schema(&norms_folder)?;
    let input = Input { table: Table { schema, set }, rules: rules(&norms_folder)? };
    println!("\n  {norms}: {} rows read and parted in {:.2?}", input.table.set.rows(), started.elapsed());
    let counted = input.count();
    assert_eq!(counted.len(), input.rules.len(), "every rule compiles");
    let expected = if norms == "norms" { "HUDNA_COUNTS" } else { "HUDNA_COUNTS20" };
    match std::env::var_os(expected) {
        Some(file) => {
            let expected = std::fs::read_to_string(file).ok()?;
            let lines =
                input.rules.iter().zip(&counted).map(|((id, _), [t, f, u])| format!("{id},{t},{f},{u}"));
            let got = std::iter::once("rule,true,false,unknown".to_owned()).chain(lines).collect::<Vec<_>>();
            assert_eq!(expected.lines().collect::<Vec<_>>(), got, "the counts differ");
            println!("  all {} counts equal the expected ones", 3 * counted.len());
        }
        None => println!("  counts not held against anything: {expected} is not set"),
    }
    Some(input)
}

fn rules(folder: &Path) -> Option<Vec<(String, String)>> {
    let text = std::fs::read_to_string(folder.join("norms.json")).ok()?;
    let rules: Vec<Value> = serde_json::from_str(&text).ok()?;
    rules.iter().map(|r| Some((r["id"].as_str()?.to_owned(), r["cql2"].as_str()?.to_owned()))).collect()
}

fn schema(folder: &Path) -> Option<Schema> {
    let text = std::fs::read_to_string(folder.join("zones.geojson")).ok()?;
    let zones: Value = serde_json::from_str(&text).ok()?;
    let mut shapes = BTreeMap::new();
    for zone in zones["features"].as_array()? {
        let ring = zone["geometry"]["coordinates"][0].as_array()?;
        let ring: Option<Vec<(f64, f64)>> =
            ring.iter().map(|p| Some((p[0].as_f64()?, p[1].as_f64()?))).collect();
        let polygon = Polygon::new(LineString::from(ring?), Vec::new());
        let shape = Shape::Zone(Arc::new(MultiPolygon(vec![polygon])));
        shapes.insert(Arc::from(zone["properties"]["name"].as_str()?), shape);
    }
    let columns = [
        ("act", Kind::Text),
        ("place", Kind::Place),
        ("precision_km", Kind::Number),
        ("observed_at", Kind::Time),
        ("actor", Kind::Text),
        ("weapon_calibre_mm", Kind::Number),
        ("killed", Kind::Number),
    ];
    Some(Schema { columns: columns.map(|(n, k)| (Arc::from(n), k)).to_vec(), shapes })
}

fn columns(file: &Path) -> Option<Set> {
    let text = std::fs::read_to_string(file).ok()?;
    let (mut act, mut actor) = (SymbolsBuilder::default(), SymbolsBuilder::default());
    let (mut km, mut calibre, mut killed) =
        (OrderedBuilder::default(), OrderedBuilder::default(), OrderedBuilder::default());
    let (mut at, mut place) = (OrderedBuilder::default(), PlacesBuilder::default());
    let number = |to: &mut OrderedBuilder, field: &str| match field.parse::<f64>() {
        Ok(n) => to.push(Range::numbers(n, n)),
        Err(_) => to.push_unknown(),
    };
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let mut fields = line.split(',').skip(1);
        let mut next = || fields.next();
        act.push(next()?);
        place.push_point(next()?.parse().ok()?, next()?.parse().ok()?);
        number(&mut km, next()?);
        let stamp: jiff::Timestamp = next()?.parse().ok()?;
        at.push(Range::exact(stamp.as_microsecond()));
        actor.push(next()?);
        number(&mut calibre, next()?);
        number(&mut killed, next()?);
        rows += 1;
    }
    let columns = vec![
        Column::Symbols(act.finish()),
        Column::Places(place.finish()),
        Column::Ordered(km.finish()),
        Column::Ordered(at.finish()),
        Column::Symbols(actor.finish()),
        Column::Ordered(calibre.finish()),
        Column::Ordered(killed.finish()),
    ];
    Some(Set::new(rows, columns))
}
