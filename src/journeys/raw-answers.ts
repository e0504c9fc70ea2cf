import type { Fact, RawAnswer, RawParts } from '#catalogue'
import type { Fields, Language } from '#platform'
import { formatNumber } from '#platform'
import type { Raw } from './answer-page.ts'

const DATE_PARTS = ['day', 'month', 'year'] as const
const MONTH_PARTS = ['month', 'year'] as const
const ADDRESS_PARTS = ['line1', 'line2', 'town', 'postcode', 'propertyRef'] as const
const LIST_ROWS_MAX = 50

/** Takes the answers of one page out of a form's fields, as they were typed. */
export function rawFrom(fields: Fields, facts: readonly Fact[]): Raw {
  return Object.fromEntries(facts.map(fact => [fact.name, rawOf(fields, fact, fact.name)]))
}

function rawOf(fields: Fields, fact: Fact, name: string): RawAnswer {
  const parts = partsOf(fact)
  if (parts.length > 0) return Object.fromEntries(parts.map(part => [part, fields.one[`${name}-${part}`] ?? '']))
  if (fact.type === 'many-of') return fields.all(`${name}[]`)
  if (fact.type === 'list') return rawList(fields, fact, name)
  return fields.one[name] ?? ''
}

/** The inputs an answer of this type is typed into; none when it is a single one. */
export function partsOf({ type }: Pick<Fact, 'type'>): readonly string[] {
  if (type === 'date') return DATE_PARTS
  if (type === 'partial-date') return MONTH_PARTS
  return type === 'address' ? ADDRESS_PARTS : []
}

function rawList(fields: Fields, fact: Fact, name: string): RawParts[] {
  const rows: RawParts[] = []
  for (let row = 0; row < LIST_ROWS_MAX && isRowPresent(fields, `${name}-${row}-`); row++) {
    rows.push(Object.assign({}, ...(fact.item ?? []).map(item => rawItem(fields, item, `${name}-${row}-${item.field}`))))
  }
  return rows.filter(row => Object.values(row).some(value => value.length > 0))
}

/** One item of a row; a date's parts stand beside each other as `field-day`. */
function rawItem(fields: Fields, item: Fact, name: string): RawParts {
  const raw = rawOf(fields, item, name)
  if (typeof raw === 'string' || Array.isArray(raw)) return { [item.field]: raw as string }
  return Object.fromEntries(Object.entries(raw).map(([part, value]) => [`${item.field}-${part}`, value as string]))
}

function isRowPresent(fields: Fields, prefix: string): boolean {
  return fields.names.some(name => name.startsWith(prefix))
}

/** A stored answer as it would be typed, to fill the form again. */
export function rawOfStored(fact: Fact, value: unknown, language: Language): RawAnswer {
  if (value === undefined || value === null) return fact.type === 'list' ? [] : ''
  switch (fact.type) {
    case 'date': {
      const [year = '', month = '', day = ''] = String(value).split('-')
      return { day: plain(day), month: plain(month), year }
    }
    case 'partial-date': {
      const [year = '', month = ''] = String(value).split('-')
      return { month: plain(month), year }
    }
    case 'money':
      return typedMoney(Number(value), language)
    case 'number':
      return formatNumber(language, Number(value), { useGrouping: false, maximumFractionDigits: 6 })
    case 'yes-no':
      return value === true ? 'yes' : 'no'
    case 'many-of':
      return value as string[]
    case 'address':
      return value as RawParts
    case 'list':
      return (value as Record<string, unknown>[]).map(entry => rawRow(fact, entry, language))
    default:
      return String(value)
  }
}

function rawRow(fact: Fact, entry: Record<string, unknown>, language: Language): RawParts {
  return Object.assign(
    {},
    ...(fact.item ?? []).map(item => {
      const raw = rawOfStored(item, entry[item.field], language)
      if (typeof raw === 'string' || Array.isArray(raw)) return { [item.field]: raw }
      return Object.fromEntries(Object.entries(raw).map(([part, value]) => [`${item.field}-${part}`, value]))
    }),
  )
}

function typedMoney(minor: number, language: Language): string {
  const whole = minor % 100 === 0
  return formatNumber(language, minor / 100, {
    useGrouping: false,
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  })
}

function plain(part: string): string {
  return part.replace(/^0/, '')
}
