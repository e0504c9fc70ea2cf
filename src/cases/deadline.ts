const DAY_MS = 86_400_000

/**
 * The last day on which an answer is still in time.
 * @param receivedOn   calendar day in the office's own time zone, `YYYY-MM-DD`
 * @param promiseDays  whole working days, 1 or more; from `delivery.decide-within`
 * @param closed       days the office is shut besides weekends, `YYYY-MM-DD`
 * @returns            calendar day, `YYYY-MM-DD`
 * @see Regulation (EEC, Euratom) No 1182/71, art. 3(1): the day of receipt itself is not counted
 */
export function decisionDueOn(receivedOn: string, promiseDays: number, closed: readonly string[]): string {
  if (!Number.isSafeInteger(promiseDays) || promiseDays < 1)
    throw new RangeError(`a promise is 1 working day or more, not ${promiseDays}`)
  const shut = new Set(closed)
  let day = receivedOn
  let left = promiseDays
  while (left > 0) {
    day = dayAfter(day)
    if (!isWeekend(day) && !shut.has(day)) left -= 1
  }
  return day
}

/** Whether offices are open on a day, `YYYY-MM-DD`. */
export function isWorkday(day: string, closed: readonly string[]): boolean {
  return !isWeekend(day) && !closed.includes(day)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}
