//! The next version of a draft: typed, beginning with the text in which amendments that all accept have taken their place, or brought as files.
//!
//! A page of its own, since the whole text stands in it. Files beside the text (drawings, gazetteer, the version before) come along from the
//! version before, or from the text in force, unless others are brought.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::table::Version;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::{Contents, Filed};
use hudna_core::ledger::id::PartyId;
use hudna_core::ledger::part::Class;
use hudna_desk::assembled::next_version;
use hudna_desk::desk::AgreementFiles;
use hudna_desk::document::talks::Talks;
use hudna_desk::record::Snapshot;
use hudna_desk::words::{Lang, without_isolates};
use maud::{Markup, html};

use super::field::{Field, Wrong, beside, summary};
use super::talks::{is_id, tabs};
use super::{Page, laid, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let (text, left) = begun(&snapshot, visit.query.get("draft"));
    shown(&house, &visit, StatusCode::OK, (&text, &left), &Wrong::default()).await
}

/// The text to begin with, and whose amendments could not be placed in it.
fn begun(snapshot: &Snapshot, draft: &str) -> (String, Vec<(PartyId, Arc<str>)>) {
    let parties: Vec<PartyId> =
        snapshot.agreement.parties.iter().map(|party| PartyId(party.id.clone())).collect();
    let named = |party: &PartyId| {
        let name = |lang: &Lang| {
            without_isolates(&Talks::of(&snapshot.table, &snapshot.agreement, *lang).party(&party.0))
        };
        Lang::BOTH.iter().map(name).collect::<Vec<_>>().try_into().unwrap_or_default()
    };
    let made = next_version(&snapshot.table, draft, &parties, &named);
    let (text, left) = made.unwrap_or_default();
    (text, left.into_iter().map(|one| (one.party.clone(), one.paragraph.clone())).collect())
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    (text, left): (&str, &[(PartyId, Arc<str>)]),
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let words = visit.words();
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let draft = match visit.form.get("draft") {
        "" => visit.query.get("draft"),
        draft => draft,
    };
    let last = snapshot.table.latest(draft);
    // what the text was begun from: whoever was told of another that was put meanwhile goes on from that
    let from = match visit.form.get("from") {
        from if status != StatusCode::CONFLICT && !from.is_empty() => from,
        _ => last.map_or("", |last| &last.entry.0),
    };
    let main = html! {
        div.head { h1 { (words.get("draft-put")) } @if let Some(last) = last { p.soft.s { (version_after(&talks, last)) } } }
        (tabs(words, "/table/draft"))
        p.lede { (words.get("draft-put-lead")) }
        (summary(words, wrong))
        @for (party, paragraph) in left {
            p.note.s { (words.with("cli-table-not-placed", &[("party", talks.party(&party.0).into()), ("paragraph", paragraph.to_string().into())])) }
        }
        (form(visit, (draft, from), text, wrong))
    };
    let page = Page { title: words.get("draft-put"), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn version_after(talks: &Talks<'_>, last: &Version) -> String {
    let next = last.number.saturating_add(1).to_string();
    talks.words().with("draft-put-next", &[("number", next.into())])
}

fn form(visit: &Visit, (draft, from): (&str, &str), text: &str, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let id = Field {
        name: "draft",
        kind: "text",
        key: "field-draft-id",
        typed: draft,
        autocomplete: "off",
        required: false,
    };
    html! {
        form.box.stack method="post" action="/table/draft/put" enctype="multipart/form-data" {
            (token(visit))
            input type="hidden" name="from" value=(from);
            (id.shown(words, wrong))
            div.field.bad[wrong.of("text").is_some()] {
                label for="text" { (words.get("field-draft-text")) }
                (beside(words, "field-draft-text", "text", wrong.of("text")))
                textarea.code id="text" name="text" rows="24" dir="auto" aria-invalid=[wrong.of("text").map(|_| "true")] aria-describedby="text-beside" { (text) }
            }
            div.field.bad[wrong.of("files").is_some()] {
                label for="files" { (words.get("field-draft-files")) }
                (beside(words, "field-draft-files", "files", wrong.of("files")))
                input id="files" name="files" type="file" multiple aria-describedby="files-beside";
            }
            p { button.btn.main { (words.get("draft-put-do")) } }
        }
    }
}

/// The files of the next version: those brought, their text first, or the text typed; and of `before` what was not brought.
fn files(visit: &Visit, before: &AgreementFiles) -> Option<AgreementFiles> {
    let mut brought: AgreementFiles =
        visit.files.iter().map(|file| (Arc::from(&*file.name), file.bytes.clone())).collect();
    let own = before.iter().position(|(name, _)| name.ends_with(".md"));
    match brought.iter().position(|(name, _)| name.ends_with(".md")) {
        Some(text) => brought.swap(0, text),
        None => {
            // as it was typed: spaces at the end of a line are part of it
            let typed = visit.form.typed("text").replace("\r\n", "\n");
            if typed.trim().is_empty() {
                return None;
            }
            let name = own
                .and_then(|at| before.get(at))
                .map_or_else(|| "agreement.md".into(), |(name, _)| name.clone());
            brought.insert(0, (name, typed.into_bytes()));
        }
    }
    for (at, (name, bytes)) in before.iter().enumerate() {
        // what the new text takes the place of stays behind
        if Some(at) != own && brought.iter().all(|(known, _)| known != name) {
            brought.push((name.clone(), bytes.clone()));
        }
    }
    Some(brought)
}

/// Puts the next version of a draft.
pub(in crate::web) async fn put(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let (words, form) = (visit.words(), &visit.form);
    let draft: Arc<str> = form.get("draft").into();
    let last = snapshot.table.latest(&draft);
    let entry = last.map(|last| last.entry.clone());
    let held = house
        .derived(move |reader| Ok(entry.and_then(|entry| reader.derived().proposed(&entry).cloned())))
        .await?;
    let mut wrong = Wrong::default();
    if !is_id(&draft) {
        wrong.add("draft", words.get("field-id-missing"));
    }
    // a version that was put meanwhile is not thrown away unread
    if let Some(since) =
        last.filter(|last| !form.get("from").is_empty() && form.get("from") != &*last.entry.0)
    {
        let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
        let values = [("number", since.number.to_string().into()), ("by", talks.recorded(&since.by).into())];
        let mut since = Wrong::default();
        since.add("text", words.with("draft-put-since", &values));
        let typed = form.typed("text").to_owned();
        return shown(&house, &visit, StatusCode::CONFLICT, (&typed, &[]), &since).await;
    }
    let made = files(&visit, held.as_ref().unwrap_or(&snapshot.files));
    if made.is_none() {
        wrong.add("text", words.get("field-draft-text-missing"));
    }
    let typed = form.typed("text").to_owned();
    let Some(made) = made.filter(|_| wrong.is_empty()) else {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, (&typed, &[]), &wrong).await;
    };
    let version = last.map_or(1, |last| last.number.saturating_add(1));
    let parts: Contents =
        made.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes)).collect();
    let session = Arc::clone(visit.session()?);
    match house
        .act(&session, None, Filed { act: Act::DraftPut { draft: draft.clone(), version }, parts })
        .await
    {
        Ok(_) => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("draft", &draft);
            Ok(to(&format!("/table/draft?{}", query.finish())))
        }
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let beside = if why.trouble().code.starts_with("bracket-") { "text" } else { "" };
            wrong.add(beside, why.clone().said_in(visit.lang).said().0);
            shown(&house, &visit, why.status(), (&typed, &[]), &wrong).await
        }
    }
}
