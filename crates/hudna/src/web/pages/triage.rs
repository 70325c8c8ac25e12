//! Triage of a report: where its place is among those that its words may mean, its words in another language, reports that may tell
//! of the same; and the lines that were set aside, with what to mend.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::{Drawn, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::place::{Point, Region};
use hudna_core::report::Report;
use hudna_core::value::Attribute;
use hudna_desk::desk;
use hudna_desk::document::screen::Screen;
use hudna_desk::document::set_aside_csv::values;
use hudna_desk::gazetteer::{Candidate, How};
use hudna_desk::intake::SetAside;
use hudna_desk::powers::{Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::field::{Field, Wrong, area, choice};
use super::sheet::{self, Cell};
use super::{Page, decisions, laid, map, pager, report_form, reports, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Candidates of one place and pairs of one report shown.
const SHOWN: usize = 8;

/// Names that a report gives to its place, with the places that each may mean.
pub(super) struct Named {
    written: Arc<str>,
    candidates: Vec<Candidate>,
}

/// Looks up the names that a report gives to its place, off the threads that serve.
pub(super) async fn named(
    house: &Arc<House>,
    snapshot: &Arc<Snapshot>,
    report: &Report,
) -> Result<Vec<Named>, Fault> {
    let of_place = report.places.iter().filter(|name| name.attribute == Attribute::Place);
    let written: Vec<Arc<str>> = of_place.map(|name| name.written.clone()).collect();
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let adopted = house.derived(|reader| Ok(reader.gazetteers())).await?;
    let snapshot = Arc::clone(snapshot);
    let looking = tokio::task::spawn_blocking(move || {
        let found = |written: Arc<str>| {
            let candidates =
                desk::places_named(&snapshot.agreement, &snapshot.files, Arc::clone(&adopted), &written)?;
            Ok(Named { written, candidates })
        };
        written.into_iter().map(found).collect::<Result<Vec<_>, Trouble>>()
    });
    looking.await.map_err(|_| Fault::ours())?.map_err(Fault::from)
}

/// The form that confirms where a report's place is.
pub(super) fn place_form(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (entry, named): (&EntryId, &[Named]),
    wrong: &Wrong,
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let field = |name, key| {
        Field { name, kind: "number", key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    let places: Vec<(Point, f64, String)> = shown(named).map(|(number, one)| spot(number, one)).collect();
    let number = |one: &Candidate| {
        let found = shown(named).find(|(_, other)| std::ptr::eq(*other, one));
        found.map_or_else(String::new, |(number, _)| number.to_string())
    };
    html! {
        form.box.stack method="post" action=(format!("/reports/{}/place", entry.0)) {
            h2 { (words.get("triage-place")) }
            (token(visit))
            (map::of_candidates(visit, &snapshot.agreement, &places))
            @for one in named {
                fieldset {
                    legend { (words.get("triage-meant")) " " bdi.text { (one.written) } }
                    @if one.candidates.is_empty() { p.s.soft { (words.get("triage-no-candidate")) } }
                    div.picks {
                        @for candidate in one.candidates.iter().take(SHOWN) {
                            @let value = drawn(candidate);
                            label {
                                input type="radio" name="candidate" value=(value) checked[form.get("candidate") == value];
                                span { b { bdi.n { (number(candidate)) } } " " (called(words, candidate)) br; span.soft.xs { (likeness(words, candidate)) } }
                            }
                        }
                    }
                }
            }
            fieldset {
                legend { (words.get("triage-otherwise")) }
                (choice(words, ("sector", "field-sector"), &report_form::sectors(words, screen, &snapshot.agreement), form.get("sector"), wrong))
                div.tri { (field("lat", "field-lat")) (field("lon", "field-lon")) (field("radius", "field-radius")) }
            }
            p.xs.soft { (words.get("triage-place-means")) }
            p { button.btn.main { (words.get("triage-place-do")) } }
        }
    }
}

/// The candidates that are shown, each under its number on the map.
fn shown(named: &[Named]) -> impl Iterator<Item = (usize, &Candidate)> {
    named.iter().flat_map(|one| one.candidates.iter().take(SHOWN)).enumerate().map(|(at, one)| (at + 1, one))
}

fn spot(number: usize, candidate: &Candidate) -> (Point, f64, String) {
    match &candidate.region {
        Region::Disc { centre, radius_m } => (*centre, *radius_m, number.to_string()),
        Region::Area(_) => {
            let place = &candidate.place;
            (Point { lon: place.lon, lat: place.lat }, place.radius_m, number.to_string())
        }
    }
}

/// A candidate as a form carries it: a disc.
fn drawn(candidate: &Candidate) -> String {
    match &candidate.region {
        Region::Disc { centre, radius_m } => format!("{} {} {}", centre.lon, centre.lat, radius_m),
        Region::Area(_) => {
            let place = &candidate.place;
            format!("{} {} {}", place.lon, place.lat, place.radius_m)
        }
    }
}

fn called(words: &Words, candidate: &Candidate) -> Markup {
    let place = &candidate.place;
    let (own, other) = words.lang().first(&place.ar, &place.en);
    html! { bdi { (if own.is_empty() { other } else { own }) } @if !own.is_empty() && !other.is_empty() { " " bdi.soft { (other) } } }
}

/// What it is, how alike the names are, how large it is and where.
fn likeness(words: &Words, candidate: &Candidate) -> String {
    let how = words.get(match candidate.how {
        How::Exact => "likeness-exact",
        How::Generic => "likeness-generic",
        How::Sound => "likeness-sound",
        How::Spelling => "likeness-spelling",
    });
    let kilometres = match &candidate.region {
        Region::Disc { radius_m, .. } => radius_m / 1000.0,
        Region::Area(_) => candidate.place.radius_m / 1000.0,
    };
    let within = words.with("triage-within", &[("kilometres", format!("{kilometres:.1}").into())]);
    let at = format!("\u{2066}{:.4}, {:.4}\u{2069}", candidate.place.lat, candidate.place.lon);
    [how, within, at].join(&format!("{} ", words.get("comma")))
}

/// Confirms where a report's place is.
pub(in crate::web) async fn place(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let at = snapshot.report(&entry).ok_or_else(|| Trouble::new("record", "not-here"))?;
    if !visit.sees(&snapshot, at) {
        // whoever may not see where it was told to be cannot say where it is
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let (words, mut wrong) = (visit.words(), Wrong::default());
    let chosen = visit.form.get("candidate");
    let mut numbers = chosen.split(' ').map(|text| text.parse::<f64>().ok());
    let region = match (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten()) {
        (Some(lon), Some(lat), Some(radius)) if visit.form.get("lat").is_empty() => {
            let region = Region::disc(lon, lat, radius);
            report_form::in_sector(words, &visit.form, &snapshot.agreement, &region, &mut wrong);
            Some(region)
        }
        _ => report_form::place(words, &visit.form, &snapshot.agreement, &mut wrong),
    };
    let drawn = region.as_ref().map(Drawn::from).filter(Drawn::is_sound);
    let Some(drawn) = drawn.filter(|_| wrong.is_empty()) else {
        if wrong.is_empty() {
            wrong.add("", words.get("triage-place-missing"));
        }
        return reports::shown(&house, &visit, &entry, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let bytes = to_canonical(&drawn).map_err(|_| Fault::ours())?;
    let act = Act::PlaceConfirmed { attribute: Attribute::Place, of: EntryId::from(entry.as_str()) };
    done(&house, &visit, &entry, Filed::plain(act).with("place", Class::Place, bytes)).await
}

/// The words of a report beside their translations, and the form for one.
pub(super) fn translations(visit: &Visit, snapshot: &Snapshot, entry: &EntryId, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let all = snapshot.handled.translations.get(entry).map_or(&[][..], Vec::as_slice);
    let langs =
        [Lang::Ar, Lang::En].map(|lang| (lang.code().to_owned(), Words::of(lang).get("page-language")));
    html! {
        @for one in all {
            @let lang = Lang::parse(&one.language);
            div.mt {
                h3 { (words.get("triage-translation")) " (" bdi { (lang.map_or_else(|| one.language.to_string(), |lang| Words::of(lang).get("page-language"))) } ")" }
                @match &one.text {
                    Some(text) => blockquote lang=[lang.map(Lang::code)] dir=(lang.map_or("auto", Lang::dir)) { (text) },
                    None => p.s.soft { (words.get("sealed")) },
                }
            }
        }
        @if visit.granted.may(Verb::Collect) {
            details.mt open[!wrong.is_empty()] {
                summary { (words.get("triage-translate")) }
                form.stack method="post" action=(format!("/reports/{}/translation", entry.0)) {
                    (token(visit))
                    (choice(words, ("language", "field-in"), &langs, visit.form.get("language"), wrong))
                    (area(words, ("translation", "field-translation"), visit.form.typed("translation"), wrong))
                    p { button.btn { (words.get("triage-translate-do")) } }
                }
            }
        }
    }
}

/// Adds a translation of a report's words.
pub(in crate::web) async fn translation(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let at = snapshot.report(&entry).ok_or_else(|| Trouble::new("record", "not-here"))?;
    if !visit.sees_words(&snapshot, at) {
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let mut wrong = Wrong::default();
    let lang = Lang::parse(visit.form.get("language"));
    if lang.is_none() {
        wrong.add("language", visit.words().get("slip-choose"));
    }
    let text = super::finding::words_of(&visit, "translation", &mut wrong);
    let Some((lang, text)) = lang.zip(text) else {
        return reports::shown(&house, &visit, &entry, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let act = Act::TranslationAdded { language: lang.code().into(), of: EntryId::from(entry.as_str()) };
    done(&house, &visit, &entry, Filed::plain(act).with("text", Class::Narrative, text)).await
}

/// Does an act about a report, and shows the report as it then stands; a refusal stands above its forms.
pub(super) async fn done(
    house: &Arc<House>,
    visit: &Visit,
    entry: &str,
    filed: Filed,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&format!("/reports/{entry}"))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            wrong.add("", why.clone().said_in(visit.lang).said().0);
            reports::shown(house, visit, entry, why.status(), &wrong).await
        }
    }
}

/// Reports that may tell of the same as the one at `at` and stand in another incident: for those who decide on it, and for those who may
/// see where they were.
pub(super) fn alike(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, at: usize) -> Markup {
    let words = visit.words();
    let decides = visit.granted.may(Verb::Classify);
    let own = &snapshot.filed[at].entry;
    let own_place = u32::try_from(at).unwrap_or(u32::MAX);
    let others = snapshot.possible_of(&[own_place]).into_iter().filter_map(|pair| {
        let (a, b) = (pair.a as usize, pair.b as usize);
        if a == at { Some((b, pair.total)) } else { (b == at).then_some((a, pair.total)) }
    });
    let mut others: Vec<(usize, f64)> = others.collect();
    let exact = visit.granted.sealed;
    if !exact {
        // how strongly they speak for one happening says how near they were
        others.sort_by_key(|(other, _)| *other);
    }
    others.truncate(SHOWN);
    let shown = !others.is_empty() && (decides || exact);
    html! {
        @if shown {
            section.box {
                h2 { (words.get("triage-alike")) " " small { (words.get("triage-alike-means")) } }
                ul.wait.s {
                    @for (other, total) in others {
                        @let filed = &snapshot.filed[other];
                        li {
                            a.n href=(reports::address(filed)) { (filed.name()) } " "
                            @if let Some(report) = snapshot.report_at(other, false) {
                                (reports::said_of(words, screen, &report, Attribute::Act)) (words.get("comma")) " "
                                (reports::said_of(words, screen, &report, Attribute::At))
                            }
                            div.row {
                                @if exact { span.soft { (words.get(if total >= -1.0 { "triage-close" } else { "triage-far" })) } }
                                @if decides { a href=(decisions::address("joined", own, &filed.entry)) { (words.get("triage-compare")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Values of what is said of a line that hold nothing of the line itself.
const OPEN_VALUES: [&str; 10] =
    ["allowed", "attribute", "column", "columns", "expected", "format", "limit", "nearest", "needed", "what"];
/// In the place of what is sealed.
const WITHHELD: &str = "…";

/// Lines that are still to be mended.
struct Aside {
    /// Each with whether it is the visitor's own.
    lines: Vec<(SetAside, bool)>,
    /// Whether the visitor sees all of every line.
    sees_all: bool,
    /// How many were mended.
    mended: usize,
}

/// The lines that were set aside, each with whether it is the visitor's own, and whether they see all of every line: then that they read them
/// stands in the record.
async fn lines_aside(house: &Arc<House>, visit: &Visit) -> Result<Aside, Fault> {
    let user = visit.session()?.actor.user.clone();
    let (lines, mended): (Vec<(SetAside, bool)>, usize) = house
        .derived(move |reader| {
            let lines = &reader.derived().taken_in.lines;
            let open = lines.iter().filter(|one| !one.mended);
            let open: Vec<_> = open.map(|one| (one.line.clone(), one.by == user)).collect();
            let mended = lines.len() - open.len();
            Ok((open, mended))
        })
        .await?;
    let sees_all = visit.granted.sealed && visit.granted.has_over_all(Power::See(Sight::Source));
    if sees_all && lines.iter().any(|(_, is_own)| !is_own) {
        house.reads(visit.session()?, Thing::about("set-aside", None)).await?;
    }
    Ok(Aside { lines, sees_all, mended })
}

/// The same as CSV or a workbook.
pub(in crate::web) async fn set_aside_sheet(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let Aside { lines, sees_all, .. } = lines_aside(&house, &visit).await?;
    let words = visit.words();
    let row = |(line, is_own): &(SetAside, bool)| {
        let told = told_aside(words, line, *is_own || sees_all);
        let raw = told.raw.map_or_else(|| words.get("sealed"), str::to_owned);
        vec![Cell::from(told.file), (line.line as usize).into(), told.why.into(), raw.into()]
    };
    let rows = lines.iter().map(row).collect();
    let head = ["list-file", "list-line", "set-aside-mend", "set-aside-line"];
    sheet::held(&house, &visit, ("set-aside", &head), rows).await
}

/// Lines that were not taken in, with what is to be mended: for whoever takes files in. A line holds what a report holds, exact places and
/// who told: it is shown to who took its file in, and to who may see both.
pub(in crate::web) async fn set_aside(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let Aside { lines, sees_all, mended } = lines_aside(&house, &visit).await?;
    let snapshot = house.snapshot().await?;
    let words = visit.words();
    let page = pager::asked(&visit, lines.len());
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let main = html! {
        p.s { a href="/reports" { (words.get("page-reports")) } }
        div.head { h1 { (words.get("page-set-aside")) } }
        p.lede { (words.get("set-aside-means")) }
        p.row.s { a.btn href="/intake" { (words.get("page-intake")) } @if mended > 0 { span { (words.count("set-aside-mended", mended)) } } }
        @if lines.is_empty() { p.empty { (words.get("set-aside-none")) } }
        @else {
            (sheet::ways(&visit, "set-aside", &sheet::BOTH))
            section.box {
                table.t.fold {
                    thead { tr { th { (words.get("set-aside-where")) } th { (words.get("set-aside-mend")) } th { (words.get("set-aside-line")) } } }
                    tbody { @for (line, is_own) in pager::rows(&lines, page) { (to_mend(words, line, *is_own || sees_all)) } }
                }
                (pager::pager(&visit, words, page, lines.len()))
            }
        }
        @if !sees_all { p.s.soft { (words.get("set-aside-sealed")) } }
        p.xs.soft { (words.get("set-aside-again")) " " (screen.moment(snapshot.as_of)) }
    };
    let page =
        Page { title: words.get("page-set-aside"), here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// A line as it is told: its file without folders, what is wrong with it, and its own text where that is shown.
struct ToldAside<'a> {
    file: &'a str,
    why: String,
    raw: Option<&'a str>,
}

fn told_aside<'a>(words: &Words, line: &'a SetAside, whole: bool) -> ToldAside<'a> {
    let mut said = values(line, words);
    if !whole {
        let held = said.iter_mut().filter(|(name, _)| !OPEN_VALUES.contains(name));
        held.for_each(|(_, value)| WITHHELD.clone_into(value));
    }
    // where the file lay on the host is nobody's business here
    let file = line.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let why = words.message(&format!("intake-{}", line.code), &said);
    ToldAside { file, why, raw: whole.then_some(&*line.raw) }
}

pub(super) fn to_mend(words: &Words, line: &SetAside, whole: bool) -> Markup {
    let ToldAside { file, why, raw } = told_aside(words, line, whole);
    let raw: Option<String> = raw.map(|raw| raw.chars().take(400).collect());
    html! {
        tr {
            th scope="row" { bdi.n.wrap { (file) ":" (line.line) } }
            td.full data-l=(words.get("set-aside-mend")) { (why) }
            td.full data-l=(words.get("set-aside-line")) {
                // each cell by itself: Arabic cells side by side would else change places
                @if let Some(raw) = raw { code.wrap dir="ltr" { @for (at, cell) in raw.split(',').enumerate() { @if at > 0 { "," wbr; } bdi { (cell) } } } }
                @else { span.soft { (words.get("sealed")) } }
            }
        }
    }
}
