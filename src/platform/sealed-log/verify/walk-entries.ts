import { append, type Edge, type Hash, rootAt, TILE, type Tile } from '../tree.ts'
import type { Chunk, HashedChunk } from './hash-chunk.ts'
import { tileDigest } from './hash-chunk.ts'
import type { Hashers } from './hashers.ts'
import type { Flow, LogSource } from './read-log.ts'

/** What the entries come to, as they lie in the database now. */
export interface Walked {
  readonly count: number
  /** At each size that was asked for, and that there is. */
  readonly at: ReadonlyMap<number, { readonly root: Hash; readonly place: Buffer }>
  /** Every tile that is full, by level and index. */
  readonly tiles: ReadonlyMap<string, { readonly digest: Hash; readonly root: Hash }>
}

/** So many entries at once; a whole number of tiles. */
const CHUNK = 16 * TILE
const UNDER_WAY_MAX = 6

export const tileName = ({ level, index }: Pick<Tile, 'level' | 'index'>): string => `${level}/${index}`

/** Hashes every entry, in threads, and puts the tree together in order. @param sizes  those at which its root is wanted */
export async function walkEntries(source: LogSource, sizes: readonly number[], hashers: Hashers): Promise<Walked> {
  const tree = growingTree()
  const sorted = [...new Set(sizes)].sort((a, b) => a - b)
  let flow: Flow | undefined
  let underWay = 0
  let growing: Promise<void> = Promise.resolve()
  let nextSize = 0
  const filler = chunkFiller((bytes, starts, from) => {
    const count = starts.length - 1
    const heads: number[] = []
    while (nextSize < sorted.length && sorted[nextSize]! <= from + count) heads.push(sorted[nextSize++]! - from)
    const hashed = hashers.hash({ bytes, starts, count, heads: heads.filter(after => after > 0) } satisfies Chunk)
    hashed.catch(() => {})
    if (++underWay >= UNDER_WAY_MAX) flow?.pause()
    growing = growing.then(async () => {
      tree.grow(await hashed)
      if (--underWay < UNDER_WAY_MAX) flow?.resume()
    })
    growing.catch(() => flow?.resume())
  })
  await source.entries(filler.add, held => {
    flow = held
  })
  filler.end()
  await growing
  return tree.walked()
}

/** Gathers entries into chunks. */
function chunkFiller(onChunk: (bytes: Uint8Array, starts: Uint32Array, from: number) => void) {
  let bytes = Buffer.from(new ArrayBuffer(CHUNK * 256))
  let starts: number[] = [0]
  let from = 0
  const hand = () => {
    if (starts.length === 1) return
    onChunk(bytes, Uint32Array.from(starts), from)
    from += starts.length - 1
    bytes = Buffer.from(new ArrayBuffer(CHUNK * 256))
    starts = [0]
  }
  return {
    add(entry: Buffer): void {
      const at = starts.at(-1)!
      if (at + entry.byteLength > bytes.byteLength) bytes = grown(bytes, at + entry.byteLength)
      bytes.set(entry, at)
      starts.push(at + entry.byteLength)
      if (starts.length > CHUNK) hand()
    },
    end: hand,
  }
}

function grown(bytes: Buffer<ArrayBuffer>, needed: number): Buffer<ArrayBuffer> {
  const larger = Buffer.from(new ArrayBuffer(Math.max(needed, bytes.byteLength * 2)))
  larger.set(bytes)
  return larger
}

function growingTree() {
  const edge: Edge = { size: 0, levels: [[]] }
  const at = new Map<number, { root: Hash; place: Buffer }>()
  const tiles = new Map<string, { digest: Hash; root: Hash }>()
  const keep = (tile: Tile) => tiles.set(tileName(tile), { digest: tileDigest(tile.hashes), root: tile.root })
  return {
    grow({ count, tiles: hashed, heads }: HashedChunk): void {
      const from = edge.size
      const headsIn = (tile: number) => heads.filter(({ after }) => Math.floor(after / TILE) === tile)
      const told = (tile: number) => {
        for (const { after, peaks, place } of headsIn(tile)) at.set(from + after, { root: rootAt(edge, peaks), place })
      }
      hashed.forEach((tile, index) => {
        told(index)
        tiles.set(tileName({ level: 0, index: from / TILE + index }), tile)
        edge.size += TILE
        append(edge, tile.root, keep, 1)
      })
      told(hashed.length)
      edge.size = from + count
    },
    walked: (): Walked => ({ count: edge.size, at, tiles }),
  }
}
