//! A consultation on the record: opened with its statements, and counted.

use std::path::Path;

use clap::ArgMatches;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::filed::Filed;
use hudna_desk::ballots::Ballots;
use hudna_desk::desk::{self, Files as _, OnDisk, consult};
use hudna_desk::intake;
use hudna_desk::record::consulted::{self, Opened};
use hudna_desk::record::{Actor, Mission};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;

use super::super::record::{self, fail};
use super::super::speak::Speaker;
use super::super::{Ended, Failure, clock, material};

/// Opens a consultation and puts the statements of a file to people.
pub(super) fn open(matches: &ArgMatches, speaker: &Speaker, statements: &Path) -> Ended {
    let text = |name: &str| matches.get_one::<String>(name).map(|text| text.as_str().into());
    let title = Both { ar: text("title-ar"), en: text("title-en") };
    let Some(id) = text("consultation").filter(|_| title != Both::default()) else {
        return Err(material::misuse(speaker, "cli-consult-open-what", "--open"));
    };
    let name = statements.display().to_string();
    let bytes = OnDisk.bytes(statements).map_err(|why| fail(speaker, &why))?;
    let read =
        intake::read_statements(&name, &bytes).map_err(|why| fail(speaker, &desk::unreadable(why, &name)))?;
    if !read.set_aside.is_empty() {
        let count = read.set_aside.len().to_string();
        return Err(fail(speaker, &Trouble::new("consult", "statements-not-whole").with("count", count)));
    }
    let (mut mission, actor) = mission(matches, speaker)?;
    let opened = Filed::plain(Act::ConsultationOpened { id, title });
    let receipts = done(&mut mission, &actor, vec![opened], speaker)?;
    let Some(entry) = receipts.first() else { return Err(Failure::Ours) };
    done(&mut mission, &actor, consulted::putting(entry, &read.list), speaker)?;
    end(&mission, speaker)
}

/// Files what came of `counted` as the count of a consultation that was opened.
pub(super) fn count(
    matches: &ArgMatches,
    speaker: &Speaker,
    (votes, delegates): (&Path, Option<&Path>),
    counted: &consult::Consulted,
) -> Ended {
    let id = matches.get_one::<String>("consultation").map(String::as_str).unwrap_or_default();
    let held =
        |path: &Path| store::read_bytes(path, store::MOST_BYTES).map_err(|why| fail(speaker, &why.into()));
    let bytes = held(votes)?;
    let delegates = delegates.map(held).transpose()?;
    let (mut mission, actor) = mission(matches, speaker)?;
    let derived = mission.derived().map_err(|why| fail(speaker, &why))?;
    let known: Option<&Opened> = derived.consultations.iter().find(|one| *one.id == *id);
    let filed = known
        .ok_or_else(|| Trouble::new("consult", "not-opened").with("consultation", id))
        .and_then(|opened| consulted::counting(opened, counted, bytes, delegates))
        .map_err(|why| fail(speaker, &why))?;
    // people are voting on a page: what they said would be thrown away uncounted
    if let Some(entry) = known.map(|opened| opened.entry.0.clone()) {
        let urn = Ballots::open(&mission.folder.path).and_then(|ballots| ballots.urn(&entry));
        if urn.map_err(|why| fail(speaker, &why))?.is_some_and(|urn| !urn.is_over) {
            return Err(fail(speaker, &Trouble::new("record", "ballots-open").with("consultation", id)));
        }
    }
    done(&mut mission, &actor, vec![filed], speaker)?;
    end(&mission, speaker)
}

fn mission(matches: &ArgMatches, speaker: &Speaker) -> Result<(Mission, Actor), Failure> {
    let mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    Ok((mission, actor))
}

fn done(
    mission: &mut Mission,
    actor: &Actor,
    acts: Vec<Filed>,
    speaker: &Speaker,
) -> Result<Vec<hudna_core::ledger::id::EntryId>, Failure> {
    let (receipts, unheard) = mission
        .act_once(actor, acts, clock::now())
        .map_err(|(_, why)| record::not_done(speaker, &why.into()))?;
    record::say_again(speaker, &receipts);
    let said: String =
        receipts.iter().map(|receipt| format!("{} {}\n", receipt.seq, receipt.entry)).collect();
    speaker.answer(&said)?;
    record::heard(mission, &unheard);
    Ok(receipts.into_iter().map(|receipt| receipt.entry).collect())
}

fn end(mission: &Mission, speaker: &Speaker) -> Ended {
    speaker.answer(&record::head_line(speaker, mission.ledger.size(), mission.ledger.head()))
}
