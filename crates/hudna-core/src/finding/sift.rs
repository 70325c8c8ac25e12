//! Whole columns at once: the outcome formula of each norm over all deeds, and the pairs that it settles.
//!
//! The formula is the one of [`super::formula`], asked of columns; `columns::outcome` says when Kleene's values over it
//! are the outcome. What it does not settle is marked, and goes the exact way row by row. Nothing may be settled
//! here that the exact way would settle otherwise: `tests/it/finding_sifted.rs` holds one against the other.

use std::sync::Arc;

use super::case::Case;
use super::plain::Plain;
use super::steady::Actors;
use super::weigher::Weigher;
use crate::agreement::norm::{Burden, Norm, Rule, Subject, Who};
use crate::columns::formula::NodeId;
use crate::columns::norms::{Conditions, Known, NormColumns};
use crate::columns::outcome::{NormFormula, Outcomes, Sifting, Turns};
use crate::columns::{Column, Range};
use crate::condition::{Atom, AtomKind, Expr, Lies, Moment, Truth};
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

/// Columns with what hangs on their actors.
pub(super) struct Laid<'c> {
    pub columns: &'c NormColumns,
    pub actors: Actors,
    pub targets: Actors,
}

/// A condition over all deeds, with the conditions that it was made in.
pub(super) struct Maker<'m, 'a> {
    weigher: &'m Weigher<'a>,
    laid: &'m Laid<'m>,
    conditions: Conditions<'m>,
}

/// Whether rows of this kind have a byte for each norm: deeds, and what deeds place or visit.
pub(super) const fn is_of_deeds(subject: Subject) -> bool {
    matches!(subject, Subject::Deed | Subject::Duty | Subject::Position(_) | Subject::Visit)
}

/// The attributes that any condition of a text asks of its deeds, and those that every norm hangs on.
pub(super) fn attributes_asked(versions: &[&crate::agreement::Agreement]) -> Vec<Attribute> {
    let mut asked = vec![Attribute::Act, Attribute::At, Attribute::Actor];
    let mut atoms: Vec<&Atom> = Vec::new();
    for agreement in versions {
        super::weigher::conditions(agreement).for_each(|expr| expr.atoms(&mut atoms));
        if !agreement.excluded.is_empty() {
            asked.push(Attribute::Target);
        }
    }
    let mut next = 0;
    while let Some(atom) = atoms.get(next).copied() {
        next += 1;
        match &atom.kind {
            AtomKind::CountWithin { condition, .. } => condition.atoms(&mut atoms),
            // told row by row, by registers and by other rows
            AtomKind::Register(..) | AtomKind::InReplyTo(..) => {}
            kind => asked.extend(super::reason::attributes_of(kind)),
        }
    }
    asked.retain(|a| !matches!(a, Attribute::Party | Attribute::TargetParty));
    asked.sort_unstable();
    asked.dedup();
    asked
}

impl<'a> Weigher<'a> {
    /// A condition's answer for every deed, as the exact way would answer it with nothing fixed; contested rows aside.
    pub(super) fn swept(&self, expr: &Expr, laid: &Laid<'_>) -> crate::columns::Planes {
        let mut maker = Maker::new(self, laid);
        let node = maker.expr(expr);
        let never = maker.stated_never();
        let node = maker.open_where(node, never);
        maker.conditions.evaluate(node, &|_, _| Truth::Unknown)
    }

    /// The outcomes of all norms about deeds as far as columns settle them, in the order of the text.
    pub(super) fn sift(&self, laid: &Laid<'_>) -> Outcomes {
        let mut maker = Maker::new(self, laid);
        let agreement: &'a crate::agreement::Agreement = self.agreement;
        let rules = agreement.norms.iter().filter_map(|n| Some((n, n.rule.as_ref()?)));
        let siftings: Vec<Sifting> = rules
            .filter(|(_, rule)| is_of_deeds(rule.subject))
            .map(|(norm, rule)| maker.sifting(norm, rule))
            .collect();
        let rough = maker.rough();
        let aside = maker.stated_never();
        let conditions = &maker.conditions;
        conditions.sift(&siftings, (rough, aside), &|atom| self.turns(atom), &|atom, row| {
            self.answer_for(atom, row, laid)
        })
    }

    /// One question about one row that names one value for each attribute.
    fn answer_for(&self, atom: &Atom, row: usize, laid: &Laid<'_>) -> Truth {
        let Some(key) = laid.columns.deed(row) else { return Truth::Unknown };
        let Some(deed) = self.deed(key) else { return Truth::Unknown };
        match &atom.kind {
            AtomKind::CountWithin { counted, .. } => {
                if let Some(truth) = self.count_laid(atom, row) {
                    return truth;
                }
                let stands = self.row_of(key, *counted);
                stands.map_or(Truth::Unknown, |row| self.atom(atom, &row, &Case::default()))
            }
            AtomKind::Register(asks, index) => {
                let plain = Plain::of(deed);
                let actor = laid.actors.of_row(laid.columns, row);
                self.register_plain(*asks, *index, &plain, actor.map(|(symbol, _)| symbol))
                    .unwrap_or_else(|| self.atom(atom, &self.deed_row(key, deed), &Case::default()))
            }
            _ => self.atom(atom, &self.deed_row(key, deed), &Case::default()),
        }
    }

    /// What a question that columns do not answer turns on besides itself.
    fn turns(&self, atom: &Atom) -> Vec<Turns> {
        const REPLY: usize = 0;
        const COUNT: usize = 1;
        const DISPUTE: usize = 1 << 17;
        match &atom.kind {
            AtomKind::InReplyTo(.., None) => vec![Turns::Key(REPLY)],
            AtomKind::InReplyTo(.., Some(_)) => {
                let asked = [Attribute::Actor, Attribute::At].map(Turns::On);
                std::iter::once(Turns::Key(REPLY)).chain(asked).collect()
            }
            AtomKind::CountWithin { .. } => vec![Turns::Key(COUNT + usize::from(self.question(atom)))],
            AtomKind::Register(..) => {
                [Attribute::At, Attribute::Act, Attribute::Actor, Attribute::Place].map(Turns::On).into()
            }
            AtomKind::Zone(attribute, _, id) | AtomKind::Near { attribute, geometry: id, .. } => {
                let agreement = self.agreement;
                let of_it = agreement.geometries.iter().position(|g| g.id == *id);
                let dispute = of_it.and_then(|g| agreement.geometries[g].dispute.as_ref());
                let number = agreement.geometries.iter().position(|g| g.dispute.as_ref() == dispute);
                let key = dispute.and(number).map(|n| Turns::Key(DISPUTE + n));
                [Turns::On(*attribute), Turns::On(Attribute::At)].into_iter().chain(key).collect()
            }
            kind => {
                let asked = super::reason::attributes_of(kind).into_iter();
                asked.chain([Attribute::At]).map(Turns::On).collect()
            }
        }
    }
}

impl<'m, 'a: 'm> Maker<'m, 'a> {
    fn new(weigher: &'m Weigher<'a>, laid: &'m Laid<'m>) -> Self {
        let agreement: &'a crate::agreement::Agreement = weigher.agreement;
        let known = Known { geometries: &agreement.geometries, terms: &agreement.terms, dated: None };
        Self { weigher, laid, conditions: Conditions::new(laid.columns, known) }
    }

    fn constant(&mut self, b: bool) -> NodeId {
        self.conditions.formulas.constant(b)
    }

    fn all(&mut self, list: &[NodeId]) -> NodeId {
        self.conditions.formulas.all(list.iter().copied())
    }

    fn any(&mut self, list: &[NodeId]) -> NodeId {
        self.conditions.formulas.any(list.iter().copied())
    }

    /// Rows whose actors are not steady.
    fn rough(&mut self) -> NodeId {
        let mut any = Vec::new();
        for actors in [&self.laid.actors, &self.laid.targets] {
            if let Some(column) = actors.column {
                any.push(self.conditions.formulas.symbols(column, actors.unsteady()));
            }
        }
        self.any(&any)
    }

    /// Rows that are stated to have happened at no moment: the exact way takes any moment for possible.
    fn stated_never(&mut self) -> NodeId {
        let never = self.conditions.at_in(vec![Range::NOTHING]);
        let Some(column) = self.laid.columns.column(Attribute::At) else { return self.constant(false) };
        let unknown = self.conditions.formulas.unknown(column);
        let known = self.conditions.formulas.not(unknown);
        self.all(&[known, never])
    }

    /// The same, and unknown wherever `open` may hold.
    fn open_where(&mut self, node: NodeId, open: NodeId) -> NodeId {
        let closed = self.conditions.formulas.not(open);
        let (surely, perhaps) = (self.all(&[node, closed]), self.any(&[node, open]));
        self.conditions.formulas.between(surely, perhaps)
    }

    fn sifting(&mut self, norm: &'a Norm, rule: &'a Rule) -> Sifting {
        let nothing = self.constant(false);
        let none = NormFormula { covered: nothing, in_order: nothing, clash: nothing };
        // a stay may reach into a time when the text holds
        let stays =
            matches!(rule.subject, Subject::Position(_)) && self.laid.columns.any_says(Attribute::Until);
        if stays || rule.subject == Subject::Visit {
            return Sifting { norm: none, when: self.constant(true), due: None, unsettled: true };
        }
        let when = self.expr(&rule.when);
        let Some((norm, due)) = self.formula(norm, rule, when) else {
            return Sifting { norm: none, when, due: None, unsettled: true };
        };
        Sifting { norm, when, due, unsettled: false }
    }

    /// Covered, in order, clash, as [`Weigher::weigh`] has them; and where a duty is due, what it comes to then.
    fn formula(
        &mut self,
        norm: &'a Norm,
        rule: &'a Rule,
        when: NodeId,
    ) -> Option<(NormFormula, Option<(NodeId, NormFormula)>)> {
        let parts = [self.in_force(norm)?, self.bound(&norm.who)?, self.not_excluded(), when];
        let covered = self.all(&parts);
        let must = self.expr(&rule.must);
        let mut in_order = must;
        for need in &rule.needs {
            if need.burden != Burden::Open {
                return None;
            }
            let need = self.expr(&need.when);
            in_order = self.all(&[in_order, need]);
        }
        let mut clash = self.constant(false);
        let weigher = self.weigher;
        for permission in weigher.permissions_over(norm) {
            let Some(exception) = &permission.exception else { continue };
            let (_, _, mut clears) = self.standing(permission)?;
            if exception.over.is_empty() {
                clash = self.any(&[clash, clears]);
                continue;
            }
            for other in weigher.permissions_over(norm).filter(|o| o.id != permission.id) {
                let Some(sole) = other.exception.as_ref().filter(|e| e.only) else { continue };
                let (applies, met, _) = self.standing(other)?;
                if exception.over.contains(&other.id) {
                    continue;
                }
                let unmet = self.conditions.formulas.not(met);
                let fails = self.all(&[applies, unmet]);
                if sole.over.contains(&permission.id) {
                    let holds = self.conditions.formulas.not(fails);
                    clears = self.all(&[clears, holds]);
                    continue;
                }
                let both = self.all(&[clears, fails]);
                clash = self.any(&[clash, both]);
            }
            in_order = self.any(&[in_order, clears]);
        }
        if rule.subject.is_duty() && rule.due.is_some() && self.weigher.any_verified() {
            // whether it was done too late is told by the register
            return None;
        }
        if !rule.subject.is_duty() {
            return Some((NormFormula { covered, in_order, clash }, None));
        }
        let due = self.due(rule)?;
        let done = self.any(&[due, must]);
        let before = NormFormula { covered: self.all(&[covered, done]), in_order, clash };
        Some((before, Some((due, NormFormula { covered, in_order, clash }))))
    }

    /// Whether a permission applies, whether what it needs is met, whether it clears.
    fn standing(&mut self, permission: &'a Norm) -> Option<(NodeId, NodeId, NodeId)> {
        let applies = self.applies(permission)?;
        let exception = permission.exception.as_ref()?;
        let mut met = self.constant(true);
        for need in &exception.needs {
            if need.burden != Burden::Open {
                return None;
            }
            let need = self.expr(&need.when);
            met = self.all(&[met, need]);
        }
        let mut clears = self.all(&[applies, met]);
        let agreement: &'a crate::agreement::Agreement = self.weigher.agreement;
        for above in &agreement.norms {
            if above.exception.as_ref().is_some_and(|e| e.over.contains(&permission.id)) {
                let above = self.applies(above)?;
                let silent = self.conditions.formulas.not(above);
                clears = self.all(&[clears, silent]);
            }
        }
        Some((applies, met, clears))
    }

    fn applies(&mut self, permission: &'a Norm) -> Option<NodeId> {
        let exception = permission.exception.as_ref()?;
        let mut parts = vec![self.in_force(permission)?, self.expr(&exception.when)];
        if matches!(permission.who, Who::These(_)) {
            parts.push(self.bound(&permission.who)?);
        }
        Some(self.all(&parts))
    }

    fn due(&mut self, rule: &Rule) -> Option<NodeId> {
        let now = self.weigher.material.as_of;
        match &rule.due {
            None => Some(self.constant(true)),
            Some(Moment::Fixed(at)) => Some(self.constant(now >= *at)),
            Some(Moment::Day { end, .. }) => Some(self.constant(now >= *end)),
            Some(Moment::AfterAt(offset)) => {
                Some(self.conditions.at_in(vec![Range::new(i64::MIN, now.minus(*offset).0)]))
            }
            Some(Moment::After { .. }) => None,
        }
    }

    /// `at` lies in these times, each by itself.
    fn at_in(&mut self, times: &[TimeRange]) -> NodeId {
        let each: Vec<NodeId> = times.iter().map(|t| self.conditions.at_in(vec![Range::times(*t)])).collect();
        self.any(&each)
    }

    fn in_force(&mut self, norm: &Norm) -> Option<NodeId> {
        let weigher = self.weigher;
        let agreement = weigher.agreement;
        if !(agreement.suspensions.is_empty() && agreement.extensions.is_empty()) {
            let pieces = weigher.in_force_over(norm);
            return Some(self.at_in(&pieces));
        }
        let lo = norm.from.map_or(weigher.valid.lo, |from| from.max(weigher.valid.lo));
        let hi = norm.until.map_or(weigher.valid.hi, |until| until.min(weigher.valid.hi));
        (lo < hi).then(|| self.at_in(&[TimeRange { lo, hi }]))
    }

    /// Whether some party of these is bound at `at` and answers for the actor.
    fn bound_of(&mut self, parties: u64, actors: &Actors) -> NodeId {
        let agreement = self.weigher.agreement;
        let mut periods: Vec<(TimeRange, u64)> = Vec::new();
        for (p, party) in agreement.parties.iter().enumerate().filter(|(p, _)| parties >> p & 1 == 1) {
            let hi = party.bound_until.unwrap_or(Instant(i64::MAX));
            if hi <= party.bound_from {
                continue;
            }
            let period = TimeRange { lo: party.bound_from, hi };
            match periods.iter_mut().find(|(known, _)| *known == period) {
                Some((_, mask)) => *mask |= 1 << p,
                None => periods.push((period, 1 << p)),
            }
        }
        let mut any = Vec::new();
        for (period, mask) in periods {
            let (whose, then) =
                (self.by_actor(actors, |a| a.of_sets(|set| set & mask != 0), Truth::False), period);
            let then = self.at_in(&[then]);
            any.push(self.all(&[whose, then]));
        }
        self.any(&any)
    }

    fn bound(&mut self, who: &Who) -> Option<NodeId> {
        let laid = self.laid;
        let mask = match who {
            Who::Anyone => return Some(self.constant(true)),
            Who::Parties => u64::MAX,
            Who::These(ids) => ids.iter().filter_map(|id| self.weigher.party(id)).fold(0, |m, p| m | 1 << p),
        };
        Some(self.bound_of(mask, &laid.actors))
    }

    /// A table of answers by the actor that a column names; `nobody` where it is stated to be none.
    fn by_actor(
        &mut self,
        actors: &Actors,
        answer: impl Fn(&super::steady::Actor) -> Truth,
        nobody: Truth,
    ) -> NodeId {
        let formulas = &mut self.conditions.formulas;
        match actors.column {
            Some(column) => formulas.answers(column, actors.list.iter().map(answer).collect(), nobody),
            None => {
                let (no, yes) = (formulas.constant(false), formulas.constant(true));
                formulas.between(no, yes)
            }
        }
    }

    fn not_excluded(&mut self) -> NodeId {
        if self.weigher.agreement.excluded.is_empty() {
            return self.constant(true);
        }
        let (weigher, laid) = (self.weigher, self.laid);
        let mut any = Vec::new();
        for actors in [&laid.actors, &laid.targets] {
            let Some(column) = actors.column else { continue };
            let excluded = |actor: &super::steady::Actor| {
                let groups = weigher.excluded.get(&actor.id).map_or(&[][..], Vec::as_slice);
                if groups.is_empty() {
                    return Truth::False;
                }
                if !actor.steady {
                    return Truth::Unknown;
                }
                let is = |group| weigher.affiliated(&actor.id, group, TimeRange::ALL, &Case::default());
                groups.iter().fold(Truth::False, |truth, group| truth.or(is(group)))
            };
            let is = self.by_actor(actors, excluded, Truth::False);
            // an unknown one is none of them
            let formulas = &mut self.conditions.formulas;
            let unknown = formulas.unknown(column);
            let known = formulas.not(unknown);
            let may = formulas.all([known, is]);
            any.push(formulas.between(is, may));
        }
        let excluded = self.any(&any);
        self.conditions.formulas.not(excluded)
    }

    /// A condition as a formula.
    pub(super) fn expr(&mut self, expr: &'m Expr) -> NodeId {
        match expr {
            Expr::Constant(b) => self.constant(*b),
            Expr::And(list) => {
                let list: Vec<NodeId> = list.iter().map(|e| self.expr(e)).collect();
                self.all(&list)
            }
            Expr::Or(list) => {
                let list: Vec<NodeId> = list.iter().map(|e| self.expr(e)).collect();
                self.any(&list)
            }
            Expr::Not(inner) => {
                let inner = self.expr(inner);
                self.conditions.formulas.not(inner)
            }
            Expr::Atom(atom) => self.atom(atom),
        }
    }

    fn actors_of(&self, attribute: Attribute) -> &'m Actors {
        match attribute {
            Attribute::Target | Attribute::TargetParty => &self.laid.targets,
            _ => &self.laid.actors,
        }
    }

    fn atom(&mut self, atom: &'m Atom) -> NodeId {
        let weigher = self.weigher;
        match &atom.kind {
            AtomKind::Actors(attribute, ids) => self.named(*attribute, ids),
            AtomKind::Parties(attribute, ids) => {
                let mask = ids.iter().filter_map(|id| weigher.party(id)).fold(0_u64, |m, p| m | 1 << p);
                let actors = self.actors_of(*attribute);
                self.by_actor(actors, |a| a.of_sets(|set| set & mask != 0), Truth::False)
            }
            AtomKind::Signatory(attribute) => {
                let actors = self.actors_of(*attribute);
                self.bound_of(u64::MAX, actors)
            }
            AtomKind::Affiliated(attribute @ (Attribute::Actor | Attribute::Target), to) => {
                let actors = self.actors_of(*attribute);
                let is = |actor: &super::steady::Actor| match actor {
                    actor if actor.id == *to => Truth::True,
                    actor if actor.unlisted || !actor.steady => Truth::Unknown,
                    actor => weigher.affiliated(&actor.id, to, TimeRange::ALL, &Case::default()),
                };
                self.by_actor(actors, is, Truth::False)
            }
            AtomKind::Reading(term) => {
                let agreement: &'a crate::agreement::Agreement = weigher.agreement;
                let readings = agreement.terms.get(usize::from(*term)).map_or(&[][..], |t| &t.readings);
                let readings: Vec<NodeId> = readings.iter().map(|r| self.expr(&r.when)).collect();
                match self.conditions.reading_of(*term, &readings) {
                    Some(node) if !readings.is_empty() => node,
                    _ => self.conditions.ask_caller(atom),
                }
            }
            AtomKind::Zone(_, Lies::Inside | Lies::Outside, id) | AtomKind::Near { geometry: id, .. }
                if self.is_ruled(id) =>
            {
                self.conditions.ask_caller(atom)
            }
            _ => self.conditions.atom(atom),
        }
    }

    /// Whether a ruling settles from some day on which course a line takes.
    fn is_ruled(&self, id: &str) -> bool {
        let agreement = self.weigher.agreement;
        let disputes =
            agreement.geometries.iter().filter(|g| &*g.id == id).filter_map(|g| g.dispute.as_ref());
        disputes.into_iter().any(|d| agreement.course_rulings.iter().any(|r| r.dispute == *d))
    }

    /// The actor is one of these, by whatever name a report calls it.
    fn named(&mut self, attribute: Attribute, ids: &[Arc<str>]) -> NodeId {
        let columns = self.laid.columns;
        let column = columns.column(attribute);
        let (Some(number), Some(Column::Symbols(names))) =
            (column, column.and_then(|c| columns.set().column(c)))
        else {
            return self.by_actor(&Actors::default(), |_| Truth::Unknown, Truth::Unknown);
        };
        let is = |name: &Arc<str>| Truth::from(ids.contains(&self.weigher.actor_id(name)));
        let table = names.names().iter().map(is).collect();
        self.conditions.formulas.answers(number, table, Truth::False)
    }
}
