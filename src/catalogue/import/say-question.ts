import type { FactShape } from '../schema/facts-file.ts'
import { blocksOf, plainText } from './clean-text.ts'
import { camelCase, namesGiver } from './names.ts'
import { isKnown, mostFiles, type Note, rulesOf, settingsOf, textOf, typeOf } from './question-rules.ts'
import { WORDS } from './words.ts'
import type { XgovComponent, XgovList } from './xgov-form.ts'

interface Saying {
  readonly language: 'en' | 'cy'
  readonly lists: ReadonlyMap<string, XgovList>
  readonly note: Note
  /** The title of its page, for a question that has none. */
  readonly pageTitle: string
}

const CONTENT = ['Para', 'Html', 'InsetText', 'Details', 'WarningText', 'FlashCard', 'List']
/** What the form designer puts where its author wrote no hint. */
const NO_HINT = /^The \w+ needed$/

/** What a component is to an import: a question, words, or something it has never heard of. */
export function kindOf(component: XgovComponent): 'question' | 'words' | 'unknown' {
  const { type } = component
  if (isKnown(component)) return 'question'
  return CONTENT.includes(type) ? 'words' : 'unknown'
}

/** Whether a component must be answered, as the form runner takes it: unless it says otherwise. */
export function isRequired(component: XgovComponent): boolean {
  const options = settingsOf(component.options)
  if (options.minimumRequiredFiles !== undefined) return Number(options.minimumRequiredFiles) > 0
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
  if (mostFiles(component) > 1) return severalFiles(shape, mostFiles(component), language)
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

function saidList(shape: FactShape, { children = [] }: XgovComponent, saying: Saying): FactShape | undefined {
  const unique = namesGiver()
  const items = children.flatMap((child, at) => {
    const said = sayQuestion(child, { ...saying, pageTitle: `${saying.pageTitle} ${at + 1}` })
    const name = unique(camelCase(plainText(child.title ?? ''), 'part'))
    return said && kindOf(child) === 'question' ? [[name, said] as const] : []
  })
  return items.length === children.length && items.length > 0 ? { ...shape, item: Object.fromEntries(items) } : undefined
}

/** Several files are a list of files. */
function severalFiles({ label, hint, optional, ...file }: FactShape, most: number, language: 'en' | 'cy'): FactShape {
  const asked = { label, ...(hint ? { hint } : {}), ...(optional ? { optional } : {}) }
  return { type: 'list', ...asked, 'max-items': most, item: { file: { ...file, label: { [language]: WORDS[language].file } } } }
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
