//! From a draft whose articles are adopted to the file of an agreement; and from amendments to the next version of a draft.
//!
//! Nothing is written anew: the text of the agreement is the text of the draft, the articles that were adopted and no other. What is missing is
//! said; the checker reads it as it reads any agreement.

use std::sync::Arc;

use hudna_core::agreement;
use hudna_core::diagnostic::Severity;
use hudna_core::dialogue::adoption::ArticleStand;
use hudna_core::dialogue::brackets::{Alternative, Piece, Wording};
use hudna_core::dialogue::draft::{Change, DraftText};
use hudna_core::dialogue::table::{Amendment, Table};
use hudna_core::ledger::act::Stance;
use hudna_core::ledger::id::PartyId;

use crate::desk::{self, AgreementFiles, ReadAgreement};

/// What an assembled text lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The article.
    pub article: Arc<str>,
    /// How far it has come: `open` or `clean`.
    pub stand: &'static str,
    /// Whose alternatives stand in it.
    pub sides: Vec<Arc<str>>,
}

/// A text put together of the articles that were adopted.
#[derive(Debug)]
pub struct Assembled {
    /// The version of the draft.
    pub version: u32,
    /// Its files, the text first.
    pub files: AgreementFiles,
    /// Articles that were not adopted, and so are not in it.
    pub lacking: Vec<Lacking>,
    /// What reading and checking it says.
    pub read: ReadAgreement,
}

impl Assembled {
    /// Whether it may be proposed: nothing is missing, it loads, and the checker finds no error.
    pub fn is_whole(&self) -> bool {
        let faulty = self.read.diagnostics.iter().any(|one| one.severity == Severity::Error);
        self.lacking.is_empty() && self.read.agreement.is_some() && !faulty
    }
}

/// Puts the last version of a draft together. `files` are those of that version. `None`: there is no such draft, or it cannot be read.
pub fn assemble(table: &Table, draft: &str, files: &AgreementFiles) -> Option<Assembled> {
    let version = table.latest(draft)?;
    let text = version.text.as_deref()?;
    let stands: Vec<_> =
        text.articles.iter().map(|one| (one, table.article_stand(draft, text, one))).collect();
    let lacking = stands.iter().filter(|(_, stand)| !matches!(stand, ArticleStand::Adopted(_)));
    let lacking: Vec<Lacking> = lacking
        .map(|(one, stand)| Lacking {
            article: one.id.clone(),
            stand: stand.name(),
            sides: one.sides().into_iter().filter(|side| !side.is_empty()).collect(),
        })
        .collect();
    let kept = text.only(|one| !lacking.iter().any(|lacks| lacks.article == one.id));
    let own = |name: &Arc<str>| **name == *text.source.name;
    let beside = files.iter().filter(|(name, _)| !own(name)).cloned();
    let files: AgreementFiles =
        std::iter::once((text.source.name.as_str().into(), kept.into_bytes())).chain(beside).collect();
    let mut read = desk::read_held(&files);
    if let Some(agreement) = &read.agreement {
        read.diagnostics.extend(agreement::check(agreement));
    }
    Some(Assembled { version: version.number, files, lacking, read })
}

/// The next version of a draft: what all of `parties` accept takes the place of a paragraph, what others ask stands beside it in
/// brackets. Also the amendments that could not be placed: a part of their paragraph is in brackets already.
pub fn next_version<'t>(
    table: &'t Table,
    draft: &'t str,
    parties: &[PartyId],
    named: &dyn Fn(&PartyId) -> [String; 2],
) -> Option<(String, Vec<&'t Amendment>)> {
    let text: &DraftText = table.latest(draft)?.text.as_deref()?;
    // what a side asks stands once, however often it was asked and in however many versions
    let mut open: Vec<&Amendment> = Vec::new();
    for amendment in table.open_amendments(draft) {
        let same = |other: &&Amendment| {
            (&other.party, &other.article, &other.paragraph, &other.wording)
                == (&amendment.party, &amendment.article, &amendment.paragraph, &amendment.wording)
        };
        if !open.iter().any(same) {
            open.push(amendment);
        }
    }
    let names: Vec<[String; 2]> = open.iter().map(|amendment| named(&amendment.party)).collect();
    let accepted = |amendment: &Amendment| {
        parties.iter().all(|party| amendment.answers.get(party) == Some(&Stance::Accepts))
    };
    let stands = |amendment: &Amendment, names: &[String; 2]| {
        let paragraph = text.article(&amendment.article).and_then(|one| one.paragraph(&amendment.paragraph));
        let has = |wording: &Wording, name: &str, words: &Option<Arc<str>>| {
            words.as_deref().is_none_or(|words| {
                let own =
                    |one: &Alternative| one.by.as_deref() == Some(name) && one.words.trim() == words.trim();
                wording.alternatives().any(own)
            })
        };
        paragraph.is_some_and(|p| {
            has(&p.ar, &names[0], &amendment.wording.ar) && has(&p.en, &names[1], &amendment.wording.en)
        })
    };
    let changes = open.iter().zip(&names).filter_map(|(amendment, names)| {
        let wording = &amendment.wording;
        let by = (!accepted(amendment)).then_some(names);
        if by.is_some_and(|names| stands(amendment, names)) {
            return None;
        }
        let paragraph = text.article(&amendment.article).and_then(|one| one.paragraph(&amendment.paragraph));
        // words of one language alone take no place in the other: that stays as it stood
        let words = |own: &Option<Arc<str>>, other: &Option<Arc<str>>, stood: Option<&Wording>| {
            let kept = stood.filter(|stood| by.is_none() && !stood.is_open()).map(plain);
            own.clone().or(kept).or_else(|| other.clone()).unwrap_or_default()
        };
        let both = [
            words(&wording.ar, &wording.en, paragraph.map(|p| &p.ar)),
            words(&wording.en, &wording.ar, paragraph.map(|p| &p.en)),
        ];
        Some((*amendment, by, both))
    });
    let changes: Vec<_> = changes.collect();
    let placed: Vec<&'t Amendment> = changes.iter().map(|(amendment, ..)| *amendment).collect();
    let changes: Vec<Change<'_>> = changes
        .iter()
        .map(|(amendment, by, both)| Change {
            article: &amendment.article,
            paragraph: &amendment.paragraph,
            by: by.map(|[ar, en]| [ar.as_str(), en.as_str()]),
            wording: [&both[0], &both[1]],
        })
        .collect();
    let (text, left) = text.with(&changes);
    Some((text, left.into_iter().filter_map(|n| placed.get(n).copied()).collect()))
}

/// The words of a wording in which nothing is open.
fn plain(wording: &Wording) -> Arc<str> {
    let words = wording.pieces().iter().filter_map(|piece| match piece {
        Piece::Agreed(words) => Some(&**words),
        Piece::Open(_) => None,
    });
    words.collect::<String>().into()
}
