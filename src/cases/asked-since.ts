import type { Answers } from '#catalogue'
import { dayOf, type World } from '#platform'
import type { PersonId } from './case.ts'
import { casesOf, factsOf } from './store.ts'

/**
 * On which facts a person has asked for a service since a day, or had it begin by itself; what was refused or closed is not counted.
 * @param since  calendar day, `YYYY-MM-DD`
 */
export async function askedSince(
  world: World,
  person: PersonId,
  { service, since }: { service: string; since: string },
): Promise<Answers[]> {
  const asked = (await casesOf(world, person)).filter(one => one.service === service && dayOf(one.receivedAt) >= since)
  const standing = asked.filter(({ decision }) => !decision || decision.outcome === 'granted')
  return Promise.all(standing.map(async one => (await factsOf(world, one)).answers))
}
