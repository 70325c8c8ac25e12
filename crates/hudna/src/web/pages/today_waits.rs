//! What waits, for whom and how long: what the reader may move on first, then the rest, each stage with its count and the way to its list.
//!
//! Counts are those of the lists that they lead to. Of a million findings they come from what was found once for each size of the record
//! ([`Snapshot::waiting`]); the rest (tasks, notices, documents, steps of the joint force, votes) is told by what each page shows its readers.

use std::sync::Arc;

use hudna_core::force::ComplaintStage;
use hudna_core::force::nomination::Waits as Nominated;
use hudna_core::ledger::act::Verb;
use hudna_core::time::Instant;
use hudna_desk::document::screen::Screen;
use hudna_desk::document::talks::Talks;
use hudna_desk::document::votes;
use hudna_desk::powers::Power;
use hudna_desk::record::remembered::Task;
use hudna_desk::record::{LONGEST, Snapshot};
use hudna_desk::store::folder::Clocks;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::clocks::{self, Ranks};
use super::waits::{Whom, is_for};
use super::{finding, notices, talks_votes};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Findings that wait, listed one by one.
const LISTED: usize = 12;
const _: () = assert!(LISTED <= LONGEST, "more cannot be told");

/// Recoveries of accounts that wait for a second officer: those that the reader may approve, and those that they asked for or that are theirs.
/// Told to those alone who keep accounts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recoveries {
    yours: usize,
    others: usize,
}

/// The recoveries that wait, for whoever keeps accounts.
pub(super) async fn recoveries(house: &Arc<House>, visit: &Visit) -> Result<Recoveries, Fault> {
    if !visit.granted.may(Verb::Administer) {
        return Ok(Recoveries::default());
    }
    let waiting = house.at_the_door(|accounts| accounts.recoveries(clock::now())).await?;
    let own = &visit.session()?.actor.user;
    let others = waiting.iter().filter(|(user, one)| one.by == *own || user == own).count();
    Ok(Recoveries { yours: waiting.len() - others, others })
}

/// What the section is made with beside the record.
pub(super) struct With<'a> {
    /// How long each stage may wait.
    pub(super) limits: &'a Clocks,
    /// Now.
    pub(super) now: Instant,
    /// Recoveries that wait.
    pub(super) recoveries: Recoveries,
}

/// How many of one kind wait, in words, and where they are listed.
struct Line {
    is_yours: bool,
    said: String,
    to: Option<String>,
    /// What else is to be said of them.
    more: Option<String>,
    is_late: bool,
}

/// The section.
pub(super) fn section(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, with: &With<'_>) -> Markup {
    let words = visit.words();
    let ranks = clocks::ranks(snapshot, (with.limits, with.now));
    let (mut lines, touched) = of_findings(visit, snapshot, &ranks);
    lines.extend(of_tasks(visit, snapshot, with.now));
    lines.extend(of_notices(visit, snapshot, with.now));
    lines.extend(of_accounts(words, with.recoveries));
    lines.extend(of_documents(visit, screen, snapshot, with.now));
    lines.extend(of_the_force(visit, snapshot, with.now));
    lines.extend(of_votes(visit, snapshot, with.now));
    lines.extend(set_aside(visit, snapshot));
    let listed = first(visit, snapshot, &ranks, touched);
    let part = |yours: bool| {
        let lines: Vec<&Line> = lines.iter().filter(|line| line.is_yours == yours).collect();
        let of_findings = listed.iter().filter(|(is_yours, _)| *is_yours == yours);
        let places: Vec<usize> = of_findings.map(|(_, at)| *at).collect();
        html! {
            @if !lines.is_empty() || !places.is_empty() {
                h3 { (words.get(if yours { "waits-yours" } else { "waits-others" })) }
                ul.wait { @for line in &lines { (counted(line)) } }
                @if !places.is_empty() { ul.wait { @for at in places { (one(words, screen, snapshot, (at, with))) } } }
            }
        }
    };
    html! {
        @if lines.is_empty() { p.empty { (words.get("today-nothing-waits")) } }
        @else {
            @if !lines.iter().any(|line| line.is_yours) { p.s { (words.get("waits-nothing-yours")) } }
            (part(true)) (part(false))
        }
    }
}

fn counted(line: &Line) -> Markup {
    html! {
        li {
            @match &line.to { Some(to) => a href=(to) { (line.said) }, None => (line.said) }
            @if let Some(more) = &line.more {
                div.s { @if line.is_late { b { (more) } } @else { span.soft { (more) } } }
            }
        }
    }
}

fn one(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, (at, with): (usize, &With<'_>)) -> Markup {
    let Some(found) = snapshot.finding_at(at, false) else { return html! {} };
    let Some(clock) = clocks::of(screen, snapshot, &found, (with.limits, with.now)) else { return html! {} };
    html! { li { (finding::listed(screen, snapshot, &found)) (clocks::shown(words, &clock, with.now)) } }
}

/// The findings of each stage, and the places of those that people spoke of or gave a task about, each with whether the reader may move it on.
fn of_findings(visit: &Visit, snapshot: &Snapshot, ranks: &Ranks<'_>) -> (Vec<Line>, Vec<(bool, usize)>) {
    let waiting = snapshot.waiting();
    let told = |at: &usize| Some((*at, ranks.told(*at)?.0));
    let touched: Vec<(usize, Whom)> = waiting.touched.iter().filter_map(told).collect();
    let of = |whom: Whom| {
        let untouched = match whom {
            Whom::Assessor => waiting.breaches.count,
            Whom::Facts => waiting.undetermined.count,
            // whatever was assessed was spoken of
            Whom::Second | Whom::Reply | Whom::Review | Whom::Ruling => 0,
        };
        let here = |at: usize| ranks.waits_for(at, whom);
        let spoken: Vec<usize> = touched.iter().map(|(at, _)| *at).filter(|at| here(*at)).collect();
        stage(visit, snapshot, whom, (untouched, &spoken))
    };
    let lines = Whom::ALL.into_iter().flat_map(of).collect();
    let touched = touched.into_iter().map(|(at, whom)| (is_for(visit, snapshot, (at, whom)), at)).collect();
    (lines, touched)
}

/// The lines of one stage: where the reader's power reaches a part of the mission, theirs are counted where that is few to ask, and else it is
/// said that they are a part.
fn stage(
    visit: &Visit,
    snapshot: &Snapshot,
    whom: Whom,
    (untouched, spoken): (usize, &[usize]),
) -> Vec<Line> {
    let words = visit.words();
    let to = |more: &str| Some(format!("/findings?waits={}{more}", whom.name()));
    let said = |count: usize| words.count(&format!("waits-count-{}", whom.name()), count);
    let line = |is_yours, count: usize, more: &str| Line {
        is_yours,
        said: said(count),
        to: to(more),
        more: None,
        is_late: false,
    };
    let all = untouched + spoken.len();
    let may = visit.granted.may(whom.verb());
    let over_all = visit.granted.has_over_all(Power::Do(whom.verb()));
    if all == 0 {
        return Vec::new();
    }
    if untouched > 0 && may {
        let more = (!over_all).then(|| words.get("waits-a-part"));
        return vec![Line { more, ..line(true, all, "") }];
    }
    let yours = spoken.iter().filter(|at| may && is_for(visit, snapshot, (**at, whom))).count();
    let mut lines = Vec::new();
    if yours > 0 && yours < all {
        lines.push(line(true, yours, "&yours=yes"));
    }
    lines.push(line(yours == all, all, ""));
    lines
}

/// The findings that are listed one by one: the reader's own first, of them what is over its limit, then the oldest.
fn first(
    visit: &Visit,
    snapshot: &Snapshot,
    ranks: &Ranks<'_>,
    touched: Vec<(bool, usize)>,
) -> Vec<(bool, usize)> {
    let waiting = snapshot.waiting();
    // of what nobody touched the longest waiting of each kind are enough: all of a kind have one limit
    let kinds = [(&waiting.breaches, Whom::Assessor), (&waiting.undetermined, Whom::Facts)];
    let longest = kinds.iter().flat_map(|(kind, whom)| kind.longest.iter().map(|at| (*at, *whom)));
    let longest = longest.map(|(at, whom)| (is_for(visit, snapshot, (at, whom)), at));
    let ranked = |(yours, at): (bool, usize)| Some((!yours, ranks.of(at)?, at));
    let mut first: Vec<_> = longest.chain(touched).filter_map(ranked).collect();
    first.sort_unstable();
    first.truncate(LISTED);
    first.into_iter().map(|(others, _, at)| (!others, at)).collect()
}

/// Whether a task was given to the visitor, or to a team that they are in.
pub(super) fn is_asked_of(visit: &Visit, snapshot: &Snapshot, task: &Task) -> bool {
    let Some(user) = visit.user() else { return false };
    let in_team = |team: &hudna_core::force::Team| team.members.contains(&user.0);
    *task.to == *user.0 || snapshot.force.teams.get(&task.to).is_some_and(in_team)
}

/// Open tasks of verification: how many, and how many of them are overdue.
fn of_tasks(visit: &Visit, snapshot: &Snapshot, now: Instant) -> Vec<Line> {
    let words = visit.words();
    let open = snapshot.tasks.iter().filter(|task| task.closed.is_none());
    let (yours, others): (Vec<&Task>, Vec<&Task>) = open.partition(|task| is_asked_of(visit, snapshot, task));
    let line = |is_yours: bool, tasks: Vec<&Task>| {
        let late = tasks.iter().filter(|task| task.by.is_some_and(|by| by <= now)).count();
        let key = if is_yours { "waits-count-tasks-yours" } else { "waits-count-tasks" };
        (!tasks.is_empty()).then(|| Line {
            is_yours,
            said: words.count(key, tasks.len()),
            to: Some("/verification".to_owned()),
            more: (late > 0).then(|| words.count("waits-count-late", late)),
            is_late: true,
        })
    };
    [line(true, yours), line(false, others)].into_iter().flatten().collect()
}

/// Notices of what is still to come, to which nobody answered.
fn of_notices(visit: &Visit, snapshot: &Snapshot, now: Instant) -> Option<Line> {
    let register = &snapshot.exact.registers.notices;
    let open = snapshot.unanswered().iter().filter_map(|at| register.get(*at as usize));
    let count = open.filter(|notice| !notices::is_over(notice, now)).count();
    (count > 0).then(|| Line {
        is_yours: visit.granted.may(Verb::Collect),
        said: visit.words().count("waits-count-notices", count),
        to: Some("/notices?answer=none".to_owned()),
        more: None,
        is_late: false,
    })
}

fn of_accounts(words: &Words, recoveries: Recoveries) -> Vec<Line> {
    let line = |is_yours, count: usize, key: &str| {
        (count > 0).then(|| Line {
            is_yours,
            said: words.count(key, count),
            to: Some("/recovery".to_owned()),
            more: None,
            is_late: false,
        })
    };
    let yours = line(true, recoveries.yours, "waits-count-recoveries");
    let others = line(false, recoveries.others, "waits-count-recoveries-other");
    yours.into_iter().chain(others).collect()
}

/// Documents that were released and go to nobody before their time.
fn of_documents(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, now: Instant) -> Option<Line> {
    let kept: Vec<Instant> =
        snapshot.released.iter().filter_map(|one| one.from.filter(|from| *from > now)).collect();
    let next = kept.iter().min().copied()?;
    let values = [("moment", screen.moment(next).into())];
    Some(Line {
        is_yours: visit.granted.may(Verb::Publish),
        said: visit.words().count("waits-count-embargo", kept.len()),
        to: Some("/documents?out=no".to_owned()),
        more: Some(visit.words().with("waits-embargo-next", &values)),
        is_late: false,
    })
}

/// Nominations and complaints of the joint force that somebody is to move on.
fn of_the_force(visit: &Visit, snapshot: &Snapshot, now: Instant) -> Vec<Line> {
    let (words, force) = (visit.words(), &snapshot.force);
    let (party, user) = (visit.granted.party.as_ref(), visit.user());
    let within = snapshot.agreement.reply_within;
    let is_yours = |waits: &Nominated| match waits {
        Nominated::Commission => visit.granted.may(Verb::Rule),
        Nominated::OthersThan(own) => party.is_some_and(|party| party != own),
        Nominated::Party(own) => party == Some(own),
        Nominated::Panel(users) => user.is_some_and(|user| users.contains(user)),
        Nominated::Register => visit.granted.may(Verb::Collect),
        Nominated::Nobody => false,
    };
    let standing = force.nominations.iter().map(|one| one.standing(force, within, now));
    let waiting: Vec<_> = standing.filter(|one| one.waits != Nominated::Nobody).collect();
    let late = |yours: bool| {
        let late = waiting.iter().filter(|one| one.overdue && is_yours(&one.waits) == yours).count();
        (late > 0).then(|| words.count("waits-count-late", late))
    };
    let nominations = [true, false].into_iter().filter_map(|yours| {
        let count = waiting.iter().filter(|one| is_yours(&one.waits) == yours).count();
        (count > 0).then(|| force_line(words, (yours, "waits-count-nominations", count), late(yours)))
    });
    let open = force.complaints.iter().filter(|one| one.stage() != ComplaintStage::Ruled).count();
    let rules = visit.granted.may(Verb::Rule);
    let complaints = (open > 0).then(|| force_line(words, (rules, "waits-count-complaints", open), None));
    nominations.chain(complaints).collect()
}

fn force_line(words: &Words, (is_yours, key, count): (bool, &str, usize), late: Option<String>) -> Line {
    Line { is_yours, said: words.count(key, count), to: Some("/force".to_owned()), more: late, is_late: true }
}

/// Votes at the table that are open: those in which the reader has the vote, and the rest.
fn of_votes(visit: &Visit, snapshot: &Snapshot, now: Instant) -> Vec<Line> {
    if snapshot.table.puts.is_empty() {
        return Vec::new();
    }
    let words = visit.words();
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let now = now.max(snapshot.as_of);
    let all = votes::all(&talks, &snapshot.exact.registers, |of| snapshot.deciding(of), now);
    let open: Vec<_> = all.iter().filter(|(_, told)| told.open).collect();
    let yours = open
        .iter()
        .filter(|(put, told)| !talks_votes::may_vote(visit, snapshot, put, told).is_empty())
        .count();
    let line = |is_yours, count: usize| {
        (count > 0).then(|| Line {
            is_yours,
            said: words.count("waits-count-votes", count),
            to: Some("/table/votes".to_owned()),
            more: None,
            is_late: false,
        })
    };
    [line(true, yours), line(false, open.len() - yours)].into_iter().flatten().collect()
}

/// Lines of files that were set aside and not mended yet.
fn set_aside(visit: &Visit, snapshot: &Snapshot) -> Option<Line> {
    let count = snapshot.to_mend;
    let may = visit.granted.may(Verb::Collect);
    (count > 0).then(|| Line {
        is_yours: may,
        said: visit.words().count("today-set-aside", count),
        to: may.then(|| "/set-aside".to_owned()),
        more: (!may).then(|| visit.words().get("waits-for-duty_officer")),
        is_late: false,
    })
}
