import { one, rows, run, type Sql, sql, type World } from '#platform'

/** The tables a submission stands in when it is answered, and the column that says to what a row belongs: to it, to its case, or to a message of the case. */
const ANSWERED = {
  'journeys.submission': 'id',
  'journeys.sending': 'submission_id',
  'cases.case_file': 'submission_id',
  'vault.entry': 'about',
  'feedback.invitation': 'about',
  'mailbox.message': 'about',
  'platform.event': 'about',
}
/** And those that the program writes of it besides: what the rules say, and what is counted. */
const BESIDES = {
  'cases.assessment': 'case_id',
  'performance.attempt': 'journey',
  'performance.matter': 'case_id',
  'performance.asked': 'matter',
}
const GIVEN_BY_DATABASE = ['seq', 'tx_id']

/** A table of the product's, whose rows are laid ready. */
export interface Source {
  readonly table: string
  /** Its own name, without the schema: so its column of rows in `bare.staged` is named, too. */
  readonly name: string
  /** Those that are written, not given by the database. */
  readonly columns: string
}

/** Submissions as the product wrote them, laid ready to be written once more: in `bare.staged`, numbered from 1, beside each number its rows of every table. */
export interface Staged {
  readonly submissions: number
  readonly answered: readonly Source[]
  readonly all: readonly Source[]
}

/** Lays the first submissions of other systems ready. */
export async function stage(world: World, count: number): Promise<Staged> {
  await run(world, plain('create schema bare'))
  await run(
    world,
    plain(`create unlogged table bare.number as select id, row_number() over (order by sent_at, id)::int as number
      from journeys.submission where channel = 'api' order by sent_at, id limit ${count}`),
  )
  await run(
    world,
    plain(`create unlogged table bare.about as with
      of_case as (select c.id::text as about, n.number from cases.case_file c join bare.number n on n.id = c.submission_id)
      select n.id::text as about, n.number from bare.number n union all select * from of_case
      union all select m.id::text, o.number from mailbox.message m join of_case o on o.about = m.about`),
  )
  await run(world, plain('analyze bare.about'))
  const tables = Object.entries({ ...ANSWERED, ...BESIDES })
  const gathered = tables.map(
    ([table, column]) => `left join (select a.number, array_agg(t) as ${nameOf(table)} from ${table} t
      join bare.about a on a.about = t.${column}::text group by a.number) of_${nameOf(table)} using (number)`,
  )
  const columns = tables.map(([table]) => nameOf(table))
  await run(
    world,
    plain(`create unlogged table bare.staged as select number, ${columns.join(', ')} from bare.number ${gathered.join(' ')}`),
  )
  await run(world, plain('alter table bare.staged add primary key (number)'))
  await run(world, plain('analyze bare.staged'))
  const { submissions } = await one<{ submissions: number }>(world, plain('select count(*) as submissions from bare.staged'))
  const all = await Promise.all(tables.map(([table]) => sourceOf(world, table)))
  return { submissions, all, answered: all.slice(0, Object.keys(ANSWERED).length) }
}

async function sourceOf(world: World, table: string): Promise<Source> {
  const columns = await rows<{ name: string }>(
    world,
    sql`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  const written = columns.filter(({ name }) => !GIVEN_BY_DATABASE.includes(name))
  return { table, name: nameOf(table), columns: written.map(({ name }) => `"${name}"`).join(', ') }
}

/** Makes empty tables of the same columns and indexes, in a schema of their own. */
export async function emptyTables(world: World, schema: string, sources: readonly Source[]): Promise<void> {
  await run(world, plain(`create schema ${schema}`))
  for (const { table, name } of sources) await run(world, plain(`create table ${schema}.${name} (like ${table} including all)`))
}

function nameOf(table: string): string {
  return table.split('.')[1]!
}

export function plain(text: string): Sql {
  return { name: '', text, values: [] }
}
