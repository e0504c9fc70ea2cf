import type { Fact } from '../fact.ts'
import type { Node } from './feelin.ts'
import { FEEL_FUNCTIONS, OWN_FUNCTIONS } from './functions.ts'
import { fault, noteRead, OTHER, type Reader, type Shape, textOf } from './reader.ts'
import { closest, didYouMean } from './vocabulary.ts'

const ADDRESS_PARTS = ['line1', 'line2', 'town', 'postcode', 'country', 'propertyRef']
const DATE_PARTS = ['year', 'month', 'day', 'weekday']

/** What a name standing alone means: something bound, an entity, a list, a parameter, `today`, or a fault. */
export function resolve(node: Node, reader: Reader): Shape {
  const name = textOf(node, reader).replaceAll(/\s+/g, ' ')
  return boundName(name, reader) ?? rootName(name, reader) ?? unknownName(name, node, reader)
}

function boundName(name: string, reader: Reader): Shape | undefined {
  const shape = reader.bound.find(names => names.has(name))?.get(name)
  if (shape?.kind === 'fact' && shape.fact.of) noteRead(reader, { fact: shape.fact, of: shape.fact.of, every: true })
  return shape
}

function rootName(name: string, reader: Reader): Shape | undefined {
  const shape = entityName(name, reader) ?? plainName(name, reader)
  if (shape) reader.roots.add(name)
  return shape
}

function entityName(name: string, reader: Reader): Shape | undefined {
  const { entities, at } = reader.words
  const listed = entities.byList.get(name)
  if (listed) {
    noteRead(reader, { of: name, every: true })
    return { kind: 'entries', entity: listed, every: true }
  }
  const entity = entities.byName.get(name)
  const reachable = entity && (!entity.of || at === name)
  return reachable ? { kind: 'entry', entity, every: false } : undefined
}

function plainName(name: string, { words, parameters, figures, lenient }: Reader): Shape | undefined {
  if (words.parameters.has(name)) parameters.add(name)
  const isFigure = words.figures?.has(name) ?? false
  if (isFigure && !lenient) figures.add(name)
  const plain = isFigure || name === 'today' || words.parameters.has(name) || OWN_FUNCTIONS.some(own => own === name)
  return plain ? OTHER : undefined
}

function unknownName(name: string, node: Node, reader: Reader): Shape {
  const { entities, parameters, figures, later } = reader.words
  if (later?.has(name))
    return fault(reader, node, {
      message: `“${name}” is not worked out yet here.`,
      hint: 'Figures are worked out from top to bottom: move it above this one.',
    })
  const repeated = entities.byName.get(name)?.of
  if (repeated) {
    const hint = `Write ${repeated}.field for all of them, or a filter such as ${repeated}[field = …].`
    return fault(reader, node, { message: `“${name}” is one of several here.`, hint })
  }
  const dashed = hyphened(node, reader, known(reader))
  if (dashed) return hyphenFault(reader, node, dashed)
  const called = node.parent?.name === 'FunctionInvocation' && closestFunction(name)
  if (called) return fault(reader, node, { message: `There is no function “${name}”.`, hint: `Did you mean “${called}”?` })
  const hint = didYouMean(name, known(reader), known(reader).length > 0 ? `Known here: ${known(reader).join(', ')}.` : '')
  return fault(reader, node, { message: `There is no “${name}”.`, hint })

  function known({ bound }: Reader): string[] {
    return [
      ...bound.flatMap(names => [...names.keys()]),
      ...entities.byName.keys(),
      ...entities.byList.keys(),
      ...parameters.keys(),
      ...(figures?.keys() ?? []),
    ]
  }
}

interface Hyphened {
  readonly written: string
  /** The whole name without hyphens, or a name that is like part of it. */
  readonly meant: string
}

/** `weekly-first` reads as a subtraction in FEEL; say so when a name was meant. */
function hyphened(node: Node, { source }: Reader, known: readonly string[]): Hyphened | undefined {
  const written = [...source.matchAll(/[\p{L}_][\p{L}\d_]*(?:-[\p{L}_][\p{L}\d_]*)+/gu)]
  const around = written.find(match => match.index <= node.from && node.to <= match.index + match[0].length)?.[0]
  const meant = around && (closest(around, known) ?? around.split('-').flatMap(part => closest(part, known) ?? [])[0])
  return meant ? { written: around, meant } : undefined
}

/** Said once for each such name, however many of its parts are unknown. */
function hyphenFault(reader: Reader, node: Node, { written, meant }: Hyphened): Shape {
  const message = `There is no “${written}”, and a hyphen is a minus sign in a rule.`
  const isSaid = reader.faults.some(other => other.message === message && node.from - other.from < written.length)
  if (isSaid) return OTHER
  return fault(reader, node, { message, hint: `Write “${meant}”, or spaces around a minus sign.` })
}

function closestFunction(name: string): string | undefined {
  const all = [...FEEL_FUNCTIONS, ...OWN_FUNCTIONS]
  return closest(name, all) ?? all.filter(own => own.length > 2 && name.startsWith(own)).sort((a, b) => b.length - a.length)[0]
}

/** What `.name` after something means. */
export function member(shape: Shape, node: Node, reader: Reader): Shape {
  const name = textOf(node, reader)
  if (shape.kind === 'other') return OTHER
  if (shape.kind === 'fact') return factPart(shape.fact, node, reader)
  const { entity, every } = shape
  const fact = entity.fields.get(name)
  if (!fact) {
    const all = [...entity.fields.keys()].map(field => `${entity.name}.${field}`)
    return fault(reader, node, {
      message: `There is no fact “${entity.name}.${name}”.`,
      hint: didYouMean(`${entity.name}.${name}`, all, `Facts of ${entity.name}: ${all.join(', ')}.`),
    })
  }
  noteRead(reader, { fact, ...(fact.of && { of: fact.of }), every })
  return { kind: 'fact', fact }
}

function factPart(fact: Fact, node: Node, reader: Reader): Shape {
  const name = textOf(node, reader)
  const parts = partsOf(fact)
  if (!parts || parts.includes(name)) return OTHER
  const hint = parts.length > 0 ? didYouMean(name, parts, `It has: ${parts.join(', ')}.`) : `Compare “${fact.name}” itself.`
  return fault(reader, node, { message: `“${fact.name}” has no part called “${name}”.`, hint })
}

function partsOf(fact: Fact): string[] | undefined {
  if (fact.type === 'address') return ADDRESS_PARTS
  if (fact.type === 'date') return DATE_PARTS
  if (fact.type === 'list') return fact.item?.map(item => item.field)
  return []
}

/** The facts of one entry, as names: what a filter's condition sees. */
export function namesIn(shape: Shape): [string, Shape][] {
  if (shape.kind === 'entries') return [['item', { ...shape, kind: 'entry' }], ...named(shape.entity.fields.values())]
  return [['item', OTHER], ...named(shape.kind === 'fact' ? (shape.fact.item ?? []) : [])]
}

function named(facts: Iterable<Fact>): [string, Shape][] {
  return [...facts].map(fact => [fact.field, { kind: 'fact', fact }])
}
