//! Reason trees and conditions in plain words.
//!
//! An atom of the tree is found again in the norm by the place where it stands in the text, and said from
//! its typed form; only where that fails is the condition shown as written.

use hudna_core::agreement::norm::Norm;
use hudna_core::condition::{Asks, Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth, Words};
use hudna_core::finding::{Asked, By, Finding, MissingFact, MissingSet, Outcome, Reason, Route};
use hudna_core::incident::{Deed, Incident};
use hudna_core::time::Span;
use hudna_core::value::{Attribute, Kind, Value};
use hudna_core::vocabulary::Code;

use super::blocks::{Piece, ReasonLine, latin, soft, words};
use super::voice::Voice;
use crate::words::{Lang, clock, grouped};

/// Reports named behind one line of reasons.
const NAMED: usize = 6;

impl Voice<'_> {
    /// The tree of reasons as lines, the bare structure left out.
    pub(super) fn reason_lines(&self, finding: &Finding, incident: Option<&Incident>) -> Vec<ReasonLine> {
        let deed = incident.and_then(|i| i.deeds.get(finding.subject.deed?.checked_sub(1)? as usize));
        let mut lines = Vec::new();
        self.walk(&finding.because, finding, deed, 0, &mut lines);
        lines
    }

    fn walk(
        &self,
        node: &Reason,
        finding: &Finding,
        deed: Option<&Deed>,
        depth: u8,
        out: &mut Vec<ReasonLine>,
    ) {
        let structure =
            matches!(node.asked, Asked::All | Asked::Any) && (node.parts.len() == 1 || depth == 0);
        let below = if structure {
            depth
        } else {
            out.push(ReasonLine {
                depth,
                truth: self.truth(node.truth),
                says: self.asked(node, finding),
                why: self.why_line(node, deed),
                open: node.truth == Truth::Unknown && node.parts.is_empty(),
            });
            depth.saturating_add(1)
        };
        // «All of these» directly beneath a question says nothing of its own.
        let parts = match node.parts.as_slice() {
            [only] if only.asked == Asked::All && !structure => &only.parts,
            parts => parts,
        };
        for part in parts {
            self.walk(part, finding, deed, below, out);
        }
    }

    fn truth(&self, truth: Truth) -> Piece {
        let (shape, key) = match truth {
            Truth::True => ("true", "truth-true"),
            Truth::False => ("false", "truth-false"),
            Truth::Unknown if self.lang.is_rtl() => ("unknown-rtl", "truth-unknown"),
            Truth::Unknown => ("unknown", "truth-unknown"),
        };
        Piece::Mark { s: shape, t: self.get(key) }
    }

    /// What a node asks, as a statement.
    fn asked(&self, node: &Reason, finding: &Finding) -> String {
        match &node.asked {
            Asked::InForce => self.get("asked-in-force"),
            Asked::Bound => self.get("asked-bound"),
            Asked::NotExcluded => self.get("asked-not-excluded"),
            Asked::When => self.get("asked-when"),
            Asked::Must => self.get("asked-must"),
            Asked::Due => self.get("asked-due"),
            Asked::Exception(id) => self.say("asked-exception", &[("norm", &self.norm(id))]),
            Asked::Need(id) => self.need(id, finding),
            Asked::All => self.get("asked-all"),
            Asked::Any => self.get("asked-any"),
            Asked::Not => self.get("asked-not"),
            Asked::Atom => self.atom_of(node, finding),
        }
    }

    fn need(&self, id: &str, finding: &Finding) -> String {
        // Under a disputed term the parts are the readings, one a party.
        if self.agreement().parties.iter().any(|p| &*p.id == id) {
            return self.say("asked-reading", &[("party", &self.actor(id))]);
        }
        let norms = &self.version(finding.version).norms;
        let need = norms
            .iter()
            .filter_map(|n| n.exception.as_ref())
            .filter(|e| e.over.is_empty() || e.over.contains(&finding.norm))
            .flat_map(|e| &e.needs)
            .find(|n| &*n.id == id);
        match need {
            Some(need) => self.say("asked-need", &[("need", &self.condition(&need.when))]),
            None => self.say("asked-need", &[("need", &self.id(id))]),
        }
    }

    /// An atom in words, found in the agreement by where it stands.
    fn atom_of(&self, node: &Reason, finding: &Finding) -> String {
        let agreement = self.version(finding.version);
        let found = node.words.and_then(|at| {
            let conditions = agreement.norms.iter().flat_map(conditions_of);
            let readings = agreement.terms.iter().flat_map(|t| &t.readings).map(|r| &r.when);
            conditions.chain(readings).find_map(|e| atom_at(e, at))
        });
        match (found, &node.text) {
            (Some(atom), _) => self.atom(&atom.kind),
            (None, Some(text)) => self.say("atom-as-written", &[("text", &self.id(text))]),
            (None, None) => self.get("asked-atom"),
        }
    }

    /// What the reports say of the attributes that a node looked at, and which reports they are.
    fn why_line(&self, node: &Reason, deed: Option<&Deed>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if node.parts.is_empty() && node.asked == Asked::Atom {
            for attribute in node.attributes.iter().take(3) {
                let shown = match attribute {
                    Attribute::Party => Attribute::Actor,
                    Attribute::TargetParty => Attribute::Target,
                    other => *other,
                };
                let fact = deed.and_then(|d| d.fact(shown));
                let said = if fact.is_none_or(|f| f.alternatives.is_empty()) {
                    self.say("why-silent", &[("attribute", &self.attribute(shown))])
                } else {
                    self.say(
                        "why-said",
                        &[("attribute", &self.attribute(shown)), ("values", &self.fact(fact))],
                    )
                };
                pieces.push(words(said));
            }
        }
        // Whether the norm was in force rests on the time that every report gives: named only where open.
        let telling = node.asked == Asked::Atom || node.truth != Truth::True;
        if node.parts.is_empty() && telling && !node.reports.is_empty() {
            pieces.push(soft(self.get("why-reports")));
            pieces.extend(self.reports(&node.reports, NAMED));
        }
        if !node.entries.is_empty() {
            pieces.push(soft(self.get("why-entries")));
            pieces.extend(node.entries.iter().take(NAMED).map(|e| latin(super::voice::file_name(e))));
        }
        pieces
    }

    /// Why, in one or two plain sentences.
    pub(super) fn why(&self, finding: &Finding) -> String {
        let mut leaves = Vec::new();
        collect(&finding.because, &mut leaves);
        let said = |truth: Truth, limit: usize| {
            let mut list: Vec<String> = Vec::new();
            for leaf in leaves.iter().filter(|l| l.truth == truth && l.asked == Asked::Atom) {
                let text = self.atom_of(leaf, finding);
                if !list.contains(&text) && list.len() < limit {
                    list.push(text);
                }
            }
            list
        };
        let semicolon = format!("{} ", self.get("semicolon"));
        let mut sentence = match finding.outcome {
            Outcome::Undetermined => {
                let open = said(Truth::Unknown, 3);
                if open.is_empty() {
                    self.get("why-undetermined")
                } else {
                    self.say("why-open", &[("list", &open.join(&semicolon))])
                }
            }
            Outcome::Breach => {
                let held = said(Truth::True, 3);
                self.say("why-breach", &[("list", &held.join(&semicolon))])
            }
            Outcome::Permitted => match self.cleared_by(finding) {
                Some(norm) => self.say("why-excepted", &[("norm", &self.norm(norm))]),
                None => self.get("why-met"),
            },
            Outcome::NotCovered => self.get("why-not-covered"),
        };
        for by in &finding.by {
            sentence.push(' ');
            sentence.push_str(&self.get(by_key(*by)));
        }
        if let [a, b, ..] = finding.clash.as_slice() {
            sentence.push(' ');
            let values = [("first", self.norm(a)), ("second", self.norm(b))];
            sentence.push_str(&self.say("why-clash", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        sentence
    }

    fn cleared_by<'f>(&self, finding: &'f Finding) -> Option<&'f str> {
        fn find(node: &Reason) -> Option<&str> {
            match &node.asked {
                Asked::Exception(id) if node.truth == Truth::True => Some(id),
                _ => node.parts.iter().find_map(find),
            }
        }
        find(&finding.because)
    }

    /// One smallest set of missing facts: what to ask, whom, and whether it settles.
    pub(super) fn missing(&self, set: &MissingSet) -> Vec<Piece> {
        let plus = self.get("missing-and");
        let mut pieces = Vec::new();
        for (i, fact) in set.facts.iter().enumerate() {
            if i > 0 {
                pieces.push(soft(plus.clone()));
            }
            pieces.push(words(self.missing_fact(fact)));
        }
        pieces.push(soft(self.get(if set.settles { "missing-settles" } else { "missing-may-settle" })));
        pieces
    }

    /// The question of one missing fact and whom it is put to.
    pub(super) fn missing_fact(&self, fact: &MissingFact) -> String {
        let (kind, rest) = fact.fact.split_once(' ').unwrap_or((&fact.fact, ""));
        let question = match kind {
            "link" => self.say("ask-link", &[("actor", &self.actor(rest))]),
            "course" => self.say("ask-course", &[("dispute", &self.id(rest))]),
            "term" => self.say("ask-term", &[("term", &self.id(rest))]),
            "verified" => self.say("ask-verified", &[("norm", &self.norm(rest))]),
            "register" => self.say("ask-register", &[("match", &self.id(rest))]),
            _ => {
                let key = format!("ask-{kind}");
                if self.words.has(&key) {
                    self.get(&key)
                } else {
                    self.say("ask-other", &[("fact", &self.id(&fact.fact))])
                }
            }
        };
        let route = self.get(match fact.route {
            Route::Patrol => "route-patrol",
            Route::Party => "route-party",
            Route::Registry => "route-registry",
            Route::Commission => "route-commission",
        });
        let plain = fact.answers.iter().all(|a| matches!(a.as_str(), "yes" | "no"));
        let answers: Vec<String> = if plain { &[][..] } else { &fact.answers }
            .iter()
            .take(5)
            .map(|a| self.answer(fact, a))
            .collect();
        if answers.len() < 2 {
            return self.say("missing-ask", &[("question", &question), ("route", &route)]);
        }
        self.say(
            "missing-ask-answers",
            &[("question", &question), ("route", &route), ("answers", &self.words.either(&answers))],
        )
    }

    /// One distinguishable answer, from the words of data: codes, ids, `low..high`, `in zone, outside zone`.
    fn answer(&self, fact: &MissingFact, answer: &str) -> String {
        let key = format!("answer-{answer}");
        if self.words.has(&key) {
            return self.get(&key);
        }
        if let Some((low, high)) = answer.split_once("..") {
            return self.between(fact.attribute, low, high);
        }
        if answer.starts_with("in ") || answer.starts_with("outside ") {
            let parts: Vec<String> = answer.split(", ").map(|p| self.side(p)).collect();
            return self.words.list(&parts);
        }
        let codes: Option<Vec<Code>> =
            fact.attribute.and_then(|a| answer.split('|').map(|c| Code::parse(a, c)).collect());
        codes.map_or_else(|| self.actor(answer), |codes| self.codes(&codes))
    }

    fn between(&self, attribute: Option<Attribute>, low: &str, high: &str) -> String {
        let timely = attribute.is_some_and(|a| a.kind() == Kind::Time);
        let end = |text: &str| {
            let civil = timely.then(|| text.parse::<jiff::civil::DateTime>().ok()).flatten();
            civil.map_or_else(
                || text.parse().map_or_else(|_| self.id(text), grouped),
                |t| format!("{}{} {}", self.words.date(t.date()), self.get("comma"), clock(t)),
            )
        };
        match (low.is_empty(), high.is_empty()) {
            (true, true) => self.get("answer-other"),
            (false, true) if timely => self.say("answer-from", &[("moment", &end(low))]),
            (true, false) if timely => self.say("answer-before", &[("moment", &end(high))]),
            (false, true) => self.say("answer-at-least", &[("number", &end(low))]),
            (true, false) => self.say("answer-at-most", &[("number", &end(high))]),
            (false, false) if low == high => end(low),
            (false, false) => self.say("range-from-to", &[("from", &end(low)), ("to", &end(high))]),
        }
    }

    /// `in buffer (first)`: inside the zone as one party draws it.
    fn side(&self, part: &str) -> String {
        let (key, rest) = match part.strip_prefix("in ") {
            Some(rest) => ("answer-inside", rest),
            None => ("answer-outside", part.strip_prefix("outside ").unwrap_or(part)),
        };
        let (id, course) = rest.split_once(" (").map_or((rest, None), |(id, c)| (id, c.strip_suffix(')')));
        let zone = self.geometry(id);
        let zone = match course {
            Some(party) => self.say("zone-as-drawn", &[("zone", &zone), ("party", &self.actor(party))]),
            None => zone,
        };
        self.say(key, &[("zone", &zone)])
    }

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

    fn codes(&self, codes: &[Code]) -> String {
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
    fn geometry(&self, id: &str) -> String {
        self.agreement()
            .geometry(id)
            .next()
            .map(|g| self.the(self.lang.of(&g.name)))
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| self.id(id))
    }

    fn atom(&self, kind: &AtomKind) -> String {
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

    fn asking(&self, kind: &AtomKind) -> String {
        match kind {
            AtomKind::Affiliated(a, id) => {
                self.say("atom-affiliated", &[("attribute", &self.attribute(*a)), ("actor", &self.actor(id))])
            }
            AtomKind::InForce(id) => self.say("atom-in-force", &[("norm", &self.norm(id))]),
            AtomKind::Bound(party) => self.say("atom-bound", &[("party", &self.actor(party))]),
            AtomKind::Reading(index) => {
                let term = self.agreement().terms.get(usize::from(*index));
                let name = term.map_or_else(String::new, |t| t.id.replace('_', " "));
                self.say("atom-reading", &[("term", &self.id(&name))])
            }
            AtomKind::InReplyTo(inner, within) => {
                let condition = self.condition(inner);
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

    fn arithmetic(&self, expr: &NumberExpr) -> String {
        match expr {
            NumberExpr::Constant(n) => grouped(*n),
            NumberExpr::Attribute(a) => self.attribute(*a),
            NumberExpr::Binary(a, sign, b) => {
                format!("{} {} {}", self.arithmetic(a), self.id(&sign.to_string()), self.arithmetic(b))
            }
        }
    }

    fn moment(&self, moment: &Moment) -> String {
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
            Moment::After { offset, norm } => {
                self.say("moment-after", &[("span", &self.span(*offset)), ("norm", &self.norm(norm))])
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

fn conditions_of(norm: &Norm) -> Vec<&Expr> {
    let rule = norm.rule.iter().flat_map(|r| [&r.when, &r.must]);
    let exception =
        norm.exception.iter().flat_map(|e| std::iter::once(&e.when).chain(e.needs.iter().map(|n| &n.when)));
    rule.chain(exception).collect()
}

fn atom_at(expr: &Expr, at: Words) -> Option<&Atom> {
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    atoms.iter().copied().find(|a| a.words == at).or_else(|| {
        atoms.iter().find_map(|a| match &a.kind {
            AtomKind::InReplyTo(inner, _) => atom_at(inner, at),
            AtomKind::CountWithin { condition, .. } => atom_at(condition, at),
            _ => None,
        })
    })
}

fn collect<'r>(node: &'r Reason, out: &mut Vec<&'r Reason>) {
    if node.parts.is_empty() {
        out.push(node);
    }
    // What clears or would clear is told by the exception itself; its leaves would read as the rule's own.
    if !matches!(node.asked, Asked::Exception(_)) || node.truth == Truth::Unknown {
        node.parts.iter().for_each(|p| collect(p, out));
    }
}

const fn number_key(compare: Compare) -> &'static str {
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

const fn by_key(by: By) -> &'static str {
    match by {
        By::Accounts => "by-accounts",
        By::Burden => "by-burden",
        By::Presumption => "by-presumption",
        By::Bound => "by-bound",
        By::BeforeEntry => "by-before-entry",
        By::TermDisputed => "by-term-disputed",
        By::ArticlesDisagree => "by-articles-disagree",
    }
}
