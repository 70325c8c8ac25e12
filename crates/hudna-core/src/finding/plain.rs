//! A deed of which each attribute is said once: its facts, read without asking what else they might be.

use crate::incident::Deed;
use crate::time::TimeRange;
use crate::value::{Attribute, Value};

/// The first value of what norms on the ground hang on. Only for deeds without a contested attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain<'a> {
    /// The moment; all of time where it is unknown.
    pub at: TimeRange,
    /// When it ended, where somebody says.
    pub until: Option<TimeRange>,
    /// What was done.
    pub act: Option<&'a Value>,
    /// Where.
    pub place: Option<&'a Value>,
    /// Who.
    pub actor: Option<&'a Value>,
    /// Stated to have happened at no moment.
    pub never: bool,
}

impl<'a> Plain<'a> {
    /// What a deed says.
    pub(super) fn of(deed: &'a Deed) -> Self {
        let said = |attribute| {
            let fact = deed.fact(attribute)?;
            fact.alternatives.first().map(|a| &a.value)
        };
        let time = |value: Option<&Value>| match value {
            Some(Value::Time(t)) => Some(*t),
            _ => None,
        };
        let at = said(Attribute::At);
        Self {
            at: time(at).unwrap_or(TimeRange::ALL),
            until: time(said(Attribute::Until)),
            act: said(Attribute::Act),
            place: said(Attribute::Place),
            actor: said(Attribute::Actor),
            never: matches!(at, Some(Value::Nothing)),
        }
    }
}
