//! Reference pages of the norms and of the codes: one a kind, one a code, English with title and summary in
//! Arabic. Everything in them comes from the source: a kind's page is the header of its file, a code's example
//! is worked when the page is made.

use hudna_core::agreement::check::{CHECKS, codes, worked};
use hudna_core::agreement::norm::Kind;
use hudna_core::diagnostic::Severity;
use hudna_core::ledger::act::Act;
use hudna_desk::record::acts::EXAMPLES;
use hudna_desk::words::{Lang, Words};

use super::agreement::explain::{change, title, why};
use super::diagnostics;
use super::speak::Speaker;

const MADE: &str = "Made by `cargo xtask generate`; do not edit.";

/// A page a kind of norm, and the list of them.
pub(super) fn norms() -> Vec<(String, String)> {
    let (en, ar) = (Words::of(Lang::En), Words::of(Lang::Ar));
    let mut list = format!("# Kinds of norm · أنواع القواعد\n\n{MADE}\n\n|kind|English|العربية|\n|-|-|-|\n");
    let mut out = Vec::new();
    for kind in Kind::ALL {
        let name = kind.name();
        let key = format!("norm-{name}");
        let about = format!("{key}.about");
        list += &format!("|[`{name}`]({name}.md)|{}|{}|\n", en.get(&about), ar.get(&about));
        let page = kind.page();
        let body = page.split_once('\n').map_or("", |(_, body)| body).trim();
        out.push((
            format!("norms/{name}.md"),
            format!("# {} · {}\n\n{MADE}\n\n{}\n\n{body}\n", en.get(&key), ar.get(&key), ar.get(&about)),
        ));
    }
    out.push(("norms/README.md".to_owned(), list));
    out
}

/// Every act that is done by hand: what it is, the power it takes, its keys, and an example of all of them.
pub(super) fn acts() -> String {
    let mut out = format!(
        "# Acts · الإجراءات\n\n{MADE}\n\n\
         What `hudna act DIR FILE` takes: an object as below, a list of them, or one a line. Keys marked `?` may be left out. The forms of \
         values are in [record-format.md](../record-format.md) §8; moments are microseconds since 1970; ids and digests are printed by \
         `hudna entries`, versions of incidents by `hudna entries --incidents`. A part holds `text`, `base64` or `json`.\n\n\
         ما يأخذه `hudna act DIR FILE`: كائن مما يلي، أو قائمة منها، أو كائن في كل سطر. المفاتيح التي عليها `?` يجوز تركها. صيغ القيم في \
         [record-format.md](../record-format.md) §8، والأوقات بالميكروثانية منذ 1970، والمعرّفات والبصمات يعرضها `hudna entries`، ونسخ الحوادث \
         يعرضها `hudna entries --incidents`. والجزء فيه `text` أو `base64` أو `json`.\n"
    );
    for line in EXAMPLES.lines() {
        let Ok(example) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let kind = example["act"]["kind"].as_str().unwrap_or_default();
        let Some(shape) = Act::SHAPES.iter().find(|shape| shape.kind == kind) else { continue };
        out += &format!("\n## `{kind}`\n\n{} Verb: `{}`.\n", shape.about.trim(), shape.verb.name());
        let mut keys: Vec<_> = shape.keys.iter().collect();
        keys.sort_by_key(|key| key.name);
        if !keys.is_empty() {
            out += "\n";
        }
        for key in keys {
            let about = if key.about.is_empty() { String::new() } else { format!(": {}", key.about.trim()) };
            out += &format!("- `{}`{}{about}\n", key.name, if key.optional { "?" } else { "" });
        }
        out += &format!("\n```json\n{line}\n```\n");
    }
    out
}

/// A page a code, and the list of them.
pub(super) fn checks() -> Vec<(String, String)> {
    let (en, ar) = (Words::of(Lang::En), Words::of(Lang::Ar));
    let speaker = Speaker::new(Lang::En);
    let mut refused = String::new();
    let mut asked = String::new();
    let mut out = Vec::new();
    for (code, example) in codes() {
        let Some(worked) = worked(code) else { continue };
        let severity = worked.said.as_ref().map_or(Severity::Error, |d| d.severity);
        let kind = if severity == Severity::Error { "error · خطأ" } else { "warning · تنبيه" };
        let titles = (title(en, &worked), title(ar, &worked));
        let row = format!("|[`{code}`]({code}.md)|{}|{}|\n", cell(&titles.0), cell(&titles.1));
        if CHECKS.iter().any(|c| c.code == code) { &mut asked } else { &mut refused }.push_str(&row);
        let mut page = format!("# `{code}`\n\n{MADE}\n\n*{kind}*\n\n**{}**\n\n**{}**\n", titles.0, titles.1);
        for words in [en, ar] {
            if let Some(why) = why(words, code) {
                page += &format!("\n{why}\n");
            }
        }
        page += &format!("\n## {} · {}\n", en.get("reference-example"), ar.get("reference-example"));
        for (heading, shown) in change(en, example) {
            page += &format!("\n{heading}\n\n{}", fenced(&shown));
        }
        if let Some(said) = &worked.said {
            let rendered = diagnostics::render(&speaker, said, &worked.sources);
            page += &format!("\n{}\n\n{}", en.get("reference-said"), fenced(rendered.trim_end()));
        }
        out.push((format!("checks/{code}.md"), page));
    }
    let head = "|code|English|العربية|\n|-|-|-|\n";
    let list = format!(
        "# Codes · الرموز\n\n{MADE}\n\nEvery code that `hudna agreement check` says, each with a worked example: a change to a sound text that \
         brings it about.\n\n## What deserves a look before signature · ما يستحق النظر قبل التوقيع\n\n{head}{asked}\n## What is \
         refused · ما لا يُقبل\n\n{head}{refused}"
    );
    out.push(("checks/README.md".to_owned(), list));
    out
}

/// Words in a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}

/// A block that holds its words whatever they are.
fn fenced(shown: &str) -> String {
    let shown = shown.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    format!("~~~~text\n{shown}\n~~~~\n")
}
