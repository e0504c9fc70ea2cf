import { propertyRef } from '../country/identifiers.ts'
import { birthPlace, makeAddress } from '../country/places.ts'
import { type Chance, makeChance } from './chance.ts'
import { daysAfter } from './days.ts'
import { peopleOfCountry } from './from-country.ts'
import { namedHouseholds } from './named-households.ts'
import { namedPeople } from './named-people.ts'
import { nationalIds } from './national-id.ts'
import type { BirthNotice, Population, Resident } from './resident.ts'

interface Settings {
  /** `YYYY-MM-DD`, 2020-01-01 or later; births are notified in the 30 days before it. */
  readonly today: string
  readonly seed?: number
  /** About so many residents. */
  readonly people?: number
}

/** Fairhaven on a day: the synthetic country, small, and the named people in it with their stories. Another day finds the same people older. */
export function makePopulation({ today, seed = 1, people = 10_000 }: Settings): Population {
  const town: Town = {
    today,
    residents: new Map(),
    birthNotices: [],
    chance: makeChance(seed),
    newId: nationalIds(NAMED_IDS),
    homes: 0,
  }
  for (const person of namedPeople) settleNamed(town, person)
  const { residents, birthNotices, adults } = peopleOfCountry({ today, seed, people })
  for (const resident of residents) town.residents.set(resident.nationalId, resident)
  return { today, residents: town.residents, birthNotices: [...town.birthNotices, ...birthNotices], adults }
}

const NAMED_IDS = namedPeople.map(person => person.nationalId)

interface Town {
  readonly today: string
  readonly residents: Map<string, Resident>
  readonly birthNotices: BirthNotice[]
  readonly chance: Chance
  readonly newId: (bornOn: string) => string
  homes: number
}

/** Moves a named person into a home in the city, with a partner and a hospital's notice of each newborn where the story has them. */
function settleNamed(town: Town, person: (typeof namedPeople)[number]): void {
  const { partner, newborns, ...facts } = namedHouseholds[person.subject]
  const { nationalId, givenNames, familyName, bornOn } = person
  const address = makeAddress(town.chance, { propertyRef: propertyRef(++town.homes), inCity: true })
  const bornAt = birthPlace(town.chance)
  const adults: Omit<Resident, 'address' | 'children'>[] = [{ nationalId, givenNames, familyName, bornOn, ...facts }]
  if (partner) adults.push({ nationalId: town.newId(partner.bornOn), ...partner })
  const ids = adults.map(adult => adult.nationalId)
  for (const adult of adults) {
    const other = ids.find(id => id !== adult.nationalId)
    town.residents.set(adult.nationalId, { ...adult, address, ...(other ? { partner: other } : {}), children: [] })
  }
  for (const { sex, daysAgo } of newborns) {
    const noticeId = `BN-${String(town.birthNotices.length + 1).padStart(6, '0')}`
    town.birthNotices.push({ noticeId, sex, bornOn: daysAfter(town.today, -daysAgo), bornAt, familyName, parents: ids })
  }
}
