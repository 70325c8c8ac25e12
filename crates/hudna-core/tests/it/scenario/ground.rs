//! Visits, holdings and positions of a scenario, one line each: `key value; key value`.

use hudna_core::condition::names;
use hudna_core::register::{Holding, Position, Visit};
use hudna_core::report::Origin;
use hudna_core::value::{Attribute, Number, Value};

use super::facts::{Reader, clauses, origin, place};

impl Reader {
    /// `id V1; site depot; party first; at 2026-03-20 10:00; place …; access denied; delay 90`.
    pub(super) fn visit(&mut self, line: &str) -> Result<(), String> {
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
        for (key, value) in clauses(line)? {
            match key {
                "id" => found.origin = named(found.origin, value),
                "site" => found.site = value.into(),
                "party" => found.party = Some(value.into()),
                "at" => found.at = Some(self.moment(value)?),
                "place" => found.place = Some(place(value)?),
                "access" => found.access = Some(value.into()),
                "delay" => found.delay_min = self.numbered(Attribute::DelayMin, value)?,
                "reason" => found.reason = Some(value.into()),
                _ => return Err(format!("not understood of a visit: {key}")),
            }
        }
        self.registers.visits.push(found);
        Ok(())
    }

    /// `id H1; site depot; party first; unit brigade-1; weapon gun; calibre 122; at …; place …; state present;
    /// declared yes`.
    pub(super) fn holding(&mut self, line: &str) -> Result<(), String> {
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
        for (key, value) in clauses(line)? {
            match key {
                "id" => {
                    found.origin = named(found.origin, value);
                    found.id = value.into();
                }
                "site" => found.site = value.into(),
                "party" => found.party = Some(value.into()),
                "unit" => found.unit = Some(value.into()),
                "weapon" => {
                    let code = names::code(Attribute::Weapon, value).ok_or(format!("no weapon {value}"))?;
                    found.weapon.push(Value::Code(code));
                }
                "calibre" => found.calibre_mm = self.numbered(Attribute::CalibreMm, value)?,
                "at" => found.at = Some(self.moment(value)?),
                "place" => found.place = Some(place(value)?),
                "state" => found.state = Some(value.into()),
                "declared" => found.declared = Some(value == "yes"),
                _ => return Err(format!("not understood of a holding: {key}")),
            }
        }
        self.registers.holdings.push(found);
        Ok(())
    }

    /// `id P1; party first; unit brigade-1; from 2026-03-10 06:00; until …; place …; declared yes`.
    pub(super) fn position(&mut self, line: &str) -> Result<(), String> {
        let mut found = Position {
            origin: origin("positions", self.registers.positions.len()),
            party: None,
            unit: None,
            from: None,
            until: None,
            place: None,
            declared: None,
        };
        for (key, value) in clauses(line)? {
            match key {
                "id" => found.origin = named(found.origin, value),
                "party" => found.party = Some(value.into()),
                "unit" => found.unit = Some(value.into()),
                "from" => found.from = Some(self.moment(value)?),
                "until" => found.until = Some(self.moment(value)?),
                "place" => found.place = Some(place(value)?),
                "declared" => found.declared = Some(value == "yes"),
                _ => return Err(format!("not understood of a position: {key}")),
            }
        }
        self.registers.positions.push(found);
        Ok(())
    }

    fn numbered(&self, attribute: Attribute, text: &str) -> Result<Option<Number>, String> {
        match self.value(attribute, text)? {
            Value::Number(n) => Ok(Some(n)),
            other => Err(format!("not a number: {other:?}")),
        }
    }
}

fn named(origin: Origin, id: &str) -> Origin {
    Origin { own_id: Some(id.into()), ..origin }
}
