//! What may be known of one attribute: a set of possible values, each with the reports behind it.
//!
//! A [`Value`] is one source's claim and may itself be imprecise (a branch, a range, a disc). A [`Fact`]
//! holds the different claims: one is known or imprecise, several are contested, none is unknown.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::place::Region;
use crate::time::TimeRange;
use crate::vocabulary::Code;

macro_rules! attributes {
    ($($variant:ident $code:literal $ar:literal $kind:ident $doc:literal;)*) => {
        /// What can be said of a deed (`LANGUAGE` §2). The order is the order of columns in templates.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(u8)]
        pub enum Attribute { $(#[doc = $doc] $variant,)* }

        impl Attribute {
            /// Every attribute, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The name in conditions, templates and findings.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $code,)* } }
            /// The Arabic name, words joined by `_`.
            pub const fn arabic(self) -> &'static str { match self { $(Self::$variant => $ar,)* } }
            /// What its values are.
            pub const fn kind(self) -> Kind { match self { $(Self::$variant => Kind::$kind,)* } }
        }
    };
}

attributes! {
    Act "act" "الفعل" Code "What was done.";
    At "at" "الوقت" Time "When it happened, or began.";
    Until "until" "حتى" Time "When it ended.";
    Place "place" "المكان" Place "Where it happened.";
    Origin "origin" "المنطلق" Place "Where it was fired or set out from.";
    ObserverPlace "observer_place" "مكان_الراصد" Place "Where the observer stood; never where it happened.";
    Means "means" "وسيلة_الرصد" Code "How the source came to know.";
    Actor "actor" "المنفذ" Actor "Who did it: a formation or a party.";
    Target "target" "المستهدف" Actor "Whom it was done to.";
    TargetKind "target_kind" "نوع_الهدف" Code "What kind of target.";
    SiteKind "site_kind" "نوع_الموقع" Code "What kind of site.";
    OrderedBy "ordered_by" "مصدر_الأمر" Actor "Who gave the order.";
    Weapon "weapon" "السلاح" Code "With what.";
    CalibreMm "calibre_mm" "العيار_مم" Number "Calibre in millimetres.";
    RangeKm "range_km" "المدى_كم" Number "Range of the weapon in kilometres.";
    Rounds "rounds" "المقذوفات" Number "Rounds counted.";
    Explosions "explosions" "الانفجارات" Number "Explosions counted.";
    Killed "killed" "القتلى" Number "People killed.";
    Injured "injured" "الجرحى" Number "People injured.";
    Purpose "purpose" "الغرض" Code "What a movement or flight was for.";
    Invoked "invoked" "المبرر" Code "The justification that the actor invoked.";
    Access "access" "الوصول" Code "Whether monitors were let in.";
    DelayMin "delay_min" "التأخير_د" Number "Minutes that monitors waited.";
    YearsService "years_service" "سنوات_الخدمة" Number "Years that a candidate served.";
    Rank "rank" "الرتبة" Code "A candidate's rank.";
    ServedIn "served_in" "خدم_في" Actor "The formation or group that a candidate served in.";
    ServedAs "served_as" "صفة_الخدمة" Code "As what a candidate served there.";
    NominatedBy "nominated_by" "جهة_الترشيح" Actor "Who nominated a candidate.";
    Role "role" "الصفة" Code "What a member is in a body.";
    Present "present" "الحضور" Code "Whether a member was present.";
    Vote "vote" "التصويت" Code "How a member voted.";
    Party "party" "الطرف" Derived "The party that answers for the actor; derived from links.";
    TargetParty "target_party" "طرف_المستهدف" Derived "The party that the target belongs to; derived.";
}

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A code of the vocabulary.
    Code,
    /// A moment or range of time.
    Time,
    /// A point with a precision, or a district.
    Place,
    /// A formation, party or role by name.
    Actor,
    /// A number, possibly a range.
    Number,
    /// Not reported: worked out from other facts.
    Derived,
}

/// A number as known: low ≤ best ≤ high, or it does not read from data. Only the ends decide; `best` is shown.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "Estimates")]
pub struct Number {
    /// The least it may be.
    pub low: f64,
    /// What the source thinks best.
    pub best: f64,
    /// The most it may be.
    pub high: f64,
}

/// A number as data hold it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Estimates {
    low: f64,
    best: f64,
    high: f64,
}

impl TryFrom<Estimates> for Number {
    type Error = &'static str;

    fn try_from(Estimates { low, best, high }: Estimates) -> Result<Self, Self::Error> {
        let finite = low.is_finite() && high.is_finite();
        if finite && low <= best && best <= high {
            Ok(Self { low, best, high })
        } else {
            Err("a number whose estimates are out of order")
        }
    }
}

impl Number {
    /// A number known exactly.
    pub const fn exact(n: f64) -> Self {
        Self { low: n, best: n, high: n }
    }
}

/// One possible value of one attribute, as one or more sources gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Stated to be none: nobody, nothing. Not the same as unknown.
    Nothing,
    /// A code, a branch standing for all beneath it.
    Code(Code),
    /// A formation, party or role: an agreement's id, or the name as written.
    Actor(Arc<str>),
    /// A number or range.
    Number(Number),
    /// A moment or range.
    Time(TimeRange),
    /// A place with its precision.
    Place(Region),
}

/// One claim about an attribute with the reports that make it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// The value claimed.
    pub value: Value,
    /// Indexes of the reports, ascending.
    pub reports: Vec<u32>,
}

/// All that is claimed of one attribute. Empty means unknown.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact {
    /// The distinct claims, in a fixed order that does not depend on the order of arrival.
    pub alternatives: Vec<Alternative>,
}

/// How much is known of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// One exact value.
    Known,
    /// One value with a width: a disc, a range, a branch.
    Imprecise,
    /// Several values that differ.
    Contested,
    /// No value.
    Unknown,
}

impl Value {
    /// Whether this value leaves something open within itself.
    pub fn is_imprecise(&self) -> bool {
        match self {
            Self::Nothing | Self::Actor(_) => false,
            Self::Code(code) => code.subtree().len() > 1,
            Self::Number(n) => n.low < n.high,
            Self::Time(t) => !t.is_exact(),
            Self::Place(region) => !region.is_point(),
        }
    }
}

impl Fact {
    /// How much is known.
    pub fn certainty(&self) -> Certainty {
        match self.alternatives.as_slice() {
            [] => Certainty::Unknown,
            [one] if one.value.is_imprecise() => Certainty::Imprecise,
            [_] => Certainty::Known,
            _ => Certainty::Contested,
        }
    }
}
