//! The tree of the record against what RFC 6962's authors published, two crates of other hands, and its own laws.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use data_encoding::HEXLOWER;
use hudna_core::ledger::tile::{self, Row, Tile, WIDTH};
use hudna_core::ledger::tree::{
    Hash, Tree, empty_root, leaf_hash, node_hash, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::Sha256;
use tlog_tiles::tlog;

/// The leaves of Certificate Transparency's own tests.
const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
/// The roots over the first one, two, … of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn hash(text: &str) -> Hash {
    hex(text).try_into().unwrap()
}

fn published() -> Tree {
    let mut tree = Tree::new();
    for (input, root) in INPUTS.iter().zip(ROOTS) {
        tree.push(leaf_hash(&hex(input)));
        assert_eq!(tree.root(), hash(root), "after {input}");
    }
    tree
}

/// A tree of `n` leaves, each its number in eight bytes.
fn counted(n: u64) -> Tree {
    Tree::from_leaves((0..n).map(|i| leaf_hash(&i.to_be_bytes())).collect())
}

#[test]
fn the_published_roots_and_proofs_come_out() {
    let tree = published();
    for (size, root) in (1..).zip(ROOTS) {
        assert_eq!(tree.root_at(size), Some(hash(root)));
    }
    let of_none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(tree.root_at(0), Some(hash(of_none)));
    assert_eq!(tree.root_at(9), None);

    let proof = |hashes: &[&str]| Some(hashes.iter().map(|h| hash(h)).collect::<Vec<_>>());
    assert_eq!(
        tree.inclusion(0, 8),
        proof(&[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ])
    );
    assert_eq!(
        tree.inclusion(5, 8),
        proof(&[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ])
    );
    assert_eq!(
        tree.consistency(6, 8),
        proof(&[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ])
    );
    assert_eq!(tree.consistency(1, 1), Some(Vec::new()));
    assert_eq!(tree.consistency(0, 8), Some(Vec::new()));
    for (from, to) in [(8, 7), (8, 9)] {
        assert_eq!(tree.consistency(from, to), None);
    }
    for (index, size) in [(8, 8), (0, 9), (0, 0)] {
        assert_eq!(tree.inclusion(index, size), None);
    }
}

#[test]
fn ct_merkle_finds_the_same_roots_and_accepts_our_proofs() {
    let mut theirs = MemoryBackedTree::<Sha256, [u8; 8]>::new();
    let ours = counted(200);
    let concat = |proof: Vec<Hash>| proof.concat();
    let mut old = Vec::new();
    for size in 1..=200_u64 {
        theirs.push((size - 1).to_be_bytes());
        let root = theirs.root();
        assert_eq!(ours.root_at(size).unwrap()[..], root.as_bytes()[..], "size {size}");
        for index in [0, size / 3, size / 2, size - 1] {
            let proof = ours.inclusion(index, size).unwrap();
            assert_eq!(theirs.prove_inclusion(index as usize).as_bytes(), concat(proof), "{index} of {size}");
        }
        for (from, earlier) in (1..size).zip(&old) {
            let bytes = concat(ours.consistency(from, size).unwrap());
            assert_eq!(
                theirs.prove_consistency((size - from) as usize).as_bytes(),
                bytes,
                "{from} to {size}"
            );
            let proof = ct_merkle::ConsistencyProof::try_from_bytes(bytes).unwrap();
            assert!(root.verify_consistency(earlier, &proof).is_ok(), "{from} to {size}");
        }
        old.push(root);
    }
}

/// Hashes in the order in which `tlog_tiles` keeps them.
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|i| self.0[*i as usize]).collect())
    }
}

#[test]
fn tlog_tiles_finds_the_same_roots_proofs_and_tiles() {
    let size = 1500;
    let mut theirs = Stored(Vec::new());
    for i in 0..size {
        let new = tlog::stored_hashes(i, &i.to_be_bytes(), &theirs).unwrap();
        theirs.0.extend(new);
    }
    let ours = counted(size);
    let plain = |proof: Vec<tlog::Hash>| proof.into_iter().map(|h| h.0).collect::<Vec<Hash>>();
    for n in (1..=size).step_by(7).chain([255, 256, 257, 511, 512, 513, 1024, 1025]) {
        assert_eq!(tlog::tree_hash(n, &theirs).unwrap().0, ours.root_at(n).unwrap());
        for index in [0, n / 2, n - 1] {
            assert_eq!(
                plain(tlog::prove_record(n, index, &theirs).unwrap()),
                ours.inclusion(index, n).unwrap()
            );
        }
        for from in [1, n / 2 + 1, n] {
            assert_eq!(
                plain(tlog::prove_tree(n, from, &theirs).unwrap()),
                ours.consistency(from, n).unwrap()
            );
        }
        for theirs_tile in tlog_tiles::Tile::new_tiles(8, 0, n) {
            let (level, width) = (theirs_tile.level(), theirs_tile.width() as u16);
            let tile = Tile { row: Row::Hashes(level), n: theirs_tile.level_index(), width };
            assert!(tile.is_in(n) && ours.tile(level, tile.n, width).is_some(), "{tile}");
            assert_eq!(ours.tile(level, tile.n, width).unwrap(), theirs_tile.read_data(&theirs).unwrap());
            // they write the height of tiles into a path, C2SP does not
            assert_eq!(theirs_tile.path().replace("tile/8/", "tile/"), tile.to_string());
        }
    }
}

#[test]
fn a_tile_of_the_level_above_holds_the_roots_of_full_tiles() {
    let tree = counted(70_000);
    // the example of C2SP tlog-tiles
    let widths = |level, n| Tile::at(Row::Hashes(level), n, 70_000).map(|tile| tile.width);
    assert_eq!([widths(0, 272), widths(0, 273), widths(0, 274)], [Some(WIDTH), Some(112), None]);
    assert_eq!([widths(1, 0), widths(1, 1), widths(1, 2)], [Some(WIDTH), Some(17), None]);
    assert_eq!([widths(2, 0), widths(2, 1), widths(3, 0)], [Some(1), None, None]);
    assert_eq!([widths(63, 0), widths(0, u64::MAX)], [None, None]);
    let full = tree.tile(0, 5, WIDTH).unwrap();
    let root = Tree::from_leaves(full.chunks_exact(32).map(|h| h.try_into().unwrap()).collect()).root();
    assert_eq!(tree.tile(1, 0, WIDTH).unwrap()[5 * 32..6 * 32], root);
    for (level, n, width) in [(0, 273, 113), (0, 0, 0), (0, 0, 257), (8, 0, 1), (0, u64::MAX, 1)] {
        assert_eq!(tree.tile(level, n, width), None, "{level}/{n}.p/{width}");
    }
}

#[test]
fn a_million_leaves_come_to_the_root_of_pushing_them() {
    let n = 1_000_003;
    let leaves: Vec<Hash> = (0..n).map(|i: u64| leaf_hash(&i.to_be_bytes())).collect();
    let mut pushed = Tree::new();
    leaves.iter().for_each(|leaf| pushed.push(*leaf));
    let tree = Tree::from_leaves(leaves);
    assert_eq!(tree, pushed);
    let proof = tree.inclusion(n - 1, n).unwrap();
    assert!(verify_inclusion(&tree.leaf(n - 1).unwrap(), n - 1, n, &proof, &tree.root()));
}

#[test]
fn a_tile_path_is_read_in_one_way_only() {
    for (path, row, n, width) in [
        ("tile/0/000", Row::Hashes(0), 0, 256),
        ("tile/0/x001/x234/067", Row::Hashes(0), 1_234_067, 256),
        ("tile/63/999.p/1", Row::Hashes(63), 999, 1),
        ("tile/entries/x001/000.p/255", Row::Entries, 1000, 255),
        ("tile/1/x018/x446/x744/x073/x709/x551/615", Row::Hashes(1), u64::MAX, 256),
    ] {
        let tile = Tile { row, n, width };
        assert_eq!(path.parse(), Ok(tile), "{path}");
        assert_eq!(tile.to_string(), path);
    }
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/00/000",
        "tile/+1/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/0/x001/x001",
        "tile/0/xx01/001",
        "tile/0/+01",
        "tile/0/000/",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/1.p/1",
        "tile/0/../000",
        "tile/1/x018/x446/x744/x073/x709/x551/616",
        "tile/1/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/٠٠٠",
    ] {
        assert_eq!(path.parse::<Tile>().map_err(|why| why.code()), Err("tile-path-malformed"), "{path}");
    }
}

#[test]
fn a_bundle_holds_its_leaves_and_nothing_else() {
    let leaves: [&[u8]; 4] = [b"", b"one", &[7; 65_535], b"{}"];
    let bytes = tile::bundle(leaves).unwrap();
    assert_eq!(bytes[..7], [0, 0, 0, 3, b'o', b'n', b'e']);
    assert_eq!(tile::read_bundle(&bytes, 4).unwrap(), leaves);
    for width in [0, 1, 3, 5, 256] {
        assert_eq!(tile::read_bundle(&bytes, width).unwrap_err().code(), "bundle-malformed");
    }
    assert_eq!(tile::read_bundle(&bytes[..bytes.len() - 1], 4).unwrap_err().code(), "bundle-malformed");
    let large = vec![0; 65_536];
    assert_eq!(tile::bundle([&large[..]]).unwrap_err().code(), "entry-too-large");
}

#[test]
fn from_no_leaves_every_tree_follows_and_only_the_empty_root_is_theirs() {
    let (tree, none) = (counted(5), empty_root());
    assert!(verify_consistency(0, &none, 5, &tree.root(), &[]));
    assert!(verify_consistency(0, &none, 0, &none, &[]));
    assert!(!verify_consistency(0, &tree.root(), 5, &tree.root(), &[]));
    assert!(!verify_consistency(0, &tree.root(), 0, &tree.root(), &[]));
    assert!(!verify_consistency(0, &none, 5, &tree.root(), &[none]));
    assert!(!verify_inclusion(&none, 0, 0, &[], &none));
}

#[test]
fn sizes_and_proofs_that_no_tree_has_are_refused_and_no_harm_is_done() {
    let long = [[1; 32]; 200];
    for n in 0..=long.len() {
        for size in [1, 2, 3, 1 << 62, u64::MAX - 1, u64::MAX] {
            assert!(!verify_inclusion(&[2; 32], size - 1, size, &long[..n], &[3; 32]));
            assert!(!verify_inclusion(&[2; 32], u64::MAX, size, &long[..n], &[3; 32]));
            for from in [0, 1, 2, 1 << 62, u64::MAX] {
                assert!(!verify_consistency(from, &[2; 32], size, &[3; 32], &long[..n]));
            }
        }
    }
}

fn flip(hash: &Hash, bit: usize) -> Hash {
    let mut hash = *hash;
    hash[bit / 8 % 32] ^= 1 << (bit % 8);
    hash
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn an_inclusion_proof_holds_for_its_leaf_and_no_other(
        size in 1_u64..700, index in any::<prop::sample::Index>(), bit in any::<usize>(), at in any::<prop::sample::Index>(),
    ) {
        let tree = counted(700);
        let index = index.index(size as usize) as u64;
        let (leaf, root) = (tree.leaf(index).unwrap(), tree.root_at(size).unwrap());
        let proof = tree.inclusion(index, size).unwrap();
        prop_assert!(verify_inclusion(&leaf, index, size, &proof, &root));
        prop_assert!(!verify_inclusion(&flip(&leaf, bit), index, size, &proof, &root));
        prop_assert!(!verify_inclusion(&leaf, index, size, &proof, &flip(&root, bit)));
        for other in (0..size + 3).filter(|other| *other != index) {
            prop_assert!(!verify_inclusion(&leaf, other, size, &proof, &root), "index {other}");
        }
        // another size under the same root: the path's shape must differ or the hashes cannot fit
        for other in (0..size + 70).filter(|other| *other != size) {
            let held = verify_inclusion(&leaf, index, other, &proof, &root);
            let same_shape = other > index && shape(index, other) == shape(index, size);
            prop_assert_eq!(held, same_shape, "size {}", other);
        }
        if !proof.is_empty() {
            let mut altered = proof.clone();
            let i = at.index(proof.len());
            altered[i] = flip(&altered[i], bit);
            prop_assert!(!verify_inclusion(&leaf, index, size, &altered, &root));
            prop_assert!(!verify_inclusion(&leaf, index, size, &proof[1..], &root));
            prop_assert!(!verify_inclusion(&leaf, index, size, &proof[..proof.len() - 1], &root));
        }
        prop_assert!(!verify_inclusion(&leaf, index, size, &[&proof[..], &[root]].concat(), &root));
    }

    #[test]
    fn a_consistency_proof_holds_for_its_roots_and_no_others(
        to in 1_u64..700, from in any::<prop::sample::Index>(), bit in any::<usize>(), at in any::<prop::sample::Index>(),
    ) {
        let tree = counted(700);
        let from = from.index(to as usize + 1) as u64;
        let (old, new) = (tree.root_at(from).unwrap(), tree.root_at(to).unwrap());
        let proof = tree.consistency(from, to).unwrap();
        prop_assert!(verify_consistency(from, &old, to, &new, &proof));
        prop_assert!(!verify_consistency(from, &flip(&old, bit), to, &new, &proof));
        prop_assert!(from == 0 || !verify_consistency(from, &old, to, &flip(&new, bit), &proof));
        prop_assert!(!verify_consistency(from, &old, to, &new, &[&proof[..], &[new]].concat()));
        if from > 0 && from < to {
            prop_assert!(!verify_consistency(to, &old, from, &new, &proof));
            prop_assert!(!verify_consistency(from, &new, to, &old, &proof));
        }
        if !proof.is_empty() {
            let mut altered = proof.clone();
            let i = at.index(proof.len());
            altered[i] = flip(&altered[i], bit);
            prop_assert!(!verify_consistency(from, &old, to, &new, &altered));
            prop_assert!(!verify_consistency(from, &old, to, &new, &proof[1..]));
            prop_assert!(!verify_consistency(from, &old, to, &new, &proof[..proof.len() - 1]));
        }
    }

    #[test]
    fn a_tree_cut_back_is_the_tree_that_never_grew(size in 0_u64..600, kept in 0_u64..700, more in 0_u64..40) {
        let mut tree = counted(size);
        tree.truncate(kept);
        let kept = kept.min(size);
        prop_assert_eq!(&tree, &counted(kept));
        for i in kept..kept + more {
            tree.push(leaf_hash(&i.to_be_bytes()));
        }
        prop_assert_eq!(&tree, &counted(kept + more));
        prop_assert_eq!(tree.root(), tree.root_at(kept + more).unwrap());
        prop_assert_eq!(tree.len(), kept + more);
        prop_assert_eq!(tree.is_empty(), kept + more == 0);
    }

    #[test]
    fn a_tile_path_that_is_read_is_written_the_same(path in "tile/([0-9]{1,2}|entries)(/x?[0-9]{3}){1,4}(\\.p/[0-9]{1,3})?") {
        if let Ok(tile) = path.parse::<Tile>() {
            prop_assert_eq!(tile.to_string(), path);
        }
    }

    #[test]
    fn any_tile_reads_back(level in prop::option::of(0_u8..64), n in any::<u64>(), width in 1_u16..=256) {
        let tile = Tile { row: level.map_or(Row::Entries, Row::Hashes), n, width };
        prop_assert_eq!(tile.to_string().parse(), Ok(tile));
    }

    #[test]
    fn any_bundle_reads_back(leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..20)) {
        let bytes = tile::bundle(leaves.iter().map(Vec::as_slice)).unwrap();
        prop_assert_eq!(tile::read_bundle(&bytes, leaves.len() as u16).unwrap(), leaves);
    }
}

/// At which side each sibling stands on the way from a leaf to the root: all that a proof can tell of index and size.
fn shape(index: u64, size: u64) -> Vec<bool> {
    let (mut lo, mut hi, mut sides) = (0, size, Vec::new());
    while hi - lo > 1 {
        let middle = lo + (hi - lo).next_power_of_two() / 2;
        sides.push(index < middle);
        if index < middle { hi = middle } else { lo = middle }
    }
    sides
}

#[test]
fn leaves_and_nodes_hash_apart() {
    let pair = node_hash(&[1; 32], &[2; 32]);
    assert_ne!(pair, leaf_hash(&[[1; 32], [2; 32]].concat()));
}
