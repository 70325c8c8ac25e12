//! `hudna agreement read FILE [--norm ID]`: an agreement's norms in plain words.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use hudna_core::agreement::Agreement;
use hudna_core::agreement::norm::Norm;
use hudna_core::condition::names::nearest;
use hudna_desk::desk;
use hudna_desk::document::plain::{self, PlainNorm};
use hudna_desk::words::{Lang, Words, without_isolates};
use serde_json::{Value, json};

use super::super::speak::{Speaker, one_line};
use super::super::{Ended, Failure, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("read")
        .about(words.get("cli-agreement-read"))
        .arg(super::file(words))
        .arg(Arg::new("norm").long("norm").value_name("ID").help(words.get("cli-agreement-read-norm")))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(words.get("cli-agreement-read-json")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let path = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let read = desk::read_agreement(path).map_err(|trouble| {
        speaker.trouble(&trouble);
        Failure::Content
    })?;
    let Some(agreement) = &read.agreement else {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        speaker.aside(&speaker.words.get("cli-agreement-not-loaded"));
        return Err(Failure::Content);
    };
    let asked = matches.get_one::<String>("norm").map(String::as_str);
    if let Some(id) = asked.filter(|id| agreement.norm(id).is_none()) {
        say_unknown(speaker, agreement, id);
        return Err(Failure::Content);
    }
    let norms: Vec<&Norm> = agreement.norms.iter().filter(|n| asked.is_none_or(|id| *n.id == *id)).collect();
    if matches.get_flag("json") {
        return speaker.answer(&without_isolates(&format!("{:#}\n", as_json(agreement, &norms))));
    }
    speaker.answer(&without_isolates(&as_text(speaker, agreement, &norms, asked.is_none())))
}

fn say_unknown(speaker: &Speaker, agreement: &Agreement, id: &str) {
    let near = nearest(id, agreement.norms.iter().map(|n| &*n.id)).unwrap_or_default();
    let id = one_line(id);
    let values = [("id", id.as_str().into())];
    speaker.error("norm-unknown", &speaker.words.with("cli-norm-unknown", &values));
    if !near.is_empty() {
        speaker.aside(&speaker.words.with("cli-misused-near", &[("near", near.into())]));
    }
}

fn as_json(agreement: &Agreement, norms: &[&Norm]) -> Value {
    let both = |norm: &Norm| {
        let said = Lang::BOTH.iter().map(|lang| {
            let plain = plain::norm(agreement, norm, *lang);
            (lang.code().to_owned(), json!(plain))
        });
        let said: serde_json::Map<String, Value> = said.collect();
        json!({ "id": norm.id, "kind": norm.kind.name(), "words": said })
    };
    json!({
        "agreement": agreement.id,
        "version": agreement.version,
        "norms": norms.iter().map(|n| both(n)).collect::<Vec<_>>(),
    })
}

fn as_text(speaker: &Speaker, agreement: &Agreement, norms: &[&Norm], whole: bool) -> String {
    let lang = speaker.lang;
    let mut out = String::new();
    if whole {
        let version = agreement.version.to_string();
        let values = [("title", lang.of(&agreement.title).into()), ("version", version.into())];
        out += &format!("{}\n", speaker.words.with("cli-agreement-head", &values));
        let notice = lang.of(&agreement.notice);
        if !notice.is_empty() {
            out += &format!("{notice}\n");
        }
        out += &format!("{}\n", plain::in_force(agreement, lang));
    }
    let mut article: Option<&str> = None;
    let mut block = None;
    for norm in norms {
        // what a block stands for beside itself is told with it
        if whole && block == Some(norm.words) {
            continue;
        }
        block = Some(norm.words);
        let of = agreement.article_of(&norm.id);
        if let Some(of) = of.filter(|of| whole && article != Some(&*of.id)) {
            out += &format!("\n{}\n", lang.of(&of.title));
            article = Some(&of.id);
        }
        let plain = plain::norm(agreement, norm, lang);
        if !out.is_empty() {
            out.push('\n');
        }
        out += &said(speaker, &plain, whole);
    }
    if norms.is_empty() {
        out += &format!("\n{}\n", speaker.words.get("cli-agreement-no-norms"));
    }
    out
}

fn said(speaker: &Speaker, plain: &PlainNorm, whole: bool) -> String {
    let mut out = format!("{}  {} ({})\n", plain.id, plain.title, plain.kind);
    for sentence in &plain.says {
        out += &format!("  {sentence}\n");
    }
    if plain.own_dates || !whole {
        out += &format!("  {}\n", plain.in_force);
    }
    if let Some(text) = &plain.text {
        out +=
            &format!("  {}\n", speaker.words.with("cli-agreement-text", &[("text", text.as_str().into())]));
    }
    out
}
