//! How much two reports speak for one happening: a sum of log-odds, part by part.
//!
//! In the manner of Fellegi and Sunter each part adds the logarithm of *how often this is seen between
//! accounts of one happening* over *how often between accounts of two near each other*. The weights are
//! set by hand and written down in `docs/fusion.md`. A part that cannot be compared is left out: silence
//! neither joins nor parts. Nothing here knows what other reports were joined; that is `cluster`.
//!
//! To add a part: a variant of [`Part`], a function that returns its points, a line in [`weigh`].

use serde::Serialize;

use super::record::{DAY, Record, Side, Spot};
use super::telling::{self, kinds};
use crate::value::Number;
use crate::vocabulary::Code;

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Where any two reports near each other start: most tell of different happenings, the more so the more
    /// reports a day there are.
    Start,
    /// Hours between the two times, relative to their widths.
    Time,
    /// Metres between the two places beyond what their precision explains.
    Place,
    /// Likeness of the narratives, 0 to 1, rare words counting most.
    Words,
    /// Rare names that both give.
    Names,
    /// How it was done, as the texts put it.
    Manner,
    /// The act, by the distance of the two codes in the tree.
    Act,
    /// The kind of target.
    TargetKind,
    /// The callings of those hit, as the texts name them.
    Victims,
    /// Quarters and villages, as the texts name them.
    Locality,
    /// The kind of site, as coded or as the texts name it.
    SiteKind,
    /// The weapon.
    Weapon,
    /// Actors and targets, either way round.
    Actors,
    /// People killed.
    Killed,
    /// People injured.
    Injured,
    /// Rounds counted.
    Rounds,
    /// Explosions counted.
    Explosions,
    /// Other numbers in the texts.
    Numbers,
    /// Outlets that both rest on.
    Outlets,
    /// One source that numbers its reports and gave these two different ones.
    Source,
}

impl Part {
    /// Every part, in the order in which it is shown.
    pub const ALL: [Self; 20] = [
        Self::Start,
        Self::Time,
        Self::Place,
        Self::Words,
        Self::Names,
        Self::Manner,
        Self::Act,
        Self::TargetKind,
        Self::Victims,
        Self::Locality,
        Self::SiteKind,
        Self::Weapon,
        Self::Actors,
        Self::Killed,
        Self::Injured,
        Self::Rounds,
        Self::Explosions,
        Self::Numbers,
        Self::Outlets,
        Self::Source,
    ];

    /// The most it can add, in nats.
    pub const fn weight(self) -> f64 {
        match self {
            Self::Start | Self::Source | Self::Locality => 0.0,
            Self::Time => 2.4,
            Self::Place => 1.2,
            Self::Words => 4.0,
            Self::Names => 2.5,
            Self::Manner => 0.3,
            Self::Victims => 0.4,
            Self::Act | Self::SiteKind => 0.8,
            Self::TargetKind => 0.5,
            Self::Weapon => 0.7,
            Self::Actors => 1.5,
            Self::Killed => 2.8,
            Self::Injured => 2.0,
            Self::Rounds | Self::Explosions => 1.2,
            Self::Numbers => 2.0,
            Self::Outlets => 0.6,
        }
    }
}

/// What two reports are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Two accounts of one happening.
    Same,
    /// One sums up several happenings, the other is among them.
    PartOf,
    /// Two happenings.
    Different,
    /// Too close to call: not joined, shown to the verifier.
    Unsure,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The sum of the parts.
    Score,
    /// A person decided so.
    Decided,
    /// One says that it repeats the other.
    Echo,
    /// One source, one own id: the same row.
    SameRow,
    /// Two rows of one data set whose maker keeps each event once.
    OtherRow,
    /// One answers the other's act (return fire): a deed of its own.
    Answers,
    /// Further apart than any slip of places explains.
    TooFar,
    /// Further apart than any slip of dates explains.
    TooLate,
    /// Neither when nor where can be compared.
    NothingToCompare,
    /// One sums up several happenings.
    Aggregate,
}

/// One part of a score as it came out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scored {
    /// Which.
    pub part: Part,
    /// The most it can add.
    pub weight: f64,
    /// What was observed, in the part's own unit.
    pub value: f64,
    /// What it added, in nats.
    pub points: f64,
}

/// The whole account of how two reports were compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairScore {
    /// The parts that could be compared.
    pub parts: Vec<Scored>,
    /// The parts that could not, because one report or both are silent.
    pub left_out: Vec<Part>,
    /// Sum of the points.
    pub total: f64,
    /// At least this much makes the two the same.
    pub threshold: f64,
    /// What they are to each other.
    pub verdict: Verdict,
    /// What decided.
    pub why: Why,
    /// Whether the first, and the second, sums up several happenings.
    pub sums_up: [bool; 2],
}

/// Where two near reports start.
const START: f64 = -3.0;
/// What each e-fold of reports a day around them takes away.
const CROWDED: f64 = 0.4;
/// Dates slip by so much at most.
pub(super) const SLIP: i64 = 3 * DAY + DAY / 2;
/// Places slip by so much beyond their precision at most.
pub(super) const DRIFT_M: f64 = 100_000.0;
/// Below the threshold by no more than this: unsure.
pub(super) const DOUBT: f64 = 1.0;
/// What stands for certainty among the points.
pub(super) const CERTAIN: f64 = 20.0;

/// The sum, and what decided. Each part that can be compared is told to `tell` with its value and points.
pub(super) fn weigh(a: &Record, b: &Record, mut tell: impl FnMut(Part, f64, f64)) -> (f64, Why) {
    if let Some(sure) = certain(a, b) {
        return sure;
    }
    let crowd = f64::from(a.crowd.max(b.crowd));
    let start = START - CROWDED * crowd.max(1.0).ln();
    let mut total = start;
    tell(Part::Start, crowd, start);
    let mut add = |part: Part, found: Option<(f64, f64)>| {
        if let Some((value, points)) = found {
            tell(part, value, points);
            total += points;
        }
    };
    let summing = a.aggregate || b.aggregate;
    let when = time(a, b);
    if when.is_some_and(|(gap, _)| gap * 3_600_000_000.0 > SLIP as f64) {
        return (-CERTAIN, Why::TooLate);
    }
    let where_ = place(a, b);
    if where_.is_some_and(|(excess, _)| excess > DRIFT_M) {
        return (-CERTAIN, Why::TooFar);
    }
    add(Part::Time, when);
    add(Part::Place, where_);
    let shared = telling::words(a, b);
    add(Part::Words, shared.words);
    add(Part::Names, shared.names);
    add(Part::Manner, shared.manners);
    let acts = act(&a.codes[0], &b.codes[0]);
    add(Part::Act, acts);
    add(Part::TargetKind, codes(&a.codes[1], &b.codes[1], 0.5, -0.4).or_else(|| telling::victims(a, b)));
    add(Part::Victims, kinds(a.callings, b.callings, 0.4, -0.8));
    add(Part::Locality, telling::locality(a, b, where_.map_or(0.0, |(beyond, _)| beyond)));
    add(Part::SiteKind, codes(&a.codes[2], &b.codes[2], 0.8, -0.8).or(shared.sites));
    add(Part::Weapon, codes(&a.codes[3], &b.codes[3], 0.7, -0.6));
    add(Part::Actors, actors(a, b, acts.is_none_or(|(value, _)| value > 0.0)));
    for (i, (part, share)) in
        [(Part::Killed, 1.0), (Part::Injured, 0.7), (Part::Rounds, 0.45), (Part::Explosions, 0.45)]
            .into_iter()
            .enumerate()
    {
        let found = if summing { None } else { a.counts[i].zip(b.counts[i]).map(|(m, n)| count(m, n)) };
        add(part, found.map(|(value, points)| (value, points * share)));
    }
    add(Part::Numbers, numbers(a, b));
    add(Part::Outlets, outlets(a, b));
    add(Part::Source, source(a, b));
    if when.is_none() && where_.is_none() {
        return (total.min(-DOUBT), Why::NothingToCompare);
    }
    (total, if summing { Why::Aggregate } else { Why::Score })
}

fn certain(a: &Record, b: &Record) -> Option<(f64, Why)> {
    let echo = |x: &Record, y: &Record| y.own_id != 0 && x.echoes.contains(&y.own_id);
    if echo(a, b) || echo(b, a) {
        return Some((CERTAIN, Why::Echo));
    }
    if (a.answers != 0 && a.answers == b.own_id) || (b.answers != 0 && b.answers == a.own_id) {
        return Some((-CERTAIN, Why::Answers));
    }
    if a.source == b.source && a.source != 0 && a.own_id != 0 && b.own_id != 0 {
        if a.own_id == b.own_id && a.digest == b.digest {
            return Some((CERTAIN, Why::SameRow));
        }
        if a.own_id != b.own_id && a.dataset && b.dataset {
            return Some((-CERTAIN, Why::OtherRow));
        }
    }
    None
}

/// Interpolates `x` over corner points that ascend in `x`.
pub(super) fn curve(x: f64, corners: &[(f64, f64)]) -> f64 {
    let mut last = corners[0];
    if x <= last.0 {
        return last.1;
    }
    for &corner in corners {
        if x <= corner.0 {
            let along = (x - last.0) / (corner.0 - last.0).max(f64::MIN_POSITIVE);
            return last.1 + along * (corner.1 - last.1);
        }
        last = corner;
    }
    last.1
}

const HOUR: f64 = 3_600_000_000.0;

/// Hours between the two and the points for it. Ranges that overlap earn the more the narrower they are;
/// two days of the calendar that touch are a slip of one day.
fn time(a: &Record, b: &Record) -> Option<(f64, f64)> {
    let ((alo, ahi), (blo, bhi)) = a.time.zip(b.time)?;
    let width = |lo: i64, hi: i64| (hi.saturating_sub(lo)) as f64 / HOUR;
    let (wa, wb) = (width(alo, ahi), width(blo, bhi));
    let gap = alo.max(blo).saturating_sub(ahi.min(bhi));
    let wide = wa.max(wb);
    if gap < 0 {
        let specific = curve(
            wide,
            &[(1.0, 2.4), (6.0, 2.1), (24.0, 1.8), (48.0, 1.4), (96.0, 0.8), (240.0, 0.2), (800.0, -0.3)],
        );
        return Some((0.0, specific));
    }
    let gap = gap as f64 / HOUR;
    // A day-wide range already holds its own slack: touching days are 12 hours apart at their middles' nearest.
    let points = if wide >= 20.0 {
        curve(gap, &[(0.0, -0.2), (12.0, -0.5), (24.0, -1.2), (48.0, -2.2), (84.0, -4.0)])
    } else {
        curve(
            gap,
            &[
                (0.0, 2.2),
                (0.5, 2.0),
                (2.0, 0.8),
                (4.0, -0.4),
                (8.0, -1.0),
                (24.0, -1.4),
                (48.0, -2.2),
                (84.0, -4.0),
            ],
        )
    };
    Some((gap, points))
}

/// Metres beyond what the precision of both explains, and the points for it.
fn place(a: &Record, b: &Record) -> Option<(f64, f64)> {
    let nearest = |x: &Spot| {
        b.spots
            .iter()
            .map(|y| {
                ((x.metres_to(y) - x.radius - y.radius).max(0.0), x.radius.max(y.radius), x.metres_to(y))
            })
            .min_by(|m, n| m.0.total_cmp(&n.0).then(m.1.total_cmp(&n.1)))
    };
    let (excess, radius, metres) =
        a.spots.iter().filter_map(nearest).min_by(|m, n| m.0.total_cmp(&n.0).then(m.1.total_cmp(&n.1)))?;
    if excess <= 0.0 {
        let near =
            curve(metres, &[(200.0, 1.2), (1_000.0, 1.0), (5_000.0, 0.8), (20_000.0, 0.3), (60_000.0, -0.2)]);
        let fine = curve(
            radius,
            &[(500.0, 1.2), (2_000.0, 1.0), (10_000.0, 0.8), (50_000.0, 0.2), (200_000.0, -0.2)],
        );
        return Some((0.0, near.min(fine)));
    }
    let points = 0.7 - 1.15 * (1.0 + excess / 5_000.0).ln();
    Some((excess, points))
}

/// What was observed, and the points for it; `None` where one of the two is silent.
pub(super) type Found = Option<(f64, f64)>;

/// The act: equal leaves, a branch over a leaf, or how far apart in the tree.
fn act(a: &[Code], b: &[Code]) -> Found {
    let best =
        a.iter().flat_map(|x| b.iter().map(move |y| act_pair(*x, *y))).max_by(|m, n| m.1.total_cmp(&n.1))?;
    Some(best)
}

fn act_pair(a: Code, b: Code) -> (f64, f64) {
    if a == b {
        return (1.0, if a.row().depth == 0 { 0.1 } else { 0.8 });
    }
    if a.covers(b) || b.covers(a) {
        return (0.7, 0.2);
    }
    let family = |c: Code| {
        let mut up = c;
        while up.row().depth > 1 {
            let Some(parent) = up.parent() else { break };
            up = parent;
        }
        up.name()
    };
    let Some(common) = a.common(b) else { return (-1.0, -1.8) };
    let (m, n) = (family(a), family(b));
    if common.row().depth > 0 {
        return (0.4, -0.1);
    }
    let still =
        ["abduction", "detention", "torture", "sexual_violence", "displacement", "looting", "occupation"];
    let points = match (m.min(n), m.max(n)) {
        // Killing is what firing or an explosion may come to; other harm is a kind of its own.
        (_, "harm") | ("harm", _) => {
            if still.contains(&a.name()) || still.contains(&b.name()) {
                -0.9
            } else {
                -0.1
            }
        }
        // An assault is fought with small arms; a trap on a road is no barrage.
        ("fire", "ground") if barrage(a, b) && [a, b].iter().any(|c| c.name() == "ambush") => -1.2,
        ("fire", "ground") => -0.2,
        ("explosion", "fire") => -0.4,
        ("explosion", "ground") => -0.5,
        _ => -0.7,
    };
    (0.0, points)
}

/// Whether one of the two is fired from afar.
fn barrage(a: Code, b: Code) -> bool {
    [a, b].iter().any(|c| ["shelling", "rocket", "air_strike", "drone_strike"].contains(&c.name()))
}

/// A flat list of codes: shared, or every one different.
fn codes(a: &[Code], b: &[Code], same: f64, differ: f64) -> Found {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (equal, related) =
        a.iter().flat_map(|x| b.iter().map(move |y| (x, y))).fold((false, false), |(e, r), (x, y)| {
            let mixed = x.name() == "mixed" || y.name() == "mixed";
            (e || x == y, r || mixed || x.covers(*y) || y.covers(*x))
        });
    Some(if equal {
        (1.0, same)
    } else if related {
        (0.5, same * 0.25)
    } else {
        (0.0, differ)
    })
}

/// Names of actors and targets. Of kindred acts either way round: perpetrators may be told opposite and the
/// event be the same. Of acts of another family two sides that change places are two happenings.
fn actors(a: &Record, b: &Record, kindred: bool) -> Found {
    let (few, many) = if a.sides.len() <= b.sides.len() { (a, b) } else { (b, a) };
    let named = |r: &Record| r.sides.iter().filter(|s| s.class != Some(3)).count();
    let known = named(few);
    if known == 0 || named(many) == 0 {
        return None;
    }
    let (mut likeness, mut rarity, mut strange) = (0.0, 0.0, 0.0);
    for x in few.sides.iter().filter(|s| s.class != Some(3)) {
        let best = many
            .sides
            .iter()
            .filter(|y| kindred || x.role & y.role != 0)
            .map(|y| (alike(x, y), f64::from(x.weight.min(y.weight))))
            .max_by(|m, n| m.0.total_cmp(&n.0).then(m.1.total_cmp(&n.1)))
            .unwrap_or((0.0, 0.0));
        likeness += best.0;
        rarity += best.0 * best.1;
        // A source that never uses a name may mean the same by another: only one that knows it and says
        // otherwise parts the two.
        let swapped = !kindred && many.sides.iter().any(|y| y.id == x.id);
        let denied = swapped
            || x.known_to.binary_search(&many.source).is_ok()
            || many.sides.iter().any(|y| y.known_to.binary_search(&few.source).is_ok());
        strange += if denied { 0.6 } else { 0.2 } * (1.0 - best.0);
    }
    let (likeness, rarity, strange) =
        (likeness / known as f64, rarity / known as f64, strange / known as f64);
    Some((likeness, (0.5 * likeness + 0.5 * rarity).min(1.5) - strange))
}

fn alike(a: &Side, b: &Side) -> f64 {
    if a.id == b.id {
        return 1.0;
    }
    let (m, n) = (&a.named, &b.named);
    let shared = m.words.iter().filter(|w| n.words.binary_search(w).is_ok()).count();
    let fewer = m.words.len().min(n.words.len());
    let by_words = if fewer == 0 { 0.0 } else { shared as f64 / fewer as f64 };
    let by_letters = if m.short != n.short && m.letters != 0 && m.letters == n.letters { 0.9 } else { 0.0 };
    let by_class = if a.class.is_some() && a.class == b.class { 0.7 } else { 0.0 };
    by_words.max(by_class).max(by_letters).min(0.95)
}

/// Counts of people or rounds: large equal numbers prove most, small ones little.
fn count(a: Number, b: Number) -> (f64, f64) {
    let (low, high) = (a.low.max(b.low), a.high.min(b.high));
    let apart = ((1.0 + a.best.max(b.best)) / (1.0 + a.best.min(b.best))).ln();
    let size = a.best.min(b.best);
    if a.best == b.best || (low <= high && a.low == b.low && a.high == b.high) {
        let points = curve(
            size,
            &[(0.0, 0.2), (1.0, 0.4), (2.0, 0.7), (5.0, 1.2), (10.0, 1.8), (30.0, 2.4), (60.0, 2.8)],
        );
        return (0.0, points);
    }
    if low <= high {
        return (apart, curve(low.max(size), &[(0.0, 0.0), (5.0, 0.5), (20.0, 1.0)]) - 0.3 * apart);
    }
    let empty = if size == 0.0 { 0.6 } else { 1.0 };
    let firm = curve(a.best.max(b.best), &[(1.0, 0.4), (5.0, 0.8), (20.0, 1.1)]);
    // 12 and 13 are one count told twice; 3 and 30 are not.
    let points = curve(apart, &[(0.1, 0.5), (0.25, 0.1), (0.5, -0.4), (1.0, -0.9), (2.0, -1.8), (3.5, -2.6)]);
    (apart, if points > 0.0 { points * firm } else { points * empty * firm })
}

/// Numbers in the two texts, and counts of one in the text of the other.
fn numbers(a: &Record, b: &Record) -> Found {
    if a.numbers.is_empty() && b.numbers.is_empty() {
        return None;
    }
    fn all(r: &Record) -> impl Iterator<Item = u32> {
        let counts = r.counts.iter().flatten().map(|n| n.best.clamp(0.0, 1e9) as u32);
        r.numbers.iter().copied().chain(counts).filter(|n| *n >= 3)
    }
    if all(a).next().is_none() || all(b).next().is_none() {
        return None;
    }
    let counted = |n: u32| {
        a.counts
            .iter()
            .zip(&b.counts)
            .any(|(m, k)| m.zip(*k).is_some_and(|(m, k)| m.best == k.best && m.best == f64::from(n)))
    };
    let mut shared: Vec<u32> = all(a).filter(|n| all(b).any(|m| m == *n) && !counted(*n)).collect();
    shared.sort_unstable();
    shared.dedup();
    let points: f64 = shared
        .iter()
        .map(|n| curve(f64::from(*n), &[(3.0, 0.3), (5.0, 0.5), (11.0, 1.0), (50.0, 1.3), (200.0, 1.6)]))
        .sum();
    Some((shared.len() as f64, points.min(2.0)))
}

fn outlets(a: &Record, b: &Record) -> Found {
    if a.outlets.is_empty() || b.outlets.is_empty() {
        return None;
    }
    let shared = a.outlets.iter().filter(|o| b.outlets.binary_search(o).is_ok()).count();
    Some((shared as f64, if shared == 0 { 0.0 } else { 0.3 * (shared as f64).min(2.0) }))
}

/// A source that numbers its reports seldom tells of one thing twice without saying so, and hardly ever
/// gives it two times.
fn source(a: &Record, b: &Record) -> Found {
    let renumbered = a.source == b.source
        && a.source != 0
        && !a.many_voices
        && a.own_id != 0
        && b.own_id != 0
        && a.own_id != b.own_id;
    let moved = a.time.zip(b.time).is_some_and(|((alo, ahi), (blo, bhi))| alo.max(blo) >= ahi.min(bhi));
    renumbered.then_some((1.0, if moved { -4.5 } else { -1.0 }))
}
