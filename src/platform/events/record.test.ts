import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, rows, run, runAndRecord, sql } from '#platform'
import { testWorld } from '#platform/testing'
import type { NewEvent } from './record.ts'

const world = await testWorld()
await run(world, sql`create table public.tried (id uuid primary key)`)
const adding = (id: string) => sql`insert into public.tried (id) values (${id}) on conflict do nothing returning id`
const toldOf = (about: string) =>
  rows(world, sql`select kind, person_id, by, facts from platform.event where about = ${about} order by seq`)

test('an act and what is told of it are one, be that one event or several, and an act that touched nothing is not told of', async () => {
  const [about, person] = [newId(), newId()]
  const event = (n: number): NewEvent => ({ kind: 'test.tried', about, person, by: person, facts: { n, words: ['a "b"', 'ü'] } })
  const alone = newId()
  assert.equal(await runAndRecord(world, adding(alone), event(1)), true)
  assert.equal(await runAndRecord(world, adding(alone), event(2)), false)
  assert.equal(await runAndRecord(world, adding(newId()), event(3), { ...event(4), person: undefined }), true)
  const row = (n: number) => ({ kind: 'test.tried', personId: person, by: person, facts: { n, words: ['a "b"', 'ü'] } })
  assert.deepEqual(await toldOf(about), [row(1), row(3), { ...row(4), personId: null }])
})

test('what a holder does for a person is told of the holder, with the mandate, be it one event or several', async () => {
  const [about, of, by, mandate] = [newId(), newId(), newId(), newId()]
  const acting = { ...world, onBehalf: { of, by, mandate } }
  const event = { kind: 'test.acted', about, person: of, by: of } as const
  await runAndRecord(acting, adding(newId()), event)
  await runAndRecord(acting, adding(newId()), event, { ...event, by: 'system' })
  const held = { kind: 'test.acted', personId: of, by, facts: { mandate } }
  assert.deepEqual(await toldOf(about), [held, held, { ...held, by: 'system', facts: {} }])
})
