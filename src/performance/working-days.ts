const DAY_MS = 86_400_000

/**
 * How many working days lie after one day, up to and with another; 0 when they are the same.
 * @param closed  days the offices are shut besides weekends, `YYYY-MM-DD`
 * @see Regulation (EEC, Euratom) No 1182/71, art. 3(1): the day of receipt itself is not counted
 */
export function workingDaysBetween(from: string, to: string, closed: readonly string[]): number {
  const [start, end] = [Date.parse(from) / DAY_MS, Date.parse(to) / DAY_MS]
  if (end <= start) return 0
  const shut = closed.filter(day => day > from && day <= to && isWeekday(Date.parse(day) / DAY_MS)).length
  return weekdaysUntil(end) - weekdaysUntil(start) - shut
}

/** Weekdays from the Monday of the first whole week of 1970 to a day, that day included. */
function weekdaysUntil(day: number): number {
  const sinceMonday = day - 4
  const week = Math.floor(sinceMonday / 7)
  return week * 5 + Math.min(sinceMonday - week * 7 + 1, 5)
}

function isWeekday(day: number): boolean {
  return (((day - 4) % 7) + 7) % 7 < 5
}
