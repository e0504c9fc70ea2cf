import { rows, run, type Sql, sql, transaction, type World } from '#platform'

/** The tables a submission is written to, and which of their rows belong to some submissions. */
const TABLES: Readonly<Record<string, string>> = {
  'journeys.submission': 't.id = any($1::uuid[])',
  'journeys.sending': 't.submission_id = any($1::uuid[])',
  'cases.case_file': 't.submission_id = any($1::uuid[])',
  'feedback.invitation': 't.about = any($1::uuid[]::text[])',
  'mailbox.message': 't.about = any(array(select c.id::text from cases.case_file c where c.submission_id = any($1::uuid[])))',
  'platform.event': `t.about = any(array(
    select unnest($1::uuid[])::text
    union all select c.id::text from cases.case_file c where c.submission_id = any($1::uuid[])
    union all select m.id::text from mailbox.message m
      where m.about = any(array(select c.id::text from cases.case_file c where c.submission_id = any($1::uuid[])))))`,
}
const GIVEN_BY_DATABASE = ['seq', 'tx_id']

export interface Limit {
  readonly written: number
  readonly seconds: number
}

/**
 * How fast the same rows can be written by a client that does nothing else: read back from what the product wrote, and put into tables of
 * their own with the same indexes, as many at once and as many times at once as the product does.
 */
export async function writeSameRows(
  world: World,
  { count, atOnce, inFlight }: { count: number; atOnce: number; inFlight: number },
) {
  const tables = await bareTables(world)
  const found = await rows<{ id: string }>(
    world,
    sql`select id from journeys.submission where channel = 'api' order by sent_at limit ${count}::int`,
  )
  const batches: Sql[][] = []
  for (let from = 0; from < found.length; from += atOnce) {
    const ids = found.slice(from, from + atOnce).map(({ id }) => id)
    batches.push(await Promise.all(tables.map(table => insertionOf(world, table, ids))))
  }
  const began = performance.now()
  const writeOn = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const statements = batch
      await transaction(world, tx => Promise.all(statements.map(statement => run(tx, statement))))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, writeOn))
  return { written: found.length, seconds: (performance.now() - began) / 1000 } satisfies Limit
}

interface Bare {
  readonly table: string
  readonly bare: string
  readonly columns: string
}

async function bareTables(world: World): Promise<Bare[]> {
  await world.db.query(plain('create schema bare'))
  const made: Bare[] = []
  for (const table of Object.keys(TABLES)) {
    const bare = `bare.${table.split('.')[1]}`
    await world.db.query(plain(`create table ${bare} (like ${table} including all)`))
    const names = await rows<{ name: string }>(
      world,
      sql`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
    const columns = names.map(({ name }) => name).filter(name => !GIVEN_BY_DATABASE.includes(name))
    made.push({ table, bare, columns: columns.map(name => `"${name}"`).join(', ') })
  }
  return made
}

async function insertionOf(world: World, { table, bare, columns }: Bare, ids: readonly string[]): Promise<Sql> {
  const { rows: read } = await world.db.query({
    name: '',
    text: `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t where ${TABLES[table]}`,
    values: [ids],
  })
  const text = `insert into ${bare} (${columns}) select ${columns} from jsonb_populate_recordset(null::${bare}, $1::jsonb)`
  return { name: `limit ${bare}`, text, values: [read[0].rows] }
}

function plain(text: string): Sql {
  return { name: '', text, values: [] }
}
