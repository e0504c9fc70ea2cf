import assert from 'node:assert/strict'
import { test } from 'node:test'
import { one, openDatabase, parkedEvents, record, releaseParked, rows, run, sql, transaction, Unavailable } from '#platform'
import { testWorld } from '#platform/testing'
import { catchUp } from './listen.ts'
import { behind, hearNext, type PastEvent, STRETCH, type Subscription } from './subscription.ts'

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
  const meant = (2 * STRETCH + 100) / 10
  const many = Array.from(
    { length: 10 * meant },
    (_, n) => ({ kind: n % 10 ? 'test.noise' : 'test.long', about: `${n}`, by: 'system' }) as const,
  )
  await transaction(world, tx => record(tx, ...many))
  assert.equal(await behind(world, subscription), meant)
  await catchUp(world, [subscription])
  assert.equal(heard.length, meant)
  assert.equal(await behind(world, subscription), 0)
})

/** A consumer that fails of some events, and notes each that it took. */
async function failingOf(consumer: string, fails: (about: string) => boolean) {
  await run(world, sql`create table if not exists public.effect (consumer text, about text)`)
  await run(world, sql`grant select, insert on public.effect to portico_app`)
  const subscription: Subscription = {
    consumer,
    kinds: [consumer],
    async hear(tx, events) {
      for (const { about } of events) await run(tx, sql`insert into public.effect values (${consumer}, ${about})`)
      if (events.some(({ about }) => fails(about))) throw new Error('not this one')
    },
  }
  const effects = async () =>
    (await rows<{ about: string }>(world, sql`select about from public.effect where consumer = ${consumer}`)).map(
      one => one.about,
    )
  const tell = (...abouts: string[]) =>
    transaction(world, tx => record(tx, ...abouts.map(about => ({ kind: consumer as 'a.b', about, by: 'system' }))))
  return { subscription, effects, tell }
}

test('one event that a consumer cannot take is parked and holds up no other, each of which counts once', async () => {
  const { subscription, effects, tell } = await failingOf('test.poison', about => about === 'bad')
  await tell('a', 'bad', 'b')
  await tell('c')
  await catchUp(world, [subscription])
  assert.deepEqual(await effects(), ['a', 'b', 'c'])
  const parked = (await parkedEvents(world)).filter(({ consumer }) => consumer === 'test.poison')
  assert.deepEqual(
    parked.map(({ about, kind, fault, tries }) => ({ about, kind, fault, tries })),
    [{ about: 'bad', kind: 'test.poison', fault: 'Error: not this one', tries: 3 }],
  )
})

test('one bad event of many is looked for in parts: few others are heard alone', async () => {
  const { subscription, effects, tell } = await failingOf('test.parts', about => about === '170')
  let heard = 0
  const counted: typeof subscription = {
    ...subscription,
    hear: (tx, events) => {
      heard++
      return subscription.hear(tx, events)
    },
  }
  await tell(...Array.from({ length: 300 }, (_, n) => `${n}`))
  await catchUp(world, [counted])
  assert.equal((await effects()).length, 299)
  assert.ok(heard < 100, `heard ${heard} times`)
})

test('what failed as a batch and goes well alone is not parked', async () => {
  let isFirst = true
  const { subscription, effects, tell } = await failingOf('test.passing', () => {
    const fails = isFirst
    isFirst = false
    return fails
  })
  await tell('a', 'b')
  await catchUp(world, [subscription])
  assert.deepEqual(await effects(), ['a', 'b'])
  assert.deepEqual(
    (await parkedEvents(world)).filter(({ consumer }) => consumer === 'test.passing'),
    [],
  )
})

test('a parked event that is released is heard once more: it stays parked while it fails, and is gone once it was taken', async () => {
  let fails = true
  const { subscription, effects, tell } = await failingOf('test.released', () => fails)
  const parked = async () => (await parkedEvents(world)).filter(({ consumer }) => consumer === 'test.released')
  await tell('a')
  await catchUp(world, [subscription])
  assert.equal(await releaseParked(world, 'test.released'), 1)
  await catchUp(world, [subscription])
  assert.deepEqual(
    (await parked()).map(({ tries, releasedAt }) => [tries, releasedAt]),
    [[4, null]],
  )
  fails = false
  await releaseParked(world, 'test.released')
  await catchUp(world, [subscription])
  assert.deepEqual([await parked(), await effects()], [[], ['a']])
})

test('while the database is busy nothing is parked: the same events are heard again', async () => {
  let isBusy = true
  const { heard, subscription } = listener('test.busy', 'test.busy')
  const waiting: Subscription = {
    ...subscription,
    async hear(tx, events) {
      if (isBusy) throw new Unavailable('DATABASE_BUSY', { retryAfterSeconds: 2 })
      await subscription.hear(tx, events)
    },
  }
  await told('test.busy')
  await assert.rejects(catchUp(world, [waiting]), { code: 'DATABASE_BUSY' })
  isBusy = false
  await catchUp(world, [waiting])
  assert.equal(heard.length, 1)
  assert.deepEqual(
    (await parkedEvents(world)).filter(({ consumer }) => consumer === 'test.busy'),
    [],
  )
})

test('a stretch that is too much for the database at once is heard in parts, and nothing is parked', async () => {
  const { heard, subscription } = listener('test.much', 'test.much')
  const slow: Subscription = {
    ...subscription,
    async hear(tx, events) {
      if (events.length > 100) throw new Unavailable('DATABASE_BUSY', { retryAfterSeconds: 2 })
      await subscription.hear(tx, events)
    },
  }
  const many = Array.from({ length: 300 }, (_, n) => ({ kind: 'test.much', about: `${n}`, by: 'system' }) as const)
  await transaction(world, tx => record(tx, ...many))
  await catchUp(world, [slow])
  assert.equal(heard.length, 300)
  assert.deepEqual(
    (await parkedEvents(world)).filter(({ consumer }) => consumer === 'test.much'),
    [],
  )
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
