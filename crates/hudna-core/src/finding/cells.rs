//! The distinguishable answers to an unknown: the fewest cells that the undecided questions tell apart.

use std::sync::Arc;

use geo::{Area as _, BooleanOps, MultiPolygon, Polygon, Rect};

use super::case::{Case, Cell, LinkKey, OpenKey, PlaceKey, Someone, Unknown};
use super::roots::Roots;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::Shape;
use crate::condition::Truth;
use crate::place::Region;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Kind, Number, Value};
use crate::vocabulary::{self, Code};

/// How many undecided zones of one place are laid over each other.
const MOST_ZONES: usize = 4;
/// How many questions about the deed answered are told apart.
const MOST_REPLIES: usize = 4;

impl<'a> Weigher<'a> {
    /// The cells of an unknown in a case, or `None` where the engine does not tell answers apart.
    pub(super) fn cells(
        &self,
        unknown: &Unknown,
        roots: &Roots,
        row: &Row<'a>,
        case: &Case,
    ) -> Option<Vec<Cell>> {
        match unknown {
            Unknown::Accounts => {
                let fitting = (0..row.accounts.len()).filter(|i| self.account_fits(*i, row, case));
                Some(fitting.map(Cell::Account).collect())
            }
            Unknown::Course(dispute) => {
                let mut parties: Vec<Arc<str>> = self
                    .agreement
                    .geometries
                    .iter()
                    .filter(|g| g.dispute.as_ref() == Some(dispute))
                    .filter_map(|g| g.course_of.clone())
                    .collect();
                parties.sort();
                parties.dedup();
                if let Some(ruled) = self.agreement.ruled_courses(dispute, self.time(row, case)) {
                    parties.retain(|party| ruled.contains(&party));
                }
                Some(parties.into_iter().map(Cell::Party).collect())
            }
            Unknown::Term(term) => {
                let readings = self.readings_that_may_hold(*term, self.time(row, case));
                let of = &self.agreement.terms[usize::from(*term)].readings;
                Some(readings.into_iter().map(|i| Cell::Party(of[i].by.clone())).collect())
            }
            Unknown::Link(LinkKey::Unlisted(_)) => Some(self.anyone().map(Cell::Someone).collect()),
            Unknown::Open(OpenKey::Reply) => reply_cells(roots),
            Unknown::Open(OpenKey::Members) => self.member_cells(roots, row, case),
            Unknown::Open(OpenKey::Member(i)) => self.ways_of_member(*i, roots, row, case),
            // who else may sit there has no end of answers
            Unknown::Open(OpenKey::List) => Some(Vec::new()),
            Unknown::Open(OpenKey::When(event)) => {
                let when = self.happened(event, row, case)?;
                let cuts = roots.events.iter().filter(|(of, _)| of == event).map(|(_, cut)| *cut);
                Some(parted(when, cuts.collect()))
            }
            Unknown::Link(_) | Unknown::Open(_) => Some(vec![Cell::Yes(true), Cell::Yes(false)]),
            Unknown::Attribute(attribute) => self.attribute_cells(*attribute, roots, row, case),
        }
    }

    /// Whether an account's own values agree with the attributes already fixed.
    pub(super) fn account_fits(&self, index: usize, row: &Row<'a>, case: &Case) -> bool {
        row.accounts[index].claims.iter().all(|(attribute, given)| {
            let Some(cell) = case.attribute(*attribute) else { return true };
            let alternatives = row.alternatives(*attribute);
            given.iter().any(|i| self.value_fits(&alternatives[*i].value, cell))
        })
    }

    fn value_fits(&self, value: &Value, cell: &Cell) -> bool {
        match (value, cell) {
            (Value::Nothing, Cell::Nothing | Cell::Someone(Someone::Outsider)) => true,
            (Value::Code(code), Cell::Codes(leaves)) => leaves.iter().any(|l| code.covers(*l)),
            (Value::Actor(name), Cell::Someone(Someone::Named(id))) => self.actor_id(name) == *id,
            (Value::Number(n), Cell::Number(c)) => n.low <= c.high && c.low <= n.high,
            (Value::Time(t), Cell::Time(c)) => t.overlaps(c),
            (_, Cell::Place(_, whole)) => whole.as_deref().is_none_or(|whole| whole == value),
            _ => false,
        }
    }

    /// Who somebody unknown may be: somebody of each party, or an outsider.
    fn anyone(&self) -> impl Iterator<Item = Someone> + '_ {
        (0..self.agreement.parties.len()).map(Someone::OfParty).chain(std::iter::once(Someone::Outsider))
    }

    fn attribute_cells(
        &self,
        attribute: Attribute,
        roots: &Roots,
        row: &Row<'a>,
        case: &Case,
    ) -> Option<Vec<Cell>> {
        let values = self.values(row, case, attribute);
        let mut cells = match attribute.kind() {
            Kind::Code => code_cells(attribute, &values, roots),
            Kind::Actor => self.actor_cells(attribute, roots, row, case),
            Kind::Number => number_cells(attribute, &values, roots),
            Kind::Time => time_cells(&values, roots),
            Kind::Place => self.place_cells(attribute, &values, roots)?,
            Kind::Derived => return None,
        };
        // of what nothing is known it may also be that there was none, where the text asks for that
        let may_be_none = if values.is_empty() {
            roots.nothing.contains(&attribute)
        } else {
            values.contains(&&Value::Nothing)
        };
        let known_place = attribute.kind() == Kind::Place && !values.is_empty();
        if may_be_none && !known_place && !cells.contains(&Cell::Nothing) {
            cells.push(Cell::Nothing);
        }
        Some(cells)
    }

    fn actor_cells(&self, attribute: Attribute, roots: &Roots, row: &Row<'a>, case: &Case) -> Vec<Cell> {
        match self.someone(row, case, attribute) {
            Some(people) => people.iter().cloned().map(Cell::Someone).collect(),
            None => {
                let asked = roots.named.iter().filter(|(of, _)| *of == attribute);
                let mut named: Vec<Arc<str>> = asked.map(|(_, id)| id.clone()).collect();
                named.sort();
                named.dedup();
                let named = named.into_iter().filter(|id| self.party(id).is_none()).map(Someone::Named);
                self.anyone().chain(named).map(Cell::Someone).collect()
            }
        }
    }

    /// One cell for each way the undecided zones may hold the place, less those that geometry rules out.
    fn place_cells(&self, attribute: Attribute, values: &[&Value], roots: &Roots) -> Option<Vec<Cell>> {
        let mut keys: Vec<PlaceKey> =
            roots.places.iter().filter(|(a, _)| *a == attribute).map(|(_, k)| *k).collect();
        keys.sort_by(|a, b| a.geometry.cmp(&b.geometry).then(a.metres.total_cmp(&b.metres)));
        keys.dedup();
        if values.is_empty() {
            return self.patterns(&everywhere(), Vec::new(), keys, None);
        }
        let mut cells = Vec::new();
        for value in values {
            let Value::Place(region) = value else {
                let outside = keys.iter().map(|k| (*k, false)).collect();
                cells.push(Cell::Place(outside, Some(Box::new((*value).clone()))));
                continue;
            };
            cells.extend(self.cells_of_region(region, &keys, value)?);
        }
        Some(cells)
    }

    fn cells_of_region(&self, region: &Region, keys: &[PlaceKey], value: &Value) -> Option<Vec<Cell>> {
        let mut fixed = Vec::new();
        let mut open = Vec::new();
        for key in keys {
            match self.region_near(region, key.geometry as usize, key.metres) {
                Truth::Unknown => open.push(*key),
                truth => fixed.push((*key, truth == Truth::True)),
            }
        }
        self.patterns(&around(region), fixed, open, Some(value))
    }

    /// The patterns of answers to the open questions that some point of a shape has, beside those fixed.
    fn patterns(
        &self,
        shape: &MultiPolygon<f64>,
        fixed: Vec<(PlaceKey, bool)>,
        open: Vec<PlaceKey>,
        value: Option<&Value>,
    ) -> Option<Vec<Cell>> {
        if open.len() > MOST_ZONES {
            return None;
        }
        let mut found = Vec::new();
        let least = shape.unsigned_area() * 1e-9;
        self.parted(shape, least, (&open, 0, 0), &mut found);
        found.sort_unstable();
        let cell = |bits: u32| {
            let mut answers = fixed.clone();
            answers.extend(open.iter().enumerate().map(|(i, k)| (*k, bits >> i & 1 == 1)));
            Cell::Place(answers, value.map(|v| Box::new(v.clone())))
        };
        Some(found.into_iter().map(cell).collect())
    }

    /// Notes every pattern of answers to the open questions from `at` on that some point of `rest` has, with the answers so far in
    /// `bits`. What is smaller than `least` holds none. Errs towards too many: that is sound.
    fn parted(
        &self,
        rest: &MultiPolygon<f64>,
        least: f64,
        (open, at, bits): (&[PlaceKey], usize, u32),
        found: &mut Vec<u32>,
    ) {
        let Some(key) = open.get(at) else {
            found.push(bits);
            return;
        };
        let shape = &self.agreement.geometries[key.geometry as usize].shape;
        let Shape::Zone(zone) = shape else {
            return self.both(rest, least, (open, at, bits), found);
        };
        if key.metres > 0.0 {
            return self.both(rest, least, (open, at, bits), found);
        }
        for (part, bit) in [(rest.difference(zone.as_ref()), 0), (rest.intersection(zone.as_ref()), 1)] {
            if part.unsigned_area() > least {
                self.parted(&part, least, (open, at + 1, bits | bit << at), found);
            }
        }
    }

    fn both(
        &self,
        rest: &MultiPolygon<f64>,
        least: f64,
        (open, at, bits): (&[PlaceKey], usize, u32),
        found: &mut Vec<u32>,
    ) {
        for bit in [0, 1] {
            self.parted(rest, least, (open, at + 1, bits | bit << at), found);
        }
    }
}

/// Every pattern of answers about the deed answered; `None` where too many are asked.
fn reply_cells(roots: &Roots) -> Option<Vec<Cell>> {
    let mut asked = roots.replies.clone();
    asked.sort_unstable();
    asked.dedup();
    if asked.len() > MOST_REPLIES {
        return None;
    }
    // all-yes first: the answers are shown in this order
    let patterns = (0..1_u32 << asked.len()).rev();
    Some(
        patterns
            .map(|bits| {
                Cell::Replied(asked.iter().enumerate().map(|(i, q)| (*q, bits >> i & 1 == 1)).collect())
            })
            .collect(),
    )
}

/// Leaves that no question tells apart make one cell.
fn code_cells(attribute: Attribute, values: &[&Value], roots: &Roots) -> Vec<Cell> {
    let mut leaves: Vec<Code> = Vec::new();
    for value in values {
        if let Value::Code(code) = value {
            leaves.extend(code.leaves());
        }
    }
    if values.is_empty() {
        leaves.extend(vocabulary::codes_of(attribute).filter(|c| c.subtree().len() == 1));
    }
    leaves.sort_unstable();
    leaves.dedup();
    let asked: Vec<&Vec<Code>> =
        roots.codes.iter().filter(|(a, _)| *a == attribute).map(|(_, c)| c).collect();
    let mut groups: Vec<(Vec<bool>, Vec<Code>)> = Vec::new();
    for leaf in leaves {
        let signature: Vec<bool> = asked.iter().map(|codes| codes.iter().any(|c| c.covers(leaf))).collect();
        match groups.iter_mut().find(|(s, _)| *s == signature) {
            Some((_, list)) => list.push(leaf),
            None => groups.push((signature, vec![leaf])),
        }
    }
    let mut cells: Vec<Cell> = groups.into_iter().map(|(_, list)| Cell::Codes(list)).collect();
    // an unknown code may also be one that the vocabulary lacks: nothing covers it
    if values.is_empty() {
        cells.push(Cell::Codes(Vec::new()));
    }
    cells
}

/// Ranges from one number of which some answer is another to the next.
fn number_cells(attribute: Attribute, values: &[&Value], roots: &Roots) -> Vec<Cell> {
    let mut cuts: Vec<f64> = roots.numbers.iter().filter(|(a, _)| *a == attribute).map(|(_, n)| *n).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let mut ranges: Vec<Number> = values
        .iter()
        .filter_map(|v| match v {
            Value::Number(n) => Some(*n),
            _ => None,
        })
        .collect();
    if values.is_empty() {
        ranges.push(Number { low: f64::NEG_INFINITY, best: f64::NAN, high: f64::INFINITY });
    }
    let mut cells = Vec::new();
    for range in ranges {
        let mut low = range.low;
        for cut in cuts.iter().filter(|c| range.low < **c && **c <= range.high) {
            cells.push(Number { low, best: f64::NAN, high: cut.next_down() });
            low = *cut;
        }
        cells.push(Number { low, best: f64::NAN, high: range.high });
    }
    cells.into_iter().map(Cell::Number).collect()
}

/// Ranges between the moments at which some answer changes.
fn time_cells(values: &[&Value], roots: &Roots) -> Vec<Cell> {
    let mut ranges: Vec<TimeRange> =
        values.iter().filter_map(|v| if let Value::Time(t) = v { Some(*t) } else { None }).collect();
    if values.is_empty() {
        ranges.push(TimeRange::ALL);
    }
    ranges.into_iter().flat_map(|range| parted(range, roots.cuts.clone())).collect()
}

/// The parts of a time between these moments.
fn parted(range: TimeRange, mut cuts: Vec<Instant>) -> Vec<Cell> {
    cuts.sort_unstable();
    cuts.dedup();
    let mut cells = Vec::new();
    let mut lo = range.lo;
    for cut in cuts.into_iter().filter(|cut| range.lo < *cut && *cut < range.hi) {
        cells.push(Cell::Time(TimeRange { lo, hi: cut }));
        lo = cut;
    }
    cells.push(Cell::Time(TimeRange { lo, hi: range.hi }));
    cells
}

/// The whole world.
fn everywhere() -> MultiPolygon<f64> {
    MultiPolygon(vec![Rect::new((-180.0, -90.0), (180.0, 90.0)).to_polygon()])
}

/// A polygon that holds every point of a region: a district's own shape, or one drawn around a disc.
fn around(region: &Region) -> MultiPolygon<f64> {
    let (centre, radius) = match region {
        Region::Area(area) => return area.shape.clone(),
        Region::Disc { centre, radius_m } => (*centre, *radius_m),
    };
    // circumscribed: the corners of 64 sides stand out by 1/cos(π/64), and one part in a thousand over
    let corner = radius * 1.0025;
    let (up, across) = (corner / 110_500.0, corner / (110_500.0 * centre.lat.to_radians().cos().max(0.01)));
    let ring = (0..64).map(|i| {
        let angle = f64::from(i) * std::f64::consts::TAU / 64.0;
        (centre.lon + across * angle.cos(), centre.lat + up * angle.sin())
    });
    MultiPolygon(vec![Polygon::new(ring.collect(), Vec::new())])
}
