//! Visits, holdings and positions, line by line.

use super::facts::Reader;
use super::headings::{self, Key};
use super::piece::Piece;
use super::registers::{clauses, word};
use super::values::{self, origin};
use crate::agreement::read::fields::Notes;
use crate::register::{Holding, Position, Visit};
use crate::report::Origin;
use crate::value::{Attribute, Number, Value};

const OF_VISITS: &[Key] =
    &[Key::Id, Key::Site, Key::Party, Key::At, Key::Place, Key::Access, Key::Delay, Key::Reason];
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
                Key::Access => {
                    found.access = word(value, "access", headings::RECEIVED, notes).map(Into::into);
                }
                Key::Delay => found.delay_min = self.number_of(Attribute::DelayMin, value, notes),
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
                Key::Calibre => found.calibre_mm = self.number_of(Attribute::CalibreMm, value, notes),
                Key::At => found.at = self.moment(value, notes),
                Key::Place => found.place = values::place(value, notes),
                Key::State => found.state = word(value, "state", headings::HELD, notes).map(Into::into),
                Key::Declared => found.declared = declared(value, notes),
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
                Key::Declared => found.declared = declared(value, notes),
                _ => {}
            }
        }
        self.registers.positions.push(found);
    }

    /// A number of an attribute.
    pub(super) fn number_of(
        &self,
        attribute: Attribute,
        value: Piece<'_>,
        notes: &mut Notes,
    ) -> Option<Number> {
        match values::value(attribute, value, self.zone(), notes)? {
            Value::Number(n) => Some(n),
            _ => None,
        }
    }
}

fn declared(value: Piece<'_>, notes: &mut Notes) -> Option<bool> {
    word(value, "declared", headings::YES_NO, notes).map(|word| word == "yes")
}

fn named(origin: Origin, id: Piece<'_>) -> Origin {
    Origin { own_id: Some(id.unquoted().text.into()), ..origin }
}
