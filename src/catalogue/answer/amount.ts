import type { Language } from '../words.ts'

/** Digits of a number as typed, exactly: `-12.50` is negative, `12`, `50`. */
export interface Digits {
  readonly negative: boolean
  readonly whole: string
  readonly decimals: string
}

const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g
const APOSTROPHES = /['’]/g

/** Eastern Arabic and Persian digits as the ASCII ones. */
export function westernDigits(text: string): string {
  return text.replaceAll(ARABIC_DIGITS, digit => String(digit.codePointAt(0)! & 0x0f))
}

/**
 * Reads a number as the language writes it. The language's own decimal sign counts first (`,` in French, `.` elsewhere, `٫` in any);
 * the other one groups thousands, or is taken for the decimal sign where it cannot be grouping (`12.50` typed in French).
 * Undefined when it is no number, or could be two.
 */
export function readDigits(raw: string, language: Language): Digits | undefined {
  const text = plainNumber(raw)
  const decimal = language === 'fr' ? ',' : '.'
  const grouping = language === 'fr' ? '.' : ','
  return parse(text, decimal, grouping, language === 'fr') ?? parseUngrouped(text, grouping)
}

function plainNumber(raw: string): string {
  const western = westernDigits(raw.normalize('NFC').replaceAll(DIRECTION_MARKS, ''))
  const signed = western.replaceAll('−', '-').replaceAll('،', ',')
  // Arabic has signs of its own for both, whatever the language of the page
  const own = signed.includes('٫') || signed.includes('٬')
  const arabic = own ? signed.replaceAll('٬', '').replaceAll('٫', '\u0001') : signed
  return arabic.replaceAll(/\s/g, '').replaceAll(APOSTROPHES, '')
}

function parse(text: string, decimal: string, grouping: string, strict: boolean): Digits | undefined {
  const [d, g] = [`[\\u0001${decimal}]`, `\\${grouping}`]
  const match = new RegExp(`^([+-]?)(\\d+|\\d{1,3}(?:${g}\\d{3})+)(?:${d}(\\d+))?$`).exec(text)
  if (!match) return undefined
  const [, sign, whole = '', decimals = ''] = match
  // in French one dot before three digits may be meant either way
  if (strict && decimals === '' && whole.split(grouping).length === 2) return undefined
  return digits(sign, whole.replaceAll(grouping, ''), decimals)
}

function parseUngrouped(text: string, decimal: string): Digits | undefined {
  const match = new RegExp(`^([+-]?)(\\d+)\\${decimal}(\\d+)$`).exec(text)
  if (!match || match[3]?.length === 3) return undefined
  return digits(match[1], match[2]!, match[3]!)
}

function digits(sign: string | undefined, whole: string, decimals: string): Digits {
  return { negative: sign === '-', whole: whole.replace(/^0+(?=\d)/, ''), decimals: decimals.replace(/0+$/, '') }
}

/** More digits than this are not exact in a number. */
const MOST_DIGITS = 15

/** The digits as a whole number of the smallest unit: two places make `12.5` into 1250. Undefined when it would not be exact. */
export function scaled({ negative, whole, decimals }: Digits, places: number): number | undefined {
  const all = `${whole}${decimals.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '')
  if (decimals.length > places || all.length > MOST_DIGITS) return undefined
  return negative ? 0 - Number(all) : Number(all)
}

/** The digits as a number; undefined when there are more than a number keeps. */
export function numberOf({ negative, whole, decimals }: Digits): number | undefined {
  if (whole.length + decimals.length > MOST_DIGITS) return undefined
  return Number(`${negative && /[1-9]/.test(whole + decimals) ? '-' : ''}${whole}.${decimals || 0}`)
}

/** Text without the name or sign of its currency. */
export function withoutCurrency(text: string, currency: string): string {
  const bare = text.replaceAll(DIRECTION_MARKS, '').trim()
  const names = [currency, '€', '$', '£']
  const name = names.find(each => bare.toUpperCase().startsWith(each) || bare.toUpperCase().endsWith(each))
  if (!name) return bare
  return (bare.toUpperCase().startsWith(name) ? bare.slice(name.length) : bare.slice(0, -name.length)).trim()
}
