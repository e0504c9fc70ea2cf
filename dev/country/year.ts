import { birthday, newYearsDay, yearOf } from './calendar.ts'
import { type Circle, happened, isAlive, type Person, schedule } from './circle.ts'
import { keepsHouse, moveHousehold, moveTo } from './homes.ts'
import { chances, ofBirth, ofDying, ofMoving, ofSeekingPartner } from './likelihoods.ts'
import { die, giveBirth, live, marry, separate } from './lives.ts'
import { anyAdult, changeJob, closeCompany, comeOfAge, findJob, foundCompany, loseJob, retire } from './work.ts'

/** Draws what the year that begins today may bring; what has become impossible by its day does not happen. */
export function planYear(circle: Circle): void {
  const year = yearOf(circle.today)
  const seeking: Person[] = []
  for (const person of circle.persons) {
    if (!isAlive(person)) continue
    const age = year - yearOf(person.born) - 1
    planLife(circle, person, age)
    if (age >= 18) planAdult(circle, person, age)
    if (!person.union && circle.chance.happens(ofSeekingPartner(age))) seeking.push(person)
  }
  planCouples(circle, seeking)
  planHomes(circle)
  planCompanies(circle)
}

/** On a day of this year, if everybody named is then still alive. */
function sometime(circle: Circle, who: readonly Person[], act: () => void): void {
  const year = yearOf(circle.today)
  const day = circle.chance.between(circle.today, newYearsDay(year + 1) - 1)
  schedule(circle, day, () => who.every(isAlive) && act())
}

function planLife(circle: Circle, person: Person, age: number): void {
  const { chance, today } = circle
  if (chance.happens(ofDying(Math.max(0, age), person.sex))) sometime(circle, [person], () => die(circle, person))
  if (age === 17 || age === 64 || age === 66) {
    const day = Math.max(today, birthday(person.born, age + 1))
    const entersWork = day + chance.between(0, 2600)
    const works = chance.happens(0.92)
    schedule(circle, day, () => isAlive(person) && turn(circle, person, age + 1))
    if (age === 17 && works) schedule(circle, entersWork, () => findJob(circle, person))
  }
}

function turn(circle: Circle, person: Person, age: number): void {
  if (age === 18) comeOfAge(circle, person)
  if (age === 67) retire(circle, person)
  else happened(circle, age === 18 ? 'turned-18' : 'turned-65', { person: person.id })
}

function planAdult(circle: Circle, person: Person, age: number): void {
  const { chance } = circle
  const { union } = person
  if (person.sex === 'female' && chance.happens(ofBirth(age, union !== undefined)))
    sometime(circle, [person], () => giveBirth(circle, person))
  if (union?.between[0] === person) {
    if (union.married === undefined && chance.happens(chances.marrying))
      sometime(circle, union.between, () => marry(circle, union))
    if (chance.happens(chances.separating)) sometime(circle, union.between, () => separate(circle, union))
  }
  if (age < 36 && !keepsHouse(person) && chance.happens(chances.leavingParents))
    sometime(circle, [person], () => !keepsHouse(person) && moveTo(circle, [person]))
  if (person.job && chance.happens(chances.losingJob)) sometime(circle, [person], () => loseJob(circle, person))
  if (person.job && chance.happens(chances.changingJob)) sometime(circle, [person], () => changeJob(circle, person))
  if (!person.job && age >= 22 && age < 62 && chance.happens(chances.returningToWork))
    sometime(circle, [person], () => findJob(circle, person))
}

/** Couples of those who seek: of near age, never close kin. */
function planCouples(circle: Circle, seeking: readonly Person[]): void {
  const { chance } = circle
  const drawn = seeking.map(person => ({
    person,
    same: chance.happens(chances.sameSexCouple),
    by: person.born + chance.between(-900, 900),
  }))
  drawn.sort((one, other) => one.by - other.by)
  const sides = (['female', 'male'] as const).map(sex => drawn.filter(({ person, same }) => person.sex === sex && !same))
  const pairs = [...zipped(sides[0]!, sides[1]!)]
  for (const sex of ['female', 'male'] as const) {
    const same = drawn.filter(one => one.same && one.person.sex === sex)
    pairs.push(
      ...zipped(
        same.filter((_, at) => at % 2 === 0),
        same.filter((_, at) => at % 2 === 1),
      ),
    )
  }
  for (const [{ person: one }, { person: other }] of pairs)
    if (Math.abs(one.born - other.born) < 12 * 365 && !areKin(one, other))
      sometime(circle, [one, other], () => live(circle, one, other))
}

function* zipped<T>(some: readonly T[], others: readonly T[]): Generator<[T, T]> {
  for (let at = 0; at < Math.min(some.length, others.length); at++) yield [some[at]!, others[at]!]
}

/** Whether two share a parent, or one is parent or grandparent of the other. */
function areKin(one: Person, other: Person): boolean {
  const up = (person: Person) => [person, ...person.parents, ...person.parents.flatMap(({ parents }) => parents)]
  return up(one).some(kin => kin === other || other.parents.includes(kin)) || up(other).includes(one)
}

function planHomes(circle: Circle): void {
  for (const household of circle.households) {
    if (household.ended !== undefined) continue
    let oldest = circle.today
    for (const { born } of household.members) oldest = Math.min(oldest, born)
    const age = yearOf(circle.today) - yearOf(oldest)
    if (circle.chance.happens(ofMoving(age)))
      sometime(circle, [], () => household.ended === undefined && moveHousehold(circle, household))
  }
}

function planCompanies(circle: Circle): void {
  const { open, chance } = circle
  for (const company of [...open]) {
    if (chance.happens(chances.companyClosed)) sometime(circle, [], () => closeCompany(circle, company))
    if (chance.happens(chances.companyFounded)) sometime(circle, [], () => foundCompany(circle, [anyAdult(circle)]))
  }
}
