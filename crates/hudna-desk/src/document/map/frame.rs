//! From degrees to units of a drawing, and shapes as paths.

use std::fmt::Write as _;

use hudna_core::agreement::{Agreement, Shape};
use hudna_core::geo::{self, BoundingRect};
use hudna_core::place::Point;

/// The box of a drawing.
pub(super) struct Frame {
    pub(super) width: f64,
    lon: f64,
    lat: f64,
    x_per_degree: f64,
    y_per_degree: f64,
    pub(super) height: f64,
}

impl Frame {
    /// Of a box in degrees, `width` units wide: as far north as east, by the middle of the box.
    pub(super) fn of(bounds: geo::Rect<f64>, width: f64) -> Self {
        let (min, max) = (bounds.min(), bounds.max());
        let stretch = ((min.y + max.y) / 2.0).to_radians().cos().max(0.05);
        let x_per_degree = width / (max.x - min.x).max(1e-6);
        let y_per_degree = x_per_degree / stretch;
        Self {
            width,
            lon: min.x,
            lat: max.y,
            x_per_degree,
            y_per_degree,
            height: (max.y - min.y) * y_per_degree,
        }
    }
    pub(super) fn xy(&self, p: Point) -> (f64, f64) {
        ((p.lon - self.lon) * self.x_per_degree, (self.lat - p.lat) * self.y_per_degree)
    }
    /// Units of the drawing in a degree of longitude.
    pub(super) const fn x_per_degree(&self) -> f64 {
        self.x_per_degree
    }
    /// Units of the drawing in a degree of latitude.
    pub(super) const fn y_per_degree(&self) -> f64 {
        self.y_per_degree
    }
    /// The longitude of the left edge and the latitude of the upper one.
    pub(super) const fn corner(&self) -> (f64, f64) {
        (self.lon, self.lat)
    }
    pub(super) fn metres(&self, metres: f64) -> f64 {
        metres / 111_320.0 * self.y_per_degree
    }
    pub(super) fn holds(&self, p: Point) -> bool {
        let (x, y) = self.xy(p);
        (-2.0..=self.width + 2.0).contains(&x) && (-2.0..=self.height + 2.0).contains(&y)
    }
}

/// The box around zones and lines in every version and course, sectors and towns, with a margin; `None` where there are none.
pub(super) fn around(agreement: &Agreement) -> Option<geo::Rect<f64>> {
    let mut all: Vec<geo::Coord<f64>> = Vec::new();
    let mut add = |r: Option<geo::Rect<f64>>| all.extend(r.iter().flat_map(|r| [r.min(), r.max()]));
    for g in &agreement.geometries {
        match &g.shape {
            Shape::Zone(z) => add(z.bounding_rect()),
            Shape::Line(lines) => lines.iter().for_each(|l| add(l.bounding_rect())),
        }
    }
    for b in agreement.backdrop.iter().filter(|b| matches!(&*b.kind, "sector" | "town")) {
        add(b.shape.bounding_rect());
    }
    framed(all.into_iter())
}

/// The box around points, with a margin; `None` where there are none.
pub(super) fn framed(points: impl Iterator<Item = geo::Coord<f64>>) -> Option<geo::Rect<f64>> {
    let rect = geo::MultiPoint::from(points.map(geo::Point).collect::<Vec<_>>()).bounding_rect()?;
    let (w, h) = (rect.width().max(0.05), rect.height().max(0.04));
    let (min, max) = (rect.min(), rect.max());
    Some(geo::Rect::new(
        geo::coord! { x: min.x - w * 0.03, y: min.y - h * 0.04 },
        geo::coord! { x: max.x + w * 0.03, y: max.y + h * 0.05 },
    ))
}

pub(super) fn path_of_line(frame: &Frame, line: &geo::LineString<f64>, out: &mut String) {
    for (i, c) in line.coords().enumerate() {
        let (x, y) = frame.xy(Point { lon: c.x, lat: c.y });
        let _ = write!(out, "{}{x:.1},{y:.1} ", if i == 0 { 'M' } else { 'L' });
    }
}

fn path_of_polygon(frame: &Frame, polygon: &geo::Polygon<f64>, out: &mut String) {
    for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
        path_of_line(frame, ring, out);
        out.push_str("Z ");
    }
}

pub(super) fn path_of(frame: &Frame, shape: &geo::Geometry<f64>) -> String {
    let mut d = String::new();
    match shape {
        geo::Geometry::Polygon(p) => path_of_polygon(frame, p, &mut d),
        geo::Geometry::MultiPolygon(m) => m.0.iter().for_each(|p| path_of_polygon(frame, p, &mut d)),
        geo::Geometry::LineString(l) => path_of_line(frame, l, &mut d),
        geo::Geometry::MultiLineString(m) => m.0.iter().for_each(|l| path_of_line(frame, l, &mut d)),
        _ => {}
    }
    d
}
