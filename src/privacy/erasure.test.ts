import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepFile } from '#documents'
import { deliver, startNotices } from '#mailbox'
import { as, newEntry, newId, openText, rows, sealText, sql, transaction } from '#platform'
import { countErasable, eraseData } from './erase-data.ts'
import { allHeld, allParts } from './held.ts'
import { setHold } from './hold-data.ts'
import { countPastRetention, keepRetention } from './keep-retention.ts'
import { staying } from './staying.ts'
import { eventsAbout } from './testing/events.ts'
import { enter, privacyTown, textOf } from './testing/town.ts'

const town = await privacyTown()
const { world } = town
const scanner = { scan: async () => 'clean' as const }
const maren = await enter(town, 'maren', { agency: 'family-agency', role: 'privacy-officer' })
const elsewhere = await enter(town, 'elsewhere', { agency: 'municipality', role: 'privacy-officer' })
const write = (text: ReturnType<typeof sql>) => world.db.query(text)
const countOf = async (table: string, person: string) =>
  Number((await world.db.pool.query(`select count(*) from ${table} where person_id = $1`, [person])).rows[0].count)
const REASON = 'The court wants all of it kept, order 4711.'

/** Something of each kind that may be erased, and beside it something of the same tables that may not. */
async function haveThings(person: string) {
  const [draft, sent, kept] = [newId(), newId(), newId()]
  const now = world.now()
  const answers = sealText(world, '{"applicant":{"givenNames":"Bo"}}')
  for (const [id, sentAt] of [
    [draft, null],
    [sent, now],
  ] as const)
    await write(sql`insert into journeys.draft (person_id, id, kind, subject, sealed_answers, channel, language, submission_key, created_at, saved_at, sent_at)
      values (${person}, ${id}, 'service', 'child-benefit', ${answers}, 'web', 'en', ${newId()}, ${now}, ${now}, ${sentAt}::timestamptz)`)
  await keepFile({ ...world, scanner }, { person, about: draft, name: 'mine.pdf', bytes: Buffer.from('%PDF-1.7 a letter') })
  for (const about of [draft, sent]) await keepAccount(person, about)
  await transaction(world, async tx => {
    for (const kind of ['received', 'decided'] as const)
      await deliver(tx, {
        ...{ person, about: kept, from: 'family-agency', language: 'en', service: 'child-benefit', kind },
        ...{ subject: { en: 'A letter' }, text: { en: 'Dear Bo' } },
      })
  })
  await write(sql`update mailbox.message set read_at = ${now}, archived_at = ${now} where person_id = ${person}`)
  await startNotices(world, person, 'bo@fairhaven.example')
  const invitation = newId()
  await write(sql`insert into feedback.invitation (person_id, id, about, service, agency, moment, channel, invited_at)
    values (${person}, ${invitation}, ${newId()}, 'child-benefit', 'family-agency', 'sent', 'web', ${now})`)
  await write(sql`insert into feedback.answer (person_id, invitation_id, ease, comment, wording, language, channel, moment, given_at)
    values (${person}, ${invitation}, 6, 'Too many questions', 'w', 'en', 'web', 'sent', ${now})`)
}

/** A bank account in the vault, as a journey leaves it there. */
function keepAccount(person: string, about: string) {
  const account = newEntry(world, { kind: 'bank-account', value: 'DE89370400440532013000' })
  return write(sql`insert into vault.entry (person_id, token, kind, sealed_value, value_index, about, kept_at)
    values (${person}, ${account.token}, ${account.kind}, ${account.sealedValue}, ${account.valueIndex}, ${about}, ${world.now()})`)
}

const accountsOf = async (person: string) =>
  (await rows(world, sql`select from vault.entry where person_id = ${person} and kind = 'bank-account'`)).length

const officerOf = ({ officerId, person }: typeof maren) => ({
  ...{ id: officerId!, personId: person, agency: 'family-agency', role: 'privacy-officer' as const, name: 'Maren', actsFor: [] },
})

const CHOSEN = ['unsent-drafts', 'archived-messages', 'notice-address', 'feedback-comments']

test('whatever is held either stays, with a reason a person can read, and what leaves is named like what is held', () => {
  const grouped = Object.values(staying).flat() as string[]
  assert.deepEqual(
    allHeld.map(({ table }) => table).filter(table => !grouped.includes(table)),
    [],
    'say in staying.ts how long it stays and why',
  )
  assert.deepEqual(
    grouped.filter(table => !allHeld.some(held => held.table === table)),
    [],
  )
  for (const { table, name } of allParts) assert.ok(grouped.includes(table), `${name} is of a table that is held`)
  assert.equal(new Set(allParts.map(({ name }) => name)).size, allParts.length)
})

test('a person erases what may be erased, all at once, sees it listed, and the log holds numbers only', async () => {
  world.setNow('2026-11-21T09:00:00Z')
  const bo = await enter(town, 'bo')
  await haveThings(bo.person)
  const page = textOf((await bo.see('/account/erasure')).body)
  for (const said of ['What you began and did not send', 'What must stay, how long and why', 'The log of everything'])
    assert.ok(page.includes(said), said)
  const fields = new URLSearchParams(CHOSEN.map(name => ['part[]', name]))
  const token = /name="form-token" value="([^"]+)"/.exec((await bo.see('/account/erasure')).body)![1]!
  fields.set('form-token', token)
  const none = await bo.send('/account/erasure', '/account/erasure')
  assert.deepEqual([none.statusCode, /Choose at least one thing/.test(none.body)], [422, true])
  const id = await eraseData(as(world, `person ${bo.person}`), { person: bo.person, chosen: CHOSEN })
  const done = textOf((await bo.see(`/account/erasure?erased=${id}`)).body)
  for (const said of ['This is gone for good', '1 entry', 'Your words about how it was']) assert.ok(done.includes(said), said)
  assert.equal(await countOf('journeys.draft', bo.person), 1, 'what was sent stays')
  assert.equal(await countOf('documents.file', bo.person), 0, 'files go with their journey')
  assert.equal(await accountsOf(bo.person), 1, 'and so does an account, and of what was sent it stays')
  assert.equal(await countOf('mailbox.notice_address', bo.person), 0)
  const letters = await rows<{ kind: string }>(world, sql`select kind from mailbox.message where person_id = ${bo.person}`)
  assert.deepEqual(letters, [{ kind: 'decided' }], 'a decision stays')
  const [answer] = await rows(world, sql`select ease, comment from feedback.answer where person_id = ${bo.person}`)
  assert.deepEqual(answer, { ease: 6, comment: null })
  const counts = {
    'unsent-drafts': 1,
    'unsent-files': 1,
    'unsent-identifiers': 1,
    'archived-messages': 1,
    'notice-address': 1,
    'feedback-comments': 1,
  }
  assert.deepEqual(await eventsAbout(world, id), [{ kind: 'data.erased', by: bo.person, facts: counts }])
  assert.deepEqual(Object.values(await countErasable(world, bo.person)), [0, 0, 0, 0, 0])
})

test('one thing is chosen on the page and goes; what was not chosen, and what is somebody else’s, stays', async () => {
  const [elise, noah] = [await enter(town, 'elise'), await enter(town, 'noah')]
  await haveThings(elise.person)
  await haveThings(noah.person)
  const sent = await elise.send('/account/erasure', '/account/erasure', { 'part[]': 'notice-address' })
  assert.match(String(sent.headers.location), /^\/account\/erasure\?erased=/)
  assert.equal(await countOf('mailbox.notice_address', elise.person), 0)
  assert.equal(await countOf('mailbox.notice_address', noah.person), 1)
  assert.equal((await countErasable(world, elise.person))['unsent-drafts'], 1)
  const nothing = await noah.see(String(sent.headers.location))
  assert.ok(!nothing.body.includes('govuk-notification-banner--success'), 'another’s erasure is not shown')
  const made = await noah.send('/account/erasure', '/account/erasure', { 'part[]': 'wrong-codes' })
  assert.equal(made.statusCode, 422, 'only what is offered may be chosen')
})

test('what an agency holds back stays, whoever asks and however long ago, until the hold is lifted', async () => {
  const kofi = await enter(town, 'kofi')
  await haveThings(kofi.person)
  const wrong = await maren.send('/work/holds', '/work/holds', { nationalId: '', reason: 'x' })
  assert.match(textOf(wrong.body), /Enter the national identifier of the person Say in at least 20 characters/)
  const unknown = await maren.send('/work/holds', '/work/holds', { nationalId: 'FH-none', reason: REASON })
  assert.match(unknown.body, /Nobody with this national identifier/)
  assert.equal((await maren.send('/work/holds', '/work/holds', { nationalId: 'FH-maren', reason: REASON })).statusCode, 403)
  assert.equal((await maren.send('/work/holds', '/work/holds', { nationalId: 'FH-kofi', reason: REASON })).statusCode, 303)
  assert.match(
    textOf((await kofi.see('/account/erasure')).body),
    /Family Agency needs what is held about you since 21 November 2026/,
  )
  assert.ok(!(await kofi.see('/account/erasure')).body.includes('4711'))
  const refused = await kofi.send('/account/erasure', '/account/lookups', { 'part[]': 'unsent-drafts' })
  assert.ok(refused.statusCode >= 400 && refused.statusCode < 500)
  await assert.rejects(eraseData(world, { person: kofi.person, chosen: CHOSEN }), { code: 'DATA_HELD_BACK' })
  world.setNow('2036-11-21T09:00:00Z')
  const atWork = await enter(town, 'maren')
  await keepRetention(world)
  for (const table of ['journeys.draft', 'documents.file', 'mailbox.message'])
    assert.ok((await countOf(table, kofi.person)) > 0, `${table} of who is held back stays`)
  const [comment] = await rows<{ comment: string }>(
    world,
    sql`select comment from feedback.answer where person_id = ${kofi.person}`,
  )
  assert.equal(comment?.comment, 'Too many questions')
  const [, hold = ''] = /name="hold" value="([^"]+)"/.exec((await atWork.see('/work/holds')).body)!
  const notTheirs = await (await enter(town, 'elsewhere')).send('/work/holds/lift', '/work/holds', { hold })
  assert.equal(notTheirs.statusCode, 404)
  assert.equal((await atWork.send('/work/holds/lift', '/work/holds', { hold })).statusCode, 303)
  assert.equal((await atWork.send('/work/holds/lift', '/work/holds', { hold })).statusCode, 404)
  await keepRetention(world)
  assert.equal(await countOf('documents.file', kofi.person), 0)
  assert.equal(await countOf('mailbox.message', kofi.person), 1)
  assert.deepEqual(
    (await eventsAbout(world, hold)).map(({ kind }) => kind),
    ['hold.set', 'hold.lifted'],
  )
  const { rows: kept } = await world.db.pool.query('select * from privacy.hold')
  assert.doesNotMatch(JSON.stringify(kept), /4711/)
})

test('after the retention is kept nothing is past it, and before its time nothing goes', async () => {
  world.setNow('2040-01-10T09:00:00Z')
  await keepRetention(world)
  const dalia = await enter(town, 'dalia')
  await haveThings(dalia.person)
  const zero = Object.fromEntries(Object.keys(await countPastRetention(world)).map(rule => [rule, 0]))
  assert.deepEqual(await countPastRetention(world), zero)
  world.setNow('2041-01-10T08:00:00Z')
  assert.deepEqual((await keepRetention(world))['unsent-drafts'], 0, 'a draft is kept a whole year')
  world.setNow('2041-01-10T10:00:00Z')
  const past = await countPastRetention(world)
  assert.deepEqual([past['unsent-drafts'], past['feedback-comments'], past['archived-messages']], [1, 1, 0])
  assert.equal(await countOf('journeys.draft', dalia.person), 2, 'counting erases nothing')
  const erased = await keepRetention(world)
  assert.deepEqual([erased['unsent-drafts'], erased['unsent-files']], [1, 1])
  assert.deepEqual(await countPastRetention(world), zero)
  const told = (await eventsAbout(world, 'unsent-drafts')).at(-1)
  assert.deepEqual(told, { kind: 'retention.kept', by: 'system', facts: { count: 1 } })
})

test('answers and files that were sent go once every case they were sent for has forgotten its last fact', async () => {
  world.setNow('2041-06-01T09:00:00Z')
  const [person, draft, submission] = [newId(), newId(), newId()]
  const now = world.now()
  const sealed = sealText(world, '{"child":"Freja"}')
  await write(sql`insert into journeys.submission (person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, sealed_answers, requests, sent_at)
    values (${person}, ${submission}, ${draft}, 'S-1', ${newId()}, 'd', 'service', 'child-benefit', 'en', 'web', ${sealed}, '[]', ${now})`)
  await keepFile({ ...world, scanner }, { person, about: draft, name: 'mine.pdf', bytes: Buffer.from('%PDF-1.7 a letter') })
  await keepAccount(person, draft)
  await write(sql`update documents.file set sent_at = ${now} where person_id = ${person}`)
  for (const [service, until] of [
    ['child-benefit', 'infinity'],
    ['childcare-place', '2042-01-01'],
  ])
    await write(sql`insert into cases.case_file (person_id, id, reference, submission_id, submission_reference, service, version, agency, channel, language, state, sealed_facts, received_at, due_on, position, facts_until)
      values (${person}, ${newId()}, ${service}, ${submission}, 'S-1', ${service}, 1, 'family-agency', 'web', 'en', 'decided', ${sealed}, ${now}, '2041-07-01', 0, ${until}::date)`)
  const before = await keepRetention(world)
  assert.deepEqual([before['sent-answers'], before['sent-files']], [0, 0])
  await write(sql`update cases.case_file set facts_until = 'infinity' where person_id = ${person}`)
  const after = await keepRetention(world)
  assert.deepEqual([after['sent-answers'], after['sent-files'], after['sent-identifiers']], [1, 1, 1])
  const [row] = await rows<{ sealedAnswers: string; digest: string }>(
    world,
    sql`select sealed_answers, digest from journeys.submission where person_id = ${person}`,
  )
  assert.deepEqual(
    [openText(world, row!.sealedAnswers), row!.digest],
    ['{}', 'd'],
    'that it was sent stays, what it was does not',
  )
  assert.equal((await keepRetention(world))['sent-answers'], 0)
})

test('a hold that is set while something is being erased waits for it, and then keeps what is left', async () => {
  world.setNow('2041-06-01T09:00:00Z')
  const { person } = await enter(town, 'amal')
  await haveThings(person)
  const [erased, held] = await Promise.allSettled([
    eraseData(as(world, `person ${person}`), { person, chosen: ['feedback-comments'] }),
    setHold(as(world, 'agency family-agency'), { nationalId: 'FH-amal', reason: REASON }, officerOf(maren)),
  ])
  assert.equal(held.status, 'fulfilled')
  const left = (await countErasable(world, person))['feedback-comments']
  assert.equal(left, erased.status === 'fulfilled' ? 0 : 1)
  await assert.rejects(eraseData(world, { person, chosen: CHOSEN }), { code: 'DATA_HELD_BACK' })
})

test('whom the database does not take for the agency holds nobody back, and learns of nobody', async () => {
  await enter(town, 'yusuf')
  const asked = { nationalId: 'FH-yusuf', reason: REASON }
  assert.equal(await setHold(as(world, 'agency municipality'), asked, officerOf(maren)), false)
  assert.equal(await setHold(as(world, 'agency family-agency'), asked, officerOf(maren)), true)
})

test('the words of an answered question go after three years, and that it was asked stays', async () => {
  world.setNow('2042-01-10T09:00:00Z')
  const [person, id] = [newId(), newId()]
  const [question, answer] = ['Why?', 'Because.'].map(words => sealText(world, words))
  await write(sql`insert into privacy.inquiry (person_id, id, reference, look, looked, agency, language, sealed_question, asked_at, due_on,
      finding, sealed_answer, answered_by, officer_name, answered_at)
    values (${person}, ${id}, 'R-1', 1, '{}', 'family-agency', 'en', ${question}, ${world.now()}, '2042-01-24',
      'in-order', ${answer}, 'maren', 'Maren', ${world.now()})`)
  world.setNow('2045-01-10T09:00:01Z')
  assert.equal((await keepRetention(world))['questions-answered'], 1)
  const [row] = await rows<{ finding: string; sealedQuestion: string; sealedAnswer: string }>(
    world,
    sql`select finding, sealed_question, sealed_answer from privacy.inquiry where person_id = ${person}`,
  )
  assert.equal(row?.finding, 'in-order')
  assert.ok(row.sealedQuestion !== question && row.sealedAnswer !== answer)
})

test('only a privacy officer holds data back', async () => {
  const officer = await enter(town, 'farid', { agency: 'family-agency', role: 'officer' })
  for (const who of [officer, await enter(town, 'ines')]) assert.equal((await who.see('/work/holds')).statusCode, 404)
  assert.ok(!(await elsewhere.see('/work/holds')).body.includes('4711'))
})
