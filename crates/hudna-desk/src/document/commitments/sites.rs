//! Declared stores in words: what is declared, what was found, when inspectors were let in.

use hudna_core::commitment::{Site, Stock};
use hudna_core::value::Value;

use super::Told;
use crate::words::grouped;

impl Told<'_> {
    /// What one kind of weapon at a site comes to: kind, declared and present numbers, how it was found.
    pub fn stock(&self, stock: &Stock) -> String {
        let words = self.words();
        let kinds: Vec<String> = stock.weapon.iter().filter_map(|value| self.weapon(value)).collect();
        let kind = if kinds.is_empty() { words.get("store-kind-unknown") } else { words.either(&kinds) };
        let number = |count: Option<(f64, f64)>| match count {
            None => words.get("store-number-unknown"),
            Some((low, high)) if low.total_cmp(&high).is_eq() => grouped(low),
            Some((low, high)) => words
                .with("store-number-range", &[("low", grouped(low).into()), ("high", grouped(high).into())]),
        };
        let found: Vec<String> = stock
            .states
            .keys()
            .map(|state| words.get(&format!("store-state-{}", state.name().replace('_', "-"))))
            .collect();
        words.with(
            "store-stock",
            &[
                ("kind", kind.into()),
                ("declared", number(stock.declared).into()),
                ("present", number(stock.present).into()),
                ("found", words.list(&found).into()),
            ],
        )
    }

    fn weapon(&self, value: &Value) -> Option<String> {
        match value {
            Value::Code(code) => Some(self.words().code(*code)),
            _ => None,
        }
    }

    /// When a site was last visited, whether inspectors were let in, and whether that is too long ago.
    pub fn visited(&self, site: &Site) -> String {
        let words = self.words();
        let mut said = vec![match &site.last_visit {
            None => words.get("store-never-visited"),
            Some((at, access)) => {
                let key = match access.as_deref() {
                    Some("granted") => "store-visit-granted",
                    Some("denied") => "store-visit-denied",
                    Some("delayed") => "store-visit-delayed",
                    _ => "store-visit-unknown",
                };
                words.with(key, &[("moment", self.moment(*at).into())])
            }
        }];
        if site.stale == Some(true) {
            said.push(match site.last_entered {
                Some(at) => words.with("store-stale", &[("moment", self.moment(at).into())]),
                None => words.get("store-never-entered"),
            });
        }
        said.join(" ")
    }
}
