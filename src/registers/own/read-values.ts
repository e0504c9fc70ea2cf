import { type AnswerFault, type Answers, type Fact, type RawAnswer, type ReadingIn, readAnswer, withAnswer } from '#catalogue'
import type { OwnRegister } from './own-register.ts'

/** What was typed or stands in a file, by `fact` or `fact:entry`, and by part of it where it has parts. */
export type RawValues = ReadonlyMap<string, string>

/** What does not fit: which fact, in which entry of its list, and why. */
export interface ValueFault {
  readonly fact: Fact
  readonly index: number
  readonly fault: AnswerFault
}

/** The parts that an answer of some types is typed in. */
export function partsOf({ type }: Pick<Fact, 'type'>): readonly string[] {
  if (type === 'address') return ['line1', 'line2', 'town', 'postcode', 'propertyRef']
  return []
}

/** The name of a field on a page: `director.name:1`, `company.seat.line1`. */
export function fieldName({ name, of }: Pick<Fact, 'name' | 'of'>, index: number, part?: string): string {
  return [of ? `${name}:${index}` : name, ...(part ? [part] : [])].join('.')
}

/** The values of an entry as it was typed, or everything that does not fit. A row of a list that was left blank is none. */
export function readValues(
  register: Pick<OwnRegister, 'fields'>,
  raw: RawValues,
  how: ReadingIn,
): { readonly values: Answers } | { readonly faults: ValueFault[] } {
  const faults: ValueFault[] = []
  let values: Answers = {}
  for (const fact of register.fields) {
    for (const [at, index] of rowsOf(register, fact, raw).entries()) {
      const read = readAnswer(fact, rawOf(fact, index, raw), how)
      if (!read.ok) faults.push({ fact, index, fault: read.fault })
      else if (read.value !== null) values = withAnswer(fact, values, { value: read.value, index: at })
    }
  }
  return faults.length > 0 ? { faults } : { values }
}

/** The rows of a list in which anything was typed. */
export function rowsOf({ fields }: Pick<OwnRegister, 'fields'>, { of }: Fact, raw: RawValues): number[] {
  if (!of) return [0]
  const together = fields.filter(fact => fact.of === of)
  const typed = [...raw].filter(([name, text]) => text.trim() !== '' && together.some(fact => name.startsWith(`${fact.name}:`)))
  return [...new Set(typed.map(([name]) => Number(/:(\d+)/.exec(name)![1])))].sort((a, b) => a - b)
}

function rawOf(fact: Fact, index: number, raw: RawValues): RawAnswer {
  const parts = partsOf(fact)
  if (parts.length === 0) return raw.get(fieldName(fact, index)) ?? ''
  return Object.fromEntries(parts.map(part => [part, raw.get(fieldName(fact, index, part)) ?? '']))
}
