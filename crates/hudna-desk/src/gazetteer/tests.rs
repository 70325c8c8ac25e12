//! What a name must find, from the specification.

use std::path::PathBuf;
use std::sync::Arc;

use hudna_core::report::{Account, Origin, PlaceName, Report, Source};
use hudna_core::value::{Attribute, Value};
use proptest::prelude::*;

use super::*;

const OWN: &str = "id,ar,en,alt,kind,lat,lon,radius_m,population
marsa,مرسى,Marsa,Marsah|المرسى القديم,town,31.40,-38.10,,20000
rasmilh,رأس الملح,Ras al Milh,,village,31.50,-38.20,900,
twin-a,التوأم,Tawam,,village,31.45,-38.00,,
twin-b,التوأم,Tawam,,village,31.75,-38.40,,
";

fn marsa() -> Gazetteer {
    let mut gazetteer = Gazetteer::empty();
    let added = gazetteer.add("gazetteer.csv", OWN.as_bytes());
    assert_eq!(added, Ok(Added { count: 4, set_aside: Vec::new() }));
    gazetteer
}

fn ids(candidates: &[Candidate]) -> Vec<&str> {
    candidates.iter().map(|c| &*c.place.id).collect()
}

const LIBYA: Bounds = Bounds { west: 9.3, south: 19.5, east: 25.2, north: 33.3 };

fn shared(file: &str, test: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = folder.ancestors().find_map(|up| std::fs::read(up.join("../shared/data").join(file)).ok());
    if found.is_none() {
        skipped(test);
    }
    found
}

#[expect(clippy::print_stderr, reason = "a skipped test is named aloud")]
fn skipped(test: &str) {
    eprintln!("skipped: {test}: ../shared is not here");
}

#[test]
fn every_way_of_writing_a_name_finds_its_place() {
    let gazetteer = marsa();
    for written in [
        "مرسى",
        "مرسي",
        "مَرْسَى",
        "المرسى",
        "مـرسى",
        "Marsa",
        "MARSA",
        "al-Marsa",
        "Marsah",
        "Màrsa",
        "مدينة مرسى",
        "town of Marsa",
        "المرسي القديم",
        " مرسى ",
    ] {
        assert_eq!(ids(&gazetteer.lookup(written, None)), ["marsa"], "{written}");
    }
    for written in ["رأس الملح", "راس الملح", "Ras al-Milh", "Ras el Melh", "Rass Almilh"] {
        assert_eq!(ids(&gazetteer.lookup(written, None)), ["rasmilh"], "{written}");
    }
    for written in ["", "   ", "؟", "Nowhere at all", "xq", "5 km"] {
        assert!(gazetteer.lookup(written, None).is_empty(), "{written}");
    }
}

#[test]
fn a_name_of_two_places_stays_contested() {
    assert_eq!(ids(&marsa().lookup("التوأم", None)), ["twin-a", "twin-b"]);
}

#[test]
fn words_around_a_name_widen_or_shift_its_disc() {
    let gazetteer = marsa();
    let region = |written: &str| gazetteer.lookup(written, None).first().map(|c| c.region.clone());
    assert_eq!(region("Marsa"), Some(Region::disc(-38.10, 31.40, 3_000.0)));
    assert_eq!(region("شمال مرسى"), Some(Region::disc(-38.10, 31.40, 9_000.0)));
    assert_eq!(region("طريق مرسى"), Some(Region::disc(-38.10, 31.40, 18_000.0)));
    let shifted = region("10 km south of Marsa");
    assert!(shifted.is_some_and(|r| r.centre().lat < 31.32 && (r.radius_m() - 7_000.0).abs() < 1e-9));
}

#[test]
fn a_direction_may_be_part_of_the_name() {
    let mut gazetteer = marsa();
    let csv =
        "id,ar,en,lat,lon\nsouth,الميناء الجنوبي,South Harbour,31.3,-38.1\nmain,الميناء,Harbour,31.6,-38.1\n";
    assert!(gazetteer.add("own.csv", csv.as_bytes()).is_ok());
    assert_eq!(ids(&gazetteer.lookup("South Harbour", None)), ["south"]);
    assert_eq!(ids(&gazetteer.lookup("South Harbour area", None)), ["south"]);
    assert_eq!(ids(&gazetteer.lookup("south of Harbour", None)), ["main"]);
    assert_eq!(ids(&gazetteer.lookup("قرب الميناء الجنوبي", None)), ["south"]);
}

#[test]
fn a_town_after_the_quarter_says_which_one() {
    let gazetteer = marsa();
    assert_eq!(ids(&gazetteer.lookup("التوأم، مرسى", None)), ["twin-a", "twin-b"], "both are near");
    let mut far = marsa();
    assert!(far.add("own.csv", "id,en,lat,lon\ntwin-c,Tawam,35.0,-38.0\n".as_bytes()).is_ok());
    assert_eq!(far.lookup("Tawam", None).len(), 3);
    assert_eq!(ids(&far.lookup("Tawam, Marsa", None)), ["twin-a", "twin-b"]);
    let unknown = gazetteer.lookup("Oldtown (Marsa)", None);
    assert_eq!(ids(&unknown), ["marsa"]);
    assert!((unknown[0].region.radius_m() - 9_000.0).abs() < 1e-9);
}

#[test]
fn tripoli_in_libya_is_not_the_one_in_lebanon() {
    let world = Gazetteer::shipped();
    for written in ["Tripoli", "طرابلس", "طَرابُلس", "Tarabulus"] {
        let found = world.lookup(written, Some(&LIBYA));
        assert_eq!(ids(&found), ["geonames:2210247"], "{written}");
        assert_eq!(found.first().map(|c| &*c.place.ar), Some("طرابلس"));
        assert!((found[0].region.radius_m() - 12_000.0).abs() < 1e-9);
    }
    assert!(world.lookup("Tripoli", None).len() > 1, "contested without an area");
    for elsewhere in
        ["باريس", "Paris", "لندن", "دمشق", "القاهرة", "برلين", "روما", "صنعاء", "عدن", "Xyzzyx area"]
    {
        assert_eq!(ids(&world.lookup(elsewhere, Some(&LIBYA))), [""; 0], "{elsewhere}");
    }
}

#[test]
fn libyan_names_are_found_in_both_scripts() {
    let world = Gazetteer::shipped();
    for (id, names) in [
        ("geonames:88319", &["بنغازي", "Benghazi", "Bengasi", "بنغازى", "Banghazi"][..]),
        ("geonames:2214846", &["مصراتة", "مصراته", "Misrata", "Misurata", "Misratah", "مدينة مصراتة"]),
        ("geonames:2208485", &["زليتن", "Zliten", "Zlitan"]),
        ("geonames:81302", &["طبرق", "Tobruk", "Tubruq"]),
    ] {
        for written in names {
            assert_eq!(ids(&world.lookup(written, Some(&LIBYA))), [id], "{written}");
        }
    }
}

#[test]
fn the_world_is_whole() {
    let rows: Vec<shipped::Row> = shipped::rows().collect();
    assert!(rows.len() > 69_000, "{}", rows.len());
    assert!(rows.iter().filter(|r| LIBYA.contains(Point { lon: r.lon, lat: r.lat })).count() > 110);
    for row in rows {
        let place = row.place();
        assert!(!place.en.is_empty() && place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0, "{place:?}");
    }
}

#[test]
fn an_added_place_silences_the_world_of_the_same_name() {
    let mut gazetteer = Gazetteer::shipped();
    let csv = "id,en,lat,lon\nours,Tripoli,32.9,13.2\n";
    assert!(gazetteer.add("own.csv", csv.as_bytes()).is_ok());
    assert_eq!(ids(&gazetteer.lookup("Tripoli", None)), ["ours"]);
}

fn report(names: &[(&str, Attribute)], deeds: usize) -> Report {
    Report {
        origin: Origin { file: "r.csv".into(), line: 2, own_id: None },
        source: Source { name: "s".into(), kind: None, reliability: None, credibility: None },
        reported_at: None,
        deeds: vec![Account::default(); deeds],
        echo_of: Vec::new(),
        answers: None,
        text: "".into(),
        places: names
            .iter()
            .map(|(n, attribute)| PlaceName {
                attribute: *attribute,
                written: Arc::from(*n),
                candidates: Vec::new(),
            })
            .collect(),
        outlets: Vec::new(),
        aggregate: false,
    }
}

#[test]
fn a_named_place_gets_its_disc_in_every_deed() {
    let mut r = report(&[("مرسى", Attribute::Place), ("التوأم", Attribute::Origin)], 2);
    marsa().resolve(&mut r, None);
    for deed in &r.deeds {
        assert_eq!(deed.values(Attribute::Place), [Value::Place(Region::disc(-38.10, 31.40, 3_000.0))]);
        assert_eq!(deed.values(Attribute::Origin).len(), 2);
    }
    assert_eq!(r.places[0].candidates, [Arc::from("marsa")]);
    assert_eq!(r.places[1].candidates.len(), 2);
}

#[test]
fn coordinates_stand_and_unknown_names_leave_the_place_unknown() {
    let mut r = report(&[("مرسى", Attribute::Place), ("بلا اسم معروف", Attribute::Origin)], 1);
    let stated = Value::Place(Region::disc(1.0, 2.0, 0.0));
    r.deeds[0].set(Attribute::Place, vec![stated.clone()]);
    marsa().resolve(&mut r, None);
    assert_eq!(r.deeds[0].values(Attribute::Place), [stated]);
    assert!(r.deeds[0].values(Attribute::Origin).is_empty());
    assert!(r.places.iter().all(|n| n.candidates.is_empty()));
}

#[test]
fn a_file_that_gives_nothing_is_refused_with_a_code() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "compressed"),
        (b"ab\0cd", "not-text"),
        (b"hello\nworld", "not-recognised"),
        (b"{\"elements\": [", "json-broken"),
        (b"{\"features\": []}", "json-no-elements"),
        (b"id,en,lat,lon\n", "no-places"),
        (b"id,en,lat,lon\na,A,120,5\n", "no-places"),
    ];
    for (bytes, code) in cases {
        let mut gazetteer = Gazetteer::empty();
        assert_eq!(gazetteer.add("f", bytes).map_err(|e| e.code), Err(code));
        assert!(gazetteer.added().is_empty());
    }
}

#[test]
fn a_bad_line_is_set_aside_and_the_rest_added() {
    let mut gazetteer = Gazetteer::empty();
    let csv =
        "id,ar,en,lat,lon,radius_m\na,,,1,1,\nb,,B,x,1,\nc,,C,,1,\nd,,D,1,190,\ne,,E,1,1,-5\nf,,F,١٫٥,2,\n";
    let added = gazetteer.add("own.csv", csv.as_bytes()).unwrap_or_default();
    assert_eq!(added.count, 1);
    let reasons: Vec<(u64, &str)> = added.set_aside.iter().map(|s| (s.line, s.code)).collect();
    assert_eq!(
        reasons,
        [
            (2, "name-missing"),
            (3, "not-a-number"),
            (4, "coordinates-missing"),
            (5, "longitude-outside"),
            (6, "radius-outside")
        ]
    );
    assert!((gazetteer.added()[0].lat - 1.5).abs() < 1e-12);
}

#[test]
fn a_geonames_dump_is_read() {
    let line = "88319\tBanghāzī\tBenghazi\tBengasi,بنغازي\t32.11486\t20.06859\tP\tPPLA\tLY\t\t69\t\t\t\t650629\t\t2\tAfrica/Tripoli\t2019-09-05\n";
    let mut gazetteer = Gazetteer::empty();
    assert_eq!(gazetteer.add("LY.txt", line.as_bytes()).map(|a| a.count), Ok(1));
    let place = &gazetteer.added()[0];
    assert_eq!(
        (&*place.ar, &*place.en, &*place.kind, place.population),
        ("بنغازي", "Banghāzī", "P.PPLA", Some(650_629))
    );
    assert_eq!(ids(&gazetteer.lookup("Bengasi", None)), ["geonames:88319"]);
}

#[test]
fn real_gazetteers_of_libya_are_read_and_searched() {
    let test = "real_gazetteers_of_libya_are_read_and_searched";
    let Some(osm) = shared("gazetteer-libya/osm_places_raw.json", test) else { return };
    let Some(csv) = shared("gazetteer-libya/geonames_cities500.csv", test) else { return };
    let mut gazetteer = Gazetteer::shipped();
    let added = gazetteer.add("osm_places_raw.json", &osm).unwrap_or_default();
    assert!(added.count > 850 && added.set_aside.is_empty(), "{} {:?}", added.count, added.set_aside);
    let added = gazetteer.add("geonames_cities500.csv", &csv).unwrap_or_default();
    assert_eq!((added.count, added.set_aside.len()), (119, 0));
    for written in ["بنغازي", "Benghazi", "غات", "Ghat", "البركت", "Albirkat", "مصراتة", "Zuwarah", "زوارة"]
    {
        let found = gazetteer.lookup(written, Some(&LIBYA));
        assert_eq!(found.len(), 1, "{written}: {:?}", found.iter().map(|c| &c.place).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn adding_any_bytes_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Gazetteer::empty().add("f", &bytes);
    }

    #[test]
    fn adding_any_rows_never_panics(rows in "(\\PC|[,;\t\n\"|]){0,200}", head in 0usize..4) {
        let header = ["id,ar,en,alt,kind,lat,lon,radius_m,population\n", "geonameid,name,latitude,longitude\n", "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\t18\t19\n", "{\"elements\":["][head];
        let _ = Gazetteer::empty().add("f", format!("{header}{rows}").as_bytes());
    }

    #[test]
    fn looking_up_any_words_never_panics_and_repeats(written in "\\PC{0,60}") {
        let gazetteer = marsa();
        let once = gazetteer.lookup(&written, None);
        prop_assert_eq!(&once, &gazetteer.lookup(&written, None));
        prop_assert_eq!(&once, &marsa().lookup(&written, None));
        for c in once {
            prop_assert!(c.region.radius_m().is_finite() && (0.0..=1.0).contains(&c.score));
        }
    }

    #[test]
    fn phrases_of_any_numbers_never_panic(km in any::<f64>(), name in "(Marsa|مرسى|\\PC{0,9})") {
        for written in [format!("{km} km south of {name}"), format!("على بعد {km} كم شمال غرب {name}")] {
            for c in marsa().lookup(&written, None) {
                let centre = c.region.centre();
                prop_assert!(centre.lat.abs() <= 90.0 && centre.lon.abs() <= 180.0);
            }
        }
    }
}
