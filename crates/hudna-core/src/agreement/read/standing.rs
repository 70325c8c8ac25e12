//! What becomes of a text after it was signed, and what its drafters know of it: suspensions, extensions, rulings on
//! lines, words for gravity, known ambiguities. Entries of `toml register` blocks.

use std::sync::Arc;

use super::dates::Calendar;
use super::fields::{Fields, Notes, Text};
use super::geometry::Sketch;
use super::markdown::ArticleText;
use super::norms::NormIds;
use super::registers::party_unknown;
use crate::agreement::{About, Ambiguity, Bilingual, CourseRuling, Party, Severity, Standing};
use crate::time::{Instant, TimeRange};

/// What these entries say, their names not yet looked up.
#[derive(Debug, Default)]
pub(crate) struct After<'a> {
    suspended: Vec<Part<'a>>,
    extended: Vec<Part<'a>>,
    rulings: Vec<(Text<'a>, Text<'a>, Instant, Arc<str>)>,
    pub(crate) severities: Vec<Severity>,
    ambiguities: Vec<Unclear<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    over: (Option<Instant>, Instant),
    part: Option<Text<'a>>,
    by: Arc<str>,
    fields: Fields<'a>,
}

#[derive(Debug)]
struct Unclear<'a> {
    id: Text<'a>,
    about: Text<'a>,
    words: Bilingual,
    readings: Vec<(Vec<Text<'a>>, Bilingual)>,
}

/// What the entries may name.
#[derive(Debug)]
pub(crate) struct Names<'k> {
    pub(crate) norms: &'k NormIds,
    pub(crate) articles: &'k [ArticleText],
    pub(crate) sketch: &'k Sketch,
    pub(crate) parties: &'k [Party],
    pub(crate) terms: Vec<Arc<str>>,
    /// When the text ends, where it does.
    pub(crate) ends: Option<Instant>,
}

/// What the entries come to.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    pub(crate) suspensions: Vec<Standing>,
    pub(crate) extensions: Vec<Standing>,
    pub(crate) course_rulings: Vec<CourseRuling>,
    pub(crate) ambiguities: Vec<Ambiguity>,
}

impl<'a> After<'a> {
    /// Adds what one block says.
    pub(crate) fn add(&mut self, block: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        for fields in block.tables("suspended", notes) {
            self.suspended.extend(part(fields, "from", calendar, notes));
        }
        for fields in block.tables("extended", notes) {
            self.extended.extend(part(fields, "until", calendar, notes));
        }
        for fields in block.tables("ruling", notes) {
            self.ruling(&fields, calendar, notes);
        }
        for fields in block.tables("severity", notes) {
            fields.only(&["id", "ar", "en"], notes);
            let name = fields.bilingual("ar", "en", notes);
            let Some(id) = fields.id("id", notes) else { continue };
            if self.severities.iter().any(|s| *s.id == *id.text) {
                notes.error("id-duplicate", id.span.clone(), &[("id", id.text)]);
            }
            self.severities.push(Severity { id: id.arc(), name });
        }
        for fields in block.tables("ambiguity", notes) {
            self.ambiguity(&fields, notes);
        }
    }

    fn ruling(&mut self, fields: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        fields.only(&["dispute", "settles", "from", "reference"], notes);
        if fields.get("from").is_none() {
            notes.error("key-missing", fields.span.clone(), &[("key", "from")]);
        }
        let from = calendar.when(fields, "from", notes).map(|w| w.start());
        let reference = fields.text("reference", notes).map_or_else(|| Arc::from(""), |t| t.arc());
        let (dispute, settles) = (fields.needed("dispute", notes), fields.id("settles", notes));
        if let (Some(dispute), Some(settles), Some(from)) = (dispute, settles, from) {
            self.rulings.push((dispute, settles, from, reference));
        }
    }

    fn ambiguity(&mut self, fields: &Fields<'a>, notes: &mut Notes) {
        fields.only(&["id", "about", "ar", "en", "readings"], notes);
        let words = fields.bilingual("ar", "en", notes);
        let mut readings = Vec::new();
        for reading in fields.tables("readings", notes) {
            reading.only(&["by", "ar", "en"], notes);
            let by = match reading.get("by").and_then(|i| i.text()) {
                Some(one) => vec![one],
                None => reading.texts("by", notes),
            };
            readings.push((by, reading.bilingual("ar", "en", notes)));
        }
        let (Some(id), Some(about)) = (fields.id("id", notes), fields.needed("about", notes)) else { return };
        if self.ambiguities.iter().any(|a| a.id.text == id.text) {
            notes.error("id-duplicate", id.span.clone(), &[("id", id.text)]);
        }
        self.ambiguities.push(Unclear { id, about, words, readings });
    }

    /// Looks up what the entries name.
    pub(crate) fn settle(self, names: &Names<'_>, notes: &mut Notes) -> Settled {
        let mut out = Settled::default();
        for part in &self.suspended {
            if let (Some(from), until) = part.over {
                out.suspensions.extend(part.standing(from, until, names, notes));
            }
        }
        for part in &self.extended {
            let (from, until) = part.over;
            let Some(ends) = names.ends else {
                notes.error("extended-without-end", part.fields.span.clone(), &[]);
                continue;
            };
            out.extensions.extend(part.standing(from.unwrap_or(ends), until, names, notes));
        }
        let disputes = || names.sketch.geometries.iter().filter_map(|g| g.dispute.clone());
        for (dispute, settles, from, reference) in self.rulings {
            if !disputes().any(|d| *d == *dispute.text) && names.sketch.whole {
                let known: Vec<Arc<str>> = disputes().collect();
                let known = known.iter().map(|d| &**d);
                notes.unknown("dispute-unknown", dispute.span.clone(), ("dispute", dispute.text), known);
            }
            names.party(&settles, notes);
            let (dispute, settles) = (dispute.arc(), settles.arc());
            out.course_rulings.push(CourseRuling { dispute, from, settles, reference });
        }
        for unclear in self.ambiguities {
            unclear.readings.iter().flat_map(|(by, _)| by).for_each(|p| names.party(p, notes));
            let Some(about) = names.about(&unclear.about) else {
                let known = names.terms.iter().map(|t| &**t).chain(names.norms.keys().map(|n| &**n));
                let written = ("about", unclear.about.text);
                notes.unknown("ambiguity-about-unknown", unclear.about.span.clone(), written, known);
                continue;
            };
            let readings = unclear.readings.into_iter();
            let readings = readings.map(|(by, words)| (by.iter().map(Text::arc).collect(), words)).collect();
            out.ambiguities.push(Ambiguity { id: unclear.id.arc(), about, words: unclear.words, readings });
        }
        out
    }
}

impl Part<'_> {
    fn standing(
        &self,
        from: Instant,
        until: Instant,
        names: &Names<'_>,
        notes: &mut Notes,
    ) -> Option<Standing> {
        if until <= from {
            let span = self.fields.get("until").map_or_else(|| self.fields.span.clone(), |i| i.span);
            notes.error("dates-reversed", span, &[]);
            return None;
        }
        let part = match &self.part {
            None => None,
            Some(text) => match names.part(text.text) {
                Some(part) => Some(part),
                None => {
                    let known = names.articles.iter().map(|a| &*a.id);
                    notes.unknown("part-unknown", text.span.clone(), ("part", text.text), known);
                    return None;
                }
            },
        };
        Some(Standing { over: TimeRange { lo: from, hi: until }, part, by: Arc::clone(&self.by) })
    }
}

impl Names<'_> {
    fn party(&self, text: &Text<'_>, notes: &mut Notes) {
        if !self.parties.iter().any(|p| *p.id == *text.text) {
            party_unknown(text, self.parties.iter().map(|p| &*p.id), notes);
        }
    }

    /// An article, a paragraph (`4.3` or `a4.3`) or a norm.
    fn part(&self, written: &str) -> Option<Arc<str>> {
        let is_article = |id: &str| self.articles.iter().any(|a| *a.id == *id);
        let is_paragraph = |id: &str| {
            self.articles.iter().any(|a| a.rows.iter().any(|r| id.strip_prefix('a') == Some(&r.number.text)))
        };
        let is_norm = |id: &str| self.norms.keys().any(|n| **n == *id);
        let ids = [written.to_owned(), format!("a{written}")];
        ids.into_iter().find(|id| is_article(id) || is_paragraph(id) || is_norm(id)).map(Arc::from)
    }

    fn about(&self, text: &Text<'_>) -> Option<About> {
        let written = text.text;
        if let Some(term) = self.terms.iter().find(|t| ***t == *written) {
            return Some(About::Term(Arc::clone(term)));
        }
        let mut drawn = self.sketch.geometries.iter();
        let dispute =
            drawn.find_map(|g| g.dispute.as_ref().filter(|d| ***d == *written || *g.id == *written));
        if let Some(dispute) = dispute {
            return Some(About::Dispute(Arc::clone(dispute)));
        }
        self.part(written).map(About::Part)
    }
}

/// A time and what it is said of; `needed` is the key that must be there.
fn part<'a>(
    fields: Fields<'a>,
    needed: &'static str,
    calendar: &Calendar,
    notes: &mut Notes,
) -> Option<Part<'a>> {
    fields.only(&["part", "from", "until", "by"], notes);
    if fields.get(needed).is_none() {
        notes.error("key-missing", fields.span.clone(), &[("key", needed)]);
        return None;
    }
    let from = calendar.when(&fields, "from", notes).map(|w| w.start());
    let until = calendar.when(&fields, "until", notes).map_or(Instant(i64::MAX), |w| w.end());
    let part = fields.text("part", notes);
    let by = fields.needed("by", notes)?.arc();
    Some(Part { over: (from, until), part, by, fields })
}
