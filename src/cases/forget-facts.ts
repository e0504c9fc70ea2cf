import { dayOf, type Tx, type World } from '#platform'
import { type FactsLeft, factsLeft } from './facts-kept.ts'
import { type ClosedCase, closedCases, saveFactsLeft } from './forget-store.ts'
import { serviceOf } from './names.ts'
import type { OpeningWorld } from './world.ts'

/** What forgetting leans on: the versions that say how long each fact is kept. */
export type ForgettingWorld = World & Pick<OpeningWorld, 'catalogue'>

const CASES_AT_ONCE = 100
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

export interface Forgetting {
  /** People whose data is held back. */
  readonly except: readonly string[]
  /** Where the last stretch of cases ended; absent for the first. */
  readonly after?: string | undefined
}

/** One stretch of decided cases. `next` is where to go on, absent at the end. */
export interface ForgottenStretch {
  readonly cases: number
  readonly next: string | undefined
}

/** Forgets, in one stretch of decided cases, each fact whose time is over. A case of a version that cannot be had any more is left as it is. */
export async function forgetFacts(
  tx: Tx<ForgettingWorld>,
  { except, after = BEFORE_ALL }: Forgetting,
): Promise<ForgottenStretch> {
  const found = await stretch(tx, { except, after })
  for (const { one, left } of found.closed) await saveFactsLeft(tx, one, left)
  return { cases: found.due, next: found.next }
}

/** As `forgetFacts`, and forgets nothing. */
export async function countForgettable(
  world: ForgettingWorld,
  { except, after = BEFORE_ALL }: Forgetting,
): Promise<ForgottenStretch> {
  const { due, next } = await stretch(world, { except, after })
  return { cases: due, next }
}

async function stretch(world: ForgettingWorld, { except, after }: { except: readonly string[]; after: string }) {
  const today = dayOf(world.now())
  const found = await closedCases(world, { today, except, after, limit: CASES_AT_ONCE })
  const closed = found.flatMap(one => {
    const left = leftOf(world, one, today)
    return left ? [{ one, left }] : []
  })
  const next = found.length === CASES_AT_ONCE ? found.at(-1)!.id : undefined
  return { closed, due: closed.filter(({ left }) => left.hasForgotten).length, next }
}

function leftOf(world: ForgettingWorld, one: ClosedCase, today: string): FactsLeft | undefined {
  const service = serviceOf(world, one)
  return service && factsLeft(service, one.facts, { decidedOn: dayOf(one.decidedAt), today })
}
