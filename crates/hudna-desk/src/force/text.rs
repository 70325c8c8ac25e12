//! The joint force as lines, for a terminal.

use hudna_core::force::nomination::Nomination;

use super::Told;

impl Told<'_> {
    /// All of it, a line each, headings apart.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let words = self.words;
        self.body_lines(&mut lines);
        lines.push(words.get("force-nominations"));
        let nominations = &self.snapshot.force.nominations;
        if nominations.is_empty() {
            lines.push(format!("  {}", words.get("force-no-nominations")));
        }
        nominations.iter().for_each(|one| self.nomination_lines(one, &mut lines));
        lines.push(words.get("force-watch"));
        let watch = self.watch();
        if watch.is_empty() {
            lines.push(format!("  {}", words.get("force-watch-none")));
        }
        lines.extend(watch.into_iter().map(|(sector, said)| format!("  {sector}: {}", self.joined(&said))));
        self.patrol_lines(&mut lines);
        lines.push(words.get("force-complaints"));
        let complaints = &self.snapshot.force.complaints;
        if complaints.is_empty() {
            lines.push(format!("  {}", words.get("force-complaints-none")));
        }
        for one in complaints {
            let (what, stage) = self.complaint(one, Some(&one.about.0));
            lines.push(format!("  {} {what}: {stage}", one.entry));
        }
        self.expired_lines(&mut lines);
        lines
    }

    fn joined(&self, said: &[String]) -> String {
        said.join(&format!("{} ", self.words.get("semicolon")))
    }

    fn body_lines(&self, lines: &mut Vec<String>) {
        let words = self.words;
        lines.push(words.get("force-bodies"));
        let bodies = self.bodies();
        if bodies.is_empty() {
            lines.push(format!("  {}", words.get("force-none")));
        }
        for body in &bodies {
            let mut said = vec![words.count("force-member-count", self.seated(body))];
            said.push(self.joined_by(body));
            said.extend(self.made_up(body));
            lines.push(format!("  {}: {}", self.body(body), self.joined(&said)));
            let quotas = self.quotas(body);
            if quotas.is_empty() {
                lines.push(format!("    {}", words.get("force-no-quota")));
            }
            for finding in quotas {
                let outcome = self.screen.standing_of(finding);
                let norm = self.screen.norm(&finding.norm);
                lines.push(format!("    {norm}: {}. {}", outcome.text(), self.screen.why(finding)));
            }
            lines.extend(self.broken(body).iter().map(|change| format!("    {}", self.broke(change))));
        }
    }

    fn nomination_lines(&self, one: &Nomination, lines: &mut Vec<String>) {
        let words = self.words;
        let standing = self.standing(one);
        lines.push(format!("  {} {}", one.entry, self.nominated(one)));
        lines.push(format!("    {}. {}", self.stage(&standing), self.waits(one, &standing)));
        let objections = words.count("force-objections", one.objections.len());
        match self.criteria_are(one) {
            Some(criteria) => {
                let (key, colon) = (words.get("force-criteria"), words.get("colon"));
                let semicolon = words.get("semicolon");
                lines.push(format!("    {key}{colon} {}{semicolon} {objections}", criteria.text()));
            }
            // a whole sentence, with its own end
            None => lines.push(format!("    {} {objections}", words.get("force-criteria-none"))),
        }
    }

    fn patrol_lines(&self, lines: &mut Vec<String>) {
        lines.push(self.words.get("force-patrols"));
        let patrols = &self.snapshot.force.patrols;
        if patrols.is_empty() {
            lines.push(format!("  {}", self.words.get("force-patrols-none")));
        }
        for patrol in patrols {
            let values =
                [("patrol", patrol.patrol.to_string().into()), ("team", patrol.team.to_string().into())];
            let name = self.words.with("force-patrol-of", &values);
            let said = self.patrol(patrol, self.tells_plan(patrol, false, None));
            lines.push(format!("  {} {name}: {}", patrol.entry, self.joined(&said)));
        }
    }

    fn expired_lines(&self, lines: &mut Vec<String>) {
        let expired = self.expired();
        if !expired.is_empty() {
            lines.push(self.words.get("force-expired"));
        }
        lines.extend(expired.iter().map(|said| format!("  {said}")));
    }
}
