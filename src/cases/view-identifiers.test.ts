import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenFor } from '#catalogue'
import { buildServer, newEntry, newId, rows, run, sql } from '#platform'
import { caseRoutes } from './routes.ts'
import { boAnswers, send, tabOf, testTown } from './testing/town.ts'

const world = await testTown()
const app = buildServer(world, {
  routes: caseRoutes,
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})
const farid = await tabOf(world, app, { subject: 'farid', works: 'family-agency' })
const amara = await tabOf(world, app, { subject: 'amara', works: 'municipality' })
const ACCOUNT = 'GB82WEST12345698765432'

/** A request whose bank account is in the vault. */
async function requested() {
  const [person, journey] = [newId(), newId()]
  const entry = newEntry(world, { kind: 'bank-account', value: ACCOUNT })
  await run(
    world,
    sql`insert into vault.entry (person_id, token, kind, sealed_value, value_index, about, kept_at)
        values (${person}, ${entry.token}, ${entry.kind}, ${entry.sealedValue}, ${entry.valueIndex}, ${journey}, now())`,
  )
  const applicant = { ...(boAnswers.applicant as object), bankAccount: tokenFor(entry.token, ACCOUNT) }
  const sent = await send(world, ['child-benefit'], { person, journey, answers: { ...boAnswers, applicant } })
  const { id } = sent.caseOf('child-benefit')
  return { id, page: `/work/cases/${id}`, entry }
}

const eventsOf = (id: string) =>
  rows<{ kind: string; by: string }>(world, sql`select kind, by from platform.event where about = ${id} order by seq`)

test('an officer sees how an account ends, opens it in full where they need it, and the person can see that they did', async () => {
  const { id, page } = await requested()
  const { body } = await farid.get(page)
  assert.ok(body.includes('•••• 5432') && !body.includes(ACCOUNT) && !body.includes('GB82 WEST'))
  assert.match(body, /Show the numbers in full/)
  const opened = await farid.get(`${page}/identifiers`)
  assert.match(opened.body, /GB82 WEST 1234 5698 7654 32/)
  assert.equal((await eventsOf(id)).at(-1)?.kind, 'case.identifiers-viewed')
})

test('another agency’s officer opens nothing, and nothing is told of it', async () => {
  const { id, page } = await requested()
  const before = (await eventsOf(id)).length
  assert.equal((await amara.get(`${page}/identifiers`)).statusCode, 404)
  assert.equal((await eventsOf(id)).length, before)
})

test('what the vault has let go of stays how it ends', async () => {
  const { page, entry } = await requested()
  await run(world, sql`delete from vault.entry where token = ${entry.token}`)
  assert.match((await farid.get(`${page}/identifiers`)).body, /•••• 5432/)
})
