//! The codes that reports and norms share: trees of acts, weapons, means and flat lists of the rest.
//!
//! A report may stop at a branch ("firing"): it then stands for every leaf beneath it. Codes are kept
//! in pre-order, so that a branch is a contiguous range of codes. To add a code, add a row: the
//! templates, the checker and the documents read this table. A row that was ever shipped is never renamed: the
//! record holds its name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Attribute;

/// One code of the vocabulary: an index into [`TABLE`]. In data `attribute/code`, for rows come in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = TABLE.get(usize::from(self.0)).ok_or(serde::ser::Error::custom("no such code"))?;
        serializer.collect_str(&format_args!("{}/{}", row.attribute.name(), row.code))
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BY_TEXT.get(text.as_str()).copied().ok_or_else(|| serde::de::Error::custom("no such code"))
    }
}

/// Codes by how data write them.
static BY_TEXT: LazyLock<FxHashMap<String, Code>> = LazyLock::new(|| {
    let text = |(i, row): (usize, &Row)| (format!("{}/{}", row.attribute.name(), row.code), index(i));
    TABLE.iter().enumerate().map(text).collect()
});

/// One row of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The attribute whose values these are.
    pub attribute: Attribute,
    /// 0 for a top code, 1 for its children, and so on.
    pub depth: u8,
    /// The code as written in conditions and findings.
    pub code: &'static str,
    /// Its Arabic label.
    pub ar: &'static str,
    /// Its English label.
    pub en: &'static str,
}

impl Code {
    /// This code's row.
    pub fn row(self) -> &'static Row {
        &TABLE[usize::from(self.0)]
    }
    /// The code as written.
    pub fn name(self) -> &'static str {
        self.row().code
    }
    /// The codes of this subtree, this one included, as a half-open range of indexes.
    pub fn subtree(self) -> std::ops::Range<u16> {
        self.0..SUBTREE_ENDS.get(usize::from(self.0)).copied().unwrap_or(self.0)
    }
    /// Whether `other` is this code or lies beneath it.
    pub fn covers(self, other: Self) -> bool {
        self.subtree().contains(&other.0)
    }
    /// The code directly above, if any.
    pub fn parent(self) -> Option<Self> {
        let (attribute, depth) = (self.row().attribute, self.row().depth);
        (0..self.0)
            .rev()
            .map(Code)
            .take_while(|c| c.row().attribute == attribute)
            .find(|c| c.row().depth < depth)
    }
    /// The leaves beneath (itself, where it has no children).
    pub fn leaves(self) -> impl Iterator<Item = Self> {
        self.subtree().map(Code).filter(|c| c.subtree().len() == 1)
    }
    /// The nearest code that covers both, if they share one.
    pub fn common(self, other: Self) -> Option<Self> {
        let mut up = Some(self);
        while let Some(code) = up {
            if code.covers(other) {
                return Some(code);
            }
            up = code.parent();
        }
        None
    }
    /// The code of `attribute` written exactly as `name`.
    pub fn parse(attribute: Attribute, name: &str) -> Option<Self> {
        codes_of(attribute).find(|c| c.name() == name)
    }
}

/// All codes of one attribute, in pre-order.
pub fn codes_of(attribute: Attribute) -> impl Iterator<Item = Code> {
    TABLE.iter().enumerate().filter(move |(_, row)| row.attribute == attribute).map(|(i, _)| index(i))
}

/// For each code the index past the last beneath it.
static SUBTREE_ENDS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let end = |(i, row): (usize, &Row)| {
        let beneath = |other: &&Row| other.attribute == row.attribute && other.depth > row.depth;
        let len = TABLE[i + 1..].iter().take_while(beneath).count();
        u16::try_from(i + 1 + len).unwrap_or(u16::MAX)
    };
    TABLE.iter().enumerate().map(end).collect()
});

fn index(i: usize) -> Code {
    Code(u16::try_from(i).unwrap_or(u16::MAX))
}

const fn row(attribute: Attribute, depth: u8, code: &'static str, ar: &'static str, en: &'static str) -> Row {
    Row { attribute, depth, code, ar, en }
}

use Attribute::{
    Access, Act, Invoked, Means, Present, Purpose, Rank, Role, ServedAs, SiteKind, TargetKind, Vote, Weapon,
};

/// The vocabulary, in pre-order within each attribute.
pub static TABLE: &[Row] = &[
    row(Act, 0, "hostile", "عمل عدائي", "hostile act"),
    row(Act, 1, "fire", "إطلاق نار", "firing"),
    row(Act, 2, "small_arms", "إطلاق نار من أسلحة خفيفة", "small-arms fire"),
    row(Act, 2, "sniping", "قنص", "sniping"),
    row(Act, 2, "shelling", "قصف مدفعي", "shelling"),
    row(Act, 2, "rocket", "قصف صاروخي", "rocket fire"),
    row(Act, 2, "air_strike", "غارة جوية", "air strike"),
    row(Act, 2, "drone_strike", "ضربة بمسيّرة", "drone strike"),
    row(Act, 2, "training_fire", "رماية تدريبية", "training fire"),
    row(Act, 1, "explosion", "انفجار", "explosion"),
    row(Act, 2, "mine_blast", "انفجار لغم", "mine blast"),
    row(Act, 2, "ied", "انفجار عبوة ناسفة", "improvised explosive device"),
    row(Act, 2, "unexploded", "ذخيرة غير منفجرة", "unexploded ordnance"),
    row(Act, 1, "ground", "عمل بري", "ground action"),
    row(Act, 2, "clash", "اشتباك", "clash"),
    row(Act, 2, "assault", "هجوم بري", "assault"),
    row(Act, 2, "ambush", "كمين", "ambush"),
    row(Act, 2, "capture", "استيلاء على موقع", "capture of ground"),
    row(Act, 1, "harm", "إيذاء", "harm to people or property"),
    row(Act, 2, "killing", "قتل", "killing"),
    row(Act, 2, "abduction", "خطف", "abduction"),
    row(Act, 2, "detention", "احتجاز", "detention"),
    row(Act, 2, "torture", "تعذيب", "torture"),
    row(Act, 2, "sexual_violence", "عنف جنسي", "sexual violence"),
    row(Act, 2, "displacement", "تهجير", "forced displacement"),
    row(Act, 2, "looting", "نهب", "looting"),
    row(Act, 2, "destruction", "تدمير ممتلكات", "destruction of property"),
    row(Act, 2, "occupation", "احتلال مبنى مدني", "occupation of a civilian building"),
    row(Act, 2, "camp_entry", "دخول مخيم", "entry into a camp"),
    row(Act, 0, "step", "خطوة عسكرية", "military step"),
    row(Act, 1, "movement", "تحرك", "movement"),
    row(Act, 2, "troop_movement", "تحرك قوات", "troop movement"),
    row(Act, 2, "advance", "تقدّم", "advance"),
    row(Act, 2, "resupply", "إمداد", "resupply"),
    row(Act, 2, "withdrawal", "انسحاب", "withdrawal"),
    row(Act, 1, "flight", "تحليق", "flight"),
    row(Act, 2, "manned", "تحليق طائرة مأهولة", "manned flight"),
    row(Act, 2, "drone", "تحليق مسيّرة", "drone flight"),
    row(Act, 1, "reconnaissance", "استطلاع", "reconnaissance"),
    row(Act, 1, "fortification", "تحصين", "fortification"),
    row(Act, 1, "deployment", "انتشار", "deployment"),
    row(Act, 1, "mine_laying", "زرع ألغام", "mine laying"),
    row(Act, 1, "jamming", "تشويش", "jamming"),
    row(Act, 1, "recruitment", "تجنيد", "recruitment"),
    row(Act, 2, "adult", "تجنيد بالغين", "recruitment of adults"),
    row(Act, 2, "child", "تجنيد أطفال", "recruitment of children"),
    row(Act, 1, "training", "تدريب", "training"),
    row(Act, 0, "obstruction", "عرقلة", "obstruction"),
    row(Act, 1, "access_denied", "منع الوصول", "access denied"),
    row(Act, 1, "harassment", "مضايقة", "harassment"),
    row(Act, 1, "aid_obstruction", "عرقلة المساعدات", "obstruction of aid"),
    row(Act, 1, "free_movement", "تقييد حرية الحركة", "restriction of movement"),
    row(Act, 0, "speech", "خطاب", "speech"),
    row(Act, 1, "incitement", "تحريض", "incitement"),
    row(Act, 1, "provocation", "استفزاز", "provocation"),
    row(Act, 1, "disavowal", "تنصّل من الاتفاق", "disavowal of the agreement"),
    row(Weapon, 0, "small_arm", "سلاح خفيف", "small arm"),
    row(Weapon, 0, "machine_gun", "رشاش", "machine gun"),
    row(Weapon, 0, "mortar", "هاون", "mortar"),
    row(Weapon, 0, "artillery", "مدفعية", "artillery"),
    row(Weapon, 1, "gun", "مدفع", "gun"),
    row(Weapon, 1, "rocket_launcher", "راجمة صواريخ", "rocket launcher"),
    row(Weapon, 0, "armour", "مدرعات", "armour"),
    row(Weapon, 1, "tank", "دبابة", "tank"),
    row(Weapon, 1, "carrier", "ناقلة جند", "armoured carrier"),
    row(Weapon, 0, "anti_tank", "سلاح مضاد للدروع", "anti-tank weapon"),
    row(Weapon, 0, "air_defence", "دفاع جوي", "air defence"),
    row(Weapon, 0, "aircraft", "طائرة", "aircraft"),
    row(Weapon, 1, "plane", "طائرة ثابتة الجناح", "plane"),
    row(Weapon, 1, "helicopter", "طائرة عمودية", "helicopter"),
    row(Weapon, 1, "uav", "طائرة مسيّرة", "unmanned aircraft"),
    row(Weapon, 0, "mine", "لغم", "mine"),
    row(Weapon, 0, "ied", "عبوة ناسفة", "improvised explosive device"),
    row(Means, 0, "saw", "مشاهدة", "seen"),
    row(Means, 0, "heard", "سماع", "heard"),
    row(Means, 0, "camera", "كاميرا", "camera"),
    row(Means, 0, "uav", "طائرة مسيّرة", "unmanned aircraft"),
    row(Means, 0, "trace", "أثر", "trace on the ground"),
    row(Means, 0, "document", "وثيقة", "document"),
    row(Means, 0, "told", "إفادة", "told"),
    row(TargetKind, 0, "civilian", "مدنيون", "civilians"),
    row(TargetKind, 0, "military", "قوات", "forces"),
    row(TargetKind, 0, "mixed", "مدنيون وقوات", "civilians and forces"),
    row(TargetKind, 0, "infrastructure", "بنية تحتية", "infrastructure"),
    row(TargetKind, 0, "medical", "مرفق أو فريق طبي", "medical facility or team"),
    row(TargetKind, 0, "monitor", "مراقبون", "monitors"),
    row(TargetKind, 0, "aid", "عمل إنساني", "aid workers or goods"),
    row(SiteKind, 0, "residential", "حي سكني", "residential area"),
    row(SiteKind, 0, "hospital", "مستشفى", "hospital"),
    row(SiteKind, 0, "school", "مدرسة", "school"),
    row(SiteKind, 0, "worship", "دار عبادة", "place of worship"),
    row(SiteKind, 0, "market", "سوق", "market"),
    row(SiteKind, 0, "camp", "مخيم", "camp"),
    row(SiteKind, 0, "checkpoint", "بوابة", "checkpoint"),
    row(SiteKind, 0, "position", "موقع عسكري", "military position"),
    row(SiteKind, 0, "barracks", "ثكنة", "barracks"),
    row(SiteKind, 0, "airfield", "مطار", "airfield"),
    row(SiteKind, 0, "port", "ميناء", "port"),
    row(SiteKind, 0, "road", "طريق", "road"),
    row(SiteKind, 0, "utility", "مرفق خدمي", "utility"),
    row(SiteKind, 0, "open_ground", "أرض خالية", "open ground"),
    row(SiteKind, 0, "store", "مخزن سلاح", "weapons store"),
    row(SiteKind, 0, "warehouse", "مستودع", "warehouse"),
    row(SiteKind, 0, "range", "ميدان رماية", "firing range"),
    row(Purpose, 0, "logistics", "إمداد وتموين", "logistics"),
    row(Purpose, 0, "administration", "شأن إداري", "administration"),
    row(Purpose, 0, "training", "تدريب", "training"),
    row(Purpose, 0, "medevac", "إجلاء طبي", "medical evacuation"),
    row(Purpose, 0, "rotation", "تبديل قوات", "rotation of forces"),
    row(Purpose, 0, "aid", "مساعدات إنسانية", "humanitarian aid"),
    row(Purpose, 0, "mine_clearance", "إزالة ألغام", "mine clearance"),
    row(Purpose, 0, "policing", "حفظ الأمن", "policing"),
    row(Purpose, 0, "monitoring", "مراقبة", "monitoring"),
    row(Purpose, 0, "offensive", "هجوم", "offensive"),
    row(Purpose, 0, "withdrawal", "انسحاب", "withdrawal"),
    row(Purpose, 0, "repair", "إصلاح مرافق", "repair of utilities"),
    row(Purpose, 0, "survey", "استطلاع", "survey"),
    row(Purpose, 0, "reply", "الرد على هجوم", "reply to an attack"),
    row(Invoked, 0, "self_defence", "دفاع عن النفس", "self-defence"),
    row(Invoked, 0, "hot_pursuit", "مطاردة حثيثة", "hot pursuit"),
    row(Invoked, 0, "return_fire", "الرد على هجوم", "return fire"),
    row(Invoked, 0, "medevac", "إجلاء طبي", "medical evacuation"),
    row(Invoked, 0, "training", "تدريب", "training"),
    row(Invoked, 0, "policing", "حفظ الأمن", "policing"),
    row(Invoked, 0, "safety", "سلامة الفرق", "safety of teams"),
    row(Invoked, 0, "error", "خطأ", "error"),
    row(Access, 0, "granted", "سُمح بالوصول", "granted"),
    row(Access, 0, "denied", "مُنع الوصول", "denied"),
    row(Access, 0, "delayed", "تأخّر الوصول", "delayed"),
    row(Rank, 0, "enlisted", "ضباط صف وأفراد", "other ranks"),
    row(Rank, 1, "private", "جندي", "private"),
    row(Rank, 1, "corporal", "عريف", "corporal"),
    row(Rank, 1, "sergeant", "رقيب", "sergeant"),
    row(Rank, 1, "warrant_officer", "رئيس عرفاء", "warrant officer"),
    row(Rank, 0, "officer", "ضابط", "officer"),
    row(Rank, 1, "junior_officer", "ضابط برتبة صغرى", "junior officer"),
    row(Rank, 2, "second_lieutenant", "ملازم", "second lieutenant"),
    row(Rank, 2, "lieutenant", "ملازم أول", "lieutenant"),
    row(Rank, 2, "captain", "نقيب", "captain"),
    row(Rank, 1, "field_officer", "ضابط قائد", "field officer"),
    row(Rank, 2, "major", "رائد", "major"),
    row(Rank, 2, "lieutenant_colonel", "مقدم", "lieutenant colonel"),
    row(Rank, 2, "colonel", "عقيد", "colonel"),
    row(Rank, 1, "general_officer", "ضابط عام", "general officer"),
    row(Rank, 2, "brigadier", "عميد", "brigadier"),
    row(Rank, 2, "major_general", "لواء", "major general"),
    row(Rank, 2, "lieutenant_general", "فريق", "lieutenant general"),
    row(ServedAs, 0, "commander", "قائد", "commander"),
    row(ServedAs, 0, "staff", "ضابط ركن", "staff officer"),
    row(ServedAs, 0, "combatant", "مقاتل", "combatant"),
    row(ServedAs, 1, "officer", "ضابط", "officer"),
    row(ServedAs, 1, "private", "جندي", "private"),
    row(ServedAs, 0, "support", "إسناد", "support"),
    row(ServedAs, 1, "medical", "خدمات طبية", "medical service"),
    row(ServedAs, 1, "technical", "خدمات فنية", "technical service"),
    row(ServedAs, 1, "administrative", "خدمات إدارية", "administrative service"),
    row(Role, 0, "chair", "رئيس", "chair"),
    row(Role, 0, "deputy", "نائب الرئيس", "deputy chair"),
    row(Role, 0, "member", "عضو", "member"),
    row(Role, 0, "secretary", "مقرر", "secretary"),
    row(Role, 0, "liaison", "ضابط ارتباط", "liaison officer"),
    row(Role, 0, "adviser", "مستشار", "adviser"),
    row(Role, 0, "observer", "مراقب", "observer"),
    row(Present, 0, "present", "حاضر", "present"),
    row(Present, 0, "absent", "غائب", "absent"),
    row(Vote, 0, "for", "مع", "for"),
    row(Vote, 0, "against", "ضد", "against"),
    row(Vote, 0, "abstained", "ممتنع", "abstained"),
];
