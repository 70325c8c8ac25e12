//! How a report is graded, on the Admiralty scale: the source of this report from A to F, what it says from 1 to 6, each by itself.
//!
//! Shown to whoever sees what is sealed of the report by their role; whoever only filed it is not told how far they are believed, and nobody
//! grades what they filed. No grade decides a finding: they stand beside what is weighed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::report::Grade;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, area, choice, picked};
use super::{reports, token, triage};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The meaning of a mark, as it stands beside it.
fn meant(words: &Words, axis: &str, mark: impl std::fmt::Display) -> String {
    let mark = mark.to_string();
    words.get(&format!("grade-{axis}-{}", mark.to_lowercase()))
}

/// The marks of an axis to choose from, the first being none.
fn marks<M: std::fmt::Display>(words: &Words, axis: &str, marks: &[M]) -> Vec<(String, String)> {
    let one = |mark: &M| (mark.to_string(), format!("{mark} – {}", meant(words, axis, mark)));
    let none = (String::new(), words.get("grade-left-out"));
    std::iter::once(none).chain(marks.iter().map(one)).collect()
}

/// A grade with what it means.
fn shown(words: &Words, grade: Grade) -> Markup {
    html! {
        b { bdi.n { (grade) } }
        @if let Some(mark) = grade.reliability {
            br; span.s { span.soft { (words.get("grade-of-source")) } " " bdi.n { (mark) } " – " (meant(words, "reliability", mark)) }
        }
        @if let Some(mark) = grade.credibility {
            br; span.s { span.soft { (words.get("grade-of-words")) } " " bdi.n { (mark) } " – " (meant(words, "credibility", mark)) }
        }
    }
}

/// How a report is graded, by whom and why; the form for whoever may.
pub(super) fn panel(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (at, called): (usize, &Called<'_>),
    wrong: &Wrong,
) -> Markup {
    let (words, filed) = (visit.words(), &snapshot.filed[at]);
    let now = snapshot.grade_of(at);
    let given = snapshot.handled.grades.get(&filed.entry).map_or(&[][..], Vec::as_slice);
    html! {
        section.box {
            h2 { (words.get("grade")) " " small { (words.get("grade-means")) } }
            @if now == Grade::default() { p.empty { (words.get("grade-none")) } } @else { p { (shown(words, now)) } }
            @if !given.is_empty() {
                h3.mt { (words.get("grade-given")) }
                ul.wait.s {
                    @for one in given.iter().rev() {
                        li {
                            b { bdi.n { @match one.grade { Some(grade) => (grade), None => (words.get("sealed")) } } } " "
                            span.soft { (called.shown(&one.by)) (words.get("comma")) " " time { (screen.moment(one.at)) } }
                            @match &one.text { Some(text) => blockquote dir="auto" { (text) }, None => p.soft { (words.get("sealed")) } }
                        }
                    }
                }
            }
            @if visit.granted.may(Verb::Classify) {
                @if visit.user() == Some(&filed.by) { p.s.soft.mt { (words.get("grade-own")) } }
                @else { (form(visit, &filed.entry, wrong)) }
            }
        }
    }
}

fn form(visit: &Visit, entry: &EntryId, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    html! {
        form.stack.mt method="post" action=(format!("/reports/{}/grade", entry.0)) {
            h3 { (words.get("grade-give")) }
            (token(visit))
            (choice(words, ("reliability", "field-reliability"), &marks(words, "reliability", &Grade::RELIABILITY), form.get("reliability"), wrong))
            (choice(words, ("credibility", "field-credibility"), &marks(words, "credibility", &Grade::CREDIBILITY), form.get("credibility"), wrong))
            (area(words, ("grounds", "field-grounds"), form.typed("grounds"), wrong))
            p { button.btn { (words.get("grade-give-do")) } }
        }
    }
}

/// Grades a report.
pub(in crate::web) async fn give(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let at = snapshot.report(&entry).ok_or_else(|| Trouble::new("record", "not-here"))?;
    if !visit.sees_grade(&snapshot, at) {
        // whoever may not see who told it and in which words cannot say how far it is to be believed
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let (words, form, mut wrong) = (visit.words(), &visit.form, Wrong::default());
    let reliability = picked(
        (words, form),
        "reliability",
        |typed| Grade::RELIABILITY.iter().any(|mark| mark.to_string() == typed),
        &mut wrong,
    );
    let credibility = picked(
        (words, form),
        "credibility",
        |typed| Grade::CREDIBILITY.iter().any(|mark| mark.to_string() == typed),
        &mut wrong,
    );
    let grade = Grade {
        reliability: reliability.and_then(|typed| typed.chars().next()),
        credibility: credibility.and_then(|typed| typed.parse().ok()),
    };
    if grade == Grade::default() && wrong.is_empty() {
        wrong.add("reliability", words.get("grade-neither"));
    }
    let grounds = super::finding::words_of(&visit, "grounds", &mut wrong).filter(|_| wrong.is_empty());
    let Some(grounds) = grounds else {
        return reports::shown(&house, &visit, &entry, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let bytes = to_canonical(&grade).map_err(|_| Fault::ours())?;
    let filed = Filed::plain(Act::ReportGraded { of: EntryId::from(entry.as_str()) });
    let filed = filed.with("grade", Class::Source, bytes).with("text", Class::Narrative, grounds);
    triage::done(&house, &visit, &entry, filed).await
}

/// The grade of a report in a list; `None` where this visitor is not told.
pub(super) fn listed(visit: &Visit, snapshot: &Snapshot, at: usize) -> Option<String> {
    let told = visit.sees_grades() && visit.sees_grade(snapshot, at);
    told.then(|| snapshot.grade_of(at).to_string())
}

/// Writes down that the visitor reads how reports are graded, before a list shows it.
pub(super) async fn read(house: &Arc<House>, visit: &Visit) -> Result<(), Fault> {
    house.reads(visit.session()?, Thing::about("grades", None)).await
}
