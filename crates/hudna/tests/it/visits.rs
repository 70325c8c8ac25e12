//! Visits and tasks by page: who was turned away made an incident, and a task in work is locked. All people are invented.

use serde_json::Value;

use super::house::{House, Served, said};
use super::slips::{Mission, Typed, mission, tried};
use super::visitor::{accepted, invite};

#[test]
fn a_visit_that_was_turned_away_is_an_incident_and_is_counted_once_as_denied() {
    let Mission { house, invited } = mission();
    let served = Served::of(&house.dir());
    let mut lead = accepted(&served, &invited[1], "en");
    let visit: Typed<'_> = vec![
        ("site", "marsa-port"),
        ("team", "team-1"),
        ("day", "2026-04-03"),
        ("from", "08:30"),
        ("to", "09:00"),
        ("sector", "marsa"),
        ("access", "denied"),
        ("minutes", "55"),
        ("by", "first"),
        ("reason", "internal inspection"),
        ("text", "they stood at the gate, invented"),
    ];
    let wrong = [
        ("site", vec![("site", "")]),
        ("day", vec![("day", "")]),
        ("day", vec![("day", "2099-01-01")]),
        ("from", vec![("from", "morning")]),
        ("to", vec![("to", "08:00")]),
        ("lat", vec![("lat", "200")]),
        ("radius", vec![("radius", "wide")]),
        ("access", vec![("access", "perhaps")]),
        ("minutes", vec![("minutes", "an hour")]),
    ];
    tried(&mut lead, "/verification/visit", "", &visit, &wrong);
    let incidents = lead.get("/incidents?lang=en").body;
    assert!(incidents.contains("INC-") && incidents.to_lowercase().contains("access"), "{incidents}");
    let reports = lead.get("/reports").body;
    assert!(reports.contains("R-"), "it was reported: {reports}");
    let data: Value = serde_json::from_str(&said(&["force", &house.dir(), "--json"])).expect("JSON");
    let denied: f64 =
        data["coverage"].as_array().expect("rows").iter().filter_map(|row| row["denied"].as_f64()).sum();
    assert!((denied - 1.0).abs() < 1e-9, "counted once: {denied}");
    let let_in: Typed<'_> =
        vec![("site", "marsa-port"), ("day", "2026-04-04"), ("sector", "marsa"), ("access", "granted")];
    tried(&mut lead, "/verification/visit", "", &let_in, &[]);
    let again = lead.get("/incidents?lang=en").body;
    assert_eq!(
        again.matches("INC-").count(),
        incidents.matches("INC-").count(),
        "who was let in makes no incident"
    );
}

#[test]
fn a_task_in_work_is_locked_for_the_finding_and_for_whom_it_was_given() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let invited = ["sara", "omar", "huda"].map(|login| invite(&house, login, "verifier", &[]));
    let served = Served::of(&house.dir());
    let [mut sara, mut omar, mut huda] = invited.each_ref().map(|path| accepted(&served, path, "en"));
    let page = sara.get("/verification");
    let give = page.form("/verification/give");
    assert_eq!(sara.fill(&give, "/verification/give", &[("to", "omar")]).status, 303);
    let twice = sara.fill(&give, "/verification/give", &[("to", "Team 3")]);
    assert!(twice.status == 409 || twice.status == 422, "{}: {}", twice.status, twice.body);
    assert!(twice.body.contains("is in work"), "nobody else is sent to ask the same: {}", twice.body);
    let page = huda.get("/verification");
    assert!(page.body.contains("omar"), "who has it in work is told by name");
    let csrf = page.hidden("csrf");
    assert!(!page.body.contains("action=\"/verification/close\""), "another's task is not offered");
    let task = sara.get("/verification").hidden("task");
    let closing = [("csrf", csrf.as_str()), ("task", task.as_str()), ("done", "yes")];
    let refused = huda.post("/verification/close", &closing);
    assert!((400..500).contains(&refused.status) && refused.body.contains("only they"), "{}", refused.body);
    let close = omar.get("/verification").form("/verification/close");
    assert_eq!(omar.fill(&close, "/verification/close", &[("done", "no")]).status, 303);
    assert_eq!(
        sara.fill(&give, "/verification/give", &[("to", "Team 3")]).status,
        303,
        "given back, it is free"
    );
    let close = huda.get("/verification").form("/verification/close");
    assert_eq!(
        huda.fill(&close, "/verification/close", &[("done", "yes")]).status,
        303,
        "a team's is its members'"
    );
}
