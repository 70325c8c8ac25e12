//! Rival claims: what the parties themselves report of one period, side by side. For those who verify, assess or rule, and for a
//! delegate what their own party reported.
//!
//! Places are told by sector, and no report's words: what is compared is what the reports say in the clear.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::Verb;
use hudna_core::time::{Instant, TimeRange, whole_day};
use hudna_core::value::Attribute;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::rival::{Rival, Standing};
use maud::{Markup, html};

use super::field::{Field, Wrong, latin_digits, summary};
use super::sheet::{self, Cell};
use super::{Page, laid, pager, reports};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Attributes shown of each party's claims.
const SHOWN: [Attribute; 6] = [
    Attribute::Act,
    Attribute::At,
    Attribute::Place,
    Attribute::Actor,
    Attribute::Killed,
    Attribute::Injured,
];

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let mut wrong = Wrong::default();
    let period = period(&visit, &snapshot, &mut wrong);
    let sight = ClaimsOf::whom(&visit);
    let all = if wrong.is_empty() { rivals(&visit, &snapshot, period, &sight) } else { Vec::new() };
    let page = pager::asked(&visit, all.len());
    let count = |wanted: Standing| all.iter().filter(|one| one.standing == wanted).count().to_string();
    let main = html! {
        p.s { a href="/notices" { (words.get("page-notices")) } }
        div.head { h1 { (words.get("page-claims")) } p.soft.s { (screen.range(period)) } }
        @match &sight {
            _ if !wrong.is_empty() => p.empty { (words.get("filter-wrong-list")) },
            ClaimsOf::All => p.lede {
                (words.with("claims-lead", &[
                    ("both", count(Standing::Both).into()), ("alone", count(Standing::OneAlone).into()), ("contradicted", count(Standing::Contradicted).into()),
                ]))
            },
            ClaimsOf::Party(_) => p.lede { (words.count("claims-own-lead", all.len())) },
            ClaimsOf::Nobody => p.note { (words.get("claims-not-shown")) },
        }
        (summary(words, &wrong))
        form.box.filters method="get" action="/claims" {
            @for (name, key) in [("from", "field-from-day"), ("to", "field-to-day")] {
                (Field { name, kind: "date", key, typed: visit.query.get(name), autocomplete: "off", required: false }.shown(words, &wrong))
            }
            p.row { button.btn.main { (words.get("filter")) } }
        }
        @if !all.is_empty() { (sheet::ways(&visit, "claims", &sheet::BOTH)) }
        @if all.is_empty() && wrong.is_empty() && !matches!(sight, ClaimsOf::Nobody) {
            @let none = if matches!(sight, ClaimsOf::All) { "claims-none" } else { "claims-own-none" };
            p.empty { b { (words.get(none)) } (words.get("claims-none-means")) }
        }
        @for one in pager::rows(&all, page) { (rival((&visit, &sight), &screen, &snapshot, one)) }
        (pager::pager(&visit, words, page, all.len()))
        p.xs.soft { (words.get("claims-means")) }
    };
    let page = Page { title: words.get("page-claims"), here: "/notices", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// Whose claims a visitor sees.
enum ClaimsOf {
    /// Those of every party.
    All,
    /// Those of their own alone: what another says, and whether it says anything, is not told.
    Party(Arc<str>),
    /// Nobody's.
    Nobody,
}

impl ClaimsOf {
    fn whom(visit: &Visit) -> Self {
        let granted = &visit.granted;
        match &granted.party {
            _ if granted.sealed || granted.may(Verb::Assess) || granted.may(Verb::Rule) => Self::All,
            Some(party) => Self::Party(party.0.clone()),
            None => Self::Nobody,
        }
    }
}

/// What the visitor may see: all, or what their own party reported.
fn rivals(visit: &Visit, snapshot: &Snapshot, period: TimeRange, sight: &ClaimsOf) -> Vec<Rival> {
    let own = match sight {
        ClaimsOf::All => return snapshot.rivals(period, visit.granted.sealed),
        ClaimsOf::Nobody => return Vec::new(),
        ClaimsOf::Party(own) => own,
    };
    let kept = snapshot.rivals(period, false).into_iter().filter_map(|mut one| {
        one.parties.retain(|party, _| party == own);
        // what the other party says is not told
        (one.standing, one.on) = (Standing::OneAlone, Vec::new());
        (!one.parties.is_empty()).then_some(one)
    });
    kept.collect()
}

/// The days asked for; the last thirty days of the record else.
fn period(visit: &Visit, snapshot: &Snapshot, wrong: &mut Wrong) -> TimeRange {
    let zone = &snapshot.agreement.zone_time;
    let mut day = |name: &'static str| {
        let typed = latin_digits(visit.query.get(name));
        let day = typed.parse().ok().map(|day| whole_day(day, zone));
        if day.is_none() && !typed.is_empty() {
            wrong.add(name, visit.words().with("field-day-wrong", &[("typed", typed.into())]));
        }
        day
    };
    let (from, to) = (day("from"), day("to"));
    if let (Some(from), Some(to)) = (from, to)
        && from.lo > to.lo
    {
        wrong.add("to", visit.words().get("field-days-reversed"));
    }
    match (from, to) {
        (Some(from), to) => TimeRange { lo: from.lo, hi: to.unwrap_or(from).hi.max(from.hi) },
        (None, Some(to)) => TimeRange { lo: Instant(i64::MIN / 2), hi: to.hi },
        (None, None) => {
            // what is told of days to come does not move the days that are shown
            let end = snapshot.last().unwrap_or(snapshot.as_of).min(snapshot.as_of);
            let end = end.plus(hudna_core::time::Span::hours(1));
            TimeRange { lo: end.minus(hudna_core::time::Span::days(30)), hi: end }
        }
    }
}

/// The claims that were asked for, a row for each party of each incident, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let mut wrong = Wrong::default();
    let period = period(&visit, &snapshot, &mut wrong);
    sheet::refused(&wrong)?;
    let sight = ClaimsOf::whom(&visit);
    let (words, lang) = (visit.words(), visit.lang);
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, lang);
    let heads = ["incident", "claims-standing", "claims-differ", "column-party"].map(|key| words.get(key));
    let shown = SHOWN.map(|attribute| screen.named(attribute));
    let head: Vec<String> = heads.into_iter().chain(shown).chain([words.get("page-reports")]).collect();
    let place = house.counting.place(&visit).await?;
    let (held, asked) = (Arc::clone(&snapshot), visit.clone());
    let rows = tokio::task::spawn_blocking(move || {
        let _place = place;
        let view = held.saying(false);
        let screen = Screen::of(&view, lang);
        let all = rivals(&asked, &held, period, &sight);
        all.iter().flat_map(|one| lines(&screen, &held, (&sight, one))).collect::<Vec<_>>()
    });
    let rows = rows.await.map_err(|_| Fault::ours())?;
    let told = ("claims", head, rows.len());
    sheet::leaving(&house, &visit, told, move |take| {
        let _ = rows.iter().all(|row| take(row));
    })
    .await
}

/// The rows of one incident: what each party that is shown says of it.
fn lines(screen: &Screen<'_>, snapshot: &Snapshot, (sight, one): (&ClaimsOf, &Rival)) -> Vec<Vec<Cell>> {
    let words = screen.words();
    let id = snapshot.incident_id(one.incident).map_or("", |id| &id.0);
    let on: Vec<String> = one.on.iter().map(|attribute| screen.attribute(*attribute)).collect();
    let of = |(party, own): (&Arc<str>, &Vec<u32>)| {
        let said = SHOWN.iter().map(|attribute| Cell::from(said(screen, snapshot, own, *attribute)));
        let names = own.iter().filter_map(|at| snapshot.filed.get(*at as usize));
        let names: Vec<String> = names.map(|filed| filed.name().to_string()).collect();
        let first = [id.into(), words.get(standing_key(sight, one)).into()];
        let next = [Cell::from(on.join(" ")), screen.actor(party).into()];
        first.into_iter().chain(next).chain(said).chain([names.join(" ").into()]).collect()
    };
    one.parties.iter().map(of).collect()
}

/// How the claims on one incident stand to each other, as far as the reader is told.
const fn standing_key(sight: &ClaimsOf, one: &Rival) -> &'static str {
    match (sight, one.standing) {
        (ClaimsOf::Party(_), _) => "claims-own",
        (_, Standing::Both) => "claims-both",
        (_, Standing::OneAlone) => "claims-alone",
        (_, Standing::Contradicted) => "claims-contradicted",
    }
}

fn rival(
    (visit, sight): (&Visit, &ClaimsOf),
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    one: &Rival,
) -> Markup {
    let words = visit.words();
    let Some(incident) = snapshot.incident_at(one.incident, false) else { return html! {} };
    let incident = &*incident;
    let on: Vec<String> = one.on.iter().map(|attribute| screen.attribute(*attribute)).collect();
    let key = standing_key(sight, one);
    html! {
        section.box {
            h2 {
                a href=(format!("/incidents/{}", incident.id.0)) { (screen.what(incident)) } " " bdi.n.xs.soft { (incident.id.0) }
                small { (screen.place(incident)) (words.get("comma")) " " (screen.when(incident)) }
            }
            p { b { (words.get(key)) } @if !on.is_empty() { (words.get("colon")) " " (words.list(&on)) } }
            table.t.fold {
                thead { tr { th { (words.get("column-attribute")) } @for party in one.parties.keys() { th { (screen.actor(party)) } } } }
                tbody {
                    // what they contradict in is among them, whatever it is
                    @for attribute in SHOWN.into_iter().chain(one.on.iter().copied().filter(|on| !SHOWN.contains(on))) {
                        tr {
                            th scope="row" { (screen.named(attribute)) @if one.on.contains(&attribute) { " " span.o.u { (words.get("claims-differ")) } } }
                            @for (party, own) in &one.parties { td.full data-l=(screen.actor(party)) { (said(screen, snapshot, own, attribute)) } }
                        }
                    }
                    tr { th scope="row" { (words.get("page-reports")) } @for (party, own) in &one.parties { td.full data-l=(screen.actor(party)) { (reports::links(snapshot, own)) } } }
                }
            }
        }
    }
}

fn said(screen: &Screen<'_>, snapshot: &Snapshot, own: &[u32], attribute: Attribute) -> String {
    let words = screen.words();
    let mut all: Vec<String> = Vec::new();
    for report in own.iter().filter_map(|at| snapshot.report_at(*at as usize, false)) {
        let said = reports::said_of(words, screen, &report, attribute);
        if !all.contains(&said) {
            all.push(said);
        }
    }
    words.either(&all)
}
