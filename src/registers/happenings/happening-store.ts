import { nationalIdIndexes } from '#people'
import { openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Happening } from './happening.ts'

export interface KeptHappening {
  readonly id: string
  readonly number: string
  readonly event: string
  readonly on: string
  readonly law: string
  /** National identifiers, kept sealed. */
  readonly people: readonly string[]
  /** Steady fingerprints of them. */
  readonly indexes: readonly string[]
  /** A keyed fingerprint of all that was told. */
  readonly digest: string
  readonly details: unknown
}

/** Writes what is new of what a member told. @returns the numbers that were new */
export async function insertHappenings(tx: Tx, client: string, happenings: readonly KeptHappening[]): Promise<string[]> {
  const written = happenings.map(({ details, people, ...one }) => ({
    ...one,
    sealedPeople: sealText(tx, JSON.stringify(people)),
    sealed: details === undefined ? null : sealText(tx, JSON.stringify(details)),
  }))
  const inserted = await rows<{ number: string }>(
    tx,
    sql`insert into registers.happening (id, client, number, event, happened_on, law, people, sealed_people, digest, sealed_details, told_at, due_at)
        select id, ${client}, number, event, "on", law, indexes, "sealedPeople", digest, sealed, ${tx.now()}, ${tx.now()}
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
          as h(id uuid, number text, event text, "on" date, law text, indexes text[], "sealedPeople" text, digest text, sealed text)
        on conflict (client, number) do nothing returning number`,
  )
  return inserted.map(({ number }) => number)
}

/** What a member told under these numbers before, by its fingerprint. */
export async function digestsOf(world: World, client: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ number: string; digest: string }>(
    world,
    sql`select number, digest from registers.happening where client = ${client} and number = any(${numbers}::text[])`,
  )
  return new Map(found.map(({ number, digest }) => [number, digest]))
}

/** One that was taken to be looked at, before it is known whom it is for. */
export type TakenHappening = Omit<Happening, 'person'> & {
  /** Steady fingerprints of its people, under which it waits. */
  readonly people: readonly string[]
  /** The fingerprints by which its people may stand in the vault, in the register's order. */
  readonly foundBy: readonly string[]
}

/**
 * Takes some that are due, the oldest first; no other program takes them until `until`. Whoever dies over one leaves it to be taken
 * again then.
 */
export async function takeDue(world: World, { most, until }: { most: number; until: Date }): Promise<TakenHappening[]> {
  const found = await rows<
    Omit<TakenHappening, 'details' | 'foundBy'> & { sealedDetails: string | null; sealedPeople: string | null }
  >(
    world,
    sql`update registers.happening h set due_at = ${until}, tries = h.tries + 1
        from (select id from registers.happening where done_at is null and due_at <= ${world.now()}
              order by due_at, id limit ${most}::int for update skip locked) due
        where h.id = due.id
        returning h.id, h.event, h.happened_on, h.law, h.people, h.sealed_people, h.tries, h.sealed_details`,
  )
  return found.map(({ sealedDetails, sealedPeople, ...one }) => ({
    ...one,
    foundBy: sealedPeople === null ? one.people : indexesIn(world, sealedPeople),
    details: sealedDetails === null ? undefined : JSON.parse(openText(world, sealedDetails)),
  }))
}

function indexesIn(world: World, sealedPeople: string): string[] {
  const people: string[] = JSON.parse(openText(world, sealedPeople))
  return people.flatMap(one => nationalIdIndexes(world, one))
}

/** Writes down whom happenings are for. */
export async function assignHappenings(world: World, whose: readonly { id: string; person: string }[]): Promise<void> {
  await run(
    world,
    sql`update registers.happening h set person_id = w.person
        from jsonb_to_recordset(${JSON.stringify(whose)}::jsonb) as w(id uuid, person uuid) where h.id = w.id and h.done_at is null`,
  )
}

/** Lets happenings wait until one of their people is known. */
export async function parkHappenings(world: World, ids: readonly string[]): Promise<void> {
  await run(
    world,
    sql`update registers.happening set due_at = null, tries = 0 where id = any(${ids}::uuid[]) and done_at is null`,
  )
}

/** Wakes what waited for somebody with one of these steady fingerprints. @returns how many */
export function wakeHappenings(tx: Tx, indexes: readonly string[]): Promise<number> {
  return run(
    tx,
    sql`update registers.happening set due_at = ${tx.now()}
        where done_at is null and due_at is null and given_up_at is null and people && ${indexes}::text[]`,
  )
}

/** Marks happenings that nothing starts on as done. */
export async function markDone(world: World, ids: readonly string[]): Promise<void> {
  await run(
    world,
    sql`update registers.happening set done_at = ${world.now()}, due_at = null, sealed_details = null, sealed_people = null
        where id = any(${ids}::uuid[]) and done_at is null`,
  )
}

/** Holds one until the transaction ends and marks it as done. @returns false when it was done before */
export async function finishHappening(tx: Tx, { id, person }: { id: string; person: string }): Promise<boolean> {
  const done = await run(
    tx,
    sql`update registers.happening set done_at = ${tx.now()}, due_at = null, sealed_details = null, sealed_people = null
        where id = ${id} and person_id = ${person} and done_at is null`,
  )
  return done > 0
}

/** Puts one off that could not be finished, or gives it up. */
export async function putOffHappening(world: World, { id, until }: { id: string; until: Date | undefined }): Promise<void> {
  await run(
    world,
    sql`update registers.happening
        set due_at = ${until ?? null}, given_up_at = case when ${until ?? null}::timestamptz is null then ${world.now()}::timestamptz end
        where id = ${id} and done_at is null`,
  )
}

/** Lets go of what waited in vain for somebody since before an instant. @returns how many */
export function forgetWaiting(world: World, before: Date): Promise<number> {
  return run(
    world,
    sql`delete from registers.happening where done_at is null and due_at is null and given_up_at is null and told_at < ${before}`,
  )
}
