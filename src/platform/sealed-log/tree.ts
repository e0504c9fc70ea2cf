import { hash } from 'node:crypto'

/** SHA-256, 32 bytes. */
export type Hash = Buffer

export const HASH_BYTES = 32
/** Hashes are kept in tiles of this many; a tile's own root is one hash of the tile above. */
export const TILE = 256

/** @see RFC 9162, 2.1.1: a leaf begins with 0x00 and a node with 0x01, so that neither can be taken for the other */
export function leafHash(entry: Uint8Array): Hash {
  const prefixed = Buffer.allocUnsafe(entry.byteLength + 1)
  prefixed[0] = 0
  prefixed.set(entry, 1)
  return hash('sha256', prefixed, 'buffer')
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1)
  pair.set(right, 1 + HASH_BYTES)
  return hash('sha256', pair, 'buffer')
}

/** The roots of the full subtrees that stand side by side over some hashes, the largest first. */
export function peaksOf(hashes: readonly Hash[]): Hash[] {
  const peaks: Hash[] = []
  let from = 0
  for (let width = 2 ** Math.floor(Math.log2(hashes.length || 1)); width >= 1; width /= 2) {
    if ((hashes.length & width) === 0) continue
    peaks.push(fullRoot(hashes.slice(from, from + width)))
    from += width
  }
  return peaks
}

/** The root over as many hashes as a power of two. */
export function fullRoot(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at]!, row[2 * at + 1]!))
  return row[0]!
}

/** The root of a tree, from the peaks of which it is made. */
export function rootOf(peaks: readonly Hash[]): Hash {
  if (peaks.length === 0) return hash('sha256', '', 'buffer')
  return peaks.reduceRight((right, left) => nodeHash(left, right))
}

/** A tile that is full: it never changes again. */
export interface Tile {
  readonly level: number
  readonly index: number
  readonly hashes: Buffer
  readonly root: Hash
}

/** The right edge of a growing tree: at each level the hashes that do not fill a tile yet. */
export interface Edge {
  /** Of leaves. */
  size: number
  readonly levels: Hash[][]
}

/** Adds one hash at a level, 0 for leaves. `onTile` hears of each tile that this fills. */
export function append(edge: Edge, hash: Hash, onTile: (tile: Tile) => void = () => {}, level = 0): void {
  edge.size += level === 0 ? 1 : 0
  edge.levels[level] ??= []
  const row = edge.levels[level]
  row.push(hash)
  if (row.length < TILE) return
  edge.levels[level] = []
  const root = fullRoot(row)
  onTile({ level, index: Math.floor(edge.size / TILE ** (level + 1)) - 1, hashes: Buffer.concat(row), root })
  append(edge, root, onTile, level + 1)
}

/** The root of the tree whose edge this is. @param tail  peaks that stand instead of the unfilled tile of leaves */
export function rootAt({ levels }: Edge, tail?: readonly Hash[]): Hash {
  const [leaves = [], ...above] = levels
  return rootOf([...above.reverse().flatMap(peaksOf), ...(tail ?? peaksOf(leaves))])
}

export function splitHashes(bytes: Buffer): Hash[] {
  return Array.from({ length: bytes.byteLength / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
}
