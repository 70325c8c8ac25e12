//! The consultation of many against two conversations that Polis itself worked out (read, never copied): one on Brexit (CC BY
//! 4.0, The Computational Democracy Project) and one on Polis (red-dwarf's fixtures, MPL 2.0).

use std::collections::BTreeMap;
use std::path::PathBuf;

use hudna_core::dialogue::opinion::group::Starts;
use hudna_core::dialogue::opinion::said::{Agreed, Said, Side};
use hudna_core::dialogue::opinion::votes::{Matrix, Value, Vote};
use hudna_core::dialogue::opinion::{Opinion, Rules};
use serde_json::Value as Json;

/// `../shared/data/polis`, found by walking up.
fn folder() -> Option<PathBuf> {
    let start = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    start.ancestors().map(|up| up.join("shared/data/polis")).find(|path| path.is_dir())
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn skipped(name: &str) {
    eprintln!("skipped: {name}: ../shared is not here");
}

fn text(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a file of the data")
}

/// The votes on Brexit, and of each participant the group that Polis found.
fn brexit(folder: &std::path::Path) -> (Matrix, Vec<Option<u32>>, String) {
    let votes = text(folder, "brexit-consensus/votes.csv");
    let votes: Vec<Vote> = votes
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |i: usize| cells[i].parse::<i64>().expect("a number");
            let value = Value::of(number(4)).expect("a vote");
            Vote { at: number(0), participant: number(3) as u32, statement: number(2) as u32, value }
        })
        .collect();
    let table = text(folder, "brexit-consensus/participants-votes.csv");
    let mut groups = vec![None; 204];
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        groups[cells[0].parse::<usize>().expect("a number")] = cells[1].parse().ok();
    }
    (Matrix::of(204, 50, &votes).expect("votes"), groups, table)
}

/// The adjusted Rand index of two partitions (L. Hubert, P. Arabie, "Comparing partitions", J. Classification 2, 1985).
fn rand_index(pairs: &[(u32, u32)]) -> f64 {
    let two = |n: f64| n * (n - 1.0) / 2.0;
    let counted = |keys: Vec<(u32, u32)>| {
        let mut counts: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1.0);
        counts.values().map(|n| two(*n)).sum::<f64>()
    };
    let both = counted(pairs.to_vec());
    let ours = counted(pairs.iter().map(|p| (p.0, 0)).collect());
    let theirs = counted(pairs.iter().map(|p| (p.1, 0)).collect());
    let chance = ours * theirs / two(pairs.len() as f64);
    (both - chance) / ((ours + theirs) / 2.0 - chance)
}

#[test]
fn the_last_vote_of_each_pair_gives_the_table_that_polis_exports() {
    let Some(folder) = folder() else {
        return skipped("the_last_vote_of_each_pair_gives_the_table_that_polis_exports");
    };
    let (matrix, _, table) = brexit(&folder);
    assert_eq!((matrix.votes(), matrix.contradictory()), (5303, 0));
    let mut compared = 0;
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let who = cells[0].parse().expect("a number");
        for (statement, cell) in (0..50).zip(&cells[6..]) {
            let theirs = cell.parse().ok().and_then(Value::of);
            assert_eq!(matrix.vote_of(who, statement), theirs, "{who} on {statement}");
            compared += usize::from(theirs.is_some());
        }
    }
    assert_eq!(compared, 5303);
}

#[test]
fn the_two_groups_that_polis_found_on_brexit_are_found() {
    let Some(folder) = folder() else {
        return skipped("the_two_groups_that_polis_found_on_brexit_are_found");
    };
    let (matrix, theirs, _) = brexit(&folder);
    let found = Opinion::of(&matrix, &Rules::default()).expect("204 people");
    // Polis: 106 and 91. Nobody drawn at random, nobody kept in from before: 189 voted seven times
    assert_eq!((found.groups.len(), found.in_conversation, found.base_clusters), (2, 189, 100));
    let pairs: Vec<(u32, u32)> =
        (0..204_u32).filter_map(|p| Some((found.group_of(p)? as u32, theirs[p as usize]?))).collect();
    let index = rand_index(&pairs);
    let same = pairs.iter().filter(|(ours, theirs)| ours == theirs).count();
    let same = same.max(pairs.len() - same);
    assert_eq!(pairs.len(), 189);
    assert!(index > 0.87 && same >= 183, "adjusted Rand index {index}, {same} of 189");
    // with those kept in that Polis kept in
    let kept_in = (0..204_u32).filter(|p| theirs[*p as usize].is_some()).collect();
    let found = Opinion::of(&matrix, &Rules { kept_in, ..Rules::default() }).expect("197 people");
    let pairs: Vec<(u32, u32)> =
        (0..204_u32).filter_map(|p| Some((found.group_of(p)? as u32, theirs[p as usize]?))).collect();
    assert_eq!((found.groups.len(), pairs.len()), (2, 197));
    assert!(rand_index(&pairs) > 0.86, "adjusted Rand index {}", rand_index(&pairs));
}

/// A conversation with what Polis's server worked out of it.
struct Known {
    matrix: Matrix,
    polis: Json,
}

impl Known {
    fn read(folder: &std::path::Path) -> Self {
        let json = |name: &str| -> Json {
            serde_json::from_str(&text(folder, &format!("below-100-participants/{name}"))).expect("JSON")
        };
        let votes: Vec<Vote> = json("votes.json")
            .as_array()
            .expect("a list")
            .iter()
            .map(|v| {
                let number = |key: &str| v[key].as_i64().expect("a number");
                let at = v["modified"].as_str().and_then(|t| t.parse().ok()).expect("a moment");
                let value = Value::of(number("vote")).expect("a vote");
                Vote { at, participant: number("pid") as u32, statement: number("tid") as u32, value }
            })
            .collect();
        Self { matrix: Matrix::of(35, 44, &votes).expect("votes"), polis: json("math-pca2.json") }
    }
    /// As Polis went about it: whoever it kept in, beginning with the first in its list, at the number of groups it kept.
    fn rules(&self) -> Rules {
        Rules {
            moderated_out: numbers(&self.polis["mod-out"]),
            kept_in: numbers(&self.polis["in-conv"]),
            starts: Starts::InOrder,
            groups: Some(3),
        }
    }
    /// The participants of each of Polis's groups, by its number.
    fn groups(&self) -> Vec<Vec<u32>> {
        let base: Vec<Vec<u32>> = list(&self.polis["base-clusters"]["members"]).iter().map(numbers).collect();
        let ids = numbers(&self.polis["base-clusters"]["id"]);
        let members = |b: &u32| base[ids.iter().position(|id| id == b).expect("a base cluster")].clone();
        let groups = list(&self.polis["group-clusters"]).iter();
        groups.map(|g| numbers(&g["members"]).iter().flat_map(members).collect()).collect()
    }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn numbers(json: &Json) -> Vec<u32> {
    list(json).iter().filter_map(|n| Some(n.as_u64()? as u32)).collect()
}

fn close(ours: f64, theirs: &Json) -> bool {
    theirs.as_f64().is_some_and(|theirs| (ours - theirs).abs() < 1e-9)
}

/// Polis writes some numbers with the digits of a single.
fn close_single(ours: f64, theirs: &Json) -> bool {
    theirs.as_f64().is_some_and(|theirs| (ours - theirs).abs() < 2e-6)
}

#[test]
fn the_plane_is_the_one_that_polis_found() {
    let Some(folder) = folder() else { return skipped("the_plane_is_the_one_that_polis_found") };
    let known = Known::read(&folder);
    let found = Opinion::of(&known.matrix, &known.rules()).expect("35 people");
    let pca = &known.polis["pca"];
    // Polis keeps agreement as -1 inside: everything has the other sign
    for (ours, theirs) in found.plane.center.iter().zip(list(&pca["center"])) {
        assert!(close(-ours, theirs), "{ours} {theirs}");
    }
    let mut signs = Vec::new();
    for (ours, theirs) in found.plane.components.iter().zip(list(&pca["comps"])) {
        let sign = ours[9].signum() * theirs[9].as_f64().expect("a number").signum();
        assert_eq!(ours.len(), list(theirs).len());
        for (ours, theirs) in ours.iter().zip(list(theirs)) {
            assert!(close(sign * ours, theirs), "{ours} {theirs}");
        }
        signs.push(-sign);
    }
    // fewer than a hundred places: each base cluster is one person, where the votes set them
    let base = &known.polis["base-clusters"];
    for ((who, x), y) in list(&base["members"]).iter().zip(list(&base["x"])).zip(list(&base["y"])) {
        let [ours_x, ours_y] = found.plane.positions[numbers(who)[0] as usize];
        assert!(close(signs[0] * ours_x, x) && close(signs[1] * ours_y, y), "{who}: {ours_x} {ours_y}");
    }
}

#[test]
fn begun_as_polis_begins_the_groups_are_the_ones_that_polis_found() {
    let Some(folder) = folder() else {
        return skipped("begun_as_polis_begins_the_groups_are_the_ones_that_polis_found");
    };
    let known = Known::read(&folder);
    let found = Opinion::of(&known.matrix, &known.rules()).expect("35 people");
    assert_eq!(found.in_conversation, 23);
    let groups = known.groups();
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), vec![11, 3, 9]);
    let ours: Vec<usize> = groups.iter().map(|g| found.group_of(g[0]).expect("in a group")).collect();
    assert_eq!(ours, vec![0, 2, 1], "by size");
    for (group, ours) in groups.iter().zip(&ours) {
        assert!(group.iter().all(|p| found.group_of(*p) == Some(*ours)));
        assert_eq!(found.groups[*ours].size(), group.len());
    }
}

#[test]
fn what_polis_says_of_its_groups_is_said_of_them() {
    let Some(folder) = folder() else { return skipped("what_polis_says_of_its_groups_is_said_of_them") };
    let known = Known::read(&folder);
    let found = Opinion::of(&known.matrix, &known.rules()).expect("35 people");
    for (theirs, group) in known.groups().iter().enumerate() {
        let ours = found.group_of(group[0]).expect("in a group");
        let votes = &known.polis["group-votes"][theirs.to_string()]["votes"];
        for (statement, tally) in found.counts.groups[ours].iter().enumerate() {
            let said = &votes[statement.to_string()];
            let read = |key: &str| said[key].as_u64();
            assert_eq!(
                (read("A"), read("D"), read("S")),
                (Some(tally.agree.into()), Some(tally.disagree.into()), Some(tally.votes().into()))
            );
        }
        let said = list(&known.polis["repness"][theirs.to_string()]);
        assert_eq!(said.len(), found.stands_for[ours].len());
        for (ours, theirs) in found.stands_for[ours].iter().zip(said) {
            assert!(is_same(ours, theirs), "{ours:?} {theirs}");
        }
    }
    for across in &found.across {
        let theirs = &known.polis["group-aware-consensus"][across.statement.to_string()];
        assert!(close(across.agree, theirs), "{across:?} {theirs}");
    }
    assert_eq!(found.across.len(), 42, "44 less the two taken out");
    for (side, ours) in [("agree", &found.agreed), ("disagree", &found.rejected)] {
        let theirs = list(&known.polis["consensus"][side]);
        assert_eq!(ours.len(), theirs.len(), "{side}");
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!(is_agreed(ours, theirs), "{ours:?} {theirs}");
        }
    }
}

fn is_same(ours: &Said, theirs: &Json) -> bool {
    let side = if ours.side == Side::Agree { "agree" } else { "disagree" };
    theirs["tid"] == ours.statement
        && theirs["repful-for"] == side
        && theirs["n-success"] == ours.took
        && theirs["n-trials"] == ours.votes
        && close(ours.share, &theirs["p-success"])
        && close(ours.share_z, &theirs["p-test"])
        && close(ours.more, &theirs["repness"])
        && close_single(ours.more_z, &theirs["repness-test"])
        && ours.best_agree == (theirs["best-agree"] == true)
}

fn is_agreed(ours: &Agreed, theirs: &Json) -> bool {
    theirs["tid"] == ours.statement
        && theirs["n-success"] == ours.took
        && theirs["n-trials"] == ours.votes
        && close(ours.share, &theirs["p-success"])
        && close(ours.share_z, &theirs["p-test"])
}

#[test]
fn what_is_found_without_polis_history_fits_the_same_people_more_closely() {
    let Some(folder) = folder() else {
        return skipped("what_is_found_without_polis_history_fits_the_same_people_more_closely");
    };
    let known = Known::read(&folder);
    let polis = Opinion::of(&known.matrix, &known.rules()).expect("35 people");
    let rules = Rules { starts: Starts::Best, ..known.rules() };
    let ours = Opinion::of(&known.matrix, &rules).expect("35 people");
    let loss = |o: &Opinion| {
        let grouped = (0..35).filter_map(|p| Some((o.plane.positions[p as usize], o.group_of(p)?)));
        let away = grouped.map(|(at, g)| {
            let middle = o.groups[g].center;
            (at[0] - middle[0]).powi(2) + (at[1] - middle[1]).powi(2)
        });
        away.sum::<f64>()
    };
    // 63.2 and a silhouette of 0.298 against 43.9 and 0.440: Polis stayed where the first three in its list had led it
    assert!((loss(&polis) - 63.16).abs() < 0.01 && (loss(&ours) - 43.87).abs() < 0.01);
    assert!((polis.silhouette() - 0.298).abs() < 0.001 && (ours.silhouette() - 0.440).abs() < 0.001);
    // left to itself it finds three too
    let left = Opinion::of(&known.matrix, &Rules { groups: None, ..rules }).expect("35 people");
    assert_eq!(left.groups.len(), 3);
}
