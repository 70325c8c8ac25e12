//! The technical review of a finding: between its assessment and the ruling, by somebody who neither assessed it nor told of it.
//!
//! Whoever reviews sees the assessment. One who otherwise assesses without seeing others' asks for it by a link; that they look is written into the
//! record first, and from then on they assess this finding no more.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::finding::Finding;
use hudna_core::ledger::act::{Act, Check, Checked, FindingRef, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Spoken;
use hudna_desk::record::reviewed::thing;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Wrong, area, choice};
use super::finding::{self, named, shown, words_of};
use super::slip::refused;
use super::{clocks, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Codes with which the record refuses a review, and the field that each is about.
const ABOUT: &[(&str, &str)] = &[("reasons-missing", "review-reasons")];

/// Where the assessment of a finding is looked at to review it.
fn address(name: &FindingRef) -> String {
    format!("{}&review=yes", finding::address(name))
}

fn is_asked(visit: &Visit) -> bool {
    [&visit.query, &visit.form].iter().any(|said| said.get("review") == "yes")
}

/// The assessment by which a finding stands, where it waits for or had its review.
fn assessed<'s>(snapshot: &'s Snapshot, name: &FindingRef) -> Option<(&'s Staged, &'s EntryId)> {
    let staged = snapshot.stages.all_of(name).filter(|staged| staged.stage == Stage::Assessed)?;
    Some((staged, staged.by.as_ref()?))
}

/// The record as a visitor sees it on the page of a finding, and whether they look at it to review it.
pub(super) async fn sight(
    house: &Arc<House>,
    visit: &Visit,
    name: &FindingRef,
) -> Result<(Arc<Snapshot>, bool), Fault> {
    let told = house.seen_by(visit).await?;
    let Some(own) = visit.user().filter(|_| is_asked(visit)) else { return Ok((told, false)) };
    let whole = house.seen_unblinded(visit).await?;
    let found = whole.finding(name).and_then(|at| whole.finding_at(at, false));
    let may = found.is_some_and(|found| visit.may_on(Verb::Assess, &whole, &found));
    if !may || assessed(&whole, name).is_none() || whole.review_barred(own, name).is_some() {
        return Ok((told, false));
    }
    if whole.is_blind(own) {
        house.reads(visit.session()?, thing(name)).await?;
    }
    Ok((whole, true))
}

/// The form of whoever reviews, or the way to it.
pub(super) fn form(
    visit: &Visit,
    snapshot: &Snapshot,
    (name, found): (&FindingRef, &Finding),
    (reviewing, wrong): (bool, &Wrong),
) -> Markup {
    let words = visit.words();
    let Some(own) = visit.user().filter(|_| visit.may_on(Verb::Assess, snapshot, found)) else {
        return html! {};
    };
    let blind = snapshot.is_blind(own);
    let ruled = snapshot.stages.all_of(name).is_some_and(|staged| staged.stage == Stage::Ruled);
    let barred = snapshot.review_barred(own, name).is_some();
    let known = assessed(snapshot, name);
    if let (true, Some((_, of))) = (reviewing, known) {
        return asked(visit, snapshot, (name, found, of), wrong);
    }
    if barred || ruled || found.subject.deed.is_none() || (known.is_none() && !blind) {
        return html! {};
    }
    html! {
        section.box.stack {
            h2 { (words.get("review")) }
            p.s { (words.get(if blind { "review-instead-means" } else { "review-means" })) }
            p { a.btn href=(address(name)) { (words.get(if blind { "review-instead" } else { "review-begin" })) } }
            @if blind && is_asked(visit) { p.note { (words.get("review-nothing-yet")) } }
        }
    }
}

/// The questions of a review, to be answered.
fn asked(
    visit: &Visit,
    snapshot: &Snapshot,
    (name, found, of): (&FindingRef, &Finding, &EntryId),
    wrong: &Wrong,
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let none = || (String::new(), words.get("review-choose"));
    let answers: Vec<(String, String)> = std::iter::once(none())
        .chain(
            Check::ALL.iter().map(|one| (one.name().to_owned(), words.get(&format!("check-{}", one.name())))),
        )
        .collect();
    let ends: Vec<(String, String)> = std::iter::once(none())
        .chain(["yes", "no"].map(|sound| (sound.to_owned(), words.get(&format!("review-sound-{sound}")))))
        .collect();
    html! {
        form.box.stack method="post" action="/finding/review" {
            h2 { (words.get("review-make")) }
            p.s { (words.get("review-make-means")) }
            (token(visit)) (finding::hidden(name))
            input type="hidden" name="review" value="yes";
            input type="hidden" name="of" value=(of.0);
            input type="hidden" name="found" value=(found.outcome.name());
            @if let Some(seen) = snapshot.version(&found.subject.id) { input type="hidden" name="seen" value=(seen); }
            @for (field, key, _) in QUESTIONS { (choice(words, (field, key), &answers, form.get(field), wrong)) }
            (choice(words, ("sound", "field-sound"), &ends, form.get("sound"), wrong))
            (area(words, ("review-reasons", "field-review-reasons"), form.typed("review-reasons"), wrong))
            p { button.btn.main { (words.get("review-make-do")) } }
        }
    }
}

/// The fields of a review's questions, each with its words and its name in the act, in the order of [`Checked::ASKED`].
const QUESTIONS: [(&str, &str, &str); 6] = [
    ("check-place", "field-check-place", "place"),
    ("check-time", "field-check-time", "time"),
    ("check-sources", "field-check-sources", "sources"),
    ("check-means", "field-check-means", "means"),
    ("check-against", "field-check-against", "against"),
    ("check-reply", "field-check-reply", "reply"),
];

/// What a review says beside its reasons: its conclusion, and each question with its answer.
pub(super) fn told(words: &Words, spoken: &Spoken) -> Markup {
    let Act::ReviewMade { checked, sound, .. } = &spoken.act else { return html! {} };
    html! {
        p.s { b { (words.get(if *sound { "review-found-sound" } else { "review-gave-back" })) } }
        ul.s {
            @for ((_, key, _), answer) in QUESTIONS.iter().zip(checked.answers()) {
                li { (words.get(key)) " " b { (words.get(&format!("check-{}", answer.name()))) } }
            }
        }
    }
}

/// What is to be known of the review before a ruling is made.
pub(super) fn before_ruling(words: &Words, staged: Option<&Staged>) -> Markup {
    let key = match staged.and_then(|staged| staged.review.as_ref()) {
        Some(review) if review.sound => return html! { p.s { (words.get("review-found-sound")) } },
        Some(_) => "ruling-review-gave-back",
        None => "ruling-unreviewed",
    };
    html! { p.note { (words.get(key)) } }
}

/// What a ruling was made on: whether its finding was reviewed before, and whether a party had replied.
pub(super) fn at_ruling(words: &Words, snapshot: &Snapshot, (staged, ruled): (&Staged, &Spoken)) -> Markup {
    let key = match &staged.review {
        Some(review) if review.sound => "ruled-reviewed",
        Some(_) => "ruled-given-back",
        None => "ruled-unreviewed",
    };
    let before = |entry: &EntryId| snapshot.spoken.get(entry).is_some_and(|reply| reply.at <= ruled.at);
    html! {
        p.s {
            (words.get(key))
            @if !staged.replies.iter().any(before) { " " (words.get("ruled-unanswered")) }
        }
    }
}

/// The review as a stage of the way, between assessment and ruling.
pub(super) fn step(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    staged: Option<&Staged>,
    (reached, waits): (Stage, Option<&clocks::Clock>),
) -> Markup {
    let words = screen.words();
    let review = staged.and_then(|staged| staged.review.as_ref());
    let class = match (review, reached) {
        (Some(review), _) if review.sound => "done",
        (_, Stage::Ruled) => "done",
        _ => "next",
    };
    let said = match (review, reached) {
        (Some(review), _) if review.sound => "review-found-sound",
        (Some(_), _) => "review-gave-back",
        (None, Stage::Ruled) => "step-review-none",
        (None, _) => "step-review",
    };
    let at = review.and_then(|review| snapshot.spoken.get(&review.by)).map(|spoken| spoken.at);
    html! {
        li class=(class) {
            b { (words.get("review")) } br; (words.get(said))
            @if let Some(at) = at { br; time.soft { (screen.moment(at)) } }
            @if let Some(clock) = waits { (clocks::shown(words, clock, clock::now())) }
        }
    }
}

/// Reviews an assessment.
pub(in crate::web) async fn make(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (name, words, form) = (named(&visit.form), visit.words(), &visit.form);
    let snapshot = house.snapshot().await?;
    let now = snapshot.finding(&name).and_then(|at| snapshot.finding_at(at, false));
    let about = |code| Trouble::new("record", code).with("norm", &*name.norm).with("subject", &*name.subject);
    let now = now.ok_or_else(|| about("finding-unknown"))?;
    if !visit.may_on(Verb::Assess, &snapshot, &now) {
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let own = visit.session()?.actor.user.clone();
    // that somebody is out of the case the record itself says, with the case
    if let Some(code) = snapshot.review_barred(&own, &name).filter(|code| *code != "recused") {
        return Err(about(code).into());
    }
    let of = EntryId::from(form.get("of"));
    let mut wrong = Wrong::default();
    if form.get("found") != now.outcome.name() || assessed(&snapshot, &name).is_none_or(|(_, by)| *by != of) {
        wrong.add("", words.get("review-of-another"));
        return shown(&house, &visit, &name, StatusCode::CONFLICT, &wrong).await;
    }
    let answer = |asked: &str| {
        let (field, ..) = QUESTIONS.iter().find(|(.., question)| *question == asked)?;
        Check::ALL.into_iter().find(|one| one.name() == form.get(field))
    };
    for (field, _, question) in QUESTIONS {
        if answer(question).is_none() {
            wrong.add(field, words.get("slip-choose"));
        }
    }
    let sound = match form.get("sound") {
        "yes" => true,
        "no" => false,
        _ => {
            wrong.add("sound", words.get("slip-choose"));
            false
        }
    };
    let reasons = words_of(&visit, "review-reasons", &mut wrong).filter(|_| wrong.is_empty());
    let (Some(reasons), Some(checked)) = (reasons, Checked::of(answer)) else {
        return shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let seen = finding::seen(form, &name)?;
    let act = Act::ReviewMade { checked, finding: name.clone(), of, seen, sound };
    let filed = Filed::plain(act).with("text", Class::Narrative, reasons);
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&address(&name))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => shown(&house, &visit, &name, why.status(), &refused(&visit, &why, ABOUT)).await,
    }
}
