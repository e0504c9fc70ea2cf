import type { Database } from '../database/connection.ts'

/** Where the rows of a table are once the database is spread over several machines. */
export type Place =
  /** Beside all else of the same person, by `person_id`. */
  | 'by person'
  /** The same on every machine: small, read everywhere, seldom written. */
  | 'everywhere'
  /** On the machine that coordinates: found before anybody is known, or in one order for all. */
  | 'in one place'

/** Tables with a person that cannot be spread by person, and why. */
const IN_ONE_PLACE: Readonly<Record<string, string>> = {
  'people.person': 'found by what the identity provider says, before the person is known',
  'people.identity': 'found by what the identity provider says, before the person is known',
  'people.session': 'found by its secret, before the person is known',
  'people.mandate': 'joins two persons, and is found by its code',
  'people.organisation': 'found by its number in its register',
  'people.officer': 'belongs to an agency',
  'registers.happening': 'is found by its number at the register that told it',
  'journeys.sending': 'belongs to a system, which names its key before the person is known',
  'platform.event': 'one order for all, sealed as one log',
}

/** Tables without a person that statements about persons lean on. */
const EVERYWHERE = new Set(['catalogue.foundation', 'catalogue.service_version', 'catalogue.release', 'privacy.incident'])

/** One table, as PostgreSQL's own catalogue describes it. */
interface TableFacts {
  readonly table: string
  readonly hasPerson: boolean
  /** The columns of each of its unique keys. */
  readonly keys: readonly (readonly string[])[]
  /** Its foreign keys. */
  readonly leansOn: readonly { readonly name: string; readonly table: string }[]
}

export interface Plan {
  readonly places: ReadonlyMap<string, Place>
  /** In order: what PostgreSQL with Citus is told. */
  readonly statements: readonly string[]
  /** Sentences; none where the schema can be spread as it is. */
  readonly faults: readonly string[]
}

/** What has to be said to spread a database over several machines, read from what it really holds. */
export async function distributionPlan(db: Pick<Database, 'pool'>): Promise<Plan> {
  return planFor(await tablesIn(db))
}

/** Pure: the plan for a schema. */
export function planFor(tables: readonly TableFacts[]): Plan {
  const places = new Map(tables.map(facts => [facts.table, placeOf(facts)]))
  const byPerson = tables.filter(({ table }) => places.get(table) === 'by person')
  const [first, ...others] = byPerson.map(({ table }) => table)
  return {
    places,
    faults: byPerson.flatMap(faultsOf),
    statements: [
      ...cutLeanings(tables, places),
      ...tables.flatMap(({ table }) => (places.get(table) === 'everywhere' ? [`select create_reference_table('${table}')`] : [])),
      ...(first ? [`select create_distributed_table('${first}', 'person_id')`] : []),
      ...others.map(table => `select create_distributed_table('${table}', 'person_id', colocate_with => '${first}')`),
    ],
  }
}

function placeOf({ table, hasPerson }: TableFacts): Place {
  if (table in IN_ONE_PLACE) return 'in one place'
  if (hasPerson) return 'by person'
  return EVERYWHERE.has(table) ? 'everywhere' : 'in one place'
}

function faultsOf({ table, keys }: TableFacts): string[] {
  return keys.flatMap(columns =>
    columns.includes('person_id')
      ? []
      : [`${table} is unique by ${columns.join(', ')} without its person: no machine alone can hold that.`],
  )
}

/** A foreign key cannot reach from what is spread into one place: those rows are never deleted while others lean on them. */
function cutLeanings(tables: readonly TableFacts[], places: ReadonlyMap<string, Place>): string[] {
  return tables.flatMap(({ table, leansOn }) =>
    leansOn
      .filter(other => places.get(table) === 'by person' && places.get(other.table) === 'in one place')
      .map(({ name }) => `alter table ${table} drop constraint ${name}`),
  )
}

async function tablesIn({ pool }: Pick<Database, 'pool'>): Promise<TableFacts[]> {
  const { rows } = await pool.query<TableFacts>(`
    select n.nspname || '.' || c.relname as table,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped) as "hasPerson",
      coalesce((select jsonb_agg((select jsonb_agg(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[])))
        from pg_index i where i.indrelid = c.oid and i.indisunique), '[]') as keys,
      coalesce((select jsonb_agg(jsonb_build_object('name', f.conname, 'table', fn.nspname || '.' || fc.relname))
        from pg_constraint f join pg_class fc on fc.oid = f.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
        where f.conrelid = c.oid and f.contype = 'f'), '[]') as "leansOn"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker')
      and n.nspname not like 'pg\\_%'
    order by 1`)
  return rows
}

/** Whether this PostgreSQL could be spread: the extension Citus, installed for it or not there at all. */
export async function isCitusThere({ pool }: Pick<Database, 'pool'>): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from pg_available_extensions where name = 'citus'`)
  return rowCount === 1
}

/** Spreads the database. Run once, as its owner, before it is large; what is spread already is left alone. @returns how many tables */
export async function distribute({ pool }: Pick<Database, 'pool'>, { statements }: Plan): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(`set statement_timeout = 0; set lock_timeout = '5s'; set portico.actor = 'system upkeep'`)
    await client.query('create extension if not exists citus')
    const { rows } = await client.query<{ table: string }>(
      `select n.nspname || '.' || c.relname as table from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
       join pg_namespace n on n.oid = c.relnamespace`,
    )
    const left = statements.filter(statement => !rows.some(({ table }) => statement.includes(`table('${table}'`)))
    for (const statement of left) await client.query({ text: statement, query_timeout: 3_600_000 } as never)
    return left.length
  } finally {
    client.release(true)
  }
}
