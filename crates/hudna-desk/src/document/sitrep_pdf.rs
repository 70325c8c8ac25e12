//! The situation report on A4, set by typst inside the process.
//!
//! The template `sitrep.typ` sees three kinds of files and nothing else: the report as `data.json`, the map or pictures
//! and the shapes as SVG. Fonts are embedded. The same report gives the same bytes.

use std::sync::OnceLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::RenderError;
use super::blocks::{Block, Sitrep};
use super::shapes::{KROC, SHAPES, image};

const TEMPLATE: &str = include_str!("sitrep.typ");

macro_rules! fonts {
    ($($file:literal)*) => { [$(include_bytes!(concat!("../../fonts/", $file)) as &'static [u8],)*] };
}

/// Regular and bold of a sans and a face of record for each script; licence in `fonts/OFL.txt`.
pub(super) static FONTS: [&[u8]; 8] = fonts!(
    "NotoSans-Regular.ttf" "NotoSans-Bold.ttf" "NotoSansArabic-Regular.ttf" "NotoSansArabic-Bold.ttf"
    "NotoSerif-Regular.ttf" "NotoSerif-Bold.ttf" "NotoNaskhArabic-Regular.ttf" "NotoNaskhArabic-Bold.ttf"
);

/// What does not change from report to report.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    shapes: Vec<(String, Bytes)>,
}

fn press() -> Result<&'static Press, String> {
    static PRESS: OnceLock<Result<Press, String>> = OnceLock::new();
    PRESS
        .get_or_init(|| {
            let fonts: Vec<Font> = FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
            Ok(Press {
                library: LazyHash::new(Library::default()),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                template: Source::new(file_id("sitrep.typ")?, TEMPLATE.to_owned()),
                shapes: SHAPES
                    .iter()
                    .chain(KROC)
                    .filter_map(|(name, _, _)| {
                        Some((format!("{name}.svg"), Bytes::from_string(image(name)?)))
                    })
                    .collect(),
            })
        })
        .as_ref()
        .map_err(Clone::clone)
}

fn file_id(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|e| format!("{e:?}"))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// The world that the template sees.
struct Report {
    press: &'static Press,
    data: Bytes,
    /// The map, and pictures, by the names of their files.
    drawings: Vec<(String, Bytes)>,
}

impl World for Report {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }
    fn main(&self) -> FileId {
        self.press.template.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() {
            Ok(self.press.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        match name {
            "data.json" => Ok(self.data.clone()),
            _ => {
                let shape = self.press.shapes.iter().chain(&self.drawings).find(|(n, _)| n == name);
                shape.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
            }
        }
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    sitrep: &'a Sitrep,
    shapes: Vec<&'static str>,
}

/// The PDF's bytes.
pub(super) fn render(sitrep: &Sitrep, name: &str) -> Result<Vec<u8>, RenderError> {
    let fault = |message: String| RenderError::Typesetting { name: name.to_owned(), message };
    let mut sitrep = sitrep.clone();
    let drawings = take_drawings(&mut sitrep);
    let shapes = SHAPES.iter().chain(KROC).map(|(name, _, _)| *name).collect();
    let data = serde_json::to_vec(&Data { sitrep: &sitrep, shapes })?;
    let world = Report { press: press().map_err(fault)?, data: Bytes::new(data), drawings };
    let document: PagedDocument = typst::compile(&world).output.map_err(|e| fault(first(&e)))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", sitrep.title, sitrep.lang)),
        creator: Smart::Custom(Some("Hudna".to_owned())),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| fault(first(&e)))?;
    // What one report laid out is of no use to the next but one.
    comemo::evict(2);
    Ok(bytes)
}

fn first(errors: &[SourceDiagnostic]) -> String {
    errors.first().map_or_else(String::new, |e| e.message.to_string())
}

/// Takes the drawings out of the report: they go in as files of their own.
fn take_drawings(sitrep: &mut Sitrep) -> Vec<(String, Bytes)> {
    let mut drawings = Vec::new();
    for block in sitrep.sections.iter_mut().flat_map(|s| &mut s.blocks) {
        match block {
            Block::Map { svg, .. } => {
                drawings.push(("map.svg".to_owned(), Bytes::from_string(std::mem::take(svg))));
            }
            Block::Picture { svg, file, .. } => {
                *file = format!("picture-{}.svg", drawings.len());
                drawings.push((file.clone(), Bytes::from_string(std::mem::take(svg))));
            }
            _ => {}
        }
    }
    drawings
}
