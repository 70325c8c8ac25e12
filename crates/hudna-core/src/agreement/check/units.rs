//! Units as a paragraph writes them: what checks of measures share. Never a check of its own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::wording::{Count, Language, Token, counts, tokens};
use crate::agreement::read::markdown::Cell;
use crate::names::fold;

/// A unit by its own name, and the words for it in both languages.
const UNITS: &[(&str, &str)] = &[
    (
        "mm",
        "mm|millimetre|millimetres|millimeter|millimeters|ملم|مم|مليمتر|مليمترا|مليمترات|ملليمتر|ملليمترا|ميليمتر|ميليمترا",
    ),
    ("cm", "cm|centimetre|centimetres|centimeter|centimeters|سم|سنتيمتر|سنتيمترا|سنتيمترات|سنتمتر"),
    ("m", "m|metre|metres|meter|meters|م|متر|مترا|أمتار|متران|مترين"),
    (
        "km",
        "km|kms|kilometre|kilometres|kilometer|kilometers|كم|كلم|كيلومتر|كيلومترا|كيلومترات|كيلومتران|كيلومترين|كيلو",
    ),
    ("mile", "mile|miles|ميل|ميلا|أميال|ميلين"),
    ("nautical mile", "nautical|nm"),
    ("foot", "feet|foot|ft|قدم|قدما|أقدام"),
    ("s", "second|seconds|ثوان|ثواني"),
    ("min", "minute|minutes|min|دقيقة|دقائق|دقيقتان|دقيقتين"),
    ("h", "hour|hours|h|hrs|ساعة|ساعات|ساعتان|ساعتين"),
    ("d", "day|days|يوم|يوما|أيام|يومان|يومين"),
    ("week", "week|weeks|أسبوع|أسبوعا|أسابيع|أسبوعان|أسبوعين"),
    ("month", "month|months|شهر|شهرا|أشهر|شهور|شهران|شهرين"),
    ("year", "year|years|سنة|سنوات|سنين|سنتان|سنتين|عام|عاما|أعوام|عامان|عامين"),
    ("kg", "kg|kilogram|kilograms|kilogramme|kilogrammes|كغ|كجم|كيلوغرام|كيلوغراما|كيلوجرام"),
    ("t", "tonne|tonnes|ton|tons|طن|طنا|أطنان"),
    ("%", "percent|بالمئة|بالمائة"),
    ("°", "degree|degrees|درجة|درجات"),
    ("km/h", "knots|knot|kph|عقدة"),
    ("rounds", "rounds|طلقة|طلقات"),
];

static NAMES: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let rows = UNITS.iter().flat_map(|(unit, words)| words.split('|').map(move |w| (fold(w), *unit)));
    rows.collect()
});

/// The unit that a word is, with or without «و» joined before it.
pub(super) fn unit(token: &Token) -> Option<&'static str> {
    let word = token.folded.as_str();
    let of = |w: &str| NAMES.get(w).copied();
    if token.digits { None } else { of(word).or_else(|| word.strip_prefix('و').and_then(of)) }
}

/// The numbers of a cell that have a unit behind them, or are one («يومين»).
pub(super) fn measures(text: &str, cell: &Cell, language: Language) -> Vec<(Count, &'static str)> {
    let tokens = tokens(text, cell);
    let behind = |count: &Count| {
        let at = tokens.partition_point(|t| t.span.start < count.span.end);
        let next = tokens.get(at);
        let last = at.checked_sub(1).and_then(|last| tokens.get(last));
        // «يومين» is two days; «ساعة» behind a number is no other hour
        let dual = || last.filter(|_| count.number == "2").and_then(unit);
        next.and_then(unit).or_else(dual)
    };
    let all = counts(text, cell, language).into_iter().filter(|c| c.clock.is_none());
    all.filter_map(|count| behind(&count).map(|unit| (count, unit))).collect()
}
