//! Hard pairs, as two event data sets hold them: one with headlines and estimates, one with notes and types.
//!
//! Written by hand from what coders of such sets do: dates that slip, a town's centre beside a quarter, rows
//! that name the victim's side as the actor, rows of a week beside rows of a day, two like events in one town.
//! Every person, place and group is invented. Each pair is weighed alone, as if nothing else had been read.

use hudna_core::incident::{Options, PairScore, Verdict, explain, fuse};
use hudna_core::place::Point;
use hudna_core::report::{PlaceName, Report, SourceKind};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;

use crate::fusion_set::{Made, actor};

/// Longitude and latitude, from the middle of the invented country.
fn at(east: f64, north: f64) -> Point {
    Point { lon: -38.0 + east, lat: 31.0 + north }
}

/// A row of the set with headlines: days, place and its radius in km, sides, low, best and high, words.
fn headline(
    days: (i64, i64),
    place: (Point, f64),
    sides: (&str, &str),
    deaths: (f64, f64, f64),
    text: &str,
) -> Report {
    let mut made = Made::by("Event Set North", SourceKind::Dataset, "N1")
        .hours(days.0, 0, 24 * (days.1 - days.0 + 1))
        .place(place.0, place.1 * 1_000.0)
        .code(Attribute::Act, "hostile")
        .text(text)
        .0;
    let (low, best, high) = deaths;
    let deed = &mut made.deeds[0];
    deed.set(Attribute::Killed, vec![Value::Number(Number { low, best, high })]);
    if sides.1 == "Civilians" {
        deed.set(Attribute::Actor, vec![actor(sides.0)]);
        deed.set(Attribute::Target, vec![Value::Nothing]);
        made = Made(made).code(Attribute::TargetKind, "civilian").0;
    } else {
        let either = vec![actor(sides.0), actor(sides.1)];
        deed.set(Attribute::Actor, either.clone());
        deed.set(Attribute::Target, either);
    }
    made.aggregate = days.1 - days.0 > 1;
    made
}

/// A row of the set with notes: days, location with its point and radius in km, acts, sides, deaths, notes.
fn notes(
    days: (i64, i64),
    location: (&str, Point, f64),
    acts: &[&str],
    sides: (&str, &str),
    deaths: f64,
    text: &str,
) -> Report {
    let mut made = Made::by("Event Set South", SourceKind::Dataset, "S1")
        .hours(days.0, 0, 24 * (days.1 - days.0 + 1))
        .place(location.1, location.2 * 1_000.0)
        .count(Attribute::Killed, deaths)
        .text(text)
        .0;
    let codes = acts.iter().filter_map(|a| Code::parse(Attribute::Act, a)).map(Value::Code).collect();
    let deed = &mut made.deeds[0];
    deed.set(Attribute::Act, codes);
    let first = if sides.0.is_empty() { Vec::new() } else { vec![actor(sides.0)] };
    if sides.1 == "Civilians" {
        deed.set(Attribute::Actor, first);
        deed.set(Attribute::Target, vec![Value::Nothing]);
        made = Made(made).code(Attribute::TargetKind, "civilian").0;
    } else if acts.contains(&"clash") {
        let either = [first, vec![actor(sides.1)]].concat();
        deed.set(Attribute::Actor, either.clone());
        deed.set(Attribute::Target, either);
    } else {
        deed.set(Attribute::Actor, first);
        deed.set(Attribute::Target, vec![actor(sides.1)]);
    }
    made.places.push(PlaceName {
        attribute: Attribute::Place,
        written: location.0.into(),
        candidates: Vec::new(),
    });
    made
}

const STATE: &str = "Government of Karsa";
const ARMY: &str = "Military Forces of Karsa (2019-)";
const POLICE: &str = "Police Forces of Karsa (2019-)";
const DAWN: &str = "Dawn Front";
const DAWN_LONG: &str = "Jamaat al-Fajr - Front of the Dawn";
const NOBODY: &str = "Civilians";

struct Pair {
    name: &'static str,
    rows: (Report, Report),
}

fn pair(name: &'static str, a: Report, b: Report) -> Pair {
    Pair { name, rows: (a, b) }
}

/// A careful reader says of each: one happening.
fn same() -> Vec<Pair> {
    vec![
        pair(
            "a day later, seven dead for five",
            headline(
                (11, 11),
                (at(0.0, 0.0), 2.0),
                (STATE, DAWN),
                (5.0, 5.0, 9.0),
                "Five killed as bomb hits police post in Belo · Belo town · Belo town (Harbour Road) · police spokesman",
            ),
            notes(
                (10, 10),
                ("Belo", at(0.01, 0.01), 3.0),
                &["mine_blast", "ied"],
                (DAWN_LONG, POLICE),
                7.0,
                "On 10 March 2026, suspected Dawn Front militants detonated a roadside bomb outside a police post on Harbour Road in Belo. Five police officers and two civilians were killed.",
            ),
        ),
        pair(
            "perpetrators told the other way round",
            headline(
                (6, 6),
                (at(0.4, 0.1), 2.0),
                ("Red Valley herders", "Harrow farmers"),
                (14.0, 14.0, 20.0),
                "At least 14 killed in night raid on Tellem village · Tellem village · Tellem village, Harrow district · residents, local chief",
            ),
            notes(
                (6, 6),
                ("Tellem", at(0.43, 0.12), 3.0),
                &["harm"],
                ("Harrow Communal Militia (Karsa)", NOBODY),
                16.0,
                "Gunmen raided Tellem in Harrow district at night, burning houses and killing at least 16 people. The herders' union and the farmers accuse each other.",
            ),
        ),
        pair(
            "the city's centre beside its quarter",
            headline(
                (8, 8),
                (at(1.0, 0.5), 2.0),
                (STATE, DAWN),
                (3.0, 3.0, 3.0),
                "Three soldiers die in ambush in Maren suburb · Maren city · Sidi Yusef quarter, Maren city · army statement",
            ),
            notes(
                (8, 8),
                ("Maren - Sidi Yusef", at(1.07, 0.54), 3.0),
                &["clash"],
                (DAWN_LONG, ARMY),
                3.0,
                "Dawn Front fighters ambushed an army convoy in Sidi Yusef. Three soldiers were killed and two vehicles burnt.",
            ),
        ),
        pair(
            "the province's middle beside the village",
            headline(
                (14, 14),
                (at(2.0, 1.0), 120.0),
                (DAWN, NOBODY),
                (11.0, 11.0, 11.0),
                "Suspected militants slaughter 11 villagers in Oruma · Sahrin province · Oruma village in northern Sahrin · survivors",
            ),
            notes(
                (14, 14),
                ("Oruma", at(2.5, 1.6), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                11.0,
                "Dawn Front militants attacked Oruma village at dawn, killing eleven residents and stealing livestock.",
            ),
        ),
        pair(
            "an air strike with a range of deaths",
            headline(
                (20, 20),
                (at(0.2, 1.4), 2.0),
                (STATE, DAWN),
                (12.0, 16.0, 20.0),
                "Air raid on clinic in Karsa's Dolma kills up to 20 · Dolma town · clinic in Dolma town · medics",
            ),
            notes(
                (20, 20),
                ("Dolma", at(0.2, 1.41), 3.0),
                &["air_strike", "drone_strike"],
                (ARMY, NOBODY),
                16.0,
                "Warplanes of the Karsa air force struck a health clinic in Dolma. At least 16 people including patients were killed.",
            ),
        ),
        pair(
            "a killing coded as a battle",
            headline(
                (3, 3),
                (at(1.5, 0.2), 2.0),
                (DAWN, NOBODY),
                (1.0, 1.0, 1.0),
                "Gunmen kill prominent cleric in Karsa · Kuraysa town · Kuraysa town, outside his house · family",
            ),
            notes(
                (3, 3),
                ("Kuraysa", at(1.5, 0.21), 3.0),
                &["clash"],
                (DAWN_LONG, "Karsa Clerics' Council"),
                1.0,
                "Imam Tahir Dossi, a cleric who had preached against the Dawn Front, was shot dead by two gunmen outside his home in Kuraysa.",
            ),
        ),
        pair(
            "no headline, the actor by another name",
            headline(
                (17, 17),
                (at(0.7, 0.9), 2.0),
                ("Government of Karsa", "JF"),
                (4.0, 4.0, 4.0),
                "Okeru town · Okeru town · The Daily Herald",
            ),
            notes(
                (17, 17),
                ("Okeru", at(0.7, 0.9), 3.0),
                &["clash"],
                (DAWN_LONG, POLICE),
                4.0,
                "Gunmen attacked a police checkpoint in Okeru; four policemen were killed.",
            ),
        ),
        pair(
            "two days told as one row, one of them in the other set",
            headline(
                (24, 25),
                (at(1.2, 1.2), 25.0),
                (STATE, "Hill Youth"),
                (23.0, 23.0, 30.0),
                "Karsa: 23 dead as army fights rebels for Tamrat bridge · Tamrat area · bridge near Tamrat · army, rebels",
            ),
            notes(
                (25, 25),
                ("Tamrat", at(1.25, 1.3), 3.0),
                &["clash"],
                (ARMY, "Hill Youth Movement"),
                25.0,
                "Heavy fighting between the army and Hill Youth over the bridge at Tamrat; the army says 25 were killed in two days.",
            ),
        ),
        pair(
            "the death toll doubled later",
            headline(
                (12, 12),
                (at(1.8, 0.4), 2.0),
                (DAWN, NOBODY),
                (41.0, 41.0, 57.0),
                "Toll from Karsa mosque bombing climbs to 41 · Zarim town · Zarim town, central mosque · hospital officials",
            ),
            notes(
                (12, 12),
                ("Zarim", at(1.8, 0.4), 3.0),
                &["ied"],
                (DAWN_LONG, NOBODY),
                22.0,
                "A suicide bomber blew himself up among worshippers at the central mosque of Zarim during Friday prayers. At least 22 killed.",
            ),
        ),
        pair(
            "a riot-like fight of two communities, a day later",
            headline(
                (19, 19),
                (at(0.9, 0.2), 2.0),
                ("Sayan", "Bekur"),
                (8.0, 8.0, 8.0),
                "Eight die in clash over grazing land in central Karsa · Lower Ibbar village · Lower Ibbar and Kefu villages · police",
            ),
            notes(
                (18, 18),
                ("Ibbar", at(0.93, 0.25), 30.0),
                &["clash"],
                ("Sayan Communal Militia (Karsa)", "Bekur Communal Militia (Karsa)"),
                10.0,
                "Sayan and Bekur villagers fought over grazing land between Kefu and Lower Ibbar. 8 to 10 people died.",
            ),
        ),
        pair(
            "soldiers accused of reprisals",
            headline(
                (22, 22),
                (at(1.6, 1.6), 2.0),
                (STATE, NOBODY),
                (9.0, 23.0, 25.0),
                "Rights group accuses Karsa troops of killing 23 after blast · Budur city · Budur city, Old Market area · Rights Watch Karsa",
            ),
            notes(
                (23, 23),
                ("Budur", at(1.61, 1.6), 3.0),
                &["harm"],
                (ARMY, NOBODY),
                23.0,
                "Soldiers shot residents and burnt shops around the Old Market of Budur after a bomb had wounded three of them; rights groups say 23 died.",
            ),
        ),
    ]
}

/// A careful reader says of each: two happenings.
fn different() -> Vec<Pair> {
    vec![
        pair(
            "two clashes in one district on one day, other sides",
            headline(
                (9, 9),
                (at(0.0, 0.5), 40.0),
                (STATE, DAWN),
                (6.0, 6.0, 6.0),
                "Six militants killed in army operation in Harrow · Harrow district · forest near Tellem, Harrow district · army",
            ),
            notes(
                (9, 9),
                ("Ardo", at(0.1, 0.6), 3.0),
                &["clash"],
                ("Sayan Communal Militia (Karsa)", "Bekur Communal Militia (Karsa)"),
                5.0,
                "Sayan and Bekur youths clashed at the cattle market of Ardo in Harrow district. Five killed.",
            ),
        ),
        pair(
            "a bomb and a shooting in one town on one day",
            headline(
                (11, 11),
                (at(0.0, 0.0), 2.0),
                (DAWN, NOBODY),
                (9.0, 9.0, 12.0),
                "Market blast kills nine in Belo · Belo town · Belo town (main market) · witnesses",
            ),
            notes(
                (11, 11),
                ("Belo", at(0.0, 0.0), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                1.0,
                "A school teacher was shot dead on his way home in Belo by gunmen on a motorcycle believed to be Dawn Front.",
            ),
        ),
        pair(
            "the same guns on the next day, another quarter",
            headline(
                (15, 15),
                (at(1.0, 0.5), 2.0),
                (STATE, DAWN),
                (4.0, 4.0, 4.0),
                "Shelling kills four in Maren's Sidi Yusef · Maren city · Sidi Yusef quarter · residents",
            ),
            notes(
                (16, 16),
                ("Maren", at(1.0, 0.5), 3.0),
                &["shelling", "rocket"],
                (ARMY, DAWN_LONG),
                2.0,
                "Army artillery shelled the Bab Nur quarter of Maren; two people were killed in a bakery.",
            ),
        ),
        pair(
            "a village attacked again two days later",
            headline(
                (5, 5),
                (at(0.4, 0.1), 2.0),
                (DAWN, NOBODY),
                (6.0, 6.0, 6.0),
                "Gunmen kill six in attack on Tellem · Tellem village · Tellem village · police",
            ),
            notes(
                (7, 7),
                ("Tellem", at(0.4, 0.1), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                2.0,
                "Dawn Front gunmen returned to Tellem and killed two people, the second attack on the village in three days.",
            ),
        ),
        pair(
            "police stations of two towns on one evening",
            headline(
                (4, 4),
                (at(1.9, 0.8), 2.0),
                (STATE, DAWN),
                (5.0, 5.0, 5.0),
                "Militants storm police station in Misrun · Misrun town · Misrun town, police headquarters · police",
            ),
            notes(
                (4, 4),
                ("Potara", at(2.1, 0.8), 3.0),
                &["clash"],
                (DAWN_LONG, POLICE),
                3.0,
                "Dawn Front militants attacked the police station of Potara with explosives and freed detainees; three policemen killed.",
            ),
        ),
        pair(
            "a policeman and a trader in one town",
            headline(
                (13, 13),
                (at(0.0, 0.0), 2.0),
                (STATE, DAWN),
                (1.0, 1.0, 1.0),
                "Gunmen kill policeman in Belo · Belo town · Belo town (Gwan quarter) · police",
            ),
            notes(
                (13, 13),
                ("Belo", at(0.0, 0.0), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                1.0,
                "A trader was shot dead in his shop in the Bulun ward of Belo by suspected Dawn Front members.",
            ),
        ),
        pair(
            "strikes on two towns, both put at the district",
            headline(
                (21, 21),
                (at(0.3, 1.5), 40.0),
                (STATE, DAWN),
                (7.0, 7.0, 7.0),
                "Air strike kills seven in Karsa's Dolma · Dolma district · Sumra village, Dolma district · activists",
            ),
            notes(
                (21, 21),
                ("Dolma", at(0.3, 1.5), 30.0),
                &["air_strike", "drone_strike"],
                (ARMY, NOBODY),
                3.0,
                "Karsa warplanes bombed a fuel depot at Tadef in Dolma district, killing three workers.",
            ),
        ),
        pair(
            "an abduction beside an ambush",
            headline(
                (10, 10),
                (at(1.4, 0.9), 25.0),
                (STATE, DAWN),
                (8.0, 8.0, 8.0),
                "Eight soldiers killed in ambush on Karsa highway · Zarim area · Zarim-Okeru highway · army source",
            ),
            notes(
                (10, 10),
                ("Zarim", at(1.5, 0.8), 3.0),
                &["abduction"],
                (DAWN_LONG, NOBODY),
                0.0,
                "Unidentified gunmen kidnapped four passengers from a bus at Zarim and demanded ransom.",
            ),
        ),
        pair(
            "one town, one sect, another week-day and victim",
            headline(
                (26, 26),
                (at(0.0, 0.0), 2.0),
                (DAWN, NOBODY),
                (1.0, 1.0, 1.0),
                "Ruling party youth leader shot in Belo · Belo town · Belo town · party official",
            ),
            notes(
                (27, 27),
                ("Belo", at(0.0, 0.0), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                1.0,
                "A retired prison officer was killed at his house in Belo by gunmen.",
            ),
        ),
    ]
}

/// A careful reader says of each: a sum and one of its happenings.
fn part_of() -> Vec<Pair> {
    vec![
        pair(
            "nine days of a district beside one clash of them",
            headline(
                (1, 9),
                (at(0.2, 1.4), 40.0),
                (STATE, DAWN),
                (60.0, 60.0, 75.0),
                "More than 60 dead in a week of fighting in Dolma · Dolma district · villages of Dolma district · army, activists",
            ),
            notes(
                (4, 4),
                ("Sumra", at(0.3, 1.5), 3.0),
                &["clash"],
                (DAWN_LONG, ARMY),
                6.0,
                "Six fighters were killed in a clash with the army at Sumra in Dolma district.",
            ),
        ),
        pair(
            "a month of killings beside one",
            headline(
                (6, 6),
                (at(1.0, 0.5), 2.0),
                (STATE, NOBODY),
                (2.0, 2.0, 2.0),
                "Two detainees found dead in Maren · Maren city · Maren city · families",
            ),
            notes(
                (1, 31),
                ("Maren", at(1.0, 0.5), 3.0),
                &["harm"],
                (ARMY, NOBODY),
                19.0,
                "Over the month 19 detainees died in army custody in Maren, rights groups said.",
            ),
        ),
        pair(
            "attacks on several villages in one row",
            headline(
                (16, 16),
                (at(2.0, 1.0), 40.0),
                (DAWN, NOBODY),
                (40.0, 40.0, 52.0),
                "Forty killed in series of attacks on villages in Sahrin · Sahrin district · Oruma, Lefo and Kindi villages · officials",
            ),
            notes(
                (16, 16),
                ("Lefo", at(2.1, 1.1), 3.0),
                &["harm"],
                (DAWN_LONG, NOBODY),
                12.0,
                "Dawn Front militants killed 12 people in Lefo village in Sahrin district.",
            ),
        ),
    ]
}

fn verdict(pair: &Pair) -> PairScore {
    explain(&pair.rows.0, &pair.rows.1, &Options::default())
}

fn missed(pairs: &[Pair], right: impl Fn(Verdict) -> bool) -> Vec<String> {
    let scored = pairs.iter().map(|pair| (pair.name, verdict(pair)));
    scored.filter(|(_, s)| !right(s.verdict)).map(|(name, s)| format!("{name}: {s:?}")).collect()
}

#[test]
fn accounts_of_one_happening_in_two_data_sets_are_joined() {
    let missed = missed(&same(), |v| v == Verdict::Same);
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn neighbours_that_only_look_alike_stay_apart() {
    let missed = missed(&different(), |v| matches!(v, Verdict::Different | Verdict::Unsure));
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_sum_and_one_of_its_happenings_are_neither_one_nor_strangers() {
    let missed = missed(&part_of(), |v| v == Verdict::PartOf);
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn read_together_the_hard_pairs_end_as_they_do_alone() {
    for pair in same().into_iter().chain(different()).chain(part_of()) {
        let alone = verdict(&pair).verdict;
        let fusion = fuse(&[pair.rows.0, pair.rows.1], &Options::default());
        let one = fusion.incidents.len() == 1;
        assert_eq!(one, alone == Verdict::Same, "{}", pair.name);
        assert_eq!(alone == Verdict::PartOf, !fusion.incidents[0].part_of.is_empty(), "{}", pair.name);
    }
}
