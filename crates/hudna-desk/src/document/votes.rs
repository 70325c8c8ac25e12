//! Votes in words: what was put by which rule, who has voted, how it stands, until when silence may be broken.
//!
//! Pages and the terminal take their words from here. What a vote comes to is `hudna_core::dialogue::adoption`'s; what of a secret vote may be told
//! is decided here: while it is open who has voted, at its end how many votes there were of each kind, and never who voted how.

use std::sync::Arc;

use hudna_core::dialogue::adoption::{CONSENSUS, Deciding, Vote};
use hudna_core::dialogue::ballot::{Cast, Put, TakenBack};
use hudna_core::dialogue::table::{Amendment, Version};
use hudna_core::ledger::act::Stance;
use hudna_core::ledger::id::EntryId;
use hudna_core::register::Registers;
use hudna_core::time::Instant;
use hudna_core::value::Value;
use serde_json::{Value as Json, json};

use super::plain;
use super::screen::Piece;
use super::talks::Talks;
use crate::record::at_vote::word_of;
use crate::words::isolated;

/// With how many of its words a rule is told.
const FIRST_WORDS: usize = 12;
/// The choices of a ballot, as data names them.
pub const CHOICES: [&str; 3] = ["for", "against", "abstained"];

/// One voter.
#[derive(Clone, Debug)]
pub struct VoterTold {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// What is told of the vote.
    pub said: String,
    /// The same as a word of data: `for`, `against`, `abstained`, `absent`, `silent`, `unknown`; `voted` of a secret vote, `none` while nothing was
    /// said.
    pub word: &'static str,
    /// The entry of the vote, where there is one.
    pub entry: Option<EntryId>,
    /// Why, where that was said and is open.
    pub why: Option<String>,
    /// That who acts for no party wrote the vote down for one, where that is so.
    pub written: Option<String>,
}

/// A vote, as it is told.
#[derive(Clone, Debug)]
pub struct VoteTold {
    /// What is voted on.
    pub what: String,
    /// By which rule.
    pub rule: String,
    /// Whether somebody may still vote.
    pub open: bool,
    /// Whether votes are secret.
    pub secret: bool,
    /// Whether it was validly taken, as shape and word.
    pub stand: Piece,
    /// The same as a word of data: `open` (secret, and still to be voted on), `taken`, `not_taken`, `undetermined`.
    pub state: &'static str,
    /// Whether it surely was.
    pub taken: bool,
    /// What is missing, or what follows.
    pub why: Option<String>,
    /// Until when silence may be broken, or that it was not.
    pub clock: Option<String>,
    /// When the time for an objection ends.
    pub until: Option<Instant>,
    /// Who has the vote.
    pub voters: Vec<VoterTold>,
    /// How many votes of each kind, once a secret vote is over.
    pub tally: Option<String>,
    /// What else there is to know: that the vote adopts nothing any more, that an amendment lies beside what is voted on, what may follow.
    pub notes: Vec<String>,
}

/// Tells how what was put stands as of a moment.
pub fn told(
    talks: &Talks<'_>,
    deciding: &Deciding,
    registers: &Registers,
    put: &Put,
    now: Instant,
) -> VoteTold {
    let words = talks.words();
    let secret = deciding.is_secret(&put.by_rule);
    let until = deciding.silence(&put.by_rule).map(|silence| talks.table.silence_from(put).plus(silence));
    let vote = deciding.weigh(talks.table, registers, (&put.decision, &put.by_rule), now);
    let waits: Vec<&Arc<str>> = talks.table.waited_for(put).collect();
    let run = until.is_some_and(|until| until <= now);
    let over = superseded(talks, put);
    let open = !waits.is_empty() && !run && over.is_none();
    // a clock stands where somebody is waited for
    let clock = until.filter(|_| !waits.is_empty() && over.is_none()).map(|until| {
        let key = if run { "vote-silence-run" } else { "vote-silence-until" };
        words.with(key, &[("until", talks.moment(until).into())])
    });
    let (stand, why) = if secret && open {
        (talks.truth("unknown", "vote-open"), Some(missing(talks, &waits)))
    } else {
        stand_of(talks, &vote, put)
    };
    let state = match &vote {
        _ if secret && open => "open",
        Vote::Taken { .. } => "taken",
        Vote::NoQuorum | Vote::TooFew => "not_taken",
        Vote::NotCovered | Vote::RuleUnknown | Vote::NotPut | Vote::Undetermined { .. } => "undetermined",
    };
    let refused = !open && over.is_none() && matches!(vote, Vote::NoQuorum | Vote::TooFew);
    let mut notes: Vec<String> = over.into_iter().collect();
    notes.extend(amended(talks, put));
    notes.extend(talks.table.taken_back_of(&put.decision).map(|one| taken_back(talks, one, secret)));
    notes.extend(refused.then(|| words.get("vote-again-next")));
    let voters = put.voters.iter().map(|voter| voter_told(talks, put, voter, secret, run)).collect();
    VoteTold {
        what: what(talks, put),
        rule: rule(talks, deciding, &put.by_rule),
        open,
        secret,
        stand,
        state,
        taken: matches!(vote, Vote::Taken { .. }) && !(secret && open),
        why,
        clock,
        until,
        voters,
        tally: (secret && !open).then(|| tally(talks, put)),
        notes,
    }
}

/// That a vote was taken back: whose, what it had said, when and by whom.
fn taken_back(talks: &Talks<'_>, one: &TakenBack, secret: bool) -> String {
    let words = talks.words();
    let said = if secret { words.get("vote-has-voted") } else { choice(talks, &one.cast).0 };
    let values = [
        ("party", talks.party(&one.cast.ballot.member).into()),
        ("said", said.into()),
        ("when", talks.moment(one.at).into()),
        ("by", talks.recorded(&one.by).into()),
    ];
    words.with("vote-taken-back", &values)
}

/// Whether anything was adopted by a vote.
fn is_settled(talks: &Talks<'_>, put: &Put) -> bool {
    talks.table.adopted.iter().any(|one| talks.table.rests_on(one, put))
}

/// That a later version was put, so that a vote on this one adopts nothing any more, and whether that reads otherwise; `None` where this is the
/// last, or something was adopted by it.
fn superseded(talks: &Talks<'_>, put: &Put) -> Option<String> {
    let (draft, version) = talks.table.version(&put.of)?;
    let last = talks.table.latest(draft).filter(|last| last.entry != version.entry)?;
    if is_settled(talks, put) {
        return None;
    }
    let reads = |version: &Version| {
        let text = version.text.as_ref()?;
        let whole = || text.source.text.clone();
        Some(put.article.as_ref().map_or_else(whole, |id| {
            text.article(id).map(|article| text.text_of(article).to_owned()).unwrap_or_default()
        }))
    };
    let key = if reads(version) == reads(last) { "vote-superseded-same" } else { "vote-superseded" };
    let values = [("number", last.number.to_string().into()), ("by", talks.recorded(&last.by).into())];
    Some(talks.words().with(key, &values))
}

/// That amendments to what is voted on are open, and how many of them all parties accept.
fn amended(talks: &Talks<'_>, put: &Put) -> Option<String> {
    if is_settled(talks, put) {
        return None;
    }
    let (draft, version) = talks.table.version(&put.of)?;
    let of = |amendment: &&Amendment| {
        amendment.of == version.entry && put.article.as_ref().is_none_or(|id| *id == amendment.article)
    };
    let open: Vec<&Amendment> = talks.table.open_amendments(draft).filter(of).collect();
    let parties = talks.of_agreement();
    let by_all = |amendment: &&&Amendment| {
        parties.iter().all(|id| {
            amendment.answers.iter().any(|(party, stance)| party.0 == *id && *stance == Stance::Accepts)
        })
    };
    let accepted = open.iter().filter(by_all).count();
    let values = [("count", open.len().into()), ("accepted", accepted.into())];
    (!open.is_empty()).then(|| talks.words().with("vote-amended", &values))
}

/// What is voted on: an article by its heading in the draft, or the whole version.
pub fn what(talks: &Talks<'_>, put: &Put) -> String {
    let Some((draft, version)) = talks.table.version(&put.of) else { return isolated(&put.decision) };
    let number = version.number.to_string();
    let named = [("draft", isolated(draft).into()), ("number", number.into())];
    let article = put.article.as_ref().and_then(|id| version.text.as_ref()?.article(id));
    match article {
        Some(article) => {
            let [draft, number] = named;
            let title = talks.lang.of(&article.title).to_owned();
            talks.words().with("vote-on-article", &[("article", title.into()), draft, number])
        }
        None => talks.words().with("vote-on-whole", &named),
    }
}

/// A rule by the paragraph of the agreement that it stands in, and the first words of that.
pub fn rule(talks: &Talks<'_>, deciding: &Deciding, rule: &str) -> String {
    let words = talks.words();
    let Some(norm) = deciding.norm(rule) else {
        let is_consensus = rule == CONSENSUS;
        return if is_consensus { words.get("vote-rule-consensus") } else { rule_named(talks, rule) };
    };
    let said = plain::norm(deciding.text(), norm, talks.lang);
    match said.text {
        Some(text) => words.with(
            "vote-rule-of",
            &[("rule", said.title.into()), ("words", first_words(&text, FIRST_WORDS).into())],
        ),
        None => said.title,
    }
}

/// A rule by the paragraph of the agreement that it stands in, as it is named within a sentence.
pub fn rule_named(talks: &Talks<'_>, rule: &str) -> String {
    if rule == CONSENSUS && talks.agreement.norm(rule).is_none() {
        return talks.words().get("vote-rule-consensus-name");
    }
    plain::title(talks.agreement, rule, talks.lang)
}

/// The article of the text in force in which a rule stands; none where the draft itself says how it is adopted, or where no article has it.
pub fn article_of_rule(deciding: &Deciding, rule: &str) -> Option<Arc<str>> {
    let within = deciding.text().article_of(rule).filter(|_| !deciding.first);
    within.map(|article| article.id.clone())
}

/// The words with which a text begins, at most so many, and a sign where more follow. A sentence that ends within the later half of them is not
/// run past: its first words and a word of the next would be no sense.
fn first_words(text: &str, most: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= most {
        return all.join(" ");
    }
    let first = &all[..most];
    let end = first.iter().rposition(|word| word.ends_with(['.', '؟', '?'])).map(|at| at + 1);
    let kept = end.filter(|end| *end > most / 2).unwrap_or(most);
    format!("{}…", first[..kept].join(" ").trim_end_matches(['،', ',', ';', '؛', '.']))
}

fn stand_of(talks: &Talks<'_>, vote: &Vote, put: &Put) -> (Piece, Option<String>) {
    let words = talks.words();
    match vote {
        Vote::Taken { by_silence } => {
            let adopted = by_silence.then(|| words.get("vote-by-silence"));
            (talks.truth("true", "vote-taken"), adopted)
        }
        Vote::NoQuorum => (talks.truth("false", "vote-not-taken"), Some(words.get("vote-no-quorum"))),
        Vote::TooFew => (talks.truth("false", "vote-not-taken"), Some(words.get("vote-too-few"))),
        Vote::NotCovered | Vote::RuleUnknown => {
            (talks.truth("unknown", "vote-undetermined"), Some(words.get("vote-not-covered")))
        }
        Vote::NotPut | Vote::Undetermined { .. } => {
            let waits: Vec<&Arc<str>> = talks.table.waited_for(put).collect();
            let why = if waits.is_empty() { words.get("vote-facts-missing") } else { missing(talks, &waits) };
            (talks.truth("unknown", "vote-undetermined"), Some(why))
        }
    }
}

fn missing(talks: &Talks<'_>, waits: &[&Arc<str>]) -> String {
    let names: Vec<String> = waits.iter().map(|voter| talks.party(voter)).collect();
    talks.words().with("vote-waits", &[("by", talks.words().list(&names).into())])
}

fn voter_told(talks: &Talks<'_>, put: &Put, voter: &Arc<str>, secret: bool, run: bool) -> VoterTold {
    let words = talks.words();
    let cast = talks.table.cast_by(&put.decision, voter);
    let (said, word) = match cast {
        None if run => (words.get("vote-kept-silent"), "silent"),
        None => (words.get("vote-not-yet"), "none"),
        Some(_) if secret => (words.get("vote-has-voted"), "voted"),
        Some(cast) => choice(talks, cast),
    };
    VoterTold {
        id: voter.clone(),
        name: talks.party(voter),
        said,
        word,
        entry: cast.map(|cast| cast.entry.clone()),
        // whoever is a member and acts for no party votes in their own name
        written: cast.filter(|cast| *cast.by.0 != **voter).and_then(|cast| talks.written_for(&cast.by)),
        why: cast.filter(|_| !secret).and_then(|cast| cast.why.clone()).filter(|why| !why.is_empty()),
    }
}

/// How somebody voted, in words and as a word of data; that they were away, where they were.
fn choice(talks: &Talks<'_>, cast: &Cast) -> (String, &'static str) {
    let words = talks.words();
    let absent = matches!(&*cast.ballot.present, [Value::Code(code)] if code.name() == "absent");
    match word_of(&cast.ballot.vote) {
        "unknown" if absent => (words.get("vote-was-absent"), "absent"),
        word => (words.get(&format!("vote-{word}")), word),
    }
}

/// Votes as text for a terminal: what is open first; a vote a block, a voter a line. Reasons are not told: they are the parties'.
pub fn as_text(talks: &Talks<'_>, all: &[(Put, VoteTold)]) -> String {
    let words = talks.words();
    let mut lines = Vec::new();
    for (put, told) in all {
        lines.extend([String::new(), told.what.clone()]);
        lines.push(format!("  → {}", told.stand.text()));
        lines.extend(
            told.why
                .iter()
                .chain(&told.tally)
                .chain(&told.clock)
                .chain(&told.notes)
                .map(|said| format!("    {said}")),
        );
        lines.push(format!("    {}{} {}", words.get("vote-rule"), words.get("colon"), told.rule));
        lines.push(format!(
            "    {}{} {}",
            words.get("vote-put-at"),
            words.get("colon"),
            format_args!("{}{} {}", talks.moment(put.at), words.get("comma"), talks.recorded(&put.by))
        ));
        if told.secret {
            lines.push(format!("    {}", words.get("votes-secret")));
        }
        for voter in &told.voters {
            let written = voter.written.as_ref().map(|written| format!("{} {written}", words.get("comma")));
            let said = format!("{}{}", voter.said, written.unwrap_or_default());
            lines.push(format!("  {}{} {said}", voter.name, words.get("colon")));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Votes as data: what was put, by which rule, how it stands, who has voted and, where votes are open, how.
pub fn as_json(all: &[(Put, VoteTold)]) -> Json {
    let voter = |one: &VoterTold| json!({ "member": one.id, "said": one.word, "entry": one.entry });
    let vote = |(put, told): &(Put, VoteTold)| {
        json!({
            "entry": put.entry, "of": put.of, "article": put.article, "decision": put.decision, "by_rule": put.by_rule,
            "meeting": put.meeting, "at": put.at, "objections_until": told.until, "secret": told.secret, "open": told.open,
            "stand": told.state, "voters": told.voters.iter().map(voter).collect::<Vec<_>>(),
        })
    };
    all.iter().map(vote).collect()
}

/// Every vote as of a moment, what is open first, then the newest before the older. `deciding` says by which rules a version is decided; what
/// nothing decides is left out.
pub fn all(
    talks: &Talks<'_>,
    registers: &Registers,
    deciding: impl Fn(&EntryId) -> Option<Deciding>,
    now: Instant,
) -> Vec<(Put, VoteTold)> {
    let each = talks.table.puts.iter().rev();
    let mut all: Vec<(Put, VoteTold)> = each
        .filter_map(|put| Some((put.clone(), told(talks, &deciding(&put.of)?, registers, put, now))))
        .collect();
    all.sort_by_key(|(put, told)| (!told.open, std::cmp::Reverse(put.at)));
    all
}

fn tally(talks: &Talks<'_>, put: &Put) -> String {
    let of = |word: &str| {
        let all = talks.table.cast_on(&put.decision);
        all.filter(|cast| word_of(&cast.ballot.vote) == word).count().to_string()
    };
    let values =
        [("for", of("for").into()), ("against", of("against").into()), ("abstained", of("abstained").into())];
    talks.words().with("vote-tally", &values)
}
