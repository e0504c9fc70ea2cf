import { TILE } from '../tree.ts'
import { tileDigest } from './hash-chunk.ts'
import type { LogSource } from './read-log.ts'
import { tileName, type Walked } from './walk-entries.ts'

/** Where the kept hashes differ from what the entries come to. */
export interface TilesChecked {
  /** Tiles that differ, are missing, or should not be there; in order. */
  readonly odd: readonly { readonly level: number; readonly index: number }[]
  /** The kept hashes of the first tile of entries that differs, and of the one after it. */
  readonly window: Buffer
}

/** Holds the kept tiles to the entries. @param sealed  how many entries stand under heads */
export async function checkTiles(source: LogSource, walked: Walked, sealed: number): Promise<TilesChecked> {
  const odd: { level: number; index: number }[] = []
  const window: Buffer[] = []
  const seen = new Set<string>()
  let wanted = -1
  await source.tiles(tile => {
    const { level, index, hashes, root } = tile
    const name = tileName(tile)
    seen.add(name)
    const found = walked.tiles.get(name)
    const isSame = found?.digest.equals(tileDigest(hashes)) && found.root.equals(root) && isDue(tile, sealed)
    if (!isSame) odd.push({ level, index })
    if (level > 0) return
    if (!isSame && wanted < 0) wanted = index
    if (wanted >= 0 && index <= wanted + 1) window.push(Buffer.from(hashes))
  })
  for (const name of walked.tiles.keys()) {
    const [level = 0, index = 0] = name.split('/').map(Number)
    if (!seen.has(name) && isDue({ level, index }, sealed)) odd.push({ level, index })
  }
  odd.sort((a, b) => a.level - b.level || a.index - b.index)
  return { odd, window: Buffer.concat(window) }
}

function isDue({ level, index }: { level: number; index: number }, sealed: number): boolean {
  return (index + 1) * TILE ** (level + 1) <= sealed
}
