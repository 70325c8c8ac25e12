//! The stand of the talks: issues by parties, what all accept, what one reservation holds up, what moved since the meeting before; how far each
//! article of a text has come and how its vote stands.

use hudna_core::dialogue::adoption::ArticleStand;
use hudna_core::dialogue::draft::{DraftArticle, DraftText};
use hudna_core::dialogue::stand::{Holds, Reached, Stand};
use hudna_core::ledger::act::Stance;

use super::{Made, headed, laid};
use crate::document::blocks::{Block, Cell, Piece, Section, Table, soft, strong, words};
use crate::document::make::Form;
use crate::document::talks::Talks;
use crate::document::votes;
use crate::document::{Document, RenderError};
use crate::words::isolated;

/// Makes the stand of the talks: `talks.<lang>.html` or `.pdf`.
///
/// # Errors
/// The typesetter refuses: a fault of ours.
pub fn render(talks: &Talks<'_>, made: &Made<'_>, form: Form) -> Result<Document, RenderError> {
    let spoken = talks.words();
    let stands = talks.stands();
    let mut status = vec![match stands.is_empty() {
        true => words(spoken.get("talks-none")),
        false => strong(talks.lead(&stands)),
    }];
    status.extend(talks.moved(&stands).map(words));
    let mut sections = Vec::new();
    if !stands.is_empty() {
        let matrix = vec![
            Block::Table(matrix(talks, &stands)),
            Block::Key { items: key(talks) },
            small(spoken.get("talks-silence-means")),
        ];
        sections.push(section(spoken.get("talks-issues"), matrix));
        sections.extend(lists(talks, &stands));
    }
    let drafts = talks.table.drafts.iter().filter_map(|(id, all)| {
        let last = all.last()?;
        let text = last.text.as_deref()?;
        let values = [("number", last.number.to_string().into()), ("when", talks.moment(last.at).into())];
        let blocks =
            vec![small(spoken.with("draft-version", &values)), Block::Table(articles(talks, id, text))];
        Some(section(format!("{} {}", spoken.get("draft-page"), isolated(id)), blocks))
    });
    sections.extend(drafts);
    laid(&headed(talks, made, spoken.get("talks-document"), status, sections), "talks", form)
}

fn section(title: String, blocks: Vec<Block>) -> Section {
    Section { id: "talks", title, annex: false, blocks }
}

fn small(text: String) -> Block {
    Block::Small { pieces: vec![words(text)] }
}

fn key(talks: &Talks<'_>) -> Vec<Piece> {
    let all =
        [Stance::Accepts, Stance::AcceptsWithReservation, Stance::Rejects, Stance::Silent, Stance::Absent];
    all.into_iter().map(|stance| talks.stance(Some(stance))).collect()
}

/// Issues by parties, and where each stands.
fn matrix(talks: &Talks<'_>, stands: &[Stand<'_>]) -> Table {
    let spoken = talks.words();
    let parties = talks.parties();
    let head = std::iter::once(spoken.get("talks-issue"))
        .chain(parties.iter().map(|party| talks.party(&party.0)))
        .chain([spoken.get("talks-where")]);
    let row = |stand: &Stand<'_>| {
        let issue = Cell::pieces(vec![strong(talks.title(&stand.issue.id))]);
        let holds = parties.iter().map(|party| {
            let own = stand.parties.iter().find(|holds| holds.party == *party);
            own.map_or_else(
                || Cell::pieces(vec![soft(spoken.get("talks-not-asked"))]),
                |holds| held(talks, holds),
            )
        });
        let (reached, whom) = talks.reached(stand);
        let mut come_to = vec![strong(reached)];
        come_to.extend(whom.into_iter().flat_map(|whom| [Piece::Break, soft(whom)]));
        std::iter::once(issue).chain(holds).chain([Cell::pieces(come_to)]).collect()
    };
    let widths = std::iter::once(4).chain(parties.iter().map(|_| 4)).chain([3]).collect();
    Table {
        head: head.map(Cell::of).collect(),
        rows: stands.iter().map(row).collect(),
        foot: Vec::new(),
        widths,
    }
}

/// Where a party stands, on which conditions, and what it stood by before.
fn held(talks: &Talks<'_>, holds: &Holds<'_>) -> Cell {
    let spoken = talks.words();
    let mut pieces = vec![talks.stance(holds.now.map(|position| position.stance))];
    for one in holds.now.into_iter().flat_map(|position| &position.conditions) {
        let quoted = spoken.with("quoted", &[("words", isolated(talks.both(&one.words)).into())]);
        pieces.extend([Piece::Break, words(quoted)]);
        pieces.extend(talks.linked(one).into_iter().flat_map(|linked| [Piece::Break, soft(linked)]));
    }
    if let Some(was) = talks.was(holds) {
        pieces.extend([Piece::Break, strong(spoken.get("talks-changed")), soft(was)]);
    }
    Cell::pieces(pieces)
}

/// What all accept, what one reservation holds up, and what moved: each as a list, where there is any of it.
fn lists(talks: &Talks<'_>, stands: &[Stand<'_>]) -> Vec<Section> {
    let spoken = talks.words();
    let on_table = || stands.iter().filter(|stand| stand.issue.closed.is_none());
    let title = |stand: &Stand<'_>| strong(talks.title(&stand.issue.id));
    let agreed: Vec<Vec<Piece>> =
        on_table().filter(|stand| stand.reached == Reached::Agreed).map(|stand| vec![title(stand)]).collect();
    let one_holds = |stand: &&Stand<'_>| matches!(&stand.reached, Reached::HeldUp(by) if by.len() == 1);
    let held_up: Vec<Vec<Piece>> =
        on_table().filter(one_holds).map(|stand| reservation(talks, stand)).collect();
    let moves = stands.iter().flat_map(|stand| stand.parties.iter().map(move |holds| (stand, holds)));
    let moved: Vec<Vec<Piece>> = moves
        .filter(|(_, holds)| holds.moved())
        .map(|(stand, holds)| {
            let now = talks.stance(holds.now.map(|position| position.stance));
            let was = talks.was(holds).unwrap_or_default();
            vec![
                title(stand),
                words(format!("{}{}", talks.party(&holds.party.0), spoken.get("colon"))),
                now,
                soft(was),
            ]
        })
        .collect();
    [("paper-agreed", agreed), ("paper-held-one", held_up), ("paper-moved", moved)]
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(key, items)| section(spoken.get(key), vec![Block::List { items }]))
        .collect()
}

/// Whose reservation holds an issue up, with its conditions and the promises that would meet them.
fn reservation(talks: &Talks<'_>, stand: &Stand<'_>) -> Vec<Piece> {
    let spoken = talks.words();
    let mut pieces = vec![strong(talks.title(&stand.issue.id))];
    pieces.extend(talks.reached(stand).1.map(words));
    let by = stand.reached.by();
    let own = stand.parties.iter().filter(|holds| by.contains(&holds.party)).filter_map(|holds| holds.now);
    for one in own.flat_map(|position| &position.conditions) {
        pieces.push(words(spoken.with("quoted", &[("words", isolated(talks.both(&one.words)).into())])));
        pieces.extend(talks.linked(one).map(soft));
    }
    pieces
}

/// How far each article has come, and whose alternatives stand in it.
fn articles(talks: &Talks<'_>, draft: &str, text: &DraftText) -> Table {
    let spoken = talks.words();
    let row = |article: &DraftArticle| {
        let stand = talks.table.article_stand(draft, text, article);
        let mut told = vec![strong(spoken.get(&format!("draft-{}", stand.name())))];
        match &stand {
            ArticleStand::Open => {
                let sides = talks.sides(article);
                if !sides.is_empty() {
                    told.push(soft(spoken.with("draft-open-by", &[("by", spoken.list(&sides).into())])));
                }
            }
            ArticleStand::Clean => {}
            ArticleStand::Adopted(adopted) => {
                let values = [
                    ("when", talks.day(adopted.at).into()),
                    ("rule", votes::rule_named(talks, &adopted.by_rule).into()),
                ];
                told.push(soft(spoken.with("draft-adopted-by", &values)));
            }
        }
        let open = talks.table.open_amendments(draft).filter(|one| one.article == article.id).count();
        let amended =
            if open > 0 { Cell::of(spoken.count("draft-amendments-open", open)) } else { Cell::default() };
        vec![Cell::of(talks.lang.of(&article.title)), Cell::pieces(told), amended]
    };
    let head = ["draft-article", "talks-where", "draft-amendments"].map(|key| Cell::of(spoken.get(key)));
    Table {
        head: head.into(),
        rows: text.articles.iter().map(row).collect(),
        foot: Vec::new(),
        widths: vec![5, 4, 2],
    }
}
