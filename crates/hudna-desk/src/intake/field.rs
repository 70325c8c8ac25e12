//! The columns of Hudna's own template, in both languages.
//!
//! The one list that the template, mappings, GeoJSON properties and the proposer share. To add a column, add a
//! row here and say in `row.rs` what it becomes.

use std::sync::LazyLock;

use hudna_core::value::Attribute;
use rustc_hash::FxHashMap;

use super::letters::fold;

macro_rules! fields {
    ($($variant:ident $key:literal $ar:literal [$($alias:literal),*] $attribute:expr;)*) => {
        /// A column of the template.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Field { $($variant,)* }

        impl Field {
            /// Every column, in the template's order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The English header.
            pub(crate) const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)* } }
            /// The Arabic header.
            pub(crate) const fn arabic(self) -> &'static str { match self { $(Self::$variant => $ar,)* } }
            /// Other headers that mean the same without doubt.
            pub(crate) const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($alias),*],)* }
            }
            /// The attribute of the deed that it fills.
            pub(crate) const fn attribute(self) -> Option<Attribute> {
                match self { $(Self::$variant => $attribute,)* }
            }
        }
    };
}

fields! {
    ReportId "report_id" "رقم_البلاغ" [] None;
    Source "source" "المصدر" [] None;
    SourceKind "source_kind" "نوع_المصدر" [] None;
    Reliability "reliability" "الموثوقية" [] None;
    Credibility "credibility" "المصداقية" [] None;
    EchoOf "echo_of" "صدى_لـ" ["صدى"] None;
    ReportedAt "reported_at" "وقت_الإبلاغ" [] None;
    Act "act" "الفعل" [] Some(Attribute::Act);
    At "at" "الوقت" ["observed_at"] Some(Attribute::At);
    Until "until" "حتى" [] Some(Attribute::Until);
    Place "place" "المكان" [] Some(Attribute::Place);
    Lat "lat" "خط_العرض" ["latitude"] None;
    Lon "lon" "خط_الطول" ["longitude", "lng"] None;
    RadiusM "radius_m" "نصف_القطر_م" ["نصف_القطر"] None;
    Origin "origin" "المنطلق" [] Some(Attribute::Origin);
    ObserverPlace "observer_place" "مكان_الراصد" ["موضع_الراصد"] Some(Attribute::ObserverPlace);
    Means "means" "وسيلة_الرصد" [] Some(Attribute::Means);
    Actor "actor" "المنفذ" ["الفاعل"] Some(Attribute::Actor);
    Target "target" "المستهدف" [] Some(Attribute::Target);
    TargetKind "target_kind" "نوع_الهدف" [] Some(Attribute::TargetKind);
    SiteKind "site_kind" "نوع_الموقع" [] Some(Attribute::SiteKind);
    OrderedBy "ordered_by" "مصدر_الأمر" [] Some(Attribute::OrderedBy);
    Weapon "weapon" "السلاح" [] Some(Attribute::Weapon);
    CalibreMm "calibre_mm" "العيار_مم" ["العيار"] Some(Attribute::CalibreMm);
    RangeKm "range_km" "المدى_كم" ["المدى"] Some(Attribute::RangeKm);
    Rounds "rounds" "المقذوفات" [] Some(Attribute::Rounds);
    Explosions "explosions" "الانفجارات" [] Some(Attribute::Explosions);
    Killed "killed" "القتلى" [] Some(Attribute::Killed);
    Injured "injured" "الجرحى" [] Some(Attribute::Injured);
    Purpose "purpose" "الغرض" [] Some(Attribute::Purpose);
    Invoked "invoked" "المبرر" [] Some(Attribute::Invoked);
    Answers "answers" "يرد_على" [] None;
    Access "access" "الوصول" [] Some(Attribute::Access);
    DelayMin "delay_min" "التأخير_د" ["التأخير"] Some(Attribute::DelayMin);
    Reason "reason" "السبب" [] None;
    Text "text" "النص" [] None;
}

/// How many columns the template has.
pub(crate) const FIELDS: usize = Field::ALL.len();

static HEADERS: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    Field::ALL
        .iter()
        .flat_map(|f| {
            [f.key(), f.arabic()].into_iter().chain(f.aliases().iter().copied()).map(move |h| (fold(h), *f))
        })
        .collect()
});

impl Field {
    /// The column that a header names, in either language, however it is spelt.
    pub(crate) fn parse(header: &str) -> Option<Self> {
        HEADERS.get(&fold(header)).copied()
    }
    /// Its place in the template.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_names_one_column() {
        for field in Field::ALL {
            for header in [field.key(), field.arabic()] {
                assert_eq!(Field::parse(header), Some(*field), "{header}");
            }
        }
        assert_eq!(Field::parse("  رقم البَلاغ "), Some(Field::ReportId));
        assert_eq!(Field::parse("Report ID"), Some(Field::ReportId));
        assert_eq!(Field::parse("colour"), None);
    }
}
