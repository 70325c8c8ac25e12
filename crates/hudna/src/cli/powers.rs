//! `hudna powers [DIR]`: checks a mission's policies, says what each role may do by them, and what differs from those that ship. The same table of
//! those that ship is a page of the reference.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::powers::{Policies, Power, Reach, SHIPPED, Table, Wrong};
use hudna_desk::store::folder;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words, without_isolates};
use serde_json::{Value, json};

use super::record::fail;
use super::speak::{Speaker, one_line, shown};
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    let flag = |name: &'static str, key: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.get(key))
    };
    Command::new("powers")
        .about(words.get("cli-powers"))
        .after_help(words.get("cli-powers-after"))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-powers-folder")),
        )
        .arg(flag("shipped", "cli-powers-shipped").conflicts_with("folder"))
        .arg(flag("json", "cli-powers-json").conflicts_with("shipped"))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    if matches.get_flag("shipped") {
        return speaker.answer(SHIPPED);
    }
    let path = matches.get_one::<PathBuf>("folder");
    let own = match path {
        Some(path) => {
            folder::settings(path).map_err(|why| fail(speaker, &why))?;
            folder::powers(path).map_err(|why| fail(speaker, &why.into()))?
        }
        None => None,
    };
    let read = |text: &str| Policies::read(text).map(Arc::new);
    let file = path.map(|path| path.join(folder::POWERS).display().to_string()).unwrap_or_default();
    let policies = read(own.as_deref().unwrap_or(SHIPPED)).map_err(|all| refused(speaker, &file, &all))?;
    let usual = read(SHIPPED).map_err(|all| refused(speaker, &file, &all))?;
    let (now, usual) = (Table::of(&policies), Table::of(&usual));
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", data(&now, &usual)));
    }
    let whose = match (&own, path) {
        (Some(_), _) => speaker.words.with("cli-powers-own", &[("path", file.into())]),
        (None, Some(_)) => speaker.words.get("cli-powers-none"),
        (None, None) => speaker.words.get("cli-powers-those-that-ship"),
    };
    speaker.answer(&format!("{whose}\n\n{}{}", roles(speaker.words, &now), beside(speaker.words, &now)))?;
    speaker.answer(&differing(speaker.words, &now, &usual))
}

/// All that is wrong with a file, each by line.
fn refused(speaker: &Speaker, file: &str, all: &[Wrong]) -> Failure {
    for one in all {
        let values = [
            ("line", one.line.to_string()),
            ("column", one.column.to_string()),
            ("detail", one_line(&one.detail)),
        ];
        let trouble = values
            .into_iter()
            .fold(Trouble::new("record", one.code), |trouble, (name, value)| trouble.with(name, value));
        speaker.error(one.code, &speaker.words.message(&trouble.key(), &trouble.arguments));
        speaker.aside(&format!("  --> {file}:{}:{}", one.line, one.column));
    }
    speaker.aside(&speaker.words.get("cli-nothing-written"));
    Failure::Content
}

/// Over what a power is given; empty where it is over everything that a role is held over.
fn over(words: &Words, reach: Reach) -> String {
    let kinds = [(reach.mission, "mission"), (reach.sector, "sector"), (reach.party, "party")];
    if kinds.iter().all(|(given, _)| *given) {
        return String::new();
    }
    let given = kinds.iter().filter(|(given, _)| *given);
    let given: Vec<String> = given.map(|(_, kind)| words.get(&format!("powers-over-{kind}"))).collect();
    format!(" ({})", words.list(&given))
}

/// A power as its readers call it, with its name in policies.
fn named(words: &Words, power: Power) -> String {
    let said = words.get(&format!("power-{}", power.name()));
    words.with("powers-named", &[("said", said.into()), ("name", power.name().into())])
}

fn roles(words: &Words, table: &Table) -> String {
    let mut out = String::new();
    for (role, cells) in &table.rows {
        let given = |is_sight: bool| -> Vec<String> {
            let given = cells
                .iter()
                .filter(|(power, reach)| reach.any() && matches!(power, Power::See(_)) == is_sight);
            given.map(|(power, reach)| format!("{}{}", named(words, *power), over(words, *reach))).collect()
        };
        let line = |key: &str, given: &[String]| match given {
            [] => String::new(),
            // a list of a list is isolated within isolation, which terminals show as signs; brackets set the Latin names apart
            given => format!("    {}: {}\n", words.get(key), without_isolates(&words.list(given))),
        };
        let name = words.get(&format!("role-{role}"));
        out.push_str(&format!(
            "{role} ({name})\n{}{}",
            line("powers-sees", &given(true)),
            line("powers-does", &given(false))
        ));
    }
    out
}

fn beside(words: &Words, table: &Table) -> String {
    if table.beside.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", words.get("powers-beside"));
    for one in &table.beside {
        let key = if one.forbids { "powers-forbids" } else { "powers-permits" };
        out.push_str(&format!("    {}\n", words.with(key, &[("name", shown(&one_line(&one.name)).into())])));
    }
    out
}

fn differing(words: &Words, now: &Table, usual: &Table) -> String {
    let differences = now.differences(usual);
    let (more, less): (Vec<_>, Vec<_>) =
        (now.beside_not_in(usual).collect(), usual.beside_not_in(now).collect());
    if differences.is_empty() && more.is_empty() && less.is_empty() {
        return format!("\n{}\n", words.get("powers-as-usual"));
    }
    let mut out = format!("\n{}\n", words.get("powers-differ"));
    let told = |reach: Reach| match (reach.any(), over(words, reach)) {
        (false, _) => words.get("powers-not"),
        (true, over) if over.is_empty() => words.get("powers-everywhere"),
        (true, over) => over.trim().trim_matches(['(', ')']).to_owned(),
    };
    for one in &differences {
        let values = [
            ("role", words.get(&format!("role-{}", one.role)).into()),
            ("power", named(words, one.power).into()),
            ("now", told(one.now).into()),
            ("usual", told(one.usual).into()),
        ];
        out.push_str(&format!("    {}\n", words.with("powers-differs", &values)));
    }
    for (key, all) in [("powers-more", &more), ("powers-less", &less)] {
        for one in all {
            out.push_str(&format!(
                "    {}\n",
                words.with(key, &[("name", shown(&one_line(&one.name)).into())])
            ));
        }
    }
    out
}

/// The page of the reference: powers by name, and what the policies that ship give to each role.
pub(super) fn page() -> String {
    let both = |key: &str| [Lang::En, Lang::Ar].map(|lang| Words::of(lang).get(key)).join(" · ");
    let mut out = String::from(
        "# Powers · الصلاحيات\n\nMade by `cargo xtask generate` from the policies that ship; do not edit. How a mission changes them: \
         [powers.md](../powers.md).\n\n|power|English|العربية|\n|-|-|-|\n",
    );
    for power in Power::ALL {
        let said = [Lang::En, Lang::Ar].map(|lang| Words::of(lang).get(&format!("power-{}", power.name())));
        out.push_str(&format!("|`{}`|{}|\n", power.name(), said.join("|")));
    }
    let Ok(policies) = Policies::shipped() else { return out };
    let table = Table::of(&Arc::new(policies));
    out.push_str(&format!("\n|role|{}|{}|\n|-|-|-|\n", both("powers-sees"), both("powers-does")));
    for (role, cells) in &table.rows {
        let given = |is_sight: bool| -> String {
            let given = cells
                .iter()
                .filter(|(power, reach)| reach.any() && matches!(power, Power::See(_)) == is_sight);
            given.map(|(power, _)| format!("`{}`", power.name())).collect::<Vec<_>>().join(", ")
        };
        out.push_str(&format!(
            "|`{role}` {}|{}|{}|\n",
            both(&format!("role-{role}")),
            given(true),
            given(false)
        ));
    }
    out.push_str("\nEach over what the role is held over: the mission, a sector, a party. · كلٌّ على ما مُنح الدور عليه: البعثة أو قطاع أو طرف.\n");
    out
}

/// The same for programs.
fn data(now: &Table, usual: &Table) -> Value {
    let reach = |reach: Reach| {
        let kinds = [(reach.mission, "mission"), (reach.sector, "sector"), (reach.party, "party")];
        kinds.iter().filter(|(given, _)| *given).map(|(_, kind)| *kind).collect::<Vec<_>>()
    };
    let cells = |cells: &[(Power, Reach)]| -> Value {
        let given = cells.iter().filter(|(_, reach)| reach.any());
        Value::Object(given.map(|(power, over)| (power.name().to_owned(), json!(reach(*over)))).collect())
    };
    let rows = now.rows.iter().map(|(role, row)| ((*role).to_owned(), cells(row))).collect();
    let differences = now.differences(usual).into_iter().map(|one| {
        json!({ "role": one.role, "power": one.power.name(), "now": reach(one.now), "usual": reach(one.usual) })
    });
    let beside = |one: &hudna_desk::powers::Beside| json!({ "name": one.name, "forbids": one.forbids, "text": one.text });
    json!({
        "roles": Value::Object(rows),
        "beside": now.beside.iter().map(beside).collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "beside_added": now.beside_not_in(usual).map(|one| one.name.as_str()).collect::<Vec<_>>(),
        "beside_missing": usual.beside_not_in(now).map(|one| one.name.as_str()).collect::<Vec<_>>(),
    })
}
