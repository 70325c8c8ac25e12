//! Bodies in words: how they are joined, who sits in them by party and rank, their quotas and the changes that broke one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::finding::Finding;
use hudna_core::force::Body;
use hudna_core::force::composition::{self, Change};
use hudna_core::ledger::id::UserId;
use hudna_core::register::Member;
use hudna_core::time::{Instant, Span};
use hudna_core::value::Value;

use super::Told;

impl<'a> Told<'a> {
    /// The name of a body.
    pub fn body(&self, id: &str) -> String {
        let Some(formed) = self.snapshot.force.bodies.get(id) else { return id.to_owned() };
        let (own, other) = self.words.lang().first(&formed.name.ar, &formed.name.en);
        own.as_deref().or(other.as_deref()).unwrap_or(id).to_owned()
    }

    /// Every body that the record tells of: formed, nominated to or sat in.
    pub fn bodies(&self) -> BTreeSet<Arc<str>> {
        let force = &self.snapshot.force;
        let nominated = force.nominations.iter().map(|n| &n.body);
        let sat = self.snapshot.exact.registers.members.iter().map(|member| &member.body);
        force.bodies.keys().chain(nominated).chain(sat).cloned().collect()
    }

    /// How many sit in a body by the register.
    pub fn seated(&self, body: &str) -> usize {
        let members = self.snapshot.exact.registers.members.iter().filter(|member| *member.body == *body);
        let now = members.filter(|member| self.sits_now(member));
        now.map(|member| &member.id).collect::<BTreeSet<_>>().len()
    }

    /// Whether a seat of the register is held now: it has begun, and is not over.
    fn sits_now(&self, member: &Member) -> bool {
        member.from.is_none_or(|from| from.lo <= self.now)
            && member.until.is_none_or(|until| until.hi > self.now)
    }

    /// Seats that begin later, each with the day, in the order in which they do.
    pub fn seated_ahead(&self, body: &str) -> Vec<String> {
        let members = self.snapshot.exact.registers.members.iter().filter(|member| *member.body == *body);
        let mut ahead: Vec<(Instant, &Member)> = members
            .filter_map(|member| Some((member.from?.lo, member)))
            .filter(|(from, _)| *from > self.now)
            .collect();
        ahead.sort_by_key(|(from, _)| *from);
        let said = ahead.into_iter().map(|(from, member)| {
            let values =
                [("member", member.id.to_string().into()), ("moment", self.screen.moment(from).into())];
            self.words.with("force-seated-ahead", &values)
        });
        said.collect()
    }

    /// The findings about the make-up of a body.
    pub fn quotas(&self, body: &str) -> Vec<&'a Finding> {
        let findings = self.snapshot.of_people().iter();
        findings.filter(|finding| composition::is_of_body(finding, body)).collect()
    }

    /// The changes of a body that broke a quota.
    pub fn broken(&self, body: &str) -> Vec<Change> {
        let members = &self.snapshot.exact.registers.members;
        let mut all = composition::changes(&self.snapshot.agreement, members, body, self.now);
        all.retain(|change| change.shifts.iter().any(composition::Shift::broke));
        all
    }

    /// A change that broke a quota, in a sentence.
    pub fn broke(&self, change: &Change) -> String {
        let moved = |one: &composition::Move| {
            let key = if one.joined { "force-joined" } else { "force-left" };
            self.words.with(key, &[("member", one.member.to_string().into())])
        };
        let moves: Vec<String> = change.moves.iter().map(moved).collect();
        let values =
            [("moment", self.screen.moment(change.at).into()), ("moves", self.words.list(&moves).into())];
        self.words.with("force-broke", &values)
    }

    /// How a body is joined: its panel and quorum.
    pub fn joined_by(&self, body: &str) -> String {
        let Some(formed) = self.snapshot.force.bodies.get(body) else {
            return self.words.get("force-body-unformed");
        };
        let values =
            [("count", formed.panel.len().to_string().into()), ("quorum", formed.quorum.to_string().into())];
        self.words.with("force-panel", &values)
    }

    /// What was laid down of a body, the last first: since when, the panel with its quorum, the hours of each step. `by` says how to call somebody.
    pub fn laid_down(&self, body: &str, by: &dyn Fn(&UserId) -> String) -> Vec<String> {
        let force = &self.snapshot.force;
        let before = force.formed_before.get(body).into_iter().flatten().rev();
        let all = force.bodies.get(body).into_iter().chain(before);
        all.map(|formed| self.laid(formed, by)).collect()
    }

    fn laid(&self, formed: &Body, by: &dyn Fn(&UserId) -> String) -> String {
        let hours = |limit: Option<Span>| {
            let own = limit.or(self.snapshot.agreement.reply_within);
            own.map_or_else(|| "—".to_owned(), |span| (span.0 / Span::hours(1).0).to_string())
        };
        let values = [
            ("moment", self.screen.moment(formed.at).into()),
            ("who", by(&formed.by).into()),
            ("count", formed.panel.len().to_string().into()),
            ("quorum", formed.quorum.to_string().into()),
            ("objection", hours(formed.limits.objection).into()),
            ("reply", hours(formed.limits.reply).into()),
            ("appeal", hours(formed.limits.appeal).into()),
        ];
        self.words.with("force-laid-down", &values)
    }

    /// Who sits in a body now, counted by party and by rank; `None` where nobody does. A seat of which the register says neither is
    /// counted as not known.
    pub fn made_up(&self, body: &str) -> Option<String> {
        let members = self.snapshot.exact.registers.members.iter();
        let now = members.filter(|member| *member.body == *body && self.sits_now(member));
        let mut seats: BTreeMap<&Arc<str>, &Member> = BTreeMap::new();
        for member in now {
            seats.insert(&member.id, member);
        }
        let counted = |of: fn(&Member) -> &[Value]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for member in seats.values() {
                let said: Vec<String> = of(member).iter().map(|value| self.screen.value(value)).collect();
                let said = if said.is_empty() {
                    self.words.get("certainty-unknown")
                } else {
                    self.words.either(&said)
                };
                *counts.entry(said).or_default() += 1;
            }
            let colon = self.words.get("colon");
            let said: Vec<String> =
                counts.into_iter().map(|(what, count)| format!("{what}{colon} {count}")).collect();
            said.join(&format!("{} ", self.words.get("comma")))
        };
        let values = [
            ("parties", counted(|member| &member.party).into()),
            ("ranks", counted(|member| &member.rank).into()),
        ];
        (!seats.is_empty()).then(|| self.words.with("force-made-up", &values))
    }
}
