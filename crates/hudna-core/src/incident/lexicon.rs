//! Kinds of words that accounts of armed events share, in English and Arabic, as data.
//!
//! Each concept gathers the stems that different sources and languages use for one kind of thing, so that
//! «مستشفى» and *clinic* count as one shared word. How common the concept is in such accounts says how
//! little a shared one proves. Names of people, places and formations never stand here: they are read
//! from the reports. To add a word, add its folded stem to a row (see [`super::words::stem`]).

/// How much a shared word of this kind proves before any report is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rarity {
    /// In most accounts of armed events.
    Everywhere,
    /// In many.
    Common,
    /// In few: it tells happenings apart.
    Telling,
}

/// One concept: its name, how common it is and its stems.
pub(super) struct Concept {
    /// The token that all its stems become.
    pub name: &'static str,
    /// How common.
    pub rarity: Rarity,
    /// Folded stems, blank-separated.
    pub stems: &'static str,
}

const fn row(name: &'static str, rarity: Rarity, stems: &'static str) -> Concept {
    Concept { name, rarity, stems }
}

use Rarity::{Common, Everywhere, Telling};

/// The concepts.
pub(super) static CONCEPTS: &[Concept] = &[
    row(
        "=kill",
        Everywhere,
        "kill dead death die slay fatal fatality toll قتل قتلي مقتل قتيل قتيلين وفاه توفي سقط ضحايا",
    ),
    row("=wound", Everywhere, "wound injure injury hurt جرح جرحي جريح اصيب اصابه مصاب مصابين"),
    row(
        "=attack",
        Everywhere,
        "attack assault raid storm target هجوم هاجم اعتداء استهدف استهداف اقتحام اقتحم",
    ),
    row(
        "=clash",
        Everywhere,
        "clash fight fighting battle skirmish firefight gunfight اشتباك اشتباكات قتال معركه معارك مواجهات",
    ),
    row("=fire", Everywhere, "fire shot shoot gunfire gunshot اطلاق نار رصاص عيارات"),
    row(
        "=gunmen",
        Everywhere,
        "gunman gunmen militant fighter rebel insurgent armed مسلح مسلحين مسلحون مقاتل مقاتلين",
    ),
    row(
        "=civilian",
        Everywhere,
        "civilian people person resident villager مدني مدنيين مدنيون سكان اهالي شخص اشخاص",
    ),
    row("=forces", Everywhere, "force troop soldier army military قوات جنود جندي جيش عسكري عسكريين"),
    row("=state", Common, "government official authority state حكومه رسمي سلطات حكومي"),
    row("=police", Common, "police policeman policemen officer cop شرطه شرطي ضابط"),
    row(
        "=blast",
        Common,
        "bomb bombing blast explosion explode explosive detonate ied device انفجار تفجير عبوه ناسفه",
    ),
    row(
        "=shelling",
        Common,
        "shell shelling bombard bombardment artillery قصف قذيفه قذائف مقذوف مقذوفات مدفعيه مدفعي",
    ),
    row("=town", Everywhere, "town city village area district مدينه بلده قريه منطقه حي"),
    row(
        "=source",
        Everywhere,
        "say said report witness medic source spokesman according قال افاد شهود مصدر مصادر متحدث بحسب شاهد",
    ),
    row("=group", Everywhere, "group member militia brigade unit مجموعه كتيبه لواء فصيل تشكيل عناصر"),
    row("=road", Common, "road highway route طريق الطريق سريع"),
    row("=vehicle", Common, "vehicle car truck convoy سياره سيارات اليه اليات شاحنه رتل قافله مركبه"),
    row("=house", Common, "house home building منزل منازل بيت بيوت مبني"),
    row("=woman", Common, "woman women girl امراه نساء سيده فتاه"),
    row("=child", Common, "child children boy kid طفل اطفال طفله"),
    row("=shop", Telling, "shop store محل محلات متجر"),
    row("=mortar", Telling, "mortar هاون"),
    row("=rocket", Telling, "rocket missile grad صاروخ صواريخ صاروخي صاروخيه غراد"),
    row("=airstrike", Telling, "airstrike warplane jet aircraft غاره غارات طيران طائره طائرات"),
    row("=drone", Telling, "drone uav unmanned مسيره درون"),
    row("=sniper", Telling, "sniper sniping قناص قنص قناصه"),
    row("=mine", Telling, "mine landmine لغم الغام"),
    row("=tank", Telling, "tank دبابه دبابات"),
    row("=suicide", Telling, "suicide انتحاري"),
    row("=hospital", Telling, "hospital clinic مستشفي مشفي عياده مصحه"),
    row("=ambulance", Telling, "ambulance اسعاف"),
    row("=market", Telling, "market bazaar marketplace سوق"),
    row("=mosque", Telling, "mosque مسجد جامع"),
    row("=church", Telling, "church cathedral pastor كنيسه"),
    row("=school", Telling, "school university student مدرسه جامعه طلاب"),
    row("=checkpoint", Telling, "checkpoint roadblock بوابه حاجز تفتيش"),
    row("=barracks", Telling, "barrack base camp garrison ثكنه معسكر قاعده"),
    row("=camp", Telling, "refugee displaced idp مخيم نازحين نازحون لاجئين"),
    row("=airport", Telling, "airport airfield airbase مطار"),
    row("=port", Telling, "port harbour harbor ميناء مرفا"),
    row("=prison", Telling, "prison jail inmate سجن سجناء"),
    row("=bank", Telling, "bank مصرف بنك"),
    row("=court", Telling, "court judge محكمه قاضي"),
    row("=station", Telling, "station مركز مخفر محطه"),
    row("=hotel", Telling, "hotel فندق"),
    row("=embassy", Telling, "embassy consulate diplomat سفاره قنصليه"),
    row("=parliament", Telling, "parliament congress lawmaker برلمان مجلس نواب"),
    row("=oil", Telling, "oil refinery pipeline نفط مصفاه نفطي حقل"),
    row("=power", Telling, "electricity powerplant كهرباء"),
    row("=water", Telling, "water well مياه بئر"),
    row("=bridge", Telling, "bridge جسر كوبري"),
    row("=farm", Telling, "farm farmer herder cattle cow مزرعه مزارع ماشيه رعاه"),
    row("=funeral", Telling, "funeral burial mourner جنازه عزاء تشييع"),
    row("=wedding", Telling, "wedding عرس زفاف"),
    row("=journalist", Telling, "journalist reporter صحفي صحافي اعلامي"),
    row("=politician", Telling, "politician candidate minister mayor مرشح وزير عميد سياسي"),
    row("=election", Telling, "election vote poll انتخابات انتخاب اقتراع"),
    row(
        "=protest",
        Telling,
        "protest protester demonstrator riot rioter mob تظاهر متظاهر متظاهرين محتجين احتجاج",
    ),
    row("=tribe", Telling, "tribe tribal clan elder قبيله قبلي قبائل شيخ"),
    row("=commander", Telling, "commander general colonel brigadier leader امر قائد عقيد لواءركن"),
    row("=abduct", Telling, "kidnap abduct hostage abduction خطف اختطاف مخطوف رهائن"),
    row("=arrest", Telling, "arrest detain suspect اعتقال احتجاز موقوف قبض"),
    row("=behead", Telling, "behead execute execution اعدام ذبح"),
    row("=ambush", Telling, "ambush كمين"),
    row("=grenade", Telling, "grenade رمانه قنبله"),
    row("=motorcycle", Telling, "motorcycle motorbike دراجه"),
    row("=bus", Telling, "bus passenger حافله ركاب"),
    row("=burn", Telling, "burn arson torch ablaze حرق احراق اضرام"),
    row("=loot", Telling, "loot rob robbery steal نهب سرقه سطو"),
    row("=airdefence", Telling, "antiaircraft مضاد"),
    row("=patrol", Telling, "patrol دوريه"),
    row("=aid", Telling, "aid relief humanitarian اغاثه مساعدات"),
    row("=monitor", Telling, "monitor observer مراقب مراقبين"),
    row("=withdraw", Telling, "withdraw withdrawal retreat انسحاب انسحب"),
    row("=advance", Telling, "advance تقدم"),
    row("=capture", Telling, "capture seize control سيطره استيلاء سيطر"),
    row("=morning", Common, "morning dawn صباح فجر"),
    row("=night", Common, "night evening dusk ليل ليله مساء"),
    row("=north", Common, "north northern شمال شمالي"),
    row("=south", Common, "south southern جنوب جنوبي"),
    row("=east", Common, "east eastern شرق شرقي"),
    row("=west", Common, "west western غرب غربي"),
];

/// Concepts that say what kind of thing was hit, kindred ones in a row: two accounts that name different rows
/// seldom are one.
pub(super) static SITES: &[&str] = &[
    "=hospital =ambulance",
    "=market =shop",
    "=mosque",
    "=church",
    "=school",
    "=checkpoint",
    "=barracks",
    "=camp",
    "=airport",
    "=port",
    "=prison",
    "=bank",
    "=court",
    "=station",
    "=hotel",
    "=embassy",
    "=parliament",
    "=oil",
    "=power",
    "=water",
    "=bridge",
    "=farm",
    "=funeral",
    "=wedding",
    "=bus",
    "=house",
];

/// Concepts that say how it was done, kindred ones in a row.
pub(super) static MANNERS: &[&str] = &[
    "=shelling =mortar =rocket =tank",
    "=blast =suicide =mine =grenade",
    "=airstrike =drone",
    "=sniper",
    "=clash =ambush",
    "=abduct",
    "=arrest",
    "=behead",
    "=burn",
    "=loot",
    "=protest",
];

/// Who was hit, by calling: folded stems, kindred ones in a row. Two accounts that name different rows seldom are
/// one. What speakers are called (officials, medics, residents) never stands here.
pub(super) static CALLINGS: &[&str] = &[
    "policeman policemen policewoman constable شرطي",
    "cleric imam preacher pastor priest bishop امام خطيب قس",
    "trader merchant shopkeeper vendor seller businessman تاجر تجار بائع",
    "teacher lecturer professor معلم معلمه مدرس استاذ",
    "politician candidate councillor lawmaker mayor مرشح عميد سياسي",
    "journalist cameraman صحفي صحافي",
    "nurse surgeon طبيب ممرض ممرضه",
    "student pupil طالب طلاب تلميذ",
    "driver motorist سائق",
    "watchman warden حارس",
];

/// Folded words that follow the name of a small place.
pub(super) static LOCAL: &str = "quarter ward neighborhood neighbourhood suburb village hamlet";

/// Folded words before which an Arabic text names none and after which it names a small place.
pub(super) static LOCAL_BEFORE: &str = "حي محله ضاحيه قريه";

/// Folded words that follow the name of a place where much happens.
pub(super) static BROAD: &str =
    "town city district state province lga county governorate region area department division";

/// Words of a formation's name that many formations bear, folded.
pub(super) static BEARINGS: &str = "front movement party liberation national popular people peoples united union \
    council communal ethnic youth supporters organization organisation coalition alliance faction wing command \
    democratic revolutionary islamic forces force militia army group brigade brigades battalion division unit \
    جبهه حركه حزب تحرير وطني وطنيه شعبي اتحاد مجلس تحالف تنظيم قياده اسلاميه اسلامي";

/// Folded words after which an Arabic text gives a name.
pub(super) static CUES: &str = "حي مدينة منطقة قرية بلدة شارع لواء كتيبة معسكر مطار ميناء مخيم جبل وادي محلة ضاحية \
    مستشفى مسجد جامع فندق قرب جنوب شمال شرق غرب العقيد اللواء النقيب الشيخ الدكتور السيد المدعو بينهم";

/// Words that prove nothing, folded.
pub(super) static STOP: &str = "a an and are as at be been but by for from had has have he her him his how i if in \
    into is it its left more most near new no not of off on one or other out over own she since so some than that \
    the their them then there these they this to under until up update was we were what when where which while who \
    will with within after before during between around about also amid least first last two three second day \
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december week month year old al el bin ibn abu between against \
    في من علي الي عن مع ان كان كانت هذا هذه ذلك التي الذي الذين بعد قبل خلال عند حتي او ثم قد لم لن ما لا وقد كما \
    بين حول قرب ضد اثر جراء يوم امس اليوم ساعه الساعه تم احد اثناء عدد كل بعض هو هي هم \
    يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر";

/// Numbers written as words, folded.
pub(super) static NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("hundred", 100),
    ("dozen", 12),
    ("اثنان", 2),
    ("اثنين", 2),
    ("ثلاثه", 3),
    ("ثلاث", 3),
    ("اربعه", 4),
    ("اربع", 4),
    ("خمسه", 5),
    ("خمس", 5),
    ("سته", 6),
    ("ست", 6),
    ("سبعه", 7),
    ("سبع", 7),
    ("ثمانيه", 8),
    ("ثماني", 8),
    ("تسعه", 9),
    ("تسع", 9),
    ("عشره", 10),
    ("عشر", 10),
    ("عشرين", 20),
    ("عشرون", 20),
    ("ثلاثين", 30),
    ("ثلاثون", 30),
    ("اربعين", 40),
    ("خمسين", 50),
    ("مئه", 100),
    ("مائه", 100),
];

/// Phrases by which a narrative counts several happenings, folded: whatever its dates, it sums up.
pub(super) static SEVERAL: &[&str] = &[
    "separate incident",
    "separate attack",
    "separate clash",
    "several incident",
    "several attack",
    "series of attack",
    "various incident",
    "multiple incident",
    "multiple attack",
    "في حوادث متفرقه",
    "حوادث منفصله",
    "هجمات منفصله",
    "سلسله هجمات",
];

/// Phrases that speak of a long time or of many places, folded: they sum up only what is dated as widely. An
/// exact hour beside *this week* is one happening of this week.
pub(super) static PERIOD: &[&str] = &[
    "during the week",
    "over the week",
    "this week",
    "past week",
    "in the past month",
    "over the month",
    "during the month",
    "since the beginning",
    "since the start of the",
    "in recent week",
    "over several day",
    "over the past",
    "total since",
    "so far this",
    "multiple location",
    "several location",
    "several village",
    "خلال الاسبوع",
    "خلال الشهر",
    "منذ بدايه",
    "في عده مناطق",
    "خلال الايام الماضيه",
    "الاسبوع الماضي",
    "في مناطق متفرقه",
];
