//! `hudna agreement explain CODE`: what a code means, with its worked example.

use clap::ArgMatches;
use hudna_core::agreement::check::{Example, Worked, codes, worked};
use hudna_core::condition::names::nearest;
use hudna_desk::words::Words;

use super::super::speak::Speaker;
use super::super::{Ended, Failure, diagnostics};

/// More codes than this are not offered for one that is unknown.
const MOST_OFFERED: usize = 3;

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let code = matches.get_one::<String>("code").ok_or(Failure::Misuse)?;
    let code = code.trim();
    if let Some(worked) = worked(code) {
        return speaker.answer(&said(speaker, &worked));
    }
    let key = format!("d-{code}");
    if speaker.words.has(&key) {
        // said of map filters and scenarios, which no agreement holds
        let parts = [".expected", ".do"].map(|part| speaker.words.get(&format!("{key}{part}")));
        return speaker.answer(&format!("{code}\n\n{}\n{}\n", speaker.words.get(&key), parts.join("\n")));
    }
    let near = offered(code).join(", ");
    let how = if near.is_empty() { "no" } else { "yes" };
    let values = [("code", code.into()), ("nearest", near.into()), ("near", how.into())];
    speaker.error("code-not-known", &speaker.words.with("cli-code-unknown", &values));
    Err(Failure::Content)
}

/// The codes nearest to one that does not exist: a slip of the pen first, then those that share words.
fn offered(code: &str) -> Vec<&'static str> {
    let all: Vec<&'static str> = codes().into_iter().map(|(code, _)| code).collect();
    let mut out: Vec<&'static str> = nearest(code, all.iter().copied())
        .and_then(|near| all.iter().copied().find(|c| *c == near))
        .into_iter()
        .collect();
    let parts: Vec<&str> = code.split(['-', '_', ' ']).filter(|p| p.len() > 2).collect();
    let mut sharing: Vec<(usize, &'static str)> = all
        .iter()
        .map(|c| (c.split('-').filter(|p| parts.contains(p)).count(), *c))
        .filter(|(shared, c)| *shared > 0 && !out.contains(c))
        .collect();
    sharing.sort_by_key(|(shared, c)| (std::cmp::Reverse(*shared), *c));
    out.extend(sharing.into_iter().map(|(_, c)| c));
    out.truncate(MOST_OFFERED);
    out
}

/// The words of a page in the reader's language.
fn said(speaker: &Speaker, worked: &Worked) -> String {
    let words = speaker.words;
    let mut out = format!("{}\n\n{}\n", worked.code, title(words, worked));
    if let Some(why) = why(words, worked.code) {
        out += &format!("\n{why}\n");
    }
    out += &format!("\n{}\n", words.get("reference-example"));
    for (heading, shown) in change(words, worked.example) {
        out += &format!("\n{heading}\n");
        for line in shown.lines() {
            out += &format!("    {line}\n");
        }
    }
    if let Some(said) = &worked.said {
        let rendered = diagnostics::render(speaker, said, &worked.sources);
        out += &format!("\n{}\n", words.get("reference-said"));
        for line in rendered.trim_end().lines() {
            out += &format!("    {line}\n");
        }
    }
    out
}

/// A code's title; where it has none, what is said in its worked example.
pub(in crate::cli) fn title(words: &Words, worked: &Worked) -> String {
    let key = format!("d-{}", worked.code);
    let title = format!("{key}.title");
    if words.has(&title) {
        return words.get(&title);
    }
    let arguments = worked.said.as_ref().map(|d| d.arguments.as_slice()).unwrap_or_default();
    words.message(&key, arguments)
}

/// Why it is said, where its page says so; else what is expected and what to do, as in its worked example.
pub(in crate::cli) fn why(words: &Words, code: &str) -> Option<String> {
    let key = format!("d-{code}.why");
    words.has(&key).then(|| words.get(&key))
}

/// The change of a worked example: headings and what stands under them.
pub(in crate::cli) fn change(words: &Words, example: Example) -> Vec<(String, String)> {
    match example {
        Example::Change(_, from, to) => vec![
            (words.get("reference-sound"), from.trim_matches('\n').to_owned()),
            (words.get("reference-changed"), to.trim_matches('\n').to_owned()),
        ],
        Example::Whole(_, whole) => vec![(words.get("reference-whole"), whole.escape_debug().to_string())],
        Example::Many(_, from, piece, times) => {
            let values = [("count", times.into())];
            let shown = format!("{from}{}", piece.replace("{n}", "1"));
            vec![(words.with("reference-inserted", &values), shown)]
        }
    }
}
