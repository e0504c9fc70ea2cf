import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegister } from './read-register.ts'
import { births, bornOn, childBornOn, childNames, familyName, person, residence } from './testing/facts.ts'

const on = '2026-11-21'

test('the answer of a register becomes answers, nested as a person’s own', () => {
  const json = {
    familyName: 'Lindgren',
    birth: { on: '1984-03-12' },
    address: { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
  }
  assert.deepEqual(readRegister({ query: person, facts: [familyName, bornOn, residence], on }, json), {
    kind: 'facts',
    answers: {
      applicant: {
        familyName: 'Lindgren',
        bornOn: '1984-03-12',
        residence: { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
      },
    },
  })
})

test('what was not asked is not told, however much the register sends', () => {
  const told = readRegister(
    { query: person, facts: [familyName], on },
    { familyName: 'Lindgren', birth: { on: '1984-03-12' }, religion: 'none' },
  )
  assert.deepEqual(told, { kind: 'facts', answers: { applicant: { familyName: 'Lindgren' } } })
})

test('each entry of a list becomes one entry, also where the list stands inside the answer', () => {
  const notices = [{ bornOn: '2026-11-10', givenNames: 'Ada' }, { bornOn: '2026-11-10' }]
  const answers = { children: [{ bornOn: '2026-11-10', givenNames: 'Ada' }, { bornOn: '2026-11-10' }] }
  assert.deepEqual(readRegister({ query: births, facts: [childBornOn, childNames], on }, notices), { kind: 'facts', answers })
  assert.deepEqual(readRegister({ query: births, facts: [childBornOn, childNames], on }, { notices }), { kind: 'facts', answers })
})

test('a register that has nothing says nothing', () => {
  for (const json of [null, {}, { familyName: null }])
    assert.deepEqual(readRegister({ query: person, facts: [familyName], on }, json), { kind: 'nothing' })
  for (const json of [[], { notices: [] }, [{}]])
    assert.deepEqual(readRegister({ query: births, facts: [childBornOn], on }, json), { kind: 'nothing' })
})

test('one value that does not fit spoils the whole answer', () => {
  const nonsense = [[], 'Lindgren', 7, [{ familyName: 'Lindgren' }], { familyName: 'Lindgren', birth: { on: 'spring' } }]
  for (const json of nonsense)
    assert.deepEqual(
      readRegister({ query: person, facts: [familyName, bornOn], on }, json),
      { kind: 'nonsense' },
      JSON.stringify(json),
    )
  const lists = [
    [{ bornOn: '2026-11-10' }, 'Ada'],
    { one: [], two: [] },
    Array.from({ length: 51 }, () => ({ bornOn: '2026-11-10' })),
  ]
  for (const json of lists)
    assert.deepEqual(readRegister({ query: births, facts: [childBornOn], on }, json), { kind: 'nonsense' })
})

test('a path of the catalogue reaches into an answer and nowhere beyond it', () => {
  const query = { ...person, gives: new Map([['applicant.familyName', 'constructor']]) }
  assert.deepEqual(readRegister({ query: query, facts: [familyName], on }, {}), { kind: 'nothing' })
})
