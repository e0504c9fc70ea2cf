import { isWorkday } from '#cases'
import { dayOf, OFFICE_TIME_ZONE } from '#platform'

/** Why looks stand on the privacy officer's list. `lot`: by chance, so that nobody knows which are looked into. */
export const reasons = ['family', 'colleague', 'same-address', 'many', 'at-night-without-need', 'lot'] as const
export type Reason = (typeof reasons)[number]

/** One look of an officer at a person's data, from the log. */
export interface OfficerLook {
  /** Its place in the log. */
  readonly look: number
  readonly at: Date
  readonly officer: string
  /** The officer as a person. */
  readonly officerPerson: string
  readonly agency: string
  readonly person: string
  readonly service: string | null
  /** Whether the officer has done anything in the matter since. */
  readonly hasActed: boolean
}

/** What is known of how two people stand to each other. */
export interface Ties {
  isFamily(officerPerson: string, person: string): boolean
  isColleague(agency: string, person: string): boolean
  isNeighbour(officerPerson: string, person: string): boolean
}

/** Looks that belong together: of an officer at one person on one day, or of an officer's whole day. */
export interface Singled {
  readonly kind: 'person' | 'day'
  readonly officer: string
  readonly officerPerson: string
  readonly agency: string
  /** The person looked at; for a whole day the officer. */
  readonly person: string
  readonly day: string
  readonly looks: number
  readonly first: number
  readonly service: string | null
  readonly reasons: readonly Reason[]
}

interface Around {
  readonly ties: Ties
  readonly closedDays: readonly string[]
  /** Whether the lot falls on a look. */
  isDrawn(look: number): boolean
}

/** At least so many different people in a day are many, and so many times as many as the officer's peers usually see. */
const MANY_PEOPLE = 30
const TIMES_AS_MANY = 3
const OFFICE_HOURS = { from: 6, until: 21 }

/** Which of the officers' looks should be looked into, and why. Pure. A reason is never a verdict: somebody asks, and writes down what they found. */
export function singleOut(looks: readonly OfficerLook[], around: Around): Singled[] {
  const days = Map.groupBy(looks, ({ officer, at }) => `${officer} ${dayOf(at)}`)
  const perPerson = [...days.values()].flatMap(ofDay => [...Map.groupBy(ofDay, ({ person }) => person).values()])
  const ofPeople = perPerson.map(group => ({ ...summaryOf(group), reasons: reasonsFor(group, around) }))
  return [...ofPeople.filter(one => one.reasons.length > 0), ...busyDays([...days.values()])]
}

function summaryOf(group: readonly OfficerLook[]) {
  const [{ officer, officerPerson, agency, person, service, at, look }] = group as [OfficerLook]
  return {
    kind: 'person' as const,
    officer,
    officerPerson,
    agency,
    person,
    service,
    day: dayOf(at),
    looks: group.length,
    first: look,
  }
}

function reasonsFor(group: readonly OfficerLook[], { ties, closedDays, isDrawn }: Around): Reason[] {
  const { agency, officerPerson, person } = group[0]!
  const found: Readonly<Record<Exclude<Reason, 'many'>, boolean>> = {
    family: ties.isFamily(officerPerson, person),
    colleague: ties.isColleague(agency, person),
    'same-address': ties.isNeighbour(officerPerson, person),
    'at-night-without-need': group.some(look => isOutOfHours(look.at, closedDays)) && group.every(look => !look.hasActed),
    lot: group.some(({ look }) => isDrawn(look)),
  }
  return reasons.filter(reason => reason !== 'many' && found[reason])
}

/** Outside the office's hours, or on a day on which it is shut. */
export function isOutOfHours(at: Date, closedDays: readonly string[]): boolean {
  const hour = Number(hours.format(at))
  return hour < OFFICE_HOURS.from || hour >= OFFICE_HOURS.until || !isWorkday(dayOf(at), closedDays)
}

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: OFFICE_TIME_ZONE })

/** Days on which an officer saw many more people than colleagues of the same agency usually do. */
function busyDays(days: readonly (readonly OfficerLook[])[]): Singled[] {
  const counted = days.map(ofDay => ({ ...summaryOf(ofDay), people: new Set(ofDay.map(({ person }) => person)).size }))
  return counted
    .filter(one => {
      const peers = counted.filter(({ agency, officer }) => agency === one.agency && officer !== one.officer)
      return one.people >= MANY_PEOPLE && one.people > TIMES_AS_MANY * median(peers.map(({ people }) => people))
    })
    .map(({ people: _, ...one }) => ({ ...one, kind: 'day', person: one.officerPerson, service: null, reasons: ['many'] }))
}

/** Nobody to compare with is nothing to be above. */
function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}
