import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import type { Officer } from '#people'
import { buildServer, maybe, one, sql } from '#platform'
import { testWorld } from '#platform/testing'
import type { State } from './part.ts'
import { planWork, withdrawWork } from './plan-work.ts'
import type { Figures } from './report.ts'
import { operationsRoutes } from './routes.ts'
import { openRunning } from './running.ts'
import { countMinute, exchangeReports, readDays, readParts, readWork } from './store.ts'
import type { OperationsWorld } from './world.ts'

const world = {
  ...(await testWorld()),
  catalogue: await loadCatalogue(process.cwd()),
  running: openRunning(),
} satisfies OperationsWorld
const greta: Officer = {
  ...{ id: '00000000-0000-4000-8000-000000000001', personId: '00000000-0000-4000-8000-000000000002' },
  ...{ agency: 'municipality', role: 'service-owner', name: 'Greta', actsFor: [] },
}
const app = buildServer(world, {
  ...{ routes: operationsRoutes, assets: new Map(), publicUrl: 'http://portico.example', formTargets: [] },
  shell: ({ body }) => body,
})
const seen = (states: Record<string, State>) => new Map(Object.entries(states))
const day = '2026-11-21'

test('each minute of each part is counted once, however many processes count it', async () => {
  const at = world.now()
  for (const minute of [100, 100, 101, 101])
    await countMinute(world, { parts: seen({ website: minute === 101 ? 'slow' : 'working' }), minute, day, at })
  const { seen: minutes, slow, down } = (await readDays(world, day))[0]!
  assert.deepEqual([minutes, slow, down], [2, 1, 0])
})

test('minutes in which nobody was there to count were minutes down', async () => {
  await countMinute(world, { parts: seen({ website: 'working', 'register:tax': 'working' }), minute: 200, day, at: world.now() })
  await countMinute(world, { parts: seen({ website: 'working', 'register:tax': 'working' }), minute: 231, day, at: world.now() })
  const days = new Map((await readDays(world, day)).map(({ part, down }) => [part, down]))
  assert.equal(days.get('website'), 97 + 29)
  assert.equal(days.get('register:tax'), 0, 'nobody knows how a register did meanwhile')
})

test('since when is told from the moment a part changed, not from the last look', async () => {
  const [first, later] = [new Date('2026-11-21T08:00:00Z'), new Date('2026-11-21T08:10:00Z')]
  await countMinute(world, { parts: seen({ saving: 'down' }), minute: 300, day, at: first })
  await countMinute(world, { parts: seen({ saving: 'down' }), minute: 310, day, at: later })
  assert.deepEqual((await readParts(world)).get('saving'), { state: 'down', since: first })
  await countMinute(world, { parts: seen({ saving: 'working' }), minute: 311, day, at: later })
  assert.deepEqual((await readParts(world)).get('saving'), { state: 'working', since: later })
})

test('each process hears what the others say, and not what one said that has ended', async () => {
  const figures = { samples: [], parts: {} } as unknown as Figures
  await exchangeReports(world, { process: 'gone', at: new Date('2026-11-21T08:59:00Z'), figures })
  await exchangeReports(world, { process: 'one', at: world.now(), figures })
  const heard = await exchangeReports(world, { process: 'two', at: world.now(), figures })
  assert.deepEqual(
    heard.map(({ process }) => process),
    ['one', 'two'],
  )
})

test('announced work stands until it is over or taken back, and both are in the log', async () => {
  const words = { en: 'New disks', fr: 'Nouveaux disques', ar: 'أقراص جديدة' }
  const plan = { part: 'saving', words, beginsAt: new Date('2026-11-22T22:00:00Z'), endsAt: new Date('2026-11-23T02:00:00Z') }
  await planWork(world, plan, greta)
  const [work] = await readWork(world, world.now())
  assert.deepEqual([work?.part, work?.words], ['saving', words])
  assert.deepEqual(await readWork(world, new Date('2026-11-23T02:00:00Z')), [])
  world.running.picture = { ...world.running.picture, work: [work!] }
  await withdrawWork(world, work!.id, greta)
  assert.deepEqual(await readWork(world, world.now()), [])
  await assert.rejects(withdrawWork(world, work!.id, greta), { code: 'WORK_NOT_THERE' })
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from platform.event where about = ${work!.id}`,
  )
  assert.equal(count, 2)
})

test('the page of what works asks the database nothing, and says it in three languages', async () => {
  world.running.picture = {
    ...world.running.picture,
    parts: new Map([
      ['website', { state: 'working', since: world.now() }],
      ['saving', { state: 'down', since: new Date('2026-11-21T08:30:00Z') }],
      ['register:tax', { state: 'slow', since: world.now() }],
      ['service:child-benefit', { state: 'slow', since: world.now() }],
    ]),
    days: [
      { part: 'saving', day: '2026-11-20', seen: 1_440, slow: 0, down: 12 },
      { part: 'saving', day: '2026-11-21', seen: 600, slow: 0, down: 30 },
    ],
  }
  const unasked = { kind: 'pool', query: () => Promise.reject(new Error('asked the database')), as: () => unasked }
  const away = {
    ...world,
    db: unasked,
  } as unknown as typeof world
  const dark = buildServer(away, {
    ...{ routes: operationsRoutes, assets: new Map(), publicUrl: 'http://portico.example', formTargets: [] },
    shell: ({ body }) => body,
  })
  for (const [language, down, name] of [
    ['en', 'Not working', 'Child benefit'],
    ['fr', 'Ne fonctionne pas', 'Allocation pour enfant'],
    ['ar', 'لا يعمل', 'إعانة الطفل'],
  ] as const) {
    const { statusCode, body } = await dark.inject({ url: '/status', headers: { 'accept-language': language } })
    assert.equal(statusCode, 200, language)
    for (const said of [down, name]) assert.ok(body.includes(said), `${said} in ${language}`)
    assert.equal(body.match(/class="day-bars__down"/g)?.length, 2, 'a bar for each day with trouble')
  }
  const { parts } = (await app.inject('/status.json')).json() as { parts: { part: string; state: string }[] }
  assert.deepEqual(parts.find(({ part }) => part === 'saving')?.state, 'down')
})

test('no table about the running of the service could hold a person', async () => {
  const found = await maybe(
    world,
    sql`select column_name from information_schema.columns where table_schema = 'operations' and column_name like '%person%'`,
  )
  assert.equal(found, undefined)
})
