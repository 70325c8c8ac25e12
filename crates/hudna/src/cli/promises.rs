//! `hudna promises DIR`: what was promised, how it stands, what waits for what and who could move.

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::time::{Instant, Span, instants_of};
use hudna_desk::document::commitments::{Line, Pledges, Told, json};
use hudna_desk::record::{Reader, reading};
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::{Speaker, one_line, shown};
use super::{Ended, clock, material};

/// Deadlines that run out within so many days are told apart, unless others are asked for.
const SOON: i64 = 7;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("promises")
        .about(words.get("cli-promises"))
        .arg(record::folder(words))
        .arg(Arg::new("as-of").long("as-of").value_name("TIME").help(words.get("cli-promises-as-of")))
        .arg(
            Arg::new("days")
                .long("days")
                .value_name("N")
                .value_parser(value_parser!(u16))
                .help(words.get("cli-promises-days")),
        )
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-promises-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let as_of = material::as_of(matches, speaker)?;
    let days = matches.get_one::<u16>("days").map_or(SOON, |days| i64::from(*days));
    let path = record::path(matches)?;
    let now = clock::now();
    let mut reader = Reader::new(reading(path).map_err(|why| fail(speaker, &why))?);
    reader.follow(now).map_err(|why| fail(speaker, &why))?;
    let derived = reader.derived();
    let agreement = derived.agreement_at(now).map_err(|why| fail(speaker, &why))?;
    let frame = derived.frame_of(&agreement);
    let as_of: Instant = as_of.map_or(now, |at| instants_of(at, &agreement.zone_time).lo);
    let board = derived.commitments().evaluate(&frame, as_of);
    let pledges = Pledges { agreement: &agreement, all: derived.commitments(), frame: &frame, board: &board };
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", json(&pledges)));
    }
    speaker.answer(&told(&Told::of(&pledges, speaker.lang), Span::days(days)))
}

/// A sentence first, then what runs out, then each commitment, what presses first.
fn told(told: &Told<'_>, soon: Span) -> String {
    let words = told.words();
    let as_of = told.as_of();
    let values = [("moment", told.moment(as_of).into()), ("day", told.d_day(as_of).into())];
    let mut lines = vec![words.with("promise-as-of", &values), told.sentence().join(" ")];
    let running_out = told.running_out(soon);
    if !running_out.is_empty() {
        lines.push(String::new());
        lines.push(words.with("promise-soon", &[("span", told.span(soon).into())]));
        let one = |(at, when): &(usize, Instant)| {
            let values = [("when", told.by_when(*when).into()), ("what", told.named(*at).into())];
            format!("  {}", words.with("promise-soon-line", &values))
        };
        lines.extend(running_out.iter().map(one));
    }
    for line in told.lines() {
        lines.push(String::new());
        lines.extend(of_one(words, &line));
    }
    lines.iter().map(|line| format!("{}\n", shown(&one_line(line)))).collect()
}

fn of_one(words: &Words, line: &Line) -> Vec<String> {
    let whose = match line.to.as_str() {
        "" => line.by.clone(),
        to => words.with("promise-owed", &[("by", line.by.as_str().into()), ("to", to.into())]),
    };
    let mut lines = vec![format!("{} [{}] {}", line.id, line.state, line.what), format!("  {whose}")];
    lines.extend(line.says.iter().map(|says| format!("  {says}")));
    lines
}
