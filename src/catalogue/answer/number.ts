import { placesOf } from '#platform'
import type { Fact } from '../fact.ts'
import type { Language } from '../words.ts'
import { numberOf, readDigits, scaled, withoutCurrency } from './amount.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'

/** The largest number that is kept exactly with everything done to it. */
export const LARGEST = 999_999_999_999_999

export function readNumber(raw: string, { rules }: Fact, language: Language): ReadAnswer {
  const digits = readDigits(raw, language)
  if (!digits) return wrong({ code: 'not-a-number' })
  const places = rules.decimals ?? 0
  if (digits.decimals.length > places)
    return wrong(places === 0 ? { code: 'not-whole' } : { code: 'too-many-decimals', max: places })
  const value = numberOf(digits)
  return value === undefined ? wrong({ code: 'too-large', max: rules.max ?? LARGEST }) : read(value)
}

export function numberFault(value: unknown, { rules }: Fact): AnswerFault | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { code: 'not-a-number' }
  return (rules.decimals ?? 0) === 0 && !Number.isInteger(value) ? { code: 'not-whole' } : rangeFault(value, rules)
}

/** Money goes from digits to whole minor units and never through a fraction. */
export function readMoney(raw: string, { rules }: Fact, language: Language): ReadAnswer {
  const currency = rules.currency ?? 'EUR'
  const digits = readDigits(withoutCurrency(raw, currency), language)
  if (!digits) return wrong({ code: 'not-money' })
  const places = placesOf(currency)
  if (digits.decimals.length > places) return wrong({ code: 'too-many-decimals', max: places })
  const minor = scaled(digits, places)
  return minor === undefined ? wrong({ code: 'too-large', max: rules.max ?? LARGEST }) : read(minor)
}

export function moneyFault(value: unknown, { rules }: Fact): AnswerFault | undefined {
  if (!Number.isSafeInteger(value)) return { code: 'not-money' }
  return rangeFault(value as number, { min: 0, ...rules })
}

function rangeFault(value: number, { min, max = LARGEST }: Fact['rules']): AnswerFault | undefined {
  if (min !== undefined && value < min) return { code: 'too-small', min }
  return value > max ? { code: 'too-large', max } : undefined
}
