import type { Answers } from '#catalogue'
import { dayOf, type World } from '#platform'
import type { Payment, PersonId } from './case.ts'
import { casesOf, factsOf } from './store.ts'

/** What was granted to a person, and on which facts. */
export interface GrantedCase {
  /** Calendar day in the office's time zone, `YYYY-MM-DD`. */
  readonly decidedOn: string
  readonly pays?: Payment
  readonly answers: Answers
}

/** The requests for one service that were granted to a person, the newest first. */
export async function grantedCases(world: World, person: PersonId, service: string): Promise<GrantedCase[]> {
  const granted = (await casesOf(world, person)).filter(one => one.service === service && one.decision?.outcome === 'granted')
  return Promise.all(
    granted.map(async one => {
      const { at, pays } = one.decision!
      return { decidedOn: dayOf(at), ...(pays && { pays }), answers: (await factsOf(world, one)).answers }
    }),
  )
}
