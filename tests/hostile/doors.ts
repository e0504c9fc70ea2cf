import { routesFor } from '#app'
import { newId, newReference } from '#platform'
import { type Behind, permissions } from '../../src/app/testing/permissions.ts'
import type { Belongings } from './people.ts'

/** A route, the gate in front of it and what is behind it. */
export interface Door {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly gate: string
  readonly behind: Behind
  readonly from: 'our-forms' | 'elsewhere'
}

/** Every door of the product, with what the table of permissions says of it. */
export const doors: Door[] = routesFor({ metricsToken: undefined }).map(({ method, path, from }) => {
  const [gate, behind] = permissions[`${method} ${path}`]!
  return { method, path, gate, behind, from }
})

/** Which of a person's things a route's parameter names; undefined for routes that name none. */
const THINGS: readonly [path: RegExp, things: readonly (keyof Belongings)[]][] = [
  [/^\/journeys\/:id/, ['draft']],
  [/^\/requests\/:reference\/cases/, ['caseReference']],
  [/:reference/, ['reference']],
  [/^\/mailbox\/:id/, ['message']],
  [/^\/documents\/:id/, ['document']],
  [/^\/files\/:id/, ['file']],
  [/:code/, ['code']],
  [/^\/feedback\/:id/, ['invitation']],
  [/^\/account\/sessions\/:id/, ['session']],
  [/^\/account\/consents\/:id/, ['consent']],
  [/^\/(account|acting)\/mandates\/:id/, ['mandate']],
  [/^\/account\/lookups\/:look/, ['look']],
  [/^\/(account|work)\/inquiries\/:id/, ['inquiry']],
  [/^\/(account|work)\/corrections\/:id/, ['correction']],
  [/^\/work\/emergencies\/:id/, ['emergency']],
  [/^\/work\/looks\/:id/, ['review']],
  [/^\/work\/cases\/:id/, ['childcareCase', 'parkingCase', 'benefitCase']],
]

/** The kinds of things that a door's address may name. */
export function thingsBehind({ path }: Door): readonly (keyof Belongings)[] {
  return THINGS.find(([pattern]) => pattern.test(path))?.[1] ?? []
}

/** The address of a door, with somebody's thing in it. */
export function addressOf({ path }: Door, thing?: keyof Belongings, of: Belongings = absent): string {
  const known: Record<string, string> = {
    ...{
      service: 'resident-parking',
      version: '1',
      lifeEvent: 'having-a-child',
      task: 'a-check',
      query: 'population.person',
      step: 'resident-parking.vehicle',
    },
    ...{ subject: path.startsWith('/life-events') ? 'having-a-child' : 'resident-parking' },
    ...{
      reference: of.reference,
      caseReference: of.caseReference,
      code: of.code,
      file: of.file,
      look: of.look,
      id: thing ? of[thing] : '',
    },
  }
  return path.replaceAll(/:(\w+)/g, (_, name: string) => known[name]!)
}

/** Things of nobody, by names that might be somebody’s. */
export const absent: Belongings = {
  ...{
    draft: newId(),
    reference: newReference(),
    caseReference: newReference(),
    message: newId(),
    document: newId(),
    file: newId(),
  },
  ...{ code: '0123456789ABCDEFGHJKMNPQRS', invitation: newId(), session: newId(), consent: newId(), mandate: newId() },
  ...{ look: '999999999', inquiry: newId(), correction: newId(), emergency: newId(), review: newId() },
  ...{ childcareCase: newId(), parkingCase: newId(), benefitCase: newId() },
}
