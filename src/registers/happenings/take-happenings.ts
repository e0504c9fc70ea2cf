import { peopleByIndex } from '#people'
import { transaction, type World } from '#platform'
import type { Happening } from './happening.ts'
import { assignHappenings, parkHappenings, type TakenHappening, takeDue, wakeHappenings } from './happening-store.ts'

const HELD_MS = 120_000

/**
 * Takes some of what is due, for this program alone for two minutes. What is for nobody known here waits until one of its people is.
 * @returns how many were taken, and those that are for somebody
 */
export async function takeHappenings(world: World, most: number): Promise<{ taken: number; happenings: Happening[] }> {
  const taken = await takeDue(world, { most, until: new Date(world.now().getTime() + HELD_MS) })
  if (taken.length === 0) return { taken: 0, happenings: [] }
  const indexes = taken.flatMap(({ foundBy }) => foundBy)
  const known = await peopleByIndex(world, indexes)
  const firstOf = ({ foundBy }: TakenHappening) => known.get(foundBy.find(index => known.has(index)) ?? '')
  const waiting = taken.filter(one => !firstOf(one))
  if (waiting.length > 0) await park(world, waiting)
  const happenings = taken.flatMap(one => {
    const person = firstOf(one)
    const { people: _, foundBy: __, ...happening } = one
    return person ? [{ ...happening, person }] : []
  })
  if (happenings.length > 0)
    await assignHappenings(
      world,
      happenings.map(({ id, person }) => ({ id, person })),
    )
  return { taken: taken.length, happenings }
}

/** Looks once more after they wait: whoever became known in between has found nothing of theirs waiting. */
async function park(world: World, waiting: readonly TakenHappening[]): Promise<void> {
  await parkHappenings(
    world,
    waiting.map(({ id }) => id),
  )
  const known = await peopleByIndex(
    world,
    waiting.flatMap(({ foundBy }) => foundBy),
  )
  const come = waiting.filter(({ foundBy }) => foundBy.some(index => known.has(index)))
  if (come.length > 0)
    await transaction(world, tx =>
      wakeHappenings(
        tx,
        come.flatMap(({ people }) => people),
      ),
    )
}
