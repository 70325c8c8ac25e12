//! Conditions as clauses of a sentence, each said as it is or as it is not.
//!
//! `conditions` names the same questions for a tree of reasons; here they stand after "where" and «إذا».
//! A denial is carried down to the single questions, so that no reader undoes a "not" around a bracket.

use hudna_core::condition::{Asks, Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr};
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;

use super::super::conditions;
use super::super::voice::Voice;
use crate::words::grouped;

/// Acts and what must be so of them, as one alternative of a norm.
struct Deeds<'e> {
    acts: Vec<Code>,
    save: Vec<Code>,
    rest: Vec<&'e Expr>,
}

impl<'e> Deeds<'e> {
    fn of(expr: &'e Expr) -> Self {
        let mut parts = Vec::new();
        flat(expr, &mut parts);
        let mut deeds = Self { acts: Vec::new(), save: Vec::new(), rest: Vec::new() };
        for part in parts {
            match (acts_of(part), part) {
                (Some(codes), _) if deeds.acts.is_empty() => deeds.acts = codes.to_vec(),
                (_, Expr::Not(inner)) if acts_of(inner).is_some() => {
                    deeds.save.extend(acts_of(inner).unwrap_or_default());
                }
                _ => deeds.rest.push(part),
            }
        }
        deeds
    }
}

/// What must all hold, brackets undone.
fn flat<'e>(expr: &'e Expr, out: &mut Vec<&'e Expr>) {
    match expr {
        Expr::And(list) => list.iter().for_each(|e| flat(e, out)),
        Expr::Constant(true) => {}
        other => out.push(other),
    }
}

fn acts_of(expr: &Expr) -> Option<&[Code]> {
    match expr {
        Expr::Atom(Atom { kind: AtomKind::Codes(Attribute::Act, codes), .. }) => Some(codes),
        _ => None,
    }
}

impl Voice<'_> {
    /// What a norm covers, as acts and what must be so of them.
    pub(in crate::document) fn deeds(&self, when: &Expr) -> String {
        self.deeds_or(when, &self.get("plain-any-act"))
    }

    /// The same; `any` stands where no act is named.
    pub(in crate::document) fn deeds_or(&self, when: &Expr, any: &str) -> String {
        if let Expr::Or(list) = when {
            let alternatives: Vec<Deeds<'_>> = list.iter().map(Deeds::of).collect();
            if alternatives.iter().all(|d| !d.acts.is_empty()) {
                let said: Vec<String> = alternatives.iter().map(|d| self.deed(d, any)).collect();
                return said.join(&self.get("plain-or-else"));
            }
        }
        self.deed(&Deeds::of(when), any)
    }

    fn deed(&self, deeds: &Deeds<'_>, any: &str) -> String {
        let mut acts = if deeds.acts.is_empty() { any.to_owned() } else { self.codes(&deeds.acts) };
        if !deeds.save.is_empty() {
            acts = self.say("plain-other-than", &[("acts", &acts), ("codes", &self.codes(&deeds.save))]);
        }
        if deeds.rest.is_empty() {
            return acts;
        }
        let clauses = self.all_of(&deeds.rest, false);
        self.say("plain-deed-if", &[("acts", &acts), ("clauses", &clauses)])
    }

    /// A condition as a clause.
    pub(in crate::document) fn clause(&self, expr: &Expr) -> String {
        self.clause_as(expr, false)
    }

    fn clause_as(&self, expr: &Expr, denied: bool) -> String {
        match expr {
            Expr::Constant(value) => {
                self.get(if *value == denied { "clause-never" } else { "clause-always" })
            }
            Expr::Not(inner) => self.clause_as(inner, !denied),
            // Not all of them is: one of them not.
            Expr::And(list) if !denied => self.all_of(&list.iter().collect::<Vec<_>>(), false),
            Expr::Or(list) if denied => self.all_of(&list.iter().collect::<Vec<_>>(), true),
            Expr::And(list) | Expr::Or(list) => {
                self.words.either(&self.alternatives(&list.iter().collect::<Vec<_>>(), denied))
            }
            Expr::Atom(atom) => self.atom_clause(atom, denied),
        }
    }

    /// All of them hold; what is itself a choice stands last and is marked as one.
    fn all_of(&self, list: &[&Expr], denied: bool) -> String {
        let (mut parts, mut choices) = (Vec::new(), Vec::new());
        for part in list {
            let (inner, denied) = bare(part, denied);
            match inner {
                Expr::Or(list) if !denied => choices.push((list, denied)),
                Expr::And(list) if denied => choices.push((list, denied)),
                _ => parts.push(self.clause_as(inner, denied)),
            }
        }
        for (list, denied) in choices {
            let said = self.alternatives(&list.iter().collect::<Vec<_>>(), denied);
            parts.push(match said.as_slice() {
                [one] => one.clone(),
                _ => self.say("clause-any", &[("list", &self.words.either(&said))]),
            });
        }
        self.words.list(&parts)
    }

    /// Each alternative; zones in which one place may lie are said together.
    fn alternatives(&self, list: &[&Expr], denied: bool) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut done = vec![false; list.len()];
        for (i, part) in list.iter().enumerate() {
            if done[i] {
                continue;
            }
            done[i] = true;
            let Some((attribute, lies, zone)) = in_zone(part, denied) else {
                let (inner, turned) = bare(part, denied);
                let said = self.clause_as(inner, turned);
                let many = matches!((inner, turned), (Expr::And(_), false) | (Expr::Or(_), true));
                out.push(if many { self.say("clause-together", &[("list", &said)]) } else { said });
                continue;
            };
            let (mut zones, mut attributes) = (vec![zone], vec![attribute]);
            for (j, other) in list.iter().enumerate().skip(i + 1) {
                match in_zone(other, denied) {
                    Some((a, l, z)) if l == lies && a == attribute && attributes.len() == 1 && !done[j] => {
                        zones.push(z);
                        done[j] = true;
                    }
                    Some((a, l, z)) if l == lies && z == zone && zones.len() == 1 && !done[j] => {
                        attributes.push(a);
                        done[j] = true;
                    }
                    _ => {}
                }
            }
            out.push(self.lying(&attributes, lies, &zones));
        }
        out
    }

    fn lying(&self, attributes: &[Attribute], lies: Lies, zones: &[&str]) -> String {
        let names: Vec<String> = attributes.iter().map(|a| self.attribute(*a)).collect();
        let zones: Vec<String> = zones.iter().map(|z| self.geometry(z)).collect();
        let key = if lies == Lies::Inside { "clause-inside" } else { "clause-inside.not" };
        self.say(key, &[("attribute", &self.words.either(&names)), ("zone", &self.words.either(&zones))])
    }

    fn polar(&self, key: &str, denied: bool, values: &[(&str, &str)]) -> String {
        if denied { self.say(&format!("{key}.not"), values) } else { self.say(key, values) }
    }

    fn atom_clause(&self, atom: &Atom, denied: bool) -> String {
        match &atom.kind {
            AtomKind::Codes(a, codes) => {
                let labels: Vec<String> =
                    codes.iter().map(|c| self.label(&self.value(&Value::Code(*c)))).collect();
                self.is_one_of(*a, &self.words.either(&labels), denied)
            }
            AtomKind::Actors(a, ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.label(&self.role(id))).collect();
                self.is_one_of(*a, &self.words.either(&names), denied)
            }
            AtomKind::Parties(a, ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.the_actor(id)).collect();
                let key = if *a == Attribute::TargetParty { "clause-target-party" } else { "clause-party" };
                self.polar(key, denied, &[("party", &self.words.either(&names))])
            }
            AtomKind::Signatory(a) => {
                let key =
                    if *a == Attribute::TargetParty { "clause-target-signatory" } else { "clause-signatory" };
                self.polar(key, denied, &[])
            }
            AtomKind::OwnTarget(own) => {
                self.polar(if *own { "clause-own-target" } else { "clause-other-target" }, denied, &[])
            }
            AtomKind::Nothing(a) => {
                self.polar("clause-nothing", denied, &[("attribute", &self.attribute(*a))])
            }
            AtomKind::Number(left, compare, right) => self.number_clause(left, *compare, right, denied),
            AtomKind::Time(a, compare, moment) => {
                let compare = if denied { reverse(*compare) } else { *compare };
                self.say(
                    time_key(compare),
                    &[("attribute", &self.attribute(*a)), ("moment", &self.when_said(moment))],
                )
            }
            AtomKind::Daily(_, from, to) => {
                let hour = |m: u16| self.id(&format!("{:02}:{:02}", m / 60, m % 60));
                self.polar("clause-daily", denied, &[("from", &hour(*from)), ("to", &hour(*to))])
            }
            AtomKind::Zone(a, lies, zone) => {
                let lies = if denied { other_side(*lies) } else { *lies };
                self.lying(&[*a], lies, &[zone])
            }
            AtomKind::Near { attribute, geometry, metres } => self.polar(
                "clause-near",
                denied,
                &[
                    ("attribute", &self.attribute(*attribute)),
                    ("distance", &self.metres(*metres)),
                    ("geometry", &self.geometry(geometry)),
                ],
            ),
            other => self.asking_clause(other, denied),
        }
    }

    fn asking_clause(&self, kind: &AtomKind, denied: bool) -> String {
        match kind {
            AtomKind::Affiliated(a, id) => self.polar(
                "clause-affiliated",
                denied,
                &[("attribute", &self.attribute(*a)), ("actor", &self.the_actor(id))],
            ),
            AtomKind::InForce(id) => self.polar("clause-in-force", denied, &[("norm", &self.norm(id))]),
            AtomKind::Bound(party) => {
                self.polar("clause-bound", denied, &[("party", &self.the_actor(party))])
            }
            AtomKind::Reading(index) => {
                let term = self.agreement().terms.get(usize::from(*index));
                let term = term.map_or_else(String::new, |t| self.term(&t.id));
                self.polar("clause-reading", denied, &[("term", &term)])
            }
            AtomKind::InReplyTo(inner, within, same) => {
                let condition = self.by_whom(self.deeds(inner), *same);
                match within {
                    Some(span) => self.polar(
                        "clause-reply-within",
                        denied,
                        &[("condition", &condition), ("span", &self.lasting(*span))],
                    ),
                    None => self.polar("clause-reply", denied, &[("condition", &condition)]),
                }
            }
            AtomKind::Register(asks, index) => {
                let key = match asks {
                    Asks::Notified => "clause-notified",
                    Asks::Authorised => "clause-authorised",
                    Asks::Contacted => "clause-contacted",
                };
                self.polar(key, denied, &[("match", &self.matching(usize::from(*index)))])
            }
            AtomKind::Verified(id) => self.polar("clause-verified", denied, &[("norm", &self.norm(id))]),
            AtomKind::CountWithin { condition, metres, window, same_party, compare, number, .. } => {
                let compare = if denied { reverse(*compare) } else { *compare };
                let whose = match same_party {
                    Some(true) => "same",
                    Some(false) => "other",
                    None => "any",
                };
                self.say(
                    "clause-count",
                    &[
                        ("compare", &self.get(conditions::number_key(compare))),
                        ("number", &grouped(*number)),
                        ("whose", whose),
                        ("distance", &self.metres(*metres)),
                        ("span", &self.lasting(*window)),
                        ("condition", &self.deeds(condition)),
                    ],
                )
            }
            AtomKind::Store(asked) => self.store_clause(*asked, denied),
            // All that is a comparison of one attribute was said above.
            _ => self.atom(kind),
        }
    }

    /// A label as it stands in a sentence.
    fn label(&self, label: &str) -> String {
        self.say("plain-label", &[("label", label)])
    }

    fn is_one_of(&self, attribute: Attribute, values: &str, denied: bool) -> String {
        let values =
            [("name", attribute.name()), ("attribute", &self.attribute(attribute)), ("values", values)];
        self.polar("clause-is", denied, &values)
    }

    fn number_clause(&self, left: &NumberExpr, compare: Compare, right: &NumberExpr, denied: bool) -> String {
        let compare = if denied { reverse(compare) } else { compare };
        // A constant on the left reads the other way round.
        let (left, compare, right) = match (left, right) {
            (NumberExpr::Constant(_), NumberExpr::Attribute(_)) => (right, mirrored(compare), left),
            _ => (left, compare, right),
        };
        let unit = match (left, right) {
            (NumberExpr::Attribute(a), NumberExpr::Constant(_)) => Some(format!("unit-{}", a.name())),
            _ => None,
        };
        let unit = unit.filter(|key| self.words.has(key));
        let name = match (left, &unit) {
            (NumberExpr::Attribute(a), Some(_)) => self.get(&format!("measure-{}", a.name())),
            _ => self.arithmetic(left),
        };
        let number = match (right, &unit) {
            (NumberExpr::Constant(n), Some(key)) => self.say(key, &[("number", &grouped(*n))]),
            _ => self.arithmetic(right),
        };
        self.say(number_key(compare), &[("left", &name), ("right", &number)])
    }

    /// A term by the name that the text gives it, or by the vocabulary's own words where it has them.
    pub(in crate::document) fn term(&self, id: &str) -> String {
        let named = self.agreement().terms.iter().find(|t| *t.id == *id).map(|t| self.lang.of(&t.name));
        if let Some(name) = named.filter(|n| !n.is_empty()) {
            return self.foreign(name);
        }
        let known = [Attribute::Invoked, Attribute::Act, Attribute::Purpose];
        match known.iter().find_map(|a| Code::parse(*a, id)) {
            Some(code) => self.value(&Value::Code(code)),
            None => self.id(&id.replace(['_', '-'], " ")),
        }
    }

    /// A moment of the text; a day counted from entry into force says its count too.
    pub(in crate::document) fn when_said(&self, moment: &Moment) -> String {
        let said = self.moment(moment);
        let Moment::Day { start, .. } = moment else { return said };
        let zone = &self.agreement().zone_time;
        let days = self.agreement().d_day.local(zone).date().until(start.local(zone).date());
        match days.map(|span| span.get_days()) {
            Ok(days) if days > 0 && days <= 400 => {
                self.say("plain-day-counted", &[("date", &said), ("days", &days.to_string())])
            }
            _ => said,
        }
    }
}

/// Beneath any number of denials.
fn bare(expr: &Expr, denied: bool) -> (&Expr, bool) {
    match expr {
        Expr::Not(inner) => bare(inner, !denied),
        other => (other, denied),
    }
}

/// A question whether a place lies in a zone.
fn in_zone(expr: &Expr, denied: bool) -> Option<(Attribute, Lies, &str)> {
    let (inner, denied) = bare(expr, denied);
    match inner {
        Expr::Atom(Atom { kind: AtomKind::Zone(attribute, lies, zone), .. }) => {
            Some((*attribute, if denied { other_side(*lies) } else { *lies }, zone))
        }
        _ => None,
    }
}

const fn other_side(lies: Lies) -> Lies {
    match lies {
        Lies::Inside => Lies::Outside,
        Lies::Outside => Lies::Inside,
    }
}

const fn reverse(compare: Compare) -> Compare {
    match compare {
        Compare::Less => Compare::GreaterOrEqual,
        Compare::LessOrEqual => Compare::Greater,
        Compare::Equal => Compare::NotEqual,
        Compare::NotEqual => Compare::Equal,
        Compare::GreaterOrEqual => Compare::Less,
        Compare::Greater => Compare::LessOrEqual,
    }
}

const fn mirrored(compare: Compare) -> Compare {
    match compare {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        Compare::Greater => Compare::Less,
        same => same,
    }
}

const fn number_key(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "clause-less",
        Compare::LessOrEqual => "clause-at-most",
        Compare::Equal => "clause-equal",
        Compare::NotEqual => "clause-other",
        Compare::GreaterOrEqual => "clause-at-least",
        Compare::Greater => "clause-more",
    }
}

const fn time_key(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "clause-before",
        Compare::LessOrEqual => "clause-until",
        Compare::Equal => "clause-at",
        Compare::NotEqual => "clause-not-at",
        Compare::GreaterOrEqual => "clause-from",
        Compare::Greater => "clause-after",
    }
}
