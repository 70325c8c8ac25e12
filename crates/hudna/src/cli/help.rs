//! The command line in the reader's language: help without a foreign word that can be helped, and what is
//! said when a command is misused.
//!
//! Names of options, their values and `[OPTIONS]` are the language of the command line itself and stay.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};
use hudna_desk::words::Words;

use super::speak::Speaker;

/// A command and all beneath it with headings, usage and the help option in the reader's language.
pub(super) fn worded(command: Command, words: &'static Words) -> Command {
    // the command line is built once and lives as long as the program, and so do its few headings
    let lasting = |key: &str| -> &'static str { Box::leak(words.get(key).into_boxed_str()) };
    let headings = Headings {
        commands: lasting("cli-heading-commands"),
        arguments: lasting("cli-heading-arguments"),
        options: lasting("cli-heading-options"),
        command: lasting("cli-value-command"),
    };
    with_headings(command, words, headings)
}

#[derive(Clone, Copy)]
struct Headings {
    commands: &'static str,
    arguments: &'static str,
    options: &'static str,
    command: &'static str,
}

fn with_headings(command: Command, words: &'static Words, headings: Headings) -> Command {
    let inner: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(format!(
            "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            words.get("cli-usage")
        ))
        .subcommand_help_heading(headings.commands)
        .subcommand_value_name(headings.command)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(1000)
                .help(words.get("cli-help")),
        )
        .mut_args(|arg| {
            let heading = if arg.is_positional() { headings.arguments } else { headings.options };
            // what may be given and what is taken otherwise stand in the words of each option
            let arg = arg.help_heading(heading);
            if arg.get_action().takes_values() {
                arg.hide_possible_values(true).hide_default_value(true)
            } else {
                arg
            }
        });
    for name in inner {
        command = command.mut_subcommand(name, |c| with_headings(c, words, headings));
    }
    command
}

/// Says what is wrong with a command, and where its help is.
pub(super) fn say_misuse(speaker: &Speaker, why: &Error, path: &str) {
    let words = speaker.words;
    let text = |kind| why.get(kind).map(written).unwrap_or_default();
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let (kind, argument, value) = match why.kind() {
        ErrorKind::InvalidSubcommand => {
            ("command-unknown", String::new(), text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("command-missing", String::new(), String::new())
        }
        ErrorKind::UnknownArgument => ("argument-unknown", String::new(), argument),
        ErrorKind::MissingRequiredArgument => ("argument-missing", String::new(), argument),
        ErrorKind::InvalidValue if value.is_empty() => ("value-missing", argument, value),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("value-wrong", argument, value),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            ("value-missing", argument, value)
        }
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                ("repeated", argument, other)
            } else {
                ("conflict", argument, other)
            }
        }
        ErrorKind::InvalidUtf8 => ("not-text", argument, value),
        _ => ("other", argument, value),
    };
    speaker.misuse(&words.with(
        "cli-misused",
        &[("kind", kind.into()), ("argument", argument.into()), ("value", value.into())],
    ));
    let choices = text(ContextKind::ValidValue);
    if !choices.is_empty() {
        speaker.aside(&words.with("cli-misused-choices", &[("choices", choices.into())]));
    }
    let near: Vec<String> =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .map(text)
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect();
    if !near.is_empty() {
        speaker.aside(&words.with("cli-misused-near", &[("near", near.join(", ").into())]));
    }
    speaker.aside(&words.with("cli-misused-next", &[("command", path.into())]));
}

fn written(value: &ContextValue) -> String {
    match value {
        ContextValue::None => String::new(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStrs(list) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use hudna_desk::words::{Lang, Words};

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        for lang in Lang::BOTH {
            super::super::command(Words::of(*lang)).debug_assert();
        }
    }
}
