//! Names of registers, of their columns and of the states in them, in both languages.

use std::sync::LazyLock;

use hudna_core::register::RegisterKind;
use rustc_hash::FxHashMap;

use super::{Kind, holds_word};
use crate::intake::letters::fold;

macro_rules! keys {
    ($($variant:ident $name:literal [$($arabic:literal),*];)*) => {
        /// A column of some register.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Key { $($variant,)* }

        impl Key {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The English header.
            pub(super) const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
            /// The Arabic headers, the usual one first.
            const fn arabic(self) -> &'static [&'static str] { match self { $(Self::$variant => &[$($arabic),*],)* } }
        }
    };
}

keys! {
    Register "register" ["السجل"];
    Id "id" ["الرقم", "المعرف"];
    Party "party" ["الطرف"];
    Unit "unit" ["الوحدة", "التشكيل"];
    Act "act" ["الفعل"];
    Purpose "purpose" ["الغرض"];
    SentAt "sent_at" ["وقت_الإرسال", "وقت_الاتصال"];
    From "from" ["من"];
    Until "until" ["حتى", "إلى"];
    Place "place" ["المكان"];
    Lat "lat" ["خط_العرض"];
    Lon "lon" ["خط_الطول"];
    RadiusM "radius_m" ["نصف_القطر_م", "نصف_القطر"];
    Answer "answer" ["الجواب", "الرد"];
    Reference "reference" ["المرجع"];
    Site "site" ["الموقع"];
    Team "team" ["الفريق"];
    At "at" ["الوقت"];
    Access "access" ["الوصول"];
    DelayMin "delay_min" ["التأخير_د", "التأخير"];
    Reason "reason" ["السبب"];
    Norm "norm" ["القاعدة", "المادة"];
    Incident "incident" ["البلاغ", "الحادثة"];
    State "state" ["الحالة"];
    By "by" ["الجهة", "من_قبل"];
    ValidUntil "valid_until" ["صالح_حتى"];
    Note "note" ["ملاحظة"];
    Weapon "weapon" ["السلاح"];
    CalibreMm "calibre_mm" ["العيار_مم", "العيار"];
    Count "count" ["العدد"];
    Declared "declared" ["معلن"];
    Sector "sector" ["القطاع"];
    PatrolHours "patrol_hours" ["ساعات_الدوريات"];
    PlannedHours "planned_hours" ["الساعات_المقررة"];
    CamerasUp "cameras_up" ["الكاميرات_العاملة"];
    Cameras "cameras" ["الكاميرات"];
    Answers "answers" ["يرد_على"];
    Of "of" ["التشكيل_التابع", "التابع"];
    Is "is" ["نوع_الصلة", "الصلة"];
    To "to" ["المتبوع"];
    DisputedBy "disputed_by" ["ينازع_فيه"];
    Change "change" ["التحول"];
    Body "body" ["الهيئة"];
    NominatedBy "nominated_by" ["جهة_الترشيح"];
    YearsService "years_service" ["سنوات_الخدمة"];
    Rank "rank" ["الرتبة"];
    ServedIn "served_in" ["خدم_في"];
    ServedAs "served_as" ["صفة_الخدمة"];
    Role "role" ["الصفة"];
    Decision "decision" ["القرار"];
    Member "member" ["العضو"];
    Present "present" ["الحضور"];
    Vote "vote" ["التصويت", "الصوت"];
}

static KEYS: LazyLock<FxHashMap<String, Key>> = LazyLock::new(|| {
    Key::ALL
        .iter()
        .flat_map(|k| std::iter::once(k.name()).chain(k.arabic().iter().copied()).map(|h| (fold(h), *k)))
        .collect()
});

impl Key {
    /// The column that a header names.
    pub(super) fn parse(header: &str) -> Option<Self> {
        KEYS.get(&fold(header)).copied()
    }
}

const ENTRY: &[Key] = &[
    Key::Id,
    Key::Party,
    Key::Unit,
    Key::Act,
    Key::Purpose,
    Key::SentAt,
    Key::From,
    Key::Until,
    Key::Place,
    Key::Lat,
    Key::Lon,
    Key::RadiusM,
    Key::Answer,
    Key::Reference,
];

/// Every register with its Arabic name and its columns.
const REGISTERS: &[(Kind, &str, &str, &[Key])] = &[
    (Kind::Of(RegisterKind::Notices), "notices", "الإخطارات", ENTRY),
    (Kind::Of(RegisterKind::Authorisations), "authorisations", "الأذون", ENTRY),
    (Kind::Of(RegisterKind::Contacts), "contacts", "الاتصالات", ENTRY),
    (
        Kind::Of(RegisterKind::Visits),
        "visits",
        "الزيارات",
        &[
            Key::Id,
            Key::Site,
            Key::Party,
            Key::Team,
            Key::At,
            Key::Place,
            Key::Lat,
            Key::Lon,
            Key::RadiusM,
            Key::Access,
            Key::DelayMin,
            Key::Reason,
        ],
    ),
    (
        Kind::Of(RegisterKind::Verifications),
        "verifications",
        "التحققات",
        &[
            Key::Id,
            Key::Norm,
            Key::Party,
            Key::Incident,
            Key::State,
            Key::At,
            Key::By,
            Key::ValidUntil,
            Key::Note,
        ],
    ),
    (
        Kind::Of(RegisterKind::Holdings),
        "holdings",
        "الحيازات",
        &[
            Key::Id,
            Key::Site,
            Key::Party,
            Key::Unit,
            Key::Weapon,
            Key::CalibreMm,
            Key::Count,
            Key::At,
            Key::Place,
            Key::Lat,
            Key::Lon,
            Key::RadiusM,
            Key::State,
            Key::Declared,
        ],
    ),
    (
        Kind::Of(RegisterKind::Positions),
        "positions",
        "المواقع",
        &[
            Key::Id,
            Key::Party,
            Key::Unit,
            Key::From,
            Key::Until,
            Key::Place,
            Key::Lat,
            Key::Lon,
            Key::RadiusM,
            Key::Declared,
        ],
    ),
    (
        Kind::Of(RegisterKind::Coverage),
        "coverage",
        "التغطية",
        &[
            Key::Sector,
            Key::From,
            Key::Until,
            Key::PatrolHours,
            Key::PlannedHours,
            Key::CamerasUp,
            Key::Cameras,
            Key::Note,
        ],
    ),
    (Kind::Of(RegisterKind::Answers), "answers", "الردود", &[Key::Act, Key::Answers]),
    (
        Kind::Of(RegisterKind::Links),
        "links",
        "الصلات",
        &[Key::Id, Key::Of, Key::Is, Key::To, Key::From, Key::Until, Key::By, Key::DisputedBy, Key::Change],
    ),
    (
        Kind::Of(RegisterKind::Candidates),
        "candidates",
        "المرشحون",
        &[
            Key::Id,
            Key::Body,
            Key::At,
            Key::NominatedBy,
            Key::YearsService,
            Key::Rank,
            Key::ServedIn,
            Key::ServedAs,
            Key::Reference,
        ],
    ),
    (
        Kind::Of(RegisterKind::Members),
        "members",
        "الأعضاء",
        &[Key::Id, Key::Body, Key::Party, Key::Role, Key::Rank, Key::From, Key::Until],
    ),
    (
        Kind::Of(RegisterKind::Votes),
        "votes",
        "الأصوات",
        &[Key::Decision, Key::Body, Key::At, Key::Member, Key::Party, Key::Role, Key::Present, Key::Vote],
    ),
    (Kind::Complete, "complete", "السجلات_المكتملة", &[Key::Register, Key::From, Key::Until, Key::By]),
];

/// The register that a file, a sheet or a cell names. A path is judged by its last part.
pub(super) fn which(name: &str) -> Option<Kind> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem);
    let named = |(_, en, ar, _): &&(Kind, &str, &str, &[Key])| {
        holds_word(stem, &fold(en)) || holds_word(stem, &fold(ar))
    };
    // "complete" is asked first: `complete-notices.csv` declares, it does not notify.
    REGISTERS.iter().rev().find(named).map(|(kind, ..)| *kind)
}

/// Every register's name and headers, for templates: `(English, Arabic, [(English, Arabic)])`.
pub(crate) fn register_headers()
-> impl Iterator<Item = (&'static str, &'static str, Vec<(&'static str, &'static str)>)> {
    let header = |k: &Key| (k.name(), k.arabic().first().copied().unwrap_or(""));
    REGISTERS.iter().map(move |(_, en, ar, keys)| (*en, *ar, keys.iter().map(header).collect()))
}

/// Whether a header is a register's rather than a report's.
pub(crate) fn looks_like_register(header: &[String]) -> bool {
    let found: Vec<Key> = header.iter().filter_map(|h| Key::parse(h)).collect();
    let has = |key: Key| found.contains(&key);
    found.len() >= 3
        && (has(Key::SentAt)
            || has(Key::Norm) && has(Key::State)
            || has(Key::Site) && (has(Key::Access) || has(Key::State))
            || has(Key::Declared) && has(Key::From)
            || has(Key::Sector) && has(Key::From)
            || has(Key::Of) && has(Key::Is)
            || has(Key::Decision) && has(Key::Member)
            || has(Key::Body) && (has(Key::Role) || has(Key::NominatedBy))
            || has(Key::NominatedBy) && has(Key::YearsService)
            || has(Key::Register) && has(Key::By))
}

/// States by their code and the words people write for them.
const STATES: &[(&str, &[&str])] = &[
    ("granted", &["مأذون", "ممنوح", "موافقة", "سُمح بالوصول", "مسموح", "allowed", "approved"]),
    ("refused", &["مرفوض", "رُفض", "رفض", "rejected"]),
    ("answered", &["أُجيب", "جرى الرد", "تم الرد"]),
    ("failed", &["تعذّر", "أخفق", "لا رد", "no answer"]),
    ("denied", &["مُنع الوصول", "ممنوع", "مُنع"]),
    ("delayed", &["تأخّر الوصول", "متأخر", "تأخير"]),
    ("done", &["منجز", "نُفّذ", "تم"]),
    ("not_done", &["غير منجز", "لم يُنفّذ", "لم يتم"]),
    ("partial", &["جزئي", "منجز جزئيًا"]),
    ("claimed", &["أُعلن تنفيذه", "معلن التنفيذ"]),
    ("present", &["موجود"]),
    ("missing", &["مفقود"]),
    ("again_missing", &["مفقود مجددًا", "مفقود مرة أخرى"]),
    ("not_accessible", &["تعذّر الوصول"]),
    ("not_verified", &["تعذّر التحقق", "لم يُتحقق منه"]),
    ("belongs_to", &["تابع", "تابع لـ", "belongs to"]),
    ("integrated_into", &["مندمج", "مندمج في", "integrated into"]),
    ("under_command_of", &["تحت إمرة", "تحت إمرته", "under command of"]),
    ("mobilised_by", &["معبأ", "معبأ من", "mobilised by", "mobilized by"]),
    ("escorted_by", &["مرافَق", "مرافق من", "escorted by"]),
    ("yes", &["نعم", "معلن", "true", "1"]),
    ("no", &["لا", "غير معلن", "false", "0"]),
];

/// The state of `allowed` that `written` names.
pub(super) fn state_code(written: &str, allowed: &[&'static str]) -> Option<&'static str> {
    let folded = fold(written);
    STATES
        .iter()
        .filter(|(code, _)| allowed.contains(code))
        .find(|(code, words)| fold(code) == folded || words.iter().any(|w| fold(w) == folded))
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_in_either_language() {
        assert_eq!(which("registers/marsa-notices_2026.csv"), Some(Kind::Of(RegisterKind::Notices)));
        assert_eq!(which("سجل الإخطارات.xlsx"), Some(Kind::Of(RegisterKind::Notices)));
        assert_eq!(which("السجلات المكتملة"), Some(Kind::Complete));
        assert_eq!(which("reports.csv"), None);
    }
}
