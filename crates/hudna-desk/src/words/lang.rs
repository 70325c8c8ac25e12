//! The languages that people read in: the two that the program holds, and those that a mission adds by a file.
//!
//! An agreement, a name or a word of the record stands in Arabic, in English or in both, never in an added language: a
//! reader of one sees what the language's file says should stand in (`language-stands-in`).

use hudna_core::agreement::Bilingual;

use super::added::{self, Added};

/// A reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Arabic.
    Ar,
    /// English.
    En,
    /// One that a file of the mission holds.
    Added(Added),
}

impl Lang {
    /// The languages that agreements, names and the record are written in, Arabic first.
    pub const BOTH: &'static [Self] = &[Self::Ar, Self::En];

    /// Every language that pages and documents may be read in: both, then the added ones in the order they came.
    pub fn all() -> Vec<Self> {
        let mut all = Self::BOTH.to_vec();
        all.extend(added::all().map(Self::Added));
        all
    }
    /// The code of the language: `ar`, `en`, `fr`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Added(added) => added.code(),
        }
    }
    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        match self {
            Self::Ar => true,
            Self::En => false,
            Self::Added(added) => added.is_rtl(),
        }
    }
    /// The language with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|l| l.code() == code)
    }
    /// `rtl` or `ltr`.
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }
    /// Of the two languages that the record is written in, the one that this reader reads first.
    pub fn of_record(self) -> Self {
        match self {
            Self::Added(added) => added.stands_in(),
            own => own,
        }
    }
    /// What is written in both, in the order in which this reader looks at them.
    pub fn first<T>(self, ar: T, en: T) -> (T, T) {
        if self.of_record() == Self::Ar { (ar, en) } else { (en, ar) }
    }
    /// Both languages of the record, that which this reader reads first before the other.
    pub fn both_first(self) -> [Self; 2] {
        self.first(Self::Ar, Self::En).into()
    }
    /// The language in which a reader of this one is shown `words`: that which they read first, unless it is empty.
    pub fn of_both(self, words: &Bilingual) -> Self {
        let (own, other) = self.first(Self::Ar, Self::En);
        let (text, _) = self.first(&words.ar, &words.en);
        if text.is_empty() { other } else { own }
    }
    /// The words of an agreement in this language; the other language's where these are empty.
    pub fn of(self, words: &Bilingual) -> &str {
        let (own, other) = self.first(&words.ar, &words.en);
        if own.is_empty() { other } else { own }
    }
}
