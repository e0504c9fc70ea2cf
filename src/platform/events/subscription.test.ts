import assert from 'node:assert/strict'
import { test } from 'node:test'
import { record, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { catchUp } from './listen.ts'
import { hearNext, type PastEvent, type Subscription } from './subscription.ts'

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

test('what a consumer did is undone with its place when it fails, and done again', async () => {
  await run(world, sql`create table public.effect (n int)`)
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
  await assert.rejects(hearNext(world, subscription), /not yet/)
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
