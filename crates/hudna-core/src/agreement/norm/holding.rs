//! # Holding
//!
//! What it checks: where weapons may be, and how they must be stored, from a day on. `weapons` says which weapons;
//! `keep_out` from which zone, or from within what distance of a zone or line; `stored` that their store must be
//! declared, and open to inspectors who were let in no longer ago than `inspected_within`. Its rows are the
//! entries of the register of holdings.
//!
//! ```toml
//! id       = "a5.1"
//! kind     = "holding"
//! weapons  = "calibre_mm >= 100"
//! keep_out = { line = "contact", distance = "25 km" }
//! by       = "D+14"
//! stored   = { declared = true, inspected_within = "30 d" }
//! ```
//!
//! It stands for two rules: `a5.1`, that no such weapon is there after the day; and `a5.1.store`, that each is in a
//! declared store whose last visit was granted. With `stored` alone the rule on stores is `a5.1` itself.
//!
//! **Breaches**: a howitzer seen on D+20 within 19 km of the line, whichever party draws it; of the second rule, a
//! store whose gates were closed at the last visit, or from which the weapon was missing. **Does not**: the same
//! howitzer at 40 km, in a declared store that inspectors entered last week.
//!
//! Evidence: the registers of holdings and of visits. *Present*: it was there. *Missing*, *again missing*: it was not
//! in its store, and where it is nobody knows. *Not accessible*: nobody could look. *Could not be verified as
//! withdrawn*: it stands there, and whether in its store is open. A visit denied closes the store until the next
//! that is granted; no visit, or one too long ago, leaves it open.

use super::{Kind, Norm, Rule, Subject};
use crate::agreement::read::dates::{duration, length};
use crate::agreement::read::fields::{Fields, words};
use crate::agreement::read::norms::Clause;
use crate::condition::typing::Drawn;
use crate::condition::{Atom, AtomKind, Expr, Lies, Store};
use crate::value::Attribute;

/// The ends of the ids that it stands for besides its own.
pub(crate) fn suffixes(fields: &Fields<'_>) -> Vec<&'static str> {
    let both = fields.get("keep_out").is_some() && fields.get("stored").is_some();
    if both { vec![".store"] } else { Vec::new() }
}

/// Reads the norm: a rule on where weapons are, and one on how they are stored.
pub(crate) fn reduce(clause: &mut Clause<'_, '_>) -> Option<Vec<Norm>> {
    clause.only(&["weapons", "keep_out", "stored"]);
    let (out, stored) = (clause.fields.get("keep_out").is_some(), clause.fields.get("stored").is_some());
    if !out && !stored {
        clause.must_have("keep_out");
    }
    let away = keep_out(clause);
    let store = store(clause);
    let when = clause.needed_condition("weapons")?;
    let rule = |must: Expr| Rule::on(Subject::Holding, when.clone(), must);
    if (out && away.is_none()) || (stored && store.is_none()) {
        return None;
    }
    let frame = clause.frame;
    let mut norms = Vec::new();
    norms.extend(away.map(|must| frame.rule("", Kind::Holding, rule(must))));
    let suffix = if norms.is_empty() { "" } else { ".store" };
    norms.extend(store.map(|must| frame.rule(suffix, Kind::Holding, rule(must))));
    Some(norms)
}

/// `{ line = "contact", distance = "25 km" }`: not there.
fn keep_out(clause: &mut Clause<'_, '_>) -> Option<Expr> {
    let item = clause.fields.get("keep_out")?;
    let Some(fields) = item.table() else {
        item.expected("table", "keep_out", clause.notes);
        return None;
    };
    fields.only(&["zone", "line", "distance"], clause.notes);
    let metres = length(&fields, "distance", clause.notes);
    let (zone, line) = (fields.text("zone", clause.notes), fields.text("line", clause.notes));
    let (text, drawn) = match (zone, line) {
        (Some(zone), None) => (zone, Drawn::Zone),
        (None, Some(line)) => (line, Drawn::Line),
        (Some(_), Some(line)) => {
            clause.notes.error("keep-out-twice", line.span, &[]);
            return None;
        }
        (None, None) => {
            clause.notes.error("key-missing", item.span, &[("key", "line")]);
            return None;
        }
    };
    let id = clause.known.drawn(&text, drawn, clause.notes)?;
    let attribute = Attribute::Place;
    let kind = match (metres, drawn) {
        (Some(metres), _) => AtomKind::Near { attribute, geometry: id, metres },
        // what is wrong with the distance was said
        (None, _) if fields.get("distance").is_some() => return None,
        (None, Drawn::Zone) => AtomKind::Zone(attribute, Lies::Inside, id),
        (None, Drawn::Line) => {
            clause.notes.error("key-missing", item.span, &[("key", "distance")]);
            return None;
        }
    };
    let there = Expr::Atom(Atom { kind, words: words(&item.span) });
    Some(Expr::Not(Box::new(there)))
}

/// `{ declared = true, inspected_within = "30 d" }`: in it, declared, and open to inspectors.
fn store(clause: &mut Clause<'_, '_>) -> Option<Expr> {
    let item = clause.fields.get("stored")?;
    let Some(fields) = item.table() else {
        item.expected("table", "stored", clause.notes);
        return None;
    };
    fields.only(&["declared", "inspected_within"], clause.notes);
    let asked = |kind: Store, span: &std::ops::Range<usize>| {
        Expr::Atom(Atom { kind: AtomKind::Store(kind), words: words(span) })
    };
    let mut must = vec![asked(Store::Holds, &item.span)];
    if fields.flag("declared", clause.notes)
        && let Some(declared) = fields.get("declared")
    {
        must.push(asked(Store::Declared, &declared.span));
    }
    if let Some(limit) = fields.get("inspected_within") {
        let within = duration(&fields, "inspected_within", clause.notes)?;
        must.push(asked(Store::Inspected(Some(within)), &limit.span));
    }
    Some(Expr::And(must))
}
