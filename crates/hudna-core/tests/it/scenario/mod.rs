//! Scenarios that a lawyer can read (`LANGUAGE` §11): facts, registers, what is expected and why.
//!
//! A file of `tests/norms` holds one scenario or several, each under its own `# ` heading. `facts` reads what
//! happened and what registers show, `expect` what should be found. Nothing here knows how a rule decides.

pub(crate) mod expect;
mod facts;
mod ground;
mod rows;

use std::path::{Path, PathBuf};

use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};
use hudna_core::diagnostic::Severity;
use hudna_core::finding::{Assessment, Material, assess};
use hudna_core::incident::Incident;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::time::Instant;

use self::expect::Expected;
use self::facts::Reader;

/// One scenario, read.
#[derive(Debug)]
pub(crate) struct Scenario {
    /// `file: title`.
    pub(crate) name: String,
    pub(crate) agreement: Agreement,
    pub(crate) as_of: Instant,
    pub(crate) reports: Vec<Report>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) registers: Registers,
    pub(crate) expected: Vec<Expected>,
}

impl Scenario {
    pub(crate) fn material(&self) -> Material<'_> {
        Material {
            reports: &self.reports,
            incidents: &self.incidents,
            registers: &self.registers,
            as_of: self.as_of,
        }
    }
    pub(crate) fn assess(&self) -> Assessment {
        assess(&self.agreement, self.material(), &|_| {})
    }
}

/// Files of a folder, handed over by name.
struct Folder(PathBuf);

impl Beside for Folder {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let text =
            std::fs::read_to_string(self.0.join(name)).map_err(|_| BesideError::Missing(name.to_owned()))?;
        Ok(SourceText { name: name.to_owned(), text })
    }
}

/// The folder of scenarios.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/norms")
}

/// The agreement `name` beside the scenarios; says what is wrong with it.
pub(crate) fn agreement(name: &str) -> Result<Agreement, String> {
    let beside = Folder(folder().join("agreements"));
    let source = beside.text(name).map_err(|e| e.to_string())?;
    let (agreement, said) = read(source, &beside);
    let errors: Vec<_> = said.iter().filter(|d| d.severity == Severity::Error).collect();
    match agreement {
        Some(agreement) if errors.is_empty() => Ok(agreement),
        _ => Err(format!("{name}: {errors:#?}")),
    }
}

/// Every scenario of a file. A line that is not understood is an error.
pub(crate) fn scenarios(file: &str, text: &str) -> Result<Vec<Scenario>, String> {
    let mut out = Vec::new();
    for part in text.split("\n# ").filter(|p| !p.trim().is_empty()) {
        let part = part.strip_prefix("# ").unwrap_or(part);
        out.push(scenario(file, part)?);
    }
    if out.is_empty() { Err(format!("{file}: no scenario")) } else { Ok(out) }
}

fn scenario(file: &str, text: &str) -> Result<Scenario, String> {
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default();
    let name = format!("{file}: {title}");
    let wrong = |what: &str| format!("{name}: {what}");
    if !title.contains('·') {
        return Err(wrong("the title has no `·` between Arabic and English"));
    }
    let (mut agreement_name, mut as_of) = (None, None);
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines.map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            sections.push((
                section(heading).ok_or_else(|| wrong(&format!("no such section: {heading}")))?,
                Vec::new(),
            ));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.push(line);
        } else if let Some(value) = value_of(line, &["agreement", "الاتفاق"]) {
            agreement_name = Some(value.to_owned());
        } else if let Some(value) = value_of(line, &["as of", "حتى"]) {
            as_of = Some(value.to_owned());
        } else {
            return Err(wrong(&format!("not understood: {line}")));
        }
    }
    let agreement =
        agreement(&agreement_name.ok_or_else(|| wrong("no agreement"))?).map_err(|e| wrong(&e))?;
    let mut reader = Reader::new(agreement.zone_time.clone());
    let as_of = reader.moment(&as_of.ok_or_else(|| wrong("no `as of`"))?).map_err(|e| wrong(&e))?.lo;
    let mut expected = Vec::new();
    let mut why = false;
    for (heading, lines) in &sections {
        match heading.as_str() {
            "why" => why = !lines.is_empty(),
            "expect" => {
                for line in list(lines).map_err(|e| wrong(&e))? {
                    expected.push(expect::parse(line).map_err(|e| wrong(&e))?);
                }
            }
            heading => {
                reader.section(heading, &list(lines).map_err(|e| wrong(&e))?).map_err(|e| wrong(&e))?
            }
        }
    }
    if expected.is_empty() || !why {
        return Err(wrong("what is expected, or why, is missing"));
    }
    let (reports, incidents, registers) = reader.finish();
    Ok(Scenario { name, agreement, as_of, reports, incidents, registers, expected })
}

fn list<'a>(lines: &[&'a str]) -> Result<Vec<&'a str>, String> {
    lines.iter().map(|l| l.strip_prefix("- ").ok_or_else(|| format!("not a list: {l}"))).collect()
}

fn value_of<'a>(line: &'a str, keys: &[&str]) -> Option<&'a str> {
    let (key, value) = line.split_once(':')?;
    keys.contains(&key.trim()).then_some(value.trim())
}

/// The section that a heading names, in either language.
fn section(heading: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("facts", "الوقائع"),
        ("another deed", "فعل آخر"),
        ("another incident", "واقعة أخرى"),
        ("reports", "البلاغات"),
        ("answers", "الردود"),
        ("notices", "الإخطارات"),
        ("authorisations", "الأذون"),
        ("contacts", "الاتصالات"),
        ("visits", "الزيارات"),
        ("holdings", "الحيازات"),
        ("positions", "المواقع"),
        ("verifications", "التحققات"),
        ("candidates", "المرشحون"),
        ("members", "الأعضاء"),
        ("votes", "التصويت"),
        ("complete", "السجلات المكتملة"),
        ("expect", "المتوقع"),
        ("why", "التعليل"),
    ];
    let first = heading.split('·').next().unwrap_or_default().trim().to_lowercase();
    NAMES.iter().find(|(en, ar)| *en == first || *ar == first).map(|(en, _)| (*en).to_owned())
}
