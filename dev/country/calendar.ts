const DAY_MS = 86_400_000
const OLDEST = dayNumber('1880-01-01')
const NEWEST = dayNumber('2150-01-01')
const written: string[] = []
// A life asks for its year and birthday so often that they are worked out once for every day there may be.
const years = new Uint16Array(NEWEST - OLDEST)
const daysOfYear = new Uint16Array(NEWEST - OLDEST)
for (let day = OLDEST; day < NEWEST; day++) {
  const date = new Date(day * DAY_MS)
  years[day - OLDEST] = date.getUTCFullYear()
  daysOfYear[day - OLDEST] = (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

/** Days are counted from 1970-01-01, so that a country of a million lives is arithmetic. @param day `YYYY-MM-DD` */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

/** The day as it is written, `YYYY-MM-DD`. */
export function isoDay(day: number): string {
  written[day - OLDEST] ??= new Date(day * DAY_MS).toISOString().slice(0, 10)
  return written[day - OLDEST]!
}

export function yearOf(day: number): number {
  return years[day - OLDEST]!
}

/** The day number of 1 January. */
export function newYearsDay(year: number): number {
  return Date.UTC(year, 0, 1) / DAY_MS
}

/** The day on which somebody turns an age; who was born on 29 February turns it on 1 March. */
export function birthday(born: number, age: number): number {
  const monthAndDay = daysOfYear[born - OLDEST]!
  return Date.UTC(yearOf(born) + age, Math.floor(monthAndDay / 100) - 1, monthAndDay % 100) / DAY_MS
}

/** Completed years of age on a day. */
export function ageOn(day: number, born: number): number {
  const isBefore = daysOfYear[day - OLDEST]! < daysOfYear[born - OLDEST]!
  return yearOf(day) - yearOf(born) - (isBefore ? 1 : 0)
}
