import type { ReadNode } from './proof.ts'
import { type Asker, type KeptHead, readBefore, tileHashes, tileRoots } from './store.ts'
import { fullRoot, type Hash, splitHashes, TILE } from './tree.ts'

const LEVELS_A_TILE = 8

/** Reads full subtrees from the tiles, and from the entries themselves where no tile is full yet. @param head  the newest */
export function treeUnder(world: Asker, head: KeptHead): ReadNode {
  return async (level, index) => {
    const tileLevel = Math.floor(level / LEVELS_A_TILE)
    const count = 2 ** (level % LEVELS_A_TILE)
    return fullRoot(await hashesAt(world, head, { level: tileLevel, from: index * count, count }))
  }
}

interface Run {
  readonly level: number
  readonly from: number
  readonly count: number
}

async function hashesAt(world: Asker, head: KeptHead, { level, from, count }: Run): Promise<Hash[]> {
  const tile = await tileHashes(world, level, Math.floor(from / TILE))
  if (tile) return splitHashes(tile).slice(from % TILE, (from % TILE) + count)
  if (level > 0) return tileRoots(world, level - 1, from, count)
  const tail = await readBefore(world, head, head.size % TILE)
  return tail.slice(from % TILE, (from % TILE) + count).map(({ leaf }) => leaf)
}
