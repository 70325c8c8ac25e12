//! A clock on every stage of a finding: since when, whom it waits for, and how much is left where the mission set a limit.
//!
//! A bar and the same in words. A stage without a limit is measured all the same; that nobody set one is said.

use std::collections::BTreeMap;

use hudna_core::finding::{Against, Finding, Outcome, Route};
use hudna_core::ledger::act::{Act, FindingRef};
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::time::{Instant, Span};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::store::folder::Clocks;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::waits::Whom;
use super::{marks, review};

/// Something that waits.
pub(super) struct Clock {
    /// Since when.
    pub(super) since: Instant,
    /// For whom, in words.
    pub(super) whom: String,
    /// How long it may, where the mission says so.
    pub(super) limit: Option<Span>,
}

impl Clock {
    /// How much of the limit has run, in thousandths, 1000 at most; of what has none, nothing.
    fn share(&self, now: Instant) -> Option<i64> {
        let limit = self.limit?.0.max(1);
        let run = now.0.saturating_sub(self.since.0).clamp(0, limit);
        Some((i128::from(run) * 1000 / i128::from(limit)) as i64)
    }
    /// Whether more than the limit has run.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.limit.is_some_and(|limit| self.since.plus(limit) < now)
    }
}

/// A clock as a bar and in words.
pub(super) fn shown(words: &Words, clock: &Clock, now: Instant) -> Markup {
    let share = clock.share(now);
    html! {
        div.row.s {
            span { (clock.whom) }
            span.soft { (said(words, clock, now)) }
        }
        svg.g.clock.nolimit[share.is_none()].late[clock.is_over(now)] viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" {
            @if let Some(share) = share { rect width=(share) height="8" {} }
            rect.bd width="1000" height="8" {}
        }
    }
}

fn said(words: &Words, clock: &Clock, now: Instant) -> String {
    let run = words.with("today-since", &[("span", lasting(words, clock.since, now).into())]);
    let Some(limit) = clock.limit else { return run };
    let due = clock.since.plus(limit);
    let (key, span) = if due < now {
        ("clock-over", lasting(words, due, now))
    } else {
        ("clock-left", lasting(words, now, due))
    };
    let whole = lasting(words, clock.since, due);
    let rest = words.with(key, &[("span", span.into()), ("limit", whole.into())]);
    format!("{run}{} {rest}", words.get("comma"))
}

/// How long between two moments, in words.
pub(super) fn lasting(words: &Words, since: Instant, now: Instant) -> String {
    let minutes = now.0.saturating_sub(since.0).max(0) / 60_000_000;
    let (key, count) = match minutes {
        m if m >= 4 * 24 * 60 => ("span-days", m / (24 * 60)),
        m if m >= 60 => ("span-hours", m / 60),
        m => ("span-minutes", m),
    };
    words.count(key, usize::try_from(count).unwrap_or(0))
}

/// When the last report behind a finding was recorded; when the record ends, where it rests on none.
fn told_at(snapshot: &Snapshot, found: &Finding) -> Instant {
    let incident = found.subject.deed.and_then(|_| snapshot.incident(&found.subject.id));
    incident.and_then(|at| snapshot.told_at(at)).unwrap_or(snapshot.as_of)
}

/// When the last of some acts about a finding was sealed.
fn last(snapshot: &Snapshot, staged: Option<&Staged>, which: impl Fn(&Act) -> bool) -> Option<Instant> {
    let spoken = staged?.entries.iter().filter_map(|entry| snapshot.spoken.get(entry));
    spoken.filter(|spoken| which(&spoken.act)).map(|spoken| spoken.at).max()
}

fn hours(limit: Option<u16>) -> Option<Span> {
    limit.map(|hours| Span::hours(i64::from(hours)))
}

/// Parties that a finding may speak against, in words.
fn parties(screen: &Screen<'_>, found: &Finding) -> Vec<String> {
    let Against::Parties(sets) = &found.against else { return Vec::new() };
    let mut all: Vec<String> = sets.iter().flatten().map(|party| screen.actor(party)).collect();
    all.sort();
    all.dedup();
    all
}

/// What a finding waits for now; `None`: for nothing.
pub(super) fn of(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    found: &Finding,
    (limits, now): (&Clocks, Instant),
) -> Option<Clock> {
    let (words, staged) = (screen.words(), screen.said_of(found));
    let waits = |key: &str, since, limit| Some(Clock { since, whom: words.get(key), limit: hours(limit) });
    match (screen.stage_of(found), found.outcome) {
        (Stage::Assessed, _) => {
            let assessed = last(snapshot, staged, |act| matches!(act, Act::AssessmentAccepted { .. }));
            let assessed = assessed.unwrap_or(snapshot.as_of);
            if let Some(clock) = for_reply(screen, snapshot, found, (limits, now)) {
                return Some(clock);
            }
            if let Some(clock) = for_review(screen, snapshot, found, (limits, now)) {
                return Some(clock);
            }
            let (key, since, limit) = match reviewed(snapshot, staged) {
                Some((false, at)) => ("waits-for-assessor", at, limits.assess),
                Some((true, at)) => {
                    ("waits-for-commission", at.max(answered(snapshot, staged, assessed)), limits.rule)
                }
                None => ("waits-for-commission", answered(snapshot, staged, assessed), limits.rule),
            };
            waits(key, since, limit)
        }
        (Stage::Provisional, Outcome::Breach) => {
            let since = last(snapshot, staged, |_| true).unwrap_or_else(|| told_at(snapshot, found));
            waits("waits-for-assessor", since, limits.assess)
        }
        (Stage::Provisional, Outcome::Undetermined) => {
            let key = match found.missing.first().and_then(|set| set.facts.first()).map(|fact| fact.route) {
                Some(Route::Party) => "waits-for-party",
                Some(Route::Registry) => "waits-for-registry",
                Some(Route::Commission) => "waits-for-commission",
                Some(Route::Patrol) | None => "waits-for-patrol",
            };
            let name = FindingRef::of(found);
            let tasks = snapshot.tasks.iter().filter(|task| task.about.as_ref() == Some(&name));
            let given = tasks.filter(|task| task.closed.is_none()).map(|task| task.at).max();
            waits(key, given.unwrap_or_else(|| told_at(snapshot, found)), limits.verify)
        }
        _ => None,
    }
}

/// How long a party has for its reply: as the mission says, else as the text does.
fn reply_within(snapshot: &Snapshot, limits: &Clocks) -> Option<Span> {
    hours(limits.reply).or(snapshot.agreement.reply_within)
}

/// The clock of the reply to a finding that was assessed, while it runs: nobody it speaks against has answered.
pub(super) fn for_reply(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    found: &Finding,
    (limits, now): (&Clocks, Instant),
) -> Option<Clock> {
    let (words, staged) = (screen.words(), screen.said_of(found));
    if screen.stage_of(found) != Stage::Assessed {
        return None;
    }
    let assessed = last(snapshot, staged, |act| matches!(act, Act::AssessmentAccepted { .. }));
    let assessed = assessed.unwrap_or(snapshot.as_of);
    let replied = last(snapshot, staged, |act| matches!(act, Act::ReplyGiven { .. }));
    let parties = parties(screen, found);
    let limit = reply_within(snapshot, limits);
    let is_over = limit.is_some_and(|limit| assessed.plus(limit) < now);
    if replied.is_some_and(|at| at >= assessed) || parties.is_empty() || is_over {
        return None;
    }
    let whom = words.with("waits-for-reply", &[("parties", words.either(&parties).into())]);
    Some(Clock { since: assessed, whom, limit })
}

/// Whether the last technical review of an assessment found it sound, and when it was made.
fn reviewed(snapshot: &Snapshot, staged: Option<&Staged>) -> Option<(bool, Instant)> {
    let review = staged?.review.as_ref()?;
    Some((review.sound, snapshot.spoken.get(&review.by)?.at))
}

/// Since when an assessment waits for no reply: from the last that came after it, else from itself.
fn answered(snapshot: &Snapshot, staged: Option<&Staged>, assessed: Instant) -> Instant {
    let replied = last(snapshot, staged, |act| matches!(act, Act::ReplyGiven { .. }));
    replied.unwrap_or(assessed).max(assessed)
}

/// The clock of the technical review of an assessment that waits for no reply and had none.
pub(super) fn for_review(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    found: &Finding,
    (limits, now): (&Clocks, Instant),
) -> Option<Clock> {
    let staged = screen.said_of(found);
    let waits = screen.stage_of(found) == Stage::Assessed
        && reviewed(snapshot, staged).is_none()
        && for_reply(screen, snapshot, found, (limits, now)).is_none();
    let assessed = last(snapshot, staged, |act| matches!(act, Act::AssessmentAccepted { .. }));
    let since = answered(snapshot, staged, assessed.unwrap_or(snapshot.as_of));
    waits.then(|| Clock { since, whom: screen.words().get("waits-for-review"), limit: hours(limits.review) })
}

/// What findings wait by, for ordering very many without making them.
pub(super) struct Ranks<'s> {
    snapshot: &'s Snapshot,
    limits: &'s Clocks,
    now: Instant,
    /// When the last open task about a finding was given.
    given: BTreeMap<usize, Instant>,
}

/// What findings wait by.
pub(super) fn ranks<'s>(snapshot: &'s Snapshot, (limits, now): (&'s Clocks, Instant)) -> Ranks<'s> {
    let mut given: BTreeMap<usize, Instant> = BTreeMap::new();
    for task in snapshot.tasks.iter().filter(|task| task.closed.is_none()) {
        if let Some(at) = task.about.as_ref().and_then(|name| snapshot.finding(name)) {
            let last = given.entry(at).or_insert(task.at);
            *last = task.at.max(*last);
        }
    }
    Ranks { snapshot, limits, now, given }
}

impl Ranks<'_> {
    /// Whether the finding at a place is within its limit, and since when it waits, as [`of`] comes to; `None`: it waits for nothing.
    pub(super) fn of(&self, at: usize) -> Option<(bool, Instant)> {
        self.told(at).map(|(_, within, since)| (within, since))
    }

    /// The same with whom it waits for.
    pub(super) fn told(&self, at: usize) -> Option<(Whom, bool, Instant)> {
        let listed = self.snapshot.listed(at)?;
        let told = || listed.incident.and_then(|at| self.snapshot.told_at(at)).unwrap_or(self.snapshot.as_of);
        let (whom, since, limit) = match (self.snapshot.finding_stage(at), listed.outcome) {
            (Stage::Assessed, _) => {
                let any = match listed.against {
                    Against::Parties(sets) => sets.iter().any(|set| !set.is_empty()),
                    Against::Unknown(_) => false,
                };
                assessed_since(self.snapshot, self.said(at), any, (self.limits, self.now))
            }
            (Stage::Provisional, Outcome::Breach) => {
                let spoken = self.snapshot.is_spoken_of(at).then(|| self.said(at)).flatten();
                let since = last(self.snapshot, spoken, |_| true).unwrap_or_else(told);
                (Whom::Assessor, since, hours(self.limits.assess))
            }
            (Stage::Provisional, Outcome::Undetermined) => {
                let since = self.given.get(&at).copied().unwrap_or_else(told);
                (Whom::Facts, since, hours(self.limits.verify))
            }
            _ => return None,
        };
        let is_over = limit.is_some_and(|limit| since.plus(limit) < self.now);
        Some((whom, !is_over, since))
    }

    /// Whom the finding at a place waits for: cheaper than since when. A finding that one assessor alone looked at waits for a second beside.
    pub(super) fn waits_for(&self, at: usize, whom: Whom) -> bool {
        match self.snapshot.finding_stage(at) {
            Stage::Ruled => false,
            Stage::Provisional => self.snapshot.listed(at).is_some_and(|listed| match whom {
                Whom::Assessor => listed.outcome == Outcome::Breach,
                Whom::Facts => listed.outcome == Outcome::Undetermined,
                Whom::Second | Whom::Reply | Whom::Review | Whom::Ruling => false,
            }),
            Stage::Assessed if whom == Whom::Second => {
                self.said(at).is_some_and(|staged| self.snapshot.is_assessed_once(staged))
            }
            Stage::Assessed => self.told(at).is_some_and(|(known, ..)| known == whom),
        }
    }

    fn said(&self, at: usize) -> Option<&Staged> {
        self.snapshot.stages.all_of(&self.snapshot.finding_name(at)?)
    }
}

/// Whom an assessed finding waits for, since when, and for how long it may: for a reply of the parties that it speaks against, if there are any
/// and their time has not run, else for its technical review, then for the commission, or for an assessor where that gave it back.
fn assessed_since(
    snapshot: &Snapshot,
    staged: Option<&Staged>,
    parties: bool,
    (limits, now): (&Clocks, Instant),
) -> (Whom, Instant, Option<Span>) {
    let assessed = last(snapshot, staged, |act| matches!(act, Act::AssessmentAccepted { .. }));
    let assessed = assessed.unwrap_or(snapshot.as_of);
    let replied = last(snapshot, staged, |act| matches!(act, Act::ReplyGiven { .. }));
    let limit = reply_within(snapshot, limits);
    let reply_over = limit.is_some_and(|limit| assessed.plus(limit) < now);
    if replied.is_none_or(|at| at < assessed) && parties && !reply_over {
        return (Whom::Reply, assessed, limit);
    }
    let since = replied.unwrap_or(assessed).max(assessed);
    match reviewed(snapshot, staged) {
        None => (Whom::Review, since, hours(limits.review)),
        Some((false, at)) => (Whom::Assessor, at, hours(limits.assess)),
        Some((true, at)) => (Whom::Ruling, at.max(since), hours(limits.rule)),
    }
}

/// How far a finding has come, in the order of the way, with the clock of the stage that it waits in.
pub(super) fn steps(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    found: &Finding,
    (limits, now): (&Clocks, Instant),
) -> Markup {
    let (words, reached) = (screen.words(), screen.stage_of(found));
    let class = |stage: Stage| match stage.cmp(&reached) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "next",
    };
    let staged = screen.said_of(found);
    let review = for_review(screen, snapshot, found, (limits, now));
    let at = |stage: Stage| match stage {
        Stage::Provisional => Some(told_at(snapshot, found)),
        Stage::Assessed => last(snapshot, staged, |act| matches!(act, Act::AssessmentAccepted { .. })),
        Stage::Ruled => last(snapshot, staged, |act| matches!(act, Act::RulingMade { .. })),
    };
    html! {
        ol.steps aria-label=(words.get("finding-steps")) {
            @for stage in [Stage::Provisional, Stage::Assessed, Stage::Ruled] {
                @if stage == Stage::Ruled { (review::step(screen, snapshot, staged, (reached, review.as_ref()))) }
                li class=(class(stage)) aria-current=[(stage == reached).then_some("step")] {
                    b { (marks::piece(&screen.stage(stage))) } br;
                    (words.get(&format!("step-{}", stage.name())))
                    @if let Some(at) = at(stage).filter(|_| stage <= reached) { br; time.soft { (screen.moment(at)) } }
                    @if stage == reached && review.is_none() { @if let Some(clock) = of(screen, snapshot, found, (limits, now)) { (shown(words, &clock, now)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_tells_the_share_of_the_limit_and_never_more_than_all_of_it() {
        let noon = Instant(1_775_044_800_000_000);
        let clock = |limit| Clock { since: noon, whom: String::new(), limit };
        let at = |hours| noon.plus(Span::hours(hours));
        let limited = clock(Some(Span::hours(72)));
        assert_eq!(limited.share(at(18)), Some(250));
        assert_eq!((limited.share(at(100)), limited.is_over(at(100))), (Some(1000), true));
        assert_eq!((limited.share(at(-1)), limited.is_over(at(72))), (Some(0), false));
        assert_eq!(clock(None).share(at(18)), None);
        let words = Words::of(hudna_desk::words::Lang::En);
        let said = shown(words, &limited, at(30)).into_string();
        assert!(said.contains("30 hours") && said.contains("42 hours"), "{said}");
    }
}
