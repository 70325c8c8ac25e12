//! The box in longitude and latitude around what an agreement draws.
//!
//! Decides nothing: it keeps a name from being looked for on another continent, and frames a map. A box never
//! crosses the antimeridian, as no zone does.

use geo::{BoundingRect, Rect};

use crate::agreement::{Agreement, Shape};
use crate::place::Point;

/// A box in degrees, edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The box around all zones, lines and backdrop of `agreement`, in every version and course;
    /// `None` where it draws nothing.
    pub fn of_agreement(agreement: &Agreement) -> Option<Self> {
        let drawn = agreement.geometries.iter().filter_map(|g| match &g.shape {
            Shape::Zone(area) => area.bounding_rect(),
            Shape::Line(courses) => courses
                .iter()
                .filter_map(BoundingRect::bounding_rect)
                .map(Self::from)
                .reduce(Self::with)
                .map(Rect::from),
        });
        let behind = agreement.backdrop.iter().filter_map(|b| b.shape.bounding_rect());
        drawn.chain(behind).map(Self::from).reduce(Self::with)
    }
    /// The box around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
    /// The box with `metres` more on every side, kept on the globe.
    #[must_use]
    pub fn grown(self, metres: f64) -> Self {
        let up = metres / 110_574.0;
        let widest = self.south.abs().max(self.north.abs()).min(89.0);
        let across = metres / (111_320.0 * widest.to_radians().cos());
        Self {
            west: (self.west - across).max(-180.0),
            south: (self.south - up).max(-90.0),
            east: (self.east + across).min(180.0),
            north: (self.north + up).min(90.0),
        }
    }
    /// Whether the point lies in the box.
    pub fn contains(&self, point: Point) -> bool {
        (self.west..=self.east).contains(&point.lon) && (self.south..=self.north).contains(&point.lat)
    }
}

impl From<Rect<f64>> for Bounds {
    fn from(r: Rect<f64>) -> Self {
        Self { west: r.min().x, south: r.min().y, east: r.max().x, north: r.max().y }
    }
}

impl From<Bounds> for Rect<f64> {
    fn from(b: Bounds) -> Self {
        Self::new((b.west, b.south), (b.east, b.north))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grown_box_holds_its_neighbours_and_stays_on_the_globe() {
        let b = Bounds { west: 10.0, south: 30.0, east: 11.0, north: 31.0 };
        let outside = Point { lon: 11.1, lat: 31.1 };
        assert!(!b.contains(outside));
        assert!(b.grown(50_000.0).contains(outside));
        let all = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };
        assert_eq!(all.grown(1e6), all);
    }
}
