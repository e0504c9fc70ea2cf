import { one, run, type Sql, transaction, type World } from '#platform'
import { emptyTables, plain, type Source, type Staged } from './staged.ts'

// One writing takes some seconds, in which a shared machine changes: the limit is the quickest.
const ROUNDS = 3

export interface Limit {
  /** Rows for each submission. */
  readonly rowsEach: number
  /** What each round took, into tables of its own. */
  readonly seconds: readonly number[]
}

interface Wish {
  readonly which: 'answered' | 'all'
  readonly atOnce: number
  readonly inFlight: number
}

/**
 * How fast the same rows can be written by a client that does nothing else: as the product wrote them, into tables of
 * their own with the same indexes, as many at once and as many times at once as the product does.
 */
export async function writeSameRows(world: World, staged: Staged, { which, atOnce, inFlight }: Wish): Promise<Limit> {
  const seconds: number[] = []
  let rowsOfAll = 0
  for (let round = 0; round < ROUNDS; round++) {
    const schema = `bare_${which}_${round}`
    await emptyTables(world, schema, staged[which])
    const batches: Insertion[][] = []
    for (let from = 1; from <= staged.submissions; from += atOnce) {
      const range = [from, from + atOnce - 1] as const
      batches.push(await Promise.all(staged[which].map(source => insertionOf(world, { schema, source, range }))))
    }
    rowsOfAll = batches.flat().reduce((sum, insertion) => sum + insertion.rows, 0)
    seconds.push(await writeAll(world, batches, inFlight))
  }
  return { rowsEach: rowsOfAll / staged.submissions, seconds }
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

interface Insertion {
  readonly statement: Sql
  readonly rows: number
}

interface Part {
  readonly schema: string
  readonly source: Source
  /** Numbers of the first and the last submission. */
  readonly range: readonly [number, number]
}

async function insertionOf(world: World, { schema, source: { name, columns }, range }: Part): Promise<Insertion> {
  const read = await one<{ count: number; rows: string }>(world, {
    ...plain(`select count(*)::int as count, coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows
      from bare.staged, unnest(${name}) t where number between $1 and $2`),
    values: [...range],
  })
  const text = `insert into ${schema}.${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${schema}.${name}, $1::jsonb)`
  return { statement: { name: `limit ${schema}.${name}`, text, values: [read.rows] }, rows: read.count }
}
