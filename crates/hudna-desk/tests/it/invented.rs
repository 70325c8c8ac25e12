//! A small invented coast with an agreement, reports, incidents and findings, for the documents to show.
//!
//! Findings are written by hand here: these tests are about what documents say, not about what is found.

use std::sync::Arc;

use hudna_core::agreement::norm::{Burden, Exception, Kind, Need, Norm, Rule, Subject, Who};
use hudna_core::agreement::{
    Agreement, Article, Backdrop, Bilingual, Formation, Geometry, LinkKind, Party, Shape, SourceText,
};
use hudna_core::condition::{Asks, Atom, AtomKind, Expr, Lies, Truth, Words};
use hudna_core::finding::{
    Against, Asked, Assessment, By, Finding, MissingFact, MissingSet, Outcome, Reason, Route, SubjectRef,
    UnknownWord,
};
use hudna_core::geo::{Geometry as Geo, LineString, MultiPolygon, Point, Polygon};
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::ledger::stages::Stages;
use hudna_core::place::Region;
use hudna_core::register::Registers;
use hudna_core::report::{Account, Origin, PlaceName, Report, Source};
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::{Alternative, Attribute, Fact, Number, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::document::{Lines, View};
use hudna_desk::intake::SetAside;
use jiff::tz::TimeZone;

mod entries;

use entries::{registers, set_aside};

pub(crate) struct World {
    pub(crate) agreement: Agreement,
    pub(crate) reports: Vec<Report>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) assessment: Assessment,
    pub(crate) stages: Stages,
    pub(crate) registers: Registers,
    pub(crate) set_aside: Vec<SetAside>,
    pub(crate) period: TimeRange,
}

impl World {
    pub(crate) fn view(&self) -> View<'_> {
        let (accepted, set_aside) = (self.reports.len() as u64, self.set_aside.len() as u64);
        View {
            agreement: &self.agreement,
            reports: (&self.reports).into(),
            incidents: &self.incidents,
            assessment: &self.assessment,
            stages: &self.stages,
            set_aside: &self.set_aside,
            lines: Lines { read: accepted + set_aside, accepted, set_aside },
            registers: &self.registers,
            period: self.period,
            before: View::before(self.period),
            as_of: at("2026-03-15T19:30"),
            number: "74/2026",
        }
    }
}

fn both(ar: &str, en: &str) -> Bilingual {
    Bilingual { ar: ar.into(), en: en.into() }
}

pub(crate) fn at(text: &str) -> Instant {
    let civil: jiff::civil::DateTime = text.parse().expect("a civil time");
    hudna_core::time::instants_of(civil, &zone()).lo
}

fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(2))
}

fn polygon(points: &[(f64, f64)]) -> Polygon<f64> {
    Polygon::new(LineString::from(points.to_vec()), Vec::new())
}

fn origin(file: &str, line: u32, id: &str) -> Origin {
    Origin { file: file.into(), line, own_id: Some(id.into()) }
}

pub(crate) fn code(attribute: Attribute, name: &str) -> Value {
    Value::Code(Code::parse(attribute, name).expect("a code of the vocabulary"))
}

const ACT: Words = Words { start: 10, end: 20 };
const IN_BUFFER: Words = Words { start: 30, end: 40 };
const NOTIFIED: Words = Words { start: 50, end: 60 };

fn codes(names: &[&str]) -> Vec<Code> {
    names.iter().map(|n| Code::parse(Attribute::Act, n).expect("an act")).collect()
}

fn atom(kind: AtomKind, words: Words) -> Expr {
    Expr::Atom(Atom { kind, words })
}

fn norm(id: &str, kind: Kind, when: Expr) -> Norm {
    Norm {
        id: id.into(),
        kind,
        who: Who::Parties,
        from: None,
        until: None,
        severity: Some("grave".into()),
        rule: Some(Rule::on(Subject::Deed, when, Expr::Constant(false))),
        exception: None,
        words: Words::default(),
    }
}

fn norms() -> Vec<Norm> {
    let shelling = Expr::And(vec![
        atom(AtomKind::Codes(Attribute::Act, codes(&["shelling", "rocket"])), ACT),
        atom(AtomKind::Zone(Attribute::Place, Lies::Inside, "buffer".into()), IN_BUFFER),
    ]);
    let movement = atom(AtomKind::Codes(Attribute::Act, codes(&["movement"])), ACT);
    let notified = atom(AtomKind::Register(Asks::Notified, 0), NOTIFIED);
    vec![
        norm("a4.1", Kind::Prohibition, shelling),
        norm("a5.1", Kind::Prohibition, movement.clone()),
        Norm {
            rule: None,
            exception: Some(Exception {
                over: vec!["a5.1".into()],
                when: movement,
                needs: vec![Need { id: "notice".into(), when: notified, burden: Burden::Open }],
                only: true,
            }),
            ..norm("a5.2", Kind::Permission, Expr::Constant(true))
        },
    ]
}

fn articles() -> Vec<Article> {
    let article = |id: &str, ar: &str, en: &str, paragraphs: Vec<(&str, &str, &str)>| Article {
        id: id.into(),
        title: both(ar, en),
        paragraphs: paragraphs.into_iter().map(|(n, ar, en)| (n.into(), both(ar, en))).collect(),
        words: Words::default(),
    };
    vec![
        article(
            "a4",
            "المادة 4: القصف",
            "Article 4: Shelling",
            vec![(
                "4.1",
                "يُحظر على الطرفين، اعتبارًا من يوم السريان، إطلاق نيران المدفعية أو الصواريخ داخل المنطقة العازلة.",
                "From the day of entry into force, neither party shall fire artillery or rockets within the buffer zone.",
            )],
        ),
        article(
            "a5",
            "المادة 5: التحركات",
            "Article 5: Movements",
            vec![
                ("5.1", "تُجمَّد القوات في مواقعها.", "Forces stay where they stand."),
                (
                    "5.2",
                    "ويُستثنى تحرك أُخطرت به اللجنة قبل 24 ساعة.",
                    "Except a movement notified to the commission 24 hours before.",
                ),
            ],
        ),
    ]
}

fn backdrop() -> Vec<Backdrop> {
    let area = |id: &str, kind: &str, ar: &str, en: &str, points: &[(f64, f64)]| Backdrop {
        id: id.into(),
        kind: kind.into(),
        name: both(ar, en),
        shape: Geo::Polygon(polygon(points)),
    };
    let town = |id: &str, ar: &str, en: &str, lon: f64, lat: f64| Backdrop {
        id: id.into(),
        kind: "town".into(),
        name: both(ar, en),
        shape: Geo::Point(Point::new(lon, lat)),
    };
    vec![
        area(
            "mainland",
            "land",
            "البر",
            "mainland",
            &[
                (-39.2, 30.7),
                (-39.2, 31.2),
                (-38.75, 31.28),
                (-38.5, 31.52),
                (-38.2, 31.58),
                (-38.0, 31.43),
                (-37.6, 31.38),
                (-37.1, 31.3),
                (-37.1, 30.7),
            ],
        ),
        area(
            "raml",
            "sector",
            "قطاع تلّ الرمل",
            "Tall al-Raml sector",
            &[(-38.9, 30.9), (-38.4, 30.9), (-38.4, 31.6), (-38.9, 31.6)],
        ),
        area(
            "marsa",
            "sector",
            "قطاع مرسى",
            "Marsa sector",
            &[(-38.4, 31.2), (-37.4, 31.2), (-37.4, 31.6), (-38.4, 31.6)],
        ),
        area(
            "qasab",
            "sector",
            "قطاع عين القصب",
            "Ayn al-Qasab sector",
            &[(-38.4, 30.9), (-37.4, 30.9), (-37.4, 31.2), (-38.4, 31.2)],
        ),
        town("t1", "مرسى", "Marsa", -38.05, 31.384),
        town("t2", "وادي السرو", "Wadi al-Sarw", -38.2, 31.262),
        town("t3", "عين القصب", "Ayn al-Qasab", -38.12, 31.055),
        town("t4", "تلّ الرمل", "Tall al-Raml", -38.58, 31.02),
        town("t5", "الجرف", "Al-Jurf", -38.62, 31.325),
        town("t6", "خربة الغزال", "Khirbat al-Ghazal", -37.93, 31.19),
        town("t7", "الملّاحة", "Al-Mallaha", -37.5, 31.3),
        town("t8", "بئر الملح", "Bir al-Milh", -37.96, 31.21),
    ]
}

fn geometries() -> Vec<Geometry> {
    let line = |party: &str, bend: f64| Geometry {
        id: "contact".into(),
        name: both("خط التماس", "contact line"),
        valid: TimeRange::ALL,
        course_of: Some(party.into()),
        dispute: Some("ghazal_bend".into()),
        shape: Shape::Line(Arc::new(vec![LineString::from(vec![
            (-38.88, 31.08),
            (-38.6, 31.125),
            (-38.1, 31.16),
            (-37.93, 31.19 + bend),
            (-37.45, 31.24),
        ])])),
    };
    vec![
        Geometry {
            id: "buffer".into(),
            name: both("المنطقة العازلة", "buffer zone"),
            valid: TimeRange::ALL,
            course_of: None,
            dispute: None,
            shape: Shape::Zone(Arc::new(MultiPolygon(vec![polygon(&[
                (-38.6, 31.09),
                (-38.1, 31.12),
                (-37.9, 31.13),
                (-37.45, 31.2),
                (-37.45, 31.28),
                (-37.9, 31.24),
                (-38.1, 31.2),
                (-38.6, 31.16),
            ])]))),
        },
        line("first", 0.03),
        line("second", -0.03),
    ]
}

fn agreement() -> Agreement {
    let party = |id: &str, ar: &str, en: &str| Party {
        id: id.into(),
        name: both(ar, en),
        bound_from: at("2026-03-01T00:01"),
        adhered: TimeRange::exact(at("2026-03-01T00:01")),
        bound_until: None,
    };
    let formation = |id: &str, ar: &str, en: &str| Formation {
        id: id.into(),
        name: both(ar, en),
        alternatives: Vec::new(),
    };
    Agreement {
        id: "marsa".into(),
        version: 2,
        title: both("صيغة التفاهم على وقف إطلاق النار في مرسى", "Understanding on a Ceasefire in Marsa"),
        notice: both("وثيقة افتراضية: لا وجود لهذا المكان", "Invented document: this place does not exist"),
        prevails: "ar".into(),
        zone_time: zone(),
        zone_name: "Etc/GMT-2".into(),
        signed: Some(TimeRange::exact(at("2026-02-27T12:00"))),
        d_day: at("2026-03-01T00:01"),
        ends: None,
        reply_within: Some(Span::days(5)),
        answers_for: vec![LinkKind::BelongsTo],
        mixed_accounts: false,
        articles: articles(),
        parties: vec![
            party("first", "الطرف الأول", "First Party"),
            party("second", "الطرف الثاني", "Second Party"),
        ],
        formations: vec![
            formation("wadi-company", "سرية الوادي", "Wadi Company"),
            formation("road-guard", "حرس الطريق", "Road Guard"),
        ],
        excluded: Vec::new(),
        links: Vec::new(),
        terms: Vec::new(),
        matches: Vec::new(),
        complete: Vec::new(),
        geometries: geometries(),
        backdrop: backdrop(),
        norms: norms(),
        severities: Vec::new(),
        ambiguities: Vec::new(),
        suspensions: Vec::new(),
        extensions: Vec::new(),
        course_rulings: Vec::new(),
        supersedes: None,
        gazetteer: None,
        source: Arc::new(SourceText::default()),
    }
}

fn report(i: u32, text: &str, place: &str) -> Report {
    Report {
        origin: origin("reports/patrols.ar.csv", i + 2, &format!("P-{:03}", i + 1)),
        source: Source { name: "patrol".into(), kind: None, reliability: Some('B'), credibility: Some(2) },
        reported_at: None,
        deeds: vec![Account::default()],
        echo_of: Vec::new(),
        answers: None,
        text: text.into(),
        places: vec![PlaceName {
            attribute: Attribute::Place,
            written: place.into(),
            candidates: Vec::new(),
        }],
        outlets: Vec::new(),
        aggregate: false,
    }
}

fn fact(values: Vec<(Value, Vec<u32>)>) -> Fact {
    Fact { alternatives: values.into_iter().map(|(value, reports)| Alternative { value, reports }).collect() }
}

fn incident(n: u32, facts: Vec<(Attribute, Fact)>, reports: Vec<u32>) -> Incident {
    let mut facts = facts;
    facts.sort_by_key(|(a, _)| *a);
    Incident {
        id: IncidentId(format!("INC-{n:08X}")),
        independent: u32::try_from(reports.len()).expect("few"),
        deeds: vec![Deed { facts, reports: reports.clone() }],
        reports,
        part_of: Vec::new(),
    }
}

fn leaf(
    asked: Asked,
    truth: Truth,
    words: Option<Words>,
    attributes: Vec<Attribute>,
    reports: Vec<u32>,
) -> Reason {
    let (burden, text, distance, entries, parts) = (None, None, None, Vec::new(), Vec::new());
    Reason { asked, truth, burden, words, text, attributes, distance, reports, entries, parts }
}

fn branch(asked: Asked, truth: Truth, parts: Vec<Reason>) -> Reason {
    Reason { parts, ..leaf(asked, truth, None, Vec::new(), Vec::new()) }
}

fn finding(incident: &Incident, norm: &str, outcome: Outcome, because: Reason) -> Finding {
    Finding {
        subject: SubjectRef { kind: "incident", id: incident.id.0.clone(), deed: Some(1) },
        together: Vec::new(),
        norm: norm.into(),
        version: 2,
        outcome,
        possible: vec![outcome],
        if_bound: outcome,
        against: Against::Parties(vec![vec!["second".into()]]),
        by: Vec::new(),
        clash: Vec::new(),
        ambiguities: Vec::new(),
        severity: Some("grave".into()),
        because,
        missing: Vec::new(),
    }
}

/// One period with `n` rounds of the same four incidents.
pub(crate) fn world(n: u32) -> World {
    let period = TimeRange { lo: at("2026-03-09T00:00"), hi: at("2026-03-16T00:00") };
    let (mut reports, mut incidents, mut assessment) = (Vec::new(), Vec::new(), Assessment::default());
    for k in 0..n {
        let base = u32::try_from(reports.len()).expect("few");
        reports.push(report(base, "سقطت قذائف هاون شرق خربة الغزال", "خربة الغزال"));
        reports.push(report(
            base + 1,
            "Mortar fire <script>alert('x')</script> heard & seen",
            "Khirbat al-Ghazal",
        ));
        reports.push(report(base + 2, "رتل من ثلاث آليات على طريق مرسى", "مرسى"));
        reports.push(report(base + 3, "=1+1 انفجار في مكان غير معروف", "؟"));
        let shift = f64::from(k % 37) * 0.01;
        let time = |hours: i64, width: i64| {
            let lo = period.lo.plus(Span::hours(hours + i64::from(k % 24)));
            Value::Time(TimeRange::new(lo, lo.plus(Span::minutes(width))))
        };
        let shelling = incident(
            k * 4,
            vec![
                (Attribute::Act, fact(vec![(code(Attribute::Act, "shelling"), vec![base, base + 1])])),
                (Attribute::At, fact(vec![(time(30, 30), vec![base, base + 1])])),
                (
                    Attribute::Place,
                    fact(vec![(
                        Value::Place(Region::disc(-37.9 - shift, 31.18, 800.0)),
                        vec![base, base + 1],
                    )]),
                ),
                (
                    Attribute::Actor,
                    fact(vec![
                        (Value::Actor("wadi-company".into()), vec![base]),
                        (Value::Actor("road-guard".into()), vec![base + 1]),
                    ]),
                ),
                (
                    Attribute::Killed,
                    fact(vec![
                        (Value::Number(Number { low: 1.0, best: 2.0, high: 3.0 }), vec![base]),
                        (Value::Nothing, vec![base + 1]),
                    ]),
                ),
                (
                    Attribute::Explosions,
                    fact(vec![(Value::Number(Number { low: 5.0, best: 6.0, high: 8.0 }), vec![base])]),
                ),
            ],
            vec![base, base + 1],
        );
        let breach = incident(
            k * 4 + 1,
            vec![
                (Attribute::Act, fact(vec![(code(Attribute::Act, "rocket"), vec![base])])),
                (Attribute::At, fact(vec![(time(50, 0), vec![base])])),
                (
                    Attribute::Place,
                    fact(vec![(Value::Place(Region::disc(-38.0 - shift, 31.17, 0.0)), vec![base])]),
                ),
                (Attribute::Actor, fact(vec![(Value::Actor("wadi-company".into()), vec![base])])),
                (Attribute::TargetKind, fact(vec![(code(Attribute::TargetKind, "civilian"), vec![base])])),
                (Attribute::Injured, fact(vec![(Value::Number(Number::exact(4.0)), vec![base])])),
            ],
            vec![base],
        );
        let convoy = incident(
            k * 4 + 2,
            vec![
                (Attribute::Act, fact(vec![(code(Attribute::Act, "troop_movement"), vec![base + 2])])),
                (Attribute::At, fact(vec![(time(72, 60), vec![base + 2])])),
                (
                    Attribute::Place,
                    fact(vec![
                        (Value::Place(Region::disc(-38.05, 31.384, 0.0)), vec![base + 2]),
                        (Value::Place(Region::disc(-38.2, 31.3, 0.0)), vec![base + 2]),
                    ]),
                ),
            ],
            vec![base + 2],
        );
        let nowhere = incident(
            k * 4 + 3,
            vec![(Attribute::Act, fact(vec![(code(Attribute::Act, "explosion"), vec![base + 3])]))],
            vec![base + 3],
        );
        assessment.findings.extend(findings(&shelling, &breach, &convoy, base));
        assessment.not_covered += 9;
        for (i, outcome) in [&shelling, &breach, &convoy, &nowhere].into_iter().zip([
            Outcome::Undetermined,
            Outcome::Breach,
            Outcome::Permitted,
            Outcome::NotCovered,
        ]) {
            assessment.by_incident.push((i.id.clone(), outcome));
        }
        incidents.extend([shelling, breach, convoy, nowhere]);
    }
    World {
        agreement: agreement(),
        reports,
        incidents,
        assessment,
        stages: Stages::default(),
        registers: registers(period),
        set_aside: set_aside(),
        period,
    }
}

fn findings(shelling: &Incident, breach: &Incident, convoy: &Incident, base: u32) -> [Finding; 3] {
    let head = |truth| {
        vec![
            leaf(Asked::InForce, Truth::True, None, vec![Attribute::At], vec![base]),
            leaf(Asked::Bound, truth, None, vec![Attribute::At, Attribute::Actor], vec![base]),
        ]
    };
    let when = |place| {
        let act = leaf(Asked::Atom, Truth::True, Some(ACT), vec![Attribute::Act], vec![base, base + 1]);
        let inside = leaf(Asked::Atom, place, Some(IN_BUFFER), vec![Attribute::Place], vec![base]);
        branch(Asked::When, place, vec![branch(Asked::All, place, vec![act, inside])])
    };
    let tree = |bound, place| {
        let mut parts = head(bound);
        parts.push(when(place));
        branch(Asked::All, place, parts)
    };
    let mut open = finding(shelling, "a4.1", Outcome::Undetermined, tree(Truth::Unknown, Truth::Unknown));
    open.possible = vec![Outcome::Breach, Outcome::NotCovered];
    open.against = Against::Unknown(UnknownWord::Unknown);
    open.by = vec![By::Accounts];
    let missing = |fact: &str, attribute, route, answers: &[&str]| MissingFact {
        fact: fact.into(),
        attribute,
        route,
        answers: answers.iter().map(|a| (*a).to_owned()).collect(),
    };
    open.missing = vec![
        MissingSet {
            settles: true,
            facts: vec![missing("link road-guard", None, Route::Registry, &["yes", "no"])],
        },
        MissingSet {
            settles: false,
            facts: vec![
                missing("place", Some(Attribute::Place), Route::Patrol, &["in buffer", "outside buffer"]),
                missing("calibre_mm", Some(Attribute::CalibreMm), Route::Patrol, &["..<100", "100.."]),
            ],
        },
    ];
    let mut broken = finding(breach, "a4.1", Outcome::Breach, tree(Truth::True, Truth::True));
    broken.because.parts[2] = several_places(base);
    broken.because.parts.push(exception_that_fails());
    let mut notified = leaf(Asked::Atom, Truth::True, Some(NOTIFIED), vec![], vec![]);
    notified.entries = vec!["registers/notices.csv:4".into()];
    let exception = branch(
        Asked::Exception("a5.2".into()),
        Truth::True,
        vec![branch(Asked::Need("notice".into()), Truth::True, vec![notified])],
    );
    let mut parts = head(Truth::True);
    parts.push(leaf(Asked::Atom, Truth::True, Some(ACT), vec![Attribute::Act], vec![base + 2]));
    parts.push(exception);
    [open, broken, finding(convoy, "a5.1", Outcome::Permitted, branch(Asked::All, Truth::True, parts))]
}

/// Any one of two places is enough, and one holds.
fn several_places(base: u32) -> Reason {
    let act = leaf(Asked::Atom, Truth::True, Some(ACT), vec![Attribute::Act], vec![base]);
    let inside = leaf(Asked::Atom, Truth::True, Some(IN_BUFFER), vec![Attribute::Place], vec![base]);
    let mut elsewhere = leaf(Asked::Atom, Truth::False, None, vec![Attribute::Place], vec![base]);
    elsewhere.text = Some("S_INTERSECTS(place, zone('elsewhere'))".into());
    let any = branch(Asked::Any, Truth::True, vec![inside, elsewhere]);
    branch(Asked::When, Truth::True, vec![branch(Asked::All, Truth::True, vec![act, any])])
}

/// One precondition is not known, the other does not hold: that alone is enough.
fn exception_that_fails() -> Reason {
    let mut order = leaf(Asked::Atom, Truth::Unknown, None, vec![Attribute::OrderedBy], vec![]);
    order.text = Some("ordered_by = 'leadership'".into());
    let notified = leaf(Asked::Atom, Truth::False, Some(NOTIFIED), vec![], vec![]);
    branch(
        Asked::Exception("a5.2".into()),
        Truth::False,
        vec![
            branch(Asked::When, Truth::Unknown, vec![order]),
            branch(Asked::Need("notice".into()), Truth::False, vec![notified]),
        ],
    )
}
