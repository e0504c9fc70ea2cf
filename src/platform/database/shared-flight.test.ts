import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { as, newId, openDatabase, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { askTogether } from './one-flight.ts'
import type { Sql } from './sql.ts'

const { appUrl, ...owner } = await testWorld()
const db = openDatabase(appUrl, { size: 4 })
after(() => db.close())

await run(
  owner,
  sql`create table public.deed (
        n int primary key, who text not null default current_setting('portico.actor'), tx xid8 not null default pg_current_xact_id(), said text)`,
)
await run(owner, sql`alter table public.deed enable row level security`)
await run(owner, sql`create policy own on public.deed using (who = current_setting('portico.actor'))`)
await run(owner, sql`grant all on public.deed to portico_app`)
beforeEach(() => run(owner, sql`truncate public.deed`))

interface Deed {
  readonly n: number
  readonly who: string
  readonly tx: string
  readonly said: string | null
}

const all = () => rows<Deed>(owner, sql`select n, who, tx::text as tx, said from public.deed order by n`)
const somebody = () => as({ ...owner, db }, `person ${newId()}`)
type Somebody = ReturnType<typeof somebody>
const write = ({ db: connection }: Pick<Somebody, 'db'>, statement: Sql) => connection.write(statement)
const deed = (n: number) => sql`insert into public.deed (n) values (${n}::int) returning n`
const people = Array.from({ length: 40 }, somebody)
const together = (statementOf: (nth: number) => Sql) => Promise.allSettled(people.map((one, nth) => write(one, statementOf(nth))))
const fulfilled = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status === 'fulfilled')

test('writes asked at once share transactions; each is done as whom it was asked for, and answered with its own', async () => {
  const outcomes = await together(deed)
  assert.deepEqual(
    outcomes.map(one => one.status === 'fulfilled' && one.value.rows),
    people.map((_, n) => [{ n }]),
  )
  const done = await all()
  assert.deepEqual(
    done.map(({ who }) => who),
    people.map(({ db: { actor } }) => actor),
  )
  assert.ok(new Set(done.map(({ tx }) => tx)).size <= 10, 'few transactions')
})

test('what waits for a flight counts as waiting for the database', async () => {
  const written = together(deed)
  assert.equal(db.waiting(), people.length)
  await written
  assert.equal(db.waiting(), 0)
})

test('nobody reaches the row of another who travels along', async () => {
  await together(deed)
  const outcomes = await together(nth => sql`update public.deed set said = 'taken' where n = ${(nth + 1) % people.length}::int`)
  assert.deepEqual(
    outcomes.map(one => one.status === 'fulfilled' && one.value.rowCount),
    people.map(() => 0),
  )
  assert.ok((await all()).every(({ said }) => said === null))
})

test('one that PostgreSQL refuses fails alone, with what it failed of', async () => {
  const outcomes = await together(nth => (nth === 7 ? sql`insert into public.deed (n) values (1 / ${0}::int)` : deed(nth)))
  assert.deepEqual(
    fulfilled(outcomes),
    people.map((_, nth) => nth !== 7),
  )
  assert.equal((outcomes[7] as PromiseRejectedResult).reason.code, '22012')
  assert.equal((await all()).length, people.length - 1)
})

test('a value that cannot be sent fails alone', async () => {
  const circle: Record<string, unknown> = {}
  circle.itself = circle
  const outcomes = await together(nth => (nth === 7 ? sql`insert into public.deed (n, said) values (7, ${circle})` : deed(nth)))
  assert.equal(fulfilled(outcomes).filter(Boolean).length, people.length - 1)
  assert.equal((await all()).length, people.length - 1)
  assert.match(String((outcomes[7] as PromiseRejectedResult).reason), /circular/i)
})

test('of a flight with a value that cannot be sent nothing is done', async () => {
  const asked = people.slice(0, 2).map(({ db: { actor } }, nth) => ({ actor: actor!, statement: deed(nth) }))
  const circle: unknown[] = [{}]
  Object.assign(circle[0]!, { circle })
  const unsendable = { actor: people[2]!.db.actor!, statement: sql`insert into public.deed (n, said) values (2, ${circle})` }
  await assert.rejects(askTogether(db.pool, [...asked, unsendable]), /circular/i)
  assert.deepEqual(await all(), [])
})

test('a statement that stood behind a refused one is asked as ever afterwards', async () => {
  const named = (n: number) => sql`insert into public.deed (n, said) values (${n}::int, 'stood behind') returning said`
  for (const round of [100, 200]) {
    const outcomes = await together(nth =>
      nth === 0 ? sql`insert into public.deed (n) values (1 / ${0}::int)` : named(round + nth),
    )
    assert.equal(fulfilled(outcomes).filter(Boolean).length, people.length - 1)
  }
  assert.equal((await all()).length, 2 * (people.length - 1))
})

test('who travels with one that has to wait for a lock does not wait for it', { timeout: 10_000 }, async () => {
  await together(deed)
  const patient = openDatabase(appUrl, {
    size: 4,
    waits: { connect: 3_000, statement: 60_000, lock: 60_000, idleInTransaction: 60_000 },
  })
  const said = (nth: number) => sql`update public.deed set said = 'said' where n = ${nth}::int`
  let finished = 0
  const { last } = await transaction(people[0]!, async tx => {
    await run(tx, sql`select n from public.deed where n = 0 for update`)
    const written = people.map(({ db: { actor } }, nth) =>
      patient
        .as(actor!)
        .write(said(nth))
        .finally(() => (finished += 1)),
    )
    await Promise.all(written.slice(1))
    assert.equal(finished, people.length - 1, 'all but the one whose row is held')
    return { last: written[0] }
  })
  await last
  assert.ok((await all()).every(one => one.said === 'said'))
  await patient.close()
})

test('when the connection is lost all who travelled are told so, and nothing is asked again', async () => {
  const single = openDatabase(appUrl, { size: 1 })
  const travellers = people.map(({ db: { actor } }) => single.as(actor!))
  const [found] = await rows<{ pid: number }>({ db: single }, sql`select pg_backend_pid() as pid`)
  const sleeping = sql`insert into public.deed (n, said) select 0, pg_sleep(30)::text`
  const written = Promise.allSettled(travellers.map((one, nth) => one.write(nth === 0 ? sleeping : deed(nth))))
  await pause(300)
  await run({ db }, sql`select pg_terminate_backend(${found!.pid}::int)`)
  const outcomes = await written
  const lost = outcomes.flatMap(one => (one.status === 'rejected' ? [one.reason.code] : []))
  assert.deepEqual(
    lost,
    people.slice(0, people.length / 2).map(() => 'DATABASE_UNAVAILABLE'),
  )
  assert.equal((await all()).length, people.length - lost.length, 'those of the other flight')
  await single.close()
})

test('inside a transaction a write is part of it', async () => {
  await assert.rejects(
    transaction(people[0]!, async tx => {
      await write(tx, deed(1))
      throw new Error('and then not')
    }),
    /and then not/,
  )
  assert.deepEqual(await all(), [])
})

test('through a pooler writes are shared as well, and nothing is kept by name', async () => {
  const behind = openDatabase(appUrl, { size: 1, isPooled: true })
  await Promise.all(people.map(({ db: { actor } }, nth) => behind.as(actor!).write(deed(nth))))
  assert.equal((await all()).length, people.length)
  const kept = await rows({ db: behind }, sql`select name from pg_prepared_statements where name <> ''`)
  assert.deepEqual(kept, [])
  await behind.close()
})
