import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, newId, transaction } from '#platform'
import { correctFact } from './correct-fact.ts'
import { sourcesAt } from './correction-store.ts'
import { caseRoutes } from './routes.ts'
import { settleRecheck } from './settle-recheck.ts'
import { amara, farid, send, tabOf, testTown } from './testing/town.ts'

const world = await testTown()
const app = buildServer(world, {
  routes: caseRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})
const INCOME = { fact: 'household.incomeLastYear', entry: 0, before: 5_200_000, after: 3_100_000 }

async function corrected() {
  const bo = await tabOf(world, app, { subject: newId() })
  const { opened, submission, caseOf } = await send(world, ['child-benefit', 'childcare-place'], { person: bo.person })
  const wanted = { ...INCOME, person: bo.person, correction: newId() }
  const cases = await transaction(world, tx =>
    correctFact(tx, wanted, { ...farid, personId: farid.personId!, name: farid.name! }),
  )
  return { bo, opened, submission, cases, one: caseOf('child-benefit'), childcare: caseOf('childcare-place') }
}
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a corrected value stands in its case beside the one before it, with who put it right and when', async () => {
  const { bo, submission, one, cases, childcare } = await corrected()
  assert.deepEqual(cases, [one.id])
  const page = textOf((await bo.get(`/requests/${submission.reference}/cases/${one.reference}`)).body)
  assert.match(page, /€31,000\.00 Before \d+ \w+ \d{4}: €52,000\.00 \(corrected by Farid Nasser\)/)
  assert.match(page, /Family Agency corrected a value in the request/)
  const other = textOf((await bo.get(`/requests/${submission.reference}/cases/${childcare.reference}`)).body)
  assert.doesNotMatch(other, /corrected/)
})

test('a case whose facts were corrected waits on its agency’s worklist until an officer notes having looked again', async () => {
  const { one } = await corrected()
  const officer = await tabOf(world, app, { subject: newId(), works: 'family-agency' })
  const elsewhere = await tabOf(world, app, { subject: newId(), works: 'municipality' })
  const waits = async () => textOf((await officer.get('/work')).body).includes(`${one.reference} Corrected on`)
  assert.ok(await waits())
  assert.doesNotMatch((await elsewhere.get('/work')).body, new RegExp(one.reference))
  const page = `/work/cases/${one.id}`
  assert.match(textOf((await officer.get(page)).body), /A fact of this case was corrected/)
  await assert.rejects(settleRecheck(world, one.id, amara), { code: 'CASE_NOT_FOUND' })
  assert.equal((await officer.post(`${page}/recheck`, {}, page)).headers.location, page)
  assert.ok(!(await waits()))
  assert.doesNotMatch(textOf((await officer.get(page)).body), /A fact of this case was corrected/)
})

test('how a case was decided says where each value came from when the rules looked, whatever was corrected since', () => {
  const corrected = { correction: newId(), fact: 'a.b', entry: 0, source: 'tax.income', value: 1, by: 'x', officerName: 'X' }
  const earlier = [{ ...corrected, correctedAt: new Date('2026-11-22T09:00:00Z') }]
  const sources = { 'a.b 0': 'corrected' }
  assert.deepEqual(sourcesAt(sources, earlier, new Date('2026-11-21T09:00:00Z')), { 'a.b 0': 'tax.income' })
  assert.deepEqual(sourcesAt(sources, earlier, new Date('2026-11-23T09:00:00Z')), sources)
})
