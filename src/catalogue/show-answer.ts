import { dictionary, formatDate, formatMoney, formatNumber, type Language, say } from '#platform'
import type { Fact } from './fact.ts'
import { masked, tokenId } from './identifiers.ts'

const words = dictionary({
  en: { yes: 'Yes', no: 'No', blank: 'Not given', file: '{$name}, {$size}' },
  fr: { yes: 'Oui', no: 'Non', blank: 'Non renseigné', file: '{$name}, {$size}' },
  ar: { yes: 'نعم', no: 'لا', blank: 'لم يُذكر', file: '{$name}، {$size}' },
})

/** What is needed of a fact to show its answer. */
export type Shown = Pick<Fact, 'type' | 'options' | 'item'> & { readonly rules?: Pick<Fact['rules'], 'currency' | 'year'> }

/** An answer as a person reads it, one string a line; an answer left blank says so. */
export function showAnswer(fact: Shown, value: unknown, language: Language): string[] {
  if (isBlank(value)) return [words(language)('blank')]
  if (fact.type === 'list') return asList(value).map(entry => showEntry(fact, entry, language))
  if (fact.type === 'many-of') return asList(value).map(chosen => optionWords(fact, chosen, language))
  if (fact.type === 'address') return addressLines(value as Record<string, unknown>)
  return [showOne(fact, value, language)]
}

function showOne(fact: Shown, value: unknown, language: Language): string {
  switch (fact.type) {
    case 'yes-no':
      return words(language)(value === true ? 'yes' : 'no')
    case 'one-of':
      return optionWords(fact, value, language)
    case 'date':
      return formatDate(language, String(value))
    case 'partial-date':
      return formatMonth(language, String(value))
    case 'money':
      return formatMoney(language, Number(value), fact.rules?.currency ?? 'EUR')
    case 'number':
      return formatNumber(language, Number(value), { maximumFractionDigits: 6, useGrouping: !fact.rules?.year })
    case 'file':
      return fileLine(value as { name?: unknown; size?: unknown }, language)
    case 'bank-account':
      return tokenId(value) ? masked(String(value)) : inFours(String(value))
    default:
      return masked(String(value))
  }
}

/** A file's name and its size, each apart from the direction of the other. */
function fileLine({ name, size }: { name?: unknown; size?: unknown }, language: Language): string {
  return words(language)('file', { name: String(name), size: formatSize(language, Number(size)) })
}

/** Bytes as people say them: `34 kB`, `1.5 MB`. */
export function formatSize(language: Language, bytes: number): string {
  const [value, unit] = bytes < MEGABYTE ? [Math.ceil(bytes / 1024), 'kilobyte'] : [bytes / MEGABYTE, 'megabyte']
  return formatNumber(language, value, { style: 'unit', unit, maximumFractionDigits: 1 })
}

const MEGABYTE = 1024 * 1024

/** An account number in groups of four, as it stands on the card. @see ISO 13616 */
function inFours(account: string): string {
  return account.replace(/(.{4})(?=.)/g, '$1 ')
}

function showEntry(fact: Shown, entry: unknown, language: Language): string {
  const values = entry as Record<string, unknown>
  return (fact.item ?? []).flatMap(item => showAnswer(item, values[item.field], language)).join(', ')
}

function optionWords(fact: Shown, value: unknown, language: Language): string {
  const option = fact.options?.find(offered => offered.value === value)
  return option ? say(option.label, language) : String(value)
}

function addressLines(address: Record<string, unknown>): string[] {
  return ['line1', 'line2', 'town', 'postcode']
    .map(part => address[part])
    .filter(Boolean)
    .map(String)
}

function formatMonth(language: Language, month: string): string {
  return formatDate(language, `${month}-01`).replace(/^(1|١)(er)?\s/, '')
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
