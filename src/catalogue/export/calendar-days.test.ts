import assert from 'node:assert/strict'
import test from 'node:test'
import { calendarDays } from './calendar-days.ts'

test('a promise in working days is published as the most calendar days it can take, whichever day it begins on', () => {
  for (const promise of [1, 2, 4, 5, 6, 10, 11, 30]) {
    const longest = Math.max(...[0, 1, 2, 3, 4, 5, 6].map(weekday => daysUntil(promise, weekday)))
    assert.equal(calendarDays(promise), `P${longest}D`, `${promise} working days`)
  }
})

/** Counted day by day from a weekday, Sunday being 0: the day of receipt itself does not count. */
function daysUntil(promise: number, weekday: number): number {
  let days = 0
  for (let left = promise; left > 0; ) {
    days += 1
    const day = (weekday + days) % 7
    if (day !== 0 && day !== 6) left -= 1
  }
  return days
}
