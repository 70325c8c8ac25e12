//! The smallest sets of facts that would settle a finding: what the next patrol is asked (`LANGUAGE` §7).

use super::case::{Case, Cell, LinkKey, OpenKey, Someone, Unknown};
use super::decide::Question;
use super::reason::line_of;
use super::roots::Roots;
use super::row::Row;
use super::weigher::Weigher;
use super::{MissingFact, MissingSet, Route};
use crate::condition::{Event, Store};
use crate::time::Instant;
use crate::value::Attribute;

/// How many unknowns are looked at, those in most undecided questions first.
const MOST_UNKNOWNS: usize = 8;
/// How many sets are kept.
const MOST_SETS: usize = 3;
/// How many joint answers of one set are tried.
const MOST_ANSWERS: usize = 256;

/// What the answers to a set of unknowns do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Settling {
    Always,
    Sometimes,
    Never,
}

/// Whose answers are tried.
#[derive(Clone, Copy)]
struct Answering<'q, 'a> {
    question: Question<'q>,
    row: &'q Row<'a>,
    open: &'q Case,
    candidates: &'q [(Unknown, Vec<Cell>)],
}

impl<'a> Weigher<'a> {
    /// The smallest sets that settle an undetermined finding, at most three; else those that may.
    ///
    /// `open` fixes nothing.
    pub(super) fn missing(&self, question: Question<'_>, row: &Row<'a>, open: &Case) -> Vec<MissingSet> {
        let roots = self.roots(question.norm, question.rule, row, open);
        let candidates: Vec<(Unknown, Vec<Cell>)> = self
            .candidates(&roots, row)
            .into_iter()
            .filter_map(|u| self.cells(&u, &roots, row, open).map(|cells| (u, cells)))
            .filter(|(_, cells)| cells.len() > 1)
            .take(MOST_UNKNOWNS)
            .collect();
        if roots.occurrences.contains(&Unknown::Open(OpenKey::List)) {
            // who sits there is asked whole: its answers are no short list
            return vec![MissingSet {
                settles: false,
                facts: vec![self.fact(&Unknown::Open(OpenKey::List), &[], row)],
            }];
        }
        let (mut settling, mut maybe): (Vec<Vec<usize>>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for size in 1..=3 {
            for set in subsets(candidates.len(), size) {
                let covered =
                    |list: &[Vec<usize>]| list.iter().any(|known| known.iter().all(|i| set.contains(i)));
                if covered(&settling) || settling.len() >= MOST_SETS {
                    continue;
                }
                // whether some answer settles it is asked only where such a set might be shown
                let shown = settling.is_empty() && maybe.len() < MOST_SETS && !covered(&maybe);
                let answers = Answering { question, row, open, candidates: &candidates };
                match self.settling(answers, &set, shown || !self.remembers) {
                    Settling::Always => settling.push(set),
                    Settling::Sometimes if !covered(&maybe) => maybe.push(set),
                    _ => {}
                }
            }
        }
        let (sets, settles) = if settling.is_empty() { (maybe, false) } else { (settling, true) };
        sets.into_iter()
            .take(MOST_SETS)
            .map(|set| MissingSet {
                settles,
                facts: set.into_iter().map(|i| self.fact(&candidates[i].0, &candidates[i].1, row)).collect(),
            })
            .collect()
    }

    /// Unknowns that somebody can be asked for: an account is asked for through what it contests.
    fn candidates(&self, roots: &Roots, row: &Row<'a>) -> Vec<Unknown> {
        let mut out: Vec<Unknown> = Vec::new();
        for (unknown, _) in roots.counted() {
            match unknown {
                Unknown::Accounts => {
                    for (attribute, _) in row.accounts.iter().flat_map(|a| &a.claims) {
                        let asked = roots.occurrences.contains(&Unknown::Attribute(*attribute));
                        if asked && !out.contains(&Unknown::Attribute(*attribute)) {
                            out.push(Unknown::Attribute(*attribute));
                        }
                    }
                }
                Unknown::Open(OpenKey::Members) => {
                    out.extend(self.open_members(roots, row, &Case::default()))
                }
                other if !out.contains(&other) => out.push(other),
                _ => {}
            }
        }
        out
    }

    /// What the joint answers to a set do; where it is not asked whether they settle it `sometimes`, that is never.
    fn settling(&self, answers: Answering<'_, 'a>, set: &[usize], sometimes: bool) -> Settling {
        let Answering { question, row, open, candidates } = answers;
        let total: usize = set.iter().map(|i| candidates[*i].1.len()).product();
        if total > MOST_ANSWERS {
            return Settling::Never;
        }
        let (mut any_settled, mut any_open) = (false, false);
        for mut n in 0..total {
            let mut case = open.clone();
            for i in set {
                let (unknown, cells) = &candidates[*i];
                case = case.with(unknown.clone(), cells[n % cells.len()].clone());
                n /= cells.len();
            }
            if !row.accounts.is_empty() && !(0..row.accounts.len()).any(|i| self.account_fits(i, row, &case))
            {
                // no account gives these values together: nobody can answer so
                continue;
            }
            let settles = self.settles(question, row, &case);
            (any_settled, any_open) = (any_settled | settles, any_open | !settles);
            match (any_settled, any_open) {
                (true, true) if sometimes => return Settling::Sometimes,
                (_, true) if !sometimes => return Settling::Never,
                _ => {}
            }
        }
        if any_settled && !any_open { Settling::Always } else { Settling::Never }
    }

    fn fact(&self, unknown: &Unknown, cells: &[Cell], row: &Row<'a>) -> MissingFact {
        let (fact, attribute, route) = match unknown {
            Unknown::Accounts => ("accounts".to_string(), None, Route::Patrol),
            Unknown::Course(dispute) => (format!("course {dispute}"), None, Route::Commission),
            Unknown::Term(term) => {
                let id = self.agreement.terms.get(usize::from(*term)).map_or("", |t| &*t.id);
                (format!("term {id}"), None, Route::Commission)
            }
            Unknown::Link(key) => (format!("link {}", self.link_name(key)), None, Route::Registry),
            Unknown::Open(OpenKey::Register(_, index)) => {
                let id = self.agreement.matches.get(usize::from(*index)).map_or("", |m| &*m.id);
                (format!("register {id}"), None, Route::Registry)
            }
            Unknown::Open(OpenKey::Entry(.., answer, origin)) => {
                let what = if *answer { "answer" } else { "entry" };
                (format!("{what} {}", line_of(origin)), None, Route::Registry)
            }
            Unknown::Open(OpenKey::Late) => ("undone".to_string(), None, Route::Patrol),
            Unknown::Open(OpenKey::When(event)) => {
                (format!("hour {}", event_name(event)), None, Route::Registry)
            }
            Unknown::Open(OpenKey::Verified(norm)) => (format!("verified {norm}"), None, Route::Patrol),
            Unknown::Open(OpenKey::Reply) => ("answered_act".to_string(), None, Route::Party),
            Unknown::Open(OpenKey::Store(asked)) => (store_fact(*asked).to_string(), None, Route::Patrol),
            Unknown::Open(OpenKey::Count(question)) if self.counts_positions(*question) => {
                ("positions".to_string(), None, Route::Patrol)
            }
            Unknown::Open(OpenKey::List | OpenKey::Members) => ("members".to_string(), None, Route::Registry),
            Unknown::Open(OpenKey::Member(i)) => {
                let members = row.entered.and_then(|e| e.members.as_ref());
                let id = members.and_then(|m| m.get(usize::from(*i))).map_or("", |m| &m.id);
                (format!("member {id}"), None, Route::Registry)
            }
            Unknown::Open(OpenKey::Count(_)) => ("other_acts".to_string(), None, Route::Patrol),
            Unknown::Attribute(attribute) => {
                (attribute.name().to_string(), Some(*attribute), route_of(*attribute))
            }
        };
        let mut answers: Vec<String> = cells.iter().map(|cell| self.answer(cell)).collect();
        answers.dedup();
        if let Unknown::Open(OpenKey::Entry(_, index, true, _)) = unknown {
            let asked = self.agreement.matches.get(usize::from(*index)).and_then(|m| m.answer.as_deref());
            answers = asked.into_iter().chain(["other"]).map(str::to_string).collect();
        }
        MissingFact { fact, attribute, route, answers }
    }

    fn link_name(&self, key: &LinkKey) -> String {
        match key {
            LinkKey::Unlisted(actor) => actor.to_string(),
            LinkKey::Link(index) => {
                self.agreement.links.get(usize::from(*index)).map_or(String::new(), |l| l.of.to_string())
            }
            LinkKey::Change(change) => self
                .agreement
                .links
                .iter()
                .find(|l| l.change.as_ref() == Some(change))
                .map_or_else(|| change.to_string(), |l| l.of.to_string()),
        }
    }

    /// An answer in the words of data: codes, ids, `low..high`.
    fn answer(&self, cell: &Cell) -> String {
        match cell {
            Cell::Account(i) => format!("account {}", i + 1),
            Cell::Party(party) => party.to_string(),
            Cell::Yes(yes) => if *yes { "yes" } else { "no" }.to_string(),
            Cell::Replied(all) => if all.iter().all(|(_, yes)| *yes) { "yes" } else { "no" }.to_string(),
            Cell::Member(None) => "no_member".to_string(),
            Cell::Member(Some(fixed)) => {
                let said: Vec<String> = fixed.cells().map(|(_, cell)| self.answer(cell)).collect();
                said.join(", ")
            }
            Cell::Someone(Someone::Named(id)) => id.to_string(),
            Cell::Someone(Someone::OfParty(p)) => self.agreement.parties[*p].id.to_string(),
            Cell::Someone(Someone::Outsider) => "outsider".to_string(),
            Cell::Codes(leaves) if leaves.is_empty() => "other".to_string(),
            Cell::Codes(leaves) => codes_in_short(leaves),
            Cell::Nothing => "none".to_string(),
            Cell::Number(n) => {
                let mark = |on: bool, mark: &'static str| if on { mark } else { "" };
                let (over, under) = (mark(is_just_over(n.low), ">"), mark(is_just_under(n.high), "<"));
                format!("{over}{}..{under}{}", end(n.low), end(n.high))
            }
            Cell::Time(t) => format!("{}..{}", self.moment(t.lo), self.moment(t.hi)),
            Cell::Place(answers, _) => answers
                .iter()
                .map(|(key, yes)| {
                    let geometry = &self.agreement.geometries[key.geometry as usize];
                    let course = geometry.course_of.as_ref().map(|p| format!(" ({p})")).unwrap_or_default();
                    format!("{} {}{course}", if *yes { "in" } else { "outside" }, geometry.id)
                })
                .collect::<Vec<_>>()
                .join(", "),
        }
    }

    fn moment(&self, at: Instant) -> String {
        if at.0 == i64::MIN || at.0 == i64::MAX {
            return String::new();
        }
        at.local(&self.agreement.zone_time).strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

/// An event as a deadline names it.
fn event_name(event: &Event) -> String {
    match event {
        Event::Verified(norm) => format!("verified {norm}"),
        Event::Claimed(norm) => format!("claimed {norm}"),
        Event::Adhered(party) => format!("adhered {party}"),
        Event::Signed(_) => "signed".to_string(),
    }
}

const fn store_fact(asked: Store) -> &'static str {
    match asked {
        Store::Holds => "in_store",
        Store::Declared => "store_declared",
        Store::Inspected(_) => "store_inspected",
    }
}

fn end(n: f64) -> String {
    if !n.is_finite() {
        return String::new();
    }
    // a bound just under or over a threshold is shown as the threshold
    format!("{}", threshold(n))
}

fn threshold(n: f64) -> f64 {
    (n * 1e6).round() / 1e6
}

fn is_just_over(n: f64) -> bool {
    n.is_finite() && n > threshold(n) && n <= threshold(n).next_up()
}

fn is_just_under(n: f64) -> bool {
    n.is_finite() && n < threshold(n) && n >= threshold(n).next_down()
}

/// The highest codes that cover exactly these leaves.
fn codes_in_short(leaves: &[crate::vocabulary::Code]) -> String {
    let mut left: Vec<_> = leaves.to_vec();
    let mut names = Vec::new();
    while let Some(first) = left.first().copied() {
        let mut top = first;
        while let Some(up) = top.parent().filter(|up| up.leaves().all(|l| left.contains(&l))) {
            top = up;
        }
        names.push(top.name());
        left.retain(|l| !top.covers(*l));
    }
    names.join("|")
}

/// Who is asked for an attribute: what the author meant is asked of the party, what can be seen of a patrol.
const fn route_of(attribute: Attribute) -> Route {
    match attribute {
        Attribute::Purpose | Attribute::Invoked | Attribute::OrderedBy => Route::Party,
        // the nominator is asked
        Attribute::YearsService | Attribute::Rank | Attribute::ServedIn | Attribute::ServedAs => Route::Party,
        Attribute::NominatedBy => Route::Registry,
        _ => Route::Patrol,
    }
}

/// Every subset of `0..n` of this size, in order.
fn subsets(n: usize, size: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for _ in 0..size {
        out = out
            .into_iter()
            .flat_map(|set: Vec<usize>| {
                let from = set.last().map_or(0, |last| last + 1);
                (from..n).map(move |i| {
                    let mut set = set.clone();
                    set.push(i);
                    set
                })
            })
            .collect();
    }
    out
}
