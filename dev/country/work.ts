import { ageOn, newYearsDay, yearOf } from './calendar.ts'
import { type Circle, type Company, FIRST_DAY, happened, isAlive, type Person, schedule } from './circle.ts'
import { newProperty } from './homes.ts'
import { familyName } from './names.ts'

const TRADES = ['Works', 'Trading', 'Bakery', 'Software', 'Transport', 'Care', 'Farms', 'Builders', 'Print', 'Energy']
const PENSION_SHARE = 0.55
const BENEFIT_SHARE = 0.5
const LEAST_PENSION_MINOR = 1_200_000
const LEAST_BENEFIT_MINOR = 600_000

/** From today on a person has so much a year. */
export function hasYearly({ today }: Circle, { income }: Person, minor: number): void {
  // What a year came to is kept whole, so that it does not depend on how often it was counted together.
  income.thisYearMinor += ((today - income.since) * income.perYearMinor) / 365
  income.since = today
  income.perYearMinor = minor
}

/** Closes the year that is over for a person who was of age in it. Called on 1 January, and on the day somebody dies. */
export function assess(circle: Circle, person: Person, year: number): void {
  const { income } = person
  hasYearly(circle, person, income.perYearMinor)
  if (ageOn(newYearsDay(year + 1) - 1, person.born) >= 18)
    income.assessed.push({ year, minor: Math.round(income.thisYearMinor / 100) * 100 })
  income.thisYearMinor = 0
}

export function findJob(circle: Circle, person: Person, { kind = 'job-found', from = circle.today }: JobStart = {}): void {
  const { open, chance, jobs } = circle
  // The first companies are the large ones.
  const company = open[Math.floor(chance.next() ** 2.5 * open.length)]
  const yearlyMinor = wageOf(circle, person)
  if (!company || !isAlive(person) || person.job) return
  person.job = { person, company, from: Math.max(from, company.founded), yearlyMinor }
  person.lastWageMinor = yearlyMinor
  jobs.push(person.job)
  company.employees.add(person)
  hasYearly(circle, person, yearlyMinor)
  if (from === circle.today) happened(circle, kind, { person: person.id, company: company.number })
}

interface JobStart {
  readonly kind?: 'job-found' | 'job-changed'
  /** Earlier than today when the record begins. */
  readonly from?: number
}

/** Ends a person's job, whatever the reason; says nothing and pays nothing. */
export function endJob({ today }: Circle, person: Person): void {
  if (!person.job) return
  person.job.to = today
  person.job.company.employees.delete(person)
  person.job = undefined
}

export function loseJob(circle: Circle, person: Person): void {
  const { chance, today } = circle
  const back = today + chance.between(20, 420)
  const returns = chance.happens(0.85)
  if (!person.job) return
  happened(circle, 'job-lost', { person: person.id, company: person.job.company.number })
  endJob(circle, person)
  hasYearly(circle, person, Math.max(LEAST_BENEFIT_MINOR, Math.round(person.lastWageMinor * BENEFIT_SHARE)))
  if (returns) schedule(circle, back, () => ageOn(circle.today, person.born) < 64 && findJob(circle, person))
}

export function changeJob(circle: Circle, person: Person): void {
  if (!person.job) return
  endJob(circle, person)
  findJob(circle, person, { kind: 'job-changed' })
}

/** From 67 on everybody has a pension. */
export function retire(circle: Circle, person: Person): void {
  const worked = person.job !== undefined
  endJob(circle, person)
  hasYearly(circle, person, pensionOf(person))
  if (worked) happened(circle, 'retired', { person: person.id })
}

export function pensionOf({ lastWageMinor }: Person): number {
  return Math.max(LEAST_PENSION_MINOR, Math.round(lastWageMinor * PENSION_SHARE))
}

/** What an adult without work and pension has. */
export function comeOfAge(circle: Circle, person: Person): void {
  hasYearly(circle, person, LEAST_BENEFIT_MINOR)
}

/** @param founded earlier than today when the record begins */
export function foundCompany(circle: Circle, directors: readonly Person[], founded = circle.today): void {
  const { chance, identifiers, companies, open } = circle
  const company: Company = {
    number: identifiers.company(),
    name: `${familyName(chance, 'latin')} ${chance.pick(TRADES)}`,
    founded,
    premises: newProperty(circle, 'premises'),
    directors: directors.map(person => ({ person, from: founded })),
    employees: new Set(),
  }
  companies.push(company)
  open.push(company)
  if (founded >= FIRST_DAY)
    happened(circle, 'company-founded', { company: company.number, directors: directors.map(one => one.id) })
}

export function closeCompany(circle: Circle, company: Company): void {
  const { open, today } = circle
  if (company.closed !== undefined || open.length === 1) return
  company.closed = today
  open.splice(open.indexOf(company), 1)
  happened(circle, 'company-closed', { company: company.number })
  for (const director of company.directors) director.to ??= today
  for (const person of [...company.employees]) loseJob(circle, person)
}

/** Somebody who died leaves the companies they directed; one that has no director left gets another the same day. */
export function leaveCompanies(circle: Circle, person: Person): void {
  const { open, today } = circle
  for (const company of open) {
    const leaving = company.directors.find(one => one.person === person && one.to === undefined)
    if (!leaving) continue
    leaving.to = today
    const next = company.directors.some(({ to }) => to === undefined) ? undefined : anyAdult(circle, [...company.employees])
    if (next) company.directors.push({ person: next, from: today })
    const about = { company: company.number, left: person.id }
    happened(circle, 'director-changed', next ? { ...about, entered: next.id } : about)
  }
}

/** Anybody alive and between 25 and 70: of these if there is one, else of the circle. */
export function anyAdult({ chance, persons, today }: Circle, of: readonly Person[] = []): Person {
  const fits = (one: Person) => isAlive(one) && one.born < today - 25 * 366 && one.born > today - 70 * 365
  const first = of.find(fits)
  if (first) return first
  const from = chance.between(0, persons.length - 1)
  return persons.slice(from).find(fits) ?? persons.find(fits)!
}

function wageOf({ chance, today }: Circle, { born }: Person): number {
  const experience = Math.min(25, Math.max(0, yearOf(today) - yearOf(born) - 20))
  return Math.round((18_000 + 52_000 * chance.next() ** 2.4) * (0.75 + experience * 0.015)) * 100
}
