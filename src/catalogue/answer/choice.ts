import type { Fact } from '../fact.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'
import type { RawAnswer } from './raw-answer.ts'

export function choiceFault(value: unknown, { options = [] }: Fact): AnswerFault | undefined {
  return options.some(option => option.value === value) ? undefined : { code: 'not-an-option' }
}

/** Ticked boxes; each counts once. */
export function readChosen(raw: RawAnswer): ReadAnswer {
  const ticked = typeof raw === 'string' ? [raw] : raw
  if (!Array.isArray(ticked) || ticked.some(value => typeof value !== 'string')) return wrong({ code: 'not-an-option' })
  return read([...new Set(ticked)].filter(value => value !== ''))
}

export function chosenFault(value: unknown, fact: Fact): AnswerFault | undefined {
  if (!Array.isArray(value)) return { code: 'not-an-option' }
  return itemCountFault(value.length, fact) ?? value.map(each => choiceFault(each, fact)).find(Boolean)
}

export const MOST_ITEMS = 1000

export function itemCountFault(count: number, { rules, optional }: Fact): AnswerFault | undefined {
  const min = rules.minItems ?? (optional ? 0 : 1)
  const max = rules.maxItems ?? MOST_ITEMS
  if (count < min) return { code: 'too-few-items', min }
  return count > max ? { code: 'too-many-items', max } : undefined
}
