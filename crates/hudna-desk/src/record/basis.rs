//! What a released document was made of, so that whoever reads it later is told what has changed since.
//!
//! The incidents that it counts, each with its version and how it stood, or the commitments and how each stood: no place, no source, no
//! word. It goes into the release as
//! the part `basis`, canonical JSON. What a document says follows from the record at its size; this says which of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::commitment::State;
use hudna_core::finding::Outcome;
use hudna_core::incident::IncidentId;
use hudna_core::ledger::canonical::{CanonicalError, from_canonical, to_canonical};
use hudna_core::time::{Instant, TimeRange};
use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;

/// How an incident stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    /// Its outcome over all its findings.
    pub outcome: Outcome,
    /// The name of its stage.
    pub stage: String,
    /// Its version.
    pub version: u32,
}

/// What a document was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The moment at which it tells how commitments stand, of a report on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Instant>,
    /// From when the period reaches, of a report on a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Instant>,
    /// The one incident that it tells of, of a report on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// The incidents, and how they stood.
    pub incidents: BTreeMap<IncidentId, Stood>,
    /// The code of its language.
    pub lang: String,
    /// Commitments and conditions by id, and the names of their states, of a report on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promises: Option<BTreeMap<Arc<str>, Arc<str>>>,
    /// Entries of the record that it was made of.
    pub size: u64,
    /// To when the period reaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
}

/// What has changed since a document was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Incidents of its period that it does not tell of.
    pub new: Vec<IncidentId>,
    /// Incidents that are no more, or are of its period no more.
    pub gone: Vec<IncidentId>,
    /// Incidents that stand with another outcome or in another stage: how they stood, and stand.
    pub otherwise: Vec<(IncidentId, Stood, Stood)>,
    /// Incidents of which more or other things are known, without that changing how they stand.
    pub known: Vec<IncidentId>,
    /// Commitments and conditions that stand otherwise, or were not there: how they stood, and stand.
    pub promises: Vec<(Arc<str>, Option<State>, State)>,
}

impl Since {
    /// Whether nothing has.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Basis {
    /// Of a document about a period, or about one incident, made of `snapshot`.
    pub fn of(snapshot: &Snapshot, about: &About, lang: &str) -> Self {
        let (period, incident, as_of) = match about {
            About::Period(period) => (Some(*period), None, None),
            About::Incident(incident) => (None, Some(incident.clone()), None),
            About::Commitments(as_of) => (None, None, Some(*as_of)),
            About::Talks => (None, None, None),
        };
        Self {
            as_of,
            promises: as_of.map(|as_of| {
                promised(snapshot, as_of).map(|(id, state)| (id.clone(), state.name().into())).collect()
            }),
            from: period.map(|period| period.lo),
            to: period.map(|period| period.hi),
            incident,
            incidents: standing(snapshot, about),
            lang: lang.to_owned(),
            size: snapshot.size,
        }
    }

    /// Its canonical bytes.
    ///
    /// # Errors
    /// A number that has no canonical form; there is none in it.
    pub fn bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        to_canonical(self)
    }

    /// What canonical bytes say; `None` where they say something else.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        from_canonical(bytes).ok()
    }

    /// What it was about.
    pub fn about(&self) -> Option<About> {
        if let Some(as_of) = self.as_of {
            return Some(About::Commitments(as_of));
        }
        match (&self.incident, self.from, self.to) {
            (Some(incident), ..) => Some(About::Incident(incident.clone())),
            (None, Some(lo), Some(hi)) => Some(About::Period(TimeRange { lo, hi })),
            _ => None,
        }
    }

    /// What has changed in the record since.
    pub fn since(&self, snapshot: &Snapshot) -> Since {
        let Some(about) = self.about() else { return Since::default() };
        let now = standing(snapshot, &about);
        let mut since = Since::default();
        if let About::Commitments(as_of) = about {
            since.promises = self.promised_since(snapshot, as_of);
        }
        for (id, stands) in &now {
            match self.incidents.get(id) {
                None => since.new.push(id.clone()),
                Some(stood) if (stood.outcome, &stood.stage) != (stands.outcome, &stands.stage) => {
                    since.otherwise.push((id.clone(), stood.clone(), stands.clone()));
                }
                Some(stood) if stood.version != stands.version => since.known.push(id.clone()),
                Some(_) => {}
            }
        }
        since.gone.extend(self.incidents.keys().filter(|id| !now.contains_key(*id)).cloned());
        since
    }

    /// Commitments that stand otherwise at the record's last entry, or when the document was made if that was later: what has changed
    /// by the record, not by the clock alone, unless it grew since.
    fn promised_since(&self, snapshot: &Snapshot, as_of: Instant) -> Vec<(Arc<str>, Option<State>, State)> {
        let stood = |id: &Arc<str>| self.promises.as_ref()?.get(id).and_then(|name| State::named(name));
        let now = promised(snapshot, as_of.max(snapshot.as_of));
        let all = now.map(|(id, state)| (id.clone(), stood(id), state));
        all.filter(|(_, stood, stands)| *stood != Some(*stands)).collect()
    }
}

/// Every promise and condition that is there at a moment, and its state.
fn promised(snapshot: &Snapshot, as_of: Instant) -> impl Iterator<Item = (&Arc<str>, State)> {
    let board = snapshot.commitments.evaluate(&snapshot.frame, as_of);
    let states: Vec<State> = board.rows.iter().map(|row| row.state).collect();
    let all = snapshot.commitments.kept().iter().zip(states);
    all.filter(|(_, state)| *state != State::NotYet).map(|(kept, state)| (kept.id(), state))
}

/// What a document is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// What happened in a time.
    Period(TimeRange),
    /// One incident.
    Incident(IncidentId),
    /// Commitments, as they stand at a moment.
    Commitments(Instant),
    /// The table: no incident is counted on it.
    Talks,
}

fn standing(snapshot: &Snapshot, about: &About) -> BTreeMap<IncidentId, Stood> {
    let wanted: Vec<usize> = match about {
        // as the counts of a report take them
        About::Period(period) => snapshot.begun_in(*period),
        About::Incident(id) => snapshot.incident(&id.0).into_iter().collect(),
        About::Commitments(_) | About::Talks => Vec::new(),
    };
    let stood = wanted.into_iter().filter_map(|at| {
        let id = snapshot.incident_id(at)?.clone();
        let stood = Stood {
            outcome: snapshot.stands(at),
            stage: snapshot.stage(at).name().to_owned(),
            version: snapshot.version(&id.0).unwrap_or(0),
        };
        Some((id, stood))
    });
    stood.collect()
}
