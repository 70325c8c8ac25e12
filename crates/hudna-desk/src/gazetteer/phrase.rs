//! What stands around a name: *north of X*, *5 km south of X*, *X road*, *قرب X*, *طريق X*.
//!
//! | words | the place |
//! |-|-|
//! | *near, area, outskirts, around, north of* X | X's middle, twice its radius and 3 km more |
//! | *road, route, airport* X | X's middle, its radius and 15 km more |
//! | *district, municipality* X | X's middle, its radius and 30 km more |
//! | *governorate, province* X | X's middle, its radius and 100 km more |
//! | *5 km from* X | X's middle, its radius and 6 km more |
//! | *5 km south of* X | 5 km south of X's middle; its radius and four tenths of the distance more, for a bearing said in words is known to an eighth of the circle |
//!
//! Distances above 200 km are not believed to speak of X. Words are read after folding, so with any hamza.

use hudna_core::names::fold;
use hudna_core::place::Region;

use super::Place;

/// Distances above this many kilometres are not read as such.
const FARTHEST_KM: f64 = 200.0;

/// Where something is, seen from a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Metres and the bearing in degrees from north, where both were said.
    shift: Option<(f64, f64)>,
    /// The place's radius is multiplied by this …
    times: f64,
    /// … and this many metres are added.
    more_m: f64,
}

impl Spot {
    /// In the place itself.
    pub(super) const AT: Self = Self { shift: None, times: 1.0, more_m: 0.0 };
    /// Somewhere about it.
    pub(super) const AROUND: Self = Self { shift: None, times: 2.0, more_m: 3_000.0 };
    const ROAD: Self = Self { shift: None, times: 1.0, more_m: 15_000.0 };
    const DISTRICT: Self = Self { shift: None, times: 1.0, more_m: 30_000.0 };
    const PROVINCE: Self = Self { shift: None, times: 1.0, more_m: 100_000.0 };

    /// The disc that these words mean of `place`.
    pub(super) fn region(&self, place: &Place) -> Region {
        let radius_m = place.radius_m.mul_add(self.times, self.more_m);
        let (lon, lat) = self.shift.map_or((place.lon, place.lat), |s| moved(place.lon, place.lat, s));
        Region::disc(lon, lat, radius_m)
    }
}

/// The point `metres` away on a bearing, on a sphere: the error is far below the disc's radius.
fn moved(lon: f64, lat: f64, (metres, bearing): (f64, f64)) -> (f64, f64) {
    const EARTH_M: f64 = 6_371_008.8;
    let (lat, lon, bearing, arc) =
        (lat.to_radians(), lon.to_radians(), bearing.to_radians(), metres / EARTH_M);
    let to_lat = (lat.sin() * arc.cos() + lat.cos() * arc.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
    let east = bearing.sin() * arc.sin() * lat.cos();
    let to_lon = (lon + east.atan2(arc.cos() - lat.sin() * to_lat.sin())).to_degrees();
    ((to_lon + 540.0).rem_euclid(360.0) - 180.0, to_lat.to_degrees())
}

/// A name in some words, and where it is said to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// The name alone, folded.
    pub(super) name: String,
    /// Where, seen from the place of that name.
    pub(super) spot: Spot,
    /// Whether only the very name counts: the reading is bold.
    pub(super) exact_only: bool,
}

/// What `written` may be read as; the first reading whose name is known counts.
pub(super) fn read(written: &str) -> Vec<Reading> {
    let words = words_of(written);
    let mut readings: Vec<Reading> = Vec::new();
    // A direction may be part of the name (*South Harbour area*): first without taking it off.
    if let Some((name, spot)) = around(&words, false) {
        readings.push(Reading { name, spot, exact_only: true });
    }
    if let Some((name, spot)) = around(&words, true) {
        readings.push(Reading { name, spot, exact_only: false });
    }
    readings.push(Reading { name: words.join(" "), spot: Spot::AT, exact_only: false });
    readings.retain(|r| !r.name.is_empty());
    readings
}

/// The parts of a name that commas, brackets and dashes part: *quarter, town (district)*; one where nothing does.
pub(super) fn parts(written: &str) -> Vec<&str> {
    let parted = written.split([',', '،', ';', '؛', '/', '(', ')', '[', ']', '–', '—', '|']);
    parted.flat_map(|p| p.split(" - ")).map(str::trim).filter(|p| !p.is_empty()).collect()
}

/// Folded words; a decimal point or comma between digits becomes `d`, which folding keeps.
fn words_of(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let joined: String = letters
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let between = |k: Option<usize>| k.and_then(|k| letters.get(k)).is_some_and(|c| c.is_numeric());
            let point = matches!(c, '.' | ',' | '٫') && between(i.checked_sub(1)) && between(Some(i + 1));
            if point { 'd' } else { *c }
        })
        .collect();
    fold(&joined).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The name with what was said around it, where anything was.
fn around(words: &[String], directions: bool) -> Option<(String, Spot)> {
    let mut rest: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut km = None;
    let mut bearing: Option<(f64, f64)> = None;
    let mut spot: Option<Spot> = None;
    // From the front, then from the back, word by word until a word belongs to the name.
    while let Some(first) = rest.first().copied() {
        let second = rest.get(1).copied().unwrap_or("");
        if rest.len() > 1 && LINKS.contains(&first) {
            rest.remove(0);
        } else if let Some((distance, taken)) = distance(first, second) {
            km = Some(distance);
            rest.drain(..taken);
        } else if let Some((north, east)) = direction(first).filter(|_| directions) {
            bearing = Some(bearing.map_or((north, east), |(n, e)| (n + north, e + east)));
            rest.remove(0);
        } else if let Some(said) = setting(first).filter(|_| rest.len() > 1) {
            spot = Some(wider(spot, said));
            rest.remove(0);
        } else {
            break;
        }
    }
    while let Some(said) = rest.last().and_then(|w| setting(w)).filter(|_| rest.len() > 1) {
        spot = Some(wider(spot, said));
        rest.pop();
    }
    let name = rest.join(" ");
    (!name.is_empty() && rest.len() < words.len()).then(|| (name, together(km, bearing, spot)))
}

/// Of what was said before and now, the wider.
fn wider(before: Option<Spot>, now: Spot) -> Spot {
    before.filter(|b| b.more_m >= now.more_m).unwrap_or(now)
}

fn together(km: Option<f64>, bearing: Option<(f64, f64)>, said: Option<Spot>) -> Spot {
    match (km, bearing.filter(|(n, e)| *n != 0.0 || *e != 0.0)) {
        (Some(km), Some((north, east))) => {
            let metres = km * 1000.0;
            let degrees = east.atan2(north).to_degrees().rem_euclid(360.0);
            Spot { shift: Some((metres, degrees)), times: 1.0, more_m: 0.4 * metres }
        }
        (Some(km), None) => Spot { shift: None, times: 1.0, more_m: 1200.0 * km },
        (None, Some(_)) => wider(said, Spot::AROUND),
        (None, None) => said.unwrap_or(Spot::AT),
    }
}

/// `5 km`, `5km`, `2d5 كم`; how many kilometres and words.
fn distance(first: &str, second: &str) -> Option<(f64, usize)> {
    let digits = first.find(|c: char| !c.is_ascii_digit() && c != 'd').unwrap_or(first.len());
    let number: f64 = first.get(..digits)?.replace('d', ".").parse().ok()?;
    let unit = first.get(digits..)?;
    let (unit, taken) = if unit.is_empty() { (second, 2) } else { (unit, 1) };
    let km = match unit {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" | "كم" | "ك" | "كيلو"
        | "كيلومتر" | "كيلومترا" | "كيلومترات" => number,
        "m" | "metre" | "metres" | "meter" | "meters" | "م" | "متر" | "مترا" | "امتار" => {
            number / 1000.0
        }
        "mile" | "miles" | "mi" | "ميل" | "اميال" => number * 1.609_344,
        _ => return None,
    };
    (km.is_finite() && (0.0..=FARTHEST_KM).contains(&km)).then_some((km, taken))
}

/// A direction as parts north and east.
fn direction(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "north" | "northern" | "n" | "شمال" | "شمالي" | "شماليه" => (1.0, 0.0),
        "south" | "southern" | "s" | "جنوب" | "جنوبي" | "جنوبيه" => (-1.0, 0.0),
        "east" | "eastern" | "e" | "شرق" | "شرقي" | "شرقيه" => (0.0, 1.0),
        "west" | "western" | "w" | "غرب" | "غربي" | "غربيه" => (0.0, -1.0),
        "northeast" | "northeastern" | "ne" => (1.0, 1.0),
        "northwest" | "northwestern" | "nw" => (1.0, -1.0),
        "southeast" | "southeastern" | "se" => (-1.0, 1.0),
        "southwest" | "southwestern" | "sw" => (-1.0, -1.0),
        _ => return None,
    })
}

/// Words that widen the place they stand beside.
fn setting(word: &str) -> Option<Spot> {
    Some(match word {
        "near" | "nearby" | "around" | "outside" | "outskirts" | "area" | "areas" | "region"
        | "surroundings" | "vicinity" | "environs" | "suburbs" | "countryside" | "close" => Spot::AROUND,
        "قرب" | "بقرب" | "قريب" | "قريبا" | "بالقرب" | "قربه" | "ضواحي" | "اطراف" | "مشارف" | "محيط"
        | "بمحيط" | "منطقه" | "بمنطقه" | "مناطق" | "حول" | "خارج" | "تخوم" | "ريف" | "بضواحي" | "جوار" => {
            Spot::AROUND
        }
        "road" | "highway" | "route" | "axis" | "airport" | "airfield" | "airbase" | "طريق" | "بطريق"
        | "محور" | "بمحور" | "مطار" | "بمطار" => Spot::ROAD,
        "district" | "subdistrict" | "municipality" | "county" | "baladiyat" | "baladiyah" | "بلديه"
        | "ببلديه" | "ناحيه" | "بناحيه" | "قضا" | "بقضا" => Spot::DISTRICT,
        "governorate" | "province" | "muhafazat" | "محافظه" | "بمحافظه" | "شعبيه" | "ولايه" | "بولايه" => {
            Spot::PROVINCE
        }
        "city" | "town" | "village" | "suburb" | "centre" | "center" | "downtown" | "central" | "inside"
        | "within" | "in" | "at" | "مدينه" | "بمدينه" | "قريه" | "بقريه" | "بلده" | "ببلده" | "ضاحيه"
        | "وسط" | "داخل" | "في" | "حي" | "بحي" => Spot::AT,
        _ => return None,
    })
}

/// Words that only join the others.
const LINKS: &[&str] = &[
    "of",
    "the",
    "from",
    "to",
    "about",
    "some",
    "approximately",
    "من",
    "عن",
    "الي",
    "علي",
    "بعد",
    "بعد",
    "نحو",
    "حوالي",
    "مسافه",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn first(written: &str) -> (String, Spot) {
        around(&words_of(written), true).unwrap_or((String::new(), Spot::AT))
    }

    #[test]
    fn commas_and_brackets_part_a_name() {
        assert_eq!(parts("Harbour, Marsa (north)"), ["Harbour", "Marsa", "north"]);
        assert_eq!(parts("الميناء، مرسى"), ["الميناء", "مرسى"]);
        assert_eq!(parts("Marsa"), ["Marsa"]);
        assert!(parts(",,").is_empty());
    }

    #[test]
    fn words_around_a_name_widen_it() {
        for written in ["near Marsa", "Marsa area", "outskirts of Marsa", "north of Marsa", "northern Marsa"]
        {
            assert_eq!(first(written), ("marsa".to_owned(), Spot::AROUND), "{written}");
        }
        for written in
            ["قرب مرسى", "بالقرب من مرسى", "شمال مرسى", "ضواحي مرسى", "منطقة مرسى", "شمالي شرق مرسى"]
        {
            assert_eq!(first(written), ("مرسي".to_owned(), Spot::AROUND), "{written}");
        }
        assert_eq!(first("طريق مرسى"), ("مرسي".to_owned(), Spot::ROAD));
        assert_eq!(first("بلدية مرسى"), ("مرسي".to_owned(), Spot::DISTRICT));
        assert_eq!(first("Marsa province"), ("marsa".to_owned(), Spot::PROVINCE));
        assert_eq!(first("Marsa road"), ("marsa".to_owned(), Spot::ROAD));
        assert_eq!(first("مدينة مرسى"), ("مرسي".to_owned(), Spot::AT));
    }

    #[test]
    fn a_distance_and_a_bearing_shift_it() {
        for (written, metres, degrees) in [
            ("5 km south of Marsa", 5000.0, 180.0),
            ("5km SE of Marsa", 5000.0, 135.0),
            ("2.5 km north-east of Marsa", 2500.0, 45.0),
            ("800 m west of Marsa", 800.0, 270.0),
        ] {
            let (name, spot) = first(written);
            assert_eq!(name, "marsa", "{written}");
            let (m, d) = spot.shift.unwrap_or((0.0, 0.0));
            assert!((m - metres).abs() < 1e-6 && (d - degrees).abs() < 1e-6, "{written}: {m} {d}");
        }
        for written in ["على بعد ٥ كم جنوب مرسى", "5 كم جنوب مرسى", "على بعد ٥ كيلومترات إلى الجنوب من مرسى"]
        {
            let (name, spot) = first(written);
            assert_eq!(name, "مرسي", "{written}");
            assert_eq!(spot.shift.map(|s| s.1), Some(180.0), "{written}");
        }
    }

    #[test]
    fn a_shift_goes_as_far_as_it_says() {
        let (lon, lat) = moved(13.0, 32.0, (5000.0, 180.0));
        let from = hudna_core::place::Point { lon: 13.0, lat: 32.0 };
        let metres = from.metres_to(hudna_core::place::Point { lon, lat });
        assert!((metres - 5000.0).abs() < 30.0, "{metres}");
        assert!(lat < 32.0);
        let (lon, _) = moved(179.99, 0.0, (5000.0, 90.0));
        assert!(lon < -179.0);
    }

    #[test]
    fn a_distance_that_is_none_is_part_of_the_name() {
        assert_eq!(distance("5", "brigades"), None);
        assert_eq!(distance("km", "5"), None);
        assert_eq!(distance("d", "km"), None);
        assert_eq!(distance("900", "km"), None);
    }
}
