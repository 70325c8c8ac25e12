//! An agreement while it is being written: what stands at a place of the text, what may be typed there, where
//! it is defined.
//!
//! `scan` cuts the text up however broken it is, `asked` does so with a condition, `names` gathers what is
//! defined, `expected` knows which keys and values the reader of agreements takes; `hover` and `complete` put
//! this into words. Places are bytes of the text; what an editor counts in is the door's affair. What is right
//! and wrong is said by the checker alone.

mod asked;
mod complete;
mod expected;
mod hover;
mod names;
mod scan;

use std::ops::Range;

use hudna_core::agreement::Agreement;

pub use complete::{Completion, Offer};
pub use hover::Hover;
pub use names::{Defined, Drawn, Sort, drawn};

use asked::{Asked, Wanted};
use expected::{Expected, Place, Takes};
use scan::{Block, Holds, Text};

/// A text at one moment of its writing.
#[derive(Debug)]
pub struct Draft<'a> {
    text: &'a str,
    /// The last state of it that loaded, whose norms can be said in plain words.
    agreement: Option<&'a Agreement>,
    drawn: &'a [Drawn],
    blocks: Vec<Block>,
    defined: Vec<Defined>,
}

/// Where something is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// In the text itself: the id, and all of its entry.
    Here(Range<usize>, Range<usize>),
    /// In the drawing beside it.
    Drawing(Range<usize>),
    /// A file beside it, named so.
    File(String),
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// A name of something that is defined somewhere.
    Name(Vec<Sort>, String),
    /// A code of an attribute.
    Code(hudna_core::value::Attribute, String),
    /// A word of a condition: attribute, function, connective.
    Word(String),
    /// A key.
    Key(Place, String),
    /// A kind of norm.
    Kind(String),
    /// A file beside the agreement.
    File(String),
    /// Any other quoted words.
    Other,
}

impl<'a> Draft<'a> {
    /// `text` with the last agreement that loaded from it and the features of its drawing.
    pub fn new(text: &'a str, agreement: Option<&'a Agreement>, drawn: &'a [Drawn]) -> Self {
        let blocks = scan::blocks(text);
        let defined = names::defined(text, &blocks);
        Self { text, agreement, drawn, blocks, defined }
    }

    /// The articles and norms, in order: for an outline.
    pub fn outline(&self) -> impl Iterator<Item = &Defined> {
        self.defined.iter().filter(|d| matches!(d.sort, Sort::Article | Sort::Norm))
    }

    /// The file that the front matter names under `key`.
    pub fn file_named(&self, key: &str) -> Option<&'a str> {
        let front = self.blocks.iter().find(|b| b.holds == Holds::Front)?;
        self.text.get(front.text_of(0, key)?.span.clone())
    }

    /// Where what stands at `at` is defined.
    pub fn definition(&self, at: usize) -> Vec<Target> {
        match self.standing(at) {
            Some((_, Standing::Name(sorts, id))) => self.targets(&sorts, &id),
            Some((_, Standing::File(name))) => vec![Target::File(name)],
            _ => Vec::new(),
        }
    }

    fn targets(&self, sorts: &[Sort], id: &str) -> Vec<Target> {
        let here = self
            .defined
            .iter()
            .filter(|d| sorts.contains(&d.sort) && d.id == id)
            .map(|d| Target::Here(d.span.clone(), d.whole.clone()));
        let drawing = self
            .drawn
            .iter()
            .filter(|d| sorts.contains(&d.sort) && d.id == id)
            .map(|d| Target::Drawing(d.span.clone()));
        let found: Vec<Target> = here.chain(drawing).collect();
        // A norm that another stands for is defined where that one is.
        match id.rsplit_once('.') {
            Some((before, _)) if found.is_empty() && sorts.contains(&Sort::Norm) => {
                self.targets(&[Sort::Norm], before)
            }
            _ => found,
        }
    }

    /// Every place at which the name that stands at `at` is used or defined.
    pub fn references(&self, at: usize) -> Vec<Range<usize>> {
        let Some((_, Standing::Name(sorts, id))) = self.standing(at) else { return Vec::new() };
        let mut out = Vec::new();
        for block in &self.blocks {
            for text in &block.texts {
                let mut visit = |span: Range<usize>, standing: Standing| {
                    let same = matches!(&standing, Standing::Name(s, i) if *i == id && s.iter().any(|x| sorts.contains(x)));
                    if same {
                        out.push(span);
                    }
                };
                if self.takes_condition(block, text) {
                    let condition = self.text.get(text.span.clone()).unwrap_or_default();
                    for asked in asked::all(condition) {
                        if let Some((span, standing)) = self.in_condition(text.span.start, condition, &asked)
                        {
                            visit(span, standing);
                        }
                    }
                } else if let Some((span, standing)) = self.in_text(block, text) {
                    visit(span, standing);
                }
            }
        }
        out
    }

    /// The block at `at`.
    fn block(&self, at: usize) -> Option<&Block> {
        self.blocks.iter().find(|b| b.whole.contains(&at) || b.inner.end == at && b.inner.start <= at)
    }

    fn kind_of(&self, block: &Block) -> &'a str {
        block.text_of(0, "kind").and_then(|t| self.text.get(t.span.clone())).unwrap_or_default()
    }

    fn place(&self, block: &Block, path: &[String]) -> Place {
        Place::new(block.holds, self.kind_of(block), path)
    }

    fn expected(&self, block: &Block, path: &[String], key: &str) -> Expected {
        expected::value(&self.place(block, path), key)
    }

    fn takes_condition(&self, block: &Block, text: &Text) -> bool {
        self.expected(block, &text.path, &text.key).takes == Takes::Condition
    }

    /// What stands at `at`, and where.
    fn standing(&self, at: usize) -> Option<(Range<usize>, Standing)> {
        let Some(block) = self.block(at) else { return self.heading(at) };
        if let Some(key) = block.keys.iter().find(|k| k.span.start <= at && at <= k.span.end) {
            let place = self.place(block, &key.path);
            return Some((key.span.clone(), Standing::Key(place, key.name.clone())));
        }
        let text = block.texts.iter().find(|t| t.span.start <= at && at <= t.span.end)?;
        if self.takes_condition(block, text) {
            let condition = self.text.get(text.span.clone())?;
            let asked = asked::asked(condition, at - text.span.start);
            return self.in_condition(text.span.start, condition, &asked);
        }
        self.in_text(block, text)
    }

    fn heading(&self, at: usize) -> Option<(Range<usize>, Standing)> {
        let article = self
            .defined
            .iter()
            .find(|d| d.sort == Sort::Article && d.span.start <= at && at <= d.span.end)?;
        Some((article.span.clone(), Standing::Name(vec![Sort::Article], article.id.clone())))
    }

    /// Quoted words that are no condition.
    fn in_text(&self, block: &Block, text: &Text) -> Option<(Range<usize>, Standing)> {
        let span = text.span.clone();
        let words = self.text.get(span.clone())?.to_owned();
        if let Some(own) = self.defined.iter().find(|d| d.span == span) {
            return Some((span, Standing::Name(vec![own.sort], words)));
        }
        if block.holds == Holds::Norm && text.path.is_empty() && text.key == "kind" {
            return Some((span, Standing::Kind(words)));
        }
        // Who acts in a link is defined by it or by its own entry.
        if text.path == ["link"] && text.key == "of" {
            return Some((span, Standing::Name(vec![Sort::Formation, Sort::Party], words)));
        }
        let standing = match self.expected(block, &text.path, &text.key).takes {
            Takes::Party(_) => Standing::Name(vec![Sort::Party], words),
            Takes::Actor => Standing::Name(vec![Sort::Party, Sort::Formation], words),
            Takes::Norm => Standing::Name(vec![Sort::Norm], words),
            Takes::Match => Standing::Name(vec![Sort::Match], words),
            Takes::Geometry => Standing::Name(vec![Sort::Zone, Sort::Line], words),
            Takes::File => Standing::File(words),
            Takes::Moment => match verified(&words) {
                Some((at, id)) => {
                    return Some((
                        span.start + at..span.start + at + id.len(),
                        Standing::Name(vec![Sort::Norm], id.to_owned()),
                    ));
                }
                None => Standing::Other,
            },
            _ => Standing::Other,
        };
        Some((span, standing))
    }

    fn in_condition(&self, base: usize, condition: &str, asked: &Asked) -> Option<(Range<usize>, Standing)> {
        let words = condition.get(asked.span.clone())?.to_owned();
        if words.is_empty() {
            return None;
        }
        let span = base + asked.span.start..base + asked.span.end;
        if !asked.quoted {
            return Some((span, Standing::Word(words)));
        }
        let standing = match asked.wanted {
            Wanted::Code(attribute) => Standing::Code(attribute, words),
            Wanted::Actor => Standing::Name(vec![Sort::Formation, Sort::Party], words),
            Wanted::Party => Standing::Name(vec![Sort::Party], words),
            Wanted::Zone => Standing::Name(vec![Sort::Zone], words),
            Wanted::Line => Standing::Name(vec![Sort::Line], words),
            Wanted::Term => Standing::Name(vec![Sort::Term], words),
            Wanted::Match => Standing::Name(vec![Sort::Match], words),
            Wanted::Norm => Standing::Name(vec![Sort::Norm], words),
            Wanted::Moment => match verified(&words) {
                Some((_, id)) => Standing::Name(vec![Sort::Norm], id.to_owned()),
                None => Standing::Other,
            },
            _ => Standing::Other,
        };
        Some((span, standing))
    }
}

/// The norm of `72 h after verified(a4.2)`, and where it stands.
fn verified(words: &str) -> Option<(usize, &str)> {
    let open = words.find("verified(")? + "verified(".len();
    let rest = words.get(open..)?;
    let id = rest.split(')').next()?.trim_matches(['\'', ' ']);
    let at = open + rest.find(id)?;
    (!id.is_empty()).then_some((at, id))
}
