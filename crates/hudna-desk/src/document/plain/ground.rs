//! Norms on weapons, positions, patterns of acts and visits in plain words.

use hudna_core::agreement::norm::{Answering, Norm, Rule, Subject};
use hudna_core::condition::{AtomKind, Expr, NumberExpr, Store};
use hudna_core::time::Span;

use super::super::voice::Voice;
use crate::words::grouped;

impl Voice<'_> {
    /// Which weapons, where they must be kept, and how: a rule on stores that stands beside is told with it.
    pub(in crate::document) fn holding(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let (whom, must) = (self.whom(&norm.who), self.clause(&rule.must));
        let mut says = vec![match &rule.when {
            Expr::Constant(true) => self.say("plain-holding-any", &[("whom", &whom), ("clauses", &must)]),
            weapons => {
                let weapons = self.clause(weapons);
                self.say("plain-holding", &[("whom", &whom), ("weapons", &weapons), ("clauses", &must)])
            }
        }];
        let store = self.agreement().norm(&format!("{}.store", norm.id)).filter(|n| n.words == norm.words);
        if let Some(store) = store.and_then(|n| n.rule.as_ref()) {
            says.push(self.say("plain-holding-store", &[("clauses", &self.clause(&store.must))]));
        }
        says
    }

    /// How far opposing units keep apart, and who answers.
    pub(in crate::document) fn separation(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let Some((_, metres, window, _)) = counting(rule) else { return self.bare(norm) };
        let values = [
            ("whom", self.whom(&norm.who)),
            ("distance", self.metres(metres)),
            ("span", self.lasting(window)),
        ];
        let mut says = vec![self.say("plain-separation", &values.each_ref().map(|(n, v)| (*n, v.as_str())))];
        says.push(self.get(match rule.subject {
            Subject::Position(Answering::Mover) => "plain-answers-mover",
            _ => "plain-answers-both",
        }));
        says
    }

    /// How many of which acts, how near to each other.
    pub(in crate::document) fn pattern(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let Some((acts, metres, window, number)) = counting(rule) else { return self.bare(norm) };
        let values = [
            ("number", grouped(number + 1.0)),
            ("distance", self.metres(metres)),
            ("span", self.lasting(window)),
            ("deeds", self.deeds(acts)),
        ];
        vec![self.say("plain-pattern", &values.each_ref().map(|(n, v)| (*n, v.as_str())))]
    }

    /// That monitors are let in, where, and how soon.
    pub(in crate::document) fn access(&self, norm: &Norm) -> Vec<String> {
        let Some(rule) = &norm.rule else { return self.bare(norm) };
        let mut says = vec![self.say("plain-access", &[("whom", &self.whom(&norm.who))])];
        let mut atoms = Vec::new();
        rule.must.atoms(&mut atoms);
        let minutes = atoms.iter().find_map(|a| match &a.kind {
            AtomKind::Number(_, _, NumberExpr::Constant(n)) => Some(*n),
            _ => None,
        });
        if let Some(minutes) = minutes {
            #[expect(clippy::cast_possible_truncation, reason = "a delay of the text, in minutes")]
            let span = Span((minutes * 60e6) as i64);
            says.push(self.say("plain-access-delay", &[("span", &self.lasting(span))]));
        }
        if rule.when != Expr::Constant(true) {
            says.push(self.say("plain-access-where", &[("clauses", &self.clause(&rule.when))]));
        }
        says
    }

    /// What the store of a weapon must be.
    pub(in crate::document) fn store_clause(&self, asked: Store, denied: bool) -> String {
        let span = match asked {
            Store::Inspected(Some(within)) => self.lasting(within),
            _ => String::new(),
        };
        let key = match asked {
            Store::Holds => "clause-in-store",
            Store::Declared => "clause-store-declared",
            Store::Inspected(None) => "clause-store-open",
            Store::Inspected(Some(_)) => "clause-store-inspected",
        };
        let key = if denied { format!("{key}.not") } else { key.to_owned() };
        self.say(&key, &[("span", &span)])
    }
}

/// What a norm counts over other rows: which, how near, within what time, how many.
fn counting(rule: &Rule) -> Option<(&Expr, f64, Span, f64)> {
    let mut atoms = Vec::new();
    rule.when.atoms(&mut atoms);
    rule.must.atoms(&mut atoms);
    atoms.into_iter().find_map(|a| match &a.kind {
        AtomKind::CountWithin { condition, metres, window, number, .. } => {
            Some((&**condition, *metres, *window, *number))
        }
        _ => None,
    })
}
