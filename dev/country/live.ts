import { newYearsDay, yearOf } from './calendar.ts'
import { type Circle, FIRST_DAY, isAlive, newCircle } from './circle.ts'
import { settle } from './settle.ts'
import { assess } from './work.ts'
import { planYear } from './year.ts'

/** A circle holds about so many people; more would be slower to hold, fewer would marry and work in too small a world. */
const CIRCLE_PEOPLE = 2500

/** Fewer could not marry, employ and look after each other. */
export const LEAST_PEOPLE = 200
export const MOST_PEOPLE = 2_000_000

/** What a country is made from: the same three give the same country, and a later day gives the same one with more days. */
export interface Country {
  readonly seed: number
  /** How many live in it when the record begins, about; `LEAST_PEOPLE` to `MOST_PEOPLE`. */
  readonly people: number
  /** The last day that is known, day number; `FIRST_DAY` or later. */
  readonly until: number
}

/** How many circles a country of so many people has. */
export function circlesOf({ people }: Pick<Country, 'people'>): number {
  return Math.ceil(people / CIRCLE_PEOPLE)
}

/** Lives one circle of a country from the first day to the last. Pure: chance is drawn in an order that no later day can change. */
export function liveCircle({ seed, people, until }: Country, number: number): Circle {
  const of = circlesOf({ people })
  const circle = newCircle(seed, { number, of })
  settle(circle, Math.ceil((people - number) / of))
  for (; circle.today <= until; circle.today++) liveDay(circle)
  circle.today = until
  return circle
}

function liveDay(circle: Circle): void {
  const { today, agenda } = circle
  const year = yearOf(today)
  if (today === newYearsDay(year)) {
    if (today > FIRST_DAY) for (const person of circle.persons) if (isAlive(person)) assess(circle, person, year - 1)
    planYear(circle)
  }
  // Acts may put further acts on this same day, behind those that are there.
  for (const act of agenda.get(today) ?? []) act()
  agenda.delete(today)
}
