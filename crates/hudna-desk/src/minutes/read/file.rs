//! A language's file as it is written: what each table is for stands in docs/minutes.md.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The tables of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) script: String,
    #[serde(default)]
    pub(super) prefixes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) possessives: Vec<String>,
    pub(super) paradigms: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub(super) verbs: BTreeMap<String, BTreeMap<String, Vec<Vec<String>>>>,
    #[serde(default)]
    pub(super) needs: BTreeMap<String, Vec<String>>,
    /// Verbs that are these only as they are written, hamza and all.
    #[serde(default)]
    pub(super) as_written: Vec<String>,
    /// The ending of an indefinite noun or adverb in the accusative.
    #[serde(default)]
    pub(super) accusative: String,
    /// What the first of `feminine_endings` becomes where something is joined to it.
    #[serde(default)]
    pub(super) feminine_joined: String,
    #[serde(default)]
    pub(super) of_person: Vec<String>,
    #[serde(default)]
    pub(super) same_title: Vec<Vec<String>>,
    #[serde(default)]
    pub(super) needs_person: Vec<String>,
    #[serde(default)]
    pub(super) with_object: Vec<String>,
    #[serde(default)]
    pub(super) object_suffixes: Vec<String>,
    #[serde(default)]
    pub(super) passive_mark: String,
    #[serde(default)]
    pub(super) people_form: Vec<String>,
    #[serde(default)]
    pub(super) noun_shapes: Vec<String>,
    #[serde(default)]
    pub(super) role_possessives: Vec<String>,
    #[serde(default)]
    pub(super) pair_forms: Vec<String>,
    #[serde(default)]
    pub(super) several_women: Vec<String>,
    #[serde(default)]
    pub(super) several_men: Vec<String>,
    #[serde(default)]
    pub(super) feminine_forms: Vec<String>,
    #[serde(default)]
    pub(super) masculine_forms: Vec<String>,
    #[serde(default)]
    pub(super) feminine_endings: Vec<String>,
    #[serde(default)]
    pub(super) masculine_endings: Vec<String>,
    pub(super) objects: BTreeMap<String, Vec<String>>,
    pub(super) openers: BTreeMap<String, Vec<String>>,
    pub(super) negated: BTreeMap<String, String>,
    pub(super) words: BTreeMap<String, Vec<String>>,
    pub(super) collectives: Collectives,
    pub(super) conditions: BTreeMap<String, Markers>,
    pub(super) impersonal: BTreeMap<String, Vec<String>>,
    pub(super) patterns: Vec<String>,
}

/// Collectives: all who were there, or some.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Collectives {
    pub(super) all: Vec<String>,
    pub(super) some: Vec<String>,
}

/// What a condition begins with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Markers {
    #[serde(default)]
    pub(super) always: Vec<String>,
    #[serde(default)]
    pub(super) beside_duty: Vec<String>,
}
