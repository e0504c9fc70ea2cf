import { type Answers, answerTo, entriesOf, type Fact } from '#catalogue'
import { dayOf, type World } from '#platform'
import { findEntry, idsByKeys } from './entry-store.ts'
import { keyIndex } from './fingerprints.ts'
import type { OwnRegister, Told } from './own-register.ts'
import { standing } from './statement.ts'

type Json = Record<string, unknown>

/** The entry with this key as it stands today; null when there is none. */
export async function standingEntry(world: World, register: OwnRegister, key: string): Promise<Answers | null> {
  const index = keyIndex(world, register, key)
  const id = (await idsByKeys(world, register, [index])).get(index)
  const entry = id && (await findEntry(world, register, id))
  if (!entry) return null
  return standing(entry.statements, { on: dayOf(world.now()), knownAt: world.now() })?.values ?? null
}

/** An entry as it is told: each fact in its place, those of a list in a list of its name. Pure. */
export function tellEntry({ gives }: Pick<Told, 'gives'>, fields: readonly Fact[], values: Answers): Json {
  const told: Json = {}
  for (const [name, place] of gives) {
    const fact = fields.find(one => one.name === name)!
    if (!fact.of) put(told, place, answerTo(fact, values))
    else {
      told[fact.of] ??= entriesOf(fact.of, values).map(() => ({}))
      for (const [index, one] of (told[fact.of] as Json[]).entries()) put(one, place, answerTo(fact, values, index))
    }
  }
  return told
}

function put(told: Json, place: string, value: unknown): void {
  if (value === undefined || value === null) return
  const parts = place.split('.')
  const last = parts.pop()!
  const holder = parts.reduce<Json>((so, part) => {
    so[part] ??= {}
    return so[part] as Json
  }, told)
  holder[last] = value
}
