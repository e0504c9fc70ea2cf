import { type Chance, makeChance } from '../town/chance.ts'
import { newYearsDay } from './calendar.ts'
import { identifiersOf, type Place } from './identifiers.ts'
import type { Script } from './names.ts'
import type { Address } from './places.ts'

/** Every life is known from this day on; what lies before it is told as it stood. Day number. */
export const FIRST_DAY = newYearsDay(2020)

export type Sex = 'female' | 'male'

/** A property and who lives there; all days are day numbers. */
export interface Property {
  readonly address: Address
  readonly kind: 'home' | 'premises'
  household?: Household | undefined
}

export interface Household {
  readonly id: string
  readonly formed: number
  ended?: number
  home: Property
  readonly members: Set<Person>
}

/** Two people living as a couple, from a day to the death of one or their separation. */
export interface Union {
  readonly between: readonly [Person, Person]
  readonly from: number
  married?: number
  to?: number
  ended?: 'separation' | 'death'
}

export interface Company {
  readonly number: string
  readonly name: string
  readonly founded: number
  closed?: number
  readonly premises: Property
  readonly directors: { readonly person: Person; readonly from: number; to?: number }[]
  readonly employees: Set<Person>
}

export interface Job {
  readonly person: Person
  readonly company: Company
  readonly from: number
  to?: number
  readonly yearlyMinor: number
}

export interface Person {
  readonly id: string
  readonly givenNames: string
  readonly familyName: string
  readonly script: Script
  readonly sex: Sex
  readonly born: number
  died?: number
  readonly parents: readonly Person[]
  readonly children: Person[]
  readonly unions: Union[]
  /** The union that lasts. */
  union?: Union | undefined
  household?: Household | undefined
  readonly homes: { readonly property: Property; readonly from: number; to?: number }[]
  job?: Job | undefined
  lastWageMinor: number
  readonly income: Income
}

/** What a person has a year just now, what it came to this year, and what was assessed for each year that is over. */
export interface Income {
  perYearMinor: number
  since: number
  thisYearMinor: number
  readonly assessed: { readonly year: number; readonly minor: number }[]
}

/** Something that happened, as it goes into the file of events. */
export interface LifeEvent {
  readonly on: number
  readonly kind: EventKind
  readonly about: Readonly<Record<string, string | readonly string[]>>
}

export type EventKind =
  | 'birth'
  | 'turned-18'
  | 'turned-65'
  | 'death'
  | 'move'
  | 'moved-in-together'
  | 'marriage'
  | 'separation'
  | 'job-found'
  | 'job-changed'
  | 'job-lost'
  | 'retired'
  | 'company-founded'
  | 'company-closed'
  | 'director-changed'

/** Some 2,500 people who marry, employ and rent to each other, and their country-wide homes: made and forgotten one circle at a time. */
export interface Circle {
  readonly place: Place
  readonly chance: Chance
  readonly identifiers: ReturnType<typeof identifiersOf>
  readonly persons: Person[]
  readonly households: Household[]
  readonly properties: Property[]
  readonly vacant: Property[]
  readonly companies: Company[]
  /** Those that are open. */
  readonly open: Company[]
  readonly jobs: Job[]
  readonly events: LifeEvent[]
  /** What is to happen, by day. */
  readonly agenda: Map<number, (() => void)[]>
  today: number
}

export function newCircle(seed: number, place: Place): Circle {
  // Neighbouring seeds of this kind of chance walk the same way shifted; a large odd factor parts them.
  const chance = makeChance(Math.imul(seed ^ 0x5bd1_e995, 0x9e37_79b1) ^ Math.imul(place.number + 1, 0x85eb_ca6b))
  const empty = { persons: [], households: [], properties: [], vacant: [], companies: [], open: [], jobs: [], events: [] }
  return { place, chance, identifiers: identifiersOf(place), ...empty, agenda: new Map(), today: FIRST_DAY }
}

export function schedule({ agenda }: Circle, day: number, act: () => void): void {
  const acts = agenda.get(day)
  if (acts) acts.push(act)
  else agenda.set(day, [act])
}

export function happened({ events, today }: Circle, kind: EventKind, about: LifeEvent['about']): void {
  events.push({ on: today, kind, about })
}

export function isAlive({ died }: Person): boolean {
  return died === undefined
}

export function partnerOf(person: Person): Person | undefined {
  return person.union?.between.find(one => one !== person)
}
