//! Numbers, coordinates and lengths as people write them.
//!
//! `5`, `٥`, `5..8`, `2/3/5` (low, best, high), `31.37, -38.09 ± 500 m`. Never guesses a unit.

use hudna_core::place::Region;
use hudna_core::value::Number;

use super::fault::Fault;
use super::letters::{ascii_digits, fold};

/// The most that a count, calibre, range or delay may be.
const MOST: f64 = 1e9;

/// One plain decimal: digits of any script, a sign, a point or comma, grouping by commas or thin spaces.
pub(crate) fn parse_decimal(text: &str) -> Option<f64> {
    let text = ascii_digits(text.trim());
    let text = text.trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let parsed = if text.contains(',') { ungrouped(text)?.parse::<f64>() } else { text.parse::<f64>() };
    parsed.ok().filter(|n| n.is_finite())
}

/// `1,234` is a thousand and more; `31,37` has a decimal comma.
fn ungrouped(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(',').collect();
    let (first, rest) = parts.split_first()?;
    let grouped = rest.iter().enumerate().all(|(i, part)| {
        let whole = part.split('.').next().unwrap_or("");
        whole.len() == 3 && (i + 1 == rest.len() || !part.contains('.'))
    });
    let head = first.trim_start_matches(['-', '+']);
    if grouped && (1..=3).contains(&head.len()) && head != "0" {
        return Some(parts.concat());
    }
    (rest.len() == 1 && !text.contains('.')).then(|| text.replace(',', "."))
}

/// A count or measure: `5`, `5..8`, `5–8`, `2/3/5`.
pub(crate) fn parse_number(text: &str) -> Result<Number, Fault> {
    let text = ascii_digits(text.trim()).into_owned();
    let unreadable = || Fault::new("number-unreadable");
    let one = |part: &str| {
        let n = parse_decimal(part).ok_or_else(unreadable)?;
        match n {
            n if n < 0.0 => Err(Fault::new("number-negative")),
            n if n > MOST => Err(Fault::new("number-too-large")),
            n => Ok(n),
        }
    };
    let parts: Vec<&str> = text.split('/').collect();
    let number = if let [low, best, high] = parts.as_slice() {
        Number { low: one(low)?, best: one(best)?, high: one(high)? }
    } else if let Some((low, high)) = range_ends(&text) {
        let (low, high) = (one(low)?, one(high)?);
        Number { low, best: f64::midpoint(low, high), high }
    } else {
        Number::exact(one(&text)?)
    };
    if number.low <= number.best && number.best <= number.high {
        Ok(number)
    } else {
        Err(Fault::new("number-order"))
    }
}

/// The two ends of `a .. b`, `a – b`, `a-b`, `a to b`, `a إلى b`.
fn range_ends(text: &str) -> Option<(&str, &str)> {
    for mark in ["..", "…", "–", "—", " to ", " إلى ", " الى "] {
        if let Some((low, high)) = text.split_once(mark) {
            return Some((low, high));
        }
    }
    let at = text.get(1..)?.find('-')? + 1;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A latitude and longitude with the least width that the writing allows.
pub(crate) fn parse_coordinates(lat: &str, lon: &str, radius_m: Option<f64>) -> Result<Region, Fault> {
    let read = |text: &str, code: &'static str| coordinate(text).ok_or_else(|| Fault::new(code));
    let (y, x) = (read(lat, "latitude-unreadable")?, read(lon, "longitude-unreadable")?);
    check_bounds(y, x)?;
    let radius_m = radius_m.unwrap_or_else(|| written_radius_m(decimals(lat).max(decimals(lon))));
    Ok(Region::disc(x, y, radius_m))
}

/// Refuses what is not on the globe, and says so where the two seem to have changed places.
pub(crate) fn check_bounds(lat: f64, lon: f64) -> Result<(), Fault> {
    if lat.abs() > 90.0 && lat.abs() <= 180.0 && lon.abs() <= 90.0 {
        return Err(Fault::new("coordinates-swapped")
            .with("lat", lat.to_string())
            .with("lon", lon.to_string()));
    }
    if !(-90.0..=90.0).contains(&lat) {
        return Err(Fault::new("latitude-out-of-range").with("lat", lat.to_string()));
    }
    if !(-180.0..=180.0).contains(&lon) {
        return Err(Fault::new("longitude-out-of-range").with("lon", lon.to_string()));
    }
    Ok(())
}

/// One coordinate: decimal degrees, a comma taken as the decimal mark, `N`/`S`/`E`/`W` or `°` allowed.
fn coordinate(text: &str) -> Option<f64> {
    let text = ascii_digits(text.trim());
    let bare = text.trim().trim_end_matches(['°', ' ']);
    let (bare, sign) = match bare.chars().last() {
        Some('N' | 'E' | 'n' | 'e') => (&bare[..bare.len() - 1], 1.0),
        Some('S' | 'W' | 's' | 'w') => (&bare[..bare.len() - 1], -1.0),
        _ => (bare, 1.0),
    };
    let bare = bare.trim().trim_end_matches(['°', ' ']);
    if !bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+')) || bare.len() > 32
    {
        return None;
    }
    bare.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n * sign)
}

/// Digits after the decimal mark.
fn decimals(text: &str) -> usize {
    let text = ascii_digits(text);
    text.split_once(['.', ',']).map_or(0, |(_, d)| d.bytes().take_while(u8::is_ascii_digit).count())
}

/// Half the diagonal of the square that `decimals` digits leave open, in metres; never below one metre.
pub(crate) fn written_radius_m(decimals: usize) -> f64 {
    let power = i32::try_from(decimals.min(9)).unwrap_or(9);
    (78_700.0 * 10_f64.powi(-power)).max(1.0)
}

/// A length with its unit, in metres: `500 m`, `2 km`, `٥٠٠ م`, `2 كم`; a bare number is metres.
pub(crate) fn parse_length_m(text: &str) -> Option<f64> {
    let text = ascii_digits(text.trim()).into_owned();
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let n = parse_decimal(text.get(..end)?)?;
    let unit = match fold(text.get(end..)?).as_str() {
        "" | "m" | "metres" | "meters" | "metre" | "meter" | "م" | "متر" | "مترا" | "امتار" => {
            1.0
        }
        "km" | "kilometres" | "kilometers" | "كم" | "كيلومتر" | "كيلومترا" | "كيلومترات" | "كلم" => {
            1000.0
        }
        _ => return None,
    };
    Some(n * unit).filter(|m| (0.0..=20_000_000.0).contains(m))
}

/// A place written as coordinates; `None` where the words are a name.
pub(crate) fn parse_place(text: &str) -> Option<Result<Region, Fault>> {
    let text = ascii_digits(text.trim());
    let text = text.trim().trim_start_matches('(').trim_end_matches(')');
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+')) {
        return None;
    }
    let (point, radius) = match text.split_once('±').or_else(|| text.split_once("+/-")) {
        Some((point, radius)) => (point, Some(radius)),
        None => (text, None),
    };
    let (lat, lon) = point
        .split_once(['،', ';', '؛'])
        .or_else(|| point.split_once(", "))
        .or_else(|| point.split_once(','))?;
    let (lat, lon) = (lat.trim(), lon.trim());
    coordinate(lat)?;
    coordinate(lon)?;
    let radius_m = match radius.map(parse_length_m) {
        Some(None) => return Some(Err(Fault::new("radius-unreadable"))),
        Some(Some(m)) => Some(m),
        None => None,
    };
    Some(parse_coordinates(lat, lon, radius_m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_either_script_and_shape_are_read() {
        let n = |low, best, high| Number { low, best, high };
        assert_eq!(parse_number("٥"), Ok(n(5.0, 5.0, 5.0)));
        assert_eq!(parse_number("5..8"), Ok(n(5.0, 6.5, 8.0)));
        assert_eq!(parse_number("٥ .. ٨"), Ok(n(5.0, 6.5, 8.0)));
        assert_eq!(parse_number("2/3/5"), Ok(n(2.0, 3.0, 5.0)));
        assert_eq!(parse_number("5–8"), Ok(n(5.0, 6.5, 8.0)));
        assert_eq!(parse_number("1,234"), Ok(n(1234.0, 1234.0, 1234.0)));
        assert_eq!(parse_number("12٫7"), Ok(n(12.7, 12.7, 12.7)));
        assert_eq!(parse_number("8..5").map_err(|f| f.code), Err("number-order"));
        assert_eq!(parse_number("-5").map_err(|f| f.code), Err("number-negative"));
        assert_eq!(parse_number("many").map_err(|f| f.code), Err("number-unreadable"));
    }

    #[test]
    fn coordinates_carry_the_precision_they_were_written_with() {
        assert_eq!(parse_place("31.37, -38.09 ± 500 m"), Some(Ok(Region::disc(-38.09, 31.37, 500.0))));
        assert_eq!(parse_place("٣١٫٣٧، ٣٨٫٠٩ ± ٢ كم"), Some(Ok(Region::disc(38.09, 31.37, 2000.0))));
        assert_eq!(parse_place("32.8872, 13.1913"), Some(Ok(Region::disc(13.1913, 32.8872, 7.87))));
        assert_eq!(parse_place("Marsa"), None);
    }

    #[test]
    fn swapped_coordinates_are_named_as_such() {
        assert_eq!(check_bounds(139.7, 35.6).map_err(|f| f.code), Err("coordinates-swapped"));
        assert_eq!(check_bounds(94.2, 113.0).map_err(|f| f.code), Err("latitude-out-of-range"));
    }
}
