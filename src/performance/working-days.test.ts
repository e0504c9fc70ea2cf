import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workingDaysBetween } from './working-days.ts'

test('the day of receipt is not counted, weekends and closed days are not, the last day is', () => {
  assert.equal(workingDaysBetween('2026-11-20', '2026-11-20', []), 0)
  assert.equal(workingDaysBetween('2026-11-20', '2026-11-22', []), 0)
  assert.equal(workingDaysBetween('2026-11-20', '2026-11-23', []), 1)
  assert.equal(workingDaysBetween('2026-11-21', '2026-11-27', []), 5)
  assert.equal(workingDaysBetween('2026-12-24', '2026-12-28', ['2026-12-25', '2026-12-26']), 1)
})

test('it agrees with counting day by day', () => {
  const day = (offset: number) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10)
  for (let from = 0; from < 15; from++) {
    let counted = 0
    for (let to = from + 1; to < 60; to++) {
      const weekday = new Date(day(to)).getUTCDay()
      if (weekday !== 0 && weekday !== 6 && day(to) !== '2026-01-14') counted++
      assert.equal(workingDaysBetween(day(from), day(to), ['2026-01-14', '2026-01-17']), counted, `${day(from)} ${day(to)}`)
    }
  }
})
