//! Forms about meetings: what was held, where, who came in which capacity, what was on the agenda, the minutes; and who speaks for whom from when.
//!
//! Minutes and names are sealed; the rest stands in the record in the clear. What is typed stays in the form until it is right.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::{Act, Both, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::part::Class;
use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use hudna_desk::document::talks::Talks;
use hudna_desk::record::Snapshot;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::field::{Field, Wrong, area, beside, choice, latin_digits};
use super::talks::{both, is_id};
use super::{talks_meetings, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// The most characters of minutes, and of any other field.
const MOST: [usize; 2] = [200_000, 400];
/// The convener that is no party.
const COMMISSION: &str = "commission";

/// The day of a form, in the mission's time; what is wrong with it is said beside its field.
fn day(visit: &Visit, name: &'static str, needed: bool, wrong: &mut Wrong) -> Option<jiff::civil::Date> {
    let (words, typed) = (visit.words(), latin_digits(visit.form.get(name)));
    let day = typed.parse().ok();
    if day.is_none() && !typed.is_empty() {
        wrong.add(name, words.with("field-day-wrong", &[("typed", typed.into())]));
    } else if day.is_none() && needed {
        wrong.add(name, words.get("field-day-asked"));
    }
    day
}

/// An hour of a form on a day.
fn hour(
    visit: &Visit,
    name: &'static str,
    (day, zone): (Option<jiff::civil::Date>, &TimeZone),
    wrong: &mut Wrong,
) -> Option<Instant> {
    let (words, typed) = (visit.words(), latin_digits(visit.form.get(name)));
    if typed.is_empty() {
        wrong.add(name, words.get("field-hour-missing"));
        return None;
    }
    match typed.parse::<jiff::civil::Time>() {
        Ok(time) => Some(instants_of(day?.to_datetime(time), zone).lo),
        Err(_) => {
            wrong.add(name, words.with("field-time-wrong", &[("typed", typed.into())]));
            None
        }
    }
}

/// What is too long, field by field.
fn lengths(visit: &Visit, names: &[&'static str], most: usize, wrong: &mut Wrong) {
    for name in names {
        if visit.form.get(name).chars().count() > most {
            wrong.add(name, visit.words().get("field-longer"));
        }
    }
}

/// Whom the visitor may say to have come: the parties of the text, and whoever spoke; who acts for a party its own alone.
fn delegations(visit: &Visit, talks: &Talks<'_>) -> Vec<(String, String)> {
    let own = visit.granted.party.as_ref();
    let parties = talks.parties().into_iter().filter(|party| own.is_none_or(|own| own == party));
    parties.map(|party| (party.0.to_string(), talks.party(&party.0))).collect()
}

/// The capacities typed for a delegation, apart at commas of either script.
fn capacities(typed: &str) -> Vec<Arc<str>> {
    typed.split([',', '،']).map(str::trim).filter(|one| !one.is_empty()).map(Into::into).collect()
}

/// Who came, as the form says: a delegation whose box is ticked, with the capacities typed beside it; others a line each, `NAME: capacities`.
fn attended(form: &Form, known: &[Arc<str>]) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    // what was ticked and may not be said is refused by the act, not left out
    let came = known.iter().map(|id| &**id).filter(|id| form.all("came").any(|one| one == *id));
    let mut all: BTreeMap<Arc<str>, Vec<Arc<str>>> =
        came.map(|id| (id.into(), capacities(form.get(&format!("as_{id}"))))).collect();
    for line in form.get("others").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, capacity) = line.split_once(':').unwrap_or((line, ""));
        all.insert(name.trim().into(), capacities(capacity));
    }
    all
}

/// The form of a meeting.
pub(super) fn meeting_form(visit: &Visit, talks: &Talks<'_>, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let next = talks.table.meetings.iter().filter_map(|held| held.number).max().unwrap_or(0) + 1;
    let next = next.to_string();
    let sent = form.get("what") == "meeting";
    let typed = |name| if sent { form.get(name) } else { "" };
    let field = |name, kind, key, typed| {
        Field { name, kind, key, typed, autocomplete: "off", required: false }.shown(words, wrong)
    };
    let known = delegations(visit, talks);
    let conveners = std::iter::once((COMMISSION.to_owned(), talks.party(COMMISSION))).chain(known.clone());
    let conveners: Vec<_> = conveners.collect();
    let issues = talks.table.issues.iter().filter(|issue| issue.closed.is_none());
    html! {
        form.box.stack id="held" method="post" action="/table/meetings" {
            h2 { (words.get("meeting-record")) }
            (token(visit))
            input type="hidden" name="what" value="meeting";
            div.tri.half2 {
                (field("day", "date", "field-meeting-day", typed("day")))
                (field("number", "number", "field-meeting-number", if sent { form.get("number") } else { &next }))
            }
            div.tri.half2 {
                (field("from", "time", "field-begun", typed("from"))) (field("to", "time", "field-ended", typed("to")))
            }
            (field("place_ar", "text", "field-meeting-place-ar", typed("place_ar")))
            (field("place_en", "text", "field-meeting-place-en", typed("place_en")))
            (choice(words, ("convener", "talks-convener"), &conveners, typed("convener"), wrong))
            fieldset.stack {
                legend { (words.get("talks-delegations")) }
                @if visit.granted.party.is_some() { p.s { (words.get("meeting-own-alone")) } }
                (beside(words, "field-came", "came", wrong.of("came")))
                @for (id, name) in &known {
                    @let ticked = if sent { form.all("came").any(|one| one == id) } else { true };
                    @let capacities = format!("as_{id}");
                    div.field {
                        div.picks { label { input type="checkbox" name="came" value=(id) checked[ticked]; bdi { (name) } } }
                        input name=(capacities) value=(if sent { form.get(&capacities) } else { "" }) autocomplete="off" aria-label=(words.with("field-capacities-of", &[("party", name.as_str().into())])) placeholder=(words.get("field-capacities"));
                    }
                }
                (area(words, ("others", "field-others"), typed("others"), wrong))
            }
            fieldset.stack {
                legend { (words.get("talks-agenda")) }
                div.picks {
                    @for issue in issues {
                        label { input type="checkbox" name="issue" value=(issue.id) checked[sent && form.all("issue").any(|one| *one == *issue.id)]; bdi { (talks.title(&issue.id)) } }
                    }
                }
                (area(words, ("agenda", "field-agenda"), typed("agenda"), wrong))
            }
            (area(words, ("minutes", "field-meeting-minutes"), typed("minutes"), wrong))
            p { button.btn.main { (words.get("meeting-record-do")) } }
        }
    }
}

/// The meeting that a form tells of.
fn meeting(visit: &Visit, snapshot: &Snapshot, talks: &Talks<'_>) -> Result<Filed, Wrong> {
    let (words, form, mut wrong) = (visit.words(), &visit.form, Wrong::default());
    let zone = &snapshot.agreement.zone_time;
    let day = day(visit, "day", true, &mut wrong);
    let from = hour(visit, "from", (day, zone), &mut wrong);
    let to = hour(visit, "to", (day, zone), &mut wrong);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        wrong.add("to", words.get("field-hour-before"));
    }
    let typed = latin_digits(form.get("number"));
    let number = typed.parse::<u32>().ok().filter(|number| *number > 0);
    if !typed.is_empty() && number.is_none() {
        wrong.add("number", words.with("field-meeting-number-wrong", &[("typed", typed.into())]));
    } else if let Some(taken) =
        talks.table.meetings.iter().find(|held| held.number.is_some() && held.number == number)
    {
        wrong.add(
            "number",
            words.with("field-meeting-number-taken", &[("meeting", talks.meeting(taken).into())]),
        );
    }
    let known: Vec<Arc<str>> = talks.parties().into_iter().map(|party| party.0).collect();
    let attended = attended(form, &known);
    if attended.is_empty() {
        wrong.add("came", words.get("field-came-missing"));
    }
    lengths(visit, &["place_ar", "place_en"], MOST[1], &mut wrong);
    lengths(visit, &["minutes", "agenda", "others"], MOST[0], &mut wrong);
    let place = both(form.get("place_ar"), form.get("place_en"));
    let agenda =
        form.all("issue").chain(form.get("agenda").lines().map(str::trim)).filter(|item| !item.is_empty());
    let agenda = agenda.map(Into::into).collect();
    let convener = match form.get("convener") {
        "" => COMMISSION,
        convener => convener,
    };
    let (Some(lo), Some(hi), true) = (from, to, wrong.is_empty()) else { return Err(wrong) };
    let place = (place != Both::default()).then_some(place);
    let held = Act::MeetingHeld {
        at: TimeRange { lo, hi },
        agenda,
        attended,
        convener: convener.into(),
        number,
        place,
    };
    Ok(Filed::plain(held).with("text", Class::Narrative, form.get("minutes").as_bytes().to_vec()))
}

/// The form of who speaks for whom.
pub(super) fn speaker_form(visit: &Visit, talks: &Talks<'_>, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let sent = form.get("what") == "speaker";
    let typed = |name| if sent { form.get(name) } else { "" };
    let field = |name, kind, key| {
        Field { name, kind, key, typed: typed(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    let parties = delegations(visit, talks);
    html! {
        form.box.stack id="speaks" method="post" action="/table/speakers" {
            h2 { (words.get("speaker-name")) }
            (token(visit))
            input type="hidden" name="what" value="speaker";
            (choice(words, ("party", "field-party"), &parties, typed("party"), wrong))
            (field("speaker", "text", "field-speaker"))
            (field("capacity", "text", "field-speaks-as"))
            (field("name", "text", "field-speaker-name"))
            div.tri.half2 { (field("since", "date", "field-speaks-from")) (field("until", "date", "field-speaks-until")) }
            (field("user", "text", "field-speaker-user"))
            p { button.btn.main { (words.get("speaker-name-do")) } }
        }
    }
}

/// Who speaks, as a form tells.
fn speaker(visit: &Visit, snapshot: &Snapshot) -> Result<Filed, Wrong> {
    let (words, form, mut wrong) = (visit.words(), &visit.form, Wrong::default());
    let zone = &snapshot.agreement.zone_time;
    if form.get("party").is_empty() {
        wrong.add("party", words.get("field-party-missing"));
    }
    if !is_id(form.get("speaker")) {
        wrong.add("speaker", words.get("field-id-missing"));
    }
    if form.get("capacity").is_empty() {
        wrong.add("capacity", words.get("field-speaks-as-missing"));
    }
    let from = day(visit, "since", true, &mut wrong).map(|day| whole_day(day, zone).lo);
    // up to the end of the last day
    let until = day(visit, "until", false, &mut wrong).map(|day| whole_day(day, zone).hi);
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        wrong.add("until", words.with("field-to-before", &[("typed", form.get("until").into())]));
    }
    let user = Some(form.get("user")).filter(|user| !user.is_empty());
    if let Some(user) = user.filter(|user| !snapshot.standing.users.keys().any(|known| *known.0 == **user)) {
        wrong.add("user", words.with("field-speaker-user-unknown", &[("typed", user.into())]));
    }
    lengths(visit, &["capacity", "name"], MOST[1], &mut wrong);
    let (Some(from), true) = (from, wrong.is_empty()) else { return Err(wrong) };
    let named = Act::DelegationNamed {
        capacity: form.get("capacity").into(),
        from,
        party: form.get("party").into(),
        speaker: form.get("speaker").into(),
        until,
        user: user.map(UserId::from),
    };
    Ok(Filed::plain(named).with("name", Class::Source, form.get("name").as_bytes().to_vec()))
}

/// Does what a form tells, and shows the meetings.
async fn done(house: &Arc<House>, visit: &Visit, told: Result<Filed, Wrong>) -> Result<Response, Fault> {
    let filed = match told {
        Ok(filed) => filed,
        Err(wrong) => {
            return talks_meetings::shown(house, visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
        }
    };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(receipt) => Ok(to(&format!("/table/meetings#{}", receipt.entry.0))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            let about = match why.trouble().code {
                "meeting-ahead" => "day",
                "meeting-of-others" => "came",
                _ => "",
            };
            wrong.add(about, why.clone().said_in(visit.lang).said().0);
            talks_meetings::shown(house, visit, why.status(), &wrong).await
        }
    }
}

/// Records a meeting.
pub(in crate::web) async fn hold(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let told = meeting(&visit, &snapshot, &talks);
    done(&house, &visit, told).await
}

/// Says who speaks for a party.
pub(in crate::web) async fn name(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let told = speaker(&visit, &snapshot);
    done(&house, &visit, told).await
}

/// Whether the visitor may record meetings and name who speaks.
pub(super) fn may(visit: &Visit) -> bool {
    visit.granted.may(Verb::Negotiate)
}
