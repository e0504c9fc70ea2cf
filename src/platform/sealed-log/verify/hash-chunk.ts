import { hash } from 'node:crypto'
import { placeIn } from '../entry.ts'
import { fullRoot, type Hash, leafHash, peaksOf, TILE } from '../tree.ts'

/** Entries as they stand one after the other in the log; a chunk begins where a tile does. */
export interface Chunk {
  readonly bytes: Uint8Array
  /** Where each begins, and at last where the last ends. */
  readonly starts: Uint32Array
  readonly count: number
  /** After how many entries of the chunk a head was sealed. */
  readonly heads: readonly number[]
}

/** What a chunk comes to: little, however large it was. */
export interface HashedChunk {
  readonly count: number
  readonly tiles: readonly { readonly root: Hash; readonly digest: Hash }[]
  /** For each head: the peaks of the tile it stands in, and the place of the last entry under it. */
  readonly heads: readonly { readonly after: number; readonly peaks: readonly Hash[]; readonly place: Buffer }[]
}

/** Hashes a chunk. Pure. */
export function hashChunk({ bytes, starts, count, heads }: Chunk): HashedChunk {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entry = (at: number) => whole.subarray(starts[at], starts[at + 1])
  const leaves = Array.from({ length: count }, (_, at) => leafHash(entry(at)))
  return {
    count,
    tiles: Array.from({ length: Math.floor(count / TILE) }, (_, at) => tileOf(leaves.slice(at * TILE, (at + 1) * TILE))),
    heads: heads.map(after => ({
      after,
      peaks: peaksOf(leaves.slice(after - (after % TILE), after)),
      place: Buffer.from(placeIn(entry(after - 1))),
    })),
  }
}

function tileOf(leaves: readonly Hash[]) {
  return { root: fullRoot(leaves), digest: tileDigest(Buffer.concat(leaves)) }
}

/** A short stand-in for a tile's 8 kB, by which two are compared. */
export function tileDigest(hashes: Buffer): Hash {
  return hash('sha256', hashes, 'buffer')
}
