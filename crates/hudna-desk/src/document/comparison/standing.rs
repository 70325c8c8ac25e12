//! What became of a text since it was signed, as fields to compare: suspension, extension, rulings on courses,
//! ambiguities that were left standing, and the text's own words for gravity.

use hudna_core::agreement::{About, Ambiguity, Bilingual, CourseRuling, Severity, Standing};
use hudna_core::time::Instant;

use super::super::voice::Voice;
use super::fields::{Field, Part, name_field};

/// A time in which the text or a part of it was suspended or stayed in force; `part` says which.
pub(super) fn standing(voice: &Voice<'_>, part: &'static str, standing: &Standing) -> Part {
    let Standing { over, part: of, by } = standing;
    let name = of.as_ref().map_or_else(|| voice.get("part-front"), |of| voice.norm(of));
    let mut fields = vec![Field::text("by", by)];
    if over.lo.0 != i64::MIN {
        fields.push(Field::new("from", over.lo.0, voice.day_or_hour(over.lo)));
    }
    if over.hi.0 != i64::MAX {
        fields.push(Field::new("until", over.hi.0, voice.end(over.hi)));
    }
    let whole = voice.over(over.lo, over.hi, by);
    Part { part, id: of.as_deref().unwrap_or_default().to_owned(), name, fields, whole }
}

/// A ruling on a disputed course.
pub(super) fn ruling(voice: &Voice<'_>, ruling: &CourseRuling) -> Part {
    let CourseRuling { dispute, from, settles, reference } = ruling;
    let values = [
        ("from", voice.day_or_hour(*from)),
        ("party", voice.actor(settles)),
        ("reference", voice.foreign(reference)),
    ];
    let whole = voice.say("whole-course-ruling", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
    let fields = vec![
        Field::new("from", from.0, voice.day_or_hour(*from)),
        Field::new("settles", settles, voice.actor(settles)),
        Field::text("reference", reference),
    ];
    Part { part: "ruling", id: dispute.to_string(), name: voice.id(dispute), fields, whole }
}

/// An ambiguity with what each side reads.
pub(super) fn ambiguity(voice: &Voice<'_>, ambiguity: &Ambiguity) -> Part {
    let Ambiguity { id, about, words, readings } = ambiguity;
    let (About::Term(of) | About::Dispute(of) | About::Part(of)) = about;
    let mut fields =
        vec![Field::new("about", format!("{about:?}"), voice.id(of)), name_field("words", words)];
    for (by, reading) in readings {
        let names: Vec<String> = by.iter().map(|p| voice.actor(p)).collect();
        let said = format!("{}: {}", voice.words.list(&names), voice.lang.of(reading));
        fields.push(Field::named(format!("readings {by:?}"), "readings", both(reading), said));
    }
    let whole = voice.lang.of(words).to_owned();
    Part { part: "ambiguity", id: id.to_string(), name: voice.id(id), fields, whole }
}

/// The text's own word for the gravity of a breach.
pub(super) fn severity(voice: &Voice<'_>, severity: &Severity) -> Part {
    let Severity { id, name } = severity;
    let whole = voice.lang.of(name).to_owned();
    Part {
        part: "severity",
        id: id.to_string(),
        name: whole.clone(),
        fields: vec![name_field("name", name)],
        whole,
    }
}

fn both(words: &Bilingual) -> String {
    format!("{}\n{}", words.ar, words.en)
}

impl Voice<'_> {
    /// `from … to … (by …)`; either end may be open.
    pub(in crate::document) fn over(&self, from: Instant, until: Instant, by: &str) -> String {
        let mut said = Vec::new();
        if from.0 != i64::MIN {
            said.push(self.say("hover-from", &[("moment", &self.day_or_hour(from))]));
        }
        if until.0 != i64::MAX {
            said.push(self.say("hover-until", &[("moment", &self.end(until))]));
        }
        if !by.is_empty() {
            said.push(format!("({})", self.foreign(by)));
        }
        said.join(" ")
    }
}
