import { formatNumber, type Language } from '#platform'
import type { TimeEstimate } from './survival.ts'
import type { Estimate } from './wilson.ts'
import { words } from './words.ts'

/** A share as the language writes it: "87.5 %". */
export function percent(language: Language, share: number): string {
  return formatNumber(language, share, { style: 'percent', maximumFractionDigits: 1 })
}

/** Working days as the language counts them. */
export function workingDays(language: Language, days: number): string {
  return days === 0 ? words(language)('same-day') : words(language)('days', { count: days })
}

export function shareInterval(language: Language, { low, high }: Estimate): string {
  return words(language)('interval-of', { low: percent(language, low), high: percent(language, high) })
}

/** The ends of a time; open above while too many cases are open. */
export function timeInterval(language: Language, { low, high }: TimeEstimate): string {
  const t = words(language)
  if (high === undefined) return t('interval-open', { low: workingDays(language, low) })
  return t('interval-of', { low: workingDays(language, low), high: workingDays(language, high) })
}
