//! What a snapshot is made of, taken from what was followed: little work, after which nothing is held while the rest is worked out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame};
use hudna_core::dialogue::table::Table;
use hudna_core::finding::Outcome;
use hudna_core::force::Force;
use hudna_core::incident::{Incident, IncidentId, Possible};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Digest;
use hudna_core::ledger::replay::{Staged, Text};
use hudna_core::ledger::stages::Stages;
use hudna_core::ledger::standing::Standing;
use hudna_core::list::List;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::time::Instant;
use rustc_hash::FxHashMap;

use super::coarse::{self, Coarse};
use super::columns::{Columns, Standings};
use super::derive::Derived;
use super::finder::{Finder, Weighable};
use super::ground::{Ground, Hand};
use super::handled::Handled;
use super::ledger::Ledger;
use super::lineup::Lined;
use super::remembered::{Released, Spoken, Task};
use super::snapshot::{FiledReport, Snapshot};
use crate::desk::AgreementFiles;
use crate::document::Lines;
use crate::powers::Placing;
use crate::trouble::Trouble;

/// What a snapshot is made of, before anything is weighed.
#[derive(Debug)]
pub struct Gathered {
    size: u64,
    grown: u64,
    head: String,
    as_of: Instant,
    standing: Standing,
    agreement: Agreement,
    files: AgreementFiles,
    texts: Arc<[Text]>,
    table: Arc<Table>,
    drafts: BTreeMap<EntryId, Agreement>,
    registers: Registers,
    reports: Arc<[Arc<Report>]>,
    filed: Arc<[FiledReport]>,
    lined: Lined,
    stages: BTreeMap<FindingRef, Staged>,
    spoken: BTreeMap<EntryId, Spoken>,
    recused: BTreeSet<(UserId, IncidentId)>,
    handled: Handled,
    possible: Arc<[Possible]>,
    tasks: Arc<[Task]>,
    force: Force,
    redacted: BTreeSet<Digest>,
    released: Arc<[Released]>,
    commitments: Arc<Commitments>,
    /// Lines read, and set aside.
    lines: (u64, u64),
    /// Lines set aside that nobody mended.
    to_mend: usize,
}

impl Gathered {
    /// Of what `derived` has followed of `ledger`, by the text that is in force at a moment.
    ///
    /// # Errors
    /// As [`Derived::incidents`].
    pub(super) fn of(
        derived: &mut Derived,
        ledger: &Ledger,
        (text, now): (&Agreement, Instant),
    ) -> Result<Self, Trouble> {
        let registers = derived.replay.registers();
        let agreement = text.with_links(&registers.links).into_owned();
        let lined = derived.lined(&agreement)?;
        let possible = derived.incidents(&agreement)?.possible().into();
        let replay = &derived.replay;
        let filed = replay.reports.iter().zip(&derived.filed).map(|(standing, (by, at))| FiledReport {
            entry: standing.entry.clone(),
            seq: standing.seq,
            by: by.clone(),
            at: *at,
        });
        Ok(Self {
            size: replay.size,
            grown: derived.grown,
            head: ledger.head().to_owned(),
            as_of: derived.as_of.unwrap_or(Instant(0)),
            standing: ledger.standing().clone(),
            files: derived.text_at(now)?.clone(),
            texts: replay.texts.clone().into(),
            table: Arc::clone(derived.table()),
            drafts: derived.drafted(),
            reports: replay.reports.iter().map(|standing| Arc::clone(&standing.report)).collect(),
            filed: filed.collect(),
            stages: replay.stages.clone(),
            spoken: derived.spoken.clone(),
            recused: derived.recused_now(),
            handled: derived.handled.clone(),
            tasks: derived.tasks.clone().into(),
            force: replay.force.clone(),
            redacted: replay.redacted.clone(),
            released: derived.released.clone().into(),
            commitments: Arc::clone(&derived.there.commitments),
            lines: replay.lines,
            to_mend: derived.taken_in.to_mend(),
            agreement,
            registers,
            lined,
            possible,
        })
    }

    /// How many entries it is of.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Weighs it, and makes what pages are made of.
    ///
    /// # Errors
    /// `our-fault` where the system gives no thread.
    pub fn weighed(self) -> Result<Snapshot, Trouble> {
        let Lined { incidents, sectors, versions } = self.lined;
        let (agreement, registers) = (Arc::new(self.agreement), Arc::new(self.registers));
        let finder = Arc::new(Finder::of(Weighable {
            agreement: Arc::clone(&agreement),
            reports: Arc::clone(&self.reports),
            incidents: Arc::clone(&incidents),
            registers: Arc::clone(&registers),
            as_of: self.as_of,
        })?);
        let map = agreement.backdrop.iter().filter(|one| &*one.kind == "sector").map(|one| one.id.clone());
        let columns = Columns::of(List::from(&*incidents), &sectors, finder.by_incident(), map);
        let found = |name: &FindingRef| -> Option<Outcome> {
            Some(finder.listed(finder.place(name, |id| columns.place(id))?)?.outcome)
        };
        let version = |id: &IncidentId| versions.get(columns.place(&id.0)?).copied();
        let deeds = |id: &str| Some(incidents.get(columns.place(id)?)?.deeds.len());
        let stages = Stages::held(self.stages, &agreement, &deeds, &found, &version);
        let standings = Standings::of(&columns, &finder, &stages);
        let open = Arc::new(coarse::registers(&agreement, &registers));
        let frame = Arc::new(Frame::of(&agreement, &registers));
        let places = self.filed.iter().zip(0..).map(|(filed, at)| (filed.entry.clone(), at)).collect();
        let ground = Arc::new(Ground {
            coarse: Coarse::of(&agreement, Placing::default()),
            reports: Arc::clone(&self.reports),
            filed: Arc::clone(&self.filed),
            incidents: Arc::clone(&incidents),
        });
        Ok(Snapshot {
            size: self.size,
            grown: self.grown,
            head: self.head,
            as_of: self.as_of,
            standing: Arc::new(self.standing),
            files: Arc::new(self.files),
            texts: self.texts,
            table: self.table,
            drafts: Arc::new(self.drafts),
            exact: Arc::new(ground.sight(&finder, registers, true)),
            coarse: Arc::new(ground.sight(&finder, open, false)),
            told_in: Arc::clone(&sectors),
            sectors,
            stages: Arc::new(stages),
            spoken: Arc::new(self.spoken),
            recused: Arc::new(self.recused),
            handled: Arc::new(self.handled),
            paired: Arc::new(paired(&self.possible)),
            possible: self.possible,
            tasks: self.tasks,
            force: Arc::new(self.force),
            redacted: Arc::new(self.redacted),
            released: self.released,
            commitments: self.commitments,
            frame,
            lines: Lines { read: self.lines.0, accepted: self.reports.len() as u64, set_aside: self.lines.1 },
            to_mend: self.to_mend,
            holding: holding(&incidents, self.reports.len()),
            hands: Arc::new([true, false].map(|exact| Hand { ground: Arc::clone(&ground), exact })),
            filed: self.filed,
            columns: Arc::new(columns),
            standings: Arc::new(standings),
            blind: Arc::default(),
            unanswered: Arc::default(),
            placed: Arc::default(),
            places: Arc::new(places),
            finder,
            ground,
            versions,
            agreement,
        })
    }
}

/// The incident that each of `reports` reports is in.
fn holding(incidents: &[Arc<Incident>], reports: usize) -> Arc<[u32]> {
    let mut holding = vec![u32::MAX; reports];
    for (incident, at) in incidents.iter().zip(0..) {
        for report in &incident.reports {
            if let Some(slot) = holding.get_mut(*report as usize) {
                *slot = at;
            }
        }
    }
    holding.into()
}

/// Where the pairs of each report stand.
fn paired(possible: &[Possible]) -> FxHashMap<u32, Vec<u32>> {
    let mut all: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (pair, at) in possible.iter().zip(0..) {
        all.entry(pair.a).or_default().push(at);
        all.entry(pair.b).or_default().push(at);
    }
    all
}
