//! Names of months and days, by their folded form.
//!
//! Gregorian months as Libya writes them, with those of the Maghreb, Egypt and the Levant and Libya's former
//! ones; Hijri months. To add a spelling, add it to its month's row.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::letters::fold;

/// Gregorian months, January first.
const GREGORIAN: [&[&str]; 12] = [
    &["january", "jan", "janvier", "gennaio", "يناير", "جانفي", "كانون الثاني", "أي النار"],
    &["february", "feb", "fevrier", "février", "فبراير", "فيفري", "شباط", "النوار"],
    &["march", "mar", "mars", "مارس", "آذار", "الربيع"],
    &["april", "apr", "avril", "أبريل", "ابريل", "أفريل", "نيسان", "الطير"],
    &["may", "mai", "مايو", "ماي", "أيار", "ماية", "الماء"],
    &["june", "jun", "juin", "يونيو", "يونيه", "جوان", "حزيران", "الصيف"],
    &["july", "jul", "juillet", "يوليو", "يوليه", "يوليوز", "جويلية", "تموز", "ناصر"],
    &["august", "aug", "aout", "août", "أغسطس", "اغسطس", "أوت", "غشت", "آب", "هانيبال"],
    &["september", "sep", "sept", "septembre", "سبتمبر", "شتنبر", "أيلول", "الفاتح"],
    &["october", "oct", "octobre", "أكتوبر", "اكتوبر", "تشرين الأول", "التمور"],
    &["november", "nov", "novembre", "نوفمبر", "نونبر", "نوفمبير", "تشرين الثاني", "الحرث"],
    &["december", "dec", "decembre", "décembre", "ديسمبر", "دجنبر", "كانون الأول", "الكانون"],
];

/// Hijri months, Muharram first.
const HIJRI: [&[&str]; 12] = [
    &["محرم", "المحرم", "muharram"],
    &["صفر", "safar"],
    &["ربيع الأول", "rabi al awwal", "rabi i"],
    &["ربيع الآخر", "ربيع الثاني", "rabi al thani", "rabi ii"],
    &["جمادى الأولى", "جمادى الأول", "jumada al ula", "jumada i"],
    &["جمادى الآخرة", "جمادى الثانية", "جمادى الثاني", "jumada al akhira", "jumada ii"],
    &["رجب", "rajab"],
    &["شعبان", "shaban", "sha ban"],
    &["رمضان", "ramadan"],
    &["شوال", "shawwal"],
    &["ذو القعدة", "ذي القعدة", "ذوالقعدة", "dhu al qadah", "dhul qadah"],
    &["ذو الحجة", "ذي الحجة", "ذوالحجة", "dhu al hijjah", "dhul hijjah"],
];

/// A month by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Month {
    /// Of the Gregorian calendar, 1–12.
    Gregorian(i8),
    /// Of the Hijri calendar, 1–12.
    Hijri(u8),
}

static MONTHS: LazyLock<FxHashMap<String, Month>> = LazyLock::new(|| {
    let gregorian = GREGORIAN
        .iter()
        .zip(1..)
        .flat_map(|(names, n)| names.iter().map(move |m| (fold(m), Month::Gregorian(n))));
    let hijri =
        HIJRI.iter().zip(1..).flat_map(|(names, n)| names.iter().map(move |m| (fold(m), Month::Hijri(n))));
    hijri.chain(gregorian).collect()
});

/// The month that a folded word, or two or three folded words with a space between, names.
pub(crate) fn month(folded: &str) -> Option<Month> {
    MONTHS.get(folded).copied()
}

/// Words that carry no more of a date: days of the week, prepositions, *o'clock*.
pub(crate) fn is_filler(folded: &str) -> bool {
    const FILLERS: &[&str] = &[
        "t",
        "at",
        "on",
        "of",
        "the",
        "day",
        "date",
        "h",
        "hrs",
        "hours",
        "local",
        "time",
        "o",
        "clock",
        "oclock",
        "st",
        "nd",
        "rd",
        "th",
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "في",
        "يوم",
        "بتاريخ",
        "تاريخ",
        "الساعه",
        "ساعه",
        "من",
        "عند",
        "شهر",
        "سنه",
        "عام",
        "لعام",
        "لسنه",
        "الاحد",
        "الاثنين",
        "الثلاثا",
        "الاربعا",
        "الخميس",
        "الجمعه",
        "السبت",
        "الموافق",
    ];
    FILLERS.contains(&folded)
}

/// A part of the day as a word beside an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayHalf {
    /// Before noon.
    Before,
    /// After noon.
    After,
    /// At night: after noon up to eleven, before noon from twelve on.
    Night,
}

/// The part of the day that a folded word, or two, names. The bare letter `م` is left to its place.
pub(crate) fn day_half(folded: &str) -> Option<DayHalf> {
    Some(match folded {
        "am" | "a m" | "ص" | "صباحا" | "صباح" | "الصباح" | "فجرا" | "ضحي" | "قبل الظهر" => {
            DayHalf::Before
        }
        "pm" | "p m" | "مسا" | "المسا" | "ظهرا" | "عصرا" | "بعد الظهر" => {
            DayHalf::After
        }
        "ليلا" => DayHalf::Night,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_s_name_of_a_month_is_known() {
        for (name, n) in [
            ("مارس", 3),
            ("آذار", 3),
            ("جانفي", 1),
            ("كانون الثاني", 1),
            ("Sept", 9),
            ("أوت", 8),
            ("الفاتح", 9),
        ] {
            assert_eq!(month(&fold(name)), Some(Month::Gregorian(n)), "{name}");
        }
        assert_eq!(month(&fold("رَمَضان")), Some(Month::Hijri(9)));
        assert_eq!(month(&fold("جمادى الآخرة")), Some(Month::Hijri(6)));
    }

    #[test]
    fn no_spelling_names_two_months() {
        let count: usize = GREGORIAN
            .iter()
            .chain(&HIJRI)
            .map(|n| n.iter().map(|m| fold(m)).collect::<std::collections::BTreeSet<_>>().len())
            .sum();
        assert_eq!(MONTHS.len(), count);
    }
}
