//! Every norm in plain words: what it asks, of whom, from when, and what excepts from it.
//!
//! Made from the typed norm, so that it can never say something else than what is weighed. Sentences here are
//! for somebody who reads the text; why a finding came about is said in `reasons` and `tree`. Nothing here
//! decides.
//!
//! To add a kind of norm: an arm in [`Voice::demands`] and its words `plain-…` in every language. To add a
//! question: an arm in `clauses` and its words `clause-…`, each with its `.not`.

mod clauses;
mod ground;
mod kinds;
mod matches;
mod people;

use hudna_core::agreement::norm::{Norm, Who};
use hudna_core::agreement::{Agreement, Link, Standing};
use hudna_core::time::{Instant, Span};

use super::view::View;
use super::voice::Voice;
use crate::words::{Lang, Words, clock};

/// A norm in plain words of one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlainNorm {
    /// Its id.
    pub id: String,
    /// Where it stands: `article 4, paragraph 1`.
    pub title: String,
    /// The word for its kind.
    pub kind: String,
    /// What it asks, as sentences: the first says the most.
    pub says: Vec<String>,
    /// From when to when it is in force.
    pub in_force: String,
    /// Whether these are dates of its own, not those of the whole agreement.
    pub own_dates: bool,
    /// The agreement's own words beside it, in this language if it has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl PlainNorm {
    /// What it asks as one paragraph; its time only where that is not the whole agreement's.
    pub fn paragraph(&self) -> String {
        let mut all = self.says.clone();
        all.extend(self.own_dates.then(|| self.in_force.clone()));
        all.join(" ")
    }
}

/// `norm` of `agreement` in plain words.
pub fn norm(agreement: &Agreement, norm: &Norm, lang: Lang) -> PlainNorm {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).plain(norm)
}

/// The entry of the matches at `index` in plain words; empty where there is none.
pub fn matching(agreement: &Agreement, index: usize, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).matching(index)
}

/// A condition as a clause: `the place lies inside the buffer zone`.
pub fn condition(agreement: &Agreement, expr: &hudna_core::condition::Expr, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).clause(expr)
}

/// A moment of the text: a day where it is midnight, else day and hour.
pub fn moment(agreement: &Agreement, at: Instant, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).day_or_hour(at)
}

/// The moment from which something no longer holds: midnight is the end of the day before.
pub fn until(agreement: &Agreement, at: Instant, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).end(at)
}

/// A term by its name.
pub fn term(agreement: &Agreement, id: &str, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).term(id)
}

/// A party, formation or role by its name.
pub fn actor(agreement: &Agreement, id: &str, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).actor(id)
}

/// A zone or line by its name.
pub fn geometry(agreement: &Agreement, id: &str, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).geometry(id)
}

/// From when to when the agreement is in force.
pub fn in_force(agreement: &Agreement, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).in_force(None, None)
}

/// Where a norm stands: `article 4, paragraph 1`.
pub fn title(agreement: &Agreement, id: &str, lang: Lang) -> String {
    let view = View::of_agreement(agreement);
    Voice::of(&view, lang).norm(id)
}

/// Who belongs to whom and when, and who disputes it.
pub fn link(agreement: &Agreement, link: &Link, lang: Lang) -> String {
    let words = Words::of(lang);
    let values = [
        ("of", actor(agreement, &link.of, lang).into()),
        ("link", words.get(&format!("link-{}", link.kind.name())).into()),
        ("to", actor(agreement, &link.to, lang).into()),
    ];
    let mut out = words.with("whole-link", &values);
    let comma = words.get("comma");
    for (key, range) in [("hover-from", link.from), ("hover-until", link.until)] {
        let Some(range) = range else { continue };
        let latest = Instant(range.hi.0.saturating_sub(1));
        let at = |at: Instant| {
            if key == "hover-from" { moment(agreement, at, lang) } else { until(agreement, at, lang) }
        };
        let said = if latest > range.lo {
            words.with("hover-some-day", &[("first", at(range.lo).into()), ("last", at(latest).into())])
        } else {
            at(range.lo)
        };
        out += &format!("{comma} {}", words.with(key, &[("moment", said.into())]));
    }
    if !link.disputed_by.is_empty() {
        let names: Vec<String> = link.disputed_by.iter().map(|p| actor(agreement, p, lang)).collect();
        out +=
            &format!("{comma} {}", words.with("hover-disputed", &[("parties", words.list(&names).into())]));
    }
    out
}

impl Voice<'_> {
    /// A norm in plain words.
    pub(in crate::document) fn plain(&self, norm: &Norm) -> PlainNorm {
        let mut says = self.demands(norm);
        says.extend(self.standing(norm));
        PlainNorm {
            id: norm.id.to_string(),
            title: self.sentence(&self.norm(&norm.id)),
            kind: self.get(&format!("plain-kind-{}", norm.kind.name())),
            says: says.iter().map(|s| self.sentence(s)).collect(),
            in_force: self.in_force(norm.from, norm.until),
            own_dates: norm.from.is_some() || norm.until.is_some(),
            text: self.own_words(self.agreement(), &norm.id).map(|(text, _)| text),
        }
    }

    /// What every norm has: its gravity, what excepts from it.
    fn standing(&self, norm: &Norm) -> Vec<String> {
        let mut says = Vec::new();
        if let Some(severity) = &norm.severity {
            says.push(self.say("plain-severity", &[("severity", &self.severity(severity))]));
        }
        let excepting: Vec<String> = self
            .agreement()
            .norms
            .iter()
            .filter(|n| n.exception.as_ref().is_some_and(|e| e.over.contains(&norm.id)))
            .map(|n| self.norm(&n.id))
            .collect();
        if !excepting.is_empty() {
            says.push(self.say("plain-excepted", &[("norms", &self.words.list(&excepting))]));
        }
        let of = |list: &[Standing], key: &str| -> Vec<String> {
            let of_norm = list.iter().filter(|s| s.is_of(&norm.id));
            of_norm.map(|s| self.say(key, &[("over", &self.over(s.over.lo, s.over.hi, &s.by))])).collect()
        };
        says.extend(of(&self.agreement().suspensions, "plain-suspended"));
        says.extend(of(&self.agreement().extensions, "plain-extended"));
        says
    }

    /// From when to when it is in force: its own dates, else the agreement's.
    pub(in crate::document) fn in_force(&self, from: Option<Instant>, until: Option<Instant>) -> String {
        let agreement = self.agreement();
        let from = self.day_or_hour(from.map_or(agreement.d_day, |at| at.max(agreement.d_day)));
        let until = match (until, agreement.ends) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match until {
            Some(until) => self.say("plain-from-until", &[("from", &from), ("until", &self.end(until))]),
            None => self.say("plain-from", &[("from", &from)]),
        }
    }

    /// A length of time as texts write it: hours up to three days, and as it stands after a preposition.
    pub(in crate::document) fn lasting(&self, span: Span) -> String {
        let minutes = span.0.unsigned_abs() / 60_000_000;
        let (key, n) = if minutes > 4320 && minutes.is_multiple_of(1440) {
            ("span-days", minutes / 1440)
        } else if minutes >= 60 && minutes.is_multiple_of(60) {
            ("span-hours", minutes / 60)
        } else {
            ("span-minutes", minutes)
        };
        self.words.count(key, usize::try_from(n).unwrap_or(0))
    }

    /// A moment as a day where it is midnight.
    pub(in crate::document) fn day_or_hour(&self, at: Instant) -> String {
        let zone = &self.agreement().zone_time;
        let local = at.local(zone);
        if clock(local) == "00:00" { self.words.date(local.date()) } else { self.words.moment(at, zone) }
    }

    /// The moment from which something no longer holds: midnight is the end of the day before.
    pub(in crate::document) fn end(&self, at: Instant) -> String {
        let zone = &self.agreement().zone_time;
        let local = at.local(zone);
        if clock(local) == "00:00" {
            let last = Instant(at.0.saturating_sub(1)).local(zone);
            self.say("plain-end-of", &[("date", &self.words.date(last.date()))])
        } else {
            self.words.moment(at, zone)
        }
    }

    /// `from … to … (by …)`; either end may be open.
    pub(in crate::document) fn over(&self, from: Instant, until: Instant, by: &str) -> String {
        let mut said = Vec::new();
        if from.0 != i64::MIN {
            said.push(self.say("hover-from", &[("moment", &self.day_or_hour(from))]));
        }
        if until.0 != i64::MAX {
            said.push(self.say("hover-until", &[("moment", &self.end(until))]));
        }
        if !by.is_empty() {
            said.push(format!("({})", self.foreign(by)));
        }
        said.join(" ")
    }

    /// Whom a norm speaks to.
    pub(in crate::document) fn whom(&self, who: &Who) -> String {
        match who {
            Who::Parties => self.get("plain-parties"),
            Who::Anyone => self.get("plain-anyone"),
            Who::These(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.the_actor(id)).collect();
                self.words.list(&names)
            }
        }
    }

    /// A party's or formation's name with its article where a sentence needs one.
    pub(in crate::document) fn the_actor(&self, id: &str) -> String {
        let name = self.actor(id);
        let is_party = self.agreement().parties.iter().any(|p| &*p.id == id);
        if self.lang == Lang::En && is_party && !name.starts_with("the ") {
            format!("the {name}")
        } else {
            name
        }
    }

    /// An actor's role or id where it stands for somebody outside the agreement: `joint_team`.
    pub(in crate::document) fn role(&self, id: &str) -> String {
        let key = format!("actor-{id}");
        if self.words.has(&key) || self.actor(id) != self.foreign(id) {
            self.actor(id)
        } else {
            self.foreign(&id.replace(['_', '-'], " "))
        }
    }
}
