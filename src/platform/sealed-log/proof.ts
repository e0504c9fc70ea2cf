import { type Hash, nodeHash, rootOf } from './tree.ts'

/** The leaves from one to before another. */
interface Range {
  readonly from: number
  readonly to: number
}

/** Reads the root of a full subtree: `level` 0 is a leaf, `index` counts subtrees of that level from the left. */
export type ReadNode = (level: number, index: number) => Promise<Hash>

/** What, with a leaf at an index, gives the root of a tree of that size. @see RFC 9162, 2.1.3.1 */
export function inclusionProof(read: ReadNode, index: number, size: number): Promise<Hash[]> {
  return readRanges(read, besides(index, { from: 0, to: size }))
}

/** What shows that a tree begins with all of an earlier, smaller one; nothing when that was empty. @see RFC 9162, 2.1.4.1 */
export function consistencyProof(read: ReadNode, old: number, size: number): Promise<Hash[]> {
  return readRanges(read, old === 0 || old === size ? [] : between(old, { from: 0, to: size }, true))
}

function besides(index: number, { from, to }: Range): Range[] {
  if (to - from <= 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...besides(index, { from, to: middle }), { from: middle, to }]
    : [...besides(index, { from: middle, to }), { from, to: middle }]
}

function between(old: number, { from, to }: Range, isWholeOld: boolean): Range[] {
  if (old === to) return isWholeOld ? [] : [{ from, to }]
  const middle = from + splitOf(to - from)
  return old <= middle
    ? [...between(old, { from, to: middle }, isWholeOld), { from: middle, to }]
    : [...between(old, { from: middle, to }, false), { from, to: middle }]
}

/** The largest power of two below a number of 2 or more. */
function splitOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1)
}

function readRanges(read: ReadNode, ranges: readonly Range[]): Promise<Hash[]> {
  return Promise.all(ranges.map(range => readRange(read, range)))
}

async function readRange(read: ReadNode, { from, to }: Range): Promise<Hash> {
  const peaks: Promise<Hash>[] = []
  for (let at = from; at < to; ) {
    const level = Math.floor(Math.log2(to - at))
    peaks.push(read(level, at / 2 ** level))
    at += 2 ** level
  }
  return rootOf(await Promise.all(peaks))
}

/** Whether a leaf stands at an index of the tree with this root. @see RFC 9162, 2.1.3.2 */
export function isIncluded(
  { index, size, leaf, root }: { index: number; size: number; leaf: Hash; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (index >= size) return false
  let [at, last, found] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      found = nodeHash(beside, found)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else found = nodeHash(found, beside)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && found.equals(root)
}

interface Head {
  readonly size: number
  readonly root: Hash
}

/** Whether a tree begins with all of an earlier one. @see RFC 9162, 2.1.4.2 */
export function isConsistent(old: Head, now: Head, proof: readonly Hash[]): boolean {
  if (old.size === 0) return proof.length === 0
  if (old.size >= now.size) return old.size === now.size && proof.length === 0 && old.root.equals(now.root)
  const [first, ...rest] = Number.isInteger(Math.log2(old.size)) ? [old.root, ...proof] : proof
  if (!first) return false
  let [at, last] = [old.size - 1, now.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let [before, after] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = nodeHash(beside, before)
      after = nodeHash(beside, after)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else after = nodeHash(after, beside)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && before.equals(old.root) && after.equals(now.root)
}
