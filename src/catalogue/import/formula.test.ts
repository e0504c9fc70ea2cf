import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALWAYS, among, both, either, type Formula, implies, NEVER, NONE, not, type Variable } from './formula.ts'

const variables: Variable[] = ['a', 'b', 'c'].map(field => ({
  ...{ id: field, field, kind: 'choice' as const },
  domain: ['x', 'y', 'z', NONE],
}))

type Way = Readonly<Record<string, string>>
const ways: Way[] = ['x', 'y', 'z', NONE].flatMap(a =>
  ['x', 'y', 'z', NONE].flatMap(b => ['x', 'y', 'z', NONE].map(c => ({ a, b, c }))),
)

function holds(formula: Formula, way: Way): boolean {
  return formula.some(cube => [...cube].every(([{ id }, values]) => values.has(way[id]!)))
}

type Tree =
  | { readonly of: readonly Tree[]; readonly how: 'both' | 'either' | 'not' }
  | { readonly variable: number; readonly values: readonly string[] }

const tree = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.record({ variable: fc.nat(2), values: fc.subarray(['x', 'y', 'z', NONE], { minLength: 1 }) }),
    fc.record({ how: fc.constantFrom('both' as const, 'either' as const), of: fc.tuple(tie('tree'), tie('tree')) }),
    fc.record({ how: fc.constant('not' as const), of: fc.tuple(tie('tree')) }),
  ),
})).tree

function formulaOf(one: Tree): Formula {
  if ('variable' in one) return among(variables[one.variable]!, one.values)
  const parts = one.of.map(formulaOf)
  if (one.how === 'not') return not(parts[0]!)
  return one.how === 'both' ? both(parts[0]!, parts[1]!) : either(...parts)
}

function truthOf(one: Tree, way: Way): boolean {
  if ('variable' in one) return one.values.includes(way[variables[one.variable]!.id]!)
  const parts = one.of.map(part => truthOf(part, way))
  return one.how === 'not' ? !parts[0] : one.how === 'both' ? parts.every(Boolean) : parts.some(Boolean)
}

test('a formula made shorter holds in exactly the same cases', () => {
  fc.assert(
    fc.property(tree, one => {
      const formula = formulaOf(one)
      for (const way of ways) assert.equal(holds(formula, way), truthOf(one, way), JSON.stringify(way))
    }),
  )
})

test('what one formula is said to imply never fails where it holds', () => {
  fc.assert(
    fc.property(tree, tree, (first, second) => {
      const [a, b] = [formulaOf(first), formulaOf(second)]
      if (implies(a, b)) for (const way of ways) assert.ok(!holds(a, way) || holds(b, way))
    }),
  )
})

test('a thing or its opposite is always, a thing and its opposite is never', () => {
  const some = among(variables[0]!, ['x'])
  assert.deepEqual(either(some, not(some)), ALWAYS)
  assert.deepEqual(both(some, not(some)), NEVER)
})
