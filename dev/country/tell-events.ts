import { makeChance } from '../town/chance.ts'
import { isoDay } from './calendar.ts'
import type { Circle, LifeEvent, Person } from './circle.ts'
import { type Country, circlesOf, liveCircle } from './live.ts'
import { birthPlace } from './places.ts'

/** One event as a register tells it, and the register's name on the exchange. */
export interface News {
  readonly client: string
  readonly event: Readonly<Record<string, unknown>>
}

const POPULATION = 'FH/GOV/population-office/population'
const INSURANCE = 'FH/GOV/labour/insurance'
const EVENTS = '/r1/FH/GOV/portico/portico/events-v1/events'
const AT_ONCE = 500

/** What a circle's registers tell of some days: births, turnings of 65, jobs lost. Pure. @param since, until  day numbers, both counted */
export function newsOf(circle: Circle, { since, until }: { since: number; until: number }): News[] {
  const persons = new Map(circle.persons.map(person => [person.id, person]))
  return circle.events.filter(({ on }) => on >= since && on <= until).flatMap(event => newsOfOne(event, persons) ?? [])
}

function newsOfOne({ on, kind, about }: LifeEvent, persons: ReadonlyMap<string, Person>): News | undefined {
  const person = about.person as string
  const told = (client: string, event: string, more: object) => ({
    client,
    event: { id: `${event}-${person}-${isoDay(on)}`, event, on: isoDay(on), ...more },
  })
  const self = { persons: [{ nationalId: person, as: 'self' }] }
  if (kind === 'turned-65') return told(POPULATION, 'person.turned-65', self)
  if (kind === 'job-lost') return told(INSURANCE, 'job.ended', self)
  if (kind !== 'birth') return undefined
  const child = persons.get(person)!
  const parents = (about.parents as readonly string[]).map(nationalId => ({ nationalId, as: 'parent' }))
  return told(POPULATION, 'birth.registered', {
    persons: [{ nationalId: person, as: 'child' }, ...parents],
    details: [detailsOf(child)],
  })
}

function detailsOf({ id, givenNames, familyName, sex, born }: Person) {
  const digits = id.replace(/\D/g, '')
  return {
    noticeId: `BN-${digits}`,
    givenNames,
    familyName,
    bornOn: isoDay(born),
    sex,
    bornAt: birthPlace(makeChance(Number(digits))),
  }
}

/** Tells a running Portico what happened in a country on some days. @returns how many events it kept, and how many it knew */
export async function tellEvents(
  country: Country,
  { url, since }: { url: string; since: number },
): Promise<{ kept: number; known: number }> {
  const sum = { kept: 0, known: 0 }
  for (let number = 0; number < circlesOf(country); number++) {
    const news = newsOf(liveCircle(country, number), { since, until: country.until })
    for (const [client, told] of Map.groupBy(news, one => one.client))
      for (let from = 0; from < told.length; from += AT_ONCE) {
        const { kept, known } = await post(url, client, told.slice(from, from + AT_ONCE))
        sum.kept += kept
        sum.known += known
      }
  }
  return sum
}

/** As our own security server would bring it. */
async function post(url: string, client: string, news: readonly News[]): Promise<{ kept: number; known: number }> {
  const reply = await fetch(new URL(EVENTS, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-road-client': client, 'x-road-id': crypto.randomUUID() },
    body: JSON.stringify({ events: news.map(({ event }) => event) }),
  })
  const said = (await reply.json()) as { kept: number; known: number; message?: string }
  if (!reply.ok) throw new Error(`Portico did not take all of it: ${reply.status} ${said.message ?? ''}`)
  return said
}
