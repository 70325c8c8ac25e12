//! A grid over the earth: what a place becomes for those who are told it more nearly than by its sector, and not exactly.
//!
//! Cells are squares of 1 km or 5 km, near enough: rows of equal height in latitude, cut by meridians whose distance is that of the
//! middle of each row of 5 km. Twenty-five small cells make a large one, so that who is told both learns no more than the smaller.
//! The grid hangs on nothing but the earth: neither an agreement nor a place moves it.

mod square;

use std::sync::Arc;

use hudna_core::geo::{LineString, MultiPolygon, Polygon};
use hudna_core::place::{Area, Point};

pub use square::Square;

/// Kilometres of one degree of latitude.
const OF_A_DEGREE: f64 = 111.195;
/// Small cells in the height, and the width, of a large one.
const WITHIN: i32 = 5;
/// What the id of a cell as a place begins with.
const PREFIX: &str = "cell";

/// How wide a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// 1 km.
    Narrow,
    /// 5 km.
    Wide,
}

impl Width {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Narrow, Self::Wide];

    /// In whole kilometres.
    pub const fn kilometres(self) -> i32 {
        match self {
            Self::Narrow => 1,
            Self::Wide => WITHIN,
        }
    }
}

/// One cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    width: Width,
    row: i32,
    column: i32,
}

/// Degrees of longitude across a small cell in a row of large cells.
fn across(large_row: i32) -> f64 {
    let middle = (f64::from(large_row) + 0.5) * f64::from(WITHIN) / OF_A_DEGREE;
    // at the poles a row is cut into few cells: nothing there is told apart
    (1.0 / (OF_A_DEGREE * middle.to_radians().cos().max(0.01))).min(72.0)
}

#[expect(clippy::cast_possible_truncation, reason = "degrees of the earth in kilometres: a few ten thousand")]
fn whole(number: f64) -> i32 {
    number.floor() as i32
}

impl Cell {
    /// The cell that a point lies in.
    pub fn holding(point: Point, width: Width) -> Self {
        let row = whole(point.lat * OF_A_DEGREE);
        let column = whole(point.lon / across(row.div_euclid(WITHIN)));
        match width {
            Width::Narrow => Self { width, row, column },
            Width::Wide => Self { width, row: row.div_euclid(WITHIN), column: column.div_euclid(WITHIN) },
        }
    }

    /// Its south-western and north-eastern corners.
    fn corners(self) -> [Point; 2] {
        let side = self.width.kilometres();
        let across = across(if self.width == Width::Wide { self.row } else { self.row.div_euclid(WITHIN) });
        let corner = |row: i32, column: i32| Point {
            lon: f64::from(column * side) * across,
            lat: f64::from(row * side) / OF_A_DEGREE,
        };
        [corner(self.row, self.column), corner(self.row + 1, self.column + 1)]
    }

    /// Points spread evenly over it.
    pub fn spread(self) -> impl Iterator<Item = Point> {
        const EACH_WAY: u8 = 8;
        let [from, to] = self.corners();
        let step =
            |from: f64, to: f64, n: u8| from + (to - from) * (f64::from(n) + 0.5) / f64::from(EACH_WAY);
        (0..EACH_WAY).flat_map(move |y| {
            (0..EACH_WAY)
                .map(move |x| Point { lon: step(from.lon, to.lon, x), lat: step(from.lat, to.lat, y) })
        })
    }

    /// As a place: a square under an id that [`Self::named`] knows.
    pub fn area(self) -> Arc<Area> {
        let [from, to] = self.corners();
        let ring = LineString::from(vec![
            (from.lon, from.lat),
            (to.lon, from.lat),
            (to.lon, to.lat),
            (from.lon, to.lat),
            (from.lon, from.lat),
        ]);
        let id = format!("{PREFIX} {} {} {}", self.width.kilometres(), self.row, self.column);
        Arc::new(Area { id, shape: MultiPolygon(vec![Polygon::new(ring, Vec::new())]) })
    }

    /// How wide it is in kilometres, and where its middle lies.
    pub fn middle(self) -> (i32, Point) {
        let [from, to] = self.corners();
        let middle = Point { lon: f64::midpoint(from.lon, to.lon), lat: f64::midpoint(from.lat, to.lat) };
        (self.width.kilometres(), middle)
    }

    /// The cell of an id, with how wide it is in kilometres and where its middle lies; `None` where the id is of something else.
    pub fn named(id: &str) -> Option<(i32, Point)> {
        let mut parts = id.strip_prefix(PREFIX)?.strip_prefix(' ')?.split(' ');
        let mut number = || parts.next()?.parse::<i32>().ok();
        let (kilometres, row, column) = (number()?, number()?, number()?);
        let width = Width::ALL.into_iter().find(|width| width.kilometres() == kilometres)?;
        Some(Self { width, row, column }.middle())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cell_holds_its_point_and_is_as_wide_as_it_says(lon in -179.0..179.0_f64, lat in -80.0..80.0_f64) {
            let point = Point { lon, lat };
            for width in Width::ALL {
                let cell = Cell::holding(point, width);
                let [from, to] = cell.corners();
                prop_assert!(from.lon <= lon + 1e-9 && lon < to.lon + 1e-9 && from.lat <= lat + 1e-9 && lat < to.lat + 1e-9);
                let side = f64::from(width.kilometres()) * 1000.0;
                let along = [Point { lon: to.lon, lat: from.lat }, Point { lon: from.lon, lat: to.lat }];
                for corner in along {
                    let metres = from.metres_to(corner);
                    prop_assert!((metres / side - 1.0).abs() < 0.02, "{metres} of {side} at {lat}");
                }
            }
        }

        #[test]
        fn small_cells_lie_whole_in_a_large_one(lon in -179.0..179.0_f64, lat in -80.0..80.0_f64) {
            let small = Cell::holding(Point { lon, lat }, Width::Narrow);
            let large = Cell::holding(Point { lon, lat }, Width::Wide);
            for point in small.spread() {
                prop_assert_eq!(Cell::holding(point, Width::Narrow), small);
                prop_assert_eq!(Cell::holding(point, Width::Wide), large);
            }
        }

        #[test]
        fn a_cell_is_known_again_by_its_id(lon in -179.0..179.0_f64, lat in -80.0..80.0_f64) {
            for width in Width::ALL {
                let cell = Cell::holding(Point { lon, lat }, width);
                let (kilometres, middle) = Cell::named(&cell.area().id).expect("a cell");
                prop_assert_eq!(kilometres, width.kilometres());
                prop_assert_eq!(Cell::holding(middle, width), cell);
            }
        }
    }

    #[test]
    fn an_id_of_something_else_names_no_cell() {
        for other in ["", "cell", "cell 2 1 1", "cell 1 1", "cellar 1 1 1", "north"] {
            assert!(Cell::named(other).is_none(), "{other}");
        }
    }
}
