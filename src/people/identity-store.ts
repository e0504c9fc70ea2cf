import { maybe, rows, run, sql, type Tx, type World } from '#platform'
import type { PersonId } from './person.ts'

interface Identity {
  readonly issuer: string
  readonly subject: string
}

/** Whom another provider than their first knows under this subject. */
export function findIdentity(world: World, { issuer, subject }: Identity): Promise<{ id: PersonId } | undefined> {
  return maybe(world, sql`select person_id as id from people.identity where issuer = ${issuer} and subject = ${subject}`)
}

export async function insertIdentity(tx: Tx, { issuer, subject, person }: Identity & { person: PersonId }): Promise<void> {
  await run(
    tx,
    sql`insert into people.identity (issuer, subject, person_id, linked_at) values (${issuer}, ${subject}, ${person}, ${tx.now()})
        on conflict do nothing`,
  )
}

/** Until the transaction ends nobody else is met by this national identifier. */
export async function lockNationalId(tx: Tx, index: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${index}, 0))`)
}

/** The people with this national identifier whom this provider has never named; looked up one by one, whatever the plan was made for. */
export function findNamedByOthers(
  tx: Tx,
  { issuer, indexes }: { issuer: string; indexes: readonly string[] },
): Promise<{ id: PersonId }[]> {
  return rows(
    tx,
    sql`select p.person_id as id from unnest(${indexes}::text[]) as wanted(index)
          cross join lateral (select person_id, token from vault.entry where value_index = wanted.index offset 0) e
          cross join lateral (select p.person_id, p.issuer, p.met_at from people.person p
            where p.person_id = e.person_id and p.national_id_token = e.token offset 0) p
        where p.issuer <> ${issuer}
          and not exists (select from people.identity i where i.person_id = p.person_id and i.issuer = ${issuer})
        order by p.met_at limit 2`,
  )
}
