//! Why: the questions of a norm as a tree, each with its truth and the reports that it rests on.

use super::case::Case;
use super::decide::Question;
use super::members::holds_count;
use super::row::Row;
use super::weigher::Weigher;
use super::{Asked, Reason};
use crate::agreement::norm::{Burden, Need, Norm, Who};
use crate::condition::{Atom, AtomKind, Expr, Truth};
use crate::report::Origin;
use crate::value::Attribute;

impl<'a> Weigher<'a> {
    /// The reason tree of a finding.
    pub(super) fn because(&self, question: Question<'_>, row: &Row<'a>) -> Reason {
        let (norm, rule, open) = (question.norm, question.rule, Case::default());
        let at = self.time(row, &open);
        let mut parts = vec![self.leaf(Asked::InForce, self.in_force(norm, at), &[Attribute::At], row)];
        if norm.who != Who::Anyone && !(norm.who == Who::Parties && row.entered.is_some()) {
            let attributes = [Attribute::At, Attribute::Actor];
            parts.push(self.leaf(Asked::Bound, self.bound(norm, row, &open), &attributes, row));
        }
        if !self.agreement.excluded.is_empty() && row.party.is_none() && row.entered.is_none() {
            let truth = self.not_excluded(row, &open, question.suppose);
            parts.push(self.leaf(Asked::NotExcluded, truth, &[Attribute::Actor, Attribute::Target], row));
        }
        parts.push(self.under(Asked::When, &rule.when, row));
        if rule.subject.is_duty() {
            parts.push(self.leaf(Asked::Due, self.due(rule, row, &open), &[Attribute::At], row));
            let late = self.late(rule, row, &open);
            if late != Truth::False {
                let entries = self.undone_entries(rule, row);
                parts.push(Reason { entries, ..node(Asked::InTime, late.negated(), Vec::new()) });
            }
        }
        if !matches!(rule.must, Expr::Constant(_)) {
            parts.push(self.under(Asked::Must, &rule.must, row));
        }
        parts.extend(rule.needs.iter().map(|need| self.need_reason(need, row)));
        parts.extend(self.permissions_over(norm).filter_map(|p| self.exception(p, row)));
        let weighed = self.weigh(norm, rule, row, &open, question.suppose);
        node(Asked::All, weighed.covered, parts)
    }

    fn exception(&self, permission: &Norm, row: &Row<'a>) -> Option<Reason> {
        let open = Case::default();
        let exception = permission.exception.as_ref()?;
        let standing = self.standing(permission, exception, row, &open);
        let mut parts = vec![self.under(Asked::When, &exception.when, row)];
        if standing.applies != Truth::False {
            parts.extend(exception.needs.iter().map(|need| self.need_reason(need, row)));
        }
        let mut reason = node(Asked::Exception(permission.id.clone()), standing.clears, parts);
        reason.words = Some(permission.words);
        Some(reason)
    }

    /// A precondition: met, not met or unknown, and who must show it.
    fn need_reason(&self, need: &Need, row: &Row<'a>) -> Reason {
        let mut reason = self.under(Asked::Need(need.id.clone()), &need.when, row);
        reason.truth = self.need(need, row, &Case::default()).0;
        reason.burden = (need.burden != Burden::Open).then_some(need.burden);
        reason
    }

    fn under(&self, asked: Asked, expr: &Expr, row: &Row<'a>) -> Reason {
        let inner = self.tree(expr, row);
        node(asked, inner.truth, vec![inner])
    }

    fn tree(&self, expr: &Expr, row: &Row<'a>) -> Reason {
        let truth = self.truth(expr, row, &Case::default());
        match expr {
            Expr::Constant(_) => node(Asked::Atom, truth, Vec::new()),
            Expr::Not(e) => node(Asked::Not, truth, vec![self.tree(e, row)]),
            Expr::And(list) => node(Asked::All, truth, list.iter().map(|e| self.tree(e, row)).collect()),
            Expr::Or(list) => node(Asked::Any, truth, list.iter().map(|e| self.tree(e, row)).collect()),
            Expr::Atom(atom) => self.atom_reason(atom, truth, row),
        }
    }

    fn atom_reason(&self, atom: &Atom, truth: Truth, row: &Row<'a>) -> Reason {
        let mut reason = self.leaf(Asked::Atom, truth, &attributes_of(&atom.kind), row);
        reason.text = self.text_of(atom.words);
        reason.words = Some(atom.words);
        match &atom.kind {
            AtomKind::Reading(term) => {
                if let Some(term) = self.agreement.terms.get(usize::from(*term)) {
                    reason.parts = term
                        .readings
                        .iter()
                        .map(|r| self.under(Asked::Need(r.by.clone()), &r.when, row))
                        .collect();
                }
            }
            AtomKind::Number(left, _, right) if holds_count(left) || holds_count(right) => {
                reason.entries = self.entries_counted(row);
            }
            AtomKind::Register(asks, index) => {
                if let Some(rule) = self.agreement.matches.get(usize::from(*index)) {
                    let near = self.entries_near(*asks, rule, row, &Case::default());
                    let matching = near.into_iter().filter(|e| {
                        self.entry_matches((*asks, *index), e, rule, row, &Case::default()) != Truth::False
                    });
                    reason.entries = matching.map(|e| line_of(&e.origin)).collect();
                }
            }
            AtomKind::Store(asked) => reason.entries = self.store_entries(*asked, row),
            AtomKind::CountWithin { .. } => reason.distance = self.nearest(atom, row),
            _ => {}
        }
        reason
    }

    fn leaf(&self, asked: Asked, truth: Truth, attributes: &[Attribute], row: &Row<'a>) -> Reason {
        let mut reports: Vec<u32> = attributes
            .iter()
            .flat_map(|a| told_by(*a, row))
            .flat_map(|a| row.alternatives(*a))
            .flat_map(|alternative| alternative.reports.iter().copied())
            .collect();
        reports.sort_unstable();
        reports.dedup();
        if let Some(entered) = row.entered {
            // what names reports in a deed names entries here
            let named = reports.iter().filter_map(|i| entered.entries.get(*i as usize).cloned());
            let entries = named.collect();
            return Reason { attributes: attributes.to_vec(), entries, ..node(asked, truth, Vec::new()) };
        }
        // what an entry of a register says rests on its line
        let said = attributes.iter().any(|a| !row.alternatives(*a).is_empty());
        let entries = row.entry.filter(|_| said).map(|e| line_of(e.origin())).into_iter().collect();
        Reason { attributes: attributes.to_vec(), reports, entries, ..node(asked, truth, Vec::new()) }
    }
}

/// The attributes that tell what an attribute is: that monitors were meant is said by whoever says how they were received.
fn told_by(attribute: Attribute, row: &Row<'_>) -> &'static [Attribute] {
    const RECEIVED: &[Attribute] = &[Attribute::Access, Attribute::DelayMin];
    let meant = attribute == Attribute::TargetKind && row.deed.fact(attribute).is_none();
    let itself = Attribute::ALL.iter().position(|a| *a == attribute);
    if meant { RECEIVED } else { itself.map_or(&[], |at| &Attribute::ALL[at..=at]) }
}

/// A line of a register as reasons name it.
pub(super) fn line_of(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

const fn node(asked: Asked, truth: Truth, parts: Vec<Reason>) -> Reason {
    Reason {
        asked,
        truth,
        burden: None,
        words: None,
        text: None,
        attributes: Vec::new(),
        distance: None,
        reports: Vec::new(),
        entries: Vec::new(),
        parts,
    }
}

/// The attributes that a question looks at.
pub(super) fn attributes_of(kind: &AtomKind) -> Vec<Attribute> {
    let actor =
        |a: &Attribute| if *a == Attribute::TargetParty { Attribute::Target } else { Attribute::Actor };
    match kind {
        AtomKind::Codes(a, _) | AtomKind::Actors(a, _) | AtomKind::Nothing(a) | AtomKind::Daily(a, ..) => {
            vec![*a]
        }
        AtomKind::Parties(a, _) | AtomKind::Signatory(a) => vec![Attribute::At, actor(a)],
        AtomKind::OwnTarget(_) => vec![Attribute::At, Attribute::Actor, Attribute::Target],
        AtomKind::InReplyTo(.., Some(_)) => vec![Attribute::At, Attribute::Actor],
        AtomKind::Affiliated(a, _) => vec![Attribute::At, *a],
        AtomKind::Time(a, ..) => vec![*a],
        AtomKind::Zone(a, ..) => vec![*a],
        AtomKind::Near { attribute, .. } => vec![*attribute],
        AtomKind::Number(left, _, right) => {
            let mut out = Vec::new();
            left.attributes(&mut out);
            right.attributes(&mut out);
            out
        }
        AtomKind::InForce(_) | AtomKind::Bound(_) | AtomKind::Verified(_) => vec![Attribute::At],
        AtomKind::Reading(_) | AtomKind::InReplyTo(..) => Vec::new(),
        AtomKind::Register(..) => vec![Attribute::At, Attribute::Place, Attribute::Actor],
        AtomKind::Store(_) => Vec::new(),
        AtomKind::CountWithin { .. } => vec![Attribute::At, Attribute::Place, Attribute::Actor],
    }
}
