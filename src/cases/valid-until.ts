const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/

/**
 * The day a document stops being valid. The last of a month stays the last of a month: 31 January and one month is 28 February.
 * @param on        day it was issued, `YYYY-MM-DD`
 * @param duration  ISO 8601, in years, months, weeks and days: `P1Y6M`
 */
export function validUntil(on: string, duration: string): string {
  const parts = DURATION.exec(duration)
  if (!parts) throw new Error(`“${duration}” is not a duration such as P1Y, P6M or P10D`)
  const [years, months, weeks, days] = parts.slice(1).map(part => Number(part ?? 0)) as [number, number, number, number]
  const start = new Date(`${on}T00:00:00Z`)
  const month = start.getUTCMonth() + years * 12 + months
  const lastOfMonth = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const day = Math.min(start.getUTCDate(), lastOfMonth) + weeks * 7 + days
  return new Date(Date.UTC(start.getUTCFullYear(), month, day)).toISOString().slice(0, 10)
}
