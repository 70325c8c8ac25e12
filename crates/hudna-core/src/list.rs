//! Values in a row, held by themselves or each shared with somebody else.
//!
//! A mission of a million incidents holds each of them once; what weighs them, and every sight of the record, points at the same.
//! Whoever has a plain list passes that: nothing is copied either way.

use std::ops::Index;
use std::sync::Arc;

/// Values in their order, borrowed.
#[derive(Debug)]
pub enum List<'a, T> {
    /// In one piece.
    Plain(&'a [T]),
    /// Each for itself, and shared.
    Shared(&'a [Arc<T>]),
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self::Plain(&[])
    }
}

impl<'a, T> List<'a, T> {
    /// How many.
    pub const fn len(self) -> usize {
        match self {
            Self::Plain(list) => list.len(),
            Self::Shared(list) => list.len(),
        }
    }
    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// The value at a place.
    pub fn get(self, at: usize) -> Option<&'a T> {
        match self {
            Self::Plain(list) => list.get(at),
            Self::Shared(list) => list.get(at).map(|one| &**one),
        }
    }
    /// All, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'a T> + DoubleEndedIterator + Clone {
        // a place below the length always holds one; the list cannot change while it is borrowed
        (0..self.len()).map(move |at| self.at(at))
    }
    /// The value at a place that is known to hold one.
    ///
    /// # Panics
    /// When there are not that many.
    pub fn at(self, at: usize) -> &'a T {
        match self {
            Self::Plain(list) => &list[at],
            Self::Shared(list) => &list[at],
        }
    }
}

impl<T> Index<usize> for List<'_, T> {
    type Output = T;
    fn index(&self, at: usize) -> &T {
        self.at(at)
    }
}

impl<'a, T> From<&'a [T]> for List<'a, T> {
    fn from(list: &'a [T]) -> Self {
        Self::Plain(list)
    }
}

impl<'a, T> From<&'a Vec<T>> for List<'a, T> {
    fn from(list: &'a Vec<T>) -> Self {
        Self::Plain(list)
    }
}

impl<'a, T> From<&'a [Arc<T>]> for List<'a, T> {
    fn from(list: &'a [Arc<T>]) -> Self {
        Self::Shared(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_tells_the_same_however_its_values_are_held() {
        let plain = [3, 1, 2];
        let shared: Vec<Arc<i32>> = plain.iter().copied().map(Arc::new).collect();
        let (plain, shared) = (List::from(&plain[..]), List::from(&shared[..]));
        assert!(plain.iter().eq(shared.iter()) && plain.len() == 3 && !shared.is_empty());
        assert_eq!((plain.get(1), shared.get(1), shared.get(3)), (Some(&1), Some(&1), None));
        assert!(plain.iter().rev().eq([2, 1, 3].iter()) && shared[2] == 2);
    }
}
