import { placesOf } from '#platform'
import { MOST_ITEMS } from '../answer/choice.ts'
import type { Fact } from '../fact.ts'
import { answerFault } from '../read-answer.ts'
import { daysAround, moved } from './calendar.ts'
import type { Mentions } from './mentions.ts'
import { textThatFits } from './text-that-fits.ts'

const MOST_CHOICES = 80
const MOST_ROWS = 8
const ADDRESS = { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB' }
const FILE = { id: '00000000-0000-4000-8000-000000000000', name: 'plan.pdf', size: 1000 }
const NOTHING: Mentions = { numbers: new Set(), texts: new Set(), days: new Set() }

/**
 * Answers to a fact, as they are kept, that are worth trying: each fits the fact, and the first is the plainest. Beside `mentions`
 * there are those on both sides of every value that a rule names; null, where the fact may be left blank, comes last.
 * @param on today, `YYYY-MM-DD`
 */
export function answersThatMatter(fact: Fact, on: string, mentions: Mentions = NOTHING): unknown[] {
  const fitting = valuesOf(fact, on, mentions).filter(value => answerFault(fact, value, on) === undefined)
  const distinct = [...new Map(fitting.map(value => [JSON.stringify(value), value])).values()].slice(0, MOST_CHOICES)
  return fact.optional ? [...distinct, null] : distinct
}

function valuesOf(fact: Fact, on: string, mentions: Mentions): unknown[] {
  switch (fact.type) {
    case 'yes-no':
      return [true, false]
    case 'one-of':
      return optionsOf(fact)
    case 'many-of':
      return chosenSets(fact, mentions)
    case 'number':
    case 'money':
      return numbersFor(fact, mentions)
    case 'date':
      return daysFor(fact, on, mentions)
    case 'partial-date':
      return [...new Set(daysFor(fact, on, mentions).map(day => day.slice(0, 7)))]
    case 'address':
      return [ADDRESS, { ...ADDRESS, country: 'XX' }, ...[...mentions.texts].flatMap(addressesWith)]
    case 'file':
      return [{ ...FILE, type: fact.rules.accept?.[0] }]
    case 'list':
      return rowsFor(fact, on, mentions)
    default:
      return [plainText(fact), ...mentions.texts]
  }
}

function optionsOf({ options = [] }: Fact): string[] {
  return options.map(option => option.value)
}

/** One box, all boxes, and every two: a rule may ask for both. */
function chosenSets(fact: Fact, { texts }: Mentions): string[][] {
  const values = optionsOf(fact)
  const pairs = values.flatMap((one, at) => values.slice(at + 1).map(other => [one, other]))
  const named = pairs.filter(pair => pair.some(value => texts.has(value)))
  const least = values.slice(0, fact.rules.minItems ?? 1)
  return [least, ...values.map(value => [value]), values, ...named]
}

/** Where nothing is named: the least, one more, the middle, the most, and amounts of every size between. */
function numbersFor({ rules, type }: Fact, { numbers }: Mentions): number[] {
  const step = 1 / 10 ** (type === 'money' ? 0 : (rules.decimals ?? 0))
  const unit = type === 'money' ? 10 ** placesOf(rules.currency ?? 'EUR') : 1
  const [least, most] = [rules.min ?? 0, rules.max ?? (rules.min ?? 0) + 1_000_000 * unit]
  const plain = [Math.min(least + unit, most), least, most, unit * Math.floor((least + most) / 2 / unit)]
  const near = [...numbers].flatMap(number => [number, number + step, number - step])
  const sizes = numbers.size > 0 ? [2, 3, 10, 100, 1000, 10_000, 100_000].map(size => size * unit) : []
  return [...plain, ...near.slice(0, MOST_CHOICES / 2), ...sizes, ...near].map(exact)
}

function exact(number: number): number {
  return Number(number.toFixed(6))
}

function daysFor({ rules }: Fact, on: string, { numbers, days }: Mentions): string[] {
  const plain = rules.past ? moved(on, { months: -18 }) : moved(on, { months: rules.future ? 2 : -1 })
  const whole = [...numbers].filter(Number.isInteger)
  const years = whole.filter(number => Math.abs(number) <= 130).map(number => moved(on, { months: -12 * number }))
  const near = whole.filter(number => Math.abs(number) <= 400)
  const reached = [...years, ...near.flatMap(number => [moved(on, { days: number }), moved(on, { days: -number })])].flatMap(
    daysAround,
  )
  return [
    plain,
    ...[...days].flatMap(daysAround),
    ...reached,
    on,
    moved(on, { months: -12 * 30 }),
    moved(on, { months: -12 * 70 }),
  ]
}

function addressesWith(text: string): object[] {
  return ['country', 'town', 'postcode'].map(part => ({ ...ADDRESS, [part]: text }))
}

/** One row, then as many as rules count to; and one row for every answer that an item of it may have. */
function rowsFor(fact: Fact, on: string, mentions: Mentions): unknown[] {
  const items = fact.item ?? []
  const choices = items.map(item => answersThatMatter(item, on, mentions))
  const row = (at: number) => Object.fromEntries(items.map((item, of) => [item.field, choices[of]![at % choices[of]!.length]]))
  const { minItems = 1, maxItems = MOST_ITEMS } = fact.rules
  const counts = lengthsFor({ min: minItems, max: maxItems }, mentions)
  const others = items.flatMap((item, of) => choices[of]!.slice(1).map(value => [{ ...row(0), [item.field]: value }]))
  return [...counts.map(count => Array.from({ length: count }, (_, at) => row(at))), ...others]
}

/** How many entries a list may have that are worth trying; the plainest, one where that is enough, comes first. */
export function lengthsFor({ min, max }: { min: number; max: number }, { numbers }: Mentions = NOTHING): number[] {
  const named = [...numbers].flatMap(number => [number, number + 1, number - 1])
  const wanted = [Math.max(min, 1), min, 1, 2, Math.min(max, 3), ...named]
  return [...new Set(wanted)].filter(count => Number.isInteger(count) && count >= min && count <= max && count <= MOST_ROWS)
}

function plainText({ type, rules: { pattern } }: Fact): string | undefined {
  if (type === 'email') return 'bo@example.org'
  if (type === 'telephone') return '+4512345678'
  if (type === 'website') return 'https://example.org'
  if (type === 'bank-account') return 'GB82WEST12345698765432'
  if (type === 'national-id') return pattern === undefined ? 'FH-1984-0312' : textThatFits(pattern)
  return textThatFits(pattern)
}
