//! The words for promises, conditions and how they stand.

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{
    Blocker, Board, Commitments, Condition, Event, Kept, Mover, Order, Promise, Row, Rule, Scale, State, Wait,
};
use hudna_core::condition::Truth;
use hudna_core::ledger::act::Both;
use hudna_core::time::{Instant, Span};

use super::Pledges;
use crate::words::{FluentValue, Lang, Words, even, isolated};

/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

/// One promise or condition in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the record's list.
    pub at: usize,
    /// Its id.
    pub id: String,
    /// What was promised, or must hold.
    pub what: String,
    /// Who owes it, or put it.
    pub by: String,
    /// To whom; empty for a condition.
    pub to: String,
    /// Its state.
    pub state: String,
    /// By when; empty where it has no deadline yet.
    pub due: String,
    /// What there is to say of it: a sentence each.
    pub says: Vec<String>,
}

/// One language speaking of commitments.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub(super) pledges: &'a Pledges<'a>,
    pub(super) lang: Lang,
}

impl<'a> Told<'a> {
    /// `lang` speaking of `pledges`.
    pub const fn of(pledges: &'a Pledges<'a>, lang: Lang) -> Self {
        Self { pledges, lang }
    }
    /// The moment at which all is told.
    pub const fn as_of(&self) -> Instant {
        self.pledges.board.as_of
    }
    /// Its words.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }
    pub(super) fn get(&self, key: &str) -> String {
        self.words().get(key)
    }
    pub(super) fn all(&self) -> &'a Commitments {
        self.pledges.all
    }
    pub(super) fn board(&self) -> &'a Board {
        self.pledges.board
    }
    pub(super) fn say_owned(&self, key: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.say(key, &values)
    }
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, FluentValue<'_>)> =
            values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.words().with(key, &values)
    }
    fn agreement(&self) -> &'a Agreement {
        self.pledges.agreement
    }
    fn kept(&self, at: usize) -> Option<&'a Kept> {
        self.pledges.all.kept().get(at)
    }
    fn row(&self, at: usize) -> Option<&'a Row> {
        self.pledges.board.rows.get(at)
    }
    /// A moment in the mission's own time.
    pub fn moment(&self, at: Instant) -> String {
        self.words().moment(at, &self.agreement().zone_time)
    }
    /// A deadline: its day where it is a day's end, else day and hour.
    pub fn by_when(&self, end: Instant) -> String {
        let zone = &self.agreement().zone_time;
        let local = end.local(zone);
        if local.time() == jiff::civil::Time::midnight() {
            return self.words().date(Instant(end.0.saturating_sub(1)).local(zone).date());
        }
        self.moment(end)
    }
    /// A day as counted from entry into force: «ي+14».
    pub fn d_day(&self, at: Instant) -> String {
        let days = self.pledges.frame.days_from_d(at);
        let key = if days < 0 { "promise-d-before" } else { "promise-d-after" };
        self.say(key, &[("days", &days.unsigned_abs().to_string())])
    }
    /// A moment as written, in words: how long after what. As it was written where it is no such moment.
    pub fn rule(&self, written: &str) -> String {
        let Some(Rule::After { offset, event }) = self.pledges.frame.rule(written) else {
            return even(written).into_owned();
        };
        let named = |id: &str| match self.all().position(id) {
            Some(at) => self.say("quoted", &[("words", &self.what(at))]),
            None => isolated(id),
        };
        let (key, what) = match &event {
            Event::Verified(id) => ("promise-rule-verified", named(id)),
            Event::Claimed(id) => ("promise-rule-claimed", named(id)),
            Event::Declared(id) => ("promise-rule-declared", named(id)),
            Event::Adhered(party) => ("promise-rule-adhered", self.party(party)),
            Event::Signed(_) => ("promise-rule-signed", String::new()),
        };
        if offset.0 == 0 {
            return self.say(key, &[("what", &what)]);
        }
        let event = self.say(key, &[("what", &what)]);
        // as the text has it: 72 hours are not told as 3 days
        let hours = written.split(" after ").next().is_some_and(|span| span.trim_end().ends_with('h'));
        let span = match usize::try_from(offset.0 / (DAY / 24)) {
            Ok(n) if hours => self.words().count("promise-hours", n),
            _ => self.span(offset),
        };
        self.say("promise-rule-after", &[("span", &span), ("event", &event)])
    }
    /// How long, in whole days, or hours below two days.
    pub fn span(&self, span: Span) -> String {
        self.lasts(["promise-days", "promise-hours"], span)
    }
    /// The same as it stands after *since*, *for*, *within*.
    pub fn span_of(&self, span: Span) -> String {
        self.lasts(["promise-days-of", "promise-hours-of"], span)
    }
    fn lasts(&self, [days, hours]: [&str; 2], span: Span) -> String {
        let span = span.0.unsigned_abs();
        let day = DAY.unsigned_abs();
        let (key, unit) = if span >= 2 * day { (days, day) } else { (hours, day / 24) };
        self.words().count(key, usize::try_from(span / unit).unwrap_or(usize::MAX))
    }
    /// A party, or another who promises, by its name.
    pub fn party(&self, id: &str) -> String {
        let known = self.agreement().parties.iter().find(|party| *party.id == *id);
        if let Some(party) = known {
            return even(self.lang.of(&party.name)).into_owned();
        }
        let key = format!("promise-body-{id}");
        if self.words().has(&key) { self.get(&key) } else { even(id).into_owned() }
    }
    pub(super) fn parties<'s>(&self, ids: impl IntoIterator<Item = &'s std::sync::Arc<str>>) -> String {
        let names: Vec<String> = ids.into_iter().map(|id| self.party(id)).collect();
        self.words().list(&names)
    }
    /// What a theme is called.
    pub fn theme(&self, theme: &str) -> String {
        let key = format!("promise-theme-{theme}");
        if self.words().has(&key) { self.get(&key) } else { even(theme).into_owned() }
    }
    /// A text in the reader's language; the other's where it is missing.
    fn both(&self, both: &Both) -> Option<String> {
        let (own, other) = self.lang.first(&both.ar, &both.en);
        own.as_ref().or(other.as_ref()).map(|text| even(text).into_owned())
    }
    /// A text of the record in the reader's language; its id where it says nothing.
    pub fn text(&self, both: &Both, id: &str) -> String {
        self.both(both).unwrap_or_else(|| even(id).into_owned())
    }
    /// What a promise or condition says; its id where it says nothing.
    pub fn what(&self, at: usize) -> String {
        let Some(kept) = self.kept(at) else { return String::new() };
        self.both(kept.what()).unwrap_or_else(|| even(kept.id()).into_owned())
    }
    /// What it says, with whose it is.
    pub fn named(&self, at: usize) -> String {
        let Some(kept) = self.kept(at) else { return String::new() };
        self.say("promise-named", &[("what", &self.what(at)), ("by", &self.party(kept.by()))])
    }
    /// Its id.
    pub fn id(&self, at: usize) -> String {
        self.kept(at).map(|kept| kept.id().to_string()).unwrap_or_default()
    }
    /// Who could move where this one is what others wait for, a sentence.
    pub fn moves(&self, kept: &Kept, at: usize) -> String {
        self.say("promise-could-move", &[("who", &self.who_moves(kept, at))])
    }
    /// Who could move where this one is what others wait for: its debtor, its verifier, those who may declare it.
    pub fn who_moves(&self, kept: &Kept, at: usize) -> String {
        let claimed = self.row(at).is_some_and(|row| matches!(row.state, State::Claimed | State::Expired));
        match kept {
            Kept::Condition(condition) => {
                let names: Vec<String> = condition.declarers.iter().map(|who| self.party(who)).collect();
                self.words().either(&names)
            }
            Kept::Promise(promise) if claimed => {
                let verifier = promise.verifier.as_deref();
                verifier.map_or_else(|| self.get("promise-any-verifier"), |who| self.party(who))
            }
            Kept::Promise(_) if self.row(at).is_some_and(|row| row.state == State::Contested) => {
                self.get("promise-body-commission")
            }
            Kept::Promise(promise) => self.party(&promise.by),
        }
    }
    /// That an act is done in a party's name.
    pub fn in_name(&self, party: &str) -> String {
        self.say("promise-in-name", &[("party", &self.party(party))])
    }
    /// A state in words.
    pub fn state(&self, state: State) -> String {
        self.get(&format!("promise-state-{}", state.name().replace('_', "-")))
    }
    /// A step of the Kroc scale in words.
    pub fn scale(&self, scale: Scale) -> String {
        self.get(&format!("promise-scale-{}", scale.step()))
    }
    /// An order in words.
    pub fn order(&self, order: Order) -> String {
        self.get(&format!("promise-order-{}", order.name()))
    }

    /// What a colleague would say of all of it.
    pub fn sentence(&self) -> Vec<String> {
        let rows = &self.pledges.board.rows;
        let is_promise = |at: usize| matches!(self.kept(at), Some(Kept::Promise(_)));
        let there = |at: &usize| is_promise(*at) && rows[*at].state != State::NotYet;
        let count =
            |state: State| (0..rows.len()).filter(there).filter(|at| rows[*at].state == state).count();
        let all = (0..rows.len()).filter(there).count();
        let words = self.words();
        if all == 0 {
            return vec![self.get("promise-none")];
        }
        let mut said = vec![words.count("promise-count", all)];
        let told = [
            State::Verified,
            State::Claimed,
            State::Overdue,
            State::Contested,
            State::Expired,
            State::Due,
            State::Standing,
            State::Waiting,
            State::Lapsed,
            State::Released,
            State::Withdrawn,
        ];
        said.extend(told.into_iter().filter_map(|state| {
            let n = count(state);
            (n > 0).then(|| words.count(&format!("promise-count-{}", state.name()), n))
        }));
        let owing = self.all().left_owing(self.board()).count();
        if owing > 0 {
            said.push(words.count("promise-count-left-owing", owing));
        }
        let alike = (0..rows.len()).filter(|at| self.board().read_alike(self.all(), *at).is_some()).count();
        if alike > 0 {
            said.push(words.count("promise-count-alike", alike));
        }
        let late_by_one = rows.iter().filter(|row| row.late_by().next().is_some()).count();
        if late_by_one > 0 {
            said.push(words.count("promise-count-late-by-one", late_by_one));
        }
        let soon = self.running_out(Span::days(7)).len();
        if soon > 0 {
            said.push(words.count("promise-count-soon", soon));
        }
        let held = self.pledges.board.held_up();
        let most = (0..rows.len())
            .filter(|at| held[*at] > 0 && self.can_move(*at))
            .max_by_key(|at| (held[*at], usize::MAX - at));
        if let Some(at) = most {
            let values = [("what", self.named(at).into()), ("count", held[at].into())];
            said.push(words.with("promise-most", &values));
        }
        said
    }

    /// Whether somebody can act on it now: it waits for nothing itself.
    fn can_move(&self, at: usize) -> bool {
        let Some(row) = self.row(at) else { return false };
        !matches!(row.state, State::Waiting | State::NotYet | State::Holds) && !row.state.is_over()
    }

    /// Promises of which a deadline or a verification runs out within `span`, and is not over, what runs out first first.
    pub fn running_out(&self, span: Span) -> Vec<(usize, Instant)> {
        let as_of = self.pledges.board.as_of;
        let until = as_of.plus(span);
        let ahead = |at: Instant| (as_of < at && at <= until).then_some(at);
        let mut soon: Vec<(usize, Instant)> = (0..)
            .zip(&self.pledges.board.rows)
            .filter_map(|(at, row)| {
                let when = match row.state {
                    State::Due | State::Contested => row.due().and_then(|due| ahead(due.by)),
                    State::Verified => row.valid_until.and_then(ahead),
                    _ => None,
                };
                when.map(|when| (at, when))
            })
            .collect();
        soon.sort_by_key(|(at, when)| (*when, *at));
        soon
    }

    /// One promise or condition in words.
    pub fn line(&self, at: usize) -> Option<Line> {
        let (kept, row) = (self.kept(at)?, self.row(at)?);
        let (to, says) = match kept {
            Kept::Promise(promise) => (self.owed_to(promise), self.of_promise(at, promise, row)),
            Kept::Condition(condition) => (String::new(), self.of_condition(condition)),
        };
        Some(Line {
            at,
            id: even(kept.id()).into_owned(),
            what: self.what(at),
            by: self.party(kept.by()),
            to,
            state: self.state(row.state),
            due: row.due().map(|due| self.by_when(due.by)).unwrap_or_default(),
            says,
        })
    }

    /// Every promise and condition that is there, in words, what presses first.
    pub fn lines(&self) -> Vec<Line> {
        self.pressing_first().into_iter().filter_map(|at| self.line(at)).collect()
    }

    /// The places of every promise and condition that is there, what presses first.
    pub fn pressing_first(&self) -> Vec<usize> {
        let rows = &self.pledges.board.rows;
        let mut order: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].state != State::NotYet).collect();
        let due = |at: usize| rows[at].due().map_or(Instant(i64::MAX), |due| due.by);
        order.sort_by_key(|at| (rows[*at].state, due(*at), *at));
        order
    }

    fn of_condition(&self, condition: &Condition) -> Vec<String> {
        let as_of = self.pledges.board.as_of;
        let mut says = vec![self.say("promise-declarers", &[("who", &self.parties(&condition.declarers))])];
        for one in condition.declared.iter().filter(|one| one.stamp.at <= as_of) {
            let key = if one.holds { "promise-declared-holds" } else { "promise-declared-fails" };
            says.push(self.say(key, &[("by", &self.party(&one.by)), ("moment", &self.moment(one.stamp.at))]));
        }
        says
    }

    fn of_promise(&self, at: usize, promise: &Promise, row: &Row) -> Vec<String> {
        let mut says = Vec::new();
        let verifier = promise.verifier.as_deref().filter(|_| !row.state.is_over());
        says.extend(verifier.map(|who| self.say("promise-to-verify", &[("who", &self.party(who))])));
        self.say_times(promise, row, &mut says);
        self.say_found(promise, row, &mut says);
        says.extend(self.since(promise, row));
        if row.state == State::Contested {
            says.extend(self.contested(at, row));
        } else {
            says.extend(row.view().into_iter().flat_map(|view| &view.waits).map(|wait| self.wait(wait)));
        }
        says.extend(self.movers(at));
        let together: Vec<String> =
            self.pledges.board.together(at).into_iter().map(|other| self.named(other)).collect();
        if !together.is_empty() {
            says.push(self.say("promise-together", &[("what", &self.words().list(&together))]));
        }
        if let Some(until) = &promise.until {
            says.push(self.until(until, row));
        }
        says
    }

    fn say_times(&self, promise: &Promise, row: &Row, says: &mut Vec<String>) {
        let as_of = self.pledges.board.as_of;
        if let Some(due) = row.due().filter(|_| !row.state.is_over()) {
            let when = self.by_when(due.by);
            let ahead = due.by > as_of;
            let left = Span(due.by.0.saturating_sub(as_of.0));
            let left = if ahead { self.span(left) } else { self.span_of(left) };
            let key = if ahead { "promise-due-left" } else { "promise-due-past" };
            says.push(self.say(key, &[("when", &when), ("left", &left)]));
        } else if let (None, Some(rule), false) = (row.deadline, &promise.due_rule, row.state.is_over()) {
            says.push(self.say("promise-due-runs-from", &[("rule", &self.rule(rule))]));
        }
        if let Some(was) = row.was_due {
            says.push(self.say("promise-was-due", &[("when", &self.by_when(was.by))]));
        }
        if !row.not_extended_by.is_empty() {
            says.push(self.say("promise-not-extended", &[("who", &self.parties(&row.not_extended_by))]));
        }
        if row.late == Truth::Unknown {
            says.push(self.get("promise-late-unknown"));
        }
    }

    fn say_found(&self, promise: &Promise, row: &Row, says: &mut Vec<String>) {
        if let Some(found) = row.found.and_then(|at| promise.found.get(at)) {
            let (scale, when) = (self.scale(found.scale), self.moment(found.stamp.at));
            says.push(self.say("promise-found", &[("scale", &scale), ("moment", &when)]));
            if let Some(until) = row.valid_until {
                let key =
                    if until > self.pledges.board.as_of { "promise-valid-until" } else { "promise-ran-out" };
                says.push(self.say(key, &[("moment", &self.by_when(until))]));
            }
        }
        if let Some(claim) = row.claim.and_then(|at| promise.claims.get(at)) {
            let (scale, when) = (self.scale(claim.scale), self.moment(claim.stamp.at));
            let by = self.party(&promise.by);
            says.push(self.say("promise-claimed", &[("by", &by), ("scale", &scale), ("moment", &when)]));
            if let Some(due) = row.deadline.filter(|due| due.by < claim.stamp.at) {
                let late = self.span_of(Span(claim.stamp.at.0.saturating_sub(due.by.0)));
                says.push(
                    self.say("promise-claimed-late", &[("left", &late), ("when", &self.by_when(due.by))]),
                );
            }
            let sealed_late =
                row.deadline.is_some_and(|due| claim.stamp.at <= due.by && due.by < claim.stamp.recorded_at);
            if sealed_late {
                let sealed = self.moment(claim.stamp.recorded_at);
                says.push(self.say("promise-sealed-late", &[("moment", &sealed)]));
            }
        }
    }

    fn until(&self, written: &str, row: &Row) -> String {
        match row.until {
            Some(until) => self.say("promise-until", &[("when", &self.by_when(until.by))]),
            None => self.say("promise-until-rule", &[("rule", &self.rule(written))]),
        }
    }

    /// What one waits for, and why that is not there.
    pub fn wait(&self, wait: &Wait) -> String {
        let what = wait.on.map_or_else(|| self.get("promise-nobody-made"), |on| self.named(on as usize));
        let because = self.get(&format!("promise-because-{}", wait.because.name().replace('_', "-")));
        self.say("promise-waits", &[("what", &what), ("how", &self.order(wait.how)), ("because", &because)])
    }

    /// Who could move, a sentence; none where it waits for nothing.
    pub fn movers(&self, at: usize) -> Option<String> {
        Some(self.say("promise-could-move", &[("who", &self.who_could_move(at)?)]))
    }
    /// Who could move, by name and by what; none where it waits for nothing.
    pub fn who_could_move(&self, at: usize) -> Option<String> {
        let blockers = self.pledges.board.blockers(self.pledges.all, at);
        if blockers.is_empty() {
            return None;
        }
        let mut who: Vec<String> = blockers.iter().map(|one| self.mover(one)).collect();
        who.dedup();
        Some(self.words().list(&who))
    }

    fn mover(&self, blocker: &Blocker) -> String {
        let what = blocker.on.map_or_else(String::new, |on| self.what(on as usize));
        let (key, who) = match &blocker.mover {
            Mover::Debtor(who) => ("promise-mover-debtor", self.party(who)),
            Mover::Verifier(Some(who)) => ("promise-mover-verifier", self.party(who)),
            Mover::Verifier(None) => ("promise-mover-verifier", self.get("promise-any-verifier")),
            Mover::Declarers(who) => {
                let names: Vec<String> = who.iter().map(|who| self.party(who)).collect();
                ("promise-mover-declarers", self.words().either(&names))
            }
            Mover::Commission => ("promise-mover-commission", self.get("promise-body-commission")),
            Mover::Sides(who) => ("promise-mover-sides", self.parties(who)),
        };
        self.say(key, &[("who", &who), ("what", &what)])
    }
}
