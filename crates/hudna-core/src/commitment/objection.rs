//! What is refused when it is signed: an act that names what is not there, is done by the wrong side, makes a circle of
//! things that wait for each other, or sets a deadline before its condition. Each refusal names both sides.
//!
//! Asked of new acts alone ([`crate::ledger::standing`] says what may stand in a record); what stands is evaluated whatever it says.

use std::sync::Arc;

use super::evaluate::{Deadline, State};
use super::fold::{Stamp, promise};
use super::model::{Commitments, Kept, Need, Order, Promise};
use super::reading::{Orders, Voice};
use super::rule::{Frame, Rule};
use crate::ledger::act::Act;
use crate::ledger::entry::Body;
use crate::ledger::id::PartyId;
use crate::ledger::standing::Refusal;
use crate::time::Instant;

impl Commitments {
    /// What is against a new act; `None`: nothing is. `frame` is what its moments are counted by; without a text none that needs
    /// one can be read. `party` is the party for which its author acts.
    pub fn objection(
        &self,
        body: &Body,
        frame: Option<&Frame>,
        party: Option<&PartyId>,
        now: Instant,
    ) -> Option<Refusal> {
        match &body.act {
            Act::PromiseMade { needs, .. } => {
                read_by_another(needs, party).or_else(|| self.against_promise(body, frame, now))
            }
            Act::ConditionPut { id, declarers, .. } => self.taken(id).or_else(|| {
                declarers.is_empty().then(|| Refusal::new("condition-nobody-declares").with("condition", id))
            }),
            Act::PromiseClaimed { by, id, .. } | Act::PromiseWithdrawn { by, id } => {
                self.owed_by(id, by).and_then(|promise| self.still(promise, frame, now)).err()
            }
            Act::PromiseVerified { id, valid_until, .. } => {
                let outlived = || valid_until.and_then(|until| ran_out(id, until, body.at, frame));
                self.verified(id, frame, party, now).err().or_else(outlived)
            }
            Act::PromiseReleased { by, id } => {
                self.owed_to(id, by).and_then(|promise| self.owed_still(promise, frame, now)).err()
            }
            Act::PromiseExtended { by, due, id } => self.extended(id, by, *due, frame, now).err(),
            Act::ConditionDeclared { by, id, .. } => self.declared(id, by).err(),
            Act::SequenceRead { by, how, id, on } => {
                let read = self.read(id, on, *how, &Voice::Party(by.clone()), now).err();
                read.or_else(|| self.reads_of_others(id, on, by))
            }
            Act::SequenceRuled { how, id, on, .. } => {
                let ruled = self.read(id, on, *how, &Voice::Text, now).err();
                ruled.or_else(|| self.read_alike(id, on, now))
            }
            _ => None,
        }
    }

    fn taken(&self, id: &Arc<str>) -> Option<Refusal> {
        match self.get(id)? {
            Kept::Promise(_) => Some(Refusal::new("promise-known").with("promise", id)),
            Kept::Condition(_) => Some(Refusal::new("condition-known").with("condition", id)),
        }
    }

    fn known(&self, id: &str) -> Result<&Promise, Refusal> {
        self.promise(id).ok_or_else(|| Refusal::new("promise-unknown").with("promise", id))
    }

    fn owed_by(&self, id: &str, by: &str) -> Result<&Promise, Refusal> {
        let promise = self.known(id)?;
        if *promise.by == *by {
            return Ok(promise);
        }
        Err(Refusal::new("promise-of-another").with("promise", id).with("by", &promise.by))
    }

    fn owed_to(&self, id: &str, by: &str) -> Result<&Promise, Refusal> {
        let promise = self.known(id)?;
        if promise.is_owed_to(by) {
            return Ok(promise);
        }
        let to = if promise.to.is_empty() { "—".to_owned() } else { promise.to.join(", ") };
        Err(Refusal::new("promise-not-owed-to").with("promise", id).with("by", by).with("to", to))
    }

    /// Refuses what is done to a promise that has ended.
    fn still<'a>(
        &self,
        promise: &'a Promise,
        frame: Option<&Frame>,
        now: Instant,
    ) -> Result<&'a Promise, Refusal> {
        let ended = match frame {
            Some(frame) => self
                .position(&promise.id)
                .and_then(|at| self.evaluate(frame, now).rows.get(at).map(|row| row.state)),
            None => promise.withdrawn.as_ref().map(|_| State::Withdrawn),
        };
        match ended {
            Some(state @ (State::Withdrawn | State::Released | State::Lapsed)) => {
                Err(Refusal::new("promise-ended")
                    .with("promise", &promise.id)
                    .with("by", &promise.by)
                    .with("state", state.name()))
            }
            _ => Ok(promise),
        }
    }

    /// Refuses what asks for no more what nobody owes. What was withdrawn after its deadline is still asked for until it is let go.
    fn owed_still<'a>(
        &self,
        promise: &'a Promise,
        frame: Option<&Frame>,
        now: Instant,
    ) -> Result<&'a Promise, Refusal> {
        let late = || {
            let at = self.position(&promise.id)?;
            self.evaluate(frame?, now).rows.get(at)?.late_then
        };
        let is_open = !promise.is_let_go(now) && late().is_some();
        self.still(promise, frame, now).or_else(|why| if is_open { Ok(promise) } else { Err(why) })
    }

    /// That a party reads the order of things of which it is no side.
    fn reads_of_others(&self, id: &str, on: &str, by: &str) -> Option<Refusal> {
        let (one, other) = (self.get(id)?, self.get(on)?);
        let concerned = one.concerns(by) || other.concerns(by);
        (!concerned).then(|| {
            let refusal = Refusal::new("order-of-others").with("promise", id).with("by", by);
            refusal.with("other", on).with("owed_by", one.by()).with("other_by", other.by())
        })
    }

    /// That nobody reads an order otherwise than another, so that there is nothing to rule.
    fn read_alike(&self, id: &str, on: &str, now: Instant) -> Option<Refusal> {
        let at = |id: &str| self.position(id).and_then(|at| u32::try_from(at).ok());
        let ruled = Orders::of(self, now).may_be_ruled(at(id)?, at(on)?);
        (!ruled).then(|| Refusal::new("order-not-disputed").with("promise", id).with("other", on))
    }

    fn verified(
        &self,
        id: &str,
        frame: Option<&Frame>,
        party: Option<&PartyId>,
        now: Instant,
    ) -> Result<(), Refusal> {
        let promise = self.known(id)?;
        if party.is_some_and(|party| *party.0 == *promise.by) {
            return Err(Refusal::new("promise-own-verification").with("promise", id).with("by", &promise.by));
        }
        self.still(promise, frame, now).map(drop)
    }

    fn extended(
        &self,
        id: &str,
        by: &str,
        due: Instant,
        frame: Option<&Frame>,
        now: Instant,
    ) -> Result<(), Refusal> {
        let promise = self.owed_to(id, by)?;
        self.still(promise, frame, now)?;
        let (Some(frame), Some(at)) = (frame, self.position(id)) else { return Ok(()) };
        let board = self.evaluate(frame, now);
        let row = board.rows.get(at);
        let Some(stands) = row.and_then(|row| row.was_due.or(row.deadline)) else {
            return Err(Refusal::new("promise-no-deadline").with("promise", id).with("by", &promise.by));
        };
        let given = promise.extended.iter().rev().find(|one| *one.by == *by).map(|one| one.due);
        let stands = given.map_or(stands.by, |given| given.max(stands.by));
        if due > stands {
            return Ok(());
        }
        Err(Refusal::new("extension-no-longer")
            .with("promise", id)
            .with("by", by)
            .with("due", frame.written(stands))
            .with("asked", frame.written(due)))
    }

    fn declared(&self, id: &str, by: &str) -> Result<(), Refusal> {
        let unknown = || Refusal::new("condition-unknown").with("condition", id);
        let condition = self.condition(id).ok_or_else(unknown)?;
        if condition.declarers.iter().any(|may| **may == *by) {
            return Ok(());
        }
        Err(Refusal::new("condition-not-yours")
            .with("condition", id)
            .with("by", by)
            .with("declarers", condition.declarers.join(", ")))
    }

    /// Refuses a reading or a ruling of an order between what is not there, of a thing with itself, or that would make a circle.
    fn read(&self, id: &str, on: &str, how: Order, voice: &Voice, now: Instant) -> Result<(), Refusal> {
        let promise = self.known(id)?;
        let other = self.get(on).ok_or_else(|| Refusal::new("promise-unknown").with("promise", on))?;
        if id == on {
            return Err(circle(promise, other));
        }
        let new = Need { how, on: on.into(), read_by: None };
        match self.circle(promise, &[new], voice, now) {
            Some(other) => Err(circle(promise, other)),
            None => Ok(()),
        }
    }

    fn against_promise(&self, body: &Body, frame: Option<&Frame>, now: Instant) -> Option<Refusal> {
        let stamp = Stamp { at: body.at, recorded_at: now, entry: body.id.clone(), seq: u64::MAX };
        let Some(Kept::Promise(new)) = promise(&body.act, stamp) else { return None };
        self.against_new(&new, frame, now).err()
    }

    fn against_new(&self, new: &Promise, frame: Option<&Frame>, now: Instant) -> Result<(), Refusal> {
        if let Some(why) = self.taken(&new.id) {
            return Err(why);
        }
        if new.to.contains(&new.by) {
            return Err(Refusal::new("promise-to-oneself").with("promise", &new.id).with("by", &new.by));
        }
        for need in &new.needs {
            if need.on != new.id && self.get(&need.on).is_none() {
                return Err(Refusal::new("promise-unknown").with("promise", &need.on));
            }
        }
        if new.verifier.as_ref() == Some(&new.by) {
            return Err(Refusal::new("promise-own-verifier").with("promise", &new.id).with("by", &new.by));
        }
        let twice = new.needs.iter().enumerate().find(|(n, need)| {
            new.needs[..*n].iter().any(|other| other.on == need.on && other.read_by == need.read_by)
        });
        if let Some((_, need)) = twice {
            return Err(Refusal::new("needs-twice").with("promise", &new.id).with("other", &need.on));
        }
        let mut readers: Vec<Voice> = vec![Voice::Text];
        readers.extend(new.needs.iter().filter_map(|need| need.read_by.clone()).map(Voice::Party));
        if new.needs.iter().any(|need| need.on == new.id) {
            return Err(circle_of(new, &new.id, &new.by));
        }
        for voice in readers {
            let of_voice: Vec<Need> =
                new.needs.iter().filter(|need| heard(need, new, &voice)).cloned().collect();
            if let Some(other) = self.circle(new, &of_voice, &voice, now) {
                return Err(circle(new, other));
            }
        }
        let moments = self.moments(new, frame)?;
        self.deadline_fits(new, &moments, frame)
    }

    /// The moments of a new promise, each readable and running from something that is there.
    fn moments(&self, new: &Promise, frame: Option<&Frame>) -> Result<Moments, Refusal> {
        let read = |written: &Option<Arc<str>>| -> Result<Option<Rule>, Refusal> {
            let Some(written) = written else { return Ok(None) };
            let unreadable =
                || Refusal::new("moment-unreadable").with("promise", &new.id).with("written", written);
            let frame = frame.ok_or_else(unreadable)?;
            let rule = frame.rule(written).ok_or_else(unreadable)?;
            if let Rule::After { event, .. } = &rule
                && let Some(of) = event.of()
                && self.get(of).is_none()
                && !frame.has_norm(of)
            {
                return Err(Refusal::new("promise-unknown").with("promise", of));
            }
            Ok(Some(rule))
        };
        if let Some(written) = new.valid_for.as_deref()
            && Frame::duration(written).is_none()
        {
            return Err(Refusal::new("moment-unreadable").with("promise", &new.id).with("written", written));
        }
        let fixed = |rule: &Option<Rule>| match rule {
            Some(Rule::Fixed { start, end }) => Some((*start, *end)),
            _ => None,
        };
        let (due, until, starts) = (read(&new.due_rule)?, read(&new.until)?, read(&new.not_before)?);
        Ok(Moments {
            due: new.due.into_iter().chain(fixed(&due).map(|(_, end)| end)).min(),
            until: fixed(&until).map(|(_, end)| end),
            starts: fixed(&starts).map(|(start, _)| start),
        })
    }

    /// Refuses a deadline that lies before what it waits for is due or can be there, or behind the end of the promise itself.
    fn deadline_fits(&self, new: &Promise, moments: &Moments, frame: Option<&Frame>) -> Result<(), Refusal> {
        let (Some(due), Some(frame)) = (moments.due, frame) else { return Ok(()) };
        let said = |code, other: &str, by: &str, moment: String| {
            Refusal::new(code)
                .with("promise", &new.id)
                .with("by", &new.by)
                .with("due", frame.written(due))
                .with("other", other)
                .with("other_by", by)
                .with("moment", moment)
        };
        if let Some(starts) = moments.starts.filter(|starts| due <= *starts) {
            let from = frame.written_start(starts);
            return Err(said("deadline-before-possible", &new.id, &new.by, from));
        }
        if let Some(until) = moments.until.filter(|until| *until < due) {
            return Err(said("deadline-after-end", &new.id, &new.by, frame.written(until)));
        }
        let board = self.evaluate(frame, new.stamp.at);
        for need in new.needs.iter().filter(|need| need.how.waits()) {
            let Some((at, other)) = self.position(&need.on).and_then(|at| Some((at, self.kept.get(at)?)))
            else {
                continue;
            };
            if let Some(earliest) = self.earliest(at, frame).filter(|earliest| due <= *earliest) {
                let from = frame.written_start(earliest);
                return Err(said("deadline-before-possible", &need.on, other.by(), from));
            }
            let row = board.rows.get(at);
            let theirs = row.filter(|row| !row.state.is_over()).and_then(|row| row.deadline);
            if let Some(Deadline { from, .. }) = theirs.filter(|theirs| due < theirs.from) {
                return Err(said("deadline-before-condition", &need.on, other.by(), frame.written(from)));
            }
        }
        Ok(())
    }

    /// The earliest moment at which something can be there, by what was written of it and of all that comes before it.
    fn earliest(&self, at: usize, frame: &Frame) -> Option<Instant> {
        let mut latest: Option<Instant> = None;
        let mut seen = vec![false; self.kept.len()];
        let mut ahead = vec![at];
        while let Some(at) = ahead.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let starts = match &self.kept[at] {
                Kept::Condition(condition) => condition.not_before,
                Kept::Promise(promise) => {
                    let before =
                        promise.needs.iter().filter(|need| need.how.waits() && need.read_by.is_none());
                    ahead.extend(before.filter_map(|need| self.position(&need.on)));
                    match promise.not_before.as_deref().and_then(|written| frame.rule(written)) {
                        Some(Rule::Fixed { start, .. }) => Some(start),
                        _ => None,
                    }
                }
            };
            latest = latest.max(starts);
        }
        latest
    }

    /// The other end of a circle that `promise`, with these needs in the place of what is said of the same orders, would close:
    /// something that it would wait for, or something it goes together with, and that waits for it.
    fn circle(&self, promise: &Promise, needs: &[Need], voice: &Voice, now: Instant) -> Option<&Kept> {
        let orders = Orders::of(self, now.max(promise.stamp.at));
        let position = |id: &str| self.position(id).and_then(|at| u32::try_from(at).ok());
        let last = u32::try_from(self.kept.len()).ok()?;
        let own = position(&promise.id).unwrap_or(last);
        let new: Vec<(u32, u32, Order)> =
            needs.iter().filter_map(|need| Some((own, position(&need.on)?, need.how))).collect();
        let links = orders.links_with(voice, self.kept.len() + 1, &new);
        let home = links.group(own);
        let of_group = links.together(own).iter().flat_map(|member| links.needs(*member));
        let mut starts: Vec<u32> = of_group.filter(|(_, how)| how.waits()).map(|(on, _)| *on).collect();
        // its own needs are named before those of what it goes together with
        starts.sort_by_key(|on| !new.iter().any(|(_, other, _)| other == on));
        starts.into_iter().find(|start| links.leads(*start, home)).and_then(|on| self.kept.get(on as usize))
    }
}

/// Who acts for a party says how that party reads an order, and how no other does.
fn read_by_another(needs: &[Need], party: Option<&PartyId>) -> Option<Refusal> {
    let own = party?;
    let other =
        |need: &Need| need.read_by.clone().filter(|by| **by != *own.0).map(|by| (by, need.on.clone()));
    let (by, on) = needs.iter().find_map(other)?;
    Some(Refusal::new("reading-not-yours").with("party", own).with("by", by).with("promise", on))
}

/// Moments of a new promise that are known from what is written.
struct Moments {
    due: Option<Instant>,
    until: Option<Instant>,
    starts: Option<Instant>,
}

/// Whether a need is one by this voice: as agreed, unless that party reads it in another order.
fn heard(need: &Need, new: &Promise, voice: &Voice) -> bool {
    match (&need.read_by, voice) {
        (Some(by), Voice::Party(party)) => by == party,
        (Some(_), Voice::Text) => false,
        (None, Voice::Text) => true,
        (None, Voice::Party(party)) => {
            !new.needs.iter().any(|other| other.on == need.on && other.read_by.as_ref() == Some(party))
        }
    }
}

fn circle(promise: &Promise, other: &Kept) -> Refusal {
    circle_of(promise, other.id(), other.by())
}

fn circle_of(promise: &Promise, other: &str, by: &str) -> Refusal {
    Refusal::new("needs-circle")
        .with("promise", &promise.id)
        .with("by", &promise.by)
        .with("other", other)
        .with("other_by", by)
}

/// That what is found holds no longer when it is found.
fn ran_out(id: &str, until: Instant, at: Instant, frame: Option<&Frame>) -> Option<Refusal> {
    let written = |moment: Instant| frame.map_or_else(|| "—".to_owned(), |frame| frame.written(moment));
    (until <= at).then(|| {
        Refusal::new("valid-until-past")
            .with("promise", id)
            .with("until", written(until))
            .with("at", written(at))
    })
}
