//! The explanation of a ruling on a nomination, for the person it is about: in their language, to be printed and handed over.
//!
//! Made of the findings about the candidate and the panel's ruling. It names nobody else: not who objected, who voted or who
//! told. The panel's own words are shown as they were written: whoever hands the page over reads them first.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::force::nomination::{Nomination, Ruling};
use hudna_core::time::Instant;
use maud::{DOCTYPE, Markup, html};

use super::Told;

/// Paper, and nothing that is fetched from anywhere.
const STYLE: &str = "body{font:12pt/1.7 \"Noto Naskh Arabic\",\"Noto Serif\",serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}ul{padding-inline-start:1.2rem}\
blockquote{margin:0;padding-inline-start:1rem;border-inline-start:3px solid #888;white-space:pre-wrap;unicode-bidi:plaintext}.n{white-space:nowrap}\
footer{margin-top:2rem;font-size:.8rem;border-top:1px solid #888}@page{margin:2cm}";

impl Told<'_> {
    /// The explanation as a page of its own. `reasons`: the panel's words may be shown.
    pub fn explanation(&self, one: &Nomination, reasons: bool) -> String {
        let words = self.words;
        let ruling = one.ruling_on_appeal().or_else(|| one.ruling());
        // nobody is told that they were not accepted before anybody ruled
        let title = words.get(match ruling {
            None => "explain-title-open",
            Some(ruling) if ruling.accepted => "explain-title-accepted",
            Some(_) => "explain-title-refused",
        });
        let whom = [("candidate", one.candidate.to_string().into()), ("body", self.body(&one.body).into())];
        html! {
            (DOCTYPE)
            html lang=(words.lang().code()) dir=(words.lang().dir()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    title { (title) }
                    style { (maud::PreEscaped(STYLE)) }
                }
                body {
                    h1 { (title) }
                    p { b { (words.with("explain-for", &whom)) } }
                    @match ruling {
                        None => p { (words.get("explain-open")) },
                        Some(ruling) => {
                            (self.decided(one, ruling))
                            (self.asked(one))
                            (self.reasons(ruling, reasons))
                            (self.appealing(one))
                        }
                    }
                    (self.kept(one))
                    @if let Some(ruling) = ruling {
                        @let values = [("entry", ruling.entry.to_string().into()), ("moment", self.screen.moment(self.now).into())];
                        footer { (words.with("explain-record", &values)) }
                    }
                }
            }
        }
        .into_string()
    }

    fn at(&self, key: &str, moment: Instant) -> String {
        self.words.with(key, &[("moment", self.screen.moment(moment).into())])
    }

    fn decided(&self, one: &Nomination, ruling: &Ruling) -> Markup {
        let words = self.words;
        let word = if ruling.accepted { "accepted" } else { "refused" };
        let key = if ruling.on_appeal { "explain-appeal-ruled" } else { "explain-ruled" };
        let answered = one.objections.iter().filter(|objection| objection.answer.is_some()).count();
        let votes = [
            ("by", ruling.by.len().to_string().into()),
            ("against", ruling.against.len().to_string().into()),
        ];
        html! {
            p {
                (self.at("explain-nominated", one.at)) " "
                (words.count("explain-objections", one.objections.len()))
                @if !one.objections.is_empty() { " " (words.count("explain-answers", answered)) }
            }
            p { b { (self.at(&format!("{key}-{word}"), ruling.at)) } " " (words.with("explain-votes", &votes))
                @if ruling.by.len() + ruling.against.len() > 1 { " " (words.get("explain-votes-written")) }
            }
        }
    }

    /// What the agreement asks, condition by condition.
    fn asked(&self, one: &Nomination) -> Markup {
        let words = self.words;
        let findings = self.criteria(one);
        html! {
            h2 { (words.get("explain-criteria")) }
            @if findings.is_empty() { p { (words.get("force-criteria-none")) } }
            @else { p { (words.get("explain-criteria-means")) } }
            @for finding in findings { (self.criterion(finding)) }
        }
    }

    fn criterion(&self, finding: &Finding) -> Markup {
        let open = self.snapshot.stages.standing(finding) == Outcome::Undetermined;
        html! {
            p { b { (self.screen.norm(&finding.norm)) ": " (self.screen.standing_of(finding).text()) } ". " (self.screen.why(finding)) }
            ul {
                @for line in self.screen.reasons(finding, None).iter().filter(|line| line.depth <= 1) {
                    li { (line.truth.text()) ": " (line.says) }
                }
            }
            @if open && !finding.missing.is_empty() {
                p { (self.words.get("explain-settles")) }
                ul {
                    @for set in &finding.missing {
                        @for fact in &set.facts { li { (self.screen.missing_fact(fact)) } }
                    }
                }
            }
        }
    }

    fn reasons(&self, ruling: &Ruling, shown: bool) -> Markup {
        let text = self.snapshot.spoken.get(&ruling.entry).and_then(|spoken| spoken.text.as_deref());
        html! {
            h2 { (self.words.get("explain-reasons")) }
            @match text.filter(|_| shown) {
                Some(text) => blockquote dir="auto" { (text) },
                None => p { (self.words.get("explain-reasons-sealed")) },
            }
        }
    }

    fn appealing(&self, one: &Nomination) -> Markup {
        let until = one.appeal_until(self.snapshot.agreement.reply_within);
        let said = match (one.ruling_on_appeal(), one.appeals.first(), until) {
            (Some(_), ..) => self.words.get("explain-final"),
            (None, Some(appeal), _) => self.at("explain-appeal-made", appeal.at),
            (None, None, Some(until)) if self.now < until => self.at("explain-appeal-until", until),
            (None, None, Some(until)) => {
                [self.at("explain-appeal-over", until), self.words.get("explain-final")].join(" ")
            }
            (None, None, None) => self.words.get("explain-appeal-no-limit"),
        };
        html! { h2 { (self.words.get("explain-appeal")) } p { (said) } }
    }

    fn kept(&self, one: &Nomination) -> Markup {
        let candidate = one.candidate.to_string();
        let destroyed = self.snapshot.force.is_destroyed(one, &self.snapshot.redacted);
        let said = match one.keep_until {
            _ if destroyed => self.words.with("explain-data-destroyed", &[("candidate", candidate.into())]),
            Some(until) if until <= self.now => {
                let values = [("moment", self.screen.moment(until).into()), ("candidate", candidate.into())];
                self.words.with("explain-data-due", &values)
            }
            Some(until) => {
                let values = [("moment", self.screen.moment(until).into()), ("candidate", candidate.into())];
                self.words.with("explain-data-until", &values)
            }
            None => self.words.with("explain-data-open", &[("candidate", candidate.into())]),
        };
        html! { h2 { (self.words.get("explain-data")) } p { (said) } p { (self.words.get("explain-data-stays")) } }
    }
}
