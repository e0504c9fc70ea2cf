import { maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import type { Consent, ConsentId, ConsentMoment } from './consent.ts'
import type { PersonId } from './person.ts'

export async function insertConsent(tx: Tx, consent: Consent): Promise<void> {
  await run(
    tx,
    sql`insert into people.consent (person_id, consent_id, query, facts, purpose, service, matter, wording, language, given_at, valid_until, channel, terms)
        values (${consent.person}, ${consent.id}, ${consent.query}, ${consent.facts}::text[], ${JSON.stringify(consent.purpose)}::jsonb,
                ${consent.service}, ${consent.matter}, ${consent.wording}, ${consent.language}, ${consent.givenAt}, ${consent.validUntil},
                ${consent.channel}, ${JSON.stringify(consent.terms)}::jsonb)`,
  )
}

/** Reads it and keeps it as it is until the transaction ends. */
export function lockConsent(tx: Tx, person: PersonId, consent: ConsentId): Promise<Consent | undefined> {
  return maybe(
    tx,
    sql`select consent_id as id, person_id as person, query, facts, purpose, service, matter, wording, language, given_at, valid_until, withdrawn_at, channel, terms
        from people.consent where person_id = ${person} and consent_id = ${consent} for update`,
  )
}

export function findConsents(world: World, person: PersonId): Promise<Consent[]> {
  return rows(
    world,
    sql`select consent_id as id, person_id as person, query, facts, purpose, service, matter, wording, language, given_at, valid_until, withdrawn_at, channel, terms
        from people.consent where person_id = ${person} order by given_at desc, consent_id limit 200`,
  )
}

export function findConsent(world: World, person: PersonId, consent: ConsentId): Promise<Consent | undefined> {
  return maybe(
    world,
    sql`select consent_id as id, person_id as person, query, facts, purpose, service, matter, wording, language, given_at, valid_until, withdrawn_at, channel, terms
        from people.consent where person_id = ${person} and consent_id = ${consent}`,
  )
}

export function findMoments(world: World, person: PersonId, consent: ConsentId): Promise<ConsentMoment[]> {
  return rows(
    world,
    sql`select kind, channel, by, at, valid_until from people.consent_moment
        where person_id = ${person} and consent_id = ${consent} order by seq`,
  )
}

export async function insertMoment(
  tx: Tx,
  { person, id }: Pick<Consent, 'person' | 'id'>,
  { kind, channel, by, at, validUntil }: ConsentMoment,
): Promise<void> {
  await run(
    tx,
    sql`insert into people.consent_moment (person_id, consent_id, kind, channel, by, at, valid_until)
        values (${person}, ${id}, ${kind}, ${channel}, ${by}, ${at}, ${validUntil})`,
  )
}

export async function markRefreshed(
  tx: Tx,
  { person, id, validUntil }: Pick<Consent, 'person' | 'id' | 'validUntil'>,
): Promise<void> {
  await run(tx, sql`update people.consent set valid_until = ${validUntil} where person_id = ${person} and consent_id = ${id}`)
}

/** Until the transaction ends nobody else gives or withdraws anything for this person. */
export async function lockPerson(tx: Tx, person: PersonId): Promise<void> {
  await one(tx, sql`select person_id from people.person where person_id = ${person} for no key update`)
}

export async function markWithdrawn(tx: Tx, { person, id }: Pick<Consent, 'person' | 'id'>): Promise<void> {
  await run(tx, sql`update people.consent set withdrawn_at = ${tx.now()} where person_id = ${person} and consent_id = ${id}`)
}
