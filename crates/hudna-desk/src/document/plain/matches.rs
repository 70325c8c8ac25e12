//! How an entry of a register must fit an act, in plain words.

use hudna_core::agreement::{Match, Whom};
use hudna_core::time::Span;

use super::super::voice::Voice;

impl Voice<'_> {
    /// The match at `index` of the agreement; empty where there is none.
    pub(in crate::document) fn matching(&self, index: usize) -> String {
        self.agreement().matches.get(index).map_or_else(String::new, |m| self.fits(m))
    }

    pub(in crate::document) fn fits(&self, matching: &Match) -> String {
        let mut parts = vec![self.get(match matching.who {
            Whom::Unit => "match-unit",
            Whom::Party => "match-party",
        })];
        let distance = matching.metres.map(|m| self.metres(m));
        let at_once = matching.window.is_some_and(|w| w.0 == 0);
        let span = matching.window.filter(|w| w.0 != 0).map(|w| self.lasting(w));
        match (&distance, &span) {
            (Some(distance), Some(span)) => {
                parts.push(self.say("match-near", &[("distance", distance), ("span", span)]));
            }
            (Some(distance), None) => parts.push(self.say("match-where", &[("distance", distance)])),
            (None, Some(span)) => parts.push(self.say("match-window", &[("span", span)])),
            (None, None) => {}
        }
        if at_once {
            parts.push(self.get("match-at"));
        }
        if let Some(lead) = matching.lead {
            parts.push(match lead.0 {
                0 => self.get("match-before"),
                n if n < 0 => self.say("match-after", &[("span", &self.lasting(Span(-n)))]),
                _ => self.say("match-lead", &[("span", &self.lasting(lead))]),
            });
        }
        if let Some(answer) = &matching.answer {
            let key = format!("match-answer-{answer}");
            parts.push(if self.words.has(&key) { self.get(&key) } else { self.id(answer) });
        }
        self.words.list(&parts)
    }
}
