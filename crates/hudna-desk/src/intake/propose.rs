//! A first mapping for a spreadsheet that Hudna does not know, to be corrected by its reader.
//!
//! Guessed from headers, by synonyms in English and Arabic, and from contents: dates, latitudes, counts, the
//! few values of a column of acts. What is unsure says so; nothing is taken in by it.

use std::fmt::Write as _;

use hudna_core::value::Attribute;
use hudna_core::vocabulary::Code;
use jiff::tz::TimeZone;

use super::field::Field;
use super::labels::{Said, code, said};
use super::letters::{clean, cut, fold};
use super::moment::{DateOrder, parse_moment};
use super::number::{parse_decimal, parse_number};
use super::table::{MAX_COLUMNS, Table};
use super::{Content, Unreadable, known, open};

/// Rows looked at.
const SAMPLE: usize = 2_000;
/// Distinct values listed of one column.
const VALUES: usize = 60;

/// Words that headers use for our columns, folded when compared; whole headers first, then words within.
const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::ReportId,
        &[
            "report id",
            "id",
            "event id",
            "incident id",
            "incident no",
            "case id",
            "ref",
            "reference",
            "number",
            "no",
            "رقم",
            "الرقم",
            "رقم الحادثة",
            "المعرف",
            "مسلسل",
            "ت",
        ],
    ),
    (
        Field::At,
        &[
            "date",
            "event date",
            "incident date",
            "date time",
            "datetime",
            "when",
            "day",
            "date of incident",
            "التاريخ",
            "تاريخ",
            "تاريخ الحادثة",
            "تاريخ الحدث",
            "اليوم",
        ],
    ),
    (
        Field::ReportedAt,
        &["reported", "report date", "date reported", "received", "تاريخ البلاغ", "تاريخ الإبلاغ"],
    ),
    (Field::Until, &["end date", "end", "date end", "تاريخ الانتهاء"]),
    (
        Field::Act,
        &[
            "event type",
            "type",
            "incident type",
            "category",
            "event",
            "violation",
            "kind",
            "sub event type",
            "نوع الحادثة",
            "نوع الخرق",
            "الخرق",
            "النوع",
            "الحدث",
            "نوع الحدث",
            "التصنيف",
        ],
    ),
    (Field::Lat, &["lat", "latitude", "y", "n", "north", "خط العرض", "العرض"]),
    (Field::Lon, &["lon", "lng", "long", "longitude", "x", "e", "w", "east", "west", "خط الطول", "الطول"]),
    (Field::RadiusM, &["radius", "precision m", "m", "accuracy", "uncertainty", "الدقة"]),
    (
        Field::Place,
        &[
            "place",
            "location",
            "town",
            "city",
            "village",
            "site",
            "where",
            "area",
            "settlement",
            "spot",
            "الموقع",
            "المدينة",
            "البلدة",
            "المنطقة",
            "مكان الحادثة",
        ],
    ),
    (
        Field::Actor,
        &[
            "actor",
            "perpetrator",
            "by",
            "actor1",
            "side a",
            "attacker",
            "responsible",
            "armed group",
            "who",
            "الجهة المنفذة",
            "الفاعل",
            "الجهة",
            "المسؤول",
        ],
    ),
    (Field::Target, &["target", "victim", "actor2", "side b", "الضحية", "الهدف", "المستهدف"]),
    (
        Field::Killed,
        &["killed", "deaths", "fatalities", "dead", "kia", "best", "قتلى", "القتلى", "الوفيات", "عدد القتلى"],
    ),
    (
        Field::Injured,
        &[
            "injured",
            "wounded",
            "injuries",
            "casualties wounded",
            "hurt",
            "جرحى",
            "الجرحى",
            "المصابون",
            "عدد الجرحى",
        ],
    ),
    (Field::Rounds, &["rounds", "shells", "shots", "impacts", "قذائف", "عدد القذائف", "المقذوفات"]),
    (Field::Explosions, &["explosions", "blasts", "انفجارات", "الانفجارات"]),
    (Field::Weapon, &["weapon", "weapon type", "munition", "weapons", "arms", "السلاح", "نوع السلاح"]),
    (Field::CalibreMm, &["calibre", "caliber", "calibre mm", "العيار"]),
    (
        Field::Source,
        &[
            "source",
            "sources",
            "outlet",
            "reported by",
            "team",
            "observer",
            "المصدر",
            "مصدر الخبر",
            "المراقب",
            "الراصد",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "notes",
            "description",
            "narrative",
            "details",
            "summary",
            "remarks",
            "comments",
            "headline",
            "الوصف",
            "التفاصيل",
            "ملاحظات",
            "الملاحظات",
            "نص البلاغ",
        ],
    ),
];

/// Words within a value that make a code likely.
const HINTS: &[(&str, &[&str])] = &[
    ("shelling", &["shell", "mortar", "artillery", "howitzer", "bombard", "قصف", "هاون", "مدفع"]),
    ("rocket", &["rocket", "grad", "mlrs", "missile", "صاروخ", "راجم"]),
    ("air_strike", &["air strike", "airstrike", "air raid", "bombing", "غاره", "طيران"]),
    ("drone_strike", &["drone strike", "drone attack", "uav strike", "ضربه مسيره", "قصف مسيره"]),
    ("drone", &["drone", "uav", "مسيره"]),
    ("sniping", &["snip", "قنص"]),
    ("mine_blast", &["mine", "لغم"]),
    ("ied", &["ied", "improvised", "bomb", "suicide", "عبوه", "مفخخ"]),
    ("clash", &["clash", "fight", "battle", "اشتباك"]),
    ("assault", &["assault", "raid", "هجوم"]),
    ("ambush", &["ambush", "كمين"]),
    ("small_arms", &["small arms", "gunfire", "shooting", "rifle", "اطلاق نار", "رمايه"]),
    ("abduction", &["abduct", "kidnap", "خطف", "اختطاف"]),
    ("detention", &["detain", "detention", "arrest", "احتجاز", "اعتقال", "قبض"]),
    ("killing", &["kill", "murder", "assassin", "قتل", "اغتيال"]),
    ("looting", &["loot", "theft", "نهب", "سرقه"]),
    ("destruction", &["destr", "demoli", "burn", "تدمير", "حرق"]),
    ("troop_movement", &["troop", "convoy", "redeploy", "رتل", "تحرك"]),
    ("advance", &["advance", "incursion", "تقدم", "توغل"]),
    ("fortification", &["fortif", "trench", "bunker", "تحصين", "سواتر", "خندق"]),
    ("deployment", &["deploy", "in position", "انتشار", "تمركز"]),
    ("flight", &["flight", "overflight", "aircraft", "تحليق"]),
    ("access_denied", &["access denied", "denied access", "denial", "منع وصول", "منع الوصول"]),
    ("free_movement", &["freedom of movement", "checkpoint", "حريه الحركه", "حريه التنقل"]),
    ("harm", &["civilian", "attack", "مدني"]),
];

/// What a column holds.
#[derive(Debug, Default)]
struct Column {
    header: String,
    filled: usize,
    dates: usize,
    month_first: usize,
    day_first: usize,
    numbers: usize,
    whole: usize,
    least: f64,
    most: f64,
    longest: usize,
    distinct: Vec<(String, usize)>,
    crowded: bool,
}

/// A first mapping for the spreadsheet in `bytes`, as TOML with a remark per line.
///
/// # Errors
/// As [`super::read`] for what is no spreadsheet; `table-without-rows` where there is nothing beneath a header.
pub fn propose_mapping(name: &str, bytes: &[u8]) -> Result<String, Unreadable> {
    open(bytes, |content| match content {
        Content::Sheets(sheets) => {
            let largest = sheets.iter().max_by_key(|t| t.len());
            largest.map_or_else(|| Err(Unreadable::new("table-without-rows")), |table| propose(name, table))
        }
        Content::Text { text, lossy, .. } => match super::bytes::text_seems(text) {
            Some(seems) => Err(Unreadable::format(seems)),
            None => propose(name, &Table::of_text(text, lossy)?),
        },
    })
}

fn propose(name: &str, table: &Table<'_>) -> Result<String, Unreadable> {
    let header_at = header_at(table);
    let header = known::header_cells(table, header_at);
    if header.len() > MAX_COLUMNS {
        return Err(Unreadable::new("columns-too-many").with("limit", MAX_COLUMNS.to_string()));
    }
    if table.len() <= header_at + 1 || header.len() < 2 {
        return Err(Unreadable::new("table-without-rows"));
    }
    let columns = survey(table, header_at, &header);
    let chosen = choose(&columns);
    Ok(write_mapping(name, &columns, &chosen))
}

/// The first record with as many texts as any of the first ten.
fn header_at(table: &Table<'_>) -> usize {
    let texts = |at: &usize| {
        let row = table.row(*at);
        row.iter().filter(|c| !c.trim().is_empty() && parse_decimal(c).is_none()).count()
    };
    (0..table.len().min(10)).rev().max_by_key(texts).unwrap_or(0)
}

fn survey(table: &Table<'_>, header_at: usize, header: &[String]) -> Vec<Column> {
    let fresh = |h: &String| Column {
        header: h.clone(),
        least: f64::INFINITY,
        most: f64::NEG_INFINITY,
        ..Column::default()
    };
    let mut columns: Vec<Column> = header.iter().map(fresh).collect();
    let mut cells = Vec::new();
    for row in (header_at + 1..table.len()).take(SAMPLE) {
        table.cells(row, &mut cells);
        for (column, cell) in columns.iter_mut().zip(&cells) {
            let cell = clean(cell);
            if said(&cell) == Said::Something {
                column.look(&cell);
            }
        }
    }
    columns
}

impl Column {
    fn look(&mut self, cell: &str) {
        self.filled += 1;
        self.longest = self.longest.max(cell.chars().count());
        if let Some(n) = parse_decimal(cell) {
            self.numbers += 1;
            self.whole += usize::from(n.fract() == 0.0 && n >= 0.0);
            self.least = self.least.min(n);
            self.most = self.most.max(n);
        } else if cell.contains("..") && parse_number(cell).is_ok() {
            self.whole += 1;
        } else if cell.len() < 60 {
            let reads = |order| parse_moment(cell, &TimeZone::UTC, order).is_ok();
            let (day, month) = (reads(DateOrder::DayFirst), reads(DateOrder::MonthFirst));
            self.dates += usize::from(day || month);
            self.day_first += usize::from(day);
            self.month_first += usize::from(month);
        }
        if self.crowded {
            return;
        }
        match self.distinct.iter().position(|(value, _)| value == cut(cell, 200)) {
            Some(at) => self.distinct[at].1 += 1,
            None if self.distinct.len() < VALUES => self.distinct.push((cut(cell, 200).to_owned(), 1)),
            None => self.crowded = true,
        }
    }

    fn mostly(&self, n: usize) -> bool {
        self.filled > 0 && n * 10 >= self.filled * 8
    }

    /// How well this column suits `field`: 0 not at all.
    fn suits(&self, field: Field, synonyms: &[&str]) -> usize {
        let header = fold(&self.header);
        let exact = Field::parse(&self.header) == Some(field);
        let rank = synonyms.iter().position(|s| fold(s) == header);
        let within = || {
            synonyms.iter().any(|s| s.len() > 2 && format!(" {header} ").contains(&format!(" {} ", fold(s))))
        };
        let first = header.split(' ').next().unwrap_or("");
        let leads = || synonyms.iter().any(|s| fold(s) == first);
        let named = match rank {
            _ if exact => 100,
            Some(rank) => 90 - rank.min(40),
            None if within() => 30,
            None if leads() => 25,
            None => 0,
        };
        if named == 0 || self.filled == 0 {
            return 0;
        }
        let fits = match field {
            Field::At | Field::ReportedAt | Field::Until => self.mostly(self.dates),
            Field::Lat => self.mostly(self.numbers) && self.least >= -90.0 && self.most <= 90.0,
            Field::Lon => self.mostly(self.numbers) && self.least >= -180.0 && self.most <= 180.0,
            Field::Killed | Field::Injured | Field::Rounds | Field::Explosions => self.mostly(self.whole),
            Field::CalibreMm | Field::RadiusM => self.mostly(self.numbers),
            Field::Act
            | Field::Actor
            | Field::Target
            | Field::Weapon
            | Field::Place
            | Field::Source
            | Field::Text => self.numbers * 2 < self.filled,
            _ => true,
        };
        if fits { named } else { 0 }
    }
}

/// Each field with its best column, no column twice.
fn choose(columns: &[Column]) -> Vec<(Field, usize)> {
    let mut offers: Vec<(usize, Field, usize)> = SYNONYMS
        .iter()
        .flat_map(|(field, synonyms)| {
            columns.iter().enumerate().map(move |(at, c)| (c.suits(*field, synonyms), *field, at))
        })
        .filter(|(score, ..)| *score > 0)
        .collect();
    offers.sort_by_key(|(score, field, at)| (std::cmp::Reverse(*score), *field, *at));
    let mut chosen: Vec<(Field, usize)> = Vec::new();
    for (_, field, at) in offers {
        if chosen.iter().all(|(f, a)| *f != field && *a != at) {
            chosen.push((field, at));
        }
    }
    if chosen.iter().all(|(f, _)| *f != Field::At)
        && let Some(at) = (0..columns.len())
            .find(|at| columns[*at].mostly(columns[*at].dates) && chosen.iter().all(|(_, a)| a != at))
    {
        chosen.push((Field::At, at));
    }
    chosen.sort();
    chosen
}

fn write_mapping(name: &str, columns: &[Column], chosen: &[(Field, usize)]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "# A first mapping for {}, guessed from its headers and its first rows.",
        comment(name)
    );
    out.push_str("# Read every line: what is not right here will not be right in the findings.\n");
    out.push_str("# مقترح أولي، خُمّن من العناوين والصفوف الأولى. راجع كل سطر قبل استعماله.\n\n[columns]\n");
    for (field, at) in chosen {
        let column = &columns[*at];
        let sample = column.distinct.first().map_or("", |(v, _)| v.as_str());
        let _ = writeln!(
            out,
            "{} = {}  # {} · e.g. {}",
            field.key(),
            quoted(&column.header),
            field.arabic(),
            comment(sample)
        );
    }
    let left: Vec<usize> = (0..columns.len()).filter(|at| chosen.iter().all(|(_, a)| a != at)).collect();
    if !left.is_empty() {
        out.push_str("# Not used:\n");
        for at in left {
            let sample = columns[at].distinct.first().map_or("", |(v, _)| v.as_str());
            let _ = writeln!(out, "# ? = {}  # e.g. {}", quoted(&columns[at].header), comment(sample));
        }
    }
    for (field, at) in chosen {
        match field {
            Field::Act => value_table(&mut out, *field, &columns[*at], guess_act),
            Field::Weapon => {
                value_table(&mut out, *field, &columns[*at], |v| guess_label(Attribute::Weapon, v))
            }
            _ => {}
        }
    }
    dates(&mut out, columns, chosen);
    out.push_str("\n# [constants]\n# source = \"who speaks in this file\"\n# source_kind = \"dataset\"\n");
    out
}

fn value_table(out: &mut String, field: Field, column: &Column, guess: impl Fn(&str) -> Option<Code>) {
    let _ = writeln!(out, "\n[values.{}]", field.key());
    out.push_str("# \"?\" is unknown; \"set aside\" keeps such rows out and says so; \"shelling or rocket\" is this or that.\n");
    for (value, count) in &column.distinct {
        let code = guess(value).map_or("?", Code::name);
        let _ = writeln!(out, "{} = \"{code}\"  # {count}", quoted(value));
    }
    if column.crowded {
        let _ = writeln!(out, "# … and more than {VALUES} others");
    }
}

/// The code that `value` names, also in the plural.
fn guess_label(attribute: Attribute, value: &str) -> Option<Code> {
    let singular = fold(value);
    code(attribute, value).or_else(|_| code(attribute, singular.strip_suffix('s').unwrap_or(&singular))).ok()
}

fn guess_act(value: &str) -> Option<Code> {
    let folded = fold(value);
    guess_label(Attribute::Act, value).or_else(|| {
        let hint = HINTS.iter().find(|(_, words)| words.iter().any(|w| folded.contains(w)));
        hint.and_then(|(name, _)| Code::parse(Attribute::Act, name))
    })
}

fn dates(out: &mut String, columns: &[Column], chosen: &[(Field, usize)]) {
    let Some(column) = chosen.iter().find(|(f, _)| *f == Field::At).map(|(_, at)| &columns[*at]) else {
        out.push_str(
            "\n# No column of dates was found: without `at` nothing can be weighed against a deadline.\n",
        );
        return;
    };
    let format = if column.month_first > column.day_first { "month-first" } else { "day-first" };
    let sure = if column.month_first == column.day_first {
        "  # nothing in the file decides: 11/03 reads both ways"
    } else {
        ""
    };
    let _ = writeln!(out, "\n[dates]\nformat = \"{format}\"{sure}");
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Text that cannot leave its comment.
fn comment(text: &str) -> String {
    cut(text, 80).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
