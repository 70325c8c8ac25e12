//! What is kept of people and until when, complaints about monitors, and the change that broke a quota. All people are invented.

use std::collections::BTreeSet;

use hudna_core::agreement::{Beside, BesideError, SourceText, read};
use hudna_core::finding::Outcome;
use hudna_core::force::against::complaint_case;
use hudna_core::force::composition;
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::part::Class;
use hudna_core::register::Member;
use hudna_core::time::TimeRange;

use crate::force::{Room, objects, seated};
use crate::ledger_samples::{at, user};

#[test]
fn what_is_kept_of_a_candidate_is_named_once_its_time_has_run_and_what_another_nomination_keeps_is_not() {
    let mut room = Room::new();
    room.formed();
    let named = |word: &str| vec![("source", Class::Source, word.as_bytes().to_vec())];
    let until = |candidate: &str, hours: i64| Act::NominationMade {
        body: "joint-force".into(),
        candidate: candidate.into(),
        keep_until: Some(at(hours)),
        party: "first".into(),
    };
    let one = room.does_with(until("C-7", 500), &named("a name"));
    let objection = [("text", Class::Narrative, b"words".to_vec())];
    room.does_with(objects(&one, "second"), &objection);
    room.does_with(until("C-8", 900), &named("another name"));
    let none = BTreeSet::new();
    assert_eq!(room.force.expired(&none, at(499)), []);
    let expired = room.force.expired(&none, at(500));
    assert_eq!(expired.len(), 1);
    assert_eq!((&*expired[0].candidate, expired[0].parts.len()), ("C-7", 2));
    let redacted: BTreeSet<_> = expired[0].parts.iter().copied().collect();
    assert_eq!(room.force.expired(&redacted, at(600)), [], "what was destroyed is named no more");
    assert_eq!(room.force.next_expiry(at(499)), Some((2, at(500))));
    assert_eq!(room.force.next_expiry(at(500)), Some((1, at(900))), "what has run out is ahead no more");
    assert_eq!(room.force.next_expiry(at(900)), None);
}

#[test]
fn nobody_judges_a_complaint_about_themselves_or_of_their_own_party() {
    let mut room = Room::new();
    let complains = |about| Act::ComplaintMade { about, body: None, party: "second".into() };
    assert_eq!(room.refuses(complains(user(99))), "user-unknown");
    let one = room.does(complains(user(10)));
    let rules = |by: &[u8]| Act::ComplaintRuled {
        against: Vec::new(),
        by: by.iter().map(|n| user(*n)).collect(),
        of: one.clone(),
        upheld: false,
    };
    assert_eq!(room.refuses(rules(&[10])), "judge-of-oneself");
    assert_eq!(room.refuses(rules(&[9])), "conflict-of-interest");
    assert_eq!(room.refuses(rules(&[])), "quorum-missing");
    assert_eq!(room.refuses(Act::ComplaintAnswered { of: one.clone() }), "complaint-of-another");
    room.does(rules(&[7, 8]));
    assert_eq!(room.refuses(rules(&[7])), "complaint-ruled-already");
}

#[test]
fn the_panel_of_the_body_rules_on_a_complaint_that_names_it_with_its_quorum() {
    let mut room = Room::new();
    let complains =
        || Act::ComplaintMade { about: user(10), body: Some("joint-force".into()), party: "second".into() };
    assert_eq!(room.refuses(complains()), "body-not-formed", "nobody said who its panel is");
    let users = |all: &[u8]| all.iter().map(|n| user(*n)).collect::<Vec<_>>();
    room.does(Act::BodyFormed {
        appeal_hours: Some(72),
        appeal_panel: Vec::new(),
        body: "joint-force".into(),
        name: Both::default(),
        objection_hours: Some(120),
        panel: users(&[7, 10, 11]),
        quorum: 2,
        reply_hours: Some(48),
        ruling_hours: None,
    });
    let one = room.does(complains());
    let rules =
        |by: &[u8]| Act::ComplaintRuled { against: Vec::new(), by: users(by), of: one.clone(), upheld: true };
    assert_eq!(room.refuses(rules(&[7, 12])), "not-on-panel");
    assert_eq!(room.refuses(rules(&[7, 10])), "judge-of-oneself", "the monitor sits on the panel");
    assert_eq!(room.refuses(rules(&[7])), "quorum-missing", "as many as the body asks for");
    room.powers.recused.insert((user(11), complaint_case(&one).into()));
    assert_eq!(room.refuses(rules(&[7, 11])), "recused");
    room.powers.recused.clear();
    room.does(rules(&[7, 11]));
    assert_eq!(room.force.complaint(&one).unwrap().ruled.as_ref().map(|(_, upheld)| *upheld), Some(true));
}

/// An invented agreement whose force has as many of one party as of the other.
const PARITY: &str = r#"+++
agreement = "parity"
version = 1
prevails = "ar"
zone_time = "Etc/GMT-2"
signed = 2026-02-01
d_day = 2026-02-02T00:01:00
+++
## المادة 1 · Article 1 {#a1}

|§|العربية|English|
|-|-|-|
|1.1|عدد أعضاء القوة من الطرفين متساوٍ.|The force has members of the parties in equal number.|

```toml register
party = [
  { id = "first", ar = "الطرف الأول", en = "First Party", bound_from = "D" },
  { id = "second", ar = "الطرف الثاني", en = "Second Party", bound_from = "D" },
]
```

```toml norm
id   = "a1.1"
kind = "composition"
body = "joint-force"
must = "count(party = 'first') = count(party = 'second')"
```
"#;

/// No file stands beside it.
struct Alone;

impl Beside for Alone {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Err(BesideError::Missing(name.to_owned()))
    }
}

#[test]
fn the_change_that_broke_a_quota_is_named() {
    let (agreement, said) = read(SourceText { name: "parity.md".into(), text: PARITY.into() }, &Alone);
    let agreement = agreement.unwrap_or_else(|| panic!("{said:?}"));
    let moment = |hours| Some(TimeRange::exact(at(hours)));
    let members = [
        seated("C-1", "first"),
        seated("C-2", "second"),
        Member { from: moment(10), ..seated("C-3", "first") },
        Member { from: moment(20), ..seated("C-4", "second") },
        Member { until: moment(30), ..seated("C-5", "first") },
        Member { until: moment(30), ..seated("C-6", "second") },
    ];
    let changes = composition::changes(&agreement, &members, "joint-force", at(100));
    let broke: Vec<(&str, bool)> = changes
        .iter()
        .flat_map(|change| {
            change.moves.iter().map(|m| (&*m.member, change.shifts.iter().any(composition::Shift::broke)))
        })
        .collect();
    assert_eq!(broke, [("C-3", true), ("C-4", false), ("C-5", false), ("C-6", false)]);
    assert_eq!(changes[0].shifts[0].before, Some(Outcome::Permitted));
    assert_eq!(changes[1].shifts[0].after, Some(Outcome::Permitted), "parity is restored");
}
