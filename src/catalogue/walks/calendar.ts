/** The day so many months and days from another, `YYYY-MM-DD`; the last of the month where there is no such day. */
export function moved(day: string, { months = 0, days = 0 }: { months?: number; days?: number }): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days)).toISOString().slice(0, 10)
}

/** A day, and those before and after it. */
export function daysAround(day: string): string[] {
  return [day, moved(day, { days: -1 }), moved(day, { days: 1 })]
}
