//! Columns say what looking at each row by itself says.

mod cases;
mod cells;
mod deeds;
mod filters;
mod places;
mod sound;

/// A small generator: the same numbers everywhere.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }
    /// From 0 up to but not including 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        ((mixed ^ (mixed >> 33)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below n")]
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() * f64::from(u32::try_from(n).unwrap_or(u32::MAX))) as usize
    }
}

/// A wiggly ring around a point, coordinates rounded to four decimals so that some points fall on its corners.
pub(crate) fn wiggly(
    draw: &mut Draw,
    lon: f64,
    lat: f64,
    radius: f64,
    vertices: u32,
) -> geo::LineString<f64> {
    let turn = std::f64::consts::TAU * draw.next();
    let round = |v: f64| (v * 1e4).round() / 1e4;
    (0..vertices)
        .map(|i| {
            let t = std::f64::consts::TAU * f64::from(i) / f64::from(vertices);
            let r = radius * (1.0 + 0.2 * (3.0 * t + turn).sin() + 0.1 * (11.0 * t).sin());
            (round(lon + r * t.cos()), round(lat + r * t.sin()))
        })
        .collect::<Vec<_>>()
        .into()
}
