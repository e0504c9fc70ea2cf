import type { Service } from '#catalogue'
import { personOf } from '#people'
import { type Actor, as, traceOf, transaction, Unavailable } from '#platform'
import { finishHappening, type Happening, markDone, putOffHappening, takeHappenings } from '#registers'
import type { JourneysWorld } from '../world.ts'
import { writeWeighed } from './make-offer.ts'
import { type Weighed, weighService } from './weigh-service.ts'

/** Finds whom events are for; what is then done for somebody is done in their name. */
export const ITS_NAME: Actor = 'system journeys.offers'
const AT_ONCE = 8
/** A register that says nothing is asked again for about an hour; then what is known has to do. */
const SILENT_TRIES = 8
const TRIES_MOST = 20
const LONGEST_WAIT_MS = 3_600_000

/**
 * Looks at the next events that registers told of and makes of each what the services say. Each is finished in a transaction of its own,
 * once; one that cannot be is tried again later and keeps no other waiting.
 * @returns how many were taken; 0 when nothing is due
 */
export async function considerHappenings(outside: JourneysWorld, most = 100): Promise<number> {
  const world = as(outside, ITS_NAME)
  const { taken, happenings } = await takeHappenings(world, most)
  const idle = happenings.filter(({ event }) => startedBy(world, event).length === 0)
  if (idle.length > 0)
    await markDone(
      world,
      idle.map(({ id }) => id),
    )
  await eachOf(
    happenings.filter(one => !idle.includes(one)),
    one => considerSafely(world, one),
  )
  return taken
}

/** The live services that begin by themselves when this happens. */
export function startedBy({ catalogue }: Pick<JourneysWorld, 'catalogue'>, event: string): Service[] {
  return [...catalogue.services.values()].filter(({ status, startsOn }) => status === 'live' && startsOn?.event === event)
}

async function eachOf(happenings: readonly Happening[], act: (happening: Happening) => Promise<void>): Promise<void> {
  const waiting = [...happenings]
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next)
  })
  await Promise.all(workers)
}

async function considerSafely(world: JourneysWorld, happening: Happening): Promise<void> {
  try {
    await consider(world, happening)
  } catch (error) {
    const { id, tries } = happening
    const isGivenUp = tries >= TRIES_MOST && !(error instanceof Unavailable)
    world.log[isGivenUp ? 'error' : 'warn'](
      { reference: id, job: 'journeys.offers', attempt: tries, error: traceOf(error) },
      isGivenUp
        ? 'an event was given up: what it starts has to be looked at'
        : 'an event could not be looked at and will be tried again',
    )
    await putOffHappening(world, { id, until: isGivenUp ? undefined : later(world, tries) })
  }
}

function later(world: JourneysWorld, tries: number): Date {
  return new Date(world.now().getTime() + Math.min(LONGEST_WAIT_MS, 5_000 * 2 ** tries))
}

async function consider(outside: JourneysWorld, happening: Happening): Promise<void> {
  const { id, event, person, tries } = happening
  const world = as(outside, `person ${person}`)
  const { language } = (await personOf(world, person))!
  const isLastTry = tries >= SILENT_TRIES
  const weighed: Weighed[] = []
  for (const service of startedBy(world, event))
    weighed.push(await weighService(world, { happening, service, language, isLastTry }))
  if (weighed.some(({ ends }) => ends === 'silent')) return putOffHappening(outside, { id, until: later(world, tries) })
  await transaction(world, async tx => {
    if (!(await finishHappening(tx, { id, person }))) return
    for (const one of weighed) await writeWeighed(tx, one, { happening, language })
  })
}
