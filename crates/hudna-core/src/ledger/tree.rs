//! The Merkle tree over the record's leaves, RFC 6962 §2.1, and its proofs.
//!
//! Append only; held whole in memory: 64 bytes a leaf. A leaf comes in as its hash: what it says is not
//! known here. Proofs are checked by free functions that need no tree, for whoever holds only a head.

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::tile::{HEIGHT, WIDTH};

/// A SHA-256 hash of a leaf or node.
pub type Hash = [u8; 32];

/// Fewer nodes than this are not worth sharing out.
const SHARED: usize = 4096;

/// The hash of a leaf: SHA-256 of 0x00 and its bytes.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(leaf);
    hasher.finalize().into()
}

/// The hash of a node: SHA-256 of 0x01 and its two children.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left);
    hasher.update(right);
    hasher.finalize().into()
}

/// The root of no leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// A tree that grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// `levels[k][i]`: the root over the 2^k leaves from i·2^k on. Only full ones, and no level is empty.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree of no leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tree over these leaf hashes: the same as pushing each, on all cores.
    pub fn from_leaves(leaves: Vec<Hash>) -> Self {
        let mut levels = Vec::new();
        let mut level = leaves;
        while !level.is_empty() {
            let join = |pair: &[Hash]| node_hash(&pair[0], &pair[1]);
            let above = if level.len() < SHARED {
                level.chunks_exact(2).map(join).collect()
            } else {
                level.par_chunks_exact(2).with_min_len(SHARED / 8).map(join).collect()
            };
            levels.push(std::mem::replace(&mut level, above));
        }
        Self { levels }
    }

    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for k in 0.. {
            if k == self.levels.len() {
                self.levels.push(Vec::new());
            }
            let level = &mut self.levels[k];
            level.push(node);
            // a pair just became full: its root is a node of the level above
            let [.., left, right] = level.as_slice() else { return };
            if level.len() % 2 == 1 {
                return;
            }
            node = node_hash(left, right);
        }
    }

    /// How many leaves.
    pub fn len(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// The hash of a leaf.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.node(0, index)
    }

    fn node(&self, level: usize, index: u64) -> Option<Hash> {
        self.levels.get(level)?.get(usize::try_from(index).ok()?).copied()
    }

    /// Takes leaves away until `size` are left: what was pushed and then could not be sealed.
    pub fn truncate(&mut self, size: u64) {
        for (k, level) in self.levels.iter_mut().enumerate() {
            let kept = size.checked_shr(k as u32).unwrap_or(0);
            level.truncate(usize::try_from(kept).unwrap_or(usize::MAX));
        }
        self.levels.retain(|level| !level.is_empty());
    }

    /// The root.
    pub fn root(&self) -> Hash {
        self.over(0, self.len()).unwrap_or_else(empty_root)
    }

    /// The root that the tree had at `size`; `None` where it never came so far.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        match size {
            0 => Some(empty_root()),
            _ if size > self.len() => None,
            _ => self.over(0, size),
        }
    }

    /// The root over the leaves `[lo, hi)`; `lo` a multiple of the least power of two that spans them.
    /// `None` where there are none.
    fn over(&self, lo: u64, hi: u64) -> Option<Hash> {
        let mut right: Option<Hash> = None;
        let (mut end, mut left) = (hi, hi.checked_sub(lo)?);
        // full subtrees from the smallest, rightmost one on
        while left > 0 {
            let k = left.trailing_zeros();
            end -= 1 << k;
            left -= 1 << k;
            let node = self.node(k as usize, end >> k)?;
            right = Some(right.map_or(node, |right| node_hash(&node, &right)));
        }
        right
    }

    /// The proof that leaf `index` stands in the tree of `size`, lowest sibling first (RFC 6962 §2.1.1).
    /// `None` where there is no such leaf or the tree never had that size.
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size || size > self.len() {
            return None;
        }
        let (mut lo, mut hi) = (0, size);
        let mut proof = Vec::new();
        while hi - lo > 1 {
            let middle = lo + split(hi - lo);
            if index < middle {
                proof.push(self.over(middle, hi)?);
                hi = middle;
            } else {
                proof.push(self.over(lo, middle)?);
                lo = middle;
            }
        }
        proof.reverse();
        Some(proof)
    }

    /// The proof that the tree of `to` begins with the tree of `from` (RFC 6962 §2.1.2); empty for `from` 0 or `to`.
    /// `None` where the tree never had these sizes, or `from` is the greater.
    pub fn consistency(&self, from: u64, to: u64) -> Option<Vec<Hash>> {
        if from > to || to > self.len() {
            return None;
        }
        let mut proof = Vec::new();
        if from == 0 {
            return Some(proof);
        }
        let (mut lo, mut hi) = (0, to);
        while from != hi {
            let middle = lo + split(hi - lo);
            if from <= middle {
                proof.push(self.over(middle, hi)?);
                hi = middle;
            } else {
                proof.push(self.over(lo, middle)?);
                lo = middle;
            }
        }
        // where the old tree is a whole left subtree, whoever checks holds its root already
        if lo > 0 {
            proof.push(self.over(lo, hi)?);
        }
        proof.reverse();
        Some(proof)
    }

    /// The bytes of hash tile `n` of `level`, its first `width` hashes (C2SP tlog-tiles, height 8).
    /// `None` where the tree does not hold as many, or the width is not from 1 to 256.
    pub fn tile(&self, level: u8, n: u64, width: u16) -> Option<Vec<u8>> {
        if width == 0 || width > WIDTH {
            return None;
        }
        let row = self.levels.get(usize::from(level) * HEIGHT as usize)?;
        let from = usize::try_from(n.checked_mul(u64::from(WIDTH))?).ok()?;
        let hashes = row.get(from..from.checked_add(usize::from(width))?)?;
        Some(hashes.concat())
    }
}

/// The greatest power of two below `n`, for `n` of 2 or more: where RFC 6962 splits a tree.
const fn split(n: u64) -> u64 {
    1 << (63 - (n - 1).leading_zeros())
}

/// Whether `proof` shows that the leaf with hash `leaf` is number `index` of the `size` leaves under `root`.
/// Strict: a proof of another length than RFC 6962 gives is refused.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    // RFC 9162 §2.1.3.2: node and last node of the level that we are on
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // a last node without a sibling rises unhashed
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && hash == *root
}

/// Whether `proof` shows that the tree of `to` leaves under `new_root` begins with the `from` leaves under `old_root`.
/// Strict: a proof of another length is refused; for equal sizes and for none to begin with it is empty.
pub fn verify_consistency(from: u64, old_root: &Hash, to: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if from > to {
        return false;
    }
    if from == to {
        return proof.is_empty() && old_root == new_root && (from > 0 || *old_root == empty_root());
    }
    if from == 0 {
        return proof.is_empty() && *old_root == empty_root();
    }
    // RFC 9162 §2.1.4.2
    let mut rest = proof.iter();
    let first = if from.is_power_of_two() { Some(old_root) } else { rest.next() };
    let Some(first) = first else { return false };
    let shift = (from - 1).trailing_ones();
    let (mut node, mut last) = ((from - 1) >> shift, (to - 1) >> shift);
    let (mut old, mut new) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            (old, new) = (node_hash(sibling, &old), node_hash(sibling, &new));
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new = node_hash(&new, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && old == *old_root && new == *new_root
}
