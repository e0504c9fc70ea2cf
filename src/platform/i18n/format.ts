import { type Language, localeOf } from './language.ts'

/** The zone whose calendar days promises and receipts count in. */
export const OFFICE_TIME_ZONE = 'Europe/Paris'

const dateFormats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

/** A calendar day as the language writes it: "21 November 2026". @param day `YYYY-MM-DD` */
export function formatDate(language: Language, day: string): string {
  return spoken(
    language,
    dateFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
  )
}

/** French alone says the first of a month as an ordinal: « 1er janvier ». CLDR has no pattern for that. */
function spoken(language: Language, date: string): string {
  return language === 'fr' ? date.replace(/^1(?= )/, '1er') : date
}

/** An instant in the office's own time zone: "21 November 2026 at 14:05". */
export function formatInstant(language: Language, at: Date, timeZone = OFFICE_TIME_ZONE): string {
  return spoken(language, dateFormat(localeOf[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at))
}

// Every zone's midnight falls on a quarter of an hour. "What day is it" is asked several times for each page.
const QUARTER_MS = 15 * 60_000
const latestDays = new Map<string, { quarter: number; day: string }>()

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(at: Date, timeZone = OFFICE_TIME_ZONE): string {
  const quarter = Math.floor(at.getTime() / QUARTER_MS)
  const latest = latestDays.get(timeZone)
  if (latest?.quarter === quarter) return latest.day
  const day = dateFormat('en-CA', { dateStyle: 'short', timeZone }).format(at)
  latestDays.set(timeZone, { quarter, day })
  return day
}

/** The instant at which a calendar day, `YYYY-MM-DD`, is over in the office's time zone. */
export function endOfDay(day: string): Date {
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  const nextDay = new Date(next).toISOString().slice(0, 10)
  // No zone is further than fourteen hours from UTC: from there on, the first quarter of an hour that is the next day.
  for (let at = next - 14 * 3_600_000; ; at += 900_000) if (dayOf(new Date(at)) >= nextDay) return new Date(at)
}

/** A plain number in the language's own digits and separators. */
export function formatNumber(language: Language, value: number, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(localeOf[language], options).format(value)
}

/** Money as the language writes it. @param minor  whole minor units (cents) @param currency ISO 4217 */
export function formatMoney(language: Language, minor: number, currency: string): string {
  const format = numberFormat(localeOf[language], { style: 'currency', currency })
  return format.format(`${minor}E-${placesOf(currency)}` as Intl.StringNumericLiteral)
}

const places = new Map<string, number>()

/** Decimal places a currency has: 2 for EUR, 0 for JPY, 3 for KWD. @param currency ISO 4217 */
export function placesOf(currency: string): number {
  const known = places.get(currency)
  if (known !== undefined) return known
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const found = options.maximumFractionDigits ?? 2
  places.set(currency, found)
  return found
}

const signs = new Map<string, string>()

/** A currency's sign, as short as the language has it: `€`. @param currency ISO 4217 */
export function currencySign(language: Language, currency: string): string {
  const key = `${language} ${currency}`
  const known = signs.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const sign = format.formatToParts(0).find(part => part.type === 'currency')?.value ?? currency
  signs.set(key, sign)
  return sign
}

// Making a format costs six to twenty times what using it does. There are as many as the code names, not as people ask for.
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const made = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options })
  dateFormats.set(key, made)
  return made
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const made = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options)
  numberFormats.set(key, made)
  return made
}
