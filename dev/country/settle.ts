import { ageOn, yearOf } from './calendar.ts'
import { type Circle, FIRST_DAY, type Person, type Sex, type Union } from './circle.ts'
import { enter, newHousehold } from './homes.ts'
import { chances, ofBeingAlive, ofBirth, ofHavingPartner, ofLivingWithParents } from './likelihoods.ts'
import { familyName, givenName, type Script } from './names.ts'
import { comeOfAge, findJob, foundCompany, hasYearly, pensionOf } from './work.ts'

const PERSONS_FOR_A_COMPANY = 22
const BETWEEN_BIRTHS = 300

/** Fills a circle with the people who live in it when the record begins, their homes, companies and work. */
export function settle(circle: Circle, people: number): void {
  while (circle.persons.length < people) settleHousehold(circle)
  const adults = circle.persons.filter(({ born }) => ageOn(FIRST_DAY, born) >= 18)
  const companies = Math.max(3, Math.round(people / PERSONS_FOR_A_COMPANY))
  for (let made = 0; made < companies; made++) foundOneOfBefore(circle, adults)
  for (const adult of adults) beginWork(circle, adult)
}

/** A person of the circle with an identifier of their own; the day of birth may be some days earlier than asked for, where its numbers are used up. */
export function newPerson(circle: Circle, about: Pick<Person, 'familyName' | 'script' | 'sex' | 'born' | 'parents'>): Person {
  let { born } = about
  let id = circle.identifiers.person(born)
  while (!id) id = circle.identifiers.person(--born)
  return addPerson(circle, { ...about, born, id })
}

/** Takes up a person who has an identifier. */
export function addPerson(
  circle: Circle,
  about: Pick<Person, 'id' | 'familyName' | 'script' | 'sex' | 'born' | 'parents'>,
): Person {
  const person: Person = {
    ...about,
    givenNames: givenName(circle.chance, about.script),
    ...{ children: [], unions: [], homes: [], lastWageMinor: 0 },
    income: { perYearMinor: 0, since: circle.today, thisYearMinor: 0, assessed: [] },
  }
  for (const parent of person.parents) parent.children.push(person)
  circle.persons.push(person)
  return person
}

export function anySex({ chance }: Circle): Sex {
  return chance.happens(chances.boy) ? 'male' : 'female'
}

function settleHousehold(circle: Circle): void {
  const { chance } = circle
  const script: Script = chance.happens(chances.arabicScript) ? 'arabic' : 'latin'
  const age = anyAge(circle)
  const head = newAdult(circle, {
    script,
    age,
    sex: chance.happens(0.5) ? 'female' : 'male',
    familyName: familyName(chance, script),
  })
  const adults = [head]
  if (chance.happens(ofHavingPartner(age))) adults.push(newPartner(circle, head, age))
  const children = bearChildren(circle, adults)
  const together = head.union?.from ?? head.born + 19 * 366
  const since = FIRST_DAY - chance.between(0, Math.max(0, Math.min(12_000, FIRST_DAY - together)))
  const household = newHousehold(circle, since)
  for (const adult of adults) enter(adult, household, since)
  for (const child of children) enter(child, household, Math.max(since, child.born))
}

/** Ages as they are where as many are born each year and die by the law of `ofBeingAlive`. */
function anyAge({ chance }: Circle): number {
  for (;;) {
    const age = chance.between(20, 100)
    if (chance.happens(ofBeingAlive(age))) return age
  }
}

type Adult = Pick<Person, 'script' | 'sex' | 'familyName'> & { readonly age: number }

function newAdult(circle: Circle, { age, ...about }: Adult): Person {
  return newPerson(circle, { ...about, born: FIRST_DAY - Math.floor(age * 365.25) - circle.chance.between(1, 364), parents: [] })
}

function newPartner(circle: Circle, head: Person, age: number): Person {
  const { chance } = circle
  const { script } = head
  const other = head.sex === 'female' ? 'male' : 'female'
  const sex = chance.happens(chances.sameSexCouple) ? head.sex : other
  const surname = chance.happens(chances.couplesSurname) ? head.familyName : familyName(chance, script)
  const ages = Math.max(20, age + Math.round((chance.next() + chance.next() - 1) * 8))
  const partner = newAdult(circle, { script, sex, familyName: surname, age: ages })
  const together = Math.max(head.born, partner.born) + 19 * 366
  const from = chance.between(Math.min(together, FIRST_DAY - 1), Math.min(together + 9 * 365, FIRST_DAY - 1))
  const married = chance.happens(age < 35 ? 0.45 : 0.85) ? chance.between(from, Math.min(from + 1500, FIRST_DAY - 1)) : undefined
  const union: Union = { between: [head, partner], from, ...(married === undefined ? {} : { married }) }
  for (const one of union.between) {
    one.unions.push(union)
    one.union = union
  }
  return partner
}

/** The children of a household who still live in it, born when their mother was of an age for it. */
function bearChildren(circle: Circle, adults: readonly Person[]): Person[] {
  const { chance } = circle
  const mother = adults.find(({ sex }) => sex === 'female')
  if (!mother) return []
  const children: Person[] = []
  const parents = [mother, ...adults.filter(one => one !== mother)]
  const oldestParent = Math.max(...parents.map(({ born }) => born)) + 18 * 366
  let free = mother.born + 18 * 366
  for (let age = 18; age < 46; age++) {
    const born = mother.born + Math.floor(age * 365.25) + chance.between(0, 364)
    if (!chance.happens(ofBirth(age, adults.length > 1)) || born < free || born < oldestParent || born >= FIRST_DAY) continue
    if (!chance.happens(ofLivingWithParents(ageOn(FIRST_DAY, born)))) continue
    free = born + BETWEEN_BIRTHS + 14
    children.push(newPerson(circle, { familyName: mother.familyName, script: mother.script, sex: anySex(circle), born, parents }))
  }
  return children
}

function foundOneOfBefore(circle: Circle, adults: readonly Person[]): void {
  const { chance } = circle
  const grown = adults.filter(({ born }) => ageOn(FIRST_DAY, born) >= 25 && ageOn(FIRST_DAY, born) < 70)
  const directors = [chance.pick(grown)]
  const second = chance.pick(grown)
  if (second !== directors[0] && chance.happens(0.35)) directors.push(second)
  const youngest = Math.max(...directors.map(({ born }) => born))
  foundCompany(circle, directors, FIRST_DAY - chance.between(1, Math.min(14_000, FIRST_DAY - 1 - youngest - 20 * 366)))
}

function beginWork(circle: Circle, adult: Person): void {
  const { chance } = circle
  const age = yearOf(FIRST_DAY) - yearOf(adult.born)
  comeOfAge(circle, adult)
  if (age >= 67) {
    adult.lastWageMinor = Math.round((18_000 + 40_000 * chance.next() ** 2.4) * 100)
    hasYearly(circle, adult, pensionOf(adult))
  } else if (age >= 19 && chance.happens(chances.atWork)) {
    const longest = Math.min(9000, FIRST_DAY - adult.born - 18 * 366)
    findJob(circle, adult, { from: FIRST_DAY - chance.between(1, Math.max(1, longest)) })
  }
}
