import { type Figure, figureOf } from '../feel/figure.ts'
import { isFeelFunction, OWN_FUNCTIONS } from '../feel/functions.ts'
import type { Vocabulary } from '../feel/vocabulary.ts'
import type { WorkedOut } from '../rule.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import { circleOf } from './figure-circle.ts'
import { expression, inEveryLanguage, maybe, noteKey, type Work } from './work.ts'

type Shapes = NonNullable<ServiceFile['development']['work-out']>

/** More steps than this no one can follow. */
const MOST_FIGURES = 200

interface Chain {
  readonly all: Map<string, WorkedOut>
  /** The same, for the expressions that use them. */
  readonly figures: Map<string, Figure>
}

/** `work-out:` figures on the way to a decision, top to bottom: each may use those above it, so none can go in circles. */
export function buildWorkOut(work: Work, development: ServiceFile['development'], words: Vocabulary): Chain {
  const shapes = development['work-out'] ?? {}
  const chain: Chain = { all: new Map(), figures: new Map() }
  const later = new Set(Object.keys(shapes))
  if (later.size > MOST_FIGURES)
    noteKey(work, ['development', 'work-out'], {
      message: `These are more than ${MOST_FIGURES} figures.`,
      hint: 'Make several services, or fewer steps.',
    })
  else {
    const sources = new Map(Object.entries(shapes).map(([name, shape]) => [name, sourceOf(shape)]))
    for (const [name, shape] of Object.entries(shapes)) addFigure(work, { name, shape, words, later, sources }, chain)
  }
  return chain
}

interface Adding {
  name: string
  shape: Shapes[string]
  words: Vocabulary
  later: Set<string>
  sources: ReadonlyMap<string, string>
}

function sourceOf(shape: Shapes[string]): string {
  return typeof shape === 'string' ? shape : shape.is
}

function addFigure(work: Work, { name, shape, words, later, sources }: Adding, { all, figures }: Chain): void {
  const path = ['development', 'work-out', name]
  checkName(work, path, words)
  const { is: source, unit, words: called } = typeof shape === 'string' ? { is: shape } : shape
  const at = typeof shape === 'string' ? path : [...path, 'is']
  if (called) inEveryLanguage(work, [...path, 'words'], called)
  const isCircle = noteCircle(work, path, { later, sources })
  const is = isCircle ? undefined : expression(work, at, { source, words: { ...words, figures, later } })
  later.delete(name)
  if (is) all.set(name, { name, is, ...maybe('unit', unit), ...maybe('words', called) })
  // one that cannot be read is known all the same: one mistake, one fault
  figures.set(name, figureOf(is ? { ...is.feel, facts: is.facts } : UNREADABLE))
}

/** Moving a figure up does not help one that needs itself. Said once for each circle, at its first figure. */
function noteCircle(work: Work, path: readonly string[], { later, sources }: Pick<Adding, 'later' | 'sources'>): boolean {
  const name = path.at(-1)!
  const mentions = [...later].some(other => sources.get(name)!.includes(other))
  const circle = mentions ? circleOf(name, sources) : undefined
  if (!circle?.every(other => later.has(other))) return false
  noteKey(work, [...path], {
    message: `“${name}” needs itself to be worked out: ${circle.join(' → ')}.`,
    hint: 'Work one of them out from facts and parameters alone.',
  })
  return true
}

const UNREADABLE: Figure = { facts: [], value: () => null, missing: () => [] }

function checkName(work: Work, path: readonly string[], { parameters, entities }: Vocabulary): void {
  const name = path.at(-1)!
  const others = [parameters, entities.byName, entities.byList]
  const isOther = name === 'today' || OWN_FUNCTIONS.some(own => own === name) || isFeelFunction(name)
  if (isOther || others.some(names => names.has(name)))
    noteKey(work, [...path], {
      message: `“${name}” already means something else in rules.`,
      hint: 'Give the figure another name.',
    })
}
