//! Conditions of the text in plain words, from their typed form.
//!
//! A new kind of question needs an arm in `atom` or `asking` and words `atom-…` in every language.

use hudna_core::condition::{Asks, AtomKind, Compare, Counted, Event, Expr, Lies, Moment, NumberExpr, Store};
use hudna_core::time::Span;
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;

use super::voice::Voice;
use crate::words::{Lang, clock, grouped};

impl Voice<'_> {
    /// A whole condition.
    pub(super) fn condition(&self, expr: &Expr) -> String {
        match expr {
            Expr::Constant(value) => self.get(if *value { "atom-always" } else { "atom-never" }),
            Expr::And(list) => {
                let parts: Vec<String> = list.iter().map(|e| self.condition(e)).collect();
                self.words.list(&parts)
            }
            Expr::Or(list) => {
                let parts: Vec<String> = list.iter().map(|e| self.condition(e)).collect();
                self.words.either(&parts)
            }
            Expr::Not(inner) => self.say("atom-not", &[("condition", &self.condition(inner))]),
            Expr::Atom(atom) => self.atom(&atom.kind),
        }
    }

    pub(super) fn codes(&self, codes: &[Code]) -> String {
        let said: Vec<String> = codes.iter().map(|c| self.value(&Value::Code(*c))).collect();
        self.words.either(&said)
    }
    fn actors<S: AsRef<str>>(&self, ids: &[S]) -> String {
        let said: Vec<String> = ids.iter().map(|a| self.actor(a.as_ref())).collect();
        self.words.either(&said)
    }
    /// A name with its article, where English needs one.
    pub(super) fn the(&self, name: &str) -> String {
        if self.lang == Lang::En && name.starts_with(|c: char| c.is_ascii_lowercase()) {
            format!("the {name}")
        } else {
            name.to_owned()
        }
    }
    pub(super) fn geometry(&self, id: &str) -> String {
        self.agreement()
            .geometry(id)
            .next()
            .map(|g| self.the(self.lang.of(&g.name)))
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| self.id(id))
    }

    pub(super) fn atom(&self, kind: &AtomKind) -> String {
        match kind {
            AtomKind::Codes(a, codes) => {
                self.say("atom-is", &[("attribute", &self.attribute(*a)), ("values", &self.codes(codes))])
            }
            AtomKind::Actors(a, ids) => {
                self.say("atom-is", &[("attribute", &self.attribute(*a)), ("values", &self.actors(ids))])
            }
            AtomKind::Parties(Attribute::TargetParty, ids) => {
                self.say("atom-target-party", &[("party", &self.actors(ids))])
            }
            AtomKind::Parties(_, ids) => self.say("atom-party", &[("party", &self.actors(ids))]),
            AtomKind::Signatory(_) => self.get("atom-signatory"),
            AtomKind::OwnTarget(own) => self.get(if *own { "atom-own-target" } else { "atom-other-target" }),
            AtomKind::Nothing(a) => self.say("atom-nothing", &[("attribute", &self.attribute(*a))]),
            AtomKind::Number(left, compare, right) => self.say(
                "atom-number",
                &[
                    ("left", &self.arithmetic(left)),
                    ("compare", &self.get(number_key(*compare))),
                    ("right", &self.arithmetic(right)),
                ],
            ),
            AtomKind::Time(a, compare, moment) => self.say(
                "atom-time",
                &[
                    ("attribute", &self.attribute(*a)),
                    ("compare", &self.get(time_key(*compare))),
                    ("moment", &self.moment(moment)),
                ],
            ),
            AtomKind::Daily(_, from, to) => {
                let hour = |m: u16| format!("{:02}:{:02}", m / 60, m % 60);
                self.say("atom-daily", &[("from", &hour(*from)), ("to", &hour(*to))])
            }
            AtomKind::Zone(a, lies, zone) => {
                let key = match lies {
                    Lies::Inside => "atom-inside",
                    Lies::Outside => "atom-outside",
                };
                self.say(key, &[("attribute", &self.attribute(*a)), ("zone", &self.geometry(zone))])
            }
            AtomKind::Near { attribute, geometry, metres } => self.say(
                "atom-near",
                &[
                    ("attribute", &self.attribute(*attribute)),
                    ("distance", &self.metres(*metres)),
                    ("geometry", &self.geometry(geometry)),
                ],
            ),
            other => self.asking(other),
        }
    }

    /// An act that is answered, with whose it must be.
    pub(super) fn by_whom(&self, act: String, same: Option<bool>) -> String {
        match same {
            None => act,
            Some(true) => self.say("act-by-same", &[("act", &act)]),
            Some(false) => self.say("act-by-other", &[("act", &act)]),
        }
    }

    fn asking(&self, kind: &AtomKind) -> String {
        match kind {
            AtomKind::Affiliated(a, id) => {
                self.say("atom-affiliated", &[("attribute", &self.attribute(*a)), ("actor", &self.actor(id))])
            }
            AtomKind::InForce(id) => self.say("atom-in-force", &[("norm", &self.norm(id))]),
            AtomKind::Bound(party) => self.say("atom-bound", &[("party", &self.actor(party))]),
            AtomKind::Reading(index) => {
                let term = self.agreement().terms.get(usize::from(*index));
                let name = term.map_or_else(String::new, |t| self.term(&t.id));
                self.say("atom-reading", &[("term", &name)])
            }
            AtomKind::InReplyTo(inner, within, same) => {
                let condition = self.by_whom(self.condition(inner), *same);
                match within {
                    Some(span) => self
                        .say("atom-reply-within", &[("condition", &condition), ("span", &self.span(*span))]),
                    None => self.say("atom-reply", &[("condition", &condition)]),
                }
            }
            AtomKind::Register(asks, _) => self.get(match asks {
                Asks::Notified => "atom-notified",
                Asks::Authorised => "atom-authorised",
                Asks::Contacted => "atom-contacted",
            }),
            AtomKind::Verified(id) => self.say("atom-verified", &[("norm", &self.norm(id))]),
            AtomKind::Store(asked) => self.store(*asked),
            AtomKind::CountWithin { metres, window, counted: Counted::Positions, .. } => {
                self.say("atom-apart", &[("distance", &self.metres(*metres)), ("span", &self.span(*window))])
            }
            AtomKind::CountWithin { condition, metres, window, compare, number, .. } => self.say(
                "atom-count",
                &[
                    ("compare", &self.get(number_key(*compare))),
                    ("number", &grouped(*number)),
                    ("distance", &self.metres(*metres)),
                    ("span", &self.span(*window)),
                    ("condition", &self.condition(condition)),
                ],
            ),
            _ => self.get("asked-atom"),
        }
    }

    fn store(&self, asked: Store) -> String {
        match asked {
            Store::Holds => self.get("atom-in-store"),
            Store::Declared => self.get("atom-store-declared"),
            Store::Inspected(None) => self.get("atom-store-open"),
            Store::Inspected(Some(within)) => {
                self.say("atom-store-inspected", &[("span", &self.span(within))])
            }
        }
    }

    pub(super) fn arithmetic(&self, expr: &NumberExpr) -> String {
        match expr {
            NumberExpr::Constant(n) => grouped(*n),
            NumberExpr::Attribute(a) => self.attribute(*a),
            NumberExpr::Binary(a, sign, b) => {
                format!("{} {} {}", self.arithmetic(a), self.id(&sign.to_string()), self.arithmetic(b))
            }
            NumberExpr::Count(condition) => self.members_who(condition),
        }
    }

    /// How many members: all, or those of whom something holds.
    fn members_who(&self, condition: &Expr) -> String {
        let values = match condition {
            Expr::Constant(true) => return self.get("count-members"),
            Expr::Atom(atom) => match &atom.kind {
                AtomKind::Parties(_, ids) => Some(self.actors(ids)),
                AtomKind::Codes(_, codes) => Some(self.codes(codes)),
                _ => None,
            },
            _ => None,
        };
        match values {
            Some(values) => self.say("count-members-are", &[("values", &values)]),
            None => self.say("count-members-who", &[("condition", &self.condition(condition))]),
        }
    }

    pub(super) fn moment(&self, moment: &Moment) -> String {
        let zone = &self.agreement().zone_time;
        match moment {
            Moment::Fixed(at) if *at == self.agreement().d_day => {
                self.say("moment-d-day", &[("date", &self.words.moment(*at, zone))])
            }
            Moment::Fixed(at) => self.words.moment(*at, zone),
            Moment::Day { start, .. } => {
                let local = start.local(zone);
                if clock(local) == "00:00" {
                    self.words.date(local.date())
                } else {
                    self.words.moment(*start, zone)
                }
            }
            Moment::After { offset, event } => {
                let span = self.span(*offset);
                match event {
                    Event::Verified(norm) => {
                        self.say("moment-after", &[("span", &span), ("norm", &self.norm(norm))])
                    }
                    Event::Claimed(norm) => {
                        self.say("moment-after-claimed", &[("span", &span), ("norm", &self.norm(norm))])
                    }
                    Event::Signed(_) => self.say("moment-after-signed", &[("span", &span)]),
                    Event::Adhered(party) => {
                        self.say("moment-after-adhered", &[("span", &span), ("party", &self.actor(party))])
                    }
                }
            }
            Moment::AfterAt(offset) => self.say("moment-after-at", &[("span", &self.span(*offset))]),
        }
    }

    /// A length of time in words.
    pub(super) fn span(&self, span: Span) -> String {
        let minutes = span.0.unsigned_abs() / 60_000_000;
        let (key, n) = if minutes >= 2880 && minutes.is_multiple_of(1440) {
            ("count-days", minutes / 1440)
        } else if minutes >= 60 && minutes.is_multiple_of(60) {
            ("count-hours", minutes / 60)
        } else {
            ("count-minutes", minutes)
        };
        self.words.count(key, usize::try_from(n).unwrap_or(0))
    }
}

/// The word for how two numbers compare.
pub(super) const fn number_key(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "number-less",
        Compare::LessOrEqual => "number-at-most",
        Compare::Equal => "number-equal",
        Compare::NotEqual => "number-other",
        Compare::GreaterOrEqual => "number-at-least",
        Compare::Greater => "number-more",
    }
}

const fn time_key(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "time-before",
        Compare::LessOrEqual => "time-until",
        Compare::Equal => "time-at",
        Compare::NotEqual => "time-not-at",
        Compare::GreaterOrEqual => "time-from",
        Compare::Greater => "time-after",
    }
}
