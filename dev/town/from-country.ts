import { ageOn, dayNumber, isoDay, yearOf } from '../country/calendar.ts'
import { type Circle, FIRST_DAY, isAlive, type Person, partnerOf } from '../country/circle.ts'
import { circlesOf, liveCircle } from '../country/live.ts'
import { birthPlace } from '../country/places.ts'
import { makeChance } from './chance.ts'
import type { BirthNotice, Resident } from './resident.ts'

/** So many days a birth is a hospital's notice; then the country has registered it. */
const NOTICE_DAYS = 30

interface Settings {
  /** `YYYY-MM-DD`, 2020-01-01 or later. */
  readonly today: string
  readonly seed: number
  readonly people: number
}

/** The people of the synthetic country as registers hold them on a day: who is alive and registered, and the births that are not yet. */
export function peopleOfCountry({ today, seed, people }: Settings) {
  const until = dayNumber(today)
  if (!(until >= FIRST_DAY))
    throw new Error(`Fairhaven is known from ${isoDay(FIRST_DAY)} on. Name that day or a later one; it was ${today}.`)
  const circles = Array.from({ length: circlesOf({ people }) }, (_, number) => liveCircle({ seed, people, until }, number))
  const alive = circles.flatMap(({ persons }) => persons.filter(isAlive))
  const isRegistered = (person: Person) => person.born <= until - NOTICE_DAYS
  const residents = alive.filter(isRegistered).map(person => residentOf(person, { until, isRegistered }))
  return { residents, birthNotices: alive.filter(person => !isRegistered(person)).map(noticeOf), adults: numberedAdults(circles) }
}

interface Day {
  readonly until: number
  isRegistered(person: Person): boolean
}

function residentOf(person: Person, { until, isRegistered }: Day): Resident {
  const { id, givenNames, familyName, sex, born, household, children, income } = person
  const partner = partnerOf(person)
  const assessed = income.assessed.find(({ year }) => year === yearOf(until) - 1)
  const atHome = (child: Person) => child.household === household && isRegistered(child) && ageOn(until, child.born) < 18
  return {
    ...{ nationalId: id, givenNames, familyName, bornOn: isoDay(born), sex, address: household!.home.address },
    ...(partner ? { partner: partner.id } : {}),
    children: children.filter(atHome).map(child => child.id),
    ...(assessed ? { incomeMinor: assessed.minor } : {}),
  }
}

function noticeOf({ id, born, sex, familyName, parents }: Person): BirthNotice {
  const digits = id.replace(/\D/g, '')
  const bornAt = birthPlace(makeChance(Number(digits)))
  return {
    noticeId: `BN-${digits}`,
    bornOn: isoDay(born),
    bornAt,
    sex,
    familyName,
    parents: parents.filter(isAlive).map(one => one.id),
  }
}

/**
 * Adults by numbers that last: a person keeps theirs for life, and after a death it goes to somebody who had none: first one in ten
 * of those of age on the first day, then whoever comes of age, in turn. @returns national identifiers, at the number of each
 */
function numberedAdults(circles: readonly Circle[]): string[] {
  const grown = circles.flatMap(({ persons }) => persons.filter(({ born }) => ageOn(FIRST_DAY, born) >= 18))
  const kept = Math.floor(grown.length * 0.9)
  const numbers = grown.slice(0, kept).map(({ id }) => id)
  const waiting = new Set(grown.slice(kept).map(({ id }) => id))
  const numberOf = new Map(numbers.map((id, number) => [id, number]))
  const events = circles.flatMap(circle => circle.events.filter(({ kind }) => kind === 'death' || kind === 'turned-18'))
  for (const { kind, about } of events.sort((one, other) => one.on - other.on)) {
    const id = about.person as string
    if (kind === 'turned-18') waiting.add(id)
    else if (!waiting.delete(id)) passOn(numberOf.get(id))
  }
  return numbers

  function passOn(number: number | undefined): void {
    const [next] = waiting
    if (number === undefined || next === undefined) return
    waiting.delete(next)
    numbers[number] = next
    numberOf.set(next, number)
  }
}
