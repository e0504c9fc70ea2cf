import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { keepFile } from '#documents'
import { deliver } from '#mailbox'
import { newId, transaction } from '#platform'
import { dataSchema } from './data-schema.ts'
import { dataWords } from './data-words.ts'
import { allHeld } from './held.ts'
import { agree, enter, look, privacyTown } from './testing/town.ts'

const town = await privacyTown()
const { world } = town
const write = (person: string, count = 1, text = 'Dear Bo') =>
  transaction(world, async tx => {
    for (let number = 0; number < count; number++)
      await deliver(tx, {
        ...{ person, about: newId(), from: 'family-agency', language: 'en', service: 'child-benefit', kind: 'notice' },
        ...{ subject: { en: 'A letter', fr: 'Une lettre' }, text: { en: text } },
      })
  })

interface Told {
  readonly parts: readonly { table: string; rows: readonly Record<string, unknown>[] }[]
}
const toldIn = (body: string, table: string) => (JSON.parse(body) as Told).parts.find(part => part.table === table)!.rows

/** Tables whose rows need not be told, each with the reason. */
const EXCUSED: Readonly<Record<string, string>> = {}

test('every table that has rows of people is told, or excused with a reason', async () => {
  const { rows } = await world.db.pool.query<{ name: string }>(
    `select c.table_schema || '.' || c.table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'person_id' and t.table_type = 'BASE TABLE' order by 1`,
  )
  const told = [...allHeld.map(({ table }) => table), ...Object.keys(EXCUSED)]
  assert.deepEqual(
    rows.map(({ name }) => name).filter(name => !told.includes(name)),
    [],
    'name it in held.ts of its module, or excuse it here with the reason',
  )
  assert.deepEqual(
    told.filter(name => !rows.some(row => row.name === name)),
    [],
    'told, but no such table',
  )
})

test('what is told, left out and opened is named as the database has it, and every table has words', async () => {
  for (const { table, key, sealed = {}, leftOut = {} } of allHeld) {
    const { rows } = await world.db.pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema || '.' || table_name = $1`,
      [table],
    )
    const columns = rows.map(({ name }) => name)
    for (const name of [...key, ...Object.keys(sealed), ...Object.keys(leftOut)])
      assert.ok(columns.includes(name), `${table}.${name}`)
    const secret = columns.filter(name => /sealed|_index$/.test(name) && !(name in sealed) && !(name in leftOut))
    assert.deepEqual(secret, [], `${table} is told opened or not at all`)
    assert.ok(dataWords.has(table), `${table} has words`)
  }
})

test('a person takes everything with them in one file that is as its schema says', async () => {
  const { person, see } = await enter(town, 'bo')
  const consent = await agree(world, person)
  await look(world, person, { ground: { consent } })
  await write(person)
  const bytes = Buffer.from('%PDF-1.7 a letter of mine')
  const scanner = { scan: async () => 'clean' as const }
  await keepFile({ ...world, scanner }, { person, about: newId(), name: 'mine.pdf', bytes })
  const { body, headers } = await see('/account/data/machine-readable')
  assert.match(String(headers['content-disposition']), /attachment; filename="my-data-2026-11-21\.json"/)
  const file: unknown = JSON.parse(body)
  const validate = new Ajv2020().compile(JSON.parse((await see('/my-data.schema.json')).body))
  assert.ok(validate(file), JSON.stringify(validate.errors))
  assert.equal((file as { schema: string }).schema, dataSchema(world.publicUrl).$id)
  assert.equal(toldIn(body, 'vault.entry')[0]?.value, 'FH-bo')
  assert.equal(toldIn(body, 'people.consent')[0]?.consentId, consent)
  assert.equal(toldIn(body, 'registers.lookup').length, 1)
  assert.deepEqual(toldIn(body, 'mailbox.message')[0]?.text, { en: 'Dear Bo' })
  assert.equal(toldIn(body, 'documents.file')[0]?.bytes, bytes.toString('base64'))
  assert.equal(toldIn(body, 'documents.file')[0]?.name, 'mine.pdf')
  const { rows } = await world.db.pool.query('select secret_index from people.session where person_id = $1', [person])
  assert.ok(!body.includes(rows[0].secret_index), 'no secret is told')
})

test('the same is told to be read, in the person’s language, with nothing of theirs taken for markup', async () => {
  const { person, see } = await enter(town, 'elise')
  await write(person, 1, '<script>alert(1)</script>')
  const { body } = await see('/account/data/readable', 'fr')
  assert.match(body, /<html lang="fr" dir="ltr">/)
  for (const said of [
    'Tout ce qui est conservé à mon sujet',
    'Vos messages',
    'Une lettre',
    'Identifiant national',
    'le fichier est complet',
  ])
    assert.ok(body.includes(said), said)
  assert.ok(!body.includes('<script>') && body.includes('&lt;script>'))
  assert.match((await see('/account/data/readable', 'ar')).body, /<html lang="ar" dir="rtl">.*رسائلك/s)
})

test('nobody takes what is somebody else’s', async () => {
  const [bo, kofi] = [await enter(town, 'dalia'), await enter(town, 'kofi')]
  await write(bo.person, 1, 'For Dalia alone')
  for (const form of ['readable', 'machine-readable']) {
    const { body } = await kofi.see(`/account/data/${form}`)
    assert.ok(!body.includes('For Dalia alone') && !body.includes(bo.person))
  }
  assert.match(String((await town.app.inject('/account/data/readable')).headers.location), /^\/sign-in/)
})

test('of thousands of rows each is told once', async () => {
  const { person, see } = await enter(town, 'noah')
  await write(person, 1_500)
  const { body } = await see('/account/data/machine-readable')
  const ids = toldIn(body, 'mailbox.message').map(({ id }) => id)
  assert.deepEqual([ids.length, new Set(ids).size], [1_500, 1_500])
  assert.ok(toldIn(body, 'platform.event').length >= 1_500)
})

test('that a person took their data is on record, before the first letter leaves', async () => {
  const { see } = await enter(town, 'ines')
  const { body } = await see('/account/data/machine-readable')
  const events = toldIn(body, 'platform.event').filter(({ kind }) => kind === 'data.exported')
  assert.deepEqual(
    events.map(({ facts }) => facts),
    [{ form: 'json' }],
  )
})
