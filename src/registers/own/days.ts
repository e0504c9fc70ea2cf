import { dayOf } from '#platform'

/** A day of the calendar as a form sends it, `YYYY-MM-DD`; undefined when it is none. */
export function dayIn(text: string | undefined): string | undefined {
  const day = text?.trim() ?? ''
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined
}

/** Midnight in the office's own time zone, which is one or two hours ahead of UTC. */
export function beginningOf(day: string): Date {
  const [early, late] = ['+02:00', '+01:00'].map(offset => new Date(`${day}T00:00:00${offset}`)) as [Date, Date]
  return dayOf(early) === day ? early : late
}

const DAY_MS = 86_400_000

/** The last instant of a day in the office's own time zone. */
export function endOf(day: string): Date {
  const noonAfter = new Date(new Date(`${day}T12:00:00Z`).getTime() + DAY_MS)
  return new Date(beginningOf(dayOf(noonAfter)).getTime() - 1)
}
