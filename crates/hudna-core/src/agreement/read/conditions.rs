//! The names that conditions of one agreement may use, and the way to its typed conditions.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;
use jiff::tz::TimeZone;

use super::dates::Calendar;
use super::fields::{Notes, Text};
use super::geometry::Sketch;
use super::registers::Registers;
use crate::agreement::Shape;
use crate::condition::typing::{Drawn, Scope, condition};
use crate::condition::{Atom, AtomKind, Expr, Words};
use crate::time::{Instant, TimeRange};

/// The names of one agreement.
#[derive(Debug)]
pub(crate) struct Known {
    geometries: Vec<(Arc<str>, Drawn)>,
    parties: Vec<Arc<str>>,
    actors: Vec<Arc<str>>,
    terms: Vec<Arc<str>>,
    /// Matches by id, with their index.
    pub(crate) matches: BTreeMap<Arc<str>, u16>,
    match_list: Vec<Arc<str>>,
    /// Norms, and where each stands.
    pub(crate) norms: BTreeMap<Arc<str>, Words>,
    norm_list: Vec<Arc<str>>,
    d_day: Instant,
    d_date: civil::Date,
    signed: Option<TimeRange>,
    zone_time: TimeZone,
    /// Whether every block could be read; if not, a name that is not found may stand in the one that
    /// could not.
    pub(crate) whole: bool,
    /// Whether the geometry could be read.
    drawn: bool,
}

impl Known {
    /// What the registers, the geometry and the norms define.
    pub(crate) fn new(
        registers: &Registers<'_>,
        sketch: &Sketch,
        calendar: &Calendar,
        norms: BTreeMap<Arc<str>, Words>,
        whole: bool,
    ) -> Self {
        let mut geometries: BTreeMap<Arc<str>, Drawn> = BTreeMap::new();
        for geometry in &sketch.geometries {
            let drawn = match geometry.shape {
                Shape::Zone(_) => Drawn::Zone,
                Shape::Line(_) => Drawn::Line,
            };
            geometries.insert(Arc::clone(&geometry.id), drawn);
        }
        let match_list: Vec<Arc<str>> = registers.matches.iter().map(|m| Arc::clone(&m.id)).collect();
        Self {
            geometries: geometries.into_iter().collect(),
            parties: registers.parties.iter().map(|p| Arc::clone(&p.id)).collect(),
            actors: registers.formations.iter().map(|f| Arc::clone(&f.id)).collect(),
            terms: registers.terms.iter().map(|t| t.id.arc()).collect(),
            matches: (0_u16..).zip(&match_list).map(|(i, id)| (Arc::clone(id), i)).collect(),
            match_list,
            norm_list: norms.keys().cloned().collect(),
            norms,
            d_day: calendar.d_day.unwrap_or(Instant(0)),
            d_date: calendar.d_date(),
            signed: calendar.signed,
            zone_time: calendar.zone.clone(),
            whole,
            drawn: sketch.whole,
        }
    }

    /// Whether there is a party of this id.
    pub(crate) fn has_party(&self, id: &str) -> bool {
        self.parties.iter().any(|p| **p == *id)
    }
    /// Ids of the parties.
    pub(crate) fn parties(&self) -> impl Iterator<Item = &str> {
        self.parties.iter().map(|p| &**p)
    }

    /// The condition that `text` is, or says why it is none.
    pub(crate) fn condition(&self, text: &Text<'_>, notes: &mut Notes) -> Option<Expr> {
        if !text.plain {
            notes.error("condition-escaped", text.span.clone(), &[]);
            return None;
        }
        if notes.is_full() {
            notes.follow();
            return None;
        }
        let scope = Scope {
            geometries: &self.geometries,
            parties: &self.parties,
            actors: &self.actors,
            terms: &self.terms,
            matches: &self.match_list,
            norms: &self.norm_list,
            d_day: self.d_day,
            d_date: self.d_date,
            signed: self.signed,
            zone_time: &self.zone_time,
            other_row: false,
        };
        let offset = u32::try_from(text.span.start).ok()?;
        match condition(text.text, offset, notes.file(), &scope) {
            Ok(expr) => Some(expr),
            Err(list) => {
                for diagnostic in list {
                    if !self.follows(diagnostic.code) {
                        notes.push(diagnostic);
                    }
                }
                notes.follow();
                None
            }
        }
    }

    /// The id of a zone or line that a field names, or says why it names none.
    pub(crate) fn drawn(&self, text: &Text<'_>, drawn: Drawn, notes: &mut Notes) -> Option<Arc<str>> {
        let (unknown, key, other) = match drawn {
            Drawn::Zone => ("zone-unknown", "zone", "zone-is-a-line"),
            Drawn::Line => ("line-unknown", "line", "line-is-a-zone"),
        };
        let found = self.geometries.iter().find(|(id, _)| **id == *text.text);
        match found {
            Some((id, is)) if *is == drawn => return Some(Arc::clone(id)),
            Some(_) => notes.error(other, text.span.clone(), &[("id", text.text)]),
            None if self.drawn => {
                let ids = self.geometries.iter().filter(|(_, is)| *is == drawn).map(|(id, _)| &**id);
                notes.unknown(unknown, text.span.clone(), (key, text.text), ids);
            }
            None => notes.follow(),
        }
        None
    }

    /// Whether a fault may only follow from another that was said already.
    fn follows(&self, code: &str) -> bool {
        match code {
            "zone-unknown" | "line-unknown" | "zone-is-a-line" | "line-is-a-zone" => !self.drawn,
            "term-unknown" | "match-unknown" | "norm-unknown" | "party-unknown" | "actor-unknown" => {
                !self.whole
            }
            _ => false,
        }
    }
}

/// Visits every question of a condition, those within replies and counts included.
pub(crate) fn each_atom(expr: &Expr, visit: &mut impl FnMut(&Atom)) {
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    for atom in atoms {
        visit(atom);
        match &atom.kind {
            AtomKind::InReplyTo(inner, ..) => each_atom(inner, visit),
            AtomKind::CountWithin { condition, .. } => each_atom(condition, visit),
            AtomKind::Number(left, _, right) => {
                let mut counted = Vec::new();
                left.counted(&mut counted);
                right.counted(&mut counted);
                counted.into_iter().for_each(|condition| each_atom(condition, visit));
            }
            _ => {}
        }
    }
}
