import assert from 'node:assert/strict'
import { test } from 'node:test'
import { one, openDatabase, record, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { catchUp } from './listen.ts'
import { behind, hearNext, type PastEvent, type Subscription } from './subscription.ts'

const world = await testWorld()
const told = (kind: `${string}.${string}`) =>
  transaction(world, tx => record(tx, { kind, about: 'a1', by: 'system', facts: { n: 1 } }))

function listener(name: string, kind: string) {
  const heard: PastEvent[] = []
  const subscription: Subscription = { consumer: name, kinds: [kind], hear: async (_tx, events) => void heard.push(...events) }
  return { heard, subscription }
}

test('a consumer hears every event of its kinds once, in order', async () => {
  const { heard, subscription } = listener('test.once', 'test.happened')
  await told('test.happened')
  await told('test.other')
  await told('test.happened')
  await catchUp(world, [subscription])
  await catchUp(world, [subscription])
  assert.deepEqual(
    heard.map(event => event.kind),
    ['test.happened', 'test.happened'],
  )
})

test('an event whose transaction commits late is not skipped', async () => {
  const { heard, subscription } = listener('test.late', 'test.late')
  let finish = () => {}
  const held = new Promise<void>(resolve => {
    finish = resolve
  })
  const slow = transaction(world, async tx => {
    await record(tx, { kind: 'test.late', about: 'slow', by: 'system' })
    await held
  })
  await new Promise(resolve => setTimeout(resolve, 50))
  await transaction(world, tx => record(tx, { kind: 'test.late', about: 'quick', by: 'system' }))
  await hearNext(world, subscription)
  finish()
  await slow
  await catchUp(world, [subscription])
  assert.deepEqual(heard.map(event => event.about).sort(), ['quick', 'slow'])
})

test('events are heard in the order in which their acts began to write', async () => {
  const { heard, subscription } = listener('test.order', 'test.order')
  for (const about of ['first', 'second', 'third'])
    await transaction(world, tx =>
      record(tx, ...['a', 'b'].map(part => ({ kind: 'test.order', about: `${about} ${part}`, by: 'system' }) as const)),
    )
  await catchUp(world, [subscription])
  assert.deepEqual(
    heard.map(event => event.about),
    ['first a', 'first b', 'second a', 'second b', 'third a', 'third b'],
  )
})

test('two processes with the same consumer never both hear one event', async () => {
  const other = { ...world, db: openDatabase(world.db.pool.options.connectionString!, { size: 2 }) }
  for (let n = 0; n < 40; n++) await told('test.shared')
  const heard: number[] = []
  const slowly: Subscription = {
    consumer: 'test.shared',
    kinds: ['test.shared'],
    async hear(tx, events) {
      await run(tx, sql`select pg_sleep(0.05)`)
      heard.push(...events.map(event => event.seq))
    },
  }
  await run(world, sql`insert into platform.consumer (name) values ('test.shared')`)
  const passed = await Promise.all([hearNext(world, slowly), hearNext(other, slowly)])
  assert.equal(passed.filter(count => count === 0).length, 1, 'who finds the place held goes on to something else')
  await Promise.all([catchUp(world, [slowly]), catchUp(other, [slowly])])
  await catchUp(world, [slowly])
  await other.db.close()
  assert.equal(heard.length, 40)
  assert.equal(new Set(heard).size, 40)
})

test('news of other kinds is passed by once, however rare one’s own is', async () => {
  const { heard, subscription } = listener('test.rare', 'test.rare')
  for (let n = 0; n < 20; n++) await told('test.common')
  await catchUp(world, [subscription])
  assert.equal(await behindAll('test.rare'), 0)
  await told('test.rare')
  await catchUp(world, [subscription])
  assert.deepEqual(
    heard.map(event => Object.keys(event).sort()),
    [['about', 'at', 'by', 'facts', 'kind', 'personId', 'seq']],
  )
  assert.equal(await hearNext(world, subscription), 0)
})

test('a log longer than one stretch is heard to its end', async () => {
  const { heard, subscription } = listener('test.long', 'test.long')
  const many = Array.from(
    { length: 700 },
    (_, n) => ({ kind: n % 7 ? 'test.noise' : 'test.long', about: `${n}`, by: 'system' }) as const,
  )
  await transaction(world, tx => record(tx, ...many))
  assert.equal(await behind(world, subscription), 100)
  await catchUp(world, [subscription])
  assert.equal(heard.length, 100)
  assert.equal(await behind(world, subscription), 0)
})

test('what a consumer did is undone with its place when it fails, and done again', async () => {
  await run(world, sql`create table public.effect (n int)`)
  await run(world, sql`grant select, insert on public.effect to portico_app`)
  await told('test.failing')
  let fails = true
  const subscription: Subscription = {
    consumer: 'test.failing',
    kinds: ['test.failing'],
    async hear(tx) {
      await run(tx, sql`insert into public.effect values (1)`)
      if (fails) throw new Error('not yet')
    },
  }
  await assert.rejects(catchUp(world, [subscription]), /not yet/)
  assert.equal((await rows(world, sql`select * from public.effect`)).length, 0)
  fails = false
  await catchUp(world, [subscription])
  assert.equal((await rows(world, sql`select * from public.effect`)).length, 1)
})

test('the event log can only be added to', async () => {
  await told('test.kept')
  await assert.rejects(run(world, sql`update platform.event set kind = 'test.changed'`), /append-only/)
  await assert.rejects(run(world, sql`delete from platform.event`), /append-only/)
  await assert.rejects(run(world, sql`truncate platform.event`), /append-only/)
})

test('an act that fails leaves no event', async () => {
  await assert.rejects(
    transaction(world, async tx => {
      await record(tx, { kind: 'test.undone', about: 'a1', by: 'system' })
      await transaction(tx, async () => Promise.reject(new Error('inner')))
    }),
    /inner/,
  )
  assert.equal((await rows(world, sql`select * from platform.event where kind = 'test.undone'`)).length, 0)
})

/** How many events of any kind lie behind a consumer's place. */
async function behindAll(consumer: string): Promise<number> {
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from platform.event e join platform.consumer c on c.name = ${consumer}
        where (e.tx_id, e.seq) > (c.tx_id, c.seq)`,
  )
  return count
}
