//! Joining the findings of what hangs together: one of each cluster speaks, the others stay silent.

use rayon::prelude::*;

use super::super::Outcome;
use super::super::cluster::{self, Member};
use super::super::near::Among;
use super::{BLOCK, EntryPair, SPOKEN_FOR, Spot, Weighed, shown};

impl Weighed<'_> {
    /// Where a finding stands among what was weighed: the deeds, then the entries of registers.
    pub(super) const fn place_of(&self, spot: Spot) -> usize {
        match spot {
            Spot::Deed { row, .. } => row,
            Spot::Entry(e) => self.deeds.len() + e,
            Spot::Other(_) => usize::MAX,
        }
    }

    /// Joins the findings of each cluster.
    pub(super) fn join(&mut self) {
        let mut found = Vec::new();
        for (w, (weigher, table)) in self.weighers.iter().zip(&self.tables).enumerate() {
            for (n, norm) in weigher.agreement.norms.iter().enumerate() {
                let Some(counting) = cluster::counting_atom(norm) else { continue };
                let Some(among) = weigher.counted_among(counting) else { continue };
                let slot = table.norms.iter().position(|of| *of == n);
                let members = self.members(w, n, slot, &among);
                found.extend(
                    cluster::join(weigher, norm, &among, &members).into_iter().map(|c| (w, n, slot, c)),
                );
            }
        }
        for (w, n, slot, cluster) in found {
            for place in cluster.silent {
                match (place.checked_sub(self.deeds.len()), slot) {
                    (Some(e), _) => self.entries[e].byte |= SPOKEN_FOR,
                    (None, Some(slot)) => {
                        if let Some(byte) = self.tables[w].outcomes.byte(slot, place) {
                            *byte |= SPOKEN_FOR;
                        }
                    }
                    (None, None) => {}
                }
            }
            self.clusters.insert((w, n, cluster.speaker), cluster.spoken_for);
        }
    }

    /// The findings of a norm about several rows together that may speak for one another, in the order of rows.
    fn members(&self, w: usize, n: usize, slot: Option<usize>, among: &Among<'_>) -> Vec<Member> {
        let (weigher, table) = (&self.weighers[w], &self.tables[w]);
        let tied = |byte: u8| shown(byte).filter(|outcome| *outcome != Outcome::Permitted);
        let of_block = |block: usize| {
            let rows = self.rows_of(block);
            let bytes = slot.map_or(&[][..], |slot| table.outcomes.range(slot, rows.clone()));
            let shown = rows.zip(bytes).filter_map(|(row, byte)| Some((row, tied(*byte)?)));
            shown
                .map(|(row, outcome)| weigher.member(among, self.key_of(row), row, outcome))
                .collect::<Vec<_>>()
        };
        let of_deeds: Vec<Vec<Member>> =
            (0..self.deeds.len().div_ceil(BLOCK)).into_par_iter().map(of_block).collect();
        let of_norm = |pair: &EntryPair| (usize::from(pair.version), usize::from(pair.norm)) == (w, n);
        let entries = self.entries.iter().enumerate().filter(|(_, pair)| of_norm(pair));
        let of_entries = entries.filter_map(|(e, pair)| {
            Some(weigher.member(among, pair.key, self.deeds.len() + e, tied(pair.byte)?))
        });
        of_deeds.into_iter().flatten().chain(of_entries).collect()
    }
}
