//! The forms of one commitment, each for those who may do what it says. Names of fields are each of one form alone, so that what is wrong
//! stands beside the right one and what was typed stays.

use std::sync::Arc;

use hudna_core::commitment::{Board, Condition, Kept, Order, Promise, Row, Scale, State as Stands};
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::UserId;
use hudna_desk::document::commitments::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Field, Wrong, area, beside, choice};
use super::promises::address;
use super::ruling::Logins;
use super::token;
use crate::web::visit::Visit;

/// So many others may be chosen from in a list; beyond it, ids are typed.
const MOST: usize = 400;

/// What forms are made of.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) visit: &'a Visit,
    pub(super) told: &'a Told<'a>,
    pub(super) snapshot: &'a Snapshot,
    pub(super) board: &'a Board,
    pub(super) wrong: &'a Wrong,
    /// What users are called.
    pub(super) logins: &'a Logins,
}

/// Whether the visitor may speak for a party: its own, or of minutes with *collect*.
pub(super) fn speaks(visit: &Visit, party: &str) -> bool {
    match &visit.granted.party {
        Some(own) => *own.0 == *party,
        None => visit.granted.may(Verb::Collect),
    }
}

/// The forms about a commitment or condition for this visitor.
pub(super) fn forms(sheet: &Sheet<'_>, kept: &Kept, row: &Row) -> Markup {
    match kept {
        Kept::Promise(promise) => of_promise(sheet, kept, promise, row),
        Kept::Condition(condition) => sheet.declaring(condition),
    }
}

/// The entry of the last ruling on an order of a promise; empty where none was made. A form carries it, so that nobody overturns a ruling unseen.
pub(super) fn ruled_before<'s>(snapshot: &'s Snapshot, id: &str) -> &'s str {
    let all = snapshot.commitments.rulings_of(id).flat_map(|(_, list)| list);
    all.max_by_key(|ruled| ruled.stamp.seq).map_or("", |ruled| &ruled.stamp.entry.0)
}

fn of_promise(sheet: &Sheet<'_>, kept: &Kept, promise: &Promise, row: &Row) -> Markup {
    let visit = sheet.visit;
    let over = matches!(row.state, Stands::Withdrawn | Stands::Released | Stands::Lapsed);
    let negotiates = visit.granted.may(Verb::Negotiate);
    let own = negotiates && speaks(visit, &promise.by);
    let is_debtor = visit.granted.party.as_ref().is_some_and(|party| *party.0 == *promise.by);
    let parties = sheet.snapshot.agreement.parties.iter().map(|party| &party.id);
    let owed_to: Vec<&Arc<str>> = match promise.to.is_empty() {
        true => parties.filter(|party| promise.is_owed_to(party)).collect(),
        false => promise.to.iter().collect(),
    };
    let creditors: Vec<&Arc<str>> =
        owed_to.into_iter().filter(|to| negotiates && speaks(visit, to)).collect();
    // what was withdrawn after its deadline is still asked for until it is let go
    let left_owing = row.late_then.is_some() && !promise.is_let_go(sheet.board.as_of);
    html! {
        @if own && !over { (sheet.claiming(promise)) }
        @if visit.granted.may(Verb::Verify) && !is_debtor && !over { (sheet.verifying(promise)) }
        @if !over && !creditors.is_empty() {
            @if row.deadline.is_some() { (sheet.extending(promise, &creditors)) }
        }
        @if (!over || left_owing) && !creditors.is_empty() { (sheet.releasing(promise, &creditors)) }
        @if own && !over { (sheet.withdrawing(promise)) }
        @if negotiates && let Some(party) = visit.granted.party.as_ref().filter(|party| kept.concerns(&party.0)) {
            (sheet.reading(promise, &party.0))
        }
        @if visit.granted.may(Verb::Rule) { (sheet.ruling_on(promise, row)) }
        @if negotiates { (sheet.linking(promise)) }
    }
}

impl Sheet<'_> {
    fn words(&self) -> &'static Words {
        self.told.words()
    }

    fn typed(&self, name: &str) -> &str {
        self.visit.form.get(name)
    }

    /// A form: what it does, in whose name, about what.
    fn form(&self, does: &str, id: &str, by: &str, inside: &Markup) -> Markup {
        let words = self.words();
        html! {
            form.box.stack method="post" action=(format!("/promise/{does}")) {
                h2 { (words.get(&format!("promise-do-{does}"))) }
                (token(self.visit))
                input type="hidden" name="id" value=(id);
                @if !by.is_empty() {
                    input type="hidden" name="party" value=(by);
                    p.s.soft { (self.told.in_name(by)) }
                }
                (inside)
                p { button.btn { (words.get(&format!("promise-do-{does}"))) } }
            }
        }
    }

    fn choice(&self, name: &'static str, key: &str, options: &[(String, String)]) -> Markup {
        let mut all = vec![(String::new(), self.words().get("promise-choose"))];
        all.extend_from_slice(options);
        choice(self.words(), (name, key), &all, self.typed(name), self.wrong)
    }

    fn steps(&self, name: &'static str) -> Markup {
        let step = |scale: &Scale| {
            (scale.step().to_string(), format!("{} {}", scale.step(), self.told.scale(*scale)))
        };
        let options: Vec<(String, String)> = Scale::ALL.iter().rev().map(step).collect();
        self.choice(name, "promises-scale", &options)
    }

    fn day(&self, name: &'static str, key: &str) -> Markup {
        let field =
            Field { name, kind: "date", key, typed: self.typed(name), autocomplete: "off", required: false };
        field.shown(self.words(), self.wrong)
    }

    fn area(&self, name: &'static str) -> Markup {
        area(self.words(), (name, "promise-in-words"), self.typed(name), self.wrong)
    }

    /// In whose name: a choice where there are several.
    fn party(&self, name: &'static str, all: &[&Arc<str>]) -> Markup {
        if let ([one], None) = (all, self.wrong.of(name)) {
            return html! {
                input type="hidden" name=(name) value=(one);
                p.s.soft { (self.told.in_name(one)) }
            };
        }
        let options: Vec<(String, String)> =
            all.iter().map(|id| (id.to_string(), self.told.party(id))).collect();
        self.choice(name, "promise-party", &options)
    }

    fn claiming(&self, promise: &Promise) -> Markup {
        self.form("claim", &promise.id, &promise.by, &self.steps("reached"))
    }

    fn verifying(&self, promise: &Promise) -> Markup {
        let inside = html! { (self.steps("scale")) (self.day("through", "promise-valid-through")) };
        self.form("verify", &promise.id, "", &inside)
    }

    fn extending(&self, promise: &Promise, creditors: &[&Arc<str>]) -> Markup {
        let inside = html! { (self.party("extend-by", creditors)) (self.day("day", "promise-new-day")) };
        self.form("extend", &promise.id, "", &inside)
    }

    fn releasing(&self, promise: &Promise, creditors: &[&Arc<str>]) -> Markup {
        self.form("release", &promise.id, "", &self.party("release-by", creditors))
    }

    fn withdrawing(&self, promise: &Promise) -> Markup {
        self.form("withdraw", &promise.id, &promise.by, &self.area("why"))
    }

    /// The other of two: chosen from a list, or typed where there are too many to choose from.
    fn other(&self, name: &'static str, promise: &Promise) -> Markup {
        let all = self.snapshot.commitments.kept();
        if all.len() > MOST {
            let key = "promise-read-other";
            let field = Field {
                name,
                kind: "text",
                key,
                typed: self.typed(name),
                autocomplete: "off",
                required: false,
            };
            return field.shown(self.words(), self.wrong);
        }
        let others = all.iter().enumerate().filter(|(_, kept)| *kept.id() != promise.id);
        let options: Vec<(String, String)> =
            others.map(|(at, kept)| (kept.id().to_string(), self.told.named(at))).collect();
        self.choice(name, "promise-read-other", &options)
    }

    fn order(&self, name: &'static str) -> Markup {
        let one = |order: &Order| (order.name().to_owned(), self.told.order(*order));
        let options: Vec<(String, String)> = Order::ALL.iter().map(one).collect();
        self.choice(name, "promise-read-how", &options)
    }

    fn reading(&self, promise: &Promise, party: &Arc<str>) -> Markup {
        let inside = html! { (self.other("on", promise)) (self.order("how")) (self.area("reading")) };
        self.form("read", &promise.id, party, &inside)
    }

    /// The others with which its order is read differently, or was ruled before: places.
    fn rulable(&self, promise: &Promise) -> Vec<usize> {
        let all = &self.snapshot.commitments;
        let own = all.position(&promise.id);
        let disputed = self.board.disputed().filter(|(waits, _)| Some(*waits as usize) == own);
        let ruled = all.rulings_of(&promise.id).filter_map(|(on, _)| all.position(on));
        let mut places: Vec<usize> = disputed.map(|(_, on)| on as usize).chain(ruled).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The form of a ruling where an order may be ruled on; where the dispute is about the order of something else, the way there.
    fn ruling_on(&self, promise: &Promise, row: &Row) -> Markup {
        let others = self.rulable(promise);
        if !others.is_empty() {
            return self.ruling(promise, &others);
        }
        let all = &self.snapshot.commitments;
        let at = all.position(&promise.id).filter(|_| row.state == Stands::Contested);
        let contests = at.map(|at| self.board.contests(all, at)).unwrap_or_default();
        let mut places: Vec<usize> = contests.iter().map(|one| one.waits as usize).collect();
        places.dedup();
        html! {
            @if !places.is_empty() {
                div.box {
                    p { (self.words().get("promise-ruled-elsewhere")) }
                    @for at in places { p { a href=(address(&self.told.id(at))) { (self.told.named(at)) } } }
                }
            }
        }
    }

    fn ruling(&self, promise: &Promise, others: &[usize]) -> Markup {
        let words = self.words();
        let standing = &self.snapshot.standing;
        let own = self.visit.session.as_ref().map(|session| &session.actor.user);
        let members = standing.users.keys().filter(|user| standing.may(user, Verb::Rule));
        let ticked = |user: &UserId| {
            self.visit.form.all("stands").any(|id| *id == *user.0)
                || (self.wrong.is_empty() && own == Some(user))
        };
        let called = Called { visit: self.visit, standing, logins: self.logins };
        let options: Vec<(String, String)> =
            others.iter().map(|at| (self.told.id(*at), self.told.named(*at))).collect();
        let inside = html! {
            input type="hidden" name="ruled-before" value=(ruled_before(self.snapshot, &promise.id));
            (self.choice("ruled-on", "promise-read-other", &options)) (self.order("ruled-how"))
            fieldset.bad[self.wrong.of("stands").is_some()] {
                legend { (words.get("field-stands")) }
                (beside(words, "field-stands", "stands", self.wrong.of("stands")))
                div.picks {
                    @for user in members {
                        label { input type="checkbox" name="stands" value=(user.0) checked[ticked(user)]; span { (called.shown(user)) }
                            @if own == Some(user) { span.soft { (words.get("ruling-you")) } } }
                    }
                }
            }
            (self.area("grounds"))
        };
        self.form("rule", &promise.id, "", &inside)
    }

    /// Conditions of positions at the table that are linked to no promise yet.
    fn linking(&self, promise: &Promise) -> Markup {
        let table = &self.snapshot.table;
        let linked = |id: &Arc<str>| table.links.get(id).is_some_and(|all| all.contains(&promise.id));
        let mut options: Vec<(String, String)> = table
            .positions
            .iter()
            .flat_map(|position| &position.conditions)
            .filter(|condition| !linked(&condition.id))
            .map(|condition| (condition.id.to_string(), self.told.text(&condition.words, &condition.id)))
            .collect();
        options.sort();
        options.dedup();
        html! {
            @if !options.is_empty() || self.wrong.of("condition").is_some() {
                (self.form("link", &promise.id, "", &self.choice("condition", "promise-table-condition", &options)))
            }
        }
    }

    fn declaring(&self, condition: &Condition) -> Markup {
        let may = self.visit.granted.may(Verb::Negotiate);
        let by: Vec<&Arc<str>> =
            condition.declarers.iter().filter(|by| may && speaks(self.visit, by)).collect();
        let options = [("yes", Stands::Holds), ("no", Stands::Fails)]
            .map(|(value, state)| (value.to_owned(), self.told.state(state)));
        html! {
            @if !by.is_empty() {
                (self.form("declare", &condition.id, "", &html! {
                    (self.party("declare-by", &by))
                    (self.choice("holds", "promise-holds", &options))
                    (self.area("statement"))
                }))
            }
        }
    }
}
