import { type Answers, answerFault, type Fact, type RegisterQuery, withAnswer } from '#catalogue'

const MOST_ENTRIES = 50

/** What a register's answer tells of the facts asked: the facts, that it knows none of them, or that it talks nonsense. */
export type Told =
  | { readonly kind: 'facts'; readonly answers: Answers }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'nonsense' }

type Value = { readonly fact: Fact; readonly index: number; readonly value: unknown }

interface Asked {
  readonly query: RegisterQuery
  readonly facts: readonly Fact[]
  /** The day it is asked on, `YYYY-MM-DD`. */
  readonly on: string
}

/** Reads a register's answer as the query's `gives` says, for the facts asked and no others. One value that does not fit spoils it all. */
export function readRegister({ query, facts, on }: Asked, json: unknown): Told {
  if (json === null || json === undefined) return { kind: 'nothing' }
  const entries = query.list ? listIn(json) : isRecord(json) ? [json] : undefined
  if (!entries || entries.length > MOST_ENTRIES || !entries.every(isRecord)) return { kind: 'nonsense' }
  const values = entries.flatMap((entry, index) => valuesIn(query, facts, { entry, index }))
  if (values.some(({ fact, value }) => answerFault(fact, value, on))) return { kind: 'nonsense' }
  if (values.length === 0) return { kind: 'nothing' }
  return { kind: 'facts', answers: values.reduce<Answers>((so, { fact, ...at }) => withAnswer(fact, so, at), {}) }
}

/** A list answer is a list, or an object in which exactly one list stands. */
function listIn(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json
  const lists = isRecord(json) ? Object.values(json).filter(Array.isArray) : []
  return lists.length === 1 ? lists[0] : undefined
}

function valuesIn(query: RegisterQuery, facts: readonly Fact[], { entry, index }: { entry: unknown; index: number }): Value[] {
  return facts.flatMap(fact => {
    const path = query.gives.get(fact.name)
    const value = path === undefined ? undefined : valueAt(entry, path)
    return value === undefined || value === null ? [] : [{ fact, index, value }]
  })
}

function valueAt(entry: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((so, part) => (isRecord(so) && Object.hasOwn(so, part) ? so[part] : undefined), entry)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
