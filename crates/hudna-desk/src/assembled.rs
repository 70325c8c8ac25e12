//! From a draft whose articles are adopted to the file of an agreement; and from amendments to the next version of a draft.
//!
//! Nothing is written anew: the text of the agreement is the text of the draft, the articles that were adopted and no other. What is missing is
//! said; the checker reads it as it reads any agreement.

use std::sync::Arc;

use hudna_core::agreement;
use hudna_core::diagnostic::Severity;
use hudna_core::dialogue::adoption::ArticleStand;
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
    let open: Vec<&Amendment> = table.open_amendments(draft).collect();
    let names: Vec<[String; 2]> = open.iter().map(|amendment| named(&amendment.party)).collect();
    let accepted = |amendment: &Amendment| {
        parties.iter().all(|party| amendment.answers.get(party) == Some(&Stance::Accepts))
    };
    let changes = open.iter().zip(&names).map(|(amendment, names)| {
        let wording = &amendment.wording;
        let words = |own: &Option<Arc<str>>, other: &Option<Arc<str>>| {
            own.clone().or_else(|| other.clone()).unwrap_or_default()
        };
        let both = [words(&wording.ar, &wording.en), words(&wording.en, &wording.ar)];
        (amendment, (!accepted(amendment)).then_some(names), both)
    });
    let changes: Vec<_> = changes.collect();
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
    Some((text, left.into_iter().filter_map(|n| open.get(n).copied()).collect()))
}
