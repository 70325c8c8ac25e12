//! `hudna pair A B REPORTS…`: why two reports were taken for one happening, or were not.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::incident::{Batch, Verdict};
use hudna_desk::desk::{self, Request};
use hudna_desk::words::Words;
use serde::Serialize;
use serde_json::json;

use super::speak::Speaker;
use super::{Ended, Failure, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Command::new("pair")
        .about(words.get("cli-pair"))
        .arg(Arg::new("a").value_name("A").required(true).help(words.get("cli-pair-report")))
        .arg(Arg::new("b").value_name("B").required(true).help(words.get("cli-pair-report")))
        .arg(
            path("reports")
                .value_name("REPORTS")
                .required(true)
                .num_args(1..)
                .help(words.get("cli-assess-reports")),
        )
        .arg(
            path("agreement")
                .long("agreement")
                .value_name("FILE")
                .required(true)
                .help(words.get("cli-assess-agreement")),
        )
        .arg(path("mapping").long("mapping").value_name("FILE").help(words.get("cli-assess-mapping")))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-pair-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let fail = |trouble| {
        speaker.trouble(&trouble);
        Failure::Content
    };
    let path = matches.get_one::<PathBuf>("agreement").ok_or(Failure::Misuse)?;
    let read = desk::read_agreement(path).map_err(fail)?;
    let Some(agreement) = &read.agreement else {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        return Err(Failure::Content);
    };
    let request = Request {
        reports: matches.get_many::<PathBuf>("reports").unwrap_or_default().cloned().collect(),
        mapping: matches.get_one::<PathBuf>("mapping").cloned(),
        ..Request::default()
    };
    let taken = desk::take_in(agreement, path, &request, &Quiet).map_err(fail)?;
    let find = |argument: &str| {
        let name = matches.get_one::<String>(argument).map_or("", String::as_str);
        desk::position_of(&taken.reports, name).ok_or_else(|| {
            speaker.aside(&speaker.words.with("cli-pair-unknown", &[("value", name.into())]));
            Failure::Content
        })
    };
    let (a, b) = (find("a")?, find("b")?);
    let options = desk::fusion_options(agreement);
    let score = Batch::new(&taken.reports, &options).explain(a, b);
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", json!(score)));
    }
    let words = speaker.words;
    let mut lines = Vec::new();
    for scored in &score.parts {
        let name = words.get(&format!("pair-part-{}", key(&scored.part)));
        lines.push(format!("  {:>+6.2}  {name} ({:.2})", scored.points, scored.value));
    }
    for part in &score.left_out {
        let name = words.get(&format!("pair-part-{}", key(part)));
        lines.push(format!("       –  {name}: {}", words.get("pair-left-out")));
    }
    lines.push(format!("  {:>+6.2}  {} {:.2}", score.total, words.get("pair-total"), score.threshold));
    let verdict = words.get(&format!("pair-verdict-{}", key(&score.verdict)));
    lines.push(format!("{verdict}: {}", words.get(&format!("pair-why-{}", key(&score.why)))));
    if score.verdict == Verdict::PartOf {
        let name = |argument: &str| matches.get_one::<String>(argument).map_or("", String::as_str);
        let (whole, part, code) = match score.sums_up {
            [true, true] => (name("a"), name("b"), "pair-part-of-sums"),
            [_, true] => (name("b"), name("a"), "pair-part-of"),
            _ => (name("a"), name("b"), "pair-part-of"),
        };
        lines.push(words.with(code, &[("whole", whole.into()), ("part", part.into())]));
    }
    speaker.answer(&(lines.join("\n") + "\n"))
}

/// The name in data of a part, verdict or reason.
fn key(of: &impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

/// Nobody watches.
struct Quiet;

impl desk::Watch for Quiet {
    fn begin(&self, _: desk::Stage, _: usize) {}
    fn done(&self, _: usize) {}
}

#[cfg(test)]
mod tests {
    use hudna_core::incident::{Part, Verdict};
    use hudna_desk::words::{Lang, Words};

    use super::key;

    #[test]
    fn every_part_of_a_score_has_words_in_both_languages() {
        for lang in [Lang::Ar, Lang::En] {
            let words = Words::of(lang);
            for part in Part::ALL {
                assert!(words.has(&format!("pair-part-{}", key(&part))), "{lang:?} {part:?}");
            }
            for verdict in [Verdict::Same, Verdict::PartOf, Verdict::Different, Verdict::Unsure] {
                assert!(words.has(&format!("pair-verdict-{}", key(&verdict))), "{lang:?} {verdict:?}");
            }
        }
    }
}
