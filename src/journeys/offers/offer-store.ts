import { maybe, rows, run, sql, type Tx, type World } from '#platform'
import type { Offer, OfferId, OfferState } from './offer.ts'

const SHOWN_MOST = 100

export async function insertOffer(tx: Tx, offer: Offer): Promise<void> {
  await run(
    tx,
    sql`insert into journeys.offer (person_id, id, happening_id, service, version, event, happened_on, law, draft_id, missing, state,
          reference, made_at, expires_on, settled_at)
        values (${offer.personId}, ${offer.id}, ${offer.happeningId}, ${offer.service}, ${offer.version}, ${offer.event},
                ${offer.happenedOn}, ${offer.law}, ${offer.draftId}, ${offer.missing}::text[], ${offer.state}, ${offer.reference},
                ${offer.madeAt}, ${offer.expiresOn}, ${offer.settledAt})`,
  )
}

/** A person's own offer, or undefined: another's is not there. */
export function findOffer(world: World, person: string, id: OfferId): Promise<Offer | undefined> {
  return maybe(world, sql`select * from journeys.offer where person_id = ${person} and id = ${id}`)
}

export function lockOffer(tx: Tx, person: string, id: OfferId): Promise<Offer | undefined> {
  return maybe(tx, sql`select * from journeys.offer where person_id = ${person} and id = ${id} for update`)
}

/** A person's offers, the latest first. */
export function offersOf(world: World, person: string): Promise<Offer[]> {
  return rows(
    world,
    sql`select * from journeys.offer where person_id = ${person} order by made_at desc, id limit ${SHOWN_MOST}::int`,
  )
}

/** What waits for a person now, the latest first; what they put off does not. @param on  today, `YYYY-MM-DD` */
export function waitingOffers(world: World, person: string, on: string): Promise<Offer[]> {
  return rows(
    world,
    sql`select * from journeys.offer
        where person_id = ${person} and state = 'open' and expires_on >= ${on}::date and coalesce(put_off_until, ${on}::date) <= ${on}::date
        order by made_at desc, id limit ${SHOWN_MOST}::int`,
  )
}

interface Settled {
  readonly person: string
  readonly id: OfferId
  readonly state: Exclude<OfferState, 'open' | 'granted'>
  readonly reference?: string
}

/** Settles an open offer. @returns false when it was not open any more */
export async function settleOffer(tx: Tx, { person, id, state, reference }: Settled): Promise<boolean> {
  return (
    (await run(
      tx,
      sql`update journeys.offer set state = ${state}, reference = ${reference ?? null}, settled_at = ${tx.now()}
          where person_id = ${person} and id = ${id} and state = 'open'`,
    )) > 0
  )
}

/** A journey that ended: sent with these services, or discarded with none. */
export interface Ended {
  readonly person: string
  readonly draft: string
  readonly services: readonly string[]
}

/** Open offers that come to an end with journeys: each journey's own, and those of the services that were asked for in it; the earliest journey's first. */
export function offersEndedBy(world: World, ended: readonly Ended[]): Promise<(Offer & { readonly nth: number })[]> {
  const asked = ended.map((journey, nth) => ({ nth, ...journey }))
  return rows(
    world,
    // Person by person, each by the index: for many at once PostgreSQL would read every offer there is.
    sql`select o.*, e.nth from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as e(nth int, person uuid, draft uuid, services text[])
        cross join lateral (
          select * from journeys.offer
          where person_id = e.person and state = 'open' and (draft_id = e.draft or service = any(e.services)) offset 0
        ) o order by e.nth`,
  )
}

export async function putOffUntil(tx: Tx, { person, id, day }: { person: string; id: OfferId; day: string }): Promise<void> {
  await run(tx, sql`update journeys.offer set put_off_until = ${day} where person_id = ${person} and id = ${id}`)
}

/** Some open offers whose day has passed. @param on  today, `YYYY-MM-DD` */
export function pastOffers(world: World, on: string, most: number): Promise<Pick<Offer, 'personId' | 'id'>[]> {
  return rows(
    world,
    sql`select person_id, id from journeys.offer where state = 'open' and expires_on < ${on}::date
        order by expires_on, person_id, id limit ${most}::int`,
  )
}

/** What a person wants no offers of: services, or `*`. */
export async function stopsOf(world: World, person: string): Promise<string[]> {
  const found = await rows<{ service: string }>(
    world,
    sql`select service from journeys.offer_stop where person_id = ${person} order by stopped_at, service`,
  )
  return found.map(({ service }) => service)
}

export function insertStop(tx: Tx, person: string, service: string): Promise<number> {
  return run(
    tx,
    sql`insert into journeys.offer_stop (person_id, service, stopped_at) values (${person}, ${service}, ${tx.now()})
        on conflict do nothing`,
  )
}

export function deleteStop(tx: Tx, person: string, service: string): Promise<number> {
  return run(tx, sql`delete from journeys.offer_stop where person_id = ${person} and service = ${service}`)
}
