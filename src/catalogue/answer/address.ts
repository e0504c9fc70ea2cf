import type { Fact } from '../fact.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'
import type { RawAnswer, RawParts } from './raw-answer.ts'
import { isSafeText, textFault, tidyLine } from './text.ts'

export const ADDRESS_PARTS = ['line1', 'line2', 'town', 'postcode', 'country', 'propertyRef'] as const

export const NEEDED_PARTS = ['line1', 'town', 'postcode'] as const
export const LONGEST_PART: Readonly<Record<string, number>> = { postcode: 12, country: 2, propertyRef: 40 }
export const LONGEST_LINE = 200

/** A postal address; parts left blank are left out. */
export function readAddress(raw: RawAnswer): ReadAnswer {
  if (typeof raw === 'string' || Array.isArray(raw)) return wrong({ code: 'missing', part: 'line1' })
  const typed = ADDRESS_PARTS.map(part => [part, (raw as RawParts)[part] ?? ''] as const)
  const odd = typed.find(([, value]) => typeof value !== 'string')
  if (odd) return wrong({ code: 'not-text', part: odd[0] })
  const tidied = typed.map(([part, value]) => [part, tidyLine(value as string)] as const)
  return read(Object.fromEntries(tidied.filter(([, value]) => value !== '')))
}

export function addressFault(value: unknown, _fact?: Fact): AnswerFault | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { code: 'not-text' }
  const address = value as Record<string, unknown>
  const blank = NEEDED_PARTS.find(part => address[part] === undefined || address[part] === '')
  if (blank) return { code: 'missing', part: blank }
  return ADDRESS_PARTS.map(part => partFault(part, address[part])).find(Boolean)
}

function partFault(part: string, value: unknown): AnswerFault | undefined {
  if (value === undefined) return undefined
  if (!isSafeText(value)) return { code: 'not-text', part }
  const fault = textFault(value, { rules: { maxLength: LONGEST_PART[part] ?? LONGEST_LINE } })
  return fault && { ...fault, part }
}
