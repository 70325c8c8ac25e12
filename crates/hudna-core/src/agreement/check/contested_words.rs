//! The words on which parties are known to differ, in both languages.
//!
//! To add one: a row here, with the ids that a term for it would have and what of a norm would read it. What the
//! vocabulary itself defines ("hostile act") is none.

use super::contested::{Contested, Reads, Settled};
use crate::value::Attribute;

const fn word(written: &'static str, terms: &'static str, reads: &'static [Reads]) -> Contested {
    Contested { written, terms, reads, settled: Settled::Never }
}
const fn measured(written: &'static str, terms: &'static str, reads: &'static [Reads]) -> Contested {
    Contested { written, terms, reads, settled: Settled::ByNumber }
}

/// The words.
pub(super) const CONTESTED: &[Contested] = &[
    word(
        "heavy weapon|heavy artillery|سلاح ثقيل|أسلحة ثقيلة|أسلحته الثقيلة|أسلحتها الثقيلة|السلاح الثقيل|الأسلحة الثقيلة",
        "heavy_weapon|heavy_weapons",
        &[Reads::Of(Attribute::Weapon), Reads::Of(Attribute::CalibreMm)],
    ),
    word(
        "medium weapon|weapons of war|أسلحة متوسطة|الأسلحة المتوسطة|أسلحة الحرب",
        "medium_weapon|weapons_of_war",
        &[Reads::Of(Attribute::Weapon), Reads::Of(Attribute::CalibreMm)],
    ),
    word(
        "offensive operation|offensive action|عملية هجومية|العمليات الهجومية|عمليات هجومية|أعمال هجومية",
        "offensive_operation|offensive",
        &[Reads::Of(Attribute::Act)],
    ),
    word("hot pursuit|مطاردة حثيثة|المطاردة الحثيثة", "hot_pursuit|pursuit", &[]),
    measured(
        "in the vicinity|in the proximity|in close proximity|close to the|close proximity|adjacent to|in the surroundings|\
         near the|بالقرب من|على مقربة|في محيط|في جوار|المجاورة ل|متقاربة|قرب خط|قرب المناطق|قرب المواقع",
        "vicinity|near|proximity|adjacent",
        &[Reads::Distance],
    ),
    measured(
        "in and around|in or around|around settlements|around the settlements|around towns|حولها|حوله|وفي محيطها",
        "settlement|around|in_and_around",
        &[Reads::Distance, Reads::Of(Attribute::SiteKind)],
    ),
    measured(
        "towards the adversary|towards the enemy|towards the other side|towards the opposing|نحو الخصم|باتجاه الخصم|نحو الطرف الآخر",
        "towards|forward",
        &[],
    ),
    word(
        "existing position|current position|present position|positioning of|existing lines|المواقع القائمة|المواقع الحالية|\
         تموضع القوات|مواقعها الحالية",
        "existing_positions|positions",
        &[],
    ),
    Contested {
        written: "as soon as possible|without undue delay|without delay|promptly|in due course|في أقرب وقت|بأسرع وقت|في أسرع وقت|\
                  دون تأخير|بلا تأخير|دون إبطاء",
        terms: "soon|prompt",
        reads: &[Reads::Day],
        settled: Settled::ByDay,
    },
    Contested {
        written: "immediately|forthwith|فورا|على الفور|فوري",
        terms: "immediately|soon",
        reads: &[],
        settled: Settled::ByNorm,
    },
    measured(
        "in advance|advance notice|prior notice|prior notification|advance notification|سلفا|مسبقا|إشعار مسبق|إخطار مسبق|\
         الإخطار المسبق|الإشعار المسبق",
        "in_advance|advance_notice",
        &[Reads::Notice],
    ),
    measured(
        "reasonable time|reasonable period|وقت معقول|مهلة معقولة|مدة معقولة",
        "reasonable_time",
        &[Reads::Day],
    ),
    word(
        "comprehensive settlement|final settlement|until further notice|as long as necessary|تسوية شاملة|تسوية نهائية|حتى إشعار آخر",
        "settlement_of_conflict|until",
        &[],
    ),
    word(
        "strategic location|strategic position|strategic area|موقع استراتيجي|مواقع استراتيجية|المواقع الاستراتيجية",
        "strategic|strategic_position",
        &[],
    ),
    word(
        "provocative|act of provocation|acts of provocation|provocation|deception|استفزاز|أعمال استفزازية|خداع",
        "provocation|provocative_act|provocative",
        &[Reads::Act("provocation")],
    ),
    word(
        "confrontational|lead to confrontation|could lead to a confrontation|يفضي إلى مواجهة|يعد مواجهة|إلى المواجهة|إلى مواجهة",
        "confrontational|confrontation",
        &[Reads::Of(Attribute::Act)],
    ),
    word(
        "hostile propaganda|hate speech|inflammatory|دعاية عدائية|الدعاية العدائية|خطاب كراهية|خطاب الكراهية|خطاب تحريضي",
        "propaganda|hate_speech",
        &[Reads::Act("incitement"), Reads::Act("speech")],
    ),
    word(
        "hostile intent|hostile posture|hostile activit|نية عدائية|النوايا العدائية|نوايا عدائية|نشاط عدائي|أنشطة عدائية",
        "hostile_intent|hostile",
        &[Reads::Of(Attribute::Act), Reads::Of(Attribute::Purpose)],
    ),
    word("sabotage|تخريب|أعمال تخريبية", "sabotage", &[Reads::Act("destruction"), Reads::Act("ied")]),
    word(
        "logistical|logistic purpose|administrative purpose|administrative movement|لوجستي|أغراض إدارية|لأغراض إدارية",
        "logistical_or_administrative|logistical|administrative",
        &[Reads::Of(Attribute::Purpose)],
    ),
    word(
        "affiliate|affiliated|proxies|proxy|تابعيه|تابعيها|تابعين له|تابعين لها|بالوكالة",
        "affiliates|affiliate|proxy",
        &[],
    ),
    word("deliberate|intentional|wilful|willful|متعمد|عمدا", "deliberate|intentional", &[]),
    word(
        "unauthorised|unauthorized|غير المأذون|غير مأذون|غير المصرح|غير مصرح|بلا إذن|دون إذن مسبق",
        "unauthorised|unauthorized",
        &[Reads::Leave],
    ),
    word(
        "effective disciplin|effective measure|effective step|effective action|effective control|appropriate measure|\
         appropriate step|appropriate action|necessary measure|necessary step|all possible measures|فعالة|السيطرة الفعلية|\
         الإجراءات المناسبة|إجراءات مناسبة|التدابير المناسبة|التدابير اللازمة|الإجراءات اللازمة",
        "effective|appropriate|necessary",
        &[],
    ),
    word("good faith|بحسن نية|حسن النية", "good_faith", &[]),
    word(
        "unhindered|unfettered|unimpeded|without hindrance|without restriction|دون عوائق|دون عائق|بلا عوائق|دون قيد|بلا قيد",
        "unhindered|unimpeded",
        &[Reads::Access, Reads::Of(Attribute::Access), Reads::Act("access_denied")],
    ),
    word(
        "the leadership|high command|supreme command|أمر من القيادة|أمر القيادة|القيادة العليا|القيادة العامة",
        "leadership|high_command",
        &[Reads::Of(Attribute::OrderedBy)],
    ),
    word(
        "civilian object|civilian infrastructure|civilian facilit|الأعيان المدنية|أعيان مدنية|المرافق المدنية|البنية التحتية المدنية",
        "civilian_object|civilian_objects|civilian_infrastructure",
        &[Reads::Of(Attribute::SiteKind), Reads::Of(Attribute::TargetKind)],
    ),
    word(
        "military presence|الوجود العسكري|وجود عسكري|التواجد العسكري",
        "military_presence",
        &[Reads::Of(Attribute::Act), Reads::Of(Attribute::Actor)],
    ),
    word(
        "populated area|residential area|المناطق المأهولة|مناطق مأهولة|المناطق السكنية|مناطق سكنية",
        "populated_area|residential_area",
        &[Reads::Of(Attribute::SiteKind)],
    ),
    word(
        "terrorist|mercenar|foreign fighter|إرهابي|مرتزقة|المقاتلين الأجانب|مقاتلين أجانب|المقاتلون الأجانب",
        "terrorist|mercenary|foreign_fighter",
        &[Reads::Of(Attribute::Actor), Reads::Of(Attribute::Target)],
    ),
    word(
        "justification|justified|proportionate|مبررات|مبرر|متناسب",
        "justification|justified|proportionate",
        &[Reads::Of(Attribute::Invoked)],
    ),
    word(
        "defensive position|defensive measure|purely defensive|مواقع دفاعية|تدابير دفاعية|مواقع الدفاع",
        "defensive",
        &[Reads::Of(Attribute::Purpose)],
    ),
    word(
        "any other violation|any other act|other similar|or similar|any other action|أي انتهاك آخر|أي عمل آخر|وما شابه|ونحو ذلك",
        "any_other|similar",
        &[],
    ),
];
