import assert from 'node:assert/strict'
import test from 'node:test'
import { type Chosen, choose, type HitPolicy, hitsOf } from './hit-policy.ts'

const judged = (policy: HitPolicy, held: (boolean | null)[]) => {
  const looked: number[] = []
  const { rules, unknown } = hitsOf([...held.keys()], policy, at => {
    looked.push(at)
    return held[at]!
  })
  return { rules, unknown, looked }
}

test('under “first” no rule is looked at after one that holds; every other policy looks at all', () => {
  assert.deepEqual(judged('first', [false, true, true]), { rules: [1], unknown: undefined, looked: [0, 1] })
  assert.deepEqual(judged('unique', [false, true, true]), { rules: [1, 2], unknown: undefined, looked: [0, 1, 2] })
})

test('a rule that cannot be judged yet stops the table, whatever comes after', () => {
  assert.deepEqual(judged('collect', [true, null, true]), { rules: [0], unknown: 1, looked: [0, 1] })
})

test('each policy answers its own way to the same hits', () => {
  const by = { isSame: (a: string, b: string) => a === b, byPriority: (a: string, b: string) => a.localeCompare(b) }
  const answers: [HitPolicy, string[], Chosen<string>][] = [
    ['unique', ['b'], { one: 'b' }],
    ['unique', ['b', 'a'], 'conflict'],
    ['any', ['b', 'b'], { one: 'b' }],
    ['any', ['b', 'a'], 'conflict'],
    ['first', ['b', 'a'], { one: 'b' }],
    ['priority', ['b', 'a'], { one: 'a' }],
    ['output order', ['b', 'a'], { all: ['a', 'b'] }],
    ['rule order', ['b', 'a'], { all: ['b', 'a'] }],
    ['collect', ['b', 'a'], { all: ['b', 'a'] }],
    ['collect', [], 'none'],
  ]
  for (const [policy, hits, answer] of answers) assert.deepEqual(choose(policy, hits, by), answer, `${policy} of ${hits}`)
})
