import { answerTo, entriesOf, type Fact, type Provided } from '#catalogue'
import type { Granted } from './world.ts'

type Entry = Record<string, unknown>

/**
 * One entry of an answer: the decision, and the facts that provides.yaml says are given, each in its place; those of a list stand in a
 * list of its name. Pure.
 */
export function entryFor({ gives }: Pick<Provided, 'gives'>, facts: ReadonlyMap<string, Fact>, granted: Granted): Entry {
  const { decidedOn, pays, answers } = granted
  const entry: Entry = { decidedOn, ...(pays ? { pays } : {}) }
  for (const [name, place] of gives) {
    const fact = facts.get(name)
    if (!fact) continue
    if (!fact.of) put(entry, place, answerTo(fact, answers))
    else {
      entry[fact.of] ??= entriesOf(fact.of, answers).map(() => ({}))
      for (const [index, one] of (entry[fact.of] as Entry[]).entries()) put(one, place, answerTo(fact, answers, index))
    }
  }
  return entry
}

function put(entry: Entry, place: string, value: unknown): void {
  if (value === undefined) return
  const parts = place.split('.')
  const last = parts.pop()!
  const holder = parts.reduce<Entry>((so, part) => {
    so[part] ??= {}
    return so[part] as Entry
  }, entry)
  holder[last] = value
}
