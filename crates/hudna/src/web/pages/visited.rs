//! Visits that were recorded, as whoever sent somebody out reads them: when, how they were received, after how long a wait; beside the task
//! and the finding that they were made for, and all in a list.
//!
//! Who went, and where, is not for the parties to know. What was written of a visit is sealed: its author reads it, and whoever may read what
//! is sealed anywhere in the mission, of which it is said in the record before it is shown.

use std::sync::Arc;

use hudna_core::ledger::act::{FindingRef, Verb};
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::register::Visit as Row;
use hudna_desk::document::screen::Screen;
use hudna_desk::powers::{Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::handled::Visited;
use hudna_desk::record::remembered::Thing;
use hudna_desk::words::offset;
use maud::{Markup, html};

use super::called::{Called, knows_people};
use super::finding;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The most visits of the list.
const LISTED: usize = 50;

/// What visits are said with.
pub(super) struct Visits<'a> {
    /// Who reads.
    pub(super) visit: &'a Visit,
    /// The record in words.
    pub(super) screen: &'a Screen<'a>,
    /// The record.
    pub(super) snapshot: &'a Snapshot,
    /// Names by which users sign in.
    pub(super) logins: &'a [(UserId, String)],
    /// The visit of which the words are shown: that they are read is in the record.
    pub(super) opened: Option<&'a EntryId>,
}

/// Whether the visitor may read what was written of every visit.
fn reads_all(visit: &Visit) -> bool {
    visit.granted.sealed && visit.granted.has_over_all(Power::See(Sight::Exact))
}

/// The visit of which the visitor asks for the words, once it is in the record that they are read; `None` where none is asked for, or it is
/// not theirs to read.
pub(super) async fn opened(
    house: &Arc<House>,
    visit: &Visit,
    snapshot: &Snapshot,
) -> Result<Option<EntryId>, Fault> {
    let asked = visit.query.get("words");
    let Some(of) = snapshot.handled.visits.iter().find(|one| *one.entry.0 == *asked) else {
        return Ok(None);
    };
    let session = visit.session()?;
    if of.by != session.actor.user {
        if !reads_all(visit) {
            return Ok(None);
        }
        house.reads(session, Thing::about("visit", Some(&of.entry.0))).await?;
    }
    Ok(Some(of.entry.clone()))
}

impl<'a> Visits<'a> {
    /// Each visit with its row, the latest entry first.
    fn each(&self) -> impl Iterator<Item = (&'a Visited, &'a Row)> {
        self.snapshot.handled.visits.iter().zip(&self.snapshot.exact.registers.visits).rev()
    }

    /// Those that were made for a task.
    pub(super) fn of_task(&self, task: &EntryId) -> Markup {
        let made: Vec<_> = self.each().filter(|(visited, _)| visited.task.as_ref() == Some(task)).collect();
        html! {
            @if !made.is_empty() {
                p.s { (self.visit.words().get("visit-for-task")) }
                ul.wait.s { @for one in made { li { (self.one(one)) } } }
            }
        }
    }

    /// Those that were made for tasks about a finding, in a section of its page.
    pub(super) fn of_finding(&self, name: &FindingRef) -> Markup {
        let about = |visited: &Visited| {
            let task = self.snapshot.tasks.iter().find(|task| Some(&task.entry) == visited.task.as_ref());
            task.and_then(|task| task.about.as_ref()) == Some(name)
        };
        let made: Vec<_> = self.each().filter(|(visited, _)| about(visited)).collect();
        html! {
            @if !made.is_empty() {
                section.box {
                    h2 { (self.visit.words().get("visits-made-for-it")) }
                    ul.wait { @for one in made { li { (self.one(one)) } } }
                }
            }
        }
    }

    /// The latest, in a section.
    pub(super) fn listed(&self) -> Markup {
        let (words, all) = (self.visit.words(), self.snapshot.handled.visits.len());
        html! {
            section.box id="visits" {
                h2 { (words.get("visits-made")) }
                @if all == 0 { p.empty { (words.get("visits-none")) } }
                ul.wait { @for one in self.each().take(LISTED) { li { (self.one(one)) (self.about(one.0)) } } }
                @if all > LISTED { p.s.soft { (words.with("visits-latest", &[("shown", LISTED.into()), ("all", all.into())])) } }
            }
        }
    }

    /// What the task was about that a visit was made for.
    fn about(&self, visited: &Visited) -> Markup {
        let task = self.snapshot.tasks.iter().find(|task| Some(&task.entry) == visited.task.as_ref());
        html! {
            @if let Some(name) = task.and_then(|task| task.about.as_ref()) {
                div.s { a href=(finding::address(name)) { (self.screen.norm(&name.norm)) } " " bdi.n { (name.subject) } }
            }
        }
    }

    fn one(&self, (visited, row): (&Visited, &Row)) -> Markup {
        let words = self.visit.words();
        let when = row.at.map_or_else(
            || words.get("certainty-unknown"),
            |at| {
                let zone = offset(at.lo, self.screen.zone());
                words.with("visit-at", &[("time", self.screen.range(at).into()), ("zone", zone.into())])
            },
        );
        let access =
            ["granted", "delayed", "denied"].into_iter().find(|one| row.access.as_deref() == Some(one));
        let access =
            access.map_or_else(|| words.get("certainty-unknown"), |one| words.get(&format!("visit-{one}")));
        let granted = &self.visit.granted;
        let is_of_mission = granted.party.is_none() && (granted.sealed || granted.may(Verb::Assess));
        html! {
            b { (access) } (words.get("comma")) " " time { (when) }
            @if is_of_mission || knows_people(self.visit) {
                (words.get("comma")) " " bdi { (row.site) }
            }
            div.s.soft {
                @if let Some(team) = row.team.as_deref().filter(|_| knows_people(self.visit)) {
                    (words.get("field-team")) (words.get("colon")) " " bdi { (team) } ". "
                }
                @if let Some(minutes) = row.delay_min {
                    (words.get("field-minutes")) (words.get("colon")) " " (minutes.best) ". "
                }
                @if let Some(party) = &row.party {
                    // of a visit that was let in the row says whose site it was
                    @if row.access.as_deref() == Some("denied") { (words.get("field-denied-by")) } @else { (words.get("column-party")) (words.get("colon")) }
                    " " (self.screen.actor(party)) ". "
                }
                @if knows_people(self.visit) {
                    (words.get("visit-recorded-by")) " "
                    (Called { visit: self.visit, standing: &self.snapshot.standing, logins: self.logins }.shown(&visited.by))
                }
            }
            (self.written(visited, row))
        }
    }

    /// What was written of it: to its author, to whoever had it opened, or that there is something and a way to it.
    fn written(&self, visited: &Visited, row: &Row) -> Markup {
        let words = self.visit.words();
        let own = self.visit.session.as_ref().is_some_and(|session| session.actor.user == visited.by);
        html! {
            @if let Some(text) = &row.reason {
                @if own || self.opened == Some(&visited.entry) {
                    blockquote dir="auto" { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
                } @else if reads_all(self.visit) {
                    p.s { a href=(format!("/verification?words={}#visits", visited.entry)) { (words.get("visit-words")) } }
                } @else {
                    p.s.soft { (words.get("sealed")) }
                }
            }
        }
    }
}
