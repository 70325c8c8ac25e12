//! Files that are taken in by page: reports and registers, with what is set aside of them, and the files that were taken in before.
//!
//! A file may be looked through first: then nothing is kept. Nothing of it touches a disk but the record's. Rows are appended some at a
//! time, so that whoever has something urgent to write waits behind no file.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_desk::desk::{InHand, Request, Stage, TakenIn, Watch};
use hudna_desk::document::screen::Screen;
use hudna_desk::intake::Format;
use hudna_desk::record::{FileTaken, ReadFile, standing_among};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{FluentValue, Words};
use maud::{Markup, html};
use tokio::sync::oneshot;

use super::field::{Wrong, beside, choice, picked, summary};
use super::{Page, called::Called, laid, pager, token, triage};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::session::Session;
use crate::web::visit::{Visit, to};

/// Lines set aside that are shown of a file.
const SHOWN: usize = 200;
/// Entries of one turn of the writer.
const OF_ONE_TURN: usize = 200;
/// The name under which the mapping lies beside the other files.
const MAPPING: &str = "mapping";

/// The form, and the files that were taken in.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, (&Wrong::default(), &html! {})).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    (wrong, result): (&Wrong, &Markup),
) -> Result<Response, Fault> {
    let words = visit.words();
    let of: Vec<String> = visit.query.all("of").map(str::to_owned).collect();
    let files = house.derived(|reader| Ok(reader.derived().taken_in.files.clone())).await?;
    let snapshot = house.snapshot().await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let called = Called { visit, standing: &snapshot.standing, logins: &logins };
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let is_asked = |file: &FileTaken| of.iter().any(|asked| **asked == *file.entry.0);
    let newest: Vec<&FileTaken> = files.iter().rev().collect();
    let page = pager::asked(visit, newest.len());
    let main = html! {
        p.s { a href="/reports" { (words.get("page-reports")) } (words.get("comma")) " " a href="/set-aside" { (words.get("page-set-aside")) } }
        div.head { h1 { (words.get("page-intake")) } }
        p.lede { (words.get("intake-lead")) }
        (summary(words, wrong))
        @for file in newest.iter().filter(|file| is_asked(file)) { div.note role="status" { (came_of(words, file)) } }
        (result)
        (form(visit, wrong))
        section.box {
            h2 { (words.get("intake-before")) }
            @if newest.is_empty() { p.empty { (words.get("intake-none")) } }
            @else {
                table.t.fold {
                    thead { tr {
                        th { (words.get("intake-file")) } th { (words.get("intake-by")) } th { (words.get("report-recorded")) }
                        th.num { (words.get("intake-read")) } th.num { (words.get("intake-accepted")) } th.num { (words.get("intake-aside")) }
                    } }
                    tbody { @for file in pager::rows(&newest, page) {
                        tr {
                            th scope="row" { (words.get(&format!("intake-of-{}", file.format))) " " bdi.n.xs.soft { (file.entry.0) } }
                            td data-l=(words.get("intake-by")) { (called.shown(&file.by)) }
                            td.full data-l=(words.get("report-recorded")) { (screen.moment(file.at)) }
                            td.num data-l=(words.get("intake-read")) { bdi.n { (if file.read > 0 { file.read.to_string() } else { "–".to_owned() }) } }
                            td.num data-l=(words.get("intake-accepted")) { bdi.n { (file.accepted) } }
                            td.num data-l=(words.get("intake-aside")) { bdi.n { (file.set_aside) } }
                        }
                    } }
                }
                (pager::pager(visit, words, page, newest.len()))
                p.xs.soft { (words.get("intake-counts-mean")) }
            }
        }
    };
    let page = Page { title: words.get("page-intake"), here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// What became of a file, in one sentence.
fn came_of(words: &Words, file: &FileTaken) -> String {
    let counts = [
        ("accepted", file.accepted.to_string().into()),
        ("aside", file.set_aside.to_string().into()),
        ("read", file.read.to_string().into()),
    ];
    words.with(&format!("intake-done-{}", file.format), &counts)
}

fn form(visit: &Visit, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let file = |name: &'static str, many: bool| {
        let (key, message) = (format!("field-intake-{name}"), wrong.of(name));
        html! {
            div.field.bad[message.is_some()] {
                label for=(name) { (words.get(&key)) }
                (beside(words, &key, name, message))
                input id=(name) name=(name) type="file" multiple[many] aria-describedby=(format!("{name}-beside"));
            }
        }
    };
    let formats = Format::ALL
        .iter()
        .map(|format| (format.name().to_owned(), words.get(&format!("intake-as-{}", format.name()))));
    let formats: Vec<(String, String)> =
        std::iter::once((String::new(), words.get("intake-as-found"))).chain(formats).collect();
    html! {
        form.box.stack method="post" action="/intake" enctype="multipart/form-data" {
            h2 { (words.get("intake-bring")) }
            (token(visit))
            (file("reports", true))
            (file("registers", true))
            details open[wrong.of(MAPPING).is_some() || wrong.of("as").is_some() || !form.get("as").is_empty()] {
                summary { (words.get("intake-otherwise")) }
                (file(MAPPING, false))
                (choice(words, ("as", "field-intake-as"), &formats, form.get("as"), wrong))
            }
            p.row {
                button.btn name="do" value="look" { (words.get("intake-look")) }
                button.btn.main name="do" value="take" { (words.get("intake-take")) }
            }
            p.xs.soft { (words.get("intake-look-means")) }
        }
    }
}

/// What the form asks, and the files in hand.
fn asked(visit: &Visit, wrong: &mut Wrong) -> (Request, InHand) {
    let words = visit.words();
    let mut hand = InHand::default();
    let mut request = Request::default();
    for file in visit.files.iter() {
        let under = match &*file.field {
            "reports" => &mut request.reports,
            "registers" => &mut request.registers,
            MAPPING => {
                let path = PathBuf::from(format!("{MAPPING}:{}", file.name));
                request.mapping = Some(path.clone());
                hand.0.push((path, file.bytes.clone()));
                continue;
            }
            _ => continue,
        };
        let path = PathBuf::from(&file.name);
        if hand.0.iter().any(|(known, _)| *known == path) {
            let field = if file.field == "reports" { "reports" } else { "registers" };
            wrong.add(field, words.with("intake-named-twice", &[("file", file.name.as_str().into())]));
        }
        under.push(path.clone());
        hand.0.push((path, file.bytes.clone()));
    }
    let is_known = |name: &str| Format::parse(name).is_some();
    request.force = picked((words, &visit.form), "as", is_known, wrong).and_then(Format::parse);
    if request.reports.is_empty() && request.registers.is_empty() {
        wrong.add("reports", words.get("intake-nothing"));
    }
    (request, hand)
}

/// Looks files through, or takes them in.
pub(in crate::web) async fn bring(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let mut wrong = Wrong::default();
    let (request, hand) = asked(&visit, &mut wrong);
    let nothing = html! {};
    if !wrong.is_empty() {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, (&wrong, &nothing)).await;
    }
    let _one = house.taking.place(&visit).await?;
    let ground = house.derived(|reader| reader.intake_ground()).await?;
    let reading = tokio::task::spawn_blocking(move || ground.read(&request, &hand, &Silent));
    let read = match reading.await.map_err(|_| Fault::ours())? {
        Ok(read) => read,
        Err(why) => {
            let fault = Fault::from(why).said_in(visit.lang);
            if fault.status().is_server_error() {
                return Err(fault);
            }
            let of_mapping = fault.trouble().code.starts_with("mapping");
            wrong.add(if of_mapping { MAPPING } else { "reports" }, fault.said().0);
            return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, (&wrong, &nothing)).await;
        }
    };
    if let Some(verb) =
        read.iter().flat_map(ReadFile::acts).map(Act::verb).find(|verb| !visit.granted.may(*verb))
    {
        let verb = visit.words().get(&format!("power-{}", verb.name()));
        wrong.add("", visit.words().with("intake-beyond", &[("verb", verb.into())]));
        return shown(&house, &visit, StatusCode::FORBIDDEN, (&wrong, &nothing)).await;
    }
    if visit.form.get("do") == "look" {
        let looked = html! { @for file in &read { (looked_through(visit.words(), &file.file, file.rows().count(), &file.taken)) } };
        return shown(&house, &visit, StatusCode::OK, (&wrong, &looked)).await;
    }
    let session = Arc::clone(visit.session()?);
    let own: Vec<EntryId> = read.iter().map(|file| file.own().clone()).collect();
    for file in read {
        if let Err(why) = taken(&house, &session, file).await {
            if why.status().is_server_error() {
                return Err(why);
            }
            let said = why.said_in(visit.lang).said().0;
            wrong.add("", visit.words().with("intake-stopped", &[("why", said.into())]));
            return shown(&house, &visit, StatusCode::CONFLICT, (&wrong, &nothing)).await;
        }
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(own.iter().map(|entry| ("of", &*entry.0)));
    Ok(to(&format!("/intake?{}", query.finish())))
}

/// Has the entries of one file written, as far as they do not stand.
async fn taken(house: &Arc<House>, session: &Session, file: ReadFile) -> Result<(), Fault> {
    let acts: Vec<&Act> = file.acts().collect();
    house.is_within(&session.actor.user, &acts).await?;
    let (file, known, before) = house
        .derived(move |reader| {
            let known = standing_among(&mut reader.ledger, file.rows())?.len();
            Ok((file, known, reader.derived().taken_in.lines.clone()))
        })
        .await?;
    let (entries, _) = file.entries(known, &before);
    let mut entries = entries.into_iter().peekable();
    while entries.peek().is_some() {
        let some: Vec<(EntryId, Filed)> = entries.by_ref().take(OF_ONE_TURN).collect();
        let actor = session.actor.clone();
        let (tell, hear) = oneshot::channel();
        let is_taken = house.writer.run(&session.actor.user.0, move |mission| {
            drop(tell.send(mission.append(&actor, some, &clock::now)));
        });
        if !is_taken {
            return Err(Trouble::new("record", "host-busy").into());
        }
        hear.await.map_err(|_| Fault::ours())??;
    }
    Ok(())
}

/// What a file comes to that was only looked through.
fn looked_through(words: &Words, file: &str, rows: usize, taken: &TakenIn) -> Markup {
    let counts = [
        ("read", taken.read.to_string().into()),
        ("accepted", rows.to_string().into()),
        ("aside", taken.set_aside.len().to_string().into()),
    ];
    html! {
        section.box {
            h2 { bdi { (file) } }
            p { (words.with(if taken.read > 0 { "intake-looked-reports" } else { "intake-looked-registers" }, &counts)) }
            p.s { b { (words.get("intake-nothing-kept")) } }
            @for (_, note) in &taken.notes {
                @let said: Vec<(&str, FluentValue<'_>)> = note.arguments.iter().map(|(name, value)| (*name, counted(value))).collect();
                p.note { (words.with(&format!("intake-{}", note.code), &said)) }
            }
            @if !taken.set_aside.is_empty() {
                table.t.fold {
                    thead { tr { th { (words.get("set-aside-where")) } th { (words.get("set-aside-mend")) } th { (words.get("set-aside-line")) } } }
                    tbody { @for line in taken.set_aside.iter().take(SHOWN) { (triage::to_mend(words, line, true)) } }
                }
                @if taken.set_aside.len() > SHOWN { p.s { (words.count("intake-more-aside", taken.set_aside.len() - SHOWN)) } }
            }
        }
    }
}

/// A whole number chooses a plural; any other value is words.
fn counted(value: &str) -> FluentValue<'_> {
    value.parse::<u32>().map_or_else(|_| value.into(), Into::into)
}

struct Silent;

impl Watch for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn done(&self, _: usize) {}
}
