//! Visits, holdings and positions, line by line.

use std::sync::Arc;

use super::facts::Reader;
use super::headings::{self, Key};
use super::piece::Piece;
use super::registers::clauses;
use super::values::{self, origin};
use crate::agreement::read::fields::Notes;
use crate::register::{Holding, Position, Visit};
use crate::report::Origin;
use crate::value::{Attribute, Number, Value};

/// What a visit may say.
const OF_VISITS: &[Key] =
    &[Key::Id, Key::Site, Key::Party, Key::At, Key::Place, Key::Access, Key::Delay, Key::Reason];
/// What a holding may say.
const OF_HOLDINGS: &[Key] = &[
    Key::Id,
    Key::Site,
    Key::Party,
    Key::Unit,
    Key::Weapon,
    Key::Calibre,
    Key::At,
    Key::Place,
    Key::State,
    Key::Declared,
];
/// What a position may say.
const OF_POSITIONS: &[Key] =
    &[Key::Id, Key::Party, Key::Unit, Key::From, Key::Until, Key::Place, Key::Declared];

impl Reader<'_> {
    /// `id V1; site depot; party first; at 2026-03-20 10:00; place …; access denied; delay 90`.
    pub(super) fn visit(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Visit {
            origin: origin("visits", self.registers.visits.len()),
            site: "".into(),
            party: None,
            team: None,
            at: None,
            place: None,
            access: None,
            delay_min: None,
            reason: None,
        };
        for (key, value) in clauses(item, OF_VISITS, notes) {
            match key {
                Key::Id => found.origin = named(found.origin, value),
                Key::Site => found.site = value.unquoted().text.into(),
                Key::Party => found.party = self.party(value, notes),
                Key::At => found.at = self.moment(value, notes),
                Key::Place => found.place = values::place(value, notes),
                Key::Access => found.access = word("access", value, headings::ACCESS_WORDS, notes),
                Key::Delay => found.delay_min = self.numbered(Attribute::DelayMin, value, notes),
                Key::Reason => found.reason = Some(value.unquoted().text.into()),
                _ => {}
            }
        }
        self.registers.visits.push(found);
    }

    /// `id H1; site depot; party first; unit brigade-1; weapon gun; calibre 122; at …; place …; state present;
    /// declared yes`.
    pub(super) fn holding(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Holding {
            origin: origin("holdings", self.registers.holdings.len()),
            id: "".into(),
            site: "".into(),
            party: None,
            unit: None,
            weapon: Vec::new(),
            calibre_mm: None,
            count: None,
            at: None,
            place: None,
            state: None,
            declared: None,
        };
        for (key, value) in clauses(item, OF_HOLDINGS, notes) {
            match key {
                Key::Id => {
                    found.origin = named(found.origin, value);
                    found.id = value.unquoted().text.into();
                }
                Key::Site => found.site = value.unquoted().text.into(),
                Key::Party => found.party = self.party(value, notes),
                Key::Unit => found.unit = Some(value.unquoted().text.into()),
                Key::Weapon => {
                    found.weapon.extend(values::value(Attribute::Weapon, value, self.zone(), notes));
                }
                Key::Calibre => found.calibre_mm = self.numbered(Attribute::CalibreMm, value, notes),
                Key::At => found.at = self.moment(value, notes),
                Key::Place => found.place = values::place(value, notes),
                Key::State => found.state = word("state", value, headings::HOLDING_STATES, notes),
                Key::Declared => found.declared = yes("declared", value, notes),
                _ => {}
            }
        }
        self.registers.holdings.push(found);
    }

    /// `id P1; party first; unit brigade-1; from 2026-03-10 06:00; until …; place …; declared yes`.
    pub(super) fn position(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Position {
            origin: origin("positions", self.registers.positions.len()),
            party: None,
            unit: None,
            from: None,
            until: None,
            place: None,
            declared: None,
        };
        for (key, value) in clauses(item, OF_POSITIONS, notes) {
            match key {
                Key::Id => found.origin = named(found.origin, value),
                Key::Party => found.party = self.party(value, notes),
                Key::Unit => found.unit = Some(value.unquoted().text.into()),
                Key::From => found.from = self.moment(value, notes),
                Key::Until => found.until = self.moment(value, notes),
                Key::Place => found.place = values::place(value, notes),
                Key::Declared => found.declared = yes("declared", value, notes),
                _ => {}
            }
        }
        self.registers.positions.push(found);
    }

    pub(super) fn numbered(&self, of: Attribute, written: Piece<'_>, notes: &mut Notes) -> Option<Number> {
        match values::value(of, written, self.zone(), notes)? {
            Value::Number(n) => Some(n),
            _ => None,
        }
    }
}

fn named(origin: Origin, id: Piece<'_>) -> Origin {
    Origin { own_id: Some(id.unquoted().text.into()), ..origin }
}

/// One of the words that registers know, as data has it.
fn word(key: &str, written: Piece<'_>, known: &[(&str, &[&str])], notes: &mut Notes) -> Option<Arc<str>> {
    let found = known.iter().find(|(_, words)| written.is(words));
    if found.is_none() {
        let words = known.iter().flat_map(|(_, words)| words.iter().copied());
        notes.unknown_of("value-unknown", written.span(), &[("written", written.text), ("key", key)], words);
    }
    found.map(|(name, _)| Arc::from(*name))
}

fn yes(key: &str, written: Piece<'_>, notes: &mut Notes) -> Option<bool> {
    let known: &[(&str, &[&str])] = &[("yes", headings::YES), ("no", headings::NO)];
    word(key, written, known, notes).map(|said| &*said == "yes")
}
