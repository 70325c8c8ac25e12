//! `hudna promises DIR`: what was promised, how it stands, what waits for what and who could move; and `hudna document DIR --kind
//! commitments`: the same as a report.

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Board, Frame, Site};
use hudna_core::time::{Instant, Span, instants_of};
use hudna_desk::document::RenderError;
use hudna_desk::document::commitments::{Format, Line, Making, Pledges, Told, json, render};
use hudna_desk::document::make::Distribution;
use hudna_desk::record::{Reader, reading};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::{Speaker, one_line, shown};
use super::{Ended, Failure, clock, document, material};

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

/// What is told: the text, what was promised, how it stands at a moment; and the declared stores.
struct Standing {
    reader: Reader,
    agreement: Agreement,
    frame: Frame,
    board: Board,
}

impl Standing {
    fn read(matches: &ArgMatches, speaker: &Speaker) -> Result<Self, Failure> {
        let as_of = material::as_of(matches, speaker)?;
        let path = record::path(matches)?;
        let now = clock::now();
        let mut reader = Reader::new(reading(path).map_err(|why| fail(speaker, &why))?);
        reader.follow(now).map_err(|why| fail(speaker, &why))?;
        let derived = reader.derived();
        let agreement = derived.agreement_at(now).map_err(|why| fail(speaker, &why))?;
        let frame = derived.frame_of(&agreement);
        let as_of: Instant = as_of.map_or(now, |at| instants_of(at, &agreement.zone_time).lo);
        let board = derived.commitments().evaluate(&frame, as_of);
        Ok(Self { reader, agreement, frame, board })
    }

    fn pledges(&self) -> Pledges<'_> {
        Pledges {
            agreement: &self.agreement,
            all: self.reader.derived().commitments(),
            frame: &self.frame,
            board: &self.board,
        }
    }

    fn stores(&self) -> Vec<Site> {
        self.reader.derived().stores(&self.agreement, self.board.as_of)
    }
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let days = matches.get_one::<u16>("days").map_or(SOON, |days| i64::from(*days));
    let standing = Standing::read(matches, speaker)?;
    let pledges = standing.pledges();
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", json(&pledges)));
    }
    let stores = standing.stores();
    speaker.answer(&told(&Told::of(&pledges, speaker.lang), Span::days(days), &stores))
}

/// The report of commitments as files. Whoever holds the folder sees what is sealed in it, and so the stores.
pub(super) fn documents(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    for name in ["from", "to"] {
        if let Some(day) = matches.get_one::<String>(name) {
            return Err(material::misuse(speaker, "cli-no-period", day));
        }
    }
    let languages = document::languages_asked(matches, speaker)?;
    let formats = formats(matches, speaker)?;
    let out = document::out(matches, speaker)?;
    let standing = Standing::read(matches, speaker)?;
    let (pledges, stores) = (standing.pledges(), standing.stores());
    let number = standing.board.as_of.local(&standing.agreement.zone_time).date().to_string();
    let making = Making {
        pledges: &pledges,
        stores: Some(&stores),
        number: &number,
        distribution: Distribution::Commission,
        corrects: None,
        watermark: None,
    };
    let mut made = Vec::new();
    for format in formats {
        let documents = render(&making, format, &languages);
        let fault = |why: RenderError| Trouble::new("document", "not-made").with("detail", why.to_string());
        made.extend(documents.map_err(|why| fail(speaker, &fault(why)))?);
    }
    store::write_documents(out, &made).map_err(|why| fail(speaker, &why.into()))?;
    if matches.get_flag("json") {
        let names: Vec<&str> = made.iter().map(|document| document.name.as_str()).collect();
        return speaker.answer(&format!("{}\n", serde_json::json!({ "documents": names })));
    }
    let folder = out.display().to_string();
    let lines = [
        Told::of(&pledges, speaker.lang).sentence().join(" "),
        speaker.words.with("cli-done-folder", &[("folder", folder.as_str().into())]),
    ];
    speaker.answer(&lines.map(|line| format!("{}\n", shown(&one_line(&line)))).concat())
}

/// The formats that are asked for; all of this document where none are.
fn formats(matches: &ArgMatches, speaker: &Speaker) -> Result<Vec<Format>, Failure> {
    if matches.value_source("formats") != Some(ValueSource::CommandLine) {
        return Ok(Format::ALL.to_vec());
    }
    let asked = matches.get_one::<String>("formats").map(String::as_str).unwrap_or_default();
    let all: Option<Vec<Format>> = asked.split(',').map(|name| Format::parse(name.trim())).collect();
    all.ok_or_else(|| material::misuse(speaker, "cli-not-a-commitments-document", asked))
}

/// A sentence first, then what runs out, then each commitment, what presses first.
fn told(told: &Told<'_>, soon: Span, stores: &[Site]) -> String {
    let words = told.words();
    let as_of = told.as_of();
    let values = [("moment", told.moment(as_of).into()), ("day", told.d_day(as_of).into())];
    let mut lines = vec![words.with("promise-as-of", &values), told.sentence().join(" ")];
    let running_out = told.running_out(soon);
    if !running_out.is_empty() {
        lines.push(String::new());
        lines.push(words.with("promise-soon", &[("span", told.span_of(soon).into())]));
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
    if !stores.is_empty() {
        lines.push(String::new());
        lines.push(words.get("promise-stores"));
        lines.extend(stores.iter().flat_map(|site| of_site(told, site)));
    }
    lines.iter().map(|line| format!("{}\n", shown(&one_line(line)))).collect()
}

fn of_site(told: &Told<'_>, site: &Site) -> Vec<String> {
    let mut lines = vec![format!("{} [{}] {}", site.site, told.holder(site), told.visited(site))];
    let stock = |stock| format!("  {} {}", told.stock(stock), told.compared(stock.compared));
    lines.extend(site.stocks.iter().map(stock));
    lines
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
