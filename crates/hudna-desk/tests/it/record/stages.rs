//! What people did with findings, as every document tells it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::Reader as _;
use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, FindingRef, Seen};
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::value::Attribute;
use hudna_desk::desk::Request;
use hudna_desk::document::Format;
use hudna_desk::record::{Actor, Mission, reference};
use hudna_desk::words::Lang;
use serde_json::Value;

use super::house::{House, Silent, clock, material, somebody, take_in};

type Documents = BTreeMap<String, Vec<u8>>;

fn documents(mission: &mut Mission) -> Documents {
    let request = Request { languages: Lang::BOTH.to_vec(), kinds: Format::ALL.to_vec(), ..material() };
    let done = mission.assess(&request, clock(), &Silent).expect("documents are made");
    // For looking at: HUDNA_LOOK names a folder.
    if let Some(folder) = std::env::var_os("HUDNA_LOOK") {
        for d in &done.documents {
            std::fs::write(std::path::Path::new(&folder).join(&d.name), &d.bytes).expect("writable");
        }
    }
    done.documents.into_iter().map(|d| (d.name, d.bytes)).collect()
}

fn page(documents: &Documents, name: &str) -> String {
    String::from_utf8(documents[name].clone()).expect("UTF-8")
}

/// A row of the table of incidents without its tags.
fn row_of(page: &str, id: &str) -> String {
    let annex = page.split("id=\"annex-incidents\"").nth(1).expect("annex A");
    let row = annex.split("<tr>").find(|row| row.contains(id)).expect("its row");
    let mut inside = false;
    let text = row.split("</tr>").next().expect("the row's end").chars().filter(|c| {
        inside = *c == '<' || (inside && *c != '>');
        !inside && *c != '>' && !matches!(c, '\u{2066}'..='\u{2069}')
    });
    text.collect()
}

struct People {
    assessor: Actor,
    commissioner: Actor,
}

impl People {
    fn of(mission: &mut Mission) -> Self {
        Self {
            assessor: somebody(mission, &["assessor"], None),
            commissioner: somebody(mission, &["commissioner"], None),
        }
    }
    fn seen(mission: &mut Mission, finding: &Finding) -> Seen {
        let incident = IncidentId(finding.subject.id.clone());
        Seen { version: mission.versions().expect("incidents")[&incident], incident }
    }
    fn accept(&self, mission: &mut Mission, finding: &Finding, outcome: Outcome) -> EntryId {
        let seen = Self::seen(mission, finding);
        let act = Act::AssessmentAccepted { finding: reference(finding), outcome, seen };
        mission.act(&self.assessor, Filed::plain(act), clock()).expect("it stands").entry
    }
    fn give_back(&self, mission: &mut Mission, finding: &Finding) -> EntryId {
        let seen = Self::seen(mission, finding);
        let act = Act::AssessmentReturned { finding: reference(finding), seen };
        let why = Filed::plain(act).with("text", Class::Narrative, b"who saw it?".to_vec());
        mission.act(&self.assessor, why, clock()).expect("it stands").entry
    }
    fn rule(&self, mission: &mut Mission, finding: FindingRef, outcome: Outcome) -> EntryId {
        let by = vec![self.commissioner.user.clone()];
        let act = Act::RulingMade {
            abstained: Vec::new(),
            against: Vec::new(),
            by_rule: "a14.1".into(),
            finding,
            outcome,
            by,
        };
        let why = Filed::plain(act).with("text", Class::Narrative, b"as the minutes have it".to_vec());
        mission.act(&self.commissioner, why, clock()).expect("it stands").entry
    }
    fn dissent(&self, mission: &mut Mission, of: &EntryId) {
        let by = self.commissioner.user.clone();
        let act = Act::DissentRecorded { by, of: of.clone(), reservation: false };
        let why = Filed::plain(act).with("text", Class::Narrative, b"not so".to_vec());
        mission.act(&self.commissioner, why, clock()).expect("it stands");
    }
}

/// The first finding of each incident with one finding alone, with this outcome.
fn alone(mission: &mut Mission, outcome: Outcome) -> Vec<Finding> {
    let findings = mission.weigh().expect("it is weighed").assessment.findings;
    let of = |id: &str| findings.iter().filter(|f| f.subject.id == id).count();
    let fits = |f: &&Finding| f.subject.deed.is_some() && f.outcome == outcome && of(&f.subject.id) == 1;
    findings.iter().filter(fits).cloned().collect()
}

fn keeps_to_the_schema(found: &Value) {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../../docs/findings.schema.json")).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a sound schema");
    let wrong: Vec<String> =
        validator.iter_errors(found).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_document_tells_what_people_did_with_findings_in_both_languages() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let people = People::of(mission);
    take_in(mission, &material());
    let (breaches, open) = (alone(mission, Outcome::Breach), alone(mission, Outcome::Undetermined));
    let (accepted, ruled, other, returned) = (&breaches[0], &breaches[1], &open[0], &open[1]);
    people.accept(mission, accepted, Outcome::Breach);
    people.accept(mission, ruled, Outcome::Breach);
    let ruling = people.rule(mission, reference(ruled), Outcome::Breach);
    people.dissent(mission, &ruling);
    people.accept(mission, other, Outcome::Permitted);
    people.give_back(mission, returned);
    let documents = documents(mission);

    let said = [
        (
            "sitrep.en.html",
            [
                "assessedbreach",
                "ruledbreach",
                "One dissent is recorded.",
                "assessedpermitted",
                "The program finds: undetermined.",
                "provisionalundetermined",
                "Returned by an assessor.",
            ],
            [
                "Provisional, unless marked otherwise.",
                "Assessed: 2,",
                "Ruled: 1,",
                "Of one of the findings assessed or ruled the program finds otherwise",
                "One finding was returned by an assessor",
                "stages are not added up",
            ],
            ["None is assessed", "Assessed: none", "Ruled: none", "Nothing is assessed"],
        ),
        (
            "sitrep.ar.html",
            [
                "تقييمخرق",
                "قرارخرق",
                "سُجّل رأي مخالف واحد.",
                "تقييممسموح به",
                "النتيجة الأولية للبرنامج: غير محسوم.",
                "نتيجة أوليةغير محسوم",
                "أعادها مقيِّم.",
            ],
            [
                "نتائج أولية، ما لم يُذكر غير ذلك.",
                "تقييمات: 2،",
                "قرارات: 1،",
                "في نتيجة واحدة مما قُيّم أو صدر فيه قرار",
                "نتيجة واحدة أعادها مقيِّم",
                "ولا تُجمع المراحل",
            ],
            ["لم يُقيَّم شيء منها", "تقييمات: لا شيء", "قرارات: لا شيء", "ولم يقيّم أحد"],
        ),
    ];
    for (name, rows, anywhere, nowhere) in said {
        let page = page(&documents, name).replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        let wanted = [accepted, ruled, ruled, other, other, returned, returned];
        for (finding, words) in wanted.into_iter().zip(rows) {
            let row = row_of(&page, &finding.subject.id).replace(' ', "");
            assert!(row.contains(&words.replace(' ', "")), "{name}: no {words} in {row}");
        }
        for words in anywhere {
            assert!(page.contains(words), "{name} does not say {words}");
        }
        for words in nowhere {
            assert!(!page.contains(words), "{name} still says {words}");
        }
    }

    let mut office = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(&documents["sitrep.docx"])).expect("a document");
    zip.by_name("word/document.xml").expect("the body").read_to_string(&mut office).expect("xml");
    for words in ["Provisional, unless marked otherwise.", "Returned by an assessor.", "أعادها مقيِّم."]
    {
        assert!(office.contains(words), "the office document does not say {words}");
    }

    let found: Value = serde_json::from_slice(&documents["findings.json"]).expect("JSON");
    keeps_to_the_schema(&found);
    assert_eq!(found["status"], "mixed");
    assert_eq!(found["summary"]["assessed"]["breach"], 1);
    assert_eq!(found["summary"]["assessed"]["permitted"], 1);
    assert_eq!(found["summary"]["ruled"]["breach"], 1);
    let of = |finding: &Finding| {
        let list = found["findings"].as_array().expect("findings");
        list.iter()
            .find(|f| f["subject"]["id"] == *finding.subject.id && f["norm"] == *finding.norm)
            .expect("the finding")
    };
    let told = |finding: &Finding| {
        let f = of(finding);
        [&f["stage"], &f["outcome"], &f["staged"]].map(|v| v.as_str().unwrap_or("-"))
    };
    assert_eq!(told(accepted), ["assessed", "breach", "breach"]);
    assert_eq!(told(ruled), ["ruled", "breach", "breach"]);
    assert_eq!(told(other), ["assessed", "undetermined", "permitted"]);
    assert_eq!(told(returned), ["provisional", "undetermined", "-"]);
    assert_eq!(of(returned)["returned"], true);
    assert_eq!(of(ruled)["by_entry"], *ruling.0);
    assert_eq!(of(ruled)["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(of(ruled)["dissents"].as_array().map(Vec::len), Some(1));

    let map: Value = serde_json::from_slice(&documents["incidents.geojson"]).expect("JSON");
    let stage = |finding: &Finding| {
        let features = map["features"].as_array().expect("features");
        let f = features.iter().find(|f| f["id"] == *finding.subject.id).expect("the feature");
        [&f["properties"]["stage"], &f["properties"]["staged"]].map(|v| v.as_str().unwrap_or("-"))
    };
    assert_eq!(stage(ruled), ["ruled", "breach"]);
    assert_eq!(stage(other), ["assessed", "permitted"]);
    assert_eq!(stage(returned), ["provisional", "-"]);

    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(documents["violations.xlsx"].clone()))
            .expect("a workbook");
    for (name, head, wanted) in [
        ("Violations", "Outcome accepted or ruled", ["assessed", "undetermined", "permitted"]),
        ("الخروقات", "النتيجة المعتمدة أو المقررة", ["تقييم", "غير محسوم", "مسموح به"]),
    ] {
        let sheet = book.worksheet_range(name).expect("the sheet");
        let cell = |row: u32, column: u32| {
            sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!((cell(0, 19).as_str(), cell(1, 19).as_str()), (head, "#status+outcome+staged"));
        let mut rows = 0..u32::try_from(sheet.height()).expect("a sheet's height");
        let row = rows.find(|r| cell(*r, 0) == other.subject.id).expect("its row");
        assert_eq!([13, 14, 19].map(|c| cell(row, c)), wanted);
    }
}

#[test]
fn what_was_said_under_an_id_that_is_gone_is_listed_and_counted_nowhere() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let people = People::of(mission);
    let verifier = somebody(mission, &["verifier"], None);
    take_in(mission, &material());
    let finding = alone(mission, Outcome::Breach).pop().expect("a breach");
    people.accept(mission, &finding, Outcome::Breach);
    let groups: BTreeMap<_, _> = mission.groups().expect("incidents").into_iter().collect();
    let own = IncidentId(finding.subject.id.clone());
    let mut gone = false;
    for (_, reports) in groups.iter().filter(|(id, _)| **id != own) {
        let (a, b) = (reports[0].clone(), groups[&own][0].clone());
        let joined = Act::ReportsJoined { a, b, seen: Vec::new() };
        let decided = mission.act(&verifier, Filed::plain(joined), clock()).expect("it stands");
        gone = mission.heirs(&own).expect("incidents") != [own.clone()];
        if gone {
            break;
        }
        let undone = Act::DecisionUndone { of: decided.entry, seen: Vec::new() };
        mission.act(&verifier, Filed::plain(undone), clock()).expect("it stands");
    }
    assert!(gone, "some report stands before it");
    let documents = documents(mission);
    let found: Value = serde_json::from_slice(&documents["findings.json"]).expect("JSON");
    keeps_to_the_schema(&found);
    assert_eq!(found["summary"]["assessed"], 0);
    let alone = &found["staged_alone"][0];
    assert_eq!(alone["stage"], "assessed");
    assert_eq!(alone["lives"], false);
    assert_eq!(alone["subject"], *reference(&finding).subject);
    for (name, words) in [
        ("sitrep.en.html", "said under an id that has changed since"),
        ("sitrep.ar.html", "صدر برقم تغيّر منذ ذلك الحين"),
    ] {
        let page = page(&documents, name);
        let limits = page.split("id=\"limits\"").nth(1).and_then(|s| s.split("</section>").next());
        let limits = limits.expect("what the report cannot see");
        assert!(limits.contains(words) && limits.contains(&finding.subject.id), "{name}: {limits}");
    }
}

/// Files what `of` says again, without who did it where `unnamed`.
fn amend(mission: &mut Mission, who: &Actor, of: &EntryId, unnamed: bool) {
    let derived = mission.derived().expect("read");
    let mut told = (*derived.replay.report(of).expect("a report").1.report).clone();
    if unnamed {
        told.deeds.iter_mut().for_each(|deed| deed.set(Attribute::Actor, Vec::new()));
    }
    let (claims, parts) = filed::report(&told).expect("it is written");
    let act = Act::ReportAmended { of: of.clone(), report: claims };
    mission.act(who, Filed { act, parts }, clock()).expect("it stands");
}

#[test]
fn an_assessment_of_an_earlier_version_stands_only_while_the_program_finds_the_same() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let people = People::of(mission);
    let officer = somebody(mission, &["duty_officer"], None);
    take_in(mission, &material());
    let groups: BTreeMap<_, _> = mission.groups().expect("incidents").into_iter().collect();
    let single = |f: &Finding| groups[&IncidentId(f.subject.id.clone())].len() == 1;
    let breaches: Vec<Finding> = alone(mission, Outcome::Breach).into_iter().filter(single).collect();
    let (finding, ruled) = (&breaches[0], &breaches[1]);
    let report = |f: &Finding| groups[&IncidentId(f.subject.id.clone())][0].clone();
    let accepted = people.accept(mission, finding, Outcome::Breach);
    people.rule(mission, reference(ruled), Outcome::Breach);

    // another version, the same found: it stands
    amend(mission, &officer, &report(finding), false);
    let told = |documents: &Documents, of: &Finding| {
        let found: Value = serde_json::from_slice(&documents["findings.json"]).expect("JSON");
        keeps_to_the_schema(&found);
        let list = found["findings"].as_array().expect("findings").iter();
        let one = list.chain(found["staged_alone"].as_array().into_iter().flatten()).find(|f| {
            let named = f["subject"].as_str() == Some(&*reference(of).subject);
            (named || f["subject"]["id"] == *of.subject.id) && f["norm"] == *of.norm
        });
        let one = one.expect("the finding").clone();
        (one["stage"].as_str().expect("a stage").to_owned(), one["lapsed"].clone())
    };
    assert_eq!(told(&documents(mission), finding), ("assessed".to_owned(), Value::Null));

    amend(mission, &officer, &report(finding), true);
    amend(mission, &officer, &report(ruled), true);
    let after = documents(mission);
    let (stage, lapsed) = told(&after, finding);
    assert_eq!(stage, "provisional");
    assert_eq!((&lapsed["by"], &lapsed["outcome"]), (&Value::from(&*accepted.0), &Value::from("breach")));
    assert_eq!(told(&after, ruled), ("ruled".to_owned(), Value::Null), "a ruling stands until another");
    for (name, remark, summary) in [
        (
            "sitrep.en.html",
            "Assessed as “breach” of an earlier version",
            "One finding was assessed before its incident changed",
        ),
        ("sitrep.ar.html", "في صيغة سابقة من الحادثة", "نتيجة واحدة قُيّمت قبل أن تتغير حادثتها"),
    ] {
        let page = page(&after, name).replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        assert!(page.contains(remark), "{name} does not say {remark}");
        assert!(page.contains(summary), "{name} does not say {summary}");
    }
    assert_eq!(mission.rows_kept_equal(), Ok(true));

    // assessed anew, it is assessed
    let now = mission.weigh().expect("it is weighed").assessment.findings;
    let now =
        now.iter().find(|f| reference(f) == reference(finding)).map_or(Outcome::NotCovered, |f| f.outcome);
    people.accept(mission, finding, now);
    assert_eq!(told(&documents(mission), finding), ("assessed".to_owned(), Value::Null));
}

#[test]
fn a_ruling_where_the_program_finds_nothing_is_told_beside_what_it_finds() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let people = People::of(mission);
    take_in(mission, &material());
    let finding = alone(mission, Outcome::Breach).remove(0);
    let weighed = mission.weigh().expect("it is weighed");
    let mut norms = weighed.agreement.norms.iter().map(|n| n.id.clone());
    let other = norms.find(|n| *n != finding.norm).expect("another norm");
    let named = FindingRef { norm: other, version: weighed.agreement.version, ..reference(&finding) };
    people.rule(mission, named, Outcome::Breach);
    let documents = documents(mission);
    let row = row_of(&page(&documents, "sitrep.en.html"), &finding.subject.id);
    assert!(row.contains("The program finds: not covered."), "{row}");
    let found: Value = serde_json::from_slice(&documents["findings.json"]).expect("JSON");
    keeps_to_the_schema(&found);
    assert_eq!(found["staged_alone"][0]["lives"], true);
    assert_eq!(found["summary"]["incidents_ruled"]["breach"], 1);
}

#[test]
fn a_record_in_which_nobody_spoke_of_findings_makes_documents_without_a_word_of_it() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    take_in(mission, &material());
    let documents = documents(mission);
    let english = page(&documents, "sitrep.en.html");
    for words in ["None is assessed and none is ruled.", "Assessed: none", "Ruled: none"] {
        assert!(english.contains(words), "{words}");
    }
    assert!(!english.contains("stages are not added up"));
    let found: Value = serde_json::from_slice(&documents["findings.json"]).expect("JSON");
    assert_eq!(found["summary"]["assessed"], 0);
    assert_eq!(found["status"], "provisional");
    assert!(!page(&documents, "findings.json").contains("\"staged"));
    assert!(!page(&documents, "incidents.geojson").contains("\"staged"));
}
