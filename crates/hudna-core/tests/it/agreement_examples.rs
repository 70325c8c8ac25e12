//! The agreements under `examples/` load, and say nothing that their authors did not mean.

use std::fs;
use std::path::{Path, PathBuf};

use hudna_core::agreement::{Beside, BesideError, SourceText, read};

/// Files beside an agreement, on disk.
struct Folder(PathBuf);

impl Beside for Folder {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        match fs::read_to_string(self.0.join(name)) {
            Ok(text) => Ok(SourceText { name: name.to_owned(), text }),
            Err(_) => Err(BesideError::Missing(name.to_owned())),
        }
    }
}

#[test]
fn every_example_loads() {
    let root = std::env::var_os("HUDNA_EXAMPLES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"), PathBuf::from);
    let Ok(folders) = fs::read_dir(&root) else {
        eprintln!("skipped: every_example_loads: {} is not here", root.display());
        return;
    };
    for folder in folders.flatten() {
        let files = fs::read_dir(folder.path()).into_iter().flatten().flatten();
        for file in files.filter(|f| f.path().extension().is_some_and(|e| e == "md")) {
            let name = file.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(file.path()).unwrap_or_default();
            if !text.starts_with("+++") {
                continue;
            }
            let (agreement, said) =
                read(SourceText { name: name.clone(), text: text.clone() }, &Folder(folder.path()));
            let shown: Vec<String> = said
                .iter()
                .map(|d| {
                    let words = d.location.as_ref().filter(|l| l.file == name);
                    let words = words.and_then(|l| text.get(l.start..l.end)).unwrap_or_default();
                    format!("{:?} {} {words:?} {:?} {:?}", d.severity, d.code, d.arguments, d.location)
                })
                .collect();
            assert!(agreement.is_some(), "{name}: {shown:#?}");
        }
    }
}
