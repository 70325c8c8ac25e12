//! From a text whose articles are all adopted to an agreement: it is proposed as it was negotiated, and is in force from the day that somebody who
//! holds *rule* says.
//!
//! What is missing is said before anything is offered. The checker looks at the text before it is proposed, and again before it is in force.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::table::Version;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::{Contents, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::Text;
use hudna_core::time::{Instant, instants_of};
use hudna_desk::assembled::{Assembled, assemble};
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};

use super::field::{Field, Wrong, latin_digits};
use super::{talks_draft, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The text that was proposed last and that nobody put into force. The first text of a mission is weighed by without that; it waits only where it
/// came from this draft.
fn waiting(snapshot: &Snapshot, is_of_draft: bool) -> Option<&Text> {
    let last = snapshot.texts.last().filter(|text| text.from.is_none())?;
    (snapshot.texts.len() > 1 || is_of_draft).then_some(last)
}

/// What may be done with a text whose articles are all adopted, and with one that was proposed.
pub(super) fn offered(
    visit: &Visit,
    snapshot: &Snapshot,
    (draft, version, is_whole): (&str, &Version, bool),
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let text = version.text.as_ref().map(|text| &text.source.text);
    let is_of_draft = !snapshot.texts.is_empty() && text == Some(&snapshot.agreement.source.text);
    let proposed = waiting(snapshot, is_of_draft);
    html! {
        @if is_whole && visit.granted.may(Verb::Negotiate) && proposed.is_none() && !is_of_draft {
            form.box.row method="post" action="/table/draft/propose" {
                (token(visit))
                input type="hidden" name="draft" value=(draft);
                input type="hidden" name="version" value=(version.entry.0);
                p.s { (words.get("draft-propose-text-means")) }
                button.btn.main { (words.get("draft-propose-text")) }
            }
        }
        @if let Some(text) = proposed {
            @if visit.granted.may(Verb::Rule) { (in_force_form(visit, text, wrong)) }
            @else { p.box.flat.s { (words.with("draft-proposed-waits", &[("version", text.version.to_string().into())])) } }
        }
    }
}

fn in_force_form(visit: &Visit, text: &Text, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/table/draft/in-force" {
            h2 { (words.with("draft-in-force", &[("version", text.version.to_string().into())])) }
            (token(visit))
            input type="hidden" name="of" value=(text.entry.0);
            p.s { (words.get("draft-in-force-means")) }
            div.tri.half2 { (field("from_day", "date", "field-in-force-from")) (field("from_hour", "time", "field-hour")) }
            p { button.btn.main { (words.get("draft-in-force-do")) } }
        }
    }
}

/// Proposes the text that was adopted article by article.
pub(in crate::web) async fn propose(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let draft = visit.form.get("draft").to_owned();
    let last = snapshot.table.latest(&draft).ok_or_else(Fault::not_here)?.entry.clone();
    let held = house.derived(move |reader| Ok(reader.derived().proposed(&last).cloned())).await?;
    let made = assemble(&snapshot.table, &draft, &held.unwrap_or_default()).ok_or_else(Fault::not_here)?;
    let filed = match proposal(made) {
        Ok(filed) => filed,
        Err(why) => return told(&house, &visit, why.into()).await,
    };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to("/table/draft")),
        Err(why) => told(&house, &visit, why).await,
    }
}

/// The act that proposes an assembled text; what it lacks, where it lacks anything.
fn proposal(made: Assembled) -> Result<Filed, Trouble> {
    if !made.lacking.is_empty() {
        let all: Vec<&str> = made.lacking.iter().map(|one| &*one.article).collect();
        return Err(Trouble::new("record", "assembly-lacks").with("articles", all.join(", ")));
    }
    let whole = made.is_whole();
    let Some(agreement) = made.read.agreement.filter(|_| whole) else {
        let first = made.read.diagnostics.first().map_or("", |first| first.code);
        return Err(Trouble::new("record", "norms-fail-check").with("detail", first).with("values", ""));
    };
    let parts: Contents =
        made.files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes)).collect();
    Ok(Filed { act: Act::AgreementProposed { version: agreement.version }, parts })
}

/// Says above the page what is against it.
async fn told(house: &Arc<House>, visit: &Visit, why: Fault) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why);
    }
    let mut wrong = Wrong::default();
    wrong.add("", why.clone().said_in(visit.lang).said().0);
    talks_draft::shown(house, visit, why.status(), &wrong).await
}

/// Says from when a proposed text is in force.
pub(in crate::web) async fn in_force(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let mut wrong = Wrong::default();
    let Some(from) = moment(&visit, &snapshot, &mut wrong) else {
        return talks_draft::shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let adopted = Act::AgreementAdopted { from, of: EntryId::from(visit.form.get("of")) };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(adopted)).await {
        Ok(_) => Ok(to("/agreement")),
        Err(why) => told(&house, &visit, why).await,
    }
}

/// The day and hour of the form, in the time of the text; midnight where no hour is told.
fn moment(visit: &Visit, snapshot: &Snapshot, wrong: &mut Wrong) -> Option<Instant> {
    let (words, typed) = (visit.words(), latin_digits(visit.form.get("from_day")));
    let day: Option<jiff::civil::Date> = typed.parse().ok();
    if day.is_none() {
        let said = match typed.is_empty() {
            true => words.get("field-day-asked"),
            false => words.with("field-day-wrong", &[("typed", typed.into())]),
        };
        wrong.add("from_day", said);
    }
    let typed = latin_digits(visit.form.get("from_hour"));
    let hour = match typed.as_str() {
        "" => Some(jiff::civil::Time::midnight()),
        hour => hour.parse().ok(),
    };
    if hour.is_none() {
        wrong.add("from_hour", words.with("field-time-wrong", &[("typed", typed.into())]));
    }
    Some(instants_of(day?.to_datetime(hour?), &snapshot.agreement.zone_time).lo)
}
