//! What pages say, in the words of the documents: one language speaking of one sight of the record.
//!
//! A page asks for a thing in words and lays it out; which words a finding deserves is decided here and nowhere else, so that
//! a page and a situation report cannot tell two stories. Shows what its view holds: made of a coarse sight
//! ([`crate::record::snapshot`]) it can tell nothing exact.

use hudna_core::agreement::Agreement;
use hudna_core::agreement::norm::Norm;
use hudna_core::finding::{Against, Finding, MissingFact, MissingSet, Outcome};
use hudna_core::incident::{Deed, Incident};
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::report::Account;
use hudna_core::statistics::Counts;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Kind, Value};

use super::blocks::Block;
pub use super::blocks::{Cell, Piece, ReasonLine, Table};
use super::plain::PlainNorm;
use super::view::View;
use super::voice::{Voice, is_criterion};
use super::{sitrep, tables};
use crate::cells::Square;
use crate::words::{Lang, Words};

/// One attribute of a deed: what is known, and who says what.
#[derive(Clone, Debug)]
pub struct Known {
    /// The attribute's name.
    pub name: String,
    /// How much is known, as shape and word.
    pub certainty: Piece,
    /// Each value with the positions of the reports that say so.
    pub values: Vec<(String, Vec<u32>)>,
}

/// Attributes that are shown as unknown where nobody said anything of them.
const ASKED: &[Attribute] = &[
    Attribute::Act,
    Attribute::At,
    Attribute::Place,
    Attribute::Actor,
    Attribute::Target,
    Attribute::Weapon,
    Attribute::Killed,
    Attribute::Injured,
];

/// One language speaking of one view.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    voice: Voice<'a>,
}

impl std::fmt::Debug for Screen<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Screen({})", self.voice.lang.code())
    }
}

impl<'a> Screen<'a> {
    /// `lang` speaking of `view`.
    pub fn of(view: &'a View<'a>, lang: Lang) -> Self {
        Self { voice: Voice::of(view, lang) }
    }
    /// Its words.
    pub const fn words(&self) -> &'static Words {
        self.voice.words
    }
    /// The mission's own time.
    pub fn zone(&self) -> &'a jiff::tz::TimeZone {
        &self.voice.agreement().zone_time
    }
    /// A moment in the mission's own time.
    pub fn moment(&self, at: Instant) -> String {
        self.voice.words.moment(at, &self.voice.agreement().zone_time)
    }
    /// A time by which something is due: the day where it ends with one, else the moment.
    pub fn due(&self, at: Instant) -> String {
        let local = at.local(self.zone());
        if local.time() == jiff::civil::Time::midnight() {
            return self.words().date(Instant(at.0.saturating_sub(1)).local(self.zone()).date());
        }
        self.moment(at)
    }
    /// A range of time in the mission's own time.
    pub fn range(&self, range: TimeRange) -> String {
        self.voice.words.range(range, &self.voice.agreement().zone_time)
    }

    /// What an incident is said to have been.
    pub fn what(&self, incident: &Incident) -> String {
        self.voice.sentence(&self.voice.what(incident))
    }
    /// Where it is said to have been.
    pub fn place(&self, incident: &Incident) -> String {
        self.voice.place(incident)
    }
    /// When it is said to have been.
    pub fn when(&self, incident: &Incident) -> String {
        self.voice.when(incident)
    }
    /// Everything that is said of a deed, and what nobody said.
    pub fn known(&self, deed: &Deed) -> Vec<Known> {
        let shown = |attribute: &&Attribute| {
            let said = deed.fact(**attribute).is_some_and(|fact| !fact.alternatives.is_empty());
            attribute.kind() != Kind::Derived && (said || ASKED.contains(*attribute))
        };
        let known = |attribute: &Attribute| {
            let fact = deed.fact(*attribute);
            let certainty = fact.map_or(hudna_core::value::Certainty::Unknown, |fact| fact.certainty());
            let values = fact.into_iter().flat_map(|fact| &fact.alternatives);
            Known {
                name: self.named(*attribute),
                certainty: self.voice.certainty(certainty),
                values: values.map(|one| (self.voice.value(&one.value), one.reports.clone())).collect(),
            }
        };
        Attribute::ALL.iter().filter(shown).map(known).collect()
    }
    /// What one report says of one deed: attributes and their values.
    pub fn told(&self, account: &Account) -> Vec<(String, String)> {
        let said = |(attribute, values): &(Attribute, Vec<Value>)| {
            let values: Vec<String> = values.iter().map(|value| self.voice.value(value)).collect();
            (self.named(*attribute), self.voice.words.either(&values))
        };
        account.claims.iter().map(said).collect()
    }
    /// An attribute's name at the head of a line.
    pub fn named(&self, attribute: Attribute) -> String {
        self.voice.sentence(&self.voice.attribute(attribute))
    }
    /// An attribute's name within a sentence.
    pub fn attribute(&self, attribute: Attribute) -> String {
        self.voice.attribute(attribute)
    }
    /// How pages name a report.
    pub fn report(&self, position: u32) -> String {
        self.voice.report(position)
    }

    /// An outcome as shape and word.
    pub fn outcome(&self, outcome: Outcome) -> Piece {
        self.voice.outcome(outcome)
    }
    /// A stage as shape and word.
    pub fn stage(&self, stage: Stage) -> Piece {
        self.voice.stage(stage)
    }
    /// What is alleged, as shape and word.
    pub fn alleged(&self) -> Piece {
        Piece::Mark { s: "alleged", t: self.voice.get("stage-alleged") }
    }
    /// How far a finding has come.
    pub fn stage_of(&self, finding: &Finding) -> Stage {
        self.voice.said_of(finding).map_or(Stage::Provisional, |staged| staged.stage)
    }
    /// What people did with a finding, if anybody did anything.
    pub fn said_of(&self, finding: &Finding) -> Option<&'a Staged> {
        self.voice.view.stages.finding(finding)
    }
    /// The outcome by which a finding stands, as shape and word.
    pub fn standing_of(&self, finding: &Finding) -> Piece {
        self.voice.standing_of(finding)
    }
    /// What the program finds, in words, where that is not how the finding stands; and what people said of it.
    pub fn remarks(&self, finding: &Finding) -> Vec<Piece> {
        self.voice.remarks_on(finding)
    }
    /// The question that a finding answers.
    pub fn question(&self, finding: &Finding) -> String {
        self.voice.question(finding)
    }
    /// What a finding about no incident is about.
    pub fn subject(&self, finding: &Finding) -> String {
        self.voice.subject(finding)
    }
    /// The same of a subject as entries write it: `body:joint_force`; as written where it is none of these.
    pub fn subject_named(&self, subject: &str) -> String {
        let named = subject.split_once(':').map(|(kind, id)| self.voice.subject_of(kind, id));
        named.unwrap_or_else(|| subject.to_owned())
    }
    /// Why, in a sentence or two.
    pub fn why(&self, finding: &Finding) -> String {
        self.voice.why(finding)
    }
    /// Why, as a tree.
    pub fn reasons(&self, finding: &Finding, incident: Option<&Incident>) -> Vec<ReasonLine> {
        self.voice.reason_lines(finding, incident)
    }
    /// Outcomes that remain possible, in words; empty for a criterion of somebody's or where it is decided.
    pub fn possible(&self, finding: &Finding) -> String {
        if finding.possible.len() < 2 || is_criterion(finding) {
            return String::new();
        }
        let possible: Vec<String> =
            finding.possible.iter().map(|outcome| self.voice.outcome_word(finding, *outcome)).collect();
        self.voice.say("finding-possible", &[("outcomes", &self.voice.words.either(&possible))])
    }
    /// A smallest set of missing facts.
    pub fn missing(&self, set: &MissingSet) -> Vec<Piece> {
        self.voice.missing(set)
    }
    /// One missing fact, and whom it is asked of.
    pub fn missing_fact(&self, fact: &MissingFact) -> String {
        self.voice.missing_fact(fact)
    }
    /// The parties that answer.
    pub fn against(&self, against: &Against) -> String {
        self.voice.against(against)
    }
    /// The text's own word for gravity.
    pub fn severity(&self, word: &str) -> String {
        self.voice.severity(word)
    }
    /// A party, formation or role by its name.
    pub fn actor(&self, id: &str) -> String {
        self.voice.actor(id)
    }
    /// A norm by where it stands.
    pub fn norm(&self, id: &str) -> String {
        self.voice.sentence(&self.voice.norm(id))
    }
    /// The version of the text that a finding is made under.
    pub fn version(&self, version: i64) -> &'a Agreement {
        self.voice.version(version)
    }
    /// A square of the map.
    pub fn square(&self, square: Square) -> String {
        self.voice.square(square.kilometres(), square.middle())
    }
    /// A sector by its name.
    pub fn sector(&self, id: &str) -> String {
        tables::sector_name(&self.voice, id)
    }
    /// A code of the vocabulary, or any other value, in words.
    pub fn value(&self, value: &Value) -> String {
        self.voice.value(value)
    }

    /// The counts of a period by sector, each beside its coverage.
    pub fn sectors(&self, counts: &Counts) -> Table {
        tables::sectors(&self.voice, counts)
    }
    /// What a colleague would say of a period.
    pub fn summary(&self, counts: &Counts) -> Vec<Piece> {
        let blocks = sitrep::summary(&self.voice, counts);
        let pieces = blocks.into_iter().filter_map(|block| match block {
            Block::Text { pieces } => Some(pieces),
            _ => None,
        });
        pieces.flatten().collect()
    }
}

/// A norm of `agreement` in plain words.
pub fn plain(agreement: &Agreement, norm: &Norm, lang: Lang) -> PlainNorm {
    super::plain::norm(agreement, norm, lang)
}
