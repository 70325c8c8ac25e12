//! What was decided about a text after it was written: suspension, extension, adherence, readings, new lines.
//!
//! The text itself stays as it was signed. Each decision is an act of the record and takes effect from its own date on.

use std::sync::Arc;

use super::read::dates::Calendar;
use super::read::fields::Notes;
use super::read::geometry::geometry;
use super::{Agreement, Bilingual, CourseRuling, Geometry, Party, SourceText, Standing};
use crate::diagnostic::Diagnostic;
use crate::time::{Instant, TimeRange};

/// A decision about a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// It, or an article or norm of it, is suspended.
    Suspended {
        /// From when until when.
        over: TimeRange,
        /// The article or norm; `None`: all of it.
        part: Option<Arc<str>>,
        /// Who decided it.
        by: Arc<str>,
    },
    /// It runs longer.
    Extended {
        /// Until when.
        until: Instant,
        /// Who decided it.
        by: Arc<str>,
    },
    /// A party joins it.
    Adhered {
        /// From when it is bound.
        from: Instant,
        /// The party's id.
        party: Arc<str>,
    },
    /// The commission settles whose reading of a term, or whose course of a disputed line, holds.
    Ruled {
        /// From when.
        from: Instant,
        /// The term, or the dispute.
        about: Arc<str>,
        /// Whose.
        whose: Arc<str>,
        /// Where it was given.
        reference: Arc<str>,
    },
    /// A zone or line in a version.
    Drawn {
        /// From when; `None`: as the drawing says.
        from: Option<Instant>,
        /// GeoJSON, as the file beside an agreement has it.
        drawing: Arc<str>,
    },
}

impl Agreement {
    /// This text, all its versions, with what was decided about it. A drawing that cannot be read changes nothing: whoever
    /// takes one in asks [`Self::drawn`] first.
    #[must_use]
    pub fn as_decided(&self, decided: &[Decided]) -> Self {
        let mut text = self.clone();
        for one in decided {
            text.decide(one);
        }
        text.supersedes = self.supersedes.as_ref().map(|older| Arc::new(older.as_decided(decided)));
        text
    }

    /// The zones and lines that `drawing` holds, for this text.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn drawn(&self, drawing: &str) -> Result<Vec<Geometry>, Vec<Diagnostic>> {
        let source = SourceText { name: "drawing".to_owned(), text: drawing.to_owned() };
        let calendar =
            Calendar { zone: self.zone_time.clone(), d_day: Some(self.d_day), signed: self.signed };
        let mut notes = Notes::of(&source.name);
        let drawn = geometry(&source, &calendar, &self.parties, None, &mut notes);
        if drawn.whole { Ok(drawn.geometries) } else { Err(notes.into_list()) }
    }

    fn decide(&mut self, decided: &Decided) {
        match decided {
            Decided::Suspended { over, part, by } => {
                self.suspensions.push(Standing { over: *over, part: part.clone(), by: by.clone() });
            }
            Decided::Extended { until, by } => {
                if let Some(ends) = self.ends {
                    let from = self.extensions.iter().filter(|e| e.part.is_none()).map(|e| e.over.hi);
                    let over = TimeRange { lo: from.fold(ends, Instant::max), hi: *until };
                    if over.lo < over.hi {
                        self.extensions.push(Standing { over, part: None, by: by.clone() });
                    }
                }
            }
            Decided::Adhered { from, party } => match self.parties.iter_mut().find(|p| p.id == *party) {
                Some(known) => (known.bound_from, known.adhered) = (*from, TimeRange::exact(*from)),
                None => {
                    let name = Bilingual { ar: party.clone(), en: party.clone() };
                    self.parties.push(Party {
                        id: party.clone(),
                        name,
                        bound_from: *from,
                        adhered: TimeRange::exact(*from),
                        bound_until: None,
                    });
                }
            },
            Decided::Ruled { from, about, whose, reference } => {
                if let Some(term) = self.terms.iter_mut().find(|term| term.id == *about) {
                    term.rulings.push((*from, whose.clone(), reference.clone()));
                    term.rulings.sort_by_key(|(from, ..)| *from);
                } else {
                    self.course_rulings.push(CourseRuling {
                        dispute: about.clone(),
                        from: *from,
                        settles: whose.clone(),
                        reference: reference.clone(),
                    });
                }
            }
            Decided::Drawn { from, drawing } => {
                for mut drawn in self.drawn(drawing).unwrap_or_default() {
                    if let Some(from) = from {
                        drawn.valid.lo = *from;
                    }
                    let since = drawn.valid.lo;
                    let earlier = self.geometries.iter_mut();
                    for old in earlier.filter(|old| old.id == drawn.id && old.course_of == drawn.course_of) {
                        old.valid.hi = old.valid.hi.min(since);
                    }
                    self.geometries.retain(|old| old.valid.lo < old.valid.hi);
                    self.geometries.push(drawn);
                }
            }
        }
    }
}
