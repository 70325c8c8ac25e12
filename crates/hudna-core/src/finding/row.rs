//! A deed as conditions see it: its facts, and the accounts that they hang together in.
//!
//! An account is what one group of reports says alike. Values of different accounts are not mixed, for
//! nobody reported the mixture (`LANGUAGE` §5 *Accounts*).

use super::subjects::Registered;
use crate::incident::{Deed, IncidentId};
use crate::report::Origin;
use crate::time::{Instant, TimeRange};
use crate::value::{Alternative, Attribute, Certainty, Fact, Value};

/// What one group of reports says of the contested attributes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AccountView {
    /// For each contested attribute that it speaks to: which alternatives it gives.
    pub claims: Vec<(Attribute, Vec<usize>)>,
}

/// A row that rules are weighed against.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// The incident, for deeds.
    pub incident: Option<&'a IncidentId>,
    /// Position of the incident and of the deed in it.
    pub place_in_list: (usize, usize),
    /// The deed; an empty one stands for a party's row.
    pub deed: &'a Deed,
    /// The party, for duties of parties: its index in the agreement.
    pub party: Option<usize>,
    /// The entry of a register that the row stands for.
    pub entry: Option<Registered<'a>>,
    /// Distinct accounts, where several differ; empty where all agree.
    pub accounts: Vec<AccountView>,
    /// The entries of a register that the row was made of, for candidates, bodies, votes and their members.
    pub entered: Option<&'a Entered>,
    /// Of a stay: the moment from which it is looked at, where it began before the text reached it.
    pub since: Option<Instant>,
}

/// A row made of the entries of a register: a candidate, a body, a decision, or one member of these.
///
/// The facts are those of a deed, so that conditions ask of them as they ask of deeds; where a deed's facts
/// name reports, these name entries, by their index in `entries`.
#[derive(Clone, Debug, Default)]
pub(super) struct Entered {
    /// The id in the register.
    pub id: String,
    /// The facts.
    pub deed: Deed,
    /// Origins of the entries, `file:line`.
    pub entries: Vec<String>,
    /// Whether it is weighed as it stands at the moment of the assessment.
    pub standing: bool,
    /// From when the time to reply runs, where known.
    pub served: Option<Instant>,
    /// When it was a member: `[earliest, latest]` beginning and end.
    pub held: (Option<TimeRange>, Option<TimeRange>),
    /// Members or votes; `None` where no register shows any.
    pub members: Option<Vec<Entered>>,
    /// The attribute that names who answers for it, where that is not the actor.
    pub answers_by: Option<Attribute>,
    /// Whether a vote of it was settled by silence.
    pub by_silence: bool,
}

impl Entered {
    /// Notes what an entry says of an attribute; nothing said is unknown.
    pub(super) fn claim(&mut self, attribute: Attribute, values: &[Value], entry: u32) {
        if values.is_empty() {
            return;
        }
        let at = self.deed.facts.binary_search_by_key(&attribute, |(a, _)| *a);
        let at = at.unwrap_or_else(|at| {
            self.deed.facts.insert(at, (attribute, Fact::default()));
            at
        });
        let fact = &mut self.deed.facts[at].1;
        for value in values {
            match fact.alternatives.iter_mut().find(|a| a.value == *value) {
                Some(known) => known.reports.push(entry),
                None => fact.alternatives.push(Alternative { value: value.clone(), reports: vec![entry] }),
            }
        }
    }

    /// Whether it is a body or a decision: many, and nobody's in particular.
    pub(super) const fn is_many(&self) -> bool {
        self.members.is_some() || self.standing
    }

    /// Adds an entry and gives its index.
    pub(super) fn entry(&mut self, origin: &Origin) -> u32 {
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(format!("{}:{}", origin.file, origin.line));
        self.deed.reports.push(index);
        index
    }
}

impl<'a> Row<'a> {
    /// The row of one deed.
    pub(super) fn of_deed(
        incident: &'a IncidentId,
        place_in_list: (usize, usize),
        deed: &'a Deed,
        mixed: bool,
    ) -> Self {
        let accounts = if mixed { Vec::new() } else { accounts_of(deed) };
        let (party, entry, entered) = (None, None, None);
        Self { incident: Some(incident), place_in_list, deed, party, accounts, entry, entered, since: None }
    }

    /// The row of a candidate, a body, a decision or a member.
    pub(super) fn of_entered(entered: &'a Entered, mixed: bool) -> Self {
        let accounts = if mixed { Vec::new() } else { accounts_of(&entered.deed) };
        let place_in_list = (usize::MAX, usize::MAX);
        let (incident, party, entry, deed) = (None, None, None, &entered.deed);
        Self { incident, place_in_list, deed, party, accounts, entry, entered: Some(entered), since: None }
    }

    /// Whether it is weighed as it stands at the moment of the assessment, not at a time of its own.
    pub(super) fn is_standing(&self) -> bool {
        self.party.is_some() || self.entered.is_some_and(|e| e.standing)
    }

    /// The row of a party that owes a duty.
    pub(super) fn of_party(party: usize, nothing: &'a Deed) -> Self {
        let place_in_list = (usize::MAX, party);
        let (incident, accounts, entry, entered) = (None, Vec::new(), None, None);
        Self {
            incident,
            place_in_list,
            deed: nothing,
            party: Some(party),
            accounts,
            entry,
            entered,
            since: None,
        }
    }

    /// The row of an entry of a register.
    pub(super) fn of_entry(place_in_list: (usize, usize), deed: &'a Deed, entry: Registered<'a>) -> Self {
        let (incident, party, accounts, entered) = (None, None, Vec::new(), None);
        Self { incident, place_in_list, deed, party, accounts, entry: Some(entry), entered, since: None }
    }

    /// The attribute that is meant: who nominated stands for a candidate's actor.
    pub(super) fn meant(&self, attribute: Attribute) -> Attribute {
        match self.entered.and_then(|e| e.answers_by) {
            Some(by) if attribute == Attribute::Actor => by,
            _ => attribute,
        }
    }

    /// The claims about an attribute; empty is unknown.
    pub(super) fn alternatives(&self, attribute: Attribute) -> &'a [Alternative] {
        let attribute = self.meant(attribute);
        self.deed.claimed(attribute)
    }

    /// Whether an account speaks to this attribute, so that its values hang together with others.
    pub(super) fn in_accounts(&self, attribute: Attribute) -> bool {
        self.accounts.iter().any(|a| a.claims.iter().any(|(b, _)| *b == attribute))
    }
}

/// Groups the reports of a deed by what they say of contested attributes.
///
/// A report that is silent on all of them takes no part in the dispute. Fewer than two groups, or fewer than
/// two contested attributes: nothing hangs together, and each attribute stands by itself.
fn accounts_of(deed: &Deed) -> Vec<AccountView> {
    let contested: Vec<_> =
        deed.facts.iter().filter(|(_, fact)| fact.certainty() == Certainty::Contested).collect();
    if contested.len() < 2 {
        return Vec::new();
    }
    let mut accounts: Vec<AccountView> = Vec::new();
    for report in &deed.reports {
        let mut claims = Vec::new();
        for (attribute, fact) in &contested {
            let given: Vec<usize> = (0..fact.alternatives.len())
                .filter(|i| fact.alternatives[*i].reports.binary_search(report).is_ok())
                .collect();
            if !given.is_empty() {
                claims.push((*attribute, given));
            }
        }
        if !claims.is_empty() {
            accounts.push(AccountView { claims });
        }
    }
    accounts.sort();
    accounts.dedup();
    if accounts.len() < 2 { Vec::new() } else { accounts }
}
