import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '#platform/testing'
import { maybe, one, rows, run } from './query.ts'
import { sql } from './sql.ts'

const world = await testWorld()

test('the same text has the same name, another text another', () => {
  const find = (id: number) => sql`select ${id}::int`
  assert.equal(find(1).name, find(2).name)
  assert.equal(find(1).name, sql`select ${3}::int`.name)
  assert.notEqual(find(1).name, sql`select ${3}::bigint`.name)
  assert.deepEqual(find(7).values, [7])
  assert.ok(find(1).name.length <= 63, 'PostgreSQL cuts longer names')
})

test('nothing that a person typed is read as SQL', async () => {
  const typed = 'Robert\'); drop table students; -- $1 \\ " 😀 مرحبا'
  assert.deepEqual(await one(world, sql`select ${typed}::text as typed`), { typed })
})

test('columns arrive in camel case', async () => {
  const row = await one(world, sql`select 1 as received_at, 2 as line_2_of_it, 3 as plain`)
  assert.deepEqual(row, { receivedAt: 1, line2OfIt: 2, plain: 3 })
})

test('lists, nothing, days, instants and documents go in and come back as they were', async () => {
  const given = {
    list: ['a,b', '"c"', '', '{d}'],
    empty: [] as string[],
    nothing: null,
    day: '2026-03-29',
    instant: new Date('2026-10-25T00:30:00.123Z'),
    document: { answer: ['ü', 1.5, true, null], nested: { __proto_: 'x' } },
  }
  const row = await one(
    world,
    sql`select ${given.list}::text[] as list, ${given.empty}::text[] as empty, ${given.nothing}::text as nothing,
               ${given.day}::date as day, ${given.instant}::timestamptz as instant, ${JSON.stringify(given.document)}::jsonb as document`,
  )
  assert.deepEqual(row, given)
})

test('a day stays a day, whatever zone the program stands in', async () => {
  const zone = process.env.TZ
  try {
    for (const other of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      process.env.TZ = other
      assert.deepEqual(await one(world, sql`select '2026-11-21'::date as day`), { day: '2026-11-21' })
    }
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

test('a whole number too large to hold exactly is an error, never another number', async () => {
  assert.deepEqual(await one(world, sql`select 9007199254740991::bigint as n`), { n: Number.MAX_SAFE_INTEGER })
  await assert.rejects(one(world, sql`select 9007199254740993::bigint as n`), /too large to hold exactly/)
  assert.deepEqual(await one(world, sql`select 1::int as n`), { n: 1 }, 'the connection is still good')
})

test('one, maybe, rows and run say what they found', async () => {
  await run(world, sql`create table public.found (n int)`)
  assert.equal(await run(world, sql`insert into public.found values (1), (2)`), 2)
  assert.equal(await maybe(world, sql`select n from public.found where n = 9`), undefined)
  assert.deepEqual(await rows(world, sql`select n from public.found order by n`), [{ n: 1 }, { n: 2 }])
  await assert.rejects(one(world, sql`select n from public.found where n = ${9}::int`), /no row where one was certain: select n/)
})

test('a column added while we run fails no statement that takes all columns', async () => {
  const { db } = world
  await db.pool.query('create table public.growing (n int); insert into public.growing values (1)')
  const all = () => rows(world, sql`select * from public.growing`)
  // On every connection of the pool, so that whichever is next has asked it before.
  await Promise.all(Array.from({ length: 12 }, all))
  await db.pool.query('alter table public.growing add column m int')
  assert.deepEqual(await all(), [{ n: 1, m: null }])
})
