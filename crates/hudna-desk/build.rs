//! Gathers the words: every `words/<language>/<area>.ftl` becomes part of the program.
//!
//! A new area or a new language is a new file or folder; nothing lists them by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("words");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut code = String::from("&[\n");
    for language in sorted(&root)?.into_iter().filter(|p| p.is_dir()) {
        println!("cargo::rerun-if-changed={}", language.display());
        let name = language.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(code, "({name:?}, &[");
        for file in sorted(&language)?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "ftl")) {
            let area = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let _ = writeln!(code, "({area:?}, include_str!({:?})),", file.display().to_string());
        }
        code.push_str("]),\n");
    }
    code.push(']');
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("words.rs"), code)
}
