import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesOf } from '#mailbox'
import { eventsAbout, type PastEventRow } from './testing/events.ts'
import { enter, look, privacyTown, textOf } from './testing/town.ts'

const town = await privacyTown()
const { world } = town
const bo = await enter(town, 'bo')
const elise = await enter(town, 'elise')
const maren = await enter(town, 'maren', { agency: 'family-agency', role: 'privacy-officer' })
const second = await enter(town, 'second', { agency: 'family-agency', role: 'privacy-officer' })
const elsewhere = await enter(town, 'elsewhere', { agency: 'municipality', role: 'privacy-officer' })
const officer = await enter(town, 'farid', { agency: 'family-agency', role: 'officer' })

/** The newest look at somebody's data, questioned. */
async function questioned(who = bo, more: Parameters<typeof look>[2] = {}) {
  world.setNow('2026-11-20T09:00:00Z')
  await look(world, who.person, more)
  const [, id] = /id="look-(\d+)"/.exec((await who.see('/account/lookups?kind=register')).body)!
  const page = `/account/lookups/${id}/question`
  const sent = await who.send(page, page, { question: 'Why did you need my income?' })
  const at = String(sent.headers.location)
  return { page, at, id: at.split('/').at(-1)!, work: `/work/inquiries/${at.split('/').at(-1)}` }
}
const kindsOf = (events: readonly PastEventRow[]) => events.map(({ kind }) => kind)

test('a look is questioned, and the clock runs in working days from that moment', async () => {
  const { at, id } = await questioned()
  const text = textOf((await bo.see(at)).body)
  for (const said of [
    'Why did you need my income?',
    'Answer promised by 4 December 2026',
    'Being checked',
    'Family Agency asked Tax Office',
  ])
    assert.ok(text.includes(said), said)
  const [message] = await messagesOf(world, bo.person, id)
  assert.match(message?.text.en ?? '', /you get an answer by 4 December 2026/i)
  assert.match(message?.text.ar ?? '', /وكالة الأسرة/)
  assert.deepEqual(kindsOf(await eventsAbout(world, id)), ['inquiry.opened'])
})

test('a look questioned twice, also at the same moment, is one question', async () => {
  const { page, at } = await questioned()
  const again = await Promise.all([1, 2, 3].map(() => bo.send(page, '/account/consents', { question: 'Again?' })))
  const found = await bo.see(page)
  assert.deepEqual([found.statusCode, found.headers.location], [303, at])
  assert.ok(again.length === 3 && textOf((await bo.see(at)).body).includes('Why did you need my income?'))
})

test('an empty question and one that is too long are sent back with what was typed', async () => {
  await look(world, elise.person)
  const [, id] = /id="look-(\d+)"/.exec((await elise.see('/account/lookups')).body)!
  const page = `/account/lookups/${id}/question`
  const empty = await elise.send(page, page, { question: '  ' })
  assert.deepEqual([empty.statusCode, /Write what you want to know/.test(empty.body)], [422, true])
  const long = await elise.send(page, page, { question: 'x'.repeat(2_001) })
  assert.ok(long.statusCode === 422 && long.body.includes('x'.repeat(2_001)))
})

test('the privacy officer answers with reasons, and the answer is in the mailbox and on the page', async () => {
  const { at, id, work } = await questioned()
  assert.match(textOf((await maren.see('/work/inquiries')).body), /Family Agency asked Tax Office about the person/)
  const empty = await maren.send(`${work}/answer`, work, {})
  assert.equal(empty.statusCode, 422)
  assert.match(textOf(empty.body), /Choose one of the answers Give the reasons for your answer/)
  const text = 'The income decides whether child benefit is paid.\nNobody else saw it.'
  assert.equal((await maren.send(`${work}/answer`, work, { choice: 'in-order', text })).headers.location, work)
  const page = textOf((await bo.see(at)).body)
  for (const said of ['Answered', 'The look was in order', 'Nobody else saw it.', 'maren Tester, privacy officer'])
    assert.ok(page.includes(said), said)
  const [newest] = (await messagesOf(world, bo.person, id)).filter(({ kind }) => kind === 'decided')
  assert.match(newest?.text.fr ?? '', /La consultation était régulière/)
  assert.match(newest?.text.en ?? '', /The income decides/)
  const acts = kindsOf(await eventsAbout(world, id)).filter(kind => kind !== 'inquiry.viewed')
  assert.deepEqual(acts, ['inquiry.opened', 'inquiry.answered'])
  assert.match(
    textOf((await bo.see('/account/lookups')).body),
    /The privacy officer of Family Agency opened a question you asked/,
  )
})

test('two privacy officers answering at once leave one answer, and the second is told', async () => {
  const { id, work } = await questioned()
  // Both have the form before either sends it: once it is answered the page has none.
  const answers = await Promise.all(
    [maren, second].map(async (who, at) => {
      const token = await who.tokenOn(work)
      return () => who.post(`${work}/answer`, token, { choice: 'in-order', text: `answer ${at}` })
    }),
  )
  const both = await Promise.all(answers.map(answer => answer()))
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal((await messagesOf(world, bo.person, id)).filter(({ kind }) => kind === 'decided').length, 1)
})

test('an answer that is late is seen to be late, by the person and at the agency', async () => {
  const { at } = await questioned()
  world.setNow('2026-12-04T20:00:00Z')
  const later = await enter(town, 'bo')
  assert.doesNotMatch((await later.see(at)).body, /Overdue/)
  world.setNow('2026-12-05T09:00:00Z')
  const [again, atWork] = [await enter(town, 'bo'), await enter(town, 'maren')]
  assert.match(textOf((await again.see(at)).body), /The answer should have come by 4 December 2026/)
  assert.match((await again.see('/account/inquiries')).body, /Overdue/)
  assert.match((await atWork.see('/work/inquiries')).body, /Overdue/)
})

test('nobody else gets near a question: not another person, not another agency, not an officer who decides cases', async () => {
  const { page, at, work } = await questioned()
  for (const url of [page, at]) assert.equal((await elise.see(url)).statusCode, 404)
  for (const who of [elsewhere, officer, bo]) assert.equal((await who.see(work)).statusCode, 404)
  const taken = await elsewhere.send(`${work}/answer`, '/account/consents', { choice: 'in-order', text: 'Fine' })
  assert.ok([403, 404].includes(taken.statusCode))
  for (const url of ['/account/lookups/1/question', '/account/lookups/x/question', '/account/inquiries/x', '/work/inquiries/x'])
    assert.equal((await maren.see(url)).statusCode, 404)
})

test('nobody answers a question about their own data, or about what they did themselves', async () => {
  const own = await questioned(maren)
  assert.equal((await maren.see(own.work)).statusCode, 403)
  assert.equal((await second.see(own.work)).statusCode, 200)
  const { work } = await questioned(bo, { by: second.officerId!, need: { case: crypto.randomUUID() } })
  assert.equal((await second.see(work)).statusCode, 403)
})

test('neither the question nor its answer can be read in the database or in the log', async () => {
  const { id, work } = await questioned()
  await maren.send(`${work}/answer`, work, { choice: 'not-in-order', text: 'A colleague was curious.' })
  const { rows } = await world.db.pool.query('select * from privacy.inquiry where id = $1', [id])
  assert.doesNotMatch(JSON.stringify(rows), /need my income|curious/)
  assert.doesNotMatch(JSON.stringify(await eventsAbout(world, id)), /need my income|curious/)
})
