import { randomBytes } from 'node:crypto'
import { evaluate, FeelFunction, FeelRange } from 'feelin'
import { breadthOf, spend, spendDepth } from './meter.ts'
import { foundIn, replacedIn, splitAt } from './text-functions.ts'

type Call = (...args: never[]) => unknown

// No file can say these names, and so neither a name of its own nor a key of a context can take a guard's place.
const OURS = `__${randomBytes(6).toString('hex')}`

/** The names of the guards in an expression made safe. */
export const GUARD = {
  over: `${OURS}over`,
  steps: `${OURS}steps`,
  breadth: `${OURS}breadth`,
  whole: `${OURS}whole`,
  step: `${OURS}step`,
}

const guards: Readonly<Record<string, FeelFunction>> = {
  [GUARD.over]: made(['list', 'size'], (list: unknown, size: number) =>
    list instanceof FeelRange ? everyIn(list, size) : seen(list, size),
  ),
  [GUARD.steps]: made(['from', 'to', 'size'], counted),
  [GUARD.breadth]: made(['value', 'size'], seen),
  [GUARD.whole]: made(['value'], (value: unknown) => {
    spendDepth(value)
    return value
  }),
  [GUARD.step]: made(['size'], (size: number) => {
    spend(size)
    return true
  }),
}

function seen(value: unknown, size: number): unknown {
  spend(breadthOf(value) * size)
  return value
}

/** `from..to`, up or down by ones, each of them paid for before there is a list of them. */
function counted(from: unknown, to: unknown, size: number): number[] | null {
  if (typeof from !== 'number' || typeof to !== 'number' || !Number.isFinite(from) || !Number.isFinite(to)) return null
  const length = Math.floor(Math.abs(to - from)) + 1
  spend(length * size)
  return Array.from({ length }, (_, at) => (from > to ? from - at : from + at))
}

/** The numbers in a range, its ends as it says. */
function everyIn(range: FeelRange, size: number): number[] | null {
  const [withStart, withEnd] = [range['start included'], range['end included']]
  const isIn = (each: number) => (withStart || each !== range.start) && (withEnd || each !== range.end)
  return counted(range.start, range.end, size)?.filter(isIn) ?? null
}

/** What a function of FEEL's own looks at before it begins, other than what it is given from outside. */
const dearer: Readonly<Record<string, (args: readonly unknown[]) => void>> = {
  ...Object.fromEntries(
    ['string', 'flatten', 'is', 'index of', 'mode', 'median', 'context', 'context merge', 'context put', 'get entries'].map(
      name => [name, spendDepth],
    ),
  ),
  'distinct values': eachWithEach,
  union: eachWithEach,
  'string join': ([list, between]) => {
    spendDepth(list)
    spend(breadthOf(list) * breadthOf(between))
  },
  ...Object.fromEntries(['contains', 'substring before', 'substring after'].map(name => [name, searched])),
}

function eachWithEach(lists: readonly unknown[]): void {
  spendDepth(lists)
  const all = lists.flat()
  if (all.some(each => typeof each === 'object')) spend(all.length * all.length)
}

function searched([text, part]: readonly unknown[]): void {
  spend(breadthOf(text) * breadthOf(part))
}

const replaced: Readonly<Record<string, Call>> = { matches: foundIn, replace: replacedIn, split: splitAt }

const known = new Map<string, FeelFunction | undefined>()

/** A function of FEEL's own that pays for what it is given and what it gives; undefined when there is none of that name. */
function builtin(name: string): FeelFunction | undefined {
  if (!known.has(name)) known.set(name, paying(name))
  return known.get(name)
}

function paying(name: string): FeelFunction | undefined {
  const own = evaluate(name).value as (((...args: unknown[]) => unknown) & { $args?: string[] }) | null
  if (!own?.$args) return undefined
  const call = (replaced[name] as typeof own | undefined) ?? own
  return made(own.$args, (...args: unknown[]) => {
    for (const arg of args) spend(breadthOf(arg))
    dearer[name]?.(args)
    const result = call(...args)
    spend(breadthOf(result))
    return result
  })
}

function made(parameters: readonly string[], call: (...args: never[]) => unknown): FeelFunction {
  return new FeelFunction(call as (...args: unknown[]) => unknown, [...parameters])
}

/** What a source that was made safe leans on: the guards, and those of FEEL's own functions it speaks of. */
export function guardsFor(source: string, functions: Iterable<string>): Record<string, FeelFunction> {
  const plain = source.replaceAll(/\s+/g, ' ')
  const spoken = [...functions].flatMap(name => {
    const guard = plain.includes(name) ? builtin(name) : undefined
    return guard ? [[name, guard] as const] : []
  })
  return { ...Object.fromEntries(Object.entries(guards).filter(([name]) => plain.includes(name))), ...Object.fromEntries(spoken) }
}
