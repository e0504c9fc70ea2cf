import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer, newId, newReference, rows, sql } from '#platform'
import { decideCase } from './decide-case.ts'
import { caseRoutes } from './routes.ts'
import { caseById } from './store.ts'
import { amara, boAnswers, letRulesWork, send, tabOf, testTown } from './testing/town.ts'

const world = await testTown()
const app = buildServer(world, {
  routes: caseRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})
const officer = await tabOf(world, app, { subject: 'amara', works: 'municipality' })
const colleague = await tabOf(world, app, { subject: 'chidi', works: 'municipality' })
const elsewhere = await tabOf(world, app, { subject: 'farid', works: 'family-agency' })
const bo = await tabOf(world, app, { subject: 'bo' })
const elise = await tabOf(world, app, { subject: 'elise' })

async function bosPlace() {
  const sent = await send(world, ['childcare-place'], { person: bo.person })
  await letRulesWork(world)
  const { id, reference } = sent.caseOf('childcare-place')
  return { id, reference, page: `/work/cases/${id}`, own: `/requests/${sent.submission.reference}/cases/${reference}`, sent }
}

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('an agency without open cases has an empty worklist that says so', async () => {
  const { body, statusCode } = await elsewhere.get('/work')
  assert.equal(statusCode, 200)
  assert.match(body, /There is nothing to decide/)
})

test('the worklist shows the agency’s open cases, the one promised first on top, and marks what is late', async () => {
  const later = await bosPlace()
  world.setNow('2026-10-05T09:00:00Z')
  const earlier = await bosPlace()
  world.setNow('2026-11-21T09:00:00Z')
  const { body } = await officer.get('/work')
  assert.ok(body.indexOf(earlier.reference) < body.indexOf(later.reference))
  assert.equal(body.match(/govuk-tag--red/g)?.length, 1)
  assert.match(textOf(body), /One is late/)
  assert.doesNotMatch((await elsewhere.get('/work')).body, new RegExp(later.reference))
})

test('the worklist of thousands comes in pages', async () => {
  const requests = ['childcare-place']
  for (let sent = 0; sent < 51; sent += 1) await send(world, requests)
  const first = await officer.get('/work')
  assert.match(textOf(first.body), /Next page/)
  assert.equal((first.body.match(/href="\/work\/cases\//g) ?? []).length, 50)
  const last = await officer.get('/work?page=999')
  assert.match(textOf(last.body), /Previous page/)
  assert.equal((await officer.get('/work?page=-1')).statusCode, 200)
})

test('an officer sees what the service needs, where it came from, and what the rules say, and nothing more', async () => {
  const { page } = await bosPlace()
  const { body, statusCode } = await officer.get(page)
  assert.equal(statusCode, 200)
  assert.match(textOf(body), /Freja/)
  assert.match(textOf(body), /looked up at Population Office/)
  assert.match(textOf(body), /leave this decision to an officer of Fairhaven City/)
  assert.doesNotMatch(body, /52,000|5200000/)
})

test('that an officer looked is on record, and the person sees it', async () => {
  const { id, page, own } = await bosPlace()
  await officer.get(page)
  const looks = await rows<{ personId: string }>(
    world,
    sql`select person_id from platform.event where about = ${id} and kind = 'case.viewed'`,
  )
  assert.deepEqual(looks, [{ personId: bo.person }])
  assert.match(textOf((await bo.get(own)).body), /An officer of Fairhaven City looked at the request/)
})

test('another agency’s case, a case that is not there, and no case at all get the same answer', async () => {
  const { page } = await bosPlace()
  const answers = await Promise.all([page, `/work/cases/${newId()}`, '/work/cases/1'].map(url => elsewhere.get(url)))
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [404, 404, 404],
  )
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1)
})

test('citizens, and staff whose work is not cases, have no worklist; service owners are led to their services', async () => {
  const owner = await tabOf(world, app, { subject: 'owner', works: 'municipality', role: 'service-owner' })
  assert.equal((await bo.get('/work')).statusCode, 404)
  assert.equal((await owner.get('/work')).headers.location, '/work/services')
  const experience = await tabOf(world, app, { subject: 'experience', works: 'municipality', role: 'customer-experience' })
  assert.equal((await experience.get('/work')).statusCode, 404)
})

test('an officer decides with a reason, and the person reads the decision in the officer’s own words', async () => {
  const { page, own } = await bosPlace()
  const reason = 'There is a place at the Harbour nursery.\nFrom 1 September, four days a week.'
  const sent = await officer.post(`${page}/decision`, { outcome: 'granted', reason }, page)
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, page])
  const { body } = await bo.get(own)
  assert.match(textOf(body), /There is a place at the Harbour nursery/)
  assert.match(textOf(body), /An officer of Fairhaven City decided this/)
  assert.match(body, /href="\/feedback\//)
})

test('a decision without an outcome and a reason is sent back with everything kept and every fault named', async () => {
  const { id, page } = await bosPlace()
  const empty = await officer.post(`${page}/decision`, { reason: '  ' }, page)
  assert.equal(empty.statusCode, 422)
  assert.match(textOf(empty.body), /There is a problem Choose whether you grant or refuse Give the reason/)
  const long = await officer.post(`${page}/decision`, { outcome: 'refused', reason: 'x'.repeat(2_001) }, page)
  assert.equal(long.statusCode, 422)
  assert.match(textOf(long.body), /Shorten the reason to 2,000 characters/)
  assert.ok(long.body.includes('x'.repeat(2_001)))
  assert.match(long.body, /value="refused" checked/)
  assert.equal((await caseById(world, id)).state, 'open')
})

test('whoever has a case shown by a decision form sent empty has looked at it, and it is recorded', async () => {
  const { id } = await bosPlace()
  const other = await bosPlace()
  const { statusCode, body } = await officer.post(`/work/cases/${id}/decision`, {}, other.page)
  assert.deepEqual([statusCode, body.includes('Freja')], [422, true])
  const looks = await rows(world, sql`select 1 from platform.event where about = ${id} and kind = 'case.viewed'`)
  assert.equal(looks.length, 1)
})

test('the second officer sees the first decision and keeps what they wrote', async () => {
  const { page } = await bosPlace()
  await officer.post(`${page}/decision`, { outcome: 'granted', reason: 'A place is free.' }, page)
  const other = await bosPlace()
  const second = await colleague.post(`${page}/decision`, { outcome: 'refused', reason: 'Full until 2028.' }, other.page)
  assert.equal(second.statusCode, 409)
  assert.match(textOf(second.body), /A colleague decided this case before you/)
  assert.match(textOf(second.body), /Granted by amara Tester/)
  assert.match(textOf(second.body), /A place is free/)
  assert.match(textOf(second.body), /Full until 2028/)
})

test('what a person or an officer types is never read as markup', async () => {
  const answers = { ...boAnswers, applicant: { ...(boAnswers.applicant as object), givenNames: '<img src=x onerror=alert(1)>' } }
  const { caseOf } = await send(world, ['childcare-place'], { answers })
  const { body } = await officer.get(`/work/cases/${caseOf('childcare-place').id}`)
  assert.doesNotMatch(body, /<img/)
})

test('a person with no requests is shown the way to start', async () => {
  const { body } = await elise.get('/requests')
  assert.match(textOf(body), /You have not sent a request yet/)
  assert.match(body, /href="\/"/)
})

test('a person sees all that was sent together, and one timeline across the agencies', async () => {
  const sent = await send(world, ['register-birth', ['child-benefit', 'register-birth'], 'childcare-place'], {
    person: bo.person,
  })
  await letRulesWork(world)
  const { body, statusCode } = await bo.get(`/requests/${sent.submission.reference}`)
  assert.equal(statusCode, 200)
  assert.match(textOf(body), /One decision is still to come/)
  assert.match(textOf(body), /Register a birth: Granted by Civil Registry/)
  assert.match(textOf(body), /A childcare place: Fairhaven City has promised to decide by this day/)
  assert.match(body, /href="\/documents\//)
})

test('a person reads which rule decided, which facts it read and since when the rate holds', async () => {
  const sent = await send(world, ['child-benefit'], { person: bo.person })
  await letRulesWork(world)
  const { body } = await bo.get(`/requests/${sent.submission.reference}/cases/${sent.caseOf('child-benefit').reference}`)
  const text = textOf(body)
  assert.match(text, /decided this as they stood on 21 November 2026/)
  assert.match(text, /€52,000.00/)
  assert.match(text, /valid since 6 April 2026/)
  assert.match(text, /You will get €26.90 every week/)
})

test('either reference in a letter leads to the request it names', async () => {
  const { reference, own } = await bosPlace()
  assert.equal((await bo.get(`/requests/${reference}`)).headers.location, own)
  assert.equal((await elise.get(`/requests/${reference}`)).statusCode, 404)
})

test('another person’s reference is answered like one that is not there', async () => {
  const { own, sent } = await bosPlace()
  const theirs = await elise.get(`/requests/${sent.submission.reference}`)
  const nobodys = await elise.get(`/requests/${newReference()}`)
  assert.deepEqual([theirs.statusCode, theirs.body], [nobodys.statusCode, nobodys.body])
  assert.equal(theirs.statusCode, 404)
  assert.equal((await elise.get(own)).statusCode, 404)
})

test('a refusal says what can be done next: have it looked at again, by whom, ask again, or go elsewhere', async () => {
  const { own, id, reference } = await bosPlace()
  assert.doesNotMatch((await bo.get(own)).body, /What you can do now/)
  await decideCase(world, id, { outcome: 'refused', reason: 'Full.' }, amara)
  const { body } = await bo.get(own)
  const next = new RegExp(
    `What you can do now.*ask Fairhaven City to look at the decision again. Give the reference ${reference}`,
  )
  assert.match(textOf(body), next)
  assert.match(textOf(body), /0100 555 04.*Monday to Friday.*Other services that may help/)
  assert.match(body, /href="\/services\/childcare-place"[\s\S]*href="\/services\/child-benefit"/)
})

test('every page speaks French and Arabic', async () => {
  const { page, own, id } = await bosPlace()
  await decideCase(world, id, { outcome: 'refused', reason: 'Full.' }, amara)
  for (const language of ['fr', 'ar'])
    for (const [tab, url] of [
      [officer, '/work'],
      [officer, page],
      [bo, '/requests'],
      [bo, own],
    ] as const) {
      const { statusCode, body } = await tab.get(`${url}?language=${language}`)
      assert.equal(statusCode, 200, `${url} in ${language}`)
      assert.doesNotMatch(textOf(body), /Reference|Promised|Granted|Decision/, `${url} in ${language}`)
    }
})

test('an officer’s decision taken before the rules looked is explained as just that', async () => {
  const sent = await send(world, ['childcare-place'], { person: bo.person })
  const { id, reference } = sent.caseOf('childcare-place')
  await decideCase(world, id, { outcome: 'granted', reason: 'A place is free.' }, amara)
  await letRulesWork(world)
  const { body } = await bo.get(`/requests/${sent.submission.reference}/cases/${reference}`)
  assert.match(textOf(body), /decided this, before the rules of the service were read over it/)
})
