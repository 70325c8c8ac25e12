//! What a finding rests on and what is missing, in a sentence or two (`tree` tells it in full).
//!
//! An atom of the tree is found again in the norm by the place where it stands in the text, and said from
//! its typed form; only where that fails is the condition shown as written.

use hudna_core::agreement::norm::Norm;
use hudna_core::condition::{Atom, AtomKind, Expr, Truth, Words};
use hudna_core::finding::{Asked, By, Finding, MissingFact, MissingSet, Outcome, Reason, Route};
use hudna_core::value::Kind;
use hudna_core::vocabulary::Code;

use super::blocks::{Piece, soft, words};
use super::voice::Voice;
use crate::words::{clock, grouped};

/// Conditions named in a short answer.
const SAID: usize = 3;
/// Answers named behind one question.
const ANSWERS: usize = 5;

impl Voice<'_> {
    /// What a node asks, as a statement.
    pub(super) fn asked(&self, node: &Reason, finding: &Finding) -> String {
        match &node.asked {
            Asked::InForce => self.get("asked-in-force"),
            Asked::Bound => self.get("asked-bound"),
            Asked::NotExcluded => self.get("asked-not-excluded"),
            Asked::When => self.get("asked-when"),
            Asked::Must => self.get("asked-must"),
            Asked::Due => self.get("asked-due"),
            Asked::InTime => self.get("asked-in-time"),
            Asked::Exception(id) => self.say("asked-exception", &[("norm", &self.norm(id))]),
            Asked::Need(id) => self.need(id, None, finding),
            Asked::All => self.get("asked-all"),
            Asked::Any => self.get("asked-any"),
            Asked::Not => self.get("asked-not"),
            Asked::Atom => self.measured(self.atom_of(node, finding), node),
        }
    }

    /// What is asked, with the distance that was measured.
    fn measured(&self, asked: String, node: &Reason) -> String {
        let Some(distance) = node.distance else { return asked };
        let (least, most) = (f64::from(distance.least_m), f64::from(distance.most_m));
        let fine = |m: f64| {
            if m < 10_000.0 { self.say("metres", &[("number", &grouped(m))]) } else { self.metres(m) }
        };
        let apart = if distance.least_m == distance.most_m {
            fine(most)
        } else {
            self.say("range-from-to", &[("from", &fine(least)), ("to", &fine(most))])
        };
        self.say("atom-measured", &[("asked", &asked), ("distance", &apart)])
    }

    pub(super) fn is_party(&self, id: &str) -> bool {
        self.agreement().parties.iter().any(|p| &*p.id == id)
    }

    /// A precondition in words; `exception` is the permission that it belongs to, where that is known.
    pub(super) fn need(&self, id: &str, exception: Option<&str>, finding: &Finding) -> String {
        // Under a disputed term the parts are the readings, one a party.
        if self.is_party(id) {
            return self.say("asked-reading", &[("party", &self.actor(id))]);
        }
        let norms = &self.version(finding.version).norms;
        let meant = |n: &&Norm| exception.is_none_or(|wanted| &*n.id == wanted);
        let need = norms
            .iter()
            .filter(meant)
            .filter_map(|n| n.exception.as_ref())
            .filter(|e| exception.is_some() || e.over.is_empty() || e.over.contains(&finding.norm))
            .flat_map(|e| &e.needs)
            .find(|n| &*n.id == id);
        let own = norms.iter().find(|n| n.id == finding.norm).and_then(|n| n.rule.as_ref());
        if let (None, Some(need)) = (exception, own.and_then(|r| r.needs.iter().find(|n| &*n.id == id))) {
            return self.say("asked-criterion", &[("need", &self.condition(&need.when))]);
        }
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

    /// Why, in one or two plain sentences.
    pub(super) fn why(&self, finding: &Finding) -> String {
        let mut leaves = Vec::new();
        collect(&finding.because, &mut leaves);
        let said = |truth: Truth, leaves: &[&Reason]| {
            let mut list: Vec<String> = Vec::new();
            for leaf in leaves.iter().filter(|l| l.truth == truth) {
                if leaf.asked != Asked::Atom && truth != Truth::Unknown {
                    continue;
                }
                let text = self.asked(leaf, finding);
                if !list.contains(&text) && list.len() < SAID {
                    list.push(text);
                }
            }
            list.join(&format!("{} ", self.get("semicolon")))
        };
        let listed = |key: &str, bare: &str, list: String| {
            if list.is_empty() { self.get(bare) } else { self.say(key, &[("list", &list)]) }
        };
        let mut sentence = match finding.outcome {
            Outcome::Undetermined => listed("why-open", "why-undetermined", said(Truth::Unknown, &leaves)),
            Outcome::Breach => match unmet(&finding.because) {
                Some(parts) => {
                    let mut unmet = Vec::new();
                    parts.iter().for_each(|part| collect(part, &mut unmet));
                    listed("why-unmet", "why-unmet-bare", said(Truth::False, &unmet))
                }
                None => listed("why-breach", "why-breach-bare", said(Truth::True, &leaves)),
            },
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
        for id in &finding.ambiguities {
            sentence.push(' ');
            sentence.push_str(&self.ambiguity(id, finding));
        }
        if let [a, b, ..] = finding.clash.as_slice() {
            sentence.push(' ');
            let values = [("first", self.norm(a)), ("second", self.norm(b))];
            sentence.push_str(&self.say("why-clash", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        sentence
    }

    /// A known ambiguity that a finding turns on, as the drafters put it.
    fn ambiguity(&self, id: &str, finding: &Finding) -> String {
        let listed = self.version(finding.version).ambiguities.iter().find(|a| &*a.id == id);
        let words = listed.map(|a| self.lang.of(&a.words)).filter(|words| !words.is_empty());
        let words = words.map_or_else(|| self.id(id), str::to_owned);
        self.say("why-ambiguity", &[("ambiguity", &words)])
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
            "course" => self.say("ask-course", &[("dispute", &self.dispute(rest))]),
            "term" => self.say("ask-term", &[("term", &self.term(rest))]),
            "verified" => self.say("ask-verified", &[("norm", &self.norm(rest))]),
            "member" => self.say("ask-member", &[("member", &self.id(rest))]),
            "answer" => self.say("ask-answer", &[("entry", &self.id(rest))]),
            "entry" => self.say("ask-entry", &[("entry", &self.id(rest))]),
            "hour" => self.hour_asked(rest),
            "register" => self.say("ask-register", &[("match", &self.match_named(rest))]),
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
        let mut answers: Vec<String> = Vec::new();
        for answer in fact.answers.iter().filter(|_| !plain) {
            let said = self.answer(fact, answer);
            if !answers.contains(&said) {
                answers.push(said);
            }
        }
        if answers.len() > ANSWERS {
            answers.truncate(ANSWERS - 1);
            answers.push(self.get("answer-other"));
        }
        if answers.len() < 2 {
            return self.say("missing-ask", &[("question", &question), ("route", &route)]);
        }
        self.say(
            "missing-ask-answers",
            &[
                ("question", &question),
                ("route", &route),
                ("answers", &answers.join(&format!("{} ", self.get("semicolon")))),
            ],
        )
    }

    /// A dispute by what is drawn in it: its id is a word of the drafter's file, not of a reader.
    fn dispute(&self, id: &str) -> String {
        let drawn = self.agreement().geometries.iter().filter(|g| g.dispute.as_deref() == Some(id));
        let mut names: Vec<String> = Vec::new();
        for name in drawn.map(|g| self.geometry(&g.id)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { self.id(id) } else { self.words.list(&names) }
    }

    /// What an entry of a register must be like to match, in words.
    fn match_named(&self, id: &str) -> String {
        let listed = self.agreement().matches.iter().position(|m| *m.id == *id);
        listed.map_or_else(|| self.id(id), |index| self.matching(index))
    }

    /// One distinguishable answer, from the words of data: codes, ids, `low..high`, `in zone, outside zone`.
    fn answer(&self, fact: &MissingFact, answer: &str) -> String {
        let of_entry = fact.fact.starts_with("answer ");
        let key = if of_entry && answer != "other" {
            format!("match-answer-{answer}")
        } else {
            format!("answer-{answer}")
        };
        if self.words.has(&key) {
            return self.get(&key);
        }
        if let Some((low, high)) = answer.split_once("..") {
            let timely =
                fact.attribute.is_some_and(|a| a.kind() == Kind::Time) || fact.fact.starts_with("hour ");
            return self.between(timely, low, high);
        }
        if answer.starts_with("in ") || answer.starts_with("outside ") {
            let parts: Vec<String> = answer.split(", ").map(|p| self.side(p)).collect();
            return self.words.list(&parts);
        }
        let codes: Option<Vec<Code>> =
            fact.attribute.and_then(|a| answer.split('|').map(|c| Code::parse(a, c)).collect());
        codes.map_or_else(|| self.actor(answer), |codes| self.codes(&codes))
    }

    /// At what hour an event came to pass: `signed`, `verified a4.2`.
    fn hour_asked(&self, event: &str) -> String {
        match event.split_once(' ') {
            Some(("verified", norm)) => self.say("ask-hour-verified", &[("norm", &self.norm(norm))]),
            Some(("claimed", norm)) => self.say("ask-hour-claimed", &[("norm", &self.norm(norm))]),
            Some((_, party)) => self.say("ask-hour-adhered", &[("party", &self.actor(party))]),
            None => self.get("ask-hour-signed"),
        }
    }

    fn between(&self, timely: bool, low: &str, high: &str) -> String {
        let civil = |text: &str| timely.then(|| text.parse::<jiff::civil::DateTime>().ok()).flatten();
        if let (Some(from), Some(to)) = (civil(low), civil(high))
            && from.date() == to.date()
            && from < to
        {
            let hours = self.say("range-from-to", &[("from", &clock(from)), ("to", &clock(to))]);
            return format!("{}{} {hours}", self.words.date(from.date()), self.get("comma"));
        }
        let end = |text: &str| {
            civil(text).map_or_else(
                || text.parse().map_or_else(|_| self.id(text), grouped),
                |t| format!("{}{} {}", self.words.date(t.date()), self.get("comma"), clock(t)),
            )
        };
        if timely {
            return match (low.is_empty(), high.is_empty()) {
                (true, true) => self.get("answer-other"),
                (false, true) => self.say("answer-from", &[("moment", &end(low))]),
                (true, false) => self.say("answer-before", &[("moment", &end(high))]),
                (false, false) if low == high => end(low),
                (false, false) => self.say("range-from-to", &[("from", &end(low)), ("to", &end(high))]),
            };
        }
        // an end marked so is itself left out
        let bound = |text: &str, mark: char, [left_out, included]: [&str; 2]| match text.strip_prefix(mark) {
            Some(number) => self.say(left_out, &[("number", &end(number))]),
            None => self.say(included, &[("number", &end(text))]),
        };
        let least = || bound(low, '>', ["answer-more", "answer-at-least"]);
        let most = || bound(high, '<', ["answer-less", "answer-at-most"]);
        match (low.is_empty(), high.is_empty()) {
            (true, true) => self.get("answer-other"),
            (false, true) => least(),
            (true, false) => most(),
            (false, false) if low == high => end(low),
            (false, false) if low.starts_with('>') || high.starts_with('<') => {
                self.words.list(&[least(), most()])
            }
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
}

/// What must hold, where the norm demands anything: the rule's `must`, or its own preconditions.
fn unmet(because: &Reason) -> Option<Vec<&Reason>> {
    let demanded = |p: &&Reason| matches!(p.asked, Asked::Must | Asked::Need(_));
    let parts: Vec<&Reason> = because.parts.iter().filter(demanded).collect();
    (!parts.is_empty()).then_some(parts)
}

fn conditions_of(norm: &Norm) -> Vec<&Expr> {
    let rule = norm
        .rule
        .iter()
        .flat_map(|r| [&r.when, &r.must].into_iter().chain(r.needs.iter().map(|need| &need.when)));
    let exception =
        norm.exception.iter().flat_map(|e| std::iter::once(&e.when).chain(e.needs.iter().map(|n| &n.when)));
    rule.chain(exception).collect()
}

fn atom_at(expr: &Expr, at: Words) -> Option<&Atom> {
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    atoms.iter().copied().find(|a| a.words == at).or_else(|| {
        atoms.iter().find_map(|a| match &a.kind {
            AtomKind::InReplyTo(inner, ..) => atom_at(inner, at),
            AtomKind::CountWithin { condition, .. } => atom_at(condition, at),
            AtomKind::Number(left, _, right) => {
                let mut counted = Vec::new();
                left.counted(&mut counted);
                right.counted(&mut counted);
                counted.into_iter().find_map(|condition| atom_at(condition, at))
            }
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

const fn by_key(by: By) -> &'static str {
    match by {
        By::Accounts => "by-accounts",
        By::Burden => "by-burden",
        By::Presumption => "by-presumption",
        By::Bound => "by-bound",
        By::Silence => "by-silence",
        By::BeforeEntry => "by-before-entry",
        By::TermDisputed => "by-term-disputed",
        By::ArticlesDisagree => "by-articles-disagree",
    }
}
