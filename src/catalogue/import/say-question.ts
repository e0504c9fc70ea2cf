import type { FactShape } from '../schema/facts-file.ts'
import { blocksOf, plainText } from './clean-text.ts'
import { camelCase, namesGiver } from './names.ts'
import { linearPattern } from './pattern.ts'
import type { XgovComponent, XgovList } from './xgov-form.ts'

/** Notes one thing that cannot be said, or is said otherwise. */
export type Note = (what: string, why: string) => void

interface Saying {
  readonly language: string
  readonly lists: ReadonlyMap<string, XgovList>
  readonly note: Note
  /** The title of its page, for a question that has none. */
  readonly pageTitle: string
}

const TYPES: Readonly<Record<string, FactShape['type']>> = {
  ...{ TextField: 'text', MultilineTextField: 'long-text', FreeTextField: 'long-text', NumberField: 'number' },
  ...{ EmailAddressField: 'email', TelephoneNumberField: 'telephone', WebsiteField: 'website', UkAddressField: 'address' },
  ...{ DateField: 'date', DatePartsField: 'date', DatePartsfield: 'date', MonthYearField: 'partial-date', YesNoField: 'yes-no' },
  ...{ RadiosField: 'one-of', SelectField: 'one-of', AutocompleteField: 'one-of', CheckboxesField: 'many-of' },
  MultiInputField: 'list',
}
const CONTENT = ['Para', 'Html', 'InsetText', 'Details', 'WarningText', 'FlashCard', 'List']
const FILES = ['FileUploadField', 'ClientSideFileUploadField']
const CURRENCIES: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR', $: 'USD' }
/** What the form designer puts where its author wrote no hint. */
const NO_HINT = /^The \w+ needed$/
const PLACES = 2
const MINOR = 100
const LETTERS_A_WORD = 10
const LONGEST_ANSWER = 4000

/** What a component is to an import: a question, words, a file to hand in, or something it has never heard of. */
export function kindOf({ type }: XgovComponent): 'question' | 'words' | 'file' | 'unknown' {
  if (TYPES[type]) return 'question'
  if (CONTENT.includes(type)) return 'words'
  return FILES.includes(type) ? 'file' : 'unknown'
}

/** Whether a component must be answered, as the form runner takes it: unless it says otherwise. */
export function isRequired(component: XgovComponent): boolean {
  const { type } = component
  const options = settingsOf(component.options)
  if (FILES.includes(type) && options.minimumRequiredFiles !== undefined) return Number(options.minimumRequiredFiles) > 0
  return options.required !== false
}

/** A question as a fact of the service file; undefined when it has no options to choose from. */
export function sayQuestion(component: XgovComponent, saying: Saying): FactShape | undefined {
  const { language, pageTitle } = saying
  const label = plainText(component.title ?? '') || pageTitle
  const hint = [plainHint(component), textOf(settingsOf(component.options).suffix)].filter(Boolean).join(' ')
  const shape: FactShape = {
    type: typeOf(component),
    ...(isRequired(component) ? {} : { optional: true }),
    label: { [language]: label },
    ...(hint ? { hint: { [language]: hint } } : {}),
    ...rulesOf(component, saying.note),
  }
  noteOddities(component, saying.note)
  if (shape.type === 'one-of' || shape.type === 'many-of') {
    const options = optionsOf(component, saying)
    return options.length > 0 ? { ...shape, options } : undefined
  }
  return shape.type === 'list' ? saidList(shape, component, saying) : shape
}

/** A hint that is more than a line of words; it stands above the questions instead. */
export function longHint({ hint = '' }: XgovComponent) {
  const blocks = blocksOf(hint)
  return blocks.some(({ kind, text }) => kind === 'item' || text.includes('](http')) ? blocks : []
}

function plainHint(component: XgovComponent): string {
  return longHint(component).length > 0 ? '' : plainText(component.hint ?? '').replace(NO_HINT, '')
}

function typeOf(component: XgovComponent): FactShape['type'] {
  return currencyOf(component) ? 'money' : TYPES[component.type]!
}

function currencyOf({ type, options }: XgovComponent): string | undefined {
  return type === 'NumberField' ? CURRENCIES[textOf(settingsOf(options).prefix).trim()] : undefined
}

/** What a number is multiplied by to be kept. */
export function scaleOf(component: XgovComponent): number {
  return currencyOf(component) ? MINOR : 1
}

function rulesOf(component: XgovComponent, note: Note): Partial<FactShape> {
  const type = typeOf(component)
  if (type === 'number' || type === 'money') return numberRules(component)
  if (type === 'text' || type === 'long-text') return textRules(component, note)
  if (type === 'date') return dateRules(component, note)
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
  const words = numberOf(options.maxWords)
  const letters = numberOf(schema.length) ?? numberOf(schema.max)
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

function saidList(shape: FactShape, { children = [] }: XgovComponent, saying: Saying): FactShape | undefined {
  const unique = namesGiver()
  const items = children.flatMap((child, at) => {
    const said = sayQuestion(child, { ...saying, pageTitle: `${saying.pageTitle} ${at + 1}` })
    const name = unique(camelCase(plainText(child.title ?? ''), 'part'))
    return said && kindOf(child) === 'question' ? [[name, said] as const] : []
  })
  return items.length === children.length && items.length > 0 ? { ...shape, item: Object.fromEntries(items) } : undefined
}

function optionsOf(component: XgovComponent, { lists, language, note }: Saying): NonNullable<FactShape['options']> {
  const seen = new Set<string>()
  return (lists.get(listName(component))?.items ?? []).flatMap(({ text = '', value = text, description }) => {
    const label = plainText(text) || String(value)
    const kept = optionValue(String(value))
    if (seen.has(kept)) note(`a second option “${label}”`, 'it has the same value as one before it')
    if (seen.has(kept) || !label) return []
    seen.add(kept)
    const hint = plainText(description ?? '')
    return [{ value: kept, label: { [language]: label }, ...(hint ? { hint: { [language]: hint } } : {}) }]
  })
}

/** The list of a choice: named outright, or in the newer form under `values`. */
export function listName({ list, values }: XgovComponent): string {
  const named = (values as { list?: { name?: unknown } } | undefined)?.list?.name
  return list ?? textOf(named)
}

/** An option's value as the service file and its expressions may write it. */
export function optionValue(value: string): string {
  return plainText(value).replaceAll(/["\\]/g, "'").slice(0, 200) || 'blank'
}

function noteOddities(component: XgovComponent, note: Note): void {
  const options = settingsOf(component.options)
  if (options.behaviour === 'exclusive') note('a box that unticks the others', 'any of the boxes may be ticked together')
  if (textOf(options.condition)) note('a question that opens under an option', 'it is always shown')
}

function settingsOf(settings: XgovComponent['options']): Readonly<Record<string, unknown>> {
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
