import type { FileKind } from '../answer/file-kind.ts'
import type { Fact, FactRules, Option } from '../fact.ts'
import { patternFault } from '../pattern/pattern-fault.ts'
import type { FactShape, FactsFile, ItemShape } from '../schema/facts-file.ts'
import type { Path } from './source-file.ts'
import { eachOnce, inEveryLanguage, maybe, note, type Work } from './work.ts'

const DEFAULT_RETENTION = 'P2Y'
const DEFAULT_SIZE = '5 MB'
const MEGABYTE = 1024 * 1024
const DEFAULT_KINDS: readonly FileKind[] = ['pdf', 'png', 'jpeg']
const LONGEST_TEXT: Partial<Record<Fact['type'], number>> = { text: 200, name: 100, 'long-text': 4000 }

/** How facts of one file come to be: which lists hold their entities, and whose they are. */
export interface FactsOf {
  /** Entity → list: `child` → `children`. */
  readonly lists: ReadonlyMap<string, string>
  readonly currency: string
  /** The service that alone asks them. */
  readonly only?: string
}

/** The facts declared under `facts:`, by name. */
export function buildFacts(work: Work, shapes: Readonly<Record<string, FactShape>>, how: FactsOf): Map<string, Fact> {
  return new Map(Object.entries(shapes).map(([name, shape]) => [name, buildFact(work, { name, shape }, how)]))
}

/** Which list holds which entity. */
export function listsOf({ entities = {} }: FactsFile): Map<string, string> {
  return new Map(Object.entries(entities).map(([entity, { many }]) => [entity, many]))
}

function buildFact(work: Work, { name, shape }: { name: string; shape: FactShape }, how: FactsOf): Fact {
  const [entity = '', field = ''] = name.split('.')
  const path = ['facts', name]
  const item = Object.entries(shape.item ?? {}).map(([part, inner]) =>
    Object.assign(asked(work, [...path, 'item', part], { shape: inner, currency: how.currency }), guarded(shape), {
      name: `${name}.${part}`,
      entity: field,
      field: part,
    }),
  )
  checkType(work, path, shape)
  return {
    ...asked(work, path, { shape, currency: how.currency }),
    ...guarded(shape),
    ...maybe('of', how.lists.get(entity)),
    ...maybe('item', shape.item && item),
    ...maybe('only', how.only),
    name,
    entity,
    field,
  }
}

function guarded({ sensitivity, retain, authority }: FactShape) {
  return {
    sensitivity: sensitivity ?? ('personal' as const),
    retain: retain ?? DEFAULT_RETENTION,
    ...maybe('authority', authority),
  }
}

function asked(work: Work, path: Path, { shape, currency }: { shape: ItemShape; currency: string }) {
  return {
    type: shape.type,
    label: inEveryLanguage(work, [...path, 'label'], shape.label),
    ...maybe('hint', shape.hint && inEveryLanguage(work, [...path, 'hint'], shape.hint)),
    ...maybe('options', shape.options && optionsOf(work, [...path, 'options'], shape.options)),
    optional: shape.optional ?? false,
    rules: rulesOf(shape, currency),
  }
}

function optionsOf(work: Work, path: Path, options: NonNullable<ItemShape['options']>): Option[] {
  eachOnce(
    work,
    options.map(({ value }, at) => ({ path: [...path, at, 'value'], value })),
    'option',
  )
  return options.map((option, at) => ({
    value: option.value,
    label: inEveryLanguage(work, [...path, at, 'label'], option.label),
    ...maybe('hint', option.hint && inEveryLanguage(work, [...path, at, 'hint'], option.hint)),
  }))
}

function rulesOf(shape: ItemShape, currency: string): FactRules {
  return {
    ...maybe('maxLength', shape['max-length'] ?? LONGEST_TEXT[shape.type]),
    ...maybe('maxWords', shape['max-words']),
    ...maybe('min', shape.min),
    ...maybe('max', shape.max),
    ...maybe('decimals', shape.decimals),
    ...maybe('year', shape.year),
    ...maybe('pattern', shape.pattern),
    ...maybe('currency', shape.currency ?? (shape.type === 'money' ? currency : undefined)),
    ...maybe('past', shape.past),
    ...maybe('future', shape.future),
    ...maybe('minItems', shape['min-items']),
    ...maybe('maxItems', shape['max-items']),
    ...(shape.type === 'file' && {
      maxBytes: Number.parseInt(shape['max-size'] ?? DEFAULT_SIZE, 10) * MEGABYTE,
      accept: shape.accept ?? DEFAULT_KINDS,
    }),
  }
}

function checkType(work: Work, path: Path, shape: FactShape): void {
  const chosen = shape.type === 'one-of' || shape.type === 'many-of'
  if (chosen && !shape.options)
    note(work, path, {
      message: `“${path.at(-1)}” is ${shape.type} and has no options.`,
      hint: 'Add options: [{ value: …, label: { … } }].',
    })
  if (shape.type === 'list' && !shape.item)
    note(work, path, {
      message: `“${path.at(-1)}” is a list of nothing.`,
      hint: 'Add item: { field: { type: …, label: { … } } }.',
    })
  const wrong = shape.pattern === undefined ? undefined : patternFault(shape.pattern)
  if (wrong) note(work, [...path, 'pattern'], wrong)
}
