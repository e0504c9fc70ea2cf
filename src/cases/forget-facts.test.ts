import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, openText, rows, sql, transaction } from '#platform'
import { countForgettable, forgetFacts } from './forget-facts.ts'
import { letRulesWork, send, testTown } from './testing/town.ts'

const world = await testTown()
const atNight = as(world, 'system privacy.keep-retention')
const forget = (except: string[] = []) => transaction(atNight, tx => forgetFacts(tx, { except }))
const heldOf = async (id: string) => {
  const [row] = await rows<{ facts: string; trace: string | null; until: string | null }>(
    world,
    sql`select c.sealed_facts as facts, a.sealed_trace as trace, c.facts_until as until from cases.case_file c
        left join cases.assessment a on a.person_id = c.person_id and a.case_id = c.id where c.id = ${id}`,
  )
  return { facts: openText(world, row!.facts), trace: row!.trace && openText(world, row!.trace), until: row!.until }
}

test('facts of a decided case go when their time is over, with what the rules said of them; a case nobody decided keeps all', async () => {
  world.setNow('2026-11-21T09:00:00Z')
  const { caseOf, person } = await send(world, ['register-birth', 'childcare-place'])
  await letRulesWork(world)
  const [decided, open] = [caseOf('register-birth').id, caseOf('childcare-place').id]
  await forget()
  assert.equal((await heldOf(decided)).until, '2028-11-21')
  world.setNow('2028-11-20T09:00:00Z')
  assert.deepEqual(await forget(), { cases: 0, next: undefined })
  assert.match((await heldOf(decided)).facts, /Freja/)
  world.setNow('2028-11-21T09:00:00Z')
  assert.equal((await forget([person])).cases, 0, 'what is held back stays')
  assert.match((await heldOf(decided)).facts, /Freja/)
  assert.equal((await countForgettable(atNight, { except: [] })).cases, 1)
  assert.equal((await forget()).cases, 1)
  const { facts, trace, until } = await heldOf(decided)
  assert.deepEqual(JSON.parse(facts), { answers: {}, sources: {} })
  assert.deepEqual(JSON.parse(trace!), { missing: [], trace: [], values: {} })
  assert.equal(until, 'infinity')
  assert.match((await heldOf(open)).facts, /Freja/)
  assert.equal((await countForgettable(atNight, { except: [] })).cases, 0)
})
