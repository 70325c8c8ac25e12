//! `toml norm` blocks: what all kinds share, then each kind's own `reduce`.
//!
//! The fields that every norm may have are read here; a kind reads the rest in `agreement/norm/<kind>.rs`
//! through a [`Clause`]. A kind is added there and in [`kind_of`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::conditions::{Known, each_atom};
use super::dates::Calendar;
use super::fields::{Fields, Notes, Text, words};
use super::markdown::ArticleText;
use super::registers::{Registers, party_unknown};
use crate::agreement::norm::{
    Exception, Kind, Norm, Rule, Who, access, composition, decision, eligibility, holding, notification,
    obligation, pattern, permission, prohibition, separation,
};
use crate::agreement::{Match, Party};
use crate::condition::{AtomKind, Event, Expr, Moment, Words};
use crate::time::Instant;

/// Fields that every norm may have.
const COMMON: &[&str] = &["id", "kind", "who", "from", "by", "until", "severity"];

/// Ids of norms, derived ones included, and where each stands.
pub(crate) type NormIds = BTreeMap<Arc<str>, Words>;

/// Norms beyond this are refused.
pub(crate) const MOST_NORMS: usize = 1_000;

/// A block and the article that it stands in.
#[derive(Debug)]
pub(crate) struct NormText<'a> {
    /// Its fields.
    pub(crate) fields: Fields<'a>,
    /// All of the block, fences included.
    pub(crate) whole: Range<usize>,
    /// The article, unless it stands before the first.
    pub(crate) article: Option<&'a ArticleText>,
}

/// What all kinds share, read.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) id: Arc<str>,
    who: Who,
    from: Option<Instant>,
    until: Option<Instant>,
    severity: Option<Arc<str>>,
    words: Words,
}

impl Frame {
    /// A norm that demands.
    pub(crate) fn rule(&self, suffix: &str, kind: Kind, rule: Rule) -> Norm {
        Norm { rule: Some(rule), ..self.bare(suffix, kind) }
    }
    /// A norm that excepts.
    pub(crate) fn exception(&self, suffix: &str, kind: Kind, exception: Exception) -> Norm {
        Norm { exception: Some(exception), ..self.bare(suffix, kind) }
    }
    fn bare(&self, suffix: &str, kind: Kind) -> Norm {
        Norm {
            id: format!("{}{suffix}", self.id).into(),
            kind,
            who: self.who.clone(),
            from: self.from,
            until: self.until,
            severity: self.severity.clone(),
            rule: None,
            exception: None,
            words: self.words,
        }
    }
}

/// A norm block while a kind reads it: its fields, and all that its conditions may name.
#[derive(Debug)]
pub(crate) struct Clause<'a, 'n> {
    /// The fields of the block.
    pub(crate) fields: &'n Fields<'a>,
    /// What all kinds share.
    pub(crate) frame: &'n Frame,
    /// Names that conditions may use.
    pub(crate) known: &'n Known,
    /// What dates mean.
    pub(crate) calendar: &'n Calendar,
    /// Where to say what is wrong.
    pub(crate) notes: &'n mut Notes,
    /// Matches made by norms themselves, after those of the registers.
    pub(crate) matches: &'n mut Vec<Match>,
}

impl<'a> Clause<'a, '_> {
    /// Says which fields the kind does not have.
    pub(crate) fn only(&mut self, own: &[&str]) {
        let all: Vec<&str> = COMMON.iter().chain(own).copied().collect();
        self.fields.only(&all, self.notes);
    }
    /// Says so where `key` is not there.
    pub(crate) fn must_have(&mut self, key: &str) {
        if self.fields.get(key).is_none() {
            self.notes.error("key-missing", self.fields.span.clone(), &[("key", key)]);
        }
    }
    /// The condition under `key`; absent is `None`.
    pub(crate) fn condition(&mut self, key: &str) -> Option<Expr> {
        let text = self.fields.text(key, self.notes)?;
        self.known.condition(&text, self.notes)
    }
    /// The condition under `key`, or TRUE where there is none.
    pub(crate) fn condition_or_always(&mut self, key: &str) -> Option<Expr> {
        match self.fields.get(key) {
            None => Some(Expr::Constant(true)),
            Some(_) => self.condition(key),
        }
    }
    /// The condition under `key`, which must be there.
    pub(crate) fn needed_condition(&mut self, key: &str) -> Option<Expr> {
        let text = self.fields.needed(key, self.notes)?;
        self.known.condition(&text, self.notes)
    }
    /// The deadline under `key`.
    pub(crate) fn moment(&mut self, key: &str) -> Option<Moment> {
        let (moment, span) = self.calendar.moment(self.fields, key, self.notes)?;
        if let Moment::After { event, .. } = &moment
            && self.known.whole
        {
            match event {
                Event::Verified(norm) | Event::Claimed(norm) if !self.known.norms.contains_key(norm) => {
                    let known = self.known.norms.keys().map(|n| &**n);
                    self.notes.unknown("norm-unknown", span, ("norm", norm), known);
                }
                Event::Adhered(party) if !self.known.has_party(party) => {
                    self.notes.unknown("party-unknown", span, ("party", party), self.known.parties());
                }
                _ => {}
            }
        }
        Some(moment)
    }
    /// The ids of norms under `key`, each of which must exist and not be this one.
    pub(crate) fn norms(&mut self, key: &str) -> Vec<Arc<str>> {
        let mut out = Vec::new();
        for text in self.fields.texts(key, self.notes) {
            if *text.text == *self.frame.id {
                self.notes.error("over-cycle", text.span, &[("norms", &self.frame.id)]);
            } else if self.known.norms.contains_key(text.text) {
                out.push(text.arc());
            } else if self.known.whole {
                let known = self.known.norms.keys().map(|n| &**n);
                self.notes.unknown("over-unknown", text.span, ("norm", text.text), known);
            }
        }
        out
    }
}

/// The ids that the blocks define, derived ones included, and where each stands.
pub(crate) fn ids(blocks: &[NormText<'_>], notes: &mut Notes) -> NormIds {
    let mut ids = NormIds::new();
    for block in blocks {
        let Some(id) = block.fields.id("id", notes) else { continue };
        in_its_article(block, &id, notes);
        let mut define = |name: Arc<str>, notes: &mut Notes| {
            if ids.insert(name, block.fields.words()).is_some() {
                notes.error("id-duplicate", id.span.clone(), &[("id", id.text)]);
            }
        };
        define(id.arc(), notes);
        let kind = block.fields.get("kind").and_then(|i| i.text());
        let suffixes = match kind.map(|k| k.text) {
            Some("notification") => notification::suffixes(&block.fields),
            Some("holding") => holding::suffixes(&block.fields),
            _ => Vec::new(),
        };
        for suffix in suffixes {
            define(format!("{}{suffix}", id.text).into(), notes);
        }
    }
    ids
}

/// A norm's id begins with the id of the article that it stands in.
fn in_its_article(block: &NormText<'_>, id: &Text<'_>, notes: &mut Notes) {
    let Some(article) = block.article else {
        notes.error("norm-outside-article", id.span.clone(), &[("id", id.text)]);
        return;
    };
    let rest = id.text.strip_prefix(&*article.id);
    if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
        notes.error("norm-elsewhere", id.span.clone(), &[("id", id.text), ("article", &article.id)]);
    }
}

/// Reads every norm that can be read.
pub(crate) fn norms(
    blocks: &[NormText<'_>],
    known: &Known,
    calendar: &Calendar,
    registers: &Registers<'_>,
    matches: &mut Vec<Match>,
    notes: &mut Notes,
) -> Vec<Norm> {
    let mut out = Vec::new();
    for block in blocks {
        let Some(kind) = kind_of(&block.fields, notes) else { continue };
        let Some(frame) = frame(block, calendar, registers, notes) else { continue };
        let mut clause = Clause {
            fields: &block.fields,
            frame: &frame,
            known,
            calendar,
            notes: &mut *notes,
            matches: &mut *matches,
        };
        let reduced = match kind {
            Kind::Prohibition => prohibition::reduce(&mut clause),
            Kind::Permission => permission::reduce(&mut clause),
            Kind::Notification => notification::reduce(&mut clause),
            Kind::Obligation => obligation::reduce(&mut clause),
            Kind::Holding => holding::reduce(&mut clause),
            Kind::Separation => separation::reduce(&mut clause),
            Kind::Pattern => pattern::reduce(&mut clause),
            Kind::Access => access::reduce(&mut clause),
            Kind::Eligibility => eligibility::reduce(&mut clause),
            Kind::Composition => composition::reduce(&mut clause),
            Kind::Decision => decision::reduce(&mut clause),
        };
        out.extend(reduced.into_iter().flatten());
    }
    circles(&out, blocks, notes);
    out
}

/// The kind that the block names.
fn kind_of(fields: &Fields<'_>, notes: &mut Notes) -> Option<Kind> {
    let text = fields.needed("kind", notes)?;
    let kind = Kind::ALL.iter().copied().find(|k| k.name() == text.text);
    if kind.is_none() {
        let names: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
        notes.unknown("kind-unknown", text.span, ("kind", text.text), names);
    }
    kind
}

fn frame(
    block: &NormText<'_>,
    calendar: &Calendar,
    registers: &Registers<'_>,
    notes: &mut Notes,
) -> Option<Frame> {
    let fields = &block.fields;
    let who = who(fields, &registers.parties, notes);
    let mut from = calendar.when(fields, "from", notes).map(|w| w.start());
    if let Some(by) = calendar.when(fields, "by", notes) {
        if let Some(item) = fields.get("by").filter(|_| from.is_some()) {
            notes.error("keys-exclude", item.span, &[("key", "by"), ("other", "from")]);
        }
        from = Some(by.end());
    }
    let until = calendar.when(fields, "until", notes).map(|w| w.end());
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
        && let Some(item) = fields.get("until")
    {
        notes.error("dates-reversed", item.span, &[]);
    }
    let severity = fields.text("severity", notes);
    let words_for = &registers.after.severities;
    if let Some(text) =
        severity.as_ref().filter(|t| !words_for.is_empty() && !words_for.iter().any(|s| *s.id == *t.text))
    {
        let known = words_for.iter().map(|s| &*s.id);
        notes.unknown("severity-unknown", text.span.clone(), ("severity", text.text), known);
    }
    let severity = severity.map(|t| t.arc());
    // A malformed id was said when the ids were gathered.
    let id = fields.get("id").and_then(|i| i.text())?.arc();
    Some(Frame { id, who, from, until, severity, words: words(&block.whole) })
}

fn who(fields: &Fields<'_>, parties: &[Party], notes: &mut Notes) -> Who {
    let Some(item) = fields.get("who") else { return Who::Parties };
    let named = match item.text() {
        Some(text) if text.text == "parties" => return Who::Parties,
        Some(text) if text.text == "anyone" => return Who::Anyone,
        Some(text) => vec![text],
        None => fields.texts("who", notes),
    };
    for text in &named {
        if !parties.iter().any(|p| *p.id == *text.text) {
            let words = ["parties", "anyone"];
            party_unknown(text, parties.iter().map(|p| &*p.id).chain(words), notes);
        }
    }
    Who::These(named.iter().map(Text::arc).collect())
}

/// Norms whose `over`, or whose deadlines, lead back to themselves.
fn circles(norms: &[Norm], blocks: &[NormText<'_>], notes: &mut Notes) {
    let over = |n: &Norm| n.exception.as_ref().map(|e| e.over.clone()).unwrap_or_default();
    let due = |n: &Norm| {
        let mut waits = Vec::new();
        let mut wait = |moment: &Moment| {
            if let Moment::After { event: Event::Verified(norm) | Event::Claimed(norm), .. } = moment {
                waits.push(Arc::clone(norm));
            }
        };
        if let Some(rule) = &n.rule {
            rule.due.iter().for_each(&mut wait);
            for expr in [&rule.when, &rule.must].into_iter().chain(rule.needs.iter().map(|n| &n.when)) {
                each_atom(expr, &mut |atom| {
                    if let AtomKind::Time(.., moment) = &atom.kind {
                        wait(moment);
                    }
                });
            }
        }
        waits
    };
    let span = |n: &Norm| {
        let block = blocks.iter().find(|b| words(&b.whole) == n.words);
        block.map_or(0..0, |b| b.fields.get("id").map_or_else(|| b.fields.span.clone(), |id| id.span))
    };
    if let Some((norm, names)) = circle(norms, over) {
        notes.error("over-cycle", span(norm), &[("norms", &names)]);
    }
    if let Some((norm, names)) = circle(norms, due) {
        notes.error("deadline-cycle", span(norm), &[("norms", &names)]);
    }
}

/// The first norm from which `leads` comes back to it, and the way.
fn circle(norms: &[Norm], leads: impl Fn(&Norm) -> Vec<Arc<str>>) -> Option<(&Norm, String)> {
    let index: BTreeMap<&str, usize> = norms.iter().enumerate().map(|(i, n)| (&*n.id, i)).collect();
    let next: Vec<Vec<usize>> =
        norms.iter().map(|n| leads(n).iter().filter_map(|id| index.get(&**id).copied()).collect()).collect();
    let way = super::circles::first(&next)?;
    let on_it: Vec<&Norm> = way.iter().filter_map(|i| norms.get(*i)).collect();
    let names: Vec<&str> = on_it.iter().map(|n| &*n.id).collect();
    Some((on_it.first()?, names.join(" → ")))
}
