import { isoDay } from './calendar.ts'
import type { Circle, Company, Household, Job, LifeEvent, Person, Property, Union } from './circle.ts'
import { FIRST_DAY } from './circle.ts'

/** The files of a country that are written circle by circle; `events` is put in order of time afterwards. */
export const FILES = ['persons', 'households', 'properties', 'companies', 'jobs', 'incomes'] as const
export type File = (typeof FILES)[number]

/** How many lines, and the lines: UTF-8, each one JSON object and a line feed. */
export interface Lines {
  readonly count: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A circle as JSON Lines: a file of each kind, and its events by month since the first day, in order of time within. */
export interface WrittenCircle {
  readonly files: Readonly<Record<File, Lines>>
  readonly months: readonly Lines[]
}

export function writeCircle(circle: Circle): WrittenCircle {
  const { persons, households, properties, companies, jobs, events } = circle
  const files = {
    persons: linesOf(persons, personLine),
    households: linesOf(households, householdLine),
    properties: linesOf(properties, propertyLine),
    companies: linesOf(companies, companyLine),
    jobs: linesOf(jobs, jobLine),
    incomes: linesOf(
      persons.flatMap(({ id, income }) => income.assessed.map(({ year, minor }) => ({ id, year, minor }))),
      ({ id, year, minor }) => ({ person: id, year, assessedMinor: minor, currency: 'EUR' }),
    ),
  }
  return { files, months: byMonth(circle, events) }
}

/** Months since the first day. @param day day number */
export function monthOf(day: number): number {
  const [year, month] = isoDay(day).split('-').map(Number) as [number, number]
  return (year - Number(isoDay(FIRST_DAY).slice(0, 4))) * 12 + month - 1
}

function byMonth({ today }: Circle, events: readonly LifeEvent[]): Lines[] {
  const months = Array.from({ length: monthOf(today) + 1 }, () => [] as LifeEvent[])
  for (const event of events) months[monthOf(event.on)]!.push(event)
  return months.map(month => linesOf(month, ({ on, kind, about }) => ({ on: isoDay(on), kind, ...about })))
}

const encoder = new TextEncoder()

function linesOf<T>(things: readonly T[], show: (thing: T) => object): Lines {
  let text = ''
  for (const thing of things) text += `${JSON.stringify(show(thing))}\n`
  return { count: things.length, bytes: encoder.encode(text) }
}

const on = (name: string, day: number | undefined) => (day === undefined ? {} : { [name]: isoDay(day) })
const refOf = ({ address }: Property) => address.propertyRef
const idsOf = (persons: Iterable<Person>) => Array.from(persons, ({ id }) => id)

function personLine(person: Person): object {
  const { id, givenNames, familyName, sex, born, died, parents, household, homes, unions } = person
  return {
    ...{ person: id, givenNames, familyName, sex, bornOn: isoDay(born), ...on('diedOn', died), parents: idsOf(parents) },
    ...(household ? { household: household.id } : {}),
    homes: homes.map(({ property, from, to }) => ({ property: refOf(property), from: isoDay(from), ...on('to', to) })),
    couples: unions.map(union => coupleOf(union, person)),
  }
}

function coupleOf({ between, from, married, to, ended }: Union, person: Person): object {
  const other = between.find(one => one !== person)!
  return { with: other.id, from: isoDay(from), ...on('marriedOn', married), ...on('to', to), ...(ended ? { ended } : {}) }
}

function householdLine({ id, home, formed, ended, members }: Household): object {
  return { household: id, property: refOf(home), formedOn: isoDay(formed), ...on('endedOn', ended), members: idsOf(members) }
}

function propertyLine({ address, kind, household }: Property): object {
  const { propertyRef, ...where } = address
  return { property: propertyRef, kind, address: where, ...(household ? { household: household.id } : {}) }
}

function companyLine({ number, name, founded, closed, premises, directors, employees }: Company): object {
  return {
    ...{ company: number, name, foundedOn: isoDay(founded), ...on('closedOn', closed), property: refOf(premises) },
    directors: directors.map(({ person, from, to }) => ({ person: person.id, from: isoDay(from), ...on('to', to) })),
    employees: idsOf(employees),
  }
}

function jobLine({ person, company, from, to, yearlyMinor }: Job): object {
  return { person: person.id, company: company.number, from: isoDay(from), ...on('to', to), yearlyMinor, currency: 'EUR' }
}
