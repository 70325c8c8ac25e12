//! What became of a scenario, as lines that a person reads: expected beside found, with the reasons.

use hudna_core::finding::{Finding, SubjectRef, explain};
use hudna_core::scenario::{Aspect, Difference};

use super::blocks::{Piece, ReasonLine};
use super::view::View;
use super::voice::Voice;
use crate::desk::Tried;
use crate::words::{Lang, without_isolates};

/// Tells how a scenario came out: its title, and each difference with the reasons behind what was found.
/// `line` gives the number of the line that a difference is about.
pub fn tell(tried: &Tried, lang: Lang, line: &dyn Fn(&Difference) -> Option<usize>) -> String {
    let scenario = &tried.scenario;
    let view = View {
        reports: (&scenario.reports).into(),
        incidents: &scenario.incidents,
        assessment: &tried.assessment,
        registers: &scenario.registers,
        as_of: scenario.as_of,
        ..View::of_agreement(&scenario.agreement)
    };
    let voice = Voice::of(&view, lang);
    let mut out = Vec::new();
    let mut told: Option<usize> = None;
    for (index, difference) in tried.differences.iter().enumerate() {
        let same = |d: &Difference| {
            (&d.norm, &d.subject, d.deed) == (&difference.norm, &difference.subject, difference.deed)
        };
        if index == 0 || !same(&tried.differences[index - 1]) {
            out.push(voice.about(difference, line(difference)));
        }
        out.push(voice.difference(difference));
        // what differs of one finding shares its reasons: they follow the last
        let next = tried.differences.get(index + 1).and_then(|d| d.finding);
        if difference.finding.is_some() && (difference.finding == next || difference.finding == told) {
            continue;
        }
        told = difference.finding;
        let found = difference.finding.and_then(|at| tried.assessment.findings.get(at)).cloned();
        let found = found.or_else(|| not_covered(tried, difference));
        out.extend(found.iter().flat_map(|f| voice.reasons(f)));
    }
    without_isolates(&out.join("\n"))
}

/// Why a norm that was expected to cover something does not.
fn not_covered(tried: &Tried, difference: &Difference) -> Option<Finding> {
    let kind = if difference.deed.is_some() { "incident" } else { "party" };
    let subject = SubjectRef { kind, id: difference.subject.clone(), deed: difference.deed };
    explain(&tried.scenario.agreement, tried.scenario.material(), &difference.norm, &subject)
}

impl Voice<'_> {
    /// The norm, the subject and the line that differences are about.
    fn about(&self, difference: &Difference, line: Option<usize>) -> String {
        let about = match (difference.deed, difference.subject.strip_prefix("incident ")) {
            (Some(deed), Some(incident)) => {
                let deed = deed.to_string();
                self.say("scenario-about-deed", &[("incident", incident), ("deed", &deed)])
            }
            _ => self.actor(&difference.subject),
        };
        let line = line.map_or_else(String::new, |n| self.say("scenario-line", &[("line", &n.to_string())]));
        let norm = self.norm(&difference.norm);
        format!("  {}{} {about}{line}", self.sentence(&norm), self.get("comma"))
    }

    fn difference(&self, difference: &Difference) -> String {
        let values = |list: &[String]| {
            let said: Vec<String> = list.iter().map(|v| self.said(difference.aspect, v)).collect();
            if said.is_empty() { self.get("value-none") } else { said.join(&self.get("list-and-next")) }
        };
        let aspect = self.get(&format!("scenario-aspect-{}", difference.aspect.name()));
        let said = if difference.aspect == Aspect::Unexpected {
            self.say("scenario-unexpected", &[("found", &values(&difference.found))])
        } else {
            let values = [("expected", values(&difference.expected)), ("found", values(&difference.found))];
            self.say("scenario-beside", &values.each_ref().map(|(n, v)| (*n, v.as_str())))
        };
        format!("    {aspect}: {said}")
    }

    fn said(&self, aspect: Aspect, value: &str) -> String {
        match aspect {
            Aspect::Outcome | Aspect::Possible | Aspect::IfBound | Aspect::Unexpected => {
                self.get(&format!("outcome-{value}"))
            }
            Aspect::Settles => self.get(&format!("answer-{value}")),
            Aspect::Against if value == "unknown" => self.get("against-unknown"),
            Aspect::Against => {
                let parties: Vec<String> = value
                    .trim_matches(['[', ']'])
                    .split(',')
                    .filter(|p| !p.is_empty())
                    .map(|p| self.actor(p))
                    .collect();
                if parties.is_empty() { self.get("against-outsider") } else { self.words.list(&parties) }
            }
            Aspect::By
            | Aspect::Clash
            | Aspect::Ambiguity
            | Aspect::Together
            | Aspect::Missing
            | Aspect::Because => self.foreign(value),
        }
    }

    fn reasons(&self, finding: &Finding) -> Vec<String> {
        let incident = self.view.incidents.iter().find(|i| i.id.0 == finding.subject.id);
        let lines = self.reason_lines(finding, incident);
        let missing = finding.missing.iter().map(|set| {
            let said: Vec<String> = self.missing(set).iter().map(|p| p.text().to_owned()).collect();
            format!("      ? {}", said.join(" "))
        });
        std::iter::once(format!("    {}", self.get("scenario-reasons")))
            .chain(lines.iter().map(written))
            .chain(missing)
            .collect()
    }
}

fn written(line: &ReasonLine) -> String {
    let indent = "  ".repeat(usize::from(line.depth));
    let why: Vec<&str> = line.why.iter().map(Piece::text).collect();
    let why = if why.is_empty() { String::new() } else { format!(" {}", why.join(" ")) };
    format!("      {indent}{}: {}{why}", line.truth.text(), line.says)
}
