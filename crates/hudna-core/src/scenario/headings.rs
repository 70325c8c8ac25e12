//! The words of scenario files in both languages: sections, keys, clauses, outcomes.
//!
//! The first word of each list is the English one; reading takes any.

use crate::agreement::LinkKind;
use crate::finding::{By, Outcome};
use crate::register::RegisterKind;

/// A section of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Facts,
    AnotherDeed,
    AnotherIncident,
    Reports,
    Answers,
    Notices,
    Authorisations,
    Contacts,
    Visits,
    Holdings,
    Positions,
    Candidates,
    Members,
    Votes,
    Verifications,
    Links,
    Complete,
    Expect,
    Why,
}

/// How each section is headed.
pub(super) const SECTIONS: &[(Section, &[&str])] = &[
    (Section::Facts, &["facts", "الوقائع"]),
    (Section::AnotherDeed, &["another deed", "فعل آخر"]),
    (Section::AnotherIncident, &["another incident", "واقعة أخرى"]),
    (Section::Reports, &["reports", "البلاغات"]),
    (Section::Answers, &["answers", "الردود"]),
    (Section::Notices, &["notices", "الإخطارات"]),
    (Section::Authorisations, &["authorisations", "الأذون"]),
    (Section::Contacts, &["contacts", "الاتصالات"]),
    (Section::Visits, &["visits", "الزيارات"]),
    (Section::Holdings, &["holdings", "الحيازات"]),
    (Section::Positions, &["positions", "المواقع"]),
    (Section::Candidates, &["candidates", "المرشحون"]),
    (Section::Members, &["members", "الأعضاء"]),
    (Section::Votes, &["votes", "التصويت", "الأصوات"]),
    (Section::Verifications, &["verifications", "التحققات"]),
    (Section::Links, &["links", "الصلات"]),
    (Section::Complete, &["complete", "السجلات المكتملة"]),
    (Section::Expect, &["expect", "المتوقع"]),
    (Section::Why, &["why", "التعليل"]),
];

/// The header that names the agreement.
pub(super) const AGREEMENT: &[&str] = &["agreement", "الاتفاق"];
/// The header that says how far the record reaches.
pub(super) const AS_OF: &[&str] = &["as of", "حتى"];

/// Between several values, reports or facts.
pub(super) const OR: &[&str] = &[" or ", " أو "];
/// Between the facts of one set.
pub(super) const AND: &[&str] = &[" + "];
/// Between two norms that clash.
pub(super) const WITH: &[&str] = &[" and ", " و "];
/// Between clauses.
pub(super) const CLAUSES: &[&str] = &[";", "؛"];
/// Between members of a list.
pub(super) const COMMAS: &[&str] = &[",", "،"];

/// Nothing, and not known.
pub(super) const NONE: &[&str] = &["none", "لا شيء"];
/// Not known.
pub(super) const UNKNOWN: &[&str] = &["?", "؟", "unknown", "غير معلوم"];

/// What is said of a report.
pub(super) const TOLD: &[&str] = &["told", "أُبلغ", "أبلغ"];
/// That a report's act answers another.
pub(super) const ANSWERS: &[&str] = &["answers", "يرد على"];
/// The report that an incident has where nobody names one.
pub(super) const OWN_REPORT: &[&str] = &["report of incident ", "بلاغ الواقعة "];

/// Heads of subjects.
pub(super) const INCIDENT: &[&str] = &["incident ", "الواقعة "];
/// The number of a deed.
pub(super) const DEED: &[&str] = &["deed ", "الفعل "];
/// The version of the agreement.
pub(super) const VERSION: &[&str] = &["version ", "النسخة "];

/// A clause of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    Against,
    IfBound,
    By,
    Clash,
    Ambiguity,
    Together,
    Because,
    Missing,
    MaySettle,
}

/// How each clause begins.
pub(super) const EXPECTED: &[(Clause, &[&str])] = &[
    (Clause::Against, &["against ", "على "]),
    (Clause::IfBound, &["if bound ", "لو كان ملزمًا ", "لو كان ملزما "]),
    (Clause::Because, &["because ", "استنادًا إلى ", "استنادا إلى "]),
    (Clause::By, &["by ", "بحكم "]),
    (Clause::Clash, &["clash ", "تعارض "]),
    (Clause::Ambiguity, &["ambiguity ", "غموض "]),
    (Clause::Together, &["together ", "مع "]),
    (Clause::Missing, &["missing ", "ينقص "]),
    (Clause::MaySettle, &["may settle ", "قد يحسم "]),
];

/// The outcomes.
pub(super) const OUTCOMES: &[(Outcome, &[&str])] = &[
    (Outcome::Breach, &["breach", "خرق"]),
    (Outcome::Undetermined, &["undetermined", "غير محسوم"]),
    (Outcome::Permitted, &["permitted", "met", "مسموح به", "مسموح", "مستوفى"]),
    (Outcome::NotCovered, &["not covered", "غير مشمول"]),
];

/// What settled a finding besides the facts.
pub(super) const SETTLED_BY: &[(By, &[&str])] = &[
    (By::Accounts, &["accounts", "الروايات"]),
    (By::Burden, &["burden", "عبء الإثبات"]),
    (By::Presumption, &["presumption", "القرينة"]),
    (By::Silence, &["silence", "السكوت"]),
    (By::Bound, &["bound", "حد الحساب"]),
    (By::BeforeEntry, &["before-entry", "ما قبل السريان"]),
    (By::TermDisputed, &["term-disputed", "خلاف على مصطلح"]),
    (By::ArticlesDisagree, &["articles-disagree", "اختلاف المواد"]),
];

/// Keys of entries in registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Party,
    Unit,
    Act,
    Purpose,
    Sent,
    Window,
    Place,
    Answer,
    Norm,
    Incident,
    State,
    At,
    Until,
    By,
    Of,
    Is,
    To,
    From,
    DisputedBy,
    Change,
    Id,
    Site,
    Access,
    Delay,
    Reason,
    Weapon,
    Calibre,
    Declared,
    Body,
    Role,
    Rank,
    YearsService,
    ServedIn,
    ServedAs,
    NominatedBy,
    Decision,
    Member,
    Present,
    Vote,
}

/// How each key is written.
pub(super) const KEYS: &[(Key, &[&str])] = &[
    (Key::Party, &["party", "الطرف"]),
    (Key::Unit, &["unit", "الوحدة"]),
    (Key::Act, &["act", "الفعل"]),
    (Key::Purpose, &["purpose", "الغرض"]),
    (Key::Sent, &["sent", "أُرسل"]),
    (Key::Window, &["window", "المدة"]),
    (Key::Place, &["place", "المكان"]),
    (Key::Answer, &["answer", "الجواب"]),
    (Key::Norm, &["norm", "القاعدة"]),
    (Key::Incident, &["incident", "الواقعة"]),
    (Key::State, &["state", "الحال"]),
    (Key::At, &["at", "الوقت"]),
    (Key::Until, &["until", "حتى"]),
    (Key::By, &["by", "بواسطة"]),
    (Key::Of, &["of", "التابع"]),
    (Key::Is, &["is", "الصلة"]),
    (Key::To, &["to", "المتبوع"]),
    (Key::From, &["from", "من"]),
    (Key::DisputedBy, &["disputed_by", "ينازع_فيه"]),
    (Key::Change, &["change", "التحول"]),
    (Key::Id, &["id", "الرقم"]),
    (Key::Site, &["site", "الموقع"]),
    (Key::Access, &["access", "الوصول"]),
    (Key::Delay, &["delay", "التأخير"]),
    (Key::Reason, &["reason", "السبب"]),
    (Key::Weapon, &["weapon", "السلاح"]),
    (Key::Calibre, &["calibre", "العيار"]),
    (Key::Declared, &["declared", "معلن"]),
    (Key::Body, &["body", "الهيئة"]),
    (Key::Role, &["role", "الصفة"]),
    (Key::Rank, &["rank", "الرتبة"]),
    (Key::YearsService, &["years_service", "سنوات_الخدمة"]),
    (Key::ServedIn, &["served_in", "خدم_في"]),
    (Key::ServedAs, &["served_as", "صفة_الخدمة"]),
    (Key::NominatedBy, &["nominated_by", "جهة_الترشيح"]),
    (Key::Decision, &["decision", "القرار"]),
    (Key::Member, &["member", "العضو"]),
    (Key::Present, &["present", "الحضور"]),
    (Key::Vote, &["vote", "الصوت"]),
];

/// How an actor belongs to another.
pub(super) const LINKS: &[(LinkKind, &[&str])] = &[
    (LinkKind::BelongsTo, &["belongs_to", "تابع"]),
    (LinkKind::IntegratedInto, &["integrated_into", "مندمج في"]),
    (LinkKind::UnderCommandOf, &["under_command_of", "تحت إمرة"]),
    (LinkKind::MobilisedBy, &["mobilised_by", "معبأ من"]),
    (LinkKind::EscortedBy, &["escorted_by", "مرافق من"]),
];

/// Answers in registers, as data has them.
pub(super) const ANSWER_WORDS: &[(&str, &[&str])] = &[
    ("granted", &["granted", "مُنح", "مأذون به"]),
    ("refused", &["refused", "رُفض"]),
    ("answered", &["answered", "أُجيب"]),
    ("failed", &["failed", "أخفق"]),
];

/// What a verifier found.
pub(super) const STATES: &[(crate::register::Verified, &[&str])] = &[
    (crate::register::Verified::Done, &["done", "أُنجز"]),
    (crate::register::Verified::NotDone, &["not_done", "لم يُنجز"]),
    (crate::register::Verified::Claimed, &["claimed", "أُعلن"]),
    (crate::register::Verified::Partial, &["partial", "أُنجز جزئيًا"]),
];

/// States of a store's weapons, as data has them.
pub(super) const HELD: &[(&str, &[&str])] = &[
    ("present", &["present", "موجود"]),
    ("missing", &["missing", "مفقود"]),
    ("again_missing", &["again_missing", "مفقود مجددًا"]),
    ("not_accessible", &["not_accessible", "تعذّر الوصول"]),
    ("not_verified", &["not_verified", "تعذّر التحقق"]),
];

/// How monitors were received, as data has it.
pub(super) const RECEIVED: &[(&str, &[&str])] =
    &[("granted", &["granted", "سُمح به"]), ("denied", &["denied", "مُنع"]), ("delayed", &["delayed", "تأخّر"])];

/// Yes and no, as data has them.
pub(super) const YES_NO: &[(&str, &[&str])] = &[("yes", &["yes", "نعم"]), ("no", &["no", "لا"])];

/// A vote that nobody cast.
pub(super) const SILENT: &[&str] = &["silent", "صامت"];

/// From and until, in declarations.
pub(super) const FROM: &[&str] = &[" from ", " من "];
/// See [`FROM`].
pub(super) const TO: &[&str] = &[" until ", " حتى "];

/// Arabic names of registers beside [`RegisterKind::name`].
pub(super) fn register_words(kind: RegisterKind) -> [&'static str; 2] {
    let arabic = match kind {
        RegisterKind::Notices => "الإخطارات",
        RegisterKind::Authorisations => "الأذون",
        RegisterKind::Contacts => "الاتصالات",
        RegisterKind::Visits => "الزيارات",
        RegisterKind::Verifications => "التحققات",
        RegisterKind::Holdings => "الحيازات",
        RegisterKind::Coverage => "التغطية",
        RegisterKind::Answers => "الردود",
        RegisterKind::Links => "الصلات",
        RegisterKind::Positions => "المواقع",
        RegisterKind::Candidates => "المرشحون",
        RegisterKind::Members => "الأعضاء",
        RegisterKind::Votes => "الأصوات",
    };
    [kind.name(), arabic]
}
