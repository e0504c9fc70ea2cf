import { FILE_KINDS, type FileKind } from '../answer/file-kind.ts'
import type { FactShape } from '../schema/facts-file.ts'
import { linearPattern } from './pattern.ts'
import type { XgovComponent } from './xgov-form.ts'

/** Notes one thing that cannot be said, or is said otherwise. */
export type Note = (what: string, why: string) => void

/** The type of fact each kind of question becomes; a number with a currency before it is money. */
const TYPES: Readonly<Record<string, FactShape['type']>> = {
  ...{ TextField: 'text', MultilineTextField: 'long-text', FreeTextField: 'long-text', NumberField: 'number' },
  ...{ EmailAddressField: 'email', TelephoneNumberField: 'telephone', WebsiteField: 'website', UkAddressField: 'address' },
  ...{ DateField: 'date', DatePartsField: 'date', DatePartsfield: 'date', MonthYearField: 'partial-date', YesNoField: 'yes-no' },
  ...{ RadiosField: 'one-of', SelectField: 'one-of', AutocompleteField: 'one-of', CheckboxesField: 'many-of' },
  MultiInputField: 'list',
  ...{ FileUploadField: 'file', ClientSideFileUploadField: 'file' },
}
const CURRENCIES = new Map([
  ['£', 'GBP'],
  ['€', 'EUR'],
  ['$', 'USD'],
])
const PLACES = 2
const MINOR = 100
const LETTERS_A_WORD = 10
const LONGEST_ANSWER = 4000

/** Whether there is a type of fact for this kind of question. */
export function isKnown({ type }: XgovComponent): boolean {
  return Object.hasOwn(TYPES, type)
}

export function typeOf(component: XgovComponent): FactShape['type'] {
  return currencyOf(component) ? 'money' : TYPES[component.type]!
}

function currencyOf({ type, options }: XgovComponent): string | undefined {
  return type === 'NumberField' ? CURRENCIES.get(textOf(settingsOf(options).prefix).trim()) : undefined
}

/** What a number is multiplied by to be kept. */
export function scaleOf(component: XgovComponent): number {
  return currencyOf(component) ? MINOR : 1
}

/** The limits an answer is held to; those that cannot be said are noted. */
export function rulesOf(component: XgovComponent, note: Note): Partial<FactShape> {
  const type = typeOf(component)
  if (type === 'number' || type === 'money') return numberRules(component)
  if (type === 'text' || type === 'long-text') return textRules(component, note)
  if (type === 'date') return dateRules(component, note)
  if (type === 'file') return fileRules(component, note)
  return type === 'list' ? listRules(component) : {}
}

function numberRules(component: XgovComponent): Partial<FactShape> {
  const schema = settingsOf(component.schema)
  const scale = scaleOf(component)
  const currency = currencyOf(component)
  const places = numberOf(schema.precision) ?? (schema.integer === true ? 0 : PLACES)
  return {
    ...(currency ? { currency } : {}),
    ...given('min', scaled(numberOf(schema.min), scale)),
    ...given('max', scaled(numberOf(schema.max), scale)),
    ...(currency || places <= 0 ? {} : { decimals: Math.min(places, 9) }),
  }
}

function textRules(component: XgovComponent, note: Note): Partial<FactShape> {
  const options = settingsOf(component.options)
  const schema = settingsOf(component.schema)
  const words = limitOf(options.maxWords)
  const letters = limitOf(schema.length) ?? limitOf(schema.max)
  const room = letters ?? (words && words * LETTERS_A_WORD > LONGEST_ANSWER ? words * LETTERS_A_WORD : undefined)
  const regex = textOf(schema.regex)
  const pattern = linearPattern(regex)
  if (regex && !pattern) note(`the pattern ${regex}`, 'it may take very long on some answers, so answers are not held to it')
  if (numberOf(schema.min)) note(`a least length of ${numberOf(schema.min)}`, 'texts have a greatest length only')
  return { ...given('max-length', room), ...given('max-words', words), ...given('pattern', pattern) }
}

function dateRules(component: XgovComponent, note: Note): Partial<FactShape> {
  const options = settingsOf(component.options)
  const [past, future] = [numberOf(options.maxDaysInPast), numberOf(options.maxDaysInFuture)]
  for (const days of [past, future])
    if (days) note(`a limit of ${days} days from today`, 'dates are before or after today, or free')
  return { ...(past === 0 ? { future: true } : {}), ...(future === 0 ? { past: true } : {}) }
}

function listRules({ options }: XgovComponent): Partial<FactShape> {
  const most = numberOf(settingsOf(options).maxMultiInputFieldRows)
  return most && most > 0 ? { 'max-items': most } : {}
}

const LIMIT_MAX = 1_000_000

/** A greatest length that can be kept to: a whole number of at least 1. */
function limitOf(value: unknown): number | undefined {
  const limit = numberOf(value)
  return limit !== undefined && Number.isInteger(limit) && limit >= 1 && limit <= LIMIT_MAX ? limit : undefined
}

/** Types of file as forms name them, and the kinds they are here. */
const KINDS = new Map<string, FileKind>([
  ...([
    ['application/pdf', 'pdf'],
    ['image/png', 'png'],
    ['image/jpeg', 'jpeg'],
  ] as const),
  ...([
    ['text/plain', 'text'],
    ['text/csv', 'text'],
  ] as const),
])
const LARGEST_MEGABYTES = 10

function fileRules({ options }: XgovComponent, note: Note): Partial<FactShape> {
  const { maxFilesize, acceptedFiles } = settingsOf(settingsOf(options).dropzoneConfig as XgovComponent['options'])
  const named = textOf(acceptedFiles).split(',').filter(Boolean)
  const others = named.filter(type => !KINDS.has(type))
  const accept = [...new Set(named.flatMap(type => KINDS.get(type) ?? []))]
  if (others.length > 0) note(`files of the type ${others.join(', ')}`, 'PDF, PNG, JPEG, plain text and CSV are taken')
  const size = numberOf(maxFilesize)
  if (size && size > LARGEST_MEGABYTES) note(`files of up to ${size} MB`, `files of up to ${LARGEST_MEGABYTES} MB are taken`)
  return {
    ...(size && size >= 1 ? { 'max-size': `${Math.min(Math.floor(size), LARGEST_MEGABYTES)} MB` } : {}),
    accept: accept.length > 0 ? accept : [...FILE_KINDS],
  }
}

/** How many files a question takes at the most. */
export function mostFiles({ type, options }: XgovComponent): number {
  const { dropzoneConfig, multiple } = settingsOf(options)
  const most = limitOf(settingsOf(dropzoneConfig as XgovComponent['options']).maxFiles)
  return TYPES[type] === 'file' ? (most ?? (multiple === true ? FILES_OF_ONE_QUESTION : 1)) : 1
}

const FILES_OF_ONE_QUESTION = 20

export function settingsOf(settings: XgovComponent['options']): Readonly<Record<string, unknown>> {
  return settings || {}
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}

function scaled(value: number | undefined, scale: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * scale * 1e6) / 1e6
}

function numberOf(value: unknown): number | undefined {
  if (value === '' || value === null || !['string', 'number'].includes(typeof value)) return undefined
  return Number.isFinite(Number(value)) ? Number(value) : undefined
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
