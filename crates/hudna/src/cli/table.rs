//! `hudna table DIR`: the negotiating table as it stands, for a wall, a printer or as data; the drafts on it.
//!
//! `--draft` shows what changed in a text; `--put` puts its next version, `--next` writes one of the amendments, `--assemble` the text of
//! what was adopted, `--propose` hands that to the mission as the agreement.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::agreement::Agreement;
use hudna_core::dialogue::adoption::{ArticleStand, Deciding};
use hudna_core::dialogue::draft::DraftText;
use hudna_core::dialogue::table::{Table, Version};
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::{Contents, Filed};
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::Class;
use hudna_core::register::Registers;
use hudna_core::time::Instant;
use hudna_desk::assembled::{Assembled, assemble, next_version};
use hudna_desk::desk::{self, AgreementFiles};
use hudna_desk::document::make::Form;
use hudna_desk::document::redline::{as_text as in_signs, differs, redline};
use hudna_desk::document::table_paper::changes::Between;
use hudna_desk::document::table_paper::{Made, Sheet, changes as redlined, wall as stand_of};
use hudna_desk::document::talks::{Talks, as_json, as_text};
use hudna_desk::document::votes;
use hudna_desk::record::{Reader, reading};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words, without_isolates};

use super::record::{self, fail};
use super::speak::{Speaker, shown};
use super::{Ended, Failure, clock, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    let path = |name: &'static str, value: &'static str, help: &str| {
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(words.get(help))
    };
    let flag = |name: &'static str, help: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.get(help))
    };
    Command::new("table")
        .about(words.get("cli-table"))
        .after_help(words.get("cli-table-after"))
        .arg(record::folder(words))
        .arg(flag("json", "cli-table-json"))
        .arg(Arg::new("draft").long("draft").value_name("ID").help(words.get("cli-table-draft")))
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("N")
                .value_parser(value_parser!(u32))
                .requires("draft")
                .help(words.get("cli-table-from")),
        )
        .arg(path("put", "FILE", "cli-table-put").requires("draft"))
        .arg(path("next", "FILE", "cli-table-next").requires("draft"))
        .arg(path("assemble", "FOLDER", "cli-table-assemble").requires("draft"))
        .arg(flag("propose", "cli-table-propose").requires("draft"))
        .arg(path("out", "FOLDER", "cli-table-out"))
        .arg(
            Arg::new("sheet")
                .long("sheet")
                .value_name("SIZE")
                .value_parser(Sheet::ALL.map(Sheet::name))
                .requires("out")
                .help(words.get("cli-table-sheet")),
        )
        .arg(record::signer(words))
}

/// What is read of a mission for its table.
struct Seen {
    agreement: Agreement,
    table: Arc<Table>,
    as_of: Instant,
    /// Files of the last version of the draft asked for.
    files: AgreementFiles,
    registers: Registers,
    /// By which rules each version that was put to the vote is decided.
    deciding: BTreeMap<EntryId, Deciding>,
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let draft = matches.get_one::<String>("draft").map(String::as_str);
    let asked = |name: &str| matches.get_one::<PathBuf>(name);
    if let (Some(draft), Some(file)) = (draft, asked("put")) {
        return put(matches, speaker, draft, file);
    }
    let seen = read(record::path(matches)?, draft).map_err(|why| fail(speaker, &why))?;
    if let Some(folder) = asked("out") {
        return print(matches, speaker, &seen, folder);
    }
    let Some(draft) = draft else { return wall(matches, speaker, &seen) };
    if let Some(file) = asked("next") {
        return next(speaker, &seen, draft, file);
    }
    if asked("assemble").is_some() || matches.get_flag("propose") {
        return assembled(matches, speaker, &seen, draft);
    }
    changes(speaker, &seen, draft, matches.get_one::<u32>("from").copied())
}

/// The text in force and the table of the mission in a folder.
fn read(path: &Path, draft: Option<&str>) -> Result<Seen, Trouble> {
    let mut reader = Reader::new(reading(path)?);
    let now = clock::now();
    reader.follow(now)?;
    let derived = reader.derived();
    let table = Arc::clone(derived.table());
    let last = draft.and_then(|draft| table.latest(draft));
    let files = last.and_then(|last| derived.proposed(&last.entry)).cloned().unwrap_or_default();
    let as_of = derived.as_of.unwrap_or(now);
    let mut deciding = BTreeMap::new();
    for put in &table.puts {
        deciding.extend(derived.deciding(&put.of, now)?.map(|rules| (put.of.clone(), rules)));
    }
    let registers = derived.replay.registers();
    Ok(Seen { agreement: derived.agreement_at(now)?, table, as_of, files, registers, deciding })
}

/// The whole table.
fn wall(matches: &ArgMatches, speaker: &Speaker, seen: &Seen) -> Ended {
    let talks = Talks::of(&seen.table, &seen.agreement, speaker.lang);
    let now = clock::now().max(seen.as_of);
    let votes = votes::all(&talks, &seen.registers, |of| seen.deciding.get(of).cloned(), now);
    if matches.get_flag("json") {
        let mut whole = as_json(&talks);
        if let Some(map) = whole.as_object_mut() {
            map.insert("votes".to_owned(), votes::as_json(&votes));
        }
        return speaker.answer(&without_isolates(&format!("{whole:#}\n")));
    }
    lines(speaker, &as_text(&talks))?;
    if votes.is_empty() {
        return Ok(());
    }
    lines(speaker, &format!("\n{}", speaker.words.get("talks-votes")))?;
    lines(speaker, &votes::as_text(&talks, &votes))
}

fn lines(speaker: &Speaker, text: &str) -> Ended {
    let text = without_isolates(text);
    text.lines().try_for_each(|line| speaker.answer(&format!("{}\n", shown(line))))
}

/// The stand of the talks in every language, as page and PDF; with a draft also what changed in it.
fn print(matches: &ArgMatches, speaker: &Speaker, seen: &Seen, folder: &Path) -> Ended {
    let sheet = matches.get_one::<String>("sheet").and_then(|name| Sheet::parse(name)).unwrap_or_default();
    let draft = matches.get_one::<String>("draft").map(String::as_str);
    let from = matches.get_one::<u32>("from").copied();
    let mut papers = Vec::new();
    for lang in Lang::BOTH {
        let talks = Talks::of(&seen.table, &seen.agreement, *lang);
        let class = talks.words().get("sitrep-class");
        let made = Made { as_of: seen.as_of, sheet, class: &class, watermark: None };
        let between =
            draft.map(|draft| Between::of(&talks, draft, from, None).ok_or_else(|| none(speaker, draft)));
        let between = between.transpose()?;
        for form in [Form::Html, Form::Pdf] {
            papers.push(stand_of::render(&talks, &made, form));
            papers.extend(between.as_ref().map(|between| redlined::render(&talks, between, &made, form)));
        }
    }
    let papers: Result<Vec<_>, _> = papers.into_iter().collect();
    let papers = papers.map_err(|why| {
        fail(speaker, &Trouble::new("document", "not-made").with("detail", why.to_string()))
    })?;
    store::write_documents(folder, &papers).map_err(|why| fail(speaker, &why.into()))?;
    papers.iter().try_for_each(|paper| wrote(speaker, &folder.join(&paper.name)))
}

fn wrote(speaker: &Speaker, path: &Path) -> Ended {
    let path = path.display().to_string();
    speaker.answer(&format!("{}\n", speaker.words.with("cli-table-wrote", &[("path", path.into())])))
}

fn none(speaker: &Speaker, draft: &str) -> Failure {
    fail(speaker, &Trouble::new("record", "draft-none").with("draft", draft))
}

/// A draft article by article, with what changed since another version.
fn changes(speaker: &Speaker, seen: &Seen, draft: &str, from: Option<u32>) -> Ended {
    let talks = Talks::of(&seen.table, &seen.agreement, speaker.lang);
    let all = seen.table.drafts.get(draft).ok_or_else(|| none(speaker, draft))?;
    let last = all.last().and_then(|last| Some((last, last.text.as_deref()?)));
    let (last, text) = last.ok_or_else(|| none(speaker, draft))?;
    let before = match from {
        Some(number) => all.iter().find(|version| version.number == number),
        None => all.len().checked_sub(2).and_then(|n| all.get(n)),
    };
    let values = [("number", last.number.to_string().into()), ("when", talks.moment(last.at).into())];
    lines(speaker, &speaker.words.with("draft-version", &values))?;
    for article in &text.articles {
        let stand = seen.table.article_stand(draft, text, article);
        let title = speaker.lang.of(&article.title);
        lines(speaker, &format!("\n{title} ({}): {}", article.id, stand_word(speaker, &stand)))?;
        lines(speaker, &said(before, article))?;
    }
    Ok(())
}

fn stand_word(speaker: &Speaker, stand: &ArticleStand<'_>) -> String {
    speaker.words.get(&format!("draft-{}", stand.name()))
}

/// The paragraphs of an article that changed or are open, in both languages.
fn said(before: Option<&Version>, article: &hudna_core::dialogue::draft::DraftArticle) -> String {
    let old: Option<&DraftText> = before.and_then(|version| version.text.as_deref());
    let old = old.and_then(|text| text.article(&article.id));
    let mut out = String::new();
    for paragraph in &article.paragraphs {
        let was = old.and_then(|old| old.paragraph(&paragraph.number));
        for (now, was) in [(&paragraph.ar, was.map(|w| &w.ar)), (&paragraph.en, was.map(|w| &w.en))] {
            let was = was.map(ToString::to_string);
            let now_said = now.to_string();
            let changed = match &before {
                Some(_) => redline(was.as_deref().unwrap_or_default(), &now_said),
                None => redline(&now_said, &now_said),
            };
            if differs(&changed) || now.is_open() {
                out.push_str(&format!("  {} {}\n", paragraph.number, in_signs(&changed)));
            }
        }
    }
    out
}

/// Puts the next version of a draft.
fn put(matches: &ArgMatches, speaker: &Speaker, draft: &str, file: &Path) -> Ended {
    let files = desk::agreement_files(file).map_err(|why| fail(speaker, &why))?;
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let derived = mission.derived().map_err(|why| fail(speaker, &why))?;
    let version = derived.table().latest(draft).map_or(1, |last| last.number.saturating_add(1));
    let filed = Filed { act: Act::DraftPut { draft: draft.into(), version }, parts: open(files) };
    let receipt = mission.act(&actor, filed, clock::now()).map_err(|why| record::not_done(speaker, &why))?;
    speaker.answer(&format!("{} {} draft.put {version}\n", receipt.seq, receipt.entry))
}

/// Files as open parts.
fn open(files: AgreementFiles) -> Contents {
    files.into_iter().map(|(name, bytes)| (name.to_string().into(), Class::Open, bytes)).collect()
}

/// Writes the next version of a draft of its amendments.
fn next(speaker: &Speaker, seen: &Seen, draft: &str, file: &Path) -> Ended {
    let parties: Vec<PartyId> =
        seen.agreement.parties.iter().map(|party| PartyId(party.id.clone())).collect();
    let named = |party: &PartyId| {
        Lang::BOTH
            .iter()
            .map(|lang| without_isolates(&Talks::of(&seen.table, &seen.agreement, *lang).party(&party.0)))
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_default()
    };
    let made = next_version(&seen.table, draft, &parties, &named).ok_or_else(|| none(speaker, draft))?;
    let (text, left) = made;
    store::write_new(file, text.as_bytes()).map_err(|why| fail(speaker, &why.into()))?;
    for amendment in left {
        let talks = Talks::of(&seen.table, &seen.agreement, speaker.lang);
        let values = [
            ("party", talks.party(&amendment.party.0).into()),
            ("paragraph", amendment.paragraph.to_string().into()),
        ];
        speaker.aside(&speaker.words.with("cli-table-not-placed", &values));
    }
    wrote(speaker, file)
}

/// Puts the text of the adopted articles together, says what is missing, and proposes it where that was asked.
fn assembled(matches: &ArgMatches, speaker: &Speaker, seen: &Seen, draft: &str) -> Ended {
    let made = assemble(&seen.table, draft, &seen.files).ok_or_else(|| none(speaker, draft))?;
    if let Some(folder) = matches.get_one::<PathBuf>("assemble") {
        for (name, bytes) in &made.files {
            let path = folder.join(&**name);
            store::write_file(&path, bytes).map_err(|why| fail(speaker, &why.into()))?;
            wrote(speaker, &path)?;
        }
    }
    say_lacking(speaker, &made)?;
    if matches.get_flag("propose") && !made.lacking.is_empty() {
        let all: Vec<String> = made.lacking.iter().map(|one| one.article.to_string()).collect();
        let why = Trouble::new("record", "assembly-lacks").with("articles", speaker.words.list(&all));
        return Err(fail(speaker, &why));
    }
    diagnostics::say(speaker, &made.read.diagnostics, &made.read.sources);
    if !made.is_whole() {
        return Err(Failure::Content);
    }
    if matches.get_flag("propose") { propose(matches, speaker, made) } else { Ok(()) }
}

fn say_lacking(speaker: &Speaker, made: &Assembled) -> Ended {
    if made.lacking.is_empty() {
        let version = [("version", made.version.to_string().into())];
        return lines(speaker, &speaker.words.with("cli-table-lacks-nothing", &version));
    }
    made.lacking.iter().try_for_each(|one| {
        let stand = speaker.words.get(&format!("draft-{}", one.stand));
        let values = [("article", one.article.to_string().into()), ("stand", stand.into())];
        lines(speaker, &speaker.words.with("cli-table-lacks", &values))
    })
}

fn propose(matches: &ArgMatches, speaker: &Speaker, made: Assembled) -> Ended {
    let Some(version) = made.read.agreement.as_ref().map(|agreement| agreement.version) else {
        return Err(Failure::Content);
    };
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let filed = Filed { act: Act::AgreementProposed { version }, parts: open(made.files) };
    let receipt = mission.act(&actor, filed, clock::now()).map_err(|why| record::not_done(speaker, &why))?;
    let values = [("version", version.to_string().into()), ("entry", receipt.entry.to_string().into())];
    lines(speaker, &speaker.words.with("cli-table-proposed", &values))
}
