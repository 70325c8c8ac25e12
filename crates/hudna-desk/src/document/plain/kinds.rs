//! One function per kind of norm.

use hudna_core::agreement::norm::{Burden, Exception, Kind, Need, Norm, Rule, Subject, Who};
use hudna_core::condition::{AtomKind, Expr, Moment};

use super::super::voice::Voice;

impl Voice<'_> {
    /// What a norm asks. A kind without an arm here does not compile.
    pub(in crate::document) fn demands(&self, norm: &Norm) -> Vec<String> {
        match norm.kind {
            Kind::Prohibition => self.prohibition(norm),
            Kind::Permission => self.permission(norm),
            Kind::Notification => self.notification(norm),
            Kind::Obligation => self.obligation(norm),
            Kind::Eligibility => self.eligibility(norm),
            Kind::Composition => self.composition(norm),
            Kind::Decision => self.decision(norm),
            Kind::Holding => self.holding(norm),
            Kind::Separation => self.separation(norm),
            Kind::Pattern => self.pattern(norm),
            Kind::Access => self.access(norm),
        }
    }

    /// Prohibited: these acts, to these.
    fn prohibition(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let mut says =
            vec![self.say(
                "plain-prohibited",
                &[("whom", &self.whom(&norm.who)), ("deeds", &self.deeds(&rule.when))],
            )];
        if rule.must != Expr::Constant(false) {
            says.push(self.say("plain-unless", &[("clauses", &self.clause(&rule.must))]));
        }
        says
    }

    /// Permitted: these acts, on these conditions.
    fn permission(&self, norm: &Norm) -> Vec<String> {
        let Some(exception) = &norm.exception else { return self.bare(norm) };
        let over: Vec<String> = exception.over.iter().map(|id| self.norm(id)).collect();
        let any = match over.as_slice() {
            [] => self.get("plain-any-act"),
            _ => self.say("plain-any-act-of", &[("norms", &self.words.list(&over))]),
        };
        let deeds = self.deeds_or(&exception.when, &any);
        let mut says = vec![self.say("plain-permitted", &[("deeds", &deeds)])];
        if !matches!(norm.who, Who::Parties) {
            says.push(self.say("plain-concerns", &[("whom", &self.whom(&norm.who))]));
        }
        says.extend(self.excepts(exception));
        says
    }

    /// From what an exception excepts and what it needs.
    pub(in crate::document) fn excepts(&self, exception: &Exception) -> Vec<String> {
        let mut says = Vec::new();
        if !exception.needs.is_empty() {
            let needs: Vec<String> = exception.needs.iter().map(|n| self.need_clause(n)).collect();
            says.push(match needs.as_slice() {
                [one] => self.say("plain-need", &[("need", one)]),
                _ => self.say("plain-needs", &[("needs", &self.in_series(&needs))]),
            });
        }
        if !exception.over.is_empty() {
            let over: Vec<String> = exception.over.iter().map(|id| self.norm(id)).collect();
            says.push(self.say("plain-over", &[("norms", &self.words.list(&over))]));
        }
        if exception.only {
            says.push(self.get("plain-only"));
        }
        says
    }

    pub(in crate::document) fn need_clause(&self, need: &Need) -> String {
        let clause = self.clause(&need.when);
        let key = match need.burden {
            Burden::Open => return clause,
            Burden::Party => "plain-burden-party",
            Burden::Accuser => "plain-burden-accuser",
        };
        format!("{clause} {}", self.get(key))
    }

    /// To be announced beforehand: these acts, by a notice that fits.
    fn notification(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let mut says =
            vec![self.say(
                "plain-notified",
                &[("whom", &self.whom(&norm.who)), ("deeds", &self.deeds(&rule.when))],
            )];
        let beside = |suffix: &str| self.agreement().norm(&format!("{}{suffix}", norm.id));
        let notice = beside(".notified").and_then(|n| n.exception.as_ref()).and_then(|e| e.needs.first());
        if let Some(index) = notice.and_then(|need| register_of(&need.when)) {
            says.push(self.say("plain-notice", &[("match", &self.matching(index))]));
        }
        if let Some(urgent) = beside(".urgent").and_then(|n| n.exception.as_ref()) {
            says.push(self.say("plain-urgent", &[("clauses", &self.clause(&urgent.when))]));
        }
        if let Some(Moment::AfterAt(span)) =
            beside(".after").and_then(|n| n.rule.as_ref()).and_then(|r| r.due.as_ref())
        {
            says.push(self.say("plain-tell-after", &[("span", &self.lasting(*span))]));
        }
        says
    }

    /// A duty, its day and who verifies it.
    fn obligation(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let mut says = vec![self.duty(norm, rule)];
        if rule.subject == Subject::Party && rule.when != Expr::Constant(true) {
            says.push(self.say("plain-applies-if", &[("clauses", &self.clause(&rule.when))]));
        }
        says.push(match &rule.due {
            Some(moment) => self.say("plain-due", &[("moment", &self.when_said(moment))]),
            None => self.get("plain-no-due"),
        });
        says.extend(self.verifying(rule));
        says
    }

    fn duty(&self, norm: &Norm, rule: &Rule) -> String {
        let whom = self.whom(&norm.who);
        let many = if matches!(&norm.who, Who::These(ids) if ids.len() == 1) { "one" } else { "many" };
        if rule.subject != Subject::Party {
            let values = [("deeds", self.deeds(&rule.when)), ("must", self.clause(&rule.must))];
            return self.say("plain-duty-deed", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
        }
        let own = matches!(&rule.must, Expr::Atom(a) if matches!(&a.kind, AtomKind::Verified(id) if *id == norm.id));
        if own {
            let values = [("many", many), ("whom", &whom), ("norm", &self.norm(&norm.id))];
            self.say("plain-duty-done", &values)
        } else {
            self.say("plain-duty", &[("many", many), ("whom", &whom), ("must", &self.clause(&rule.must))])
        }
    }

    /// Who verifies, and how long it holds.
    pub(in crate::document) fn verifying(&self, rule: &Rule) -> Vec<String> {
        let mut says = Vec::new();
        if let Some(verifier) = &rule.verifier {
            says.push(self.say("plain-verifier", &[("verifier", &self.role(verifier))]));
        }
        if let Some(span) = rule.valid_for {
            says.push(self.say("plain-valid-for", &[("span", &self.lasting(span))]));
        }
        says
    }

    /// Only where a norm came without what its kind is made of: its kind and id.
    pub(in crate::document) fn bare(&self, norm: &Norm) -> Vec<String> {
        vec![self.say("plain-bare", &[("norm", &self.norm(&norm.id))])]
    }

    /// Clauses one after the other, each whole.
    pub(in crate::document) fn in_series(&self, parts: &[String]) -> String {
        parts.join(&format!("{} ", self.get("semicolon")))
    }
}

/// The match that a condition asks a register about.
fn register_of(expr: &Expr) -> Option<usize> {
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    atoms.iter().find_map(|a| match a.kind {
        AtomKind::Register(_, index) => Some(usize::from(index)),
        _ => None,
    })
}
