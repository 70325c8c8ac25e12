//! How nearly places are told to one reader: not at all, by their sector, or by a cell of a grid; for each sector of the map by itself.
//!
//! Exact places are apart from it: who is shown those is asked case by case.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cells::Width;

/// How nearly a place is told, the least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not at all.
    Nothing,
    /// By its sector.
    #[default]
    Sector,
    /// By a cell of 5 km.
    Wide,
    /// By a cell of 1 km.
    Narrow,
}

impl Level {
    /// The widths of cells by which a place of this level is told, the narrowest first: where one tells too much, the next is tried.
    pub const fn widths(self) -> &'static [Width] {
        match self {
            Self::Nothing | Self::Sector => &[],
            Self::Wide => &[Width::Wide],
            Self::Narrow => &[Width::Narrow, Width::Wide],
        }
    }
}

/// How nearly places are told, sector by sector. Everything by its sector, where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Placing {
    anywhere: Level,
    /// Sectors in which places are told otherwise.
    sectors: BTreeMap<Arc<str>, Level>,
}

impl Placing {
    /// So nearly anywhere, and otherwise in these sectors.
    pub fn of(anywhere: Level, sectors: impl IntoIterator<Item = (Arc<str>, Level)>) -> Self {
        let sectors = sectors.into_iter().filter(|(_, level)| *level != anywhere).collect();
        Self { anywhere, sectors }
    }

    /// How nearly a place in a sector is told, or one that lies in none.
    pub fn within(&self, sector: Option<&str>) -> Level {
        sector.and_then(|sector| self.sectors.get(sector)).copied().unwrap_or(self.anywhere)
    }

    /// Whether every place is told by its sector or more nearly.
    pub fn tells_sectors(&self) -> bool {
        self.anywhere >= Level::Sector && self.sectors.values().all(|level| *level >= Level::Sector)
    }

    /// Whether places anywhere are told by cells.
    pub fn tells_cells(&self) -> bool {
        self.anywhere > Level::Sector || self.sectors.values().any(|level| *level > Level::Sector)
    }

    /// No more nearly than either.
    #[must_use]
    pub fn least(&self, other: &Self) -> Self {
        let named = self.sectors.keys().chain(other.sectors.keys());
        let level = |sector: &Arc<str>| self.within(Some(sector)).min(other.within(Some(sector)));
        Self::of(self.anywhere.min(other.anywhere), named.map(|sector| (sector.clone(), level(sector))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_of_two_tells_no_more_than_either_in_any_sector() {
        let north = |level| [(Arc::from("north"), level)];
        let one = Placing::of(Level::Sector, north(Level::Narrow));
        let other = Placing::of(Level::Wide, north(Level::Nothing));
        let least = one.least(&other);
        for sector in [None, Some("north"), Some("south")] {
            assert_eq!(least.within(sector), one.within(sector).min(other.within(sector)));
        }
        assert!(one.tells_sectors() && !least.tells_sectors());
        assert!(
            one.tells_cells()
                && other.tells_cells()
                && !least.tells_cells()
                && !Placing::default().tells_cells()
        );
        assert_eq!(one.least(&one), one);
        assert_eq!(Placing::default().within(Some("north")), Level::Sector);
    }
}
