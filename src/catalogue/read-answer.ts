import { type AnswerFault, type ReadAnswer, read, wrong } from './answer/answer-fault.ts'
import { itemCountFault } from './answer/choice.ts'
import { kinds } from './answer/kinds.ts'
import { isBlank, type RawAnswer, type RawParts } from './answer/raw-answer.ts'
import type { Fact } from './fact.ts'
import { isIdentifier, tokenId } from './identifiers.ts'
import type { Language } from './words.ts'

export type { AnswerFault, RawAnswer, RawParts, ReadAnswer }

/** How the person writes: digits and decimal signs follow the language; `on` is today, for dates past and to come. */
export interface ReadingIn {
  readonly language: Language
  readonly on: string
  /** Identifiers given before: the token that each mask on the page stands for. */
  readonly kept?: ReadonlyMap<string, string>
}

/** What a person typed as it is kept, or what is wrong with it. Blank is null for a fact that is optional. */
export function readAnswer(fact: Fact, raw: RawAnswer, { language, on, kept }: ReadingIn): ReadAnswer {
  const token = isIdentifier(fact) && typeof raw === 'string' ? kept?.get(raw.trim()) : undefined
  if (token) return read(token)
  if (isBlank(raw)) return fact.optional ? read(null) : wrong({ code: 'missing' })
  const result =
    fact.type === 'list'
      ? readList(fact, raw, { language, on, ...(kept && { kept }) })
      : kinds[fact.type].read(raw, fact, language)
  if (!result.ok) return result
  const fault = answerFault(fact, result.value, on)
  return fault ? wrong(fault) : result
}

/** What is wrong with a value for a fact, typed or told by a register; nothing when it fits. @param on today, `YYYY-MM-DD` */
export function answerFault(fact: Fact, value: unknown, on: string): AnswerFault | undefined {
  if (value === null || value === undefined) return fact.optional ? undefined : { code: 'missing' }
  // What stands in the vault was looked at when it came in.
  if (isIdentifier(fact) && tokenId(value)) return undefined
  return fact.type === 'list' ? listFault(fact, value, on) : kinds[fact.type].fault(value, fact, on)
}

function readList(fact: Fact, raw: RawAnswer, how: ReadingIn): ReadAnswer {
  if (!Array.isArray(raw)) return wrong({ code: 'missing' })
  const entries = raw.filter(entry => typeof entry === 'object' && !isBlank(entry))
  const results = entries.map((entry, index) => readEntry(fact, entry as RawParts, { ...how, index }))
  return results.find(result => !result.ok) ?? read(results.map(result => (result.ok ? result.value : undefined)))
}

function readEntry({ item = [] }: Fact, entry: RawParts, { index, ...how }: ReadingIn & { index: number }): ReadAnswer {
  const values = item.map(inner => ({ inner, result: readAnswer(inner, rawOf(inner, entry), how) }))
  for (const { inner, result } of values)
    if (!result.ok) return wrong({ code: 'in-list', index, field: inner.field, fault: result.fault })
  return read(Object.fromEntries(values.map(({ inner, result }) => [inner.field, result.ok ? result.value : null])))
}

/** Parts of one item stand beside the others as `field-part`. */
function rawOf({ field }: Fact, entry: RawParts): RawAnswer {
  if (Object.hasOwn(entry, field)) return entry[field]!
  const parts = Object.entries(entry).filter(([key]) => key.startsWith(`${field}-`))
  return parts.length > 0 ? Object.fromEntries(parts.map(([key, value]) => [key.slice(field.length + 1), value])) : ''
}

function listFault(fact: Fact, value: unknown, on: string): AnswerFault | undefined {
  if (!Array.isArray(value)) return { code: 'missing' }
  return itemCountFault(value.length, fact) ?? value.map((entry, index) => entryFault(fact, entry, { index, on })).find(Boolean)
}

function entryFault({ item = [] }: Fact, entry: unknown, { index, on }: { index: number; on: string }): AnswerFault | undefined {
  const values = (entry ?? {}) as Record<string, unknown>
  for (const inner of item) {
    const fault = answerFault(inner, values[inner.field], on)
    if (fault) return { code: 'in-list', index, field: inner.field, fault }
  }
  return undefined
}
