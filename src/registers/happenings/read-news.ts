import type { Catalogue, RegisterEvent } from '#catalogue'
import { readRegister } from '../read-register.ts'
import type { NewHappening, Unfit } from './happening.ts'

type Known = Pick<Catalogue, 'events' | 'facts' | 'registers'>

/** One event of a message: fit to be kept, or why not; `number` where it had a readable one. */
export type ReadNews =
  | { readonly number: string; readonly fit: NewHappening; readonly event: RegisterEvent }
  | { readonly number: string | undefined; readonly unfit: Unfit; readonly event?: RegisterEvent }

const NUMBER = /^[\x21-\x7e]{1,100}$/
const IDENTIFIER_MOST = 100
const PERSONS_MOST = 8

/** Reads one event as a member wrote it. Pure. @param today  `YYYY-MM-DD` */
export function readNews(known: Known, told: unknown, { client, today }: { client: string; today: string }): ReadNews {
  const { id, event: name, on, persons, details } = Object(told) as Record<string, unknown>
  const number = typeof id === 'string' && NUMBER.test(id) ? id : undefined
  if (number === undefined || typeof name !== 'string' || !isDay(on) || !arePersons(persons))
    return { number, unfit: 'malformed' }
  const event = known.events.get(name)
  if (!event) return { number, unfit: 'unknown-event' }
  if (event.client !== client) return { number, unfit: 'not-yours', event }
  if (on > today) return { number, unfit: 'in-the-future', event }
  const people = persons.filter(({ as }) => as === event.concerns).map(({ nationalId }) => nationalId)
  if (people.length === 0) return { number, unfit: 'nobody-concerned', event }
  if (!fits(known, event, { details, on: today })) return { number, unfit: 'bad-details', event }
  return { number, event, fit: { number, event: name, on, people, ...(event.with ? { details } : {}) } }
}

function isDay(on: unknown): on is string {
  if (typeof on !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return false
  const day = new Date(`${on}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(on)
}

interface Named {
  readonly nationalId: string
  readonly as: string
}

function arePersons(persons: unknown): persons is Named[] {
  if (!Array.isArray(persons) || persons.length === 0 || persons.length > PERSONS_MOST) return false
  return persons.every(one => {
    const { nationalId, as } = Object(one) as Record<string, unknown>
    return isText(nationalId) && nationalId.length <= IDENTIFIER_MOST && isText(as)
  })
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** Details are held to the facts as an answer would be: one value that does not fit spoils them all. */
function fits({ registers, facts }: Known, event: RegisterEvent, { details, on }: { details: unknown; on: string }): boolean {
  const query = event.with ? registers.get(event.with) : undefined
  if (!query) return details === undefined
  const given = [...query.gives.keys()].flatMap(name => facts.get(name) ?? [])
  return readRegister({ query, facts: given, on }, details).kind === 'facts'
}
