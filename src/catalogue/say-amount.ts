import { formatMoney, formatNumber, type Language, say } from '#platform'
import type { Service } from './service.ts'

const UNITS: Readonly<Record<string, string>> = {
  percent: 'percent',
  years: 'year',
  months: 'month',
  weeks: 'week',
  days: 'day',
  hours: 'hour',
}

/** The unit of a number that is a year: 1962, never 1,962. */
export const CALENDAR_YEAR = 'calendar-year'

/** A number as people read it in its unit: `EUR-minor` as money, `years` and the like in words, `calendar-year` without separators, any other unit as a bare number. */
export function sayAmount(language: Language, value: number, unit = ''): string {
  const [currency] = /^[A-Z]{3}(?=-minor$)/.exec(unit) ?? []
  if (currency) return formatMoney(language, value, currency)
  if (unit === CALENDAR_YEAR) return formatNumber(language, value, { useGrouping: false })
  const known = UNITS[unit]
  if (!known) return formatNumber(language, value)
  return formatNumber(language, value, { style: 'unit', unit: known, unitDisplay: 'long' })
}

/** What a parameter is called in explanations; its own name, spaced, when its file gives no words. */
export function parameterName(service: Service, name: string, language: Language): string {
  const words = service.parameters.get(name)?.words
  return words ? say(words, language) : spaced(name)
}

/** What a figure that is worked out on the way is called. */
export function figureName(service: Service, name: string, language: Language): string {
  const words = service.workOut.get(name)?.words
  return words ? say(words, language) : spaced(name)
}

/** `weeklyFirst` → `Weekly first`: the rules' own name, readable. */
export function spaced(name: string): string {
  const words = name.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
