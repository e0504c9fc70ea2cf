import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testWorld } from '#platform/testing'
import type { Unavailable } from '../errors.ts'
import type { World } from '../world.ts'
import { openDatabase } from './connection.ts'
import { one, rows, run } from './query.ts'
import { sql } from './sql.ts'
import { transaction } from './transaction.ts'

const home = await testWorld()
const url = home.db.pool.options.connectionString!
const db = openDatabase(url, { size: 3, waits: { connect: 400, statement: 300, lock: 150, idleInTransaction: 300 } })
const world: World = { ...home, db }
after(() => db.close())
await run(world, sql`create table public.line (n int primary key)`)

const lines = async () => (await rows<{ n: number }>(world, sql`select n from public.line order by n`)).map(({ n }) => n)
const write = (at: World, n: number) => run(at, sql`insert into public.line values (${n}::int)`)
const isAway = (code: string) => (error: Unavailable) =>
  error.name === 'Error' && error.code === code && error.retryAfterSeconds > 0
const nap = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('all of an act is done, or nothing of it', async () => {
  await transaction(world, async tx => {
    await write(tx, 1)
    await transaction(tx, inner => write(inner, 2))
  })
  const fails = transaction(world, async tx => {
    await write(tx, 3)
    throw new Error('second thoughts')
  })
  await assert.rejects(fails, /second thoughts/)
  assert.deepEqual(await lines(), [1, 2])
})

test('an act inside another shares its transaction: it sees what is not yet committed, and goes down with it', async () => {
  const fails = transaction(world, async tx => {
    await write(tx, 10)
    await transaction(tx, async inner =>
      assert.equal((await one<{ n: number }>(inner, sql`select n from public.line where n = 10`)).n, 10),
    )
    assert.equal((await lines()).includes(10), false)
    throw new Error('undo')
  })
  await assert.rejects(fails, /undo/)
  assert.equal((await lines()).includes(10), false)
})

test('an inner act that failed half done is never committed, even if the outer one carries on', async () => {
  const carriesOn = transaction(world, async tx => {
    const halfDone = transaction(tx, async inner => {
      await write(inner, 20)
      throw new Error('half done')
    })
    await halfDone.catch(() => {})
  })
  await assert.rejects(carriesOn, /nothing of it was saved/)
  assert.equal((await lines()).includes(20), false)
})

test('a statement that failed unheard does not pass for a commit', async () => {
  const deaf = transaction(world, async tx => {
    await write(tx, 30)
    await run(tx, sql`select 1 / 0`).catch(() => {})
  })
  await assert.rejects(deaf, /nothing of it was saved/)
  assert.equal((await lines()).includes(30), false)
})

test('what is not awaited inside a transaction cannot slip into another’s', async () => {
  let late: World | undefined
  await transaction(world, async tx => {
    late = tx
  })
  await assert.rejects(write(late!, 40), /has ended/)
})

test('a hundred failing transactions leave every connection in its pool', async () => {
  const fails = () => transaction(world, tx => run(tx, sql`select 1 / 0`)).catch(error => error.code)
  assert.deepEqual(new Set(await Promise.all(Array.from({ length: 100 }, fails))), new Set(['22012']))
  assert.equal(db.pool.idleCount, db.pool.totalCount)
  assert.ok(db.pool.totalCount <= 3)
})

test('a connection lost in the middle is Unavailable, its act undone and the connection not used again', async () => {
  const lost = transaction(world, async tx => {
    await write(tx, 50)
    const { pid } = await one<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`)
    await run(home, sql`select pg_terminate_backend(${pid}::int)`)
    await write(tx, 51)
  })
  await assert.rejects(lost, isAway('DATABASE_UNAVAILABLE'))
  for (let again = 0; again < 5; again++) assert.equal((await lines()).includes(50), false)
  assert.equal(db.pool.waitingCount, 0)
})

test('a statement that takes too long is stopped, and says that the database is busy', async () => {
  await assert.rejects(run(world, sql`select pg_sleep(5)`), isAway('DATABASE_BUSY'))
  await assert.rejects(
    transaction(world, tx => run(tx, sql`select pg_sleep(5)`)),
    isAway('DATABASE_BUSY'),
  )
})

test('a statement that is never answered is given up, without waiting again for its undoing', async () => {
  const stuck = transaction(world, async tx => {
    await run(tx, sql`set local statement_timeout = 0`)
    await run(tx, sql`select pg_sleep(6)`)
  })
  await assert.rejects(stuck, isAway('DATABASE_UNAVAILABLE'))
})

test('who waits too long for a row that another holds is told that the database is busy', async () => {
  await transaction(world, async first => {
    await run(first, sql`update public.line set n = n where n = 1`)
    await assert.rejects(
      transaction(world, second => run(second, sql`update public.line set n = n where n = 1`)),
      (error: Unavailable) => isAway('DATABASE_BUSY')(error) && (error.cause as { code: string }).code === '55P03',
    )
  })
})

test('two transactions that wait for each other: one goes through, one is told to try again', async () => {
  const patient = openDatabase(url, { waits: { connect: 400, statement: 4_000, lock: 4_000, idleInTransaction: 4_000 } })
  const { promise: bothHold, resolve } = Promise.withResolvers<void>()
  let holding = 0
  const crossing = (mine: number, other: number) =>
    transaction({ ...world, db: patient }, async tx => {
      await run(tx, sql`update public.line set n = n where n = ${mine}::int`)
      holding += 1
      if (holding === 2) resolve()
      await bothHold
      await run(tx, sql`update public.line set n = n where n = ${other}::int`)
    })
  const both = await Promise.allSettled([crossing(1, 2), crossing(2, 1)])
  await patient.close()
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.ok(both.some(result => result.status === 'rejected' && isAway('DATABASE_BUSY')(result.reason)))
})

test('a transaction left lying is ended by the database', async () => {
  const left = transaction(world, async tx => {
    await write(tx, 60)
    await nap(500)
    await write(tx, 61)
  })
  await assert.rejects(left, isAway('DATABASE_UNAVAILABLE'))
  assert.equal((await lines()).includes(60), false)
})

test('when every connection is taken the next one waits a moment and no longer', async () => {
  let free = () => {}
  const freed = new Promise<void>(resolve => {
    free = resolve
  })
  const holders = [1, 2, 3].map(() => transaction(world, () => freed))
  await nap(50)
  await assert.rejects(lines(), isAway('DATABASE_UNAVAILABLE'))
  await assert.rejects(
    transaction(world, () => Promise.resolve()),
    isAway('DATABASE_UNAVAILABLE'),
  )
  free()
  await Promise.allSettled(holders)
  assert.deepEqual(await lines(), [1, 2])
})

test('by default nothing waits for the database longer than three seconds to get in', () => {
  const { connectionTimeoutMillis, statement_timeout, lock_timeout, query_timeout, idle_in_transaction_session_timeout } =
    home.db.pool.options
  const waits = { connectionTimeoutMillis, statement_timeout, lock_timeout, query_timeout, idle_in_transaction_session_timeout }
  assert.deepEqual(waits, {
    ...{ connectionTimeoutMillis: 3_000, statement_timeout: 5_000, lock_timeout: 3_000 },
    ...{ query_timeout: 6_000, idle_in_transaction_session_timeout: 10_000 },
  })
})

test('a database that is not there is Unavailable, and no password is told', async () => {
  const gone = openDatabase('postgres://someone:hunter2@127.0.0.1:1/none')
  await assert.rejects(
    rows({ db: gone }, sql`select 1`),
    (error: Unavailable) => isAway('DATABASE_UNAVAILABLE')(error) && !/hunter2/.test(String(error.stack)),
  )
  await gone.close()
})

test('a server that accepts and then says nothing is Unavailable in time', async () => {
  const { createServer } = await import('node:net')
  const mute = createServer(() => {})
  await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve))
  const { port } = mute.address() as { port: number }
  const silent = openDatabase(`postgres://someone@127.0.0.1:${port}/none`, {
    waits: { connect: 200, statement: 200, lock: 200, idleInTransaction: 200 },
  })
  await assert.rejects(rows({ db: silent }, sql`select 1`), isAway('DATABASE_UNAVAILABLE'))
  mute.close()
})
