import { type Fact, type HandedIn, masked, type RawAnswer, type RawParts } from '#catalogue'
import { formatNumber, type Language, placesOf } from '#platform'
import { fileParts } from '../kept-files.ts'
import { besideEachOther } from './raw-answers.ts'

/** A stored answer as it would be typed, to fill the form again: `readAnswer` makes the same of it. */
export function rawOfStored(fact: Fact, value: unknown, language: Language): RawAnswer {
  if (value === undefined || value === null) return fact.type === 'list' ? [] : ''
  switch (fact.type) {
    case 'date':
    case 'partial-date':
      return dateParts(String(value))
    case 'money':
      return typedMoney(Number(value), fact.rules.currency ?? 'EUR', language)
    case 'number':
      return formatNumber(language, Number(value), { useGrouping: false, maximumFractionDigits: fact.rules.decimals ?? 0 })
    case 'yes-no':
      return value === true ? 'yes' : 'no'
    case 'many-of':
      return value as string[]
    case 'address':
      return value as RawParts
    case 'file':
      return fileParts(value as HandedIn)
    case 'list':
      return (value as Record<string, unknown>[]).map(entry => rowOf(fact, entry, language))
    default:
      return masked(String(value))
  }
}

function dateParts(value: string): RawParts {
  const [year = '', month = '', day] = value.split('-')
  return { ...(day ? { day: withoutZero(day) } : {}), month: withoutZero(month), year }
}

function withoutZero(part: string): string {
  return part.replace(/^0/, '')
}

/** Whole amounts without decimal places, others with all the currency has. */
function typedMoney(minor: number, currency: string, language: Language): string {
  const places = placesOf(currency)
  const digits = minor % 10 ** places === 0 ? 0 : places
  const options = { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits }
  return formatNumber(language, Number(`${minor}E-${places}`), options)
}

function rowOf({ item = [] }: Fact, entry: Record<string, unknown>, language: Language): RawParts {
  return Object.assign({}, ...item.map(inner => besideEachOther(inner, rawOfStored(inner, entry[inner.field], language))))
}
