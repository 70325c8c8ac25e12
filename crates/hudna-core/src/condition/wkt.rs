//! Shapes written out in a condition, as OGC well-known text: `POLYGON((13 32, 14 32, 14 33, 13 32))`.
//!
//! Norms refuse them (zones have names); filters of map clients may carry them. Two coordinates a point,
//! longitude first. Read in one pass over the numbers, without recursion.

use geo::{
    Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point as GeoPoint, Polygon,
};

/// The kinds read, with how many parentheses stand around a coordinate.
const KINDS: &[(&str, usize)] = &[
    ("POINT", 1),
    ("LINESTRING", 1),
    ("POLYGON", 2),
    ("MULTIPOINT", 1),
    ("MULTILINESTRING", 2),
    ("MULTIPOLYGON", 3),
];

/// Whether `name` begins a shape.
pub(super) fn is_kind(name: &str) -> bool {
    KINDS.iter().any(|(kind, _)| kind.eq_ignore_ascii_case(name))
        || name.eq_ignore_ascii_case("GEOMETRYCOLLECTION")
}

/// How many bytes of `text` the shape takes, its name being `name_len` long; `None` where no shape follows.
pub(super) fn extent(text: &str, name_len: usize) -> Option<usize> {
    let after = text.get(name_len..)?;
    if !after.trim_start().starts_with('(') {
        return None;
    }
    let mut depth = 0_usize;
    for (i, c) in after.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\'' | '"' => return Some(name_len + i),
            _ => {}
        }
        if c == ')' && depth == 0 {
            return Some(name_len + i + 1);
        }
    }
    Some(text.len())
}

/// Reads a shape; `None` where it is not one, or a coordinate is not a finite number.
pub(super) fn parse(text: &str) -> Option<Geometry<f64>> {
    let open = text.find('(')?;
    let kind = text.get(..open)?.trim();
    let (kind, levels) = KINDS.iter().find(|(k, _)| k.eq_ignore_ascii_case(kind))?;
    let body = text.get(open..)?;
    // `MULTIPOINT((1 2), (3 4))` is as usual as `MULTIPOINT(1 2, 3 4)`.
    let wrapped = *kind == "MULTIPOINT" && body.get(1..)?.trim_start().starts_with('(');
    let levels = levels + usize::from(wrapped);
    let lists = coordinates(body, levels)?;
    shape(kind, lists, wrapped)
}

/// Coordinates in the order of the text, grouped into rings, the rings into polygons.
fn coordinates(body: &str, levels: usize) -> Option<Vec<Vec<Vec<Coord<f64>>>>> {
    let mut groups: Vec<Vec<Vec<Coord<f64>>>> = Vec::new();
    let (mut depth, mut rest, mut want_item) = (0_usize, body.trim_start(), true);
    while let Some(c) = rest.chars().next() {
        match c {
            '(' if want_item && depth < levels => {
                depth += 1;
                if depth == levels.saturating_sub(1) || (levels < 2 && depth == 1) {
                    groups.push(Vec::new());
                }
                if depth == levels {
                    if groups.is_empty() {
                        groups.push(Vec::new());
                    }
                    groups.last_mut()?.push(Vec::new());
                }
                rest = rest.get(1..)?;
            }
            ')' if !want_item && depth > 0 => {
                depth -= 1;
                rest = rest.get(1..)?;
                if depth == 0 {
                    return rest.trim().is_empty().then_some(groups);
                }
            }
            ',' if !want_item => {
                want_item = true;
                rest = rest.get(1..)?;
            }
            _ if want_item && depth == levels => {
                let end = rest.find([',', ')'])?;
                let mut numbers = rest.get(..end)?.split_whitespace().map(number);
                let (x, y) = (numbers.next()??, numbers.next()??);
                if numbers.next().is_some() {
                    return None;
                }
                groups.last_mut()?.last_mut()?.push(Coord { x, y });
                want_item = false;
                rest = rest.get(end..)?;
            }
            _ => return None,
        }
        rest = rest.trim_start();
    }
    None
}

fn number(s: &str) -> Option<f64> {
    let plain = s.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'));
    let begins = s.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit());
    (plain && begins).then(|| s.parse().ok()).flatten().filter(|n: &f64| n.is_finite())
}

fn shape(kind: &str, groups: Vec<Vec<Vec<Coord<f64>>>>, wrapped: bool) -> Option<Geometry<f64>> {
    let one_list = |groups: Vec<Vec<Vec<Coord<f64>>>>| groups.into_iter().flatten().next();
    Some(match kind {
        "POINT" => match one_list(groups)?.as_slice() {
            [c] => Geometry::Point(GeoPoint::from(*c)),
            _ => return None,
        },
        "MULTIPOINT" => {
            let lists: Vec<Vec<Coord<f64>>> = groups.into_iter().flatten().collect();
            if wrapped && lists.iter().any(|l| l.len() != 1) {
                return None;
            }
            Geometry::MultiPoint(MultiPoint(lists.into_iter().flatten().map(GeoPoint::from).collect()))
        }
        "LINESTRING" => Geometry::LineString(line(one_list(groups)?)?),
        "MULTILINESTRING" => Geometry::MultiLineString(MultiLineString(
            groups.into_iter().flatten().map(line).collect::<Option<_>>()?,
        )),
        "POLYGON" => Geometry::Polygon(polygon(groups.into_iter().next()?)?),
        _ => Geometry::MultiPolygon(MultiPolygon(groups.into_iter().map(polygon).collect::<Option<_>>()?)),
    })
}

fn line(list: Vec<Coord<f64>>) -> Option<LineString<f64>> {
    (list.len() >= 2).then_some(LineString(list))
}

fn polygon(rings: Vec<Vec<Coord<f64>>>) -> Option<Polygon<f64>> {
    let closed = |ring: &Vec<Coord<f64>>| ring.len() >= 4 && ring.first() == ring.last();
    if !rings.iter().all(closed) {
        return None;
    }
    let mut rings = rings.into_iter().map(LineString);
    Some(Polygon::new(rings.next()?, rings.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read_and_broken_ones_refused() {
        for good in [
            "POINT(1 2)",
            "point ( -1.5  2 )",
            "LINESTRING(1 2, 3 4)",
            "POLYGON((0 0, 1 0, 1 1, 0 0))",
            "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
            "MULTIPOINT(1 2, 3 4)",
            "MULTIPOINT((1 2), (3 4))",
            "MULTILINESTRING((1 2, 3 4), (5 6, 7 8))",
            "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        ] {
            assert!(parse(good).is_some(), "{good}");
        }
        for bad in [
            "POINT(1)",
            "POINT(1 2 3)",
            "POINT(inf 2)",
            "POINT(1 2",
            "POINT(1 2))",
            "POINT()",
            "LINESTRING(1 2)",
            "LINESTRING(1 2,)",
            "POLYGON((0 0, 1 0, 1 1, 0 1))",
            "POLYGON(0 0, 1 0, 1 1, 0 0)",
            "POLYGON((((0 0, 1 0, 1 1, 0 0))))",
            "GEOMETRYCOLLECTION(POINT(1 2))",
        ] {
            assert!(parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn two_polygons_stay_two_and_a_hole_stays_a_hole() {
        let Some(Geometry::MultiPolygon(m)) = parse(
            "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1)), ((20 20, 21 20, 21 21, 20 20)))",
        ) else {
            panic!("not read");
        };
        assert_eq!(m.0.len(), 2);
        assert_eq!(m.0[0].interiors().len(), 1);
        assert_eq!(m.0[1].interiors().len(), 0);
    }
}
