//! Orders that are read differently, in words: how each reading has it, side by side; since when, and who began. Nobody is preferred,
//! and nobody is told late; that one reading would have it late is told with that reading.

use hudna_core::commitment::{Contest, Deadline, Row, State, View, Voice};
use hudna_core::condition::Truth;
use hudna_core::time::{Instant, Span};

use super::Told;

/// Sealed within so long of being signed, a reading was sealed at once.
const AT_ONCE: Span = Span::hours(1);

impl Told<'_> {
    /// How it stands by each reading, and since when they differ; nothing where they do not.
    pub fn contested(&self, at: usize, row: &Row) -> Vec<String> {
        if row.state != State::Contested {
            return Vec::new();
        }
        let mut says: Vec<String> = row.views.iter().map(|(voice, view)| self.reading(voice, view)).collect();
        if let Some((read, written)) = self.board().read_alike(self.all(), at) {
            let values = [("order", self.order(read)), ("written", self.order(written))];
            says.push(self.say_owned("promise-read-alike", &values));
        } else if let Some(first) = self.board().contests(self.all(), at).first() {
            self.say_contest(first, row, &mut says);
        }
        says
    }

    fn reading(&self, voice: &Voice, view: &View) -> String {
        let state = self.as_viewed(view);
        match voice {
            Voice::Text => self.say("promise-reading-text", &[("state", &state)]),
            Voice::Party(party) => {
                self.say("promise-reading", &[("whose", &self.party(party)), ("state", &state)])
            }
        }
    }

    /// A state by one reading, with how late that has it, or how much time is left.
    fn as_viewed(&self, view: &View) -> String {
        let as_of = self.as_of();
        let Some(due) = view.deadline else { return self.state(view.state) };
        let left = self.span_of(Span(due.by.0.saturating_sub(as_of.0)));
        match (view.late, view.state) {
            (Truth::True, _) => self.say("promise-view-late", &[("left", &left)]),
            (_, State::Due) if due.by > as_of => self.say("promise-view-due", &[("left", &left)]),
            _ => self.state(view.state),
        }
    }

    fn say_contest(&self, contest: &Contest, row: &Row, says: &mut Vec<String>) {
        let who = self.party(&contest.by);
        let when = self.moment(contest.since.at);
        let span = self.lasting(contest.since.at);
        says.push(self.say("promise-contested-since", &[("span", &span), ("who", &who), ("moment", &when)]));
        if contest.since.at.plus(AT_ONCE) < contest.since.recorded_at {
            let sealed = self.moment(contest.since.recorded_at);
            says.push(self.say("promise-contested-sealed", &[("moment", &sealed)]));
        }
        let Some(due) = first_deadline(row) else { return };
        match contest.began_after(due) {
            (true, _) => {
                says.push(self.say("promise-contested-late", &[("when", &self.by_when(due.by))]));
            }
            (false, true) => {
                says.push(self.say("promise-contested-sealed-late", &[("when", &self.by_when(due.by))]));
            }
            (false, false) => {}
        }
    }

    /// How long something has lasted at the moment of the telling.
    pub fn lasting(&self, since: Instant) -> String {
        self.span_of(Span(self.as_of().0.saturating_sub(since.0)))
    }

    /// Whose readings have it late, and whose do not.
    pub fn late_by(&self, row: &Row) -> (Vec<String>, Vec<String>) {
        let whose = |voice: &Voice| match voice {
            Voice::Text => self.get("promise-voice-text"),
            Voice::Party(party) => self.say("promise-voice-party", &[("whose", &self.party(party))]),
        };
        let late: Vec<&Voice> = row.late_by().collect();
        let (yes, no): (Vec<_>, Vec<_>) =
            row.views.iter().map(|(voice, _)| voice).partition(|v| late.contains(v));
        (yes.into_iter().map(whose).collect(), no.into_iter().map(whose).collect())
    }
}

/// The first of the deadlines that readings give it.
pub(super) fn first_deadline(row: &Row) -> Option<Deadline> {
    row.views.iter().filter_map(|(_, view)| view.deadline).min_by_key(|due| due.by)
}
