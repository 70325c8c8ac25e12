//! Squares of a map that shows many cells: a cell itself, or a wider square in which cells are counted together, by their middles.
//!
//! Made of the cells that a reader is told and of nothing else, so that no square tells more than they do.

use hudna_core::geo::{Rect, coord};
use hudna_core::place::Point;

use super::{Cell, OF_A_DEGREE, Width, whole};

/// One square.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Square {
    kilometres: i32,
    row: i32,
    column: i32,
}

/// Degrees of longitude across a square in a row of squares so wide.
fn across(kilometres: i32, row: i32) -> f64 {
    let side = f64::from(kilometres);
    let middle = ((f64::from(row) + 0.5) * side / OF_A_DEGREE).clamp(-90.0, 90.0);
    (side / (OF_A_DEGREE * middle.to_radians().cos().max(0.01))).min(360.0)
}

impl Square {
    /// How wide squares are, in kilometres: the two widths of cells first, each five times the one before.
    pub const SIDES: [i32; 5] = [1, 5, 25, 125, 625];

    /// The square of that width, or of the cell's where that is wider, in which a cell is counted.
    pub fn of(cell: Cell, kilometres: i32) -> Self {
        let Cell { width, row, column } = cell;
        let own = width.kilometres();
        if kilometres <= own {
            return Self { kilometres: own, row, column };
        }
        let (_, middle) = cell.middle();
        if kilometres == Width::Wide.kilometres() {
            let Cell { row, column, .. } = Cell::holding(middle, Width::Wide);
            return Self { kilometres, row, column };
        }
        let row = whole(middle.lat * OF_A_DEGREE / f64::from(kilometres));
        Self { kilometres, row, column: whole(middle.lon / across(kilometres, row)) }
    }

    /// How wide it is.
    pub const fn kilometres(self) -> i32 {
        self.kilometres
    }

    /// Whether it is a cell that can be told.
    fn cell(self) -> Option<Cell> {
        let width = Width::ALL.into_iter().find(|width| width.kilometres() == self.kilometres)?;
        Some(Cell { width, row: self.row, column: self.column })
    }

    /// Its box in degrees.
    pub fn bounds(self) -> Rect<f64> {
        let [from, to] = self.cell().map_or_else(
            || {
                let (side, across) = (f64::from(self.kilometres), across(self.kilometres, self.row));
                let corner = |row: i32, column: i32| Point {
                    lon: f64::from(column) * across,
                    lat: f64::from(row) * side / OF_A_DEGREE,
                };
                [corner(self.row, self.column), corner(self.row + 1, self.column + 1)]
            },
            Cell::corners,
        );
        Rect::new(coord! { x: from.lon, y: from.lat }, coord! { x: to.lon, y: to.lat })
    }

    /// Its middle.
    pub fn middle(self) -> Point {
        let middle = self.bounds().center();
        Point { lon: middle.x, lat: middle.y }
    }

    /// As an address says it: kilometres, row and column.
    pub fn written(self) -> String {
        format!("{}.{}.{}", self.kilometres, self.row, self.column)
    }

    /// The square that an address says; `None` where it says none.
    pub fn parse(written: &str) -> Option<Self> {
        let mut parts = written.splitn(3, '.').map(str::parse::<i32>);
        let (kilometres, row, column) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let is_one = Self::SIDES.contains(&kilometres)
            && row.unsigned_abs() <= 20_000
            && column.unsigned_abs() <= 4_100_000;
        is_one.then_some(Self { kilometres, row, column })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_square_holds_the_middle_of_its_cells_and_is_known_again(lon in -179.0..179.0_f64, lat in -80.0..80.0_f64) {
            for width in Width::ALL {
                let cell = Cell::holding(Point { lon, lat }, width);
                let (_, middle) = cell.middle();
                for side in Square::SIDES {
                    let square = Square::of(cell, side);
                    let (bounds, wide) = (square.bounds(), side.max(width.kilometres()));
                    prop_assert_eq!(square.kilometres(), wide);
                    prop_assert!(bounds.min().x <= middle.lon + 1e-9 && middle.lon < bounds.max().x + 1e-9);
                    prop_assert!(bounds.min().y <= middle.lat + 1e-9 && middle.lat < bounds.max().y + 1e-9);
                    prop_assert_eq!(Square::parse(&square.written()), Some(square));
                }
            }
        }

        #[test]
        fn cells_of_one_width_that_share_a_narrower_square_share_every_wider_one_that_is_made_of_cells(lon in -179.0..179.0_f64, lat in -80.0..80.0_f64) {
            let cell = Cell::holding(Point { lon, lat }, Width::Narrow);
            let wide = Square::of(cell, 5);
            for point in cell.spread() {
                prop_assert_eq!(Square::of(Cell::holding(point, Width::Narrow), 5), wide);
                prop_assert_eq!(Square::of(Cell::holding(point, Width::Wide), 1), wide);
            }
        }
    }

    #[test]
    fn what_is_no_square_is_read_as_none() {
        for other in
            ["", "5", "5.1", "2.1.1", "5.1.1.1", "5.x.1", "5.99999999999.1", "5.30000.1", "1.1.5000000"]
        {
            assert_eq!(Square::parse(other), None, "{other}");
        }
    }
}
