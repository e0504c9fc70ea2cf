import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noOutcomes, stateOf, withOutcome } from './outcomes.ts'
import { partsSeen, type Seen, together } from './part.ts'

const well: Seen = {
  ...{ pressure: 0, waiting: 0, isDatabaseAway: false, signIn: 'working' },
  registers: new Map([
    ['tax', 'working'],
    ['population', 'working'],
  ]),
  services: new Map([
    ['child-benefit', ['tax', 'population']],
    ['parking', []],
  ]),
}

test('when a register is away, the services that ask it work with more typing, and others as ever', () => {
  const parts = partsSeen({ ...well, registers: new Map([...well.registers, ['tax', 'down'] as const]) })
  assert.equal(parts.get('register:tax'), 'down')
  assert.deepEqual([parts.get('service:child-benefit'), parts.get('service:parking')], ['slow', 'working'])
})

test('while nothing can be saved no service works, and pages are still there', () => {
  const parts = partsSeen({ ...well, isDatabaseAway: true })
  assert.deepEqual(
    ['website', 'saving', 'service:parking'].map(part => parts.get(part)),
    ['working', 'down', 'down'],
  )
})

test('whoever waits in a queue is told that it is slow', () => {
  assert.equal(partsSeen({ ...well, waiting: 1 }).get('website'), 'slow')
  assert.equal(partsSeen({ ...well, pressure: 1.2 }).get('service:parking'), 'slow')
})

test('of what several processes see the worst is told', () => {
  const away = partsSeen({ ...well, isDatabaseAway: true })
  assert.equal(together([partsSeen(well), away]).get('saving'), 'down')
  assert.equal(together([partsSeen(well), partsSeen(well)]).get('saving'), 'working')
})

test('three questions unanswered in a row are down, one answer is up again, and half of the last over a second are slow', () => {
  const after = (...ms: (number | undefined)[]) => stateOf(ms.reduce(withOutcome, noOutcomes))
  assert.equal(after(), 'working')
  assert.equal(after(undefined, undefined), 'working')
  assert.equal(after(20, undefined, undefined, undefined), 'down')
  assert.equal(after(undefined, undefined, undefined, 20), 'working')
  assert.equal(after(1_500, 20, 1_500), 'slow')
})
