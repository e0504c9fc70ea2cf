import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { decide } from './decide.ts'
import { eligibility } from './eligibility.ts'
import { describeFault } from './faults.ts'
import { checkServiceText, loadCatalogue } from './load-catalogue.ts'
import { runExamples } from './run-examples.ts'

const root = new URL('../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const guide = /```yaml\n(.*?)```/s.exec(await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8'))?.[1] ?? ''
const on = '2026-11-21'

/** The bicycle shelter of the guide, with other figures and another fee. */
function shelter(workOut: string, fee = 'total'): ReturnType<typeof checkServiceText> {
  const text = guide
    .replace(/ {2}work-out:.*?(?=\n {2}eligible:)/s, `  work-out:\n${workOut}`)
    .replace(/fee: yearly/, `fee: ${fee}`)
  return checkServiceText(fairhaven, { file: 'services/shelter.yaml', text })
}

function service(workOut: string, fee?: string) {
  const { service, faults } = shelter(workOut, fee)
  assert.deepEqual(faults, [])
  return service!
}

const faultsOf = (workOut: string, fee?: string) => shelter(workOut, fee).faults.map(describeFault).join('\n')
const two = { shelter: { bicycles: 2, isCargo: false } }

test('a figure is worked out once and used by those below it and by the table', () => {
  const chain = service('    each: yearlyFee\n    total: { is: each * shelter.bicycles, unit: EUR-minor, words: { en: In all } }')
  const decision = decide(chain, two, on)
  assert.deepEqual(decision.values, { fee: 7000 })
  assert.deepEqual(
    decision.trace.map(({ rule, result }) => [rule, result]),
    [
      ['eligible.few-enough', true],
      ['decide.1', false],
      ['work-out.each', 3500],
      ['work-out.total', 7000],
      ['decide.2.fee', 7000],
    ],
  )
  assert.deepEqual(decision.trace.at(-1)?.figures, [{ name: 'total', value: 7000 }])
  assert.deepEqual(runExamples(chain), [])
})

test('a figure that lacks a fact is not known yet, and says which fact', () => {
  const chain = service('    spare: shelter.lengthCm - 10\n    total: spare * 2')
  const decision = decide(chain, two, on)
  assert.deepEqual([decision.outcome, decision.because, decision.missing], ['officer', 'not-known-yet', ['shelter.lengthCm']])
})

test('what settles a condition settles it, though a figure is not known', () => {
  const chain = service('    isLong: shelter.lengthCm > 200\n    total: if shelter.isCargo and isLong then 1 else 2')
  assert.deepEqual(decide(chain, two, on).values, { fee: 2 })
})

test('a day stays a day from one figure to the next', () => {
  const chain = service('    until: today + duration("P60D")\n    total: if until > date("2027-01-01") then 1 else 2')
  assert.deepEqual(decide(chain, two, on).values, { fee: 1 })
})

test('eligibility may rest on a figure, and names the facts that would tell', () => {
  const text = guide
    .replace('if: shelter.bicycles <= 4', 'if: places <= 4')
    .replace('  work-out:', '  work-out:\n    places: shelter.bicycles')
  const { service, faults } = checkServiceText(fairhaven, { file: 'services/shelter.yaml', text })
  assert.deepEqual(faults, [])
  assert.deepEqual(eligibility(service!, {}, on), { answer: 'not-known-yet', because: [], missing: ['shelter.bicycles'] })
})

test('a figure used above the place where it is worked out is a fault that says to move it; one in a circle is shown the circle', () => {
  const said = /:\d+:\d+ “total” is not worked out yet here. Figures are worked out from top to bottom/
  assert.match(faultsOf('    each: total / 2\n    total: 1 + 3'), said)
  assert.match(faultsOf('    total: total + 1'), /“total” needs itself to be worked out: total → total\./)
  const circle = faultsOf('    each: third + 1\n    total: each + 1\n    third: total - 1').split('\n')
  assert.match(circle[0]!, /“each” needs itself to be worked out: each → third → total → each\. Work one of them out from facts/)
  assert.equal(circle.length, 1)
})

test('a mistyped figure, one named like something else and one that says too little are faults', () => {
  assert.match(faultsOf('    total: 1 + 3', 'totall'), /There is no “totall”. Did you mean “total”/)
  assert.match(faultsOf('    yearlyFee: 1 + 3', '1'), /“yearlyFee” already means something else in rules/)
  assert.match(faultsOf('    shelter: 1 + 3', '1'), /“shelter” already means something else in rules/)
  assert.match(faultsOf('    total: { unit: EUR-minor }'), /is written in another way. A figure is an expression, or \{ is: …/)
  assert.match(faultsOf('    total: 4 +'), /cannot be read from here/)
})

test('a long chain in which each figure uses the one above many times is worked out at once', () => {
  const steps = Array.from({ length: 150 }, (_, at) => `    f${at + 1}: f${at} + f${at} - f${at}`)
  const chain = service(['    f0: shelter.lengthCm', ...steps, '    total: f150'].join('\n'))
  assert.equal(decide(chain, { shelter: { bicycles: 1, isCargo: false, lengthCm: 200 } }, on).values.fee, 200)
  assert.deepEqual(decide(chain, two, on).missing, ['shelter.lengthCm'])
})

test('a figure is one value: a text or a list that doubles at each step comes to nothing', () => {
  const steps = Array.from({ length: 100 }, (_, at) => `    f${at + 1}: f${at} + f${at}`)
  const doubling = service(['    f0: \'"twice"\'', ...steps, '    total: if f100 = "x" then 1 else 2'].join('\n'))
  assert.equal(decide(doubling, two, on).outcome, 'officer')
})

test('a parameter with several numbers is picked from by place, and a place that is not there is for an officer', () => {
  const rates = (rule: string, days = '2026-01-01: [100, 250]') => {
    const text = guide
      .replace('  parameters:', `  parameters:\n    rate: { unit: EUR-minor, ${days}, source: Fees }`)
      .replace('fee: yearly }', `fee: "${rule}" }`)
    return checkServiceText(fairhaven, { file: 'services/shelter.yaml', text })
  }
  const feeFor = (bicycles: number, rule: string) =>
    decide(rates(rule).service!, { shelter: { bicycles, isCargo: false } }, on).values.fee
  assert.equal(feeFor(2, 'rate[shelter.bicycles]'), 250)
  assert.equal(feeFor(4, 'rate[min(shelter.bicycles, 2)] + 1'), 251)
  assert.equal(feeFor(3, 'rate[shelter.bicycles]'), undefined)
  assert.match(rates('yearlyFee[shelter.bicycles]').faults.map(describeFault).join(), /A filter needs a comparison/)
  const uneven = rates('1', '2026-01-01: [1, 2], 2027-01-01: 3').faults.map(describeFault).join()
  assert.match(uneven, /“rate” holds one here and 2 on 2026-01-01/)
})
