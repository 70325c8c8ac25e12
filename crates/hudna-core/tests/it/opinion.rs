//! Laws of the consultation of many, over drawn worlds and worlds small enough to work out by hand.

use hudna_core::dialogue::opinion::party::{self, Stand};
use hudna_core::dialogue::opinion::said::{Side, Tally};
use hudna_core::dialogue::opinion::told::{LEAST_DESCRIBED, Told};
use hudna_core::dialogue::opinion::votes::{Matrix, Value, Vote};
use hudna_core::dialogue::opinion::{Opinion, Refused, Rules};

/// Numbers that are the same in every run.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
    fn shuffled(&mut self, n: usize) -> Vec<u32> {
        let mut out: Vec<u32> = (0..n as u32).collect();
        for i in (1..n).rev() {
            out.swap(i, self.below(i as u64 + 1) as usize);
        }
        out
    }
}

/// People of `camps` camps, each with a leaning of its own on each statement; a pair is voted on in `filled` of 100 cases.
fn drawn(seed: u64, people: u32, statements: u32, camps: u64, filled: u64) -> Vec<Vote> {
    let mut draw = Draw(seed);
    let lean: Vec<Vec<u64>> =
        (0..camps).map(|_| (0..statements).map(|_| 10 + draw.below(81)).collect()).collect();
    let mut votes = Vec::new();
    for participant in 0..people {
        let camp = &lean[draw.below(camps) as usize];
        for statement in 0..statements {
            if draw.below(100) < filled {
                let value = match draw.below(100) {
                    0..15 => Value::Pass,
                    _ if draw.below(100) < camp[statement as usize] => Value::Agree,
                    _ => Value::Disagree,
                };
                votes.push(Vote { at: votes.len() as i64, participant, statement, value });
            }
        }
    }
    votes
}

fn opinion(people: usize, statements: usize, votes: &[Vote]) -> Opinion {
    let matrix = Matrix::of(people, statements, votes).expect("votes are of people on statements");
    Opinion::of(&matrix, &Rules::default()).expect("there are people enough")
}

/// Of each participant the group, named by the lowest number in it: the same for the same partition.
fn partition(opinion: &Opinion, named: impl Fn(u32) -> u32, people: u32) -> Vec<Option<u32>> {
    let group = |p: u32| opinion.group_of(p);
    let mut lowest = vec![u32::MAX; opinion.groups.len()];
    let mut of = vec![None; people as usize];
    for p in 0..people {
        if let Some(g) = group(p) {
            lowest[g] = lowest[g].min(named(p));
            of[named(p) as usize] = Some(g);
        }
    }
    of.into_iter().map(|g| g.map(|g| lowest[g])).collect()
}

#[test]
fn neither_the_order_of_votes_nor_of_people_nor_of_statements_changes_a_group() {
    for seed in 1..=12 {
        let (people, statements) = (60 + 20 * seed as u32, 20 + seed as u32);
        let votes = drawn(0x9E37_79B9 * seed, people, statements, 1 + seed % 4, 55);
        let here = opinion(people as usize, statements as usize, &votes);
        let plain = partition(&here, |p| p, people);
        let mut draw = Draw(seed + 77);
        let order = draw.shuffled(votes.len());
        let shuffled: Vec<Vote> = order.iter().map(|i| votes[*i as usize]).collect();
        assert_eq!(opinion(people as usize, statements as usize, &shuffled), here, "votes, seed {seed}");
        let (who, what) = (draw.shuffled(people as usize), draw.shuffled(statements as usize));
        let back = {
            let mut back = vec![0; who.len()];
            (0..).zip(&who).for_each(|(old, new)| back[*new as usize] = old);
            back
        };
        let moved: Vec<Vote> =
            votes.iter().map(|v| Vote { participant: who[v.participant as usize], ..*v }).collect();
        let other = opinion(people as usize, statements as usize, &moved);
        assert_eq!(partition(&other, |p| back[p as usize], people), plain, "people, seed {seed}");
        assert_eq!(other.stands_for, here.stands_for, "people, seed {seed}");
        assert_eq!(other.plane.components, here.plane.components, "people, seed {seed}");
        let moved: Vec<Vote> =
            votes.iter().map(|v| Vote { statement: what[v.statement as usize], ..*v }).collect();
        let other = opinion(people as usize, statements as usize, &moved);
        assert_eq!(partition(&other, |p| p, people), plain, "statements, seed {seed}");
    }
}

#[test]
fn the_number_of_threads_changes_no_digit() {
    let votes = drawn(41, 3000, 40, 3, 40);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| opinion(3000, 40, &votes))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn everybody_twice_changes_no_group() {
    let votes = drawn(5, 70, 24, 3, 70);
    let twice: Vec<Vote> = votes
        .iter()
        .flat_map(|v| {
            [2 * v.participant, 2 * v.participant + 1].map(|participant| Vote { participant, ..*v })
        })
        .collect();
    let (once, twice) = (opinion(70, 24, &votes), opinion(140, 24, &twice));
    let of_once = partition(&once, |p| p, 70);
    for p in 0..70 {
        assert_eq!(twice.group_of(2 * p), twice.group_of(2 * p + 1));
    }
    let of_twice = partition(&twice, |p| p, 140);
    let halved: Vec<Option<u32>> = of_twice.iter().step_by(2).map(|g| g.map(|g| g / 2)).collect();
    assert_eq!(halved, of_once);
    let sizes = |o: &Opinion| o.groups.iter().map(|g| g.size()).collect::<Vec<_>>();
    assert_eq!(sizes(&twice), sizes(&once).iter().map(|n| 2 * n).collect::<Vec<_>>());
}

#[test]
fn the_plane_is_that_of_a_direct_reckoning() {
    // XᵀX v by the dense table, column by column
    let (people, statements) = (50, 12);
    let votes = drawn(9, people, statements, 2, 60);
    let here = opinion(people as usize, statements as usize, &votes);
    let mut table = vec![vec![None; statements as usize]; people as usize];
    for v in &votes {
        table[v.participant as usize][v.statement as usize] = Some(v.value as i32 as f64 - 1.0);
    }
    let mean = |s: usize| {
        let cast: Vec<f64> = table.iter().filter_map(|row| row[s]).collect();
        cast.iter().sum::<f64>() / cast.len() as f64
    };
    let means: Vec<f64> = (0..statements as usize).map(mean).collect();
    let filled: Vec<Vec<f64>> =
        table.iter().map(|row| row.iter().zip(&means).map(|(v, m)| v.unwrap_or(*m) - m).collect()).collect();
    for (s, m) in means.iter().enumerate() {
        assert!((here.plane.center[s] - m).abs() < 1e-12);
    }
    let spread = |v: &[f64]| {
        let mut out = vec![0.0; v.len()];
        for row in &filled {
            let lies: f64 = row.iter().zip(v).map(|(a, b)| a * b).sum();
            out.iter_mut().zip(row).for_each(|(o, a)| *o += a * lies);
        }
        out
    };
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut values = Vec::new();
    for component in &here.plane.components {
        let out = spread(component);
        let value = dot(&out, component);
        let off: f64 = out.iter().zip(component).map(|(o, c)| (o - value * c).powi(2)).sum::<f64>().sqrt();
        assert!(off < 1e-9 * value, "{off} of {value}");
        values.push(value);
    }
    assert!(dot(&here.plane.components[0], &here.plane.components[1]).abs() < 1e-9);
    // no other direction spreads people more: what is left after both spreads less, by power iteration
    let mut rest: Vec<f64> = (0..statements).map(|s| f64::from(s % 5) - 1.7).collect();
    for _ in 0..500 {
        for component in &here.plane.components {
            let share = dot(&rest, component);
            rest.iter_mut().zip(component).for_each(|(r, c)| *r -= share * c);
        }
        rest = spread(&rest);
        let length = dot(&rest, &rest).sqrt();
        rest.iter_mut().for_each(|r| *r /= length);
    }
    assert!(values[0] >= values[1] && values[1] >= dot(&spread(&rest), &rest) - 1e-9);
    let outward = |p: usize| {
        let votes = table[p].iter().flatten().count();
        (f64::from(statements) / votes.max(1) as f64).sqrt()
    };
    for (p, row) in filled.iter().enumerate() {
        let lies = dot(row, &here.plane.components[0]) * outward(p);
        assert!((here.plane.positions[p][0] - lies).abs() < 1e-9);
    }
}

/// Two camps of `each` people: eight statements on which they part, one on which both agree, one on which all pass.
fn two_camps(each: u32) -> Vec<Vote> {
    let mut votes = Vec::new();
    for participant in 0..2 * each {
        let is_first = participant < each;
        for statement in 0..10 {
            let value = match statement {
                8 => Value::Agree,
                9 => Value::Pass,
                s if is_first == (s < 4) => Value::Agree,
                _ => Value::Disagree,
            };
            votes.push(Vote { at: 0, participant, statement, value });
        }
    }
    votes
}

#[test]
fn two_camps_are_two_groups_and_what_both_hold_carries() {
    let found = opinion(20, 10, &two_camps(10));
    assert_eq!(found.groups.len(), 2);
    for p in 0..20 {
        assert_eq!(found.group_of(p), found.group_of(if p < 10 { 0 } else { 19 }));
    }
    assert_ne!(found.group_of(0), found.group_of(19));
    assert_eq!(found.silhouette(), 0.0, "each group is one place: a cluster alone in its group");
    // 11 of 12 in each group
    assert_eq!((found.across[0].statement, found.across[0].side), (8, Some(Side::Agree)));
    assert!((found.across[0].agree - (11.0_f64 / 12.0).powi(2)).abs() < 1e-15);
    assert!(found.across[1..].iter().all(|a| a.side.is_none()));
    assert_eq!(
        found.agreed.iter().map(|a| (a.statement, a.took, a.votes)).collect::<Vec<_>>(),
        vec![(8, 20, 20)]
    );
    assert!(found.rejected.is_empty());
    let first = &found.stands_for[found.group_of(0).expect("in a group")];
    let agrees: Vec<u32> = first.iter().filter(|s| s.side == Side::Agree).map(|s| s.statement).collect();
    assert!(!agrees.is_empty() && agrees.iter().all(|s| *s < 4 || *s == 8), "{first:?}");
    assert!(first.iter().all(|s| s.side == Side::Agree || (4..8).contains(&s.statement)), "{first:?}");
}

#[test]
fn a_pass_is_not_a_missing_vote() {
    let all = two_camps(10);
    let without: Vec<Vote> = all.iter().filter(|v| v.statement != 9).copied().collect();
    let (with, without) = (opinion(20, 10, &all), opinion(20, 10, &without));
    assert_eq!(with.counts.all[9], Tally { agree: 0, disagree: 0, pass: 20 });
    assert_eq!(without.counts.all[9].votes(), 0);
    // who passed has seen it: their place needs less moving outward
    assert!(without.plane.positions[0][0].abs() > with.plane.positions[0][0].abs());
    assert_eq!(
        with.across.iter().find(|a| a.statement == 9).map(|a| a.agree),
        Some((1.0_f64 / 12.0).powi(2))
    );
    assert_eq!(without.across.iter().find(|a| a.statement == 9).map(|a| a.agree), Some(0.25));
}

#[test]
fn the_last_vote_of_a_pair_holds_whatever_the_order_of_the_list() {
    let vote = |at, value| Vote { at, participant: 0, statement: 0, value };
    for votes in [
        [vote(1, Value::Agree), vote(3, Value::Disagree), vote(2, Value::Pass)],
        [vote(3, Value::Disagree), vote(2, Value::Pass), vote(1, Value::Agree)],
    ] {
        let matrix = Matrix::of(1, 1, &votes).expect("votes");
        assert_eq!((matrix.vote_of(0, 0), matrix.votes()), (Some(Value::Disagree), 1));
    }
}

#[test]
fn two_votes_of_one_moment_leave_their_pair_without_a_vote() {
    let vote = |at, value| Vote { at, participant: 0, statement: 0, value };
    let both = [vote(5, Value::Agree), vote(5, Value::Disagree), vote(4, Value::Pass)];
    let matrix = Matrix::of(1, 1, &both).expect("votes");
    assert_eq!((matrix.vote_of(0, 0), matrix.contradictory()), (None, 1));
    let same = [vote(5, Value::Agree), vote(5, Value::Agree)];
    let matrix = Matrix::of(1, 1, &same).expect("votes");
    assert_eq!((matrix.vote_of(0, 0), matrix.contradictory()), (Some(Value::Agree), 0));
    let settled = [both[0], both[1], vote(6, Value::Agree)];
    let matrix = Matrix::of(1, 1, &settled).expect("votes");
    assert_eq!((matrix.vote_of(0, 0), matrix.contradictory()), (Some(Value::Agree), 0));
}

#[test]
fn a_statement_taken_out_sets_nobody_apart_and_is_not_named() {
    let votes = drawn(3, 80, 15, 2, 80);
    let matrix = Matrix::of(80, 15, &votes).expect("votes");
    let rules = Rules { moderated_out: vec![4], ..Rules::default() };
    let found = Opinion::of(&matrix, &rules).expect("people enough");
    assert_eq!(found.plane.components.each_ref().map(|c| c[4]), [0.0, 0.0]);
    let named = found.across.iter().map(|a| a.statement).chain(found.agreed.iter().map(|a| a.statement));
    let named = named.chain(found.stands_for.iter().flatten().map(|s| s.statement));
    assert!(named.into_iter().all(|s| s != 4));
    let told = Told::of(&matrix, &found);
    assert!(told.statements.iter().all(|s| s.statement != 4) && told.statements.len() == 14);
}

#[test]
fn thirteen_people_are_no_public() {
    let votes: Vec<Vote> = two_camps(7).into_iter().filter(|v| v.participant < 13).collect();
    let matrix = Matrix::of(13, 10, &votes).expect("votes");
    let refused = Opinion::of(&matrix, &Rules::default()).expect_err("too few");
    assert_eq!((refused.code(), refused), ("too-few", Refused::TooFew { here: 13, least: 14 }));
    let matrix = Matrix::of(14, 10, &two_camps(7)).expect("votes");
    assert_eq!(Opinion::of(&matrix, &Rules::default()).expect("fourteen").groups.len(), 2);
}

#[test]
fn people_who_all_say_the_same_are_not_put_into_groups() {
    let votes: Vec<Vote> = two_camps(20).into_iter().filter(|v| v.participant < 20).collect();
    let matrix = Matrix::of(20, 10, &votes).expect("votes");
    assert_eq!(Opinion::of(&matrix, &Rules::default()), Err(Refused::AllAlike));
}

#[test]
fn a_vote_of_nobody_or_on_nothing_is_refused() {
    let vote = Vote { at: 0, participant: 3, statement: 0, value: Value::Agree };
    let refused = Matrix::of(3, 1, &[vote]);
    assert_eq!(refused, Err(Refused::VoteOutside { at: 0, participant: 3, statement: 0 }));
    let vote = Vote { participant: 0, statement: 1, ..vote };
    assert_eq!(Matrix::of(3, 1, &[vote]), Err(Refused::VoteOutside { at: 0, participant: 0, statement: 1 }));
}

#[test]
fn who_votes_seldom_is_in_no_group_but_is_counted() {
    let mut votes = two_camps(10);
    votes.extend((0..6).map(|statement| Vote { at: 0, participant: 20, statement, value: Value::Agree }));
    let found = opinion(21, 10, &votes);
    assert_eq!((found.group_of(20), found.in_conversation), (None, 20));
    assert_eq!(found.counts.all[0], Tally { agree: 11, disagree: 10, pass: 0 });
}

#[test]
fn no_number_that_leaves_is_of_fewer_than_five_people() {
    for seed in 1..=30 {
        let votes = drawn(seed * 31, 16 + seed as u32, 14, 4, 60);
        let matrix = Matrix::of(16 + seed as usize, 14, &votes).expect("votes");
        let Ok(found) = Opinion::of(&matrix, &Rules::default()) else { continue };
        let told = Told::of(&matrix, &found);
        assert!(told.groups.iter().all(|g| g.size >= LEAST_DESCRIBED));
        for statement in &told.statements {
            let shown: Vec<&Tally> = statement.groups.iter().flatten().collect();
            assert!(shown.iter().all(|t| t.votes() as usize >= LEAST_DESCRIBED));
            // what is left of the total is told of nobody or of enough
            let within = shown.iter().map(|t| t.votes()).sum::<u32>();
            let left = statement.all.votes() - within;
            assert!(left == 0 || left as usize >= LEAST_DESCRIBED, "{statement:?}");
        }
    }
}

#[test]
fn a_small_group_is_counted_and_not_described() {
    // 15 and 15 who part, and four who are apart from both
    let mut votes: Vec<Vote> = two_camps(15);
    for participant in 30..34 {
        for statement in 0..10 {
            let value = if statement % 2 == 0 { Value::Agree } else { Value::Disagree };
            votes.push(Vote { at: 0, participant, statement, value });
        }
    }
    let matrix = Matrix::of(34, 10, &votes).expect("votes");
    let rules = Rules { groups: Some(2), ..Rules::default() };
    let found = Opinion::of(&matrix, &rules).expect("people enough");
    let told = Told::of(&matrix, &found);
    let described: usize = told.groups.iter().map(|g| g.size).sum();
    assert_eq!(described + told.undescribed, 34);
    assert!(told.groups.iter().all(|g| g.size >= LEAST_DESCRIBED));
}

#[test]
fn delegations_are_counted_by_party_whatever_their_size() {
    // two of the first party, one of the second; 0: all agree, 1: the first is split, 2: the second passes, 3: nobody of the second
    let say = |participant, statement, value| Vote { at: 0, participant, statement, value };
    let votes = [
        say(0, 0, Value::Agree),
        say(1, 0, Value::Agree),
        say(2, 0, Value::Agree),
        say(0, 1, Value::Agree),
        say(1, 1, Value::Disagree),
        say(2, 1, Value::Agree),
        say(0, 2, Value::Disagree),
        say(2, 2, Value::Pass),
        say(0, 3, Value::Disagree),
        say(3, 0, Value::Disagree),
    ];
    let matrix = Matrix::of(4, 4, &votes).expect("votes");
    let found = party::count(&matrix, &[Some(0), Some(0), Some(1), None], 2, &[]);
    let stands: Vec<Vec<Stand>> = found.iter().map(|p| p.parties.iter().map(|(_, s)| *s).collect()).collect();
    assert_eq!(
        stands,
        vec![
            vec![Stand::Agrees, Stand::Agrees],
            vec![Stand::Split, Stand::Agrees],
            vec![Stand::Disagrees, Stand::Passed],
            vec![Stand::Disagrees, Stand::Silent],
        ]
    );
    assert_eq!(
        found.iter().map(|p| p.carries).collect::<Vec<_>>(),
        vec![Some(Side::Agree), None, None, None]
    );
    assert_eq!(found[0].parties[0].0, Tally { agree: 2, disagree: 0, pass: 0 });
}
