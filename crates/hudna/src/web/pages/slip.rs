//! Slips: forms on a page of their own. What is wrong stands beside its field, what was typed stays, and what the record refuses is
//! said beside the field that it is about.
//!
//! A slip says which fields it has and what act comes of them; showing, sending and refusing are the same for all. To add one: a
//! [`Slip`], a handler that calls [`answered`], two rows in the table of routes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PartyId, UserId};
use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::{Receipt, Snapshot};
use hudna_desk::words::Words;
use jiff::civil;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Field, Wrong, area, beside, choice, latin_digits, summary};
use super::plainly::plainly;
use super::{Page, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The most characters of words that are sealed with an act.
const MOST_WORDS: usize = 20_000;
/// The most characters of a line.
const MOST_LINE: usize = 200;

/// A form on a page of its own.
pub(super) struct Slip {
    /// Where it lies, and where it goes.
    pub(super) path: &'static str,
    /// The key of its title; `.lead` is what stands above it.
    pub(super) title: &'static str,
    /// The key of its button.
    pub(super) send: &'static str,
    /// The section of the house that it is in, and the key of that section's name.
    pub(super) within: (&'static str, &'static str),
    /// Its fields; `Err`: there is nothing to fill in, and why, in words.
    pub(super) fields: fn(&Room<'_>) -> Result<Markup, String>,
    /// The acts that come of them; `None` where something is wrong, which is then said.
    pub(super) acts: fn(&Room<'_>, &mut Wrong) -> Option<Vec<Filed>>,
    /// Codes with which the record refuses, and the field that each is about.
    pub(super) about: &'static [(&'static str, &'static str)],
    /// Where its sender goes then.
    pub(super) then: fn(&Room<'_>, &[Receipt]) -> String,
}

/// What a slip is made of.
pub(super) struct Room<'a> {
    /// Who fills it in.
    pub(super) visit: &'a Visit,
    /// The record.
    pub(super) snapshot: &'a Snapshot,
    /// The record in words, what is sealed left out.
    pub(super) screen: Screen<'a>,
    /// The joint force in words.
    pub(super) told: Told<'a>,
    /// Names by which users sign in.
    pub(super) logins: &'a [(UserId, String)],
    /// Now.
    pub(super) now: Instant,
    /// What was wrong with what was typed.
    pub(super) wrong: &'a Wrong,
    /// What fields hold before anybody typed, by their names.
    pub(super) before: Vec<(String, String)>,
}

/// Whether the request brought a form: every form carries the token of its session.
pub(super) fn is_sent(visit: &Visit) -> bool {
    !visit.form.get("csrf").is_empty()
}

/// Shows a slip, or does what it says where it was sent.
pub(super) async fn answered(slip: &Slip, house: &Arc<House>, visit: &Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let now = clock::now();
    let none = Wrong::default();
    let room = |wrong| Room {
        visit,
        snapshot: &snapshot,
        screen,
        told: Told::of(&snapshot, screen, now),
        logins: &logins,
        now,
        wrong,
        before: Vec::new(),
    };
    if !is_sent(visit) {
        return Ok(laid_out(slip, house, &room(&none), StatusCode::OK));
    }
    let mut wrong = Wrong::default();
    let acts = (slip.acts)(&room(&none), &mut wrong);
    let Some(acts) = acts.filter(|_| wrong.is_empty()) else {
        return Ok(laid_out(slip, house, &room(&wrong), StatusCode::UNPROCESSABLE_ENTITY));
    };
    match done(house, visit, acts, slip.about).await? {
        Ok(receipts) => Ok(to(&(slip.then)(&room(&none), &receipts))),
        Err((status, wrong)) => Ok(laid_out(slip, house, &room(&wrong), status)),
    }
}

fn laid_out(slip: &Slip, house: &House, room: &Room<'_>, status: StatusCode) -> Response {
    let words = room.words();
    let (section, named) = slip.within;
    let lead = format!("{}.lead", slip.title);
    let main = html! {
        p.s { a href=(section) { (words.get(named)) } }
        div.head { h1 { (words.get(slip.title)) } }
        @if words.has(&lead) { p.lede { (words.get(&lead)) } }
        (summary(words, room.wrong))
        @match (slip.fields)(room) {
            Ok(fields) => form.box.stack.slip method="post" action=(slip.path) {
                (token(room.visit))
                (fields)
                p { button.btn.main { (words.get(slip.send)) } }
            },
            Err(why) => p.empty { (why) },
        }
    };
    let as_of = Some(room.snapshot.as_of);
    laid(house, room.visit, status, &Page { title: words.get(slip.title), here: section, as_of, main })
}

/// Has acts written, all or none; `Err`: what is against them, beside the field that it is about, and with which status.
pub(super) async fn done(
    house: &Arc<House>,
    visit: &Visit,
    mut acts: Vec<Filed>,
    about: &[(&str, &'static str)],
) -> Result<Result<Vec<Receipt>, (StatusCode, Wrong)>, Fault> {
    let session = Arc::clone(visit.session()?);
    let done = match (acts.pop(), acts.is_empty()) {
        (Some(one), true) => house.act(&session, None, one).await.map(|receipt| vec![receipt]),
        (last, _) => {
            acts.extend(last);
            house.act_all(&session, acts).await
        }
    };
    match done {
        Ok(receipts) => Ok(Ok(receipts)),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let why = plainly(house, visit, why).await;
            Ok(Err((why.status(), refused(visit, &why, about))))
        }
    }
}

/// What a refusal says, beside the field that it is about.
pub(super) fn refused(visit: &Visit, why: &Fault, about: &[(&str, &'static str)]) -> Wrong {
    let (said, next) = why.clone().said_in(visit.lang).said();
    let field = about.iter().find(|(code, _)| *code == why.trouble().code).map_or("", |(_, field)| field);
    let mut wrong = Wrong::default();
    wrong.add(field, [said, next.unwrap_or_default()].join(" ").trim().to_owned());
    wrong
}

/// Does one act from a button and goes on; a refusal is a page of its own.
pub(super) async fn pressed(
    house: &Arc<House>,
    visit: &Visit,
    filed: Filed,
    then: &str,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    house.act(&session, None, filed).await?;
    Ok(to(then))
}

impl<'a> Room<'a> {
    /// The words of the reader's language.
    pub(super) fn words(&self) -> &'static Words {
        self.visit.words()
    }
    /// The text in force.
    pub(super) fn agreement(&self) -> &'a Agreement {
        &self.snapshot.agreement
    }
    /// The same room, whose fields hold something before anybody typed.
    #[must_use]
    pub(super) fn holding(&self, before: Vec<(String, String)>) -> Self {
        let (visit, snapshot, screen, told) = (self.visit, self.snapshot, self.screen, self.told);
        Self { visit, snapshot, screen, told, logins: self.logins, now: self.now, wrong: self.wrong, before }
    }
    /// What was typed into a field; before anything was sent, what the address says, or what it held before.
    pub(super) fn typed(&self, name: &str) -> &str {
        if is_sent(self.visit) {
            return self.visit.form.typed(name);
        }
        match self.visit.query.get(name) {
            "" => self.before.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value),
            asked => asked,
        }
    }
    /// All that was chosen under a name, in the same way.
    pub(super) fn chosen(&self, name: &str) -> BTreeSet<String> {
        if is_sent(self.visit) {
            return self.visit.form.all(name).map(str::to_owned).collect();
        }
        let before = self.before.iter().filter(|(known, _)| known == name);
        before.map(|(_, value)| value.clone()).collect()
    }

    /// A field of a line.
    pub(super) fn line(&self, name: &'static str, kind: &'static str, key: &str, required: bool) -> Markup {
        let typed = self.typed(name);
        Field { name, kind, key, typed, autocomplete: "off", required }.shown(self.words(), self.wrong)
    }
    /// A field of words.
    pub(super) fn area(&self, name: &'static str, key: &str) -> Markup {
        area(self.words(), (name, key), self.typed(name), self.wrong)
    }
    /// A choice of one.
    pub(super) fn pick(&self, name: &'static str, key: &str, options: &[(String, String)]) -> Markup {
        choice(self.words(), (name, key), options, self.typed(name), self.wrong)
    }
    /// A choice of several.
    pub(super) fn picks(&self, name: &'static str, key: &str, options: &[(String, String)]) -> Markup {
        let (words, chosen) = (self.words(), self.chosen(name));
        let message = self.wrong.of(name);
        html! {
            fieldset.field.bad[message.is_some()] aria-describedby=(format!("{name}-beside")) {
                legend { (words.get(key)) }
                (beside(words, key, name, message))
                div.picks {
                    @for (value, label) in options {
                        label { input type="checkbox" name=(name) value=(value) checked[chosen.contains(value)]; bdi { (label) } }
                    }
                }
            }
        }
    }
    /// Something that the form carries and nobody types.
    pub(super) fn carried(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.typed(name)); }
    }
    /// A day and the hours from and to.
    pub(super) fn hours(&self, required: bool) -> Markup {
        html! {
            div.tri {
                (self.line("day", "date", "field-day", required)) (self.line("from", "time", "field-from-hour", required))
                (self.line("to", "time", "field-to-hour", required))
            }
        }
    }

    /// The parties that the visitor may speak for.
    pub(super) fn parties(&self) -> Vec<(String, String)> {
        let own = self.visit.granted.party.as_ref();
        let all = self.agreement().parties.iter().filter(|party| own.is_none_or(|own| own.0 == party.id));
        all.map(|party| (party.id.to_string(), self.screen.actor(&party.id))).collect()
    }
    /// Every party.
    pub(super) fn every_party(&self) -> Vec<(String, String)> {
        let all = self.agreement().parties.iter();
        all.map(|party| (party.id.to_string(), self.screen.actor(&party.id))).collect()
    }
    /// The sectors of the map.
    pub(super) fn sectors(&self) -> Vec<(String, String)> {
        let all = self.agreement().backdrop.iter().filter(|one| &*one.kind == "sector");
        all.map(|one| (one.id.to_string(), self.screen.sector(&one.id))).collect()
    }
    /// Bodies of which somebody said how they are joined.
    pub(super) fn bodies(&self) -> Vec<(String, String)> {
        self.snapshot.force.bodies.keys().map(|id| (id.to_string(), self.told.body(id))).collect()
    }
    /// Users who may do this, by the names that they sign in with where they have an account and the reader may know them.
    pub(super) fn users(&self, verb: Verb) -> Vec<(String, String)> {
        let all = self.snapshot.standing.users.keys().filter(|user| self.snapshot.standing.may(user, verb));
        all.map(|user| (user.to_string(), self.called(user))).collect()
    }
    /// How a user is called on pages.
    pub(super) fn called(&self, user: &UserId) -> String {
        Called { visit: self.visit, standing: &self.snapshot.standing, logins: self.logins }.choice(user)
    }

    /// A line that must be there.
    pub(super) fn needed(&self, name: &'static str, wrong: &mut Wrong) -> Option<String> {
        let typed = self.visit.form.get(name);
        let key = match typed.chars().count() {
            0 => "slip-missing",
            count if count > MOST_LINE => "slip-too-long",
            _ => return Some(typed.to_owned()),
        };
        wrong.add(name, self.words().get(key));
        None
    }
    /// An id: letters of ASCII, digits and marks between them.
    pub(super) fn id(&self, name: &'static str, wrong: &mut Wrong) -> Option<Arc<str>> {
        let typed = self.needed(name, wrong)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if typed.len() <= 40 && typed.chars().all(plain) {
            return Some(typed.into());
        }
        wrong.add(name, self.words().with("slip-id-wrong", &[("typed", typed.into())]));
        None
    }
    /// One of what was offered.
    pub(super) fn one_of(
        &self,
        name: &'static str,
        offered: &[(String, String)],
        wrong: &mut Wrong,
    ) -> Option<Arc<str>> {
        let typed = self.visit.form.get(name);
        let found = offered.iter().find(|(value, _)| value == typed && !value.is_empty());
        if found.is_none() {
            wrong.add(name, self.words().get("slip-choose"));
        }
        found.map(|(value, _)| value.as_str().into())
    }
    /// The party in whose name it is.
    pub(super) fn party(&self, wrong: &mut Wrong) -> Option<PartyId> {
        self.one_of("party", &self.parties(), wrong).map(PartyId)
    }
    /// Those of what was offered that were chosen; what was chosen and is not offered is said.
    pub(super) fn several(
        &self,
        name: &'static str,
        offered: &[(String, String)],
        wrong: &mut Wrong,
    ) -> Vec<String> {
        let chosen = self.chosen(name);
        let known = |one: &&String| offered.iter().any(|(value, _)| value == *one);
        if let Some(other) = chosen.iter().find(|one| !one.is_empty() && !known(one)) {
            wrong.add(name, self.words().with("field-not-offered", &[("typed", other.as_str().into())]));
        }
        offered.iter().filter(|(value, _)| chosen.contains(value)).map(|(value, _)| value.clone()).collect()
    }
    /// Words that must be there, as they were typed.
    pub(super) fn said(&self, name: &'static str, wrong: &mut Wrong) -> Option<Vec<u8>> {
        if self.visit.form.get(name).is_empty() {
            wrong.add(name, self.words().get("field-empty"));
            return None;
        }
        self.maybe_said(name, wrong)
    }
    /// Words that may be missing.
    pub(super) fn maybe_said(&self, name: &'static str, wrong: &mut Wrong) -> Option<Vec<u8>> {
        let typed = self.visit.form.get(name);
        if typed.chars().count() > MOST_WORDS {
            wrong.add(name, self.words().get("field-too-long"));
            return None;
        }
        Some(typed.as_bytes().to_vec())
    }
    /// A whole number that may be missing.
    pub(super) fn number(&self, name: &'static str, wrong: &mut Wrong) -> Option<u32> {
        let typed = latin_digits(self.visit.form.get(name));
        let read = typed.parse().ok();
        if read.is_none() && !typed.is_empty() {
            wrong.add(name, self.words().with("slip-number-wrong", &[("typed", typed.into())]));
        }
        read
    }
    /// A day that may be missing: all of it.
    pub(super) fn day(&self, name: &'static str, wrong: &mut Wrong) -> Option<TimeRange> {
        let typed = latin_digits(self.visit.form.get(name));
        let read = typed.parse::<civil::Date>().ok().map(|day| whole_day(day, &self.agreement().zone_time));
        if read.is_none() && !typed.is_empty() {
            wrong.add(name, self.words().with("field-day-wrong", &[("typed", typed.into())]));
        }
        read
    }
    /// A moment of a day, in the mission's time: the day's beginning where no hour is said.
    pub(super) fn moment(&self, [day, hour]: [&'static str; 2], wrong: &mut Wrong) -> Option<Instant> {
        if self.visit.form.get(day).is_empty() {
            wrong.add(day, self.words().get("slip-missing"));
            return None;
        }
        let whole = self.day(day, wrong)?;
        let typed = latin_digits(self.visit.form.get(hour));
        if typed.is_empty() {
            return Some(whole.lo);
        }
        let Ok(time) = typed.parse::<civil::Time>() else {
            wrong.add(hour, self.words().with("field-time-wrong", &[("typed", typed.into())]));
            return None;
        };
        let day = latin_digits(self.visit.form.get(day)).parse::<civil::Date>().ok()?;
        Some(instants_of(day.to_datetime(time), &self.agreement().zone_time).lo)
    }
    /// A moment as the fields of a day and an hour hold it.
    pub(super) fn in_fields(&self, at: Instant) -> [String; 2] {
        let local = at.local(self.screen.zone());
        [local.strftime("%Y-%m-%d").to_string(), local.strftime("%H:%M").to_string()]
    }
}
