//! A mapping: a small TOML file that says which of their columns is which of ours.
//!
//! `[columns]` our key = their column (or several, joined), `[values.act]` their value = our code, `[constants]`,
//! `[dates] format`. To see one for a spreadsheet, ask [`super::propose_mapping`].

use hudna_core::diagnostic::{Diagnostic, Location};
use rustc_hash::FxHashMap;
use toml::{Table, Value};

use super::field::Field;
use super::letters::{changes, fold};
use super::moment::DateOrder;

/// The largest mapping file, in bytes.
const MAX_MAPPING: usize = 1 << 20;

/// Their columns, values and dates in our words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    columns: Vec<(Field, Vec<String>)>,
    values: FxHashMap<Field, FxHashMap<String, String>>,
    constants: Vec<(Field, String)>,
    dates: DateOrder,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Every mistake at once: not TOML, a key that is not ours, a table unknown, no column at all. Nothing of
    /// the mapping holds then.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        if text.len() > MAX_MAPPING {
            return Err(vec![
                Diagnostic::error("mapping-too-large", None).with("limit", MAX_MAPPING.to_string()),
            ]);
        }
        let table: Table = text.parse().map_err(|e: toml::de::Error| {
            let location = e.span().map(|s| place(s.start, s.end));
            vec![Diagnostic::error("mapping-not-toml", location).with("reason", e.message())]
        })?;
        let mut reading = Reading { text, mapping: Self::default(), found: Vec::new() };
        for (name, value) in &table {
            reading.table(name, value);
        }
        if reading.mapping.columns.is_empty() && reading.found.is_empty() {
            reading.found.push(Diagnostic::error("mapping-without-columns", None));
        }
        if reading.found.is_empty() { Ok(reading.mapping) } else { Err(reading.found) }
    }

    pub(crate) fn columns(&self) -> impl Iterator<Item = (Field, &[String])> {
        self.columns.iter().map(|(f, c)| (*f, c.as_slice()))
    }
    /// What the table of values for `field` makes of `written`.
    pub(crate) fn value(&self, field: Field, written: &str) -> Option<&str> {
        self.values.get(&field)?.get(&fold(written)).map(String::as_str)
    }
    pub(crate) fn has_values(&self, field: Field) -> bool {
        self.values.contains_key(&field)
    }
    pub(crate) fn constant(&self, field: Field) -> Option<&str> {
        self.constants.iter().find(|(f, _)| *f == field).map(|(_, c)| c.as_str())
    }
    /// How dates are written.
    pub const fn dates(&self) -> DateOrder {
        self.dates
    }
}

/// Whether a first record reads as prose rather than as headers.
pub(crate) fn looks_like_prose(header: &[String]) -> bool {
    matches!(header, [] | [_]) || header.iter().any(|h| h.split_whitespace().count() > 12)
}

const fn place(start: usize, end: usize) -> Location {
    Location { file: String::new(), start, end }
}

struct Reading<'t> {
    text: &'t str,
    mapping: Mapping,
    found: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn fault(&mut self, code: &'static str, key: &str, arguments: &[(&'static str, &str)]) {
        let mut fault = Diagnostic::error(code, self.text.find(key).map(|at| place(at, at + key.len())));
        for (name, value) in arguments {
            fault = fault.with(name, *value);
        }
        self.found.push(fault);
    }

    fn table(&mut self, name: &str, value: &Value) {
        let Value::Table(table) = value else {
            return self.fault("mapping-table-unknown", name, &[("table", name)]);
        };
        match name {
            "columns" => table.iter().for_each(|(key, value)| self.column(key, value)),
            "constants" => table.iter().for_each(|(key, value)| self.constant(key, value)),
            "values" => table.iter().for_each(|(key, value)| self.values(key, value)),
            "dates" => table.iter().for_each(|(key, value)| self.dates(key, value)),
            _ => self.fault("mapping-table-unknown", name, &[("table", name)]),
        }
    }

    fn field(&mut self, key: &str) -> Option<Field> {
        let field = Field::parse(key);
        if field.is_none() {
            let folded = fold(key);
            let nearest = Field::ALL.iter().map(|f| (changes(&folded, &fold(f.key()), 3), f.key())).min();
            let nearest = nearest.filter(|(n, _)| *n <= 3).map_or("none", |(_, key)| key);
            self.fault("mapping-key-unknown", key, &[("key", key), ("nearest", nearest)]);
        }
        field
    }

    fn column(&mut self, key: &str, value: &Value) {
        let Some(field) = self.field(key) else { return };
        let theirs = match value {
            Value::String(one) => Some(vec![one.clone()]),
            Value::Array(several) => several.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
            _ => None,
        };
        match theirs {
            Some(theirs) if !theirs.is_empty() && theirs.len() <= 16 => {
                self.mapping.columns.push((field, theirs))
            }
            _ => self.fault("mapping-value-not-text", key, &[("key", key)]),
        }
    }

    fn constant(&mut self, key: &str, value: &Value) {
        let Some(field) = self.field(key) else { return };
        match scalar(value) {
            Some(text) => self.mapping.constants.push((field, text)),
            None => self.fault("mapping-value-not-text", key, &[("key", key)]),
        }
    }

    fn values(&mut self, key: &str, value: &Value) {
        let Some(field) = self.field(key) else { return };
        let Value::Table(table) = value else {
            return self.fault("mapping-value-not-text", key, &[("key", key)]);
        };
        let mut ours = FxHashMap::default();
        for (theirs, code) in table {
            let Some(code) = scalar(code) else {
                self.fault("mapping-value-not-text", theirs, &[("key", theirs)]);
                continue;
            };
            self.check_code(field, theirs, &code);
            ours.insert(fold(theirs), code);
        }
        self.mapping.values.insert(field, ours);
    }

    /// A code that the vocabulary lacks is better told now than on every line.
    fn check_code(&mut self, field: Field, theirs: &str, code: &str) {
        use super::row::codes;
        let Some(attribute) = field.attribute().filter(|a| a.kind() == hudna_core::value::Kind::Code) else {
            return;
        };
        if fold(code) == "set aside" {
            return;
        }
        if let Err(fault) = codes(attribute, code) {
            let nearest = fault
                .arguments
                .iter()
                .find(|(n, _)| *n == "nearest")
                .map_or("none", |(_, v)| v.as_str())
                .to_owned();
            let arguments = [
                ("key", theirs),
                ("code", code),
                ("attribute", attribute.name()),
                ("nearest", nearest.as_str()),
            ];
            self.fault("mapping-code-unknown", theirs, &arguments);
        }
    }

    fn dates(&mut self, key: &str, value: &Value) {
        let order = match (key, value.as_str()) {
            ("format", Some("day-first")) => DateOrder::DayFirst,
            ("format", Some("month-first")) => DateOrder::MonthFirst,
            ("format", Some("iso")) => DateOrder::Iso,
            _ => return self.fault("mapping-dates-unknown", key, &[("key", key)]),
        };
        self.mapping.dates = order;
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(n) => Some(n.to_string()),
        Value::Float(n) => Some(n.to_string()),
        Value::Boolean(b) => Some(b.to_string()),
        Value::Datetime(at) => Some(at.to_string()),
        Value::Array(_) | Value::Table(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_every_mistake_at_once() {
        let text = "[columns]\nacct = \"Type\"\nat = 5\n[values.act]\n\"Shells\" = \"sheling\"\n[colours]\n";
        let codes: Vec<&str> =
            Mapping::parse(text).err().unwrap_or_default().iter().map(|d| d.code).collect();
        assert_eq!(
            codes,
            [
                "mapping-key-unknown",
                "mapping-value-not-text",
                "mapping-code-unknown",
                "mapping-table-unknown"
            ]
        );
    }

    #[test]
    fn an_empty_mapping_has_no_columns() {
        assert_eq!(Mapping::parse("").map_err(|d| d[0].code), Err("mapping-without-columns"));
        assert_eq!(Mapping::parse("columns = [").map_err(|d| d[0].code), Err("mapping-not-toml"));
    }
}
