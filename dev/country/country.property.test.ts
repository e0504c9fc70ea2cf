import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { namedPeople } from '../town/named-people.ts'
import { ageOn, isoDay } from './calendar.ts'
import { checkDigit, isChecked } from './check-digit.ts'
import { type Circle, FIRST_DAY, isAlive, type Person, partnerOf } from './circle.ts'
import { writeCircle } from './lines.ts'
import { circlesOf, LEAST_PEOPLE, liveCircle } from './live.ts'

const SEED = 20_261_122
const DAYS = { min: FIRST_DAY, max: FIRST_DAY + 366 * 8 }

const anyCountry = fc.record({
  seed: fc.integer(),
  people: fc.integer({ min: LEAST_PEOPLE, max: 1000 }),
  until: fc.integer(DAYS),
})

/** Holds for every one of so many countries. */
function holds(rule: (circle: Circle) => void, numRuns = 12): void {
  fc.assert(
    fc.property(anyCountry, country => rule(liveCircle(country, 0))),
    { seed: SEED, numRuns },
  )
}

const name = ({ id }: Person) => id

test('nobody does anything before they are born or after they have died, whatever the seed', () => {
  holds(({ persons, jobs, companies, events, today }) => {
    const byId = new Map(persons.map(person => [person.id, person]))
    const within = (person: Person, from: number, to = from) =>
      assert.ok(
        from >= person.born && to >= from && to <= (person.died ?? today),
        `${person.id}: ${isoDay(from)} to ${isoDay(to)}`,
      )
    for (const person of persons) {
      for (const { from, to } of person.homes) within(person, from, to)
      for (const { from, married, to } of person.unions)
        for (const day of [from, married ?? from, to ?? from]) within(person, day)
    }
    for (const { person, from, to } of jobs) within(person, from, to)
    for (const { directors } of companies) for (const { person, from, to } of directors) within(person, from, to)
    for (const { on, about } of events) for (const id of [about.person, about.persons].flat()) if (id) within(byId.get(id)!, on)
  })
})

test('a child is younger than its parents by eighteen years, and born while its mother lived', () => {
  holds(({ persons }) => {
    for (const { born, parents } of persons) {
      for (const parent of parents) assert.ok(ageOn(born, parent.born) >= 17)
      for (const mother of parents.slice(0, 1)) assert.ok(born <= (mother.died ?? born) && mother.sex === 'female')
    }
  })
})

test('everybody alive has one address, each home begins on the day the one before it ends, and the dead have none', () => {
  holds(({ persons }) => {
    for (const { homes, household, died } of persons) {
      assert.equal(homes.filter(({ to }) => to === undefined).length, died === undefined ? 1 : 0)
      for (let at = 1; at < homes.length; at++) assert.equal(homes[at]!.from, homes[at - 1]!.to)
      assert.equal(household === undefined, died !== undefined)
      if (household) assert.ok(homes.at(-1)!.property === household.home)
    }
  })
})

test('a household has a home of its own and an adult in it, and one that ended has nobody', () => {
  holds(({ households, properties, today }) => {
    for (const household of households) {
      if (household.ended === undefined) assert.ok(household.home.household === household)
      assert.equal(household.members.size === 0, household.ended !== undefined)
      assert.ok(household.ended !== undefined || [...household.members].some(({ born }) => ageOn(today, born) >= 18))
    }
    const homes = new Set(households.filter(({ ended }) => ended === undefined).map(({ home }) => home))
    assert.ok(properties.every(property => (property.household !== undefined) === homes.has(property)))
    assert.equal(homes.size, households.filter(({ ended }) => ended === undefined).length)
  })
})

test('nobody is in two couples at once, a couple is of two adults who are not kin and live together', () => {
  holds(({ persons }) => {
    for (const person of persons) {
      for (let at = 1; at < person.unions.length; at++) assert.ok(person.unions[at]!.from >= person.unions[at - 1]!.to!)
      const partner = partnerOf(person)
      if (!partner) continue
      assert.ok(partnerOf(partner) === person)
      assert.ok(partner.household === person.household)
      assert.ok(ageOn(person.union!.from, person.born) >= 18)
      assert.ok(!partner.parents.includes(person) && !partner.parents.some(parent => person.parents.includes(parent)))
    }
  })
})

test('nobody has two jobs at once or one before they are of age, and a job lies within its company’s life', () => {
  holds(({ jobs }) => {
    const until = new Map<Person, number>()
    for (const { person, company, from, to } of jobs) {
      assert.ok(
        from >= (until.get(person) ?? from) && from >= company.founded && (to ?? 0) <= (company.closed ?? Number.MAX_VALUE),
      )
      assert.ok(ageOn(from, person.born) >= 17)
      until.set(person, to ?? Number.MAX_VALUE)
      assert.equal(company.employees.has(person), person.job?.company === company)
      if (to === undefined) assert.ok(person.job?.company === company)
    }
  })
})

test('an open company has a director, and every one of its directors is of age', () => {
  holds(({ companies }) => {
    for (const { directors, closed } of companies) {
      assert.equal(
        directors.some(({ to }) => to === undefined),
        closed === undefined,
      )
      for (const { person, from } of directors) assert.ok(ageOn(from, person.born) >= 18)
    }
  })
})

test('events come in order of time, and each birth, death, marriage and coming of age is told once', () => {
  holds(({ persons, events }) => {
    for (let at = 1; at < events.length; at++) assert.ok(events[at]!.on >= events[at - 1]!.on)
    const told = (kind: string) => events.filter(event => event.kind === kind).map(({ about }) => about.person)
    const both = (told: unknown[], are: readonly Person[]) => assert.deepEqual(told.sort(), are.map(name).sort())
    both(
      told('birth'),
      persons.filter(({ born, parents }) => born >= FIRST_DAY && parents.length),
    )
    both(
      told('death'),
      persons.filter(person => !isAlive(person)),
    )
    assert.equal(new Set(told('turned-18')).size, told('turned-18').length)
    assert.equal(new Set(told('turned-65')).size, told('turned-65').length)
  })
})

test('every year that is over is assessed once for each adult who lived through it', () => {
  holds(({ persons, today }) => {
    const over = new Date(today * 86_400_000).getUTCFullYear() - 2020
    for (const { born, died, income } of persons) {
      const years = income.assessed.map(({ year }) => year)
      assert.deepEqual(years, [...new Set(years)].sort())
      if (died === undefined && ageOn(FIRST_DAY, born) >= 18) assert.equal(years.length, over)
      for (const { minor } of income.assessed) assert.ok(Number.isSafeInteger(minor) && minor >= 0)
    }
  })
})

test('no identifier is given twice in a country, none is a named person’s, and all end in their check digit', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: LEAST_PEOPLE, max: 6000 }), (seed, people) => {
      const country = { seed, people, until: FIRST_DAY + 800 }
      const circles = Array.from({ length: circlesOf(country) }, (_, number) => liveCircle(country, number))
      const ids = circles.flatMap(({ persons, properties, companies, households }) => [
        ...persons.map(name),
        ...properties.map(({ address }) => address.propertyRef),
        ...companies.map(({ number }) => number),
        ...households.map(({ id }) => id),
      ])
      assert.equal(new Set(ids).size, ids.length)
      for (const { nationalId } of namedPeople) assert.ok(!ids.includes(nationalId))
      for (const id of ids) if (!id.startsWith('FHH-')) assert.ok(isChecked(id.replace(/\D/g, '')), id)
      for (const { persons } of circles)
        for (const { id, born } of persons) assert.equal(id.slice(3, 9), isoDay(born).slice(2).replaceAll('-', ''))
    }),
    { seed: SEED, numRuns: 6 },
  )
})

test('the same seed and size make the same bytes, another seed others', () => {
  fc.assert(
    fc.property(anyCountry, country => {
      const bytes = (seed: number) => writeCircle(liveCircle({ ...country, seed }, 0)).files.persons.bytes
      assert.deepEqual(bytes(country.seed), bytes(country.seed))
      assert.notDeepEqual(bytes(country.seed), bytes(country.seed ^ 1))
    }),
    { seed: SEED, numRuns: 10 },
  )
})

test('on a later day the country has the same past: same people, same identifiers, same events', () => {
  fc.assert(
    fc.property(anyCountry, fc.integer({ min: 1, max: 900 }), (country, days) => {
      const then = liveCircle(country, 0)
      const later = liveCircle({ ...country, until: country.until + days }, 0)
      assert.deepEqual(later.events.slice(0, then.events.length), then.events)
      const facts = ({ id, givenNames, familyName, sex, born }: Person) => [id, givenNames, familyName, sex, born]
      assert.deepEqual(later.persons.slice(0, then.persons.length).map(facts), then.persons.map(facts))
    }),
    { seed: SEED, numRuns: 25 },
  )
})

test('a check digit finds every mistyped digit and every swap of two neighbours', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const number = digits + checkDigit(digits)
      assert.ok(isChecked(number))
      const mistyped = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
      assert.ok(!isChecked(mistyped))
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
      assert.equal(isChecked(swapped), swapped === number)
    }),
    { seed: SEED, numRuns: 5000 },
  )
})
