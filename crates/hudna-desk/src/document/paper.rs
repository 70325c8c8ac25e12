//! Reports whose words are put together elsewhere, on the paper that situation reports are printed on.

use super::blocks::{Section, Sitrep};
use super::make::{Distribution, Form};
use super::sitrep::{as_of, headed, number};
use super::view::View;
use super::voice::Voice;
use super::{Document, RenderError, sitrep_html, sitrep_pdf};
use crate::words::Lang;

/// What a report says around its sections.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    /// The key of its title, with `$number`.
    pub(crate) title: &'static str,
    /// The key of the line under its pages.
    pub(crate) footer: &'static str,
    /// For whom it is.
    pub(crate) distribution: Distribution,
    /// What stands across its pages.
    pub(crate) watermark: Option<&'a str>,
}

/// Lays `sections` out as `name.<lang>.pdf` or `.html`; of `view` it takes the text, the moment and the number.
///
/// # Errors
/// Faults of ours, never of the data.
pub(crate) fn laid(
    view: &View<'_>,
    (lang, form): (Lang, Form),
    around: &Around<'_>,
    (name, sections): (&str, Vec<Section>),
) -> Result<Document, RenderError> {
    let voice = Voice::of(view, lang);
    let title = voice.say(around.title, &[("number", &number(&voice))]);
    let mut made: Sitrep = headed(&voice, title, vec![as_of(&voice)], sections);
    made.status = Vec::new();
    made.footer = voice.get(around.footer);
    made.class = voice.get(&format!("class-{}", around.distribution.name()));
    made.watermark = around.watermark.map(str::to_owned);
    let ending = match form {
        Form::Pdf => "pdf",
        Form::Html => "html",
    };
    let name = format!("{name}.{}.{ending}", lang.code());
    let bytes = match form {
        Form::Pdf => sitrep_pdf::render(&made, &name)?,
        Form::Html => sitrep_html::render(&made),
    };
    Ok(Document { name, bytes })
}
