import { maybe, one, rows, run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import type { Tx, World } from '../world.ts'

/** In whose name the keys are kept. */
export const KEYS = 'system platform.keys'

type Asker = Pick<World, 'db'>

/** A data key as the database has it: wrapped, or destroyed. */
export interface StoredKey {
  readonly id: string
  readonly wrapped: string | null
  readonly isFirst: boolean
  readonly isActive: boolean
  readonly madeAt: Date
  readonly activeFrom: Date
  readonly resealedAt: Date | null
  readonly destroyedAt: Date | null
}

/** All keys there ever were, the newest first; active by the database's own clock, which all programs share. */
export function storedKeys(world: Asker): Promise<StoredKey[]> {
  return rows(
    world,
    sql`select id, wrapped, is_first, active_from <= now() as is_active, made_at, active_from, resealed_at, destroyed_at
        from vault.data_key order by active_from desc, made_at desc`,
  )
}

/** The first key of a database; when another program was quicker, nothing. */
export async function insertFirstKey(world: Asker, { id, wrapped }: { id: string; wrapped: string }): Promise<void> {
  await run(
    world,
    sql`insert into vault.data_key (id, wrapped, is_first, made_at, active_from) values (${id}, ${wrapped}, true, now(), now())
        on conflict do nothing`,
  )
}

/** @param afterSeconds  when it begins to seal */
export function insertKey(
  tx: Tx,
  { id, wrapped, afterSeconds }: { id: string; wrapped: string; afterSeconds: number },
): Promise<{ activeFrom: Date }> {
  return one(
    tx,
    sql`insert into vault.data_key (id, wrapped, made_at, active_from)
        values (${id}, ${wrapped}, now(), now() + make_interval(secs => ${afterSeconds}::float8)) returning active_from`,
  )
}

/** The steady key as it is wrapped; undefined before the first start, and not wrapped yet in a database that has fingerprints of earlier times. */
export function storedSteady(world: Asker): Promise<{ wrapped: string | null } | undefined> {
  return maybe(world, sql`select wrapped from vault.steady_key`)
}

/** The steady key of a database; when another program was quicker, nothing. */
export async function insertSteady(world: Asker, wrapped: string): Promise<void> {
  await run(
    world,
    sql`insert into vault.steady_key (wrapped, made_at) values (${wrapped}, now())
        on conflict (is_only) do update set wrapped = excluded.wrapped where steady_key.wrapped is null`,
  )
}

/** @returns whether it still was as it had been read */
export async function rewrapSteady(tx: Tx, { from, to }: { from: string; to: string }): Promise<boolean> {
  return (await run(tx, sql`update vault.steady_key set wrapped = ${to} where wrapped = ${from}`)) === 1
}

/** One change of the keys at a time. */
export async function lockKeys(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('vault.data_key', 0))`)
}

/** @returns whether it still was as it had been read */
export async function rewrap(tx: Tx, key: { id: string; from: string; to: string }): Promise<boolean> {
  const touched = await run(tx, sql`update vault.data_key set wrapped = ${key.to} where id = ${key.id} and wrapped = ${key.from}`)
  return touched === 1
}

export async function markResealed(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update vault.data_key set resealed_at = now() where id = ${id}`)
}

export async function forgetKey(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update vault.data_key set wrapped = null, destroyed_at = now() where id = ${id} and destroyed_at is null`)
}

/** For how many seconds a newer key has been active. */
export async function secondsSinceReplaced(world: Asker, id: string): Promise<number | undefined> {
  const found = await maybe<{ seconds: number | null }>(
    world,
    sql`select extract(epoch from now() - min(newer.active_from))::float8 as seconds
        from vault.data_key one join vault.data_key newer on newer.active_from > one.active_from and newer.active_from <= now()
        where one.id = ${id}`,
  )
  return found?.seconds ?? undefined
}
