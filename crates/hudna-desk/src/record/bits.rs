//! Sets of places in a long list, a bit each: a million incidents in 125 kB, met or counted in some ten microseconds.

/// Places below a length that are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// None of `len` places.
    pub(super) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }
    /// All of `len` places.
    pub(super) fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        bits.trim();
        bits
    }
    /// Those below `len` of which something holds.
    pub(super) fn of(len: usize, holds: impl Fn(usize) -> bool) -> Self {
        let word = |w: usize| {
            (w * 64..(w * 64 + 64).min(len)).fold(0_u64, |bits, at| bits | u64::from(holds(at)) << (at % 64))
        };
        Self { words: (0..len.div_ceil(64)).map(word).collect(), len }
    }
    pub(super) fn set(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64).filter(|_| at < self.len) {
            *word |= 1 << (at % 64);
        }
    }
    /// Takes 64 places, from the `word`th times 64 on.
    pub(super) fn fill(&mut self, word: usize) {
        if let Some(bits) = self.words.get_mut(word) {
            *bits = u64::MAX;
        }
        self.trim();
    }
    pub(super) fn clear(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64) {
            *word &= !(1 << (at % 64));
        }
    }
    pub(super) fn has(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
    /// How many are taken.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }
    /// How many are taken of all three.
    pub(super) fn shared_by(&self, one: &Self, other: &Self) -> u64 {
        let words = self.words.iter().zip(&one.words).zip(&other.words);
        words.map(|((a, b), c)| u64::from((a & b & c).count_ones())).sum()
    }
    /// Keeps those that are taken of `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }
    /// Keeps those that are not taken of `other`.
    pub(super) fn drop_of(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }
    /// Adds those of `other`.
    pub(super) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }
    /// Those that are taken, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(w, word)| ones(*word).map(move |bit| w * 64 + bit))
    }
    /// Of those that are taken, from the last one back, the ones behind the first `skip`, at most `most`.
    pub(super) fn last(&self, skip: usize, most: usize) -> Vec<usize> {
        let (mut skip, mut found) = (skip, Vec::with_capacity(most));
        for (w, word) in self.words.iter().enumerate().rev() {
            let here = word.count_ones() as usize;
            if skip >= here {
                skip -= here;
                continue;
            }
            let bits: Vec<usize> = ones(*word).collect();
            for bit in bits.into_iter().rev().skip(std::mem::take(&mut skip)) {
                if found.len() == most {
                    return found;
                }
                found.push(w * 64 + bit);
            }
        }
        found
    }
    /// No place at or past the length is taken.
    fn trim(&mut self) {
        if !self.len.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }
}

fn ones(word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
        rest &= rest - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_listed_and_counted_from_both_ends() {
        let bits = Bits::of(200, |at| at % 3 == 0);
        let plain: Vec<usize> = (0..200).filter(|at| at % 3 == 0).collect();
        assert!(bits.iter().eq(plain.iter().copied()) && bits.count() == plain.len());
        for (skip, most) in [(0, 5), (7, 40), (60, 40), (66, 4), (67, 4), (500, 1), (3, 0)] {
            let back: Vec<usize> = plain.iter().rev().skip(skip).take(most).copied().collect();
            assert_eq!(bits.last(skip, most), back, "{skip} {most}");
        }
    }

    #[test]
    fn sets_meet_and_join_as_sets_do() {
        let [by_two, by_five] = [2, 5].map(|n| Bits::of(130, |at| at % n == 0));
        assert_eq!(by_two.shared_by(&by_five, &Bits::all(130)), 13);
        let (mut both, mut any) = (by_two.clone(), by_two.clone());
        both.keep(&by_five);
        any.add(&by_five);
        assert_eq!((both.count(), any.count(), Bits::all(130).count()), (13, 65 + 26 - 13, 130));
        both.set(3);
        both.clear(0);
        both.set(130);
        assert!(both.has(3) && !both.has(0) && !both.has(130));
        let (mut last, mut less) = (Bits::none(130), Bits::all(130));
        last.fill(2);
        assert_eq!(last.iter().collect::<Vec<_>>(), [128, 129], "a place past the end is none");
        less.drop_of(&by_two);
        assert_eq!((less.count(), less.has(2), less.has(3)), (65, false, true));
    }
}
