//! What presses now: deadlines past or near, orders in dispute and for how long, verifications that ran out or soon will.

use hudna_core::commitment::{Row, State};
use hudna_core::time::{Instant, Span};

use super::Told;

/// Something that presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The promise: its place in the record's list.
    pub at: usize,
    /// What presses, in words.
    pub says: String,
    /// Who could move, by name and by what; none where nobody need.
    pub who: Option<String>,
}

impl Told<'_> {
    /// What presses at the moment of the telling, with what runs out within `span`: past deadlines first, then disputes, the longest
    /// first, then verifications that ran out, then what runs out next.
    pub fn alerts(&self, span: Span) -> Vec<Alert> {
        let mut all: Vec<((u8, Instant, usize), Alert)> = Vec::new();
        for (at, row) in self.board().rows.iter().enumerate() {
            if let Some((order, when, says)) = self.pressing(at, row, span) {
                let who = self.who_could_move(at).or_else(|| self.debtor_moves(at));
                all.push(((order, when, at), Alert { at, says, who }));
            }
        }
        all.sort_by_key(|(order, _)| *order);
        all.into_iter().map(|(_, alert)| alert).collect()
    }

    /// Why a row presses, the order in which it is told, and the moment it is about.
    fn pressing(&self, at: usize, row: &Row, span: Span) -> Option<(u8, Instant, String)> {
        let as_of = self.as_of();
        let soon = |when: &Instant| as_of < *when && *when <= as_of.plus(span);
        let left = |when: Instant| self.span(Span(when.0.saturating_sub(as_of.0)));
        match row.state {
            State::Overdue => {
                let due = row.due()?.by;
                let values = [("left", self.lasting(due)), ("when", self.by_when(due))];
                Some((0, due, self.say_owned("promise-alert-overdue", &values)))
            }
            State::Withdrawn => {
                let promise = self.all().kept().get(at)?.promise()?;
                let (due, stamp) = (row.late_then?, promise.withdrawn.as_ref()?);
                if promise.is_let_go(as_of) {
                    return None;
                }
                let values = [("who", self.party(&promise.by)), ("moment", self.moment(stamp.at))];
                let withdrawn = self.say_owned("promise-withdrawn-on", &values);
                Some((0, due, format!("{withdrawn} {}", self.was_late(due, stamp.at))))
            }
            State::Contested => {
                let since = self.board().contests(self.all(), at).first().map_or(as_of, |one| one.since.at);
                let alike = self.board().read_alike(self.all(), at);
                let says = alike.map_or_else(
                    || self.disputed(row, since),
                    |(read, written)| {
                        let values = [("order", self.order(read)), ("written", self.order(written))];
                        self.say_owned("promise-read-alike", &values)
                    },
                );
                Some((1, since, says))
            }
            State::Expired => {
                let until = row.valid_until?;
                Some((2, until, self.say("promise-ran-out", &[("moment", &self.by_when(until))])))
            }
            State::Due => {
                let due = row.due().map(|due| due.by).filter(soon)?;
                let values = [("left", left(due)), ("when", self.by_when(due))];
                Some((3, due, self.say_owned("promise-alert-due", &values)))
            }
            State::Verified => {
                let until = row.valid_until.filter(soon)?;
                let values = [("left", left(until)), ("when", self.by_when(until))];
                Some((3, until, self.say_owned("promise-alert-valid", &values)))
            }
            _ => None,
        }
    }

    /// How long an order has been in dispute, and by whose reading the promise is late and by whose not.
    fn disputed(&self, row: &Row, since: Instant) -> String {
        let mut says = vec![self.say("promise-alert-contested", &[("span", &self.lasting(since))])];
        let (late, not) = self.late_by(row);
        if !late.is_empty() {
            says.push(self.say_owned("promise-alert-late-by", &[("who", self.words().list(&late))]));
            says.push(self.say_owned("promise-alert-not-late-by", &[("who", self.words().list(&not))]));
        }
        says.join(" ")
    }

    /// That its debtor could move, of one that is owed and waits for nothing.
    fn debtor_moves(&self, at: usize) -> Option<String> {
        let row = self.board().rows.get(at)?;
        let kept = self.all().kept().get(at)?;
        if let (State::Withdrawn, Some(promise)) = (row.state, kept.promise()) {
            return Some(self.say("promise-mover-lets-go", &[("who", &self.owed_to(promise))]));
        }
        matches!(row.state, State::Overdue | State::Due | State::Expired | State::Verified)
            .then(|| self.who_moves(kept, at))
    }
}
