//! The joint force as data.

use hudna_core::force::{Patrol, nomination::Nomination};
use serde_json::{Value, json};

use super::Told;

impl Told<'_> {
    /// All of it. Where a patrol goes is told once it has ended.
    pub fn data(&self) -> Value {
        let force = &self.snapshot.force;
        let bodies: Vec<Value> = self.bodies().iter().map(|body| self.body_data(body)).collect();
        let nominations: Vec<Value> = force.nominations.iter().map(|one| self.nomination_data(one)).collect();
        let patrols: Vec<Value> = force.patrols.iter().map(|patrol| self.patrol_data(patrol)).collect();
        let coverage: Vec<Value> = self
            .snapshot
            .coarse
            .registers
            .coverage
            .iter()
            .map(|row| {
                json!({ "sector": row.sector, "over": row.over, "patrol_hours": row.patrol_hours,
                "planned_hours": row.planned_hours, "cameras_up": row.cameras_up, "cameras": row.cameras,
                "posts": row.posts, "denied": row.denied })
            })
            .collect();
        json!({
            "as_of": self.now,
            "bodies": bodies,
            "nominations": nominations,
            "teams": force.teams,
            "posts": force.posts,
            "cameras": force.cameras,
            "patrols": patrols,
            "complaints": force.complaints.iter().map(|one| json!({ "complaint": one, "stage": one.stage() })).collect::<Vec<_>>(),
            "coverage": coverage,
            "expired": force.expired(&self.snapshot.redacted, self.now),
        })
    }

    fn body_data(&self, body: &str) -> Value {
        let quotas: Vec<Value> = self
            .quotas(body)
            .into_iter()
            .map(|finding| json!({ "norm": finding.norm, "outcome": self.snapshot.stages.standing(finding) }))
            .collect();
        let members = &self.snapshot.exact.registers.members;
        let changes =
            hudna_core::force::composition::changes(&self.snapshot.agreement, members, body, self.now);
        json!({
            "body": body,
            "formed": self.snapshot.force.bodies.get(body),
            "seated": self.seated(body),
            "quotas": quotas,
            "changes": changes,
        })
    }

    fn nomination_data(&self, one: &Nomination) -> Value {
        let criteria: Vec<Value> = self
            .criteria(one)
            .into_iter()
            .map(|f| json!({ "norm": f.norm, "outcome": self.snapshot.stages.standing(f), "missing": f.missing }))
            .collect();
        json!({ "nomination": one, "standing": self.standing(one), "criteria": criteria })
    }

    fn patrol_data(&self, patrol: &Patrol) -> Value {
        let plan = patrol.plan.as_ref().filter(|_| self.tells_plan(patrol, false, None));
        json!({
            "patrol": patrol,
            "plan": plan,
            "cleared": patrol.is_cleared(),
            "report_due": plan.and_then(|_| patrol.report_due()),
            "late_by": patrol.report.as_ref().and_then(|report| report.late_by()),
        })
    }
}
