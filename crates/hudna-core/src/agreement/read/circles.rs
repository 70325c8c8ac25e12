//! Names that lead back to themselves: norms over norms, deadlines after deadlines, terms within terms.

use std::collections::BTreeSet;

/// The first way round in a graph given by where each node leads, its start repeated at the end; `None` where
/// every way ends. Takes one pass over the graph.
pub(crate) fn first(next: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); next.len()];
    let mut ahead: Vec<usize> = vec![0; next.len()];
    for (i, leads) in next.iter().enumerate() {
        for j in leads {
            if let Some(list) = before.get_mut(*j) {
                list.push(i);
                ahead[i] += 1;
            }
        }
    }
    let mut open: BTreeSet<usize> = (0..next.len()).collect();
    let mut settled: Vec<usize> =
        ahead.iter().enumerate().filter(|(_, n)| **n == 0).map(|(i, _)| i).collect();
    while let Some(i) = settled.pop() {
        open.remove(&i);
        for j in &before[i] {
            ahead[*j] -= 1;
            if ahead[*j] == 0 {
                settled.push(*j);
            }
        }
    }
    // From a node that is left every way leads to another that is left: following them must come round.
    let mut way: Vec<usize> = vec![*open.first()?];
    let mut seen: BTreeSet<usize> = way.iter().copied().collect();
    loop {
        let step = next.get(*way.last()?)?.iter().copied().find(|j| open.contains(j))?;
        way.push(step);
        if !seen.insert(step) {
            let at = way.iter().position(|i| *i == step)?;
            return Some(way.split_off(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn a_way_that_comes_round_is_found_and_one_that_ends_is_not() {
        assert_eq!(first(&[vec![1], vec![2], vec![1]]), Some(vec![1, 2, 1]));
        assert_eq!(first(&[vec![0]]), Some(vec![0, 0]));
        assert_eq!(first(&[vec![1, 2], vec![2], vec![]]), None);
        assert_eq!(first(&[]), None);
    }
}
