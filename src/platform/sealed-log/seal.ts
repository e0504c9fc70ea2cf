import { as } from '../database/actor.ts'
import { transaction } from '../database/transaction.ts'
import type { Tx, World } from '../world.ts'
import { readHead, writeHead } from './head.ts'
import { type LogKey, signersOf } from './log-keys.ts'
import {
  becomeSealer,
  type KeptHead,
  type LeafRow,
  newestHead,
  readBefore,
  readSettled,
  SEALER,
  saveHead,
  saveTiles,
  tileRoots,
} from './store.ts'
import { append, type Edge, type Hash, rootAt, TILE, type Tile } from './tree.ts'

/** A world in which the log is sealed. */
export type SealingWorld = World & {
  readonly sealing: {
    /** The log's name, until its first head is sealed; from then on that head's. */
    readonly origin: string
    /** The one that signs first; every one signs. */
    readonly keys: readonly LogKey[]
  }
}

/**
 * Seals the next entries of the log under a signed head, unless another program is at it. Position is given here and nowhere else:
 * the entries' order by transaction and number, behind the oldest transaction still open, so that it has no gaps and never changes.
 * @returns how many it sealed
 * @throws a plain error when what was sealed before no longer gives its own head
 */
export async function sealNext(world: SealingWorld): Promise<number> {
  return transaction(as(world, SEALER), async tx => {
    if (!(await becomeSealer(tx))) return 0
    const last = await newestHead(tx)
    const settled = await readSettled(tx, last)
    if (settled.length > 0) await sealUnder(tx, last, settled)
    return settled.length
  })
}

async function sealUnder(tx: Tx<SealingWorld>, last: KeptHead | undefined, settled: readonly LeafRow[]): Promise<void> {
  const edge = last ? await edgeAt(tx, last) : { size: 0, levels: [] }
  const origin = last ? headIn(last, edge).origin : tx.sealing.origin
  const after = edge.size
  const tiles: Tile[] = []
  for (const { leaf } of settled) append(edge, leaf, tile => tiles.push(tile))
  const { txText, seq } = settled.at(-1)!
  const sealedAt = tx.now()
  const note = writeHead({ origin, size: edge.size, root: rootAt(edge), sealedAt, after }, signersOf(tx.sealing.keys, origin))
  await saveTiles(tx, tiles)
  await saveHead(tx, { size: edge.size, sealedAt, lastTxId: txText, lastSeq: seq, note })
}

/** The last head, once what stands before it has been seen to give it. */
function headIn(last: KeptHead, edge: Edge) {
  const head = readHead(last.note)
  if (!head || head.size !== last.size || !head.root.equals(rootAt(edge)))
    throw new Error('entries of the log are not what was sealed; nothing more is sealed until "portico log verify" has been run')
  return head
}

/** The right edge of the tree under a head: the last entries once more, and the roots of the last tiles at each level. */
export async function edgeAt(world: World, last: KeptHead): Promise<Edge> {
  const levels: Hash[][] = [await leavesAt(world, last)]
  for (let level = 1; TILE ** level <= last.size; level++) {
    const count = Math.floor(last.size / TILE ** level)
    levels.push(await tileRoots(world, level - 1, count - (count % TILE), count % TILE))
  }
  return { size: last.size, levels }
}

async function leavesAt(world: World, last: KeptHead): Promise<Hash[]> {
  const entries = await readBefore(world, last, last.size % TILE)
  return entries.map(({ leaf }) => leaf)
}
