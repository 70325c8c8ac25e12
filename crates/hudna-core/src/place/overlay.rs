//! Which combinations of *inside* and *outside* of several zones a place may have.
//!
//! A disc across the border of two zones that meet may lie in either, but not in neither: only the overlay of
//! borders within the disc shows it. Every face of that overlay touches a piece of border or the middle, so a
//! look at both sides of each piece finds them all. Nothing here knows norms.

use super::Region;
use super::distance::{Edge, Frame};

/// The most pieces of border within one region that are laid over each other.
const MOST_PIECES: usize = 4_096;
/// How far beside a border its two sides are looked at, in degrees: about a centimetre.
const BESIDE: f64 = 1e-7;

/// A piece of border: whose, and from where to where.
struct Piece<'a> {
    zone: usize,
    edge: &'a Edge,
}

/// The combinations that a place in `region` may have: bit *i* is set where it lies in zone *i*. Ascending.
///
/// `covers(i, lon, lat)` says whether zone *i* holds a point. `None` where the region is no disc or the borders
/// within it are too many: nothing is then excluded.
pub fn sides(
    region: &Region,
    borders: &[&[Edge]],
    covers: &dyn Fn(usize, f64, f64) -> bool,
) -> Option<Vec<u32>> {
    let Region::Disc { centre, radius_m } = region else { return None };
    let at = |x: f64, y: f64| {
        (0..borders.len()).fold(0_u32, |bits, zone| if covers(zone, x, y) { bits | 1 << zone } else { bits })
    };
    let mut found = vec![at(centre.lon, centre.lat)];
    if *radius_m <= 0.0 {
        return Some(found);
    }
    let frame = Frame::at(*centre);
    let reach = radius_m * radius_m;
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (zone, border) in borders.iter().enumerate() {
        for edge in *border {
            if frame.squared(edge) <= reach {
                pieces.push(Piece { zone, edge });
                if pieces.len() > MOST_PIECES {
                    return None;
                }
            }
        }
    }
    pieces.sort_unstable_by(|a, b| a.edge[0].min(a.edge[2]).total_cmp(&b.edge[0].min(b.edge[2])));
    let mut keep = |bits: u32| {
        if !found.contains(&bits) {
            found.push(bits);
        }
    };
    for (i, piece) in pieces.iter().enumerate() {
        let [x, y, ..] = *piece.edge;
        if inside(&frame, reach, x, y) {
            keep(at(x, y));
        }
        for [(x, y), (u, v)] in stretches(piece, i, &pieces, &frame, reach) {
            let (left, right) = (at(x, y), at(u, v));
            if inside(&frame, reach, x, y) {
                keep(left);
            }
            if inside(&frame, reach, u, v) {
                keep(right);
            }
            // On the border itself a place lies in the zones of both sides.
            keep(left | right);
        }
    }
    found.sort_unstable();
    Some(found)
}

fn inside(frame: &Frame, reach: f64, x: f64, y: f64) -> bool {
    let (u, v) = frame.to(x, y);
    u * u + v * v <= reach
}

/// For each stretch of a piece between crossings, within the disc: a point beside its middle on either side.
fn stretches(
    piece: &Piece<'_>,
    i: usize,
    pieces: &[Piece<'_>],
    frame: &Frame,
    reach: f64,
) -> Vec<[(f64, f64); 2]> {
    let [ax, ay, bx, by] = *piece.edge;
    let Some((from, to)) = within(piece.edge, frame, reach) else { return Vec::new() };
    let mut cuts = vec![from, to];
    let (west, east) = (ax.min(bx), ax.max(bx));
    for other in &pieces[i + 1..] {
        if other.edge[0].min(other.edge[2]) > east {
            break;
        }
        if other.zone != piece.zone {
            crossings(piece.edge, other.edge, &mut cuts);
        }
    }
    for other in pieces[..i].iter().filter(|o| o.zone != piece.zone && o.edge[0].max(o.edge[2]) >= west) {
        crossings(piece.edge, other.edge, &mut cuts);
    }
    cuts.retain(|t| (from..=to).contains(t));
    cuts.sort_unstable_by(f64::total_cmp);
    let long = (bx - ax).hypot(by - ay).max(f64::MIN_POSITIVE);
    let (nx, ny) = (-(by - ay) / long * BESIDE, (bx - ax) / long * BESIDE);
    let beside = |pair: &[f64]| {
        let t = f64::midpoint(pair[0], pair[1]);
        let (x, y) = (t.mul_add(bx - ax, ax), t.mul_add(by - ay, ay));
        [(x + nx, y + ny), (x - nx, y - ny)]
    };
    cuts.windows(2).map(beside).collect()
}

/// The part of an edge within the disc, as fractions of its length.
fn within(e: &Edge, frame: &Frame, reach: f64) -> Option<(f64, f64)> {
    let (ax, ay) = frame.to(e[0], e[1]);
    let (bx, by) = frame.to(e[2], e[3]);
    let (dx, dy) = (bx - ax, by - ay);
    let (a, b, c) = (dx * dx + dy * dy, ax * dx + ay * dy, ax * ax + ay * ay - reach);
    if a <= 0.0 {
        return (c <= 0.0).then_some((0.0, 1.0));
    }
    let root = (b * b - a * c).max(0.0).sqrt();
    let (from, to) = (((-b - root) / a).max(0.0), ((-b + root) / a).min(1.0));
    (from <= to).then_some((from, to))
}

/// Where `b` crosses or touches `a`, as fractions of `a`.
fn crossings(a: &Edge, b: &Edge, cuts: &mut Vec<f64>) {
    let (dx, dy) = (a[2] - a[0], a[3] - a[1]);
    let (ex, ey) = (b[2] - b[0], b[3] - b[1]);
    let (fx, fy) = (b[0] - a[0], b[1] - a[1]);
    let cross = dx * ey - dy * ex;
    let long = dx * dx + dy * dy;
    if cross.abs() > 1e-12 * long.max(f64::MIN_POSITIVE) {
        let (t, u) = ((fx * ey - fy * ex) / cross, (fx * dy - fy * dx) / cross);
        if (0.0..=1.0).contains(&t) && (-1e-9..=1.0 + 1e-9).contains(&u) {
            cuts.push(t);
        }
    } else if long > 0.0 {
        // Along each other: its ends cut ours.
        cuts.push((fx * dx + fy * dy) / long);
        cuts.push(((fx + ex) * dx + (fy + ey) * dy) / long);
    }
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, polygon};

    use super::super::Point;
    use super::super::distance::{covers, edges_of};
    use super::*;

    fn of(zones: &[MultiPolygon<f64>], region: &Region) -> Vec<u32> {
        let borders: Vec<Vec<Edge>> = zones.iter().map(|z| edges_of(z).map(|(_, e)| e).collect()).collect();
        let borders: Vec<&[Edge]> = borders.iter().map(Vec::as_slice).collect();
        sides(region, &borders, &|i, lon, lat| covers(&zones[i], Point { lon, lat })).unwrap_or_default()
    }

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
        MultiPolygon(vec![polygon![
            (x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)
        ]])
    }

    #[test]
    fn a_disc_across_two_zones_that_meet_lies_in_one_or_the_other() {
        let zones = [rectangle(13.0, 32.0, 14.0, 33.0), rectangle(13.0, 31.0, 14.0, 32.0)];
        // On the common border it lies in both; nowhere in neither.
        assert_eq!(of(&zones, &Region::disc(13.5, 32.001, 500.0)), [0b01, 0b10, 0b11]);
    }

    #[test]
    fn a_disc_across_a_zone_in_a_zone_lies_in_none_the_outer_or_both() {
        let zones = [rectangle(13.0, 32.0, 14.0, 33.0), rectangle(13.4, 32.4, 13.6, 32.6)];
        assert_eq!(of(&zones, &Region::disc(13.5, 32.5, 15_000.0)), [0b01, 0b11]);
        assert_eq!(of(&zones, &Region::disc(13.5, 32.5, 90_000.0)), [0b00, 0b01, 0b11]);
    }

    #[test]
    fn crossing_borders_give_all_four() {
        let zones = [rectangle(13.0, 32.0, 14.0, 33.0), rectangle(13.5, 32.5, 14.5, 33.5)];
        assert_eq!(of(&zones, &Region::disc(13.5, 33.0, 500.0)), [0b00, 0b01, 0b10, 0b11]);
    }
}
