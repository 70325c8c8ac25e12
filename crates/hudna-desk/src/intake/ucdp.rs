//! UCDP's Georeferenced Event Dataset, in every column layout since 2011.
//!
//! Columns go by name, in any order. UCDP does not say who acted first, or that both did: an event of two sides
//! is one deed of one of them against the other; one-sided violence is one deed against civilians. The radii that stand for
//! `where_prec` are Hudna's reading of the codebook, as `docs/formats.md` says.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::place::Region;
use hudna_core::report::{Account, Origin, Report, Source, SourceKind};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::letters::{clean, fold, narrative};
use super::moment::{DateOrder, days, parse_day};
use super::names::Names;
use super::number::parse_decimal;
use super::row::name_of;
use super::rows::{Plan, Rejected, point, read_rows};
use super::table::Table;
use super::{Note, Options, SetAside};

macro_rules! columns {
    ($($field:ident [$($name:literal),*];)*) => {
        /// Where UCDP's columns stand.
        #[derive(Default)]
        pub(crate) struct Columns { $($field: Option<usize>,)* }

        impl Columns {
            fn find(header: &[String]) -> Self {
                let folded: Vec<String> = header.iter().map(|h| fold(h)).collect();
                let at = |names: &[&str]| names.iter().find_map(|n| folded.iter().position(|h| *h == fold(n)));
                Self { $($field: at(&[$($name),*]),)* }
            }
        }
    };
}

columns! {
    id ["id"];
    year ["year"];
    violence ["type_of_violence"];
    side_a ["side_a"];
    side_b ["side_b"];
    article ["source_article"];
    office ["source_office"];
    headline ["source_headline"];
    original ["source_original"];
    where_prec ["where_prec"];
    where_named ["where_coordinates"];
    where_described ["where_description"];
    lat ["latitude"];
    lon ["longitude"];
    date_prec ["date_prec"];
    date_start ["date_start"];
    date_end ["date_end"];
    best ["best", "best_est"];
    high ["high", "high_est"];
    low ["low", "low_est"];
}

impl Columns {
    /// UCDP's columns, if the header has those without which no event can be read.
    pub(crate) fn recognise(header: &[String]) -> Option<Self> {
        let found = Self::find(header);
        let enough = found.violence.is_some()
            && found.side_a.is_some()
            && found.side_b.is_some()
            && found.date_start.is_some();
        enough.then_some(found)
    }

    /// The column of UCDP's own id.
    pub(crate) const fn own_id(&self) -> Option<usize> {
        self.id
    }
}

/// Metres around the point for each `where_prec`: the town, its surroundings, district, province, a line or
/// area, the country, sea or air.
const RADII_M: [f64; 7] = [2_000.0, 25_000.0, 40_000.0, 120_000.0, 100_000.0, 500_000.0, 250_000.0];

/// Reads every event; the note says how many hold estimates out of order.
pub(crate) fn read(
    table: &Table<'_>,
    plan: &Plan<'_>,
    columns: &Columns,
    options: &Options<'_>,
) -> (Vec<Report>, Vec<SetAside>, Option<Note>) {
    let source = Source {
        name: Arc::from("UCDP GED"),
        kind: Some(SourceKind::Dataset),
        reliability: None,
        credibility: None,
    };
    let act = Code::parse(Attribute::Act, "hostile").map(Value::Code);
    let civilian = Code::parse(Attribute::TargetKind, "civilian").map(Value::Code);
    let words = Words { act: act.into_iter().collect(), civilian: civilian.into_iter().collect() };
    let (events, mut set_aside) = read_rows(table, plan, |line, row, names| {
        let event = Event { row, columns };
        let origin = Origin { file: Arc::clone(plan.file), line, own_id: event.own_id(names) };
        Ok((event.report(origin, &source, &words, options.zone, names)?, event.is_out_of_order()))
    });
    for line in &mut set_aside {
        line.own_id = line.own_id.take().map(|id| Arc::from(without_fraction(&id)));
    }
    let count = events.iter().filter(|(_, out_of_order)| *out_of_order).count();
    let note = Note { code: "estimates-out-of-order", arguments: vec![("count", count.to_string())] };
    (events.into_iter().map(|(report, _)| report).collect(), set_aside, (count > 0).then_some(note))
}

/// The two codes that every event needs.
struct Words {
    act: Vec<Value>,
    civilian: Vec<Value>,
}

/// `214797.0` is the id 214797.
fn without_fraction(id: &str) -> &str {
    let bare = id.strip_suffix(".0").unwrap_or(id);
    if bare.bytes().all(|b| b.is_ascii_digit()) { bare } else { id }
}

struct Event<'r> {
    row: &'r [Cow<'r, str>],
    columns: &'r Columns,
}

impl<'r> Event<'r> {
    fn cell(&self, at: Option<usize>) -> &'r str {
        at.and_then(|i| self.row.get(i)).map_or("", |c| c.trim())
    }

    fn own_id(&self, names: &mut Names) -> Option<Arc<str>> {
        let id = without_fraction(self.cell(self.columns.id));
        (!id.is_empty() && id.len() <= 512).then(|| names.keep(id))
    }

    /// A whole number, also where it is written `2.0`; `None` where the cell is blank.
    fn whole(&self, at: Option<usize>) -> Result<Option<u32>, Rejected> {
        let cell = self.cell(at);
        if cell.is_empty() {
            return Ok(None);
        }
        if let Ok(n) = without_fraction(cell).parse::<u32>() {
            return Ok(Some(n));
        }
        Err(Rejected::cell(at, Fault::new("number-unreadable")))
    }

    fn report(
        &self,
        origin: Origin,
        source: &Source,
        words: &Words,
        zone: &TimeZone,
        names: &mut Names,
    ) -> Result<Report, Rejected> {
        let c = self.columns;
        let violence = self.whole(c.violence)?;
        let date_prec = self.whole(c.date_prec)?.unwrap_or(1);
        if !(1..=5).contains(&date_prec) {
            return Err(Rejected::cell(c.date_prec, Fault::new("precision-unknown")));
        }
        let (first, last) = (
            self.date(c.date_start)?,
            self.date(c.date_end.filter(|_| !self.cell(c.date_end).is_empty()).or(c.date_start))?,
        );
        if last < first {
            return Err(Rejected::cell(c.date_end, Fault::new("time-order")));
        }
        let mut common = Account::default();
        common.set(Attribute::Act, words.act.clone());
        common.set(Attribute::At, vec![Value::Time(bounds(first, last, date_prec, zone))]);
        common.set(Attribute::Place, self.place()?.map(Value::Place).into_iter().collect());
        common.set(Attribute::Killed, self.killed()?.map(Value::Number).into_iter().collect());
        let side = |at: Option<usize>, names: &mut Names| -> Result<Vec<Value>, Rejected> {
            let written = clean(self.cell(at));
            if written.is_empty() {
                return Ok(Vec::new());
            }
            name_of(&written, names)
                .map(|name| vec![Value::Actor(name)])
                .map_err(|fault| Rejected::cell(at, fault))
        };
        let (a, b) = (side(c.side_a, names)?, side(c.side_b, names)?);
        let deed = |actor: &Vec<Value>, target: &Vec<Value>| {
            let mut deed = common.clone();
            deed.set(Attribute::Actor, actor.clone());
            deed.set(Attribute::Target, target.clone());
            deed
        };
        let deeds = match violence {
            Some(1 | 2) => {
                let either = [a, b].concat();
                vec![deed(&either, &either)]
            }
            Some(3) => {
                let mut one = deed(&a, &vec![Value::Nothing]);
                one.set(Attribute::TargetKind, words.civilian.clone());
                vec![one]
            }
            _ => return Err(Rejected::cell(c.violence, Fault::new("violence-unknown"))),
        };
        let span = first.until(last).map_or(0, |s| s.get_days()) + 1;
        Ok(Report {
            origin,
            source: source.clone(),
            reported_at: None,
            deeds,
            echo_of: Vec::new(),
            answers: None,
            text: self.text(),
            places: Vec::new(),
            outlets: self.outlets(names),
            aggregate: date_prec >= 3 || span > 2,
        })
    }

    /// A day: ISO with or without an hour, or a count of days since 1970 (as R writes) or 1900 (as Excel does),
    /// told apart by the column `year`.
    fn date(&self, at: Option<usize>) -> Result<Date, Rejected> {
        let cell = self.cell(at);
        let reject = |fault| Rejected::cell(at, fault);
        if cell.is_empty() {
            return Err(reject(Fault::new("date-missing")));
        }
        let year = self.whole(self.columns.year).ok().flatten().and_then(|y| i16::try_from(y).ok());
        let agrees = |date: Date| year.is_none_or(|y| (i32::from(date.year()) - i32::from(y)).abs() <= 1);
        let serial = without_fraction(cell)
            .parse::<i32>()
            .ok()
            .filter(|n| (1000..100_000).contains(n) && cell.len() > 4);
        if let Some(n) = serial {
            let since = |epoch: Date, n: i32| hudna_core::time::shifted(epoch, i64::from(n));
            let counted = [since(Date::constant(1970, 1, 1), n), since(Date::constant(1899, 12, 30), n)];
            return counted
                .into_iter()
                .find(|d| agrees(*d))
                .ok_or_else(|| reject(Fault::new("date-against-year")));
        }
        let day = cell.get(..10).filter(|d| d.as_bytes()[4] == b'-').unwrap_or(cell);
        let date = parse_day(day, DateOrder::DayFirst).map_err(reject)?;
        if agrees(date) { Ok(date) } else { Err(reject(Fault::new("date-against-year"))) }
    }

    fn place(&self) -> Result<Option<Region>, Rejected> {
        let c = self.columns;
        let prec = self.whole(c.where_prec)?.unwrap_or(1);
        let radius_m = usize::try_from(prec).ok().and_then(|p| p.checked_sub(1)).and_then(|p| RADII_M.get(p));
        let Some(radius_m) = radius_m else {
            return Err(Rejected::cell(c.where_prec, Fault::new("precision-unknown")));
        };
        let Some((lat, lon)) = point((self.cell(c.lat), c.lat), (self.cell(c.lon), c.lon))? else {
            return Ok(None);
        };
        Ok(Some(Region::disc(lon, lat, *radius_m)))
    }

    /// Low, best and high as named, whatever order the columns stand in. A few rows of every release hold a
    /// high below their low: the range then spans all three, the least that they claim.
    fn killed(&self) -> Result<Option<Number>, Rejected> {
        let c = self.columns;
        let read = |at: Option<usize>| match self.cell(at) {
            "" => Ok(None),
            cell => match parse_decimal(cell) {
                Some(n) if (0.0..1e9).contains(&n) => Ok(Some(n)),
                Some(_) => Err(Rejected::cell(at, Fault::new("number-negative"))),
                None => Err(Rejected::cell(at, Fault::new("number-unreadable"))),
            },
        };
        let (low, best, high) = (read(c.low)?, read(c.best)?, read(c.high)?);
        let Some(best) = best.or(low).or(high) else { return Ok(None) };
        let (low, high) = (low.unwrap_or(best), high.unwrap_or(best));
        Ok(Some(Number { low: low.min(best).min(high), best, high: high.max(best).max(low) }))
    }

    /// Whether the estimates are not low ≤ best ≤ high.
    fn is_out_of_order(&self) -> bool {
        let read = |at| parse_decimal(self.cell(at));
        let c = self.columns;
        match (read(c.low), read(c.best), read(c.high)) {
            (Some(low), Some(best), Some(high)) => low > best || best > high,
            _ => false,
        }
    }

    /// The headlines, the place as described and who told it: the words that tell one happening from another.
    /// Where no column holds headlines they are taken from the list of articles.
    fn text(&self) -> Arc<str> {
        let c = self.columns;
        let mut parts = match self.cell(c.headline) {
            "" => headlines_of(self.cell(c.article)),
            written => vec![written],
        };
        parts.extend([c.where_named, c.where_described, c.original].map(|at| self.cell(at)));
        let mut text = String::new();
        for part in parts.into_iter().map(narrative).filter(|part| !part.is_empty()) {
            if !text.is_empty() {
                text.push_str(" · ");
            }
            text.push_str(&part);
        }
        Arc::from(text)
    }

    /// The outlets, each once: from the offices, else from the head of each article.
    fn outlets(&self, names: &mut Names) -> Vec<Arc<str>> {
        let c = self.columns;
        let office = self.cell(c.office);
        let mut outlets: Vec<Arc<str>> = Vec::new();
        let mut add = |written: &str| {
            let written = clean(written);
            if !written.is_empty()
                && outlets.len() < 64
                && let Ok(name) = name_of(&written, names)
                && !outlets.contains(&name)
            {
                outlets.push(name);
            }
        };
        if office.is_empty() {
            self.cell(c.article).split("\";\"").for_each(|article| add(outlet_of(article)));
        } else {
            office.split(';').for_each(&mut add);
        }
        outlets
    }
}

/// The outlet at the head of `"Agence France Presse,2014-01-11,…"` or `Agence France Presse 3 January 2011 "…`.
fn outlet_of(article: &str) -> &str {
    let article = article.trim_matches(['"', ' ']);
    let dated = article.match_indices(',').find(|(at, _)| {
        let after = article.get(at + 1..).unwrap_or("");
        after.len() >= 5 && after.bytes().take(4).all(|b| b.is_ascii_digit()) && after.as_bytes()[4] == b'-'
    });
    match dated {
        Some((at, _)) => article[..at].trim(),
        None => {
            let end = article
                .find(|c: char| c.is_ascii_digit() || matches!(c, '"' | ';' | ','))
                .unwrap_or(article.len());
            article[..end].trim()
        }
    }
}

/// So many headlines of one event are kept.
const HEADLINES: usize = 8;

/// The headlines in a list of articles, each once: `"Outlet,2014-01-11,Headline";"…"`, or
/// `Outlet 3 January 2011 "Headline"; Outlet …`, whose last quote is often cut off.
fn headlines_of(article: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for one in article.split("\";\"") {
        let row = one.trim_matches(['"', ' ']);
        let dated = row.get(outlet_of(one).len()..).and_then(|rest| rest.strip_prefix(','));
        let dated = dated.filter(|rest| rest.as_bytes().get(4) == Some(&b'-'));
        match dated.and_then(|rest| rest.split_once(',')) {
            Some((_, headline)) => found.push(headline.trim()),
            None => found.extend(one.split('"').skip(1).step_by(2).map(str::trim)),
        }
    }
    let mut headlines: Vec<&str> = Vec::new();
    for headline in found {
        if !headline.is_empty() && !headlines.contains(&headline) && headlines.len() < HEADLINES {
            headlines.push(headline);
        }
    }
    headlines
}

/// The days that bound an event: the codebook's earliest and latest, at every precision. One day that is said to
/// be known only to the month or year is no bound: the month or year is.
fn bounds(first: Date, last: Date, date_prec: u32, zone: &TimeZone) -> TimeRange {
    match date_prec {
        4 if first == last => days(first.first_of_month(), last.last_of_month(), zone),
        5 if first == last => days(first.first_of_year(), last.last_of_year(), zone),
        _ => days(first, last, zone),
    }
}

#[cfg(test)]
mod tests {
    use super::headlines_of;

    #[test]
    fn headlines_are_found_in_both_ways_of_listing_articles() {
        let old = "Wire One 3 March 2011 \"Two held, one freed\"; Wire Two, Coast 4 March 2011 \"Shots at the mill, again";
        assert_eq!(headlines_of(old), ["Two held, one freed", "Shots at the mill, again"]);
        let new = "\"Wire One,2014-09-14,Mill under \"heavy\" fire, again\";\"Wire Two,2014-09-15,Mill falls silent\"";
        assert_eq!(headlines_of(new), ["Mill under \"heavy\" fire, again", "Mill falls silent"]);
        assert!(headlines_of("A data base").is_empty());
    }
}
