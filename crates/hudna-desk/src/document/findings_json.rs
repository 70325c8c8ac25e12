//! Everything, for machines: incidents with every value and its reports, findings with their reasons.
//!
//! Streams straight from the values; the shape is `docs/findings.schema.json`. Pairs not covered are
//! counted, not listed. Times carry the agreement's local offset. Each report is told once, in `origins`;
//! values and reasons name it by its place there, for a large file has a million such mentions.

use hudna_core::agreement::{Agreement, Bilingual};
use hudna_core::finding::{Finding, Outcome, Reason};
use hudna_core::incident::{Deed, Incident};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::Staged;
use hudna_core::place::Region;
use hudna_core::statistics::ByOutcome;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Alternative, Fact, Value};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::RenderError;
use super::view::View;

/// The file's bytes.
pub(super) fn render(view: &View<'_>) -> Result<Vec<u8>, RenderError> {
    let size = view.incidents.len() * 1000 + view.assessment.findings.len() * 1000 + 4096;
    let mut out = Vec::with_capacity(size);
    let mut json = serde_json::Serializer::new(&mut out);
    let mut map = json.serialize_map(None)?;
    map.serialize_entry("hudna", env!("CARGO_PKG_VERSION"))?;
    map.serialize_entry("agreement", &Text(view.agreement))?;
    map.serialize_entry("status", if view.is_staged() { "mixed" } else { "provisional" })?;
    map.serialize_entry("as_of", &Iso(view.as_of, view))?;
    map.serialize_entry("number", view.number)?;
    map.serialize_entry("period", &Span(view.period, view))?;
    map.serialize_entry("before", &Span(view.before, view))?;
    map.serialize_entry("summary", &Summary(view))?;
    map.serialize_entry("reports", &view.lines)?;
    map.serialize_entry("origins", &Origins(view))?;
    map.serialize_entry("incidents", &Incidents(view))?;
    map.serialize_entry("findings", &Findings(view))?;
    if let Some(alone) = Alone::of(view) {
        map.serialize_entry("staged_alone", &alone)?;
    }
    SerializeMap::end(map)?;
    out.push(b'\n');
    Ok(out)
}

struct Text<'a>(&'a Agreement);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pair = |b: &Bilingual| [("ar", b.ar.clone()), ("en", b.en.clone())];
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &*self.0.id)?;
        map.serialize_entry("version", &self.0.version)?;
        map.serialize_entry("title", &Pairs(pair(&self.0.title)))?;
        map.serialize_entry("notice", &Pairs(pair(&self.0.notice)))?;
        map.serialize_entry("prevails", &*self.0.prevails)?;
        map.serialize_entry("zone_time", &*self.0.zone_name)?;
        map.end()
    }
}

struct Pairs<V>([(&'static str, V); 2]);

impl<V: AsRef<str>> Serialize for Pairs<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(k, v)| (*k, v.as_ref())))
    }
}

struct Summary<'a>(&'a View<'a>);

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let view = self.0;
        let mut by_incident = [0_u64; 4];
        for outcome in view.outcomes() {
            by_incident[outcome as usize] += 1;
        }
        let by_incident = [0, 1, 2, 3].map(|i| (Outcome::ALL[i], by_incident[i]));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("incidents", &view.incidents.len())?;
        map.serialize_entry("findings", &Counts(view.findings_by_outcome()))?;
        map.serialize_entry("incidents_by_outcome", &Counts(by_incident))?;
        let [assessed, ruled] = view.findings_in_stage();
        stage_counts(&mut map, "assessed", assessed)?;
        stage_counts(&mut map, "ruled", ruled)?;
        let [assessed, ruled] = view.incidents_in_stage();
        for (name, count) in [("incidents_assessed", assessed), ("incidents_ruled", ruled)] {
            if count.all() > 0 {
                stage_counts(&mut map, name, count)?;
            }
        }
        map.end()
    }
}

/// Nought, or counts by outcome.
fn stage_counts<M: SerializeMap>(map: &mut M, name: &'static str, count: ByOutcome) -> Result<(), M::Error> {
    if count.all() == 0 {
        return map.serialize_entry(name, &0);
    }
    map.serialize_entry(name, &Counts([0, 1, 2, 3].map(|i| (Outcome::ALL[i], count.of(Outcome::ALL[i])))))
}

struct Counts([(Outcome, u64); 4]);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let order = [Outcome::Breach, Outcome::Permitted, Outcome::NotCovered, Outcome::Undetermined];
        let count = |o: Outcome| self.0.iter().find(|(k, _)| *k == o).map_or(0, |(_, n)| *n);
        serializer.collect_map(order.map(|o| (o.name(), count(o))))
    }
}

/// A moment in ISO 8601 with the agreement's offset.
pub(super) struct Iso<'a>(pub(super) Instant, pub(super) &'a View<'a>);

impl Serialize for Iso<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Ok(stamp) = jiff::Timestamp::from_microsecond(self.0.0) else {
            return serializer.serialize_none();
        };
        let offset = self.1.agreement.zone_time.to_offset(stamp);
        let local = offset.to_datetime(stamp);
        let seconds = offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
        serializer.collect_str(&format_args!("{local}{sign}{hours:02}:{minutes:02}"))
    }
}

struct Span<'a>(TimeRange, &'a View<'a>);

impl Serialize for Span<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("lo", &Iso(self.0.lo, self.1))?;
        map.serialize_entry("hi", &Iso(self.0.hi, self.1))?;
        map.end()
    }
}

/// A report by file, line and its own id.
pub(super) struct ReportRef<'a>(pub(super) u32, pub(super) &'a View<'a>);

impl Serialize for ReportRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(origin) = self.1.reports.told(self.0 as usize, |report| report.origin.clone()) {
            map.serialize_entry("file", &*origin.file)?;
            map.serialize_entry("line", &origin.line)?;
            if let Some(id) = &origin.own_id {
                map.serialize_entry("id", &**id)?;
            }
        }
        map.end()
    }
}

/// Every report taken in, in the order of reading: what a report's number counts in.
struct Origins<'a>(&'a View<'a>);

impl Serialize for Origins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..).take(self.0.reports.len()).map(|n| ReportRef(n, self.0)))
    }
}

/// The reports of an incident: the number of each, then what [`ReportRef`] says.
struct Members<'a>(&'a [u32], &'a View<'a>);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|n| Member { n: *n, origin: ReportRef(*n, self.1) }))
    }
}

#[derive(Serialize)]
struct Member<'a> {
    n: u32,
    #[serde(flatten)]
    origin: ReportRef<'a>,
}

struct Incidents<'a>(&'a View<'a>);

impl Serialize for Incidents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let view = self.0;
        let mut seq = serializer.serialize_seq(Some(view.incidents.len()))?;
        for (incident, outcome) in view.incidents.iter().zip(view.outcomes()) {
            seq.serialize_element(&OneIncident { incident, outcome, view })?;
        }
        seq.end()
    }
}

struct OneIncident<'a> {
    incident: &'a Incident,
    outcome: Outcome,
    view: &'a View<'a>,
}

impl Serialize for OneIncident<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.incident.id)?;
        map.serialize_entry("reports", &Members(&self.incident.reports, self.view))?;
        map.serialize_entry("independent", &self.incident.independent)?;
        map.serialize_entry("deeds", &Deeds(&self.incident.deeds, self.view))?;
        if !self.incident.part_of.is_empty() {
            map.serialize_entry("part_of", &self.incident.part_of)?;
        }
        map.serialize_entry("outcome", &self.outcome)?;
        if let Some(reached) = self.view.stages.reached(&self.incident.id.0) {
            map.serialize_entry("stage", &reached.stage)?;
            map.serialize_entry("staged", &reached.outcome)?;
        }
        map.end()
    }
}

struct Deeds<'a>(&'a [Deed], &'a View<'a>);

impl Serialize for Deeds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|d| OneDeed(d, self.1)))
    }
}

struct OneDeed<'a>(&'a Deed, &'a View<'a>);

impl Serialize for OneDeed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.facts.iter().map(|(a, f)| (a.name(), OneFact(f, self.1))))
    }
}

struct OneFact<'a>(&'a Fact, &'a View<'a>);

impl Serialize for OneFact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("certainty", &self.0.certainty())?;
        map.serialize_entry("values", &Alternatives(&self.0.alternatives, self.1))?;
        map.end()
    }
}

struct Alternatives<'a>(&'a [Alternative], &'a View<'a>);

impl Serialize for Alternatives<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|a| One(a, self.1)))
    }
}

struct One<'a>(&'a Alternative, &'a View<'a>);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("value", 2)?;
        map.serialize_field("value", &OneValue(&self.0.value, self.1))?;
        map.serialize_field("reports", &self.0.reports)?;
        map.end()
    }
}

struct OneValue<'a>(&'a Value, &'a View<'a>);

impl Serialize for OneValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Nothing => serializer.serialize_str("none"),
            Value::Code(code) => serializer.serialize_str(code.name()),
            Value::Actor(name) => serializer.serialize_str(name),
            Value::Number(n) => n.serialize(serializer),
            Value::Time(t) => Span(*t, self.1).serialize(serializer),
            Value::Place(Region::Disc { centre, radius_m }) => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("lon", &centre.lon)?;
                map.serialize_entry("lat", &centre.lat)?;
                map.serialize_entry("radius_m", radius_m)?;
                map.end()
            }
            Value::Place(Region::Area(area)) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("area", &area.id)?;
                map.end()
            }
        }
    }
}

struct Findings<'a>(&'a View<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_seq(self.0.assessment.findings.iter().map(|f| OneFinding(f, self.0.stages.finding(f))))
    }
}

struct OneFinding<'a>(&'a Finding, Option<&'a Staged>);

impl Serialize for OneFinding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let f = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("subject", &f.subject)?;
        if !f.together.is_empty() {
            map.serialize_entry("together", &f.together)?;
        }
        map.serialize_entry("norm", &*f.norm)?;
        map.serialize_entry("version", &f.version)?;
        match self.1 {
            None => map.serialize_entry("stage", "provisional")?,
            Some(staged) => said(&mut map, staged)?,
        }
        map.serialize_entry("outcome", &f.outcome)?;
        map.serialize_entry("possible", &f.possible)?;
        map.serialize_entry("if_bound", &f.if_bound)?;
        map.serialize_entry("against", &f.against)?;
        map.serialize_entry("by", &f.by)?;
        map.serialize_entry("because", &OneReason(&f.because))?;
        map.serialize_entry("missing", &f.missing)?;
        map.serialize_entry("severity", &f.severity)?;
        map.serialize_entry("clash", &f.clash)?;
        map.serialize_entry("ambiguities", &f.ambiguities)?;
        map.end()
    }
}

/// What people said of a finding: its stage, the outcome accepted or ruled, the entries.
fn said<M: SerializeMap>(map: &mut M, staged: &Staged) -> Result<(), M::Error> {
    map.serialize_entry("stage", &staged.stage)?;
    if let Some(outcome) = &staged.outcome {
        map.serialize_entry("staged", outcome)?;
    }
    map.serialize_entry("entries", &staged.entries)?;
    if let Some(by) = &staged.by {
        map.serialize_entry("by_entry", by)?;
    }
    if let Some(lapsed) = &staged.lapsed {
        map.serialize_entry("lapsed", lapsed)?;
    }
    if staged.returned {
        map.serialize_entry("returned", &true)?;
    }
    for (name, list) in [("replies", &staged.replies), ("dissents", &staged.dissents)] {
        if !list.is_empty() {
            map.serialize_entry(name, list)?;
        }
    }
    Ok(())
}

/// What people said where the program lists no finding: of incidents of the view, then under names that lead nowhere.
struct Alone<'a>(Vec<(&'a FindingRef, &'a Staged, bool)>);

impl<'a> Alone<'a> {
    fn of(view: &View<'a>) -> Option<Self> {
        let beside =
            view.incidents.iter().flat_map(|i| view.stages.beside(&i.id.0)).map(|(n, s)| (n, s, true));
        let elsewhere = view.stages.elsewhere().map(|(n, s)| (n, s, false));
        let list: Vec<_> = beside.chain(elsewhere).collect();
        if list.is_empty() { None } else { Some(Self(list)) }
    }
}

impl Serialize for Alone<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|(name, staged, lives)| OneAlone {
            name,
            staged,
            lives: *lives,
        }))
    }
}

struct OneAlone<'a> {
    name: &'a FindingRef,
    staged: &'a Staged,
    lives: bool,
}

impl Serialize for OneAlone<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("subject", &*self.name.subject)?;
        map.serialize_entry("norm", &*self.name.norm)?;
        map.serialize_entry("version", &self.name.version)?;
        map.serialize_entry("lives", &self.lives)?;
        said(&mut map, self.staged)?;
        map.end()
    }
}

struct OneReason<'a>(&'a Reason);

impl Serialize for OneReason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let r = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("asked", &r.asked)?;
        map.serialize_entry("truth", &r.truth)?;
        if let Some(burden) = &r.burden {
            map.serialize_entry("burden", burden)?;
        }
        if let Some(text) = &r.text {
            map.serialize_entry("text", text)?;
        }
        if let Some(words) = &r.words {
            map.serialize_entry("words", words)?;
        }
        if !r.attributes.is_empty() {
            map.serialize_entry("attributes", &r.attributes)?;
        }
        if let Some(distance) = &r.distance {
            map.serialize_entry("distance", distance)?;
        }
        map.serialize_entry("reports", &r.reports)?;
        if !r.entries.is_empty() {
            map.serialize_entry("entries", &r.entries)?;
        }
        if !r.parts.is_empty() {
            map.serialize_entry("parts", &Parts(&r.parts))?;
        }
        map.end()
    }
}

struct Parts<'a>(&'a [Reason]);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(OneReason))
    }
}
