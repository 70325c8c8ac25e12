//! Declared stores in words: what is declared, what the last look found, whether the two agree, when inspectors were let in.

use hudna_core::commitment::{Between, Compared, Site, Stock};
use hudna_core::finding::{Finding, Outcome};
use hudna_core::value::Value;

use super::Told;
use crate::words::grouped;

impl Told<'_> {
    /// Whose a site is.
    pub fn holder(&self, site: &Site) -> String {
        site.party.as_deref().map_or_else(|| self.get("certainty-unknown"), |party| self.party(party))
    }

    /// The kind of weapon, with its calibre where that is stated.
    pub fn kind_of(&self, stock: &Stock) -> String {
        let words = self.words();
        let kinds: Vec<String> = stock.weapon.iter().filter_map(|value| self.weapon(value)).collect();
        let kind = if kinds.is_empty() { words.get("store-kind-unknown") } else { words.either(&kinds) };
        match stock.calibre_mm {
            Some(calibre) => {
                let calibre = self.number(Some(calibre));
                self.say("store-calibre", &[("kind", &kind), ("calibre", &calibre)])
            }
            None => kind,
        }
    }

    /// A number, or a range of numbers.
    pub fn number(&self, count: Option<Between>) -> String {
        match count {
            None => self.get("store-number-unknown"),
            Some((low, high)) if low.total_cmp(&high).is_eq() => grouped(low),
            Some((low, high)) => {
                self.say("store-number-range", &[("low", &grouped(low)), ("high", &grouped(high))])
            }
        }
    }

    /// What the last look found: how many in which state, and when.
    pub fn last_look(&self, stock: &Stock) -> String {
        let one = |(state, count): (&hudna_core::commitment::StoreState, &Option<Between>)| {
            let state = self.get(&format!("store-state-{}", state.name().replace('_', "-")));
            self.say("store-counted", &[("state", &state), ("count", &self.number(*count))])
        };
        let found: Vec<String> = stock.last.iter().map(one).collect();
        let found = self.words().list(&found);
        match stock.last_seen {
            Some(at) => self.say("store-look", &[("found", &found), ("moment", &self.moment(at))]),
            None => self.say("store-look-undated", &[("found", &found)]),
        }
    }

    /// Whether what was found is what is declared.
    pub fn compared(&self, compared: Compared) -> String {
        self.get(&format!("store-{}", compared.name().replace('_', "-")))
    }

    /// What one kind of weapon at a site comes to: kind, declared number, what was found.
    pub fn stock(&self, stock: &Stock) -> String {
        let (kind, declared) = (self.kind_of(stock), self.number(stock.declared));
        let found = self.last_look(stock);
        self.say("store-stock", &[("kind", &kind), ("declared", &declared), ("found", &found)])
    }

    fn weapon(&self, value: &Value) -> Option<String> {
        match value {
            Value::Code(code) => Some(self.words().code(*code)),
            _ => None,
        }
    }

    /// When a site was last visited, whether inspectors were let in, and whether that is too long ago.
    pub fn visited(&self, site: &Site) -> String {
        let mut said = vec![match &site.last_visit {
            None => self.get("store-never-visited"),
            Some((at, access)) => {
                let key = match access.as_deref() {
                    Some("granted") => "store-visit-granted",
                    Some("denied") => "store-visit-denied",
                    Some("delayed") => "store-visit-delayed",
                    _ => "store-visit-unknown",
                };
                self.say(key, &[("moment", &self.moment(*at))])
            }
        }];
        if site.stale == Some(true) {
            said.push(match site.last_entered {
                Some(at) => self.say("store-stale", &[("moment", &self.moment(at))]),
                None => self.get("store-never-entered"),
            });
        }
        said.join(" ")
    }

    /// What the holding norms say of a stock, by norm: the gravest outcome that the engine found for its rows.
    pub fn weighed<'f>(&self, stock: &Stock, findings: &'f [Finding]) -> Vec<(&'f Finding, String)> {
        let rank = |outcome: Outcome| match outcome {
            Outcome::Breach => 0,
            Outcome::Undetermined => 1,
            Outcome::Permitted => 2,
            Outcome::NotCovered => 3,
        };
        let mut by_norm: std::collections::BTreeMap<&str, &'f Finding> = std::collections::BTreeMap::new();
        let about =
            |finding: &&Finding| finding.subject.kind == "holding" && stock.is_about(&finding.subject.id);
        for finding in findings.iter().filter(about) {
            match by_norm.get(&*finding.norm) {
                Some(known) if rank(known.outcome) <= rank(finding.outcome) => {}
                _ => drop(by_norm.insert(&finding.norm, finding)),
            }
        }
        let told = |finding: &'f Finding| {
            let outcome = self.get(&format!("outcome-{}", finding.outcome.name()));
            let values = [("norm", &*finding.norm), ("outcome", outcome.as_str())];
            (finding, self.say("store-weighed", &values))
        };
        by_norm.into_values().map(told).collect()
    }
}
