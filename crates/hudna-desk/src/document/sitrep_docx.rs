//! The situation report for office programs: Arabic first, right to left, then English.
//!
//! The body is written here, because every run must say whether it goes right to left and every Arabic table
//! that it does too; `docx-rs` packs it with its styles. The map goes in as a picture.

use std::fmt::Write as _;
use std::io::Cursor;

use std::io::{Read, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::RenderError;
use super::blocks::{Block, Cell, FindingBlock, Piece, Sitrep, Table};
use super::map::plain_label;
use super::map_png;
use super::voice::is_arabic;

/// The body's size in half points.
const SIZE: usize = 19;
/// Width of the text in twentieths of a point.
const LINE: usize = 9900;

/// The document's bytes; languages one after the other.
pub(super) fn render(reports: &[Sitrep]) -> Result<Vec<u8>, RenderError> {
    let mut body =
        Body { xml: String::with_capacity(256 * 1024), rtl: false, pictures: Vec::new(), fault: None };
    for (i, sitrep) in reports.iter().enumerate() {
        body.rtl = sitrep.dir == "rtl";
        body.sitrep(sitrep, i > 0);
    }
    if let Some(fault) = body.fault {
        return Err(RenderError::Office(fault));
    }
    let first_rtl = reports.first().is_some_and(|s| s.dir == "rtl");
    let fonts = docx_rs::RunFonts::new().ascii("Noto Sans").hi_ansi("Noto Sans").cs("Noto Sans Arabic");
    let mut parts = docx_rs::Docx::new().default_fonts(fonts).default_size(SIZE).build();
    parts.document = format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
            r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{}"#,
            r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>"#,
            r#"<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/>"#,
            r#"{}</w:sectPr></w:body></w:document>"#
        ),
        body.xml,
        if first_rtl { "<w:bidi/>" } else { "" }
    )
    .into_bytes();
    let mut out = Cursor::new(Vec::new());
    let fault = |e: &dyn std::fmt::Display| RenderError::Office(e.to_string());
    parts.pack(&mut out).map_err(|e| fault(&e))?;
    repacked(out, &body.pictures).map_err(|e| fault(&e))
}

/// The same package compressed, with its pictures: `docx-rs` stores what it packs.
fn repacked(packed: Cursor<Vec<u8>>, pictures: &[Vec<u8>]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default();
    let (mut from, mut to) = (ZipArchive::new(packed)?, ZipWriter::new(Cursor::new(Vec::new())));
    for i in 0..from.len() {
        let mut part = from.by_index(i)?;
        let name = part.name().to_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let told = std::str::from_utf8(&bytes).unwrap_or_default();
        let told = match name.as_str() {
            "[Content_Types].xml" if !told.contains(r#"Extension="png""#) => {
                let png = r#"<Default Extension="png" ContentType="image/png"/></Types>"#;
                Some(told.replacen("</Types>", png, 1))
            }
            "word/_rels/document.xml.rels" => {
                let mut all = String::new();
                for n in 1..=pictures.len() {
                    let _ = write!(
                        all,
                        r#"<Relationship Id="rIdMap{n}" Type="{PICTURE}" Target="media/map{n}.png"/>"#
                    );
                }
                Some(told.replacen("</Relationships>", &(all + "</Relationships>"), 1))
            }
            _ => None,
        };
        to.start_file(name, options)?;
        to.write_all(told.as_ref().map_or(bytes.as_slice(), String::as_bytes))?;
    }
    for (n, picture) in pictures.iter().enumerate() {
        to.start_file(format!("word/media/map{}.png", n + 1), options)?;
        to.write_all(picture)?;
    }
    Ok(to.finish()?.into_inner())
}

/// What ties a picture to the text.
const PICTURE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
/// Width of a picture over the whole text, in English metric units (635 to a twentieth of a point).
const PICTURE_WIDTH: usize = LINE * 635;

/// Marks whose word has weight.
const OUTCOMES: &[&str] = &["breach", "permitted", "not_covered", "undetermined"];

/// How a run looks.
#[derive(Clone, Copy, Default)]
struct Look {
    bold: bool,
    soft: bool,
    record: bool,
    /// Half points; 0 is the body's size.
    size: u8,
}

struct Body {
    xml: String,
    rtl: bool,
    pictures: Vec<Vec<u8>>,
    fault: Option<String>,
}

impl Body {
    fn sitrep(&mut self, sitrep: &Sitrep, new_page: bool) {
        self.paragraph(new_page, |b| {
            b.run(&sitrep.class, Look { bold: true, size: 17, ..Look::default() });
            b.run("   ", Look::default());
            b.run(&sitrep.notice, Look { size: 17, ..Look::default() });
        });
        self.heading(&sitrep.title, 0);
        self.paragraph(false, |b| b.run(&sitrep.agreement, Look::default()));
        for line in &sitrep.lines {
            self.paragraph(false, |b| b.run(line, Look { soft: true, ..Look::default() }));
        }
        self.paragraph(false, |b| b.pieces(&sitrep.status, Look::default()));
        for section in &sitrep.sections {
            self.heading(&section.title, 1);
            for block in &section.blocks {
                self.block(block);
            }
        }
        self.paragraph(false, |b| b.run(&sitrep.footer, Look { soft: true, ..Look::default() }));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text { pieces } => self.paragraph(false, |b| b.pieces(pieces, Look::default())),
            Block::Small { pieces } => {
                self.paragraph(false, |b| b.pieces(pieces, Look { size: 16, soft: true, ..Look::default() }));
            }
            Block::Table(table) => self.table(table),
            Block::Map { svg, alt, .. } | Block::Picture { svg, alt, .. } => match map_png::render(svg) {
                Ok((png, ratio)) => self.picture(png, ratio, alt),
                Err(fault) => self.fault = Some(fault),
            },
            Block::Key { items } => {
                self.paragraph(false, |b| b.pieces(items, Look { size: 16, ..Look::default() }))
            }
            Block::List { items } => {
                for item in items {
                    self.paragraph(false, |b| b.pieces(item, Look::default()));
                }
            }
            Block::Finding(finding) => self.finding(finding),
            // the papers of the table are no office documents
            Block::Redline { .. } => {}
        }
    }

    /// A picture over the whole width of the text, with what it shows for those who do not see it.
    fn picture(&mut self, png: Vec<u8>, ratio: f32, alt: &str) {
        self.pictures.push(png);
        let (n, alt) = (self.pictures.len(), plain_label(alt));
        let height =
            format!("{:.0}", f64::from(ratio) * f64::from(u32::try_from(PICTURE_WIDTH).unwrap_or(1)));
        let _ = write!(
            self.xml,
            concat!(
                r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">"#,
                r#"<wp:extent cx="{w}" cy="{h}"/><wp:docPr id="{n}" name="map{n}" descr="{alt}"/>"#,
                r#"<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"#,
                r#"<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:nvPicPr><pic:cNvPr id="{n}" name="map{n}.png"/><pic:cNvPicPr/></pic:nvPicPr>"#,
                r#"<pic:blipFill><a:blip r:embed="rIdMap{n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
                r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>"#,
                r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"#,
                r#"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
            ),
            w = PICTURE_WIDTH,
            h = height,
            n = n,
            alt = alt
        );
    }

    fn finding(&mut self, f: &FindingBlock) {
        self.heading(&f.question, 2);
        self.paragraph(false, |b| b.pieces(&f.outcome, Look::default()));
        self.paragraph(false, |b| b.pieces(&f.subject, Look { size: 17, ..Look::default() }));
        if !f.article.is_empty() {
            self.paragraph(false, |b| b.pieces(&f.article, Look::default()));
        }
        for line in &f.lines {
            let indent = usize::from(line.depth.min(6)) * 280;
            self.indented(indent, |b| {
                b.piece(&line.truth, Look { size: 17, ..Look::default() });
                b.run("  ", Look::default());
                b.run(&line.says, Look { size: 17, ..Look::default() });
                if !line.why.is_empty() {
                    b.xml.push_str("<w:r><w:br/></w:r>");
                    b.pieces(&line.why, Look { size: 15, soft: true, ..Look::default() });
                }
            });
        }
        if !f.missing.is_empty() {
            self.paragraph(false, |b| b.run(&f.missing_title, Look { bold: true, ..Look::default() }));
            for set in &f.missing {
                self.indented(280, |b| b.pieces(set, Look { size: 17, ..Look::default() }));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let total: usize = table.widths.iter().map(|w| usize::from(*w)).sum::<usize>().max(1);
        let widths: Vec<usize> = table.widths.iter().map(|w| usize::from(*w) * LINE / total).collect();
        self.xml.push_str("<w:tbl><w:tblPr>");
        if self.rtl {
            self.xml.push_str("<w:bidiVisual/>");
        }
        let _ = write!(self.xml, r#"<w:tblW w:w="{LINE}" w:type="dxa"/><w:tblBorders>"#);
        for side in ["top", "bottom", "insideH"] {
            let _ = write!(self.xml, r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B9C2C8"/>"#);
        }
        self.xml.push_str(concat!(
            r#"</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>"#,
            r#"<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#
        ));
        for w in &widths {
            let _ = write!(self.xml, r#"<w:gridCol w:w="{w}"/>"#);
        }
        self.xml.push_str("</w:tblGrid>");
        self.row(&table.head, &widths, true);
        for row in &table.rows {
            self.row(row, &widths, false);
        }
        if !table.foot.is_empty() {
            self.row(&table.foot, &widths, false);
        }
        self.xml.push_str("</w:tbl>");
        self.paragraph(false, |_| {});
    }

    fn row(&mut self, cells: &[Cell], widths: &[usize], head: bool) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if head {
            self.xml.push_str("<w:tblHeader/>");
        }
        self.xml.push_str("</w:trPr>");
        for (cell, width) in cells.iter().zip(widths) {
            let _ = write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
            if cell.blind {
                self.xml.push_str(r#"<w:shd w:val="thinDiagStripe" w:color="9AA6AE" w:fill="FFFFFF"/>"#);
            }
            self.xml.push_str("</w:tcPr><w:p><w:pPr>");
            if self.rtl {
                self.xml.push_str("<w:bidi/>");
            }
            self.xml.push_str(r#"<w:spacing w:before="20" w:after="20"/>"#);
            if cell.num {
                // In a right-to-left paragraph `start` is the right.
                self.xml.push_str(if self.rtl {
                    r#"<w:jc w:val="left"/>"#
                } else {
                    r#"<w:jc w:val="right"/>"#
                });
            }
            self.xml.push_str("</w:pPr>");
            self.pieces(&cell.pieces, Look { size: 15, bold: head, ..Look::default() });
            self.xml.push_str("</w:p></w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }

    fn heading(&mut self, text: &str, level: u8) {
        let size = [30, 23, 20][usize::from(level.min(2))];
        let _ = write!(self.xml, r#"<w:p><w:pPr><w:keepNext/>"#);
        if level == 1 {
            self.xml.push_str(
                r#"<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="15202A"/></w:pBdr>"#,
            );
        }
        if self.rtl {
            self.xml.push_str("<w:bidi/>");
        }
        let _ = write!(
            self.xml,
            r#"<w:spacing w:before="{}" w:after="80"/><w:outlineLvl w:val="{level}"/></w:pPr>"#,
            if level == 0 { 0 } else { 240 }
        );
        self.run(text, Look { bold: true, size, ..Look::default() });
        self.xml.push_str("</w:p>");
    }

    fn paragraph(&mut self, new_page: bool, fill: impl FnOnce(&mut Self)) {
        self.xml.push_str("<w:p><w:pPr>");
        if new_page {
            self.xml.push_str("<w:pageBreakBefore/>");
        }
        if self.rtl {
            self.xml.push_str("<w:bidi/>");
        }
        self.xml.push_str(r#"<w:spacing w:after="80"/></w:pPr>"#);
        fill(self);
        self.xml.push_str("</w:p>");
    }

    fn indented(&mut self, indent: usize, fill: impl FnOnce(&mut Self)) {
        self.xml.push_str("<w:p><w:pPr>");
        if self.rtl {
            self.xml.push_str("<w:bidi/>");
        }
        let _ = write!(self.xml, r#"<w:spacing w:after="40"/><w:ind w:start="{indent}"/></w:pPr>"#);
        fill(self);
        self.xml.push_str("</w:p>");
    }

    fn pieces(&mut self, pieces: &[Piece], look: Look) {
        for (i, piece) in pieces.iter().enumerate() {
            let breaks = |p: Option<&Piece>| matches!(p, Some(Piece::Break));
            let paragraph = |p: Option<&Piece>| matches!(p, Some(Piece::Record { .. }));
            if paragraph(Some(piece)) && i > 0 && paragraph(pieces.get(i - 1)) {
                self.piece(&Piece::Break, look);
            } else if i > 0 && !breaks(Some(piece)) && !breaks(pieces.get(i - 1)) {
                self.run(" ", look);
            }
            self.piece(piece, look);
        }
    }

    fn piece(&mut self, piece: &Piece, look: Look) {
        match piece {
            Piece::Words { t } => self.run(t, look),
            Piece::Strong { t } => self.run(t, Look { bold: true, ..look }),
            Piece::Soft { t } => self.run(t, Look { soft: true, ..look }),
            Piece::Latin { t } if self.rtl => {
                // Between two numbers a dash takes the paragraph's way unless it is told otherwise.
                self.stretch(&t.replace('\u{2013}', "\u{200E}\u{2013}\u{200E}"), false, look);
            }
            Piece::Latin { t } => self.stretch(t, false, look),
            Piece::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
            Piece::Mark { s, t } => {
                self.stretch(sign(s), false, look);
                self.run(&format!(" {t}"), Look { bold: look.bold || OUTCOMES.contains(s), ..look });
            }
            Piece::Record { t, .. } => self.run(t, Look { record: true, ..look }),
        }
    }

    /// Text of ours: stretches in isolation marks become runs of their own direction.
    fn run(&mut self, text: &str, look: Look) {
        let mut rest = text;
        while let Some(start) = rest.find('\u{2068}') {
            self.stretch(&rest[..start], self.rtl, look);
            let inner = &rest[start + '\u{2068}'.len_utf8()..];
            let end = matching(inner);
            let isolated = &inner[..end];
            if isolated.contains('\u{2068}') {
                self.run(isolated, look);
            } else {
                // Digits and Latin go left to right; Arabic keeps the paragraph's way.
                self.stretch(isolated, self.rtl && is_arabic(isolated), look);
            }
            rest = inner[end..].strip_prefix('\u{2069}').unwrap_or_default();
        }
        self.stretch(rest, self.rtl, look);
    }

    fn stretch(&mut self, text: &str, rtl: bool, look: Look) {
        if text.is_empty() {
            return;
        }
        self.xml.push_str("<w:r><w:rPr>");
        if look.record {
            self.xml.push_str(
                r#"<w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:cs="Noto Naskh Arabic"/>"#,
            );
        }
        if look.bold {
            self.xml.push_str("<w:b/><w:bCs/>");
        }
        if look.soft {
            self.xml.push_str(r#"<w:color w:val="4A5863"/>"#);
        }
        if look.size != 0 {
            let _ = write!(self.xml, r#"<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>"#, look.size);
        }
        if rtl {
            self.xml.push_str("<w:rtl/>");
        }
        self.xml.push_str(r#"</w:rPr><w:t xml:space="preserve">"#);
        for c in text.chars() {
            match c {
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '&' => self.xml.push_str("&amp;"),
                // XML 1.0 knows no other control signs; a report may hold them.
                c if (c < ' ' && c != '\t' && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
                c => self.xml.push(c),
            }
        }
        self.xml.push_str("</w:t></w:r>");
    }
}

/// Where the isolate that began before `inner` ends.
fn matching(inner: &str) -> usize {
    let mut depth = 1_u32;
    for (i, c) in inner.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => {
                depth -= 1;
                if depth == 0 {
                    return i;
                }
            }
            _ => {}
        }
    }
    inner.len()
}

/// A shape as a sign that office fonts have.
fn sign(shape: &str) -> &'static str {
    match shape {
        "breach" => "◆",
        "permitted" => "☑",
        "not_covered" => "⊡",
        "undetermined" => "◪",
        "true" | "known" => "●",
        "false" => "○",
        "unknown" => "?",
        "unknown-rtl" => "؟",
        "imprecise" => "◌",
        "contested" => "⚭",
        "unplaced" => "⬚",
        "alleged" => "▯",
        "provisional" => "▒",
        "assessed" => "▤",
        "ruled" => "▮",
        "hatch" => "▨",
        "zone" => "▢",
        "course-1" => "╌",
        "course-2" => "┈",
        _ => "─",
    }
}
