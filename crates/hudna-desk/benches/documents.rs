//! The main job's stages on the Marsa example, and on UCDP's Syrian file where `../shared` is there.
//!
//! `cargo bench -p hudna-desk`; what was measured stands in `benches/README.md`.

use std::path::{Path, PathBuf};

use hudna_desk::desk::{self, Request, Stage, Watch};
use hudna_desk::document::Format;
use hudna_desk::words::Lang;

fn main() {
    divan::main();
}

struct Quiet;

impl Watch for Quiet {
    fn begin(&self, _: Stage, _: usize) {}
    fn done(&self, _: usize) {}
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|list| list.filter_map(|e| e.ok().map(|e| e.path())).collect())
        .unwrap_or_default();
    out.retain(|p| p.extension().is_some_and(|e| e == ending));
    out.sort();
    out
}

/// A week of Marsa: the agreement's path and what to assess.
fn marsa(kinds: Vec<Format>, languages: Vec<Lang>) -> (PathBuf, Request) {
    let marsa = root().join("examples/marsa");
    let mut reports = files(&marsa.join("reports"), "csv");
    reports.extend(files(&marsa.join("reports"), "geojson"));
    let request = Request {
        reports,
        registers: files(&marsa.join("registers"), "csv"),
        mapping: Some(marsa.join("reports/logbook.mapping.toml")),
        from: "2026-03-08".parse().ok(),
        to: "2026-03-21".parse().ok(),
        languages,
        kinds,
        ..Request::default()
    };
    (marsa.join("marsa.md"), request)
}

/// The situation report of two weeks as PDF, once the process is warm; intake and weighing are not counted.
#[divan::bench(args = ["ar", "en"], sample_count = 8, sample_size = 1)]
fn sitrep_pdf(bencher: divan::Bencher<'_, '_>, lang: &str) {
    let (path, request) = marsa(vec![Format::Pdf], Lang::parse(lang).into_iter().collect());
    let Ok(read) = desk::read_agreement(&path) else { return };
    let Some(agreement) = read.agreement else { return };
    let mut pages = 0;
    bencher.bench_local(|| {
        let done = desk::assess(&agreement, &path, &request, &Quiet).ok();
        let took = done.as_ref().map(|d| d.summary.took[3]);
        pages = done.map_or(0, |d| d.documents.iter().map(|d| pages_of(&d.bytes)).sum());
        took
    });
    report(&format!("{pages} pages of {lang}"));
}

/// Page objects of an uncompressed PDF catalogue; 0 where they are compressed.
fn pages_of(bytes: &[u8]) -> usize {
    bytes.windows(11).filter(|w| *w == b"/Type /Page" || *w == b"/Type/Page\n").count()
}

/// From the Syrian file to findings, without documents.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn syria_to_findings(bencher: divan::Bencher<'_, '_>) {
    let reports = root().join("../shared/data/ucdp-ged/syria_2016_2019.csv.gz");
    if !reports.exists() {
        report("skipped: syria_to_findings: ../shared is not here");
        return;
    }
    let path = root().join("examples/syria-2016/understanding.md");
    let request = Request { reports: vec![reports], ..Request::default() };
    bencher.bench_local(|| {
        let read = desk::read_agreement(&path).ok()?;
        desk::assess(&read.agreement?, &path, &request, &Quiet).ok().map(|d| d.summary)
    });
}

#[expect(clippy::print_stderr, reason = "a bench speaks to whoever runs it")]
fn report(line: &str) {
    eprintln!("{line}");
}
