import type { Fact } from '../fact.ts'
import type { RawAnswer, RawParts } from '../read-answer.ts'

const DAY = { day: '1', month: '9', year: '2027' }
const ADDRESS = { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB' }
const SAMPLES = ['A12345678', 'AB12', '12345678', 'Fairhaven', '2027', 'A']

/** Answers a person might type to a question, the first the plainest; more than one where a form may branch on it. */
export function typedAnswers(fact: Fact): RawAnswer[] {
  switch (fact.type) {
    case 'yes-no':
      return ['yes', 'no']
    case 'one-of':
      return (fact.options ?? []).map(option => option.value)
    case 'many-of': {
      const values = (fact.options ?? []).map(option => option.value)
      const pairs = values.flatMap((one, at) => values.slice(at + 1).map(other => [one, other]))
      return [...values.map(value => [value]), ...(values.length > 2 ? [values] : []), ...pairs]
    }
    case 'number':
    case 'money':
      return numbers(fact)
    case 'date':
      return [fact.rules.past ? { ...DAY, year: '2020' } : DAY]
    case 'partial-date':
      return [{ month: '9', year: '2027' }]
    case 'address':
      return [ADDRESS]
    case 'file':
      return [
        { id: '00000000-0000-4000-8000-000000000000', name: 'plan.pdf', size: '1000', type: fact.rules.accept?.[0] ?? 'pdf' },
      ]
    case 'list':
      return [[rowOf(fact)]]
    default:
      return [oneLine(fact)]
  }
}

/** The least, the most and one between, as they are typed. */
function numbers({ rules: { min, max }, type }: Fact): string[] {
  const scale = type === 'money' ? 100 : 1
  const least = Math.ceil((min ?? 0) / scale)
  const most = Math.floor((max ?? (min ?? 0) + 1_000_000 * scale) / scale)
  return [...new Set([Math.min(least + 1, most), least, most, Math.floor((least + most) / 2)].map(String))]
}

function oneLine({ type, rules: { pattern } }: Fact): string {
  if (type === 'email') return 'bo@example.org'
  if (type === 'telephone') return '+4512345678'
  if (type === 'website') return 'https://example.org'
  const fits = pattern === undefined ? undefined : SAMPLES.find(sample => new RegExp(`^(?:${pattern})$`, 'u').test(sample))
  return fits ?? 'A plain answer'
}

/** Parts of an item stand beside the others as `field-part`. */
function rowOf({ item = [] }: Fact): RawParts {
  return Object.assign(
    {},
    ...item.map(inner => {
      const raw = typedAnswers(inner)[0] ?? ''
      if (typeof raw === 'string' || Array.isArray(raw)) return { [inner.field]: raw }
      return Object.fromEntries(Object.entries(raw).map(([part, value]) => [`${inner.field}-${part}`, value]))
    }),
  )
}
