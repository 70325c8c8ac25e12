//! Registers that norms ask for: notices, leave, contacts, visits, verifications, holdings, coverage, links,
//! candidates, members, votes.
//!
//! The file's name, the sheet's name or a first column `register` says which. Columns in either language, any
//! order. A row that cannot be read is set aside; a blank cell is unknown, never *no*.

use std::borrow::Cow;
use std::sync::Arc;

use hudna_core::agreement::LinkKind;
use hudna_core::place::Region;
use hudna_core::register::{
    Affiliation, Answer, Ballot, Candidate, Complete, Coverage, Entry, Holding, Member, Position,
    RegisterKind, Registers, Verification, Verified, Visit,
};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Number, Value};

use super::fault::Fault;
use super::labels::{Said, said};
use super::letters::{clean, fold};
use super::moment::parse_range;
use super::names::Names;
use super::number::{parse_coordinates, parse_length_m, parse_number, parse_place};
use super::row::{codes, name_of};
use super::rows::{Plan, Rejected, read_rows};
use super::table::Table;
use super::{Content, Note, Options, SetAside, Unreadable, known, open};

mod columns;
mod people;

use columns::{Key, state_code, which};
pub(crate) use columns::{looks_like_register, register_headers};

/// What was read from one file of registers.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterIntake {
    /// The rows taken in, each in its register.
    pub registers: Registers,
    /// Rows with content: always `accepted + set_aside.len()`.
    pub read: usize,
    /// Rows taken in.
    pub accepted: usize,
    /// Rows not taken in, in the order of the file.
    pub set_aside: Vec<SetAside>,
    /// Places that were named without coordinates, for the gazetteer to find.
    pub places: Vec<RegisterPlace>,
    /// What else a reader should know.
    pub notes: Vec<Note>,
}

/// A place named in a register without coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterPlace {
    /// Which register.
    pub register: RegisterKind,
    /// Which of its rows, counted in the register's vector of this intake.
    pub row: usize,
    /// The name as written.
    pub written: Arc<str>,
}

/// Which register a table holds, or that its rows say so themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    One(Kind),
    EachRow,
}

/// A register, or the list of registers declared complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A register.
    Of(RegisterKind),
    /// Registers declared complete.
    Complete,
}

/// One row taken in.
#[derive(Clone, Debug)]
enum Taken {
    Entry(RegisterKind, Entry),
    Visit(Visit),
    Verification(Verification),
    Holding(Holding),
    Position(Position),
    Coverage(Coverage),
    Complete(Complete),
    Answer(Answer),
    Link(Affiliation),
    Candidate(Candidate),
    Member(Member),
    Ballot(Ballot),
}

/// Reads one file of registers, CSV or XLSX.
///
/// # Errors
/// As [`super::read`]; `register-unknown` where neither the name, a sheet nor a column says which register it is.
pub fn read_registers(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<RegisterIntake, Unreadable> {
    open(bytes, |content| match content {
        Content::Sheets(sheets) => read_tables(name, &sheets, options),
        Content::Text { text, lossy, .. } => {
            if let Some(seems) = super::bytes::text_seems(text) {
                return Err(Unreadable::format(seems));
            }
            read_tables(name, &[Table::of_text(text, lossy)?], options)
        }
    })
}

fn read_tables(
    name: &str,
    tables: &[Table<'_>],
    options: &Options<'_>,
) -> Result<RegisterIntake, Unreadable> {
    let mut out = RegisterIntake {
        registers: Registers::default(),
        read: 0,
        accepted: 0,
        set_aside: Vec::new(),
        places: Vec::new(),
        notes: Vec::new(),
    };
    let mut known_any = false;
    for table in tables {
        let header = known::header_cells(table, 0);
        let by_name = which(table.sheet.as_deref().unwrap_or(name));
        let has_column = header.iter().any(|h| Key::parse(h) == Some(Key::Register));
        let Some(which) = by_name.map(Which::One).or(has_column.then_some(Which::EachRow)) else {
            out.notes.extend(
                table
                    .sheet
                    .as_ref()
                    .map(|sheet| Note { code: "sheet-not-read", arguments: vec![("sheet", sheet.clone())] }),
            );
            continue;
        };
        known_any = true;
        let file: Arc<str> = match &table.sheet {
            Some(sheet) => Arc::from(format!("{name}#{sheet}")),
            None => Arc::from(name),
        };
        read_table(table, which, &header, &file, options, &mut out);
    }
    if known_any {
        return Ok(out);
    }
    let header = tables.first().map(|t| known::header_cells(t, 0)).unwrap_or_default();
    Err(Unreadable::new("register-unknown").with("file", name).with("headers", header.join(", ")))
}

fn read_table(
    table: &Table<'_>,
    which: Which,
    header: &[String],
    file: &Arc<str>,
    options: &Options<'_>,
    out: &mut RegisterIntake,
) {
    let keys: Vec<Option<Key>> = header.iter().map(|h| Key::parse(h)).collect();
    let passed: Vec<&str> = header
        .iter()
        .zip(&keys)
        .filter(|(h, k)| k.is_none() && !h.is_empty())
        .map(|(h, _)| h.as_str())
        .collect();
    if !passed.is_empty() {
        out.notes.push(Note { code: "columns-passed-over", arguments: vec![("columns", passed.join(", "))] });
    }
    let own_id = keys.iter().position(|k| *k == Some(Key::Id));
    let plan = Plan { file, header, header_at: 0, own_id, strict: false };
    let (taken, mut aside) = read_rows(table, &plan, |line, row, names| {
        let row = Row { row, keys: &keys, line, file, options };
        row.read(which, names)
    });
    out.read += taken.len() + aside.len();
    out.accepted += taken.len();
    out.set_aside.append(&mut aside);
    for (taken, place) in taken {
        let (register, row) = add(&mut out.registers, taken);
        if let (Some(register), Some(written)) = (register, place) {
            out.places.push(RegisterPlace { register, row, written });
        }
    }
}

/// Puts a row into its register and says where.
fn add(registers: &mut Registers, taken: Taken) -> (Option<RegisterKind>, usize) {
    fn push<T>(rows: &mut Vec<T>, row: T) -> usize {
        rows.push(row);
        rows.len() - 1
    }
    match taken {
        Taken::Entry(kind, row) => {
            let rows = match kind {
                RegisterKind::Authorisations => &mut registers.authorisations,
                RegisterKind::Contacts => &mut registers.contacts,
                _ => &mut registers.notices,
            };
            (Some(kind), push(rows, row))
        }
        Taken::Visit(row) => (Some(RegisterKind::Visits), push(&mut registers.visits, row)),
        Taken::Verification(row) => {
            (Some(RegisterKind::Verifications), push(&mut registers.verifications, row))
        }
        Taken::Holding(row) => (Some(RegisterKind::Holdings), push(&mut registers.holdings, row)),
        Taken::Position(row) => (Some(RegisterKind::Positions), push(&mut registers.positions, row)),
        Taken::Coverage(row) => (Some(RegisterKind::Coverage), push(&mut registers.coverage, row)),
        Taken::Answer(row) => (Some(RegisterKind::Answers), push(&mut registers.answers, row)),
        Taken::Link(row) => (Some(RegisterKind::Links), push(&mut registers.links, row)),
        Taken::Candidate(row) => (Some(RegisterKind::Candidates), push(&mut registers.candidates, row)),
        Taken::Member(row) => (Some(RegisterKind::Members), push(&mut registers.members, row)),
        Taken::Ballot(row) => (Some(RegisterKind::Votes), push(&mut registers.votes, row)),
        Taken::Complete(row) => (None, push(&mut registers.complete, row)),
    }
}

struct Row<'r> {
    row: &'r [Cow<'r, str>],
    keys: &'r [Option<Key>],
    line: u32,
    file: &'r Arc<str>,
    options: &'r Options<'r>,
}

impl Row<'_> {
    fn at(&self, key: Key) -> Option<usize> {
        self.keys.iter().position(|k| *k == Some(key))
    }

    fn cell(&self, key: Key) -> Option<Cow<'_, str>> {
        let cell = clean(self.row.get(self.at(key)?)?);
        (said(&cell) == Said::Something).then_some(cell)
    }

    fn reject(&self, key: Key, fault: Fault) -> Rejected {
        Rejected::cell(self.at(key), fault)
    }

    fn name(&self, key: Key, names: &mut Names) -> Result<Option<Arc<str>>, Rejected> {
        self.cell(key).map(|cell| name_of(&cell, names)).transpose().map_err(|f| self.reject(key, f))
    }

    /// A cell that the row cannot do without.
    fn required<T>(&self, key: Key, value: Option<T>) -> Result<T, Rejected> {
        value.ok_or_else(|| self.reject(key, Fault::new("cell-missing").with("needed", key.name())))
    }

    fn time(&self, key: Key) -> Result<Option<TimeRange>, Rejected> {
        let read = |cell: Cow<'_, str>| parse_range(&cell, self.options.zone, self.options.dates);
        self.cell(key).map(read).transpose().map_err(|f| self.reject(key, f))
    }

    fn number(&self, key: Key) -> Result<Option<Number>, Rejected> {
        self.cell(key).map(|cell| parse_number(&cell)).transpose().map_err(|f| self.reject(key, f))
    }

    fn codes(&self, key: Key, attribute: Attribute) -> Result<Vec<Value>, Rejected> {
        self.cell(key).map_or(Ok(Vec::new()), |cell| codes(attribute, &cell)).map_err(|f| self.reject(key, f))
    }

    /// One of a short list of states, by code or by its Arabic.
    fn state(
        &self,
        key: Key,
        allowed: &[&'static str],
        names: &mut Names,
    ) -> Result<Option<Arc<str>>, Rejected> {
        let Some(cell) = self.cell(key) else { return Ok(None) };
        let code = state_code(&cell, allowed);
        let unknown = || self.reject(key, Fault::new("state-unknown").with("allowed", allowed.join(", ")));
        code.map(|code| Some(names.keep(code))).ok_or_else(unknown)
    }

    /// From the one to the other. Without an end, a whole day is that day where `day_alone` says so; otherwise
    /// the end is open.
    fn window(&self, day_alone: bool) -> Result<Option<TimeRange>, Rejected> {
        Ok(match (self.time(Key::From)?, self.time(Key::Until)?) {
            (None, None) => None,
            (Some(from), None) if day_alone && !from.is_exact() => Some(from),
            (Some(from), None) => Some(TimeRange::new(from.lo, Instant(i64::MAX))),
            (None, Some(until)) => Some(TimeRange::new(Instant(i64::MIN), until.hi)),
            (Some(from), Some(until)) if until.hi > from.lo => Some(TimeRange::new(from.lo, until.hi)),
            _ => return Err(self.reject(Key::Until, Fault::new("time-order"))),
        })
    }

    /// The place by coordinates, and its name where it has none.
    fn place(&self, names: &mut Names) -> Result<(Option<Region>, Option<Arc<str>>), Rejected> {
        let written = self.cell(Key::Place);
        let radius = self.cell(Key::RadiusM);
        let radius_m = match radius.as_deref().map(parse_length_m) {
            Some(None) => return Err(self.reject(Key::RadiusM, Fault::new("radius-unreadable"))),
            Some(Some(m)) => Some(m),
            None => None,
        };
        match (self.cell(Key::Lat), self.cell(Key::Lon)) {
            (Some(lat), Some(lon)) => {
                let region = parse_coordinates(&lat, &lon, radius_m).map_err(|f| self.reject(Key::Lat, f))?;
                return Ok((Some(region), None));
            }
            (Some(_), None) => return Err(self.reject(Key::Lon, Fault::new("longitude-missing"))),
            (None, Some(_)) => return Err(self.reject(Key::Lat, Fault::new("latitude-missing"))),
            (None, None) => {}
        }
        let Some(written) = written else { return Ok((None, None)) };
        match parse_place(&written) {
            Some(region) => Ok((Some(region.map_err(|f| self.reject(Key::Place, f))?), None)),
            None => name_of(&written, names).map(|n| (None, Some(n))).map_err(|f| self.reject(Key::Place, f)),
        }
    }

    fn origin(&self, names: &mut Names) -> Result<Origin, Rejected> {
        let own_id = match self.name(Key::Id, names)? {
            Some(id) => Some(id),
            None => self.name(Key::Reference, names)?,
        };
        Ok(Origin { file: Arc::clone(self.file), line: self.line, own_id })
    }

    fn read(&self, table: Which, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let kind = match table {
            Which::One(kind) => kind,
            Which::EachRow => {
                let written = self.required(Key::Register, self.cell(Key::Register))?;
                which(&written).ok_or_else(|| self.reject(Key::Register, Fault::new("register-not-known")))?
            }
        };
        match kind {
            Kind::Of(
                kind @ (RegisterKind::Notices | RegisterKind::Authorisations | RegisterKind::Contacts),
            ) => self.entry(kind, names),
            Kind::Of(RegisterKind::Visits) => self.visit(names),
            Kind::Of(RegisterKind::Verifications) => self.verification(names),
            Kind::Of(RegisterKind::Holdings) => self.holding(names),
            Kind::Of(RegisterKind::Positions) => self.position(names),
            Kind::Of(RegisterKind::Coverage) => self.coverage(names),
            Kind::Of(RegisterKind::Answers) => self.answer(names),
            Kind::Of(RegisterKind::Links) => self.link(names),
            Kind::Of(RegisterKind::Candidates) => self.candidate(names).map(|taken| (taken, None)),
            Kind::Of(RegisterKind::Members) => self.member(names).map(|taken| (taken, None)),
            Kind::Of(RegisterKind::Votes) => self.ballot(names).map(|taken| (taken, None)),
            Kind::Complete => self.complete(names),
        }
    }

    fn entry(&self, kind: RegisterKind, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let (place, written) = self.place(names)?;
        let allowed: &[&'static str] = match kind {
            RegisterKind::Authorisations => &["granted", "refused"],
            RegisterKind::Contacts => &["answered", "failed"],
            _ => &["granted", "refused", "answered", "failed"],
        };
        let entry = Entry {
            origin: self.origin(names)?,
            party: self.name(Key::Party, names)?,
            unit: self.name(Key::Unit, names)?,
            act: self.codes(Key::Act, Attribute::Act)?,
            purpose: self.codes(Key::Purpose, Attribute::Purpose)?,
            sent_at: self.time(Key::SentAt)?,
            window: self.window(true)?,
            place,
            answer: self.state(Key::Answer, allowed, names)?,
        };
        Ok((Taken::Entry(kind, entry), written))
    }

    fn visit(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let (place, written) = self.place(names)?;
        let site = self.name(Key::Site, names)?;
        let visit = Visit {
            origin: self.origin(names)?,
            site: self.required(Key::Site, site)?,
            party: self.name(Key::Party, names)?,
            team: self.name(Key::Team, names)?,
            at: self.time(Key::At)?,
            place,
            access: self.state(Key::Access, &["granted", "denied", "delayed"], names)?,
            delay_min: self.number(Key::DelayMin)?,
            reason: self.name(Key::Reason, names)?,
        };
        Ok((Taken::Visit(visit), written))
    }

    fn verification(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let norm = self.name(Key::Norm, names)?;
        let state = self.state(Key::State, &["done", "not_done", "partial", "claimed"], names)?;
        let state = match self.required(Key::State, state)?.as_ref() {
            "done" => Verified::Done,
            "not_done" => Verified::NotDone,
            "claimed" => Verified::Claimed,
            _ => Verified::Partial,
        };
        let verification = Verification {
            origin: self.origin(names)?,
            norm: self.required(Key::Norm, norm)?,
            party: self.name(Key::Party, names)?,
            incident: self.name(Key::Incident, names)?,
            state,
            at: self.required(Key::At, self.time(Key::At)?)?,
            by: self.name(Key::By, names)?,
            valid_until: self.time(Key::ValidUntil)?.map(|range| range.hi),
        };
        Ok((Taken::Verification(verification), None))
    }

    fn holding(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let (place, written) = self.place(names)?;
        let origin = self.origin(names)?;
        let site = self.name(Key::Site, names)?;
        let states = &["present", "missing", "again_missing", "not_accessible", "not_verified"];
        let declared = self.state(Key::Declared, &["yes", "no"], names)?.map(|d| d.as_ref() == "yes");
        let holding = Holding {
            id: self.required(Key::Id, origin.own_id.clone())?,
            origin,
            site: self.required(Key::Site, site)?,
            party: self.name(Key::Party, names)?,
            unit: self.name(Key::Unit, names)?,
            weapon: self.codes(Key::Weapon, Attribute::Weapon)?,
            calibre_mm: self.number(Key::CalibreMm)?,
            count: self.number(Key::Count)?,
            at: self.time(Key::At)?,
            place,
            state: self.state(Key::State, states, names)?,
            declared,
        };
        Ok((Taken::Holding(holding), written))
    }

    fn position(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let (place, written) = self.place(names)?;
        let declared = self.state(Key::Declared, &["yes", "no"], names)?.map(|d| d.as_ref() == "yes");
        let (from, until) = (self.time(Key::From)?, self.time(Key::Until)?);
        if let (Some(from), Some(until)) = (from, until)
            && until.hi <= from.lo
        {
            return Err(self.reject(Key::Until, Fault::new("time-order")));
        }
        let position = Position {
            origin: self.origin(names)?,
            party: self.name(Key::Party, names)?,
            unit: self.name(Key::Unit, names)?,
            from,
            until,
            place,
            declared,
        };
        Ok((Taken::Position(position), written))
    }

    fn coverage(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let sector = self.name(Key::Sector, names)?;
        let best = |key| self.number(key).map(|n| n.map(|n| n.best));
        let coverage = Coverage {
            origin: self.origin(names)?,
            sector: self.required(Key::Sector, sector)?,
            over: self.required(Key::From, self.window(true)?)?,
            patrol_hours: best(Key::PatrolHours)?,
            planned_hours: best(Key::PlannedHours)?,
            cameras_up: best(Key::CamerasUp)?,
            cameras: best(Key::Cameras)?,
            posts: None,
            denied: None,
            note: self.name(Key::Note, names)?,
        };
        Ok((Taken::Coverage(coverage), None))
    }

    fn complete(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let written = self.required(Key::Register, self.cell(Key::Register))?;
        let Some(Kind::Of(register)) = which(&written) else {
            return Err(self.reject(Key::Register, Fault::new("register-not-known")));
        };
        let by = self.name(Key::By, names)?;
        let complete = Complete {
            register,
            over: self.required(Key::From, self.window(false)?)?,
            by: Some(self.required(Key::By, by)?),
        };
        Ok((Taken::Complete(complete), None))
    }

    /// `from` and `until` hold a day, or the earliest and the latest with `..` between; the last day is included.
    fn link(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let kinds = LinkKind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>();
        let is = self.required(Key::Is, self.state(Key::Is, &kinds, names)?)?;
        let is = LinkKind::ALL.iter().find(|k| k.name() == &*is).copied().unwrap_or(LinkKind::BelongsTo);
        let (of, to) = (self.name(Key::Of, names)?, self.name(Key::To, names)?);
        let from = self.edge(Key::From)?.map(|(a, b)| TimeRange::new(a.lo, after(b.lo)));
        let until = self.edge(Key::Until)?.map(|(a, b)| TimeRange::new(a.hi, after(b.hi)));
        if from.zip(until).is_some_and(|(from, until)| until.hi <= from.lo) {
            return Err(self.reject(Key::Until, Fault::new("time-order")));
        }
        let disputed = self.cell(Key::DisputedBy);
        let disputed = disputed.iter().flat_map(|cell| cell.split([',', '،', ';', '؛', '|'])).map(str::trim);
        let disputed_by: Result<Vec<Arc<str>>, Fault> =
            disputed.filter(|p| !p.is_empty()).map(|p| name_of(p, names)).collect();
        let link = Affiliation {
            origin: self.origin(names)?,
            of: self.required(Key::Of, of)?,
            is,
            to: self.required(Key::To, to)?,
            from,
            until,
            by: self.name(Key::By, names)?,
            disputed_by: disputed_by.map_err(|f| self.reject(Key::DisputedBy, f))?,
            change: self.name(Key::Change, names)?,
        };
        Ok((Taken::Link(link), None))
    }

    /// A moment or day, or the earliest and the latest that it may be.
    fn edge(&self, key: Key) -> Result<Option<(TimeRange, TimeRange)>, Rejected> {
        let Some(cell) = self.cell(key) else { return Ok(None) };
        let read = |text: &str| {
            parse_range(text.trim(), self.options.zone, self.options.dates).map_err(|f| self.reject(key, f))
        };
        let (first, last) = cell.split_once("..").unwrap_or((&cell, &cell));
        let (first, last) = (read(first)?, read(last)?);
        if last.lo < first.lo {
            return Err(self.reject(key, Fault::new("time-order")));
        }
        Ok(Some((first, last)))
    }

    fn answer(&self, names: &mut Names) -> Result<(Taken, Option<Arc<str>>), Rejected> {
        let (act, answers) = (self.name(Key::Act, names)?, self.name(Key::Answers, names)?);
        let answer = Answer {
            origin: self.origin(names)?,
            act: self.required(Key::Act, act)?,
            answers: self.required(Key::Answers, answers)?,
        };
        Ok((Taken::Answer(answer), None))
    }
}

/// The next instant: windows leave their end out.
const fn after(at: Instant) -> Instant {
    Instant(at.0.saturating_add(1))
}

/// Whether `folded` stands in `text` as a word of its own, or several.
fn holds_word(text: &str, folded: &str) -> bool {
    format!(" {} ", fold(text)).contains(&format!(" {folded} "))
}
