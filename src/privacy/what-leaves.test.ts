import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, as, newId, record, type Sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { allParts } from './held.ts'

const world = await testWorld()
const { pool } = world.db
const app = { ...world, db: world.appDb }
const said = (name: string, text: string, ...values: unknown[]): Sql => ({ name, text, values })

/** Something of each kind that is kept, of which erasing may empty some. */
async function keepThings(person: string) {
  const [id, at] = [newId(), '2026-11-01']
  const write = (text: string) => pool.query(text, text.includes('$2') ? [person, id] : [person])
  await write(`insert into journeys.submission (person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, sealed_answers, requests, sent_at)
    values ($1, $2, $2, 'S', $2, 'd', 'service', 's', 'en', 'web', 'sealed', '[]', '${at}')`)
  await write(`insert into cases.case_file (person_id, id, reference, submission_id, submission_reference, service, version, agency, channel, language, state, sealed_facts, received_at, due_on, position)
    values ($1, $2, 'C', $2, 'S', 's', 1, 'municipality', 'web', 'en', 'decided', 'sealed', '${at}', '${at}', 0)`)
  await write(`insert into cases.assessment values ($1, $2, 'grant', null, 'sealed', '${at}', '${at}')`)
  await write(`insert into mailbox.message (person_id, id, about, sender, service, kind, language, subject, text, delivered_at, read_at, archived_at)
    values ($1, $2, 'a', 'municipality', 's', 'decided', 'en', '{}', '{}', '${at}', '${at}', '${at}')`)
  await write(`insert into mailbox.notice values ($1, $2, '${at}')`)
  await write(`insert into people.person (person_id, issuer, subject, given_names, family_name, language, met_at)
    values ($1, 'test', 'a', 'A', 'B', 'en', '${at}')`)
  await write(`insert into people.mandate_guess values ($1, $2, '${at}')`)
  await write(`insert into feedback.invitation (person_id, id, about, service, agency, moment, channel, invited_at)
    values ($1, $2, gen_random_uuid(), 's', 'municipality', 'sent', 'web', '${at}')`)
  await write(`insert into feedback.answer (person_id, invitation_id, ease, comment, wording, language, channel, moment, given_at)
    values ($1, $2, 6, 'Too long', 'w', 'en', 'web', 'sent', '${at}')`)
  await write(`insert into privacy.emergency values ($1, $2, 'municipality', 'o', 'Amara', 'q', 'law', 'sealed', '${at}')`)
  await write(`insert into privacy.hold values ($1, $2, 'municipality', 'sealed', $2, 'Maren', '${at}')`)
}

/** What the application has the right to do with these tables, since erasing needs it. */
const LEAVING = [
  `update journeys.submission set sealed_answers = ''`,
  `update cases.assessment set sealed_trace = ''`,
  `update privacy.emergency set sealed_reason = ''`,
  `update feedback.answer set comment = 'Better'`,
  'delete from mailbox.message',
  'delete from mailbox.notice',
  'delete from people.mandate_guess',
  'delete from feedback.invitation',
  `update privacy.hold set lifted_at = now(), lifted_by = person_id`,
]

test('erasing and time let go of what is past its time, and of nothing else; nobody empties what was sent or judged, or lifts what holds them', async () => {
  const person = newId()
  await keepThings(person)
  const changedBy = async (actor: Actor, text: string) =>
    as(app, actor)
      .db.query(said(text.slice(0, 60), text))
      .then(
        ({ rowCount }) => rowCount,
        ({ code }) => code,
      )
  for (const text of LEAVING)
    for (const actor of [
      `person ${person}`,
      `person ${newId()}`,
      'agency tax-office',
      'system cases.decide-by-rule',
      'nobody',
    ] as const)
      assert.ok([0, '42501'].includes(await changedBy(actor, text)), `${actor}: ${text}`)
  for (const text of LEAVING.slice(0, 3)) assert.equal(await changedBy('system privacy.keep-retention', text), 1, text)
  assert.equal(await changedBy('system privacy.keep-retention', 'delete from mailbox.message'), 0, 'a decision stays')
  const lockedOnly = `update mailbox.notice set sent_at = now()`
  assert.equal(await changedBy('system privacy.keep-retention', lockedOnly), '42501', 'what goes is locked, and not changed')
  assert.equal(await changedBy(`person ${person}`, 'update feedback.answer set comment = null'), 1, 'words may be taken back')
  const lift = LEAVING.at(-1)!
  assert.deepEqual([await changedBy('agency municipality', lift), await changedBy('agency municipality', lift)], [1, 0])
})

test('an agency holds back in its own name alone, and tells of no hold that it did not set', async () => {
  const [person, id] = [newId(), newId()]
  const hold = (agency: string) =>
    said(`hold ${agency}`, `insert into privacy.hold values ($1, $2, '${agency}', 'sealed', $2, 'Maren', now())`, person, id)
  const tell = (kind: string) =>
    transaction(as(app, 'agency tax-office'), tx =>
      record(tx, { kind: kind as 'hold.set', about: id, person, by: 'o', facts: { agency: 'tax-office' } }),
    )
  await assert.rejects(as(app, 'agency tax-office').db.query(hold('municipality')), { code: '42501' })
  await assert.rejects(as(app, `person ${person}`).db.query(hold('tax-office')), { code: '42501' })
  await assert.rejects(tell('hold.set'), { code: '42501' })
  await as(app, 'agency tax-office').db.query(hold('tax-office'))
  await tell('hold.set')
  await assert.rejects(tell('case.decided'), { code: '42501' })
})

/** What of the night's work the database would not let happen, as sentences. */
async function outOfReach(): Promise<string[]> {
  const faults: string[] = []
  for (const { name, table, after, empties } of allParts) {
    const what = empties ? 'update' : 'delete'
    const { rows } = await pool.query<{ isGranted: boolean; isLet: boolean }>(
      `select case when $2 = 'delete' then has_table_privilege('portico_app', $1, 'delete')
              else (select bool_and(has_column_privilege('portico_app', $1, c, 'update')) from unnest($3::text[]) c) end as "isGranted",
         'system privacy.keep-retention' = any (platform.systems_let($1, 'select'))
           and 'system privacy.keep-retention' = any (platform.systems_let($1, $2)) as "isLet"`,
      [table, what, Object.keys(empties ?? {})],
    )
    if (!rows[0]!.isGranted || (after && !rows[0]!.isLet))
      faults.push(
        `${name}: say in a migration: select platform.goes_in_time('${table}'); docs/decisions/0016-row-level-security.md`,
      )
  }
  return faults
}

test('the database lets everything leave that has a time or may be erased, and one that was forgotten is named', async () => {
  assert.deepEqual(await outOfReach(), [])
  await pool.query('drop policy "pieces of the program delete" on mailbox.notice')
  assert.match(
    String(await outOfReach()),
    /^notices-sent: say in a migration: select platform\.goes_in_time\('mailbox\.notice'\)/,
  )
})
