import { maybe, one, rows, run } from '../database/query.ts'
import { type Sql, sql } from '../database/sql.ts'
import { blindIndex, openBytes, openText, sealBytes, sealText } from '../keys.ts'
import type { Tx, World } from '../world.ts'
import type { SealedColumn } from './sealed-columns.ts'

/** How far one column has come under one key. */
export interface Progress {
  readonly place: string
  readonly at: string[] | null
  readonly resealed: number
  readonly isCleanSoFar: boolean
  readonly doneAt: Date | null
}

export function progressUnder(world: Pick<World, 'db'>, key: string): Promise<Progress[]> {
  return rows(
    world,
    sql`select place, at, resealed, is_clean_so_far, done_at from vault.resealing where key_id = ${key} order by place`,
  )
}

/** Begins at the beginning, for columns that are new as well. */
export async function startProgress(tx: Tx, key: string, places: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`insert into vault.resealing (key_id, place) select ${key}, place from unnest(${places}::text[]) place
        on conflict (key_id, place) do update set at = null, is_clean_so_far = true, done_at = null`,
  )
}

/** Held by one program at a time, until its transaction ends. */
export async function lockPlace(tx: Tx, key: string, place: string): Promise<Progress | undefined> {
  return maybe(
    tx,
    sql`select place, at, resealed, is_clean_so_far, done_at from vault.resealing
        where key_id = ${key} and place = ${place} and done_at is null for update skip locked`,
  )
}

export async function saveProgress(
  tx: Tx,
  key: string,
  { place, at, resealed, isCleanSoFar }: Progress,
  isDone: boolean,
): Promise<void> {
  await run(
    tx,
    sql`update vault.resealing
        set at = ${at}::text[], resealed = ${resealed}, is_clean_so_far = ${isCleanSoFar}, done_at = case when ${isDone}::boolean then now() end
        where key_id = ${key} and place = ${place}`,
  )
}

/** One row, by its key; its value where that is sealed under another key than the current one. */
export interface Row {
  readonly row: readonly string[]
  readonly value: string | Buffer | null
  /** Of an identifier in the vault: what stands before it in its fingerprint. */
  readonly kind: string | null
}

export type OldValue = Row & { readonly value: string | Buffer }

const VAULT = 'vault.entry'

/** The next rows of a pass, few enough that no statement is long, however little there is to do. */
export async function nextRows(
  world: Pick<World, 'db' | 'keys'>,
  column: SealedColumn,
  { after, limit }: { after: readonly string[] | null; limit: number },
): Promise<Row[]> {
  const { table, column: name, key } = column
  const kind = table === VAULT ? 'kind' : 'null::text'
  const order = key.map(one => one.name).join(', ')
  const further = after ? `where (${order}) > (${key.map(({ type }, at) => `$${at + 2}::text::${type}`).join(', ')})` : ''
  const text = `select array[${key.map(one => `${one.name}::text`).join(', ')}] as row,
      case when ${keyIdIn(column)} <> $1 then ${name} end as value, ${kind} as kind from ${table} ${further} order by ${order} limit ${limit}`
  return rows(world, named({ text, values: [world.keys.current.id, ...(after ?? [])] }))
}

/** Seals values anew and writes those that nobody changed or holds at this moment. @returns how many */
export async function writeResealed(tx: Tx, column: SealedColumn, old: readonly OldValue[]): Promise<number> {
  const { table, column: name, key, isBytes } = column
  const fresh = old.map(one => resealed(tx, one))
  const type = isBytes ? 'bytea' : 'text'
  const keys = key.map((_, at) => `k${at}`)
  const text = `with given as (
      select * from unnest(${key.map((_, at) => `$${at + 1}::text[]`).join(', ')}, $${key.length + 1}::${type}[], $${key.length + 2}::${type}[], $${key.length + 3}::text[])
        as g(${keys.join(', ')}, was, becomes, found_by)
    ), free as (
      select t.ctid as at, g.becomes, g.found_by from ${table} t
      join given g on ${key.map((one, at) => `t.${one.name} = g.k${at}::${one.type}`).join(' and ')}
      where t.${name} = g.was for update of t skip locked
    )
    update ${table} t set ${name} = free.becomes ${table === VAULT ? ', value_index = free.found_by' : ''} from free where t.ctid = free.at`
  const values = [
    ...key.map((_, at) => old.map(({ row }) => row[at])),
    old.map(({ value }) => value),
    fresh.map(({ value }) => value),
    fresh.map(({ index }) => index),
  ]
  return run(tx, named({ text, values }))
}

function resealed(tx: Tx, { value, kind }: OldValue): { value: string | Buffer; index: string | null } {
  if (typeof value !== 'string') return { value: sealBytes(tx, openBytes(tx, value)), index: null }
  const plain = openText(tx, value)
  return { value: sealText(tx, plain), index: kind === null ? null : blindIndex(tx, `${kind} ${plain}`) }
}

/** How many values of a column are sealed under a key. */
export async function countUnder(world: Pick<World, 'db'>, column: SealedColumn, key: string): Promise<number> {
  const text = `select count(*)::int as count from ${column.table} where ${keyIdIn(column)} = $1`
  return (await one<{ count: number }>(world, named({ text, values: [key] }))).count
}

function keyIdIn({ column, isBytes }: SealedColumn): string {
  return isBytes ? `convert_from(substring(${column} from 1 for 8), 'latin1')` : `left(${column}, 8)`
}

/** Names of tables come from the database's own catalogue; nothing anybody typed gets near them. */
function named({ text, values }: Pick<Sql, 'text' | 'values'>): Sql {
  return { name: '', text, values }
}
