//! Visits and tasks by page: who was turned away made an incident, and a task in work is locked. All people are invented.

use serde_json::{Value, json};

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
        ("sector", vec![("sector", "nowhere")]),
        ("sector", vec![("lat", "12"), ("lon", "12")]),
        ("by", vec![("by", "martians")]),
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

#[test]
fn what_a_visit_found_and_the_reason_given_are_kept_and_shown_beside_task_and_finding_to_who_may_read_them() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let roles = [("lead", "team_leader"), ("vera", "verifier"), ("badr", "auditor")];
    let paths = roles.map(|(login, role)| invite(&house, login, role, &[]));
    let delegate = invite(&house, "first", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut lead, mut vera, mut badr] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut delegate = accepted(&served, &delegate, "en");
    let give = lead.get("/verification").form("/verification/give");
    let finding: Vec<(String, String)> = give
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "norm" | "subject" | "version"))
        .cloned()
        .collect();
    assert_eq!(lead.fill(&give, "/verification/give", &[("to", "Team 3")]).status, 303);
    let task = lead.get("/verification").hidden("task");
    assert!(!lead.get("/verification").body.contains("A visit was made for it"));
    let (reason, found) = ("the road was said to be mined, invented", "one crater of 120 mm, invented");
    let visit: Typed<'_> = vec![
        ("task", &task),
        ("site", "Mill crater"),
        ("team", "team-3"),
        ("day", "2026-04-04"),
        ("from", "08:30"),
        ("to", "09:00"),
        ("access", "delayed"),
        ("minutes", "55"),
        ("by", "first"),
        ("reason", reason),
        ("text", found),
    ];
    tried(&mut lead, "/verification/visit", "", &visit, &[]);

    let all = lead.get("/verification").body;
    assert!(all.contains("A visit was made for it"), "the task says so: {all}");
    for told in [reason, found, "let in after a wait", "Mill crater", "team-3", "55", "UTC+2", "First Party"]
    {
        assert!(all.matches(told).count() >= 2, "{told} is told beside the task and in the list: {all}");
    }
    let mut page = form_urlencoded::Serializer::new(String::new());
    let page = format!("/finding?{}", page.extend_pairs(&finding).finish());
    assert!(lead.get(&page).body.contains(found), "and on the finding's page");

    let closed = vera.get("/verification").body;
    assert!(!closed.contains(found) && closed.contains("Mill crater"), "words are sealed: {closed}");
    let open = vera.get("/verification").links("/verification?words=").remove(0);
    let opened = vera.get(open.trim_end_matches("#visits")).body;
    assert!(opened.contains(found) && opened.contains(reason), "{opened}");
    assert!(
        badr.get("/reads").body.contains("what was written of visit"),
        "that she read it is in the record"
    );

    let told = delegate.get("/verification");
    assert!(told.body.contains("let in after a wait"), "{}", told.body);
    for hidden in ["Mill crater", "team-3", found, "?words="] {
        assert!(!told.body.contains(hidden), "{hidden} is not for the parties: {}", told.body);
    }
    let asked = delegate.get(open.trim_end_matches("#visits")).body;
    assert!(!asked.contains(found) && !asked.contains(reason), "nor when it is asked for: {asked}");
    let arabic = lead.get("/verification?lang=ar").body;
    assert!(arabic.contains("أُجريت لها زيارة") && arabic.contains("سُمح لهم بعد انتظار"), "{arabic}");
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

#[test]
fn a_task_is_not_due_before_it_is_given_is_told_with_the_day_that_was_typed_and_is_marked_when_it_is_overdue()
{
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let lead = invite(&house, "lead", "team_leader", &[]);
    let served = Served::of(&house.dir());
    let mut lead = accepted(&served, &lead, "en");
    let give = lead.get("/verification").form("/verification/give");
    let late = lead.fill(&give, "/verification/give", &[("to", "Team 3"), ("by", "2020-01-01")]);
    assert!(late.status == 422 && late.body.contains("This day is over"), "{}: {}", late.status, late.body);
    assert!(late.body.contains("value=\"Team 3\""), "what was typed stays: {}", late.body);
    let given = lead.fill(&give, "/verification/give", &[("to", "Team 3"), ("by", "٢٠٩٩-١٢-٠٥")]);
    assert_eq!(given.status, 303, "{}", given.body);
    let page = lead.get("/verification").body;
    assert!(page.contains("Due: 5 December 2099."), "the day that was typed: {page}");
    assert!(!page.contains("6 December 2099") && !page.contains("Overdue"), "{page}");
    drop(served);
    let entries = said(&["entries", &house.dir(), "--json"]);
    let first: Value = serde_json::from_str(entries.lines().next().expect("an entry")).expect("JSON");
    let act = |act: Value| said(&["act", &house.dir(), &house.file("act.json", &act.to_string())]);
    let role =
        json!({ "kind": "role.given", "role": "team_leader", "scope": "mission", "user": first["actor"] });
    act(json!({ "act": role }));
    // the end of 1 April 2026, UTC+2
    let by = 1_775_080_800_000_000_i64;
    act(json!({ "act": { "kind": "task.given", "by": by, "to": "Team 4", "wanted": ["at"] } }));
    let again = invite(&house, "lina", "team_leader", &[]);
    let served = Served::of(&house.dir());
    let page = accepted(&served, &again, "en").get("/verification").body;
    let own = page.split("Team 4").nth(1).and_then(|rest| rest.split("</li>").next()).expect("the task");
    assert!(own.contains("Due: 1 April 2026.") && own.contains("Overdue."), "{own}");
    assert_eq!(page.matches("Overdue.").count(), 1, "the other is not");
}
