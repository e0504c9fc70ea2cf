import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, as, newId, openDatabase, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { askFor } from './one-flight.ts'

const { appUrl, ...others } = await testWorld()
const db = openDatabase(appUrl, { size: 1 })
const pooled = openDatabase(appUrl, { size: 1, isPooled: true })
after(() => Promise.all([db.close(), pooled.close()]))
const person = newId()
const world = as({ ...others, db }, `person ${person}`)
const actor = sql`select current_setting('portico.actor', true) as actor`
const backend = () => rows<{ pid: number }>(world, sql`select pg_backend_pid() as pid`).then(([one]) => one!.pid)

await run(
  others,
  sql`create table public.flown (id int primary key, later int references public.flown deferrable initially deferred)`,
)
await run(others, sql`grant all on public.flown to portico_app`)

test('one statement is asked for whom it says, and the connection goes back as nobody’s', async () => {
  assert.deepEqual(await rows(world, actor), [{ actor: `person ${person}` }])
  assert.deepEqual(await rows({ db }, actor), [{ actor: '' }])
  assert.deepEqual(await rows(as({ ...others, db: pooled }, 'system people.gate'), actor), [{ actor: 'system people.gate' }])
})

test('values, rows, counts and names of columns come back as they do from pg itself', async () => {
  const asked = sql`select n, ${'a'}::text as typed_text, null as nothing, now() as at from generate_series(1, ${3}::int) n`
  const [forSomebody, forNobody] = [await rows<{ at: Date }>(world, asked), await rows<{ at: Date }>({ db }, asked)]
  const without = (found: { at: Date }[]) => found.map(({ at, ...others }) => ({ ...others, isDate: at instanceof Date }))
  assert.deepEqual(without(forSomebody), without(forNobody))
  assert.equal(forSomebody.length, 3)
  assert.equal(await run(world, sql`insert into public.flown select n from generate_series(1, 5) n`), 5)
  assert.equal(await run(world, sql`delete from public.flown where id > 3`), 2)
})

test('a statement that fails changes nothing, says why, and leaves the connection good for the next', async () => {
  const first = await backend()
  const twice = () => run(world, sql`insert into public.flown values (10), (${1}::int)`)
  for (const _ of [1, 2]) await assert.rejects(twice, { code: '23505' })
  for (const _ of [1, 2]) await assert.rejects(rows(world, sql`select * from public.never_was`), { code: '42P01' })
  await assert.rejects(rows(world, sql`select ${'x'}::int as n`), { code: '22P02' })
  assert.deepEqual(await rows(world, sql`select id from public.flown where id = 10`), [])
  assert.deepEqual(await rows(world, actor), [{ actor: `person ${person}` }])
  assert.equal(await backend(), first, 'it is the same connection')
})

test('a named statement that PostgreSQL cannot read yet is read when it can', async () => {
  const asked = () => rows(world, sql`select name from public.comes_later`)
  await assert.rejects(asked, { code: '42P01' })
  await run(others, sql`create table public.comes_later as select 'now' as name`)
  await run(others, sql`grant all on public.comes_later to portico_app`)
  for (const _ of [1, 2]) assert.deepEqual(await asked(), [{ name: 'now' }])
})

test('what only the commit refuses is an error, and is not kept', async () => {
  await assert.rejects(run(world, sql`insert into public.flown values (20, 21)`), { code: '23503' })
  assert.deepEqual(await rows(world, sql`select id from public.flown where id = 20`), [])
})

test('a value that cannot be sent is an error, and the next statement is asked as ever', async () => {
  const circle: Record<string, unknown> = {}
  circle.itself = circle
  await assert.rejects(rows(world, sql`select ${circle} as n`), /circular/i)
  assert.deepEqual(await rows(world, actor), [{ actor: `person ${person}` }])
})

test('a flight that fails before it is said for whom takes its connection with it', async () => {
  const first = await backend()
  const asked = sql`select 7 as seven`
  await assert.rejects(askFor(db.pool, `person '` as Actor, asked), { code: '42601' })
  assert.deepEqual(await rows(world, asked), [{ seven: 7 }])
  assert.notEqual(await backend(), first)
})

test('through a pooler nothing is kept by name', async () => {
  const behind = as({ ...others, db: pooled }, 'system people.gate')
  for (const _ of [1, 2]) await rows(behind, actor)
  assert.deepEqual(await rows(behind, sql`select name from pg_prepared_statements where name <> ''`), [])
})

test('many statements at once, some of which fail, are each answered with their own', async () => {
  const wide = openDatabase(appUrl, { size: 4 })
  const somebody = as({ ...others, db: wide }, `person ${person}`)
  const all = await Promise.allSettled(
    Array.from({ length: 200 }, (_, n) =>
      rows<{ quotient: number }>(somebody, sql`select ${n}::int / ${n % 10}::int as quotient`),
    ),
  )
  all.forEach((one, n) => {
    if (n % 10 === 0) assert.equal(one.status, 'rejected')
    else assert.deepEqual(one.status === 'fulfilled' && one.value, [{ quotient: Math.trunc(n / (n % 10)) }])
  })
  await wide.close()
})

test('a transaction of several statements goes on as before beside it', async () => {
  const [a, b] = await transaction(world, tx => Promise.all([rows(tx, actor), rows(tx, sql`select 1 as one`)]))
  assert.deepEqual([a, b], [[{ actor: `person ${person}` }], [{ one: 1 }]])
})
