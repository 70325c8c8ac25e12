//! How counts went: small drawings by sector over days, weeks or months, one scale for all; and the same as a table.
//!
//! The four stages stand side by side, never stacked; a time in which nobody watched is hatched. Time follows the reading direction.

use std::fmt::Write as _;

use hudna_core::agreement::Agreement;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics::{Apart, SectorTrend};
use hudna_core::time::{Instant, TimeRange, shifted, whole_day};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::{Counted, Snapshot};
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::map::{number, shape_of};
use super::marks;

/// Days that one group of bars may stand for.
const STEPS: [i64; 5] = [1, 7, 28, 91, 364];
/// Groups at least: of fewer one sees nothing.
const LEAST: i64 = 14;
/// Groups at most: of more a phone shows nothing.
const MOST: i64 = 20;
/// Units of the drawing for one group, and its height.
const GROUP: u32 = 18;
const HEIGHT: u32 = 34;
/// The height of the greatest count.
const FULL: u64 = 31;

/// The periods of a trend that ends with `period`: whole days of the mission's own time, and how many days each has.
pub(super) fn periods(agreement: &Agreement, period: TimeRange) -> (Vec<TimeRange>, i64) {
    let zone = &agreement.zone_time;
    let last = Instant(period.hi.0.saturating_sub(1)).local(zone).date();
    let first = period.lo.local(zone).date();
    let days = i64::from((last - first).get_days()).max(0) + 1;
    let groups_of = |step: i64| (days + step - 1) / step;
    let step = STEPS.into_iter().find(|step| groups_of(*step) <= MOST).unwrap_or(STEPS[4]);
    let groups = groups_of(step).clamp(if step == 1 { LEAST } else { 1 }, MOST);
    let of = |back: i64| TimeRange {
        lo: whole_day(shifted(last, 1 - (back + 1) * step), zone).lo,
        hi: whole_day(shifted(last, -back * step), zone).hi,
    };
    ((0..groups).rev().map(of).collect(), step)
}

/// The trend up to the end of `period`.
pub(super) fn shown(
    words: &Words,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (period, counted): (TimeRange, &Counted),
) -> Markup {
    let (periods, step) = periods(&snapshot.agreement, period);
    let (rows, undated) = (&counted.trend, counted.undated);
    let most = rows.iter().flat_map(|row| &row.counts).map(|one| one.alleged).max().unwrap_or(0);
    let span = words.with("trend-step", &[("days", step.into())]);
    html! {
        section.box {
            h2 { (words.get("trend")) " " small { (span) (words.get("comma")) " " (words.get("trend-scale")) } }
            @if most == 0 { p.empty { (words.with("trend-none", &[("range", range(screen, &periods).into())])) } }
            @else {
                (drawn(words, screen, (rows, &periods, most)))
                p.key {
                    @for mark in stages(screen) { (marks::piece(&mark)) }
                    span { (marks::shape("hatch")) (words.get("key-unwatched")) }
                }
                (table(words, screen, rows, &periods))
            }
            @if undated > 0 { p.xs.soft { (words.count("trend-undated", usize::try_from(undated).unwrap_or(usize::MAX))) } }
        }
    }
}

fn stages(screen: &Screen<'_>) -> [hudna_desk::document::screen::Piece; 4] {
    let of = |stage| screen.stage(stage);
    [screen.alleged(), of(Stage::Provisional), of(Stage::Assessed), of(Stage::Ruled)]
}

fn range(screen: &Screen<'_>, periods: &[TimeRange]) -> String {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return String::new() };
    screen.range(TimeRange { lo: first.lo, hi: last.hi })
}

fn name(words: &Words, screen: &Screen<'_>, row: &SectorTrend) -> String {
    row.sector.as_deref().map_or_else(|| words.get("sector-none"), |id| screen.sector(id))
}

fn drawn(
    words: &Words,
    screen: &Screen<'_>,
    (rows, periods, most): (&[SectorTrend], &[TimeRange], u64),
) -> Markup {
    let day = |at: Instant| words.date(at.local(screen.zone()).date());
    let ends = periods.first().zip(periods.last());
    html! {
        // whoever reads aloud has the table beneath
        div.trend aria-hidden="true" {
            @for row in rows {
                span.s { (name(words, screen, row)) }
                (bars(words, screen, (row, periods, most)))
            }
            @if let Some((first, last)) = ends {
                span {}
                span.ends.xs.soft { span { (day(first.lo)) } span { (day(Instant(last.hi.0.saturating_sub(1)))) } }
            }
        }
    }
}

fn bars(
    words: &Words,
    screen: &Screen<'_>,
    (row, periods, most): (&SectorTrend, &[TimeRange], u64),
) -> Markup {
    let groups = u32::try_from(periods.len()).unwrap_or(u32::MAX);
    let width = groups.saturating_mul(GROUP);
    html! {
        svg.bars.flip viewBox=(format!("0 0 {width} {HEIGHT}")) preserveAspectRatio="none" {
            @for (at, period) in (0_u32..).zip(periods) {
                @let counts = row.counts.get(at as usize).copied().unwrap_or_default();
                @let blind = row.watched.get(at as usize) == Some(&false);
                @if blind { path.un d=(format!("M{} 1h16v32h-16z", at * GROUP + 1)) {} }
                // of what is none there is nothing to be pointed at: a page stays small
                @if counts.alleged > 0 {
                    g {
                        title { (said(words, screen, *period, counts, blind)) }
                        path.hit d=(format!("M{} 0h{GROUP}v{HEIGHT}h-{GROUP}z", at * GROUP)) {}
                        @for (n, (stage, count)) in (0_u32..).zip(counts.named()) {
                            @if count > 0 { path class=(stage) d=(bar(at * GROUP + 1 + n * 4, count, most)) {} }
                        }
                    }
                }
            }
            path.base d=(format!("M0 33.5h{width}")) {}
        }
    }
}

/// A bar from the line up; whatever is not none can be seen.
fn bar(from: u32, count: u64, most: u64) -> String {
    let height = (count * FULL).div_ceil(most.max(1)).max(2);
    let mut path = String::new();
    let _ = write!(path, "M{from}.5 33v-{height}h3v{height}z");
    path
}

fn said(words: &Words, screen: &Screen<'_>, period: TimeRange, counts: Apart, blind: bool) -> String {
    let range = screen.range(period);
    let named = counts.named();
    let mut values = vec![("range", range.into())];
    values.extend(named.iter().map(|(stage, count)| (*stage, number(*count).into())));
    let text = words.with("trend-said", &values);
    if blind { format!("{text} {}", words.get("map-unwatched")) } else { text }
}

/// The same as a table: what is none is told in one sentence, not in a hundred rows.
fn table(words: &Words, screen: &Screen<'_>, rows: &[SectorTrend], periods: &[TimeRange]) -> Markup {
    let watched = |row: &SectorTrend, at: usize| match row.watched.get(at) {
        Some(true) => words.get("trend-watched"),
        Some(false) => words.get("trend-unwatched"),
        None => "—".to_owned(),
    };
    html! {
        details.mt {
            summary { (words.get("trend-table")) }
            p.s.soft { (words.get("trend-table-means")) }
            div.scroll tabindex="0" role="region" aria-label=(words.get("trend-table")) {
                table.t {
                    thead { tr {
                        th scope="col" { (words.get("column-when")) } th scope="col" { (words.get("column-sector")) }
                        @for (mark, key) in stages(screen).iter().zip(["column-alleged", "column-provisional", "column-assessed-some", "column-ruled-some"]) {
                            th.num scope="col" { (shape_of(mark)) (words.get(key)) }
                        }
                        th scope="col" { (words.get("column-coverage")) }
                    } }
                    tbody {
                        @for (at, period) in periods.iter().enumerate() {
                            @for row in rows.iter().filter(|row| row.counts.get(at).is_some_and(|one| one.alleged > 0)) {
                                tr {
                                    th scope="row" { (screen.range(*period)) }
                                    td { (name(words, screen, row)) }
                                    @for (_, count) in row.counts[at].named() { td.num { bdi.n { (number(count)) } } }
                                    td { (watched(row, at)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_on_the_line_reaches_the_top_for_the_greatest_and_is_seen_for_the_least() {
        assert_eq!(bar(1, 10, 10), "M1.5 33v-31h3v31z");
        assert_eq!(bar(1, 5, 10), "M1.5 33v-16h3v16z");
        assert_eq!(bar(1, 1, 1_000_000), "M1.5 33v-2h3v2z");
    }
}
