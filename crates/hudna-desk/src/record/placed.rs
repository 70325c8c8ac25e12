//! The record as places are told to one reader: a cell of a grid, a sector, or nothing ([`Placing`]).
//!
//! Nothing of it is a matter of showing: the snapshot that a page is made of holds no other place. What lists, filters and counts ask,
//! what files are made of, is that of this reader. Made when somebody first is told places so, and shared by all who are.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hudna_core::incident::Incident;
use hudna_core::ledger::stages::Stages;
use hudna_core::value::Kind;

use super::coarse::Coarse;
use super::columns::{Columns, Standings};
use super::ground::{Ground, Hand, Sight};
use super::snapshot::{Blind, Snapshot};
use crate::powers::{Level, Placing};

/// The most ways of telling places that are remembered of one record, and the most readings of stages of each.
const MOST: usize = 8;

/// What was made, or is being made, for those who are told places otherwise.
pub(super) type Kept = Mutex<Vec<(Placing, Arc<OnceLock<Placed>>)>>;

/// Which stages are told, with what lists ask of them.
type ByStages = Mutex<Vec<(Arc<Stages>, Arc<Standings>)>>;

/// The parts of a snapshot that hold places.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    ground: Arc<Ground>,
    hands: Arc<[Hand; 2]>,
    coarse: Arc<Sight>,
    told_in: Arc<[Option<Arc<str>>]>,
    columns: Arc<Columns>,
    standings: Arc<ByStages>,
    blind: Arc<Blind>,
}

impl Snapshot {
    /// The same with places told so nearly. What one reader is not to see of others' assessments ([`Self::seen_by`]) is asked for after it.
    #[must_use]
    pub fn placed(self: &Arc<Self>, placing: &Placing) -> Arc<Self> {
        if self.ground.coarse.placing() == placing {
            return Arc::clone(self);
        }
        let place = {
            let mut all = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
            let known = all.iter().find(|(known, _)| known == placing).map(|(_, place)| Arc::clone(place));
            known.unwrap_or_else(|| {
                let place = Arc::default();
                all.truncate(MOST - 1);
                all.insert(0, (placing.clone(), Arc::clone(&place)));
                place
            })
        };
        // made by whoever comes first: the others wait for it
        let placed = place.get_or_init(|| self.told(placing)).clone();
        let standings = placed.standings(self);
        let Placed { ground, hands, coarse, told_in, columns, blind, .. } = placed;
        Arc::new(Self { ground, hands, coarse, told_in, columns, standings, blind, ..Self::clone(self) })
    }

    /// Whether that is at hand: else the first who asks has it made, which takes its time where there are very many incidents.
    pub fn is_placed(&self, placing: &Placing) -> bool {
        let all = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        self.ground.coarse.placing() == placing
            || all.iter().any(|(known, place)| known == placing && place.get().is_some())
    }

    fn told(&self, placing: &Placing) -> Placed {
        let ground = Arc::new(Ground {
            coarse: Coarse::of(&self.agreement, placing.clone()),
            reports: Arc::clone(&self.ground.reports),
            filed: Arc::clone(&self.ground.filed),
            incidents: Arc::clone(&self.ground.incidents),
        });
        let is_told = |sector: &Arc<str>| placing.within(Some(sector)) >= Level::Sector;
        let told_in: Arc<[Option<Arc<str>>]> =
            self.sectors.iter().map(|sector| sector.clone().filter(is_told)).collect();
        Placed {
            hands: Arc::new([true, false].map(|exact| Hand { ground: Arc::clone(&ground), exact })),
            coarse: Arc::new(ground.sight(&self.finder, Arc::clone(&self.coarse.registers), false)),
            columns: Arc::new(self.columns.told_in(&told_in)),
            ground,
            told_in,
            standings: Arc::default(),
            blind: Arc::default(),
        }
    }

    /// The incident at a place as counts by sector are made of it: where it really was, or nowhere where its sector is not told.
    pub(super) fn placed_for_counts(&self, at: usize) -> Option<Arc<Incident>> {
        let incident = self.incident_at(at, true)?;
        if self.ground.coarse.placing().tells_sectors() {
            return Some(incident);
        }
        if self.told_in.get(at)?.is_some() {
            return Some(incident);
        }
        let mut incident = Arc::unwrap_or_clone(incident);
        for deed in &mut incident.deeds {
            deed.facts.retain(|(attribute, _)| attribute.kind() != Kind::Place);
        }
        Some(Arc::new(incident))
    }
}

impl Placed {
    /// What lists ask of the stages that a snapshot tells: apart from those of other readers, since filters on places are remembered with it.
    fn standings(&self, snapshot: &Snapshot) -> Arc<Standings> {
        let lock = || self.standings.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(stages, _): &&(Arc<Stages>, Arc<Standings>)| Arc::ptr_eq(stages, &snapshot.stages);
        if let Some((_, known)) = lock().iter().find(is_it) {
            return Arc::clone(known);
        }
        let made = Arc::new(Standings::of(&self.columns, &snapshot.finder, &snapshot.stages));
        let mut all = lock();
        all.truncate(MOST - 1);
        all.insert(0, (Arc::clone(&snapshot.stages), Arc::clone(&made)));
        made
    }
}
