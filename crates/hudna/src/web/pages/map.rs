//! The map of sectors on a page, and the same as a table: made of counts by sector alone, so that it can tell no place.

use std::collections::BTreeMap;

use hudna_core::agreement::{Agreement, Geometry};
use hudna_core::ledger::replay::Stage;
use hudna_core::place::Point;
use hudna_core::statistics::{self, Apart, Counts, InSector};
use hudna_core::time::{Instant, TimeRange};
use hudna_desk::cells::Square;
use hudna_desk::document::map::sectors::{Drawn, InSquare, Listed, Plan, Shows, draw};
use hudna_desk::document::screen::{Piece, Screen};
use hudna_desk::record::listing;
use hudna_desk::record::squares::BySquare;
use hudna_desk::words::{Words, grouped};
use maud::{Markup, html};
use serde_json::json;

use super::marks;
use crate::web::islands::{self, Island};
use crate::web::visit::Visit;

/// Counts of a list by sector, as a map tells them: how many in which stage.
pub(super) fn counted(list: &[listing::InSector]) -> Vec<InSector> {
    let told = |one: &listing::InSector| InSector {
        sector: one.sector.clone(),
        counts: apart(&one.counts),
        watched: None,
    };
    list.iter().map(told).collect()
}

const fn apart(counts: &listing::Standing) -> Apart {
    Apart {
        alleged: counts.alleged,
        provisional: counts.provisional.all(),
        assessed: counts.assessed.all(),
        ruled: counts.ruled.all(),
    }
}

/// The counts of a period, each with whether anybody watched.
pub(super) fn of_period(counts: &Counts) -> Vec<InSector> {
    let rows = counts.sectors.iter().map(|row| InSector {
        sector: row.sector.clone(),
        counts: (&row.now).into(),
        watched: row
            .sector
            .is_some()
            .then(|| row.watched.as_ref().is_some_and(statistics::Watched::is_watched)),
    });
    rows.collect()
}

/// Where a sector leads: the list of incidents, with what else is asked of it kept.
pub(super) fn to_list<'q>(kept: impl Iterator<Item = (&'q str, &'q str)>, sector: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let others = kept
        .filter(|(name, value)| !value.is_empty() && !matches!(*name, "sector" | "page" | "lang" | "digits"));
    query.extend_pairs(others).append_pair("sector", sector);
    format!("/incidents?{}", query.finish())
}

/// Where a square leads: the same list within it; within no square where none is named.
pub(super) fn to_square<'q>(kept: impl Iterator<Item = (&'q str, &'q str)>, square: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept.filter(|(name, value)| !value.is_empty() && *name != "square"));
    if !square.is_empty() {
        query.append_pair("square", square);
    }
    format!("/incidents?{}", query.finish())
}

/// A period as a list's address says it: `FROM..TO`, in microseconds; `None` where it says none.
pub(super) fn begun(said: &str) -> Option<TimeRange> {
    let (lo, hi) = said.split_once("..")?;
    let (lo, hi) = (lo.parse().ok()?, hi.parse().ok()?);
    (lo < hi).then_some(TimeRange { lo: Instant(lo), hi: Instant(hi) })
}

/// Sectors with their counts: the map, what its lines mean, and the same as a table.
pub(super) fn of_sectors(
    visit: &Visit,
    screen: &Screen<'_>,
    agreement: &Agreement,
    (over, counts): (TimeRange, &[InSector]),
    link: &dyn Fn(&str) -> String,
) -> Markup {
    let words = visit.words();
    let (shows, label) = (Shows::Counts(counts), words.get("map-sectors"));
    let plan = Plan { agreement, lang: visit.lang, over, shows, link, label, around: None };
    let drawn = draw(&plan);
    html! {
        div.cols.half.mapbox {
            @if let Some(drawn) = &drawn {
                (figure(words, drawn))
            }
            (table(words, screen, counts, link))
        }
    }
}

/// Squares with their counts, for whoever is told places by cells: the map, and the same as a table. `asked` is the square that is looked into.
pub(super) fn of_squares(
    visit: &Visit,
    screen: &Screen<'_>,
    agreement: &Agreement,
    (over, asked, by_square): (TimeRange, Option<Square>, &BySquare),
    link: &dyn Fn(&str) -> String,
) -> Markup {
    let words = visit.words();
    let rows: Vec<InSquare> = by_square
        .squares
        .iter()
        .map(|(square, counts)| InSquare {
            bounds: square.bounds(),
            counts: apart(counts),
            name: screen.square(*square),
            link: link(&square.written()),
        })
        .collect();
    let plan = Plan {
        agreement,
        lang: visit.lang,
        over,
        shows: Shows::Squares(&rows),
        link: &|_| String::new(),
        label: words.get("map-squares"),
        around: asked.map(Square::bounds),
    };
    let drawn = draw(&plan).filter(|_| !rows.is_empty());
    let beside = by_square.others.alleged;
    html! {
        @if let Some(square) = asked {
            p.row.s { (words.with("map-square-asked", &[("square", screen.square(square).into())])) a href=(link("")) { (words.get("map-squares-all")) } }
        }
        div.cols.half.mapbox {
            @if let Some(drawn) = &drawn { (figure(words, drawn)) }
            (table_of_squares(words, screen, &rows))
        }
        @if beside > 0 { p.s.soft { (words.count("map-squares-beside", usize::try_from(beside).unwrap_or(usize::MAX))) } }
    }
}

fn table_of_squares(words: &Words, screen: &Screen<'_>, rows: &[InSquare]) -> Markup {
    let head = stages(screen);
    html! {
        @if rows.is_empty() { p.empty { (words.get("map-squares-none")) } }
        @else {
            div.few tabindex="0" role="region" aria-label=(words.get("map-squares")) {
                table.t.fold.bysector {
                    caption { (words.get("map-squares-same")) }
                    thead { tr {
                        th scope="col" { (words.get("column-square")) }
                        @for (mark, key) in &head { th.num scope="col" { (shape_of(mark)) (words.get(key)) } }
                    } }
                    tbody { @for row in rows {
                        tr {
                            th scope="row" { a href=(row.link) { (row.name) } }
                            @for ((_, count), (_, key)) in row.counts.named().into_iter().zip(&head) {
                                td.num data-l=(words.get(key)) { bdi.n { (number(count)) } }
                            }
                        }
                    } }
                }
            }
        }
    }
}

/// The four stages with the keys of what heads their counts.
fn stages(screen: &Screen<'_>) -> [(Piece, &'static str); 4] {
    [
        (screen.alleged(), "column-alleged"),
        (screen.stage(Stage::Provisional), "column-provisional"),
        (screen.stage(Stage::Assessed), "column-assessed-some"),
        (screen.stage(Stage::Ruled), "column-ruled-some"),
    ]
}

/// The drawing with what its lines mean. Its island moves it and goes closer; without script it stands still.
fn figure(words: &Words, drawn: &Drawn<'_>) -> Markup {
    let said = ["map-closer", "map-farther", "map-whole", "map-keys"].map(|key| (key, words.get(key)));
    html! {
        figure.mapped data-words=(json!(said.into_iter().collect::<BTreeMap<_, _>>())) {
            (drawn.markup)
            figcaption.key { @for item in &drawn.key { (marks::piece(item)) } }
        }
        (islands::script(Island::Map))
    }
}

/// The places that a name may mean, under their numbers, on what the agreement draws; a tap writes where it was into the fields `lat`, `lon` and
/// `radius` of the form around it. For whoever may see the report's place alone.
pub(super) fn of_candidates(visit: &Visit, agreement: &Agreement, places: &[(Point, f64, String)]) -> Markup {
    let words = visit.words();
    let label = words.get("map-candidates");
    let (shows, link) = (Shows::Candidates(places), |sector: &str| to_list(std::iter::empty(), sector));
    let plan =
        Plan { agreement, lang: visit.lang, over: TimeRange::ALL, shows, link: &link, label, around: None };
    let Some(drawn) = draw(&plan) else { return html! {} };
    html! { div data-pick { (figure(words, &drawn)) } p.xs.soft { (words.get("map-candidates-means")) } }
}

fn table(words: &Words, screen: &Screen<'_>, counts: &[InSector], link: &dyn Fn(&str) -> String) -> Markup {
    let head = stages(screen);
    let name = |row: &InSector| {
        row.sector.as_deref().map_or_else(|| words.get("sector-none"), |id| screen.sector(id))
    };
    html! {
        table.t.fold.bysector {
            caption { (words.get("map-same")) }
            thead { tr {
                th scope="col" { (words.get("column-sector")) }
                @for (mark, key) in &head { th.num scope="col" { (shape_of(mark)) (words.get(key)) } }
            } }
            tbody { @for row in counts {
                tr {
                    th scope="row" { a href=(link(row.sector.as_deref().unwrap_or("-"))) { (name(row)) } }
                    @for ((_, count), (_, key)) in row.counts.named().into_iter().zip(&head) {
                        td.num data-l=(words.get(key)).blind[row.watched == Some(false) && count == 0] { bdi.n { (number(count)) } }
                    }
                }
            } }
        }
    }
}

/// The shape of a mark without its word.
pub(super) fn shape_of(mark: &Piece) -> Markup {
    match mark {
        Piece::Mark { s, .. } => marks::shape(s),
        _ => html! {},
    }
}

/// A count as people read it.
pub(super) fn number(count: u64) -> String {
    grouped(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}

/// What an agreement draws: the map with numbers, and what stands under each number.
pub(super) fn of_agreement(
    visit: &Visit,
    screen: &Screen<'_>,
    agreement: &Agreement,
    over: TimeRange,
) -> Markup {
    let words = visit.words();
    let label = words.get("map-agreement");
    let link = |sector: &str| to_list(std::iter::empty(), sector);
    let plan =
        Plan { agreement, lang: visit.lang, over, shows: Shows::Numbers, link: &link, label, around: None };
    let Some(drawn) = draw(&plan) else { return html! { p.empty { (words.get("map-none")) } } };
    html! {
        div.cols.half.mapbox {
            (figure(words, &drawn))
            table.t {
                caption { (words.get("map-agreement-same")) }
                thead { tr {
                    th.num scope="col" { (words.get("column-number")) }
                    th scope="col" { (words.get("column-zone-or-line")) }
                    th scope="col" { (words.get("column-valid")) }
                } }
                tbody { @for one in &drawn.listed { (listed(words, screen, agreement, one)) } }
            }
        }
    }
}

fn listed(words: &Words, screen: &Screen<'_>, agreement: &Agreement, one: &Listed<'_>) -> Markup {
    let geometry = one.geometry;
    let party = agreement.parties.iter().find(|party| Some(&party.id) == geometry.course_of.as_ref());
    let named = words.lang().of(&geometry.name);
    html! {
        tr {
            td.num { @if let Some(number) = one.number { bdi.n { (number) } } @else { "—" } }
            th scope="row" {
                (named)
                @if let Some(party) = party { br; span.soft { (words.with("map-course-of", &[("party", words.lang().of(&party.name).into())])) } }
            }
            td { (valid(words, screen, geometry)) }
        }
    }
}

fn valid(words: &Words, screen: &Screen<'_>, geometry: &Geometry) -> String {
    let day = |at| words.date(Instant(at).local(screen.zone()).date());
    let (from, until) = (geometry.valid.lo, geometry.valid.hi);
    match (from == TimeRange::ALL.lo, until == TimeRange::ALL.hi) {
        (true, true) => words.get("map-always"),
        (false, true) => words.with("map-from", &[("day", day(from.0).into())]),
        (true, false) => words.with("map-until", &[("day", day(until.0.saturating_sub(1)).into())]),
        (false, false) => screen.range(geometry.valid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_leads_to_the_list_with_the_filter_kept_and_from_its_first_page() {
        let kept = [("act", "shelling"), ("sector", "old"), ("page", "3"), ("lang", "en"), ("from", "")];
        assert_eq!(to_list(kept.into_iter(), "a b"), "/incidents?act=shelling&sector=a+b");
    }
}
