//! What changed between two versions of a draft, article by article, Arabic and English side by side, each in its own direction.
//!
//! What was taken out is struck through, what was put in is underlined: it reads without colour. Articles in which nothing changed are named and
//! not printed.

use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::table::Version;

use super::{Made, headed, laid};
use crate::document::blocks::{Block, Piece, RedlineRow, Run, Section, strong, words};
use crate::document::make::Form;
use crate::document::redline::{Stretch, differs, redline};
use crate::document::talks::Talks;
use crate::document::{Document, RenderError};
use crate::words::{even, isolated};

/// Two versions of a draft that can both be read, the older first.
#[derive(Clone, Copy, Debug)]
pub struct Between<'t> {
    /// The draft.
    pub draft: &'t str,
    /// The older.
    pub from: &'t Version,
    /// The newer.
    pub to: &'t Version,
    was: &'t DraftText,
    is: &'t DraftText,
}

impl<'t> Between<'t> {
    /// Of a draft by numbers; without them the last two. `None` where there are no two such that can be read.
    pub fn of(talks: &Talks<'t>, draft: &str, from: Option<u32>, to: Option<u32>) -> Option<Self> {
        let (id, all) = talks.table.drafts.get_key_value(draft)?;
        let numbered = |number: u32| all.iter().find(|version| version.number == number);
        let to = match to {
            Some(number) => numbered(number)?,
            None => all.last()?,
        };
        let from = match from {
            Some(number) => numbered(number)?,
            None => all.iter().rev().find(|version| version.number < to.number)?,
        };
        let (was, is) = (from.text.as_deref()?, to.text.as_deref()?);
        Some(Self { draft: id, from, to, was, is })
    }
}

/// Makes the redline: `redline.<draft>.<lang>.html` or `.pdf`.
///
/// # Errors
/// The typesetter refuses: a fault of ours.
pub fn render(
    talks: &Talks<'_>,
    between: &Between<'_>,
    made: &Made<'_>,
    form: Form,
) -> Result<Document, RenderError> {
    let spoken = talks.words();
    let numbered = |version: &Version| version.number.to_string();
    let title = spoken.with(
        "paper-redline",
        &[
            ("draft", isolated(between.draft).into()),
            ("from", numbered(between.from).into()),
            ("to", numbered(between.to).into()),
        ],
    );
    let mut same = Vec::new();
    let mut sections = Vec::new();
    for article in &between.is.articles {
        match changed(talks, between.was.article(&article.id), article) {
            Some(section) => sections.push(section),
            None => same.push(talks.lang.of(&article.title).to_owned()),
        }
    }
    let gone = between.was.articles.iter().filter(|article| between.is.article(&article.id).is_none());
    sections.extend(gone.map(|article| taken_out(talks, article)));
    if !same.is_empty() {
        let blocks = vec![Block::Small { pieces: vec![words(spoken.list(&same))] }];
        sections.push(Section { id: "redline", title: spoken.get("paper-unchanged"), annex: false, blocks });
    }
    let versions = [between.from, between.to].map(|version| {
        let values = [("number", numbered(version).into()), ("when", talks.moment(version.at).into())];
        words(spoken.with("draft-version", &values))
    });
    let [from, to] = versions;
    let status = vec![from, Piece::Break, to, Piece::Break, words(spoken.get("paper-redline-means"))];
    let name = format!("redline.{}", between.draft);
    laid(&headed(talks, made, title, status, sections), &name, form)
}

/// An article with what changed in it; `None` where nothing did.
fn changed(talks: &Talks<'_>, was: Option<&DraftArticle>, is: &DraftArticle) -> Option<Section> {
    let spoken = talks.words();
    let mut rows = Vec::new();
    let mut moved = false;
    for paragraph in &is.paragraphs {
        let old = was.and_then(|was| was.paragraph(&paragraph.number));
        let texts = |old: Option<String>, new: String| redline(&old.unwrap_or_default(), &new);
        let ar = texts(old.map(|old| old.ar.to_string()), paragraph.ar.to_string());
        let en = texts(old.map(|old| old.en.to_string()), paragraph.en.to_string());
        moved |= differs(&ar) || differs(&en);
        rows.push(RedlineRow { number: paragraph.number.to_string(), ar: runs(&ar), en: runs(&en) });
    }
    let gone =
        was.into_iter().flat_map(|was| &was.paragraphs).filter(|old| is.paragraph(&old.number).is_none());
    for old in gone {
        moved = true;
        let out = |text: String| runs(&redline(&text, ""));
        rows.push(RedlineRow {
            number: old.number.to_string(),
            ar: out(old.ar.to_string()),
            en: out(old.en.to_string()),
        });
    }
    let new = was.is_none();
    if !moved && !new {
        return None;
    }
    let mut blocks = Vec::new();
    if new {
        blocks.push(Block::Text { pieces: vec![strong(spoken.get("paper-article-new"))] });
    }
    blocks.push(Block::Redline { rows });
    Some(Section { id: "redline", title: talks.lang.of(&is.title).to_owned(), annex: false, blocks })
}

fn taken_out(talks: &Talks<'_>, article: &DraftArticle) -> Section {
    let pieces = vec![strong(talks.words().get("paper-article-gone"))];
    let title = talks.lang.of(&article.title).to_owned();
    Section { id: "redline", title, annex: false, blocks: vec![Block::Text { pieces }] }
}

fn runs(stretches: &[Stretch]) -> Vec<Run> {
    let run = |stretch: &Stretch| {
        let (s, t) = match stretch {
            Stretch::Kept(t) => ("kept", t),
            Stretch::TakenOut(t) => ("out", t),
            Stretch::PutIn(t) => ("in", t),
        };
        Run { s, t: even(t).into_owned() }
    };
    stretches.iter().map(run).collect()
}
