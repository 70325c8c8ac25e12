//! Commitments as data: JSON with everything.

use hudna_core::commitment::{Blocker, Contest, Deadline, Kept, Mover, Promise, Row, Voice, Wait};
use hudna_core::condition::Truth;
use hudna_core::time::Instant;
use serde_json::{Value, json};

use super::Pledges;

fn truth(value: Truth) -> &'static str {
    match value {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

/// A moment in microseconds since 1970, and as people read it.
fn moment(pledges: &Pledges<'_>, at: Instant) -> Value {
    json!({ "microseconds": at, "local": pledges.frame.written(at) })
}

fn deadline(pledges: &Pledges<'_>, deadline: Option<Deadline>) -> Value {
    deadline.map_or(
        Value::Null,
        |due| json!({ "from": moment(pledges, due.from), "by": moment(pledges, due.by) }),
    )
}

fn id(pledges: &Pledges<'_>, at: Option<u32>) -> Value {
    at.and_then(|at| pledges.all.kept().get(at as usize)).map_or(Value::Null, |kept| json!(kept.id()))
}

fn wait(pledges: &Pledges<'_>, wait: &Wait) -> Value {
    json!({ "on": id(pledges, wait.on), "how": wait.how, "because": wait.because })
}

fn blocker(pledges: &Pledges<'_>, blocker: &Blocker) -> Value {
    let (part, who) = match &blocker.mover {
        Mover::Debtor(who) => ("debtor", vec![who.clone()]),
        Mover::Verifier(who) => ("verifier", who.iter().cloned().collect()),
        Mover::Declarers(who) => ("declarers", who.clone()),
        Mover::Commission => ("commission", Vec::new()),
        Mover::Sides(who) => ("sides", who.clone()),
    };
    json!({ "on": id(pledges, blocker.on), "because": blocker.because, "part": part, "who": who })
}

fn contest(pledges: &Pledges<'_>, contest: &Contest) -> Value {
    json!({
        "waits": id(pledges, Some(contest.waits)),
        "on": id(pledges, Some(contest.on)),
        "by": contest.by,
        "since": moment(pledges, contest.since.at),
        "recorded_at": moment(pledges, contest.since.recorded_at),
        "entry": contest.since.entry,
    })
}

/// Everything that was promised and how it stands, as data: ids and words of data, no reader's language.
pub fn json(pledges: &Pledges<'_>) -> Value {
    let held = pledges.board.held_up();
    let rows = pledges.all.kept().iter().zip(&pledges.board.rows).enumerate();
    let all: Vec<Value> = rows.map(|(at, (kept, row))| one(pledges, at, kept, row, held[at])).collect();
    json!({
        "as_of": moment(pledges, pledges.board.as_of),
        "d_day": pledges.frame.days_from_d(pledges.board.as_of),
        "commitments": all,
    })
}

fn one(pledges: &Pledges<'_>, at: usize, kept: &Kept, row: &Row, held_up: usize) -> Value {
    let mut value = json!({
        "id": kept.id(),
        "by": kept.by(),
        "what": kept.what(),
        "state": row.state,
        "done": truth(row.done),
        "entry": kept.stamp().entry,
        "made_at": moment(pledges, kept.stamp().at),
        "held_up": held_up,
    });
    let more = match kept {
        Kept::Promise(promise) => of_promise(pledges, at, promise, row),
        Kept::Condition(condition) => json!({
            "kind": "condition",
            "declarers": condition.declarers,
            "declared": condition.declared.iter().filter(|one| one.stamp.at <= pledges.board.as_of).map(|one| json!({
                "by": one.by, "holds": one.holds, "at": moment(pledges, one.stamp.at), "entry": one.stamp.entry,
            })).collect::<Vec<_>>(),
        }),
    };
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

fn of_promise(pledges: &Pledges<'_>, at: usize, promise: &Promise, row: &Row) -> Value {
    let found = row.found.and_then(|at| promise.found.get(at));
    let claim = row.claim.and_then(|at| promise.claims.get(at));
    let view = row.view();
    let board = pledges.board;
    let readings = |(voice, view): &(Voice, hudna_core::commitment::View)| {
        let waits: Vec<Value> = view.waits.iter().map(|one| wait(pledges, one)).collect();
        json!({ "by": voice, "state": view.state, "late": truth(view.late), "waits": waits })
    };
    json!({
        "kind": "promise",
        "to": promise.to,
        "theme": promise.theme,
        "late": truth(row.late),
        "open": view.map(|view| truth(view.open)),
        "due": deadline(pledges, row.due()),
        "own_due": deadline(pledges, row.deadline),
        "due_rule": promise.due_rule,
        "was_due": deadline(pledges, row.was_due),
        "not_extended_by": row.not_extended_by,
        "until": promise.until,
        "ends": deadline(pledges, row.until),
        "verifier": promise.verifier,
        "verified": found.map(|found| json!({
            "scale": found.scale, "at": moment(pledges, found.stamp.at), "entry": found.stamp.entry,
            "valid_until": row.valid_until.map(|until| moment(pledges, until)),
        })),
        "claimed": claim.map(|claim| json!({
            "scale": claim.scale, "at": moment(pledges, claim.stamp.at), "entry": claim.stamp.entry,
            "recorded_at": moment(pledges, claim.stamp.recorded_at),
        })),
        "needs": promise.needs,
        "waits": view.map(|view| view.waits.iter().map(|one| wait(pledges, one)).collect::<Vec<_>>()),
        "together": board.together(at).into_iter().map(|at| id(pledges, u32::try_from(at).ok())).collect::<Vec<_>>(),
        "blockers": board.blockers(pledges.all, at).iter().map(|one| blocker(pledges, one)).collect::<Vec<_>>(),
        "disputes": board.contests(pledges.all, at).iter().map(|one| contest(pledges, one)).collect::<Vec<_>>(),
        "readings": if row.views.len() > 1 { row.views.iter().map(readings).collect() } else { Vec::new() },
    })
}
