import { type Chance, makeChance } from './chance.ts'
import { daysAfter } from './days.ts'
import { namedHouseholds } from './named-households.ts'
import { namedPeople } from './named-people.ts'
import { familyName, givenName, type Script } from './names.ts'
import { nationalIds } from './national-id.ts'
import { birthPlace, makeAddress } from './places.ts'
import type { BirthNotice, Population, Resident, Sex } from './resident.ts'

const NOTICE_DAYS = 30

interface Settings {
  /** `YYYY-MM-DD`; births are notified in the 30 days before it. */
  readonly today: string
  readonly seed?: number
  /** At least this many residents; the last household is never cut short. */
  readonly people?: number
}

/** Makes Fairhaven: synthetic households with homes, incomes and newborns, and the named people among them with their stories. */
export function makePopulation({ today, seed = 1, people = 10_000 }: Settings): Population {
  const town = newTown(today, seed)
  for (const person of namedPeople) settleNamed(town, person)
  while (town.residents.size < people) settleHousehold(town)
  const { residents, birthNotices } = town
  return { today, residents, birthNotices }
}

interface Town {
  readonly today: string
  readonly residents: Map<string, Resident>
  readonly birthNotices: BirthNotice[]
  readonly chance: Chance
  readonly newId: (bornOn: string) => string
  homes: number
}

type Adult = Pick<Resident, 'givenNames' | 'familyName' | 'bornOn' | 'sex' | 'incomeMinor'> & { readonly nationalId?: string }

function newTown(today: string, seed: number): Town {
  const newId = nationalIds(namedPeople.map(person => person.nationalId))
  return { today, residents: new Map(), birthNotices: [], chance: makeChance(seed), newId, homes: 0 }
}

function settleNamed(town: Town, person: (typeof namedPeople)[number]): void {
  const { partner, newborns, ...facts } = namedHouseholds[person.subject]
  const { nationalId, givenNames, familyName, bornOn } = person
  const parents = settle(town, [{ nationalId, givenNames, familyName, bornOn, ...facts }, ...(partner ? [partner] : [])], [])
  notify(
    town,
    parents,
    newborns.map(({ sex, daysAgo }) => ({ sex, bornOn: daysAfter(town.today, -daysAgo) })),
  )
}

function settleHousehold(town: Town): void {
  const { chance } = town
  const script: Script = chance.happens(0.8) ? 'latin' : 'arabic'
  const family = familyName(chance, script)
  const age = chance.between(18, 88)
  const adults = [makeAdult(town, { script, family, age, sex: chance.happens(0.5) ? 'female' : 'male' })]
  if (chance.happens(0.58))
    adults.push(
      makeAdult(town, { script, family, age: Math.max(18, age + chance.between(-5, 5)), sex: opposite(adults[0]!.sex) }),
    )
  const parents = settle(town, adults, age > 20 && age < 58 ? makeChildren(town, { script, family, age }) : [])
  const bornOn = daysAfter(town.today, -chance.between(0, NOTICE_DAYS - 1))
  if (age < 45 && chance.happens(0.012)) notify(town, parents, [{ sex: anySex(chance), bornOn }])
}

function makeAdult(town: Town, { script, family, age, sex }: { script: Script; family: string; age: number; sex: Sex }): Adult {
  const { chance } = town
  const familyNameOf = chance.happens(0.7) ? family : familyName(chance, script)
  const incomeMinor = Math.round((12_000 + 60_000 * chance.next() ** 2) * 100)
  return { givenNames: givenName(chance, script), familyName: familyNameOf, bornOn: bornAtAge(town, age), sex, incomeMinor }
}

function makeChildren(town: Town, { script, family, age }: { script: Script; family: string; age: number }): Adult[] {
  const { chance } = town
  const eldest = Math.min(17, age - 19)
  return Array.from({ length: chance.pick([0, 0, 1, 1, 2, 2, 3, 4]) }, () => ({
    givenNames: givenName(chance, script),
    familyName: family,
    bornOn: bornAtAge(town, chance.between(1, Math.max(1, eldest))),
    sex: anySex(chance),
  }))
}

/** Moves a household into a home of its own, the named people into the city; returns the adults' national identifiers. */
function settle(town: Town, adults: readonly Adult[], children: readonly Adult[]): string[] {
  const inCity = adults.some(adult => adult.nationalId)
  const address = makeAddress(town.chance, { number: ++town.homes, inCity })
  const identified = ({ nationalId, ...person }: Adult) => ({
    ...person,
    nationalId: nationalId ?? town.newId(person.bornOn),
    address,
  })
  const young = children.map(identified)
  const grown = adults.map(identified)
  const childIds = young.map(child => child.nationalId)
  for (const child of young) town.residents.set(child.nationalId, { ...child, children: [] })
  for (const adult of grown) {
    const partner = grown.find(other => other !== adult)?.nationalId
    town.residents.set(adult.nationalId, { ...adult, ...(partner ? { partner } : {}), children: childIds })
  }
  return grown.map(adult => adult.nationalId)
}

function notify(town: Town, parents: readonly string[], newborns: readonly { sex: Sex; bornOn: string }[]): void {
  const mother = parents.find(id => town.residents.get(id)?.sex === 'female') ?? parents[0]!
  const bornAt = birthPlace(town.chance)
  for (const newborn of newborns) {
    town.birthNotices.push({
      noticeId: `BN-${String(town.birthNotices.length + 1).padStart(6, '0')}`,
      ...newborn,
      bornAt,
      familyName: town.residents.get(mother)!.familyName,
      parents: [mother, ...parents.filter(id => id !== mother)],
    })
  }
}

function bornAtAge({ today, chance }: Town, age: number): string {
  return daysAfter(today, -Math.floor(age * 365.25) - chance.between(0, 364))
}

function anySex(chance: Chance): Sex {
  return chance.happens(0.5) ? 'female' : 'male'
}

function opposite(sex: Sex): Sex {
  return sex === 'female' ? 'male' : 'female'
}
