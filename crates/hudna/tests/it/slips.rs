//! Every slip of the joint force, of visits and of complaints over HTTP: each field wrong in turn says so beside the field and keeps what
//! was typed; then all right, and the act stands. All people are invented.

use serde_json::{Value, json};

use super::house::{House, Served, said};
use super::visitor::{Answer, Browser, accepted, invite};

/// What is typed into a form: names and values, in order.
pub(crate) type Typed<'t> = Vec<(&'t str, &'t str)>;

/// The part of a page that belongs to a form's own path.
pub(crate) fn form_of<'b>(body: &'b str, path: &str) -> &'b str {
    let rest =
        body.split(&format!("action=\"{path}\"")).nth(1).unwrap_or_else(|| panic!("no form {path}: {body}"));
    rest.split("</form>").next().expect("its end")
}

/// What stands beside a field.
pub(crate) fn beside<'b>(form: &'b str, name: &str) -> &'b str {
    let rest = form
        .split(&format!("id=\"{name}-beside\""))
        .nth(1)
        .unwrap_or_else(|| panic!("no field {name}: {form}"));
    let end = rest.find("<input").into_iter().chain(rest.find("<select")).chain(rest.find("<textarea"));
    let end = end.chain(rest.find("<div")).min().unwrap_or(rest.len());
    &rest[..end]
}

/// Whether a form still holds what was typed under a name.
pub(crate) fn keeps(form: &str, name: &str, value: &str) -> bool {
    let named = format!(" name=\"{name}\"");
    // what stands in the tag itself, and what follows it
    let tags = |kind: &str| -> Vec<(String, String)> {
        let begin = format!("<{kind} ");
        let all = form.split(&begin).skip(1).filter_map(|rest| rest.split_once('>'));
        let own = all.filter(|(head, _)| format!(" {head}").contains(&named));
        own.map(|(head, rest)| (head.to_owned(), rest.to_owned())).collect()
    };
    if let Some((_, text)) = tags("textarea").first() {
        return text.starts_with(&format!("{value}</textarea>"));
    }
    if let Some((_, options)) = tags("select").first() {
        let options = options.split("</select>").next().expect("its end");
        return options.contains(&format!("value=\"{value}\" selected"));
    }
    tags("input").iter().any(|(head, _)| {
        let same = head.contains(&format!("value=\"{value}\""));
        same && (!head.contains("type=\"checkbox\"") || head.contains(" checked"))
    })
}

/// The value of the first choice under a name.
pub(crate) fn offered(form: &str, name: &str) -> String {
    let named = format!("name=\"{name}\"");
    let rest = form.split(&named).nth(1).unwrap_or_else(|| panic!("nothing is offered as {name}: {form}"));
    let value = rest.split("value=\"").skip(1).find(|v| !v.starts_with('"')).expect("a choice");
    value.split('"').next().expect("its end").to_owned()
}

/// Sends a slip with each wrong value in turn, then all right.
pub(crate) fn tried(
    browser: &mut Browser<'_>,
    path: &str,
    query: &str,
    right: &Typed<'_>,
    wrong: &[(&str, Typed<'_>)],
) -> Answer {
    let page = browser.get(&format!("{path}{query}"));
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    assert!(!form_of(&page.body, path).contains("class=\"msg\""), "nothing is wrong with an empty form");
    let hidden = page.form(path);
    for (field, instead) in wrong {
        let mut typed: Typed<'_> =
            right.iter().filter(|(name, _)| !instead.iter().any(|(i, _)| i == name)).copied().collect();
        typed.extend(instead.iter().filter(|(_, value)| !value.is_empty()).copied());
        let answer = browser.fill(&hidden, path, &typed);
        let what = format!("{path} with {instead:?}");
        assert!(
            (400..500).contains(&answer.status),
            "{what}: {} {}",
            answer.status,
            answer.header("location").unwrap_or_default()
        );
        let form = form_of(&answer.body, path);
        assert!(beside(form, field).contains("class=\"msg\""), "{what}: nothing beside {field}: {form}");
        for (name, value) in &typed {
            let dropped = instead.iter().any(|(i, _)| i == name);
            assert!(dropped || keeps(form, name, value), "{what}: {name} does not hold {value}: {form}");
        }
    }
    let done = browser.fill(&hidden, path, right);
    assert!(matches!(done.status, 201 | 303), "{path} with {right:?}: {} {}", done.status, done.body);
    done
}

/// A mission with somebody for each part, in the order of `PEOPLE`.
pub(crate) struct Mission {
    pub(crate) house: House,
    pub(crate) invited: Vec<String>,
}

const PEOPLE: [(&str, &str, &[&str]); 5] = [
    ("chair", "chair", &[]),
    ("lead", "team_leader", &[]),
    ("first", "party_delegate", &["--party", "first"]),
    ("second", "party_delegate", &["--party", "second"]),
    ("auditor", "auditor", &[]),
];

pub(crate) fn mission() -> Mission {
    let house = House::marsa();
    let invited = PEOPLE.iter().map(|(login, role, more)| invite(&house, login, role, more)).collect();
    Mission { house, invited }
}

#[test]
fn each_field_of_each_slip_of_the_joint_force_wrong_in_turn_is_told_beside_it_and_keeps_the_rest() {
    let Mission { house, invited } = mission();
    let served = Served::of(&house.dir());
    let mut people: Vec<Browser<'_>> = invited.iter().map(|path| accepted(&served, path, "en")).collect();
    let [chair, lead, first, second, auditor] = &mut people[..] else { panic!("five") };

    let page = chair.get("/force/bodies");
    let judge = offered(form_of(&page.body, "/force/bodies"), "panel");
    let body: Typed<'_> = vec![
        ("body", "joint_force"),
        ("name-ar", "القوة المشتركة"),
        ("name-en", "Joint Force"),
        ("panel", &judge),
        ("quorum", "1"),
        ("objection", "0"),
        ("reply", "0"),
        ("ruling", "24"),
        ("appeal", "0"),
    ];
    let wrong = [
        ("body", vec![("body", "joint force")]),
        ("body", vec![("body", "")]),
        ("name-ar", vec![("name-ar", ""), ("name-en", "")]),
        ("panel", vec![("panel", "")]),
        ("quorum", vec![("quorum", "")]),
        ("quorum", vec![("quorum", "some")]),
        ("quorum", vec![("quorum", "9")]),
        ("objection", vec![("objection", "soon")]),
        ("appeal", vec![("appeal", "-3")]),
    ];
    tried(chair, "/force/bodies", "", &body, &wrong);
    let mut slow = body.clone();
    slow.retain(|(name, _)| !matches!(*name, "body" | "objection" | "reply"));
    slow.extend([("body", "staff"), ("objection", "48"), ("reply", "48")]);
    tried(chair, "/force/bodies", "", &slow, &[]);
    let again = chair.get("/force/bodies?body=staff").body;
    assert!(
        keeps(form_of(&again, "/force/bodies"), "objection", "48"),
        "what was said before stands in the form"
    );

    let named: Typed<'_> = vec![
        ("body", "joint_force"),
        ("party", "first"),
        ("candidate", "C-1"),
        ("name", "an invented candidate"),
        ("keep", "2099-01-01"),
    ];
    let wrong = [
        ("candidate", vec![("candidate", "Some Person")]),
        ("candidate", vec![("candidate", "")]),
        ("keep", vec![("keep", "")]),
        ("keep", vec![("keep", "2020-01-01")]),
        ("keep", vec![("keep", "some day")]),
        ("party", vec![("party", "second")]),
        ("body", vec![("body", "no_such_body")]),
    ];
    tried(first, "/force/nominate", "", &named, &wrong);
    tried(
        first,
        "/force/nominate",
        "",
        &vec![("body", "staff"), ("party", "first"), ("candidate", "C-2"), ("keep", "2099-01-01")],
        &[("candidate", vec![("candidate", "C-1"), ("body", "joint_force")])],
    );
    let list = second.get("/force");
    assert!(!list.body.contains("an invented candidate"), "a name stands on no page");
    let nominations = list.links("/force/nominations/");
    let [staff, joint] = &nominations[..] else { panic!("two: {nominations:?}") };
    let of = |path: &str| path.rsplit('/').next().expect("an entry").to_owned();
    let (staff, joint) = (of(staff), of(joint));

    let query = format!("?nomination={staff}");
    let wrong = [("text", vec![("text", "")]), ("party", vec![("party", "first"), ("text", "reasons")])];
    tried(
        second,
        "/force/object",
        &query,
        &vec![("party", "second"), ("text", "service that the text bars")],
        &wrong,
    );
    let page = first.get(&format!("/force/nominations/{staff}"));
    let answers = page.links("/force/answer");
    let query =
        answers.first().and_then(|link| link.strip_prefix("/force/answer")).expect("a link").to_owned();
    tried(
        first,
        "/force/answer",
        &query,
        &vec![("text", "it was another service")],
        &[("text", vec![("text", "")])],
    );
    let closed = first.get(&format!("/force/object?nomination={staff}"));
    assert!(
        closed.status == 200 && !closed.body.contains("action=\"/force/object\""),
        "nobody objects to their own"
    );

    let query = format!("?nomination={joint}");
    let ruled: Typed<'_> = vec![("result", "yes"), ("by", &judge), ("text", "the documents say so")];
    let wrong = [
        ("result", vec![("result", "perhaps")]),
        ("by", vec![("by", "")]),
        ("against", vec![("against", judge.as_str())]),
        ("text", vec![("text", "")]),
    ];
    tried(chair, "/force/rule", &query, &ruled, &wrong);

    let read: Typed<'_> = vec![
        ("nomination", &staff),
        ("document", "service record, page 2"),
        ("years", "8"),
        ("years-most", "12"),
        ("served-in", "nothing"),
    ];
    let wrong = [
        ("document", vec![("document", "")]),
        ("years", vec![("years", "many")]),
        ("years-most", vec![("years-most", "4")]),
        ("nomination", vec![("nomination", "E-AAAAAAAAAAAAAAAA")]),
    ];
    tried(lead, "/force/documents", "", &read, &wrong);
    let wrong = [
        ("nomination", vec![("nomination", "E-AAAAAAAAAAAAAAAA")]),
        ("day", vec![("day", "")]),
        ("day", vec![("day", "2026-02-31")]),
        ("until", vec![("until", "2026-01-01")]),
    ];
    tried(
        lead,
        "/force/seats",
        "",
        &vec![("nomination", &joint), ("day", "2026-03-02"), ("until", "2099-01-01")],
        &wrong,
    );
    let wrong = [
        ("team", vec![("team", "the team")]),
        ("team", vec![("team", "")]),
        ("members", vec![("members", "")]),
    ];
    tried(lead, "/force/teams", "", &vec![("team", "team-1"), ("members", "joint_force/C-1")], &wrong);
    let told = auditor.get("/force").body;
    assert!(told.contains("Joint Force") && told.contains("by party") && told.contains("team-1"), "{told}");
    watched(lead);
    patrolled(lead, first, auditor);
    complained(chair, lead, second, auditor);
}

/// Posts and cameras.
fn watched(lead: &mut Browser<'_>) {
    let post: Typed<'_> =
        vec![("post", "post-1"), ("sector", "marsa"), ("day", "2026-03-02"), ("hour", "08:00")];
    let wrong = [
        ("post", vec![("post", "بوابة")]),
        ("sector", vec![("sector", "nowhere")]),
        ("day", vec![("day", "yesterday")]),
        ("day", vec![("day", "2099-01-01")]),
        ("hour", vec![("hour", "8 o'clock")]),
    ];
    tried(lead, "/force/posts", "", &post, &wrong);
    let page = lead.get("/force/posts/close").body;
    let of = offered(form_of(&page, "/force/posts/close"), "of");
    let closed: Typed<'_> = vec![("of", &of), ("day", "2026-03-05"), ("hour", "09:00")];
    let wrong = [
        ("of", vec![("of", "E-AAAAAAAAAAAAAAAA")]),
        ("day", vec![("day", "2026-03-01")]),
        ("hour", vec![("hour", "25:00")]),
    ];
    tried(lead, "/force/posts/close", "", &closed, &wrong);
    let camera: Typed<'_> = vec![
        ("camera", "cam-1"),
        ("sector", "marsa"),
        ("up", "yes"),
        ("day", "2026-03-02"),
        ("hour", "08:00"),
    ];
    let wrong = [
        ("camera", vec![("camera", "")]),
        ("sector", vec![("sector", "")]),
        ("up", vec![("up", "maybe")]),
        ("day", vec![("day", "")]),
    ];
    tried(lead, "/force/cameras", "", &camera, &wrong);
    let page = lead.get("/force").body;
    assert!(page.contains("manned from") && page.contains("working since"), "their periods are told: {page}");
}

/// Plan, clearance, report: where it was turned back there is an incident.
fn patrolled(lead: &mut Browser<'_>, first: &mut Browser<'_>, auditor: &mut Browser<'_>) {
    let plan: Typed<'_> = vec![
        ("patrol", "patrol-1"),
        ("team", "team-1"),
        ("way", "flight"),
        ("day", "2026-03-03"),
        ("from", "08:00"),
        ("to", "12:00"),
        ("hours-marsa", "1.25"),
        ("asked", "first"),
    ];
    let wrong = [
        ("patrol", vec![("patrol", "")]),
        ("team", vec![("team", "team-9")]),
        ("way", vec![("way", "sea")]),
        ("day", vec![("day", "")]),
        ("from", vec![("from", "")]),
        ("to", vec![("to", "25:00")]),
        ("hours", vec![("hours-marsa", "")]),
        ("hours", vec![("hours-marsa", "an hour")]),
        ("hours", vec![("hours-marsa", "9")]),
    ];
    tried(lead, "/force/plan", "", &plan, &wrong);
    let taken = [("patrol", vec![("way", "road")])];
    let page = lead.get("/force/plan");
    let answer = lead.fill(&page.form("/force/plan"), "/force/plan", &plan);
    assert!(
        beside(form_of(&answer.body, "/force/plan"), "patrol").contains("msg"),
        "the name is taken: {taken:?}"
    );
    let page = first.get("/force/clear").body;
    let patrol = offered(form_of(&page, "/force/clear"), "patrol");
    let wrong = [("patrol", vec![("patrol", "E-AAAAAAAAAAAAAAAA")]), ("granted", vec![("granted", "")])];
    tried(
        first,
        "/force/clear",
        "",
        &vec![("patrol", &patrol), ("granted", "no"), ("text", "the road is mined")],
        &wrong,
    );
    let report: Typed<'_> = vec![
        ("of", &patrol),
        ("day", "2026-03-03"),
        ("from", "08:00"),
        ("to", "10:00"),
        ("hours-marsa", "1.25"),
        ("denied", "marsa"),
        ("by", "first"),
        ("text", "turned back at the gate, invented"),
    ];
    let wrong = [
        ("of", vec![("of", "E-AAAAAAAAAAAAAAAA")]),
        ("day", vec![("day", "2026-02-30")]),
        ("to", vec![("to", "")]),
        ("hours", vec![("hours-marsa", "3")]),
        ("cleared", vec![("cleared", "yes")]),
    ];
    tried(lead, "/force/report", &format!("?of={patrol}"), &report, &wrong);
    let page = auditor.get("/force").body;
    assert!(page.contains("1.25") && !page.contains("1.2 h"), "hours are told as they were said: {page}");
    assert!(!page.contains("turned back at the gate"), "the words are sealed");
    assert!(
        page.contains("First Party, ") && !page.contains("the road is mined"),
        "and those of a refusal: {page}"
    );
    let pages = [lead.get("/force").body, first.get("/force").body];
    assert!(pages.iter().all(|page| page.contains("the road is mined")), "whom they concern reads them");
    assert!(lead.get("/force").body.contains("turned back at the gate"), "whoever reported it reads it");
    let incidents = auditor.get("/incidents").body;
    assert!(incidents.contains("INC-"), "where access was denied there is an incident: {incidents}");
}

/// A complaint before the panel of the body.
fn complained(
    chair: &mut Browser<'_>,
    lead: &mut Browser<'_>,
    second: &mut Browser<'_>,
    auditor: &mut Browser<'_>,
) {
    let page = second.get("/force/complain").body;
    let form = form_of(&page, "/force/complain");
    let leader =
        form.split("value=\"U-").skip(1).find(|option| option.contains("team leader")).expect("the leader");
    let leader = format!("U-{}", leader.split('"').next().expect("its end"));
    let made: Typed<'_> = vec![
        ("party", "second"),
        ("about", &leader),
        ("body", "joint_force"),
        ("text", "spoke with one side, invented"),
    ];
    let wrong = [
        ("party", vec![("party", "first")]),
        ("about", vec![("about", "U-AAAAAAAAAAAAAAAA")]),
        ("body", vec![("body", "no_such_body")]),
        ("text", vec![("text", "")]),
    ];
    let done = tried(second, "/force/complain", "", &made, &wrong);
    let path = done.header("location").expect("its page").to_owned();
    let query = format!("?complaint={}", path.rsplit('/').next().expect("an entry"));
    assert!(lead.get(&path).body.contains("spoke with one side"), "the monitor reads it");
    assert!(!auditor.get(&path).body.contains("spoke with one side"), "it is sealed for the rest");
    for page in [path.as_str(), "/force"] {
        let body = second.get(page).body;
        assert!(
            body.contains("about a monitor") && !body.contains(&leader),
            "no party is told who monitors, {page}: {body}"
        );
        for body in [chair.get(page).body, auditor.get(page).body, lead.get(page).body] {
            assert!(body.contains("about monitor lead") && !body.contains(&leader), "{page}: {body}");
        }
    }
    tried(
        lead,
        "/force/complaints/answer",
        &query,
        &vec![("text", "both were asked, invented")],
        &[("text", vec![("text", "")])],
    );
    let page = chair.get(&format!("/force/complaints/rule{query}")).body;
    let judge = offered(form_of(&page, "/force/complaints/rule"), "by");
    let ruled: Typed<'_> = vec![("result", "no"), ("by", &judge), ("text", "both were asked")];
    let wrong = [
        ("result", vec![("result", "")]),
        ("by", vec![("by", "")]),
        ("against", vec![("against", judge.as_str())]),
        ("text", vec![("text", "")]),
    ];
    tried(chair, "/force/complaints/rule", &query, &ruled, &wrong);
    assert!(second.get(&path).body.contains("not upheld"));
    let over = chair.get(&format!("/force/complaints/rule{query}")).body;
    assert!(!over.contains("action=\"/force/complaints/rule\""), "it was ruled on");
}

#[test]
fn what_is_sealed_of_a_candidate_is_destroyed_by_page_once_its_time_has_run() {
    let house = House::marsa();
    let dir = house.dir();
    let entries = said(&["entries", &dir, "--json"]);
    let first: Value = serde_json::from_str(entries.lines().next().expect("an entry")).expect("JSON");
    let founder = first["actor"].as_str().expect("a user").to_owned();
    let act = |act: Value| said(&["act", &dir, &house.file("act.json", &act.to_string())]);
    for role in ["chair", "secretary"] {
        act(json!({ "act": { "kind": "role.given", "role": role, "scope": "mission", "user": founder } }));
    }
    act(
        json!({ "act": { "kind": "body.formed", "body": "joint_force", "name": { "en": "Joint Force" }, "panel": [founder], "quorum": 1 } }),
    );
    let kept = |candidate: &str, until: i64| {
        let made = json!({ "kind": "nomination.made", "body": "joint_force", "candidate": candidate, "party": "first", "keep_until": until });
        act(json!({ "act": made, "parts": { "source": { "class": "source", "text": "an invented name" } } }));
    };
    kept("C-1", 1_772_344_800_000_000);
    kept("C-2", 4_000_000_000_000_000);
    let paths = [invite(&house, "sec", "secretary", &[]), invite(&house, "mon", "monitor", &[])];
    let served = Served::of(&dir);
    let [mut secretary, mut monitor] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    assert!(!monitor.get("/force").body.contains("/force/expire"), "only who may publish destroys");
    let page = secretary.get("/force");
    assert!(page.body.contains("C-1: one sealed part"), "{}", page.body);
    assert!(
        page.body.contains("one nomination still has time"),
        "what is kept is told with its day: {}",
        page.body
    );
    let done = secretary.fill(&page.form("/force/expire"), "/force/expire", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = secretary.get("/force").body;
    assert!(page.contains("Of no candidate has the time run") && !page.contains("/force/expire"), "{page}");
    drop(served);
    said(&["rebuild", &dir, "--check"]);
    assert!(!said(&["force", &dir, "--redact", "--speak", "en"]).contains("redaction.made"), "C-2 is kept");
}
