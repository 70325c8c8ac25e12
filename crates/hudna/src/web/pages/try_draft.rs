//! A draft tried over the reports that we have: what the checks say of it, and what findings would change. Nothing is kept.
//!
//! For whoever sees what is sealed: a draft can ask of a place whatever it likes, so that its outcomes tell where things were.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::Outcome;
use hudna_desk::desk::{self, AgreementFiles, ReadAgreement};
use hudna_desk::document::View;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::draft_tried::{Changed, TriedDraft};
use hudna_desk::record::remembered::Thing;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Wrong, summary};
use super::{Page, agreement, laid, marks, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Findings listed of those that would change.
const LISTED: usize = 200;

/// The form, empty.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    shown(&house, &visit, &snapshot, StatusCode::OK, (&Wrong::default(), &html! {}))
}

fn shown(
    house: &House,
    visit: &Visit,
    snapshot: &Snapshot,
    status: StatusCode,
    (wrong, result): (&Wrong, &Markup),
) -> Result<Response, Fault> {
    let words = visit.words();
    let main = html! {
        p.s { a href="/agreement" { (words.get("page-agreement")) } }
        div.head { h1 { (words.get("page-try")) } }
        p.lede { (words.get("try-lead")) }
        (summary(words, wrong))
        (result)
        form.box.stack method="post" action="/agreement/try" enctype="multipart/form-data" {
            h2 { (words.get("try-again")) }
            (token(visit))
            div.field.bad[wrong.of("draft").is_some()] {
                label for="draft" { (words.get("field-draft")) }
                (super::field::beside(words, "field-draft", "draft", wrong.of("draft")))
                input id="draft" name="draft" type="file" multiple required aria-describedby="draft-beside";
            }
            p { button.btn.main { (words.get("try-do")) } }
        }
    };
    let page = Page { title: words.get("page-try"), here: "/agreement", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// The files of the draft: those sent, its text first, and of the text in force what it names and was not sent.
fn files(visit: &Visit, snapshot: &Snapshot) -> Option<AgreementFiles> {
    let mut sent: AgreementFiles =
        visit.files.iter().map(|file| (Arc::from(&*file.name), file.bytes.clone())).collect();
    let text = sent.iter().position(|(name, _)| name.ends_with(".md"))?;
    sent.swap(0, text);
    let own = snapshot.files.iter().position(|(name, _)| name.ends_with(".md"));
    let in_force = own.and_then(|at| snapshot.files.get(at)).map(|(name, _)| name);
    let follows = in_force.zip(sent.first()).is_some_and(|(name, (_, draft))| follows_on(draft, name));
    for (at, (name, bytes)) in snapshot.files.iter().enumerate() {
        // the text in force is what the draft takes the place of, unless it says that it follows on it
        if (Some(at) != own || follows) && sent.iter().all(|(known, _)| known != name) {
            sent.push((name.clone(), bytes.clone()));
        }
    }
    Some(sent)
}

/// Whether the draft says that it supersedes the text of this name.
fn follows_on(draft: &[u8], name: &str) -> bool {
    let text = String::from_utf8_lossy(draft);
    text.lines().any(|line| line.trim_start().starts_with("supersedes") && line.contains(name))
}

/// Tries a draft.
pub(in crate::web) async fn attempt(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, words) = (house.snapshot().await?, visit.words());
    let mut wrong = Wrong::default();
    let Some(files) = files(&visit, &snapshot) else {
        wrong.add("draft", words.get("try-no-text"));
        let nothing = html! {};
        return shown(&house, &visit, &snapshot, StatusCode::UNPROCESSABLE_ENTITY, (&wrong, &nothing));
    };
    let place = house.making.place(&visit).await?;
    // its outcomes may tell where things were
    house.reads(visit.session()?, Thing::about("draft", None)).await?;
    let over = Arc::clone(&snapshot);
    let tried = tokio::task::spawn_blocking(move || {
        let _place = place;
        let read = desk::read_held(&files);
        let tried = read.agreement.as_ref().map(|draft| over.try_draft(draft));
        (read, tried)
    });
    let (read, tried) = tried.await.map_err(|_| Fault::ours())?;
    let result = told(words, &visit, &snapshot, &read, tried.as_ref());
    let status = if tried.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(&house, &visit, &snapshot, status, (&wrong, &result))
}

fn told(
    words: &Words,
    visit: &Visit,
    snapshot: &Snapshot,
    read: &ReadAgreement,
    tried: Option<&TriedDraft>,
) -> Markup {
    let said: Vec<&Diagnostic> =
        read.diagnostics.iter().chain(tried.into_iter().flat_map(|tried| &tried.checks)).collect();
    html! {
        section.box {
            h2 { (words.get("agreement-checks")) " " small { (words.get("agreement-checks-means")) } }
            (agreement::said(words, said.iter().copied()))
        }
        @if let (Some(draft), Some(tried)) = (&read.agreement, tried) {
            @let view = View { agreement: draft, ..snapshot.saying(false) };
            @let now = snapshot.saying(false);
            @let screens = [Screen::of(&now, visit.lang), Screen::of(&view, visit.lang)];
            section.box { h2 { (words.get("try-by-norm")) } (by_norm(words, &screens, tried)) }
            section.box { h2 { (words.get("try-changes")) } (changes(words, &screens, &tried.changed)) }
            p.xs.soft { (words.get("try-nothing-kept")) }
        } @else { p.note.e { b { (words.get("try-unreadable")) } } }
    }
}

/// Norms with how many findings stand with each outcome, by the text in force and by the draft.
fn by_norm(words: &Words, screens: &[Screen<'_>; 2], tried: &TriedDraft) -> Markup {
    let outcomes = [Outcome::Breach, Outcome::Undetermined, Outcome::Permitted];
    let mut rows: BTreeMap<&str, [[u64; 2]; 3]> = BTreeMap::new();
    for (which, counts) in tried.counts.iter().enumerate() {
        for ((norm, outcome), count) in counts {
            if let Some(at) = outcomes.iter().position(|one| one == outcome) {
                rows.entry(norm).or_default()[at][which] += count;
            }
        }
    }
    html! {
        table.t.fold {
            thead { tr { th { (words.get("column-norm")) } @for outcome in outcomes { th.num { (marks::piece(&screens[0].outcome(outcome))) } } } }
            tbody {
                @for (norm, row) in &rows {
                    tr {
                        th scope="row" { (screens[1].norm(norm)) }
                        @for (outcome, [before, after]) in outcomes.iter().zip(row) {
                            td.num data-l=(words.get(&format!("outcome-{}", outcome.name()))) {
                                @if before == after { bdi.n { (after) } }
                                @else { (words.with("try-from-to", &[("before", before.to_string().into()), ("after", after.to_string().into())])) }
                            }
                        }
                    }
                }
            }
        }
        p.xs.soft { (words.get("try-by-norm-means")) }
    }
}

fn changes(words: &Words, screens: &[Screen<'_>; 2], changed: &[Changed]) -> Markup {
    let said = |outcome: Option<Outcome>| {
        html! { @match outcome { Some(outcome) => (marks::piece(&screens[0].outcome(outcome))), None => span.soft { (words.get("decide-nothing")) } } }
    };
    html! {
        @if changed.is_empty() { p { (words.get("decide-no-finding")) } }
        @else {
            table.t.fold {
                thead { tr { th { (words.get("column-norm")) } th { (words.get("column-subject")) } th { (words.get("try-in-force")) } th { (words.get("try-draft")) } } }
                tbody {
                    @for one in changed.iter().take(LISTED) {
                        tr {
                            th scope="row" { (screens[usize::from(one.after.is_some())].norm(&one.norm)) }
                            td.full data-l=(words.get("column-subject")) {
                                @match one.subject.split_once('/').filter(|(id, _)| id.starts_with("INC-")) {
                                    Some((id, _)) => a.n href=(format!("/incidents/{id}")) { (one.subject) },
                                    None => (screens[0].subject_named(&one.subject)),
                                }
                            }
                            td.full data-l=(words.get("try-in-force")) { (said(one.before)) }
                            td.full data-l=(words.get("try-draft")) { (said(one.after)) }
                        }
                    }
                }
            }
            @if changed.len() > LISTED { p.s { (words.count("decide-more", changed.len() - LISTED)) } }
        }
    }
}
