//! Lists of incidents: which of them a reader's filter takes, and how many stand how in which sector.
//!
//! All that a filter asks is coarse: the sector for the place, codes, times, how far each incident has come and how it stands *for
//! whoever asks* ([`Snapshot::seen_by`]). So neither list nor count tells where in a sector something was, nor what another assessor
//! said. A map of very many is [`Snapshot::by_sector`]: counts, which link to the list.

use std::sync::{Arc, OnceLock};

use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::Outcome;
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::statistics::ByOutcome;
use hudna_core::time::TimeRange;
use hudna_core::vocabulary::Code;

use super::bits::Bits;
use super::snapshot::Snapshot;
use super::squares::BySquare;
use crate::cells::Square;

/// Where an incident lies, as lists tell it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// In this sector.
    Sector(Arc<str>),
    /// In none, or in one of several.
    Elsewhere,
}

/// What a reader looks for. What is not asked takes all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// An act that some report tells, or one that it covers.
    pub act: Option<Code>,
    /// Where.
    pub within: Option<Within>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// How it stands.
    pub outcome: Option<Outcome>,
    /// When it may have been; what has no known time may have been at any.
    pub time: TimeRange,
    /// Within which the earliest time of an incident lies, as counts of a period take it; what has no known time lies in any.
    pub begun: Option<TimeRange>,
    /// The square within which the cell lies by which the reader is told the place ([`super::squares`]).
    pub square: Option<Square>,
    /// A filter written in CQL2 ([`super::incident_table`]).
    pub written: Option<Arc<str>>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            act: None,
            within: None,
            stage: None,
            outcome: None,
            time: TimeRange::ALL,
            begun: None,
            square: None,
            written: None,
        }
    }
}

/// The incidents that a filter takes, by their places in the order of time.
#[derive(Debug, Default)]
pub struct Selection {
    pub(super) taken: Bits,
    count: usize,
    /// Its counts by sector, made when somebody first asks.
    by_sector: OnceLock<Vec<InSector>>,
    /// Its counts by square, the same.
    pub(super) by_square: OnceLock<BySquare>,
    /// How many of them began outside the period that was asked for, counted when somebody first asks.
    across: OnceLock<usize>,
    /// Of how many more the written filter may hold.
    pub perhaps: u64,
}

impl Selection {
    pub(super) fn of(taken: Bits, perhaps: u64) -> Self {
        let (by_sector, by_square, across) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { count: taken.count(), taken, perhaps, by_sector, by_square, across }
    }
    /// How many.
    pub const fn len(&self) -> usize {
        self.count
    }
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
    /// Whether the incident at a place is among them.
    pub fn has(&self, at: usize) -> bool {
        self.taken.has(at)
    }
    /// All of them, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.taken.iter()
    }
    /// Some of them, the latest first: at most `most`, behind the first `skip`.
    pub fn latest(&self, skip: usize, most: usize) -> Vec<usize> {
        self.taken.last(skip, most)
    }
}

/// Incidents counted by how far they came and how they stand: each stands in one of the last three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// All of them.
    pub alleged: u64,
    /// Of which nobody accepted or ruled anything: by what the program finds.
    pub provisional: ByOutcome,
    /// Of which a finding was accepted, and none ruled.
    pub assessed: ByOutcome,
    /// Of which a finding was ruled.
    pub ruled: ByOutcome,
}

impl Standing {
    /// Counts one more.
    pub const fn add(&mut self, stage: Stage, stands: Outcome) {
        self.alleged += 1;
        match stage {
            Stage::Provisional => self.provisional.add(stands),
            Stage::Assessed => self.assessed.add(stands),
            Stage::Ruled => self.ruled.add(stands),
        }
    }

    /// Counts those of `other` too.
    pub const fn join(&mut self, other: &Self) {
        self.alleged += other.alleged;
        self.provisional.join(&other.provisional);
        self.assessed.join(&other.assessed);
        self.ruled.join(&other.ruled);
    }

    /// Those that have come so far, by how they stand.
    pub const fn in_stage(&self, stage: Stage) -> &ByOutcome {
        match stage {
            Stage::Provisional => &self.provisional,
            Stage::Assessed => &self.assessed,
            Stage::Ruled => &self.ruled,
        }
    }
}

/// How many incidents stand how in one sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InSector {
    /// The sector's id; `None`: in none, or in one of several.
    pub sector: Option<Arc<str>>,
    /// Their counts.
    pub counts: Standing,
}

impl Snapshot {
    /// The incidents that a filter takes.
    ///
    /// # Errors
    /// What is wrong with the written filter, as [`Snapshot::filtered`].
    pub fn selected(&self, filter: &Filter) -> Result<Arc<Selection>, Diagnostic> {
        let square = |square| self.cells().within(square, self.incidents());
        self.standings.selected(&self.columns, filter, square, |written| {
            let taken = self.filtered(written)?;
            Ok((taken.surely, taken.perhaps))
        })
    }

    /// The same where it is remembered: at once.
    pub fn remembered(&self, filter: &Filter) -> Option<Arc<Selection>> {
        self.standings.remembered(filter)
    }

    /// The incidents that began in a period, and those of which no time is known, in the order of time: what counts of the period are
    /// made of.
    pub fn begun_in(&self, period: TimeRange) -> Vec<usize> {
        self.columns.begun_in(period).iter().collect()
    }

    /// How many of a selection began before `period`, the one that its filter asks for, and may have lasted into it: counts of a period
    /// ([`Self::begun_in`]) take them into the period in which they began, a list into each in which they may have been. Kept with the selection.
    pub fn across(&self, selection: &Selection, period: TimeRange) -> usize {
        *selection.across.get_or_init(|| {
            let mut begun = self.columns.begun_in(period);
            begun.keep(&selection.taken);
            selection.count - begun.count()
        })
    }

    /// How the incident at a place stands: what was accepted or ruled, else what the program finds.
    pub fn stands(&self, at: usize) -> Outcome {
        self.standings.stands(at)
    }

    /// What the program finds of the incident at a place.
    pub fn found(&self, at: usize) -> Outcome {
        self.columns.found(at)
    }

    /// How far the incident at a place has come.
    pub fn stage(&self, at: usize) -> Stage {
        self.standings.stage(at)
    }

    /// Whether anything is assessed or ruled of a selection, of what is about no incident, or under a name that leads nowhere any more.
    pub fn is_staged(&self, selection: &Selection) -> bool {
        let is_more = |staged: &Staged| staged.stage > Stage::Provisional;
        let of_others = |name: &FindingRef| {
            self.finding(name).and_then(|at| self.listed(at)).is_some_and(|one| one.incident.is_none())
        };
        self.standings.has_staged(&selection.taken)
            || self.stages.all().any(|(name, staged)| is_more(staged) && of_others(name))
            || self.stages.elsewhere().any(|(_, staged)| is_more(staged))
    }

    /// The counts of a selection by sector, in the order of the agreement's map; last, where there are any, those in none. Sectors
    /// without incidents are told too. Made of what the reader sees ([`Snapshot::seen_by`]), at the coarse place, and kept with the
    /// selection: that must be one of this reader's ([`Snapshot::selected`]). Takes about a millisecond for each sector of a million
    /// incidents, the first time.
    pub fn by_sector<'s>(&self, selection: &'s Selection) -> &'s [InSector] {
        selection.by_sector.get_or_init(|| self.columns.by_sector(&self.standings, &selection.taken))
    }
}
