//! Where the rows of a question lie: cells of the ground, each in order of time.

use rayon::prelude::*;

use super::{Counting, Found, Near, Nearby, Spot};
use crate::condition::Counted;
use crate::place::Point;
use crate::time::Span;

/// A row whose time may be wider than this stands in the list that every count looks through.
const LONG: i64 = Span::days(3).0;
/// So does one whose disc is wider than the distance asked and than this, in metres.
const WIDE_M: f64 = 1_000.0;
/// A degree of latitude is never shorter, in metres.
pub(super) const DEGREE_M: f64 = 110_500.0;
/// More cells than this around a row: the whole list is looked through instead.
const MOST_CELLS: i64 = 400;
/// The cell of rows that are vague in place or time.
pub(super) const VAGUE: (i32, i32) = (i32::MAX, i32::MAX);

impl Nearby {
    pub(super) fn lay(mut rows: Vec<Near>, counting: Counting<'_>) -> Self {
        let metres = counting.metres;
        let small_m = metres.max(WIDE_M);
        let step = ((2.0 * metres + small_m) / DEGREE_M).max(1e-4);
        let mut nearby = Self { step, ..Self::default() };
        for row in &mut rows {
            let long = row.end.hi.0.saturating_sub(row.begin.lo.0);
            match &*row.spot {
                [(at, radius)] if long <= LONG && *radius <= small_m && at.lat.abs() < 88.0 => {
                    nearby.small_m = nearby.small_m.max(*radius);
                    nearby.longest = nearby.longest.max(long);
                    let band = nearby.band(at.lat);
                    row.cell = (band, nearby.column(band, at.lon));
                }
                _ => row.cell = VAGUE,
            }
        }
        rows.par_sort_unstable_by_key(|r| (r.cell, r.begin.lo, r.key));
        nearby.wide = rows.partition_point(|r| r.cell != VAGUE);
        let mut first = 0_u32;
        for cell in rows[..nearby.wide].chunk_by(|a, b| a.cell == b.cell) {
            let end = first + u32::try_from(cell.len()).unwrap_or(0);
            nearby.grid.extend(cell.first().map(|row| (row.cell, (first, end))));
            first = end;
        }
        nearby.begins = rows.iter().map(|r| r.begin.lo.0).collect();
        Self { rows, ..nearby }
    }

    #[expect(clippy::cast_possible_truncation, reason = "degrees over a step of 1e-4 at least fit")]
    fn band(&self, lat: f64) -> i32 {
        (lat / self.step).floor() as i32
    }

    #[expect(clippy::cast_possible_truncation, reason = "degrees over a step of 1e-4 at least fit")]
    fn column(&self, band: i32, lon: f64) -> i32 {
        // the edge of the band that lies further from the equator is the shorter
        let edge = f64::from(if band < 0 { -band } else { band + 1 }) * self.step;
        (lon / (self.step / edge.min(89.0).to_radians().cos())).floor() as i32
    }

    /// Every row that may be counted, until `visit` has seen enough.
    pub(super) fn around<'n>(
        &'n self,
        counting: Counting<'_>,
        centre: &Near,
        visit: &mut dyn FnMut(Found<'n>) -> bool,
    ) {
        let window = counting.window.0;
        let latest = centre.end.hi.0.saturating_add(window);
        let earliest = centre.begin.lo.0.saturating_sub(window).saturating_sub(self.longest);
        let look = |index: usize, visit: &mut dyn FnMut(Found<'n>) -> bool| -> bool {
            let row = &self.rows[index];
            row.rank > centre.rank || self.look(counting, centre, index).is_none_or(visit)
        };
        for index in self.wide..self.rows.len() {
            if self.begins[index] > latest {
                break;
            }
            if !look(index, visit) {
                return;
            }
        }
        let mut through = |cell: Option<&(u32, u32)>| -> bool {
            let Some((first, end)) = cell.map(|(first, end)| (*first as usize, *end as usize)) else {
                return true;
            };
            let from = first + self.begins[first..end].partition_point(|begin| *begin < earliest);
            (from..end).take_while(|index| self.begins[*index] <= latest).all(|index| look(index, visit))
        };
        if let [one] = &*centre.spot
            && let Some(bands) = self.bands_around(counting, *one)
        {
            for (band, columns) in bands {
                if !columns.into_iter().all(|column| through(self.grid.get(&(band, column)))) {
                    return;
                }
            }
            return;
        }
        match self.cells_around(counting, &centre.spot) {
            Some(cells) => {
                cells.iter().all(|cell| through(self.grid.get(cell)));
            }
            None => {
                self.grid.values().all(|cell| through(Some(cell)));
            }
        }
    }

    /// About how many rows are looked at to see what lies around each.
    pub(super) fn looks(&self, counting: Counting<'_>) -> f64 {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for begin in &self.begins[..self.wide] {
            (first, last) = (first.min(*begin), last.max(*begin));
        }
        let span = (last.saturating_sub(first) as f64).max(1.0);
        let seen = 2.0 * (counting.window.0.saturating_add(self.longest) as f64);
        let share = (seen / span).min(1.0);
        let rows = |cell: (i32, i32)| self.grid.get(&cell).map_or(0.0, |(first, end)| f64::from(end - first));
        let in_cells = self.grid.keys().map(|(band, column)| {
            let beside = (-1..=1).flat_map(|b| (-1..=1).map(move |c| (band + b, column + c)));
            rows((*band, *column)) * beside.map(rows).sum::<f64>() * share
        });
        let (all, wide) = (self.rows.len() as f64, (self.rows.len() - self.wide) as f64);
        in_cells.sum::<f64>() + 2.0 * all * wide
    }

    /// The cells that may hold a row near enough to several places; `None` where that may be any.
    fn cells_around(&self, counting: Counting<'_>, spot: &Spot) -> Option<Vec<(i32, i32)>> {
        if spot.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        for one in spot.iter() {
            for (band, columns) in self.bands_around(counting, *one)? {
                cells.extend(columns.map(|column| (band, column)));
            }
            if i64::try_from(cells.len()).unwrap_or(i64::MAX) > MOST_CELLS {
                return None;
            }
        }
        cells.sort_unstable();
        cells.dedup();
        Some(cells)
    }

    /// The same for one place: bands from south to north, each with its columns.
    fn bands_around(
        &self,
        counting: Counting<'_>,
        (at, radius): (Point, f64),
    ) -> Option<impl Iterator<Item = (i32, std::ops::RangeInclusive<i32>)> + '_> {
        let reach = if counting.counted == Counted::Before { 2.0 } else { 1.0 } * counting.metres;
        let degrees = (reach + radius + self.small_m) / DEGREE_M;
        let (low, high) = (at.lat - degrees, at.lat + degrees);
        if !degrees.is_finite() || low < -88.0 || high > 88.0 {
            return None;
        }
        let wide = degrees / low.abs().max(high.abs()).to_radians().cos();
        let (west, east) = (at.lon - wide, at.lon + wide);
        if west < -180.0 || east > 180.0 {
            return None;
        }
        let bands = self.band(low)..=self.band(high);
        // a band has the more columns the nearer it is to the equator
        let most = ((east - west) / self.step + 2.0) * f64::from(bands.end() - bands.start() + 1);
        if most > MOST_CELLS as f64 {
            return None;
        }
        Some(bands.map(move |band| (band, self.column(band, west)..=self.column(band, east))))
    }
}
