//! What became of a text after signature and what its drafters know of it, as fields to compare.

use hudna_core::agreement::{Ambiguity, CourseRuling, Severity, Standing};

use super::super::voice::Voice;
use super::fields::{Field, Part};

/// The words for gravity, suspensions, extensions, rulings on lines and known ambiguities.
pub(super) fn parts(voice: &Voice<'_>) -> Vec<Part> {
    let agreement = voice.agreement();
    let mut out: Vec<Part> = agreement.severities.iter().map(|s| severity(voice, s)).collect();
    out.extend(agreement.suspensions.iter().map(|s| standing(voice, "suspended", s)));
    out.extend(agreement.extensions.iter().map(|s| standing(voice, "extended", s)));
    out.extend(agreement.course_rulings.iter().map(|r| ruling(voice, r)));
    out.extend(agreement.ambiguities.iter().map(|a| ambiguity(voice, a)));
    out
}

fn severity(voice: &Voice<'_>, Severity { id, name }: &Severity) -> Part {
    let said = voice.lang.of(name).to_owned();
    let fields = vec![Field::new("name", format!("{name:?}"), said.clone())];
    Part { part: "severity", id: id.to_string(), name: said.clone(), fields, whole: said }
}

fn standing(voice: &Voice<'_>, part: &'static str, standing: &Standing) -> Part {
    let Standing { over, part: of, by } = standing;
    let name = of.as_ref().map_or_else(|| voice.get("part-front"), |id| voice.norm(id));
    let mut fields = vec![
        Field::new("from", over.lo.0, voice.day_or_hour(over.lo)),
        Field::new("by", by, voice.foreign(by)),
    ];
    if over.hi.0 != i64::MAX {
        fields.push(Field::new("until", over.hi.0, voice.end(over.hi)));
    }
    let id = of.as_ref().map_or_else(|| "*".to_owned(), ToString::to_string);
    Part { part, id, name, fields, whole: voice.over(over.lo, over.hi, by) }
}

fn ruling(voice: &Voice<'_>, ruling: &CourseRuling) -> Part {
    let CourseRuling { dispute, from, settles, reference } = ruling;
    let values = [
        ("from", voice.day_or_hour(*from)),
        ("party", voice.actor(settles)),
        ("reference", voice.foreign(reference)),
    ];
    let said = voice.say("whole-ruling", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
    let fields = vec![Field::new("rulings", format!("{} {settles} {reference}", from.0), said.clone())];
    Part { part: "ruling", id: dispute.to_string(), name: voice.id(dispute), fields, whole: said }
}

fn ambiguity(voice: &Voice<'_>, ambiguity: &Ambiguity) -> Part {
    let Ambiguity { id, about, words, readings } = ambiguity;
    let said = voice.lang.of(words).to_owned();
    let mut fields = vec![
        Field::hidden("about", format!("{about:?}")),
        Field::new("text_ar", &words.ar, words.ar.to_string()),
        Field::new("text_en", &words.en, words.en.to_string()),
    ];
    for (by, reading) in readings {
        let of = voice.lang.of(reading).to_owned();
        fields.push(Field::named(format!("readings {by:?}"), "readings", format!("{reading:?}"), of));
    }
    Part { part: "ambiguity", id: id.to_string(), name: voice.id(id), fields, whole: said }
}
