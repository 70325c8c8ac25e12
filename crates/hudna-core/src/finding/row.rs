//! A deed as conditions see it: its facts, and the accounts that they hang together in.
//!
//! An account is what one group of reports says alike. Values of different accounts are not mixed, for
//! nobody reported the mixture (`LANGUAGE` §5 *Accounts*).

use super::subjects::Entered;
use crate::incident::{Deed, IncidentId};
use crate::value::{Alternative, Attribute, Certainty};

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
    pub entry: Option<Entered<'a>>,
    /// Distinct accounts, where several differ; empty where all agree.
    pub accounts: Vec<AccountView>,
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
        Self { incident: Some(incident), place_in_list, deed, party: None, entry: None, accounts }
    }

    /// The row of a party that owes a duty.
    pub(super) fn of_party(party: usize, nothing: &'a Deed) -> Self {
        let place_in_list = (usize::MAX, party);
        let accounts = Vec::new();
        Self { incident: None, place_in_list, deed: nothing, party: Some(party), entry: None, accounts }
    }

    /// The row of an entry of a register.
    pub(super) fn of_entry(place_in_list: (usize, usize), deed: &'a Deed, entry: Entered<'a>) -> Self {
        let accounts = Vec::new();
        Self { incident: None, place_in_list, deed, party: None, entry: Some(entry), accounts }
    }

    /// The claims about an attribute; empty is unknown.
    pub(super) fn alternatives(&self, attribute: Attribute) -> &'a [Alternative] {
        self.deed.fact(attribute).map_or(&[], |fact| fact.alternatives.as_slice())
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
