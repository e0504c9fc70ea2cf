import { formatNumber, type Language } from '#platform'

/** Shares of new starts that a release may be given, in percent. */
export const shares = [5, 10, 25, 50, 100] as const

export function inPercent(share: number, language: Language): string {
  return formatNumber(language, share / 100, { style: 'percent' })
}
