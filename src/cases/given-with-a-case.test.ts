import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepFile, openFile, sendFiles } from '#documents'
import { as, keepEntries, newEntry, newId, openEntries, run, sql, transaction } from '#platform'
import { send, testTown } from './testing/town.ts'

const world = { ...(await testTown()), scanner: { scan: async () => 'clean' as const } }
const asked = (agency: string) => as({ ...world, db: world.appDb }, `agency ${agency}`)

/** A request that came with a file and an identifier. */
async function sent(person: string, service: string) {
  const journey = newId()
  const kept = await keepFile(world, { person, about: journey, name: 'proof.pdf', bytes: Buffer.from('%PDF-1.7 proof') })
  assert.ok(kept.result === 'kept')
  const entry = newEntry(world, { kind: 'bank-account', value: 'FH12345678' })
  await transaction(world, async tx => {
    await keepEntries(tx, [{ person, about: journey, entries: [entry] }])
    await sendFiles(tx, { person, about: journey }, [kept.file.id])
  })
  await send(world, [service], { person, journey })
  return { file: kept.file.id, token: entry.token }
}

/** What of it the database shows an agency. */
async function seenBy(agency: string, person: string, { file, token }: { file: string; token: string }) {
  const name = await openFile(asked(agency), person, file).then(
    opened => opened.name,
    (error: { code: string }) => error.code,
  )
  return [name, (await openEntries(asked(agency), person, [token])).get(token)]
}

const SEEN = ['proof.pdf', 'FH12345678']
const UNSEEN = ['FILE_NOT_THERE', undefined]

test('the database shows an agency what was given with a request of its own, and not with another’s of the same person', async () => {
  const person = newId()
  const [place, allowance] = [await sent(person, 'childcare-place'), await sent(person, 'child-benefit')]
  assert.deepEqual(await seenBy('municipality', person, place), SEEN)
  assert.deepEqual(await seenBy('family-agency', person, allowance), SEEN)
  assert.deepEqual(await seenBy('municipality', person, allowance), UNSEEN)
  assert.deepEqual(await seenBy('family-agency', person, place), UNSEEN)
})

test('a request that does not say what it came from, as those of before, shows its agency what it did', async () => {
  const person = newId()
  const place = await sent(person, 'childcare-place')
  const later = await sent(person, 'child-benefit')
  await run(world, sql`update cases.case_file set journey_id = null where person_id = ${person} and service = 'childcare-place'`)
  assert.deepEqual(await seenBy('municipality', person, place), SEEN)
  assert.deepEqual(await seenBy('municipality', person, later), SEEN)
  assert.deepEqual(await seenBy('family-agency', person, place), UNSEEN)
})
