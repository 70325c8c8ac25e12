// Section 5: the tree of RFC 6962, its roots and proofs.

import { same } from "./canonical";
import { sha256 } from "./sha256";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(LEAF, leaf);
const node = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/** The root over leaf hashes. */
export function rootOf(hashes: Iterable<Uint8Array>): Uint8Array {
  const stack: Uint8Array[] = [];
  let count = 0;
  for (const hash of hashes) {
    let value = hash;
    for (let rest = count; rest & 1; rest >>>= 1) value = node(stack.pop()!, value);
    stack.push(value);
    count += 1;
  }
  if (stack.length === 0) return sha256();
  let root = stack.pop()!;
  while (stack.length > 0) root = node(stack.pop()!, root);
  return root;
}

export function isIncluded(index: number, size: number, hash: Uint8Array, proof: Uint8Array[], root: Uint8Array): boolean {
  if (index >= size) return false;
  let [fn, sn, value] = [BigInt(index), BigInt(size - 1), hash];
  for (const other of proof) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      value = node(other, value);
      while (!(fn & 1n) && fn) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      value = node(value, other);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(value, root);
}

export function isConsistent(first: bigint, second: bigint, firstRoot: Uint8Array, secondRoot: Uint8Array, given: Uint8Array[]): boolean {
  if (first > second) return false;
  if (first === second) return same(firstRoot, secondRoot) && given.length === 0;
  if (first === 0n) return given.length === 0 && same(firstRoot, sha256());
  const proof = first & (first - 1n) ? given : [firstRoot, ...given];
  const [begin, ...rest] = proof;
  if (!begin) return false;
  let [fn, sn] = [first - 1n, second - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [begin, begin];
  for (const other of rest) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      [fr, sr] = [node(other, fr), node(other, sr)];
      while (!(fn & 1n) && fn) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      sr = node(sr, other);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(fr, firstRoot) && same(sr, secondRoot);
}
