//! What happened and what registers show, line by line.

use std::sync::Arc;

use hudna_core::condition::names;
use hudna_core::incident::{Deed, Incident, IncidentId};
use hudna_core::place::Region;
use hudna_core::register::{Answer, Complete, Entry, RegisterKind, Registers, Verification, Verified};
use hudna_core::report::{Origin, Report, Source};
use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use hudna_core::value::{Alternative, Attribute, Fact, Kind, Number, Value};
use jiff::civil;
use jiff::tz::TimeZone;

/// Gathers what the lists of a scenario say.
#[derive(Debug)]
pub(super) struct Reader {
    zone: TimeZone,
    reports: Vec<Report>,
    incidents: Vec<Incident>,
    pub(super) registers: Registers,
}

/// A value of one attribute with the names of the reports behind it.
type Claim = (Value, Vec<String>);

impl Reader {
    pub(super) fn new(zone: TimeZone) -> Self {
        Self { zone, reports: Vec::new(), incidents: Vec::new(), registers: Registers::default() }
    }

    pub(super) fn finish(self) -> (Vec<Report>, Vec<Incident>, Registers) {
        (self.reports, self.incidents, self.registers)
    }

    pub(super) fn section(&mut self, heading: &str, lines: &[&str]) -> Result<(), String> {
        if heading == "facts" || heading == "another incident" {
            let id = IncidentId(format!("incident {}", self.incidents.len() + 1));
            let (reports, deeds, part_of) = (Vec::new(), Vec::new(), Vec::new());
            self.incidents.push(Incident { id, reports, deeds, independent: 1, part_of });
        }
        if matches!(heading, "facts" | "another incident" | "another deed") {
            return if lines.iter().all(|l| *l == "none") {
                self.nothing_happened()
            } else {
                self.deed(lines)
            };
        }
        for line in lines {
            match heading {
                "reports" => self.report_line(line),
                "answers" => self.answers(line),
                "verifications" => self.verification(line),
                "visits" => self.visit(line),
                "holdings" => self.holding(line),
                "positions" => self.position(line),
                "candidates" => self.candidate(line),
                "members" => self.member(line),
                "votes" => self.vote(line),
                "complete" => self.complete(line),
                _ => self.entry(heading, line),
            }?;
        }
        Ok(())
    }

    /// `- none`: duties of parties arise without an incident.
    fn nothing_happened(&mut self) -> Result<(), String> {
        self.incidents.pop();
        Ok(())
    }

    fn deed(&mut self, lines: &[&str]) -> Result<(), String> {
        let mut claims: Vec<(Attribute, Vec<Claim>)> = Vec::new();
        for line in lines {
            let (key, value) = line.split_once(':').ok_or_else(|| format!("no value: {line}"))?;
            let attribute = names::attribute(key.trim()).ok_or_else(|| format!("no attribute {key}"))?;
            if value.trim() != "?" {
                claims.push((attribute, self.claims(attribute, value)?));
            }
        }
        claims.sort_by_key(|(a, _)| *a);
        let mut named: Vec<u32> = Vec::new();
        for name in claims.iter().flat_map(|(_, list)| list).flat_map(|(_, names)| names) {
            named.push(self.report(name));
        }
        if named.is_empty() {
            let name = format!("report of incident {}", self.incidents.len());
            named.push(self.report(&name));
        }
        named.sort_unstable();
        named.dedup();
        let mut facts = Vec::new();
        for (attribute, list) in claims {
            let mut alternatives = Vec::new();
            for (value, names) in list {
                let mut reports: Vec<u32> = names.iter().map(|n| self.report(n)).collect();
                if reports.is_empty() {
                    reports.clone_from(&named);
                }
                reports.sort_unstable();
                alternatives.push(Alternative { value, reports });
            }
            facts.push((attribute, Fact { alternatives }));
        }
        let Some(incident) = self.incidents.last_mut() else {
            return Err("a deed without an incident".into());
        };
        incident.reports.extend(&named);
        incident.reports.sort_unstable();
        incident.reports.dedup();
        incident.deeds.push(Deed { facts, reports: named });
        Ok(())
    }

    /// The index of the report of this name, made where it is new.
    fn report(&mut self, name: &str) -> u32 {
        let known = self.reports.iter().position(|r| r.origin.own_id.as_deref() == Some(name));
        let index = known.unwrap_or_else(|| {
            self.reports.push(blank(name, self.reports.len()));
            self.reports.len() - 1
        });
        u32::try_from(index).expect("a scenario has few reports")
    }

    fn claims(&self, attribute: Attribute, text: &str) -> Result<Vec<Claim>, String> {
        text.split(" or ")
            .flat_map(|p| p.split(" أو "))
            .map(|part| self.claim(attribute, part.trim()))
            .collect()
    }

    fn claim(&self, attribute: Attribute, text: &str) -> Result<Claim, String> {
        let (value, names) = match text.rsplit_once('(') {
            Some((value, names)) => {
                let names = names.strip_suffix(')').ok_or_else(|| format!("no `)` in {text}"))?;
                (value.trim(), names.split([',', '،']).map(|n| n.trim().to_owned()).collect())
            }
            None => (text, Vec::new()),
        };
        Ok((self.value(attribute, value)?, names))
    }

    pub(super) fn value(&self, attribute: Attribute, text: &str) -> Result<Value, String> {
        if text == "none" || text == "لا شيء" {
            return Ok(Value::Nothing);
        }
        match attribute.kind() {
            Kind::Code => names::code(attribute, text)
                .map(Value::Code)
                .ok_or_else(|| format!("no code {text} of {attribute:?}")),
            Kind::Actor => Ok(Value::Actor(text.into())),
            Kind::Time => self.moment(text).map(Value::Time),
            Kind::Place => place(text).map(Value::Place),
            Kind::Number => {
                let (low, high) = text.split_once("..").unwrap_or((text, text));
                let (low, high) = (number(low)?, number(high)?);
                Ok(Value::Number(Number { low, best: low, high }))
            }
            Kind::Derived => Err(format!("{attribute:?} is derived, never reported")),
        }
    }

    /// `2026-03-11`, `2026-03-11 06:00`, or two of them with `..` between; the second may be an hour alone.
    pub(super) fn moment(&self, text: &str) -> Result<TimeRange, String> {
        let Some((from, to)) = text.split_once("..") else { return self.one_moment(text.trim()) };
        let (from, to) = (from.trim(), to.trim());
        let lo = self.one_moment(from)?;
        let hi = if to.contains('-') {
            self.one_moment(to)?
        } else {
            let day = from.split(' ').next().unwrap_or_default();
            self.one_moment(&format!("{day} {to}"))?
        };
        let whole = !to.contains(':');
        Ok(TimeRange::new(lo.lo, if whole { hi.hi } else { hi.lo }))
    }

    fn one_moment(&self, text: &str) -> Result<TimeRange, String> {
        let unreadable = |_| format!("not a time: {text}");
        let Some((day, hour)) = text.split_once(' ') else {
            return Ok(whole_day(text.parse().map_err(unreadable)?, &self.zone));
        };
        let day: civil::Date = day.parse().map_err(unreadable)?;
        if hour == "24:00" {
            return Ok(TimeRange::exact(whole_day(day, &self.zone).hi));
        }
        let time: civil::Time = hour.parse().map_err(unreadable)?;
        Ok(instants_of(day.to_datetime(time), &self.zone))
    }

    /// `R1: told 2026-03-11 09:00; answers R2`.
    fn report_line(&mut self, line: &str) -> Result<(), String> {
        let (name, rest) = line.split_once(':').ok_or_else(|| format!("not a report: {line}"))?;
        let index = self.report(name.trim()) as usize;
        for clause in rest.split([';', '؛']).map(str::trim) {
            if let Some(answered) = clause.strip_prefix("answers ") {
                self.reports[index].answers = Some(answered.into());
            } else if let Some(told) = clause.strip_prefix("told ") {
                self.reports[index].reported_at = Some(self.moment(told)?.lo);
            } else {
                return Err(format!("not understood of a report: {clause}"));
            }
        }
        Ok(())
    }

    fn answers(&mut self, line: &str) -> Result<(), String> {
        let (act, answers) = line.split_once(" answers ").ok_or_else(|| format!("not an answer: {line}"))?;
        let origin = origin("answers", self.registers.answers.len());
        self.registers.answers.push(Answer {
            origin,
            act: act.trim().into(),
            answers: answers.trim().into(),
        });
        Ok(())
    }

    /// `party first; unit brigade-1; act flight; sent …; window …; place …; answer granted`.
    fn entry(&mut self, heading: &str, line: &str) -> Result<(), String> {
        let mut entry = Entry {
            origin: origin(heading, 0),
            party: None,
            unit: None,
            act: Vec::new(),
            purpose: Vec::new(),
            sent_at: None,
            window: None,
            place: None,
            answer: None,
        };
        for (key, value) in clauses(line)? {
            match key {
                "party" => entry.party = Some(value.into()),
                "unit" => entry.unit = Some(value.into()),
                "act" => entry.act.push(self.value(Attribute::Act, value)?),
                "sent" => entry.sent_at = Some(self.moment(value)?),
                "window" => entry.window = Some(self.moment(value)?),
                "place" => entry.place = Some(place(value)?),
                "answer" => entry.answer = Some(value.into()),
                _ => return Err(format!("not understood of an entry: {key}")),
            }
        }
        let list = match heading {
            "notices" => &mut self.registers.notices,
            "authorisations" => &mut self.registers.authorisations,
            _ => &mut self.registers.contacts,
        };
        entry.origin.line = u32::try_from(list.len() + 1).expect("few entries");
        list.push(entry);
        Ok(())
    }

    /// `norm a5.1; party first; state done; at 2026-03-20; until 2026-04-20 00:00; incident R1`.
    fn verification(&mut self, line: &str) -> Result<(), String> {
        let mut found = Verification {
            origin: origin("verifications", self.registers.verifications.len()),
            norm: "".into(),
            party: None,
            incident: None,
            state: Verified::Partial,
            at: TimeRange::ALL,
            by: None,
            valid_until: None,
        };
        for (key, value) in clauses(line)? {
            match (key, value) {
                ("norm", _) => found.norm = value.into(),
                ("party", _) => found.party = Some(value.into()),
                ("incident", _) => found.incident = Some(value.into()),
                ("state", "done") => found.state = Verified::Done,
                ("state", "not_done") => found.state = Verified::NotDone,
                ("state", "claimed") => found.state = Verified::Claimed,
                ("state", "partial") => found.state = Verified::Partial,
                ("at", _) => found.at = self.moment(value)?,
                ("until", _) => found.valid_until = Some(self.moment(value)?.lo),
                _ => return Err(format!("not understood of a verification: {key} {value}")),
            }
        }
        self.registers.verifications.push(found);
        Ok(())
    }

    /// `notices from 2026-03-01 until 2026-06-30`.
    fn complete(&mut self, line: &str) -> Result<(), String> {
        let (kind, rest) = line.split_once(" from ").ok_or_else(|| format!("not a declaration: {line}"))?;
        let (from, until) = rest.split_once(" until ").ok_or_else(|| format!("not a declaration: {line}"))?;
        let register = RegisterKind::ALL.iter().find(|k| k.name() == kind.trim());
        let register = *register.ok_or_else(|| format!("no register {kind}"))?;
        let over = TimeRange::new(self.moment(from.trim())?.lo, self.moment(until.trim())?.hi);
        self.registers.complete.push(Complete { register, over, by: "commission".into() });
        Ok(())
    }
}

pub(super) fn clauses(line: &str) -> Result<Vec<(&str, &str)>, String> {
    let parts = line.split([';', '؛']).map(str::trim);
    parts.map(|p| p.split_once(' ').ok_or_else(|| format!("no value: {p}"))).collect()
}

fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_| format!("not a number: {text}"))
}

/// `31.05, -37.95 ± 500 m`: latitude, longitude, radius.
pub(super) fn place(text: &str) -> Result<Region, String> {
    let (point, radius) = text.split_once('±').unwrap_or((text, "0 m"));
    let (lat, lon) = point.split_once(',').ok_or_else(|| format!("not a place: {text}"))?;
    let radius = radius.trim();
    let metres = if let Some(km) = radius.strip_suffix(" km") {
        number(km)? * 1000.0
    } else {
        number(radius.strip_suffix(" m").ok_or_else(|| format!("no unit: {text}"))?)?
    };
    Ok(Region::disc(number(lon)?, number(lat)?, metres))
}

pub(super) fn origin(file: &str, index: usize) -> Origin {
    let line = u32::try_from(index + 1).expect("few entries");
    Origin { file: Arc::from(format!("{file}.csv")), line, own_id: None }
}

fn blank(name: &str, index: usize) -> Report {
    Report {
        origin: Origin { own_id: Some(name.into()), ..origin("reports", index) },
        source: Source { name: name.into(), kind: None, reliability: None, credibility: None },
        reported_at: None::<Instant>,
        deeds: Vec::new(),
        echo_of: Vec::new(),
        answers: None,
        text: "".into(),
        places: Vec::new(),
        outlets: Vec::new(),
        aggregate: false,
    }
}
