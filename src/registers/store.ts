import { type NewEvent, runAndRecord, sql, steadyIndex, type World } from '#platform'
import type { LookupId, LookupOutcome, NoAnswer } from './lookup.ts'

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
  /** The member of the exchange that asked us, and the matter it named. */
  readonly member?: string
  readonly issue?: string
  readonly need?: { readonly case: string } | { readonly emergency: string } | undefined
}

/** Writes a look down together with its event, in one statement: alone it is a transaction of one trip. */
export async function insertLookup(world: World, lookup: NewLookup, event: NewEvent): Promise<void> {
  await runAndRecord(
    world,
    sql`insert into registers.lookup (person_id, lookup_id, query, facts, agency, service, matter, by, law, consent_id, outcome, message_id, asked_at)
        values (${lookup.person}, ${lookup.id}, ${lookup.query}, ${lookup.facts}::text[], ${lookup.agency}, ${lookup.service},
                ${lookup.about ?? null}, ${world.onBehalf?.of === lookup.by ? `holder ${world.onBehalf.by}` : lookup.by}, ${lookup.law ?? null}, ${lookup.consent ?? null}, 'asked', ${lookup.messageId}, ${world.now()})
        returning 1`,
    event,
  )
}

/** Writes down a look that another member takes at facts of ours, whose end is known before it is told. */
export async function insertGivenLookup(
  world: World,
  lookup: NewLookup & { readonly outcome: 'found' | 'nothing' },
  event: NewEvent,
): Promise<void> {
  await runAndRecord(
    world,
    sql`insert into registers.lookup (person_id, lookup_id, query, facts, agency, service, by, law, outcome, message_id, member, issue,
          asked_at, answered_at)
        values (${lookup.person}, ${lookup.id}, ${lookup.query}, ${lookup.facts}::text[], ${lookup.agency}, ${lookup.service},
                ${lookup.by}, ${lookup.law ?? null}, ${lookup.outcome}, ${lookup.messageId}, ${lookup.member ?? null},
                ${lookup.issue ?? null}, ${world.now()}, ${world.now()})
        returning 1`,
    event,
  )
}

export interface LookupEnd {
  readonly outcome: Exclude<LookupOutcome, 'asked'>
  readonly reason?: NoAnswer | undefined
  /** As the exchange tells it; of a message that holds a national identifier, so only its fingerprint is kept. */
  readonly requestHash?: string | undefined
}

/** What is kept of a request hash: whoever has the message and the keys can hold one to the other, whoever has the database cannot try out numbers. */
export function keptHash(world: Pick<World, 'keys'>, requestHash: string): string {
  return `keyed:${steadyIndex(world, `request-hash ${requestHash}`)}`
}

/** Writes down how a look ended together with its event, in one statement. */
export async function completeLookup(
  world: World,
  { person, id, outcome, reason, requestHash }: LookupEnd & Pick<NewLookup, 'person' | 'id'>,
  event: NewEvent,
): Promise<void> {
  const isCompleted = await runAndRecord(
    world,
    sql`update registers.lookup
        set outcome = ${outcome}, reason = ${reason ?? null}, request_hash = ${requestHash === undefined ? null : keptHash(world, requestHash)}, answered_at = ${world.now()}
        where person_id = ${person} and lookup_id = ${id}
        returning 1`,
    event,
  )
  if (!isCompleted) throw new Error('a lookup was answered that had not been recorded')
}
