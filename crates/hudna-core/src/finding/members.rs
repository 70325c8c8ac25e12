//! Counts over the members of a body or the votes on a decision.
//!
//! A member of whom something is not known may be counted or not. What all of them come to together is worked out
//! exactly: each member's possible answers to all conditions at once, summed over the members, so that one who is
//! either the first's or the second's is never both. Above [`MOST_SUMS`] sums the ends of each count decide.

use std::collections::{BTreeMap, BTreeSet};

use super::atom::fold;
use super::case::{Case, Cell, OpenKey, Unknown};
use super::compare::{combine, compare_numbers};
use super::roots::{Roots, open_root};
use super::row::{Entered, Row};
use super::weigher::Weigher;
use crate::condition::{Compare, Expr, NumberExpr, Truth};
use crate::register::RegisterKind;
use crate::time::{Instant, TimeRange};
use crate::value::Number;

/// Sums of counts that are kept apart.
const MOST_SUMS: usize = 4_096;
/// Facts of one member that are told apart.
const MOST_FACTS: u8 = 6;
/// Members who are asked for one by one; in a larger body they are asked for together.
const MOST_ASKED: usize = 64;
/// Conditions that are counted by at once.
const MOST_CONDITIONS: usize = 16;

/// A comparison that holds counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison<'e> {
    /// The number of the question.
    pub question: u16,
    pub left: &'e NumberExpr,
    pub compare: Compare,
    pub right: &'e NumberExpr,
}

impl<'e> Comparison<'e> {
    fn conditions(&self) -> Vec<&'e Expr> {
        let mut out = Vec::new();
        self.left.counted(&mut out);
        self.right.counted(&mut out);
        out
    }
    /// What it comes to when the conditions, in their order, count these.
    fn with(&self, counts: &[Number]) -> Truth {
        let mut counts = counts.iter().copied();
        let left = value(self.left, &mut counts);
        compare_numbers(left, self.compare, value(self.right, &mut counts))
    }
}

/// Whether the expression holds a count over members.
pub(super) fn holds_count(expr: &NumberExpr) -> bool {
    match expr {
        NumberExpr::Constant(_) | NumberExpr::Attribute(_) => false,
        NumberExpr::Binary(a, _, b) => holds_count(a) || holds_count(b),
        NumberExpr::Count(_) => true,
    }
}

fn value(expr: &NumberExpr, counts: &mut impl Iterator<Item = Number>) -> Number {
    match expr {
        NumberExpr::Constant(n) => Number::exact(*n),
        NumberExpr::Binary(a, op, b) => {
            let left = value(a, counts);
            combine(left, *op, value(b, counts))
        }
        NumberExpr::Count(_) => counts.next().unwrap_or(super::compare::ANY_NUMBER),
        // refused where the text is read
        NumberExpr::Attribute(_) => super::compare::ANY_NUMBER,
    }
}

/// A count of none or more, of which nothing is known.
const ANY_COUNT: Number = Number { low: 0.0, best: f64::NAN, high: f64::INFINITY };

impl<'a> Weigher<'a> {
    /// Weighs a comparison of counts on a body or a decision.
    pub(super) fn counted(&self, asked: &Comparison<'_>, row: &Row<'a>, case: &Case) -> Truth {
        if let Some(Cell::Replied(answers)) = case.get(&Unknown::Open(OpenKey::Members))
            && let Some((_, yes)) = answers.iter().find(|(q, _)| *q == asked.question)
        {
            return Truth::from(*yes);
        }
        let conditions = asked.conditions();
        let Some(members) = self.members(row, case) else {
            return asked.with(&vec![ANY_COUNT; conditions.len()]);
        };
        match self.sums(&conditions, members, row, case) {
            Some(sums) => fold(sums.iter().map(|sum| asked.with(&exact(sum)))),
            None => asked.with(&self.ends(&conditions, members, row, case)),
        }
    }

    /// Members or votes; `None` where no register shows any and none was declared complete.
    fn members(&self, row: &Row<'a>, case: &Case) -> Option<&'a [Entered]> {
        let entered: &'a Entered = row.entered?;
        match &entered.members {
            Some(list) => Some(list),
            None if self.is_complete(RegisterKind::Members, self.time(row, case)) => Some(&[]),
            None => None,
        }
    }

    /// Whether somebody was a member over the row's time.
    fn held(&self, member: &Entered, row: &Row<'a>, case: &Case) -> Truth {
        let at = self.time(row, case);
        let come = |change: TimeRange| {
            let latest = Instant(change.hi.0 - 1);
            Truth::from_possible(at.hi > change.lo, at.lo < latest)
        };
        let begun = member.held.0.map_or(Truth::True, come);
        begun.and(member.held.1.map_or(Truth::True, |until| come(until).negated()))
    }

    /// Every sum that the conditions may count together; `None` where there are too many.
    fn sums(
        &self,
        conditions: &[&Expr],
        members: &'a [Entered],
        row: &Row<'a>,
        case: &Case,
    ) -> Option<BTreeSet<Vec<u16>>> {
        if conditions.len() > MOST_CONDITIONS {
            return None;
        }
        let mut sums = BTreeSet::from([vec![0_u16; conditions.len()]]);
        for (i, member) in members.iter().enumerate() {
            let ways = self.ways(conditions, (i, member), row, case);
            let next = sums.iter().flat_map(|sum| ways.iter().map(move |(bits, _)| added(sum, *bits)));
            sums = next.collect();
            if sums.len() > MOST_SUMS {
                return None;
            }
        }
        Some(sums)
    }

    /// The answers that one member may give to all conditions, each with what is fixed of it then; `None` there
    /// where it was no member.
    fn ways(
        &self,
        conditions: &[&Expr],
        (i, member): (usize, &'a Entered),
        row: &Row<'a>,
        case: &Case,
    ) -> Vec<(u32, Option<Case>)> {
        let key = Unknown::Open(OpenKey::Member(u16::try_from(i).unwrap_or(u16::MAX)));
        let (held, fixed) = match case.get(&key) {
            Some(Cell::Member(None)) => (Truth::False, Case::default()),
            Some(Cell::Member(Some(fixed))) => (Truth::True, fixed.clone()),
            _ => (self.held(member, row, case), Case::default()),
        };
        // what several members share is fixed for all of them at once
        let shared = case.cells().filter(|(unknown, _)| is_shared(unknown));
        let fixed = shared.fold(fixed, |fixed, (unknown, cell)| fixed.with(unknown.clone(), cell.clone()));
        let mut out = Vec::new();
        if held != Truth::True {
            out.push((0, None));
        }
        if held != Truth::False {
            let row = Row::of_entered(member, self.agreement.mixed_accounts);
            self.told_apart(conditions, &row, &fixed, 0, &mut out);
        }
        out
    }

    fn told_apart(
        &self,
        conditions: &[&Expr],
        row: &Row<'a>,
        case: &Case,
        depth: u8,
        out: &mut Vec<(u32, Option<Case>)>,
    ) {
        let truths: Vec<Truth> = conditions.iter().map(|c| self.truth(c, row, case)).collect();
        let bits =
            |t: Truth| truths.iter().enumerate().filter(move |(_, u)| **u == t).map(|(i, _)| 1_u32 << i);
        let surely: u32 = bits(Truth::True).sum();
        let open: Vec<u32> = bits(Truth::Unknown).collect();
        let mut keep = |bits: u32| {
            if !out.iter().any(|(known, c)| *known == bits && c.is_some()) {
                out.push((bits, Some(case.clone())));
            }
        };
        if open.is_empty() {
            keep(surely);
            return;
        }
        let mut roots = Roots::default();
        conditions.iter().for_each(|c| self.expr_roots(c, row, case, &mut roots));
        roots.cuts.sort_unstable();
        roots.cuts.dedup();
        let split = roots.counted().into_iter().filter(|_| depth < MOST_FACTS).find_map(|(unknown, _)| {
            let cells = self.cells(&unknown, &roots, row, case)?;
            (!cells.is_empty()).then_some((unknown, cells))
        });
        if let Some((unknown, cells)) = split {
            for cell in cells {
                self.told_apart(conditions, row, &case.with(unknown.clone(), cell), depth + 1, out);
            }
            return;
        }
        // nothing tells them apart: each may hold by itself
        for chosen in 0..1_u32 << open.len() {
            keep(
                surely
                    + open
                        .iter()
                        .enumerate()
                        .filter(|(i, _)| chosen >> i & 1 == 1)
                        .map(|(_, b)| b)
                        .sum::<u32>(),
            );
        }
    }

    /// The least and the most that each condition may count.
    fn ends(&self, conditions: &[&Expr], members: &'a [Entered], row: &Row<'a>, case: &Case) -> Vec<Number> {
        let count = |condition: &&Expr| {
            let (mut low, mut high) = (0_u32, 0_u32);
            for member in members {
                let of = Row::of_entered(member, self.agreement.mixed_accounts);
                let truth = self.held(member, row, case).and(self.truth(condition, &of, &Case::default()));
                low += u32::from(truth == Truth::True);
                high += u32::from(truth != Truth::False);
            }
            Number { low: f64::from(low), best: f64::NAN, high: f64::from(high) }
        };
        conditions.iter().map(count).collect()
    }

    /// Notes what an undecided comparison of counts turns on.
    pub(super) fn member_roots(&self, asked: &Comparison<'_>, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let key = if self.members(row, case).is_some() { OpenKey::Members } else { OpenKey::List };
        open_root(key, case, roots);
        self.shared_roots(asked, row, case, roots);
        roots.counts.push((asked.question, asked.left.clone(), asked.compare, asked.right.clone()));
    }

    /// Links, terms and lines that more than one member turns on: they are told apart before the members are.
    fn shared_roots(&self, asked: &Comparison<'_>, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let members = self.members(row, case).unwrap_or_default();
        let case = &case.of_another_row();
        let mut turned_on: BTreeMap<Unknown, usize> = BTreeMap::new();
        for member in members.iter().take(MOST_ASKED) {
            let of = Row::of_entered(member, self.agreement.mixed_accounts);
            let mut own = Roots::default();
            asked.conditions().iter().for_each(|c| self.expr_roots(c, &of, case, &mut own));
            let own: BTreeSet<Unknown> = own.occurrences.into_iter().filter(is_shared).collect();
            own.into_iter().for_each(|unknown| *turned_on.entry(unknown).or_default() += 1);
        }
        let several = turned_on.into_iter().filter(|(_, n)| *n > 1);
        roots.occurrences.extend(several.flat_map(|(unknown, n)| vec![unknown; n + 1]));
    }

    /// One cell for each pattern of answers to the comparisons that are asked; `None` where they cannot be told.
    pub(super) fn member_cells(&self, roots: &Roots, row: &Row<'a>, case: &Case) -> Option<Vec<Cell>> {
        let asked = comparisons(roots);
        let conditions: Vec<&Expr> = asked.iter().flat_map(Comparison::conditions).collect();
        let sums = self.sums(&conditions, self.members(row, case)?, row, case)?;
        let mut patterns: BTreeSet<Vec<(u16, bool)>> = BTreeSet::new();
        for sum in sums {
            let (exact, mut from) = (exact(&sum), 0);
            let mut pattern = Vec::new();
            for one in &asked {
                let n = one.conditions().len();
                pattern.push((one.question, one.with(exact.get(from..from + n)?) == Truth::True));
                from += n;
            }
            patterns.insert(pattern);
        }
        Some(patterns.into_iter().map(Cell::Replied).collect())
    }

    /// Members of whom something is not known that the comparisons tell apart.
    pub(super) fn open_members(&self, roots: &Roots, row: &Row<'a>, case: &Case) -> Vec<Unknown> {
        let members = self.members(row, case).unwrap_or_default();
        if members.len() > MOST_ASKED {
            return vec![Unknown::Open(OpenKey::Members)];
        }
        let conditions: Vec<&Expr> = comparisons(roots).iter().flat_map(Comparison::conditions).collect();
        let open = |i: &usize| self.ways(&conditions, (*i, &members[*i]), row, case).len() > 1;
        let indexes = (0..members.len()).filter(open);
        indexes.map(|i| Unknown::Open(OpenKey::Member(u16::try_from(i).unwrap_or(u16::MAX)))).collect()
    }

    /// What one member may be, as far as the comparisons tell it apart.
    pub(super) fn ways_of_member(
        &self,
        i: u16,
        roots: &Roots,
        row: &Row<'a>,
        case: &Case,
    ) -> Option<Vec<Cell>> {
        let member = self.members(row, case)?.get(usize::from(i))?;
        let conditions: Vec<&Expr> = comparisons(roots).iter().flat_map(Comparison::conditions).collect();
        let ways = self.ways(&conditions, (usize::from(i), member), row, case);
        Some(ways.into_iter().map(|(_, fixed)| Cell::Member(fixed)).collect())
    }

    /// Origins of the entries that a count rests on.
    pub(super) fn entries_counted(&self, row: &Row<'a>) -> Vec<String> {
        let members = self.members(row, &Case::default()).unwrap_or_default();
        let mut out: Vec<String> = members.iter().flat_map(|m| m.entries.iter().cloned()).collect();
        out.dedup();
        out
    }
}

/// Whether an unknown is one for all members, whatever it is.
const fn is_shared(unknown: &Unknown) -> bool {
    matches!(unknown, Unknown::Link(_) | Unknown::Term(_) | Unknown::Course(_))
}

fn comparisons(roots: &Roots) -> Vec<Comparison<'_>> {
    let mut out: Vec<Comparison<'_>> = Vec::new();
    for (question, left, compare, right) in &roots.counts {
        if !out.iter().any(|c| c.question == *question) {
            out.push(Comparison { question: *question, left, compare: *compare, right });
        }
    }
    out
}

fn exact(counts: &[u16]) -> Vec<Number> {
    counts.iter().map(|n| Number::exact(f64::from(*n))).collect()
}

fn added(sum: &[u16], bits: u32) -> Vec<u16> {
    sum.iter().enumerate().map(|(i, n)| n.saturating_add(u16::try_from(bits >> i & 1).unwrap_or(0))).collect()
}
