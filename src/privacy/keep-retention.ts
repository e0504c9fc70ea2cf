import { countForgettable, type ForgettingWorld, forgetFacts } from '#cases'
import { type Actor, as, carryOutParting, countParting, record, type Tx, transaction } from '#platform'
import { heldPeople, keepHoldsAsTheyAre } from './erasure-store.ts'
import { allParts } from './held.ts'

const ROWS_AT_ONCE = 500
const FACTS = 'case-facts'
const ITS_NAME: Actor = 'system privacy.keep-retention'

/** How many rows each rule concerns, by its name. */
export type RetentionCounts = Readonly<Record<string, number>>

/** How many rows are past their retention, by rule; data that is held back is not counted. Nothing changes. */
export async function countPastRetention(outside: ForgettingWorld): Promise<RetentionCounts> {
  const world = as(outside, ITS_NAME)
  const dueExcept = await heldPeople(world)
  const counts: Record<string, number> = { [FACTS]: 0 }
  for (let after: string | undefined, more = true; more; ) {
    const { cases, next } = await countForgettable(world, { except: dueExcept, after })
    counts[FACTS]! += cases
    more = next !== undefined
    after = next
  }
  for (const parting of timed()) counts[parting.name] = await countParting(world, parting, { dueExcept })
  return counts
}

/** Erases whatever is past its retention, a few rows at a time, each stretch with its record. @returns how many rows, by rule */
export async function keepRetention(outside: ForgettingWorld): Promise<RetentionCounts> {
  const world = as(outside, ITS_NAME)
  const counts: Record<string, number> = { [FACTS]: await forgetDueFacts(world) }
  for (const parting of timed())
    counts[parting.name] = await inStretches(world, parting.name, (tx, dueExcept) =>
      carryOutParting(tx, parting, { dueExcept }, ROWS_AT_ONCE).then(count => ({ count, isMore: count === ROWS_AT_ONCE })),
    )
  return counts
}

/** The facts of cases go first: answers and files that were sent go with the last of them. */
function forgetDueFacts(world: ForgettingWorld): Promise<number> {
  let after: string | undefined
  return inStretches(world, FACTS, async (tx, except) => {
    const { cases, next } = await forgetFacts(tx, { except, after })
    after = next
    return { count: cases, isMore: next !== undefined }
  })
}

function timed() {
  return allParts.filter(({ after }) => after)
}

type Stretch = (tx: Tx<ForgettingWorld>, heldBack: readonly string[]) => Promise<Done>

interface Done {
  readonly count: number
  readonly isMore: boolean
}

async function inStretches(world: ForgettingWorld, rule: string, stretch: Stretch): Promise<number> {
  for (let total = 0; ; ) {
    const { count, isMore } = await transaction(world, async tx => {
      await keepHoldsAsTheyAre(tx)
      const done = await stretch(tx, await heldPeople(tx))
      if (done.count > 0) await record(tx, { kind: 'retention.kept', about: rule, by: 'system', facts: { count: done.count } })
      return done
    })
    total += count
    if (!isMore) return total
  }
}
