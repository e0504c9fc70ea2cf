import type { Fact, RawAnswer, RawParts } from '#catalogue'
import type { Fields } from '#platform'
import type { Raw } from '../answer-page.ts'

const DATE_PARTS = ['day', 'month', 'year'] as const
const MONTH_PARTS = ['month', 'year'] as const
export const ADDRESS_PARTS = ['line1', 'line2', 'town', 'postcode', 'propertyRef'] as const

export const FILE_PARTS = ['id', 'name', 'size', 'type'] as const

/** Beside a file's field: the id of the one that was handed in before, and the wish to take it back. */
export const KEPT = '-kept'
export const REMOVE = '-remove'

type Files = ReadonlyMap<string, RawParts>
type Form = Fields & { readonly kept?: Files }

/** Takes the answers of one page out of a form's fields, as they were typed. @param kept  files that came along, by field */
export function rawFrom(fields: Fields, facts: readonly Fact[], kept?: Files): Raw {
  const form = { ...fields, ...(kept && { kept }) }
  return Object.fromEntries(facts.map(fact => [fact.name, rawOf(form, fact, fact.name)]))
}

function rawOf(fields: Form, fact: Fact, name: string): RawAnswer {
  if (fact.type === 'file') return rawFile(fields, name)
  const parts = partsOf(fact)
  if (parts.length > 0) return Object.fromEntries(parts.map(part => [part, fields.one[`${name}-${part}`] ?? '']))
  if (fact.type === 'many-of') return fields.all(`${name}[]`)
  return fact.type === 'list' ? rawList(fields, fact, name) : (fields.one[name] ?? '')
}

function rawFile(fields: Form, name: string): RawAnswer {
  const [sent, before] = [fields.kept?.get(name), keptBefore(fields, name)]
  return sent?.refused && before ? { ...sent, id: before } : (sent ?? before)
}

function keptBefore({ one }: Form, name: string): string {
  return one[`${name}${REMOVE}`] === 'yes' ? '' : (one[`${name}${KEPT}`] ?? '')
}

/** The inputs an answer of this type is typed into; none when it is a single one. */
export function partsOf({ type }: Pick<Fact, 'type'>): readonly string[] {
  if (type === 'date') return DATE_PARTS
  if (type === 'partial-date') return MONTH_PARTS
  return type === 'address' ? ADDRESS_PARTS : []
}

/** Rows in the order they stood on the page; those left blank are left out. */
function rawList(fields: Form, { item = [] }: Fact, name: string): RawParts[] {
  return rowNumbers(fields, name)
    .map(row => Object.assign({}, ...item.map(inner => rawItem(fields, inner, `${name}-${row}-${inner.field}`))) as RawParts)
    .filter(row => Object.values(row).some(value => value.length > 0))
}

function rowNumbers(fields: Fields, name: string): number[] {
  const starts = fields.names
    .filter(one => one.startsWith(`${name}-`))
    .map(one => /^\d{1,4}(?=-)/.exec(one.slice(name.length + 1)))
  return [...new Set(starts.flatMap(match => (match ? [Number(match[0])] : [])))].sort((a, b) => a - b)
}

function rawItem(fields: Form, item: Fact, name: string): RawParts {
  return besideEachOther(item, rawOf(fields, item, name))
}

/** One item of a row; a date's parts stand beside each other as `field-day`. */
export function besideEachOther({ field }: Fact, raw: RawAnswer): RawParts {
  if (typeof raw === 'string' || Array.isArray(raw)) return { [field]: raw as string | readonly string[] }
  return Object.fromEntries(Object.entries(raw).map(([part, value]) => [`${field}-${part}`, value as string]))
}
