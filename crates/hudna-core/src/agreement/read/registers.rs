//! `toml register` blocks: parties, formations, links, excluded groups, matches, terms, completeness.
//!
//! Readings of terms are kept as written here; `norms` types them once every name is known. A new
//! register gets its list in [`KEYS`] and its function below.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::circles;
use super::dates::{Calendar, When, duration, length};
use super::fields::{Fields, Item, Notes, Text};
use super::front::{choice, link_kind, value_unknown};
use super::standing::After;
use crate::agreement::check::accepted;
use crate::agreement::{Bilingual, Formation, Link, Match, Party, Whom};
use crate::register::RegisterKind;
use crate::time::{Instant, TimeRange};

/// The lists that a register block may hold.
pub(crate) const KEYS: &[&str] = &[
    "excluded",
    "party",
    "formation",
    "link",
    "complete",
    "match",
    "term",
    "accepted",
    "suspended",
    "extended",
    "ruling",
    "severity",
    "ambiguity",
];

/// More entries than any text has; what lies beyond would only slow the reading down.
const MOST_ENTRIES: usize = 5_000;

/// Parties that a finding can hold apart.
const MOST_PARTIES: usize = 32;

/// Days on which links change that are looked at for circles.
const MOST_DAYS: usize = 400;

/// A term with its readings still as text.
#[derive(Debug)]
pub(crate) struct TermText<'a> {
    /// `hot_pursuit`.
    pub(crate) id: Text<'a>,
    /// How a reader is told of it.
    pub(crate) name: Bilingual,
    /// Whose reading, and what it says.
    pub(crate) readings: Vec<(Text<'a>, Text<'a>)>,
    /// From when, whose reading, reference.
    pub(crate) rulings: Vec<(Instant, Text<'a>, Arc<str>)>,
}

/// All that the register blocks say.
#[derive(Debug, Default)]
pub(crate) struct Registers<'a> {
    pub(crate) parties: Vec<Party>,
    pub(crate) formations: Vec<Formation>,
    pub(crate) links: Vec<Link>,
    pub(crate) excluded: Vec<Arc<str>>,
    pub(crate) matches: Vec<Match>,
    pub(crate) complete: Vec<(RegisterKind, TimeRange, Arc<str>)>,
    pub(crate) terms: Vec<TermText<'a>>,
    /// What became of the text, and what its drafters know of it.
    pub(crate) after: After<'a>,
    /// Excluded groups with their names; one may also stand among the formations.
    groups: Vec<Formation>,
    /// Ids of parties that entries name, to be looked up once all parties are known.
    parties_named: Vec<Text<'a>>,
    /// What links lead to, likewise.
    actors_named: Vec<Text<'a>>,
    ids: BTreeSet<(&'static str, Arc<str>)>,
    entries: usize,
}

impl<'a> Registers<'a> {
    /// Adds what one block says.
    pub(crate) fn add(&mut self, block: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        block.only(KEYS, notes);
        self.entries +=
            KEYS.iter().filter_map(|key| block.get(key)?.value.as_array().map(|a| a.len())).sum::<usize>();
        if self.entries > MOST_ENTRIES {
            notes.error("registers-too-long", block.span.clone(), &[("most", &MOST_ENTRIES.to_string())]);
            return;
        }
        for fields in block.tables("party", notes) {
            self.party(&fields, calendar, notes);
        }
        for fields in block.tables("formation", notes) {
            self.formation(&fields, notes);
        }
        for fields in block.tables("excluded", notes) {
            fields.only(&["group", "ar", "en", "alt"], notes);
            let name = fields.bilingual("ar", "en", notes);
            let alternatives = fields.texts("alt", notes).iter().map(Text::arc).collect();
            let Some(id) = fields.actor("group", notes) else { continue };
            if self.fresh("group", &id, notes) {
                self.excluded.push(id.arc());
                self.groups.push(Formation { id: id.arc(), name, alternatives });
            }
        }
        for fields in block.tables("link", notes) {
            self.link(&fields, calendar, notes);
        }
        for fields in block.tables("match", notes) {
            self.matching(&fields, notes);
        }
        for fields in block.tables("complete", notes) {
            self.declared_complete(&fields, calendar, notes);
        }
        for fields in block.tables("term", notes) {
            self.term(&fields, calendar, notes);
        }
        accepted::read(block, notes);
        self.after.add(block, calendar, notes);
    }

    /// Whether `id` is new among `kind`; says so if it is not.
    fn fresh(&mut self, kind: &'static str, id: &Text<'_>, notes: &mut Notes) -> bool {
        let fresh = self.ids.insert((kind, id.arc()));
        if !fresh {
            notes.error("id-duplicate", id.span.clone(), &[("id", id.text)]);
        }
        fresh
    }

    fn party(&mut self, fields: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        fields.only(&["id", "ar", "en", "bound_from", "bound_until"], notes);
        let name = fields.bilingual("ar", "en", notes);
        let adhered = match fields.get("bound_from") {
            Some(_) => calendar.when(fields, "bound_from", notes).map(When::range),
            None => calendar.d_day.map(TimeRange::exact),
        };
        let bound_until = calendar.when(fields, "bound_until", notes).map(|w| w.end());
        let Some(id) = fields.id("id", notes) else { return };
        if self.parties.len() >= MOST_PARTIES {
            notes.error("parties-too-many", id.span, &[("most", &MOST_PARTIES.to_string())]);
            return;
        }
        if self.fresh("actor", &id, notes) {
            let adhered = adhered.unwrap_or(TimeRange::exact(Instant(i64::MIN)));
            self.parties.push(Party { id: id.arc(), name, bound_from: adhered.lo, adhered, bound_until });
        }
    }

    fn formation(&mut self, fields: &Fields<'a>, notes: &mut Notes) {
        fields.only(&["id", "ar", "en", "alt"], notes);
        let name = fields.bilingual("ar", "en", notes);
        let alternatives = fields.texts("alt", notes).iter().map(Text::arc).collect();
        let Some(id) = fields.actor("id", notes) else { return };
        if self.fresh("actor", &id, notes) {
            self.formations.push(Formation { id: id.arc(), name, alternatives });
        }
    }

    fn link(&mut self, fields: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        fields.only(&["of", "is", "to", "from", "until", "by", "change", "disputed_by"], notes);
        let from = dated(fields, "from", calendar, notes).map(|(a, b)| ends(a.start(), b.start()));
        let until = dated(fields, "until", calendar, notes).map(|(a, b)| ends(a.end(), b.end()));
        if let (Some(from), Some(until)) = (from, until)
            && until.hi <= from.lo
            && let Some(item) = fields.get("until")
        {
            notes.error("dates-reversed", item.span, &[]);
        }
        let disputed = fields.texts("disputed_by", notes);
        self.parties_named.extend(disputed.iter().cloned());
        let by = fields.needed("by", notes);
        let change = fields.text("change", notes);
        let kind = fields.needed("is", notes).and_then(|t| link_kind(&t, notes));
        let (of, to) = (fields.actor("of", notes), fields.actor("to", notes));
        let (Some(of), Some(kind), Some(to), Some(by)) = (of, kind, to, by) else { return };
        if of.text == to.text {
            notes.error("link-cycle", to.span, &[("actor", of.text)]);
            return;
        }
        self.actors_named.push(to.clone());
        self.links.push(Link {
            of: of.arc(),
            kind,
            to: to.arc(),
            from,
            until,
            by: by.arc(),
            disputed_by: disputed.iter().map(Text::arc).collect(),
            change: change.map(|c| c.arc()),
            words: fields.words(),
        });
    }

    fn matching(&mut self, fields: &Fields<'a>, notes: &mut Notes) {
        fields.only(&["id", "who", "where", "window", "lead", "answer"], notes);
        let who = if fields.get("who").is_none() {
            Some(Whom::Unit)
        } else {
            choice(fields, "who", &["unit", "party"], notes)
                .map(|w| if w == "party" { Whom::Party } else { Whom::Unit })
        };
        let metres = length(fields, "where", notes);
        let window = duration(fields, "window", notes);
        let lead = duration(fields, "lead", notes);
        let answer =
            choice(fields, "answer", &["granted", "refused", "answered", "failed"], notes).map(Arc::from);
        let (Some(id), Some(who)) = (fields.id("id", notes), who) else { return };
        if self.fresh("match", &id, notes) {
            self.matches.push(Match { id: id.arc(), who, metres, window, lead, answer });
        }
    }

    fn declared_complete(&mut self, fields: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        fields.only(&["register", "from", "until", "by"], notes);
        let from = calendar.when(fields, "from", notes).map_or(Instant(i64::MIN), |w| w.start());
        let until = calendar.when(fields, "until", notes).map_or(Instant(i64::MAX), |w| w.end());
        if until <= from
            && let Some(item) = fields.get("until")
        {
            notes.error("dates-reversed", item.span, &[]);
        }
        let by = fields.needed("by", notes);
        let Some(register) = fields.needed("register", notes) else { return };
        match RegisterKind::ALL.iter().find(|k| k.name() == register.text) {
            Some(kind) => {
                let by = by.map_or_else(|| Arc::from(""), |b| b.arc());
                self.complete.push((*kind, TimeRange::new(from, until), by));
            }
            None => {
                let names: Vec<&str> = RegisterKind::ALL.iter().map(|k| k.name()).collect();
                value_unknown("register", &register, &names, notes);
            }
        }
    }

    fn term(&mut self, fields: &Fields<'a>, calendar: &Calendar, notes: &mut Notes) {
        fields.only(&["id", "ar", "en", "readings", "rulings"], notes);
        let name = fields.bilingual("ar", "en", notes);
        let mut readings: Vec<(Text<'a>, Text<'a>)> = Vec::new();
        for reading in fields.tables("readings", notes) {
            reading.only(&["by", "when"], notes);
            let (by, when) = (reading.id("by", notes), reading.needed("when", notes));
            let (Some(by), Some(when)) = (by, when) else { continue };
            if readings.iter().any(|(known, _)| known.text == by.text) {
                notes.error("id-duplicate", by.span.clone(), &[("id", by.text)]);
            }
            self.parties_named.push(by.clone());
            readings.push((by, when));
        }
        let mut rulings = Vec::new();
        for ruling in fields.tables("rulings", notes) {
            ruling.only(&["from", "settles", "reference"], notes);
            if ruling.get("from").is_none() {
                notes.error("key-missing", ruling.span.clone(), &[("key", "from")]);
            }
            let from = calendar.when(&ruling, "from", notes).map(|w| w.start());
            let reference = ruling.text("reference", notes).map_or_else(|| Arc::from(""), |t| t.arc());
            let Some(settles) = ruling.id("settles", notes) else { continue };
            if !readings.iter().any(|(by, _)| by.text == settles.text) {
                let known: Vec<&str> = readings.iter().map(|(by, _)| by.text).collect();
                value_unknown("settles", &settles, &known, notes);
            }
            rulings.extend(from.map(|from| (from, settles, reference)));
        }
        let Some(id) = fields.id("id", notes) else { return };
        if readings.is_empty() {
            notes.error("term-without-reading", id.span.clone(), &[("term", id.text)]);
        }
        if self.fresh("term", &id, notes) {
            self.terms.push(TermText { id, name, readings, rulings });
        }
    }

    /// Looks up what the entries name, once all blocks are read; formations that only links or the
    /// list of excluded groups name are added.
    pub(crate) fn settle(&mut self, notes: &mut Notes) {
        let parties: Vec<Arc<str>> = self.parties.iter().map(|p| Arc::clone(&p.id)).collect();
        for named in &self.parties_named {
            if !parties.iter().any(|p| **p == *named.text) {
                party_unknown(named, parties.iter().map(|p| &**p), notes);
            }
        }
        let mut actors: BTreeSet<Arc<str>> = parties.into_iter().collect();
        actors.extend(self.formations.iter().map(|f| Arc::clone(&f.id)));
        for group in std::mem::take(&mut self.groups) {
            if actors.insert(Arc::clone(&group.id)) {
                self.formations.push(group);
            }
        }
        for link in &self.links {
            if actors.insert(Arc::clone(&link.of)) {
                let id = Arc::clone(&link.of);
                self.formations.push(Formation { id, name: Default::default(), alternatives: Vec::new() });
            }
        }
        for named in &self.actors_named {
            if !actors.contains(named.text) {
                let known = actors.iter().map(|a| &**a);
                notes.unknown("actor-unknown", named.span.clone(), ("actor", named.text), known);
            }
        }
        self.circles(notes);
    }

    /// Says where actors belong to each other in a circle on one day.
    fn circles(&self, notes: &mut Notes) {
        let held =
            |l: &Link, at: Instant| l.from.is_none_or(|f| f.lo <= at) && l.until.is_none_or(|u| at < u.hi);
        let mut days: Vec<Instant> = self.links.iter().filter_map(|l| l.from.map(|f| f.lo)).collect();
        days.push(Instant(i64::MIN));
        days.sort_unstable();
        days.dedup();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for id in self.links.iter().flat_map(|l| [&*l.of, &*l.to]) {
            let next = index.len();
            index.entry(id).or_insert(next);
        }
        for day in days.into_iter().take(MOST_DAYS) {
            let mut up: Vec<Vec<usize>> = vec![Vec::new(); index.len()];
            for link in self.links.iter().filter(|l| held(l, day)) {
                if let (Some(of), Some(to)) = (index.get(&*link.of), index.get(&*link.to)) {
                    up[*of].push(*to);
                }
            }
            let Some(way) = circles::first(&up) else { continue };
            let on_it = |id: &str| index.get(id).is_some_and(|i| way.contains(i));
            if let Some(link) = self.links.iter().find(|l| held(l, day) && on_it(&l.of) && on_it(&l.to)) {
                let span = link.words.start as usize..link.words.end as usize;
                notes.error("link-cycle", span, &[("actor", &link.of)]);
            }
            return;
        }
    }
}

/// Says that no party has this id.
pub(crate) fn party_unknown<'p>(named: &Text<'_>, known: impl Iterator<Item = &'p str>, notes: &mut Notes) {
    notes.unknown("party-unknown", named.span.clone(), ("party", named.text), known);
}

/// The instants at which something may begin or end.
fn ends(earliest: Instant, latest: Instant) -> TimeRange {
    TimeRange::new(earliest, Instant(latest.0.saturating_add(1)))
}

/// A date, or `[earliest, latest]`.
fn dated(fields: &Fields<'_>, key: &str, calendar: &Calendar, notes: &mut Notes) -> Option<(When, When)> {
    let item: Item<'_> = fields.get(key)?;
    let Some(list) = item.list() else {
        let when = calendar.when_item(&item, notes)?;
        return Some((when, when));
    };
    let [earliest, latest] = list.as_slice() else {
        item.expected("dates", key, notes);
        return None;
    };
    let (a, b) = (calendar.when_item(earliest, notes)?, calendar.when_item(latest, notes)?);
    if b.start() < a.start() {
        notes.error("dates-reversed", item.span, &[]);
        return None;
    }
    Some((a, b))
}
