import { maybe, rows, run, sql, type Tx, type World } from '#platform'
import type { LookupId, LookupOutcome, LookupRecord, NoAnswer } from './lookup.ts'

export interface NewLookup {
  readonly id: LookupId
  readonly person: string
  readonly query: string
  readonly facts: readonly string[]
  readonly agency: string
  readonly service: string
  readonly about: string | undefined
  readonly by: string
  readonly law: string | undefined
  readonly consent: string | undefined
  readonly messageId: string
}

export async function insertLookup(tx: Tx, lookup: NewLookup): Promise<void> {
  await run(
    tx,
    sql`insert into registers.lookup (person_id, lookup_id, query, facts, agency, service, matter, by, law, consent_id, outcome, message_id, asked_at)
        values (${lookup.person}, ${lookup.id}, ${lookup.query}, ${lookup.facts}::text[], ${lookup.agency}, ${lookup.service},
                ${lookup.about ?? null}, ${tx.onBehalf?.of === lookup.by ? `holder ${tx.onBehalf.by}` : lookup.by}, ${lookup.law ?? null}, ${lookup.consent ?? null}, 'asked', ${lookup.messageId}, ${tx.now()})`,
  )
}

export interface LookupEnd {
  readonly outcome: Exclude<LookupOutcome, 'asked'>
  readonly reason?: NoAnswer | undefined
  readonly requestHash?: string | undefined
}

export async function completeLookup(
  tx: Tx,
  { person, id, outcome, reason, requestHash }: LookupEnd & Pick<NewLookup, 'person' | 'id'>,
): Promise<void> {
  const completed = await run(
    tx,
    sql`update registers.lookup
        set outcome = ${outcome}, reason = ${reason ?? null}, request_hash = ${requestHash ?? null}, answered_at = ${tx.now()}
        where person_id = ${person} and lookup_id = ${id}`,
  )
  if (completed !== 1) throw new Error('a lookup was answered that had not been recorded')
}

/** Newest first. @param before  the last one already shown */
export async function findLookups(
  world: World,
  { person, before, limit }: { person: string; before?: LookupId | undefined; limit: number },
): Promise<LookupRecord[]> {
  const from = before === undefined ? undefined : await findPlace(world, person, before)
  return rows(
    world,
    sql`select lookup_id as id, query, facts, agency, service, by, law, consent_id, outcome, asked_at
        from registers.lookup
        where person_id = ${person}
          and (${from?.askedAt ?? null}::timestamptz is null or (asked_at, lookup_id) < (${from?.askedAt ?? null}::timestamptz, ${from?.id ?? null}::uuid))
        order by asked_at desc, lookup_id desc limit ${limit}::int`,
  )
}

function findPlace(world: World, person: string, lookup: LookupId): Promise<Pick<LookupRecord, 'id' | 'askedAt'> | undefined> {
  return maybe(
    world,
    sql`select lookup_id as id, asked_at from registers.lookup where person_id = ${person} and lookup_id = ${lookup}`,
  )
}
