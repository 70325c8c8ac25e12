//! Names that lead back to themselves: norms over norms, deadlines after deadlines, terms within terms.

use std::collections::BTreeSet;

/// The first way round in a graph given by where each node leads, its start repeated at the end; `None` where
/// every way ends. Takes a few passes over the graph, whatever its shape.
pub(crate) fn first(next: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut open: BTreeSet<usize> = (0..next.len()).collect();
    loop {
        let leads_on = |i: &usize| next.get(*i).into_iter().flatten().any(|j| open.contains(j));
        let settled: Vec<usize> = open.iter().copied().filter(|i| !leads_on(i)).collect();
        if settled.is_empty() {
            break;
        }
        for i in settled {
            open.remove(&i);
        }
    }
    // From a node that is left every way leads to another that is left: following them must come round.
    let mut way: Vec<usize> = vec![*open.first()?];
    loop {
        let step = next.get(*way.last()?)?.iter().copied().find(|j| open.contains(j))?;
        if let Some(at) = way.iter().position(|i| *i == step) {
            way.push(step);
            return Some(way.split_off(at));
        }
        way.push(step);
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
