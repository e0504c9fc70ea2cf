const DAY_MS = 86_400_000

/** The calendar day a number of days after (or, when negative, before) another; `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The day it is in Fairhaven, `YYYY-MM-DD`: registers, sign-in and seeds must mean the same one, also near midnight. */
export function townToday(at = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Europe/Paris' }).format(at)
}
