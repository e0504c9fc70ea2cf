import { as } from '../database/actor.ts'
import { type Head, readHead } from './head.ts'
import { signersOf } from './log-keys.ts'
import type { NoteKey } from './note.ts'
import { consistencyProof } from './proof.ts'
import { treeUnder } from './read-tree.ts'
import type { SealingWorld } from './seal.ts'
import { type Asker, cosignaturesOf, headsAfter, newestHead, SEALER } from './store.ts'

/** The newest head, as it is read and as it was signed, counter-signatures below it; undefined until something is sealed. */
export async function checkpoint(world: Asker): Promise<{ head: Head; note: string } | undefined> {
  const newest = await newestHead(world)
  const head = newest && readHead(newest.note)
  if (!head) return undefined
  return { head, note: newest.note + (await cosignaturesOf(world, newest.size)).join('') }
}

/** The heads after a size, in order, at most so many. */
export async function signedHeads(world: Asker, after: number, limit: number): Promise<{ size: number; note: string }[]> {
  return (await headsAfter(world, after, limit)).map(({ size, note }) => ({ size, note }))
}

/** What shows that the log under one head begins with an earlier one, in base64; undefined when there is no such head. */
export async function proofBetween(world: Asker, old: number, size: number): Promise<string[] | undefined> {
  const [newest, asked] = [await newestHead(world), await newestHead(world, size)]
  if (!newest || asked?.size !== size || old > size) return undefined
  return (await consistencyProof(treeUnder(as(world, SEALER), newest), old, size)).map(hash => hash.toString('base64'))
}

/** The log's name and the public keys under which it is sealed now. */
export async function publicKeys({ sealing, ...world }: SealingWorld): Promise<{ origin: string; keys: readonly NoteKey[] }> {
  const origin = (await checkpoint(world))?.head.origin ?? sealing.origin
  return { origin, keys: signersOf(sealing.keys, origin) }
}
