//! `hudna minutes read FILE`: what an account seems to say; `hudna minutes acts FILE`: acts of what a person confirmed.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::act::Stance;
use hudna_core::time::whole_day;
use hudna_desk::minutes::confirmed::{self, Confirmation};
use hudna_desk::minutes::shown::{self, all_named, promise_name, statement_name};
use hudna_desk::minutes::{self, How, Proposal, Span, Statement};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::record::fail;
use super::speak::{Speaker, one_line, shown as safe};
use super::{Ended, Failure};

/// The most characters of a quotation for people.
const LONGEST: usize = 240;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("minutes")
        .about(words.get("cli-minutes"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("read")
                .about(words.get("cli-minutes-read"))
                .after_help(words.get("cli-minutes-read-after"))
                .arg(file(words))
                .arg(language(words))
                .arg(
                    Arg::new("json")
                        .long("json")
                        .action(ArgAction::SetTrue)
                        .help(words.get("cli-minutes-json")),
                ),
        )
        .subcommand(acts_command(words))
}

fn acts_command(words: &'static Words) -> Command {
    let option = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).help(words.get(&format!("cli-minutes-{name}")))
    };
    let many = |name, value| option(name, value).action(ArgAction::Append);
    Command::new("acts")
        .about(words.get("cli-minutes-acts"))
        .after_help(words.get("cli-minutes-acts-after"))
        .arg(file(words))
        .arg(language(words))
        .arg(many("confirm", "m,s1,p1").value_delimiter(',').required(true))
        .arg(many("as", "NAME=PARTY"))
        .arg(many("issue", "ISSUE|s1=ISSUE"))
        .arg(many("stance", "s1=STANCE"))
        .arg(many("id", "p1=ID"))
        .arg(many("to", "PARTY").value_delimiter(','))
        .arg(option("day", "YYYY-MM-DD").value_parser(value_parser!(Date)))
        .arg(option("zone", "ZONE"))
        .arg(option("convener", "NAME"))
        .arg(option("meeting", "ENTRY"))
}

fn file(words: &'static Words) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-minutes-file"))
}

fn language(words: &'static Words) -> Arg {
    Arg::new("lang")
        .long("lang")
        .value_name("ar|en")
        .value_parser(minutes::languages().collect::<Vec<_>>())
        .help(words.get("cli-minutes-lang"))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    match matches.subcommand() {
        Some(("read", matches)) => read(matches, speaker),
        Some(("acts", matches)) => acts(matches, speaker),
        _ => Err(Failure::Misuse),
    }
}

/// The account, and what it seems to say.
fn proposed(matches: &ArgMatches, speaker: &Speaker) -> Result<(String, Proposal), Failure> {
    let path = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let text = store::read_text(path).map_err(|why| fail(speaker, &why.into()))?.text;
    let language = matches.get_one::<String>("lang").map(String::as_str);
    let proposal = minutes::propose(&text, language)
        .map_err(|why| fail(speaker, &why.with("file", path.display().to_string())))?;
    Ok((text, proposal))
}

fn read(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let (text, proposal) = proposed(matches, speaker)?;
    if matches.get_flag("json") {
        let json = format!("{:#}\n", shown::json(&text, &proposal));
        return speaker.answer(&super::entries::escaped(&json));
    }
    let view = View { words: speaker.words, text: &text, proposal: &proposal };
    speaker.answer(&view.lines().join(""))?;
    speaker.aside(&speaker.words.get("minutes-no-act"));
    Ok(())
}

/// A proposal for people.
struct View<'a> {
    words: &'static Words,
    text: &'a str,
    proposal: &'a Proposal,
}

impl View<'_> {
    /// Words of the account on one line, so that none of them can pass for a line of ours.
    fn quoted(&self, span: Span) -> String {
        let words = span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let long = words.chars().count() > LONGEST;
        let kept: String = words.chars().take(LONGEST).collect();
        safe(&one_line(&if long { kept + "…" } else { kept }))
    }

    fn with(&self, key: &str, values: &[(&'static str, String)]) -> String {
        self.words.message(key, values)
    }

    fn lines(&self) -> Vec<String> {
        let (words, proposal) = (self.words, self.proposal);
        let mut out = Vec::new();
        let heading = |out: &mut Vec<String>, key: &str| out.push(format!("\n{}\n", words.get(key)));
        let said =
            |span: Option<Span>| span.map_or_else(|| words.get("minutes-not-said"), |span| self.quoted(span));
        out.push(format!("m  {}\n", words.get("minutes-meeting")));
        out.push(format!("     {}\n", self.with("minutes-day", &[("day", said(proposal.day))])));
        out.push(format!("     {}\n", self.with("minutes-place", &[("place", said(proposal.place))])));
        heading(&mut out, "minutes-participants");
        for one in &proposal.participants {
            let key = if one.absent { "minutes-absent" } else { "minutes-participant" };
            let values = [
                ("name", self.quoted(one.name)),
                ("capacity", said(one.capacity)),
                ("line", one.name.line.to_string()),
            ];
            out.push(format!("     {}\n", self.with(key, &values)));
        }
        heading(&mut out, "minutes-statements");
        for (place, one) in proposal.statements.iter().enumerate() {
            out.extend(self.statement(&statement_name(place), one));
        }
        heading(&mut out, "minutes-promises");
        for (place, one) in proposal.promises.iter().enumerate() {
            let key = if one.undertaken { "minutes-undertaken" } else { "minutes-tied" };
            let of = [("statement", statement_name(one.statement))];
            out.push(format!("{}  {}\n", promise_name(place), self.with(key, &of)));
            out.push(format!("     «{}»\n", self.quoted(one.what)));
        }
        heading(&mut out, "minutes-left");
        for one in &proposal.left {
            let why = json!(one.why).as_str().unwrap_or_default().to_owned();
            let values =
                [("line", one.span.line.to_string()), ("why", words.get(&format!("minutes-why-{why}")))];
            out.push(format!(
                "     {}\n     «{}»\n",
                self.with("minutes-left-line", &values),
                self.quoted(one.span)
            ));
        }
        out
    }

    fn statement(&self, name: &str, one: &Statement) -> Vec<String> {
        let words = self.words;
        let who: Vec<String> =
            all_named(self.proposal, one).into_iter().map(|span| self.quoted(span)).collect();
        let who = if who.is_empty() { words.get("minutes-nobody") } else { words.list(&who) };
        let mut marks = vec![words.get(&format!("minutes-class-{}", one.class.name()))];
        if one.unanimous {
            marks.push(words.get("minutes-unanimous"));
        }
        if one.within.is_some() {
            marks.push(words.get("minutes-reported"));
        }
        if one.unsure && one.how != How::Nobody {
            marks.push(words.get("minutes-unsure"));
        }
        let values = [("speaker", who), ("marks", words.list(&marks)), ("line", one.span.line.to_string())];
        let mut out = vec![format!("{name}  {}\n", self.with("minutes-statement", &values))];
        out.push(format!("     «{}»\n", self.quoted(one.span)));
        for condition in &one.conditions {
            let kind = words.get(&format!("minutes-condition-{}", condition.kind.name()));
            out.push(format!("     {kind}: «{}»\n", self.quoted(condition.span)));
        }
        out
    }
}

fn acts(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let (text, proposal) = proposed(matches, speaker)?;
    let confirmation = confirmation(matches).map_err(|why| fail(speaker, &why))?;
    let acts = confirmed::acts(&text, &proposal, &confirmation).map_err(|why| fail(speaker, &why))?;
    speaker.answer(&format!("{:#}\n", Value::from(acts)))
}

fn malformed(value: &str) -> Trouble {
    Trouble::new("minutes", "option-malformed").with("value", value)
}

/// What the options say.
fn confirmation(matches: &ArgMatches) -> Result<Confirmation, Trouble> {
    let all =
        |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let one = |name: &str| matches.get_one::<String>(name).cloned();
    let mut out = Confirmation { picked: all("confirm"), ..Confirmation::default() };
    for said in all("as") {
        let (name, parties) = said.rsplit_once('=').ok_or_else(|| malformed(&said))?;
        let parties =
            parties.split(',').map(str::trim).filter(|party| !party.is_empty()).map(Into::into).collect();
        out.parties.insert(name.to_owned(), parties);
    }
    for said in all("issue") {
        let (name, issue) = said.split_once('=').unwrap_or(("", &said));
        out.issues.insert(name.to_owned(), issue.into());
    }
    for said in all("stance") {
        let read = said.split_once('=').and_then(|(name, stance)| {
            let stance: Stance = serde_json::from_value(Value::from(stance)).ok()?;
            Some((name.to_owned(), stance))
        });
        let (name, stance) = read.ok_or_else(|| malformed(&said))?;
        out.stances.insert(name, stance);
    }
    for said in all("id") {
        let (name, id) = said.split_once('=').ok_or_else(|| malformed(&said))?;
        out.ids.insert(name.to_owned(), id.into());
    }
    out.to = all("to").into_iter().map(Into::into).collect();
    out.convener = one("convener").map(Into::into);
    out.meeting = one("meeting").map(|entry| entry.as_str().into());
    if let Some(day) = matches.get_one::<Date>("day") {
        let zone = one("zone").unwrap_or_else(|| "UTC".to_owned());
        let zone = TimeZone::get(&zone).map_err(|_| malformed(&zone))?;
        out.at = Some(whole_day(*day, &zone));
    }
    Ok(out)
}
