//! Whether norms ask of what their rows have: a candidate has no place, a deed no vote.
//!
//! A question that no row could ever answer would leave every finding undetermined in silence; it is refused. What a
//! kind of row has stands in [`Subject::asks`].

use super::fields::Notes;
use crate::agreement::Term;
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::condition::{Atom, AtomKind, Counted, Expr, Words};
use crate::value::Attribute;

/// Says where a norm asks of what its rows do not have.
pub(crate) fn fit(norms: &[Norm], terms: &[Term], notes: &mut Notes) {
    for norm in norms {
        let mut asked =
            Asked { terms, subject: Subject::Deed, members: false, depth: 0, misplaced: Vec::new() };
        if let Some(rule) = &norm.rule {
            asked.subject = rule.subject;
            of_rule(rule).for_each(|e| asked.expr(e, None));
        }
        if let Some(exception) = &norm.exception {
            let over = exception.over.first().and_then(|id| norms.iter().find(|n| n.id == *id));
            asked.subject = over.and_then(|n| n.rule.as_ref()).map_or(Subject::Deed, |r| r.subject);
            asked.expr(&exception.when, None);
            exception.needs.iter().for_each(|n| asked.expr(&n.when, None));
        }
        // duties of parties have a rule of their own
        if asked.subject == Subject::Party {
            continue;
        }
        for (words, what) in asked.misplaced {
            let span = words.start as usize..words.end as usize;
            let rows = rows(asked.subject);
            notes.error("asks-other-rows", span, &[("norm", &norm.id), ("asked", what), ("rows", rows)]);
        }
    }
}

/// All conditions of a rule.
fn of_rule(rule: &Rule) -> impl Iterator<Item = &Expr> {
    [&rule.when, &rule.must].into_iter().chain(rule.needs.iter().map(|n| &n.when))
}

/// What the rows are called in messages.
const fn rows(subject: Subject) -> &'static str {
    match subject {
        Subject::Deed | Subject::Duty => "deeds",
        Subject::Party => "parties",
        Subject::Candidate => "candidates",
        Subject::Body => "bodies",
        Subject::Vote => "votes",
        Subject::Holding => "holdings",
        Subject::Visit => "visits",
        Subject::Position(_) => "positions",
    }
}

struct Asked<'a> {
    terms: &'a [Term],
    subject: Subject,
    /// Whether the row is a member of the subject's.
    members: bool,
    depth: u8,
    misplaced: Vec<(Words, &'static str)>,
}

impl Asked<'_> {
    /// `at` is where a term is asked, for questions of its readings.
    fn expr(&mut self, expr: &Expr, at: Option<Words>) {
        let mut atoms = Vec::new();
        expr.atoms(&mut atoms);
        for atom in atoms {
            self.atom(atom, at);
        }
    }

    fn atom(&mut self, atom: &Atom, at: Option<Words>) {
        let words = at.unwrap_or(atom.words);
        let mut attributes = Vec::new();
        match &atom.kind {
            AtomKind::Codes(a, _)
            | AtomKind::Actors(a, _)
            | AtomKind::Parties(a, _)
            | AtomKind::Signatory(a)
            | AtomKind::Nothing(a)
            | AtomKind::Time(a, ..)
            | AtomKind::Daily(a, ..)
            | AtomKind::Zone(a, ..)
            | AtomKind::Near { attribute: a, .. }
            | AtomKind::Affiliated(a, _) => attributes.push(*a),
            AtomKind::Number(left, _, right) => {
                left.attributes(&mut attributes);
                right.attributes(&mut attributes);
                let mut counted = Vec::new();
                left.counted(&mut counted);
                right.counted(&mut counted);
                self.counted(&counted, words, at);
            }
            AtomKind::OwnTarget(_) => attributes.extend([Attribute::Party, Attribute::TargetParty]),
            AtomKind::InReplyTo(..) => self.of_deeds("in_reply_to", words),
            AtomKind::Register(..) => {
                // leave may be given for what stands somewhere, too
                if !matches!(self.subject, Subject::Holding | Subject::Position(_) | Subject::Visit) {
                    self.of_deeds("notified", words);
                }
            }
            AtomKind::CountWithin { counted, .. } => {
                if *counted != Counted::Positions {
                    self.of_deeds("count_within", words);
                }
            }
            AtomKind::Store(_) => {}
            AtomKind::InForce(_) | AtomKind::Bound(_) | AtomKind::Verified(_) => {}
            AtomKind::Reading(term) => self.reading(usize::from(*term), words),
        }
        for attribute in attributes {
            self.attribute(attribute, words);
        }
    }

    fn attribute(&mut self, attribute: Attribute, words: Words) {
        let there =
            if self.members { self.subject.asks_members(attribute) } else { self.subject.asks(attribute) };
        if !there {
            self.misplaced.push((words, attribute.name()));
        }
    }

    fn of_deeds(&mut self, function: &'static str, words: Words) {
        if !self.subject.is_deed() {
            self.misplaced.push((words, function));
        }
    }

    fn counted(&mut self, conditions: &[&Expr], words: Words, at: Option<Words>) {
        if conditions.is_empty() {
            return;
        }
        if self.members || !matches!(self.subject, Subject::Body | Subject::Vote) {
            self.misplaced.push((words, "count"));
            return;
        }
        self.members = true;
        conditions.iter().for_each(|c| self.expr(c, at));
        self.members = false;
    }

    /// The readings of a term; terms that lead back to themselves are refused elsewhere.
    fn reading(&mut self, term: usize, words: Words) {
        let terms = self.terms;
        let Some(term) = terms.get(term).filter(|_| self.depth < 8) else { return };
        self.depth += 1;
        term.readings.iter().for_each(|r| self.expr(&r.when, Some(words)));
        self.depth -= 1;
    }
}
