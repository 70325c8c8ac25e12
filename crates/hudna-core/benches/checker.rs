//! How long the checker takes: `cargo bench -p hudna-core --bench checker`.
//!
//! The largest example as it stands, read and checked; what of it is the search for contradictions; and texts of
//! many norms, for the growth and for the bound.

use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use hudna_core::agreement::check::{Example, File, check, codes, sample};
use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};

#[expect(clippy::print_stdout, reason = "a benchmark prints what it ran on")]
fn main() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("machine: {cores} cores, {} {}", std::env::consts::ARCH, std::env::consts::OS);
    divan::main();
}

/// Files beside an agreement, on disk.
struct Folder(PathBuf);

impl Beside for Folder {
    #[expect(clippy::disallowed_methods, reason = "a bench reads files; the crate itself does not")]
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let text =
            fs::read_to_string(self.0.join(name)).map_err(|_| BesideError::Missing(name.to_owned()))?;
        Ok(SourceText { name: name.to_owned(), text })
    }
}

/// An example's folder and its text.
fn example(folder: &str, name: &str) -> (Folder, SourceText) {
    let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(folder));
    let text = folder.text(name).unwrap_or_default();
    (folder, text)
}

fn agreement(folder: &Folder, text: &SourceText) -> Agreement {
    let (agreement, said) = read(text.clone(), folder);
    agreement.unwrap_or_else(|| panic!("the example loads: {said:#?}"))
}

#[divan::bench]
fn marsa_read_and_checked(bencher: Bencher<'_, '_>) {
    let (folder, text) = example("marsa", "marsa.md");
    bencher.bench(|| check(&agreement(&folder, &text)).len());
}

#[divan::bench]
fn marsa_checked(bencher: Bencher<'_, '_>) {
    let (folder, text) = example("marsa", "marsa.md");
    let agreement = agreement(&folder, &text);
    bencher.bench(|| check(&agreement).len());
}

/// So many pairs of a prohibition and a free-standing permission that each meet in a cell of their own.
#[divan::bench(args = [10, 50, 100])]
fn prohibitions_and_free_permissions(bencher: Bencher<'_, '_>, pairs: usize) {
    let piece = "```toml norm\nid = \"a6.1.{n}\"\nkind = \"prohibition\"\nwhen = \"act = 'training' AND rounds > {n} AND S_INTERSECTS(place, zone('buffer'))\"\n```\n\n```toml norm\nid = \"a6.2.{n}\"\nkind = \"permission\"\nwhen = \"act = 'training' AND rounds < {n} AND NOT S_INTERSECTS(place, zone('buffer'))\"\n```\n\n";
    let many = Example::Many(File::Text, "within 10 days.|\n\n", piece, pairs);
    let (agreement, said) = many.shelf().read();
    let agreement = agreement.unwrap_or_else(|| panic!("it loads: {said:#?}"));
    bencher.bench(|| check(&agreement).len());
}

/// The search that hits its bound.
#[divan::bench]
fn a_search_without_end(bencher: Bencher<'_, '_>) {
    let all = codes();
    let shelf =
        all.iter().find(|(code, _)| *code == "search-unfinished").map_or_else(sample, |(_, e)| e.shelf());
    let (agreement, _) = shelf.read();
    let agreement = agreement.unwrap_or_else(|| panic!("it loads"));
    bencher.bench(|| check(&agreement).len());
}
