import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { keyJobs, maybe, openText, run, sealText, sql, workJobsOnce } from '#platform'
import { testWorld } from '#platform/testing'
import { type Config, readConfig } from '../config.ts'
import { openSmallWorld } from '../world.ts'
import { keysCommand } from './keys-command.ts'

const [SECRET, NEXT] = ['a root secret only ever used by tests', 'the root secret that comes after that']
const world = await testWorld()
const DATABASE_URL = world.db.pool.options.connectionString!
const config = (settings: Record<string, string> = {}) => readConfig({ DATABASE_URL, PORTICO_SECRET: SECRET, ...settings })

/** A command as it is typed, with what it printed. */
async function keys(words: string, of: Config = config()) {
  const said: string[] = []
  const keep = (text: unknown) => said.push(String(text))
  const printers = [mock.method(console, 'log', keep), mock.method(console, 'error', keep)]
  const code = await keysCommand(of, words.split(' ')).finally(() => {
    for (const printer of printers) printer.mock.restore()
  })
  return { code, text: said.join('\n') }
}

const anHourPasses = () =>
  run(world, sql`update vault.data_key set made_at = made_at - interval '1 hour', active_from = active_from - interval '1 hour'`)
const addressOf = async () =>
  (await maybe<{ sealed: string }>(world, sql`select sealed from mailbox.notice_address where person_id = ${PERSON}`))!.sealed
const PERSON = '00000000-0000-4000-8000-000000000001'

test('an operator changes the data key, destroys the old one and changes the root secret, and is told each time how it stands', async () => {
  await run(
    world,
    sql`insert into mailbox.notice_address (person_id, sealed, since) values (${PERSON}, ${sealText(world, 'bo@example.org')}, now())`,
  )
  const first = world.keys.current.id
  assert.match((await keys('list')).text, new RegExp(`^${first} · seals · made .* · wrapped by [0-9a-f]{8}$`))
  const made = /The key ([0-9a-f]{8}) seals from /.exec((await keys('rotate')).text)![1]!
  assert.match(
    (await keys('list')).text,
    new RegExp(`^${made} · seals soon .*\n +0 values sealed anew; 0 of \\d+ columns done\n${first} · seals ·`),
  )
  assert.deepEqual(await keys('rotate'), {
    code: 1,
    text: `The change to the key ${made} is not finished yet: see portico keys list.`,
  })
  await anHourPasses()
  assert.match((await keys(`destroy ${first}`)).text, /Still sealed under the key .*: 1 in mailbox.notice_address.sealed/)
  await run(world, sql`update graphile_worker._private_jobs set run_at = now()`)
  await workJobsOnce(await openSmallWorld(config(), world.db), keyJobs)
  assert.match(
    (await keys('list')).text,
    new RegExp(`^${made} · seals · .*\n +1 value sealed anew; (\\d+) of \\1 columns done\n${first} · opens what is old`),
  )
  assert.match((await keys(`destroy ${first}`)).text, new RegExp(`The key ${first} is destroyed\\. Backups`))
  const changing = config({ PORTICO_SECRET: NEXT, PORTICO_SECRET_BEFORE: SECRET })
  await assert.rejects(keys('list', config({ PORTICO_SECRET: NEXT })), /give the right PORTICO_SECRET, or the one before/)
  assert.match(
    (await keys('rewrap', changing)).text,
    /^2 keys wrapped with the new root secret\. Take PORTICO_SECRET_BEFORE away/,
  )
  const afterwards = await openSmallWorld(config({ PORTICO_SECRET: NEXT }), world.db)
  assert.equal(openText(afterwards, await addressOf()), 'bo@example.org')
})

test('what is not understood is answered with how it is used', async () => {
  for (const words of ['', 'rotate now', 'destroy', 'shred', 'list --all']) {
    const { code, text } = await keys(words)
    assert.deepEqual([code, /portico keys destroy ID/.test(text)], [2, true], words)
  }
})
