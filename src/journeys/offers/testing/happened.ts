import { type CasesWorld, decideByRule } from '#cases'
import { meetPerson } from '#people'
import { catchUp, type Database, newId, rows, sql, transaction } from '#platform'
import { keepHappenings, type NewHappening } from '#registers'
import { freja } from '../../testing/town.ts'
import type { JourneysWorld } from '../../world.ts'
import { considerHappenings } from '../consider-happenings.ts'
import { hearOfOffers } from '../hear-news.ts'
import type { Offer } from '../offer.ts'
import { offersOf } from '../offer-store.ts'

export type OffersWorld = JourneysWorld & CasesWorld & { readonly db: Database }

/** Freja as the population register tells of her, once she is registered. */
export const registered = { ...freja, givenNames: 'Freja' }

/** Somebody the program has met; everybody has an identifier of their own. */
export async function meet(world: OffersWorld, more: { bornOn?: string; language?: 'en' | 'fr' | 'ar' } = {}) {
  const nationalId = `FH-${newId()}`
  const name = { givenNames: 'Bo', familyName: 'Lindgren' }
  const known = { issuer: 'https://identity.example', subject: nationalId, nationalId, name, ...more }
  const { personId: person } = await transaction(world, tx => meetPerson(tx, known, more.language ?? 'en'))
  return { person, nationalId }
}

/** A register tells of an event; its number is its own unless said. */
export function happens(world: OffersWorld, event: string, told: Partial<NewHappening> & Pick<NewHappening, 'people'>) {
  const known = world.catalogue.events.get(event)!
  const fit: NewHappening = { number: newId(), event, on: '2026-11-20', ...told }
  return keepHappenings(world, { client: known.client, news: [{ fit, event: known }] })
}

export function born(world: OffersWorld, nationalId: string, child: object = registered) {
  return happens(world, 'birth.registered', { people: [nationalId], details: [child] })
}

/** Looks at everything that is due, and lets the rules decide what began. */
export async function considerAll(world: OffersWorld): Promise<void> {
  while ((await considerHappenings(world)) > 0);
  await catchUp(world, [hearOfOffers])
  await catchUp(world, [decideByRule])
}

export async function offeredTo(world: OffersWorld, person: string): Promise<Record<string, Offer>> {
  return Object.fromEntries((await offersOf(world, person)).map(offer => [offer.service, offer]))
}

export function notMade(world: OffersWorld, service: string): Promise<{ because: string }[]> {
  return rows(
    world,
    sql`select facts ->> 'because' as because from platform.event where kind = 'offer.not-made' and about = ${service} order by seq`,
  )
}
