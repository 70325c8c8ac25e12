//! How often assessors who did not see each other's assessment came to the same. No names.
//!
//! Chance makes assessors agree too, and the more so the more findings are plain: [`Agreeing::alpha`] takes that out. It is
//! Krippendorff's alpha for nominal data (K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011), which asks for
//! no fixed pair of assessors and leaves out what only one looked at.

use std::collections::BTreeMap;

use crate::finding::Outcome;

/// What one assessor said of one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Accepted, with this outcome.
    Accepted(Outcome),
    /// Given back.
    Returned,
}

/// How far assessors agree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreeing {
    /// Findings that one assessor alone looked at.
    pub once: u64,
    /// Findings that two or more looked at.
    pub twice: u64,
    /// Those of them of which all said the same.
    pub same: u64,
    /// Agreement beyond chance: 1 where all agree, 0 as by chance, below 0 worse than chance. `None` where nothing can be said: no
    /// finding was looked at twice, or all verdicts ever given are one.
    pub alpha: Option<f64>,
}

/// Of findings, each with what its assessors said.
pub fn agreeing(findings: impl IntoIterator<Item = Vec<Verdict>>) -> Agreeing {
    let mut all = Agreeing::default();
    let (mut differing, mut values) = (0.0_f64, BTreeMap::<Verdict, f64>::new());
    for said in findings {
        if said.len() < 2 {
            all.once += said.len() as u64;
            continue;
        }
        all.twice += 1;
        let first = said.first();
        all.same += u64::from(said.iter().all(|one| Some(one) == first));
        let others = (said.len() - 1) as f64;
        let pairs = said.iter().flat_map(|a| said.iter().filter(move |b| *b != a)).count() as f64;
        differing += pairs / others;
        for one in said {
            *values.entry(one).or_default() += 1.0;
        }
    }
    let n: f64 = values.values().sum();
    let same_by_chance: f64 = values.values().map(|count| count * (count - 1.0)).sum();
    let expected = n * (n - 1.0) - same_by_chance;
    all.alpha = (expected > 0.0).then(|| 1.0 - differing * (n - 1.0) / expected);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_that_of_the_worked_example() {
        // Krippendorff 2011, A: two observers, ten units, two values: 0.095
        let meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
        let owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
        let verdict = |n: i32| if n == 0 { Verdict::Returned } else { Verdict::Accepted(Outcome::Breach) };
        let all = agreeing(meg.into_iter().zip(owen).map(|(a, b)| vec![verdict(a), verdict(b)]));
        assert_eq!((all.twice, all.same, all.once), (10, 6, 0));
        assert!((all.alpha.unwrap() - 0.0952).abs() < 0.0001, "{all:?}");
    }

    #[test]
    fn where_nothing_could_differ_nothing_is_said_of_chance() {
        assert_eq!(agreeing([]).alpha, None);
        let one = agreeing([vec![Verdict::Returned]]);
        assert_eq!((one.once, one.twice, one.alpha), (1, 0, None));
        let same = agreeing([vec![Verdict::Returned; 2], vec![Verdict::Returned; 3]]);
        assert_eq!((same.twice, same.same, same.alpha), (2, 2, None));
        let (a, b) = (Verdict::Accepted(Outcome::Breach), Verdict::Returned);
        assert_eq!(agreeing([vec![a, a], vec![b, b, b]]).alpha, Some(1.0));
        assert!(agreeing([vec![a, b], vec![b, a]]).alpha.unwrap() < 0.0, "worse than chance");
    }
}
