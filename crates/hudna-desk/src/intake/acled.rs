//! ACLED's export: the 28 columns of 2015 and the 31 of today.
//!
//! Columns go by name, in any order. Types of event become codes of the vocabulary by the table below; what
//! is no act of the vocabulary (protests, riots) is set aside and says so. An *unidentified* actor is unknown.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::place::Region;
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::letters::{clean, fold, narrative};
use super::moment::{days, parse_day};
use super::names::Names;
use super::number::parse_decimal;
use super::row::name_of;
use super::rows::{Plan, Rejected, point, read_rows};
use super::table::Table;
use super::{Options, SetAside};

/// Where ACLED's columns stand.
#[derive(Default)]
pub(crate) struct Columns {
    id: Option<usize>,
    date: Option<usize>,
    time_precision: Option<usize>,
    event_type: Option<usize>,
    sub_event_type: Option<usize>,
    actor1: Option<usize>,
    actor2: Option<usize>,
    civilian_targeting: Option<usize>,
    location: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    geo_precision: Option<usize>,
    source: Option<usize>,
    notes: Option<usize>,
    fatalities: Option<usize>,
}

impl Columns {
    /// ACLED's columns, if the header has those without which no event can be read.
    pub(crate) fn recognise(header: &[String]) -> Option<Self> {
        let folded: Vec<String> = header.iter().map(|h| fold(h)).collect();
        let at = |name: &str| folded.iter().position(|h| *h == fold(name));
        let found = Self {
            id: at("event_id_cnty").or_else(|| at("data_id")),
            date: at("event_date"),
            time_precision: at("time_precision"),
            event_type: at("event_type"),
            sub_event_type: at("sub_event_type"),
            actor1: at("actor1"),
            actor2: at("actor2"),
            civilian_targeting: at("civilian_targeting"),
            location: at("location"),
            lat: at("latitude"),
            lon: at("longitude"),
            geo_precision: at("geo_precision"),
            source: at("source"),
            notes: at("notes"),
            fatalities: at("fatalities"),
        };
        (found.date.is_some() && found.event_type.is_some() && found.actor1.is_some()).then_some(found)
    }

    /// The column of ACLED's own id.
    pub(crate) const fn own_id(&self) -> Option<usize> {
        self.id
    }
}

/// What a type of event says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    /// Codes of the act: this or that.
    acts: &'static [&'static str],
    /// Whether both sides act.
    mutual: bool,
    /// Whether the target is civilian by the type itself.
    civilian: bool,
}

const fn one_side(acts: &'static [&'static str]) -> Option<Meaning> {
    Some(Meaning { acts, mutual: false, civilian: false })
}

const fn both_sides(acts: &'static [&'static str]) -> Option<Meaning> {
    Some(Meaning { acts, mutual: true, civilian: false })
}

const fn on_civilians(acts: &'static [&'static str]) -> Option<Meaning> {
    Some(Meaning { acts, mutual: false, civilian: true })
}

/// The meaning of a sub-event type of today, or of an event type where no sub-type is given (2015).
fn meaning(event_type: &str, sub_event_type: &str) -> Option<Meaning> {
    match sub_event_type {
        "armed clash" => both_sides(&["clash"]),
        "government regains territory" | "non state actor overtakes territory" => {
            both_sides(&["clash", "capture"])
        }
        "shelling artillery missile attack" => one_side(&["shelling", "rocket"]),
        "air drone strike" => one_side(&["air_strike", "drone_strike"]),
        "remote explosive landmine ied" => one_side(&["mine_blast", "ied"]),
        "suicide bomb" => one_side(&["ied"]),
        "grenade" => one_side(&["hostile"]),
        "chemical weapon" => one_side(&["fire"]),
        "attack" => on_civilians(&["harm"]),
        "sexual violence" => on_civilians(&["sexual_violence"]),
        "abduction forced disappearance" => on_civilians(&["abduction"]),
        "arrests" => one_side(&["detention"]),
        "looting property destruction" => one_side(&["looting", "destruction"]),
        "headquarters or base established" => one_side(&["deployment"]),
        "non violent transfer of territory" => one_side(&["movement"]),
        "disrupted weapons use" => one_side(&["explosion", "step"]),
        "" => of_type(event_type),
        _ => None,
    }
}

/// The event types of 2015, and of today where the sub-type was left out.
fn of_type(event_type: &str) -> Option<Meaning> {
    match event_type {
        "battles" | "battle no change of territory" | "battle" => both_sides(&["ground"]),
        "battle government regains territory" | "battle non state actor overtakes territory" => {
            both_sides(&["clash", "capture"])
        }
        "violence against civilians" => on_civilians(&["harm"]),
        "remote violence" | "explosions remote violence" => one_side(&["fire", "explosion"]),
        "headquarters or base established" => one_side(&["deployment"]),
        "non violent transfer of territory" => one_side(&["movement"]),
        _ => None,
    }
}

/// Metres around the point for `geo_precision` 1, 2 and 3: the place, near it, the region.
const RADII_M: [f64; 3] = [3_000.0, 30_000.0, 120_000.0];

/// Reads every event.
pub(crate) fn read(
    table: &Table<'_>,
    plan: &Plan<'_>,
    columns: &Columns,
    options: &Options<'_>,
) -> (Vec<Report>, Vec<SetAside>) {
    let source = Source {
        name: Arc::from("ACLED"),
        kind: Some(SourceKind::Dataset),
        reliability: None,
        credibility: None,
    };
    read_rows(table, plan, |line, row, names| {
        let event = Event { row, columns, options };
        event.report(plan, line, &source, names)
    })
}

struct Event<'r> {
    row: &'r [Cow<'r, str>],
    columns: &'r Columns,
    options: &'r Options<'r>,
}

impl<'r> Event<'r> {
    fn cell(&self, at: Option<usize>) -> &'r str {
        at.and_then(|i| self.row.get(i)).map_or("", |c| c.trim())
    }

    /// A precision of 1, 2 or 3; blank is 1.
    fn precision(&self, at: Option<usize>) -> Result<usize, Rejected> {
        match self.cell(at) {
            "" | "1" => Ok(1),
            "2" => Ok(2),
            "3" => Ok(3),
            _ => Err(Rejected::cell(at, Fault::new("precision-unknown"))),
        }
    }

    fn report(
        &self,
        plan: &Plan<'_>,
        line: u32,
        source: &Source,
        names: &mut Names,
    ) -> Result<Report, Rejected> {
        let c = self.columns;
        let (kind, sub_kind) = (fold(self.cell(c.event_type)), fold(self.cell(c.sub_event_type)));
        let Some(meaning) = meaning(&kind, &sub_kind) else {
            let at = if sub_kind.is_empty() { c.event_type } else { c.sub_event_type };
            return Err(Rejected::cell(
                at,
                Fault::new("act-not-of-vocabulary").with("act", clean(self.cell(at))),
            ));
        };
        let codes = |attribute, names: &[&str]| -> Vec<Value> {
            names.iter().filter_map(|n| Code::parse(attribute, n)).map(Value::Code).collect()
        };
        let mut common = Account::default();
        common.set(Attribute::Act, codes(Attribute::Act, meaning.acts));
        common.set(Attribute::At, vec![Value::Time(self.at(self.options.zone)?)]);
        common.set(Attribute::Place, self.place()?.map(Value::Place).into_iter().collect());
        common.set(Attribute::Killed, self.killed()?.map(Value::Number).into_iter().collect());
        let (first, second) = (self.actor(c.actor1, names)?, self.actor(c.actor2, names)?);
        let says_civilian = fold(self.cell(c.civilian_targeting)) == "civilian targeting";
        let civilians = fold(self.cell(c.actor2)).starts_with("civilians");
        let deed = |actor: &[Value], target: &[Value]| {
            let mut deed = common.clone();
            deed.set(Attribute::Actor, actor.to_vec());
            deed.set(Attribute::Target, target.to_vec());
            deed
        };
        let deeds = if meaning.mutual {
            // a clash has no side that began it: one deed of one of them against the other
            let either = [first.clone(), second.clone()].concat();
            vec![deed(&either, &either)]
        } else {
            let mut one = deed(&first, if civilians { &[Value::Nothing] } else { &second });
            if meaning.civilian || says_civilian || civilians {
                one.set(Attribute::TargetKind, codes(Attribute::TargetKind, &["civilian"]));
            }
            vec![one]
        };
        let named = |at, names: &mut Names| {
            name_of(&clean(self.cell(at)), names).map_err(|fault| Rejected::cell(at, fault))
        };
        let own_id = named(c.id, names)?;
        let location = named(c.location, names)?;
        let places = if location.is_empty() {
            Vec::new()
        } else {
            vec![PlaceName { attribute: Attribute::Place, written: location, candidates: Vec::new() }]
        };
        Ok(Report {
            origin: Origin {
                file: Arc::clone(plan.file),
                line,
                own_id: Some(own_id).filter(|id| !id.is_empty()),
            },
            source: source.clone(),
            reported_at: None,
            deeds,
            echo_of: Vec::new(),
            answers: None,
            text: Arc::from(narrative(self.cell(c.notes)).as_ref()),
            places,
            outlets: self.outlets(names),
            aggregate: self.precision(c.time_precision)? == 3,
        })
    }

    /// The day, the week around it or its month.
    fn at(&self, zone: &TimeZone) -> Result<TimeRange, Rejected> {
        let at = self.columns.date;
        let day = parse_day(self.cell(at), self.options.dates).map_err(|fault| Rejected::cell(at, fault))?;
        Ok(match self.precision(self.columns.time_precision)? {
            1 => days(day, day, zone),
            2 => week(day, zone),
            _ => days(day.first_of_month(), day.last_of_month(), zone),
        })
    }

    fn place(&self) -> Result<Option<Region>, Rejected> {
        let c = self.columns;
        let Some((lat, lon)) = point((self.cell(c.lat), c.lat), (self.cell(c.lon), c.lon))? else {
            return Ok(None);
        };
        Ok(Some(Region::disc(lon, lat, RADII_M[self.precision(c.geo_precision)? - 1])))
    }

    fn killed(&self) -> Result<Option<Number>, Rejected> {
        let at = self.columns.fatalities;
        match self.cell(at) {
            "" => Ok(None),
            cell => match parse_decimal(cell) {
                Some(n) if (0.0..1e9).contains(&n) => Ok(Some(Number::exact(n))),
                Some(_) => Err(Rejected::cell(at, Fault::new("number-negative"))),
                None => Err(Rejected::cell(at, Fault::new("number-unreadable"))),
            },
        }
    }

    fn actor(&self, at: Option<usize>, names: &mut Names) -> Result<Vec<Value>, Rejected> {
        let written = clean(self.cell(at));
        if written.is_empty() || written.to_lowercase().starts_with("unidentified") {
            return Ok(Vec::new());
        }
        name_of(&written, names)
            .map(|name| vec![Value::Actor(name)])
            .map_err(|fault| Rejected::cell(at, fault))
    }

    fn outlets(&self, names: &mut Names) -> Vec<Arc<str>> {
        let mut outlets: Vec<Arc<str>> = Vec::new();
        for written in self.cell(self.columns.source).split(';').map(clean).filter(|w| !w.is_empty()).take(64)
        {
            if let Ok(name) = name_of(&written, names)
                && !outlets.contains(&name)
            {
                outlets.push(name);
            }
        }
        outlets
    }
}

/// ACLED's weeks run from Saturday to Friday; a day known to the week may lie three days either side.
fn week(day: Date, zone: &TimeZone) -> TimeRange {
    let back = i64::from(day.weekday().since(Weekday::Saturday));
    let first = hudna_core::time::shifted(day, -back.max(3));
    let last = hudna_core::time::shifted(day, (6 - back).max(3));
    days(first, last, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_is_of_the_vocabulary() {
        for sub in [
            "armed clash",
            "shelling artillery missile attack",
            "air drone strike",
            "attack",
            "arrests",
            "grenade",
            "remote explosive landmine ied",
            "looting property destruction",
            "disrupted weapons use",
            "suicide bomb",
        ] {
            let acts = meaning("", sub).map_or(&[][..], |m| m.acts);
            assert!(!acts.is_empty(), "{sub}");
            assert!(acts.iter().all(|a| Code::parse(Attribute::Act, a).is_some()), "{sub}");
        }
        assert_eq!(meaning("protests", "peaceful protest"), None);
        assert_eq!(meaning("riots protests", ""), None);
    }
}
