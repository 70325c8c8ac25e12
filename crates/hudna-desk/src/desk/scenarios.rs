//! Trying scenario files: read, held against their agreements, compared.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use hudna_core::agreement::{Agreement, SourceText};
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::finding::Assessment;
use hudna_core::scenario::{self, Difference, Refused, Scenario};

use super::read_agreement;
use crate::store;
use crate::trouble::Trouble;

/// One scenario with what was found of it.
#[derive(Debug)]
pub struct Tried {
    /// The scenario.
    pub scenario: Scenario,
    /// What the engine finds.
    pub assessment: Assessment,
    /// How that differs from what is expected; empty where all is as expected.
    pub differences: Vec<Difference>,
}

/// A file of scenarios, tried.
#[derive(Debug)]
pub struct TriedFile {
    /// Its name.
    pub name: String,
    /// What was tried: nothing where any of the file is not understood.
    pub scenarios: Vec<Tried>,
    /// What is not understood, of the file and of the agreements that it names.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that diagnostics point into.
    pub sources: Vec<SourceText>,
}

/// Agreements that scenario files share, each read once.
#[derive(Debug, Default)]
pub struct Agreements {
    read: BTreeMap<String, Result<Arc<Agreement>, Refused>>,
}

/// Reads a file of scenarios, with the agreements beside it that it names, and tries each.
///
/// # Errors
/// The file itself cannot be read. What is wrong in the text is in the diagnostics.
pub fn try_scenarios(path: &Path, agreements: &mut Agreements) -> Result<TriedFile, Trouble> {
    let source = store::read_text(path)?;
    let (mut sources, mut faults) = (vec![source.clone()], Vec::new());
    let mut handed = |name: &str| {
        let beside = store::near(path, name).map_err(|why| Refused::Unreadable(why.code.to_owned()))?;
        let key = beside.display().to_string();
        if let Some(known) = agreements.read.get(&key) {
            return known.clone();
        }
        let read = match read_agreement(&beside) {
            Err(why) => Err(Refused::Unreadable(why.code.to_owned())),
            Ok(read) => {
                let errors = read.diagnostics.into_iter().filter(|d| d.severity == Severity::Error);
                faults.extend(errors);
                sources.extend(read.sources);
                read.agreement.map(Arc::new).ok_or(Refused::Faulty)
            }
        };
        agreements.read.insert(key, read.clone());
        read
    };
    let (scenarios, mut diagnostics) = scenario::read(&source, &mut handed);
    diagnostics.extend(faults);
    let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let scenarios = if failed { Vec::new() } else { scenarios };
    let scenarios = scenarios.into_iter().map(|scenario| {
        let assessment = scenario.assess();
        let differences = scenario.differences(&assessment);
        Tried { scenario, assessment, differences }
    });
    Ok(TriedFile { name: source.name, scenarios: scenarios.collect(), diagnostics, sources })
}
