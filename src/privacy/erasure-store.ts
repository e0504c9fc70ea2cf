import { openText, rows, run, sealText, sql, type Tx, type World } from '#platform'

/** What a person erased at one time: how many of what, by the name of its rule. */
export interface Erasure {
  readonly id: string
  readonly counts: Readonly<Record<string, number>>
  readonly erasedAt: Date
}

export async function saveErasure(tx: Tx, person: string, { id, counts, erasedAt }: Erasure): Promise<void> {
  await run(
    tx,
    sql`insert into privacy.erasure (person_id, id, counts, erased_at)
        values (${person}, ${id}, ${JSON.stringify(counts)}::jsonb, ${erasedAt})`,
  )
}

/** What a person erased, the latest first. */
export function erasuresOf(world: World, person: string): Promise<Erasure[]> {
  return rows(
    world,
    sql`select id, counts, erased_at from privacy.erasure where person_id = ${person} order by erased_at desc, id limit 50`,
  )
}

/** A privacy officer's word that what is held of a person is needed. */
export interface Hold {
  readonly person: string
  readonly id: string
  readonly agency: string
  readonly reason: string
  readonly officerName: string
  readonly setAt: Date
  readonly liftedAt: Date | null
}

/**
 * While this is held, whoever sets a hold waits for whoever erases and the other way round: nothing is erased that was held a moment before.
 * Let go at the end of the transaction.
 */
export async function keepHoldsAsTheyAre(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock_shared(hashtextextended('privacy.hold', 0))`)
}

export async function insertHold(
  tx: Tx,
  { person, id, agency, reason, officerName, officer }: Omit<Hold, 'setAt' | 'liftedAt'> & { officer: string },
): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('privacy.hold', 0))`)
  await run(
    tx,
    sql`insert into privacy.hold (person_id, id, agency, sealed_reason, officer_id, officer_name, set_at)
        values (${person}, ${id}, ${agency}, ${sealText(tx, reason)}, ${officer}, ${officerName}, ${tx.now()})`,
  )
}

/** @returns whose data it held back; undefined when the agency has no such hold that stands */
export async function liftStanding(
  tx: Tx,
  { id, agency, officer }: { id: string; agency: string; officer: string },
): Promise<string | undefined> {
  const [lifted] = await rows<{ personId: string }>(
    tx,
    sql`update privacy.hold set lifted_at = ${tx.now()}, lifted_by = ${officer}
        where id = ${id} and agency = ${agency} and lifted_at is null returning person_id`,
  )
  return lifted?.personId
}

/** Everybody whose data is held back. */
export async function heldPeople(world: World): Promise<string[]> {
  const found = await rows<{ personId: string }>(world, sql`select distinct person_id from privacy.hold where lifted_at is null`)
  return found.map(({ personId }) => personId)
}

/** The holds that stand on one person's data. */
export async function holdsOn(world: World, person: string): Promise<Hold[]> {
  const found = await rows<HoldRow>(
    world,
    sql`select * from privacy.hold where person_id = ${person} and lifted_at is null order by set_at`,
  )
  return found.map(row => toHold(world, row))
}

/** An agency's holds, the latest first. */
export async function holdsBy(world: World, agency: string): Promise<Hold[]> {
  const found = await rows<HoldRow>(
    world,
    sql`select * from privacy.hold where agency = ${agency} order by lifted_at is not null, set_at desc limit 200`,
  )
  return found.map(row => toHold(world, row))
}

type HoldRow = Omit<Hold, 'person' | 'reason'> & { readonly personId: string; readonly sealedReason: string }

function toHold(world: World, { personId, sealedReason, ...row }: HoldRow): Hold {
  const { id, agency, officerName, setAt, liftedAt } = row
  return { ...{ person: personId, id, agency, officerName, setAt, liftedAt }, reason: openText(world, sealedReason) }
}
