//! Codes by their name or their label in either language, and the words for *unknown* and *none*.

use std::sync::LazyLock;

use hudna_core::report::SourceKind;
use hudna_core::value::Attribute;
use hudna_core::vocabulary::{Code, codes_of};
use rustc_hash::FxHashMap;

use super::fault::Fault;
use super::letters::{changes, fold};

/// The most alternatives that one cell may list.
const MAX_ALTERNATIVES: usize = 16;

static LABELS: LazyLock<FxHashMap<(Attribute, String), Code>> = LazyLock::new(|| {
    let mut labels = FxHashMap::default();
    for attribute in Attribute::ALL {
        for code in codes_of(*attribute) {
            for label in [code.row().code, code.row().ar, code.row().en] {
                labels.entry((*attribute, fold(label))).or_insert(code);
            }
        }
    }
    labels
});

/// The code of `attribute` that `written` names by code or label.
pub(crate) fn code(attribute: Attribute, written: &str) -> Result<Code, Fault> {
    if let Some(code) = Code::parse(attribute, written) {
        return Ok(code);
    }
    let folded = fold(written);
    if let Some(code) = LABELS.get(&(attribute, folded.clone())) {
        return Ok(*code);
    }
    let nearest = codes_of(attribute)
        .flat_map(|c| {
            [c.row().code, c.row().ar, c.row().en].map(|label| (changes(&folded, &fold(label), 2), c))
        })
        .filter(|(n, _)| *n <= 2)
        .min_by_key(|(n, c)| (*n, c.0));
    Err(Fault::new("code-unknown")
        .with("attribute", attribute.name())
        .with("nearest", nearest.map_or("none", |(_, c)| c.name())))
}

/// What a cell says before anything is read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing is said: unknown.
    Unknown,
    /// Stated to be none.
    Nothing,
    /// A value.
    Something,
}

/// Blank, `?` and their equals are unknown; `none` and `لا شيء` say that there is none.
pub(crate) fn said(cell: &str) -> Said {
    if cell.is_empty() || cell.chars().all(|c| matches!(c, '?' | '؟' | '-' | '–' | '—' | '.' | '…')) {
        return Said::Unknown;
    }
    if cell.len() > 48 {
        return Said::Something;
    }
    match fold(cell).as_str() {
        "unknown"
        | "not known"
        | "n a"
        | "na"
        | "null"
        | "nan"
        | "غير معلوم"
        | "غير معروف"
        | "مجهول"
        | "لا يعرف"
        | "غير معلومه"
        | "غير معروفه" => Said::Unknown,
        "none" | "nobody" | "nothing" | "no one" | "لا شي" | "لا احد" | "لا يوجد" | "بلا" => {
            Said::Nothing
        }
        "" => Said::Unknown,
        _ => Said::Something,
    }
}

/// The alternatives of a cell: `a or b`, `أ أو ب`, `a | b`.
pub(crate) fn alternatives(cell: &str) -> Result<Vec<&str>, Fault> {
    let mut out = Vec::new();
    for piece in cell.split('|') {
        let mut start = 0;
        for (at, word) in words(piece) {
            if (word.eq_ignore_ascii_case("or") || word == "أو" || word == "او")
                && at > 0
                && at + word.len() < piece.len()
            {
                out.push(piece[start..at].trim());
                start = at + word.len();
            }
        }
        out.push(piece[start..].trim());
    }
    out.retain(|s| !s.is_empty());
    if out.len() > MAX_ALTERNATIVES {
        return Err(Fault::new("alternatives-too-many").with("limit", MAX_ALTERNATIVES.to_string()));
    }
    Ok(out)
}

/// Words of `text` with the byte each begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// The ids of a list: commas, semicolons, bars, `or`, spaces.
pub(crate) fn ids(cell: &str) -> Vec<&str> {
    let apart = |c: char| matches!(c, ',' | ';' | '،' | '؛' | '|') || c.is_whitespace();
    cell.split(apart).filter(|s| !s.is_empty() && !matches!(*s, "or" | "أو" | "and" | "و")).collect()
}

const SOURCE_KINDS: &[(SourceKind, &str, &[&str])] = &[
    (SourceKind::Patrol, "patrol", &["دورية", "فريق مراقبة"]),
    (SourceKind::Liaison, "liaison", &["ضابط اتصال", "ضابط ارتباط", "liaison officer"]),
    (SourceKind::Hospital, "hospital", &["مستشفى", "جهة طبية"]),
    (SourceKind::Media, "media", &["وسيلة إعلام", "إعلام", "صحافة", "press"]),
    (SourceKind::Party, "party", &["طرف"]),
    (SourceKind::Hotline, "hotline", &["خط ساخن", "الخط الساخن"]),
    (SourceKind::Civilian, "civilian", &["مدني", "مواطن", "شاهد عيان", "eyewitness"]),
    (SourceKind::Camera, "camera", &["كاميرا"]),
    (SourceKind::Dataset, "dataset", &["قاعدة بيانات", "بيانات"]),
    (SourceKind::Other, "other", &["أخرى", "غير ذلك"]),
];

/// The code and Arabic label of every kind of source, for templates.
pub(crate) fn source_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    SOURCE_KINDS.iter().map(|(_, code, arabic)| (*code, arabic.first().copied().unwrap_or("")))
}

/// The kind of source that `written` names.
pub(crate) fn source_kind(written: &str) -> Result<SourceKind, Fault> {
    let folded = fold(written);
    SOURCE_KINDS
        .iter()
        .find(|(_, code, labels)| fold(code) == folded || labels.iter().any(|l| fold(l) == folded))
        .map(|(kind, _, _)| *kind)
        .ok_or_else(|| Fault::new("source-kind-unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_by_either_label() {
        for written in ["shelling", "قصف مدفعي", "Shelling", "قَصْف مِدفعيّ"] {
            assert_eq!(code(Attribute::Act, written).map(Code::name), Ok("shelling"), "{written}");
        }
        let fault = code(Attribute::Act, "sheling").map_err(|f| f.arguments);
        assert_eq!(fault, Err(vec![("attribute", "act".to_owned()), ("nearest", "shelling".to_owned())]));
    }

    #[test]
    fn alternatives_stand_between_or() {
        assert_eq!(alternatives("brigade-7 or guard-3"), Ok(vec!["brigade-7", "guard-3"]));
        assert_eq!(alternatives("قصف مدفعي أو قصف صاروخي"), Ok(vec!["قصف مدفعي", "قصف صاروخي"]));
        assert_eq!(alternatives("a|b | c"), Ok(vec!["a", "b", "c"]));
        assert_eq!(alternatives("Orchard or"), Ok(vec!["Orchard or"]));
    }

    #[test]
    fn unknown_is_not_none() {
        assert_eq!(said("؟"), Said::Unknown);
        assert_eq!(said("لا شيء"), Said::Nothing);
        assert_eq!(said("none"), Said::Nothing);
        assert_eq!(said("0"), Said::Something);
    }
}
