//! A reason tree as lines that a person reads: what decides is kept, what adds nothing is left out.
//!
//! Where any one of several is enough and one holds, only that one is told; where one that does not hold is
//! enough, only that one. What stands in the heading already (act, time, place, reports) is not repeated.

use hudna_core::agreement::norm::Burden;
use hudna_core::condition::Truth;
use hudna_core::finding::{Asked, Finding, Reason};
use hudna_core::incident::{Deed, Incident};
use hudna_core::value::Attribute;

use super::blocks::{Piece, ReasonLine, latin, soft, words};
use super::voice::{Voice, file_name, is_criterion};
use crate::words::Lang;

/// Reports named behind one line of reasons.
const NAMED: usize = 6;

/// What has been told so far.
struct Telling<'f> {
    finding: &'f Finding,
    deed: Option<&'f Deed>,
    /// The permission whose preconditions are being told.
    exception: Option<&'f str>,
    told: Vec<Attribute>,
    cited: Vec<&'f [u32]>,
    lines: Vec<ReasonLine>,
}

impl Voice<'_> {
    /// The tree of reasons as lines.
    pub(super) fn reason_lines(&self, finding: &Finding, incident: Option<&Incident>) -> Vec<ReasonLine> {
        let deed = incident.and_then(|i| i.deeds.get(finding.subject.deed?.checked_sub(1)? as usize));
        let mut telling = Telling {
            finding,
            deed,
            exception: None,
            told: vec![Attribute::Act, Attribute::At, Attribute::Place],
            cited: incident.map(|i| i.reports.as_slice()).into_iter().collect(),
            lines: Vec::new(),
        };
        let root = &finding.because;
        if root.parts.is_empty() {
            self.walk(root, 0, false, &mut telling);
            return telling.lines;
        }
        let standing = |r: &Reason| {
            matches!(r.asked, Asked::InForce | Asked::Bound | Asked::NotExcluded) && r.truth == Truth::True
        };
        let held: Vec<String> =
            root.parts.iter().filter(|p| standing(p)).map(|p| self.asked(p, finding)).collect();
        if !held.is_empty() {
            let says = held.join(&format!("{} ", self.get("semicolon")));
            telling.lines.push(self.line(0, Truth::True, &says, Vec::new(), false));
        }
        for part in root.parts.iter().filter(|p| !standing(p)) {
            self.walk(part, 0, false, &mut telling);
        }
        telling.lines
    }

    fn line(&self, depth: u8, truth: Truth, says: &str, why: Vec<Piece>, open: bool) -> ReasonLine {
        ReasonLine { depth, truth: self.truth(truth), says: self.sentence(says), why, open }
    }

    fn truth(&self, truth: Truth) -> Piece {
        let (shape, key) = match truth {
            Truth::True => ("true", "truth-true"),
            Truth::False => ("false", "truth-false"),
            Truth::Unknown if self.lang.is_rtl() => ("unknown-rtl", "truth-unknown"),
            Truth::Unknown => ("unknown", "truth-unknown"),
        };
        Piece::Mark { s: shape, t: self.get(key) }
    }

    /// A statement with the capital that English begins a line with.
    pub(super) fn sentence(&self, says: &str) -> String {
        let mut chars = says.chars();
        match chars.next() {
            Some(first) if self.lang == Lang::En => first.to_uppercase().chain(chars).collect(),
            _ => says.to_owned(),
        }
    }

    fn walk<'f>(&self, node: &'f Reason, depth: u8, excepting: bool, telling: &mut Telling<'f>) {
        // A condition that is always so.
        if node.asked == Asked::Atom
            && node.text.is_none()
            && node.words.is_none()
            && node.truth == Truth::True
        {
            return;
        }
        let only = if let [only] = node.parts.as_slice() { Some(only) } else { None };
        let reading = matches!(&node.asked, Asked::Need(id) if self.is_party(id));
        match (&node.asked, only) {
            (Asked::Not, Some(atom)) if atom.asked == Asked::Atom => {
                let says = self.say("atom-not", &[("condition", &self.asked(atom, telling.finding))]);
                self.leaf(node, atom, depth, &says, telling);
            }
            (Asked::Need(_), Some(atom)) if atom.asked == Asked::Atom && !reading => {
                let says = self.says(node, telling);
                self.leaf(node, atom, depth, &says, telling);
            }
            (Asked::When, Some(part)) if excepting => self.walk(part, depth, excepting, telling),
            (Asked::All | Asked::Any, Some(part)) => self.walk(part, depth, excepting, telling),
            _ if node.parts.is_empty() => {
                let says = self.asked(node, telling.finding);
                self.leaf(node, node, depth, &says, telling);
            }
            _ => self.branch(node, depth, excepting, telling),
        }
    }

    fn says(&self, node: &Reason, telling: &Telling<'_>) -> String {
        match &node.asked {
            Asked::Need(id) => self.need(id, telling.exception, telling.finding),
            _ => self.asked(node, telling.finding),
        }
    }

    fn branch<'f>(&self, node: &'f Reason, depth: u8, excepting: bool, telling: &mut Telling<'f>) {
        let excepting = excepting || matches!(node.asked, Asked::Exception(_));
        // «All of these» directly beneath a question says nothing of its own: its parts stand there.
        let inner = match node.parts.as_slice() {
            [only] if matches!(only.asked, Asked::All | Asked::Any) && !only.parts.is_empty() => only,
            _ => node,
        };
        let parts = deciding(inner);
        let enough = inner.truth == Truth::False && parts.len() < inner.parts.len();
        if let ([only], Asked::All | Asked::Any) = (parts.as_slice(), &node.asked) {
            self.walk(only, depth, excepting, telling);
            return;
        }
        if let Asked::Exception(id) = &node.asked {
            telling.exception = Some(id);
        }
        let says = self.says(node, telling);
        let mut why = Vec::new();
        if inner.asked == Asked::Any && !std::ptr::eq(inner, node) && parts.len() > 1 {
            why.push(soft(self.get("why-any")));
        }
        if enough {
            why.push(soft(self.get("why-enough")));
        }
        why.extend(self.burden(node));
        telling.lines.push(self.line(depth, node.truth, &says, why, false));
        for part in parts {
            self.walk(part, depth.saturating_add(1), excepting, telling);
        }
    }

    fn leaf<'f>(&self, node: &'f Reason, atom: &'f Reason, depth: u8, says: &str, telling: &mut Telling<'f>) {
        let why = self.why_line(atom, telling);
        let open = node.truth == Truth::Unknown;
        telling.lines.push(self.line(depth, node.truth, says, why, open));
        for part in &atom.parts {
            self.walk(part, depth.saturating_add(1), false, telling);
        }
    }

    /// Who must show a precondition, where the text says so.
    fn burden(&self, node: &Reason) -> Option<Piece> {
        let key = match node.burden? {
            Burden::Open => return None,
            Burden::Party => "burden-party",
            Burden::Accuser => "burden-accuser",
        };
        Some(soft(self.get(key)))
    }

    /// What the reports say of the attributes that an atom looked at, and which reports they are, where that
    /// was not told before.
    fn why_line<'f>(&self, atom: &'f Reason, telling: &mut Telling<'f>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // Questions to registers look at when, where and who only to find the entry.
        let of_facts = atom.asked == Asked::Atom && atom.attributes.len() < 3;
        for attribute in atom.attributes.iter().filter(|_| of_facts) {
            let shown = match attribute {
                Attribute::Party => Attribute::Actor,
                Attribute::TargetParty => Attribute::Target,
                other => *other,
            };
            if telling.told.contains(&shown) {
                continue;
            }
            telling.told.push(shown);
            let fact = telling.deed.and_then(|d| d.fact(shown));
            let name = self.attribute(shown);
            if is_criterion(telling.finding) {
                // what is no deed rests on entries of a register, which are named below
                continue;
            }
            pieces.push(words(if fact.is_none_or(|f| f.alternatives.is_empty()) {
                self.say("why-silent", &[("attribute", &name)])
            } else {
                self.say("why-said", &[("attribute", &name), ("values", &self.fact(fact))])
            }));
        }
        if !atom.reports.is_empty() && !telling.cited.contains(&atom.reports.as_slice()) {
            telling.cited.push(&atom.reports);
            pieces.push(soft(self.get("why-reports")));
            pieces.extend(self.reports(&atom.reports, NAMED));
        }
        if !atom.entries.is_empty() {
            pieces.push(soft(self.get("why-entries")));
            pieces.extend(atom.entries.iter().take(NAMED).map(|e| latin(file_name(e))));
        }
        pieces
    }
}

/// The parts that decide: those that are enough by themselves, else all.
fn deciding(node: &Reason) -> Vec<&Reason> {
    let only = |truth: Truth| node.parts.iter().filter(|p| p.truth == truth).collect::<Vec<_>>();
    let chosen = match (&node.asked, node.truth) {
        (Asked::Any, Truth::True) => only(Truth::True),
        (Asked::Any, Truth::Unknown) => only(Truth::Unknown),
        (Asked::All | Asked::Exception(_), Truth::False) => only(Truth::False),
        _ => Vec::new(),
    };
    if chosen.is_empty() { node.parts.iter().collect() } else { chosen }
}
