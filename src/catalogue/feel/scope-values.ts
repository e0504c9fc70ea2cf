import { entriesOf } from '../answers.ts'
import type { Fact } from '../fact.ts'
import type { Answers, Scope } from '../rule.ts'
import { FeelDate, FeelDateTime, FeelDuration, FeelTime, parseDate } from './feelin.ts'
import { ownFunctions } from './functions.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What was made of these answers on one day, by entities: those of two services may hold different facts under one name. */
interface Made {
  readonly on: string
  readonly entities: Vocabulary['entities']
  readonly values: Map<string, unknown>
}

const made = new WeakMap<Answers, Made>()

/** What a name at the root of an expression stands for in a scope, as FEEL's own value; made once for the same answers. */
export function rootValue(name: string, scope: Scope, words: Vocabulary): unknown {
  const figure = words.figures?.get(name)
  if (figure) return figure.value(scope)
  const parameter = words.parameters.get(name)
  if (parameter) return parameterOn(parameter, scope.on)?.value ?? null
  if (words.entities.byName.get(name)?.of) return makeRoot(name, scope, words)
  const { values } = madeOf(scope, words)
  if (!values.has(name)) values.set(name, makeRoot(name, scope, words))
  return values.get(name)
}

function madeOf({ answers, on }: Scope, { entities }: Vocabulary): Made {
  const before = made.get(answers)
  if (before?.on === on && before.entities === entities) return before
  const fresh = { on, entities, values: new Map<string, unknown>() }
  made.set(answers, fresh)
  return fresh
}

/** The value a parameter has on a day and since when; undefined before its first day. */
export function parameterOn<V extends { from: string }>({ values }: { values: readonly V[] }, on: string): V | undefined {
  return values.findLast(({ from }) => from <= on)
}

function makeRoot(name: string, scope: Scope, { entities }: Vocabulary): unknown {
  const listed = entities.byList.get(name)
  if (listed) return entriesOf(name, scope.answers).map(entry => feelEntry(entry, listed.fields.values()))
  const entity = entities.byName.get(name)
  if (entity?.of) return feelEntry(entriesOf(entity.of, scope.answers)[scope.at?.[name] ?? 0], entity.fields.values())
  if (entity) return feelEntry(scope.answers[name], entity.fields.values())
  return dayRoot(name, scope.on)
}

function dayRoot(name: string, on: string): unknown {
  const today = parseDate(on)
  if (!today) throw new Error(`A scope's day is a calendar day, YYYY-MM-DD; this one is “${on}”.`)
  return name === 'today' ? today : ownFunctions(today)[name as 'age']
}

/** An entity's answers with dates as FEEL has them; the answers themselves are left as they were. */
function feelEntry(entry: unknown, facts: Iterable<Fact>): unknown {
  if (typeof entry !== 'object' || entry === null) return {}
  const dated: Record<string, unknown> = { ...entry }
  for (const fact of facts) if (dated[fact.field] !== undefined) dated[fact.field] = feelValue(dated[fact.field], fact)
  return dated
}

function feelValue(value: unknown, fact: Fact): unknown {
  if (fact.type === 'date') return typeof value === 'string' ? parseDate(value) : null
  if (fact.type === 'list' && Array.isArray(value)) return value.map(entry => feelEntry(entry, fact.item ?? []))
  return value
}

/** FEEL's own values as plain ones: dates `YYYY-MM-DD`, durations ISO 8601. */
export function plainValue(value: unknown): unknown {
  if (value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime || value instanceof FeelDuration)
    return value.toString()
  if (Array.isArray(value)) return value.map(plainValue)
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  return value ?? null
}
