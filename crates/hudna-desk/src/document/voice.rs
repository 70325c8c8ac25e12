//! How values are said: parties, articles, codes, places, times and numbers in one language.
//!
//! Everything is taken from the agreement, the vocabulary or the reports; nothing is guessed. What nobody
//! said is said to be not known.

use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Against, Finding, Outcome};
use hudna_core::geo;
use hudna_core::incident::Incident;
use hudna_core::place::{Point, Region};
use hudna_core::report::Report;
use hudna_core::statistics;
use hudna_core::value::{Attribute, Certainty, Fact, Number, Value};

use super::blocks::{Piece, latin, words};
use super::view::View;
use crate::cells::Cell;
use crate::words::{Lang, Words, grouped, isolated};

/// One language speaking of one view.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) words: &'static Words,
    pub(super) lang: Lang,
}

/// A town of the backdrop.
struct Town<'a> {
    name: &'a str,
    at: Point,
}

impl<'a> Voice<'a> {
    /// The voice of `lang`.
    pub(super) fn of(view: &'a View<'a>, lang: Lang) -> Self {
        Self { view, words: Words::of(lang), lang }
    }
    pub(super) fn get(&self, key: &str) -> String {
        self.words.get(key)
    }
    /// Words with text filled in.
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(n, v)| (*n, (*v).into())).collect();
        self.words.with(key, &values)
    }
    pub(super) fn agreement(&self) -> &'a Agreement {
        self.view.agreement
    }
    /// An id or code inside a sentence.
    pub(super) fn id(&self, id: &str) -> String {
        if self.lang.is_rtl() { isolated(id) } else { id.to_owned() }
    }

    /// An outcome as shape and word.
    pub(super) fn outcome(&self, outcome: Outcome) -> Piece {
        Piece::Mark { s: outcome.name(), t: self.get(&format!("outcome-{}", outcome.name())) }
    }
    /// The outcome of a finding as shape and word: criteria are met or not met, nobody breaches them.
    pub(super) fn outcome_of(&self, finding: &Finding) -> Piece {
        Piece::Mark { s: finding.outcome.name(), t: self.outcome_word(finding, finding.outcome) }
    }
    /// The word for an outcome that a finding has or may have.
    pub(super) fn outcome_word(&self, finding: &Finding, outcome: Outcome) -> String {
        let criterion = format!("criterion-{}", outcome.name());
        if is_criterion(finding) && self.words.has(&criterion) {
            self.get(&criterion)
        } else {
            self.get(&format!("outcome-{}", outcome.name()))
        }
    }
    /// What a finding that is about no incident is about: a party, a candidate, a body, a decision.
    pub(super) fn subject(&self, finding: &Finding) -> String {
        self.subject_of(finding.subject.kind, &finding.subject.id)
    }
    /// The same of a kind and an id.
    pub(super) fn subject_of(&self, kind: &str, id: &str) -> String {
        let key = format!("subject-{kind}");
        let said = if kind == "body" { self.role(id) } else { self.id(id) };
        if self.words.has(&key) { self.say(&key, &[("id", &said)]) } else { self.actor(id) }
    }
    /// A certainty as map symbol and word.
    pub(super) fn certainty(&self, certainty: Certainty) -> Piece {
        let (shape, key) = match certainty {
            Certainty::Known => ("known", "certainty-known"),
            Certainty::Imprecise => ("imprecise", "certainty-imprecise"),
            Certainty::Contested => ("contested", "certainty-contested"),
            Certainty::Unknown => ("unplaced", "certainty-unknown"),
        };
        Piece::Mark { s: shape, t: self.get(key) }
    }

    /// A party's or formation's name; as written where the agreement does not know it.
    pub(super) fn actor(&self, id: &str) -> String {
        let agreement = self.agreement();
        let named = agreement
            .parties
            .iter()
            .map(|p| (&p.id, &p.name))
            .chain(agreement.formations.iter().map(|f| (&f.id, &f.name)))
            .find(|(known, _)| &***known == id)
            .map(|(_, name)| self.lang.of(name))
            .filter(|name| !name.is_empty());
        let key = format!("actor-{id}");
        match named {
            Some(name) => name.to_owned(),
            None if self.words.has(&key) => self.get(&key),
            None => self.foreign(id),
        }
    }
    /// The text's word for the gravity of a breach; as written where there are no words for it.
    pub(super) fn severity(&self, word: &str) -> String {
        let own = self.agreement().severities.iter().find(|s| &*s.id == word).map(|s| self.lang.of(&s.name));
        if let Some(name) = own.filter(|name| !name.is_empty()) {
            return name.to_owned();
        }
        let key = format!("severity-{word}");
        if self.words.has(&key) { self.get(&key) } else { self.foreign(word) }
    }
    /// Words of either script inside a sentence of ours.
    pub(super) fn foreign(&self, text: &str) -> String {
        if is_arabic(text) == self.lang.is_rtl() { text.to_owned() } else { isolated(text) }
    }
    /// `article 4, paragraph 1`, from a norm's id.
    pub(super) fn norm(&self, id: &str) -> String {
        let mut parts = id.split('.');
        let article = parts.next().unwrap_or_default();
        let number = article.trim_start_matches(|c: char| !c.is_ascii_digit());
        let whole = article.len() == number.len() + 1 && article.starts_with('a') && !number.is_empty();
        let rest: Vec<&str> = parts.collect();
        if !whole {
            return self.titled(id, &rest).unwrap_or_else(|| self.say("norm-by-id", &[("id", &self.id(id))]));
        }
        let paragraph = rest.first().filter(|p| p.chars().all(|c| c.is_ascii_digit()));
        let tail = if paragraph.is_some() { &rest[1..] } else { &rest[..] };
        let mut said = match paragraph {
            Some(p) => self.say("norm-paragraph", &[("article", number), ("paragraph", p)]),
            None => self.say("norm-article", &[("article", number)]),
        };
        if !tail.is_empty() {
            let tail = tail.join(".");
            let key = format!("norm-part-{tail}");
            let part = if self.words.has(&key) { self.get(&key) } else { self.id(&tail) };
            said = format!("{said} ({part})");
        }
        said
    }
    /// `Measure 6, paragraph 1`: where a text has no articles, by the heading that the norm stands under.
    fn titled(&self, id: &str, rest: &[&str]) -> Option<String> {
        let title = self.lang.of(&self.agreement().article_of(id)?.title);
        let (first, tail) = rest.split_first()?;
        let numbered = !title.is_empty() && first.chars().all(|c| c.is_ascii_digit());
        let said = numbered.then(|| self.say("norm-titled", &[("title", title), ("paragraph", first)]))?;
        Some(if tail.is_empty() { said } else { format!("{said} ({})", self.id(&tail.join("."))) })
    }
    /// The agreement's own words for a norm, in this language, with the language they are in.
    pub(super) fn norm_words(&self, finding: &Finding) -> Option<(String, Lang)> {
        self.own_words(self.version(finding.version), &finding.norm)
    }
    /// The same for the norm `id` of `agreement`.
    pub(super) fn own_words(&self, agreement: &Agreement, id: &str) -> Option<(String, Lang)> {
        let article = agreement.article_of(id)?;
        let tail = id.strip_prefix(&*article.id).unwrap_or_default();
        let number: String = article.id.chars().filter(char::is_ascii_digit).collect();
        let first = tail.split('.').find(|p| !p.is_empty()).unwrap_or_default();
        let wanted = format!("{number}.{first}");
        let (_, both) = article.paragraphs.iter().find(|(n, _)| **n == *wanted || **n == *first)?;
        let lang = self.lang.of_both(both);
        Some((lang.of(both).to_owned(), lang))
    }
    /// The version of the agreement that a finding is made under.
    pub(super) fn version(&self, version: i64) -> &'a Agreement {
        let mut agreement = self.agreement();
        while agreement.version != version {
            match agreement.supersedes.as_deref() {
                Some(older) => agreement = older,
                None => return self.agreement(),
            }
        }
        agreement
    }
    /// The parties that answer, in words: one set, several, an outsider, or nobody knows.
    pub(super) fn against(&self, against: &Against) -> String {
        match against {
            Against::Unknown(_) => self.get("against-unknown"),
            Against::Parties(sets) if sets.is_empty() => self.get("against-nobody"),
            Against::Parties(sets) => {
                let said: Vec<String> = sets
                    .iter()
                    .map(|set| match set.as_slice() {
                        [] => self.get("against-outsider"),
                        parties => {
                            let names: Vec<String> = parties.iter().map(|p| self.actor(p)).collect();
                            self.words.list(&names)
                        }
                    })
                    .collect();
                self.words.either(&said)
            }
        }
    }
    /// The question that a finding answers.
    pub(super) fn question(&self, finding: &Finding) -> String {
        let norm = self.norm(&finding.norm);
        if is_criterion(finding) {
            return self.say("question-criterion", &[("norm", &norm)]);
        }
        let one = match &finding.against {
            Against::Parties(sets) => match sets.as_slice() {
                [set] if set.len() == 1 => set.first(),
                _ => None,
            },
            Against::Unknown(_) => None,
        };
        match one {
            Some(party) => self.say("question-party", &[("party", &self.actor(party)), ("norm", &norm)]),
            None => self.say("question-anyone", &[("norm", &norm)]),
        }
    }

    /// The name of an attribute inside a sentence.
    pub(super) fn attribute(&self, attribute: Attribute) -> String {
        let key = format!("attribute-{}", attribute.name());
        if self.words.has(&key) { self.get(&key) } else { attribute.name().to_owned() }
    }
    /// A number or range.
    pub(super) fn number(&self, n: Number) -> String {
        if n.low < n.high {
            self.say("range-from-to", &[("from", &grouped(n.low)), ("to", &grouped(n.high))])
        } else {
            grouped(n.best)
        }
    }
    /// Metres as people say them.
    pub(super) fn metres(&self, metres: f64) -> String {
        if metres >= 1000.0 {
            self.say("kilometres", &[("number", &grouped((metres / 100.0).round() / 10.0))])
        } else {
            self.say("metres", &[("number", &grouped(metres.round()))])
        }
    }
    /// One value.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Nothing => self.get("value-none"),
            Value::Code(code) => self.words.code(*code),
            Value::Actor(name) => self.actor(name),
            Value::Number(n) => self.number(*n),
            Value::Time(t) => self.words.range(*t, &self.agreement().zone_time),
            Value::Place(region) => self.region(region),
        }
    }
    /// All values of a fact, as alternatives.
    pub(super) fn fact(&self, fact: Option<&Fact>) -> String {
        let Some(fact) = fact.filter(|f| !f.alternatives.is_empty()) else {
            return self.get("certainty-unknown");
        };
        let mut said: Vec<String> = Vec::new();
        for alternative in &fact.alternatives {
            let value = self.value(&alternative.value);
            if !said.contains(&value) {
                said.push(value);
            }
        }
        if said.len() > 4 {
            let more = said.len() - 3;
            said.truncate(3);
            said.push(self.words.count("and-more", more));
        }
        self.words.either(&said)
    }
    /// How much is known of an attribute over all deeds of an incident.
    pub(super) fn incident_certainty(&self, incident: &Incident, attribute: Attribute) -> Certainty {
        let mut all = incident.deeds.iter().filter_map(|d| d.fact(attribute)).map(Fact::certainty);
        let first = all.next().unwrap_or(Certainty::Unknown);
        all.fold(first, |a, b| if a == Certainty::Contested || b == Certainty::Unknown { a } else { b })
    }

    /// A place by the nearest town of the map, or by its coordinates.
    pub(super) fn region(&self, region: &Region) -> String {
        let centre = region.centre();
        self.by_map(region).unwrap_or_else(|| {
            self.within(self.id(&format!("{:.3}, {:.3}", centre.lat, centre.lon)), region.radius_m())
        })
    }
    fn within(&self, place: String, radius: f64) -> String {
        if radius > 0.0 {
            self.say("place-within", &[("place", &place), ("radius", &self.metres(radius))])
        } else {
            place
        }
    }
    /// A square of a grid, by its width and its middle.
    pub(super) fn square(&self, kilometres: i32, middle: Point) -> String {
        let middle = self.id(&format!("{:.3}, {:.3}", middle.lat, middle.lon));
        self.say("place-cell", &[("kilometres", &kilometres.to_string()), ("middle", &middle)])
    }
    /// A district: by the name that the map gives it; a cell of a grid; a place that is told by no sector, or not told; else as its id stands.
    fn area(&self, id: &str) -> String {
        if let Some((kilometres, middle)) = Cell::named(id) {
            return self.square(kilometres, middle);
        }
        let sector = self.agreement().backdrop.iter().find(|b| &*b.kind == "sector" && &*b.id == id);
        let key = format!("area-{id}");
        match sector.map(|b| self.lang.of(&b.name)).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None if self.words.has(&key) => self.get(&key),
            None => self.foreign(id),
        }
    }
    /// By the nearest town; `None` where the map has none near.
    fn by_map(&self, region: &Region) -> Option<String> {
        let centre = region.centre();
        let radius = region.radius_m();
        let base = match (self.nearest(centre), region) {
            (_, Region::Area(area)) => self.area(&area.id),
            (Some((town, metres)), _) if metres <= 1500.0 || metres <= radius => town.name.to_owned(),
            (Some((town, metres)), _) if metres <= 60_000.0 => self.say(
                "place-from-town",
                &[
                    ("distance", &self.metres((metres / 500.0).round() * 500.0)),
                    ("wind", &self.wind(town.at, centre)),
                    ("town", town.name),
                ],
            ),
            _ => return None,
        };
        Some(if matches!(region, Region::Area(_)) { base } else { self.within(base, radius) })
    }
    fn nearest(&self, at: Point) -> Option<(Town<'a>, f64)> {
        let towns = self.agreement().backdrop.iter().filter(|b| &*b.kind == "town").filter_map(|b| {
            let geo::Geometry::Point(p) = &b.shape else { return None };
            Some(Town { name: self.lang.of(&b.name), at: Point { lon: p.x(), lat: p.y() } })
        });
        // A flat distance is enough to choose by; the distance said is geodesic.
        let flat = |t: &Town<'_>| {
            let (dx, dy) = ((t.at.lon - at.lon) * at.lat.to_radians().cos(), t.at.lat - at.lat);
            dx * dx + dy * dy
        };
        let town = towns.min_by(|a, b| flat(a).total_cmp(&flat(b)))?;
        let metres = town.at.metres_to(at);
        Some((town, metres))
    }
    fn wind(&self, from: Point, to: Point) -> String {
        let dx = (to.lon - from.lon) * from.lat.to_radians().cos();
        let sector = ((dx.atan2(to.lat - from.lat).to_degrees() + 360.0 + 22.5) / 45.0).floor() % 8.0;
        let names = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
        let index = names.iter().zip(0_u8..).find(|(_, i)| f64::from(*i) >= sector).map_or("n", |(n, _)| n);
        self.get(&format!("wind-{index}"))
    }
    /// Where an incident is said to have happened: names as written in this language's script if any report
    /// has one, else by the map.
    pub(super) fn place(&self, incident: &Incident) -> String {
        let mut said: Vec<String> = Vec::new();
        for region in statistics::places(incident) {
            let text = self
                .written(incident, region, false)
                .or_else(|| self.by_map(region))
                .or_else(|| self.written(incident, region, true))
                .unwrap_or_else(|| self.region(region));
            if !said.contains(&text) {
                said.push(text);
            }
        }
        if said.is_empty() {
            return self.written_place(incident).map_or_else(
                || self.get("certainty-unknown"),
                |w| self.say("place-as-written", &[("place", &w)]),
            );
        }
        said.truncate(3);
        self.words.either(&said)
    }
    /// The name that a report behind `region` wrote for it, in this language's script or in any.
    fn written(&self, incident: &Incident, region: &Region, any_script: bool) -> Option<String> {
        let reports = incident
            .deeds
            .iter()
            .filter_map(|d| d.fact(Attribute::Place))
            .flat_map(|f| &f.alternatives)
            .filter(|a| matches!(&a.value, Value::Place(r) if r == region))
            .flat_map(|a| &a.reports);
        let name = reports.flat_map(|r| self.names_of_places(*r)).find(|w| {
            (any_script || is_arabic(w) == self.lang.is_rtl()) && w.chars().any(char::is_alphabetic)
        })?;
        Some(self.within(self.foreign(&name), region.radius_m()))
    }
    fn written_place(&self, incident: &Incident) -> Option<String> {
        let mut names = incident.reports.iter().flat_map(|r| self.names_of_places(*r));
        names.next().map(|n| self.foreign(&n))
    }
    /// The names that a report writes for where it was.
    fn names_of_places(&self, report: u32) -> Vec<Arc<str>> {
        let names = |report: &Report| {
            let places = report.places.iter().filter(|p| p.attribute == Attribute::Place);
            places.map(|p| p.written.clone()).collect()
        };
        self.view.reports.told(report as usize, names).unwrap_or_default()
    }
    /// When an incident is said to have happened.
    pub(super) fn when(&self, incident: &Incident) -> String {
        let facts = incident.deeds.iter().filter_map(|d| d.fact(Attribute::At));
        let mut said: Vec<String> = Vec::new();
        for alternative in facts.flat_map(|f| &f.alternatives) {
            let text = self.value(&alternative.value);
            if !said.contains(&text) {
                said.push(text);
            }
        }
        match said.len() {
            0 => self.get("certainty-unknown"),
            1 | 2 => self.words.either(&said),
            _ => statistics::when(incident).map_or_else(
                || self.get("certainty-unknown"),
                |hull| self.words.range(hull, &self.agreement().zone_time),
            ),
        }
    }
    /// What was said to have been done.
    pub(super) fn what(&self, incident: &Incident) -> String {
        let acts: Vec<String> = statistics::codes(incident, Attribute::Act)
            .iter()
            .map(|c| self.value(&Value::Code(*c)))
            .collect();
        if acts.is_empty() { self.get("certainty-unknown") } else { self.words.either(&acts) }
    }
    /// A report by its own id, or by file and line.
    pub(super) fn report(&self, index: u32) -> String {
        let name = |r: &Report| {
            r.origin.own_id.as_ref().map_or_else(
                || format!("{}:{}", file_name(&r.origin.file), r.origin.line),
                |id| id.to_string(),
            )
        };
        self.view.reports.told(index as usize, name).unwrap_or_default()
    }
    /// Reports in a row, at most `limit` of them, then how many more.
    pub(super) fn reports(&self, indexes: &[u32], limit: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = indexes.iter().take(limit).map(|i| latin(self.report(*i))).collect();
        if indexes.len() > limit {
            pieces.push(words(self.words.count("and-more", indexes.len() - limit)));
        }
        pieces
    }
}

/// Whether a finding is about somebody or something held against the text's own criteria.
pub(super) fn is_criterion(finding: &Finding) -> bool {
    matches!(finding.subject.kind, "candidate" | "body" | "vote")
}

/// Whether a text is mostly of the Arabic script.
pub(super) fn is_arabic(text: &str) -> bool {
    let arabic = text.chars().filter(|c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}')).count();
    let latin = text.chars().filter(|c| c.is_alphabetic()).count().saturating_sub(arabic);
    arabic > latin
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
