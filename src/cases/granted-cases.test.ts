import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideCase } from './decide-case.ts'
import { grantedCases } from './granted-cases.ts'
import { amara, letRulesWork, send, testTown } from './testing/town.ts'

const world = await testTown()

test('what was granted is told with its day, its payment and the facts it rests on, for that service alone', async () => {
  const { person } = await send(world, ['child-benefit', 'childcare-place'])
  await letRulesWork(world)
  const [granted, ...more] = await grantedCases(world, person, 'child-benefit')
  assert.deepEqual(more, [])
  assert.match(granted!.decidedOn, /^2026-11-2\d$/)
  assert.ok(granted!.pays && granted!.pays.amountMinor > 0)
  assert.equal((granted!.answers.children as { givenNames: string }[])[0]!.givenNames, 'Freja')
})

test('what is open or refused is not told', async () => {
  const { person, caseOf } = await send(world, ['childcare-place'])
  await letRulesWork(world)
  assert.deepEqual(await grantedCases(world, person, 'childcare-place'), [])
  await decideCase(world, caseOf('childcare-place').id, { outcome: 'refused', reason: 'No place is free.' }, amara)
  assert.deepEqual(await grantedCases(world, person, 'childcare-place'), [])
})
