import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import type { Testimony, Witness } from './adapters/index.ts'
import { readHead } from './head.ts'
import { consistencyProof } from './proof.ts'
import { treeUnder } from './read-tree.ts'
import { type KeptHead, newestHead, saveCosignature } from './store.ts'

const LEAVE_ALONE_MS = 10_000
const LEAVE_ALONE_MAX_MS = 60_000

/** Gives witnesses the newest head, outside any transaction. What stands in their way is logged and tried again; nothing else waits. */
export interface HandOver {
  /** Gives each witness that has not seen it the newest head. */
  now(world: World): Promise<void>
  /** Over how many entries every witness has testified. */
  readonly size: number
}

/** @param witnesses  each is left in peace for a while after it did not answer, longer each time */
export function handOver(witnesses: readonly Witness[]): HandOver {
  const states = witnesses.map(witness => ({ witness, size: 0, failures: 0, notBefore: 0 }))
  return {
    async now(world) {
      const newest = await newestHead(world)
      if (!newest) return
      const due = states.filter(({ size, notBefore }) => size < newest.size && notBefore <= world.now().getTime())
      await Promise.all(due.map(state => give(world, state, newest)))
    },
    get size() {
      return Math.min(...states.map(({ size }) => size))
    },
  }
}

interface State {
  readonly witness: Witness
  size: number
  failures: number
  notBefore: number
}

async function give(world: World, state: State, newest: KeptHead): Promise<void> {
  try {
    const testimony = await ask(world, state.witness, newest)
    if (testimony.kind === 'taken') {
      if (testimony.cosignatures) await saveCosignature(world, newest.size, state.witness.name, testimony.cosignatures)
      state.size = newest.size
    } else await explain(world, testimony, newest)
    state.failures = 0
  } catch (error) {
    state.failures += 1
    state.notBefore = world.now().getTime() + Math.min(LEAVE_ALONE_MAX_MS, LEAVE_ALONE_MS * state.failures)
    world.log.warn(
      { error: traceOf(error), attempt: state.failures },
      'a witness did not take the head of the log; it is asked again',
    )
  }
}

function ask(world: World, witness: Witness, newest: KeptHead): Promise<Testimony> {
  const { note } = newest
  const head = readHead(note)
  if (!head) throw new Error('the newest head of the log cannot be read; run "portico log verify"')
  return witness.take({ head, note, prove: old => consistencyProof(treeUnder(world, newest), old, head.size) })
}

async function explain(world: World, { kind, size }: Exclude<Testimony, { kind: 'taken' }>, given: KeptHead): Promise<void> {
  const newest = await newestHead(world)
  // Another program was quicker, and gave it a newer head than ours.
  if (kind === 'ahead' && newest && newest.size >= size) return
  world.log.error(
    { count: given.size },
    kind === 'ahead'
      ? 'a witness has seen a longer log than the database holds: run "portico log verify"'
      : 'a witness refuses the head: the log does not begin any more with what it has seen: run "portico log verify"',
  )
}
