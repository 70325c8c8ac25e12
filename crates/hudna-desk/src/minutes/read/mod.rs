//! A first reader of minutes: a narrative account in Arabic or English to what it seems to say, each value with the words it
//! rests on. A proposal is no act: a person confirms each.
//!
//! `token` keeps bytes, `lexicon` and `vocabulary` the languages (data beside the crate), `account` sentences and labels, `phrase`, `people`, `signs`
//! and `cast` who is spoken of, `pattern`, `speakers` and `unnamed` who speaks, `verbs`, `statements` and `conditions` what is said.
//!
//! Never here: a word of a language, a guess that is not marked as one, a change to the text. Time and space are linear in
//! the text, which holds at most [`MOST_BYTES`].

mod account;
mod apposition;
mod beside;
mod bodies;
mod cast;
mod closing;
mod conditions;
mod construct;
mod file;
mod gender;
mod labels;
mod lexicon;
mod lines;
mod meeting;
mod names;
mod needs;
mod parts;
mod pattern;
mod people;
mod phrase;
mod present;
mod proposal;
mod shapes;
mod signs;
mod speakers;
mod statements;
mod token;
mod unnamed;
mod unsaid;
mod verbs;
mod vocabulary;

use account::{Account, Label, Sentence};
use cast::{Cast, Who};
use lexicon::Sense;
use names::List;
pub use names::{Class, ConditionKind};
pub use proposal::{
    Condition, How, Left, Named, Participant, Promise, Proposal, Span, Speaker, Statement, Why,
};
use statements::Said;
pub use token::normal;

/// The most bytes of an account.
pub const MOST_BYTES: usize = 1 << 20;

/// The languages that accounts can be read in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    lexicon::Lexicon::all().iter().map(|one| one.code)
}

/// Reads `text`. `language` chooses among languages of one script; each sentence is read in the language of its script.
///
/// # Errors
/// The number of bytes, where there are more than [`MOST_BYTES`].
pub fn read(text: &str, language: Option<&str>) -> Result<Proposal, usize> {
    if text.len() > MOST_BYTES {
        return Err(text.len());
    }
    let account = Account::of(text, language);
    let (mut cast, mentions) = people::Finder::find(&account);
    let (said, covered) = statements::read(&account, &mut cast, &mentions);
    let (day, place) = meeting::day_and_place(&account);
    let span = |at| account.span(at);
    let statements: Vec<Statement> = said.iter().map(|said| statement(&account, said)).collect();
    Ok(Proposal {
        language: account.main_language().to_owned(),
        day: day.map(span),
        place: place.map(span),
        participants: people_of(&account, &cast),
        bodies: cast.bodies.iter().map(|body| Named { span: span(body.at), all: false }).collect(),
        groups: cast.groups.iter().map(|group| Named { span: span(group.at), all: group.all }).collect(),
        promises: promises(&account, &said),
        left: left(&account, &covered, &mentions),
        statements,
    })
}

impl Account<'_> {
    /// The words that these tokens take.
    fn span(&self, (from, to): (usize, usize)) -> Span {
        let first = self.tokens.get(from);
        let last = self.tokens.get(to.max(from + 1) - 1).or(first);
        Span {
            start: first.map_or(0, |token| token.start),
            end: last.map_or(0, |token| token.end),
            line: first.map_or(1, |token| token.line),
            end_line: last.map_or(1, |token| token.line),
        }
    }

    /// The words of a name, without the ending that says whose something is.
    fn name_span(&self, at: (usize, usize)) -> Span {
        let span = self.span(at);
        let owning = self.tokens.get(at.1.max(1) - 1).map_or(0, |last| {
            let bare = self.without_owning(&last.norm).chars().count();
            let written = self.text.get(last.start..last.end).unwrap_or_default();
            let cut = written.char_indices().nth(bare).map_or(written.len(), |(place, _)| place);
            if bare < last.norm.chars().count() { written.len() - cut } else { 0 }
        });
        Span { end: span.end - owning, ..span }
    }

    fn main_language(&self) -> &'static str {
        let count = |number| self.sentences.iter().filter(|sentence| sentence.lexicon == number).count();
        let most = (0..self.lexicons.len()).rev().max_by_key(|number| count(*number));
        most.and_then(|number| self.lexicons.get(number)).map_or("", |lexicon| lexicon.code)
    }
}

fn people_of(account: &Account<'_>, cast: &Cast) -> Vec<Participant> {
    let one = |person: &cast::Person| Participant {
        name: account.name_span(person.name),
        capacity: person.capacity.map(|at| account.span(at)),
        body: person.body,
        absent: person.absent,
    };
    cast.people.iter().map(one).collect()
}

fn statement(account: &Account<'_>, said: &Said) -> Statement {
    let conditions = said.conditions.iter().map(|tied| Condition {
        kind: tied.kind,
        marker: account.span(tied.marker),
        span: account.span(tied.at),
        by: tied.by.map(|at| account.span(at)),
    });
    let speaker = |who| match who {
        Who::Person(number) => Speaker::Participant(number),
        Who::Body(number) => Speaker::Body(number),
        Who::Group(number) => Speaker::Group(number),
    };
    Statement {
        speaker: said.who.map(speaker),
        also: said.also.iter().copied().map(speaker).collect(),
        how: said.how,
        named: said.named.map(|at| account.span(at)),
        class: said.class,
        verb: said.verb.map(|at| account.span(at)),
        span: account.span(said.at),
        unanimous: said.unanimous,
        within: said.within,
        conditions: conditions.collect(),
        unsure: !said.sure || matches!(said.how, How::Carried | How::Pronoun),
    }
}

/// What is promised: the statement behind its verb, up to its first condition.
fn promises(account: &Account<'_>, said: &[Said]) -> Vec<Promise> {
    let bound = |said: &&Said| said.class == Class::Promise || !said.conditions.is_empty();
    let one = |(number, said): (usize, &Said)| {
        let from = said
            .verb
            .map_or(said.at.0, |verb| verb.1)
            .max(said.named.map_or(0, |at| at.1))
            .min(said.at.1 - 1);
        let first = said.conditions.iter().map(|tied| tied.at.0).find(|at| *at > from).unwrap_or(said.at.1);
        let agrees = said.class == Class::Agree && !said.conditions.is_empty();
        // whoever refuses, denies, warns or accuses undertakes nothing, whatever verb stands behind
        let against = matches!(said.class, Class::Reject | Class::Deny | Class::Warn | Class::Accuse);
        Promise {
            statement: number,
            what: account.span((from, first)),
            undertaken: (said.undertaken || agrees) && !against,
        }
    };
    said.iter().enumerate().filter(|(_, said)| bound(said)).map(one).collect()
}

/// Every sentence of which no statement was made.
fn left(account: &Account<'_>, covered: &[bool], mentions: &[Vec<people::Mention>]) -> Vec<Left> {
    let rest = account.sentences.iter().zip(covered).zip(mentions).filter(|((_, covered), _)| !**covered);
    rest.map(|((sentence, _), _)| Left {
        span: account.span((sentence.whole, sentence.to)),
        why: why(account, sentence),
    })
    .collect()
}

fn why(account: &Account<'_>, sentence: &Sentence) -> Why {
    let words = (sentence.from..sentence.to)
        .filter(|at| account.tokens.get(*at).is_some_and(token::Token::is_word))
        .count();
    let bound = (sentence.from..sentence.to).any(|at| {
        account
            .hits(at)
            .iter()
            .any(|hit| matches!(hit.sense, Sense::Condition(_, false) | Sense::In(List::Future)))
    });
    let marked = account.is(sentence.to - 1, token::Kind::Stop);
    if !matches!(sentence.label, Label::None) || words < 4 || sentence.first && !marked && words < 12 {
        Why::Heading
    } else if bound {
        Why::Unattributed
    } else {
        Why::NoVerb
    }
}
