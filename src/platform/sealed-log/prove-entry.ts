import { as } from '../database/actor.ts'
import { readEntry } from './entry.ts'
import { readHead } from './head.ts'
import { inclusionProof } from './proof.ts'
import type { ProofFile } from './proof-file.ts'
import { treeUnder } from './read-tree.ts'
import {
  type Asker,
  cosignaturesOf,
  countBetween,
  type EntryRow,
  findEntries,
  headOver,
  type KeptHead,
  newestHead,
  SEALER,
} from './store.ts'

/** Proofs for the entries of a number, or about an id, under the newest head; those not sealed yet are left out. */
export async function proveEntries(outside: Asker, wanted: { seq?: number; about?: string }): Promise<ProofFile[]> {
  const world = as(outside, SEALER)
  const newest = await newestHead(world)
  if (!newest) return []
  const found = await findEntries(world, wanted)
  const proofs = await Promise.all(found.map(entry => prove(world, newest, entry)))
  return proofs.filter(proof => proof !== undefined)
}

async function prove(world: Asker, newest: KeptHead, entry: EntryRow): Promise<ProofFile | undefined> {
  const over = await headOver(world, entry)
  if (!over || over.size > newest.size) return undefined
  const before = readHead(over.note)?.after ?? 0
  const after = before > 0 ? await newestHead(world, before) : undefined
  const position = before + (await countBetween(world, after, entry))
  const proof = await inclusionProof(treeUnder(world, newest), position - 1, newest.size)
  return {
    kind: 'portico log proof',
    entry: readEntry(entry.bytes),
    bytes: entry.bytes.toString('base64'),
    position,
    proof: proof.map(hash => hash.toString('base64')),
    head: newest.note + (await cosignaturesOf(world, newest.size)).join(''),
  }
}
