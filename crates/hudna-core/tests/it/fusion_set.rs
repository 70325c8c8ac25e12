//! Invented reports with known truth: an invented coast, invented formations, accounts of each happening
//! as several sources would give them. Also used by the benchmark.

use std::sync::Arc;

use hudna_core::place::{Point, Region};
use hudna_core::report::{Account, Origin, Report, Source, SourceKind};
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;

/// A report under construction.
pub(crate) struct Made(pub Report);

/// 2026-03-01T00:00:00Z in microseconds.
pub(crate) const MARCH: i64 = 1_772_323_200_000_000;

impl Made {
    /// A report of `source` with its own id.
    pub(crate) fn by(source: &str, kind: SourceKind, own_id: &str) -> Self {
        Self(Report {
            origin: Origin { file: "made.csv".into(), line: 1, own_id: Some(own_id.into()) },
            source: Source { name: source.into(), kind: Some(kind), reliability: None, credibility: None },
            reported_at: None,
            deeds: vec![Account::default()],
            echo_of: Vec::new(),
            answers: None,
            text: "".into(),
            places: Vec::new(),
            outlets: Vec::new(),
            aggregate: false,
        })
    }
    pub(crate) fn set(mut self, attribute: Attribute, value: Value) -> Self {
        self.0.deeds[0].set(attribute, vec![value]);
        self
    }
    /// A whole day of March, 1-based.
    pub(crate) fn day(self, day: i64) -> Self {
        let lo = Instant(MARCH).plus(Span::days(day - 1));
        self.set(Attribute::At, Value::Time(TimeRange::new(lo, lo.plus(Span::days(1)))))
    }
    /// Hours of a day of March.
    pub(crate) fn hours(self, day: i64, from: i64, to: i64) -> Self {
        let midnight = Instant(MARCH).plus(Span::days(day - 1));
        let range = TimeRange::new(midnight.plus(Span::hours(from)), midnight.plus(Span::hours(to)));
        self.set(Attribute::At, Value::Time(range))
    }
    pub(crate) fn place(self, at: Point, radius_m: f64) -> Self {
        self.set(Attribute::Place, Value::Place(Region::Disc { centre: at, radius_m }))
    }
    pub(crate) fn code(self, attribute: Attribute, name: &str) -> Self {
        match Code::parse(attribute, name) {
            Some(code) => self.set(attribute, Value::Code(code)),
            None => self,
        }
    }
    pub(crate) fn actor(self, attribute: Attribute, name: &str) -> Self {
        self.set(attribute, Value::Actor(name.into()))
    }
    pub(crate) fn count(self, attribute: Attribute, n: f64) -> Self {
        self.set(attribute, Value::Number(Number::exact(n)))
    }
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.text = text.into();
        self
    }
    pub(crate) fn line(mut self, line: u32) -> Self {
        self.0.origin.line = line;
        self
    }
    pub(crate) fn outlet(mut self, name: &str) -> Self {
        self.0.outlets.push(name.into());
        self
    }
}

/// A small, fixed generator of numbers: the same set on every machine.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }
    /// Between 0 and 1.
    pub(crate) fn part(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.part() < share
    }
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// A quarter of an invented town.
struct Quarter {
    town: usize,
    ar: String,
    en: String,
    at: Point,
}

const ONSETS: [(&str, &str); 14] = [
    ("b", "ب"),
    ("d", "د"),
    ("f", "ف"),
    ("h", "ه"),
    ("k", "ك"),
    ("l", "ل"),
    ("m", "م"),
    ("n", "ن"),
    ("r", "ر"),
    ("s", "س"),
    ("t", "ت"),
    ("z", "ز"),
    ("gh", "غ"),
    ("sh", "ش"),
];
const VOWELS: [(&str, &str); 3] = [("a", "ا"), ("i", "ي"), ("u", "و")];

/// An invented name in Latin letters and in Arabic.
fn name(dice: &mut Dice) -> (String, String) {
    let (mut en, mut ar) = (String::new(), String::new());
    for _ in 0..3 {
        let (on, ona) = ONSETS[dice.below(ONSETS.len())];
        let (v, va) = VOWELS[dice.below(VOWELS.len())];
        en.push_str(on);
        en.push_str(v);
        ar.push_str(ona);
        ar.push_str(va);
    }
    en[..1].make_ascii_uppercase();
    (en, ar)
}

/// The act, how English and Arabic accounts put it.
struct Manner {
    code: &'static str,
    branch: &'static str,
    en: [&'static str; 4],
    ar: [&'static str; 3],
}

const MANNERS: [Manner; 8] = [
    Manner {
        code: "shelling",
        branch: "fire",
        en: [
            "Mortar rounds hit",
            "Shells landed on",
            "Artillery shelled",
            "Indiscriminate bombardment struck",
        ],
        ar: ["سقطت قذائف هاون على", "قصف مدفعي استهدف", "قذائف أصابت"],
    },
    Manner {
        code: "clash",
        branch: "ground",
        en: [
            "Clashes erupted near",
            "Heavy fighting was reported around",
            "Gun battle broke out at",
            "Rival fighters fought by",
        ],
        ar: ["اندلعت اشتباكات قرب", "مواجهات مسلحة عند", "قتال عنيف في محيط"],
    },
    Manner {
        code: "ied",
        branch: "explosion",
        en: [
            "A roadside bomb exploded at",
            "An explosive device detonated near",
            "Blast ripped through",
            "A car bomb went off outside",
        ],
        ar: ["انفجرت عبوة ناسفة عند", "تفجير استهدف", "انفجار سيارة مفخخة قرب"],
    },
    Manner {
        code: "sniping",
        branch: "fire",
        en: [
            "Sniper fire from a rooftop at",
            "A sniper shot people near",
            "Sniping was heard at",
            "Gunfire by a sniper hit",
        ],
        ar: ["قنص من سطح مبنى عند", "أطلق قناص النار قرب", "نيران قناصة طالت"],
    },
    Manner {
        code: "air_strike",
        branch: "fire",
        en: ["Warplanes bombed", "An air strike hit", "Jets struck", "Aircraft attacked"],
        ar: ["غارة جوية على", "قصف الطيران", "طائرات حربية استهدفت"],
    },
    Manner {
        code: "ambush",
        branch: "ground",
        en: [
            "Gunmen ambushed a patrol near",
            "An ambush was laid at",
            "Fighters attacked a convoy by",
            "A vehicle came under attack at",
        ],
        ar: ["كمين لدورية قرب", "هاجم مسلحون رتلا عند", "تعرضت آلية لهجوم قرب"],
    },
    Manner {
        code: "killing",
        branch: "harm",
        en: [
            "Unknown gunmen killed people at",
            "Bodies were found near",
            "Attackers shot dead residents by",
            "Execution of captives at",
        ],
        ar: ["قتل مسلحون أشخاصا عند", "عثر على جثث قرب", "أعدم محتجزون عند"],
    },
    Manner {
        code: "abduction",
        branch: "harm",
        en: [
            "Armed men kidnapped staff from",
            "Abduction reported at",
            "Hostages were taken near",
            "Residents were seized by gunmen at",
        ],
        ar: ["خطف مسلحون موظفين من", "اختطاف عند", "أخذ رهائن قرب"],
    },
];

const SITES: [(&str, &str, &str); 12] = [
    ("hospital", "the hospital", "المستشفى"),
    ("market", "the market", "السوق"),
    ("worship", "the mosque", "المسجد"),
    ("school", "the school", "المدرسة"),
    ("checkpoint", "the checkpoint", "البوابة"),
    ("barracks", "the barracks", "المعسكر"),
    ("airfield", "the airport", "المطار"),
    ("port", "the port", "الميناء"),
    ("road", "the coast road", "الطريق الساحلي"),
    ("utility", "the power station", "محطة الكهرباء"),
    ("residential", "houses", "منازل"),
    ("position", "a position", "موقع عسكري"),
];

const PADDING_EN: [&str; 10] = [
    "according to residents",
    "officials said",
    "medics reported",
    "a security source said",
    "witnesses told",
    "no group claimed responsibility",
    "the road was closed afterwards",
    "shops remained shut",
    "talks had been expected",
    "ambulances reached the area late",
];
const PADDING_AR: [&str; 8] = [
    "بحسب سكان",
    "قال مصدر أمني",
    "أفاد شهود عيان",
    "وأغلقت الطرق",
    "ولم تتبن أي جهة",
    "وفق مصدر طبي",
    "وسط حالة من التوتر",
    "ونقل المصابون إلى المستشفى",
];

/// One happening as it was.
struct Truth {
    quarter: usize,
    minute: i64,
    manner: usize,
    site: usize,
    actor: usize,
    target: usize,
    killed: u64,
    injured: u64,
    person: (String, String),
}

/// A set with known truth: `truth[i]` is the happening that `reports[i]` tells of.
pub(crate) struct Set {
    pub reports: Vec<Report>,
    pub truth: Vec<u32>,
}

/// How a set is made.
pub(crate) struct Recipe {
    pub happenings: usize,
    pub towns: usize,
    pub days: i64,
    /// Share of happenings that stand in the same town on the same day as the one before: hard negatives.
    pub crowded: f64,
    pub seed: u64,
}

/// Makes a set.
pub(crate) fn make(recipe: &Recipe) -> Set {
    let mut dice = Dice(recipe.seed);
    let towns: Vec<((String, String), Point)> = (0..recipe.towns)
        .map(|_| (name(&mut dice), Point { lon: -38.0 + dice.part() * 8.0, lat: 30.0 + dice.part() * 4.0 }))
        .collect();
    let quarters: Vec<Quarter> = (0..recipe.towns * 8)
        .map(|i| {
            let (en, ar) = name(&mut dice);
            let centre = towns[i / 8].1;
            let shift = |dice: &mut Dice| (dice.part() - 0.5) * 0.07;
            let at = Point { lon: centre.lon + shift(&mut dice), lat: centre.lat + shift(&mut dice) };
            Quarter { town: i / 8, ar, en, at }
        })
        .collect();
    let formations: Vec<(String, String)> = (0..12)
        .map(|i| {
            let (en, ar) = name(&mut dice);
            (format!("{en} Brigade {}", i + 1), format!("لواء {ar} {}", i + 1))
        })
        .collect();
    let mut set = Set { reports: Vec::new(), truth: Vec::new() };
    let mut last: Option<Truth> = None;
    for happening in 0..recipe.happenings {
        let crowded = dice.chance(recipe.crowded);
        let truth = truth(&mut dice, recipe, &quarters, last.as_ref().filter(|_| crowded));
        let sources = [1, 1, 2, 2, 2, 3, 3, 4][dice.below(8)];
        let mut used = [false; 6];
        for _ in 0..sources {
            let who = dice.below(6);
            if std::mem::replace(&mut used[who], true) {
                continue;
            }
            let line = set.reports.len() as u32 + 2;
            let report = account(&mut dice, &truth, who, line, &towns, &quarters, &formations);
            set.reports.push(report);
            set.truth.push(happening as u32);
        }
        last = Some(truth);
    }
    set
}

fn truth(dice: &mut Dice, recipe: &Recipe, quarters: &[Quarter], near: Option<&Truth>) -> Truth {
    let (quarter, minute) = match near {
        Some(last) => {
            let town = quarters[last.quarter].town;
            let day = last.minute / 1_440;
            (town * 8 + dice.below(8), day * 1_440 + dice.below(1_440) as i64)
        }
        None => (dice.below(quarters.len()), dice.below((recipe.days * 1_440) as usize) as i64),
    };
    let actor = dice.below(12);
    let target = (actor + 1 + dice.below(11)) % 12;
    let large = dice.chance(0.15);
    Truth {
        quarter,
        minute,
        manner: dice.below(MANNERS.len()),
        site: dice.below(SITES.len()),
        actor,
        target,
        killed: if large { 8 + dice.below(40) as u64 } else { dice.below(5) as u64 },
        injured: if large { 10 + dice.below(80) as u64 } else { dice.below(8) as u64 },
        person: name(dice),
    }
}

/// The six sources: two data sets, two outlets (one Arabic), a patrol and a hospital.
const SOURCES: [(&str, SourceKind); 6] = [
    ("Event Set North", SourceKind::Dataset),
    ("Event Set South", SourceKind::Dataset),
    ("Marsa Wire", SourceKind::Media),
    ("صوت مرسى", SourceKind::Media),
    ("Patrol 4", SourceKind::Patrol),
    ("مستشفى الشاطئ", SourceKind::Hospital),
];

fn account(
    dice: &mut Dice,
    truth: &Truth,
    who: usize,
    line: u32,
    towns: &[((String, String), Point)],
    quarters: &[Quarter],
    formations: &[(String, String)],
) -> Report {
    let (source, kind) = SOURCES[who];
    let made = Made::by(source, kind, &format!("{who}-{line}")).line(line);
    let made = when(dice, made, truth, who);
    let made = where_(dice, made, truth, towns, quarters);
    let manner = &MANNERS[truth.manner];
    let made = match dice.below(10) {
        0..=5 => made.code(Attribute::Act, manner.code),
        6 | 7 => made.code(Attribute::Act, manner.branch),
        8 => made.code(Attribute::Act, "hostile"),
        _ => made.code(Attribute::Act, if manner.branch == "harm" { "small_arms" } else { "killing" }),
    };
    let made = if dice.chance(0.4) { made.code(Attribute::SiteKind, SITES[truth.site].0) } else { made };
    let (mut actor, mut target) = (truth.actor, truth.target);
    if dice.chance(0.15) {
        std::mem::swap(&mut actor, &mut target);
    }
    let arabic = who == 3 || who == 5 || (who == 4 && dice.chance(0.5));
    let named = |i: usize| if arabic { &formations[i].1 } else { &formations[i].0 };
    let made = if dice.chance(0.65) { made.actor(Attribute::Actor, named(actor)) } else { made };
    let made = if dice.chance(0.45) { made.actor(Attribute::Target, named(target)) } else { made };
    let killed = slipped(dice, truth.killed);
    let made = if dice.chance(0.8) { made.count(Attribute::Killed, killed as f64) } else { made };
    let injured = slipped(dice, truth.injured);
    let made = if dice.chance(0.5) { made.count(Attribute::Injured, injured as f64) } else { made };
    let text = narrative(dice, truth, arabic, killed, towns, quarters);
    made.text(&text).0
}

fn slipped(dice: &mut Dice, n: u64) -> u64 {
    match dice.below(10) {
        0..=5 => n,
        6 | 7 => n + 1,
        8 => n.saturating_sub(1),
        _ => n + n / 3 + dice.below(3) as u64,
    }
}

fn when(dice: &mut Dice, made: Made, truth: &Truth, who: usize) -> Made {
    let (day, hour) = (truth.minute / 1_440 + 1, truth.minute % 1_440 / 60);
    match who {
        4 | 5 => made.hours(day, (hour - 1).max(0), hour + 2),
        _ => match dice.below(20) {
            0..=14 => made.day(day),
            15 | 16 => made.day(day + 1),
            17 => made.day(day + 2),
            18 => made.day(day - 1),
            _ => made.hours(day, -24, 48),
        },
    }
}

fn where_(
    dice: &mut Dice,
    made: Made,
    truth: &Truth,
    towns: &[((String, String), Point)],
    quarters: &[Quarter],
) -> Made {
    let quarter = &quarters[truth.quarter];
    let centre = towns[quarter.town].1;
    match dice.below(10) {
        0..=3 => made.place(centre, 5_000.0),
        4..=6 => made.place(quarter.at, 1_000.0),
        7 => made.place(Point { lon: centre.lon + 0.1, lat: centre.lat - 0.1 }, 25_000.0),
        8 => made.place(Point { lon: quarter.at.lon + 0.003, lat: quarter.at.lat }, 300.0),
        _ => made.place(centre, 1_000.0),
    }
}

fn narrative(
    dice: &mut Dice,
    truth: &Truth,
    arabic: bool,
    killed: u64,
    towns: &[((String, String), Point)],
    quarters: &[Quarter],
) -> String {
    let (manner, site) = (&MANNERS[truth.manner], &SITES[truth.site]);
    let (quarter, town) = (&quarters[truth.quarter], &towns[quarters[truth.quarter].town].0);
    let mut parts: Vec<String> = Vec::new();
    if arabic {
        parts.push(format!(
            "{} {}",
            dice.pick(&manner.ar),
            if dice.chance(0.75) { site.2 } else { "المنطقة" }
        ));
        if dice.chance(0.6) {
            parts.push(format!("في حي {}", quarter.ar));
        }
        parts.push(format!("بمدينة {}", town.1));
        if dice.chance(0.5) && killed > 0 {
            parts.push(format!("ما أدى إلى مقتل {killed} أشخاص"));
        }
        if dice.chance(0.35) {
            parts.push(format!("بينهم {}", truth.person.1));
        }
        (0..dice.below(3)).for_each(|_| parts.push(dice.pick(&PADDING_AR).into()));
    } else {
        parts.push(format!(
            "{} {}",
            dice.pick(&manner.en),
            if dice.chance(0.75) { site.1 } else { "the area" }
        ));
        if dice.chance(0.6) {
            parts.push(format!("in the {} quarter", quarter.en));
        }
        parts.push(format!("of {}", town.0));
        if dice.chance(0.5) && killed > 0 {
            parts.push(format!("killing at least {killed} people"));
        }
        if dice.chance(0.35) {
            parts.push(format!("among them {}", truth.person.0));
        }
        (0..dice.below(3)).for_each(|_| parts.push(dice.pick(&PADDING_EN).into()));
    }
    parts.join(if arabic { " " } else { ", " })
}

/// Pairs of reports joined, and joined rightly, against the pairs that should be.
pub(crate) struct Measure {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// Measures `of` (the incident of each report) against the truth, over all pairs.
pub(crate) fn measure(truth: &[u32], of: &[u32]) -> Measure {
    let pairs = |groups: std::collections::BTreeMap<(u32, u32), u64>| -> f64 {
        groups.values().map(|n| (n * (n - 1) / 2) as f64).sum()
    };
    let grouped = |key: &dyn Fn(usize) -> (u32, u32)| {
        let mut groups = std::collections::BTreeMap::new();
        (0..truth.len()).for_each(|i| *groups.entry(key(i)).or_insert(0_u64) += 1);
        groups
    };
    let (should, did) = (pairs(grouped(&|i| (truth[i], 0))), pairs(grouped(&|i| (of[i], 0))));
    let right = pairs(grouped(&|i| (truth[i], of[i])));
    let (precision, recall) = (right / did.max(1.0), right / should.max(1.0));
    Measure { precision, recall, f1: 2.0 * precision * recall / (precision + recall).max(1e-9) }
}

/// The incident of each report.
pub(crate) fn incident_of(reports: usize, fusion: &hudna_core::incident::Fusion) -> Vec<u32> {
    let mut of = vec![u32::MAX; reports];
    for (at, incident) in fusion.incidents.iter().enumerate() {
        incident.reports.iter().for_each(|r| of[*r as usize] = at as u32);
    }
    of
}

/// A name as an actor value holds it.
pub(crate) fn actor(name: &str) -> Value {
    Value::Actor(Arc::from(name))
}
