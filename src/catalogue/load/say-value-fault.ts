import type { AnswerFault } from '../answer/answer-fault.ts'
import type { Fact } from '../fact.ts'
import { didYouMean } from '../feel/vocabulary.ts'

/** What is wrong with a value that a file gives to a fact, and what it may be, for the author of the file. */
export function sayValueFault(fact: Fact, value: unknown, fault: AnswerFault): { message: string; hint: string } {
  const named = `“${fact.name}”`
  if (fault.code === 'in-list') return inList(fact, value, fault)
  if (fault.code === 'not-an-option') return notAnOption(fact, value)
  return { message: `${named} cannot be ${shown(value)}.`, hint: say(fault, fact) }
}

function inList({ item = [], name }: Fact, value: unknown, fault: AnswerFault & { code: 'in-list' }) {
  const inner = item.find(({ field }) => field === fault.field)
  const entry = (value as Record<string, unknown>[])[fault.index]?.[fault.field]
  if (inner && entry !== undefined) return sayValueFault(inner, entry, fault.fault)
  return { message: `Entry ${fault.index + 1} of “${name}” has no ${fault.field}.`, hint: `Add ${fault.field}: …` }
}

function notAnOption({ name, type, options = [] }: Fact, value: unknown) {
  if (type === 'yes-no') return { message: `“${name}” cannot be ${shown(value)}.`, hint: 'Write true or false.' }
  const values = options.map(option => option.value)
  const wrong = [value].flat().find(each => !values.includes(String(each)))
  const otherwise = `It may be: ${values.slice(0, 20).join(', ')}.`
  const hint = typeof wrong === 'string' ? didYouMean(wrong, values, otherwise) : otherwise
  return {
    message: `“${name}” is never ${shown(wrong)}.`,
    hint: type === 'many-of' ? `${hint} Write a list: [${values[0]}].` : hint,
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value.slice(0, 60)}”` : JSON.stringify(value).slice(0, 60)
}

const KINDS: Partial<Record<AnswerFault['code'], string>> = {
  'not-text': 'Write a text.',
  'not-a-number': 'Write a number, without quotation marks.',
  'not-whole': 'Write a whole number.',
  'not-money': 'Write a whole number of the smallest coins, without a sign: 2500 for 25.00.',
  'not-a-date': 'Write year-month-day, such as 2026-04-06.',
  'impossible-date': 'It is in no calendar. Write year-month-day, such as 2026-04-06.',
  'not-past': 'It must not lie after the day of the example (on).',
  'not-future': 'It must not lie before the day of the example (on).',
  'not-email': 'Write an e-mail address, such as name@example.org.',
  'not-telephone': 'Write a telephone number, such as +44 20 7946 0000.',
  'not-website': 'Write a web address, such as https://example.org.',
  'not-bank-account': 'Write an IBAN whose check digits are right.',
  'wrong-form': 'It does not fit the pattern of the fact.',
}

function say(fault: AnswerFault, { name, type }: Fact): string {
  if (fault.part && fault.code !== 'impossible-date') return `Its part “${fault.part}” is missing or wrong.`
  if (type === 'partial-date' && fault.code === 'not-a-date') return 'Write year-month, such as 2026-04.'
  if (fault.code === 'too-small') return `It is ${fault.min} at least.`
  if (fault.code === 'too-few-items') return `It needs ${fault.min} at least.`
  if ('max' in fault) return `${MOST[fault.code] ?? 'The most is'} ${fault.max}.`
  return KINDS[fault.code] ?? `Write it as “${name}” is kept: its type is ${type}.`
}

const MOST: Partial<Record<AnswerFault['code'], string>> = {
  'too-large': 'It is at most',
  'too-long': 'The most characters it may have are',
  'too-many-words': 'The most words it may have are',
  'too-many-decimals': 'The most decimal places it may have are',
}
