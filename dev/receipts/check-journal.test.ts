import assert from 'node:assert/strict'
import { appendFile, copyFile, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { rows, sealText, sql } from '#platform'
import { libraryTown, lostCard } from '../../src/journeys/submissions/testing/system.ts'
import { openJournal } from '../department/journal.ts'
import { checkJournal } from './check-journal.ts'

const { world, send } = await libraryTown()
const folder = await mkdtemp(join(tmpdir(), 'portico-journal-'))
const file = join(folder, 'journal')
const shown: { key: string; reference: string; digest: string }[] = []
const journal = openJournal(file)
for (let n = 0; n < 12; n++) {
  const { key, told } = await send({ ...lostCard, person: { ...lostCard.person, nationalId: `FH-J-${n % 5}` } })
  journal.add({ asked: key, digest: told.digest })
  journal.add({ receipt: key, reference: told.reference, digest: told.digest })
  shown.push({ key, reference: told.reference, digest: told.digest })
}
journal.add({ asked: 'never-answered-1234', digest: 'x' })
await journal.close()

/** What the checker finds after a deed of somebody who may do anything; the deed is then undone. */
async function after(...deeds: readonly string[]): Promise<string[]> {
  const client = await world.db.pool.connect()
  try {
    await client.query('begin')
    await client.query('alter table platform.event disable trigger user')
    for (const deed of deeds) await client.query(deed)
    const query = async (statement: { text: string; values: unknown[] }) => client.query(statement.text, statement.values)
    const { faults } = await checkJournal({ db: { ...world.db, query } as typeof world.db, keys: world.keys }, file)
    return [...faults]
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const one = shown[4]!
const row = `(person_id, id) = (select person_id, id from journeys.submission where reference = '${one.reference}')`
const submission = `(select id from journeys.submission where reference = '${one.reference}')`
const columns = async (table: string, but: string) =>
  (
    await rows<{ name: string }>(
      world,
      sql`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`,
    )
  )
    .map(({ name }) => name)
    .filter(name => name !== but)
    .join(', ')

test('a journal whose every receipt is kept once and whole has no faults', async () => {
  const { faults, receipts, unanswered, unansweredKept } = await checkJournal(world, file)
  assert.deepEqual(faults, [])
  assert.deepEqual({ receipts, unanswered, unansweredKept }, { receipts: 12, unanswered: 1, unansweredKept: 0 })
})

test('a submission that was deleted is missed, by its receipt and by what is left of it', async () => {
  const faults = await after(`delete from journeys.submission where ${row}`)
  assert.ok(faults.includes(`${one.key} was shown the receipt ${one.reference}, which is not in the database`))
  assert.ok(faults.includes('1 cases without a submission'))
})

test('a submission that is there twice is found', async () => {
  const others = await columns('journeys.submission', 'id')
  const faults = await after(
    `alter table journeys.submission drop constraint submission_person_id_reference_key, drop constraint submission_person_id_key_key,
       drop constraint submission_person_id_draft_id_key`,
    `insert into journeys.submission (id, ${others}) select gen_random_uuid(), ${others} from journeys.submission where ${row}`,
  )
  assert.ok(faults.includes('1 references given twice'))
  assert.ok(faults.includes('1 submissions by systems without exactly one key'))
})

test('content that was changed is found, in the digest and under the seal', async () => {
  const digest = await after(`update journeys.submission set digest = 'other' where ${row}`)
  assert.deepEqual(digest, [`${one.key} is kept with other content than its receipt ${one.reference} says`])
  const sealed = sealText(world, JSON.stringify({ ...lostCard.answers, libraryCard: { what: 'broken' } }))
  const under = await after(`update journeys.submission set sealed_answers = '${sealed}' where ${row}`)
  assert.deepEqual(under, [`${one.key} has sealed answers that are not those of its receipt ${one.reference}`])
})

test('an event, a case, a message, an invitation or a key that is missing is found', async () => {
  const missing: [string, string][] = [
    [
      `delete from platform.event where kind = 'journey.submitted' and about = ${submission}::text`,
      '1 submissions without exactly one event',
    ],
    [
      `delete from platform.event where kind = 'case.opened' and about in (select id::text from cases.case_file where submission_id = ${submission})`,
      '1 cases without exactly one event of their opening',
    ],
    [
      `delete from cases.case_file where submission_id = ${submission}`,
      '1 submissions without one case for each promised request',
    ],
    [
      `delete from mailbox.message where about in (select id::text from cases.case_file where submission_id = ${submission})`,
      '1 cases whose person was not told exactly once that they arrived',
    ],
    [
      `delete from feedback.invitation where about = ${submission}::text`,
      '1 submissions whose person was not asked exactly once how it was',
    ],
    [`delete from journeys.sending where submission_id = ${submission}`, '1 submissions by systems without exactly one key'],
    [
      `delete from people.person where person_id = (select person_id from journeys.submission where ${row})`,
      '2 submissions of people who are not there',
    ],
  ]
  for (const [deed, sentence] of missing) assert.ok((await after(deed)).includes(sentence), sentence)
})

test('a receipt that was invented, one for other content, and two for one key are found', async () => {
  const planted = join(folder, 'planted')
  const found = async (...lines: object[]) => {
    await copyFile(file, planted)
    await appendFile(planted, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    return (await checkJournal(world, planted)).faults
  }
  const made = { asked: 'made-up-key-123456', digest: 'd' }
  assert.deepEqual(await found(made, { receipt: made.asked, reference: 'AAAA-BBBB-CCCC', digest: 'd' }), [
    'made-up-key-123456 was shown the receipt AAAA-BBBB-CCCC, which is not in the database',
  ])
  assert.match((await found({ receipt: one.key, reference: one.reference, digest: 'other' })).join(), /two different receipts/)
  assert.match((await found({ ...made, asked: one.key }, { receipt: one.key, ...one })).join(), /other content than was sent/)
  assert.match(
    (await found({ other: one.key, status: 201 })).join(),
    /sent with other content and answered with 201, not refused/,
  )
})

test('the line that a killed client left half written promises nothing', async () => {
  const cut = join(folder, 'cut')
  await writeFile(cut, `${JSON.stringify({ asked: 'k', digest: 'd' })}\n{"receipt":"k","refer`)
  const { faults, receipts, unanswered } = await checkJournal(world, cut)
  assert.deepEqual({ faults, receipts, unanswered }, { faults: [], receipts: 0, unanswered: 1 })
})
