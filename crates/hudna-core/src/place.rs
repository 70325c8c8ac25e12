//! Places with their precision, and the geometry that conditions need.
//!
//! Edges of zones are straight in longitude and latitude; distances are metres on the WGS 84 ellipsoid.

use std::sync::Arc;

use geo::{BoundingRect, Distance, Geodesic, MultiPolygon, Rect, Validation};
use serde::{Deserialize, Serialize};

pub mod distance;
pub mod overlay;

pub use distance::{distance_to_line_m, signed_distance_m};

/// A point in longitude and latitude, degrees, WGS 84 (CRS84 order).
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Point {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

impl Point {
    /// Geodesic metres to `other`.
    pub fn metres_to(self, other: Self) -> f64 {
        Geodesic.distance(geo::Point::new(self.lon, self.lat), geo::Point::new(other.lon, other.lat))
    }
}

/// A district or other area given by its border.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its id, such as `LY-TB`.
    pub id: String,
    /// Its border.
    #[serde(skip, default = "no_shape")]
    pub shape: MultiPolygon<f64>,
}

impl Area {
    /// An area of polygons, each an outer ring and the rings of its holes, as (longitude, latitude); an open
    /// ring is closed.
    ///
    /// # Errors
    /// A stable code: `geometry-broken` where a ring has fewer than three corners or there is none,
    /// `area-crosses-antimeridian` where it spans more than half the globe, `area-crosses-itself`.
    pub fn of_rings(id: String, polygons: Vec<Vec<Vec<(f64, f64)>>>) -> Result<Self, &'static str> {
        let mut shapes = Vec::with_capacity(polygons.len());
        for rings in polygons {
            let mut lines = Vec::with_capacity(rings.len());
            for ring in rings {
                let mut line = geo::LineString::from(ring);
                line.close();
                if line.0.len() < 4 {
                    return Err("geometry-broken");
                }
                lines.push(line);
            }
            if lines.is_empty() {
                return Err("geometry-broken");
            }
            let outer = lines.remove(0);
            shapes.push(geo::Polygon::new(outer, lines));
        }
        let shape = MultiPolygon(shapes);
        let Some(bounds) = shape.bounding_rect() else { return Err("geometry-broken") };
        if bounds.width() > 180.0 {
            return Err("area-crosses-antimeridian");
        }
        if !shape.is_valid() {
            return Err("area-crosses-itself");
        }
        Ok(Self { id, shape })
    }
}

fn no_shape() -> MultiPolygon<f64> {
    MultiPolygon(Vec::new())
}

/// Where something may be: the true point lies somewhere in the region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// Within `radius_m` metres of `centre`; radius 0 is a point known exactly.
    Disc {
        /// The middle.
        centre: Point,
        /// Hard bound in metres.
        radius_m: f64,
    },
    /// Somewhere in an area.
    Area(Arc<Area>),
}

impl Region {
    /// A disc.
    pub const fn disc(lon: f64, lat: f64, radius_m: f64) -> Self {
        Self::Disc { centre: Point { lon, lat }, radius_m }
    }
    /// Whether the place is known exactly.
    pub fn is_point(&self) -> bool {
        matches!(self, Self::Disc { radius_m, .. } if *radius_m <= 0.0)
    }
    /// A representative middle: the centre of a disc, or of the area's bounding box.
    pub fn centre(&self) -> Point {
        match self {
            Self::Disc { centre, .. } => *centre,
            Self::Area(area) => {
                area.shape.bounding_rect().map_or(Point { lon: 0.0, lat: 0.0 }, |r: Rect<f64>| {
                    let c = r.center();
                    Point { lon: c.x, lat: c.y }
                })
            }
        }
    }
    /// An upper bound of the distance from [`Self::centre`] to any point of the region, in metres.
    pub fn radius_m(&self) -> f64 {
        match self {
            Self::Disc { radius_m, .. } => *radius_m,
            Self::Area(area) => area.shape.bounding_rect().map_or(0.0, |r: Rect<f64>| {
                let corner = |x: f64, y: f64| self.centre().metres_to(Point { lon: x, lat: y });
                corner(r.min().x, r.min().y)
                    .max(corner(r.max().x, r.max().y))
                    .max(corner(r.min().x, r.max().y))
            }),
        }
    }
}
