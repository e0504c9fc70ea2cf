import type { Fact } from '#catalogue'

const LONGEST = { text: 500, name: 200, 'long-text': 10_000 } as const
const MOST_ITEMS = 100
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MONTH = /^\d{4}(-\d{2})?$/

/** Whether a value from a register can be what this fact holds. What does not fit is not used, nor logged. */
export function fits(fact: Fact, value: unknown): boolean {
  switch (fact.type) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'number':
      return isWithin(fact, value) && (fact.rules.decimals !== undefined || Number.isInteger(value))
    case 'money':
      return Number.isSafeInteger(value) && isWithin(fact, value)
    case 'date':
      return isDay(value)
    case 'partial-date':
      return typeof value === 'string' && MONTH.test(value) && isDay(`${value}-01-01`.slice(0, 10))
    case 'one-of':
      return isOption(fact, value)
    case 'many-of':
      return isListOf(value, one => isOption(fact, one))
    case 'address':
      return isAddress(value)
    case 'list':
      return isListOf(value, entry => isEntry(fact.item ?? [], entry))
    default:
      return isText(value, longest(fact)) && keepsPattern(fact, value)
  }
}

function isWithin({ rules: { min = -Infinity, max = Infinity } }: Fact, value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !DAY.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

function isOption({ options = [] }: Fact, value: unknown): boolean {
  return options.some(option => option.value === value)
}

function isListOf(value: unknown, isOne: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= MOST_ITEMS && value.every(isOne)
}

function isAddress(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length <= 12 && Object.values(value).every(part => isText(part, LONGEST.text))
}

function isEntry(items: readonly Fact[], entry: unknown): boolean {
  if (!isRecord(entry) || Object.keys(entry).some(field => !items.some(item => item.field === field))) return false
  return items.every(item => entry[item.field] === undefined || entry[item.field] === null || fits(item, entry[item.field]))
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function longest({ type, rules }: Fact): number {
  return rules.maxLength ?? (type === 'name' || type === 'long-text' ? LONGEST[type] : LONGEST.text)
}

// Control characters other than line ends have no place in anything a page or a letter shows.
function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max && value.isWellFormed() && !/[^\P{Cc}\n\r\t]/u.test(value)
}

function keepsPattern({ rules: { pattern } }: Fact, value: unknown): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(String(value))
}
