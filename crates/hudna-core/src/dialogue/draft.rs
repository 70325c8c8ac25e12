//! A text under negotiation: a file of an agreement whose paragraphs may stand in brackets.
//!
//! The same file that the program reads as an agreement once it is agreed (`docs/language.md`); only words are in brackets, never norms. So
//! nothing is written twice, and what is adopted is what was negotiated. Paragraphs are taken as they stand in the file, marks and
//! all: a change of one sign is a change.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::brackets::{Alternative, BracketFault, Wording};
use crate::agreement::read::fields::Notes;
use crate::agreement::read::markdown::{self, ArticleText, Cell};
use crate::agreement::{Bilingual, SourceText};

/// A version of a draft, as its file has it.
#[derive(Clone, Debug, Default)]
pub struct DraftText {
    /// The file.
    pub source: Arc<SourceText>,
    /// What stands before the first article, and each article after it, as bytes of the file.
    head: Range<usize>,
    /// The articles, in the order of the file.
    pub articles: Vec<DraftArticle>,
}

/// An article of a draft.
#[derive(Clone, Debug)]
pub struct DraftArticle {
    /// `a4`.
    pub id: Arc<str>,
    /// Its heading.
    pub title: Bilingual,
    /// Its paragraphs.
    pub paragraphs: Vec<DraftParagraph>,
    /// All of it in the file, norms included.
    pub span: Range<usize>,
}

/// A paragraph of a draft.
#[derive(Clone, Debug)]
pub struct DraftParagraph {
    /// `4.1`.
    pub number: Arc<str>,
    /// In Arabic.
    pub ar: Wording,
    /// In English.
    pub en: Wording,
    /// Where the two stand in the file.
    spans: [Range<usize>; 2],
}

/// What is wrong with the text of a draft, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFault {
    /// `draft-without-articles`, or the code of a bracket.
    pub code: &'static str,
    /// Byte offset in the file.
    pub at: usize,
    /// The paragraph; empty where the fault is in none.
    pub paragraph: Arc<str>,
}

/// What an amendment asks: a paragraph of an article, whole, in both languages.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The article.
    pub article: &'a str,
    /// The paragraph's number.
    pub paragraph: &'a str,
    /// Whose it is, as brackets say it in Arabic and in English; `None`: it takes the place of the paragraph, for all accept it.
    pub by: Option<[&'a str; 2]>,
    /// The words in Arabic and English.
    pub wording: [&'a str; 2],
}

impl DraftText {
    /// Reads the articles and brackets of a file. What its norms mean is not asked here.
    ///
    /// # Errors
    /// Every bracket that is wrong; that there is no article.
    pub fn read(source: SourceText) -> Result<Self, Vec<DraftFault>> {
        let mut notes = Notes::of(&source.name);
        let outline = markdown::outline(&source, &mut notes);
        let mut faults = Vec::new();
        let starts: Vec<usize> = outline.articles.iter().map(|article| article.span.start).collect();
        let ends = starts.iter().skip(1).copied().chain([source.text.len()]);
        let spans = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
        let articles = outline.articles.iter().zip(spans);
        let articles: Vec<_> =
            articles.map(|(text, span)| article(&source.text, text, span, &mut faults)).collect();
        if articles.is_empty() {
            faults.push(DraftFault { code: "draft-without-articles", at: 0, paragraph: "".into() });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let head = 0..starts.first().copied().unwrap_or(0);
        Ok(Self { source: Arc::new(source), head, articles })
    }

    /// An article by its id.
    pub fn article(&self, id: &str) -> Option<&DraftArticle> {
        self.articles.iter().find(|article| *article.id == *id)
    }

    /// All of an article as it stands in the file.
    pub fn text_of(&self, article: &DraftArticle) -> &str {
        self.source.text.get(article.span.clone()).unwrap_or_default().trim_end()
    }

    /// The file without the articles that `keeps` does not keep.
    pub fn only(&self, keeps: impl Fn(&DraftArticle) -> bool) -> String {
        let kept = self.articles.iter().filter(|article| keeps(article));
        let mut text = self.source.text.get(self.head.clone()).unwrap_or_default().to_owned();
        kept.for_each(|article| {
            text.push_str(self.source.text.get(article.span.clone()).unwrap_or_default())
        });
        text
    }

    /// Line and column, in characters from 1, of a byte of the file.
    pub fn line_of(text: &str, at: usize) -> (usize, usize) {
        let before = text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The file with `changes` made one after another, and the positions of those that could not be: the paragraph is
    /// in brackets in part, or there is no such article.
    pub fn with(&self, changes: &[Change<'_>]) -> (String, Vec<usize>) {
        let (mut text, mut left) = (self.source.text.clone(), Vec::new());
        for (n, change) in changes.iter().enumerate() {
            let source = SourceText { name: self.source.name.clone(), text: text.clone() };
            match Self::read(source).ok().and_then(|draft| draft.changed(change)) {
                Some(changed) => text = changed,
                None => left.push(n),
            }
        }
        (text, left)
    }

    fn changed(&self, change: &Change<'_>) -> Option<String> {
        let article = self.article(change.article)?;
        let known = article.paragraphs.iter().find(|paragraph| *paragraph.number == *change.paragraph);
        let empty = Wording::default();
        let stand = known.map_or([&empty, &empty], |known| [&known.ar, &known.en]);
        let mut cells = [String::new(), String::new()];
        for (at, cell) in cells.iter_mut().enumerate() {
            // a cell ends at a bar and a row at the end of its line
            let words: Arc<str> = change.wording[at].replace('|', "\\|").replace('\n', " ").into();
            *cell = match &change.by {
                None => Wording::agreed(&words).to_string(),
                Some(by) => stand[at].beside(Alternative { by: Some(by[at].into()), words })?.to_string(),
            };
        }
        let mut text = self.source.text.clone();
        match known {
            Some(known) => {
                // the later one first, so that the earlier keeps its place
                let mut spans: Vec<_> = known.spans.iter().cloned().zip(cells).collect();
                spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
                spans.into_iter().for_each(|(span, cell)| text.replace_range(span, &cell));
            }
            None => {
                let last = article.paragraphs.last()?;
                let end = last.spans.iter().map(|span| span.end).max()?;
                let line = text.get(end..)?.find('\n').map_or(text.len(), |n| end + n);
                let arabic_first = last.spans[0].start < last.spans[1].start;
                let [ar, en] = cells;
                let (first, second) = if arabic_first { (ar, en) } else { (en, ar) };
                text.insert_str(line, &format!("\n|{}|{first}|{second}|", change.paragraph));
            }
        }
        Some(text)
    }
}

impl DraftArticle {
    /// Whether anything in it stands in brackets.
    pub fn is_open(&self) -> bool {
        self.paragraphs.iter().any(DraftParagraph::is_open)
    }
    /// Whose alternatives stand in it, as the brackets say; a bracket without a side is the empty name.
    pub fn sides(&self) -> BTreeSet<Arc<str>> {
        let wordings = self.paragraphs.iter().flat_map(|paragraph| [&paragraph.ar, &paragraph.en]);
        wordings.flat_map(Wording::alternatives).map(|one| one.by.clone().unwrap_or_default()).collect()
    }
    /// A paragraph by its number.
    pub fn paragraph(&self, number: &str) -> Option<&DraftParagraph> {
        self.paragraphs.iter().find(|paragraph| *paragraph.number == *number)
    }
}

impl DraftParagraph {
    /// Whether anything in it stands in brackets.
    pub fn is_open(&self) -> bool {
        self.ar.is_open() || self.en.is_open()
    }
    /// Whether one language is open where the other is not, or leaves other alternatives open.
    pub fn languages_differ(&self) -> bool {
        let counts = |wording: &Wording| wording.alternatives().count();
        counts(&self.ar) != counts(&self.en)
    }
}

fn article(text: &str, read: &ArticleText, span: Range<usize>, faults: &mut Vec<DraftFault>) -> DraftArticle {
    let mut paragraphs = Vec::with_capacity(read.rows.len());
    for row in &read.rows {
        let number: Arc<str> = row.number.text.as_str().into();
        let mut wording = |cell: &Cell| {
            let raw = text.get(cell.span.clone()).unwrap_or_default();
            Wording::parse(raw).unwrap_or_else(|BracketFault { code, at }| {
                faults.push(DraftFault { code, at: cell.span.start + at, paragraph: number.clone() });
                Wording::default()
            })
        };
        let (ar, en) = (wording(&row.ar), wording(&row.en));
        paragraphs.push(DraftParagraph { ar, en, spans: [row.ar.span.clone(), row.en.span.clone()], number });
    }
    DraftArticle { id: read.id.clone(), title: read.title.clone(), paragraphs, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "+++\nagreement = \"road\"\n+++\n\n# Road\n\n## المادة 1: الطريق · Article 1: The road {#a1}\n\n\
        |§|العربية|English|\n|-|-|-|\n|1.1|يُفتح الطريق.|The road is open.|\n\
        |1.2|[الأول: نهارًا][الثاني: ليلًا]|[First: by day][Second: by night]|\n\n\
        ```toml norm\nid = \"a1.1\"\nover = [\"x\"]\n```\n\n## المادة 2: الجسر · Article 2: The bridge {#a2}\n\n\
        |§|العربية|English|\n|-|-|-|\n|2.1|يبقى الجسر مغلقًا.|The bridge stays closed.|\n";

    fn draft(text: &str) -> DraftText {
        DraftText::read(SourceText { name: "road.md".into(), text: text.into() }).unwrap()
    }

    #[test]
    fn an_article_is_open_while_a_paragraph_of_it_stands_in_brackets() {
        let draft = draft(TEXT);
        let open: Vec<_> = draft.articles.iter().map(|article| (&*article.id, article.is_open())).collect();
        assert_eq!(open, [("a1", true), ("a2", false)]);
        let sides: Vec<_> = draft.articles[0].sides().into_iter().collect();
        assert_eq!(sides, ["First", "Second", "الأول", "الثاني"].map(Arc::from));
        assert!(!draft.articles[0].paragraph("1.2").unwrap().languages_differ());
    }

    #[test]
    fn a_bracket_that_is_wrong_is_named_with_its_paragraph_and_place() {
        let text = TEXT.replace("The road is open.", "The road [First: is [open]].");
        let faults = DraftText::read(SourceText { name: "road.md".into(), text: text.clone() }).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].code, &*faults[0].paragraph), ("bracket-nested", "1.1"));
        assert!(text[faults[0].at..].starts_with("[open]"));
        assert_eq!(DraftText::line_of(&text, faults[0].at).0, 11);
    }

    #[test]
    fn what_all_accept_takes_the_place_of_a_paragraph_and_what_one_party_asks_stands_beside_it() {
        let change = |paragraph, by| Change {
            article: "a2",
            paragraph,
            by,
            wording: ["يُفتح الجسر.", "The bridge is open."],
        };
        let (text, left) =
            draft(TEXT).with(&[change("2.1", None), change("2.2", Some(["الثاني", "Second"]))]);
        assert!(left.is_empty());
        assert!(text.contains("|2.1|يُفتح الجسر.|The bridge is open.|\n"), "{text}");
        assert!(text.contains("|2.2|[الثاني: يُفتح الجسر.]|[Second: The bridge is open.]|"), "{text}");
        let (text, left) = draft(TEXT).with(&[change("2.1", Some(["الثاني", "Second"]))]);
        assert!(left.is_empty());
        assert!(text.contains("[The bridge stays closed.][Second: The bridge is open.]"), "{text}");
        let nowhere = Change { article: "a9", ..change("9.1", None) };
        assert_eq!(draft(TEXT).with(&[nowhere]), (TEXT.to_owned(), vec![0]));
    }

    #[test]
    fn the_articles_that_are_kept_stand_as_they_stood_with_their_norms() {
        let draft = draft(TEXT);
        assert_eq!(draft.only(|_| true), TEXT);
        let first = draft.only(|article| *article.id == *"a1");
        assert!(first.contains("id = \"a1.1\"") && !first.contains("bridge"));
        assert!(draft.text_of(&draft.articles[0]).ends_with("```"));
    }
}
