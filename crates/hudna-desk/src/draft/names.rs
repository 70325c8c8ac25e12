//! What a draft defines: norms, articles, parties, formations, terms, matches; and what its drawing defines.

use std::ops::Range;

use super::scan::{Block, Holds};

/// What sort of thing a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sort {
    Article,
    Norm,
    Party,
    Formation,
    Term,
    Match,
    Zone,
    Line,
}

/// A name and where it is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defined {
    /// Of what.
    pub sort: Sort,
    /// The id.
    pub id: String,
    /// Its Arabic and English names, as written; empty where there are none.
    pub ar: String,
    /// English.
    pub en: String,
    /// Where the id stands.
    pub span: Range<usize>,
    /// All of the entry.
    pub whole: Range<usize>,
}

/// A feature of the drawing beside the agreement: where its id stands in that file.
pub type Drawn = Defined;

/// Every definition in the blocks and headings of `text`.
pub(super) fn defined(text: &str, blocks: &[Block]) -> Vec<Defined> {
    let mut out = articles(text, blocks);
    for block in blocks {
        match block.holds {
            Holds::Front => {}
            Holds::Norm => {
                let of_norm = |key: &str| block.text_of(0, key).map(|t| t.span.clone());
                if let Some(span) = of_norm("id") {
                    let id = text.get(span.clone()).unwrap_or_default().to_owned();
                    let whole = block.whole.clone();
                    out.push(Defined {
                        sort: Sort::Norm,
                        id,
                        ar: String::new(),
                        en: String::new(),
                        span,
                        whole,
                    });
                }
            }
            Holds::Register => registers(text, block, &mut out),
        }
    }
    out
}

fn registers(text: &str, block: &Block, out: &mut Vec<Defined>) {
    for named in &block.texts {
        let [list] = named.path.as_slice() else { continue };
        let sort = match (list.as_str(), named.key.as_str()) {
            ("party", "id") => Sort::Party,
            ("formation", "id") | ("excluded", "group") | ("link", "of") => Sort::Formation,
            ("term", "id") => Sort::Term,
            ("match", "id") => Sort::Match,
            _ => continue,
        };
        let id = text.get(named.span.clone()).unwrap_or_default();
        let known = |d: &Defined| d.id == id && matches!(d.sort, Sort::Formation | Sort::Party);
        // A formation may be known by its links alone; its entry comes first wherever it stands.
        if list == "link" && out.iter().any(known) {
            continue;
        }
        let words = |key: &str| {
            let text_of = block.text_of(named.table, key);
            text_of.and_then(|t| text.get(t.span.clone())).unwrap_or_default().to_owned()
        };
        let whole = block.tables.get(named.table).cloned().unwrap_or_else(|| named.span.clone());
        let found = Defined {
            sort,
            id: id.to_owned(),
            ar: words("ar"),
            en: words("en"),
            span: named.span.clone(),
            whole,
        };
        if sort == Sort::Formation && list != "link" {
            let by_link =
                |d: &Defined| d.sort == Sort::Formation && d.id == id && d.ar.is_empty() && d.en.is_empty();
            if let Some(at) = out.iter().position(by_link) {
                out[at] = found;
                continue;
            }
        }
        out.push(found);
    }
}

/// Headings `## … {#a4}` outside of blocks.
fn articles(text: &str, blocks: &[Block]) -> Vec<Defined> {
    let mut out: Vec<Defined> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !line.starts_with("## ") || blocks.iter().any(|b| b.whole.contains(&start)) {
            continue;
        }
        let Some(open) = line.rfind("{#") else { continue };
        let Some(length) = line[open + 2..].find('}') else { continue };
        let span = start + open + 2..start + open + 2 + length;
        let title = line[3..open].trim();
        let (ar, en) = title.split_once('·').unwrap_or((title, ""));
        if let Some(last) = out.last_mut() {
            last.whole.end = start;
        }
        out.push(Defined {
            sort: Sort::Article,
            id: text.get(span.clone()).unwrap_or_default().to_owned(),
            ar: ar.trim().to_owned(),
            en: en.trim().to_owned(),
            span,
            whole: start..text.len(),
        });
    }
    out
}

/// The zones and lines of a geometry file, each feature by itself; nothing where it is not JSON.
pub fn drawn(geometry: &str) -> Vec<Drawn> {
    let Ok(root) = serde_json::from_str::<serde_json::Value>(geometry) else { return Vec::new() };
    let features = root["features"].as_array().map_or(&[][..], Vec::as_slice);
    let mut out = Vec::new();
    let mut from = 0;
    for feature in features {
        let properties = &feature["properties"];
        let word = |key: &str| properties[key].as_str().unwrap_or_default().to_owned();
        let sort = match properties["kind"].as_str() {
            Some("zone") => Sort::Zone,
            Some("line") => Sort::Line,
            _ => continue,
        };
        let id = word("id");
        let Some(span) = id_after(geometry, from, &id) else { continue };
        from = span.end;
        out.push(Defined { sort, ar: word("ar"), en: word("en"), whole: span.clone(), span, id });
    }
    out
}

/// Where `"id": "…"` with this value stands next.
fn id_after(text: &str, from: usize, id: &str) -> Option<Range<usize>> {
    let quoted = format!("\"{id}\"");
    let mut at = from;
    while let Some(found) = text.get(at..)?.find(&quoted) {
        let start = at + found;
        let before = text.get(..start)?.trim_end();
        if before.strip_suffix(':').is_some_and(|b| b.trim_end().ends_with("\"id\"")) {
            return Some(start + 1..start + 1 + id.len());
        }
        at = start + quoted.len();
    }
    None
}
