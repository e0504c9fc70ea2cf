import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { appointOfficer, signIn } from '#people'
import { enqueue, newId, openLog, rows, run, sql, transaction } from '#platform'
import { canariesOf, letFly, sightings } from './hostile/canaries.ts'
import { openSite } from './hostile/town.ts'

// Ten thousand of them are `npm run conformance -- canaries`.
const MARK = 'CANARYZQXV'
const log: string[] = []
const site = await openSite({ log: openLog('info', { write: line => log.push(line) }) })
const { world } = site

test('no national identifier and no bank account is found anywhere in the clear, in whatever spelling', async () => {
  const wire = await letFly(site, canariesOf(40, MARK))
  const [{ kept, sent, mails } = { kept: 0, sent: 0, mails: 0 }] = await rows<{ kept: number; sent: number; mails: number }>(
    world,
    sql`select (select count(*) from vault.entry) as kept, (select count(*) from journeys.submission) as sent,
               (select count(*) from mailbox.notice) as mails`,
  )
  assert.deepEqual([kept, sent, mails > 0], [82, 40, true], 'they did come through: forty sent, two of them asked twice')
  assert.ok(wire.some(text => text.includes('•••• 0000')))
  assert.deepEqual(await sightings(site, MARK, { log, wire }), [])
})

/** The family agency's list and every case page it leads to, as an officer of it sees them. */
async function pagesAtWork(): Promise<string[]> {
  const { secret, person } = await signIn(world, {
    signedIn: {
      ...{ issuer: 'https://identity.example', subject: 'farid', level: 'substantial', sid: newId(), idToken: 'token' },
      ...{ name: { givenNames: 'Farid', familyName: 'Nasser' }, nationalId: undefined, bornOn: undefined, language: 'en' },
    },
    ...{ attempt: newId(), before: newId(), language: 'en' },
  })
  await appointOfficer(world, { person, agency: 'family-agency', role: 'officer', by: 'test' })
  const see = async (url: string) => (await site.app.inject({ url, headers: { cookie: `portico=${secret}` } })).body
  const list = await see('/work')
  const cases = await rows<{ id: string }>(world, sql`select id from cases.case_file where agency = 'family-agency' limit 10`)
  return [list, ...(await Promise.all(cases.map(({ id }) => see(`/work/cases/${id}`))))]
}

test('an agency’s pages call each person by the agency’s own number, and hold nothing by which its people are joined with another’s', async () => {
  const pages = await pagesAtWork()
  assert.ok(pages.length > 1 && pages.slice(1).every(page => /P(-[2-9B-Z]{4}){3}/.test(page)))
  const joins = await rows<{ sign: string }>(
    world,
    sql`select person_id::text as sign from people.person union select subject from people.person
        union select id::text from journeys.submission union select reference from journeys.submission
        union select token::text from vault.entry`,
  )
  assert.ok(joins.length > 100)
  for (const page of pages)
    assert.deepEqual([joins.find(({ sign }) => page.includes(sign)), page.includes(MARK)], [undefined, false])
})

test('one that is put somewhere in the clear is found there', async () => {
  const places: [string, (word: string) => Promise<unknown>][] = [
    [
      'people.person',
      word =>
        run(
          world,
          sql`update people.person set family_name = ${word} where person_id = (select person_id from people.person limit 1)`,
        ),
    ],
    [
      'journeys.submission',
      word =>
        run(
          world,
          sql`update journeys.submission set digest = ${Buffer.from(`a ${word}`).toString('base64')} where id = (select id from journeys.submission limit 1)`,
        ),
    ],
    [
      'graphile_worker._private_jobs',
      word => transaction(world, tx => enqueue(tx, 'test.leak', { word: Buffer.from(word).toString('hex') })),
    ],
    ['outbox', word => writeFile(join(site.folder, 'outbox', 'x.eml'), `Dear ${word}`)],
  ]
  for (const [at, [place, leak]] of places.entries()) {
    const mark = `LEAK${'ABCD'[at]!.repeat(2)}ZQXV`
    assert.deepEqual(await sightings(site, mark, {}), [])
    await leak(`FH-${mark}-00000007`)
    const seen = await sightings(site, mark, {})
    assert.ok(
      seen.some(one => one.includes(place)),
      `${place}: ${seen.join(', ')}`,
    )
    if (place !== 'outbox')
      assert.ok(
        seen.some(one => one.includes('pg_wal')),
        `and in the write-ahead log: ${seen.join(', ')}`,
      )
  }
  assert.deepEqual(await sightings(site, 'LEAKEEZQXV', { log: ['a line with LEAKEEZQXV'] }), ['log'])
})
