import { rows, run, type Sql, sql, transaction, type World } from '#platform'

const CASES = 'array(select c.id from cases.case_file c where c.submission_id = any($1::uuid[]))'

/** The tables a submission stands in when it is answered, and which of their rows belong to some submissions. */
const ANSWERED = {
  'journeys.submission': 't.id = any($1::uuid[])',
  'journeys.sending': 't.submission_id = any($1::uuid[])',
  'cases.case_file': 't.submission_id = any($1::uuid[])',
  'vault.entry': 't.about = any($1::uuid[])',
  'feedback.invitation': 't.about = any($1::uuid[]::text[])',
  'mailbox.message': `t.about = any(${CASES}::text[])`,
  'platform.event': `t.about = any($1::uuid[]::text[] || ${CASES}::text[]
    || array(select m.id::text from mailbox.message m where m.about = any(${CASES}::text[])))`,
}
/** And those that the program writes of it besides: what the rules say, and what is counted. */
const ALL = {
  ...ANSWERED,
  'cases.assessment': `t.case_id = any(${CASES})`,
  'performance.attempt': 't.journey = any($1::uuid[]::text[])',
  'performance.matter': `t.case_id = any(${CASES}::text[])`,
  'performance.asked': 't.matter = any($1::uuid[]::text[])',
}
const ROWS = { answered: ANSWERED, all: ALL }
const GIVEN_BY_DATABASE = ['seq', 'tx_id']

// One writing takes some seconds, in which a shared machine changes: the limit is the quickest.
const ROUNDS = 3

export interface Limit {
  readonly written: number
  /** Rows for each of them. */
  readonly rowsEach: number
  /** What each round took, into tables of its own. */
  readonly seconds: readonly number[]
}

interface Wish {
  readonly which: keyof typeof ROWS
  readonly count: number
  readonly atOnce: number
  readonly inFlight: number
}

/**
 * How fast the same rows can be written by a client that does nothing else: read back from what the product wrote, and put into tables of
 * their own with the same indexes, as many at once and as many times at once as the product does.
 */
export async function writeSameRows(world: World, { which, count, atOnce, inFlight }: Wish): Promise<Limit> {
  const found = await rows<{ id: string }>(
    world,
    sql`select id from journeys.submission where channel = 'api' order by sent_at limit ${count}::int`,
  )
  const seconds: number[] = []
  let rowsOfAll = 0
  for (let round = 0; round < ROUNDS; round++) {
    const tables = await bareTables(world, `bare_${which}_${round}`, ROWS[which])
    const batches: Insertion[][] = []
    for (let from = 0; from < found.length; from += atOnce) {
      const ids = found.slice(from, from + atOnce).map(({ id }) => id)
      batches.push(await Promise.all(tables.map(table => insertionOf(world, table, ids))))
    }
    rowsOfAll = batches.flat().reduce((sum, insertion) => sum + insertion.rows, 0)
    seconds.push(await writeAll(world, batches, inFlight))
  }
  return { written: found.length, rowsEach: rowsOfAll / found.length, seconds }
}

/** @returns seconds */
async function writeAll(world: World, batches: Insertion[][], inFlight: number): Promise<number> {
  const began = performance.now()
  const writeOn = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const insertions = batch
      await transaction(world, tx => Promise.all(insertions.map(({ statement }) => run(tx, statement))))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, writeOn))
  return (performance.now() - began) / 1000
}

interface Bare {
  readonly table: string
  readonly belonging: string
  readonly bare: string
  readonly columns: string
}

interface Insertion {
  readonly statement: Sql
  readonly rows: number
}

async function bareTables(world: World, schema: string, belonging: Readonly<Record<string, string>>): Promise<Bare[]> {
  await world.db.query(plain(`create schema ${schema}`))
  const made: Bare[] = []
  for (const [table, condition] of Object.entries(belonging)) {
    const bare = `${schema}.${table.split('.')[1]}`
    await world.db.query(plain(`create table ${bare} (like ${table} including all)`))
    const names = await rows<{ name: string }>(
      world,
      sql`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
    const columns = names.map(({ name }) => name).filter(name => !GIVEN_BY_DATABASE.includes(name))
    made.push({ table, belonging: condition, bare, columns: columns.map(name => `"${name}"`).join(', ') })
  }
  return made
}

async function insertionOf(world: World, { table, belonging, bare, columns }: Bare, ids: readonly string[]): Promise<Insertion> {
  const { rows: read } = await world.db.query({
    name: '',
    text: `select count(*)::int as count, coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t where ${belonging}`,
    values: [ids],
  })
  const text = `insert into ${bare} (${columns}) select ${columns} from jsonb_populate_recordset(null::${bare}, $1::jsonb)`
  return { statement: { name: `limit ${bare}`, text, values: [read[0].rows] }, rows: read[0].count }
}

function plain(text: string): Sql {
  return { name: '', text, values: [] }
}
