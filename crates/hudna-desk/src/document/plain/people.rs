//! Norms on candidates, bodies and decisions in plain words.

use hudna_core::agreement::norm::{Norm, Rule, Who};
use hudna_core::condition::Expr;

use super::super::voice::Voice;

impl Voice<'_> {
    /// Who qualifies: what a candidate must meet, for which body.
    pub(in crate::document) fn eligibility(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let needs = self.criteria(rule);
        let mut says = vec![match &rule.body {
            Some(body) => self.say("plain-eligible-for", &[("body", &self.role(body)), ("needs", &needs)]),
            None => self.say("plain-eligible", &[("needs", &needs)]),
        }];
        says.extend(self.applying(rule));
        if let Who::These(_) = &norm.who {
            says.push(self.say("plain-nominated", &[("whom", &self.whom(&norm.who))]));
        }
        says
    }

    /// Of whom a body consists.
    pub(in crate::document) fn composition(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let body = rule.body.as_deref().map_or_else(String::new, |body| self.role(body));
        let mut says =
            vec![self.say("plain-composed", &[("body", &body), ("clauses", &self.clause(&rule.must))])];
        says.extend(self.applying(rule));
        says
    }

    /// How a decision is validly taken, and what silence comes to.
    pub(in crate::document) fn decision(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let needs = self.criteria(rule);
        let mut says = vec![match &rule.body {
            Some(body) => self.say("plain-decided-by", &[("body", &self.role(body)), ("needs", &needs)]),
            None => self.say("plain-decided", &[("needs", &needs)]),
        }];
        says.extend(self.applying(rule));
        if let Some(span) = rule.silence {
            says.push(self.say("plain-silence", &[("span", &self.lasting(span))]));
        }
        says.extend(rule.secret.then(|| self.say("plain-secret", &[])));
        says
    }

    fn criteria(&self, rule: &Rule) -> String {
        let needs: Vec<String> = rule.needs.iter().map(|n| self.need_clause(n)).collect();
        self.in_series(&needs)
    }

    fn applying(&self, rule: &Rule) -> Option<String> {
        let always = rule.when == Expr::Constant(true);
        (!always).then(|| self.say("plain-applies-if", &[("clauses", &self.clause(&rule.when))]))
    }
}
