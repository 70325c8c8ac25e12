//! What people did to a promise since it was made, in words: who withdrew it and how late it then was, who asks for it no more, how its order was
//! read and ruled. Words that people wrote of it are sealed and stand on its page alone; the entry that holds them is named.

use hudna_core::commitment::{Promise, Row, Ruled};
use hudna_core::time::{Instant, Span};

use super::Told;
use crate::words::isolated;

impl Told<'_> {
    /// A sentence for each thing that was done.
    pub(super) fn since(&self, promise: &Promise, row: &Row) -> Vec<String> {
        let mut says = Vec::new();
        self.say_withdrawn(promise, row, &mut says);
        let as_of = self.as_of();
        let all = promise.let_go_by(as_of).count();
        // of one that all let go the state says so, and when is said here
        for (by, stamp) in promise.released.iter().filter(|(_, stamp)| stamp.at <= as_of) {
            let values = [("who", self.party(by)), ("moment", self.moment(stamp.at))];
            says.push(self.say_owned("promise-let-go", &values));
        }
        if all > 0 && !promise.is_let_go(as_of) {
            let left = promise.to.iter().filter(|to| !promise.let_go_by(as_of).any(|by| by == *to));
            says.push(self.say_owned("promise-still-owed", &[("who", self.parties(left))]));
        }
        self.say_ruled(promise, &mut says);
        says
    }

    fn say_withdrawn(&self, promise: &Promise, row: &Row, says: &mut Vec<String>) {
        let Some(stamp) = promise.withdrawn.as_ref().filter(|stamp| stamp.at <= self.as_of()) else { return };
        let values = [("who", self.party(&promise.by)), ("moment", self.moment(stamp.at))];
        says.push(self.say_owned("promise-withdrawn-on", &values));
        if let Some(due) = row.late_then {
            says.push(self.was_late(due, stamp.at));
            if !promise.is_let_go(self.as_of()) {
                says.push(self.say_owned("promise-not-let-go", &[("who", self.owed_to(promise))]));
            }
        }
    }

    /// How late it was when it was withdrawn, a sentence.
    pub(super) fn was_late(&self, due: Instant, withdrawn: Instant) -> String {
        let late = self.span_of(Span(withdrawn.0.saturating_sub(due.0)));
        self.say_owned("promise-late-then", &[("left", late), ("when", self.by_when(due))])
    }

    /// Those to whom it is owed, by name; all others where it names nobody.
    pub(super) fn owed_to(&self, promise: &Promise) -> String {
        if promise.to.is_empty() { self.get("promise-to-all") } else { self.parties(&promise.to) }
    }

    /// What was ruled of its orders, each with how it was read before it, and which ruling took the place of which.
    fn say_ruled(&self, promise: &Promise, says: &mut Vec<String>) {
        let as_of = self.as_of();
        for (on, list) in self.all().rulings_of(&promise.id) {
            let mut before: Option<&Ruled> = None;
            let what = self.all().position(on).map_or_else(|| isolated(on), |at| self.named(at));
            for ruled in list.iter().filter(|ruled| ruled.stamp.at <= as_of) {
                if before.is_none() {
                    self.say_read(promise, on, ruled.stamp.at, says);
                }
                let values = [
                    ("moment", self.moment(ruled.stamp.at)),
                    ("what", what.clone()),
                    ("order", self.order(ruled.how)),
                ];
                says.push(self.say_owned("promise-ruled", &values));
                says.push(self.words().count("ruling-stand", ruled.by.len()));
                if let Some(before) = before {
                    let values =
                        [("moment", self.moment(before.stamp.at)), ("order", self.order(before.how))];
                    says.push(self.say_owned("promise-ruled-instead", &values));
                }
                says.push(self.say("promise-ruled-grounds", &[("entry", &isolated(&ruled.stamp.entry.0))]));
                before = Some(ruled);
            }
        }
    }

    /// How parties had read an order by the moment at which it was ruled.
    fn say_read(&self, promise: &Promise, on: &str, by_then: Instant, says: &mut Vec<String>) {
        let all = self.all().readings_of(&promise.id).filter(|(other, _)| ***other == *on);
        for (by, how, stamp) in all.flat_map(|(_, list)| list).filter(|(.., stamp)| stamp.at <= by_then) {
            let values =
                [("who", self.party(by)), ("order", self.order(*how)), ("moment", self.moment(stamp.at))];
            says.push(self.say_owned("promise-read-before", &values));
        }
    }
}
