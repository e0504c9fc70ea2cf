import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOutOfHours, type OfficerLook, type Reason, singleOut, type Ties } from './single-out.ts'

const OFFICERS = Array.from({ length: 25 }, (_, index) => `officer-${index}`)
const WORKDAYS = Array.from({ length: 14 }, (_, index) => `2026-11-${String(9 + index).padStart(2, '0')}`).filter(
  day => ![0, 6].includes(new Date(day).getUTCDay()),
)
const NO_TIES: Ties = { isFamily: () => false, isColleague: () => false, isNeighbour: () => false }
const around = { ties: NO_TIES, closedDays: [], isDrawn: () => false }

/** Ten thousand looks as staff take them: most by day and with an act after, some late, some that came to nothing, some days busier than others. */
function normalLooks(): OfficerLook[] {
  const dice = fc.sample(
    fc.noBias(fc.record({ officer: fc.nat(24), day: fc.nat(9), hour: fc.integer({ min: 7, max: 17 }), chance: fc.nat(999) })),
    {
      numRuns: 10_000,
      seed: 7,
    },
  )
  return dice.map(({ officer, day, hour, chance }, index) => {
    const isLate = chance < 20
    const at = new Date(`${WORKDAYS[day]!}T${String(isLate ? 21 : hour).padStart(2, '0')}:30:00Z`)
    // One in five comes to nothing, by day and late alike.
    return look({ look: index, at, officer: OFFICERS[officer]!, person: `person-${index % 9_000}`, hasActed: chance % 5 > 0 })
  })
}

function look(more: Partial<OfficerLook>): OfficerLook {
  const { officer = 'officer-0' } = more
  return {
    ...{ look: 0, at: new Date('2026-11-10T10:00:00Z'), officer, officerPerson: `${officer} at home`, agency: 'family-agency' },
    ...{ person: 'somebody', service: 'child-benefit', hasActed: true, ...more },
  }
}

const snooper = { officer: 'snooper', officerPerson: 'snooper at home' }
const planted: Readonly<Record<Exclude<Reason, 'lot'>, { looks: OfficerLook[]; ties?: Partial<Ties> }>> = {
  family: { looks: [look({ ...snooper, person: 'their mother' })], ties: { isFamily: (_, person) => person === 'their mother' } },
  colleague: {
    looks: [look({ ...snooper, person: 'their boss' })],
    ties: { isColleague: (_, person) => person === 'their boss' },
  },
  'same-address': {
    looks: [look({ ...snooper, person: 'next door' })],
    ties: { isNeighbour: (_, person) => person === 'next door' },
  },
  many: { looks: Array.from({ length: 160 }, (_, index) => look({ ...snooper, person: `any-${index}` })) },
  'at-night-without-need': { looks: [look({ ...snooper, at: new Date('2026-11-10T23:40:00Z'), hasActed: false })] },
}

for (const [reason, { looks, ties }] of Object.entries(planted))
  test(`a snooper planted among 10,000 normal looks is found: ${reason}`, () => {
    const found = singleOut([...normalLooks(), ...looks], { ...around, ties: { ...NO_TIES, ...ties } })
    const theirs = found.filter(({ officer }) => officer === 'snooper')
    assert.deepEqual([...new Set(theirs.flatMap(one => one.reasons))], [reason])
    const falseAlarms = found.filter(({ officer }) => officer !== 'snooper')
    assert.ok(falseAlarms.length <= 100, `${falseAlarms.length} of 10,000 normal looks stand on the list`)
  })

test('looks drawn by lot stand on the list without any other reason', () => {
  const found = singleOut([look({ look: 3 }), look({ look: 4, person: 'another' })], {
    ...around,
    isDrawn: number => number === 4,
  })
  assert.deepEqual(
    found.map(({ person, reasons }) => [person, reasons]),
    [['another', ['lot']]],
  )
})

test('an officer alone at an agency, or one of two, is not called busy for doing the work', () => {
  const day = (officer: string, people: number) =>
    Array.from({ length: people }, (_, index) => look({ officer, person: `${officer} ${index}` }))
  assert.deepEqual(singleOut(day('one', 29), around), [])
  assert.deepEqual(singleOut([...day('one', 80), ...day('two', 40)], around), [])
})

test('the office’s hours are those of its own time zone, and a day on which it is shut has none', () => {
  assert.equal(isOutOfHours(new Date('2026-11-10T12:00:00Z'), []), false)
  assert.equal(isOutOfHours(new Date('2026-11-10T12:00:00Z'), ['2026-11-10']), true)
  assert.equal(isOutOfHours(new Date('2026-11-14T12:00:00Z'), []), true)
  assert.equal(isOutOfHours(new Date('2026-11-10T02:00:00Z'), []), true)
})
